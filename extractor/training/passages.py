"""Invented passages of government documents with their entities, for training the entity model.

Comes in: chance, the grammar of ``patterns/training/`` (``passages.toml``: styles, ``things.toml``: what stands in
them). Goes out: :class:`Passage` objects. Separate from :mod:`extractor.training.slots`, which reckons names and
numbers, and from :mod:`extractor.training.noise`, which makes a passage look as if it were read from a scan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from extractor.training.slots import SLOTS, Piece, Slots, acronym, data

_PART = re.compile(r"\{(\w+)([!?]?)\}")
_WORD_END = re.compile(r"[ \n]|$")
_SHORT = 12
"""A line up to this length is not broken."""
_DEEP = 40
"""A grammar that nests deeper than this is an endless one."""
_WIDTHS = (40, 50, 60, 70, 80, 95, 10_000, 10_000)
"""Characters of a line; the widest is that of a passage without line ends."""
_JUSTIFIED = 0.08
"""Share of the passages without columns that are set to both margins, with wide blanks between words."""
_GAPS = (" ", "   ", "   ", "   ", "   ", "     ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its entities: ``(start, end, label)`` by character offsets, in order, without overlaps."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def passage(chance: Random) -> Passage:
    """One invented passage, broken into lines as on a page, without misreadings."""
    styles = data("passages")["passage"]
    style = chance.choices(list(styles), list(styles.values()))[0]
    return _laid_out(_joined(_Writer(chance).write(style)), chance)


@cache
def _grammar() -> dict[str, list[str]]:
    return {**data("offices"), **data("works"), **data("things")["grammar"], **data("passages")["grammar"]}


class _Writer:
    """Writes one passage; what is drawn once a passage is remembered here."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.slots = Slots(chance)
        self.drawn: dict[str, list[Piece]] = {}
        self.things: dict[str, Any] = data("things")

    def write(self, name: str, depth: int = 0) -> list[Piece]:
        """The pieces of a thing of the grammar; a labelled one is one. Raises ``KeyError`` for an unknown name."""
        if name in self.drawn:
            return self.drawn[name]
        if depth > _DEEP:
            raise RecursionError(f"patterns/training: {name} never ends")
        pieces = self._made(name, depth)
        label = self.things["labels"].get(name)
        if label:
            pieces = [("".join(text for text, _ in pieces), label)]
        if name in self.things["once"]:
            self.drawn[name] = pieces
        return pieces

    def _made(self, name: str, depth: int) -> list[Piece]:
        if name == "head_of_office":
            return [(self._head_of(self._text("office_name", depth)), None)]
        if name in ("acronym", "acronym_raw"):
            return [(acronym(self._text("office_name" if name == "acronym" else "work", depth), self.chance), None)]
        if name in SLOTS:
            made = SLOTS[name](self.slots)
            return [(made, None)] if isinstance(made, str) else made
        if name not in _grammar():
            raise KeyError(f"patterns/training: neither a thing of the grammar nor a slot: {name}")
        return self._expanded(self.chance.choice(_grammar()[name]), depth)

    def _expanded(self, way: str, depth: int) -> list[Piece]:
        capitals = way.startswith("^")
        way = way.removeprefix("^")
        out: list[Piece] = []
        done = 0
        for part in _PART.finditer(way):
            out.append((way[done : part.start()], None))
            pieces = self.write(part[1], depth + 1)
            if part[2] == "!" or (part[2] == "?" and self.chance.random() < 0.5):
                pieces = self._capitals(pieces)
            out.extend(pieces)
            done = part.end()
        out.append((way[done:], None))
        return [(text.upper(), label) for text, label in out] if capitals else out

    def _capitals(self, pieces: list[Piece]) -> list[Piece]:
        """A thing in capitals; the titles around a name often keep their small letters."""
        keeps_titles = any(label == "PERSON" for _, label in pieces) and self.chance.random() < 0.7
        return [(text if keeps_titles and label is None else text.upper(), label) for text, label in pieces]

    def _text(self, name: str, depth: int) -> str:
        return "".join(text for text, _ in self.write(name, depth + 1))

    def _head_of(self, office: str) -> str:
        first, _, rest = office.partition(" ")
        if first in self.things["heads"]:
            return f"{self.things['heads'][first]} {rest}".rstrip()
        return f"{'Sekretaris' if self.chance.random() < 0.2 else 'Kepala'} {office}"


def _joined(pieces: list[Piece]) -> Passage:
    text = ""
    entities: list[tuple[int, int, str]] = []
    for piece, label in pieces:
        if label and piece.strip():
            start = len(text) + len(piece) - len(piece.lstrip())
            entities.append((start, start + len(piece.strip()), label))
        text += piece
    return Passage(text, tuple(entities))


def _laid_out(made: Passage, chance: Random) -> Passage:
    """Columns parted by blanks, long lines broken; neither moves a character of an entity."""
    out: list[str] = []
    moved: list[int] = []
    gap, width = chance.choice(_GAPS), chance.choice(_WIDTHS)
    text = made.text
    wide = chance.choice((0.3, 0.9)) if " || " not in text and chance.random() < _JUSTIFIED else 0.0
    column = length = position = 0
    while position < len(text):
        parted = text.startswith(" || ", position)
        piece = gap if parted else text[position]
        if not parted and piece == " " and column > _SHORT and column + _word_after(text, position) > width:
            piece = "\n"
        elif piece == " " and chance.random() < wide:
            piece = "   "
        moved.extend([length] * (4 if parted else 1))
        column = 0 if parted or piece == "\n" else column + 1
        position += 4 if parted else 1
        out.append(piece)
        length += len(piece)
    spans = tuple((moved[s], moved[e - 1] + 1, label) for s, e, label in made.entities)
    return Passage("".join(out), spans)


def _word_after(text: str, blank: int) -> int:
    """Characters of the word that follows a blank, the blank included."""
    end = _WORD_END.search(text, blank + 1)
    return (end.start() if end else len(text)) - blank

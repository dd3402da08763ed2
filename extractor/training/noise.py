"""Misreadings as character recognition makes them, with the entities kept in place.

Comes in: a clean :class:`~extractor.training.passages.Passage`. Goes out: the same passage as a scan would give it:
letters misread, words glued together or torn apart, full stops lost, specks read as marks. Separate because the same
clean passages are used for measuring how much the noise costs. The confusions are those of optical reading that
``patterns/training/noise.toml`` lists.
"""

from __future__ import annotations

from functools import cache
from random import Random

from extractor import knowledge
from extractor.match.pieces import pieces
from extractor.training.passages import Passage

_SPREAD = 0.08
"""Share of the passages with stretches of spaced letters (``T a h u n``)."""


@cache
def _confusions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for left, right in knowledge.toml("training/noise")["confused"]:
        found.setdefault(left, []).append(right)
        found.setdefault(right, []).append(left)
    return found


@cache
def _longest() -> int:
    return max(map(len, _confusions()))


def misread(clean: Passage, chance: Random) -> Passage:
    """The passage as read from a scan; how badly is drawn anew each time. Entities that would begin or end within
    a piece of text (:mod:`extractor.match.pieces`) keep the blank that parts them from their neighbour."""
    badness = chance.choice((0.004, 0.01, 0.02, 0.04, 0.07))
    glue = chance.choice((0.0, 0.01, 0.04, 0.1, 0.2))
    spread = chance.random() < _SPREAD
    edges = {edge for start, end, _ in clean.entities for edge in (start - 1, end)}
    out: list[str] = []
    moved: list[int] = []
    text, length, position = clean.text, 0, 0
    while position < len(text):
        piece, taken = _misread_at(text, position, chance, badness)
        letter = text[position]
        if letter == " " and chance.random() < glue and (position not in edges or _parts_without(text, position)):
            piece = ""
        elif letter == "\n" and chance.random() < badness:
            piece = chance.choice((" ", "\n", " | ", "\n: "))
        elif letter in ".:," and chance.random() < badness * 2:
            piece = chance.choice(("", " ", ",", ".", "-", ";", " :"))
        elif letter.isalpha() and chance.random() < badness / 5:
            piece += chance.choice((" ", " ", "'", "-", "."))
        elif spread and letter == " ":
            piece = "   "
        elif spread and letter.isalnum() and text[position + 1 : position + 2].isalnum() and _in_spaced_word(position):
            piece += " "
        moved.extend([length] * taken)
        out.append(piece)
        length += len(piece)
        position += taken
    moved.append(length)
    return _trimmed("".join(out), [(moved[s], moved[e], label) for s, e, label in clean.entities])


def _misread_at(text: str, position: int, chance: Random, badness: float) -> tuple[str, int]:
    """What stands at a place of the scan, and how many printed characters that was."""
    if chance.random() < badness:
        for size in range(_longest(), 0, -1):
            seen = text[position : position + size]
            if len(seen) == size and seen in _confusions():
                return chance.choice(_confusions()[seen]), size
    return text[position], 1


def _in_spaced_word(position: int) -> bool:
    """Every other stretch of a line set wide is set in spaced letters."""
    return (position // 23) % 2 == 1


def _parts_without(text: str, blank: int) -> bool:
    """Whether text still falls into pieces at a blank when that is left out."""
    before, after = text[max(0, blank - 20) : blank], text[blank + 1 : blank + 20]
    ends, length = set(), 0
    for piece in pieces(before + after):
        length += len(piece)
        ends.add(length)
    return len(before) in ends


def _trimmed(text: str, entities: list[tuple[int, int, str]]) -> Passage:
    kept: list[tuple[int, int, str]] = []
    for start, end, label in entities:
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip())
        end -= len(inside) - len(inside.rstrip())
        if start < end:
            kept.append((start, end, label))
    return Passage(text, tuple(kept))

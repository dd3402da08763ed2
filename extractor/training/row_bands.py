"""Draws bands of table rows that no line parts, for training where rows are cut.

Comes in: chance, ``patterns/training/rows.toml`` and ``works.toml``. Goes out: the lines of every column of a band as a
reader gives them, and the row that each belongs to. Sizes are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from extractor.layout.blocks import Line
from extractor.training.slots import data
from extractor.training.table_pages import LETTER, set_words, wrapped

_WIDTH = 500.0
"""Points of a table across."""
_CUT = 3
"""Signs of a figure at the most that no column cuts."""
_GAP = 10.0
"""Points of white between two columns."""


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """A band: its columns from left to right, the row of every line (-1 for those of merged cells)."""

    columns: tuple[tuple[Line, ...], ...]
    rows: tuple[tuple[int, ...], ...]
    closed: bool
    count: int


@dataclass(frozen=True, slots=True)
class _Look:
    """How a band is set."""

    size: float
    leading: float
    box: float
    pad: float
    middle: bool
    merged: str
    """Where texts of merged cells stand."""
    values: str
    jitter: float
    capitals: str


@dataclass(slots=True)
class _Text:
    """A cell's text, wrapped; the rows that it stands in."""

    lines: list[str]
    first: int
    last: int


def drawn_band(chance: Random) -> DrawnBand:
    """A band of one to eight rows."""
    told = data("rows")
    look = _look(chance)
    closed = chance.random() < told["closed"]
    count = chance.choices(range(1, 9), told["counts_closed" if closed else "counts"])[0]
    roles = [c for c in told["columns"] if chance.random() < c["at"]]
    share = sum(c["share"] for c in roles)
    texts: list[list[_Text]] = []
    merged = _groups(count, chance)
    for c in roles:
        wide = _WIDTH * c["share"] / share - _GAP
        most = max(4, int(wide / (LETTER * look.size)))
        spans = merged if c["merged"] and chance.random() < c["merged"] else [(n, n) for n in range(count)]
        marks = _marks(c["role"], chance)
        own = [marks(k) + _content(c["role"], k, look, chance) for k in range(len(spans))]
        if chance.random() < told["broken"]:
            own = [_broken(text, chance) for text in own]
        texts.append([_Text(_set(text, most), a, b) for text, (a, b) in zip(own, spans, strict=True)])
    if chance.random() < told["grouped"]:
        _group([c["role"] for c in roles], texts, count, chance)
    if chance.random() < told["stacked" if closed else "stacked_open"]:
        _stack([c["role"] for c in roles], texts, look, chance)
    if chance.random() < told["total"] and any(c["role"] == "amount" for c in roles):
        for c, column in zip(roles, texts, strict=True):
            said = {"number": "Jumlah", "amount": "1.250.500.000"}.get(c["role"])
            if said:
                column.append(_Text([said], count, count))
        count += 1
    return _placed(texts, [c["role"] for c in roles], look, closed, count, chance)


def _stack(roles: Sequence[str], texts: Sequence[list[_Text]], look: _Look, chance: Random) -> None:
    """Makes lists of the texts and the figures of every row."""
    count = chance.randint(2, 4)
    marks = chance.choice(("a. b. c. d.", "1. 2. 3. 4.", "- - - -")).split()
    for role, column in zip(roles, texts, strict=True):
        for text in column:
            if role == "measure":
                text.lines = [line for k in range(count) for line in _set(f"{marks[k]} {_sentence(chance, look)}", 24)]
            elif role in ("unit", "figure", "amount"):
                text.lines = [_content(role, text.first, look, chance).split(" (")[0] for _ in range(count)]


def _group(roles: Sequence[str], texts: Sequence[list[_Text]], count: int, chance: Random) -> None:
    """Makes headings of some rows: without figures, the texts of the rows under them marked."""
    heading, marked = 0, False
    for row in range(count):
        if row == heading and row + 1 < count:
            for role, column in zip(roles, texts, strict=True):
                if role in ("unit", "figure", "amount", "owner", "formula"):
                    column[:] = [t for t in column if (t.first, t.last) != (row, row)]
            heading = row + chance.randint(2, 4)
            marked = chance.random() < 0.5
        elif marked:
            for role, column in zip(roles, texts, strict=True):
                for text in column:
                    if role == "measure" and text.first == row and text.lines[0][:1].isalpha():
                        text.lines[0] = f"- {text.lines[0]}"


def _look(chance: Random) -> _Look:
    middle = chance.random() < 0.35
    ocr = chance.random() < 0.2
    return _Look(
        size=chance.choice((7.0, 8.0, 9.0, 10.0, 11.0)),
        leading=chance.choice((1.0, 1.12, 1.15, 1.2, 1.3, 1.5)),
        box=chance.choice((0.9, 1.0, 1.15, 1.4)),
        pad=chance.choices((0.0, 1.0, 2.0, 3.0, 6.0, 10.0), (3, 2, 3, 3, 2, 1))[0],
        middle=middle,
        merged="middle" if middle or chance.random() < 0.3 else "top",
        values="middle" if middle else chance.choices(("top", "middle", "bottom"), (8, 1.5, 0.7))[0],
        jitter=0.08 if ocr else 0.0,
        capitals=chance.choices(("sentence", "title", "upper"), (6, 3, 0.5))[0],
    )


def _groups(count: int, chance: Random) -> list[tuple[int, int]]:
    """Spans of rows under one merged text."""
    spans = []
    start = 0
    while start < count:
        end = min(count - 1, start + chance.choices((0, 1, 2, 3), (3, 4, 3, 1))[0])
        spans.append((start, end))
        start = end + 1
    return spans


def _marks(role: str, chance: Random) -> Callable[[int], str]:
    """The mark of the n-th text of a column: all of a column are marked the same way."""
    if role in ("number", "figure", "unit", "amount"):
        return lambda _: ""
    style = chance.choices(("", "#. ", "#) ", "1.# ", "- ", "• "), (16, 2, 0.5, 0.5, 1, 1))[0]
    return lambda n: style.replace("#", str(n + 1))


def _broken(text: str, chance: Random) -> str:
    """A text with a line break that its writer set, in half of the cells; a figure that its narrow column cuts."""
    blanks = [k for k, letter in enumerate(text) if letter == " "]
    if chance.random() < 0.5 or "\n" in text:
        return text
    if text[:1].isdigit() and len(text) > _CUT and not blanks:
        at = chance.randint(len(text) - 2, len(text) - 1)
        return f"{text[:at]}\n{text[at:]}"
    at = chance.choice(blanks) if blanks else 0
    return f"{text[:at]}\n{text[at + 1 :]}" if at else text


def _content(role: str, number: int, look: _Look, chance: Random) -> str:
    """The text of a cell; a line break in it is kept."""
    told, works = data("rows"), data("works")
    if role == "number":
        return f"{number + 1}{chance.choice(('', '.'))}"
    if role == "figure":
        return str(chance.choice(told["figures"])).replace("#", str(chance.randint(1, 99)))
    if role == "unit":
        return str(chance.choice(told["units"]))
    if role == "amount":
        return ("Rp " if chance.random() < 0.2 else "") + f"{chance.randint(10, 999)}.{chance.randint(100, 999)}.000"
    if role == "formula" and chance.random() < 0.3:
        marks = chance.choice((("- ", "- ", "- "), ("1. ", "2. ", "3. "), ("• ", "• ", "• "), ("a. ", "b. ", "c. ")))
        items = [f"{mark}{_sentence(chance, look)}" for mark in marks[: chance.randint(2, 3)]]
        return "\n".join(items)
    text = _sentence(chance, look)
    if role == "formula" and chance.random() < 0.4:
        part = _sentence(chance, look)
        text = f"{text} dibagi {part[0].lower() + part[1:] if chance.random() < 0.7 else part} dikali 100%"
    if role == "work":
        text = f"{chance.choice(('Program', 'Kegiatan'))} {text}"
    if role == "owner":
        text = f"{chance.choice(told['owners'])} {chance.choice(works['things'])}"
    return text


def _sentence(chance: Random, look: _Look) -> str:
    told, works = data("rows"), data("works")
    text = f"{chance.choice(told['begins'])} {chance.choice(works['measured'])} {chance.choice(works['things'])}"
    if chance.random() < 0.5:
        text += f" {chance.choice(told['links'])} {chance.choice(works['things'])}"
    if look.capitals == "upper":
        return text.upper()
    if look.capitals == "sentence":
        return text[0] + text[1:].lower()
    small = set(told["links"])
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in text.split())


def _set(text: str, most: int) -> list[str]:
    return [line for part in text.split("\n") for line in wrapped(part, most)]


def _placed(
    texts: Sequence[Sequence[_Text]], roles: Sequence[str], look: _Look, closed: bool, count: int, chance: Random
) -> DrawnBand:
    """The texts at their heights: a row is as tall as its tallest cell, a merged text makes its last row taller."""
    step = look.leading * look.size
    heights = [step] * count
    for column in texts:
        for text in column:
            if text.first == text.last:
                heights[text.first] = max(heights[text.first], len(text.lines) * step)
    for column in texts:
        for text in column:
            held = sum(heights[text.first : text.last + 1]) + 2 * look.pad * (text.last - text.first)
            heights[text.last] += max(0.0, len(text.lines) * step - held)
    tops = [100.0]
    for height in heights:
        tops.append(tops[-1] + height + 2 * look.pad)
    columns, rows = [], []
    x = 50.0
    for role, column in zip(roles, texts, strict=True):
        texts_at = "middle" if look.middle else "top"
        at = look.values if role in ("figure", "unit", "amount") else texts_at
        lines: list[Line] = []
        own: list[int] = []
        for text in column:
            free = tops[text.last + 1] - tops[text.first] - 2 * look.pad - len(text.lines) * step
            set_at = at if text.first == text.last else look.merged
            y = tops[text.first] + look.pad + free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[set_at]
            for said in text.lines:
                lines.append(_line(said, x, y + chance.uniform(-1, 1) * look.jitter * look.size, look))
                own.append(text.first if text.first == text.last else -1)
                y += step
        columns.append(tuple(lines))
        rows.append(tuple(own))
        x += 90.0
    return DrawnBand(tuple(columns), tuple(rows), closed, count)


def _line(text: str, x: float, top: float, look: _Look) -> Line:
    middle = top + look.size / 2
    half = look.box * look.size / 2
    return Line(tuple(set_words(text, x, (middle - half, middle + half), look.size)))

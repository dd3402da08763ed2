"""Draws pages with a table of known cells, for training the choice between readings of a table.

Comes in: chance, ``patterns/training/tables.toml`` and ``works.toml``. Goes out: pages as a reader gives them (words
with boxes, lines, coloured grounds) and the texts of the table's cells. Sizes are in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word
from extractor.training.slots import data

LETTER, _BLANK = 0.5, 0.28
"""Width of a letter, of a blank, in type sizes, as in Helvetica."""
_LEADING = 1.25
"""Type sizes from one line to the next."""
_PADS = (2.5, 4.0, 5.4, 5.4)
"""White between a cell's text and its border; word processors leave 5.4, spreadsheets less."""
_BROKEN = 0.4
"""Share of the tables with uprights of which some are missing."""
_MARGIN = 60.0
"""Points at the left and right of a drawn page."""
_FOOT = 80.0
"""Points at its foot."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A page and what its table holds: the texts of its cells, and how it is framed."""

    page: Page
    cells: tuple[str, ...]
    frame: str


@dataclass(slots=True)
class _Sheet:
    """A page while it is drawn."""

    width: float
    height: float
    size: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def line(self, x: float, top: float, text: str, size: float, *, bold: bool = False) -> None:
        self.words += set_words(text, x, (top, top + size), size, bold=bold)

    def across(self, x0: float, y: float, x1: float) -> None:
        self.rulings.append(Ruling(x0, y, x1, y))

    def down(self, x: float, top: float, bottom: float) -> None:
        self.rulings.append(Ruling(x, top, x, bottom))

    def ground(self, x0: float, top: float, x1: float, bottom: float, fill: str) -> None:
        self.shapes.append(Shape(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), True, fill=fill))


def drawn_table(chance: Random, frame: str | None = None) -> DrawnTable:
    """A page with a table; without ``frame`` (a name of ``tables.toml``) by chance. Raises ``KeyError`` for another."""
    told = data("tables")
    frames: dict[str, float] = told["frames"]
    frame = frame or chance.choices(list(frames), list(frames.values()))[0]
    if frame not in frames:
        raise KeyError(frame)
    upright = chance.random() < 0.6
    sheet = _Sheet(*((595.0, 842.0) if upright else (842.0, 595.0)), chance.choice((8.0, 9.0, 10.0, 11.0)))
    top = _head(sheet, chance)
    columns = [c for c in told["columns"] if chance.random() < c.get("at", 1)]
    parts = sum(c["share"] for c in columns)
    x0, x1 = _MARGIN, sheet.width - _MARGIN
    edges = [x0]
    for c in columns:
        edges.append(edges[-1] + (x1 - x0) * c["share"] / parts)
    table = _Table(sheet, edges, chance.random() < 0.5, chance)
    table.fill(columns, top)
    _framed(sheet, table, frame, chance)
    _foot(sheet, table.ys[-1] + 2 * sheet.size, chance)
    page = Page(1, sheet.width, sheet.height, tuple(sheet.words), tuple(sheet.rulings), tuple(sheet.shapes))
    return DrawnTable(page, tuple(table.cells), frame)


class _Table:
    """The words of a table: heights of its rows (the first is the heading), where groups begin, texts of its cells."""

    def __init__(self, sheet: _Sheet, edges: Sequence[float], centred: bool, chance: Random) -> None:
        self.sheet, self.edges, self.centred, self.chance = sheet, edges, centred, chance
        self.pad = chance.choice(_PADS)
        self.ys: list[float] = []
        self.groups: list[int] = []
        self.cells: list[str] = []

    def fill(self, columns: Sequence[dict[str, Any]], top: float) -> None:
        """Draws heading and rows until the page is full or chance ends it."""
        self.ys.append(top)
        self._row([self.chance.choice(c["headings"]) for c in columns], head=True)
        for number in range(1, self.chance.randint(2, 6)):
            self.groups.append(len(self.ys) - 1)
            for n in range(self.chance.randint(1, 3)):
                texts = [_text(c["role"], number, self.chance) if _stands(c["role"], n) else "" for c in columns]
                self._row(texts)
            if self.ys[-1] > self.sheet.height - 2 * _FOOT:
                return

    def _row(self, texts: Sequence[str], *, head: bool = False) -> None:
        size = self.sheet.size
        wraps = [
            _wrapped(t, b - a - 2 * self.pad, size) for t, a, b in zip(texts, self.edges, self.edges[1:], strict=False)
        ]
        deep = max(map(len, wraps)) * _LEADING * size
        top = self.ys[-1] + self.pad
        for lines, a, b in zip(wraps, self.edges, self.edges[1:], strict=False):
            y = top + (deep - len(lines) * _LEADING * size) / 2 if head else top
            for line in lines:
                free = b - a - len(line) * LETTER * size
                x = a + free / 2 if head and self.centred else a + self.pad
                self.sheet.line(x, y, line, size, bold=head)
                y += _LEADING * size
        self.cells += [" ".join(t.split()) for t in texts if t]
        self.ys.append(top + deep + self.pad)


def _framed(sheet: _Sheet, table: _Table, frame: str, chance: Random) -> None:
    """The lines and grounds of a frame."""
    ys, edges = table.ys, table.edges
    x0, x1 = edges[0], edges[-1]
    across = {
        "grid": ys,
        "open_sides": ys,
        "groups": [ys[0], *(ys[k] for k in table.groups), ys[-1]],
        "heading": [ys[0], ys[1], ys[-1]] if chance.random() < 0.5 else [ys[1]],
        "box": [ys[0], ys[1], ys[-1]],
        "columns": [ys[0], ys[1], ys[-1]],
    }.get(frame, [])
    for y in across:
        sheet.across(x0, y, x1)
    down: Sequence[float] = {"grid": edges, "columns": edges, "open_sides": edges[1:-1], "box": (x0, x1)}.get(frame, ())
    if len(down) > 2 and chance.random() < _BROKEN:
        missing = chance.sample(edges[1:-1], chance.randint(1, len(edges) - 2))
        down = [x for x in down if x not in missing]
    for x in down:
        sheet.down(x, ys[0], ys[-1])
    if frame == "zebra" or chance.random() < 0.2:
        sheet.ground(x0, ys[0], x1, ys[1], "#1f4e79" if frame == "zebra" else "#d9d9d9")
    if frame == "zebra":
        celled = chance.random() < 0.5
        for top, bottom in list(pairwise(ys[1:]))[::2]:
            for a, b in pairwise(edges) if celled else ((x0, x1),):
                sheet.ground(a, top, b, bottom, "#deeaf6")


def _head(sheet: _Sheet, chance: Random) -> float:
    """A letterhead or a title, prose; gives where the table begins."""
    y = 50.0
    things = data("works")["things"]
    if chance.random() < 0.5:
        for text in ("PEMERINTAH KABUPATEN CONTOH", f"DINAS {chance.choice(things).upper()}"[:50]):
            sheet.line((sheet.width - len(text) * 6) / 2, y, text, 12, bold=True)
            y += 16
        sheet.across(_MARGIN, y + 2, sheet.width - _MARGIN)
        y += 16
    sheet.line(sheet.width / 2 - 80, y, f"PERJANJIAN KINERJA TAHUN {chance.randint(2010, 2029)}", 12, bold=True)
    y += 30
    if chance.random() < 0.5:
        y = _prose(sheet, y, chance)
    return y


def _foot(sheet: _Sheet, y: float, chance: Random) -> None:
    """Prose or signatures in two columns."""
    if chance.random() < 0.4:
        y = _prose(sheet, y, chance)
    if chance.random() < 0.6:
        right = sheet.width / 2 + 40
        month = chance.choice(("Januari", "Maret", "Juli"))
        sheet.line(right, y, f"Contoh, {chance.randint(1, 28)} {month} 2024", sheet.size)
        y += 1.5 * sheet.size
        for left, other in (("Pihak Kedua,", "Pihak Pertama,"), ("Nama Kedua", "Nama Pertama")):
            sheet.line(_MARGIN + 20, y, left, sheet.size)
            sheet.line(right, y, other, sheet.size)
            y += 5 * sheet.size


def _prose(sheet: _Sheet, y: float, chance: Random) -> float:
    text = " ".join([chance.choice(data("tables")["around"]["prose"]), *(_work(chance) for _ in range(4))])
    for line in _wrapped(text, sheet.width - 2 * _MARGIN, sheet.size):
        sheet.line(_MARGIN, y, line, sheet.size)
        y += _LEADING * sheet.size
    return y + 2 * sheet.size


def _stands(role: str, n: int) -> bool:
    """Whether a column has a text of its own in the n-th row of a group."""
    return n == 0 or role not in ("number", "group")


def _text(role: str, number: int, chance: Random) -> str:
    works = data("works")
    if role == "number":
        return f"{number}."
    if role == "unit":
        return str(chance.choice(data("tables")["around"]["units"]))
    if role == "figure":
        return str(chance.randint(1, 100))
    if role == "amount":
        return ("Rp " if chance.random() < 0.3 else "") + f"{chance.randint(10, 999)}.{chance.randint(100, 999)}.000"
    if role == "measure":
        return f"{chance.choice(works['measures'])} {chance.choice(works['measured'])}"
    return _work(chance)


def _work(chance: Random) -> str:
    works = data("works")
    return f"{chance.choice(works['makings'])} {chance.choice(works['things'])}"


def set_words(text: str, x: float, heights: tuple[float, float], size: float, *, bold: bool = False) -> list[Word]:
    """The words of a line that begins at ``x``, between two heights, in the widths of a plain face."""
    words = []
    for part in text.split():
        wide = len(part) * LETTER * size
        words.append(Word(part, 1, (x, heights[0], x + wide, heights[1]), size=size, bold=bold))
        x += wide + _BLANK * size
    return words


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """The lines of a text that is set in a width."""
    return wrapped(text, max(1, int(width / (LETTER * size))))


def wrapped(text: str, most: int) -> list[str]:
    """The lines of a text of which each is as wide as so many letters; a word that is longer stands alone."""
    lines: list[str] = []
    room = 0.0
    for word in text.split():
        room -= _BLANK / LETTER + len(word)
        if lines and room >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = float(most - len(word))
    return lines

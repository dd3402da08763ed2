"""Pages with tables built in code: words, ruling lines and coloured grounds, for tests that need no PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Table
from extractor.layout.flow import lay_out
from extractor.read.page import Grid, Page, Ruling, Shape
from extractor.read.words import Word

SIZE, LETTER, PITCH, PAD = 10.0, 5.0, 12.0, 3.0


def words(text: str, x: float, top: float, *, page: int = 1, bold: bool = False) -> list[Word]:
    """The words of one line, five points a letter."""
    out = []
    for part in text.split():
        x1 = x + LETTER * len(part)
        out.append(Word(part, page, (x, top, x1, top + SIZE), size=SIZE, bold=bold))
        x = x1 + LETTER / 2
    return out


@dataclass
class Sheet:
    """A page in the making."""

    number: int = 1
    width: float = 600.0
    height: float = 840.0
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def text(self, text: str, x: float, top: float, *, bold: bool = False) -> Sheet:
        self.words += words(text, x, top, page=self.number, bold=bold)
        return self

    def level(self, x0: float, x1: float, y: float) -> Sheet:
        self.rulings.append(Ruling(x0, y, x1, y))
        return self

    def upright(self, x: float, top: float, bottom: float) -> Sheet:
        self.rulings.append(Ruling(x, top, x, bottom))
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        self.level(x0, x1, top).level(x0, x1, bottom)
        return self.upright(x0, top, bottom).upright(x1, top, bottom)

    def filled(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#d9e2f3") -> Sheet:
        self.shapes.append(Shape(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), closed=True, fill=colour))
        return self

    def cell(self, text: str, x0: float, top: float, x1: float, *, bold: bool = False) -> Sheet:
        """Text in a cell, wrapped to its width."""
        line, y = "", top + PAD
        for part in text.split():
            longer = f"{line} {part}".strip()
            if line and x0 + PAD + LETTER * len(longer) > x1 - PAD:
                self.text(line, x0 + PAD, y, bold=bold)
                line, y = part, y + PITCH
            else:
                line = longer
        return self.text(line, x0 + PAD, y, bold=bold)

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, x: float = 50.0, top: float = 100.0,
        heads: int = 1,
    ) -> float:  # fmt: skip
        """A fully ruled table with bold headings; gives its bottom."""
        xs = [x]
        for width in widths:
            xs.append(xs[-1] + width)
        ys = [top]
        for r, row in enumerate(rows):
            deepest = 1
            for c, text in enumerate(row):
                before = len(self.words)
                self.cell(text, xs[c], ys[-1], xs[c + 1], bold=r < heads)
                tops = {w.box[1] for w in self.words[before:]}
                deepest = max(deepest, len(tops))
            ys.append(ys[-1] + deepest * PITCH + 2 * PAD)
        for y in ys:
            self.level(xs[0], xs[-1], y)
        for edge in xs:
            self.upright(edge, ys[0], ys[-1])
        return ys[-1]

    def page(self) -> Page:
        return Page(
            self.number, self.width, self.height, tuple(self.words), tuple(self.rulings), tuple(self.shapes)
        )  # fmt: skip


def texts(grid: Grid) -> list[list[str]]:
    """The grid's rows as text, a merged cell repeated in every place that it covers."""
    return [[" ".join(w.text for line in cell.lines for w in line) for cell in row] for row in grid.rows]


def tables(*sheets: Sheet) -> list[Table]:
    """The tables of a file of these pages."""
    return [table for layout in lay_out([sheet.page() for sheet in sheets]) for table in layout.tables]


def header(table: Table) -> list[str]:
    return [span.text for span in table.header]


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]

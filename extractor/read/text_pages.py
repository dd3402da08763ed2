"""Elements of a text export to pages on an imagined grid.

In: the elements after repair. Out: :class:`Page` objects whose geometry says what the export's order and indentation
say: lines run downwards, indentation and wide gaps stand to the right, columns of a row side by side. Separate because
only here do elements get boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.read.page import Grid, GridCell, Page
from extractor.read.text_elements import Break, Element, Gap, Plain, RawCell, Rows
from extractor.read.text_markup import Piece
from extractor.read.words import Box, Word, box_around

WIDTH = 600.0
"""Points across an imagined page: that of A4, rounded."""
MARGIN = 60.0
"""Points around its text."""
STEP = 5.0
"""Width of a character in points."""
SIZE = 10.0
"""Points of its type."""
HEIGHT = 12.0
"""From one line to the next."""


def _words(piece: Piece, page: int, x: float, top: float, step: float, origin: int = 0) -> tuple[Word, ...]:
    out = []
    right = x
    for i, t in enumerate(piece):
        x0 = x + (t.column - origin) * step
        if i and (x0 <= right or t.line != piece[i - 1].line):
            x0 = right + step  # a column that markup before it hides, or the same line of source
        right = x0 + len(t.text) * step
        out.append(Word(t.text, page, (x0, top, right, top + SIZE), t.line, method="text", size=SIZE, bold=t.bold))
    return tuple(out)


def _extent(piece: Piece, origin: int) -> int:
    """Characters from ``origin`` to the end of the piece."""
    return max(1, max(t.column + len(t.text) for t in piece) - origin, sum(len(t.text) + 1 for t in piece))


@dataclass
class _Sheet:
    """A page under construction."""

    number: int
    y: float = MARGIN
    words: list[Word] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def plain(self, element: Plain) -> None:
        for piece in element.pieces:
            room = WIDTH - 2 * MARGIN
            lead = min(element.indent * STEP, room / 2)
            step = min(STEP, (room - lead) / _extent(piece, piece[0].column))
            bold = element.heading > 0
            for w in _words(piece, self.number, MARGIN + lead, self.y, step, piece[0].column):
                self.words.append(w if w.bold or not bold else _bold(w))
            self.y += HEIGHT

    def side_by_side(self, rows: Rows) -> None:
        """Tabbed lines that are no table: their parts stand in columns on one line."""
        part = (WIDTH - 2 * MARGIN) / max(1, rows.width)
        for row in rows.rows:
            deep = max((len(c.pieces) for c in row.cells), default=0)
            for k in range(deep):
                for c, cell in enumerate(row.cells):
                    if k < len(cell.pieces):
                        piece = cell.pieces[k]
                        step = min(STEP, (part - 3 * SIZE) / _extent(piece, piece[0].column))
                        x = MARGIN + c * part
                        self.words += _words(piece, self.number, x, self.y, max(0.1, step), piece[0].column)
                self.y += HEIGHT
            self.y += HEIGHT if not deep else 0

    def grid(self, rows: Rows) -> None:
        places = spread(rows)
        width = len(places[0])
        left, part = MARGIN, (WIDTH - 2 * MARGIN) / width
        tops = [self.y]
        for r in range(len(places)):
            deep = max(
                (-(-len(cell.pieces) // cell.rows) for c, (cell, r0, c0) in enumerate(places[r]) if (r0, c0) == (r, c)),
                default=1,
            )
            tops.append(tops[-1] + max(1, deep) * HEIGHT + 2)
        made: dict[tuple[int, int], GridCell] = {}
        out = []
        for r, line in enumerate(places):
            row = []
            for c, (cell, r0, c0) in enumerate(line):
                if (r0, c0) not in made:
                    r1, c1 = r, c
                    while r1 + 1 < len(places) and places[r1 + 1][c][1:] == (r0, c0):
                        r1 += 1
                    while c1 + 1 < width and line[c1 + 1][1:] == (r0, c0):
                        c1 += 1
                    box: Box = (left + c * part, tops[r], left + (c1 + 1) * part, tops[r1 + 1])
                    made[r0, c0] = self.cell(cell, box, r, c, r1 - r + 1, c1 - c + 1)
                row.append(made[r0, c0])
            out.append(tuple(row))
        box = box_around(c.box for row in out for c in row)
        self.grids.append(Grid(self.number, box, tuple(out)))
        self.y = tops[-1]

    def cell(self, cell: RawCell, box: Box, r: int, c: int, rows: int, columns: int) -> GridCell:
        longest = max((_extent(p, p[0].column) for p in cell.pieces), default=1)
        step = min(STEP, (box[2] - box[0] - 6) / longest)
        lines = tuple(
            _words(p, self.number, box[0] + 2, box[1] + 1 + k * HEIGHT, max(0.05, step), p[0].column)
            for k, p in enumerate(cell.pieces)
        )
        return GridCell(lines, box, r, c, rows, columns)

    def page(self) -> Page:
        return Page(self.number, WIDTH, self.y + MARGIN, tuple(self.words), grids=tuple(self.grids), method="text")


def _bold(word: Word) -> Word:
    return Word(word.text, word.page, word.box, word.line, method=word.method, size=word.size, bold=True)


Placed = tuple[RawCell, int, int]
"""A cell with the row and column where it begins."""


def spread(rows: Rows) -> list[list[Placed]]:
    """Every place of the table with the cell that covers it; all rows equally long."""
    covered: dict[tuple[int, int], Placed] = {}
    count = len(rows.rows)
    width = 0
    for r, row in enumerate(rows.rows):
        c = 0
        for cell in row.cells:
            while (r, c) in covered:
                c += 1
            for y in range(r, min(count, r + cell.rows)):
                for x in range(c, c + cell.columns):
                    covered.setdefault((y, x), (cell, r, c))
            c += cell.columns
        width = max(width, c)
    width = max((x + 1 for _, x in covered), default=width)
    return [[covered.get((r, c), (RawCell(), r, c)) for c in range(width)] for r in range(count)]


def pages_of(elements: list[Element]) -> list[Page]:
    """The pages of the elements."""
    sheets = [_Sheet(1)]
    for e in elements:
        sheet = sheets[-1]
        if isinstance(e, Break):
            if sheet.words or sheet.grids:
                sheets.append(_Sheet(sheet.number + 1))
        elif isinstance(e, Gap):
            sheet.y += min(e.lines, 12) * HEIGHT
        elif isinstance(e, Plain):
            sheet.plain(e)
        elif e.source == "columns":
            sheet.side_by_side(e)
        else:
            sheet.grid(e)
    if len(sheets) > 1 and not (sheets[-1].words or sheets[-1].grids):
        sheets.pop()
    return [s.page() for s in sheets]

"""Blocks of offices in one grid: `Kepala Bidang X` over its own `Sasaran | Indikator | Target`, side by side with other
offices and over the seksi that stand under it, each over a table of its own.

In come the boxes of a block, out come the nodes of all its offices, or ``None`` where it is no such grid. Apart from
the tables because here the grid is parted first, at offices that stand in one row and at bands that reach over all the
columns of one; what is left between them are tables, whose headings may be printed over the first of them alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.cascade.block_table import rows_of
from extractor.kinds.cascade.grid_columns import Column, headed
from extractor.kinds.cascade.labels import find_echelon
from extractor.kinds.cascade.offices import names_office, office_depth
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.walk import Walk
from extractor.layout.blocks import Cell, Table
from extractor.layout.charts import EDGE, ChartBox, is_quantity, whole, whole_of
from extractor.layout.tables.heading import own_cells
from extractor.read.words import Box, Span, box_around


def read_offices(block: Sequence[ChartBox]) -> list[Piece] | None:
    """The offices of a grid with the nodes of their tables, offices before what stands under them."""
    offices = [b for b in block if names_office(whole(b).span)]
    if len(offices) < _LEAST:
        return None
    echelons = _echelons(block)
    labels = {id(b) for b, _ in echelons}
    reader = _Reader(echelons)
    if not reader.region([b for b in block if id(b) not in labels]) or not reader.abreast:
        return None  # bands of offices over the rows of one table are for the table's reader
    stated = [piece for piece in reader.pieces if not piece.band]
    if _MEASURED * sum(bool(piece.groups) for piece in stated) < len(stated):
        return None  # the headings do not fit what stands under them
    return reader.pieces


_LEAST = 2
_MEASURED = 2
"""One of so many statements has an indicator, at the least: each is set down to be measured."""
_WITH_TARGET = 2
"""Cells of a row that says an indicator and its target."""


def _echelons(block: Sequence[ChartBox]) -> list[tuple[ChartBox, Span]]:
    """The labels `ESELON III` at the left of all that stands in their rows."""
    told = [(b, numeral) for b in block if (numeral := find_echelon(whole(b).span)) is not None]
    return [
        (b, numeral) for b, numeral in told if all(o is b or o.box[0] >= b.box[2] - EDGE for o in _beside(b, block))
    ]


def _beside(box: ChartBox, block: Sequence[ChartBox]) -> list[ChartBox]:
    _, top, _, bottom = box.box
    return [b for b in block if b.box[1] < bottom - EDGE and b.box[3] > top + EDGE]


class _Reader:
    """Takes a grid apart; remembers the offices, and the headings met so far."""

    def __init__(self, echelons: Sequence[tuple[ChartBox, Span]]) -> None:
        self.echelons = echelons
        self.pieces: list[Piece] = []
        self.offices: list[tuple[Box, int, Piece]] = []
        self.headings: list[tuple[list[float], list[Column]]] = []
        self.abreast = False
        """Some offices stand side by side."""

    def region(self, boxes: Sequence[ChartBox]) -> bool:
        """Reads a part of the grid from top to bottom; whether it could be read."""
        left = sorted(boxes, key=lambda b: (b.box[1], b.box[0]))
        table: list[ChartBox] = []
        while left:
            row = [b for b in left if b.box[1] <= left[0].box[1] + EDGE]
            if not _are_offices(row, left, table):
                table.append(left.pop(0))
                continue
            if not self._table(table):
                return False
            table, left = [], left[len(row) :]
            for b in row:
                self._office(b)
            if len(row) > 1:
                self.abreast = True
                parts, left = _parted(left, row)
                if not all(map(self.region, parts)):
                    return False
        return self._table(table)

    def _office(self, box: ChartBox) -> None:
        said = whole(box).span
        depth = office_depth(said) or 0
        middle = (box.box[1] + box.box[3]) / 2
        piece = Piece(title=list(box.lines), tabular=True, band=True)
        piece.echelon = next((e for b, e in self.echelons if b.box[1] <= middle <= b.box[3]), Span())
        over = [p for outer, d, p in self.offices if d < depth and _spans(outer, box.box)]
        piece.under = over[-1] if over else None
        self.offices.append((box.box, depth, piece))
        self.pieces.append(piece)

    def _table(self, boxes: Sequence[ChartBox]) -> bool:
        """Reads the rows under an office, if there are any; whether their headings are known."""
        if not boxes:
            return True
        frame = box_around(b.box for b in boxes)
        place, office = next(((o, p) for o, _, p in reversed(self.offices) if _spans(o, frame)), (frame, None))
        rows = rows_of(boxes)
        columns, under = headed(Table((boxes[0].page,), (), rows, frame, frame[3]))
        if columns:
            walls = sorted({round(x - place[0], 1) for b in boxes for x in (b.box[0], b.box[2])})
            self.headings.append((walls, columns))
        else:
            columns, under = self._under_known(boxes, place[0])
        if not columns:
            return self._unheaded(boxes, office)
        for piece in Walk(columns).rows(under):
            piece.under = piece.under or office
            if office is not None:
                piece.echelon = piece.echelon or office.echelon
            self.pieces.append(piece)
        return True

    def _unheaded(self, boxes: Sequence[ChartBox], office: Piece | None) -> bool:
        """Reads rows without any headings: statements in cells as wide as their office, under each of them its
        indicators with the targets beside them; whether all rows are such.
        """
        node: Piece | None = None
        made: list[Piece] = []
        for row in rows_of(boxes):
            cells = [cell for cell in own_cells(row) if cell.span]
            if len(cells) == 1 and cells[0].column_span == len(row):
                node = Piece(title=list(cells[0].lines), tabular=True, under=office)
                made.append(node)
            elif node is not None and len(cells) == _WITH_TARGET and is_quantity(whole_of(cells[1].lines)):
                node.groups.append(Group(lines=list(cells[0].lines), target=list(cells[1].lines)))
            else:
                return False
        self.pieces += made
        return all(piece.groups for piece in made)

    def _under_known(self, boxes: Sequence[ChartBox], left: float) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
        """The rows of a table without headings, with the columns of the last table whose walls are those of its own."""
        for walls, columns in reversed(self.headings):
            rows = rows_of(boxes, [left + x for x in walls])
            if len(rows[0]) == len(columns):
                return columns, rows
        return [], ()


def _are_offices(row: Sequence[ChartBox], left: Sequence[ChartBox], table: Sequence[ChartBox]) -> bool:
    """Do boxes side by side name offices, under all that stands over them and over all that is left of the region? In a
    column of a table an office stands beside other cells.
    """
    if not all(names_office(whole(b).span) for b in row):
        return False
    frame = box_around(b.box for b in row)
    return all(b.box[3] <= frame[1] + EDGE for b in table) and all(_spans(frame, b.box) for b in left)


def _parted(left: Sequence[ChartBox], row: Sequence[ChartBox]) -> tuple[list[list[ChartBox]], list[ChartBox]]:
    """``(what stands under each office of a row, the rest)``: from the first cell on that none of them spans."""
    rest = next((k for k, b in enumerate(left) if not any(_spans(office.box, b.box) for office in row)), len(left))
    return [[b for b in left[:rest] if _spans(office.box, b.box)] for office in row], list(left[rest:])


def _spans(outer: Box, inner: Box) -> bool:
    """Is a box at least as wide as another?"""
    return outer[0] - EDGE <= inner[0] and inner[2] <= outer[2] + EDGE

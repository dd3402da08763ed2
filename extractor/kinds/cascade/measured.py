"""What measures a text in a block of cells: the figures beside or under an indicator, each with its heading.

In come the cells of a block, out come its indicators with their figures, units and numbers, and the cells that head
them. Not the look of a card is asked but what belongs to what: a figure is that of the text at its left, else of the
text over it; what it is (a year's target, a unit) says the heading over it, else the one beside it. Apart from the
cards whose tables are known by their headings because here the content of the cells speaks first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.indicators import DATED
from extractor.kinds.cascade.labels import PERIOD, Role, read_label
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, is_amount, is_quantity, whole
from extractor.layout.charts.near import Near
from extractor.read.words import Box, box_around

Kind = Literal["period", "head", "value", "dated", "unit", "short", "count", "said", "text"]

_SHORT = 3
"""Words of a unit or of a grade in words (`Kelurahan`, `Orang / Bulan`, `Nindya`), at the most."""
_BLANK = re.compile(r"[-–—.\s]*|n/?a", re.IGNORECASE)
_COUNT = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?")
_SAID: tuple[Role, ...] = ("holder", "explanation")
_HEADS: tuple[Role, ...] = ("indicator", "number", "unit", "target", "budget", *_SAID)
_MEASURES: tuple[Role, ...] = ("unit", "target", "budget")
_FIGURES: tuple[Role, ...] = ("target", "budget")


@dataclass(frozen=True)
class Figure:
    """A cell that measures an indicator (or says who answers for it), with the cell that says what it is: beside it,
    else (``above``) over its column.
    """

    role: Role
    cell: ChartBox
    head: ChartBox | None = None
    above: bool = False


@dataclass(frozen=True)
class Measured:
    """An indicator and what measures it; ``label`` is the cell `Indikator` at its left."""

    text: ChartBox
    figures: tuple[Figure, ...]
    number: ChartBox | None = None
    label: ChartBox | None = None
    counted: bool = False
    """Is the number that of the row, under a heading of such?"""
    extra: tuple[ChartBox, ...] = ()
    """The other cells of the rows under it: headings of figures that are headed at their left."""

    @property
    def cells(self) -> list[ChartBox]:
        own = [c for c in (self.label, self.number, self.text) if c is not None]
        heads = [f.head for f in self.figures if f.head is not None and not f.above]
        return [*own, *heads, *(f.cell for f in self.figures), *self.extra]


class Block:
    """The cells of a block, what each holds, and which stand over and beside each other."""

    def __init__(self, cells: Iterable[ChartBox]) -> None:
        self.cells = list(cells)
        self.near = Near([(b.box, b) for b in self.cells])
        self.roles = {b: heading_role(whole(b).span) for b in self.cells}
        self.known: dict[ChartBox, Kind] = {}
        self.heads: dict[ChartBox, ChartBox | None] = {}

    def over(self, cell: ChartBox) -> ChartBox | None:
        """The cell of the same walls right over a cell."""
        x0, top, x1, _ = cell.box
        return next(
            (
                b
                for b in self.near.around((x0, top, x1, top), EDGE)
                if abs(b.box[3] - top) <= EDGE and abs(b.box[0] - x0) <= EDGE and abs(b.box[2] - x1) <= EDGE
            ),
            None,
        )

    def left(self, cell: ChartBox) -> ChartBox | None:
        """The cell that touches a cell at its left, at least as high."""
        x0, top, _, bottom = cell.box
        return next(
            (
                b
                for b in self.near.around((x0, top, x0, bottom), EDGE)
                if b is not cell and abs(b.box[2] - x0) <= EDGE and b.box[1] <= top + EDGE and b.box[3] >= bottom - EDGE
            ),
            None,
        )

    def head(self, cell: ChartBox) -> ChartBox | None:
        """The heading over the column of a cell."""
        if cell not in self.heads:
            self.heads[cell] = None
            upper = self.over(cell)
            if upper is not None:
                self.heads[cell] = upper if self.is_head(upper) else self.head(upper)
            else:
                self.heads[cell] = self._wide_head(cell)
        return self.heads[cell]

    def _wide_head(self, cell: ChartBox) -> ChartBox | None:
        """The heading of several columns right over a cell: the figure and its unit under one year."""
        x0, top, x1, _ = cell.box
        return next(
            (
                b
                for b in self.near.around((x0, top, x1, top), EDGE)
                if abs(b.box[3] - top) <= EDGE
                and b.box[0] <= x0 + EDGE
                and b.box[2] >= x1 - EDGE
                and self.is_head(b)
                and self.roles[b] != "indicator"
            ),
            None,
        )

    def is_head(self, cell: ChartBox) -> bool:
        """Is a cell a heading of its block: a period, or what its column holds?"""
        return _is_period(cell) or (self.roles[cell] in _HEADS and not is_quantity(whole(cell)))

    def role_over(self, cell: ChartBox) -> Role | None:
        """What the heading over the column of a cell says that it holds."""
        head = self.head(cell)
        return None if head is None else "target" if _is_period(head) else self.roles[head]

    def kind(self, cell: ChartBox) -> Kind:
        """What a cell holds, by its content and by the heading of its column."""
        if cell not in self.known:
            self.known[cell] = self._kind(cell)
        return self.known[cell]

    def _kind(self, cell: ChartBox) -> Kind:
        if _is_period(cell):
            return "period"
        said = whole(cell)
        if is_dated(said):
            return "dated"
        role = self.role_over(cell)
        if is_quantity(said) or is_amount(said) or _BLANK.fullmatch(said.text):
            return "count" if role == "number" else "value"
        if self.roles[cell] in _HEADS:
            return "head"
        short = len(said.words) <= _SHORT
        if role == "indicator":
            return "text"
        if role in _SAID:
            return "said"
        if role == "number" and _COUNT.fullmatch(said.text):
            return "count"
        if role == "unit" and short:
            return "unit"
        if role in ("target", "budget") and short:
            return "value"
        label = read_label(said.span)
        return "short" if short and (label is None or label.role != "level") else "text"

    def right_of(self, cell: ChartBox) -> list[list[ChartBox]]:
        """The columns of cells at the right of a cell, between its upper and its lower wall, as far as no text stands
        there.
        """
        _, top, x, bottom = cell.box
        out: list[list[ChartBox]] = []
        while True:
            near = self.near.around((x, top, x, bottom), EDGE)
            column = [
                b
                for b in near
                if b is not cell and abs(b.box[0] - x) <= EDGE and b.box[1] >= top - EDGE and b.box[3] <= bottom + EDGE
            ]
            ends = any(self.kind(b) in ("text", "count") for b in column)
            if not column or ends or self._is_name(column, out, cell):
                if column and out and self._numbers(out[-1], cell):
                    out.pop()
                return out
            column.sort(key=lambda b: b.box[1])
            out.append(column)
            x = max(b.box[2] for b in column)

    def _is_name(self, column: Sequence[ChartBox], before: Sequence[Sequence[ChartBox]], cell: ChartBox) -> bool:
        """Do a few words at the right of an indicator name the next one, wall to wall, rather than its unit? A unit
        stands before all figures or behind them, in a narrower cell.
        """
        if len(column) > 1 or self.kind(column[0]) != "short":
            return False
        x0, top, x1, bottom = column[0].box
        near = self.near.around((x1, top, x1, bottom), EDGE)
        level = (b for b in near if abs(b.box[1] - top) <= EDGE and abs(b.box[3] - bottom) <= EDGE)
        after = any(abs(b.box[0] - x1) <= EDGE and self.kind(b) == "value" for b in level)
        if before:
            return after
        return x1 - x0 >= cell.box[2] - cell.box[0]

    def _numbers(self, column: Sequence[ChartBox], cell: ChartBox) -> bool:
        """Is a column before a text the number of that text, where the next block begins wall to wall?"""
        return all(_COUNT.fullmatch(whole(b).text) and self.head(b) is None for b in column) and (
            column[0].box[2] - column[0].box[0] < cell.box[2] - cell.box[0]
        )

    def under(self, frame: Box) -> tuple[list[list[ChartBox]], list[ChartBox]]:
        """The columns of cells in the rows right under a frame that fill it with figures, and their headings."""
        x0, _, x1, y = frame
        rows: list[list[ChartBox]] = []
        while True:
            row = [
                b
                for b in self.near.around((x0, y, x1, y), EDGE)
                if abs(b.box[1] - y) <= EDGE and b.box[0] >= x0 - EDGE and b.box[2] <= x1 + EDGE
            ]
            row.sort(key=lambda b: b.box[0])
            if len(row) < _ABREAST or not self._fills(row, x0, x1) or not all(map(self._measures, row)):
                break
            left = self.left(row[0])
            if left is not None and self.kind(left) in ("text", "short"):
                break  # the figures of a text at their left
            if any(self.kind(b) == "short" and (k == 0 or not self.is_head(row[k - 1])) for k, b in enumerate(row)):
                break  # an indicator of few words, with its own figure
            y, low = max(b.box[3] for b in row), min(b.box[3] for b in row)
            known = set(row)
            row += [
                b
                for b in self.near.around((x0, row[0].box[1], x1, y), EDGE)
                if b not in known
                and b.box[1] >= low - EDGE
                and b.box[3] <= y + EDGE
                and b.box[0] >= x0 - EDGE
                and b.box[2] <= x1 + EDGE
                and b.box[1] < y - EDGE
            ]
            rows.append(row)
        cells = [b for row in rows for b in row]
        return [c for row in _joined(rows, self) for c in _columns(row)], cells

    def _measures(self, cell: ChartBox) -> bool:
        kind = self.kind(cell)
        return kind in ("period", "value", "dated", "unit", "short") or (
            kind == "head" and self.roles[cell] in _MEASURES
        )

    def _fills(self, row: Sequence[ChartBox], x0: float, x1: float) -> bool:
        at = x0
        for b in row:
            if abs(b.box[0] - at) > EDGE:
                return False
            at = b.box[2]
        return abs(at - x1) <= EDGE

    def figures(self, columns: Sequence[Sequence[ChartBox]]) -> list[Figure] | None:
        """What columns of cells say of an indicator; ``None`` where they hold no figure, or a heading of nothing."""
        out: list[Figure] = []
        k = 0
        while k < len(columns):
            column = columns[k]
            after = columns[k + 1] if k + 1 < len(columns) else ()
            kinds = [self.kind(b) for b in column]
            if set(kinds) <= {"period", "head"}:
                dated = bool(after) and all(self.kind(b) == "dated" for b in after)
                if len(column) == 1 and (len(after) > 1 or dated) and self.roles[column[0]] == "target":
                    k += 1  # `Target` beside the years over their values, or before them
                    continue
                if len(after) != len(column) or any(self.kind(b) in ("period", "head") for b in after):
                    return None
                out += [self._headed(head, b) for head, b in zip(column, after, strict=True)]
                k += 2
                continue
            for i, b in enumerate(column):
                if kinds[i] in ("period", "head"):
                    if i + 1 == len(column) or kinds[i + 1] in ("period", "head"):
                        return None
                elif i and kinds[i - 1] in ("period", "head"):
                    out.append(self._headed(column[i - 1], b))
                else:
                    out.append(self._plain(b))
            k += 1
        return out if any(f.role in _FIGURES for f in out) else None

    def _headed(self, head: ChartBox, cell: ChartBox) -> Figure:
        role = "target" if _is_period(head) else self.roles[head]
        return Figure(role if role in (*_MEASURES, *_SAID) else "target", cell, head)

    def _plain(self, cell: ChartBox) -> Figure:
        if self.kind(cell) == "dated":
            return Figure("target", cell)
        head = self.head(cell)
        if head is not None:
            return replace(self._headed(head, cell), above=True)
        if self.kind(cell) in ("unit", "short"):
            return Figure("unit", cell)
        return Figure("budget" if is_amount(whole(cell)) else "target", cell)


def is_dated(said: Line) -> bool:
    """Does a cell say a quantity behind its period (`2022: 85 %`, `Target Tahun 2023 = 12 Unit`)?"""
    m = DATED.match(said.text)
    return m is not None and is_quantity(Line(said.span.cut(m.end()).words))


_ABREAST = 2
"""Cells side by side under an indicator, at the least: one alone may be anything."""


def _is_period(cell: ChartBox) -> bool:
    return PERIOD.fullmatch(whole(cell).text.strip(" .")) is not None


def names_nothing(cell: ChartBox) -> bool:
    """Does a cell hold a year, a figure or the heading of such, and nothing that a node could be?"""
    said = whole(cell)
    if _is_period(cell) or _BLANK.fullmatch(said.text):
        return True
    if is_quantity(said):
        return not is_amount(said)
    return heading_role(said.span) in ("number", "unit", "target")


def _columns(row: Sequence[ChartBox]) -> list[list[ChartBox]]:
    """Cells by their columns, left to right."""
    out: list[list[ChartBox]] = []
    for b in sorted(row, key=lambda b: (round(b.box[0] / EDGE), b.box[1])):
        if out and abs(out[-1][0].box[0] - b.box[0]) <= EDGE:
            out[-1].append(b)
        else:
            out.append([b])
    return out


def _joined(rows: Sequence[list[ChartBox]], block: Block) -> list[list[ChartBox]]:
    """Rows of figures, one of nothing but headings with the row under it."""
    out: list[list[ChartBox]] = []
    headed = False
    for row in rows:
        if headed:
            out[-1] = out[-1] + row
        else:
            out.append(list(row))
        headed = not headed and all(block.kind(b) in ("period", "head") for b in row)
    return out


def find_measured(block: Block) -> list[Measured]:
    """The indicators in a block with what measures them, top to bottom."""
    out: list[Measured] = []
    taken: set[ChartBox] = set()
    for cell in sorted(block.cells, key=lambda b: (b.box[1], b.box[0])):
        if cell in taken or block.kind(cell) not in ("text", "short"):
            continue
        left = block.left(cell)
        before = block.kind(left) if left is not None else None
        if block.kind(cell) == "short" and before in ("text", "short"):
            continue
        found = _measured(block, cell, left)
        if found is not None:
            out.append(found)
            taken.update(found.cells)
    return out


def _measured(block: Block, cell: ChartBox, left: ChartBox | None) -> Measured | None:
    """What measures a text: the figures at its right, else those right under it."""
    label = left if left is not None and block.roles[left] == "indicator" else None
    number = left if left is not None and _COUNT.fullmatch(whole(left).text) else None
    counted = number is not None and block.role_over(number) == "number"
    figures = block.figures(block.right_of(cell))
    if figures:
        return Measured(cell, tuple(figures), number, label, counted)
    frame = box_around(c.box for c in (cell, label, number) if c is not None)
    columns, cells = block.under(frame)
    figures = block.figures(columns)
    if not figures:
        return None
    held = {c for f in figures for c in (f.head, f.cell)}
    return Measured(cell, tuple(figures), number, label, counted, tuple(c for c in cells if c not in held))

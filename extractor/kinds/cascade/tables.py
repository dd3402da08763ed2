"""Cascade tables: columns tujuan, indikator, sasaran, indikator, program ... give pieces, merged cells one node each.

In comes a table as layout read it, out come pieces that know the piece above them, or ``None`` where the table is no
such grid. Apart from the outline because a column's heading, not the cell's own words, says what a cell is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractor.kinds.cascade.grid_cells import columns_by_cells
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.grid_columns import (
    column_of,
    columns_of,
    headed,
    heading_role,
    states,
    with_offices,
)
from extractor.kinds.cascade.grid_measures import measured
from extractor.kinds.cascade.offices import names_office, office_depth
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.storeys import read_storeys
from extractor.kinds.cascade.walk import VALUES, Walk, add_to, is_timed, listed_in, says_target
from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import EDGE, ChartBox, is_quantity, whole_of
from extractor.read.words import Span


class Grids:
    """The cascade tables of a document in their order: one without headings goes on with the columns of the one before
    it, whose walls are its own.
    """

    def __init__(self) -> None:
        self._columns: list[Column] = []
        self._walls: list[float] = []

    def read(self, table: Table) -> list[Piece] | None:
        """The nodes of a table, parents before their children; ``None`` when it is no cascade table."""
        storeys = _in_storeys(table)
        if storeys is not None:
            return storeys
        columns, rows = _turned(table)
        if not columns:
            columns, rows = headed(table)
        if not columns and not any(table.header):
            columns, rows = columns_by_cells(table.rows), table.rows
        walls = _walls(table)
        if _are_levels(columns) and rows:
            self._columns, self._walls = columns, walls
        elif self._columns and not any(table.header) and _alike(walls, self._walls):
            columns, rows = self._columns, table.rows
        else:
            return None
        pieces = Walk(columns).rows(rows, table.captions)
        groups = [group for piece in pieces for group in piece.groups]
        misread = sum(map(_is_heading, pieces)) > _HEADINGS * len(pieces)
        return None if misread or sum(map(_names_office, groups)) > _HEADINGS * len(groups) else pieces


_HEADINGS = 0.1
"""Share of the statements of a table that are headings or labels (`Indikator`, `2031`, `Output`), or of its indicators
that are offices, from which it is no grid: cards with little tables, side by side.
"""


def _names_office(group: Group) -> bool:
    return names_office(whole_of(group.lines).span)


def _is_heading(piece: Piece) -> bool:
    return bool(piece.title) and heading_role(whole_of(piece.title).span) in ("indicator", "unit", "target", "level")


def read_grid(table: Table) -> list[Piece] | None:
    """The nodes of a cascade table that stands alone, parents before their children; ``None`` when it is none."""
    return Grids().read(table)


def _are_levels(columns: Sequence[Column]) -> bool:
    """Do columns hold the levels of a cascade, or one level and its indicators?"""
    levels = [c for c in columns if c.role == "level"]
    if not levels or (len(levels) < 2 and not any(c.role == "indicator" for c in columns)):
        return False
    told = {(c.level, c.label.name if c.label else "" if c.level else c.head.text, c.echelon.text) for c in levels}
    apart = any(c.role == "indicator" for c in columns) and len({_unnumbered(c) for c in levels}) > 1
    # "Sub Kegiatan 1 | Sub Kegiatan 2": boxes side by side
    return len(levels) == 1 or len(told) > 1 or apart or _step_down(levels)


def _step_down(levels: Sequence[Column]) -> bool:
    """Do the headings name an office for each level, each deeper than the one at its left (`Kepala Dinas: Sasaran |
    Kepala Bidang: Sasaran | Kepala Seksi: Sasaran`)? Offices of one depth stand side by side, each with its own.
    """
    depths = [office_depth(c.over) for c in levels]
    told = [d for d in depths if d is not None]
    return len(told) == len(levels) > 1 and all(a < b for a, b in pairwise(told))


def _walls(table: Table) -> list[float]:
    """The left walls of the columns."""
    lefts: dict[int, float] = {}
    for row in table.rows:
        for cell in row:
            lefts[cell.column] = min(cell.box[0], lefts.get(cell.column, cell.box[0]))
    return [lefts.get(c, table.box[0]) for c in range(len(table.header))]


def _alike(walls: Sequence[float], others: Sequence[float]) -> bool:
    return len(walls) == len(others) and all(abs(a - b) <= EDGE for a, b in zip(walls, others, strict=True))


_LABELLED = 0.7
"""Share of the rows of a table whose first cell names what stands beside it, from which its headings are these."""


def _in_storeys(table: Table) -> list[Piece] | None:
    """The nodes of a table whose rows are storeys with their labels at the left, ``None`` where they are not."""
    if any(table.header) or sum(heading_role(row[0].span) is not None for row in table.rows) < _LABELLED * len(
        table.rows
    ):
        return None
    cells = {id(cell): cell for row in table.rows for cell in row if cell.lines}.values()
    read = read_storeys([ChartBox(table.pages[0], cell.box, list(cell.lines)) for cell in cells])
    return None if read is None else read.pieces


def _turned(table: Table) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """Columns and rows of a table whose headings stand at the left (`Sasaran`, `Indikator`, `Target` ...), as if they
    stood over its columns; no columns where they do not.
    """
    rows = table.rows
    if any(table.header) or len(rows) < 2 or len(rows[0]) < 2:
        return [], ()
    heads = [row[0] for row in rows]
    roles = [heading_role(cell.span) if cell.column_span == 1 else None for cell in heads]
    if sum(role is not None for role in roles) < _LABELLED * len(rows) or roles[0] != "level":
        return [], ()  # with names of offices at the top it is what each of them has
    columns: list[Column] = []
    turned: list[list[Cell]] = []
    for head, role, row in zip(heads, roles, rows, strict=True):
        names, targets = _with_targets(row[1:]) if role == "indicator" else (list(row[1:]), [])
        columns.append(column_of(head.span))
        turned.append(names)
        if targets:
            columns.append(Column("target", None, None))
            turned.append(targets)
    made: dict[int, Cell] = {}

    def cell(c: Cell, column: int) -> Cell:
        if id(c) not in made:
            made[id(c)] = replace(
                c, row=max(c.column - 1, 0), column=column, row_span=c.column_span, column_span=c.row_span
            )
        return made[id(c)]

    upright = [[cell(c, k) for k, c in enumerate(cells)] for cells in zip(*turned, strict=True)]
    columns = with_offices(measured(columns, upright), upright)
    return (columns, upright) if any(c.role == "indicator" for c in columns) else ([], ())


def _with_targets(row: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """``(indicators, targets)`` of a row in which targets stand at the right of their indicators, both as wide as the
    two together; no targets where none stands so.
    """
    runs = [list(same) for _, same in groupby(row, key=id)]
    blank = Cell((), row[0].box, row[0].row, row[0].column)
    names: list[Cell] = []
    targets: list[Cell] = []
    for k, run in enumerate(runs):
        before = runs[k - 1][0] if k else blank
        if is_quantity(whole_of(run[0].lines)) and before.span and not is_quantity(whole_of(before.lines)):
            wide = len(runs[k - 1])
            names += [before] * len(run)
            targets[-wide:] = [run[0]] * (wide + len(run))
        else:
            names += run
            targets += [blank] * len(run)
    return (names, targets) if any(c is not blank for c in targets) else (names, [])


def _unnumbered(column: Column) -> str:
    """The heading of a column without its number: `Sub Kegiatan 1`, `MISI KEDUA :`."""
    number = column.label.number.words if column.label is not None else ()
    text = " ".join(w.text for w in column.head.words if w not in number)
    return " ".join(re.sub(r"[\d:]+", "", text).casefold().split())


def read_rows(table: Table) -> tuple[list[Piece], list[Group]]:
    """``(nodes, indicators without a node)`` of the little table in a card, whose first row are its headings: rows of
    indicators with targets, or statements with theirs.
    """
    return rows_under(*columns_of(table))


def rows_under(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[list[Piece], list[Group]]:
    """``(nodes, indicators without a node)`` of rows whose columns are known."""
    if columns and not columns[0].head and {c.role for c in columns[1:]} == {"target"}:
        # over the indicators nothing is printed, over their targets the periods
        columns = [replace(columns[0], role="indicator"), *columns[1:]]
    if any(c.role == "indicator" for c in columns) and any(states(c) for c in columns):
        return Walk([replace(c, role="level") if states(c) else c for c in columns]).rows(rows), []
    groups: list[Group] = []
    if not columns:
        return [], groups
    timed = is_timed(columns)
    known: dict[int, Group] = {}
    for row in rows:
        number, count, measure, fresh = Span(), Span(), Span(), None
        for c, cell in _own(row):
            column = columns[c]
            if column.measure:
                measure = cell.span
            elif column.counts:
                count = cell.span
            elif column.role == "number":
                number = cell.span
            elif column.role == "indicator":
                if says_target(groups, cell):
                    continue
                if id(cell) not in known:
                    listed = listed_in(cell.lines, column, timed=timed, row=number)
                    listed[0].number, count = count or listed[0].number, Span()
                    groups += listed
                    known[id(cell)] = listed[-1]
                fresh = known[id(cell)]
            elif column.role == "budget" and groups:
                (fresh or groups[-1]).budget += cell.lines
            elif column.role in VALUES and groups:
                add_to(fresh or groups[-1], column, list(cell.lines))
        if measure and fresh is not None:
            fresh.heading = measure
    return [], groups


def read_pairs(pairs: Sequence[tuple[Span, Sequence[Line]]]) -> list[Group]:
    """The indicators of a card whose headings stand at the left of their values, one under the other."""
    groups: list[Group] = []
    columns = [column_of(head) for head, _ in pairs]
    timed = is_timed(columns)
    for column, (_, lines) in zip(columns, pairs, strict=True):
        if column.role == "indicator":
            groups += listed_in(lines, column, timed=timed)
        elif column.role == "budget" and groups:
            groups[-1].budget += lines
        elif lines and column.role in VALUES and groups:
            add_to(groups[-1], column, list(lines))
    return groups


def _own(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row that begin in it or reach down to it, each once, with the columns in which they begin."""
    return [(c, cell) for c, cell in enumerate(row) if cell.column == c and cell.span]

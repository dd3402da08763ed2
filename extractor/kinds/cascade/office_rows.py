"""The cells under one head of a sheet (an office, a statement): its indicators, or statements with theirs.

In come the cells that stand under a head, out come nodes and indicators, or ``None`` where the cells are neither.
Headings over the cells say what these are; where there are none (or the office beside has them) the cells do: a text
with a quantity at its side is an indicator, a text as wide as its head is a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.block_table import rows_of
from extractor.kinds.cascade.grid_columns import Column, columns_of, headed
from extractor.kinds.cascade.labels import Label, read_label
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_list
from extractor.kinds.cascade.tables import rows_under
from extractor.kinds.cascade.walk import Walk
from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import EDGE, ChartBox, Entry, find_entries, is_quantity, whole
from extractor.match.column_labels import measure_of
from extractor.read.words import Box, Span, box_around


@dataclass
class Under:
    """What stands under a head: its own indicators, and the nodes under it."""

    groups: list[Group] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def every_group(self) -> list[Group]:
        return [*self.groups, *(g for piece in self.pieces for g in piece.groups)]


class Rows:
    """Reads the cells under heads in reading order; remembers the headings met so far."""

    def __init__(self) -> None:
        self.headings: list[tuple[list[float], list[Column]]] = []

    def read(self, cells: Sequence[ChartBox], head: Box) -> Under | None:
        """What the cells under a head say, ``None`` where they say something else."""
        if not cells:
            return Under()
        frame = box_around(b.box for b in cells)
        table = _table(rows_of(cells), cells, frame)
        columns, rows = headed(table)
        if not columns:
            columns, rows = columns_of(table)
            if not any(c.role == "indicator" for c in columns):
                columns = []
        if columns:
            walls = sorted({round(x - head[0], 1) for b in cells for x in (b.box[0], b.box[2])})
            self.headings.append((walls, columns))
        else:
            columns, rows = self._known(cells, head[0])
        if not columns:
            return by_content(cells, head)
        if any(c.role == "level" for c in columns):
            return Under(pieces=Walk(columns).rows(rows))
        return Under(rows_under(columns, rows)[1])

    def _known(self, cells: Sequence[ChartBox], left: float) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
        """The rows of cells without headings, with the columns of the last table whose walls are those of its own."""
        for walls, columns in reversed(self.headings):
            rows = rows_of(cells, [left + x for x in walls])
            if len(rows[0]) == len(columns):
                return columns, rows
        return [], ()


def _table(rows: Sequence[tuple[Cell, ...]], cells: Sequence[ChartBox], frame: Box) -> Table:
    return Table((cells[0].page,), (), tuple(rows), frame, frame[3])


def by_content(cells: Sequence[ChartBox], head: Box) -> Under | None:
    """What cells say without any headings; ``None`` where a quantity belongs to none of the texts."""
    under = Under()
    boxes, entries = find_entries(cells)
    valued = bool(entries)
    groups, heading = under.groups, Span()
    for box in boxes:
        said, entry = whole(box), entries.get(box)
        label = read_label(said.span)
        if entry is None and is_quantity(said):
            if not groups:
                return None
            groups[-1].target += box.lines
        elif label is not None and label.role == "target" and groups:
            groups[-1].target += [Line(label.rest.words)] if label.rest else []
        elif label is not None and label.alone and (label.role != "level" or measure_of(said.text) is not None):
            heading = said.span
        elif entry is None and valued and _spans(box.box, head):
            piece = Piece(title=list(box.lines), tabular=True)
            under.pieces.append(piece)
            groups = piece.groups
        else:
            listed = _listed(box, entry, label)
            for group in listed:
                group.heading = heading
            groups += listed
    return under if all(piece.groups for piece in under.pieces) else None


def _listed(box: ChartBox, entry: Entry | None, label: Label | None) -> list[Group]:
    """The indicators in a cell, the last one with the quantities at the cell's side."""
    lines = list(box.lines)
    if label is not None and label.rest and measure_of(label.name) is not None:
        lines = [Line(label.rest.words)]
    else:
        label = None
    listed = read_list(lines, label)
    if entry is not None:
        listed[-1].target += [line for value in entry.values for line in value.lines]
        if entry.number is not None:
            listed[0].number = whole(entry.number).span
    return listed


def _spans(inner: Box, outer: Box) -> bool:
    """Is a box as wide as another?"""
    return inner[0] <= outer[0] + EDGE and inner[2] >= outer[2] - EDGE

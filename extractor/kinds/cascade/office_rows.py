"""The cells under one head of a sheet (an office, a statement): its indicators, or statements with theirs.

In come the cells that stand under a head, out come nodes and indicators, or ``None`` where the cells are neither.
Headings over the cells say what these are; where there are none (or the office beside has them) the cells do: a text
with a quantity at its side is an indicator, a text as wide as its head is a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.cascade.block_table import rows_of
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.grid_columns import columns_of, headed
from extractor.kinds.cascade.measure_parts import parts
from extractor.kinds.cascade.office_cells import Under, by_content, by_labels, heads_statements, statement_of
from extractor.kinds.cascade.tables import rows_under
from extractor.kinds.cascade.walk import Walk
from extractor.layout.blocks import Cell, Table
from extractor.layout.charts import ChartBox
from extractor.read.words import Box, box_around


class Rows:
    """Reads the cells under heads in reading order; remembers the headings met so far."""

    def __init__(self) -> None:
        self.headings: list[tuple[list[float], list[Column]]] = []

    def read(self, cells: Sequence[ChartBox], head: Box, *, listed: bool = False) -> Under | None:
        """What the cells under a head say, ``None`` where they say something else. ``listed`` says that elsewhere on
        the sheet indicators stand right under their heads.
        """
        paired = by_labels(cells)
        if paired is not None:
            return paired
        if heads_statements(cells, head):
            return by_content(cells, head, listed=listed)
        out = Under(objective=statement_of(cells[0], head) if cells else [])
        cells = cells[1:] if out.objective else cells
        for label, own in parts(cells) if cells else ():
            under = self._read(own, head, listed=listed)
            if under is None:
                return None
            for group in under.every_group if label else ():
                group.heading = group.heading or label
            out.groups += under.groups
            out.pieces += under.pieces
        return out

    def _read(self, cells: Sequence[ChartBox], head: Box, *, listed: bool) -> Under | None:
        """What the cells of one part say."""
        frame = box_around(b.box for b in cells)
        table = _table(rows_of(cells), cells, frame)
        columns, rows = headed(table)
        if not any(c.role in ("indicator", "target") for c in columns):
            columns, rows = columns_of(table)
            if not any(c.role == "indicator" for c in columns):
                columns = []
        if columns:
            walls = sorted({round(x - head[0], 1) for b in cells for x in (b.box[0], b.box[2])})
            self.headings.append((walls, columns))
        else:
            columns, rows = self._known(cells, head[0])
        if not columns:
            return by_content(cells, head, listed=listed)
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

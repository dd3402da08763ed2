"""The rows of a table as a person reads them: which cells begin in a row, rows cut in two put together again.

Comes in: a table's columns. Goes out: its logical rows. Apart from the indicators because lists of amounts and plans
read the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.blocks import Cell
from extractor.match.column import Columns
from extractor.records.cell_items import items

HIERARCHY = ("mission", "goal", "objective", "program", "activity", "sub_activity", "line")
"""Meanings of columns that indicators stand under, from the top down."""


@dataclass
class Row:
    """A logical row: the cells by column, and which of them begin in it. Rows cut in two are one again."""

    cells: list[Cell]
    fresh: list[bool]
    index: int = 0

    def text(self, column: int) -> str:
        """The text of a column's cell, empty where a cell of another column reaches over it."""
        return self.cells[column].text.strip() if self.own(column) else ""

    def own(self, column: int) -> bool:
        """Whether the cell begins in this column."""
        return column == 0 or self.cells[column - 1] is not self.cells[column]


def table_rows(columns: Columns) -> list[Row]:
    """The rows that say something anew."""
    rows: list[Row] = []
    above: Sequence[Cell] | None = None
    for index, cells in enumerate(columns.rows):
        fresh = [above is None or cells[k] is not above[k] for k in range(len(cells))]
        above = cells
        if any(cell.text.strip() for cell, new in zip(cells, fresh, strict=True) if new):
            rows.append(Row(list(cells), fresh, index))
    return rows


def logical_rows(columns: Columns) -> list[Row]:
    """The table's rows, a row that was cut (by a page's end, by a blank line) put together again."""
    rows: list[Row] = []
    for row in table_rows(columns):
        if not (rows and _continues(columns, rows[-1], row)):
            rows.append(row)
            continue
        for k, cell in enumerate(row.cells):
            if row.fresh[k] and row.own(k) and cell.text.strip():
                before = rows[-1].cells[k]
                rows[-1].cells[k] = replace(before, lines=(*before.lines, *cell.lines))
    return rows


def _continues(columns: Columns, before: Row, row: Row) -> bool:
    """Whether a row is the rest of the one before: nothing in it begins anew, and its texts go on in mid-sentence."""
    filled = [k for k in range(len(row.cells)) if row.fresh[k] and row.text(k)]
    meanings = {columns.columns[k].meaning for k in filled}
    if meanings & {"row", "code", "target", "budget", "unit", "baseline"} or not meanings & {"name", *HIERARCHY}:
        return False
    return all(row.text(k)[:1].islower() and before.text(k) and not items(row.cells[k])[0].number for k in filled)


def cells_of_column(columns: Columns, k: int) -> list[Cell]:
    """The cells that begin in a column, top to bottom."""
    cells: list[Cell] = []
    for row in columns.rows:
        if row[k].text.strip() and (not cells or row[k] is not cells[-1]):
            cells.append(row[k])
    return cells

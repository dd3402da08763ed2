"""A cell that lists as many indicators as it reaches over rows: one a row.

Comes in: the columns of a table. Goes out: the same, where such cells are cut into the rows that say something of each.
In print the list stands beside its rows, though a line (or a bullet set a little lower) kept the cell whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Cell, Line
from extractor.match.column import Columns
from extractor.records.cell_items import down, items

_SAID = ("target", "unit", "formula", "explanation", "data_source", "owner", "actual", "baseline", "budget")
"""Meanings of columns that say something of one indicator."""


def by_rows(columns: Columns) -> Columns:
    """The columns with their lists of indicators dealt to the rows."""
    names, beside = columns.at("name"), columns.at(*_SAID)
    if not names or not beside:
        return columns
    rows = [list(row) for row in columns.rows]
    changed = False
    for k in names:
        start = 0
        while start < len(rows):
            end = start + 1
            while end < len(rows) and rows[end][k] is rows[start][k]:
                end += 1
            parts = _parts(rows[start][k], end - start) if _each_says(rows, start, end, beside) else []
            for offset, part in enumerate(parts):
                rows[start + offset][k] = part
                changed = True
            start = end
    return replace(columns, rows=tuple(map(tuple, rows))) if changed else columns


def _each_says(rows: Sequence[Sequence[Cell]], start: int, end: int, beside: Sequence[int]) -> bool:
    """Whether one column has a filled cell of its own in every one of several rows."""
    return end - start > 1 and any(
        all(rows[r][k].text.strip() and (r == start or rows[r][k] is not rows[r - 1][k]) for r in range(start, end))
        for k in beside
    )


def _parts(cell: Cell, count: int) -> list[Cell]:
    """The cell cut into as many as it has items, if each begins a line of it."""
    found = items(cell)
    if len(found) != count:
        return []
    tops = [item.top for item in found]
    begun: list[list[Line]] = []
    for line in cell.lines:
        if len(begun) < count and abs(down(line.words[0]) - tops[len(begun)]) < line.size / 2:
            begun.append([])
        if not begun:
            return []
        begun[-1].append(line)
    if len(begun) != count:
        return []
    return [replace(cell, lines=tuple(lines), row=cell.row + n, row_span=1) for n, lines in enumerate(begun)]

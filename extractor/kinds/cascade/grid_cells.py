"""The columns of a cascade table that has no headings, because each cell says itself what it is.

`Tujuan : ... | Sasaran : ... | Persentase ... (85 %) | Program : ...`: in come rows, out come columns, none where a
column is not told. Apart from the columns by their headings because here most of a column's cells must say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.indicators import carries_target
from extractor.kinds.cascade.labels import LEVELS, Role, begins_indicator, read_label
from extractor.layout.blocks import Cell
from extractor.layout.charts import is_quantity, whole_of

_MOST = 0.8
"""Share of the cells of a column that say what they are: a cell may have lost its label."""
_LEVELS = 2
"""Columns of levels at the least."""


def columns_by_cells(rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns of rows without headings; none where the levels do not run from left to right."""
    columns = [_column(cells) for cells in _cells(rows)]
    levels = [LEVELS.index(c.level) for c in columns if c is not None and c.level is not None]
    told = [c for c in columns if c is not None]
    if len(told) < len(columns) or len(levels) < _LEVELS or levels != sorted(set(levels)):
        return []
    return told if told[0].role == "level" else []


def _cells(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of each column that have words, each once."""
    wide = len(rows[0]) if rows else 0
    return [list({id(r[k]): r[k] for r in rows if r[k].column == k and r[k].span}.values()) for k in range(wide)]


def _column(cells: Sequence[Cell]) -> Column | None:
    if not cells:
        return None
    labels = [label for cell in cells if (label := read_label(cell.span)) is not None and label.rest]
    said: Counter[tuple[Role, str | None]] = Counter((label.role, label.level) for label in labels)
    (role, level), most = said.most_common(1)[0] if said else ((None, None), 0)
    if most >= _MOST * len(cells) and (level is not None or role == "indicator"):
        return Column(role, None, level) if role in ("level", "indicator") else None
    if all(is_quantity(whole_of(cell.lines)) for cell in cells):
        return Column("target", None, None)
    measured = sum(carries_target(cell.span) or begins_indicator(cell.span) for cell in cells)
    return Column("indicator", None, None) if measured >= _MOST * len(cells) else None

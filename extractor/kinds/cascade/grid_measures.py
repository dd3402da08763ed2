"""Columns under `Outcome`, `Output`, `Hasil`, `Keluaran`: indicators, or the statements that they measure.

In come columns told by their headings and the rows under them, out come the same with those of indicators and of their
figures. Apart from the headings because these words name both: what stands in the cells and beside them decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.indicators import carries_target
from extractor.kinds.cascade.labels import begins_indicator
from extractor.layout.blocks import Cell
from extractor.layout.charts import is_quantity, whole_of
from extractor.match.column_labels import measure_of
from extractor.records.stages import stage_measure


def measured(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those under `Outcome` or `Output` as columns of indicators where targets stand beside them (with
    indicators beside them they hold what these measure), those of quantities under the heading of their indicators as
    columns of targets, and those that say the kind of indicator row by row.
    """
    out = list(columns)
    last = [k for k, here in enumerate(columns) if _may_measure(here) and not _is_stated(columns, k)]
    if any(_is_measured(columns, k, rows) for k in last):
        for k in last:  # what stands under `Keluaran` is as what stands under `Hasil`
            out[k] = replace(columns[k], role="indicator")
    for k, here in enumerate(columns):
        cells = list({id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values())
        before = out[k - 1] if k else None
        if cells and all(stage_measure(cell.text) is not None for cell in cells):
            out[k] = replace(here, role=None, measure=True)
        elif before is not None and here.role == before.role == "indicator" and here.head.words == before.head.words:
            valued = bool(cells) and all(is_quantity(whole_of(cell.lines)) for cell in cells)
            out[k] = Column("target", None, None) if valued else here
    return out


def _may_measure(column: Column) -> bool:
    """Does a heading name the outcome or the output (`Outcome`, `Hasil`), which is stated or measured under it?"""
    return (
        column.role in ("level", "objective", None)
        and column.level is None
        and measure_of(column.head.text) is not None
    )


def _is_stated(columns: Sequence[Column], k: int) -> bool:
    """Do indicators stand right of a column: are its cells what they measure?"""
    return next((c.role for c in columns[k + 1 :] if c.role not in ("unit", "number")), None) == "indicator"


def _is_measured(columns: Sequence[Column], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Do targets stand right of a column, or most of its cells begin and end as indicators do?"""
    after = next((c.role for c in columns[k + 1 :] if c.role not in ("unit", "number")), None)
    cells = list({id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values())
    told = sum(begins_indicator(cell.span) or carries_target(cell.span) for cell in cells)
    return after == "target" or 2 * told > len(cells)

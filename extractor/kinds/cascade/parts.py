"""What stands on a sheet beside its stacks of boxes: tables ruled over it, little forms, frames around its parts.

In comes a sheet, out come the boxes that are dealt with; the nodes and marks that they hold are put on the sheet. Apart
from the reader of a sheet because nothing here asks which cell goes on with which.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.kinds.cascade.containers import captioned
from extractor.kinds.cascade.forms import is_form, read_form
from extractor.kinds.cascade.marks import mark_of
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.tables import read_grid
from extractor.layout.blocks import Table
from extractor.layout.charts import ChartBox
from extractor.read.words import box_around


def put_forms(sheet: Sheet) -> set[ChartBox]:
    """Puts the nodes of little forms on the sheet; returns their boxes."""
    used: set[ChartBox] = set()
    cards = [panel.members for panel in sheet.chart.panels]
    for cells in (*cards, *(block for block in sheet.chart.blocks if is_form(block))):
        form = read_form(cells) if used.isdisjoint(cells) else None
        if form is not None:
            used.update(cells)
            for box in cells:
                sheet.put(box, form)
    return used


def caption(sheet: Sheet, linked: frozenset[ChartBox]) -> set[ChartBox]:
    """The frames around a part of the chart, whose labels mark it."""
    frames = captioned(sheet.held, linked)
    sheet.marks += [mark for frame in frames if (mark := mark_of([frame])) is not None]
    return frames


def put_tables(sheet: Sheet, tables: Iterable[Table]) -> None:
    """Puts the nodes of tables on the sheet, each in a box around its lines."""
    for table in tables:
        for piece in read_grid(table) or ():
            lines = [*piece.title, *(line for g in piece.groups for line in g.lines)]
            sheet.put(ChartBox(sheet.chart.page.number, box_around(line.box for line in lines), lines), piece)

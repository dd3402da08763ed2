"""Tables on a chart page: `Tujuan | Indikator` ruled over the boxes, without walls between its columns.

In come the boxes and loose lines of a page, out come the tables among them as layout's reader of tables sees them, and
what is left. Apart from the reading of a sheet because the same reader of tables serves pages of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import column_role
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import Chart, ChartBox
from extractor.layout.tables import PageTables, join_tables, tables_and_lines
from extractor.read.words import Word

_GAP = 3.5
"""A box of rows stands under the box of their headings with no more than this (points) between."""


@dataclass(frozen=True)
class Insets:
    """The tables of a page, and the chart without them."""

    tables: tuple[Table, ...]
    chart: Chart


def find_insets(chart: Chart) -> Insets:
    """The tables of a chart page that are no boxes of the chart."""
    boxes = _boxed(chart.boxes)
    lines = [*chart.lines, *(line for b in boxes for line in b.lines)]
    if not any(_is_heading(line) for line in _rows(lines)):
        return Insets((), chart)
    words = tuple(w for line in lines for w in line.words)
    page = replace(chart.page, words=words, shapes=())
    grids, free = tables_and_lines(page)
    tables = join_tables([PageTables(page, grids, free)])
    taken = {w for t in tables for w in _words(t)}
    if not taken:
        return Insets((), chart)
    left = replace(
        chart,
        boxes=tuple(b for b in chart.boxes if b not in boxes or not taken.issuperset(_all(b.lines))),
        lines=tuple(line for line in chart.lines if not taken.intersection(line.words)),
    )
    return Insets(tuple(tables), left)


def _boxed(boxes: Sequence[ChartBox]) -> list[ChartBox]:
    """Boxes that frame a table's headings, or its rows right under them."""
    heads = [b for b in boxes if any(_is_heading(line) for line in b.lines)]
    return [
        b for b in boxes if b in heads or any(in_line(h.box, b.box) and abs(b.box[1] - h.box[3]) <= _GAP for h in heads)
    ]


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Parts of lines put together again that stand in one row."""
    out: list[Line] = []
    for line in sorted(lines, key=lambda x: (x.box[1], x.box[0])):
        if out and abs(out[-1].box[1] - line.box[1]) < 2 and line.box[0] > out[-1].box[2]:
            out[-1] = Line((*out[-1].words, *line.words))
        else:
            out.append(line)
    return out


def _is_heading(line: Line) -> bool:
    """Do the parts of a line head columns, one of a level and one of indicators?"""
    roles = [column_role(part.span) for part in line.segments()]
    named = {role for role, _, _, label in roles if label is None or not label.rest}
    return len(roles) > 1 and None not in named and {"level", "indicator"} <= named


def _all(lines: Sequence[Line]) -> list[Word]:
    return [w for line in lines for w in line.words]


def _words(table: Table) -> list[Word]:
    return [w for h in table.header for w in h.words] + [w for row in table.rows for c in row for w in c.span.words]

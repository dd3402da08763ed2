"""Tables on a chart page: `Tujuan | Indikator` ruled over the boxes, without walls between its columns.

In come the boxes and loose lines of a page, out come the tables among them as layout's reader of tables sees them, and
what is left. Apart from the reading of a sheet because the same reader of tables serves pages of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.kinds.cascade.column_roles import column_role
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import level_named, read_echelon
from extractor.kinds.cascade.tables import read_grid
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import EDGE, Chart, ChartBox
from extractor.layout.tables import PageTables, join_tables, read_page
from extractor.read.words import Span, Word, box_around, join

_LONGEST = 8
"""More words than these are a statement, no heading of a column."""


_MOST_HEADINGS = 40
"""More words than these on a line are rows of a table, no headings."""


_MOST_LINES = 4
"""Lines over which headings wrap, at the most."""


@dataclass(frozen=True)
class Insets:
    """The tables of a page, and the chart without them."""

    tables: tuple[Table, ...]
    chart: Chart


def find_insets(chart: Chart) -> Insets:
    """The tables of a chart page that are no boxes of the chart."""
    boxes = _boxed(chart.boxes)
    lines = [*chart.lines, *(line for b in boxes for line in b.lines)]
    if not boxes and not any(_is_heading(line) for line in _rows(lines)):
        return Insets((), chart)
    captions = _captions(chart.lines, boxes)
    words = tuple(w for line in lines if line not in captions for w in line.words)
    page = replace(chart.page, words=words, shapes=())
    read = read_page(page)
    tables = [t for t in join_tables([PageTables(page, read.grids, read.lines)]) if read_grid(t)]
    taken = {w for t in tables for w in _words(t)}
    if not taken:
        return Insets((), chart)
    left = replace(
        chart,
        boxes=tuple(b for b in chart.boxes if b not in boxes or not taken.issuperset(join(b.lines).words)),
        lines=tuple(line for line in chart.lines if not taken.intersection(line.words)),
    )
    return Insets(tuple(tables), left)


def _boxed(boxes: Sequence[ChartBox]) -> list[ChartBox]:
    """Boxes that frame a table's headings (all of them, or each one), and those of its rows right under them."""
    abreast: dict[tuple[int, int], list[ChartBox]] = {}
    for b in boxes:
        abreast.setdefault((round(b.box[1]), round(b.box[3])), []).append(b)
    heads = [[b] for b in boxes if any(_is_heading(line) for line in b.lines) or _are_headings(_columns(b.lines))]
    for row in abreast.values():
        if len(row) > 1 and _are_headings([join(b.lines) for b in row]) and not _ruled(row, boxes):
            heads += [row]
    found: list[ChartBox] = []
    for row in heads:
        frame = box_around(b.box for b in row)
        found += row
        found += [b for b in boxes if in_line(frame, b.box) and abs(b.box[1] - frame[3]) <= EDGE]
    return list(dict.fromkeys(found))


def _ruled(row: Sequence[ChartBox], boxes: Sequence[ChartBox]) -> bool:
    """Does a box of its own stand right under a box of a row of headings? Such a table is boxes of the chart."""
    return any(in_line(head.box, b.box) and abs(b.box[1] - head.box[3]) <= EDGE for head in row for b in boxes)


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
    if not 1 < len(line.words) <= _MOST_HEADINGS:
        return False
    return _are_headings([part.span for part in line.segments()])


_OVER = 1.5
"""Heights of its type by which the name of a level stands over the headings that it is the caption of, at the most."""


def _captions(lines: Sequence[Line], boxes: Sequence[ChartBox]) -> list[Line]:
    """The names of levels that stand alone right over headings, captions of the table and no rows of one above it, and
    the echelons beside its rows.
    """
    tops = [row.box[1] for row in _rows(lines) if _is_heading(row)] + [b.box[1] for b in boxes]
    found = []
    for line in lines:
        reach = _OVER * (line.box[3] - line.box[1])
        over = level_named(line.text) is not None and any(-EDGE <= top - line.box[3] <= reach for top in tops)
        echelon = None if over else read_echelon(line.span)
        if over or (echelon is not None and not echelon[1]):
            found.append(line)
    return found


def _columns(lines: Sequence[Line]) -> list[Span]:
    """The lines of headings that wrap, each with what stands under it."""
    if not 1 < len(lines) <= _MOST_LINES or all(len(line.segments()) < 2 for line in lines):
        return []
    out: list[list[Line]] = []
    for part in sorted((part for line in lines for part in line.segments()), key=lambda part: part.box[1]):
        over = (run for run in out if min(run[-1].box[2], part.box[2]) > max(run[-1].box[0], part.box[0]))
        home = next(over, None)
        if home is None:
            out.append([part])
        else:
            home.append(part)
    return [join(run) for run in out]


def _are_headings(parts: Sequence[Span]) -> bool:
    if len(parts) < 2 or any(len(part.words) > _LONGEST for part in parts):
        return False
    named = set()
    for part in parts:
        role, _, _, label = column_role(part)
        if label is None or not label.rest:
            if role is None:
                return False
            named.add(role)
    return {"level", "indicator"} <= named


def _words(table: Table) -> list[Word]:
    return [w for h in table.header for w in h.words] + [w for row in table.rows for c in row for w in c.span.words]

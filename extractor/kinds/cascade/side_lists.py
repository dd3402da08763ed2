"""Boxes with a list beside a text, without a wall between: a statement at the left, its indicators at the right.

In comes a chart, out comes the chart with the lines of such boxes column by column. Apart from the boxes of the layout
because only the marks of a list tell two columns from words with wide blanks between.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.kinds.cascade.items import MARK
from extractor.kinds.cascade.labels import BULLET
from extractor.layout.blocks import Line
from extractor.layout.charts import Chart, ChartBox
from extractor.layout.charts.box import lines_in

_GUTTER = 0.5
"""Type sizes of white between the text and the marks of the list, at the least."""
_INSIDE = 0.25
"""Share of the box's width that the text at the left has, at the least: else the list is indented under its heading."""
_FEWEST = 2
"""Words of the text beside the list, at the least: one is a label."""


def with_lists_apart(chart: Chart) -> Chart:
    """The chart with the lines of boxes that hold a text and a list side by side in reading order."""
    parted = [_parted(box) for box in chart.boxes]
    if not any(parted):
        return chart
    boxes = (replace(b, lines=lines) if lines else b for b, lines in zip(chart.boxes, parted, strict=True))
    return replace(chart, boxes=tuple(boxes))


def _parted(box: ChartBox) -> list[Line]:
    """The lines of a box, those of its text before those of the list beside it; none of any other box."""
    x0, _, x1, _ = box.box
    starts = [part for line in box.lines for part in _marked(line, x0 + _INSIDE * (x1 - x0))]
    if not starts:
        return []
    size = starts[0].size
    at = min(part.box[0] for part in starts) - _GUTTER * size
    words = [w for line in box.lines for w in line.words]
    crossing = [w.box[3] for line in box.lines for w in line.words if w.box[0] < at < w.box[2]]
    crossing += [
        line.box[3] for line in box.lines if line.box[0] < at < line.box[2] and len(line.segments(_GUTTER)) == 1
    ]
    begins = min(part.box[1] for part in starts)
    # what stands over both, though it may not reach over the white between them
    early = [w.box[3] for w in words if w.box[0] >= at and (w.box[1] + w.box[3]) / 2 < begins]
    floor = max([*crossing, *early], default=box.box[1])
    over = [w for w in words if (w.box[1] + w.box[3]) / 2 <= floor]
    listed = [w for w in words if w not in over and w.box[0] >= at]
    text = [w for w in words if w not in over and w.box[2] <= at]
    apart = len(over) + len(listed) + len(text) == len(words) and floor <= begins + 1
    if not apart or len(text) < _FEWEST or max(w.box[3] for w in text) <= begins:
        return []
    return [line for part in (over, text, listed) if part for line in lines_in(part)]


def _marked(line: Line, least: float) -> list[Line]:
    """The parts of a line that begin with the mark of a list, ``least`` points from the left of the page or farther."""
    if line.words[-1].box[0] <= least:
        return []
    parts = (p for p in line.segments(_GUTTER) if len(p.words) > 1 and p.box[0] > least)
    return [p for p in parts if BULLET.match(p.text) or MARK.match(p.text)]

"""Boxes that hold cards of their own: a program's frame with its kegiatan in it, a frame around a part of the chart.

In comes a chart, out comes the chart with those cards as boxes beside their frame, and the frame of each. Apart from
the boxes of the layout because only the words tell a card in a frame from a list, a label or a badge on a card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.kinds.cascade.halves import is_card
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.marks import mark_of
from extractor.layout.charts import Chart, ChartBox
from extractor.layout.charts.geometry import area, inside
from extractor.layout.charts.near import Near

_FRAME = 1.3
"""A frame is so many times as large as what it holds, at the least: else it is an outline drawn twice."""
_FEWEST = 2
"""Boxes in a frame around a part of the chart, at the least."""


def with_contents(chart: Chart) -> tuple[Chart, dict[ChartBox, ChartBox]]:
    """``(chart, frames by the boxes that stand in them)``."""
    boxes: list[ChartBox] = []
    for box in chart.boxes:
        cards = [c for c in box.inner if area(box.box) > _FRAME * area(c.box) and is_card(c)]
        if not cards:
            boxes.append(box)
            continue
        taken = {w for card in cards for line in card.lines for w in line.words}
        frame = replace(box, lines=[line for line in box.lines if taken.isdisjoint(line.words)], inner=())
        if frame.lines and mark_of([frame]) is None:
            boxes += [frame, *cards]
        else:
            boxes.append(box)
    if len(boxes) > len(chart.boxes):
        chart = replace(chart, boxes=tuple(sorted(boxes, key=lambda b: (b.box[1], b.box[0]))))
    near = Near([(b.box, b) for b in chart.boxes])
    held: dict[ChartBox, ChartBox] = {}
    for box in chart.boxes:
        frames = [
            f
            for f in near.around(box.box)
            if f is not box and f.lines and area(f.box) > _FRAME * area(box.box) and inside(box.box, f.box)
        ]
        if frames:
            held[box] = min(frames, key=lambda f: area(f.box))
    return chart, held


def captioned(held: Mapping[ChartBox, ChartBox], linked: frozenset[ChartBox]) -> set[ChartBox]:
    """The frames that are no node: around boxes on connectors that lead to none of the frames, under no label of a
    level. Their words name a part of the chart.
    """
    found: set[ChartBox] = set()
    for frame in set(held.values()) - linked:
        within = [box for box, around in held.items() if around is frame]
        label = read_label(frame.lines[0].span)
        if len(linked.intersection(within)) >= _FEWEST and (label is None or label.role != "level" or label.alone):
            found.add(frame)
    return found

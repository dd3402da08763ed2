"""Frames around boxes: cards that frame a little form, lanes that hold a row of boxes.

In come the page and its boxes, out come panels (frames that hold nothing else: what leads to them leads to their boxes)
and lanes, whose outlines are no connectors. Apart from the box finder because frames are found around boxes, when these
are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.geometry import area, inside
from extractor.layout.charts.near import Near
from extractor.read.page import Page
from extractor.read.words import Box, box_around
from extractor.unions import Unions

_MARGIN = 12.0
"""A panel stands no farther (points) from the boxes that it holds."""
_HELD = 0.5
"""Share of a panel that its boxes fill, at the least."""
_WHOLE = 0.95
"""A frame with so much of its area in one box is that box's own outline."""


def find_frames(page: Page, boxes: Sequence[ChartBox]) -> tuple[list[ChartBox], list[Box]]:
    """``(panels, lanes)`` of a page."""
    if not boxes:
        return [], []
    near = Near([(b.box, b) for b in boxes])
    held: dict[Box, list[ChartBox]] = {}
    for frame in _closed(page, min(area(b.box) for b in boxes)):
        size = area(frame)
        members = [b for b in near.around(frame) if inside(b.box, frame)]
        if members and all(area(b.box) < _WHOLE * size for b in members):
            held[frame] = members
    panels = [ChartBox(page.number, f, [], members=tuple(m)) for f, m in held.items() if _is_panel(f, m, held)]
    taken = {p.box for p in panels}
    return panels, [f for f in held if f not in taken]


def _closed(page: Page, least: float) -> Iterable[Box]:
    """The outlines of shapes larger than the least box, each once."""
    seen: set[tuple[int, ...]] = set()
    most = 0.9 * page.width * page.height
    for shape in page.shapes:
        if not shape.closed or shape.stroke is None or not least < area(shape.box) < most:
            continue
        key = tuple(round(v / 3) for v in shape.box)
        if key not in seen:
            seen.add(key)
            yield shape.box


def _is_panel(frame: Box, members: Sequence[ChartBox], frames: dict[Box, list[ChartBox]]) -> bool:
    if len(members) < 2 or not is_close(frame, members):
        return False
    return not any(other != frame and len(m) > 1 and inside(other, frame) for other, m in frames.items())


def is_close(frame: Box, members: Sequence[ChartBox]) -> bool:
    """Do boxes fill the frame around them and stand close to it and to each other? Those on a lane stand far apart."""
    if sum(area(b.box) for b in members) < _HELD * area(frame):
        return False
    around = box_around(b.box for b in members)
    if max(abs(a - b) for a, b in zip(frame, around, strict=True)) > _MARGIN:
        return False
    joined = Unions(len(members))
    for i, a in enumerate(members):
        for j, b in enumerate(members[:i]):
            if _gap(a.box, b.box) <= _MARGIN:
                joined.join(i, j)
    return len({joined.root(i) for i in range(len(members))}) == 1


def _gap(a: Box, b: Box) -> float:
    """The white between two boxes, the larger of that across and that down."""
    return max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])

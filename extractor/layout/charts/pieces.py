"""Pieces of connectors: strokes and shapes that are no walls of boxes, arrow heads, block arrows.

In come the strokes and shapes of a page and its boxes, out come :class:`Piece` objects. Apart from the connectors
because these only ask which pieces touch.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.geometry import area, inside
from extractor.layout.charts.near import Near
from extractor.layout.charts.strokes import SNAP, Stroke, is_rectangle, is_straight, sides_of, thick_line
from extractor.read.page import Page, Point, Shape, corners_box
from extractor.read.words import Box

MEET = 3.0
"""Ends nearer than this (points) to another piece meet it."""
MOST = 3000
"""A page with more pieces is a drawing, no chart."""


@dataclass(eq=False)
class Piece:
    """A drawn piece of a connector; ``head`` marks an arrow head, whose points are the corners of its box."""

    points: tuple[Point, ...]
    head: bool = False

    @cached_property
    def box(self) -> Box:
        return corners_box(self.points)

    @property
    def ends(self) -> tuple[Point, ...]:
        if self.head:
            x0, top, x1, bottom = self.box
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            return (x, top), (x, bottom), (x0, y), (x1, y)
        return self.points[0], self.points[-1]


def _off_walls(stroke: Stroke, outlines: Sequence[tuple[Box, bool]]) -> list[Stroke]:
    """What is left of a stroke outside the walls of the outlines near it: boxes, which are solid, and lanes."""
    taken: list[tuple[float, float]] = []
    for (x0, top, x1, bottom), solid in outlines:
        sides = ((top, x0, x1), (bottom, x0, x1)) if stroke.horizontal else ((x0, top, bottom), (x1, top, bottom))
        for at, low, high in sides:
            if abs(at - stroke.at) <= 2.2 and low < stroke.high and high > stroke.low:
                taken.append((low - 1.5, high + 1.5))
        # strokes within a box (an underline, a rule between its parts) are no connectors
        a, b = (top, bottom) if stroke.horizontal else (x0, x1)
        if solid and a + 1 < stroke.at < b - 1:
            low, high = (x0, x1) if stroke.horizontal else (top, bottom)
            if stroke.low >= low - 1.5 and stroke.high <= high + 1.5:
                return []
    left: list[Stroke] = []
    at = stroke.low
    for low, high in sorted(taken):
        if low > at:
            left.append(Stroke(stroke.horizontal, stroke.at, at, min(low, stroke.high)))
        at = max(at, high)
    if at < stroke.high:
        left.append(Stroke(stroke.horizontal, stroke.at, at, stroke.high))
    return [s for s in left if s.length > 1.5]


def _thick_lines(page: Page, words: _Words) -> list[Stroke]:
    """The connectors that are filled rectangles: thin ones without words that are no strips of a painted ground."""
    found = [(line, s) for s in page.shapes if (line := thick_line(s)) is not None and not words.within(s.box)]
    if not found:
        return []
    grounds = Near([(s.box, s) for s in page.shapes if s.fill is not None and s.stroke is None])
    return [line for line, s in found if not _is_strip(line, s, grounds.around(s.box, 1.0))]


def _is_strip(line: Stroke, shape: Shape, near: Iterable[Shape]) -> bool:
    """Is a thin rectangle a part of a painted ground (cells are painted in strips): does it lie along one of its
    colour? A connector only ends at such a one.
    """
    for other in near:
        a0, over, a1, low = other.box
        if other is shape or other.fill != shape.fill or thick_line(other) is not None:
            continue
        begins, ends = (a0, a1) if line.horizontal else (over, low)
        if min(ends, line.high) - max(begins, line.low) >= line.length / 2:
            return True
    return False


def pieces_of(
    page: Page, strokes: Iterable[Stroke], boxes: Sequence[ChartBox], lanes: Sequence[Box] = ()
) -> list[Piece]:
    """The pieces of connectors on a page; ``lanes`` are frames that lead nowhere."""
    near = Near([*((b.box, (b.box, True)) for b in boxes), *((lane, (lane, False)) for lane in lanes)])
    words = _Words(page)
    sides = (s for box in _elbows(page) if not words.within(box) for s in sides_of(box)[:1] + sides_of(box)[2:])
    drawn_as = chain(strokes, sides, _thick_lines(page, words))
    out = [Piece(s.ends) for stroke in drawn_as for s in _off_walls(stroke, near.around(stroke.box, 3.0))]
    if len(page.shapes) + len(out) > MOST:
        return []
    arrows: list[Piece] = []
    for shape in page.shapes:
        box = shape.box
        width, height = box[2] - box[0], box[3] - box[1]
        if not shape.closed:
            if _is_open_head(shape):
                out.append(Piece(shape.points, head=True))
                continue
            drawn = len(shape.points) >= 2 and max(width, height) > 3 and not is_straight(shape)
            if drawn and not (len(shape.points) > 2 and _traces(shape.points, near.around(box, 3.0))):
                out.append(Piece(shape.points))
            continue
        if is_rectangle(shape):
            continue
        if any(inside(box, b, 0.5) for b, solid in near.around(box) if solid):
            continue  # an icon, or the dot of a topic
        if max(width, height) <= 18 and area(box) <= 200 and max(width, height) > 1.5 and not words.within(box):
            out.append(Piece(shape.points, head=True))
        elif len(shape.points) in (7, 8, 10, 11) and area(box) < 20000 and not words.within(box):
            # a block arrow: its long axis is the line
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            arrow = Piece(((box[0], y), (box[2], y)) if width >= height else ((x, box[1]), (x, box[3])))
            if not any(_is_painted_twice(arrow, other) for other in arrows):
                arrows.append(arrow)
    return [*out, *arrows, *(_bridges(out) if page.method == "ocr" else ())]


_BRIDGED = 0.5
"""A gap in a line of a picture is no longer than this share of the shorter of its two parts."""


def _bridges(pieces: Sequence[Piece]) -> list[Piece]:
    """The missing middle of level lines that break off as far before an upright one as they go on behind it: the pale
    line of a picture is not seen beside the darker one that stands on it.
    """
    level = sorted((p for p in pieces if not p.head and _runs_level(p)), key=lambda p: (p.box[1], p.box[0]))
    upright = Near([(p.box, p) for p in pieces if not p.head and abs(p.box[2] - p.box[0]) <= SNAP])
    found = []
    for i, left in enumerate(level):
        x1, y = left.box[2], left.box[1]
        for right in level[i + 1 :]:
            if right.box[1] - y > SNAP:
                break
            gap = right.box[0] - x1
            length = min(x1 - left.box[0], right.box[2] - right.box[0])
            middle = (x1 + right.box[0]) / 2
            if MEET < gap <= _BRIDGED * length and upright.around((middle, y, middle, y), MEET):
                found.append(Piece(((x1, y), (right.box[0], y))))
    return found


def _runs_level(piece: Piece) -> bool:
    return len(piece.points) == 2 and piece.box[3] - piece.box[1] <= SNAP < piece.box[2] - piece.box[0]


def _is_painted_twice(a: Piece, b: Piece) -> bool:
    """Are two block arrows one, its ground and its outline painted as two shapes?"""
    return all(math.dist(p, q) <= MEET for p, q in zip(a.points, b.points, strict=True))


def _elbows(page: Page) -> list[Box]:
    """Round elbows as browsers print them: the two borders of an empty element are painted one after the other over all
    of it, each clipped to its side. They stand at the top and at one side; which, is told by what lies under them.
    """
    painted = Counter(s.box for s in page.shapes if s.fill is not None and s.stroke is None and is_rectangle(s))
    return [box for box, times in painted.items() if times > 1 and min(box[2] - box[0], box[3] - box[1]) > _HEAD / 2]


_HEAD = 12.0
"""An arrow head is no larger (points)."""


def _is_open_head(shape: Shape) -> bool:
    """Is a bent stroke an open arrow head: two short barbs of one length that meet in the tip?"""
    if shape.curved or len(shape.points) != 3:
        return False
    a, tip, b = shape.points
    one, two = math.dist(a, tip), math.dist(b, tip)
    if not 1.5 < max(one, two) <= _HEAD or abs(one - two) > 0.25 * max(one, two):
        return False
    return math.dist(a, b) > 0.4 * max(one, two) and all(
        min(abs(p[0] - tip[0]), abs(p[1] - tip[1])) > 0.5 for p in (a, b)
    )


class _Words:
    """The middles of a page's words, by their height on the page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def middles(self) -> list[tuple[float, float]]:
        """Down and across. Most pages have no shape that asks for them."""
        return sorted([((w.box[1] + w.box[3]) / 2, (w.box[0] + w.box[2]) / 2) for w in self._page.words])

    def within(self, box: Box) -> bool:
        """Does a word stand in the box?"""
        i = bisect_left(self.middles, (box[1], 0.0))
        while i < len(self.middles) and self.middles[i][0] <= box[3]:
            if box[0] <= self.middles[i][1] <= box[2]:
                return True
            i += 1
        return False


def _traces(points: Sequence[Point], outlines: Sequence[tuple[Box, bool]]) -> bool:
    """Does an open path run along one box's outline (a frame drawn without its last side)?"""
    return any(
        all(
            (min(abs(x - b[0]), abs(x - b[2])) < 3 and b[1] - 3 <= y <= b[3] + 3)
            or (min(abs(y - b[1]), abs(y - b[3])) < 3 and b[0] - 3 <= x <= b[2] + 3)
            for x, y in points
        )
        for b, _ in outlines
    )


def _distance(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def touches(p: Point, piece: Piece) -> bool:
    """Does a point lie on a piece, or in the box of an arrow head?"""
    x0, top, x1, bottom = piece.box
    if not (x0 - MEET <= p[0] <= x1 + MEET and top - MEET <= p[1] <= bottom + MEET):
        return False
    return piece.head or off(p, piece) <= MEET


def off(p: Point, piece: Piece) -> float:
    """How far a point is from a line (points)."""
    return min(_distance(p, a, b) for a, b in pairwise(piece.points))


def rests_on(piece: Piece, other: Piece) -> bool:
    """Does a line end on the middle of another one?"""
    return any(touches(p, other) and all(math.dist(p, q) > MEET for q in other.ends) for p in piece.ends)

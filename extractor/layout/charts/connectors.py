"""Connectors: which box a line leads from and which boxes it leads to.

In come the strokes and shapes that are no walls of boxes, out come :class:`Network` objects: pieces that touch,
with the boxes at their ends. Lines may come in several pieces, bend, end some points off a box, carry arrow heads,
and cross each other without meeting. Apart from the tree because a network says what it joins, not yet who is whose
parent.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import Literal

from extractor.layout.charts.boxes import ChartBox, area, inside
from extractor.layout.charts.near import Near
from extractor.layout.charts.strokes import Stroke, is_rectangle, is_straight, sides_of, thick_line
from extractor.read.page import Page, Point, Shape, corners_box
from extractor.read.words import Box, box_around
from extractor.unions import Unions

Side = Literal["top", "bottom", "left", "right"]

MEET = 3.0
"""Ends nearer than this (points) to another piece meet it."""
MOST = 3000
"""A page with more pieces is a drawing, no chart."""
REACH = 9.0
"""A line that ends this near (points) to a box leads to it."""


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


@dataclass(eq=False)
class Terminal:
    """A box at the end of a network: the side where the line arrives, and whether with an arrow head."""

    box: ChartBox
    side: Side
    head: bool
    point: Point
    piece: Piece | None = None
    """The line that arrives, where it is one."""


@dataclass(eq=False)
class Network:
    """Pieces that touch one another. ``loose`` are ends that lead to no box (off the page, or broken)."""

    page: int
    pieces: list[Piece]
    terminals: list[Terminal] = field(default_factory=list)
    loose: list[Point] = field(default_factory=list)

    @cached_property
    def box(self) -> Box:
        return box_around(p.box for p in self.pieces)


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
            out.append(Piece(((box[0], y), (box[2], y)) if width >= height else ((x, box[1]), (x, box[3]))))
    return out


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


def _touch(p: Point, piece: Piece) -> bool:
    if piece.head:
        x0, top, x1, bottom = piece.box
        return x0 - MEET <= p[0] <= x1 + MEET and top - MEET <= p[1] <= bottom + MEET
    return _off(p, piece) <= MEET


def _off(p: Point, piece: Piece) -> float:
    """How far a point is from a line (points)."""
    return min(_distance(p, a, b) for a, b in pairwise(piece.points))


def rests_on(piece: Piece, other: Piece) -> bool:
    """Does a line end on the middle of another one?"""
    return any(_touch(p, other) and all(math.dist(p, q) > MEET for q in other.ends) for p in piece.ends)


def _meet(a: Piece, b: Piece, boxes: Near[ChartBox]) -> bool:
    """Do two pieces touch, elsewhere than in a box? (There one connector ends and another one begins.)"""
    met = [p for p in a.ends if _touch(p, b)] + [p for p in b.ends if _touch(p, a)]
    return any(not any(_covers(box.box, p) for box in boxes.at(*p)) for p in met)


def _covers(box: Box, point: Point) -> bool:
    """Does a point lie in a box, farther from its walls than lines are thick?"""
    x, y = point
    return box[0] + MEET < x < box[2] - MEET and box[1] + MEET < y < box[3] - MEET


def networks(page: Page, pieces: Sequence[Piece], boxes: Sequence[ChartBox]) -> list[Network]:
    """Pieces joined to networks, with the boxes at their ends."""
    joined = Unions(len(pieces))
    near = Near([(b.box, b) for b in boxes])
    every = Near([(p.box, (j, p)) for j, p in enumerate(pieces)])
    for i, piece in enumerate(pieces):
        for j, other in every.around(piece.box, MEET):
            if j > i and joined.root(i) != joined.root(j) and _meet(piece, other, near):
                joined.join(i, j)
    groups: dict[int, list[Piece]] = {}
    for i, piece in enumerate(pieces):
        groups.setdefault(joined.root(i), []).append(piece)
    out = []
    for group in groups.values():
        if all(p.head for p in group):
            continue
        network = Network(page.number, group)
        _find_terminals(network, near, every)
        out.append(network)
    return out


def _find_terminals(network: Network, near: Near[ChartBox], every: Near[tuple[int, Piece]]) -> None:
    """Finds the boxes at the ends of a network's lines; ``every`` holds the pieces of all networks."""
    lines = [p for p in network.pieces if not p.head]
    heads = [p for p in network.pieces if p.head]
    ends: list[tuple[Point, Point, Piece]] = []
    own = set(network.pieces)
    for piece in lines:
        for end, before, far in (
            (piece.points[0], piece.points[1], piece.points[-1]),
            (piece.points[-1], piece.points[-2], piece.points[0]),
        ):
            # where pieces meet no line ends, unless they meet at a box; a short stub meets with its nearer end
            around = (p for _, p in every.around((*end, *end), MEET) if p is not piece and p in own)
            touching = [p for p in around if _touch(end, p)]
            inner = any(not p.head and _off(end, p) <= _off(far, p) for p in touching)
            head = next((p for p in touching if p.head), None)
            reach = MEET if inner else REACH
            if head is not None:
                hx0, htop, hx1, hbottom = head.box
                reach += max(hx1 - hx0, hbottom - htop)
            found = _box_at(end, before, near.around((*end, *end), reach), reach)
            if found is None:
                if not inner:
                    ends.append((end, before, piece))
            elif not any(t.box is found[0] and t.side == found[1] for t in network.terminals):
                network.terminals.append(Terminal(found[0], found[1], head is not None, end, piece))
    for end, before, piece in ends:
        # the tail of an arrow may just miss a corner
        tail = bool(heads) and not any(_touch(end, h) for h in heads)
        missed = _box_at(end, before, near.around((*end, *end), REACH), REACH, corner=-MEET) if tail else None
        if missed is None:
            network.loose.append(end)
        elif not any(t.box is missed[0] for t in network.terminals):
            network.terminals.append(Terminal(missed[0], missed[1], False, end, piece))
    if network.terminals and all(t.head for t in network.terminals):
        network.terminals += _behind(network, near)


_BUS = 12.0
"""A bus whose arrows all lead away runs this near (points) to the box that it comes from."""


def _behind(network: Network, near: Near[ChartBox]) -> list[Terminal]:
    """The boxes at whose wall a bus runs without touching it, on the side that its arrows turn their backs to."""
    x0, top, x1, bottom = network.box
    sides = {t.side for t in network.terminals}
    if len(sides) != 1:
        return []
    side = sides.pop()
    known = {id(t.box) for t in network.terminals}
    found = []
    for b in near.around(network.box, _BUS):
        left, above, right, below = b.box
        level = above < bottom and below > top
        upright = left < x1 and right > x0
        gap = {"top": top - below, "bottom": above - bottom, "left": x0 - right, "right": left - x1}[side]
        if id(b) not in known and -MEET <= gap <= _BUS and (level if side in ("left", "right") else upright):
            away: Side = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[side]  # type: ignore[assignment]
            found.append(Terminal(b, away, False, ((x0 + x1) / 2, (top + bottom) / 2)))
    return found


def _box_at(
    end: Point, before: Point, boxes: Sequence[ChartBox], reach: float, corner: float = 0.5
) -> tuple[ChartBox, Side] | None:
    """The box that a line ends at and the side where it arrives, ``corner`` points from the side's ends at least."""
    dx, dy = end[0] - before[0], end[1] - before[1]
    upright: Side = "top" if dy > 0 else "bottom"
    level: Side = "left" if dx > 0 else "right"
    slanting = min(abs(dx), abs(dy)) > 3
    best: tuple[float, ChartBox, Side] | None = None
    for b in boxes:
        x0, top, x1, bottom = b.box
        facing = upright if abs(dy) >= abs(dx) else level
        if slanting:
            # a slanting line arrives at the wall that it ends nearest to
            across = abs(end[1] - (top if upright == "top" else bottom))
            along = abs(end[0] - (x0 if level == "left" else x1))
            facing = upright if across <= along else level
        out_x = max(x0 - end[0], 0.0, end[0] - x1)
        out_y = max(top - end[1], 0.0, end[1] - bottom)
        gap = math.hypot(out_x, out_y)
        if gap > reach:
            continue
        # a line that stands beside the box's corner leads past it
        if facing in ("top", "bottom") and not x0 + corner <= end[0] <= x1 - corner:
            continue
        if facing in ("left", "right") and not top + corner <= end[1] <= bottom - corner:
            continue
        # the box must lie where the line points (a line may end inside its box)
        ahead = {
            "top": bottom > end[1] + 1,
            "bottom": top < end[1] - 1,
            "left": x1 > end[0] + 1,
            "right": x0 < end[0] - 1,
        }
        if not ahead[facing]:
            continue
        if best is None or gap < best[0]:
            best = (gap, b, facing)
    return None if best is None else (best[1], best[2])

"""Straight strokes of a chart page: collinear pieces joined, walls of boxes told from connectors.

In come a page's rulings and shapes, out come horizontal and vertical strokes. Apart from the box finder because
connectors are made of the same strokes, those that no box took as a wall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from extractor.read.page import Page, Shape
from extractor.read.words import Box
from extractor.record import record

SNAP = 1.6
"""Strokes whose places differ by less (points) lie on one line."""


@record(frozen=True, slots=True)
class Stroke:
    """A straight stroke: ``at`` is its place across, ``low`` and ``high`` its ends along its direction (points)."""

    horizontal: bool
    at: float
    low: float
    high: float

    @property
    def length(self) -> float:
        return self.high - self.low

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        if self.horizontal:
            return (self.low, self.at), (self.high, self.at)
        return (self.at, self.low), (self.at, self.high)

    @property
    def box(self) -> Box:
        (x0, top), (x1, bottom) = self.ends
        return x0, top, x1, bottom


def joined(strokes: Iterable[Stroke], gap: float = 2.0) -> list[Stroke]:
    """Strokes of one line that touch or overlap become one."""
    out: list[Stroke] = []
    every = list(strokes)
    for horizontal in (True, False):
        lines: list[list[Stroke]] = []
        for s in sorted((s for s in every if s.horizontal is horizontal), key=lambda s: s.at):
            if lines and s.at - lines[-1][0].at <= SNAP:
                lines[-1].append(s)
            else:
                lines.append([s])
        for line in lines:
            line.sort(key=lambda s: s.low)
            at, low, high = line[0].at, line[0].low, line[0].high
            for s in line[1:]:
                if s.low <= high + gap:
                    high = max(high, s.high)
                else:
                    out.append(Stroke(horizontal, at, low, high))
                    at, low, high = s.at, s.low, s.high
            out.append(Stroke(horizontal, at, low, high))
    return out


def sides_of(box: Box) -> list[Stroke]:
    """The sides of a box: top, bottom, left, right."""
    x0, top, x1, bottom = box
    return [
        Stroke(True, top, x0, x1),
        Stroke(True, bottom, x0, x1),
        Stroke(False, x0, top, bottom),
        Stroke(False, x1, top, bottom),
    ]


def is_rectangle(shape: Shape) -> bool:
    """A closed path whose straight sides run along the page's edges."""
    if not shape.closed or shape.curved or not 4 <= len(shape.points) <= 6:
        return False
    x0, top, x1, bottom = shape.box
    return all((x - x0 < 1 or x1 - x < 1) and (y - top < 1 or bottom - y < 1) for x, y in shape.points)


def _segments(shape: Shape) -> list[Stroke]:
    """The segments of a bent path that runs along the page's edges (an open box, a connector); none of other paths."""
    out = []
    for (ax, ay), (bx, by) in pairwise(shape.points):
        if abs(ay - by) < 0.5:
            out.append(Stroke(True, ay, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 0.5:
            out.append(Stroke(False, ax, min(ay, by), max(ay, by)))
        else:
            return []
    return out


def is_straight(shape: Shape) -> bool:
    """An open path whose segments are strokes of their own already."""
    return shape.stroke is not None and not shape.curved and bool(_segments(shape))


def strokes_of(page: Page) -> list[Stroke]:
    """The page's straight strokes, joined: rulings and the sides of stroked rectangles."""
    found: list[Stroke] = []
    for r in page.rulings:
        if r.horizontal:
            found.append(Stroke(True, (r.top + r.bottom) / 2, r.x0, r.x1))
        else:
            found.append(Stroke(False, (r.x0 + r.x1) / 2, r.top, r.bottom))
    for shape in page.shapes:
        if shape.stroke is not None and is_rectangle(shape):
            found += sides_of(shape.box)
        elif shape.stroke is not None and not shape.curved:
            found += _segments(shape)
    found += [stroke for box in page.pictures for stroke in _drawn_along(box)]
    return joined(s for s in found if s.length > 1.0)


_THIN = 3.2
"""A picture no thicker than this (points) is a line, as a filled rectangle is."""


def _drawn_along(box: Box) -> list[Stroke]:
    """The line that a thin picture is."""
    x0, top, x1, bottom = box
    if bottom - top <= _THIN < x1 - x0:
        return [Stroke(True, (top + bottom) / 2, x0, x1)]
    if x1 - x0 <= _THIN < bottom - top:
        return [Stroke(False, (x0 + x1) / 2, top, bottom)]
    return []


THICK = 5.0
"""Points up to which a filled rectangle is a thick line; a box is thicker."""
_LONG = 3.0
"""How many times as long as thick such a line is, at the least."""


def thick_line(shape: Shape) -> Stroke | None:
    """The connector that a filled rectangle is: presentations draw lines of 4.5 points so."""
    x0, top, x1, bottom = shape.box
    if shape.fill is None or shape.stroke is not None or not is_rectangle(shape):
        return None
    if bottom - top <= THICK and x1 - x0 >= _LONG * (bottom - top):
        return Stroke(True, (top + bottom) / 2, x0, x1)
    if x1 - x0 <= THICK and bottom - top >= _LONG * (x1 - x0):
        return Stroke(False, (x0 + x1) / 2, top, bottom)
    return None


_BIN = 24.0
"""Width (points) of the bands by which strokes are looked up."""


class _Banded:
    """Strokes of one direction by the bands that they pass, in each band by their place across."""

    def __init__(self, strokes: Sequence[Stroke], slack: float) -> None:
        self._bands: dict[int, tuple[list[float], list[Stroke]]] = {}
        for s in strokes:
            for k in range(int((s.low - slack) // _BIN), int((s.high + slack) // _BIN) + 1):
                places, held = self._bands.setdefault(k, ([], []))
                places.append(s.at)
                held.append(s)

    def beside(self, at: float, along: float, slack: float) -> tuple[Stroke | None, Stroke | None]:
        """The nearest strokes before and behind a place that pass it; ``along`` is the place along their direction."""
        places, held = self._bands.get(int(along // _BIN), ((), ()))
        middle = bisect_right(places, at)
        before = behind = None
        # asked for every word of a page: plain loops
        for i in range(middle - 1, -1, -1):
            s = held[i]
            if s.low - slack <= along <= s.high + slack:
                before = s
                break
        for i in range(middle, len(held)):
            s = held[i]
            if s.low - slack <= along <= s.high + slack:
                behind = s
                break
        return before, behind

    def stands_in(self, before: Stroke, behind: Stroke, low: float, high: float) -> bool:
        """Does another stroke pass the room between two strokes, from ``low`` to ``high`` along their direction?"""
        for k in range(int(low // _BIN), int(high // _BIN) + 1):
            places, held = self._bands.get(k, ((), ()))
            for s in held[bisect_left(places, before.at) : bisect_right(places, behind.at)]:
                if s is not before and s is not behind and s.low - _SLACK <= high and s.high + _SLACK >= low:
                    return True
        return False


_SLACK = 1.0
"""A wall that ends so near (points) to the height of a point passes it."""


class Walls:
    """Looks up the nearest wall to a point in each direction."""

    def __init__(self, strokes: Iterable[Stroke]) -> None:
        every = list(strokes)
        self.vertical = sorted((s for s in every if not s.horizontal), key=lambda s: s.at)
        self.horizontal = sorted((s for s in every if s.horizontal), key=lambda s: s.at)
        self._v = [s.at for s in self.vertical]
        self._h = [s.at for s in self.horizontal]

    # most walls are only asked what crosses them
    @cached_property
    def _upright(self) -> _Banded:
        return _Banded(self.vertical, _SLACK)

    @cached_property
    def _level(self) -> _Banded:
        return _Banded(self.horizontal, _SLACK)

    def around(self, x: float, y: float) -> tuple[Stroke | None, Stroke | None, Stroke | None, Stroke | None]:
        """The nearest strokes left, above, right and below that pass the point."""
        left, right = self._upright.beside(x, y, _SLACK)
        above, below = self._level.beside(y, x, _SLACK)
        return left, above, right, below

    def room(self, x: float, y: float) -> Box | None:
        """Within what all points have the same nearest strokes as this one; ``None`` where strokes stand in it. It is
        smaller than what these strokes enclose, for a connector that ends at a wall passes points beside that wall.
        """
        left, above, right, below = self.around(x, y)
        if left is None or above is None or right is None or below is None:
            return None
        x0, x1 = max(left.at, above.low, below.low), min(right.at, above.high, below.high)
        top, bottom = max(above.at, left.low, right.low), min(below.at, left.high, right.high)
        x0, top, x1, bottom = x0 + 2 * _SLACK, top + 2 * _SLACK, x1 - 2 * _SLACK, bottom - 2 * _SLACK
        if self._upright.stands_in(left, right, top, bottom) or self._level.stands_in(above, below, x0, x1):
            return None
        return x0, top, x1, bottom

    def crossing(self, stroke: Stroke, slack: float = 2.5) -> list[Stroke]:
        """The strokes of the other direction that touch or cross this one."""
        if stroke.horizontal:
            pool, keys = self.vertical, self._v
        else:
            pool, keys = self.horizontal, self._h
        a = bisect_left(keys, stroke.low - slack)
        b = bisect_right(keys, stroke.high + slack)
        return [s for s in pool[a:b] if s.low - slack <= stroke.at <= s.high + slack]


def closed_ends(stroke: Stroke, walls: Walls, slack: float = 2.5) -> tuple[bool, bool]:
    """Does another stroke stand at the low end, at the high end?"""
    crossing = walls.crossing(stroke, slack)
    return (
        any(abs(s.at - stroke.low) <= slack for s in crossing),
        any(abs(s.at - stroke.high) <= slack for s in crossing),
    )

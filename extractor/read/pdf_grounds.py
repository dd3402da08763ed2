"""What colour lies where on a page: the edges of coloured grounds, and the white lines that are seen on them.

Comes in: the filled shapes of a page in the order in which they are painted. Goes out: the sides along which two
colours meet (zebra bands, coloured cells), and for a white line whether it is seen. Separate from reading the paths
because it asks what is seen in the end: grounds are painted over one another, and in strips.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.read.page import Ruling, Shape
from extractor.read.words import Box, box_around

WHITE = "#ffffff"
_LEAST = 2.0
"""Points: a ground that is lower or narrower is a line, a dot or a stroke of a drawing."""
_SNAP = 0.3
"""Points within which sides are one: grounds that are painted side by side leave hair's breadths or overlap."""
_SHORT = 4.0
"""Points: a shorter side parts nothing."""
_FIELDS = 2_000_000
"""More fields than this between all sides of the grounds of a page are a drawing or a map, no table."""
_SEEN = 0.3
"""Share of a white line that must lie on colour for the whole of it to be seen: between the bands of a zebra it goes
on over white paper."""


class Grounds:
    """The colours of a page, painted field by field between the sides of its filled rectangles."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        painted = _painted(shapes)
        xs = _places([x for (x0, _, x1, _), _ in painted for x in (x0, x1)])
        ys = _places([y for (_, top, _, bottom), _ in painted for y in (top, bottom)])
        if len(xs) * len(ys) > _FIELDS:
            painted, xs, ys = [], [], []
        self._xs, self._ys = xs, ys
        self._fields: NDArray[np.int32] = np.zeros((len(self._ys) + 1, len(self._xs) + 1), np.int32)
        """The number of the colour between two sides, 0 for white; a border of paper around all."""
        numbers = {WHITE: 0}
        for (x0, top, x1, bottom), fill in painted:
            # of sides that lie close together the first is the place
            left, right = bisect_right(xs, x0), bisect_right(xs, x1)
            first, last = bisect_right(ys, top), bisect_right(ys, bottom)
            self._fields[first:last, left:right] = numbers.setdefault(fill, len(numbers))

    @property
    def coloured(self) -> bool:
        """Whether anything but white is painted."""
        return bool(self._fields.any())

    def edges(self) -> list[Ruling]:
        """The sides along which two colours meet (lines without thickness), top to bottom."""
        if not self.coloured:
            return []
        across = _runs(self._fields[1:] != self._fields[:-1], self._ys, self._xs)
        down = _runs((self._fields[:, 1:] != self._fields[:, :-1]).T, self._xs, self._ys)
        found = [Ruling(a, at, b, at, 0.0) for at, a, b in across]
        found += [Ruling(at, a, at, b, 0.0) for at, a, b in down]
        return sorted(found, key=lambda r: (r.top, r.x0, r.x1, r.bottom))

    def seen(self, line: Ruling) -> list[Ruling]:
        """The parts of a white line that are seen: all of it where a good part lies on colour, else those parts."""
        if not self.coloured:
            return []
        along, across = (self._xs, self._ys) if line.horizontal else (self._ys, self._xs)
        fields = self._fields if line.horizontal else self._fields.T
        start, end = (line.x0, line.x1) if line.horizontal else (line.top, line.bottom)
        place = line.top if line.horizontal else line.x0
        aside = line.width / 2 + _SNAP
        # colour on both sides of the line: along the side of a band the white of the paper begins
        before, after = (bisect_left(across, place + d) for d in (-aside, aside))
        coloured = (fields[before] != 0) & (fields[after] != 0)
        bounds = [start, *(x for x in along if start < x < end), end]
        pieces = [(a, b) for a, b in pairwise(bounds) if coloured[bisect_left(along, (a + b) / 2)]]
        if sum(b - a for a, b in pieces) >= _SEEN * (end - start):
            return [line]
        return [_part(line, a, b) for a, b in _touching(pieces) if b - a >= _SHORT]


def _painted(shapes: Sequence[Shape]) -> list[tuple[Box, str]]:
    """Boxes and colours of the coloured grounds, and of the white ones that are painted over one of them."""
    coloured = [k for k, s in enumerate(shapes) if s.fill is not None and s.fill != WHITE and _is_ground(s)]
    if not coloured:
        return []
    x0, top, x1, bottom = box_around([shapes[k].box for k in coloured])
    painted: list[tuple[Box, str]] = []
    for shape in shapes[coloured[0] :]:
        a, b, c, d = shape.box
        within = a < x1 and c > x0 and b < bottom and d > top
        if shape.fill is not None and within and _is_ground(shape):
            painted.append((shape.box, shape.fill))
    return painted


def _is_ground(shape: Shape) -> bool:
    """Whether a shape is a rectangle that stands upright and is no line."""
    if shape.curved or not 4 <= len(shape.points) <= 5:
        return False
    x0, top, x1, bottom = shape.box
    if x1 - x0 < _LEAST or bottom - top < _LEAST:
        return False
    right, low = x1 - _SNAP, bottom - _SNAP
    left, high = x0 + _SNAP, top + _SNAP
    aside = [x for x, y in shape.points if left < x < right or high < y < low]
    return not aside


def _places(values: list[float]) -> list[float]:
    """The distinct values, of those that lie close together the first."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _runs(differs: NDArray[np.bool_], places: list[float], along: list[float]) -> list[tuple[float, float, float]]:
    """Place, start and end of every unbroken stretch of fields that differ from those across the place."""
    found: list[tuple[float, float, float]] = []
    for place, row in zip(places, differs, strict=True):
        # a field at either end is paper, so that every stretch begins and ends
        turns = np.flatnonzero(row[1:] != row[:-1]).reshape(-1, 2)
        found += [(place, along[a], along[b]) for a, b in turns.tolist() if along[b] - along[a] >= _SHORT]
    return found


def _touching(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for a, b in pieces:
        if found and found[-1][1] == a:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _part(line: Ruling, start: float, end: float) -> Ruling:
    if line.horizontal:
        return Ruling(start, line.top, end, line.bottom, line.width)
    return Ruling(line.x0, start, line.x1, end, line.width)


def is_dark(shape: Shape) -> bool:
    """Whether white type can be read on a shape."""
    return shape.fill is not None and not all(shape.fill[k : k + 2] >= "e0" for k in (1, 3, 5))

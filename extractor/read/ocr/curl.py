"""Straightens what the paper's own curl bends: rules that sink or rise on their way across a page.

Comes in: a page read from its picture. Goes out: the same page with its long rules level and upright and its words
moved along with them; where a word stands on paper stays. Separate because small turns are undone for the page as a
whole, and curl is another one at every place: pieces of one rule that follow one another tell how far it is off there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Box, box_around

_PIECE = 12.0
"""Points of the shortest piece of a rule that tells where it runs."""
_GAP, _STEP = 40.0, 3.0
"""Points between two pieces of one rule: along it, and how far the next may lie off where the last one leads."""
_LONG = 150.0
"""Points of a rule that is long enough to tell the curl."""
_PIECES, _BENT = 3, 2.0
"""Pieces of a rule that tell how it runs, and points by which it is off a straight line at the least: less does no harm
to a table.
"""
_MOST = 25.0
"""Points of the most that it can be off."""
_RULES = 2
"""Rules that tell it at the least."""


@dataclass(frozen=True)
class _Curve:
    """A long rule: middles of its pieces from one end to the other, as (along, across)."""

    points: tuple[tuple[float, float], ...]

    def at(self, along: float) -> float:
        """Its place at a point of its way, beyond its ends where it stopped."""
        ks = [p[0] for p in self.points]
        k = bisect_left(ks, along)
        if k == 0:
            return self.points[0][1]
        if k == len(ks):
            return self.points[-1][1]
        (a, low), (b, high) = self.points[k - 1], self.points[k]
        return low + (high - low) * (along - a) / (b - a)

    @property
    def bend(self) -> float:
        places = [p[1] for p in self.points]
        return max(places) - min(places)


class _Field:
    """How far the page is off at every place, in one direction: that of the nearest rules on either side."""

    def __init__(self, curves: Sequence[_Curve]) -> None:
        along = sorted(x for c in curves for x in (c.points[0][0], c.points[-1][0]))
        self._middle = (along[0] + along[-1]) / 2
        ordered = sorted(curves, key=lambda c: c.at(self._middle))
        self._curves: list[_Curve] = []
        for curve in ordered:
            # rules do not cross: what seems to is made of pieces of two
            if not self._curves or all(self._curves[-1].at(x) < curve.at(x) for x, _ in curve.points):
                self._curves.append(curve)

    def off(self, along: float, across: float) -> float:
        """How far what stands there is off."""
        here = [(c.at(along), c.at(along) - c.at(self._middle)) for c in self._curves]
        k = bisect_left([place for place, _ in here], across)
        if k == 0:
            return here[0][1]
        if k == len(here):
            return here[-1][1]
        (low, a), (high, b) = here[k - 1], here[k]
        return a + (b - a) * (across - low) / max(0.1, high - low)


def uncurled(page: Page) -> Page:
    """The page with level and upright rules, or itself where its rules are straight."""
    level = _field([((r.x0 + r.x1) / 2, r.top, r.x0, r.x1) for r in page.rulings if r.horizontal])
    upright = _field([((r.top + r.bottom) / 2, r.x0, r.top, r.bottom) for r in page.rulings if not r.horizontal])
    if level is None and upright is None:
        return page

    def place(x: float, y: float) -> tuple[float, float]:
        return x - (upright.off(y, x) if upright else 0.0), y - (level.off(x, y) if level else 0.0)

    def moved(box: Box) -> Box:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        dx, dy = (a - b for a, b in zip(place(x, y), (x, y), strict=True))
        return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)

    def ruled(ruling: Ruling) -> Ruling:
        if ruling.horizontal:
            y = place((ruling.x0 + ruling.x1) / 2, ruling.top)[1]
            return replace(ruling, x0=place(ruling.x0, y)[0], top=y, x1=place(ruling.x1, y)[0], bottom=y)
        x = place(ruling.x0, (ruling.top + ruling.bottom) / 2)[0]
        return replace(ruling, x0=x, top=place(x, ruling.top)[1], x1=x, bottom=place(x, ruling.bottom)[1])

    def set_straight(shape: Shape) -> Shape:
        if not shape.closed:
            return replace(shape, points=tuple(place(x, y) for x, y in shape.points))
        x0, top, x1, bottom = shape.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        sides = (place(x0, y)[0], place(x, top)[1], place(x1, y)[0], place(x, bottom)[1])
        x0, top, x1, bottom = box_around([sides])
        corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top))
        return replace(shape, points=corners)

    return replace(
        page,
        words=tuple(replace(w, box=moved(w.box)) for w in page.words),
        rulings=tuple(map(ruled, page.rulings)),
        shapes=tuple(map(set_straight, page.shapes)),
    )


def _field(pieces: Sequence[tuple[float, float, float, float]]) -> _Field | None:
    """What the pieces of rules (middle along, place across, begin, end) tell of the curl, ``None`` for none."""
    curves = [c for c in _curves([p for p in pieces if p[3] - p[2] >= _PIECE]) if c.bend <= _MOST]
    return _Field(curves) if sum(c.bend >= _BENT for c in curves) >= _RULES else None


def _curves(pieces: Sequence[tuple[float, float, float, float]]) -> list[_Curve]:
    """The long rules: every piece goes on with the one that its end leads to, if that one comes from nowhere nearer."""
    chains: list[list[tuple[float, float, float, float]]] = []
    for piece in sorted(pieces, key=lambda p: p[2]):
        near = [
            chain
            for chain in chains
            if -_PIECE < piece[2] - chain[-1][3] < _GAP and abs(piece[1] - _leads(chain, piece[0])) < _STEP
        ]
        if near:
            min(near, key=lambda chain: abs(piece[1] - _leads(chain, piece[0]))).append(piece)
        else:
            chains.append([piece])
    long = [c for c in chains if len(c) >= _PIECES and c[-1][3] - c[0][2] >= _LONG]
    return [_Curve(_rising([(p[0], p[1]) for p in chain])) for chain in long]


def _rising(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    kept = [points[0]]
    for a, b in pairwise(points):
        if b[0] > max(a[0], kept[-1][0]):
            kept.append(b)
    return tuple(kept)


def _leads(chain: Sequence[tuple[float, float, float, float]], along: float) -> float:
    """The place to which a chain leads: on as its last two pieces go, not far."""
    last = chain[-1]
    if len(chain) < 2:
        return last[1]
    before = chain[-2]
    slope = (last[1] - before[1]) / max(1.0, last[0] - before[0])
    return last[1] + slope * min(along - last[0], 2 * _GAP)

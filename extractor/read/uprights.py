"""Vertical lines by their place: does one stand between two signs?

Comes in: the lines drawn on a page. Goes out: an answer for a place on it. Apart from the words because these are asked
sign by sign, and few pages have lines that part them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from extractor.read.page import Ruling

_SLACK = 0.4
"""Points by which a sign may reach over a line beside it."""


class Uprights:
    """The vertical lines of a page, from left to right."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._lines = sorted((r.x0, r.top, r.bottom) for r in rulings if not r.horizontal)
        self._at = [x for x, _, _ in self._lines]

    def __bool__(self) -> bool:
        return bool(self._lines)

    def part(self, x0: float, x1: float, y: float) -> bool:
        """Does a line pass a height between two places (in either order)?"""
        low, high = (x0, x1) if x0 < x1 else (x1, x0)
        for k in range(bisect_left(self._at, low - _SLACK), len(self._lines)):
            x, top, bottom = self._lines[k]
            if x > high + _SLACK:
                return False
            if top <= y <= bottom:
                return True
        return False

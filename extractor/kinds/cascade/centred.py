"""Boxes in rows without lines between: each box of the lower row belongs to the one over it that stands over the middle
of its own.

In come the places of two rows from left to right, out comes whose box each lower one is. Apart from the sheets of
offices, which ask it where no office is as wide as what stands under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf

_ALONE = 0.25
"""Of the room between two upper boxes, how far one without any of its own counts as standing aside."""


def centred_under(upper: Sequence[float], lower: Sequence[float]) -> list[int]:
    """For each lower place the index of the upper one whose it is; both from left to right (points). Those of one upper
    place follow each other, and their middle stands under it as nearly as for all together can be.
    """
    gaps = [b - a for a, b in pairwise(upper)]
    alone = (_ALONE * min(gaps, default=0.0)) ** 2

    @cache
    def best(k: int, first: int) -> tuple[float, tuple[int, ...]]:
        """The least cost of dealing the lower places from ``first`` on to the upper ones from ``k`` on; the ends."""
        if k == len(upper):
            return (0.0 if first == len(lower) else inf), ()
        found: list[tuple[float, tuple[int, ...]]] = []
        for end in range(first, len(lower) + 1):
            aside = (lower[first] + lower[end - 1]) / 2 - upper[k] if end > first else 0.0
            rest, ends = best(k + 1, end)
            found.append(((aside**2 if end > first else alone) + rest, (end, *ends)))
        return min(found)

    out: list[int] = []
    for k, end in enumerate(best(0, 0)[1]):
        out += [k] * (end - len(out))
    return out

"""Finds what lies near a box without looking at everything on the page.

In come things with boxes, out come those that share a square of a coarse net with a box. Apart from the rooms that ask
(boxes in boxes, strokes along walls, line ends at boxes), which all slow down with the square of a page's content else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from extractor.read.words import Box

T = TypeVar("T")

_SQUARE = 72.0
"""Width of the net's squares in points."""


class Near(Generic[T]):
    """Things by the squares that their boxes touch."""

    def __init__(self, things: Sequence[tuple[Box, T]]) -> None:
        squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._things = [thing for _, thing in things]
        for i, (box, _) in enumerate(things):
            for square in squares_of(box, _SQUARE):
                squares[square].append(i)
        self._squares = dict(squares)

    def at(self, x: float, y: float) -> list[T]:
        """What may lie over a point, in the order given."""
        return [self._things[i] for i in self._squares.get((int(x // _SQUARE), int(y // _SQUARE)), ())]

    def around(self, box: Box, margin: float = 0.0) -> list[T]:
        """What may lie in the box widened by ``margin`` points, each thing once, in the order given."""
        x0, top, x1, bottom = box
        squares = squares_of((x0 - margin, top - margin, x1 + margin, bottom + margin), _SQUARE)
        held = [self._squares[square] for square in squares if square in self._squares]
        if len(held) < 2:
            return [self._things[i] for i in held[0]] if held else []
        return [self._things[i] for i in sorted(set().union(*held))]


def squares_of(box: Box, width: float) -> list[tuple[int, int]]:
    """The squares that a box touches of a net whose squares are so wide (points)."""
    x0, top, x1, bottom = box
    left, right = int(x0 // width), int(x1 // width)
    above, below = int(top // width), int(bottom // width)
    if left == right and above == below:
        return [(left, above)]
    down = range(above, below + 1)
    return [(x, y) for x in range(left, right + 1) for y in down]

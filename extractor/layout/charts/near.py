"""Finds what lies near a box without looking at everything on the page.

In come things with boxes, out come those that share a square of a coarse net with a box. Apart from the rooms that ask
(boxes in boxes, strokes along walls, line ends at boxes), which all slow down with the square of a page's content else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from extractor.read.words import Box

T = TypeVar("T")

_SQUARE = 48.0
"""Width of the net's squares in points."""


class Near(Generic[T]):
    """Things by the squares that their boxes touch."""

    def __init__(self, things: Sequence[tuple[Box, T]]) -> None:
        self._squares: dict[tuple[int, int], list[int]] = {}
        self._things = [thing for _, thing in things]
        for i, (box, _) in enumerate(things):
            for square in _squares(box, 0.0):
                self._squares.setdefault(square, []).append(i)

    def at(self, x: float, y: float) -> list[T]:
        """What may lie over a point, in the order given."""
        return [self._things[i] for i in self._squares.get((int(x // _SQUARE), int(y // _SQUARE)), ())]

    def around(self, box: Box, margin: float = 0.0) -> list[T]:
        """What may lie in the box widened by ``margin`` points, each thing once, in the order given."""
        found: set[int] = set()
        for square in _squares(box, margin):
            found.update(self._squares.get(square, ()))
        return [self._things[i] for i in sorted(found)]


def _squares(box: Box, margin: float) -> list[tuple[int, int]]:
    x0, top, x1, bottom = box
    down = range(int((top - margin) // _SQUARE), int((bottom + margin) // _SQUARE) + 1)
    return [(x, y) for x in range(int((x0 - margin) // _SQUARE), int((x1 + margin) // _SQUARE) + 1) for y in down]

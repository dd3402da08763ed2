"""Cards with another one of their size behind them, as presentations draw hierarchies: two shapes are one box.

In comes a page, out comes the page with one shape for each such pair, around both: the connectors lead to the one
behind, the words stand in the one before. Apart from the shadows of grounds because these stand out by more than a
shadow falls, and have outlines, which would be walls.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.layout.charts.geometry import area
from extractor.read.page import Page, Shape
from extractor.read.words import Box, box_around

_FLUSH = 1.5
"""Shapes whose sides differ by less (points) are of one size."""
_COVERED = 0.5
"""Share of a shape that one of its size lies over, at the least: what is more than half covered holds no words."""
_LEAST = 400.0
"""A card is larger (square points) than an arrow head or a bullet."""


def with_fronts(page: Page) -> Page:
    """The page itself where no card has another one behind it."""
    made: list[Shape] = []
    behind: Shape | None = None
    found = False
    for shape in page.shapes:
        card = shape.closed and shape.fill is not None and shape.stroke is not None and area(shape.box) >= _LEAST
        if card and behind is not None and _lies_over(shape.box, behind.box):
            found = True
            made[made.index(behind)] = _around(shape, behind)
            behind = None
            continue
        made.append(shape)
        behind = shape if card else behind
    return replace(page, shapes=tuple(made)) if found else page


def _lies_over(front: Box, back: Box) -> bool:
    """Does a shape lie a little aside on one of its size, and cover most of it?"""
    across, down = front[0] - back[0], front[1] - back[1]
    wide, high = back[2] - back[0], back[3] - back[1]
    alike = abs(front[2] - front[0] - wide) <= _FLUSH and abs(front[3] - front[1] - high) <= _FLUSH
    if not alike or min(abs(across), abs(down)) <= _FLUSH:
        return False
    return (wide - abs(across)) * (high - abs(down)) >= _COVERED * wide * high and max(abs(across), abs(down)) < min(
        wide, high
    )


def _around(front: Shape, back: Shape) -> Shape:
    """The shape in front, as large as both."""
    x0, top, x1, bottom = box_around((front.box, back.box))
    return replace(front, points=((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)))

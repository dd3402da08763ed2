"""Grounds of boxes: closed shapes and pictures that may be boxes, without the shadows that these throw.

In come a page's shapes and pictures, out come those that are large enough, small ones first. Apart from the box finder
because here no word has a say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.charts.geometry import area
from extractor.layout.charts.near import Near
from extractor.layout.charts.strokes import THICK
from extractor.read.page import Page, Shape
from extractor.read.words import Box, box_around

_LEAST = 60.0
"""A closed shape of less area (square points) is an arrow head or a bullet, no box."""


def box_shapes(page: Page) -> list[Shape]:
    """Closed shapes that may be boxes, small ones first, without shadows."""
    whole = page.width * page.height
    shapes = [
        s
        for s in page.shapes
        if s.closed and _LEAST <= area(s.box) < 0.6 * whole and min(s.box[2] - s.box[0], s.box[3] - s.box[1]) > THICK
    ]
    near = Near([(s.box, (i, s)) for i, s in enumerate(shapes)])
    kept = [_lifted(i, s, near) for i, s in enumerate(shapes) if not _is_shadow(i, s, near)]
    return sorted(kept, key=lambda s: area(s.box))


def box_pictures(page: Page) -> list[Box]:
    """Pictures that may be boxes, small ones first: posters paint boxes so, round corners and all. They count for words
    that no drawn shape holds, for presentations paint shadows so.
    """
    whole = page.width * page.height
    return sorted((b for b in page.pictures if _LEAST <= area(b) < 0.6 * whole), key=area)


_SHADOW = 8.0
"""A shadow falls no further (points) beside its box."""


def _is_shadow(i: int, shape: Shape, near: Near[tuple[int, Shape]]) -> bool:
    """Is a filled shape without an outline the shadow of one of its size that is drawn over it, a little aside?"""
    if shape.fill is None or shape.stroke is not None:
        return False
    x0, top, x1, bottom = shape.box
    for j, other in near.around(shape.box):
        a0, b0, a1, b1 = other.box
        aside = max(abs(a0 - x0), abs(b0 - top))
        alike = abs((a1 - a0) - (x1 - x0)) <= 1.5 and abs((b1 - b0) - (bottom - top)) <= 1.5
        if j > i and alike and 0.8 < aside <= _SHADOW:
            return True
    return False


def _lifted(i: int, shape: Shape, near: Near[tuple[int, Shape]]) -> Shape:
    """A shape where its card stands, if it is the shadow of one whose head alone is filled: the rest of the card lets
    the shadow show.
    """
    if shape.fill is None or shape.stroke is not None:
        return shape
    x0, top, x1, bottom = shape.box
    for j, head in near.around(shape.box):
        a0, b0, a1, low = head.box
        dx, dy = a0 - x0, b0 - top
        as_wide = abs((a1 - a0) - (x1 - x0)) <= 1.5 and low < bottom - _SHADOW
        if j > i and as_wide and min(abs(dx), abs(dy)) > 0.8 and max(abs(dx), abs(dy)) <= _SHADOW:
            moved = tuple((x + dx, y + dy) for x, y in shape.points)
            return replace(shape, points=moved, fill=None)
    return shape


def joined_grounds(shapes: Sequence[Shape]) -> list[tuple[Box, str | None]]:
    """Filled shapes as boxes; fills of one colour that lie flush one under the other (a spreadsheet's rows) are one."""
    out: list[tuple[Box, str | None]] = []
    for s in sorted(shapes, key=lambda s: (round(s.box[0]), round(s.box[2]), s.box[1])):
        box = s.box
        if out and s.fill is not None and s.stroke is None and not s.curved:
            last, colour = out[-1]
            flush = abs(last[0] - box[0]) < 1.5 and abs(last[2] - box[2]) < 1.5 and -1.0 <= box[1] - last[3] <= 0.8
            if flush and colour == s.fill and s.fill.lower() != "#ffffff":
                out[-1] = (box_around((last, box)), colour)
                continue
        out.append((box, s.fill))
    return sorted(out, key=lambda b: area(b[0]))

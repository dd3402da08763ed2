"""What joins the cards of a chart in a picture: short pale strokes between them.

Comes in: the page in grey, its ruling lines and its coloured grounds. Goes out: further lines. Separate because only
the grounds tell: a stroke of a few points is a connector where it leads from one card (or from a line between cards) to
another, and a letter's anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.read.ocr.raw import PixelLine, PixelShape
from extractor.read.ocr.rulings import links
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_PALE = 215
"""Brightness below which a stroke between cards shows."""
_SOFT = 2.5
"""Points along the side of a ground that are its soft edge or a line around it."""
_REACH = 6.0
"""Points from the end of a stroke to what it leads to, at the most: an arrow's head, a shadow, a gap in the drawing."""
_LONGEST = 40.0
"""Points of the longest stroke: longer pale ones are found by themselves."""
_FEWEST = 3
"""Grounds from which a page may be a chart of cards."""


def joints(
    grey: Picture,
    scale: float,
    across: Sequence[PixelLine],
    down: Sequence[PixelLine],
    grounds: Sequence[PixelShape],
    boxes: Sequence[Box] = (),
) -> tuple[list[PixelLine], list[PixelLine]]:
    """The level and upright strokes between grounds, or between them and the lines that run from one to the next.

    ``boxes`` are those of the lines of text: a stroke in one of them is a letter's, whatever ground its shade looks
    like.
    """
    if len(grounds) < _FEWEST:
        return [], []
    import numpy as np

    paper = (grey < _PALE).astype(np.uint8)
    soft = _SOFT * scale
    sides: tuple[list[PixelLine], list[PixelLine]] = ([], [])
    for ground in grounds:
        (x0, top), (x1, bottom) = ground.points[0], ground.points[2]
        paper[max(0, int(top - soft)) : int(bottom + soft), max(0, int(x0 - soft)) : int(x1 + soft)] = 0
        sides[0].extend(PixelLine(x0, y, x1, y) for y in (top, bottom))
        sides[1].extend(PixelLine(x, top, x, bottom) for x in (x0, x1))
    walls, storeys = [*down, *sides[1]], [*across, *sides[0]]
    level = links(paper, scale, walls, horizontal=True, reach=_REACH, longest=_LONGEST)
    upright = links(paper, scale, storeys, horizontal=False, reach=_REACH, longest=_LONGEST)
    reach = _REACH * scale
    level = [v._replace(x0=_met(v.x0, v.y0, walls, reach, 0), x1=_met(v.x1, v.y0, walls, reach, 0)) for v in level]
    upright = [
        v._replace(y0=_met(v.y0, v.x0, storeys, reach, 1), y1=_met(v.y1, v.x0, storeys, reach, 1)) for v in upright
    ]
    return _joining(level, scale, boxes), _joining(upright, scale, boxes)


def _joining(strokes: Sequence[PixelLine], scale: float, boxes: Sequence[Box]) -> list[PixelLine]:
    """The strokes that lead from one place to another, outside of all text."""
    return [
        s
        for s in strokes
        if max(s.x1 - s.x0, s.y1 - s.y0) >= scale
        and not any(b[0] < (s.x0 + s.x1) / 2 < b[2] and b[1] < (s.y0 + s.y1) / 2 < b[3] for b in boxes)
    ]


def _met(end: float, at: float, crossing: Sequence[PixelLine], reach: float, along: int) -> float:
    """The place of the nearest crossing line to which the end of a stroke leads; ``along`` is 0 for level strokes."""
    across = 1 - along
    near = [c[along] for c in crossing if c[across] - reach <= at <= c[across + 2] + reach]
    return min(near, key=lambda place: abs(place - end), default=end)

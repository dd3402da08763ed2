"""White cards of a printed screen: each stands apart on a tinted page, or in a frame too pale to be a ruling line.

In comes a page's picture, upright and in colour, out come shapes in its pixels. Apart from the coloured grounds because
a white card has no colour of its own: it is told by what is around it, which is no ink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import pieces
from extractor.read.ocr.colours import weakest
from extractor.read.ocr.raw import PixelShape
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_FINE = 2.0
"""Pixels for a point at which cards are looked for: a frame of half a point is still seen."""
_WHITE, _INK = 250, 190
"""Brightness from which a place is white paper, and below which what stands around it is ink."""
_SMALLEST = (40.0, 20.0)
"""Points of the narrowest and lowest card."""
_LARGEST = 0.3
"""Share of the page that a card has at the most."""
_SIDES = 0.9
"""Share of a card's four sides that are white inside and not white outside, at the least: lines arrive there."""
_CORNER = 10.0
"""Points of a side that round corners take at each end, at the most."""
_APART = 3.0
"""Points between two cards at the least: cells of a table share their walls."""
_FEWEST = 3
"""Fewer cards are no chart: a photograph has white places too."""


def pale_cards(colour: Picture, scale: float) -> list[PixelShape]:
    """The white cards of a page; ``scale`` is pixels for a point. None where they are the cells of a table."""
    import cv2
    import numpy as np

    factor = min(1.0, _FINE / scale)
    least = weakest(colour)
    if factor < 1:
        least = cv2.resize(least, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # compression leaves gaps in a pale line
    darkest = cv2.erode(least, np.ones((3, 3), np.uint8))
    white = (darkest >= _WHITE).astype(np.uint8)
    around = cv2.erode(least, np.ones((5, 5), np.uint8))
    points = scale * factor
    height, width = white.shape
    cards: list[Box] = []
    for x, y, w, h in pieces(white):
        if w < _SMALLEST[0] * points or h < _SMALLEST[1] * points or w * h > _LARGEST * width * height:
            continue
        place = (x, y, x + w, y + h)
        within = min(x, y) > 2 and x + w < width - 2 and y + h < height - 2
        if within and _is_card(white, around, place, _CORNER * points):
            cards.append((float(x), float(y), float(x + w), float(y + h)))
    apart = [c for c in cards if not any(_touch(c, other, _APART * points) for other in cards if other is not c)]
    if len(apart) < max(_FEWEST, 0.7 * len(cards)):
        return []
    return [_shape(tuple(v / factor for v in card)) for card in sorted(apart, key=lambda c: (c[1], c[0]))]


def _is_card(white: Any, around: Any, place: tuple[int, int, int, int], corner: float) -> bool:
    """Is a place white along the inside of its sides, and neither white nor ink along the outside? (But for one side:
    many a card has a stripe in its colour there.) ``around`` has the darkest of each pixel's neighbours, ``corner`` is
    how much of a side its round ends may take (pixels).
    """
    import numpy as np

    x0, top, x1, bottom = place
    corner = round(min(corner, (x1 - x0) / 4, (bottom - top) / 4))
    across, down = slice(x0 + corner, x1 - corner), slice(top + corner, bottom - corner)
    inside = (white[top, across], white[bottom - 1, across], white[down, x0], white[down, x1 - 1])
    outside = (around[top - 2, across], around[bottom + 1, across], around[down, x0 - 2], around[down, x1 + 1])
    clean = sum(float(np.mean(side)) >= _SIDES for side in inside)
    pale = sum(float(np.mean((side < _WHITE) & (side > _INK))) >= _SIDES for side in outside)
    return min(clean, pale) >= len(inside) - 1


def _touch(a: Box, b: Box, gap: float) -> bool:
    return a[0] - gap < b[2] and b[0] - gap < a[2] and a[1] - gap < b[3] and b[1] - gap < a[3]


def _shape(box: Any) -> PixelShape:
    x0, top, x1, bottom = box
    return PixelShape(((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)), closed=True, fill="#ffffff")

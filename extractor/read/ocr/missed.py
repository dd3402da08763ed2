"""Finds small print that the network overlooks: single figures and letters that stand alone, bullets of lists, dashes.

Comes in: a clean, straight picture and the boxes of the lines that were found. Goes out: boxes of what looks like one
or a few characters outside of them. Separate because it looks at ink, not at text: the network that looks for lines
passes over a lone `1` in a column of numbers or targets, and such a figure is a value of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import INK, inked, pieces
from extractor.read.words import Box, box_around

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_TALL = (0.26, 0.95)
"""Height of a figure, and of a letter without a stem, as a share of the usual line box."""
_WIDEST = 4.0
"""Width of a few figures in heights of one."""
_MOST = 40
"""With more candidates than this the page holds a picture or dirt, no overlooked figures."""
_THINNEST = 2
"""Pixels of the thinnest stroke."""
_SPACING = 0.32
"""White between the figures of one number, as a share of the usual line box."""
_BULLET = (0.1, 0.4)
"""Width and height of a bullet as shares of the usual line box."""
_SOLID = 0.7
"""Share of its box that ink fills of a bullet or a dash; of a letter it fills less."""
_INDENT = 2.5
"""How far a bullet stands before its line, in heights of the line."""
_IN_LINE = 0.4
"""How far the bullets of one list may stand from one vertical line, as a share of the usual line box."""
_SAME_SIZE, _SAME_PLACE = 2.0, 0.12
"""Pixels by which bullets of one kind differ in size; by how much in their place, as a share of the usual line box."""
_DENSE = (0.12, 0.95)
"""Shares of its box between which the ink of figures lies: below are outlines, above blots."""
_SLENDER = 2.2
"""Height in widths from which what fills its box is no blot but a bar, as the ``I`` of a type without serifs."""
_DASH_HEIGHT, _DASH_FLAT = 0.16, 1.7
"""Height of a dash as a share of the usual line box; its least width in heights of itself."""
_DASH_WIDTH = (0.13, 0.7)
"""Least and greatest width of a dash as shares of the usual line box; longer ones are rules."""
_DASH_LEVEL = (0.4, 0.72)
"""Where between top and bottom of a line's box the middle of a dash stands."""
_DASH_APART = 0.3
"""White around a dash, as a share of the usual line box."""
_SPECKS = 0.1
"""Ink in that white, as a share of the dash's own, at the most."""


class Loose:
    """A clean, straight picture by the boxes (pixels) of its lines: what is printed in it outside of them."""

    def __init__(self, grey: Picture, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        heights = sorted(b[3] - b[1] for b in boxes)
        self.usual = heights[len(heights) // 2] if heights else 0.0
        """The height of the middle one of the boxes."""
        self.ink = inked(grey, INK)

    @cached_property
    def outside(self) -> Picture:
        """The ink that lies in none of the boxes."""
        ink = self.ink.copy()
        for x0, y0, x1, y1 in self.boxes:
            ink[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1] = 0
        return ink

    @cached_property
    def dots(self) -> list[Box]:
        """Boxes of solid squares and discs that stand before a line and in none."""
        import cv2

        usual, boxes = self.usual, self.boxes
        least, most = _BULLET[0] * usual, _BULLET[1] * usual
        found: list[Box] = []
        for x, y, w, h in pieces(self.ink):
            if not (least < w < most and least < h < most and 0.6 < w / h < 1.6):
                continue
            if cv2.countNonZero(self.ink[y : y + h, x : x + w]) <= _SOLID * w * h:
                continue
            middle = y + h / 2
            before = any(
                0 < b[0] - (x + w) < _INDENT * (b[3] - b[1]) and b[1] + 0.2 * usual < middle < b[3] - 0.2 * usual
                for b in boxes
            )
            inside = any(b[0] - 1 <= x and x + w <= b[2] + 1 and b[1] < middle < b[3] for b in boxes)
            if before and not inside and _apart(self.ink, (x, y, w, h)):
                found.append((x, y, x + w, y + h))
        return found


def missed(page: Loose) -> list[Box]:
    """Boxes (pixels) of what may be characters and lies in none of the boxes of lines."""
    import cv2
    import numpy as np

    if not page.boxes:
        return []
    usual, ink = page.usual, page.outside
    # figures of one number stand closer to each other than a third of their height; an even width would shift them
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 2 * max(1, round(_SPACING * usual / 2)) + 1), np.uint8))
    found: list[Box] = []
    for x, y, w, h in pieces(joined):
        if not _TALL[0] * usual < h < _TALL[1] * usual or not _THINNEST < w < _WIDEST * h:
            continue
        dense = float(ink[y : y + h, x : x + w].mean())
        blot = dense >= _DENSE[1] and h < _SLENDER * w
        if dense > _DENSE[0] and not blot and _apart(ink, (x, y, w, h)):
            air = 0.3 * h
            found.append((max(0.0, x - air), max(0.0, y - air), x + w + air, y + h + air))
    return found if len(found) <= _MOST else []


def bullets(page: Loose) -> list[Box]:
    """Boxes of solid squares and discs that stand alone before a line: the network reads letters only."""
    over = {k for pair in _pairs(page.dots, page.usual) for k in pair}
    found = [b for k, b in enumerate(page.dots) if k not in over]
    # bullets of a list stand under each other, those of the boxes of a chart alike before their lines; a dot of its own
    # is dirt, or what is left of a colon
    found = [b for b in found if any(o is not b and _of_one_kind(page, o, b) for o in found)]
    return found if len(found) <= _MOST else []


def _of_one_kind(page: Loose, dot: Box, other: Box) -> bool:
    """Whether two dots stand under one another, or are as large as each other and as far before their lines."""
    if abs(dot[0] - other[0]) < _IN_LINE * page.usual:
        return True
    size, gap, height = (
        abs(a - b) for a, b in zip(*(_before_line(page, place) for place in (dot, other)), strict=True)
    )
    return bool(size <= _SAME_SIZE and max(gap, height) <= _SAME_PLACE * page.usual)


def _before_line(page: Loose, dot: Box) -> tuple[float, float, float]:
    """How wide a dot is, how far before its line it stands, and how far under the line's top."""
    middle = (dot[1] + dot[3]) / 2
    left, top = min((b[0], b[1]) for b in page.boxes if b[1] < middle < b[3] and b[0] > dot[2])
    return dot[2] - dot[0], left - dot[2], middle - top


def colons(page: Loose) -> list[Box]:
    """Boxes of colons that stand alone between a label and its value."""
    dots = page.dots
    found = [box_around((dots[upper], dots[lower])) for upper, lower in _pairs(dots, page.usual)]
    return found if len(found) <= _MOST else []


def _pairs(dots: Sequence[Box], usual: float) -> list[tuple[int, int]]:
    """The indexes of dots that stand over one another within the height of a line: the halves of a colon."""
    return [
        (k, n)
        for k, upper in enumerate(dots)
        for n, lower in enumerate(dots)
        if upper[3] < lower[1] < upper[1] + usual / 2
        and abs(upper[0] + upper[2] - lower[0] - lower[2]) < upper[2] - upper[0]
    ]


def dashes(page: Loose) -> list[Box]:
    """Boxes of dashes that stand alone beside a line, as a value or a mark of a list: the network overlooks most."""
    import cv2

    usual, boxes, ink = page.usual, page.boxes, page.outside
    found: list[Box] = []
    for x, y, w, h in pieces(ink):
        flat = _THINNEST <= h < _DASH_HEIGHT * usual and w > _DASH_FLAT * h
        if not flat or not _DASH_WIDTH[0] * usual < w < _DASH_WIDTH[1] * usual:
            continue
        area = cv2.countNonZero(ink[y : y + h, x : x + w])
        if area <= _SOLID * w * h:
            continue
        middle = y + h / 2
        level = any(
            b[1] + _DASH_LEVEL[0] * (b[3] - b[1]) < middle < b[1] + _DASH_LEVEL[1] * (b[3] - b[1]) for b in boxes
        )
        # nothing near it but the rules of its cell
        around = round(_DASH_APART * usual)
        near = ink[max(0, y - around) : y + h + around, max(0, x - around) : x + w + around]
        if level and int(near.sum()) - area <= _SPECKS * area:
            found.append((x, y, x + w, y + h))
    return found if len(found) <= _MOST else []


def _apart(ink: Picture, box: tuple[int, int, int, int]) -> bool:
    """Whether paper is all round the box: parts of drawings, stamps and signatures have neighbours."""
    x, y, w, h = box
    off = max(2, round(0.35 * h))
    around = ink[max(0, y - off) : y + h + off, max(0, x - off) : x + w + off]
    return int(around.sum()) - int(ink[y : y + h, x : x + w].sum()) <= 0.02 * around.size

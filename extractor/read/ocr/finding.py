"""Where the lines of text stand in a page that has been set upright.

Comes in: the page as it was set upright, with the lines that were found by the way, and its dark grounds. Goes out: the
corners of its lines. Separate because the network that finds them costs a tenth of a second for every look: it is asked
again only for what the first look could not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.read.ocr.raw import PixelShape
from extractor.read.ocr.upright import FIND_SIDES, View, box_of, moved, quad_of
from extractor.read.page import corners_box
from extractor.read.words import Box, box_around

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture, Quad

_LINE_TO_FIND = 21.0
"""Pixels of a line's height in the picture in which lines are looked for: more costs time and finds no more."""
_AGAIN = 1.5
"""How many times as large a picture must be wanted as that in which lines were found for them to be looked for again.
"""
_MOST_DARK = 0.6
"""Share of the page from which its dark grounds are looked at with all of it."""
_AROUND = 40
"""Pixels around dark grounds that are looked at with them."""
_PART = FIND_SIDES[-1], 1248
"""Pixels of the longer and the shorter side of a part of a larger picture: memory allows no more."""
_LAP = 360
"""Pixels by which such parts overlap."""
_SHARED = 0.7
"""Share of their height in which two pieces of one line lie beside one another."""
_ROUND = 128
"""Pixels to which the sides of the picture of a part are rounded up: the network is prepared anew for every size."""


def found_lines(reader: Engine, view: View, dark: Sequence[PixelShape]) -> list[Quad]:
    """Lines of text: those found when the page was set upright, anew on its ``dark`` grounds, which have been made
    white since; all anew where they were not found in a picture of the size that suits the network.
    """
    import numpy as np

    longer = max(view.grey.shape)
    factor = min(1.0, max(FIND_SIDES[0] / longer, _LINE_TO_FIND / view.line))
    if factor > _AGAIN * view.factor:
        return _sought(reader, view.grey, factor)
    if not dark:
        return list(view.quads)
    places = [corners_box(shape.points) for shape in dark]
    x0, top, x1, bottom = box_around(places)
    (x0, x1), (top, bottom) = (
        _rounded(pair, length, _ROUND / view.factor)
        for pair, length in zip(((x0, x1), (top, bottom)), view.grey.shape[::-1], strict=True)
    )
    part = view.grey[top:bottom, x0:x1]
    if part.size > _MOST_DARK * view.grey.size:
        return _sought(reader, view.grey, view.factor)

    shift = np.array([[1, 0, x0], [0, 1, top], [0, 0, 1]])

    anew = [moved(quad, shift) for quad in _sought(reader, part, view.factor)]
    kept = [q for q in view.quads if not any(_lies_in(q, place) for place in places)]
    outer = [box_of(q) for q in kept]
    quads = kept + [
        q for q in anew if any(_lies_in(q, place) for place in places) and not any(_lies_in(q, box) for box in outer)
    ]
    return sorted(quads, key=lambda q: (float(q[0][1]), float(q[0][0])))


def _lies_in(quad: Quad, box: Box) -> bool:
    """Whether most of a line's box lies in another box."""
    x0, top, x1, bottom = box_of(quad)
    across, down = min(x1, box[2]) - max(x0, box[0]), min(bottom, box[3]) - max(top, box[1])
    return across > 0 and down > 0 and across * down > (x1 - x0) * (bottom - top) / 2


def _rounded(pair: tuple[float, float], length: int, step: float) -> tuple[int, int]:
    """A stretch of a side of this length with room around it, rounded up to steps."""
    low, high = max(0, int(pair[0]) - _AROUND), min(length, int(pair[1]) + _AROUND)
    rounded = min(length, round(-(-(high - low) // step) * step))
    low = min(low, length - rounded)
    return low, low + rounded


def _sought(reader: Engine, grey: Picture, factor: float) -> list[Quad]:
    """Lines of text, looked for in the picture made smaller by the factor, or in several where it is large."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    return [np.asarray(quad, dtype=np.float32) / factor for quad in _found(reader, small)]


def _found(reader: Engine, picture: Picture) -> list[Quad]:
    """Lines of text in a picture of any size: a large one is looked at in parts that overlap."""
    import numpy as np

    height, width = picture.shape
    if max(height, width) <= _PART[0] and height * width <= _PART[0] * _PART[1]:
        return reader.find(picture)
    sides = _PART if height >= width else _PART[::-1]
    rows, columns = (_parts(length, side, _LAP) for length, side in zip((height, width), sides, strict=True))
    quads: list[Quad] = []
    for y, top, bottom in rows:
        for x, left, right in columns:
            for quad in reader.find(np.ascontiguousarray(picture[y : y + sides[0], x : x + sides[1]])):
                placed = quad + np.array((x, y))
                across, along = placed.mean(axis=0)
                # what lies in two parts is taken from the one in which it lies farther inside
                if left <= across < right and top <= along < bottom:
                    quads.append(placed)
    return _whole(quads)


def _whole(quads: list[Quad]) -> list[Quad]:
    """The lines found in parts: of a line longer than parts overlap, each has another piece, which are joined."""
    whole: list[Quad] = []
    for quad in quads:
        box = box_of(quad)
        for k, other in enumerate(whole):
            if _goes_on(box_of(other), box):
                whole[k] = quad_of(box_around((box_of(other), box)))
                break
        else:
            whole.append(quad)
    return whole


def _goes_on(one: Box, other: Box) -> bool:
    """Whether two boxes are pieces of one line: they share more of its height and length than neighbours."""
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    height = min(one[3] - one[1], other[3] - other[1])
    return down > _SHARED * height and across > height


def _parts(length: int, side: int, lap: int) -> list[tuple[int, float, float]]:
    """Parts of a length that overlap: where each begins, and from where to where it alone counts."""
    if length <= side:
        return [(0, 0.0, float("inf"))]
    count = -(-(length - lap) // (side - lap))
    starts = [round(k * (length - side) / (count - 1)) for k in range(count)]
    borders = [(a + side + b) / 2 for a, b in pairwise(starts)]
    return list(zip(starts, [0.0, *borders], [*borders, float("inf")], strict=True))

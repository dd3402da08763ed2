"""Which characters of a PDF page are cut off: they stand outside the path that their text is clipped to.

Comes in: a text page's handle, its characters with boxes and text objects. Goes out: the places of those that nobody
sees. Asking for every character's path would cost more than reading it, so only the two places are asked where programs
are known to set text that they then hide: the marks of lists, and the lines at a page's head and foot.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.read import pdf_calls as call
from extractor.read.page import Point
from extractor.read.words import Box

_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_BAND = 0.15
"""Share of the page's height at its head, and at its foot, in which a row may be cut: the margin and a running head."""
_SEEN = 0.5
"""Share of its height from which on a line that is cut in two belongs to this page, and not to the one beside it."""

_LINE = 0.4
"""Share of a sign's height by which others of its line reach over it and under it."""
_WIDE = 0.5
"""Share of the page's width from which on such a path is the page's own: a cell too low for its text is narrower."""

_bounds = call.Slots(ctypes.c_float, 2)


def cut_off(text: str, boxes: NDArray[np.float64], owners: Sequence[int | None], page: Box) -> list[int]:
    """The places of characters that are clipped away; ``page`` is what is shown (left, bottom, right, top; all in the
    file's coordinates).

    Marks of lists, in symbol types: Word sets their hanging indent outside the cell. Lines at the page's head or foot:
    a browser's engine that prints a table's row over two pages sets the line at the break on both, and clips each.
    """
    outside = [m.start() for m in _PRIVATE_USE.finditer(text) if _hidden(boxes[m.start()], owners[m.start()])]
    band, wide = _BAND * (page[3] - page[1]), _WIDE * (page[2] - page[0])
    near = np.flatnonzero((boxes[:, 1] > page[3] - band) | (boxes[:, 3] < page[1] + band))
    asked: set[tuple[float, float]] = set()
    heights = np.round(boxes[near][:, (1, 3)]).tolist()
    for k, (top, bottom) in zip(near.tolist(), heights, strict=True):
        if (top, bottom) not in asked and owners[k] is not None and text[k] > " ":
            asked.add((top, bottom))
            if _halved(boxes[k], owners[k], wide):
                outside += near[_beside(boxes[near], boxes[k])].tolist()
    return outside


def _beside(boxes: NDArray[np.float64], box: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which characters stand in the line of one: points and descenders reach less high, or lower, than it does."""
    reach = _LINE * (box[1] - box[3])
    beside: NDArray[np.bool_] = (boxes[:, 3] >= box[3] - reach) & (boxes[:, 1] <= box[1] + reach)
    return beside


def _hidden(box: NDArray[np.float64], owner: int | None) -> bool:
    """Whether nothing of a character lies inside a path that it is clipped to."""
    left, top, right, bottom = box
    return any(
        points
        and (
            all(x <= left for x, _ in points)
            or all(x >= right for x, _ in points)
            or all(y <= bottom for _, y in points)
            or all(y >= top for _, y in points)
        )
        for points in _paths(owner)
    )


def _halved(box: NDArray[np.float64], owner: int | None, wide: float) -> bool:
    """Whether something of a character's height lies inside a wide path that it is clipped to, but less than half."""
    _, top, _, bottom = box
    for points in _paths(owner):
        across = [x for x, _ in points] or [0.0]
        if top > bottom and max(across) - min(across) >= wide:
            high, low = max(y for _, y in points), min(y for _, y in points)
            if 0 < min(top, high) - max(bottom, low) < _SEEN * (top - bottom):
                return True
    return False


def _paths(owner: int | None) -> Iterator[list[Point]]:
    """The corners of the paths that a text object is clipped to, in the file's coordinates."""
    path = call.object_clip(call.Handle(owner)) if owner is not None else None
    if path is None or not path.value:
        return
    for n in range(call.clip_count(path)):
        yield [
            (_bounds.values[0], _bounds.values[1])
            for segment in range(call.clip_size(path, n))
            if call.segment_point(call.clip_segment(path, n, segment), *_bounds.at[:2])
        ]

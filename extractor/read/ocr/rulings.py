"""Finds ruling lines in a clean, straight picture.

Comes in: a grey picture (dark on white). Goes out: horizontal and vertical lines in pixels. Scanned lines are broken,
a little tilted and of uneven thickness: small gaps are closed, and a line may wander by a few pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import INK, blobs, inked, pieces
from extractor.read.ocr.pale import pale
from extractor.read.ocr.raw import PixelLine
from extractor.read.ocr.stretches import Stretches
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_ACROSS = 28
_DOWN = 15
"""Points of the shortest horizontal and vertical lines: shorter ones are strokes of letters."""
_SHORTEST_LINK = 4
_THIN = 2.0
_TOUCH = 1.6
"""Points: the shortest link between two lines, its greatest thickness, how far it may end from a line."""
_THICKEST = (3.2, 5.5)
"""Points of the thickest line, and of the thickest that is long and whole."""
_LONG = 6
"""A line so many times as long as the shortest is none of letters."""
_UNBROKEN, _WHOLE = 0.985, 0.9
"""Inked shares of a line's length: of one that is surely no row of letters, of a long one."""
_CROWDED = 0.22
"""Share of ink beside a line from which it is part of letters."""
_STROKE = 13
"""Points: longer than the upright strokes of letters and figures."""
_SOLID = 0.6
_CROWDED_BROKEN = 0.06
_CROWDED_LINK = 0.35
_CROWDED_LINE = 0.5
"""The same for what is no row of letters; more is a dark ground, whose white letters leave strips of it."""
_SINKS = 2
"""Pixels by which a line that is drawn level may sink or rise on its way across a sheet set upright."""
_DRAWN = 0.93
"""Inked share of the length of a line from wall to wall, three pixels high: of a row of letters a third is white."""
_INSET = 0.1
"""How far the box of a line of text stands away from its letters, as a share of its height."""
_IN_TEXT, _UNDER_TEXT = 0.8, 0.95
_OUTSIDE = 0.15
_KEPT_UP = 0.7
"""Shares of a line's length: in text, from which it is strokes of its letters, or, long and without a break, what is
drawn under them; outside of text, from which it shows there whether it goes on; inked there, where it does.
"""


def rulings(picture: Picture, scale: float, boxes: Sequence[Box]) -> tuple[list[PixelLine], list[PixelLine]]:
    """Horizontal and vertical lines; ``scale`` is pixels for a point, ``boxes`` are those of the lines of text."""
    import numpy as np

    ink = inked(picture, INK)
    text = np.zeros_like(ink)
    for x0, y0, x1, y1 in boxes:
        inset = _INSET * min(y1 - y0, x1 - x0)
        text[max(0, int(y0 + inset)) : int(y1 - inset), max(0, int(x0)) : int(x1)] = 1
    down = [line for line in _lines(ink, scale, horizontal=False) if not _letters(line, ink, text, scale, False)]
    across = [
        line
        for line in _lines(ink, scale, horizontal=True)
        if not _letters(line, ink, text, scale, True) or _walled(line, ink, down, scale)
    ]
    short = links(ink, scale, down, horizontal=True), links(ink, scale, across, horizontal=False)
    across, down = across + short[0], down + short[1]
    faint = pale(picture, scale, boxes, across, down)
    return across + faint[0], down + faint[1]


def _letters(line: PixelLine, ink: Any, text: Any, scale: float, horizontal: bool) -> bool:
    """Whether a line is made of the strokes of letters: in rows it runs through text alone, in columns of figures
    under each other it breaks off wherever no text stands.
    """
    import numpy as np

    x0, y0, x1, y1 = (int(v) for v in line[:4])
    if horizontal:
        # rows of a table that are set tight leave no white along its rules; no row of letters is unbroken for so long
        whole = line.strength >= _UNBROKEN and x1 - x0 >= _LONG * _ACROSS * scale
        return float(text[y0, x0:x1].mean()) > (_UNDER_TEXT if whole else _IN_TEXT)
    inked = ink[y0:y1, max(0, x0 - 2) : x0 + 3].any(axis=1)
    outside = text[y0:y1, x0] == 0
    if np.count_nonzero(outside) < _OUTSIDE * len(outside):
        return float(inked.mean()) < _UNBROKEN
    return float(inked[outside].mean()) < _KEPT_UP


def _walled(line: PixelLine, ink: Any, down: Sequence[PixelLine], scale: float) -> bool:
    """Whether a level line leads from one upright rule to another and is drawn through: rows that are set tight stand
    close above and below it, and a stamp that was taken away leaves a gap in it. Letters end before the wall.
    """
    reach = _TOUCH * scale
    walls = [d.x0 for d in down if d.y0 - reach <= line.y0 <= d.y1 + reach]
    if not all(any(abs(end - wall) <= 2 * reach for wall in walls) for end in (line.x0, line.x1)):
        return False
    y = int(line.y0)
    return float(ink[max(0, y - 1) : y + 2, int(line.x0) : int(line.x1)].any(axis=0).mean()) >= _DRAWN


def links(
    ink: Any,
    scale: float,
    crossing: Sequence[PixelLine],
    *,
    horizontal: bool,
    reach: float = _TOUCH,
    longest: float | None = None,
) -> list[PixelLine]:
    """Short lines that lead from one of the ``crossing`` lines to another, ending within ``reach`` points of it, and as
    long as the shortest that is found by itself, or ``longest`` points: what joins the boxes of a chart.
    """
    import cv2
    import numpy as np

    if len(crossing) < 2:
        return []
    shortest = round(_SHORTEST_LINK * scale)
    most = round((longest or (_ACROSS if horizontal else _DOWN)) * scale)
    thin, reach = max(3.0, _THIN * scale), reach * scale
    kernel = np.ones((1, shortest) if horizontal else (shortest, 1), np.uint8)
    short: list[tuple[tuple[int, int, int, int], PixelLine]] = []
    for x, y, w, h in pieces(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)):
        length, thickness = (w, h) if horizontal else (h, w)
        if thickness > thin or length > most + 2 * reach or length < 3 * thickness:
            continue
        line = PixelLine(x, y + h / 2, x + w, y + h / 2) if horizontal else PixelLine(x + w / 2, y, x + w / 2, y + h)
        short.append(((x, y, w, h), line))
    if not short:
        return []
    # most are strokes of letters, which end at no line: that is told of all at once
    walls, ends = (np.array([line[:4] for line in lines]) for lines in (crossing, [line for _, line in short]))
    touch = [_touches(walls, ends[:, at : at + 2], reach, horizontal=horizontal) for at in (0, 2)]
    return [
        line
        for (box, line), both in zip(short, touch[0] & touch[1], strict=True)
        if both and _alone(ink, box, scale, horizontal=horizontal, crowded=_CROWDED_LINK)
    ]


def _touches(walls: Any, ends: Any, reach: float, *, horizontal: bool) -> Any:
    """Which of the ends of lines (x, y) lie on one of the walls."""
    along, across = (0, 1) if horizontal else (1, 0)
    at = ends[:, None]
    near = abs(walls[:, along] - at[..., along]) <= reach
    within = (walls[:, across] - reach <= at[..., across]) & (at[..., across] <= walls[:, across + 2] + reach)
    return (near & within).any(axis=1)


def _lines(ink: Any, scale: float, *, horizontal: bool) -> list[PixelLine]:
    import cv2
    import numpy as np

    shortest = round((_ACROSS if horizontal else _DOWN) * scale)
    gap = max(3, round(2.5 * scale))

    # a line may sink by a pixel or two on its way: thicken it across before asking for its length
    thick = cv2.dilate(ink, np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    long = Stretches(thick, horizontal=horizontal).closed(gap).opened(shortest).mask()
    solid = ink if horizontal else Stretches(ink, horizontal=False).opened(round(_STROKE * scale)).mask()
    lines: list[PixelLine] = []
    for x, y, w, h, area in blobs(long):
        length, thickness = (w, h) if horizontal else (h, w)
        if length >= _LONG * shortest and area / length > _THICKEST[1] * scale:
            lines += _between_letters(ink, (x, y, w, h), scale, horizontal=horizontal)
            continue
        if length < shortest or thickness > max(6 * scale, 0.05 * length):
            continue
        filled = _filled(ink, (x, y, w, h), horizontal=horizontal)
        # two rules close together are one thick one, if they are long and whole
        thickest = _THICKEST[length >= _LONG * shortest and filled >= _UNBROKEN]
        if area / length > thickest * scale:
            continue
        # what is broken may be a column of figures, however long; what is whole and long can be no letters
        if length < _LONG * shortest or filled < _WHOLE:
            crowded = _CROWDED_LINE if filled >= _UNBROKEN else _CROWDED
            if not _alone(ink, (x, y, w, h), scale, horizontal=horizontal, crowded=crowded):
                continue
        # figures under one another between tight rows: only what stands quite alone is a broken line
        broken = not horizontal and float(solid[y : y + h, x : x + w].any(axis=1).mean()) < _SOLID
        if broken and not _alone(ink, (x, y, w, h), scale, horizontal=horizontal, crowded=_CROWDED_BROKEN):
            continue
        if horizontal:
            lines.append(PixelLine(x, y + h / 2, x + w, y + h / 2, filled))
        else:
            lines.append(PixelLine(x + w / 2, y, x + w / 2, y + h, filled))
    return lines


def _between_letters(
    ink: Any, box: tuple[int, int, int, int], scale: float, *, horizontal: bool
) -> Iterator[PixelLine]:
    """The lines in a piece that is too thick for one and runs from end to end of each: letters of rows that are set
    tight touch the rules above and below, and so join them.
    """
    import cv2
    import numpy as np

    x, y, w, h = box
    part = ink[y : y + h, x : x + w] if horizontal else ink[y : y + h, x : x + w].T
    near = cv2.dilate(np.ascontiguousarray(part), np.ones((2 * _SINKS + 1, 1), np.uint8))
    whole = (near.mean(axis=1) >= _UNBROKEN).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], whole, [0]))))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        size = max(1, end - first - 2 * _SINKS)
        place = (x, y + first + _SINKS, w, size) if horizontal else (x + first + _SINKS, y, size, h)
        # beside a strip of a dark ground more is inked
        if size > _THICKEST[1] * scale or not _alone(ink, place, scale, horizontal=horizontal, crowded=_CROWDED_LINE):
            continue
        middle = (first + end) / 2
        yield PixelLine(x, y + middle, x + w, y + middle) if horizontal else PixelLine(x + middle, y, x + middle, y + h)


def _filled(ink: Any, box: tuple[int, int, int, int], *, horizontal: bool) -> float:
    """The share of a line's length that is inked: letters in a row leave gaps, a ruling line does not. (What closed its
    gaps may have led it on by a pixel at either end.)
    """
    x, y, w, h = box
    return float(ink[y : y + h, x : x + w].any(axis=0 if horizontal else 1)[1:-1].mean())


def _alone(
    ink: Any, box: tuple[int, int, int, int], scale: float, *, horizontal: bool, crowded: float = _CROWDED
) -> bool:
    """Whether little is printed right beside a short line: the strokes of bold letters in a row are no ruling line."""
    x, y, w, h = box
    off, depth = max(2, round(0.8 * scale)), max(2, round(1.2 * scale))
    if horizontal:
        sides = (
            ink[max(0, y - off - depth) : max(0, y - off), x : x + w],
            ink[y + h + off : y + h + off + depth, x : x + w],
        )
    else:
        sides = (
            ink[y : y + h, max(0, x - off - depth) : max(0, x - off)],
            ink[y : y + h, x + w + off : x + w + off + depth],
        )
    return all(side.size == 0 or float(side.mean()) < crowded for side in sides)

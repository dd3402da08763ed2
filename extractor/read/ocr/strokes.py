"""Rounded outlines and slanting strokes of a scan: what is drawn beside text and level or upright lines.

Comes in: the page's picture, upright, straight and cleaned in grey. Goes out: shapes in its pixels, as a born-digital
page has them. Separate from the coloured grounds because these are ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import INK, inked
from extractor.read.ocr.raw import PixelLine, PixelShape
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_OUTLINE = (24.0, 12.0)
"""Points of the narrowest and lowest outline of a box."""
_ROUND = (1.5, 14.0)
"""Points between the corner of its box and an outline that is rounded there."""
_HOLLOW = 0.8
"""Share of its rectangle that the outline of a box encloses, rounded corners aside."""
_LARGEST = 0.6
"""Share of the page's side over which an outline is the page's frame."""
_SLANT = (12.0, 3.0, 4.0)
"""Points of the shortest slanting stroke and of the thickest; degrees by which it is neither level nor upright."""
_WIDEST = 9.0
"""Points: an arrow head makes a stroke wider at its end."""


def outlines(grey: Picture, scale: float) -> list[PixelShape]:
    """Boxes with rounded corners, whose sides meet nowhere as straight lines; ``scale`` is pixels for a point."""
    import cv2
    import numpy as np

    ink = cv2.dilate(inked(grey, INK), np.ones((2, 2), np.uint8))
    rings, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if nesting is None:
        return []
    found = []
    for ring, (_, _, _, around) in zip(rings, nesting[0], strict=True):
        x, y, w, h = cv2.boundingRect(ring)
        if around < 0 or w < _OUTLINE[0] * scale or h < _OUTLINE[1] * scale:
            continue
        if max(w / grey.shape[1], h / grey.shape[0]) > _LARGEST or cv2.contourArea(ring) < _HOLLOW * w * h:
            continue
        corners = np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], dtype=np.float32)
        away = [-cv2.pointPolygonTest(ring, (float(a), float(b)), True) / scale for a, b in corners]
        if all(_ROUND[0] < d < _ROUND[1] for d in away):
            points = tuple((float(a), float(b)) for a, b in (*corners, corners[0]))
            found.append(PixelShape(points, closed=True, curved=True, stroke="#000000"))
    return sorted(found, key=lambda s: (s.points[0][1], s.points[0][0]))


def slanting(grey: Picture, scale: float, boxes: Sequence[Box], lines: Sequence[PixelLine]) -> list[PixelShape]:
    """Strokes that are neither level nor upright: connectors of a chart. ``boxes`` are those of the lines of text,
    ``lines`` the ruling lines.
    """
    import cv2
    import numpy as np

    ink = inked(grey, INK)
    for x0, y0, x1, y1 in boxes:
        ink[max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1] = 0
    for line in lines:
        ends = (round(line.x0), round(line.y0)), (round(line.x1), round(line.y1))
        cv2.line(ink, *ends, 0, max(3, round(2.5 * scale)))
    shortest, thickest, angle = _SLANT
    found = []
    rings, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for ring in rings:
        x, y, w, h = cv2.boundingRect(ring)
        if max(w, h) < shortest * scale or min(w, h) < scale:
            continue
        (cx, cy), sides, _ = cv2.minAreaRect(ring)
        length, width = max(sides), min(sides)
        area = cv2.countNonZero(ink[y : y + h, x : x + w])
        if length < shortest * scale or width > _WIDEST * scale or area > thickest * scale * length:
            continue
        dx, dy = cv2.fitLine(ring, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()[:2]
        turn = abs(float(np.degrees(np.arctan2(dy, dx)))) % 90
        if not angle < turn < 90 - angle:
            continue
        along = (ring.reshape(-1, 2) - (cx, cy)) @ np.array([dx, dy])
        begin, end = float(along.min()), float(along.max())
        points = ((cx + begin * dx, cy + begin * dy), (cx + end * dx, cy + end * dy))
        placed = tuple((float(a), float(b)) for a, b in points)
        found.append(PixelShape(placed, closed=False, stroke="#000000"))
    return found

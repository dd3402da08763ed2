"""Takes the perspective out of a photo of a page.

Comes in: a picture in colour. Goes out: the sheet of paper as if seen from straight above, where its edges show on
darker ground. Separate because it asks nothing of text: only a sheet whose four edges are sharp and do not run level is
a photo; a scan, dark edges and all, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.colours import grey_of

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_SIDE = 640
"""Pixels of the longer side of the picture in which a sheet is looked for."""
_LEAST, _MOST = 0.35, 0.97
"""Share of a photo that a sheet of paper takes."""
_ASLANT = 0.5
"""Degrees that an edge of a sheet leans from which a picture is a photo."""
_SHARP = 18
"""Levels of grey (of 255) by which paper is brighter than the ground right beside each of its edges: a shadow on the
sheet ends softly."""
_LEVELS = range(40, 230, 15)
"""Brightnesses at which paper and ground are parted on trial: shadow makes paper as dark as ground elsewhere."""
_BESIDE = 7
"""Pixels on either side of an edge between which its sharpness is measured."""


def flattened(picture: Picture) -> tuple[Picture, Any]:
    """The sheet on a photo as seen from straight above, and the matrix (3 x 3) that leads there."""
    import cv2
    import numpy as np

    corners = sheet(picture)
    if corners is None:
        return picture, np.eye(3)
    a, b, c, d = corners
    width = round(max(np.linalg.norm(b - a), np.linalg.norm(c - d)))
    height = round(max(np.linalg.norm(d - a), np.linalg.norm(c - b)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return flat, matrix


def sheet(picture: Picture) -> Any:
    """The corners of a sheet of paper on darker ground, clockwise from the top left, ``None`` where none shows."""
    import cv2
    import numpy as np

    edges = np.concatenate((picture[0], picture[-1], picture[:, 0], picture[:, -1]))
    if float(np.percentile(edges, 20)) > float(np.median(picture[::16, ::16])) - _SHARP:
        # paper reaches the edges of the picture: a scan
        return None
    factor = min(1.0, _SIDE / max(picture.shape))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    grey = grey_of(small)
    # print goes, paper and ground stay
    grey = cv2.GaussianBlur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), (5, 5), 0)
    sharpest = max(((_sharpness(grey, quad), k, quad) for k, quad in enumerate(_quads(grey))), default=None)
    if sharpest is None or sharpest[0] < _SHARP:
        return None
    quad = sharpest[2]
    return quad / factor if max(_leaning(quad[k], quad[(k + 1) % 4]) for k in range(4)) > _ASLANT else None


def _quads(grey: Picture) -> Iterator[Any]:
    """The four corners of bright areas that may be sheets."""
    import cv2
    import numpy as np

    for level in _LEVELS:
        bright = (grey > level).astype(np.uint8)
        outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        if not outlines:
            return
        hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
        quad = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float32)
        if len(quad) == 4 and _LEAST < cv2.contourArea(hull) / grey.size < _MOST:
            quad = np.roll(quad, -int(quad.sum(axis=1).argmin()), axis=0)
            yield quad if quad[1][0] > quad[3][0] else quad[[0, 3, 2, 1]]


def _sharpness(grey: Picture, quad: Any) -> float:
    """How much brighter it is right inside than right outside of the edge where that is least; edges that are the
    picture's own count for nothing.
    """
    import numpy as np

    height, width = grey.shape
    centre = quad.mean(axis=0)
    least = 255.0
    for k in range(4):
        start, end = quad[k], quad[(k + 1) % 4]
        points = start + (end - start) * np.linspace(0.1, 0.9, 40)[:, None]
        inward = centre - (start + end) / 2
        along = (end - start) / max(1e-6, float(np.linalg.norm(end - start)))
        normal = inward - along * float(inward @ along)
        normal = normal / max(1e-6, float(np.linalg.norm(normal))) * _BESIDE
        inner, outer = ((points + side * normal).round().astype(int) for side in (1, -1))
        seen = (outer >= 0).all(axis=1) & (outer[:, 0] < width) & (outer[:, 1] < height)
        if seen.mean() < 0.5:
            continue
        inside = grey[inner[seen, 1].clip(0, height - 1), inner[seen, 0].clip(0, width - 1)].astype(float)
        outside = grey[outer[seen, 1], outer[seen, 0]].astype(float)
        least = min(least, float(np.percentile(inside - outside, 25)))
    return least if least < 255 else 0.0


def _leaning(start: Any, end: Any) -> float:
    """Degrees by which an edge leans away from level or upright."""
    import numpy as np

    angle = abs(float(np.degrees(np.arctan2(end[1] - start[1], end[0] - start[0])))) % 90
    return min(angle, 90 - angle)

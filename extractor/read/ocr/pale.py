"""Finds ruling lines that are too pale, too thin or too broken to be ink: faded ones, grey ones, dotted ones.

Comes in: a clean, straight picture, where its text stands, and the lines that were found as ink. Goes out: further
lines, each with its strength. Separate because it looks at what is a little darker than the paper beside it, over a
stretch that no noise keeps up, and not at ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.raw import PixelLine
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_SHORTEST = 26
"""Points of the shortest pale line."""
_PIECE, _BREAK = 10, 24
"""Points of the shortest piece of a broken line, and of the longest break between two."""
_STRETCH = 8
"""Points over which brightness is evened out along a line: noise goes, a line stays."""
_THICK = 2.4
"""Points of the thickest line."""
_CONTRAST = 11
"""Levels of grey (of 255) by which a line is darker than the paper on both of its sides."""
_FULL = 110
"""The same of a line that is as good as ink."""
_INSET = 0.1
"""How far the box of a line of text stands away from its letters, as a share of its height."""
_FREE = 0.35
"""Share of a line's length that leads through no text and close along none."""
_COVERED = 0.5
_CROWDED = 0.4
"""Share of its own contrast that is found right beside a line from which it is part of print."""


def pale(
    picture: Picture, scale: float, boxes: Sequence[Box], found: Sequence[PixelLine], *, horizontal: bool
) -> list[PixelLine]:
    """The horizontal or vertical lines that are not among those ``found``; ``scale`` is pixels for a point."""
    import cv2
    import numpy as np

    if not horizontal:
        # what is down is across in the picture laid on its side
        turned = [PixelLine(f.y0, f.x0, f.y1, f.x1) for f in found]
        laid = [(b[1], b[0], b[3], b[2]) for b in boxes]
        lines = pale(np.ascontiguousarray(picture.T), scale, laid, turned, horizontal=True)
        return [PixelLine(f.y0, f.x0, f.y1, f.x1, f.strength) for f in lines]
    smooth = cv2.blur(picture, (round(_STRETCH * scale), 1))
    darker: Any = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((2 * round(_THICK * scale) + 1, 1), np.uint8))
    for x0, y0, x1, y1 in boxes:
        inset = _INSET * min(y1 - y0, x1 - x0)
        darker[max(0, int(y0 + inset)) : int(y1 - inset), max(0, int(x0)) : int(x1)] = 0
    mask = (darker > _CONTRAST).astype(np.uint8)
    # a line may sink by a pixel or two on its way
    pieces = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    pieces = cv2.morphologyEx(pieces, cv2.MORPH_OPEN, np.ones((1, round(_PIECE * scale)), np.uint8))
    long = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, np.ones((1, round(_BREAK * scale)), np.uint8))
    long = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((1, round(_SHORTEST * scale)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    lines = []
    for x, y, w, h, area in stats[1:].tolist():
        if area / w - 2 > _THICK * scale or h > max(4 * scale, 0.03 * w):
            continue
        line = PixelLine(x, y + h / 2, x + w, y + h / 2, 0.0)
        if _known(line, found, scale) or _free(line, boxes) < _FREE:
            continue
        contrast = float(darker[y : y + h, x : x + w].max(axis=0).mean())
        off, deep = round(1.2 * scale), round(2.2 * scale)
        sides = darker[max(0, y - off - deep) : max(0, y - off), x : x + w], darker[y + h + off :, x : x + w][:deep]
        if any(side.size and float(side.mean()) > _CROWDED * contrast for side in sides):
            continue
        lines.append(line._replace(strength=min(0.95, contrast / _FULL)))
    return lines


def _known(line: PixelLine, found: Sequence[PixelLine], scale: float) -> bool:
    """Whether most of the line lies on lines that were found already."""
    near = [f for f in found if abs(f.y0 - line.y0) < 2 * scale]
    covered = sum(max(0.0, min(f.x1, line.x1) - max(f.x0, line.x0)) for f in near)
    return covered > _COVERED * (line.x1 - line.x0)


def _free(line: PixelLine, boxes: Sequence[Box]) -> float:
    """The share of the line that leads through no text and close along none."""
    beside = sum(
        max(0.0, min(x1, line.x1) - max(x0, line.x0))
        for x0, y0, x1, y1 in boxes
        if y0 - 0.1 * (y1 - y0) < line.y0 < y1 + 0.1 * (y1 - y0)
    )
    return 1 - beside / (line.x1 - line.x0)

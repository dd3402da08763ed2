"""Takes off a page's picture what the machine or the other side of the sheet left on it.

Comes in: a grey picture whose paper is white. Goes out: the same without streaks of a dirty scanner glass, and without
print that shines through thin paper. Separate from the evening of light: here shapes decide, not brightness alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import inked, pieces

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_STREAK = 190
"""Brightness below which a pixel may be one of a streak."""
_THROUGH = 0.97
"""Share of the sheet's length over which a streak runs: a table leaves margins, if only of a few millimetres."""
_WIDEST, _BESIDE = 6, 4
"""Pixels of the widest streak; how far beside it its surroundings are."""
_CLEAR = 0.3
"""Share of dark pixels beside a streak up to which it stands alone."""
_MARK, _CORE = 225, 130
"""Brightness below which a pixel is no paper; below which it is surely print of this side."""
_LETTER = (4, 60)
"""Height and width in pixels of pieces that may be letters, or words run together (six times as wide)."""
_SOFT = 0.65
"""Sharpness of what shines through, as a share of that of the page's print, for paper spreads the light: on drawn and
real pages 0.2 to 0.6; of pale print of this side 0.58 is the least, and most of it is as sharp as the rest.
"""
_MANY = 30
"""Soft pale pieces from which a page shows through, and pieces of print that tell its sharpness."""
_AROUND = 7
"""Pixels about a place over which its sharpness is told."""
_FAINT = 64.0
"""Levels of grey below which a mark's own depth is noise of the paper."""


def without_streaks(grey: Picture) -> Picture:
    """The picture without thin lines that run straight through all of the sheet; what they cross is closed again."""
    import numpy as np

    for turned in (False, True):
        picture = grey.T if turned else grey
        # every fourth pixel along a line tells as well
        share = (picture[::4] < _STREAK).mean(axis=0)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], (share > _THROUGH).astype(np.int8), [0]))))
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            left, right = int(begin) - _BESIDE, int(end) - 1 + _BESIDE
            if end - begin > _WIDEST or left < 0 or right >= len(share) or max(share[left], share[right]) > _CLEAR:
                continue
            steps = np.linspace(0, 1, right - left + 1, dtype=np.float32)[1:-1]
            sides = picture[:, left].astype(np.float32), picture[:, right].astype(np.float32)
            picture[:, left + 1 : right] = np.rint(sides[0][:, None] * (1 - steps) + sides[1][:, None] * steps)
    return grey


def without_show_through(grey: Picture) -> Picture:
    """The picture without the pale, blurred print of the sheet's other side, where there is much of it.

    Faded print of this side stays: it is pale, but as sharp as the rest.
    """
    import cv2
    import numpy as np

    pale: list[tuple[int, int, int, int, int]] = []
    printed: list[tuple[int, int, int, int, int]] = []
    least, most = _LETTER
    for x, y, w, h in pieces(inked(grey, _MARK)):
        if least <= h <= most and least <= w <= 6 * most:
            darkest = int(cv2.minMaxLoc(grey[y : y + h, x : x + w])[0])
            (pale if darkest > _CORE else printed).append((x, y, w, h, darkest))
    if min(len(pale), len(printed)) < _MANY:
        return grey
    steep = _steepness(grey)

    def sharp(x: int, y: int, w: int, h: int, darkest: int) -> float:
        return float(cv2.minMaxLoc(steep[y : y + h, x : x + w])[1]) / (256 - darkest)

    limit = _SOFT * float(np.median([sharp(*piece) for piece in printed]))
    if sum(sharp(*piece) < limit for piece in pale) < max(_MANY, len(pale) / 2):
        return grey
    around = np.ones((_AROUND, _AROUND), np.uint8)
    steepest = cv2.dilate(steep, around)
    depth = np.maximum(256 - cv2.erode(grey, around).astype(np.float32), _FAINT)
    core = cv2.dilate(inked(grey, _CORE), around)
    grey[(core == 0) & (steepest < limit * depth)] = 255
    return grey


def _steepness(grey: Picture) -> Any:
    """How fast brightness changes at every pixel, in levels of grey a pixel."""
    import cv2
    import numpy as np

    across, down = (cv2.Sobel(grey, cv2.CV_16S, *way, ksize=3) for way in ((1, 0), (0, 1)))
    return np.maximum(np.abs(across), np.abs(down)).astype(np.float32) / 8

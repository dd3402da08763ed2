"""Finds white rules on coloured grounds, which part the cells of a table as black ones do.

Comes in: the page in colour, upright and straight, and its grounds. Goes out: level and upright lines in pixels.
Separate because on a ground the print is darker and the rules are lighter than what lies beside them: what is lighter
alone shows the rules, and no letter with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.read.ocr.colours import grey_of
from extractor.read.ocr.pale import pale
from extractor.read.ocr.raw import PixelLine, PixelShape
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_LEAST = (80.0, 24.0)
"""Points of the narrowest and lowest ground of a table."""
_LIGHT = (150, 245)
"""Brightness of a ground whose print is dark, and that is no paper."""
_SIDE = 1.5
"""Points along the sides of a ground that are left out: its soft edge."""
_RIM = 80
"""Pixels of paper put around a ground, so that its rules do not run into the edge of a sheet."""
_RIM_OF_PRINT = (0.6, 0.4)
"""Heights of a text that the light rim around its print reaches beyond its ends, and stands over or under it, at the
most.
"""
_MOST = 0.2
"""Share of a ground that may be lighter than it: more is paper."""


def white_rules(
    colour: Picture, shapes: Sequence[PixelShape], scale: float, texts: Sequence[Box] = ()
) -> tuple[list[PixelLine], list[PixelLine]]:
    """The level and upright white rules on the grounds; ``scale`` is pixels for a point, ``texts`` are the boxes of the
    lines of text.
    """
    import cv2
    import numpy as np

    across: list[PixelLine] = []
    down: list[PixelLine] = []
    inset = _SIDE * scale
    for shape in shapes:
        (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
        if x1 - x0 < _LEAST[0] * scale or bottom - top < _LEAST[1] * scale:
            continue
        left, above = int(x0 + inset), int(top + inset)
        part = grey_of(colour[above : int(bottom - inset), left : int(x1 - inset)])
        ground = float(np.median(part))
        if not _LIGHT[0] < ground < _LIGHT[1]:
            continue
        lighter = np.clip((part.astype(np.float32) - ground) / (255 - ground), 0, 1)
        if float((lighter > 0.5).mean()) > _MOST:
            continue
        seen = cv2.copyMakeBorder(
            (255 * (1 - lighter)).astype(np.uint8), _RIM, _RIM, _RIM, _RIM, cv2.BORDER_CONSTANT, value=255
        )
        level, upright = pale(seen, scale, [], [], [])
        moved = [_moved(line, left - _RIM, above - _RIM) for line in level]
        across += [line for line in moved if not _is_halo(line, texts)]
        down += [_moved(line, left - _RIM, above - _RIM) for line in upright]
    return across, down


def _is_halo(line: PixelLine, texts: Sequence[Box]) -> bool:
    """Whether a level line runs along the head or the foot of a text and no farther: a picture's compression leaves
    such a light rim around print on colour. A rule goes on to the walls of the text's cell.
    """
    for x0, y0, x1, y1 in texts:
        beyond, apart = _RIM_OF_PRINT[0] * (y1 - y0), _RIM_OF_PRINT[1] * (y1 - y0)
        if x0 - beyond <= line.x0 and line.x1 <= x1 + beyond and min(abs(line.y0 - y0), abs(line.y0 - y1)) <= apart:
            return True
    return False


def _moved(line: PixelLine, x: float, y: float) -> PixelLine:
    return PixelLine(line.x0 + x, line.y0 + y, line.x1 + x, line.y1 + y, line.strength)

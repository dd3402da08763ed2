"""Drops upright lines that are hardly seen and run through words.

Comes in: the page in grey, its upright lines, the boxes of its lines of text. Goes out: the lines without those.
Separate because of a line that is all but paper, text across its place tells more than what is seen of it: print of the
other side that shines through, a fold and the blocks of a compressed picture look like it. Where it parts two cells
whose text was found as one line, the white about it is as wide as a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import LETTER_INK
from extractor.read.ocr.raw import PixelLine
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_WEAK = 0.3
"""Strength below which a line is hardly seen."""
_CORE = 0.15
"""What is left out of a line's box above and below, as a share of its height: rules, neighbours."""
_BLANK = 0.25
"""White between two words at the least, as a share of the height of their box."""
_INSIDE, _ALONG = 0.4, 0.6
"""How far inside a box a line crosses it, and along how much of it, as shares of its height."""


def without_crossed(grey: Picture, down: Sequence[PixelLine], boxes: Sequence[Box]) -> list[PixelLine]:
    """The lines but for the weak ones that run through more words than between them."""
    kept = []
    for line in down:
        across = [_white(grey, line.x0, box) < _BLANK for box in boxes if line.strength < _WEAK and _crosses(line, box)]
        if 2 * sum(across) <= len(across):
            kept.append(line)
    return kept


def _crosses(line: PixelLine, box: Box) -> bool:
    x0, top, x1, bottom = box
    height = bottom - top
    inside = x0 + _INSIDE * height < line.x0 < x1 - _INSIDE * height
    return inside and min(bottom, line.y1) - max(top, line.y0) > _ALONG * height


def _white(grey: Picture, x: float, box: Box) -> float:
    """The width of the white about a place in a line of text, as a share of its box's height; 0 where ink is."""
    import numpy as np

    x0, top, x1, bottom = (int(v) for v in box)
    core = round(_CORE * (bottom - top))
    inked = np.asarray((grey[top + core : bottom - core, max(0, x0) : x1] < LETTER_INK).any(axis=0))
    at = min(max(0, int(x) - max(0, x0)), len(inked) - 1)
    if inked[at]:
        return 0.0
    before, after = np.flatnonzero(inked[:at]), np.flatnonzero(inked[at:])
    left = int(before[-1]) + 1 if before.size else 0
    right = at + int(after[0]) if after.size else len(inked)
    return (right - left) / max(1, bottom - top)

"""Sees the bullet at the beginning of a line that the network read past.

Comes in: the picture of a line and its reading. Goes out: the reading, the bullet before it. Separate from the bullets
that stand before a line's box, because here the reading tells where the text begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import INK, blobs, inked
from extractor.read.ocr.engine import Char, Reading

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

BULLET = "•"
SIGN_SURE = 0.9
"""Certainty of a sign that is told by its shape."""
_SIZE, _LEAST = (0.1, 0.32), 4
"""Width and height of a bullet as shares of its line's height, and the least of them in pixels."""
_ROUND, _SOLID = 1.6, 0.7
"""Of its longer side in shorter ones at the most; share of its box that is inked."""
_APART = 1.6
"""Its own widths from where it begins to where the first letter may."""
_MIDDLE = (0.3, 0.72)
"""Between these shares of the line's height lies its middle."""


def with_bullet(crop: Picture, reading: Reading) -> Reading:
    """The reading of the crop, with a bullet where one stands before all that was read."""
    at = next((k for k, c in enumerate(reading.chars) if c.text != " "), None)
    if at is None:
        return reading
    text = reading.chars[at:]
    height = crop.shape[0]
    begin = int((text[0].x0 + text[0].x1) / 2)
    # what reaches to the crop's edge is a rule, or a part of what stands beside it
    found = sorted(b for b in blobs(inked(crop[:, : max(1, begin)], INK)) if b[0] and b[1] and b[1] + b[3] < height)
    if not found:
        return reading
    x, y, w, h, area = found[0]
    alone = all(other[0] >= x + _APART * w for other in found[1:])
    small = _SIZE[0] * height <= min(w, h) >= _LEAST and max(w, h) <= _SIZE[1] * height
    level = _MIDDLE[0] * height < y + h / 2 < _MIDDLE[1] * height
    if not (alone and small and level and x + _APART * w <= begin):
        return reading
    if max(w, h) > _ROUND * min(w, h) or area < _SOLID * w * h:
        return reading
    return Reading((Char(BULLET, float(x), float(x + w), SIGN_SURE), *text))

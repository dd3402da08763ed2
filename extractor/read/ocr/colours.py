"""The strongest and the weakest of the three colours of every pixel.

Separate because the library that works on pictures takes them ten times as fast as the one that works on arrays, and
both are asked for over whole pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture


def strongest(picture: Picture) -> Picture:
    """The largest of the three values of every pixel."""
    import cv2

    blue, green, red = cv2.split(picture)
    most: Picture = cv2.max(cv2.max(blue, green), red)
    return most


def weakest(picture: Picture) -> Picture:
    """The smallest of the three values of every pixel."""
    import cv2

    blue, green, red = cv2.split(picture)
    least: Picture = cv2.min(cv2.min(blue, green), red)
    return least

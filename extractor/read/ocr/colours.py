"""The strongest and the weakest of the three colours of every pixel, and pictures that are grey all over.

Separate because the library that works on pictures takes them ten times as fast as the one that works on arrays, and
both are asked for over whole pages. Most scanners give grey: such a picture is worked on in one plane instead of three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture


_SAMPLE = 16
"""Every so many pixels either way one is looked at first: nearly all colour shows there."""
_DARK_PAPER = 90
"""Brightness below which the middle of a picture's pixels is dark paper: a screen in dark colours, a negative."""


def one_plane(picture: Picture) -> Picture:
    """A colour picture as a grey one where its colours are the same all over, itself elsewhere."""
    import cv2
    import numpy as np

    for part in (picture[::_SAMPLE, ::_SAMPLE], picture):
        blue, green, red = cv2.split(part)
        if not (np.array_equal(blue, green) and np.array_equal(blue, red)):
            return picture
    return blue


def on_light_paper(picture: Picture) -> Picture:
    """A picture on dark paper with its brightness turned round, any other one as it is."""
    import numpy as np

    if float(np.median(picture[::_SAMPLE, ::_SAMPLE])) >= _DARK_PAPER:
        return picture
    turned: Picture = 255 - picture
    return turned


def grey_of(picture: Picture) -> Picture:
    """A picture's brightness, as a picture of its own."""
    import cv2

    return picture.copy() if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def coloured(picture: Picture) -> Picture:
    """A picture with three colours, be it grey."""
    import cv2

    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture


def strongest(picture: Picture) -> Picture:
    """The largest of the three values of every pixel."""
    import cv2

    if picture.ndim == 2:
        return picture
    blue, green, red = cv2.split(picture)
    most: Picture = cv2.max(cv2.max(blue, green), red)
    return most


def weakest(picture: Picture) -> Picture:
    """The smallest of the three values of every pixel."""
    import cv2

    if picture.ndim == 2:
        return picture
    blue, green, red = cv2.split(picture)
    least: Picture = cv2.min(cv2.min(blue, green), red)
    return least

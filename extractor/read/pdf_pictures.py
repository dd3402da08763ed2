"""What is seen on a PDF page where its objects do not say: whether a picture hides what is painted before it, whether
white type stands on a coloured ground, which colour a gradient has.

Comes in: an open page, a picture of it or a place. Goes out: yes or no, a colour. Separate because pdfium must paint:
stamps and signatures are pasted as pictures of a whole page whose mask leaves nearly all of it clear, and of a pattern
or gradient only the painted page tells the colour.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractor.read.pdf_calls import Handle
from extractor.read.words import Box

_HIDES = 0.5
"""Share of a picture that must be opaque: a scan with a clear margin is, a stamp is not."""
_HALF = 128
"""Opacity (0-255) from which a pixel hides what is behind it more than not."""
_LARGEST = 16_000_000
"""Pixels of a painted page: sheets larger than A0 are painted smaller."""
_PALE, _GROUND = 0xE0, 0.3
"""White type is read on grounds darker than this (0 to 255), which fill more than this share of its box: letters fill
the rest, and a border of the cell that is in the box as well fills less."""


def hides(page: Any, item: Handle) -> bool:
    """Whether a picture covers what lies under it: no mask, blending or paleness lets it through."""
    picture = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
    if raw.FPDFPageObj_HasTransparency(picture):
        return False
    # one pixel a point, with the picture's mask
    rendered = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture)
    if not rendered:
        return True
    bitmap = pdfium.PdfBitmap.from_raw(rendered)
    return bitmap.format != raw.FPDFBitmap_BGRA or bool((bitmap.to_numpy()[:, :, 3] >= _HALF).mean() > _HIDES)


def shows_nothing(page: Any) -> bool:
    """Whether a page has pictures and none of them can be decoded: their places stay blank when it is painted."""
    pictures = [item.raw for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    return bool(pictures) and not any(_paints(page, picture) for picture in pictures)


def _paints(page: Any, picture: Any) -> bool:
    decoded = raw.FPDFImageObj_GetBitmap(picture)
    if decoded:
        raw.FPDFBitmap_Destroy(decoded)
        return True
    rendered = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture)
    if not rendered:
        return False
    bitmap = pdfium.PdfBitmap.from_raw(rendered)
    return bitmap.format != raw.FPDFBitmap_BGRA or bool(bitmap.to_numpy()[:, :, 3].any())


_LIGHTNESS = np.array([0.114, 0.587, 0.299], np.float32)
"""Shares of blue, green and red in what is seen as light (ITU-R BT.601)."""
_STEP = 16
"""Colours of one gradient differ by less where they are asked for at like places of two boxes."""


class SeenGround:
    """The page as it is painted, about one pixel a point; painted when first asked (of white type, of gradients)."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._pixels: NDArray[np.uint8] | None = None
        self._scale = 1.0

    def shows_white(self, box: Box) -> bool:
        """Whether white type in a box (points, on the page as the file shows it) stands on a darker ground."""
        painted = self._painted()
        x0, top, x1, bottom = (max(0, round(v * self._scale)) for v in box)
        pixels = painted[top : max(top + 1, bottom), x0 : max(x0 + 1, x1)] @ _LIGHTNESS
        return bool(pixels.size and (pixels < _PALE).mean() > _GROUND)

    def colour_at(self, x: float, y: float) -> str:
        """The colour (``#rrggbb``, in few steps) that is seen at a place (points, on the page as the file shows it)."""
        painted = self._painted()
        height, width = painted.shape[:2]
        row, column = (min(max(0, int(v * self._scale)), most - 1) for v, most in ((y, height), (x, width)))
        blue, green, red = (min(255, _STEP * round(int(v) / _STEP)) for v in painted[row, column])
        return f"#{red:02x}{green:02x}{blue:02x}"

    def _painted(self) -> NDArray[np.uint8]:
        if self._pixels is None:
            width, height = self._page.get_size()
            self._scale = min(1.0, (_LARGEST / max(1.0, width * height)) ** 0.5)
            painted = self._page.render(scale=self._scale, draw_annots=False, rev_byteorder=False)
            self._pixels = painted.to_numpy()[:, :, :3].copy()
        return self._pixels

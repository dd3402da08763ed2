"""What is seen on a PDF page where its objects do not say: whether a picture hides what is painted before it, whether
white type stands on a coloured ground.

Comes in: an open page, a picture of it or a place. Goes out: yes or no. Separate because pdfium must paint for it:
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


class SeenGround:
    """The page as it is painted, about one pixel a point; painted when first asked, and only asked about white type."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._pixels: NDArray[np.uint8] | None = None
        self._scale = 1.0

    def shows_white(self, box: Box) -> bool:
        """Whether white type in a box (points, on the page as the file shows it) stands on a darker ground."""
        if self._pixels is None:
            width, height = self._page.get_size()
            self._scale = min(1.0, (_LARGEST / max(1.0, width * height)) ** 0.5)
            painted = self._page.render(scale=self._scale, grayscale=True, draw_annots=False)
            self._pixels = painted.to_numpy().copy()
        x0, top, x1, bottom = (max(0, round(v * self._scale)) for v in box)
        pixels = self._pixels[top : max(top + 1, bottom), x0 : max(x0 + 1, x1)]
        return bool(pixels.size and (pixels < _PALE).mean() > _GROUND)

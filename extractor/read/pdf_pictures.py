"""Whether a picture on a PDF page hides what is painted before it.

Comes in: an open page and a picture of it. Goes out: yes or no. Separate because stamps and signatures are pasted as
pictures of a whole page whose mask leaves nearly all of it clear: the text under them is seen.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.read.pdf_calls import Handle

_HIDES = 0.5
"""Share of a picture that must be opaque: a scan with a clear margin is, a stamp is not."""
_HALF = 128


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

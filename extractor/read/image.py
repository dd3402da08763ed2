"""Reads pictures of pages as input: PNG, JPEG, TIFF with several pages, WEBP, BMP, GIF, JPEG 2000.

Comes in: the file's bytes. Goes out: one page a picture, read by OCR. Its points come from the resolution that the
file states; where it states none, a page is taken for A4.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from extractor.errors import DamagedPictureError, PageRangeError, PictureTooLargeError
from extractor.options import Options
from extractor.read.page import Page

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\x00\x00\x00\x0cjP  \r\n\x87\n": "image/jp2",
    b"\xff\x4f\xff\x51": "image/jp2",
}
_BITMAP_HEADS = (12, 16, 40, 52, 56, 64, 108, 124)
"""Sizes of the second header of a BMP, by its version."""
_A4_SHORT = 595.276
"""Points of the shorter side of A4, which a picture is taken for where it states no resolution."""
_PLAUSIBLE_DPI = (60, 1300)
"""Dots an inch of faxes and of the finest scanners; what states others (72, 1, 9999) states nothing."""


def media_type(data: bytes) -> str | None:
    """The media type of a picture by its first bytes, ``None`` for anything else."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") not in _BITMAP_HEADS:
        # a text may begin with these letters
        return None
    return next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), None)


def read_image(data: bytes, name: str, options: Options) -> tuple[int, Iterator[Page]]:
    """Number of pictures, and their pages one at a time.

    Raises ``DamagedPictureError``, ``PictureTooLargeError`` and ``PageRangeError``.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data))
        count = getattr(image, "n_frames", 1)
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError(name=name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise DamagedPictureError(name=name) from error
    if options.pages and options.pages[-1] > count:
        raise PageRangeError(pages=options.pages[-1], count=count)

    def pages() -> Iterator[Page]:
        for number in options.pages or range(1, count + 1):
            try:
                image.seek(number - 1)
                page = _page(image, number, options)
            except (OSError, EOFError, ValueError, SyntaxError):
                page = Page(number, _A4_SHORT, _A4_SHORT, method="ocr", trouble="damaged")
            yield page

    return count, pages()


def pixels_per_point(image: Image) -> float:
    """Pixels of a picture for a point of its paper: by the resolution that it states, else as if it were A4."""
    stated = float(image.info.get("dpi", (0, 0))[0] or 0)
    return stated / 72 if _PLAUSIBLE_DPI[0] <= stated <= _PLAUSIBLE_DPI[1] else min(image.size) / _A4_SHORT


def _page(image: Image, number: int, options: Options) -> Page:
    import cv2
    import numpy as np

    from extractor.read.ocr.scan import LARGEST, RESOLUTION, noted, read_walled

    picture = np.asarray(image.convert("RGB"))[:, :, ::-1]
    height, width = picture.shape[:2]
    scale = pixels_per_point(image)
    factor = min(1.0, 1.5 * RESOLUTION / 72 / scale, (LARGEST / (width * height)) ** 0.5)
    if factor < 1:
        picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    page = read_walled(
        np.ascontiguousarray(picture), scale * factor, number, options.ocr_cache, choice=options.ocr_engine
    )
    return noted(page, scale * factor) if factor < 1 else page

"""Reads PDFs with pdfium: opens the file, gives its pages one at a time, closes every page behind it.

Comes in: the file's bytes. Goes out: :class:`Page` objects. A page that pdfium cannot load costs that page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import DamagedError, EncryptedError, PageRangeError
from extractor.options import Options
from extractor.read.page import Page, Point
from extractor.read.pdf_paths import read_drawn
from extractor.read.pdf_words import read_words
from extractor.read.words import Box

_HIDDEN = 0.9
"""Share of text objects that are invisible from which the layer is a scanner's."""
_FEW_PICTURE = 0.02


def read_pdf(data: bytes, name: str, options: Options) -> tuple[int, Iterator[Page]]:
    """Number of pages, and the pages one at a time.

    Raises ``EncryptedError``, ``DamagedError`` and ``PageRangeError``.
    """
    try:
        document = pdfium.PdfDocument(data, password=options.password)
        count = len(document)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).casefold():
            raise EncryptedError(name=name) from error
        raise DamagedError(name=name) from error
    if count == 0:
        raise DamagedError(name=name)
    if options.pages and options.pages[-1] > count:
        raise PageRangeError(pages=options.pages[-1], count=count)
    return count, _pages(document, options.pages or range(1, count + 1))


def _pages(document: Any, numbers: Any) -> Iterator[Page]:
    try:
        for number in numbers:
            yield _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Page(number, 595.0, 842.0, trouble="damaged")
    try:
        return _read(page, number)
    except pdfium.PdfiumError:
        return Page(number, *page.get_size(), trouble="damaged")
    finally:
        page.close()


def _read(page: Any, number: int) -> Page:
    width, height = page.get_size()
    point = _to_page(page)

    def box(left: float, bottom: float, right: float, top: float) -> Box:
        ax, ay = point(left, bottom)
        bx, by = point(right, top)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    text_page = page.get_textpage()
    try:
        words = read_words(text_page, number, box, width, height)
    finally:
        text_page.close()
    drawn = read_drawn(page, point, width, height)
    covered = max(((b[2] - b[0]) * (b[3] - b[1]) for b in drawn.pictures), default=0.0) / max(1.0, width * height)
    return Page(
        number,
        width,
        height,
        words=words,
        rulings=tuple(drawn.rulings),
        shapes=tuple(drawn.shapes),
        pictures=tuple(drawn.pictures),
        trouble="no-text" if not words and covered > _FEW_PICTURE else None,
        hidden=drawn.text_objects > 0 and drawn.hidden_text >= _HIDDEN * drawn.text_objects,
    )


def _to_page(page: Any) -> Callable[[float, float], Point]:
    """From the file's coordinates (origin bottom left, before rotation) to the page as a person sees it."""
    left, bottom, right, top = _visible(page)
    turn = page.get_rotation() % 360
    if turn == 90:
        return lambda x, y: (y - bottom, x - left)
    if turn == 180:
        return lambda x, y: (right - x, y - bottom)
    if turn == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _visible(page: Any) -> Box:
    """Left, bottom, right, top of what is shown: the crop box within the media box."""
    rect = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect)):
        return (rect.left, rect.bottom, rect.right, rect.top)
    width, height = page.get_size()
    return (0.0, 0.0, width, height)

"""Reads PDFs with pdfium: opens the file, gives its pages one at a time, closes every page behind it.

Comes in: the file's bytes. Goes out: :class:`Page` objects. A page that pdfium cannot load costs that page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import DamagedError, EncryptedError, PageRangeError
from extractor.options import Options
from extractor.read.page import Page
from extractor.read.pdf_chars import Placement, read_chars
from extractor.read.pdf_grounds import is_dark
from extractor.read.pdf_paths import read_drawn
from extractor.read.pdf_words import read_words
from extractor.read.words import Box, Word

_HIDDEN = 0.9
"""Share of words that are invisible from which the layer is a scanner's."""
_FEW_PICTURE = 0.02
_TINY, _USUAL = 4.0, 9.0
"""Points: type smaller than anybody prints is a large sheet plotted small (a chart of 1.5 points on A4). It is read
enlarged to the usual type, for whatever comes behind measures in points what stands close together."""


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
    for wanted in options.pages or ():
        if not 1 <= wanted <= count:
            raise PageRangeError(pages=wanted, count=count)
    return count, _pages(document, options.pages or range(1, count + 1))


def _pages(document: Any, numbers: Iterable[int]) -> Iterator[Page]:
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
        width, height = page.get_size()
        return Page(number, width, height, trouble="damaged")
    finally:
        page.close()


def _read(page: Any, number: int) -> Page:
    text_page = page.get_textpage()
    try:
        chars = read_chars(text_page)
    finally:
        text_page.close()
    turn = page.get_rotation() % 360
    direction = chars.direction()
    notes: tuple[str, ...] = ()
    if direction is not None and direction != turn:
        # a sheet printed sideways on a page that does not say so: it is read as a person would turn it
        notes = (f"turned {(direction - turn) % 360}",)
        turn = direction
    # what is shown, before the page's rotation: crop box within media box, both perhaps inherited from the page tree
    # or stated with their corners swapped
    shown: Box = page.get_bbox()
    placement = Placement(*shown, turn)
    usual = chars.usual_size()
    if 0 < usual < _TINY:
        placement = replace(placement, scale=_USUAL / usual)
        chars.enlarge(placement.scale)
    width, height = placement.size
    text = read_words(chars, number, placement, turn)
    drawn = read_drawn(page, placement.matrix, width, height)
    hidden = len(text.hidden) > _HIDDEN * (len(text.hidden) + len(text.words)) or drawn.text_behind
    # an invisible word counts where a picture shows it, a white one where something dark lies under it
    words = text.words
    words += tuple(w for w in text.hidden if hidden or any(_within(w, p) for p in drawn.pictures))
    if text.white:
        dark = [s.box for s in drawn.shapes if is_dark(s)]
        # nobody prints only white words in a white box: its filling is a gradient, which PDFium gives as white
        pale = [s.box for s in drawn.shapes if s.fill is not None and not is_dark(s) and s.closed]
        dark += [b for b in pale if not any(_within(w, b) for w in text.words)]
        words += tuple(w for w in text.white if any(_within(w, b) for b in (*drawn.pictures, *drawn.gradients, *dark)))
    as_shown = Placement(*shown, page.get_rotation() % 360)
    if placement != as_shown:
        words = tuple(replace(w, paper=_moved(w.box, placement, as_shown)) for w in words)
    covered = max(((b[2] - b[0]) * (b[3] - b[1]) for b in drawn.pictures), default=0.0) / max(1.0, width * height)
    return Page(
        number,
        width,
        height,
        words=words,
        rulings=tuple(drawn.rulings),
        edges=tuple(drawn.edges),
        shapes=tuple(drawn.shapes),
        pictures=tuple(drawn.pictures),
        trouble="no-text" if not words and covered > _FEW_PICTURE else None,
        hidden=hidden and bool(words),
        notes=notes + tuple(f"aslant: {a}" for a in text.aslant),
    )


def _moved(box: Box, source: Placement, target: Placement) -> Box:
    """A box on the sheet as it is read, on the page as the file shows it."""
    ax, ay = target.point(*source.back(box[0], box[1]))
    bx, by = target.point(*source.back(box[2], box[3]))
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _within(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]

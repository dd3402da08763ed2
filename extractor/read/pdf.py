"""Reads PDFs with pdfium: opens the file, gives its pages one at a time, closes every page behind it.

Comes in: the file's bytes. Goes out: :class:`Page` objects. What pdfium cannot open, or whose characters it cannot
name, is read by a second parser (:mod:`extractor.read.pdf_second`); a page that neither can read costs that page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import DamagedError, EncryptedError, PageRangeError, PortfolioError, XfaFormError
from extractor.options import Options
from extractor.read import pdf_mend as mend
from extractor.read.page import Page, Point
from extractor.read.pdf_bombs import refuse_bombs
from extractor.read.pdf_chars import Placement, read_chars
from extractor.read.pdf_page import page_of
from extractor.read.pdf_paths import read_drawn
from extractor.read.pdf_pictures import shows_nothing
from extractor.read.pdf_second import SecondParser
from extractor.read.words import Box

_log = logging.getLogger(__name__)
_MOST_LOST = 100
"""A page count that exceeds the pages by more than this is a lie, not so many lost pages."""
_COVER_WORDS = 80
"""The page that stands before a portfolio or a dynamic form, and asks for another program, has no more words."""


class _File:
    """An opened PDF: pdfium's document, the second parser where it was needed."""

    def __init__(self, data: bytes, name: str, password: str | None) -> None:
        """Raises ``EncryptedError`` and ``DamagedError``."""
        self._original, self._data, self._password = data, mend.mended(data), password
        self._second: SecondParser | None = None
        self._second_fails = False
        self.document = self._opened(name)
        self.count = len(self.document) if self.document is not None else 0
        if self.document is not None and mend.plain_pages(self._data) not in (0, self.count):
            self._recount()
        if self.count == 0:
            second = self.second
            if second is None or second.count == 0:
                raise DamagedError(name=name)
            self.count = second.count

    def _opened(self, name: str) -> Any:
        """pdfium's document; ``None`` where it finds no pages."""
        for data in (self._data, mend.without_places(self._data)):
            try:
                document = pdfium.PdfDocument(data, password=self._password)
                if len(document):
                    return document
            except pdfium.PdfiumError as error:
                if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).casefold():
                    raise EncryptedError(name=name) from error
        return None

    def _recount(self) -> None:
        """A page count that lies, or pages of a former state of the file: the pages are counted one by one."""
        try:
            counted = pdfium.PdfDocument(mend.with_counted_pages(self._data), password=self._password)
        except pdfium.PdfiumError:
            # without its counts the file cannot be opened: they stay
            return
        if len(counted) not in (0, self.count):
            self.document.close()
            self.document, self.count = counted, len(counted)

    @property
    def second(self) -> SecondParser | None:
        """The second parser, ``None`` where it cannot open the file either."""
        if self._second is None and not self._second_fails:
            # what helps the one parser may keep the other from finding the catalogue
            for data in (self._data, self._original):
                try:
                    self._second = SecondParser(data, self._password)
                    break
                except ValueError:
                    continue
            self._second_fails = self._second is None
        return self._second

    def pages(self, numbers: Iterable[int]) -> Iterator[Page]:
        """The pages, one at a time; the file is closed behind the last one."""
        try:
            for number in numbers:
                if number > self.count:
                    # a page count that lies in a stream was found out behind the pages that there are
                    break
                page = self._page(number)
                if page is not None:
                    yield page
        finally:
            self.close()

    def _page(self, number: int) -> Page | None:
        """A page; ``None`` where there is none, whatever the page count says."""
        if self.document is not None:
            try:
                page = self.document[number - 1]
            except pdfium.PdfiumError:
                if self.second is not None and self.count > self.second.count + _MOST_LOST:
                    self.count = self.second.count
                    return None
                return self._second_page(number) or Page(number, 595.0, 842.0, trouble="damaged")
            try:
                return self._first_page(page, number)
            except pdfium.PdfiumError:
                width, height = page.get_size()
                return self._second_page(number) or Page(number, width, height, trouble="damaged")
            finally:
                page.close()
        return self._second_page(number) or Page(number, 595.0, 842.0, trouble="damaged")

    def _first_page(self, page: Any, number: int) -> Page:
        text_page = page.get_textpage()
        try:
            chars = read_chars(text_page)
        finally:
            text_page.close()
        if chars.unnamed:
            better = self._second_page(number, chars.unnamed)
            if better is not None:
                return better
        shown: Box = page.get_bbox()
        # what is shown, before the page's rotation: crop box within media box, both perhaps inherited from the page
        # tree or stated with their corners swapped
        placement = Placement(*shown, page.get_rotation() % 360)
        found = page_of(number, chars, partial(read_drawn, page, partial(self._cells, number, placement)), placement)
        # painted, a broken picture is as white as a blank sheet: whoever reads what is painted cannot tell
        return replace(found, trouble="damaged") if found.trouble == "no-text" and shows_nothing(page) else found

    def _cells(self, number: int, shown: Placement) -> Iterator[tuple[Point, ...]]:
        """The cells of the tables that the second parser finds on a page, as corners in the file's coordinates."""
        if self.second is None or self.second.count != self.count:
            return
        try:
            cells = self.second.cells(number, shown.size)
        except ValueError as error:
            _log.info("the second parser finds no tables on page %s: %s", number, error)
            return
        for x0, top, x1, bottom in cells:
            yield tuple(shown.back(x, y) for x, y in ((x0, top), (x1, top), (x1, bottom), (x0, bottom)))

    def _second_page(self, number: int, unnamed: int | None = None) -> Page | None:
        """A page as the second parser reads it, where it can; where fewer characters than ``unnamed`` stay unnamed."""
        if self.second is None or self.second.count != self.count:
            # where the parsers count differently, page three of the one is not page three of the other
            return None
        try:
            chars, draw, placement = self.second.read(number)
        except ValueError:
            return None
        if unnamed is not None and chars.unnamed >= unnamed:
            return None
        return page_of(number, chars, draw, placement)

    def close(self) -> None:
        """Closes what was opened."""
        if self.document is not None:
            self.document.close()
        if self._second is not None:
            self._second.close()

    def refuse_covers(self, name: str) -> None:
        """Raises ``PortfolioError`` or ``XfaFormError`` where the only page asks for another program."""
        if self.document is None or self.count != 1:
            return
        form = self.document.get_formtype() == raw.FORMTYPE_XFA_FULL
        attached = raw.FPDFDoc_GetAttachmentCount(self.document.raw) > 0
        if not form and not attached:
            return
        page = self._page(1)
        if page is None or len(page.words) > _COVER_WORDS:
            return
        if form:
            raise XfaFormError(name=name)
        if self.second is not None and self.second.is_portfolio:
            raise PortfolioError(name=name)


def read_pdf(data: bytes, name: str, options: Options) -> tuple[int, Iterator[Page]]:
    """Number of pages, and the pages one at a time.

    Raises ``EncryptedError``, ``DamagedError``, ``PageRangeError``, and ``PortfolioError`` and ``XfaFormError`` for
    files whose pages only ask for another program, ``ContentTooLargeError`` for what unpacks without end.
    """
    refuse_bombs(data, name)
    file = _File(data, name, options.password)
    file.refuse_covers(name)
    for wanted in options.pages or ():
        if not 1 <= wanted <= file.count:
            raise PageRangeError(pages=wanted, count=file.count)
    return file.count, file.pages(options.pages or range(1, file.count + 1))

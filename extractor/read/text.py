"""Reads text exports (.txt, .md), as OCR services and language models write them: gives pages on an imagined grid.

In: the file's bytes. Out: :class:`Page` objects whose words know their real source line; rows of tables
(tab-separated, markdown pipes, HTML) are grids. The steps are rooms of their own: bytes to lines (``text_decode``),
lines to elements (``text_rows``, ``text_tables``, with ``text_markup`` for what stands inside a line), torn tables
mended (``text_repair``, ``text_loose``), page breaks found (``text_breaks``), elements placed (``text_pages``). Text
whose blanks are places on the page is set out in fixed pitch instead (``text_typed``).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.errors import FileTooLargeError, PageRangeError, TableTooLargeError
from extractor.options import Options
from extractor.read.page import Page
from extractor.read.text_breaks import with_breaks
from extractor.read.text_decode import decode, lines_of
from extractor.read.text_elements import Rows
from extractor.read.text_loose import rebuilt
from extractor.read.text_pages import pages_of
from extractor.read.text_repair import tables
from extractor.read.text_rows import elements_of
from extractor.read.text_typed import is_typed, typed_pages

MOST_CELLS = 200_000
"""Cells that the tables of a text have together, at the most: ten times those of the longest plan of a province."""


def read_text(data: bytes, name: str, options: Options) -> Iterator[Page]:
    """The pages of a text export.

    A page ends at a form feed, at a page mark of the export, or, where the export has neither, at a run of blank lines.
    Raises ``UnsupportedInputError`` for binary data, ``EncodingError`` for an encoding that cannot be told,
    ``FileTooLargeError``, ``TableTooLargeError``, and ``PageRangeError`` where ``options.pages`` names a page that the
    text does not have.
    """
    if len(data) > options.max_text:
        raise FileTooLargeError(name=name, size=options.max_text // 1_000_000)
    lines = lines_of(decode(data, name))
    elements = elements_of(lines)
    cells = sum(len(row.cells) for e in elements if isinstance(e, Rows) for row in e.rows)
    if cells > MOST_CELLS:
        raise TableTooLargeError(name=name, cells=cells, limit=MOST_CELLS)
    if is_typed(lines, elements):
        pages = typed_pages(lines, with_breaks(elements))
    else:
        pages = pages_of(with_breaks(rebuilt(tables(elements))))
    if options.pages is not None:
        beyond = [n for n in options.pages if not 1 <= n <= len(pages)]
        if beyond:
            raise PageRangeError(name=name, pages=", ".join(map(str, beyond)), count=len(pages))
        pages = [p for p in pages if p.number in options.pages]
    return iter(pages)

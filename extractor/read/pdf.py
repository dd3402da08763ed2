"""Reads born-digital PDFs with pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.options import Options
from extractor.read.page import Page
from extractor.read.words import Word


def read_pdf(data: bytes, name: str, options: Options) -> tuple[int, Iterator[Page]]:
    """Number of pages, and the pages one at a time."""
    document = pdfium.PdfDocument(data, password=options.password)
    count = len(document)

    def pages() -> Iterator[Page]:
        for i in range(count):
            if options.pages and i + 1 not in options.pages:
                continue
            page = document[i]
            text = page.get_textpage()
            height, width = page.get_height(), page.get_width()
            words: list[Word] = []
            chars: list[tuple[str, float, float, float, float]] = []
            rect = raw.FS_RECTF()

            def flush() -> None:
                if chars:
                    words.append(
                        Word(
                            "".join(c[0] for c in chars), i + 1,
                            (min(c[1] for c in chars), min(c[2] for c in chars), max(c[3] for c in chars), max(c[4] for c in chars)),
                            size=chars[0][4] - chars[0][2],
                        )
                    )
                    chars.clear()

            for k in range(text.count_chars()):
                ch = chr(raw.FPDFText_GetUnicode(text, k))
                raw.FPDFText_GetLooseCharBox(text, k, ctypes.byref(rect))
                if ch.isspace() or not ch.isprintable():
                    flush()
                    continue
                box = (rect.left, height - rect.top, rect.right, height - rect.bottom)
                if chars and (abs(box[1] - chars[-1][2]) > 3 or box[0] - chars[-1][3] > 2 or box[0] < chars[-1][1]):
                    flush()
                chars.append((ch, *box))
            flush()
            text.close()
            page.close()
            yield Page(i + 1, width, height, tuple(words))
        document.close()

    return count, pages()

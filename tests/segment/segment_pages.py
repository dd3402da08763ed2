"""Invented pages to test segmentation with: lines of text at places, no PDF needed."""

from __future__ import annotations

from extractor.layout.blocks import Block, Cell, Line, PageLayout, Table
from extractor.read.page import Page
from extractor.read.words import Span, Word

STEP = 5.0
"""Width of a letter in points."""
PITCH = 14.0
"""Distance of two lines in points."""
SIZE = 10.0


def words(text: str, x: float, top: float, page: int = 1, *, method: str = "text-layer") -> tuple[Word, ...]:
    """The words of a text that begins at ``x``."""
    found, at = [], x
    for part in text.split():
        box = (at, top, at + STEP * len(part), top + SIZE)
        line = round(top / PITCH) if method == "text" else None
        found.append(Word(part, page, box, line=line, method=method))  # type: ignore[arg-type]
        at += STEP * (len(part) + 1)
    return tuple(found)


def span(text: str) -> Span:
    """A span of the text's words."""
    return Span(words(text, 50, 50))


def line(*parts: tuple[float, str] | str, top: float = 50.0, page: int = 1, method: str = "text-layer") -> Line:
    """A line of parts at their places; a mere text stands at 50."""
    got: list[Word] = []
    for part in parts:
        x, text = (50.0, part) if isinstance(part, str) else part
        got.extend(words(text, x, top, page, method=method))
    return Line(tuple(got))


def centred(text: str) -> tuple[float, str]:
    """The text in the middle of a page 600 points wide."""
    return (300 - STEP * len(text) / 2, text)


def table(page: int, top: float, header: list[str], *rows: list[str]) -> Table:
    """A small table."""
    cells = tuple(
        tuple(
            Cell(
                (Line(words(text, 50 + 120 * c, top + 20 * (r + 1), page)),) if text else (),
                (50 + 120 * c, top + 20 * (r + 1), 170 + 120 * c, top + 20 * (r + 2)),
                r,
                c,
            )
            for c, text in enumerate(row)
        )
        for r, row in enumerate(rows)
    )
    bottom = top + 20 * (len(rows) + 1)
    heads = tuple(Span(words(h, 50 + 120 * c, top, page)) for c, h in enumerate(header))
    return Table((page,), heads, cells, (50, top, 550, bottom), bottom)


def page(number: int, *rows: object, method: str = "text-layer", width: float = 600, height: float = 900) -> PageLayout:
    """A page of rows from top to bottom: a text, a list of ``(x, text)`` parts, a tuple of a table's rows, ``None``
    for an empty line, a number for that many."""
    flow: list[Block] = []
    top = 40.0
    for row in rows:
        if row is None:
            top += PITCH
        elif isinstance(row, int):
            top += PITCH * row
        elif isinstance(row, tuple):
            made = table(number, top, *row)
            flow.append(made)
            top = made.bottom + PITCH
        else:
            parts = row if isinstance(row, list) else [row]
            flow.append(line(*parts, top=top, page=number, method=method))
            top += PITCH
    everything = tuple(w for b in flow if isinstance(b, Line) for w in b.words)
    return PageLayout(Page(number, width, height, everything, method=method), tuple(flow))  # type: ignore[arg-type]


TARGETS = (["No", "Sasaran", "Indikator", "Target"], ["1", "Jalan baik", "Panjang jalan", "12 km"])
"""A table of targets, for a page."""

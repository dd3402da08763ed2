"""From pages to flows: lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.layout.blocks import Block, Cell, Line, PageLayout, Table
from extractor.read.page import Page
from extractor.read.words import Span


def lay_out(pages: Iterable[Page]) -> tuple[PageLayout, ...]:
    """The layouts of all pages of a file."""
    out = []
    for page in pages:
        blocks: list[tuple[float, float, Block]] = []
        row: list = []
        for w in sorted(page.words, key=lambda w: (round((w.box[1] + w.box[3]) / 2 / 4), w.box[0])):
            if row and abs((w.box[1] + w.box[3]) - (row[-1].box[1] + row[-1].box[3])) / 2 > 4:
                line = Line(tuple(row))
                blocks.append((line.box[1], line.box[0], line))
                row = []
            row.append(w)
        if row:
            line = Line(tuple(row))
            blocks.append((line.box[1], line.box[0], line))
        for g in page.grids:
            rows = tuple(
                tuple(Cell(tuple(Line(ws) for ws in c.lines), c.box, c.row, c.column, c.row_span, c.column_span) for c in r)
                for r in g.rows
            )
            header = tuple(c.span for c in rows[0]) if rows else ()
            body = rows[1:]
            if body and all(c.text.strip("().").isdigit() or not c.text for c in body[0]):
                body = body[1:]
            blocks.append((g.box[1], g.box[0], Table((page.number,), header, body, g.box, g.box[3])))
        blocks.sort(key=lambda b: b[:2])
        out.append(PageLayout(page, tuple(b[2] for b in blocks)))
    return tuple(out)


_ = Span

"""From pages to flows: furniture set apart, tables read, the rest as lines, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.layout.columns import Run, in_columns
from extractor.layout.furniture import furniture, printed_words
from extractor.layout.lines import lines_of
from extractor.layout.order import bound_twice, reading_order
from extractor.layout.page_numbers import is_page_number, printed_number
from extractor.layout.stamps import is_stamp
from extractor.layout.stretched import closed_up
from extractor.layout.tables import PageReading, PageTables, join_tables, read_page
from extractor.layout.tables.broken_heads import with_whole_heads
from extractor.read.page import Grid, Page


def lay_out(pages: Iterable[Page]) -> tuple[PageLayout, ...]:
    """The layouts of all pages of a file, in reading order: that of the file, unless their printed numbers say that
    pages were bound wrongly.

    Tables are joined over the whole file, so that a table which goes on over a page stands once, where it begins.
    """
    read = list(pages)
    found = _read_pages(read)
    grids, lines = [f.grids for f in found], [f.lines for f in found]
    stamps = [tuple(g for g in page_grids if is_stamp(g)) for page_grids in grids]
    kept = [
        tuple(g for g in page_grids if all(g is not s for s in apart))
        for page_grids, apart in zip(grids, stamps, strict=True)
    ]
    apart = furniture(read, lines)
    numbers = [_printed_number(ls, marked, len(read)) for ls, marked in zip(lines, apart, strict=True)]
    twice = bound_twice(numbers, lambda k: "".join(w.text for w in read[k].words))
    for k in twice:
        # a sheet that was bound before says nothing more
        lines[k], apart[k], kept[k], stamps[k] = (Line(tuple(read[k].words)),), {0}, (), ()
        found[k] = PageReading((), lines[k])
    order = reading_order(numbers, twice)
    if order != sorted(order):
        read, lines, apart = [read[k] for k in order], [lines[k] for k in order], [apart[k] for k in order]
        found = [found[k] for k in order]
        kept, stamps = [kept[k] for k in order], [stamps[k] for k in order]
    flowing = [
        closed_up([line for k, line in enumerate(page_lines) if k not in marked])
        for page_lines, marked in zip(lines, apart, strict=True)
    ]
    tables = join_tables([PageTables(p, g, ls) for p, g, ls in zip(read, kept, flowing, strict=True)])
    by_page: dict[int, list[Table]] = {}
    for table in tables:
        by_page.setdefault(table.page, []).append(table)
    return tuple(
        PageLayout(
            page,
            _ordered(in_columns(flowing[k]), by_page.get(page.number, [])),
            tuple(line for n, line in enumerate(lines[k]) if n in apart[k]) + _stamp_lines(stamps[k]),
            found[k].chart,
        )
        for k, page in enumerate(read)
    )


def _printed_number(lines: Sequence[Line], apart: set[int], pages: int) -> int | None:
    """The number that a page prints by itself, if it is an Arabic one."""
    texts = (lines[k].text.strip() for k in sorted(apart))
    return next((printed_number(text) for text in texts if is_page_number(text, pages)), None)


def _read_pages(pages: Sequence[Page]) -> list[PageReading]:
    """The tables and lines of all pages; a table without ruled columns goes on where the page before left it."""
    found: list[PageReading] = []
    for page in map(with_whole_heads, pages):
        before = found[-1].open_end if found else None
        printed = printed_words(page)
        if not printed:
            found.append(read_page(page, before))
            continue
        own = replace(page, words=tuple(w for w in page.words if id(w) not in printed))
        reading = read_page(own, before)
        lines = (*reading.lines, *lines_of([w for w in page.words if id(w) in printed]))
        found.append(replace(reading, lines=tuple(sorted(lines, key=lambda line: (line.box[1], line.box[0])))))
    return found


def _stamp_lines(grids: Sequence[Grid]) -> tuple[Line, ...]:
    cells = {id(c): c for g in grids for row in g.rows for c in row}
    return tuple(Line(line) for cell in cells.values() for line in cell.lines if line)


def _ordered(runs: Sequence[Run], tables: Sequence[Table]) -> tuple[Block, ...]:
    """Lines and tables by their tops; the columns of a block of prose stay together."""
    placed: list[tuple[float, float, int, tuple[Block, ...]]] = [
        (run.top, run.lines[0].box[0], 1, run.lines) for run in runs
    ]
    placed.extend((table.box[1], table.box[0], 0, (table,)) for table in tables)
    placed.sort(key=lambda item: item[:3])
    return tuple(block for item in placed for block in item[3])

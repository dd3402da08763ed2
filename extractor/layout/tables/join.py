"""From grids to tables: headings found, tables that go on over a page joined, repeated headings and number rows dropped.

Comes in: every page's grids and the lines between them. Goes out: tables in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Line, Table
from extractor.read.page import Grid, GridCell, Page
from extractor.read.words import Span, Word

_NUMBER = re.compile(r"\(?\d{1,2}\)?\.?")
_ROW_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Z]|[a-z]|[IVX]+)[.)]*")
_LIKE = 85
_SAME_COLUMN = 14.0
_MOST_HEAD = 4


@dataclass(frozen=True, slots=True)
class PageTables:
    """A page with its grids and the lines that stand outside them (without furniture)."""

    page: Page
    grids: Sequence[Grid]
    lines: Sequence[Line]


@dataclass
class _Open:
    """A table in the making."""

    pages: list[int]
    header: tuple[Span, ...]
    heading: tuple[tuple[Cell, ...], ...]
    rows: list[tuple[Cell, ...]]
    grid: Grid
    bottom: float
    edges: tuple[float, ...]


def join_tables(pages: Sequence[PageTables]) -> list[Table]:
    """The tables of a file, in order of page, top and left."""
    tables: list[_Open] = []
    last: _Open | None = None
    before: PageTables | None = None
    for current in pages:
        for k, grid in enumerate(current.grids):
            rows = _cells(grid)
            count = _heading_rows(rows)
            head, body = rows[:count], tuple(row for row in rows[count:] if _says_something(row))
            while body and _is_number_row(body[0]):
                head, body = (*head, body[0]), body[1:]
            carries_on = last is not None and k == 0 and before is not None and _carries_on(last, before, current, grid, head)
            if carries_on and last is not None:
                _append(last, current.page.number, grid, body)
            else:
                last = _Open([current.page.number], _header(head, len(rows[0])), tuple(head), list(body), grid, grid.box[3], _edges(grid))
                tables.append(last)
        if current.grids or current.lines:
            before = current
            if not current.grids:
                last = None
    return [
        Table(tuple(t.pages), t.header, _renumbered(t.rows), t.grid.box, t.bottom) for t in tables if t.rows or any(t.header)
    ]


def _cells(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    made: dict[int, Cell] = {}

    def cell(c: GridCell) -> Cell:
        if id(c) not in made:
            lines = tuple(Line(words) for words in c.lines if words)
            made[id(c)] = Cell(lines, c.box, c.row, c.column, c.row_span, c.column_span)
        return made[id(c)]

    return tuple(tuple(cell(c) for c in row) for row in grid.rows)


def _heading_rows(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows at the top are heading.

    A column-number row ends the heading; else rows are heading as long as they consist of known heading words and no figures.
    """
    for k, row in enumerate(rows[: _MOST_HEAD + 1]):
        if k and _is_number_row(row):
            return k
    count = 0
    while count < min(_MOST_HEAD, len(rows)) and _is_heading(rows[count], first=count == 0):
        count += 1
        # a merged heading reaches over the rows under it
        count = max(count, *(c.row + c.row_span for c in rows[count - 1] if c.text and c.row_span <= _MOST_HEAD), 0)
    return min(count, len(rows))


def _says_something(row: Sequence[Cell]) -> bool:
    """A row of nothing but dashes or blanks is drawn for looks, not to be read."""
    return any(c.isalnum() for cell in row for c in cell.text)


def _is_number_row(row: Sequence[Cell]) -> bool:
    """``1 2 3 4`` or ``(1) (2)``, gaps allowed; the numbers ascend from one."""
    own = [c for k, c in enumerate(row) if k == 0 or row[k - 1] is not c]
    texts = [c.text.replace(" ", "") for c in own if c.text]
    if len(texts) < 2 or not all(re.fullmatch(r"\(?\d{1,2}[)=.]*(?:[\d+x:/().=-]+)?", t) for t in texts):
        return False
    numbers = [int(re.sub(r"\D.*$", "", t.lstrip("("))) for t in texts if re.match(r"\(?\d", t)]
    return numbers[0] == 1 and all(b > a for a, b in zip(numbers, numbers[1:], strict=False)) and numbers[-1] <= len(row) + 4


def _is_heading(row: Sequence[Cell], *, first: bool) -> bool:
    own = [c for k, c in enumerate(row) if k == 0 or row[k - 1] is not c]
    texts = [c.text for c in own if c.text]
    if not texts or (len(own) == 1 and len(row) > 1):
        return False
    known = sum(_heading_word(t) for t in texts)
    if _ROW_NUMBER.fullmatch(texts[0].strip()) and not _heading_word(texts[0]):
        return False
    if known * 2 >= len(texts):
        return True
    return first and known >= 2


def _heading_word(text: str) -> bool:
    plain = re.sub(r"[^\w\s/%]", " ", text.casefold()).split()
    if not plain or len(plain) > 9:
        return False
    words = toml("headings")["words"]
    hits = sum(any(ratio(p, w) >= _LIKE for w in words) or p.isdigit() and len(p) == 4 for part in plain for p in part.split("/") if p)
    parts = sum(1 for part in plain for p in part.split("/") if p)
    return hits * 2 >= parts and any(ratio(plain[0].split("/")[0], w) >= _LIKE for w in words)


def _header(head: Sequence[Sequence[Cell]], width: int) -> tuple[Span, ...]:
    """One span a column: the heading cells over it from top to bottom, column-number rows left out."""
    spans = []
    for c in range(width):
        seen: list[Cell] = []
        for row in head:
            if not _is_number_row(row) and row[c].text and row[c] not in seen:
                seen.append(row[c])
        words: list[Word] = [w for cell in seen for w in cell.span.words]
        spans.append(Span(words))
    return tuple(spans)


def _edges(grid: Grid) -> tuple[float, ...]:
    return tuple(min(row[c].box[0] for row in grid.rows if row[c].column == c) if any(row[c].column == c for row in grid.rows) else grid.box[0] for c in range(len(grid.rows[0])))


def _carries_on(last: _Open, before: PageTables, current: PageTables, grid: Grid, head: Sequence[Sequence[Cell]]) -> bool:
    """Whether a page's first grid is the rest of the table at the end of the page before."""
    if last.pages[-1] != before.page.number or before.page.number + 1 != current.page.number:
        return False
    if not before.grids or any(line.box[1] > last.bottom - 2 for line in before.lines):
        return False
    if any(line.box[3] < grid.box[1] + 2 for line in current.lines):
        return False
    if len(grid.rows[0]) != len(last.edges):
        return False
    edges = _edges(grid)
    shift = edges[0] - last.edges[0]
    if any(abs((b - shift) - a) > _SAME_COLUMN for a, b in zip(last.edges, edges, strict=True)):
        return False
    named = [row for row in head if not _is_number_row(row)]
    if not named:
        return True
    text = [" ".join(s.text.casefold().split()) for s in _header(named, len(edges))]
    mine = [" ".join(s.text.casefold().split()) for s in last.header]
    return ratio(" | ".join(text), " | ".join(mine)) >= _LIKE


def _append(table: _Open, page: int, grid: Grid, body: Sequence[Sequence[Cell]]) -> None:
    rows = [tuple(row) for row in body]
    if rows and table.rows and _cut_row(table.rows[-1], rows[0]):
        first = rows.pop(0)
        table.rows[-1] = _merged_row(table.rows[-1], first)
    table.rows.extend(rows)
    if page not in table.pages:
        table.pages.append(page)
    table.bottom = grid.box[3]


def _cut_row(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether a row is the rest of the last row of the page before: it has no number, and text goes on in mid-sentence."""
    if not any(c.text for c in lower) or lower[0].text:
        return False
    filled = [k for k, c in enumerate(lower) if c.text and (k == 0 or lower[k - 1] is not c)]
    return bool(filled) and all(
        upper[k].text and lower[k].text[:1].islower() or (upper[k].text and upper[k].text.rstrip().endswith((",", "-", "/", " dan")))
        for k in filled
    )


def _merged_row(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    made: dict[int, Cell] = {}
    out = []
    for a, b in zip(upper, lower, strict=True):
        if id(a) not in made:
            made[id(a)] = replace(a, lines=(*a.lines, *b.lines)) if b.text else a
        out.append(made[id(a)])
    return tuple(out)


def _renumbered(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with ``row`` and ``row_span`` counted from the table's first row."""
    made: dict[int, Cell] = {}
    span: dict[int, int] = {}
    for row in rows:
        for cell in {id(c): c for c in row}.values():
            span[id(cell)] = span.get(id(cell), 0) + 1
    out = []
    for r, row in enumerate(rows):
        line = []
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = replace(cell, row=r, row_span=span[id(cell)])
            line.append(made[id(cell)])
        out.append(tuple(line))
    return tuple(out)

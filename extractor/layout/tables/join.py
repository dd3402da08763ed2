"""From grids to tables: what goes on over a page joined, repeated headings and number rows dropped, cut rows mended.

Comes in: every page's grids and the lines between them. Goes out: tables in the order of the file. Whether the
pages are paper or a text export on an imagined grid makes no difference here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.tables.broken_words import whole_words
from extractor.layout.tables.cut_rows import PageBreak, is_rest, mend, take_overhang
from extractor.layout.tables.facing import facing
from extractor.layout.tables.gutters import part_columns
from extractor.layout.tables.heading import cells_of, header_spans, heading_rows, is_caption, is_number_row, own_cells
from extractor.read.page import Grid, Page
from extractor.read.words import Span

_LIKE = 85
"""Likeness of two headings that are one, of 100: a page may break a word of them or lose a letter of seven."""
_LEGIBLE, _TORN_LIKE, _MANY = 0.8, 40, 5
"""Certainty of the words of a heading below which it was hardly read; how alike it is to the one before it then at the
least, where so many columns stand at the same places."""
_SAME_COLUMN = 14.0
"""Points by which a column's left side may differ on the next page."""
_CLOSE = 9.0
"""Points between two parts of one table on the same page: a scan broke its upright lines."""
_ALONE = 24.0
"""Points between a heading in a frame of its own and the rows under it."""
_FEW = 3
"""Cells of a heading that is known again in a row of its table, at the least."""
_SHARED = 3
"""Columns at the right of an outline that a page must share with the page before it, at the least."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PageTables:
    """A page with its grids and the lines that stand outside them (without furniture)."""

    page: Page
    grids: Sequence[Grid]
    lines: Sequence[Line]


@dataclass
class _Open:
    """A table in the making: ``edges`` are the left sides of its columns, ``grid`` is its last piece."""

    pages: list[int]
    header: tuple[Span, ...]
    rows: list[Row]
    first: Grid
    grid: Grid
    edges: tuple[float, ...]
    heading: tuple[Row, ...] = field(default=())
    opening: Row | None = None
    """The row under the heading of the last piece."""


def join_tables(pages: Sequence[PageTables]) -> list[Table]:
    """The tables of a file, in order of page, top and left."""
    tables: list[_Open] = []
    last: _Open | None = None
    before: PageTables | None = None
    for current in pages:
        for k, grid in enumerate(current.grids):
            rows = whole_words(cells_of(grid))
            head, body = _parted(rows, grid.heading)
            continued = False
            broken = _break(last, before, current, grid) if last is not None and k == 0 else None
            if last is not None and broken is not None and _over_page(broken, current.lines, rows[: len(head) + 1]):
                fitted = rows if _heads_again(last, head) else _fitted(last, grid, rows)
                continued = fitted is not None
                rows = fitted if fitted is not None else rows
                head, body = _parted(rows, grid.heading)
                if continued and head and last.rows and is_rest(last.rows, head[0], broken):
                    head, body = (), (*head, *body)
            elif last is not None and k and not head and _close_under(last, current, grid):
                fitted = _fitted(last, grid, rows)
                continued = fitted is not None
                body = fitted if fitted is not None else body
            if last is not None and continued and (same := _body_after(last, rows, head, body)) is not None:
                _append(last, grid, _unheaded(same, last.heading), broken)
            else:
                header = header_spans(head, len(rows[0]))
                body = _unheaded(body, head)
                opening = body[0] if body else None
                last = _Open([grid.page], header, list(body), grid, grid, _edges(grid), tuple(head), opening)
                tables.append(last)
        if current.grids or current.lines:
            before = current
            if not current.grids:
                last = None
    return [
        Table(tuple(t.pages), t.header, _renumbered(t.rows), t.first.box, t.grid.box[3], _captions(t.heading))
        for t in _across(tables)
        if t.rows or any(t.header)
    ]


def _across(tables: Sequence[_Open]) -> list[_Open]:
    """The tables, those as one of which a further page holds the right columns."""
    found: list[_Open] = []
    before: _Open | None = None
    for table in tables:
        whole = None
        if before is not None and table.pages[0] == before.pages[-1] + 1 and len(table.pages) == len(before.pages):
            left = found[-1]
            if not _same_columns(before, table.first):
                whole = facing((left.heading, left.rows), (table.heading, table.rows))
        before = table
        if whole is None:
            found.append(replace(table, pages=list(table.pages)))
            continue
        left.pages += table.pages
        left.heading, left.rows = whole[0], list(whole[1])
        left.header = header_spans(left.heading, len(left.rows[0]))
    return found


def _captions(heading: Sequence[Row]) -> tuple[Cell, ...]:
    """The cells of a heading that name no column, but the table."""
    return tuple(row[0] for row in heading if is_caption(row))


def _parted(rows: Sequence[Row], known: int | None) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Heading rows (with their column numbers) and the rows under them that say something."""
    count = heading_rows(rows) if known is None else known
    head, body = tuple(rows[:count]), tuple(row for row in rows[count:] if _says_something(row))
    while body and is_number_row(body[0]):
        head, body = (*head, body[0]), body[1:]
    while len(body) > 1 and is_number_row(body[-1]) and all(cell.text for cell in own_cells(body[-1])):
        body = body[:-1]  # the columns' numbers at the table's foot
    return head, body


def _unheaded(rows: Sequence[Row], heading: Sequence[Row]) -> tuple[Row, ...]:
    """Rows without those that say the heading once more, over the next part of one table."""
    named = [row for row in heading if not is_number_row(row)]
    if not named or len(own_cells(named[0])) < _FEW:
        return tuple(rows)
    return tuple(row for row in rows if not any(_alike(row, head, whole=_LIKE) for head in named))


def _says_something(row: Row) -> bool:
    """A row of nothing but dashes or blanks is drawn for looks, not to be read."""
    return any(any(map(str.isalnum, text)) or "%" in text for text in {cell.text for cell in row})


def _edges(grid: Grid) -> tuple[float, ...]:
    """The left side of every column."""
    edges = [grid.box[0]] * len(grid.rows[0])
    for c in range(len(edges)):
        starts = [row[c].box[0] for row in grid.rows if row[c].column == c]
        if starts:
            edges[c] = min(starts)
    return tuple(edges)


def _break(last: _Open, before: PageTables | None, current: PageTables, grid: Grid) -> PageBreak | None:
    """The break over which a page's first grid may be the rest of the table at the end of the page before."""
    if before is None or last.pages[-1] != before.page.number or before.page.number + 1 != current.page.number:
        return None
    row = last.rows[-1] if last.rows else None
    return PageBreak(before.page, current.page, last.grid, grid, row, before.lines)


def _over_page(broken: PageBreak, over: Sequence[Line], first: Sequence[Row]) -> bool:
    """Whether nothing stands at a page break but the table: under its last grid, or (of the lines ``over``) over the
    next one, which begins with the rows ``first``.
    """
    last, bottom, top = [broken.row] if broken.row else [], broken.upper.box[3], broken.lower.box[1]
    under = [line for line in broken.lines if line.box[1] > bottom - 2]
    if under:
        taken = {id(line) for own in broken.overhang.values() for line in own}
        under = [line for line in under if id(line) not in taken]
    return _stands_in(under, first) and _stands_in([line for line in over if line.box[3] < top + 2], last)


def _stands_in(lines: Sequence[Line], rows: Sequence[Row]) -> bool:
    """Whether all that lines say stands in a row too: a sheet prints a cell that the page break cuts on both pages, and
    hides there what is not of the page.
    """
    said = {w.text for row in rows for cell in row for line in cell.lines for w in line.words}
    return all(w.text in said for line in lines for w in line.words)


def _outline(last: _Open) -> int:
    """How many leading columns are the steps of an outline: they stand under one heading."""
    first = last.header[0].text
    return next((k for k, head in enumerate(last.header) if head.text != first), len(last.header)) if first else 0


def _goes_on(last: _Open, grid: Grid) -> bool:
    """Does a grid go on with a table that begins with an outline? Each page rules only those of its steps that it
    needs; the columns at their right are the same.
    """
    edges, steps = _edges(grid), _outline(last)
    shared = last.edges[steps:]
    if not steps or len(shared) < _SHARED or len(edges) <= len(shared) or abs(grid.box[2] - last.grid.box[2]) > _CLOSE:
        return False
    return all(abs(a - b) <= _CLOSE for a, b in zip(shared, edges[-len(shared) :], strict=True))


def _refitted(last: _Open, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a grid that goes on with an outline, with as many steps as the table has."""
    steps = _outline(last)
    made: dict[int, Cell] = {}

    def moved(cell: Cell, by: int) -> Cell:
        return made.setdefault(id(cell), replace(cell, column=cell.column + by))

    out = []
    for row in rows:
        more = len(row) - len(last.edges)
        lead, rest = row[: steps + more], row[steps + more :]
        if more > 0:
            said = next((c for c in reversed(lead[steps - 1 :]) if c.text), lead[-1])
            at = min(said.column, steps - 1)
            lead = (*lead[: steps - 1], replace(said, column=at) if said.column != at else said)
        else:
            lead = (*lead, *(lead[-1] for _ in range(-more)))
        out.append((*lead, *(moved(c, -more) if c.column >= steps + more else c for c in rest)))
    return tuple(out)


def _fitted(last: _Open, grid: Grid, rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """The rows of a piece on the columns of the table before it; ``None`` where they have other columns.

    A piece may lack borders that the other has: columns that are empty in it, or a heading that stretches over several
    (a number's and its text's) and stands on a page of its own.
    """
    edges = _edges(grid)
    shift = edges[0] - last.edges[0]
    moved = tuple(x - shift for x in edges)
    if _same_columns(last, grid):
        return tuple(rows)
    if _goes_on(last, grid):
        return _refitted(last, rows)
    if abs(grid.box[2] - shift - last.grid.box[2]) > _SAME_COLUMN:
        return None
    if len(edges) < len(last.edges):
        whole = part_columns(grid, goes_on=True)
        if _same_columns(last, whole):
            return tuple(whole_words(cells_of(whole)))
    if len(edges) > 2 and (places := _places(moved, last.edges)) is not None:
        return _spread(rows, places, tuple(x + shift for x in last.edges))
    if not last.rows and (places := _places(last.edges, moved)) is not None:
        last.header = tuple(last.header[k] for k in places)
        last.heading = _spread(last.heading, places)
        last.edges = edges
        return tuple(rows)
    return None


def _heads_again(last: _Open, head: Sequence[Row]) -> bool:
    """Whether a heading is that of the table before it, word for word in the same places: it has the same columns,
    wherever the texts under it end.
    """
    if not head or len(head[0]) != len(last.edges):
        return False
    named = header_spans(last.heading, len(last.edges)), header_spans(head, len(head[0]))
    mine, other = ([w for span in spans for w in span.words] for spans in named)
    return len(mine) == len(other) and all(
        a.text == b.text and abs(a.box[0] - b.box[0]) <= _SAME_COLUMN for a, b in zip(mine, other, strict=True)
    )


def _places(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """For each of many columns the one of few in which it lies; ``None`` where a border of the few is none of the
    many. Columns are given by their left sides.
    """
    if len(few) >= len(many) or any(min(abs(x - y) for y in many) > _SAME_COLUMN / 2 for x in few):
        return None
    return [max(k for k, x in enumerate(few) if x <= y + _SAME_COLUMN / 2) for y in many]


def _spread(rows: Sequence[Row], places: Sequence[int], edges: Sequence[float] = ()) -> tuple[Row, ...]:
    """Rows on more columns: ``places`` says for each the column in which it lay, ``edges`` where each begins: a text of
    one column that begins right of a further one's edge stands in that one, the cell before it is empty; texts on both
    sides of an edge are a cell each.
    """
    made: dict[tuple[int, int], Cell] = {}
    for row in rows:
        for cell in own_cells(row):
            held = [c for c, k in enumerate(places) if cell.column <= k < cell.column + cell.column_span]
            if edges and cell.column_span == 1 and len(held) > 1 and (parts := _dealt(cell, held, edges)):
                made |= {(id(cell), c): part for c, part in zip(held, parts, strict=True)}
                continue
            left = min((line.box[0] for line in cell.lines), default=cell.box[0])
            begun = [c for c in held if edges and cell.column_span == 1 and left >= edges[c]]
            first = begun[-1] if begun else held[0]
            whole = cell.at(cell.row, first, cell.row_span, held[-1] - first + 1)
            empty = replace(cell, lines=(), column=held[0], column_span=max(1, first - held[0]))
            made |= {(id(cell), c): empty if c < first else whole for c in held}
    return tuple(tuple(made[id(row[k]), c] for c, k in enumerate(places)) for row in rows)


def _dealt(cell: Cell, held: Sequence[int], edges: Sequence[float]) -> list[Cell]:
    """A cell as one a column, by the edges that the columns ``held`` have on the page before; nothing where a word
    stands on one of them, or all words in one column.
    """
    walls = [edges[c] for c in held[1:]]
    words = [w for line in cell.lines for w in line.words]
    if any(w.box[0] < x - 1 and w.box[2] > x + 1 for w in words for x in walls):
        return []
    x0, top, x1, bottom = cell.box
    parts = []
    for c, (left, right) in zip(held, pairwise([x0, *walls, x1]), strict=True):
        lines = [tuple(w for w in n.words if left <= (w.box[0] + w.box[2]) / 2 < right) for n in cell.lines]
        box = (left, top, right, bottom)
        parts.append(replace(cell, lines=tuple(map(Line, filter(None, lines))), box=box, column=c, column_span=1))
    return parts if sum(bool(p.lines) for p in parts) > 1 else []


def _close_under(last: _Open, current: PageTables, grid: Grid) -> bool:
    """Whether a grid lies so close under the last one of its page, and is as wide, that it may go on with its table."""
    if current.page.method == "text" or last.pages[-1] != grid.page:
        return False
    gap = grid.box[1] - last.grid.box[3]
    reach = _CLOSE if last.rows else _ALONE
    beside = abs(grid.box[0] - last.grid.box[0]) + abs(grid.box[2] - last.grid.box[2])
    return -2 <= gap <= reach and beside <= _SAME_COLUMN


def _same_columns(last: _Open, grid: Grid) -> bool:
    edges = _edges(grid)
    if len(edges) != len(last.edges):
        return False
    shift = edges[0] - last.edges[0]
    return all(abs((b - shift) - a) <= _SAME_COLUMN for a, b in zip(last.edges, edges, strict=True))


def _body_after(last: _Open, rows: Sequence[Row], head: Sequence[Row], body: Sequence[Row]) -> Sequence[Row] | None:
    """The rows that a piece adds to the table before it; ``None`` if its heading says that it is another table."""
    repeated = len(last.heading)
    if 0 < repeated < len(head) and all(_alike(a, b) for a, b in zip(last.heading, head, strict=False)):
        # under the heading that the page repeats stands the rest of a row, in words alone
        head, body = head[:repeated], [*head[repeated:], *body]
    named = [row for row in head if not is_number_row(row)]
    if not named:
        if last.rows and rows and not any(last.header) and _alike(last.rows[0], rows[0]) and len(last.rows) > 1:
            # a first row that every page repeats is a heading, whatever its words
            last.header = header_spans(last.rows[:1], len(last.edges))
            last.heading = (last.rows.pop(0),)
            return body[1:]
        return body
    mine, other = _text(last.header), _text(header_spans(named, len(last.edges)))
    least = _TORN_LIKE if len(last.edges) >= _MANY and _is_torn(named) else _LIKE
    if any(mine) and ratio(" | ".join(other), " | ".join(mine)) >= least:
        return body
    return None


def _is_torn(rows: Sequence[Row]) -> bool:
    """Whether a scan shows the words of rows so badly that they were hardly read."""
    cells = {id(c): c for row in rows for c in row}.values()
    read = [w.confidence for c in cells for line in c.lines for w in line.words if w.method == "ocr"]
    return bool(read) and sum(read) < _LEGIBLE * len(read)


def _text(spans: Sequence[Span]) -> list[str]:
    return ["".join(s.text.casefold().split()) for s in spans]


def _alike(a: Row, b: Row, whole: float = 95) -> bool:
    one, two = ([c.text.casefold() for c in own_cells(row)] for row in (a, b))
    return (
        sum(bool(t) for t in one) > 1
        and any(any(map(str.isalpha, t)) for t in one)
        and ratio("|".join(one), "|".join(two)) >= whole
    )


def _append(table: _Open, grid: Grid, body: Sequence[Row], broken: PageBreak | None) -> None:
    rows = [tuple(row) for row in body]
    if rows and table.opening is not None and _alike(table.opening, rows[0], whole=100):
        # a row that was marked as heading by mistake: the pages repeat it
        rows.pop(0)
    elif rows:
        table.opening = rows[0]
    if rows and table.rows and broken is not None:
        take_overhang(table.rows, broken)
        mend(table.rows, rows, broken)
    table.rows.extend(rows)
    if grid.page not in table.pages:
        table.pages.append(grid.page)
    table.grid = grid


def _renumbered(rows: Sequence[Row]) -> tuple[Row, ...]:
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
                made[id(cell)] = cell.at(r, cell.column, span[id(cell)], cell.column_span)
            line.append(made[id(cell)])
        out.append(tuple(line))
    return tuple(out)

"""Tables that upright lines do not rule: rules between rows or groups, a rule under the heading, bands of colour, an
outer frame, nothing at all.

Comes in: a page, the lines outside its ruled grids, its separators. Goes out: grids. Heading and white tell the
columns; separators, where there are any, tell the rows, and ``bands`` what stands between two of them. A table without
a heading goes on from the page before with that page's columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractor.layout.blocks import Line
from extractor.layout.page_numbers import foot_of
from extractor.layout.tables.choice import is_table
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.gutters import part_at, part_columns
from extractor.layout.tables.heading import cells_of, is_card
from extractor.layout.tables.open_borders import (
    borders_of,
    label_border,
    number_border,
    uprights,
    whites_of,
    without_empty,
)
from extractor.layout.tables.open_end import FULL, Frame, end_of, reaching, stops
from extractor.layout.tables.open_grid import body_rows, bottom_of, head_rows, in_doubt, inner
from extractor.layout.tables.open_heads import TIGHT, find_heads
from extractor.layout.tables.open_names import Column, Head, with_storeys, with_ties, without_torn
from extractor.layout.tables.open_runs import parts
from extractor.printed import AMOUNT, is_currency
from extractor.read.page import Grid, Page
from extractor.sums import is_total

_AMOUNT = re.compile(rf"{AMOUNT}[.,]?")
_PARTED = 1.5
"""Type sizes of white between two rows of a list."""
_FIRST = 12
"""Lines under a heading that tell which of its blanks part columns: three rows of wrapped texts."""
_FOOT = 3
"""Lines under a heading at a page's foot at the most: a page number, a running foot."""
_EDGE = 14.0
"""Points from a heading to the line, or the edge of the ground, over or under it."""
_COLUMNS = 3
"""Columns of such a heading at the least: two texts between lines are often a label and what it says."""


@dataclass(frozen=True)
class OpenTable:
    """A table without upright lines: its grid, and the borders between its columns for the next page."""

    grid: Grid
    borders: tuple[float, ...]
    x0: float
    x1: float
    last: int
    """The index of its last line among the lines that were given."""
    continued: bool = False
    """It goes on from the page before."""
    refused: bool = False
    """What reads as its heading heads no table."""
    heading: str = ""
    """What its heading says, on this page or the one where it begins."""
    listed: bool = False
    """It is a list of amounts: it goes on only with an amount."""
    head: Head | None = None
    """Its heading, where that stands alone at a page's foot: the rows on the next one tell where columns part."""


def open_tables(
    page: Page, lines: Sequence[Line], seps: Sequence[Separator], before: OpenTable | None = None
) -> list[OpenTable]:
    """The tables among lines, refused ones with them; ``before`` is a table at the end of the page before, which may
    go on here.
    """
    tables: list[OpenTable] = []
    lines = lines[: len(lines) - foot_of(page, lines)]
    heads = find_heads(lines, seps)
    if before is not None and not (heads and _said(heads[0][2]) == before.heading):
        # over a heading that comes again stands none of its rows
        first = heads[0][0] if heads else len(lines)
        table = _continued(page, lines[:first], seps, before)
        if table is not None:
            tables.append(table)
    after = tables[-1].last + 1 if tables else 0
    while heads:
        start, end, head = heads.pop(0)
        if start < after:
            continue
        limit = heads[0][0] if heads else len(lines)
        again = before if not tables and before is not None and _said(head) == before.heading else None
        table = _table(page, lines, (start, end, limit), head, seps, again)
        if table is not None and (
            table.head is not None or (is_table(table.grid) and not is_card(cells_of(table.grid)))
        ):
            tables.append(table)
            after = table.last + 1
            continue
        if table is not None:
            tables.append(replace(table, refused=True))
        # a title that falls into columns heads no table; the lines under it may
        heads = find_heads(lines, seps, start + 1)
    return tables


def _table(
    page: Page,
    lines: Sequence[Line],
    place: tuple[int, int, int],
    head: Head,
    seps: Sequence[Separator],
    again: OpenTable | None = None,
) -> OpenTable | None:
    """The table under a heading; ``again`` is the table of the page before that has the same heading."""
    _, first, limit = place
    frame = _frame(head, seps, page)
    under = takewhile(lambda n: not stops(n, frame, inside=False), lines[first : min(limit, first + _FIRST)])
    head = without_torn(head, list(under), seps)
    box = head.box
    frame = _frame(head, seps, page)
    if again is not None:
        cells = (cell for row in again.grid.rows for cell in row)
        frame = replace(frame, begun=frozenset(round(line[0].box[0]) for cell in cells for line in cell.lines))
    end = end_of(lines, first, limit, frame, seps, box[3])
    body = lines[first:end]
    if not body:
        return _alone(page, head, frame, seps, first) if len(lines) - first <= _FOOT else None
    parted = _as_before(head, again, len(body)) or _parted(page, head, frame, body, seps)
    if parted is None:
        return None
    head, borders = parted
    x0 = min(frame.x0, *(line.box[0] for line in (*head.lines, *body)))
    x1 = max(frame.x1, *(line.box[2] for line in (*head.lines, *body)))
    edges = (x0, *borders, x1)
    top = max(
        [s.y for s in seps if s.y <= box[1] + 1 and s.cover(*inner(edges)) >= FULL and box[1] - s.y < 12] or [box[1]]
    )
    rows = head_rows(head, edges, top)
    count = len(rows)
    earlier = again.grid if again is not None else None
    rows += in_doubt(body_rows(body, edges, seps, box[3], count, earlier), head.unsure)
    grid = Grid(page.number, (x0, top, x1, bottom_of(body, seps, edges)), tuple(rows), count)
    low = max(line.box[3] for line in body)
    # upright lines between level ones are the sides of boxes
    walls = [] if any(s.drawn and box[3] < s.y < low for s in seps) else uprights(page, box[1], low)
    whole = part_columns(part_at(grid, count, walls))
    if whole is not grid and len(whole.rows[0]) > len(edges) - 1:
        # a column that no heading told: its rows are cut anew
        borders = _lefts(whole)[1:]
        body_cells = body_rows(body, (x0, *borders, x1), seps, box[3], count, earlier)
        grid = replace(grid, rows=(*whole.rows[:count], *body_cells))
    return OpenTable(grid, borders, x0, x1, end - 1, heading=_said(head))


def _as_before(head: Head, again: OpenTable | None, lines: int) -> tuple[Head, tuple[float, ...]] | None:
    """A heading that comes again over the columns that it had on the page before, where more rows told them."""
    if again is None or lines > len(again.grid.rows):
        return None
    edges = (again.x0, *again.borders, again.x1)
    numbered = len(edges) - 1 - len(head.columns)
    if numbered not in (0, 1):
        return None
    stretches = list(pairwise(edges))[numbered:]
    kept = all(a <= c.middle <= b for c, (a, b) in zip(head.columns, stretches, strict=True))
    return (_with_numbers(head) if numbered else head, again.borders) if kept else None


def _lefts(grid: Grid) -> tuple[float, ...]:
    """Where each column of a grid begins."""
    last = range(len(grid.rows[0]))
    return tuple(max(row[c].box[0] for row in grid.rows if row[c].column == c) for c in last)


def _parted(
    page: Page, head: Head, frame: Frame, body: Sequence[Line], seps: Sequence[Separator]
) -> tuple[Head, tuple[float, ...]] | None:
    """A heading over the columns that the rows under it have, and where they part."""
    borders = borders_of(page, head, _kept(body, frame) or body)
    if borders is None:
        return None
    head, borders = without_empty(head, borders, body)
    if (number := number_border(head, borders, body)) is not None:
        borders = (number, *borders[1:])
    whites = whites_of(head, borders, body)
    head = with_ties(with_storeys(head, whites, seps), whites, seps)
    if (label := label_border(head, borders, body)) is not None:
        head, borders = _with_numbers(head), (label, *borders)
    return head, borders


def _with_numbers(head: Head) -> Head:
    """A heading with a column of numbers before the names, that has no heading."""
    over = [(p, first + 1, last + 1) for p, first, last in head.over]
    return replace(head, columns=[Column([]), *head.columns], over=over, unsure=frozenset(k + 1 for k in head.unsure))


def _alone(page: Page, head: Head, frame: Frame, seps: Sequence[Separator], first: int) -> OpenTable | None:
    """A heading with its lines or its ground at the foot of a page, whose rows stand on the next one."""
    box = head.box
    over, under = (
        [s.y for s in seps if abs(s.y - y) < _EDGE and s.cover(frame.x0, frame.x1) >= FULL] for y in box[1::2]
    )
    if not over or not under or len(head.columns) < _COLUMNS:
        return None
    borders = tuple((a.box[2] + b.box[0]) / 2 for a, b in pairwise(head.columns))
    rows = head_rows(head, (frame.x0, *borders, frame.x1), max(over))
    grid = Grid(page.number, (frame.x0, max(over), frame.x1, min(under)), tuple(rows), len(rows))
    return OpenTable(grid, borders, frame.x0, frame.x1, first - 1, heading=_said(head), head=head)


def _continued(page: Page, lines: Sequence[Line], seps: Sequence[Separator], before: OpenTable) -> OpenTable | None:
    """The rest of a table at the head of the next page: lines that keep to its columns."""
    edges = (before.x0, *before.borders, before.x1)
    lefts, rights = edges[:-1], edges[1:]
    frame = Frame(tuple(x + 3 for x in lefts), tuple(x - 3 for x in rights), before.x0, before.x1)
    if before.head is not None:
        heads = before.head.columns
        frame = Frame(tuple(c.box[0] for c in heads), tuple(c.box[2] for c in heads), before.x0, before.x1)
    start = next((k for k, line in enumerate(lines) if _keeps(line, frame)), None)
    while start and _goes_over(
        lines[start - 1], lines[start], frame, _reach(lines[start - 1 : start + 1], seps, before)
    ):
        start -= 1  # the rest of a row that the page break cut
    if start is None or start > 3:
        return None
    end = end_of(lines, start, len(lines), frame, seps, lines[start].box[1] - 1)
    body = lines[start:end]
    if not body or not any(len(parts(line)) > 1 for line in body):
        return None
    if before.listed and not any(_AMOUNT.fullmatch(line.words[-1].text) for line in body):
        return None  # what stands in two columns signs
    borders = before.borders
    if before.head is not None and (parted := _parted(page, before.head, frame, body, seps)) is not None:
        borders = parted[1]
        edges = (before.x0, *borders, before.x1)
    top = body[0].box[1] - 1
    rows = body_rows(body, edges, seps, top, 0, before.grid)
    grid = Grid(page.number, (before.x0, top, before.x1, bottom_of(body, seps, edges)), tuple(rows), 0)
    return OpenTable(
        grid, borders, before.x0, before.x1, end - 1, continued=True, heading=before.heading, listed=before.listed
    )


def open_list(grid: Grid) -> OpenTable:
    """A list of amounts as a table that may go on on the next page."""
    borders = tuple(cell.box[0] for cell in grid.rows[-1][1:])
    return OpenTable(grid, borders, grid.box[0], grid.box[2], 0, listed=True)


def _said(head: Head) -> str:
    return " ".join(line.text for line in head.lines).casefold()


def _reach(lines: Sequence[Line], seps: Sequence[Separator], before: OpenTable) -> float:
    """Type sizes of white between two lines of a table that goes on, at the most: rules between rows need room."""
    above, below = lines
    ruled = any(above.box[1] < s.y < below.box[3] and s.cover(before.x0, before.x1) >= FULL for s in seps)
    return _PARTED if before.listed or ruled else TIGHT


def _goes_over(line: Line, below: Line, frame: Frame, reach: float) -> bool:
    """Whether a line, close over a row of a table that goes on, stands in one of its columns; ``reach`` is the white
    between them at the most, in type sizes.
    """
    inside = line.box[0] >= frame.x0 - 3 and line.box[2] <= frame.x1 + 3
    return inside and below.box[1] - line.box[3] <= reach * line.size and not any(map(frame.crossed, parts(line)))


def _keeps(line: Line, frame: Frame) -> bool:
    """Whether a line stands in several of the columns and in no two of them with one run of words."""
    runs = parts(line)
    inside = line.box[0] >= frame.x0 - line.size and line.box[2] <= frame.x1 + line.size
    return inside and len(runs) > 1 and not any(frame.crossed(p) for p in runs)


def _frame(head: Head, seps: Sequence[Separator], page: Page) -> Frame:
    lefts = tuple(c.box[0] for c in head.columns)
    rights = tuple(c.box[2] for c in head.columns)
    box = head.box
    near = [s for s in seps if box[1] - 14 <= s.y <= box[3] + 14 and s.cover(box[0], box[2]) >= FULL]
    x0 = min([box[0], *(s.x0 for s in near)])
    x1 = max([box[2], *(s.x1 for s in near)])
    priced = any(is_currency(word.text.strip("()")) for line in head.lines for word in line.words)
    return Frame(lefts, rights, max(0.0, x0), min(page.width, x1), priced)


def _kept(body: Sequence[Line], frame: Frame) -> list[Line]:
    """The lines of a table without the texts that reach over columns, the label of a sum among them: those tell nothing
    of where columns part.
    """
    kept = []
    for line in body:
        runs = parts(line)
        alone = line.bold and frame.crossed(runs[0]) if len(runs) == 1 else is_total(runs[0].text)
        over = runs[0] if alone else reaching(line, frame)
        words = tuple(w for w in line.words if over is None or all(w is not o for o in over.words))
        kept.extend([Line(words)] if words else [])
    return kept

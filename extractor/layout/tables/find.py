"""All grids of a page: those the source marks, ruled ones, level-ruled ones, borderless ones; and the lines outside.

Comes in: a page. Goes out: its grids from top to bottom; chart pages give none, and on their lines the words of two
boxes never stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.charts import Chart, chart_of
from extractor.layout.lines import lines_of
from extractor.layout.tables.borderless import borderless_grids
from extractor.layout.tables.choice import (
    Candidate,
    choose,
    features,
    identities,
    is_firm,
    is_full,
    is_lattice,
    words_of,
)
from extractor.layout.tables.evidence import separators
from extractor.layout.tables.ghosts import without_ghosts
from extractor.layout.tables.gutters import part_columns
from extractor.layout.tables.heading import cells_of, heading_rows, own_cells
from extractor.layout.tables.hints import without_refuted
from extractor.layout.tables.lost_walls import with_foot, with_heading
from extractor.layout.tables.open import OpenTable, open_list, open_tables
from extractor.layout.tables.open_heads import has_heads
from extractor.layout.tables.rows import cut_rows
from extractor.layout.tables.ruled import ruled_grids
from extractor.layout.tables.stack import unstack
from extractor.read.page import Grid, Page
from extractor.read.words import Box, Word

_MOST = 0.6
"""Share of a page's words that a table holds which rules the page: titles, signatures and notes are the rest."""
_COLUMNS = 3
"""Columns of a table, at the least, that rules a page: two are labels with values, or a form."""
_EDGE = 3.0
"""Points by which a line on a grid's edge may lie beyond it."""
_THROUGH = 0.6
"""Share of a grid's fields that are cells of their own in their row."""
_AFTER = 3
"""Lines that may follow a table which goes on on the next page: a page number, a running foot."""
_FILLED = 0.45
"""Share of the cells that hold words."""


@dataclass(frozen=True)
class PageReading:
    """The grids of a page from top to bottom, the lines outside them, and a table that may go on on the next page."""

    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]
    open_end: OpenTable | None = None
    chart: Chart | None = None
    """The chart that the page was read as."""


def find_tables(page: Page) -> tuple[Grid, ...]:
    """The grids of one page from top to bottom. Every word stands in at most one of them."""
    return read_page(page).grids


def read_page(page: Page, before: OpenTable | None = None) -> PageReading:
    """The tables of a page and its lines outside them; ``before`` is a table at the end of the page before.

    Together, because lines are made to look for tables and are nearly always the page's own.
    """
    if page.method == "text" and not page.set_out:
        return PageReading(page.grids, lines_of(_free(page.words, page.grids)))
    page = without_refuted(page)
    nets = ruled_grids(page)
    spread = [net for net in nets if _is_spread(net)]
    ruled = _tables_in(net for net in nets if all(net is not s for s in spread))
    chart = _chart(page, ruled)
    if chart is not None:
        return PageReading((), chart.every_line, chart=chart)
    ruled += _tables_in(spread)
    firm = _firm(page, ruled)
    loose = [grid for grid in ruled if all(grid is not f for f in firm)]
    lines = lines_of(_free(page.words, firm))
    tables = [t for t in _outside(page, _opened(page, lines, before), loose) if not t.refused]
    opened = [t.grid for t in tables]
    if opened and loose:
        chosen = choose([*(Candidate(g, "ruled") for g in loose), *(Candidate(g, "open") for g in opened)])
        loose = [c.grid for c in chosen if c.proposer == "ruled"]
        opened = [c.grid for c in chosen if c.proposer == "open"]
    end = next((t for t in tables[-1:] if any(t.grid is g for g in opened) and len(lines) - t.last <= _AFTER), None)
    if opened or loose:
        lines = lines_of(_free(page.words, [*firm, *loose, *opened]))
    lists = borderless_grids(page, lines, [*firm, *loose, *opened])
    others = [*page.grids, *lists]
    grids = sorted([*others, *opened, *map(cut_rows, [*firm, *loose])], key=lambda g: (g.box[1], g.box[0]))
    if others:
        lines = lines_of(_free(page.words, grids))
    return PageReading(tuple(grids), lines, end or _list_end(lists, grids, lines))


def _list_end(lists: Sequence[Grid], grids: Sequence[Grid], lines: Sequence[Line]) -> OpenTable | None:
    """The list of amounts at the end of a page, which may go on on the next one."""
    if not lists or lists[-1] is not grids[-1]:
        return None
    last = lists[-1]
    under = [line for line in lines if line.box[1] > last.box[3] - _EDGE]
    return open_list(last) if len(under) <= _AFTER else None


def _chart(page: Page, ruled: Sequence[Grid]) -> Chart | None:
    """The chart that a page is and no table."""
    tables = [grid for grid in ruled if _rules_the_page(grid, page)]
    plain = bool(tables) and not any(_may_be_boxes(g) and (_is_mostly_empty(g) or not is_firm(g)) for g in tables)
    if plain and len(ruled) == 1:
        return None  # (cards of a sheet stand apart from each other)
    sheet = chart_of(page)
    if sheet is not None and sheet.is_sheet:
        return sheet
    if plain:
        return None
    firm = [grid for grid in ruled if is_firm(grid)]
    apart = [grid.box for grid in firm if not (_may_be_tree(grid) or _is_mostly_empty(grid))]
    chart = chart_of(page, apart)
    forked = len(apart) < len(firm)
    if chart is None or ((tables or forked) and not (chart.spreads or chart.joined)):
        return None
    sure = chart.joined or chart.announces
    return None if not sure and _fills_the_page(page, lines_of(page.words), chart) else chart


def _may_be_boxes(grid: Grid) -> bool:
    """Whether a grid begins with fewer cells than it ends with, as a tree of boxes wall to wall does, or has empty
    places as there are between boxes: then the page is asked whether it is a chart. (Merged headings look so, too; rows
    that hold nothing are the strip between the boxes and their frame.)
    """
    rows = cells_of(grid)
    said = [sum(bool(cell.text) and cell.row == r for cell in own_cells(row)) for r, row in enumerate(rows)]
    said = [count for count in said if count]
    return (bool(said) and said[0] < said[-1]) or _empty(grid) >= _BETWEEN


def _empty(grid: Grid) -> float:
    """The share of a grid's cells that are empty."""
    own = [cell for row in cells_of(grid) for cell in own_cells(row)]
    return sum(not cell.text for cell in own) / len(own)


def _is_mostly_empty(grid: Grid) -> bool:
    """Whether more cells of a grid are empty than hold words, as where the bands behind a chart are ruled: the walls of
    bands and boxes and the connectors make one grid, which bears the names of the bands like a table its headings.
    """
    return _empty(grid) > 0.5


_BETWEEN = 0.4
"""Share of a grid's cells that are empty where boxes stand apart, at the least."""


def _may_be_tree(grid: Grid) -> bool:
    """Whether the rows of a grid have more and more cells, as the levels of a tree of boxes wall to wall. (Headings of
    two storeys grow once.)
    """
    counts = [len(dict.fromkeys(map(id, row))) for row in grid.rows]
    steps = [b - a for a, b in pairwise(counts)]
    return min(steps, default=-1) >= 0 and sum(step > 0 for step in steps) > 1


def proposed(page: Page, before: OpenTable | None = None, *, together: bool = False) -> list[Candidate]:
    """The readings of a page that may be tables: ``ruled`` and ``open`` ones, ``firm`` ones that need no other reading,
    and ``refused`` ones that do not look like a table. With ``together`` none is firm, and all words are read by all
    proposers.
    """
    page = without_refuted(page)
    ruled = _tables_in(ruled_grids(page))
    firm = [] if together else _firm(page, ruled)
    lines = lines_of(_free(page.words, firm))
    return [
        *(Candidate(g, "firm" if any(g is f for f in firm) else "ruled") for g in ruled),
        *(
            Candidate(t.grid, "refused" if t.refused else "open")
            for t in _outside(page, open_tables(page, lines, separators(page), before), ruled)
        ),
    ]


_SPREAD = 12
"""Fields to each cell with words of lines that join boxes, at the least. Forms, which merge the most, have five."""


def _is_spread(net: Grid) -> bool:
    """Whether the lines that make a grid are boxes far apart with their connectors, if the page is a chart: no such
    grid is cleaned of helper columns to see whether it is a table that rules the page.
    """
    held = {id(cell) for row in net.rows for cell in row if cell.lines}
    return len(net.rows) * len(net.rows[0]) >= _SPREAD * len(held)


def _tables_in(nets: Iterable[Grid]) -> list[Grid]:
    """The tables that ruled grids hold, without borders that nothing needs."""
    return [part_columns(with_foot(with_heading(without_ghosts(part)))) for net in nets for part in unstack(net)]


def _firm(page: Page, ruled: Sequence[Grid]) -> list[Grid]:
    """Those of the ruled grids that need no other reading.

    Grounds alone say little: bands of colour lie under every second row, or under the heading only.
    """
    return [g for g in ruled if _drawn_in(page, g.box) and is_firm(g) and not _heads_open_rows(page, g, ruled)]


def _outside(page: Page, tables: Sequence[OpenTable], ruled: Sequence[Grid]) -> list[OpenTable]:
    """The tables without upright lines, refused where all of one stands in a grid that lines part into rows and
    columns: a row of it could head columns.
    """
    held = [identities(g) for g in ruled if _drawn_in(page, g.box) and is_lattice(g)]
    if not held:
        return list(tables)
    return [replace(t, refused=t.refused or any(words >= identities(t.grid) for words in held)) for t in tables]


def _heads_open_rows(page: Page, grid: Grid, ruled: Sequence[Grid]) -> bool:
    """Whether a grid is nothing but a boxed heading, with rows that a ground alone makes at the most, and text close
    under two of its columns: report writers draw the heading's box and leave the rows open, web pages colour those of
    programmes. Whether they are its rows is for the reading without upright lines to say.
    """
    rows = cells_of(grid)
    count = heading_rows(rows)
    if count < len(rows) and (not count or _walled(page, grid, rows[count][0].box[1])):
        return False
    bottom = grid.box[3]
    under = {
        k
        for w in _free(page.words, ruled)
        for k, cell in enumerate(grid.rows[-1])
        if bottom - _EDGE < w.box[1] < bottom + _UNDER * w.size and cell.box[0] <= w.box[0] < cell.box[2]
    }
    return len(under) > 1


def _walled(page: Page, grid: Grid, top: float) -> bool:
    """Whether an upright line is drawn in a grid under a height."""
    x0, _, x1, bottom = grid.box
    return any(
        not r.horizontal and x0 < r.x0 < x1 and r.top < bottom - _EDGE and r.bottom > top + _EDGE for r in page.rulings
    )


_UNDER = 3.0
"""Type sizes under a boxed heading within which its first row begins."""


def _drawn_in(page: Page, box: Box) -> bool:
    """Whether a line is drawn in a stretch of the page."""
    x0, top, x1, bottom = box
    return any(r.x0 < x1 and r.x1 > x0 and r.top < bottom + _EDGE and r.bottom > top - _EDGE for r in page.rulings)


def _free(words: Sequence[Word], grids: Sequence[Grid]) -> Sequence[Word]:
    """The words that stand in none of the grids."""
    if not grids:
        return words
    taken = frozenset[int]().union(*map(identities, grids))
    return [w for w in words if id(w) not in taken]


def _opened(page: Page, lines: Sequence[Line], before: OpenTable | None = None) -> list[OpenTable]:
    """The tables without upright lines; what parts rows is only looked for where a line can head one."""
    if before is None and not has_heads(lines):
        return []
    return open_tables(page, lines, separators(page), before)


def _fills_the_page(page: Page, lines: Sequence[Line], chart: Chart) -> bool:
    """Whether a table without ruled columns holds most of what stands in boxes, in nearly all of its places: no chart
    does that.
    """
    tables = [t.grid for t in _opened(page, lines) if not t.refused]
    least = _MOST * sum(chart.held)
    return any(
        len(words_of(g)) >= least and features(g, 1).filled >= _THROUGH and (is_full(g) or not _cuts_boxes(g, chart))
        for g in tables
    )


def _cuts_boxes(grid: Grid, chart: Chart) -> bool:
    """Whether a table's rows or its edge part what most boxes of a chart hold, or its cells hold several: columns of
    cards look like columns of text.
    """
    place = {w: (r, id(cell)) for r, row in enumerate(grid.rows) for cell in row for line in cell.lines for w in line}
    held = [{place.get(word) for line in box.lines for word in line.words} for box in chart.boxes if box.lines]
    held = [cells for cells in held if cells != {None}]
    boxes_in = Counter(cell for cells in held for cell in cells)
    odd = [cells for cells in held if len({c and c[0] for c in cells}) > 1 or any(boxes_in[c] > 1 for c in cells if c)]
    return 2 * len(odd) > len(held)


def _rules_the_page(grid: Grid, page: Page) -> bool:
    """Whether one grid holds most of the page: such a page is a table, however it is coloured.

    Its columns run through, and it has a heading or words in many of its cells: boxes of a chart that share walls with
    their connectors are merged cells in nearly every row, or stand between empty ones.
    """
    if len(words_of(grid)) < _MOST * len(page.words):
        return False
    rows = cells_of(grid)
    headed = heading_rows(rows) > 0
    if len(rows[0]) < _COLUMNS:
        return headed
    # a row of one cell names a section: it says nothing of how the columns run
    parted = [row for row in rows if row[0] is not row[-1]]
    own = [cell for row in parted for cell in own_cells(row)]
    if len(own) < _THROUGH * len(parted) * len(rows[0]):
        return False
    return headed or sum(bool(cell.text) for cell in own) >= _FILLED * len(own)

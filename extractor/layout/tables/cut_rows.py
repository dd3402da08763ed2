"""Rows that a page break cut: put together again over it.

Comes in: the rows of a table so far and those of the next page, its heading aside. Goes out: both lists changed, the
rest of a row with the row, the rest of a merged cell with the cell. Apart from the joining of pages, because that they
go together is known here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.heading import own_cells
from extractor.layout.tables.hints import OPEN_ENDS
from extractor.read.page import Grid, Page
from extractor.read.words import Box

Row = tuple[Cell, ...]
_AT, _COVERED = 3.0, 0.6
"""Points between a side of a cell (or of a table) and the line that closes it, at the most: as far as the widest usual
border reaches; and the share of the side that such lines cover together, at the least.
"""
_RULED = 0.9
"""Share of the other cells of a page that lines close, at the least: a table may rule groups of rows alone, and a row
that was read as two has no line between them.
"""


@dataclass(frozen=True)
class PageBreak:
    """The break between the last grid of a table on one page and a grid at the top of the next one."""

    above: Page
    below: Page
    upper: Grid
    lower: Grid
    row: Row | None
    """The last row of the table so far."""
    lines: Sequence[Line]
    """The lines of the page above that stand outside its grids."""

    @cached_property
    def opened(self) -> frozenset[int]:
        """The columns whose last cells no line closes: the break cut them. None where lines close few of the other
        cells either, or the page was read from a picture, which loses lines.
        """
        page, rows = self.above, self.upper.rows
        if page.method != "text-layer" or self.row is None or len(self.row) != len(rows[-1]):
            return frozenset()
        ends = self.upper.box[3]  # (of cells that no line parts the boxes end with their texts)
        opened = frozenset(
            c for c, cell in enumerate(rows[-1]) if not any(_closed(page, cell.box, y) for y in (cell.box[3], ends))
        )
        if not opened:
            return opened
        last = {id(cell) for cell in rows[-1]}
        others = {id(cell): cell for row in rows for cell in row if id(cell) not in last}.values()
        ruled = all(_closed(page, cell.box, cell.box[1]) for cell in rows[0])
        closed = sum(_closed(page, cell.box, cell.box[3]) for cell in others)
        return opened if ruled and closed >= _RULED * len(others) else frozenset()

    @cached_property
    def torn(self) -> bool:
        """Whether it went through a whole row, of whatever page: a rule stands over the table's last row, but none at
        its end on the one page and none at its begin on the next (a browser's engine slices rows so).
        """
        if self.row is None or self.above.method == "text":
            return False
        tops = [c.box[1] for c in own_cells(self.row) if c.row_span == 1]
        return (
            bool(tops)
            and _closed(self.above, self.upper.box, max(tops))
            and not _closed(self.above, self.upper.box, self.upper.box[3])
            and not _closed(self.below, self.upper.box, self.lower.box[1])
        )

    @cached_property
    def overhang(self) -> dict[int, list[Line]]:
        """The lines that hang out of the open cells of the table's last row, by column: a browser prints all of a
        merged cell's text there, however low its first row is.
        """
        found: dict[int, list[Line]] = {}
        for c in sorted(self.opened):
            cell = self.row[c] if self.row is not None else None
            if cell is None or not cell.text or cell.column != c:
                continue
            x0, _, x1, bottom = cell.box
            for line in self.lines:
                if x0 - 1 <= line.box[0] and line.box[2] <= x1 + 1 and abs(line.box[1] - bottom) < line.size:
                    found.setdefault(c, []).append(line)
                    bottom = line.box[3]
        return found


def _closed(page: Page, box: Box, y: float) -> bool:
    """Do lines run along the side of a box that lies at ``y``?"""
    runs = [r for r in page.rulings if r.horizontal and abs((r.top + r.bottom) / 2 - y) <= _AT]
    covered = sum(max(0.0, min(r.x1, box[2]) - max(r.x0, box[0])) for r in runs)
    return covered >= _COVERED * (box[2] - box[0])


def take_overhang(above: list[Row], broken: PageBreak) -> None:
    """Adds to the open cells of the last row what hangs out of them."""
    for c, hanging in broken.overhang.items():
        cell = above[-1][c]
        whole = replace(cell, lines=(*cell.lines, *hanging))
        above[:] = [tuple(whole if each is cell else each for each in row) for row in above]


def mend(above: list[Row], rows: list[Row], broken: PageBreak) -> None:
    """Joins what the page break between ``above`` and ``rows`` cut; both are changed."""
    opened = broken.opened
    mended = len(opened) < len(above[-1]) and is_rest(above, rows[0], broken)
    if opened and not mended and _rejoin(above, rows, opened):
        return
    if mended:
        _add(above, rows)
    if rows and (mended or not _flow(above, rows)):
        _stretch(above, rows)


def _rejoin(above: list[Row], rows: list[Row], opened: Collection[int]) -> bool:
    """Joins the cells that no line closes before the page break to what stands under them after it: the rest of the
    row where all of them are open, else the merged cells that go on. Whether the two rows fit each other.
    """
    last, first = above[-1], rows[0]
    if any((last[c].column, last[c].column_span) != (first[c].column, first[c].column_span) for c in opened):
        return False
    joined: dict[int, Cell] = {}
    for c in opened:
        upper, lower = last[c], first[c]
        if id(upper) not in joined:
            whole_below = lower.text.startswith(upper.text)
            # (what is repeated at the top of the page on purpose stands there whole)
            lines = lower.lines if whole_below else (*upper.lines, *_unsaid(upper.lines, lower.lines))
            whole = replace(upper, lines=lines, certainty=min(upper.certainty, lower.certainty))
            joined[id(upper)] = joined[id(lower)] = whole
    if len(opened) == len(last):
        rows.pop(0)
    for part in (above, rows):
        part[:] = [tuple(joined.get(id(cell), cell) for cell in row) for row in part]
    return True


def _unsaid(upper: Sequence[Line], lower: Sequence[Line]) -> Sequence[Line]:
    """The lines of a cell that the page before has not printed yet: a spreadsheet prints those that the break cuts on
    both pages.
    """
    said = [line.text for line in upper]
    again = [line.text for line in lower]
    for count in range(min(len(said), len(again)), 0, -1):
        if said[-count:] == again[:count]:
            return lower[count:]
    return lower


def is_rest(above: Sequence[Row], lower: Row, broken: PageBreak) -> bool:
    """Whether a page's first row is the rest of the row that the page break cut.

    It has no number, nor a first text that begins anew, and fills only such cells as have text; its text goes on in
    mid-sentence, or it fills fewer cells than any row before, or no rule parts it from the row over it.
    """
    upper = above[-1]
    if not any(c.text for c in lower) or (lower[0].text and not _goes_over(upper[0], lower[0])):
        return False
    filled = [k for k, c in enumerate(lower) if c.text and (k == 0 or lower[k - 1] is not c)]
    if not all(upper[k].text for k in filled):
        return False
    if broken.torn or all(_goes_over(upper[k], lower[k]) for k in filled):
        return True
    fewest = min(sum(bool(c.text) for c in own_cells(row)) for row in above)
    figures = any(any(ch.isdigit() for ch in lower[k].text) for k in filled)
    # one row alone tells little of how many cells a row fills, unless it fills all of them
    told = len(above) > 1 or all(c.text for c in upper)
    return len(filled) < fewest and not figures and told


def _add(above: list[Row], rows: list[Row]) -> None:
    """Takes the rest of a cut row from ``rows`` and adds it to the last row above; merged cells are one object in all
    their places, on both pages, and stay so.
    """
    rest = rows.pop(0)
    made: dict[int, Cell] = {}
    for a, b in zip(above[-1], rest, strict=True):
        if id(a) not in made and b.text:
            made[id(a)] = replace(a, lines=(*a.lines, *b.lines), certainty=min(a.certainty, b.certainty))
    below = {id(b): made.get(id(a), a) for a, b in zip(above[-1], rest, strict=True)}
    for part, cells in ((above, made), (rows, below)):
        for r, row in enumerate(part):
            if any(id(c) in cells for c in row):
                part[r] = tuple(cells.get(id(c), c) for c in row)


def _flow(above: list[Row], rows: list[Row]) -> bool:
    """Joins merged cells that the page break cut in mid-sentence to their rest, which holds for several rows of the
    next page; whether there were any. What else is merged there, or empty at its left, is the cell above.
    """
    upper, first = above[-1], rows[0]
    if first[0].text or not upper[0].text or len(rows) < 2:
        return False
    merged = [c for c, cell in enumerate(first) if rows[1][c] is cell and upper[c].column_span == cell.column_span == 1]
    rest = [c for c in merged if first[c].text and _goes_over(upper[c], first[c])]
    if not rest or any(first[c].text and not upper[c].text for c in merged):
        return False
    joined: dict[int, Cell] = {}
    for c in merged:
        whole = replace(upper[c], lines=(*upper[c].lines, *first[c].lines)) if first[c].text else upper[c]
        joined[id(upper[c])] = joined[id(first[c])] = whole
    for part in (above, rows):
        part[:] = [tuple(joined.get(id(cell), cell) for cell in row) for row in part]
    return True


def _goes_over(upper: Cell, lower: Cell) -> bool:
    """Whether a cell goes on with the sentence of the one over it: in small letters, after a sign that ends none, or
    within its brackets.
    """
    above, below = upper.text.rstrip(), lower.text
    if not above:
        return False
    if below[:1].islower() or above.endswith(OPEN_ENDS):
        return True
    closing = below.find(")")
    return above.count("(") > above.count(")") and closing >= 0 and "(" not in below[:closing]


def _stretch(above: Sequence[Row], rows: list[Row]) -> None:
    """A merged cell that goes on over the page is empty there: the cell above takes its place.

    Only for the leading columns, and only in tables that leave no first cell empty otherwise.
    """
    if any(not row[0].text for row in above):
        return
    first = rows[0]
    empty: dict[int, Cell] = {}
    for c, cell in enumerate(first):
        if cell.text or cell.column_span > 1 or not above[-1][c].text or above[-1][c].column_span > 1:
            break
        empty[id(cell)] = above[-1][c]
    if not empty or all(id(c) in empty or not c.text for c in first):
        return
    for r, row in enumerate(rows):
        if r and row[0] is not first[0] and row[0].text:
            break
        rows[r] = tuple(empty.get(id(c), c) for c in row)

"""Two tables side by side that are one: `RPJMD` at the left, `Renstra` at the right, with a gap or arrows between, or
the right one on the next page where a sheet was wider than its paper.

In comes the flow of a component, out comes the flow with such tables joined. Apart from layout's joining of tables
because only in a cascade what stands at the right of a statement stands under it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.kinds.cascade.grid_columns import headed
from extractor.layout.blocks import Block, Cell, Line, Table
from extractor.layout.charts import EDGE
from extractor.read.words import box_around


def join_abreast(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, tables that go on with the table at their left joined to it; arrows between them left out."""
    out: list[Block] = []
    joined: Table | None = None
    for block in blocks:
        at = next((k for k in range(len(out) - 1, -1, -1) if isinstance(out[k], Table)), None)
        left = out[at] if at is not None else None
        if isinstance(block, Table) and isinstance(left, Table) and at is not None and _go_together(left, block):
            joined = _together(left, block)
            out[at] = joined
        else:
            out.append(block)
    return [b for b in out if joined is None or not _is_arrow(b, joined)]


def _is_arrow(block: Block, table: Table) -> bool:
    """Is a line nothing but signs within a table?"""
    if not isinstance(block, Line) or block.page not in table.pages:
        return False
    x0, top, x1, bottom = table.box
    inside = x0 < block.box[0] and block.box[2] < x1 and top < block.box[1] and block.box[3] < bottom
    return inside and not any(c.isalnum() for c in block.text)


def _go_together(left: Table, right: Table) -> bool:
    """Do two tables side by side begin together, end in one statement, and do rows of the right one begin with the
    statements of the left one, which has other headings? Two tables of one kind say the same of two offices.
    """
    beside = left.pages == right.pages and right.box[0] >= left.box[2] - EDGE
    if len(left.pages) > 1 or not (beside or right.pages == (left.page + 1,)):
        return False
    mine, others = _tops(left), _tops(right)
    if not mine or not others or abs(mine[0] - others[0]) > EDGE or right.bottom > left.bottom + EDGE:
        return False
    if {h.text for h in left.header} >= {h.text for h in right.header}:
        return False
    columns, _ = headed(left)
    under, _ = headed(right)
    levels = [k for k, c in enumerate(columns) if c.role == "level"]
    if not levels or not under or under[0].role != "level":
        return False
    starts = [row[levels[-1]].box[1] for r, row in enumerate(left.rows) if row[levels[-1]].row == r]
    own = [row[0].box[1] for r, row in enumerate(right.rows) if row[0].row == r]
    # of the last statement the right one may have fewer rows than the left
    ends = abs(left.bottom - right.bottom) <= EDGE or starts[-1] < right.bottom
    return ends and all(any(abs(y - x) <= EDGE for x in own) for y in starts)


def _tops(table: Table) -> list[float]:
    """The upper wall of every row."""
    return [min((c.box[1] for c in row if c.row == r), default=row[0].box[1]) for r, row in enumerate(table.rows)]


def _together(left: Table, right: Table) -> Table:
    """One table of two side by side, with the rows of both."""
    tops = (_tops(left), _tops(right))
    walls = sorted({*tops[0], *tops[1]})
    rows = [y for k, y in enumerate(walls) if k == 0 or y - walls[k - 1] > EDGE]
    wide = len(left.header)
    made: dict[int, Cell] = {}

    def cell(c: Cell, r: int, by: int) -> Cell:
        if id(c) not in made:
            made[id(c)] = replace(c, row=r, column=c.column + by)
        return made[id(c)]

    out: list[tuple[Cell, ...]] = []
    for r, y in enumerate(rows):
        first, second = (max((k for k, x in enumerate(t) if x <= y + EDGE), default=0) for t in tops)
        mine = [cell(c, r, 0) for c in left.rows[first]]
        out.append((*mine, *(cell(c, r, wide) for c in right.rows[second])))
    frame = box_around((left.box, right.box))
    pages = tuple(dict.fromkeys((*left.pages, *right.pages)))
    return Table(pages, (*left.header, *right.header), tuple(out), frame, left.bottom)

"""Boxes that share walls as the rows of a table with merged cells.

In come the boxes of a block, out come its rows. Apart from the readers of blocks because several of them ask the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import ChartBox
from extractor.read.words import box_around

_MOST_CELLS = 4000
"""Places in rows and columns, at the most: boxes that stand anywhere have walls of their own each, and fill few."""
_WALL = 3.0
"""Walls (points) that differ by less are one."""


def as_table(block: Sequence[ChartBox]) -> tuple[Table | None, dict[ChartBox, tuple[Line, ...]]]:
    """The block as a table with merged cells; ``None`` where its cells do not fill rows."""
    lines = {b: tuple(b.lines) for b in block}
    rows = rows_of(block)
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows) * len(rows[0]) > _MOST_CELLS:
        return None, lines
    frame = box_around(b.box for b in block)
    header = tuple(cell.span for cell in rows[0])
    return Table((block[0].page,), header, rows[1:], frame, frame[3]), lines


def rows_of(block: Sequence[ChartBox], walls: Iterable[float] = ()) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the block, parted at the walls of its boxes and at further ones between columns."""
    xs = _edges([*walls, *(x for b in block for x in (b.box[0], b.box[2]))])
    ys = _edges([y for b in block for y in (b.box[1], b.box[3])])
    frame = box_around(b.box for b in block)
    grid: list[list[Cell | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for b in block:
        c0, c1 = _index(xs, b.box[0]), _index(xs, b.box[2])
        r0, r1 = _index(ys, b.box[1]), _index(ys, b.box[3])
        cell = Cell(tuple(b.lines), b.box, r0, c0, max(1, r1 - r0), max(1, c1 - c0))
        for r in range(r0, r1):
            for c in range(c0, c1):
                grid[r][c] = cell
    return tuple(tuple(cell or Cell((), frame, r, c) for c, cell in enumerate(row)) for r, row in enumerate(grid))


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > _WALL:
            out.append(v)
    return out


def _index(edges: Sequence[float], value: float) -> int:
    """The number of the wall nearest to a place."""
    i = bisect_left(edges, value)
    return i - 1 if i and (i == len(edges) or value - edges[i - 1] <= edges[i] - value) else i

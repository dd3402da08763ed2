"""Columns and rows that a stray line made: borders that hardly any row or column has.

Comes in: a grid. Goes out: the grid without columns and rows that nothing needs. A fold, a stamp or the slant of a
scan, helper columns of spreadsheets and grounds painted in strips leave lines that part one row or column and no
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.read.page import Grid, GridCell
from extractor.read.words import box_around

Row = tuple[GridCell, ...]
_LETTER = 1.0
"""Type sizes of the narrowest column that may hold a letter between the padding of its cell."""


def without_ghosts(grid: Grid) -> Grid:
    """The grid with every column and row merged into the one before it that no two texts need apart."""
    rows = _without(grid.rows, axis=0)
    across = tuple(zip(*rows, strict=True))
    if any(_is_ghost(across, r) for r in range(1, len(across[0]))):
        rows = _turned(_without(_turned(rows), axis=1))
    return grid if rows is grid.rows else replace(grid, rows=rows)


def _without(rows: tuple[Row, ...], axis: int) -> tuple[Row, ...]:
    """The rows without needless columns; with axis 1 they are rows turned to columns, whose boxes lie as they did."""
    rows = _without_slivers(rows, axis)
    c = 1
    while c < len(rows[0]):
        if _is_ghost(rows, c):
            rows = _merged(rows, c)
        else:
            c += 1
    return rows


def _without_slivers(rows: tuple[Row, ...], axis: int) -> tuple[Row, ...]:
    """The rows without columns that lie between a border of some rows and the same border of others, a few points
    aside: heading and body that are tables of their own, or rows whose lines were drawn by hand.
    """
    kept = [c for c in range(len(rows[0])) if not _is_sliver(rows, c, axis)]
    return rows if len(kept) == len(rows[0]) else placed([[row[c] for c in kept] for row in rows])


def _is_sliver(rows: Sequence[Row], c: int, axis: int) -> bool:
    """Whether a column is too narrow for a letter of its own and all its text is of cells that reach out of it, to one
    side in some rows and to the other in others.
    """
    cells = {id(row[c]): row[c] for row in rows}.values()
    begin = [cell for cell in cells if cell.column == c]
    end = [cell for cell in cells if cell.column + cell.column_span == c + 1]
    if any(cell.lines for cell in begin if cell.column_span == 1):
        return False
    right, left = (any(cell.lines and cell.column_span > 1 for cell in side) for side in (begin, end))
    if not (right and left):
        return False
    size = min(word.size for cell in cells for line in cell.lines for word in line)
    return min(c.box[axis + 2] for c in end) - max(c.box[axis] for c in begin) < _LETTER * size


def _turned(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows as columns: what holds for columns is then done for rows."""
    made: dict[int, GridCell] = {}
    for row in rows:
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = cell.at(cell.column, cell.row, cell.column_span, cell.row_span)
    return tuple(tuple(made[id(row[c])] for row in rows) for c in range(len(rows[0])))


def _is_ghost(rows: Sequence[Row], c: int) -> bool:
    """Whether the border in front of column ``c`` parts no texts, and most rows with text reach over it."""
    over = beside = 0
    for row in rows:
        left, right = row[c - 1], row[c]
        if left is right:
            over += bool(left.lines)
        elif left.lines and right.lines:
            return False
        elif left.lines or right.lines:
            beside += 1
    return over > beside


def _merged(rows: Sequence[Row], c: int) -> tuple[Row, ...]:
    """The rows with the cells on both sides of the border made one and all places counted anew."""
    joined: dict[int, GridCell] = {}
    for row in rows:
        left, right = row[c - 1], row[c]
        if left is right:
            continue
        kept, other = (left, right) if left.lines or not right.lines else (right, left)
        if id(left) in joined or id(right) in joined or (left.row, left.row_span) != (right.row, right.row_span):
            # cells of unlike heights cannot be one: the empty one gives its place up
            joined.setdefault(id(other), joined.get(id(kept), kept))
            continue
        box = box_around((left.box, right.box))
        whole = replace(kept, box=box, column=left.column, column_span=left.column_span + right.column_span)
        joined[id(left)] = joined[id(right)] = whole
    out = []
    for row in rows:
        cells = [joined.get(id(cell), cell) for cell in row]
        # where both sides stay cells of their own, the one with text stands
        keep = c if not cells[c - 1].lines and cells[c].lines else c - 1
        out.append([*cells[: c - 1], cells[keep], *cells[c + 1 :]])
    return placed(out)


def placed(rows: Sequence[Sequence[GridCell]]) -> tuple[Row, ...]:
    """The rows with the places and spans of their cells counted anew; a cell is one object in all its places."""
    held: dict[int, GridCell] = {}
    extents: dict[int, list[int]] = {}
    """First and last row and column of every cell."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            extent = extents.get(id(cell))
            if extent is None:
                held[id(cell)], extents[id(cell)] = cell, [r, r, c, c]
            else:
                extent[1] = r
                if c < extent[2]:
                    extent[2] = c
                elif c > extent[3]:
                    extent[3] = c
    made = {
        key: held[key].at(top, left, bottom - top + 1, right - left + 1)
        for key, (top, bottom, left, right) in extents.items()
    }
    return tuple([tuple([made[id(cell)] for cell in row]) for row in rows])

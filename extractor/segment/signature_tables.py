"""Frees signatures that a table's grid holds: a grid of nothing else, and the rows under a table's last one.

Comes in: blocks. Goes out: blocks, where what is no table is lines again. Separate from finding the zones, because a
grid without rules reaches as far as columns go on, and signatures stand in columns too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Block, Cell, Line, Table
from extractor.layout.lines import lines_of
from extractor.segment.signature_marks import ANCHORS, PLACE, ROLE, STAMP, mark, parts_of

_MOST_ROWS, _MOST_COLUMNS = 14, 4
"""Size of the largest grid that holds nothing but signatures."""


def flatten_signature_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where tables that hold nothing but signatures are lines again (borderless grids, tabs), and so are
    signatures in the last rows of a table."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _holds_signatures(block, out[-1] if out else None):
            out.extend(_table_lines(cell_lines(block)))
        elif isinstance(block, Table) and (first := _foot(block)) is not None:
            kept = _cut(block.rows, first)
            freed = [cell for cell in _unique(block.rows[first:]) if cell.row >= first]
            out.append(replace(block, rows=kept, bottom=max(c.box[3] for c in kept[-1])))
            out.extend(_table_lines([line for cell in freed for line in cell.lines]))
        else:
            out.append(block)
    return out


def _foot(table: Table) -> int | None:
    """The index of the first of the last rows that hold nothing but signatures; ``None`` where there are none. A place
    and date, a role or what says that it was signed stands over them: an NIP alone may be that of who is responsible
    for the row.
    """
    found: int | None = None
    for first in range(len(table.rows) - 1, 0, -1):
        held = [cell for cell in _unique(table.rows[first:]) if cell.row == first and cell.lines]
        lines = _table_lines([line for cell in held for line in cell.lines])
        marks = [mark(part) for line in lines for part in parts_of(line)]
        if None in marks:
            break
        # `ttd` beside others is what a column of a list of persons says
        if {PLACE, ROLE}.intersection(marks) or (STAMP in marks and len(held) == 1):
            found = first
    return found


def _cut(rows: Sequence[Sequence[Cell]], end: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows before ``end``; a cell that reached over it ends there."""
    cut: dict[int, Cell] = {}
    for cell in _unique(rows[:end]):
        cut[id(cell)] = replace(cell, row_span=min(cell.row_span, end - cell.row))
    return tuple(tuple(cut[id(cell)] for cell in row) for row in rows[:end])


def _unique(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    seen: dict[int, Cell] = {}
    for row in rows:
        for cell in row:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def _holds_signatures(table: Table, before: Block | None) -> bool:
    """Whether the table is no table: all its lines belong to signatures, and it or the line before it has an anchor."""
    if len(table.rows) > _MOST_ROWS or len(table.header) > _MOST_COLUMNS:
        return False
    marks = [mark(line) for line in cell_lines(table)]
    if not marks or None in marks:
        return False
    return not ANCHORS.isdisjoint(marks) or (isinstance(before, Line) and mark(before) in ANCHORS)


def cell_lines(table: Table) -> list[Line]:
    """The lines of the heading and of all cells."""
    return [line for h in table.header if h for line in lines_of(h.words)] + [
        line for cell in _unique(table.rows) for line in cell.lines
    ]


def _table_lines(cells: Sequence[Line]) -> list[Line]:
    """The words of cells on visual lines, top to bottom; a header's words come first."""
    lines = sorted(cells, key=lambda x: (x.page, x.box[1], x.box[0]))
    out: list[list[Line]] = []
    for line in lines:
        level = bool(out) and out[-1][0].page == line.page and line.box[1] < out[-1][0].box[3] - 2
        # lines of one cell that are set tight reach into each other
        if level and all(line.box[0] >= part.box[2] or line.box[2] <= part.box[0] for part in out[-1]):
            out[-1].append(line)
        else:
            out.append([line])
    return [Line(tuple(w for part in sorted(row, key=lambda x: x.box[0]) for w in part.words)) for row in out]

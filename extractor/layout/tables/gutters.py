"""Columns of a ruled grid that no line parts: `Tolok Ukur   Target` in one field, a figure beside every text.

Comes in: a grid. Goes out: the grid with such a column cut in two, or in as many as it holds. Only where one upright
white runs through all of the column's cells, and the heading falls apart there too or figures stand at its right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.knowledge import toml
from extractor.layout.blocks import Line
from extractor.layout.tables.ghosts import placed
from extractor.layout.tables.heading import cells_of, heading_rows, lines_in, names_column, numbers_row
from extractor.printed import is_currency
from extractor.read.page import Grid, GridCell

_GAP = 0.8
"""Type sizes of white between two columns at the least: three blanks."""
_EDGE = 4.0
"""Points from the side of a column within which a line is that side."""
_CELLS = 3
"""Cells that must fall apart where no heading does: two may do so by chance, unless their right parts are in line and
there are no other cells.
"""
_NAME = 4
"""Letters of the shortest name: a mark or a number before a name has fewer."""
_VALUES = 0.8
"""Share of the right parts that must be figures where the heading does not say that there are two columns."""
_VALUE = re.compile(r"(?:[<>≤≥±=~]\s*)?\d|[A-D]{1,2}[+-]?$|-$")


def part_at(grid: Grid, heading: int, walls: Sequence[float]) -> Grid:
    """The grid with every column cut where a line is drawn down through it (``walls``, from left to right) that has
    texts on both sides and runs through none: one name may stand over several columns.
    """
    for x in walls:
        c = next((c for c, cell in enumerate(grid.rows[-1]) if cell.box[0] + _EDGE < x < cell.box[2] - _EDGE), None)
        if c is None:
            continue
        boxes = [w.box for cell in _cells_of(grid.rows[heading:], c) for line in cell.lines for w in line]
        beside = min(sum(b[2] <= x + 1 for b in boxes), sum(b[0] >= x - 1 for b in boxes))
        if beside > 1 and all(b[2] <= x + 1 or b[0] >= x - 1 for b in boxes):
            grid = replace(grid, rows=_cut(grid.rows, c, x, heading))
    return grid


def part_columns(grid: Grid, *, goes_on: bool = False) -> Grid:
    """The grid with every column cut that holds two. One without a heading is left, unless it ``goes_on`` with a table
    of more columns.
    """
    heading = grid.heading if grid.heading is not None else heading_rows(cells_of(grid))
    if not heading and not goes_on:
        return grid
    grid = replace(grid, rows=_parted_values(_parted_heads(grid.rows, heading), heading))
    c = 0
    while c < len(grid.rows[0]):
        x = _gutter(grid.rows, c, heading)
        if x is not None:
            grid = replace(grid, rows=_cut(grid.rows, c, x, heading))
        c += 1  # the part at the right may hold two again: number, code, number under one heading
    return grid


def _parted_heads(rows: Sequence[Sequence[GridCell]], heading: int) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with every heading cut that stands over several columns and falls apart at the side of one of them."""
    edges = {row[c].column: row[c].box[0] for row in rows for c in range(len(row)) if row[c].column_span == 1}
    made: dict[int, tuple[GridCell, ...]] = {}
    out: list[tuple[GridCell, ...]] = []
    for r, row in enumerate(rows):
        if r >= heading:
            out.append(tuple(row))
            continue
        cells: list[GridCell] = []
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = _parted_head(cell, edges)
            part = made[id(cell)]
            cells.append(part[0] if len(part) == 1 else part[len(cells) - cell.column])
        out.append(tuple(cells))
    return placed(out)


def _parted_values(rows: Sequence[Sequence[GridCell]], heading: int) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with every field cut that holds figures of several columns, which have headings of their own: years
    under `Target`, say, between which no line is drawn.
    """
    edges = {c: cell.box[0] for row in rows[:heading] for c, cell in enumerate(row) if cell.column_span == 1}
    made: dict[int, list[GridCell]] = {}
    out = [tuple(row) for row in rows[:heading]]
    for row in rows[heading:]:
        cells: list[GridCell] = []
        for c, cell in enumerate(row):
            if id(cell) not in made:
                made[id(cell)] = _by_columns(cell, edges)
            parts = made[id(cell)]
            cells.append(parts[c - cell.column] if len(parts) > 1 else cell)
        out.append(tuple(cells))
    return placed(out)


def _by_columns(cell: GridCell, edges: dict[int, float]) -> list[GridCell]:
    """A field over several columns as a cell a column, where each of its words is a figure in one of them."""
    columns = range(cell.column, cell.column + cell.column_span)
    if len(columns) < 2 or len(cell.lines) != 1 or not all(c in edges for c in columns):
        return [cell]
    words = [w for line in cell.lines for w in line]
    if len(words) < 2 or not all(_VALUE.match(w.text) for w in words):
        return [cell]
    if any(w.box[0] < edges[c] < w.box[2] for w in words for c in columns[1:]):
        return [cell]
    x0, top, x1, bottom = cell.box
    sides = [x0, *(edges[c] for c in columns[1:]), x1]
    parts = []
    for left, right in pairwise(sides):
        held = tuple(w for w in words if left <= (w.box[0] + w.box[2]) / 2 < right)
        parts.append(replace(cell, lines=(held,) if held else (), box=(left, top, right, bottom)))
    return parts if sum(bool(p.lines) for p in parts) > 1 else [cell]


def _parted_head(cell: GridCell, edges: dict[int, float]) -> tuple[GridCell, ...]:
    """A heading over several columns: itself, or for each of its columns the part that stands over it. A dark ground
    hides the rules of a heading from a scanner.
    """
    columns = range(cell.column, cell.column + cell.column_span)
    if cell.column_span < 2 or not cell.lines:
        return (cell,)
    lines = [line.segments(_GAP) for line in lines_in(cell)]
    gaps = [(a.box[2], b.box[0]) for parts in lines for a, b in pairwise(parts)]
    walls = {c: edges[c] for c in columns[1:] if c in edges and any(a <= edges[c] <= b for a, b in gaps)}
    # every wide white is a wall's place, and no part stands across one
    if not gaps or not all(any(a <= x <= b for x in walls.values()) for a, b in gaps):
        return (cell,)
    if any(part.box[0] < x < part.box[2] for parts in lines for part in parts for x in walls.values()):
        return (cell,)
    found: list[GridCell] = []
    rest = cell
    for c in columns:
        if c in walls:
            left, rest = _halves(rest, walls[c])
            found += [left] * (c - cell.column - len(found))
    return (*found, *[rest] * (cell.column_span - len(found)))


def _cells_of(rows: Sequence[Sequence[GridCell]], c: int) -> list[GridCell]:
    """The cells that stand in a column alone, each once."""
    return list({id(row[c]): row[c] for row in rows if row[c].column_span == 1 and row[c].lines}.values())


def _gutter(rows: Sequence[Sequence[GridCell]], c: int, heading: int) -> float | None:
    """Where a column falls apart."""
    cells = _cells_of(rows[heading:], c)
    lines = [line for cell in cells for line in lines_in(cell)]
    gaps: list[tuple[float, float]] = []
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        parted = line.segments(_GAP)
        if len(parted) > 1 and is_currency(parted[0].text):
            return None
        if len(parted) > 1:
            gaps.append((parted[0].box[2], parted[1].box[0]))
            left.append(parted[0].text)
            right.append(min((p.text for p in parted[1:]), key=_is_value))
    if not gaps:
        return None
    low, high = max(a for a, _ in gaps), min(b for _, b in gaps)
    if high - low < 1 or any(_runs_over(line, low, high) for line in lines):
        return None
    x = (low + high) / 2
    heads = [line for cell in _cells_of(rows[:heading], c) for line in lines_in(cell)]
    if _heads_two(heads, x):
        return x  # what a heading tells needs no further rows
    starts = [b for _, b in gaps]
    numbered = any(numbers_row(" ".join(w.text for w in line)) for cell in cells[:1] for line in cell.lines)
    in_line = max(starts) - min(starts) <= 1
    worded = all(sum(map(str.isalpha, text)) >= _NAME for text in left)
    if in_line and len(gaps) > 1 and worded and _names_levels(heads):
        return x  # `Program/Kegiatan` over the names of both, side by side
    ranged = len(gaps) == len(cells) - numbered > 1 and in_line
    if len(gaps) < _CELLS and not ranged:
        return None
    figures = sum(map(_is_value, right)) >= _VALUES * len(right)
    return x if figures and 2 * len(gaps) >= len(cells) else None


def _names_levels(heads: Sequence[Line]) -> bool:
    """Whether a heading names programmes and kegiatan both."""
    text = " ".join(line.text for line in heads).casefold()
    own = toml("levels")["own"]
    return all(any(word in text for word in own[level]) for level in ("program", "kegiatan"))


def _is_value(text: str) -> bool:
    return _VALUE.match(text) is not None


def _runs_over(line: Line, low: float, high: float) -> bool:
    """Whether a line without a gap goes through the white."""
    return len(line.segments(_GAP)) < 2 and line.box[0] < low - 1 and line.box[2] > high + 1


def _heads_two(lines: Sequence[Line], x: float) -> bool:
    """Whether a line of the heading names a column on both sides of a height across."""
    for line in lines:
        parted = line.segments(_GAP)
        left = [p for p in parted if p.box[2] <= x + 1]
        right = [p for p in parted if p.box[0] >= x - 1]
        if left and right and all(names_column(p.text) for p in (left[-1], right[0])):
            return True
    return False


def _cut(rows: Sequence[Sequence[GridCell]], c: int, x: float, heading: int) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with column ``c`` cut at ``x``; cells over it, and headings over both parts, reach over both."""
    made: dict[int, tuple[GridCell, GridCell]] = {}
    out = []
    for r, row in enumerate(rows):
        cell = row[c]
        if id(cell) not in made:
            whole = cell.column_span > 1 or (r < heading and not _heads_two(lines_in(cell), x))
            made[id(cell)] = (cell, cell) if whole else _halves(cell, x)
        out.append((*row[:c], *made[id(cell)], *row[c + 1 :]))
    return placed(out)


def _halves(cell: GridCell, x: float) -> tuple[GridCell, GridCell]:
    left = tuple(tuple(w for w in words if (w.box[0] + w.box[2]) / 2 <= x) for words in cell.lines)
    right = tuple(tuple(w for w in words if (w.box[0] + w.box[2]) / 2 > x) for words in cell.lines)
    x0, top, x1, bottom = cell.box
    return (
        replace(cell, lines=tuple(n for n in left if n), box=(x0, top, x, bottom)),
        replace(cell, lines=tuple(n for n in right if n), box=(x, top, x1, bottom)),
    )

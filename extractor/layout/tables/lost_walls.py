"""Headings whose walls are lost: white letters on a dark ground, of which a scan keeps the letters alone; borders that
a spreadsheet lacks under a heading that it repeats.

Comes in: a ruled grid. Goes out: the same grid, a heading that is one field over all columns parted by the columns of
the rows under it: a storey for every text that stands over several columns, the rest by where it stands; cells that
hang from the heading into the rows parted at its foot. Separate from the gutters because here the columns are known,
and only what stands over them is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.blocks import Line
from extractor.layout.tables.ghosts import placed
from extractor.layout.tables.heading import cells_of, header_spans, heading_rows, lines_in, names_column, names_period
from extractor.read.page import Grid, GridCell
from extractor.read.words import Box, box_around

_COLUMNS, _ROWS = 3, 2
"""Columns and rows under such a heading, at the least."""
_DEEPEST = 5
"""Rows of the deepest heading, and the one under it."""
_GAP = 0.8
"""Type sizes of white between the headings of two columns at the least: three blanks."""
_NAMED = 0.5
"""Share of the columns whose heading is known when it is parted, at the least: else the field is no heading."""
_OVER = 2.0
"""Points by which a text reaches over the wall between two columns that it stands over."""
_CENTRED = 4.0
"""Points by which a text stands nearer to the middle of several columns than to that of its own."""


@dataclass(frozen=True)
class _Text:
    """A text of the heading and the columns that it stands over, the first and the last."""

    line: Line
    first: int
    last: int


def with_heading(grid: Grid) -> Grid:
    """The grid with its lost heading; the grid itself where its heading is whole or names no columns."""
    top = grid.rows[0][0]
    if grid.heading is not None or len(grid.rows) <= _ROWS or len(grid.rows[0]) < _COLUMNS:
        return grid
    if top.column_span < len(grid.rows[0]) or top.row_span > 1 or not top.lines:
        return grid
    walls = _walls(grid)
    texts = [part for line in lines_in(top) for part in line.segments(_GAP)]
    if len(texts) < len(grid.rows[0]) or not walls:
        return grid
    rows = _storeys(top, walls, _over(texts, walls))
    made = replace(grid, rows=placed([*rows, *grid.rows[1:]]), heading=len(rows))
    heads = header_spans(cells_of(made)[: len(rows)], len(walls))
    known = sum(bool(span.text) and (names_column(span.text) or names_period(span.text)) for span in heads)
    return made if known >= max(2, _NAMED * len(walls)) else grid


def with_foot(grid: Grid) -> Grid:
    """The grid with the foot of its heading drawn through: where most columns are parted from the rows, a cell that
    hangs into them has lost the border that a row break or a merged cell takes away.
    """
    if not any(_hang(grid.rows, k) for k in range(1, min(_DEEPEST, len(grid.rows)))):
        return grid
    foot = grid.heading if grid.heading is not None else heading_rows(cells_of(grid))
    hanging = _hang(grid.rows, foot) if 0 < foot < len(grid.rows) else []
    if not hanging:
        return grid
    level = max(cell.box[3] for cell in grid.rows[foot - 1] if cell.row + cell.row_span == foot)
    upper, lower = {}, {}
    for cell in hanging:
        x0, top, x1, bottom = cell.box
        lines = [line for line in cell.lines if line]
        above = tuple(line for line in lines if sum(Line(line).box[1::2]) / 2 <= level)
        under = tuple(line for line in lines if line not in above)
        upper[id(cell)] = replace(cell, lines=above, box=(x0, top, x1, level))
        lower[id(cell)] = replace(cell, lines=under, box=(x0, level, x1, bottom))
    rows = [[(upper if r < foot else lower).get(id(cell), cell) for cell in row] for r, row in enumerate(grid.rows)]
    return replace(grid, rows=placed(rows))


def _hang(rows: Sequence[Sequence[GridCell]], foot: int) -> list[GridCell]:
    """The cells that reach over a height at which more columns are parted; empty where most reach over it."""
    over = {id(cell): cell for cell in rows[foot] if cell.row < foot}
    width = sum(cell.column_span for cell in over.values())
    return list(over.values()) if 2 * width < len(rows[foot]) else []


def _walls(grid: Grid) -> list[tuple[float, float]]:
    """The sides of every column, as its own cells have them; empty where a column has none."""
    sides: dict[int, tuple[float, float]] = {}
    for row in grid.rows[1:]:
        for cell in row:
            if cell.column_span == 1:
                sides.setdefault(cell.column, (cell.box[0], cell.box[2]))
    count = len(grid.rows[0])
    return [sides[c] for c in range(count)] if len(sides) == count else []


def _over(texts: Sequence[Line], walls: Sequence[tuple[float, float]]) -> list[_Text]:
    """The texts, each with its columns: those that it reaches over; one that stands over texts of several columns, in
    the middle of them, is theirs together.
    """
    found: list[_Text] = []
    for line in sorted(texts, key=lambda x: -x.box[1]):
        x0, _, x1, bottom = line.box
        reached = [c for c, (a, b) in enumerate(walls) if min(b, x1) - max(a, x0) > _OVER]
        if not reached:
            continue
        under = {
            c for t in found if t.line.box[1] > bottom - _OVER for c in range(t.first, t.last + 1) if _says(t.line)
        }
        beside = {c for t in found if _abreast(t.line.box, line.box) for c in range(t.first, t.last + 1)}
        first, last = reached[0], reached[-1]
        middle = (x0 + x1) / 2
        best = abs(_middle(walls, first, last) - middle) - _CENTRED
        low, high = first, last
        for a in range(first, -1, -1):
            for b in range(last, len(walls)):
                more = {*range(a, first), *range(last + 1, b + 1)}
                away = abs(_middle(walls, a, b) - middle)
                if more and more <= under - beside and set(reached) <= under and away < best:
                    best, low, high = away, a, b
        found.append(_Text(line, low, high))
    return found


def _says(line: Line) -> bool:
    """Whether a text says something: the numbers of columns say nothing of what stands over them."""
    return any(char.isalpha() for char in line.text)


def _abreast(a: Box, b: Box) -> bool:
    return min(a[3], b[3]) - max(a[1], b[1]) > (b[3] - b[1]) / 2


def _middle(walls: Sequence[tuple[float, float]], first: int, last: int) -> float:
    return (walls[first][0] + walls[last][1]) / 2


def _storeys(top: GridCell, walls: Sequence[tuple[float, float]], texts: Sequence[_Text]) -> list[list[GridCell]]:
    """The rows of the heading: its storeys from the top, the columns' own headings, the numbers of the columns."""
    count = len(walls)
    supers = sorted((t for t in texts if t.last > t.first), key=lambda t: t.line.box[1])
    stacks: list[list[GridCell]] = [[] for _ in range(count)]
    for t in supers:
        cell = _cell(top, walls[t.first][0], walls[t.last][1], [t.line])
        for c in range(t.first, t.last + 1):
            stacks[c].append(cell)
    own = [[t.line for t in texts if t.first == t.last == c] for c in range(count)]
    said = [_cell(top, *walls[c], [line for line in own[c] if _says(line)]) for c in range(count)]
    numbers = [_cell(top, *walls[c], [line for line in own[c] if not _says(line)]) for c in range(count)]
    depth = max(map(len, stacks))
    rows = [[stacks[c][k] if k < len(stacks[c]) else said[c] for c in range(count)] for k in range(depth)]
    rows.append(said)
    if any(cell.lines for cell in numbers):
        rows.append(numbers)
    return rows


def _cell(top: GridCell, x0: float, x1: float, lines: Sequence[Line]) -> GridCell:
    words = tuple(tuple(line.words) for line in sorted(lines, key=lambda x: (x.box[1], x.box[0])))
    y0, y1 = (box_around(line.box for line in lines)[1::2]) if lines else (top.box[1], top.box[3])
    return GridCell(words, (x0, y0, x1, y1), 0, 0)

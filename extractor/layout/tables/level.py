"""Grids that only level lines rule: a line over the heading, one under it, one at the end.

Comes in: level lines that no upright line meets, and the words outside other grids. Goes out: grids. Running heads,
feet and letterheads are ruled so too: only a first band that reads as a heading of several columns makes a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.lines import lines_of
from extractor.layout.tables.heading import cells_of, heading_rows
from extractor.read.page import Grid, GridCell, Page, Ruling
from extractor.read.words import Word

_SAME_END = 6.0
"""Points by which the ends of a table's lines may differ."""
_GAP = 0.9
"""Least width of the white between two columns, in type sizes."""
_LEAST_WIDTH = 100.0
_LEAST_HEIGHT = 5.0


def level_grids(page: Page, words: Sequence[Word], ruled: Sequence[Grid]) -> list[Grid]:
    """The grids among the words that stand between level lines."""
    grids: list[Grid] = []
    for group in _groups(page.rulings, ruled):
        tops = [line.top for line in group]
        inside = [w for w in words if group[0].x0 - 2 <= w.box[0] and w.box[2] <= group[0].x1 + 2]
        inside = [w for w in inside if tops[0] <= (w.box[1] + w.box[3]) / 2 <= tops[-1]]
        grid = _grid(page.number, group, inside)
        if grid is not None:
            grids.append(grid)
    return grids


def _groups(rulings: Sequence[Ruling], ruled: Sequence[Grid]) -> list[list[Ruling]]:
    """Three and more level lines with the same ends, from top to bottom, outside other grids."""
    ends: dict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for line in sorted(rulings, key=lambda r: (r.top, r.x0)):
        if not line.horizontal or line.x1 - line.x0 < _LEAST_WIDTH or any(_within(line, g) for g in ruled):
            continue
        key = next((k for k, g in ends.items() if _same_ends(g[-1], line)), (round(line.x0), round(line.x1)))
        if not ends[key] or line.top - ends[key][-1].top >= _LEAST_HEIGHT:
            ends[key].append(line)
    return [g for g in ends.values() if len(g) >= 3]


def _within(line: Ruling, grid: Grid) -> bool:
    return grid.box[1] - 3 <= line.top <= grid.box[3] + 3 and line.x1 > grid.box[0] and line.x0 < grid.box[2]


def _same_ends(a: Ruling, b: Ruling) -> bool:
    return abs(a.x0 - b.x0) <= _SAME_END and abs(a.x1 - b.x1) <= _SAME_END


def _grid(number: int, group: Sequence[Ruling], words: Sequence[Word]) -> Grid | None:
    bands = [(a.top, b.top) for a, b in pairwise(group)]
    held = [[w for w in words if top <= (w.box[1] + w.box[3]) / 2 < bottom] for top, bottom in bands]
    # running heads and feet: what lies between them is a page, not a row
    while held and not held[0]:
        held, bands = held[1:], bands[1:]
    while held and not held[-1]:
        held, bands = held[:-1], bands[:-1]
    if len(held) < 2:
        return None
    borders = _borders([w for band in held[1:] for w in band], held[0])
    if not borders:
        return None
    edges = [group[0].x0, *borders, group[0].x1]
    rows = []
    for r, (band, (top, bottom)) in enumerate(zip(held, bands, strict=True)):
        columns: list[list[Word]] = [[] for _ in range(len(borders) + 1)]
        for word in band:
            columns[sum((word.box[0] + word.box[2]) / 2 > b for b in borders)].append(word)
        rows.append(
            tuple(
                GridCell(tuple(n.words for n in lines_of(own)), (edges[c], top, edges[c + 1], bottom), r, c)
                for c, own in enumerate(columns)
            )
        )
    grid = Grid(number, (edges[0], bands[0][0], edges[-1], bands[-1][1]), tuple(rows))
    if sum(bool(c.lines) for c in rows[0]) < 2 or heading_rows(cells_of(grid)) == 0:
        return None
    return grid


def _borders(body: Sequence[Word], head: Sequence[Word]) -> list[float]:
    """The middles of the upright white stretches that no word of the body or of the heading crosses."""
    if not body:
        return []
    size = sorted(w.size for w in body)[len(body) // 2]
    borders = []
    reach: float | None = None
    for x0, x1 in sorted((w.box[0], w.box[2]) for w in (*body, *head)):
        if reach is not None and x0 - reach >= _GAP * size:
            borders.append((reach + x0) / 2)
        reach = x1 if reach is None else max(reach, x1)
    return borders

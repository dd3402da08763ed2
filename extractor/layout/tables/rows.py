"""Rows that no line parts: cut by the numbers of the first column, or by amounts that stand beside every name.

Comes in: a grid. Goes out: the grid with its tall rows cut. Separate from the reading of lines, because here the text
decides: half-ruled tables have a frame and upright lines only, and scans lose thin lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.read.page import Grid, GridCell
from extractor.read.words import Word, box_around

_LABEL = re.compile(r"\(?(\d{1,3})[.)]*")
_NUMBERING = re.compile(r"no[.:]?|nomor", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:Rp\.?)?\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?:[.,]?-)?", re.IGNORECASE)
_LEVEL = 0.45
"""Share of the type size by which the tops of two texts on one level may differ."""

WordLine = tuple[Word, ...]


def cut_rows(grid: Grid) -> Grid:
    """The grid with every row cut that holds several numbered rows or several lines of a list of amounts."""
    rows: list[tuple[GridCell, ...]] = []
    changed = False
    for row in grid.rows:
        cuts = _cuts(row)
        rows.extend(_cut(row, cuts))
        changed = changed or bool(cuts)
    return replace(grid, rows=_placed(rows)) if changed else grid


def _cuts(row: Sequence[GridCell]) -> list[float]:
    """The heights at which a row falls apart; none for an ordinary row."""
    cells = list({id(c): c for c in row}.values())
    if len(cells) < 2 or any(c.row_span > 1 for c in cells):
        return []
    anchors = _numbers(cells[0]) or _amounts(cells)
    if len(anchors) < 2:
        return []
    lines = sorted((line for c in cells for line in c.lines if line), key=_top)
    cuts = []
    for upper, lower in pairwise(anchors):
        cut = _between(upper, lower, lines)
        if cut is None:
            return []
        cuts.append(cut)
    return cuts


def _numbers(cell: GridCell) -> list[WordLine]:
    """The lines of a cell that holds nothing but ascending row numbers, perhaps under the heading ``No``."""
    lines = [line for line in cell.lines if line]
    found = [_LABEL.fullmatch("".join(w.text for w in line)) for line in lines]
    headed = bool(found) and found[0] is None and _NUMBERING.fullmatch("".join(w.text for w in lines[0])) is not None
    numbers = [int(m.group(1)) for m in found if m]
    if len(numbers) < len(lines) - headed or any(b - a != 1 for a, b in pairwise(numbers)):
        return []
    return lines if not headed or numbers[:1] == [1] else []


def _amounts(cells: Sequence[GridCell]) -> list[WordLine]:
    """The lines of a column of amounts, if every other column that holds text begins anew beside each of them."""
    filled = [c for c in cells if c.lines]
    for cell in reversed(filled):
        lines = [line for line in cell.lines if line]
        if not all(_AMOUNT.fullmatch(" ".join(w.text for w in line)) for line in lines):
            continue
        others = [c for c in filled if c is not cell]
        if others and all(any(_level(line, other) for other in c.lines) for c in others for line in lines):
            return lines
    return []


def _between(upper: WordLine, lower: WordLine, lines: Sequence[WordLine]) -> float | None:
    """Where the row of ``upper`` ends: above the lines level with ``lower``, else at the widest gap between the two.

    ``None`` where some text runs through every height between them.
    """
    level = [line for line in lines if line is not lower and _level(line, lower)]
    start = min([_top(lower), *(_top(line) for line in level)])
    if level and not any(_top(line) < start - 1 and _middle(line) > start for line in lines):
        return start - 0.5
    between = [line for line in lines if _top(upper) - 1 <= _middle(line) and _middle(line) <= _bottom(lower) + 1]
    gaps: list[tuple[float, float]] = []
    reach = _bottom(upper)
    for line in between:
        if _top(line) >= reach - 0.1 * line[0].size:
            gaps.append((_top(line) - reach, (_top(line) + reach) / 2))
        reach = max(reach, _bottom(line))
    gaps = [g for g in gaps if _middle(upper) < g[1] < _middle(lower)]
    return max(gaps)[1] if gaps else None


def _cut(row: Sequence[GridCell], cuts: Sequence[float]) -> list[tuple[GridCell, ...]]:
    if not cuts:
        return [tuple(row)]
    top, bottom = min(c.box[1] for c in row), max(c.box[3] for c in row)
    out = []
    for start, end in pairwise([top, *cuts, bottom]):
        made: dict[int, GridCell] = {}
        for cell in row:
            if id(cell) not in made:
                first, last = start == top, end == bottom
                own = tuple(
                    n for n in cell.lines if n and (first or _middle(n) > start) and (last or _middle(n) <= end)
                )
                made[id(cell)] = replace(cell, lines=own, box=(cell.box[0], start, cell.box[2], end))
        out.append(tuple(made[id(cell)] for cell in row))
    return out


def _placed(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with their cells' ``row`` counted anew."""
    made: dict[int, GridCell] = {}
    for r, row in enumerate(rows):
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = replace(cell, row=r)
    return tuple(tuple(made[id(cell)] for cell in row) for row in rows)


def _level(a: WordLine, b: WordLine) -> bool:
    return bool(a) and bool(b) and abs(_top(a) - _top(b)) <= _LEVEL * max(a[0].size, b[0].size)


def _top(line: WordLine) -> float:
    return box_around(w.box for w in line)[1]


def _bottom(line: WordLine) -> float:
    return box_around(w.box for w in line)[3]


def _middle(line: WordLine) -> float:
    return (_top(line) + _bottom(line)) / 2

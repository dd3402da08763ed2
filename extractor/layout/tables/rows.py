"""Rows of a ruled grid that no line parts: frames with upright lines only, groups of rows, lines that a scan lost.

Comes in: a grid. Goes out: the grid with its tall rows cut. What tells rows is the matter of ``bands``; here it is said
which rows of a grid may hold several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import Piece, Rows, split_band
from extractor.layout.tables.heading import cells_of, heading_rows
from extractor.read.page import Grid, GridCell

_LABEL = re.compile(r"\(?(\d{1,3})[.)]*")
_FEW = 1
"""Rows of a grid that rules do not part, heading aside: its lines are a frame."""


def cut_rows(grid: Grid) -> Grid:
    """The grid with every row cut that holds several rows."""
    heading = grid.heading if grid.heading is not None else heading_rows(cells_of(grid))
    body = len(grid.rows) - heading
    rows: list[tuple[GridCell, ...]] = list(grid.rows[:heading])
    changed = False
    for row in grid.rows[heading:]:
        cut = _cut(row, closed=body > _FEW and not _counts(row))
        rows.extend(cut)
        changed = changed or len(cut) > 1 or any(c.certainty < 1 for c in cut[0])
    return replace(grid, rows=_placed(rows), heading=heading or grid.heading) if changed else grid


def _cut(row: Sequence[GridCell], *, closed: bool) -> list[tuple[GridCell, ...]]:
    """The rows that a row of the grid holds; itself where it is one."""
    cells = [cell for k, cell in enumerate(row) if k == 0 or row[k - 1] is not cell]
    if len(cells) < 2 or any(c.row_span > 1 for c in cells) or max(len(c.lines) for c in cells) < 2:
        return [tuple(row)]
    split = split_band([[Line(words) for words in cell.lines if words] for cell in cells], closed=closed)
    if not split.cuts and split.sure[0] == 1:
        return [tuple(row)]
    return _rows(cells, split, closed=closed)


def _counts(row: Sequence[GridCell]) -> bool:
    """Whether the first cell holds the numbers of several rows."""
    found = [_LABEL.fullmatch("".join(w.text for w in line)) for line in row[0].lines if line]
    numbers = [int(m[1]) for m in found if m]
    return len(numbers) > 1 and len(numbers) == len(found) and all(b > a for a, b in pairwise(numbers))


def _rows(cells: Sequence[GridCell], split: Rows, *, closed: bool) -> list[tuple[GridCell, ...]]:
    top, bottom = min(c.box[1] for c in cells), max(c.box[3] for c in cells)
    levels = (top, *split.cuts, bottom)
    count = len(split.cuts) + 1
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    for cell, pieces in zip(cells, split.pieces, strict=True):
        said = [piece for piece in pieces if piece.lines]
        if closed and len(said) == 1:
            pieces = (replace(said[0], first=0, last=count - 1),)  # rules around a cell say that it holds for all
        for piece in pieces or (Piece((), 0, count - 1),):
            box = (cell.box[0], levels[piece.first], cell.box[2], levels[piece.last + 1])
            lines = tuple(line.words for line in piece.lines)
            sure = min(cell.certainty, split.certainty(piece))
            made = replace(cell, lines=lines, box=box, row_span=piece.last - piece.first + 1, certainty=sure)
            for r in range(piece.first, piece.last + 1):
                rows[r].extend([made] * cell.column_span)
    return [tuple(row) for row in rows]


def _placed(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with their cells' ``row`` counted anew."""
    made: dict[int, GridCell] = {}
    for r, row in enumerate(rows):
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = replace(cell, row=r)
    return tuple(tuple(made[id(cell)] for cell in row) for row in rows)

"""The end of a row that a page break cut, in a table without upright lines.

Comes in: the lines of a table that goes on, the borders of its columns, its grid on the page before. Goes out: the
height under what is left of that grid's last row. Apart from the scores of rows, which know one page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.heading import cells_of, own_cells
from extractor.layout.tables.row_signs import LEVEL
from extractor.read.page import Grid


def rest_above(body: Sequence[Line], edges: Sequence[float], before: Grid) -> list[float]:
    """The height (points) over the first row that begins on a page: level with its number or its values, where all rows
    of the page ``before`` begin so. Nothing where no text stands over them, or rows are set otherwise.
    """
    rows = [own_cells(row) for row in cells_of(before)[before.heading or 0 :]]
    if not rows or len(before.rows[0]) != len(edges) - 1:
        return []
    deepest = [
        max((len(c.lines) for row in rows for c in row if c.column == k), default=0) for k in range(len(edges) - 1)
    ]
    aside = [k for k, lines in enumerate(deepest) if lines == 1]
    if not _begin_level(rows, aside):
        return []
    spans = [(a, b) for k, (a, b) in enumerate(pairwise(edges)) if k in aside]
    first = next((k for k, line in enumerate(body) if _stands_in(line, spans)), 0)
    return [(body[first - 1].box[3] + body[first].box[1]) / 2] if first else []


def _begin_level(rows: Sequence[Sequence[Cell]], aside: Sequence[int]) -> bool:
    """Whether what never wraps (numbers, values, in the columns ``aside``) stands in every row whose texts do on the
    first line of these, in one row at the least.
    """
    told = []
    for row in rows:
        own = [c for c in row if c.text and c.row_span == c.column_span == 1]
        texts = [c.lines[0] for c in own if c.column not in aside and len(c.lines) > 1]
        values = [c.lines[0] for c in own if c.column in aside]
        if texts and values:
            told.append(all(abs(a.box[1] - b.box[1]) <= LEVEL * a.size for a in texts for b in values))
    return bool(told) and all(told)


def _stands_in(line: Line, spans: Sequence[tuple[float, float]]) -> bool:
    """Whether a word of a line stands in one of the stretches across."""
    return any(a < (w.box[0] + w.box[2]) / 2 <= b for w in line.words for a, b in spans)

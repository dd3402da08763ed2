"""Rows within tall cells that are set apart by blank lines and do not stand level: the second paragraph of a cell goes
with the second of the others, wherever it begins. Where one cell begins with what is left of a row of the page before,
the others begin under that.

Comes in: the lines of the cells of a row of a grid, and how its rows are told by height. Goes out: the rows as the
paragraphs count, where they count alike and no height parts them. Apart from ``bands``, because there a row is a
stretch of the page; here who wrote the cells set them apart by hand and missed the level of their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import Rows
from extractor.layout.tables.hints import middle
from extractor.layout.tables.levels import is_text, usual_size, usual_step
from extractor.layout.tables.row_meaning import Piece

_BLANK = 0.6
"""Type sizes of white, beyond that between lines, that a blank line leaves at the least: it is a line high."""
_AGREE = 2
"""Columns of texts that count alike, at the least: one alone may leave a blank line within its text."""

Paragraphs = Sequence[Sequence[Line]]


def by_paragraphs(columns: Sequence[Sequence[Line]], split: Rows) -> Rows | None:
    """The rows that the paragraphs of the cells make, ``None`` where ``split`` keeps them whole or they don't agree.

    ``columns`` are the lines of each cell, ``split`` the rows that their heights make.
    """
    usual = usual_step(columns, usual_size([line for column in columns for line in column]))
    parts = [_paragraphs(column, usual) for column in columns]
    count = max(map(len, parts))
    whole = [k for k, own in enumerate(parts) if len(own) == count]
    first = parts[whole[0]][0]
    skipped = [len(own) == count - 1 > 1 and middle(own[0][0]) >= first[-1].box[3] for own in parts]
    alike = [k for k, own in enumerate(parts) if (len(own) == count or skipped[k]) and is_text(columns[k])]
    if count < 2 or len(alike) < _AGREE or not any(_mixes(parts[k], split.pieces[k]) for k in alike):
        return None
    rows = [(own[0].box[1], own[-1].box[3]) for own in parts[whole[0]]]
    cuts = tuple((above[1] + below[0]) / 2 for above, below in pairwise(rows))
    pieces = tuple(_pieces(own, rows, late=late) for own, late in zip(parts, skipped, strict=True))
    return Rows(cuts, pieces, (min(split.sure),) * count)


def _paragraphs(lines: Sequence[Line], usual: float) -> list[list[Line]]:
    """The lines of a cell, parted at blank lines."""
    found: list[list[Line]] = []
    for line in lines:
        if not found or line.box[1] - found[-1][-1].box[1] > usual + _BLANK * line.size:
            found.append([])
        found[-1].append(line)
    return found


def _mixes(paragraphs: Paragraphs, pieces: Sequence[Piece]) -> bool:
    """Whether cells that were told by height hold two paragraphs, or one is torn."""
    held = [[next((n for n, p in enumerate(pieces) if line in p.lines), -1) for line in own] for own in paragraphs]
    return any(len(set(own)) > 1 for own in held) or len({own[0] for own in held}) < len(held)


def _pieces(paragraphs: Paragraphs, rows: Sequence[tuple[float, float]], *, late: bool) -> tuple[Piece, ...]:
    """A paragraph a row, where a column has as many as there are ``rows`` (their tops and bottoms), or (``late``) all
    but that of the first row; fewer stand in the rows that are nearest to them. Each holds for those down to the next.
    """
    count = len(rows)
    at = list(range(late, count)) if late or len(paragraphs) == count else _nearest(paragraphs, rows)
    pieces = [Piece((), n, n) for n in range(at[0] if at else count)]
    for own, (begin, after) in zip(paragraphs, pairwise([*at, count]), strict=True):
        pieces.append(Piece(tuple(own), begin, after - 1))
    return tuple(pieces)


def _nearest(paragraphs: Paragraphs, rows: Sequence[tuple[float, float]]) -> list[int]:
    """For each of fewer paragraphs than rows the one whose top it misses least, in order."""
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}
    for own in paragraphs:
        best = {
            n: min((lost + abs(own[0].box[1] - rows[n][0]), [*at, n]) for last, (lost, at) in best.items() if last < n)
            for n in range(min(best) + 1, len(rows))
        }
    return min(best.values())[1]

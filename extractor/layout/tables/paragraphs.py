"""Rows within tall cells that are set apart by blank lines and do not stand level: the second paragraph of a cell goes
with the second of the others, wherever it begins.

Comes in: the lines of the cells of a row of a grid, and how its rows are told by height. Goes out: the rows as the
paragraphs count, where they count alike and no height parts them. Apart from ``bands``, because there a row is a
stretch of the page; here who wrote the cells set them apart by hand and missed the level of their neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import Rows
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
    alike = [k for k, own in enumerate(parts) if len(own) == count and is_text(columns[k])]
    if count < 2 or len(alike) < _AGREE or not any(_mixes(parts[k], split.pieces[k]) for k in alike):
        return None
    own = parts[alike[0]]
    cuts = tuple((a[-1].box[3] + b[0].box[1]) / 2 for a, b in pairwise(own))
    return Rows(cuts, tuple(_pieces(p, count) for p in parts), (min(split.sure),) * count)


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


def _pieces(paragraphs: Paragraphs, count: int) -> tuple[Piece, ...]:
    """A paragraph a row; the last of fewer holds for the rows that are left."""
    last = len(paragraphs) - 1
    return tuple(Piece(tuple(own), n, count - 1 if n == last else n) for n, own in enumerate(paragraphs))

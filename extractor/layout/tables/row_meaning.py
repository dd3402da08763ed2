"""What the cells of a band say of which rows: the measure of whether two ways to cut it differ.

Comes in: the cells of each column. Goes out: something that is equal for ways to cut that mean the same: what is read
from the rows is the same, however the heights between them differ.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate, pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.levels import MARK, VALUE, opens
from extractor.record import record


@record(frozen=True)
class Piece:
    """A cell: the lines of rows ``first`` to ``last`` of one column."""

    lines: tuple[Line, ...]
    first: int
    last: int


def meaning(pieces: Sequence[Sequence[Piece]], *, closed: bool) -> Hashable:
    """What the cells of a band say of which rows. The one text of a column between rules holds for all of them; a row
    that lists items beside as many values says the same as rows of them, and a lead-in in a row of its own says the
    same as one over the first of its items.
    """
    count = 1 + max((p.last for column in pieces for p in column), default=0)
    rows: list[dict[int, Piece]] = [{} for _ in range(count)]
    for k, column in enumerate(pieces):
        for piece in column:
            if piece.lines and piece.first == piece.last:
                rows[piece.first][k] = piece
    leads = {r for r, (row, below) in enumerate(pairwise(rows)) if _leads(row, below)}
    items = [0 if r in leads else _items(list(row.values())) for r, row in enumerate(rows)]
    at = [0, *accumulate(items)]
    told: list[tuple[tuple[int, ...], ...]] = []
    for column in pieces:
        said: list[tuple[int, ...]] = []
        led = 0
        for piece in (p for p in column if p.lines):
            first, last = at[piece.first], at[piece.last + 1] - 1
            if last < first:
                led = len(piece.lines)
                continue
            starts = _starts(piece) if piece.first == piece.last and items[piece.first] > 1 else [0]
            sizes = [b - a for a, b in pairwise([*starts, len(piece.lines)])]
            sizes[0] += led
            led = 0
            if len(sizes) > 1:
                said += [(size, first + k, first + k) for k, size in enumerate(sizes)]
            else:
                said.append((sizes[0], first, last))
        told.append(tuple(t[:1] for t in said) if closed and len(said) == 1 else tuple(said))
    return tuple(told)


def _leads(row: Mapping[int, Piece], below: Mapping[int, Piece]) -> bool:
    """Whether a row holds nothing but what leads in the list that begins under it, be it an item of a list itself,
    whose marks are others.
    """
    if len(row) != 1:
        return False
    ((k, piece),) = row.items()
    return k in below and _is_marked(below[k].lines[0]) and _sign(piece.lines[0]) != _sign(below[k].lines[0])


def _sign(line: Line) -> str:
    """Of what sort the mark of a line is: the mark with a digit for every figure, a letter for every letter."""
    found = MARK.match(line.text)
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", found[0])).strip() if found else ""


def _is_marked(line: Line) -> bool:
    return MARK.match(line.text) is not None


def _items(row: Sequence[Piece]) -> int:
    """The items that a row lists beside as many values; 1 where it lists none."""
    texts = {len(_starts(p)) for p in row if _is_marked(p.lines[0]) or opens(p.lines[0].text)}
    counts = {n for p in row if (n := len(_starts(p))) > 1}
    return counts.pop() if len(counts) == 1 and counts <= texts else 1


def _starts(piece: Piece) -> list[int]:
    """The lines of a cell that begin an item, by a mark or by a word that indicators begin with, or a value of their
    own; the first one where there are none. What leads in a list is one with the first of its items.
    """
    texts = [line.text for line in piece.lines]
    if all(VALUE.match(text) for text in texts):
        return list(range(len(texts)))
    marked = [_is_marked(line) for line in piece.lines]
    if marked[0]:
        first, *rest = [k for k, is_marked in enumerate(marked) if is_marked]
        leads_in = all(_sign(piece.lines[k]) != _sign(piece.lines[0]) for k in rest)
        return [first, *rest[leads_in:]]
    starts, leads = [0], opens(texts[0])
    for k in range(1, len(texts)) if leads else ():
        if opens(texts[k]) or (marked[k] and not leads):
            starts.append(k)
        leads = not marked[k] and (leads or opens(texts[k]))
    return starts

"""Tables wider than the paper: their left columns on one page, the others on the next (spreadsheets print so).

Comes in: heading and rows of a table and of the one on the pages after it. Goes out: heading and rows of both as one,
or nothing where they are two tables. Rows that stand at the same heights on both pages, heights that differ from row
to row, tell; so do columns that the second page repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.heading import own_cells
from extractor.read.words import box_around

Row = tuple[Cell, ...]
_ROWS, _HEIGHTS = 3, 3
"""Rows of a table that is known by their heights, and how many of them must differ."""
_SAME = 1.5
"""Points by which the heights of one row may differ on two pages: both are printed from one sheet."""
_MIDDLE = 1.0
"""Type sizes by which a heading may stand aside from the middle of its cell; where a page's edge cuts it it is more."""


def facing(
    left: tuple[Sequence[Row], Sequence[Row]], right: tuple[Sequence[Row], Sequence[Row]]
) -> tuple[tuple[Row, ...], tuple[Row, ...]] | None:
    """The heading and the rows of two pages' tables as one; ``left`` and ``right`` are heading and rows of each."""
    (head_a, rows_a), (head_b, rows_b) = left, right
    if min(len(rows_a), len(rows_b)) == 0 or not head_a or len(head_a) != len(head_b):
        return None
    rows_a, rows_b, sides = _matched(head_a, rows_a, head_b, rows_b)
    if len(rows_a) < _ROWS:
        return None
    again = _repeated(rows_a, rows_b)
    if not again and len({round(bottom - top) for top, bottom in sides}) < _HEIGHTS:
        return None
    if again == len(rows_b[0]) or _said(head_a) & _said([row[again:] for row in head_b]) >= _said(head_a):
        return None  # a further page with the same columns
    return _beside(_uncut(head_a, head_b, again), again), _beside(list(zip(rows_a, rows_b, strict=True)), again)


def _matched(
    head_a: Sequence[Row], rows_a: Sequence[Row], head_b: Sequence[Row], rows_b: Sequence[Row]
) -> tuple[Sequence[Row], Sequence[Row], list[tuple[float, float]]]:
    """The rows of both pages, as many on either, and where they stand; no rows where they stand at other heights.

    The rows of one page may each reach over several of the other: the levels of a cascade are merged over what stands
    under them, and that is printed on the next page. Then they are parted as these are.
    """
    swapped = len(rows_a) > len(rows_b)
    few, many = (rows_b, rows_a) if swapped else (rows_a, rows_b)
    heads = _sides(head_b if swapped else head_a), _sides(head_a if swapped else head_b)
    sides, finer = _sides(few), _sides(many)
    parted = [max((k for k, side in enumerate(sides) if side[0] <= top + _SAME), default=0) for top, _ in finer]
    ends = [(finer[parted.index(k)][0], finer[len(parted) - 1 - parted[::-1].index(k)][1]) for k in sorted({*parted})]
    pairs = [*zip(*heads, strict=True), *zip(sides, ends, strict=False)]
    if len(ends) != len(sides) or any(abs(p - q) > _SAME for a, b in pairs for p, q in zip(a, b, strict=True)):
        return (), (), []
    rows = [few[k] for k in parted]
    return (many, rows, [*heads[1], *finer]) if swapped else (rows, many, [*heads[1], *finer])


def _sides(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The highest top and the lowest bottom of the cells that stand in each row alone."""
    found = []
    for k, row in enumerate(rows):
        above = {id(c) for c in rows[k - 1]} if k else set()
        below = {id(c) for c in rows[k + 1]} if k + 1 < len(rows) else set()
        alone = [c.box for c in row if id(c) not in above and id(c) not in below] or [c.box for c in row]
        found.append((max(box[1] for box in alone), min(box[3] for box in alone)))
    return found


def _repeated(left: Sequence[Row], right: Sequence[Row]) -> int:
    """How many of the first columns the second page repeats."""
    count = 0
    while count < min(len(left[0]), len(right[0])):
        said = [(a[count].text, b[count].text) for a, b in zip(left, right, strict=True)]
        if any(a != b for a, b in said) or not all(a for a, _ in said):
            break
        count += 1
    return count


def _said(head: Sequence[Row]) -> set[str]:
    return {cell.text.casefold() for row in head for cell in own_cells(row) if cell.text}


def _uncut(left: Sequence[Row], right: Sequence[Row], again: int) -> list[tuple[Row, Row]]:
    """The rows of both headings, a heading over several columns that the page's edge cut whole on both sides."""
    pairs = list(zip(left, right, strict=True))
    a, b = left[0][-1], right[0][again]
    over = len(pairs) > 1 and a is not left[-1][-1] and b is not right[-1][again]
    if not over or not (_is_cut(a) or _is_cut(b)):
        return pairs
    known = [w.text for w in a.span.words]
    words = (*a.span.words, *(w for w in b.span.words if w.text not in known))
    whole = replace(a, lines=(Line(words),) if words else ())
    return [
        (tuple(whole if c is a else c for c in row_a), tuple(whole if c is b else c for c in row_b))
        for row_a, row_b in pairs
    ]


def _is_cut(cell: Cell) -> bool:
    """Whether a heading stands aside from the middle of its cell, or its cell is empty."""
    if not cell.lines:
        return True
    box = box_around([line.box for line in cell.lines])
    aside = abs((box[0] + box[2]) - (cell.box[0] + cell.box[2])) / 2
    return aside > _MIDDLE * cell.lines[0].size


def _beside(pairs: Sequence[tuple[Row, Row]], again: int) -> tuple[Row, ...]:
    """The rows with the second page's columns at the right of the first one's."""
    made: dict[int, Cell] = {}
    places: dict[int, list[int]] = {}
    out = [(*a, *b[again:]) for a, b in pairs]
    for row in out:
        for c, cell in enumerate(row):
            places.setdefault(id(cell), []).append(c)
    for row in out:
        for cell in row:
            if id(cell) not in made:
                first, last = min(places[id(cell)]), max(places[id(cell)])
                made[id(cell)] = replace(cell, column=first, column_span=last - first + 1)
    return tuple(tuple(made[id(cell)] for cell in row) for row in out)

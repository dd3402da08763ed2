"""A little table without walls whose headings end in years: figures stand under the year that they are for.

In come the lines of a box, the headings first, out comes the table. Apart from layout's reader of tables because
figures that stand close, each under a year, leave no white between their columns that would tell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.kinds.cascade.labels import PERIOD
from extractor.layout.blocks import Cell, Line, Table
from extractor.read.words import Span, Word, box_around

_FEWEST = 2
"""Years on a line that stand over columns, at the least."""
_GAP = 0.8
"""Type sizes of white between two headings beside years, at the least."""


def are_periods(line: Line) -> bool:
    """Are the words of a line years and nothing else, several of them?"""
    return len(line.words) >= _FEWEST and all(PERIOD.fullmatch(w.text) for w in line.words)


def has_periods(line: Line) -> bool:
    """Does a line end in several years?"""
    return len(line.words) >= _FEWEST and all(PERIOD.fullmatch(w.text) for w in line.words[-_FEWEST:])


def parts_of(line: Line) -> tuple[Line, ...]:
    """The headings on a line: parts with wide white between them, and each of several years."""
    if not has_periods(line):
        return line.segments()
    first = len(line.words)
    while first and PERIOD.fullmatch(line.words[first - 1].text):
        first -= 1
    before = Line(line.words[:first]).segments(_GAP) if first else ()
    return (*before, *(Line((w,)) for w in line.words[first:]))


def by_periods(lines: Sequence[Line]) -> Table | None:
    """The table under a line of headings that ends in years: a figure belongs to the year under which it stands, what
    stands left of them all to the headings before these, the first of which may be missing (the indicator's). ``None``
    where a row says no indicator, or no white parts the columns.
    """
    parts = parts_of(lines[0])
    years = [p for p in parts if are_periods(Line(p.words * _FEWEST))]
    heads = parts[: len(parts) - len(years)]
    middles = [_middle(y) for y in years]
    border = middles[0] - min(b - a for a, b in pairwise(middles)) / 2
    walls = _walls([w for line in lines[1:] for w in line.words if _middle(Line((w,))) < border], heads)
    if walls is None:
        return None
    places = [*walls, border, *((a + b) / 2 for a, b in pairwise(middles))]
    rows: list[list[list[Line]]] = []
    for group in _grouped(lines[1:], border):
        row: list[list[Line]] = [[] for _ in range(len(places) + 1)]
        for line in group:
            held: list[list[Word]] = [[] for _ in row]
            for w in line.words:
                held[sum(_middle(Line((w,))) >= x for x in places)].append(w)
            for cell, words in zip(row, held, strict=True):
                cell += [Line(tuple(words))] if words else []
        rows.append(row)
    name = max(len(heads) - 1, 0) if len(heads) < _FEWEST else None
    if not rows or any(not any(row[len(walls) + 1 :]) or (name is not None and not row[name]) for row in rows):
        return None
    box = box_around(line.box for line in lines)
    cells = tuple(
        tuple(Cell(tuple(own), box_around(n.box for n in own) if own else box, r, c) for c, own in enumerate(row))
        for r, row in enumerate(rows)
    )
    header = [p.span for p in (*heads, *years)]
    return Table((lines[0].page,), tuple(header if heads else [Span(), *header]), cells, box, box[3])


def _middle(line: Line) -> float:
    return (line.box[0] + line.box[2]) / 2


def _walls(words: Sequence[Word], heads: Sequence[Line]) -> list[float] | None:
    """The places between the columns under headings: the widest white between the middles of each two of them."""
    covered: list[list[float]] = []
    for x0, x1 in sorted((w.box[0], w.box[2]) for w in words):
        if covered and x0 <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], x1)
        else:
            covered.append([x0, x1])
    walls = []
    for a, b in pairwise(heads):
        low, high = _middle(a), _middle(b)
        gaps = [(max(left[1], low), min(right[0], high)) for left, right in pairwise(covered)]
        start, end = max(gaps, key=lambda g: g[1] - g[0], default=(0.0, 0.0))
        if end <= start:
            return None
        walls.append((start + end) / 2)
    return walls


def _grouped(lines: Sequence[Line], border: float) -> list[list[Line]]:
    """The lines in rows, each with one line of figures: figures stand at the top of their row, or in its middle where
    text stands over the first of them.
    """
    figured = [i for i, line in enumerate(lines) if line.box[2] > border]
    if not figured:
        return []
    rows: list[list[Line]] = [[] for _ in figured]
    for i, line in enumerate(lines):
        if figured[0] == 0:
            k = sum(i >= f for f in figured) - 1
        else:
            k = min(range(len(figured)), key=lambda k: abs(lines[figured[k]].box[1] - line.box[1]))
        rows[k].append(line)
    return rows

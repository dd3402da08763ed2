"""Numbers that stand before the cells of a sheet on the cells' colour, with no walls of their own.

In come the ruled cells of a page with their words, and the words in none, out come boxes for such numbers, each as high
as the cell that it numbers. Apart from the box finder because here a neighbour tells how far a box reaches: the numbers
of one column stand on one ground, which a spreadsheet paints over all the cells of its colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.layout.charts.geometry import EDGE, inside
from extractor.layout.charts.grounds import Ground
from extractor.layout.charts.near import Near
from extractor.read.words import Box, Word

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_DIGITS = frozenset("0123456789")
_BEFORE = 3.0
"""Type sizes from a number to the cell that it numbers, at the most: a column of numbers is no wider."""

Cells = Mapping[tuple[int, int, int, int], tuple[Box, frozenset[str]]]


def torn(cells: Cells) -> Iterator[tuple[int, int, int, int]]:
    """The cells with a missing side that hold whole ones: walls of other cells that happen to end together."""
    cut = [(key, box) for key, (box, missing) in cells.items() if missing]
    if not cut:
        return
    near = Near([(box, box) for box, missing in cells.values() if not missing])
    yield from (key for key, box in cut if any(inside(whole, box, 1.0) for whole in near.around(box)))


def numbers_alone(cells: Cells, held: Mapping[tuple[int, int, int, int], Sequence[Word]]) -> Iterator[Word]:
    """The words of cells with a missing side that hold numbers alone, several of them."""
    for key, (_, missing) in cells.items():
        words = held[key] if missing else ()
        if len(words) > 1 and all(_is_number(w) for w in words):
            yield from words


def _is_number(word: Word) -> bool:
    return _NUMBER.fullmatch(word.text) is not None


def number_cells(words: Sequence[Word], cells: Cells, grounds: Near[Ground]) -> list[tuple[Box, Word, str]]:
    """``(box, number, colour)`` of the numbers among words that stand on the ground of a whole ruled cell, right before
    it.
    """
    found: list[tuple[Box, Word, str]] = []
    # most words are passed over at a glance
    numbers = [w for w in words if w.text[:1] in _DIGITS and _is_number(w)] if cells else []
    if not numbers:
        return found
    near = Near([(box, box) for box, missing in cells.values() if not missing])
    for word in numbers:
        x0, top, x1, bottom = word.box
        y = (top + bottom) / 2
        beside = [c for c in near.around(word.box, _BEFORE * word.size) if c[1] < y < c[3]]
        cell = min((c for c in beside if -1 <= c[0] - x1 <= _BEFORE * word.size), default=None, key=lambda c: c[0])
        if cell is None:
            continue
        ground = _ground(word, cell, grounds)
        if ground is not None:
            (left, *_), colour = ground
            before = [c for c in near.around((left, y, x0, y)) if c[1] < y < c[3] and c[2] <= x0 + EDGE]
            left = max([left, *(c[2] for c in before)])
            found.append(((left, cell[1], cell[0], cell[3]), word, colour))
    return found


def _ground(word: Word, cell: Box, grounds: Near[Ground]) -> tuple[Box, str] | None:
    """The ground on which a number stands, where it goes on under the cell behind it or meets it in its colour."""
    x, y = word.box[0], (word.box[1] + word.box[3]) / 2
    own = _at(x, y, grounds)
    under = _at(cell[0] + EDGE, y, grounds)
    return own if own is not None and under is not None and own[1] == under[1] else None


def _at(x: float, y: float, grounds: Near[Ground]) -> tuple[Box, str] | None:
    """The smallest colour over a point."""
    for (x0, top, x1, bottom), colour in grounds.at(x, y):
        if colour is not None and x0 - 1 <= x <= x1 and top <= y <= bottom:
            return (x0, top, x1, bottom), colour
    return None

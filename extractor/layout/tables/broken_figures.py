"""Figures that a narrow column cuts: the lines of cells that go on with the figure over them.

Comes in: the lines of cells, with the widths of these. Goes out: those lines. Asked before rows are told, where what
is left of a figure looks like the value of another row (`98,0` over `0`), so that only the width of the column and what
the rest of the table prints say that it is none. Apart from ``broken_words``, which asks the cells of told rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.printed import GROUPED, YEAR

_BEGUN, _REST = re.compile(r"\d[\d.,]*"), re.compile(r"\d{1,3}(?:[.,]\d+)*\s?%?")
_WHOLE = re.compile(rf"{GROUPED}|\d+,\d+")
_DECIMALS = re.compile(r"\d+,(\d+)\s?%?")
ROOM = 1.6
"""Type sizes that a cell is wider than a full line of figures at the most: padding on both sides, less than a digit."""
_STEP = 1.75
"""Type sizes of the widest step between two lines of one cell (one and a half lines in a roomy face)."""
_ALIKE = 2
"""Whole figures with as many decimals, at the least, that tell how many a table prints."""

Field = tuple[Sequence[Line], float]
"""The lines of a cell, top to bottom, and its width in points."""


@dataclass(frozen=True)
class _Pair:
    """A full line of a figure, and the digits under it."""

    upper: Line
    lower: Line

    @property
    def joined(self) -> str:
        return self.upper.text + self.lower.text


def cut_figures(fields: Sequence[Field], broken: Callable[[], bool]) -> set[int]:
    """The identities of the first words of the lines that go on with the figure over them.

    A sign that no figure ends with, or a year, shows that a table cuts figures. So do the decimals of its whole
    figures, digits that are a group of thousands together alone, and other words that it breaks (``broken``), where the
    figure over them has a sign in it.
    """
    pairs = [pair for lines, width in fields for pair in _pairs(lines, width)]
    if not pairs:
        return set()
    if any(not p.upper.text[-1].isdigit() or YEAR.fullmatch(p.joined) for p in pairs):
        return {id(p.lower.words[0]) for p in pairs}
    signed = [p for p in pairs if not p.upper.text.isdigit()]
    told = _decimals(fields, {id(line) for p in pairs for line in (p.upper, p.lower)})
    shown = any(_is_group(p) for p in signed) or (bool(signed) and all(_has(p, told) for p in signed)) or broken()
    return {id(p.lower.words[0]) for p in signed} if shown else set()


def one_line(lines: Sequence[Line], rests: set[int]) -> list[Line]:
    """The lines of a cell, those that go on with a figure one with the line over them."""
    made: list[Line] = []
    for line in lines:
        if made and id(line.words[0]) in rests:
            made[-1] = Line((*made[-1].words, *line.words))
        else:
            made.append(line)
    return made


def _pairs(lines: Sequence[Line], width: float) -> Iterator[_Pair]:
    """The lines of a cell that figures fill, with digits close under them."""
    for upper, lower in pairwise(lines):
        x0, top, x1, _ = upper.box
        close = 0 < lower.box[1] - top <= _STEP * upper.size and upper.page == lower.page
        if not close or width - (x1 - x0) > ROOM * upper.size or lower.box[2] - lower.box[0] > x1 - x0:
            continue
        if _BEGUN.fullmatch(upper.text) and _REST.fullmatch(lower.text):
            yield _Pair(upper, lower)


def _is_group(pair: _Pair) -> bool:
    """Whether digits are thousands only together with those under them (`1.47` / `0`)."""
    return re.fullmatch(GROUPED, pair.joined) is not None and not _WHOLE.fullmatch(pair.upper.text)


def _decimals(fields: Sequence[Field], asked: set[int]) -> int | None:
    """How many decimals all figures of the cells have that are beyond doubt; ``None`` where they differ or are few."""
    lines = (line for lines, _ in fields for line in lines if id(line) not in asked)
    counts = [len(m[1]) for line in lines if (m := _DECIMALS.fullmatch(line.text))]
    return counts[0] if len(counts) >= _ALIKE and len(set(counts)) == 1 else None


def _has(pair: _Pair, decimals: int | None) -> bool:
    """Whether a figure has so many decimals with the digits under it, and fewer without."""
    whole, own = _DECIMALS.fullmatch(pair.joined), _DECIMALS.fullmatch(pair.upper.text)
    return whole is not None and len(whole[1]) == decimals and (own is None or own[1] != whole[1])

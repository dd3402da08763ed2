"""Which of several readings of a region is the table: a score over named features of every candidate.

Comes in: grids that proposers made, some of the same words. Goes out: the best of them that share no word. A reading is
good where its heading names its columns, its words keep to their columns, and its cells hold one thing each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from extractor.layout.blocks import Line
from extractor.layout.tables.heading import cells_of, header_spans, heading_rows, names_column, names_period, own_cells
from extractor.read.page import Grid
from extractor.read.words import Word

_WIDE = 1.6
"""Type sizes of white within a line of a cell that look like a border which was missed."""

_CURRENCY = re.compile(r"(?:Rp|IDR)[.:]?", re.IGNORECASE)
_NAMED, _MANY, _FILLED = 0.4, 0.3, 0.3
"""Boxes of a chart and blocks of signatures stand in columns too: their headings are names, their lines fall apart, or
most of their places are empty.
"""
_FEW = 0.04
"""Share of lines or words that may be out of place in a grid that needs no other reading: a stamp, a wide dash."""


@dataclass(frozen=True)
class Features:
    """What speaks for and against a grid, each from 0 to 1."""

    headed: float
    """Its heading names two columns or more."""
    named: float
    """Share of its columns whose heading is known."""
    filled: float
    """Share of its cells that hold words."""
    wide_gaps: float
    """Share of the lines in its cells that a wide white parts: two columns taken for one."""
    crossing: float
    """Share of its words that reach over the side of their cell."""
    lonely: float
    """Share of its rows with words in one cell only, which no heading over rows explains."""
    words: float
    """Share of the words of all candidates of the region that it holds."""


@dataclass(frozen=True)
class Weights:
    """What each feature adds to the score."""

    headed: float = 2.0
    named: float = 1.5
    filled: float = 1.0
    wide_gaps: float = -3.0
    crossing: float = -3.0
    lonely: float = -1.5
    words: float = 1.5


@dataclass(frozen=True)
class Candidate:
    """A reading of a region: the grid, who proposed it."""

    grid: Grid
    proposer: str

    @cached_property
    def words(self) -> frozenset[int]:
        """The identities of its words."""
        return frozenset(id(w) for w in words_of(self.grid))


def words_of(grid: Grid) -> list[Word]:
    """The words of a grid, each once."""
    cells = {id(c): c for row in grid.rows for c in row}.values()
    return [w for cell in cells for line in cell.lines for w in line]


def features(grid: Grid, region: int) -> Features:
    """The features of a grid; ``region`` is the number of words of its region."""
    rows = cells_of(grid)
    count = grid.heading if grid.heading is not None else heading_rows(rows)
    heads = [span.text for span in header_spans(rows[:count], len(rows[0]))] if count else []
    known = sum(bool(text) and (names_column(text) or names_period(text)) for text in heads)
    own = [cell for row in rows[count:] for cell in own_cells(row)]
    words = words_of(grid)
    lines = [line for cell in {id(c): c for row in rows[count:] for c in row}.values() for line in cell.lines]
    gaps = sum(_falls_apart(line) for line in lines)
    over = sum(
        w.box[0] < cell.box[0] - 2 or w.box[2] > cell.box[2] + 2
        for cell in {id(c): c for row in rows for c in row}.values()
        for line in cell.lines
        for w in line.words
    )
    lonely = sum(sum(bool(c.text) for c in own_cells(row)) == 1 and row[0] is not row[-1] for row in rows[count:])
    return Features(
        headed=float(known >= 2),
        named=known / max(1, len(rows[0])),
        filled=sum(bool(c.text) for c in own) / max(1, len(own)),
        wide_gaps=gaps / max(1, len(lines)),
        crossing=over / max(1, len(words)),
        lonely=lonely / max(1, len(rows) - count),
        words=len(words) / max(1, region),
    )


def _falls_apart(line: Line) -> bool:
    """Whether a wide white parts a line; not where it follows a currency sign, which may stand far from its amount."""
    parted = line.segments(_WIDE)
    return len(parted) > 1 and not (len(parted) == 2 and _CURRENCY.fullmatch(parted[0].text))


def score(found: Features, weights: Weights) -> float:
    """The sum of the features' shares."""
    given = asdict(weights)
    return float(sum(value * given[name] for name, value in asdict(found).items()))


def is_table(grid: Grid) -> bool:
    """Whether a grid that no upright lines vouch for is a table: headed, and its words keep to its columns."""
    found = features(grid, 1)
    return bool(found.headed) and found.named >= _NAMED and found.wide_gaps <= _MANY and found.filled >= _FILLED


def is_firm(grid: Grid) -> bool:
    """Whether a ruled grid needs no other reading: its heading is known and no line of a cell falls apart."""
    found = features(grid, 1)
    return bool(found.headed) and found.wide_gaps <= _FEW and found.crossing <= _FEW


def choose(candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Candidate]:
    """The candidates of the best scores that share no word."""
    weights = weights or Weights()
    rated = []
    for k, candidate in enumerate(candidates):
        rivals = [c for c in candidates if c.words & candidate.words]
        if len(rivals) == 1:
            rated.append((0.0, k, candidate))
            continue
        region = len(frozenset().union(*(c.words for c in rivals)))
        rated.append((-score(features(candidate.grid, region), weights), k, candidate))
    chosen: list[Candidate] = []
    for _, _, candidate in sorted(rated, key=lambda r: r[:2]):
        if not any(candidate.words & c.words for c in chosen):
            chosen.append(candidate)
    return chosen

"""Which of several readings of a region is the table: a score over named features of every candidate.

Comes in: grids that proposers made, some of the same words. Goes out: the best of them that share no word. A reading is
good where its heading names its columns, its words keep to their columns, and its cells hold one thing each.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from math import isfinite
from typing import Any

from extractor.knowledge import kept
from extractor.layout.blocks import Cell, Line
from extractor.layout.stretched import are_alike
from extractor.layout.tables.broken_words import whole_words
from extractor.layout.tables.heading import (
    cells_of,
    down_the_side,
    header_spans,
    heading_rows,
    names_column,
    names_period,
    own_cells,
)
from extractor.printed import is_currency
from extractor.read.page import Grid
from extractor.read.words import Word

_WIDE = 1.6
"""Type sizes of white within a line of a cell that look like a border which was missed."""

_SIDES = 0.6
"""Type sizes by which a justified line may miss the sides of its paragraph."""
_DRAWN = 3.0
"""Type sizes of the widest of several blanks of a justified line: two that are wider leave room for any word, which
would stand there; values of columns that are equally wide have such blanks (`2041      2042      2043`).
"""
_STREWN = 3
"""Parts of a heading's line from which on it is several headings; two are a word and its unit at the margin."""
_NAMED, _MANY, _FILLED = 0.4, 0.3, 0.3
"""Boxes of a chart and blocks of signatures stand in columns too: their headings are names, their lines fall apart, or
most of their places are empty.
"""
_FEW = 0.04
"""Share of lines or words that may be out of place in a grid that needs no other reading: a stamp, a wide dash."""

_BESIDE = 0.3
"""Share of rows with nothing beside a name at the side, at the most: a chart's levels, cut by its boxes, have many."""
_LATTICE, _MOSTLY = (3, 5), 0.8
"""Rows and columns of a ruled grid that is a table without a heading, and the share of its cells that hold words: fewer
are a form, boxes of a chart, or a frame around something else.
"""
_FULL = 0.95
"""Share of the cells of such a table that hold words: cards in columns end at heights of their own."""
_HEADINGS = 2
"""More cells than these name columns in a row that is known for a heading in the middle of a grid."""
_GRIDS = 64
"""Grids whose features are kept: the readings of a page, asked about by all that choose among them."""


@dataclass(frozen=True)
class Features:
    """What speaks for and against a grid, each from 0 to 1."""

    headed: float
    """Its heading names two columns or more."""
    named: float
    """Share of its columns whose heading is known, or which number the rows without one."""
    filled: float
    """Share of its cells that hold words."""
    wide_gaps: float
    """Share of the lines in its cells that a wide white parts: two columns taken for one. A line that falls into eight
    counts seven times."""
    crossing: float
    """Share of its words that reach over the side of their cell."""
    lonely: float
    """Share of its rows with words in one cell only, which no heading over rows explains."""
    words: float
    """Share of the words of all candidates of the region that it holds."""


@dataclass(frozen=True)
class Weights:
    """What each feature adds to the score."""

    headed: float
    named: float
    filled: float
    wide_gaps: float
    crossing: float
    lonely: float
    words: float


def weights_of(told: dict[str, Any]) -> Weights:
    """Weights from their names and values. Raises ``ValueError`` where one is missing, unknown or no number."""
    names = Weights.__dataclass_fields__.keys()
    if told.keys() != names:
        raise ValueError(f"weights of tables: {sorted(told.keys() ^ names)} missing or unknown")
    if not all(isinstance(v, (int, float)) and isfinite(v) for v in told.values()):
        raise ValueError("weights of tables: not all are numbers")
    return Weights(**told)


@cache
def fitted() -> Weights:
    """The weights that ``python -m extractor.training tables`` made (``models/layout``)."""
    text = resources.files("extractor.models").joinpath("layout/tables.json").read_text(encoding="utf-8")
    return weights_of(json.loads(text)["weights"])


@dataclass(frozen=True)
class Candidate:
    """A reading of a region: the grid, who proposed it."""

    grid: Grid
    proposer: str

    @cached_property
    def words(self) -> frozenset[int]:
        """The identities of its words."""
        return identities(self.grid)


def words_of(grid: Grid) -> list[Word]:
    """The words of a grid, each once."""
    cells = {id(c): c for row in grid.rows for c in row}.values()
    return [w for cell in cells for line in cell.lines for w in line]


@lru_cache(maxsize=_GRIDS)
def identities(grid: Grid) -> frozenset[int]:
    """The identities of a grid's words."""
    return frozenset(map(id, words_of(grid)))


def features(grid: Grid, region: int) -> Features:
    """The features of a grid; ``region`` is the number of words of its region."""
    found = _features(grid)
    return replace(found, words=found.words / max(1, region))


@kept(maxsize=_GRIDS)
def _features(grid: Grid) -> Features:
    """The features of a grid in a region of one word."""
    rows = cells_of(grid)
    count = grid.heading if grid.heading is not None else heading_rows(rows)
    wholes, lasts = _heads(whole_words(rows[:count]), len(rows[0])) if count else ([], [])
    named = sum(map(_is_known, wholes, lasts))
    known = named + (named > 0 and not wholes[0] and _counts_rows(rows[count:]))
    own = [cell for row in rows[count:] for cell in own_cells(row)]
    words = words_of(grid)
    under = {id(c): c for row in rows[count:] for c in row}.values()
    lines = sum(len(cell.lines) for cell in under)
    gaps = sum(_apart_in(cell.lines) for cell in under)
    over = sum(
        w.box[0] < cell.box[0] - 2 or w.box[2] > cell.box[2] + 2
        for cell in {id(c): c for row in rows for c in row}.values()
        for line in cell.lines
        for w in line.words
    )
    lonely = sum(sum(bool(c.text) for c in own_cells(row)) == 1 and row[0] is not row[-1] for row in rows[count:])
    return Features(
        headed=float(named >= 2),
        named=known / max(1, len(rows[0])),
        filled=sum(bool(c.text) for c in own) / max(1, len(own)),
        wide_gaps=min(1.0, gaps / max(1, lines)),
        crossing=over / max(1, len(words)),
        lonely=lonely / max(1, len(rows) - count),
        words=float(len(words)),
    )


def _counts_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column numbers the rows from one on: it needs no heading for that to be known."""
    numbers = [row[0].text.strip().rstrip(".)") for row in rows]
    return len(numbers) > 1 and numbers == [str(k) for k in range(1, len(numbers) + 1)]


def _heads(head: Sequence[Sequence[Cell]], width: int) -> tuple[list[str], list[str]]:
    """The headings of the columns, whole and without what stands over their own storey."""
    return [span.text for span in header_spans(head, width)], [span.text for span in header_spans(head[-1:], width)]


def _is_known(whole: str, own: str) -> bool:
    return any(bool(text) and (names_column(text) or names_period(text)) for text in (whole, own))


def _apart_in(lines: Sequence[Line]) -> int:
    """How many wide whites part lines of a cell; none of a justified paragraph, whose lines but the last are drawn out
    from side to side.
    """
    apart = [line for line in lines if _falls_apart(line)]
    whites = sum(len(line.segments(_WIDE)) - 1 for line in apart)
    if not apart or apart[-1] is lines[-1]:
        return whites
    x0, x1 = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    reach = [line for line in lines[:-1] if len(line.words) > 1]  # a word alone is not drawn out
    drawn_out = all(line.box[0] - x0 + x1 - line.box[2] <= _SIDES * line.size for line in reach)
    return 0 if drawn_out and all(map(_is_even, apart)) else whites


def _is_even(line: Line) -> bool:
    """Whether the blanks of a line are drawn out alike, as a justified line's are, and none of several is as wide as
    those between columns.
    """
    blanks = [b.box[0] - a.box[2] for a, b in pairwise(line.words)]
    return are_alike(blanks) and (len(blanks) == 1 or max(blanks) <= _DRAWN * line.size)


def _falls_apart(line: Line) -> bool:
    """Whether a wide white parts a line; not where it follows a currency sign, which may stand far from its amount."""
    parted = line.segments(_WIDE)
    return len(parted) > 1 and not (len(parted) == 2 and is_currency(parted[0].text))


def score(found: Features, weights: Weights) -> float:
    """The sum of the features' shares."""
    given = asdict(weights)
    return float(sum(value * given[name] for name, value in asdict(found).items()))


def is_table(grid: Grid) -> bool:
    """Whether a grid that no upright lines vouch for is a table: headed, and its words keep to its columns."""
    found = features(grid, 1)
    return bool(found.headed) and found.named >= _NAMED and found.wide_gaps <= _MANY and found.filled >= _FILLED


@kept(maxsize=_GRIDS)
def is_firm(grid: Grid) -> bool:
    """Whether a ruled grid needs no other reading: its headings are known, be they over the columns, over those of a
    later part of it or down the side, and no line of a cell falls apart.
    """
    found = features(grid, 1)
    if found.wide_gaps > _FEW or found.crossing > _FEW:
        return False
    rows = cells_of(grid)
    if _strewn(grid, rows):
        return False
    return bool(found.headed) or (found.lonely <= _BESIDE and down_the_side(rows)) or _is_headed_within(rows)


def is_lattice(grid: Grid) -> bool:
    """Whether a ruled grid without a heading, as a table's further pages have, is plainly one: rows and columns whose
    cells hold one thing each.
    """
    found = features(grid, 1)
    large = len(grid.rows) >= _LATTICE[0] and len(grid.rows[0]) >= _LATTICE[1]
    return large and found.wide_gaps <= _FEW and found.crossing <= _FEW and found.filled >= _MOSTLY


def is_full(grid: Grid) -> bool:
    """Whether a grid without upright lines is plainly a table: every column has a heading that is known, nearly every
    cell holds words, and no line falls apart or leaves its column.
    """
    found = features(grid, 1)
    return found.named == 1.0 and found.filled >= _FULL and found.wide_gaps == found.crossing == 0.0


def _strewn(grid: Grid, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a cell of the heading holds the headings of several columns beside one another: its grid is a frame."""
    count = grid.heading if grid.heading is not None else heading_rows(rows)
    lines = [line for row in rows[:count] for cell in own_cells(row) for line in cell.lines]
    return any(len(line.segments(_WIDE)) >= _STREWN for line in lines)


def _is_headed_within(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row in the middle is a heading, each cell the name of a column, and as many columns stand over it."""
    for k, row in enumerate(rows):
        texts = [cell.text for cell in own_cells(row)]
        if len(texts) > _HEADINGS and all(names_column(text) or names_period(text) for text in texts):
            return all(2 * len(own_cells(over)) > len(texts) for over in rows[:k])
    return False


def region_of(candidate: Candidate, candidates: Sequence[Candidate]) -> int:
    """The number of words of all readings that share a word with a candidate, its own among them."""
    return len(frozenset().union(*(c.words for c in candidates if c.words & candidate.words)))


@dataclass(frozen=True)
class Rated:
    """A candidate, its features and score, and whether it is chosen."""

    candidate: Candidate
    features: Features
    score: float
    chosen: bool


def rate(candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Rated]:
    """All candidates with features and score, those chosen marked: for whoever asks why."""
    chosen = choose(candidates, weights)
    weights = weights or fitted()
    out = []
    for c in candidates:
        found = features(c.grid, region_of(c, candidates))
        out.append(Rated(c, found, score(found, weights), any(c is k for k in chosen)))
    return out


def choose(candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Candidate]:
    """The candidates of the best scores that share no word."""
    weights = weights or fitted()
    rated = []
    for k, candidate in enumerate(candidates):
        rivals = [c for c in candidates if c.words & candidate.words]
        region = region_of(candidate, rivals)
        said = score(features(candidate.grid, region), weights) if len(rivals) > 1 else 0.0
        # of two that nothing else tells apart, the one that parts more: what it parts does not fall apart
        rated.append((-round(said, 6), -len(candidate.grid.rows) * len(candidate.grid.rows[0]), k, candidate))
    chosen: list[Candidate] = []
    for *_, candidate in sorted(rated, key=lambda r: r[:3]):
        if not any(candidate.words & c.words for c in chosen):
            chosen.append(candidate)
    return chosen

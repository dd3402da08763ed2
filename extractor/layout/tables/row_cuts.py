"""Where the rows of a band part: the cuts of the highest score.

Comes in: the lines of every column of a band. Goes out: the heights between its rows, and where cells are merged. Every
height between two levels of text may be a cut (``levels``); the best ones are found by dynamic programming over the
scores of the rows between them (``row_scores``; segmentation as a longest path, Bellman 1957), once for every way in
which texts and values may be set. The weights are fitted (``models/layout/rows.json``). How much the best cuts are
better than the best ones that part a row otherwise says how sure it is; cuts that give the same cells (they pass
another line of a merged one) part nothing otherwise.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np

from extractor.layout.blocks import Line
from extractor.layout.tables.levels import Band, band_of, is_text
from extractor.layout.tables.row_scores import DOUBTS, NAMES, WAYS, Cells, Lines, Places, Scores, Vector, Way, set_so
from extractor.printed import ROW_NUMBER
from extractor.record import record

_TALLEST = 60
"""Levels of the tallest row."""
_CLEAR = 1.5
"""Score by which the best rows must be better than others to be beyond doubt: there the fitted certainty comes to 1.00.
"""
_AT_ONCE = 128
"""Heights whose rows are weighed together: as arrays of some thousand rows, however long a text export is."""
_ROUNDING = 1e-6
"""By how much a score may miss the sum of its rounded parts at the most; a way that is worth less by more is no best.
"""
_STACKED = 12
"""Values that stand over one another in one cell at the most."""


_Possible = tuple[Places, Places, Cells]
"""Rows: the height that each begins at, that at which it ends, and their cells."""


@record(frozen=True)
class Cuts:
    """The heights between the rows of a band, and in every row the columns whose text is part of a merged cell."""

    heights: tuple[float, ...]
    merged: tuple[frozenset[int], ...]
    sure: tuple[float, ...] = (1.0,)
    """For every row how sure it is that it begins, ends and is whole as it was cut."""


@dataclass(frozen=True)
class _Lattice:
    """The rows that a band set one way may have: (first height, last height, score) of each, in the order of last
    heights, the best score of the rows above every height, and what they were scored by.
    """

    scores: Scores
    rows: tuple[tuple[int, int, float], ...]
    above: tuple[float | None, ...]

    def through(self, a: int, b: int) -> Path:
        """The best rows of which one ends at the height ``a`` and one begins at ``b``; between them is one row, where
        they differ.
        """
        below = self.below
        up: dict[int, tuple[float, int]] = {}
        down: dict[int, tuple[float, int]] = {}
        for start, end, worth in self.rows:
            over, under = self.above[start], below[end]
            if over is not None and end <= a and (end not in up or over + worth > up[end][0]):
                up[end] = (over + worth, start)
            if under is not None and start >= b and (start not in down or under + worth > down[start][0]):
                down[start] = (under + worth, end)
        cuts = [a] if a == b else [a, b]
        while cuts[0] in up:
            cuts.insert(0, up[cuts[0]][1])
        while cuts[-1] in down:
            cuts.append(down[cuts[-1]][1])
        return _path(self.scores, cuts)

    @cached_property
    def below(self) -> list[float | None]:
        """The best score of the rows under every height."""
        best: list[float | None] = [None] * len(self.above)
        best[-1] = 0.0
        for a, b, worth in reversed(self.rows):
            after, held = best[b], best[a]
            if after is not None and (held is None or after + worth > held):
                best[a] = after + worth
        return best


@dataclass(frozen=True)
class Path:
    """Rows of a band: the heights between them (indexes, both ends among them), their features, and their score."""

    score: float
    cuts: tuple[int, ...]
    features: Vector
    merged: tuple[tuple[int, ...], ...]
    """In every row the columns of the band whose text is part of a merged cell."""


@cache
def _model() -> Mapping[str, Any]:
    told = json.loads(resources.files("extractor.models").joinpath("layout/rows.json").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


@cache
def fitted() -> Vector:
    """The weights that the program uses."""
    weights = _model()["weights"]
    return tuple(float(weights[name]) for name in NAMES)


def certainty(margin: float) -> float:
    """How likely a row is cut rightly whose cuts are better than the next best ones by ``margin``."""
    told = _model()["certainty"]
    return round(1 / (1 + math.exp(-(told["bias"] + told["slope"] * min(margin, _CLEAR)))), 2)


def best_cuts(
    columns: Sequence[Sequence[Line]],
    *,
    closed: bool,
    forced: Sequence[float] = (),
    within: Sequence[tuple[float, float]] = (),
    cells: Callable[[Cuts], Hashable] = lambda cuts: cuts,
) -> Cuts:
    """Where the rows of a band part; ``forced`` heights between texts are always among the cuts, and one in each of the
    stretches ``within``; ``closed`` says that lines part other rows of its table. ``cells`` says what becomes of the
    band if it is cut so.
    """
    if closed and not forced and not within and _is_one(columns):
        return Cuts((), (frozenset(),))
    band = band_of(columns, closed=closed, forced=forced, within=within)
    if band is None:
        return Cuts((), (frozenset(),))
    best, tried = _decoded(band, fitted())
    filled = [k for k, column in enumerate(columns) if column]

    def cuts_of(path: Path) -> Cuts:
        merged = tuple(frozenset(filled[k] for k in row) for row in path.merged)
        return Cuts(tuple(band.cuts[k] for k in path.cuts[1:-1]), merged)

    found = cuts_of(best)
    made = cache(lambda: cells(found))  # most rows have no rival that is asked what it makes
    lead = margins(band, best, tried, lambda path: cells(cuts_of(path)) == made())
    return replace(found, sure=tuple(map(certainty, lead)))


def _is_one(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether a band between lines has columns of values or units, beside the numbers of rows, and one line in each of
    them: it is one row.
    """
    numbers = bool(columns[0]) and all(ROW_NUMBER.fullmatch(line.text) for line in columns[0])
    short = [column for column in columns[numbers:] if column and not is_text(column)]
    return bool(short) and all(len(column) == 1 for column in short)


def decode(band: Band, weights: Vector) -> Path:
    """The best rows of a band."""
    return _decoded(band, weights)[0]


def decoded(band: Band, weights: Vector) -> tuple[Path, list[float]]:
    """The best rows of a band, and how much better than the next best ones each of them is."""
    best, tried = _decoded(band, weights)
    return best, margins(band, best, tried)


def _decoded(band: Band, weights: Vector) -> tuple[Path, list[_Lattice]]:
    """The best rows of a band, and all that were weighed. Where every cell is filled once and stands on its level,
    rarer ways of setting are not tried.
    """
    best = None
    tried: list[_Lattice] = []
    lines = Lines(band)
    # a band of usual height is looked at once for all ways; one of thousands of rows would fill the memory
    held = tuple(_possible(band, lines)) if len(band.cuts) <= _AT_ONCE else None
    ways = _ways(band)
    for n, way in enumerate(ways):
        lattice, cuts = _best(Scores(band, weights, way, lines=lines), held or _possible(band, lines))
        tried.append(lattice)
        most = lattice.above[-1]
        if best is None or most is None or most > best.score - _ROUNDING:
            path = _path(lattice.scores, cuts)
            if best is None or path.score > best.score:
                best = path
        usual = all(set_so(weights, way) >= set_so(weights, other) for other in ways[n + 1 :])
        if usual and not any(best.features[k] for k in DOUBTS):
            break
    assert best is not None
    return best, tried


def margins(
    band: Band, best: Path, tried: Sequence[_Lattice], alike: Callable[[Path], bool] | None = None
) -> list[float]:
    """For every row of the best ones by how much the score falls where it begins, ends or is parted otherwise; rows
    that are ``alike`` for all that is read from them are no others.
    """
    lost = [math.inf] * len(band.cuts)
    kept = set(best.cuts)
    near: list[tuple[float, int, int, int]] = []
    for n, lattice in enumerate(tried):
        below = lattice.below
        for k, (up, down) in enumerate(zip(lattice.above, below, strict=True)):
            if k not in kept and up is not None and down is not None:
                if best.score - up - down < _CLEAR:
                    near.append((best.score - up - down, n, k, k))
                else:
                    lost[k] = min(lost[k], best.score - up - down)
        for a, b, worth in lattice.rows:
            up, down = lattice.above[a], below[b]
            if up is not None and down is not None and best.score - up - worth - down < _CLEAR:
                near.append((best.score - up - worth - down, n, a, b))
    for loss, n, a, b in sorted(near):
        asked = [a] if a == b else [k for k in range(a + 1, b) if k in kept]
        asked = [k for k in asked if loss < lost[k]]
        if asked and not (alike is not None and alike(tried[n].through(a, b))):
            for k in asked:
                lost[k] = loss
    return [max(0.0, min(lost[a : b + 1])) for a, b in pairwise(best.cuts)]


def along(band: Band, cuts: Sequence[int], weights: Vector, whole: frozenset[int] = frozenset()) -> Path:
    """The rows between given cuts, as the best of the ways in which they may be set; no cell of the columns ``whole``
    is merged.
    """
    return max((_path(Scores(band, weights, way, whole), cuts) for way in _ways(band)), key=lambda path: path.score)


def _ways(band: Band) -> Sequence[Way]:
    """The ways in which a band may be set; without values or units there are only texts to set."""
    aside = any(c.kind in ("value", "unit") for c in band.columns)
    return WAYS if aside else WAYS[:2]


def _best(scores: Scores, possible: Iterable[_Possible]) -> tuple[_Lattice, list[int]]:
    """The rows that were weighed, and the cuts of the highest score from above the first level to below the last."""
    count = len(scores.band.cuts)
    best: list[tuple[float, int] | None] = [(0.0, 0), *[None] * (count - 1)]
    rows: list[tuple[int, int, float]] = []
    for starts, ends, cells in possible:
        worths = scores.worth(starts, cells)
        for a, b, worth, most in zip(*(n.tolist() for n in (starts, ends, worths, cells.values)), strict=True):
            before, held = best[a], best[b]
            if before is None or math.isnan(worth) or (held is not None and most > _STACKED):
                continue
            rows.append((a, b, worth))
            if held is None or before[0] + worth > held[0]:
                best[b] = (before[0] + worth, a)
    cuts = [count - 1]
    while cuts[-1]:
        step = best[cuts[-1]]
        # every level holds text, so that a row can always end there
        cuts.append(step[1] if step is not None else 0)
    above = tuple(b[0] if b is not None else None for b in best)
    return _Lattice(scores, tuple(rows), above), cuts[::-1]


def _possible(band: Band, lines: Lines) -> Iterator[_Possible]:
    """The rows that a band may have, from the top, of those that end at one height the shortest first: their heights
    and their cells.
    """
    must, count = band.must, len(band.cuts)
    latest = [max((first for first, last in must if last < b), default=0) for b in range(count)]
    for low in range(1, count, _AT_ONCE):
        pairs = [
            (a, b)
            for b in range(low, min(low + _AT_ONCE, count))
            for a in range(b - 1, max(latest[b], b - _TALLEST) - 1, -1)
        ]
        starts, ends = np.array(pairs, dtype=np.intp).T
        yield starts, ends, lines.cells(starts, ends)


def _path(scores: Scores, cuts: Sequence[int]) -> Path:
    total, merged = scores.features(cuts)
    score = sum(w * value for w, value in zip(scores.weights, total, strict=True))
    return Path(score, tuple(cuts), total, tuple(merged))

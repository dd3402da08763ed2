"""Where the rows of a band part: the cuts of the highest score.

Comes in: the lines of every column of a band. Goes out: the heights between its rows, and where cells are merged. Every
height between two levels of text may be a cut (``levels``); the best ones are found by dynamic programming over the
scores of the rows between them (``row_scores``; segmentation as a longest path, Bellman 1957), once for every way in
which texts and values may be set. The weights are fitted (``models/layout/rows.json``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.levels import Band, band_of, is_text
from extractor.layout.tables.row_scores import DOUBTS, NAMES, WAYS, Feature, Place, Scores, Vector, Way, vector
from extractor.printed import ROW_NUMBER

_TALLEST = 60
"""Levels of the tallest row."""
_STACKED = 12
"""Values that stand over one another in one cell at the most."""


@dataclass(frozen=True)
class Cuts:
    """The heights between the rows of a band, and in every row the columns whose text is part of a merged cell."""

    heights: tuple[float, ...]
    merged: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Path:
    """Rows of a band: the heights between them (indexes, both ends among them), their features, and their score."""

    score: float
    cuts: tuple[int, ...]
    features: Vector
    merged: tuple[tuple[int, ...], ...]
    """In every row the columns of the band whose text is part of a merged cell."""


@cache
def fitted() -> Vector:
    """The weights that the program uses."""
    told = json.loads(resources.files("extractor.models").joinpath("layout/rows.json").read_text(encoding="utf-8"))
    return tuple(float(told["weights"][name]) for name in NAMES)


def best_cuts(columns: Sequence[Sequence[Line]], *, closed: bool, forced: Sequence[float] = ()) -> Cuts:
    """Where the rows of a band part; ``forced`` heights between texts are always among the cuts, ``closed`` says that
    lines part other rows of its table.
    """
    band = None if closed and not forced and _is_one(columns) else band_of(columns, closed=closed, forced=forced)
    if band is None:
        return Cuts((), (frozenset(),))
    best = decode(band, fitted())
    filled = [k for k, column in enumerate(columns) if column]
    merged = tuple(frozenset(filled[k] for k in row) for row in best.merged)
    return Cuts(tuple(band.cuts[k] for k in best.cuts[1:-1]), merged)


def _is_one(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether a band between lines has columns of values or units, beside the numbers of rows, and one line in each of
    them: it is one row.
    """
    numbers = bool(columns[0]) and all(ROW_NUMBER.fullmatch(line.text) for line in columns[0])
    short = [column for column in columns[numbers:] if column and not is_text(column)]
    return bool(short) and all(len(column) == 1 for column in short)


def decode(band: Band, weights: Vector) -> Path:
    """The best rows of a band. Where every cell is filled once and stands on its level, other ways of setting
    are not tried.
    """
    best = None
    cells: dict[Place, tuple[list[Feature], float]] = {}
    for way in _ways(band):
        path = _best(Scores(band, weights, way, cells=cells))
        if best is None or path.score > best.score:
            best = path
        if not any(best.features[k] for k in DOUBTS):
            break
    assert best is not None
    return best


def along(band: Band, cuts: Sequence[int], weights: Vector, whole: frozenset[int] = frozenset()) -> Path:
    """The rows between given cuts, as the best of the ways in which they may be set; no cell of the columns ``whole``
    is merged.
    """
    return max((_path(Scores(band, weights, way, whole), cuts) for way in _ways(band)), key=lambda path: path.score)


def _ways(band: Band) -> Sequence[Way]:
    """The ways in which a band may be set; without values or units there are only texts to set."""
    aside = any(c.kind in ("value", "unit") for c in band.columns)
    return WAYS if aside else WAYS[:2]


def _best(scores: Scores) -> Path:
    """The path of the highest score from above the first level to below the last."""
    band = scores.band
    count = len(band.cuts)
    best: list[tuple[float, int] | None] = [(0.0, 0), *[None] * (count - 1)]
    for b in range(1, count):
        for a in range(b - 1, max(-1, b - 1 - _TALLEST), -1):
            before = best[a]
            worth = scores.score(a, b) if before is not None else None
            if before is not None and worth is not None:
                held = best[b]
                if held is None or before[0] + worth > held[0]:
                    best[b] = (before[0] + worth, a)
            if a in band.must or (best[b] is not None and scores.most_counted(a, b) > _STACKED):
                break
    cuts = [count - 1]
    while cuts[-1]:
        step = best[cuts[-1]]
        # every level holds text, so that a row can always end there
        cuts.append(step[1] if step is not None else 0)
    return _path(scores, cuts[::-1])


def _path(scores: Scores, cuts: Sequence[int]) -> Path:
    features: list[Feature] = []
    merged: list[tuple[int, ...]] = []
    for a, b in pairwise(cuts):
        told = scores.features(a, b)
        if told is not None:
            features += told[0]
        merged.append(tuple(told[1]) if told is not None else ())
    total = vector(features)
    score = sum(w * value for w, value in zip(scores.weights, total, strict=True))
    return Path(score, tuple(cuts), total, tuple(merged))

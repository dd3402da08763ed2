"""Fits the weights by which the rows of a band are cut.

Comes in: how many bands to draw, a seed. Goes out: ``rows.json`` in ``models/layout`` (weights, what they were made
with, scores) and a card. An averaged structured perceptron (Collins, 2002): where the best cuts under the weights are
not those drawn, the weights move by the difference of their features. How likely a row is right whose cuts are better
than the next best ones by so much is fitted on bands of another seed (scores of two classes to probabilities: Platt,
1999). The same seed gives the same file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from extractor.layout.tables.levels import Band, band_of
from extractor.layout.tables.row_cuts import along, decode, decoded
from extractor.layout.tables.row_scores import NAMES, Vector
from extractor.training.cards import write_card
from extractor.training.row_bands import DrawnBand, drawn_band
from extractor.training.slots import data

_HELD_OUT = 1000
"""Drawn bands that are only measured."""
_DOUBTED = 3.0
"""Margins above it say nothing of doubt."""
_STEPS = 20
"""Of Newton's method for the curve of doubt: it settles in fewer."""
_RATE = 0.02
"""What one mistake moves a weight by, for a feature of one; weights are about one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made with: drawn bands, how often each is looked at, the seed of all chance."""

    bands: int = 2000
    rounds: int = 3
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """A band, and the cuts that part its rows as drawn."""

    band: Band
    cuts: tuple[int, ...]
    allowed: tuple[frozenset[int], ...]
    """For every cut between rows those that part the same lines; merged cells aside."""
    whole: frozenset[int]
    """The columns without merged cells."""


def lesson(drawn: DrawnBand) -> Lesson | None:
    """The band as it is scored; ``None`` where no cuts part the rows as drawn, or there is nothing to cut."""
    band = band_of(drawn.columns, closed=drawn.closed)
    if band is None:
        return None
    placed = [
        (line, row)
        for column, rows in zip(drawn.columns, drawn.rows, strict=True)
        for line, row in zip(column, rows, strict=True)
        if row >= 0
    ]
    cuts, allowed = [0], []
    for row in range(1, drawn.count):
        over = max(((n.box[1] + n.box[3]) / 2 for n, r in placed if r < row), default=None)
        under = min(((n.box[1] + n.box[3]) / 2 for n, r in placed if r >= row), default=None)
        if over is None or under is None or under <= over:
            return None
        between = [k for k, y in enumerate(band.cuts) if over < y < under]
        if not between:
            return None
        cuts.append(max(between, key=lambda k: band.white[k] - band.crossed[k]))
        allowed.append(frozenset(between))
    cuts.append(len(band.cuts) - 1)
    filled = [rows for rows in drawn.rows if rows]
    whole = frozenset(k for k, rows in enumerate(filled) if min(rows) >= 0)
    return Lesson(band, tuple(cuts), tuple(allowed), whole) if all(a < b for a, b in pairwise(cuts)) else None


def fit(lessons: Sequence[Lesson], prior: Vector, rounds: int, chance: Random) -> Vector:
    """The weights, averaged over all steps. Raises ``ValueError`` without a lesson."""
    if not lessons:
        raise ValueError("no band with rows to part: draw more")
    weights = list(prior)
    total = [0.0] * len(weights)
    order = list(lessons)
    for _ in range(rounds):
        chance.shuffle(order)
        for taught in order:
            now = tuple(weights)
            best = decode(taught.band, now)
            merged = {k for row in best.merged for k in row}
            if not same(taught, best.cuts) or merged & taught.whole:
                right = along(taught.band, taught.cuts, now, taught.whole)
                for k, (r, w) in enumerate(zip(right.features, best.features, strict=True)):
                    weights[k] += _RATE * (r - w)
            for k, value in enumerate(weights):
                total[k] += value
    return tuple(round(t / (rounds * len(order)), 4) for t in total)


def same(taught: Lesson, cuts: Sequence[int]) -> bool:
    """Whether cuts part the rows as drawn."""
    inner = cuts[1:-1]
    return len(inner) == len(taught.allowed) and all(k in ok for k, ok in zip(inner, taught.allowed, strict=True))


def measured(lessons: Sequence[Lesson], weights: Vector) -> dict[str, float]:
    """The share of the bands whose rows are cut as drawn: all, those of one row, those of several."""
    right = [(same(one, decode(one.band, weights).cuts), len(one.cuts) > 2) for one in lessons]

    def share(of: list[bool]) -> float:
        return round(sum(of) / max(1, len(of)), 3)

    return {
        "all": share([r for r, _ in right]),
        "one row": share([r for r, several in right if not several]),
        "several": share([r for r, several in right if several]),
    }


def certainties(lessons: Sequence[Lesson], weights: Vector) -> dict[str, float]:
    """Bias and slope of the logistic curve from a row's margin to how likely it is cut as drawn."""
    seen: list[tuple[float, bool]] = []
    for taught in lessons:
        best, lead = decoded(taught.band, weights)
        borders = (frozenset({0}), *taught.allowed, frozenset({taught.cuts[-1]}))
        for (a, b), margin in zip(pairwise(best.cuts), lead, strict=True):
            right = any(a in upper and b in lower for upper, lower in pairwise(borders))
            if margin < _DOUBTED:
                seen.append((margin, right))
    bias, slope = 0.0, 1.0
    for _ in range(_STEPS):
        # Newton's method on the likelihood of what was seen
        sure = [1 / (1 + math.exp(-(bias + slope * m))) for m, _ in seen]
        pull = [r - p for (_, r), p in zip(seen, sure, strict=True)]
        bend = [p * (1 - p) for p in sure]
        g0, g1 = sum(pull), sum(x * m for x, (m, _) in zip(pull, seen, strict=True))
        h0, h1 = sum(bend), sum(x * m for x, (m, _) in zip(bend, seen, strict=True))
        h2 = sum(x * m * m for x, (m, _) in zip(bend, seen, strict=True))
        scale = h0 * h2 - h1 * h1
        if scale <= 0:
            break
        bias += (h2 * g0 - h1 * g1) / scale
        slope += (h0 * g1 - h1 * g0) / scale
    return {"bias": round(bias, 4), "slope": round(slope, 4)}


def lessons_of(count: int, chance: Random) -> list[Lesson]:
    """The lessons of drawn bands."""
    return [one for _ in range(count) if (one := lesson(drawn_band(chance))) is not None]


def train(folder: Path, settings: Settings) -> dict[str, dict[str, float]]:
    """Draws bands, fits the weights, writes them with their card to ``folder``; gives the scores."""
    prior = tuple(float(data("rows")["prior"][name]) for name in NAMES)
    chance = Random(settings.seed)
    lessons = lessons_of(settings.bands, chance)
    weights = fit(lessons, prior, settings.rounds, chance)
    held_out = lessons_of(_HELD_OUT, Random(settings.seed + 1))
    scores = {"fitted": measured(held_out, weights), "unfitted": measured(held_out, prior)}
    curve = certainties(lessons_of(_HELD_OUT, Random(settings.seed + 2)), weights)
    made_with = asdict(settings) | {"lessons": len(lessons), "rate": _RATE}
    told = {
        "weights": dict(zip(NAMES, weights, strict=True)),
        "certainty": curve,
        "made_with": made_with,
        "scores": scores,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rows.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    filled = {
        "certainty": ", ".join(f"{k} {v:.3f}" for k, v in curve.items()),
        "weights": "\n".join(f"| {name} | {value:.3f} |" for name, value in told["weights"].items()),
        "scores": "\n".join(
            f"| {what} | {share:.3f} | {scores['unfitted'][what]:.3f} |" for what, share in scores["fitted"].items()
        ),
    }
    write_card(folder / "ROWS.md", "rows_card", made_with, filled)
    return scores

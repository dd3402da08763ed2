"""Fits the weights by which readings of a table are chosen.

Comes in: how many pages to draw, a seed. Goes out: ``models/layout`` with ``tables.json`` (weights, what they were made
with, scores) and a card. A logistic regression over pairs: of two readings of one region the difference of their
features says which has more of the drawn cells (Bradley and Terry, 1952). The same seed gives the same file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from extractor.layout.tables.choice import Candidate, Weights, choose, features, region_of
from extractor.layout.tables.find import proposed
from extractor.layout.tables.heading import cells_of
from extractor.layout.tables.rows import cut_rows
from extractor.training.cards import write_card
from extractor.training.slots import data
from extractor.training.table_pages import DrawnTable, drawn_table

_HELD_OUT = 1000
"""Drawn pages that are only measured."""
_BETTER = 0.05
"""Share of the cells by which one reading must be better than another to teach something."""
_HELD = 0.02
"""How hard the weights are held towards those of before; small against the mean loss of a pair (0.1 to 0.7)."""
_STEPS = 30
"""Of Newton's method for the weights: it settles in fewer."""
_NAMES = tuple(f.name for f in fields(Weights))

Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made with: drawn pages, nearly all of which all proposers read alike (one in twenty gives a
    pair), and the seed of all chance.
    """

    pages: int = 6000
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Read:
    """The readings of a drawn page, how good each is (0 to 1), its features."""

    candidates: tuple[Candidate, ...]
    good: tuple[float, ...]
    features: tuple[Row, ...]

    def pairs(self) -> list[Row]:
        """Features of the better less those of the worse, for readings of which only one can be chosen."""
        out = []
        for i, j in combinations(range(len(self.good)), 2):
            gain = self.good[i] - self.good[j]
            if abs(gain) >= _BETTER and self.candidates[i].words & self.candidates[j].words:
                out.append((self.features[i] - self.features[j]) * np.sign(gain))
        return out


def likeness(candidate: Candidate, drawn: DrawnTable) -> float:
    """F1 of a reading's cells, cut into rows as the program does, against the drawn ones."""
    grid = cut_rows(candidate.grid) if candidate.proposer == "ruled" else candidate.grid
    cells = {id(c): c for row in cells_of(grid) for c in row}.values()
    texts = Counter(c.text for c in cells if c.text)
    right = (texts & Counter(drawn.cells)).total()
    return 2 * right / max(1, texts.total() + len(drawn.cells))


def read_drawn(drawn: DrawnTable) -> Read:
    """The readings that the program's proposers make of a drawn page."""
    candidates = tuple(c for c in proposed(drawn.page, together=True) if c.proposer != "refused")
    rows = [asdict(features(c.grid, region_of(c, candidates))) for c in candidates]
    return Read(
        candidates,
        tuple(likeness(c, drawn) for c in candidates),
        tuple(np.array([row[name] for name in _NAMES]) for row in rows),
    )


def fit(pairs: Sequence[Row], prior: Weights, held: float = _HELD) -> Weights:
    """The weights that order pairs best, held towards others. Raises ``ValueError`` without a pair."""
    if not pairs:
        raise ValueError("no two readings of a region differ: draw more pages")
    given = np.array([getattr(prior, name) for name in _NAMES])
    x = np.stack(pairs)
    w = given.copy()
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(x @ w))
        slope = -(x * p[:, None]).mean(axis=0) + held * (w - given)
        bend = (x * (p * (1 - p))[:, None]).T @ x / len(x) + held * np.eye(len(w))
        w = w - np.linalg.solve(bend, slope)
    return Weights(**{name: round(float(v), 3) for name, v in zip(_NAMES, w, strict=True)})


def measured(reads: Sequence[Read], weights: Weights) -> dict[str, float]:
    """Shares of pairs ordered rightly, and of pages with rival readings whose chosen one is as good as the best."""
    w = np.array([getattr(weights, name) for name in _NAMES])
    pairs = [p for r in reads for p in r.pairs()]
    rivals = [r for r in reads if r.pairs()]
    best = 0
    for r in rivals:
        taken = choose(r.candidates, weights)
        got = max(g for c, g in zip(r.candidates, r.good, strict=True) if any(c is t for t in taken))
        best += got >= max(r.good) - _BETTER
    return {
        "pairs": round(sum(float(p @ w) > 0 for p in pairs) / max(1, len(pairs)), 3),
        "pages": round(best / max(1, len(rivals)), 3),
    }


def train(folder: Path, settings: Settings) -> dict[str, dict[str, float]]:
    """Draws pages, fits the weights, writes them with their card to ``folder``; gives the scores."""
    chance = Random(settings.seed)
    prior = Weights(**data("tables")["prior"])
    reads = [read_drawn(drawn_table(chance)) for _ in range(settings.pages)]
    pairs = [p for r in reads for p in r.pairs()]
    weights = fit(pairs, prior)
    chance = Random(settings.seed + 1)
    held_out = [read_drawn(drawn_table(chance)) for _ in range(_HELD_OUT)]
    scores = {"fitted": measured(held_out, weights), "unfitted": measured(held_out, prior)}
    made_with = asdict(settings) | {"pairs": len(pairs), "held": _HELD}
    told = {"weights": asdict(weights), "made_with": made_with, "scores": scores}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tables.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    fitted, unfitted = scores["fitted"], scores["unfitted"]
    filled = {
        "weights": "\n".join(f"| {name} | {value:.3f} |" for name, value in asdict(weights).items()),
        "scores": f"| drawn | {fitted['pairs']:.3f} | {fitted['pages']:.3f} | {unfitted['pages']:.3f} |",
    }
    write_card(folder / "README.md", "tables_card", made_with, filled)
    return scores

"""Fits the weights by which a column is told without its heading.

Comes in: how many tables to draw, a seed. Goes out: ``models/layout`` with ``columns.json`` (weights, what they were
made with, scores) and a card. A multinomial logistic regression, fitted by gradient descent with momentum. The same
seed gives the same file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.match.column_model import SURE, Model
from extractor.match.column_signs import CLASSES, SIGNS, class_of, content_signs, context_signs, like_labels
from extractor.training.cards import write_card
from extractor.training.column_tables import asked

_HELD_OUT = 5000
"""Drawn tables that are only measured."""
_HELD = 2e-4
"""How hard weights are held towards nothing; small against the mean loss of a column (0.1 to 1)."""
_STEPS, _RATE, _MOMENTUM = 1500, 0.6, 0.9
"""Of gradient descent: steps, what one step goes, and how much of the step before goes on."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made with: drawn tables, the seed of all chance."""

    tables: int = 40_000
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lessons:
    """Signs, likenesses and classes of columns, a row each."""

    signs: Floats
    like: Floats
    classes: NDArray[np.int64]


def lessons(count: int, chance: Random) -> Lessons:
    """What so many drawn tables teach, those left out whose column is told by its heading or says nothing."""
    signs, like, classes = [], [], []
    for _ in range(count):
        one = asked(chance)
        content = content_signs(one.rows, one.at) if one else ()
        if one is None or not content:
            continue
        found = [class_of(column) for column in one.columns]
        signs.append((*content, *context_signs(one.columns, one.at, found, set(found))))
        like.append(like_labels(one.columns[one.at].own))
        classes.append(CLASSES.index(one.is_a))
    return Lessons(np.array(signs), np.array(like), np.array(classes))


def fit(taught: Lessons) -> Model:
    """The model that makes the lessons likeliest."""
    truth = np.eye(len(CLASSES))[taught.classes]
    weights, like = np.zeros((len(SIGNS), len(CLASSES))), 0.0
    pace, pace_like = np.zeros_like(weights), 0.0
    for _ in range(_STEPS):
        off = _shares(taught, weights, like) - truth
        pace = _MOMENTUM * pace - _RATE * (taught.signs.T @ off / len(truth) + _HELD * weights)
        pace_like = _MOMENTUM * pace_like - _RATE * (float((off * taught.like).sum()) / len(truth) + _HELD * like)
        weights, like = weights + pace, like + pace_like
    return Model(tuple(tuple(round(float(w), 3) for w in row) for row in weights.T), round(like, 3))


def _shares(taught: Lessons, weights: Floats, like: float) -> Floats:
    scores = taught.signs @ weights + like * taught.like
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def measured(asked_of: Lessons, model: Model, sure: float) -> dict[str, list[float]]:
    """For every class: of its columns the share that is told, of those told so the share that is right."""
    shares = _shares(asked_of, np.array(model.weights).T, model.like)
    best, most = shares.argmax(axis=1), shares.max(axis=1)
    out = {}
    for k, name in enumerate(CLASSES[1:], 1):
        told = (best == k) & (most >= sure)
        right = (told & (asked_of.classes == k)).sum()
        out[name] = [round(float(right / max(1, n)), 3) for n in ((asked_of.classes == k).sum(), told.sum())]
    return out


def train(folder: Path, settings: Settings) -> dict[str, list[float]]:
    """Draws tables, fits the model, writes it with its card to ``folder``; gives the scores."""
    model = fit(lessons(settings.tables, Random(settings.seed)))
    scores = measured(lessons(_HELD_OUT, Random(settings.seed + 1)), model, SURE)
    by_sign = dict(zip(SIGNS, (list(w) for w in zip(*model.weights, strict=True)), strict=True))
    made_with = asdict(settings) | {"held": _HELD}
    told = {"classes": CLASSES, "weights": by_sign, "like": model.like, "made_with": made_with, "scores": scores}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "columns.json").write_text(_dumped(told), encoding="utf-8")
    filled = {
        "sure": str(SURE),
        "scores": "\n".join(f"| {c} | {found:.3f} | {right:.3f} |" for c, (found, right) in scores.items()),
    }
    write_card(folder / "COLUMNS.md", "columns_card", made_with, filled)
    return scores


def _dumped(told: dict[str, Any]) -> str:
    """JSON with one line a sign, so that a change of weights can be read."""
    weights = ",\n".join(f"  {json.dumps(sign)}: {json.dumps(row)}" for sign, row in told["weights"].items())
    rest = ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in told.items() if k != "weights")
    return f'{{\n{rest},\n "weights": {{\n{weights}\n }}\n}}\n'

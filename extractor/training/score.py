"""Scores of found entities: a place and its label are right as a whole or wrong.

Comes in: texts with their entities, and a way to find them. Goes out: F1 for all labels and for each. Separate because
training, the ablation and the tests measure alike.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.match.entity_forms import Entities
from extractor.training.passages import Passage

Finder = Callable[[str], Entities]


@dataclass(frozen=True, slots=True)
class Scores:
    """F1, 0 to 1: micro over all labels, and by label."""

    all: float
    by_label: dict[str, float]


def score(passages: Iterable[Passage], find: Finder) -> Scores:
    """How well ``find`` finds the entities of the passages. A label that none of them has counts as zero."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for passage in passages:
        told, expected = set(find(passage.text)), set(passage.entities)
        right.update(label for *_, label in told & expected)
        given.update(label for *_, label in expected)
        found.update(label for *_, label in told)
    labels = sorted(given.keys() | found.keys())
    return Scores(
        _f1(right.total(), given.total(), found.total()),
        {label: _f1(right[label], given[label], found[label]) for label in labels},
    )


def _f1(right: int, given: int, found: int) -> float:
    return round(2 * right / (given + found), 4) if given + found else 0.0


def labelled(path: Path, *, noisy: bool | None = None) -> list[Passage]:
    """Passages of a JSON Lines file, each line ``{"text", "entities": [[start, end, label]], "noisy"}``; all, or those
    that are noisy or not.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Passage(row["text"], tuple((s, e, label) for s, e, label in row["entities"]))
        for row in rows
        if noisy is None or bool(row.get("noisy")) == noisy
    ]

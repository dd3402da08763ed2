"""What a column is by its cells and by what stands beside it, where its heading does not say.

Comes in: columns of which some have a heading that is not known, or none, and the rows. Goes out: the columns, those
named that are told nearly without doubt, each with how sure that is. The signs of a column
(:mod:`extractor.match.column_signs`) and their weights make a multinomial logistic regression;
``python -m extractor.training columns`` fits it (``models/layout``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp, isfinite
from typing import Any

from extractor.layout.blocks import Cell
from extractor.match.column import Column, Columns
from extractor.match.column_labels import hits
from extractor.match.column_signs import CLASSES, SIGNS, class_of, content_signs, context_signs, like_labels

_MEANING = {"statement": "objective", "work": "line"}
"""Meanings of columns by class, where they are called otherwise."""
SURE = 0.8
"""How likely a column must be what it is taken for: a column that is not read is told, a wrong figure is not."""
_ROWS = 2
"""Rows from which on cells tell something of their column; one row tells no more than that it is numbered."""


_WIDEST = 64
"""Columns of a table that are asked about: the widest forms (E.81 of Permendagri 86/2017) have about 40."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the signs, one row a class, and what a heading that is like a label adds to the label's class."""

    weights: tuple[tuple[float, ...], ...]
    like: float

    def likely(self, signs: Sequence[float], like: Sequence[float]) -> dict[str, float]:
        """How likely each class is, from 0 to 1."""
        scores = [
            sum(w * s for w, s in zip(row, signs, strict=True)) + self.like * said
            for row, said in zip(self.weights, like, strict=True)
        ]
        most = max(scores)
        shares = [exp(score - most) for score in scores]
        return {c: share / sum(shares) for c, share in zip(CLASSES, shares, strict=True)}


def model_of(told: dict[str, Any]) -> Model:
    """A model from its file's data. Raises ``ValueError`` where a weight is missing, unknown or no number."""
    if tuple(told["classes"]) != CLASSES or tuple(told["weights"]) != SIGNS:
        raise ValueError("weights of columns: classes or signs missing, unknown or in another order")
    rows = tuple(zip(*told["weights"].values(), strict=True))
    if len(rows) != len(CLASSES) or not all(isfinite(w) for row in rows for w in (*row, told["like"])):
        raise ValueError("weights of columns: not one number for each class")
    return Model(rows, float(told["like"]))


@cache
def fitted() -> Model:
    """The model that ``python -m extractor.training columns`` made."""
    told = resources.files("extractor.models").joinpath("layout/columns.json").read_text(encoding="utf-8")
    return model_of(json.loads(told))


def by_model(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns, those named that have no telling heading and that the rest of the table tells.

    The surest goes first: what it is says something of the others.
    """
    out = list(columns)
    # what a known heading does not mean beside the others (what was there before a change) no cells tell either
    left = [k for k, c in enumerate(out[:_WIDEST]) if c.meaning in ("", "other") and not hits(c.own)]
    dated = [k for k in left if out[k].period is not None]
    if len(dated) > 1:
        left = [k for k in left if k not in dated]  # of several periods only a heading tells what is given of them
    told_apart = set(CLASSES) - {"other"} if len(rows) >= _ROWS else {"row"}
    content = {k: signs for k in left if rows and (signs := content_signs(rows, k))}
    while content:
        classes = [class_of(c) for c in out]
        held = set(classes)
        told = [
            (*_likeliest(fitted().likely((*signs, *context_signs(out, k, classes, held)), like_labels(out[k].own))), k)
            for k, signs in content.items()
        ]
        sure = max((t for t in told if t[0] >= SURE and t[1] in told_apart), default=None)
        if sure is None:
            break
        certainty, found, k = sure
        out[k] = replace(out[k], meaning=_meaning(found, out), certainty=round(certainty, 3))
        del content[k]
    return tuple(out)


def unsure(table: Columns) -> Iterator[tuple[Cell, float]]:
    """The cells of columns that the rest of their table told, with how sure that is."""
    for k, column in enumerate(table.columns):
        if column.certainty < 1:
            yield from ((row[k], column.certainty) for row in table.rows if row[k].column == k)


def _likeliest(likely: dict[str, float]) -> tuple[float, str]:
    return max((share, found) for found, share in likely.items())


def _meaning(found: str, columns: Iterable[Column]) -> str:
    """The meaning of a column of a class: a programme where kegiatan have a column of their own, and the other way."""
    if found == "work":
        named = {c.meaning for c in columns}
        if "activity" in named and "program" not in named:
            return "program"
        if "program" in named and "activity" not in named:
            return "activity"
    return _MEANING.get(found, found)

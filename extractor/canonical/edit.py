"""A correction, and how it keeps the capitals of what was printed."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.canonical.cost import distance
from extractor.canonical.evidence import Token


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to be replaced by ``to``; ``score`` is 0 to 100."""

    start: int
    end: int
    to: str
    score: float


def like(model: str, word: str) -> str:
    """The word in the capitals of the model; part by part where both have as many between their hyphens."""
    ours, theirs = word.split("-"), model.split("-")
    if len(ours) > 1 and len(ours) == len(theirs):
        return "-".join(like(m, w) for m, w in zip(theirs, ours, strict=True))
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def mended(token: Token, word: str) -> Edit:
    """The whole word replaced; the score falls with what the slip costs."""
    cost = distance(token.low, word)
    return Edit(token.start, token.end, like(token.text, word), round(max(0.0, 100 * (1 - cost / (2 * len(word)))), 1))

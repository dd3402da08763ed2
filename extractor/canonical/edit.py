"""A correction: a piece of a text, and what stands for it in the capitals of what was printed."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.canonical.cost import distance
from extractor.canonical.evidence import Token
from extractor.printed import cased_like


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to be replaced by ``to``; ``score`` is 0 to 100."""

    start: int
    end: int
    to: str
    score: float


def mended(token: Token, word: str) -> Edit:
    """The whole word replaced; the score falls with what the slip costs."""
    cost = distance(token.low, word)
    score = round(max(0.0, 100 * (1 - cost / (2 * len(word)))), 1)
    return Edit(token.start, token.end, cased_like(token.text, word), score)

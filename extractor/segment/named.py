"""Asks the entity model whether lines that were recognised are a person's name or a position.

Comes in: the lines of a column of signatures, or of a statement whose labels were misread. Goes out: what the model
says of each. Separate because only recognised text is worth the question: where letters are sure the rules of the
neighbouring rooms decide, and a caller who does without the model gets them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.layout.blocks import Line
from extractor.match import entity_model
from extractor.match.entities import entities
from extractor.read.words import Span

_COVERED = 0.6
"""Share of a line's letters from which an entity is what the line says: beside a name stand titles."""
_KEPT = 512


def recognised(lines: Sequence[Line]) -> bool:
    """Whether some of the words were recognised in a picture, so that letters may be wrong."""
    return any(word.confidence < 1 for line in lines for word in line.words)


def says(lines: Sequence[Line], line: Line) -> str | None:
    """``PERSON`` or ``POSITION`` where the model takes the line for one among its neighbours, else ``None``."""
    if not entity_model.wanted() or not recognised(lines):
        return None
    told = _told(tuple(each.text for each in lines))
    return next((label for each, label in zip(lines, told, strict=True) if each is line), None)


@lru_cache(maxsize=_KEPT)
def _told(texts: tuple[str, ...]) -> tuple[str | None, ...]:
    found = entities("\n".join(texts))
    out: list[str | None] = []
    start = 0
    for text in texts:
        end = start + len(text)
        covered = {
            label: sum(max(0, min(e, end) - max(s, start)) for s, e, found_label in found if found_label == label)
            for label in ("PERSON", "POSITION")
        }
        best = max(covered, key=lambda label: covered[label])
        out.append(best if covered[best] >= _COVERED * len(text) else None)
        start = end + 1
    return tuple(out)


def introduced(lines: Sequence[Line]) -> tuple[Span | None, Span | None]:
    """The first name that the lines hold, and the position after it: a statement whose labels cannot be read."""
    if not entity_model.wanted() or not recognised(lines):
        return None, None
    name: Span | None = None
    text, at = "", []
    for line in lines:
        at.append(len(text))
        text += line.text + "\n"
    for start, end, label in entities(text):
        span = _cut(lines, at, start, end)
        if label == "PERSON" and name is None:
            name = span
        elif label == "POSITION" and name is not None:
            return name, span
    return name, None


def _cut(lines: Sequence[Line], at: Sequence[int], start: int, end: int) -> Span:
    """The words of a place of the lines' text."""
    pieces = (
        line.span.cut(max(0, start - first), end - first) for line, first in zip(lines, at, strict=True) if first < end
    )
    return Span(word for piece in pieces for word in piece.words)

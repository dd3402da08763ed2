"""Asks the entity model whether lines that were recognised are a person's name or a position.

Comes in: the lines of a column of signatures, or of a statement whose labels were misread. Goes out: what the model
says of each. Separate because only recognised text is worth the question: where letters are sure the rules of the
neighbouring rooms decide, and a caller who does without the model gets them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.knowledge import kept
from extractor.layout.blocks import Line
from extractor.match import entity_model
from extractor.match.entities import entities
from extractor.match.person import begins_with_title
from extractor.read.words import Span, Word

_COVERED = 0.6
"""Share of a line's letters from which an entity is what the line says: beside a name stand titles."""
_KEPT = 512
"""Lines that are remembered: the zones of a page are asked several times."""
_LAST_WORD = re.compile(r"(\S*[^\W\d]\S*) ?$")


def recognised(lines: Sequence[Line]) -> bool:
    """Whether some of the words were recognised in a picture, so that letters may be wrong."""
    return any(word.confidence < 1 for line in lines for word in line.words)


def says(lines: Sequence[Line], line: Line) -> str | None:
    """``PERSON`` or ``POSITION`` where the model takes the line for one among its neighbours, else ``None``."""
    if not entity_model.wanted() or not recognised(lines):
        return None
    labels = _labels_of(tuple(each.text for each in lines))
    return next((label for each, label in zip(lines, labels, strict=True) if each is line), None)


@kept(maxsize=_KEPT)
def _labels_of(texts: tuple[str, ...]) -> tuple[str | None, ...]:
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
    """The first name that the lines hold, with its titles, and the position after it: for a statement whose labels
    cannot be read.
    """
    if not entity_model.wanted() or not recognised(lines):
        return None, None
    name: Span | None = None
    text = "\n".join(line.text for line in lines)
    for start, end, label in entities(text):
        if label == "PERSON" and name is None:
            name = _cut(lines, *_with_titles(text, start, end))
        elif label == "POSITION" and name is not None:
            return name, _cut(lines, start, end)
    return name, None


def _with_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's place with the titles before it, and all that stands behind it on its line."""
    line_start = text.rfind("\n", 0, start) + 1
    while (word := _LAST_WORD.search(text, line_start, start)) and begins_with_title(f"{word[1]} {text[start:end]}"):
        start = word.start(1)
    line_end = text.find("\n", end)
    return start, line_end if line_end >= 0 else len(text)


def _cut(lines: Sequence[Line], start: int, end: int) -> Span:
    """The words of a place of the lines' text."""
    words: list[Word] = []
    for line in lines:
        if start < len(line.text) and end > 0:
            words.extend(line.span.cut(max(0, start), end).words)
        start, end = start - len(line.text) - 1, end - len(line.text) - 1
    return Span(words)

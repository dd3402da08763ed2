"""Checks of signatures and doubtful readings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View

_DOUBT = 0.6
"""Confidence of a picture's reading below which it is told: of two readings that differ the better one stands lower,
what one reading alone is sure of higher.
"""
_DOUBT_OF_ROWS = 0.8
"""Confidence below which what a text layer holds is doubtful: its letters are sure, so that all doubt is whether it
stands in this row or the next one; a table has many rows, of which one that is read wrongly is enough.
"""
_ELSEWHERE = ("gazette", "entities/")
"""Fields whose doubt is not told here: the gazette's number has a finding of its own, and what the running text names
is an index of it, no value that a form is filled with.
"""
_TWO_READINGS = re.compile(r"\W*\d+(?:(?<!\d{4})[.,]\d{3}|[.,]{2,}\d+)(?:\s*[^\W\d_]+)*\W*")
"""`3,000 ton`: thousands or decimals; `11,.34`: two signs, one of them dirt or a slip."""
_FIGURES = re.compile(r"\d[\d.,]*")


def signatory_missing(view: View) -> Iterator[Problem]:
    """A role or a position with nobody under it."""
    for i, at, person in view.signatories():
        if person.name is None:
            details: dict[str, object] = {"who": person.position or person.on_behalf_of or str(person.role)}
            yield Problem("signatory-missing", "warning", "signatory", [at], [i], details)


def text_doubtful(view: View) -> Iterator[Problem]:
    """A figure that can be read two ways, a list that fits none of its neighbours, and readings of low confidence."""
    for i, document in enumerate(view.documents):
        two = [
            (f"/documents/{i}/indicators/{j}/{name}", read.text)
            for j, indicator in enumerate(document.indicators)
            for name, read in (("target", indicator.target), ("actual", indicator.actual))
            if read is not None and read.value is None and _TWO_READINGS.fullmatch(read.text or "")
        ]
        if two:
            details: dict[str, object] = {"text": two[0][1]}
            yield Problem("text-doubtful", "warning", "doubtful-figure", [path for path, _ in two], [i], details)
        for text, paths in _undealt(view, i):
            yield Problem("text-doubtful", "warning", "doubtful-list", paths, [i], {"text": text, "count": len(paths)})
    doubtful: dict[int, list[str]] = {}
    for pointer, entry in view.provenance.items():
        _, _, index, field = pointer.split("/", 3)
        least = _DOUBT_OF_ROWS if entry.method.startswith("text-layer") else _DOUBT
        if entry.confidence < least and not field.startswith(_ELSEWHERE):
            doubtful.setdefault(int(index), []).append(pointer)
    for i, low in sorted(doubtful.items()):
        yield Problem("text-doubtful", "warning", "doubtful-reading", low, [i], {"count": len(low)})
    for i in range(len(view.documents)):
        if view.tree_in_doubt(i):
            yield Problem("text-doubtful", "warning", "doubtful-tree", [f"/documents/{i}/tree"], [i])


def _undealt(view: View, i: int) -> Iterator[tuple[str, list[str]]]:
    """The quantities that a cell lists beside several indicators without saying which is whose, and the targets that
    all keep them.
    """
    held: dict[tuple[int | None, str, str], list[str]] = {}
    for j, indicator in enumerate(view.documents[i].indicators):
        target, at = indicator.target, f"/documents/{i}/indicators/{j}/target"
        if target is not None and target.value is None and len(_FIGURES.findall(target.text or "")) > 1:
            entry = view.entry(at)
            held.setdefault((indicator.table, target.text or "", str(entry.bbox if entry else None)), []).append(at)
    for (_, text, _), paths in held.items():
        if len(paths) > 1:
            yield text, paths

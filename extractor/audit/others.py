"""Checks of signatures and doubtful readings."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View

_DOUBT = 0.6


def signatory_missing(view: View) -> Iterator[Problem]:
    """A role or a position with nobody under it."""
    for i, at, person in view.signatories():
        if person.name is None:
            details: dict[str, object] = {"who": person.position or person.on_behalf_of or str(person.role)}
            yield Problem("signatory-missing", "warning", "signatory", [at], [i], details)


def text_doubtful(view: View) -> Iterator[Problem]:
    """Readings of low confidence."""
    doubtful: dict[int, list[str]] = {}
    for pointer, entry in view.provenance.items():
        _, _, index, field = pointer.split("/", 3)
        # the gazette's number has a finding of its own
        if entry.confidence < _DOUBT and not field.startswith("gazette"):
            doubtful.setdefault(int(index), []).append(pointer)
    for i, low in sorted(doubtful.items()):
        yield Problem("text-doubtful", "warning", "doubtful-reading", low, [i], {"count": len(low)})

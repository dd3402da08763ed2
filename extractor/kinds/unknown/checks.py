"""Checks of documents of no known kind."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View


def kind_unknown(view: View) -> Iterator[Problem]:
    """A document of no known kind of which nothing else says what it is: no title, no records.

    A circular or a table with a title of its own is understood, though no kind of its own; so is a letter, whose head
    says who writes and whose foot who signs.
    """
    for i, document in enumerate(view.documents):
        letter = document.letterhead and document.signatories and not document.tables
        said = document.title or document.indicators or document.budgets or letter
        if document.kind == "unknown" and not said:
            yield Problem("kind-unknown", "info", "kind-unknown", [f"/documents/{i}"], [i])

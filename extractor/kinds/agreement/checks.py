"""Checks of agreements: who has not signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View
from extractor.knowledge import kept, toml
from extractor.schema import PerjanjianKinerja, Severity


def party_missing(view: View) -> Iterator[Problem]:
    """One of the two parties does not sign.

    That nobody at all signs is for information: a photograph of a signature or a page left out looks the same.
    """
    for i, document in enumerate(view.documents):
        if not isinstance(document, PerjanjianKinerja):
            continue
        if not document.signatories:
            yield Problem("signatory-missing", "info", "signatory-none", [f"/documents/{i}"], [i])
        elif len(document.signatories) == 1:
            missing = {"first_party": "PIHAK KEDUA", "second_party": "PIHAK PERTAMA"}
            who = missing.get(document.signatories[0].role or "", "PIHAK KEDUA / PIHAK PERTAMA")
            severity: Severity = "warning" if _two_sign(view, i, document) else "info"
            yield Problem(
                "signatory-missing", severity, "signatory", [f"/documents/{i}/signatories"], [i], {"who": who}
            )


def _two_sign(view: View, i: int, document: PerjanjianKinerja) -> bool:
    """Whether an agreement that one person signs is meant for two: it calls him a party, or the file's other agreements
    have two. The head of a government may sign an attachment alone.
    """
    (alone,) = document.signatories
    if alone.role and view.printed(f"/documents/{i}/signatories/0/role") and view.provenance:
        return True
    if _heads_of_government().search((alone.position or "").upper()):
        return False
    return any(isinstance(d, PerjanjianKinerja) and len(d.signatories) > 1 for d in view.documents)


@kept
def _heads_of_government() -> re.Pattern[str]:
    levels = toml("positions")["levels"][: toml("positions")["heads_of_government"] + 1]
    return re.compile(rf"^\W*(?:{'|'.join(word for level in levels for word in level)})\b")

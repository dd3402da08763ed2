"""Checks of references, signatures and doubtful readings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View, provisions
from extractor.schema import PerjanjianKinerja, Severity

_OWN_ATTACHMENT = re.compile(
    r"\blampiran\b(?:\s+[IVX]+\b)?[^.;]{0,80}?"
    r"\b(?:bagian yang tidak (?:ter)?pisah|tidak terpisahkan|Peraturan \w+ ini)",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(r"\bnomor\s*:?\s*(\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\w./-]+")
_DOUBT = 0.6


def reference_dangling(view: View) -> Iterator[Problem]:
    """A provision or an attachment that does not exist is referred to."""
    for i, regulation in view.regulations():
        for j, reference in enumerate(regulation.cross_references):
            if reference.to is None:
                details: dict[str, object] = {"text": reference.text}
                paths = [f"/documents/{i}/cross_references/{j}", reference.from_]
                yield Problem("reference-dangling", "warning", "reference", paths, [i], details)
        told = any(r.to is None and r.text.casefold().startswith("lampiran") for r in regulation.cross_references)
        if regulation.attachments or told:
            continue
        texts = list(provisions(regulation.body, f"/documents/{i}/body"))
        for path, provision in texts:
            if provision.text and (m := _OWN_ATTACHMENT.search(provision.text)):
                yield Problem("reference-dangling", "warning", "attachment", [path], [i], {"text": m.group()})
                break


def signatory_missing(view: View) -> Iterator[Problem]:
    """A role or a position with nobody under it, or an agreement that one of two parties signs.

    That nobody at all signs is for information: a photograph of a signature or a page left out looks the same.
    """
    for i, at, person in view.signatories():
        if person.name is None:
            details: dict[str, object] = {"who": person.position or person.on_behalf_of or str(person.role)}
            yield Problem("signatory-missing", "warning", "signatory", [at], [i], details)
    for i, document in enumerate(view.documents):
        if not isinstance(document, PerjanjianKinerja):
            continue
        if not document.signatories:
            yield Problem("signatory-missing", "info", "signatory-none", [f"/documents/{i}"], [i])
        elif len(document.signatories) == 1:
            missing = {"first_party": "PIHAK KEDUA", "second_party": "PIHAK PERTAMA"}
            who = missing.get(document.signatories[0].role or "", "PIHAK KEDUA / PIHAK PERTAMA")
            # an attachment that its superior alone signs names no parties
            parties = document.signatories[0].role and view.printed(f"/documents/{i}/signatories/0/role")
            severity: Severity = "warning" if parties else "info"
            yield Problem(
                "signatory-missing", severity, "signatory", [f"/documents/{i}/signatories"], [i], {"who": who}
            )


def text_doubtful(view: View) -> Iterator[Problem]:
    """A number that is printed with signs which no number has, and readings of low confidence."""
    for i, regulation in view.regulations():
        printed = _AFTER_NUMBER.search((regulation.gazette.text if regulation.gazette else None) or "")
        if printed and not _NUMBER.fullmatch(printed[1]):
            path = f"/documents/{i}/gazette/number"
            yield Problem("text-doubtful", "warning", "doubtful-number", [path], [i], {"text": printed[1]})
    doubtful: dict[int, list[str]] = {}
    for pointer, entry in view.provenance.items():
        _, _, index, field = pointer.split("/", 3)
        # the gazette's number has a finding of its own
        if entry.confidence < _DOUBT and not field.startswith("gazette"):
            doubtful.setdefault(int(index), []).append(pointer)
    for i, low in sorted(doubtful.items()):
        yield Problem("text-doubtful", "warning", "doubtful-reading", low, [i], {"count": len(low)})


def kind_unknown(view: View) -> Iterator[Problem]:
    """A document of no known kind of which nothing else says what it is: no title, no records.

    A circular or a table with a title of its own is understood, though no kind of its own.
    """
    for i, document in enumerate(view.documents):
        said = document.title or document.indicators or document.budgets
        if document.kind == "unknown" and not said:
            yield Problem("kind-unknown", "info", "kind-unknown", [f"/documents/{i}"], [i])

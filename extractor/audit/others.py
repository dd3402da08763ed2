"""Checks of references, signatures and doubtful readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.audit.problem import Problem
from extractor.audit.view import View, provisions
from extractor.knowledge import toml
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
        missing: dict[str, list[str]] = {}
        for j, reference in enumerate(regulation.cross_references):
            attachment = reference.text.casefold().startswith("lampiran")
            # an unnumbered Lampiran means all of several
            if reference.to is None and not (attachment and regulation.attachments and " " not in reference.text):
                key = reference.text.casefold() if attachment else str(j)
                missing.setdefault(key, []).append(f"/documents/{i}/cross_references/{j}")
        for paths in missing.values():
            first = regulation.cross_references[int(paths[0].rsplit("/", 1)[1])]
            details: dict[str, object] = {"text": first.text}
            yield Problem("reference-dangling", "warning", "reference", [*paths, first.from_], [i], details)
        if regulation.attachments or any(key.startswith("lampiran") for key in missing):
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
            details = {"who": missing.get(document.signatories[0].role or "", "PIHAK KEDUA / PIHAK PERTAMA")}
            severity: Severity = "warning" if _two_sign(view, i, document) else "info"
            yield Problem("signatory-missing", severity, "signatory", [f"/documents/{i}/signatories"], [i], details)


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


@cache
def _heads_of_government() -> re.Pattern[str]:
    levels = toml("positions")["levels"][: toml("positions")["heads_of_government"] + 1]
    return re.compile(rf"^\W*(?:{'|'.join(word for level in levels for word in level)})\b")


_TWO_READINGS = re.compile(r"\W*\d{1,3}[.,]\d{3}(?:\s*[^\W\d_]+)*\W*")
"""`3,000 ton`: thousands or decimals."""


def text_doubtful(view: View) -> Iterator[Problem]:
    """A number that is printed with signs which no number has, a figure that can be read two ways, and readings of low
    confidence.
    """
    for i, regulation in view.regulations():
        printed = _AFTER_NUMBER.search((regulation.gazette.text if regulation.gazette else None) or "")
        if printed and not _NUMBER.fullmatch(printed[1]):
            path = f"/documents/{i}/gazette/number"
            yield Problem("text-doubtful", "warning", "doubtful-number", [path], [i], {"text": printed[1]})
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

"""Checks of years: title, signature, promulgation and gazette."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.problem import Problem
from extractor.audit.view import View
from extractor.schema import LaporanKinerja, Peraturan, RencanaKinerja, UnknownDocument

_SIGNED_LATER = (UnknownDocument, LaporanKinerja)
_LAST_QUARTER = "10"


def year_mismatch(view: View) -> Iterator[Problem]:
    """The year of the title is not that of the signature.

    A report is signed after its year: reports and documents of no known kind are not checked. A plan may be signed in
    the year before, and an agreement in the last quarter of the year before: that is how they are made. A regulation
    carries the year in which it was enacted (UU 12/2011, Lampiran II number 5).
    """
    for i, document in enumerate(view.documents):
        if document.year is None:
            continue
        at = f"/documents/{i}"
        dated: list[tuple[str, str]] = []
        if isinstance(document, Peraturan):
            for name, act in (("enacted", document.enacted), ("promulgated", document.promulgated)):
                if act is not None and act.date:
                    dated.append((f"{at}/{name}/date", act.date))
            if document.gazette is not None and document.gazette.year:
                dated.append((f"{at}/gazette/year", str(document.gazette.year)))
        elif document.signed is not None and document.signed.date and not isinstance(document, _SIGNED_LATER):
            dated.append((f"{at}/signed/date", document.signed.date))
        wrong = [(path, when) for path, when in dated if not _fits(document.year, when, document)]
        if wrong:
            details: dict[str, object] = {"year": document.year, "other": wrong[0][1][:4]}
            yield Problem("year-mismatch", "warning", "year", [f"{at}/year", *(p for p, _ in wrong)], [i], details)


def _fits(year: int, when: str, document: object) -> bool:
    signed = int(when[:4])
    if signed == year:
        return True
    if isinstance(document, Peraturan):
        return False
    if signed != year - 1:
        return False
    return isinstance(document, RencanaKinerja) or when[5:7] >= _LAST_QUARTER

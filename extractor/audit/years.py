"""Checks of years: title and signature, and those of further sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.audit.problem import Problem
from extractor.audit.view import SURE_PLACE, View
from extractor.printed import YEAR
from extractor.registry import kinds

_LAST_QUARTER = "10"


def year_mismatch(view: View) -> Iterator[Problem]:
    """The year of the title is not that of the signature.

    When documents of a kind are signed is said by the kind: a report after its year, a plan in the year before it, an
    agreement from the last quarter of the year before on: that is how they are made.
    """
    for i, document in enumerate(view.documents):
        yield from _sheets(view, i, document.year)
        early = kinds()[document.kind].signed
        when = document.signed.date if document.signed is not None else None
        if document.year is None or not when or early is None or _fits(document.year, when, early):
            continue
        at = f"/documents/{i}"
        details: dict[str, object] = {"year": document.year, "other": when[:4]}
        yield Problem("year-mismatch", "warning", "year", [f"{at}/year", f"{at}/signed/date"], [i], details)


def _sheets(view: View, i: int, year: int | None) -> Iterator[Problem]:
    """The title or the date of a further sheet is of another year: it was copied from an old document."""
    for path, earliest in ((f"/documents/{i}/year", 0), (f"/documents/{i}/signed/date", 1)):
        entry = view.provenance.get(path)
        for place in entry.more if entry is not None and year is not None else ():
            other = YEAR.search(place.text)
            if year is None or other is None or year - earliest <= int(other[0]) <= year:
                continue
            details: dict[str, object] = {"year": year, "other": other[0]}
            problem = Problem("year-mismatch", "warning", "year-sheets", [path], [i], details)
            yield replace(problem, severity="info") if place.confidence < SURE_PLACE else problem
            break


def _fits(year: int, when: str, early: str) -> bool:
    signed = int(when[:4])
    return signed == year or (signed == year - 1 and (early == "year-before" or when[5:7] >= _LAST_QUARTER))

"""Finds dates and gives them in ISO 8601, with reduced precision where no day or month is printed.

Comes in: a span. Goes out: ``2023-01-30``, ``2021-01`` or ``2016`` with its place. Separate because months are printed
in old spellings (Nopember), in short forms and with misprints (Januai), and days may be left to handwriting.
"""

from __future__ import annotations

import re
from calendar import monthrange

from rapidfuzz.distance import DamerauLevenshtein

from extractor import knowledge
from extractor.match.found import Found
from extractor.printed import full_month_names, month_names
from extractor.read.words import Span

MATCHER = "date"
_WRITTEN = re.compile(
    r"(?:(?<!\d)(?P<day>[0-3]?\d)(?:\s*(?:-|/|\.)?\s*))?(?<![A-Za-z])(?P<month>0?[A-Za-z]{3,10})\.?[\s,./-]*(?P<year>(?:19|20)\s?\d\d)(?!\d)"
)
_NUMERIC = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)\s?[-/.]\s?(?P<month>[01]?\d)\s?[-/.]\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?![\d/]|\s*[-–]\s*\d)")


@knowledge.kept
def month_number(word: str) -> int | None:
    """1 to 12 for a month's name, short form or misprint (`Januai`, `Pebruari`, `Agst`), else ``None``."""
    folded = word.casefold().rstrip(".")
    exact = month_names().get(folded)
    if exact or len(folded) < 5:
        return exact
    near = sorted(
        (distance, number)
        for name, number in full_month_names().items()
        if len(name) > 4
        if (distance := DamerauLevenshtein.distance(folded, name, score_cutoff=2)) <= (1 if len(name) < 7 else 2)
    )
    if not near or (len({n for d, n in near if d == near[0][0]}) > 1):
        return None
    return near[0][1]


def _iso(year: str, month: int | None, day: str | None) -> str | None:
    if month is None:
        return year
    if not day:
        return f"{year}-{month:02}"
    if not 1 <= int(day) <= monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02}-{int(day):02}"


def match_date(span: Span, *, year_only: bool = False) -> Found[str] | None:
    """The first date of the span. ``year_only`` lets a year alone count, as in `Maju,      2016`."""
    text = span.text
    for m in _WRITTEN.finditer(text):
        month = month_number(m["month"])
        if month is None:
            continue
        year = m["year"].replace(" ", "")
        value = _iso(year, month, m["day"])
        if value:
            return Found(value, span.of(m), MATCHER)
        return Found(f"{year}-{month:02}", span.cut(m.start("month"), m.end()), MATCHER)
    for m in _NUMERIC.finditer(text):
        if 1 <= int(m["month"]) <= 12:
            value = _iso(m["year"], int(m["month"]), m["day"])
            if value:
                return Found(value, span.of(m), MATCHER)
    if year_only:
        found = _YEAR.search(text)
        if found:
            return Found(found["year"], span.of(found), MATCHER)
    return None

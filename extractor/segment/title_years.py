"""Which years, and which parts of a year, the lines of a title block state.

Comes in: a span, a line's text. Goes out: the year's span and what stands before it. Separate because a title's own
line, the lines under it and the unit's line state the year in the same ways.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor import knowledge
from extractor.printed import any_of
from extractor.read.words import Span

YEAR_LABEL = re.compile(r"^\W*TAHUN(?:\s+ANGGARAN)?\s*:\s*(?:19|20)\d\d\W*$", re.IGNORECASE)
"""What a web page says of a report, at its left: `Tahun : 2041`."""
YEAR_FIRST = re.compile(r"^\W*(?:TAHUN|THN\.?|TH\.)\s*(?:ANGGARAN\s*)?(?:19|20)\d\d\b\W*", re.IGNORECASE)
YEAR_AND = re.compile(r"\bTAHUN\s*(?:ANGGARAN\s*)?(?:19|20)\d\d(?=\s+(?:DAN|SERTA)\s.*TAHUN)", re.IGNORECASE)
"""The year of a document whose title goes on to the next: `TAHUN 2041 DAN PRAKIRAAN MAJU TAHUN 2042`."""
PERIOD = re.compile(
    r"(?<![\s,;:.·|–-])[\s,;:.·|–-]*\b(?:PERIODE|TAHUN|TA\.?)?\s*(?:19|20)\d\d\s*(?:-|–|/|s\.?/?d\.?|sampai)\s*(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
"""A period of years at the end of a unit's line (`Dinas Contoh - Periode 2041 - 2045`): no year of the document."""
OPEN_YEAR = re.compile(r"\btahun$", re.IGNORECASE)
"""The year itself stands on the next line."""
_YEAR_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d\s*(?:-|–|s/d|sampai)\s*(?:19|20)\d\d")


class YearForms(NamedTuple):
    """How a title's lines end with a year, and what a line of the year or of a part of it is."""

    year: re.Pattern[str]
    """The year that ends a line, and behind it which version of the document it is, or of which part of the year:
    `TAHUN 2041 (PERUBAHAN)`, `TAHUN 2041 TRIWULAN I`."""
    part_line: re.Pattern[str]
    """A part of the year that a report is of: `TRIWULAN III`, `s.d. TW 2`, `KEADAAN SAMPAI DENGAN BULAN MEI`."""
    year_line: re.Pattern[str]


@knowledge.kept
def year_forms() -> YearForms:
    """The forms, out of ``heads.toml``."""
    words = knowledge.toml("heads")["title"]
    states, until, parts = (any_of(words[name], r"\s+") for name in ("states", "until", "parts"))
    part = (
        rf"(?:(?:{states})\s+)?(?:(?:S\.?\s?/?\s?D\.?|{until})\s+)?(?:(?:AKHIR\s+)?BULAN\s+[A-Z]{{3,9}}\b|"
        rf"(?:{parts})\.?\s*(?:KE)?[\s:.-]*(?:[IVX]{{1,4}}|\d)\b)"
    )
    return YearForms(
        re.compile(
            r"\b(?:TAHUN|THN\.?|TH\.|T\.?\s?A\.?)?\s*(?:ANGGARAN\s*)?\(?\b((?:19|20)\d\d|20XX)\b\)?(?:\s*\([^()\d]*\))?"
            rf"(?:[\s,(–-]+{part}\W*)?\s*$",
            re.IGNORECASE,
        ),
        re.compile(rf"^\W*{part}\W*$", re.IGNORECASE),
        re.compile(
            rf"^\W*(?:{part}[\s,–-]+(?=\w))?(?:(?:PERIODE|PELAKSANAAN|TAHUN|THN\.?|TH\.|T\.?\s?A\.?|ANGGARAN)\s*)*[:.]?\s*"
            rf"((?:19|20)\d\d)?\s*(?:[-–/]\s*(?:19|20)\d\d)?(?:[\s,(–-]+{part})?\W*$",
            re.IGNORECASE,
        ),
    )


def split_year(span: Span) -> tuple[Span, Span]:
    """The span without a year at its end and what follows it, and the year part; that is empty where there is none."""
    m = YEAR_AND.search(span.text)
    if m is not None:
        return span.cut(0, m.start()), span.cut(m.start())
    m = year_forms().year.search(span.text)
    if m is None:
        return span, Span()
    return span.cut(0, m.start()), span.cut(m.start(), m.end())


def year_span(title: Span) -> Span | None:
    """The year that a title states: the last one; none for a period of years."""
    found = list(_YEAR_NUMBER.finditer(title.text))
    if not found or _YEARS.search(title.text):
        return None
    return title.of(found[-1], 1)

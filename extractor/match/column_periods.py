"""Periods in headings and cells: years, quarters, months, broken words among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import kept, toml
from extractor.printed import YEAR, any_of, full_month_names
from extractor.read.words import Span, Word

_COUNT = re.compile(r"[IVX]{1,4}|\d{1,2}")
_BRACKETS_LAST = re.compile(r"\s*\([^()]*\)\s*$")
"""A unit or a scale behind what counts: `Realisasi pada Triwulan (Rp)` over `1`."""
_QUARTER = re.compile(r"\s*(?:I|II|III|IV)\s*")
_BROKEN = re.compile(r"(?<=[^\W\d_])-(?=[a-z]|$)")
"""A hyphen at which a narrow column breaks a word."""
_FORMER = re.compile(r"\btahun\s+(?:sebelumnya|lalu)\b", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\s*(?:tahun\s+)?(?P<year>(?:19|20)\d\d)\W*", re.IGNORECASE)


@kept
def _periods() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A numbered part of a year (`TW II`), and a month."""
    data = toml("columns")["periods"]
    parts = any_of(data["parts"])
    return (
        re.compile(rf"\b(?:{parts})\s*[.\-:]?\s*(?:[IVX]{{1,4}}|\d{{1,2}})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(full_month_names())})\b", re.IGNORECASE),
    )


@kept
def _counts_parts() -> re.Pattern[str]:
    """A heading over nothing but numbers of parts of the year; a single letter is short for other things too."""
    words = [p for p in toml("columns")["periods"]["parts"] if len(p) > 1]
    return re.compile(rf"(?:{'|'.join(words)})(?:\s*ke)?\W*", re.IGNORECASE)


@kept
def _short_month() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(toml('columns')['periods']['short_months'])})\.?\s*", re.IGNORECASE)


def period_in(span: Span) -> Span | None:
    """The period that a heading names: a part of the year, a month, a quarter, a year."""
    text = span.text
    part, month = _periods()
    alone = _QUARTER.fullmatch(text) or _short_month().fullmatch(text)
    found = part.search(text) or month.search(text) or alone or YEAR.search(text)
    return span.of(found) if found else _broken_period(span)


def counted_period(over: Span, own: Span) -> Span | None:
    """The period of a column that is headed by a number alone, under the word for what it counts: `1` under `Target
    Tahun Ke-`.
    """
    if not _COUNT.fullmatch(own.text):
        return None
    if unit := _BRACKETS_LAST.search(over.text):
        over = over.cut(0, unit.start())
    both = Span((*over.words, *own.words))
    found = next((m for m in _periods()[0].finditer(both.text) if m.end() == len(both.text)), None)
    return both.of(found) if found and found.start() < len(both.text) - len(own.text) else None


def _broken_period(span: Span) -> Span | None:
    """A period whose word a narrow column broke (`Triwul an I`, `Februar i`, `Septem-ber`), its pieces joined."""
    part, month = _periods()
    words = [replace(w, text=_BROKEN.sub("", w.text)) for w in span.words]
    for start, word in enumerate(words):
        joined = "".join(w.text for w in words[start:])
        broken = len(words) - start > 1 or word.text != span.words[start].text
        if broken and (part.fullmatch(joined) or month.fullmatch(joined)):
            last = len(words) - start - 1 if month.fullmatch(joined) else _number_at(words[start:])
            glued = [replace(w, glued=True) if 0 < n <= last else w for n, w in enumerate(words[start:])]
            return Span(glued)
    return None


def _number_at(words: Sequence[Word]) -> int:
    """How many words after the first are pieces of the period's word: all but its number."""
    return len(words) - 2 if words[-1].text.strip("IVX0123456789") == "" else len(words) - 1


def period_of(span: Span, heading: str = "") -> Span | None:
    """The part of the year that a cell names and nothing else: `Triwulan 1 :`, `Februari`, `I` under a heading `Tw`."""
    part, month = _periods()
    if heading and _COUNT.fullmatch(span.text.strip(" .:")) and _counts_parts().fullmatch(heading.strip()):
        return span
    found = part.search(span.text) or month.search(span.text)
    left = span.text[: found.start()] + span.text[found.end() :] if found else "-"
    return span.of(found) if found and not any(c.isalnum() for c in left) else None


def former_year(heading: Span | None) -> Span | None:
    """The year before the document's own, where a heading names it without a number: `Target Tahun Sebelumnya`."""
    found = _FORMER.search(heading.text) if heading is not None else None
    return heading.of(found) if heading is not None and found is not None else None


def year_of(span: Span) -> Span | None:
    """The year that a cell names and nothing else: `2041`, `Tahun 2041`."""
    found = _YEAR_ALONE.fullmatch(span.text)
    return span.of(found, "year") if found else None

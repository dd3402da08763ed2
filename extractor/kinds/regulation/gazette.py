"""The gazette that publishes a regulation: name, region, year, number.

Comes in: the rows under the signatures and those of the first page's head. Goes out: a draft record. Separate because
the number is where drafts leave a blank and scans a misprint, and neither may be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from extractor.kinds.regulation.head import doubted
from extractor.kinds.regulation.rows import Row, spaced
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.read.words import Span, join

MATCHER = "gazette"
_YEAR = re.compile(r"TAHUN\s*((?:19|20)\s?\d\s?\d)(?!\d)")
_NUMBER = re.compile(r"N[O0]M[O0]R\s*[:.]?\s*(?!TAHUN)(\S+(?:\s*/\s*\S+)?)")
_HEAD_NUMBER = re.compile(r"^N(?:o|omor|O|OMOR)\s*\.?\s*(?P<number>\d+)\s*,\s*(?P<year>(?:19|20)\d\d)")
_FORM = re.compile(
    r"^\(?\s*(?P<name>[A-Z]{5,9}\s[A-Z]{4,9})\s(?P<region>(?:PROVINSI|KABUPATEN|KOTA)\s[A-Z .'’-]*?)\s*,?\s*"
    r"(?=TAHUN\s*\d{4}\s*N[O0]M[O0]R)"
)
_ALIKE = 0.7
"""How alike the misread name of a gazette and its name are."""
_CONFUSED = str.maketrans({"!": "1", "|": "1", "I": "1", "l": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2"})
_ROWS = 3
"""Rows over which a narrow column breaks the line of the gazette, at the most."""


@kept
def _names() -> str:
    # a scan may have put a space into a word
    return "|".join(r"\s?".join(w.replace(" ", "")) for w in toml("regulation")["ending"]["gazettes"])


def _name(printed: str) -> str:
    """The name that was printed, without a space that a scan put into it."""
    known = (name for name in toml("regulation")["ending"]["gazettes"] if spaced(name) == spaced(printed))
    return next(known, printed)


@kept
def _start() -> re.Pattern[str]:
    return re.compile(r"^\(?\s*(?P<name>" + _names() + r")")


@kept
def _named() -> re.Pattern[str]:
    return re.compile(
        r"^\(?\s*(?P<name>" + _names() + r")\s*(?P<region>[A-Z][A-Z .'’-]*?)?\s*,?\s*(?=TAHUN|N[O0]M[O0]R)"
    )


def _misread(text: str) -> tuple[re.Match[str], str] | None:
    """A line of a gazette's form whose name a scan misread (``BERITA LAELAH KABUPATEN ...``), and the name that it is
    like.
    """
    form = _FORM.match(text)
    if form is None:
        return None
    names = toml("regulation")["ending"]["gazettes"]
    name = max(names, key=lambda known: Levenshtein.normalized_similarity(known, form["name"]))
    return (form, name) if Levenshtein.normalized_similarity(name, form["name"]) >= _ALIKE else None


def gazette(rows: Sequence[Row], head: Sequence[Row], number: str | None) -> Draft | None:
    """The gazette named under the signatures, else in the head of the first page (``No. 28, 2018``).

    ``number`` is the regulation's: where the gazette's own was misprinted (``!!0``) and means the same digits, they
    stand with a low confidence; a number that cannot be read so is null.
    """
    for i, row in enumerate(rows):
        if _start().match(row.text) or _misread(row.text):
            spans = [join(r.span for r in rows[i:j]) for j in range(i + 1, min(i + _ROWS, len(rows)) + 1)]
            # the fewest rows that state year and number, else the first row as it stands
            whole = next((s for s in spans if _YEAR.search(s.text) and _NUMBER.search(s.text)), spans[0])
            named = _named().match(whole.text)
            if named is not None:
                return _record(whole, named, _name(named["name"]), number)
            if misread := _misread(whole.text):
                return _record(whole, *misread, number)
    return _from_head(head)


def _record(span: Span, named: re.Match[str], name: str, expected: str | None) -> Draft:
    year, printed = _YEAR.search(span.text, named.end()), _NUMBER.search(span.text, named.end())
    return {
        "name": Found(name, span.of(named, "name"), MATCHER),
        "region": Found(named["region"], span.of(named, "region"), MATCHER) if named["region"] else None,
        "year": Found(int("".join(year[1].split())), span.of(year, 1), MATCHER) if year else None,
        "number": _number(span.of(printed, 1), expected) if printed else None,
        "text": Found(span.text, span, MATCHER),
    }


def _number(span: Span, expected: str | None) -> DraftValue:
    printed = re.sub(r"\s*/\s*", "/", span.text).rstrip(".,;)")
    if re.match(r"\d", printed) and not re.search(r"[!|]", printed):
        return Found(printed, span, MATCHER)
    if expected is not None and printed.translate(_CONFUSED) == expected:
        return Found(expected, doubted(span), MATCHER)
    return None


def _from_head(rows: Sequence[Row]) -> Draft | None:
    for i, row in enumerate(rows):
        name = _start().match(row.text)
        if name is None:
            continue
        region: Span = row.span.cut(name.end("name"))
        for n, following in enumerate(rows[i + 1 : i + 1 + _ROWS], i + 1):
            if m := _HEAD_NUMBER.match(following.text):
                span = join(r.span for r in rows[i:n]) + following.span.of(m)
                return {
                    "name": Found(_name(name["name"]), row.span.of(name, "name"), MATCHER),
                    "region": Found(region.text, region, MATCHER) if region else None,
                    "year": Found(int(m["year"]), following.span.of(m, "year"), MATCHER),
                    "number": Found(m["number"], following.span.of(m, "number"), MATCHER),
                    "text": Found(span.text, span, MATCHER),
                }
            region = region + following.span
    return None

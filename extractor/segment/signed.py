"""Finds where and when something was signed: `Maju,      2016`, `Ditetapkan di X` / `pada tanggal 3 Oktober 2016`.

Comes in: a line or a part of one. Goes out: a :class:`SignedPlace`. Separate because these lines stand over signatures,
beside them, or alone at the foot of a chart.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from extractor import knowledge
from extractor.layout.blocks import Line
from extractor.match.date import match_date, month_number
from extractor.printed import any_of, full_month_names
from extractor.read.words import Span
from extractor.segment.component import SignedPlace

_PLACE_NAME = r"^\W*(?P<place>[A-Z][A-Za-z.'’/-]*(?:\s+[A-Z][A-Za-z.'’-]*){0,4}?)\s*"
_DATE_BEHIND = (
    r"[\s._…,]*(?i:tanggal|tgl\.?)?[\s:._…-]*"
    r"(?P<date>\d{0,2}[\s._…/-]*[A-Za-z]*[\s._…/,-]*(?:\d{1,2}\s?[/.-]\s?)?(?:(?:19|20)\d\d)?)[\s._…,]*$"
)
_PLACE_DATE = re.compile(rf"{_PLACE_NAME}(?P<comma>,)?{_DATE_BEHIND}")
_PLACE_COMMA = re.compile(rf"{_PLACE_NAME}(?P<comma>,){_DATE_BEHIND}")
"""A place ends at its comma, where there is one: of `Maju Jaya,   2041` the second word is no month."""
_PLACE = re.compile(r"^\W*(?P<place>[A-Z][A-Za-z.'’-]*(?:\s+[A-Z][A-Za-z.'’-]*){0,3})\s*,\s*$")
_PLACE_WORDS = 4
"""Words of a place and the comma behind it: names of regencies have four at the most."""
_ACT = re.compile(r"^\W*(?P<act>D\w{4,14})\s+[Dd][Ii]\b\s*:?\s*(?P<place>[A-Z].*?)?[\s,.:]*$")
_LEFT_BLANK = r",\s*(?:[._…]{3,}\s*|(?i:tanggal|tgl)\b[\s:._…]*)$"
"""A date that is to be written by hand: `Maju, ..........`, `Maju, tanggal ____`."""
_PLACE_HINT = re.compile(rf"(?:19|20)\d\d\W*$|,\s*[._…]{{3,}}|,\W*[A-Z][a-z]+\W*$|{_LEFT_BLANK}")
_DATED = re.compile(r"^\W*tanggal\s*:?\s*.*\d", re.IGNORECASE)
AT_PLACE = re.compile(r"^\W*[Dd]i\s*:?\s*(?P<place>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,3})\W*$")
"""The place of an act on a line of its own, in a column of labels: `di : Maju`."""
YEAR_REST = re.compile(r"^\W*(?:19|20)\d\d\W*$")
"""The year of a date whose line was too short for it."""
_ENDS_IN_YEAR = re.compile(r"\d\W*[A-Za-z]*\W*(?:19|20)\d\d\W*$")
_STAMPED_SLIPS = 4
"""Letters of `pada tanggal` that a stamp may hide where a date follows them."""
_HIJRI = re.compile(r"^\W*\d{1,2}\s+[A-Z][\w'’-]+(?:\s+[\w'’-]+)?\s+1[34]\d\d\s*H?\W*$")
"""The same day by the Islamic calendar, as regulations of Aceh print it: `27 Muharram 1437 H`."""
_BLANK_DATE = re.compile(_LEFT_BLANK)
_ON_DATE_INSIDE = re.compile(r"\s+pada\s+(?:tanggal|tgl)\b", re.IGNORECASE)


@knowledge.kept
def _acts() -> tuple[str, ...]:
    return tuple(act.upper() for act in knowledge.toml("signatures")["acts"])


@knowledge.kept
def _no_place() -> re.Pattern[str]:
    words = knowledge.toml("signatures")
    return re.compile(rf"(?:{'|'.join(map(re.escape, words['no_place'] + words['witness']))})\b", re.IGNORECASE)


@knowledge.kept
def date_rest() -> re.Pattern[str]:
    """What a line too short for a date leaves to the next one: the year, or the month and the year."""
    return re.compile(rf"^\W*(?:(?i:{any_of(full_month_names())})\W+)?(?:19|20)\d\d\W*$")


def match_place_date(line: Line) -> SignedPlace | None:
    """Place and date of one line: `Maju Jaya, 2 Januari 2041`, `Maju,          2016`, `Maju, .......... 2021`."""
    span = line.span
    text = span.text
    if len(line.words) > 12 or not _PLACE_HINT.search(text):
        return None
    m = _PLACE_COMMA.match(text) or _PLACE_DATE.match(text)
    if m is None or _no_place().match(m["place"]):
        return None
    date = span.of(m, "date")
    words = re.findall(r"[A-Za-z]+", date.text)
    year = re.search(r"(?:19|20)\d\d", date.text)
    month = next((n for w in words if (n := month_number(w))), None)
    if words and month is None:
        return None
    if not m["comma"] and not (month and year):
        return None
    if not year and not month and not _BLANK_DATE.search(text):
        return None
    place = m["place"].split()
    if month_number(place[-1]) or any(w.casefold() in full_month_names() for w in place):
        return None  # `Mulai Januari Sampai Desember 2041`
    found = match_date(date, year_only=True) if date else None
    return SignedPlace(span, span.of(m, "place"), found.span if found else None)


def match_place(line: Line) -> SignedPlace | None:
    """A place whose date is left to handwriting, `Maju,`; whether it is one, only the lines around it tell."""
    m = _PLACE.match(line.text)
    if m is None or len(line.words) > _PLACE_WORDS or _no_place().match(m["place"]):
        return None
    return SignedPlace(line.span, line.span.of(m, "place"))


def match_act(line: Line) -> SignedPlace | None:
    """`Ditetapkan di Muara Maju`, with the date where it follows on the same line."""
    span = line.span
    if len(line.words) > 14 or not span.text.lstrip()[:1].isupper():
        return None
    m = _ACT.match(span.text)
    if m is None or all(Levenshtein.distance(m["act"].upper(), act, score_cutoff=2) > 2 for act in _acts()):
        # the place may stand under a stamp, and the word have run together with what follows: Diundangkandi
        plain = "".join(c for c in span.text.upper() if c.isalpha())
        lone = len(line.words) <= 2 and any(
            Levenshtein.distance(plain, f"{a}DI", score_cutoff=3) <= 3 for a in _acts()[:2]
        )
        # or on the next line, in a column of labels: Dikeluarkan / di : Maju
        lone = lone or (len(line.words) == 1 and plain in _acts())
        return SignedPlace(span, None, None, span) if lone else None
    place = span.of(m, "place")
    inside = _ON_DATE_INSIDE.search(place.text)
    found = None
    if inside:
        found = match_date(place.cut(inside.start()))
        place = place.cut(0, inside.start())
    elif (alone := re.search(r",\s*(?=[\d.…]|[A-Z][a-z]+ \d{4})", place.text)) is not None:
        found = match_date(place.cut(alone.end()), year_only=True)
        place = place.cut(0, alone.start())
    if len(place) > 6:
        return None
    return SignedPlace(span, place or None, found.span if found else None, span.of(m, "act"))


def is_on_date(text: str) -> bool:
    """Whether the line is a further one of an act: `pada tanggal 3 Oktober 2016`, `di : Maju`; misprints pass."""
    if AT_PLACE.match(text) or date_rest().match(text) or _HIJRI.match(text):
        return True
    plain = "".join(c for c in re.split(r"\d", text.upper(), maxsplit=1)[0] if c.isalpha())
    words = "".join(c for c in knowledge.toml("signatures")["on_date"].upper() if c.isalpha())
    slips = _STAMPED_SLIPS if _ENDS_IN_YEAR.search(text) else 2
    near = Levenshtein.distance(plain[: len(words)], words, score_cutoff=slips) <= slips
    return near or _DATED.match(text) is not None


def with_date(signed: SignedPlace, line: Line) -> SignedPlace | None:
    """The act with the date or place of a further line, `pada tanggal 3 Oktober 2016`; ``None`` where it is none."""
    if not is_on_date(line.span.text):
        return None
    if at := AT_PLACE.match(line.span.text):
        place = signed.place or line.span.of(at, "place")
        return SignedPlace(Span(signed.span.words + line.span.words), place, signed.date, signed.act)
    whole = Span(signed.span.words + line.span.words)
    found = match_date(whole if date_rest().match(line.text) else line.span, year_only=True)
    return SignedPlace(whole, signed.place, found.span if found else signed.date, signed.act)

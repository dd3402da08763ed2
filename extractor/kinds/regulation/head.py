"""The head: title, type, number, subject and issuer.

Comes in: the rows over the considerations. Goes out: draft fields (UU 12/2011, Lampiran II, nos. 2-16 and 245-251).
Separate because a head is read by its centred lines, whatever follows: who decrees stands in the title, in a line of
its own under the subject, or in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from extractor.kinds.regulation.rows import Row, spaced
from extractor.knowledge import kept, toml
from extractor.match.found import DraftValue, Found
from extractor.match.law import law_type
from extractor.printed import any_of, capitals
from extractor.read.words import Span, join

MATCHER = "regulation"
_NUMBER = re.compile(
    r"\bN(?:[O0]M[O0]R(?![A-Z])|[O0]\b\.?)\s*[:.]*\s*"
    # some ministries number with their letters before the figure: NOMOR PM 17 TAHUN 2041
    r"(?P<number>(?:(?!TH)[A-Z]{1,4}\.?\s+(?=\d))?(?:(?!TAHUN)[\w.&])+(?:\s?[/-]\s?(?:(?!TAHUN)[\w.&])+)*)"
    r"(?:\s*TAHUN\s*(?P<year>(?:1[89]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_NUMBER_ROW = re.compile(r"^\W*N(?:[O0]M[O0]R(?![A-Z])|[O0]\b\.?)", re.IGNORECASE)
_YEAR_ROW = re.compile(r"^\W*TAHUN\W*(?:1[89]|20)\d\d\W*$", re.IGNORECASE)
_ABOUT = re.compile(r"\bTENTANG\b")
_YEAR = re.compile(r"\bTAHUN\s*((?:1[89]|20)\d\d)\s*$")
_TAIL_YEAR = re.compile(r"[/.-]((?:19|20)\d\d)$")
_ALIKE = 85
"""Likeness (0-100) of the issuer's words in the title and under the subject, misprints allowed."""
_STATE = re.compile(r"R\.?I\.?$")
_ISSUER_ROWS = 4
"""Rows of the longest issuer."""


@dataclass(frozen=True)
class Head:
    """The rows of the head's parts; a part that the document does not have is empty."""

    title: Sequence[Row]
    about: Sequence[Row]
    issuer: Sequence[Row]


def cut(rows: Sequence[Row]) -> Head:
    """Parts the rows over the considerations."""
    head = _subject_apart(rows)
    about = next((i for i, r in enumerate(head) if spaced(r.text) == "TENTANG"), len(head))
    title = _title(head[:about])
    subject, issuer = _subject(head[about + 1 :], _issuer_words(join(r.span for r in title)).text)
    return Head(title, subject, issuer)


def _subject_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with the word TENTANG on a row of its own, where a title prints it within a line."""
    for i, row in enumerate(rows):
        word = _ABOUT.search(row.text)
        if word is None:
            continue
        before = replace(row, span=row.span.cut(0, word.start()))
        parts = [before, replace(row, span=row.span.of(word)), row.after(word.end())]
        return [*rows[:i], *(p for p in parts if p.span), *rows[i + 1 :]]
    return list(rows)


def _title(head: Sequence[Row]) -> list[Row]:
    """The rows from the one that names the regulation's type, nearest over its number, down to number and year."""
    number = next((i for i in range(len(head) - 1, -1, -1) if _NUMBER_ROW.match(head[i].text)), None)
    end = len(head) if number is None else number + 1
    begins = [i for i in range(end) if head[i].text.upper() == head[i].text and _type_at(head[i:end])]
    over = number - 1 if number else None
    if not begins and over is not None and (_act_alone(head[over].text) or _type_at(head[over:end])):
        begins = [over]  # in small letters it is the title right over its number alone
    if not begins:
        return []
    if number is None:
        inside = next((i for i in range(begins[-1], end) if _NUMBER.search(head[i].text)), None)
        end = begins[-1] + 2 if inside is None else inside + 1
    elif end < len(head) and _YEAR_ROW.match(head[end].text):
        end += 1
    return list(head[begins[-1] : end])


def _act_alone(text: str) -> bool:
    """Whether a row is the word for the act and no more: who decrees stands under the subject."""
    act = _act().match(_mended(text))
    return act is not None and act.end() == len(text.rstrip())


def _type_at(rows: Sequence[Row]) -> bool:
    """Whether a title begins with the first of the rows: the word for the act, and what completes it."""
    return regulation_type(join(r.span for r in rows[:_ISSUER_ROWS]).text) is not None


@kept
def _act() -> re.Pattern[str]:
    acts = toml("regulation")["preamble"]["acts"]
    return re.compile(r"^\W*(?P<act>" + any_of(acts) + r")\b\s*", re.IGNORECASE)


@kept
def _issuer_start() -> re.Pattern[str]:
    words = toml("regulation")["preamble"]["issuers"]
    return re.compile(r"^\W*(?P<head>" + any_of(words) + r")\b", re.IGNORECASE)


@kept
def _office() -> re.Pattern[str]:
    """What of an issuer names the kind of its decrees: ``Kepala Dinas``, ``Camat``."""
    preamble = toml("regulation")["preamble"]
    of = "|".join(preamble["heads_of"])
    return re.compile(
        r"^(?:(?:" + "|".join(preamble["acting"]) + r")\b\.?\s+)*"
        r"(?P<office>(?:" + of + r")\s+[^\W\d_]+|" + any_of(preamble["issuers"]) + r")\b",
        re.IGNORECASE,
    )


@kept
def _torn() -> re.Pattern[str]:
    """The word for the act with a space inside, as wide setting or a scan leaves it: ``PER ATURAN``."""
    words = {w for act in toml("regulation")["preamble"]["acts"] for w in act.split()}
    return re.compile(r"^(?:" + "|".join(r"\s?".join(w) for w in sorted(words, key=len, reverse=True)) + r")\b")


def _mended(title: str) -> str:
    """A title in capitals without what a scan did to its first words."""
    title = capitals(title)
    torn = _torn().match(title)
    return title if torn is None else "".join(torn[0].split()) + title[torn.end() :]


_ONES = re.compile(r"(?<![^/.\s-])[\dl|!]*[l|!][\dl|!]*(?![^/.\s-])")


def _ones(number: str, title: str) -> str:
    """A number whose figures one were read as letters: ``ll/PMK.05`` in a title of capitals, which has no small l."""
    others = _ONES.sub("", title)
    return number if others.upper() != others else _ONES.sub(lambda m: re.sub(r"[l|!]", "1", m[0]), number)


def regulation_type(title: str) -> str | None:
    """The type that a title begins with: ``Peraturan Bupati``; of an office that no law is listed for, the act
    and the office's kind: ``Keputusan Kepala Kantor``. ``None`` where no act begins the title."""
    title = _mended(title)
    known = _listed(title)
    act = _act().match(title)
    if known is not None or act is None:
        return known
    office = _office().match(title[act.end() :])
    if office is None:
        return None
    name = toml("regulation")["preamble"]["acts"][" ".join(act["act"].upper().split())]
    words = " ".join(w.title() for w in office["office"].split())
    return _listed(f"{name} {words}") or f"{name} {words}"


def is_joint(title: object) -> bool:
    """Whether several issue an act together: ``KEPUTUSAN BERSAMA``."""
    act = _act().match(_mended(title)) if isinstance(title, str) else None
    return act is not None and isinstance(title, str) and _mended(title)[act.end() :].upper().startswith("BERSAMA")


def _listed(title: str) -> str | None:
    """The type in the list of laws; one that leaves open whose head decrees (``Keputusan Kepala``) says too little."""
    known = law_type(title)
    return None if known is not None and known.split()[-1].upper() == "KEPALA" else known


def _issuer_words(title: Span) -> Span:
    """Who issues, as the title says after its act: ``KEPUTUSAN BUPATI MAJU NOMOR 3`` names the Bupati of Maju."""
    act = _act().match(title.text)
    if act is None or not _issuer_start().match(title.text[act.end() :]):
        return Span()
    number = _NUMBER.search(title.text, act.end())
    return title.cut(act.end(), len(title.text) if number is None else number.start())


@kept
def _invocation() -> re.Pattern[str]:
    phrases = toml("regulation")["preamble"]["invocation"]
    return re.compile("|".join(r"\s*".join(w.split()) for w in phrases), re.IGNORECASE)


def _subject(rows: Sequence[Row], named: str) -> tuple[list[Row], list[Row]]:
    """The subject's rows and the issuer's rows, between TENTANG and the considerations. ``named``: who issues, by the
    title."""
    calls = [(i, m) for i, row in enumerate(rows) if (m := _invocation().search(row.text))]
    if calls:
        first, begin = calls[0]
        last, end = [c for c in calls if c[0] - first < _ISSUER_ROWS][-1]  # an invocation may have several lines
        before = replace(rows[first], span=rows[first].span.cut(0, begin.start()))
        under = (rows[last].after(end.end()), *rows[last + 1 : last + 1 + _ISSUER_ROWS])
        return [*rows[:first], *([before] if before.span else [])], [r for r in under if r.span]
    for i in range(len(rows) - 1, max(0, len(rows) - 1 - _ISSUER_ROWS), -1):
        if not _issuer_start().match(rows[i].text):
            continue
        words = spaced("".join(r.text for r in rows[i:]))
        again = _is_again(words, spaced(named)) if named else rows[i].gap and rows[i].text.isupper()
        if again or rows[-1].text.rstrip().endswith(","):
            return list(rows[:i]), list(rows[i:])
    return list(rows), []


def _is_again(words: str, named: str) -> bool:
    """Whether who issues is named once more, or in full where the title is short: `KEPUTUSAN PRESIDEN`, `PRESIDEN RI`,
    then `PRESIDEN REPUBLIK INDONESIA`. Both without blanks.
    """
    return ratio(words, named) >= _ALIKE or words.startswith(_STATE.sub("", named))


def fields(head: Head) -> dict[str, DraftValue]:
    """title, regulation_type, number, year, about, issuer."""
    title = join(r.span for r in head.title)
    number, year = _numbered(title)
    issuer = join(r.span for r in head.issuer) or _issuer_words(title)
    kind = regulation_type(title.text) if title else None
    act = _act().match(_mended(title.text))
    if kind is None and act is not None and issuer:
        kind = regulation_type(f"{act['act']} {issuer.text}")
    return {
        "title": Found(_ones(_mended(title.text), title.text), title, MATCHER) if title else None,
        "year": year,
        "regulation_type": Found(kind, title, MATCHER) if kind else None,
        "number": number,
        "about": trimmed(join(r.span for r in head.about), " "),
        "issuer": trimmed(issuer, " ,.:") or None,
    }


def _numbered(title: Span) -> tuple[DraftValue, DraftValue]:
    """Number and year of a title; the year may be the last part of the number (``188.4/12/2017``)."""
    found = _NUMBER.search(title.text)
    alone = _YEAR.search(title.text)
    year: DraftValue = Found(int(alone[1]), title.of(alone, 1), MATCHER) if alone else None
    if found is None:
        return None, year
    joined = re.sub(r"\s*([/-])\s*", r"\1", found["number"])
    printed = _ones(joined, title.text)
    place = doubted(title.of(found, "number")) if printed != joined else title.of(found, "number")
    if found["year"]:
        year = Found(int(found["year"]), title.of(found, "year"), MATCHER)
    elif tail := _TAIL_YEAR.search(printed):
        year = Found(int(tail[1]), place, MATCHER)
    return Found(printed, place, MATCHER), year


_MISPRINT = 0.5
"""Confidence of a number whose figures were read as letters."""


def doubted(span: Span) -> Span:
    """The span as one that holds a doubtful number."""
    return Span(replace(w, confidence=min(w.confidence, _MISPRINT)) for w in span)


def trimmed(span: Span, ends: str) -> DraftValue:
    """The span's text without the signs ``ends`` at its end."""
    text = span.text.rstrip()
    kept = span.cut(0, len(text.rstrip(ends)))
    return Found(kept.text, kept, MATCHER) if kept else None

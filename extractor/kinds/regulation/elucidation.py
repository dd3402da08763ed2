"""The elucidation (Penjelasan): its general part and what it says article by article.

Comes in: the rows from the word PENJELASAN on. Goes out: a draft record (UU 12/2011, Lampiran II, nos. 176-191).
Separate because its ``Pasal 5`` is no article of the regulation but a heading over remarks on one, and one heading may
stand over several: ``Pasal 3 dan Pasal 4``, ``Pasal 6 s.d. Pasal 9``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.kinds.regulation.labels import article_label, spelled
from extractor.kinds.regulation.rows import Row, spaced
from extractor.kinds.regulation.sentences import ended
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.printed import any_of
from extractor.read.words import Span, join

MATCHER = "elucidation"
_MARK = re.compile(r"^(?:I{1,2}|[AB]|[12])?(?=[A-Z]{4})")
_PASAL = spelled("pasal")
_NUMBER = r"\d{1,3}[A-Z]{0,2}"
_TO = r"sampai\s+dengan|hingga|s\s?[./]\s?d\.?|[-–—]"
_JOINT = re.compile(
    rf"^{_PASAL}\s*(?P<numbers>{_NUMBER}(?:\s*(?:,\s*(?:dan|serta)?|dan|serta|{_TO})\s*(?:{_PASAL}\s*)?{_NUMBER})*)"
    r"\s*[.:]?\s*(?P<rest>.*)$"
)
_NUMBERS = re.compile(rf"(?P<to>{_TO})?\s*(?:{_PASAL}\s*)?(?P<n>{_NUMBER})")
_MOST = 200
"""Articles of the longest range that a heading stands over."""
_ITEM = re.compile(r"^(?:Angka|ANGKA)\s+\d{1,3}\W*$")
"""In the elucidation of an amendment the number of the instruction stands over the article that it is about."""


@dataclass(frozen=True)
class _Heading:
    """A heading over remarks: the numbers of its articles with their places, and where it ends in its row."""

    numbers: tuple[tuple[str, Span], ...]
    end: int


@kept
def _heads(name: str) -> frozenset[str]:
    return frozenset(spaced(w) for w in toml("regulation")["elucidation"][name])


@kept
def _plain() -> re.Pattern[str]:
    """What says that an article needs no remark: it may stand beside the heading."""
    return re.compile(any_of(toml("regulation")["elucidation"]["plain"]), re.I)


def _is(row: Row, name: str) -> bool:
    letters = spaced(row.text)
    return letters in _heads(name) or _MARK.sub("", letters) in _heads(name)


def _heading(row: Row, tail: str) -> _Heading | None:
    """The heading that a row is. ``tail`` is the text before it, which must have ended where the heading alone could be
    the middle of a sentence."""
    label = article_label(row.text)
    if label is not None:
        number = row.span.cut(*label.number)
        return _Heading(((label.value or number.text, number),), label.end)
    m = _JOINT.match(row.text)
    finished = not tail or ended(tail) or _plain().fullmatch(tail) is not None
    if m is None or not finished or (m["rest"] and not _plain().match(m["rest"])):
        return None
    numbers: list[tuple[str, Span]] = []
    for found in _NUMBERS.finditer(row.text, m.start("numbers"), m.end("numbers")):
        if found["to"] and numbers and numbers[-1][0].isdigit() and found["n"].isdigit():
            between = range(int(numbers[-1][0]) + 1, int(found["n"]))
            place = numbers[-1][1] + row.span.of(found)
            numbers += [(str(n), place) for n in between if len(between) <= _MOST]
        numbers.append((found["n"], row.span.of(found, "n")))
    return _Heading(tuple(numbers), m.start("rest"))


def _text(rows: Sequence[Row]) -> DraftValue:
    """The rows as paragraphs."""
    paragraphs: list[list[Span]] = []
    tail = ""
    for row in rows:
        if not paragraphs or (row.broken and ended(tail)):
            paragraphs.append([])
        paragraphs[-1].append(row.span)
        tail = row.text
    spans = [join(p) for p in paragraphs]
    return Found("\n".join(s.text for s in spans), join(spans), MATCHER) if spans else None


def elucidation(rows: Sequence[Row]) -> Draft | None:
    """General part and articles; ``None`` for no rows. An article that shares its heading with others has the text
    under it as they have."""
    if not rows:
        return None
    last = next((i for i, r in enumerate(rows) if spaced(r.text).startswith(tuple(_heads("ends")))), len(rows))
    got = rows[:last]
    parted = next((i for i in range(last) if _is(got[i], "by_article")), None)
    begin = 0 if parted is None else parted + 1
    tails = ["", *(r.text for r in got)]
    headings = [(i, h) for i in range(begin, last) if (h := _heading(got[i], "" if i == begin else tails[i]))]
    first = headings[0][0] if headings else last
    general = next((i for i in range(first) if _is(got[i], "general")), None)
    articles: list[Draft] = []
    for k, (start, heading) in enumerate(headings):
        end = headings[k + 1][0] if k + 1 < len(headings) else last
        under = [*got[start + 1 : end]]
        if end < last and under and _ITEM.match(under[-1].text):
            under.pop()
        text = _text([r for r in (got[start].after(heading.end), *under) if r.span])
        articles += [{"number": Found(number, place, MATCHER), "text": text} for number, place in heading.numbers]
    until = first if parted is None else parted
    return {"general": None if general is None else _text(got[general + 1 : until]), "articles": articles}

"""The ending: the order to publish, enactment and promulgation.

Comes in: the rows after the last article. Goes out: draft fields and the places of the two signatures (UU 12/2011,
Lampiran II, nos. 160-176). Separate because here the page may stand in two columns: Diundangkan left, Ditetapkan right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from extractor.kinds.regulation.rows import Row, spaced
from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.match.date import match_date
from extractor.match.found import Draft, DraftValue, Found
from extractor.printed import any_of
from extractor.read.words import Box, Span, join
from extractor.segment.signature_marks import parts_of
from extractor.segment.signed import AT_PLACE, date_rest, match_place_date

MATCHER = "regulation"
Act = Literal["enacted", "promulgated"]

_PLACE = re.compile(
    r"^\S+\s+(?:(?i:di)\s*(?=[\s:A-Z]))?\s*:?\s*(?P<place>[A-Z][^:,\d]*?)\s*(?=$|,|\b(?i:pada|tanggal)\b)"
)
_AT = re.compile(r"^\S+\s*:?\s*(?i:di)(?![a-z])\s*:?\s*[A-Z.…_]")
_DATE_ROWS = 3
"""Rows under `Ditetapkan di ...` among which its date is looked for: beside it stand rows of the other column."""
_COLUMN = 40
"""Points between the left edges of two lines of one column, at the most; of 23 pairs of 230 files none lies near it."""
_DATE_WORDS = 6
"""Words of a line that is a date (`pada tanggal 5 Januari 2041`), at the most; more are a sentence that holds one."""


@dataclass(frozen=True)
class Acted:
    """An enactment or promulgation: its parts and where its line stands."""

    act: Act
    place: Span
    date: Found[str] | None
    span: Span

    @property
    def page(self) -> int:
        return self.span.page

    @property
    def box(self) -> Box:
        return self.span.box


@kept
def _acts() -> tuple[tuple[str, Act], ...]:
    ending = toml("regulation")["ending"]
    acts: tuple[Act, ...] = ("enacted", "promulgated")
    return tuple(sorted({(words.split()[0], act) for act in acts for words in ending[act]}))


def act_at(rows: Sequence[Row], i: int, part: Line) -> Act | None:
    """What a part of row ``i`` such as ``Ditetapkan di Maju`` announces; a sentence announces nothing.

    Misprints of the word pass. Where the place cannot be read (a stamp lies over it), a line with the date must follow.
    """
    words = part.text.split()
    if not words or not words[0][:1].isupper():
        return None
    distance, act = min(
        (Levenshtein.distance(words[0].casefold().rstrip(":"), word.casefold(), score_cutoff=3), act)
        for word, act in _acts()
    )
    if distance <= 2 and _AT.match(part.text):
        return act
    followed = distance <= 3 and len(words) <= 4 and _dated_part(rows[i + 1 : i + 1 + _DATE_ROWS], part)
    if followed:
        return act
    return "enacted" if _signed_at(part) and _is_post(rows[i + 1 : i + 2], part) else None


def _signed_at(part: Line) -> Span:
    """The place of a line that is nothing but place and date, `Maju, 3 Mei 1991`, over the signature of a decree that
    does not say what was done there; empty where it is none."""
    found = match_place_date(part) if part.text[:1].isupper() else None
    return found.place or Span() if found is not None and found.date is not None else Span()


def _is_post(rows: Sequence[Row], above: Line) -> bool:
    """Whether the next row has, in the column of a line, a post in capitals: who signed there."""
    under = (p for row in rows for p in _columns(row) if same_column(above.box, p.box))
    post = next(under, None)
    return post is not None and post.text.isupper() and len(post.words) > 1


@kept
def _dated() -> re.Pattern[str]:
    words = toml("regulation")["ending"]["dated"]
    return re.compile(r"^\W*(?:" + any_of(words) + r")\b", re.IGNORECASE)


@kept
def _order() -> re.Pattern[str]:
    words = toml("regulation")["ending"]["order"]
    spelled = any_of(words)
    return re.compile(r"(?:^|(?<=[.;])\s+)(?P<order>" + spelled + r")", re.IGNORECASE)


def order_at(rows: Sequence[Row], i: int) -> int | None:
    """Where in the text of row ``i`` the order to publish begins: at its start, or after the end of a sentence."""
    text = rows[i].text
    found = _order().search(" ".join([text, *(r.text for r in rows[i + 1 : i + 2])]))
    return found.start("order") if found is not None and found.start("order") < len(text) else None


def _columns(row: Row) -> tuple[Line, ...]:
    return parts_of(row.line)


def is_explanation(row: Row) -> bool:
    """Whether the elucidation (Penjelasan) of the regulation begins with the row."""
    return spaced(row.text) in toml("regulation")["ending"]["explanation"]


def begins_act(rows: Sequence[Row], i: int) -> bool:
    """Whether a part of row ``i`` announces enactment or promulgation."""
    return any(act_at(rows, i, part) for part in _columns(rows[i]))


def same_column(a: Box, b: Box) -> bool:
    """Whether two boxes stand in one column: over one another, or with left edges that are near."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0 or abs(a[0] - b[0]) < _COLUMN


def acts(rows: Sequence[Row]) -> list[Acted]:
    """Enactment and promulgation, the first of each."""
    out: list[Acted] = []
    for i, row in enumerate(rows):
        for part in _columns(row):
            act = act_at(rows, i, part)
            if act is None or any(a.act == act for a in out):
                continue
            span = part.span
            below = rows[i + 1 : i + 2 + _DATE_ROWS]
            rest = _under(below[:1], part, date_rest())
            if match_date(span) is not None:
                dated, more = span, Span()
            elif rest and match_date(span + rest) is not None:
                dated, more = span + rest, rest
            else:
                dated = more = _dated_part(below, part)
            place = _PLACE.match(span.text)
            at = _signed_at(part) or (span.of(place, "place") if place else _under(below[:1], part, AT_PLACE))
            date = match_date(dated, year_only=True) if dated else None
            said = place is not None or any(w in span.words for w in at.words)
            out.append(Acted(act, at, date, span + more if said else span + at + more))
    return out


def _under(rows: Sequence[Row], above: Line, pattern: re.Pattern[str]) -> Span:
    """The first part of the rows in the column of a line that says nothing but what the pattern matches: its ``place``
    where it has such a group, else all of it.
    """
    for row in rows:
        for part in _columns(row):
            found = pattern.match(part.text)
            if found is not None and same_column(above.box, part.box):
                return part.span.of(found, "place") if "place" in pattern.groupindex else part.span
    return Span()


def _dated_part(rows: Sequence[Row], above: Line) -> Span:
    """The line with the date, in the column under the act's line, and the line under it that a narrow column left for
    the year.
    """
    for i, row in enumerate(rows):
        for part in _columns(row):
            short = len(part.words) <= _DATE_WORDS and match_date(part.span) is not None
            if (_dated().match(part.text) or short) and same_column(above.box, part.box):
                rest = Span() if match_date(part.span) else _under(rows[i + 1 : i + 2], part, date_rest())
                return part.span + rest
    return Span()


def closing(rows: Sequence[Row]) -> DraftValue:
    """The order to publish, as one text."""
    span = join(r.span for r in rows)
    return Found(span.text, span, MATCHER) if span else None


def signed(found: Sequence[Acted]) -> Draft | None:
    """Place and date of the enactment as a document's ``signed``."""
    act = next((a for a in found if a.act == "enacted"), None)
    if act is None:
        return None
    return {"place": _place(act), "date": act.date, "text": Found(act.span.text, act.span, MATCHER)}


def _place(act: Acted) -> DraftValue:
    return Found(act.place.text, act.place, MATCHER) if act.place else None


def enactment(found: Sequence[Acted], act: Act, signatory: int | None) -> Draft | None:
    """Place, date and the signatory's index of one of the two."""
    got = next((a for a in found if a.act == act), None)
    return None if got is None else {"place": _place(got), "date": got.date, "signatory": signatory}

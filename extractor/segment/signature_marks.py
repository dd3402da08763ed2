"""Says what a line can be in a signature block: place and date, role, position, name, rank, NIP, stamp.

Comes in: a line or a part of one. Goes out: its mark. Separate because finding the zones of signatures and reading them
ask the same question. The words are data (``positions.toml``, ``signatures.toml``).
"""

from __future__ import annotations

import re

from extractor import knowledge
from extractor.layout.blocks import Line
from extractor.match.nip import LABEL, has_nip_label, match_nip
from extractor.match.person import has_title
from extractor.match.position import begins_position, is_rank, names_office, near_rank, only_on_behalf, role_of
from extractor.printed import any_of
from extractor.read.words import Span
from extractor.segment.signed import is_on_date, match_act, match_place_date

PLACE, DATE, ROLE, POSITION, NAME = "place", "date", "role", "position", "name"
RANK, NIP, STAMP, WITNESS = "rank", "nip", "stamp", "witness"
ANCHORS = frozenset((PLACE, ROLE, NIP, WITNESS))
"""Marks of which one stands in every signature zone."""
_NAME_WORD = re.compile(r"^\W*(?:[A-Z][\w.'’`-]*|[a-z]{1,3}\.?|bin|binti)\W*$")
_DATE_REST = re.compile(r"^[\s\d._…/–-]*[A-Za-z]{0,9}[\s._…/–-]*(?:19|20)\d\d\W*$")
_REST_OF_NUMBER = re.compile(r"^[\d\s.-]{1,16}$")
_DATE_BEFORE = re.compile(r",[\s/–-]*$|\btanggal\W*$|^[\s/–-]+$", re.IGNORECASE)
"""What stands before the rest of a date whose day and month are left open: `Maju,   -   - 2041`."""
_NO_SIGNATURE = re.compile(r"\d{3,}|[:;=]|^\W*\d(?![A-Z]{3})|^\s*[-–•·*>]|^\s*[a-z][.)]\s|\.\.\.|[a-z]{3}\.$")
_NIP_DIGITS = 18
"""Digits of a NIP."""
_RANK_WORDS = 5
"""Words of a rank with its grade (`Pembina Utama Muda / IV c`), at the most, where letters of it are misread."""
DOTS = re.compile(r"[._…]{6,}")
"""The line on which a name is to be written."""
_KEPT = 10_000
"""Lines that are remembered: all of a long file."""
_MOST_WORDS = 14
"""Words of the longest position line."""


def _alternatives(key: str) -> str:
    return any_of(knowledge.toml("signatures")[key])


def _spelled() -> str:
    """The stamp lines with any sign between their letters: ``Cap/ttd.``, ``t.t.d``, ``(T T D)``."""
    lines = sorted(knowledge.toml("signatures")["stamp_lines"], key=len, reverse=True)
    return "|".join(r"\W*".join(line.replace(" ", "")) for line in lines)


@knowledge.kept
def _stamp() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:(?:{_alternatives('stamps')})\b|(?:{_spelled()})\W*$)", re.IGNORECASE)


@knowledge.kept
def _witness() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_alternatives('witness')})(?:nya)?\b", re.IGNORECASE)


@knowledge.kept
def _who_does() -> re.Pattern[str]:
    return re.compile(rf"\W*Yang\s+(?:{_alternatives('does')})\b(?:\s+\w+)?\W*$", re.IGNORECASE)


@knowledge.kept
def _address() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_alternatives('addressee')}|{_alternatives('speaker')})\b", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether the text names whom a letter or a copy goes to, or begins a sentence in the first person."""
    return _address().match(text) is not None


def is_witness(text: str) -> bool:
    """Whether the text stands over the signature of somebody who confirms, or who does something: `Mengetahui,`, `Yang
    menerima,`.
    """
    return _witness().match(text) is not None or _who_does().match(text) is not None


def mark(line: Line) -> str | None:
    """What a line (or a part of one) can be in a signature block; ``None`` for anything else.

    It depends on the text alone, and the same texts come again and again over a bundle: what was found is kept.
    """
    text = line.text
    marks = _marks()
    if text in marks:
        return marks[text]
    if len(marks) >= _KEPT:
        marks.clear()
    mark = marks[text] = _mark(line, text)
    return mark


@knowledge.kept
def _marks() -> dict[str, str | None]:
    """What was found so far."""
    return {}


def _mark(line: Line, text: str) -> str | None:
    if not any(c.isalnum() for c in text):
        return STAMP
    if match_act(line) or match_place_date(line):
        return PLACE
    if len(line.words) > _MOST_WORDS:
        return None
    said = _said(line, text)
    if said is not None:
        return said
    if only_on_behalf(text):
        return POSITION
    if _NO_SIGNATURE.search(text) or is_address(text):
        return None
    return _office_or_person(text)


def _said(line: Line, text: str) -> str | None:
    """What a line says of itself by its words or its number."""
    if is_on_date(text):
        return DATE
    if role_of(text):
        return ROLE
    if has_nip_label(text) or _bare_nip(line.span):
        return NIP
    if is_rank(text) or (len(line.words) <= _RANK_WORDS and near_rank(text)):
        return RANK
    if _stamp().match(text) or text.startswith("${"):  # what a form's program would have put in place of a signature
        return STAMP
    return WITNESS if is_witness(text) else None


def _office_or_person(text: str) -> str | None:
    """Whether a line is an office title or a name, by how it begins and is set."""
    if begins_position(text):
        return POSITION
    if has_title(text):
        return NAME
    words = text.split()
    if all(_NAME_WORD.match(w) or not any(c.isalpha() for c in w) for w in words) or text.isupper():
        return POSITION if names_office(text) else NAME
    return POSITION if names_office(text) and words[0][:1].isupper() and len(words) <= 9 else None


def _bare_nip(span: Span) -> bool:
    found = match_nip(span)
    return found is not None and len(found.span.text) >= len(span.text.strip(" .:,")) - 6


def goes_on(above: Line, line: Line) -> bool:
    """Whether a line is the rest of the one over it: of an NIP, or of an office that is broken within a word
    (`Kepala Biro Perundang- / undangan`)."""
    return ends_nip(above, line) or ends_word(above, line)


def ends_word(above: Line, line: Line) -> bool:
    """Whether a line begins with the rest of a word of the office over it."""
    broken = above.text.endswith("-") and line.text[:1].islower() and above.page == line.page
    return broken and mark(above) == POSITION


def ends_nip(above: Line, line: Line) -> bool:
    """Whether a line holds the last digits of the NIP over it, which a narrow column broke."""
    if not _REST_OF_NUMBER.match(line.text) or not has_nip_label(above.text) or above.page != line.page:
        return False
    if LABEL.fullmatch(above.text.strip()):
        return True  # the label alone: a rank before it filled the line
    digits = sum(map(str.isdigit, above.text + line.text))
    return digits == _NIP_DIGITS and above.box[0] < line.box[2] and line.box[0] < above.box[2]


def parts_of(line: Line) -> tuple[Line, ...]:
    """The line's parts, one a column; an NIP behind a name is a part of its own."""
    parts = list(line.segments(2.0))
    for i in range(len(parts) - 1, 0, -1):
        number = LABEL.search(parts[i - 1].text) and _REST_OF_NUMBER.match(parts[i].text)
        if number or parts[i].text.startswith(":"):  # `NIP 19700101    199503 1 001`, `Ditetapkan di      : Maju`
            parts[i - 1 : i + 1] = [Line(parts[i - 1].words + parts[i].words)]
    for i in range(len(parts) - 1, 0, -1):
        # the day and month are left to handwriting: `Maju,              2016`
        if (
            _DATE_BEFORE.search(parts[i - 1].text)
            and _DATE_REST.match(parts[i].text)
            and not role_of(parts[i - 1].text)
        ):
            parts[i - 1 : i + 1] = [Line(parts[i - 1].words + parts[i].words)]
    return tuple(piece for part in parts for piece in _before_nip(part))


def _before_nip(part: Line) -> tuple[Line, ...]:
    """A part in two where an NIP, or the label of one, follows a name or a rank on the same line."""
    label = LABEL.search(part.text, 3)
    if label is None or not (match_nip(part.span.cut(label.start())) or label.end() == len(part.text)):
        return (part,)
    name = part.span.cut(0, label.start())
    return (Line(name.words), Line(part.span.cut(label.start()).words)) if len(name.text) > 2 else (part,)

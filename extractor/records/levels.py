"""What a line says of itself: programme, activity, sub activity.

Comes in: a name or a code. Goes out: its level, or the name without the label before it. Apart from the indicators
because lists of amounts and plans ask the same.
"""

from __future__ import annotations

import re

from extractor.knowledge import toml
from extractor.printed import ROMAN
from extractor.read.words import Span

_ACCOUNT = re.compile(r"[4-6](?:\s*\.\s*\d(?:\s*\.|$)|$)")
"""The code of an account (belanja and the like, Permendagri 13/2006): its second segment has one digit."""
_CODED = re.compile(
    r"^\s*(?P<code>(?:\d{1,2}|[xX]{1,2})(?:\.(?:\d{1,4}|[xX]{1,2}))+|\d{3}(?:\.\d{2})+(?:\.[A-Z]{2})?|\d{4}\.[A-Z]{2,3}(?:\.\d{3})?)"
    r"\.?\s+(?:[-–]\s*)?(?=[^\W\d_])"
)
"""The code before a name (`7.01.02 Program ...`), also that of a ministry (`025.04.DB`, `2135.QDB`: PMK 62/2023)."""
_SUB_ACTIVITY = re.compile(r"\W*(?:\d|X)\W+(?:\d\d|XX)\W+\d\d\W+[12]\W+\d\d\W+\d{2,4}\W*", re.IGNORECASE)
"""The code of a sub kegiatan of Permendagri 90/2019 (`1.05.03.2.01.0002`): the segment before its kegiatan has one
digit, 1 for a province, 2 for a regency.
"""
_STATEMENT_CODE = re.compile(r"\s*[\[(]?(?:S[SPK]?|T[SP]?)[ .-]?\d{1,2}(?:\.\d{1,2})*[\])]?[.:]?\s+(?=[A-Z])")
"""The code of a sasaran or tujuan before its statement: `[S 1.0] ...`, `SS.2 ...`, `T1. ...`."""
_PROGRAM = 3
"""Segments of a programme's code, and of a sub kegiatan's behind it (Permendagri 90/2019)."""


def code_level(code: str) -> str | None:
    """The level of a nomenclature code by the number of its segments (Permendagri 90/2019)."""
    segments = re.findall(r"[0-9X]+", code)
    if is_account(code):
        return None
    if len(segments) < 3 or any(len(s) == 3 for s in segments):
        return None
    return "program" if len(segments) == 3 else "kegiatan" if len(segments) in (4, 5) else "sub_kegiatan"


def level_under(code: str, program: str) -> str | None:
    """The level of a code that begins with that of its programme, where plans of one office leave out the segments of
    its urusan (`02`, `02.2.01`, `02.2.01.0003`); ``None`` for full codes, which tell it alone.
    """
    if not program or len(re.findall(r"[0-9X]+", program)) >= _PROGRAM or not code.startswith(f"{program}."):
        return None
    return "kegiatan" if len(re.findall(r"[0-9X]+", code[len(program) :])) < _PROGRAM else "sub_kegiatan"


def is_sub_activity(code: str) -> bool:
    """Whether a code can be nothing but that of a sub kegiatan (Permendagri 90/2019)."""
    return _SUB_ACTIVITY.fullmatch(code) is not None


def is_account(code: str) -> bool:
    """Whether a code is that of an account: `5.1.02` Belanja Barang dan Jasa."""
    return _ACCOUNT.match(code.strip()) is not None


def without_code(span: Span) -> Span:
    """A statement without its code."""
    m = _STATEMENT_CODE.match(span.text)
    return span.cut(m.end()) if m else span


_NUMBER = rf"(?:\d{{1,2}}|{ROMAN})"
_QUOTES = '“”„«»"'
_QUOTED = re.compile(rf"\s*[{_QUOTES}]\s*([^{_QUOTES}]+?)\s*[{_QUOTES}][.,;]?\s*")


def named(span: Span, level: str | None) -> Span:
    """A name without the label before it (`Kegiatan: ...`, `Sasaran 2. ...`, `Sasaran 2` on a line of its own); another
    label without a colon or a number with its stop is part of the name, quotation marks around it are not.
    """
    words = _own_words(level)
    label = rf"\s*(?:{words})\s*(?:{_NUMBER}?\s*[:=]\s*|{_NUMBER}\.\s+(?=\w)|{_NUMBER}\s*(?=[{_QUOTES}]))"
    m = re.match(label, span.text, re.IGNORECASE) if words else None
    if m is None and words and span and span.words[-1].box[1] > span.words[0].box[3]:
        bare = re.match(rf"\s*(?:{words})\s*{_NUMBER}\s+(?=\w)", span.text, re.IGNORECASE)
        m = bare if bare is not None and _on_line_of_its_own(span, bare.end()) else None
    if m is None:
        return span
    name = span.cut(m.end())
    quoted = _QUOTED.fullmatch(name.text)
    return name.of(quoted, 1) if quoted else name


def _on_line_of_its_own(span: Span, end: int) -> bool:
    """Whether what stands before ``end`` fills the first lines of a span: its next word stands lower."""
    rest = span.cut(end).words
    label = span.words[: len(span.words) - len(rest)]
    return bool(rest) and bool(label) and rest[0].box[1] > (label[-1].box[1] + label[-1].box[3]) / 2


def _own_words(level: str | None) -> str:
    """The words of a level before its names, as a pattern; empty where it has none."""
    return "|".join(re.escape(w) for w in toml("levels")["own"].get(level or "", ()))


def uncoded(span: Span) -> Span:
    """A name without the code before it (`7.01.02 Program ...`, `7.01.02. - Program ...`)."""
    code = _CODED.match(span.text)
    return span.cut(code.end()) if code else span


def inline_level(span: Span) -> str | None:
    """The level that the code before a name tells; ``None`` for a name without one."""
    code = _CODED.match(span.text)
    return code_level(code["code"]) if code else None


def is_under(number: str, over: str, upper: set[str]) -> bool:
    """Whether a number stands below another in an outline: it begins with it (`1.1` under `1`), or is of a kind that
    no level above has (`a` under `1` under `I`).
    """
    return number.startswith(f"{over}.") or number_kind(number) not in upper


def number_kind(number: str) -> str:
    """The kind of a number: Roman, figures with how many dots, small or capital letters."""
    if number.replace(".", "").isdigit():
        return f"figures {number.count('.')}"
    if re.fullmatch(ROMAN, number):
        return "Roman"
    return "small" if number.islower() else "capital" if number else ""

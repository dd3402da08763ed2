"""Finds employee numbers (NIP).

Comes in: a span of text. Goes out: the digits with their place. Separate because NIPs are printed in many ways: with
blanks or dots, glued to the label, the old nine digits, behind `NIP. .`, or without the label in an e-signature.

An NIP has 18 digits: birth date ``YYYYMMDD``, month of appointment ``YYYYMM``, sex, serial number (Perka BKN 22/2007);
it had 9 digits before 2007. Whether the date in it is a date is not this module's matter: a malformed NIP keeps its
digits as printed, the audit says so.
"""

from __future__ import annotations

import re

from extractor.match.found import Found
from extractor.read.words import Span

MATCHER = "nip"
_GAP = r"[\s.\-–']{0,3}"
LABEL = re.compile(
    r"(?<![A-Za-z])(?:N\s?\.?\s?[I1l]\s?\.?\s?P(?:\s?P\s?P\s?K|\s?P?\s?PK|\s?3\s?K)?|(?P<other>NRP|NIPD|NRK|NIPTT(?:\s?-?\s?PK)?))"
    r"\s?[.:;,]*(?=[\s.:;,\d-]|$)",
    re.IGNORECASE,
)
"""`NIP`, `N I P`, `NIP.`, `Nip :`, NIPPPK of employees on contract; ``other``: numbers of soldiers and police (NRP), of
village officers (NIPD), of Jakarta (NRK), of staff without tenure (NIPTT-PK), whose length is their own."""
_AFTER_LABEL = re.compile(rf"[\s.:;,\-–]*(\d(?:{_GAP}\d){{4,24}})")
_BARE = re.compile(
    rf"(?<![\d.,])\.?((?:19|20)\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{_GAP}){{5}}\d{_GAP}[12]{_GAP}\d{{2,3}})(?!\d|{_GAP}\d{{2}})"
)
_TYPED = re.compile(rf"(?<![\w.,])((?:19|20)\d{{2}}(?:{_GAP}\d){{10}}(?:{_GAP}[\dOoIl]){{4}})(?!\w)")
"""One of whose last figures a letter is typed for another: `19850412 201001 1 O15`."""
LENGTHS = (18, 9)
"""Digits of an NIP now and before 2007."""


def digits(text: str) -> str:
    """The digits of the text, nothing else."""
    return "".join(c for c in text if c.isdecimal() and c.isascii())


def match_nip(span: Span) -> Found[str] | None:
    """The first employee number in the span; its value are the digits as printed, without blanks and dots."""
    text = span.text
    for label in LABEL.finditer(text):
        m = _AFTER_LABEL.match(text, label.end())
        if m and label["other"]:
            # the label belongs to what is printed: it says that the number is no NIP
            return Found(digits(m[1]), span.cut(label.start(), m.end()), MATCHER)
        if m:
            return _found(span, m)
    m = _BARE.search(text) or _TYPED.search(text)
    return _found(span, m) if m else None


def _found(span: Span, match: re.Match[str]) -> Found[str]:
    return Found(digits(match.group(1)), span.of(match, 1), MATCHER)


def is_other_number(text: str) -> bool:
    """Whether the text prints the number of a soldier, a village officer or the like, which is no malformed NIP."""
    label = LABEL.match(text)
    return label is not None and label["other"] is not None


def has_nip_label(text: str) -> bool:
    """Whether the text is an NIP line, be there a number or none (`NIP. -`)."""
    return bool(LABEL.match(text.lstrip(" .(")))

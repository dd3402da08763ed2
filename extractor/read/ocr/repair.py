"""Repairs figures in which a letter was read for a digit, where only one valid figure is possible.

Comes in: a word as it was read. Goes out: the word with digits, or the word unchanged. Separate because it decides what
evidence is enough: the word must be a figure but for letters that look like digits, and what comes out must be valid as
an amount in groups, a year, a percentage, or a date as an employee number holds it. Nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from extractor.knowledge import toml

_PERCENT = re.compile(r"(?<=\d)(?:Yo|%o|º/o|°/o|o/o)$")
_AMOUNT = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{2})?")
_YEAR = re.compile(r"(?:19[4-9]|20[0-4])\d")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?%")
_CORE = re.compile(r"^(?P<head>(?:[Rr]p\.?)?[(\"“]*)(?P<core>.*?)(?P<tail>[,.;:)\"”–-]*)$")
_ROUND = frozenset("Oo")
"""Letters that are hardly anything but a nought in a figure."""
_MOST_RARE = 0.4
"""Share of a figure's signs that may have been read as other letters."""


def mended(text: str) -> str:
    """The word with its signs for per cent and its digits put right; the same text where nothing is sure."""
    text = _PERCENT.sub("%", text)
    m = _CORE.match(text)
    if m is None:
        return text
    core = m["core"]
    letters = [c for c in core if c in _likenesses()]
    digits = sum(c.isdigit() for c in core)
    rare = sum(c not in _ROUND for c in letters)
    if not letters or not digits or rare > _MOST_RARE * (len(letters) + digits):
        return text
    if any(c.isalpha() and c not in _likenesses() for c in core):
        return text
    figure = "".join(_likenesses().get(c, c) for c in core)
    return f"{m['head']}{figure}{m['tail']}" if any(valid(figure) for valid in _VALID) else text


@cache
def _likenesses() -> dict[str, str]:
    """Letter -> the digit that it is read for."""
    likenesses: dict[str, str] = toml("ocr")["likenesses"]
    return likenesses


def _number_of_employee(figure: str) -> bool:
    """Whether it begins with a date of birth, and goes on with a month of appointment where it is longer."""
    if not figure.isdigit() or len(figure) not in (8, 14, 18):
        return False
    if not _YEAR.fullmatch(figure[:4]):
        return False
    try:
        date(int(figure[:4]), int(figure[4:6]), int(figure[6:8]))
    except ValueError:
        return False
    return len(figure) == 8 or (_YEAR.fullmatch(figure[8:12]) is not None and 1 <= int(figure[12:14]) <= 12)


_VALID: tuple[Callable[[str], object], ...] = (
    _AMOUNT.fullmatch,
    _YEAR.fullmatch,
    _SHARE.fullmatch,
    _number_of_employee,
)

"""Repairs words in which a sign was read for one that looks like it, where only one valid word is possible.

Comes in: a word as it was read. Goes out: the word put right, or unchanged. Separate because it decides what evidence
is enough. A figure: the word must be one but for letters that look like digits, and what comes out must be valid as an
amount in groups, a year, a percentage, or a date as an employee number holds it. A word: it is none, and it is one with
``I`` for ``l`` or the other way round, or without the speck before it. Nothing else is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from extractor.knowledge import kept, toml
from extractor.lexicon import lexicon

_PERCENT = re.compile(r"(?<=\d)(?:Yo|%o|º/o|°/o|o/o)$")
_AMOUNT = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{2})?")
_YEAR = re.compile(r"(?:19[4-9]|20[0-4])\d")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?%")
_CORE = re.compile(r"^(?P<head>(?:[Rr]p\.?)?[(\"“]*)(?P<core>.*?)(?P<tail>[,.;:)\"”–-]*)$")
_SPECK = re.compile(r"[.,](?P<word>[^\W\d_]{4,})(?P<tail>[,.;:)]*)")
_NUMERAL = re.compile(r"[IVXl]*[IVX][IVXl]*|ll|lll")
_LIKE = re.compile(r"(?=.*[Il])..")
_ROUND = frozenset("Oo")
"""Letters that are hardly anything but a nought in a figure."""
_MOST_RARE = 0.4
"""Share of a figure's signs that may have been read as other letters."""


def mended(text: str) -> str:
    """The word with its signs for per cent and its digits put right; the same text where nothing is sure."""
    text = _without_speck(_PERCENT.sub("%", text))
    m = _CORE.match(text)
    if m is None:
        return text
    core = m["core"]
    if core.isalpha():
        return f"{m['head']}{_spelled(core)}{m['tail']}"
    letters = [c for c in core if c in _likenesses()]
    digits = sum(c.isdigit() for c in core)
    rare = sum(c not in _ROUND for c in letters)
    if not letters or not digits or rare > _MOST_RARE * (len(letters) + digits):
        return text
    if any(c.isalpha() and c not in _likenesses() for c in core):
        return text
    figure = "".join(_likenesses().get(c, c) for c in core)
    return f"{m['head']}{figure}{m['tail']}" if any(valid(figure) for valid in _VALID) else text


def _without_speck(text: str) -> str:
    """The text without the one sign before it, where that makes it a word: dirt, for none begins with a dot."""
    m = _SPECK.fullmatch(text)
    return m["word"] + m["tail"] if m is not None and lexicon().knows(m["word"].casefold()) else text


def _spelled(word: str) -> str:
    """The word with ``I`` and ``l`` where they belong: ``lklim`` is ``Iklim``, ``DipI`` ``Dipl``, ``lV`` ``IV``."""
    if _NUMERAL.fullmatch(word):
        return word.replace("l", "I")
    short = toml("ocr")["abbreviations"]
    if not _LIKE.search(word) or word in short:
        return word
    # a capital stands at the beginning or nowhere, unless all are capitals
    ways = [word.replace("l", "I")] if word.replace("l", "").isupper() else []
    rest = word[1:].replace("I", "l")
    ways += [first + rest for first in (word[0], "I" if word[0] == "l" else word[0]) if rest.islower()]
    known = lexicon().knows
    none = not known(word.casefold())
    return next((way for way in ways if way in short or (none and known(way.casefold()))), word)


@kept
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

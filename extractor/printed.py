"""How numbers, marks of lists, amounts and capitals are printed: pieces of regular expressions that all rooms share.

Every room cuts texts by its own rules; what a bullet, a row's number, a Roman number, a grouped figure or a month is,
and which letters a text has, is said here once. Imports nothing but the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractor.knowledge import kept, toml


def any_of(phrases: Iterable[str], blank: str = r"\s*") -> str:
    """Any of the phrases, the longest that fits, as a piece of a regular expression; ``blank`` matches what is printed
    for a blank in them: a reader of pictures loses some, a narrow column breaks the line there.
    """
    return "|".join(blank.join(map(re.escape, p.split())) for p in sorted(phrases, key=len, reverse=True))


BULLETS = r"\-–—•*·▪■●○►➢✓❖→\uf0a7\uf0b7\uf0d8"
"""Signs before an item of a list, for use within square brackets; the last ones are those of symbol fonts."""
ROMAN = r"[IVX]{1,5}"
"""A Roman number of a row or an item; chapters go further (``LONG_ROMAN``)."""
LONG_ROMAN = r"[IVXLC]+"
STEPPED = r"\d{1,3}(?:\.\d{1,3})*"
"""A number with its upper ones: ``1.2.3``."""
ITEM_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
"""The same of an item within a text, where three digits and a dot begin an amount (``500.000``)."""
LABEL = rf"(?:{STEPPED}|[A-Za-z]|{ROMAN})"
"""What numbers a row or an item, without brackets and dots."""
ROW_NUMBER = re.compile(rf"\s*\(?\s*(?P<number>{LABEL})\s*[.):]*\s*")
"""A cell or word that holds a row's number and nothing else (for ``fullmatch``)."""
PLAIN_NUMBER = re.compile(rf"\s*\(?\s*(?:\d{{1,3}}|[A-Za-z]|{ROMAN})\s*[.):]*\s*")
"""The same without upper ones, which a code has (``2.17.08``)."""
GROUPED = r"\d{1,3}(?:[.,]\d{3})+"
"""A figure with its thousands parted: ``1.250.000``."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year of the Common Era that a document of ours may name."""
CENTS = r"(?:[.,]\d{2})?"
DASHED = r"(?:[.,]?-)?"
"""The dash after an amount of whole rupiah: ``1.250.000,-``."""
CURRENCY = r"(?:[Rr][Pp]\.?)"
_CURRENCY_ALONE = re.compile(r"(?:Rp|IDR)[.:]?", re.IGNORECASE)
AMOUNT = rf"(?:{CURRENCY}\s*)?{GROUPED}{CENTS}{DASHED}"
"""An amount of money, with or without its currency."""
PRICE = re.compile(rf"{CURRENCY}\s*{GROUPED}{CENTS}{DASHED}[.,]?")
"""An amount with its currency and nothing else."""
_SIGNS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """The value of a Roman number; 0 where it is none."""
    values = [_DIGITS.get(sign, 0) for sign in text.upper()]
    if not all(values):
        return 0
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def as_roman(n: int) -> str:
    """A number from 1 on in Roman signs."""
    written = ""
    for least, sign in _SIGNS:
        written += sign * (n // least)
        n %= least
    return written


def is_currency(text: str) -> bool:
    """Whether a word is the sign of a currency and nothing else, set apart from its amount: `Rp`, `Rp.`, `IDR:`."""
    return _CURRENCY_ALONE.fullmatch(text) is not None


@kept
def month_names() -> dict[str, int]:
    """The number of each month by its name in small letters, in every spelling (``months.toml``)."""
    return {name.casefold(): number for number, names in enumerate(toml("months")["months"], 1) for name in names}


@kept
def full_month_names() -> dict[str, int]:
    """The names that are no short forms, ``Mei`` among them: what may stand alone for a month."""
    first = {names[0].casefold() for names in toml("months")["months"]}
    return {name: number for name, number in month_names().items() if len(name) > 4 or name in first}


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@kept
def _dating_month() -> re.Pattern[str]:
    return re.compile(rf"\S\s*\b(?:{'|'.join(map(re.escape, full_month_names()))})\b", re.IGNORECASE)


def names_date(text: str) -> bool:
    """Whether a line ends or goes on with a date, as over a signature: it has a year, and a month that something stands
    before. (A month that begins a line ends a name on the line above: `Program Pekan Seni` / `Mei 2041`.)
    """
    return _YEAR.search(text) is not None and _dating_month().search(text) is not None


@lru_cache(maxsize=8192)  # a signature's words are asked about again and again
def letters(text: str) -> str:
    """The text's letters in upper case, nothing else: what titles, parties and names are compared by."""
    return "".join(filter(str.isalpha, text.upper()))


def cased_like(model: str, word: str) -> str:
    """The word in the capitals of the model; part by part where both have as many between their hyphens."""
    ours, theirs = word.split("-"), model.split("-")
    if len(ours) > 1 and len(ours) == len(theirs):
        return "-".join(cased_like(m, w) for m, w in zip(theirs, ours, strict=True))
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


_MISREAD = re.compile(r"(?<=[A-Z])[!|](?=[A-Z\s,]|$)")


def capitals(text: str) -> str:
    """A text without the sign for which a reader takes a capital I in a word of capitals: ``MENTER!``."""
    return _MISREAD.sub("I", text) if "!" in text or "|" in text else text

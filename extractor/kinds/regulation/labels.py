"""Labels: what the beginning of a row may announce, before anybody decides whether it does.

Comes in: a row's text. Goes out: candidates with their level, number and place in the order of their kind (UU 12/2011,
Lampiran II, nos. 62-98). Separate because the spelling of labels and the question whether a label is one are different
matters: the latter needs the tree that has grown so far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.knowledge import kept
from extractor.printed import roman

Level = Literal["bab", "bagian", "paragraf", "pasal", "ayat", "huruf", "angka"]
Ordinal = tuple[int, str]
"""Place in the order: the number and the letter of an inserted one (``12A`` is ``(12, "A")``)."""

_ORDINALS = (
    *("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam"),
    *("ketujuh", "kedelapan", "kesembilan", "kesepuluh", "kesebelas"),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate. ``number`` and ``end`` are offsets in the row's text: the number's own, and the label's end.

    ``style`` tells lists of different looks apart: a ``1.`` never continues ``1)``. ``doubtful`` is a label that may be
    misread (``l)`` for ``1)``, ``5,`` for ``5.``, ``C.`` for ``c.``): ``value`` is what it would mean; its place in a
    list confirms it.
    """

    level: Level
    style: str
    ordinal: Ordinal
    number: tuple[int, int]
    end: int
    value: str | None = None

    @property
    def doubtful(self) -> bool:
        return self.value is not None

    @property
    def first(self) -> bool:
        return self.ordinal == (1, "")


def letters(text: str) -> int:
    """Place of a letter label: a is 1, z 26; after it ``aa``, then ``ab`` or ``bb``."""
    text = text.lower()
    if len(text) == 1:
        return ord(text) - 96
    return 26 + ord(text[-1]) - 96


def follows(before: Ordinal, label: Ordinal) -> bool:
    """Whether ``label`` comes right after ``before``: the next number, or the next inserted letter."""
    number, letter = before
    if label == (number + 1, ""):
        return True
    inserted = chr(ord(letter) + 1) if letter else ("A", "a")[0]
    return label[0] == number and label[1].upper() == inserted.upper()


def _arabic(digits: str, letter: str) -> Ordinal:
    return int(digits), letter.upper()


def spelled(word: str) -> str:
    """A regular expression for a word, capitalised or in capitals, with a space that a scan may have put into it."""
    return "(?:" + "|".join(r"\s?".join(w) for w in (word.capitalize(), word.upper())) + ")"


_BAB = re.compile(
    r"^[\"“'‘]?" + spelled("bab") + r"\s*(?P<n>[IVXLCl](?:\s?[IVXLCl])*|\d{1,2})(?P<a>[A-H]?)\b\s*[.:]?\s*"
)
_HEADING = re.compile(r"^[A-Z][^.;:]*[^.;:,]$")
_ARTICLE = re.compile(
    r"^[\"“'‘]?"
    + spelled("pasal")
    + r"\s*(?:(?P<n>\d{1,4})\s?(?P<a>[A-Z]{0,2})|(?P<r>[IVXl]{1,5}))\s*(?:[.:\"”'’]*$|(?=\(1\)\s))"
)
_BAGIAN = re.compile(
    r"^[\"“'‘]?"
    + spelled("bagian")
    + r"\s*(?P<n>Ke\w+(?:\s?(?:[Bb]elas|[Pp]uluh(?:\s+\w+)?))?|KE[A-Z]+(?:\s?BELAS)?|Pertama|PERTAMA"
    r"|[IVX]+\b|\d{1,2}\b)"
    r"\s*[.:]?\s*"
)
_PARAGRAF = re.compile(
    r"^[\"“'‘]?" + spelled("paragraf") + r"\s*(?P<n>\d{1,2}|Ke\w+|KE[A-Z]+|[IVX]+\b)(?P<a>[A-H]?)\b\s*[.:]?\s*"
)
_DIGITS = r"[\dlIO]{1,3}"
_LISTS: tuple[tuple[str, Level, re.Pattern[str]], ...] = (
    ("(1)", "ayat", re.compile(r"^[\"“'‘]?\(\s?(?P<n>" + _DIGITS + r")(?P<a>[a-zA-Z]?)\s?\)\s*")),
    ("I.", "angka", re.compile(r"^(?P<r>[IVX]{1,6})\.(?!\w\.|\d)\s+")),
    ("(a)", "huruf", re.compile(r"^\((?P<l>[a-z]{1,2})\)\s*")),
    ("a.", "huruf", re.compile(r"^[\"“'‘]?(?P<l>[a-z]|([a-z])\2|a[a-z])(?P<d>\d?)(?:\s?\.|(?P<c>,))(?!\w\.|\d)\s*")),
    ("A.", "huruf", re.compile(r"^(?P<l>[A-Z])\.(?!\w\.|\d)\s+")),
    ("a.", "huruf", re.compile(r"^(?P<l>(?P<c>[CKOPSUVWXZ]))\.(?!\w\.|\d)\s+")),
    ("1.", "angka", re.compile(r"^[\"“'‘]?(?P<n>" + _DIGITS + r")(?P<a>[a-zA-Z]?)(?:\s?\.|(?P<c>,))(?!\d)\s*")),
    ("a.", "huruf", re.compile(r"^(?P<one>1)\.(?!\w\.|\d)\s*")),
    ("1.", "angka", re.compile(r"^(?P<n>\d{1,2})(?P<a>)(?P<c>\s)(?=[A-Z][a-z])")),
    ("1.", "angka", re.compile(r"^(?P<n>\d(?P<c>\s)\d)(?P<a>[A-Z]?)\.(?!\d)\s*")),
    ("a)", "huruf", re.compile(r"^(?P<l>[a-z]|([a-z])\2|a[a-z])\)\s*")),
    ("1)", "angka", re.compile(r"^(?P<n>" + _DIGITS + r")(?P<a>[a-z]?)\)\s*")),
)
_CONFUSED = str.maketrans("lIO", "110")


def list_labels(text: str) -> list[Label]:
    """The labels of a list item that the text may begin with, the likeliest first: ``l.`` is rather a letter."""
    found: list[Label] = []
    for style, level, pattern in _LISTS:
        m = pattern.match(text)
        if m is None:
            continue
        got = m.groupdict()
        value = None
        if got.get("r"):
            if (count := roman(m["r"])) == 0:
                continue
            ordinal, number = (count, ""), m.span("r")
        elif got.get("one"):
            # a letter l, in types that draw it like the figure
            ordinal, number, value = (letters("l"), ""), m.span("one"), "l"
        elif got.get("l"):
            ordinal = (letters(m["l"]), got.get("d") or "")
            number = (m.start("l"), m.end("d") if got.get("d") else m.end("l"))
            value = text[slice(*number)].lower() if got.get("c") else None
        else:
            digits = m["n"].translate(_CONFUSED).replace(" ", "")
            ordinal = _arabic(digits, m["a"])
            number = (m.start("n"), m.end("a"))
            value = digits + m["a"] if digits != m["n"] or got.get("c") else None
        found.append(Label(level, style, ordinal, number, m.end(), value))
    return sorted(found, key=lambda label: label.doubtful)


@kept
def _ordinal_words() -> dict[str, int]:
    words = {w: i for i, w in enumerate(_ORDINALS, 1)}
    words |= {"pertama": 1}
    for i, unit in enumerate(_ORDINALS[1:9], 2):
        words |= {unit + "belas": 10 + i, unit + "puluh": 10 * i}
        words |= {f"{unit}puluh{one.removeprefix('ke')}": 10 * i + n for n, one in enumerate(_ORDINALS[:9], 1)}
    return words


def _counted(text: str) -> int:
    """Number of a part: ``Kesatu``, ``KEDUA BELAS``, ``3`` or ``IV``; 0 for a word that counts nothing."""
    word = re.sub(r"\s", "", text).lower()
    if word.isdigit():
        return int(word)
    return _ordinal_words().get(word, 0) or (roman(text) if text.isupper() else 0)


def article_label(text: str) -> Label | None:
    """``Pasal 12A`` or ``Pasal II`` alone on a line, or before its first ayat (a reference would say ``ayat (1)``)."""
    m = _ARTICLE.match(text)
    if m is None:
        return None
    if m["r"]:
        printed = m["r"].replace("l", "I")
        value = printed if printed != m["r"] else None
        return Label("pasal", "Pasal I", (roman(printed), ""), m.span("r"), m.end(), value)
    return Label("pasal", "Pasal 1", _arabic(m["n"], m["a"]), (m.start("n"), m.end("a")), m.end())


def part_label(text: str) -> Label | None:
    """``BAB II``, ``Bagian Kesatu`` or ``Paragraf 1``; what follows on the line is its heading."""
    if m := _BAB.match(text):
        rest = text[m.end() :]
        printed = re.sub(r"\s", "", m["n"]).replace("l", "I")
        count = int(printed) if printed.isdigit() else roman(printed)
        value = printed + m["a"] if printed != m["n"] else None
        if count and (not rest or rest.upper() == rest or (text.startswith("BAB") and _HEADING.match(rest))):
            return Label("bab", "BAB", (count, m["a"]), (m.start("n"), m.end("a")), m.end(), value)
    if (m := _BAGIAN.match(text)) and (count := _counted(m["n"])):
        return Label("bagian", "Bagian", (count, ""), m.span("n"), m.end())
    if (m := _PARAGRAF.match(text)) and (count := _counted(m["n"])):
        return Label("paragraf", "Paragraf", (count, m["a"]), (m.start("n"), m.end("a")), m.end())
    return None


_DICTUM = re.compile(
    r"^(?P<n>(?:KE[A-Z]{3,}|PERTAMA)(?:\s?BELAS|\s?PULUH(?:\s[A-Z]+)?)?)(?!\s+[A-Z]{2,}\b)\s*[:;.]?\s*"
    r"|^(?P<s>(?:Ke[a-z]{3,}|Pertama)(?:\s?[Bb]elas|\s?[Pp]uluh(?:\s[A-Za-z]+)?)?)\s*:\s*"
)


def dictum_label(text: str) -> Label | None:
    """``KESATU :`` or ``Kesatu :`` at the start of a line of a decree, whose dicta stand where articles would."""
    m = _DICTUM.match(text)
    if m is None:
        return None
    group = "n" if m["n"] else "s"
    count = _counted(m[group])
    return Label("pasal", "KESATU", (count, ""), m.span(group), m.end()) if count else None

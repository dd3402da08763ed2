"""Amounts of rupiah.

Comes in: the span of a cell or a line. Goes out: the amount with its place. Both `2,345,678,000` and `12.345.678.000`
are printed, with `Rp`, `Rp.`, `,00`, `,-`, `.-`, brackets and blanks; what can be read two ways is not read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.knowledge import kept, toml
from extractor.match.found import Found
from extractor.match.numbers import FIGURE, number
from extractor.printed import CENTS, GROUPED
from extractor.read.words import Span

MATCHER = "money"
_BILLION = 10**9
"""The scale from which amounts have decimals: no office has thousands of billions."""
_LETTERED = 6
"""Digits of an amount that a letter multiplies: `Rp 1.250,75 M`."""
_GROUPED = re.compile(GROUPED + CENTS)


_IN_WORDS = re.compile(r"\([^()\d]*\brupiah\W*\)", re.IGNORECASE)
"""An amount said again in words: `(dua puluh juta rupiah)`."""
_NOUGHTS = re.compile(r"\([^\w()]{0,4}(?:x[^\w()]{0,4})?((?:000[^\w()]{0,4}){1,3})\)", re.IGNORECASE)
"""The noughts that a heading says are left out: `Pagu (000)`, `(x 000.000)`."""


@kept
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = toml("amounts")
    currency = "|".join(sorted((re.escape(c) for c in data["currency"]), key=len, reverse=True))
    multiplier = "|".join(sorted({**data["multipliers"], **data["money_multipliers"]}, key=len, reverse=True))
    amount = (
        rf"(?:\b(?P<currency>{currency})\s*[.:]?\s*|(?<![\w.,]))"
        rf"(?P<figure>{FIGURE})(?:(?!\w|[.,]\d)|(?=(?:{multiplier})\b))"
        rf"(?P<tail>\s*[,.]?\s*[-–=]+(?!\s?\d))?\s*(?:(?P<multiplier>{multiplier})\b(?!\.\w))?\s*(?:rupiah\b)?"
    )
    spaced = re.compile(r"(?<=\d)\s+(?=\d{3}(?!\d))|(?<=\d[.,])\s+(?=\d{3}(?!\d))|(?<=\d)\s+(?=[.,]\d{3}(?!\d))")
    return re.compile(amount, re.IGNORECASE), spaced


@kept
def _stated() -> re.Pattern[str]:
    """What says of a table's amounts what they are multiplied by: a line of its own, or brackets at a line's end."""
    data = toml("amounts")
    before = "|".join(map(re.escape, data["stated"]["before"]))
    words = "|".join(map(re.escape, data["stated"]["words"]))
    currency = "|".join(map(re.escape, data["currency"]))
    scales = "|".join(
        word for some in (*data["scales"].values(), *data["short_scales"].values()) for word in some if word.isalpha()
    )
    scale = rf"(?:x\s*)?(?:(?:{scales})(?:an)?\b|1?[.,]?000(?:[.,]000)*\b)"
    told = rf"(?:(?:{before})\W+)*(?:(?:{words})\W+)"
    bare = rf"(?:(?:{before})\W+)*(?:(?:{currency})\W*)?"
    return re.compile(
        rf"(?:(?:^|\()[^\w(]*{told}(?:(?:{currency})\W*)?|\([^\w(]*{bare}|^[^\w(]*(?:{before})\W+{bare})"
        rf"{scale}\W*(?:(?:{currency})\b[^()]*)?\)?\W*$",
        re.IGNORECASE,
    )


def amounts(span: Span) -> list[Found[int | float]]:
    """Every amount in the span that says of itself that it is one: by its currency, its groups or its multiplier."""
    found = []
    for m in _patterns()[0].finditer(span.text):
        grouped = _GROUPED.fullmatch(m["figure"])
        counted = m["multiplier"] and m["multiplier"].casefold() in toml("amounts")["multipliers"]
        if m["currency"] or counted or m["tail"] or grouped:
            value = _value(m, letters=bool(m["currency"]))
            if value is not None:
                found.append(Found(value, span.of(m), MATCHER))
    return found


def match_amount(span: Span, scale: int = 1) -> Found[int | float] | None:
    """The amount in rupiah that a cell of an amounts column prints; ``None`` for a dash, for words, for two different
    amounts. ``scale`` is what the heading says amounts are multiplied by.
    """
    if not span:
        return None
    got = [(m, v) for m in _patterns()[0].finditer(span.text) if (v := _value(m, scale)) is not None]
    if len(got) == 1 and not any(_letters(piece) for piece in _rest(span.text, [m for m, _ in got])):
        return Found(got[0][1], span.of(got[0][0]), MATCHER)
    return _mended(span, scale)


def scale_of(heading: str) -> int:
    """What the amounts under a heading are multiplied by: 1,000 for `(ribuan)`, 1,000,000 for `(dlm juta)`."""
    plain = "".join(c for c in heading.casefold() if c.isalnum())
    parts = re.findall(r"[^\W\d_]+", heading.casefold())
    if noughts := _NOUGHTS.search(heading):
        return int("1" + re.sub(r"\D", "", noughts[1]))
    for factor, words in toml("amounts")["scales"].items():
        short = toml("amounts")["short_scales"].get(factor, ())
        # a further nought makes it an amount: `Rp 1.000.000.000`
        if any(re.search(rf"{word}(?!0)", plain) for word in words) or any(word in parts for word in short):
            return int(factor)
    return 1


def stated_scale(line: str) -> int:
    """What a line over a table multiplies its amounts by: 1,000,000 for `(dalam jutaan rupiah)`."""
    said = _stated().search(line)
    return scale_of(said[0]) if said else 1


def match_rupiah(span: Span, scale: int = 1) -> Found[int] | None:
    """The amount of a cell in whole rupiah; ``None`` for one with sen, where only whole rupiah are kept."""
    found = match_amount(span, scale)
    return Found(found.value, found.span, found.matcher) if found and isinstance(found.value, int) else None


def _mended(span: Span, scale: int) -> Found[int | float] | None:
    """An amount that blanks cut in pieces: `1 234 500 000`, `1.234. 500.000`."""
    closed = _patterns()[1].sub("", span.text)
    if closed == span.text:
        return None
    got = list(_patterns()[0].finditer(closed))
    if len(got) != 1 or any(_letters(piece) for piece in _rest(closed, got)):
        return None
    value = _value(got[0], scale)
    return None if value is None else Found(value, span, MATCHER)


def _rest(text: str, matches: list[re.Match[str]]) -> list[str]:
    at, pieces = 0, []
    for m in matches:
        pieces.append(text[at : m.start()])
        at = m.end()
    return [*pieces, text[at:]]


def _letters(text: str) -> bool:
    plain = re.sub(r"\W+", " ", _IN_WORDS.sub(" ", text).casefold()).split()
    return any(word not in toml("amounts")["currency"] for word in plain)


def _value(m: re.Match[str], scale: int = 1, *, letters: bool = True) -> int | float | None:
    """The amount of a match; ``letters`` says whether a single letter may multiply it (`M`)."""
    data, said = toml("amounts"), (m["multiplier"] or "").casefold()
    # nobody writes thousands of billions: the letter after `1.500.000` begins something else
    letters = letters and len(re.findall(r"\d", m["figure"])) <= _LETTERED
    multiplier = data["multipliers"].get(said) or (letters and data["money_multipliers"].get(said)) or 1
    # `1,5 juta` has decimals, `1.500.000` never three of them; no office has thousands of billions
    printed = number(m["figure"], short_groups=multiplier > 1 or scale >= _BILLION)
    if printed is None:
        return None
    value = Decimal(str(printed)) * multiplier * scale
    return int(value) if value == value.to_integral_value() else round(float(value), 2)

"""Targets: how much of what is to be reached.

Comes in: the span of a cell (and the unit its heading prints). Goes out: a draft of the contract's Target with text,
value, unit, operator and period. A cell that lists several quantities keeps its text and has no value; a figure that
can be read two ways has none either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.numbers import FIGURE, Habit, number
from extractor.printed import BULLETS, any_of
from extractor.read.words import Span
from extractor.record import record

MATCHER = "target"
_MARK = re.compile(rf"^\s*[{BULLETS}]\s+(?=\d)")
"""The mark of an entry of a list before its quantity: `- 10 Dokumen`; a sign stands close to its figure."""


def match_target(
    span: Span, unit: Span | None = None, *, habit: Habit | None = None, period: Span | None = None
) -> Found[DraftValue] | None:
    """The target that a cell prints, ``None`` for an empty one or a dash.

    ``unit`` is the unit that the column's heading prints (`Target %`), ``period`` the period; ``habit`` says which sign
    parts thousands where the document shows it elsewhere.
    """
    if mark := _MARK.match(span.text):
        span = span.cut(mark.end())
    text = span.text.strip()
    if not text or text.casefold() in toml("targets")["none"]["words"]:
        return None
    read = _read(span, habit)
    if read.value is not None and read.unit is None and unit:
        read = _Read(read.value, unit_text(unit), read.operator)
    draft: Draft = {
        "text": Found(text, span, MATCHER),
        "value": read.value,
        "unit": _sayable(read.unit),
        "operator": read.operator,
        "period": Found(period.text, period, MATCHER) if period else None,
    }
    return Found(draft, span, MATCHER)


def match_rate(span: Span, habit: Habit | None = None) -> Found[DraftValue] | None:
    """The percentage that a cell of rates (capaian) prints, as a number; ``None`` for anything but one figure."""
    read = _read(span, habit)
    unit = read.unit.value if read.unit is not None else "%"
    if not isinstance(read.value, (int, float)) or unit != "%" or read.operator != "=":
        return None
    return Found(read.value, span, MATCHER)


def _sayable(unit: Found[DraftValue] | None) -> DraftValue:
    """A unit with its place; a bare sign (`%`) has that of the target, where a reader finds it."""
    if unit is None:
        return None
    return unit if any(c.isalnum() for c in unit.span.text) else unit.value


def split_targets(span: Span, count: int) -> list[Span] | None:
    """A cell's text cut into ``count`` targets (`3 Kali 9 Kali`); ``None`` when it has not that many."""
    # what a rate is counted by begins no target, nor does the second figure of a proportion
    text = _RATIO.sub(lambda m: "_" * len(m.group()), span.text)
    text = _PROPORTION.sub(lambda m: m["first"] + "_" * (len(m.group()) - len(m["first"])), text)
    starts = [m.start() for m in _patterns().start.finditer(text)]
    if not starts or len(starts) != count or span.text[: starts[0]].strip():
        return None
    ends = [*starts[1:], len(span.text)]
    pieces = [span.cut(a, b) for a, b in zip(starts, ends, strict=True)]
    # a piece that ends with a comma or `dan` belongs to an enumeration: one target, not several
    if any(re.search(r"(?:[,;/(]|\bdan|&)$", p.text) for p in pieces[:-1]):
        return None
    return pieces


_SIGNS = ("%", "‰")
"""Signs that are units."""
_BRACKETED = re.compile(r"\s*\(\s*([^()]+?)\s*\)\s*")
"""A grade in brackets: `(WTP)`."""
_SIGN_FIRST = re.compile(r"\s*(%)\s*(?=\d)")
"""A percent sign before its figure: that of a column of units, run into the next."""
_TORN_PERCENT = re.compile(r"\s*(\d{1,2}),\s+(\d{1,2})\s*%\s*")
"""A percentage with a blank behind its comma: of two percentages the first has its sign, too."""
_PART = re.compile(
    r"(?<![\w.,])((?:TW|TRIWULAN|TRIW|T|SEMESTER|SMT|Q)\s*\.?\s*(?:[1-4]|I{1,3}|IV))\s*[=:]\s*", re.IGNORECASE
)
"""The label of a part of the year before its target in a cell: `TW I : 20 %`, `T1 = 5`."""


def match_parts(span: Span) -> list[tuple[Span, Span]]:
    """(period, target) of a cell that lists the parts of the year with their targets; empty for any other cell."""
    labels = list(_PART.finditer(span.text))
    if len(labels) < 2 or span.text[: labels[0].start()].strip():
        return []
    ends = [*(m.start() for m in labels[1:]), len(span.text)]
    return [(span.of(m, 1), span.cut(m.end(), end)) for m, end in zip(labels, ends, strict=True)]


def unit_text(span: Span) -> Found[DraftValue] | None:
    """A unit as the contract spells it: lower case but for acronyms."""
    text = _lower(span.text.strip(" .,;:()"))
    return Found(text, span, MATCHER) if text else None


@record(frozen=True)
class _Read:
    value: DraftValue = None
    unit: Found[DraftValue] | None = None
    operator: str | None = None


@dataclass(frozen=True)
class _Patterns:
    operator: re.Pattern[str]
    after: re.Pattern[str]
    meaning: Mapping[str, str]
    span: re.Pattern[str]
    figure: re.Pattern[str]
    money: re.Pattern[str]
    grade: re.Pattern[str]
    words: re.Pattern[str]
    label: re.Pattern[str]
    multiplier: re.Pattern[str]
    letter: re.Pattern[str]
    of: re.Pattern[str]
    start: re.Pattern[str]
    speck: re.Pattern[str]
    counted: re.Pattern[str]


def _any_of(words: list[str]) -> str:
    return any_of(words, r"\s+")


@kept
def _patterns() -> _Patterns:
    data = toml("targets")
    meaning = {w: op for part in ("operators", "after") for op, words in data[part].items() for w in words}
    before = _any_of([w for words in data["operators"].values() for w in words])
    after = _any_of([w for words in data["after"].values() for w in words])
    between = _any_of(data["ranges"]["between"])
    # `11,.34`: no figure ends before two signs of which one is dirt or a slip
    figure = rf"(?<![\w.,])-?{FIGURE}(?!\d|[.,]+\d)"
    currency = _any_of(data["currencies"]["words"])
    grade = rf"(?<![\w/.,-])(?:{_any_of(data['grades']['letters'])})(?![\w+/-]|\.\w)"
    graded = _any_of(data["grades"]["words"])
    dash = rf"\s*(?:%\s*)?(?:[-–—]|\b(?:{between})(?=[\s\d]))\s*[<≤]?\s*"
    opened = _any_of(data["ranges"]["before"])
    ends = rf"(?P<low>{FIGURE}){dash}(?P<high>{FIGURE})"
    spoken = rf"(?:{opened})\s+(?P<least>{FIGURE})\s*(?:%\s*)?(?:[-–—]|dan|{between})\s*(?P<most>{FIGURE})"
    return _Patterns(
        operator=re.compile(rf"(?P<op>{before})(?=[\s\d.:]|$)\s*", re.IGNORECASE),
        after=re.compile(rf"^(?P<op>{after})\b", re.IGNORECASE),
        meaning=meaning,
        span=re.compile(rf"(?:{ends}|{spoken})(?![\w./,]*\d)", re.IGNORECASE),
        figure=re.compile(figure),
        money=re.compile(rf"(?P<currency>(?i:{currency}))\s*\.?\s*(?P<figure>{FIGURE})"),
        grade=re.compile(grade),
        words=re.compile(rf"(?P<grade>(?:{graded})(?:\s+(?:{graded}))*)\s*\.?\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE),
        label=re.compile(rf"(?:(?:{_any_of(data['grades']['labels'])})\s*[:=]?\s+)+", re.IGNORECASE),
        # `500 ribu` is a number, `500 miliar rupiah` 500 of a unit that a column of units prints as well
        multiplier=re.compile(
            rf"\s*({_any_of(list(toml('amounts')['multipliers']))})\b\.?(?!\s*(?:{_any_of(toml('amounts')['currency'])})\b)",
            re.IGNORECASE,
        ),
        letter=re.compile(
            rf"\s*({_any_of([*toml('amounts')['multipliers'], *toml('amounts')['money_multipliers']])})\b\.?",
            re.IGNORECASE,
        ),
        of=re.compile(
            rf"\s*(?:%\s*)?\(?(?:{_any_of(data['of']['words'])})\s+(?:[^\W\d_]+\s+)?{FIGURE}\s*", re.IGNORECASE
        ),
        # a speck before a percentage, a bullet before any figure
        speck=re.compile(r"\s*(?:[.,'`](?=\d{2,3}(?:[.,]\d+)?\s*%)|[•·▪*]\s*(?=\d))"),
        # `>B = 12 OPD`: how many have the grade is the target
        counted=re.compile(rf"[<>≥≤=]*\s*(?:(?:{_any_of(data['grades']['labels'])})\s+)?{grade}\s*[=:]\s*(?=\d)"),
        start=re.compile(
            rf"(?:(?i:{before})\s*)?(?:(?i:{currency})\.?\s*)?(?:{figure}|{grade})(?:\s*[-–]\s*{FIGURE})?"
        ),
    )


def _read(span: Span, habit: Habit | None) -> _Read:
    p, text = _patterns(), span.text
    operator, at = "=", 0
    if before := p.speck.match(text) or p.counted.match(text):
        return _read(span.cut(before.end()), habit)
    if (inner := _BRACKETED.fullmatch(text)) and (p.grade.fullmatch(inner[1]) or p.words.fullmatch(inner[1])):
        return _read(span.of(inner, 1), habit)
    if sign := _SIGN_FIRST.match(text):
        read = _read(span.cut(sign.end()), habit)
        return replace(read, unit=read.unit or Found("%", span.of(sign, 1), MATCHER))
    if torn := _TORN_PERCENT.fullmatch(text):
        return _Read(float(f"{torn[1]}.{torn[2]}"), Found("%", span.of(torn), MATCHER), operator)
    said = p.operator.match(text)
    if said:
        operator, at = p.meaning.get(_plain(said["op"]), "="), said.end()
    elif ranged := p.span.match(text):
        low, high = number(ranged["low"] or ranged["least"], habit), number(ranged["high"] or ranged["most"], habit)
        if low is not None and high is not None and low < high and not _more(text[ranged.end() :]):
            percent = Found("%", span.of(ranged), MATCHER) if "%" in ranged.group() else None
            return _Read([low, high], _unit(span, ranged.end()) or percent, "range")
    label = p.label.match(text, at)
    start = label.end() if label else at
    graded = p.grade.match(text, start)
    if graded:
        read = _Read(Found(graded.group(), span.of(graded), MATCHER), None, operator)
        return _Read() if _more(text[graded.end() :]) else _after(text[graded.end() :], read)
    if proportion := _PROPORTION.match(text, start):
        ratio = re.sub(r"\s", "", proportion.group())
        read = _Read(Found(ratio, span.of(proportion), MATCHER), _unit(span, proportion.end()), operator)
        return _Read() if _more(text[proportion.end() :]) else read
    figure = p.figure.match(text, start)
    if figure:
        return _figure(span, figure, operator, habit, label)
    money = p.money.match(text, start)
    if money and not _more(text[money.end() :]):
        value = _times(number(money["figure"], short_groups=False), text[money.end() :], money=True)
        per = re.match(r"\s*(/\s*[^\W\d_]+)", text[money.end() :])
        currency = money["currency"].upper()
        unit = ("Rp" if currency == "RP" else currency) + (re.sub(r"\s", "", per[1]).lower() if per else "")
        return _Read(value, Found(unit, span, MATCHER), operator) if value is not None else _Read()
    spelt = p.words.match(text, start)
    if spelt:
        return _Read(Found(spelt["grade"].strip(" ."), span.of(spelt, "grade"), MATCHER), None, operator)
    return _Read()


def _figure(span: Span, m: re.Match[str], operator: str, habit: Habit | None, label: re.Match[str] | None) -> _Read:
    text, p = span.text, _patterns()
    rest = text[m.end() :]
    part = p.of.match(rest)
    if part is None and _more(rest):
        return _Read()
    printed = m.group().lstrip("-")
    value: int | float | None
    if rest.lstrip().startswith("%") and re.fullmatch(r"\d{1,2}[.,]\d{3}", printed):
        value = float(printed.replace(",", "."))  # no percentage goes into thousands
    else:
        value = number(printed, habit)
    if value is not None and m.group().startswith("-"):
        value = -value
    times = p.multiplier.match(rest)
    value = _times(value, rest)
    end = m.end() + (part.end() if part else times.end() if times else 0)
    unit = _unit(span, end)
    if part and "%" in part.group():
        unit = Found("%", span.cut(m.start(), end), MATCHER)
    if unit is None and label is not None:
        unit = unit_text(span.of(label))
    read = _after(text[end:], _Read(value, unit, operator))
    return read if value is not None else _Read(None, read.unit, None)


def _after(rest: str, read: _Read) -> _Read:
    """`80 ke atas` is `>= 80`."""
    said = _patterns().after.match(rest.strip())
    return _Read(read.value, None, _patterns().meaning[_plain(said["op"])]) if said else read


def _times(value: int | float | None, rest: str, *, money: bool = False) -> int | float | None:
    """The value times the word that follows it; of money a letter too (`Rp 1,5 M`)."""
    m = (_patterns().letter if money else _patterns().multiplier).match(rest)
    if value is None or m is None:
        return value
    data, said = toml("amounts"), m[1].casefold()
    product = Decimal(str(value)) * (data["multipliers"].get(said) or data["money_multipliers"][said])
    return int(product) if product == product.to_integral_value() else float(product)


_RATIO = re.compile(rf"\bper\s+{FIGURE}|/\s*10{{2,}}\b|/\s*10{{0,2}}(?:[.,]000)+\b", re.IGNORECASE)
"""What a rate is counted by, in its unit: `17,9 per 100.000 kelahiran hidup`, `4,5/1.000 KH`."""


_PROPORTION = re.compile(rf"(?<![\w.,:])(?!\d\d:\d\d)(?P<first>{FIGURE})(?:\s*:\s*{FIGURE})+(?![\w.,:]*\d)")
"""One to how many: `1:20`, `1 : 1.000`; a time of day has two figures on both sides."""


def _more(rest: str) -> bool:
    """Whether another quantity follows outside brackets."""
    return _patterns().figure.search(_RATIO.sub(" ", re.sub(r"\([^)]*\)?", " ", rest))) is not None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())


def _unit(span: Span, start: int) -> Found[DraftValue] | None:
    """The unit that follows a figure, brackets left out."""
    piece = re.match(r"\s*(?:\([^)]*\)\s*)?(?P<unit>[^(]*)", span.text[start:])
    if piece is None:
        return None
    unit = span.cut(start + piece.start("unit"), start + piece.end("unit"))
    plain = unit.text.strip(" .,;:-–")
    if not plain or plain.casefold() in toml("targets")["units"]["nothing"]:
        return None
    if plain[0] == "/" and _patterns().grade.fullmatch(plain[1:].strip()):
        return None  # `68,50 / B` has a grade beside its figure
    if plain in _SIGNS or any(c.isalpha() for c in plain):
        return Found(_lower(plain), unit, MATCHER)
    return Found(plain[0], unit, MATCHER) if plain.startswith(_SIGNS) else None


def _lower(text: str) -> str:
    """Lower case but for acronyms: capitals in a text that has small letters too, else those that are known."""
    mixed = any(c.islower() for c in text)
    known = set(toml("targets")["units"]["acronyms"])
    words = []
    for word in text.split():
        bare = re.sub(r"[^A-Za-z]", "", word)
        if re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]", word):
            words.append(word)  # `kWh`, `GWh`: small letters and capitals differ
            continue
        shouted = bare.isupper() and len(bare) > 1
        alone = " " not in text and not re.search(r"[AEIOU]", bare)
        words.append(
            word if shouted and (mixed or bare in known or alone or (text == word and len(bare) <= 4)) else word.lower()
        )
    return " ".join(words)

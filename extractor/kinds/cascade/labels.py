"""Labels of cascades: ``Program 2``, ``Sasaran Kegiatan :``, ``Indikator Kinerja``, ``Eselon III``.

In comes a span (a line, or the first words of a box), out goes what label it begins with, the number printed in the
label and the rest. Apart from the reader of boxes because the outline form, grids, charts and the labels beside a
chart's rows all ask the same question. The names are data: ``patterns/cascading.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from extractor import knowledge
from extractor.kinds.cascade.label_words import begins_label, key, may_begin_label, may_begin_name, whole_labels
from extractor.printed import BULLETS, any_of
from extractor.read.words import Span
from extractor.record import record

Role = Literal[
    "number", "level", "objective", "indicator", "explanation", "target", "budget", "unit", "holder", "echelon"
]
LEVELS = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")

NUMBER = r"\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z](?![\w]))?|[IVX]{1,5}(?![\w])|[A-Za-z](?=\s*(?:[.):]|$))"
BULLET = re.compile(rf"^(?:[{BULLETS}]|o(?=\s[A-Z]))\s*")

_ICON = re.compile(r"^[^\W1-9](?=\s+[A-Z])\s+")
"""A bullet of a symbol font or an icon before a label, which text layers and OCR take for a letter or a nought."""
_LISTED = re.compile(r"^(?:(?P<figure>\d{1,2}(?:\.\d{1,2})*)[.)]?|[A-Z][.)]|[IVX]{1,5}[.)])\s+(?=[A-Za-z])")
_NAMED = re.compile(
    r"^(?:(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])(?:[.)]\s*|(?<=\d)\s+))?"
    r"(?P<name>(?P<level>sub[\s\-]*kegiatan|kegiatan|program)\s+[A-Z])",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:[a1][.)]|[-–•])\s*\w")


@record(frozen=True, slots=True)
class Label:
    """A label at the beginning of a span.

    ``level`` is the node level that the label speaks of (of ``Sasaran Program`` it is ``program``), ``name`` the
    label's own word as in the patterns, ``sure`` says that a colon, a number or the end of the line closes it.
    """

    role: Role
    level: str | None
    name: str
    number: Span
    span: Span
    rest: Span
    sure: bool = True

    @property
    def alone(self) -> bool:
        """Nothing stands behind the label but the period that it speaks of (`Target 2024`)."""
        return not self.rest or PERIOD.fullmatch(self.rest.text.strip(" .")) is not None


PERIOD = re.compile(
    r"(?:tahun\s*|target\s*)?(?:(?:19|20)\d{2}|(?:triwulan|semester|tw|smt)\s*(?:[IV]+|\d))", re.IGNORECASE
)
"""A heading that is no more than a period: the column holds the targets of that period."""
PERIOD_IN = re.compile(r"\b(?:19|20)\d{2}\b|\b(?:triwulan|semester|tw|smt)\s*(?:[IV]+|\d)\b", re.IGNORECASE)
"""A period in a heading."""


_ROLES: dict[str, Role] = {
    "explanation": "explanation",
    "target": "target",
    "budget": "budget",
    "satuan": "unit",
    "holder": "holder",
}


def alternatives(names: list[str] | tuple[str, ...]) -> str:
    """Any of the names as a piece of a regular expression; their words may be joined by blanks, hyphens or nothing."""
    return any_of(sorted(set(names)), r"[\s\-]*")


@dataclass(frozen=True, slots=True)
class _Patterns:
    label: re.Pattern[str]
    echelon: re.Pattern[str]
    inside: re.Pattern[str]
    parts: re.Pattern[str]
    levels: dict[str, str]
    neutral: frozenset[str]


@knowledge.kept
def _patterns() -> _Patterns:
    data = knowledge.toml("cascading")
    levels = {name: level for level, names in data["levels"].items() for name in names}
    level = alternatives(list(levels))
    neutral = alternatives(data["neutral"]["names"])
    echelons = alternatives(data["echelon"]["names"])
    owner = alternatives(data["owner"]["names"])
    # "Sasaran Perangkat Daerah", "Indikator ESS III", "Sasaran ESS IV / JF"
    owner = rf"{owner}|(?:{echelons})[.\s]*[IVX]{{1,3}}(?:\s*/\s*(?:{owner}))?"
    objective = alternatives(data["objective"]["names"])
    indicator = alternatives(data["indicator"]["names"])
    groups = "|".join(f"(?P<{role}>{alternatives(data[role]['names'])})" for role in _ROLES)
    ordinal = alternatives(data["ordinals"]["names"])
    number = rf"(?P<number>{NUMBER}|(?:{ordinal})(?!\w))"
    label = re.compile(
        r"^\W{0,3}(?:"
        # "Indikator Kinerja Sub Kegiatan 3", "Indikator Tujuan PD"
        rf"(?P<indicator>(?:{indicator})(?:\s+(?P<of>{level}|{neutral}))?(?:\s+(?:{owner}))*)"
        # "Sasaran Program", "Kinerja Kegiatan"
        rf"|(?P<objective>(?:{objective})\s+(?P<objective_of>program|sub[\s\-.:]*kegiatan|kegiatan))"
        rf"|{groups}"
        rf"|(?P<level>(?P<level_name>{level})(?:\s+(?:{owner}))*)"
        rf"|(?P<neutral>(?:{neutral})(?:\s+(?:{owner}))*)"
        # an abbreviation behind the label (`(SKPD)`); a longer text in brackets only where a sign closes the label
        rf")(?![^\W\d])(?:\s*\([A-Z./ ]{{2,12}}\)|\s*\([A-Z./ ]{{2,40}}\)(?=\s*(?:[:=]|$)))?"
        rf"(?:\s*(?:ke[\s\-]+)?{number})?"
        rf"(?P<owned>(?:\s+(?:{owner}))*)\s*(?P<close>[.]?\s*[:=]|[.)]|$)?\s*",
        re.IGNORECASE,
    )
    echelon = re.compile(
        rf"^\W{{0,3}}(?P<name>(?:{echelons}))[.\s]*(?P<number>[IVX]{{1,3}}|[1-5])"
        r"(?P<grade>[.\s]*[ab])?(?!\w)\s*[:.]?\s*",
        re.IGNORECASE,
    )
    inside = re.compile(
        rf"\b(?:{echelons})[.\s]*(?P<number>[IVX]{{1,3}})(?:[.\s]*[ab])?(?!\w)",
        re.IGNORECASE,
    )
    parts = re.compile(
        rf"^\W{{0,3}}(?:[a-f1-9][.)]\s*)?(?:{alternatives(data['explanation']['parts'])})"
        r"(?:\s*/\s*[\w ]{3,30})?\s*(?:[:=]|$)",
        re.IGNORECASE,
    )
    return _Patterns(
        label,
        echelon,
        inside,
        parts,
        {key(k): v for k, v in levels.items()},
        frozenset(key(n) for n in data["neutral"]["names"]),
    )


_NAMES = ("indicator", "objective", "explanation", "target", "budget", "satuan", "holder", "level", "neutral")
"""Groups of the label's expression that stand for its name."""


def _named_by(m: re.Match[str]) -> tuple[Role, str | None, str]:
    """Role, node level and name of what matched."""
    levels = _patterns().levels
    if m.group("indicator") is not None:
        return "indicator", levels.get(key(m.group("of") or "")), "indikator"
    if m.group("objective") is not None:
        return "objective", levels.get(key(m.group("objective_of"))), m.group("objective")
    if m.group("level") is not None:
        return "level", levels[key(m.group("level_name"))], m.group("level_name")
    if m.group("neutral") is not None:
        return "level", None, m.group("neutral")
    role, name = next((r, m.group(g)) for g, r in _ROLES.items() if m.group(g) is not None)
    return role, None, name


_COUNTED = ("level", "objective", "indicator", "explanation")
"""Roles whose labels carry numbers (``Program 2``, ``Indikator 3``)."""


_Match = re.Match[str] | None


@knowledge.kept(maxsize=4096)
def _begun(text: str) -> tuple[_Match, _Match, _Match] | None:
    """What a text that may be a label begins with: an icon, the mark of a list, a name. (A chart asks of a line some
    five times, and many of its lines say the same.)
    """
    if not may_begin_label(text):
        return None
    return _ICON.match(text), _LISTED.match(text), _patterns().label.match(text) if may_begin_name(text) else None


def read_label(span: Span) -> Label | None:
    """The label that the span begins with, ``None`` where it begins with none.

    ``Program Penunjang Urusan`` begins with none: a level's name labels only with a number, a colon, a change of
    weight or nothing after it.
    """
    text = span.text
    begun = _begun(text)
    if begun is None:
        return None
    icon, listed, m = begun
    marked = read_label(span.cut(icon.end())) if icon is not None else None
    if icon is not None and marked is not None and marked.span.text.endswith(":"):
        return replace(marked, span=span.cut(0, icon.end()) + marked.span)
    if listed is not None:
        # "A. Tujuan :", "1. Sasaran :" - the number of a list, not of the node, unless it is a figure
        inner = read_label(span.cut(listed.end()))
        if inner is not None and inner.role != "level" and inner.span.text.endswith(":"):
            return replace(inner, span=span.cut(0, listed.end()) + inner.span)
        if inner is None or inner.role != "level":
            return None
        number = inner.number or (span.of(listed, "figure") if listed.group("figure") else Span())
        return replace(inner, number=number, span=span.cut(0, listed.end()) + inner.span)
    if m is None:
        return _misprinted(span)
    role, level, name = _named_by(m)
    end, said = m.end(), m.group("number") or ""
    closed = (m.group("close") or "").strip()
    alone, ended = end >= len(text), closed.endswith((":", "="))
    if closed == ")" and not said:
        return None
    sure = alone or ended or said[:1].isdigit()
    if not sure and said and role == "level":
        # "Misi I. Mewujudkan", "Misi Pertama"
        sure = bool(closed and said[:1].isupper()) or len(said) > 1
    if said and role not in _COUNTED and not ended:
        # "Target 12 Orang": the figure is what the label announces
        said, end = "", m.start("number")
    if role == "explanation" and not alone and not ended:
        # "Penjelasan a. Formulasi = ...": the letter belongs to what follows
        said, end = "", m.end("explanation")
        rest = span.cut(end)
        sure = begins_explanation(rest) or _LETTERED.match(rest.text) is not None
    if not sure:
        name_end = next(m.end(g) for g in _NAMES if m.group(g) is not None)
        if said and not _is_set_off(span, m.end("number")):
            said = ""  # a letter that the name begins with: `IK` before `V/C ratio`
        end = m.end("number") if said else name_end
        if not _is_set_off(span, end):
            return _misprinted(span)
    return Label(
        role, level, name.casefold(), span.of(m, "number") if said else Span(), span.cut(0, end), span.cut(end)
    )


def _is_set_off(span: Span, end: int) -> bool:
    """Is the label of a span that ends at a place set off from plain words by its type: ``Indikator Kepuasan`` begins
    with none, ``**Indikator** Kepuasan`` does; so does a badge in smaller type (``IK``).
    """
    head, tail = span.cut(0, end), span.cut(end)
    if not head or not tail:
        return False
    bold = all(w.bold for w in head) and not tail.words[0].bold
    return bold or head.words[-1].size < _BADGE * tail.words[0].size


_BADGE = 0.9
"""A badge is set in type at least so much smaller than what it marks."""
_MOST_WORDS = 8
"""Words of the longest label; a statement that looks like one has more."""
_SHORT_WORD = 5
"""Letters of a word that differs from too many others by one letter."""
_LIKE = 88
"""Likeness (0-100) of a misprinted label: one wrong letter of eight. At 82 a name is taken for a label in one of 65
charts, at 94 nothing changes.
"""
_LONGEST_LABEL = 48
"""A longer line is no label with a misprint in it (characters)."""
_WHOLE = re.compile(
    r"^\W{0,2}(?P<words>[^\W\d]+(?:[ /\-][^\W\d]+){0,5}?)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)?"
    r"(?:\s*\([A-Za-z ]{2,40}\))?\s*[:.]{0,2}$"
)


def _meant(text: str) -> str | None:
    """The label that a text is but for a letter or two."""
    found = process.extractOne(key(text), whole_labels().keys(), scorer=ratio, score_cutoff=_LIKE)
    return None if found is None else whole_labels()[found[0]]


def _level_meant(text: str) -> str | None:
    """The level whose word a text with a colon is but for one letter (``Sacaran :``)."""
    said = key(text)
    return next(
        (
            name
            for name in _patterns().levels
            if len(name) == len(said) > _SHORT_WORD and sum(a != b for a, b in zip(name, said, strict=True)) == 1
        ),
        None,
    )


def _misprinted(span: Span) -> Label | None:
    """A line that is a label but for a letter or two (``lndikator Kineja``): misprints, and faults of a scan."""
    if len(span.words) > _MOST_WORDS:
        return None
    spelt = _spelt(span.text)
    label = read_label(Span((replace(span.words[0], text=spelt[0]),))) if spelt is not None else None
    if label is None or spelt is None:
        return None
    m = spelt[1]
    return replace(label, number=span.of(m, "number") if m.group("number") else Span(), span=span, rest=Span())


@knowledge.kept(maxsize=4096)
def _spelt(text: str) -> tuple[str, re.Match[str]] | None:
    """The label that a text is but for a letter or two, as it is spelt, and where its parts stand."""
    m = _WHOLE.match(text) if len(text) <= _LONGEST_LABEL else None
    if m is None or len(m.group("words")) > 32:
        return None
    meant = _meant(m.group("words")) or (_level_meant(m.group("words")) if text.endswith(":") else None)
    return None if meant is None else (f"{meant} {m.group('number') or ''}".strip(), m)


def read_named(span: Span) -> tuple[str, Span, Span] | None:
    """``(level, number, name)`` of a name that begins with its own level: ``1.1 Kegiatan Pengawasan``, ``Program
    Air``.
    """
    m = _NAMED.match(span.text)
    if m is None or not m.group("name")[-1].isupper():
        return None
    level = _patterns().levels[key(m.group("level"))]
    return level, span.of(m, "number") if m.group("number") else Span(), span.cut(m.start("name"))


def level_named(text: str) -> str | None:
    """The level that a text is the name of."""
    return _patterns().levels.get(key(text))


def read_echelon(span: Span) -> tuple[Span, Span] | None:
    """``(echelon's numeral, what follows)`` where the span begins with ``Eselon II`` or the like."""
    m = _patterns().echelon.match(span.text) if may_begin_label(span.text) else None
    return None if m is None else (span.of(m, "number"), span.cut(m.end()))


LONGEST_MARK = 12
"""Words of a label with its echelon at the most (`KINERJA UTAMA ESELON III (BIDANG ARSIP DAERAH)`)."""


def find_echelon(span: Span) -> Span | None:
    """The echelon in a label of a row or column that says more (``KINERJA UTAMA ESELON III (BIDANG ARSIP)``), ``None``
    where the text is no such label.
    """
    if len(span.words) > LONGEST_MARK or not begins_label(span):
        return None
    m = _patterns().inside.search(span.text)
    rest = span.text[m.end() :].strip() if m is not None else ""
    return span.of(m, "number") if m is not None and (not rest or rest.startswith(("(", "/"))) else None


def begins_explanation(span: Span) -> bool:
    """Does the span begin with a part of an explanation (``b. Tipe Penghitungan :``)?"""
    return _begins_part(span.text)


@knowledge.kept(maxsize=4096)
def _begins_part(text: str) -> bool:
    return _patterns().parts.match(text) is not None


@knowledge.kept
def starters() -> frozenset[str]:
    """First words of indicators, case folded."""
    return frozenset(knowledge.toml("cascading")["starters"]["words"])


def begins_indicator(span: Span) -> bool:
    """Does the span begin as indicators do (``Persentase``, ``Jumlah``), with a capital?"""
    return _begins_indicator(span.text)


@knowledge.kept(maxsize=4096)
def _begins_indicator(text: str) -> bool:
    bullet = BULLET.match(text)
    word = _WORD.match(text, bullet.end() if bullet is not None else 0)
    return word is not None and word.group()[:1].isupper() and word.group().casefold() in starters()


_WORD = re.compile(r"[\w\-]+")

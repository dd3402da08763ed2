"""Explanations of indicators: formula, type of calculation, source of the data, notes.

Comes in: the lines of a cell (``Penjelasan``, ``Formulasi``), which may hold several explanations one after the other.
Goes out: one :class:`Explanation` for each. Labels stand with ``:`` or ``=``, after letters or bullets, in any order,
misprinted; text before the first label is the formula. Apart from the indicators because charts print the same parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.match.found import DraftValue, Found
from extractor.printed import BULLETS, cased_like
from extractor.read.words import Span, Word, join
from extractor.record import record

MATCHER = "explanation"
_LIKE = 86
"""Likeness (0-100) of a misprinted label: one wrong letter of eight (`Formulasl`)."""
_SIGN = re.compile(r"\s*[:=](?!=)")
_MARK = rf"(?:\(?(?:[a-z]|\d{{1,2}}|[ivx]{{1,4}})[.)]|[{BULLETS}o])"
_LEAD = re.compile(rf"(?:(?<=\s)|^){_MARK}\s*$", re.IGNORECASE)
_TAIL = re.compile(rf"\s+(?:\(?[a-z][.)]|[{BULLETS}])\s*$", re.IGNORECASE)
_ITEM = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_SLASHED = re.compile(r"(\w[\w ]{2,30}?)\s*/\s*$")
_MARK_AHEAD = re.compile(rf"^\s*{_MARK}\s+")
_LONGEST = 4
"""Words of the longest label."""


@record(frozen=True)
class Explanation:
    """One indicator's explanation; parts that are not printed are ``None``."""

    formula: Span | None = None
    calculation: Span | None = None
    data_source: Span | None = None
    notes: Span | None = None
    top: float = 0.0
    """Where it begins on its page."""

    def fields(self) -> dict[str, DraftValue]:
        """The parts as fields of an indicator."""
        return {
            "formula": _text(self.formula),
            "calculation_type": match_calculation(self.calculation) if self.calculation else None,
            "data_source": _text(self.data_source),
            "notes": _text(self.notes),
        }


@dataclass
class _Parts:
    top: float
    parts: dict[str, list[Span]] = field(default_factory=dict)
    letters: str | None = None

    def made(self) -> Explanation:
        def whole(name: str) -> Span | None:
            words: list[Word] = [w for span in self.parts.get(name, []) for w in span.words]
            return Span(words) if words else None

        return Explanation(whole("formula"), whole("calculation_type"), whole("data_source"), whole("notes"), self.top)


def match_explanations(lines: Sequence[Line] | Span) -> list[Explanation]:
    """The explanations in a cell, in order. A label that comes a second time begins the next one."""
    span = lines if isinstance(lines, Span) else join(lines)
    if not span:
        return []
    begins = _line_starts(span)
    labels = _labels(span.text, begins)
    made: list[_Parts] = []
    current = _Parts(span.words[0].box[1])
    first = labels[0][1] if labels else len(span.text)
    lead = _trimmed(span, 0, first, more=bool(labels))
    if lead:
        current.parts["formula"] = [lead]
    made.append(current)
    order = {"formula": 0, "calculation_type": 1, "data_source": 2}
    for k, (name, start, end) in enumerate(labels):
        stop = labels[k + 1][1] if k + 1 < len(labels) else len(span.text)
        body = _trimmed(span, end, stop, more=k + 1 < len(labels))
        repeated = name in current.parts or (name in order and "notes" in current.parts and name == "formula")
        if repeated and name != "notes" and name != "other":
            current = _Parts(_top(span, start))
            made.append(current)
        current.parts.setdefault(name, []).extend([body] if body else [])
    return [
        m.made() for m in made if any(m.parts.get(n) for n in ("formula", "calculation_type", "data_source", "notes"))
    ]


def merge(first: Explanation, second: Explanation) -> Explanation:
    """Two pieces of one explanation (a row cut by a page break); the first piece's parts win."""
    return Explanation(
        first.formula or second.formula,
        first.calculation or second.calculation,
        first.data_source or second.data_source,
        first.notes or second.notes,
        first.top,
    )


def share(explanations: Sequence[Explanation], count: int) -> list[Explanation] | None:
    """One explanation for each of ``count`` indicators, ``None`` when it cannot be told whose is whose.

    An explanation whose formula is a numbered list serves as many indicators as the list has items.
    """
    if len(explanations) == count:
        return list(explanations)
    shared: list[Explanation] = []
    for e in explanations:
        formulas = _numbered(e.formula)
        if len(formulas) < 2:
            shared.append(e)
            continue
        sources = _numbered(e.data_source)
        for k, formula in enumerate(formulas):
            source = sources[k] if len(sources) == len(formulas) else e.data_source
            shared.append(Explanation(formula, e.calculation, source, e.notes, e.top))
    return shared if len(shared) == count else None


def match_calculation(span: Span) -> Found[DraftValue] | None:
    """`kumulatif`, `non_kumulatif` or `kumulatif_negatif`; ``None`` for other words."""
    plain = " ".join(_WORD.findall(span.text.casefold()))
    best: tuple[float, str] = (0.0, "")
    for value, spellings in toml("explanation")["calculation_types"].items():
        for spelling in spellings:
            best = max(best, (ratio(plain.replace(" ", ""), spelling.replace(" ", "")), value))
    return Found(best[1], span, MATCHER) if best[0] >= _LIKE else None


def misspelt_calculation(span: Span) -> list[tuple[str, str, float]]:
    """Misspelt words in a type of calculation: as printed, as they should be, how alike they are (0-100)."""
    right = str(toml("explanation")["spelling"]["word"])
    found = []
    for word in _WORD.findall(span.text):
        score = ratio(word.casefold(), right)
        if _LIKE <= score < 100 and len(word) == len(right):
            found.append((word, cased_like(word, right), score))
    return found


def _numbered(span: Span | None) -> list[Span]:
    """The items of `1. ... 2. ...`, in order from one; nothing for other texts."""
    if span is None:
        return []
    marks = list(_ITEM.finditer(span.text))
    if not marks or marks[0].start() != 0 or [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [*(m.start() for m in marks[1:]), len(span.text)]
    return [span.cut(m.end(), end) for m, end in zip(marks, ends, strict=True)]


def _text(span: Span | None) -> Found[DraftValue] | None:
    """What a span says; a dash or a dot behind a label says that there is nothing."""
    told = span is not None and any(map(str.isalnum, span.text))
    return Found(span.text.strip(), span, MATCHER) if span is not None and told else None


def _top(span: Span, at: int) -> float:
    piece = span.cut(at, at + 1) or span.cut(at)
    return piece.words[0].box[1] if piece else span.words[-1].box[1]


def _line_starts(span: Span) -> set[int]:
    """Offsets of words that begin a visual line."""
    starts, at, last = {0}, 0, None
    for word in span.words:
        found = span.text.find(word.text.rstrip("-") or word.text, at)
        at = found if found >= 0 else at
        if last is not None and (word.page != last.page or word.box[1] >= last.box[3] - 2):
            starts.add(at)
        last = word
        at += len(word.text.rstrip("-"))
    return starts


def _trimmed(span: Span, start: int, end: int, *, more: bool) -> Span:
    """A part's text without the mark of the next label (`b.`) and its own bullet."""
    text = span.text[start:end]
    if more:
        tail = _TAIL.search(text)
        if tail:
            end = start + tail.start()
        elif _LEAD.fullmatch(text.strip()):
            return Span()
    text = span.text[start:end]
    skip = re.match(rf"\s*(?:[{BULLETS}]\s+)?", text)
    return span.cut(start + (skip.end() if skip else 0), end)


def _labels(text: str, begins: set[int]) -> list[tuple[str, int, int]]:
    """The labels in a text: what each announces, where it begins (with its letter), where what it announces begins."""
    found: list[tuple[str, int, int]] = []
    for sign in _SIGN.finditer(text):
        after = found[-1][2] if found else 0
        hit = _label_before(text, sign.start(), after, begins)
        if hit is not None:
            name, start = hit
            lead = _LEAD.search(text[after:start])
            found.append((name, after + lead.start() if lead else start, sign.end()))
    for start in sorted(begins):
        bare = _bare_label(text, start, begins)
        if bare is not None and not any(s <= start < e for _, s, e in found):
            found.append(bare)
    for typed in _typed(text):
        if not any(s <= typed[1] < e for _, s, e in found):
            found.append(typed)
    return sorted(found, key=lambda f: f[1])


def _label_before(text: str, end: int, least: int, begins: set[int]) -> tuple[str, int] | None:
    """The label that ends at ``end``: the one most like a known label, of equals the longest."""
    words = [(m.start() + max(least, end - 60), m.group()) for m in _WORD.finditer(text[max(least, end - 60) : end])]
    best: tuple[str, int] | None = None
    likest = 0.0
    for n in range(1, min(_LONGEST, len(words)) + 1):
        start = words[-n][0]
        phrase = " ".join(w for _, w in words[-n:])
        named = _named(phrase)
        if named is None:
            continue
        name, weak, score = named
        before = text[least:start]
        at_start = start in begins or not before.strip() or _LEAD.search(before) is not None
        if score >= likest and (not weak or at_start):
            best, likest = (name, start), score
    if best is None:
        return None
    # `Formulasi / Cara Pengukuran :` is one label
    ahead = text[least : best[1]]
    slash = _SLASHED.search(ahead) if ahead.rstrip().endswith("/") else None
    if slash:
        head = _label_before(text, least + slash.end(1), least, begins)
        if head is not None and head[0] == best[0]:
            return head
    return best


def _bare_label(text: str, start: int, begins: set[int]) -> tuple[str, int, int] | None:
    """A label without a sign, alone on its line (`Sumber Data` / text)."""
    stop = min((b for b in begins if b > start), default=len(text))
    line = text[start:stop]
    plain = _MARK_AHEAD.sub("", line).strip()
    named = _named(plain) if plain else None
    if named is None or named[1] or not plain[:1].isupper() or stop == len(text):
        return None
    return (named[0], start, stop)


def _typed(text: str) -> list[tuple[str, int, int]]:
    """`Tipe perhitungan Non Kumulatif` without a sign."""
    found = []
    for m in re.finditer(
        r"\b((?:tipe|jenis)\s+(?:perhitungan|penghitungan))\s+(?=non|k[ou]mulatif)", text, re.IGNORECASE
    ):
        lead = _LEAD.search(text[: m.start()])
        found.append(("calculation_type", lead.start() if lead else m.start(), m.end()))
    return found


@kept(maxsize=4096)
def _named(phrase: str) -> tuple[str, bool, float] | None:
    """What a phrase announces as a label, whether it needs a line's start to do so, how like a known label it is."""
    plain = " ".join(_WORD.findall(phrase.casefold()))
    data = toml("explanation")
    best: tuple[float, str, str] = (0.0, "", "")
    for name, spellings in data["labels"].items():
        for spelling in spellings:
            if abs(len(spelling) - len(plain)) > 3:
                continue
            score = 100.0 if spelling == plain else ratio(plain.replace(" ", ""), spelling.replace(" ", ""))
            if len(spelling) < 6 and score < 100:
                continue
            best = max(best, (score, name, spelling))
    if best[0] < _LIKE:
        return None
    return best[1], best[2] in data["weak"]["labels"], best[0]

"""The preamble: title, number, year, subject, issuer, considerations, legal basis, decision.

Comes in: the rows up to the body. Goes out: draft fields (UU 12/2011, Lampiran II, nos. 2-61). Separate because the
preamble is found by its keywords, the body by its labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractor.kinds.regulation.rows import Row, spaced
from extractor.kinds.regulation.tree import Node, grow_list
from extractor.knowledge import toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.law import law_type, references
from extractor.read.words import Span, join

MATCHER = "regulation"
_NUMBER = re.compile(
    r"\bN[O0]M[O0]R\s*[:.]?\s*(?P<number>(?:(?!TAHUN)[\w.])+(?:\s?[/-]\s?(?:(?!TAHUN)[\w.])+)*)(?:\s*TAHUN\s*(?P<year>(?:1[89]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\bTENTANG\b")
_COLON = re.compile(r"^[:;]\s*")
_YEAR = re.compile(r"\bTAHUN\s*((?:1[89]|20)\d\d)\s*$")
_TAIL_YEAR = re.compile(r"[/.-]((?:19|20)\d\d)$")


@cache
def _keyword(name: str) -> re.Pattern[str]:
    """A keyword and the colon after it; letter-spacing and lost spaces pass."""
    words = toml("regulation")["preamble"][name]
    spelled = "|".join(r"\s?".join(w.replace(" ", "")) for w in words)
    return re.compile(r"^[\W_]*(?:" + spelled + r")(?![a-z])\s*[:;.]*\s*", re.IGNORECASE)


_FIRST_WORD = re.compile(r"^[\W_]*(?P<word>[A-Za-z]{8,})\s*(?=:|a\b|1\b|bahwa\b)[:;.]*\s*")


def _keyword_end(text: str, name: str) -> int | None:
    """Where the keyword that a text begins with ends; one misread letter passes where its list follows at once."""
    exact = _keyword(name).match(text)
    if exact is not None:
        return exact.end()
    first = _FIRST_WORD.match(text)
    if first is not None:
        for word in toml("regulation")["preamble"][name]:
            if Levenshtein.distance(first["word"].casefold(), word.casefold(), score_cutoff=1) <= 1:
                return first.end()
    return None


@cache
def _decided() -> frozenset[str]:
    return frozenset(spaced(w) for w in toml("regulation")["preamble"]["decided"])


def is_decided(row: Row) -> bool:
    """Whether the row is the word MEMUTUSKAN, letter-spaced or not."""
    return spaced(row.text) in _decided()


def is_keyword(text: str) -> bool:
    """Whether a text begins with a keyword of the preamble."""
    return any(_keyword_end(text, name) is not None for name in ("considerations", "legal_basis", "decision"))


def begins(row: Row, name: str) -> bool:
    """Whether the row begins with a keyword of the preamble's part ``name``."""
    return _keyword_end(row.text, name) is not None


@dataclass(frozen=True)
class Preamble:
    """The rows of the preamble's parts; a part that the document does not have is empty."""

    title: Sequence[Row]
    about: Sequence[Row]
    issuer: Sequence[Row]
    considerations: Sequence[Row]
    legal_basis: Sequence[Row]
    decision: Sequence[Row]


def cut(rows: Sequence[Row]) -> Preamble:
    """Parts the rows before the body: a part ends where the next keyword begins."""
    marks: dict[str, int] = {}
    at = 0
    for name in ("considerations", "legal_basis", "others", "consent", "decided", "decision"):
        found = next((i for i in range(at, len(rows)) if _marks(rows[i], name)), None)
        if found is not None:
            marks[name] = at = found
    parts = {name: _part(rows, marks, name) for name in ("considerations", "legal_basis", "decision")}
    head = _subject_apart(rows[: min(marks.values(), default=len(rows))])
    about = next((i for i, r in enumerate(head) if spaced(r.text) == "TENTANG"), len(head))
    title_at = _title_start(head, about)
    title = [] if title_at is None else head[title_at:about]
    if about == len(head):
        title = title[:2]
    subject, issuer = _subject(head[about + 1 :])
    return Preamble(title, subject, issuer, **parts)


def _marks(row: Row, name: str) -> bool:
    return is_decided(row) if name == "decided" else begins(row, name)


def _part(rows: Sequence[Row], marks: Mapping[str, int], name: str) -> list[Row]:
    """The rows of a part, without its keyword and the colon after it."""
    start = marks.get(name)
    if start is None:
        return []
    end = min((i for i in marks.values() if i > start), default=len(rows))
    got = [rows[start].after(_keyword_end(rows[start].text, name) or 0), *rows[start + 1 : end]]
    got = [r for r in got if r.span]
    if got and (colon := _COLON.match(got[0].text)):
        got[0] = got[0].after(colon.end())
    return [r for r in got if r.span]


def _subject_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with the word TENTANG on a row of its own, where a title prints it within a line."""
    for i, row in enumerate(rows):
        word = _ABOUT.search(row.text)
        if word is None:
            continue
        before = replace(row, span=row.span.cut(0, word.start()))
        parts = [before, replace(row, span=row.span.of(word)), row.after(word.end())]
        return [*rows[:i], *(p for p in parts if p.span), *rows[i + 1 :]]
    return list(rows)


def _title_start(head: Sequence[Row], about: int) -> int | None:
    """The row that names the type of the regulation, over its number."""
    found = [i for i in range(about) if law_type(head[i].text) and head[i].text.upper() == head[i].text]
    numbered = [i for i in found if any(_NUMBER.search(r.text) for r in head[i:about])]
    return next(reversed(numbered or found), None)


@cache
def _invocation() -> re.Pattern[str]:
    phrases = toml("regulation")["preamble"]["invocation"]
    return re.compile("|".join(r"\s*".join(w.split()) for w in phrases), re.IGNORECASE)


@cache
def _issuer_start() -> re.Pattern[str]:
    words = toml("regulation")["preamble"]["issuers"]
    return re.compile(r"^(?:" + "|".join(r"\s*".join(w.split()) for w in words) + r")\b")


def _subject(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The subject's rows and the issuer's rows, between TENTANG and the considerations."""
    for i, row in enumerate(rows):
        if called := _invocation().search(row.text):
            before = replace(row, span=row.span.cut(0, called.start()))
            issuer = [r for r in (row.after(called.end()), *rows[i + 1 : i + 5]) if r.span]
            return [*rows[:i], *([before] if before.span else [])], issuer
    for i in range(len(rows) - 1, -1, -1):
        if _issuer_start().match(rows[i].text) and rows[-1].text.rstrip().endswith(","):
            return list(rows[:i]), list(rows[i:])
    return list(rows), []


def _span(rows: Sequence[Row]) -> Span:
    return join(r.span for r in rows)


def _trimmed(span: Span, ends: str) -> DraftValue:
    text = span.text.rstrip()
    kept = span.cut(0, len(text.rstrip(ends)))
    return Found(kept.text, kept, MATCHER) if kept else None


def fields(parts: Preamble) -> dict[str, DraftValue]:
    """title, regulation_type, number, year, about, issuer, considerations, legal_basis, decision."""
    title = _span(parts.title)
    kind = law_type(title.text) if title else None
    numbered = _NUMBER.search(title.text) if title else None
    number = year = None
    if numbered:
        printed = re.sub(r"\s*([/-])\s*", r"\1", numbered["number"])
        number = Found(printed, title.of(numbered, "number"), MATCHER)
        tail = _TAIL_YEAR.search(printed)
        if numbered["year"]:
            year = Found(int(numbered["year"]), title.of(numbered, "year"), MATCHER)
        elif tail:
            year = Found(int(tail[1]), title.of(numbered, "number"), MATCHER)
    if year is None and title and (alone := _YEAR.search(title.text)):
        year = Found(int(alone[1]), title.of(alone, 1), MATCHER)
    return {
        "title": Found(title.text, title, MATCHER) if title else None,
        "year": year,
        "regulation_type": Found(kind, title, MATCHER) if kind else None,
        "number": number,
        "about": _trimmed(_span(parts.about), " "),
        "issuer": _trimmed(_span(parts.issuer), " ,.") or None,
        "considerations": [_record(n) for n in _items(parts.considerations)],
        "legal_basis": [{**_record(n), "references": references(_whole(n))} for n in _laws(parts.legal_basis)],
        "decision": _trimmed(_span(parts.decision), " "),
    }


def _items(rows: Sequence[Row]) -> list[Node]:
    """The items of a list, or the one unlettered ground."""
    if not rows:
        return []
    root = grow_list(rows)
    if root.before:
        alone = Node("huruf", "", (0, ""), Span(), 0.0, 0, before=root.before)
        return [alone, *root.children]
    return root.children


def _laws(rows: Sequence[Row]) -> list[Node]:
    """The legal bases; one whose number was lost is known by the law that a row begins with after a semicolon."""
    out: list[Node] = []
    for item in _items(rows):
        lines = [line for paragraph in item.before for line in paragraph]
        starts = [
            i
            for i in range(1, len(lines))
            if lines[i - 1].text.endswith(";") and law_type(lines[i].text) and not item.children
        ]
        item.before = [lines[: starts[0]]] if starts else item.before
        out.append(item)
        for start, end in pairwise([*starts, len(lines)]):
            out.append(Node("angka", "", (0, ""), Span(), 0.0, 0, before=[lines[start:end]]))
    return out


def _whole(node: Node) -> Span:
    """All the words of an item, those of a list inside it too."""
    return join(
        [
            *(s for p in node.before for s in p),
            *(_with_label(c) for c in node.children),
            *(s for p in node.after for s in p),
        ]
    )


def _with_label(node: Node) -> Span:
    return node.number + _whole(node)


def _record(node: Node) -> Draft:
    text = _whole(node)
    return {
        "label": Found(node.label, node.number, MATCHER) if node.number else None,
        "text": Found(text.text, text, MATCHER) if text else None,
    }

"""The preamble: considerations, legal basis, decision.

Comes in: the rows up to the body. Goes out: draft fields (UU 12/2011, Lampiran II, nos. 17-61). Separate because the
preamble is found by its keywords, the body by its labels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractor.kinds.regulation.head import trimmed
from extractor.kinds.regulation.labels import Label, list_labels
from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.rows import Row, spaced
from extractor.kinds.regulation.tree import grow_list
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.law import law_type, references
from extractor.read.words import Span, join

MATCHER = "regulation"
_BARE = re.compile(r"^(?P<n>\d{1,2})\s+(?=[A-Z])")
_COLON = re.compile(r"^[:;]\s*")


@kept
def _keyword(name: str) -> re.Pattern[str]:
    """A keyword and the colon after it; letter-spacing and lost spaces pass."""
    words = toml("regulation")["preamble"][name]
    spelled = "|".join(r"\s?".join(w.replace(" ", "")) for w in words)
    return re.compile(r"^[\W_]*(?:" + spelled + r")(?![a-z])\s*[:;.]*\s*", re.IGNORECASE)


_FIRST_WORD = re.compile(r"^[\W_]*(?P<word>[A-Za-z]{8,})\s*(?=:|a\b|1\b|bahwa\b)[:;.]*\s*")


def keyword_end(text: str, name: str) -> int | None:
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


@kept
def _decided() -> frozenset[str]:
    return frozenset(spaced(w) for w in toml("regulation")["preamble"]["decided"])


def is_decided(row: Row) -> bool:
    """Whether the row is the word MEMUTUSKAN, letter-spaced or not, or ends the sentence of an instruction that says
    it: ``dengan ini menginstruksikan :``."""
    return spaced(row.text) in _decided() or _orders().search(row.text) is not None


@kept
def _orders() -> re.Pattern[str]:
    return re.compile(toml("regulation")["preamble"]["orders"] + r"\s*:\s*$", re.IGNORECASE)


def is_keyword(text: str) -> bool:
    """Whether a text begins with a keyword of the preamble."""
    return any(keyword_end(text, name) is not None for name in ("considerations", "legal_basis", "decision"))


def begins(row: Row, name: str) -> bool:
    """Whether the row begins with a keyword of the preamble's part ``name``."""
    return keyword_end(row.text, name) is not None


@dataclass(frozen=True)
class Preamble:
    """The rows of the preamble's parts; a part that the document does not have is empty."""

    head: Sequence[Row]
    considerations: Sequence[Row]
    legal_basis: Sequence[Row]
    decision: Sequence[Row]
    repealing: Sequence[Row]
    """``Dengan mencabut ...`` between the word for the decision and what it lays down."""


def cut(rows: Sequence[Row]) -> Preamble:
    """Parts the rows before the body: a part ends where the next keyword begins."""
    marks: dict[str, int] = {}
    at = 0
    for name in ("considerations", "legal_basis", "others", "consent", "decided", "decision"):
        found = next((i for i in range(at, len(rows)) if _marks(rows[i], name)), None)
        if found is not None:
            marks[name] = at = found
    decided = marks.get("decided")
    if decided is not None and len(marks) == 1 and _orders().search(rows[decided].text):
        ground = decided
        while ground and rows[ground - 1].text.upper() != rows[ground - 1].text:
            ground -= 1
        return Preamble(rows[:ground], rows[ground : decided + 1], [], rows[decided + 1 :], [])
    if decided is not None and "decision" not in marks and decided + 1 < len(rows):
        marks["decision"] = decided + 1  # an instruction says to whom and what for
    parts = {name: _part(rows, marks, name) for name in ("considerations", "legal_basis", "decision")}
    start = min(marks.values(), default=len(rows))
    # Membaca stands before the considerations in old decrees
    read = next((i for i in range(start) if _marks(rows[i], "others") and ":" in rows[i].text), start)
    return Preamble(rows[:read], **parts, repealing=_repealing(rows, marks))


def _repealing(rows: Sequence[Row], marks: Mapping[str, int]) -> Sequence[Row]:
    decided, end = marks.get("decided"), marks.get("decision")
    if decided is None or end is None:
        return []
    start = next((i for i in range(decided + 1, end) if begins(rows[i], "repealing")), end)
    return rows[start:end]


def _marks(row: Row, name: str) -> bool:
    return is_decided(row) if name == "decided" else begins(row, name)


def _part(rows: Sequence[Row], marks: Mapping[str, int], name: str) -> list[Row]:
    """The rows of a part, without its keyword and the colon after it."""
    start = marks.get(name)
    if start is None:
        return []
    end = min((i for i in marks.values() if i > start), default=len(rows))
    got = [rows[start].after(keyword_end(rows[start].text, name) or 0), *rows[start + 1 : end]]
    got = [r for r in got if r.span]
    if got and (colon := _COLON.match(got[0].text)):
        got[0] = got[0].after(colon.end())
    return [r for r in got if r.span]


def fields(parts: Preamble) -> dict[str, DraftValue]:
    """considerations, legal_basis, decision."""
    return {
        "considerations": [_record(n) for n in _items(parts.considerations, list_labels)],
        "legal_basis": [{**_record(n), "references": references(_whole(n))} for n in _laws(parts.legal_basis)],
        "decision": trimmed(join(r.span for r in parts.decision), " "),
    }


def _law_labels(text: str) -> list[Label]:
    """The labels of a legal basis: also a number without its dot, where the name of a law follows."""
    m = _BARE.match(text)
    if m is None or law_type(text[m.end() :]) is None:
        return list_labels(text)
    return [Label("angka", "1.", (int(m["n"]), ""), m.span("n"), m.end())]


def _items(rows: Sequence[Row], labels: Callable[[str], list[Label]]) -> list[Node]:
    """The items of a list, or the one unlettered ground."""
    if not rows:
        return []
    root = grow_list(rows, labels)
    if root.before:
        alone = Node("huruf", "", (0, ""), Span(), 0.0, 0, before=root.before)
        return [alone, *root.children]
    return root.children


def _laws(rows: Sequence[Row]) -> list[Node]:
    """The legal bases; one whose number was lost is known by the law that a row begins with after a semicolon."""
    out: list[Node] = []
    for item in _items(rows, _law_labels):
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

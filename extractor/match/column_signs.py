"""Signs of what a column is: what its cells hold, what stands beside it, which label its heading is like.

Comes in: columns and rows. Goes out: numbers from 0 to 1 by which :mod:`extractor.match.column_model` tells what a
column is whose heading does not say. Words that they are told by are in ``patterns/columns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Cell
from extractor.match.column import Column
from extractor.match.levels import own_level
from extractor.printed import GROUPED, ROW_NUMBER
from extractor.sums import is_total

CLASSES = ("other", "row", "statement", "work", "name", "unit", "target", "budget", "owner", "funding")
"""What a column can be told to be: ``statement`` is a tujuan or sasaran, ``work`` a programme or kegiatan."""
_CLASS_OF = {
    "goal": "statement",
    "mission": "statement",
    "objective": "statement",
    "joint": "statement",
    "program": "work",
    "activity": "work",
    "sub_activity": "work",
    "line": "work",
    "affair": "work",
    "task": "work",
    "baseline": "reached",
    "actual": "reached",
    "achievement": "reached",
    "spent": "budget",
    "forward": "budget",
    "code": "row",
    "number": "row",
}
"""Classes of meanings, where they are called otherwise; what is in neither list is a text of another sort."""
_NEIGHBOURS = (*CLASSES[1:], "reached", "text", "unknown", "edge")
"""What can stand beside a column; ``edge`` is the table's."""
_LIKE = 60.0
"""Likeness (of 100) of a heading and a label from which on they share more than any two words do."""
_SENTENCE, _LONG = 4, 12
"""Words of a text that is more than the name of a thing, and of a long one."""
_NUMBER = re.compile(r"\d+")
_LARGE = re.compile(rf"(?:Rp\.?\s*)?{GROUPED}[.,]\d{{3}}|Rp\.?\s*\d", re.IGNORECASE)
_FIGURE = re.compile(r"[<>≥≤=~±]*\s*\d[\d.,]*\s*%?")
_RESULT = re.compile(r"(?:me|ter|ber|op)\w{3,}nya\b", re.IGNORECASE)
_WORK = re.compile(r"(?:pe|ke)\w{4,}an\b", re.IGNORECASE)
_VERB = re.compile(r"(?:me|di)\w{3,}(?:kan|i)\b", re.IGNORECASE)
_FORMULA = re.compile(r"[x×*]\s*100|\bdibagi\b|[=Σ∑]|\)\s*/\s*\(", re.IGNORECASE)
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,4}){2,}\.?")
_CODED = re.compile(rf"{_CODE.pattern}\s+(?=[^\W\d_])")
"""The code before a name in one cell: what the cell says is the name."""
_YEAR = re.compile(r"\b20\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")


def _worded(text: str) -> int:
    return len(text.split())


def _begins(kind: str) -> Callable[[str], bool]:
    """Asks whether a text begins with a word of a list of ``patterns/columns.toml``."""
    return lambda text: _first_word(text) in _words(kind)


def _first_word(text: str) -> str:
    found = _WORD.search(text.casefold())
    return found.group() if found else ""


@kept
def _words(kind: str) -> frozenset[str]:
    return frozenset(toml("columns")["contents"][kind])


def _only_units(text: str) -> bool:
    """Whether a text is a unit; what has a figure of its own (`Level 3`) is a quantity."""
    words = text.casefold().strip("().").split()
    unit = 0 < len(words) < _SENTENCE and words[0].strip("/.,") in _words("units")
    return unit and not any(word.isdigit() for word in words[1:])


_SHARES: dict[str, Callable[[str], bool]] = {
    "numbers": lambda t: ROW_NUMBER.fullmatch(t) is not None,
    "figures": lambda t: _FIGURE.fullmatch(t) is not None,
    "percent": lambda t: "%" in t,
    "large": lambda t: _LARGE.match(t) is not None,
    "quantities": lambda t: t[0].isdigit() and _WORD.search(t) is not None,
    "units": _only_units,
    "short": lambda t: _worded(t) < _SENTENCE and not any(map(str.isdigit, t)),
    "sentences": lambda t: _worded(t) >= _SENTENCE,
    "long": lambda t: _worded(t) > _LONG,
    "results": lambda t: _RESULT.match(t) is not None,
    "measures": _begins("measures"),
    "works": lambda t: _WORK.match(t) is not None,
    "verbs": lambda t: _VERB.match(t) is not None,
    "levels": lambda t: own_level(t) in ("program", "activity", "sub_activity"),
    "offices": _begins("offices"),
    "funds": lambda t: _first_word(t) in toml("amounts")["funds"]["words"],
    "sources": _begins("sources"),
    "formulas": lambda t: _FORMULA.search(t) is not None,
    "codes": lambda t: _CODE.match(t) is not None,
    "years": lambda t: _YEAR.search(t) is not None,
    "sums": is_total,
}
"""Signs that are shares of the cells of a column, with what each asks of a cell's text."""
SIGNS = (
    "bias",
    "filled",
    "merged",
    "repeated",
    "counting",
    *_SHARES,
    "bare",
    "shared",
    *(f"left_{c}" for c in _NEIGHBOURS),
    *(f"right_{c}" for c in _NEIGHBOURS),
    *(f"has_{c}" for c in _NEIGHBOURS[:-2]),
)
"""Names of the signs of a column, in their order."""


def content_signs(rows: Sequence[Sequence[Cell]], k: int) -> tuple[float, ...]:
    """What the cells of a column hold; empty where none says anything."""
    held = [row[k] for row in rows if row[k].column == k and row[k].text.strip()]
    cells = {id(cell): _CODED.sub("", cell.text.strip(), count=1) for cell in held}
    texts = list(cells.values())
    if not texts:
        return ()
    numbers = [int(found.group()) if (found := _NUMBER.match(t)) else None for t in texts]
    steps = [a is not None and b == a + 1 for a, b in pairwise(numbers)]
    return (
        1.0,
        len(held) / len(rows),
        1 - len(texts) / len(held),
        1 - len(set(texts)) / len(texts),
        sum(steps) / max(1, len(steps)),
        *(sum(map(asks, texts)) / len(texts) for asks in _SHARES.values()),
    )


def context_signs(
    columns: Sequence[Column], k: int, classes: Sequence[str], held: Collection[str]
) -> tuple[float, ...]:
    """How a column is headed, what stands left and right of it, what its table has: ``classes`` are those of all
    columns (:func:`class_of`), ``held`` each once.
    """
    own = columns[k].heading
    left = columns[k - 1].heading if k else None
    beside = [classes[n] if 0 <= n < len(classes) else "edge" for n in (k - 1, k + 1)]
    return (
        float(own is None or not own.text.strip()),
        float(own is not None and left is not None and own.words == left.words),
        *(float(near == c) for near in beside for c in _NEIGHBOURS),
        *(float(c in held) for c in _NEIGHBOURS[:-2]),
    )


def class_of(column: Column) -> str:
    """What a column is to its neighbours."""
    if column.meaning in ("", "other"):
        return "unknown"
    found = _CLASS_OF.get(column.meaning, column.meaning)
    return found if found in CLASSES else "reached" if found == "reached" else "text"


@kept(maxsize=512)
def like_labels(text: str) -> tuple[float, ...]:
    """How like a heading is to a label of each class, from 0 (like none) to 1 (as it is written)."""
    said = " ".join(_WORD.findall(text.casefold()))
    if not said:
        return (0.0,) * len(CLASSES)
    best = dict.fromkeys(CLASSES, 0.0)
    for meaning, labels in toml("columns")["labels"].items():
        found = _CLASS_OF.get(meaning, meaning)
        found = found if found in best else "other"
        best[found] = max(best[found], *(ratio(said, label, score_cutoff=_LIKE) for label in labels))
    return tuple(max(0.0, (score - _LIKE) / (100 - _LIKE)) for score in best.values())

"""Compares what was read with what a document says: per field, per document.

Comes in: a gold extraction (fields that it leaves out are not looked at) and one that was read. Goes out: counts by
field. Records of lists are paired one to one by likeness, the best pairs first, so that a record too many costs itself
and not all that follow it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.fuzz import ratio

CLOSE = 95.0
"""Likeness (0-100) from which two texts are close: a slip of one letter in a short sentence."""
_LEAST = 40.0
"""Likeness below which two records have nothing to do with each other."""
_LEFT_OUT = frozenset({"tables", "entities", "corrections", "coverage", "pages"})
_MARKS = re.compile(r"[\W_]+")


@dataclass
class Count:
    """What was found of one field: values that are the same, that are close, that gold has, that were read."""

    same: int = 0
    close: int = 0
    wanted: int = 0
    given: int = 0

    def scores(self, *, close: bool = False) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        hits = self.close if close else self.same
        precision, recall = hits / self.given if self.given else 1.0, hits / self.wanted if self.wanted else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


@dataclass
class Score:
    """The counts of any number of files."""

    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    documents: int = 0
    exact: int = 0
    """Documents without a difference."""

    def total(self) -> Count:
        """All fields together."""
        counts = self.fields.values()
        return Count(*(sum(getattr(c, name) for c in counts) for name in ("same", "close", "wanted", "given")))

    def add(self, gold: dict[str, Any], output: dict[str, Any]) -> None:
        """Counts one file."""
        for want, got in paired(gold["documents"], output["documents"]):
            before = self.total()
            self._compare(want, got, "")
            after = self.total()
            self.documents += want is not None
            missed = (after.wanted - before.wanted) - (after.same - before.same)
            surplus = (after.given - before.given) - (after.same - before.same)
            self.exact += want is not None and missed == surplus == 0

    def _compare(self, want: Any, got: Any, name: str) -> None:
        if isinstance(want, dict) or isinstance(got, dict):
            one, other = want or {}, got or {}
            keys = one if want is not None else other
            for key in keys:
                if key not in _LEFT_OUT:
                    self._compare(one.get(key), other.get(key), _within(name, key))
        elif isinstance(want, list) or isinstance(got, list):
            stated = _stated(want or [])
            for a, b in paired(want or [], got or []):
                # of a record that gold does not have only the fields that its records state are looked at
                surplus = a is None and isinstance(b, dict) and stated
                self._compare(a, {k: v for k, v in b.items() if k in stated} if surplus else b, name)
        else:
            count = self.fields[name]
            count.wanted += want is not None
            count.given += got is not None
            if want is not None and got is not None:
                count.same += plain(want) == plain(got)
                count.close += want == got if not isinstance(want, str) else ratio(plain(want), plain(got)) >= CLOSE


def _within(name: str, key: str) -> str:
    """The name of a field; what stands at any depth of a tree has one name."""
    return name if key == "children" else f"{name}.{key}".lstrip(".")


def _stated(records: Sequence[Any]) -> frozenset[str]:
    """The fields that the records of a list state."""
    return frozenset(key for record in records if isinstance(record, dict) for key in record)


def paired(want: Sequence[Any], got: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The records of two lists one to one, those without a partner beside ``None``."""
    stated = _stated(want)
    texts = [[_text(x, stated) for x in side] for side in (want, got)]
    rated = ((a == b, ratio(a, b), -abs(i - j), i, j) for i, a in enumerate(texts[0]) for j, b in enumerate(texts[1]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, likeness, _, i, j in sorted(rated, reverse=True):
        if i not in partner and j not in taken and likeness >= _LEAST:
            partner[i] = j
            taken.add(j)
    yield from ((x, got[partner[i]] if i in partner else None) for i, x in enumerate(want))
    yield from ((None, x) for j, x in enumerate(got) if j not in taken)


def _text(record: Any, stated: frozenset[str] = frozenset()) -> str:
    """What a record says in the stated fields (none: in all), for telling whether two are the same."""
    if isinstance(record, dict):
        said = (v for k, v in record.items() if v is not None and k not in _LEFT_OUT and (not stated or k in stated))
        return " ".join(_text(v) for v in said)[:2000]
    return " ".join(_text(x) for x in record) if isinstance(record, list) else plain(record)


def plain(value: Any) -> str:
    """The value as it is compared: without case, white space, and marks between words."""
    if isinstance(value, str):
        return _MARKS.sub("", value.casefold())
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)

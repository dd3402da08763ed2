"""Which words of a document its values hold, and which figures.

Comes in: the words that values were read from, and the document that they make. Goes out: whether a word, a text or a
figure of the print stands in one of them. Apart from what is told of the rest because a word is found again by its
place alone, however it was cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from extractor.read.words import Span, Word
from extractor.schema import Document

FIGURE = re.compile(
    r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|(?<!\d)\d+(?:[.,]\d+)?\s*%|\d{8}\s?\d{6}\s?\d\s?\d{3}"
)
"""Amounts from a million, percentages, NIPs."""
_DIGIT = re.compile(r"\d")
_SIGNS = re.compile(r"[=:()\[\];•]|(?:^|\s)[-–](?:\s|$)")
_SHARE = 0.3
"""Share of a word's width that a value must hold to claim it."""
_LABEL_WORDS = 2
"""Words of a label and a number before the text of a cell: `IK 1.`."""
_Level = tuple[int, int | None, float]
"""Page, line of a text export, and top of words on one level."""


class _Extents:
    """Extents of words on one level, from the left: a line may be a megabyte long, so no word is held against all."""

    def __init__(self, extents: Iterable[tuple[float, float]]) -> None:
        self._extents = sorted(extents)
        self._starts = [a for a, _ in self._extents]
        self._reach = list(accumulate((b for _, b in self._extents), max))

    def covers(self, x0: float, x1: float, least: float) -> bool:
        """Whether one of them shares ``least`` points with the extent from ``x0`` to ``x1``."""
        before = bisect_right(self._starts, x0)
        if before and min(self._reach[before - 1], x1) - x0 >= least:
            return True
        within = self._extents[before : bisect_right(self._starts, x1)]
        return any(min(b, x1) - a >= least for a, b in within)


class Claims:
    """The words that values hold, found by their place; ``figures`` are long numbers of values, digits only."""

    def __init__(self, words: Iterable[Word], figures: frozenset[str] = frozenset()) -> None:
        self._figures = figures
        self.said = ""
        """What values say, without blanks, where it stands for itself however often it is printed."""
        self._held: dict[_Level, set[tuple[float, float]]] = defaultdict(set)
        # a value that stands for many rows names its words many times
        self._words = {id(word): word for word in words}
        for word in self._words.values():
            x0, top, x1, _ = word.paper or word.box
            self._held[word.page, word.line, round(top, 1)].add((x0, x1))
        self._extents: dict[_Level, _Extents] = {}

    def hold(self, word: Word) -> bool:
        """Whether a value was read from the word or from a part of it."""
        if id(word) in self._words:
            return True
        # words of a chart on several sheets stand on the joined one
        x0, top, x1, _ = word.paper or word.box
        level = (word.page, word.line, round(top, 1))
        held = self._held.get(level)
        if held is None or (x0, x1) in held:
            return held is not None
        if level not in self._extents:
            self._extents[level] = _Extents(held)
        return self._extents[level].covers(x0, x1, _SHARE * (x1 - x0))

    def touch(self, span: Span) -> bool:
        """Whether a value was read from one of the words, or from the same text elsewhere."""
        return any(map(self.hold, span.words)) or self._repeats(span)

    def _repeats(self, span: Span) -> bool:
        """Whether values say the same text elsewhere: a name and its target without the sign between them, each without
        the label or number before it (`IK Jumlah arsip : 5`).
        """
        parts = [part.split() for part in _SIGNS.split(span.text) if part.strip()] if self.said else []
        return bool(parts) and all(self._says(words) for words in parts)

    def _says(self, words: Sequence[str]) -> bool:
        return any(words[k:] and "".join(words[k:]) in self.said for k in range(_LABEL_WORDS + 1))

    def figure(self, span: Span) -> bool:
        """Whether a span prints a figure that stands in no value: one that is printed again stands in one."""
        text = span.text
        # to look for digits costs a tenth of what it costs to look for figures, and most lines have none
        found = [m.group() for m in FIGURE.finditer(text)] if _DIGIT.search(text) else []
        return not all(_digits(f) in self._figures for f in found) and not self.touch(span)


def held_figures(document: Document) -> frozenset[str]:
    """The NIPs and amounts that the values of a document hold, digits only."""
    nips = (s.nip for s in document.signatories)
    amounts = (
        document.budget_total,
        *(a for b in document.budgets for a in (b.amount, b.actual)),
        *(i.budget for i in document.indicators),
    )
    return frozenset(_digits(str(int(f) if isinstance(f, float) else f)) for f in (*nips, *amounts) if f)


def _digits(text: str) -> str:
    """The digits of a figure without its decimals."""
    return re.sub(r"\D", "", re.sub(r"[.,]\d{1,2}$", "", text))

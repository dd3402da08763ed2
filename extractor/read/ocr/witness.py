"""Asks the invisible text layer that scanner software left what it read in the same place.

Comes in: a page read from its picture, and the words of its text layer. Goes out: the page with other certainties: no
word is taken from the layer. Separate because the layer is a second reader of unknown worth, good, garbage, or shifted
by a hand's breadth: what it says of the words that were read for sure tells how far it is right, and where it lies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractor.read.page import Page
from extractor.read.words import Box, Word

_SURE = 0.97
"""Certainty from which a word is one of the sample."""
_SAMPLE = 15
"""Words of a sample that says anything, each of at least ``_LETTERS`` letters."""
_LETTERS = 4
"""Letters of a word that tells something: shorter ones are read alike by chance."""
_GOOD, _FAITHFUL = 0.7, 0.9
"""Share of the sample that the layer reads alike: from which it is a witness, and from which it raises a doubt."""
_AGREED = 0.7
"""Share of the doubt that a witness takes away."""
_DISAGREED = 0.85
"""The most that a figure is sure that a faithful layer reads otherwise."""
_ROW = 12.0
"""Points: what is looked up together; no rule hangs on it."""
_STEADY = 4.0
"""Points by which the places of words may differ from the usual shift."""


def heard(page: Page, layer: Page) -> Page:
    """The page with the certainties that its words have after the layer was heard."""
    sample = [w for w in page.words if w.confidence >= _SURE and len(w.text) >= _LETTERS]
    if len(sample) < _SAMPLE or not layer.words:
        return page
    shift = _shift(sample, layer.words)
    rows = _rows(layer.words, shift)
    told = [(w, _at_its_place(w, rows)) for w in sample]
    right = sum(other is not None and other.text == w.text for w, other in told) / len(told)
    if right < _GOOD:
        return page
    return replace(page, words=tuple(_weighed(w, _at_its_place(w, rows), right) for w in page.words))


def _shift(sample: Sequence[Word], layer: Sequence[Word]) -> tuple[float, float]:
    """How far the layer lies beside the picture (points), by the words that stand once in each."""
    there: dict[str, list[Word]] = defaultdict(list)
    here: dict[str, list[Word]] = defaultdict(list)
    for w in layer:
        there[w.text].append(w)
    for w in sample:
        here[w.text].append(w)
    pairs = [(_middle(here[t][0]), _middle(there[t][0])) for t in here if len(here[t]) == len(there.get(t, ())) == 1]
    if not pairs:
        return 0.0, 0.0
    across = median(b[0] - a[0] for a, b in pairs)
    along = median(b[1] - a[1] for a, b in pairs)
    steady = sum(abs(b[0] - a[0] - across) < _STEADY and abs(b[1] - a[1] - along) < _STEADY for a, b in pairs)
    return (across, along) if 2 * steady > len(pairs) else (0.0, 0.0)


def _rows(layer: Sequence[Word], shift: tuple[float, float]) -> dict[int, list[tuple[Box, Word]]]:
    """The layer's words by the place of their middle, with their boxes laid on the picture."""
    rows: dict[int, list[tuple[Box, Word]]] = defaultdict(list)
    for w in layer:
        x0, top, x1, bottom = w.paper or w.box
        box = (x0 - shift[0], top - shift[1], x1 - shift[0], bottom - shift[1])
        rows[int((box[1] + box[3]) / 2 / _ROW)].append((box, w))
    return rows


def _at_its_place(word: Word, rows: dict[int, list[tuple[Box, Word]]]) -> Word | None:
    """The layer's word whose middle lies in the word and whose box the word's middle lies in."""
    x0, top, x1, bottom = word.paper or word.box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    row = int(y / _ROW)
    for box, other in (found for k in (row, row - 1, row + 1) for found in rows.get(k, ())):
        within = x0 <= (box[0] + box[2]) / 2 <= x1 and top <= (box[1] + box[3]) / 2 <= bottom
        if within and box[0] <= x <= box[2]:
            return other
    return None


def _weighed(word: Word, other: Word | None, right: float) -> Word:
    if other is None:
        return word
    if other.text == word.text:
        return replace(word, confidence=round(word.confidence + _AGREED * right * (1 - word.confidence), 4))
    figure = any(c.isdigit() for c in word.text) and any(c.isdigit() for c in other.text)
    if figure and right >= _FAITHFUL and _plain(other.text) != _plain(word.text):
        return replace(word, confidence=min(word.confidence, _DISAGREED))
    return word


def _plain(text: str) -> str:
    """The text without what stands around a figure."""
    return text.strip(".,:;()-% ")


def _middle(word: Word) -> tuple[float, float]:
    x0, top, x1, bottom = word.paper or word.box
    return (x0 + x1) / 2, (top + bottom) / 2

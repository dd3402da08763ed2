"""Words to visual lines.

Comes in: words in any order. Goes out: lines from top to bottom, the words of each from left to right. Baselines may
tilt and types may mix: a word belongs to the line that it overlaps most. Text turned on the page stands in lines of
its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.layout.blocks import Line
from extractor.printed import LABEL
from extractor.read.words import Word

_OVERLAP = 0.5
"""Share of the lower word's height that must be shared to stand on one line."""
_UPRIGHT = 2.2
"""A word of several letters that is taller than this many type sizes is turned text."""


_OVERLAP_LABEL = 0.3
"""The same for an item's label at the left of its text: word processors set it off the text's baseline."""
_LABEL = re.compile(rf"[(]?(?:{LABEL}|[ivx]{{1,5}})[.)]{{1,2}}")


_OVER = 0.4
"""Share of the narrower of two words that lies over the other one."""
_LOWER, _LOWER_OTHER = 0.2, 0.3
"""Share of a word's height by which another that lies over it stands lower and is none of its line; of another type it
may be a stamp's or a note's.
"""
_SAME_TYPE = 0.1
"""Share by which the sizes of one type differ at the most."""
_LEVEL = 0.1
"""Points by which words of one baseline and type differ in height at the most."""


class _Row:
    """A line in the making: its words and the band that the last of them fill."""

    __slots__ = ("bottom", "flat", "high", "last", "left", "ordered", "top", "words")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.left, self.top, _, self.bottom = word.box
        self.high = self.top
        self.last = self.left
        self.ordered = True
        """Whether every word begins right of the one before, so that they stand as they are read."""
        self.flat = True

    def share(self, word: Word) -> float:
        _, top, _, bottom = word.box
        own, other = self.bottom - self.top, bottom - top
        lower = own if own < other else other
        shared = (self.bottom if self.bottom < bottom else bottom) - (self.top if self.top > top else top)
        return shared / lower if lower > 0 else 0.0

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.flat = self.ordered = False
        self.left, self.high = min(self.left, word.box[0]), min(self.high, word.box[1])
        # the band follows the usual height of the line, not its highest sign
        if word.box[3] - word.box[1] >= 0.8 * (self.bottom - self.top):
            self.top = (self.top + word.box[1]) / 2
            self.bottom = (self.bottom + word.box[3]) / 2


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The visual lines of words that stand on one page."""
    words = list(words)
    if len(words) < 2:
        return (Line(tuple(words)),) if words else ()
    turned = [word for word in words if word.box[3] - word.box[1] > _UPRIGHT * word.size and is_turned(word)]
    upright = [word for word in words if not is_turned(word)] if turned else words
    rows: list[_Row] = []
    window: list[_Row] = []
    # by their middles, from the left: no key is asked of each word, for every word of a page comes here several times
    for _, _, k in sorted([(word.box[1] + word.box[3], word.box[0], k) for k, word in enumerate(upright)]):
        word = upright[k]
        left, top, _, bottom = word.box
        if rows:
            # the usual case: one type, one baseline, word after word
            row = rows[-1]
            if row.flat and -_LEVEL < top - row.top < _LEVEL and -_LEVEL < bottom - row.bottom < _LEVEL:
                row.words.append(word)
                row.ordered = row.ordered and left > row.last
                row.last = left
                if left < row.left:
                    row.left = left
                if top < row.high:
                    row.high = top
                continue
        window = [row for row in window if row.bottom > top]
        best, most = None, 0.0
        for row in window:
            share = row.share(word)
            if share > most:
                best, most = row, share
        if (
            best is not None
            and (most >= _OVERLAP or (most >= _OVERLAP_LABEL and _is_label(word, best)))
            and not _collides(best, word)
        ):
            best.add(word)
        else:
            row = _Row(word)
            rows.append(row)
            window.append(row)
    if len(rows) > 1:
        rows.sort(key=lambda row: (row.high, row.left))
    lines = [Line(tuple(row.words if row.ordered else sorted(row.words, key=_place))) for row in rows]
    if turned:
        lines.extend(Line(tuple(group)) for group in _columns(turned))
        lines.sort(key=lambda line: (line.box[1], line.box[0]))
    return tuple(lines)


_KEPT = 4096
"""Lines of cells that are kept: those of the readings of a few pages."""
_lines: dict[int, Line] = {}


def line_of(words: tuple[Word, ...]) -> Line:
    """The line of a cell's words, one and the same for the same tuple: a grid is read in many ways before one is
    chosen, and what its lines say and how they lie is found once.
    """
    line = _lines.get(id(words))
    if line is None:
        if len(_lines) >= _KEPT:
            _lines.clear()
        # the line holds the words, so that no other tuple gets their identity
        line = _lines[id(words)] = Line(words)
    return line


def _place(word: Word) -> tuple[float, float]:
    return word.box[:2]


def _is_label(word: Word, row: _Row) -> bool:
    return bool(_LABEL.fullmatch(word.text)) and all(w.box[0] >= word.box[2] for w in row.words)


def is_turned(word: Word) -> bool:
    """Whether a word is printed up or down the page."""
    height = word.box[3] - word.box[1]
    return height > _UPRIGHT * word.size and height > _UPRIGHT and len(word.text) > 2


def _collides(row: _Row, word: Word) -> bool:
    """A word that lies over another one of the row belongs to a line of its own (tightly set lines)."""
    x0, top, x1, _ = word.box
    for other in row.words:
        left, above, right, below = other.box
        over = min(x1, right) - max(x0, left)
        if over <= _OVER * min(x1 - x0, right - left):
            continue
        alike = abs(other.size - word.size) < _SAME_TYPE * word.size
        if abs(above - top) > (_LOWER if alike else _LOWER_OTHER) * (below - above):
            return True
    return False


def _columns(words: Sequence[Word]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box[0], w.box[1])):
        if groups and min(groups[-1][-1].box[2], word.box[2]) > max(groups[-1][-1].box[0], word.box[0]):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups

"""Bullets that a program draws instead of setting them as characters.

Comes in: the words of a page and the paths drawn on it. Goes out: a word for each disc or square that stands before a
line of text as a bullet does. Browsers print the lists of a web page so; without their bullets the items of a list run
into one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractor.read.page import Shape
from extractor.read.words import Box, Word

SIGN = "•"
_SMALLEST, _LARGEST = 0.15, 0.6
"""Sides of a bullet in type sizes of the text that it stands before (0.35 in browsers)."""
_ROUND = 0.8
"""Share of its longer side that the shorter side of a disc or square has."""
_BEFORE = 2.5
"""Type sizes between a bullet and its text at the most: lists are indented by two."""
_MIDDLE = 0.28
"""Share of a line's height by which a bullet may stand off its middle."""
_LEAST = 2
"""Bullets one under another that make a list; a single dot may be anything, unless it looks and stands as those of a
list of the page do.
"""
_OWN = 0.5
"""Share of the dots one under another that stand before a line of their own: of a dotted line most stand before none.
"""
_ALIKE = 1
"""Digits (points) to which the side of a bullet and its distance to the text are compared."""
_WHITE = "#ffffff"
_DRAWING = 1_000_000
"""Pairs of white dots and grounds from which a page is a drawing (a map, a plan), whose dots are no bullets."""


def drawn_bullets(words: Sequence[Word], shapes: Sequence[Shape], page: int) -> list[Word]:
    """The drawn bullets of a page as words, each with the height of the word that it stands before."""
    dots = [s.box for s in shapes if (s.fill or s.stroke) not in (None, _WHITE) and (s.closed or s.curved)]
    dots = list(dict.fromkeys(b for b in [*dots, *_white_on_colour(shapes)] if _is_dot(b)))
    under = Counter(round(b[0]) for b in dots)
    if not any(count >= _LEAST for count in under.values()):
        return []
    by_left = sorted(words, key=lambda w: w.box[0])
    lefts = [w.box[0] for w in by_left]
    columns: dict[int, list[tuple[Box, Word]]] = defaultdict(list)
    for box in dots:
        word = _before(box, by_left, lefts)
        if word is not None and not _stands_after(box, word, words):
            columns[round(box[0])].append((box, word))
    columns = {x: own for x, own in columns.items() if len({id(word) for _, word in own}) >= _OWN * under[x]}
    listed = {_look(*found) for column in columns.values() if len(column) >= _LEAST for found in column}
    return [
        Word(SIGN, page, (box[0], word.box[1], box[2], word.box[3]), size=word.size)
        for column in columns.values()
        for box, word in column
        if len(column) >= _LEAST or _look(box, word) in listed
    ]


def _look(box: Box, word: Word) -> tuple[float, float, float]:
    """The side of a dot, its distance to the text that it stands before, and the size of that text."""
    return round(box[3] - box[1], _ALIKE), round(word.box[0] - box[2], _ALIKE), round(word.size, _ALIKE)


def _white_on_colour(shapes: Sequence[Shape]) -> list[Box]:
    """The white dots that stand on a coloured ground painted before them: bullets of a list in white type."""
    filled = [s for s in shapes if s.fill is not None]
    dots = [(i, s.box) for i, s in enumerate(filled) if s.fill == _WHITE and s.curved and _is_dot(s.box)]
    if not dots or len(dots) * len(filled) > _DRAWING:
        return []
    grounds = [(i, s.box) for i, s in enumerate(filled) if s.fill != _WHITE]
    return [
        box
        for i, box in dots
        if any(
            k < i and x0 <= box[0] and top <= box[1] and box[2] <= x1 and box[3] <= bottom
            for k, (x0, top, x1, bottom) in grounds
        )
    ]


def _is_dot(box: Box) -> bool:
    """Whether a path is as small and as even as a bullet of any type."""
    width, height = box[2] - box[0], box[3] - box[1]
    return 0.5 < max(width, height) < 12 and min(width, height) >= _ROUND * max(width, height)


def _before(box: Box, by_left: Sequence[Word], lefts: Sequence[float]) -> Word | None:
    """The word that begins right of a dot at its height."""
    middle, side = (box[1] + box[3]) / 2, box[3] - box[1]
    at = bisect_left(lefts, box[2])
    for word in by_left[at:]:
        if word.box[0] - box[2] > _BEFORE * 36:
            return None
        x0, top, _, bottom = word.box
        if x0 - box[2] > _BEFORE * word.size:
            continue
        near = abs(middle - (top + bottom) / 2) <= _MIDDLE * (bottom - top)
        if near and _SMALLEST * word.size <= side <= _LARGEST * word.size:
            return word
    return None


def _stands_after(box: Box, word: Word, words: Sequence[Word]) -> bool:
    """Whether a word of the same line ends close before a dot: it is a stop or a leader, no bullet."""
    middle = (box[1] + box[3]) / 2
    return any(w.box[1] <= middle <= w.box[3] and -1 <= box[0] - w.box[2] < word.size for w in words)

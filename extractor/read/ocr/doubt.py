"""Weighs two readings of the same word.

Comes in: the characters of a word and the second reading of its line. Goes out: what is taken to be printed, and how
sure that is. Separate because it is the one place that says how much a second opinion counts: agreement takes half of
the doubt away, disagreement leaves the surer reading with a certainty that says `doubtful`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.lexicon import lexicon
from extractor.read.ocr.engine import Char

_DISAGREED, _DISAGREED_LETTERS = 0.55, 0.8
"""The most that a figure, and a word, is sure on which two readings differ: the one below what is told as doubtful
(0.6), for one of the two figures is wrong; the other above it, for three of four such words are right.
"""
_MARKS = frozenset(".,")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}([.,])\d{3}(?![.,]?\d)")
_MARK = re.compile(r"(?<=\d)[.,](?=\d{1,2}(?!\d))")
_AROUND = ".,:;()"
_WORD = re.compile(r"[(]?[^\W\d_]{5,}[.,:;)]?")
"""A word alone with what may stand around it; shorter ones are known by chance."""
_OTHER_MARK = 0.1
"""Certainty of the other mark from which a figure's comma or point is doubtful."""
_SURER = 0.08
"""By how much the second reading must be surer to be taken for the first."""
_ENOUGH = 0.93
"""Certainty from which the first reading of a word needs no second: of words of drawn scans read with 0.93 to 0.95
nineteen of twenty are right, of those read with 0.7 to 0.93 three of four.
"""


def doubtful_mark(chars: Sequence[Char]) -> bool:
    """Whether a figure's only comma may as well be a point, or the other way round, and three digits follow it: a
    thousandfold difference. Before one or two digits either is the decimal mark; several marks agree with each other.
    """
    text = "".join(c.text for c in chars)
    if len(text) != len(chars):
        return False
    marks = (chars[m.start(1)] for m in _THOUSANDS.finditer(text))
    return any(mark.other in _MARKS and mark.other_confidence > _OTHER_MARK for mark in marks)


def certainty(chars: Sequence[Char]) -> float:
    """The certainty of a word is that of its least sure character, softened by the others."""
    lowest = min(c.confidence for c in chars)
    return min(1.0, 0.7 * lowest + 0.3 * sum(c.confidence for c in chars) / len(chars))


def at_its_place(chars: Sequence[Char], second: Sequence[Char]) -> list[Char]:
    """The characters of the second reading of a line that stand where the word does."""
    half = (chars[-1].x1 - chars[0].x0) / len(chars) / 2
    start, end = chars[0].x0 - half / 2, chars[-1].x1 + half / 2
    return [c for c in second if c.text != " " and start <= (c.x0 + c.x1) / 2 <= end]


def weighed(chars: Sequence[Char], second: Sequence[Char] | None) -> tuple[str, float]:
    """Text and certainty of a word, given the second reading of its line (``None`` where there was none)."""
    text, sure = "".join(c.text for c in chars), certainty(chars)
    if doubtful_mark(chars):
        # the same network is no second witness of what it could not tell
        return text, min(_DISAGREED, sure)
    if second is None or sure >= _ENOUGH:
        return text, sure
    other = at_its_place(chars, second)
    read = "".join(c.text for c in other)
    if read == text:
        return text, sure + (1 - sure) / 2
    if other and _is_word(read) and not _is_word(text) and not any(c.isdigit() for c in text):
        # two looks that fail differently do not make a word of the language by chance
        return read, min(_DISAGREED_LETTERS, certainty(other))
    figure = any(c.isdigit() for c in text + read) and not _same_quantity(text, read)
    most = _DISAGREED if figure else _DISAGREED_LETTERS
    # a neighbour's letter at either end is no other reading
    if other and len(read) == len(text) and certainty(other) > sure + _SURER:
        return read, min(most, certainty(other))
    return text, min(most, sure)


def _is_word(text: str) -> bool:
    """Whether a text is one word that the language knows, long enough to tell."""
    return _WORD.fullmatch(text) is not None and lexicon().knows(text.strip(_AROUND).casefold())


def _same_quantity(text: str, read: str) -> bool:
    """Whether two readings of a figure differ in its decimal mark alone, which may be either."""
    plain = [_MARK.sub(".", t) for t in (text, read)]
    return plain[0] == plain[1] and not any(_THOUSANDS.search(t) for t in (text, read))

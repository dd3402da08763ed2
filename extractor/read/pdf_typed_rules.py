"""Tables whose lines are typed: `+-----+-----+` and `| ... |`, as line printers and old applications set them.

Comes in: the words of a page. Goes out: the words without those lines, and the lines as ruling lines. Nothing behind
the readers knows of typed lines then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.read.page import Ruling
from extractor.read.words import Word

_LEVEL = re.compile(r"[+|]?[-=_+]{3,}[+|]?")
_UPRIGHT = re.compile(r"[|!¦]")
_LEVELS, _UPRIGHTS = 2, 6
"""Typed lines that a table has at least: over and under its heading, and three strokes in each of two lines."""
_LEADING = 0.4
"""Type sizes by which a stroke reaches over its line of text, so that strokes of lines under one another touch."""


def typed_rules(words: Sequence[Word]) -> tuple[tuple[Word, ...], list[Ruling]]:
    """The words that say something, and the lines that the others draw; all words and no line on most pages."""
    levels = [w for w in words if _LEVEL.fullmatch(w.text)]
    uprights = [w for w in words if _UPRIGHT.fullmatch(w.text)]
    if len(levels) < _LEVELS or len(uprights) < _UPRIGHTS:
        return tuple(words), []
    drawn: list[Ruling] = []
    for word in levels:
        x0, top, x1, bottom = word.box
        middle, step = (top + bottom) / 2, (x1 - x0) / len(word.text)
        drawn.append(Ruling(x0 + step / 2, middle, x1 - step / 2, middle))
    for word in uprights:
        x0, top, x1, bottom = word.box
        reach = _LEADING * word.size
        drawn.append(Ruling((x0 + x1) / 2, top - reach, (x0 + x1) / 2, bottom + reach))
    typed = {id(w) for w in (*levels, *uprights)}
    return tuple(w for w in words if id(w) not in typed), drawn

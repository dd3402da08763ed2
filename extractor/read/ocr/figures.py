"""Puts amounts together whose points a scan has lost: `250 000.000`, `24.142.450000`, `800:000.000`.

Comes in: the words of a line. Goes out: the words, an amount in one and with a point before every three digits, its
certainty low. Separate from the repair of letters because it looks at a whole line: only where groups of three digits
and nothing else but `Rp` stand there is a gap between two of them a lost point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.read.words import box_around

if TYPE_CHECKING:
    from extractor.read.ocr.words import PictureWord

_CURRENCY = re.compile(r"[Rr]p\.?")
_BEGIN, _GROUPS = re.compile(r"[1-9]\d{0,2}(?:[.,]?\d{3})*[.,]?"), re.compile(r"\d{3}(?:[.,]?\d{3})*[.,]?(?:-|,00)?")
_RUN = re.compile(r"[1-9]\d*(?:([.,])\d+)(?:\1\d+)*")
_COLON = re.compile(r"[1-9]\d{0,2}(?:[.:]\d{3})+")
"""An amount with dirt over a point; a time and a verse have no other point, and no group of three digits."""
_LEAST = 7
"""Digits of the shortest amount that is put together: fewer may be a code, a year and a number, two figures."""
_GAP = 1.3
"""Widths of a digit of the widest gap that a lost point leaves."""
_DOUBTFUL = 0.8
"""The most that such an amount is sure."""
_POINTED, _BARE = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3}){2,}(?:-|,00)?"), re.compile(r"[1-9]\d{0,9}000")
"""An amount of a million and more, and one without any point."""
_USAGE = 3
"""Amounts with points from which a page prints them so."""
_LOST = 0.55
"""The most that an amount without points is sure on such a page: below what is told as doubtful (0.6). The faint points
of a worn scan take figures with them.
"""


def with_points(words: Sequence[PictureWord]) -> list[PictureWord]:
    """The words of a line; those of an amount that fell apart as one."""
    first = 1 if words and _CURRENCY.fullmatch(words[0].text) else 0
    figures = words[first:]
    if len(figures) > 1 and _is_amount(figures):
        begin = figures[0]
        figures = [
            replace(
                begin,
                text=".".join(w.text.rstrip(".,") for w in figures[:-1]) + "." + figures[-1].text,
                box=box_around([w.box for w in figures]),
                confidence=min(_DOUBTFUL, *(w.confidence for w in figures)),
                printed=" ".join(w.printed or w.text for w in figures),
            )
        ]
    return [*words[:first], *map(_pointed, figures)]


def unlike_the_others(lines: Sequence[Sequence[PictureWord]]) -> list[list[PictureWord]]:
    """The words of a page's lines; where its amounts have points, one without any is doubtful."""
    if sum(_POINTED.fullmatch(w.text) is not None for line in lines for w in line) < _USAGE:
        return [list(line) for line in lines]
    return [
        [
            replace(w, confidence=min(_LOST, w.confidence)) if len(w.text) >= _LEAST and _BARE.fullmatch(w.text) else w
            for w in line
        ]
        for line in lines
    ]


def _is_amount(figures: Sequence[PictureWord]) -> bool:
    """Whether the words are groups of digits that stand as close as a point between them."""
    if not _BEGIN.fullmatch(figures[0].text) or not all(_GROUPS.fullmatch(w.text) for w in figures[1:]):
        return False
    digits = sum(c.isdigit() for w in figures for c in w.text)
    digit = sum(w.box[2] - w.box[0] for w in figures) / sum(len(w.text) for w in figures)
    close = all(b.box[0] - a.box[2] <= _GAP * digit for a, b in pairwise(figures))
    return digits >= _LEAST and close


def _pointed(word: PictureWord) -> PictureWord:
    """An amount of which only some points were read: what lies between them are whole groups of three digits."""
    if ":" in word.text and "." in word.text and _COLON.fullmatch(word.text):
        text = word.text.replace(":", ".")
        return replace(word, text=text, confidence=min(_DOUBTFUL, word.confidence), printed=word.printed or word.text)
    run = _RUN.fullmatch(word.text)
    if run is None:
        return word
    first, *groups = word.text.split(run[1])
    whole = first + "".join(groups)
    lost = len(first) > 3 or any(len(g) > 3 for g in groups)
    if not lost or any(len(g) % 3 for g in groups) or len(whole) < _LEAST:
        return word
    head = len(whole) % 3 or 3
    text = run[1].join([whole[:head], *(whole[k : k + 3] for k in range(head, len(whole), 3))])
    return replace(word, text=text, confidence=min(_DOUBTFUL, word.confidence), printed=word.printed or word.text)

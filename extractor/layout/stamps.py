"""Tells initials stamps (paraf) that clerks put on drafts from the text that they stand beside.

Comes in: lines or a grid of a page. Goes out: which of them are a stamp. A stamp says ``paraf`` and what it is for;
items of a list that are named ``Koordinasi;`` or ``hierarki;`` are text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.read.page import Grid

_LIKE = 84
"""Likeness (0-100) to a word of stamps: one misread letter of seven."""
_INITIALS = 75
"""The same to PARAF itself: one letter misread (80) or left out. From 53 to 79 nothing changes in 14,150 lines."""
_LONGEST = 60
"""Characters of the longest line of a stamp."""
_PARAF = 5
"""Letters of PARAF, with which the stamps of initials begin."""
_NEAR = 0.8
"""Type sizes between two lines of one stamp, at the most."""
_MOST_INITIALS = 4
"""Letters of initials, at the most; a page of so few lines has no column of print."""
_FOOT = 0.85
"""Share of the page's height under which initials stand."""
_LARGER, _REACH = 1.3, 8.0
"""How many times larger than print initials are written, and points by which they may begin within its column."""
_LABEL = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-•])\s", re.IGNORECASE)
_LETTERS = re.compile(r"[\W\d_]+")


def stamp_lines(lines: Sequence[Line]) -> set[int]:
    """The indexes of stamp lines and of the offices under them, up to the first line that stands apart."""
    marked: set[int] = set()
    open_stamp = False
    for k, line in enumerate(lines):
        text = line.text
        if len(text) <= _LONGEST and _begins_stamp(text) and (text[: 2 * _PARAF].isupper() or _is_all(text)):
            marked.add(k)
            open_stamp = True
        elif open_stamp and _is_office(line.text) and line.box[1] - lines[k - 1].box[3] < _NEAR * line.size:
            marked.add(k)
        else:
            open_stamp = False
    return marked


def initials(lines: Sequence[Line], height: float) -> set[int]:
    """The index of what was recognised in the initials of who checked a sheet: a few letters, larger than its print,
    at its foot, outside of the column in which all of it stands. ``height`` is the page's, in points.
    """
    if len(lines) < _MOST_INITIALS or lines[-1].words[0].method != "ocr":
        return set()
    line, others = lines[-1], lines[:-1]
    usual = median(other.size for other in others)
    few = len(line.words) == 1 and len(line.text) <= _MOST_INITIALS and line.text.isalpha()
    low = line.box[1] > max(_FOOT * height, others[-1].box[1])
    outside = line.box[0] >= max(other.box[2] for other in others) - _REACH
    return {len(lines) - 1} if few and low and outside and line.size > _LARGER * usual else set()


def is_stamp(grid: Grid) -> bool:
    """Whether a small grid is an initials stamp, or the box around the word that marks a copy."""
    cells = {id(c): c for row in grid.rows for c in row}.values()
    text = " ".join(w.text for c in cells for line in c.lines for w in line)
    return (len(text) <= 4 * _LONGEST and _begins_stamp(text)) or is_copy_mark(text)


def is_copy_mark(text: str) -> bool:
    """Whether a text is nothing but the word that marks a copy (``S A L I N A N``)."""
    return _letters(text) in _data()[1]


@kept
def _data() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    data = toml("furniture")
    return (
        tuple(sorted({_letters(s) for s in data["stamps"]}, key=lambda s: (len(s), s))),
        frozenset(_letters(s) for s in data["copies"]),
        tuple(data["stamp_offices"]),
    )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _begins_stamp(text: str) -> bool:
    if _LABEL.match(text):
        return False
    head = _letters(text)
    return ratio(head[:_PARAF], "paraf") >= _INITIALS and any(ratio(head[: len(s)], s) >= _LIKE for s in _data()[0])


def _is_all(text: str) -> bool:
    """Whether a line says nothing beside the stamp's words."""
    head = _letters(text)
    return text.rstrip()[-1:] not in (";", ".", ",") and any(ratio(head, s) >= _LIKE for s in _data()[0])


def _is_office(text: str) -> bool:
    head = text.casefold().lstrip("0123456789. -")
    return len(text) <= _LONGEST and head.startswith(_data()[2])

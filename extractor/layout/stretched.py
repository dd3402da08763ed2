"""Lines that justified type stretched to the width of their column, closed up again.

Comes in: the lines of a page outside its tables. Goes out: the same lines; those that a clerk broke by hand within a
justified paragraph (`Drs.      BUDI      CONTOH` over `Pembina      Tk.      I`) have usual blanks, so that no white
parts them into columns. Their words keep their place on paper. Apart from ``lines``, because one line alone does not
tell: several end where their neighbours end, whatever they say, and all blanks of each are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line

_SAME = 1.0
"""Points by which the ends of stretched lines differ at the most."""
_LINES = 3
"""Lines of a stretched run at the least: two may end alike by chance."""
_WIDE = 1.0
"""Type sizes of a blank that is stretched beyond doubt: justified prose has less."""
_ALIKE = 0.1
"""Share of the widest blank of a line by which its blanks differ at the most."""
_BLANK = 0.28
"""Type sizes of a usual blank."""


def closed_up(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of stretched runs with usual blanks."""
    made = list(lines)
    for first, end in _runs(lines):
        blanks = [_blanks(line) for line in lines[first:end]]
        wide = sum(bool(own) and min(own) > _WIDE for own in blanks)
        if wide > 1 and all(map(are_alike, blanks)):
            made[first:end] = [_closed(line) for line in lines[first:end]]
    return tuple(made)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that begin and end at the same places."""
    first = 0
    for k in range(1, len(lines) + 1):
        if k < len(lines) and _level(lines[k - 1], lines[k]):
            continue
        if k - first >= _LINES:
            yield first, k
        first = k


def _level(above: Line, below: Line) -> bool:
    if len(below.words) < 2 or len(above.words) < 2 or above.words[0].line is not None:
        return False
    (a0, _, a1, _), (b0, _, b1, _) = above.box, below.box
    return above.page == below.page and abs(a0 - b0) <= _SAME and abs(a1 - b1) <= _SAME


def _blanks(line: Line) -> list[float]:
    """The blanks of a line, in type sizes."""
    return [(b.box[0] - a.box[2]) / max(1.0, a.size) for a, b in pairwise(line.words)]


def are_alike(blanks: Sequence[float]) -> bool:
    """Whether the blanks of a line are as wide as one another: justified type gives each the same share."""
    widest = max(blanks, default=0.0)
    return widest - min(blanks, default=0.0) <= _ALIKE * widest


def _closed(line: Line) -> Line:
    at, words = line.words[0].box[0], []
    for word in line.words:
        x0, top, x1, bottom = word.box
        words.append(replace(word, box=(at, top, at + x1 - x0, bottom), paper=word.paper or word.box))
        at += x1 - x0 + _BLANK * word.size
    return Line(tuple(words))

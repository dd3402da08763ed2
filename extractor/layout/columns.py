"""Prose in two columns: finds the gutter and gives the lines column by column.

Comes in: the visual lines of a page outside tables, top to bottom. Goes out: runs of lines in reading order, a run
being either a line as it was or the lines of two columns, cut at the gutter. Separate because nearly everything that
stands side by side in these documents is *not* to be read that way: signature blocks, labels with their values and
lists with amounts stay visual rows. Only where both sides are dense with words over many lines is it prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.read.words import Word
from extractor.record import record

_LINES = 8
"""Lines that two columns of prose have at the least."""
_GUTTER = 1.1
"""Width of the gutter in type sizes, at the least."""
_MIDDLE = (0.3, 0.7)
"""Where a gutter may stand, in shares of the width that the text fills."""
_BOTH = 0.6
"""Share of the rows that have words on both sides."""
_DENSE = 0.72
"""Share of its column that a line of prose fills on average."""
_WORDS = 3.5
"""Words on a line of one column, on average."""
_LONG, _SHORT_WORDS = 24, 3.0
"""Lines of a column that goes down most of a page, and words on one of them, on average."""
_BROKEN, _RAGGED = 0.25, 1.5
"""Share of its lines that end within so many type sizes of its right margin."""


@record(frozen=True)
class Run:
    """Lines in reading order; ``top`` is where the first of them stands on the page (points)."""

    top: float
    lines: tuple[Line, ...]


def in_columns(lines: Sequence[Line]) -> tuple[Run, ...]:
    """The lines in reading order: one run a line, but one run for each block of two columns."""
    level = [line for line in lines if line.box[3] - line.box[1] <= 3 * line.size]
    gutter = _gutter(level) if len(level) >= _LINES else None
    if gutter is None:
        return tuple(Run(line.box[1], (line,)) for line in lines)
    runs: list[Run] = []
    block: list[Line] = []
    for line in lines:
        if _crosses(line, gutter):
            runs.extend(_closed(block, gutter))
            block = []
            runs.append(Run(line.box[1], (line,)))
        else:
            block.append(line)
    runs.extend(_closed(block, gutter))
    return tuple(runs)


def _closed(block: Sequence[Line], gutter: float) -> list[Run]:
    """A block without a line across the gutter: as two columns if it is prose, else as it was."""
    left, right = [], []
    for line in block:
        before, after = _cut(line, gutter)
        if before:
            left.append(Line(before))
        if after:
            right.append(Line(after))
    if not _is_prose(len(block), left, right):
        return [Run(line.box[1], (line,)) for line in block]
    return [Run(block[0].box[1], (*left, *right))]


def _is_prose(rows: int, left: Sequence[Line], right: Sequence[Line]) -> bool:
    if min(len(left), len(right)) < _LINES or len(left) + len(right) < (1 + _BOTH) * rows:
        return False
    return all(map(_is_dense, (left, right))) or all(map(_is_long, (left, right)))


def _is_dense(side: Sequence[Line]) -> bool:
    """Whether the lines of one side fill their column, as paragraphs do."""
    start, end = min(line.box[0] for line in side), max(line.box[2] for line in side)
    filled = sum(line.box[2] - line.box[0] for line in side) / (max(1.0, end - start) * len(side))
    return filled >= _DENSE and sum(len(line.words) for line in side) >= _WORDS * len(side)


def _is_long(side: Sequence[Line]) -> bool:
    """Whether one side goes down most of a page and breaks many lines at its right margin: articles of a law in two
    columns, whose headings are centred and whose lists are set in. No list of labels, amounts or names does that.
    """
    end = max(line.box[2] for line in side)
    broken = sum(line.box[2] > end - _RAGGED * line.size for line in side)
    long = len(side) >= _LONG and sum(len(line.words) for line in side) >= _SHORT_WORDS * len(side)
    return long and broken >= _BROKEN * len(side)


def _cut(line: Line, gutter: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    at = next((k for k, w in enumerate(line.words) if w.box[0] >= gutter - 0.5), len(line.words))
    return line.words[:at], line.words[at:]


def _crosses(line: Line, gutter: float) -> bool:
    return any(w.box[0] < gutter - 0.5 and w.box[2] > gutter + 0.5 for w in line.words) or any(
        # words on both sides without a gutter between them are a line over the whole width
        a.box[2] <= gutter + 0.5 <= b.box[0] + 1.0 and b.box[0] - a.box[2] < 0.8 * _GUTTER * a.size
        for a, b in pairwise(line.words)
    )


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place that most gaps between words share, near the middle of the text."""
    start, end = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    low, high = (start + share * (end - start) for share in _MIDDLE)
    gaps: list[tuple[float, float]] = []
    for line in lines:
        for a, b in pairwise(line.words):
            if b.box[0] - a.box[2] >= _GUTTER * a.size and b.box[0] > low and a.box[2] < high:
                gaps.append((a.box[2], b.box[0]))
    if len(gaps) < _LINES:
        return None
    # the right column's words begin at one place: the gutter ends where most gaps end
    best = max(sorted({round(g[1]) for g in gaps}), key=lambda x: sum(abs(g[1] - x) <= 1.5 for g in gaps))
    fitting = [g for g in gaps if abs(g[1] - best) <= 1.5]
    return min(g[1] for g in fitting) - 0.5 if len(fitting) >= _LINES else None

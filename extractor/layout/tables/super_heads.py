"""Which texts of a heading without upright lines head no column of their own, but several.

Comes in: a heading's texts, its columns so far, the lines drawn. Goes out: the columns without them; which columns they
span is told when all are known (``storeys``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.read.words import Box, box_around

BASELINE = 0.2
"""Type sizes by which words of one run may differ in height."""
_MIDWAY = 0.5
"""Type sizes under the top of a heading from which on a text is in the middle of its storeys."""


@dataclass
class Column:
    """The heading of one column: its words by line, top to bottom."""

    parts: list[Line]

    @property
    def box(self) -> Box:
        return box_around([p.box for p in self.parts])

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


def spanned(columns: Sequence[Column], under: Sequence[Column], part: Line, seps: Sequence[Separator]) -> list[Column]:
    """The columns that a line under a text spans, where it spans several; else the column that it stands over."""
    x0, _, x1, bottom = part.box
    middle = (x0 + x1) / 2
    lower = [c for c in columns if c.box[1] > bottom - 1]
    floor = min((c.box[1] for c in (under or lower)), default=bottom) + 2
    for sep in seps:
        if not bottom - 2 <= sep.y <= floor:
            continue
        spanned = [[c for c in lower if a <= c.middle <= b] for a, b in sep.stretches if a <= middle <= b]
        if spanned and 1 < len(spanned[0]) < len(columns) and all(c in spanned[0] for c in under):
            return spanned[0]
    return list(under)


def balanced(columns: Sequence[Column], top: float) -> list[Column]:
    """The columns without super-headings: those that stand above their neighbours and in the middle of several of
    them; not those that stand as high as headings over nothing, with others over them: these are set in the middle of
    both storeys.
    """
    kept: list[Column] = []
    for k, column in enumerate(columns):
        part, rest = column.parts[0], column.parts[1:]
        own = Column(rest) if rest else None
        left, right = _lower(columns, k, -1, part), _lower(columns, k, 1, part)
        if (not (left and right) and not (own and (left or right))) or _midway(columns, part, top):
            kept.append(column)
            continue
        middle = (part.box[0] + part.box[2]) / 2
        level = BASELINE * part.size
        best = (abs(own.middle - middle) if own else float("inf"), 0, 0)
        for a in range(len(left) + 1):
            for b in range(len(right) + 1):
                if a + b < (1 if own else 2) or (not own and not (a and b)):
                    continue
                edge = left[a - 1] if a else own or right[0]
                end = right[b - 1] if b else own or left[0]
                best = min(best, (abs((edge.box[0] + end.box[2]) / 2 - middle) + level, a, b))
        _, a, b = best
        if not a and not b:
            kept.append(column)
            continue
        if own:
            column.parts[:] = rest
            kept.append(column)
    return kept


def _midway(columns: Sequence[Column], part: Line, top: float) -> bool:
    """Whether a text stands under the ``top`` of a heading, level with the heading of a column whose neighbours begin
    no lower.
    """
    if part.box[1] - top <= _MIDWAY * part.size:
        return False
    return any(
        _level(c.parts[0], part) and not _lower(columns, k, -1, c.parts[0]) and not _lower(columns, k, 1, c.parts[0])
        for k, c in enumerate(columns)
        if c.parts[0] is not part
    )


def _lower(columns: Sequence[Column], k: int, step: int, part: Line) -> list[Column]:
    """The neighbours of a column on one side, nearest first, all of whose heading stands lower than a text."""
    found: list[Column] = []
    k += step
    while 0 <= k < len(columns) and columns[k].box[1] > part.box[3] - 1:
        found.append(columns[k])
        k += step
    return found


def own_stretches(part: Line, runs: Sequence[Line], seps: Sequence[Separator]) -> list[Separator]:
    """The separators without the stretches on which other texts of the same storey stand too: a line under all of a
    storey parts it from the next one, it spans nobody's columns.
    """
    middles = [(run.box[0] + run.box[2]) / 2 for run in runs if run is not part and _level(run, part)]
    own = [
        replace(sep, stretches=tuple(s for s in sep.stretches if not any(s[0] <= m <= s[1] for m in middles)))
        for sep in seps
    ]
    return [sep for sep in own if sep.stretches]


def _level(a: Line, b: Line) -> bool:
    """Whether texts stand level, at their tops or their bottoms: a bracket (`Pagu (Rp)`) reaches lower than letters."""
    off = min(abs(a.box[3] - b.box[3]), abs(a.box[1] - b.box[1]))
    return off <= BASELINE * max(a.size, b.size)

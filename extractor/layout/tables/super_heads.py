"""Super-headings of tables without upright lines: which columns a text over several headings spans.

Comes in: a heading's texts, its columns so far, the lines drawn. Goes out: the first and the last column under each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.read.words import Box, box_around

BASELINE = 0.2
"""Type sizes by which words of one run may differ in height."""
_MIDWAY = 0.5
"""Type sizes under the top of a heading from which on a text is in the middle of its storeys."""
Over = tuple[Line, int, int]
"""A super-heading, the first and the last column under it."""


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


def balanced(columns: Sequence[Column], top: float) -> tuple[list[Column], list[tuple[Line, list[Column]]]]:
    """Headings that stand above their neighbours and in the middle of several of them are super-headings; not those
    that stand as high as headings over nothing, with others over them: these are set in the middle of both storeys.
    """
    kept: list[Column] = []
    over: list[tuple[Line, list[Column]]] = []
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
        over.append((part, [*reversed(left[:a]), *([column] if own else []), *right[:b]]))
        if own:
            column.parts[:] = rest
            kept.append(column)
    return kept, over


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


def span(columns: Sequence[Column], box: Box, under: Sequence[Column], seps: Sequence[Separator]) -> tuple[int, int]:
    """The columns under a super-heading: those that a line under it spans, else as many on both sides as have their
    own heading below it only.
    """
    places = [k for k, c in enumerate(columns) if any(c is u for u in under)]
    first, last = places[0], places[-1]
    below = [k for k, c in enumerate(columns) if c.box[1] > box[3] - 1]
    for sep in seps:
        if not box[3] - 2 <= sep.y <= min(columns[k].box[1] for k in places) + 2:
            continue
        for a, b in sep.stretches:
            spanned = [k for k, c in enumerate(columns) if a - 1 <= c.middle <= b + 1]
            if spanned and spanned[0] <= first and last <= spanned[-1] and all(k in below for k in spanned):
                return spanned[0], spanned[-1]
    middle = (box[0] + box[2]) / 2
    best = (abs((columns[first].middle + columns[last].middle) / 2 - middle), first, last)
    low = high = None
    for k in range(first, -1, -1):
        if k not in below:
            break
        low = k
    for k in range(last, len(columns)):
        if k not in below:
            break
        high = k
    if low is None or high is None:
        return first, last
    for a in range(low, first + 1):
        for b in range(last, high + 1):
            best = min(best, (abs((columns[a].box[0] + columns[b].box[2]) / 2 - middle), a, b))
    return best[1], best[2]


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


def dealt(columns: Sequence[Column], spans: Sequence[Over], seps: Sequence[Separator]) -> list[Over]:
    """Super-headings of one storey never share a column, and what a line parts from the heading under it is one too.
    Where columns were given twice, or such a text to one column, all columns below the storey are dealt out anew.
    """
    found: list[Over] = []
    rest = list(spans)
    while rest:
        storey = sorted((s for s in rest if _level(s[0], rest[0][0])), key=lambda s: s[0].box[0])
        rest = [s for s in rest if all(s is not t for t in storey)]
        topped = [c for c in columns if _topped(c, storey[0][0], seps)]
        if topped or any(b[1] <= a[2] for a, b in pairwise(storey)):
            found.extend(_dealt_anew(columns, [part for part, _, _ in storey], topped, seps) or storey)
        else:
            found.extend(storey)
    return found


def _topped(column: Column, super_heading: Line, seps: Sequence[Separator]) -> bool:
    """Whether a column's heading begins level with a super-heading and a line parts its beginning from the rest."""
    if len(column.parts) < 2 or not _level(column.parts[0], super_heading):
        return False
    bottom, top = column.parts[0].box[3], column.parts[1].box[1]
    return any(
        bottom - 2 <= sep.y <= top + 2 and any(a <= column.middle <= b for a, b in sep.stretches)
        for sep in seps
        if sep.drawn
    )


def _dealt_anew(
    columns: Sequence[Column], storey: Sequence[Line], topped: Sequence[Column], seps: Sequence[Separator]
) -> list[Over]:
    """The columns below a storey, neighbours to each of its texts (those that top one column are among them), all in
    all the nearest to the middles; none where the columns don't stand side by side.
    """
    texts = sorted([*storey, *(c.parts[0] for c in topped)], key=lambda part: part.box[0])
    lower = [Column(c.parts[1:]) if any(c is t for t in topped) else c for c in columns]
    below = _below(lower, texts, seps)
    if len(below) < len(texts) or below[-1] - below[0] >= len(below):
        return []
    best: dict[int, tuple[float, list[Over]]] = {below[0]: (0.0, [])}
    for part in texts:
        further: dict[int, tuple[float, list[Over]]] = {}
        for first, (cost, given) in best.items():
            for last in range(first, below[-1] + 1):
                off = abs((lower[first].box[0] + lower[last].box[2] - part.box[0] - part.box[2]) / 2)
                if last + 1 not in further or cost + off < further[last + 1][0]:
                    further[last + 1] = (cost + off, [*given, (part, first, last)])
        best = further
    for column in topped:
        column.parts.pop(0)
    return best[below[-1] + 1][1]


def _below(columns: Sequence[Column], storey: Sequence[Line], seps: Sequence[Separator]) -> list[int]:
    """The columns whose headings stand below a storey, those over which its line goes where one is drawn: a heading
    as high as both storeys stands in the middle of them.
    """
    floor = max(part.box[3] for part in storey)
    below = [k for k, c in enumerate(columns) if c.box[1] > floor - 1]
    top = max((columns[k].box[1] for k in below), default=floor)
    for sep in seps:
        under = [k for k in below if any(a <= columns[k].middle <= b for a, b in sep.stretches)]
        if floor - 2 <= sep.y <= top + 2 and len(under) > 1:
            return under
    return below


def _level(a: Line, b: Line) -> bool:
    """Whether texts stand level, at their tops or their bottoms: a bracket (`Pagu (Rp)`) reaches lower than letters."""
    off = min(abs(a.box[3] - b.box[3]), abs(a.box[1] - b.box[1]))
    return off <= BASELINE * max(a.size, b.size)

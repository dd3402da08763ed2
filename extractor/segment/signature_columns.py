"""Cuts a signature zone into columns, one a person.

Comes in: the zone's lines. Goes out: the parts of the lines, column by column. Separate because geometry alone decides:
gaps in side-by-side lines, free space between parts, names that nearly touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.match.person import begins_with_title, has_title
from extractor.match.position import begins_position
from extractor.read.words import Span
from extractor.segment.signature_marks import parts_of

_ALIGNED = 2.0
"""Points by which lines that begin below each other may differ."""
_APART = 10.0
"""Points of white that part two columns."""
_LEADING = 0.9
"""Type sizes from one line of a column to the next at the least."""
_WIDER = 0.5
"""Points by which the white between two columns is wider than the blanks of a line that reaches from one to the other:
what is left of the first one's width, while the blanks of a typed line are all alike."""
_TWO_NAMES = 4
"""Words of two names."""
_EDGE = 60.0
"""Points from the edge between two columns within which a name may run over it."""


def columns_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The zone's parts by column, left to right; one column where nothing stands side by side."""
    rows = [parts_of(line) for line in lines]
    parts = [part for row in rows for part in row]
    gaps: list[tuple[float, float]] = []
    for row in rows:
        gaps.extend((a.box[2], b.box[0]) for a, b in pairwise(row) if b.box[0] - a.box[2] > a.size)
    edges = sorted(_free(parts, gaps))
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    lefts = [part.box[0] for part in parts]
    for part in (piece for p in parts for piece in _at_edges(p, edges, lefts)):
        centre = (part.box[0] + part.box[2]) / 2
        columns[sum(centre > edge for edge in edges)].append(part)
    return [sorted(c, key=lambda p: (p.page, p.box[1])) for c in columns if c]


def _at_edges(part: Line, edges: Sequence[float], lefts: Sequence[float]) -> list[Line]:
    """The part in pieces where it runs over the edge of a column: two long names that nearly touch, or two offices of
    which the second, or a further line of it, begins where the other lines of its column (``lefts``) do."""
    pieces = [part]
    for edge in edges:
        last = pieces[-1]
        if not last.box[0] < edge < last.box[2]:
            continue
        near = []
        blanks = sorted(b.box[0] - a.box[2] for a, b in pairwise(last.words))
        for i, (a, b) in enumerate(pairwise(last.words), 1):
            level = sum(abs(x - b.box[0]) < _ALIGNED for x in lefts) > 1
            widest = len(blanks) > 1 and b.box[0] - a.box[2] > blanks[-2] + _WIDER
            if level and (widest or begins_position(Span(last.words[i:]).text)):
                near.append((0.0, i))  # wherever in the white over it the edge was laid
            elif len(last.words) >= _TWO_NAMES and (b.box[0] - a.box[2] > 0.7 * last.size or _two_names(last, i)):
                near.append((abs((a.box[2] + b.box[0]) / 2 - edge), i))
        if near and min(near)[0] < _EDGE:
            at = min(near)[1]
            pieces[-1:] = [Line(last.words[:at]), Line(last.words[at:])]
    return pieces


def _side_by_side(parts: Sequence[Line], edge: float) -> bool:
    """Whether lines on both sides of an edge stand closer over one another than those of one column do, more than once:
    two blocks whose lines are not level.
    """
    left = [p for p in parts if p.box[2] <= edge]
    right = [p for p in parts if p.box[0] >= edge]
    close = [(a, b) for a in left for b in right if a.page == b.page and abs(a.box[1] - b.box[1]) < _LEADING * a.size]
    return len({id(a) for a, _ in close}) > 1 and len({id(b) for _, b in close}) > 1


def _two_names(line: Line, at: int) -> bool:
    """Whether names with titles stand on both sides of a word's beginning."""
    left, right = Span(line.words[:at]).text, Span(line.words[at:]).text
    return begins_with_title(right) and has_title(left)


def _free(parts: Sequence[Line], gaps: Sequence[tuple[float, float]]) -> list[float]:
    """The x places that part the columns: in the gaps of side-by-side lines, where the fewest parts are cut, and in
    free space between parts that do not overlap; beside columns that gaps part, only where blocks stand side by side.
    """
    edges = _in_gaps(parts, gaps)
    intervals = sorted((p.box[0], p.box[2]) for p in parts)
    reach = intervals[0][1] if intervals else 0.0
    for x0, x1 in intervals[1:]:
        edge = (x0 + reach) / 2
        known = any(reach < other < x0 for other in edges)
        if x0 > reach and not known and ((x0 > reach + _APART and not gaps) or _side_by_side(parts, edge)):
            edges.append(edge)
        reach = max(reach, x1)
    return edges


def _in_gaps(parts: Sequence[Line], gaps: Sequence[tuple[float, float]]) -> list[float]:
    """One place in the gaps that lie over each other."""
    merged: list[list[tuple[float, float]]] = []
    for gap in sorted(gaps):
        if merged and gap[0] < min(g[1] for g in merged[-1]):
            merged[-1].append(gap)
        else:
            merged.append([gap])
    edges = []
    for group in merged:
        left, right = max(g[0] for g in group), min(g[1] for g in group)
        places = [left + (right - left) * k / 8 for k in range(1, 8)] if right > left else [sum(group[0]) / 2]
        edges.append(
            min(places, key=lambda x: (sum(p.box[0] < x < p.box[2] for p in parts), abs(x - (left + right) / 2)))
        )
    return edges

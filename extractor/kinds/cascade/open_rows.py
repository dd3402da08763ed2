"""Boxes that frame a little table without walls, cut into the cells that their words stand in.

In comes a box, out come cells wall to wall: what it says first, the headings, the rows under them, what is said under
these. Apart from the readers of cards, which need not know then whether walls are drawn between the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractor.kinds.cascade.card_headings import Headings
from extractor.kinds.cascade.grid_columns import LONGEST_HEADING, heading_role
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import read_label
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, is_quantity, whole, whole_of
from extractor.read.words import Box, Span, Word, box_around

_GAP = 0.45
"""Type sizes of white between two headings, at the least: the blank between two words is about a quarter of one."""
_STOREYS = 4
"""Lines of headings, at the most: two storeys, each of two lines."""
_MOST = 24
"""Parts of lines of headings, at the most: five years of targets and of results, their units and what they measure."""
_LEAD = 6
"""Lines that a box says before its headings, at the most: a label, a statement."""


@dataclass(frozen=True)
class _Head:
    """A heading: its words by line, and the headings of the storey under it."""

    lines: tuple[Line, ...]
    under: tuple[_Head, ...] = ()

    @property
    def box(self) -> Box:
        return box_around(line.box for line in self.lines)

    @property
    def span(self) -> Span:
        return Span(tuple(w for line in self.lines for w in line.words))

    @property
    def leaves(self) -> tuple[_Head, ...]:
        return self.under or (self,)


def cut_open(box: ChartBox, over: Headings | None = None) -> list[ChartBox]:
    """The cells of a box that holds headings and what stands under them, or rows under headings ``over`` it; none where
    it holds no such table.
    """
    if len(box.lines) < 2 and over is None:
        return []
    parted = _side_by_side(box.lines[: _LEAD + _STOREYS])
    for at in range(min(_LEAD, len(box.lines) - 1) if parted else 0):
        for count in range(min(_STOREYS, len(box.lines) - at - 1), 0, -1):
            heads = _headings(box.lines[at : at + count])
            if heads:
                return _cells(box, heads, at, count)
    return _cells_under(box, over) if over is not None else []


def _cells_under(box: ChartBox, over: Headings) -> list[ChartBox]:
    """The cells of a box that holds nothing but rows under headings that stand over it."""
    columns = sorted((b for b in over.cells if not over.storey_under(b)), key=lambda b: b.box[0])
    names = [i for i, b in enumerate(columns) if heading_role(whole(b).span) == "indicator"]
    walls = [(a.box[2] + b.box[0]) / 2 for a, b in pairwise(columns)]
    xs = [box.box[0], *walls, box.box[2]]
    rows = _rows(box.lines, xs, names[0]) if len(names) == 1 and len(columns) > 1 else None
    if rows is None or xs != sorted(xs):
        return []
    held = [[Line(w) for line in row if (w := _within(line, a, b))] for row in rows for a, b in pairwise(xs)]
    values = [lines for i, lines in enumerate(held) if lines and i % len(columns) != names[0]]
    if 2 * sum(is_quantity(whole_of(lines)) for lines in values) < len(rows):
        return []  # a statement runs over all columns
    return _cells_of(box, rows, xs, names[0], box.box[1], box.box[3])


def with_rows(block: Sequence[ChartBox]) -> list[tuple[ChartBox, list[ChartBox]]]:
    """The boxes of a block, those of nothing but headings and the boxes of their rows under them as one; each with the
    boxes that it is.
    """
    out: list[tuple[ChartBox, list[ChartBox]]] = []
    heads: ChartBox | None = None
    for box in sorted(block, key=lambda b: (b.box[1], b.box[0])):
        last = out[-1][0] if out else None
        under = last is not None and in_line(last.box, box.box) and abs(last.box[3] - box.box[1]) <= EDGE
        rows = heads is not None and under and not _begins_level(box)
        if rows and last is not None and (len(out[-1][1]) == 1 or box.fill == out[-1][1][1].fill):
            joined = replace(last, box=box_around((last.box, box.box)), lines=[*last.lines, *box.lines])
            out[-1] = joined, [*out[-1][1], box]
            continue
        out.append((box, [box]))
        heads = box if len(box.lines) <= _STOREYS and _headings(box.lines) else None
    return out


def _begins_level(box: ChartBox) -> bool:
    label = read_label(box.lines[0].span) if box.lines else None
    return label is not None and label.role == "level"


def _cells_of(
    box: ChartBox, rows: Sequence[Sequence[Line]], xs: Sequence[float], name: int, top: float, bottom: float
) -> list[ChartBox]:
    """The cells of rows between two heights of a box."""
    cells: list[ChartBox] = []
    halfway = [(max(x.box[3] for x in a) + min(x.box[1] for x in b)) / 2 for a, b in pairwise(rows)]
    for row, (y0, y1) in zip(rows, pairwise([top, *halfway, bottom]), strict=True):
        for i, (x0, x1) in enumerate(pairwise(xs)):
            own = [Line(words) for line in row if (words := _within(line, x0, x1))]
            if own or i == name:
                cells.append(_cell(box, (x0, y0, x1, y1), own))
    return cells


def _side_by_side(lines: Sequence[Line]) -> bool:
    """Do lines fall into parts, or stand beside each other, as headings of several columns do? Most boxes hold nothing
    but a text.
    """
    if any(len(line.segments(_GAP)) > 1 for line in lines):
        return True
    boxes = [line.box for line in lines]  # asked of every line of a chart
    return any(min(a[3], b[3]) - max(a[1], b[1]) > 1 for a, b in pairwise(boxes))


def _headings(lines: Sequence[Line]) -> list[_Head]:
    """The headings that lines are, left to right; none where they are not headings of a table of indicators."""
    if not _side_by_side(lines):
        return []
    parts = [part for line in lines for part in line.segments(_GAP)]
    if not 2 <= len(parts) <= _MOST or any(part.text.endswith(":") or part.text.startswith(":") for part in parts):
        return []  # (what ends in a colon, or stands before one, is the label of what follows)
    if any(len(part.words) > LONGEST_HEADING for part in parts):
        return []  # a statement: most boxes hold nothing else
    parts.sort(key=lambda p: p.box[1])
    spanning: dict[int, list[Line]] = {}
    for part in parts:
        below = [p for p in parts if p.box[1] > part.box[1] + 1 and _over(part, p)]
        abreast = [p for p in below if any(q is not p and abs(q.box[1] - p.box[1]) < 1 for q in below)]
        if len(abreast) > 1:
            spanning[id(part)] = below
    columns: list[list[Line]] = []
    for part in (p for p in parts if id(p) not in spanning):
        home = next((c for c in columns if any(_over(part, q) or _over(q, part) for q in c)), None)
        if home is None:
            columns.append([part])
        else:
            home.append(part)
    columns.sort(key=lambda c: min(p.box[0] for p in c))
    heads: list[_Head] = []
    for column in columns:
        head = _Head(tuple(column))
        upper = next((p for p in parts if any(q in column for q in spanning.get(id(p), ()))), None)
        if upper is None:
            heads.append(head)
        elif heads and heads[-1].lines == (upper,):
            heads[-1] = replace(heads[-1], under=(*heads[-1].under, head))
        else:
            heads.append(_Head((upper,), (head,)))
    named = [leaf for h in heads for leaf in h.leaves] + [h for h in heads if h.under]
    roles = list(takewhile(lambda role: role not in (None, "level"), (heading_role(h.span) for h in named)))
    if len(roles) < len(named) or roles.count("indicator") != 1 or len(roles) < 2:
        return []
    if named[roles.index("indicator")].under:
        return []  # the label of a list whose items stand side by side
    return [] if any(_begins_before(leaf) for h in heads for leaf in h.leaves) else heads


def _begins_before(head: _Head) -> bool:
    """Is a heading one without its first line, which is none (the end of a statement over `IKU`)?"""
    first, *others = sorted(head.lines, key=lambda line: line.box[1])
    rest = Span(tuple(w for line in others for w in line.words))
    return bool(others) and heading_role(first.span) is None and heading_role(rest) == heading_role(head.span)


def _over(upper: Line, lower: Line) -> bool:
    """Does a part of a line stand over the middle of another one?"""
    return upper.box[0] <= (lower.box[0] + lower.box[2]) / 2 <= upper.box[2]


def _cells(box: ChartBox, heads: Sequence[_Head], at: int, count: int) -> list[ChartBox]:
    """The cells of a box whose headings begin at the line ``at`` and are ``count`` lines."""
    body = list(box.lines[at + count :])
    end = next((i for i, line in enumerate(body) if i and _says_more(line)), len(body))
    body, tails = body[:end], body[end:]
    leaves = [leaf for h in heads for leaf in h.leaves]
    walls = _walls(leaves, body)
    if not body or walls is None:
        return []
    xs = [box.box[0], *walls, box.box[2]]
    name = next(i for i, leaf in enumerate(leaves) if heading_role(leaf.span) == "indicator")
    rows = _rows(body, xs, name)
    if rows is None:
        return []
    lines = box.lines
    y = box.box[1]
    cells: list[ChartBox] = []
    if at:
        low = (lines[at - 1].box[3] + min(h.box[1] for h in heads)) / 2
        cells.append(_cell(box, (xs[0], y, xs[-1], low), lines[:at]))
        y = low
    low = (max(line.box[3] for line in lines[at : at + count]) + min(line.box[1] for line in body)) / 2
    k = 0
    for head in heads:
        x0, x1 = xs[k], xs[k + len(head.leaves)]
        if head.under:
            middle = (head.box[3] + min(leaf.box[1] for leaf in head.under)) / 2
            cells.append(_cell(box, (x0, y, x1, middle), head.lines))
            cells += [
                _cell(box, (xs[k + i], middle, xs[k + i + 1], low), leaf.lines) for i, leaf in enumerate(head.under)
            ]
        else:
            cells.append(_cell(box, (x0, y, x1, low), head.lines))
        k += len(head.leaves)
    last = (max(x.box[3] for x in rows[-1]) + tails[0].box[1]) / 2 if tails else box.box[3]
    cells += _cells_of(box, rows, xs, name, low, last)
    y = last
    for i, tail in enumerate(tails):
        low = (tail.box[3] + tails[i + 1].box[1]) / 2 if i + 1 < len(tails) else box.box[3]
        cells.append(_cell(box, (xs[0], y, xs[-1], low), [tail]))
        y = low
    return cells


def _cell(box: ChartBox, place: Box, lines: Sequence[Line]) -> ChartBox:
    return replace(box, box=place, lines=list(lines))


def _says_more(line: Line) -> bool:
    """Does a line under a table say more of the node (`Anggaran : Rp 250.000.000`)?"""
    label = read_label(line.span)
    return label is not None and label.role in ("holder", "budget") and not label.alone and label.sure


def _within(line: Line, x0: float, x1: float) -> tuple[Word, ...]:
    return tuple(w for w in line.words if x0 <= (w.box[0] + w.box[2]) / 2 < x1)


def _walls(leaves: Sequence[_Head], body: Sequence[Line]) -> list[float] | None:
    """The places between columns: the widest white between the middles of two headings, halfway where there is none;
    ``None`` where a column of text has no white beside it.
    """
    boxes = [w.box for leaf in leaves for w in leaf.span] + [w.box for line in body for w in line.words]
    covered: list[list[float]] = []
    for x0, x1 in sorted((b[0], b[2]) for b in boxes):
        if covered and x0 <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], x1)
        else:
            covered.append([x0, x1])
    walls = []
    for a, b in pairwise(leaves):
        low, high = (a.box[0] + a.box[2]) / 2, (b.box[0] + b.box[2]) / 2
        gaps = [(max(left[1], low), min(right[0], high)) for left, right in pairwise(covered)]
        start, end = max(gaps, key=lambda g: g[1] - g[0], default=(0.0, 0.0))
        if end > start:
            walls.append((start + end) / 2)
        elif "indicator" in (heading_role(a.span), heading_role(b.span)):
            return None
        else:
            walls.append((low + high) / 2)
    return walls


def _rows(body: Sequence[Line], xs: Sequence[float], name: int) -> list[list[Line]] | None:
    """The lines of a table in rows, each with the figures of one indicator, which stand at the top of their row or in
    its middle; ``None`` where lines have none.
    """
    lines = sorted(body, key=lambda line: line.box[1])
    figured = [_has_figures(line, xs, name) for line in lines]
    if not any(figured):
        return None
    best: list[tuple[float, list[int]] | None] = [(0.0, [])] + [None] * len(lines)
    for end in range(1, len(lines) + 1):
        for start in range(end):
            known = best[start]
            if known is None or sum(figured[start:end]) == 0:
                continue
            cost = known[0] + _oddity(lines, figured, start, end, xs, name)
            here = best[end]
            if here is None or cost < here[0]:
                best[end] = (cost, [*known[1], end])
    found = best[-1]
    if found is None:
        return None
    return [list(lines[a:b]) for a, b in pairwise([0, *found[1]])]


def _has_figures(line: Line, xs: Sequence[float], name: int) -> bool:
    held = [_within(line, a, b) for a, b in pairwise(xs)]
    return any(words for i, words in enumerate(held) if i != name)


_CUT, _MERGED = 0.6, 4.0
"""What it costs that a row begins in the middle of a sentence, and that it holds the figures of two (in line heights
that figures stand off the middle of their row)."""


def _oddity(
    lines: Sequence[Line], figured: Sequence[bool], start: int, end: int, xs: Sequence[float], name: int
) -> float:
    """How odd it is that lines are one row: how far its figures stand off its middle (or its top), in line heights."""
    own = lines[start:end]
    height = max(line.box[3] - line.box[1] for line in own) or 1.0
    marks = [line for line, has in zip(own, figured[start:end], strict=True) if has]
    # the figures of one row may be set on lines half a line off each other
    apart = sum(b.box[1] - a.box[1] > 0.8 * height for a, b in pairwise(marks))
    text = [line for line in own if _within(line, xs[name], xs[name + 1])]
    if not text:
        return _MERGED + 1.0
    middle = (min(x.box[1] for x in text) + max(x.box[3] for x in text)) / 2
    at = (marks[0].box[1] + marks[-1].box[3]) / 2
    off = min(abs(at - middle), 1.3 * abs(marks[0].box[1] - text[0].box[1])) / height
    first = _within(text[0], xs[name], xs[name + 1])[0].text
    whites = max((b.box[1] - a.box[3] for a, b in pairwise(own)), default=0.0) / height
    return off + _MERGED * apart + (_CUT if first[:1].islower() else 0.0) + max(0.0, whites - 0.3)

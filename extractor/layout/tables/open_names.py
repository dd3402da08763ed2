"""The columns that a heading without upright lines names.

Comes in: the lines of a heading, and its separators. Goes out: its columns from left to right with their own names, and
the super-headings over several of them. What stands over one another names one column; what the rows under it do not
part is one column, however wide a blank is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import names_period, numbers_rows
from extractor.layout.tables.open_runs import is_prose, parts, runs_of
from extractor.layout.tables.storeys import Border, Over, Storeys, near_ties, storeys_of
from extractor.read.words import Box, box_around

_TORN, _ACROSS = 1.0, 2
"""Type sizes of the widest blank within the name of one column, and rows that go across it, at the least."""
_OVER = 0.25
"""Share of the narrower of two texts that stand over one another."""


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


@dataclass
class Head:
    """A heading: its lines, its columns and the super-headings with the first and the last column under them."""

    lines: list[Line]
    columns: list[Column]
    over: list[Over] = field(default_factory=list)
    texts: Sequence[Line] = ()
    """Its runs of words, whichever columns they name."""
    cost: float = 0.0
    """What speaks against this reading of its texts."""
    unsure: frozenset[int] = frozenset()
    """Columns of which it is nearly as likely that another super-heading, or none, stands over them."""

    @property
    def box(self) -> Box:
        return box_around([line.box for line in self.lines])


def read_head(lines: Sequence[Line], seps: Sequence[Separator]) -> Head | None:
    """The columns of a heading."""
    columns: list[Column] = []
    runs = sorted((period for run in runs_of(lines) for period in _periods(run)), key=lambda n: (-n.box[1], n.box[0]))
    for part in runs:
        under = [c for c in columns if stand_over(part.box, c.box)]
        if len(under) == 1:
            under[0].parts.insert(0, part)
        elif not under:
            columns.append(Column([part]))
    columns = _with_brackets(sorted(columns, key=lambda c: c.middle))
    if len(columns) < 2:
        return None
    head = Head(list(lines), columns, texts=runs)
    best = with_storeys(head, _borders(columns), seps)
    over = [c for c, left, right in zip(columns[1:], columns, columns[2:], strict=False) if _lower(c, left, right)]
    # a text over the white between two columns may head both: without one of its own the heading reads better then
    for storey in (over, *([c] for c in over)):
        fewer = [c for c in columns if all(c is not o for o in storey)]
        if 1 < len(fewer) < len(columns):
            read = with_storeys(head, _borders(fewer), seps)
            if read.cost < best.cost:
                best, columns = read, fewer
    return best if all(c.parts for c in best.columns) else _named(best, seps)


def _periods(run: Line) -> list[Line]:
    """A run of words, parted where it names several periods of one form whose columns stand close (`TW. I TW. II`)."""
    count = len(run.words)
    for size in range(1, count // 2 + 1):
        pieces = [Line(run.words[k : k + size]) for k in range(0, count, size)]
        alike = size == 1 or len({piece.words[0].text for piece in pieces}) == 1
        if count % size == 0 and alike and all(names_period(piece.text) for piece in pieces):
            return pieces
    return [run]


def _lower(column: Column, *beside: Column) -> bool:
    """Whether columns beside one are named lower than it is."""
    return all(c.parts[-1].box[1] > column.box[3] - 1 for c in beside)


def _borders(columns: Sequence[Column]) -> list[Border]:
    """The white between columns, as far as their names tell."""
    return [(min(a.box[2], b.box[0]), max(a.box[2], b.box[0])) for a, b in pairwise(columns)]


def _named(head: Head, seps: Sequence[Separator]) -> Head | None:
    """A heading without the columns that are left without a name."""
    columns = [c for c in head.columns if c.parts]
    read = with_storeys(head, _borders(columns), seps) if len(columns) > 1 else None
    return read if read is not None and all(c.parts for c in read.columns) else None


def without_torn(head: Head, body: Sequence[Line], seps: Sequence[Separator]) -> Head:
    """A heading without the columns that a wide blank within one name made: the rows under it have no white there."""
    borders = []
    rows = [line for line in body if len(parts(line)) > 1 or not is_prose(line)]
    for k, (left, right) in enumerate(pairwise(head.columns)):
        low, high = left.box[2], right.box[0]
        before = head.columns[k - 1].box[2] if k else 0.0
        after = head.columns[k + 2].box[0] if k + 2 < len(head.columns) else inf
        narrow = 0 < high - low <= _TORN * head.lines[0].size
        numbered = numbers_rows(" ".join(p.text for p in left.parts))
        across = apart = 0
        for line in rows if narrow and not numbered else ():
            runs = [p.box for p in parts(line)]
            across += any(before < x0 < low - 1 and high + 1 < x1 < after for x0, _, x1, _ in runs)
            apart += any(a[2] < right.middle and b[0] > left.middle for a, b in pairwise(runs))
        if across < _ACROSS or across <= 2 * apart:
            borders.append((min(low, high), max(low, high)))
    if len(borders) + 1 == len(head.columns):
        return head
    return with_storeys(head, borders, seps)


def with_storeys(head: Head, borders: Sequence[Border], seps: Sequence[Separator]) -> Head:
    """A heading with its texts dealt out to the columns that part at ``borders``."""
    read = storeys_of(head.texts, borders, (head.box[0], head.box[2]), seps)
    columns = [Column(list(lines_of([w for text in own for w in text.words]))) for own in read.own]
    return replace(head, columns=columns, over=list(read.over), cost=read.cost)


def with_ties(head: Head, borders: Sequence[Border], seps: Sequence[Separator]) -> Head:
    """A heading that was read over the columns that part at ``borders``, with the columns that are a near tie."""
    if not head.over:
        return head
    best = Storeys(tuple(tuple(c.parts) for c in head.columns), tuple(head.over), head.cost)
    return replace(head, unsure=near_ties(head.texts, borders, (head.box[0], head.box[2]), seps, best))


def _with_brackets(columns: Sequence[Column]) -> list[Column]:
    """What stands in brackets beside a heading belongs to it (`Anggaran   (Rp)`): it heads no column of its own."""
    joined: list[Column] = []
    for column in columns:
        text = " ".join(p.text for p in column.parts)
        if joined and text.startswith("(") and not names_period(text):
            joined[-1].parts.extend(column.parts)
        else:
            joined.append(column)
    return joined


def stand_over(a: Box, b: Box) -> bool:
    """Whether two boxes share more than a quarter of the narrower one's width."""
    shared = min(a[2], b[2]) - max(a[0], b[0])
    return shared > _OVER * min(a[2] - a[0], b[2] - b[0])

"""The storeys of a heading without upright lines: which columns a text over several headings spans.

Comes in: the texts of a heading, where its columns part, the level lines drawn. Goes out: the texts of every column's
own heading, and the super-headings with the first and the last column under each. One choice for the whole heading:
columns are grouped, a group of several has the text on top of it for its super-heading, and what is left under that is
grouped again. The best grouping has its super-headings on the middle of their columns, or on a line drawn under them,
every column named, and no wide white within a name. (Dynamic programming over stretches of columns.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.read.words import box_around

Border = tuple[float, float]
"""The white between two columns: where the texts of the left one end, where those of the right one begin."""
Over = tuple[list[Line], int, int]
"""A super-heading, the first and the last column under it."""

_TIE = 0.25
"""Cost within which two readings of a heading are as good as each other: half a super-heading."""
_OVERLAP = 0.35
"""Type sizes by which the boxes of two lines of a heading may overlap in height."""
_LEVEL = 0.2
"""Type sizes by which texts of one storey may differ in height."""
_NAMELESS = 2.5
"""What a column without a text costs, in type sizes by which a super-heading may miss the middle of its columns."""
_SUPER = 0.5
"""What a super-heading costs: of two readings that are as good the one of fewer storeys is taken."""
_DRAWN = 3.0
"""What a line under a super-heading is worth that is drawn over its columns and no other, or costs if it is not."""
_REACH = 2.0
"""What a text costs that stands outside its columns, a type size."""
_WHITE = 0.75
"""Type sizes of white between two lines of one heading; what is wider costs as much."""
_WAYS = ("middle", "top", "foot")
"""Where in their places the texts of a heading are set, all of them."""
_OFF, _MOST_OFF = 0.8, 2.0
"""What a text costs that is set otherwise, a type size; no more than that."""
_ASKEW = 0.5
"""What a line of a name costs that stands neither on the middle of the one over it nor begins or ends with it, a type
size."""
_PADDING = 1.0
"""Type sizes from the outermost texts to the sides of the table, at the most."""
_TEXT_LINES = 4
"""Lines of the tallest super-heading."""
_LEFT = 1.5
"""What a super-heading costs that begins where its first column does instead of standing in the middle."""


_Part = tuple[int, int, float]
"""The first and the last of some columns, and the height under which their texts stand."""


@dataclass(frozen=True)
class Storeys:
    """How a heading is read: the texts of each column's own heading, and the super-headings."""

    own: tuple[tuple[Line, ...], ...]
    over: tuple[Over, ...]
    cost: float
    """What speaks against this reading, in type sizes."""


@dataclass(frozen=True)
class _Reading:
    """A reading of some columns: what it costs, the own texts of each of them, the super-headings over them."""

    cost: float
    own: tuple[tuple[Line, ...], ...] = ()
    over: tuple[Over, ...] = ()

    def beside(self, other: _Reading) -> _Reading:
        return _Reading(self.cost + other.cost, self.own + other.own, self.over + other.over)


def storeys_of(
    texts: Sequence[Line], borders: Sequence[Border], sides: tuple[float, float], seps: Sequence[Separator]
) -> Storeys:
    """The best reading of a heading's ``texts`` over columns that part at ``borders`` and reach to ``sides``."""
    search = _Search(texts, borders, sides, seps)
    best = min((search.read(way) for way in _WAYS), key=lambda reading: reading.cost)
    return Storeys(best.own, best.over, best.cost)


def near_ties(
    texts: Sequence[Line],
    borders: Sequence[Border],
    sides: tuple[float, float],
    seps: Sequence[Separator],
    best: Storeys,
) -> frozenset[int]:
    """The columns under super-headings of the ``best`` reading without which the heading reads nearly as well: they may
    span other columns.
    """
    found: set[int] = set()
    for _, first, last in best.over:
        search = _Search(texts, borders, sides, seps, without=(first, last))
        if min(search.read(way).cost for way in _WAYS) - best.cost < _TIE:
            found.update(range(first, last + 1))
    return frozenset(found)


class _Search:
    """All readings of a heading, each part of it read once; none has one super-heading over the columns ``without``."""

    def __init__(
        self,
        texts: Sequence[Line],
        borders: Sequence[Border],
        sides: tuple[float, float],
        seps: Sequence[Separator],
        without: tuple[int, int] | None = None,
    ) -> None:
        self.way = ""
        self.without = without
        self.texts = sorted(texts, key=lambda t: (t.box[1], t.box[0]))
        self.middles = [(t.box[0] + t.box[2]) / 2 for t in self.texts]
        padding = _PADDING * self.texts[0].size
        self.low = [sides[0] - padding, *(a for a, _ in borders), sides[1]]
        self.high = [sides[0], *(b for _, b in borders), sides[1] + padding]
        self.edges = [(a + b) / 2 for a, b in zip(self.low, self.high, strict=True)]
        self.edges[0], self.edges[-1] = -inf, inf
        self.seps = seps
        self._read: dict[_Part, _Reading] = {}
        self._under: dict[_Part, list[Line]] = {}
        self._tops: dict[_Part, list[tuple[float, list[Line]]]] = {}

    def read(self, way: str) -> _Reading:
        """The best reading if all names are set that way in their places."""
        self.way = way
        self._read = {}
        return self.best(0, len(self.edges) - 2, -inf)

    @cached_property
    def bottom(self) -> float:
        return max(t.box[3] for t in self.texts)

    @cached_property
    def top(self) -> float:
        return self.texts[0].box[1]

    def best(self, first: int, last: int, floor: float) -> _Reading:
        """The best reading of the columns from ``first`` to ``last`` by the texts that stand under ``floor``."""
        key = (first, last, floor)
        if key not in self._read:
            best = _Reading(inf)
            for end in range(first, last + 1):
                group = self._group(first, end, floor)
                if group.cost < best.cost:
                    whole = group if end == last else group.beside(self.best(end + 1, last, floor))
                    best = whole if whole.cost < best.cost else best
            self._read[key] = best
        return self._read[key]

    def _held(self, first: int, last: int, floor: float) -> list[Line]:
        """The texts under ``floor`` whose middles stand over the columns."""
        key = (first, last, floor)
        if key not in self._under:
            low, high = self.edges[first], self.edges[last + 1]
            self._under[key] = [
                t
                for t, middle in zip(self.texts, self.middles, strict=True)
                if low < middle <= high and t.box[1] >= floor - _OVERLAP * t.size
            ]
        return self._under[key]

    def _group(self, first: int, last: int, floor: float) -> _Reading:
        """The best reading of columns that stand under one super-heading, or of one column."""
        if first == last:
            held = self._held(first, last, floor)
            return _Reading(self._own(held, first, floor), (tuple(held),))
        best = _Reading(inf)
        for cost, text in self._topped(first, last, floor) if (first, last) != self.without else ():
            if cost < best.cost:
                under = self.best(first, last, text[-1].box[3])
                if cost + under.cost < best.cost:
                    best = _Reading(cost + under.cost, under.own, ((text, first, last), *under.over))
        return best

    def _topped(self, first: int, last: int, floor: float) -> list[tuple[float, list[Line]]]:
        """The texts that may head some columns together, with what each costs: all others stand under it."""
        key = (first, last, floor)
        if key in self._tops:
            return self._tops[key]
        found: list[tuple[float, list[Line]]] = []
        held = self._held(first, last, floor)
        for k in range(1, min(len(held), _TEXT_LINES + 1)) if len(held) > last - first else ():
            text, rest = held[:k], held[k:]
            if k > 1 and not _follows(text[k - 2], text[k - 1]):
                break
            foot = text[-1].box[3]
            if all(t.box[1] >= foot - _OVERLAP * t.size for t in rest):
                found.append((_SUPER + self._placed(text, first, last) + self._drawn(text, rest, first, last), text))
        self._tops[key] = found
        return found

    def _own(self, held: Sequence[Line], column: int, floor: float) -> float:
        """What the texts of one column's own heading cost."""
        if not held:
            return _NAMELESS
        size = held[0].size
        box = box_around([t.box for t in held])
        stacked = [(a, b) for a, b in pairwise(held) if b.box[1] > a.box[1] + _LEVEL * size]
        white = sum(max(0.0, (b.box[1] - a.box[3]) / size - _WHITE) for a, b in stacked)
        askew = sum(_askew(a, b) / size for a, b in stacked)
        white += _DRAWN * sum(self._parted(a, b, column) for a, b in stacked)
        top = max(floor, self.top)
        off = {
            "top": box[1] - top,
            "middle": (box[1] + box[3] - top - self.bottom) / 2,
            "foot": self.bottom - box[3],
        }[self.way]
        over = max(0.0, self.low[column] - box[0]) + max(0.0, box[2] - self.high[column + 1])
        outer = column == 0 or column + 2 == len(self.edges)
        cost = white + _ASKEW * askew + min(_OFF * abs(off) / size, _MOST_OFF)
        return cost + (0.0 if outer else _REACH * over / size)

    def _parted(self, upper: Line, lower: Line, column: int) -> bool:
        """Whether a line is drawn between two texts that parts those of other columns, too."""
        x, y0, y1 = (lower.box[0] + lower.box[2]) / 2, upper.box[3] - 2, lower.box[1] + 2
        spans = [s for sep in self.seps if sep.drawn and y0 <= sep.y <= y1 for s in sep.stretches if s[0] <= x <= s[1]]
        return any(self._beneath(a, b) != [column] for a, b in spans)

    def _beneath(self, a: float, b: float) -> list[int]:
        """The columns under a line."""
        return [k for k in range(len(self.edges) - 1) if a <= (self.high[k] + self.low[k + 1]) / 2 <= b]

    def _placed(self, text: Sequence[Line], first: int, last: int) -> float:
        """How far a super-heading is from the middle of its columns, and from standing over them."""
        x0, _, x1, _ = box_around([t.box for t in text])
        size = text[0].size
        middle = (x0 + x1) / 2
        low, high = (self.low[first] + self.low[last + 1]) / 2, (self.high[first] + self.high[last + 1]) / 2
        off = max(0.0, low - middle, middle - high) / size
        left = _LEFT + max(0.0, self.low[first] - x0, x0 - self.high[first] - size) / size
        over = max(0.0, self.low[first] - x0) + max(0.0, x1 - self.high[last + 1])
        return min(off, left) + _REACH * over / size

    def _drawn(self, text: Sequence[Line], rest: Sequence[Line], first: int, last: int) -> float:
        """What a line that is drawn under a super-heading says of its columns."""
        middle = (text[0].box[0] + text[0].box[2]) / 2
        foot, top = text[-1].box[3], min((t.box[1] for t in rest), default=self.bottom)
        for sep in self.seps:
            if not foot - 2 <= sep.y <= top + 2:
                continue
            for a, b in sep.stretches:
                if not a <= middle <= b or any(
                    a <= m <= b and t is not text[0] and abs(t.box[3] - text[0].box[3]) <= _LEVEL * t.size
                    for t, m in zip(self.texts, self.middles, strict=True)
                ):
                    continue  # a line under all of a storey parts it from the next one, it spans nobody's columns
                under, own = self._beneath(a, b), list(range(first, last + 1))
                if under == own:
                    return -_DRAWN
                if not set(own) < set(under):  # a line that is longer parts storeys
                    return _DRAWN
        return 0.0


def _follows(upper: Line, lower: Line) -> bool:
    """Whether a line goes on with the one over it: close under it, on its middle or from its left side."""
    close = lower.box[1] - upper.box[3] <= _WHITE * upper.size and lower.box[1] > upper.box[1] + _LEVEL * upper.size
    return close and _askew(upper, lower) <= upper.size


def _askew(upper: Line, lower: Line) -> float:
    """How far a line misses the one over it: its middle, its beginning or its end."""
    (a0, _, a1, _), (b0, _, b1, _) = upper.box, lower.box
    return min(abs(a0 + a1 - b0 - b1) / 2, abs(a0 - b0), abs(a1 - b1))

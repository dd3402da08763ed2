"""Grids from ruling lines.

Comes in: a page's ruling lines, sides of filled cells, words. Goes out: grids whose merged cells are resolved. The
lines that touch one another make one table; its coordinates are the distinct places of its lines; two neighbouring
fields are one cell where no line parts them. Tolerances are in points and bear lines that scanners moved or broke.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.tables.heading import numbers_rows
from extractor.layout.tables.hints import OPEN_ENDS, WEAK, middle
from extractor.layout.tables.levels import in_small_letters
from extractor.layout.tables.painted import cell_sides, fence_sides, frame_sides, seams
from extractor.read.page import Grid, GridCell, Page, Ruling
from extractor.read.words import Box, Word
from extractor.unions import Unions

_SNAP = 3.0
"""Lines nearer than this are one coordinate."""
_TOUCH = 4.0
"""Points between the ends of two lines that touch: spreadsheets leave a line's width or two at corners."""
_COVER = 0.6
"""Share of a field's side that a line must cover to part it from its neighbour."""
_MIN_SIDE = 6.0
"""Points of the narrowest coloured ground, and of the lowest row that it parts: smaller than any type is high."""
_REST = 4
"""Columns of the rest of a row at a page's top, at the least: lines part them, though one alone holds words."""
_MIN_LINE = 7.0
"""Points of the shortest line: strokes of letters and check boxes are shorter."""
_SAME_TOP = 4.0
"""Points between the tops of texts that begin in one line: half of a small type's height."""
_PARTED = 1.45
"""How many times the usual step between the lines of a text that before another text is, at the least: set with half an
empty line between them.
"""
_LABEL = 4
"""Characters of the longest label of a row (``12.``, ``VIII``)."""

_NO_CELL = GridCell((), (0.0, 0.0, 0.0, 0.0), 0, 0)
"""Stands in a field until its cell is made."""


@dataclass(frozen=True, slots=True)
class _Net:
    """Horizontal and vertical lines that hang together."""

    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]


def ruled_grids(page: Page) -> list[Grid]:
    """The ruled grids of a page that hold words in at least two cells."""
    lines = [*page.rulings, *frame_sides(page), *fence_sides(page), *cell_sides(page)]
    across = [r for r in lines if r.horizontal and r.x1 - r.x0 >= _MIN_LINE]
    down = [r for r in lines if not r.horizontal and r.bottom - r.top >= _MIN_LINE]
    grids = []
    free = _Free(page)
    # small ones first: a frame around a table must not take its words
    for net in sorted(_nets(across, down), key=_extent):
        xs, ys = _coordinates(net)
        bands = _bands(page, xs, ys)
        soft: list[float] = [b.top for b in bands]
        if bands:
            net = _Net((*net.across, *bands), net.down)
            xs, ys = _coordinates(net)
        if sides := seams(page, xs, ys):
            net = _Net(net.across, (*net.down, *sides))
        if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
            continue
        if _is_weak(net) and min(len(xs), len(ys)) < 3:
            # creases, shadows and show-through of a scan cross, too; a table of them has rows and columns
            continue
        grid = _grid(page.number, net, xs, ys, soft, free)
        if grid is not None:
            grids.append(grid)
    return grids


class _Free:
    """The words of a page that no grid holds yet, found by their height on the page."""

    def __init__(self, page: Page) -> None:
        self.words = page.words
        self._taken: set[int] = set()

    @cached_property
    def _by_height(self) -> list[tuple[float, float, int]]:
        """Middle down and across, index."""
        boxes = [w.box for w in self.words]
        return sorted([((top + bottom) / 2, (x0 + x1) / 2, k) for k, (x0, top, x1, bottom) in enumerate(boxes)])

    def within(self, box: Box) -> list[tuple[int, float, float]]:
        """The words whose middles lie in a box, in the order of the file: index and middle (across, down)."""
        x0, top, x1, bottom = box
        first, last = bisect_left(self._by_height, (top,)), bisect_right(self._by_height, (bottom, math.inf))
        return sorted((k, x, y) for y, x, k in self._by_height[first:last] if x0 <= x <= x1 and k not in self._taken)

    def over(self, top: float) -> bool:
        """Whether a word of the page stands over a height, in a grid or in none."""
        return any(word.box[3] < top for word in self.words)

    def take(self, indexes: Iterable[int]) -> None:
        """These words stand in a grid."""
        self._taken.update(indexes)


def _bands(page: Page, xs: list[float], ys: list[float]) -> list[Ruling]:
    """Edges of coloured grounds that fill a cell: they part rows where no line is drawn."""
    grounds = [(s.box, s.fill) for s in page.shapes if s.fill not in (None, "#ffffff") and not s.curved]
    grounds = [(box, fill) for box, fill in grounds if _overlap((box[1], box[3]), (ys[0], ys[-1])) > 0]
    found: list[Ruling] = []
    for box, fill in grounds:
        x0, top, x1, bottom = box
        if bottom - top < _MIN_SIDE or not all(min(abs(x - at) for at in xs) <= _TOUCH for x in (x0, x1)):
            continue
        found += [
            Ruling(x0, y, x1, y)
            for y in (top, bottom)
            if ys[0] + _MIN_SIDE < y < ys[-1] - _MIN_SIDE
            and min(abs(y - at) for at in ys) > 2 * _SNAP
            and not any(f == fill and _carries_on(b, box, y) for b, f in grounds)
        ]
    return found


def _carries_on(ground: Box, other: Box, y: float) -> bool:
    """Whether a ground of the same colour lies on both sides of ``y``: one ground painted in strips, line by line."""
    if ground == other or _overlap((ground[0], ground[2]), (other[0], other[2])) < 0.5 * (other[2] - other[0]):
        return False
    touches = ground[1] - _SNAP <= y <= ground[3] + _SNAP
    return touches and (ground[3] > y + _SNAP if y == other[3] else ground[1] < y - _SNAP)


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    return min(a[1], b[1]) - max(a[0], b[0])


def _nets(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[_Net]:
    """Lines grouped by crossing or touching, a vertical line with every horizontal one it meets."""
    nets = Unions(len(across) + len(down))
    order = sorted(range(len(across)), key=lambda i: across[i].top)
    tops = [across[i].top for i in order]
    for j, v in enumerate(down):
        start = bisect_right(tops, v.top - _TOUCH)
        for i in order[start:]:
            h = across[i]
            if h.top > v.bottom + _TOUCH:
                break
            if h.x0 - _TOUCH <= v.x0 <= h.x1 + _TOUCH:
                nets.join(len(across) + j, i)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[nets.root(i)][0].append(h)
    for j, v in enumerate(down):
        groups[nets.root(len(across) + j)][1].append(v)
    return [_Net(tuple(hs), tuple(vs)) for hs, vs in groups.values() if hs and vs]


def _is_weak(net: _Net) -> bool:
    """Whether none of the lines is more than a hint (:attr:`Ruling.strength`)."""
    return max(line.strength for line in (*net.across, *net.down)) < WEAK


def _extent(net: _Net) -> float:
    return (max(h.x1 for h in net.across) - min(h.x0 for h in net.across)) * (
        max(v.bottom for v in net.down) - min(v.top for v in net.down)
    )


def _coordinates(net: _Net) -> tuple[list[float], list[float]]:
    x0 = min(h.x0 for h in net.across)
    x1 = max(h.x1 for h in net.across)
    top = min(v.top for v in net.down)
    bottom = max(v.bottom for v in net.down)
    # half-ruled tables lack their outer lines: the ends of the others stand for them
    xs = _snapped([v.x0 for v in net.down] + [x for x in (x0, x1) if all(abs(x - v.x0) > 2 * _SNAP for v in net.down)])
    ys = _snapped(
        [h.top for h in net.across] + [y for y in (top, bottom) if all(abs(y - h.top) > 2 * _SNAP for h in net.across)]
    )
    return xs, ys


def _snapped(values: Iterable[float]) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _grid(number: int, net: _Net, xs: list[float], ys: list[float], soft: list[float], free: _Free) -> Grid | None:
    """The grid of a net; ``soft`` are the heights at which only a coloured ground parts rows."""
    held = free.within((xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1))
    columns, rows = len(xs) - 1, len(ys) - 1
    # what is left of a row of the page before may be a single word
    rest = columns >= _REST and not free.over(ys[0])
    if len(held) < 2 - rest:
        return None
    region = _regions(net, xs, ys)
    words: dict[int, list[Word]] = defaultdict(list)
    for k, x, y in held:
        c = min(columns - 1, max(0, bisect_right(xs, x) - 1))
        r = min(rows - 1, max(0, bisect_right(ys, y) - 1))
        words[region[r][c]].append(free.words[k])
    if len(words) < 2 - rest:
        return None
    softened = {r for r, y in enumerate(ys) if any(abs(y - s) <= _SNAP for s in soft)}
    table = _without_empty(_cells(region, xs, ys, words, softened))
    if not table or len(table[0]) < 2:
        return None
    free.take(k for k, _, _ in held)
    return Grid(number, (xs[0], ys[0], xs[-1], ys[-1]), table)


def _regions(net: _Net, xs: list[float], ys: list[float]) -> list[list[int]]:
    """The number of the cell that covers each field: neighbouring fields without a line between them are one cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    down = _parted(((v.x0, v.top, v.bottom) for v in net.down), xs, ys)
    across = _parted(((h.top, h.x0, h.x1) for h in net.across), ys, xs)
    runs: list[tuple[int, int, int]] = []
    """The fields of a row that no upright line parts: row, first column and the one after the last."""
    at: list[list[int]] = []
    for r in range(rows):
        cuts = [0, *(c for c in range(1, columns) if r in down[c]), columns]
        at.append([len(runs) + k for k, (first, end) in enumerate(pairwise(cuts)) for _ in range(first, end)])
        runs += [(r, first, end) for first, end in pairwise(cuts)]
    cells = Unions(len(runs))
    for r in range(1, rows):
        walls = across[r]
        for under, over in dict.fromkeys(p for c, p in enumerate(zip(at[r], at[r - 1], strict=True)) if c not in walls):
            cells.join(under, over)
    number = _numbered(runs, cells)
    return [[number[k] for k in row] for row in at]


def _numbered(runs: Sequence[tuple[int, int, int]], cells: Unions) -> list[int]:
    """The number of the cell that holds each run of fields. A region that is no rectangle (a missing piece of line) is
    cut back to its rows.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for k in range(len(runs)):
        members[cells.root(k)].append(k)
    number = [0] * len(runs)
    fresh = len(runs)
    for key, held in members.items():
        own = [runs[k] for k in held]
        height, width = own[-1][0] - own[0][0] + 1, max(end for _, _, end in own) - min(first for _, first, _ in own)
        whole = height * width == sum(end - first for _, first, end in own)
        before = (-1, -1)
        for k, (r, first, end) in zip(held, own, strict=True):
            if not whole and before != (r, first):
                fresh += 1
            number[k] = key if whole else fresh
            before = (r, end)
    return number


def _parted(
    lines: Iterable[tuple[float, float, float]], places: Sequence[float], along: Sequence[float]
) -> list[set[int]]:
    """Which fields each inner border parts from the one before it: ``places`` are the borders, ``along`` those across
    them; ``lines`` are given by their place and their ends.
    """
    reach = _SNAP + 0.5
    drawn = sorted(lines)
    found: list[set[int]] = [set()]
    for place in places[1:-1]:
        first, last = bisect_left(drawn, (place - reach,)), bisect_right(drawn, (place + reach, math.inf))
        found.append(_covered(sorted((start, end) for _, start, end in drawn[first:last]), along))
    return found


def _covered(stretches: Sequence[tuple[float, float]], along: Sequence[float]) -> set[int]:
    """The fields between neighbouring places of which stretches, sorted, cover enough."""
    found: set[int] = set()
    begin = 0
    for k, (start, end) in enumerate(pairwise(along)):
        # what ends before this field covers none of the following ones
        while begin < len(stretches) and stretches[begin][1] <= start:
            begin += 1
        total, at = 0.0, start
        for a, b in stretches[begin:]:
            if a >= end:
                break
            a, b = max(a, at), min(b, end)
            if b > a:
                total += b - a
                at = b
        if total >= _COVER * (end - start):
            found.add(k)
    return found


def _cells(
    region: list[list[int]], xs: list[float], ys: list[float], words: dict[int, list[Word]], soft: set[int]
) -> tuple[tuple[GridCell, ...], ...]:
    """The cell that covers each field, row by row."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(region):
        for c, key in enumerate(row):
            places[key].append((r, c))
    lines = {key: lines_of(words[key]) if key in words else () for key in places}
    begins = _row_begins(places, lines)
    table: list[list[GridCell]] = [[_NO_CELL] * len(row) for row in region]
    for key, fields in places.items():
        # regions are rectangles, their fields stand in reading order
        (r0, c0), (r1, c1) = fields[0], fields[-1]
        cuts = [r for r in range(r0 + 1, r1 + 1) if _parts(lines[key], ys[r], begins[r], soft=r in soft)]
        for start, end in zip([r0, *cuts], [*cuts, r1 + 1], strict=True):
            box: Box = (xs[c0], ys[start], xs[c1 + 1], ys[end])
            held = lines[key]
            if cuts:
                held = tuple(
                    line
                    for line in held
                    if (start == r0 or middle(line) > ys[start]) and (end > r1 or middle(line) <= ys[end])
                )
            own = tuple(line.words for line in held)
            cell = GridCell(own, box, start, c0, end - start, c1 - c0 + 1)
            for placed in table[start:end]:
                placed[c0 : c1 + 1] = [cell] * (c1 - c0 + 1)
    return tuple(map(tuple, table))


def _row_begins(places: dict[int, list[tuple[int, int]]], lines: dict[int, tuple[Line, ...]]) -> dict[int, list[float]]:
    """For every row the tops of the first lines of the cells that begin with it."""
    begins: dict[int, list[float]] = defaultdict(list)
    for key, fields in places.items():
        if lines[key]:
            begins[min(r for r, _ in fields)].append(lines[key][0].box[1])
    return begins


def _parts(lines: Sequence[Line], y: float, begins: Sequence[float], *, soft: bool) -> bool:
    """Whether a cell without a line at ``y`` is two cells all the same.

    Its text must fall apart there (a wide gap, another weight of type, or nothing but short labels) and go on at
    the height where another cell of the lower row begins. At a soft border, which no column rules, text of the
    lower row alone is enough.
    """
    upper = [line for line in lines if middle(line) <= y]
    lower = [line for line in lines if middle(line) > y]
    if soft and lower and not upper:
        return any(abs(lower[0].box[1] - top) <= _SAME_TOP for top in begins)
    if not upper or not lower or not any(abs(lower[0].box[1] - top) <= _SAME_TOP for top in begins):
        return False
    if all(len(line.text) <= _LABEL for line in lines):
        return not numbers_rows("".join(line.text for line in lines))  # `N` / `O.` in a narrow heading
    if upper[-1].bold != lower[0].bold:
        return True
    if upper[-1].text.rstrip().casefold().endswith(OPEN_ENDS) or in_small_letters(lower[0].text):
        return False  # one sentence, whatever white stands in it
    pitches = sorted(b.box[1] - a.box[1] for part in (upper, lower) for a, b in pairwise(part))
    usual = pitches[len(pitches) // 2] if pitches else 1.25 * lower[0].size
    return lower[0].box[1] - upper[-1].box[1] > _PARTED * usual


def _without_empty(table: tuple[tuple[GridCell, ...], ...]) -> tuple[tuple[GridCell, ...], ...]:
    """The grid without rows and columns that are only slivers between double lines."""
    rows = [r for r in range(len(table)) if any(_begins_at(c, r, 0) for c in table[r])]
    columns = [c for c in range(len(table[0])) if any(_begins_at(row[c], c, 1) for row in table)]
    if len(rows) == len(table) and len(columns) == len(table[0]):
        return table
    made: dict[int, GridCell] = {}

    def moved(cell: GridCell) -> GridCell:
        if id(cell) not in made:
            row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
            height = bisect_left(rows, cell.row + cell.row_span) - row
            width = bisect_left(columns, cell.column + cell.column_span) - column
            made[id(cell)] = GridCell(cell.lines, cell.box, row, column, height, width)
        return made[id(cell)]

    return tuple(tuple(moved(table[r][c]) for c in columns) for r in rows)


def _begins_at(cell: GridCell, place: int, axis: int) -> bool:
    """Whether a cell gives its row (axis 0) or column (axis 1) a reason to stand: it begins there, or is wide."""
    if axis == 0:
        return (cell.row == place and bool(cell.lines)) or (
            cell.row_span == 1 and cell.box[3] - cell.box[1] > _MIN_SIDE
        )
    return (cell.column == place and bool(cell.lines)) or (
        cell.column_span == 1 and cell.box[2] - cell.box[0] > _MIN_SIDE
    )

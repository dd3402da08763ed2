"""Rows of a band that no line parts: told by the white between texts.

Comes in: the lines of every column of a band (a table without ruled rows, a group of rows between two rules, one tall
row of a grid). Goes out: the heights at which rows part, and for every row and column the lines that stand there and
how many rows they reach over. ``row_cuts`` tells the heights; here texts become cells, merged ones among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.layout.tables.levels import APART, BULLET, MARK, begins_small, is_text, opens, usual_size, usual_step
from extractor.layout.tables.row_cuts import Cuts, best_cuts
from extractor.layout.tables.row_meaning import Piece, meaning
from extractor.layout.tables.row_signs import LEVEL, WORDED, are_numbered, around_repeats, before_totals, under_groups
from extractor.record import record

_WHITE = 0.14
"""Type sizes of white, beyond that between lines, that parts two merged texts: a table set with one point of padding
above and below has two points more between rows, at ten points of type.
"""
_BLANK, _SEVERAL = 0.6, 2
"""Type sizes of white, beyond that between lines, of a blank line at the least; columns that must agree on it."""
_NUMBERED = 0.97
"""Certainty of rows that their numbers tell."""
_HALVED = 0.15
"""Type sizes by which the middle of a text over the cut between two rows may miss theirs: no more than rounding."""
_CENTRED = 0.6
"""Type sizes by which the middle of a merged cell's text may miss that of its rows."""


@record(frozen=True)
class Block:
    """Lines of one column that stand together."""

    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.lines[0].box[1]

    @property
    def bottom(self) -> float:
        return max(line.box[3] for line in self.lines)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rows:
    """The rows of a band: ``cuts`` are the heights between them, ``pieces`` the cells of each column."""

    cuts: tuple[float, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    sure: tuple[float, ...] = (1.0,)
    """For every row how sure it is that it was cut rightly (0 to 1)."""

    def certainty(self, piece: Piece) -> float:
        """How sure a cell is: one over several rows as sure as the surest of them."""
        return max(self.sure[piece.first : piece.last + 1])


@record(frozen=True)
class _Column:
    """The lines of a column of a band, and what holds for them wherever its rows are cut: every way to cut them is
    asked for its cells.
    """

    lines: tuple[Line, ...]
    middles: tuple[float, ...]
    text: bool
    """Most lines are words."""
    bare: bool
    """No line holds a figure."""
    small: bool
    """Its texts begin in small letters."""
    step: float
    """The usual step between its lines, in points."""


def _column(lines: Sequence[Line]) -> _Column:
    return _Column(
        tuple(lines),
        tuple((line.box[1] + line.box[3]) / 2 for line in lines),
        is_text(lines),
        not any(any(map(str.isdigit, line.text)) for line in lines),
        begins_small(lines),
        usual_step([lines], usual_size(lines)),
    )


def split_band(
    columns: Sequence[Sequence[Line]],
    *,
    closed: bool,
    forced: Sequence[tuple[float, frozenset[int]]] = (),
    shaded: Collection[float] = (),
) -> Rows:
    """The rows of a band.

    ``columns`` are the lines of each column, top to bottom. ``closed`` says that lines part other rows of the table:
    then a band is one row, unless much speaks for several. ``forced`` are heights at which a line parts some columns
    (their indexes); a column that it leaves out has one cell over the rows on both sides. That is not said of the
    ``shaded`` ones: a ground under a cell or two ends there, and says nothing of the others.
    """
    ruled = dict(forced)
    again = [*around_repeats(columns), *before_totals(columns), *under_groups(columns)]
    made = tuple(map(_column, columns))

    @cache
    def cells(heights: tuple[float, ...], merged: tuple[frozenset[int], ...]) -> tuple[tuple[Piece, ...], ...]:
        return _cells(made, Cuts(heights, merged), ruled, again, shaded)

    @cache
    def told(heights: tuple[float, ...], merged: tuple[frozenset[int], ...]) -> Hashable:
        return meaning(cells(heights, merged), closed=closed)

    best = best_cuts(
        columns,
        closed=closed,
        forced=[y for y, _ in forced],
        within=again,
        cells=lambda cuts: told(cuts.heights, cuts.merged),
    )
    sure = best.sure
    if min(sure) < _NUMBERED and are_numbered(columns, best.heights):
        sure = tuple(max(one, _NUMBERED) for one in sure)
    return Rows(best.heights, cells(best.heights, best.merged), sure)


def _cells(
    columns: Sequence[_Column],
    cuts: Cuts,
    ruled: dict[float, frozenset[int]],
    again: Collection[tuple[float, float]],
    shaded: Collection[float],
) -> tuple[tuple[Piece, ...], ...]:
    """The cells of each column of a band that is cut so; ``again`` is the white before texts that are said again
    or sum up, and under the letters of groups."""
    of_column = [
        {y: parted for y, parted in ruled.items() if k in parted or y not in shaded} for k in range(len(columns))
    ]
    rows = cuts.heights
    through = _through(columns, rows, again)
    blocks = []
    for k, column in enumerate(columns):
        in_middle = _in_middle(k, columns, rows)
        merged = [
            k in one or k in over or r in in_middle
            for r, (one, over) in enumerate(zip(cuts.merged, through, strict=True))
        ]
        walls = {y for y, parted in of_column[k].items() if k in parted}
        blocks.append(_blocks(column, rows, merged, walls, of_column[k].keys() - walls))
    main = _main(blocks)
    return tuple(_pieces(k, own, blocks, rows, of_column[k], leading=k < main) for k, own in enumerate(blocks))


def _through(
    columns: Sequence[_Column], cuts: Sequence[float], again: Collection[tuple[float, float]]
) -> list[frozenset[int]]:
    """For every row the columns whose text runs on into it from the row above, for none but the first row: blank lines
    in some of the columns part the rows, and the texts of others, line under line, know nothing of them. (One such text
    may be that which makes its row tall; where all of them begin anew, as rows without padding do, they are cells.)
    Where a text is said again, and under the letter of a group, every column is parted.
    """
    through: list[frozenset[int]] = [frozenset()]
    told = [(k, c) for k, c in enumerate(columns) if c.lines and (c.text or c.bare)]
    for y in cuts:
        if any(top <= y <= bottom for top, bottom in again):
            through.append(frozenset())
            continue
        blank: set[int] = set()
        tight: set[int] = set()
        goes_on = False
        for k, column in told:
            above = bisect_left(column.middles, y)
            if 0 < above < len(column.lines):
                upper, lower = column.lines[above - 1], column.lines[above]
                white = (lower.box[1] - upper.box[1] - column.step) / upper.size
                blank.update([k] if white > _BLANK and column.text else ())
                tight.update([k] if white <= _WHITE else ())
                goes_on = goes_on or (white <= _WHITE and not _may_begin(lower))
        through.append(frozenset(tight) if goes_on and len(tight) >= _SEVERAL <= len(blank) else frozenset())
    return through


def _in_middle(k: int, columns: Sequence[_Column], cuts: Sequence[float]) -> frozenset[int]:
    """The rows in which the text of a column goes on from the row above because it stands in the middle of both: its
    lines follow one another over the cut, as far from it above as below, do not begin level with the upper row, and
    begin no text by their words.
    """
    own = columns[k]
    found = set()
    for row, y in enumerate(cuts, 1) if own.text else ():
        n = bisect_left(own.middles, y)
        if not 0 < n < len(own.lines) or own.lines[n].box[1] - own.lines[n - 1].box[1] > own.step * (1 + _WHITE):
            continue
        if opens(own.lines[n].text) or MARK.match(own.lines[n].text):
            continue
        others = [column for column in columns if column is not own]
        over, under = _span(others, cuts, row - 1), _span(others, cuts, row)
        above, below = _span([own], cuts, row - 1), _span([own], cuts, row)
        if over is None or under is None or above is None or below is None:
            continue
        size = own.lines[n].size
        level = abs(above[0] - over[0]) <= LEVEL * size
        apart = all(abs(sum(a) - sum(b)) / 2 > LEVEL * size for a, b in ((above, over), (below, under)))
        if apart and not level and abs(above[0] + below[1] - over[0] - under[1]) / 2 <= _HALVED * size:
            found.add(row)
    return frozenset(found)


def _span(columns: Sequence[_Column], cuts: Sequence[float], row: int) -> tuple[float, float] | None:
    """Top and bottom of what some columns have in a row."""
    low = cuts[row - 1] if row else float("-inf")
    high = cuts[row] if row < len(cuts) else float("inf")
    held = [line.box for c in columns for line in c.lines[bisect_left(c.middles, low) : bisect_left(c.middles, high)]]
    return (min(box[1] for box in held), max(box[3] for box in held)) if held else None


# -- blocks ---------------------------------------------------------------------------------------------------------


def _blocks(
    column: _Column,
    cuts: Sequence[float],
    merged: Sequence[bool],
    walls: Collection[float],
    spared: Collection[float] = (),
) -> list[Block]:
    """The texts of a column: its lines, parted at a cut where the next one reads like the first of a cell, and at the
    ``walls`` drawn in it; ``merged`` says for every row that the text there is part of a merged cell, which is parted
    by white only, and so is a text that the lines between rows leave out (``spared``).
    """
    found: list[list[Line]] = []
    above = 0
    for line, middle in zip(column.lines, column.middles, strict=True):
        row = bisect_left(cuts, middle)
        before = found[-1][-1] if found else None
        walled = above < row and any(cut in walls for cut in cuts[above:row])
        apart = column.small and before is not None and line.box[1] - before.box[1] >= APART * column.step
        begins = above < row and (not column.text or walled or apart or _may_begin(line))
        if before is None or (begins and not BULLET.fullmatch(before.text)):
            white = before is None or line.box[1] - before.box[1] > column.step + _WHITE * line.size
            left_out = (column.text or column.bare) and above < row and all(cut in spared for cut in cuts[above:row])
            # (one unit under another one is said of two rows, whatever is drawn)
            part = merged[row] or (left_out and before is not None and before.text != line.text)
            if before is not None and not part:
                # what ends in mid-sentence goes on below
                hangs = before.text.endswith(",") or before.text.rpartition(" ")[2].casefold() in _hanging()
                part = hangs and (merged[above] or not walled)
            if white or not part:
                found.append([])
        found[-1].append(line)
        above = row
    return [Block(tuple(lines)) for lines in found]


@kept
def _hanging() -> frozenset[str]:
    """Words after which a text goes on."""
    return frozenset(toml("row_cuts")["hanging"])


def _row_of(line: Line, cuts: Sequence[float]) -> int:
    """The row that a line stands in."""
    return bisect_left(cuts, (line.box[1] + line.box[3]) / 2)


def _may_begin(line: Line) -> bool:
    """Whether a line reads like the first one of a cell: not in small letters, nor in brackets (`(APM)`)."""
    text = line.text
    return MARK.match(text) is not None or not (text.startswith("(") or text.lstrip("-•– ")[:1].islower())


def _main(blocks: Sequence[Sequence[Block]]) -> int:
    """The column whose texts tell the rows: the one of most blocks, of texts before figures."""

    def rank(k: int) -> tuple[int, int, int]:
        texts = [" ".join(line.text for line in b.lines) for b in blocks[k]]
        worded = sum(sum(map(str.isalpha, t)) > WORDED for t in texts) * 2 > len(texts)
        return (-len(texts) if worded else 0, 0 if worded else 1, k)

    return min(range(len(blocks)), key=rank) if blocks else 0


# -- cells ----------------------------------------------------------------------------------------------------------


def _pieces(
    k: int,
    own: Sequence[Block],
    blocks: Sequence[Sequence[Block]],
    cuts: Sequence[float],
    ruled: dict[float, frozenset[int]],
    *,
    leading: bool,
) -> tuple[Piece, ...]:
    """The cells of a column. A ``leading`` column stands before the one that tells the rows: what it says holds down to
    the next thing that it says.
    """
    count = len(cuts) + 1
    placed = [(b, *_reach(b, cuts)) for b in own]
    walls = {n for n, y in enumerate(cuts) if k in ruled.get(y, frozenset())}
    if ruled:
        return _between_walls(placed, walls, {n for n, y in enumerate(cuts) if y in ruled}, count)
    if len(own) < count and own and (groups := _centred(own, blocks, cuts, leading=leading)) is not None:
        return tuple(Piece(b.lines, first, last) for b, (first, last) in zip(own, groups, strict=True))
    return _from_tops(placed, count, leading=leading)


def _reach(block: Block, cuts: Sequence[float]) -> tuple[int, int]:
    """The first and the last of the rows that a block's text stands in."""
    return _row_of(block.lines[0], cuts), _row_of(block.lines[-1], cuts)


def _between_walls(
    placed: Sequence[tuple[Block, int, int]], walls: set[int], ruled: set[int], count: int
) -> tuple[Piece, ...]:
    """Cells between the lines that part this column; elsewhere it is parted where its own text begins anew under
    another one. What stands in the middle of rows whose lines spare the column has all of them, from a line on.
    """
    begun = {first for _, first, _ in placed}
    over = {n for _, first, last in placed for n in range(first, last)}
    parted, said = [], 0 in begun
    for n in range(count - 1):
        begins = n + 1 in begun
        if n in walls or (begins and said) or (n not in ruled and n not in over):
            parted.append(n + 1)
            said = n not in walls
        said = said or begins
    pieces = []
    for start, end in pairwise([0, *parted, count]):
        lines = [line for b, first, _ in placed if start <= first < end for line in b.lines]
        pieces.append(Piece(tuple(lines), start, end - 1))
    return tuple(pieces)


def _from_tops(placed: Sequence[tuple[Block, int, int]], count: int, *, leading: bool) -> tuple[Piece, ...]:
    """Cells that begin where their text does; empty ones below are merged into them in a leading column."""
    held: dict[int, list[Block]] = {}
    reach: dict[int, int] = {}
    for block, first, last in placed:
        held.setdefault(first, []).append(block)
        reach[first] = max(last, reach.get(first, first))
    pieces = []
    row = 0
    while row < count:
        if row not in held:
            pieces.append(Piece((), row, row))
            row += 1
            continue
        following = min((r for r in held if r > row), default=count)
        last = following - 1 if leading else min(reach[row], following - 1)
        pieces.append(Piece(tuple(line for b in held[row] for line in b.lines), row, last))
        row = last + 1
    return tuple(pieces)


def _centred(
    own: Sequence[Block], blocks: Sequence[Sequence[Block]], cuts: Sequence[float], *, leading: bool
) -> list[tuple[int, int]] | None:
    """The rows that each block of a column is set in the middle of; ``None`` where they begin with their rows.

    Groups follow one another and fill the band, so each block's middle tells where its group ends.
    """
    extents = _extents([column for column in blocks if column is not own], cuts)
    size = usual_size([b.lines[0] for b in own])
    # a text in the middle of three rows stands level with the second: a leading column says something of the first
    late = leading and own[0].top - extents[0][0] > LEVEL * size
    if not late and all(min(abs(b.top - top) for top, _ in extents) <= LEVEL * size for b in own):
        return None
    groups: list[tuple[int, int]] = []
    start = 0
    for n, block in enumerate(own):
        latest = len(extents) - (len(own) - n)
        ends = range(start, latest + 1) if n + 1 < len(own) else [latest]
        missed = [(abs((extents[start][0] + extents[e][1]) / 2 - block.middle), e) for e in ends]
        if not missed:
            return None
        error, end = min(missed)
        if error > _CENTRED * size:
            return None
        groups.append((start, end))
        start = end + 1
    return groups


def _extents(blocks: Sequence[Sequence[Block]], cuts: Sequence[float]) -> list[tuple[float, float]]:
    """Top and bottom of the text of every row, merged cells (and the column asked of) aside."""
    held: dict[int, list[Block]] = {}
    for column in blocks:
        for block in column:
            first, last = _reach(block, cuts)
            if first == last:
                held.setdefault(first, []).append(block)
    found: list[tuple[float, float]] = []
    for n in range(len(cuts) + 1):
        if inside := held.get(n):
            found.append((min(b.top for b in inside), max(b.bottom for b in inside)))
        else:
            low = cuts[n - 1] if n else cuts[0]
            found.append((low, cuts[n] if n < len(cuts) else low))
    return found

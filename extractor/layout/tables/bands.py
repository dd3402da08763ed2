"""Rows of a band that no line parts: told by the white between texts.

Comes in: the lines of every column of a band (a table without ruled rows, a group of rows between two rules, one tall
row of a grid). Goes out: the heights at which rows part, and for every row and column the lines that stand there and
how many rows they reach over. The text alone decides, so all of it is relative to the size of the type; a row is only
cut where the white is wider than that between the lines of one cell, or where another column begins anew on the same
level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.printed import BULLETS, ROW_NUMBER, STEPPED

_WIDER = 0.14
"""Type sizes by which the step from row to row exceeds that from line to line: tables set with one point of padding
above and below have two points more between rows, at ten points of type.
"""
_WIDER_OCR = 0.4
"""The same for recognised lines, whose heights vary by a few pixels."""
_LEADING = 1.75
"""Type sizes of the widest step between two lines of one cell (one and a half lines in a roomy face)."""
_LEVEL = 0.45
"""Type sizes by which the tops of two texts on one level may differ."""
_CENTRED = 0.6
"""Type sizes by which the middle of a merged cell's text may miss that of its rows."""
_MOSTLY = 0.75
"""Share of the lines of a column of values that are values; a unit may wrap, a heading may stand over a group."""
_CENTRED_VALUE = 0.3
"""Type sizes by which a value may miss the middle of its lines: half a line more belongs to another."""
_WORDED = 12
"""Letters of a text that is no unit or grade."""
_MARK = re.compile(rf"\(?(?:{STEPPED}|[a-z])[.)]|\d{{1,2}}\s|[{BULLETS}]")
_VALUE = re.compile(r"(?:[<>≤≥±=~]\s*)?(?:Rp\.?\s*)?\d|[A-D]{1,2}[+-]?$|-$", re.IGNORECASE)


@dataclass(frozen=True)
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
class Piece:
    """A cell: the lines of rows ``first`` to ``last`` of one column."""

    lines: tuple[Line, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Rows:
    """The rows of a band: ``cuts`` are the heights between them, ``pieces`` the cells of each column."""

    cuts: tuple[float, ...]
    pieces: tuple[tuple[Piece, ...], ...]


def split_band(
    columns: Sequence[Sequence[Line]],
    *,
    closed: bool,
    forced: Sequence[tuple[float, frozenset[int]]] = (),
) -> Rows:
    """The rows of a band.

    ``columns`` are the lines of each column, top to bottom. ``closed`` says that lines part other rows of the table:
    then a row is cut only where two columns begin anew. ``forced`` are heights at which a line parts some columns
    (their indexes); a column that it leaves out has one cell over the rows on both sides.
    """
    blocks = _blocks(columns, closed=closed)
    cuts = _cuts(blocks, [y for y, _ in forced], closed=closed)
    ruled = dict(forced)
    main = _main(blocks)
    if not closed:
        blocks = [own if k < main else _split_at(own, cuts) for k, own in enumerate(blocks)]
    pieces = tuple(_pieces(k, own, blocks, cuts, ruled, leading=k < main) for k, own in enumerate(blocks))
    return Rows(tuple(cuts), pieces)


# -- blocks ---------------------------------------------------------------------------------------------------------


def _size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 10.0


def _blocks(columns: Sequence[Sequence[Line]], *, closed: bool) -> list[list[Block]]:
    """The blocks of every column."""
    every = [line for column in columns for line in column]
    if not every:
        return [[] for _ in columns]
    size = _size(every)
    leading = _leading(columns, size, ocr=every[0].words[0].method == "ocr")
    starts = [_value_tops(column) for column in columns]
    made: list[list[Block]] = []
    for k, column in enumerate(columns):
        others = [tops for n, tops in enumerate(starts) if n != k and tops]
        own: list[list[Line]] = []
        for line in column:
            if not own or _begins(own[-1], line, starts[k], others, leading, size):
                own.append([])
            own[-1].append(line)
        made.append([Block(tuple(lines)) for lines in own])
    if closed:
        return made
    main = _main(made)
    if len(made[main]) == 1 and len(made[main][0].lines) > 2:
        made = _by_capitals(made, main, size)
    values = {k: [b for b in made[k] if b.lines[0].box[1] in tops] for k, tops in enumerate(starts) if tops}
    texts = [k for k, tops in enumerate(starts) if not tops]
    # the first of several columns of text is what the others stand under: its cells may be merged
    first = texts[0] if len(texts) > 1 else None
    return [
        column
        if starts[k]
        else [
            part
            for block in column
            for part in _cut_at_values(block, [] if k == first else list(values.values()), size)
        ]
        for k, column in enumerate(made)
    ]


def _by_capitals(columns: Sequence[Sequence[Block]], main: int, size: float) -> list[list[Block]]:
    """Blocks of rows set without any white, cut where the main text and another begin with a capital on one level."""
    tops = [
        [line.box[1] for block in column for line in block.lines if line.text.lstrip("-•– ")[:1].isupper()]
        for k, column in enumerate(columns)
        if k > main
    ]
    found: list[list[Block]] = []
    for k, column in enumerate(columns):
        if k < main or len(column) > 1:
            found.append(list(column))
            continue
        parts: list[list[Line]] = []
        for line in (line for block in column for line in block.lines):
            begins = line.text.lstrip("-•– ")[:1].isupper() and any(
                abs(top - line.box[1]) <= _LEVEL * size for other in tops for top in other if k == main
            )
            if not parts or begins:
                parts.append([])
            parts[-1].append(line)
        found.append([Block(tuple(lines)) for lines in parts])
    return found


def _cut_at_values(block: Block, values: Sequence[Sequence[Block]], size: float) -> list[Block]:
    """A block cut into the cells of rows without white between them: each is centred to a value beside it."""
    for column in values:
        beside = [v for v in column if block.top - size / 2 < v.middle < block.bottom + size / 2]
        marked = [n for n, line in enumerate(block.lines) if _MARK.match(line.text)]
        if 1 < len(beside) == len(marked) and marked[0] == 0:
            ends = [*marked[1:], len(block.lines)]
            return [Block(block.lines[a:b]) for a, b in zip(marked, ends, strict=True)]
        if 1 < len(beside) <= len(block.lines) and (parts := _centred_to(block.lines, beside, size)) is not None:
            return parts
    return [block]


def _centred_to(lines: Sequence[Line], values: Sequence[Block], size: float) -> list[Block] | None:
    """Consecutive groups of lines in the middle of which the values stand; ``None`` where there are none such."""
    groups: list[Block] = []
    start = 0
    for n, value in enumerate(values):
        latest = len(lines) - (len(values) - n)
        ends = range(start, latest + 1) if n + 1 < len(values) else range(latest, latest + 1)
        missed = [(abs((lines[start].box[1] + lines[end].box[3]) / 2 - value.middle), end) for end in ends]
        error, end = min(missed, default=(size, start))
        if error > _CENTRED_VALUE * size:
            return None
        groups.append(Block(tuple(lines[start : end + 1])))
        start = end + 1
    return groups


def _begins(
    block: Sequence[Line],
    line: Line,
    values: Sequence[float],
    others: Sequence[Sequence[float]],
    leading: float,
    size: float,
) -> bool:
    """Whether a line begins a block: after white, as a value among values, or beside a value of its own."""
    if _step(block[-1], line) > leading:
        # no cell begins in mid-sentence: types and spacing vary within one
        return not line.text[:1].islower() or _step(block[-1], line) > _LEADING * size
    if values:
        return line.box[1] in values
    return _anew(block, line, others, size)


def _step(upper: Line, lower: Line) -> float:
    return lower.box[1] - upper.box[1]


def _leading(columns: Sequence[Sequence[Line]], size: float, *, ocr: bool) -> float:
    """The widest step between two lines of one cell.

    Steps of a table fall into those within cells and those between rows; the former end at the first jump.
    """
    wider = (_WIDER_OCR if ocr else _WIDER) * size
    steps = sorted(
        step for column in columns for a, b in pairwise(column) if 0.7 * size < (step := _step(a, b)) <= 4 * size
    )
    sure = [s for column in columns for a, b in pairwise(column) if _continues(a, b) and (s := _step(a, b)) <= 3 * size]
    within = [s for s in steps if s <= _LEADING * size]
    if sure:
        least = sorted(sure)[len(sure) // 2]
        within = [s for s in steps if s <= max(_LEADING * size, least)]
        within = [s for s in within if s >= least] or within
    if not within:
        return _LEADING * size
    widest = within[0]
    for step in within[1:]:
        if step - widest > wider:
            break
        widest = step
    return widest + wider / 2


def _continues(upper: Line, lower: Line) -> bool:
    """Whether a line goes on in small letters, and so is never the first of a cell; a unit is not part of a text."""
    return lower.text[:1].islower() and sum(c.isalpha() for c in upper.text) > _WORDED


def _value_tops(column: Sequence[Line]) -> list[float]:
    """The tops of a column's values, where nearly every line is one of its own (a figure, a grade)."""
    values = [line.box[1] for line in column if _VALUE.match(line.text)]
    return values if len(values) >= _MOSTLY * len(column) else []


def _anew(block: Sequence[Line], line: Line, values: Sequence[Sequence[float]], size: float) -> bool:
    """Whether a line begins a cell though it follows closely: a value stands beside it, and the block has its own."""
    text = line.text.lstrip("-•– ")
    if not text[:1].isupper() and not _MARK.match(line.text):
        return False
    if _MARK.match(block[0].text) and not _MARK.match(line.text):
        return False  # the items of a list begin with their marks
    near = _LEVEL * size
    top, first = line.box[1], block[0].box[1]
    marked = _MARK.match(line.text) is not None
    return any(
        any(abs(v - top) <= near for v in tops) and (marked or any(first - size < v < top - near for v in tops))
        for tops in values
    )


def _main(blocks: Sequence[Sequence[Block]]) -> int:
    """The column whose texts tell the rows: the one of most blocks, of texts before figures."""

    def rank(k: int) -> tuple[int, int, int]:
        texts = [" ".join(line.text for line in b.lines) for b in blocks[k]]
        worded = sum(sum(c.isalpha() for c in t) > _WORDED for t in texts) * 2 > len(texts)
        return (-len(texts) if worded else 0, 0 if worded else 1, k)

    return min(range(len(blocks)), key=rank) if blocks else 0


# -- cuts -----------------------------------------------------------------------------------------------------------


def _cuts(blocks: Sequence[Sequence[Block]], forced: Sequence[float], *, closed: bool) -> list[float]:
    """The heights at which rows part.

    The column that tells the rows is asked first; another column adds a cut where its texts part and no text of the
    columns asked before stands in the way. A block that is cut all the same is a merged cell.
    """
    cuts = sorted(forced)
    asked: list[Block] = []
    main = _main(blocks)
    order = sorted(range(len(blocks)), key=lambda k: (k != main, -len(blocks[k]), k))
    every = [b for column in blocks for b in column]
    for k in order:
        for upper, lower in pairwise(blocks[k]):
            low, high = upper.bottom, lower.top
            if any(low - 1 <= y <= high + 1 for y in cuts):
                continue
            y = _free(low, high, asked, every)
            if y is not None and (not closed or _supported(y, blocks)):
                cuts.append(y)
        asked.extend(blocks[k])
    return sorted(cuts)


def _free(low: float, high: float, asked: Sequence[Block], every: Sequence[Block]) -> float | None:
    """The height between ``low`` and ``high`` that cuts none of the blocks asked, the fewest lines of all, and above
    which the fewest texts go on in mid-sentence.
    """
    if high <= low:
        low, high = (low + high) / 2 - 0.2, (low + high) / 2 + 0.2
    lines = [line for b in every for line in b.lines]
    edges = sorted({low, high, *(y for n in lines for y in (n.box[1], n.box[3]) if low < y < high)})
    best: tuple[int, int, float, float] | None = None
    for a, b in pairwise(edges):
        y = (a + b) / 2
        if any(x.top < y - 0.3 and y + 0.3 < x.bottom for x in asked):
            continue
        through = sum(n.box[1] < y - 0.3 and y + 0.3 < n.box[3] for n in lines)
        cost = (through, sum(_torn(x, y) for x in every), -(b - a), y)
        best = cost if best is None or cost < best else best
    return best[3] if best else None


def _torn(block: Block, y: float) -> bool:
    """Whether a height cuts a block in mid-sentence: its next line does not begin like a cell."""
    below = next((line for line in block.lines if line.box[1] >= y - 0.3), None)
    return block.top < y < block.bottom and (below is None or not _may_begin(below))


def _may_begin(line: Line) -> bool:
    """Whether a line reads like the first one of a cell."""
    return line.text.lstrip("-•– (")[:1].isupper() or _MARK.match(line.text) is not None


def _split_at(column: Sequence[Block], cuts: Sequence[float]) -> list[Block]:
    """The blocks of a column, cut where a row begins and their next line reads like the first of a cell."""
    found: list[Block] = []
    for block in column:
        parts: list[list[Line]] = [[block.lines[0]]]
        for upper, lower in pairwise(block.lines):
            crossed = any(upper.box[3] - 1 <= y <= lower.box[1] + 1 for y in cuts)
            if crossed and _may_begin(lower):
                parts.append([])
            parts[-1].append(lower)
        found += [Block(tuple(lines)) for lines in parts]
    return found


def _supported(y: float, blocks: Sequence[Sequence[Block]]) -> bool:
    """Whether two columns begin anew under a height, on one level or centred to each other."""
    begun: list[Block] = []
    for column in blocks:
        lower = [b for b in column if b.top >= y - 0.5]
        upper = [b for b in column if b.bottom <= y + 0.5]
        if lower and upper:
            begun.append(lower[0])
    if len(begun) < 2:
        return False
    size = _size([b.lines[0] for b in begun])
    return any(
        abs(a.top - b.top) <= _LEVEL * size or abs(a.middle - b.middle) <= _LEVEL * size
        for n, a in enumerate(begun)
        for b in begun[n + 1 :]
    )


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
    """The rows that a block's text stands in: the first and the last of which it holds more than a sliver."""
    first = sum(y <= block.top + 1 for y in cuts)
    last = sum(y < block.bottom - 1 for y in cuts)
    return first, max(first, last)


def _between_walls(
    placed: Sequence[tuple[Block, int, int]], walls: set[int], ruled: set[int], count: int
) -> tuple[Piece, ...]:
    """Cells between the lines that part this column; elsewhere it is parted where its own text begins anew."""
    begun = {first for _, first, _ in placed}
    over = {n for _, first, last in placed for n in range(first, last)}
    parted = [n + 1 for n in range(count - 1) if n in walls or n + 1 in begun or (n not in ruled and n not in over)]
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
    size = _size([b.lines[0] for b in own])
    # a text in the middle of three rows stands level with the second: a leading column says something of the first
    late = leading and own[0].top - extents[0][0] > _LEVEL * size
    if not late and all(min(abs(b.top - top) for top, _ in extents) <= _LEVEL * size for b in own):
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
    found: list[tuple[float, float]] = []
    for n in range(len(cuts) + 1):
        inside = [b for column in blocks for b in column if _reach(b, cuts) == (n, n)]
        if inside:
            found.append((min(b.top for b in inside), max(b.bottom for b in inside)))
        else:
            low = cuts[n - 1] if n else cuts[0]
            found.append((low, cuts[n] if n < len(cuts) else low))
    return found


def counts_up(lines: Sequence[Line]) -> bool:
    """Whether a column holds nothing but the numbers of rows."""
    return bool(lines) and all(ROW_NUMBER.fullmatch(line.text.replace(" ", "")) for line in lines)

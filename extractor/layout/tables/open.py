"""Tables that upright lines do not rule: rules between rows or groups, a rule under the heading, bands of colour, an
outer frame, nothing at all.

Comes in: a page, the lines outside its ruled grids, its separators. Goes out: grids. Heading and white tell the
columns; separators, where there are any, tell the rows, and ``bands`` what stands between two of them. A table without
a heading goes on from the page before with that page's columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.knowledge import toml
from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.tables.bands import Piece, Rows, split_band
from extractor.layout.tables.choice import is_table
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import numbers_row, numbers_rows
from extractor.layout.tables.open_heads import TIGHT, Head, evenly_set, find_heads, is_prose, parts
from extractor.layout.tables.super_heads import Column
from extractor.printed import full_month_names
from extractor.read.page import Grid, GridCell, Page, Ruling
from extractor.read.words import Box, Word, box_around

_FULL = 0.8
"""Share of a table's width that a separator covers which parts all its columns."""
_FAR = 4.0
"""Type sizes of white, without a separator, over which a table does not go on."""
_CAPTION = 2
"""Lines of the caption between two tables at the most."""
_BADGE = 0.9
"""Share of a caption's type below which a word behind it is a badge (`Aktif`), none of its words."""
_REACH = 3
"""Lines of the first row under a line, among which that of its figures is."""
_FILLED = 4
"""Columns in which a line has texts that is surely a row: two or three also hold what stands over signatures."""
_SLACK = 1.5
"""Points by which a text may reach into the next column's heading."""
_CURRENCY = re.compile(r"(?:Rp|IDR)[.:]?", re.IGNORECASE)
_UPRIGHT = 0.5
"""Share of the table's height that an upright line covers which parts two columns."""
_PLACE = re.compile(r"[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2}\s?,.{0,24}(?:19|20)\d\d")
"""Place and year over a signature, whatever stands for the day."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class OpenTable:
    """A table without upright lines: its grid, and the borders between its columns for the next page."""

    grid: Grid
    borders: tuple[float, ...]
    x0: float
    x1: float
    last: int
    """The index of its last line among the lines that were given."""
    continued: bool = False
    """It goes on from the page before."""
    refused: bool = False
    """What reads as its heading heads no table."""


def open_tables(
    page: Page, lines: Sequence[Line], seps: Sequence[Separator], before: OpenTable | None = None
) -> list[OpenTable]:
    """The tables among lines, refused ones with them; ``before`` is a table at the end of the page before, which may
    go on here.
    """
    tables: list[OpenTable] = []
    heads = find_heads(lines, seps)
    if before is not None:
        first = heads[0][0] if heads else len(lines)
        table = _continued(page, lines[:first], seps, before)
        if table is not None:
            tables.append(table)
    after = tables[-1].last + 1 if tables else 0
    while heads:
        start, end, head = heads.pop(0)
        if start < after:
            continue
        limit = heads[0][0] if heads else len(lines)
        table = _table(page, lines, (start, end, limit), head, seps)
        if table is not None and is_table(table.grid):
            tables.append(table)
            after = table.last + 1
            continue
        if table is not None:
            tables.append(replace(table, refused=True))
        # a title that falls into columns heads no table; the lines under it may
        heads = find_heads(lines, seps, start + 1)
    return tables


# -- where a table ends ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Frame:
    """A table's extent across: columns as stretches that no text of another column enters."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    x0: float
    x1: float

    def crossed(self, part: Line) -> bool:
        """Whether a run of words stands in two columns."""
        x0, _, x1, _ = part.box
        return any(x0 < right - _SLACK and x1 > left + _SLACK for right, left in pairwise_edges(self))


def pairwise_edges(frame: _Frame) -> list[tuple[float, float]]:
    """The right edge of every column's sure stretch and the left edge of the next one's."""
    return list(zip(frame.rights[:-1], frame.lefts[1:], strict=True))


def _end(lines: Sequence[Line], start: int, limit: int, frame: _Frame, seps: Sequence[Separator], top: float) -> int:
    """The index after the last line of the table whose body begins at ``start``."""
    full = [s for s in seps if s.y > top and s.cover(frame.x0, frame.x1) >= _FULL]
    wide = [s.y for s in full]
    drawn = {s.y for s in full if s.drawn}
    above = top
    end = start
    for k in range(start, limit):
        line = lines[k]
        bridged = any(above - 2 <= y <= line.box[1] + 2 for y in wide)
        closing = [y for y in wide if above - 2 <= y <= line.box[1] + 2]
        later = [y for y in wide if y > line.box[1]]
        if line.box[1] - above > _FAR * line.size and not (later and bridged):
            break
        framed = bridged and any(y - line.box[3] < _FAR * line.size for y in later)
        captioned = limit - k <= _CAPTION and limit < len(lines) and end > start
        if _stops(line, frame, inside=framed):
            break
        if captioned and (_lone(line, frame) if framed else _before_edge(line, lines[start:end], frame)):
            break
        crossed = any(frame.crossed(p) for p in parts(line)) and not (later and not closing and _overfull(line, frame))
        if crossed and not _spans(lines, k, limit, frame, wide, closing):
            break
        closed = not later and any(y in drawn for y in closing) and any(not _is_number_line(n) for n in lines[start:k])
        if closed and not any(_fills(n, frame) for n in lines[k : min(limit, k + _REACH)]):
            # under the last separator the page goes on without the table, if no row of it stands there: a scan may
            # have lost the last line
            break
        above = max(above, line.box[3])
        end = k + 1
    return end


def _before_edge(line: Line, above: Sequence[Line], frame: _Frame) -> bool:
    """Whether a line before the next table begins left of this one, where none of its lines did: a caption."""
    return line.box[0] < min([frame.x0, *(n.box[0] for n in above)]) - line.size


def _lone(line: Line, frame: _Frame) -> bool:
    """Whether a line between two separators, over the next heading, is one text from the table's left edge: it would
    head rows that do not come.
    """
    size = line.words[0].size
    words = [w for w in line.words if w.size > _BADGE * size]
    return len(parts(Line(tuple(words)))) == 1 and line.box[0] < min(frame.x0, frame.lefts[0]) + size


def _overfull(line: Line, frame: _Frame) -> bool:
    """Whether the texts of full cells stand so close that they read as one, each word in its column."""
    if len(parts(line)) < 2 or evenly_set(line):
        return False
    return not any(frame.crossed(Line((word,))) for word in line.words)


def _fills(line: Line, frame: _Frame) -> bool:
    """Whether a line has a text in a third of the table's columns, four at least."""
    filled = {
        k
        for p in parts(line)
        for k, (left, right) in enumerate(zip(frame.lefts, frame.rights, strict=True))
        if p.box[0] < right and p.box[2] > left
    }
    crossing = is_prose(line) or any(frame.crossed(p) for p in parts(line))
    return not crossing and len(filled) >= _FILLED and 3 * len(filled) >= len(frame.lefts)


def _is_number_line(line: Line) -> bool:
    """Whether a line holds column numbers only: `(1) (2) (3)`."""
    return all(numbers_row(p.text) or p.text.strip("[]").isdigit() for p in parts(line))


def _stops(line: Line, frame: _Frame, *, inside: bool) -> bool:
    """Whether a line belongs to what follows a table: place and date, a role, an office that signs."""
    words = toml("borderless")
    text = line.text.casefold()
    if text.startswith(tuple(words["stops"])):
        return True
    if inside:
        return False
    dated = any(re.search(rf"\b{m}\b", text) for m in full_month_names()) and _YEAR.search(text) is not None
    alone = len(line.segments(1.2)) == 1 or line.box[0] > (frame.x0 + frame.x1) / 2
    placed = _PLACE.fullmatch(line.text) is not None
    return ((dated or placed) and alone) or text.startswith(tuple(words["roles"]))


def _spans(
    lines: Sequence[Line], k: int, limit: int, frame: _Frame, wide: Sequence[float], closing: Sequence[float]
) -> bool:
    """Whether a line over several columns is a row of the table (a programme's name, a sum): the table goes on under
    it, and it stands between separators or is no line of a paragraph.
    """
    line = lines[k]
    after = next((n for n in lines[k + 1 : min(limit, k + 4)] if not any(frame.crossed(p) for p in parts(n))), None)
    if after is None:
        return False
    below = [y for y in wide if line.box[3] - 2 <= y <= after.box[1] + 2]
    if closing and below:
        return True
    following = lines[k + 1] if k + 1 < limit else None
    return line.bold and following is not None and len(parts(following)) > 1 and not is_prose(following)


# -- the grid -------------------------------------------------------------------------------------------------------


def _table(
    page: Page, lines: Sequence[Line], place: tuple[int, int, int], head: Head, seps: Sequence[Separator]
) -> OpenTable | None:
    _, first, limit = place
    box = head.box
    frame = _frame(head, seps, page)
    end = _end(lines, first, limit, frame, seps, box[3])
    body = lines[first:end]
    if not body:
        return None
    borders = _borders(page, head, body)
    if borders is None:
        return None
    head, borders = _without_empty(head, borders, body)
    if (label := _label_border(head, borders, body)) is not None:
        # the column of numbers before the names has no heading
        head = replace(
            head,
            columns=[Column([]), *head.columns],
            over=[(p, first + 1, last + 1) for p, first, last in head.over],
        )
        borders = (label, *borders)
    x0 = min(frame.x0, *(line.box[0] for line in (*head.lines, *body)))
    x1 = max(frame.x1, *(line.box[2] for line in (*head.lines, *body)))
    edges = (x0, *borders, x1)
    top = max(
        [s.y for s in seps if s.y <= box[1] + 1 and s.cover(*_inner(edges)) >= _FULL and box[1] - s.y < 12] or [box[1]]
    )
    rows = _head_rows(head, edges, top)
    count = len(rows)
    rows += _body_rows(body, edges, seps, box[3], count)
    grid = Grid(page.number, (x0, top, x1, _bottom(body, seps, edges)), tuple(rows), count)
    return OpenTable(grid, borders, x0, x1, end - 1)


def _continued(page: Page, lines: Sequence[Line], seps: Sequence[Separator], before: OpenTable) -> OpenTable | None:
    """The rest of a table at the head of the next page: lines that keep to its columns."""
    edges = (before.x0, *before.borders, before.x1)
    lefts, rights = edges[:-1], edges[1:]
    frame = _Frame(tuple(x + 3 for x in lefts), tuple(x - 3 for x in rights), before.x0, before.x1)
    start = next((k for k, line in enumerate(lines) if _keeps(line, frame)), None)
    while start and _goes_over(lines[start - 1], lines[start], frame):
        start -= 1  # the rest of a row that the page break cut
    if start is None or start > 3:
        return None
    end = _end(lines, start, len(lines), frame, seps, lines[start].box[1] - 1)
    body = lines[start:end]
    if not body or not any(len(parts(line)) > 1 for line in body):
        return None
    top = body[0].box[1] - 1
    rows = _body_rows(body, edges, seps, top, 0)
    grid = Grid(page.number, (before.x0, top, before.x1, _bottom(body, seps, edges)), tuple(rows), 0)
    return OpenTable(grid, before.borders, before.x0, before.x1, end - 1, continued=True)


def _goes_over(line: Line, below: Line, frame: _Frame) -> bool:
    """Whether a line, close over a row of a table that goes on, stands in one of its columns."""
    inside = line.box[0] >= frame.x0 - 3 and line.box[2] <= frame.x1 + 3
    return inside and below.box[1] - line.box[3] <= TIGHT * line.size and not any(map(frame.crossed, parts(line)))


def _keeps(line: Line, frame: _Frame) -> bool:
    """Whether a line stands in several of the columns and in no two of them with one run of words."""
    runs = parts(line)
    inside = line.box[0] >= frame.x0 - 3 and line.box[2] <= frame.x1 + 3
    return inside and len(runs) > 1 and not any(frame.crossed(p) for p in runs)


def _frame(head: Head, seps: Sequence[Separator], page: Page) -> _Frame:
    lefts = tuple(c.box[0] for c in head.columns)
    rights = tuple(c.box[2] for c in head.columns)
    box = head.box
    near = [s for s in seps if box[1] - 14 <= s.y <= box[3] + 14 and s.cover(box[0], box[2]) >= _FULL]
    x0 = min([box[0], *(s.x0 for s in near)])
    x1 = max([box[2], *(s.x1 for s in near)])
    return _Frame(lefts, rights, max(0.0, x0), min(page.width, x1))


def _inner(edges: Sequence[float]) -> tuple[float, float]:
    """The stretch of a table across, its outer padding aside."""
    return edges[0] + 4, edges[-1] - 4


def _borders(page: Page, head: Head, body: Sequence[Line]) -> tuple[float, ...] | None:
    """Where columns part: at an upright line, else in the stretch between two headings that the fewest words cross."""
    words = [w for line in body for w in line.words]
    own = [w for c in head.columns for p in c.parts for w in p.words]
    # a currency sign belongs to the amount at its right, however far from it it stands
    marks = [
        a.box[0] - 0.5
        for line in body
        for a, b in pairwise(line.words)
        if _CURRENCY.fullmatch(a.text) and b.text[:1].isdigit()
    ]
    top, bottom = head.box[1], max(line.box[3] for line in body)
    upright = [r for r in page.rulings if not r.horizontal and _within(r, top, bottom) >= _UPRIGHT]
    borders: list[float] = []
    for left, right in pairwise(head.columns):
        low, high = left.middle, right.middle
        signs = [x for x in marks if low < x < high]
        drawn = [r.x0 for r in upright if low < r.x0 < high]
        if drawn:
            borders.append(drawn[0])
            continue
        best = _stretch([*words, *own], low, min([high, *signs]), (left.box[2] + right.box[0]) / 2)
        if best is None or (borders and best <= borders[-1]):
            return None
        borders.append(best)
    return tuple(borders)


def _label_border(head: Head, borders: tuple[float, ...], body: Sequence[Line]) -> float | None:
    """Where a column of row numbers without a heading ends, if the first column begins with one."""
    if numbers_rows(" ".join(p.text for p in head.columns[0].parts)):
        return None
    right = borders[0] if borders else float("inf")
    runs = [p for line in body for p in parts(line) if p.box[2] <= right + _SLACK]
    labels = [p for p in runs if numbers_row(p.text)]
    texts = [p for p in runs if not numbers_row(p.text)]
    if len(labels) < 2 or not texts:
        return None
    end, start = max(p.box[2] for p in labels), min(p.box[0] for p in texts)
    return (end + start) / 2 if end < start else None


def _within(ruling: Ruling, top: float, bottom: float) -> float:
    return (min(ruling.bottom, bottom) - max(ruling.top, top)) / max(1.0, bottom - top)


def _stretch(words: Sequence[Word], low: float, high: float, usual: float) -> float | None:
    """The middle of the widest stretch between two places that the fewest words cross."""
    near = [w for w in words if w.box[2] > low and w.box[0] < high]
    edges = sorted({low, high, *(x for w in near for x in (w.box[0], w.box[2]) if low < x < high)})
    best: tuple[int, float, float] | None = None
    for a, b in pairwise(edges):
        if b - a < 0.3:
            continue
        crossing = sum(w.box[0] < b - 0.1 and w.box[2] > a + 0.1 for w in near)
        cost = (crossing, -(b - a), abs((a + b) / 2 - usual))
        if best is None or cost < best:
            best = cost
            place = (a + b) / 2
    return None if best is None else place


def _without_empty(head: Head, borders: tuple[float, ...], body: Sequence[Line]) -> tuple[Head, tuple[float, ...]]:
    """Without columns that no text stands under: super-headings over the white between two others."""
    columns, kept, over = list(head.columns), list(borders), list(head.over)
    words = [w for line in body for w in line.words]
    k = 0
    while k < len(columns) and len(columns) > 2:
        low = kept[k - 1] if k else float("-inf")
        high = kept[k] if k < len(kept) else float("inf")
        filled = any(low < (w.box[0] + w.box[2]) / 2 <= high for w in words)
        lower = [c for c in columns[max(0, k - 1) : k + 2] if c is not columns[k] and c.box[1] > columns[k].box[3] - 1]
        if filled or not lower or not 0 < k < len(columns) - 1:
            k += 1
            continue
        over = [(p, a - (a > k), b - (b > k)) for p, a, b in over]
        over.append((columns[k].parts, k - 1, k))
        del columns[k], kept[k]
    return replace(head, columns=columns, over=over), tuple(kept)


def _head_rows(head: Head, edges: Sequence[float], top: float) -> list[tuple[GridCell, ...]]:
    """The heading as rows: super-headings over columns, the columns' own headings under them."""
    bottom = head.box[3] + 1
    storeys = sorted({round(p[0].box[1], 1) for p, _, _ in head.over})
    depth = min(len(storeys), 3) + 1
    rows: list[list[GridCell | None]] = [[None] * len(head.columns) for _ in range(depth)]
    lowest = [0] * len(head.columns)
    for words, first, last in sorted(head.over, key=lambda o: o[0][0].box[1]):
        level = min(storeys.index(round(words[0].box[1], 1)), depth - 2)
        box = (edges[first], top, edges[last + 1], words[-1].box[3])
        cell = GridCell(tuple(p.words for p in words), box, level, first, 1, last - first + 1)
        for c in range(first, last + 1):
            if rows[level][c] is None:
                rows[level][c] = cell
                lowest[c] = max(lowest[c], level + 1)
    for c, column in enumerate(head.columns):
        box = (edges[c], top, edges[c + 1], bottom)
        cell = GridCell(tuple(p.words for p in column.parts if p.words), box, lowest[c], c, depth - lowest[c], 1)
        for r in range(depth):
            if r >= lowest[c]:
                rows[r][c] = cell
            elif rows[r][c] is None:
                rows[r][c] = GridCell((), box, r, c)
    return [tuple(cell for cell in row if cell is not None) for row in rows]


def _body_rows(
    body: Sequence[Line], edges: Sequence[float], seps: Sequence[Separator], top: float, first: int
) -> list[tuple[GridCell, ...]]:
    """The rows under the heading, band by band."""
    bottom = body[-1].box[3]
    inside = [s for s in seps if top - 1 < s.y < bottom + 1]
    full = [s.y for s in inside if s.cover(*_inner(edges)) >= _FULL]
    partial = [s for s in inside if s.y not in full and s.cover(*_inner(edges)) > 0]
    marks = sorted([top, *(y for y in full if y > top + 2), bottom + 2])
    bands: list[tuple[float, float, list[Word]]] = []
    for low, high in pairwise(marks):
        words = [w for line in body for w in line.words if low <= (w.box[1] + w.box[3]) / 2 < high]
        if words:
            bands.append((low, high, words))
    # a line under the column numbers parts no rows
    closed = sum(not _is_number_line(Line(tuple(words))) for _, _, words in bands) > 1
    rows: list[tuple[GridCell, ...]] = []
    for low, high, words in bands:
        forced = [(s.y, _columns_under(s, edges)) for s in partial if low + 3 < s.y < high - 3]
        rows += _band(words, edges, (low, high), forced, first + len(rows), closed=closed)
    return rows


def _columns_under(sep: Separator, edges: Sequence[float]) -> frozenset[int]:
    """The columns that a separator parts."""
    inner = [(a + 0.2 * (b - a), b - 0.2 * (b - a)) for a, b in pairwise(edges)]
    return frozenset(k for k, (a, b) in enumerate(inner) if sep.cover(a, b) > 0.5)


def _band(
    words: Sequence[Word],
    edges: Sequence[float],
    height: tuple[float, float],
    forced: Sequence[tuple[float, frozenset[int]]],
    first: int,
    *,
    closed: bool,
) -> list[tuple[GridCell, ...]]:
    """The rows between two separators."""
    columns = _in_columns(words, edges)
    wide = _wide_cell(words, edges)
    if wide is not None:
        box = (edges[0], height[0], edges[-1], height[1])
        cell = GridCell(tuple(n.words for n in lines_of(words)), box, first, 0, 1, len(edges) - 1)
        return [(cell,) * (len(edges) - 1)]
    split = split_band([lines_of(own) for own in columns], closed=closed, forced=[f for f in forced if f[1]])
    return grid_rows(split, edges, height, first)


def _in_columns(words: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    """The words of a band by column. A text that reaches over columns that hold nothing else (the name of a programme
    over its activities) stands whole in the first of them.
    """

    def column(word: Word) -> int:
        middle = (word.box[0] + word.box[2]) / 2
        return sum(middle > b for b in edges[1:-1])

    columns: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in words:
        columns[column(word)].append(word)
    reaching = [run.words for line in lines_of(words) for run in parts(line) if len({*map(column, run.words)}) > 1]
    for run in reaching:
        first, last = column(run[0]), column(run[-1])
        held = {id(w) for other in reaching if column(other[0]) == first for w in other}
        if all(id(w) in held for k in range(first + 1, last + 1) for w in columns[k]):
            columns[first] = [*(w for w in columns[first] if all(w is not o for o in run)), *run]
            for k in range(first + 1, last + 1):
                columns[k] = [w for w in columns[k] if all(w is not o for o in run)]
    return columns


def _wide_cell(words: Sequence[Word], edges: Sequence[float]) -> bool | None:
    """Whether a band holds one text over several columns and nothing else; ``None`` where it does not."""
    lines = lines_of(words)
    runs = [p for line in lines for p in parts(line)]
    crossing = [r for r in runs if any(r.box[0] < b - 2 and r.box[2] > b + 2 for b in edges[1:-1])]
    return True if len(runs) == len(lines) <= 3 and len(crossing) == len(runs) else None


def grid_rows(
    split: Rows, edges: Sequence[float], height: tuple[float, float], first: int
) -> list[tuple[GridCell, ...]]:
    """The rows of a band as cells; ``first`` is the number of its first row in the grid."""
    levels = (height[0], *split.cuts, height[1])
    count = len(split.cuts) + 1
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    for c, pieces in enumerate(split.pieces):
        for piece in pieces or (Piece((), 0, count - 1),):
            box: Box = (edges[c], levels[piece.first], edges[c + 1], levels[piece.last + 1])
            lines = tuple(line.words for line in piece.lines)
            span = piece.last - piece.first + 1
            cell = GridCell(lines, box, first + piece.first, c, span, certainty=split.certainty(piece))
            for r in range(piece.first, piece.last + 1):
                rows[r].append(cell)
    return [tuple(row) for row in rows]


def _bottom(body: Sequence[Line], seps: Sequence[Separator], edges: Sequence[float]) -> float:
    end = box_around([line.box for line in body])[3]
    closing = [s.y for s in seps if end - 2 <= s.y <= end + 14 and s.cover(*_inner(edges)) >= _FULL]
    return min(closing, default=end)

"""The cells of a table without upright lines.

Comes in: its heading, its lines, the borders of its columns. Goes out: the rows of its grid, band by band between the
lines that part rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.tables.bands import Rows, split_band
from extractor.layout.tables.broken_figures import cut_figures, one_line
from extractor.layout.tables.broken_words import breaks_words
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import labels_rows
from extractor.layout.tables.open_borders import NUMBERED
from extractor.layout.tables.open_end import FULL, SLACK, is_number_line
from extractor.layout.tables.open_names import Head
from extractor.layout.tables.open_rests import rest_above
from extractor.layout.tables.open_runs import parts
from extractor.layout.tables.row_meaning import Piece
from extractor.layout.tables.rows import is_list
from extractor.printed import ROW_NUMBER
from extractor.read.page import Grid, GridCell
from extractor.read.words import Box, Span, Word, box_around

_INDENT = 0.5
"""Type sizes by which rows are indented under the line that heads them, at the least."""
_TIED = 0.85
"""Certainty of cells whose heading is a near tie: less than that of anything that is beyond doubt (0.9)."""
_NUMBER_AND_TEXT = 2
"""Runs of words of a line that is a number and a text."""
_MOST_LINES = 3
"""Lines of the longest text over several columns."""
_FEW = 2
"""Numbers in a line that may be a row's and its only value."""
_WIDER = 1.25
"""How much wider than its blanks the white between two cells is that nearly touch: justified blanks differ by less."""


def inner(edges: Sequence[float]) -> tuple[float, float]:
    """The stretch of a table across, its outer padding aside."""
    return edges[0] + 4, edges[-1] - 4


def head_rows(head: Head, edges: Sequence[float], top: float) -> list[tuple[GridCell, ...]]:
    """The heading as rows: super-headings over columns, the columns' own headings under them."""
    bottom = head.box[3] + 1
    over = sorted(head.over, key=lambda o: (o[1] - o[2], o[0][0].box[1]))
    levels = [sum(a <= first and last <= b for _, a, b in over[:k]) for k, (_, first, last) in enumerate(over)]
    depth = max(levels, default=-1) + 2
    rows: list[list[GridCell | None]] = [[None] * len(head.columns) for _ in range(depth)]
    lowest = [0] * len(head.columns)
    for level, (words, first, last) in zip(levels, over, strict=True):
        box = (edges[first], top, edges[last + 1], words[-1].box[3])
        cell = GridCell(tuple(p.words for p in words), box, level, first, 1, last - first + 1)
        for c in range(first, last + 1):
            rows[level][c] = cell
            lowest[c] = level + 1
    for c, column in enumerate(head.columns):
        box = (edges[c], top, edges[c + 1], bottom)
        cell = GridCell(tuple(p.words for p in column.parts if p.words), box, lowest[c], c, depth - lowest[c], 1)
        for r in range(depth):
            if r >= lowest[c]:
                rows[r][c] = cell
            elif rows[r][c] is None:
                rows[r][c] = GridCell((), box, r, c)
    return [tuple(cell for cell in row if cell is not None) for row in rows]


def body_rows(
    body: Sequence[Line],
    edges: Sequence[float],
    seps: Sequence[Separator],
    top: float,
    first: int,
    before: Grid | None = None,
) -> list[tuple[GridCell, ...]]:
    """The rows under the heading, band by band; ``before`` are those of the page before, if the table goes on."""
    bottom = body[-1].box[3]
    inside = [s for s in seps if top - 1 < s.y < bottom + 1]
    wide = {s.y: _columns_under(s, edges) for s in inside if s.cover(*inner(edges)) >= FULL}
    most = max((len(under) for y, under in wide.items() if y > top + 2), default=0)
    # one that spares what others part stands beside a merged cell
    full = [y for y, under in wide.items() if len(under) >= most or y <= top + 2]
    partial = [s for s in inside if s.seen and s.y not in full and s.cover(*inner(edges)) > 0]
    rest = [] if before is None else rest_above(body, edges, before)
    marks = sorted([top, *(y for y in full if y > top + 2), *rest, bottom + 2])
    bands: list[tuple[float, float, list[Word]]] = []
    for low, high in pairwise(marks):
        words = [w for line in body for w in line.words if low <= (w.box[1] + w.box[3]) / 2 < high]
        if words:
            bands.append((low, high, words))
    # a line under the column numbers parts no rows, nor does the end of a row that the page break cut
    closed = sum(not is_number_line(Line(tuple(words))) for low, _, words in bands if low not in rest) > 1
    sections = [line for k, line in enumerate(body) if _is_section(line, edges, body) or (not k and _counts(line))]
    codes = _code_columns(body, edges)
    cut = (part for band in bands for part in ([band] if _wraps(band[2], edges) else _at_sections(band, sections)))
    placed = [(*part, _held(part[2], edges, codes)) for part in cut]
    fields = [(lines, b - a) for *_, held in placed for lines, (a, b) in zip(held, pairwise(edges), strict=True)]
    rests = cut_figures(fields, lambda: breaks_words(lines for lines, _ in fields))
    rows: list[tuple[GridCell, ...]] = []
    for low, high, words, held in placed:
        if high in rest:
            rows += grid_rows(_whole(held), edges, (low, high), first + len(rows))
            continue
        if _wide_cell(words, edges) or _wraps(words, edges):
            rows.append(_wide_row(words, edges, (low, high), first + len(rows)))
            continue
        forced = {s.y: _columns_under(s, edges) for s in partial if low + 3 < s.y < high - 3}
        shaded = {s.y for s in partial if not s.drawn and 2 * len(forced.get(s.y, ())) < len(edges) - 1}
        split = _split([one_line(lines, rests) for lines in held], (forced, shaded), closed=closed)
        rows += grid_rows(split, edges, (low, high), first + len(rows))
    return rows


def _held(words: Sequence[Word], edges: Sequence[float], codes: Collection[int]) -> list[Sequence[Line]]:
    """The lines of every column of a band."""
    return [lines_of(own) for own in _in_columns(words, edges, codes)]


def _code_columns(body: Sequence[Line], edges: Sequence[float]) -> frozenset[int]:
    """The columns in which all texts begin with a code, and some say nothing more."""
    texts: list[list[Line]] = [[] for _ in range(len(edges) - 1)]
    for line in body:
        for run in parts(line):
            left = run.words[0].box
            texts[sum((left[0] + left[2]) / 2 > b for b in edges[1:-1])].append(run)
    return frozenset(
        k
        for k, runs in enumerate(texts)
        if sum(len(run.words) == 1 and "." in run.text for run in runs) > 1
        and all(_is_code(run.words[0]) for run in runs)
    )


def _wide_row(
    words: Sequence[Word], edges: Sequence[float], height: tuple[float, float], row: int
) -> tuple[GridCell, ...]:
    """A band that is one text over several columns, as a row."""
    box = (edges[0], height[0], edges[-1], height[1])
    cell = GridCell(tuple(n.words for n in lines_of(words)), box, row, 0, 1, len(edges) - 1)
    return (cell,) * (len(edges) - 1)


def _counts(line: Line) -> bool:
    """Whether a line under a heading numbers its columns: it is no part of the row under it."""
    runs = parts(line)
    numbers = [int("".join(filter(str.isdigit, p.text)) or 0) for p in runs] if is_number_line(line) else []
    return len(runs) > _FEW and numbers == list(range(1, len(runs) + 1))


def _is_section(line: Line, edges: Sequence[float], body: Sequence[Line]) -> bool:
    """Whether a line is one bold or labelled text over several columns, be it behind its number, or a bold one over
    plain ones that are indented under it: it heads the rows under it.
    """
    runs = parts(line)
    if len(runs) == _NUMBER_AND_TEXT and ROW_NUMBER.fullmatch(runs[0].text):
        return runs[1].bold and _wide_cell(runs[1].words, edges)
    if len(runs) != 1:
        return False
    if _wide_cell(line.words, edges) and (line.bold or labels_rows(line.text)):
        return True
    if not line.bold:
        return False
    x0 = line.box[0]
    end = next((b for b in edges[1:] if b > x0), edges[-1])
    plain = [n.box[0] for n in body if not n.words[0].bold and n.box[0] < end and n.box[2] > x0]
    return len(plain) > 1 and min(plain) > x0 + _INDENT * line.size


def _at_sections(
    band: tuple[float, float, list[Word]], sections: Sequence[Line]
) -> list[tuple[float, float, list[Word]]]:
    """A band parted over and under the lines in it that head rows; those of two lines of one text are not parted."""
    low, high, words = band
    marks = {low, high}
    inside = [line for line in sections if low <= (line.box[1] + line.box[3]) / 2 < high]
    for line in inside:
        joined = [n for n in inside if n is not line and _is_one(line, n)]
        marks.update(
            y for y in (line.box[1], line.box[3]) if not any(n.box[1] - 1 <= y <= n.box[3] + 1 for n in joined)
        )
    found = []
    for a, b in pairwise(sorted(marks)):
        held = [w for w in words if a <= (w.box[1] + w.box[3]) / 2 < b]
        if held:
            found.append((a, b, held))
    return found


def _is_one(a: Line, b: Line) -> bool:
    """Whether two lines follow one another as those of one text do."""
    upper, lower = (a, b) if a.box[1] < b.box[1] else (b, a)
    return lower.box[1] - upper.box[3] < 0.3 * upper.size


def _columns_under(sep: Separator, edges: Sequence[float]) -> frozenset[int]:
    """The columns that a separator parts."""
    inner = [(a + 0.2 * (b - a), b - 0.2 * (b - a)) for a, b in pairwise(edges)]
    return frozenset(k for k, (a, b) in enumerate(inner) if sep.cover(a, b) > 0.5)


def _split(
    held: Sequence[Sequence[Line]],
    parted: tuple[Mapping[float, frozenset[int]], Collection[float]],
    *,
    closed: bool,
) -> Rows:
    """The rows between two separators; ``parted`` are the heights at which some columns are parted, with these columns,
    and those of them at which only a ground under a few ends.
    """
    forced = [(y, under) for y, under in parted[0].items() if under]
    split = split_band(held, closed=closed, forced=forced, shaded=parted[1])
    if closed and not forced and split.cuts and is_list(held, split):
        # between two lines a list under its lead-in is one row, as in a ruled grid
        return _whole(held)
    return split


def _whole(held: Sequence[Sequence[Line]]) -> Rows:
    """A band as one row."""
    return Rows((), tuple((Piece(tuple(lines), 0, 0),) if lines else () for lines in held))


def _in_columns(words: Sequence[Word], edges: Sequence[float], codes: Collection[int]) -> list[list[Word]]:
    """The words of a band by column. A text that reaches over columns that hold nothing else (the name of a programme
    over its activities), or nothing beside it where its words stand on their borders, is whole in the first of them;
    behind its code in one of the columns ``codes`` it is whole in the next.
    """

    def column(word: Word) -> int:
        middle = (word.box[0] + word.box[2]) / 2
        return sum(middle > b for b in edges[1:-1])

    columns: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in words:
        columns[column(word)].append(word)
    rows = [[run.words for run in parts(line)] for line in lines_of(words)]
    beside = {id(run): row for row in rows for run in row}
    runs = [run for row in rows for run in row]
    reaching = [run for run in runs if len({*map(column, run)}) > 1 and not _parted(run, [*map(column, run)])]
    for run in reaching:
        first, last = column(run[0]), column(run[-1])
        if first in codes and _is_code(run[0]):
            # the name of a programme behind its code begins before its column does
            named = [w for w in run[1:] if column(w) == first]
            columns[first] = [w for w in columns[first] if all(w is not o for o in named)]
            columns[first + 1] += named
            continue
        held = {id(w) for other in reaching if column(other[0]) == first for w in other}
        if _crosses(run, edges[first + 1 : last + 1]):
            held.update(id(w) for w in words if all(w is not o for other in beside[id(run)] for o in other))
        if all(id(w) in held for k in range(first + 1, last + 1) for w in columns[k]):
            columns[first] = [*(w for w in columns[first] if all(w is not o for o in run)), *run]
            for k in range(first + 1, last + 1):
                columns[k] = [w for w in columns[k] if all(w is not o for o in run)]
    return columns


def _is_code(word: Word) -> bool:
    """Whether a word is a code or a number."""
    return not any(map(str.isalpha, word.text))


def _crosses(run: Sequence[Word], borders: Sequence[float]) -> bool:
    """Whether words of a run stand on borders between columns: it is one text, not two cells that nearly touch."""
    return any(w.box[0] < border - SLACK and w.box[2] > border + SLACK for w in run for border in borders)


def _parted(run: Sequence[Word], columns: Sequence[int]) -> bool:
    """Whether the white at the border of two columns is wider than the blanks of a run: two full cells nearly touch. A
    typewriter sets a row's number one blank before its text, a narrow column `IKU 1.1`.
    """
    at = columns.count(columns[0])
    two = len(set(columns)) == 2 and len(set(columns[at:])) == 1
    if two and columns[0] < columns[at] and NUMBERED.fullmatch(Span(run[:at]).text):
        return True
    gaps = [(right.box[0] - left.box[2], a != b) for (left, a), (right, b) in pairwise(zip(run, columns, strict=True))]
    blanks = [gap for gap, border in gaps if not border]
    return bool(blanks) and min(gap for gap, border in gaps if border) > _WIDER * max(blanks)


def _wide_cell(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a band holds one text over several columns and nothing else."""
    lines = lines_of(words)
    runs = [p for line in lines for p in parts(line)]
    crossing = [r for r in runs if any(r.box[0] < b - 2 and r.box[2] > b + 2 for b in edges[1:-1])]
    return len(runs) == len(lines) <= _MOST_LINES and len(crossing) == len(runs)


def _wraps(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a band holds one text over several columns whose last line may be short: its lines begin at one place,
    and none had room for the first word of the next."""
    if all(w.box[1] < words[0].box[3] for w in words):
        return False  # one line
    lines = lines_of(words)
    if not 1 < len(lines) <= _MOST_LINES or any(len(parts(line)) > 1 for line in lines):
        return False
    full = all(a.box[2] + b.words[0].box[2] - b.words[0].box[0] > edges[-1] - a.size for a, b in pairwise(lines))
    aligned = all(abs(line.box[0] - lines[0].box[0]) < SLACK for line in lines)
    return full and aligned and _wide_cell(lines[0].words, edges)


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


def in_doubt(rows: Sequence[tuple[GridCell, ...]], columns: Collection[int]) -> list[tuple[GridCell, ...]]:
    """The rows, the cells of some columns no surer than those under a heading that reads as well otherwise."""
    if not columns:
        return list(rows)
    made = {id(c): replace(c, certainty=min(c.certainty, _TIED)) for row in rows for c in row if c.column in columns}
    return [tuple(made.get(id(c), c) for c in row) for row in rows]


def bottom_of(body: Sequence[Line], seps: Sequence[Separator], edges: Sequence[float]) -> float:
    """Where a table ends (points): at a rule close under its last line, else at that line."""
    end = box_around([line.box for line in body])[3]
    closing = [s.y for s in seps if end - 2 <= s.y <= end + 14 and s.cover(*inner(edges)) >= FULL]
    return min(closing, default=end)

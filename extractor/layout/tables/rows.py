"""Rows of a ruled grid that no line parts: frames with upright lines only, groups of rows, lines that a scan lost.

Comes in: a grid. Goes out: the grid with its tall rows cut. What tells rows is the matter of ``bands``; here it is said
which rows of a grid may hold several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import Rows, split_band
from extractor.layout.tables.broken_figures import cut_figures, one_line
from extractor.layout.tables.broken_words import breaks_words
from extractor.layout.tables.heading import cells_of, heading_rows, lines_in
from extractor.layout.tables.levels import MARK, is_text, opens, usual_size, usual_step
from extractor.layout.tables.paragraphs import by_paragraphs
from extractor.layout.tables.row_meaning import Piece
from extractor.layout.tables.row_signs import under_groups
from extractor.printed import BULLETS
from extractor.read.page import Grid, GridCell

_LABEL = re.compile(r"\(?(\d{1,3})[.)]*")
_VALUE = re.compile(r"(?:[<>≤≥±=~]\s*)?(?:Rp\.?\s*)?\d|[A-D]{1,2}[+-]?$|-$")
_MARKED = re.compile(r"\(?(\d{1,2}|[a-z])[.)](?:\s|$)")
"""The mark of an item; alone on its line where a tab did not fit beside it."""
_BULLET = re.compile(rf"[{BULLETS}]\s*\w")
_INDENT = 0.8
"""Type sizes by which an item without a mark is set in under its lead-in."""
_OUTDENT = 0.4
"""Type sizes by which a line stands left of an item to be none of it."""
_WHITE = 1.0
"""Points by which a step between lines of one text may be wider than usual: type sizes are rounded."""
_FEW = 1
"""Rows of a grid that rules do not part, heading aside: its lines are a frame."""


def cut_rows(grid: Grid) -> Grid:
    """The grid with every row cut that holds several rows."""
    heading = grid.heading if grid.heading is not None else heading_rows(cells_of(grid))
    body = len(grid.rows) - heading
    rows: list[tuple[GridCell, ...]] = list(grid.rows[:heading])
    held = _with_figures(grid.rows[heading:])
    changed = any(a is not b for a, b in zip(held, grid.rows[heading:], strict=True))
    for row in held:
        cut = _cut(row, closed=body > _FEW and not _counts(row))
        rows.extend(cut)
        changed = changed or len(cut) > 1 or any(c.certainty < 1 for c in cut[0])
    return replace(grid, rows=_placed(rows), heading=heading or grid.heading) if changed else grid


def _with_figures(rows: Sequence[tuple[GridCell, ...]]) -> list[tuple[GridCell, ...]]:
    """The rows with the figures on one line that a narrow column cuts."""
    cells = {id(cell): cell for row in rows for cell in row if len(cell.lines) > 1}
    held = {key: lines_in(cell) for key, cell in cells.items()}
    fields = [(held[key], cell.box[2] - cell.box[0]) for key, cell in cells.items()]
    rests = cut_figures(fields, lambda: breaks_words(held.values()))
    if not rests:
        return list(rows)
    made = {
        key: replace(cell, lines=tuple(line.words for line in one_line(held[key], rests)))
        for key, cell in cells.items()
    }
    return [tuple(made.get(id(c), c) for c in row) if any(id(c) in made for c in row) else row for row in rows]


def _cut(row: Sequence[GridCell], *, closed: bool) -> list[tuple[GridCell, ...]]:
    """The rows that a row of the grid holds; itself where it is one."""
    cells = [cell for k, cell in enumerate(row) if k == 0 or row[k - 1] is not cell]
    if len(cells) < 2 or any(c.row_span > 1 for c in cells) or max(len(c.lines) for c in cells) < 2:
        return [tuple(row)]
    columns = [lines_in(cell) for cell in cells]
    split = split_band(columns, closed=closed)
    split = (by_paragraphs(columns, split) if split.cuts else None) or split
    if all(sum(bool(p.lines) for p in pieces) <= 1 for pieces in split.pieces):
        return [tuple(row)]  # one text a column, some at the top and some in the middle
    listed = len(split.cuts) > 0 and not _counts(row) and is_list(columns, split)
    if listed or (not split.cuts and split.sure[0] == 1):
        return [tuple(row)]
    return _rows(cells, split, closed=closed)


def is_list(columns: Sequence[Sequence[Line]], split: Rows) -> bool:
    """Whether a row holds a list under lead-ins (`Jumlah panen:` over `a. Kopi`, `b. Teh`), or a numbered one with as
    many numbers, or as many values, in a column beside it (`1. Luas panen` / `2. Hasil`, and `20 ha` / `50 ton`), right
    of one text for all of it: who reads the list deals them out, however its items wrap.
    """
    numbered = [n for lines in columns if (n := _run(lines)) > 1]
    listed = {k for k, lines in enumerate(columns) if _led(lines) > 1}
    texts = [k for k, lines in enumerate(columns) if k in listed or (lines and (is_text(lines) or _wraps(lines)))]
    valued = {_values(lines) for k, lines in enumerate(columns) if k not in texts and lines}
    if len(numbered) > len(set(numbered)):
        listed.update(k for k in texts if _run(columns[k]) > 1)
    listed.update(k for k in texts if _run(columns[k]) > 1 and _leaves(columns[k]) in valued)
    dealt = {_leaves(columns[k]) for k in listed}
    said = {k: sum(1 for p in split.pieces[k] if p.lines) for k in texts if k not in listed}
    if not listed or texts[0] in listed:
        return False
    step = usual_step(columns, usual_size([line for lines in columns for line in lines])) + _WHITE
    return all(
        n == 1
        # a unit for each item stands right of the list, one statement that wraps left of it
        or (n in dealt and n == len(columns[k]) if k > min(listed) else _runs_on(columns[k], step))
        for k, n in said.items()
    )


def _runs_on(lines: Sequence[Line], step: float) -> bool:
    """Whether lines follow one another as those of one text, none of which begins like a statement but the first."""
    return all(b.box[1] - a.box[1] <= step and not opens(b.text) for a, b in pairwise(lines))


def _values(lines: Sequence[Line]) -> int:
    """The lines of a column that begin with a value; the others are the rest of one."""
    return sum(_VALUE.match(line.text) is not None for line in lines)


def _run(lines: Sequence[Line]) -> int:
    """The items of a list whose marks count up from the first line on, or are one bullet; 0 where there is none."""
    if lines and _BULLET.match(lines[0].text):
        return sum(line.text[0] == lines[0].text[0] for line in lines)
    marks = [m[1] for line in lines if (m := _MARKED.match(line.text))]
    if not marks or not _MARKED.match(lines[0].text):
        return 0
    places = [int(m) if m.isdigit() else ord(m) - ord("a") + 1 for m in marks]
    return len(places) if places == list(range(1, len(places) + 1)) else 0


def _leaves(lines: Sequence[Line]) -> int:
    """The items of a list that have a value each: those of a list under one of them are its own (`2. Panjang jalan:`
    over `- hotmix`, `- beton`).
    """
    led = sum(a.text.rstrip().endswith(":") and _BULLET.match(b.text) is not None for a, b in pairwise(lines))
    bullets = sum(_BULLET.match(line.text) is not None for line in lines) if led and _MARKED.match(lines[0].text) else 0
    return _run(lines) - (led if bullets else 0) + bullets


def _wraps(lines: Sequence[Line]) -> bool:
    """Whether a marked list's items wrap and hold no figure: texts, however narrow their column."""
    unmarked = [_MARKED.sub("", line.text, count=1) for line in lines]
    return 1 < _run(lines) < len(lines) and not any(any(map(str.isdigit, text)) for text in unmarked)


def _led(lines: Sequence[Line]) -> int:
    """The items of a list under lead-ins that end in a colon; 0 where there is none, or an item is told by nothing."""
    entries: list[tuple[str, float]] = []
    lead: float | None = None
    for line in lines:
        inset = lead is not None and line.box[0] - lead >= _INDENT * line.size and not line.text[:1].islower()
        if lead is not None and _outdents(line, entries[-1][1]):
            return 0
        if not entries or MARK.match(line.text) or (inset and entries[-1][1] <= line.box[0] + 1):
            entries.append((line.text, line.box[0]))
        else:
            entries[-1] = (f"{entries[-1][0]} {line.text}", entries[-1][1])
        if entries[-1][0].rstrip().endswith(":"):
            lead = entries[-1][1]
    if lead is None or not entries or not entries[0][0].rstrip().endswith(":"):
        return 0
    return sum(not text.rstrip().endswith(":") for text, _ in entries)


def _outdents(line: Line, left: float) -> bool:
    """Whether a line without a mark begins anew left of the item over it: what it begins is none of the list's."""
    return line.box[0] < left - _OUTDENT * line.size and line.text[:1].isupper() and not MARK.match(line.text)


def _counts(row: Sequence[GridCell]) -> bool:
    """Whether the first cell holds the numbers of several rows."""
    found = [_LABEL.fullmatch("".join(w.text for w in line)) for line in row[0].lines if line]
    numbers = [int(m[1]) for m in found if m]
    return len(numbers) > 1 and len(numbers) == len(found) and all(b > a for a, b in pairwise(numbers))


def _rows(cells: Sequence[GridCell], split: Rows, *, closed: bool) -> list[tuple[GridCell, ...]]:
    top, bottom = min(c.box[1] for c in cells), max(c.box[3] for c in cells)
    levels = (top, *split.cuts, bottom)
    count = len(split.cuts) + 1
    rows: list[list[GridCell]] = [[] for _ in range(count)]
    under = under_groups([lines_in(cell) for cell in cells])
    groups = [n for n, y in enumerate(split.cuts, 1) if any(low <= y <= high for low, high in under)]
    for cell, pieces in zip(cells, split.pieces, strict=True):
        said = [piece for piece in pieces if piece.lines]
        if closed and len(said) == 1:
            # rules around a cell say that it holds for all; but what stands under the letter of a group
            first = max((n for n in groups if n <= said[0].first), default=0)
            pieces = (*(Piece((), n, n) for n in range(first)), replace(said[0], first=first, last=count - 1))
        for piece in pieces or (Piece((), 0, count - 1),):
            box = (cell.box[0], levels[piece.first], cell.box[2], levels[piece.last + 1])
            lines = tuple(line.words for line in piece.lines)
            sure = min(cell.certainty, split.certainty(piece))
            made = replace(cell, lines=lines, box=box, row_span=piece.last - piece.first + 1, certainty=sure)
            for r in range(piece.first, piece.last + 1):
                rows[r].extend([made] * cell.column_span)
    return [tuple(row) for row in rows]


def _placed(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with their cells' ``row`` counted anew."""
    made: dict[int, GridCell] = {}
    for r, row in enumerate(rows):
        for cell in row:
            if id(cell) not in made:
                made[id(cell)] = cell.at(r, cell.column, cell.row_span, cell.column_span)
    return tuple(tuple(made[id(cell)] for cell in row) for row in rows)

"""Forms: several tables, lines of labels and titles stacked in one frame, each with columns of its own.

Comes in: a ruled grid. Goes out: the tables in it, each a grid with its own columns; what stands over, between and
under them as titles and labels is in none of them, so that it is read as lines. Budget forms (RKA and DPA, Permendagri
13/2006 and 77/2020) are printed so. A grid with one set of columns is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import is_, is_not

from extractor.layout.tables.ghosts import placed
from extractor.layout.tables.heading import cells_of, heading_rows, names_column, names_period, own_cells
from extractor.read.page import Grid, GridCell
from extractor.read.words import box_around

_SAME = 6.0
"""Points by which one border may differ between two rows: forms are set by programs that round cell by cell."""
_KIN = 0.75
"""Share of the fewer borders of two rows that both have in one table; in stacked ones few fall together, by chance."""
_HEADS = 2
"""Columns that a heading names at the least."""

_LABELLED, _SENTENCE = 3, 3
"""Cells of a row of a label, a sentence and its figure at the most; words of the sentence are more than these."""
_TALL = 3
"""Lines of a field over the whole width from which on it is no heading of a section and no sum."""

Rows = tuple[tuple[GridCell, ...], ...]


@dataclass
class _Part:
    """Rows with one set of columns; ``first`` and ``last`` (exclusive) are their places in the grid."""

    first: int
    last: int
    borders: list[float] = field(default_factory=list)


def unstack(grid: Grid) -> list[Grid]:
    """The tables of a grid; the grid alone where it is one table."""
    over = _over_headings(grid)
    parts = _parts(grid.rows, over)
    if len(parts) == 1 and parts[0].first - 1 in over:
        return [_grid(grid, parts[0])]
    if len(parts) < 2:
        return [_without_foot(grid, parts[0])] if parts else [grid]
    cut = [_grid(grid, part) for part in parts]
    headed = [k for k, one in enumerate(cut) if _is_headed(one)]
    if not headed:
        return [grid]
    # what stands over the first heading is the form's head: titles and labels
    kept = [one for k, one in enumerate(cut) if k >= headed[0] and (k in headed or len(one.rows) > 1)]
    if all(map(_is_heading, kept)):
        return [grid]
    return [one for one in kept if len(one.rows[0]) > 1]


def _is_heading(grid: Grid) -> bool:
    """Whether a part of a grid is nothing but a heading: uprights part it alone; the rows under it are no titles."""
    return heading_rows(cells_of(grid)) >= len(grid.rows)


def _without_foot(grid: Grid, part: _Part) -> Grid:
    """A table without the fields under it in its frame that reach over its whole width and hold several lines: places
    to sign, a plan of payments, notes."""
    foot = grid.rows[part.last :]
    if not any(len(row[0].lines) >= _TALL for row in foot) or part.last < _HEADS:
        return grid
    if _is_heading(_grid(grid, part)):
        return grid
    rows = grid.rows[: part.last]
    return Grid(grid.page, box_around([c.box for row in rows for c in row]), rows, grid.heading)


def _parts(rows: Rows, over: set[int]) -> list[_Part]:
    """Runs of rows that share their columns; rows of one cell between two of them are in neither. ``over`` are rows
    that stand over a heading.
    """
    parts: list[_Part] = []
    for first, last in _blocks(rows):
        borders = _borders(rows[first:last])
        if not borders or over.issuperset(range(first, last)):
            continue
        anew = bool(parts) and first > parts[-1].last and _heads(rows[first : last + 1])
        if parts and _kin(parts[-1].borders, borders) and not anew:
            parts[-1].last = last
            parts[-1].borders += [x for x in borders if not _among(x, parts[-1].borders)]
        else:
            parts.append(_Part(first, last, borders))
    return _joined(rows, parts)


def _joined(rows: Rows, parts: Sequence[_Part]) -> list[_Part]:
    """The parts, a heading joined with the rows right under it: where the first of them names a section
    (`1 | Sasaran`), it shows too few borders to tell whose columns they are.
    """
    out: list[_Part] = []
    for part in parts:
        above = out[-1] if out else None
        if (
            above is not None
            and part.first == above.last
            and _kin(above.borders, part.borders)
            and not _heads(rows[part.first : part.last])
        ):
            above.last = part.last
            above.borders += [x for x in part.borders if not _among(x, above.borders)]
        else:
            out.append(part)
    return out


def _over_headings(grid: Grid) -> set[int]:
    """Rows over a heading that say of what its table is: a label, a sentence and its figure, with bands of one cell.
    (The upper storey of a heading has short names.)
    """
    found: set[int] = set()
    if not any(0 < sum(map(is_not, row, row[1:])) < _LABELLED for row in grid.rows):
        return found
    texts = [[c.text for c in own_cells(row)] for row in cells_of(grid)]
    for h, names in enumerate(texts):
        if len(names) <= _LABELLED or not all(names_column(text) or names_period(text) for text in names):
            continue
        k = h
        while k and (len(texts[k - 1]) == 1 or _is_labelled(texts[k - 1])):
            k -= 1
        if any(_is_labelled(texts[r]) for r in range(k, h)):
            found.update(range(k, h))
    return found


def _is_labelled(texts: Sequence[str]) -> bool:
    """Whether a row holds a label, what it is the label of, and figures or nothing more."""
    if not 1 < len(texts) <= _LABELLED or not names_column(texts[0]):
        return False
    return len(texts[1].split()) > _SENTENCE and all(not text or text[0].isdigit() for text in texts[2:])


def _blocks(rows: Rows) -> list[tuple[int, int]]:
    """Rows that no merged cell holds together, first and last (exclusive)."""
    cuts = [r for r in range(1, len(rows)) if not any(map(is_, rows[r - 1], rows[r]))]
    return list(zip([0, *cuts], [*cuts, len(rows)], strict=True))


def _borders(rows: Sequence[Sequence[GridCell]]) -> list[float]:
    """Where cells of the rows meet side by side."""
    found: list[float] = []
    sides = dict.fromkeys(right.box[0] for row in rows for left, right in pairwise(row) if left is not right)
    for x in sides:
        if not _among(x, found):
            found.append(x)
    return sorted(found)


def _among(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - p) <= _SAME for p in places)


def _kin(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether two sets of borders are those of one table."""
    few, many = sorted((a, b), key=len)
    return sum(_among(x, many) for x in few) >= _KIN * len(few)


def _grid(grid: Grid, part: _Part) -> Grid:
    """The rows of a part as a grid of its own, without columns that none of them has and without a label beside all."""
    rows = grid.rows[part.first : part.last]
    kept = [c for c in range(len(rows[0])) if c == 0 or any(row[c] is not row[c - 1] for row in rows)]
    rows = tuple(tuple(row[c] for c in kept) for row in rows)
    if len(rows) > 1 and len(rows[0]) > _HEADS and all(row[0] is rows[0][0] for row in rows):
        rows = tuple(row[1:] for row in rows)
    rows = placed(rows)
    return Grid(grid.page, box_around([c.box for row in rows for c in row]), rows)


def _is_headed(grid: Grid) -> bool:
    """Whether the first rows name two columns; a title beside a form's number is bold as a heading is."""
    return _heads(grid.rows)


def _heads(grid_rows: Rows) -> bool:
    rows = cells_of(Grid(0, (0, 0, 0, 0), placed(grid_rows)))
    heads = {id(c): c.text for row in rows[: heading_rows(rows)] for c in own_cells(row)}
    return sum(names_column(text) or names_period(text) for text in heads.values()) >= _HEADS

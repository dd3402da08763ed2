"""Columns side by side under one heading that names their levels: `Program/Kegiatan` over two columns.

Comes in: the columns and the rows of a table. Goes out: the same, each of those columns called by its own level. Apart
from the other columns because here the order of the words in a heading is that of the columns under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Cell
from extractor.match.column import Column
from extractor.match.levels import LEVEL_FIELDS, own_level
from extractor.printed import BULLETS, ROW_NUMBER

_LEVELS = {field: level for level, field in LEVEL_FIELDS.items()}
_LINES = {"", "line", "group", "other", "number", "row", *_LEVELS}
"""What columns under such a heading may be taken for."""
_MARK = re.compile(rf"\(?[A-Za-z][.)]*|[{BULLETS}]")
_TEXT = 4
"""Letters of the shortest name; marks and codes have fewer."""


def levels_abreast(
    columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The columns under one heading called by the levels that it names, and the rows without the marks that stand in a
    level's column before the names of the next one.
    """
    out, made = list(columns), tuple(tuple(row) for row in rows)
    for start, column in enumerate(columns):
        levels = [level for level in dict.fromkeys(column.levels) if level in _LEVELS]
        end = start + 1
        while end < len(columns) and _shares(columns[end], column):
            end += 1
        if len(levels) < 2 or (start and _shares(column, columns[start - 1])) or end - start < 2:
            continue
        places = [k for k in range(start, end) if _names(made, k)]
        if len(places) != len(levels) and _marks_before(made, start, end):
            places = list(range(start, end))
        if len(places) != len(levels) or any(_contradicts(made, k, at) for k, at in zip(places, levels, strict=True)):
            continue
        for k, level in zip(places, levels, strict=True):
            out[k] = replace(out[k], meaning=level)
            made = tuple(_unmarked(row, k) for row in made)
    return tuple(out), made


def _shares(column: Column, left: Column) -> bool:
    """Whether a column stands under the heading of the one at its left, or under none of its own."""
    if column.meaning not in _LINES or left.meaning not in _LINES:
        return False
    if not column.own:
        return column.meaning not in ("", "other")  # what it holds has told that it is of these
    return left.heading is not None and column.heading == left.heading


def _texts(rows: Sequence[Sequence[Cell]], k: int) -> list[str]:
    """What the cells of a column say that reach over no other one, each once."""
    cells = {id(row[k]): row[k].text.strip() for row in rows if row[k].column == k and row[k].column_span == 1}
    return [text for text in cells.values() if text]


def _names(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column are names."""
    texts = _texts(rows, k)
    return bool(texts) and 2 * sum(sum(map(str.isalpha, text)) >= _TEXT for text in texts) > len(texts)


def _marks_before(rows: Sequence[Sequence[Cell]], start: int, end: int) -> bool:
    """Whether every column but the last holds marks and names that reach over the columns at its right."""
    wide = {row[k].column for row in rows for k in range(start, end) if row[k].column_span > 1 and row[k].text.strip()}
    return _names(rows, end - 1) and all(
        k in wide and all(_is_mark(text) for text in _texts(rows, k)) for k in range(start, end - 1)
    )


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None or ROW_NUMBER.fullmatch(text) is not None


def _contradicts(rows: Sequence[Sequence[Cell]], k: int, level: str) -> bool:
    """Whether a cell of a column says by its first word that it is of another level."""
    said = {own_level(text) for text in _texts(rows, k)} - {None}
    return bool(said - {_LEVELS[level]})


def _unmarked(row: tuple[Cell, ...], k: int) -> tuple[Cell, ...]:
    """The row without a mark in a column of names."""
    cell = row[k]
    if cell.column != k or cell.column_span > 1 or not _is_mark(cell.text.strip()):
        return row
    return (*row[:k], replace(cell, lines=()), *row[k + 1 :])

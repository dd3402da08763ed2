"""A cell that lists as many indicators, or units, as it reaches over rows: one a row; and values that repeat the marks
of the list beside them.

Comes in: the columns of a table. Goes out: the same, where such cells are cut into the rows that say something of each,
and values have no marks of a list within a list. In print the list stands beside its rows, though a line (or a bullet
set a little lower) kept the cell whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Line
from extractor.match.column import Columns
from extractor.records.cell_items import down, items
from extractor.records.lead_in import marks
from extractor.records.stages import staged_items

_WORD_OF_MARK = re.compile(r"\W")
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")
_GOING_ON = (" per", "/", ",")
"""Ends of lines after which a unit goes on."""
_SAID = ("target", "unit", "formula", "explanation", "data_source", "owner", "actual", "baseline", "budget")
"""Meanings of columns that say something of one indicator."""


def by_rows(columns: Columns) -> Columns:
    """The columns with their lists of indicators dealt to the rows."""
    names, beside = columns.at("name"), columns.at(*_SAID)
    if not names or not beside:
        return columns
    rows = [list(row) for row in columns.rows]
    changed = False
    for k in (*names, *columns.at("unit")):
        start = 0
        while start < len(rows):
            end = start + 1
            while end < len(rows) and rows[end][k] is rows[start][k]:
                end += 1
            cell, parts = rows[start][k], list[Cell]()
            if k in names and _each_says(rows, start, end, beside):
                parts = _parts(cell, end - start)
            elif k not in names and _each_says(rows, start, end, names):
                parts = _units(cell, [rows[r][names[0]] for r in range(start, end)])
            for offset, part in enumerate(parts):
                rows[start + offset][k] = part
                changed = True
            start = end
    return replace(columns, rows=tuple(map(tuple, rows))) if changed else columns


def without_marks(columns: Columns) -> Columns:
    """The columns without the marks that values repeat of a list within a list beside them: `1.` over `a) 30 orang` and
    `b) 55 orang`, where `1.` leads in.
    """
    names, values = columns.at("name"), columns.at("target", "unit", "actual", "baseline")
    rows = [list(row) for row in columns.rows] if names and values else []
    changed = False
    for row in rows:
        own = [k for k in values if len(row[k].lines) > 1 and _LIST_MARK.fullmatch(row[k].lines[0].words[0].text)]
        listed = next((found for k in names if (found := marks(row[k]))), []) if own else []
        for k in own if listed else ():
            if [_WORD_OF_MARK.sub("", line.words[0].text) for line in row[k].lines] == listed:
                rest = [line.words[1:] for line in row[k].lines]
                row[k] = replace(row[k], lines=tuple(Line(words) for words in rest if words))
                changed = True
    return replace(columns, rows=tuple(map(tuple, rows))) if changed else columns


def _units(cell: Cell, named: Sequence[Cell]) -> list[Cell]:
    """The cell cut into as many units as there are indicators beside it, if each of its lines stands level with its
    indicator, and most are known for units.
    """
    words = set(toml("columns")["contents"]["units"])
    if len(cell.lines) != len(named) or not all(name.lines for name in named):
        return []
    known = sum(line.words[0].text.casefold() in words for line in cell.lines)
    if 2 * known < len(named) or any(line.text.casefold().endswith(_GOING_ON) for line in cell.lines[:-1]):
        return []
    for line, name in zip(cell.lines, named, strict=True):
        own, first, last = (down(n.words[0]) for n in (line, name.lines[0], name.lines[-1]))
        if not first - line.size / 2 < own < last + line.size / 2:
            return []
    return [replace(cell, lines=(line,), row=cell.row + n, row_span=1) for n, line in enumerate(cell.lines)]


def _each_says(rows: Sequence[Sequence[Cell]], start: int, end: int, beside: Sequence[int]) -> bool:
    """Whether one column has a filled cell of its own in every one of several rows."""
    return end - start > 1 and any(
        all(rows[r][k].text.strip() and (r == start or rows[r][k] is not rows[r - 1][k]) for r in range(start, end))
        for k in beside
    )


def _parts(cell: Cell, count: int) -> list[Cell]:
    """The cell cut into as many as it has items, or labels of stages (`Output: ...`), if each begins a line of it."""
    found = staged_items(cell) or items(cell)
    if len(found) != count:
        return []
    tops = [item.top for item in found]
    begun: list[list[Line]] = []
    for line in cell.lines:
        if len(begun) < count and abs(down(line.words[0]) - tops[len(begun)]) < line.size / 2:
            begun.append([])
        if not begun:
            return []
        begun[-1].append(line)
    if len(begun) != count:
        return []
    return [replace(cell, lines=tuple(lines), row=cell.row + n, row_span=1) for n, lines in enumerate(begun)]

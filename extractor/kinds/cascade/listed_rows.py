"""Rows of a cascade table that list several nodes in one cell, their indicators listed likewise in the cells beside.

In come the columns and rows of a table, out come the rows, those with lists as one row an item. Apart from the walk
through the rows because it takes a cell for one node.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.grid_column import Column
from extractor.layout.blocks import Cell, Line

_MARK = re.compile(r"\(?(\d{1,2})[.)](?!\d)\s*(?=\S)")
_FEWEST = 2
"""Nodes of a list."""


def one_a_row(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows, those that list nodes of the deepest level as a row an item. (What stands under an item of a list of a
    higher level no cell tells.)
    """
    last = max((k for k, c in enumerate(columns) if c.role == "level"), default=-1)
    if last < 0 or columns[last].mixed or columns[last].office:
        return rows
    out: list[Sequence[Cell]] = []
    for row in rows:
        out += _parted(row, last, [c.role in ("level", "indicator") for c in columns]) or [row]
    return out


def _parted(row: Sequence[Cell], first: int, named: Sequence[bool]) -> list[Sequence[Cell]]:
    """A row as one an item of the list in a column, whose neighbours at the right list as many; none where it is no
    such row. ``named`` are the columns whose items keep their numbers; those of values are theirs no longer.
    """
    cell = row[first]
    if cell.column != first or any(c.column_span > 1 or c.row_span > 1 for c in row[first:]):
        return []
    items = _listed(cell.lines)
    if len(items) < _FEWEST:
        return []
    beside = [_listed(c.lines, len(items)) if c.lines else [()] * len(items) for c in row[first + 1 :]]
    beside = [
        own if keep else [_bare(item) for item in own] for own, keep in zip(beside, named[first + 1 :], strict=True)
    ]
    if any(len(own) != len(items) for own in beside):
        return []
    parts = [items, *beside]
    return [
        (*row[:first], *(replace(c, lines=own[k]) for c, own in zip(row[first:], parts, strict=True)))
        for k in range(len(items))
    ]


def _listed(lines: Sequence[Line], count: int = 0) -> list[tuple[Line, ...]]:
    """The items of a list whose numbers count up from one; else lines without numbers, where they are ``count``."""
    items: list[list[Line]] = []
    for line in lines:
        mark = _MARK.match(line.text)
        if mark is not None and int(mark.group(1)) == len(items) + 1:
            items.append([line])
        elif items:
            items[-1].append(line)
        else:
            break
    if not items and len(lines) == count:
        items = [[line] for line in lines]
    return [tuple(item) for item in items]


def _bare(item: tuple[Line, ...]) -> tuple[Line, ...]:
    """An item without its number."""
    mark = _MARK.match(item[0].text) if item else None
    return (Line(item[0].span.cut(mark.end()).words), *item[1:]) if mark is not None else item

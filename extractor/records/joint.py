"""One column for what is to be reached and for how it is measured (`Sasaran Program/Sasaran Kegiatan/Indikator`).

Comes in: the columns of a table with such a column, as ministries' agreements have it: a programme, under it its
sasaran, under it its indicators, of which only these have targets. Goes out: the same rows with a column for each.
Apart from the reader of rows, which then need not know of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Cell
from extractor.match.column import Column, Columns
from extractor.match.levels import own_level
from extractor.printed import BULLETS, ITEM_NUMBER

_MARK = re.compile(rf"\(?(?:{ITEM_NUMBER}|[a-z])[.)]\s|[{BULLETS}]\s")
_PARTS = ("line", "objective", "name")


def unjoined(columns: Columns) -> Columns:
    """The columns with a ``joint`` one parted in three; others as they are."""
    places = columns.at("joint")
    if not places:
        return columns
    k = places[0]
    measured = columns.at("target", "unit", "baseline")
    made: dict[int, tuple[Cell, Cell, Cell]] = {}

    def parts(row: Sequence[Cell]) -> tuple[Cell, Cell, Cell]:
        cell = row[k]
        if id(cell) not in made:
            blank = [replace(cell, lines=()) for _ in _PARTS]
            has_target = any(row[m].text.strip() for m in measured if row[m] is not cell)
            if has_target and (first := _first_item(cell)):
                # the rows were not parted: the sasaran stands over the list of its indicators
                blank[1] = replace(cell, lines=cell.lines[:first])
                blank[2] = replace(cell, lines=cell.lines[first:])
                made[id(cell)] = (blank[0], blank[1], blank[2])
                return made[id(cell)]
            part = 2 if has_target else 0 if own_level(cell.text) in ("program", "kegiatan", "sub_kegiatan") else 1
            blank[part] = cell
            made[id(cell)] = (blank[0], blank[1], blank[2])
        return made[id(cell)]

    rows = tuple((*row[:k], *parts(row), *row[k + 1 :]) for row in columns.rows)
    inserted = tuple(Column(meaning) for meaning in _PARTS)
    return Columns((*columns.columns[:k], *inserted, *columns.columns[k + 1 :]), rows)


def _first_item(cell: Cell) -> int:
    """The first line of a cell's list (`a. ...`) under a text that is none of it; 0 where there is no such line."""
    marked = [_MARK.match(line.text) is not None for line in cell.lines]
    return marked.index(True) if True in marked[1:] and not marked[0] else 0

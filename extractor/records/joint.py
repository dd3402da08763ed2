"""One column for what is to be reached and for how it is measured (`Sasaran Program/Sasaran Kegiatan/Indikator`).

Comes in: the columns of a table with such a column, as ministries' agreements have it: a programme or a tujuan, under
it its sasaran, under it its indicators, of which only these have targets. Goes out: the same rows with a column for
each. Apart from the reader of rows, which then need not know of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from extractor.layout.blocks import Cell
from extractor.match.column import Column, Columns
from extractor.match.column_labels import hits, label_meaning
from extractor.match.levels import own_level
from extractor.printed import BULLETS, ITEM_NUMBER

_MARK = re.compile(rf"\(?(?:{ITEM_NUMBER}|[a-z])[.)]\s|[{BULLETS}]\s")
_LABEL = re.compile(r"\s*([^\W\d_]+)\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})?\s*[.:]")
"""A statement that says what it is: `Tujuan 1 : ...`."""
_PART = re.compile(r"[/&,]|\bdan\b")
_PARTS = ("line", "goal", "objective", "name")


def unjoined(columns: Columns) -> Columns:
    """The columns with a ``joint`` one parted by what each row says; others as they are."""
    places = columns.at("joint")
    if not places:
        return columns
    k = places[0]
    measured = columns.at("target", "unit", "baseline")
    heading = columns.columns[k].heading
    named = {m for part in _PART.split(heading.text if heading else "") for _, m, _ in hits(part)}
    over_sasaran = {"goal", "objective"} <= named
    made: dict[int, tuple[Cell, ...]] = {}

    def has_target(row: Sequence[Cell]) -> bool:
        return any(row[m].text.strip() for m in measured if row[m] is not row[k])

    def parts(row: Sequence[Cell], after: Sequence[Cell] | None) -> tuple[Cell, ...]:
        own = cell = row[k]
        if id(own) not in made:
            cell = replace(cell, column_span=1)
            said = dict.fromkeys(_PARTS, replace(cell, lines=()))
            if has_target(row) and (first := _first_item(cell)):
                # the rows were not parted: the sasaran stands over the list of its indicators
                said["objective"] = replace(cell, lines=cell.lines[:first])
                said["name"] = replace(cell, lines=cell.lines[first:])
            elif has_target(row):
                said["name"] = cell
            elif own_level(cell.text) in ("program", "kegiatan", "sub_kegiatan"):
                said["line"] = cell
            elif (label := _LABEL.match(cell.text)) and label_meaning(label[1]) in ("goal", "objective"):
                said[label_meaning(label[1])] = cell
            else:
                # of two statements one under the other the first is the tujuan, where the heading names both
                goal = over_sasaran and after is not None and after[k] is not own and not has_target(after)
                said["goal" if goal else "objective"] = cell
            made[id(own)] = tuple(said.values())
        return made[id(own)]

    def beside(row: Sequence[Cell], cells: Sequence[Cell]) -> tuple[Cell, ...]:
        # a statement that reaches over other columns says nothing in them
        return tuple(replace(c, lines=()) if c is row[k] else c for c in cells)

    below = zip_longest(columns.rows, columns.rows[1:])
    rows = tuple((*beside(row, row[:k]), *parts(row, after), *beside(row, row[k + 1 :])) for row, after in below)
    inserted = tuple(Column(meaning) for meaning in _PARTS)
    return Columns((*columns.columns[:k], *inserted, *columns.columns[k + 1 :]), rows)


def _first_item(cell: Cell) -> int:
    """The first line of a cell's list (`a. ...`) under a text that is none of it; 0 where there is no such line."""
    marked = [_MARK.match(line.text) is not None for line in cell.lines]
    return marked.index(True) if True in marked[1:] and not marked[0] else 0

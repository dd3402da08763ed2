"""Columns of a cascade table that hold the statements of the nodes beside them: `Program | Sasaran | Indikator`.

In come columns whose headings were read one by one, out come the same with the statements of programs and activities
told from the levels of the cascade. Apart from the reading of headings because here a heading's place says what it is:
a `Sasaran` right of a program is what the program is for, not a level under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor import knowledge
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import LEVELS
from extractor.layout.blocks import Cell
from extractor.match.column_labels import match_heading

_BESIDE = ("number", "budget", "holder")
"""What may stand between the name of a node and its statement."""
_WORDS = 3
"""Words of the shortest statement (`Meningkatnya mutu layanan`)."""


@knowledge.kept
def _stating() -> frozenset[str]:
    """Words of headings of statements: `Sasaran`, `Outcome`, `Uraian Kinerja`."""
    return frozenset(knowledge.toml("cascading")["objective"]["names"])


def with_statements(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those right of the names of programs or activities as those of their statements: headed `Sasaran`,
    `Outcome`, `Kinerja Bidang`, or with one text a name before the indicators. Statements of a level that the table
    names nowhere (`Sasaran Program` without a column of programs) are its nodes.
    """
    out = list(columns)
    for k, here in enumerate(columns):
        if here.mixed or here.office or here.role not in ("level", None) or _is_measured(columns, k):
            continue
        j = next((j for j in range(k - 1, -1, -1) if out[j].role not in _BESIDE), None)
        left = out[j] if j is not None else None
        if (
            left is None
            or left.role != "level"
            or not (left.mixed or left.level in STATED)
            or not _leads(left, out[:k])
        ):
            continue
        stating = _says_statement(here)
        after = next((c.role for c in columns[k + 1 :] if c.role not in _BESIDE), None)
        plain = here.level in (None, left.level) and here.label is None and after == "indicator"
        if stating or (plain and match_heading(here.head.text) != "group" and _states_each(rows, j or 0, k)):
            out[k] = replace(here, role="objective", level=left.level)
    named = {c.level for c in out if c.role == "level"}
    if not named or any(c.mixed for c in out):
        return out
    return [replace(c, role="level") if c.role == "objective" and c.level not in named else c for c in out]


def _says_statement(column: Column) -> bool:
    """Does a heading speak of statements (`Kinerja Bidang`), not of whom they are for (`Kelompok Sasaran`)?"""
    words = re.findall(r"[a-z]+", column.head.text.casefold())
    return not _stating().isdisjoint(words) and match_heading(column.head.text) != "group"


def _states_each(rows: Sequence[Sequence[Cell]], name: int, k: int) -> bool:
    """Do the cells of a column state something, one beside each name?"""
    told = [(id(row[name]), row[k]) for row in rows if row[k].column == k and row[k].span]
    cells = {id(cell): cell for _, cell in told}
    stated = sum(len(cell.span.words) >= _WORDS for cell in cells.values())
    return 4 * stated >= 3 * len(cells) > 0 and len({name for name, _ in told}) == len(cells)


def _leads(column: Column, before: Sequence[Column]) -> bool:
    """Do the levels run from left to right up to a column? In a table that runs the other way a `Sasaran` right of the
    programs is the level over them.
    """
    depths = [LEVELS.index(c.level) for c in before if c.role == "level" and c.level is not None]
    return column.level is None or all(depth <= LEVELS.index(column.level) for depth in depths)


def _is_measured(columns: Sequence[Column], k: int) -> bool:
    """Do targets stand right of a column, with no indicators between: is it what they measure (`Program | Kinerja |
    Target`)?
    """
    after = next((c.role for c in columns[k + 1 :] if c.role not in ("unit", "number")), None)
    return after == "target"


def names_first(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """Columns and rows with the names of nodes before their statements, where a table prints these first (`Sasaran
    Program | Indikator | Program`): there each name stands in the rows of its statement.
    """
    order = list(range(len(columns)))
    for k, here in enumerate(columns):
        if here.role != "objective" or here.level is None:
            continue
        at = [j for j, c in enumerate(columns) if c.role == "level" and c.level == here.level]
        earlier = [j for j, c in enumerate(columns) if c.role == "objective" and c.level == here.level]
        if len(at) == len(earlier) == 1 and k < at[0] and _are_apart(rows, k, at[0]):
            order.remove(at[0])
            order.insert(order.index(k), at[0])
    if order == list(range(len(columns))):
        return list(columns), rows
    place = {old: new for new, old in enumerate(order)}
    made: dict[int, Cell] = {}

    def moved(cell: Cell) -> Cell:
        if cell.column_span > 1:
            return cell  # it reaches over all that is moved
        return made.setdefault(id(cell), replace(cell, column=place[cell.column]))

    return [columns[k] for k in order], [tuple(moved(row[k]) for k in order) for row in rows]


def _are_apart(rows: Sequence[Sequence[Cell]], first: int, last: int) -> bool:
    """Do the cells of columns stand each in its own, but for bands over all of them, each in the last column in the
    rows of one in the first?
    """
    over: dict[int, set[int]] = {}
    for row in rows:
        for cell in row[first : last + 1]:
            end = cell.column + cell.column_span - 1
            if cell.column_span > 1 and not (cell.column <= first and end >= last):
                return False
        over.setdefault(id(row[first]), set()).add(id(row[last]))
    held = [name for names in over.values() for name in names]
    return all(len(names) == 1 for names in over.values()) and len(held) == len(set(held))

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
from extractor.kinds.cascade.labels import LEVELS, alternatives
from extractor.layout.blocks import Cell

_BESIDE = ("number", "budget", "holder")
"""What may stand between the name of a node and its statement."""


@knowledge.kept
def _heading() -> re.Pattern[str]:
    """A heading of statements: `Sasaran`, `Outcome`, `Uraian Kinerja (Hasil)`."""
    names = knowledge.toml("cascading")["objective"]
    said = alternatives([*names["names"], *names["columns"]])
    return re.compile(rf"\W*(?:uraian\s+)?(?:{said})(?:\s*[(/]\s*(?:{said})\s*\)?)?\W*", re.IGNORECASE)


def with_statements(columns: Sequence[Column]) -> list[Column]:
    """The columns, those headed `Sasaran`, `Outcome`, `Kinerja` right of the names of programs or activities as those
    of their statements; statements of a level that the table names nowhere (`Sasaran Program` without a column of
    programs) as its nodes.
    """
    out = list(columns)
    for k, here in enumerate(columns):
        if here.mixed or here.office or here.role not in ("level", None) or here.level in STATED:
            continue
        if _heading().fullmatch(here.head.text) is None or _is_measured(columns, k):
            continue
        left = next((c for c in reversed(out[:k]) if c.role not in _BESIDE), None)
        if left is not None and left.role == "level" and (left.mixed or left.level in STATED) and _leads(left, out[:k]):
            out[k] = replace(here, role="objective", level=left.level)
    named = {c.level for c in out if c.role == "level"}
    if not named or any(c.mixed for c in out):
        return out
    return [replace(c, role="level") if c.role == "objective" and c.level not in named else c for c in out]


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

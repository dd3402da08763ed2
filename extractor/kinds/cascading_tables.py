"""Cascade tables: columns tujuan, indikator, sasaran, indikator, program ... give pieces, merged cells one node
each.

In comes a table as layout read it, out come pieces with the place of their parents, or ``None`` where the table is
no such grid. Apart from the outline because a column's heading, not the cell's own words, says what a cell is.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.kinds.cascading_labels import Label, read_label
from extractor.kinds.cascading_piece import Group, Piece
from extractor.layout.blocks import Cell, Line, Table
from extractor.read.words import Span


@dataclass(frozen=True, slots=True)
class _Column:
    role: str
    label: Label | None
    level: str | None


def _role(head: Span) -> _Column:
    label = read_label(head)
    if label is None:
        text = head.text.casefold().strip(" .")
        if text in ("no", "nomor", "no urut"):
            return _Column("number", None, None)
        if text.startswith("indikator"):
            return _Column("indicator", None, None)
        return _Column("other", None, None)
    return _Column(label.role, label, label.level)


def read_grid(table: Table) -> list[Piece] | None:
    """The nodes of a cascade table, parents before their children; ``None`` when it is none."""
    header, rows = table.header, table.rows
    columns = [_role(h) for h in header]
    if not any(c.role == "level" for c in columns) and rows:
        first = [cell.span for cell in rows[0]]
        columns, rows = [_role(s) if s else _Column("other", None, None) for s in first], rows[1:]
    roles = [c.role for c in columns]
    levels = [i for i, c in enumerate(columns) if c.role == "level"]
    if not levels or "indicator" not in roles:
        return None
    labels = [columns[i].label for i in levels]
    if len(levels) > 1 and len({(x.level, x.name) for x in labels if x}) == 1:
        return None  # "Sub Kegiatan 1 | Sub Kegiatan 2": boxes side by side
    return _walk(columns, rows)


def _walk(columns: list[_Column], rows: tuple[tuple[Cell, ...], ...]) -> list[Piece]:
    pieces: list[Piece] = []
    open_at: dict[int, Piece] = {}
    cells: dict[int, Cell] = {}
    row_number = Span()
    for row in rows:
        owner: Piece | None = None
        fresh: Group | None = None
        for c, cell in enumerate(row[: len(columns)]):
            column = columns[c]
            new = cells.get(c) is not cell and cell.column == c
            cells[c] = cell
            if column.role == "number":
                row_number = cell.span or row_number
            elif column.role == "level":
                if new and cell.span:
                    owner = Piece(level=column.level)
                    owner.title = list(cell.lines)
                    owner.enter("title")
                    owner.column, owner.tabular = c, True
                    owner.row = row_number
                    pieces.append(owner)
                    open_at[c] = owner
                    for later in [k for k in open_at if k > c]:
                        del open_at[later]
                else:
                    owner = open_at.get(c)
                fresh = None
            elif owner is None or not new or not cell.span:
                continue
            elif column.role == "objective":
                owner.objective += cell.lines
            elif column.role == "indicator":
                fresh = Group(column.label, list(cell.lines))
                fresh.row = row_number
                owner.groups.append(fresh)
            elif owner.groups:
                group = fresh or owner.groups[-1]
                target: list[Line] | None = {
                    "explanation": group.explanation,
                    "target": group.target,
                    "unit": group.unit,
                }.get(column.role)
                if target is not None:
                    target += cell.lines
            if column.role == "budget" and owner is not None:
                owner.budget += cell.lines
    return pieces

"""Cascade tables: columns tujuan, indikator, sasaran, indikator, program ... give pieces, merged cells one node each.

In comes a table as layout read it, out come pieces that know the piece above them, or ``None`` where the table is no
such grid. Apart from the outline because a column's heading, not the cell's own words, says what a cell is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor import knowledge
from extractor.kinds.cascade.labels import (
    LEVELS,
    PERIOD,
    Label,
    Role,
    begins_indicator,
    column_role,
    listed_levels,
    names_office,
    read_echelon,
    read_label,
    read_named,
)
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_list, read_pieces
from extractor.layout.blocks import Cell, Line, Table
from extractor.match.column_labels import match_heading
from extractor.read.words import Span

_CODE = re.compile(r"^(?:[\dX]+\.)+[\dX]+(?=\s|$)")
_SEGMENTS = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
"""Permendagri 90/2019: urusan.bidang.program.kegiatan (two segments).sub kegiatan."""
_DEPTH = {level: k for k, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds."""

    role: Role | None
    label: Label | None
    level: str | None
    mixed: bool = False
    head: Span = field(default_factory=Span)
    echelon: Span = field(default_factory=Span)
    part: str | None = None
    """The part of an explanation that the column holds, as the indicator's field is called."""
    joins: int | None = None
    """The column with whose cells its own stand, steps of one outline under one heading."""
    office: bool = False
    """Holds the offices whose statements stand in the column after it."""


_PARTS = {"formula": "formula", "calculation": "calculation", "data_source": "data_source", "notes": "notes"}
_LONGEST = 8
"""More words than these are a statement, no heading of a column."""


def _column(head: Span) -> Column:
    if len(head.words) > _LONGEST:
        return Column(None, None, None, head=head)
    echelon = read_echelon(head)
    if echelon is not None:
        numeral, rest = echelon
        return (
            replace(_column(rest), echelon=numeral) if rest else Column("level", None, None, head=head, echelon=numeral)
        )
    role, level, mixed, label = column_role(head)
    if role == "level" and label is not None and label.rest:
        return Column(None, None, None, head=head)
    meaning = match_heading(head.text) if role in (None, "explanation") and head else ""
    if meaning in _PARTS:
        return Column("explanation", label, level, mixed, head, part=_PARTS[meaning])
    if role is None and PERIOD.fullmatch(head.text.strip(" .")):
        return Column("target", label, None, head=head)
    return Column(role, label, level, mixed, head)


def heading_role(span: Span) -> Role | None:
    """What a cell heads if it heads a column at all; ``None`` for a statement, a name, a quantity."""
    if not span or len(span.words) > _LONGEST_HEADING or begins_indicator(span):
        return None
    if span.text.casefold() in _plain_names():
        return "level"
    column = _column(span)
    if column.mixed:
        return column.role
    if column.label is None:
        return None if column.role in ("level", "objective") else column.role
    return column.role if column.label.alone else None


_LONGEST_HEADING = 5


def _headed(table: Table) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """The columns of a cascade table and its rows below the headings; no columns where none is of a level."""
    columns, rows = _columns(table)
    if not any(c.role == "level" for c in columns):
        columns = [
            replace(c, role="level", mixed=True) if _lists_levels(c, k, rows) else c for k, c in enumerate(columns)
        ]
    columns = _outlined(_with_offices(columns, rows))
    if not any(c.role == "level" for c in columns):
        columns = _before_indicators(columns, rows)
    return (columns, rows) if any(c.role == "level" for c in columns) else ([], rows)


def _lists_levels(column: Column, k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Do most cells of a column `Uraian` begin with the label of their level?"""
    if not _is_plain(column):
        return False
    cells = list({id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values())
    told = [label for cell in cells if (label := read_label(cell.span)) is not None and label.role == "level"]
    return len({label.level for label in told}) > 1 and 2 * len(told) > len(cells)


def _before_indicators(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those right before a column of indicators as columns of statements where their cells are texts:
    `Level 1 | Indikator Kinerja | Level 2 | Indikator Kinerja`.
    """
    out = list(columns)
    for k, (here, after) in enumerate(pairwise(columns)):
        texts = {row[k].text for row in rows if row[k].column == k and any(map(str.isalnum, row[k].text))}
        stated = sum(len(text.split()) >= _STATEMENT for text in texts)
        if here.role is None and after.role == "indicator" and stated and 4 * stated >= 3 * len(texts):
            out[k] = replace(here, role="level")
    return out


_STATEMENT = 3
"""Words of the shortest statement (`Meningkatnya mutu layanan`)."""


def _with_offices(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those that name the holder of the statements in the column after them as columns of offices."""
    out = list(columns)
    for k, (here, after) in enumerate(pairwise(columns)):
        if here.role != "holder" or not (after.role == "level" or _is_plain(after)):
            continue
        cells = {id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values()
        if cells and 2 * sum(names_office(cell.span) for cell in cells) > len(cells):
            out[k] = replace(here, role="level", label=None, level=None, office=True)
            out[k + 1] = replace(after, role="level")
    return out


def _outlined(columns: Sequence[Column]) -> list[Column]:
    """The columns, those under one heading of several levels as steps of the first of them."""
    out = list(columns)
    for k in range(1, len(out)):
        before = out[k - 1]
        if out[k].mixed and before.mixed and out[k].head.text == before.head.text:
            out[k] = replace(out[k], role=None, joins=k - 1 if before.joins is None else before.joins)
    return out


def _columns(table: Table) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """The columns of a table and its rows below the headings, which may stand in two storeys (`Sasaran` over `Uraian`
    and `Indikator`), or in rows that the reader of tables took for no headings.
    """
    storeys = _storeys(table.header)
    rows = list(table.rows)
    while rows and len(storeys) < _STOREYS and all(_is_heading(cell.span) for cell in rows[0]):
        storeys.append([cell.span for cell in rows.pop(0)])
    columns = []
    for heads in zip(*storeys, strict=True):
        own, *over = [_column(head) for head in reversed(heads) if head] or [_column(Span())]
        plain = own.role is None and own.head.text.casefold() in _plain_names()
        column = next((c for c in over if c.role is not None), own) if plain else own
        echelon = next((c.echelon for c in (own, *over) if c.echelon), Span())
        columns.append(replace(column, echelon=echelon))
    return columns, rows


def _storeys(header: Sequence[Span]) -> list[list[Span]]:
    """The headings as the storeys of which they were joined: words that head several columns stand over the others."""
    if not any(header):
        return []
    columns = Counter(w for head in header for w in head.words)
    over = [Span(tuple(w for w in head.words if columns[w] > 1)) for head in header]
    own = [Span(tuple(w for w in head.words if columns[w] == 1)) for head in header]
    return [over, own] if any(over) and any(own) else [list(header)]


_STOREYS = 3


@knowledge.kept
def _plain_names() -> frozenset[str]:
    """Headings that say no more than that the column holds what the heading over it names."""
    return frozenset(knowledge.toml("cascading")["statement"]["names"])


def _is_heading(span: Span) -> bool:
    """Is a cell a heading of a column, or empty?"""
    if not span:
        return True
    column = _column(span)
    return column.role is not None or span.text.casefold() in _plain_names()


def read_grid(table: Table) -> list[Piece] | None:
    """The nodes of a cascade table, parents before their children; ``None`` when it is none."""
    columns, rows = _headed(table)
    levels = [c for c in columns if c.role == "level"]
    if not levels or not rows or (len(levels) < 2 and not any(c.role == "indicator" for c in columns)):
        return None
    told = {(c.level, c.label.name if c.label else c.head.text, c.echelon.text) for c in levels}
    if len(levels) > 1 and len(told) == 1:
        return None  # "Sub Kegiatan 1 | Sub Kegiatan 2": boxes side by side
    return _Walk(columns).rows(rows)


def read_rows(table: Table) -> tuple[list[Piece], list[Group]]:
    """``(nodes, indicators without a node)`` of the little table in a card, whose first row are its headings: rows of
    indicators with targets, or statements with theirs.
    """
    columns, rows = _columns(table)
    if any(c.role == "indicator" for c in columns) and any(_states(c) for c in columns):
        return _Walk([replace(c, role="level") if _states(c) else c for c in columns]).rows(rows), []
    groups: list[Group] = []
    known: dict[int, Group] = {}
    for row in rows:
        number, fresh = Span(), None
        for c, cell in _own(row):
            column = columns[c]
            if column.role == "number":
                number = cell.span
            elif column.role == "indicator":
                if id(cell) not in known:
                    listed = read_list(cell.lines, column.label)
                    for group in listed:
                        group.row = number
                    groups += listed
                    known[id(cell)] = listed[-1]
                fresh = known[id(cell)]
            elif column.role in _VALUES and groups:
                _add(fresh or groups[-1], column, list(cell.lines))
    return [], groups


_VALUES = ("explanation", "target", "unit", "holder")


def _states(column: Column) -> bool:
    """Does a column hold statements, each a node?"""
    return column.role == "level" or _is_plain(column)


def _is_plain(column: Column) -> bool:
    """Does a heading say no more than that there are statements under it?"""
    return column.role is None and column.head.text.casefold() in _plain_names()


def _own(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row that begin in it or reach down to it, each once, with the columns in which they begin."""
    return [(c, cell) for c, cell in enumerate(row) if cell.column == c and cell.span]


class _Walk:
    """Goes through the rows; remembers the node last begun in every column."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.steps: list[float] = []
        self.numbers = sum(c.role == "number" for c in columns)
        self.pieces: list[Piece] = []
        self.open_at: dict[int, Piece] = {}
        self.cells: dict[int, Cell] = {}
        self.number = Span()
        self.code = Span()
        self.said: dict[int, tuple[int, str]] = {}
        self.listed: dict[int, Group] = {}

    def rows(self, rows: Sequence[Sequence[Cell]]) -> list[Piece]:
        self.steps = _steps(self.columns, rows)
        for row in rows:
            self._row(row[: len(self.columns)])
        return self.pieces

    def _row(self, row: Sequence[Cell]) -> None:
        owner: Piece | None = None
        fresh: Group | None = None
        again = True
        for c, cell in enumerate(row):
            column = self.columns[c]
            new = self.cells.get(c) is not cell and cell.column == c and bool(cell.span)
            self.cells[c] = cell
            if column.role == "number":
                if new:
                    self.number = cell.span
                    self.code = cell.span if _CODE.match(cell.text) else Span()
            elif column.role == "level" or (column.joins is not None and new):
                at = c if column.joins is None else column.joins
                owner = self._node(at, column, cell) if new else self.open_at.get(c) or owner
                fresh, again = None, True
            elif owner is None or not new:
                continue
            elif column.role == "indicator":
                again = self._repeats(owner, c, cell)
                fresh = self.listed[c] if again else self._listed(owner, column, cell)
                self.listed[c] = fresh
            elif self._repeats(owner, c, cell) and again:
                continue
            elif column.role == "objective":
                owner.objective += cell.lines
            elif column.role == "budget":
                owner.budget += cell.lines
            elif column.role in _VALUES:
                if not owner.groups:
                    owner.groups.append(Group(row=self._row_number()))
                _add(fresh or owner.groups[-1], column, list(cell.lines))

    def _listed(self, owner: Piece, column: Column, cell: Cell) -> Group:
        listed = read_list(cell.lines, column.label)
        for group in listed:
            group.row = self._row_number()
        owner.groups += listed
        return listed[-1]

    def _row_number(self) -> Span:
        """The number of the row: that of the one column of numbers. Several number the nodes of their levels."""
        return self.number if self.numbers == 1 else Span()

    def _repeats(self, owner: Piece, c: int, cell: Cell) -> bool:
        """Does the cell say of a node what the one over it has said? Prints that merge no cells repeat a node's words
        in each of its rows.
        """
        said = (id(owner), _fold(cell.lines))
        before = self.said.get(c)
        self.said[c] = said
        return said == before

    def _node(self, c: int, column: Column, cell: Cell) -> Piece:
        left = [k for k in sorted(self.open_at, reverse=True) if k < c]
        offices = [k for k in left if self.columns[k].office]
        above = next((self.open_at[k] for k in (offices if column.office else left)), None)
        level = self._mixed_level(column, cell) if column.mixed else column.level
        if column.mixed:
            known = self.open_at.get(c)
            while known is not None and level is not None and _DEPTH.get(known.level or "", 9) >= _DEPTH[level]:
                known = known.under if known.column == c else None
            if known is not None and known.column == c:
                above = known
        before = next(
            (p for p in self.pieces if p.column == c and p.under is above and _same(p.title, cell.lines)), None
        )
        if before is not None:
            self.open_at = {k: p for k, p in self.open_at.items() if k < c} | {c: before}
            return before
        read = read_pieces(cell.lines)
        piece = read[0] if len(read) == 1 and read[0].title else Piece(title=list(cell.lines))
        piece.level = level or piece.level
        piece.echelon = column.echelon or piece.echelon
        piece.enter("title")
        piece.column, piece.tabular, piece.under, piece.row = c, True, above, self._row_number()
        piece.mark = self.number if self.numbers > 1 else Span()
        self.pieces.append(piece)
        self.open_at = {k: p for k, p in self.open_at.items() if k < c}
        self.open_at[c] = piece
        return piece

    def _mixed_level(self, column: Column, cell: Cell) -> str | None:
        """The level of a cell in a column for several levels: by its code, its first word, its step in the outline."""
        code = _CODE.match(cell.text) or (_CODE.match(self.code.text) if self.code else None)
        if code is not None and code.group().count(".") + 1 in _SEGMENTS:
            return _SEGMENTS[code.group().count(".") + 1]
        label = read_label(cell.span)
        if label is not None and label.role == "level" and label.level is not None:
            return label.level
        levels = listed_levels(column.head)
        if len(levels) == len(self.steps) and len(levels) > 1:
            return levels[_step(self.steps, cell)]
        named = read_named(cell.span)
        return named[0] if named is not None else None


_STEP = 4.0
"""Points by which a step of an outline stands to the right of the one before it, at the least."""


def _steps(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """The left edges of the text in a column for several levels, from left to right."""
    mixed = [k for k, c in enumerate(columns) if c.mixed]
    lefts = sorted(row[k].lines[0].box[0] for row in rows for k in mixed if row[k].column == k and row[k].lines)
    steps: list[float] = []
    for x in lefts:
        if not steps or x - steps[-1] > _STEP:
            steps.append(x)
    return steps


def _step(steps: Sequence[float], cell: Cell) -> int:
    x = cell.lines[0].box[0]
    return max(k for k, at in enumerate(steps) if at <= x + _STEP)


def _add(group: Group, column: Column, lines: list[Line]) -> None:
    if column.part is not None:
        group.parts[column.part] = lines
    elif column.role == "explanation":
        group.explanation += lines
    elif column.role == "unit":
        group.unit += lines
    elif column.role == "holder":
        group.holder = lines
    else:
        group.targets.append((column.head, lines))


def _same(a: Sequence[Line], b: Sequence[Line]) -> bool:
    return _fold(a) == _fold(b)


def _fold(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).casefold()

"""The walk through the rows of a cascade table: merged cells one node each, under the node at their left.

In come the rows of a table whose columns are known, out come pieces that know the piece above them. Apart from the
columns because here a cell's neighbours say what it is: the node last begun at its left, the band over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.cascade.bands import Bands
from extractor.kinds.cascade.cell_lists import read_list
from extractor.kinds.cascade.codes import level_of
from extractor.kinds.cascade.column_roles import listed_levels
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.items import items
from extractor.kinds.cascade.labels import LEVELS, PERIOD_IN, begins_indicator, read_label, read_named
from extractor.kinds.cascade.listed_rows import one_a_row
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Cell, Line
from extractor.layout.charts import whole_of
from extractor.match.column_labels import measure_of
from extractor.read.words import Span
from extractor.sums import is_total

_CODE = re.compile(r"^(?:[\dX]+\.)+[\dX]+(?=\s|$|[A-Z][a-z])")
"""A code, alone or before a name (which it may touch, where it is wider than its cell)."""
_CODES = re.compile(r"\bkode\b|\brek", re.IGNORECASE)
"""Headings of columns of codes: these number neither rows nor nodes."""
_DEPTH = {level: k for k, level in enumerate(LEVELS)}
VALUES = ("explanation", "target", "unit", "holder")
_PROSE = ("explanation", "unit", "holder")
"""What a cell merged over several indicators says of each of them."""


class Walk:
    """Goes through the rows; remembers the node last begun in every column."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.timed = [_is_timed_at(columns, k) for k in range(len(columns))]
        self.word: str | None = None
        self.steps: list[float] = []
        self.numbers = sum(c.role == "number" and not c.counts for c in columns)
        self.count = Span()
        self.measure = Span()
        self.pieces: list[Piece] = []
        self.open_at: dict[int, Piece] = {}
        self.cells: dict[int, Cell] = {}
        self.begun: dict[int, Piece] = {}
        self.offices: dict[int, Piece] = {}
        self.number = Span()
        self.code = Span()
        self.said: dict[int, tuple[int, str]] = {}
        self.told: set[tuple[int, int, str]] = set()
        self.renamed = False
        """Did the row name the node before its cell once more?"""
        self.listed: dict[tuple[int, int, str], Group] = {}
        self.bands = Bands(columns)

    def rows(self, rows: Sequence[Sequence[Cell]], captions: Sequence[Cell] = ()) -> list[Piece]:
        """The pieces of the rows; ``captions`` are bands over the heading."""
        for caption in captions:
            band = self.bands.read((caption, caption), fresh=True)
            if isinstance(band, Piece):
                self.pieces.append(band)
        self.steps = _steps(self.columns, rows)
        for row in one_a_row(self.columns, rows):
            cells = row[: len(self.columns)]
            if any(is_total(cell.text) for c, cell in enumerate(cells) if cell.column == c and self._names(c)):
                continue
            band = self.bands.read(cells, fresh=not self.open_at)
            if band is None:
                self._row(cells)
            elif isinstance(band, Piece):
                self.open_at = {}
                self.pieces.append(band)
        return self.pieces

    def _names(self, c: int) -> bool:
        """Does a column hold what names a row, no indicators or values?"""
        return self.columns[c].role in ("level", "number", None)

    def _row(self, row: Sequence[Cell]) -> None:
        owner: Piece | None = None
        fresh: Group | None = None
        again = True
        listed: dict[int, list[Group]] = {}
        prose: list[tuple[Piece, Column, Cell, bool]] = []
        for c, cell in enumerate(row):
            column = self.columns[c]
            counted = c > 0 and self.columns[c - 1].counts
            first = cell.column == c or (counted and cell.column == c - 1)
            new = self.cells.get(c) is not cell and first and bool(cell.span)
            self.cells[c] = cell
            if column.role == "number" or column.names or column.measure:
                if new or column.measure:
                    self._noted(column, cell, alone=c + 1 < len(row) and row[c + 1] is not cell)
            elif column.role == "level" or (column.joins is not None and new):
                at = c if column.joins is None else column.joins
                if new and at == c and self._measures(c, cell):
                    owner = self.begun[id(cell)] = self.open_at[c]
                    listed[id(owner)] = self._listed(owner, column, cell)
                else:
                    owner = self._node(at, column, cell) if new else self._goes_on(at, cell) or owner
                fresh, again = None, True
            elif owner is not None and column.role in _PROSE and cell.span:
                prose.append((owner, column, cell, new and not (self._repeats(owner, c, cell) and again)))
            elif owner is None or not new or (column.role == "indicator" and says_target(owner.groups, cell)):
                continue
            elif column.role == "indicator":
                again = self._repeats(owner, c, cell)
                if not again:
                    listed[id(owner)] = self._listed(owner, column, cell)
                fresh = self.listed[self._said_at(c)] if again else listed[id(owner)][-1]
                self.listed[self._said_at(c)] = fresh
            elif self._repeats(owner, c, cell) and again:
                continue
            else:
                self._value(owner, fresh, column, cell)
        for group in (g for groups in listed.values() for g in groups):
            group.heading = self.measure or group.heading
        for owner, column, cell, new in prose:
            self._say(owner, listed.get(id(owner), []), column, cell, new=new)

    def _measures(self, c: int, cell: Cell) -> bool:
        """Does a cell under the name of a node list its indicators, where no column is headed so? (A name that begins
        as indicators do says nothing of the cells under it.)
        """
        over = self.open_at.get(c)
        after = next((k.role for k in self.columns[c + 1 :] if k.role in ("level", "indicator")), None)
        if over is None or over.groups or over.column != c or after == "indicator" or self.columns[c].mixed:
            return False
        label = read_label(cell.span)
        if label is not None and label.role == "indicator":
            return True
        named = whole_of(over.title).span
        return not begins_indicator(named) and all(begins_indicator(item) for item in items(list(cell.lines)))

    def _goes_on(self, c: int, cell: Cell) -> Piece | None:
        """The node that goes on in a column: the one last begun there, or that of the cell which reaches down to the
        row past a new one at its left.
        """
        self.renamed = False
        if c not in self.open_at and id(cell) in self.begun:
            self.open_at[c] = self.begun[id(cell)]
        return self.open_at.get(c)

    def _noted(self, column: Column, cell: Cell, *, alone: bool) -> None:
        """Keeps the number of a row, its level, the kind of its indicator, or (``alone`` in a cell beside its text) the
        number of what follows.
        """
        if column.measure:
            self.measure = cell.span
        elif column.names:
            label = read_label(cell.span)
            self.word = label.level if label is not None else None
        elif column.counts:
            self.count = cell.span if alone else Span()
        else:
            self.code = cell.span if _CODE.match(cell.text) else Span()
            self.number = cell.span if not self.code or not _CODES.search(column.head.text) else Span()

    def _value(self, owner: Piece, fresh: Group | None, column: Column, cell: Cell) -> None:
        """Gives a value to the node or to the indicator in whose row it stands."""
        if column.role == "objective":
            owner.objective += cell.lines
        elif column.role == "budget":
            owner.budget += cell.lines
        elif column.role in VALUES:
            if not owner.groups:
                owner.groups.append(Group(row=self._row_number()))
            add_to(fresh or owner.groups[-1], column, list(cell.lines))

    def _say(self, owner: Piece, listed: Sequence[Group], column: Column, cell: Cell, *, new: bool) -> None:
        """Gives a cell of prose to the indicators of its row, of which there may be more in the rows that it covers;
        where its row names none, to the last one.
        """
        if not listed and new:
            if not owner.groups:
                owner.groups.append(Group(row=self._row_number()))
            listed = owner.groups[-1:]
        for group in listed:
            add_to(group, column, list(cell.lines))

    def _listed(self, owner: Piece, column: Column, cell: Cell) -> list[Group]:
        timed = self.timed[self.columns.index(column)]
        listed = listed_in(cell.lines, column, timed=timed, row=self._row_number())
        for group in listed:
            group.heading = column.head if measure_of(column.head.text) is not None else column.kind or column.head
        if self.count:
            listed[0].number, self.count = self.count, Span()
        owner.groups += listed
        return listed

    def _row_number(self) -> Span:
        """The number of the row: that of the one column of numbers. Several number the nodes of their levels."""
        return self.number if self.numbers == 1 else Span()

    def _repeats(self, owner: Piece, c: int, cell: Cell) -> bool:
        """Does the cell say of a node what the one over it has said, or one beside the node where it was named before?
        Prints that merge no cells repeat a node's words in each of its rows, which need not follow each other.
        """
        said = (id(owner), _fold(cell.lines))
        before = self.said.get(c)
        self.said[c] = said
        known = self.renamed and (c, *said) in self.told
        self.told.add((c, *said))
        return said == before or known

    def _said_at(self, c: int) -> tuple[int, int, str]:
        """The place of what was said last in a column, its node and its words."""
        return (c, *self.said[c])

    def _node(self, c: int, column: Column, cell: Cell) -> Piece:
        """The node that begins with a cell, or the one before it that the cell names again."""
        piece = self._named(c, column, cell)
        self.begun[id(cell)] = self.open_at[c] = piece
        return piece

    def _named(self, c: int, column: Column, cell: Cell) -> Piece:
        left = [k for k in sorted(self.open_at, reverse=True) if k < c]
        offices = [k for k in left if self.columns[k].office and not self._parts(c, column)]
        above = next((self.open_at[k] for k in (column.office and offices) or left), self.bands.last)
        if cell.column_span > 1 and names_office(cell.span):
            return self._office(c, cell, above)
        if c not in self.offices:
            self.offices = {k: p for k, p in self.offices.items() if k < c}
        above = self.offices.get(c, above)
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
        self.renamed = before is not None
        if before is not None:
            self.open_at = {k: p for k, p in self.open_at.items() if k < c}
            return before
        read = read_pieces(cell.lines)
        piece = read[0] if len(read) == 1 and read[0].title else Piece(title=list(cell.lines))
        piece.level = level or piece.level
        piece.echelon = column.echelon or piece.echelon
        if piece.level is None and piece.label is None and column.label is not None and column.label.role == "level":
            piece.named = column.label
        piece.enter("title")
        piece.column, piece.tabular, piece.under, piece.row = c, True, above, self._row_number()
        piece.band = column.office
        piece.mark = self.count or (self.number if self.numbers > 1 else Span())
        self.count = Span()
        self.pieces.append(piece)
        self.open_at = {k: p for k, p in self.open_at.items() if k < c}
        return piece

    def _parts(self, c: int, column: Column) -> bool:
        """Do offices in a column part a program by who carries out its kegiatan (`Program | Seksi | Kegiatan`)? Where
        each has statements of its own, they stand under the offices at their left.
        """
        after = self.columns[c + 1].level if column.office and c + 1 < len(self.columns) else None
        return _DEPTH.get(after or "", -1) > _DEPTH["program"]

    def _office(self, c: int, cell: Cell, above: Piece | None) -> Piece:
        """The office that a cell over a column of statements and those of their indicators names: a band over the rows
        of these columns alone.
        """
        piece = Piece(title=list(cell.lines), echelon=self.columns[c].echelon, column=c, tabular=True, band=True)
        over = [self.offices[k] for k in sorted(self.offices) if k < c]
        piece.under = over[-1] if over else above
        self.offices = {k: p for k, p in self.offices.items() if k < c} | {c: piece}
        self.pieces.append(piece)
        self.open_at = {k: p for k, p in self.open_at.items() if k < c}
        return piece

    def _mixed_level(self, column: Column, cell: Cell) -> str | None:
        """The level of a cell in a column for several levels: by the word beside it, by its code, its first word, its
        step in the outline.
        """
        if self.word is not None:
            return self.word
        code = _CODE.match(cell.text) or (_CODE.match(self.code.text) if self.code else None)
        level = level_of(code.group()) if code is not None else None
        if level is not None:
            return level
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


def listed_in(lines: Sequence[Line], column: Column, *, timed: bool, row: Span | None = None) -> list[Group]:
    """The indicators in a cell, of which a table says that its targets are those of several periods, and its row."""
    listed = read_list(lines, column.label)
    for group in listed:
        group.timed = timed
        group.row = row or Span()
    return listed


def _is_timed_at(columns: Sequence[Column], k: int) -> bool:
    """Whether there are targets for several periods between a column and the next one that has targets of its own."""
    ends = (j for j in range(k + 1, len(columns)) if columns[j].role in ("level", "indicator"))
    return is_timed(columns[k + 1 : next(ends, len(columns))])


def is_timed(columns: Sequence[Column]) -> bool:
    """Whether there are targets for several periods."""
    return len({m.group() for c in columns if c.role == "target" and (m := PERIOD_IN.search(c.head.text))}) > 1


def add_to(group: Group, column: Column, lines: list[Line]) -> None:
    """Adds the lines of a cell to what its column holds of an indicator."""
    if column.part == "actual":
        group.actuals.append((column.head, lines))
    elif column.part is not None:
        group.parts[column.part] = lines
    elif column.role == "explanation":
        group.explanation += lines
    elif column.role == "unit":
        group.unit += lines
    elif column.role == "holder":
        group.holder = lines
    elif group.targets and column.head and group.targets[-1][0].words == column.head.words:
        # under one heading the figure and its unit stand in columns of their own
        group.targets[-1][1].extend(lines)
    else:
        group.targets.append((column.head, lines))


def says_target(groups: Sequence[Group], cell: Cell) -> bool:
    """Takes the target that a cell under an indicator says (`Target : 85 %`); is it such a cell?"""
    label = read_label(cell.span)
    if label is None or label.role != "target" or not label.rest or not groups:
        return False
    groups[-1].targets.append((label.span, [Line(label.rest.words)]))
    return True


def _same(a: Sequence[Line], b: Sequence[Line]) -> bool:
    return _fold(a) == _fold(b)


def _fold(lines: Sequence[Line]) -> str:
    """What lines say, wherever they are broken and whatever sign ends them: a table that repeats a statement in each of
    its rows does not set it the same way twice.
    """
    return "".join(w.text for line in lines for w in line.words).casefold().replace("-", "").rstrip(".,;:")

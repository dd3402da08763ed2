"""The pieces of a stack of cells: which cells go on with the node over them, and which begin one.

Comes in: the cells of a stack, top to bottom, and what the page before leaves open. Goes out: its pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extractor.kinds.cascade.entries import give, list_entry
from extractor.kinds.cascade.halves import begins_list, is_card, is_headed, is_list
from extractor.kinds.cascade.indicators import numbered
from extractor.kinds.cascade.label_lines import LABEL_LINES, STATED, room, unwrapped
from extractor.kinds.cascade.labels import (
    Label,
    Role,
    begins_explanation,
    begins_indicator,
    level_named,
    read_label,
    read_named,
)
from extractor.kinds.cascade.marks import Mark
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import SLOTS, Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.statements import is_objective
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.charts import EDGE, ChartBox, is_amount, is_quantity, whole, whole_of
from extractor.read.words import Span


@dataclass(frozen=True)
class _Before:
    """The piece of the page before that goes on at the top of a page, with the last of its boxes and its first one."""

    piece: Piece
    last: ChartBox
    head: ChartBox


def goes_on_from(cell: ChartBox, sheet: Sheet, before: Sheet | None) -> _Before | None:
    """The piece of the page before that goes on in a cell: one that the page's edge cut, or one that ends where the
    boxes of that page end, over a cell with which the boxes of this page begin.
    """
    if before is None or not before.pieces:
        return None
    foot = max(b.box[3] for b in before.pieces)
    first = cell.box[1] <= min(b.box[1] for b in sheet.chart.boxes) + EDGE
    for box, pieces in before.pieces.items():
        if abs(box.box[0] - cell.box[0]) >= 5 or abs(box.box[2] - cell.box[2]) >= 5:
            continue
        if ("top" in cell.cut and "bottom" in box.cut) or (first and box.box[3] >= foot - EDGE):
            piece = pieces[-1]
            return _Before(piece, box, before.boxes[id(piece)][0])
    return None


def pieces_of(sheet: Sheet, cells: Sequence[ChartBox], before: _Before | None) -> list[Piece]:
    """Parts a run of cells into pieces; returns them in order."""
    cards = [cell for cell in cells[1:] if is_card(cell) and not _begins_labelled(cell)]
    run = _Run(sheet, before, cards, measured=any(cell in sheet.entries for cell in cells))
    for i, cell in enumerate(cells):
        if not run.goes_on(cell, cells[i + 1] if i + 1 < len(cells) else None):
            run.read(cell, cells[i - 1 : i + 2], cut=i == 0 and "top" in cell.cut)
    return run.parted


class _Run:
    """Reads the cells of a run one by one; ``current`` is the piece at which it is, ``previous`` the last cell that it
    read, ``head`` the one in which the piece began. ``cards`` are the cells with a statement and indicators of their
    own; ``measured`` says that the run holds indicators with figures.
    """

    def __init__(self, sheet: Sheet, before: _Before | None, cards: Sequence[ChartBox], *, measured: bool) -> None:
        self.sheet, self.cards, self.measured = sheet, cards, measured
        self.holder: Piece | None = None
        self.current = self.cut_off = before.piece if before is not None else None
        self.previous = before.last if before is not None else None
        self.head = before.head if before is not None else None
        self.office: Piece | None = None
        self.parted: list[Piece] = []

    def goes_on(self, cell: ChartBox, below: ChartBox | None) -> bool:
        """Takes a cell that by its content alone says more of the piece: an amount, a target, what the label of its row
        names, the outcome of a name over indicators with figures; is it such a cell?
        """
        piece, sheet = self.current, self.sheet
        if piece is None:
            return False
        entry = sheet.entries.get(cell)
        named = _named_row(sheet.marks, cell)
        if is_amount(whole(cell)):
            if piece.title and is_amount(whole_of(piece.title)):
                self.current = None  # a column of amounts, each of the row that it stands in
                return False
            piece.budget += cell.lines
        elif piece.groups and is_quantity(whole(cell)):
            # under an indicator, wall to wall, stands its target
            piece.groups[-1].target += cell.lines
        elif named in _PARTS and (piece.title or piece.groups):
            piece.enter(SLOTS[named])
            for line in cell.lines:
                piece.add(line)
        elif entry is not None and self.head not in sheet.entries and (piece.title or _listed(piece)):
            list_entry(entry, piece)
        elif entry is None and below in sheet.entries and _is_outcome(piece, cell, self.head):
            piece.enter("objective")
            piece.objective += cell.lines
        else:
            return False
        self._put(cell, [piece])
        if not is_amount(whole(cell)) and not is_quantity(whole(cell)):
            self.previous = cell
        return True

    def read(self, cell: ChartBox, around: Sequence[ChartBox], *, cut: bool) -> None:
        """Reads a cell whose words say whether it goes on with the piece or begins one."""
        sheet, current = self.sheet, self.current
        if cell in sheet.labels:
            self._labelled(cell, read_label(whole(sheet.labels[cell]).span))
            return
        entry = sheet.entries.get(cell)
        named = _named_row(sheet.marks, cell)
        under = current is self.office
        stated = self.office is not None and entry is None and _states(sheet, cell, around, under=under)
        own = _is_its_statement(current, cell)
        stated = stated or named == "level" or own
        if self.holder is None and cell in self.cards:
            self.holder = _holder(current, cell, len(self.cards))
        held = self.holder is not None and cell in self.cards
        continued = current is not None and (
            cut
            or (
                not stated
                and not held
                and _continues(current, cell, self.previous, self.head, valued=named == "indicator")
            )
        )
        self.head = self.head if continued else cell
        got = read_pieces(cell.lines, current if continued else None, _width(sheet, cell))
        if got and not continued:
            self.office = got[0] if _is_office(got[0]) else self.office
            of_office = [p for p in self.parted if self.office is not None and p.under is self.office]
            if stated or _goes_with(got[0], of_office):
                got[0].under = self.office
            elif held:
                got[0].under = self.holder
            for further in got[1:]:
                # what the cell states besides, each with indicators of its own
                if further.under is None and further.level == got[0].level and not _is_office(further):
                    further.under = got[0].under
        if entry is not None and got:
            give(entry, got[-1])
        self._put(cell, got)
        self.previous = cell

    def _labelled(self, cell: ChartBox, label: Label | None) -> None:
        """Reads a text whose label stands in a cell beside it."""
        piece = self.current
        if label is not None and piece is not None and is_objective(label, piece):
            piece.objective += cell.lines
            piece.enter("objective")
            self._put(cell, [piece])
        elif label is not None and piece is not None and label.role in _PARTS:
            piece.enter(SLOTS[label.role])
            for line in cell.lines:
                piece.add(line)
            self._put(cell, [piece])
        else:
            fresh = Piece(level=label.level if label is not None else None, label=label, title=list(cell.lines))
            fresh.under = piece if piece is not None and piece is self.office else None
            self.head = cell
            self._put(cell, [fresh])
        self.previous = cell

    def _put(self, cell: ChartBox, got: list[Piece]) -> None:
        for piece in got:
            if piece is not self.cut_off:
                self.sheet.put(cell, piece)
        if got == [self.cut_off]:
            self.sheet.pieces[cell] = got
        for part in self.sheet.merged.get(cell, ()) if got else ():
            self.sheet.pieces[part] = self.sheet.pieces[cell]
        self.parted += [p for p in got if not any(p is q for q in self.parted)]
        self.current = got[-1] if got else self.current


_PARTS = ("objective", "target", "unit", "budget")
"""What the rows of a sheet hold that begin no node, by the labels at their left."""


def _width(sheet: Sheet, cell: ChartBox) -> float:
    """The room (points) that a line has in a cell: none where the word of a level wraps for want of it, any where the
    word is a label.
    """
    if sheet.headed:
        return 0.0
    if level_named(cell.lines[0].text) in sheet.labelled:
        return inf
    return room(cell.lines, cell.box[2] - cell.box[0], sheet.longest)


def _begins_labelled(cell: ChartBox) -> bool:
    """Does a cell begin with a label?"""
    return _label_of(cell) is not None


def _label_of(cell: ChartBox) -> Label | None:
    """The label that a cell begins with, over as many lines as it takes (`Indikator Sub / Kegiatan`)."""
    return read_label(unwrapped(cell.lines[:LABEL_LINES])[0].span)


def _holder(piece: Piece | None, cell: ChartBox, count: int) -> Piece | None:
    """The node in whose container a cell with a statement and indicators of its own stands: a bare head with a level,
    over several such cells, or over one that names a thing. (One that states an outcome may be the head's own.)
    """
    if piece is None or piece.level is None or not piece.title or piece.objective or piece.holder:
        return None
    if any(not g.empty for g in piece.groups):
        return None
    return piece if count > 1 or not states_outcome(cell.lines[0].span) else None


def _goes_with(piece: Piece, stated: Sequence[Piece]) -> bool:
    """Is a piece a further statement of the level that stands under the office already?"""
    return bool(stated) and piece.level is not None and piece.level == stated[0].level


def _named_row(marks: Sequence[Mark], cell: ChartBox) -> Role | None:
    """What the label at the left of a sheet's row says that the row's cells are: statements of a level, indicators,
    their targets.

    Such labels stand wall to wall; one that stands alone names the whole card beside it.
    """
    _, top, _, bottom = cell.box
    for mark in marks:
        if not mark.boxed or mark.label is None or mark.box[2] > cell.box[0] + EDGE or not _flush(mark, marks):
            continue
        begins, ends = abs(mark.box[1] - top) <= EDGE, abs(mark.box[3] - bottom) <= EDGE
        if mark.label.role == "indicator" and mark.box[1] <= top + EDGE and bottom <= mark.box[3] + EDGE:
            return "indicator"
        if begins and ends:
            return mark.label.role
    return None


def _flush(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether another label stands right over or under one, as wide."""
    x0, top, x1, bottom = mark.box
    return any(
        abs(other.box[0] - x0) <= EDGE
        and abs(other.box[2] - x1) <= EDGE
        and (abs(other.box[1] - bottom) <= EDGE or abs(other.box[3] - top) <= EDGE)
        for other in marks
    )


def _is_office(piece: Piece) -> bool:
    """Does the piece name an office and nothing else?"""
    bare = piece.label is None and not piece.groups and not piece.objective
    return bare and names_office(Span(tuple(w for line in piece.title for w in line.words)))


def _states(sheet: Sheet, cell: ChartBox, around: Sequence[ChartBox], under: bool) -> bool:
    """Is a cell right under the name of an office a statement, with indicators under it in the same cell, or in the
    next one, which has their heading or looks otherwise? Cells with numbers or quantities of their own are a list with
    a gap in its look, unless those of the list have theirs in cells at their side.
    """
    first = cell.lines[0].span
    if not under or is_list(cell) or numbered(first)[0] or read_label(first) is not None or names_office(first):
        return False
    if any(begins_list(line) for line in cell.lines[1:]):
        return True
    if len(around) > 2 and is_headed(around[2]):
        return True
    if len(around) < 3 or _look(cell) == _look(around[2]):
        return False
    if around[2] in sheet.entries:
        return True
    differ = _look(around[0]) not in (_look(cell), _look(around[2]))
    return differ and is_list(around[2]) and not any(c.isdigit() for line in cell.lines for c in line.text)


def _is_its_statement(office: Piece | None, cell: ChartBox) -> bool:
    """Is a cell right under the name of an office its statement, which says so (`Sasaran : ...`)?"""
    if office is None or not _is_office(office):
        return False
    label = read_label(cell.lines[0].span)
    return label is not None and label.role == "level"


def _is_outcome(piece: Piece, cell: ChartBox, head: ChartBox | None) -> bool:
    """Is a cell between the name of a node and its indicators, each with figures of its own, the statement of what
    comes of it? It looks otherwise than the name, or says so.
    """
    first = whole(cell).span
    bare = bool(piece.title) and not piece.groups and not piece.objective and not piece.heads_office()
    if not bare or read_label(first) is not None or read_named(first) is not None or names_office(first):
        return False
    return states_outcome(first) or (head is not None and _look(head) != _look(cell))


def _continues(piece: Piece, cell: ChartBox, previous: ChartBox | None, head: ChartBox | None, *, valued: bool) -> bool:
    """Does a cell go on with the node of the cell above it? ``head`` is the cell in which that node began; ``valued``
    says that the label of its row names it an indicator.

    Under an indicator (or an office) every cell of another look than the head's is an indicator.
    """
    if previous is None:
        return True
    first = cell.lines[0].span
    label = _label_of(cell)
    if label is not None:
        another = bool(piece.title) and label.level == piece.level
        labelled = label.role == "level" and label.level in STATED and label.alone and len(cell.lines) > 1
        if labelled and piece.title and not piece.heads_office():
            return False  # a label over a statement of its own, in a cell of its own
        # `Kinerja : ...` under the name of a program
        own = piece.level in STATED and is_objective(label, piece)
        return own or label.role != "level" or (label.level is not None and not another)
    if piece.open_slot() is not None or begins_explanation(first):
        return True
    if names_office(Span(tuple(w for line in cell.lines for w in line.words))):
        return False
    named = read_named(first)
    if named is not None and named[0] != piece.level and not any(not g.empty for g in piece.groups):
        return False  # "Program Pengawasan" under a statement is no indicator of it
    listed = _listed(piece)
    if valued and (piece.title or listed):
        piece.groups.append(Group())
        piece.enter("indicator")
        return True
    number, rest = numbered(first)
    starts = begins_indicator(rest if number else first) or _explains(cell)
    office = bool(piece.title) and names_office(piece.title[0].span) and piece.label is None
    other = head is not None and _look(head) != _look(cell)
    if listed:
        last = piece.groups[-1].lines
        alike = bool(last) and begins_indicator(_after_number(last[0].span))
        same = _look(cell) == _look(previous)
        if not (starts and (alike or other)) and not (other and (office or (number and same))):
            return False
    elif not (office or (piece.title and (starts or previous.fill != cell.fill))):
        return False
    elif not starts and not office and (piece.level in STATED or (is_card(cell) and states_outcome(first))):
        piece.enter("objective")
        return True
    piece.groups.append(Group())
    piece.enter("indicator")
    return True


def _explains(cell: ChartBox) -> bool:
    """Does a cell say how what it names is counted (`Formulasi : ...`)? Then that is an indicator, whatever word it
    begins with.
    """
    if states_outcome(cell.lines[0].span):
        return False
    for line in cell.lines[1:]:
        if begins_explanation(line.span):
            return True
        if read_label(line.span) is not None:
            return False
    return False


def _listed(piece: Piece) -> bool:
    return any(not g.empty for g in piece.groups)


def _look(box: ChartBox) -> tuple[str | None, bool]:
    return box.fill, all(w.bold for w in box.lines[0].words)


def _after_number(span: Span) -> Span:
    number, rest = numbered(span)
    return rest if number else span

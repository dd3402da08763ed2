"""The pieces of a stack of cells: which cells go on with the node over them, and which begin one.

Comes in: the cells of a stack, top to bottom, and what the page before leaves open. Goes out: its pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extractor.kinds.cascade.halves import begins_list, is_card, is_list
from extractor.kinds.cascade.indicators import numbered
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import (
    Role,
    begins_explanation,
    begins_indicator,
    level_named,
    read_label,
    read_named,
)
from extractor.kinds.cascade.marks import Mark
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.sheet import EDGE, Sheet
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.charts import ChartBox, Entry, is_amount, is_quantity, whole, whole_of
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
    current = cut_off = before.piece if before is not None else None
    previous = before.last if before is not None else None
    head = before.head if before is not None else None
    cut = "top" in cells[0].cut
    parted: list[Piece] = []
    office: Piece | None = None
    holder: Piece | None = None
    cards = {cell for cell in cells[1:] if is_card(cell) and read_label(cell.lines[0].span) is None}
    for i, cell in enumerate(cells):
        if current is not None and is_amount(whole(cell)) and current.title and is_amount(whole_of(current.title)):
            current = None  # a column of amounts, each of the row that it stands in
        if current is not None and _adds_figure(current, cell):
            sheet.put(cell, current)
            continue
        entry = sheet.entries.get(cell)
        named = _named_row(sheet.marks, cell)
        stated = (
            office is not None and entry is None and _states(sheet, cell, cells[i - 1 : i + 2], under=current is office)
        ) or named == "level"
        holder = holder if holder is not None or cell not in cards else _holder(current, cell, len(cards))
        held = holder is not None and cell in cards
        valued = (entry is not None and head not in sheet.entries) or named == "indicator"
        continued = current is not None and (
            cut or (not stated and not held and _continues(current, cell, previous, head, valued=valued))
        )
        cut = False
        head = head if continued else cell
        got = read_pieces(cell.lines, current if continued else None, _width(sheet, cell))
        if got and not continued:
            office = got[0] if _is_office(got[0]) else office
            if stated or (office is not None and _goes_with(got[0], [p for p in parted if p.under is office])):
                got[0].under = office
            elif held:
                got[0].under = holder
        for piece in got:
            if piece is not cut_off:
                sheet.put(cell, piece)
        if got == [cut_off]:
            sheet.pieces[cell] = got
        if entry is not None and got:
            _give(entry, got[-1])
            for part in entry.cells:
                sheet.pieces[part] = sheet.pieces[cell]
        if got:
            current = got[-1]
        parted += [p for p in got if not any(p is q for q in parted)]
        previous = cell
    return parted


def _width(sheet: Sheet, cell: ChartBox) -> float:
    """The room (points) that a line has in a cell: none where the word of a level wraps for want of it, any where the
    word is a label.
    """
    if sheet.headed:
        return 0.0
    return inf if level_named(cell.lines[0].text) in sheet.labelled else cell.box[2] - cell.box[0]


def _adds_figure(piece: Piece, cell: ChartBox) -> bool:
    """Gives an amount to a node, and a quantity that stands wall to wall under an indicator to that as its target."""
    if is_amount(whole(cell)):
        piece.budget += cell.lines
        return True
    if piece.groups and is_quantity(whole(cell)):
        piece.groups[-1].target += cell.lines
        return True
    return False


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
    """What the label at the left of a sheet's row says that the row's cells are: statements of a level, indicators.

    Such labels stand wall to wall; one that stands alone names the whole card beside it.
    """
    _, top, _, bottom = cell.box
    for mark in marks:
        if not mark.boxed or mark.label is None or mark.box[2] > cell.box[0] + EDGE or not _flush(mark, marks):
            continue
        begins, ends = abs(mark.box[1] - top) <= EDGE, abs(mark.box[3] - bottom) <= EDGE
        if mark.label.role == "level" and begins and ends:
            return "level"
        if mark.label.role == "indicator" and mark.box[1] <= top + EDGE and bottom <= mark.box[3] + EDGE:
            return "indicator"
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


def _give(entry: Entry, piece: Piece) -> None:
    """Adds number and quantities of an entry to the indicator that was read from its text, the last one of a piece."""
    amounts = [v for v in entry.values if is_amount(whole(v))]
    if not piece.groups and piece.title and len(amounts) < len(entry.values) and begins_indicator(piece.title[0].span):
        piece.groups.append(Group(lines=piece.title))
        piece.title = []
    for value in entry.values:
        if value in amounts:
            piece.budget += value.lines
        elif piece.groups:
            piece.groups[-1].target += value.lines
    if entry.number is not None and piece.groups:
        piece.groups[-1].number = whole(entry.number).span


def _is_office(piece: Piece) -> bool:
    """Does the piece name an office and nothing else?"""
    bare = piece.label is None and not piece.groups and not piece.objective
    return bare and names_office(Span(tuple(w for line in piece.title for w in line.words)))


def _states(sheet: Sheet, cell: ChartBox, around: Sequence[ChartBox], under: bool) -> bool:
    """Is a cell right under the name of an office a statement, with indicators under it in the same cell, or in the
    next one, which looks otherwise? Cells with numbers or quantities of their own are a list with a gap in its look,
    unless those of the list have theirs in cells at their side.
    """
    first = cell.lines[0].span
    if not under or is_list(cell) or numbered(first)[0] or read_label(first) is not None or names_office(first):
        return False
    if any(begins_list(line) for line in cell.lines[1:]):
        return True
    if len(around) < 3 or _look(cell) == _look(around[2]):
        return False
    if around[2] in sheet.entries:
        return True
    differ = _look(around[0]) not in (_look(cell), _look(around[2]))
    return differ and is_list(around[2]) and not any(c.isdigit() for line in cell.lines for c in line.text)


def _continues(piece: Piece, cell: ChartBox, previous: ChartBox | None, head: ChartBox | None, *, valued: bool) -> bool:
    """Does a cell go on with the node of the cell above it? ``head`` is the cell in which that node began; ``valued``
    says that the cell has quantities at its side, as that one has not.

    Under an indicator (or an office) every cell of another look than the head's is an indicator.
    """
    if previous is None:
        return True
    first = cell.lines[0].span
    label = read_label(first)
    if label is not None:
        another = bool(piece.title) and label.level == piece.level
        labelled = label.role == "level" and label.level in STATED and label.alone and len(cell.lines) > 1
        if labelled and piece.title and not piece.heads_office():
            return False  # a label over a statement of its own, in a cell of its own
        return label.role != "level" or (label.level is not None and not another)
    if piece.open_slot() is not None or begins_explanation(first):
        return True
    if names_office(Span(tuple(w for line in cell.lines for w in line.words))):
        return False
    named = read_named(first)
    if named is not None and named[0] != piece.level and not any(not g.empty for g in piece.groups):
        return False  # "Program Pengawasan" under a statement is no indicator of it
    listed = any(not g.empty for g in piece.groups)
    if valued and (piece.title or listed):
        piece.groups.append(Group())
        piece.enter("indicator")
        return True
    number, rest = numbered(first)
    starts = begins_indicator(rest if number else first)
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
    elif not starts and not office and piece.level in ("program", "kegiatan", "sub_kegiatan"):
        piece.enter("objective")
        return True
    piece.groups.append(Group())
    piece.enter("indicator")
    return True


def _look(box: ChartBox) -> tuple[str | None, bool]:
    return box.fill, all(w.bold for w in box.lines[0].words)


def _after_number(span: Span) -> Span:
    number, rest = numbered(span)
    return rest if number else span

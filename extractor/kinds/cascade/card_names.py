"""What the cells over a table in a card say: the node's name with its number, the office over it, its statement.

In come the cells that head a card, out come the pieces that they name. Apart from the dealing out of cells because only
the words of a card's head speak here.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.cascade.card_heads import is_label, is_name_over, is_number, says_statement
from extractor.kinds.cascade.cards import Card
from extractor.kinds.cascade.grid_columns import column_of
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, carries, whole


def read_heads(card: Card) -> list[Piece]:
    """The nodes that the cells over a table name: one, or an office and its statement."""
    heads, stated = _parted(card)
    named = next((b for b in heads if not is_label(b)), None) or max(card.heads or card.rows, key=_width)
    width = _width(named)
    lines = [_lines_of(heads) + card.lead]
    if len(heads) > 1 and names_office(whole(heads[0]).span):
        lines = [list(heads[0].lines), lines[0][len(heads[0].lines) :]]
    first = None
    if card.level is not None:
        heading = column_of(whole(card.level).span)
        first = Piece(heading.level, heading.label)
        first.enter("title")
    labels = [b.lines[0].words[0] for b in heads if is_label(b)]
    read = [piece for part in lines for piece in read_pieces(part, first, width, labels)]
    if read:
        read[-1].objective += stated
    return read


def _width(cell: ChartBox) -> float:
    return cell.box[2] - cell.box[0]


def _parted(card: Card) -> tuple[list[ChartBox], list[Line]]:
    """``(the cells that name the node, the lines of its statement)``: the last cell, where it states the outcome of
    what the one over it names, or stands beside a label that says so (`Sasaran` under `Program`).
    """
    heads = card.heads
    if len(heads) < 2 or card.lead or says_statement(heads[-1]):
        return heads, []
    *others, last = heads
    beside = others[-1]
    label = read_label(whole(beside).span) if len(others) > 1 and abs(beside.box[1] - last.box[1]) <= EDGE else None
    stating = label is not None and label.alone and (label.role == "objective" or label.level == "sasaran")
    if stating and _is_named(others[:-1]):
        return others[:-1], last.lines
    over = heads[-3] if len(heads) > 2 else None
    return (others, last.lines) if _is_stated(beside, over, last) else (heads, [])


def _is_named(heads: Sequence[ChartBox]) -> bool:
    """Do cells name a program, a kegiatan or a sub kegiatan, in whatever way (`KEGIATAN` over the name in one cell), or
    a thing without saying what it is? An office's sasaran is a node, and so is that of another statement.
    """
    read = read_pieces(_lines_of(heads))
    if not read or read[-1].level is not None:
        return bool(read) and read[-1].level in STATED
    bare = read[-1].label is None and bool(read[-1].title)
    return bare and not read[-1].heads_office() and not states_outcome(read[-1].title[0].span)


def _is_stated(name: ChartBox, over: ChartBox | None, statement: ChartBox) -> bool:
    """Is the last cell over a table the statement of the outcome of what the cell over it names? Two cells without
    labels are so where the one is a name and the other an outcome.
    """
    if is_name_over(name, over, statement):
        return True
    said, outcome = whole(name).span, whole(statement).span
    under = in_line(name.box, statement.box) or carries(name.box, statement.box)
    if read_label(said) is not None or names_office(said) or is_number(name) or not (under or _beside(name, statement)):
        return False
    return not states_outcome(said) and states_outcome(outcome)


def _beside(name: ChartBox, statement: ChartBox) -> bool:
    """Does a statement stand wall to wall at the right of a name that is taller?"""
    (_, top, right, bottom), (x0, upper, _, lower) = name.box, statement.box
    return abs(right - x0) <= EDGE and top <= upper + EDGE and lower <= bottom + EDGE


def _lines_of(heads: Sequence[ChartBox]) -> list[Line]:
    """The lines of the cells that head a card: a label on one line, a number before the text at its right."""
    out: list[Line] = []
    number: Line | None = None
    for i, cell in enumerate(heads):
        after = heads[i + 1] if i + 1 < len(heads) else None
        if after is not None and is_number(cell) and abs(after.box[1] - cell.box[1]) <= EDGE:
            number = whole(cell)
            continue
        lines = [whole(cell)] if is_label(cell) else list(cell.lines)
        if number is not None and lines:
            lines[0] = Line((*number.words, *lines[0].words))
            number = None
        out += lines
    return out

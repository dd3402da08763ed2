"""What a card says over or beside its little table: `PROGRAM`, its name, `Sasaran Program` and the statement.

In come the cells of a block and the place of a table, out come the cells that head it, in the order in which they are
read. Apart from the tables because a card is headed in more ways than it has tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extractor.kinds.cascade.halves import is_headed
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import NUMBER, Label, read_label, read_named
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.charts import EDGE, ChartBox, whole
from extractor.read.words import Box, box_around


def find_heads(table: Box, block: Sequence[ChartBox], taken: Collection[int]) -> list[ChartBox]:
    """The cells over a table, else those at its left, with the label over both; ``taken`` are the ids of cells that
    belong to tables.
    """
    free = [b for b in block if id(b) not in taken]
    over = _over(table, free)
    if over and not is_level(over[-1]):
        return [*_named_beside(over, table, free), *over]
    beside = _beside(table, free)
    if over and beside and over[-1].box[0] > beside[0].box[0] + EDGE:
        return over
    return [*over, *beside]


def find_foot(card: Box, heads: Sequence[ChartBox], free: Sequence[ChartBox]) -> list[ChartBox]:
    """What the cells over a table leave to those under it: the statement of the node that they name, with its label
    (`Sasaran Program`), or the name of what they state (`Program`). Nothing where more cells hang on it, for it may
    head these.
    """
    foot: list[ChartBox] = []
    x0, _, x1, floor = card
    while cell := next((b for b in free if _fills(b, x0, floor, x1)), None):
        foot.append(cell)
        floor = cell.box[3]
    under = any(abs(b.box[1] - floor) <= EDGE and b.box[0] < x1 - EDGE and b.box[2] > x0 + EDGE for b in free)
    if under or not 0 < len(foot) <= _FOOT or not (len(foot) == 1 or is_label(foot[0])):
        return []
    label = _label(foot[0])
    stated = next((x for b in heads if (x := _label(b)) is not None and x.role == "objective"), None)
    if stated is not None:
        names = label is not None and label.role == "level" and label.level == stated.level
        return foot if names and not any(_names(b) for b in heads) else []
    if any(states_outcome(whole(b).span) for b in heads):
        return []
    states = label.role == "objective" if label is not None else states_outcome(whole(foot[0]).span)
    return foot if states else []


_FOOT = 2
"""Cells under a table that say what those over it do not: a label and what it is the label of."""


def _label(cell: ChartBox) -> Label | None:
    return read_label(whole(cell).span) if cell.lines else None


def _names(cell: ChartBox) -> bool:
    """Does a cell name a node, or say of what level it is?"""
    label = _label(cell)
    return label.role == "level" if label is not None else not states_outcome(whole(cell).span)


def _fills(cell: ChartBox, x0: float, top: float, x1: float) -> bool:
    """Does a cell hang on a line and reach from wall to wall?"""
    return abs(cell.box[1] - top) <= EDGE and abs(cell.box[0] - x0) <= EDGE and abs(cell.box[2] - x1) <= EDGE


def _named_beside(over: Sequence[ChartBox], table: Box, free: Sequence[ChartBox]) -> list[ChartBox]:
    """The name at the left of a statement and of the table under it, with the label over all of them."""
    if len(over) > 1 or not states_outcome(whole(over[0]).span):
        return []
    frame = box_around((table, over[0].box))
    beside = _column(frame, [b for b in free if b not in over])
    if len(beside) != 1 or not beside[0].lines or is_label(beside[0]) or states_outcome(whole(beside[0]).span):
        return []
    x0, top, x1, _ = box_around((frame, beside[0].box))
    label = _row_over(x0, top, x1, free)
    return [*label, *beside] if len(label) == 1 and is_level(label[0]) else beside


def is_label(cell: ChartBox) -> bool:
    """Is a cell a label and nothing else? (In a narrow cell its words stand on several lines.)"""
    label = _label(cell)
    return label is not None and label.alone


def is_number(cell: ChartBox) -> bool:
    """Is a cell the number of what stands at its right (`1.2`)?"""
    return len(cell.lines) == 1 and _NUMBER.fullmatch(cell.lines[0].text) is not None


_NUMBER = re.compile(rf"(?:{NUMBER})[.)]?")


def is_level(cell: ChartBox) -> bool:
    """Is a cell the label of a level and nothing else?"""
    label = _label(cell)
    return label is not None and label.role == "level" and label.alone


def _over(table: Box, free: Sequence[ChartBox]) -> list[ChartBox]:
    x0, top, x1, _ = table
    heads: list[ChartBox] = []
    row = _row_over(x0, top, x1, free) or _wide_over(x0, top, x1, free)
    while row:
        own = row
        free = [b for b in free if b not in own]
        x0, top, x1, _ = box_around(b.box for b in (*own, *heads))
        row = _row_over(x0, top, x1, free)
        below = _first_row(heads) if heads else []
        named = len(own) == len(below) == 1 and is_name_over(own[0], row[0] if len(row) == 1 else None, below[0])
        if len(below) > 1 and _are_labels_of(own, below):
            heads = [b for pair in zip(own, below, strict=True) for b in pair] + heads[len(below) :]
            break
        if heads and not (named or _goes_on(own, below)):
            break
        heads = own + heads
    return heads


def _are_labels_of(upper: Sequence[ChartBox], lower: Sequence[ChartBox]) -> bool:
    """Are the cells of a row labels, each of the cell under it (`PROGRAM | SASARAN PROGRAM`)?"""
    return len(upper) == len(lower) and all(
        is_label(a) and abs(a.box[0] - b.box[0]) <= EDGE and abs(a.box[2] - b.box[2]) <= EDGE
        for a, b in zip(upper, lower, strict=True)
    )


def _row_over(x0: float, top: float, x1: float, free: Sequence[ChartBox]) -> list[ChartBox]:
    """The cells that fill a width and stand on a line, with those beside a taller one of them, in reading order."""
    within = [b for b in free if b.box[0] >= x0 - EDGE and b.box[2] <= x1 + EDGE and b.box[3] <= top + EDGE]
    row = [b for b in within if abs(b.box[3] - top) <= EDGE]
    if not row:
        return []
    upper = min(b.box[1] for b in row)
    if any(b.box[1] > upper + EDGE for b in row):
        row = [b for b in within if b.box[1] >= upper - EDGE]
    frame = box_around(b.box for b in row)
    if frame[0] > x0 + EDGE or frame[2] < x1 - EDGE or _open(row, x0, x1):
        return []
    return sorted(row, key=lambda b: (round(b.box[1] / EDGE), b.box[0]))


def _open(row: Sequence[ChartBox], x0: float, x1: float) -> bool:
    """Is there a gap between the cells of a row?"""
    at = x0
    for b in sorted(row, key=lambda b: b.box[0]):
        if b.box[0] > at + EDGE:
            return True
        at = max(at, b.box[2])
    return at < x1 - EDGE


def _wide_over(x0: float, top: float, x1: float, free: Sequence[ChartBox]) -> list[ChartBox]:
    """The one cell over a table that is wider than it."""
    over = (b for b in free if abs(b.box[3] - top) <= EDGE and b.box[0] <= x0 + EDGE and b.box[2] >= x1 - EDGE)
    return [b for b, _ in zip(over, range(1), strict=False)]


def _first_row(heads: Sequence[ChartBox]) -> list[ChartBox]:
    top = min(b.box[1] for b in heads)
    return [b for b in heads if b.box[1] <= top + EDGE]


def _goes_on(upper: Sequence[ChartBox], lower: Sequence[ChartBox]) -> bool:
    """Do the cells over a row of heads belong to the card: the label over a name, an office over its statement, the
    name over a heading of its statement (`Sasaran Program`)?
    """
    if is_headed(lower[0]):
        return True
    if len(upper) > 1:
        return False
    said = whole(upper[0]).span
    label = read_label(said)
    below = read_label(whole(lower[0]).span)
    if label is not None:
        return label.role in ("level", "objective") and not label.rest and (below is None or below.role != "level")
    return names_office(said) and not names_office(whole(lower[0]).span)


def is_name_over(name: ChartBox, over: ChartBox | None, statement: ChartBox) -> bool:
    """Is a cell the name of a program (kegiatan, sub kegiatan), and the one under it the statement of its outcome? It
    says its level itself, or the cell over it does.
    """
    said = whole(name).span
    if states_outcome(said) or not (states_outcome(whole(statement).span) or says_statement(statement)):
        return False
    own = read_label(said)
    if own is not None:
        return own.level in STATED and bool(own.rest)
    label = read_label(whole(over).span) if over is not None else None
    return read_named(said) is not None or (label is not None and label.alone and label.level in STATED)


def says_statement(cell: ChartBox) -> bool:
    """Does a cell begin with the label of a statement (`Sasaran : ...`, `Sasaran Program : ...`)? Under the name of a
    program it states what this is for.
    """
    label = read_label(whole(cell).span)
    if label is None or not label.rest or label.number:
        return False
    return label.role == "objective" or label.level == "sasaran"


def _beside(table: Box, free: Sequence[ChartBox]) -> list[ChartBox]:
    """The cells at the left of a table, as high as it: one column of them, and a column of labels before it."""
    column = _column(table, free)
    if column and read_label(whole(column[0]).span) is None:
        labels = _column(box_around(b.box for b in column), free)
        if len(labels) == 1 and (label := read_label(whole(labels[0]).span)) is not None and label.alone:
            column = [*labels, *column]
    return column


def _column(box: Box, free: Sequence[ChartBox]) -> list[ChartBox]:
    x0, top, _, bottom = box
    found = [b for b in free if abs(b.box[2] - x0) <= EDGE and b.box[1] >= top - EDGE and b.box[3] <= bottom + EDGE]
    if not found or len({round(b.box[0] / EDGE) for b in found}) > 2:
        return []
    frame = box_around(b.box for b in found)
    return sorted(found, key=lambda b: b.box[1]) if frame[1] <= top + EDGE and frame[3] >= bottom - EDGE else []

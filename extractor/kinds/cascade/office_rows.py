"""The cells under one head of a sheet (an office, a statement): its indicators, or statements with theirs.

In come the cells that stand under a head, out come nodes and indicators, or ``None`` where the cells are neither.
Headings over the cells say what these are; where there are none (or the office beside has them) the cells do: a text
with a quantity at its side is an indicator, a text as wide as its head is a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.block_table import rows_of
from extractor.kinds.cascade.card_heads import is_number
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.grid_columns import columns_of, headed
from extractor.kinds.cascade.indicators import carries_target, numbered
from extractor.kinds.cascade.labels import BULLET, Label, begins_indicator, read_label
from extractor.kinds.cascade.measure_parts import parts
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_list, read_pieces
from extractor.kinds.cascade.tables import rows_under
from extractor.kinds.cascade.walk import Walk
from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import EDGE, ChartBox, Entry, find_entries, is_quantity, spans, whole
from extractor.match.column_labels import measure_of
from extractor.read.words import Box, Span, box_around


@dataclass
class Under:
    """What stands under a head: its own indicators, and the nodes under it."""

    groups: list[Group] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def every_group(self) -> list[Group]:
        return [*self.groups, *(g for piece in self.pieces for g in piece.groups)]


class Rows:
    """Reads the cells under heads in reading order; remembers the headings met so far."""

    def __init__(self) -> None:
        self.headings: list[tuple[list[float], list[Column]]] = []

    def read(self, cells: Sequence[ChartBox], head: Box) -> Under | None:
        """What the cells under a head say, ``None`` where they say something else."""
        out = Under()
        for label, own in parts(cells) if cells else ():
            under = self._read(own, head)
            if under is None:
                return None
            for group in under.every_group if label else ():
                group.heading = group.heading or label
            out.groups += under.groups
            out.pieces += under.pieces
        return out

    def _read(self, cells: Sequence[ChartBox], head: Box) -> Under | None:
        """What the cells of one part say."""
        frame = box_around(b.box for b in cells)
        table = _table(rows_of(cells), cells, frame)
        columns, rows = headed(table)
        if not any(c.role in ("indicator", "target") for c in columns):
            columns, rows = columns_of(table)
            if not any(c.role == "indicator" for c in columns):
                columns = []
        if columns:
            walls = sorted({round(x - head[0], 1) for b in cells for x in (b.box[0], b.box[2])})
            self.headings.append((walls, columns))
        else:
            columns, rows = self._known(cells, head[0])
        if not columns:
            return by_content(cells, head)
        if any(c.role == "level" for c in columns):
            return Under(pieces=Walk(columns).rows(rows))
        return Under(rows_under(columns, rows)[1])

    def _known(self, cells: Sequence[ChartBox], left: float) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
        """The rows of cells without headings, with the columns of the last table whose walls are those of its own."""
        for walls, columns in reversed(self.headings):
            rows = rows_of(cells, [left + x for x in walls])
            if len(rows[0]) == len(columns):
                return columns, rows
        return [], ()


def _table(rows: Sequence[tuple[Cell, ...]], cells: Sequence[ChartBox], frame: Box) -> Table:
    return Table((cells[0].page,), (), tuple(rows), frame, frame[3])


def by_content(cells: Sequence[ChartBox], head: Box) -> Under | None:
    """What cells say without any headings; ``None`` where a quantity belongs to none of the texts, or a text may be a
    statement as well as an indicator.
    """
    under = Under()
    boxes, entries = find_entries(cells)
    units, numbers = _units(boxes, entries), _numbers(boxes)
    aside = {*units.values(), *numbers.values()}
    boxes = [b for b in boxes if b not in aside]
    stated = _statements(boxes, entries, head)
    groups, heading = under.groups, Span()
    for box in boxes:
        said, entry = whole(box), entries.get(box)
        label = read_label(said.span)
        if entry is None and is_quantity(said):
            if not groups:
                return None
            groups[-1].target += box.lines
        elif label is not None and label.role == "target" and groups:
            groups[-1].target += [Line(label.rest.words)] if label.rest else []
        elif label is not None and label.alone:
            if label.role == "level" and measure_of(said.text) is None:
                return None  # the heading of a statement
            heading = said.span
        elif _is_card(box, label):
            return None
        elif box in stated:
            piece = Piece(title=list(box.lines), tabular=True)
            under.pieces.append(piece)
            groups = piece.groups
        elif not entries and box not in numbers and not _is_indicator(_unlabelled(box, label)):
            return None
        else:
            listed = _listed(box, entry, label)
            listed[-1].unit += units[box].lines if box in units else []
            if box in numbers:
                listed[0].number = whole(numbers[box]).span
            if listed[0].label is not None:
                heading = listed[0].label.span  # it holds for the cells under it that say nothing of the kind
            for group in listed:
                group.heading = heading
            groups += listed
    return under if all(piece.groups for piece in under.pieces) else None


def _behind(label: Label, lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell without the label that it begins with."""
    said = set(label.span.words)
    rest = [tuple(w for w in line.words if w not in said) for line in lines]
    return [Line(words) for words in rest if words]


def _unlabelled(box: ChartBox, label: Label | None) -> Span:
    """What a cell says behind the label of a measure that it begins with."""
    if label is None or not label.rest or measure_of(label.name) is None:
        return whole(box).span
    return label.rest


def _is_card(box: ChartBox, label: Label | None) -> bool:
    """Does a cell say more than an indicator: a level, a statement with what measures it? (`Outcome :` over a list of
    indicators says of what kind these are.)
    """
    measure = label is not None and label.rest and measure_of(label.name) is not None
    if label is not None and measure and any(map(_is_indicator, (_behind(label, box.lines)[0].span, label.rest))):
        return False
    if label is not None and label.rest and label.role != "indicator" and measure_of(label.name) is None:
        return True
    read = read_pieces(box.lines)
    stated = any(
        p.level is not None or p.objective for p in read if p.label is None or measure_of(p.label.name) is None
    )
    return stated or any(p.title and p.groups and not _with_target(p) for p in read)


def _with_target(piece: Piece) -> bool:
    """Is what was read as a statement with indicators one indicator with its target on a line under it?"""
    targets = all(is_quantity(line) for group in piece.groups for line in group.lines)
    return targets and begins_indicator(piece.title[0].span)


def _units(boxes: Sequence[ChartBox], entries: Iterable[ChartBox]) -> dict[ChartBox, ChartBox]:
    """The cells of units, each wall to wall at the right of the figure that it is for, by the box of the entry."""
    rows = {(round(b.box[0]), round(b.box[1]), round(b.box[3])): b for b in boxes}
    at = {entry: rows.get((round(entry.box[2]), round(entry.box[1]), round(entry.box[3]))) for entry in entries}
    return {entry: b for entry, b in at.items() if b is not None and _is_unit(whole(b).text)}


def _numbers(boxes: Sequence[ChartBox]) -> dict[ChartBox, ChartBox]:
    """The narrow cells of numbers, each wall to wall at the left of the text that it is the number of, by the text's
    box.
    """
    texts = [b for b in boxes if not is_number(b)]
    found: dict[ChartBox, ChartBox] = {}
    for number in filter(is_number, boxes):
        _, top, x, bottom = number.box
        for b in texts:
            level = abs(b.box[1] - top) <= EDGE and abs(b.box[3] - bottom) <= EDGE
            if level and abs(b.box[0] - x) <= EDGE and x - number.box[0] < b.box[2] - b.box[0]:
                found[b] = number
    return found


_LONGEST_UNIT = 3
"""Words of a unit in a cell of its own (`Orang / Bulan`), at the most."""


def _is_unit(text: str) -> bool:
    return len(text.split()) <= _LONGEST_UNIT and not any(map(str.isdigit, text))


def _statements(boxes: Sequence[ChartBox], entries: Mapping[ChartBox, Entry], head: Box) -> set[ChartBox]:
    """The cells that are statements over indicators: as wide as the head, without a quantity at their side as these
    have them; where targets end the texts of indicators, those that end with none and look otherwise.
    """
    alone = [b for b in boxes if b not in entries and spans(b.box, head)]
    if entries:
        return set(alone)
    measured = [b for b in boxes if carries_target(whole(b).span)]
    listed = any(numbered(whole(b).span)[0] for b in measured)
    fills, weights = {b.fill for b in measured}, {_is_bold(b) for b in measured}
    return {
        b
        for b in alone
        if not (listed and numbered(whole(b).span)[0])
        and ((len(fills) == 1 and b.fill not in fills) or (len(weights) == 1 and _is_bold(b) not in weights))
    }


def _is_indicator(span: Span) -> bool:
    """Is a text without a quantity at its side an indicator: by its target, number, mark or first word?"""
    marked = BULLET.match(span.text) is not None or bool(numbered(span)[0])
    return marked or carries_target(span) or begins_indicator(span)


def _is_bold(box: ChartBox) -> bool:
    return all(w.bold for w in box.lines[0].words)


def _listed(box: ChartBox, entry: Entry | None, label: Label | None) -> list[Group]:
    """The indicators in a cell, the last one with the quantities at the cell's side."""
    lines = list(box.lines)
    if label is not None and label.rest and measure_of(label.name) is not None:
        lines = _behind(label, lines)
    else:
        label = None
    listed = read_list(lines, label)
    if entry is not None:
        listed[-1].target += [line for value in entry.values for line in value.lines]
        if entry.number is not None:
            listed[0].number = whole(entry.number).span
    return listed

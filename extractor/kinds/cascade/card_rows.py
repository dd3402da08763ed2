"""Cards read row by row: what heads them, the headings of their table, its rows, what is said under it.

In come the cells of a block, out come its cards where every row of cells is understood, none where any is not. Apart
from the other readings of a block because this one guesses nothing: a sheet's cards repeat one form, and a block that
follows it from its first row to its last is surely such cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.card_headings import Headings, find_headings
from extractor.kinds.cascade.card_heads import is_label, is_number
from extractor.kinds.cascade.cards import Card
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.halves import is_headed
from extractor.kinds.cascade.labels import read_label
from extractor.layout.charts import EDGE, ChartBox, is_quantity, whole
from extractor.read.words import Box, box_around


def find_by_rows(block: Sequence[ChartBox], shared: Sequence[Headings] = ()) -> list[Card]:
    """The cards in a block, one under the other, each as wide as the block; ``shared`` are headings that stand over the
    cards of a column. None where a row of the block is no part of a card.
    """
    frame = box_around(b.box for b in block)
    runs = [_without_label(run) for run in find_headings(block)]
    if any(run.name is not None or run.has_levels for run in runs):
        return []
    heading = {id(b): run for run in runs for b in run.cells}
    cards: list[Card] = []
    last = heading_over(frame, shared)
    for row in _rows(block):
        card = cards[-1] if cards else None
        if card is not None and len(row) > 1 and id(row[0]) not in heading and _names_indicators(row[0]):
            card.aside.append(row[0])
            row = row[1:]
        run = heading.get(id(row[0]))
        if run is not None:
            if any(heading.get(id(b)) is not run for b in row) or card is None or card.rows or card.shared:
                return []
            card.header, last = list(run.cells), run
        elif card is not None and last is not None and _fits(row, last):
            if not card.header:
                card.header, card.shared = list(last.cells), True
            card.rows += row
        elif card is not None and not card.header and (entry := _measured(row, card, frame)) is not None:
            card.measured.append(entry)
        elif not _fills(row, frame):
            return []
        elif card is not None and (card.rows or card.measured or card.tails) and is_headed(row[0]):
            card.tails += row
        elif card is None or card.rows or card.measured or card.tails:
            cards.append(Card(list(row), []))
        elif card.header:
            return []
        else:
            card.heads += row
    return cards if cards and all((c.header and c.rows) or c.measured for c in cards) else []


def _names_indicators(cell: ChartBox) -> bool:
    """Is a cell the label of indicators at its right (`Indikator Kinerja`)?"""
    label = read_label(whole(cell).span)
    return label is not None and label.role == "indicator" and label.alone


def _without_label(run: Headings) -> Headings:
    """The headings of a table at whose left `Indikator` stands, as high as all of it: its word is the heading of the
    column in which they are written (`Uraian`).
    """
    label, *others = run.cells
    column = others[0] if others else None
    if column is None or label.box[3] <= column.box[3] + EDGE or not _names_indicators(label):
        return run
    if heading_role(whole(column).span) != "level" or run.storey_under(column):
        return run
    return Headings((replace(column, lines=label.lines), *others[1:]))


def _measured(row: Sequence[ChartBox], card: Card, frame: Box) -> tuple[ChartBox, ChartBox, ChartBox | None] | None:
    """The indicator of a row with its quantity, its unit before or behind that; ``None`` where a row is anything else.
    (Several figures without headings may be anything.)
    """
    text, *values = row
    left = max([frame[0], *(b.box[2] for b in card.aside if b.box[3] > text.box[1] + EDGE)])
    if not 1 <= len(values) <= _VALUES or not text.lines or any(not b.lines for b in values):
        return None
    if abs(text.box[0] - left) > EDGE or abs(values[-1].box[2] - frame[2]) > EDGE:
        return None
    figures = [b for b in values if is_quantity(whole(b))]
    units = [b for b in values if b not in figures]
    if len(figures) != 1 or read_label(whole(text).span) is not None or is_quantity(whole(text)):
        return None
    if any(len(whole(b).words) > _UNIT or heading_role(whole(b).span) not in (None, "level") for b in units):
        return None  # (`Kegiatan` and `Program` are units, too)
    return text, figures[0], units[0] if units else None


_VALUES, _UNIT = 2, 3
"""Cells beside an indicator that has no headings, and words of a unit, at the most."""


def heading_over(frame: Box, shared: Sequence[Headings]) -> Headings | None:
    """The lowest headings over a block that are as wide as it."""
    over = [run for run in shared if run.box[3] <= frame[1] + EDGE and not run.has_levels]
    over = [run for run in over if abs(run.box[0] - frame[0]) <= EDGE and abs(run.box[2] - frame[2]) <= EDGE]
    return max(over, key=lambda run: run.box[3], default=None)


def _rows(block: Sequence[ChartBox]) -> list[list[ChartBox]]:
    """The cells in rows that begin at one height, top to bottom, left to right."""
    rows: list[list[ChartBox]] = []
    for cell in sorted(block, key=lambda b: b.box[1]):
        if rows and cell.box[1] - rows[-1][0].box[1] <= EDGE:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda b: b.box[0]) for row in rows]


def _fits(row: Sequence[ChartBox], run: Headings) -> bool:
    """Do the cells of a row stand in the columns of headings, one of them in that of the indicators?"""
    named = next((b.box for b in run.cells if heading_role(whole(b).span) == "indicator"), run.cells[0].box)
    if any(run.crossed_by(b) or b.box[0] < run.box[0] - EDGE for b in row):
        return False
    return any(abs(b.box[0] - named[0]) <= EDGE and abs(b.box[2] - named[2]) <= EDGE for b in row)


def _fills(row: Sequence[ChartBox], frame: Box) -> bool:
    """Is a row one cell as wide as the card, or a label (a number) and at its right what it is the label of?"""
    if abs(row[0].box[0] - frame[0]) > EDGE or abs(row[-1].box[2] - frame[2]) > EDGE:
        return False
    if len(row) == 1:
        return True
    if len(row) != 2 or abs(row[0].box[2] - row[1].box[0]) > EDGE:
        return False
    return is_number(row[0]) or is_label(row[0])

"""Cards with a little table in them: a heading cell over the headings `Indikator | Satuan | 2022` and their rows.

In comes a block of cells that share walls, out come cards: the cells that say what the node is, the cells of its table,
the cells under it that go on with it. One block may hold many cards, side by side and one over the other, and cells
that belong to none. Apart from the reading of a sheet because only here the cells of a block are dealt out to several
nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.halves import in_line, is_headed
from extractor.kinds.cascade.labels import read_label
from extractor.layout.charts import ChartBox
from extractor.read.words import Span

_EDGE = 3.5
"""Walls (points) that differ by less stand in line."""


@dataclass
class Card:
    """A card: ``heads`` from top to bottom, the ``header`` and the ``rows`` of its table, ``tails`` under it."""

    heads: list[ChartBox]
    header: list[ChartBox]
    rows: list[ChartBox] = field(default_factory=list)
    tails: list[ChartBox] = field(default_factory=list)

    @property
    def top(self) -> float:
        return self.heads[0].box[1]

    @property
    def cells(self) -> list[ChartBox]:
        return [*self.heads, *self.header, *self.rows, *self.tails]


def find_cards(block: Sequence[ChartBox]) -> list[Card]:
    """The cards in a block, top to bottom, left to right."""
    headings = [b for b in block if heading_role(_span(b)) is not None]
    runs = _headers(headings, block)
    headers = {id(b) for run in runs for b in run}
    cards = []
    for run in runs:
        head = _above(run[0], block)
        if head is None or id(head) in headers:
            continue
        heads = [head]
        while (upper := _above(heads[0], block)) is not None and _goes_on(upper, heads[0]):
            heads.insert(0, upper)
        card = Card(heads, run)
        _deal_rows(card, block, headers)
        if card.rows:
            cards.append(card)
    return sorted(cards, key=lambda c: (c.top, c.heads[0].box[0]))


def _goes_on(upper: ChartBox, lower: ChartBox) -> bool:
    """Is a cell the label over the cell under it (`PROGRAM` over its name), or the name over a heading of a list?"""
    if is_headed(lower):
        return True
    label = read_label(_span(upper))
    return in_line(upper.box, lower.box) and label is not None and label.role == "level" and not label.rest


def _span(cell: ChartBox) -> Span:
    return Span(tuple(w for line in cell.lines for w in line.words))


def _headers(headings: Sequence[ChartBox], block: Sequence[ChartBox]) -> list[list[ChartBox]]:
    """Runs of headings side by side under one cell, one of them of indicators, with those of a second storey."""
    rows: list[list[ChartBox]] = []
    for cell in sorted(headings, key=lambda b: (b.box[1], b.box[0])):
        if rows and abs(cell.box[1] - rows[-1][0].box[1]) <= _EDGE:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    out = []
    for row in rows:
        under: dict[int, list[ChartBox]] = {}
        for cell in sorted(row, key=lambda b: b.box[0]):
            head = _above(cell, block)
            if head is not None:
                under.setdefault(id(head), []).append(cell)
        for run in under.values():
            roles = [heading_role(_span(b)) for b in run]
            if len(run) > 1 and "indicator" in roles and _touch(run):
                out.append([*run, *(s for b in run for s in _storey(b, headings))])
    return out


def _touch(run: Sequence[ChartBox]) -> bool:
    return all(abs(b.box[0] - a.box[2]) <= _EDGE for a, b in pairwise(run))


def _storey(cell: ChartBox, headings: Sequence[ChartBox]) -> list[ChartBox]:
    """The headings side by side under a heading: the years under `Target`."""
    x0, _, x1, bottom = cell.box
    under = [
        b
        for b in headings
        if abs(b.box[1] - bottom) <= _EDGE and b.box[0] >= x0 - _EDGE and b.box[2] <= x1 + _EDGE and b is not cell
    ]
    return under if len(under) > 1 else []


def _above(cell: ChartBox, block: Sequence[ChartBox]) -> ChartBox | None:
    """The cell on whose lower wall a cell hangs, which is as wide at the least."""
    x0, top, x1, _ = cell.box
    return next(
        (
            b
            for b in block
            if abs(b.box[3] - top) <= _EDGE and b.box[0] <= x0 + _EDGE and b.box[2] >= x1 - _EDGE and b is not cell
        ),
        None,
    )


def _deal_rows(card: Card, block: Sequence[ChartBox], headers: set[int]) -> None:
    """Gives a card the cells under its headings, as far down as each stands in a column of its own."""
    x0, x1 = min(b.box[0] for b in card.header), max(b.box[2] for b in card.header)
    floor = max(b.box[3] for b in card.header)
    walls = [b.box[0] for b in card.header] + [x1]
    own = {id(b) for b in (*card.heads, *card.header)}
    under = [b for b in block if x0 - _EDGE <= b.box[0] and b.box[2] <= x1 + _EDGE and b.box[1] >= floor - _EDGE]
    for cell in sorted(under, key=lambda b: (b.box[1], b.box[0])):
        if id(cell) in own:
            continue
        if id(cell) in headers or cell.box[1] > floor + _EDGE:
            break
        if any(cell.box[0] + _EDGE < x < cell.box[2] - _EDGE for x in walls):
            if not (in_line(cell.box, card.heads[0].box) and is_headed(cell)):
                break
            card.tails.append(cell)
        else:
            card.rows.append(cell)
        floor = max(floor, cell.box[3])
    if any(id(_above(h, block)) == id(r) for h in block if id(h) in headers for r in card.rows):
        # the last row is the head of the next table
        bases = {id(_above(h, block)) for h in block if id(h) in headers and id(h) not in own}
        card.rows = [r for r in card.rows if id(r) not in bases]

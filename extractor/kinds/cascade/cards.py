"""Cards with a little table in them: a heading cell over the headings `Indikator | Target` and their rows.

In comes a block of cells that share walls, out come cards: the cells that say what the node is, the cells of its table,
the cells under it that go on with it. One block may hold many cards, side by side and one over the other. Apart from
the reading of a sheet because only here the cells of a block are dealt out to several nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.halves import in_line, is_headed
from extractor.kinds.cascade.labels import column_role
from extractor.layout.charts import ChartBox
from extractor.read.words import Span

_EDGE = 3.5
"""Walls (points) that differ by less stand in line."""


@dataclass
class Card:
    """A card: ``heads`` from top to bottom, the ``rows`` of its table with their headings, ``tails`` under it."""

    heads: list[ChartBox]
    rows: list[ChartBox] = field(default_factory=list)
    tails: list[ChartBox] = field(default_factory=list)

    @property
    def top(self) -> float:
        return self.heads[0].box[1]


def find_cards(block: Sequence[ChartBox]) -> list[Card]:
    """The cards in a block, top to bottom, left to right; none where any cell is left over."""
    made: dict[int, Card] = {}
    starts: dict[int, float] = {}
    for cell in block:
        head = _above(cell, block) if _heads_indicators(cell) else None
        if head is None or _heads_indicators(head):
            continue
        heads = [head]
        while is_headed(heads[0]) and (upper := _above(heads[0], block)) is not None:
            heads.insert(0, upper)
        card = made.setdefault(id(heads[0]), Card(heads))
        starts[id(card)] = cell.box[1]
    cards = sorted(made.values(), key=lambda c: (c.top, c.heads[0].box[0]))
    dealt = {id(b) for c in cards for b in c.heads}
    for cell in sorted(block, key=lambda b: (b.box[1], b.box[0])):
        if id(cell) in dealt:
            continue
        home = next((c for c in reversed(cards) if _holds(c, starts[id(c)], cell)), None)
        if home is None:
            return []
        (home.tails if in_line(cell.box, home.heads[0].box) and is_headed(cell) else home.rows).append(cell)
    return cards


def _heads_indicators(cell: ChartBox) -> bool:
    """Is a cell the heading of a column of indicators?"""
    words = tuple(w for line in cell.lines for w in line.words)
    role, _, _, label = column_role(Span(words))
    return role == "indicator" and len(words) <= _LONGEST and (label is None or not label.rest)


_LONGEST = 5


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


def _holds(card: Card, start: float, cell: ChartBox) -> bool:
    x0, _, x1, _ = card.heads[0].box
    return cell.box[0] >= x0 - _EDGE and cell.box[2] <= x1 + _EDGE and cell.box[1] >= start - _EDGE

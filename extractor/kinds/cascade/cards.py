"""Cards with a little table in them: a heading cell over the headings `Indikator | Satuan | 2022` and their rows.

In comes a block of cells that share walls, out come cards: the cells that say what the node is, the cells of its table,
the cells under it that go on with it. One block may hold many cards, side by side and one over the other, and cells
that belong to none. Apart from the reading of a sheet because only here the cells of a block are dealt out to several
nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.card_headings import Headings, find_headings
from extractor.kinds.cascade.card_heads import find_heads
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.halves import in_line, is_headed
from extractor.kinds.cascade.labels import read_label
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, whole
from extractor.read.words import Box, box_around


@dataclass
class Card:
    """A card: ``heads`` in reading order, the ``header`` and the ``rows`` of its table, ``tails`` under it.

    ``shift`` says how far (points) the rows stand to the right of the headings, which other cards share. Where the
    headings stand at the left of their values, ``pairs`` are these in place of a table.
    """

    heads: list[ChartBox]
    header: list[ChartBox]
    rows: list[ChartBox] = field(default_factory=list)
    tails: list[ChartBox] = field(default_factory=list)
    pairs: list[tuple[ChartBox, ChartBox | None]] = field(default_factory=list)
    lead: list[Line] = field(default_factory=list)
    """What the box of the table says before its headings."""
    name: ChartBox | None = None
    """The statement beside the headings."""
    shared: bool = False
    shift: float = 0.0

    @property
    def box(self) -> Box:
        return box_around(b.box for b in self.cells)

    @property
    def cells(self) -> list[ChartBox]:
        own = [] if self.shared else self.header
        return [*self.heads, *own, *self.rows, *self.tails, *(b for pair in self.pairs for b in pair if b is not None)]


def find_cards(block: Sequence[ChartBox]) -> list[Card]:
    """The cards in a block, top to bottom, left to right."""
    runs = [_without_level(run, block) for run in find_headings(block)]
    cards = [_under(run, block, runs) for run in runs]
    cards = [c for c in cards if c.rows]
    cards += _paired(block, {id(b) for c in cards for b in c.cells})
    return _headed(cards, block)


def _without_level(run: Headings, block: Sequence[ChartBox]) -> Headings:
    """The headings without the first one, where this is the label of the one name at the left of the whole table
    (`PROGRAM` beside `Indikator`), over which nothing stands.
    """
    first, *others = run.cells
    x0, top, x1, _ = run.box
    over = any(abs(b.box[3] - top) <= EDGE and b.box[0] < x1 - EDGE and b.box[2] > x0 + EDGE for b in block)
    if over or heading_role(whole(first).span) != "level" or len(others) < 2:
        return run
    names = [b for b in block if in_line(first.box, b.box) and b.box[1] >= first.box[3] - EDGE]
    below = [b for b in block if first.box[2] - EDGE <= b.box[0] and b.box[2] <= x1 + EDGE]
    floor = max((b.box[3] for b in below), default=0.0)
    return Headings(tuple(others)) if len(names) == 1 and names[0].box[3] >= floor - EDGE else run


def find_bare(block: Sequence[ChartBox], shared: Sequence[Headings]) -> list[Card]:
    """The cards in a block without headings, whose rows stand in the columns of headings that others share."""
    rows = _bands(block)
    for run in sorted(shared, key=lambda h: _farness(h.box, box_around(b.box for b in block))):
        shift = min(b.box[0] for b in block) - run.walls[0]
        fitting = [_fits(row, run, shift) for row in rows]
        if not any(fitting):
            continue
        cards: list[Card] = []
        for row, fits in zip(rows, fitting, strict=True):
            if not fits:
                continue
            touching = cards and abs(max(b.box[3] for b in cards[-1].rows) - min(b.box[1] for b in row)) <= EDGE
            if not touching:
                cards.append(Card([], list(run.cells), shared=True, shift=shift))
            cards[-1].rows += row
        return _headed(cards, block)
    return []


def _farness(headings: Box, block: Box) -> float:
    """How far headings stand from a block: those over it are the nearest."""
    aside = max(headings[0] - block[2], block[0] - headings[2], 0.0)
    return aside + abs(block[1] - headings[1]) + (1e6 if headings[1] > block[3] else 0.0)


def _bands(block: Sequence[ChartBox]) -> list[list[ChartBox]]:
    """The cells of a block in bands that no cell reaches over."""
    out: list[list[ChartBox]] = []
    floor = 0.0
    for cell in sorted(block, key=lambda b: (b.box[1], b.box[0])):
        if out and cell.box[1] < floor - EDGE:
            out[-1].append(cell)
            floor = max(floor, cell.box[3])
        else:
            out.append([cell])
            floor = cell.box[3]
    return out


def _fits(row: Sequence[ChartBox], run: Headings, shift: float) -> bool:
    """Do the cells of a band stand in the columns of headings, one of them in that of the indicators?"""
    named = next((b.box for b in run.cells if heading_role(whole(b).span) == "indicator"), None)
    if named is None or len(row) < 2 or any(run.crossed_by(b, shift) for b in row):
        return False
    if max(b.box[2] for b in row) > run.walls[-1] + shift + EDGE:
        return False
    return any(abs(b.box[0] - named[0] - shift) <= EDGE and abs(b.box[2] - named[2] - shift) <= EDGE for b in row)


def _headed(cards: Iterable[Card], block: Sequence[ChartBox]) -> list[Card]:
    """The cards that something heads, with what heads them."""
    cards = list(cards)
    taken = {id(b) for c in cards for b in c.cells}
    out = []
    for card in cards:
        named = [card.name] if card.name is not None else []
        card.heads = [*find_heads(card.box, block, taken | {id(b) for b in named}), *named]
        if card.heads:
            out.append(card)
    return sorted(out, key=lambda c: (c.box[1], c.box[0]))


def _under(run: Headings, block: Sequence[ChartBox], runs: Sequence[Headings]) -> Card:
    """A card with the cells under its headings, as far down as each stands in a column of its own."""
    card = Card([], list(run.cells), name=run.name)
    x0, _, x1, floor = run.box
    own = {id(b) for b in run.cells}
    others = {id(b) for other in runs for b in other.cells} - own
    under = [b for b in block if x0 - EDGE <= b.box[0] and b.box[2] <= x1 + EDGE and b.box[1] >= floor - EDGE]
    under = sorted((b for b in under if id(b) not in own), key=lambda b: (b.box[1], b.box[0]))
    for cell in under:
        if id(cell) in others or cell.box[1] > floor + EDGE:
            break
        if run.crossed_by(cell) or (card.tails and _ends(cell, under, x0, x1)):
            if not _ends(cell, under, x0, x1):
                break
            card.tails.append(cell)
        elif card.tails:
            if abs(cell.box[1] - card.tails[-1].box[1]) > EDGE:
                break
            card.tails.append(cell)
        else:
            card.rows.append(cell)
        floor = max(floor, cell.box[3])
    heads = {id(b) for other in runs if other is not run for b in _bases(other, block)}
    while card.rows and id(card.rows[-1]) in heads:
        card.rows.pop()
    return card


def _bases(run: Headings, block: Sequence[ChartBox]) -> list[ChartBox]:
    """The cells on which headings hang: the last cells over a table head it."""
    x0, top, x1, _ = run.box
    return [b for b in block if abs(b.box[3] - top) <= EDGE and b.box[0] <= x0 + EDGE and b.box[2] >= x1 - EDGE]


def _ends(cell: ChartBox, under: Sequence[ChartBox], x0: float, x1: float) -> bool:
    """Does a row of cells that says more of the node begin with a cell (`Anggaran : Rp 250.000.000`)?"""
    if cell.box[0] > x0 + EDGE or not is_headed(cell):
        return False
    right = max(b.box[2] for b in under if abs(b.box[1] - cell.box[1]) <= EDGE)
    return right >= x1 - EDGE


def _paired(block: Sequence[ChartBox], taken: set[int]) -> list[Card]:
    """The tables whose headings stand at the left of their values, one under the other (`Indikator`, `Satuan`)."""
    free = sorted((b for b in block if id(b) not in taken), key=lambda b: (b.box[1], b.box[0]))
    out: list[Card] = []
    used: set[int] = set()
    for left in free:
        role = heading_role(whole(left).span)
        if id(left) in used or role in (None, "level"):
            continue
        right = _value(left, free)
        open_card = next((c for c in out if _follows(c.pairs[-1][0], left)), None)
        if open_card is not None and (right is not None or role != "indicator"):
            # (the value of a heading may not be stated)
            open_card.pairs.append((left, right))
            used.update((id(left), id(right)))
        elif role == "indicator" and right is not None and heading_role(whole(right).span) is None:
            out.append(Card([], [], pairs=[(left, right)]))
            used.update((id(left), id(right)))
    out = [c for c in out if len(c.pairs) > 1]
    for card in out:
        card.tails = _tails(card.box, [b for b in free if id(b) not in used])
    return out


def _tails(table: Box, free: Sequence[ChartBox]) -> list[ChartBox]:
    """The rows of cells right under a table, as wide as it, that say more of the node."""
    x0, _, x1, floor = table
    out: list[ChartBox] = []
    while True:
        row = [b for b in free if abs(b.box[1] - floor) <= EDGE and x0 - EDGE <= b.box[0] and b.box[2] <= x1 + EDGE]
        row = sorted((b for b in row if b not in out), key=lambda b: b.box[0])
        if not row or not _ends(row[0], row, x0, x1):
            return out
        out += row
        floor = max(b.box[3] for b in row)


def _value(left: ChartBox, free: Sequence[ChartBox]) -> ChartBox | None:
    """The one cell at the right of a heading, as high as it."""
    return next(
        (
            b
            for b in free
            if abs(b.box[0] - left.box[2]) <= EDGE
            and abs(b.box[1] - left.box[1]) <= EDGE
            and abs(b.box[3] - left.box[3]) <= EDGE
        ),
        None,
    )


def _follows(upper: ChartBox, lower: ChartBox) -> bool:
    label = read_label(whole(lower).span)
    return (
        in_line(upper.box, lower.box)
        and abs(upper.box[3] - lower.box[1]) <= EDGE
        and (label is None or label.role != "level")
    )

"""Cards with a little table in them: a heading cell over the headings `Indikator | Satuan | 2022` and their rows.

In comes a block of cells that share walls, out come cards: the cells that say what the node is, the cells of its table,
the cells under it that go on with it. One block may hold many cards, side by side and one over the other, and cells
that belong to none. Apart from the reading of a sheet because only here the cells of a block are dealt out to several
nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.kinds.cascade.card_headings import Headings, find_headings
from extractor.kinds.cascade.card_heads import find_foot, find_heads
from extractor.kinds.cascade.card_periods import Dated, find_dated
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.halves import in_line, is_headed
from extractor.kinds.cascade.labels import read_label
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, carries, is_quantity, whole
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
    measured: list[tuple[ChartBox, ChartBox, ChartBox | None]] = field(default_factory=list)
    """Indicators without headings over them, each with its quantity and its unit."""
    aside: list[ChartBox] = field(default_factory=list)
    """Labels at the left of the table: `Indikator` beside all of its rows."""
    lead: list[Line] = field(default_factory=list)
    """What the box of the table says before its headings."""
    name: ChartBox | None = None
    """The statement beside the headings."""
    stated: ChartBox | None = None
    """What is stated of that name, under it and the headings."""
    level: ChartBox | None = None
    """The heading of the column in which the cards of a level stand: what it says holds for the head."""
    shared: bool = False
    shift: float = 0.0

    @property
    def box(self) -> Box:
        return box_around(b.box for b in self.cells)

    @property
    def cells(self) -> list[ChartBox]:
        own = [] if self.shared else self.header
        paired = [b for cells in (*self.pairs, *self.measured) for b in cells if b is not None]
        return [*self.heads, *own, *self.aside, *self.rows, *self.tails, *paired]


def find_cards(block: Sequence[ChartBox], apart: Callable[[Box], list[ChartBox]]) -> list[Card]:
    """The cards in a block, top to bottom, left to right; ``apart`` finds what heads a table from outside the block."""
    dated = find_dated(block)
    own = {id(b) for d in dated for b in d.cells}
    runs = [run for run in find_headings(block) if not own.intersection(map(id, run.cells))]
    cards = [_under(run, block, runs) for run in runs]
    cards = [c for c in cards if c.rows]
    taken = {id(b) for c in cards for b in c.cells}
    cards += _paired(block, taken, dated)
    return _headed(cards, block, apart)


def find_bare(block: Sequence[ChartBox], shared: Sequence[Headings]) -> list[Card]:
    """The cards in a block without headings, whose rows stand in the columns of headings that others share."""
    rows = _bands(block)
    for run in sorted(shared, key=lambda h: _farness(h.box, box_around(b.box for b in block))):
        if (levelled := _beside_level(block, run)) is not None:
            return levelled
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
    for run in sorted(shared, key=lambda h: _farness(h.box, box_around(b.box for b in block))):
        if cards := _headed(_by_count(rows, run), block):
            return cards
    return []


def _by_count(rows: Sequence[Sequence[ChartBox]], run: Headings) -> list[Card]:
    """The cards of rows that stand in no columns of headings, but hold as many cells as there are of these, an
    indicator first and quantities under the periods: the headings were said once for all cards of this shape.
    """
    columns = sorted((b for b in run.cells if not run.storey_under(b)), key=lambda b: b.box[0])
    roles = [heading_role(whole(b).span) for b in columns]
    cards: list[Card] = []
    for row in rows:
        cells = sorted(row, key=lambda b: b.box[0])
        if len(cells) != len(columns) or len(cells) < _FEWEST or "indicator" not in roles or "level" in roles:
            continue
        if any(role == "target" and not is_quantity(whole(b)) for b, role in zip(cells, roles, strict=True)):
            continue
        walls = [(b.box[0], b.box[2]) for b in cells]
        last = [(b.box[0], b.box[2]) for b in cards[-1].rows[-len(cells) :]] if cards else []
        touching = bool(cards) and abs(cards[-1].rows[-1].box[3] - cells[0].box[1]) <= EDGE
        if not touching or any(
            abs(x - y) > EDGE for a, b in zip(walls, last, strict=True) for x, y in zip(a, b, strict=True)
        ):
            header = [
                replace(head, box=(b.box[0], head.box[1], b.box[2], head.box[3]))
                for head, b in zip(columns, cells, strict=True)
            ]
            cards.append(Card([], header, shared=True))
        cards[-1].rows += cells
    return cards


_FEWEST = 3
"""Columns of a table that is known by how many it has, at the least."""


def _beside_level(block: Sequence[ChartBox], run: Headings) -> list[Card] | None:
    """The cards of a block that stands right in the columns of headings (`PROGRAM | INDIKATOR | 2031 | 2032`), a
    statement in the first of them and the rows of its indicators beside it; ``None`` where it does not.
    """
    level, *others = run.cells
    floor, right = level.box[3], level.box[2]
    if heading_role(whole(level).span) != "level" or not all(_stands_in(b, run) and b.box[1] >= floor for b in block):
        return None
    heads = [b for b in block if b.box[2] <= right + EDGE]
    cards = [
        Card([head], others, level=level, shared=True, rows=[b for b in block if b not in heads and _abreast(head, b)])
        for head in sorted(heads, key=lambda b: b.box[1])
    ]
    dealt = sum(len(c.cells) for c in cards)
    return cards if cards and dealt == len(block) and all(c.rows for c in cards) else None


def _stands_in(cell: ChartBox, run: Headings) -> bool:
    x0, _, x1, _ = run.box
    return x0 - EDGE <= cell.box[0] and cell.box[2] <= x1 + EDGE and not run.crossed_by(cell)


def _abreast(head: ChartBox, cell: ChartBox) -> bool:
    """Does the middle of a cell stand at the height of a head?"""
    return head.box[1] <= cell.middle[1] <= head.box[3]


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


def _headed(
    cards: Iterable[Card], block: Sequence[ChartBox], apart: Callable[[Box], list[ChartBox]] | None = None
) -> list[Card]:
    """The cards that something heads, with what heads them."""
    cards = list(cards)
    # (headings that others share may stand in this very block: they head columns, no card)
    taken = {id(b) for c in cards for b in (*c.cells, *c.header)}
    out = []
    for card in cards:
        named = [b for b in (card.name, card.stated) if b is not None]
        card.heads = [*find_heads(card.box, block, taken | {id(b) for b in named}), *named]
        if not card.heads and apart is not None:
            card.heads = apart(card.box)
        if card.heads:
            out.append(card)
    headed = taken | {id(b) for card in out for b in card.heads}
    for card in out:
        card.tails += find_foot(card.box, card.heads, [b for b in block if id(b) not in headed])
    return sorted(out, key=lambda c: (c.box[1], c.box[0]))


def _under(run: Headings, block: Sequence[ChartBox], runs: Sequence[Headings]) -> Card:
    """A card with the cells under its headings, as far down as each stands in a column of its own."""
    card = Card([], list(run.cells), name=run.name, stated=run.between)
    x0, _, x1, floor = run.box
    own = {id(b) for b in run.cells}
    others = {id(b) for other in runs for b in other.cells} - own
    under = [b for b in block if x0 - EDGE <= b.box[0] and b.box[2] <= x1 + EDGE and b.box[1] >= floor - EDGE]
    under = sorted((b for b in under if id(b) not in own), key=lambda b: (b.box[1], b.box[0]))
    for cell in under:
        if id(cell) in others or cell.box[1] > floor + EDGE or _parts_column(cell, block, run):
            break
        beside = bool(card.tails) and abs(cell.box[1] - card.tails[-1].box[1]) <= EDGE
        if beside or ((card.tails or run.crossed_by(cell)) and _ends(cell, under, x0, x1)):
            card.tails.append(cell)
        elif card.tails or run.crossed_by(cell):
            break
        else:
            card.rows.append(cell)
        floor = max(floor, cell.box[3])
    heads = {id(b) for other in runs if other is not run for b in _bases(other, block)}
    while card.rows and id(card.rows[-1]) in heads:
        card.rows.pop()
    return card


def _parts_column(cell: ChartBox, block: Sequence[ChartBox], run: Headings) -> bool:
    """Is a cell narrower than the column in which it stands, in a row with one that reaches over its wall? Then they
    head something of their own: the names of the next level, side by side under the table.
    """
    _, top, x1, _ = cell.box
    if any(abs(x - x1) <= EDGE for x in run.walls) or run.crossed_by(cell):
        return False
    row = (b for b in block if abs(b.box[1] - top) <= EDGE and run.box[0] - EDGE <= b.box[0] < run.box[2] - EDGE)
    return any(run.crossed_by(b) for b in row)


def _bases(run: Headings, block: Sequence[ChartBox]) -> list[ChartBox]:
    """The cells on which headings hang: the last cells over a table head it."""
    return [b for b in block if carries(b.box, run.box)]


def _ends(cell: ChartBox, under: Sequence[ChartBox], x0: float, x1: float) -> bool:
    """Does a row of cells that says more of the node begin with a cell (`Anggaran : Rp 250.000.000`)?"""
    if cell.box[0] > x0 + EDGE or not is_headed(cell):
        return False
    right = max(b.box[2] for b in under if abs(b.box[1] - cell.box[1]) <= EDGE)
    return right >= x1 - EDGE


def _paired(block: Sequence[ChartBox], taken: set[int], dated: Sequence[Dated]) -> list[Card]:
    """The tables whose headings stand at the left of their values, one under the other (`Indikator`, `Satuan`); beside
    `Target` the years may stand over theirs.
    """
    free = sorted((b for b in block if id(b) not in taken), key=lambda b: (b.box[1], b.box[0]))
    runs = {id(d.label): d for d in dated if d.label is not None}
    corners = {id(d.corner) for d in dated if d.corner is not None}
    made: list[tuple[Card, ChartBox]] = []
    used: set[int] = set()
    for left in free:
        role = heading_role(whole(left).span)
        if id(left) in used or (role in (None, "level") and id(left) not in corners):
            continue
        at = next((k for k, (_, last) in enumerate(made) if _follows(last, left)), None)
        if id(left) in corners:
            if at is not None:
                made[at][0].header.append(left)
                made[at] = made[at][0], left
                used.add(id(left))
            continue
        run = runs.get(id(left))
        right = _value(left, free) if run is None else None
        if at is not None and run is not None:
            made[at][0].pairs += run.pairs
            made[at][0].header.append(left)
            made[at] = made[at][0], left
            used.update(id(b) for b in run.cells)
        elif at is not None and (right is not None or role != "indicator"):
            # (the value of a heading may not be stated)
            made[at][0].pairs.append((left, right))
            made[at] = made[at][0], left
            used.update((id(left), id(right)))
        elif role == "indicator" and right is not None and heading_role(whole(right).span) is None:
            made.append((Card([], [], pairs=[(left, right)]), left))
            used.update((id(left), id(right)))
    out = [c for c, _ in made if len(c.pairs) > 1]
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

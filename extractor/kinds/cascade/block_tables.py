"""The tables of a block of cells: offices side by side, cards with a table each, one cascade table.

In comes a block, out go pieces on the sheet and the cells that were dealt out to them. Apart from the reading of a
sheet because a block may be read in several ways, which compete: as a table of one of these looks, or its cells one by
one, each figure as that of the text beside or over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractor.kinds.cascade.block_rows import Reading, read_block
from extractor.kinds.cascade.block_table import as_table
from extractor.kinds.cascade.card_headings import Headings
from extractor.kinds.cascade.card_heads import find_heads
from extractor.kinds.cascade.card_names import read_heads
from extractor.kinds.cascade.card_rows import find_by_rows, heading_over
from extractor.kinds.cascade.cards import Card, find_bare, find_cards
from extractor.kinds.cascade.grid_columns import columns_of
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.office_sheet import read_offices
from extractor.kinds.cascade.open_rows import cut_open, with_rows
from extractor.kinds.cascade.piece import SLOTS, Group, Piece, Stage
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.statements import names_stated
from extractor.kinds.cascade.storeys import read_storeys
from extractor.kinds.cascade.tables import read_grid, read_pairs, read_rows
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import EDGE, ChartBox, whole
from extractor.read.words import Box, Span, box_around


def read_tables(sheet: Sheet, block: Sequence[ChartBox], shared: Sequence[Headings]) -> set[ChartBox]:
    """Reads a block as a table of some look, where that tells no less of its figures than its cells do one by one.
    Returns the cells that were dealt out.
    """
    trial = Sheet(sheet.chart, dict(sheet.pieces))
    used = read_office_blocks(trial, block) or _cards(trial, block, shared) or _grid(trial, block)
    if not used:
        return set()
    rows = read_block(block)
    # what speaks for its cells one by one: the table leaves some, they leave none, the table reads them otherwise
    against = bool(set(block) - used), not rows.left, not _tells(trial.order, rows)
    if rows.entries and sum(against) > 1:
        return set()
    sheet.take(trial)
    return used


def _tells(pieces: Sequence[Piece], rows: Reading) -> bool:
    """Do pieces hold every figure of a block as that of its indicator, and none of them as a name?"""
    groups = [g for piece in pieces for g in piece.groups]
    named = [{w for line in g.lines for w in line.words} for g in groups]
    figured = [{w for line in g.every_figure() for w in line.words} for g in groups]
    held = {w: k for k, words in enumerate(figured) for w in words}
    for entry in rows.entries.values():
        for figure in entry.figures:
            if figure.role != "target":
                continue
            owners = {held.get(w) for line in figure.cell.lines for w in line.words}
            owner = owners.pop() if len(owners) == 1 else None
            if owner is None or named[owner].isdisjoint(w for line in entry.text.lines for w in line.words):
                return False
    return True


def read_by_rows(sheet: Sheet, block: Sequence[ChartBox], shared: Sequence[Headings]) -> set[ChartBox]:
    """Reads a block as cards one under the other, of which every row is understood; returns its cells, none where it is
    no such block.
    """
    over = heading_over(box_around(b.box for b in block), shared)
    cut = [(boxes, cut_open(box, over) or boxes) for box, boxes in with_rows(block)]
    if len(cut) == 1 and len(cut[0][1]) == 1:
        return set()  # one text
    cards = find_by_rows([cell for _, cells in cut for cell in cells], shared)
    if not cards:
        return set()
    trial = Sheet(sheet.chart, dict(sheet.pieces))
    used = deal(trial, [(card, *_rows_of(card)) for card in cards])
    if any(cell not in used for _, cells in cut for cell in cells):
        return set()
    for boxes, cells in cut:
        held = {id(p): p for cell in cells for p in trial.pieces.get(cell, ())}.values() if cells is not boxes else ()
        for box in boxes:
            for piece in held:
                trial.put(box, piece)
    sheet.take(trial)
    return set(block)


def read_office_blocks(sheet: Sheet, block: Sequence[ChartBox]) -> set[ChartBox]:
    """Blocks of offices side by side in one grid, with the tables of each."""
    read = read_offices(block, sheet.chart.lines)
    if read is None or _drops(read.boxes, read.pieces):
        return set()
    for piece in read.pieces:
        _put_lines(sheet, piece, block, {b: tuple(b.lines) for b in block})
    return read.boxes


def read_in_storeys(sheet: Sheet, boxes: Sequence[ChartBox]) -> set[ChartBox]:
    """A sheet in storeys, whatever gutters part its columns."""
    read = read_storeys(boxes)
    if read is None:
        return set()
    for piece in read.pieces:
        for box, own in read.boxes.items():
            if own is piece:
                sheet.put(box, piece)
    return set(read.boxes)


def _grid(sheet: Sheet, block: Sequence[ChartBox]) -> set[ChartBox]:
    """Boxes that share walls in rows and columns: a cascade table inside the chart."""
    table, at = as_table(block)
    pieces = read_grid(table) if table is not None else None
    if table is None or not pieces or _unread(table, pieces) > _MOST_UNREAD:
        return set()
    for piece in pieces:
        _put_lines(sheet, piece, block, at)
    return set(block)


_MOST_UNREAD = 0.15
"""Share of the words of a block that its reading as a table may leave out: cells with the numbers of rows."""


def _drops(boxes: Iterable[ChartBox], pieces: Sequence[Piece]) -> bool:
    """Do pieces leave out the statements of several cells that say whose they are (`Sasaran Program / Lancarnya ...`)?
    Then the cells are those of cards.
    """
    told = {w for piece in pieces for line in piece.every_line() for w in line.words}
    stated = [label for b in boxes if (label := read_label(whole(b).span)) is not None and label.role == "objective"]
    return sum(bool(label.rest) and told.isdisjoint(label.rest.words) for label in stated) > 1


def _unread(table: Table, pieces: Sequence[Piece]) -> float:
    """The share of the words under a table's headings that stand in none of the pieces that were read from it."""
    told = {w for piece in pieces for line in piece.every_line() for w in line.words}
    told |= {w for piece in pieces for span in (piece.row, piece.mark, piece.number, piece.echelon) for w in span}
    _, rows = columns_of(table)
    words = {w for row in rows for cell in row for w in cell.span}
    return len(words - told) / max(1, len(words))


def _cards(sheet: Sheet, block: Sequence[ChartBox], shared: Sequence[Headings]) -> set[ChartBox]:
    """Boxes with a table in them: what the heading cells say is the node, the rows under them (indicator, target, unit)
    belong to it, or are nodes under it. Returns the cells that were dealt out.
    """
    cards = find_cards(block, lambda table: _head_apart(sheet, block, table)) or find_bare(block, shared)
    return deal(sheet, [(card, *_rows_of(card)) for card in cards])


_APART = 2.0
"""Line heights between a box and the table that says more of it, at the most, where no connector joins them."""


def _head_apart(sheet: Sheet, block: Sequence[ChartBox], table: Box) -> list[ChartBox]:
    """The cells over a table that stands apart from them, as wide as they are and next under them: nothing else leads
    to it.
    """
    x0, top, x1, _ = table
    over = [b for b in sheet.chart.boxes if b.box[3] <= top and b.box[0] < x1 - EDGE and b.box[2] > x0 + EDGE]
    low = max((b.box[3] for b in over), default=0.0)
    foot = [b for b in over if b.box[3] >= low - EDGE]
    if len(foot) != 1 or foot[0] in sheet.pieces or not in_line(foot[0].box, table):
        return []
    sources = [b for cell in block for b in sheet.chart.links.parents.get(cell, ())]
    near = bool(foot[0].lines) and top - low <= _APART * (foot[0].lines[-1].box[3] - foot[0].lines[-1].box[1])
    if set(sources) - {foot[0]} or not (sources or near):
        return []
    home = next((g for g in sheet.chart.blocks if foot[0] in g), ())
    return find_heads((x0, low, x1, low), home, ()) if len(home) <= _HEADS else []


_HEADS = 3
"""Cells that say what a node is, at the most: a label, a name, a statement."""


_Rows = tuple[list[Piece], list[Group], dict[ChartBox, tuple[Line, ...]]]


def deal(sheet: Sheet, cards: Iterable[tuple[Card, *_Rows]]) -> set[ChartBox]:
    """Gives the cells of cards to the nodes at their heads and in their tables; returns those that were dealt out."""
    made: list[tuple[Card, Piece]] = []
    for card, under, groups, at in cards:
        read = read_heads(card)
        if not (under or groups) or not (len(read) == 1 or (len(read) == 2 and read[0].heads_office())):
            continue
        node = read[-1]
        node.groups += groups
        _go_on(node, card.tails)
        if read[0] is not node:
            # an office over its statement
            sheet.put(card.heads[0], read[0])
            node.under = read[0]
            sheet.card_of[id(node)] = read[0]
        for b in card.cells if not under else (*card.heads, *card.header, *card.tails):
            if read[0] is node or b is not card.heads[0]:
                sheet.put(b, node)
        for piece in under:
            piece.under = piece.under or node
            sheet.card_of[id(piece)] = node
            _put_lines(sheet, piece, card.rows, at)
        sheet.feet.append((card.box, node))
        made.append((card, read[0]))
    for column in _columns([card for card, _ in made]):
        sheet.columns.append([node for card in column for c, node in made if c is card])
        for card in column:
            for b in card.cells:
                sheet.stack[b] = -len(sheet.columns)
    return {b for card, _ in made for b in card.cells}


def _go_on(node: Piece, tails: Sequence[ChartBox]) -> None:
    """Reads the cells under a table, which say more of its node; a heading may stand in the cell before its value."""
    slot: Stage | None = None
    for cell in tails:
        label = read_label(whole(cell).span)
        role = label.role if label is not None else "objective" if states_outcome(whole(cell).span) else None
        stage = SLOTS[role] if role in _UNDER else None
        stated = stage == "objective" and not node.objective
        named = label if label is not None and names_stated(label, node) else None
        if slot is not None:
            for line in cell.lines:
                node.add(line)
            slot = None
        elif named is not None:
            node.label, node.level = named, named.level
            node.title += [Line(named.rest.words)] if named.rest else []
            node.enter("title")
            slot = None if named.rest else "title"
        elif stage is not None and label is not None and label.alone:
            node.enter(stage)
            slot = stage
        elif stated and label is not None:
            node.objective.append(Line(label.rest.words))
        elif stated:
            node.objective += cell.lines
        else:
            read_pieces(cell.lines, node)


_UNDER = ("budget", "holder", "objective")
"""What the labels of the cells under a table head."""


def _rows_of(card: Card) -> _Rows:
    """``(nodes, indicators without a node, lines by cell)`` of the table in a card."""
    if card.measured:
        return [], [_group(*cells) for cells in card.measured], {}
    if card.pairs:
        said = [(whole(a).span, b.lines if b else []) for a, b in card.pairs]
        return [], read_pairs(said), {}
    header = [replace(b, box=_moved(b.box, card.shift)) for b in card.header] if card.shared else card.header
    if card.shared:
        # the headings stand right over the rows, wherever they are printed
        down = min(b.box[1] for b in card.rows) - max(b.box[3] for b in header)
        header = [replace(b, box=(b.box[0], b.box[1] + down, b.box[2], b.box[3] + down)) for b in header]
    table, at = as_table([*header, *card.rows])
    return (*read_rows(table), at) if table is not None else ([], [], at)


def _group(text: ChartBox, quantity: ChartBox, unit: ChartBox | None) -> Group:
    """The indicator of a row of cells without headings."""
    group = Group(lines=list(text.lines), unit=list(unit.lines) if unit is not None else [])
    group.targets.append((Span(), list(quantity.lines)))
    return group


def _moved(box: Box, shift: float) -> Box:
    return box[0] + shift, box[1], box[2] + shift, box[3]


def _put_lines(sheet: Sheet, piece: Piece, block: Sequence[ChartBox], at: Mapping[ChartBox, tuple[Line, ...]]) -> None:
    """Gives a piece read from a table the boxes in which its lines stand."""
    lines = {id(line) for line in piece.title}
    for g in piece.groups:
        lines |= {id(line) for part in (g.lines, g.explanation, g.target) for line in part}
    for box in block:
        if any(id(line) in lines for line in at[box]):
            sheet.put(box, piece)
    if id(piece) not in sheet.boxes:
        sheet.put(block[0], piece)


def _columns(cards: Sequence[Card]) -> list[list[Card]]:
    """Cards of one width under each other."""
    out: list[list[Card]] = []
    for card in cards:
        home = next((c for c in out if in_line(c[0].box, card.box)), None)
        if home is None:
            out.append([card])
        else:
            home.append(card)
    return out

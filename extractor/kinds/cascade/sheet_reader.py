"""One chart page taken apart into pieces: stacks of cells, grids in charts, loose statements, labels on their own.

In comes a page, out comes a :class:`Sheet`: its chart, the pieces of text of each box, the marks beside rows and over
columns. Apart from placing the nodes because what a box is called decides where one node ends and the next begins,
while who is whose parent is a matter of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from extractor.kinds.cascade.badges import find_badges, find_tags, pin
from extractor.kinds.cascade.block_rows import Reading, read_block
from extractor.kinds.cascade.block_table import as_table
from extractor.kinds.cascade.card_headings import Headings, find_headings
from extractor.kinds.cascade.card_heads import find_heads, is_name_over
from extractor.kinds.cascade.cards import Card, find_bare, find_cards
from extractor.kinds.cascade.containers import with_contents
from extractor.kinds.cascade.grid_columns import column_of
from extractor.kinds.cascade.halves import in_line, runs
from extractor.kinds.cascade.insets import find_insets
from extractor.kinds.cascade.label_lines import labels_alone
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.legend import read_legend
from extractor.kinds.cascade.marks import Mark, column_heads, indicators_apart, mark_of, mark_of_line
from extractor.kinds.cascade.office_sheet import read_offices
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.open_cards import find_open
from extractor.kinds.cascade.parts import caption, put_forms, put_tables
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.said import said_beside
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.sheet_cells import goes_on_from, pieces_of
from extractor.kinds.cascade.tables import read_grid, read_pairs, read_rows
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import EDGE, Chart, ChartBox, stacks_of, whole
from extractor.read.words import Box, Span, box_around

_LONGEST_HEADING = 4
"""Words of the heading over a column of labels (`Level Kinerja`), at the most."""


def read_sheet(chart: Chart, before: Sheet | None) -> Sheet:
    """The pieces of a chart; ``before`` is the sheet before it, whose cut boxes may go on here."""
    insets = find_insets(chart)
    chart, held = with_contents(insets.chart)
    sheet = Sheet(chart, held=held)
    put_tables(sheet, insets.tables)
    used = put_forms(sheet)
    if not chart.links.parents:
        # blank bands part the rows of one sheet
        used |= _offices(sheet, [b for b in chart.boxes if b not in used])
    used |= _blocks(sheet, [block for block in chart.blocks if not used.issuperset(block)], used)
    heads = column_heads(b for b in chart.boxes if b not in used)
    used.update(box for box, _ in heads)
    sheet.marks += [mark for _, mark in heads]
    linked = {t.box for network in chart.networks for t in network.terminals}
    used |= caption(sheet, frozenset(linked))
    free = _rows(sheet, used)
    linked |= {box for box, cells in sheet.merged.items() if linked.intersection(cells)}
    tags = find_tags(free)
    free = [b for b in free if b not in tags]
    worn = find_badges(free, frozenset(linked))
    parts: list[list[ChartBox]] = []
    for i, cells in enumerate(runs(stacks_of([b for b in free if b not in worn]), frozenset(linked))):
        for b in cells:
            sheet.stack[b] = i
        marks = _marks(cells)
        sheet.marks += marks
        parts += [] if marks else [cells]
    sheet.headed = indicators_apart(sheet.marks, [b.box for cells in parts for b in cells])
    if sheet.headed:
        parts = [[cell] for cells in parts for cell in cells]
    sheet.labelled = labels_alone((b.lines, b.box[2] - b.box[0]) for cells in parts for b in cells)
    for cells in parts:
        sheet.columns.append(pieces_of(sheet, cells, goes_on_from(cells[0], sheet, before)))
    for badge, card in worn.items():
        if card in sheet.pieces:
            pin(badge, card, sheet.pieces[card][-1])
            sheet.put(badge, sheet.pieces[card][-1])
    sheet.legend, sheet.marks = read_legend(chart, sheet.marks + _marks_of_lines(sheet))
    _stated(sheet)
    said_beside(sheet)
    for piece in sheet.order:
        _level_of_indicators(piece)
    return sheet


def _blocks(sheet: Sheet, blocks: Sequence[Sequence[ChartBox]], taken: set[ChartBox]) -> set[ChartBox]:
    """Reads boxes that share walls as grids, as far as they are such; returns the cells that were dealt out, and the
    headings of what is left.
    """
    shared, used = _shared_headings(blocks)
    for block in blocks:
        if used.issuperset(block):
            continue
        opened = [(card, *read_rows(table)) for card, table in find_open(sheet.chart.page, block)]
        used |= _deal(sheet, [(card, under, groups, {}) for card, under, groups in opened if not under])
        left = [b for b in block if b not in used and b not in taken]
        if len({round(b.box[0] / 4) for b in left}) > 1:
            used |= _table(sheet, left, shared)
    return used


def _rows(sheet: Sheet, used: Collection[ChartBox]) -> list[ChartBox]:
    """The boxes that no table holds, those of an indicator and its figures as one."""
    free: list[ChartBox] = []
    for block in sheet.chart.blocks:
        rows = read_block([b for b in block if b not in used])
        free += rows.boxes
        sheet.entries |= rows.entries
        sheet.merged |= rows.merged
        sheet.labels |= rows.labels
    return sorted(free, key=lambda b: (b.box[1], b.box[0]))


def _table(sheet: Sheet, block: Sequence[ChartBox], shared: Sequence[Headings]) -> set[ChartBox]:
    """Reads a block as a table of some look, where that tells no less of its figures than its cells do one by one.
    Returns the cells that were dealt out.
    """
    trial = Sheet(sheet.chart, dict(sheet.pieces))
    used = _offices(trial, block) or _cards(trial, block, shared) or _grid(trial, block)
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


def _shared_headings(blocks: Iterable[Sequence[ChartBox]]) -> tuple[list[Headings], set[ChartBox]]:
    """The headings of the tables in cards, and the cells of those that stand apart over the cards of a column."""
    shared: list[Headings] = []
    alone: set[ChartBox] = set()
    for block in blocks:
        runs = find_headings(block)
        shared += runs
        if runs and {id(b) for b in block} == {id(b) for run in runs for b in run.cells}:
            alone |= set(block)
    return shared, alone


def _marks_of_lines(sheet: Sheet) -> list[Mark]:
    return [mark for line in sheet.chart.lines if (mark := mark_of_line(line)) is not None]


def _level_of_indicators(piece: Piece) -> None:
    """A statement over `Indikator Kegiatan` is that of a kegiatan, where nothing else says what it is."""
    told = {g.label.level for g in piece.groups if g.label is not None and g.label.level is not None}
    named = piece.label is not None or piece.named is not None or piece.heads_office()
    if piece.level is None and not named and piece.title and len(told) == 1:
        piece.level = told.pop()


def _marks(cells: Sequence[ChartBox]) -> list[Mark]:
    """The labels that a run of cells is: one in all, or one a cell, under a heading of their own or not; none where any
    other cell is more than that.
    """
    whole_run = mark_of(cells)
    if whole_run is not None:
        return [whole_run]
    if len(cells) == 1:
        return []
    each = [mark_of([cell]) for cell in cells]
    told = [m for m in each if m is not None]
    heading = each[0] is None and len(whole(cells[0]).words) <= _LONGEST_HEADING
    levels = {m.label.level for m in told if m.label is not None and m.label.role == "level"}
    if len(told) == len(cells) or (heading and len(told) == len(cells) - 1 and len(levels) > 1):
        return told
    return []


_CLOSE, _CALLOUT = 1.8, 3.5
"""Line heights between a label and the first line of its statement, and between two lines of it; and under a label that
points to its statement from a box of its own.
"""


def _stated(sheet: Sheet) -> None:
    """Statements under a label that has no box (``VISI`` over its sentence)."""
    free = sorted((line for line in sheet.chart.lines if mark_of_line(line) is None), key=lambda line: line.box[1])
    height = max((line.box[3] - line.box[1] for line in free), default=0.0)
    for mark in [m for m in sheet.marks if m.label is not None and m.label.role == "level"]:
        x0, _, x1, bottom = mark.box
        said: list[Line] = []
        for line in free[bisect_left(free, bottom - 1, key=lambda line: line.box[1]) :]:
            if line.box[1] - bottom > (_CALLOUT if mark.boxed and not said else _CLOSE) * height:
                break
            wide = max(x0, line.box[0]) <= min(x1, line.box[2])
            centred = abs((line.box[0] + line.box[2]) / 2 - (x0 + x1) / 2) < 0.1 * sheet.chart.page.width
            if wide and centred and line.box[1] >= bottom - 1:
                said.append(line)
                bottom = line.box[3]
        if not said or _box_between(sheet.chart, said[0], mark.box):
            continue
        piece = Piece(level=mark.label.level if mark.label else None, label=mark.label, title=said)
        place = box_around((mark.box, *(line.box for line in said)))
        sheet.put(ChartBox(sheet.chart.page.number, place, said), piece)
        sheet.marks.remove(mark)
        taken = {id(line) for line in said}
        free = [line for line in free if id(line) not in taken]


def _box_between(chart: Chart, line: Line, box: Box) -> bool:
    return any(
        b.box[1] >= box[3] - 2 and b.box[1] < line.box[1] and b.box[0] < line.box[2] and b.box[2] > line.box[0]
        for b in chart.boxes
    )


def _offices(sheet: Sheet, block: Sequence[ChartBox]) -> set[ChartBox]:
    """Blocks of offices side by side in one grid, with the tables of each."""
    read = read_offices(block, sheet.chart.lines)
    if read is None:
        return set()
    for piece in read.pieces:
        _put_lines(sheet, piece, block, {b: tuple(b.lines) for b in block})
    return read.boxes


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


def _unread(table: Table, pieces: Sequence[Piece]) -> float:
    """The share of the words under a table's headings that stand in none of the pieces that were read from it."""
    told = {w for piece in pieces for line in piece.every_line() for w in line.words}
    told |= {w for piece in pieces for span in (piece.row, piece.mark, piece.number, piece.echelon) for w in span}
    words = {w for row in table.rows for cell in row for w in cell.span}
    return len(words - told) / max(1, len(words))


def _cards(sheet: Sheet, block: Sequence[ChartBox], shared: Sequence[Headings]) -> set[ChartBox]:
    """Boxes with a table in them: what the heading cells say is the node, the rows under them (indicator, target, unit)
    belong to it, or are nodes under it. Returns the cells that were dealt out.
    """
    cards = find_cards(block, lambda table: _head_apart(sheet, block, table)) or find_bare(block, shared)
    return _deal(sheet, [(card, *_rows_of(card)) for card in cards])


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


def _deal(sheet: Sheet, cards: Iterable[tuple[Card, *_Rows]]) -> set[ChartBox]:
    """Gives the cells of cards to the nodes at their heads and in their tables; returns those that were dealt out."""
    made: list[tuple[Card, Piece]] = []
    for card, under, groups, at in cards:
        read = _read_heads(card)
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
    open_slot = False
    for cell in tails:
        label = read_label(whole(cell).span)
        if open_slot:
            for line in cell.lines:
                node.add(line)
            open_slot = False
        elif label is not None and label.alone and label.role in ("budget", "holder"):
            node.enter("budget" if label.role == "budget" else "holder")
            open_slot = True
        else:
            read_pieces(cell.lines, node)


def _read_heads(card: Card) -> list[Piece]:
    """The nodes that the cells over a table name: one, or an office and its statement."""
    heads = card.heads
    width = max(b.box[2] - b.box[0] for b in heads or card.rows)
    lines = [[line for b in heads for line in b.lines] + card.lead]
    if len(heads) > 1 and names_office(whole(heads[0]).span):
        lines = [list(heads[0].lines), lines[0][len(heads[0].lines) :]]
    over = heads[-3] if len(heads) > 2 else None
    stated = heads[-1] if len(heads) > 1 and not card.lead and is_name_over(heads[-2], over, heads[-1]) else None
    if stated is not None:
        lines[-1] = lines[-1][: -len(stated.lines)]
    first = None
    if card.level is not None:
        heading = column_of(whole(card.level).span)
        first = Piece(heading.level, heading.label)
        first.enter("title")
    read = [piece for part in lines for piece in read_pieces(part, first, width)]
    if stated is not None and read:
        read[-1].objective += stated.lines
    return read


def _rows_of(card: Card) -> _Rows:
    """``(nodes, indicators without a node, lines by cell)`` of the table in a card."""
    if card.pairs:
        said = [(whole(a).span if a else Span(), b.lines if b else []) for a, b in card.pairs]
        return [], read_pairs(said), {}
    header = [replace(b, box=_moved(b.box, card.shift)) for b in card.header] if card.shared else card.header
    if card.shared:
        # the headings stand right over the rows, wherever they are printed
        down = min(b.box[1] for b in card.rows) - max(b.box[3] for b in header)
        header = [replace(b, box=(b.box[0], b.box[1] + down, b.box[2], b.box[3] + down)) for b in header]
    table, at = as_table([*header, *card.rows])
    return (*read_rows(table), at) if table is not None else ([], [], at)


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

"""One chart page taken apart into pieces: stacks of cells, grids in charts, loose statements, labels on their own.

In comes a page, out comes a :class:`Sheet`: its chart, the pieces of text of each box, the marks beside rows and over
columns. Apart from placing the nodes because what a box is called decides where one node ends and the next begins,
while who is whose parent is a matter of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from extractor.kinds.cascade.badges import find_badges, find_tags, pin
from extractor.kinds.cascade.block_rows import read_block
from extractor.kinds.cascade.block_tables import deal, read_by_rows, read_in_storeys, read_office_blocks, read_tables
from extractor.kinds.cascade.card_headings import Headings, find_headings
from extractor.kinds.cascade.containers import with_contents
from extractor.kinds.cascade.halves import runs
from extractor.kinds.cascade.insets import find_insets
from extractor.kinds.cascade.label_lines import labels_alone, longest_lines
from extractor.kinds.cascade.legend import read_legend, without_frame
from extractor.kinds.cascade.marks import Mark, column_heads, find_bands, indicators_apart, mark_of, mark_of_line
from extractor.kinds.cascade.measured import names_nothing
from extractor.kinds.cascade.open_cards import find_open
from extractor.kinds.cascade.parts import caption, put_forms, put_tables
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.said import offices_over, said_beside
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.sheet_cells import goes_on_from, pieces_of
from extractor.kinds.cascade.side_lists import with_lists_apart
from extractor.kinds.cascade.tables import read_rows
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import Chart, ChartBox, blocks_of, stacks_of, whole
from extractor.read.words import Box, box_around

_LONGEST_HEADING = 4
"""Words of the heading over a column of labels (`Level Kinerja`), at the most."""


def read_sheet(chart: Chart, before: Sheet | None) -> Sheet:
    """The pieces of a chart; ``before`` is the sheet before it, whose cut boxes may go on here."""
    insets = find_insets(chart)
    chart, held = with_contents(with_lists_apart(without_frame(insets.chart)))
    sheet, used = _with_forms(chart, held, insets.tables)
    bands = find_bands([b for b in chart.boxes if b not in used])
    used.update(band for band, _ in bands)
    sheet.marks += [mark for _, mark in bands]
    if not chart.links.parents:
        # blank bands part the rows of one sheet
        used |= read_office_blocks(sheet, [b for b in chart.boxes if b not in used])
        used |= read_in_storeys(sheet, [b for b in chart.boxes if b not in used])
    blocks = blocks_of([b for b in chart.boxes if b not in {band for band, _ in bands}]) if bands else chart.blocks
    used |= _blocks(sheet, [block for block in blocks if not used.issuperset(block)], used)
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
        parts += [] if marks or (linked.isdisjoint(cells) and all(map(names_nothing, cells))) else [cells]
    sheet.headed = indicators_apart(sheet.marks, [b.box for cells in parts for b in cells])
    if sheet.headed:
        parts = [[cell] for cells in parts for cell in cells]
    texts = [(b.lines, b.box[2] - b.box[0]) for cells in parts for b in cells]
    sheet.longest = longest_lines(texts)
    sheet.labelled = labels_alone(texts, sheet.longest)
    for cells in parts:
        sheet.columns.append(pieces_of(sheet, cells, goes_on_from(cells[0], sheet, before)))
    for badge, card in worn.items():
        if card in sheet.pieces:
            pin(badge, card, sheet.pieces[card][-1])
            sheet.put(badge, sheet.pieces[card][-1])
    sheet.legend, sheet.marks = read_legend(chart, sheet.marks + _marks_of_lines(sheet))
    _stated(sheet)
    said_beside(sheet)
    offices_over(sheet)
    for piece in sheet.order:
        _level_of_indicators(piece)
    return sheet


def _with_forms(chart: Chart, held: dict[ChartBox, ChartBox], tables: Sequence[Table]) -> tuple[Sheet, set[ChartBox]]:
    """The sheet with its tables and forms, and the boxes that these took. Labels before the one statement over all
    others of a sheet in storeys look like those of a form: such a sheet is read whole.
    """
    sheet = Sheet(chart, held=held)
    put_tables(sheet, tables)
    used = put_forms(sheet)
    if not used or chart.links.parents:
        return sheet, used
    whole = Sheet(chart, held=held)
    put_tables(whole, tables)
    storeys = read_in_storeys(whole, chart.boxes)
    return (whole, storeys) if storeys else (sheet, used)


def _blocks(sheet: Sheet, blocks: Sequence[Sequence[ChartBox]], taken: set[ChartBox]) -> set[ChartBox]:
    """Reads boxes that share walls as grids, as far as they are such; returns the cells that were dealt out, and the
    headings of what is left.
    """
    shared, used = _shared_headings(blocks)
    for block in blocks:
        if used.issuperset(block):
            continue
        if taken.isdisjoint(block) and (read := read_by_rows(sheet, block, shared)):
            used |= read
            continue
        opened = [(card, *read_rows(table)) for card, table in find_open(sheet.chart.page, block)]
        used |= deal(sheet, [(card, under, groups, {}) for card, under, groups in opened if not under])
        left = [b for b in block if b not in used and b not in taken]
        if len({round(b.box[0] / 4) for b in left}) > 1:
            used |= read_tables(sheet, left, shared)
    return used


def _rows(sheet: Sheet, used: Collection[ChartBox]) -> list[ChartBox]:
    """The boxes that no table holds, those of an indicator and its figures as one."""
    free: list[ChartBox] = []
    for block in sheet.chart.blocks:
        left = [b for b in block if b not in used]
        if len(left) < 2:
            free += left
            continue
        rows = read_block(left)
        free += rows.boxes
        sheet.entries |= rows.entries
        sheet.merged |= rows.merged
        sheet.labels |= rows.labels
    return sorted(free, key=lambda b: (b.box[1], b.box[0]))


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
    return [mark for line in sheet.lines if (mark := mark_of_line(line)) is not None]


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
    free = sorted((line for line in sheet.lines if mark_of_line(line) is None), key=lambda line: line.box[1])
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

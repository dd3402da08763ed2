"""Cards whose little table has no walls between its columns: a frame around it, a rule under its headings, or neither.

In come the boxes of a chart, out come cards with their tables as layout's reader of tables sees them. Apart from the
cards of cells because here the boxes do not tell what stands in which column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.card_heads import find_heads, is_level
from extractor.kinds.cascade.cards import Card
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.open_periods import are_periods, by_periods, has_periods, parts_of
from extractor.layout.blocks import Line, Table
from extractor.layout.charts import EDGE, ChartBox
from extractor.layout.tables import PageTables, join_tables, read_page
from extractor.read.page import Page, Ruling
from extractor.read.words import Box, Word, box_around

_MOST = 12
"""More parts than these of a line are no headings."""


def find_open(page: Page, block: Sequence[ChartBox]) -> list[tuple[Card, Table]]:
    """The cards in a block whose tables have no walls between their columns, each with its table."""
    found: list[tuple[Card, Table]] = []
    runs = [(box, at) for box in block if (at := _headings_at(box.lines)) is not None]
    heads = {id(box) for box, _ in runs}
    taken: set[int] = set(heads)
    cards: list[tuple[Card, Table]] = []
    for box, at in runs:
        rows = _rows_under(box, block, heads)
        lines = [*box.lines[at:], *(line for b in rows for line in b.lines)]
        table = None
        if len(lines) > 1:
            table = by_periods(lines) if has_periods(lines[0]) else None
            table = table or _table(page, lines, (box, *rows))
        if table is not None:
            taken |= {id(b) for b in rows}
            cards.append((Card([], [], rows=[box, *rows], lead=list(box.lines[:at])), table))
    for card, table in cards:
        card.heads = find_heads(card.box, block, taken)
        if card.lead and read_label(card.lead[0].span) is not None:
            card.heads = []
        elif card.lead:
            card.heads = [b for b in card.heads[-1:] if is_level(b)]
        if card.lead or card.heads:
            found.append((card, table))
    return found


def _headings_at(lines: Sequence[Line]) -> int | None:
    """The first of the lines of a box that are the headings of a table, or nothing but the periods of its targets;
    ``None`` where none are.
    """
    if not any(has_periods(line) or len(line.segments()) > 1 for line in lines):
        return None  # headings of columns stand side by side: most boxes hold a text alone
    at: int | None = None
    roles: list[str] = []
    for i, line in enumerate(lines):
        parts = parts_of(line)
        told = [heading_role(part.span) for part in parts] if len(parts) <= _MOST and _may_head(parts) else [None]
        if None in told or (at is None and "level" in told):
            if at is not None:
                break
            continue
        at = i if at is None else at
        roles += [role for role in told if role is not None]
    if "indicator" in roles and len(roles) > 1 and "level" not in roles and _abreast(lines[at or 0 :]):
        return at
    return next((i for i, line in enumerate(lines) if are_periods(line)), None) if "indicator" not in roles else None


def _may_head(parts: Sequence[Line]) -> bool:
    """May the parts of a line head columns, rather than be labels of what stands at their right (`Indikator :`)?"""
    return not any(part.text.startswith(":") for part in parts) and not any(p.text.endswith(":") for p in parts[:-1])


def _abreast(lines: Sequence[Line]) -> bool:
    """Do several headings stand on one line? (A list may have the same headings one under the other.)"""
    return any(len(parts_of(line)) > 1 and _is_headings(line) for line in lines[:3])


def _is_headings(line: Line) -> bool:
    return all(heading_role(part.span) is not None for part in parts_of(line))


def _rows_under(head: ChartBox, block: Sequence[ChartBox], heads: set[int]) -> list[ChartBox]:
    """The boxes of one width under that of the headings, down to one that begins with the label of a level."""
    rows: list[ChartBox] = []
    last = head
    while True:
        under = next(
            (
                b
                for b in block
                if b is not last
                and id(b) not in heads
                and in_line(head.box, b.box)
                and -1 <= b.box[1] - last.box[3] <= EDGE
            ),
            None,
        )
        if under is None or under in rows:
            return rows
        label = read_label(under.lines[0].span) if under.lines else None
        if (label is not None and label.role == "level") or (rows and under.fill != rows[0].fill):
            return rows
        rows.append(under)
        last = under


def _table(page: Page, lines: Sequence[Line], boxes: Sequence[ChartBox]) -> Table | None:
    """The one table that lines are, read with the sides of their boxes and the rules that are drawn in these."""
    words: tuple[Word, ...] = tuple(w for line in lines for w in line.words)
    x0, top, x1, bottom = _wider(box_around(b.box for b in boxes))
    rulings = tuple(r for r in page.rulings if x0 <= r.x0 and r.x1 <= x1 and top <= r.top and r.bottom <= bottom)
    rulings += tuple(side for b in boxes for side in _sides(b.box))
    part = replace(page, words=words, rulings=rulings, shapes=(), edges=(), pictures=())
    read = read_page(part)
    tables = join_tables([PageTables(part, read.grids, read.lines)])
    return tables[0] if len(tables) == 1 and tables[0].rows and any(tables[0].header) else None


def _sides(box: Box) -> tuple[Ruling, ...]:
    x0, top, x1, bottom = box
    level = tuple(Ruling(x0, y, x1, y, 1) for y in (top, bottom))
    return level + tuple(Ruling(x, top, x, bottom, 1) for x in (x0, x1))


def _wider(box: Box) -> Box:
    return box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1

"""Lead-ins: `Jumlah produksi (ton):` over `a. Daging`, `b. Telur`, each with a target of its own.

Comes in: the cells of a column of indicators, row by row. Goes out: the items with the lead-in that they stand under.
The lead-in is no indicator; each item is one, named by both. Apart from the reader of rows, because a lead-in may stand
in the cell of its items, in a row over them, or over items that are only indented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.layout.blocks import Cell, Line
from extractor.printed import BULLETS
from extractor.read.words import Span
from extractor.records.cell_items import Item, down, tidy

_MARK = re.compile(rf"\s*(?:\(?(?:\d{{1,2}}|[a-z])[.)]|[{BULLETS}])\s*(?=\S)")
_COLON = re.compile(r"\s*:\s*$")
_INDENT = 0.8
"""Type sizes by which an item without a mark is set in under its lead-in."""


@dataclass
class LeadIn:
    """The lead-in that is open: its text, and where its lines begin."""

    span: Span
    left: float
    marked: bool = False
    """Its items bear marks."""


def named(lead: LeadIn, item: Span) -> Span:
    """Lead-in and item as one span."""
    return Span((*lead.span.words, *item.words))


def open_lead(cell: Cell) -> LeadIn | None:
    """The lead-in that a cell consists of: a text that ends in a colon."""
    text = cell.span.text
    colon = _COLON.search(text)
    if colon is None:
        return None
    return LeadIn(tidy(cell.span.cut(0, colon.start())), cell.lines[0].box[0])


def in_cell(cell: Cell, values: int) -> tuple[LeadIn, list[Item]] | None:
    """A lead-in with its items in one cell; ``values`` is how many targets stand beside: one is said of the whole."""
    lines = list(cell.lines)
    marks = [n for n, line in enumerate(lines) if _MARK.match(line.text)]
    if not marks or marks[0] == 0:
        return None
    head = Span(w for line in lines[: marks[0]] for w in line.words)
    colon = _COLON.search(head.text)
    if colon is None or (len(marks) > 1 and values == 1):
        return None
    lead = LeadIn(tidy(head.cut(0, colon.start())), lines[0].box[0], marked=True)
    ends = [*marks[1:], len(lines)]
    return lead, [_item(lines[a:b]) for a, b in zip(marks, ends, strict=True)]


def under(lead: LeadIn, cell: Cell) -> list[Item] | None:
    """The items of a cell that stands under an open lead-in; ``None`` where the lead-in has ended."""
    lines = list(cell.lines)
    marks = [n for n, line in enumerate(lines) if _MARK.match(line.text)]
    if marks and marks[0] == 0:
        lead.marked = True
        ends = [*marks[1:], len(lines)]
        return [_item(lines[a:b]) for a, b in zip(marks, ends, strict=True)]
    if not lead.marked and lines[0].box[0] - lead.left >= _INDENT * lines[0].size:
        return [_item(lines)]
    return None


def _item(lines: Sequence[Line]) -> Item:
    """An item without its mark. Its number is that of its lead-in, not its own."""
    span = Span(w for line in lines for w in line.words)
    mark = _MARK.match(span.text)
    return Item(None, tidy(span.cut(mark.end()) if mark else span), down(lines[0].words[0]))

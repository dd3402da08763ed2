"""Indicators of a card with figures of their own: from the cells of an entry to the group of a piece.

In comes an entry, an indicator with what measures it, out goes a group. Apart from the reading of a run of cells
because here nothing is asked about the cells around it.
"""

from __future__ import annotations

from extractor.kinds.cascade.grid_columns import column_of
from extractor.kinds.cascade.labels import PERIOD_IN, begins_indicator, read_label
from extractor.kinds.cascade.measured import Figure, Measured
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.walk import add_to
from extractor.layout.blocks import Line
from extractor.layout.charts import whole


def list_entry(entry: Measured, piece: Piece) -> None:
    """Adds an entry to the indicators of a piece. Its text is one indicator, for it has figures of its own; a numbered
    list is as many.
    """
    lines = list(entry.text.lines)
    label = read_label(lines[0].span)
    if label is not None and label.role == "indicator":
        lines = [*([Line(label.rest.words)] if label.rest else []), *lines[1:]]
    else:
        label = None
    piece.groups.append(Group(label, lines))
    piece.enter("indicator")
    give(entry, piece)


def give(entry: Measured, piece: Piece) -> None:
    """Adds number and figures of an entry to the indicator that was read from its text, the last one of a piece; an
    amount without a heading is that of the node.
    """
    amounts = [f for f in entry.figures if f.role == "budget" and f.head is None]
    piece.budget += [line for f in amounts for line in f.cell.lines]
    measures = [f for f in entry.figures if f not in amounts]
    if not piece.groups and piece.title and measures and begins_indicator(piece.title[0].span):
        piece.groups.append(Group(lines=piece.title))
        piece.title = []
    if not piece.groups:
        return
    group = piece.groups[-1]
    for figure in measures:
        _measure(group, figure)
    group.timed = len({head.text for head, _ in group.targets if PERIOD_IN.search(head.text)}) > 1
    if entry.number is not None and _states(piece, entry) and not piece.number:
        piece.mark = whole(entry.number).span
    elif entry.number is not None and entry.counted:
        group.row = whole(entry.number).span
    elif entry.number is not None:
        group.number = whole(entry.number).span
    if entry.label is not None and group.label is None:
        group.label = read_label(whole(entry.label).span)


def _states(piece: Piece, entry: Measured) -> bool:
    """Does the text of an entry begin with the statement of a node, over its indicator? The number is its."""
    return bool(piece.title) and piece.title[0].words[0] is entry.text.lines[0].words[0]


def _measure(group: Group, figure: Figure) -> None:
    """Adds a figure to an indicator as what its heading says that it is."""
    lines = figure.cell.lines
    if figure.role == "budget":
        group.budget += lines
    elif figure.head is not None:
        add_to(group, column_of(whole(figure.head).span), list(lines))
    elif figure.role == "unit":
        group.unit += lines
    else:
        group.target += lines

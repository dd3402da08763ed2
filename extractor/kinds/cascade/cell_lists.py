"""The indicators listed in one cell, with the number that hangs before them.

In come the lines of a cell of indicators, out come groups. Apart from the reader of boxes because here the cell is
known to hold indicators: none of its lines is the name of a node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.kinds.cascade.labels import Label
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Line
from extractor.read.words import Span


def read_list(lines: Iterable[Line], label: Label | None) -> list[Group]:
    """The indicators in a cell of a column of indicators, with the targets and explanations that stand under them."""
    number, lines = _hung(list(lines))
    piece = Piece(groups=[Group(label)])
    piece.enter("indicator")
    read = read_pieces(lines, piece)
    whole = len(read) == 1 and not piece.title and not piece.objective
    groups = piece.groups if whole else [Group(label, list(lines))]
    groups[0].number = number
    return groups


def _hung(lines: list[Line]) -> tuple[Span, list[Line]]:
    """The number that hangs at the left of all lines of a cell, with the lines: no wall parts them, and the number may
    stand higher than the text, which is set in the middle of its cell.
    """
    if not lines or not _COUNTED.fullmatch(lines[0].words[0].text):
        return Span(), lines
    number, *rest = lines[0].words
    text = [Line(tuple(rest)), *lines[1:]] if rest else lines[1:]
    left = min((line.box[0] for line in text), default=0.0)
    apart = left - number.box[2] >= (_HUNG if len(text) > 1 or not rest else _SET_OFF) * number.size
    # a list has further numbers where this one stands
    return (Span((number,)), text) if text and apart else (Span(), lines)


_HUNG, _SET_OFF = 0.6, 1.5
"""Type sizes between a number and its text, at the least: twice a blank where further lines hang as far from it, else
so much that no blank is as wide.
"""
_COUNTED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")

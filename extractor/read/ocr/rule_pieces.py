"""Pieces of ruling lines: what they meet, where they end, what text stands along their way.

Comes in: pieces, places and boxes of words. Goes out: answers by geometry alone. Separate from the mending of rules
(:mod:`extractor.read.ocr.broken`), every step of which asks the same of them. ``boxes`` of words are turned so that a
piece's way comes first: as they are for level pieces, with their sides exchanged for upright ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.read.page import Ruling
from extractor.read.words import Box

TOUCH = 4.0
"""Points within which a rule ends at another one."""
CORNER = 12.0
"""Points within which the side of a rounded box ends before its next side."""
_NEAR, HIDDEN = 5.0, 0.3
"""Points beside a rule within which text hides it where it is pale; share of a gap in which it does."""
_LINES = 2
"""Lines of text that begin at a place which parts columns: one may begin anywhere."""
_BAR = 1.6
"""Heights of a text within which the middle of it stands over or under the bar of its fraction."""
_CLEAR = 0.6
"""Strength from which a rule is seen from end to end."""
INTO = 2.5
"""Points by which text reaches over a rule that it stands across."""


class Piece:
    """A piece of a rule: its place across, its begin and end along its way; all in points."""

    __slots__ = ("at", "begin", "end", "ruling")

    def __init__(self, at: float, begin: float, end: float, ruling: Ruling) -> None:
        self.at, self.begin, self.end, self.ruling = at, begin, end, ruling

    def level(self) -> Ruling:
        """The level rule that it is."""
        return replace(self.ruling, x0=self.begin, top=self.at, x1=self.end, bottom=self.at)

    def upright(self) -> Ruling:
        """The upright rule that it is."""
        return replace(self.ruling, x0=self.at, top=self.begin, x1=self.at, bottom=self.end)


def meets(piece: Piece, other: Piece) -> bool:
    """Whether two rules across each other touch."""
    return other.begin - TOUCH <= piece.at <= other.end + TOUCH and piece.begin - TOUCH <= other.at <= piece.end + TOUCH


def is_met(at: float, end: float, crossing: Sequence[Piece]) -> bool:
    """Whether a piece that ends there touches one across its way."""
    return any(abs(c.at - end) <= TOUCH and c.begin - TOUCH <= at <= c.end + TOUCH for c in crossing)


def is_open(at: float, end: float, crossing: Sequence[Piece]) -> bool:
    """Whether a rule that ends there meets no other one and no corner."""
    for other in crossing:
        beside = abs(other.at - end)
        if beside <= TOUCH and other.begin - TOUCH <= at <= other.end + TOUCH:
            return False
        if beside <= CORNER and min(abs(other.begin - at), abs(other.end - at)) <= CORNER:
            return False
    return True


def ends_at_corner(at: float, end: float, crossing: Sequence[Piece]) -> bool:
    """Whether a rule ends at the corner of a box: at one that begins or ends there and does not go on beyond it."""
    met = [c for c in crossing if abs(c.at - end) <= TOUCH and c.begin - CORNER <= at <= c.end + CORNER]
    return any(c.begin > at - TOUCH for c in met) != any(c.end < at + TOUCH for c in met) and not any(
        c.begin < at - TOUCH and c.end > at + TOUCH for c in met
    )


def stands_across(piece: Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands across a rule's way from ``begin`` to ``end``."""
    return any(x0 < end and x1 > begin and y0 + INTO < piece.at < y1 - INTO for x0, y0, x1, y1 in boxes)


def hidden_length(at: float, begin: float, end: float, boxes: Sequence[Box]) -> float:
    """How much of the way from ``begin`` to ``end`` text stands so close to that it may hide a pale rule."""
    return sum(
        min(x1, end) - max(x0, begin)
        for x0, y0, x1, y1 in boxes
        if x0 < end and x1 > begin and y0 - _NEAR < at < y1 + _NEAR
    )


def is_hidden(piece: Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands close along a rule's way, and none across it."""
    if stands_across(piece, begin, end, boxes):
        return False
    return hidden_length(piece.at, begin, end, boxes) >= HIDDEN * (end - begin)


def is_lined(piece: Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether several lines of text begin beside a rule's way, and none stands across it."""
    rows = sorted(
        (x0, x1) for x0, y0, x1, _ in boxes if begin < (x0 + x1) / 2 < end and -INTO <= y0 - piece.at <= _NEAR
    )
    apart = sum(after[0] >= before[1] - INTO for before, after in pairwise(rows))
    return apart + 1 >= _LINES and not stands_across(piece, begin, end, boxes)


def is_bar(piece: Piece, crossing: Sequence[Piece], along: Sequence[Piece], boxes: Sequence[Box]) -> bool:
    """Whether a piece is the bar of a fraction: as clear as ink, it ends in the open at both sides, within one cell,
    lies in line with no other piece, and text stands close over and under it.
    """
    if piece.ruling.strength < _CLEAR or any(
        other is not piece and abs(other.at - piece.at) <= INTO for other in along
    ):
        return False
    if not (is_open(piece.at, piece.begin, crossing) and is_open(piece.at, piece.end, crossing)):
        return False
    if any(piece.begin < c.at < piece.end and c.begin < piece.at < c.end for c in crossing):
        return False
    over, under = (
        any(
            x0 < piece.end
            and x1 > piece.begin
            and side * ((y0 + y1) / 2 - piece.at) > 0
            and abs((y0 + y1) / 2 - piece.at) <= _BAR * (y1 - y0)
            for x0, y0, x1, y1 in boxes
        )
        for side in (-1, 1)
    )
    return over and under

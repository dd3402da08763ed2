"""Makes rules whole that a scan shows in pieces.

Comes in: a page read from its picture, with straight rules. Goes out: the same page, pieces of one rule joined. A rule
that is whole ends at another one, or at a corner; one that ends in the open broke off there. It goes on to its next
piece, or to the rule it would run into, unless text stands across its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.read.page import Page, Ruling
from extractor.read.words import Box

_IN_LINE = 2.0
"""Points: pieces of one rule lie no further beside one another."""
_TOUCH = 4.0
"""Points within which a rule ends at another one."""
_CORNER = 12.0
"""Points within which the side of a rounded box ends before its next side."""
_FARTHEST = 200.0
"""Points of the longest stretch between two pieces: a line of text that hides a pale rule is as long."""
_ONWARDS, _SURE = 30.0, 40.0
"""Points that a piece goes on to the next rule where no other piece follows; the length of one that may."""
_INTO = 2.5
"""Points by which text reaches over a rule that it stands across."""


def whole_rules(page: Page) -> Page:
    """The page with its broken rules joined."""
    level = [_Piece(r.top, r.x0, r.x1, r) for r in page.rulings if r.horizontal]
    upright = [_Piece(r.x0, r.top, r.bottom, r) for r in page.rulings if not r.horizontal]
    boxes = [w.box for w in page.words]
    turned = [(y0, x0, y1, x1) for x0, y0, x1, y1 in boxes]
    across = [p.level() for p in _whole(level, upright, boxes)]
    down = [p.upright() for p in _whole(upright, level, turned)]
    return replace(page, rulings=(*across, *down))


class _Piece:
    """A piece of a rule: its place across, its begin and end along its way."""

    __slots__ = ("at", "begin", "end", "ruling")

    def __init__(self, at: float, begin: float, end: float, ruling: Ruling) -> None:
        self.at, self.begin, self.end, self.ruling = at, begin, end, ruling

    def level(self) -> Ruling:
        return replace(self.ruling, x0=self.begin, top=self.at, x1=self.end, bottom=self.at)

    def upright(self) -> Ruling:
        return replace(self.ruling, x0=self.at, top=self.begin, x1=self.at, bottom=self.end)


def _whole(pieces: Sequence[_Piece], crossing: Sequence[_Piece], boxes: Sequence[Box]) -> list[_Piece]:
    """The pieces joined; ``boxes`` are those of the words, the rule's way first."""
    joined: list[_Piece] = []
    for line in _in_line(pieces):
        made = [_Piece(line[0].at, line[0].begin, line[0].end, line[0].ruling)]
        for left, right in pairwise(line):
            gap = right.begin - left.end
            open_end = _open(left.at, left.end, crossing) or _open(right.at, right.begin, crossing)
            if gap <= 0 or (gap <= _FARTHEST and open_end and not _stands(left, left.end, right.begin, boxes)):
                last = made[-1]
                strength = min(last.ruling.strength, right.ruling.strength)
                made[-1] = _Piece(
                    last.at, last.begin, max(last.end, right.end), replace(last.ruling, strength=strength)
                )
            else:
                made.append(_Piece(right.at, right.begin, right.end, right.ruling))
        joined.extend(made)
    for piece in joined:
        if piece.end - piece.begin >= _SURE:
            _go_on(piece, crossing, boxes)
    return joined


def _in_line(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces of every rule from its begin to its end: each follows the nearest in line with it."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.begin, p.at)):
        near = [line for line in lines if abs(line[-1].at - piece.at) <= _IN_LINE and line[-1].end <= piece.begin + 1]
        if near:
            max(near, key=lambda line: (line[-1].end, -abs(line[-1].at - piece.at))).append(piece)
        else:
            lines.append([piece])
    return lines


def _open(at: float, end: float, crossing: Sequence[_Piece]) -> bool:
    """Whether a rule that ends there meets no other one and no corner."""
    for other in crossing:
        beside = abs(other.at - end)
        if beside <= _TOUCH and other.begin - _TOUCH <= at <= other.end + _TOUCH:
            return False
        if beside <= _CORNER and min(abs(other.begin - at), abs(other.end - at)) <= _CORNER:
            return False
    return True


def _stands(piece: _Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands across a rule's way from ``begin`` to ``end``."""
    return any(x0 < end and x1 > begin and y0 + _INTO < piece.at < y1 - _INTO for x0, y0, x1, y1 in boxes)


def _go_on(piece: _Piece, crossing: Sequence[_Piece], boxes: Sequence[Box]) -> None:
    """Leads the open ends of a piece to the next rule across its way, where one is near."""
    passing = [c.at for c in crossing if c.begin - _TOUCH <= piece.at <= c.end + _TOUCH]
    if _open(piece.at, piece.end, crossing):
        after = min((at for at in passing if piece.end < at <= piece.end + _ONWARDS), default=None)
        if after is not None and not _stands(piece, piece.end, after, boxes):
            piece.end = after
    if _open(piece.at, piece.begin, crossing):
        before = max((at for at in passing if piece.begin - _ONWARDS <= at < piece.begin), default=None)
        if before is not None and not _stands(piece, before, piece.begin, boxes):
            piece.begin = before

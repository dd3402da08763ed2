"""Ends the upright sides of coloured boxes with them.

Comes in: upright and level pieces of rules, and the page they are on. Goes out: the upright pieces, some cut in two.
Separate from the mending of rules because it undoes what that does too well: the cards of a chart stand under one
another as the rows of a table do, and the side of the one leads to the corner of the next. Between them is white paper
on which nothing is written; a row of a table has text somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.read.ocr.rule_pieces import CORNER, TOUCH, Piece
from extractor.read.page import Page
from extractor.read.words import Box


def sides_of_cards(upright: Sequence[Piece], level: Sequence[Piece], page: Page) -> list[Piece]:
    """The upright pieces without the stretches that lead from a coloured ground over blank paper to the next box."""
    grounds = [shape.box for shape in page.shapes if shape.fill is not None]
    rules = level, upright
    return [part for piece in upright for part in _cut(piece, sorted(_blanks(piece, rules, grounds, page)))]


def _blanks(
    piece: Piece, rules: tuple[Sequence[Piece], Sequence[Piece]], grounds: Sequence[Box], page: Page
) -> Iterator[tuple[float, float]]:
    """The blank stretches of a piece between a ground whose side it is and the next level rule above or below; none
    where the ground is a part of a wider box, whose other side leads on beside it.
    """
    level, upright = rules
    passed = [c.at for c in level if c.begin - TOUCH <= piece.at <= c.end + TOUCH]
    for x0, top, x1, bottom in grounds:
        if min(abs(x0 - piece.at), abs(x1 - piece.at)) > TOUCH:
            continue
        below = min((at for at in passed if at > bottom + CORNER), default=None)
        above = max((at for at in passed if at < top - CORNER), default=None)
        for begin, end in ((bottom, below), (above, top)):
            if begin is None or end is None or piece.begin > begin + TOUCH or piece.end < end - TOUCH:
                continue
            ends = [c for c in level if min(abs(c.at - begin), abs(c.at - end)) <= TOUCH and _beside(c, x0, x1)]
            left, right = min((x0, *(c.begin for c in ends))), max((x1, *(c.end for c in ends)))
            written = any(
                begin < (w.box[1] + w.box[3]) / 2 < end and left < (w.box[0] + w.box[2]) / 2 < right for w in page.words
            )
            if not written and not any(_leads_on(p, (begin, end), (x0, x1), (left, right)) for p in upright):
                yield begin, end


def _leads_on(side: Piece, stretch: tuple[float, float], ground: tuple[float, float], box: tuple[float, float]) -> bool:
    """Whether a side of a box that is wider than a ground in it leads along a stretch beside the ground."""
    beside = side.at < ground[0] - CORNER or side.at > ground[1] + CORNER
    own = min(abs(side.at - edge) for edge in box) <= TOUCH
    return beside and own and side.begin <= stretch[0] + TOUCH and side.end >= stretch[1] - TOUCH


def _beside(level: Piece, x0: float, x1: float) -> bool:
    return level.begin <= x1 + TOUCH and level.end >= x0 - TOUCH


def _cut(piece: Piece, blanks: Sequence[tuple[float, float]]) -> Iterator[Piece]:
    """The piece without the stretches."""
    at = piece.begin
    for begin, end in blanks:
        if begin > at:
            yield Piece(piece.at, at, begin, piece.ruling)
        at = max(at, end)
    if piece.end > at:
        yield Piece(piece.at, at, piece.end, piece.ruling)

"""Badges: a small box with a number, a target or an amount that is pinned to a card, over its edge or right beside it.

In come the boxes of a chart, out come the badges with the cards that wear them. Apart from halves of cards because a
badge is in line with nothing: it sticks out wherever its author dropped it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.unheaded import is_tag
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, is_amount, is_quantity, whole
from extractor.layout.charts.geometry import inside
from extractor.layout.charts.near import Near
from extractor.read.words import Box, Span, Word

_NEAR = 6.0
"""A badge stands no farther (points) from its card."""
_NARROW = 0.7
"""Share of its card's width that a badge has at the most."""


_FIGURE = re.compile(r"(?:[<>≤≥=]+\s*)?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![.\d])|[A-D]")
"""An amount, or a grade; ``2.1.1`` and ``3.`` number a statement."""


_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?$")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}\.?$|\d{1,2}\.$")
"""A number that is no quantity."""
_MOST_WORDS = 8
"""Words of a quantity with its label at the most (`Target Tahun 2024 : 1.200 Orang per bulan`)."""


def find_badges(boxes: Sequence[ChartBox], linked: frozenset[ChartBox]) -> dict[ChartBox, ChartBox]:
    """The badges among the boxes, each with its card; ``linked`` are the boxes that connectors end at.

    A box that stands apart and hangs on a connector may be a node that only an amount names: it is none.
    """
    said = [b for b in boxes if _says_figure(b)]
    if not said:
        return {}
    cards = Near([(b.box, b) for b in boxes if b not in said])
    found: dict[ChartBox, ChartBox] = {}
    for badge in said:
        width = badge.box[2] - badge.box[0]
        wearing = [
            c
            for c in cards.around(badge.box, _NEAR)
            if width <= _NARROW * (c.box[2] - c.box[0]) and _gap(badge.box, c.box) <= (0 if badge in linked else _NEAR)
        ]
        if wearing and _CODE.match(whole(badge).text) and not any(_numbers(badge.box, c.box) for c in wearing):
            continue
        if any(_hangs(badge.box, c.box) for c in cards.around(badge.box, _NEAR)):
            continue
        if wearing and (not _in_line(badge.box, wearing[0].box) or _is_tab(badge, wearing[0], boxes)):
            found[badge] = _wearer(badge, wearing)
    return found


def _wearer(badge: ChartBox, wearing: Sequence[ChartBox]) -> ChartBox:
    """The nearest of the cards that may wear a badge; a number at the left of one is that one's."""
    numbered = [c for c in wearing if _NUMBER.match(whole(badge).text) and _numbers(badge.box, c.box)]
    return min(numbered or wearing, key=lambda c: (_gap(badge.box, c.box), abs(c.middle[1] - badge.middle[1])))


def find_tags(boxes: Sequence[ChartBox]) -> set[ChartBox]:
    """The boxes on cards that hold nothing but a tag."""
    near = Near([(b.box, b) for b in boxes])
    return {
        b
        for b in boxes
        if len(b.lines) == 1
        and is_tag(b.lines[0].words)
        and any(c is not b and len(c.lines) > 1 and inside(b.box, c.box) for c in near.around(b.box))
    }


def _says_figure(box: ChartBox) -> bool:
    """Does a box hold a number, an amount or a quantity and nothing else?"""
    if sum(len(line.words) for line in box.lines) > _MOST_WORDS:
        return False
    said = whole(box)
    return _NUMBER.match(said.text) is not None or is_amount(said) or quantity_of(box) is not None


def quantity_of(box: ChartBox) -> list[Line] | None:
    """The lines of a box that says a quantity and nothing else (under the word for it, or not)."""
    if sum(len(line.words) for line in box.lines) > _MOST_WORDS:
        return None
    words: tuple[Word, ...] = tuple(w for line in box.lines for w in line.words)
    label = read_label(Span(words))
    if label is not None and label.role == "target":
        words = label.rest.words
    return [Line(words)] if words and is_quantity(Line(words)) and _FIGURE.match(Span(words).text) else None


def pin(badge: ChartBox, card: ChartBox, piece: Piece) -> None:
    """Adds what a badge says to the node of its card: its number, its budget, else the target of its indicator that has
    none yet.
    """
    if _NUMBER.match(whole(badge).text) and not piece.number and _numbers(badge.box, card.box):
        piece.mark = whole(badge).span
        return
    if is_amount(whole(badge)):
        piece.budget += badge.lines
        return
    group = next((g for g in piece.groups if not g.target), None)
    if group is None:
        group = piece.groups[-1] if piece.groups else Group()
        piece.groups += [] if piece.groups else [group]
    group.target += quantity_of(badge) or []


_CORNER = 0.15
"""Share of its width, from its left side, at which a card wears its number; targets stand at the right or below."""


def _numbers(badge: Box, card: Box) -> bool:
    """Does a badge stand where a card has its number: over its left side, or left of it?"""
    return (badge[0] + badge[2]) / 2 <= card[0] + _CORNER * (card[2] - card[0])


def _is_tab(badge: ChartBox, card: ChartBox, boxes: Sequence[ChartBox]) -> bool:
    """Is a box the number of the card at its right, wall to wall and as high as it, with no other number over or under
    it? (The rows of a list have theirs one under the other.)
    """
    x0, top, x1, bottom = badge.box
    if _NUMBER.fullmatch(whole(badge).text) is None or abs(x1 - card.box[0]) > EDGE:
        return False
    return not any(
        b is not badge and abs(b.box[0] - x0) <= EDGE and min(abs(b.box[3] - top), abs(b.box[1] - bottom)) <= EDGE
        for b in boxes
    )


def _gap(a: Box, b: Box) -> float:
    """How far two boxes stand apart, 0 where they touch or overlap."""
    across = max(a[0], b[0]) - min(a[2], b[2])
    down = max(a[1], b[1]) - min(a[3], b[3])
    return max(across, down, 0.0)


def _hangs(badge: Box, cell: Box) -> bool:
    """Does a box hang on a cell of its own width, wall to wall? Then it is a cell of that cell's column."""
    return abs(badge[1] - cell[3]) <= EDGE and abs(badge[0] - cell[0]) <= EDGE and abs(badge[2] - cell[2]) <= EDGE


def _in_line(badge: Box, card: Box) -> bool:
    """Is a box as high as the one that it touches? Then it is a cell of it, which others read."""
    beside = abs(badge[0] - card[2]) <= EDGE or abs(badge[2] - card[0]) <= EDGE
    return beside and abs(badge[1] - card[1]) <= EDGE and abs(badge[3] - card[3]) <= EDGE

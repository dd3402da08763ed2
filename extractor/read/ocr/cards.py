"""Tells cards that stand beside one another by the ends of their level rules.

Comes in: level and upright pieces of rules as they were found, and the boxes of the page's words. Goes out: the same
pieces, the sides of cards that were too short or too pale to be found among them, and pale stretches cut where they
lead from one card to the next. Separate from the mending of rules, which takes what is in line for one rule, as it is
in a table: between the cards of a chart is a strip of paper at which the rules of all of them end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.read.ocr.rule_pieces import Piece
from extractor.read.page import Ruling
from extractor.read.words import Box

_CLEAR = 0.9
"""Strength of a rule that ends where it was drawn to end; a paler one may have lost its ends."""
_EVEN = 1.5
"""Points by which the ends of one card's rules differ: a pixel or two of a scan of 100 dots an inch."""
_STRIP = (3.0, 60.0)
"""Points of the narrowest and the widest strip of paper between two cards: frames are thinner, columns wider."""
_LEAST = 20.0
"""Points of the narrowest card."""
_TALLEST = 150.0
"""Points between two rules of a card: what stands farther apart is two."""
_COVERED = 0.6
"""Share of a side, or of a rule from side to side, that is seen, from which it was found."""
_OTHER = 0.2
"""Share of a card's width that a rule which is none of the card's fills: that of the card over or under it."""
_SIDE = 0.5
"""Strength of a side that is not seen."""
_OWN = 2.5
"""Points of the shortest stretch of a pale rule that is left when it is cut."""


@dataclass(frozen=True)
class _Card:
    """A card by its left and right side and its level rules, from top to bottom."""

    x0: float
    x1: float
    rungs: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.rungs[0]

    @property
    def bottom(self) -> float:
        return self.rungs[-1]


def apart_cards(
    level: Sequence[Piece], upright: Sequence[Piece], words: Sequence[Box]
) -> tuple[list[Piece], list[Piece]]:
    """The level and the upright pieces of a page, with the sides of its cards and none that leads from card to card."""
    cards = _cards(level, words)
    strips = list(_strips(cards, level, words))
    if not strips:
        return list(level), list(upright)
    beside = list(dict.fromkeys(card for pair in strips for card in pair))
    sides = [side for card in beside for side in _lost_sides(card, upright)]
    parted = [part for piece in level for part in _cut(piece, strips)]
    for card in beside:
        parted = _whole_rungs(card, parted)
    return parted, [*upright, *sides]


def _cards(level: Sequence[Piece], words: Sequence[Box]) -> list[_Card]:
    """Clear rules that begin and end alike, one under the other with text between them, and the paler ones over and
    under them.
    """
    clear = [p for p in level if p.ruling.strength >= _CLEAR and p.end - p.begin >= _LEAST]
    ladders: list[list[Piece]] = []
    for piece in sorted(clear, key=lambda p: (p.at, p.begin)):
        if any(_is_part(piece, other) for other in clear):
            continue
        last = next((ladder for ladder in reversed(ladders) if _is_even(ladder[-1], piece)), None)
        if last is None or not _goes_on(last[-1], piece, words):
            ladders.append([piece])
        else:
            last.append(piece)
    found: list[_Card] = []
    # a connector that ends at a rule makes it longer: the sides are where most of the rules end
    for ladder in sorted((ladder for ladder in ladders if len(ladder) > 1), key=len, reverse=True):
        x0, x1 = (sum(ends) / len(ladder) for ends in zip(*((p.begin, p.end) for p in ladder), strict=True))
        above = _further((x0, x1), ladder[0].at, -1, level, words)
        below = _further((x0, x1), ladder[0].at, 1, level, words)
        card = _Card(x0, x1, tuple(sorted({*above, *below, *(p.at for p in ladder)})))
        if not any(_overlap(card, other) for other in found):
            found.append(card)
    return found


def _overlap(one: _Card, other: _Card) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > _EVEN and min(one.bottom, other.bottom) - max(one.top, other.top) > _EVEN


def _further(
    ends: tuple[float, float], at: float, way: int, level: Sequence[Piece], words: Sequence[Box]
) -> list[float]:
    """The rules of a card up (``way`` -1) or down (1) from one of them, found whole or in pieces, with text before each
    of them.
    """
    x0, x1 = ends
    found: list[float] = []
    for place in sorted({p.at for p in level if way * (p.at - at) > 0}, reverse=way < 0):
        if way * (place - at) > _TALLEST:
            break
        if way * (place - at) <= _EVEN:
            continue
        spans = [(max(p.begin, x0), min(p.end, x1)) for p in level if abs(p.at - place) <= _EVEN]
        top, bottom = sorted((at, place))
        if any(end - begin > _OTHER * (x1 - x0) for begin, end in spans):
            if _length(spans) < _COVERED * (x1 - x0) or not _is_written((x0, top, x1, bottom), words):
                break
            at = place
            found.append(at)
    return found


def _length(spans: Sequence[tuple[float, float]]) -> float:
    """How long stretches are together, what they share counted once."""
    seen, at = 0.0, float("-inf")
    for begin, end in sorted(spans):
        seen += max(0.0, end - max(at, begin))
        at = max(at, end)
    return seen


def _whole_rungs(card: _Card, level: Sequence[Piece]) -> list[Piece]:
    """The level pieces with every rule of a card from side to side, where it was found in pieces."""
    out = list(level)
    for at in card.rungs:
        own = [p for p in out if abs(p.at - at) <= _EVEN and p.begin < card.x1 - _EVEN and p.end > card.x0 + _EVEN]
        if not own or any(p.begin <= card.x0 + _EVEN and p.end >= card.x1 - _EVEN for p in own):
            continue
        clearest = max(own, key=lambda p: p.ruling.strength)
        out = [p for p in out if p not in own]
        out.append(Piece(clearest.at, card.x0, card.x1, clearest.ruling))
        for piece in own:
            if piece.begin < card.x0 - _OWN:
                out.append(Piece(piece.at, piece.begin, card.x0, piece.ruling))
            if piece.end > card.x1 + _OWN:
                out.append(Piece(piece.at, card.x1, piece.end, piece.ruling))
    return out


def _is_part(piece: Piece, whole: Piece) -> bool:
    """Whether a piece is a part of another one: where a ground begins under a rule, some of it is found twice."""
    within = whole.begin <= piece.begin + _EVEN and piece.end - _EVEN <= whole.end
    longer = whole.end - whole.begin > piece.end - piece.begin + _EVEN
    return within and longer and abs(whole.at - piece.at) <= _EVEN


def _is_even(upper: Piece, lower: Piece) -> bool:
    return abs(upper.begin - lower.begin) <= _EVEN and abs(upper.end - lower.end) <= _EVEN


def _goes_on(upper: Piece, lower: Piece, words: Sequence[Box]) -> bool:
    near = 0 < lower.at - upper.at <= _TALLEST
    return near and _is_written((upper.begin, upper.at, upper.end, lower.at), words)


def _is_written(place: Box, words: Sequence[Box]) -> bool:
    """Whether the middle of a word stands in a place."""
    left, high, right, low = place
    return any(left < (x0 + x1) / 2 < right and high < (y0 + y1) / 2 < low for x0, y0, x1, y1 in words)


def _strips(cards: Sequence[_Card], level: Sequence[Piece], words: Sequence[Box]) -> Iterator[tuple[_Card, _Card]]:
    """Cards beside one another with nothing but paper between them."""
    for left in cards:
        for right in cards:
            top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
            if not (_STRIP[0] <= right.x0 - left.x1 <= _STRIP[1] and bottom > top):
                continue
            crossed = any(
                p.ruling.strength >= _CLEAR
                and p.begin < left.x1 - _EVEN
                and p.end > right.x0 + _EVEN
                and top - _EVEN <= p.at <= bottom + _EVEN
                for p in level
            )
            if not crossed and not _is_written((left.x1, top, right.x0, bottom), words):
                yield left, right


def _lost_sides(card: _Card, upright: Sequence[Piece]) -> Iterator[Piece]:
    """The sides of a card that were not found."""
    for x in (card.x0, card.x1):
        spans = [(max(p.begin, card.top), min(p.end, card.bottom)) for p in upright if abs(p.at - x) <= 2 * _EVEN]
        if _length(spans) < _COVERED * (card.bottom - card.top):
            ruling = Ruling(x, card.top, x, card.bottom, strength=_SIDE)
            yield Piece(x, card.top, card.bottom, ruling)


def _cut(piece: Piece, strips: Sequence[tuple[_Card, _Card]]) -> Iterator[Piece]:
    """A clear piece as it is; a paler one without the strips between cards."""
    if piece.ruling.strength >= _CLEAR:
        yield piece
        return
    blanks = sorted(
        (left.x1, right.x0)
        for left, right in strips
        if max(left.top, right.top) - _EVEN <= piece.at <= min(left.bottom, right.bottom) + _EVEN
        and piece.begin < right.x0
        and piece.end > left.x1
    )
    ends = [piece.begin, *(x for blank in blanks for x in blank), piece.end]
    for begin, end in zip(ends[::2], ends[1::2], strict=True):
        if end - begin >= _OWN:
            yield Piece(piece.at, begin, end, replace(piece.ruling))

"""Makes rules whole that a scan shows in pieces.

Comes in: a page read from its picture, with straight rules. Goes out: the same page, pieces of one rule joined. A rule
that is whole ends at another one, or at a corner; one that ends in the open broke off there. It goes on to its next
piece, or to the rule it would run into, unless text stands across its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from extractor.read.ocr.card_sides import sides_of_cards
from extractor.read.ocr.cards import apart_cards
from extractor.read.ocr.rule_pieces import (
    CORNER,
    HIDDEN,
    INTO,
    TOUCH,
    Piece,
    ends_at_corner,
    hidden_length,
    is_bar,
    is_hidden,
    is_lined,
    is_met,
    is_open,
    meets,
    stands_across,
)
from extractor.read.page import Page, Ruling
from extractor.read.words import Box

_IN_LINE = 2.0
"""Points: pieces of one rule lie no further beside one another."""
_SNIPPED, _SLANT = 16.0, 2.5
"""Points of the longest stretch that a snipped corner takes of either side, and by which the two may differ."""
_FARTHEST = 200.0
"""Points of the longest stretch between two pieces: a line of text that hides a pale rule is as long."""
_WHOLE = 0.9
"""Strength of a rule that is seen from end to end."""
_COLUMN = 20.0
"""Points of the narrowest column of texts: a fold or a streak on the scanner's glass cuts rules by less."""
_BREAK = 60.0
"""Points of the longest stretch that is missing without anything to hide it."""
_PALE = 0.6
"""Strength below which a rule may be there where it is not seen."""
_SHADE = 120.0
"""Points below which a pale stretch that meets no rule is none."""
_STREAK = 80.0
"""Points from which a pale upright stretch is longer than what joins two boxes of a chart."""
_GUESSED = 0.3
"""Strength of a rule that is not seen."""
_ONWARDS, _SURE = 30.0, 40.0
"""Points that a piece goes on to the next rule where no other piece follows; the length of one that may."""
_NEXT = 80.0
"""Points that a rule which ends at another goes on to a corner: as far as a column of figures is wide."""


def whole_rules(page: Page) -> Page:
    """The page with its broken rules joined."""
    level = [Piece(r.top, r.x0, r.x1, r) for r in page.rulings if r.horizontal]
    upright = [Piece(r.x0, r.top, r.bottom, r) for r in page.rulings if not r.horizontal]
    boxes = [w.box for w in page.words]
    level, upright = apart_cards(level, upright, boxes)
    inner = _inner(page, level)
    turned = [(y0, x0, y1, x1) for x0, y0, x1, y1 in boxes]
    edges = _edges(page, level=True), _edges(page, level=False)
    level, upright = _joined(level, upright, boxes), _joined(upright, level, turned)
    _meet_in_corners(level, upright, boxes)
    _meet_in_corners(upright, level, turned)
    _square(level, upright)
    _lead_on(level, upright, boxes, edges[1])
    _lead_on(upright, level, turned, edges[0])
    for piece in upright:
        _lead_through(piece, level, turned)
    upright = sides_of_cards(upright, level, page)
    level += _closing(upright, level, turned)
    upright += _closing(level, upright, boxes)
    level = [part for p in level if not _is_shade(p, upright) for part in _within_grounds(p, inner)]
    upright = [p for p in upright if not _is_streak(p, level, upright)]
    for pieces, crossing in ((level, upright), (upright, level)):
        for piece in pieces:
            _meet(piece, crossing)
    return replace(page, rulings=(*(p.level() for p in level), *(p.upright() for p in upright)))


def _inner(page: Page, level: Sequence[Piece]) -> list[tuple[Piece, Box | None]]:
    """The level pieces, each with the coloured ground that it parts: where it lies within, away from top and bottom."""
    grounds = [shape.box for shape in page.shapes if shape.fill is not None]
    return [
        (
            piece,
            next(
                (
                    g
                    for g in grounds
                    if g[1] + CORNER < piece.at < g[3] - CORNER
                    and g[0] - _IN_LINE <= piece.begin
                    and piece.end <= g[2] + _IN_LINE
                ),
                None,
            ),
        )
        for piece in level
    ]


def _within_grounds(piece: Piece, inner: Sequence[tuple[Piece, Box | None]]) -> list[Piece]:
    """A mended rule, cut at the sides of the grounds if each of its pieces parts a ground: what parts the one card ends
    with it, and the paper between it and the next card shows no rule.
    """
    held = [
        ground
        for part, ground in inner
        if abs(part.at - piece.at) <= _IN_LINE and part.begin < piece.end and part.end > piece.begin
    ]
    if not held or None in held:
        return [piece]
    spans = sorted({(max(g[0], piece.begin), min(g[2], piece.end)) for g in held if g is not None})
    if any(right[0] - left[1] <= TOUCH for left, right in pairwise(spans)):
        return [piece]
    return [Piece(piece.at, begin, end, piece.ruling) for begin, end in spans]


def _closing(pieces: Sequence[Piece], crossing: Sequence[Piece], boxes: Sequence[Box]) -> list[Piece]:
    """Sides that a box has lost: where the first and the last of the pieces that one rule joins end at one place, one
    of them in the open and no side between them, the opposite side was drawn, if text stands between them. What joins
    two boxes of a chart looks so, too. ``boxes`` are those of the words, the pieces' way first.
    """
    found: list[Piece] = []
    for side in ("begin", "end"):
        ends = [(float(getattr(p, side)), p) for p in pieces]
        for rule in crossing:
            held = [
                (place, p)
                for place, p in ends
                if rule.begin - TOUCH <= p.at <= rule.end + TOUCH
                and p.begin - TOUCH <= rule.at <= p.end + TOUCH
                and abs(place - rule.at) > TOUCH
            ]
            if len(held) < 2:
                continue
            (place, first), (other, last) = (choose(held, key=lambda h: h[1].at) for choose in (min, max))
            outer = abs(first.at - rule.begin) <= TOUCH and abs(last.at - rule.end) <= TOUCH
            made = Piece((place + other) / 2, first.at, last.at, replace(rule.ruling, strength=_GUESSED))
            known = any(abs(f.at - made.at) <= TOUCH and f.begin < made.end and f.end > made.begin for f in found)
            if not outer or abs(place - other) > TOUCH or known:
                continue
            if not any(is_open(p.at, at, crossing) for at, p in ((place, first), (other, last))):
                continue
            if any(
                abs(c.at - made.at) <= TOUCH and c.begin < made.end - TOUCH and c.end > made.begin + TOUCH
                for c in crossing
            ):
                continue
            if _surrounds_text(made, rule.at, boxes):
                found.append(made)
    return found


def _surrounds_text(side: Piece, opposite: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands between two sides of a box and none across the first of them; ``boxes`` are those of the
    words, the way from side to side first.
    """
    begin, end = sorted((side.at, opposite))
    along = [b for b in boxes if side.begin < (b[1] + b[3]) / 2 < side.end]
    crossed = any(b[0] + INTO < side.at < b[2] - INTO for b in along)
    return not crossed and any(begin < (b[0] + b[2]) / 2 < end for b in along)


def _edges(page: Page, *, level: bool) -> list[Piece]:
    """The level or upright edges of the page's coloured grounds: what ends there is the side of a box."""
    boxes = [shape.box for shape in page.shapes if shape.fill is not None]
    if level:
        return [Piece(y, x0, x1, Ruling(x0, y, x1, y)) for x0, top, x1, bottom in boxes for y in (top, bottom)]
    return [Piece(x, top, bottom, Ruling(x, top, x, bottom)) for x0, top, x1, bottom in boxes for x in (x0, x1)]


def _joined(pieces: Sequence[Piece], crossing: Sequence[Piece], boxes: Sequence[Box]) -> list[Piece]:
    """The pieces joined; ``boxes`` are those of the words, the rule's way first. Where several clear rules spare the
    same stretch is a column of merged cells.
    """
    joined: list[Piece] = []
    lines = _in_line(pieces)
    gaps = [(a.end, b.begin) for line in lines for a, b in pairwise(line) if _is_clear_gap(a, b)]
    for line in lines:
        made = [Piece(line[0].at, line[0].begin, line[0].end, line[0].ruling)]
        farthest = inf if len(line) > 1 and any(_as_wide(line, other) for other in pieces) else _FARTHEST
        for left, right in pairwise(line):
            alike = sum(max(abs(a - left.end), abs(b - right.begin)) <= TOUCH for a, b in gaps)
            merged = alike > 1 and _is_clear_gap(left, right)
            if not merged and _one_rule(left, right, crossing, boxes, farthest):
                last = made[-1]
                strength = min(last.ruling.strength, right.ruling.strength)
                made[-1] = Piece(last.at, last.begin, max(last.end, right.end), replace(last.ruling, strength=strength))
            else:
                made.append(Piece(right.at, right.begin, right.end, right.ruling))
        joined.extend(made)
    return joined


def _is_clear_gap(left: Piece, right: Piece) -> bool:
    """Whether two pieces that were seen clearly leave as much as a column between them."""
    return min(left.ruling.strength, right.ruling.strength) >= _WHOLE and right.begin - left.end > _COLUMN


def _as_wide(line: Sequence[Piece], other: Piece) -> bool:
    """Whether the pieces of a line reach from end to end of another rule of their table, which is seen whole."""
    seen = other.ruling.strength >= _WHOLE and not any(other is piece for piece in line)
    return seen and abs(other.begin - line[0].begin) <= TOUCH and abs(other.end - line[-1].end) <= TOUCH


def _meet_in_corners(pieces: Sequence[Piece], crossing: Sequence[Piece], boxes: Sequence[Box]) -> None:
    """Leads pieces on to where they meet rules across their way that end in the open just there: between the two ends
    was a corner, and text beside it hides a pale side.
    """
    ends = [(c.at, end) for c in crossing for end in (c.begin, c.end) if is_open(c.at, end, pieces)]
    for piece in pieces:
        near = [at for at, end in ends if abs(end - piece.at) <= TOUCH]
        after = [at for at in near if piece.end < at <= piece.end + _NEXT]
        if after and is_open(piece.at, piece.end, crossing) and not stands_across(piece, piece.end, min(after), boxes):
            piece.end = min(after)
        before = [at for at in near if piece.begin - _NEXT <= at < piece.begin]
        if (
            before
            and is_open(piece.at, piece.begin, crossing)
            and not stands_across(piece, max(before), piece.begin, boxes)
        ):
            piece.begin = max(before)


def _square(level: Sequence[Piece], upright: Sequence[Piece]) -> None:
    """Leads the sides of boxes on to where they would meet: pale ones with rounded corners (of those that are drawn
    well the outline is found whole), and any that a snipped corner joins.
    """
    for a in level:
        for b in upright:
            across = max(a.begin - b.at, b.at - a.end)
            along = max(b.begin - a.at, a.at - b.end)
            rounded = max(a.ruling.strength, b.ruling.strength) < _PALE
            near = rounded and min(across, along) >= -TOUCH and max(across, along) <= CORNER
            if near or _is_snipped((a, b), (across, along), (level, upright)):
                a.begin, a.end = min(a.begin, b.at), max(a.end, b.at)
                b.begin, b.end = min(b.begin, a.at), max(b.end, a.at)


def _is_snipped(
    sides: tuple[Piece, Piece], beyond: tuple[float, float], pieces: tuple[Sequence[Piece], Sequence[Piece]]
) -> bool:
    """Whether a level and an upright side end as far before a corner as each other, at nothing else, and one of them
    begins at a square corner: a box with rounded ones has none. ``beyond`` says how far before it each ends.
    """
    if not TOUCH < min(beyond) <= max(beyond) <= min(_SNIPPED, min(beyond) + _SLANT):
        return False
    (a, b), (level, upright) = sides, pieces
    near, far = (a.end, a.begin) if b.at > a.end else (a.begin, a.end)
    next_, last = (b.end, b.begin) if a.at > b.end else (b.begin, b.end)
    if is_met(a.at, near, upright) or is_met(b.at, next_, level):
        return False
    return is_met(a.at, far, upright) or is_met(b.at, last, level)


def _lead_on(pieces: Sequence[Piece], crossing: Sequence[Piece], boxes: Sequence[Box], edges: Sequence[Piece]) -> None:
    """Leads the pieces on to rules and corners; ``edges`` are those of grounds across."""
    for piece in pieces:
        if piece.end - piece.begin >= _SURE and not is_bar(piece, crossing, pieces, boxes):
            while _go_on(piece, crossing, boxes, pieces, edges):
                pass


def _lead_through(piece: Piece, crossing: Sequence[Piece], boxes: Sequence[Box]) -> None:
    """Leads an upright rule through rows in which it is not seen though it parts columns: a pale one where text close
    by hides it, any where lines of text begin at it. A merged cell has no text along its way. Text across it stops it.
    """
    if piece.end - piece.begin < _SURE:
        return
    pale = piece.ruling.strength < _PALE
    parts = is_hidden if pale else is_lined
    through = sorted(c.at for c in crossing if c.begin + TOUCH < piece.at < c.end - TOUCH)
    for at in through:
        if piece.end < at <= piece.end + _NEXT and parts(piece, piece.end, at, boxes):
            piece.end = at
        elif at > piece.end and not pale:
            # beyond a row without it another table may begin
            break
    for at in reversed(through):
        if piece.begin - _NEXT <= at < piece.begin and parts(piece, at, piece.begin, boxes):
            piece.begin = at
        elif at < piece.begin and not pale:
            break


def _may_lead(piece: Piece, begin: float, end: float, boxes: Sequence[Box], *, hidden: bool) -> bool:
    """Whether a rule may go on from ``begin`` to ``end``: no text stands across its way. One that ends at another has
    an end already: behind it text must have ``hidden`` it.
    """
    return is_hidden(piece, begin, end, boxes) if hidden else not stands_across(piece, begin, end, boxes)


def _is_shade(piece: Piece, crossing: Sequence[Piece]) -> bool:
    """Whether a short pale stretch touches no rule: the blurred foot of a line of print, a crease, a fold."""
    met = any(meets(piece, c) for c in crossing)
    return not met and piece.ruling.strength < _PALE and piece.end - piece.begin < _SHADE


def _is_streak(piece: Piece, crossing: Sequence[Piece], along: Sequence[Piece]) -> bool:
    """Whether a long pale upright stretch ends in the open above and below, and no other begins or ends where it does:
    dirt on the scanner's glass. The rules of a table end at others, or side by side.
    """
    if piece.ruling.strength >= _PALE or piece.end - piece.begin < _STREAK:
        return False
    beside = any(
        other is not piece and min(abs(other.begin - piece.begin), abs(other.end - piece.end)) <= CORNER
        for other in along
    )
    ends = is_open(piece.at, piece.begin, crossing) and is_open(piece.at, piece.end, crossing)
    return ends and not beside


def _meet(piece: Piece, crossing: Sequence[Piece]) -> None:
    """Leads the ends of a piece to the rules that they all but touch, and one that touches none to where a rule across
    its way has a square corner for it (at a rounded one both end short).
    """
    met = [c.at for c in crossing if meets(piece, c)]
    piece.begin, piece.end = min((piece.begin, *met)), max((piece.end, *met))
    near = [c for c in crossing if min(abs(c.begin - piece.at), abs(c.end - piece.at)) <= TOUCH]
    if not is_met(piece.at, piece.end, crossing):
        piece.end = min((c.at for c in near if 0 < c.at - piece.end <= CORNER), default=piece.end)
    if not is_met(piece.at, piece.begin, crossing):
        piece.begin = max((c.at for c in near if 0 < piece.begin - c.at <= CORNER), default=piece.begin)


def _one_rule(left: Piece, right: Piece, crossing: Sequence[Piece], boxes: Sequence[Box], farthest: float) -> bool:
    """Whether two pieces that follow one another are one rule: it broke off on both sides of a gap that is not wide, or
    on one side of a gap (``farthest`` points at the most) in which text stands so close that it may hide it. Between
    two boxes of a chart nothing does.
    """
    gap = right.begin - left.end
    if gap <= 0:
        return True
    ends = is_open(left.at, left.end, crossing) + is_open(right.at, right.begin, crossing)
    if gap > farthest or not ends or stands_across(left, left.end, right.begin, boxes):
        return False
    if ends_at_corner(left.at, left.end, crossing) or ends_at_corner(right.at, right.begin, crossing):
        return False
    return (ends == 2 and gap <= _BREAK) or hidden_length(left.at, left.end, right.begin, boxes) >= HIDDEN * gap


def _in_line(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of every rule from its begin to its end: each follows the nearest in line with it."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.begin, p.at)):
        near = [line for line in lines if abs(line[-1].at - piece.at) <= _IN_LINE and line[-1].end <= piece.begin + 1]
        if near:
            max(near, key=lambda line: (line[-1].end, -abs(line[-1].at - piece.at))).append(piece)
        else:
            lines.append([piece])
    return lines


def _go_on(
    piece: Piece,
    crossing: Sequence[Piece],
    boxes: Sequence[Box],
    along: Sequence[Piece],
    edges: Sequence[Piece],
) -> bool:
    """Leads the ends of a piece on: an open one to the next rule across its way, where one is near; every one to where
    a rule across its way ends in the open, for there was a corner (a rule that no other one meets anywhere is that of
    a table without sides, and has no corners). ``along`` are all pieces of the piece's direction. Gives whether it is
    longer now.
    """
    was = piece.begin, piece.end
    passing = [c.at for c in crossing if c.begin - TOUCH <= piece.at <= c.end + TOUCH]
    corners = [
        c.at
        for c in crossing
        if any(abs(end - piece.at) <= TOUCH and is_open(c.at, end, along) for end in (c.begin, c.end))
        and any(meets(c, other) for other in along)
    ]
    ends = [*crossing, *edges]
    open_end = is_open(piece.at, piece.end, ends)
    reach = _FARTHEST if open_end else _NEXT
    after = [at for at in corners if piece.end < at <= piece.end + reach]
    if open_end:
        after += [at for at in passing if piece.end < at <= piece.end + _ONWARDS]
    if after and _may_lead(piece, piece.end, min(after), boxes, hidden=not open_end):
        piece.end = min(after)
    open_begin = is_open(piece.at, piece.begin, ends)
    reach = _FARTHEST if open_begin else _NEXT
    before = [at for at in corners if piece.begin - reach <= at < piece.begin]
    if open_begin:
        before += [at for at in passing if piece.begin - _ONWARDS <= at < piece.begin]
    if before and _may_lead(piece, max(before), piece.begin, boxes, hidden=not open_begin):
        piece.begin = max(before)
    return was != (piece.begin, piece.end)

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
_SNIPPED, _SLANT = 16.0, 2.5
"""Points of the longest stretch that a snipped corner takes of either side, and by which the two may differ."""
_FARTHEST = 200.0
"""Points of the longest stretch between two pieces: a line of text that hides a pale rule is as long."""
_BREAK = 60.0
"""Points of the longest stretch that is missing without anything to hide it."""
_NEAR, _HIDDEN = 5.0, 0.3
"""Points beside a rule within which text hides it where it is pale; share of a gap in which it does."""
_PALE = 0.6
"""Strength below which a rule may be there where it is not seen."""
_SHADE = 120.0
"""Points below which a pale stretch that meets no rule is none."""
_GUESSED = 0.3
"""Strength of a rule that is not seen."""
_ONWARDS, _SURE = 30.0, 40.0
"""Points that a piece goes on to the next rule where no other piece follows; the length of one that may."""
_NEXT = 80.0
"""Points that a rule which ends at another goes on to a corner: as far as a column of figures is wide."""
_LINES = 2
"""Lines of text that begin at a place which parts columns: one may begin anywhere."""
_INTO = 2.5
"""Points by which text reaches over a rule that it stands across."""


def whole_rules(page: Page) -> Page:
    """The page with its broken rules joined."""
    level = [_Piece(r.top, r.x0, r.x1, r) for r in page.rulings if r.horizontal]
    upright = [_Piece(r.x0, r.top, r.bottom, r) for r in page.rulings if not r.horizontal]
    inner = _inner(page, level)
    boxes = [w.box for w in page.words]
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
    level += _closing(upright, level, turned)
    upright += _closing(level, upright, boxes)
    level = [part for p in level if not _is_shade(p, upright) for part in _within_grounds(p, inner)]
    for pieces, crossing in ((level, upright), (upright, level)):
        for piece in pieces:
            _meet(piece, crossing)
    return replace(page, rulings=(*(p.level() for p in level), *(p.upright() for p in upright)))


def _inner(page: Page, level: Sequence[_Piece]) -> list[tuple[_Piece, Box | None]]:
    """The level pieces, each with the coloured ground that it parts: where it lies within, away from top and bottom."""
    grounds = [shape.box for shape in page.shapes if shape.fill is not None]
    return [
        (
            piece,
            next(
                (
                    g
                    for g in grounds
                    if g[1] + _CORNER < piece.at < g[3] - _CORNER
                    and g[0] - _IN_LINE <= piece.begin
                    and piece.end <= g[2] + _IN_LINE
                ),
                None,
            ),
        )
        for piece in level
    ]


def _within_grounds(piece: _Piece, inner: Sequence[tuple[_Piece, Box | None]]) -> list[_Piece]:
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
    if any(right[0] - left[1] <= _TOUCH for left, right in pairwise(spans)):
        return [piece]
    return [_Piece(piece.at, begin, end, piece.ruling) for begin, end in spans]


def _closing(pieces: Sequence[_Piece], crossing: Sequence[_Piece], boxes: Sequence[Box]) -> list[_Piece]:
    """Sides that a box has lost: where the first and the last of the pieces that one rule joins both end in the open,
    at one place, its opposite side was drawn, if text stands between them: what joins two boxes of a chart looks so,
    too. ``boxes`` are those of the words, the pieces' way first.
    """
    found: list[_Piece] = []
    for side in ("begin", "end"):
        ends = [(float(getattr(p, side)), p) for p in pieces if _open(p.at, getattr(p, side), crossing)]
        for rule in crossing:
            held = [
                (place, p)
                for place, p in ends
                if rule.begin - _TOUCH <= p.at <= rule.end + _TOUCH
                and p.begin - _TOUCH <= rule.at <= p.end + _TOUCH
                and abs(place - rule.at) > _TOUCH
            ]
            if len(held) < 2:
                continue
            (place, first), (other, last) = (choose(held, key=lambda h: h[1].at) for choose in (min, max))
            outer = abs(first.at - rule.begin) <= _TOUCH and abs(last.at - rule.end) <= _TOUCH
            made = _Piece((place + other) / 2, first.at, last.at, replace(rule.ruling, strength=_GUESSED))
            known = any(abs(f.at - made.at) <= _TOUCH and f.begin < made.end and f.end > made.begin for f in found)
            if not outer or abs(place - other) > _TOUCH or known:
                continue
            if _surrounds_text(made, rule.at, boxes):
                found.append(made)
    return found


def _surrounds_text(side: _Piece, opposite: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands between two sides of a box and none across the first of them; ``boxes`` are those of the
    words, the way from side to side first.
    """
    begin, end = sorted((side.at, opposite))
    along = [b for b in boxes if side.begin < (b[1] + b[3]) / 2 < side.end]
    crossed = any(b[0] + _INTO < side.at < b[2] - _INTO for b in along)
    return not crossed and any(begin < (b[0] + b[2]) / 2 < end for b in along)


class _Piece:
    """A piece of a rule: its place across, its begin and end along its way."""

    __slots__ = ("at", "begin", "end", "ruling")

    def __init__(self, at: float, begin: float, end: float, ruling: Ruling) -> None:
        self.at, self.begin, self.end, self.ruling = at, begin, end, ruling

    def level(self) -> Ruling:
        return replace(self.ruling, x0=self.begin, top=self.at, x1=self.end, bottom=self.at)

    def upright(self) -> Ruling:
        return replace(self.ruling, x0=self.at, top=self.begin, x1=self.at, bottom=self.end)


def _edges(page: Page, *, level: bool) -> list[_Piece]:
    """The level or upright edges of the page's coloured grounds: what ends there is the side of a box."""
    boxes = [shape.box for shape in page.shapes if shape.fill is not None]
    if level:
        return [_Piece(y, x0, x1, Ruling(x0, y, x1, y)) for x0, top, x1, bottom in boxes for y in (top, bottom)]
    return [_Piece(x, top, bottom, Ruling(x, top, x, bottom)) for x0, top, x1, bottom in boxes for x in (x0, x1)]


def _joined(pieces: Sequence[_Piece], crossing: Sequence[_Piece], boxes: Sequence[Box]) -> list[_Piece]:
    """The pieces joined; ``boxes`` are those of the words, the rule's way first."""
    joined: list[_Piece] = []
    for line in _in_line(pieces):
        made = [_Piece(line[0].at, line[0].begin, line[0].end, line[0].ruling)]
        for left, right in pairwise(line):
            if _one_rule(left, right, crossing, boxes):
                last = made[-1]
                strength = min(last.ruling.strength, right.ruling.strength)
                made[-1] = _Piece(
                    last.at, last.begin, max(last.end, right.end), replace(last.ruling, strength=strength)
                )
            else:
                made.append(_Piece(right.at, right.begin, right.end, right.ruling))
        joined.extend(made)
    return joined


def _meet_in_corners(pieces: Sequence[_Piece], crossing: Sequence[_Piece], boxes: Sequence[Box]) -> None:
    """Leads pieces on to where they meet rules across their way that end in the open just there: between the two ends
    was a corner, and text beside it hides a pale side.
    """
    ends = [(c.at, end) for c in crossing for end in (c.begin, c.end) if _open(c.at, end, pieces)]
    for piece in pieces:
        near = [at for at, end in ends if abs(end - piece.at) <= _TOUCH]
        after = [at for at in near if piece.end < at <= piece.end + _NEXT]
        if after and _open(piece.at, piece.end, crossing) and not _stands(piece, piece.end, min(after), boxes):
            piece.end = min(after)
        before = [at for at in near if piece.begin - _NEXT <= at < piece.begin]
        if before and _open(piece.at, piece.begin, crossing) and not _stands(piece, max(before), piece.begin, boxes):
            piece.begin = max(before)


def _square(level: Sequence[_Piece], upright: Sequence[_Piece]) -> None:
    """Leads the sides of boxes on to where they would meet: pale ones with rounded corners (of those that are drawn
    well the outline is found whole), and any that a snipped corner joins.
    """
    for a in level:
        for b in upright:
            across = max(a.begin - b.at, b.at - a.end)
            along = max(b.begin - a.at, a.at - b.end)
            rounded = max(a.ruling.strength, b.ruling.strength) < _PALE
            near = rounded and min(across, along) >= -_TOUCH and max(across, along) <= _CORNER
            if near or _is_snipped((a, b), (across, along), (level, upright)):
                a.begin, a.end = min(a.begin, b.at), max(a.end, b.at)
                b.begin, b.end = min(b.begin, a.at), max(b.end, a.at)


def _is_snipped(
    sides: tuple[_Piece, _Piece], beyond: tuple[float, float], pieces: tuple[Sequence[_Piece], Sequence[_Piece]]
) -> bool:
    """Whether a level and an upright side end as far before a corner as each other, at nothing else, and one of them
    begins at a square corner: a box with rounded ones has none. ``beyond`` says how far before it each ends.
    """
    if not _TOUCH < min(beyond) <= max(beyond) <= min(_SNIPPED, min(beyond) + _SLANT):
        return False
    (a, b), (level, upright) = sides, pieces
    near, far = (a.end, a.begin) if b.at > a.end else (a.begin, a.end)
    next_, last = (b.end, b.begin) if a.at > b.end else (b.begin, b.end)
    if _is_met(a.at, near, upright) or _is_met(b.at, next_, level):
        return False
    return _is_met(a.at, far, upright) or _is_met(b.at, last, level)


def _is_met(at: float, end: float, crossing: Sequence[_Piece]) -> bool:
    """Whether a piece that ends there touches one across its way."""
    return any(abs(c.at - end) <= _TOUCH and c.begin - _TOUCH <= at <= c.end + _TOUCH for c in crossing)


def _lead_on(
    pieces: Sequence[_Piece], crossing: Sequence[_Piece], boxes: Sequence[Box], edges: Sequence[_Piece]
) -> None:
    """Leads the pieces on to rules and corners; ``edges`` are those of grounds across."""
    for piece in pieces:
        if piece.end - piece.begin >= _SURE:
            while _go_on(piece, crossing, boxes, pieces, edges):
                pass


def _lead_through(piece: _Piece, crossing: Sequence[_Piece], boxes: Sequence[Box]) -> None:
    """Leads an upright rule through rows in which it is not seen though it parts columns: a pale one where text close
    by hides it, any where lines of text begin at it. A merged cell has no text along its way. Text across it stops it.
    """
    if piece.end - piece.begin < _SURE:
        return
    pale = piece.ruling.strength < _PALE
    parts = _is_hidden if pale else _is_lined
    through = sorted(c.at for c in crossing if c.begin + _TOUCH < piece.at < c.end - _TOUCH)
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


def _is_lined(piece: _Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether several lines of text begin beside a rule's way, and none stands across it."""
    rows = sorted(
        (x0, x1) for x0, y0, x1, _ in boxes if begin < (x0 + x1) / 2 < end and -_INTO <= y0 - piece.at <= _NEAR
    )
    apart = sum(after[0] >= before[1] - _INTO for before, after in pairwise(rows))
    return apart + 1 >= _LINES and not _stands(piece, begin, end, boxes)


def _may_lead(piece: _Piece, begin: float, end: float, boxes: Sequence[Box], *, hidden: bool) -> bool:
    """Whether a rule may go on from ``begin`` to ``end``: no text stands across its way. One that ends at another has
    an end already: behind it text must have ``hidden`` it.
    """
    return _is_hidden(piece, begin, end, boxes) if hidden else not _stands(piece, begin, end, boxes)


def _is_hidden(piece: _Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands close along a rule's way, and none across it."""
    return not _stands(piece, begin, end, boxes) and _hidden(piece.at, begin, end, boxes) >= _HIDDEN * (end - begin)


def _hidden(at: float, begin: float, end: float, boxes: Sequence[Box]) -> float:
    """How much of the way from ``begin`` to ``end`` text stands so close to that it may hide a pale rule."""
    return sum(
        min(x1, end) - max(x0, begin)
        for x0, y0, x1, y1 in boxes
        if x0 < end and x1 > begin and y0 - _NEAR < at < y1 + _NEAR
    )


def _is_shade(piece: _Piece, crossing: Sequence[_Piece]) -> bool:
    """Whether a short pale stretch touches no rule: the blurred foot of a line of print, a crease, a fold."""
    met = any(_meets(piece, c) for c in crossing)
    return not met and piece.ruling.strength < _PALE and piece.end - piece.begin < _SHADE


def _meet(piece: _Piece, crossing: Sequence[_Piece]) -> None:
    """Leads the ends of a piece to the rules that they all but touch, and one that touches none to where a rule across
    its way has a square corner for it (at a rounded one both end short).
    """
    met = [c.at for c in crossing if _meets(piece, c)]
    piece.begin, piece.end = min((piece.begin, *met)), max((piece.end, *met))
    near = [c for c in crossing if min(abs(c.begin - piece.at), abs(c.end - piece.at)) <= _TOUCH]
    if not _is_met(piece.at, piece.end, crossing):
        piece.end = min((c.at for c in near if 0 < c.at - piece.end <= _CORNER), default=piece.end)
    if not _is_met(piece.at, piece.begin, crossing):
        piece.begin = max((c.at for c in near if 0 < piece.begin - c.at <= _CORNER), default=piece.begin)


def _meets(piece: _Piece, other: _Piece) -> bool:
    """Whether two rules across each other touch."""
    return (
        other.begin - _TOUCH <= piece.at <= other.end + _TOUCH
        and piece.begin - _TOUCH <= other.at <= piece.end + _TOUCH
    )


def _one_rule(left: _Piece, right: _Piece, crossing: Sequence[_Piece], boxes: Sequence[Box]) -> bool:
    """Whether two pieces that follow one another are one rule: it broke off on both sides of a gap that is not wide, or
    on one side of a gap in which text stands so close that it may hide it. Between two boxes of a chart nothing does.
    """
    gap = right.begin - left.end
    if gap <= 0:
        return True
    ends = _open(left.at, left.end, crossing) + _open(right.at, right.begin, crossing)
    if gap > _FARTHEST or not ends or _stands(left, left.end, right.begin, boxes):
        return False
    if _turns(left.at, left.end, crossing) or _turns(right.at, right.begin, crossing):
        return False
    return (ends == 2 and gap <= _BREAK) or _hidden(left.at, left.end, right.begin, boxes) >= _HIDDEN * gap


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


def _turns(at: float, end: float, crossing: Sequence[_Piece]) -> bool:
    """Whether a rule ends at the corner of a box: at one that begins or ends there and does not go on beyond it."""
    met = [c for c in crossing if abs(c.at - end) <= _TOUCH and c.begin - _CORNER <= at <= c.end + _CORNER]
    return any(c.begin > at - _TOUCH for c in met) != any(c.end < at + _TOUCH for c in met) and not any(
        c.begin < at - _TOUCH and c.end > at + _TOUCH for c in met
    )


def _stands(piece: _Piece, begin: float, end: float, boxes: Sequence[Box]) -> bool:
    """Whether text stands across a rule's way from ``begin`` to ``end``."""
    return any(x0 < end and x1 > begin and y0 + _INTO < piece.at < y1 - _INTO for x0, y0, x1, y1 in boxes)


def _go_on(
    piece: _Piece,
    crossing: Sequence[_Piece],
    boxes: Sequence[Box],
    along: Sequence[_Piece],
    edges: Sequence[_Piece],
) -> bool:
    """Leads the ends of a piece on: an open one to the next rule across its way, where one is near; every one to where
    a rule across its way ends in the open, for there was a corner (a rule that no other one meets anywhere is that of
    a table without sides, and has no corners). ``along`` are all pieces of the piece's direction. Gives whether it is
    longer now.
    """
    was = piece.begin, piece.end
    passing = [c.at for c in crossing if c.begin - _TOUCH <= piece.at <= c.end + _TOUCH]
    corners = [
        c.at
        for c in crossing
        if any(abs(end - piece.at) <= _TOUCH and _open(c.at, end, along) for end in (c.begin, c.end))
        and any(_meets(c, other) for other in along)
    ]
    ends = [*crossing, *edges]
    open_end = _open(piece.at, piece.end, ends)
    reach = _FARTHEST if open_end else _NEXT
    after = [at for at in corners if piece.end < at <= piece.end + reach]
    if open_end:
        after += [at for at in passing if piece.end < at <= piece.end + _ONWARDS]
    if after and _may_lead(piece, piece.end, min(after), boxes, hidden=not open_end):
        piece.end = min(after)
    open_begin = _open(piece.at, piece.begin, ends)
    reach = _FARTHEST if open_begin else _NEXT
    before = [at for at in corners if piece.begin - reach <= at < piece.begin]
    if open_begin:
        before += [at for at in passing if piece.begin - _ONWARDS <= at < piece.begin]
    if before and _may_lead(piece, max(before), piece.begin, boxes, hidden=not open_begin):
        piece.begin = max(before)
    return was != (piece.begin, piece.end)

"""Connectors: which box a line leads from and which boxes it leads to.

In come the pieces of connectors, out come :class:`Network` objects: pieces that touch, with the boxes at their ends.
Lines may come in several pieces, bend, end some points off a box, carry arrow heads, and cross each other without
meeting. Apart from the tree because a network says what it joins, not yet who is whose parent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from typing import Literal

from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.geometry import inside
from extractor.layout.charts.near import Near
from extractor.layout.charts.pieces import MEET, Piece, off, touches
from extractor.read.page import Page, Point
from extractor.read.words import Box, box_around
from extractor.unions import Unions

Side = Literal["top", "bottom", "left", "right"]

REACH = 9.0
"""A line that ends this near (points) to a box leads to it."""


@dataclass(eq=False)
class Terminal:
    """A box at the end of a network: the side where the line arrives, and whether with an arrow head."""

    box: ChartBox
    side: Side
    head: bool
    point: Point
    piece: Piece | None = None
    """The line that arrives, where it is one."""


@dataclass(eq=False)
class Network:
    """Pieces that touch one another. ``loose`` are ends that lead to no box (off the page, or broken)."""

    page: int
    pieces: list[Piece]
    terminals: list[Terminal] = field(default_factory=list)
    loose: list[Point] = field(default_factory=list)

    @cached_property
    def box(self) -> Box:
        return box_around(p.box for p in self.pieces)


def _meet(a: Piece, b: Piece, boxes: Near[ChartBox]) -> bool:
    """Do two pieces touch, elsewhere than in a box? (There one connector ends and another one begins.)"""
    met = [p for p in a.ends if touches(p, b)] + [p for p in b.ends if touches(p, a)]
    return any(not any(_covers(box.box, p) for box in boxes.at(*p)) for p in met)


def _covers(box: Box, point: Point) -> bool:
    """Does a point lie in a box, farther from its walls than lines are thick?"""
    x, y = point
    return box[0] + MEET < x < box[2] - MEET and box[1] + MEET < y < box[3] - MEET


def networks(
    page: Page, pieces: Sequence[Piece], boxes: Sequence[ChartBox], *, in_cells: bool = False
) -> list[Network]:
    """Pieces joined to networks, with the boxes at their ends. ``in_cells`` says that the boxes are cells of a sheet,
    whose lines are borders of cells too: they meet a card where two of its cells meet.
    """
    joined = Unions(len(pieces))
    near = Near([(b.box, b) for b in boxes])
    every = Near([(p.box, (j, p)) for j, p in enumerate(pieces)])
    for i, piece in enumerate(pieces):
        for j, other in every.around(piece.box, MEET):
            if j > i and joined.root(i) != joined.root(j) and _meet(piece, other, near):
                joined.join(i, j)
    groups: dict[int, list[Piece]] = {}
    for i, piece in enumerate(pieces):
        groups.setdefault(joined.root(i), []).append(piece)
    out = []
    for group in groups.values():
        if all(p.head for p in group):
            continue
        network = Network(page.number, group)
        _find_terminals(network, near, every, in_cells)
        if page.method == "ocr" and not network.terminals:
            network.terminals += _over_and_under(network, near)
        out.append(network)
    return out


def _find_terminals(network: Network, near: Near[ChartBox], every: Near[tuple[int, Piece]], in_cells: bool) -> None:
    """Finds the boxes at the ends of a network's lines; ``every`` holds the pieces of all networks."""
    lines = [p for p in network.pieces if not p.head]
    heads = [p for p in network.pieces if p.head]
    ends: list[tuple[Point, Point, Piece]] = []
    own = set(network.pieces)
    for piece in lines:
        for end, before, far in (
            (piece.points[0], piece.points[1], piece.points[-1]),
            (piece.points[-1], piece.points[-2], piece.points[0]),
        ):
            # where pieces meet no line ends, unless they meet at a box; a short stub meets with its nearer end
            around = (p for _, p in every.around((*end, *end), MEET) if p is not piece and p in own)
            touching = [p for p in around if touches(end, p)]
            inner = any(not p.head and off(end, p) <= off(far, p) for p in touching)
            head = next((p for p in touching if p.head), None)
            reach = MEET if inner else REACH
            if head is not None:
                hx0, htop, hx1, hbottom = head.box
                reach += max(hx1 - hx0, hbottom - htop)
            found = _box_at(end, before, near.around((*end, *end), reach), reach, alike=in_cells)
            if found is None:
                if not inner:
                    ends.append((end, before, piece))
            elif not any(t.box is found[0] and t.side == found[1] for t in network.terminals):
                network.terminals.append(Terminal(found[0], found[1], head is not None, end, piece))
    for end, before, piece in ends:
        # the tail of an arrow may just miss a corner
        tail = bool(heads) and not any(touches(end, h) for h in heads)
        missed = _box_at(end, before, near.around((*end, *end), REACH), REACH, corner=-MEET) if tail else None
        if missed is None:
            network.loose.append(end)
        elif not any(t.box is missed[0] for t in network.terminals):
            network.terminals.append(Terminal(missed[0], missed[1], False, end, piece))
    if network.terminals and all(t.head for t in network.terminals):
        network.terminals += _behind(network, near)


_CORNER = 0.5
"""Points from the ends of a box's side at which a line leads past its corner. At none, lines that pass join boxes in
three of five real charts; up to three points no chart of 65 changes.
"""
_DROP, _MIDDLE = 18.0, 5.0
"""Points of the longest drop between a bus and a box that a scan loses, a dash or two; points by which the end of a bus
lies beside the middle of a box.
"""


def _over_and_under(network: Network, near: Near[ChartBox]) -> list[Terminal]:
    """The boxes over and under a level bus whose drops a scan has lost, each by its middle: there are some on both
    sides, and the bus ends at the middles of two.
    """
    x0, top, x1, bottom = network.box
    if len(network.loose) < 2 or bottom - top > MEET or x1 - x0 < _DROP:
        return []
    found: list[Terminal] = []
    for b in near.around((x0, top, x1, bottom), _DROP):
        middle = b.middle[0]
        under, over = b.box[1] - bottom, top - b.box[3]
        if x0 - _MIDDLE <= middle <= x1 + _MIDDLE and (0 < under <= _DROP or 0 < over <= _DROP):
            found.append(Terminal(b, "top" if under > 0 else "bottom", False, (middle, (top + bottom) / 2)))
    ends = all(any(abs(t.point[0] - x) <= _MIDDLE for t in found) for x in (x0, x1))
    return found if ends and len({t.side for t in found}) > 1 else []


_BUS = 12.0
"""A bus whose arrows all lead away runs this near (points) to the box that it comes from."""


def _behind(network: Network, near: Near[ChartBox]) -> list[Terminal]:
    """The boxes at whose wall a bus runs without touching it, on the side that its arrows turn their backs to."""
    x0, top, x1, bottom = network.box
    sides = {t.side for t in network.terminals}
    if len(sides) != 1:
        return []
    side = sides.pop()
    known = {id(t.box) for t in network.terminals}
    found = []
    for b in near.around(network.box, _BUS):
        left, above, right, below = b.box
        level = above < bottom and below > top
        upright = left < x1 and right > x0
        gap = {"top": top - below, "bottom": above - bottom, "left": x0 - right, "right": left - x1}[side]
        if id(b) not in known and -MEET <= gap <= _BUS and (level if side in ("left", "right") else upright):
            away: Side = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[side]  # type: ignore[assignment]
            found.append(Terminal(b, away, False, ((x0 + x1) / 2, (top + bottom) / 2)))
    return found


def _box_at(
    end: Point, before: Point, boxes: Sequence[ChartBox], reach: float, corner: float = _CORNER, *, alike: bool = False
) -> tuple[ChartBox, Side] | None:
    """The box that a line ends at and the side where it arrives, ``corner`` points from the side's ends at least, or
    between two boxes wall to wall, which may look ``alike``.
    """
    dx, dy = end[0] - before[0], end[1] - before[1]
    upright: Side = "top" if dy > 0 else "bottom"
    level: Side = "left" if dx > 0 else "right"
    slanting = min(abs(dx), abs(dy)) > 3
    best: tuple[float, ChartBox, Side] | None = None
    missed: list[tuple[ChartBox, Side]] = []
    for b in boxes:
        x0, top, x1, bottom = b.box
        facing = upright if abs(dy) >= abs(dx) else level
        if slanting and not _covers(b.box, end):
            # a slanting line arrives at the wall that it ends nearest to; one that ends in the box comes as it runs
            across = abs(end[1] - (top if upright == "top" else bottom))
            along = abs(end[0] - (x0 if level == "left" else x1))
            facing = upright if across <= along else level
        out_x = max(x0 - end[0], 0.0, end[0] - x1)
        out_y = max(top - end[1], 0.0, end[1] - bottom)
        gap = math.hypot(out_x, out_y)
        if gap > reach:
            continue
        # the box must lie where the line points (a line may end inside its box)
        ahead = {
            "top": bottom > end[1] + 1,
            "bottom": top < end[1] - 1,
            "left": x1 > end[0] + 1,
            "right": x0 < end[0] - 1,
        }
        if not ahead[facing]:
            continue
        # a line that stands beside the box's corner leads past it, unless it slants towards a wall
        low, at, high = (x0, end[0], x1) if facing in ("top", "bottom") else (top, end[1], bottom)
        if slanting and not low + corner <= at <= high - corner and _is_met(end, (dx, dy), level, b.box):
            facing, low, at, high = level, top, (top + bottom) / 2, bottom
        if not low + corner <= at <= high - corner:
            missed.append((b, facing))
        elif best is None or inside(b.box, best[1].box) or (gap < best[0] and not inside(best[1].box, b.box)):
            # of a frame and a box in it, a line leads to the box
            best = (gap, b, facing)
    if best is None:
        return _between_halves(missed, alike)
    # in the middle of a frame a line that just misses the corner of a box leads to the box
    cornered = [m for m in missed if inside(m[0].box, best[1].box) and not _at_wall(end, best[1].box)]
    return cornered[0] if cornered else (best[1], best[2])


def _is_met(end: Point, way: tuple[float, float], side: Side, box: Box) -> bool:
    """Would a line that goes on the way it goes meet the left or right wall of a box?"""
    wall = box[0] if side == "left" else box[2]
    ahead = (wall - end[0]) / way[0]
    return ahead >= 0 and box[1] <= end[1] + ahead * way[1] <= box[3]


def _at_wall(point: Point, box: Box) -> bool:
    """Does a point lie no farther from a wall of a box than lines end off it?"""
    x, y = point
    return min(abs(x - box[0]), abs(x - box[2]), abs(y - box[1]), abs(y - box[3])) <= REACH


def _between_halves(missed: Sequence[tuple[ChartBox, Side]], alike: bool) -> tuple[ChartBox, Side] | None:
    """The first of two boxes wall to wall between which a line ends that misses the corner of each: halves of a card,
    of which it meets the middle. (They differ in colour; the rules of a table end between cells that look ``alike``.)
    """
    for (a, side), (b, other) in permutations(missed, 2):
        if side != other or (a.fill == b.fill and not alike):
            continue
        low, high = (0, 2) if side in ("top", "bottom") else (1, 3)
        wall = ("left", "top", "right", "bottom").index(side)
        if abs(a.box[high] - b.box[low]) <= MEET and abs(a.box[wall] - b.box[wall]) <= MEET:
            return a, side
    return None

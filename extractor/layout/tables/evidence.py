"""What on a page may part rows: level lines and the edges of coloured grounds.

Comes in: a page. Goes out: separators, each with its stretch. A line and an edge at the same height are one separator.
How much a separator counts is for those to say who use it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.read.page import Page
from extractor.read.words import Box
from extractor.record import record

_LEAST = 12.0
"""Points of the shortest line that may part cells."""
_SAME = 2.5
"""Points between two separators that are one: double lines, a line on the edge of a ground."""
_GAP = 6.0
"""Points between two pieces of one line (a grid of cells draws each cell's own)."""
_MEET = 1.0
"""Points by which the side of a ground may miss the place where its colour is seen to end."""
_WHITE = ("#ffffff", None)


@record(frozen=True)
class Separator:
    """A height at which rows may part, and the stretches that are drawn there."""

    y: float
    stretches: tuple[tuple[float, float], ...]
    drawn: bool = True
    """A line is drawn there; else only a coloured ground begins or ends."""
    seen: bool = True
    """Something is seen there; else the same colour goes on: word processors paint the ground of a cell line by line,
    and each cell of a coloured row for itself."""

    @property
    def x0(self) -> float:
        return self.stretches[0][0]

    @property
    def x1(self) -> float:
        return self.stretches[-1][1]

    def cover(self, x0: float, x1: float) -> float:
        """The share of the way from ``x0`` to ``x1`` that is drawn."""
        drawn = sum(max(0.0, min(b, x1) - max(a, x0)) for a, b in self.stretches)
        return drawn / (x1 - x0) if x1 > x0 else 0.0


def separators(page: Page) -> tuple[Separator, ...]:
    """The separators of a page from top to bottom."""
    pieces = [_Piece(r.top, r.x0, r.x1, True, True) for r in page.rulings if r.horizontal and r.x1 - r.x0 >= _LEAST]
    sides = [(y, x0, x1) for x0, top, x1, bottom in grounds(page) for y in (top, bottom)]
    if sides:
        meet = sorted((e.top, e.x0, e.x1) for e in page.edges if e.horizontal)
        pieces += [_Piece(y, x0, x1, False, _is_seen(y, x0, x1, meet)) for y, x0, x1 in sides]
    pieces.sort()
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and piece.y - groups[-1][-1].y <= _SAME and piece.y - groups[-1][0].y <= 2 * _SAME:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(map(_separator, groups))


class _Piece(NamedTuple):
    """A line, or a side of a ground."""

    y: float
    x0: float
    x1: float
    drawn: bool
    seen: bool


def _separator(group: Sequence[_Piece]) -> Separator:
    """One separator of all that lies at its height; of its stretches those count that are seen, if any is."""
    seen = any(piece.seen for piece in group)
    kept = [piece for piece in group if piece.seen] if seen else group
    return Separator(
        sum(piece.y for piece in kept) / len(kept),
        _joined([(piece.x0, piece.x1) for piece in kept]),
        any(piece.drawn for piece in kept),
        seen,
    )


def _is_seen(y: float, x0: float, x1: float, meet: Sequence[tuple[float, float, float]]) -> bool:
    """Whether two colours meet along most of a side of a ground; ``meet`` are the places where any do (height, left,
    right, in order), none of them where nobody looked for them.
    """
    near = meet[bisect_left(meet, (y - _MEET,)) : bisect_left(meet, (y + _MEET,))]
    return not meet or 2 * sum(max(0.0, min(b, x1) - max(a, x0)) for _, a, b in near) > x1 - x0


def grounds(page: Page) -> list[Box]:
    """The coloured grounds of a page that may lie under cells or rows."""
    found = []
    for shape in page.shapes:
        if shape.fill in _WHITE or shape.curved or len(shape.points) > 5:
            continue
        x0, top, x1, bottom = shape.box
        if x1 - x0 >= _LEAST and 5 < bottom - top < 0.6 * page.height:
            found.append(shape.box)
    return found


def _joined(stretches: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    joined: list[tuple[float, float]] = []
    for a, b in sorted(stretches):
        if joined and a - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], b))
        else:
            joined.append((a, b))
    return tuple(joined)

"""What on a page may part rows: level lines and the edges of coloured grounds.

Comes in: a page. Goes out: separators, each with its stretch. A line and an edge at the same height are one separator.
How much a separator counts is for those to say who use it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.read.page import Page
from extractor.read.words import Box
from extractor.record import record

_LEAST = 12.0
"""Points of the shortest line that may part cells."""
_SAME = 2.5
"""Points between two separators that are one: double lines, a line on the edge of a ground."""
_GAP = 6.0
"""Points between two pieces of one line (a grid of cells draws each cell's own)."""
_WHITE = ("#ffffff", None)


@record(frozen=True)
class Separator:
    """A height at which rows may part, and the stretches that are drawn there."""

    y: float
    stretches: tuple[tuple[float, float], ...]
    drawn: bool = True
    """A line is drawn there; else only a coloured ground begins or ends."""

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
    pieces = [(r.top, r.x0, r.x1, True) for r in page.rulings if r.horizontal and r.x1 - r.x0 >= _LEAST]
    for x0, top, x1, bottom in grounds(page):
        pieces += [(top, x0, x1, False), (bottom, x0, x1, False)]
    pieces.sort()
    groups: list[list[tuple[float, float, float, bool]]] = []
    for piece in pieces:
        if groups and piece[0] - groups[-1][-1][0] <= _SAME and piece[0] - groups[-1][0][0] <= 2 * _SAME:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(
        Separator(
            sum(piece[0] for piece in group) / len(group),
            _joined([(a, b) for _, a, b, _ in group]),
            any(drawn for _, _, _, drawn in group),
        )
        for group in groups
    )


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

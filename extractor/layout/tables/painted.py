"""Cells that are painted instead of ruled: rectangles of colour edge to edge, as spreadsheets and Word draw them.

Comes in: a page. Goes out: the sides of its painted cells as ruling lines. Apart from the grids of lines, because what
is painted says less than what is drawn: bands of colour lie under every second row, or under the heading only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extractor.read.page import Page, Ruling
from extractor.read.words import Box
from extractor.unions import Unions

_SNAP = 3.0
"""Sides nearer than this are one."""
_TOUCH = 4.0
"""Points between painted cells and a line that is drawn round them."""
_MIN_SIDE, _LOWEST, _TALLEST = 6.0, 6.0, 0.5
"""Points of the narrowest and the lowest cell, and the share of the page's height of the tallest: rules are painted
as thin rectangles, grounds of whole pages as one.
"""
_FENCE, _MOSTLY = 3, 0.8
"""Upright lines of one height that part a painted row, and the share of their height that is painted, at the least."""
_PATCH = 4
"""Filled rectangles edge to edge that make a table: two columns of two rows."""


def frame_sides(page: Page) -> list[Ruling]:
    """The outer sides of painted rows between drawn lines: white lines are not seen against the paper at a table's
    sides, so that nothing else holds it together over a row of one cell (a programme's name). At its head and foot they
    are not seen either: there a side counts that goes on where a line ends, if none runs across it.
    """
    ends = {_place(x, r.top) for r in page.rulings if r.horizontal for x in (r.x0, r.x1)}
    if not ends:
        return []
    boxes = [s.box for s in page.shapes if s.fill not in (None, "#ffffff") and not s.curved]
    sides = [
        (x, top, bottom)
        for x0, top, x1, bottom in dict.fromkeys(boxes)
        if bottom - top > _LOWEST
        for x in (x0, x1)
        if _is_end(ends, x, top) or _is_end(ends, x, bottom)
    ]
    tops, feet = ({_place(side[0], side[k]) for side in sides} for k in (1, 2))
    return [
        Ruling(x, top, x, bottom)
        for x, top, bottom in sides
        if (_is_end(ends, x, top) and _is_end(ends, x, bottom))
        or ((_is_end(feet, x, top) or _is_end(tops, x, bottom)) and not _crossed(page, x, top, bottom))
    ]


def _crossed(page: Page, x: float, top: float, bottom: float) -> bool:
    """Whether a level line runs across a side or along its ends."""
    return any(
        r.horizontal and r.x0 < x - _SNAP and r.x1 > x + _SNAP and top - _SNAP <= r.top <= bottom + _SNAP
        for r in page.rulings
    )


def fence_sides(page: Page) -> list[Ruling]:
    """The outer sides of painted ground that only upright lines part, as tall as it: a row that fills a page, or goes
    on at its head or foot, has no level line on that side. Where one is drawn this one falls on it.
    """
    grounds = [s.box for s in page.shapes if s.fill not in (None, "#ffffff") and not s.curved]
    grounds = [b for b in grounds if b[2] - b[0] > _MIN_SIDE and b[3] - b[1] > _LOWEST]
    fences: dict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for r in page.rulings:
        if not r.horizontal and r.bottom - r.top > _LOWEST:
            fences[round(r.top / _SNAP), round(r.bottom / _SNAP)].append(r)
    sides: list[Ruling] = []
    for fence in fences.values():
        if len(fence) < _FENCE:
            continue
        top, bottom = min(r.top for r in fence), max(r.bottom for r in fence)
        under = [b for b in grounds if min(b[3], bottom) - max(b[1], top) >= _MOSTLY * (bottom - top)]
        first, last = min(r.x0 for r in fence), max(r.x1 for r in fence)
        left = [b[0] for b in under if b[0] < first - _MIN_SIDE and b[2] >= first - _TOUCH]
        right = [b[2] for b in under if b[2] > last + _MIN_SIDE and b[0] <= last + _TOUCH]
        if left and right:
            x0, x1 = max(left), min(right)
            sides += [Ruling(x0, y, x1, y) for y in (top, bottom)] + [Ruling(x, top, x, bottom) for x in (x0, x1)]
    return sides


def _place(x: float, y: float) -> tuple[int, int]:
    return round(x / _SNAP), round(y / _SNAP)


def _is_end(ends: set[tuple[int, int]], x: float, y: float) -> bool:
    """Whether a level line begins or ends near a place."""
    across, down = _place(x, y)
    return any((across + i, down + j) in ends for i in (0, -1, 1) for j in (0, -1, 1))


def cell_sides(page: Page) -> list[Ruling]:
    """Sides of filled rectangles that lie edge to edge, as spreadsheets draw cells without lines.

    Where lines are drawn among them the lines tell the cells; lines elsewhere on the page tell nothing of them.
    """
    boxes = [s.box for s in page.shapes if s.fill not in (None, "#ffffff") and not s.curved and len(s.points) <= 5]
    boxes = [b for b in boxes if b[2] - b[0] > _MIN_SIDE and _LOWEST < b[3] - b[1] < _TALLEST * page.height]
    sides: list[Ruling] = []
    for patch in _patches(boxes):
        if not _is_lattice(patch) or _is_ruled(patch, page):
            continue
        for left, upper, right, lower in patch:
            sides += [Ruling(left, upper, right, upper), Ruling(left, lower, right, lower)]
            sides += [Ruling(left, upper, left, lower), Ruling(right, upper, right, lower)]
        sides += _through(patch, page)
    return sides


def seams(page: Page, xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """The seams between grounds side by side in a ruled table, where other rows have a border: cells whose line is
    missing in some rows are painted one by one all the same. A text across a seam stands in one cell.
    """
    boxes = [s.box for s in page.shapes if s.fill not in (None, "#ffffff") and not s.curved]
    boxes = [b for b in boxes if b[2] - b[0] > _MIN_SIDE and b[1] < ys[-1] and b[3] > ys[0]]
    found: list[Ruling] = []
    for x in xs[1:-1] if boxes else ():
        sides = [_stretches([b for b in boxes if abs(b[k] - x) <= _SNAP]) for k in (2, 0)]
        shared = [(max(a, c), min(b, d)) for a, b in sides[0] for c, d in sides[1] if min(b, d) - max(a, c) > _LOWEST]
        found += [
            Ruling(x, top, x, bottom)
            for top, bottom in shared
            if not any(
                w.box[0] < x - _SNAP and w.box[2] > x + _SNAP and w.box[1] < bottom and w.box[3] > top
                for w in page.words
            )
        ]
    return found


def _stretches(boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """The stretches down the page that rectangles take, those of strips that touch as one."""
    joined: list[tuple[float, float]] = []
    for _, top, _, bottom in sorted(boxes, key=lambda b: b[1]):
        if joined and top <= joined[-1][1] + _SNAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined


def _is_lattice(patch: Sequence[Box]) -> bool:
    """Whether rectangles lie in two columns and two rows at least; the strips of one painted cell do not."""
    if len(patch) < _PATCH:
        return False
    first = min(patch, key=lambda b: (b[1], b[0]))
    beside = any(abs(b[1] - first[1]) <= _SNAP and b[0] >= first[2] - _SNAP for b in patch)
    return beside and any(abs(b[0] - first[0]) <= _SNAP and b[1] >= first[3] - _SNAP for b in patch)


def _is_ruled(patch: Sequence[Box], page: Page) -> bool:
    """Whether lines are drawn among the rectangles or around them."""
    x0, top, x1, bottom = (f(b[k] for b in patch) for k, f in enumerate((min, min, max, max)))
    return any(
        r.x0 < x1 + _TOUCH and r.x1 > x0 - _TOUCH and r.top < bottom + _TOUCH and r.bottom > top - _TOUCH
        for r in page.rulings
    )


def _patches(boxes: Sequence[Box]) -> list[list[Box]]:
    """Rectangles that touch one another, corner to corner at least."""
    union = Unions(len(boxes))
    order = sorted(range(len(boxes)), key=lambda k: boxes[k][1])
    for n, i in enumerate(order):
        a = boxes[i]
        for j in order[n + 1 :]:
            b = boxes[j]
            if b[1] > a[3] + _SNAP:
                break
            if b[0] <= a[2] + _SNAP and b[2] >= a[0] - _SNAP:
                union.join(i, j)
    patches: dict[int, list[Box]] = defaultdict(list)
    for k, box in enumerate(boxes):
        patches[union.root(k)].append(box)
    return list(patches.values())


def _through(patch: Sequence[Box], page: Page) -> list[Ruling]:
    """Sides of rows in columns without colour: where most of the coloured columns change together, so do those between
    them, unless a text stands across.
    """
    levels: dict[int, list[Box]] = defaultdict(list)
    for box in patch:
        levels[round(box[3])].append(box)
    columns = sorted({(round(b[0]), round(b[2])) for b in patch})
    found: list[Ruling] = []
    for y, above in levels.items():
        here = sorted(above)
        for left, right in pairwise(here):
            gap = (left[2], right[0])
            free = gap[1] - gap[0] > _MIN_SIDE and (round(gap[0]), round(gap[1])) in columns
            across = any(
                w.box[1] + _SNAP < y < w.box[3] - _SNAP and w.box[0] < gap[1] and w.box[2] > gap[0] for w in page.words
            )
            if free and not across:
                found.append(Ruling(gap[0], y, gap[1], y))
    return found

"""Grounds of boxes: closed shapes and pictures that may be boxes, put together as a reader sees them.

In come a page's shapes, pictures and walls, out come boxes with their colours, small ones first, without the shadows
that they throw. Apart from the box finder because here no word has a say, and because a spreadsheet paints the ground
of one box in pieces: a row at a time, or each cell of its net.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.charts.geometry import EDGE, area, inside
from extractor.layout.charts.near import Near
from extractor.layout.charts.strokes import THICK, Walls
from extractor.read.page import Page, Shape
from extractor.read.words import Box, box_around

Ground = tuple[Box, str | None]

_LEAST = 60.0
"""A closed shape of less area (square points) is an arrow head or a bullet, no box."""
_LARGEST = 0.6
"""Share of the page under which a shape may be a box: larger ones are the sheet's ground. Of 11,900 shapes of 230 files
six lie between 0.42 and 0.84.
"""
_LAP, _SEAM = 1.0, 0.8
"""Points by which two painted pieces of one ground may lie over each other, and be apart; a shadow stands out by more.
Of 11,100 pairs twenty lie between 0.56 and 1.12 points.
"""
_GROUND = 0.7
"""Share of a box's width that a colour under it covers at the least to be its ground."""
_FLUSH = 1.5
"""Grounds whose sides differ by less (points) are of one width or height."""


def box_shapes(page: Page) -> list[Shape]:
    """Closed shapes that may be boxes, small ones first, without shadows."""
    whole = page.width * page.height
    painted = _without_steps(page.shapes)
    strips = _strips(painted)
    shapes = [
        s
        for s in painted
        if s.closed and _LEAST <= area(s.box) < _LARGEST * whole and (not _is_thin(s.box) or id(s) in strips)
    ]
    near = Near([(s.box, (i, s)) for i, s in enumerate(shapes)])
    paper = [s.box for s in page.shapes if s.fill is not None and not _is_white(s.fill)] + list(page.pictures)
    ground = Near([(box, box) for box in paper])
    seen = (
        (i, s)
        for i, s in enumerate(shapes)
        if not (_is_shadow(i, s, near) or _is_painted_over(i, s, near) or _is_unseen(s, ground))
    )
    kept = [_lifted(i, s, near) for i, s in seen]
    return sorted(kept, key=lambda s: area(s.box))


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= THICK


def _strips(shapes: Sequence[Shape]) -> set[int]:
    """Fills as thin as lines that go on with one over or under them, as wide and of its colour: the low rows of a
    spreadsheet that paints the ground of a box row by row.
    """
    found: set[int] = set()
    if not any(_is_thin(s.box) and _joins(s) for s in shapes):
        return found
    columns = sorted((s for s in shapes if _joins(s)), key=lambda s: (round(s.box[0]), round(s.box[2]), s.box[1]))
    for a, b in pairwise(columns):
        if a.fill != b.fill or not (_is_thin(a.box) or _is_thin(b.box)):
            continue
        level = abs(a.box[0] - b.box[0]) < _FLUSH and abs(a.box[2] - b.box[2]) < _FLUSH
        if level and -_LAP <= b.box[1] - a.box[3] <= _SEAM:
            found |= {id(a), id(b)}
    return found


_STEP = 30
"""Neighbouring steps of a painted gradient differ by no more in their red, green and blue together."""
_FEWEST_STEPS = 3
"""Fills that lie one in the other so are a gradient from this number on: two may be a card and its head."""


def _without_steps(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes, a gradient that is painted in steps, each fill over the one before but for a strip, as the first."""
    kept: list[Shape] = []
    run: list[Shape] = []
    for s in shapes:
        if run and _is_step(run[-1], s):
            run.append(s)
            continue
        kept += run[:1] if len(run) >= _FEWEST_STEPS else run
        run = [s]
    return kept + (run[:1] if len(run) >= _FEWEST_STEPS else run)


def _is_step(before: Shape, s: Shape) -> bool:
    """Does a fill leave a strip of the fill before it at one side, in nearly the same colour?"""
    if s.fill is None or before.fill is None or s.stroke is not None or before.stroke is not None:
        return False
    (x0, top, x1, bottom), (left, high, right, low) = s.box, before.box
    sides = (x0 - left, top - high, right - x1, low - bottom)
    if min(sides) < -0.5 or max(sides) <= 0.5 or sum(side > 0.5 for side in sides) != 1:
        return False
    return s.fill != before.fill and _apart(s.fill, before.fill) <= _STEP


def _apart(a: str, b: str) -> int:
    """How far two colours (`#rrggbb`) stand apart, over their three parts."""
    return sum(abs(int(a[k : k + 2], 16) - int(b[k : k + 2], 16)) for k in (1, 3, 5))


def box_pictures(page: Page) -> list[Box]:
    """Pictures that may be boxes, small ones first: posters paint boxes so, round corners and all. They count for words
    that no drawn shape holds, for presentations paint shadows so.
    """
    whole = page.width * page.height
    return sorted((b for b in page.pictures if _LEAST <= area(b) < _LARGEST * whole), key=area)


_SHADOW = 8.0
"""A shadow falls no further (points) beside its box."""


def _is_shadow(i: int, shape: Shape, near: Near[tuple[int, Shape]]) -> bool:
    """Is a filled shape without an outline the shadow of one of its size that is drawn over it, a little aside?"""
    if shape.fill is None or shape.stroke is not None:
        return False
    x0, top, x1, bottom = shape.box
    for j, other in near.around(shape.box):
        a0, b0, a1, b1 = other.box
        aside = max(abs(a0 - x0), abs(b0 - top))
        alike = abs((a1 - a0) - (x1 - x0)) <= _FLUSH and abs((b1 - b0) - (bottom - top)) <= _FLUSH
        if j > i and alike and _SEAM < aside <= _SHADOW:
            return True
    return False


def _is_painted_over(i: int, shape: Shape, near: Near[tuple[int, Shape]]) -> bool:
    """Does another fill lie over all of a fill? Drivers of printers paint a cell white before they paint it."""
    if shape.fill is None or shape.stroke is not None:
        return False
    return any(
        j > i and other.fill is not None and other.fill != shape.fill and _alike(shape.box, other.box)
        for j, other in near.around(shape.box)
    )


def _is_unseen(shape: Shape, grounds: Near[Box]) -> bool:
    """Is a shape white on the paper's white? Word paints the ground of every line of a cell so."""
    if shape.stroke is not None or shape.curved or not _is_white(shape.fill):
        return False
    x0, top, x1, bottom = shape.box
    return not any(
        min(x1, b[2]) - max(x0, b[0]) > _FLUSH and min(bottom, b[3]) - max(top, b[1]) > _FLUSH
        for b in grounds.around(shape.box)
    )


def _alike(a: Box, b: Box) -> bool:
    return all(abs(x - y) <= _FLUSH for x, y in zip(a, b, strict=True))


def _lifted(i: int, shape: Shape, near: Near[tuple[int, Shape]]) -> Shape:
    """A shape where its card stands, if it is the shadow of one whose head alone is filled: the rest of the card lets
    the shadow show.
    """
    if shape.fill is None or shape.stroke is not None:
        return shape
    x0, top, x1, bottom = shape.box
    for j, head in near.around(shape.box):
        a0, b0, a1, low = head.box
        dx, dy = a0 - x0, b0 - top
        as_wide = abs((a1 - a0) - (x1 - x0)) <= _FLUSH and low < bottom - _SHADOW
        if j > i and as_wide and min(abs(dx), abs(dy)) > _SEAM and max(abs(dx), abs(dy)) <= _SHADOW:
            moved = tuple((x + dx, y + dy) for x, y in shape.points)
            return replace(shape, points=moved, fill=None)
    return shape


def parted_by_walls(shapes: Sequence[Shape], walls: Walls) -> list[Shape]:
    """The shapes, plain grounds cut at the walls that lead through them from top to bottom: a picture shows the grounds
    of cards that touch as one.
    """
    return [part for s in shapes for part in (_parted(s, walls) if _joins(s) else (s,))]


def _parted(shape: Shape, walls: Walls) -> list[Shape]:
    x0, top, x1, bottom = shape.box
    beside = [w for w in walls.vertical if w.low < bottom and w.high > top]
    through = [w.at for w in beside if x0 + EDGE < w.at < x1 - EDGE and w.low <= top + EDGE and w.high >= bottom - EDGE]
    # the sides of the grounds are found less exactly than the walls along them
    x0, x1 = (
        min((w.at for w in beside if abs(w.at - x) <= EDGE), key=lambda at: abs(at - x), default=x) for x in (x0, x1)
    )
    ends = [x0, *(at for k, at in enumerate(through) if k == 0 or at - through[k - 1] > EDGE), x1]
    corners = [((a, top), (b, top), (b, bottom), (a, bottom), (a, top)) for a, b in pairwise(ends)]
    return [replace(shape, points=points) for points in corners]


def grounds_of(shapes: Sequence[Shape], walls: Walls) -> list[Ground]:
    """Filled shapes as boxes, small ones first. Fills of one colour that lie flush one under the other, or side by
    side, are one where no wall stands between them.
    """
    columns: list[tuple[Box, str | None, bool]] = []
    for s in sorted(shapes, key=lambda s: (round(s.box[0]), round(s.box[2]), s.box[1])):
        box, joins = s.box, _joins(s)
        if columns and joins:
            last, colour, open_ = columns[-1]
            if open_ and colour == s.fill and _goes_on_under(last, box, walls):
                columns[-1] = (box_around((last, box)), colour, True)
                continue
        columns.append((box, s.fill, joins))
    out: list[tuple[Box, str | None, bool]] = []
    for box, colour, joins in sorted(columns, key=lambda g: (round(g[0][1]), round(g[0][3]), g[0][0])):
        if out and joins and out[-1][2] and out[-1][1] == colour and _goes_on(out[-1][0], box, walls):
            out[-1] = (box_around((out[-1][0], box)), colour, True)
        else:
            out.append((box, colour, joins))
    coloured = Near([(box, box) for box, _, joins in out if joins])
    seen = (
        (box, colour)
        for box, colour, _ in out
        # the white under a colour that was painted in pieces
        if not _is_thin(box)
        and (not _is_white(colour) or not any(_alike(box, other) for other in coloured.around(box)))
    )
    return sorted(seen, key=lambda g: area(g[0]))


def _is_white(colour: str | None) -> bool:
    return colour is not None and colour.lower() == "#ffffff"


def _joins(shape: Shape) -> bool:
    """Is a shape a plain coloured ground, which may be a piece of a larger one?"""
    return shape.fill is not None and shape.stroke is None and not shape.curved and not _is_white(shape.fill)


def _goes_on_under(upper: Box, lower: Box, walls: Walls) -> bool:
    """Does a ground go on underneath, as wide, without a wall between?"""
    level = abs(upper[0] - lower[0]) < _FLUSH and abs(upper[2] - lower[2]) < _FLUSH
    if not level or not -_LAP <= lower[1] - upper[3] <= _SEAM:
        return False
    _, above, _, below = walls.around((lower[0] + lower[2]) / 2, upper[3])
    return all(
        w is None or abs(w.at - upper[3]) > _FLUSH or w.low > lower[0] + _FLUSH or w.high < lower[2] - _FLUSH
        for w in (above, below)
    )


def _goes_on(left: Box, right: Box, walls: Walls) -> bool:
    """Does a ground go on at the right, on the same rows, without a wall between?"""
    level = abs(left[1] - right[1]) < _FLUSH and abs(left[3] - right[3]) < _FLUSH
    if not level or not -_LAP <= right[0] - left[2] <= _SEAM:
        return False
    wall, _, other, _ = walls.around(left[2], (right[1] + right[3]) / 2)
    return all(w is None or abs(w.at - left[2]) > _FLUSH for w in (wall, other))


def ground_under(box: Box, near: Near[Ground]) -> str | None:
    """The colour at the top of a box."""
    x, y = (box[0] + box[2]) / 2, box[1] + 3
    for b, colour in near.at(x, y):
        if colour is not None and b[0] <= x <= b[2] and b[1] <= y <= b[3] and b[2] - b[0] > _GROUND * (box[2] - box[0]):
            return colour
    return None


def on_ground(cell: Box, near: Near[Ground]) -> Box:
    """The part of a ruled cell that lies on the ground which holds its middle, where each juts out over the other: a
    rule that parts a card runs over the paper to the next card's wall in a picture whose walls are its colours.
    """
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    home = next((b for b, _ in near.at(x, y) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
    if home is None or inside(home, cell, EDGE) or inside(cell, home, EDGE):
        return cell
    return max(cell[0], home[0]), max(cell[1], home[1]), min(cell[2], home[2]), min(cell[3], home[3])

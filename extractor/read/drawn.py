"""What is drawn on a page beside its text: ruling lines, shapes, pictures.

Comes in: paths with their colours, in page coordinates and in the order of painting. Goes out: straight lines (strokes
and thin filled rectangles, duplicates and pieces of one line merged, dots in a row), every other path as a shape.
Which white lines are seen and where two colours meet is asked of :mod:`extractor.read.pdf_grounds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from extractor.read.page import Point, Ruling, Shape
from extractor.read.pdf_grounds import WHITE, Grounds
from extractor.read.strips import Strip, parted
from extractor.read.words import Box

Matrix = tuple[float, float, float, float, float, float]
"""From coordinates of one kind to those of another: ``(a, b, c, d, e, f)`` as PDF writes them."""

PATTERN = "pattern"
"""Fill of a shape whose colour the file does not name (gradients, patterns): only the painted page tells."""

_THIN = 3.2
"""Points: a filled rectangle no thicker than this is a line."""
_SHORT = 0.8
"""Points: what is no longer than this in any direction is a dot, and no line of a table."""
_DASH = 4.0
"""Points: neither the dashes of a dashed line nor the gaps between them are longer."""
_CORNER, _SAME = (7, 16), 0.02
"""Points of the path around two dashes that make a corner; points of the page by which its halves may differ."""
_DOTS = 6
"""A dotted or dashed line has at least so many pieces."""
_STRAIGHT = 0.7
"""Points by which the two ends of a level (or an upright) line may differ; what slants more is a connector."""
_TOUCH = 1.2
"""Points between two pieces of one line."""


@dataclass
class Drawn:
    """What is drawn on a page beside its text."""

    rulings: list[Ruling] = field(default_factory=list)
    edges: list[Ruling] = field(default_factory=list)
    """Sides along which two colours meet."""
    white: list[Ruling] = field(default_factory=list)
    """White lines, seen or not."""
    dots: list[Ruling] = field(default_factory=list)
    """Small squares: a row of them is a dotted line."""
    strips: list[Strip] = field(default_factory=list)
    """Thin filled rectangles: lines, or strips of a coloured cell."""
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    shows_white: Callable[[Box], bool] | None = None
    """Whether white type is seen in a box of the page as the file shows it; ``None`` where nobody can tell."""
    colour_at: Callable[[float, float], str] | None = None
    """The colour that is seen at a place of the page as the file shows it; ``None`` where nobody can tell."""
    text_behind: bool = False
    """Nearly all text is painted before a picture of the whole page and lies behind it."""

    def add(self, shape: Shape, size: tuple[float, float]) -> None:
        """One more part of a path, where it lies on a page of that width and height."""
        (x, y), (across, down) = shape.points[0], size
        if not (0 <= x <= across and 0 <= y <= down) and _is_outside(shape.points, size):
            return
        if shape.stroke is None and not shape.curved and (self._thin_line(shape) or self._corner(shape)):
            return
        if shape.stroke is not None and not shape.curved:
            white = shape.stroke == WHITE and shape.fill in (None, WHITE)
            if not white and self._dot(shape):
                return
            if _straight_lines(shape, self.white if white else self.rulings) or (white and shape.fill is None):
                return
        self.shapes.append(shape)

    def finish(self) -> None:
        """Called once, when everything is added: finds what is seen of it."""
        lines, self.shapes = parted(self.strips, self.shapes, _THIN)
        self.rulings += lines
        grounds = Grounds(self.shapes)
        self.edges = grounds.edges()
        for line in merged(self.white):
            self.rulings.extend(grounds.seen(line))
        dashes = [r for r in self.rulings if _length(r) <= _DASH]
        lines = dotted(self.dots + dashes)
        self.rulings = merged(self.rulings + lines)
        if len(self.dots) >= _DOTS:
            self.shapes = _without_pieces(self.shapes, lines)

    def _dot(self, shape: Shape) -> bool:
        """A stroke too short for a line is a dot of a dotted one."""
        if len(shape.points) != 2:
            return False
        x0, top, x1, bottom = shape.box
        if not min(x1 - x0, bottom - top) < max(x1 - x0, bottom - top) < _SHORT:
            return False
        self.dots.append(Ruling(x0, top, x1, bottom, shape.width))
        return True

    def _corner(self, shape: Shape) -> bool:
        """The dash around the corner of a dashed outline, as browsers paint it, is two dashes."""
        x0, top, x1, bottom = shape.box
        if (
            shape.fill in (None, WHITE)
            or max(x1 - x0, bottom - top) > _DASH
            or not (_CORNER[0] <= len(shape.points) <= _CORNER[1])
        ):
            return False
        turns = [_turn(coordinates) for coordinates in zip(*shape.points, strict=True)]
        if None in turns:
            return False
        (x, wide), (y, high) = (turn for turn in turns if turn is not None)
        self.dots += [Ruling(x0, y, x1, y, high), Ruling(x, top, x, bottom, wide)]
        return True

    def _thin_line(self, shape: Shape) -> bool:
        """A thin filled rectangle is a ruling line along its middle."""
        if len(shape.points) > 6:
            return False
        x0, top, x1, bottom = shape.box
        w, h = x1 - x0, bottom - top
        thin, long = (h, w) if w >= h else (w, h)
        if thin > _THIN:
            return False
        if w >= h:
            middle = (top + bottom) / 2
            line = Ruling(x0, middle, x1, middle, max(h, 0.1))
        else:
            middle = (x0 + x1) / 2
            line = Ruling(middle, top, middle, bottom, max(w, 0.1))
        if long < 2 * thin:
            if shape.fill != WHITE:
                self.dots.append(line)
            return False
        if long >= _SHORT and shape.fill == WHITE:
            self.white.append(line)
        elif long >= _SHORT:
            self.strips.append(Strip(shape, line, len(self.shapes)))
        return True


def _turn(coordinates: Iterable[float]) -> tuple[float, float] | None:
    """Where the middle of an outline turns that bends in a piece with these coordinates, and how wide it is: its sides
    lie on both sides.
    """
    at = sorted(set(coordinates))
    for low, middle, high in combinations(at, 3):
        if abs(high - middle - (middle - low)) <= _SAME and high - low <= _THIN:
            return middle, high - low
    return None


def _without_pieces(shapes: list[Shape], lines: list[Ruling]) -> list[Shape]:
    """The shapes without the thick dots and dashes of which lines are made."""
    rows: dict[int, list[Ruling]] = defaultdict(list)
    columns: dict[int, list[Ruling]] = defaultdict(list)
    for line in lines:
        at = rows if line.horizontal else columns
        at[round(line.top if line.horizontal else line.x0)].append(line)

    def is_piece(shape: Shape) -> bool:
        x0, top, x1, bottom = shape.box
        if shape.stroke is not None or max(x1 - x0, bottom - top) > _DASH:
            return False
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        return any(
            abs(line.top - y) <= _TOUCH / 2 and line.x0 <= x <= line.x1
            for row in range(round(y) - 1, round(y) + 2)
            for line in rows.get(row, ())
        ) or any(
            abs(line.x0 - x) <= _TOUCH / 2 and line.top <= y <= line.bottom
            for column in range(round(x) - 1, round(x) + 2)
            for line in columns.get(column, ())
        )

    return [shape for shape in shapes if not is_piece(shape)] if lines else shapes


def _is_outside(points: tuple[Point, ...], size: tuple[float, float]) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(xs) < 0 or max(ys) < 0 or min(xs) > size[0] or min(ys) > size[1]


def _straight_lines(shape: Shape, into: list[Ruling]) -> bool:
    """Adds a stroked path's sides as ruling lines; says whether the path is nothing else (one straight line)."""
    points = list(shape.points)
    if shape.closed and points[0] != points[-1]:
        points.append(points[0])
    sides = list(pairwise(points))
    level = [_side(a, b, shape.width) for a, b in sides]
    rectangle = len(sides) >= 4 and shape.closed and all(level)
    if len(sides) == 1 or rectangle:
        into.extend(side for side in level if side is not None and _length(side) >= _SHORT)
    return len(sides) == 1 and level[0] is not None


def _side(a: Point, b: Point, width: float) -> Ruling | None:
    if abs(a[1] - b[1]) <= _STRAIGHT:
        y = (a[1] + b[1]) / 2
        return Ruling(min(a[0], b[0]), y, max(a[0], b[0]), y, width)
    if abs(a[0] - b[0]) <= _STRAIGHT:
        x = (a[0] + b[0]) / 2
        return Ruling(x, min(a[1], b[1]), x, max(a[1], b[1]), width)
    return None


def _length(line: Ruling) -> float:
    return max(line.x1 - line.x0, line.bottom - line.top)


def merged(lines: list[Ruling]) -> list[Ruling]:
    """Pieces of one line that touch or overlap as one, duplicates once, in reading order."""
    groups: dict[tuple[bool, int], list[Ruling]] = defaultdict(list)
    for line in lines:
        place = line.top if line.horizontal else line.x0
        groups[line.horizontal, round(place)].append(line)
    out: list[Ruling] = []
    for (horizontal, _), group in groups.items():
        group.sort(key=lambda r: r.x0 if horizontal else r.top)
        current = group[0]
        for line in group[1:]:
            start, end = (line.x0, current.x1) if horizontal else (line.top, current.bottom)
            if start <= end + _TOUCH:
                current = _joined(current, line)
            else:
                out.append(current)
                current = line
        out.append(current)
    out.sort(key=lambda r: (r.top, r.x0, r.x1, r.bottom))
    return out


def dotted(pieces: list[Ruling]) -> list[Ruling]:
    """Dots and dashes that follow one another on a line, as that line."""
    found: list[Ruling] = []
    rows: dict[float, list[tuple[float, float, float]]] = defaultdict(list)
    columns: dict[float, list[tuple[float, float, float]]] = defaultdict(list)
    for r in pieces:
        across, down = (r.x1 - r.x0 or r.width) / 2, (r.bottom - r.top or r.width) / 2
        x, y = (r.x0 + r.x1) / 2, (r.top + r.bottom) / 2
        # a dash goes on along its length, a dot to all sides
        if across >= down:
            rows[round(y, 1)].append((x - across, x + across, r.width))
        if down >= across:
            columns[round(x, 1)].append((y - down, y + down, r.width))
    for y, row in rows.items():
        found += [Ruling(a, y, b, y, width) for a, b, width in _chains(row)]
    for x, column in columns.items():
        found += [Ruling(x, a, x, b, width) for a, b, width in _chains(column)]
    return found


def _chains(pieces: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Start, end and thickness of the runs of pieces that follow closely. (Two cells may both dot the wall between
    them.)
    """
    pieces.sort()
    first, end, count = 0, pieces[0][1], 1
    for k in range(1, len(pieces) + 1):
        if k == len(pieces) or pieces[k][0] - end > _DASH:
            if count >= _DOTS:
                yield pieces[first][0], end, max(width for _, _, width in pieces[first:k])
            if k < len(pieces):
                first, end, count = k, pieces[k][1], 1
        else:
            count += pieces[k][0] > pieces[k - 1][1]
            end = max(end, pieces[k][1])


def _joined(a: Ruling, b: Ruling) -> Ruling:
    if a.horizontal:
        return Ruling(a.x0, a.top, max(a.x1, b.x1), a.bottom, max(a.width, b.width))
    return Ruling(a.x0, a.top, a.x1, max(a.bottom, b.bottom), max(a.width, b.width))

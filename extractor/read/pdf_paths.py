"""Ruling lines, shapes and pictures of a PDF page from pdfium's page objects.

Comes in: an open page and the transformation to page coordinates. Goes out: straight lines (strokes and thin filled
rectangles, duplicates and pieces of one line merged), every other path as a shape, boxes of pictures. Forms (XObjects)
are entered. Which white lines are seen and where two colours meet is asked of
:mod:`extractor.read.pdf_grounds`.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from extractor.read import pdf_calls as call
from extractor.read.page import Point, Ruling, Shape, corners_box
from extractor.read.pdf_calls import Handle
from extractor.read.pdf_grounds import WHITE, Grounds
from extractor.read.pdf_pictures import hides
from extractor.read.words import Box, box_around

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHOLE, _BEHIND = 0.7, 0.9
"""Share of the page that a picture of the whole page covers; share of the text objects that must lie behind it."""
_THIN = 3.2
"""Points: a filled rectangle no thicker than this is a line."""
_SHORT = 0.8
_DASH = 4.0
"""Points: neither the dashes of a dashed line nor the gaps between them are longer."""
_DOTS = 6
"""A dotted or dashed line has at least so many pieces."""
_STRAIGHT = 0.7
_TOUCH = 1.2
_DEPTH = 5
_MOVE, _LINE, _CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_BEZIERTO
_MOST_PATHS = 60_000
"""More paths than this are a drawing or a map, not a form: the rest is left out."""


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
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    gradients: list[Box] = field(default_factory=list)
    text_behind: bool = False
    """Nearly all text is painted before a picture of the whole page and lies behind it."""


def read_drawn(page: Any, to_page: Matrix, width: float, height: float) -> Drawn:
    """Everything drawn on the page; ``to_page`` leads from the file's coordinates to the page's."""
    drawn = Drawn()
    texts = 0
    whole: list[tuple[int, Handle]] = []
    for count, (kind, item, matrix) in enumerate(_objects(call.Handle(call.address(page.raw)), to_page)):
        if count > _MOST_PATHS:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix)
            drawn.pictures.append(box)
            if (box[2] - box[0]) * (box[3] - box[1]) > _WHOLE * width * height:
                whole.append((texts, item))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            drawn.gradients.append(_bounds(item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, (width, height), drawn)
    grounds = Grounds(drawn.shapes)
    drawn.edges = grounds.edges()
    for line in merged(drawn.white):
        drawn.rulings.extend(grounds.seen(line))
    drawn.rulings = merged(drawn.rulings + dotted(drawn.dots + [r for r in drawn.rulings if _length(r) <= _DASH]))
    drawn.text_behind = texts > 0 and any(
        behind > _BEHIND * texts and hides(page, item) for behind, item in reversed(whole)
    )
    return drawn


def _objects(page: Handle, outer: Matrix) -> Iterator[tuple[int, Handle, Matrix]]:
    """Kind, object and matrix of every object, forms entered."""
    for k in range(call.object_count(page)):
        item = call.object_at(page, k)
        kind = call.object_kind(item)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(item, outer, 1)
        else:
            yield kind, item, outer


def _inside(form: Handle, outer: Matrix, depth: int) -> Iterator[tuple[int, Handle, Matrix]]:
    matrix = _placed(form, outer)
    for k in range(call.form_count(form)):
        item = call.form_object(form, ctypes.c_ulong(k))
        kind = call.object_kind(item)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, item, matrix
        elif depth < _DEPTH:
            yield from _inside(item, matrix, depth + 1)


_slots = call.Slots(ctypes.c_float, 6)
_modes = call.Slots(ctypes.c_int, 2)


def _placed(item: Handle, outer: Matrix) -> Matrix:
    """From an object's own coordinates to the page's."""
    if not call.object_matrix(item, _slots.at[0]):
        return outer
    a, b, c, d, e, f = own = tuple(_slots.values[:])
    return outer if own == _IDENTITY else _times((a, b, c, d, e, f), outer)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of
    )  # fmt: skip


def _apply(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(item: Handle, matrix: Matrix) -> Box:
    if not call.object_bounds(item, *_slots.at[:4]):
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = _slots.values[:4]
    corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
    points = [_apply(matrix, x, y) for x, y in corners]
    return box_around((x, y, x, y) for x, y in points)


def _path(item: Handle, outer: Matrix, size: tuple[float, float], drawn: Drawn) -> None:
    call.draw_mode(item, *_modes.at)
    filled, stroked = _modes.values[:]
    fill = call.colour(call.fill_colour, item) if filled else None
    stroke = call.colour(call.stroke_colour, item) if stroked else None
    if fill is None and stroke is None:
        return
    matrix = _placed(item, outer)
    thickness = 1.0
    if stroke is not None:
        call.stroke_width(item, _slots.at[0])
        thickness = _slots.values[0] * (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)
    for points, closed, curved in _subpaths(item, matrix, filled=fill is not None):
        (x, y), (across, down) = points[0], size
        if not (0 <= x <= across and 0 <= y <= down) and _is_outside(points, size):
            continue
        if stroke is None and not curved and _thin_line(points, fill, drawn):
            continue
        shape = Shape(tuple(points), closed, curved, fill, stroke, max(thickness, 0.1))
        if stroke is not None and not curved:
            into = drawn.white if stroke == WHITE and fill in (None, WHITE) else drawn.rulings
            if _straight_lines(shape, into) or (fill is None and stroke == WHITE):
                continue
        drawn.shapes.append(shape)


def _is_outside(points: list[Point], size: tuple[float, float]) -> bool:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return max(xs) < 0 or max(ys) < 0 or min(xs) > size[0] or min(ys) > size[1]


def _thin_line(points: list[Point], fill: str | None, drawn: Drawn) -> bool:
    """A thin filled rectangle is a ruling line along its middle."""
    if len(points) > 6:
        return False
    x0, top, x1, bottom = corners_box(points)
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
        if fill != WHITE:
            drawn.dots.append(line)
        return False
    if long >= _SHORT:
        (drawn.white if fill == WHITE else drawn.rulings).append(line)
    return True


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


def _subpaths(item: Handle, matrix: Matrix, *, filled: bool) -> Iterator[tuple[list[Point], bool, bool]]:
    """Corners, closed?, curved? of every part of a path; of a curve its end point. What is filled is closed."""
    points: list[Point] = []
    closed, curved = filled, False
    pending = 0
    x_at, y_at = _slots.at[:2]
    values = _slots.values
    a, b, c, d, e, f = matrix
    for k in range(call.segment_count(item)):
        segment = call.segment_at(item, k)
        kind = call.segment_kind(segment)
        call.segment_point(segment, x_at, y_at)
        x, y = values[0], values[1]
        point = (a * x + c * y + e, b * x + d * y + f)
        if kind == _LINE:
            points.append(point)
        elif kind == _MOVE:
            if len(points) > 1:
                yield points, closed or points[0] == points[-1], curved
            points, closed, curved, pending = [point], filled, False, 0
        elif kind == _CURVE:
            curved = True
            pending += 1
            if pending == 3:
                points.append(point)
                pending = 0
        if not closed and call.segment_closes(segment):
            closed = True
    if len(points) > 1:
        yield points, closed or points[0] == points[-1], curved


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
        rows[round(y, 1)].append((x - across, x + across, r.width))
        columns[round(x, 1)].append((y - down, y + down, r.width))
    for y, row in rows.items():
        found += [Ruling(a, y, b, y, width) for a, b, width in _chains(row)]
    for x, column in columns.items():
        found += [Ruling(x, a, x, b, width) for a, b, width in _chains(column)]
    return found


def _chains(pieces: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Start, end and thickness of the runs of pieces that follow closely."""
    pieces.sort()
    first = 0
    for k in range(1, len(pieces) + 1):
        if k == len(pieces) or not 0 < pieces[k][0] - pieces[k - 1][1] <= _DASH:
            if k - first >= _DOTS:
                yield pieces[first][0], pieces[k - 1][1], max(width for _, _, width in pieces[first:k])
            first = k


def _joined(a: Ruling, b: Ruling) -> Ruling:
    if a.horizontal:
        return Ruling(a.x0, a.top, max(a.x1, b.x1), a.bottom, max(a.width, b.width))
    return Ruling(a.x0, a.top, a.x1, max(a.bottom, b.bottom), max(a.width, b.width))

"""Ruling lines, shapes and pictures of a PDF page from pdfium's page objects.

Comes in: an open page and the transformation to page coordinates. Goes out: straight lines (strokes and thin filled rectangles,
duplicates and pieces of one line merged), every other path as a shape, boxes of pictures. Forms (XObjects) are entered.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from extractor.read.page import Point, Ruling, Shape
from extractor.read.words import Box, box_around

Matrix = tuple[float, float, float, float, float, float]
_THIN = 3.2
"""Points: a filled rectangle no thicker than this is a line."""
_SHORT = 0.8
_STRAIGHT = 0.7
_TOUCH = 1.2
_DEPTH = 5
_MOST_PATHS = 60_000
"""More paths than this are a drawing or a map, not a form: the rest is left out."""


@dataclass
class Drawn:
    """What is drawn on a page beside its text."""

    rulings: list[Ruling] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    text_objects: int = 0
    hidden_text: int = 0


def read_drawn(page: Any, to_page: Any, width: float, height: float) -> Drawn:
    """Everything drawn on the page; ``to_page`` maps a point of the file's coordinates to one on the page."""
    drawn = Drawn()
    covered = False
    for count, (kind, item, matrix) in enumerate(_objects(page.raw)):
        if count > _MOST_PATHS:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.text_objects += 1
            invisible = raw.FPDFTextObj_GetTextRenderMode(item) in (3, 7)
            drawn.hidden_text += invisible
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix, to_page)
            drawn.pictures.append(box)
            if not covered and (box[2] - box[0]) * (box[3] - box[1]) > 0.7 * width * height:
                # text painted before a picture of the whole page lies behind it
                covered = True
                drawn.hidden_text = drawn.text_objects
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, to_page, (width, height), drawn)
    drawn.rulings = merged(drawn.rulings)
    return drawn


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Kind, object and matrix of every object, forms entered."""
    identity: Matrix = (1, 0, 0, 1, 0, 0)
    for k in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw.FPDFPage_GetObject(page, k), identity, 0)


def _within(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        matrix = _times(_matrix(item), outer)
        for k in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _within(raw.FPDFFormObj_GetObject(item, k), matrix, depth + 1)
        return
    yield kind, item, outer


def _matrix(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(m)):
        return (1, 0, 0, 1, 0, 0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of
    )  # fmt: skip


def _apply(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _bounds(item: Any, matrix: Matrix, to_page: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, *(ctypes.byref(v) for v in (left, bottom, right, top)))
    corners = [(left.value, bottom.value), (right.value, bottom.value), (left.value, top.value), (right.value, top.value)]
    points = [to_page(*_apply(matrix, x, y)) for x, y in corners]
    return box_around((x, y, x, y) for x, y in points)


def _path(item: Any, outer: Matrix, to_page: Any, size: tuple[float, float], drawn: Drawn) -> None:
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked))
    fill = _colour(item, raw.FPDFPageObj_GetFillColor) if fill_mode.value else None
    stroke = _colour(item, raw.FPDFPageObj_GetStrokeColor) if stroked.value else None
    if fill is None and stroke is None:
        return
    matrix = _times(_matrix(item), outer)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
    thickness = width.value * (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)
    for points, closed, curved in _subpaths(item, matrix, to_page):
        x0, top, x1, bottom = box_around((x, y, x, y) for x, y in points)
        if x1 < 0 or bottom < 0 or x0 > size[0] or top > size[1]:
            continue
        shape = Shape(tuple(points), closed or fill is not None, curved, fill, stroke, max(thickness, 0.1))
        if fill is not None and not curved and stroke is None and _thin_line(shape, drawn):
            continue
        if stroke is not None and not curved:
            if stroke == "#ffffff" and fill is None:
                continue
            if _straight_lines(shape, drawn):
                continue
        drawn.shapes.append(shape)


def _thin_line(shape: Shape, drawn: Drawn) -> bool:
    """A thin filled rectangle is a ruling line along its middle (white ones cover, they do not rule)."""
    x0, top, x1, bottom = shape.box
    w, h = x1 - x0, bottom - top
    if min(w, h) > _THIN or max(w, h) < 2 * min(w, h) or len(shape.points) > 6:
        return False
    if shape.fill != "#ffffff" and max(w, h) >= _SHORT:
        if w >= h:
            middle = (top + bottom) / 2
            drawn.rulings.append(Ruling(x0, middle, x1, middle, max(h, 0.1)))
        else:
            middle = (x0 + x1) / 2
            drawn.rulings.append(Ruling(middle, top, middle, bottom, max(w, 0.1)))
    return True


def _straight_lines(shape: Shape, drawn: Drawn) -> bool:
    """Adds a stroked path's sides as ruling lines; says whether the path is nothing else (one straight line)."""
    points = list(shape.points)
    if shape.closed and points[0] != points[-1]:
        points.append(points[0])
    sides = list(zip(points, points[1:], strict=False))
    level = [_side(a, b, shape.width) for a, b in sides]
    rectangle = len(sides) >= 4 and shape.closed and all(level)
    if len(sides) == 1 or rectangle:
        drawn.rulings.extend(side for side in level if side is not None and _length(side) >= _SHORT)
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


def _subpaths(item: Any, matrix: Matrix, to_page: Any) -> Iterator[tuple[list[Point], bool, bool]]:
    """Corners, closed?, curved? of every part of a path; of a curve its end point."""
    points: list[Point] = []
    closed = curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    pending = 0
    for k in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, k)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = to_page(*_apply(matrix, x.value, y.value))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, closed, curved
            points, closed, curved, pending = [point], False, False, 0
        elif kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved = True
            pending += 1
            if pending == 3:
                points.append(point)
                pending = 0
        if raw.FPDFPathSegment_GetClose(segment):
            closed = True
    if len(points) > 1:
        yield points, closed or points[0] == points[-1], curved


def _colour(item: Any, get: Any) -> str | None:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not get(item, *(ctypes.byref(v) for v in (r, g, b, a))) or a.value == 0:
        return None
    return f"#{r.value:02x}{g.value:02x}{b.value:02x}"


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


def _joined(a: Ruling, b: Ruling) -> Ruling:
    if a.horizontal:
        return Ruling(a.x0, a.top, max(a.x1, b.x1), a.bottom, max(a.width, b.width))
    return Ruling(a.x0, a.top, a.x1, max(a.bottom, b.bottom), max(a.width, b.width))

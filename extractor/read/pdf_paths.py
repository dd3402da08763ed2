"""Ruling lines, shapes and pictures of a PDF page from pdfium's page objects.

Comes in: an open page and the transformation to page coordinates. Goes out: what is drawn, as
:class:`~extractor.read.drawn.Drawn`. Forms (XObjects) are entered.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as raw

from extractor.read import pdf_calls as call
from extractor.read.drawn import PATTERN, Drawn, Matrix
from extractor.read.page import Point, Shape
from extractor.read.pdf_calls import Handle
from extractor.read.pdf_pictures import SeenGround, hides
from extractor.read.words import Box, box_around

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHOLE, _BEHIND = 0.7, 0.9
"""Share of the page that a picture of the whole page covers; share of the text objects that must lie behind it."""
_DEPTH = 5
"""Forms within forms that are followed, at the most: one that holds itself ends there."""
_INK = "#000000"
_MOVE, _LINE, _CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_BEZIERTO
_MOST_PATHS = 60_000
"""More paths than this are a drawing or a map, not a form: the rest is left out."""


def read_drawn(
    page: Any, propose: Callable[[], Iterable[Sequence[Point]]], to_page: Matrix, width: float, height: float
) -> Drawn:
    """Everything drawn on the page; ``to_page`` leads from the file's coordinates to the page's.

    Forms may lie in forms too deep for pdfium: ``propose`` is asked then for the cells of tables, as corners in the
    file's coordinates.
    """
    drawn = Drawn()
    texts, deep = 0, False
    whole: list[tuple[int, Handle]] = []
    for count, (kind, item, matrix) in enumerate(_objects(call.Handle(call.address(page.raw)), to_page)):
        if count > _MOST_PATHS:
            break
        if kind == raw.FPDF_PAGEOBJ_FORM:
            deep = True
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix)
            drawn.pictures.append(box)
            if (box[2] - box[0]) * (box[3] - box[1]) > _WHOLE * width * height:
                whole.append((texts, item))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, (width, height), drawn)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            _shading(item, matrix, (width, height), drawn)
    for corners in propose() if deep else ():
        points = tuple(_apply(to_page, x, y) for x, y in corners)
        drawn.add(Shape(points, closed=True, curved=False, fill=None, stroke=_INK, width=0.5), (width, height))
    drawn.finish()
    seen = SeenGround(page)
    drawn.shows_white, drawn.colour_at = seen.shows_white, seen.colour_at
    drawn.text_behind = texts > 0 and any(
        behind > _BEHIND * texts and hides(page, item) for behind, item in reversed(whole)
    )
    return drawn


def _objects(page: Handle, outer: Matrix) -> Iterator[tuple[int, Handle, Matrix]]:
    """Kind, object and matrix of every object; forms are entered, but for those that lie too deep in others."""
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
        else:
            yield kind, item, matrix


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
    fill = (call.colour(call.fill_colour, item) or _pattern(item)) if filled else None
    stroke = call.colour(call.stroke_colour, item) if stroked else None
    if fill is None and stroke is None:
        return
    matrix = _placed(item, outer)
    thickness = 1.0
    if stroke is not None:
        call.stroke_width(item, _slots.at[0])
        thickness = _slots.values[0] * (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)
    for points, closed, curved in _subpaths(item, matrix, filled=fill is not None):
        drawn.add(Shape(tuple(points), closed, curved, fill, stroke, max(thickness, 0.1)), size)


def _pattern(item: Handle) -> str | None:
    """Is a path filled that has no colour, or is its colour transparent?"""
    return None if call.has_colour(call.fill_colour, item) else PATTERN


def _shading(item: Handle, matrix: Matrix, size: tuple[float, float], drawn: Drawn) -> None:
    """A gradient that is painted into a clipping path, as presentations do: a shape as large as the path."""
    x0, top, x1, bottom = _bounds(item, matrix)
    if x1 > x0 and bottom > top:
        corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom))
        drawn.add(Shape(corners, closed=True, fill=PATTERN), size)


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

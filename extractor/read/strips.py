"""Thin filled rectangles: lines, or the strips of which a coloured cell is painted.

Comes in: thin rectangles with the line that each would be, and the shapes painted beside them. Goes out: those that are
lines, and the strips put together. A spreadsheet paints a cell row by row, and rows may be as low as a line is thick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.read.page import Ruling, Shape
from extractor.read.words import Box, box_around
from extractor.record import record

_FLUSH = 0.2
"""Points between two strips of one cell, at the most."""
_INK = 0.35
"""A strip is not painted so dark that type on it could not be read: it is a piece of a thick line."""


@record(frozen=True)
class Strip:
    """A thin filled rectangle: its shape, its line, and how many shapes were painted before it."""

    shape: Shape
    line: Ruling
    before: int

    @property
    def key(self) -> tuple[bool, float, float, str | None]:
        """What strips of one cell have in common: their direction, their ends, their colour."""
        return _key(self.shape, horizontal=self.line.horizontal)


def _key(shape: Shape, *, horizontal: bool) -> tuple[bool, float, float, str | None]:
    low, high = (shape.box[0], shape.box[2]) if horizontal else (shape.box[1], shape.box[3])
    return horizontal, round(low, 1), round(high, 1), shape.fill


def parted(strips: Sequence[Strip], shapes: Sequence[Shape], thin: float) -> tuple[list[Ruling], list[Shape]]:
    """``(lines, shapes)``: the strips that are lines, and the shapes with those that are cells among them, in the order
    of painting. ``thin`` (points) is how thick a line is at the most.
    """
    alike: dict[tuple[bool, float, float, str | None], list[Strip]] = defaultdict(list)
    for strip in strips:
        alike[strip.key].append(strip)
    solid: dict[tuple[bool, float, float, str | None], list[Box]] = defaultdict(list)
    for shape in shapes if strips else ():
        if shape.fill is not None and shape.stroke is None and not shape.curved:
            for horizontal in (True, False):
                key = _key(shape, horizontal=horizontal)
                if key in alike:
                    solid[key].append(shape.box)
    painted: list[tuple[int, Shape]] = []
    lines: dict[int, Ruling] = {id(s): s.line for s in strips}
    for key, group in alike.items():
        if _is_dark(key[3]) or (len(group) < 2 and key not in solid):
            continue
        for chain in _chains(group, horizontal=key[0]):
            box = box_around(s.shape.box for s in chain)
            thick = box[3] - box[1] if key[0] else box[2] - box[0]
            if thick > thin or any(_touch(box, other, horizontal=key[0]) for other in solid[key]):
                painted.append((chain[0].before, replace(chain[0].shape, points=_corners(box))))
                for s in chain:
                    del lines[id(s)]
    return list(lines.values()), _among(shapes, painted)


def _is_dark(fill: str | None) -> bool:
    """Is a colour as dark as ink? (A pattern's colour is not known.)"""
    if fill is None or len(fill) != 7:
        return True
    return max(int(fill[k : k + 2], 16) for k in (1, 3, 5)) < _INK * 255


def _chains(group: Sequence[Strip], *, horizontal: bool) -> Iterator[list[Strip]]:
    """The strips of one key in runs that lie flush."""
    a, b = (1, 3) if horizontal else (0, 2)
    chain: list[Strip] = []
    for strip in sorted(group, key=lambda s: s.shape.box[a]):
        if chain and strip.shape.box[a] > max(s.shape.box[b] for s in chain[-2:]) + _FLUSH:
            yield chain
            chain = []
        chain.append(strip)
    if chain:
        yield chain


def _touch(box: Box, other: Box, *, horizontal: bool) -> bool:
    a, b = (1, 3) if horizontal else (0, 2)
    return abs(box[a] - other[b]) <= _FLUSH or abs(other[a] - box[b]) <= _FLUSH


def _corners(box: Box) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = box
    return (x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)


def _among(shapes: Sequence[Shape], painted: Sequence[tuple[int, Shape]]) -> list[Shape]:
    out: list[Shape] = []
    at = 0
    for before, shape in sorted(painted, key=lambda p: p[0]):
        out += [*shapes[at:before], shape]
        at = before
    return [*out, *shapes[at:]]

"""The legend of a chart: which colour stands for which level.

In come the marks of a chart (labels on their own), out come levels by colour and the marks that are none of a legend's.
Apart from the marks beside rows because a legend speaks of all boxes of a colour, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.kinds.cascade.labels import Label
from extractor.kinds.cascade.marks import Mark
from extractor.kinds.cascade.parents import Node
from extractor.layout.charts import Chart
from extractor.read.words import Box

_SWATCH = 45.0
"""A patch of colour in a legend is no wider (points)."""
_GAP = 24.0
"""Its name stands no farther from it (points)."""
_WHITE = "#ffffff"


def read_legend(chart: Chart, marks: Sequence[Mark]) -> tuple[dict[str, Label], list[Mark]]:
    """``(level by colour, the other marks)``; no legend where fewer than two colours are named. White is one of its
    colours where a white patch of the size of the others has a name.
    """
    swatches = _swatches(chart)
    named: dict[str, Label] = {}
    left: list[Mark] = []
    sizes: set[tuple[int, int]] = set()
    white: list[tuple[Mark, Box]] = []
    for mark in marks:
        box, fill = next(((box, fill) for box, fill in swatches if _names(mark.box, box)), (mark.box, None))
        if fill is None or mark.label is None or mark.label.role != "level" or mark.boxed:
            left.append(mark)
        elif fill == _WHITE:
            white.append((mark, box))
        else:
            named.setdefault(fill, mark.label)
            sizes.add(_size(box))
    if len(named) < 2:
        return {}, list(marks)
    for mark, box in white:
        if mark.label is not None and _size(box) in sizes:
            named.setdefault(_WHITE, mark.label)
        else:
            left.append(mark)
    return named, left


def _size(box: Box) -> tuple[int, int]:
    return round(box[2] - box[0]), round(box[3] - box[1])


def _swatches(chart: Chart) -> list[tuple[Box, str]]:
    """Small painted shapes in which nothing is written."""
    written = [b.box for b in chart.boxes]
    return [
        (s.box, s.fill)
        for s in chart.page.shapes
        if s.closed and s.fill is not None and s.box[2] - s.box[0] <= _SWATCH and not _over(s.box, written)
    ]


def _over(box: Box, others: Sequence[Box]) -> bool:
    return any(b[0] < box[2] and box[0] < b[2] and b[1] < box[3] and box[1] < b[3] for b in others)


def _names(name: Box, swatch: Box) -> bool:
    """Does a name stand at the right of a swatch, in its row?"""
    middle = (name[1] + name[3]) / 2
    return swatch[1] - 2 <= middle <= swatch[3] + 2 and -2 <= name[0] - swatch[2] <= _GAP


def apply_legend(named: Mapping[str, Label], nodes: Sequence[Node], fill: Mapping[Node, str | None]) -> None:
    """Gives nodes that say no level themselves the level of their colour; a box that is not painted is white."""
    for node in nodes:
        label = named.get(fill.get(node) or _WHITE)
        piece = node.piece
        if label is not None and piece.level is None and piece.label is None and not piece.tabular:
            piece.level, piece.named = label.level, label

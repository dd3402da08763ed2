"""The legend of a chart: which colour stands for which level.

In come the marks of a chart (labels on their own), out come levels by colour and the marks that are none of a legend's.
Apart from the marks beside rows because a legend speaks of all boxes of a colour, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import Label
from extractor.kinds.cascade.marks import Mark
from extractor.kinds.cascade.parents import Node
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, Chart
from extractor.layout.charts.near import Near
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
    coloured = _coloured(chart, marks)
    if coloured:
        return coloured, [m for m in marks if not m.boxed or m.label is None or m.label not in coloured.values()]
    told = [m for m in marks if m.label is not None and m.label.role == "level" and not m.boxed]
    swatches = _swatches(chart) if len(told) > 1 else []
    named: dict[str, Label] = {}
    left: list[Mark] = []
    sizes: set[tuple[int, int]] = set()
    white: list[tuple[Mark, Box]] = []
    for mark in marks:
        box, fill = next(((box, fill) for box, fill in swatches if _names(mark.box, box)), (mark.box, None))
        if fill is None or mark.label is None or mark.boxed:
            left.append(mark)
        elif mark.label.role != "level":
            continue  # what a colour stands for beside the levels (`Indikator Kinerja`) is no mark of a row
        elif fill == _WHITE:
            white.append((mark, box))
        else:
            named.setdefault(fill, mark.label)
            sizes.add(_size(box))
    if len(named) < 2:
        return {}, _without_list(marks)
    for mark, box in white:
        if mark.label is not None and _size(box) in sizes:
            named.setdefault(_WHITE, mark.label)
        else:
            left.append(mark)
    return named, left


_LISTED = 3
"""Levels that a legend names, at the least, where its patches of colour are not seen."""
_PITCH = 3.0
"""Line heights between its names at the most; the rows of a chart stand farther apart."""


def _without_list(marks: Sequence[Mark]) -> list[Mark]:
    """The marks without those that stand closely under each other: names of a legend, not of rows of boxes."""
    lists: list[list[Mark]] = []
    for mark in sorted((m for m in marks if m.label is not None and not m.boxed), key=lambda m: m.box[1]):
        over = [run for run in lists if _follows(run[-1].box, mark.box)]
        if over:
            over[-1].append(mark)
        else:
            lists.append([mark])
    listed = {
        id(mark)
        for run in lists
        if len({m.label.level for m in run if m.label is not None and m.label.role == "level"}) >= _LISTED
        for mark in run
    }
    return [mark for mark in marks if id(mark) not in listed]


def _follows(above: Box, box: Box) -> bool:
    """Does a name stand closely under another one, in line with it?"""
    height = above[3] - above[1]
    return abs(above[0] - box[0]) <= _PITCH * height and 0 <= box[1] - above[3] <= _PITCH * height


def without_frame(chart: Chart) -> Chart:
    """The chart with the names of a framed legend as lines of their own: a box in which every name but a first word for
    all (`Keterangan:`) stands right of its patch of colour is none of the chart's.
    """
    small = [box for box, _ in _small_shapes(chart)]
    if len(small) < _LISTED:
        return chart
    near = Near([(s, s) for s in small])
    names: list[Line] = []
    frames: set[int] = set()
    for box in chart.boxes:
        inside = [s for s in near.around(box.box) if _holds(box.box, s)]
        if len(inside) < _LISTED:
            continue
        words = [w.box for line in box.lines for w in line.words]
        inside = [s for s in inside if not _over(s, words)]
        found = [name for line in box.lines for name in _named_by(line, inside)] if len(inside) >= _LISTED else []
        if found and len(found) == len(inside):
            frames.add(id(box))
            names += found
    if not frames:
        return chart
    left = tuple(box for box in chart.boxes if id(box) not in frames)
    return replace(chart, boxes=left, lines=(*chart.lines, *names))


def _named_by(line: Line, swatches: Sequence[Box]) -> list[Line]:
    """The parts of a line that stand right of the patches in its row, each up to the next patch."""
    starts = sorted(s[2] for s in swatches if s[1] - 2 <= (line.box[1] + line.box[3]) / 2 <= s[3] + 2)
    names = []
    for start, end in pairwise([*starts, float("inf")]):
        words = tuple(w for w in line.words if start - 2 <= w.box[0] < end)
        if words and words[0].box[0] - start <= _GAP:
            names.append(Line(words))
    return names


def _holds(frame: Box, box: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _size(box: Box) -> tuple[int, int]:
    return round(box[2] - box[0]), round(box[3] - box[1])


def _coloured(chart: Chart, marks: Sequence[Mark]) -> dict[str, Label]:
    """The levels that a run of boxes names, wall to wall under each other or in a row, with no other box in their rows,
    each in the colour of boxes elsewhere; none where fewer than two do, or two have one colour. (Labels beside rows
    stand as far apart as these, and in them.)
    """
    boxes = {b.box: b for b in chart.boxes}
    told = [(boxes[m.box], m.label) for m in marks if m.boxed and m.box in boxes and m.label is not None]
    told = sorted(((b, label) for b, label in told if label.role == "level"), key=lambda x: x[0].box[1])
    if len(told) < _FEWEST:
        return {}
    chained = all(in_line(a.box, b.box) and abs(a.box[3] - b.box[1]) <= EDGE for (a, _), (b, _) in pairwise(told))
    level = all(
        abs(b.box[1] - told[0][0].box[1]) <= EDGE and abs(b.box[3] - told[0][0].box[3]) <= EDGE for b, _ in told
    )
    chained = chained or (level and len(told) >= _LISTED)
    own = {id(b) for b, _ in told}
    top, bottom = told[0][0].box[1], told[-1][0].box[3]
    others = [b for b in chart.boxes if id(b) not in own]
    fills = [b.fill for b, _ in told]
    drawn = {b.fill for b in others}
    if not chained or len(set(fills)) < len(fills) or any(f in (None, _WHITE) or f not in drawn for f in fills):
        return {}
    if any(b.box[1] < bottom - EDGE and b.box[3] > top + EDGE for b in others):
        return {}
    return {b.fill: label for b, label in told if b.fill is not None}


_FEWEST = 2
"""Colours that a legend names, at the least."""


def _swatches(chart: Chart) -> list[tuple[Box, str]]:
    """Small painted shapes in which nothing is written, outside the boxes."""
    boxes = Near([(b.box, b.box) for b in chart.boxes])
    outside = [(box, fill) for box, fill in _small_shapes(chart) if not _over(box, boxes.around(box))]
    words = [w.box for line in chart.lines for w in line.words] if outside else []
    return [(box, fill) for box, fill in outside if not _over(box, words)]


def _small_shapes(chart: Chart) -> list[tuple[Box, str]]:
    """Painted shapes as small as the patches of a legend. (The heads of arrows are some, too.)"""
    return [(s.box, s.fill) for s in chart.page.shapes if s.closed and s.fill and s.box[2] - s.box[0] <= _SWATCH]


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

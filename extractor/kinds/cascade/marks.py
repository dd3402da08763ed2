"""Labels that stand beside a chart's rows or over its columns: ``Eselon III``, ``SASARAN PROGRAM``, ``Kegiatan``.

In come boxes and lines that hold nothing but a label, out go levels and echelons of the nodes that stand in their
row or column. Apart from the chart reader because the same marks appear as boxes, as loose text and as headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import LONGEST_MARK, Label, find_echelon, read_echelon, read_label
from extractor.kinds.cascade.looks import depth_of
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.piece import Group
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox
from extractor.read.words import Box, Span, box_around


@dataclass(frozen=True)
class Mark:
    """A label on its own: where it stands, what it says."""

    box: Box
    label: Label | None
    echelon: Span
    boxed: bool = False
    """Stands in a box as high as its row: what is outside the row is not meant."""
    band: bool = False
    """Stands over all that comes down to the next band."""


def mark_of_line(line: Line) -> Mark | None:
    """The mark that a line is, ``None`` where it is anything else."""
    got = read_echelon(line.span)
    if got is not None:
        numeral, rest = got
        if not rest:
            return Mark(line.box, None, numeral)
        inner = read_label(rest)
        return Mark(line.box, inner, numeral) if inner is not None and not inner.rest else None
    label = read_label(line.span)
    return Mark(line.box, label, Span()) if label is not None and label.alone else None


def mark_of(cells: Sequence[ChartBox]) -> Mark | None:
    """The mark that a stack of cells is: one label, or a level and an echelon, and nothing else."""
    lines = [line for cell in cells for line in cell.lines]
    if len(lines) > 2 and sum(len(line.words) for line in lines) > LONGEST_MARK:
        return None
    stated = find_echelon(Span(tuple(w for line in lines for w in line.words)))
    if stated is not None:
        return Mark(box_around(cell.box for cell in cells), None, stated, boxed=True)
    if not 1 <= len(lines) <= 2:
        return None
    marks = [mark_of_line(line) for line in lines]
    if len(lines) == 2 and (None in marks or len(cells) == 1):
        # one label on two lines: `INDIKATOR / KEGIATAN`
        joined = mark_of_line(Line(tuple(w for line in lines for w in line.words)))
        marks = [joined] if joined is not None or None in marks else marks
    if any(m is None for m in marks) or len({m.label.name for m in marks if m is not None and m.label is not None}) > 1:
        return None
    box = box_around(cell.box for cell in cells)
    label = next((m.label for m in marks if m is not None and m.label is not None), None)
    echelon = next((m.echelon for m in marks if m is not None and m.echelon), Span())
    return Mark(box, label, echelon, boxed=True)


def column_heads(boxes: Iterable[ChartBox]) -> list[tuple[ChartBox, Mark]]:
    """Boxes side by side over all others in their columns, each with another level or echelon and nothing else: they
    head the columns, though the first box of each hangs on them wall to wall.
    """
    rows: dict[int, list[ChartBox]] = {}
    every = list(boxes)
    for box in every:
        rows.setdefault(round(box.box[1]), []).append(box)
    for _, row in sorted(rows.items()):
        marks = []
        for box in row if len(row) > 1 else ():
            mark = mark_of([box])
            if mark is None:
                break
            marks.append((box, mark))
        told = {(m.label.name if m.label else None, m.echelon.text) for _, m in marks}
        if len(marks) > 1 and len(told) == len(marks) == len(row):
            top = min(b.box[1] for b, _ in marks)
            return marks if all(b.box[1] >= top - 1 for b in every) else []
    return []


def find_bands(boxes: Sequence[ChartBox]) -> list[tuple[ChartBox, Mark]]:
    """Bands across the chart over its levels: boxes of one width, each with another level and nothing else, over boxes
    that stand apart within that width. None where such labels head single cards.
    """
    told = [(b, m) for b in boxes if len(b.lines) == 1 and (m := mark_of([b])) is not None]
    told = [(b, m) for b, m in told if m.label is not None and m.label.role == "level"]
    for first, _ in told:
        same = sorted(((b, m) for b, m in told if in_line(b.box, first.box)), key=lambda x: x[0].box[1])
        names = {m.label.name for _, m in same if m.label is not None}
        if len(same) < _BANDS or len(names) < len(same):
            continue
        x0, _, x1, _ = first.box
        below = [b for b in boxes if b.box[1] >= same[0][0].box[3] - EDGE and b.box[1] < same[-1][0].box[1]]
        within = all(x0 - EDGE <= b.box[0] and b.box[2] <= x1 + EDGE for b in below)
        parted = any(_parted([b for b in boxes if abs(b.box[1] - band.box[3]) <= EDGE]) for band, _ in same)
        if within and parted:
            return [(b, replace(m, band=True)) for b, m in same]
    return []


_BANDS = 2
"""Bands of one width, at the least."""


def _parted(row: Sequence[ChartBox]) -> bool:
    """Do boxes of a row stand apart?"""
    ordered = sorted(row, key=lambda b: b.box[0])
    return any(b.box[0] > a.box[2] + EDGE for a, b in pairwise(ordered))


def heads_columns(marks: Sequence[Mark], places: Sequence[Box]) -> bool:
    """Do labels stand side by side over the boxes, each over boxes of its own? Such a chart runs to the right. (Not all
    at one height: each over the uppermost box of its column.)
    """
    over = [m for m in marks if all(p[1] >= m.box[3] - 2 for p in places)]
    abreast = [m for m in over if abs(m.box[1] - over[0].box[1]) <= 4]
    if len(abreast) > 1 and all(any(_is_over(m, p) for p in places) for m in abreast):
        return True
    heads = sorted((m for m in marks if m.label is not None and _tops_column(m, places)), key=lambda m: m.box[0])
    return len(heads) > 2 and all(a.box[2] <= b.box[0] for a, b in pairwise(heads))


def indicators_apart(marks: Sequence[Mark], places: Sequence[Box]) -> bool:
    """Do labels head the columns of a chart that runs to the right, and one of them a column of indicators? Then every
    box says one thing, and none is a card with its list.
    """
    roles = {m.label.role for m in marks if m.label is not None and _tops_column(m, places)}
    return {"indicator", "level"} <= roles and heads_columns(marks, places)


def _tops_column(mark: Mark, places: Sequence[Box]) -> bool:
    """Does a label stand over several boxes of one column, and over the first of them?"""
    column = [p for p in places if _in_column(mark, p)]
    return len(column) > 2 and sum(p[1] >= mark.box[3] - 2 for p in column) >= _UNDER * len(column)


def _in_column(mark: Mark, box: Box) -> bool:
    """Does the middle of the label, or of the box, stand within the other's width?"""
    label, middle = (mark.box[0] + mark.box[2]) / 2, (box[0] + box[2]) / 2
    return box[0] - 3 <= label <= box[2] + 3 or mark.box[0] - 3 <= middle <= mark.box[2] + 3


_FLUSH = 3.0
"""Points by which the left sides of the boxes of a column differ at the most."""


def _aligned(column: Sequence[Node], nodes: Sequence[Node], place: dict[Node, Box]) -> list[Node]:
    """The nodes of a column and those whose boxes begin where several of them begin: one may be narrower."""
    lefts = [place[n][0] for n in column]
    return [n for n in nodes if n in column or sum(abs(place[n][0] - x) <= _FLUSH for x in lefts) > 1]


_UNDER = 0.7
"""Share of a column's boxes that stand under its label, at the least; a label may stand in a gap of its column."""


def apply_marks(
    marks: Sequence[Mark],
    nodes: Sequence[Node],
    place: dict[Node, Box],
    above: dict[Node, list[Node]],
    rightwards: bool,
) -> None:
    """Gives nodes the levels and echelons of the marks in whose row or column they stand."""
    if not nodes or not marks:
        return
    depths = {n: depth_of(n, above) for n in nodes}
    named: dict[Node, Mark] = {}
    spread: list[tuple[Mark, list[Node]]] = []
    bands = sorted((m for m in marks if m.band), key=lambda m: m.box[1])
    for mark in reversed(bands):
        for n in nodes:
            if place[n][1] >= mark.box[3] - 2:
                named.setdefault(n, mark)
    for mark in sorted((m for m in marks if not m.band), key=lambda m: m.box[1]):
        topping = rightwards and _tops_column(mark, list(place.values()))
        column = [n for n in nodes if (_in_column if topping else _is_over)(mark, place[n])] if rightwards else []
        if topping:
            column = _aligned(column, nodes, place)
        beside = _next_to(mark, nodes, place)
        if column and (topping or not any(place[n][0] > mark.box[2] for n in beside)):
            row = column
        else:
            row = _measured(mark, beside or _next_row(mark, nodes, place), above)
            spread.append((mark, row))
        for n in row:
            named.setdefault(n, mark)
    _with_siblings(named, nodes, above)
    alike: dict[tuple[int, str | None], list[Node]] = {}
    for n in nodes:
        alike.setdefault(_class(n, depths), []).append(n)
    for mark, row in spread:
        # what hangs on connectors as deep as the row belongs to it, though it stands lower
        which = Counter(_class(n, depths) for n in row)
        if not which:
            continue
        common = which.most_common(1)[0][0]
        if common[0] > 0 or common[1] is not None:
            for n in alike.pop(common, ()):
                named.setdefault(n, mark)
    for n, mark in named.items():
        _name(n, mark)


def _with_siblings(named: dict[Node, Mark], nodes: Sequence[Node], above: dict[Node, list[Node]]) -> None:
    """Gives the mark of a row to what hangs on the parents of its boxes and stands lower: the further boxes of a stack.
    (Where a connector is not seen, how deep a box hangs says less.)
    """
    of: dict[Node, Mark] = {}
    for n in named:
        if n in above and above[n] and n.piece.level is None:
            of.setdefault(above[n][0], named[n])
    for n in nodes:
        if above.get(n) and above[n][0] in of:
            named.setdefault(n, of[above[n][0]])


def _measured(mark: Mark, row: Sequence[Node], above: dict[Node, list[Node]]) -> list[Node]:
    """The nodes of a row, for boxes that hold nothing but indicators those that they hang on: cards in two boxes, one
    under the other, have their level beside their middle.
    """
    if mark.label is not None and mark.label.role not in ("level", "objective"):
        return list(row)
    return list(dict.fromkeys(above[n][0] if n.measures and above.get(n) else n for n in row))


def _is_over(mark: Mark, box: Box) -> bool:
    x0, _, x1, bottom = mark.box
    return x0 - 3 <= (box[0] + box[2]) / 2 <= x1 + 3 and box[1] >= bottom - 2


def _next_to(mark: Mark, nodes: Sequence[Node], place: dict[Node, Box]) -> list[Node]:
    """The nodes in the row of a mark: to its right, else to its left."""
    x0, top, x1, bottom = mark.box
    y = (top + bottom) / 2
    row = [
        n
        for n in nodes
        if place[n][1] - 1 <= y <= place[n][3] + 1 or (mark.boxed and top <= (place[n][1] + place[n][3]) / 2 <= bottom)
    ]
    return [n for n in row if place[n][0] >= x1 - 2] or [n for n in row if place[n][2] <= x0 + 2]


def _next_row(mark: Mark, nodes: Sequence[Node], place: dict[Node, Box]) -> list[Node]:
    """The first row of nodes below a mark."""
    y = (mark.box[1] + mark.box[3]) / 2
    below = [n for n in nodes if place[n][1] >= y - 1]
    first = min((place[n][1] for n in below), default=0.0)
    return [n for n in below if place[n][1] <= first + 3]


def _class(node: Node, depths: dict[Node, int]) -> tuple[int, str | None]:
    return depths[node], node.piece.level if node.piece.tabular else None


def _name(node: Node, mark: Mark) -> None:
    piece = node.piece
    label, echelon = mark.label, mark.echelon
    node.row_only = node.row_only or (mark.boxed and bool(echelon))
    if echelon and not piece.echelon:
        piece.echelon = echelon
    if label is None or piece.label is not None or piece.level is not None:
        return
    if piece.tabular and (label.role != "level" or not mark.boxed):
        return
    measures = not piece.title and not piece.objective and any(not g.empty for g in piece.groups)
    if label.role in ("level", "objective") and measures:
        return  # what measures a box of the row, in a box of its own
    if label.role in ("level", "objective"):
        piece.level, piece.named = label.level, label
        if label.number and not node.number:
            node.number = label.number
    elif label.role == "indicator" and piece.title and not piece.groups:
        piece.groups.append(Group(lines=piece.title))
        piece.title, node.title = [], Span()
        piece.named = label
    elif label.role == "budget" and piece.title:
        piece.named = label

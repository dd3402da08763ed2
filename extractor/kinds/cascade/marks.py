"""Labels that stand beside a chart's rows or over its columns: ``Eselon III``, ``SASARAN PROGRAM``, ``Kegiatan``.

In come boxes and lines that hold nothing but a label, out go levels and echelons of the nodes that stand in their
row or column. Apart from the chart reader because the same marks appear as boxes, as loose text and as headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.kinds.cascade.labels import Label, read_echelon, read_label
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.piece import Group
from extractor.layout.blocks import Line
from extractor.layout.charts import ChartBox
from extractor.read.words import Box, Span, box_around


@dataclass(frozen=True)
class Mark:
    """A label on its own: where it stands, what it says."""

    box: Box
    label: Label | None
    echelon: Span


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
    if label is None or label.rest:
        return None
    return Mark(line.box, label, Span())


def mark_of(cells: Sequence[ChartBox]) -> Mark | None:
    """The mark that a stack of cells is: one label, or a level and an echelon, and nothing else."""
    lines = [line for cell in cells for line in cell.lines]
    if not 1 <= len(lines) <= 2:
        return None
    marks = [mark_of_line(line) for line in lines]
    if len(lines) == 2 and marks[0] is None:
        whole = mark_of_line(Line(tuple(w for line in lines for w in line.words)))
        marks = [whole]
    if any(m is None for m in marks):
        return None
    box = box_around(cell.box for cell in cells)
    label = next((m.label for m in marks if m is not None and m.label is not None), None)
    echelon = next((m.echelon for m in marks if m is not None and m.echelon), Span())
    return Mark(box, label, echelon)


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
    depths = {n: _depth(n, above) for n in nodes}
    for mark in sorted(marks, key=lambda m: m.box[1]):
        x0, top, x1, bottom = mark.box
        y = (top + bottom) / 2
        beside = [n for n in nodes if place[n][1] - 1 <= y <= place[n][3] + 1]
        if rightwards and mark.label is not None:
            middle = [
                n for n in nodes if x0 - 3 <= (place[n][0] + place[n][2]) / 2 <= x1 + 3 and place[n][1] >= bottom - 2
            ]
            if middle and not any(place[n][0] > x1 and n in beside for n in nodes):
                for n in middle:
                    _name(n, mark.label, mark.echelon)
                continue
        row = [n for n in beside if place[n][0] >= x1 - 2] or [n for n in beside if place[n][2] <= x0 + 2]
        if not row:
            below = [n for n in nodes if place[n][1] >= y - 1]
            if not below:
                continue
            first = min(place[n][1] for n in below)
            row = [n for n in below if place[n][1] <= first + 3]
        which = Counter((depths[n], n.piece.level if n.piece.tabular else None) for n in row).most_common(1)[0][0]
        for n in nodes:
            if (depths[n], n.piece.level if n.piece.tabular else None) == which:
                _name(n, mark.label, mark.echelon)


def _depth(node: Node, above: dict[Node, list[Node]]) -> int:
    depth, seen = 0, {node}
    while above.get(node) and above[node][0] not in seen:
        node = above[node][0]
        seen.add(node)
        depth += 1
    return depth


def _name(node: Node, label: Label | None, echelon: Span) -> None:
    piece = node.piece
    if echelon and not piece.echelon:
        piece.echelon = echelon
    if label is None or piece.label is not None or piece.level is not None or piece.tabular:
        return
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

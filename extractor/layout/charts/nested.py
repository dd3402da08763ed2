"""Boxes in boxes: frames around others, panels, badges and lists on a card, cards in two halves.

In come the boxes of a page, out come those that stand for themselves. Apart from the finding of boxes because here no
stroke is asked: which box is part of which is told by their places and words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.charts.box import ChartBox, lines_in
from extractor.layout.charts.geometry import EDGE, area, inside
from extractor.layout.charts.grounds import Ground, ground_under
from extractor.layout.charts.near import Near
from extractor.read.words import Box, Word


def any_abreast(boxes: Sequence[Box]) -> bool:
    """Do two of the boxes stand side by side?"""
    return max(b[0] for b in boxes) >= min(b[2] for b in boxes) - 2 if boxes else False


def find_frames(boxes: Sequence[Box]) -> set[Box]:
    """Cells that hold several other cells side by side: frames and panels, no boxes."""
    frames = set()
    near = Near([(b, b) for b in boxes])
    for outer in boxes:
        size = area(outer)
        inner = [b for b in near.around(outer) if b is not outer and inside(b, outer) and area(b) < 0.95 * size]
        if any_abreast(inner) or any(b[2] - b[0] < 0.6 * (outer[2] - outer[0]) for b in inner):
            frames.add(outer)
    return frames


_MOSTLY = 0.5
"""Share of a panel's words that stand in its boxes, at the least: badges on a card hold few."""


def is_panel(box: Box, shapes: Sequence[tuple[Box, str | None]], words: Sequence[Word]) -> bool:
    """Does a ruled cell hold filled boxes of their own: side by side, or apart from each other with all its words?"""
    inner = [b for b, _ in shapes if inside(b, box) and area(b) < 0.5 * area(box)]
    held = {b: [w for w in words if b[0] <= w.box[0] and w.box[2] <= b[2] and b[1] <= w.box[3] <= b[3]] for b in inner}
    inner = [b for b in inner if held[b]]
    if len(inner) < 2 or len({w for b in inner for w in held[b]}) < _MOSTLY * len(words):
        return False
    if any_abreast(inner):
        return True
    inner.sort(key=lambda b: b[1])
    gaps = all(b[1] - a[3] > 2 for a, b in pairwise(inner))
    return gaps and all(any(w in held[b] for b in inner) for w in words)


def merge_nested(boxes: list[ChartBox]) -> list[ChartBox]:
    """A box inside another one that has words of its own is a part of it; twins (a shadow, a frame drawn twice) are
    one.
    """
    boxes.sort(key=lambda b: -area(b.box))
    near = Near([(b.box, i) for i, b in enumerate(boxes)])

    def alone(host: ChartBox) -> bool:
        """Do no two boxes stand side by side in it? Then what stands there is a badge on a card, no box in a panel."""
        within = [boxes[j] for j in near.around(host.box) if boxes[j] is not host and inside(boxes[j].box, host.box)]
        return bool(host.lines) and (not any_abreast([b.box for b in within]) or _is_little_table(host.box, within))

    hosts: set[int] = set()
    for i, b in enumerate(boxes):
        wide = b.box[2] - b.box[0]
        larger = [
            j
            for j in near.around(b.box)
            if j < i and j in hosts and (inside(b.box, boxes[j].box) or _is_seen_twice(b.box, boxes[j].box))
        ]
        host = next(
            (j for j in reversed(larger) if wide > 0.6 * (boxes[j].box[2] - boxes[j].box[0]) or alone(boxes[j])), None
        )
        if host is None:
            hosts.add(i)
            continue
        outer = boxes[host]
        outer.inner += (b,)
        outer.lines = lines_in([w for line in (*outer.lines, *b.lines) for w in line.words])
    return sorted((boxes[i] for i in hosts), key=lambda b: (b.box[1], b.box[0]))


_COVERED = 0.9
"""Share of two boxes that lie on each other from which they are one."""


def _is_seen_twice(a: Box, b: Box) -> bool:
    """Are two boxes one, by its walls and by its ground, which a picture shows some points apart?"""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across > 0 and down > 0 and across * down >= _COVERED * max(area(a), area(b))


_FIGURE_WORDS = 4
"""Words of a number, a target or a unit in a cell of its own, at the most."""


def _is_little_table(card: Box, cells: Sequence[ChartBox]) -> bool:
    """Are cells rows from wall to wall of a card, each of a text with its number, target, unit? Then they are its list
    of indicators, no boxes in a panel.
    """
    rows: dict[int, list[ChartBox]] = {}
    for cell in cells:
        if not cell.ruled:
            continue  # the coloured head of the card
        rows.setdefault(round(cell.box[1] / EDGE), []).append(cell)
    for row in rows.values():
        row.sort(key=lambda b: b.box[0])
        ends = abs(row[0].box[0] - card[0]) <= EDGE and abs(row[-1].box[2] - card[2]) <= EDGE
        if not ends or any(abs(b.box[0] - a.box[2]) > EDGE for a, b in pairwise(row)):
            return False
        text = max(row, key=lambda b: b.box[2] - b.box[0])
        if any(sum(len(line.words) for line in b.lines) > _FIGURE_WORDS for b in row if b is not text):
            return False
    return bool(rows)


_PADDING = 0.6
"""Line heights between the text of a card's head and that under it; lines that run on over the edge of their ground
are set closer."""


def _gap(upper: Sequence[Line], lower: Sequence[Line]) -> float:
    """The white between two runs of lines, in line heights."""
    return (min(line.box[1] for line in lower) - max(line.box[3] for line in upper)) / lower[0].size


def halved(card: ChartBox, near: Near[Ground]) -> list[ChartBox]:
    """A card with a coloured head inside its frame as two boxes wall to wall; any other box as it is."""
    x0, top, x1, bottom = card.box
    for (a0, over, a1, low), colour in near.around((x0, top, x1, top + EDGE)):
        filled = abs(a0 - x0) <= EDGE and abs(a1 - x1) <= EDGE and abs(over - top) <= EDGE
        if not filled or colour is None or colour.lower() == "#ffffff" or low > bottom - EDGE:
            continue
        upper = [line for line in card.lines if line.box[3] <= low]
        lower = [line for line in card.lines if line.box[1] >= low]
        if upper and lower and len(upper) + len(lower) == len(card.lines) and _gap(upper, lower) > _PADDING:
            ground = ground_under((x0, low, x1, bottom), near)
            head = replace(card, box=(x0, top, x1, low), lines=upper, fill=colour, cut=card.cut - {"bottom"})
            rest = replace(card, box=(x0, low, x1, bottom), lines=lower, fill=ground, cut=card.cut - {"top"})
            return [head, rest]
    return [card]

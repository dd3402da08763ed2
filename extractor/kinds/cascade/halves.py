"""Cards drawn in several boxes: halves one under the other with a gap, halves side by side.

In come stacks of boxes (wall to wall), out come runs: boxes in the order in which their text is read. Whether a box
goes on with the node of the box before it is for the reader of the run to say. Apart from the reading of a sheet
because only places and looks speak here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.kinds.cascade.indicators import numbered
from extractor.kinds.cascade.items import bracketed
from extractor.kinds.cascade.label_lines import LABEL_LINES, unwrapped
from extractor.kinds.cascade.labels import BULLET, begins_indicator, read_label
from extractor.kinds.cascade.offices import names_office
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, whole
from extractor.layout.charts.near import Near
from extractor.read.words import Box

_UNDER = 6.5
"""A gap (points) between two halves of one card, the one under the other."""
_BESIDE = 12.0
"""A gap (points) between two halves of one card, side by side."""


def runs(stacks: Sequence[Sequence[ChartBox]], linked: frozenset[ChartBox] = frozenset()) -> list[list[ChartBox]]:
    """The stacks, joined where they are halves of the same cards; ``linked`` are the boxes that connectors end at."""
    return _side_by_side(_one_under_the_other(_over_the_edge([list(s) for s in stacks])), linked)


def _over_the_edge(stacks: list[list[ChartBox]]) -> list[list[ChartBox]]:
    """Joins a band that lies across the upper edge of a card with the card: its heading, drawn as a tab over the frame,
    under which the card's own words begin.
    """
    if len(stacks) < 2:
        return stacks
    near = Near([(stack[0].box, stack) for stack in stacks])
    heads: dict[int, list[ChartBox]] = {}
    taken: set[int] = set()
    for band in stacks:
        if len(band) > 1:
            continue
        for card in near.around(band[0].box):
            if card is not band and id(card) not in heads and id(card) not in taken and _is_tab(band[0], card[0]):
                heads[id(card)] = band
                taken.add(id(band))
                break
    return [[*heads.get(id(s), ()), *s] for s in stacks if id(s) not in taken] if heads else stacks


def _is_tab(band: ChartBox, card: ChartBox) -> bool:
    (x0, top, x1, bottom), (left, edge, right, foot) = band.box, card.box
    across = top < edge - 1 and edge + 1 < bottom < foot - 1
    if abs(bottom - edge) <= EDGE and band.fill != card.fill:
        # the card's edge cuts it off, or it stands on the edge: in the middle, and narrower than the card; the name of
        # an office also over one end of a card that has a statement and indicators
        across = abs(x0 + x1 - left - right) <= 2 * EDGE and left + EDGE < x0 and x1 < right - EDGE
        aside = x1 < right - EDGE and x0 >= left - EDGE and is_card(card)
        across = across or (aside and names_office(whole(band).span) and not names_office(card.lines[0].span))
    within = left - _BESIDE <= x0 and x1 <= right + _BESIDE
    return across and within and bool(card.lines) and card.lines[0].box[1] >= bottom - EDGE


def _one_under_the_other(stacks: list[list[ChartBox]]) -> list[list[ChartBox]]:
    """Joins stacks of one width, a small gap apart, whose boxes differ in colour or say that they go on."""
    out: list[list[ChartBox]] = []
    columns: dict[int, list[list[ChartBox]]] = {}
    for stack in sorted(stacks, key=lambda s: (s[0].box[1], s[0].box[0])):
        near = (run for k in _cells(stack[0].box[0]) for run in columns.get(k, ()))
        home = next((run for run in near if _is_half_under(run[-1], stack[0])), None)
        if home is None:
            out.append(stack)
            columns.setdefault(_cells(stack[0].box[0])[1], []).append(stack)
        else:
            home += stack
    return out


def _cells(at: float) -> tuple[int, int, int]:
    """The squares of a coarse net in which a wall that stands in line with one at a place may be."""
    k = int(at // 8)
    return k - 1, k, k + 1


def in_line(a: Box, b: Box) -> bool:
    """Have two boxes the same left and right walls?"""
    return abs(a[0] - b[0]) <= EDGE and abs(a[2] - b[2]) <= EDGE


def _is_half_under(upper: ChartBox, lower: ChartBox) -> bool:
    a, b = upper.box, lower.box
    return (
        in_line(a, b)
        and -1 <= b[1] - a[3] <= _UNDER
        and (upper.fill != lower.fill or (is_headed(lower) and not is_list(upper)))
    )


def _side_by_side(stacks: list[list[ChartBox]], linked: frozenset[ChartBox]) -> list[list[ChartBox]]:
    """Joins a stack of statements with the stack of lists at its right, box by box."""
    stacks = _parted_as_beside(stacks)
    out: list[list[ChartBox]] = []
    taken: set[int] = set()
    tops = Near([(stack[0].box, stack) for stack in stacks])
    for left in stacks:
        _, top, x1, _ = left[0].box
        near = tops.around((x1 - 1, top - EDGE, x1 + _BESIDE, top + EDGE))
        right = next((r for r in near if r is not left and id(r) not in taken and _are_halves(left, r, linked)), None)
        if right is None:
            out.append(left)
            continue
        taken.add(id(right))
        out.append([box for pair in zip(left, right, strict=True) for box in pair])
    return [run for run in out if id(run) not in taken]


def _parted_as_beside(stacks: list[list[ChartBox]]) -> list[list[ChartBox]]:
    """The stacks, those of lists parted where the statements at their left stand in several: lists that need more room
    than their statements touch each other.
    """
    if not any(len(stack) > 1 and all(map(is_headed, stack)) for stack in stacks):
        return stacks
    of = {box: stack for stack in stacks for box in stack}
    near = Near([(box.box, box) for box in of])
    out: list[list[ChartBox]] = []
    for stack in stacks:
        beside: list[list[ChartBox]] = []
        for b in stack if len(stack) > 1 and all(map(is_headed, stack)) else ():
            x0, top, _, _ = b.box
            around = near.around((x0 - _BESIDE, top, x0, top), EDGE)
            beside += [of[a] for a in around if a is not b and _is_half_beside(a, b)][:1]
        if len(beside) < len(stack) or all(home is beside[0] for home in beside):
            out.append(stack)
            continue
        homes = zip(stack, beside, strict=True)
        out += [[box for box, _ in run] for _, run in groupby(homes, key=lambda pair: id(pair[1]))]
    return out


def _are_halves(left: Sequence[ChartBox], right: Sequence[ChartBox], linked: frozenset[ChartBox]) -> bool:
    if len(left) == len(right) == 1 and left[0] in linked and right[0] not in linked:
        # of a card on connectors, the list that hangs on none itself need not be as high as the statement
        (a, b) = (left[0], right[0])
        level = abs(a.box[1] - b.box[1]) <= EDGE and -1 <= b.box[0] - a.box[2] <= _BESIDE
        if level and not is_list(a) and _lists_indicators(b):
            return True
    if len(left) != len(right) or not all(_is_half_beside(a, b) for a, b in zip(left, right, strict=True)):
        return False
    if all(_is_holder_of(a, b) for a, b in zip(left, right, strict=True)):
        return True
    if any(a in linked for a in left) and not any(b in linked for b in right):
        # what shares a wall with a box on connectors and hangs on none itself is a part of it
        touching = all(b.box[0] - a.box[2] <= EDGE for a, b in zip(left, right, strict=True))
        if touching and all(a.fill != b.fill for a, b in zip(left, right, strict=True)):
            return True
    return all(
        not is_list(a) and (is_headed(b) or (is_list(b) and (a.fill != b.fill or _is_bulleted(b))))
        for a, b in zip(left, right, strict=True)
    )


def _is_holder_of(left: ChartBox, right: ChartBox) -> bool:
    """Does a cell name the office whose statement stands wall to wall at its right?"""
    return (
        right.box[0] - left.box[2] <= EDGE
        and names_office(whole(left).span)
        and is_card(right)
        and not names_office(right.lines[0].span)
    )


def _lists_indicators(box: ChartBox) -> bool:
    """Does the box begin with a label of indicators?"""
    label = read_label(unwrapped(box.lines[:LABEL_LINES])[0].span)
    return label is not None and label.role == "indicator"


def _is_bulleted(box: ChartBox) -> bool:
    """Does the box begin with a bullet, as lists do and statements do not?"""
    return BULLET.match(box.lines[0].text) is not None


def _is_half_beside(left: ChartBox, right: ChartBox) -> bool:
    a, b = left.box, right.box
    abreast = abs(a[1] - b[1]) <= EDGE and abs(a[3] - b[3]) <= EDGE
    return abreast and -1 <= b[0] - a[2] <= _BESIDE


def is_headed(box: ChartBox) -> bool:
    """Does the box begin with a label of what belongs to a node (`Indikator Kinerja :`)?"""
    label = read_label(unwrapped(box.lines[:LABEL_LINES])[0].span)
    return label is not None and label.role != "level"


def is_list(box: ChartBox) -> bool:
    """Does the box begin as the lower half of a card does: a heading of a list, a bullet, an indicator?"""
    first = box.lines[0].span
    if read_label(first) is not None:
        return is_headed(box)
    return BULLET.match(first.text) is not None or begins_indicator(numbered(first)[1])


def begins_list(line: Line) -> bool:
    """Does a list of indicators begin with a line: a bullet, a heading?"""
    bullet = BULLET.match(line.text)
    label = read_label(line.span)
    return (bullet is not None and len(line.words) > 1) or (label is not None and label.role == "indicator")


def is_card(box: ChartBox) -> bool:
    """Does the box hold a statement and under it indicators of its own, in a list, under a heading or in brackets?"""
    if is_list(box):
        return False
    return any(begins_list(line) or bracketed(line.span) for line in box.lines[1:])

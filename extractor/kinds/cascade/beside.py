"""Quantities in a column of their own at the right of a box's text, without a wall between: `Panjang jalan   | 12 km`.

In come the lines of a box, out come the lines of its text, with the quantity that stands beside each. Apart from the
reader of boxes because only places speak here, and a quantity may be broken over lines as the text beside it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.kinds.cascade.labels import read_label
from extractor.layout.blocks import Line
from extractor.layout.charts import is_quantity
from extractor.read.words import Span, Word

_APART = 1.5
"""A quantity stands apart from the text of its line by more than this many times the type size, where nothing else
tells.
"""
_GUTTER = 0.8
"""So much is enough where no line next to it reaches over the gap."""


def apart(lines: Sequence[Line]) -> tuple[list[Line], dict[Line, Line]]:
    """``(lines of the text, quantities by the line beside which they begin)``."""
    text: list[Line] = []
    quantities: dict[Line, Line] = {}
    k = 0
    while k < len(lines):
        at = _gutter(lines, k)
        if at is None or _is_labelled(lines[k], at):
            text.append(lines[k])
            k += 1
            continue
        left, right = _parted(lines[k], at)
        first = Line(left) if left else text[-1]
        if left:
            text.append(first)
        k += 1
        while k < len(lines):
            more_left, more = _parted(lines[k], at)
            if _crosses(lines[k], at) or not more or not is_quantity(Line((*right, *more))):
                break
            right = (*right, *more)
            if more_left:
                text.append(Line(more_left))
            k += 1
        quantities[first] = Line(right)
    return text, quantities


def _is_labelled(line: Line, at: float) -> bool:
    """Does the word for it stand before a quantity (`Target      85 %`)?"""
    left, _ = _parted(line, at)
    label = read_label(Span(left)) if left else None
    return label is not None and label.alone and label.role in ("target", "budget")


def _gutter(lines: Sequence[Line], k: int) -> float | None:
    """Where the gap is between the text of a line and the quantity at its right; ``None`` where there is none."""
    alone = k > 0 and is_quantity(lines[k])
    words = lines[k].words
    if len(lines[k].segments(_GUTTER)) == 1 and not alone:  # nearly every line
        return None
    wide = [(a, b) for a, b in pairwise(words) if b.box[0] - a.box[2] > _GUTTER * max(a.size, b.size)]
    near = [line for line in lines[max(0, k - 1) : k + 2] if line is not lines[k] and line.page == lines[k].page]
    for a, b in wide:
        at, gap = (a.box[2] + b.box[0]) / 2, b.box[0] - a.box[2]
        free = bool(near) and not any(_crosses(line, at) for line in near)
        least = _GUTTER if free else _APART
        if gap > least * max(a.size, b.size) and _is_value(lines, k, _parted(lines[k], at)[1], at):
            return at
    left = words[0].box[0]
    if alone and near and all(line.box[2] <= left for line in near):
        # between two lines of the text, at its right
        ends = max(line.box[2] for line in near)
        return (ends + left) / 2 if left - ends > _GUTTER * words[0].size else None
    return None


_FIGURE = re.compile(r"[<>≤≥=]*\d")


def _is_value(lines: Sequence[Line], k: int, right: tuple[Word, ...], at: float) -> bool:
    """Are words a quantity, alone or with what stands under them in their column?"""
    if is_quantity(Line(right)):
        return True
    if not _FIGURE.match(right[0].text) or k + 1 >= len(lines) or _crosses(lines[k + 1], at):
        return False
    under = _parted(lines[k + 1], at)[1]
    return bool(under) and is_quantity(Line((*right, *under)))


def _parted(line: Line, at: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    return tuple(w for w in line.words if w.box[0] < at), tuple(w for w in line.words if w.box[0] >= at)


def _crosses(line: Line, at: float) -> bool:
    return any(w.box[0] < at < w.box[2] for w in line.words)

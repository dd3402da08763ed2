"""Where the columns of a table without upright lines part.

Comes in: a heading and the lines under it. Goes out: the borders between its columns, and the white around each. Apart
from reading the table because only places speak here: upright lines, the white between texts, currency signs under one
another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.heading import numbers_row, numbers_rows
from extractor.layout.tables.open_end import SLACK
from extractor.layout.tables.open_names import Head
from extractor.layout.tables.open_runs import parts
from extractor.printed import ROW_NUMBER, is_currency
from extractor.read.page import Page, Ruling
from extractor.read.words import Span, Word
from extractor.sums import is_total

_ALIGNED = 0.5
"""Type sizes by which signs that stand under each other may be apart."""
NUMBERED = re.compile(rf"(?:{ROW_NUMBER.pattern})|[A-Z]{{2,5}}\.?\s?\d{{1,2}}(?:\.\d{{1,2}})*\.?")
"""The number of a row, or of an indicator with the letters of its level: `IKU 1.1`."""
_UPRIGHT = 0.5
"""Share of the table's height that an upright line covers which parts two columns."""


def borders_of(page: Page, head: Head, body: Sequence[Line]) -> tuple[float, ...] | None:
    """Where columns part (points): at an upright line, else in the stretch between two headings that the fewest words
    cross; ``None`` where two such places do not stand in the headings' order.
    """
    words = [w for line in body for w in line.words]
    # a heading is not parted at its own blanks, though amounts may stand at its right
    own = [p for c in head.columns for p in c.parts]
    # a currency sign belongs to the amount at its right, however far from it it stands
    signed = [
        (a.box[0] - 0.5, (b.box[0] + b.box[2]) / 2)
        for line in body
        for a, b in pairwise(line.words)
        if is_currency(a.text) and b.text[:1].isdigit()
    ]
    apart = [(a.box[2], b.box[0]) for line in body for a, b in pairwise(parts(line))]
    # a line through words, or between a sign and its amount, is of what lies behind the table: a watermark
    bound = [*((w.box[0] + 1, w.box[2] - 1) for w in words), *signed]
    drawn_at = uprights(page, head.box[1], max(line.box[3] for line in body))
    upright = [x for x in drawn_at if not any(a < x < b for a, b in bound)]
    borders: list[float] = []
    for k, (left, right) in enumerate(pairwise(head.columns)):
        low, high = left.middle, right.middle
        # (of the amount that stands nearer to the left name the column begins before that name's middle)
        signs = [x for x, amount in signed if low < x < high and 2 * amount > low + high]
        between = (left.box[2] + right.box[0]) / 2
        drawn = [x for x in upright if low < x < high]
        if drawn:
            borders.append(min(drawn, key=lambda x: abs(x - between)))
            continue
        # a white before which the column's own text ends: behind another column's, it is an empty column's
        own_begin = borders[-1] if borders else 0.0
        gaps = [(a, b) for a, b in apart if b > low and own_begin < a < high and b < right.box[2]]
        # the amounts behind the signs stand under this name, not nearer to the next one
        end = (high + head.columns[k + 2].middle) / 2 if k + 2 < len(head.columns) else page.width
        own_signs = [x for x, amount in signed if low < x < end and low < amount < end]
        if len(own_signs) > 1 and _in_column(words, min(own_signs), max(own_signs)):
            borders.append(min(own_signs))
            continue
        best = _stretch([*words, *own], low, min([high, *signs]), between, gaps)
        if best is None or (borders and best <= borders[-1]):
            return None
        borders.append(best)
    return tuple(borders)


def whites_of(head: Head, borders: Sequence[float], body: Sequence[Line]) -> list[tuple[float, float]]:
    """The white around each border between columns that no text beside it enters, nor the name of a column: a border
    drawn anywhere in it parts the same texts.
    """
    runs = [p.box for line in body for p in parts(line)]
    whites = []
    for border, (left, right) in zip(borders, pairwise(head.columns), strict=True):
        low = max((x1 for _, _, x1, _ in runs if x1 <= border + SLACK), default=border)
        high = min((x0 for x0, _, _, _ in runs if x0 >= border - SLACK), default=border)
        low, high = min(low, border), max(high, border)
        first, last = left.box[2], right.box[0]
        if first <= last:  # where a value stands beside its column's name, the name tells
            low, high = (max(first, min(x, last)) for x in (low, high))
        whites.append((low, high))
    return whites


def _in_column(words: Sequence[Word], first: float, last: float) -> bool:
    """Whether currency signs between two places stand under each other, with nothing across: there a column begins,
    however far a name reaches under its heading.
    """
    return last - first <= _ALIGNED * words[0].size and not any(w.box[0] < first < w.box[2] for w in words)


def label_border(head: Head, borders: tuple[float, ...], body: Sequence[Line]) -> float | None:
    """Where a column of row numbers without a heading ends, if the first column begins with one."""
    if numbers_rows(" ".join(p.text for p in head.columns[0].parts)):
        return None
    right = borders[0] if borders else float("inf")
    runs = [p for line in body for p in parts(line) if p.box[2] <= right + SLACK]
    labels = [p for p in runs if numbers_row(p.text)]
    texts = [p for p in runs if not (numbers_row(p.text) or is_total(p.text))]
    if len(labels) < 2 or not texts:
        return None
    end, start = max(p.box[2] for p in labels), min(p.box[0] for p in texts)
    return (end + start) / 2 if end < start else None


def number_border(head: Head, borders: tuple[float, ...], body: Sequence[Line]) -> float | None:
    """Where the column of row numbers ends whose names begin left of its border, a blank behind the numbers: after the
    numbers under one another, if all names begin at one place; ``None`` where they stand apart as elsewhere.
    """
    if not borders or not numbers_rows(" ".join(p.text for p in head.columns[0].parts)):
        return None
    ends, starts = [], []
    for line in body:
        words = line.words[:3]
        if len(words) < 2 or words[1].box[0] >= borders[0]:
            continue
        at = next((n for n in (2, 1) if len(words) > n and NUMBERED.fullmatch(Span(words[:n]).text)), None)
        if at is not None and words[at].text[0].isalpha() and words[at].box[0] < borders[0]:
            ends.append(words[at - 1].box[2])
            starts.append(words[at].box[0])
    aligned = len(starts) > 1 and max(starts) - min(starts) < SLACK and max(ends) < min(starts)
    return (max(ends) + min(starts)) / 2 if aligned else None


def uprights(page: Page, top: float, bottom: float) -> list[float]:
    """Where upright lines are drawn through most of a table's height, from left to right."""
    return sorted({r.x0 for r in page.rulings if not r.horizontal and _within(r, top, bottom) >= _UPRIGHT})


def _within(ruling: Ruling, top: float, bottom: float) -> float:
    return (min(ruling.bottom, bottom) - max(ruling.top, top)) / max(1.0, bottom - top)


def _stretch(
    texts: Sequence[Word | Line], low: float, high: float, usual: float, gaps: Sequence[tuple[float, float]]
) -> float | None:
    """The middle of a stretch between two places that the fewest texts cross: of several one that lies in one of the
    ``gaps`` between texts side by side, then the widest.
    """
    near = [w for w in texts if w.box[2] > low and w.box[0] < high]
    edges = sorted({low, high, *(x for w in near for x in (w.box[0], w.box[2]) if low < x < high)})
    best: tuple[int, bool, float, float] | None = None
    for a, b in pairwise(edges):
        if b - a < 0.3:
            continue
        crossing = sum(w.box[0] < b - 0.1 and w.box[2] > a + 0.1 for w in near)
        outside = not any(g0 - 0.1 <= a and b <= g1 + 0.1 for g0, g1 in gaps)
        cost = (crossing, outside, -(b - a), abs((a + b) / 2 - usual))
        if best is None or cost < best:
            best = cost
            place = (a + b) / 2
    return None if best is None else place


def without_empty(head: Head, borders: tuple[float, ...], body: Sequence[Line]) -> tuple[Head, tuple[float, ...]]:
    """Without columns that no text stands under: super-headings over the white between two others."""
    columns, kept = list(head.columns), list(borders)
    words = [w for line in body for w in line.words]
    k = 0
    while k < len(columns) and len(columns) > 2:
        low = kept[k - 1] if k else float("-inf")
        high = kept[k] if k < len(kept) else float("inf")
        filled = any(low < (w.box[0] + w.box[2]) / 2 <= high for w in words)
        lower = [c for c in columns[max(0, k - 1) : k + 2] if c is not columns[k] and c.box[1] > columns[k].box[3] - 1]
        if filled or not lower or not 0 < k < len(columns) - 1:
            k += 1
            continue
        del columns[k], kept[k]
    return replace(head, columns=columns), tuple(kept)

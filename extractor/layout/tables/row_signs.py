"""What says for sure where rows of a band part: texts that are said again, sums, letters of groups, running numbers.

Comes in: the lines of every column of a band. Goes out: the white in which rows part, and whether rows are
surely right. Apart from the scores of rows, which weigh what may be so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.levels import VALUE
from extractor.sums import is_total

WORDED = 12
"""Letters of a text that is no unit or grade."""
_AGAIN = 3
"""Times that a text stands in a row of a column which says other things too: twice it may be two lines of one cell."""
_NEAR = 0.14
"""Type sizes by which the boxes of close lines may overlap."""
LEVEL = 0.45
"""Type sizes by which the tops of two texts on one level may differ; at 0.3 no drawn document of 60 changes."""
_SUMMED = 2
"""Rows over a sum at the least."""
_NUMBER = re.compile(r"\(?(\d{1,2})(?:[.)]|$)")
_GROUP = re.compile(r"(?:[A-Z]|[IVX]+)\.?")
"""The letter or Roman number of a group of rows: `A`, `II.`."""


def around_repeats(columns: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The white around every text that a column says again and again, word by word and line by line: each row says it.
    Twice is enough where the column says nothing else.
    """
    whites: list[tuple[float, float]] = []
    for lines in columns:
        first, period, count = _said_again([line.text for line in lines])
        edges = range(first, first + (count + 1) * period, period) if count else ()
        whites += [(lines[k - 1].box[3], lines[k].box[1]) for k in edges if 0 < k < len(lines)]
    shared: list[tuple[float, float]] = []
    for top, bottom in sorted(whites):
        if shared and top < shared[-1][1]:  # another column says its own again at the same height
            shared[-1] = (top, min(bottom, shared[-1][1]))
        else:
            shared.append((top, bottom))
    return shared


def _said_again(texts: Sequence[str]) -> tuple[int, int, int]:
    """Where a text of some letters begins that is said again, its lines, and how often it stands there in a row; no
    times where none is.
    """
    if len(set(texts)) == len(texts):
        return 0, 0, 0
    for period in range(1, len(texts) // 2 + 1):
        for first in range(len(texts) - 2 * period + 1):
            if texts[first] != texts[first + period]:
                continue
            said = texts[first : first + period]
            count = 1
            while texts[first + count * period : first + (count + 1) * period] == said:
                count += 1
            whole = count > 1 and count * period == len(texts)
            if (count >= _AGAIN or whole) and sum(map(str.isalpha, "".join(said))) >= WORDED:
                return first, period, count
    return 0, 0, 0


def before_totals(columns: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The white before every line that sums up what stands above it: no text of another row reaches into its own. The
    sum stands level with it, be it a dash (beside `Jumlah kebutuhan` of a formula stands none); one that a narrow
    column breaks has lines above it, too.
    """
    lines = sorted((line for column in columns for line in column), key=lambda line: line.box[1])
    values = [line for line in lines if VALUE.match(line.text)]
    found = []
    for line in lines:
        if not is_total(line.text):
            continue
        top, near = line.box[1], _NEAR * line.size
        above = [other.box[3] for other in lines if other.box[3] < top + near]
        if above and _has_beside(line, values):
            found.append((min(max(above), top) - near, top + near))
    return found


def under_groups(columns: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The white under the letter of every group of rows, over the number of its first row: a text stands level with
    either.
    """
    groups = [
        (group, first)
        for group, first in pairwise(columns[0])
        if _GROUP.fullmatch(group.text) and (m := _NUMBER.fullmatch(first.text)) and int(m[1]) == 1
    ]
    others = [line for column in columns[1:] for line in column] if groups else []
    return [
        (group.box[3], first.box[1])
        for group, first in groups
        if group.box[3] < first.box[1] and _has_beside(group, others) and _has_beside(first, others)
    ]


def _has_beside(line: Line, others: Sequence[Line]) -> bool:
    """Whether another line stands level with a line."""
    return any(other is not line and abs(other.box[1] - line.box[1]) <= LEVEL * line.size for other in others)


def are_numbered(columns: Sequence[Sequence[Line]], cuts: Sequence[float]) -> bool:
    """Whether every row begins with the next number, or sums up the others, and all its texts begin level with that:
    whatever else could be a row has no number.
    """
    rows: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for column in columns:
        told = {row: line for line in reversed(column) for row in [bisect_left(cuts, (line.box[1] + line.box[3]) / 2)]}
        for row, line in told.items():
            rows[row].append(line)
    if not all(rows):
        return False  # a line that parts one text from nothing
    if len(rows) > _SUMMED and is_total(rows[-1][0].text):
        rows.pop()
    numbers = [m and int(m[1]) for row in rows for m in [_NUMBER.match(row[0].text)]]
    level = all(abs(line.box[1] - row[0].box[1]) <= LEVEL * line.size for row in rows for line in row)
    return level and numbers == list(range(1, len(rows) + 1))

"""The type sizes of a page, told from sizes that were measured line by line.

Comes in: the measured sizes of lines, and how many letters each has. Goes out: the size that each line is set in. At
200 dots an inch a letter is a dozen pixels high, and of which letters a line consists changes its measure: lines of one
type come out up to a tenth larger or smaller. Separate because a page is set in few sizes, and whether a line is bold,
what white is wide and where a box begins hang on the size.
"""

from __future__ import annotations

from collections.abc import Sequence

_ALIKE = 0.12
"""Share by which the measured sizes of lines of one type differ from their middle: three times the error of a pixel in
print of nine points.
"""


def steady(sizes: Sequence[float], letters: Sequence[int]) -> list[float]:
    """For every line the type size of the group that its measured size belongs to: groups form around the sizes that
    most letters are near, the largest first.
    """
    steadied = list(sizes)
    left = sorted(range(len(sizes)), key=lambda k: sizes[k])
    while left:
        group = _largest_group(left, sizes, letters)
        size = _middle([(sizes[k], letters[k]) for k in group])
        # what is as near to the group's middle belongs to it, though another size drew the group together
        group = [k for k in left if _near(sizes[k], size)] or group
        for k in group:
            steadied[k] = size
        held = set(group)
        left = [k for k in left if k not in held]
    return steadied


def _largest_group(left: Sequence[int], sizes: Sequence[float], letters: Sequence[int]) -> list[int]:
    """The indexes, sorted by size, of the lines near one of them that have the most letters."""
    best: tuple[int, list[int]] = (-1, [])
    begin = end = total = 0
    for k in left:
        while end < len(left) and sizes[left[end]] <= sizes[k] * (1 + _ALIKE):
            total += letters[left[end]]
            end += 1
        while sizes[left[begin]] < sizes[k] * (1 - _ALIKE):
            total -= letters[left[begin]]
            begin += 1
        if total > best[0]:
            best = total, list(left[begin:end])
    return best[1]


def _near(size: float, middle: float) -> bool:
    return abs(size - middle) <= _ALIKE * middle


def _middle(weighed: Sequence[tuple[float, int]]) -> float:
    """The middle of sizes that weigh by their letters."""
    half = sum(n for _, n in weighed) / 2
    for size, n in sorted(weighed):
        half -= n
        if half <= 0:
            return size
    return weighed[-1][0]

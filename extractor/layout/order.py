"""The order in which the pages of a file are to be read, where their printed numbers say that they were bound wrongly.

Comes in: the number that each page prints, or none. Goes out: the pages' places in reading order. Only neighbouring
pages whose numbers follow one another without a gap and without one twice are put in order: the papers of a bundle
begin anew at 1, or do not number their first page.
"""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 3
"""Numbered pages in a row that must be there for their order to be doubted."""


def reading_order(numbers: Sequence[int | None]) -> list[int]:
    """Places (0-based) in reading order; ``numbers`` are the printed page numbers in the order of the file."""
    order = list(range(len(numbers)))
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] is None:
            _put_in_order(order, numbers, start, end)
            start = end
    return order


def _put_in_order(order: list[int], numbers: Sequence[int | None], start: int, end: int) -> None:
    """Orders the pages from ``start`` to ``end``, of which only the first may print no number."""
    numbered = [(n, k) for k, n in enumerate(numbers[start:end], start) if n is not None]
    printed = [n for n, _ in numbered]
    if len(printed) < _LEAST or printed == sorted(printed):
        return
    lowest = min(printed)
    if sorted(printed) != list(range(lowest, lowest + len(printed))) or (start < numbered[0][1] and lowest == 1):
        return
    first = numbered[0][1]
    order[first:end] = [k for _, k in sorted(numbered)]

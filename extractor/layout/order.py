"""The order in which the pages of a file are to be read, where their printed numbers say that they were bound wrongly.

Comes in: the number that each page prints, or none, and its text. Goes out: the pages' places in reading order, and
those of sheets that were bound twice. Only neighbouring pages whose numbers follow one another without a gap and
without one twice are put in order: the papers of a bundle begin anew at 1, or do not number their first page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

_LEAST = 3
"""Numbered pages in a row that must be there for their order to be doubted; one less where they number all pages after
the first."""
_LETTERS = 200
"""Letters of a page from which another one like it is the same sheet: forms without entries are short."""


def reading_order(numbers: Sequence[int | None], twice: dict[int, int] | None = None) -> list[int]:
    """Places (0-based) in reading order; ``numbers`` are the printed page numbers in the order of the file, ``twice``
    the places of pages that were bound before, with the place of the first: they stand behind it."""
    again = twice or {}
    own = [k for k in range(len(numbers)) if k not in again]
    printed = [numbers[k] for k in own]
    order = list(range(len(own)))
    for start, end in _runs(printed):
        _put_in_order(order, printed, start, end)
    return [k for place in order for k in (own[place], *(d for d, first in again.items() if first == own[place]))]


def bound_twice(numbers: Sequence[int | None], text_of: Callable[[int], str]) -> dict[int, int]:
    """The places of pages that print the number and the text of an earlier one of their paper, with its place.
    ``text_of`` gives all that a page prints."""
    found: dict[int, int] = {}
    for start, end in _runs(numbers):
        for k in range(start, end):
            # page 1 begins another paper
            since = max((j for j in range(start, k + 1) if numbers[j] == 1), default=start)
            alike = [j for j in range(since, k) if numbers[j] == numbers[k] is not None and j not in found]
            if not alike:
                continue
            text = text_of(k)
            first = next((j for j in alike if text_of(j) == text), None) if len(text) >= _LETTERS else None
            if first is not None:
                found[k] = first
    return found


def _runs(numbers: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Begin and end of the pages of each paper: only the first may print no number."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] is None:
            yield start, end
            start = end


def _put_in_order(order: list[int], numbers: Sequence[int | None], start: int, end: int) -> None:
    """Orders the pages from ``start`` to ``end``, of which only the first may print no number."""
    numbered = [(n, k) for k, n in enumerate(numbers[start:end], start) if n is not None]
    printed = [n for n, _ in numbered]
    if not printed or printed == sorted(printed):
        return
    lowest, first = min(printed), numbered[0][1]
    complete = start < first and lowest == 2
    if len(printed) < _LEAST - complete or sorted(printed) != list(range(lowest, lowest + len(printed))):
        return
    if start < first and lowest == 1:
        return
    order[first:end] = [k for _, k in sorted(numbered)]

"""The storeys of a table's heading: what stands over one column, over its neighbours too, over many.

Comes in: the joined headings of a table's columns. Goes out: for every column its storeys from the widest to its own.
A word that stands over several columns is the same word in the headings of all of them. Apart from what headings mean,
because it is a matter of where words stand, not of which they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.read.words import Span, Word, join


@dataclass(frozen=True)
class Storeys:
    """What stands over a column: ``own`` over it alone (or over it and columns that have no heading of their own),
    ``over`` what is wider, the widest first."""

    own: Span
    over: tuple[Span, ...] = ()

    @property
    def above(self) -> Span:
        """All that is wider than the column, as one span."""
        return join(self.over)


def storeys(header: Sequence[Span]) -> tuple[Storeys, ...]:
    """The storeys over each column."""
    ids = [frozenset(id(w) for w in span.words) for span in header]
    found = []
    for k, span in enumerate(header):
        runs: list[tuple[tuple[int, int], list[Word]]] = []
        for word in span.words:
            extent = _extent(ids, k, id(word))
            if runs and runs[-1][0] == extent:
                runs[-1][1].append(word)
            else:
                runs.append((extent, [word]))
        found.append(_storeys(runs, k, _alike(ids, k)))
    return tuple(found)


def _extent(ids: Sequence[frozenset[int]], k: int, word: int) -> tuple[int, int]:
    """The first and the last of the neighbouring columns that a word stands over."""
    first = last = k
    while first and word in ids[first - 1]:
        first -= 1
    while last + 1 < len(ids) and word in ids[last + 1]:
        last += 1
    return first, last


def _alike(ids: Sequence[frozenset[int]], k: int) -> bool:
    """Whether a neighbour has the very same heading: one heading over columns that have none of their own."""
    return (k > 0 and ids[k] == ids[k - 1]) or (k + 1 < len(ids) and ids[k] == ids[k + 1])


def _storeys(runs: Sequence[tuple[tuple[int, int], list[Word]]], k: int, alike: bool) -> Storeys:
    if not runs:
        return Storeys(Span())
    narrowest = min((extent for extent, _ in runs), key=lambda e: e[1] - e[0]) if alike else (k, k)
    own = Span(w for extent, words in runs for w in words if extent == narrowest)
    wider = [(extent, words) for extent, words in runs if extent != narrowest]
    wider.sort(key=lambda run: run[0][0] - run[0][1])
    return Storeys(own, tuple(Span(words) for _, words in wider))

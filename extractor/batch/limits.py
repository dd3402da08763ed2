"""What one document may cost, and the guess at its pages that its time is measured by.

Comes in: an item. Goes out: seconds. The guess looks at bytes without parsing them: the process that keeps the run
together never parses a document.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.sources import Item

_COUNT = re.compile(rb"/Type\s*/Page(?![a-zA-Z])|/Count\s+(\d{1,6})")
_HEAD = 4_000_000
_MOST = 20_000
_SECONDS, _SECONDS_PAGE = 120.0, 10.0
_LEAST_PAGE = 2_000
"""Bytes that a page with something on it takes at least: a file that says it has more pages buys no time with it."""
_STORED_PAGE = 20_000
"""Bytes that a page of a black and white scan takes at least."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds (``None``: 120 and 10 for every page) and megabytes of memory."""

    timeout: float | None = None
    memory: int | None = 3000

    def seconds(self, item: Item) -> float:
        """The time that a document may take."""
        if self.timeout is not None:
            return self.timeout
        if item.found is not None:
            # to look at the bytes of a file in a store would be to fetch it twice: its size must do
            pages = min(_MOST, max(1, item.found.size // _STORED_PAGE))
        else:
            pages = page_estimate(Path(item.place))
        return _SECONDS + _SECONDS_PAGE * pages


def seconds_for(source: str | bytes) -> float:
    """The time that a single file (its path, or its bytes) may take where nobody says otherwise."""
    pages = _estimate(source[:_HEAD], len(source)) if isinstance(source, bytes) else page_estimate(Path(source))
    return _SECONDS + _SECONDS_PAGE * pages


def page_estimate(path: Path) -> int:
    """How many pages a file may have, from a look at its bytes without parsing it: an upper guess for the time
    limit.
    """
    try:
        if not path.is_file():
            return 1
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            size = len(head) if len(head) < _HEAD else stream.seek(0, os.SEEK_END)
    except OSError:
        return 1
    return _estimate(head, size)


def _estimate(head: bytes, size: int) -> int:
    found = _COUNT.findall(head)
    counts = [int(count) for count in found if count]
    marks = len(found) - len(counts)
    # page objects may be compressed: a page of a scan takes some 50 kB
    claimed = min(size // _LEAST_PAGE, max([marks, *counts[:1000]]))
    return min(_MOST, max(claimed, size // 50_000, 1))

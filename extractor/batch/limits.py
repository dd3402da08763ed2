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
"""Bytes that are looked at for the number of pages: the page tree of most files stands within."""
_MOST = 20_000
"""Pages that give more time, at the most: nobody waits longer than some two days for one file."""
_SECONDS, _SECONDS_PAGE = 120.0, 10.0
"""Seconds for any file, and for each of its pages: five times what a dense scanned page takes on one core."""
_LEAST_PAGE = 400
"""Bytes that an empty page takes at least: a file cannot have more pages than that, whatever it says of itself."""
_LEAST_SCAN = 5_000
"""Bytes that a page takes at least which must be read as a picture: others are read in a moment and buy no time."""
_STORED_PAGE = 20_000
"""Bytes that a page of a black and white scan usually takes."""


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
            return _SECONDS + _SECONDS_PAGE * min(_MOST, max(1, item.found.size // _STORED_PAGE))
        return seconds_for(item.place)


def seconds_for(source: str | bytes) -> float:
    """The time that a file (its path, or its bytes) may take where nobody says otherwise: it grows with the pages that
    it says it has, but never faster than with its bytes.
    """
    head, size = (source[:_HEAD], len(source)) if isinstance(source, bytes) else _looked_at(Path(source))
    return _SECONDS + _SECONDS_PAGE * min(_pages(head, size), 1 + size // _LEAST_SCAN)


def _looked_at(path: Path) -> tuple[bytes, int]:
    """The first bytes of a file and its size; nothing of what is no file or cannot be opened."""
    try:
        if not path.is_file():
            return b"", 0
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            return head, len(head) if len(head) < _HEAD else stream.seek(0, os.SEEK_END)
    except OSError:
        return b"", 0


def _pages(head: bytes, size: int) -> int:
    found = _COUNT.findall(head)
    counts = [int(count) for count in found if count]
    marks = len(found) - len(counts)
    # page objects may be compressed: a page of a scan takes some 50 kB
    claimed = min(size // _LEAST_PAGE, max([marks, *counts[:1000]]))
    return min(_MOST, max(claimed, size // 50_000, 1))

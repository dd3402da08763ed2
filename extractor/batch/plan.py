"""Which items must be read: the ledger's answer for every item of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.ledger import MOST_ATTEMPTS, Ledger
from extractor.batch.sources import Item
from extractor.batch.worker import fingerprint

HARD_FAILURES = frozenset({"timeout", "crashed", "memory", "interrupted"})
"""Failures of the run, not of the document: worth a second attempt."""


@dataclass(frozen=True, slots=True)
class Again:
    """What is read again although it was done: everything (``force``), or failed documents (of one code)."""

    force: bool = False
    failed: bool = False
    code: str | None = None


def to_read(
    items: Iterable[Item], ledger: Ledger, out: Path, configuration: str, again: Again
) -> Iterator[tuple[Item, int]]:
    """The items to read, each with the number of attempts that its content has had."""
    for item in items:
        entry = ledger.get(item.key)
        if again.force or entry is None:
            yield item, 0
            continue
        same = entry.configuration == configuration and unchanged(item, entry.size, entry.modified, entry.sha256)
        if not same:
            yield item, 0
        elif entry.state == "failed":
            if again.failed and again.code in (None, entry.code):
                yield item, 0
            elif entry.code in HARD_FAILURES and entry.attempts < MOST_ATTEMPTS:
                yield item, entry.attempts
        elif entry.state == "running" or not (out / item.result).exists():
            yield item, 0


def unchanged(item: Item, size: int, modified: int, sha256: str | None) -> bool:
    """Whether a file is the one that the ledger knows; its bytes are only read where size or time differ."""
    try:
        stat = item.path.stat()
    except OSError:
        return False
    if stat.st_size != size:
        return False
    if stat.st_mtime_ns == modified:
        return True
    return sha256 is not None and fingerprint(item.path) == sha256

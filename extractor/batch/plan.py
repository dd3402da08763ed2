"""Which items must be read: the ledger's answer for every item of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.ledger import MOST_ATTEMPTS, Ledger
from extractor.batch.places import fingerprint, presence
from extractor.batch.sources import Item
from extractor.errors import NotFoundError

HARD_FAILURES = frozenset({"timeout", "crashed", "memory", "interrupted"})
"""Failures of the run, not of the document: worth a second attempt."""


@dataclass(frozen=True, slots=True)
class Again:
    """What is read again although it was done: everything (``force``), failed documents (of one code), or those of
    which a page could not be read (``partial``).
    """

    force: bool = False
    failed: bool = False
    code: str | None = None
    partial: bool = False


def to_read(
    items: Iterable[Item], ledger: Ledger, out: Path | str, configuration: str, again: Again
) -> Iterator[tuple[Item, int]]:
    """The items to read, each with the number of attempts that its content has had."""
    there = presence(out)
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
        elif entry.state == "running" or not there(item.result) or (entry.state == "partial" and again.partial):
            yield item, 0


def unchanged(item: Item, size: int, modified: int, sha256: str | None) -> bool:
    """Whether a file is the one that the ledger knows; its bytes are only read where the size is the same but
    the time differs.
    """
    now, mark = item.state()
    if now != size:
        return False
    if mark == modified and mark:
        return True
    return sha256 is not None and _same_bytes(item, sha256)


def _same_bytes(item: Item, sha256: str) -> bool:
    try:
        return fingerprint(item.place) == sha256
    except NotFoundError:
        return False  # it cannot be read: the reading will say why

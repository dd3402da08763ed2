"""Which results of a folder say what their sources say now.

Comes in: a folder of results (or an URL) and its ledger. Goes out: the results that may be passed on, and how many were
left out for which reason. Separate because whoever takes results from a folder must ask this: a result on the disk
outlives the failure, the change and the end of its source.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from extractor.batch.ledger import NAME, Entry, Ledger
from extractor.batch.places import is_url, presence, results
from extractor.batch.plan import unchanged
from extractor.batch.sources import Item
from extractor.files import raw


def fresh_results(folder: str | Path, ledger: Path | None = None) -> tuple[list[str], Counter[str]]:
    """Results relative to the folder, in the order of their names, and the reasons (``failed``, ``changed``,
    ``vanished``, ``unknown``: not of the ledger) with the number of documents that were left out for each.

    Without a ledger, as in a copy of the results alone, all are taken.
    """
    there = results(folder)
    if ledger is None and not is_url(folder) and (Path(folder) / NAME).is_file():
        ledger = Path(folder) / NAME
    if ledger is None:
        return there, Counter()
    left_out: Counter[str] = Counter()
    fresh = []
    known: set[str] = set()
    is_there = presence(folder)
    with Ledger(ledger.parent, ledger.name) as book:
        for entry in book.entries():
            result = entry.result or f"{entry.key}.json"
            known.add(result)
            reason = _reason(entry)
            if entry.state != "ignored" and reason is None and is_there(result):
                fresh.append(result)
            elif reason is not None:
                left_out[reason] += 1
    if unknown := sum(result not in known for result in there):
        left_out["unknown"] = unknown
    return sorted(fresh), left_out


def _reason(entry: Entry) -> str | None:
    """Why the result of an entry does not hold."""
    if entry.state == "ignored":
        return None
    if entry.state not in ("ok", "partial"):
        return "failed"
    if is_url(entry.path):
        return None  # to look at every object again would cost a journey each: the next run does it
    item = Item(entry.key, raw(entry.path))
    if not os.path.lexists(item.place):
        return "vanished"
    return None if unchanged(item, entry.size, entry.modified, entry.sha256) else "changed"

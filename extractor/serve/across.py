"""Findings over the archive: what only several files together show.

Comes in: the index. Goes out: the same NIP under two names in two files, and a budget line to which two agreements of
one office and year give different amounts. Computed when asked for: the index holds the values with their places.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.audit.view import same_person
from extractor.serve.index import Index

_MOST = 500
"""Groups that a page shows, at the most."""
_LENGTH = 18
"""Digits of a NIP."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a file."""

    file: str
    id: str
    name: str
    title: str | None
    unit: str | None
    pointer: str
    value: str | float


@dataclass(frozen=True, slots=True)
class Across:
    """A finding over several files: ``subject`` is the NIP or the activity that they disagree about."""

    code: Literal["nip-duplicate", "amount-conflict"]
    subject: str
    year: int | None
    spots: tuple[Spot, ...]


def across(index: Index) -> list[Across]:
    """All findings over the archive, at most 500 of each code, in a fixed order."""
    with index.opened() as db:
        return [*_nips(db), *_amounts(db)]


def _nips(db: sqlite3.Connection) -> Iterator[Across]:
    query = (
        "SELECT p.nip, p.name value, p.pointer, f.key, f.id, f.name, f.title, f.unit FROM people p "
        "JOIN files f ON f.key = p.file WHERE p.nip IN (SELECT nip FROM people WHERE length(nip) = ? GROUP BY nip "
        "HAVING COUNT(DISTINCT file) > 1 AND COUNT(DISTINCT name) > 1) ORDER BY p.nip, f.key, p.pointer"
    )
    for nip, rows in _groups(db.execute(query, (_LENGTH,)), "nip"):
        names = [r["value"] for r in rows]
        if any(not same_person(a, names[0]) for a in names[1:]):
            yield Across("nip-duplicate", str(nip), None, tuple(_spot(r) for r in rows))


def _amounts(db: sqlite3.Connection) -> Iterator[Across]:
    same = "office, year, COALESCE(level, ''), folded"
    query = (
        f"SELECT a.office || '/' || a.year || '/' || COALESCE(a.level, '') || '/' || a.folded line, a.name subject, "
        f"a.year, a.amount value, a.pointer, f.key, f.id, f.name, f.title, f.unit FROM amounts a "
        f"JOIN files f ON f.key = a.file "
        f"WHERE (a.office, a.year, COALESCE(a.level, ''), a.folded) IN (SELECT {same} FROM amounts "
        f"WHERE level IN ('kegiatan', 'sub_kegiatan') GROUP BY {same} "
        f"HAVING COUNT(DISTINCT file) > 1 AND COUNT(DISTINCT amount) > 1) ORDER BY line, f.key, a.pointer"
    )
    for _, rows in _groups(db.execute(query), "line"):
        yield Across("amount-conflict", rows[0]["subject"], rows[0]["year"], tuple(_spot(r) for r in rows))


def _groups(rows: Any, name: str) -> Iterator[tuple[Any, list[sqlite3.Row]]]:
    held: list[sqlite3.Row] = []
    count = 0
    for row in rows:
        if held and held[0][name] != row[name]:
            yield held[0][name], held
            held, count = [], count + 1
            if count >= _MOST:
                return
        held.append(row)
    if held:
        yield held[0][name], held


def _spot(row: sqlite3.Row) -> Spot:
    return Spot(row["key"], row["id"], row["name"], row["title"], row["unit"], row["pointer"], row["value"])

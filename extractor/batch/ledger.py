"""The ledger of an output folder: what was read, with which configuration, and how it ended.

SQLite in WAL mode: when the program is killed nothing that was written here is lost, and after a power cut the file is
whole. What the disk had not taken by then (the last seconds) is read again, and gives the same results.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NAME = "ledger.sqlite"
State = Literal["running", "ok", "partial", "failed"]
MOST_ATTEMPTS = 2
"""A document that crashed, hung or ate memory so often is left alone."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sha256 TEXT,
    configuration TEXT NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    message TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    pages INTEGER,
    findings INTEGER,
    seconds REAL
);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of one document. ``seconds`` and ``modified`` are for people and for speed, never for
    results.
    """

    key: str
    path: str
    size: int
    modified: int
    sha256: str | None
    configuration: str
    state: State
    code: str | None = None
    message: str | None = None
    attempts: int = 0
    pages: int | None = None
    findings: int | None = None
    seconds: float | None = None


class Ledger:
    """Opens (and makes, where there is none) the ledger of an output folder. It lies on a local disk: SQLite needs
    locks that shared folders and stores do not give.
    """

    def __init__(self, folder: Path, name: str = NAME) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / name, isolation_level=None, timeout=30)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Closes the file; further calls fail."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> Entry | None:
        """The entry of a document, ``None`` where it was never read."""
        with closing(self._db.execute("SELECT * FROM documents WHERE key = ?", (key,))) as rows:
            row = rows.fetchone()
        return None if row is None else Entry(*row)

    def put(self, *entries: Entry) -> None:
        """Writes entries, all or none; the end of this process loses none of them when this returns."""
        if not entries:
            return
        names = tuple(Entry.__dataclass_fields__)
        marks = ", ".join("?" * len(names))
        self._db.execute("BEGIN")
        self._db.executemany(
            f"INSERT OR REPLACE INTO documents VALUES ({marks})",
            [tuple(getattr(entry, name) for name in names) for entry in entries],
        )
        self._db.execute("COMMIT")

    def entries(self) -> Iterator[Entry]:
        """All entries in the order of their keys."""
        with closing(self._db.execute("SELECT * FROM documents ORDER BY key")) as rows:
            for row in rows:
                yield Entry(*row)

"""What people did in the room, and what waits to be read: one SQLite file that nothing may lose.

WAL, and every change is on the disk before anybody hears that it was made: neither a killed server nor a power cut
takes a correction or an upload away. Results are never touched; see :mod:`extractor.serve.merge` for how they meet.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.serve.database import connection, transaction

NAME = "review.sqlite"
Op = Literal["replace", "confirm", "add", "remove"]
State = Literal["approved", "sent_back", "open"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    op TEXT NOT NULL,
    pointer TEXT NOT NULL,
    anchor TEXT,
    printed TEXT,
    place TEXT,
    mark TEXT NOT NULL,
    read TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    drawn TEXT,
    who TEXT NOT NULL,
    at REAL NOT NULL,
    undone_by TEXT,
    undone_at REAL
);
CREATE INDEX IF NOT EXISTS corrections_file ON corrections (file);
CREATE TABLE IF NOT EXISTS reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    state TEXT,
    note TEXT,
    pointer TEXT,
    who TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS reviews_file ON reviews (file);
CREATE TABLE IF NOT EXISTS versions (file TEXT PRIMARY KEY, version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    options TEXT NOT NULL,
    idempotency TEXT UNIQUE,
    webhook TEXT,
    state TEXT NOT NULL,
    code TEXT,
    message TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    who TEXT NOT NULL,
    created REAL NOT NULL,
    started REAL,
    ended REAL
);
CREATE INDEX IF NOT EXISTS jobs_state ON jobs (state, created);
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of one value that a person made.

    ``pointer`` named the value in the result whose hash is ``mark``; ``anchor`` is the nearest pointer with a place
    there, ``printed`` and ``place`` what stood at it. ``read`` is what the program read, ``before`` what the person
    saw, ``after`` what the person says; ``drawn`` a place that the person drew (page, bbox, text). ``confirm`` says
    that the value is right as it stands.
    """

    id: int
    file: str
    op: Op
    pointer: str
    anchor: str | None
    printed: str | None
    place: dict[str, Any] | None
    mark: str
    read: Any
    before: Any
    after: Any
    drawn: dict[str, Any] | None
    who: str
    at: float
    undone_by: str | None = None
    undone_at: float | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a whole file: a state (``open`` takes the former one back), a note, or both."""

    id: int
    file: str
    state: State | None
    note: str | None
    pointer: str | None
    who: str
    at: float


_JSON = frozenset({"place", "read", "before", "after", "drawn"})


class Stale(Exception):  # noqa: N818  a state of affairs that the caller tells, not a fault
    """Somebody else changed the file meanwhile; ``version`` is the present one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


class Store:
    """The room's memory. Every call opens the file for itself: calls may come from several threads."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / NAME
        with self.opened() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_SCHEMA)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection in autocommit mode that is closed at the end."""
        with connection(self.path, "FULL") as db:
            yield db

    @contextmanager
    def changing(self, file: str, version: int | None) -> Iterator[sqlite3.Connection]:
        """A transaction that changes a file's review and counts its version up.

        Raises :class:`Stale` where ``version`` is given and is not the present one.
        """
        with self.opened() as db, transaction(db):
            row = db.execute("SELECT version FROM versions WHERE file = ?", (file,)).fetchone()
            present = row["version"] if row else 0
            if version is not None and version != present:
                raise Stale(present)
            yield db
            db.execute("INSERT OR REPLACE INTO versions VALUES (?, ?)", (file, present + 1))

    def version(self, file: str) -> int:
        """How often the file's review was changed."""
        with self.opened() as db:
            row = db.execute("SELECT version FROM versions WHERE file = ?", (file,)).fetchone()
        return row["version"] if row else 0

    def corrections(self, file: str | None = None, *, undone: bool = False) -> list[Correction]:
        """The corrections of a file (of all files) in their order, those that were undone only where asked for."""
        where = [] if undone else ["undone_at IS NULL"]
        if file is not None:
            where.append("file = :file")
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        with self.opened() as db:
            rows = db.execute(f"SELECT * FROM corrections{clause} ORDER BY id", {"file": file}).fetchall()
        return [_correction(row) for row in rows]

    def correction(self, number: int) -> Correction | None:
        """One correction, ``None`` where there is none of that number."""
        with self.opened() as db:
            row = db.execute("SELECT * FROM corrections WHERE id = ?", (number,)).fetchone()
        return _correction(row) if row else None

    def reviews(self, file: str) -> list[Review]:
        """What was said of a file, in order."""
        with self.opened() as db:
            rows = db.execute("SELECT * FROM reviews WHERE file = ? ORDER BY id", (file,)).fetchall()
        return [Review(**dict(row)) for row in rows]

    def reviewed(self) -> set[str]:
        """Keys of all files that anybody corrected or spoke of."""
        with self.opened() as db:
            return {row["file"] for row in db.execute("SELECT file FROM versions")}

    def states(self) -> dict[str, State]:
        """The present review state of every file that has one."""
        with self.opened() as db:
            rows = db.execute("SELECT file, state FROM reviews WHERE pointer IS NULL ORDER BY id").fetchall()
        last = {row["file"]: row["state"] for row in rows if row["state"]}
        return {file: state for file, state in last.items() if state != "open"}


def insert_correction(db: sqlite3.Connection, values: dict[str, Any]) -> int:
    """Adds a correction within a transaction of :meth:`Store.changing`; its number."""
    packed = {k: json.dumps(v, ensure_ascii=False) if k in _JSON and v is not None else v for k, v in values.items()}
    for name in ("read", "before", "after"):
        packed[name] = json.dumps(values.get(name), ensure_ascii=False)
    packed["at"] = time.time()
    names = ", ".join(packed)
    marks = ", ".join(f":{name}" for name in packed)
    return db.execute(f"INSERT INTO corrections ({names}) VALUES ({marks})", packed).lastrowid or 0


def insert_review(
    db: sqlite3.Connection, file: str, state: str | None, note: str | None, pointer: str | None, who: str
) -> int:
    """Adds a review within a transaction of :meth:`Store.changing`; its number."""
    row = (file, state, note, pointer, who, time.time())
    done = db.execute("INSERT INTO reviews (file, state, note, pointer, who, at) VALUES (?, ?, ?, ?, ?, ?)", row)
    return done.lastrowid or 0


def undo(db: sqlite3.Connection, number: int, who: str) -> None:
    """Marks a correction as undone within a transaction; it stays in the file as history."""
    db.execute(
        "UPDATE corrections SET undone_by = ?, undone_at = ? WHERE id = ? AND undone_at IS NULL",
        (who, time.time(), number),
    )


def _correction(row: sqlite3.Row) -> Correction:
    values = dict(row)
    for name in _JSON:
        if values[name] is not None:
            values[name] = json.loads(values[name])
    return Correction(**values)

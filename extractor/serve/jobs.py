"""Jobs: what is to be read, kept in the room's database so that a restart loses none.

Comes in: uploads. Goes out: rows that say how far each is. A job is on the disk before its sender hears of it.
"""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from extractor.batch.worker import Outcome
from extractor.serve.database import transaction
from extractor.serve.store import Store
from extractor.serve.uploads import Upload

JobState = Literal["queued", "running", "ok", "partial", "failed"]
WAITING = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. ``options`` are those of the sender (OCR, language, pages); times are seconds since 1970."""

    id: str
    file: str
    name: str
    sha256: str
    options: dict[str, Any]
    idempotency: str | None
    webhook: str | None
    state: JobState
    code: str | None
    message: str | None
    attempts: int
    who: str
    created: float
    started: float | None
    ended: float | None


class ReusedKeyError(Exception):
    """An idempotency key came again with another file."""


class Jobs:
    """The queue's rows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        upload: Upload,
        options: dict[str, Any],
        *,
        who: str,
        idempotency: str | None = None,
        webhook: str | None = None,
        again: bool = False,
    ) -> Job:
        """A job for an upload: a new one, or the one that reads or has read the very same file already.

        Raises :class:`ReusedKeyError`.
        """
        with self._changing() as db:
            if idempotency is not None:
                row = db.execute("SELECT * FROM jobs WHERE idempotency = ?", (idempotency,)).fetchone()
                if row is not None:
                    if row["sha256"] != upload.sha256:
                        raise ReusedKeyError(idempotency)
                    return _job(row)
            query = "SELECT * FROM jobs WHERE file = ? AND options = ? ORDER BY created DESC LIMIT 1"
            packed = json.dumps(options, sort_keys=True)
            row = db.execute(query, (upload.key, packed)).fetchone()
            if row is not None and idempotency is None and (row["state"] in WAITING or not again):
                return _job(row)
            number = uuid.uuid4().hex
            db.execute(
                "INSERT INTO jobs (id, file, name, sha256, options, idempotency, webhook, state, who, created) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)",
                (number, upload.key, upload.name, upload.sha256, packed, idempotency, webhook, who, time.time()),
            )
            return _job(db.execute("SELECT * FROM jobs WHERE id = ?", (number,)).fetchone())

    def get(self, number: str) -> Job | None:
        """A job by its id."""
        with self._store.opened() as db:
            row = db.execute("SELECT * FROM jobs WHERE id = ?", (number,)).fetchone()
        return _job(row) if row else None

    def listed(self, limit: int = 100) -> list[Job]:
        """The newest jobs: those that wait or run first."""
        order = "CASE state WHEN 'running' THEN 0 WHEN 'queued' THEN 1 ELSE 2 END, COALESCE(ended, created) DESC"
        with self._store.opened() as db:
            rows = db.execute(f"SELECT * FROM jobs ORDER BY {order} LIMIT ?", (limit,)).fetchall()
        return [_job(row) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many jobs there are of each state."""
        with self._store.opened() as db:
            return {r["state"]: r["n"] for r in db.execute("SELECT state, COUNT(*) n FROM jobs GROUP BY state")}

    def waiting(self) -> int:
        """How many jobs have no end yet."""
        with self._store.opened() as db:
            row = db.execute("SELECT COUNT(*) n FROM jobs WHERE state IN ('queued', 'running')").fetchone()
        return int(row["n"])

    def revive(self) -> None:
        """Puts back into the queue what was running when the server ended."""
        with self._changing() as db:
            db.execute("UPDATE jobs SET state = 'queued' WHERE state = 'running'")

    def begin(self) -> Job | None:
        """Takes the oldest job that waits, ``None`` where none does."""
        with self._changing() as db:
            row = db.execute("SELECT id FROM jobs WHERE state = 'queued' ORDER BY created, rowid LIMIT 1").fetchone()
            if row is None:
                return None
            db.execute(
                "UPDATE jobs SET state = 'running', started = ?, attempts = attempts + 1 WHERE id = ?",
                (time.time(), row["id"]),
            )
            return _job(db.execute("SELECT * FROM jobs WHERE id = ?", (row["id"],)).fetchone())

    def back(self, number: str) -> None:
        """Puts a job back into the queue."""
        with self._changing() as db:
            db.execute("UPDATE jobs SET state = 'queued' WHERE id = ?", (number,))

    def end(self, number: str, outcome: Outcome) -> None:
        """Writes how a job ended."""
        with self._changing() as db:
            db.execute(
                "UPDATE jobs SET state = ?, code = ?, message = ?, ended = ? WHERE id = ?",
                (outcome.state, outcome.code, outcome.message, time.time(), number),
            )

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._store.opened() as db, transaction(db):
            yield db


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    values["options"] = json.loads(values["options"])
    return Job(**values)

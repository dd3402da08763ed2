"""The ledger of an output folder: what was read, with which configuration, and how it ended.

SQLite in WAL mode: when the program is killed nothing that was written here is lost, and after a power cut the file is
whole. What the disk had not taken by then (the last seconds) is read again, and gives the same results.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.errors import LedgerDamagedError, LedgerInUseError, LedgerNewerError, NotWritableError

NAME = "ledger.sqlite"
State = Literal["running", "ok", "partial", "failed", "ignored"]
MOST_ATTEMPTS = 2
"""A document that crashed, hung or ate memory so often is left alone."""

VERSION = 2
"""Of the table: 1 had no ``result``. Stands in the file itself (``PRAGMA user_version``; version 1 wrote none)."""
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
    seconds REAL,
    result TEXT
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
    result: str | None = None


class Ledger:
    """Opens (and makes, where there is none) the ledger of an output folder. It lies on a local disk: SQLite needs
    locks that shared folders and stores do not give.

    A ledger of an earlier version is brought up to date. Raises ``LedgerDamagedError`` for a file that is none,
    ``LedgerNewerError`` for one of a later version, ``NotWritableError`` where it cannot be made or written.
    """

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self._file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotWritableError(name=str(folder), reason=error.strerror or str(error)) from error
        with self._errors_named():
            self._db = sqlite3.connect(self._file, isolation_level=None, timeout=30)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise LedgerNewerError(name=str(self._file))
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        columns = {row[1] for row in self._db.execute("PRAGMA table_info(documents)")}
        if columns and "result" not in columns:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("ALTER TABLE documents ADD COLUMN result TEXT")
            self._db.execute("UPDATE documents SET result = key || '.json'")
            self._db.execute("COMMIT")
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        """What SQLite cannot do, as errors that a person can do something about."""
        try:
            yield
        except sqlite3.OperationalError as error:  # no rights, no room, a locked file
            raise NotWritableError(name=str(self._file), reason=str(error)) from error
        except sqlite3.DatabaseError as error:
            raise LedgerDamagedError(name=str(self._file), reason=str(error)) from error

    def close(self) -> None:
        """Closes the file; further calls fail."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> Entry | None:
        """The entry of a document, ``None`` where it was never read."""
        with self._errors_named(), closing(self._db.execute("SELECT * FROM documents WHERE key = ?", (key,))) as rows:
            row = rows.fetchone()
        return None if row is None else Entry(*row)

    def put(self, *entries: Entry) -> None:
        """Writes entries, all or none; the end of this process loses none of them when this returns."""
        if not entries:
            return
        names = tuple(Entry.__dataclass_fields__)
        marks = ", ".join("?" * len(names))
        rows = [tuple(getattr(entry, name) for name in names) for entry in entries]
        with self._errors_named():
            self._db.execute("BEGIN")
            try:
                self._db.executemany(f"INSERT OR REPLACE INTO documents VALUES ({marks})", rows)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def end_running(self, code: str) -> None:
        """Documents that a run which is over left behind as ``running`` end as failed with this code."""
        with self._errors_named():
            self._db.execute("UPDATE documents SET state = 'failed', code = ? WHERE state = 'running'", (code,))

    def entries(self) -> Iterator[Entry]:
        """All entries in the order of their keys."""
        with self._errors_named(), closing(self._db.execute("SELECT * FROM documents ORDER BY key")) as rows:
            for row in rows:
                yield Entry(*row)


class Lock:
    """Holds an output folder, or a ledger elsewhere, for one run: a context manager. Raises ``LedgerInUseError`` where
    another run holds it, ``NotWritableError`` where no lock can be made. It ends with the process, however that ends.
    """

    def __init__(self, *files: Path) -> None:
        from filelock import FileLock

        names = sorted({str(file.absolute()) for file in files})
        self._locks = [FileLock(f"{name}.lock", timeout=0) for name in names]

    def __enter__(self) -> Lock:
        from filelock import Timeout

        for lock in self._locks:
            name = lock.lock_file.removesuffix(".lock")
            try:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                lock.acquire()
            except Timeout as error:
                self.__exit__()
                raise LedgerInUseError(name=str(Path(name).parent)) from error
            except OSError as error:
                self.__exit__()
                raise NotWritableError(name=name, reason=error.strerror or str(error)) from error
        return self

    def __exit__(self, *_: object) -> None:
        for lock in self._locks:
            lock.release()


def held(file: Path) -> bool:
    """Whether a run holds the ledger now."""
    if not Path(f"{file.absolute()}.lock").exists():
        return False
    try:
        with Lock(file):
            return False
    except LedgerInUseError:
        return True
    except NotWritableError:
        return False

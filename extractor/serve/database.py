"""How the room opens its SQLite files and changes them.

Comes in: a file. Goes out: a connection for one call, and a transaction on it. Separate because the reviews, the jobs
and the index of the archive are kept in the same way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_PATIENCE = 30
"""Seconds that a call waits while another process writes. A write takes milliseconds: only a stalled disk needs it."""


@contextmanager
def connection(path: Path, synchronous: Literal["FULL", "NORMAL"]) -> Iterator[sqlite3.Connection]:
    """A connection in autocommit mode whose rows know their columns' names; it is closed at the end.

    ``synchronous`` is SQLite's: ``FULL`` for what would be lost, ``NORMAL`` for what can be made anew. Raises
    :class:`sqlite3.OperationalError` where the file cannot be opened or stays locked.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
    db.row_factory = sqlite3.Row
    db.execute(f"PRAGMA synchronous = {synchronous}")
    try:
        yield db
    finally:
        db.close()


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is changed within the block, or nothing where it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise

"""The index of the archive: a list that can be searched, filtered, sorted and counted (SQLite FTS5).

Comes in: results with their corrections. Goes out: rows for the list, and values that stand in several files. All of
it is derived: the file can be deleted at any time and is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.serve.archive import File
from extractor.serve.database import connection, transaction
from extractor.serve.desk import View
from extractor.serve.index_rows import blank_row, forget, insert, insert_row

NAME = "index.sqlite"
_VERSION = 4
"""Of the tables: an index of another version is built anew."""

_SCHEMA = """
CREATE TABLE files (
    number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, id TEXT UNIQUE NOT NULL,
    name TEXT NOT NULL, title TEXT, unit TEXT, kind TEXT, year INTEGER,
    pages INTEGER, documents INTEGER NOT NULL, state TEXT NOT NULL, code TEXT, message TEXT, source TEXT,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notes INTEGER NOT NULL, doubts INTEGER NOT NULL,
    changes INTEGER NOT NULL, conflicts INTEGER NOT NULL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, version INTEGER NOT NULL, sha256 TEXT
);
CREATE TABLE components (file TEXT NOT NULL, position INTEGER, kind TEXT, title TEXT, unit TEXT, year INTEGER);
CREATE INDEX components_file ON components (file);
CREATE TABLE codes (file TEXT NOT NULL, code TEXT NOT NULL, n INTEGER NOT NULL);
CREATE INDEX codes_file ON codes (file);
CREATE TABLE people (file TEXT NOT NULL, pointer TEXT NOT NULL, name TEXT NOT NULL, nip TEXT NOT NULL);
CREATE INDEX people_file ON people (file);
CREATE INDEX people_nip ON people (nip);
CREATE TABLE amounts (
    file TEXT NOT NULL, pointer TEXT NOT NULL, office TEXT NOT NULL, year INTEGER NOT NULL, level TEXT,
    folded TEXT NOT NULL, name TEXT NOT NULL, amount REAL NOT NULL
);
CREATE INDEX amounts_file ON amounts (file);
CREATE INDEX amounts_same ON amounts (office, year, folded);
CREATE TABLE texts (file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 (
    title, unit, people, indicators, body, tokenize = "unicode61 remove_diacritics 2"
);
"""
_TABLES = ("files", "components", "codes", "people", "amounts", "texts", "search")


@dataclass(frozen=True)
class Query:
    """What the list is asked for. Empty choices choose everything; ``state`` is that of the reading or the review."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    unit: str = ""
    state: str = ""
    code: str = ""
    review: str = ""
    doubt: bool = False
    sort: str = ""
    offset: int = 0
    limit: int = 50


@dataclass
class Answer:
    """Rows of the list, how many there are in all, and the choices that remain with their counts."""

    total: int
    rows: list[dict[str, Any]]
    facets: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)


SORTS = {
    "name": "f.name COLLATE NOCASE, f.key",
    "title": "f.title IS NULL, f.title COLLATE NOCASE, f.key",
    "year": "f.year IS NULL, f.year DESC, f.key",
    "findings": "f.errors DESC, f.warnings DESC, f.key",
    "doubts": "f.doubts DESC, f.key",
    "new": "f.modified DESC, f.key",
}


class Index:
    """The index file. Every call opens it for itself; ``reviews`` is the database of :mod:`extractor.serve.store`."""

    def __init__(self, folder: Path, reviews: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path, self._reviews = folder / NAME, reviews
        with self.opened() as db:
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                for name in _TABLES:
                    db.execute(f"DROP TABLE IF EXISTS {name}")
                db.executescript(_SCHEMA)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection that also sees the reviews."""
        with connection(self._path, "NORMAL") as db:
            db.execute("ATTACH DATABASE ? AS review", (str(self._reviews),))
            yield db

    def known(self) -> dict[str, tuple[int, int, int]]:
        """Size and time of every result that is in the index, and the version of its review."""
        with self.opened() as db:
            rows = db.execute("SELECT key, size, modified, version FROM files").fetchall()
        return {r["key"]: (r["size"], r["modified"], r["version"]) for r in rows}

    def put(self, *files: tuple[File, View]) -> None:
        """Takes files as people see them, all or none."""
        with self._changing() as db:
            for file, view in files:
                forget(db, file.key)
                insert(db, file, view)

    def put_failed(self, file: File, code: str | None, said: str | None) -> None:
        """Takes a file that could not be read."""
        with self._changing() as db:
            forget(db, file.key)
            row = blank_row(file, state="failed", code=code, message=said)
            number = insert_row(db, "files", row)
            db.execute("INSERT INTO search (rowid, title) VALUES (?, ?)", (number, file.name))

    def forget(self, *keys: str) -> None:
        """Leaves out files that are gone."""
        with self._changing() as db:
            for key in keys:
                forget(db, key)
                db.execute("DELETE FROM texts WHERE file = ?", (key,))

    def textless(self, limit: int) -> list[tuple[str, str]]:
        """Keys and hashes of files whose full text is not known yet."""
        query = (
            "SELECT key, sha256 FROM files WHERE sha256 IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM texts t WHERE t.file = files.key AND t.sha256 = files.sha256) LIMIT ?"
        )
        with self.opened() as db:
            return [(r["key"], r["sha256"]) for r in db.execute(query, (limit,))]

    def put_text(self, key: str, sha256: str, text: str) -> None:
        """Takes the full text of a file, so that words in no value are found too."""
        with self._changing() as db:
            row = db.execute("SELECT number FROM files WHERE key = ?", (key,)).fetchone()
            if row is not None:
                db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", (key, sha256, text))
                db.execute("UPDATE search SET body = body || char(10) || ? WHERE rowid = ?", (text, row["number"]))

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self.opened() as db, transaction(db):
            yield db

    def key(self, number: str) -> str | None:
        """The key of a file by its id."""
        with self.opened() as db:
            row = db.execute("SELECT key FROM files WHERE id = ?", (number,)).fetchone()
        return row["key"] if row else None

    def row(self, key: str) -> dict[str, Any] | None:
        """The row of one file."""
        with self.opened() as db:
            row = db.execute(f"SELECT f.*, {_REVIEW} AS review FROM files f WHERE key = ?", (key,)).fetchone()
        return dict(row) if row else None

    def totals(self) -> dict[str, int]:
        """Counts over the whole archive, for its heading."""
        query = (
            f"SELECT COUNT(*) files, COALESCE(SUM(documents), 0) documents, COALESCE(SUM(pages), 0) pages, "
            f"COALESCE(SUM(errors > 0), 0) errors, COALESCE(SUM(doubts > 0), 0) doubts, "
            f"COALESCE(SUM(state = 'failed'), 0) failed, COALESCE(SUM({_REVIEW} = 'approved'), 0) approved FROM files f"
        )
        with self.opened() as db:
            return dict(db.execute(query).fetchone())

    def find(self, query: Query, *, facets: bool = True) -> Answer:
        """The files that a query chooses."""
        where, values = _where(query)
        match = _match(query.text)
        source = "files f"
        order = SORTS.get(query.sort, SORTS["name"])
        picked = "f.*"
        if match:
            source += " JOIN search ON search.rowid = f.number"
            where.append("search MATCH :match")
            values["match"] = match
            picked += ", snippet(search, -1, char(2), char(3), ' … ', 14) AS snippet"
            if not query.sort:
                order = "bm25(search, 8.0, 6.0, 5.0, 4.0, 1.0), f.key"
        clause = f" WHERE {' AND '.join(where)}" if where else ""
        page = {**values, "limit": query.limit, "offset": query.offset}
        with self.opened() as db:
            total = db.execute(f"SELECT COUNT(*) n FROM {source}{clause}", values).fetchone()["n"]
            rows = db.execute(
                f"SELECT {picked}, {_REVIEW} AS review FROM {source}{clause} ORDER BY {order} "
                "LIMIT :limit OFFSET :offset",
                page,
            ).fetchall()
            counts = {n: _facet(db, n, query) for n in _FACETS} if facets else {}
        return Answer(total, [dict(r) for r in rows], counts)


_REVIEW = (
    "(SELECT r.state FROM review.reviews r WHERE r.file = f.key AND r.state IS NOT NULL AND r.pointer IS NULL "
    "ORDER BY r.id DESC LIMIT 1)"
)
_FACETS = {
    "kind": "SELECT c.kind v, COUNT(DISTINCT c.file) n FROM components c JOIN files f ON f.key = c.file{where} "
    "GROUP BY v ORDER BY n DESC, v",
    "year": "SELECT c.year v, COUNT(DISTINCT c.file) n FROM components c JOIN files f ON f.key = c.file{where} "
    "GROUP BY v HAVING v IS NOT NULL ORDER BY v DESC",
    "unit": "SELECT c.unit v, COUNT(DISTINCT c.file) n FROM components c JOIN files f ON f.key = c.file{where} "
    "GROUP BY v HAVING v IS NOT NULL ORDER BY n DESC, v LIMIT 200",
    "code": "SELECT c.code v, COUNT(DISTINCT c.file) n FROM codes c JOIN files f ON f.key = c.file{where} "
    "GROUP BY v ORDER BY n DESC, v",
    "state": "SELECT f.state v, COUNT(*) n FROM files f{where} GROUP BY v ORDER BY n DESC",
    "review": f"SELECT COALESCE({_REVIEW}, 'open') v, COUNT(*) n FROM files f{{where}} GROUP BY v ORDER BY n DESC",
}


def _where(query: Query, without: str = "") -> tuple[list[str], dict[str, Any]]:
    """Conditions of a query; a facet counts as if its own choice were not made."""
    where: list[str] = []
    values: dict[str, Any] = {}
    inner = {n: getattr(query, n) for n in ("kind", "year", "unit") if getattr(query, n) and n != without}
    if inner:
        same = " AND ".join(f"w.{n} = :{n}" for n in inner)
        where.append(f"EXISTS (SELECT 1 FROM components w WHERE w.file = f.key AND {same})")
        values |= inner
    if query.code and without != "code":
        where.append("EXISTS (SELECT 1 FROM codes w WHERE w.file = f.key AND w.code = :code)")
        values["code"] = query.code
    if query.state and without != "state":
        where.append("f.state = :state")
        values["state"] = query.state
    if query.review and without != "review":
        where.append(f"COALESCE({_REVIEW}, 'open') = :review")
        values["review"] = query.review
    if query.doubt:
        where.append("f.doubts > 0")
    return where, values


def _facet(db: sqlite3.Connection, name: str, query: Query) -> list[tuple[Any, int]]:
    where, values = _where(query, without=name)
    match = _match(query.text)
    if match:
        where.append("f.number IN (SELECT rowid FROM search WHERE search MATCH :match)")
        values["match"] = match
    clause = f" WHERE {' AND '.join(where)}" if where else ""
    return [(r["v"], r["n"]) for r in db.execute(_FACETS[name].format(where=clause), values)]


def _match(text: str) -> str:
    """What a person typed as an FTS5 query: every word must stand there, the last one perhaps unfinished; ``"…"`` is a
    phrase. No sign of the query language gets through.
    """
    parts = []
    for k, piece in enumerate(text.split('"')):
        words = ["".join(c if c.isalnum() else " " for c in w) for w in ([piece] if k % 2 else piece.split())]
        parts += [f'"{" ".join(w.split())}"' for w in words if w.strip()]
    if not parts:
        return ""
    closed = text.rstrip().endswith('"')
    return " ".join(parts) + ("" if closed else "*")

"""The rows of the index that a file gives: what the list shows of it, its documents, people, amounts and words.

Comes in: a file with its view. Goes out: rows in the database. Separate from asking the index.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.audit.view import plain
from extractor.registry import kinds
from extractor.serve.archive import File
from extractor.serve.desk import View
from extractor.serve.pointers import leaves

LONGEST_TEXT = 2_000_000
"""Characters of a file that can be searched."""


def forget(db: sqlite3.Connection, key: str) -> None:
    """Takes a file out of the index."""
    row = db.execute("SELECT number FROM files WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    db.execute("DELETE FROM search WHERE rowid = ?", (row["number"],))
    db.execute("DELETE FROM files WHERE number = ?", (row["number"],))
    for table in ("components", "codes", "people", "amounts"):
        db.execute(f"DELETE FROM {table} WHERE file = ?", (key,))


def blank_row(file: File, **values: Any) -> dict[str, Any]:
    """The row of a file, of which little is known yet."""
    blank: dict[str, Any] = dict.fromkeys(
        ("documents", "errors", "warnings", "notes", "doubts", "changes", "conflicts"), 0
    )
    own = {
        "key": file.key,
        "id": file.id,
        "name": file.name,
        "size": file.size,
        "modified": file.modified,
        "version": 0,
    }
    return {**blank, **own, **values}


def insert_row(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """Puts a row into a table; returns its number."""
    names = ", ".join(row)
    done = db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in row)})", row)
    return done.lastrowid or 0


def insert(db: sqlite3.Connection, file: File, view: View) -> None:
    """Puts in all that a file gives."""
    result = view.merged.result
    documents = result["documents"]
    first: dict[str, Any] = next(
        (d for d in documents if d.get("kind") != "unknown"), documents[0] if documents else {}
    )
    severities = [f["severity"] for f in view.findings]
    unreadable = any(f["code"] == "page-unreadable" for f in view.findings)
    row = blank_row(
        file,
        title=first.get("title"),
        unit=first.get("unit"),
        kind=first.get("kind"),
        year=first.get("year"),
        pages=result["source"].get("pages"),
        source=result["source"].get("text_source"),
        documents=len(documents),
        state=("partial" if documents else "failed") if unreadable else "ok",
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("info"),
        doubts=len(view.doubtful),
        changes=sum(a.correction.op != "confirm" for a in view.merged.applied),
        conflicts=len(view.merged.conflicts),
        version=view.version,
        sha256=result["source"].get("sha256"),
    )
    number = insert_row(db, "files", row)
    for position, document in enumerate(documents):
        component = {n: document.get(n) for n in ("kind", "title", "unit", "year")}
        insert_row(db, "components", {"file": file.key, "position": position, **component})
        _insert_people(db, file.key, position, document)
        _insert_amounts(db, file.key, position, document)
    codes = [f["code"] for f in view.findings]
    for code in sorted(set(codes)):
        insert_row(db, "codes", {"file": file.key, "code": code, "n": codes.count(code)})
    texts = _texts(file, documents)
    whole = db.execute("SELECT text FROM texts WHERE file = ? AND sha256 = ?", (file.key, row["sha256"])).fetchone()
    if whole is not None:
        texts["body"] += f"\n{whole['text']}"
    insert_row(db, "search", {"rowid": number, **texts})


def _insert_people(db: sqlite3.Connection, key: str, position: int, document: dict[str, Any]) -> None:
    for k, person in enumerate(document.get("signatories") or []):
        if person.get("name") and person.get("nip"):
            at = f"/documents/{position}/signatories/{k}"
            insert_row(db, "people", {"file": key, "pointer": at, "name": person["name"], "nip": person["nip"]})


def _commits(document: dict[str, Any]) -> bool:
    """Whether the budget lines of a document's kind are what its office has for its year."""
    kind = kinds().get(str(document.get("kind")))
    return kind is not None and kind.commits


def _insert_amounts(db: sqlite3.Connection, key: str, position: int, document: dict[str, Any]) -> None:
    """Lines of budgets that name their office and year: only those of one office in one year can be compared."""
    office = (document.get("letterhead") or {}).get("office")
    year = document.get("year")
    if not office or not year or not _commits(document):
        return
    for k, line in enumerate(document.get("budgets") or []):
        if line.get("name") and line.get("amount") is not None:
            row = {
                "file": key,
                "pointer": f"/documents/{position}/budgets/{k}",
                "office": plain(office),
                "year": year,
                "level": line.get("level"),
                "folded": plain(line["name"]),
                "name": line["name"],
                "amount": line["amount"],
            }
            insert_row(db, "amounts", row)


def _texts(file: File, documents: list[dict[str, Any]]) -> dict[str, str]:
    people = [
        str(v)
        for d in documents
        for p in d.get("signatories") or []
        for v in (p.get("full_name"), p.get("position"), p.get("nip"))
        if v
    ]
    names = [i["name"] for d in documents for i in d.get("indicators") or [] if i.get("name")]
    seen: dict[str, None] = {}
    for document in documents:
        for _, value in leaves(document):
            if isinstance(value, str):
                seen.setdefault(value)
    return {
        "title": "\n".join([*(d["title"] for d in documents if d.get("title")), file.name]),
        "unit": "\n".join(d["unit"] for d in documents if d.get("unit")),
        "people": "\n".join(people),
        "indicators": "\n".join(dict.fromkeys(names)),
        "body": "\n".join(seen)[:LONGEST_TEXT],
    }

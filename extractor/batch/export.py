"""Flattens results to tables: CSV, Parquet, XLSX.

Comes in: a folder of results. Goes out: one file a table. Every row has the stable key of its record: the file's
SHA-256 and the record's JSON Pointer. Cells that a spreadsheet would take for formulas are marked as text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("kind", "title", "unit", "year", "first_page", "last_page", "signed_place", "signed_date",
    "budget_total"), "indicators": (
        "document", "table", "row", "number", "goal", "objective", "program", "activity", "name", "formula",
        "calculation_type",
        "data_source", "notes", "measure", "unit", "target_text", "target_value", "target_unit", "target_operator",
        "location", "budget",
    ),
    "budgets": ("document", "number", "level", "program", "name", "code", "funding", "amount"),
    "signatories": ("document", "name", "full_name", "titles", "position", "role", "rank", "nip", "on_behalf_of"),
    "nodes": ("document", "parent", "level", "echelon", "number", "title", "objective"),
    "provisions": ("document", "parent", "level", "number", "heading", "text"),
    "references": ("document", "type", "number", "year", "about"),
    "findings": ("code", "severity", "message", "paths", "documents"),
}  # fmt: skip
KEYS = ("sha256", "pointer")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHEET_ROWS = 1_048_575


def export_tables(folder: Path, output: Path, form: str) -> list[Path]:
    """Writes the tables of all results under ``folder``; returns the files. ``form`` is csv, parquet or xlsx.

    Parquet needs DuckDB and XLSX openpyxl (the extra ``export``).
    """
    output.mkdir(parents=True, exist_ok=True)
    written = []
    for table in COLUMNS:
        rows = _rows(folder, table)
        file = output / f"{table}.{form}"
        if form == "csv":
            _write_csv(file, table, rows)
        elif form == "parquet":
            _write_parquet(file, table, rows)
        else:
            _write_xlsx(file, table, rows)
        written.append(file)
    return written


def _rows(folder: Path, table: str) -> Iterator[list[Any]]:
    for file in sorted(folder.rglob("*.json")):
        result = json.loads(file.read_bytes())
        sha256 = result["source"]["sha256"]
        for pointer, record in records(result, table):
            yield [sha256, pointer, *(_plain(record.get(column)) for column in COLUMNS[table])]


def records(result: dict[str, Any], table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pointer and flat record of every row of a table in one result."""
    if table == "findings":
        yield from ((f"/findings/{k}", finding) for k, finding in enumerate(result["findings"]))
        return
    for d, document in enumerate(result["documents"]):
        at = f"/documents/{d}"
        if table == "documents":
            yield at, _document(document)
        elif table == "nodes":
            yield from _tree(document.get("tree") or [], f"{at}/tree", d, None)
        elif table == "provisions":
            yield from _tree(document.get("body") or [], f"{at}/body", d, None)
        elif table == "references":
            for k, basis in enumerate(document.get("legal_basis") or []):
                for j, reference in enumerate(basis["references"]):
                    yield f"{at}/legal_basis/{k}/references/{j}", {**reference, "document": d}
        else:
            for k, record in enumerate(document.get(table) or []):
                target = record.get("target") or {}
                flat = {f"target_{name}": target.get(name) for name in ("text", "value", "unit", "operator")}
                yield f"{at}/{table}/{k}", {**record, **flat, "document": d}


def _document(document: dict[str, Any]) -> dict[str, Any]:
    pages = document.get("pages") or [None, None]
    signed = document.get("signed") or {}
    more = {"signed_place": signed.get("place"), "signed_date": signed.get("date")}
    return {**document, **more, "first_page": pages[0], "last_page": pages[1]}


def _tree(
    nodes: list[dict[str, Any]], at: str, document: int, parent: str | None
) -> Iterator[tuple[str, dict[str, Any]]]:
    for k, node in enumerate(nodes):
        here = f"{at}/{k}"
        yield here, {**node, "document": document, "parent": parent}
        yield from _tree(node["children"], f"{here}/children", document, here)


def _plain(value: Any) -> Any:
    """Lists and records as JSON text, everything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_csv(file: Path, table: str, rows: Iterable[list[Any]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow((*KEYS, *COLUMNS[table]))
        writer.writerows([guarded(value) for value in row] for row in rows)


def _write_parquet(file: Path, table: str, rows: Iterable[list[Any]]) -> None:
    import duckdb

    columns = (*KEYS, *COLUMNS[table])
    with duckdb.connect() as database:
        typed = ", ".join(f'"{c}" {"BIGINT" if c in _WHOLE else "VARCHAR"}' for c in columns)
        database.execute(f"CREATE TABLE t ({typed})")
        batch = [[_cell(c, v) for c, v in zip(columns, row, strict=True)] for row in rows]
        if batch:
            database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})", batch)
        name = str(file).replace("'", "''")
        database.execute(f"COPY t TO '{name}' (FORMAT parquet)")


_WHOLE = frozenset({"year", "first_page", "last_page", "document", "table", "budget", "budget_total"})


def _cell(column: str, value: Any) -> Any:
    if value is None or column in _WHOLE:
        return value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write_xlsx(file: Path, table: str, rows: Iterable[list[Any]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table)
    sheet.append([*KEYS, *COLUMNS[table]])
    for count, row in enumerate(rows, 1):
        if count % _SHEET_ROWS == 0:
            sheet = book.create_sheet(f"{table} {count // _SHEET_ROWS + 1}")
            sheet.append([*KEYS, *COLUMNS[table]])
        sheet.append([guarded(ILLEGAL_CHARACTERS_RE.sub("", v)[:32_000]) if isinstance(v, str) else v for v in row])
    book.save(file)

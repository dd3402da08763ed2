"""Flattens results to tables: CSV, Parquet, XLSX.

Comes in: results of a folder or a store. Goes out: one file a table, whole or not at all. Every row has the stable key
of its record: the source's path in the archive (two copies of a file are two) and the record's JSON Pointer; beside it
the file's name and SHA-256. Cells that a spreadsheet would take for formulas, or for numbers that it rounds (a NIP has
18 digits, Excel keeps 15), are marked as text.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from extractor.batch.places import join, read
from extractor.batch.places import results as stored_results
from extractor.errors import MissingPackageError, NotWritableError
from extractor.files import replacing, resolved
from extractor.registry import ExportTable, kinds

_COMMON: dict[str, tuple[str, ...]] = {
    "documents": (
        "kind", "title", "unit", "year", "first_page", "last_page", "government", "office", "signed_place",
        "signed_date", "budget_total", "organization", "regulation_type", "number", "about", "words", "claimed",
    ),
    "indicators": (
        "document", "table", "row", "number", "goal", "objective", "program", "activity", "sub_activity", "name",
        "formula", "calculation_type", "data_source", "notes", "measure", "unit",
        "baseline_text", "baseline_value", "baseline_unit", "baseline_operator",
        "target_text", "target_value", "target_unit", "target_operator",
        "actual_text", "actual_value", "actual_unit", "actual_operator",
        "achievement", "location", "owner", "budget",
    ),
    "figures": (
        "document", "indicator", "name", "figure", "period", "text", "value", "unit", "operator",
    ),
    "budgets": (
        "document", "number", "level", "program", "activity", "name", "code", "funding", "amount", "actual",
        "achievement",
    ),
    "signatories": ("document", "name", "full_name", "titles", "position", "role", "rank", "nip", "on_behalf_of"),
    "entities": ("document", "label", "text", "count", "code", "name"),
    "findings": ("code", "severity", "message", "paths", "documents"),
}  # fmt: skip
"""What every kind has; the kinds bring further ones."""
KEYS = ("file", "path", "sha256", "pointer")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_ROUNDED = re.compile(r"0\d+|\d{16,}")
"""Digits of which a spreadsheet drops the first ones or rounds the last ones."""
_EXTRA = 'pip install "arsip-extractor[export]"'
_SHEET_ROWS = 1_048_575
"""Rows of a sheet, its heading aside: XLSX allows 1,048,576 in all."""


def export_tables(
    folder: str | Path, output: Path, form: str, *, results: Sequence[str] | None = None, sep: str = ","
) -> list[Path]:
    """Writes the tables of results under ``folder`` (a local one, or an URL); returns the files.

    ``results`` are paths relative to the folder (``None``: all), ``form`` is csv, parquet or xlsx, ``sep`` parts the
    columns of CSV. Parquet needs DuckDB and XLSX openpyxl (the extra ``export``): raises ``MissingPackageError``
    without. Raises ``NotWritableError`` where a table cannot be written, and ``NotFoundError`` for a result that cannot
    be read.
    """
    taken = stored_results(folder) if results is None else results
    writer = _writer(form, sep)
    written = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        for table in tables():
            file = output / f"{table}.{form}"
            with replacing(resolved(file)) as temporary:
                writer(temporary, table, _rows(folder, taken, table))
            written.append(file)
    except OSError as error:
        raise NotWritableError(name=str(output), reason=error.strerror or str(error)) from error
    return written


def _writer(form: str, sep: str) -> Callable[[Path, str, Iterable[list[Any]]], None]:
    """What writes a table in the form."""
    if form == "csv":
        return partial(_write_csv, sep=sep)
    try:
        import_module("duckdb" if form == "parquet" else "openpyxl")
    except ImportError as error:
        raise MissingPackageError(name=f"--format {form}", how=_EXTRA) from error
    return _write_parquet if form == "parquet" else _write_xlsx


def _rows(folder: str | Path, results: Sequence[str], table: str) -> Iterator[list[Any]]:
    wanted = columns(table)
    for name in results:
        result = json.loads(read(join(folder, name)))
        source = result["source"]
        keys = (source["name"], name.removesuffix(".json"), source["sha256"])
        for pointer, record in records(result, table):
            yield [*keys, pointer, *(_plain(record.get(column)) for column in wanted)]


def tables() -> dict[str, ExportTable | None]:
    """The tables that are written, in their order; ``None`` for those that every kind has."""
    common: dict[str, ExportTable | None] = dict.fromkeys(name for name in _COMMON if name != "findings")
    return {**common, **{t.name: t for kind in kinds().values() for t in kind.tables}, "findings": None}


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, beside the keys of its rows."""
    brought = tables()[table]
    return _COMMON[table] if brought is None else tuple(brought.columns)


def records(result: dict[str, Any], table: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Pointer and flat record of every row of a table in one result."""
    if table == "findings":
        yield from ((f"/findings/{k}", finding) for k, finding in enumerate(result["findings"]))
        return
    brought = tables()[table]
    for d, document in enumerate(result["documents"]):
        at = f"/documents/{d}"
        if brought is not None:
            for pointer, record in brought.rows(document):
                above = record.get("parent")
                yield at + pointer, {**record, "document": d, "parent": above and at + above}
        elif table == "documents":
            yield at, _document(document)
        elif table == "figures":
            yield from _figures(document, at, d)
        else:
            for k, record in enumerate(document.get(table) or []):
                yield f"{at}/{table}/{k}", {**record, **(_flat(record) if table == "indicators" else {}), "document": d}


_ONE = ("baseline", "target", "actual")
_MANY = {"further_targets": "target", "further_actuals": "actual"}
"""Fields of an indicator that hold one figure (columns of its row) and several (rows of ``figures``)."""


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The parts of an indicator's figures as columns of its row."""
    parts = ("text", "value", "unit", "operator")
    return {f"{field}_{part}": (record.get(field) or {}).get(part) for field in _ONE for part in parts}


def _figures(document: dict[str, Any], at: str, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every figure of every indicator as a row of its own: a plan of five years has five a line."""
    for k, indicator in enumerate(document.get("indicators") or []):
        here = f"{at}/indicators/{k}"
        about = {"document": number, "indicator": here, "name": indicator.get("name")}
        for field in _ONE:
            if indicator.get(field):
                yield f"{here}/{field}", {**indicator[field], **about, "figure": field}
        for field, figure in _MANY.items():
            for j, one in enumerate(indicator.get(field) or []):
                yield f"{here}/{field}/{j}", {**one, **about, "figure": figure}


def _document(document: dict[str, Any]) -> dict[str, Any]:
    """A document's own values, those of its parts as columns."""
    pages = document.get("pages") or [None, None]
    signed = document.get("signed") or {}
    more = {"signed_place": signed.get("place"), "signed_date": signed.get("date")}
    return {
        **document,
        **more,
        **(document.get("letterhead") or {}),
        **(document.get("coverage") or {}),
        "first_page": pages[0],
        "last_page": pages[1],
    }


def _plain(value: Any) -> Any:
    """Lists and records as JSON text, everything else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula (OWASP, CSV injection), or take for a number that it cannot
    hold, gets an apostrophe in front. A sign alone (the operator ``=``, a dash for nothing) is neither.
    """
    if not isinstance(value, str):
        return value
    formula = value.startswith(_FORMULA) and value.strip("=-") != ""
    return f"'{value}" if formula or _ROUNDED.fullmatch(value) else value


def _write_csv(file: Path, table: str, rows: Iterable[list[Any]], *, sep: str) -> None:
    # with a mark at its beginning Excel knows that it is UTF-8
    with file.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as stream:
        writer = csv.writer(stream, delimiter=sep)
        writer.writerow((*KEYS, *columns(table)))
        writer.writerows([guarded(value) for value in row] for row in rows)


def _write_parquet(file: Path, table: str, rows: Iterable[list[Any]]) -> None:
    import duckdb

    names = (*KEYS, *columns(table))
    brought = tables()[table]
    whole = _WHOLE | brought.whole if brought else _WHOLE
    with duckdb.connect() as database:
        typed = ", ".join(f'"{c}" {"BIGINT" if c in whole else "VARCHAR"}' for c in names)
        database.execute(f"CREATE TABLE t ({typed})")
        batch = [[_cell(v, whole=c in whole) for c, v in zip(names, row, strict=True)] for row in rows]
        if batch:
            database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", batch)
        name = str(file).replace("'", "''")
        database.execute(f"COPY t TO '{name}' (FORMAT parquet)")


_WHOLE = frozenset({
    "year", "first_page", "last_page", "document", "table", "budget", "budget_total", "words", "claimed", "count",
})  # fmt: skip


def _cell(value: Any, *, whole: bool) -> Any:
    if value is None or whole:
        return value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write_xlsx(file: Path, table: str, rows: Iterable[list[Any]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table)
    sheet.append([*KEYS, *columns(table)])
    for count, row in enumerate(rows, 1):
        if count % _SHEET_ROWS == 0:
            sheet = book.create_sheet(f"{table} {count // _SHEET_ROWS + 1}")
            sheet.append([*KEYS, *columns(table)])
        sheet.append([_sheet_cell(ILLEGAL_CHARACTERS_RE.sub("", v)) if isinstance(v, str) else v for v in row])
    book.save(file)


def _sheet_cell(text: str) -> str:
    """A text as a cell of a sheet, which keeps digits as they are: only what would run is marked."""
    return text[:32_000] if _ROUNDED.fullmatch(text) else guarded(text[:32_000])

"""Tables for a clerk: keys, texts that Excel keeps, nothing that runs, nothing half-written."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractor.batch.export import export_tables, guarded, tables
from extractor.cli import main
from extractor.errors import ExitCode, NotWritableError

NIP = "199806152027032004"


def result(name: str = "a.pdf", sha256: str = "0" * 64) -> dict[str, Any]:
    target = {"text": "≥ 90", "value": 90, "unit": "%", "operator": "="}
    return {
        "source": {"name": name, "sha256": sha256},
        "documents": [
            {
                "kind": "perjanjian_kinerja",
                "title": "=1+1",
                "signatories": [{"name": "Budi", "nip": NIP, "rank": "＝HYPERLINK()"}],
                "indicators": [{"name": "-", "row": "01", "target": target}],
            }
        ],
        "findings": [],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place in ("in/2020/a.pdf.json", "in/2021/a.pdf.json"):
        file = tmp_path / place
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(result()), encoding="utf-8")
    return tmp_path / "in"


def rows(file: Path, sep: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=sep))


def extract(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--lang", "en"])


def test_two_copies_of_a_file_have_keys_of_their_own(folder: Path, tmp_path: Path) -> None:
    export_tables(folder, tmp_path / "tables", "csv")
    documents = rows(tmp_path / "tables" / "documents.csv")
    assert [(r["file"], r["path"], r["pointer"]) for r in documents] == [
        ("a.pdf", "2020/a.pdf", "/documents/0"),
        ("a.pdf", "2021/a.pdf", "/documents/0"),
    ]


def test_excel_set_to_indonesian_gets_its_separator_and_keeps_every_digit(folder: Path, tmp_path: Path) -> None:
    done = extract("export", str(folder), "-o", str(tmp_path / "t"), "--sep", ";")
    assert done.exit_code == ExitCode.OK
    file = tmp_path / "t" / "signatories.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbffile;path;")
    (first, _) = rows(file, ";")
    assert first["nip"] == f"'{NIP}"
    assert extract("export", str(folder), "-o", str(tmp_path / "t"), "--sep", ";;").exit_code == ExitCode.USAGE


def test_sheets_hold_digits_as_text_and_run_nothing(folder: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    export_tables(folder, tmp_path / "t", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t" / "signatories.xlsx").active
    names = [cell.value for cell in sheet[1]]
    cells = dict(zip(names, sheet[2], strict=True))
    assert (cells["nip"].value, cells["nip"].data_type) == (NIP, "s")
    assert cells["rank"].value == "'＝HYPERLINK()"
    book = openpyxl.load_workbook(tmp_path / "t" / "indicators.xlsx").active
    operator = dict(zip([cell.value for cell in book[1]], book[2], strict=True))["target_operator"]
    assert (operator.value, operator.data_type) == ("=", "s")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=", "="),
        ("-", "-"),
        ("--", "--"),
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("\n=1", "'\n=1"),
        (NIP, f"'{NIP}"),
        ("007", "'007"),
        ("2041", "2041"),
        ("0", "0"),
        (7, 7),
    ],
)
def test_cells_are_guarded_where_they_would_run_or_be_rounded_and_nowhere_else(text: object, cell: object) -> None:
    assert guarded(text) == cell


def test_a_table_that_cannot_be_written_leaves_nothing_half_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "indicators.csv").mkdir()
    with pytest.raises(NotWritableError):
        export_tables(folder, tmp_path / "t", "csv")
    assert [p.name for p in (tmp_path / "t").iterdir() if p.name.endswith(".tmp")] == []
    assert extract("export", str(folder), "-o", str(tmp_path / "t")).exit_code == ExitCode.NOT_WRITABLE


@pytest.mark.parametrize(("form", "package"), [("xlsx", "openpyxl"), ("parquet", "duckdb")])
def test_a_missing_package_has_its_code(
    form: str, package: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = extract("export", str(folder), "-o", str(tmp_path / "t"), "--format", form)
    assert (done.exit_code, done.stderr.count("\n")) == (ExitCode.MISSING_PACKAGE, 1)
    assert 'pip install "arsip-extractor[export]"' in done.stderr


def test_results_in_a_store_can_be_exported(folder: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for file in folder.rglob("*.json"):
        store.pipe_file(f"/{tmp_path.name}/{file.relative_to(folder).as_posix()}", file.read_bytes())
    export_tables(folder, tmp_path / "local", "csv")
    done = extract("export", f"memory://{tmp_path.name}", "-o", str(tmp_path / "stored"))
    assert done.exit_code == ExitCode.OK, done.stderr
    for table in tables():
        assert (tmp_path / "stored" / f"{table}.csv").read_bytes() == (tmp_path / "local" / f"{table}.csv").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_table_that_is_a_link_is_written_where_it_leads(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "kept.csv").write_text("old")
    (tmp_path / "t" / "documents.csv").symlink_to(tmp_path / "kept.csv")
    export_tables(folder, tmp_path / "t", "csv")
    assert (tmp_path / "t" / "documents.csv").is_symlink()
    assert len(rows(tmp_path / "kept.csv")) == 2

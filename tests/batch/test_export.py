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

from extractor.batch.export import columns, export_tables, guarded, tables
from extractor.cli import main
from extractor.errors import ExitCode, NotWritableError
from extractor.schema.values import Budget, Indicator

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


def test_what_a_report_states_stands_in_columns_and_every_figure_in_a_row(tmp_path: Path) -> None:
    figure = {"text": "90", "value": 90, "unit": "%", "operator": "=", "period": None}
    indicator = {
        "name": "Persentase layanan",
        "sub_activity": "Penataan Arsip",
        "owner": "Bidang Arsip",
        "baseline": figure,
        "target": None,
        "actual": {**figure, "value": 85.5},
        "further_targets": [{**figure, "period": "2042"}, {**figure, "period": "2043"}],
        "further_actuals": [{**figure, "period": "2040"}],
        "achievement": 95,
    }
    budget = {"activity": "Pengelolaan Arsip", "amount": 10_000_000, "actual": 9_000_000, "achievement": 90}
    report = result() | {
        "documents": [
            {
                "kind": "laporan_kinerja",
                "coverage": {"words": 200, "claimed": 150},
                "letterhead": {"office": "DINAS KEARSIPAN"},
                "indicators": [indicator],
                "budgets": [budget],
            }
        ]
    }
    (tmp_path / "r.pdf.json").write_text(json.dumps(report), encoding="utf-8")
    export_tables(tmp_path, tmp_path / "t", "csv")
    (document,) = rows(tmp_path / "t" / "documents.csv")
    assert (document["words"], document["claimed"], document["office"]) == ("200", "150", "DINAS KEARSIPAN")
    (line,) = rows(tmp_path / "t" / "indicators.csv")
    wanted = ("sub_activity", "owner", "baseline_value", "target_value", "actual_value", "achievement")
    assert [line[name] for name in wanted] == ["Penataan Arsip", "Bidang Arsip", "90", "", "85.5", "95"]
    (spent,) = rows(tmp_path / "t" / "budgets.csv")
    assert (spent["activity"], spent["actual"], spent["achievement"]) == ("Pengelolaan Arsip", "9000000", "90")
    assert [
        (f["pointer"].rpartition("/0/")[2], f["figure"], f["period"]) for f in rows(tmp_path / "t" / "figures.csv")
    ] == [
        ("baseline", "baseline", ""),
        ("actual", "actual", ""),
        ("further_targets/0", "target", "2042"),
        ("further_targets/1", "target", "2043"),
        ("further_actuals/0", "actual", "2040"),
    ]


def test_every_field_of_an_indicator_and_a_budget_line_is_exported() -> None:
    """A field that is added to the contract must not be forgotten here."""
    figures = {"baseline", "target", "actual", "further_targets", "further_actuals"}
    assert set(Indicator.model_fields) - figures <= set(columns("indicators"))
    assert set(Budget.model_fields) - {"nomenclature"} <= set(columns("budgets"))


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

"""The command line: what goes to stdout, what to stderr, and which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.cli_options import parse_pages
from extractor.errors import ExitCode, PageListError
from extractor.schema.extraction import SCHEMA_VERSION

TEXT = """PERJANJIAN KINERJA TAHUN 2024
KECAMATAN MAJU

NO\tSASARAN\tINDIKATOR KINERJA\tTARGET
1\tMeningkatnya pelayanan\tPersentase layanan tepat waktu\t90%
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "perjanjian.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def run(*args: str, stdin: bytes | None = None) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(main, list(args), input=stdin)
    return result.exit_code, result.stdout_bytes, result.stderr


def test_without_arguments_it_prints_help() -> None:
    result = CliRunner().invoke(main, [])
    assert "extract FILE" in result.output or "FILE [OPTIONS]" in result.output


def test_help_lists_the_options_of_the_default_command() -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert b"--no-provenance" in out
    assert b"schema" in out


def test_a_file_gives_json_on_stdout_and_nothing_else(document: Path) -> None:
    code, out, err = run(str(document))
    assert code == ExitCode.OK
    assert err == ""
    assert json.loads(out)["source"]["name"] == "perjanjian.txt"


def test_standard_input_is_read_for_a_dash() -> None:
    code, out, _ = run("-", "--type", "txt", stdin=TEXT.encode())
    assert code == ExitCode.OK
    assert json.loads(out)["source"]["name"] == "-"


def test_output_goes_whole_to_a_file(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    code, out, _ = run(str(document), "-o", str(target), "--indent", "2")
    assert (code, out) == (ExitCode.OK, b"")
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == SCHEMA_VERSION
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_output_to_a_missing_folder_is_one_line_and_its_own_code(document: Path, tmp_path: Path) -> None:
    code, out, err = run(str(document), "-o", str(tmp_path / "none" / "out.json"))
    assert code == ExitCode.NOT_WRITABLE
    assert out == b""
    assert err.count("\n") == 1


def test_provenance_is_left_out_on_request(document: Path) -> None:
    _, out, _ = run(str(document), "--no-provenance")
    assert "provenance" not in json.loads(out)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, ExitCode.NOT_FOUND),
        (b"", ExitCode.EMPTY),
        (b"  \n\n", ExitCode.EMPTY),
        (b"\xef\xbb\xbf\n", ExitCode.EMPTY),
        (b"%!PS-Adobe-3.0\n(Arsip) show\n", ExitCode.UNSUPPORTED),
        (b"%PDF-1.4\nnot really", ExitCode.DAMAGED),
        (b"\x00\x01\x02\x03" * 50, ExitCode.UNSUPPORTED),
    ],
)
def test_bad_input_is_one_line_and_its_own_exit_code(tmp_path: Path, content: bytes | None, code: ExitCode) -> None:
    file = tmp_path / "input.pdf"
    if content is not None:
        file.write_bytes(content)
    got, out, err = run(str(file))
    assert got == code
    assert out == b""
    assert err.count("\n") == 1
    assert "input.pdf" in err
    assert "Traceback" not in err


def test_messages_follow_the_language(tmp_path: Path) -> None:
    _, _, indonesian = run(str(tmp_path / "x.pdf"))
    _, _, english = run(str(tmp_path / "x.pdf"), "--lang", "en")
    assert "tidak dapat dibuka" in indonesian
    assert "cannot be opened" in english


@pytest.mark.parametrize(("text", "pages"), [("3", (3,)), ("1-3,9", (1, 2, 3, 9)), (" 2 - 3 , 2", (2, 3))])
def test_page_lists_are_understood(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text) == pages


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1-", "1,,2", "-4"])
def test_wrong_page_lists_are_refused(text: str) -> None:
    with pytest.raises(PageListError):
        parse_pages(text)


def test_schema_of_the_output_knows_every_kind() -> None:
    code, out, _ = run("schema")
    assert code == ExitCode.OK
    definitions = json.loads(out)["$defs"]
    assert {"PerjanjianKinerja", "Cascading", "RencanaKinerja", "Peraturan", "UnknownDocument"} <= set(definitions)


def test_schema_of_an_unknown_kind_is_a_usage_error() -> None:
    code, out, err = run("schema", "surat")
    assert (code, out) == (ExitCode.USAGE, b"")
    assert "peraturan" in err


def test_help_imports_neither_language_nor_pdf_libraries() -> None:
    heavy = ("spacy", "pypdfium2", "pdfplumber", "ray", "fsspec")
    script = f"import sys, extractor.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_module_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "extractor", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("extract, version")

"""What the program knows as data, and an organisation's own additions."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from extractor import Options, extract
from extractor.errors import ExitCode, OwnPatternsError
from extractor.knowledge import kept, own_patterns, table, toml, words
from extractor.knowledge.schemas import SCHEMAS, TABLES, WORDS, validate

ROOT = Path(__file__).resolve().parents[1]
PATTERNS = resources.files("extractor.patterns")
TEXT = b"LAPORAN TAHUNAN\nTAHUN 2041\n\nSippandu dilaksanakan oleh Sippandu.\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_every_data_file_has_a_schema_and_follows_it() -> None:
    files = {p.relative_to(str(PATTERNS)) for p in Path(str(PATTERNS)).rglob("*.*")}
    assert {p.with_suffix("").as_posix() for p in files if p.suffix == ".toml"} == set(SCHEMAS)
    assert {p.stem for p in files if p.suffix == ".csv"} == set(TABLES)
    assert {p.stem for p in files if p.suffix == ".txt"} == set(WORDS)
    for name in SCHEMAS:
        validate(name, toml(name))
    assert all(set(TABLES[name]) <= set(table(name)[0]) for name in TABLES)


def test_a_clone_has_its_patterns_and_models_where_it_stands_before_the_installed_program() -> None:
    code = (
        "import sys\n"
        "sys.meta_path[:] = [finder for finder in sys.meta_path if 'ditable' not in repr(finder)]\n"
        "import extractor.knowledge, extractor.match.column_model as columns\n"
        "print(len(extractor.knowledge.words('vocabulary')) > 0, columns.__file__)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout.split(" ", 1)[0]) == (0, "True"), ran.stderr


def test_an_organisation_adds_words_variants_and_rows(tmp_path: Path) -> None:
    write(tmp_path, "vocabulary.txt", "sipandu\n")
    write(tmp_path, "variants.toml", '[[variant]]\ncanonical = "sipandu"\nforms = ["sippandu"]\nwhere = "own"\n')
    write(tmp_path, "nomenclature.csv", "code,level,name,edition\n9.99.01,program,Program Angkasa,x\n")
    with own_patterns(tmp_path):
        assert "sipandu" in words("vocabulary")
        assert toml("variants")["variant"][-1]["canonical"] == "sipandu"
        assert len(toml("variants")["variant"]) > 1
        assert table("nomenclature")[-1]["code"] == "9.99.01"
    assert "sipandu" not in words("vocabulary")


def test_two_extractions_of_one_process_know_what_their_own_options_say(tmp_path: Path) -> None:
    write(tmp_path, "variants.toml", '[[variant]]\ncanonical = "sipandu"\nforms = ["sippandu"]\nwhere = "own"\n')
    write(tmp_path, "kinds.toml", '[rencana_aksi]\ntitles = ["LAPORAN TAHUNAN"]\n')
    own = Options(patterns=tmp_path)
    kinds = [extract(TEXT, options).documents[0].kind for options in (Options(), own, Options())]
    assert kinds == ["unknown", "rencana_aksi", "unknown"]
    write(tmp_path, "kinds.toml", '[rencana_strategis]\ntitles = ["LAPORAN TAHUNAN"]\n')
    assert extract(TEXT, own).documents[0].kind == "rencana_strategis"


def test_what_is_kept_of_a_function_is_kept_for_each_folder(tmp_path: Path) -> None:
    asked: list[str] = []

    @kept
    def look(word: str) -> bool:
        asked.append(word)
        return word in words("vocabulary")

    write(tmp_path, "vocabulary.txt", "sipandu\n")
    for _ in range(2):
        assert not look("sipandu")
        with own_patterns(tmp_path):
            assert look("sipandu")
    assert asked == ["sipandu", "sipandu"]


@pytest.mark.parametrize(
    ("name", "text", "line", "key", "said"),
    [
        ("variants.toml", '\n[[variant]]\ncanonical = "a"\nforms = "b"\nwhere = "c"\n', 4, "variant.1.forms", "list"),
        (
            "variants.toml",
            '[[variant]]\ncanonical = "a"\nforms = ["b"]\nwhere = "c"\n\n[[variant]]\nforms = ["d"]\nwhere = ""\n',
            6,
            "variant.2.canonical",
            "needed",
        ),
        ("kinds.toml", '# own\n[peraturan]\ntitle = ["QANUN"]\n', 3, "peraturan.title", "no such key"),
        ("kinds.toml", '[surat]\ntitles = ["SURAT"]\n', 1, "surat", "no such document kind"),
        ("kinds.toml", "misprint_letters = '8'\n", 1, "misprint_letters", "number"),
        ("furniture.toml", 'never = [\n  "a(",\n]\n', 1, "never.1", "not accepted"),
        ("months.toml", 'months = [["Januari"]\n', 2, "-", "TOML"),
        ("varients.toml", "variant = []\n", 1, "varients.toml", "pattern file"),
        ("nomenclature.csv", "# own\ncode,name\n1,a\n", 2, "level", "column"),
        ("regions.csv", "code,name,aka\n\n99,Provinsi, Angkasa, x\n", 3, "99", "cells"),
    ],
)
def test_a_wrong_file_of_an_organisation_is_named_with_line_and_key(
    tmp_path: Path, name: str, text: str, line: int, key: str, said: str
) -> None:
    write(tmp_path, name, text)
    with pytest.raises(OwnPatternsError) as caught:
        extract(TEXT, Options(patterns=tmp_path))
    assert caught.value.exit_code == ExitCode.USAGE
    for lang, of_line in (("en", f"line {line}, key {key}:"), ("id", f"baris {line}, kunci {key}:")):
        assert name in caught.value.say(lang)
        assert of_line in caught.value.say(lang)
    assert said in caught.value.say("en")


def test_a_file_in_another_encoding_and_a_folder_that_is_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_bytes("satu\nd\xe9partemen\n".encode("latin-1"))
    with pytest.raises(OwnPatternsError, match=r"vocabulary\.txt, line 2.*UTF-8"):
        extract(TEXT, Options(patterns=tmp_path))
    with pytest.raises(OwnPatternsError, match="no such folder"):
        extract(TEXT, Options(patterns=tmp_path / "none"))


def test_every_package_is_in_the_distribution() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in (ROOT / "extractor").rglob("__init__.py")}
    assert listed == there | {"extractor.patterns", "extractor.models"}

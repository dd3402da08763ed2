"""What the program knows as data, and an organisation's own additions."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

from extractor.knowledge import OWN_PATTERNS

ROOT = Path(__file__).resolve().parents[1]


def test_every_data_file_can_be_read() -> None:
    for file in resources.files("extractor.patterns").iterdir():
        if file.name.endswith(".toml"):
            assert tomllib.loads(file.read_text(encoding="utf-8")), file.name


def test_an_organisation_adds_words_variants_and_rows(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("sipandu\n", encoding="utf-8")
    (tmp_path / "variants.toml").write_text('[[variant]]\ncanonical = "sipandu"\nforms = ["sippandu"]\nwhere = "own"\n')
    (tmp_path / "nomenclature.csv").write_text("code,level,name,edition\n9.99.01,program,Program Angkasa,x\n")
    script = (
        "from extractor.knowledge import table, toml, words;"
        "print('sipandu' in words('vocabulary'), toml('variants')['variant'][-1]['canonical'],"
        "len(toml('variants')['variant']) > 1, table('nomenclature')[-1]['code'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={OWN_PATTERNS: str(tmp_path), "PATH": ""},
    )
    assert done.stdout.split() == ["True", "sipandu", "True", "9.99.01"]


def test_every_package_is_in_the_distribution() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in (ROOT / "extractor").rglob("__init__.py")}
    assert listed == there | {"extractor.patterns", "extractor.models"}

"""A kind of somebody else's package (``tests/stranger``) is a kind like the program's own, without a change here."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STRANGER = Path(__file__).parents[1] / "stranger"
LETTER = "UNDANGAN RAPAT\nTAHUN 2041\n\nHari : Senin\nAcara : Pembahasan prosentase capaian kinerja\nTempat : Aula\n"
UNTITLED = "Mengharap kehadiran Saudara\nHari : Senin\nPukul : 09.00\nAcara : Arisan\n"
SILENT = "UNDANGAN RAPAT\nTAHUN 2042\n\nHari : Senin\nTempat : Aula\n"
ASK = """
import json, sys
from pathlib import Path
from fastapi.testclient import TestClient
from extractor.options import Options
from extractor.serve.app import create_app
from extractor.serve.settings import Settings
app = create_app(Settings(folder=Path(sys.argv[1]), options=Options(lang="id"), jobs=1))
with TestClient(app, "http://localhost") as client:
    client.app.state.room.shelf.look()
    page = client.get("/").text
    schema = client.get("/v1/openapi.json").text
    texts = client.get("/texts/en.json").text
print(json.dumps({"page": page, "schema": schema, "texts": texts}))
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stranger")
    for name, text in (("a", LETTER), ("b", UNTITLED), ("c", SILENT)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    run("-m", "extractor", "batch", str(folder), "--out", str(folder / "out"), "--base", str(folder), "--jobs", "1")
    return folder / "out"


def run(*args: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(STRANGER), *sys.path))}
    return subprocess.run([sys.executable, *args], env=environment, capture_output=True, text=True, check=True).stdout


def read(results: Path, name: str) -> dict[str, object]:
    whole: dict[str, object] = json.loads((results / f"{name}.txt.json").read_bytes())
    return whole


def test_it_is_found_by_its_title_and_by_how_it_is_built(results: Path) -> None:
    for name in "abc":
        (document,) = read(results, name)["documents"]  # type: ignore[misc]
        assert document["kind"] == "undangan"


def test_it_is_built_and_spelt(results: Path) -> None:
    (document,) = read(results, "a")["documents"]  # type: ignore[misc]
    assert document["agenda"] == "Pembahasan persentase capaian kinerja"
    assert [(c["from"], c["to"]) for c in document["corrections"]] == [("prosentase", "persentase")]


def test_it_is_audited_in_its_own_words(results: Path) -> None:
    findings = read(results, "c")["findings"]
    assert [(f["code"], f["message"]) for f in findings] == [  # type: ignore[attr-defined]
        ("target-missing", "Undangan tahun 2042 tidak menyebut acara.")
    ]


def test_it_is_exported(results: Path, tmp_path: Path) -> None:
    run("-m", "extractor", "export", str(results), "-o", str(tmp_path))
    with (tmp_path / "agendas.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(r["path"], r["pointer"], r["document"], r["agenda"]) for r in rows] == [
        ("a.txt", "/documents/0/agenda", "0", "Pembahasan persentase capaian kinerja"),
        ("b.txt", "/documents/0/agenda", "0", "Arisan"),
    ]


def test_it_is_in_the_schema() -> None:
    schema = json.loads(run("-m", "extractor", "schema"))
    assert "agenda" in schema["$defs"]["Undangan"]["properties"]
    assert json.loads(run("-m", "extractor", "schema", "undangan"))["title"] == "Undangan"


def test_it_is_in_the_reading_room(results: Path) -> None:
    room = json.loads(run("-c", ASK, str(results)))
    assert "Undangan rapat" in room["page"]
    assert "Undangan" in room["schema"]
    assert "Agenda" in room["texts"]
    assert '"kind-undangan"' in room["texts"]

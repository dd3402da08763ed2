"""The samples: what they truly say (known from what drew them) is what the extractor reads, from PDF and from text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from extractor.pipeline import extract
from extractor.write.json_text import to_json
from samples import generate, regulation
from samples.generate import FOLDER, Made

SAMPLES = {s.name: s for s in generate.made()}
FILES = [f"{name}.{kind}" for name in SAMPLES for kind in ("pdf", "txt")]


def differences(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """Where ``got`` does not say what ``want`` says; keys that ``want`` leaves out are not looked at."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            yield from differences(value, got.get(key), f"{path}/{key}")
    elif isinstance(want, list) and isinstance(got, list):
        if len(want) != len(got):
            yield f"{path}: {len(want)} expected, {len(got)} read"
        for i, (a, b) in enumerate(zip(want, got, strict=False)):
            yield from differences(a, b, f"{path}/{i}")
    elif want != got:
        yield f"{path}: {want!r} expected, {got!r} read"


@cache
def read(name: str, folder: Path) -> dict[str, Any]:
    got: dict[str, Any] = json.loads(to_json(extract(folder / name)))
    return got


def sample_of(name: str) -> Made:
    return SAMPLES[name.rpartition(".")[0]]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for s in SAMPLES.values():
        for name, data in s.files.items():
            (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_files_in_the_tree_are_what_the_generator_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == sample_of(name).files[name]


def test_the_generator_writes_the_same_bytes_every_time() -> None:
    assert {s.name: s.files for s in generate.made()} == {n: s.files for n, s in SAMPLES.items()}


@pytest.mark.parametrize("name", FILES)
def test_the_documents_say_what_was_drawn(name: str, drawn: Path) -> None:
    want = {"documents": sample_of(name).documents}
    assert list(differences(want, read(name, drawn))) == []


@pytest.mark.parametrize("name", FILES)
def test_correct_documents_have_no_faults_and_seeded_faults_are_found(name: str, drawn: Path) -> None:
    got = {f["code"] for f in read(name, drawn)["findings"] if f["severity"] != "info"}
    assert got == set(sample_of(name).findings)


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_cross_references_lead_to_their_provisions(kind: str, drawn: Path) -> None:
    document = read(f"peraturan.{kind}", drawn)["documents"][0]

    def path(pointer: str) -> str:
        node: Any = {"documents": [document]}
        out: list[str] = []
        for key in pointer.split("/")[1:]:
            node = node[int(key)] if key.isdigit() else node[key]
            if isinstance(node, dict) and "level" in node:
                out = [] if node["level"] == "pasal" else out
                out.append(f"{node['level']} {node['number']}")
        return "/".join(out)

    got = {(path(r["from"]), r["text"], path(r["to"])) for r in document["cross_references"] if r["to"]}
    assert set(regulation.CROSS_REFERENCES) <= got


@pytest.mark.parametrize("name", FILES)
def test_values_stand_where_provenance_says(name: str, drawn: Path) -> None:
    got = read(name, drawn)
    assert got["provenance"]
    lines = (drawn / name).read_text(encoding="utf-8").splitlines() if name.endswith("txt") else []
    for pointer, entry in got["provenance"].items():
        if lines:
            first, last = entry["lines"]
            assert entry["text"].split()[0] in " ".join(lines[first - 1 : last]), pointer
        else:
            assert entry["bbox"][0] < entry["bbox"][2], pointer


@pytest.mark.parametrize("name", FILES)
def test_the_output_is_the_expected_one(name: str, drawn: Path) -> None:
    want = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert read(name, drawn) == want, "python -m samples.generate --expected writes it anew"


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - generate.NO_KIND))
def test_every_kind_comes_as_a_scan_without_text(name: str) -> None:
    document = pdfium.PdfDocument(FOLDER / f"{name}.scan.pdf")
    assert len(document) >= 1
    assert [page.get_textpage().count_chars() for page in document] == [0] * len(document)
    document.close()


def test_a_scan_says_what_the_sample_says() -> None:
    got = read("indikator_kinerja_utama.scan.pdf", FOLDER)["documents"][0]
    (want,) = SAMPLES["indikator_kinerja_utama"].documents
    assert got["kind"] == want["kind"]
    assert [i["name"] for i in got["indicators"]] == [i["name"] for i in want["indicators"]]  # type: ignore[attr-defined]

"""A fault of the program costs the part where it happens: a page, a document, the spelling; never the file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from extractor import Extraction, Options, extract, registry
from extractor.errors import DamagedError
from extractor.write.json_text import to_json

TWO = b"""PERJANJIAN KINERJA TAHUN 2041
KEPALA BIDANG PENGAWASAN

NO\tSASARAN\tINDIKATOR KINERJA\tTARGET
1\tMeningkatnya pelayanan\tPersentase layanan tepat waktu\t90%
\f
PERATURAN BUPATI MAJU

NOMOR 3 TAHUN 2041

TENTANG

TATA NASKAH

DENGAN RAHMAT TUHAN YANG MAHA ESA

BUPATI MAJU,

Menimbang : bahwa naskah perlu ditata;

Mengingat : Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan;

MEMUTUSKAN:

Menetapkan : PERATURAN BUPATI TENTANG TATA NASKAH.

Pasal 1

Peraturan ini mulai berlaku.
"""


def fails(*_: Any, **__: Any) -> Any:
    raise IndexError("of all places here")


def kinds_of(extraction: Extraction) -> list[str]:
    return [document.kind for document in extraction.documents]


def faults(extraction: Extraction) -> list[tuple[str, list[int]]]:
    return [(f.code, f.documents) for f in extraction.findings if "IndexError: of all places here" in f.message]


def test_a_fault_of_a_kind_costs_that_document_and_keeps_what_every_document_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undisturbed = extract(TWO)
    assert kinds_of(undisturbed) == ["perjanjian_kinerja", "peraturan"]
    agreement = registry.kinds()["perjanjian_kinerja"]
    monkeypatch.setitem(registry.kinds(), agreement.name, replace(agreement, build=fails))
    walled = extract(TWO)
    assert kinds_of(walled) == ["unknown", "peraturan"]
    assert walled.documents[0].title == "PERJANJIAN KINERJA TAHUN 2041"
    assert walled.documents[0].tables == undisturbed.documents[0].tables
    assert faults(walled) == [("kind-unknown", [0])]
    assert walled.documents[1] == undisturbed.documents[1]


def test_a_fault_that_even_the_unknown_kind_meets_leaves_a_bare_document(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = registry.kinds()["unknown"]

    def build(component: Any) -> Any:
        return fails() if component.blocks else unknown.build(component)

    for name in ("perjanjian_kinerja", "unknown"):
        monkeypatch.setitem(registry.kinds(), name, replace(registry.kinds()[name], build=build))
    walled = extract(TWO)
    assert kinds_of(walled) == ["unknown", "peraturan"]
    assert faults(walled) == [("kind-unknown", [0])]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("extractor.walls.lay_out", [("table-unread", []), ("table-unread", [])]),
        ("extractor.walls.split", [("kind-unknown", [0])]),
        ("extractor.pipeline.canonicalise", [("text-doubtful", [])]),
        ("extractor.pipeline.audit", [("text-doubtful", [])]),
    ],
)
def test_a_fault_of_a_step_costs_that_step_and_is_told(
    step: str, expected: list[tuple[str, list[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, fails)
    walled = extract(TWO)
    assert walled.documents
    assert faults(walled) == expected


def test_where_it_cannot_be_told_what_is_doubtful_the_document_stands_and_all_of_it_is_doubtful(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undisturbed = extract(TWO)
    monkeypatch.setattr("extractor.walls.doubts_of", fails)
    walled = extract(TWO)
    assert walled.documents == undisturbed.documents
    assert all(entry.confidence < 0.9 for entry in walled.provenance.values())


def test_errors_that_people_can_mend_and_the_end_of_memory_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError(), DamagedError(name="x.pdf")):

        def ends(*_: Any, error: BaseException = error) -> Any:
            raise error

        monkeypatch.setattr("extractor.walls.split", ends)
        with pytest.raises(type(error)):
            extract(TWO)


def test_four_threads_get_what_one_gets() -> None:
    texts = [TWO.replace(b"2041", str(2030 + n).encode()) for n in range(8)]

    def read(text: bytes) -> str:
        return to_json(extract(text, Options(ocr="never")))

    with ThreadPoolExecutor(4) as pool:
        side_by_side = list(pool.map(read, texts))
    assert side_by_side == [read(text) for text in texts]

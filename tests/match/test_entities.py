"""Named entities by the trained model, with the certain forms before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ModelMissingError
from extractor.layout.blocks import Line
from extractor.match import entity_model
from extractor.match.entities import count_entities, entities
from extractor.read.words import Word


def told(text: str) -> list[tuple[str, str]]:
    return [(label, text[start:end]) for start, end, label in entities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Nama   : Drs. H. BAGUS WIRATAMA, M.Si\nJabatan   : KEPALA DINAS KESEHATAN KABUPATEN SLEMAN",
            [("PERSON", "BAGUS WIRATAMA"), ("POSITION", "KEPALA DINAS KESEHATAN KABUPATEN SLEMAN")],
        ),
        (
            "Ditetapkan di Wates\npada tanggal 4 Mei 2031\nBUPATI KULON PROGO,\nttd\nRATNA KIRANA DEWI",
            [
                ("GPE", "Wates"),
                ("DATE", "4 Mei 2031"),
                ("POSITION", "BUPATI KULON PROGO"),
                ("PERSON", "RATNA KIRANA DEWI"),
            ],
        ),
        (
            "2. Undang-Undang Nomor 91 Tahun 2031 tentang Pemerintahan Daerah (Lembaran Negara Republik Indonesia "
            "Tahun 2031 Nomor 7);",
            [("LAW", "Undang-Undang Nomor 91 Tahun 2031")],
        ),
        (
            "Kegiatan dilaksanakan oleh Dinas Perhubungan Kota Tegal dengan anggaran Rp 120.000.000,00.",
            [("ORG", "Dinas Perhubungan Kota Tegal"), ("MONEY", "Rp 120.000.000,00")],
        ),
        ("Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.", []),
        ("Target kinerja ditetapkan dengan memperhatikan kemampuan keuangan daerah.", []),
    ],
)
def test_each_label(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


def test_misread_signatures_are_told() -> None:
    text = "pada tanggal4 Mei 2031\n8UPATI KULONPROGO,\nttd.\nRATNA K1RANA DEWI\nNIP.19700101 199503 1 001"
    assert told(text) == [
        ("DATE", "4 Mei 2031"),
        ("POSITION", "8UPATI KULONPROGO"),
        ("PERSON", "RATNA K1RANA DEWI"),
        ("NIP", "19700101 199503 1 001"),
    ]


@settings(max_examples=60)
@given(st.text(alphabet="aBk .\n-,:9R", max_size=60))
def test_entities_stand_in_order_without_blanks_at_their_ends(text: str) -> None:
    whole = f"Nama : {text}\nBupati Maju {text}"
    found = entities(whole)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(whole[start:end] == whole[start:end].strip() != "" for start, end, _ in found)


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00", "🙂" * 5, "Rp", "a" * 5000])
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(entities(text), list)


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entity_model.model.cache_clear()
    monkeypatch.setattr(entity_model, "NAME", "none")
    yield
    entity_model.model.cache_clear()


@pytest.mark.usefixtures("no_model")
def test_a_missing_model_is_said_and_can_be_done_without() -> None:
    with pytest.raises(ModelMissingError, match="--no-ner"):
        entities("Bupati Maju")
    with entity_model.asked(False):
        assert told("kepada Bupati Maju melalui") == [("POSITION", "Bupati Maju")]


def lines(*texts: str) -> list[Line]:
    out = []
    for row, text in enumerate(texts):
        words: list[Word] = []
        x = 70.0
        for word in text.split():
            words.append(Word(word, 1, (x, 100 + 14.0 * row, x + 6 * len(word), 110 + 14.0 * row)))
            x += 6 * len(word) + 4
        out.append(Line(tuple(words)))
    return out


def listed(*texts: str) -> list[dict[str, Any]]:
    found = []
    for entity in count_entities(lines(*texts)):
        assert isinstance(entity, dict)
        found.append({k: getattr(v, "value", v) for k, v in entity.items()})
    return found


def test_an_entity_over_a_lines_end_is_one_and_counted_once() -> None:
    assert listed(
        "Sesuai dengan ketentuan Peraturan Menteri Dalam Negeri", "Nomor 86 Tahun 2031 disusun rencana kerja tahunan"
    ) == [
        {
            "label": "LAW",
            "text": "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2031",
            "count": 1,
            "code": None,
            "name": None,
        }
    ]


def test_a_region_has_its_official_code_and_name() -> None:
    assert listed("Luas wilayah KABUPATEN SLEMAN dan luas Kabupaten Sleman tetap sama seperti sebelumnya") == [
        {"label": "GPE", "text": "KABUPATEN SLEMAN", "count": 2, "code": "34.04", "name": "Kabupaten Sleman"}
    ]

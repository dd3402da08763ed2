"""Named entities by rules alone, without the trained model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match import entity_model
from extractor.match.entities import entities
from extractor.match.entity_text import flat
from extractor.match.person import strip_titles


@pytest.fixture(autouse=True)
def _rules_alone() -> Iterator[None]:
    with entity_model.asked(False):
        yield


def told(text: str) -> list[tuple[str, str]]:
    return [(label, text[start:end]) for start, end, label in entities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "sesuai Peraturan Daerah Kabupaten Maju Nomor 10 Tahun 2031 tentang Jalan",
            [("LAW", "Peraturan Daerah Kabupaten Maju Nomor 10 Tahun 2031")],
        ),
        ("menurut Undang-Undang Nomor 9 Tahun 2030", [("LAW", "Undang-Undang Nomor 9 Tahun 2030")]),
        (
            "Peraturan Menteri Keuangan Nomor 14/PMK.07/2031",
            [("LAW", "Peraturan Menteri Keuangan Nomor 14/PMK.07/2031")],
        ),
        ("pada tanggal 20 Desember 2031 di sini", [("DATE", "20 Desember 2031")]),
        ("sebesar Rp 2.480.150.375,00 untuk jalan", [("MONEY", "Rp 2.480.150.375,00")]),
        ("dan Rp. 900.000.000", [("MONEY", "Rp. 900.000.000")]),
        ("oleh Dr. H. BUDI CONTOH, M.Si kemarin", [("PERSON", "BUDI CONTOH")]),
        ("oleh Siti Rahayu, S.Sos", [("PERSON", "Siti Rahayu")]),
        ("nomor 19700101 199503 1 001 itu", [("NIP", "19700101 199503 1 001")]),
        ("kepada Bupati Maju melalui", [("POSITION", "Bupati Maju")]),
        (
            "pada Dinas Komunikasi dan Informatika Kabupaten Maju yang",
            [("ORG", "Dinas Komunikasi dan Informatika Kabupaten Maju")],
        ),
        ("di Kabupaten Maju Jaya yang", [("GPE", "Kabupaten Maju Jaya")]),
    ],
)
def test_each_label(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize("text", ["", "tanpa nama apa pun", "H. Pengumpulan Data Jalan", "Bagian Kesatu"])
def test_text_without_entities(text: str) -> None:
    assert told(text) == []


def test_entities_do_not_overlap_and_stand_in_order() -> None:
    found = entities(
        "Kepala Dinas Jalan Kabupaten Maju dan Bupati Maju menetapkan Peraturan Bupati Maju Nomor 3 Tahun 2031."
    )
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_labels_of_tables_are_no_part_of_a_name() -> None:
    assert told("di Kecamatan Maju Sub Kegiatan") == [("GPE", "Kecamatan Maju")]
    assert told("oleh Camat Sasaran Kegiatan") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KEPALA DINAS JALAN DAN AIR\nPROVINSI MAJU", [("POSITION", "KEPALA DINAS JALAN DAN AIR\nPROVINSI MAJU")]),
        ("BUPATI CONTOH\nPROVINSI MAJU", [("POSITION", "BUPATI CONTOH"), ("GPE", "PROVINSI MAJU")]),
        ("Nama : Drs. BUDI CONTOH\nJabatan : Camat Maju", [("PERSON", "BUDI CONTOH"), ("POSITION", "Camat Maju")]),
        ("BUPATI CONTOH,\nttd\nRARA MURNI", [("POSITION", "BUPATI CONTOH"), ("PERSON", "RARA MURNI")]),
        (
            "RARA MURNI\nPembina Tk. I\nNIP. 19700101 199503 1 001",
            [("PERSON", "RARA MURNI"), ("NIP", "19700101 199503 1 001")],
        ),
        ("(Lembaran Negara Republik Indonesia Tahun 2031 Nomor 3)", []),
        ("menurut Undang-\nUndang Nomor 9\nTahun 2030 tentang", [("LAW", "Undang-\nUndang Nomor 9\nTahun 2030")]),
        ("Belanja modal   1.234.560.000   APBD", [("MONEY", "1.234.560.000")]),
        ("seorang Plt. Bupati Contoh hadir", [("POSITION", "Plt. Bupati Contoh")]),
        ("Contoh, 2031\nPihak Kedua", [("GPE", "Contoh"), ("DATE", "2031")]),
        ("oleh Pemerintah Daerah", []),
        ("sesuai Peraturan Bupati Contoh tentang jalan", []),
    ],
)
def test_entities_over_lines_and_in_forms(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@given(st.text(alphabet="aB .\n-,:9", max_size=60))
def test_places_lie_in_the_text_and_never_on_blanks(text: str) -> None:
    for start, end, _ in entities(f"Nama : {text}\nBupati Maju {text}"):
        part = f"Nama : {text}\nBupati Maju {text}"[start:end]
        assert part
        assert part == part.strip()


@given(st.text(alphabet="aB \n-", max_size=60))
def test_flat_text_keeps_the_place_of_every_character(text: str) -> None:
    even = flat(text)
    assert len(even.text) == len(even.at)
    assert all(even.text[i] == text[k] for i, k in enumerate(even.at) if not even.text[i].isspace())


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Prof. Dr. H. BUDI CONTOH, M. Ed.", "BUDI CONTOH"),
        ("R. BUDI CONTOH, SH.", "R. BUDI CONTOH"),
        ("BUDI CONTOH", "BUDI CONTOH"),
    ],
)
def test_a_name_is_given_without_titles(printed: str, name: str) -> None:
    start, end = strip_titles(printed, 0, len(printed))
    assert printed[start:end] == name

"""Named entities of running text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractor.match.entities import entities


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
        ("sebesar Rp 3.313.915.676,00 untuk jalan", [("MONEY", "Rp 3.313.915.676,00")]),
        ("dan Rp. 900.000.000", [("MONEY", "Rp. 900.000.000")]),
        ("oleh Dr. H. BUDI CONTOH, M.Si kemarin", [("PERSON", "Dr. H. BUDI CONTOH, M.Si")]),
        ("oleh Siti Rahayu, S.Sos", [("PERSON", "Siti Rahayu, S.Sos")]),
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

"""The parties that a statement introduces."""

from __future__ import annotations

import pytest
from segment_pages import page

from extractor.segment.statement import find_parties


def told(*rows: object) -> list[tuple[str | None, str | None, str | None]]:
    got = find_parties(page(1, *rows).flow)
    return [(p.name and p.name.text, p.position and p.position.text, p.role and p.role.text) for p in got]


def test_names_positions_and_roles() -> None:
    got = told(
        [(50, "Nama"), (150, ": Dra. SITI RAHAYU, M.Si")],
        [(50, "Jabatan"), (150, ": Kepala Bagian Umum")],
        [(160, "Sekretariat Daerah Kabupaten Contoh")],
        "Selanjutnya disebut PIHAK KESATU",
        [(50, "Nama"), (150, ": BUDI CONTOH")],
        [(50, "Jabatan"), (150, ": BUPATI CONTOH")],
        "Selaku atasan PIHAK KESATU, selanjutnya disebut PIHAK KEDUA",
        "PIHAK KESATU berjanji akan mewujudkan target kinerja",
    )
    assert got == [
        ("Dra. SITI RAHAYU, M.Si", "Kepala Bagian Umum Sekretariat Daerah Kabupaten Contoh", "PIHAK KESATU"),
        ("BUDI CONTOH", "BUPATI CONTOH", "PIHAK KEDUA"),
    ]


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("1. drg. Budi Karya, SP, M.Si, selaku", "drg. Budi Karya, SP, M.Si"),
        ("BUDI KARYA, dalam jabatan selaku", "BUDI KARYA"),
        ("Budi Karya jabatan", "Budi Karya"),
    ],
)
def test_one_sentence_may_introduce_a_party(first: str, name: str) -> None:
    assert told(
        f"{first} Kepala Bidang Kebun, Sawah",
        "dan Ladang, selanjutnya disebut PIHAK KESATU.",
        "2. SITI AMINAH, selaku Kepala Dinas Tani, selaku atasan PIHAK KESATU,",
        "untuk selanjutnya disebut PIHAK KEDUA.",
        "PIHAK KESATU berjanji akan mewujudkan target kinerja yang seharusnya.",
    ) == [
        (name, "Kepala Bidang Kebun, Sawah dan Ladang", "PIHAK KESATU"),
        ("SITI AMINAH", "Kepala Dinas Tani", "PIHAK KEDUA"),
    ]


def test_the_persons_may_be_numbered() -> None:
    got = told(
        "1. Nama : SITI RAHAYU",
        "Jabatan : Kepala Bagian Umum",
        "Selanjutnya disebut PIHAK KESATU",
        "2. Nama : BUDI CONTOH",
        "Jabatan : BUPATI CONTOH",
        "Selanjutnya disebut PIHAK KEDUA",
    )
    assert got == [
        ("SITI RAHAYU", "Kepala Bagian Umum", "PIHAK KESATU"),
        ("BUDI CONTOH", "BUPATI CONTOH", "PIHAK KEDUA"),
    ]


def test_labels_may_be_letter_spaced() -> None:
    got = told(
        [(50, "N a m a"), (150, ": SITI RAHAYU")],
        [(50, "J a b a t a n"), (150, ": Kepala Bagian Umum")],
        "Selanjutnya disebut PIHAK KESATU",
    )
    assert got == [("SITI RAHAYU", "Kepala Bagian Umum", "PIHAK KESATU")]


def test_a_label_between_the_lines_of_its_value() -> None:
    got = told(
        [(50, "Nama"), (150, ": SITI RAHAYU")],
        [(160, "Plt. KEPALA SEKSI PENGELOLAAN SUMBER DAYA")],
        [(50, "Jabatan"), (150, ":")],
        [(160, "DAN SARANA")],
        "Selanjutnya disebut pihak",
        "pertama.",
    )
    assert got == [("SITI RAHAYU", "Plt. KEPALA SEKSI PENGELOLAAN SUMBER DAYA DAN SARANA", "pihak pertama")]


def test_no_statement_no_parties() -> None:
    assert told("Nama program : Jalan baik", "Nama Kegiatan dan sub kegiatan yang ada di dalam rencana kerja") == []


def test_whose_superior_somebody_is_says_no_role_wherever_the_sentence_wraps() -> None:
    for lines in (
        ("Selaku atasan pihak pertama,", "Selanjutnya disebut pihak kedua."),
        ("Selaku atasan pihak pertama, Selanjutnya", "disebut pihak kedua."),
    ):
        got = told(
            [(50, "Nama"), (150, ": SITI RAHAYU")],
            [(50, "Jabatan"), (150, ": KEPALA DINAS JALAN")],
            "Selanjutnya disebut pihak pertama.",
            [(50, "Nama"), (150, ": BUDI CONTOH")],
            [(50, "Jabatan"), (150, ": BUPATI CONTOH")],
            *lines,
        )
        assert [role for _, _, role in got] == ["pihak pertama", "pihak kedua"]


def test_a_promise_without_a_calling_line_ends_what_a_label_says() -> None:
    got = told(
        [(50, "Nama : SITI RAHAYU")],
        [(50, "Jabatan : Kepala Bagian Umum")],
        [(50, "Pihak Pertama berjanji akan mewujudkan target kinerja yang")],
        [(50, "seharusnya sesuai lampiran perjanjian ini.")],
        [(300, "Maju, 4 Januari 2031")],
    )
    assert got == [("SITI RAHAYU", "Kepala Bagian Umum", None)]


def test_a_position_that_wraps_under_its_label_for_want_of_room() -> None:
    got = told(
        "Nama : SITI RAHAYU",
        "Jabatan : KEPALA DINAS KOPERASI DAN PERDAGANGAN DAN PASAR",
        "KABUPATEN MAJU JAYA",
        "Selanjutnya disebut PIHAK PERTAMA",
        "PIHAK PERTAMA berjanji akan mewujudkan target kinerja itu",
    )
    assert got == [
        ("SITI RAHAYU", "KEPALA DINAS KOPERASI DAN PERDAGANGAN DAN PASAR KABUPATEN MAJU JAYA", "PIHAK PERTAMA")
    ]


def test_two_parties_side_by_side_under_what_they_are_called() -> None:
    got = told(
        [(50, "PIHAK KEDUA"), (320, "PIHAK PERTAMA")],
        [(50, "Nama : BUDI CONTOH"), (320, "Nama : SITI RAHAYU, M.Si")],
        [(50, "Jabatan : BUPATI CONTOH"), (320, "Jabatan : Kepala Bagian Umum")],
        [(320, "Sekretariat Daerah")],
        "PIHAK PERTAMA berjanji akan mewujudkan target kinerja yang tercantum di bawah ini dengan baik",
    )
    assert got[0] == ("BUDI CONTOH", "BUPATI CONTOH", "PIHAK KEDUA")
    assert (got[1][0], got[1][2]) == ("SITI RAHAYU, M.Si", "PIHAK PERTAMA")

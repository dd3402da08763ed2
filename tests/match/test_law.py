"""References to laws."""

from __future__ import annotations

import pytest

from extractor.match.found import Found
from extractor.match.law import law_type, laws, references
from extractor.read.words import Span, Word


def span(text: str) -> Span:
    return Span(
        Word(w, 1, (i * 50.0, 0.0, i * 50.0 + 45, 10.0), line=1, method="text") for i, w in enumerate(text.split())
    )


def plain(text: str) -> list[tuple[object, ...]]:
    out = []
    for found in references(span(text)):
        record = found.value
        assert isinstance(record, dict)
        out.append(
            tuple(v.value if isinstance(v := record[k], Found) else v for k in ("type", "number", "year", "about"))
        )
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Undang-Undang Nomor 7 Tahun 2031 tentang Arsip (Lembaran Negara Republik Indonesia Tahun 2031 Nomor 9);",
            [("Undang-Undang", "7", 2031, "Arsip")],
        ),
        (
            "Undang – Undang No. 5 Th. 2014 tentang Arsip jo. UU Nomor 20 Tahun 2023;",
            [
                ("Undang-Undang", "5", 2014, "Arsip"),
                ("Undang-Undang", "20", 2023, None),
            ],
        ),
        (
            "PeraturanPresiden Nomor 24 Tahun 2010 tentang Tata Arsip sebagaimana telah beberapa kali diubah terakhir "
            "dengan Peraturan Presiden Nomor 135 Tahun 2014;",
            [("Peraturan Presiden", "24", 2010, "Tata Arsip"), ("Peraturan Presiden", "135", 2014, None)],
        ),
        (
            "Peraturan Menteri Keuangan Nomor 141/PMK.07/2019 tentang Dana Arsip.",
            [("Peraturan Menteri Keuangan", "141/PMK.07/2019", 2019, "Dana Arsip")],
        ),
        (
            "Peraturan Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi Nomor 11 Tahun 2019 tentang Z;",
            [("Peraturan Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi", "11", 2019, "Z")],
        ),
        (
            "Peraturan Daerah Kabupaten Maju Nomor 8 Tahun 2016 tentang Arsip Kabupaten Maju",
            [("Peraturan Daerah", "8", 2016, "Arsip Kabupaten Maju")],
        ),
        (
            "Keputusan Ketua ARNAS Nomor AN/071/III/1989 tanggal 6 Maret 1989 tentang Tata Kerja jo. Keputusan "
            "Presiden Nomor 24 Tahun 1994 tanggal 15 April 1994 tentang Arsip;",
            [
                ("Keputusan Ketua ARNAS", "AN/071/III/1989", 1989, "Tata Kerja"),
                ("Keputusan Presiden", "24", 1994, "Arsip"),
            ],
        ),
        (
            "Peraturan Bupati Nomor 4 Tahun 2030 tentang Arsip Desa, dicabut dan dinyatakan tidak berlaku.",
            [("Peraturan Bupati", "4", 2030, "Arsip Desa")],
        ),
        (
            "Peraturan Bupati Nomor 4 Tahun 2030 tentang Arsip Desa diubah sebagai berikut :",
            [("Peraturan Bupati", "4", 2030, "Arsip Desa")],
        ),
        ("Undang-Undang Nomor Nomor 28 Tahun 1999 tentang Arsip", [("Undang-Undang", "28", 1999, "Arsip")]),
        ("Peraturan ARN-PT Nomor 15 tahun 2020 tentang Arsip", [("Peraturan ARN-PT", "15", 2020, "Arsip")]),
        ("Undang-Undang Nomor 6Tahun2014 tentang Desa", [("Undang-Undang", "6", 2014, "Desa")]),
        ("Peraturan Menteri Jalan Nomor PM 17 Tahun 2031", [("Peraturan Menteri Jalan", "PM 17", 2031, None)]),
        ("Peraturan Walikota Maju Nomor 2 Tahun 2017", [("Peraturan Wali Kota", "2", 2017, None)]),
        (
            "Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;",
            [("Undang-Undang Dasar Negara Republik Indonesia", None, 1945, None)],
        ),
        (
            "PERATURAN MENTERI DALAM NEGERI NOMOR 3 TAHUN 2015 TENTANG ARSIP",
            [("Peraturan Menteri Dalam Negeri", "3", 2015, "ARSIP")],
        ),
    ],
)
def test_names_type_number_year_and_subject(text: str, expected: list[tuple[object, ...]]) -> None:
    assert plain(text) == expected


def test_a_law_named_in_a_quoted_title_is_no_reference_of_its_own() -> None:
    got = plain(
        "Peraturan Bupati Nomor 4 Tahun 2020 tentang Perubahan atas Peraturan Bupati Nomor 1 Tahun 2019 tentang Arsip"
    )
    assert got == [("Peraturan Bupati", "4", 2020, "Perubahan atas Peraturan Bupati Nomor 1 Tahun 2019 tentang Arsip")]


@pytest.mark.parametrize(
    "text",
    ["ketentuan peraturan perundang-undangan", "Peraturan Bupati ini mulai berlaku", "Peraturan Daerah tentang Arsip"],
)
def test_a_law_without_a_number_is_no_reference(text: str) -> None:
    assert plain(text) == []


def test_places_of_the_leaves_are_those_of_the_words() -> None:
    text = "berdasarkan Undang-Undang Nomor 7 Tahun 2031 tentang Arsip Daerah; dan"
    (found,) = laws(span(text))
    assert text[found.start : found.end] == "Undang-Undang Nomor 7 Tahun 2031 tentang Arsip Daerah"
    record = found.found.value
    assert isinstance(record, dict)
    about = record["about"]
    assert isinstance(about, Found)
    assert about.span.text == "Arsip Daerah"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PERATURAN BUPATI MAJU", "Peraturan Bupati"),
        ("PERATURAN WALIKOTA MAJU", "Peraturan Wali Kota"),
        ("PERATURAN DAERAH KABUPATEN MAJU", "Peraturan Daerah"),
        ("PERATURAN MENTERI KEUANGAN REPUBLIK INDONESIA", "Peraturan Menteri"),
        ("PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG", "Peraturan Pemerintah Pengganti Undang-Undang"),
        ("BUPATI MAJU", None),
    ],
)
def test_type_of_a_title(title: str, kind: str | None) -> None:
    assert law_type(title) == kind


def test_the_title_of_a_law_ends_before_how_it_was_changed() -> None:
    text = "Undang-Undang Nomor 7 Tahun 2031 tentang Arsip sebagaimana beberapakali telah diubah"
    (found,) = laws(span(text))
    assert text[found.start : found.end] == "Undang-Undang Nomor 7 Tahun 2031 tentang Arsip"


def test_the_constitution_has_its_year_without_the_word_for_the_state() -> None:
    (found,) = references(span("Pasal 18 ayat (6) Undang-Undang Dasar Republik Indonesia Tahun 1945;"))
    assert isinstance(found.value, dict)
    year = found.value["year"]
    assert isinstance(year, Found)
    assert year.value == 1945

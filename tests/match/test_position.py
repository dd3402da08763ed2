"""Office titles, ranks and roles."""

from __future__ import annotations

import pytest
from span_of import span_of

from extractor.match.position import begins_position, is_rank, match_position, match_rank, on_behalf, role_of


@pytest.mark.parametrize(
    "text",
    [
        "BUPATI CONTOH",
        "Kasi Pelayanan",
        "Plt. KEPALA SEKSI UMUM",
        "SEKRETARIS",
        "Kepaia Dinas Jalan",
        "a.n. BUPATI CONTOH",
    ],
)
def test_positions_begin_with_an_office_title(text: str) -> None:
    assert begins_position(text)


@pytest.mark.parametrize(
    "text", ["BUDI CONTOH", "HENDRA KASIM", "PEMBINA TK. I", "DAN PENATAAN RUANG", "TEKNIS TAMBANG", "Kepada Warga"]
)
def test_other_lines_do_not(text: str) -> None:
    assert not begins_position(text)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Pembina Utama Madya", "Pembina Utama Madya"),
        ("Penata Tk. I (III/d)", "Penata Tk. I"),
        ("Penata TK. I", "Penata TK. I"),
        ("Penata Tk.I", "Penata Tk.I"),
        ("Pembina Tingkat I, IV/b", "Pembina Tingkat I"),
        ("Pangkat : Pengatur", "Pengatur"),
        ("Pembina Tk. I / IV b", "Pembina Tk. I"),
        ("Penata Tingkat 1", "Penata Tingkat 1"),
        ("Jaksa Utama Madya", "Jaksa Utama Madya"),
    ],
)
def test_ranks_without_their_grade(text: str, rank: str) -> None:
    found = match_rank(span_of(text))
    assert found is not None
    assert found.value == rank


def test_an_office_is_no_rank() -> None:
    assert not is_rank("Pembina Mutu Jalan")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("PIHAK KEDUA,", "second_party"),
        ("PlHAK KESATU", "first_party"),
        ("Pihak Pertama :", "first_party"),
        ("PIHAK KEDUA akan melakukan supervisi", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert role_of(text) == role


def test_on_behalf_gives_the_position_after_it() -> None:
    assert on_behalf(span_of("a.n. KEPALA DINAS"))[1].text == "KEPALA DINAS"
    assert on_behalf(span_of("ANGGOTA KOMISI"))[0] is False


def test_a_position_loses_the_comma_at_its_end() -> None:
    found = match_position(span_of("BUPATI CONTOH,"))
    assert found is not None
    assert (found.value, found.span.text) == ("BUPATI CONTOH", "BUPATI CONTOH")

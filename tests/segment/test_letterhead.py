"""The letterhead over a title."""

from __future__ import annotations

import pytest
from segment_pages import TARGETS, centred, page

from extractor.segment.component import Letterhead
from extractor.segment.letterhead import contact
from extractor.segment.split import split

TITLE = [centred("PERJANJIAN KINERJA TAHUN 2031")]


def head(*lines: str) -> Letterhead | None:
    return split((page(1, *([centred(t)] for t in lines), None, TITLE, TARGETS),))[0].letterhead


def parts(got: Letterhead | None) -> tuple[str | None, ...]:
    assert got is not None
    found = (got.government, got.office, got.address, got.phone, got.email)
    return tuple(s.text if s else None for s in found)


def test_every_part_of_a_full_letterhead() -> None:
    got = head(
        "PEMERINTAH KABUPATEN CONTOH",
        "KECAMATAN MAJU",
        "Jln. Merdeka Nomor 1 Maju 53191",
        "Telp/ Faxes. (0281) 123456 E-mail : maju@contohkab.go.id",
    )
    assert parts(got) == (
        "PEMERINTAH KABUPATEN CONTOH",
        "KECAMATAN MAJU",
        "Jln. Merdeka Nomor 1 Maju 53191",
        "(0281) 123456",
        "maju@contohkab.go.id",
    )


def test_address_and_telephone_in_one_line_with_website() -> None:
    got = head(
        "PEMERINTAH KOTA CONTOH",
        "DINAS PEKERJAAN UMUM",
        "DAN PENATAAN RUANG",
        "Jalan Melati No. 7 Contoh, Telepon (021) 555123, Faksimile (021) 555124",
        "Website www.contoh.go.id Surel pupr@contoh.go.id Kode Pos 15555",
    )
    assert parts(got) == (
        "PEMERINTAH KOTA CONTOH",
        "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG",
        "Jalan Melati No. 7 Contoh Kode Pos 15555",
        "(021) 555123",
        "pupr@contoh.go.id",
    )


def test_a_post_code_may_stand_under_its_label() -> None:
    got = head("PEMERINTAH KOTA CONTOH", "DINAS KEARSIPAN", "Jln. Melati No. 7 Telp. (021) 555123 Kode Pos", "15555")
    assert parts(got) == (
        "PEMERINTAH KOTA CONTOH",
        "DINAS KEARSIPAN",
        "Jln. Melati No. 7 Kode Pos 15555",
        "(021) 555123",
        None,
    )


def test_the_name_of_a_region_may_go_on_in_the_next_line() -> None:
    got = head(
        "PEMERINTAH KABUPATEN TIMOR TENGAH", "SELATAN", "DINAS KEARSIPAN", "Jl. Melati No. 4 Telp. (0388) 123456"
    )
    assert parts(got)[:2] == ("PEMERINTAH KABUPATEN TIMOR TENGAH SELATAN", "DINAS KEARSIPAN")


def test_a_unit_over_the_title_is_no_letterhead() -> None:
    assert head("DINAS JALAN", "KABUPATEN CONTOH") is None


def test_a_statement_about_roads_that_goes_on_in_a_second_line_is_no_address() -> None:
    assert head("Meningkatnya mutu", "jalan dan drainase") is None


@pytest.mark.parametrize(
    ("line", "address", "phone"),
    [
        (
            "Jl. Mawar 1 Telp. 0271-123456 Fax. 0271-123457 Maju 57123",
            "Jl. Mawar 1 Maju 57123",
            "0271-123456",
        ),
        (
            "Alamat : Jalan Raya KM. 5 Kode Pos 12345 Tlp (0411) 123456",
            "Jalan Raya KM. 5 Kode Pos 12345",
            "(0411) 123456",
        ),
        ("Jl. Melati 5 Maju 12345 - Telp. 0411 123456", "Jl. Melati 5 Maju 12345", "0411 123456"),
        ("Jl. Melati No. 5 (0411) 123456, 123457 Fax (0411) 123499", "Jl. Melati No. 5", "(0411) 123456"),
    ],
)
def test_address_and_telephone_in_every_order(line: str, address: str, phone: str) -> None:
    assert parts(head("PEMERINTAH KOTA CONTOH", "DINAS JALAN", line))[2:4] == (address, phone)


def test_a_street_behind_the_name_of_the_grounds_is_an_address() -> None:
    assert contact("Kampus Hijau Jalan Melati Nomor 5, Maju 81224")
    assert contact("MUARA MAJU 81224")
    assert not contact("PEMBANGUNAN JALAN DESA")


def test_the_name_of_a_government_may_wrap() -> None:
    got = head("PEMERINTAH KABUPATEN CONTOH BARU RAYA", "SELATAN", "DINAS AIR", "Jalan Melati 7 Telp (021) 555123")
    assert parts(got)[:2] == ("PEMERINTAH KABUPATEN CONTOH BARU RAYA SELATAN", "DINAS AIR")


@pytest.mark.parametrize(
    ("first", "second", "phone"),
    [
        ("Jalan Melati No. 5 Maju 12345 Telepon", "(0411) 123456", "(0411) 123456"),
        ("Jalan Melati No. 5 Telp. (0411) 123456 Fax (0411)", "123499", "(0411) 123456"),
        ("Jalan Melati No. 5 Maju 12345 Telepon (0411)", "123456 Faksimile (0411) 123499", "(0411) 123456"),
        ("Jalan Melati No. 5 Maju 12345 Telp. 0411 -", "123456", "0411 - 123456"),
    ],
)
def test_a_telephone_number_may_stand_on_the_line_after_its_label(first: str, second: str, phone: str) -> None:
    got = parts(head("PEMERINTAH KOTA CONTOH", "DINAS JALAN", first, second))
    assert got[2:4] == (first.partition(" Tel")[0], phone)


def test_an_address_ends_before_the_official_word_for_e_mail() -> None:
    got = head("PEMERINTAH KOTA CONTOH", "DINAS SOSIAL", "Jalan Melati No. 7 Contoh", "Pos-el: sosial@contoh.go.id")
    assert parts(got)[2:] == ("Jalan Melati No. 7 Contoh", None, "sosial@contoh.go.id")


def test_a_further_number_of_a_column_of_telephones_is_no_part_of_the_address_beside_it() -> None:
    rows = [
        [centred("LEMBAGA PENELITIAN CONTOH")],
        [(400, "TELP : 4894815")],
        [(40, "JL. MERDEKA NO. 1"), (435, "4894989")],
        [(40, "MAJU 13220"), (400, "FAX : 4894816")],
    ]
    got = split((page(1, *rows, None, TITLE, TARGETS),))[0].letterhead
    assert parts(got)[2:4] == ("JL. MERDEKA NO. 1 MAJU 13220", "4894815")

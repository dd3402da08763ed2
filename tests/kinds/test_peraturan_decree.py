"""Decrees as offices print them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from paper import component

from extractor.assemble import assemble
from extractor.kinds.regulation.head import regulation_type
from extractor.kinds.regulation.kind import KIND, build

BODY = """
Menimbang  : bahwa arsip perlu dijaga;
Mengingat  : 1 Undang-Undang Nomor 3 Tahun 2030 tentang Arsip;
             2 Peraturan Daerah Kabupaten Maju Nomor 4 Tahun 2031 tentang
               Gudang;
                             MEMUTUSKAN:
Menetapkan :
Kesatu     : Membentuk Tim Arsip dengan susunan:
             a. ketua, dengan honorarium Rp 30.000,-
             b. anggota.
Kedua      : Tim dalam Diktum Kesatu bekerja setahun.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031
"""
TEAM = "Tim terdiri atas seorang ketua, seorang sekretaris dan beberapa anggota"


def read(*pages: str) -> dict[str, Any]:
    document, _ = assemble(build(component(*pages)), KIND.model, 0)
    return document.model_dump(by_alias=True)


@pytest.mark.parametrize(
    ("act", "issuer", "under", "kind"),
    [
        ("KEPUTUSAN", "CAMAT MAJU", "CAMAT MAJU", "Keputusan Camat"),
        ("K E P U T U S A N", "BUPATI MAJU", "BUPATI MAJU,", "Keputusan Bupati"),
        ("SURAT KEPUTUSAN", "KEPALA KANTOR ARSIP KABUPATEN MAJU", "", "Keputusan Kepala Kantor"),
        ("INSTRUKSI", "BUPATI MAJU", "", "Instruksi Bupati"),
    ],
)
def test_the_act_may_stand_alone_on_its_line(act: str, issuer: str, under: str, kind: str) -> None:
    middle = "\n".join(
        line.center(72).rstrip() for line in (act, issuer, "No. 99", "TENTANG", "TIM ARSIP DAERAH", "", under)
    )
    document = read(f"\n{middle}\n{BODY}")
    assert (document["regulation_type"], document["number"]) == (kind, "99")
    assert (document["about"], document["issuer"]) == ("TIM ARSIP DAERAH", issuer)


@pytest.mark.parametrize("number", ["PM 17", "KP. 3", "5", "HK.02.03"])
def test_letters_before_the_figure_belong_to_the_number(number: str) -> None:
    document = read(f"\n{'PERATURAN MENTERI JALAN'.center(72)}\n{f'NOMOR {number} TAHUN 2031'.center(72)}\n{BODY}")
    assert (document["number"], document["year"]) == (number, 2031)


@pytest.mark.parametrize(
    "said",
    [
        ("Ditetapkan di Kota Maju", "pada tanggal 5 Mei", "2031"),
        ("Ditetapkan di Kota Maju, 5 Mei", "2031"),
        ("Ditetapkan", "di : Kota Maju", "Pada tanggal : 5 Mei 2031"),
    ],
)
def test_place_and_date_of_an_act_may_be_parted_over_lines(said: Sequence[str]) -> None:
    body = BODY[: BODY.index("Ditetapkan")].rstrip() + "".join(f"\n{' ' * 35}{line}" for line in said)
    document = read(f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{body}")
    assert (document["enacted"]["place"], document["enacted"]["date"]) == ("Kota Maju", "2031-05-05")


def test_dicta_in_small_letters_and_legal_bases_without_dots() -> None:
    document = read(f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{BODY}")
    assert [(p["number"], len(p["children"])) for p in document["body"]] == [("Kesatu", 2), ("Kedua", 0)]
    assert [b["label"] for b in document["legal_basis"]] == ["1", "2"]
    assert [(r["text"], r["to"]) for r in document["cross_references"]] == [("Diktum Kesatu", "/documents/0/body/0")]


def test_an_attachment_needs_no_more_than_its_word_at_the_head_of_a_page() -> None:
    head = f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{BODY}"
    document = read(head, f"\nLampiran\n{'SUSUNAN TIM ARSIP'.center(72)}\n" + f"{TEAM}\n" * 8)
    assert [(a["label"], a["title"]) for a in document["attachments"]] == [("Lampiran", "SUSUNAN TIM ARSIP")]
    titled = f"\nLampiran\n{'SUSUNAN TIM ARSIP TAHUN'.center(72)}\n{'2031'.center(72)}\n"
    (attachment,) = read(head, titled + f"{TEAM}\n" * 8)["attachments"]
    assert attachment["title"] == "SUSUNAN TIM ARSIP TAHUN 2031"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KEPUTUSAN KETUA PANITIA ARSIP", "Keputusan Ketua"),
        ("KEPUTUSAN SEKRETARIS DAERAH KABUPATEN MAJU", "Keputusan Sekretaris Daerah"),
        ("PERATURAN BUPATI MAJU", "Peraturan Bupati"),
        ("BUPATI MAJU", None),
    ],
)
def test_the_type_is_the_act_and_the_office(title: str, kind: str | None) -> None:
    assert regulation_type(title) == kind


def test_old_decrees_number_their_dicta_beside_the_word_for_the_decision() -> None:
    document = read(
        f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 1991'.center(72)}\n"
        """
Menimbang  : bahwa arsip perlu dijaga;
                             MEMUTUSKAN
Menetapkan : 1. Pedoman arsip seperti terlampir.
             2. Keputusan ini berlaku sejak tanggal ditetapkan.
                                   Ditetapkan di : Kota Maju
                                   Pada tanggal  : 5 Mei 1991
"""
    )
    assert [(p["level"], p["number"], p["text"]) for p in document["body"]] == [
        ("pasal", "1", "Pedoman arsip seperti terlampir."),
        ("pasal", "2", "Keputusan ini berlaku sejak tanggal ditetapkan."),
    ]
    assert (document["decision"], document["enacted"]["date"]) == (None, "1991-05-05")


def test_the_first_dictum_may_stand_beside_the_word_for_the_decision() -> None:
    document = read(
        f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 1991'.center(72)}\n"
        """
                             MEMUTUSKAN :
Menetapkan : PERTAMA : Membentuk tim.
             KEDUA   : Tim bekerja setahun.
"""
    )
    assert [p["number"] for p in document["body"]] == ["PERTAMA", "KEDUA"]


def test_members_stand_under_roman_numbers_and_beside_colons() -> None:
    document = read(
        f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n"
        """
                             MEMUTUSKAN :
Menetapkan :
KESATU     : Membentuk tim dengan susunan:
             I.   Pembina  : 1. Camat;
                             2. Sekretaris Kecamatan.
             II.  Pelaksana:
                  a. Ketua : Kepala Seksi;
                  b. Anggota.
KEDUA      : Tim bekerja setahun.
"""
    )
    first = document["body"][0]
    assert [(c["level"], c["number"], c["text"]) for c in first["children"]] == [
        ("angka", "I", "Pembina :"),
        ("angka", "II", "Pelaksana:"),
    ]
    assert [[c["number"] for c in n["children"]] for n in first["children"]] == [["1", "2"], ["a", "b"]]


@pytest.mark.parametrize("title", ["PER ATURAN MENTER! ARSIP", "PERATURAN MENTERI ARSIP"])
def test_a_title_that_a_scan_tore_keeps_its_type(title: str) -> None:
    assert regulation_type(title) == "Peraturan Menteri"


def test_an_invocation_without_its_end_is_no_subject() -> None:
    document = read(
        "\n".join(
            line.center(72)
            for line in (
                "PERATURAN BUPATI MAJU",
                "NOMOR 5a TAHUN 2031",
                "TENTANG",
                "ARSIP",
                "DENGAN RAHMAT TUHAN YANG MAHA",
            )
        )
        + BODY
    )
    assert (document["about"], document["number"]) == ("ARSIP", "5a")


def test_what_a_decision_repeals_stands_at_its_head() -> None:
    document = read(
        f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 1991'.center(72)}\n"
        """
Membaca    : Surat Bupati Maju tanggal 2 Mei 1990;
Menimbang  : bahwa arsip perlu dijaga;
                             MEMUTUSKAN :
Dengan mencabut Keputusan Camat Maju Nomor 7 Tahun 1988 tentang Arsip;
Menetapkan : KEPUTUSAN CAMAT TENTANG ARSIP.
PERTAMA    : Membentuk tim.
KEDUA        Tim bekerja setahun.
"""
    )
    assert [(r["type"], r["number"]) for r in document["repeals"]] == [("Keputusan Camat", "7")]
    assert [p["number"] for p in document["body"]] == ["PERTAMA", "KEDUA"]
    assert document["decision"] == "KEPUTUSAN CAMAT TENTANG ARSIP."


def test_words_left_of_a_colon_are_read_before_what_stands_right_of_it() -> None:
    document = read(
        f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 1991'.center(72)}\n"
        """
                             MEMUTUSKAN :
Menetapkan :
KESATU     : Membentuk tim dengan susunan:
             a. Ketua merangkap      : Camat;
                anggota
             b. Sekretaris merangkap : Kepala Seksi Arsip
                anggota                dan Umum.
"""
    )
    assert [c["text"] for c in document["body"][0]["children"]] == [
        "Ketua merangkap anggota : Camat;",
        "Sekretaris merangkap anggota : Kepala Seksi Arsip dan Umum.",
    ]


def test_an_act_alone_takes_its_office_from_under_the_subject() -> None:
    head = ("SURAT KEPUTUSAN", "Nomor : Skep/221/VII/1998", "tentang", "PEDOMAN ARSIP", "", "KEPALA KOMANDO MAJU,")
    document = read("\n".join(line.center(72).rstrip() for line in head) + BODY)
    assert (document["regulation_type"], document["number"]) == ("Keputusan Kepala Komando", "Skep/221/VII/1998")
    assert (document["about"], document["issuer"]) == ("PEDOMAN ARSIP", "KEPALA KOMANDO MAJU")


def test_a_post_of_several_rows_stands_before_its_amount() -> None:
    page = """
                                Pasal 1
Anggaran terdiri atas:
a. belanja pegawai yang telah        Rp   30.000.000,00
   diubah dan disahkan dengan
   persetujuan
b. belanja barang                    Rp    5.000.000,00
   surplus                           Rp       25.000,00
c. jumlah ........................   Rp   35.025.000,00
d. jumlah                            Rp      500.000,00
   sisa ..........................
"""
    (article,) = read(page)["body"]
    assert [(c["number"], c["text"]) for c in article["children"]] == [
        ("a", "belanja pegawai yang telah diubah dan disahkan dengan persetujuan Rp 30.000.000,00"),
        ("b", "belanja barang Rp 5.000.000,00\nsurplus Rp 25.000,00"),
        ("c", "jumlah Rp 35.025.000,00"),
        ("d", "jumlah sisa Rp 500.000,00"),
    ]


def test_signs_without_letters_are_no_text() -> None:
    (article,) = read("                                Pasal 1\nArsip dijaga.\n.'")["body"]
    assert article["text"] == "Arsip dijaga."


INSTRUCTED = """
Kepada     : 1. Kepala Dinas; dan
             2. Camat.
Untuk      :
KESATU     : Menjaga arsip.
KEDUA      : Melaporkannya.
                                   Dikeluarkan di Kota Maju
                                   pada tanggal 5 Mei 2031
"""


@pytest.mark.parametrize(
    ("opening", "grounds"),
    [
        ("Menimbang  : bahwa arsip perlu dijaga;\n" + "MENGINSTRUKSIKAN :".center(72), ["bahwa arsip perlu dijaga;"]),
        (
            "Dalam rangka menjaga arsip daerah,\ndengan ini menginstruksikan :",
            ["Dalam rangka menjaga arsip daerah, dengan ini menginstruksikan :"],
        ),
    ],
)
def test_an_instruction_says_to_whom_and_what_for(opening: str, grounds: list[str]) -> None:
    head = ("INSTRUKSI BUPATI MAJU", "NOMOR 5 TAHUN 2031", "TENTANG", "PENJAGAAN ARSIP", "BUPATI MAJU,")
    middle = "\n".join(line.center(72).rstrip() for line in head)
    document = read(f"\n{middle}\n{opening}\n{INSTRUCTED}")
    assert (document["regulation_type"], document["number"]) == ("Instruksi Bupati", "5")
    assert [c["text"] for c in document["considerations"]] == grounds
    assert document["decision"] == "Kepada : 1. Kepala Dinas; dan 2. Camat. Untuk :"
    assert [(p["number"], p["text"]) for p in document["body"]] == [
        ("KESATU", "Menjaga arsip."),
        ("KEDUA", "Melaporkannya."),
    ]


def test_commas_that_wide_setting_parts_from_their_words_stand_at_them() -> None:
    body = BODY.replace("Membentuk Tim Arsip dengan susunan:", "Membentuk tim , panitia , dan kelompok arsip:")
    document = read(f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{body}")
    assert document["body"][0]["text"] == "Membentuk tim, panitia, dan kelompok arsip:"


def test_place_and_date_over_a_post_enact_without_the_word() -> None:
    body = BODY[: BODY.index("Ditetapkan")].rstrip()
    signed = "\n".join(
        " " * 35 + line for line in ("", "Kota Maju, 5 Mei 2031", "CAMAT MAJU KABUPATEN CONTOH,", "", "", "AMINAH")
    )
    document = read(f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{body}\n{signed}")
    assert document["body"][-1]["text"] == "Tim dalam Diktum Kesatu bekerja setahun."
    assert (document["enacted"]["place"], document["enacted"]["date"]) == ("Kota Maju", "2031-05-05")


def test_a_colon_for_which_a_narrow_column_had_no_room_is_the_keywords() -> None:
    body = BODY.replace("Menetapkan :\n", "Menetapkan   KEPUTUSAN CAMAT TENTANG\n:            TIM ARSIP.\n").replace(
        "dengan susunan:", "dengan susunan\n             :"
    )
    document = read(f"\n{'KEPUTUSAN CAMAT MAJU'.center(72)}\n{'NOMOR 5 TAHUN 2031'.center(72)}\n{body}")
    assert document["decision"] == "KEPUTUSAN CAMAT TENTANG TIM ARSIP."
    assert document["body"][0]["text"] == "Membentuk Tim Arsip dengan susunan :"

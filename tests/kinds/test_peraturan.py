"""A whole invented regulation: preamble, body, ending, attachments."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import component

from extractor.assemble import assemble
from extractor.kinds.regulation.kind import KIND, build
from extractor.read.words import join
from extractor.segment.component import Component, SignatureBlock

FIRST = """
                              BUPATI MAJU
                           PROVINSI SEJAHTERA

                         PERATURAN BUPATI MAJU
                         NOMOR 12 TAHUN 2031
                                TENTANG
                   TATA CARA PENYIMPANAN ARSIP DAN BUKU
                       PADA KANTOR KABUPATEN MAJU

                   DENGAN RAHMAT TUHAN YANG MAHA ESA

                              BUPATI MAJU,

Menimbang  : a. bahwa arsip perlu disimpan menurut Pasal 4 Undang-Undang
                Nomor 3 Tahun 2030 tentang Arsip;
             b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf
                a, perlu menetapkan Peraturan Bupati tentang Arsip;
Mengingat  : 1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik
                Indonesia Tahun 1945;
             2. Undang-Undang Nomor 3 Tahun 2030 tentang Arsip (Lembaran
                Negara Republik Indonesia Tahun 2030 Nomor 8);

                             MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG TATA CARA PENYIMPANAN ARSIP DAN BUKU
             PADA KANTOR KABUPATEN MAJU.

                                 BAB I
                            KETENTUAN UMUM

                                Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Daerah adalah Kabupaten Maju.
2. Arsip Daerah, yang selanjutnya disebut Arsip, adalah kumpulan catatan
   milik Daerah.

                                Pasal 2
(1) Arsip disimpan oleh:
    a. kantor; dan
    b. gudang.
"""

SECOND = """
(2) Gudang sebagaimana dimaksud pada ayat (1) huruf b dan huruf c serta
    Pasal 1 tercantum dalam Lampiran II, sesuai dengan Pasal 7 ayat (2)
    Undang-Undang Nomor 3 Tahun 2030 tentang Arsip.

                                 BAB II
                                PENUTUP

                                Pasal 3
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.

Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Bupati
ini dengan penempatannya dalam Berita Daerah Kabupaten Maju.

                                          Ditetapkan di Kota Maju
                                          pada tanggal 5 Mei 2031
                                          BUPATI MAJU,

                                          ttd

                                          SITI INVENTA
Diundangkan di Kota Maju
pada tanggal 7 Mei 2031
SEKRETARIS DAERAH
KABUPATEN MAJU,

ttd

BUDI KARANGAN

BERITA DAERAH KABUPATEN MAJU TAHUN 2031 NOMOR 12
"""

THIRD = """
                                        LAMPIRAN I
                                        PERATURAN BUPATI MAJU
                                        NOMOR 12 TAHUN 2031
                                        TENTANG
                                        TATA CARA PENYIMPANAN ARSIP DAN BUKU
                                        PADA KANTOR KABUPATEN MAJU

                               DAFTAR LEMARI
                            DI KANTOR KABUPATEN

A. Lemari baja.
"""

FOURTH = """
                                        LAMPIRAN II : PERATURAN BUPATI MAJU
                                        NOMOR   : 12 TAHUN 2031
                                        TANGGAL : 5 MEI 2031

                       DAFTAR GUDANG

Gudang utara dan gudang selatan.
"""


def extracted(source: Component) -> tuple[dict[str, Any], dict[str, Any]]:
    document, provenance = assemble(build(source), KIND.model, 0)
    return json.loads(document.model_dump_json(by_alias=True)), provenance


def with_signatures(source: Component) -> Component:
    got = {line.text: line for line in source.lines}
    return replace(
        source,
        signatures=(
            SignatureBlock(name=got["SITI INVENTA"].span, position=got["BUPATI MAJU,"].span, page=2),
            SignatureBlock(
                name=got["BUDI KARANGAN"].span,
                position=join([got["SEKRETARIS DAERAH"].span, got["KABUPATEN MAJU,"].span]),
                page=2,
            ),
        ),
    )


@pytest.fixture(params=[True, False], ids=["drawn", "text"])
def regulation(request: pytest.FixtureRequest) -> dict[str, Any]:
    return extracted(with_signatures(component(FIRST, SECOND, THIRD, FOURTH, drawn=request.param)))[0]


def test_head(regulation: dict[str, Any]) -> None:
    assert regulation["title"] == "PERATURAN BUPATI MAJU NOMOR 12 TAHUN 2031"
    assert (regulation["regulation_type"], regulation["number"], regulation["year"]) == ("Peraturan Bupati", "12", 2031)
    assert regulation["about"] == "TATA CARA PENYIMPANAN ARSIP DAN BUKU PADA KANTOR KABUPATEN MAJU"
    assert regulation["issuer"] == "BUPATI MAJU"


def test_preamble(regulation: dict[str, Any]) -> None:
    assert [c["label"] for c in regulation["considerations"]] == ["a", "b"]
    assert regulation["considerations"][1]["text"].startswith("bahwa berdasarkan")
    assert regulation["considerations"][1]["text"].endswith("tentang Arsip;")
    assert [len(b["references"]) for b in regulation["legal_basis"]] == [1, 1]
    assert regulation["legal_basis"][1]["references"][0]["about"] == "Arsip"
    assert regulation["decision"].startswith("PERATURAN BUPATI TENTANG")
    assert regulation["decision"].endswith("MAJU.")


def test_a_page_break_in_an_article_does_not_part_it(regulation: dict[str, Any]) -> None:
    article = regulation["body"][0]["children"][1]
    assert [c["number"] for c in article["children"]] == ["1", "2"]


def test_definitions(regulation: dict[str, Any]) -> None:
    assert regulation["definitions"] == [
        {"term": "Daerah", "definition": "Kabupaten Maju."},
        {"term": "Arsip Daerah", "definition": "kumpulan catatan milik Daerah."},
    ]


def test_references_stay_within_the_regulation(regulation: dict[str, Any]) -> None:
    body = "/documents/0/body/0/children/1/children"
    assert [(c["text"], c["from"], c["to"]) for c in regulation["cross_references"]] == [
        ("ayat (1) huruf b", f"{body}/1", f"{body}/0/children/1"),
        ("huruf c", f"{body}/1", None),
        ("Pasal 1", f"{body}/1", "/documents/0/body/0/children/0"),
        ("Lampiran II", f"{body}/1", "/documents/0/attachments/1"),
    ]


def test_ending(regulation: dict[str, Any]) -> None:
    assert regulation["closing"].startswith("Agar setiap orang")
    assert regulation["closing"].endswith("Kabupaten Maju.")
    assert regulation["enacted"] == {"place": "Kota Maju", "date": "2031-05-05", "signatory": 0}
    assert regulation["promulgated"] == {"place": "Kota Maju", "date": "2031-05-07", "signatory": 1}
    assert [s["role"] for s in regulation["signatories"]] == ["issuer", "promulgator"]
    assert regulation["signed"]["date"] == "2031-05-05"
    assert regulation["gazette"] == {
        "name": "BERITA DAERAH",
        "region": "KABUPATEN MAJU",
        "year": 2031,
        "number": "12",
        "text": "BERITA DAERAH KABUPATEN MAJU TAHUN 2031 NOMOR 12",
    }


def test_attachments(regulation: dict[str, Any]) -> None:
    assert [(a["label"], a["title"]) for a in regulation["attachments"]] == [
        ("LAMPIRAN I", "DAFTAR LEMARI DI KANTOR KABUPATEN"),
        ("LAMPIRAN II", "DAFTAR GUDANG"),
    ]


def test_attachments_know_their_pages() -> None:
    document, _ = extracted(component(FIRST, SECOND, THIRD, FOURTH))
    assert [a["pages"] for a in document["attachments"]] == [[3, 3], [4, 4]]


def test_signatures_side_by_side_belong_to_the_act_above_them() -> None:
    page = """
                                Pasal 1
Peraturan ini mulai berlaku.

Diundangkan di Kota Maju             Ditetapkan di Kota Maju
pada tanggal 7 Mei 2031              pada tanggal 5 Mei 2031
SEKRETARIS DAERAH,                   BUPATI MAJU,

BUDI KARANGAN                        SITI INVENTA
"""
    source = component(page)
    row = next(line for line in source.lines if line.text.startswith("BUDI"))
    left, right = row.segments()
    titles = next(line for line in source.lines if line.text.startswith("SEKRETARIS")).segments()
    source = replace(
        source,
        signatures=(
            SignatureBlock(name=left.span, position=titles[0].span),
            SignatureBlock(name=right.span, position=titles[1].span),
        ),
    )
    document, _ = extracted(source)
    assert [s["role"] for s in document["signatories"]] == ["promulgator", "issuer"]
    assert document["enacted"] == {"place": "Kota Maju", "date": "2031-05-05", "signatory": 1}
    assert document["promulgated"]["date"] == "2031-05-07"


def test_a_secretary_promulgates_also_where_that_line_is_unreadable() -> None:
    page = """
                                Pasal 1
Peraturan ini mulai berlaku.

Ditetapkan di Kota Maju
pada tanggal 5 Mei 2031
Dndngkn d Ko
SEKRETARIS DAERAH KABUPATEN MAJU,
BUDI KARANGAN
"""
    source = component(page)
    got = {line.text: line for line in source.lines}
    secretary = SignatureBlock(name=got["BUDI KARANGAN"].span, position=got["SEKRETARIS DAERAH KABUPATEN MAJU,"].span)
    document, _ = extracted(replace(source, signatures=(secretary,)))
    assert [s["role"] for s in document["signatories"]] == ["promulgator"]
    assert document["enacted"] == {"place": "Kota Maju", "date": "2031-05-05", "signatory": None}


@pytest.mark.parametrize(
    ("printed", "number", "sure"), [("I2", "12", False), ("??", None, None), ("12", "12", True), ("13", "13", True)]
)
def test_a_misprinted_gazette_number_is_known_only_from_the_regulation(
    printed: str, number: str | None, sure: bool | None
) -> None:
    document, provenance = extracted(component(FIRST, SECOND.replace("2031 NOMOR 12", f"2031 NOMOR {printed}")))
    assert document["gazette"]["number"] == number
    assert document["gazette"]["text"].endswith(printed)
    if number is not None:
        entry = provenance["/documents/0/gazette/number"]
        assert entry.text == printed
        assert (entry.confidence == 1.0) is sure


@pytest.mark.parametrize(
    ("printed", "year", "number"),
    [
        ("LEMBARAN DAERAH KABUPATEN MAJU TAHUN 2031 NOMOR 3 SERI E", 2031, "3"),
        ("(BERITA DESA MAJU NOMOR 4 TAHUN 2031)", 2031, "4"),
        ("LEMBARAN ACEH TAHUN 2031 NOMOR 9", 2031, "9"),
        ("BERITA DAERAH KABUPATEN MAJU TAHUN 2031 NOMOR ......", 2031, None),
        ("BERITA DAERAH KABUPATEN MAJU TAHUN       NOMOR", None, None),
        ("BERITA DAERAH KABUPATEN MAJU\nTAHUN 2031 NOMOR 12/A", 2031, "12/A"),
        ("BERITA DAER AH KABUPATEN MAJU TAHUN 20 31 NOMOR 12", 2031, "12"),
    ],
)
def test_gazettes_are_printed_in_many_ways(printed: str, year: int | None, number: str | None) -> None:
    page = SECOND.replace("BERITA DAERAH KABUPATEN MAJU TAHUN 2031 NOMOR 12", printed)
    document, _ = extracted(component(FIRST, page))
    assert (document["gazette"]["year"], document["gazette"]["number"]) == (year, number)
    assert document["gazette"]["name"] in printed.replace("DAER AH", "DAERAH")


def test_letters_of_a_title_that_stand_for_figures_or_capitals_are_mended() -> None:
    page = FIRST.replace("NOMOR 12 TAHUN 2031", "NOMOR ll/PB.l/2031").replace(
        "PERATURAN BUPATI MAJU", "PERATURAN BUPAT! MAJU"
    )
    document, provenance = extracted(component(page, SECOND))
    assert (document["title"], document["number"]) == ("PERATURAN BUPATI MAJU NOMOR 11/PB.1/2031", "11/PB.1/2031")
    assert provenance["/documents/0/number"].confidence < 0.9
    assert provenance["/documents/0/number"].text == "ll/PB.l/2031"


def test_the_misread_name_of_a_gazette_is_known_by_its_form() -> None:
    torn = SECOND.replace("BERITA DAERAH KABUPATEN", "BERITA LAELAH KABUPATEN")
    document, provenance = extracted(component(FIRST, torn))
    assert (document["gazette"]["name"], document["gazette"]["number"]) == ("BERITA DAERAH", "12")
    assert provenance["/documents/0/gazette/name"].text == "BERITA LAELAH"


@pytest.mark.parametrize(
    "called",
    [
        "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "BISMILLAHIRRAHMANIRRAHIM\nDENGAN NAMA ALLAH YANG MAHA PENGASIH LAGI MAHA PENYAYANG\nATAS RAHMAT ALLAH",
    ],
)
def test_an_invocation_of_any_length_parts_subject_and_issuer(called: str) -> None:
    document, _ = extracted(component(FIRST.replace("DENGAN RAHMAT TUHAN YANG MAHA ESA", called), SECOND))
    assert document["about"] == "TATA CARA PENYIMPANAN ARSIP DAN BUKU PADA KANTOR KABUPATEN MAJU"
    assert document["issuer"] == "BUPATI MAJU"


@pytest.mark.parametrize("sign", ["", ",", " :"])
def test_a_title_in_small_letters_is_told_by_its_number_and_its_issuer_may_have_any_sign(sign: str) -> None:
    text = f"""
Keputusan Presiden Republik Indonesia
No. 7 Tahun 2041
Tentang
Dewan Arsip Nasional
Presiden Republik Indonesia{sign}
Menimbang : bahwa arsip perlu dijaga;
Mengingat : Pasal 4 ayat (1) Undang-Undang Dasar;
MEMUTUSKAN :
Menetapkan : Keputusan Presiden Tentang Dewan Arsip Nasional
Pasal 1
Dewan menjaga arsip.
"""
    document, _ = extracted(component(text))
    assert (document["number"], document["year"]) == ("7", 2041)
    assert document["about"] == "Dewan Arsip Nasional"
    assert document["issuer"] == "Presiden Republik Indonesia"


@pytest.mark.parametrize("act", ["KEPUTUSAN PRESIDEN", "KEPUTUSAN PRESIDEN RI", "KEPUTUSAN PRESIDEN R.I."])
def test_the_issuer_is_told_in_full_under_a_short_title(act: str) -> None:
    text = f"""
{act}
NOMOR 7 TAHUN 2041
TENTANG
DEWAN ARSIP NASIONAL
PRESIDEN REPUBLIK INDONESIA
Menimbang : bahwa arsip perlu dijaga;
Mengingat : Pasal 4 ayat (1) Undang-Undang Dasar;
MEMUTUSKAN :
Pasal 1
Dewan menjaga arsip.
"""
    document, _ = extracted(component(text))
    assert (document["about"], document["issuer"]) == ("DEWAN ARSIP NASIONAL", "PRESIDEN REPUBLIK INDONESIA")


def test_a_gazette_may_stand_over_the_title() -> None:
    head = """
                            BERITA DAERAH
                          KABUPATEN MAJU
No. 12, 2031              PEMERINTAH KABUPATEN MAJU. Arsip.
"""
    document, _ = extracted(component(head + FIRST.strip("\n")))
    assert document["gazette"]["region"] == "KABUPATEN MAJU"
    assert (document["gazette"]["year"], document["gazette"]["number"]) == (2031, "12")
    assert document["number"] == "12"


def test_a_decree_with_its_number_in_one_piece() -> None:
    page = """
                         KEPUTUSAN BUPATI MAJU
                    NOMOR : 188.45/12/KEP/2031
                               TENTANG
                          TIM ARSIP DAERAH

                             BUPATI MAJU,

Menimbang  : bahwa arsip perlu dijaga;
Mengingat  : Undang-Undang Nomor 3 Tahun 2030 tentang Arsip;
                           M E M U T U S K A N :
Menetapkan :
KESATU     : Membentuk Tim Arsip.
KEDUA      : Keputusan ini mulai berlaku pada tanggal ditetapkan.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031
"""
    document, _ = extracted(component(page))
    assert (document["regulation_type"], document["number"], document["year"]) == (
        "Keputusan Bupati",
        "188.45/12/KEP/2031",
        2031,
    )
    assert document["issuer"] == "BUPATI MAJU"
    assert [(p["level"], p["number"]) for p in document["body"]] == [("pasal", "KESATU"), ("pasal", "KEDUA")]
    assert document["considerations"] == [{"label": None, "text": "bahwa arsip perlu dijaga;"}]
    assert document["legal_basis"][0]["label"] is None


def test_the_elucidation_is_no_part_of_the_body() -> None:
    page = """
                                Pasal 1
Peraturan ini mulai berlaku.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031
                               PENJELASAN
                                  ATAS
                         PERATURAN DAERAH MAJU
                                Pasal 1
Cukup jelas.
"""
    document, _ = extracted(component(page))
    assert [p["number"] for p in document["body"]] == ["1"]
    assert document["body"][0]["text"] == "Peraturan ini mulai berlaku."


def test_a_consent_of_parliament_is_no_legal_basis() -> None:
    page = """
Menimbang  : a. bahwa arsip perlu dijaga;
Mengingat  : 1. Undang-Undang Nomor 3 Tahun 2030 tentang Arsip;
                      Dengan Persetujuan Bersama
                DEWAN PERWAKILAN RAKYAT DAERAH KABUPATEN MAJU
                                 dan
                             BUPATI MAJU
                            MEMUTUSKAN :
Menetapkan : PERATURAN DAERAH TENTANG ARSIP.
                                Pasal 1
Arsip disimpan.
"""
    document, _ = extracted(component(page))
    assert [b["text"] for b in document["legal_basis"]] == ["Undang-Undang Nomor 3 Tahun 2030 tentang Arsip;"]
    assert document["decision"] == "PERATURAN DAERAH TENTANG ARSIP."


def test_an_attachment_may_announce_itself_in_small_letters() -> None:
    page = """
                          Lampiran Perubahan Peraturan Bupati Maju
                          Nomor   : 12 Tahun 2031
                          Tentang : Arsip
GUDANG UTARA
Lemari satu.
"""
    document, _ = extracted(component(FIRST, SECOND, page))
    assert document["attachments"] == [{"label": "Lampiran", "title": None, "pages": [3, 3]}]


def test_a_place_under_a_stamp_is_null_and_the_date_is_read() -> None:
    page = SECOND.replace("Ditetapkan di Kota Maju", "Ditetapkan di").replace(
        "Diundangkan di Kota Maju", "Diundangankani"
    )
    document, _ = extracted(component(FIRST, page))
    assert document["enacted"] == {"place": None, "date": "2031-05-05", "signatory": None}
    assert document["promulgated"]["date"] == "2031-05-07"
    assert document["closing"].endswith("Kabupaten Maju.")


@pytest.mark.parametrize("printed", ["Pasal 2 . . .", "Pasal 2"])
def test_the_first_words_of_the_next_page_at_a_pages_foot_are_no_text(printed: str) -> None:
    first = f"""
                                Pasal 1
Kantor menyimpan arsip dan buku.
                                              {printed}
"""
    second = """
                                Pasal 2
Kantor tutup pada jam yang ditulis pada ...
"""
    document, _ = extracted(component(first, second))
    assert [p["text"] for p in document["body"]] == [
        "Kantor menyimpan arsip dan buku.",
        "Kantor tutup pada jam yang ditulis pada ...",
    ]


def test_a_legal_basis_that_lost_its_number_stands_by_itself() -> None:
    page = """
Menimbang  : a. bahwa arsip perlu dijaga;
Mengingat  : 1. Undang-Undang Nomor 3 Tahun 2030 tentang Arsip;
                Undang-Undang Nomor 4 Tahun 2030 tentang Buku dan
                lemari sebagaimana beberapa kali diubah terakhir dengan
                Undang-Undang Nomor 5 Tahun 2031;
             3. Peraturan Pemerintah Nomor 6 Tahun 2031 tentang Peta;
                            MEMUTUSKAN :
Menetapkan : PERATURAN DAERAH TENTANG ARSIP.
                                Pasal 1
Arsip disimpan.
"""
    document, _ = extracted(component(page))
    assert [(b["label"], len(b["references"])) for b in document["legal_basis"]] == [("1", 1), (None, 2), ("3", 1)]
    assert document["legal_basis"][1]["references"][0]["about"] == "Buku dan lemari"


PIECES = st.sampled_from(
    [
        *(
            "BAB I",
            "BAB II KETENTUAN",
            "Bagian Kesatu",
            "Paragraf 1",
            "Pasal 1",
            "Pasal 2",
            "Pasal I",
            "Pasal II",
            "KESATU",
        ),
        *("(1) Kantor buka:", "(2) Kantor", "a. arsip;", "b. buku", "1. satu;", "2. dua. dan", "1) x", "a) y;", "l) z"),
        *(
            "Menimbang : a. bahwa",
            "Mengingat : 1. UU Nomor 3 Tahun 2030",
            "MEMUTUSKAN:",
            "Menetapkan : PERATURAN",
            "TENTANG",
        ),
        *(
            "Agar setiap orang mengetahui",
            "Ditetapkan di Maju",
            "pada tanggal 5 Mei 2031",
            "Diundangkan di",
            "PENJELASAN",
        ),
        *(
            "LAMPIRAN I",
            "NOMOR 3 TAHUN 2031",
            "BERITA DAERAH KABUPATEN MAJU TAHUN NOMOR",
            "sebagaimana dimaksud dalam Pasal 2",
        ),
        *(
            "ayat (1) huruf b dan huruf c",
            "PERATURAN BUPATI MAJU",
            "1. Ketentuan Pasal 2 diubah:",
            "",
            "teks biasa saja.",
        ),
    ]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 40), PIECES), min_size=1, max_size=40), st.booleans())
def test_any_order_of_lines_gives_a_valid_document(pieces: list[tuple[int, str]], drawn: bool) -> None:
    page = "\n".join(" " * indent + text for indent, text in pieces)
    if not page.strip():
        return
    document, _ = extracted(component("x\n" + page, drawn=drawn))
    pointers = {c["to"] for c in document["cross_references"] if c["to"]}
    for pointer in pointers | {c["from"] for c in document["cross_references"]}:
        at: Any = {"documents": [document]}
        for key in pointer.strip("/").split("/"):
            at = at[int(key)] if isinstance(at, list) else at[key]

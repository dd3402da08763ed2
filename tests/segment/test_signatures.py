"""Signatures: in columns, one after the other, with and without names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from segment_pages import centred, line, page

from extractor.layout.blocks import Line, Table
from extractor.read.words import Span
from extractor.segment.component import SignatureBlock
from extractor.segment.signature_marks import parts_of
from extractor.segment.signature_tables import flatten_signature_tables
from extractor.segment.signatures import Signatures, find_signatures
from extractor.segment.signed import match_place_date


def read(*rows: object, method: str = "text-layer") -> Signatures:
    return find_signatures(page(1, *rows, method=method).flow)


def told(block: SignatureBlock) -> dict[str, str]:
    """The parts that were found."""
    names = ("name", "position", "role", "rank", "nip", "on_behalf_of")
    return {n: s.text for n in names if (s := getattr(block, n)) is not None}


LEFT, RIGHT = 60, 350


def test_two_columns_are_two_persons_left_before_right() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "PIHAK KEDUA,"), (RIGHT, "PIHAK KESATU,")],
        [(LEFT, "CAMAT MAJU"), (RIGHT, "KEPALA SEKSI PELAYANAN")],
        [(RIGHT, "KECAMATAN MAJU")],
        4,
        [(LEFT, "Drs. BUDI CONTOH"), (RIGHT, "SITI RAHAYU, S.Sos")],
        [(LEFT, "Pembina"), (RIGHT, "Penata Muda Tk. I (III/b)")],
        [(LEFT, "NIP. 19700101 199503 1 001"), (RIGHT, "NIP. 19800101 200501 2 001")],
    )
    assert [told(b) for b in got.blocks] == [
        {
            "name": "Drs. BUDI CONTOH",
            "position": "CAMAT MAJU",
            "role": "PIHAK KEDUA,",
            "rank": "Pembina",
            "nip": "19700101 199503 1 001",
        },
        {
            "name": "SITI RAHAYU, S.Sos",
            "position": "KEPALA SEKSI PELAYANAN KECAMATAN MAJU",
            "role": "PIHAK KESATU,",
            "rank": "Penata Muda Tk. I (III/b)",
            "nip": "19800101 200501 2 001",
        },
    ]
    assert [s.span.text for s in got.signed] == ["Maju, 4 Januari 2031"]


def test_positions_first_then_names_are_paired_in_order() -> None:
    got = read(
        "Camat Maju",
        None,
        "Maju, Januari 2031",
        "Kasi Pelayanan",
        2,
        "Drs. BUDI CONTOH",
        "NIP. 19700101 199503 1 001",
        None,
        "SITI RAHAYU",
        "NIP.19800101 200501 2 001",
        method="text",
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("Camat Maju", "Drs. BUDI CONTOH"),
        ("Kasi Pelayanan", "SITI RAHAYU"),
    ]


def test_blocks_one_under_the_other() -> None:
    got = read(
        "Camat Maju",
        2,
        "Drs. BUDI CONTOH",
        "NIP. 19700101 199503 1 001",
        None,
        "Maju, Januari 2031",
        "Kasubag Umum dan Keuangan",
        2,
        "SITI RAHAYU",
        "NIP. 19800101 200501 2 001",
        method="text",
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("Camat Maju", "Drs. BUDI CONTOH"),
        ("Kasubag Umum dan Keuangan", "SITI RAHAYU"),
    ]


def test_a_head_of_government_signs_without_nip() -> None:
    got = read([(RIGHT, "Maju, Januari 2031")], [(RIGHT, "BUPATI CONTOH,")], 5, [(RIGHT, "BUDI CONTOH")])
    assert [told(b) for b in got.blocks] == [{"name": "BUDI CONTOH", "position": "BUPATI CONTOH,"}]


def test_day_and_month_left_to_handwriting() -> None:
    got = read(
        [(300, "Maju,"), (420, "2031")],
        [(LEFT, "PIHAK KEDUA"), (RIGHT, "PIHAK KESATU")],
        4,
        [(LEFT, "BUDI"), (RIGHT, "SITI")],
    )
    assert [(s.place and s.place.text, s.date and s.date.text) for s in got.signed] == [("Maju", "2031")]
    assert [told(b)["name"] for b in got.blocks] == ["BUDI", "SITI"]


def test_on_behalf_of() -> None:
    got = read(
        [(RIGHT, "Maju, 1 Nopember 2031")],
        [(RIGHT, "a.n. KEPALA BADAN KEPEGAWAIAN")],
        [(RIGHT, "KABUPATEN CONTOH")],
        [(RIGHT, "Sekretaris,")],
        4,
        [(RIGHT, "H. Budi Contoh, S.Hut")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    assert [told(b) for b in got.blocks] == [
        {
            "name": "H. Budi Contoh, S.Hut",
            "position": "Sekretaris,",
            "on_behalf_of": "KEPALA BADAN KEPEGAWAIAN KABUPATEN CONTOH",
            "nip": "19700101 199503 1 001",
        }
    ]


def test_a_role_with_nobody_under_it_keeps_no_name() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "PIHAK KEDUA"), (RIGHT, "PIHAK KESATU")],
        4,
        [(LEFT, "Dra. SITI RAHAYU")],
        [(LEFT, "NIP. 19800101 200501 2 001")],
    )
    assert [told(b).get("name") for b in got.blocks] == ["Dra. SITI RAHAYU", None]


def test_the_seal_of_an_electronic_signature_doubles_nobody() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "CAMAT MAJU")],
        [(RIGHT, "Ditandatangani secara elektronik oleh:")],
        [(RIGHT, "BUDI CONTOH")],
        [(RIGHT, "197001011995031001")],
        2,
        [(RIGHT, "BUDI CONTOH")],
        [(RIGHT, "Pembina")],
        [(RIGHT, "NIP. 197001011995031001")],
    )
    assert [told(b) for b in got.blocks] == [
        {"name": "BUDI CONTOH", "position": "CAMAT MAJU", "rank": "Pembina", "nip": "197001011995031001"}
    ]


def test_a_regulations_two_acts() -> None:
    got = read(
        [(RIGHT, "Ditetapkan di Maju")],
        [(RIGHT, "pada tanggal 3 Oktober 2031")],
        [(RIGHT, "BUPATI CONTOH,")],
        2,
        [(RIGHT, "ttd")],
        [(RIGHT, "BUDI CONTOH")],
        None,
        [(LEFT, "Diundangkan di Maju")],
        [(LEFT, "pada tanggal 4 Oktober 2031")],
        [(LEFT, "SEKRETARIS DAERAH")],
        [(LEFT, "KABUPATEN CONTOH,")],
        4,
        [(LEFT, "SITI RAHAYU")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("BUPATI CONTOH,", "BUDI CONTOH"),
        ("SEKRETARIS DAERAH KABUPATEN CONTOH,", "SITI RAHAYU"),
    ]
    assert [s.span.text for s in got.signed] == [
        "Diundangkan di Maju pada tanggal 4 Oktober 2031",
        "Ditetapkan di Maju pada tanggal 3 Oktober 2031",
    ]


def test_running_text_holds_no_signature() -> None:
    got = read(
        "PIHAK KEDUA akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja",
        "Kepala Dinas menyampaikan laporan kepada Bupati paling lambat tanggal 3 Januari 2031.",
    )
    assert got.blocks == ()
    assert got.signed == ()


def test_headings_after_a_signature_are_not_taken() -> None:
    flow = page(1, "Maju, 4 Januari 2031", "CAMAT MAJU", 4, "BUDI CONTOH", 2, "RINGKASAN EKSEKUTIF").flow
    got = find_signatures(flow)
    assert len(got.blocks) == 1
    assert id(flow[-1]) not in got.taken


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Sokamaju, 2 Januari 2031", "Sokamaju", "2 Januari 2031"),
        ("Muara Maju, Januari 2031", "Muara Maju", "Januari 2031"),
        ("Maju, ............ Pebruari 2031", "Maju", "Pebruari 2031"),
        ("Maju, Januai 2031", "Maju", "Januai 2031"),
        ("Maju 9 Februari 2031", "Maju", "9 Februari 2031"),
        ("Muara Maju,          2031", "Muara Maju", "2031"),
        ("Muara Maju,  -   - 2031", "Muara Maju", "2031"),
        ("Muara Maju, 5 - 2 - 2031", "Muara Maju", "5 - 2 - 2031"),
    ],
)
def test_place_and_date(text: str, place: str, date: str) -> None:
    got = match_place_date(line(text))
    assert got is not None
    assert (got.place and got.place.text, got.date and got.date.text) == (place, date)


@pytest.mark.parametrize(
    "text",
    [
        "PERJANJIAN KINERJA TAHUN 2031",
        "TAHUN 2031",
        "pada tanggal 3 Oktober 2031",
        "Nomor 3 Tahun 2031",
        "Januari 2031",
        "Mulai Januari Sampai Desember 2031",
    ],
)
def test_other_lines_with_a_year_are_no_place_and_date(text: str) -> None:
    assert match_place_date(line(text)) is None


def test_name_and_number_on_one_line() -> None:
    got = read("Maju, 4 Januari 2031", "CAMAT MAJU", 4, "Drs. BUDI CONTOH NIP. 19700101 199503 1 001")
    assert [told(b) for b in got.blocks] == [
        {"name": "Drs. BUDI CONTOH", "position": "CAMAT MAJU", "nip": "19700101 199503 1 001"}
    ]


def test_names_without_anything_directly_under_their_offices() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "BUPATI MAJU"), (RIGHT, "KEPALA DINAS")],
        [(LEFT, "RATNA CONTOH"), (RIGHT, "PEMBERDAYAAN DESA")],
    )
    assert [told(b) for b in got.blocks if b.name] == [{"name": "RATNA CONTOH", "position": "BUPATI MAJU"}]


def test_a_rank_of_the_police_with_its_number_is_no_second_person() -> None:
    got = read("Maju, 4 Januari 2031", "KEPALA KEPOLISIAN RESOR MAJU", 4, "BUDI CONTOH, S.I.K.", "AKBP NRP. 78051234")
    assert [told(b) for b in got.blocks] == [
        {
            "name": "BUDI CONTOH, S.I.K.",
            "position": "KEPALA KEPOLISIAN RESOR MAJU",
            "rank": "AKBP",
            "nip": "NRP. 78051234",
        }
    ]


def test_a_signature_without_a_date_among_the_boxes_of_a_chart() -> None:
    got = read(
        [(LEFT, "Indikator Kinerja :"), (RIGHT, "CAMAT MAJU")],
        [(LEFT, "Panjang jalan 12 km")],
        3,
        [(LEFT, "Jumlah jembatan 125"), (RIGHT, "Drs. BUDI CONTOH")],
        [(LEFT, "Jumlah lampu 12"), (RIGHT, "Pembina")],
        [(LEFT, "Jumlah taman 4"), (RIGHT, "NIP. 19700101 199503 1 001")],
    )
    assert [(b.name and b.name.text, b.position and b.position.text) for b in got.blocks] == [
        ("Drs. BUDI CONTOH", "CAMAT MAJU")
    ]


def test_a_signature_beside_a_chart() -> None:
    got = read(
        [(LEFT, "Jumlah jalan yang baik"), (RIGHT, "Maju, 1 Nopember 2031")],
        [(LEFT, "Indikator Kinerja :")],
        [(LEFT, "Panjang jalan 12 km"), (RIGHT, "CAMAT MAJU")],
        3,
        [(LEFT, "Kinerja Utama 3"), (RIGHT, "Drs. BUDI CONTOH")],
        [(LEFT, "Jumlah jembatan 125"), (RIGHT, "NIP. 19700101 199503 1 001")],
    )
    assert [told(b) for b in got.blocks] == [
        {"name": "Drs. BUDI CONTOH", "position": "CAMAT MAJU", "nip": "19700101 199503 1 001"}
    ]
    assert [s.span.text for s in got.signed] == ["Maju, 1 Nopember 2031"]


def test_a_place_without_a_date_stands_over_an_office_beside_a_table() -> None:
    got = read(
        [(LEFT, "Maret Rp 12.000")],
        [(RIGHT, "Maju, tanggal ____________")],
        [(LEFT, "April Rp 13.000"), (RIGHT, "CAMAT MAJU")],
        [(LEFT, "Mei Rp 14.000")],
        [(RIGHT, "Drs. BUDI CONTOH")],
        [(LEFT, "Juni Rp 15.000")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
        [(LEFT, "Juli Rp 16.000")],
    )
    assert [told(b) for b in got.blocks] == [
        {"name": "Drs. BUDI CONTOH", "position": "CAMAT MAJU", "nip": "19700101 199503 1 001"}
    ]
    assert [(s.place and s.place.text, s.date) for s in got.signed] == [("Maju", None)]


def test_acts_that_were_misread() -> None:
    got = read(
        [(RIGHT, "Ditetapakan di")],
        [(RIGHT, "Pada langgal 1 Agustus 2031")],
        [(RIGHT, "BUPATI CONTOH")],
        4,
        [(RIGHT, "BUDI CONTOH")],
        [(LEFT, "Diundangankani")],
        [(LEFT, "Padatanggal 1 Austus 20(8")],
        [(LEFT, "SEKRETARIS DAERAH")],
        4,
        [(LEFT, "SITI RAHAYU")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("BUPATI CONTOH", "BUDI CONTOH"),
        ("SEKRETARIS DAERAH", "SITI RAHAYU"),
    ]


def test_a_long_name_under_its_seal() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "PENGELOLA DATA")],
        [(RIGHT, "Ditandatangani secara elektronik oleh:")],
        [(RIGHT, "SITI RAHAYU CONTOH,")],
        [(RIGHT, "A.Md.Pi")],
        [(RIGHT, "198001012005012001")],
        2,
        [(RIGHT, "SITI RAHAYU CONTOH,")],
        [(RIGHT, "A.Md.Pi")],
        [(RIGHT, "Pengatur")],
        [(RIGHT, "NIP. 198001012005012001")],
    )
    assert [told(b) for b in got.blocks] == [
        {
            "name": "SITI RAHAYU CONTOH, A.Md.Pi",
            "position": "PENGELOLA DATA",
            "rank": "Pengatur",
            "nip": "198001012005012001",
        }
    ]


def test_a_row_of_positions_in_a_grid_is_no_table() -> None:
    flow = page(1, "Maju, 4 Januari 2031", (["Camat Maju", "Kasi Pelayanan"],), 3, [(50, "BUDI"), (170, "SITI")]).flow
    got = find_signatures(flatten_signature_tables(flow))
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("Camat Maju", "BUDI"),
        ("Kasi Pelayanan", "SITI"),
    ]


def test_positions_on_one_page_and_names_on_the_next() -> None:
    first = page(1, [(RIGHT, "Maju, 4 Januari 2031")], [(LEFT, "CAMAT MAJU"), (RIGHT, "KASI PELAYANAN")]).flow
    second = page(2, [(LEFT, "BUDI CONTOH"), (RIGHT, "SITI RAHAYU")]).flow
    got = find_signatures([*first, *second])
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("CAMAT MAJU", "BUDI CONTOH"),
        ("KASI PELAYANAN", "SITI RAHAYU"),
    ]


def test_acts_at_a_pages_foot_and_who_signs_on_the_next_page() -> None:
    first = page(
        1,
        [(LEFT, "Diundangkan di Maju"), (RIGHT, "Ditetapkan di Maju")],
        [(LEFT, "pada tanggal 2 Mei 2031"), (RIGHT, "pada tanggal 1 Mei 2031")],
    ).flow
    second = page(
        2,
        [(LEFT, "SEKRETARIS DAERAH,"), (RIGHT, "BUPATI MAJU,")],
        2,
        [(LEFT, "SITI RAHAYU"), (RIGHT, "BUDI CONTOH")],
    ).flow
    got = find_signatures([*first, *second])
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("SEKRETARIS DAERAH,", "SITI RAHAYU"),
        ("BUPATI MAJU,", "BUDI CONTOH"),
    ]


def test_a_name_beside_whom_copies_go_to_is_still_signed() -> None:
    got = read(
        [(RIGHT, "Ditetapkan di Maju")],
        [(RIGHT, "CAMAT MAJU")],
        3,
        [(LEFT, "Kepada Yth. :"), (RIGHT, "BUDI CONTOH, SE")],
        [(LEFT, "1. Kepala Dinas Arsip")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [("CAMAT MAJU", "BUDI CONTOH, SE")]


def test_words_of_a_stamp_are_no_names() -> None:
    got = read(
        [(RIGHT, "Maju, Januari 2031")],
        [(LEFT, "Pihak Kedua"), (RIGHT, "Pihak Pertama")],
        [(LEFT, "BUPATI"), (RIGHT, "KEPALA BADAN JALAN")],
        1,
        [(RIGHT, "KABJALAN")],
        1,
        [(RIGHT, "PEMBANGUNAN")],
        1,
        [(LEFT, "dr. SITI RAHAYU"), (RIGHT, "BUDI CONTOH, S.Sos. M.Si.")],
        [(RIGHT, "Pembina")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    assert [(told(b)["position"], told(b)["name"], told(b).get("nip")) for b in got.blocks] == [
        ("BUPATI", "dr. SITI RAHAYU", None),
        ("KEPALA BADAN JALAN", "BUDI CONTOH, S.Sos. M.Si.", "19700101 199503 1 001"),
    ]


def test_a_remark_of_a_stamp_stands_close_over_the_name() -> None:
    got = read(
        [(RIGHT, "Ditetapkan di"), (RIGHT + 90, ": Maju")],
        [(RIGHT, "Pada tanggal"), (RIGHT + 90, ": 3 Mei 2031")],
        [(RIGHT, "BUPATI CONTOH,")],
        [(RIGHT, "Cap/ttd.")],
        [(RIGHT, "SITI RAHAYU")],
    )
    assert [told(b) for b in got.blocks] == [{"name": "SITI RAHAYU", "position": "BUPATI CONTOH,"}]
    assert [(s.place and s.place.text, s.date and s.date.text) for s in got.signed] == [("Maju", "3 Mei 2031")]


def test_an_office_that_ends_with_the_word_before_a_regions_name_goes_on() -> None:
    got = read(
        "Maju, 4 Januari 2031", "SEKRETARIS DAERAH KABUPATEN", "CONTOH RAYA,", "BUDI UTAMA", "NIP. 197001011995031001"
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("SEKRETARIS DAERAH KABUPATEN CONTOH RAYA,", "BUDI UTAMA")
    ]


def test_a_name_with_titles_under_an_office_needs_no_date_and_no_number() -> None:
    got = read(
        "Demikian disampaikan, atas perhatiannya kami ucapkan banyak terima kasih.", "Camat Maju,", "SITI, S.Sos"
    )
    assert [told(b) for b in got.blocks] == [{"name": "SITI, S.Sos", "position": "Camat Maju,"}]


@pytest.mark.parametrize("tail", ["Tengah,", "Perempuan dan Perlindungan Anak"])
def test_the_second_line_of_an_office_that_looks_like_a_name_is_none(tail: str) -> None:
    got = read(
        "Demikian disampaikan untuk maklum.", "Kepala Dinas Sosial, Pemberdayaan", tail, "ttd", "H. JOKO RAHARJO, S.E."
    )
    assert [told(b) for b in got.blocks] == [
        {"name": "H. JOKO RAHARJO, S.E.", "position": f"Kepala Dinas Sosial, Pemberdayaan {tail}"}
    ]


def test_whom_a_letter_goes_to_signs_nothing() -> None:
    got = read(
        [(LEFT, "Nomor : 050/3/2031"), (RIGHT, "Maju, 17 Maret 2031")],
        [(LEFT, "Sifat : Penting"), (RIGHT, "Kepada")],
        [(RIGHT, "Yth. Bupati Contoh")],
        [(RIGHT, "di Tempat")],
    )
    assert got.blocks == ()
    assert [s.date and s.date.text for s in got.signed] == ["17 Maret 2031"]


def test_a_place_whose_date_is_left_out() -> None:
    got = read(
        [(RIGHT, "Maju,")],
        [(LEFT, "Pihak Kedua,"), (RIGHT, "Pihak Pertama,")],
        4,
        [(LEFT, "BUDI CONTOH"), (RIGHT, "SITI RAHAYU, S.E")],
    )
    assert [(s.place and s.place.text, s.date) for s in got.signed] == [("Maju", None)]
    assert [told(b)["name"] for b in got.blocks] == ["BUDI CONTOH", "SITI RAHAYU, S.E"]


def test_an_office_over_its_holder_is_no_signature_of_its_own() -> None:
    got = read(
        "Salinan sesuai dengan aslinya",
        "SEKRETARIAT KABINET",
        "Kepala Biro Hukum,",
        3,
        "BUDI CONTOH",
        "NIP. 197001011995031001",
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [("Kepala Biro Hukum,", "BUDI CONTOH")]


def test_two_offices_that_nearly_touch_are_two_columns() -> None:
    left = "SEKRETARIS DAERAH KABUPATEN MAJU,"
    right = LEFT + 5 * (len(left) + 1)
    got = read(
        [(LEFT, "Diundangkan di Maju"), (right, "Ditetapkan di Maju")],
        [(LEFT, "pada tanggal 3 Mei 2031"), (right, "pada tanggal 3 Mei 2031")],
        [(LEFT, left), (right, "BUPATI MAJU,")],
        3,
        [(LEFT, "BUDI CONTOH"), (right, "SITI RAHAYU")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        (left, "BUDI CONTOH"),
        ("BUPATI MAJU,", "SITI RAHAYU"),
    ]


def test_signatures_in_the_last_rows_of_a_table_are_no_rows() -> None:
    rows = (
        ["No", "Program", "Anggaran"],
        ["1", "Program jalan yang baik", "5.000.000"],
        ["PIHAK KEDUA", "", "PIHAK KESATU"],
        ["BUDI", "", "SITI"],
    )
    flow = flatten_signature_tables(page(1, rows).flow)
    assert [len(b.rows) for b in flow if isinstance(b, Table)] == [1]
    assert [told(b)["name"] for b in find_signatures(flow).blocks] == ["BUDI", "SITI"]


def test_an_electronic_signature_in_a_box_under_a_table_is_no_row() -> None:
    heads, row = ["No", "Program", "Anggaran"], ["1", "Program jalan yang baik", "5.000.000"]
    boxed = (heads, row, ["", "", "Ditandatangani secara elektronik oleh:"], ["", "", "BUDI CONTOH, S.E."])
    flow = flatten_signature_tables(page(1, boxed).flow)
    assert [len(b.rows) for b in flow if isinstance(b, Table)] == [1]
    listed = (heads, row, ["", "BUDI CONTOH", "ttd"])
    flow = flatten_signature_tables(page(1, listed).flow)
    assert [len(b.rows) for b in flow if isinstance(b, Table)] == [2]


def test_a_name_without_titles_ends_a_letter() -> None:
    got = read("Demikian disampaikan, atas perhatiannya kami ucapkan terima kasih.", "Camat Maju,", 4, "SITI RAHAYU")
    assert [told(b) for b in got.blocks] == [{"name": "SITI RAHAYU", "position": "Camat Maju,"}]
    assert read("Camat Maju,", "SITI RAHAYU", "Panjang jalan yang baik di kota").blocks == ()


def test_a_line_with_a_joining_word_goes_on_with_the_office_over_it() -> None:
    got = read(
        [(LEFT, "PIHAK KEDUA,")],
        [(LEFT, "KEPALA SEKSI JALAN,")],
        [(LEFT, "TAMAN DAN PERTAMANAN")],
        4,
        [(LEFT, "BUDI CONTOH")],
        [(LEFT, "NIP. 19700101 199503 1 001")],
    )
    assert [(told(b)["name"], told(b)["position"]) for b in got.blocks] == [
        ("BUDI CONTOH", "KEPALA SEKSI JALAN, TAMAN DAN PERTAMANAN")
    ]


def test_a_number_in_the_seal_and_under_the_name_is_taken_both_times() -> None:
    got = read(
        [(LEFT, "CAMAT MAJU")],
        [(LEFT, "Ditandatangani secara elektronik oleh:")],
        [(LEFT, "BUDI CONTOH")],
        [(LEFT, "197001011995031001")],
        2,
        [(LEFT, "BUDI CONTOH")],
        [(LEFT, "NIP. 197001011995031001")],
    )
    assert [told(b)["nip"] for b in got.blocks] == ["197001011995031001"]
    assert len(got.taken) == 5


@pytest.mark.parametrize(
    ("lines", "position"),
    [
        (
            ("KEPALA BIRO HUKUM", "SEKRETARIAT DAERAH PROVINSI MAJU,"),
            "KEPALA BIRO HUKUM SEKRETARIAT DAERAH PROVINSI MAJU,",
        ),
        (("PIMPINAN DPRD KABUPATEN MAJU", "KETUA,"), "KETUA,"),
        (("Majelis Arsip", "Ketua,"), "Ketua,"),
    ],
)
def test_an_office_over_or_under_whose_it_is(lines: tuple[str, str], position: str) -> None:
    got = read("Ditetapkan di Kota Maju", "pada tanggal 5 Mei 2031", *lines, 4, "SITI RAHAYU, S.Sos")
    assert [told(b) for b in got.blocks] == [{"name": "SITI RAHAYU, S.Sos", "position": position}]


def test_letters_of_a_stamp_are_no_name() -> None:
    got = read("Salinan sesuai dengan aslinya", "KEPALA BAGIAN HUKUM,", "c .,. G ..1", "SITI RAHAYU, S.Sos")
    assert [told(b)["name"] for b in got.blocks] == ["SITI RAHAYU, S.Sos"]


def test_place_and_date_in_a_column_of_labels() -> None:
    got = read(
        [(RIGHT, "Dikeluarkan")],
        [(RIGHT, "di : Maju Jaya")],
        [(RIGHT, "Pada tanggal : 18 Februari 2031")],
        [(RIGHT, "KEPALA KANTOR CONTOH,")],
        2,
        [(RIGHT, "SITI RAHAYU, S.Sos")],
        [(RIGHT, "NIP. 19800101 200501 2 001")],
    )
    (signed,) = got.signed
    assert (signed.place and signed.place.text, signed.date and signed.date.text) == ("Maju Jaya", "18 Februari 2031")


def test_what_signing_software_prints_parts_no_name_from_its_office() -> None:
    got = read(
        "Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih.",
        None,
        [(RIGHT, "Sekretaris Kantor Contoh Kabupaten Maju,")],
        None,
        [(RIGHT, "Ditandatangani secara elektronik")],
        [(RIGHT, "oleh:")],
        [(RIGHT, "BUDI CONTOH")],
    )
    assert [told(b) for b in got.blocks] == [
        {"name": "BUDI CONTOH", "position": "Sekretaris Kantor Contoh Kabupaten Maju,"}
    ]


def test_an_office_by_order_signs_for_the_one_that_signs_on_behalf() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "a.n. BUPATI MAJU")],
        [(RIGHT, "SEKRETARIS DAERAH,")],
        [(RIGHT, "u.b.")],
        [(RIGHT, "KEPALA BAGIAN UMUM,")],
        4,
        [(RIGHT, "BUDI CONTOH, S.Sos.")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    (block,) = map(told, got.blocks)
    assert (block["name"], block["position"]) == ("BUDI CONTOH, S.Sos.", "KEPALA BAGIAN UMUM,")
    assert block["on_behalf_of"] == "BUPATI MAJU"


def test_an_office_right_under_a_name_is_the_signers() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        4,
        [(RIGHT, "BUDI CONTOH, S.Sos.")],
        [(RIGHT, "Kepala Bidang Arsip")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    (block,) = map(told, got.blocks)
    assert (block["position"], block["nip"]) == ("Kepala Bidang Arsip", "19700101 199503 1 001")


def test_a_long_name_may_take_two_lines_with_its_titles_at_the_end() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "Kepala Bidang Arsip")],
        4,
        [(RIGHT, "BUDI LUHUR")],
        [(RIGHT, "CONTOH, S.Sos.")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    assert told(got.blocks[0])["name"] == "BUDI LUHUR CONTOH, S.Sos."


@pytest.mark.parametrize("name", [("Ir. BUDI LUHUR", "CONTOH"), ("(BUDI LUHUR", "CONTOH UTOMO)")])
def test_a_name_that_a_narrow_column_broke_is_whole_and_an_nip_full_of_dots_is_no_scribble(
    name: tuple[str, str],
) -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "Kepala Bidang Arsip")],
        4,
        [(RIGHT, name[0])],
        [(RIGHT, name[1])],
        [(RIGHT, "NIP. 19700101.199503.1.001")],
    )
    (block,) = map(told, got.blocks)
    assert (block["name"], block["nip"]) == (" ".join(name), "19700101.199503.1.001")


def test_a_line_of_dots_under_an_office_is_told() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "Kepala Dinas Arsip,")],
        4,
        [(RIGHT, "...........")],
        [(RIGHT, "NIP.")],
    )
    assert [(b.name, b.unsigned) for b in got.blocks] == [(None, True)]


def test_the_last_digits_of_a_broken_nip_belong_to_it() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "Kepala Bidang Arsip")],
        4,
        [(RIGHT, "BUDI CONTOH, S.Sos.")],
        [(RIGHT, "NIP. 19700101 199503 1")],
        [(RIGHT, "001")],
    )
    assert told(got.blocks[0])["nip"] == "19700101 199503 1 001"


@pytest.mark.parametrize("dated", ["pada tanggal 5 Mei 2031 M", "Pade Lang?l 5 Mei 2031", "Pada tangga!5 Mei 2031"])
def test_a_date_under_a_stamp_or_of_two_calendars_does_not_end_a_signature(dated: str) -> None:
    got = read("Ditetapkan di Kota Maju", dated, "27 Muharram 1453 H", "BUPATI MAJU,", 4, "SITI RAHAYU")
    assert [told(b) for b in got.blocks] == [{"name": "SITI RAHAYU", "position": "BUPATI MAJU,"}]
    assert [s.date.text for s in got.signed if s.date] == ["5 Mei 2031"]


def test_a_sentence_that_goes_on_with_a_role_is_no_signature() -> None:
    got = read(
        [(LEFT, "Nama : SITI RAHAYU, S.Sos")],
        [(LEFT, "Selanjutnya disebut")],
        [(LEFT, "PIHAK PERTAMA")],
        3,
        [(RIGHT, "Maju, 3 Januari 2031")],
        [(LEFT, "PIHAK KEDUA,"), (RIGHT, "PIHAK PERTAMA,")],
        3,
        [(LEFT, "Drs. BUDI CONTOH"), (RIGHT, "SITI RAHAYU, S.Sos")],
    )
    assert [told(b)["role"] for b in got.blocks] == ["PIHAK KEDUA,", "PIHAK PERTAMA,"]


def test_three_columns_of_which_one_is_set_between_the_lines_of_the_others() -> None:
    level = {
        0: "Menyetujui,",
        1: "Kepala Badan",
        4: "ADI CONTOH, S.E.",
        5: "NIP. 197001011995031001",
    }
    middle = {
        0: "Memeriksa,",
        1: "Sekretaris Badan",
        4: "LINA CONTOH, S.E.",
        5: "NIP. 197502022000032002",
    }
    between = {0: "Kepala Bidang Anggaran", 4: "EKA CONTOH, S.E.", 5: "NIP. 198003032005011003"}
    rows = [line((380, "Maju, 8 Januari 2033"), top=86)]
    rows += [line((40, level[k]), (210, middle[k]), top=100 + 14 * k) for k in level]
    rows += [line((380, text), top=107 + 14 * k) for k, text in between.items()]
    got = find_signatures(sorted(rows, key=lambda r: r.box[1]))
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("Kepala Badan", "ADI CONTOH, S.E."),
        ("Sekretaris Badan", "LINA CONTOH, S.E."),
        ("Kepala Bidang Anggaran", "EKA CONTOH, S.E."),
    ]


@pytest.mark.parametrize(("method", "unsigned"), [("text-layer", True), ("ocr", False)])
def test_an_office_over_a_number_without_a_name_is_told_unless_a_stamp_may_hide_it(method: str, unsigned: bool) -> None:
    rows = ([(RIGHT, "Maju, 8 Januari 2032")], [(RIGHT, "CAMAT MAJU")], 3, [(RIGHT, "NIP. 19710312 199603 1 004")])
    blocks = page(1, *rows, method=method).flow
    if method == "ocr":
        blocks = tuple(
            Line(tuple(replace(w, confidence=0.9) for w in b.words)) if isinstance(b, Line) else b for b in blocks
        )
    assert [b.unsigned for b in find_signatures(blocks).blocks] == [unsigned]


def test_who_certifies_a_copy_is_told_from_who_signs() -> None:
    got = read(
        [(RIGHT, "Maju, 9 Januari 2033")],
        [(RIGHT, "KEPALA DINAS")],
        3,
        [(RIGHT, "BUDI CONTOH, S.T.")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
        2,
        [(LEFT, "Salinan sesuai dengan aslinya")],
        [(LEFT, "KEPALA BAGIAN HUKUM")],
        3,
        [(LEFT, "SITI RAHAYU, S.H.")],
        [(LEFT, "NIP. 19800101 200501 2 001")],
    )
    assert {b.name.text: b.certifies for b in got.blocks if b.name} == {
        "BUDI CONTOH, S.T.": False,
        "SITI RAHAYU, S.H.": True,
    }


def test_a_rank_with_the_label_of_its_number_on_the_next_line() -> None:
    got = read("Maju, 4 Januari 2031", "KEPALA KEPOLISIAN RESOR MAJU", 4, "BUDI CONTOH, S.I.K.", "AKBP NRP", "78051234")
    assert [told(b).get("rank") for b in got.blocks] == ["AKBP"]


def test_day_and_month_left_open_between_dashes_are_one_date() -> None:
    whole = line((40, "Maju Jaya,"), (160, "-"), (230, "-"), (250, "2033"))
    assert [part.text for part in parts_of(whole)] == ["Maju Jaya, - - 2033"]


def test_a_date_left_to_handwriting_after_its_word() -> None:
    found = match_place_date(line("Muara Maju, tanggal ____________"))
    assert found is not None
    assert found.place is not None
    assert (found.place.text, found.date) == ("Muara Maju", None)


def test_an_office_may_break_within_a_word() -> None:
    got = read(
        [(LEFT, "Salinan sesuai dengan aslinya")],
        [(LEFT, "Kepala Bagian Hukum dan Perundang-")],
        [(LEFT, "undangan,")],
        [(LEFT, "ttd.")],
        [(LEFT, "Budi Contoh")],
    )
    assert [told(b)["position"] for b in got.blocks] == ["Kepala Bagian Hukum dan Perundang-undangan,"]


def test_the_words_of_an_electronic_seal_between_role_and_office() -> None:
    got = read(
        [(LEFT, "PIHAK KEDUA"), (RIGHT, "PIHAK PERTAMA")],
        [(LEFT, "Ditandatangani secara elektronik oleh:"), (RIGHT, "Ditandatangani secara elektronik oleh:")],
        [(LEFT, "WALI KOTA CONTOH"), (RIGHT, "KEPALA DINAS ARSIP")],
        3,
        [(LEFT, "H. BUDI CONTOH, S.E."), (RIGHT, "Dra. SITI RAHAYU")],
    )
    assert [told(b) for b in got.blocks] == [
        {"role": "PIHAK KEDUA", "position": "WALI KOTA CONTOH", "name": "H. BUDI CONTOH, S.E."},
        {"role": "PIHAK PERTAMA", "position": "KEPALA DINAS ARSIP", "name": "Dra. SITI RAHAYU"},
    ]


def test_offices_that_nearly_touch_part_where_the_lines_of_their_columns_begin() -> None:
    right = 380
    got = read(
        [(LEFT, "Diundangkan di Maju"), (right, "Ditetapkan di Maju")],
        [(LEFT, "pada tanggal 4 Januari 2031"), (right, "pada tanggal 4 Januari 2031")],
        [(LEFT, "SEKRETARIS DAERAH KABUPATEN MAJU JAYA RAYA DI ATAS AWAN SEKALI,"), (right, "BUPATI MAJU JAYA RAYA,")],
        [(LEFT, "ttd"), (right, "ttd")],
        [(LEFT, "BUDI CONTOH"), (right, "SITI RAHAYU, S.Sos")],
    )
    assert [told(b).get("position", "").strip(",") for b in got.blocks] == [
        "SEKRETARIS DAERAH KABUPATEN MAJU JAYA RAYA DI ATAS AWAN SEKALI",
        "BUPATI MAJU JAYA RAYA",
    ]


def test_the_heading_of_a_grid_of_signatures_has_lines_of_its_own() -> None:
    flow = page(1, (["PIHAK PERTAMA,", "PIHAK KEDUA,"], ["BUDI CONTOH", "SITI RAHAYU"])).flow
    (grid,) = (b for b in flow if isinstance(b, Table))
    place = line((170, "Maju, 4 Januari 2031"), top=grid.header[1].box[1] - 14)
    headed = replace(grid, header=(grid.header[0], Span(place.words + grid.header[1].words)))
    got = find_signatures(flatten_signature_tables([headed]))
    assert [(told(b)["role"], told(b)["name"]) for b in got.blocks] == [
        ("PIHAK PERTAMA,", "BUDI CONTOH"),
        ("PIHAK KEDUA,", "SITI RAHAYU"),
    ]
    assert [s.span.text for s in got.signed] == ["Maju, 4 Januari 2031"]


def test_who_does_something_stands_over_an_office_and_a_name() -> None:
    got = read(
        "Barang telah diserahkan dalam keadaan baik.",
        [(LEFT, "Yang menerima,"), (RIGHT, "Yang menyerahkan,")],
        [(LEFT, "Ketua Tim"), (RIGHT, "Pengurus Barang")],
        4,
        [(LEFT, "( Budi Contoh )"), (RIGHT, "( Siti Rahayu )")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        ("Ketua Tim", "( Budi Contoh )"),
        ("Pengurus Barang", "( Siti Rahayu )"),
    ]


def test_a_text_that_begins_with_who_does_something_is_over_no_signature() -> None:
    got = read([(LEFT, "Yang Memenuhi")], [(LEFT, "Guru")], 2, [(LEFT, "Terpenuhinya")])
    assert not got.blocks


def test_a_heading_on_the_next_page_is_no_name() -> None:
    first = page(1, [(RIGHT, "Maju, 4 Januari 2031")], [(RIGHT, "KEPALA BADAN,")]).flow
    second = page(2, [centred("DAFTAR ISI")]).flow
    assert [told(b) for b in find_signatures([*first, *second]).blocks] == []


def test_an_office_beside_whom_copies_go_to_is_the_signers() -> None:
    got = read(
        "Demikian untuk menjadi periksa.",
        [(LEFT, "Tembusan:"), (RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "1. Bupati Maju;"), (RIGHT, "Kepala Bagian Umum,")],
        [(LEFT, "2. Arsip.")],
        3,
        [(RIGHT, "BUDI CONTOH, S.IP")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    (block,) = map(told, got.blocks)
    assert (block["position"], block["name"]) == ("Kepala Bagian Umum,", "BUDI CONTOH, S.IP")


def test_a_date_left_to_handwriting_is_no_scribble() -> None:
    got = read([(RIGHT, "Maju, ................ 2031")], [(RIGHT, "Kepala Dinas,")], 4, [(RIGHT, "(............)")])
    assert [s.date and s.date.text for s in got.signed] == ["2031"]
    assert [b.unsigned for b in got.blocks] == [True]


def test_a_names_last_word_may_have_a_comma_before_its_titles() -> None:
    got = read(
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(RIGHT, "Kepala Bidang,")],
        4,
        [(RIGHT, "Dr. BUDI LUHUR")],
        [(RIGHT, "CONTOH,")],
        [(RIGHT, "S.T., M.T.")],
        [(RIGHT, "NIP. 19700101 199503 1 001")],
    )
    (block,) = map(told, got.blocks)
    assert (block["name"], block["nip"]) == ("Dr. BUDI LUHUR CONTOH, S.T., M.T.", "19700101 199503 1 001")


def test_a_seal_names_its_certificate() -> None:
    got = read(
        "Demikian agar dipergunakan sebagaimana mestinya.",
        "Kepala Dinas Sosial,",
        "Ditandatangani Secara Elektronik",
        "Menggunakan Sertifikat Elektronik dari BSrE",
        "BUDI",
    )
    assert [told(b) for b in got.blocks] == [{"name": "BUDI", "position": "Kepala Dinas Sosial,"}]


def test_the_second_line_of_an_office_that_the_other_column_nearly_touches_stays_in_its_own() -> None:
    left, right = "PERUNDANG-UNDANGAN KEMENTERIAN", LEFT + 5 * 30 + 7
    got = read(
        [(LEFT, "Diundangkan di Maju"), (right, "Ditetapkan di Maju")],
        [(LEFT, "pada tanggal 3 Mei 2031"), (right, "pada tanggal 3 Mei 2031")],
        [(LEFT, "DIREKTUR JENDERAL"), (right, "MENTERI SOSIAL REPUBLIK")],
        [(LEFT, left), (right, "INDONESIA,")],
        [(LEFT, "HUKUM DAN HAM,")],
        3,
        [(LEFT, "BUDI CONTOH"), (right, "SITI RAHAYU")],
    )
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [
        (f"DIREKTUR JENDERAL {left} HUKUM DAN HAM,", "BUDI CONTOH"),
        ("MENTERI SOSIAL REPUBLIK INDONESIA,", "SITI RAHAYU"),
    ]


def test_lines_of_one_cell_that_are_set_tight_are_no_single_line() -> None:
    flow = page(1, (["PIHAK PERTAMA,", "PIHAK KEDUA,"], ["BUDI CONTOH", "SITI RAHAYU"])).flow
    (grid,) = (b for b in flow if isinstance(b, Table))
    numbers = ("19700101 199503 1 001", "19800101 200501 2 001")
    cells = [
        replace(cell, lines=(*cell.lines, line((cell.lines[0].box[0], f"NIP. {number}"), top=cell.lines[0].box[1] + 7)))
        for cell, number in zip(grid.rows[0], numbers, strict=True)
    ]
    got = find_signatures(flatten_signature_tables([replace(grid, rows=(tuple(cells),))]))
    assert [(told(b)["name"], told(b)["nip"]) for b in got.blocks] == [
        ("BUDI CONTOH", numbers[0]),
        ("SITI RAHAYU", numbers[1]),
    ]


def test_a_word_that_was_hardly_read_and_is_larger_than_print_is_handwriting_between_office_and_name() -> None:
    def blocks(sure: float) -> list[dict[str, str]]:
        flow = page(
            1,
            [(RIGHT, "Ditetapkan di Maju")],
            [(RIGHT, "pada tanggal 4 Januari 2031")],
            [(RIGHT, "KEPALA DINAS")],
            [(RIGHT, "Alin.")],
            3,
            [(LEFT, "Kepada Yth. :"), (RIGHT, "BUDI CONTOH, MM")],
            [(LEFT, "1. PARA KEPALA BIDANG")],
            method="ocr",
        ).flow
        scrawl = [
            Line(tuple(replace(w, confidence=sure, size=16.0) for w in b.words)) if b.text == "Alin." else b
            for b in flow
            if isinstance(b, Line)
        ]
        return [told(b) for b in find_signatures(scrawl).blocks]

    assert blocks(0.48) == [{"name": "BUDI CONTOH, MM", "position": "KEPALA DINAS"}]


def test_a_narrow_column_leaves_month_and_year_of_an_act_to_the_next_line() -> None:
    got = read(
        [(RIGHT, "Ditetapkan di Maju, 27")],
        [(RIGHT, "Desember 2031")],
        [(RIGHT, "BUPATI CONTOH,")],
        2,
        [(RIGHT, "BUDI CONTOH")],
    )
    assert [s.date.text for s in got.signed if s.date] == ["27 Desember 2031"]
    assert [(told(b)["position"], told(b)["name"]) for b in got.blocks] == [("BUPATI CONTOH,", "BUDI CONTOH")]


@pytest.mark.parametrize("left_open", ["Maju, tanggal ____", "Maju, Tgl. : ..........", "Maju, Tanggal"])
def test_a_place_whose_date_is_left_open_is_signed(left_open: str) -> None:
    got = read(
        [(RIGHT, left_open)],
        [(LEFT, "PIHAK KEDUA,"), (RIGHT, "PIHAK KESATU,")],
        4,
        [(LEFT, "Drs. BUDI CONTOH"), (RIGHT, "SITI RAHAYU, S.Sos")],
    )
    assert [s.place.text if s.place else None for s in got.signed] == ["Maju"]


def test_the_titles_of_a_name_without_a_number_may_go_on_under_it() -> None:
    got = read([(RIGHT, "Kepala Dinas Maju")], 3, [(RIGHT, "Dra. SITI CONTOH,")], [(RIGHT, "M.Si")])
    assert [b.name.text if b.name else None for b in got.blocks] == ["Dra. SITI CONTOH, M.Si"]


def test_under_the_space_for_a_signature_stands_a_name_whatever_the_office_over_it_lacks() -> None:
    got = read([(RIGHT, "Maju, 4 Januari 2031")], [(RIGHT, "Sekretaris Desa")], 4, [(RIGHT, "SUKARNO")])
    assert [told(b) for b in got.blocks] == [{"name": "SUKARNO", "position": "Sekretaris Desa"}]

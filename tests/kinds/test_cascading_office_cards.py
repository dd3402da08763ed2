"""Cards of offices: whose statement stands where, and what else a card says."""

from __future__ import annotations

from dataclasses import replace

from cascade_pages import BLUE, GREEN, box, chart, tree, words

from extractor.kinds.cascade.chart import read_charts
from extractor.read.page import Ruling, Shape
from extractor.read.words import Word


def bold(drawn: tuple[Shape, list[Word]], lines: int) -> tuple[Shape, list[Word]]:
    """A box whose first lines are bold."""
    shape, said = drawn
    tops = sorted({w.box[1] for w in said})[:lines]
    return shape, [replace(w, bold=w.box[1] in tops) for w in said]


def test_a_labelled_statement_under_an_office_is_the_offices_own() -> None:
    page = chart(
        box(200, 20, 160, 15, "KEPALA DINAS AIR", GREEN),
        box(200, 35, 160, 40, "Kinerja : Airnya jernih / IK : / 1. Jumlah sumur (4 unit)", "#ffffff"),
        box(200, 120, 160, 15, "KEPALA BIDANG SUMUR", GREEN),
        box(200, 135, 160, 40, "Kinerja : Sumurnya dalam / IK : / 1. Jumlah galian (2 titik)", "#ffffff"),
        rulings=(Ruling(280, 75, 280, 120),),
    )
    assert tree(page) == [
        "KEPALA DINAS AIR",
        "  Airnya jernih",
        "  * Jumlah sumur = 4 unit",
        "  KEPALA BIDANG SUMUR",
        "    Sumurnya dalam",
        "    * Jumlah galian = 2 titik",
    ]


def test_a_band_over_the_edge_of_a_frame_heads_its_card() -> None:
    page = chart(
        box(206, 20, 148, 20, "Kepala Dinas Air", GREEN),
        box(200, 30, 160, 50, " /  / Airnya jernih / Indikator : / 1. Jumlah sumur (4 unit)", "#ffffff"),
        box(206, 130, 148, 20, "Kepala Bidang Sumur", GREEN),
        box(200, 140, 160, 50, " /  / Sumurnya dalam / Indikator : / 1. Jumlah galian (2 titik)", "#ffffff"),
        rulings=(Ruling(280, 80, 280, 130),),
    )
    assert tree(page) == [
        "Kepala Dinas Air",
        "  Airnya jernih",
        "  * Jumlah sumur = 4 unit",
        "  Kepala Bidang Sumur",
        "    Sumurnya dalam",
        "    * Jumlah galian = 2 titik",
    ]


def test_an_office_in_a_cell_beside_its_statement_holds_the_offices_at_the_right() -> None:
    page = chart(
        box(20, 100, 60, 40, "Kepala / Dinas / Air", GREEN),
        box(80, 100, 120, 40, "Airnya jernih / - Jumlah sumur: 4 unit", "#ffffff"),
        box(260, 100, 60, 40, "Kepala / Bidang / Sumur", GREEN),
        box(320, 100, 120, 40, "Sumurnya dalam / - Jumlah galian: 2 titik", "#ffffff"),
        rulings=(Ruling(200, 120, 260, 120),),
    )
    assert tree(page) == [
        "Kepala Dinas Air",
        "  Airnya jernih",
        "  * Jumlah sumur = 4 unit",
        "  Kepala Bidang Sumur",
        "    Sumurnya dalam",
        "    * Jumlah galian = 2 titik",
    ]


def test_an_office_named_over_its_box_without_a_frame_holds_what_the_box_says() -> None:
    page = chart(box(200, 40, 160, 50, "Airnya jernih / Indikator : / 1. Jumlah sumur (4 unit)", "#ffffff"))
    name = tuple(words(["Kepala Dinas Air", "dan Sanitasi"], 230, 22))
    assert tree(replace(page, words=(*name, *page.words))) == [
        "Kepala Dinas Air dan Sanitasi",
        "  Airnya jernih",
        "  * Jumlah sumur = 4 unit",
    ]


def test_the_name_of_an_office_ends_where_an_outcome_is_stated() -> None:
    page = chart(
        box(
            200,
            40,
            160,
            60,
            "Kepala Seksi Sumur / dan Kolam / Tergalinya sumur / Indikator : / - Jumlah galian (2 titik)",
        )
    )
    assert tree(page) == ["Kepala Seksi Sumur dan Kolam", "  Tergalinya sumur", "  * Jumlah galian = 2 titik"]


def test_a_bold_statement_under_the_indicators_of_another_is_the_next_one_of_the_card() -> None:
    drawn = bold(
        box(200, 40, 160, 90, "Tergalinya sumur / - Jumlah galian = 2 titik / Bersihnya kolam / - Luas kolam = 3 ha"), 1
    )
    said = [
        replace(w, bold=w.bold or (w.text in ("Bersihnya", "kolam") and w.box[1] > 60 and w.box[1] < 68))
        for w in drawn[1]
    ]
    page = chart(box(200, 25, 160, 15, "Kepala Seksi Sumur", BLUE), (drawn[0], said))
    assert tree(page) == [
        "Kepala Seksi Sumur",
        "  Tergalinya sumur",
        "  * Jumlah galian = 2 titik",
        "  Bersihnya kolam",
        "  * Luas kolam = 3 ha",
    ]


def test_an_amount_on_a_line_of_its_own_is_no_part_of_the_indicator() -> None:
    page = chart(
        box(200, 40, 160, 60, "Program Sumur / Indikator : Jumlah galian – 2 titik / Rp. 1.250.000.000,-"),
        box(400, 40, 160, 60, "Program Kolam / Indikator : Luas kolam – 3 ha / Rp. 2.500.000.000,-"),
    )
    assert tree(page) == [
        "program: Program Sumur",
        "* Jumlah galian = 2 titik",
        "program: Program Kolam",
        "* Luas kolam = 3 ha",
    ]


def test_the_number_beside_a_statement_with_its_indicator_is_the_statements() -> None:
    page = chart(
        box(40, 40, 20, 40, "1.1", BLUE),
        bold(box(60, 40, 140, 40, "Program Sumur / Jumlah galian", "#ffffff"), 1),
        box(200, 40, 50, 40, "2 titik", "#ffffff"),
        box(40, 120, 20, 40, "1.2", BLUE),
        bold(box(60, 120, 140, 40, "Program Kolam / Luas kolam", "#ffffff"), 1),
        box(200, 120, 50, 40, "3 ha", "#ffffff"),
    )
    assert tree(page) == [
        "program: Program Sumur",
        "* Jumlah galian = 2 titik",
        "program: Program Kolam",
        "* Luas kolam = 3 ha",
    ]


def test_an_office_in_a_tab_over_one_end_of_a_card_heads_it() -> None:
    page = chart(
        box(200, 26, 90, 14, "Kepala Dinas Air", GREEN),
        box(200, 40, 160, 50, "Airnya jernih / Indikator : / 1. Jumlah sumur (4 unit)", "#ffffff"),
    )
    assert tree(page) == ["Kepala Dinas Air", "  Airnya jernih", "  * Jumlah sumur = 4 unit"]


def test_an_echelon_in_brackets_under_an_office_is_the_offices() -> None:
    page = chart(
        box(
            200,
            40,
            160,
            60,
            "Kepala Bidang Sumur / (Eselon III) / Kinerja : Sumurnya dalam / IK : / - Jumlah galian (2 titik)",
        )
    )
    assert tree(page) == ["Kepala Bidang Sumur", "  Sumurnya dalam", "  * Jumlah galian = 2 titik"]
    assert read_charts([page], frozenset())[0].piece.echelon.text == "III"

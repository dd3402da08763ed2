"""Levels in rows: labels at the left, boxes under wider ones, stacks, and what hangs in boxes of its own."""

from __future__ import annotations

from cascade_pages import BLUE, GREEN, box, chart, tree, words

from extractor.layout.tables.find import read_page
from extractor.read.page import Page, Ruling, Shape

WHITE = "#ffffff"


def labelled(page: Page, *labels: tuple[str, float, float]) -> Page:
    said = tuple(w for text, x, y in labels for w in words([text], x, y))
    return Page(page.number, page.width, page.height, (*said, *page.words), page.rulings, page.shapes)


def arrow(x: float, top: float, bottom: float, fill: str | None, stroke: str | None) -> Shape:
    points = [(4, top), (4, bottom - 8), (8, bottom - 8), (0, bottom), (-8, bottom - 8), (-4, bottom - 8), (-4, top)]
    return Shape(tuple((x + dx, y) for dx, y in (*points, points[0])), True, fill=fill, stroke=stroke)


def test_the_label_of_a_row_names_no_box_that_holds_nothing_but_indicators() -> None:
    page = labelled(
        chart(
            box(150, 50, 90, 30, "Jalan yang mantap", GREEN),
            box(270, 50, 110, 30, "Indikator : / Panjang jalan", WHITE),
            box(150, 120, 90, 30, "Pemeliharaan jembatan", BLUE),
            box(270, 120, 110, 30, "Indikator : / Jumlah jembatan", WHITE),
            rulings=(Ruling(240, 65, 270, 65), Ruling(240, 135, 270, 135), Ruling(195, 80, 195, 120)),
        ),
        ("Sasaran", 30, 60),
        ("Program", 30, 130),
    )
    assert tree(page) == [
        "sasaran: Jalan yang mantap",
        "* Panjang jalan",
        "  program: Pemeliharaan jembatan",
        "  * Jumlah jembatan",
    ]


def test_the_word_of_a_level_that_the_next_word_leaves_hardly_any_room_is_the_first_of_a_name() -> None:
    page = labelled(
        chart(
            box(150, 50, 200, 30, "Jalan yang mantap", GREEN),
            box(150, 120, 75, 40, "Program / Pemeliharaan / jembatan kota", BLUE),
            box(275, 120, 75, 40, "Program / Pengawasan / kota", BLUE),
            rulings=(
                Ruling(250, 80, 250, 100),
                Ruling(187, 100, 312, 100),
                Ruling(187, 100, 187, 120),
                Ruling(312, 100, 312, 120),
            ),
        ),
        ("Sasaran", 30, 60),
        ("Program", 30, 130),
    )
    assert tree(page) == [
        "sasaran: Jalan yang mantap",
        "  program: Program Pemeliharaan jembatan kota",
        "  program: Program Pengawasan kota",
    ]


def test_a_heading_over_two_lines_goes_on_with_each_node_of_a_stack() -> None:
    page = chart(
        box(50, 50, 80, 20, "Perawatan jalan", GREEN),
        box(50, 90, 80, 15, "Penambalan", BLUE),
        box(50, 105, 80, 22, "Indikator Sub / Kegiatan", WHITE),
        box(50, 127, 80, 15, "Jumlah lubang", WHITE),
        box(50, 142, 80, 15, "Pengecatan", BLUE),
        box(50, 157, 80, 22, "Indikator Sub / Kegiatan", WHITE),
        box(50, 179, 80, 15, "Jumlah garis", WHITE),
        rulings=(Ruling(90, 70, 90, 90),),
    )
    assert tree(page) == [
        "Perawatan jalan",
        "  sub_kegiatan: Penambalan",
        "  * Jumlah lubang",
        "  sub_kegiatan: Pengecatan",
        "  * Jumlah garis",
    ]


def test_a_block_arrow_whose_ground_and_outline_are_painted_apart_leads_to_a_box() -> None:
    upper, lower = box(50, 50, 100, 30, "Jalan yang mantap", BLUE), box(50, 114, 100, 30, "Jembatan dirawat", BLUE)
    other = box(200, 50, 100, 30, "Sungai yang bersih", BLUE), box(200, 114, 100, 30, "Sampah diangkut", BLUE)
    page = chart(upper, lower, *other)
    arrows = [arrow(x, 83.5, 110.5, *paint) for x in (100, 250) for paint in ((GREEN, None), (None, "#000000"))]
    page = Page(1, page.width, page.height, page.words, (), (*page.shapes, *arrows))
    assert tree(page) == [
        "Jalan yang mantap",
        "  Jembatan dirawat",
        "Sungai yang bersih",
        "  Sampah diangkut",
    ]


def test_a_row_of_a_level_that_may_stand_anywhere_stands_where_it_is_drawn() -> None:
    page = labelled(
        chart(
            box(200, 50, 300, 24, "Kota yang nyaman", GREEN),
            box(200, 90, 140, 24, "Jalan yang mantap", GREEN),
            box(360, 90, 140, 24, "Sungai yang bersih", GREEN),
            box(200, 130, 140, 24, "Lubang yang ditambal", GREEN),
            box(360, 130, 140, 24, "Sampah yang diangkut", GREEN),
        ),
        ("Final Outcome", 30, 58),
        ("Critical Success Factor (CSF)", 30, 98),
        ("Intermediate Outcome", 30, 138),
    )
    assert tree(page) == [
        "Kota yang nyaman",
        "  Jalan yang mantap",
        "    Lubang yang ditambal",
        "  Sungai yang bersih",
        "    Sampah yang diangkut",
    ]


def test_an_only_child_wall_to_wall_under_its_parent_stands_in_a_row_that_parts() -> None:
    page = chart(
        box(50, 50, 300, 20, "Kota yang nyaman", GREEN),
        box(50, 70, 200, 20, "Jalan yang mantap", GREEN),
        box(250, 70, 100, 20, "Sungai yang bersih", GREEN),
        box(50, 90, 200, 20, "Perawatan jalan", GREEN),
        box(250, 90, 100, 20, "Sampah diangkut", GREEN),
        box(50, 110, 100, 20, "Lubang ditambal", GREEN),
        box(150, 110, 100, 20, "Garis dicat", GREEN),
        box(250, 110, 100, 20, "Truk dibeli", GREEN),
    )
    assert tree(page) == [
        "Kota yang nyaman",
        "  Jalan yang mantap",
        "    Perawatan jalan",
        "      Lubang ditambal",
        "      Garis dicat",
        "  Sungai yang bersih",
        "    Sampah diangkut",
        "      Truk dibeli",
    ]


def test_paragraphs_a_third_of_a_line_apart_are_indicators_each() -> None:
    shape, said = box(50, 50, 110, 70, "Jalan yang mantap / Indikator :", GREEN)
    lines = [("Persentase jalan kota yang", 70), ("mantap", 79), ("Persentase jembatan", 91.5)]
    said += [w for text, y in lines for w in words([text], 54, y)]
    assert tree(chart((shape, said))) == [
        "Jalan yang mantap",
        "* Persentase jalan kota yang mantap",
        "* Persentase jembatan",
    ]


def test_the_next_number_of_a_list_begins_an_indicator_under_a_target() -> None:
    said = "1. Kemantapan jalan / Target : 16 km / 2. Keutuhan jembatan / Target : 7 unit"
    assert tree(chart(box(50, 50, 150, 80, f"Jalan yang mantap / Indikator : / {said}", GREEN))) == [
        "Jalan yang mantap",
        "* Kemantapan jalan = 16 km",
        "* Keutuhan jembatan = 7 unit",
    ]


def test_boxes_with_white_between_them_row_by_row_more_are_a_chart() -> None:
    page = chart(
        box(50, 50, 406, 24, "Kota yang nyaman bagi warga semua", GREEN),
        box(50, 77.5, 270, 24, "Jalan yang mantap bagi pejalan kaki", GREEN),
        box(323.5, 77.5, 132.5, 24, "Sungai yang bersih", GREEN),
        box(50, 105, 133, 24, "Lubang yang ditambal", GREEN),
        box(186.5, 105, 133.5, 24, "Garis yang dicat ulang", GREEN),
        box(323.5, 105, 132.5, 24, "Sampah yang diangkut", GREEN),
    )
    assert read_page(page).chart is not None


def test_an_indicator_ends_with_its_target_whatever_word_begins_the_next() -> None:
    said = "Jalan yang mantap / Indikator : / Kemantapan jalan (55 km) / Keutuhan jembatan (7 unit) / Opini warga (WTP)"
    assert tree(chart(box(50, 50, 150, 80, said, GREEN))) == [
        "Jalan yang mantap",
        "* Kemantapan jalan = 55 km",
        "* Keutuhan jembatan = 7 unit",
        "* Opini warga = WTP",
    ]


def test_a_label_beside_the_middle_of_a_card_in_two_boxes_names_its_title() -> None:
    page = labelled(
        chart(
            box(200, 50, 160, 24, "Jalan yang mantap", GREEN),
            box(200, 110, 100, 16, "Pemeliharaan jalan", BLUE),
            box(195, 136, 110, 24, "Indikator : / Jumlah ruas", WHITE),
            rulings=(Ruling(250, 74, 250, 110), Ruling(250, 126, 250, 136)),
        ),
        ("Sasaran", 30, 58),
        ("Program", 30, 137),
    )
    assert tree(page) == ["sasaran: Jalan yang mantap", "  program: Pemeliharaan jalan", "  * Jumlah ruas"]


def test_items_of_a_list_may_begin_with_a_word_of_their_own() -> None:
    page = chart(
        box(20, 40, 160, 20, "Program Kebun"),
        box(20, 60, 160, 50, "Indikator : / Produksi kopi robusta / Produksi teh hijau / Produksi madu"),
    )
    assert tree(page) == [
        "program: Program Kebun",
        "* Produksi kopi robusta",
        "* Produksi teh hijau",
        "* Produksi madu",
    ]

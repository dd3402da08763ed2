"""Cards drawn in halves: where a connector meets them, what joins them, what their shadows show."""

from __future__ import annotations

from cascade_pages import BLUE, GREEN, GREY, PINK, box, chart, frame, tree

from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word


def test_a_connector_may_meet_a_card_where_its_halves_meet() -> None:
    page = chart(
        box(20, 100, 120, 30, "Tujuan : / Terawatnya taman", BLUE),
        box(20, 130, 120, 30, "IK : / Luas taman"),
        box(200, 60, 120, 30, "Sasaran : / Tertatanya kebun", BLUE),
        box(200, 90, 120, 30, "IK : / Luas kebun"),
        box(200, 160, 120, 30, "Sasaran : / Terpeliharanya embung", BLUE),
        box(200, 190, 120, 30, "IK : / Jumlah embung"),
        rulings=(
            Ruling(140, 130, 170, 130),
            Ruling(170, 90, 170, 190),
            Ruling(170, 90, 200, 90),
            Ruling(170, 190, 200, 190),
        ),
    )
    assert tree(page) == [
        "tujuan: Terawatnya taman",
        "* Luas taman",
        "  sasaran: Tertatanya kebun",
        "  * Luas kebun",
        "  sasaran: Terpeliharanya embung",
        "  * Jumlah embung",
    ]


def test_a_bulleted_list_beside_a_statement_is_its_half_though_a_stroke_joins_them() -> None:
    def halves(x: float, y: float, text: str, listed: str) -> list[tuple[Shape, list[Word]]]:
        return [box(x, y, 100, 40, text), box(x + 105, y, 100, 40, f"• {listed}")]

    page = chart(
        *halves(20, 100, "Program / Penataan taman", "Luas taman"),
        *halves(280, 50, "Kegiatan / Penanaman pohon", "Jumlah pohon"),
        *halves(280, 150, "Kegiatan / Perbaikan pagar", "Panjang pagar"),
        rulings=(
            *(Ruling(x + 100, y + 20, x + 105, y + 20) for x, y in ((20, 100), (280, 50), (280, 150))),
            Ruling(225, 120, 250, 120),
            Ruling(250, 70, 250, 170),
            Ruling(250, 70, 280, 70),
            Ruling(250, 170, 280, 170),
        ),
    )
    assert tree(page) == [
        "program: Penataan taman",
        "* Luas taman",
        "  kegiatan: Penanaman pohon",
        "  * Jumlah pohon",
        "  kegiatan: Perbaikan pagar",
        "  * Panjang pagar",
    ]


def test_a_shadow_shows_through_the_lower_half_of_a_card_whose_head_alone_is_filled() -> None:
    shapes: list[Shape] = []
    said: list[Word] = []
    cards = (
        (200.0, 20.0, "1. Tertatanya taman", "Luas taman = 3 Hektare"),
        (60.0, 120.0, "1.1 Tertanamnya pohon", "Jumlah pohon = 40 Batang"),
        (360.0, 120.0, "1.2 Terawatnya pagar", "Panjang pagar = 2 km"),
    )
    for x, y, title, listed in cards:
        shapes += [frame((x + 3, y + 3, x + 123, y + 53), GREY, None), frame((x, y, x + 120, y + 20), BLUE, None)]
        said += box(x, y, 120, 20, title)[1] + box(x - 2, y + 22, 120, 20, f"• {listed}")[1]
    assert tree(Page(1, 700, 500, tuple(said), (), tuple(shapes))) == [
        "Tertatanya taman",
        "* Luas taman = 3 Hektare",
        "  Tertanamnya pohon",
        "  * Jumlah pohon = 40 Batang",
        "  Terawatnya pagar",
        "  * Panjang pagar = 2 km",
    ]


def test_lists_that_touch_each_other_belong_to_the_statements_at_their_left() -> None:
    page = chart(
        box(20, 40, 100, 58, "PROGRAM 1 / Penataan Taman", BLUE),
        box(20, 103, 100, 50, "PROGRAM 2 / Penataan Kebun", BLUE),
        box(125, 40, 120, 60, "Indikator : / - Luas taman", GREY),
        box(125, 102, 120, 51, "Indikator : / - Luas kebun", GREY),
    )
    assert tree(page) == ["program: Penataan Taman", "* Luas taman", "program: Penataan Kebun", "* Luas kebun"]


def test_what_says_how_it_is_counted_is_an_indicator_whatever_word_it_begins_with() -> None:
    page = chart(
        box(20, 40, 200, 20, "Outcome : Meningkatnya hasil kebun"),
        box(20, 60, 200, 60, "Panen kopi (12 ton) / Formulasi : jumlah panen setahun / Sumber Data : / Survei kebun"),
    )
    assert tree(page) == ["Meningkatnya hasil kebun", "* Panen kopi = 12 ton"]


def test_what_stands_under_the_label_of_its_source_is_the_source_and_no_further_indicator() -> None:
    page = chart(
        box(20, 40, 200, 20, "Outcome : Meningkatnya hasil kebun"),
        box(
            20, 60, 200, 60, "Jumlah panen (12 ton) / Formulasi : hasil setahun / Sumber Data : / Jumlah menurut petani"
        ),
    )
    assert tree(page) == ["Meningkatnya hasil kebun", "* Jumlah panen = 12 ton"]


def test_a_line_that_begins_as_the_indicator_before_it_is_the_next_one_after_its_source() -> None:
    page = chart(
        box(20, 40, 200, 20, "Outcome : Meningkatnya hasil kebun"),
        box(
            20,
            60,
            200,
            80,
            "Panen kopi (12 ton) / Formulasi : hasil setahun / Sumber Data : Petani / Panen teh (9 ton)",
        ),
    )
    assert tree(page) == ["Meningkatnya hasil kebun", "* Panen kopi = 12 ton", "* Panen teh = 9 ton"]


def test_the_further_boxes_of_a_stack_are_of_the_level_beside_its_first_one() -> None:
    page = chart(
        box(100, 20, 100, 20, "Kota yang ramah", GREEN),
        box(100, 60, 100, 20, "Taman yang rindang", BLUE),
        box(100, 100, 100, 20, "Kebun yang terawat", GREY),
        box(100, 140, 100, 20, "1. Pohon yang ditanam"),
        box(100, 160, 100, 20, "2. Pohon yang disiram"),
        box(300, 20, 80, 20, "Ultimate Outcome", PINK),
        box(300, 60, 80, 20, "Intermediate Outcome", PINK),
        box(300, 100, 80, 20, "Immediate Outcome", PINK),
        box(300, 140, 80, 20, "Output", PINK),
        rulings=(Ruling(150, 40, 150, 60), Ruling(150, 120, 150, 140)),
    )
    assert tree(page) == [
        "Kota yang ramah",
        "  Taman yang rindang",
        "    Kebun yang terawat",
        "      Pohon yang ditanam",
        "      Pohon yang disiram",
    ]

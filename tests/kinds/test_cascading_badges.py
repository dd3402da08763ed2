"""What is pinned to cards, what stands in them without a heading: numbers, amounts, targets, statements of offices."""

from __future__ import annotations

from dataclasses import replace

from cascade_pages import BLUE, GREEN, PINK, box, chart, frame, tree, words

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.parents import joined_over_pages, plant
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word


def circle(x: float, y: float, radius: float) -> Shape:
    around = ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return Shape(around, True, fill="#c00000", curved=True)


def test_a_card_wears_its_number_at_the_left_and_its_amount_at_the_right() -> None:
    page = chart(
        box(100, 40, 140, 60, "Program Penataan Taman / Indikator : / Luas taman"),
        box(80, 60, 30, 14, "1.2", PINK),
        box(242, 42, 60, 14, "12 Hektare", GREEN),
        box(242, 60, 80, 14, "Rp 45.500.000", BLUE),
    )
    (node,) = read_charts([page], frozenset())
    assert tree(page) == ["program: Program Penataan Taman", "* Luas taman = 12 Hektare"]
    assert node.number.text == "1.2"
    assert [line.text for line in node.piece.budget] == ["Rp 45.500.000"]


def test_a_figure_on_its_own_line_is_the_target_of_the_indicator_over_it() -> None:
    page = chart(
        box(
            100,
            40,
            160,
            90,
            "Program / Penataan taman / Persentase taman / yang terawat / 85 % / Jumlah taman / 4 Unit",
        )
    )
    assert tree(page) == [
        "program: Penataan taman",
        "* Persentase taman yang terawat = 85 %",
        "* Jumlah taman = 4 Unit",
    ]


def test_a_figure_in_the_middle_of_a_name_is_no_target() -> None:
    page = chart(box(100, 40, 160, 60, "Program / Penataan taman / Rasio taman per / 100 warga / kota lama"))
    assert tree(page) == ["program: Penataan taman Rasio taman per 100 warga kota lama"]


def test_a_target_in_brackets_tells_an_indicator_from_the_title_over_it() -> None:
    page = chart(
        box(100, 40, 160, 40, "Program : Penataan taman / Luas taman (target 12 Hektare)"),
        box(100, 120, 160, 40, "Kegiatan : Penanaman pohon / Jumlah pohon (target 70 Batang)"),
        rulings=(Ruling(180, 80, 180, 120),),
    )
    assert [line.strip() for line in tree(page)] == [
        "program: Penataan taman",
        "* Luas taman = 12 Hektare",
        "kegiatan: Penanaman pohon",
        "* Jumlah pohon = 70 Batang",
    ]


def test_the_bold_name_of_an_office_stands_over_its_statement() -> None:
    shape = frame((100, 40, 240, 80))
    said = [*words(["Dinas Pertamanan"], 104, 44, bold=True), *words(["Terawatnya taman kota"], 104, 56)]
    assert tree(chart((shape, said))) == ["Dinas Pertamanan", "  Terawatnya taman kota"]


def test_lines_lead_to_the_dots_before_topics() -> None:
    topics = [
        (40, 40, "Terawatnya taman"),
        (70, 60, "Penataan taman"),
        (100, 80, "Penanaman"),
        (70, 100, "Lampu taman"),
    ]
    said = tuple(w for x, y, text in topics for w in words([text], x + 10, y - 3.5))
    lines = tuple(
        Shape(points, False, stroke="#808080")
        for points in (
            ((40.0, 40.0), (40.0, 60.0), (70.0, 60.0)),
            ((70.0, 60.0), (70.0, 80.0), (100.0, 80.0)),
            ((40.0, 40.0), (40.0, 100.0), (70.0, 100.0)),
        )
    )
    page = Page(1, 300, 200, said, (), (*lines, *(circle(x, y, 4) for x, y, _ in topics)))
    assert tree(page) == ["Terawatnya taman", "  Penataan taman", "    Penanaman", "  Lampu taman"]


def test_tiles_of_one_width_step_down_though_one_names_its_level() -> None:
    page = chart(
        box(100, 40, 300, 30, "Kota yang asri", PINK),
        box(100, 70, 150, 30, "Terawatnya taman", GREEN),
        box(250, 70, 150, 30, "Terangnya jalan", GREEN),
        box(100, 100, 150, 30, "Program Penataan Taman", BLUE),
        box(250, 100, 150, 30, "Program Lampu Jalan", BLUE),
    )
    assert tree(page) == [
        "Kota yang asri",
        "  Terawatnya taman",
        "    program: Program Penataan Taman",
        "  Terangnya jalan",
        "    program: Program Lampu Jalan",
    ]


def test_a_filled_band_across_the_chart_is_a_lane_and_its_words_name_the_row() -> None:
    def lane(y: float, name: str) -> tuple[Shape, list[Word]]:
        return frame((10, y, 500, y + 60), PINK, None), list(words([name], 14, y + 4))

    page = chart(
        lane(20, "SASARAN"),
        lane(100, "PROGRAM"),
        box(200, 40, 120, 30, "Kota yang asri", GREEN),
        box(100, 120, 120, 30, "Penataan taman", GREEN),
        box(300, 120, 120, 30, "Lampu jalan", GREEN),
        box(430, 40, 60, 30, "Warga sehat", GREEN),
        rulings=(
            Ruling(260, 70, 260, 95),
            Ruling(160, 95, 360, 95),
            Ruling(160, 95, 160, 120),
            Ruling(360, 95, 360, 120),
        ),
    )
    assert tree(page) == [
        "sasaran: Kota yang asri",
        "  program: Penataan taman",
        "  program: Lampu jalan",
        "sasaran: Warga sehat",
    ]


def test_a_letter_in_a_circle_joins_a_chart_over_two_pages() -> None:
    upper = chart(
        box(100, 40, 120, 30, "Program / Penataan taman"),
        box(145, 90, 30, 20, "A"),
        rulings=(Ruling(160, 70, 160, 90),),
    )
    lower = chart(
        box(145, 20, 30, 20, "A"),
        box(100, 70, 120, 30, "Kegiatan / Penanaman pohon"),
        rulings=(Ruling(160, 40, 160, 70),),
        number=2,
    )
    (root,) = joined_over_pages(plant(read_charts([upper, lower], frozenset())))
    assert [child.title.text for child in root.children] == ["Penanaman pohon"]


def test_a_column_of_amounts_is_read_row_by_row() -> None:
    page = chart(
        box(40, 60, 100, 60, "Program / Penataan taman", BLUE),
        box(200, 40, 120, 30, "Kegiatan / Penanaman pohon"),
        box(200, 90, 120, 30, "Kegiatan / Perbaikan pagar"),
        box(330, 46, 70, 32, "12.500.000", PINK),
        box(330, 78, 70, 32, "7.250.000", PINK),
        rulings=(
            Ruling(140, 90, 170, 90),
            Ruling(170, 55, 170, 105),
            Ruling(170, 55, 200, 55),
            Ruling(170, 105, 200, 105),
        ),
    )
    budgets = {n.title.text: [line.text for line in n.piece.budget] for n in read_charts([page], frozenset())}
    assert budgets["Penanaman pohon"] == ["12.500.000"]
    assert budgets["Perbaikan pagar"] == ["7.250.000"]


def test_a_label_in_a_callout_heads_the_text_under_it() -> None:
    said = list(words(["Kota yang hijau", "dan ramah"], 40, 84))
    page = chart(
        box(40, 40, 60, 20, "Visi", PINK),
        box(200, 60, 120, 40, "Misi 1 : / Menata taman", BLUE),
        box(200, 140, 120, 40, "Misi 2 : / Merawat kebun", BLUE),
    )
    page = replace(page, words=(*page.words, *said))
    assert "Kota yang hijau dan ramah" in [n.title.text for n in read_charts([page], frozenset())]

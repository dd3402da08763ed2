"""What no label tells: statements in a paragraph of their own, indicators in boxes, targets that say their years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cascade_pages import BLUE, GREEN, PINK, box, chart, frame, tree, words

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.parents import Node, merge, plant
from extractor.kinds.cascade.piece import Group
from extractor.layout.blocks import Line
from extractor.layout.charts import ChartBox, read_chart
from extractor.layout.charts.nested import merge_nested
from extractor.match.found import Found
from extractor.read.page import Page, Ruling
from extractor.read.words import Span, Word


def said(text: str) -> Span:
    return Span([Word(w, 1, (10 * i, 10, 10 * i + 9, 18)) for i, w in enumerate(text.split())])


def roots(page: Page) -> list[Node]:
    return merge(plant(read_charts([page], frozenset())))


def dated(group: Group) -> list[tuple[str, str]]:
    """Period and words of the further targets of a group's one indicator."""
    (found,) = indicators(group, {}, True)
    assert isinstance(found, Found)
    assert isinstance(found.value, dict)
    held = found.value["further_targets"]
    assert isinstance(held, list)
    values = [t.value for t in held if isinstance(t, Found) and isinstance(t.value, dict)]
    return [(str(v["period"].value), str(v["text"].value)) for v in values]  # type: ignore[union-attr]


NAME = "Program / Penataan Taman / Terawatnya taman di semua kelurahan"


def test_an_outcome_under_a_name_that_ended_with_room_to_spare_is_its_statement() -> None:
    (node,) = roots(chart(box(100, 40, 240, 60, NAME)))
    assert node.title.text == "Penataan Taman"
    assert [line.text for line in node.piece.objective] == ["Terawatnya taman di semua kelurahan"]


def test_an_outcome_a_paragraph_below_a_name_is_its_statement() -> None:
    shape = frame((100, 40, 192, 110))
    held = [*words(["Program", "Penataan Taman Kota"], 104, 44), *words(["Terawatnya taman", "di kota"], 104, 70)]
    (node,) = roots(chart((shape, held)))
    assert node.title.text == "Penataan Taman Kota"


def test_a_word_that_a_name_wraps_to_is_no_statement() -> None:
    (node,) = roots(chart(box(100, 40, 98, 60, "Program / Penataan Bangunan / Lainnya")))
    assert node.title.text == "Penataan Bangunan Lainnya"


def chain(first: str = "Sehatnya warga kota", second: str = "Terlayaninya warga kota", fill: str | None = BLUE) -> Page:
    return chart(
        box(100, 40, 140, 24, first, fill),
        box(100, 90, 140, 24, "Persentase warga yang sehat"),
        box(100, 140, 140, 24, second, fill),
        box(100, 190, 140, 24, "1. Jumlah warga yang dilayani / 2. Angka kesakitan warga"),
        rulings=tuple(Ruling(170, y, 170, y + 26) for y in (64, 114, 164)),
    )


@pytest.mark.parametrize("second", ["Terlayaninya warga kota", "Puskesmas keliling"])
def test_boxes_worded_as_indicators_between_statements_are_indicators(second: str) -> None:
    assert tree(chain(second=second)) == [
        "Sehatnya warga kota",
        "* Persentase warga yang sehat",
        f"  {second}",
        "  * Jumlah warga yang dilayani",
        "  * Angka kesakitan warga",
    ]


def test_a_tree_of_conditions_has_no_indicators_though_some_are_worded_so() -> None:
    assert [line.strip() for line in tree(chain("Kemiskinan", "Pengangguran", None))][:3] == [
        "Kemiskinan",
        "Persentase warga yang sehat",
        "Pengangguran",
    ]


def test_a_target_as_high_as_the_indicator_beside_it_need_not_touch_it() -> None:
    page = chain()
    shape, held = box(246, 90, 40, 24, "85 %")
    page = replace(page, words=(*page.words, *held), shapes=(*page.shapes, shape))
    assert "* Persentase warga yang sehat = 85 %" in tree(page)


def test_a_list_of_indicators_beside_a_card_on_connectors_need_not_be_as_high() -> None:
    page = chart(
        box(100, 40, 110, 40, "Sasaran / Sehatnya warga", BLUE),
        box(216, 40, 120, 24, "IKU / 1. Angka kesakitan"),
        box(100, 120, 110, 40, "Program / Penyuluhan Gizi", GREEN),
        box(216, 120, 120, 24, "IKK / 1. Jumlah penyuluhan"),
        rulings=(Ruling(150, 80, 150, 120),),
    )
    assert tree(page) == [
        "sasaran: Sehatnya warga",
        "* Angka kesakitan",
        "  program: Penyuluhan Gizi",
        "  * Jumlah penyuluhan",
    ]


def test_cells_under_an_indicator_say_their_years_themselves() -> None:
    page = chart(
        box(40, 40, 180, 20, "Program Air", BLUE),
        box(40, 60, 180, 20, "Jumlah sumur"),
        box(40, 80, 40, 20, "Target"),
        box(80, 80, 70, 20, "2031: 4 unit"),
        box(150, 80, 70, 20, "2032: 5 unit"),
    )
    (node,) = roots(page)
    assert [dated(g) for g in node.piece.groups] == [[("2031", "4 unit"), ("2032", "5 unit")]]


@pytest.mark.parametrize(
    "group",
    [
        Group(lines=[Line(said("Jumlah sumur").words)], target=[Line(said("2031 = 4 unit, 2032 = 5 unit").words)]),
        Group(lines=[Line(said("Jumlah sumur (2031: 4 unit; 2032: 5 unit)").words)]),
        Group(lines=[Line(said("Jumlah sumur : Target 2031: 4 unit; 2032: 5 unit").words[:2])], target=[
            Line(said("Target 2031: 4 unit").words), Line(said("Target 2032: 5 unit").words)]),
    ],
)  # fmt: skip
def test_a_target_may_list_several_years(group: Group) -> None:
    assert dated(group) == [("2031", "4 unit"), ("2032", "5 unit")]


def test_a_statement_may_stand_between_a_name_with_years_beside_it_and_the_rows_under_them() -> None:
    page = chart(
        box(40, 40, 120, 20, "Program: Air Bersih", BLUE),
        box(160, 40, 40, 20, "2031"),
        box(200, 40, 40, 20, "2032"),
        box(40, 60, 200, 20, "Terpenuhinya air bersih warga"),
        box(40, 80, 120, 20, "Jumlah sumur"),
        box(160, 80, 40, 20, "4"),
        box(200, 80, 40, 20, "5"),
    )
    (node,) = roots(page)
    assert node.title.text == "Air Bersih"
    assert [line.text for line in node.piece.objective] == ["Terpenuhinya air bersih warga"]
    assert [dated(g) for g in node.piece.groups] == [[("2031", "4"), ("2032", "5")]]


def test_a_word_like_that_of_a_heading_heads_no_column() -> None:
    assert heading_role(said("Pendataan Sekolah")) is None
    assert heading_role(said("Pendanaan Tahunan")) == "budget"


def test_labels_before_colons_head_no_table() -> None:
    lines = "Sub Kegiatan : Pembuatan sumur / Indikator : Jumlah sumur / Target : 4 unit"
    held = []
    for n, line in enumerate(lines.split(" / ")):
        label, _, text = line.partition(" : ")
        held += [*words([label], 44, 44 + 9 * n), *words([f": {text}"], 110, 44 + 9 * n)]
    assert tree(chart((frame((40, 40, 240, 80)), held))) == ["sub_kegiatan: Pembuatan sumur", "* Jumlah sumur = 4 unit"]


def test_who_answers_for_a_card_may_stand_in_a_box_under_its_label() -> None:
    page = chart(
        box(100, 40, 140, 40, "Sasaran : / Sehatnya warga / Pengampu :", BLUE),
        box(100, 80, 140, 14, "Kepala Dinas Gizi", GREEN),
        box(100, 120, 140, 30, "Program : / Penyuluhan Gizi"),
        rulings=(Ruling(170, 94, 170, 120),),
    )
    assert tree(page) == ["sasaran: Sehatnya warga", "  program: Penyuluhan Gizi"]


def test_a_quantity_of_kegiatan_is_a_target_and_no_label() -> None:
    page = chart(
        box(100, 40, 200, 60, "Program : / Air Bersih / Indikator : / Jumlah lomba yang diadakan / 2 Kegiatan")
    )
    assert tree(page) == ["program: Air Bersih", "* Jumlah lomba yang diadakan = 2 Kegiatan"]


def test_a_trunk_of_a_picture_that_breaks_off_beside_what_stands_on_it_is_one() -> None:
    page = chart(
        box(260, 40, 80, 30, "Program : Air", BLUE),
        box(60, 130, 80, 30, "Kegiatan : Satu"),
        box(460, 130, 80, 30, "Kegiatan : Dua"),
        rulings=(
            Ruling(300, 70, 300, 100),
            Ruling(100, 100, 270, 100),
            Ruling(330, 100, 500, 100),
            Ruling(100, 100, 100, 130),
            Ruling(500, 100, 500, 130),
        ),
    )
    broken = replace(page, method="ocr")
    assert [len(n.terminals) for n in read_chart(broken).networks] == [3]
    assert len(read_chart(page).networks) == 3


def test_a_card_seen_by_its_walls_and_by_its_ground_is_one() -> None:
    walls = ChartBox(1, (100, 40, 240, 100), [Line(tuple(words(["Program : Air Bersih"], 112, 50)))], ruled=True)
    ground = ChartBox(1, (106, 40, 243, 100), [Line(tuple(words(["Indikator : Jumlah sumur"], 112, 60)))], BLUE)
    (card,) = merge_nested([walls, ground])
    assert [line.text for line in card.lines] == ["Program : Air Bersih", "Indikator : Jumlah sumur"]


def test_rows_of_a_label_and_what_it_names_are_a_card_without_a_frame_too() -> None:
    rows = (
        ("Program", "Air Bersih"),
        ("Sasaran", "Warga terlayani"),
        ("Indikator", "Jumlah sumur"),
        ("Target", "4 unit"),
    )
    cells = [
        box(x, 40 + 20 * k, wide, 20, text)
        for k, (label, value) in enumerate(rows)
        for x, wide, text in ((40, 50, label), (90, 110, value))
    ]
    (node,) = roots(chart(*cells, box(400, 300, 60, 20, "Peta jalan")))[:1]
    assert (node.title.text, [line.text for line in node.piece.objective]) == ("Air Bersih", ["Warga terlayani"])
    assert tree(chart(*cells, box(400, 300, 60, 20, "Peta jalan")))[1] == "* Jumlah sumur = 4 unit"


def test_a_number_wall_to_wall_before_a_card_is_that_of_its_node() -> None:
    page = chart(
        box(100, 40, 24, 30, "1.1"),
        box(124, 40, 120, 30, "Sehatnya warga / - Angka kesakitan"),
        box(100, 110, 24, 30, "1.2"),
        box(124, 110, 120, 30, "Terdidiknya warga / - Angka melek huruf"),
    )
    (first,) = roots(page)
    told = [(n.number.text or n.piece.number.text, n.title.text) for n in (first, *first.children)]
    assert told == [("1.1", "Sehatnya warga"), ("1.2", "Terdidiknya warga")]


def test_a_list_beside_a_statement_needs_no_wall_between() -> None:
    shape = frame((100, 40, 320, 90), BLUE)
    left, right = (
        words(["Sehatnya semua", "warga kota"], 104, 58),
        words(["- Angka kesakitan", "- Jumlah warga"], 210, 55),
    )
    said = (*words(["Sasaran"], 190, 42), *left, *right)
    page = Page(1, 700, 500, tuple(said), (), (shape, frame((100, 200, 320, 230))))
    assert tree(page) == ["sasaran: Sehatnya semua warga kota", "* Angka kesakitan", "* Jumlah warga"]


def test_labels_in_a_column_without_colons_head_what_stands_beside_them() -> None:
    lines = "Kegiatan | Pembuatan sumur dan / | embung / Indikator | Jumlah sumur / Target | 4 unit"
    held = []
    for n, line in enumerate(lines.split(" / ")):
        label, _, text = line.partition("| ")
        held += [*words([label], 44, 44 + 9 * n, bold=True), *words([text], 110, 44 + 9 * n)]
    assert tree(chart((frame((40, 40, 210, 90)), held))) == [
        "kegiatan: Pembuatan sumur dan embung",
        "* Jumlah sumur = 4 unit",
    ]


def test_a_heading_broken_in_a_narrow_cell_is_one() -> None:
    assert heading_role(said("Satua n")) == heading_role(said("Satu an")) == "unit"


def test_an_indicator_a_paragraph_below_a_statement_needs_no_heading() -> None:
    held = [*words(["Sasaran", "Sehatnya semua", "warga kota"], 104, 44), *words(["Angka kesakitan"], 104, 80)]
    assert tree(chart((frame((100, 40, 220, 100)), held))) == [
        "sasaran: Sehatnya semua warga kota",
        "* Angka kesakitan",
    ]


def test_a_legend_of_boxes_in_a_row_tells_levels_by_colour() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat", GREEN),
        box(100, 100, 120, 30, "Gizi seimbang", BLUE),
        box(100, 160, 120, 30, "Penyuluhan gizi", PINK),
        *(box(60 + 90 * k, 300, 70, 14, name, fill)
          for k, (name, fill) in enumerate((("Sasaran", GREEN), ("Program", BLUE), ("Kegiatan", PINK)))),
        rulings=(Ruling(160, 70, 160, 100), Ruling(160, 130, 160, 160)),
    )  # fmt: skip
    assert tree(page) == ["sasaran: Warga yang sehat", "  program: Gizi seimbang", "    kegiatan: Penyuluhan gizi"]

"""Numbers of boxes: without a dot before titles, and where a trunk runs on past the box that a number names."""

from __future__ import annotations

import pytest
from cascade_pages import BLUE, GREEN, box, chart, tree
from sheet import sheet

from extractor.kinds.cascade.bare_numbers import with_numbers
from extractor.kinds.cascade.build import draft, nodes_of
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.parents import plant
from extractor.match.found import Found
from extractor.read.page import Ruling


@pytest.mark.parametrize(
    ("title", "child", "number"), [("3 Jalan mantap", "3.1 Perbaikan", "3"), ("5 Pilar kota", "Perbaikan", "")]
)
def test_a_bare_number_is_one_where_children_go_on_with_it(title: str, child: str, number: str) -> None:
    page = chart(
        box(100, 40, 120, 30, title, BLUE),
        box(100, 100, 120, 30, f"{child} jalan kota"),
        rulings=(Ruling(160, 70, 160, 100),),
    )
    roots = plant(read_charts([page], frozenset()))
    with_numbers(roots)
    assert roots[0].number.text == number
    assert roots[0].title.text == (title.partition(" ")[2] if number else title)


def test_a_connector_from_further_up_the_numbers_has_run_past_its_head() -> None:
    page = chart(
        box(100, 40, 120, 30, "1.1 Penataan jalan", BLUE),
        box(130, 90, 120, 30, "1.1.1 Perbaikan jalan", BLUE),
        box(150, 140, 120, 30, "1.1.1.1 Penambalan jalan", BLUE),
        rulings=(Ruling(110, 70, 110, 155), Ruling(110, 105, 130, 105), Ruling(110, 155, 150, 155)),
    )
    (root,) = plant(read_charts([page], frozenset()))
    assert [n.title.text for n in root.children] == ["Perbaikan jalan"]
    assert [n.title.text for n in root.children[0].children] == ["Penambalan jalan"]
    assert root.children[0].children[0].joint == []


def test_a_number_on_a_line_over_the_label_is_the_label_s() -> None:
    page = chart(
        box(100, 40, 120, 40, "1 / Sasaran : / Jalan mantap", BLUE), box(100, 100, 120, 30, "Kegiatan - Penambalan")
    )
    nodes = read_charts([page], frozenset())
    assert (nodes[0].level, nodes[0].number.text, nodes[0].title.text) == ("sasaran", "1", "Jalan mantap")
    assert tree(page)[-1].strip() == "kegiatan: Penambalan"


def test_rows_of_a_table_are_numbered_by_their_first_cell() -> None:
    read = sheet(
        "Program | Indikator Program | Kegiatan | Indikator Kegiatan",
        "1. Program Air | Jumlah sumur | 1.1 Penggalian | Jumlah galian",
        "2. Program Tanah | Luas kebun | 2.1 Penanaman | Jumlah pohon",
    )
    _, flat = draft(plant(nodes_of(read_outline([read]))))
    rows = [item.value["row"] for item in flat if isinstance(item, Found) and isinstance(item.value, dict)]
    assert [row.value for row in rows if isinstance(row, Found)] == ["1", "1", "2", "2"]


def test_an_amount_beside_a_box_is_the_budget_of_its_node() -> None:
    page = chart(
        box(100, 40, 120, 30, "Program Sumur", BLUE),
        box(220, 40, 80, 30, "1.250.000.000", GREEN),
        box(100, 120, 120, 30, "Kegiatan Penggalian", BLUE),
        box(220, 120, 80, 30, "750.000.000", GREEN),
        rulings=(Ruling(160, 70, 160, 120),),
    )
    tree, _ = draft(plant(read_charts([page], frozenset())))
    top = tree[0]
    assert isinstance(top, Found)
    assert isinstance(top.value, dict)
    amount = top.value["budget"]
    assert isinstance(amount, Found)
    assert amount.value == 1_250_000_000


def test_a_number_of_steps_alone_over_the_word_of_a_level_begins_the_name() -> None:
    page = chart(
        box(20, 40, 70, 60, "1.2. / Program / Penataan / Taman Kota"),
        box(20, 120, 120, 60, "1.3. Program / Penataan / Kebun Kota"),
    )
    assert tree(page) == ["program: Program Penataan Taman Kota", "program: Program Penataan Kebun Kota"]

"""Numbers of boxes: without a dot before titles, and where a trunk runs on past the box that a number names."""

from __future__ import annotations

import pytest
from cascade_pages import BLUE, box, chart

from extractor.kinds.cascade.bare_numbers import with_numbers
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.parents import plant
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

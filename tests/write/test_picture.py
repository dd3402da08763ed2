"""The picture of a chart shows its boxes, its lines and what stands on the page."""

from __future__ import annotations

import math
import xml.etree.ElementTree as Tree

import pytest
from chart_page import chart_page
from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.blocks import PageLayout
from extractor.read.page import Page
from extractor.read.words import Word
from extractor.schema import Cascading, Extraction, Provenance, Source
from extractor.schema.document import Node
from extractor.write.on_paper import on_paper
from extractor.write.picture import picture

SOURCE = Source(name="chart.pdf", sha256="0" * 64, media_type="application/pdf", pages=1, text_source="embedded")


def place(x: float, y: float) -> Provenance:
    return Provenance(page=1, bbox=[x, y, x + 80, y + 20], text="box", confidence=1.0, method="text-layer")


def extraction() -> Extraction:
    child = Node(level="sasaran", number="1", title="Taman <rapi>")
    document = Cascading(tree=[Node(level="tujuan", title="Kota bersih", children=[child])])
    return Extraction(
        source=SOURCE,
        documents=[document],
        provenance={
            "/documents/0/tree/0": place(100, 20),
            "/documents/0/tree/0/children/0": place(40, 80),
        },
    )


def test_every_box_and_every_line_is_drawn() -> None:
    page = Page(1, 300, 200, (Word("Taman", 1, (40, 80, 70, 90)), Word("<rapi>", 1, (72, 80, 99, 90))))
    svg = Tree.fromstring(picture(extraction(), [PageLayout(page, ())]))
    name = "{http://www.w3.org/2000/svg}"
    assert svg.get("viewBox") == "0 0 300.00 200.00"
    assert len(svg.findall(f"{name}rect")) == 3  # paper and two boxes
    assert len(svg.findall(f"{name}path")) == 1
    assert [t.text for t in svg.findall(f"{name}text")] == ["Taman", "<rapi>", "tujuan", "sasaran 1"]


def test_without_layouts_the_picture_is_as_large_as_what_it_shows() -> None:
    assert 'viewBox="0 0 203.00 122.00"' in picture(extraction())


def test_a_page_without_boxes_gives_an_empty_picture() -> None:
    svg = Tree.fromstring(picture(extraction(), page=2))
    assert len(list(svg)) == 2


@given(st.text(), st.lists(st.floats(), min_size=5, max_size=5))
def test_whatever_a_page_holds_the_picture_is_xml(text: str, place_and_size: list[float]) -> None:
    *box, size = place_and_size
    word = Word(f"\x1b\0{text}\ufffe\ud800", 1, (box[0], box[1], box[2], box[3]), size=size)
    chart = extraction()
    assert isinstance(chart.documents[0], Cascading)
    chart.documents[0].tree[0].number = text
    svg = picture(chart, [PageLayout(Page(1, size, box[0], (word,)), ())])
    svg.encode("utf-8")
    drawn = list(Tree.fromstring(svg).iter())
    numbers = [e.get(name, "0") for e in drawn for name in ("x", "y", "font-size", "textLength")]
    assert all(math.isfinite(float(number)) for number in numbers)
    assert any(e.tag.endswith("text") for e in drawn)


def test_provenance_is_needed() -> None:
    with pytest.raises(ValueError, match="provenance"):
        picture(extraction().model_copy(update={"provenance": None}))


def test_every_card_of_a_chart_says_why_it_stands_under_its_parent() -> None:
    page = chart_page()
    document = Cascading(pages=[1, 1], tree=[Node(level="tujuan", title="Kota")])
    svg = picture(Extraction(source=SOURCE, documents=[document], provenance={}), [PageLayout(page, ())])
    assert "connector 8.0" in svg


def test_words_of_a_page_that_was_halved_or_turned_stand_where_they_are_on_paper() -> None:
    places = [(40.0, 80.0), (72.0, 80.0), (40.0, 120.0), (150.0, 160.0)]
    halved = tuple(
        Word("Taman", 1, (x, y, x + 30, y + 10), size=8, paper=(2 * x, 2 * y, 2 * x + 60, 2 * y + 20))
        for x, y in places
    )
    way = on_paper(Page(1, 300, 200, halved))
    assert way.box((40, 80, 70, 90)) == pytest.approx((80, 160, 140, 180))
    assert way.size(Page(1, 300, 200, ())) == pytest.approx((600, 400))
    assert (way.turned, way.scale) == (0, pytest.approx(2))
    turned = tuple(
        Word("Taman", 1, (x, y, x + 30, y + 10), size=8, paper=(200 - y - 10, x, 200 - y, x + 30)) for x, y in places
    )
    way = on_paper(Page(1, 300, 200, turned))
    assert way.turned == 90
    assert way.box((40, 80, 70, 90)) == pytest.approx((110, 40, 120, 70))
    assert on_paper(Page(1, 300, 200, (Word("Taman", 1, (40, 80, 70, 90)),))).turned == 0


def test_lines_to_boxes_one_under_the_other_run_at_their_side() -> None:
    made = extraction()
    assert made.provenance is not None
    document = made.documents[0]
    assert isinstance(document, Cascading)
    document.tree[0].children.append(Node(level="sasaran", number="2", title="Jalan"))
    made.provenance["/documents/0/tree/0/children/1"] = place(40, 140)
    svg = Tree.fromstring(picture(made))
    paths = [path.get("d", "") for path in svg.findall("{http://www.w3.org/2000/svg}path")]
    assert [path.count("H") for path in paths] == [2, 2]
    assert all("H33.00V" in path for path in paths)

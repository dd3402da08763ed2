"""Cards whose name and statement stand over, under or beside their table: one node, whatever the place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cascade_pages import BLUE, box, chart, tree, words
from test_cascading_card_rows import Boxes, said
from test_cascading_sheets import row

from extractor.kinds.cascade.block_table import as_table
from extractor.kinds.cascade.build import draft
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.parents import plant
from extractor.kinds.cascade.tables import read_grid
from extractor.layout.blocks import Line
from extractor.layout.charts import ChartBox
from extractor.match.found import Found
from extractor.read.page import Page

NAME, STATEMENT = "Penyediaan Air", "Tersedianya air bersih"


def nodes(page: Page) -> list[tuple[object, ...]]:
    """Level, title, statement and number of indicators of the nodes of a page, which has no deeper ones."""

    def value(told: object) -> object:
        return told.value if isinstance(told, Found) else told

    out = []
    for found in draft(plant(read_charts((page,), frozenset())))[0]:
        node = value(found)
        assert isinstance(node, dict)
        assert not node["children"]
        out.append((node["level"], value(node["title"]), value(node["objective"]), len(node["indicators"])))
    return out


def table(y: float, x: float = 40, width: float = 180) -> Boxes:
    """The headings of a little table and a row under them."""
    name, year = width / 2, width / 4
    at = ((x, name), (x + name, year), (x + name + year, year))
    return [
        *row(y, *((left, wide, text) for (left, wide), text in zip(at, ("Indikator", "2031", "2032"), strict=True))),
        *row(y + 20, *((left, wide, text) for (left, wide), text in zip(at, ("Jumlah sumur", "4", "5"), strict=True))),
    ]


def whole(y: float, text: str, fill: str | None = None) -> Boxes:
    return [box(40, y, 180, 20, text, fill)]


PLACES = {
    "statement under the table": [*whole(40, "KEGIATAN", BLUE), *whole(60, NAME), *table(80), *whole(120, STATEMENT)],
    "labelled statement under the table": [
        *whole(40, f"Kegiatan : {NAME}"),
        *table(60),
        *whole(100, f"Sasaran Kegiatan : {STATEMENT}"),
    ],
    "label and statement under the table": [
        *whole(40, "KEGIATAN", BLUE),
        *whole(60, NAME),
        *table(80),
        *whole(120, "SASARAN KEGIATAN", BLUE),
        *whole(140, STATEMENT),
    ],
    "name under the table": [
        *whole(40, f"Sasaran Kegiatan : {STATEMENT}"),
        *table(60),
        *whole(100, f"Kegiatan : {NAME}"),
    ],
    "label and name under the table": [
        *whole(40, "SASARAN KEGIATAN", BLUE),
        *whole(60, STATEMENT),
        *table(80),
        *whole(120, "KEGIATAN", BLUE),
        *whole(140, NAME),
    ],
    "name at the left": [
        *whole(40, "KEGIATAN", BLUE),
        box(40, 60, 60, 60, NAME),
        box(100, 60, 120, 20, STATEMENT),
        *table(80, 100, 120),
    ],
    "labels side by side": [
        *row(40, (40, 90, "KEGIATAN"), (130, 90, "SASARAN KEGIATAN"), fill=BLUE),
        *row(60, (40, 90, NAME), (130, 90, STATEMENT)),
        *table(80),
    ],
    "label in a cell of its own between both": [
        *whole(40, "KEGIATAN", BLUE),
        *whole(60, NAME),
        *whole(80, "SASARAN"),
        *whole(100, STATEMENT),
        *table(120),
    ],
    "name without a label": [*whole(40, NAME), *whole(60, "Sasaran Kegiatan"), *whole(80, STATEMENT), *table(100)],
    "statement beside the years": [
        *whole(40, "KEGIATAN", BLUE),
        *whole(60, NAME),
        *row(80, (40, 90, STATEMENT), (130, 45, "2031"), (175, 45, "2032")),
        *row(100, (40, 90, "Jumlah sumur"), (130, 45, "4"), (175, 45, "5")),
    ],
}


@pytest.mark.parametrize("place", PLACES)
def test_a_card_is_one_node_wherever_its_name_and_its_statement_stand(place: str) -> None:
    assert nodes(chart(*PLACES[place])) == [("kegiatan", NAME, STATEMENT, 1)]


@pytest.mark.parametrize("storeys", [1, 2])
def test_a_card_whose_headings_name_all_of_its_columns_is_a_table(storeys: int) -> None:
    high = 20.0 * storeys
    heads = [(40.0, 70.0, "KEGIATAN"), (110.0, 90.0, "SASARAN KEGIATAN"), (200.0, 80.0, "INDIKATOR")]
    page = [box(x, 40, wide, high, text, BLUE) for x, wide, text in heads]
    if storeys > 1:
        page.append(box(280, 40, 80, 20, "TARGET", BLUE))
    page += row(20 + high, (280, 40, "2031"), (320, 40, "2032"), fill=BLUE)
    down = 40 + high
    page += row(down, (40, 70, NAME), (110, 90, STATEMENT), (200, 80, "Jumlah sumur"), (280, 40, "4"), (320, 40, "5"))
    assert nodes(chart(*page)) == [("kegiatan", NAME, STATEMENT, 1)]


def test_years_beside_their_label_head_the_targets_beside_theirs() -> None:
    page = chart(
        *row(40, (40, 60, "Program"), (100, 120, "Program Air")),
        *row(60, (40, 60, "Indikator"), (100, 120, "Jumlah sumur")),
        *row(80, (40, 60, "Tahun"), (100, 60, "2031"), (160, 60, "2032")),
        *row(100, (40, 60, "Target"), (100, 60, "4"), (160, 60, "5")),
    )
    assert said(page, "name", "target", "further_targets") == [("Jumlah sumur", None, ["2031: 4", "2032: 5"])]


def test_the_target_of_the_documents_own_year_is_the_indicators_own() -> None:
    page = chart(*whole(40, "Program Air", BLUE), *table(60))
    nodes_of_page = plant(read_charts((page,), frozenset()))
    for year, target, others in ((2031, "4", ["5"]), (2032, "5", ["4"]), (2033, None, ["4", "5"]), (None, None, None)):
        (found,) = draft(nodes_of_page, year=year)[1]
        assert isinstance(found, Found)
        assert isinstance(found.value, dict)
        told, further = found.value["target"], found.value["further_targets"]
        assert isinstance(further, list)
        texts = [t.value["text"].value for t in further]
        if told is None:
            assert target is None
        else:
            assert (told.value["text"].value, told.value["period"]) == (target, None)
        assert others is None or texts == others


@pytest.mark.parametrize(("name", "bold"), [("PENYEDIAAN AIR", False), ("Penyediaan Air", True)])
def test_an_outcome_under_a_name_in_another_type_is_its_statement(name: str, bold: bool) -> None:
    shape, said = box(40, 40, 180, 40, f"Kegiatan : / {name} / {STATEMENT}")
    words = [replace(w, bold=bold and w.text in name.split()) for w in said]
    assert nodes(chart((shape, words), *table(80))) == [("kegiatan", name, STATEMENT, 1)]


def test_a_name_that_goes_on_in_its_own_type_has_no_statement() -> None:
    page = chart(box(40, 40, 180, 40, "Kegiatan : / Pengadaan Bangunan / Lainnya"), *table(80))
    assert nodes(page) == [("kegiatan", "Pengadaan Bangunan Lainnya", None, 1)]


def test_labels_of_lanes_are_no_rows_of_a_table() -> None:
    labels = ("Intermediate Outcome", "Immediate Outcome", "Output")
    cells = [((40, 40, 120, 80), "Ultimate Outcome"), ((120, 40, 520, 80), STATEMENT)]
    cells += [((100, 80 + 60 * k, 120, 140 + 60 * k), label) for k, label in enumerate(labels)]
    table, _ = as_table([ChartBox(1, place, [Line(tuple(words([text], 0, 0)))]) for place, text in cells])
    assert table is not None
    assert read_grid(table) is None


def test_a_statement_behind_its_label_between_a_name_and_a_table_apart_is_the_programs() -> None:
    page = chart(
        box(40, 40, 200, 20, "Program / Sumur desa", BLUE),
        box(40, 60, 200, 20, "Sasaran : Air jernih"),
        *row(94, (40, 140, "Indikator"), (180, 60, "Target")),
        *row(114, (40, 140, "Debit air"), (180, 60, "80%")),
    )
    assert tree(page) == ["program: Sumur desa", "* Debit air = 80%"]

"""Cards in every look: each figure belongs to the text beside or over it, whatever heads it and wherever."""

from __future__ import annotations

import pytest
from cascade_pages import BLUE, GREEN, GREY, box, chart, frame, tree

from extractor.kinds.cascade.block_rows import read_block
from extractor.layout.charts import ChartBox, read_chart, whole
from extractor.read.page import Page, Shape
from extractor.read.words import Word

Drawn = list[tuple[Shape, list[Word]]]


def row(y: float, *cells: tuple[float, float, str], height: float = 20, fill: str | None = None) -> Drawn:
    return [box(x, y, width, height, text, fill) for x, width, text in cells]


def cells_of(page: Page) -> list[ChartBox]:
    return [b for block in read_chart(page).blocks for b in block]


def figures(page: Page) -> list[str]:
    """`indicator: role heading figure, ...` of every entry of a page."""
    reading = read_block(cells_of(page))
    return [
        f"{whole(e.text).text}: "
        + ", ".join(f"{f.role} {whole(f.head).text if f.head else '-'} {whole(f.cell).text}" for f in e.figures)
        for e in reading.entries.values()
    ]


HEAD = box(40, 40, 180, 20, "Program Air", BLUE)
SAID = "Jumlah sumur: target 2031 4, target 2032 5"
LOOKS = {
    "years over the columns": [
        *row(60, (40, 100, "Indikator"), (140, 40, "2031"), (180, 40, "2032")),
        *row(80, (40, 100, "Jumlah sumur"), (140, 40, "4"), (180, 40, "5")),
    ],
    "years over the values, the indicator over both": [
        box(40, 60, 180, 20, "Jumlah sumur"),
        *row(80, (40, 90, "2031"), (130, 90, "2032")),
        *row(100, (40, 90, "4"), (130, 90, "5")),
    ],
    "each year beside its value, under the indicator": [
        box(40, 60, 180, 20, "Jumlah sumur"),
        *row(80, (40, 45, "2031"), (85, 45, "4"), (130, 45, "2032"), (175, 45, "5")),
    ],
    "years one under the other at the right of the indicator": [
        box(40, 60, 100, 40, "Jumlah sumur"),
        *row(60, (140, 40, "2031"), (180, 40, "4")),
        *row(80, (140, 40, "2032"), (180, 40, "5")),
    ],
    "everything named at its left": [
        *row(60, (40, 60, "Indikator"), (100, 120, "Jumlah sumur")),
        box(40, 80, 60, 40, "Target"),
        *row(80, (100, 60, "2031"), (160, 60, "2032")),
        *row(100, (100, 60, "4"), (160, 60, "5")),
    ],
    "the outcome beside the years": [
        *row(60, (40, 100, "Meningkatnya mutu air"), (140, 40, "2031"), (180, 40, "2032")),
        *row(80, (40, 100, "Jumlah sumur"), (140, 40, "4"), (180, 40, "5")),
    ],
}


@pytest.mark.parametrize("look", LOOKS)
def test_figures_are_read_in_every_look_of_a_card(look: str) -> None:
    assert figures(chart(HEAD, *LOOKS[look])) == [SAID]


@pytest.mark.parametrize("look", LOOKS)
def test_no_year_and_no_figure_of_a_card_is_a_node(look: str) -> None:
    read = tree(chart(HEAD, *LOOKS[look]))
    assert [line for line in read if "*" not in line] == ["program: Program Air"]


def test_a_unit_stands_before_or_behind_the_figures_of_its_indicator() -> None:
    before = chart(HEAD, *row(60, (40, 100, "Persentase sumur jernih"), (140, 40, "persen"), (180, 40, "80")))
    behind = chart(HEAD, *row(60, (40, 100, "Persentase sumur jernih"), (140, 40, "80"), (180, 40, "persen")))
    assert figures(before) == ["Persentase sumur jernih: unit - persen, target - 80"]
    assert figures(behind) == ["Persentase sumur jernih: target - 80, unit - persen"]


def test_what_comes_of_a_program_stands_between_its_name_and_indicators_with_figures() -> None:
    page = chart(
        box(40, 40, 180, 20, "Penyediaan Air Bersih", BLUE),
        box(40, 60, 180, 20, "Tersedianya air bersih bagi warga"),
        *row(80, (40, 140, "Jumlah sumur"), (180, 40, "4 unit")),
    )
    assert tree(page) == ["Penyediaan Air Bersih", "* Jumlah sumur = 4 unit"]


def test_a_label_in_a_cell_of_its_own_names_the_text_beside_it() -> None:
    page = chart(
        *row(40, (40, 60, "Program"), (100, 120, "Program Air"), fill=GREY),
        *row(60, (40, 60, "Sasaran"), (100, 120, "Tersedianya air bersih")),
        *row(80, (40, 140, "Jumlah sumur"), (180, 40, "4 unit")),
        *row(100, (40, 140, "Panjang pipa"), (180, 40, "7 km")),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur = 4 unit", "* Panjang pipa = 7 km"]


def test_a_fill_painted_over_white_is_the_colour_of_its_cell() -> None:
    outline, words = box(40, 40, 180, 20, "Sumur terjaga")
    place = (40, 40, 220, 60)
    page = chart((frame(place, "#ffffff", None), []), (frame(place, GREEN, None), []), (outline, words))
    assert [b.fill for b in read_chart(page).boxes] == [GREEN]

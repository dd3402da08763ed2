"""Words and years of headings that a narrow column breaks."""

from __future__ import annotations

import pytest
from table_pages import Sheet

from extractor.layout.flow import lay_out
from extractor.layout.tables.broken_heads import with_whole_heads
from extractor.read.page import Page

YEARS = (300, 340, 380)
Placed = tuple[str, float]


def page_of(*levels: tuple[float, tuple[Placed, ...]]) -> Page:
    sheet = Sheet()
    for top, placed in levels:
        for text, x in placed:
            sheet.text(text, x, top)
    return Page(1, sheet.width, sheet.height, tuple(sheet.words))


def texts(page: Page) -> list[str]:
    return [w.text for w in with_whole_heads(page).words]


def header(page: Page) -> list[str]:
    (table,) = lay_out([page])[0].tables
    return [span.text for span in table.header]


def broken(upper: str) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """Three years of which so much stands on the upper line."""
    whole = ("2041", "2042", "2043")
    rest = tuple((year[len(upper) :], x) for year, x in zip(whole, YEARS, strict=True))
    return tuple((upper, x) for x in YEARS), rest


@pytest.mark.parametrize("upper", ["20", "204"])
def test_years_that_a_narrow_heading_breaks_are_whole(upper: str) -> None:
    first, rest = broken(upper)
    page = page_of(
        (100, (("No", 50), ("Sasaran", 90), ("Indikator", 190), *first)),
        (112, rest),
        (140, (("1", 50), ("Air jernih", 90), ("Jumlah sumur", 190), *(("7", x) for x in YEARS))),
        (164, (("2", 50), ("Kota rindang", 90), ("Luas taman", 190), *(("9", x) for x in YEARS))),
    )
    assert header(page) == ["No", "Sasaran", "Indikator", "2041", "2042", "2043"]


def test_figures_that_would_be_years_together_stay_apart_beside_other_figures() -> None:
    first, rest = broken("20")
    assert "2041" not in texts(page_of((100, (("1", 50), *first)), (112, (("2", 50), *rest))))
    assert "2041" not in texts(page_of((100, first[:1]), (112, rest[:1])))


@pytest.mark.parametrize(("beside", "joined"), [(("2042", "2043"), True), (("2045", "2046"), False), ((), False)])
def test_one_year_that_its_column_breaks_is_whole_where_those_beside_it_go_on(
    beside: tuple[str, ...], joined: bool
) -> None:
    years = tuple(zip(beside, YEARS[1:], strict=False))
    page = page_of((100, (("204", YEARS[0]),)), (106, (("Indikator", 190), *years)), (112, (("1", YEARS[0]),)))
    assert ("2041" in texts(page)) == joined


@pytest.mark.parametrize(("upper", "lower"), [("Nomo", "r"), ("N", "O"), ("N", "o"), ("TAHU", "N"), ("Satua", "n")])
def test_a_word_of_a_heading_that_a_narrow_column_breaks_is_whole(upper: str, lower: str) -> None:
    page = page_of((100, ((upper, 50), ("Sasaran", 100))), (112, ((lower, 51), ("Strategis", 100))))
    assert texts(page)[:2] == [upper + lower, "Sasaran"]


def test_parts_in_other_letters_or_beside_other_words_are_none() -> None:
    assert texts(page_of((100, (("TAHU", 50),)), (112, (("n", 52),)))) == ["TAHU", "n"]
    assert texts(page_of((100, (("n", 50), ("huruf", 58))), (112, (("o", 50),)))) == ["n", "huruf", "o"]
    assert texts(page_of((100, (("Satua", 50),)), (140, (("n", 52),)))) == ["Satua", "n"]


def test_the_number_columns_name_heads_a_table_wherever_its_letters_stand() -> None:
    body = (140, (("1", 52), ("Air jernih", 100), ("Jumlah sumur", 200), ("5", 300)))
    further = (164, (("2", 52), ("Kota rindang", 100), ("Luas taman", 200), ("8", 300)))
    heads = (("Sasaran", 100), ("Indikator", 200), ("Target", 300))
    page = page_of((100, (("Nomo", 50),)), (106, heads), (112, (("r", 60),)), body, further)
    assert header(page) == ["Nomor", "Sasaran", "Indikator", "Target"]
    page = page_of((100, (("N", 52), *heads)), (112, (("o", 52),)), body, further)
    assert header(page) == ["No", "Sasaran", "Indikator", "Target"]


def test_the_year_under_a_broken_word_stays_its_headings() -> None:
    page = page_of(
        (100, (("No", 50), ("Sasaran", 90), ("Indikator", 190), *(("TAHU", x) for x in YEARS))),
        (113, tuple(("N", x + 7) for x in YEARS)),
        (126, tuple((str(2041 + k), x) for k, x in enumerate(YEARS))),
        (148, (("1", 50), ("Air jernih", 90), ("Jumlah sumur", 190), *(("7", x) for x in YEARS))),
        (172, (("2", 50), ("Kota rindang", 90), ("Luas taman", 190), *(("9", x) for x in YEARS))),
    )
    assert header(page)[3:] == ["TAHUN 2041", "TAHUN 2042", "TAHUN 2043"]


def test_two_words_of_a_label_under_one_another_stay_two() -> None:
    assert texts(page_of((100, (("SASARAN", 60), ("PENANGGUNG", 200))), (112, (("JAWAB", 210),)))) == [
        "SASARAN", "PENANGGUNG", "JAWAB",
    ]  # fmt: skip


def test_parts_with_a_line_between_them_are_no_word() -> None:
    lines = page_of((100, (("Sumber", 200),)), (112, (("dan", 200),)), (124, (("mata", 200),)), (136, (("a", 200),)))
    assert texts(lines) == ["Sumber", "dan", "mata", "a"]

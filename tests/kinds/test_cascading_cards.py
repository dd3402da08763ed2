"""Cards with a little table in them: what heads the table, where its headings stand, what its rows leave empty."""

from __future__ import annotations

from test_cascading_charts import BLUE, box, chart, tree, words
from test_cascading_sheets import row

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.indicators import indicators
from extractor.match.found import DraftValue, Found
from extractor.read.page import Page, Shape
from extractor.read.words import Word

Boxes = list[tuple[Shape, list[Word]]]
TITLES = ((40.0, 80.0, "Indikator"), (120.0, 40.0, "2031"), (160.0, 40.0, "2032"))


def card(x: float, y: float, level: str, name: str, *values: str, headed: bool = True) -> Boxes:
    """A card whose label stands at the left of its name, over a table of indicator and two years."""
    cells = row(y, (x, 60, level), (x + 60, 100, name), height=16, fill=BLUE)
    if headed:
        cells += row(y + 16, *((x + at - 40, width, text) for at, width, text in TITLES), height=16)
    down = y + (32 if headed else 16)
    at = ((x, 80.0), (x + 80, 40.0), (x + 120, 40.0))
    said = [(left, width, text) for (left, width), text in zip(at, values, strict=True)]
    return cells + row(down, *said, height=16)


def later(page: Page) -> list[tuple[str, list[tuple[str, str]]]]:
    """The names of a page's indicators with the periods and texts of their further targets."""

    def said(value: DraftValue, name: str) -> DraftValue:
        assert isinstance(value, Found)
        assert isinstance(value.value, dict)
        return value.value.get(name)

    def text(value: DraftValue) -> str:
        assert isinstance(value, Found)
        return str(value.value)

    out = []
    for node in read_charts((page,), frozenset()):
        for group in node.piece.groups:
            for found in indicators(group, {}, False):
                assert said(found, "target") is None
                further = said(found, "further_targets")
                assert isinstance(further, list)
                times = [(text(said(t, "period")), text(said(t, "text"))) for t in further]
                out.append((text(said(found, "name")), times))
    return out


def test_a_label_and_a_name_side_by_side_head_a_table() -> None:
    page = chart(*card(40, 40, "PROGRAM", "Program Air", "Jumlah sumur", "4", "5"))
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_cards_wall_to_wall_each_have_their_own_headings() -> None:
    page = chart(
        *card(40, 40, "KEGIATAN", "Menggali", "Jumlah sumur", "4", "5"),
        *card(200, 40, "KEGIATAN", "Menanam", "Jumlah pohon", "7", "8"),
    )
    assert tree(page) == ["kegiatan: Menggali", "* Jumlah sumur", "kegiatan: Menanam", "* Jumlah pohon"]


def test_headings_over_a_column_of_cards_head_the_tables_of_each() -> None:
    page = chart(
        *row(20, *TITLES, height=16),
        *card(40, 50, "PROGRAM", "Program Air", "Jumlah sumur", "4", "5", headed=False),
        *card(40, 90, "KEGIATAN", "Menggali", "Jumlah galian", "6", "7", headed=False),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur", "  kegiatan: Menggali", "  * Jumlah galian"]
    assert later(page)[1] == ("Jumlah galian", [("2031", "6"), ("2032", "7")])


def test_a_statement_at_the_left_of_its_table_heads_it() -> None:
    page = chart(
        *row(40, (40, 80, "PROGRAM"), height=16),
        *row(56, (40, 80, "Program Air"), height=16),
        *row(40, (120, 80, "Indikator"), (200, 40, "2031"), (240, 40, "2032"), height=16),
        *row(56, (120, 80, "Jumlah sumur"), (200, 40, "4"), (240, 40, "5"), height=16),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]


def test_headings_at_the_left_of_their_values_are_a_table_and_a_value_may_be_missing() -> None:
    page = chart(
        *row(40, (40, 160, "KEGIATAN"), height=16),
        *row(56, (40, 160, "Menggali"), height=16),
        *row(72, (40, 60, "Indikator"), (100, 100, "Jumlah sumur"), height=16),
        *row(88, (40, 60, "Satuan"), (100, 100, "unit"), height=16),
        *row(104, (40, 60, "Target 2031"), height=16),
        *row(120, (40, 60, "Target 2032"), (100, 100, "5"), height=16),
    )
    assert tree(page) == ["kegiatan: Menggali", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2032", "5")])]


def test_a_figure_and_its_unit_in_two_columns_under_one_year_are_one_target() -> None:
    page = chart(
        *row(40, (40, 220, "PROGRAM"), height=16),
        *row(56, (40, 220, "Program Air"), height=16),
        *row(72, (40, 80, "Indikator"), (120, 70, "2031"), (190, 70, "2032"), height=16),
        *row(88, (40, 80, "Air jernih"), (120, 40, "80"), (160, 30, "%"), (190, 40, "85"), (230, 30, "%"), height=16),
    )
    assert later(page) == [("Air jernih", [("2031", "80 %"), ("2032", "85 %")])]


def test_a_table_without_walls_between_its_columns_is_read_under_its_heads() -> None:
    heading = box(40, 56, 220, 16, "")
    rows = box(40, 72, 220, 30, "")
    at = ((44.0, 58.0, "Indikator"), (130.0, 58.0, "Satuan"), (180.0, 58.0, "2031"), (220.0, 58.0, "2032"))
    rest = ((44.0, 76.0, "Jumlah sumur"), (130.0, 76.0, "unit"), (180.0, 76.0, "4"), (220.0, 76.0, "5"))
    rest += ((44.0, 90.0, "Luas kebun"), (130.0, 90.0, "ha"), (180.0, 90.0, "6"), (220.0, 90.0, "7"))
    page = chart(
        *row(40, (40, 220, "PROGRAM : Program Air"), height=16),
        (heading[0], [w for x, y, text in at for w in words([text], x, y)]),
        (rows[0], [w for x, y, text in rest for w in words([text], x, y)]),
    )
    assert later(page) == [
        ("Jumlah sumur", [("2031", "4"), ("2032", "5")]),
        ("Luas kebun", [("2031", "6"), ("2032", "7")]),
    ]
    assert tree(page)[0] == "program: Program Air"


def test_an_office_over_a_statement_with_a_table_is_a_node_of_its_own() -> None:
    page = chart(
        *row(40, (40, 200, "KEPALA BIDANG AIR"), height=16, fill=BLUE),
        *row(56, (40, 200, "Sumur terjaga"), height=16),
        *row(72, (40, 140, "Indikator"), (180, 60, "Target"), height=16),
        *row(88, (40, 140, "Jumlah sumur"), (180, 60, "4 unit"), height=16),
    )
    assert tree(page) == ["KEPALA BIDANG AIR", "  Sumur terjaga", "  * Jumlah sumur = 4 unit"]


def test_a_cell_may_state_the_targets_of_several_years() -> None:
    page = chart(
        *row(40, (40, 200, "PROGRAM : Program Air"), height=16),
        *row(56, (40, 130, "Indikator"), (170, 70, "Target"), height=16),
        *row(72, (40, 130, "Jumlah sumur"), (170, 70, "2031 : 4 / unit / 2032 : 5 unit"), height=32),
    )
    assert later(page) == [("Jumlah sumur", [("2031", "4 unit"), ("2032", "5 unit")])]


def test_an_amount_under_a_card_is_the_nodes() -> None:
    page = chart(
        *row(40, (40, 160, "KEGIATAN"), height=16),
        *row(56, (40, 160, "Menggali"), height=16),
        *row(72, (40, 60, "Indikator"), (100, 100, "Jumlah sumur"), height=16),
        *row(88, (40, 60, "Target"), (100, 100, "5 unit"), height=16),
        *row(104, (40, 80, "Pagu Anggaran"), (120, 80, "Rp. 250.000.000"), height=16),
    )
    (node,) = read_charts((page,), frozenset())
    assert [line.text for line in node.piece.budget] == ["Rp. 250.000.000"]
    assert tree(page) == ["kegiatan: Menggali", "* Jumlah sumur = 5 unit"]


def test_labels_without_boxes_over_boxes_side_by_side_name_these() -> None:
    def at(x: float, name: str) -> Boxes:
        return [(box(x, 60, 120, 20, "")[0], list(words(["PROGRAM"], x + 40, 50))), *row(60, (x, 120, name))]

    page = chart(*row(10, (100, 120, "Sasaran : Air")), *at(40, "Program Air"), *at(200, "Program Kebun"))
    assert tree(page) == ["sasaran: Air", "  program: Program Air", "  program: Program Kebun"]


def test_years_alone_head_a_table_whose_first_column_is_the_indicator() -> None:
    page = chart(
        *row(40, (40, 160, "PROGRAM"), height=16),
        *row(56, (40, 160, "Program Air"), height=16),
        *row(72, (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(88, (40, 80, "Jumlah sumur"), (120, 40, "4"), (160, 40, "5"), height=16),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_years_under_their_heading_alone_head_a_table() -> None:
    page = chart(
        *row(40, (40, 160, "Program Air"), height=16),
        *row(56, (120, 80, "Target"), height=16),
        *row(72, (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(88, (40, 80, "Jumlah sumur"), (120, 40, "4"), (160, 40, "5"), height=16),
    )
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_a_statement_beside_the_years_is_that_of_the_indicators_under_it() -> None:
    page = chart(
        *row(40, (40, 160, "PROGRAM"), height=16),
        *row(56, (40, 80, "Program Air"), (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(72, (40, 80, "Jumlah sumur"), (120, 40, "4"), (160, 40, "5"), height=16),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_figures_under_years_in_a_card_without_walls_are_their_targets() -> None:
    written = [*words(["Program Air"], 60, 60), *words(["2031"], 130, 76), *words(["2032"], 170, 76)]
    written += [*words(["Jumlah sumur"], 44, 92), *words(["4"], 136, 92), *words(["5"], 176, 92)]
    written += [
        *words(["Jumlah mata"], 44, 108),
        *words(["6"], 136, 108),
        *words(["7"], 176, 108),
        *words(["air"], 44, 120),
    ]
    shape, _ = box(40, 50, 160, 84, "")
    assert later(chart((shape, written))) == [
        ("Jumlah sumur", [("2031", "4"), ("2032", "5")]),
        ("Jumlah mata air", [("2031", "6"), ("2032", "7")]),
    ]


def test_the_label_of_a_list_whose_bullets_hang_far_out_heads_no_table() -> None:
    at = ((44.0, 44.0, "Terawatnya taman, sumur dan"), (44.0, 54.0, "danau"), (44.0, 64.0, "Indikator Kinerja"))
    at += ((44.0, 74.0, "•"), (53.0, 74.0, "Jumlah penumpang"), (53.0, 84.0, "yang naik perahu"))
    page = chart((box(40, 40, 120, 60, "")[0], [w for x, y, text in at for w in words([text], x, y)]))
    assert tree(page) == ["Terawatnya taman, sumur dan danau", "* Jumlah penumpang yang naik perahu"]


def test_names_side_by_side_under_a_table_are_no_rows_of_it() -> None:
    page = chart(
        *row(20, (40, 320, "SASARAN : Kebun terawat"), fill=BLUE, height=16),
        *row(36, (40, 240, "Indikator"), (280, 80, "Target"), height=16),
        *row(52, (40, 240, "Luas kebun"), (280, 80, "5 ha"), height=16),
        *row(68, (40, 120, "Program Bibit"), (160, 200, "Program Pupuk"), fill=BLUE, height=16),
        *row(84, (40, 120, "Sasaran Program : Bibit unggul"), (160, 200, "Sasaran Program : Pupuk cukup"), height=16),
        *row(100, (40, 80, "Indikator"), (120, 40, "Target"), (160, 140, "Indikator"), (300, 60, "Target"), height=16),
        *row(116, (40, 80, "Jumlah bibit"), (120, 40, "9"), (160, 140, "Jumlah pupuk"), (300, 60, "4 ton"), height=16),
    )
    assert tree(page) == [
        "sasaran: Kebun terawat",
        "* Luas kebun = 5 ha",
        "  program: Program Bibit",
        "  * Jumlah bibit = 9",
        "  program: Program Pupuk",
        "  * Jumlah pupuk = 4 ton",
    ]

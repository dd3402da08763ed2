"""Cascades on sheets of cells: cards with tables, quantities beside their texts, offices, levels beside the rows."""

from __future__ import annotations

from cascade_pages import BLUE, GREEN, GREY, box, chart, tree, words

from extractor.layout.charts import chart_of
from extractor.read.page import Shape
from extractor.read.words import Word


def row(
    y: float, *cells: tuple[float, float, str], height: float = 20, fill: str | None = None
) -> list[tuple[Shape, list[Word]]]:
    return [box(x, y, width, height, text, fill) for x, width, text in cells]


def test_a_card_reads_its_table_under_headings_in_two_storeys() -> None:
    page = chart(
        box(40, 40, 200, 16, "PROGRAM", BLUE),
        box(40, 56, 200, 20, "Program Air", BLUE),
        *row(76, (40, 80, "Indikator"), (120, 40, "Satuan"), height=32),
        *row(76, (160, 80, "Target"), height=16),
        *row(92, (160, 40, "2031"), (200, 40, "2032"), height=16),
        *row(108, (40, 80, "Jumlah sumur"), (120, 40, "unit"), (160, 40, "4"), (200, 40, "5")),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]


def test_an_office_over_statements_with_indicators_is_their_node() -> None:
    page = chart(
        box(40, 40, 200, 16, "KEPALA BIDANG AIR", GREY),
        *row(56, (40, 80, "Sasaran"), (120, 80, "Indikator"), (200, 40, "Target"), height=16),
        *row(72, (40, 80, "Sumur terjaga"), (120, 80, "Jumlah sumur"), (200, 40, "4 unit")),
    )
    assert tree(page) == ["KEPALA BIDANG AIR", "  sasaran: Sumur terjaga", "  * Jumlah sumur = 4 unit"]


def test_quantities_beside_texts_belong_to_them() -> None:
    page = chart(
        box(40, 40, 240, 20, "Sumur terjaga", GREEN),
        *row(60, (40, 80, "Jumlah sumur"), (120, 40, "4 unit"), (160, 80, "Air yang jernih"), (240, 40, "80%")),
    )
    assert tree(page)[0] == "Sumur terjaga"
    page = chart(
        box(40, 40, 120, 20, "Sumur terjaga", GREEN),
        *row(60, (40, 80, "Air yang jernih"), (120, 40, "80%")),
        *row(80, (40, 80, "Sumur yang digali"), (120, 40, "4 unit")),
    )
    assert tree(page) == ["Sumur terjaga", "* Air yang jernih = 80%", "* Sumur yang digali = 4 unit"]


def test_an_only_child_of_another_look_stands_under_the_node_over_it() -> None:
    page = chart(
        *row(40, (40, 120, "Sumur terjaga"), (160, 120, "Kebun terawat"), fill=GREEN),
        *row(60, (40, 80, "Air yang jernih"), (120, 40, "80%"), (160, 80, "Kebun yang luas"), (240, 40, "7 ha")),
        *row(80, (40, 120, "Sumur digali"), (160, 120, "Kebun diolah"), fill=BLUE),
        *row(100, (40, 80, "Sumur yang dalam"), (120, 40, "4 unit"), (160, 80, "Kebun yang subur"), (240, 40, "5 ha")),
    )
    assert tree(page) == [
        "Sumur terjaga",
        "* Air yang jernih = 80%",
        "  Sumur digali",
        "  * Sumur yang dalam = 4 unit",
        "Kebun terawat",
        "* Kebun yang luas = 7 ha",
        "  Kebun diolah",
        "  * Kebun yang subur = 5 ha",
    ]


def test_a_quantity_under_an_indicator_is_its_target() -> None:
    page = chart(
        *row(40, (20, 60, "Sasaran"), (80, 120, "Sumur terjaga")),
        *row(60, (20, 60, "Indikator"), (80, 120, "Jumlah sumur")),
        *row(80, (20, 60, "Target 2031"), (80, 120, "4 unit")),
    )
    assert tree(page) == ["sasaran: Sumur terjaga", "* Jumlah sumur = 4 unit"]


def test_a_target_in_a_column_of_its_own_inside_a_box_is_read_down_its_column() -> None:
    shape, said = box(40, 40, 140, 60, "Program 1 : / Program Air / Indikator : / Jumlah sumur / yang digali")
    _, value = box(130, 67, 40, 30, "1.204 / unit")
    assert tree(chart((shape, [*said, *value]))) == ["program: Program Air", "* Jumlah sumur yang digali = 1.204 unit"]


def test_levels_in_columns_without_connectors_run_to_the_right() -> None:
    page = chart(
        box(20, 40, 80, 30, "Sasaran : / Sumur terjaga"),
        box(120, 40, 80, 30, "Program : / Air bersih"),
        box(220, 40, 80, 30, "Kegiatan : / Galian"),
        box(220, 80, 80, 30, "Kegiatan : / Pompa"),
        box(120, 120, 80, 30, "Program : / Kebun"),
        box(220, 120, 80, 30, "Kegiatan : / Pagar"),
    )
    assert tree(page) == [
        "sasaran: Sumur terjaga",
        "  program: Air bersih",
        "    kegiatan: Galian",
        "    kegiatan: Pompa",
        "  program: Kebun",
        "    kegiatan: Pagar",
    ]


def test_levels_beside_the_rows_nest_what_stands_under_an_office() -> None:
    page = chart(
        *row(40, (20, 60, "Uraian"), height=36),
        box(80, 40, 200, 20, "KEPALA BIDANG AIR", GREY),
        *row(60, (80, 80, "Kinerja"), (160, 80, "Indikator"), (240, 40, "Target"), height=16),
        box(20, 76, 60, 20, "Program"),
        *row(76, (80, 80, "Air bersih"), (160, 80, "Jumlah sumur"), (240, 40, "4 unit")),
        box(20, 96, 60, 40, "Kegiatan"),
        *row(96, (80, 80, "Galian"), (160, 80, "Jumlah galian"), (240, 40, "6 unit")),
        *row(116, (80, 80, "Pompa"), (160, 80, "Jumlah pompa"), (240, 40, "2 unit")),
    )
    assert [line for line in tree(page) if "*" not in line] == [
        "KEPALA BIDANG AIR",
        "  program: Air bersih",
        "    kegiatan: Galian",
        "    kegiatan: Pompa",
    ]


def test_a_sheet_of_cells_that_part_twice_is_a_chart_though_quantities_stand_in_them() -> None:
    page = chart(
        box(40, 40, 400, 20, "Sumur dan kebun terjaga", GREEN),
        *row(60, (40, 360, "Angka air yang jernih"), (400, 40, "80%")),
        *row(80, (40, 200, "Sumur terjaga"), (240, 200, "Kebun terawat"), fill=GREEN),
        *row(100, (40, 160, "Air yang jernih"), (200, 40, "80%"), (240, 160, "Kebun yang luas"), (400, 40, "7 ha")),
        *(box(40 + 100 * k, 120, 100, 20, f"Kegiatan nomor {k}", BLUE) for k in range(4)),
        *row(140, *((40 + 100 * k, 60, "Jumlah benda") for k in range(4))),
        *row(140, *((100 + 100 * k, 40, "9 unit") for k in range(4))),
    )
    assert chart_of(page) is not None


def test_labels_of_rows_tell_statements_from_indicators() -> None:
    page = chart(
        *row(40, (20, 60, "Unit Kerja"), (80, 200, "BIDANG AIR")),
        *row(60, (20, 60, "Sasaran"), (80, 200, "Sumur terjaga")),
        *row(80, (20, 60, "Indikator"), (80, 200, "Air yang jernih (80%)")),
        *row(100, (20, 60, "Program"), (80, 200, "Air bersih")),
        *row(120, (20, 60, "Indikator"), (80, 200, "Sumur yang digali (4 unit)")),
    )
    assert tree(page) == [
        "BIDANG AIR",
        "  sasaran: Sumur terjaga",
        "  * Air yang jernih = 80%",
        "    program: Air bersih",
        "    * Sumur yang digali = 4 unit",
    ]


def test_a_figure_that_counts_the_texts_at_its_right_is_no_quantity() -> None:
    page = chart(
        *row(40, (40, 120, "KEPALA SEKSI AIR"), (160, 120, "KEPALA SEKSI TANAH"), fill=GREEN),
        *row(60, (40, 120, "Sumur terjaga"), (160, 120, "Kebun terawat"), fill=BLUE),
        *row(80, (40, 15, "1"), (55, 65, "Air jernih"), (120, 40, "80%")),
        *row(80, (160, 15, "1"), (175, 65, "Kebun luas"), (240, 40, "7 ha")),
        *row(100, (40, 15, "2"), (55, 65, "Air cukup"), (120, 40, "90%")),
        *row(100, (160, 15, "2"), (175, 65, "Kebun subur"), (240, 40, "5 ha")),
    )
    assert tree(page) == [
        "KEPALA SEKSI AIR",
        "  Sumur terjaga",
        "  * Air jernih = 80%",
        "  * Air cukup = 90%",
        "KEPALA SEKSI TANAH",
        "  Kebun terawat",
        "  * Kebun luas = 7 ha",
        "  * Kebun subur = 5 ha",
    ]


def test_statements_behind_their_labels_over_a_chart_are_nodes() -> None:
    page = chart(
        (box(0, 0, 0, 0, "")[0], [*words(["VISI :"], 40, 20), *words(["Air bagi semua"], 120, 20)]),
        (box(0, 0, 0, 0, "")[0], [*words(["MISI 2 :"], 40, 32), *words(["Sumur yang jernih"], 120, 32)]),
        *row(60, (40, 120, "SASARAN / Sumur terjaga"), (200, 120, "SASARAN / Kebun terawat"), fill=GREEN),
        *row(80, (40, 120, "Air jernih (80%)"), (200, 120, "Kebun luas (7 ha)")),
    )
    assert tree(page)[:2] == ["Air bagi semua", "  Sumur yang jernih"]


def test_labels_side_by_side_over_stacks_head_their_columns() -> None:
    page = chart(
        *row(40, (40, 120, "ESELON II"), (180, 120, "ESELON III"), height=16, fill=GREY),
        *row(56, (40, 120, "Sumur terjaga"), (180, 120, "Sumur digali"), fill=GREEN),
        *row(76, (40, 120, "Air jernih (80%)"), (180, 120, "Jumlah galian (4 unit)")),
        *row(106, (180, 120, "Sumur dirawat"), fill=GREEN),
        *row(126, (180, 120, "Jumlah perawatan (6 unit)")),
    )
    assert tree(page) == [
        "Sumur terjaga",
        "* Air jernih = 80%",
        "  Sumur digali",
        "  * Jumlah galian = 4 unit",
        "  Sumur dirawat",
        "  * Jumlah perawatan = 6 unit",
    ]

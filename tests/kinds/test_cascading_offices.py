"""Grids of offices: blocks side by side, holders at the end of a row, tables side by side that are one."""

from __future__ import annotations

from dataclasses import replace

from cascade_pages import BLUE, GREY, box, chart, tree, words
from sheet import sheet
from test_cascading_sheets import row

from extractor.kinds.cascade.abreast import join_abreast
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.tables import Grids, read_grid
from extractor.layout.blocks import Cell, Line, Table
from extractor.read.page import Shape
from extractor.read.words import Word

HEADS = ("Sasaran", "Indikator", "Target")


def block(x: float, y: float, statement: str, indicator: str, target: str) -> list[tuple[Shape, list[Word]]]:
    return row(y, (x, 60, statement), (x + 60, 60, indicator), (x + 120, 40, target))


def test_offices_side_by_side_hold_the_offices_under_them() -> None:
    page = chart(
        *row(40, (40, 160, "Kepala Bidang Air"), (200, 160, "Kepala Bidang Tanah"), fill=BLUE),
        *block(40, 60, *HEADS),
        *block(200, 60, *HEADS),
        *block(40, 80, "Air jernih", "Jumlah sumur", "4 unit"),
        *block(200, 80, "Tanah subur", "Luas kebun", "7 ha"),
        box(40, 100, 160, 20, "Seksi Sumur", GREY),
        box(200, 100, 160, 20, "Seksi Kebun", GREY),
        *block(40, 120, "Sumur digali", "Jumlah galian", "2 titik"),
        *block(200, 120, "Kebun diolah", "Jumlah pohon", "9 batang"),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "  sasaran: Air jernih",
        "  * Jumlah sumur = 4 unit",
        "  Seksi Sumur",
        "    sasaran: Sumur digali",
        "    * Jumlah galian = 2 titik",
        "Kepala Bidang Tanah",
        "  sasaran: Tanah subur",
        "  * Luas kebun = 7 ha",
        "  Seksi Kebun",
        "    sasaran: Kebun diolah",
        "    * Jumlah pohon = 9 batang",
    ]


def test_holders_that_end_a_table_answer_for_what_is_left_of_them() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Indikator | Penanggung Jawab | Program | Indikator | Penanggung Jawab",
            "Air jernih | Jumlah sumur | Kabid Air | Program Air | Jumlah galian | Kasi Sumur",
            "Tanah subur | Luas kebun | Kabid Tanah | Program Tanah | Jumlah pohon | Kasi Kebun",
        )
    )
    assert pieces is not None
    assert [(p.title[0].text, p.groups[0].holder[0].text) for p in pieces] == [
        ("Air jernih", "Kabid Air"),
        ("Program Air", "Kasi Sumur"),
        ("Tanah subur", "Kabid Tanah"),
        ("Program Tanah", "Kasi Kebun"),
    ]


def test_targets_stand_beside_indicators_where_the_headings_stand_at_the_left() -> None:
    pieces = read_grid(
        sheet(
            " | | ",
            "Sasaran | Air jernih | <",
            "Indikator | Jumlah sumur | 4 unit",
            "Program | Program Air | <",
            "Indikator | Jumlah galian | 2 titik",
        )
    )
    assert pieces is not None
    assert [(p.level, p.groups[0].lines[0].text, p.groups[0].target[0].text) for p in pieces] == [
        ("sasaran", "Jumlah sumur", "4 unit"),
        ("program", "Jumlah galian", "2 titik"),
    ]


def test_tables_side_by_side_are_one_where_rows_begin_with_statements() -> None:
    left = sheet("Misi | Sasaran", "Maju | Air jernih", "^ | Tanah subur")
    right = _moved(sheet("Program | Indikator", "Program Air | Jumlah sumur", "Program Tanah | Luas kebun"), 500)
    (table,) = join_abreast([left, right])
    assert isinstance(table, Table)
    assert [[cell.text for cell in r] for r in table.rows] == [
        ["Maju", "Air jernih", "Program Air", "Jumlah sumur"],
        ["Maju", "Tanah subur", "Program Tanah", "Luas kebun"],
    ]
    assert [r[2].column for r in table.rows] == [2, 2]


def test_tables_side_by_side_with_the_same_headings_stay_two() -> None:
    left = sheet("Sasaran | Indikator", "Air jernih | Jumlah sumur", "Tanah subur | Luas kebun")
    assert len(join_abreast([left, _moved(left, 500)])) == 2


def test_the_right_table_may_end_before_the_left_one_within_the_last_statement() -> None:
    left = sheet("Sasaran | Indikator", "Air jernih | Debit air", "Tanah subur | Luas kebun", "^ | Luas sawah")
    right = _moved(sheet("Program | Capaian", "Program Air | Jumlah sumur", "Program Tanah | Luas kebun"), 500)
    assert right.bottom < left.bottom
    (table,) = join_abreast([left, right])
    assert isinstance(table, Table)
    assert [r[2].text for r in table.rows] == ["Program Air", "Program Tanah", "Program Tanah"]


def test_the_right_part_of_a_sheet_stands_on_the_next_page() -> None:
    left = sheet("Misi | Sasaran", "Maju | Air jernih", "^ | Tanah subur")
    right = sheet("Program | Indikator", "Program Air | Jumlah sumur", "Program Tanah | Luas kebun")
    (table,) = join_abreast([left, replace(right, pages=(2,))])
    assert isinstance(table, Table)
    assert (table.pages, len(table.header)) == ((1, 2), 4)


def test_an_office_over_its_columns_alone_is_no_statement() -> None:
    pieces = read_grid(
        sheet(
            "Tujuan | Indikator | Sasaran | Indikator",
            "Air jernih | Debit air | Seksi Sumur | <",
            "^ | ^ | Sumur digali | Jumlah galian",
            "^ | ^ | Seksi Pompa | <",
            "^ | ^ | Pompa terawat | Jumlah pompa",
        )
    )
    assert pieces is not None
    assert [(p.level, p.title[0].text, p.under.title[0].text if p.under else None) for p in pieces] == [
        ("tujuan", "Air jernih", None),
        (None, "Seksi Sumur", "Air jernih"),
        ("sasaran", "Sumur digali", "Seksi Sumur"),
        (None, "Seksi Pompa", "Air jernih"),
        ("sasaran", "Pompa terawat", "Seksi Pompa"),
    ]


def test_a_table_without_headings_goes_on_with_the_columns_of_the_one_before() -> None:
    grids = Grids()
    assert grids.read(sheet("Sasaran | Indikator", "Air jernih | Debit air"))
    (piece,) = grids.read(sheet(" | ", "Tanah subur | Luas kebun")) or ()
    assert (piece.level, piece.groups[0].lines[0].text) == ("sasaran", "Luas kebun")


def test_a_line_that_names_an_office_stands_over_the_table_under_it() -> None:
    table = sheet("Sasaran | Indikator", "Air jernih | Debit air")
    office = Line(tuple(words(["Jabatan : Kepala Bidang Air"], 0, 40)))
    pieces = read_outline([office, table])
    assert [(p.title[0].text, p.under.title[0].text if p.under else None) for p in pieces] == [
        ("Kepala Bidang Air", None),
        ("Air jernih", "Kepala Bidang Air"),
    ]


def test_statements_over_their_indicators_need_no_headings() -> None:
    def rows(x: float, statement: str, indicator: str, target: str) -> list[tuple[Shape, list[Word]]]:
        return [box(x, 60, 160, 20, statement, GREY), *row(80, (x, 110, indicator), (x + 110, 50, target))]

    page = chart(
        *row(40, (40, 160, "Kepala Bidang Air"), (200, 160, "Kepala Bidang Tanah"), fill=BLUE),
        *rows(40, "Air jernih", "Jumlah sumur", "4 unit"),
        *rows(200, "Tanah subur", "Luas kebun", "7 ha"),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "  Air jernih",
        "  * Jumlah sumur = 4 unit",
        "Kepala Bidang Tanah",
        "  Tanah subur",
        "  * Luas kebun = 7 ha",
    ]


def test_a_seksi_between_a_program_and_its_kegiatan_stands_under_the_program() -> None:
    pieces = read_grid(
        sheet(
            "Bidang | Program | Indikator | Seksi | Kegiatan | Indikator",
            "Bidang Air | Program Air | Debit air | Seksi Sumur | Menggali | Jumlah galian",
        )
    )
    assert pieces is not None
    assert [(p.title[0].text, p.under.title[0].text if p.under else None) for p in pieces] == [
        ("Bidang Air", None),
        ("Program Air", "Bidang Air"),
        ("Seksi Sumur", "Program Air"),
        ("Menggali", "Seksi Sumur"),
    ]


def _moved(table: Table, by: float) -> Table:
    """The table so many points further to the right."""

    def at(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return box[0] + by, box[1], box[2] + by, box[3]

    def line(x: Line) -> Line:
        return Line(tuple(replace(w, box=at(w.box)) for w in x.words))

    made: dict[int, Cell] = {}
    for cell in (c for r in table.rows for c in r):
        made[id(cell)] = made.get(id(cell)) or replace(cell, box=at(cell.box), lines=tuple(map(line, cell.lines)))
    return replace(table, rows=tuple(tuple(made[id(c)] for c in r) for r in table.rows), box=at(table.box))


def test_an_office_over_labelled_statements_is_the_node_over_all_of_them() -> None:
    page = chart(
        box(200, 40, 160, 20, "Kepala Bidang Air", BLUE),
        box(200, 60, 160, 20, "Program : Air jernih", GREY),
        box(200, 80, 160, 20, "Indikator : Jumlah sumur", None),
        box(200, 100, 160, 20, "Program : Kali bersih", GREY),
        box(200, 120, 160, 20, "Indikator : Jumlah kali", None),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "  program: Air jernih",
        "  * Jumlah sumur",
        "  program: Kali bersih",
        "  * Jumlah kali",
    ]


def test_a_cell_over_a_headed_list_is_the_statement_of_the_office_though_both_look_alike() -> None:
    page = chart(
        box(200, 40, 160, 20, "Kepala Bidang Air", BLUE),
        box(200, 60, 160, 20, "Terjaganya mata air"),
        box(200, 80, 160, 30, "Indikator : / - Jumlah sumur"),
    )
    assert tree(page) == ["Kepala Bidang Air", "  Terjaganya mata air", "  * Jumlah sumur"]

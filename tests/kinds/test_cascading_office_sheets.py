"""Sheets of offices: what a cell belongs to is told by the nearest head over it, whatever blank bands part the rows."""

from __future__ import annotations

import pytest
from cascade_pages import BLUE, GREEN, GREY, box, chart, tree, words
from sheet import sheet
from test_cascading_sheets import row

from extractor.kinds.cascade import kind
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.office_cells import by_labels
from extractor.kinds.cascade.office_sheet import read_offices
from extractor.kinds.cascade.offices import office_depth
from extractor.kinds.cascade.piece import Group
from extractor.kinds.cascade.tables import read_grid, read_rows
from extractor.layout.blocks import PageLayout
from extractor.layout.charts import read_chart, whole_of
from extractor.match.found import Found
from extractor.read.page import Page, Shape
from extractor.read.words import Span, Word
from extractor.segment.component import Component

Cells = list[tuple[Shape, list[Word]]]


def measures(groups: list[Group]) -> list[object]:
    """What the drafts of indicators say of outcome and output."""
    drafts = [draft for group in groups for draft in indicators(group, {}, False)]
    kinds = [draft.value["measure"] for draft in drafts if isinstance(draft, Found) and isinstance(draft.value, dict)]
    return [kind.value if isinstance(kind, Found) else kind for kind in kinds]


def groups_of(page: Page) -> list[Group]:
    read = read_chart(page)
    offices = read_offices(read.boxes, read.lines)
    assert offices is not None
    return [group for piece in offices.pieces for group in piece.groups]


def entries(y: float, *said: str) -> Cells:
    """A row of indicators with their targets, 160 points each."""
    parts = [text.split(" = ") for text in said]
    cells = [
        cell for k, (name, aim) in enumerate(parts) for cell in ((40 + 160 * k, 110, name), (150 + 160 * k, 50, aim))
    ]
    return row(y, *cells)


DIVISIONS = row(40, (40, 160, "Kepala Bidang Air"), (200, 160, "Kepala Bidang Tanah"), fill=BLUE)
SECTIONS = row(110, (40, 160, "Seksi Sumur"), (200, 160, "Seksi Kebun"), fill=GREY)


def test_rows_under_outcome_and_output_are_indicators_though_blank_bands_part_them() -> None:
    page = chart(
        *DIVISIONS,
        *entries(60, "OUTCOME = TARGET", "OUTCOME = TARGET"),
        *entries(80, "Air jernih = 80 %", "Tanah subur = 7 ha"),
        *SECTIONS,
        *entries(130, "OUTPUT = TARGET", "OUTPUT = TARGET"),
        *entries(150, "Sumur tergali = 4 unit", "Kebun terawat = 9 unit"),
        *entries(170, "Pompa terpasang = 2 unit", "Pagar terpasang = 3 unit")[:2],
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "* Air jernih = 80 %",
        "  Seksi Sumur",
        "  * Sumur tergali = 4 unit",
        "  * Pompa terpasang = 2 unit",
        "Kepala Bidang Tanah",
        "* Tanah subur = 7 ha",
        "  Seksi Kebun",
        "  * Kebun terawat = 9 unit",
    ]
    assert measures(groups_of(page)) == ["outcome", "outcome", "output", "output", "output"]


def test_bands_and_labels_at_the_side_say_what_the_indicators_of_their_rows_are() -> None:
    rows = [
        *entries(60, "Air jernih = 80 %", "Tanah subur = 7 ha"),
        *entries(130, "Sumur tergali = 4 unit", "Kebun terawat = 9 unit"),
    ]
    bands = [box(40, 20, 320, 20, "INDIKATOR OUTCOME"), box(40, 90, 320, 20, "INDIKATOR OUTPUT")]
    assert measures(groups_of(chart(*bands, *DIVISIONS, *SECTIONS, *rows))) == [
        "outcome",
        "outcome",
        "output",
        "output",
    ]
    sides = [box(0, 60, 40, 20, "OUTCOME"), box(0, 130, 40, 20, "OUTPUT")]
    assert measures(groups_of(chart(*sides, *DIVISIONS, *SECTIONS, *rows))) == [
        "outcome",
        "outcome",
        "output",
        "output",
    ]


def test_labels_in_the_cells_say_it_of_one_indicator() -> None:
    page = chart(*DIVISIONS, *entries(60, "Outcome : Air jernih = 80 %", "Output : Tanah subur = 7 ha"))
    assert tree(page)[1] == "* Air jernih = 80 %"
    assert measures(groups_of(page)) == ["outcome", "output"]


def test_goals_stand_over_their_indicators_under_the_head_of_all() -> None:
    page = chart(
        box(40, 0, 320, 20, "KEPALA DINAS", GREEN),
        *row(20, (40, 160, "SASARAN 1 : Air jernih"), (200, 160, "SASARAN 2 : Tanah subur"), fill=GREEN),
        *entries(40, "Debit air = 80 %", "Luas kebun = 7 ha"),
        *row(
            70, (40, 160, "Kepala Bidang Air"), (200, 160, "Balai Tanah"), (360, 160, "Kepala Bidang Kota"), fill=BLUE
        ),
        *entries(90, "Sumur jernih = 4 unit", "Kebun subur = 9 unit", "Taman bersih = 5 unit"),
    )
    assert tree(page) == [
        "KEPALA DINAS",
        "  sasaran: Air jernih",
        "  * Debit air = 80 %",
        "  sasaran: Tanah subur",
        "  * Luas kebun = 7 ha",
        "  Kepala Bidang Air",
        "  * Sumur jernih = 4 unit",
        "  Balai Tanah",
        "  * Kebun subur = 9 unit",
        "  Kepala Bidang Kota",
        "  * Taman bersih = 5 unit",
    ]


def test_names_of_programs_in_a_column_are_no_heads_of_what_stands_under_them() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 60, "Program"), (100, 60, "Indikator"), (160, 40, "Target")),
        *row(60, (200, 60, "Program"), (260, 60, "Indikator"), (320, 40, "Target")),
        *row(80, (40, 60, "Program Air"), (100, 60, "Debit air"), (160, 40, "80 %")),
        *row(80, (200, 60, "Program Kebun"), (260, 60, "Luas kebun"), (320, 40, "7 ha")),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "  program: Program Air",
        "  * Debit air = 80 %",
        "Kepala Bidang Tanah",
        "  program: Program Kebun",
        "  * Luas kebun = 7 ha",
    ]


def test_cells_without_targets_are_for_another_reader() -> None:
    page = chart(*DIVISIONS, *row(60, (40, 160, "Jumlah sumur"), (200, 160, "Luas kebun")))
    assert read_offices(read_chart(page).boxes) is None
    card = "Sasaran Program : Sumur bersih / Indikator : Jumlah sumur (4 unit)"
    cards = chart(*DIVISIONS, box(40, 60, 160, 40, card), box(200, 60, 160, 40, card))
    assert read_offices(read_chart(cards).boxes) is None


def test_outcome_beside_targets_heads_indicators() -> None:
    pieces = read_grid(
        sheet(
            "Program | Outcome | Target | Kegiatan | Output | Target",
            "Air | Air jernih | 80 % | Sumur | Sumur tergali | 4 unit",
        )
    )
    assert pieces is not None
    assert [(p.level, p.groups[0].lines[0].text) for p in pieces] == [
        ("program", "Air jernih"),
        ("kegiatan", "Sumur tergali"),
    ]
    assert measures([g for p in pieces for g in p.groups]) == ["outcome", "output"]


def test_a_column_may_say_it_row_by_row() -> None:
    _, groups = read_rows(
        sheet(
            "No | Indikator Kinerja | Outcome / Output | Target | Satuan",
            "1 | Air jernih | Outcome | 80 | persen",
            "2 | Sumur tergali | Output | 4 | unit",
        )
    )
    assert measures(groups) == ["outcome", "output"]


def test_offices_before_indicators_of_their_own_are_nodes_and_at_the_end_of_a_row_they_answer_for_it() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Indikator | Target | Nama Jabatan | Indikator | Target",
            "Air jernih | Debit air | 80 % | Kepala Bidang Air | Jumlah sumur | 4 unit",
        )
    )
    assert pieces is not None
    assert [(p.title[0].text, p.groups[0].lines[0].text) for p in pieces] == [
        ("Air jernih", "Debit air"),
        ("Kepala Bidang Air", "Jumlah sumur"),
    ]
    (piece,) = (
        read_grid(sheet("Kegiatan | Indikator | Target | Eselon IV", "Sumur | Jumlah sumur | 4 unit | Seksi Air")) or ()
    )
    assert piece.groups[0].holder[0].text == "Seksi Air"


def test_targets_may_end_the_texts_of_indicators_and_units_stand_in_cells_of_their_own() -> None:
    glued = chart(
        *DIVISIONS,
        *row(60, (40, 160, "OUTCOME"), (200, 160, "OUTCOME")),
        *row(80, (40, 160, "1.1 Air jernih (80 %)"), (200, 160, "2.1 Tanah subur (7 ha)")),
    )
    assert tree(glued) == [
        "Kepala Bidang Air",
        "* Air jernih = 80 %",
        "Kepala Bidang Tanah",
        "* Tanah subur = 7 ha",
    ]
    assert measures(groups_of(glued)) == ["outcome", "outcome"]
    parted = chart(
        *DIVISIONS,
        *row(60, (40, 100, "Air jernih"), (140, 30, "80"), (170, 30, "persen")),
        *row(60, (200, 100, "Tanah subur"), (300, 30, "7"), (330, 30, "ha")),
    )
    assert [group.unit[0].text for group in groups_of(parted)] == ["persen", "ha"]


def test_goals_side_by_side_need_no_offices() -> None:
    page = chart(
        *row(40, (40, 160, "TUJUAN 1 : Air untuk semua"), (200, 160, "TUJUAN 2 : Tanah untuk semua"), fill=GREEN),
        *row(60, (40, 160, "SASARAN 1 : Air jernih"), (200, 160, "SASARAN 2 : Tanah subur"), fill=GREY),
        *entries(80, "Debit air = 80 %", "Luas kebun = 7 ha"),
        *row(100, (40, 160, "SASARAN 3 : Sumur terjaga"), fill=GREY),
        *entries(120, "Jumlah sumur = 4 unit"),
    )
    assert tree(page) == [
        "tujuan: Air untuk semua",
        "  sasaran: Air jernih",
        "  * Debit air = 80 %",
        "  sasaran: Sumur terjaga",
        "  * Jumlah sumur = 4 unit",
        "tujuan: Tanah untuk semua",
        "  sasaran: Tanah subur",
        "  * Luas kebun = 7 ha",
    ]


def test_an_office_upright_at_the_left_holds_the_rows_beside_it() -> None:
    def division(y: float, name: str, *said: str) -> Cells:
        offices = (40, 160, "ESELON III"), (200, 160, f"Seksi {said[0]}"), (360, 160, f"Seksi {said[1]}")
        return [
            box(0, y, 40, 60, name, GREEN),
            *row(y, *offices, fill=BLUE),
            *entries(y + 20, "OUTCOME = TARGET", "OUTPUT = TARGET", "OUTPUT = TARGET"),
            *entries(y + 40, *said[2:]),
        ]

    page = chart(
        *division(40, "Bidang Air", "Sumur", "Pompa", "Air jernih = 80 %", "Galian = 4 unit", "Pompa baru = 5 unit"),
        *division(100, "Bidang / Tanah", "Kebun", "Pagar", "Tanah subur = 7 ha", "Tanaman = 9 unit", "Pagar = 3 m"),
    )
    assert tree(page) == [
        "Bidang Air",
        "* Air jernih = 80 %",
        "  Seksi Sumur",
        "  * Galian = 4 unit",
        "  Seksi Pompa",
        "  * Pompa baru = 5 unit",
        "Bidang Tanah",
        "* Tanah subur = 7 ha",
        "  Seksi Kebun",
        "  * Tanaman = 9 unit",
        "  Seksi Pagar",
        "  * Pagar = 3 m",
    ]


def test_turned_tables_say_outcome_over_its_targets() -> None:
    pieces = read_grid(
        sheet(
            " | | ",
            "Program | Program Air | Program Tanah",
            "Outcome | Air jernih | Tanah subur",
            "Target | 80 % | 7 ha",
            "Kegiatan | Menggali | Menanam",
            "Output | Sumur tergali | Kebun terawat",
            "Target | 4 unit | 9 unit",
            "Eselon IV | Seksi Sumur | Seksi Kebun",
        )
    )
    assert pieces is not None
    assert [(p.level, p.groups[0].lines[0].text, p.groups[0].targets[0][1][0].text) for p in pieces] == [
        ("program", "Air jernih", "80 %"),
        ("kegiatan", "Sumur tergali", "4 unit"),
        ("program", "Tanah subur", "7 ha"),
        ("kegiatan", "Kebun terawat", "9 unit"),
    ]
    assert pieces[1].groups[0].holder[0].text == "Seksi Sumur"


def test_a_table_whose_indicators_are_offices_is_none() -> None:
    assert read_grid(sheet("Program | Indikator", "Program Air | Seksi Sumur", "Program Tanah | Seksi Kebun")) is None


def test_the_heading_of_the_targets_may_stand_beside_the_office() -> None:
    page = chart(
        *row(40, (40, 110, "Kepala Bidang Air"), (150, 50, "Target"), fill=BLUE),
        *row(40, (200, 110, "Kepala Bidang Kota"), (310, 50, "Target"), fill=BLUE),
        *row(60, (40, 160, "INDIKATOR OUTCOME"), (200, 160, "INDIKATOR OUTCOME")),
        *entries(80, "Air jernih = 80 %", "Kota bersih = 7 ha"),
    )
    assert tree(page) == ["Kepala Bidang Air", "* Air jernih = 80 %", "Kepala Bidang Kota", "* Kota bersih = 7 ha"]


def test_names_of_offices_may_be_long_where_they_are_spelt_as_names() -> None:
    def said(text: str) -> Span:
        return Span(tuple(words([text], 0, 0)))

    long = "Kepala Seksi Pemeliharaan Sumur dan Pompa serta Pengawasan Kebun Pagar dan Pintu Air"
    assert office_depth(said(long)) == 2
    assert office_depth(said(long.replace("Pengawasan Kebun", "pengawasan kebun"))) is None


def test_narrow_cells_at_the_left_of_indicators_hold_their_numbers() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 20, "1.2"), (60, 140, "Debit air (80 %)"), (200, 20, "2.1"), (220, 140, "Luas kebun (7 ha)")),
        *row(80, (60, 140, "Jumlah sumur (4 unit)"), (200, 20, "2.2"), (220, 140, "Jumlah pagar (3 unit)")),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "* Debit air = 80 %",
        "* Jumlah sumur = 4 unit",
        "Kepala Bidang Tanah",
        "* Luas kebun = 7 ha",
        "* Jumlah pagar = 3 unit",
    ]
    assert [group.number.text for group in groups_of(page)] == ["1.2", "", "2.1", "2.2"]


def test_a_label_before_the_first_of_several_indicators_holds_for_those_under_it() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 160, "Outcome : Debit air (80 %)")),
        *row(60, (200, 160, "Output : / - Luas kebun / - Jumlah pagar"), height=40),
        *row(80, (40, 160, "Jumlah sumur (4 unit)")),
        *row(100, (40, 160, "Output : Jumlah pompa (2 unit)")),
    )
    assert measures(groups_of(page)) == ["outcome", "outcome", "output", "output", "output"]


def test_labels_of_outcome_and_output_tell_indicators_without_targets() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 160, "Outcome : Nilai mutu"), (200, 160, "Outcome : Luas kebun")),
        *row(80, (40, 160, "Output : Jumlah sumur"), (200, 160, "Output : Jumlah pagar")),
    )
    assert measures(groups_of(page)) == ["outcome", "output", "outcome", "output"]


def test_cards_over_cards_no_wider_are_a_chart() -> None:
    def card(x: float, y: float, name: str) -> Cells:
        return [
            *row(y, (x, 160, name), fill=BLUE),
            *entries(y + 20, "Jumlah sumur = 4 unit")[:0],
            *row(y + 20, (x, 110, "Jumlah sumur"), (x + 110, 50, "4 unit")),
        ]

    page = chart(
        *card(120, 40, "Program : Air"),
        *card(40, 100, "Kegiatan : Sumur"),
        *card(220, 100, "Kegiatan : Pompa"),
    )
    assert read_offices(read_chart(page).boxes) is None


def test_labels_between_the_cells_of_an_office_part_outcome_from_output() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 160, "Outcome :"), (200, 160, "OUTCOME")),
        *row(80, (40, 160, "Jumlah sumur (4 unit)"), (200, 160, "Luas kebun (7 ha)")),
        *row(100, (40, 160, "Output :"), (200, 160, "OUTPUT")),
        *row(120, (40, 160, "Jumlah pompa (2 unit)"), (200, 160, "Jumlah pagar (3 unit)")),
    )
    assert tree(page)[:3] == ["Kepala Bidang Air", "* Jumlah sumur = 4 unit", "* Jumlah pompa = 2 unit"]
    assert measures(groups_of(page)) == ["outcome", "output", "outcome", "output"]


def test_labels_at_the_left_of_an_office_s_cells_hold_for_their_rows() -> None:
    page = chart(
        *DIVISIONS,
        box(40, 60, 40, 40, "Outcome"),
        *row(60, (80, 80, "Jumlah sumur"), (160, 40, "4 unit"), (200, 40, "Outcome"), (240, 80, "Luas kebun")),
        *row(60, (320, 40, "7 ha")),
        *row(80, (80, 80, "Debit air"), (160, 40, "80 %"), (200, 40, "Output"), (240, 80, "Jumlah pagar")),
        *row(80, (320, 40, "3 unit")),
    )
    assert tree(page)[:3] == ["Kepala Bidang Air", "* Jumlah sumur = 4 unit", "* Debit air = 80 %"]
    assert measures(groups_of(page)) == ["outcome", "outcome", "outcome", "output"]


def test_a_label_at_the_left_of_several_offices_holds_for_all_of_them() -> None:
    page = chart(
        box(0, 20, 360, 20, "KEPALA DINAS", GREEN),
        *DIVISIONS,
        box(0, 60, 40, 20, "OUTCOME"),
        *row(60, (40, 160, "Jumlah sumur (4 unit)"), (200, 160, "Luas kebun (7 ha)")),
    )
    assert measures(groups_of(page)) == ["outcome", "outcome"]


def test_labels_over_halves_of_an_office_or_broken_in_a_narrow_cell_are_read_whole() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 80, "OUTCOME"), (120, 80, "OUTPUT"), height=20),
        *row(80, (40, 80, "Jumlah sumur (4 unit)"), (120, 80, "Jumlah pompa (2 unit)")),
        box(200, 60, 30, 20, "Outco / me"),
        box(200, 80, 30, 20, "Output"),
        *row(60, (230, 130, "Luas kebun (7 ha)")),
        *row(80, (230, 130, "Jumlah pagar (3 unit)")),
    )
    assert measures(groups_of(page)) == ["outcome", "output", "outcome", "output"]


def test_an_indicator_with_its_target_on_the_line_under_it_is_no_card() -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 20, "1.2"), (60, 140, "Jumlah sumur / Target : 4 unit"), (200, 160, "Luas kebun = / 7 ha")),
    )
    assert tree(page) == ["Kepala Bidang Air", "* Jumlah sumur = 4 unit", "Kepala Bidang Tanah", "* Luas kebun = 7 ha"]


def test_a_label_at_the_left_of_offices_tells_indicators_without_targets() -> None:
    page = chart(
        box(0, 20, 360, 20, "KEPALA DINAS", GREEN),
        *DIVISIONS,
        box(0, 60, 40, 20, "OUTCOME"),
        *row(60, (40, 160, "Jumlah sumur"), (200, 160, "Luas kebun")),
    )
    assert measures(groups_of(page)) == ["outcome", "outcome"]


OVER = row(40, (40, 160, "Kepala Bidang Air"), (200, 160, "Kepala Bidang Tanah"), fill=BLUE)


def test_headings_under_an_office_part_its_statements_from_their_indicators() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "PROGRAM"), (200, 160, "PROGRAM")),
        *row(80, (40, 160, "Program Sumur"), (200, 160, "Program Kebun")),
        *row(100, (40, 160, "OUTCOME"), (200, 160, "OUTCOME")),
        *row(120, (40, 160, "Warga terlayani (9 rw)"), (200, 160, "Tanah subur (7 ha)")),
        *row(140, (40, 160, "PROGRAM")),
        *row(160, (40, 160, "Program Sungai")),
        *row(180, (40, 160, "OUTCOME")),
        *row(200, (40, 160, "Sungai bersih (3 km)")),
    )
    assert tree(page)[:5] == [
        "Kepala Bidang Air",
        "  program: Program Sumur",
        "  * Warga terlayani = 9 rw",
        "  program: Program Sungai",
        "  * Sungai bersih = 3 km",
    ]
    assert measures(groups_of(page)) == ["outcome", "outcome", "outcome"]


def test_indicators_behind_the_label_of_their_kind_stand_under_names_that_say_their_level() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "Program Sumur"), (200, 160, "Program Kebun")),
        *row(80, (40, 160, "Outcome : Warga terlayani (9 rw)"), (200, 160, "Outcome : Tanah subur (7 ha)")),
        *row(100, (40, 160, "Outcome : Air jernih (80%)")),
    )
    assert tree(page) == [
        "Kepala Bidang Air",
        "  program: Program Sumur",
        "  * Warga terlayani = 9 rw",
        "  * Air jernih = 80%",
        "Kepala Bidang Tanah",
        "  program: Program Kebun",
        "  * Tanah subur = 7 ha",
    ]
    assert measures(groups_of(page)) == ["outcome", "outcome", "outcome"]


def test_indicators_without_targets_are_told_by_the_heading_over_them() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "INDIKATOR OUTCOME"), (200, 160, "INDIKATOR OUTCOME")),
        *row(80, (40, 160, "Warga yang terlayani"), (200, 160, "Tanah yang subur")),
        *row(100, (40, 160, "Tersedianya air jernih")),
    )
    assert tree(page)[:3] == ["Kepala Bidang Air", "* Warga yang terlayani", "* Tersedianya air jernih"]
    assert measures(groups_of(page)) == ["outcome", "outcome", "outcome"]


def test_the_statement_of_a_program_stands_between_its_name_and_its_indicators() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "Program : Sumur desa"), (200, 160, "Program : Kebun desa")),
        *row(80, (40, 160, "Sasaran Program : Air jernih"), (200, 160, "Sasaran Program : Tanah subur")),
        *row(100, (40, 110, "Indikator"), (150, 50, "Target"), (200, 110, "Indikator"), (310, 50, "Target")),
        *row(120, (40, 110, "Debit air"), (150, 50, "80%"), (200, 110, "Luas kebun"), (310, 50, "7 ha")),
    )
    read = read_chart(page)
    offices = read_offices(read.boxes, read.lines)
    assert offices is not None
    stated = [p.objective[0].text for p in offices.pieces if p.level == "program"]
    assert stated == ["Air jernih", "Tanah subur"]


def test_a_statement_among_indicators_with_targets_states_an_outcome() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "Meningkatnya debit air"), (200, 160, "Meningkatnya luas kebun")),
        *row(80, (40, 160, "Sumur jernih (4 unit)"), (200, 160, "Kebun subur (9 unit)")),
        *row(100, (40, 160, "Tersedianya pompa (2 unit)"), (200, 160, "Pagar (9 unit)")),
    )
    assert tree(page)[:4] == [
        "Kepala Bidang Air",
        "  Meningkatnya debit air",
        "  * Sumur jernih = 4 unit",
        "  * Tersedianya pompa = 2 unit",
    ]


def test_hasil_between_names_and_indicators_says_of_what_kind_these_are() -> None:
    page = chart(
        *OVER,
        *row(60, (40, 160, "Program : Sumur desa"), (200, 160, "Program : Kebun desa")),
        *row(80, (40, 160, "Hasil"), (200, 160, "Hasil")),
        *row(100, (40, 160, "Warga yang terlayani"), (200, 160, "Tanah yang subur")),
    )
    assert tree(page)[:3] == ["Kepala Bidang Air", "  program: Sumur desa", "  * Warga yang terlayani"]
    assert measures(groups_of(page)) == ["outcome", "outcome"]


def card(x: float, y: float, office: str, *pairs: tuple[str, str]) -> Cells:
    """An office over rows of a label and what it is the label of."""
    rows = [
        cell for k, pair in enumerate(pairs, 1) for cell in row(y + 20 * k, (x, 60, pair[0]), (x + 60, 100, pair[1]))
    ]
    return [*row(y, (x, 160, office)), *rows]


AIM = ("Sasaran", "Air jernih"), ("Indikator", "Debit air"), ("Target", "80 %")


def test_labels_beside_their_cells_say_what_an_office_has_to_reach() -> None:
    air = ("Sasaran Strategis", "Meningkatnya mutu air"), ("Indikator Kinerja", "Jumlah sumur (80 unit)")
    soil = ("Sasaran Strategis", "Terawatnya kebun"), ("Indikator Kinerja", "Jumlah pohon (7 batang)")
    page = chart(
        *card(40, 40, "Kepala Seksi Air", *air, *soil),
        *card(300, 40, "Kepala Seksi Tanah", *soil, ("Indikator Kinerja", "Jumlah pagar (9 unit)")),
    )
    assert tree(page) == [
        "Kepala Seksi Air",
        "  sasaran: Meningkatnya mutu air",
        "  * Jumlah sumur = 80 unit",
        "  sasaran: Terawatnya kebun",
        "  * Jumlah pohon = 7 batang",
        "Kepala Seksi Tanah",
        "  sasaran: Terawatnya kebun",
        "  * Jumlah pohon = 7 batang",
        "  * Jumlah pagar = 9 unit",
    ]


def test_cells_of_which_one_has_no_label_stand_in_no_pairs() -> None:
    boxes = read_chart(chart(*card(40, 40, "Kepala Seksi Air", *AIM))).boxes
    read = by_labels(boxes[1:])
    assert read is not None
    assert [(whole_of(p.title).text, len(p.groups)) for p in read.pieces] == [("Air jernih", 1)]
    assert by_labels(boxes) is None
    assert by_labels(boxes[3:]) is None


def test_offices_that_none_over_them_spans_stand_under_the_one_over_their_middle() -> None:
    page = chart(
        *card(260, 20, "Kepala Dinas Kebun", *AIM),
        *card(90, 120, "Kepala Bidang Air", *AIM),
        *card(430, 120, "Kepala Bidang Tanah", *AIM),
        *card(5, 220, "Seksi Sumur", *AIM),
        *card(175, 220, "Seksi Embung", *AIM),
        *card(345, 220, "Seksi Kebun", *AIM),
        *card(515, 220, "Seksi Sawah", *AIM),
    )
    offices = [line for line in tree(page) if "sasaran" not in line and "*" not in line]
    assert offices == [
        "Kepala Dinas Kebun",
        "  Kepala Bidang Air",
        "    Seksi Sumur",
        "    Seksi Embung",
        "  Kepala Bidang Tanah",
        "    Seksi Kebun",
        "    Seksi Sawah",
    ]


def test_a_sheet_of_offices_is_read_as_one_though_a_row_of_it_looks_like_a_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = chart(
        *DIVISIONS,
        *row(60, (40, 160, "1.1 Debit air (80 %)"), (200, 160, "1.2 Luas kebun (7 ha)")),
        *SECTIONS,
        *row(130, (40, 160, "1.1 Sumur tergali (4 unit)"), (200, 160, "1.2 Kebun terawat (9 unit)")),
    )
    monkeypatch.setattr(kind, "_tabular", lambda _: True)
    read = kind.build(Component("cascading", (PageLayout(page, ()),), ()))
    assert isinstance(read["tree"], list)
    assert len(read["tree"]) == 2

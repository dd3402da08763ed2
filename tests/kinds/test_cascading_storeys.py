"""Sheets in storeys: a label says what every cell of its band is, its place whose it is."""

from __future__ import annotations

from cascade_pages import BLUE, box, chart, tree
from test_cascading_office_sheets import Cells
from test_cascading_sheets import row

from extractor.kinds.cascade.storeys import read_storeys
from extractor.layout.charts import read_chart

LABEL = 70


def band(y: float, label: str, *cells: tuple[int, str]) -> Cells:
    """A row with its label at the left; the cells are as wide as said."""
    places, x = [(20, LABEL, label)], 20 + LABEL
    for width, text in cells:
        places.append((x, width, text))
        x += width
    return row(y, *places)


def test_labels_at_the_left_say_what_the_cells_of_their_rows_are() -> None:
    page = chart(
        *band(40, "SASARAN", (400, "Air jernih")),
        *band(60, "INDIKATOR", (400, "Debit air (80%)")),
        *band(80, "PROGRAM", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(100, "OUTCOME", (200, "Warga terlayani (9 rw)"), (200, "Tanah subur (7 ha)")),
        *band(120, "KEGIATAN", (100, "Gali sumur"), (100, "Uji air"), (200, "Tanam pohon")),
        *band(140, "OUTPUT", (100, "Sumur baru (4 unit)"), (100, "Uji mutu (2 kali)"), (200, "Pohon tegak (9 ha)")),
    )
    assert tree(page) == [
        "sasaran: Air jernih",
        "* Debit air = 80%",
        "  program: Program Sumur",
        "  * Warga terlayani = 9 rw",
        "    kegiatan: Gali sumur",
        "    * Sumur baru = 4 unit",
        "    kegiatan: Uji air",
        "    * Uji mutu = 2 kali",
        "  program: Program Kebun",
        "  * Tanah subur = 7 ha",
        "    kegiatan: Tanam pohon",
        "    * Pohon tegak = 9 ha",
    ]


def test_a_lone_statement_over_a_blank_band_is_the_first_storey_and_no_form() -> None:
    page = chart(
        *band(40, "SASARAN", (400, "Air jernih")),
        *band(60, "INDIKATOR", (400, "1. Debit air / 2. Mutu air")),
        *band(80, "TARGET", (400, "1. 80 % / 2. 7 uji")),
        *band(120, "PROGRAM", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(140, "INDIKATOR", (200, "Warga terlayani"), (200, "Luas kebun")),
        *band(160, "TARGET", (200, "9 rw"), (200, "7 ha")),
    )
    assert tree(page)[0] == "sasaran: Air jernih"
    assert tree(page)[3:] == [
        "  program: Program Sumur",
        "  * Warga terlayani = 9 rw",
        "  program: Program Kebun",
        "  * Luas kebun = 7 ha",
    ]


def test_labels_from_side_to_side_say_it_of_the_rows_under_them() -> None:
    page = chart(
        box(20, 20, 400, 20, "SASARAN", BLUE),
        *row(40, (20, 200, "Air jernih"), (220, 200, "Tanah subur")),
        box(20, 60, 400, 20, "PROGRAM", BLUE),
        *row(80, (20, 200, "Program Sumur"), (220, 200, "Program Kebun")),
        box(20, 100, 400, 20, "INDIKATOR PROGRAM", BLUE),
        *row(120, (20, 200, "Warga terlayani (9 rw)"), (220, 200, "Pohon tegak (9 ha)")),
        *row(140, (20, 200, "Sumur terpakai (4 unit)")),
    )
    assert tree(page) == [
        "sasaran: Air jernih",
        "  program: Program Sumur",
        "  * Warga terlayani = 9 rw",
        "  * Sumur terpakai = 4 unit",
        "sasaran: Tanah subur",
        "  program: Program Kebun",
        "  * Pohon tegak = 9 ha",
    ]


def test_what_stands_under_keluaran_is_as_what_stands_under_hasil() -> None:
    page = chart(
        *band(40, "Sasaran", (200, "Air jernih"), (200, "Tanah subur")),
        *band(60, "Program", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(80, "Hasil", (200, "Jumlah warga terlayani"), (200, "Luas tanah subur")),
        *band(100, "Kegiatan", (200, "Gali sumur"), (200, "Tanam pohon")),
        *band(120, "Keluaran", (200, "Sumur yang tergali"), (200, "Pohon yang tertanam")),
    )
    assert tree(page)[3:5] == ["    kegiatan: Gali sumur", "    * Sumur yang tergali"]


def test_statements_under_the_names_of_programs_are_their_own() -> None:
    page = chart(
        *band(40, "Sasaran", (400, "Air jernih")),
        *band(60, "Program", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(80, "Outcome", (200, "Warga terlayani"), (200, "Tanah subur")),
        *band(100, "Indikator", (200, "Jumlah warga"), (200, "Luas tanah")),
    )
    read = read_storeys(read_chart(page).boxes)
    assert read is not None
    assert [p.objective[0].text for p in read.pieces[1:]] == ["Warga terlayani", "Tanah subur"]


def test_a_sheet_is_no_sheet_in_storeys_where_a_cell_belongs_to_no_statement() -> None:
    page = chart(
        *band(40, "Sasaran", (200, "Air jernih")),
        *band(60, "Program", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(80, "Indikator", (200, "Jumlah warga"), (200, "Luas tanah")),
    )
    assert read_storeys(read_chart(page).boxes) is None


def test_offices_in_a_row_stand_over_what_is_under_them() -> None:
    page = chart(
        *band(40, "Sasaran", (400, "Air jernih")),
        *band(60, "Indikator", (400, "Debit air (80%)")),
        *band(80, "Pejabat", (200, "Kepala Bidang Air"), (200, "Kepala Bidang Tanah")),
        *band(100, "Program", (200, "Program Sumur"), (200, "Program Kebun")),
        *band(120, "Indikator", (200, "Warga terlayani (9 rw)"), (200, "Tanah subur (7 ha)")),
    )
    assert tree(page)[2:5] == [
        "  Kepala Bidang Air",
        "    program: Program Sumur",
        "    * Warga terlayani = 9 rw",
    ]


def test_rows_under_one_label_are_all_of_its_kind_and_narrow_cells_hold_their_numbers() -> None:
    page = chart(
        *band(40, "Sasaran", (400, "Air jernih")),
        *band(60, "Program", (200, "Program Sumur"), (200, "Program Kebun")),
        box(20, 80, LABEL, 40, "Output"),
        *row(80, (90, 30, "1.1"), (120, 170, "Jumlah sumur"), (290, 30, "2.1"), (320, 170, "Luas kebun")),
        *row(100, (90, 30, "1.2"), (120, 170, "Sumur terpakai"), (290, 30, "2.2"), (320, 170, "Pohon tegak")),
    )
    read = read_storeys(read_chart(page).boxes)
    assert read is not None
    assert [[g.number.text for g in p.groups] for p in read.pieces] == [[], ["1.1", "1.2"], ["2.1", "2.2"]]


def test_sasaran_program_heads_the_nodes_of_programs_where_no_storey_names_them() -> None:
    page = chart(
        *band(40, "SASARAN", (400, "Air jernih")),
        *band(60, "SASARAN PROGRAM", (200, "Warga terlayani"), (200, "Tanah subur")),
        *band(80, "INDIKATOR", (200, "Jumlah warga"), (200, "Luas tanah")),
    )
    assert tree(page)[1:3] == ["  program: Warga terlayani", "  * Jumlah warga"]


def test_echelons_tell_storeys_of_one_name_apart() -> None:
    page = chart(
        *band(40, "SASARAN ESELON II", (400, "Air jernih")),
        *band(60, "SASARAN ESELON III", (200, "Warga terlayani"), (200, "Tanah subur")),
        *band(80, "INDIKATOR", (200, "Jumlah warga"), (200, "Luas tanah")),
    )
    read = read_storeys(read_chart(page).boxes)
    assert read is not None
    assert [(p.echelon.text, p.under is not None) for p in read.pieces] == [("II", False), ("III", True), ("III", True)]


def test_labels_may_stand_over_each_cell_of_their_storey() -> None:
    page = chart(
        *row(20, (20, 200, "SASARAN"), (220, 200, "SASARAN"), fill=BLUE),
        *row(40, (20, 200, "Air jernih"), (220, 200, "Tanah subur")),
        *row(60, (20, 200, "PROGRAM"), (220, 200, "PROGRAM"), fill=BLUE),
        *row(80, (20, 200, "Sumur desa"), (220, 200, "Kebun desa")),
        *row(100, (20, 200, "OUTCOME"), (220, 200, "OUTCOME"), fill=BLUE),
        *row(120, (20, 200, "Warga terlayani"), (220, 200, "Jumlah pohon")),
        *row(140, (20, 200, "Sumur terpakai")),
    )
    assert tree(page)[:4] == [
        "sasaran: Air jernih",
        "  program: Sumur desa",
        "  * Warga terlayani",
        "  * Sumur terpakai",
    ]

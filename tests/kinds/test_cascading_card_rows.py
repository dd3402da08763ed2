"""Cards read row by row: every row of cells is a head, a heading, an indicator or what is said under these."""

from __future__ import annotations

from cascade_pages import BLUE, GREY, PINK, box, chart, frame, tree
from test_cascading_sheets import row

from extractor.kinds.cascade.build import draft
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.parents import plant
from extractor.layout.charts import chart_of
from extractor.match.found import DraftValue, Found
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word

Boxes = list[tuple[Shape, list[Word]]]


def said(page: Page, *fields: str) -> list[tuple[object, ...]]:
    """Fields of the indicators of a page; of a quantity its words, of a list the periods and words of its members."""

    def plain(value: DraftValue) -> object:
        told = value.value if isinstance(value, Found) else value
        if isinstance(told, dict) and "text" in told:
            period = told.get("period")
            text = plain(told["text"])
            return text if period is None else f"{plain(period)}: {text}"
        return [plain(x) for x in told] if isinstance(told, list) else told

    out = []
    for found in draft(plant(read_charts((page,), frozenset())))[1]:
        assert isinstance(found, Found)
        assert isinstance(found.value, dict)
        out.append(tuple(plain(found.value.get(name)) for name in fields))
    return out


def at(x: float, y: float, text: str) -> Word:
    return Word(text, 1, (x, y, x + 4 * len(text), y + 7), size=7)


def test_a_card_with_labels_at_its_left_and_who_answers_for_it_at_its_foot() -> None:
    page = chart(
        *row(40, (40, 60, "Program"), (100, 120, "Program Air"), fill=BLUE),
        *row(60, (40, 60, "Sasaran"), (100, 120, "Tersedianya air bersih")),
        *row(80, (100, 60, "Indikator"), (160, 30, "2031"), (190, 30, "2032")),
        *row(100, (100, 60, "Jumlah sumur"), (160, 30, "4"), (190, 30, "5")),
        *row(120, (40, 60, "PJ"), (100, 120, "Bidang Air")),
    )
    assert said(page, "name", "objective", "further_targets", "owner") == [
        ("Jumlah sumur", "Tersedianya air bersih", ["2031: 4", "2032: 5"], "Bidang Air")
    ]


def test_a_label_of_indicators_beside_all_rows_is_no_indicator() -> None:
    page = chart(
        *row(40, (40, 60, "Kegiatan"), (100, 120, "Pembangunan Sumur"), fill=BLUE),
        box(40, 60, 60, 40, "Indikator"),
        *row(60, (100, 80, "Jumlah sumur"), (180, 40, "4 unit")),
        *row(80, (100, 80, "Panjang pipa"), (180, 40, "7 km")),
    )
    assert tree(page) == ["kegiatan: Pembangunan Sumur", "* Jumlah sumur = 4 unit", "* Panjang pipa = 7 km"]


def test_a_number_in_a_cell_beside_a_statement_is_its_number() -> None:
    page = chart(
        *row(40, (40, 30, "1.2"), (70, 150, "Program Air"), fill=BLUE),
        *row(60, (70, 90, "Indikator"), (160, 60, "Target")),
        *row(80, (70, 90, "Jumlah sumur"), (160, 60, "4 unit")),
    )
    (node,) = read_charts((page,), frozenset())
    assert (node.number.text, node.title.text) == ("1.2", "Program Air")


def test_results_stand_in_a_column_of_their_own() -> None:
    page = chart(
        box(40, 40, 180, 20, "Program Air", BLUE),
        *row(60, (40, 100, "Indikator"), (140, 40, "Target"), (180, 40, "Realisasi")),
        *row(80, (40, 100, "Jumlah sumur"), (140, 40, "4 unit"), (180, 40, "3 unit")),
    )
    assert said(page, "name", "target", "actual") == [("Jumlah sumur", "4 unit", "3 unit")]


def test_a_table_without_walls_in_a_box_is_cut_at_the_white_between_its_columns() -> None:
    lines = [at(44, 66, "Indikator"), at(130, 66, "Satuan"), at(170, 66, "2031"), at(200, 66, "2032")]
    lines += [at(44, 78, "Jumlah"), at(72, 78, "sumur"), at(44, 87, "yang"), at(64, 87, "dalam")]
    lines += [at(132, 82, "unit"), at(176, 82, "4"), at(206, 82, "5")]
    lines += [at(44, 99, "Panjang"), at(76, 99, "pipa"), at(134, 99, "km"), at(176, 99, "7"), at(206, 99, "9")]
    page = chart(box(40, 40, 180, 20, "Program Air", BLUE), (frame((40, 60, 220, 112)), lines))
    assert said(page, "name", "unit", "further_targets") == [
        ("Jumlah sumur yang dalam", "unit", ["2031: 4", "2032: 5"]),
        ("Panjang pipa", "km", ["2031: 7", "2032: 9"]),
    ]


def cards(y: float, *names: tuple[float, str], fill: str = BLUE) -> Boxes:
    """Cards side by side, each a statement over an indicator and its target."""
    out: Boxes = []
    for x, name in names:
        out.append(box(x, y, 100, 20, name, fill))
        out += row(y + 20, (x, 60, "Indikator"), (x + 60, 40, "Target"))
        out += row(y + 40, (x, 60, "Jumlah sumur"), (x + 60, 40, "4 unit"))
    return out


def test_a_sheet_of_little_tables_that_stand_apart_is_a_chart() -> None:
    page = chart(
        *cards(40, (40, "Air Bersih"), (180, "Air Kotor"), (320, "Air Hujan")),
        *cards(140, (40, "Sumur"), (180, "Pipa"), (320, "Bak")),
    )
    found = chart_of(page)
    assert found is not None
    assert found.is_sheet


def test_a_connector_of_cell_borders_meets_a_card_where_two_of_its_cells_meet() -> None:
    page = chart(
        *cards(40, (180, "Air Bersih")),
        *cards(140, (40, "Sumur"), (180, "Pipa"), (320, "Bak"), (460, "Kran"), fill=PINK),
        rulings=(
            Ruling(240, 100, 240, 120, 1),
            Ruling(90, 120, 510, 120, 1),
            *(Ruling(x, 120, x, 140, 1) for x in (90, 230, 370, 510)),
        ),
    )
    assert [line for line in tree(page) if "*" not in line] == [
        "Air Bersih", "  Sumur", "  Pipa", "  Bak", "  Kran",
    ]  # fmt: skip


def test_bands_across_a_sheet_name_the_levels_of_the_cards_under_them() -> None:
    page = chart(
        box(40, 40, 380, 20, "SASARAN", GREY),
        *cards(60, (180, "Air Bersih")),
        box(40, 140, 380, 20, "PROGRAM", GREY),
        *cards(160, (40, "Sumur"), (180, "Pipa"), (320, "Bak"), fill=PINK),
    )
    assert [line for line in tree(page) if "*" not in line] == [
        "sasaran: Air Bersih", "  program: Sumur", "  program: Pipa", "  program: Bak",
    ]  # fmt: skip


def test_a_legend_may_stand_in_the_colours_that_it_names() -> None:
    page = chart(
        *cards(40, (180, "Air Bersih")),
        *cards(140, (40, "Sumur"), (180, "Pipa"), (320, "Bak"), fill=PINK),
        box(40, 300, 100, 20, "Sasaran", BLUE),
        box(40, 320, 100, 20, "Program", PINK),
    )
    told = [line for line in tree(page) if "*" not in line]
    assert told[0] == "sasaran: Air Bersih"
    assert {line.strip() for line in told[1:]} == {"program: Sumur", "program: Pipa", "program: Bak"}


def test_one_line_down_a_column_of_one_level_joins_them_all_to_what_stands_over_the_first() -> None:
    page = chart(
        box(40, 40, 100, 20, "Program / Air Bersih", BLUE),
        *(box(40, 90 + 50 * k, 100, 20, f"Kegiatan / {name}", PINK) for k, name in enumerate(("Sumur", "Pipa", "Bak"))),
        rulings=tuple(Ruling(90, y, 90, y + 30, 1) for y in (60, 110, 160)),
    )
    assert tree(page) == ["program: Air Bersih", "  kegiatan: Sumur", "  kegiatan: Pipa", "  kegiatan: Bak"]


def test_a_figure_with_its_unit_behind_a_colon_is_a_target_though_no_other_indicator_has_one() -> None:
    page = chart(
        box(40, 40, 180, 40, "Program Air / IK : / Volume air yang / mengalir : 1.800 ton/hari", BLUE),
        box(300, 40, 180, 40, "Program Hujan / IK : / Persentase rumah kering", BLUE),
    )
    assert said(page, "name", "target") == [
        ("Volume air yang mengalir", "1.800 ton/hari"),
        ("Persentase rumah kering", None),
    ]


def test_a_date_in_a_box_is_no_amount() -> None:
    page = chart(box(40, 40, 100, 20, "Program Air", BLUE), box(160, 40, 100, 20, "01.02.2031"))
    assert all(not node.piece.budget for node in read_charts((page,), frozenset()))


def test_the_sasaran_in_the_card_of_a_program_is_its_statement_however_the_card_says_it() -> None:
    def card(*heads: Boxes) -> Page:
        cells = [cell for k, head in enumerate(heads) for cell in head]
        top = 40 + 20 * len(heads)
        return chart(
            *cells,
            *row(top, (40, 100, "Indikator"), (140, 40, "2031"), (180, 40, "2032")),
            *row(top + 20, (40, 100, "Jumlah sumur"), (140, 40, "4"), (180, 40, "5")),
        )

    statement = "Tersedianya air bersih"
    for page in (
        card(
            row(40, (40, 180, "Kegiatan : Pembangunan Sumur"), fill=BLUE), row(60, (40, 180, f"Sasaran : {statement}"))
        ),
        card(
            row(40, (40, 180, "Kegiatan : Pembangunan Sumur"), fill=BLUE),
            row(60, (40, 180, f"Sasaran Strategis : {statement}")),
        ),
        card(row(40, (40, 180, "Pembangunan Sumur"), fill=BLUE), row(60, (40, 180, f"Sasaran : {statement}"))),
        card(
            row(40, (40, 180, "KEGIATAN / Pembangunan Sumur"), fill=BLUE),
            row(60, (40, 60, "Sasaran"), (100, 120, statement)),
        ),
    ):
        assert next(line for line in tree(page) if "*" not in line).endswith("Pembangunan Sumur")
        assert said(page, "name", "objective") == [("Jumlah sumur", statement)]


def test_the_kinerja_under_the_name_of_a_program_is_its_statement_where_years_stand_under_indicators() -> None:
    page = chart(
        box(40, 40, 120, 20, "Kegiatan : Pembangunan Sumur", BLUE),
        box(40, 60, 120, 20, "Kinerja : Tersedianya air bersih"),
        box(40, 80, 120, 20, "Jumlah sumur"),
        *row(100, (40, 60, "2031"), (100, 60, "2032")),
        *row(120, (40, 60, "4 unit"), (100, 60, "5 unit")),
    )
    assert said(page, "name", "objective") == [("Jumlah sumur", "Tersedianya air bersih")]
    assert len([line for line in tree(page) if "*" not in line]) == 1

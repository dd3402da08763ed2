"""Cards of a spreadsheet: targets under years, levels said over columns, tables apart from what heads them."""

from __future__ import annotations

from test_cascading_cards import Boxes, later
from test_cascading_charts import BLUE, GREEN, box, chart, tree, words
from test_cascading_sheets import row

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.tables import read_grid
from extractor.layout.blocks import Cell, Line, Table
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Span, Word

YEARS = ("2031", "2032", "2033")


def dated(y: float, *values: str, x: float = 80) -> Boxes:
    """Years side by side over their values."""
    cells = [(x + 40 * k, 40.0, text) for k, text in enumerate(YEARS)]
    under = [(x + 40 * k, 40.0, text) for k, text in enumerate(values)]
    return row(y, *cells, height=16) + row(y + 16, *under, height=16)


def test_each_indicator_stands_over_its_own_years() -> None:
    page = chart(
        *row(40, (80, 120, "PROGRAM"), height=16),
        *row(56, (80, 120, "Program Air"), height=16),
        *row(72, (80, 120, "Jumlah sumur"), height=16),
        *dated(88, "4", "5", "6"),
        *row(120, (80, 120, "Jumlah mata air"), height=16),
        *dated(136, "7", "8", "9"),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur", "* Jumlah mata air"]
    assert later(page) == [
        ("Jumlah sumur", [("2031", "4"), ("2032", "5"), ("2033", "6")]),
        ("Jumlah mata air", [("2031", "7"), ("2032", "8"), ("2033", "9")]),
    ]


def test_years_stand_over_their_values_beside_the_label_target() -> None:
    page = chart(
        *row(40, (40, 40, "Program"), (80, 120, "Program Air"), height=16),
        *row(56, (40, 40, "Indikator"), (80, 120, "Jumlah sumur"), height=16),
        *row(72, (40, 40, "Target"), height=32),
        *dated(72, "4", "5", "6"),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5"), ("2033", "6")])]


def test_the_heading_over_a_column_of_cards_says_their_level() -> None:
    def body(x: float, y: float, name: str, indicator: str) -> Boxes:
        return row(y, (x, 80, name), (x + 80, 80, indicator), (x + 160, 30, "4"), (x + 190, 30, "5"), height=24)

    def heads(x: float, level: str) -> Boxes:
        return row(20, (x, 80, level), (x + 80, 80, "Indikator"), (x + 160, 30, "2031"), (x + 190, 30, "2032"))

    page = chart(
        *heads(20, "PROGRAM"),
        *heads(300, "KEGIATAN"),
        *body(20, 60, "Program Air", "Jumlah sumur"),
        *body(300, 60, "Menggali", "Jumlah galian"),
        *body(300, 100, "Menanam", "Jumlah pohon"),
        rulings=(Ruling(240, 72, 300, 72, 1), Ruling(270, 72, 270, 112, 1), Ruling(270, 112, 300, 112, 1)),
    )
    assert tree(page) == [
        "program: Program Air",
        "* Jumlah sumur",
        "  kegiatan: Menggali",
        "  * Jumlah galian",
        "  kegiatan: Menanam",
        "  * Jumlah pohon",
    ]
    assert later(page)[2] == ("Jumlah pohon", [("2031", "4"), ("2032", "5")])


def test_a_table_apart_belongs_to_the_statement_that_leads_to_it() -> None:
    page = chart(
        *row(40, (40, 160, "PROGRAM : / Program Air"), height=24),
        *row(94, (40, 80, "Indikator"), (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(110, (40, 80, "Jumlah sumur"), (120, 40, "4"), (160, 40, "5"), height=16),
        rulings=(Ruling(90, 64, 90, 94, 1),),
    )
    assert tree(page) == ["program: Program Air", "* Jumlah sumur"]
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_headings_said_once_hold_for_all_cards_of_the_shape() -> None:
    def table(x: float, y: float, widths: tuple[float, float, float], *cells: str) -> Boxes:
        at = [x, x + widths[0], x + widths[0] + widths[1]]
        return row(y, *zip(at, widths, cells, strict=True), height=16)

    wide, narrow = (80.0, 40.0, 40.0), (60.0, 30.0, 30.0)
    page = chart(
        *row(40, (40, 160, "PROGRAM : Program Air"), height=16),
        *table(40, 56, wide, "Indikator", "2031", "2032"),
        *table(40, 72, wide, "Jumlah sumur", "4", "5"),
        *row(110, (60, 120, "KEGIATAN : Menggali"), height=16),
        *table(60, 126, narrow, "Galian baru", "6", "7"),
    )
    assert later(page) == [
        ("Jumlah sumur", [("2031", "4"), ("2032", "5")]),
        ("Galian baru", [("2031", "6"), ("2032", "7")]),
    ]


def test_the_statement_of_an_outcome_stands_under_the_name_of_its_program() -> None:
    page = chart(
        *row(40, (40, 160, "PROGRAM"), height=16),
        *row(56, (40, 160, "Pengelolaan Air"), height=16),
        *row(72, (40, 160, "Meningkatnya mutu air"), height=16),
        *row(88, (40, 80, "Indikator"), (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(104, (40, 80, "Jumlah sumur"), (120, 40, "4"), (160, 40, "5"), height=16),
    )
    (node,) = read_charts((page,), frozenset())
    assert (node.title.text, [line.text for line in node.piece.objective]) == (
        "Pengelolaan Air",
        ["Meningkatnya mutu air"],
    )
    assert later(page) == [("Jumlah sumur", [("2031", "4"), ("2032", "5")])]


def test_quantities_in_a_word_that_heads_columns_are_no_headings() -> None:
    page = chart(
        *row(40, (40, 160, "KEGIATAN : Jasa Kantor"), height=16),
        *row(56, (40, 80, "Indikator"), (120, 40, "2031"), (160, 40, "2032"), height=16),
        *row(72, (40, 80, "Jumlah rekening"), (120, 40, "4 Rekening"), (160, 40, "5 Rekening"), height=16),
    )
    assert later(page) == [("Jumlah rekening", [("2031", "4 Rekening"), ("2032", "5 Rekening")])]


def test_figures_close_under_their_years_without_walls_tell_the_columns() -> None:
    written: list[Word] = [*words(["Program Air"], 60, 56)]
    for x, text in ((60, "Indikator"), (112, "Satuan"), (144, "2031"), (166, "2032")):
        written += words([text], x, 72)
    for x, text in (
        (44, "Jumlah"),
        (112, "Unit"),
        (146, "4"),
        (168, "5"),
        (44, "Jalan"),
        (112, "Km"),
        (146, "6"),
        (168, "7"),
    ):
        written += words([text], x, 84 if text in ("Jumlah", "Unit", "4", "5") else 96)
    frame, _ = box(40, 50, 150, 60, "")
    label = row(34, (40, 150, "PROGRAM"), height=16)
    assert later(chart(*label, (frame, written))) == [
        ("Jumlah", [("2031", "4"), ("2032", "5")]),
        ("Jalan", [("2031", "6"), ("2032", "7")]),
    ]


def painted(x: float, y: float, widths: tuple[float, ...], fill: str) -> list[Shape]:
    """One ground painted cell by cell of the net under it."""
    out = []
    for width in widths:
        corners = ((x, y), (x + width, y), (x + width, y + 20), (x, y + 20), (x, y))
        out.append(Shape(corners, True, fill=fill))
        x += width
    return out


def test_a_ground_painted_cell_by_cell_is_one() -> None:
    frame, said = box(40, 40, 150, 20, "Program Pengelolaan Air")
    shapes = (*painted(40, 40, (50.0, 50.0, 50.0), GREEN), frame)
    page = Page(1, 700, 500, tuple(said), (), shapes)
    assert tree(page) == ["program: Program Pengelolaan Air"]


def test_a_head_that_looks_otherwise_carries_the_line_down_its_side() -> None:
    page = chart(
        box(60, 40, 120, 20, "Menggali sumur", BLUE),
        box(60, 80, 120, 20, "Survei lapangan"),
        box(60, 120, 120, 20, "Uji mutu"),
        rulings=(Ruling(50, 50, 50, 130, 1), *(Ruling(50, y, 60, y, 1) for y in (50, 90, 130))),
    )
    assert tree(page) == ["Menggali sumur", "  Survei lapangan", "  Uji mutu"]


def test_cards_side_by_side_are_no_grid_though_their_labels_stand_in_a_row() -> None:
    def cells(y: float, *texts: str) -> list[Span]:
        return [Span(tuple(words([text], 100 * k, y))) for k, text in enumerate(texts)]

    heads = cells(0, "Sasaran", "Sasaran", "Program", "Program")
    body = [
        cells(20, "Air bersih", "Air bersih", "Program Air", "Program Air"),
        cells(40, "Indikator", "2031", "Indikator", "2031"),
        cells(60, "Jumlah sumur", "4", "Jumlah pompa", "6"),
    ]
    rows = tuple(
        tuple(Cell((Line(span.words),), (0, 0, 9, 9), r, c) for c, span in enumerate(row)) for r, row in enumerate(body)
    )
    assert read_grid(Table((1,), tuple(heads), rows, (0, 0, 400, 80), 80)) is None
    assert read_grid(Table((1,), tuple(heads), (rows[0], rows[2]), (0, 0, 400, 80), 80))

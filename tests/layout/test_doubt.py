"""Values of scans are no surer than the structure of the place where they stand."""

from __future__ import annotations

from dataclasses import replace

from extractor.assemble import provenance
from extractor.layout.blocks import Cell, Line, PageLayout, Table
from extractor.layout.doubt import Doubt, Doubts, doubts_of
from extractor.read.page import Page, Ruling
from extractor.read.words import Method, Span, Word


def _cell(row: int, column: int, *texts: str, method: Method = "ocr") -> Cell:
    x, top = 100.0 * column, 100.0 + 40 * row
    lines = tuple(
        Line(tuple(Word(t, 1, (x + 40 * i, top + 12 * k, x + 40 * i + 35, top + 12 * k + 10), method=method)
                   for i, t in enumerate(text.split())))
        for k, text in enumerate(texts)
    )  # fmt: skip
    return Cell(lines, (x, top - 5, x + 100, top + 35), row, column)


def _layout(*rows: tuple[Cell, ...], ruled: tuple[int, ...] = ()) -> PageLayout:
    """A page with a table of two columns; rules stand over the rows given."""
    heading = tuple(
        Span([Word(t, 1, (100.0 * c, 80, 100.0 * c + 50, 90))]) for c, t in enumerate(("Sasaran", "Target"))
    )
    words = tuple(w for row in rows for cell in row for line in cell.lines for w in line.words)
    rules = tuple(Ruling(0, 94.0 + 40 * r, 200, 94.0 + 40 * r) for r in ruled)
    page = Page(1, 595, 842, words, rulings=rules)
    table = Table((1,), heading, rows, (0, 75, 200, 95 + 40 * len(rows)), 95 + 40 * len(rows))
    return PageLayout(page, (table,))


def _sure(doubts: Doubts, cell: Cell) -> float:
    return doubts.certainty(cell.span.words)


ROWS = (
    (_cell(0, 0, "Terawatnya kebun"), _cell(0, 1, "90")),
    (_cell(1, 0, "Terjaganya sungai"), _cell(1, 1, "80")),
    (_cell(2, 0, "Terpeliharanya jalan"), _cell(2, 1, "70")),
)


def test_rows_between_rules_are_not_doubted() -> None:
    doubts = doubts_of([_layout(*ROWS, ruled=(1, 2))])
    assert [_sure(doubts, cell) for row in ROWS for cell in row] == [1.0] * 6


def test_rows_are_doubtful_where_one_of_the_rules_between_them_is_lost() -> None:
    doubts = doubts_of([_layout(*ROWS, ruled=(1,))])
    assert _sure(doubts, ROWS[0][0]) == 1.0
    assert _sure(doubts, ROWS[1][0]) == _sure(doubts, ROWS[2][1]) < 0.9


def test_a_column_under_a_heading_that_was_hardly_read_is_doubtful() -> None:
    layout = _layout(*ROWS, ruled=(1, 2))
    table = layout.tables[0]
    torn = Span([Word("Tmget", 1, (100, 80, 150, 90), confidence=0.5, method="ocr")])
    headed = replace(table, header=(table.header[0], torn))
    doubts = doubts_of([PageLayout(layout.page, (headed,))])
    assert [_sure(doubts, row[0]) for row in ROWS] == [1.0] * 3
    assert all(_sure(doubts, row[1]) < 0.9 for row in ROWS)


def test_tables_of_pale_rules_are_doubted() -> None:
    layout = _layout(*ROWS, ruled=(1, 2))
    pale = replace(layout.page, rulings=tuple(replace(r, strength=0.4) for r in layout.page.rulings))
    doubts = doubts_of([PageLayout(pale, layout.tables)])
    assert all(_sure(doubts, cell) < 0.9 for row in ROWS for cell in row)


def test_rows_of_a_table_without_rules_are_less_sure_than_ruled_ones() -> None:
    doubts = doubts_of([_layout(*ROWS)])
    assert {_sure(doubts, cell) for row in ROWS for cell in row} == {0.94}


def test_a_row_that_begins_in_mid_sentence_is_doubted_with_the_one_above() -> None:
    rows = (ROWS[0], (_cell(1, 0, "dan kebun raya"), _cell(1, 1, "80")), ROWS[2])
    doubts = doubts_of([_layout(*rows, ruled=(1, 2))])
    assert [_sure(doubts, row[1]) < 0.9 for row in rows] == [True, True, False]


def test_a_cell_with_the_number_of_another_row_within_is_doubted() -> None:
    rows = ((_cell(0, 0, "Terawatnya kebun", "2.1.2 Terjaganya"), _cell(0, 1, "90")), ROWS[1], ROWS[2])
    doubts = doubts_of([_layout(*rows, ruled=(1, 2))])
    assert [_sure(doubts, row[0]) < 0.9 for row in rows] == [True, False, False]


def test_a_lone_small_word_in_a_column_of_sentences_is_doubted_with_the_row_above() -> None:
    long = tuple((_cell(r, 0, "Terawatnya kebun raya"), _cell(r, 1, "kali")) for r in range(3))
    rows = (*long[:2], (_cell(2, 0, "wilayah"), long[2][1]))
    doubts = doubts_of([_layout(*rows, ruled=(1, 2))])
    assert [_sure(doubts, row[0]) < 0.9 for row in rows] == [False, True, True]


def test_a_row_without_a_letter_is_doubted() -> None:
    rows = ((_cell(0, 0, "(1)"), _cell(0, 1, "(2)")), *ROWS[1:])
    doubts = doubts_of([_layout(*rows, ruled=(1, 2))])
    assert [_sure(doubts, row[1]) < 0.9 for row in rows] == [True, False, False]


def test_a_cell_in_which_a_line_begins_as_other_cells_do_is_doubted() -> None:
    names = ("Jumlah kebun dirawat", "Jumlah jalan dibangun"), ("Jumlah sungai dijaga",), ("Jumlah taman dan", "Jumlah")
    rows = tuple((_cell(r, 0, *lines), _cell(r, 1, "90")) for r, lines in enumerate(names))
    doubts = doubts_of([_layout(*rows, ruled=(1, 2))])
    assert [_sure(doubts, row[0]) < 0.9 for row in rows] == [True, False, False]


def test_a_table_with_headings_among_its_values_is_doubted() -> None:
    rows = (*ROWS, *((_cell(r, 0, "Terbangunnya taman"), _cell(r, 1, "Kegiatan")) for r in (3, 4)))
    doubts = doubts_of([_layout(*rows, ruled=(1, 2, 3, 4))])
    assert all(_sure(doubts, cell) < 0.9 for row in rows for cell in row)
    named = (*ROWS, *((_cell(r, 0, "Kegiatan"), _cell(r, 1, "60")) for r in (3, 4)))
    doubts = doubts_of([_layout(*named, ruled=(1, 2, 3, 4))])
    assert all(_sure(doubts, cell) == 1.0 for row in named for cell in row)


def test_what_a_text_layer_holds_is_not_doubted() -> None:
    drawn = tuple(
        tuple(_cell(r, c, cell.text, method="text-layer") for c, cell in enumerate(row)) for r, row in enumerate(ROWS)
    )
    doubts = doubts_of([_layout(*drawn)])
    assert {_sure(doubts, cell) for row in drawn for cell in row} == {1.0}


def test_a_value_is_no_surer_than_the_region_it_stands_in() -> None:
    word = Word("90", 1, (10, 10, 20, 20), confidence=0.99, method="ocr")
    doubts = Doubts([Doubt(1, (0, 0, 50, 50), 0.85)])
    assert provenance(Span([word]), None, doubts).confidence == 0.85
    assert provenance(Span([replace(word, confidence=0.7)]), None, doubts).confidence == 0.7
    assert provenance(Span([replace(word, page=2)]), None, doubts).confidence == 0.99

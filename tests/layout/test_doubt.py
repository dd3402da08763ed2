"""Values of scans are no surer than the structure of the place where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.assemble import provenance
from extractor.layout.blocks import Cell, Line, PageLayout, Table
from extractor.layout.charts import Chart
from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.tree import Links
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


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Jumlah kebun dirawat Jumlah jalan dibangun", False),
        ("Program Kebun 1.1. Perawatan Taman 2.1. Perawatan Sungai", False),
        ("Jumlah kebun dan Jumlah jalan", True),
        ("Kebun Raya Kebun Rakyat", True),
        ("1.1. Perawatan Taman", True),
    ],
)
def test_a_text_that_begins_anew_in_mid_sentence_is_doubted(text: str, sure: bool) -> None:
    read = _cell(0, 0, text).span.words
    assert (Doubts().certainty(read) == 1.0) is sure
    assert Doubts().certainty(_cell(0, 0, text, method="text-layer").span.words) == 1.0


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


def test_sentences_that_begin_at_one_height_within_a_row_are_doubted() -> None:
    joined = (
        _cell(0, 0, "Terawatnya kebun", "Terjaganya sungai"),
        _cell(0, 1, "Luas kebun", "Panjang sungai"),
        _cell(0, 2, "Bidang Tanaman", "Bidang Air"),
    )
    doubts = doubts_of([_layout(joined, ruled=(1,))])
    assert all(_sure(doubts, cell) < 0.9 for cell in joined)
    lone = (joined[0], _cell(0, 1, "Luas kebun", "yang terawat"), joined[2])
    assert all(_sure(doubts_of([_layout(lone, ruled=(1,))]), cell) == 1.0 for cell in lone)


def _boxes(*labels: str) -> PageLayout:
    """Boxes side by side, each with a label over a text, read as a table whose heading is the labels."""
    spans = [
        [
            Span([Word(t, 1, (110.0 * k + 12 + 22 * n, top, 110.0 * k + 32 + 22 * n, top + 9), method="ocr")
                  for n, t in enumerate(text.split())])
            for k, text in enumerate(texts)
        ]
        for top, texts in ((90.0, labels), (110.0, ("a b c d",) * 3))
    ]  # fmt: skip
    across = tuple(Ruling(110.0 * k + 5, y, 110.0 * k + 105, y) for k in range(3) for y in (80.0, 130.0))
    down = tuple(Ruling(110.0 * k + x, 80, 110.0 * k + x, 130) for k in range(3) for x in (5.0, 105.0))
    words = tuple(w for row in spans for span in row for w in span.words)
    cells = tuple(
        Cell((Line(tuple(span.words)),), (110.0 * k, 105, 110.0 * k + 105, 125), 0, k)
        for k, span in enumerate(spans[1])
    )
    table = Table((1,), tuple(spans[0]), (cells,), (5, 80, 325, 130), 105)
    return PageLayout(Page(1, 595, 842, words, rulings=(*across, *down)), (table,))


def test_boxes_that_bear_one_label_are_doubted_and_columns_of_several_names_are_not() -> None:
    alike, named = _boxes(*["Indikator Kinerja :"] * 3), _boxes("Indikator Kinerja", "Target", "Satuan")
    for layout, sure in ((alike, False), (named, True)):
        doubts = doubts_of([layout])
        assert all((_sure(doubts, cell) == 1.0) is sure for cell in layout.tables[0].rows[0])


def test_a_chart_in_which_every_block_hangs_on_another_is_doubted() -> None:
    word = Word("Terawatnya", 1, (20, 110, 70, 119), method="ocr")
    upper, lower, beside = (ChartBox(1, (10.0, top, 90.0, top + 40), [Line((word,))]) for top in (100.0, 140.0, 140.0))
    page = Page(1, 595, 842, (word,))
    chart = Chart(page, (upper, lower, beside), ())
    # one block of boxes wall to wall, within which a connector leads from one to the next
    chart.__dict__.update(
        networks=(), blocks=((upper, lower), (beside,)), links=Links({lower: [beside], beside: [upper]})
    )
    assert doubts_of([PageLayout(page, (), chart=chart)]).certainty([word]) < 0.9


def test_in_a_chart_only_boxes_that_nothing_joins_are_near_a_tie() -> None:
    def box(left: float, top: float, text: str) -> tuple[ChartBox, Word]:
        word = Word(text, 1, (left + 10, top + 10, left + 60, top + 19), method="ocr")
        return ChartBox(1, (left, top, left + 80, top + 30), [Line((word,))]), word

    (root, first), (held, second), (lost, third) = box(200, 100, "Atas"), box(100, 200, "Kiri"), box(300, 200, "Kanan")
    page = Page(1, 595, 842, (first, second, third))
    chart = Chart(page, (root, held, lost), ())
    chart.__dict__.update(networks=(), blocks=((root,), (held,), (lost,)), links=Links({held: [root]}))
    doubts = doubts_of([PageLayout(page, (), chart=chart)])
    told = [doubts.certainty([word]) for word in (first, second, third)]
    assert 0.9 <= told[0] == told[1] < 1
    assert told[2] < 0.9

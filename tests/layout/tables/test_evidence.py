"""What may part rows, columns that no line parts, and which of several readings is the table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from table_pages import PAD, PITCH, Sheet, body, header, tables

from extractor.layout.tables.choice import Candidate, choose
from extractor.layout.tables.evidence import separators
from extractor.read.page import Grid, GridCell, Ruling


def test_pieces_of_a_line_and_the_edge_of_a_ground_at_its_height_are_one_separator() -> None:
    sheet = Sheet().level(50, 150, 100).level(153, 300, 100.5).filled(50, 101, 300, 120)
    first, second = separators(sheet.page())
    assert first.drawn
    assert first.stretches == ((50, 300),)
    assert (second.y, second.drawn) == (120, False)
    assert second.cover(50, 550) == 0.5


def test_white_grounds_and_short_strokes_part_nothing() -> None:
    assert separators(Sheet().filled(50, 100, 300, 120, "#ffffff").level(50, 58, 140).page()) == ()


def test_a_ground_painted_in_strips_is_parted_nowhere_that_is_seen() -> None:
    page = Sheet().filled(50, 100, 300, 112).filled(50, 112, 300, 124).page()
    page = replace(page, edges=(Ruling(50, 100, 300, 100, 0), Ruling(50, 124, 300, 124, 0)))
    assert [(s.y, s.seen) for s in separators(page)] == [(100, True), (112, False), (124, True)]


def test_numbers_of_three_steps_under_one_heading_are_three_columns() -> None:
    sheet = Sheet()
    heads = (("Nomor", 70), ("Kegiatan", 160), ("Anggaran", 420))
    for text, x in heads:
        sheet.text(text, x, 100, bold=True)
    rows = (("1", "29", "", "Penataan pasar"), ("1", "29", "01", "Perbaikan atap"), ("2", "38", "01", "Taman kota"))
    for k, row in enumerate((*rows, ("3", "43", "02", "Jalan desa"))):
        for text, x in zip((*row, f"{k + 1}.000.000"), (50, 80, 110, 160, 420), strict=True):
            if text:
                sheet.text(text, x, 124 + 24 * k)
    (table,) = tables(sheet)
    assert [row[:4] for row in body(table)[:3]] == [list(row) for row in rows]


def test_two_columns_in_one_ruled_field_are_parted_by_the_white_between_them() -> None:
    sheet = Sheet()
    edges, depth = (50.0, 80.0, 400.0), PITCH + 2 * PAD
    texts = (("No", "Indikator", "Target"), ("1", "Jumlah pasar", "5"), ("2", "Luas hutan", "8"), ("3", "Jumlah", "9"))
    for r, row in enumerate(texts):
        for text, x in zip(row, (55, 85, 300), strict=True):
            sheet.text(text, x, 100 + r * depth + PAD, bold=r == 0)
    for r in range(len(texts) + 1):
        sheet.level(edges[0], edges[-1], 100 + r * depth)
    for x in edges:
        sheet.upright(x, 100, 100 + len(texts) * depth)
    (table,) = tables(sheet)
    assert header(table) == list(texts[0])
    assert body(table) == [list(row) for row in texts[1:]]


def _grid(sheet: Sheet, edges: tuple[float, ...], depth: float = 20.0) -> Grid:
    """The words of a sheet put in columns at given edges; a row is 20 points high, the first of them a heading."""
    rows: list[tuple[GridCell, ...]] = []
    for r in range(3):
        top = 100 + r * depth
        cells = []
        for c, (a, b) in enumerate(pairwise(edges)):
            held = tuple(w for w in sheet.words if a <= w.box[0] < b and top <= w.box[1] < top + depth)
            cells.append(GridCell((held,) if held else (), (a, top, b, top + depth), r, c))
        rows.append(tuple(cells))
    return Grid(1, (edges[0], 100, edges[-1], 100 + 3 * depth), tuple(rows), 1)


def test_the_reading_whose_words_keep_to_their_columns_is_chosen() -> None:
    sheet = Sheet()
    for r, row in enumerate((("Indikator", "Target"), ("Jumlah pasar", "5 unit"), ("Luas hutan", "8 ha"))):
        for text, x in zip(row, (60, 300), strict=True):
            sheet.text(text, x, 104 + 20 * r)
    right = Candidate(_grid(sheet, (50, 280, 400)), "white")
    wrong = Candidate(_grid(sheet, (50, 400)), "lines")
    assert choose([wrong, right]) == [right]
    elsewhere = Candidate(_grid(Sheet().text("Target", 300, 104), (50, 400)), "lines")
    assert set(map(id, choose([wrong, right, elsewhere]))) == {id(right), id(elsewhere)}

"""Ruled grids: what is drawn is read, merged cells in all their places, and frames are no tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_pages import Sheet, body, tables, texts

from extractor.layout.tables import find_tables
from extractor.layout.tables.find import proposed
from extractor.layout.tables.ghosts import without_ghosts
from extractor.layout.tables.ruled import ruled_grids
from extractor.read.page import Ruling

Merge = tuple[int, int, int, int]


@st.composite
def merged_grids(draw: st.DrawFn) -> tuple[int, int, list[Merge]]:
    """Rows, columns and merged cells (row, column, row span, column span) that fill the grid without overlap."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    taken = [[False] * columns for _ in range(rows)]
    cells: list[Merge] = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            width = 1
            limit = draw(st.integers(1, 3))
            while width < limit and c + width < columns and not taken[r][c + width]:
                width += 1
            height = min(draw(st.sampled_from([1, 1, 2, 3])), rows - r)
            for y in range(r, r + height):
                for x in range(c, c + width):
                    taken[y][x] = True
            cells.append((r, c, height, width))
    return rows, columns, cells


def drawn(cells: list[Merge], *, jitter: float = 0.0) -> Sheet:
    """The grid drawn cell by cell, sides twice as spreadsheets do; a jitter moves the sides as a scan does."""
    sheet = Sheet()
    for k, (r, c, height, width) in enumerate(cells):
        move = jitter if k % 2 else -jitter
        x0, x1 = 50.0 + 80 * c + move, 50.0 + 80 * (c + width) + move
        top, bottom = 100.0 + 30 * r - move, 100.0 + 30 * (r + height) - move
        sheet.box(x0, top, x1, bottom)
        sheet.text(f"cell-{k}", x0 + 5, top + 8)
    return sheet


def _every_line_holds(rows: int, columns: int, cells: list[Merge]) -> bool:
    """A row or column in which no cell begins cannot be seen on paper."""
    begun_rows = {r for r, _, _, _ in cells}
    begun_columns = {c for _, c, _, _ in cells}
    return len(begun_rows) == rows and len(begun_columns) == columns and len(cells) > 1 and columns > 1


def _widens(rows: int, cells: list[Merge]) -> bool:
    """Whether the last row has more cells than the first: boxes wall to wall without a heading may be a tree."""
    first, last = (sum(r <= at < r + height for r, _, height, _ in cells) for at in (0, rows - 1))
    return first < last


@settings(max_examples=60)
@given(merged_grids(), st.sampled_from([0.0, 0.7]))
def test_random_grids_with_merged_cells_are_read_back(grid: tuple[int, int, list[Merge]], jitter: float) -> None:
    rows, columns, cells = grid
    if not _every_line_holds(rows, columns, cells) or _widens(rows, cells):
        return
    (found,) = find_tables(drawn(cells, jitter=jitter).page())
    expected = [[""] * columns for _ in range(rows)]
    for k, (r, c, height, width) in enumerate(cells):
        for y in range(r, r + height):
            for x in range(c, c + width):
                expected[y][x] = f"cell-{k}"
    assert texts(found) == expected
    for r, row in enumerate(found.rows):
        for c, cell in enumerate(row):
            assert cell is found.rows[cell.row][cell.column]
            assert cell.row <= r < cell.row + cell.row_span
            assert cell.column <= c < cell.column + cell.column_span


def test_broken_and_moved_lines_of_a_scan_still_part_cells() -> None:
    sheet = Sheet()
    for y in (100, 131, 159):
        sheet.level(52, 148, y).level(152, 300, y + 2)
    for x in (50, 150, 301):
        sheet.upright(x, 102, 128).upright(x + 1.5, 133, 158)
    sheet.text("No", 60, 110).text("Nama", 170, 110).text("1", 60, 140).text("Rapat", 170, 140)
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["No", "Nama"], ["1", "Rapat"]]


def test_a_table_without_outer_lines_keeps_its_outer_columns() -> None:
    sheet = Sheet()
    for y in (100, 130, 160):
        sheet.level(50, 400, y)
    sheet.upright(100, 100, 160).upright(300, 100, 160)
    for k, text in enumerate(("No", "Uraian", "Target")):
        sheet.text(text, (60, 110, 310)[k], 110)
    for k, text in enumerate(("1", "Jalan desa", "5 km")):
        sheet.text(text, (60, 110, 310)[k], 140)
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["No", "Uraian", "Target"], ["1", "Jalan desa", "5 km"]]


def test_pale_lines_that_cross_make_a_table_only_with_rows_and_columns() -> None:
    sheet = Sheet()
    for x in (50, 200, 400):
        sheet.upright(x, 100, 160)
    sheet.level(50, 400, 100).level(50, 400, 160).text("kiri", 60, 110).text("kanan", 210, 110).text("sana", 210, 140)
    assert len(ruled_grids(sheet.page())) == 1
    pale = replace(sheet.page(), rulings=tuple(replace(r, strength=0.3) for r in sheet.rulings))
    assert ruled_grids(pale) == []
    parted = replace(pale, rulings=(*pale.rulings, Ruling(50, 130, 400, 130, strength=0.3)))
    assert len(ruled_grids(parted)) == 1


def test_cells_drawn_as_coloured_grounds_make_a_grid() -> None:
    sheet = Sheet()
    for r, row in enumerate((("No", "Nama"), ("1", "Embung"), ("2", "Irigasi"))):
        for c, text in enumerate(row):
            sheet.filled(50 + 100 * c, 100 + 24 * r, 150 + 100 * c, 124 + 24 * r, ("#d9e2f3", "#eeeeee")[r % 2])
            sheet.text(text, 55 + 100 * c, 106 + 24 * r)
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["No", "Nama"], ["1", "Embung"], ["2", "Irigasi"]]


def test_text_that_overflows_its_cell_a_little_stays_in_it() -> None:
    sheet = Sheet()
    sheet.box(50, 100, 150, 130).box(150, 100, 250, 130)
    sheet.text("1.250.000.000.000.000,00", 48, 110).text("APBD", 180, 110)
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["1.250.000.000.000.000,00", "APBD"]]


def test_a_frame_around_a_page_or_a_paragraph_is_no_table() -> None:
    sheet = Sheet().box(20, 20, 580, 820).box(24, 24, 576, 816).box(60, 300, 540, 360)
    sheet.text("KATA PENGANTAR", 250, 100).text("Laporan ini disusun setiap tahun", 70, 310)
    assert find_tables(sheet.page()) == ()


def test_rules_under_a_letterhead_are_no_table() -> None:
    sheet = Sheet().level(50, 550, 90).level(50, 550, 92).level(50, 550, 800)
    sheet.text("DINAS KEBUN RAYA", 230, 50).text("Isi surat", 60, 120).text("2", 300, 810)
    assert find_tables(sheet.page()) == ()


def test_a_table_inside_a_frame_keeps_its_words() -> None:
    sheet = Sheet().box(20, 20, 580, 820).level(20, 580, 60)
    sheet.table([["No", "Kegiatan"], ["1", "Rapat kerja"]], [40, 200])
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["No", "Kegiatan"], ["1", "Rapat kerja"]]


def test_two_tables_side_by_side_stay_two() -> None:
    sheet = Sheet()
    sheet.table([["No", "Program"], ["1", "Pasar"]], [40, 150], x=50)
    sheet.table([["No", "Lokasi"], ["1", "Kota"]], [40, 150], x=300)
    left, right = find_tables(sheet.page())
    assert texts(left)[0] == ["No", "Program"]
    assert texts(right)[0] == ["No", "Lokasi"]


def test_a_stray_line_in_one_row_makes_no_column() -> None:
    sheet = Sheet()
    bottom = sheet.table(
        [["No", "Sasaran", "Target"], ["1", "Tertatanya taman", "80"], ["2", "Bersihnya pasar", "90"]], [40, 200, 100]
    )
    sheet.upright(200, 100, 118)
    (grid,) = find_tables(sheet.page())
    assert bottom == grid.box[3]
    assert texts(grid)[0] == ["No", "Sasaran", "Target"]


def test_a_ground_painted_in_strips_cuts_no_row() -> None:
    sheet = Sheet()
    sheet.table([["No", "Program"], ["1", "Program penataan taman kota dan hutan rakyat"]], [40, 160])
    for k in range(3):
        sheet.filled(90, 118 + 12 * k, 250, 130 + 12 * k)
    (grid,) = find_tables(sheet.page())
    assert texts(grid) == [["No", "Program"], ["1", "Program penataan taman kota dan hutan rakyat"]]


def test_boxes_of_an_organisation_chart_are_no_table() -> None:
    sheet = Sheet(width=800, height=600)
    sheet.box(300, 100, 480, 140).text("KEPALA KEBUN", 340, 115)
    sheet.upright(390, 140, 180).level(130, 650, 180)
    for k in range(3):
        sheet.upright(130 + 260 * k, 180, 220).box(50 + 260 * k, 220, 210 + 260 * k, 260)
        sheet.text(f"SEKSI TAMAN {k}", 80 + 260 * k, 235)
    assert find_tables(sheet.page()) == ()


def test_columns_without_colour_between_coloured_ones_change_rows_with_them() -> None:
    sheet = Sheet()
    sheet.level(50, 500, 40)  # a letterhead's line elsewhere on the page
    rows = (("No", "Sasaran", "Indikator"), ("1", "Air jernih", "Jumlah sumur"), ("2", "Hutan hijau", "Luas hutan"))
    for r, row in enumerate(rows):
        top = 100 + 30 * r
        for c, text in enumerate(row):
            if r == 0 or c != 1:
                sheet.filled(50 + 120 * c, top, 170 + 120 * c, top + 30)
            sheet.text(text, 55 + 120 * c, top + 5)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows[1:]]


def test_rows_of_one_painted_cell_between_white_lines_hold_a_table_together() -> None:
    sheet = Sheet()
    rows = (
        ("No", "Kegiatan", "Target"),
        ("Program Air",),
        ("1", "Gali sumur", "4 buah"),
        ("2", "Beli timba", "9 buah"),
    )
    edges = (50, 100, 300, 400)
    for r, row in enumerate(rows):
        top = 100 + 24 * r
        if r:
            sheet.level(50, 400, top)  # white, seen on the colour
        for c, text in enumerate(row):
            left, right = edges[c], edges[c + 1] if len(row) > 1 else edges[-1]
            sheet.filled(left, top, right, top + 24).text(text, left + 4, top + 5)
            if c > 0:
                sheet.upright(left, top, top + 24)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["Program Air", "1", "2"]


def test_figures_in_one_field_under_several_headings_stand_in_their_columns() -> None:
    sheet = Sheet()
    heads = ["No", "Indikator", "2031", "2032"]
    sheet.table([heads, ["1", "Jumlah pohon", "", ""], ["2", "Luas taman", "", ""]], [40.0, 150.0, 60.0, 60.0], top=100)
    x = max(r.x0 for r in sheet.rulings if not r.horizontal) - 60.0
    low = sorted({r.top for r in sheet.rulings if r.horizontal})[1]
    sheet.rulings = [
        replace(r, bottom=low) if not r.horizontal and abs(r.x0 - x) < 1 and r.bottom > low else r
        for r in sheet.rulings
    ]
    rows = sorted({w.box[1] for w in sheet.words if w.text in ("1", "2")})
    for top, (one, two) in zip(rows, (("4", "5"), ("6", "7")), strict=True):
        sheet.text(one, x - 30, top).text(two, x + 30, top)
    (table,) = tables(sheet)
    assert body(table) == [["1", "Jumlah pohon", "4", "5"], ["2", "Luas taman", "6", "7"]]


def test_painted_ground_that_only_upright_lines_part_is_a_row() -> None:
    sheet = Sheet()
    sheet.filled(50, 60, 450, 500)
    for x in (90, 200, 350):
        sheet.upright(x, 60, 500)
    for text, x in (("1", 60), ("Kota hijau", 95), ("Jumlah taman", 205), ("4 buah", 360)):
        sheet.text(text, x, 70)
    (grid,) = ruled_grids(sheet.page())
    assert texts(grid) == [["1", "Kota hijau", "Jumlah taman", "4 buah"]]


def test_a_heading_whose_rules_are_hidden_falls_apart_at_the_sides_of_its_columns() -> None:
    sheet = Sheet().box(50, 100, 500, 200).level(50, 500, 124)
    for x in (90, 240, 400):
        sheet.upright(x, 124, 200)
    for x, text in ((55, "No"), (110, "Sasaran"), (270, "Indikator Kinerja"), (420, "Target")):
        sheet.text(text, x, 106)
    for k in range(3):
        y = 124 + 25 * k
        sheet.level(50, 500, y).text(f"{k + 1}", 55, y + 4).text("Pasar ramai", 95, y + 4)
        sheet.text("Jumlah kios", 245, y + 4).text(f"{k + 4} kios", 405, y + 4)
    (table,) = tables(sheet)
    assert [span.text for span in table.header] == ["No", "Sasaran", "Indikator Kinerja", "Target"]


def test_a_border_a_few_points_aside_in_some_rows_makes_no_column() -> None:
    sheet = Sheet()
    bottom = sheet.table([["No", "Sasaran", "Target"]], [40, 200, 100])
    sheet.table([["1", "Taman tertata", "80"], ["2", "Pasar bersih", "90"]], [40, 208, 92], top=bottom)
    (grid,) = ruled_grids(sheet.page())
    assert len(grid.rows[0]) == 4
    assert texts(without_ghosts(grid)) == [
        ["No", "Sasaran", "Target"],
        ["1", "Taman tertata", "80"],
        ["2", "Pasar bersih", "90"],
    ]


def test_rows_that_begin_and_end_at_unlike_heights_keep_their_texts() -> None:
    sheet = Sheet().box(50, 100, 420, 190).level(350, 420, 110).level(350, 420, 122)  # a stray field
    for x in (150, 250, 350):
        sheet.upright(x, 100, 190)
    sheet.level(50, 150, 160).level(150, 250, 145).level(250, 350, 130).level(250, 350, 160)
    sheet.text("Kota hijau", 55, 120).text("Kota ramai", 55, 170)
    sheet.text("Pasar ikan", 155, 110).text("Pasar sayur", 155, 160)
    for y, text in ((105, "Taman kota"), (140, "Taman desa"), (170, "Taman warga")):
        sheet.text(text, 255, y)
    (grid,) = ruled_grids(sheet.page())
    held = {text for line in texts(without_ghosts(grid)) for text in line}
    assert held >= {"Taman kota", "Taman desa", "Taman warga", "Pasar ikan", "Pasar sayur"}


def test_grounds_side_by_side_part_cells_where_other_rows_have_a_border() -> None:
    sheet = Sheet()
    bottom = sheet.table([["No", "Sasaran", "Target"]], [40, 200, 100])
    sheet.box(50, bottom, 390, bottom + 40).upright(90, bottom, bottom + 40)
    sheet.text("1", 55, bottom + 5).text("Taman dan hutan tertata", 92, bottom + 5).text(
        "Delapan puluh", 291, bottom + 5
    )
    sheet.filled(90, bottom, 289, bottom + 40).filled(290, bottom, 390, bottom + 40)
    (grid,) = ruled_grids(sheet.page())
    assert texts(grid)[-1] == ["1", "Taman dan hutan tertata", "Delapan puluh"]


def test_a_ruled_grid_without_a_heading_is_read_whole() -> None:
    names = ("Luas taman kota", "Jumlah kegiatan pasar", "Panjang jalan desa", "Jumlah sumur warga")
    rows = [[f"1.{k}", name, "kegiatan", "4", "5", "6"] for k, name in enumerate(names)]
    sheet = Sheet()
    sheet.table(rows, [40, 60, 80, 50, 50, 50], heads=0)
    readings = {c.proposer: c.grid for c in proposed(sheet.page())}
    assert "open" not in readings
    assert texts(readings["ruled"]) == rows


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param("Pasar tertata,", "taman terawat", id="white within a sentence"),
        pytest.param("Mutu pasar", "perdesaan", id="before small letters"),
        pytest.param("N", "O.", id="the heading of row numbers in the narrowest column"),
    ],
)
def test_a_merged_cell_does_not_part(upper: str, lower: str) -> None:
    sheet = drawn([(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)])
    sheet.words = [w for w in sheet.words if w.text != "cell-0"]
    sheet.text(upper, 55, 108).text(lower, 55, 138)
    (grid,) = ruled_grids(sheet.page())
    assert texts(grid)[0][0] == texts(grid)[1][0] == f"{upper} {lower}"

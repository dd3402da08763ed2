"""Tables over pages: one table stays one, two stay two, cut rows and merged cells are whole again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sheet import sheet
from table_pages import Sheet, body, header, tables

from extractor.layout.tables.heading import header_spans, heading_rows, is_number_row

HEAD = ["No", "Sasaran", "Indikator", "Target"]
WIDTHS = [40.0, 150.0, 200.0, 60.0]


def _rows(first: int, count: int) -> list[list[str]]:
    return [[str(n), f"Sasaran {n}", f"Indeks layanan {n}", f"{n} %"] for n in range(first, first + count)]


def test_a_table_goes_on_with_its_heading_repeated() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table([HEAD, *_rows(4, 2)], WIDTHS, top=60)
    (table,) = tables(one, two)
    assert header(table) == HEAD
    assert body(table) == _rows(1, 5)
    assert table.pages == (1, 2)


def test_a_table_goes_on_without_heading_and_over_three_pages() -> None:
    one, two, three = Sheet(1), Sheet(2), Sheet(3)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table(_rows(4, 20), WIDTHS, top=60, heads=0)
    three.table(_rows(24, 2), WIDTHS, top=60, heads=0)
    (table,) = tables(one, two, three)
    assert body(table) == _rows(1, 25)
    assert table.pages == (1, 2, 3)


def test_column_numbers_are_dropped_on_every_page() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, ["[1]", "[2]", "[3]", "[4]"], *_rows(1, 2)], WIDTHS, top=700)
    two.table([["1", "2", "3", "4"], *_rows(3, 1)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert header(table) == HEAD
    assert body(table) == _rows(1, 3)


@pytest.mark.parametrize("numbers", ["1 2 3 4 5 8 7", "I 2 3 4 5 6 7"])
def test_a_misread_column_number_makes_no_row(numbers: str) -> None:
    widths = [60.0] * 7
    page = Sheet(1)
    heads = ["No", "Uraian", "Satuan", "2031", "2032", "2033", "2034"]
    page.table([heads, numbers.split(), ["1", "Sumur", "2", "3", "4", "5", "6"]], widths, top=700)
    (table,) = tables(page)
    assert body(table) == [["1", "Sumur", "2", "3", "4", "5", "6"]]


def test_a_title_between_two_tables_keeps_them_apart() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.text("Tabel 2. Rencana Aksi", 60, 60).table([HEAD, *_rows(1, 2)], WIDTHS, top=90)
    assert [len(t.rows) for t in tables(one, two)] == [3, 2]


def test_another_heading_begins_another_table() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table([["No", "Program", "Kegiatan", "Pagu"], *_rows(1, 2)], WIDTHS, top=60)
    assert [header(t)[1] for t in tables(one, two)] == ["Sasaran", "Program"]


def test_other_columns_begin_another_table() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table([["9", "Taman"], ["10", "Pasar"]], [300, 150], top=60, heads=0)
    assert [len(t.header) for t in tables(one, two)] == [4, 2]


def test_a_row_that_the_page_cuts_is_one_row_again() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, ["1", "Sasaran satu", "Indeks layanan dermaga yang", "70 %"]], WIDTHS, top=700)
    two.table([["", "", "dinilai oleh nelayan", ""], *_rows(2, 1)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert body(table)[0] == ["1", "Sasaran satu", "Indeks layanan dermaga yang dinilai oleh nelayan", "70 %"]
    assert [w.page for w in table.rows[0][2].span.words] == [1, 1, 1, 1, 2, 2, 2]
    assert len(table.rows) == 2


def _cut(texts: Sequence[str], number: int, top: float, *, open_at: Sequence[int], heads: bool = True) -> Sheet:
    """A page with one row under the heading, whose cells no line closes in some columns; on a further page the row
    begins under the heading that this one repeats.
    """
    sheet = Sheet(number)
    foot = sheet.table([HEAD], WIDTHS, top=top) if heads else top
    x, bottom = 50.0, foot + 48
    for c, (text, width) in enumerate(zip(texts, WIDTHS, strict=True)):
        sheet.cell(text, x, foot, x + width)
        sheet.upright(x, foot, bottom).upright(x + width, foot, bottom)
        if c not in open_at:
            sheet.level(x, x + width, bottom)
        x += width
    return sheet


def test_a_row_that_no_line_closes_goes_on_whatever_its_rest_begins_with() -> None:
    one = _cut(["1", "Sasaran Dermaga", "Jumlah Nelayan", "70 %"], 1, 700, open_at=range(4))
    two = _cut(["", "Rakyat", "Kecil", ""], 2, 60, open_at=())
    (table,) = tables(one, two)
    assert body(table) == [["1", "Sasaran Dermaga Rakyat", "Jumlah Nelayan Kecil", "70 %"]]


def test_a_rule_at_the_end_of_a_table_closes_its_last_row_however_high_its_text_stands() -> None:
    pages = []
    for number, top, rows in ((1, 500.0, _rows(1, 10)), (2, 40.0, _rows(11, 2))):
        sheet = Sheet(number).level(50, 500, top)
        for row in (HEAD, *rows):
            for text, x in zip(row, (50.0, 90.0, 240.0, 440.0), strict=True):
                sheet.text(text, x, top + 3, bold=row is HEAD)
            top += 26
            sheet.level(50, 500, top)
        pages.append(sheet)
    (table,) = tables(*pages)
    assert body(table) == _rows(1, 12)


def test_a_cell_that_no_line_closes_goes_on_beside_a_new_row() -> None:
    one = _cut(["1", "Sasaran Dermaga", "Jumlah nelayan", "70 %"], 1, 700, open_at=(0, 1))
    two = _cut(["", "Sasaran Dermaga Rakyat", "Luas dermaga", "80 %"], 2, 60, open_at=())
    (table,) = tables(one, two)
    assert body(table) == [
        ["1", "Sasaran Dermaga Rakyat", "Jumlah nelayan", "70 %"],
        ["1", "Sasaran Dermaga Rakyat", "Luas dermaga", "80 %"],
    ]
    assert table.rows[0][1] is table.rows[1][1]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 2)], WIDTHS, top=700)
    two.table([HEAD, ["", "", "Nilai kebersihan", "80"], *_rows(3, 1)], WIDTHS, top=60)
    (table,) = tables(one, two)
    assert body(table)[2] == ["2", "Sasaran 2", "Nilai kebersihan", "80"]
    assert table.rows[2][1] is table.rows[1][1]
    assert table.rows[1][1].row_span == 2


def test_empty_first_cells_stay_empty_where_the_table_has_such_rows() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 1), ["", "Kegiatan", "Jumlah rapat", "2"]], WIDTHS, top=700)
    two.table([["", "Kegiatan", "Jumlah kursus", "3"], *_rows(2, 1)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert body(table)[2] == ["", "Kegiatan", "Jumlah kursus", "3"]


def test_a_first_row_that_pages_repeat_is_a_heading_whatever_its_words() -> None:
    odd = ["Warna", "Bentuk", "Ukuran", "Berat"]
    one, two = Sheet(1), Sheet(2)
    one.table([odd, *_rows(1, 3)], WIDTHS, top=700, heads=0)
    two.table([odd, *_rows(4, 2)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert header(table) == odd
    assert body(table) == _rows(1, 5)


def test_merged_headings_are_joined_from_top_to_bottom() -> None:
    sheet = Sheet()
    xs = [50.0, 90, 250, 350, 450]
    for y in (100, 160, 180):
        sheet.level(50, 450, y)
    sheet.level(250, 450, 130)
    for x in (50, 90, 250, 450):
        sheet.upright(x, 100, 180)
    sheet.upright(350, 130, 180)
    sheet.text("No", 55, 120).text("Program", 95, 120).text("Target Kinerja", 300, 110)
    sheet.text("Outcome", 255, 140).text("Rp", 355, 140)
    for x, text in zip(xs, ("1", "Pasar", "4 unit", "5.000"), strict=False):
        sheet.text(text, x + 5, 166)
    (table,) = tables(sheet)
    assert header(table) == ["No", "Program", "Target Kinerja Outcome", "Target Kinerja Rp"]
    assert body(table) == [["1", "Pasar", "4 unit", "5.000"]]


@pytest.mark.parametrize("first", ["No", "No.", "NOMOR", "No. Urut"])
def test_a_first_column_of_numbers_names_the_heading(first: str) -> None:
    sheet = Sheet()
    sheet.table([[first, "Nama Burung", "Habitat"], ["1", "Maleo", "Hutan"]], [60, 150, 150], heads=0)
    (table,) = tables(sheet)
    assert header(table) == [first, "Nama Burung", "Habitat"]


def test_a_table_without_heading_has_an_empty_header() -> None:
    sheet = Sheet()
    sheet.table([["1", "Taman kota", "4", "Pasar ikan"], ["2", "Dermaga", "5", "Sanggar"]], [30, 150, 30, 150], heads=0)
    (table,) = tables(sheet)
    assert header(table) == ["", "", "", ""]
    assert len(table.rows) == 2


def test_a_bold_first_row_is_a_heading() -> None:
    sheet = Sheet()
    sheet.table([["Spesies", "Habitat"], ["Maleo", "Hutan"], ["Anoa", "Rawa"]], [150, 150])
    (table,) = tables(sheet)
    assert header(table) == ["Spesies", "Habitat"]


def test_a_numbered_section_under_the_heading_is_a_row() -> None:
    sheet = Sheet()
    sheet.table([["No", "Program / Kegiatan"], ["I", "Program Pasar"], ["1", "Kegiatan Rapat"]], [40, 300], heads=2)
    (table,) = tables(sheet)
    assert header(table) == ["No", "Program / Kegiatan"]
    assert [row[0] for row in body(table)] == ["I", "1"]


def test_a_single_word_is_the_rest_of_a_row_too() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, ["1", "Sasaran satu", "Indeks layanan dermaga yang", "70 %"]], WIDTHS, top=700)
    two.table([["", "", "dinilai", ""]], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert body(table) == [["1", "Sasaran satu", "Indeks layanan dermaga yang dinilai", "70 %"]]


def test_a_cell_that_hangs_from_the_repeated_heading_into_the_rows_is_parted() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table([HEAD, *_rows(4, 2)], WIDTHS, top=60)
    (foot,) = {r.top for r in two.rulings if r.horizontal and 70 < r.top < 80} or {0.0}
    two.rulings = [r for r in two.rulings if not (r.horizontal and r.top == foot)]
    two.level(50, 90, foot).level(240, 500, foot)  # none under `Sasaran`
    (table,) = tables(one, two)
    assert body(table) == _rows(1, 5)


def test_close_pieces_of_one_table_on_a_page_are_joined() -> None:
    sheet = Sheet()
    bottom = sheet.table([HEAD, *_rows(1, 2)], WIDTHS, top=100)
    sheet.table(_rows(3, 2), WIDTHS, top=bottom + 6, heads=0)
    (table,) = tables(sheet)
    assert body(table) == _rows(1, 4)


def test_the_numbers_of_the_columns_may_stand_at_the_foot() -> None:
    sheet = Sheet()
    sheet.table(
        [("No", "Indikator", "Target"), ("1", "Jumlah sumur", "4"), ("2", "Luas sawah", "9 ha"), ("1", "2", "3")],
        (40, 200, 100),
    )
    (table,) = tables(sheet)
    assert (header(table), body(table)) == (
        ["No", "Indikator", "Target"],
        [["1", "Jumlah sumur", "4"], ["2", "Luas sawah", "9 ha"]],
    )


def test_columns_that_are_empty_on_the_next_page_are_columns_all_the_same() -> None:
    heads, wide, narrow = ["Kode", "Program", "Indikator", "Target"], [80.0, 150.0, 150.0, 60.0], [40.0, 40.0]
    one, two = Sheet(1), Sheet(2)
    rows = [["1", "01", "Program penataan", "Luas taman", "4 ha"], ["1", "02", "Program kebersihan", "Jumlah bak", "9"]]
    one.table(rows, [*narrow, *wide[1:]], top=one.table([heads], wide, top=700), heads=0)
    two.table([heads, ["", "dan pertamanan", "sampah", ""]], wide, top=60)
    (table,) = tables(one, two)
    assert body(table)[-1] == ["1", "02", "Program kebersihan dan pertamanan", "Jumlah bak sampah", "9"]


def test_the_rest_of_a_text_stands_beside_its_number_where_a_page_rules_one_column_for_both() -> None:
    heads, wide = ["Sasaran", "Indikator", "Target"], [150.0, 150.0, 60.0]
    one, two = Sheet(1), Sheet(2)
    top = one.table([heads], wide, top=700)
    one.table([["Kota bersih", "1.1", "Jumlah bak sampah", "9"]], [150.0, 30.0, 120.0, 60.0], top=top, heads=0)
    bottom = two.table([heads], wide, top=60)
    two.text("yang terawat", 236, bottom + 4)
    for y in (bottom, bottom + 20):
        two.level(50, 410, y)
    for x in (50, 200, 350, 410):
        two.upright(x, bottom, bottom + 20)
    (table,) = tables(one, two)
    assert body(table) == [["Kota bersih", "1.1", "Jumlah bak sampah yang terawat", "9"]]


def test_a_heading_alone_on_its_page_stretches_over_the_numbers_of_the_rows_under_it() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([["Sasaran", "Indikator", "Target"]], [150.0, 150.0, 60.0], top=780)
    two.table(
        [["1", "Kota bersih", "1", "Jumlah bak", "9"], ["2", "Kota hijau", "2", "Luas taman", "4"]],
        [20.0, 130.0, 20.0, 130.0, 60.0], top=60, heads=0,
    )  # fmt: skip
    (table,) = tables(one, two)
    assert header(table) == ["Sasaran", "Sasaran", "Indikator", "Indikator", "Target"]
    assert body(table)[1] == ["2", "Kota hijau", "2", "Luas taman", "4"]


def test_an_outline_goes_on_though_a_page_rules_fewer_of_its_steps() -> None:
    one, two = Sheet(1), Sheet(2)
    one.box(60, 600, 560, 620).text("Sasaran dan Program", 62, 604)
    for x, text in ((300, "Indikator"), (420, "Satuan"), (490, "Target")):
        one.upright(x, 600, 620).text(text, x + 2, 604)
    for k, (x, name) in enumerate(((60, "Sumur terjaga"), (90, "Program Air"), (120, "Galian sumur"))):
        top = 620 + 20 * k
        one.box(x, top, 560, top + 20).upright(60, top, top + 20).text(name, x + 2, top + 4)
        for at, text in ((300, f"Jumlah benda {k}"), (420, "unit"), (490, "4")):
            one.upright(at, top, top + 20).text(text, at + 2, top + 4)
    two.box(90, 60, 560, 80).text("Program Tanah", 92, 64)
    two.box(120, 80, 560, 100).text("Pagar kebun", 122, 84).upright(90, 80, 100)
    for k in range(2):
        for at, text in ((300, f"Jumlah pagar {k}"), (420, "unit"), (490, "5")):
            two.upright(at, 60 + 20 * k, 80 + 20 * k).text(text, at + 2, 64 + 20 * k)
    joined = tables(one, two)
    assert len(joined) == 1
    assert [row[0].text or row[1].text for row in joined[0].rows][-2:] == ["Program Tanah", "Pagar kebun"]


def test_a_heading_that_repeats_in_the_middle_is_no_row() -> None:
    page = Sheet()
    page.table([HEAD, *_rows(1, 2), HEAD, *_rows(3, 2)], WIDTHS, top=100)
    (table,) = tables(page)
    assert header(table) == HEAD
    assert body(table) == _rows(1, 4)


def test_a_page_whose_heading_stands_under_the_rest_of_the_table_before_goes_on_with_it() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    two.table([*_rows(4, 2), HEAD, *_rows(6, 2)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert body(table) == _rows(1, 7)


def test_a_merged_cell_cut_in_mid_sentence_goes_on_over_several_rows() -> None:
    one, two = Sheet(1), Sheet(2)
    widths = [40.0, 150.0, 200.0, 60.0]
    one.table([HEAD, ["1", "Terwujudnya kota yang", "Jumlah taman", "4 buah"]], widths, top=700)
    xs = (50.0, 90.0, 240.0, 440.0, 500.0)
    for x in xs:
        two.upright(x, 60, 140)
    two.level(50, 500, 60).level(50, 500, 140).level(240, 500, 100)
    two.text("hijau dan nyaman", 95, 64).text("Luas hutan", 245, 64).text("9 ha", 445, 64)
    two.text("Panjang trotoar", 245, 104).text("7 km", 445, 104)
    (table,) = tables(one, two)
    assert [row[1] for row in body(table)] == ["Terwujudnya kota yang hijau dan nyaman"] * 3
    assert [row[2] for row in body(table)] == ["Jumlah taman", "Luas hutan", "Panjang trotoar"]


def test_a_merged_cell_whose_first_row_the_page_break_cut_is_one_in_all_its_rows() -> None:
    one, two = Sheet(1), Sheet(2)
    widths = [40.0, 150.0, 200.0, 60.0]
    one.table([HEAD, ["1", "Terwujudnya kota yang", "Jumlah", "4 buah"]], widths, top=700)
    for x in (50.0, 90.0, 240.0, 440.0, 500.0):
        two.upright(x, 60, 140)
    two.level(50, 500, 60).level(50, 500, 140).level(240, 500, 100)
    two.text("hijau dan nyaman", 95, 64).text("taman", 245, 64)
    two.text("Panjang trotoar", 245, 104).text("7 km", 445, 104)
    (table,) = tables(one, two)
    assert body(table) == [
        ["1", "Terwujudnya kota yang hijau dan nyaman", "Jumlah taman", "4 buah"],
        ["1", "Terwujudnya kota yang hijau dan nyaman", "Panjang trotoar", "7 km"],
    ]
    assert table.rows[0][1] is table.rows[1][1]


def test_the_rest_of_a_row_without_a_number_goes_on_in_its_first_text() -> None:
    head, widths = ["Sasaran", "Indikator Kinerja", "Target"], [150.0, 200.0, 60.0]
    rows = [["Sasaran satu", "Luas taman", "8 ha"], ["Terwujudnya kota", "Nilai", "75"]]
    one, two = Sheet(1), Sheet(2)
    one.table([head, *rows], widths, top=700)
    two.table([head, ["hijau", "SAKIP", ""]], widths, top=60)
    (table,) = tables(one, two)
    assert body(table) == [rows[0], ["Terwujudnya kota hijau", "Nilai SAKIP", "75"]]


def test_a_sentence_under_super_headings_is_no_heading() -> None:
    sheet = Sheet()
    long = (
        "Meningkatnya mutu layanan taman dan hutan kota bagi semua warga di setiap kelurahan dan kecamatan tiap tahun"
    )
    sheet.table(
        [["Indikator", "Target", "Indikator", "Target"], [long, "Nilai B", long, "Nilai B"]], [180, 60, 180, 60]
    )
    (table,) = tables(sheet)
    assert header(table)[0] == "Indikator"
    assert [row[1] for row in body(table)] == ["Nilai B"]


def test_what_a_sheet_hides_over_a_page_break_keeps_no_tables_apart() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 3)], WIDTHS, top=700)
    one.text("tahap lanjut", 200, 812)  # of the first row of the next page, under the end of this one
    two.text("Sasaran 3", 60, 40)  # of the last row of the page before
    two.table([["4", "Sasaran 4", "Indeks layanan tahap lanjut", "4 %"], *_rows(5, 2)], WIDTHS, top=60, heads=0)
    (table,) = tables(one, two)
    assert [row[0] for row in body(table)] == ["1", "2", "3", "4", "5", "6"]


def test_a_statement_across_headings_is_part_of_none() -> None:
    head = sheet("| |", "Tujuan | Sasaran | Tahun", "Misi 2: Mewujudkan kota hijau bagi semua warga | < | Target").rows
    assert [s.text for s in header_spans(head, 3)] == ["Tujuan", "Sasaran", "Tahun Target"]


@pytest.mark.parametrize(("ruled", "rows"), [(False, 1), (True, 2)])
def test_a_row_that_a_page_break_sliced_is_one_where_no_rule_stands_at_the_break(*, ruled: bool, rows: int) -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 1), ["2", "Air Bersih", "Persentase Layanan", "5 Desa"]], WIDTHS, top=700)
    two.table([["", "", "Pelanggan 7 Hari", "Binaan"], *_rows(3, 4)], WIDTHS, top=60, heads=0)
    for each, y in ((one, max(r.top for r in one.rulings)), (two, 60.0)):
        if not ruled:
            each.rulings = [r for r in each.rulings if not r.horizontal or r.top != y]
    (table,) = tables(one, two)
    assert len(body(table)) == 5 + rows
    assert ("Persentase Layanan Pelanggan 7 Hari" in [row[2] for row in body(table)]) is not ruled


def test_lines_that_hang_out_of_a_merged_cell_at_the_foot_are_its_own() -> None:
    one, two = Sheet(1), Sheet(2)
    one.table([HEAD, *_rows(1, 2), ["3", "Air bersih untuk semua", "Indeks layanan 3", "3 %"]], WIDTHS, top=700)
    two.table([HEAD, ["", "", "Indeks layanan 4", "4 %"], *_rows(4, 1)], WIDTHS, top=60)
    foot = max(r.bottom for r in one.rulings)
    left = min(r.x0 for r in one.rulings)
    one.rulings = [r for r in one.rulings if not (r.horizontal and r.top == foot)]
    one.level(left + 190, left + 450, foot)  # the first two columns stay open
    one.text("kecamatan kota", left + 43, foot + 1)
    (table,) = tables(one, two)
    assert [row[1] for row in body(table)][2:4] == ["Air bersih untuk semua kecamatan kota"] * 2


def test_column_numbers_may_reach_down_beside_the_last_headings() -> None:
    rows = sheet(
        " | | | | ",
        "No | Indikator | Target | < | Unit",
        "1 | 2 | 3 | < | 4",
        "^ | ^ | K | Rp | ^",
        "1 | Jumlah sumur | 4 buah | 2.000.000 | Seksi Air",
    ).rows
    count = heading_rows(rows)
    assert count == 3
    assert [s.text for s in header_spans(rows[:count], 5)] == ["No", "Indikator", "Target K", "Target Rp", "Unit"]


def test_a_column_number_at_its_place_may_be_read_as_strokes_or_with_a_speck() -> None:
    numbers = " | ".join(["1", "2", "3", ".4", *map(str, range(5, 11)), "II"])
    values = " | ".join(["1", "2", "3", "kali", *map(str, range(5, 11)), "buah"])
    rows = sheet(" | " * 10, numbers, values).rows
    assert [is_number_row(row) for row in rows] == [True, False]


def test_a_column_number_may_say_what_share_of_others_it_is() -> None:
    rows = sheet(
        " | | | | ",
        "No | Indikator | Target | Realisasi | Tingkat capaian",
        "1 | 2 | 3 | 4 | 5=4/3x100%",
        "1 | Jumlah sumur | 4 buah | 3 buah | 75 %",
    ).rows
    assert [is_number_row(row) for row in rows] == [False, True, False]
    assert heading_rows(rows) == 1


def test_a_piece_close_under_its_table_may_lack_a_border_that_texts_keep_to() -> None:
    sheet = Sheet()
    below = sheet.table(
        [["Program", "Indikator", "Satuan", "Target"], ["Tata Pasar", "Jumlah kios tani", "buah", "9"]],
        [100, 150, 80, 60],
    )
    sheet.table([["Tata Taman", "Luas taman", "5"]], [100, 230, 60], top=below + 5, heads=0)
    sheet.text("ha", 50 + 250 + 3, below + 5 + 3)
    (table,) = tables(sheet)
    assert body(table)[-1] == ["Tata Taman", "Luas taman", "ha", "5"]


def test_the_rest_of_a_row_that_names_columns_is_no_heading() -> None:
    head, widths = ["Kode", "Kegiatan", "Keluaran", "Hasil"], [60.0, 150.0, 150.0, 100.0]
    one, two = Sheet(1), Sheet(2)
    one.table(
        [
            head,
            ["1.01", "Pasar kota", "Jumlah pasar", "90 %"],
            ["1.02", "Penataan taman dan", "Jumlah laporan", "Taman sesuai"],
        ],
        widths,
        top=700,
    )
    two.table(
        [["", "Hutan Kota", "kegiatan", "target"], ["1.03", "Jalan rata", "Panjang jalan", "80 %"]],
        widths,
        top=60,
        heads=0,
    )
    (table,) = tables(one, two)
    assert body(table)[1:] == [
        ["1.02", "Penataan taman dan Hutan Kota", "Jumlah laporan kegiatan", "Taman sesuai target"],
        ["1.03", "Jalan rata", "Panjang jalan", "80 %"],
    ]  # fmt: skip


def test_a_heading_word_for_word_in_its_place_has_the_same_columns_wherever_texts_end() -> None:
    one, two = Sheet(1), Sheet(2)
    heads = (("Program", 60.0), ("Anggaran", 300.0), ("Keterangan", 430.0))
    for page, rows in (
        (one, (("Program Pasar", "Rp 5.000.000", "APBD"),)),
        (
            two,
            (
                ("Program Hutan Kota dan Taman", "Rp 12.000.000.000", "Dana Alokasi Khusus"),
                ("Program Jalan", "Rp 6.000.000", "DAK"),
                ("Program Sumur Warga", "Rp 7.000.000", "DAK"),
            ),
        ),
    ):
        top = 700.0 if page is one else 60.0
        for text, x in heads:
            page.text(text, x, top, bold=True)
        for k, row in enumerate(rows, 1):
            for text, x in zip(row, (50.0, 290.0, 430.0), strict=True):
                page.text(text, x, top + 24 * k)
    (table,) = tables(one, two)
    assert [row[0] for row in body(table)] == [
        "Program Pasar",
        "Program Hutan Kota dan Taman",
        "Program Jalan",
        "Program Sumur Warga",
    ]


def test_column_numbers_in_brackets_tell_their_row_however_a_scan_shows_the_rest() -> None:
    numbers = "(31 | (2) | (3) | | (m) | (6) | au"
    rows = sheet(" | " * 6, numbers, "(31 | (2) | Jumlah sumur | | (m) | (6) | au").rows
    assert [is_number_row(row) for row in rows] == [True, False]

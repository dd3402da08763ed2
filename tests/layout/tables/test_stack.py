"""Forms: several tables and lines of labels in one frame."""

from __future__ import annotations

from table_pages import Sheet, body, header, tables

from extractor.layout.flow import lay_out

FORM = ("DOKUMEN PELAKSANAAN ANGGARAN", "Formulir 7")
MEASURES = (("Indikator", "Tolok Ukur", "Target"), ("Keluaran", "Jumlah pohon", "9 batang"))
COSTS = (("Kode", "Uraian", "Harga", "Jumlah"), ("5.1", "Belanja Bibit", "500", "4.500"), ("5.2", "Pupuk", "7", "700"))


def _row(sheet: Sheet, cells: tuple[str, ...], xs: tuple[float, ...], top: float) -> float:
    for text, x0, x1 in zip(cells, xs, xs[1:], strict=False):
        sheet.box(x0, top, x1, top + 18).text(text, x0 + 4, top + 4)
    return top + 18


def form() -> Sheet:
    """A form: its title and number, a label, two tables with a bar between them."""
    sheet, top = Sheet(), 60.0
    top = _row(sheet, FORM, (50, 400, 550), top)
    top = _row(sheet, ("Organisasi : DINAS TAMAN",), (50, 550), top)
    for row in MEASURES:
        top = _row(sheet, row, (50, 150, 420, 550), top)
    top = _row(sheet, ("Rincian Belanja",), (50, 550), top)
    for cost in COSTS:
        top = _row(sheet, cost, (50, 120, 320, 460, 550), top)
    return sheet


def test_tables_stacked_in_one_frame_are_tables_of_their_own() -> None:
    measures, costs = tables(form())
    assert (header(measures), body(measures)) == (list(MEASURES[0]), [list(MEASURES[1])])
    assert (header(costs), body(costs)) == (list(COSTS[0]), [list(row) for row in COSTS[1:]])


def test_titles_and_labels_of_a_form_are_lines() -> None:
    (layout,) = lay_out([form().page()])
    lines = " ".join(line.text for line in layout.lines)
    assert all(text in lines for text in ("PELAKSANAAN ANGGARAN", "Organisasi : DINAS TAMAN", "Rincian Belanja"))


def test_a_table_with_sections_and_a_sum_stays_one() -> None:
    sheet, top = Sheet(), 60.0
    xs = (50.0, 90.0, 400.0, 550.0)
    top = _row(sheet, ("No", "Program", "Anggaran"), xs, top)
    for section in ("Urusan Taman", "Urusan Jalan"):
        top = _row(sheet, (section,), (50, 550), top)
        top = _row(sheet, ("1", "Program Pohon", "4.500.000"), xs, top)
    _row(sheet, ("Jumlah", "9.000.000"), (50, 400, 550), top)
    assert len(tables(sheet)) == 1


def test_places_to_sign_in_the_frame_of_a_table_are_none_of_its_rows() -> None:
    sheet, top = Sheet(), 60.0
    xs = (50.0, 90.0, 400.0, 550.0)
    for row in (("No", "Program", "Anggaran"), ("1", "Program Pohon", "4.500.000")):
        top = _row(sheet, row, xs, top)
    sheet.box(50, top, 550, top + 80)
    for k, text in enumerate(("Majusari, 4 Januari 2041", "Kepala Dinas Taman", "BUDI CONTOH")):
        sheet.text(text, 300, top + 4 + 20 * k)
    (table,) = tables(sheet)
    assert body(table) == [["1", "Program Pohon", "4.500.000"]]


def test_a_label_with_its_figure_over_a_heading_is_no_row_of_the_table() -> None:
    sheet, top = Sheet(), 60.0
    xs = (50.0, 190.0, 320.0, 460.0, 550.0)
    top = _row(sheet, ("SASARAN 1 : Taman terawat",), (50, 550), top)
    top = _row(sheet, ("Indikator Sasaran", "Luas taman yang terawat baik", "80 %"), (50, 190, 460, 550), top)
    heads = ("Program", "Indikator", "Kegiatan", "Target")
    rows = [(f"Program Taman {n}", f"Jumlah pohon {n}", f"Penanaman {n}", f"{n}9 batang") for n in range(1, 6)]
    for row in (heads, *rows):
        top = _row(sheet, row, xs, top)
    (table,) = tables(sheet)
    assert (header(table), body(table)) == (list(heads), [list(row) for row in rows])


def test_a_bar_over_a_heading_is_the_caption_of_its_table() -> None:
    sheet, top = Sheet(), 60.0
    top = _row(sheet, ("BIDANG PERTAMANAN",), (50, 550), top)
    for row in (*COSTS,):
        top = _row(sheet, row, (50, 120, 320, 460, 550), top)
    (table,) = tables(sheet)
    assert [cell.text for cell in table.captions] == ["BIDANG PERTAMANAN"]


def test_a_heading_merged_over_columns_of_numbers_stays_with_its_sections() -> None:
    sheet, top = Sheet(), 60.0
    top = _row(sheet, ("Aspek/Indikator", "Target", "Realisasi"), (50, 350, 450, 550), top)
    for n, section in ((1, "Taman"), (2, "Jalan")):
        top = _row(sheet, (str(n), section), (50, 80, 550), top)
        top = _row(sheet, ("", f"{n}.1", "Luas " + section, "7", "6"), (50, 80, 120, 350, 450, 550), top)
    (table,) = tables(sheet)
    assert header(table)[-2:] == ["Target", "Realisasi"]
    assert [row[-2:] for row in body(table)][1::2] == [["7", "6"], ["7", "6"]]


def test_rows_under_a_heading_that_alone_has_uprights_are_its_rows() -> None:
    sheet = Sheet().box(50, 100, 500, 260).level(50, 500, 120).level(50, 500, 190)
    for x in (90, 280, 400):
        sheet.upright(x, 100, 120)
    places = (55.0, 95.0, 285.0, 405.0)
    for text, x in zip(("No", "Kegiatan", "Indikator", "Target"), places, strict=True):
        sheet.text(text, x, 104, bold=True)
    for top, row in ((124, ("1", "Perawatan taman", "Jumlah taman", "4")), (194, ("2", "Penanaman", "Pohon", "80"))):
        for text, x in zip(row, places, strict=True):
            sheet.text(text, x, top)
        sheet.text("dan hutan", 95, top + 12).text("di kota", 95, top + 24)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["1", "2"]
    assert [row[3] for row in body(table)] == ["4", "80"]

"""Where tables without upright lines begin, end and go on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from table_pages import Sheet, body, header, tables

from extractor.layout.blocks import Line
from extractor.layout.tables.open_grid import body_rows
from extractor.read.words import Word

PLACES = (50.0, 80.0, 400.0)
HEAD = ("No", "Indikator Kinerja", "Target")
ROWS = (("1", "Jumlah pasar tertata", "5 unit"), ("2", "Luas hutan kota", "8 ha"), ("3", "Jumlah taman", "9 buah"))


def written(
    sheet: Sheet, *rows: tuple[str, ...], top: float = 100.0, places: tuple[float, ...] = PLACES, bold: bool = False
) -> float:
    """Rows 24 points apart; gives the height under the last."""
    for row in rows:
        for text, x in zip(row, places, strict=True):
            sheet.text(text, x, top, bold=bold)
        top += 24
    return top


def opened(sheet: Sheet) -> float:
    """A table without any line at the head of a page."""
    written(sheet, HEAD, bold=True)
    return written(sheet, *ROWS, top=124)


def test_a_table_ends_before_place_and_date() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("Majusari, 20 Februari 2041", 330, below).text("Kepala Dinas", 330, below + 14)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


def test_a_month_that_begins_a_line_ends_the_name_over_it_and_no_table() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("November 2041", 80, below - 12)
    sheet.text("Majusari, 20 Februari 2041", 330, below + 30).text("Kepala Dinas", 330, below + 44)
    (table,) = tables(sheet)
    assert body(table)[-1] == ["3", "Jumlah taman November 2041", "9 buah"]


def test_a_table_ends_before_its_caption() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("Tabel 4. Pasar, hutan dan taman kota", 60, below)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


def test_a_table_ends_before_running_text_over_its_columns() -> None:
    sheet = Sheet()
    below = opened(sheet)
    for k in range(2):
        sheet.text("target itu hendak dicapai dengan anggaran yang tersedia dalam tahun berjalan", 50, below + 12 * k)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


@pytest.mark.parametrize("heading", ["2.2 Uraian Anggaran", "B. Uraian Anggaran"])
def test_a_table_ends_before_the_section_of_a_paragraph_whose_blanks_fall_between_its_columns(heading: str) -> None:
    sheet, places = Sheet(), (50.0, 220.0, 400.0)
    written(sheet, ("Sasaran Strategis", "Indikator Kinerja", "Target"), bold=True, places=places)
    rows = [("Tertatanya pasar", "Jumlah pasar tertata", "5 unit"), ("Terjaganya hutan", "Luas hutan kota", "8 ha")]
    below = written(sheet, *rows, top=124, places=places)
    sheet.text(heading, 50, below + 6, bold=True)
    # justified: every blank is as wide as the next one, and none of the words stands between two columns
    x = 50.0
    justified = "untuk mencapai sasaran itu hendak disusun anggaran yang tersedia pada tahun"
    for word in justified.split():
        sheet.text(word, x, below + 24)
        x += 5 * len(word) + 9
    sheet.text("yang berjalan.", 50, below + 36)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_a_table_ends_before_the_chapter_right_under_its_last_rule() -> None:
    sheet = Sheet()
    sheet.level(50, 450, 95).level(50, 450, 115)
    written(sheet, HEAD, bold=True)
    below = written(sheet, *ROWS, top=124)
    sheet.level(50, 450, below)
    sheet.text("BAB III", 230, below - 0.5, bold=True).text("PENUTUP", 230, below + 11.5, bold=True)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


def test_a_table_goes_on_over_a_page_without_its_heading() -> None:
    first, second = Sheet(height=300), Sheet(number=2, height=300)
    written(first, HEAD, bold=True)
    written(first, *(((str(k), f"Jumlah taman ke-{k}", f"{k} buah")) for k in range(1, 7)), top=124)
    written(second, ("7", "Jumlah taman ke-7", "7 buah"), ("8", "Jumlah taman ke-8", "8 buah"), top=60)
    (table,) = tables(first, second)
    assert [row[0] for row in body(table)] == [str(k) for k in range(1, 9)]
    assert table.pages == (1, 2)


def test_numbers_before_the_names_are_a_column_that_no_heading_names() -> None:
    sheet = Sheet()
    written(sheet, HEAD[1:], bold=True, places=(150.0, 400.0))
    written(sheet, *ROWS, top=124)
    (table,) = tables(sheet)
    assert header(table) == ["", *HEAD[1:]]
    assert body(table) == [list(row) for row in ROWS]


def test_the_rows_of_a_heading_at_a_pages_foot_stand_on_the_next_page() -> None:
    one, two = Sheet(1), Sheet(2)
    one.text("Sasaran dan indikatornya disajikan dalam tabel berikut ini.", 50, 60)
    one.filled(45, 774, 450, 792)
    written(one, HEAD, top=778, bold=True)
    written(two, *ROWS, top=60)
    (table,) = tables(one, two)
    assert header(table) == list(HEAD)
    assert body(table) == [list(row) for row in ROWS]


def test_full_cells_that_touch_stop_no_table() -> None:
    heads = ("No", "Sasaran", "Indikator Kinerja", "Target", "Anggaran", "Penanggung Jawab")
    places = (20.0, 50.0, 160.0, 300.0, 380.0, 449.0)
    rows = [
        (str(n), f"Pasar {n}", f"Jumlah pasar {n}", f"{n} unit", "3.417.250.000", "Bidang Pasar") for n in (1, 2, 3)
    ]
    sheet = Sheet()
    written(sheet, heads, places=places, bold=True)
    written(sheet, *rows, top=124, places=places)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_under_the_last_rule_the_page_goes_on_without_the_table() -> None:
    sheet = Sheet()
    below = opened(sheet)
    for y in (96, 118, below):
        sheet.level(50, 460, y)
    sheet.text("4", 50, below + 10).text("Sumber data", 80, below + 10).text("Dinas", 400, below + 10)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


def test_prose_in_columns_of_words_is_no_table() -> None:
    sheet = Sheet()
    for k in range(5):
        sheet.text("pemerintah daerah menetapkan", 50, 100 + 14 * k).text("rencana kerja tahunan", 300, 100 + 14 * k)
    assert tables(sheet) == []


def test_a_justified_line_of_words_that_could_name_columns_heads_no_table() -> None:
    sheet = Sheet()
    for k, words in enumerate(("jalan dan jembatan yang layak", "Sasaran kegiatan target anggaran", "jalan itu rata")):
        x = 50.0
        for word in words.split():
            sheet.text(word, x, 100 + 14 * k)
            x += 5 * len(word) + 8
    assert tables(sheet) == []


def test_a_caption_that_begins_left_of_a_table_belongs_to_the_next_one() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("vi.", 20, below).text("Seksi Taman", 85, below)
    written(sheet, HEAD, bold=True, top=below + 20)
    written(sheet, *ROWS, top=below + 44)
    assert [body(table) for table in tables(sheet)] == [[list(row) for row in ROWS]] * 2


def test_a_code_behind_a_row_number_is_no_row_number() -> None:
    sheet = Sheet()
    written(sheet, ("Kode", "Kegiatan", "Anggaran"), bold=True, places=(90.0, 180.0, 400.0))
    places = (50.0, 80.0, 180.0, 400.0)
    written(sheet, ("1.", "2.17.08.2.01", "Penataan pasar", "4.000.000"), top=124, places=places)
    written(sheet, ("2.", "2.17.01.2.06", "Perawatan taman", "9.000.000"), top=148, places=places)
    (table,) = tables(sheet)
    assert [row[:2] for row in body(table)] == [["1.", "2.17.08.2.01"], ["2.", "2.17.01.2.06"]]


def test_the_rest_of_a_row_that_a_page_break_cut_begins_the_next_page() -> None:
    first, second = Sheet(height=300), Sheet(number=2, height=300)
    written(first, HEAD, bold=True)
    written(first, *(((str(k), f"Jumlah taman ke-{k}", f"{k} buah")) for k in range(1, 6)), top=124)
    first.text("6", 50, 244).text("Jumlah taman dan hutan kota yang dikelola bersama", 80, 244).text("6 buah", 400, 244)
    first.text("dengan kelompok", 80, 256)
    second.text("warga di tiap", 80, 60).text("kelurahan", 80, 72)
    written(second, ("7", "Jumlah taman ke-7", "7 buah"), ("8", "Jumlah taman ke-8", "8 buah"), top=86)
    (table,) = tables(first, second)
    assert [row[0] for row in body(table)] == [str(k) for k in range(1, 9)]
    assert body(table)[5][1].endswith("dengan kelompok warga di tiap kelurahan")


def test_a_programme_that_reaches_over_its_activities_stands_whole_in_its_column() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 200.0, 400.0)
    written(sheet, ("No", "Program / Kegiatan", "Indikator Kinerja", "Target"), bold=True, places=places)
    sheet.level(45, 460, 96).level(45, 460, 118).level(45, 460, 142).level(45, 460, 190)
    sheet.text("1", 50, 126).text("Program Penataan Pasar dan Hutan Kota", 80, 126)
    written(
        sheet, ("1.1", "Penataan pasar", "Jumlah pasar", "5"), ("1.2", "Hutan", "Luas", "8"), top=148, places=places
    )
    (table,) = tables(sheet)
    assert body(table)[0] == ["1", "Program Penataan Pasar dan Hutan Kota", "", ""]


def test_a_line_over_the_next_heading_belongs_to_the_next_table() -> None:
    sheet = Sheet()
    for top, row in ((96, HEAD), (120, ROWS[0]), (144, ("Sasaran 2: Kota hijau", "", "")), (168, HEAD), (192, ROWS[1])):
        written(sheet, row, top=top + 4, bold=row is HEAD)
        sheet.level(50, 460, top)
    sheet.level(50, 460, 216)
    assert [body(t) for t in tables(sheet)] == [[list(ROWS[0])], [list(ROWS[1])]]


def test_a_row_with_a_number_is_no_further_heading() -> None:
    sheet = Sheet()
    written(sheet, HEAD, bold=True)
    written(sheet, ("1", "Jumlah program", "5 unit"), ("2", "Indikator Program", "Target Kinerja"), top=124)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["1", "2"]


def test_words_that_could_head_columns_within_a_row_end_no_table() -> None:
    sheet = Sheet()
    written(sheet, HEAD, bold=True)
    for k, row in enumerate((("1", "Jumlah sasaran", "5 unit"), ("", "Program Sasaran", "Target Kinerja"))):
        for text, x in zip(row, PLACES, strict=True):
            sheet.text(text, x, 124 + 12 * k)
    written(sheet, ROWS[1], top=160)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["1", "2"]


def test_a_row_under_the_last_line_that_a_scan_shows_belongs_to_the_table() -> None:
    places = (50.0, 80.0, 300.0, 380.0, 460.0)
    heads = ("No", "Indikator Kinerja", "Satuan", "Target", "Anggaran")
    sheet = Sheet()
    written(sheet, heads, bold=True, places=places)
    written(
        sheet,
        ("1", "Jumlah pasar", "unit", "5", "4.000"),
        ("2", "Luas taman", "ha", "8", "9.000"),
        top=124,
        places=places,
    )
    for y in (96, 118, 142):
        sheet.level(50, 520, y)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["1", "2"]


def test_full_cells_that_nearly_touch_right_under_a_line_are_a_row() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 190.0, 300.0)
    written(sheet, ("No", "Sasaran Program", "Indikator Kinerja", "Formula"), bold=True, places=places)
    for y in (96, 118, 154, 190):
        sheet.level(45, 420, y)
    sheet.text("1", 50, 126).text("Tertatanya semua pasar", 80, 126).text("Jumlah pasar yang ada", 189, 126)
    sheet.text("dan kios", 80, 138).text("Jumlah pasar", 300, 126)
    sheet.text("2", 50, 162).text("Hutan kota", 80, 162).text("Luas hutan", 190, 162).text("Luas", 300, 162)
    (table,) = tables(sheet)
    assert [row[:3] for row in body(table)] == [
        ["1", "Tertatanya semua pasar dan kios", "Jumlah pasar yang ada"],
        ["2", "Hutan kota", "Luas hutan"],
    ]


def test_two_full_cells_with_a_blank_between_them_end_no_table_between_lines() -> None:
    places = (50.0, 80.0, 144.0, 300.0)
    sheet = Sheet()
    written(sheet, ("No", "Sasaran", "Indikator Kinerja", "Target"), places=places, bold=True)
    for y, x in ((96, 50), (120, 50), (168, 50), (216, 50)):
        sheet.level(x, 340, y)
    for top, number in ((124, "1"), (172, "2")):
        written(sheet, (number, "Menurunnya", "Tingkat", "7,70"), top=top, places=places)
        sheet.text("pengangguran", 80, top + 14).text("pengangguran", 144, top + 14).text("terbuka", 152, top + 28)
    (table,) = tables(sheet)
    assert [row[2] for row in body(table)] == ["Tingkat pengangguran terbuka"] * 2


@pytest.mark.parametrize("written_as", ["Rp{}.000", "{}.000,-", "{}.000.000", "{},000,000"])
def test_a_list_of_amounts_under_a_table_is_none_of_its_rows(written_as: str) -> None:
    sheet = Sheet()
    below = opened(sheet)
    for n, (name, amount) in enumerate((("Pekan Seni", "50"), ("Gali Sumur", "70"), ("Tata Taman", "10")), 1):
        sheet.text(f"{n}.", 50, below).text(name, 80, below)
        sheet.text(written_as.format(amount), 300, below).text("APBD", 420, below)
        below += 24
    table, amounts = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]
    assert body(amounts)[1] == ["2.", "Gali Sumur", written_as.format("70"), "APBD"]


def test_what_is_signed_under_an_empty_column_does_not_join_its_heading_to_the_next() -> None:
    sheet, places = Sheet(width=700), (50.0, 80.0, 300.0, 360.0, 410.0)
    written(sheet, ("No", "Indikator Kinerja", "Target", "Realisasi", "Keterangan"), places=places, bold=True)
    sheet.level(50, 480, 116)
    written(sheet, ("1", "Jumlah pasar tertata", "9", "7", ""), top=124, places=places)
    sheet.level(50, 480, 140)
    for k, text in enumerate(("Majusari, 20 Februari 2041", "Kepala Dinas Pasar dan Kios", "Kabupaten Maju Sari Raya")):
        sheet.text(text, 350, 150 + 14 * k)
    (table,) = tables(sheet)
    assert (header(table)[3:], body(table)[0][3:]) == (["Realisasi", "Keterangan"], ["7", ""])


def test_an_office_that_answers_for_a_row_does_not_end_the_table() -> None:
    sheet, places = Sheet(width=700), (50.0, 80.0, 260.0, 440.0)
    written(sheet, ("No", "Sasaran", "Indikator", "Penanggung Jawab"), places=places, bold=True)
    sheet.level(50, 650, 116)
    written(sheet, ("1", "Pasar tertata", "Jumlah pasar", "Kepala Bidang Pasar"), top=124, places=places)
    sheet.level(50, 650, 140)
    for k, indicator in enumerate(("Luas hutan yang", "Jumlah taman yang", "Jumlah sumur yang")):
        top = 148 + 52 * k
        sheet.text(indicator, 260, top).text("dijaga bersama", 260, top + 16).text("warga desa", 260, top + 32)
        sheet.text("Kepala Bidang", 440, top + 8).text("Hutan", 440, top + 24)
        sheet.level(260, 650, top + 46)
    sheet.text("2", 50, 216).text("Alam terjaga", 80, 216).level(50, 650, 298)
    (table,) = tables(sheet)
    assert [row[2:] for row in body(table)][1:] == [
        [f"{name} yang dijaga bersama warga desa", "Kepala Bidang Hutan"]
        for name in ("Luas hutan", "Jumlah taman", "Jumlah sumur")
    ]


@pytest.mark.parametrize("number", ["1.", "1.1", "(2)", "b."])
def test_the_number_of_a_row_stands_one_blank_before_its_text(number: str) -> None:
    places = ((50, 64, number), (67, 98, "Jumlah"), (101, 125, "pasar"), (128, 160, "tertata"))
    words = [Word(text, 1, (x0, 100, x1, 108)) for x0, x1, text in places]
    row = [Word("9", 1, (405, 100, 410, 108))]
    said = body_rows([Line((*words, *row))], (48, 66, 400, 440), (), 90, 1)
    assert [" ".join(w.text for line in cell.lines for w in line) for cell in said[0]] == [
        number,
        "Jumlah pasar tertata",
        "9",
    ]


def test_labels_on_one_edge_beside_their_values_are_no_heading_though_a_value_reads_like_one() -> None:
    sheet = Sheet()
    card = (("Sasaran", "Pasar ramai"), ("Indikator Kinerja", "Persentase capaian anggaran"), ("Formula", "Hasil bagi"))
    card += (("Satuan", "persen"), ("Sumber Data", "Laporan keuangan"), ("Penanggung Jawab", "Bidang Pasar"))
    written(sheet, *card, places=(50.0, 200.0))
    assert tables(sheet) == []


def test_a_ruled_card_has_no_heading_though_its_first_values_read_like_some() -> None:
    sheet = Sheet()
    card = (("Sasaran", "Pasar ramai"), ("Indikator Kinerja", "Persentase capaian anggaran"))
    card += (("Formula", "Belanja dibagi pagu"), ("Satuan", "buah"), ("Sumber Data", "BPS"), ("Target", "94"))
    for k, (label, value) in enumerate(card):
        sheet.box(50, 100 + 20 * k, 200, 120 + 20 * k).box(200, 100 + 20 * k, 450, 120 + 20 * k)
        sheet.text(label, 55, 105 + 20 * k).text(value, 205, 105 + 20 * k)
    (table,) = tables(sheet)
    assert (header(table), len(body(table))) == (["", ""], len(card))


def test_periods_set_close_are_a_column_each() -> None:
    sheet, places = Sheet(width=700), (50.0, 80.0, 240.0, 300.0, 328.0, 357.0, 386.0)
    heads = ("No", "Indikator Kinerja", "Target", "TW I", "TW II", "TW III", "TW IV")
    written(sheet, heads, ("1", "Panen jagung", "9", "2", "4", "7", "9"), places=places)
    written(sheet, ("2", "Panen padi", "8", "1", "3", "6", "8"), top=148, places=places)
    (table,) = tables(sheet)
    assert header(table)[3:] == list(heads[3:])
    assert body(table)[0][3:] == ["2", "4", "7", "9"]


def test_a_number_and_an_amount_in_the_middle_beside_two_lines_begin_no_list() -> None:
    sheet, places = Sheet(width=700), (50.0, 80.0, 240.0, 400.0, 500.0)
    written(sheet, ("No", "Sasaran", "Indikator", "Target", "Penanggung Jawab"), places=places, bold=True)
    sheet.level(50, 650, 116)
    for k, (target, below) in enumerate((("1.023.600", 126), ("2.400.000", 166)), 1):
        sheet.text("Meningkatnya hasil", 80, below).text("kebun dan ladang", 80, below + 12)
        sheet.text("Bidang Kebun", 500, below).text("dan Ladang", 500, below + 12)
        sheet.text(str(k), 50, below + 6).text("Panen jagung", 240, below + 6).text(target, 400, below + 6)
        sheet.level(50, 650, below + 28)
    (table,) = tables(sheet)
    assert [row[3] for row in body(table)] == ["1.023.600", "2.400.000"]
    assert body(table)[0][1] == "Meningkatnya hasil kebun dan ladang"


def test_the_first_row_with_an_amount_begins_no_list_under_a_heading_that_names_a_currency() -> None:
    sheet = Sheet()
    rows = (("A", "Program Pasar", "Ramainya pasar", ""), ("1", "Penataan Kios", "Jumlah kios", "400.000.000"))
    rows += (("2", "Penataan Parkir", "Luas parkir", "90.000.000"),)
    written(sheet, ("No", "Program", "Indikator Kinerja", "(Rp)"), *rows, places=(50.0, 80.0, 240.0, 400.0))
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_a_row_under_the_rest_of_a_cell_is_no_heading_though_its_texts_name_columns() -> None:
    sheet, places = Sheet(width=860), (50.0, 80.0, 250.0, 450.0, 700.0)
    written(sheet, ("No", "Sasaran", "Indikator", "Formula", "Penanggung Jawab"), places=places, bold=True)
    written(sheet, ("1", "Terjaganya kas", "Opini atas kas", "Hasil pemeriksaan", "Bidang Kas"), top=124, places=places)
    sheet.text("dan aset", 80, 134)
    row = ("Persentase penyerapan belanja", "Realisasi belanja dibagi anggaran", "Bidang Aset")
    written(sheet, row, top=142, places=places[2:])
    (table,) = tables(sheet)
    assert [r[2:] for r in body(table)][-1] == list(row)


@pytest.mark.parametrize("heads", [("Program Taman Kota",), ("A", "Program Taman Kota"), ("I.", "Program Taman Kota")])
def test_a_table_whose_first_row_is_named_over_all_columns_has_its_amounts(heads: tuple[str, ...]) -> None:
    sheet, places = Sheet(), (50.0, 80.0, 300.0, 400.0)
    written(sheet, ("No", "Kegiatan", "Target", "Anggaran"), places=places, bold=True)
    written(sheet, heads, top=124, places=places[: len(heads)])
    rows = (("1.", "Tata Taman", "9 buah", "Rp5.000.000"), ("2.", "Gali Sumur", "4 buah", "Rp7.000.000"))
    written(sheet, *rows, top=148, places=places)
    (table,) = tables(sheet)
    assert [row[-1] for row in body(table)][-2:] == ["Rp5.000.000", "Rp7.000.000"]


def test_months_head_columns_of_their_own() -> None:
    sheet = Sheet(width=900)
    months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
    places = (50.0, 80.0, 220.0, *(280.0 + 40 * k for k in range(12)))
    written(sheet, ("No", "Indikator Kinerja", "Target", *months), bold=True, places=places)
    for k in (1, 2, 3):
        written(sheet, (str(k), f"Jumlah taman {k}", "12", *map(str, range(1, 13))), top=100 + 24 * k, places=places)
    (table,) = tables(sheet)
    assert header(table)[3:] == list(months)
    assert [row[14] for row in body(table)] == ["12"] * 3


def test_a_text_too_long_for_its_tab_stop_reaches_over_empty_columns() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 260.0, 340.0)
    written(sheet, ("No", "Sasaran / Indikator", "Satuan", "Target"), bold=True, places=places)
    sheet.text("1.", 50, 124).text("Meningkatnya kenyamanan taman dan hutan kota bagi warga", 80, 124)
    sheet.text("a. Jumlah taman", 80, 148).text("buah", 260, 148).text("4", 340, 148)
    sheet.text("2.", 50, 172).text("Terjaganya sumber mata air pada semua kecamatan kota", 80, 172)
    sheet.text("a. Debit", 80, 196).text("liter", 260, 196).text("90", 340, 196)
    (table,) = tables(sheet)
    read = " ".join(cell for row in body(table) for cell in row[1:2])
    assert "hutan kota bagi warga" in read
    assert "semua kecamatan kota" in read
    assert [row[3] for row in body(table) if row[3]] == ["4", "90"]


def test_a_bold_line_over_columns_heads_the_rows_under_it() -> None:
    sheet = Sheet()
    places = (50.0, 250.0, 340.0, 430.0)
    written(sheet, ("Indikator Kinerja", "Satuan", "TW I", "Target"), bold=True, places=places)
    top = 124.0
    for k in (1, 2, 3):
        sheet.text(f"Sasaran {k}: terwujudnya kota yang hijau dan nyaman bagi warga", 50, top, bold=True)
        written(sheet, (f"Jumlah taman {k}", "buah", "2", "5"), top=top + 12, places=places)
        top += 24
    (table,) = tables(sheet)
    assert [row[0] for row in table.rows if row[0] is row[-1]] == [row[0] for row in table.rows[::2]]
    assert [row[1:] for row in body(table)[1::2]] == [["buah", "2", "5"]] * 3


@pytest.mark.parametrize("levels", [0, 3])
def test_a_boxed_heading_heads_the_rows_under_it(levels: int) -> None:
    sheet, walls = Sheet(), (45.0, 75.0, 395.0, 500.0)
    for x0, x1 in pairwise(walls):
        sheet.box(x0, 95, x1, 119)
    written(sheet, HEAD, bold=True)
    written(sheet, *ROWS, top=124)
    for k in range(1, levels + 1):
        sheet.level(walls[0], walls[-1], 119 + 24 * k)
    (table,) = tables(sheet)
    assert (header(table), body(table)) == (list(HEAD), [list(row) for row in ROWS])


def test_a_bold_line_right_under_the_heading_is_no_part_of_it() -> None:
    sheet = Sheet()
    places = (50.0, 90.0, 250.0, 400.0)
    written(sheet, ("No", "Kegiatan", "Indikator", "Target"), bold=True, places=places)
    sheet.text("PROGRAM PENATAAN TAMAN DAN HUTAN KOTA BAGI WARGA", 50, 112, bold=True)
    written(
        sheet,
        ("1.", "Perawatan Taman", "Jumlah Taman", "4 buah"),
        ("2.", "Penanaman Pohon", "Jumlah Pohon", "80 batang"),
        ("3.", "Penataan Trotoar", "Panjang Trotoar", "7 km"),
        top=124,
        places=places,
    )
    (table,) = tables(sheet)
    assert header(table) == ["No", "Kegiatan", "Indikator", "Target"]
    assert [row[3] for row in body(table)[1:]] == ["4 buah", "80 batang", "7 km"]


def test_a_further_heading_may_name_its_numbers_by_a_sign() -> None:
    sheet = Sheet()
    written(sheet, ("No", "Indikator", "Target"), bold=True, places=(50.0, 90.0, 400.0))
    written(sheet, ("1", "Jumlah Taman", "4"), ("2", "Jumlah Pohon", "80"), top=124, places=(50.0, 90.0, 400.0))
    written(sheet, ("#", "Program", "Anggaran"), bold=True, top=190, places=(50.0, 90.0, 400.0))
    written(sheet, ("1", "Penataan Taman", "4.500.000"), top=214, places=(50.0, 90.0, 400.0))
    assert [header(table)[1] for table in tables(sheet)] == ["Indikator", "Program"]


def test_parts_of_the_year_by_number_head_columns() -> None:
    sheet = Sheet()
    places = (50.0, 90.0, 250.0, 300.0, 350.0, 400.0, 450.0)
    written(sheet, ("No", "Indikator", "Target", "B03", "B06", "B09", "B12"), bold=True, places=places)
    for k in (1, 2, 3):
        written(sheet, (f"{k}.", f"Jumlah taman {k}", "8", "2", "4", "6", "8"), top=100 + 24 * k, places=places)
    (table,) = tables(sheet)
    assert header(table)[3:] == ["B03", "B06", "B09", "B12"]


def test_a_row_that_lists_is_no_further_heading() -> None:
    sheet, places = Sheet(), (50.0, 200.0, 400.0)
    written(sheet, ("Sasaran Strategis", "Indikator Kinerja", "Satuan"), bold=True, places=places)
    written(sheet, ("Taman rapi", "• Luas taman", "hektare"), ("", "• Umur taman", "tahun"), top=124, places=places)
    for y in (95, 119, 167):
        sheet.level(45, 500, y)
    written(sheet, ("Sasaran", "• Nilai", "Satuan"), ("", "• Hasil", "Satuan"), top=172, places=places)
    sheet.level(45, 500, 215)
    (table,) = tables(sheet)
    assert [row[1] for row in body(table)] == ["• Luas taman", "• Umur taman", "• Nilai", "• Hasil"]


def test_a_ground_that_spares_narrow_columns_parts_no_cell_there() -> None:
    places = (50.0, 80.0, 200.0, 450.0)
    sheet = Sheet()
    written(sheet, ("No", "Sasaran", "Indikator Kinerja", "Target"), bold=True, places=places)
    sheet.filled(45, 96, 545, 116, "#76923c")
    sheet.text("1", 50, 122).text("Pasar tertata", 80, 122).text("Jumlah pasar", 200, 122).text("5", 450, 122)
    sheet.text("2", 50, 146).text("Taman dan hutan", 80, 146).text("Jumlah taman", 200, 146).text("9", 450, 146)
    sheet.text("terjaga", 80, 158).text("Luas hutan", 200, 170).text("8", 450, 170)
    sheet.filled(45, 142, 140, 190).filled(140, 142, 545, 166)
    (table,) = tables(sheet)
    assert body(table) == [
        ["1", "Pasar tertata", "Jumlah pasar", "5"],
        ["2", "Taman dan hutan terjaga", "Jumlah taman", "9"],
        ["2", "Taman dan hutan terjaga", "Luas hutan", "8"],
    ]


def test_texts_at_the_left_of_a_column_stand_under_the_heading_in_its_middle() -> None:
    sheet = Sheet()
    written(sheet, ("No", "Indikator", "Satuan", "Target"), bold=True, places=(50.0, 140.0, 340.0, 450.0))
    rows = (("1", "Luas taman kota", "ha", "9"), ("2", "Jumlah pasar tertata", "unit", "8"))
    written(sheet, *rows, top=124, places=(50.0, 90.0, 210.0, 450.0))
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_numbers_without_a_heading_stand_before_what_they_number() -> None:
    sheet = Sheet()
    written(sheet, ("Tujuan", "Sasaran", "Target"), bold=True, places=(60.0, 260.0, 450.0))
    sheet.text("1", 50, 124).text("Kota yang rapi dan", 62, 124).text("1.1", 205, 124).text("Pasar tertata", 230, 124)
    sheet.text("80", 450, 124).text("hijau", 62, 136)
    sheet.text("1.2", 205, 148).text("Taman terawat", 230, 148).text("90", 450, 148)
    (table,) = tables(sheet)
    assert [row[1] for row in body(table)] == ["1.1 Pasar tertata", "1.2 Taman terawat"]


def test_nothing_over_a_heading_that_comes_again_is_a_row() -> None:
    first, second = Sheet(height=300), Sheet(number=2, height=300)
    for sheet in (first, second):
        sheet.text("Daftar Taman Kota", 80, 66).text("buah", 402, 66)
        written(sheet, HEAD, bold=True, top=90)
    written(first, *(((str(k), f"Jumlah taman ke-{k}", f"{k} buah")) for k in range(1, 7)), top=114)
    written(second, ("7", "Jumlah taman ke-7", "7 buah"), ("8", "Jumlah taman ke-8", "8 buah"), top=114)
    rows = [row for table in tables(first, second) for row in body(table)]
    assert rows == [[str(k), f"Jumlah taman ke-{k}", f"{k} buah"] for k in range(1, 9)]


def test_a_bold_line_heads_the_plain_rows_that_are_indented_under_it() -> None:
    sheet = Sheet()
    written(sheet, ("Indikator Kinerja", "Satuan", "Target"), bold=True, places=(50.0, 330.0, 450.0))
    sheet.text("Sasaran : Taman yang rapi", 50, 124, bold=True)
    rows = (("Luas taman kota", "ha", "9"), ("Jumlah pohon", "batang", "80"))
    written(sheet, *rows, top=136, places=(62.0, 330.0, 450.0))
    (table,) = tables(sheet)
    assert body(table) == [["Sasaran : Taman yang rapi", "", ""], *map(list, rows)]


def test_of_values_that_nearly_touch_each_stands_under_its_heading() -> None:
    sheet = Sheet()
    places = (50.0, 250.0, 300.0, 400.0)
    written(sheet, ("Indikator Kinerja", "Target", "Realisasi", "Capaian"), bold=True, places=places)
    rows = (("Luas taman kota", "85", "88,24", "103,81"), ("Jumlah pasar tertata", "90", "91,30", "101,44"))
    written(sheet, *rows, top=124, places=(50.0, 264.0, 312.0, 405.0))
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_a_labelled_line_over_columns_heads_the_rows_under_it_in_plain_type_too() -> None:
    sheet = Sheet()
    places = (50.0, 250.0, 340.0)
    written(sheet, ("Indikator Kinerja", "Satuan", "Target"), places=places)
    top = 124.0
    for k in (1, 2):
        sheet.text(f"Sasaran {k} : terwujudnya kota yang hijau dan nyaman bagi warga", 50, top)
        written(sheet, (f"Jumlah taman kota {k}", "buah", "5"), top=top + 12, places=places)
        top += 24
    (table,) = tables(sheet)
    assert [row[1:] for row in body(table)[1::2]] == [["buah", "5"]] * 2
    assert [row[0] for row in table.rows if row[0] is row[-1]] == [row[0] for row in table.rows[::2]]


def test_a_label_and_its_value_head_no_table() -> None:
    sheet = Sheet()
    for k, (label, value) in enumerate((("Satuan", "%"), ("Sumber Data", "Bagian Taman"), ("Target", "90"))):
        sheet.text(label, 50, 100 + 12 * k).text(":", 160, 100 + 12 * k).text(value, 175, 100 + 12 * k)
    assert tables(sheet) == []


def test_a_plain_row_of_heading_words_between_lines_heads_no_further_table() -> None:
    sheet = Sheet()
    places = (50.0, 90.0, 250.0, 420.0)
    written(sheet, ("No", "Indikator", "Formula", "Satuan"), bold=True, places=places)
    rows = (("1", "Nilai taman", "Hasil penilaian warga", "nilai"), ("", "Capaian anggaran", "Realisasi anggaran", "%"))
    written(sheet, rows[0], top=124, places=places)
    written(sheet, rows[1], top=137, places=places)
    for y in (96, 118, 135.5, 150):
        sheet.level(45, 500, y)
    (table,) = tables(sheet)
    assert len(table.rows) == 2


def test_a_heading_in_the_middle_of_two_storeys_is_a_column() -> None:
    sheet = Sheet()
    for text, x, top in (
        ("Acuan", 170, 90),
        ("Target", 375, 90),
        ("Sasaran", 50, 100),
        ("Indikator", 250, 100),
        ("Satuan", 450, 100),
        ("Bobot", 510, 100),
        ("Nilai", 140, 110),
        ("Target", 195, 110),
        ("Dasar", 350, 110),
        ("Puncak", 400, 110),
    ):
        sheet.text(text, x, top, bold=True)
    rows = (("Taman rapi", "3", "90%", "Luas taman kota", "5", "7", "ha", "10%"),)
    written(sheet, *rows * 2, top=134, places=(50, 145, 200, 235, 360, 410, 450, 515))
    (table,) = tables(sheet)
    assert header(table)[3] == "Indikator"
    assert body(table)[0][3:6] == ["Luas taman kota", "5", "7"]


def test_a_line_that_leaves_out_the_first_column_parts_the_others() -> None:
    sheet = Sheet()
    places = (50.0, 120.0, 400.0)
    written(sheet, ("Sasaran", "Indikator", "Target"), bold=True, places=places)
    sheet.text("Terwujudnya", 50, 136).text("kota hijau", 50, 148)
    written(sheet, ("Luas taman", "5 ha"), ("Jumlah pohon", "80"), top=130, places=places[1:])
    for x0, y in ((45, 96), (45, 118), (116, 146), (45, 170)):
        sheet.level(x0, 480, y)
    (table,) = tables(sheet)
    assert body(table) == [
        ["Terwujudnya kota hijau", "Luas taman", "5 ha"],
        ["Terwujudnya kota hijau", "Jumlah pohon", "80"],
    ]


def test_figures_beside_texts_under_one_heading_are_a_column_of_their_own() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 240.0, 330.0, 420.0)
    for text, x in (("No", 50), ("Kegiatan", 80), ("Hasil Kegiatan", 280), ("Lokasi", 420)):
        sheet.text(text, x, 100, bold=True)
    rows = [(str(k), "Penataan pasar", "Jumlah pasar", f"{k}0 %", "Kota") for k in range(1, 5)]
    written(sheet, *rows, top=124, places=places)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


LISTED = (50.0, 70.0, 400.0, 420.0)


def test_a_list_of_amounts_goes_on_over_the_page() -> None:
    one, two = Sheet(1), Sheet(2)
    names = ("Program Jalan Kota", "Program Air Bersih", "Program Pembinaan")
    rows = [(f"{n}.", name, "Rp.", f"{n}.250.000") for n, name in enumerate(names, 1)]
    written(one, *rows, top=760, places=LISTED)
    two.text("Pasar Rakyat", 70, 50)
    written(
        two, ("4.", "Program Taman", "Rp.", "4.250.000"), ("", "JUMLAH", "Rp.", "11.000.000"), top=68, places=LISTED
    )
    two.text("Majusari, 20 Februari 2041", 330, 140).text("KEPALA DINAS", 330, 154)
    (table,) = tables(one, two)
    assert table.pages == (1, 2)
    assert [row[1] for row in body(table)][2:4] == ["Program Pembinaan Pasar Rakyat", "Program Taman"]


def test_signatures_on_the_next_page_are_no_rest_of_a_list() -> None:
    one, two = Sheet(1), Sheet(2)
    written(one, *((f"{n}.", "Program Jalan", "Rp.", f"{n}.250.000") for n in (1, 2, 3)), top=760, places=LISTED)
    two.text("PIHAK KEDUA", 70, 50).text("PIHAK PERTAMA", 400, 50)
    two.text("BUDI", 70, 100).text("WATI", 400, 100).text("NIP 196001011985031001", 400, 114)
    (table,) = tables(one, two)
    assert table.pages == (1,)


def test_amounts_begin_with_their_currency_signs_however_far_a_name_reaches_under_their_heading() -> None:
    sheet = Sheet()
    written(sheet, ("Sub Kegiatan", "Anggaran"), top=100, places=(50, 290), bold=True)
    long = "Koordinasi dan Penyusunan Laporan Keuangan Akhir Tahun"
    written(sheet, ("Penyediaan Gaji", "Rp. 3.250.000"), (long, "Rp. 1.750.000"), top=124, places=(50, 365))
    (table,) = tables(sheet)
    assert body(table) == [["Penyediaan Gaji", "Rp. 3.250.000"], [long, "Rp. 1.750.000"]]


def test_a_heading_is_not_parted_at_its_blank_though_amounts_at_its_right_touch_the_next_heading() -> None:
    sheet = Sheet()
    written(sheet, ("Kegiatan", "ANGGARAN (Rp)", "Sumber Dana"), top=100, places=(50, 250, 335), bold=True)
    rows = (("Penataan Taman", "142,265", "APBD"), ("Perbaikan Pasar", "119,378", "APBN"))
    written(sheet, *rows, top=124, places=(50, 300.5, 345))
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]


def test_a_list_ends_before_place_and_date_however_close() -> None:
    sheet = Sheet()
    below = written(sheet, *((f"{n}.", "Program Jalan", "Rp.", f"{n}.250.000") for n in (1, 2, 3)), places=LISTED)
    sheet.text("Majusari, 5 Januari 2041", 330, below - 12)
    (table,) = tables(sheet)
    assert body(table)[-1][1] == "Program Jalan"


def test_a_heading_that_comes_again_heads_the_columns_that_it_had_where_few_rows_follow() -> None:
    one, two = Sheet(1), Sheet(2)
    places = (50.0, 230.0, 260.0, 430.0)
    heads = ("Sasaran Strategis", "", "Indikator Kinerja", "Target")
    rows = [
        (f"Sasaran air {k}" if k in "13" else "", f"1.{k}", f"Indeks layanan air {k}", f"{k} %") for k in "12345678"
    ]
    for sheet, own, top in ((one, rows[:7], 600.0), (two, rows[7:], 50.0)):
        written(sheet, heads, top=top, places=places, bold=True)
        written(sheet, *own, top=top + 24, places=places)
        for k in range(len(own) + 2):
            sheet.level(50, 480, top - 6 + 24 * k)
    (table,) = tables(one, two)
    assert [row[0] for row in body(table)][-2:] == ["", ""]


@pytest.mark.parametrize("boxed", [False, True])
def test_names_over_several_columns_wrap_in_their_bands(*, boxed: bool) -> None:
    sheet, places = Sheet(), (50.0, 120.0, 300.0, 450.0)
    written(sheet, ("Kode", "Kegiatan", "Indikator Kinerja", "Target"), bold=True, places=places)
    bands = (96.0, 118.0, 158.0, 180.0, 202.0, 224.0)
    for y in bands:
        sheet.level(46, 520, y)
    if boxed:
        for x in (46.0, 116.0, 296.0, 446.0, 520.0):
            sheet.upright(x, bands[0], bands[1])
    sheet.text("02", 50, 122).text("PROGRAM PENATAAN TAMAN DAN HUTAN KOTA YANG INDAH DAN", 120, 122)
    sheet.text("RAPI SELALU", 120, 136)
    written(sheet, ("02.1", "Gali sumur", "Jumlah sumur", "4 buah"), top=162, places=places)
    written(sheet, ("02.2", "Rawat taman", "Luas taman", "5 ha"), top=184, places=places)
    written(sheet, ("02.3", "Tata pasar", "Jumlah pasar", "6 unit"), top=206, places=places)
    (table,) = tables(sheet)
    assert [row[0] for row in body(table)] == ["02", "02.1", "02.2", "02.3"]
    assert body(table)[0][1] == "PROGRAM PENATAAN TAMAN DAN HUTAN KOTA YANG INDAH DAN RAPI SELALU"


def test_upright_lines_under_one_name_part_its_columns() -> None:
    sheet = Sheet()
    for text, x in (("Nomor Kode", 60), ("Kegiatan", 220), ("Anggaran", 420)):
        sheet.text(text, x, 100, bold=True)
    rows = [(str(k), f"4{k}", f"0{k}", "Penataan pasar", f"{k}.500.000") for k in range(1, 5)]
    written(sheet, *rows, top=124, places=(50.0, 75.0, 100.0, 140.0, 420.0))
    for x in (68, 93, 120, 400):
        sheet.upright(x, 96, 210)
    (table,) = tables(sheet)
    assert header(table) == ["Nomor Kode", "Nomor Kode", "Nomor Kode", "Kegiatan", "Anggaran"]
    assert body(table) == [list(row) for row in rows]


def test_the_label_of_a_sum_tells_nothing_of_where_columns_part() -> None:
    sheet = Sheet()
    places = (50.0, 66.0, 220.0, 400.0)
    sheet.text("No", 48, 100, bold=True).text("Program", 110, 100, bold=True)
    sheet.text("Indikator Kinerja", 235, 100, bold=True).text("Pagu", 405, 100, bold=True)
    rows = [("1", "Program Air Bersih Desa", "Jumlah sumur", "450"), ("2", "Program Kebun", "Luas kebun", "700")]
    below = written(sheet, *rows, top=124, places=places)
    sheet.text("JUMLAH", 50, below).text("1.150", 400, below)
    (table,) = tables(sheet)
    assert body(table)[:2] == [list(row) for row in rows]


def test_names_side_by_side_under_a_heading_of_two_levels_are_two_columns() -> None:
    sheet = Sheet()
    sheet.text("No", 50, 100, bold=True).text("Program/Kegiatan", 140, 100, bold=True)
    sheet.text("Indikator Kinerja", 330, 100, bold=True).text("Target", 470, 100, bold=True)
    rows = [
        ("1", "Penyediaan Air", "Gali sumur", "Jumlah sumur", "4"),
        ("2", "Penataan Kebun", "Tata kebun", "Luas kebun", "9"),
    ]
    written(sheet, *rows, top=124, places=(50.0, 80.0, 200.0, 330.0, 470.0))
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]
    assert header(table)[1:3] == ["Program/Kegiatan"] * 2


def test_the_numbers_of_columns_are_no_part_of_the_row_close_under_them() -> None:
    sheet = Sheet()
    written(sheet, HEAD, ("(1)", "(2)", "(3)"))
    for k, (number, name, target) in enumerate((("", "Jumlah pasar tertata", "5 unit"), ("1", "Luas taman", "8 ha"))):
        sheet.text(name, 80, 136 + 12 * k).text(target, 400, 136 + 12 * k)
        if number:
            sheet.text(number, 50, 136 + 12 * k)
    (table,) = tables(sheet)
    assert [row[1:] for row in body(table)] == [["Jumlah pasar tertata", "5 unit"], ["Luas taman", "8 ha"]]


def test_the_first_line_of_a_row_heads_no_further_table_where_the_next_one_goes_on_with_it() -> None:
    sheet = Sheet()
    places = (50.0, 200.0, 330.0, 430.0)
    written(sheet, ("Program", "Indikator Kinerja", "Target", "Bidang"), places=places, bold=True)
    written(sheet, ("Program Taman", "Jumlah pohon", "5", "Bidang Hutan"), top=124, places=places)
    sheet.text("Program", 50, 150, bold=True).text("Jumlah acara", 200, 150).text("Bidang", 430, 150)
    sheet.text("Wisata", 50, 162, bold=True).text("yang digelar", 200, 162).text("8", 330, 162).text("Wisata", 430, 162)
    (table,) = tables(sheet)
    assert body(table)[-1] == ["Program Wisata", "Jumlah acara yang digelar", "8", "Bidang Wisata"]


def test_labels_and_what_they_label_are_no_table_though_the_first_pair_could_head_one() -> None:
    sheet = Sheet()
    pairs = (
        ("Indikator Kinerja", "Nilai evaluasi kinerja"),
        ("Formulasi", "Hasil penilaian tim"),
        ("Sumber Data", "Laporan tahunan"),
        ("Penanggung Jawab", "Seksi Taman"),
    )
    written(sheet, *pairs, places=(50.0, 250.0))
    assert tables(sheet) == []


def test_the_rest_of_a_row_over_a_rule_at_the_head_of_the_next_page_is_the_tables() -> None:
    one, two = Sheet(height=300), Sheet(number=2, height=300)
    one.level(45, 500, 94).level(45, 500, 118)
    written(one, HEAD, bold=True)
    for k, row in enumerate(("Jumlah taman", "Luas taman", "Panjang jalan di")):
        written(one, (str(k + 1), row, f"{k + 2} buah"), top=124 + 24 * k)
        one.level(45, 500, 142 + 24 * k)
    two.level(45, 500, 54).text("dalam kota", 150, 58).level(45, 500, 74)
    for k, row in enumerate(("Jumlah jembatan", "Luas pasar")):
        written(two, (str(k + 4), row, f"{k + 6} buah"), top=80 + 24 * k)
        two.level(45, 500, 98 + 24 * k)
    (table,) = tables(one, two)
    assert [row[1] for row in body(table)] == [
        "Jumlah taman",
        "Luas taman",
        "Panjang jalan di dalam kota",
        "Jumlah jembatan",
        "Luas pasar",
    ]


def test_a_date_whose_day_is_left_to_a_hand_ends_a_table_in_columns() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("Majusari,", 90, below).text("Februari 2041", 190, below)
    sheet.text("Bupati", 80, below + 14).text("Kepala Dinas", 400, below + 14)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


@pytest.mark.parametrize("foot", ["1", "Halaman 5", "- 7 -"])
def test_the_number_of_the_page_under_a_table_is_no_row(foot: str) -> None:
    sheet = Sheet()
    written(sheet, HEAD, top=650, bold=True)
    below = written(sheet, *ROWS, top=674)
    sheet.text("Rencana Kerja 2041", 80, below + 20).text(foot, 300, below + 34)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in ROWS]


def test_a_figure_high_on_the_page_under_a_table_is_no_number_of_the_page() -> None:
    sheet = Sheet()
    below = opened(sheet)
    sheet.text("1", 400, below)
    (table,) = tables(sheet)
    assert "".join(body(table)[-1]).endswith("1")


def _over_the_page(rest: tuple[str, ...], *, heads: bool) -> list[list[str]]:
    """A table with wrapped names whose last one goes on with the lines ``rest`` at the head of the next page."""
    one, two = Sheet(), Sheet(2)
    written(one, HEAD, top=650, bold=True)
    rows = (("1", "Jumlah pasar rakyat", "5 unit"), ("", "tertata", ""), ("2", "Pembinaan Kelompok", "8 ha"))
    for k, row in enumerate(rows):
        written(one, row, top=670 + 12 * k)
    top = 60.0
    if heads:
        top = written(two, HEAD, top=top, bold=True)
    for line in rest:
        two.text(line, PLACES[1], top)
        top += 12
    written(two, ("3", "Taman Kota dan", "9 buah"), top=top)
    written(two, ("", "Hutan Kota", ""), top=top + 12)
    return [row for table in tables(one, two) for row in body(table)]


@pytest.mark.parametrize("heads", [False, True])
def test_the_rest_of_a_row_whose_values_stand_on_its_first_line_goes_on_over_the_page(heads: bool) -> None:
    assert _over_the_page(("Tani Muda", "Majusari"), heads=heads) == [
        ["1", "Jumlah pasar rakyat tertata", "5 unit"],
        ["2", "Pembinaan Kelompok Tani Muda Majusari", "8 ha"],
        ["3", "Taman Kota dan Hutan Kota", "9 buah"],
    ]


def test_amounts_nearer_to_the_middle_of_their_heading_stand_under_it() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 300.0, 480.0)
    written(sheet, ("No", "Program", "Pagu Anggaran", "Keterangan"), places=places, bold=True)
    written(sheet, ("1", "Program Pasar", "", "APBD"), ("2", "Program Hutan", "", "APBD"), top=124, places=places)
    sheet.text("Rp 1.188.168.500", 340, 124).text("Rp 46.305.550", 355, 148)
    (table,) = tables(sheet)
    assert [row[2:] for row in body(table)] == [["Rp 1.188.168.500", "APBD"], ["Rp 46.305.550", "APBD"]]


def test_a_sum_at_the_left_edge_leaves_the_numbers_their_column() -> None:
    sheet = Sheet()
    places = (120.0, 300.0)
    written(sheet, ("Program", "Anggaran"), places=places, bold=True)
    below = written(
        sheet, ("1.", "Program Pasar", "Rp 1.500.000"), ("2.", "Program Hutan", "Rp 2.500.000"), top=124,
        places=(50.0, 100.0, 290.0),
    )  # fmt: skip
    sheet.text("JUMLAH", 50, below, bold=True).text("Rp 4.000.000", 290, below, bold=True)
    (table,) = tables(sheet)
    assert [row[:2] for row in body(table)][:2] == [["1.", "Program Pasar"], ["2.", "Program Hutan"]]


def test_the_name_of_a_programme_behind_its_code_stands_in_the_column_beside_the_codes() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 180.0, 400.0)
    written(sheet, ("No", "Kode", "Program/Kegiatan", "Target"), places=places, bold=True)
    sheet.text("A", 50, 124, bold=True).text("2.12.01 Program Pasar Rakyat Majusari", 80, 124, bold=True)
    written(sheet, ("1", "2.12.01.2.01", "Penataan Pasar", "5 unit"), top=148, places=places)
    sheet.text("B", 50, 172, bold=True).text("2.12.02 Program Hutan Kota Majusari", 80, 172, bold=True)
    written(sheet, ("1", "2.12.02.2.01", "Perawatan Hutan", "8 ha"), top=196, places=places)
    (table,) = tables(sheet)
    assert [row[1:3] for row in body(table)] == [
        ["2.12.01", "Program Pasar Rakyat Majusari"],
        ["2.12.01.2.01", "Penataan Pasar"],
        ["2.12.02", "Program Hutan Kota Majusari"],
        ["2.12.02.2.01", "Perawatan Hutan"],
    ]


@pytest.mark.parametrize("fund", ["", "APBD"])
def test_one_numbered_amount_with_its_currency_is_a_list(fund: str) -> None:
    sheet = Sheet()
    sheet.text("Perjanjian", 50, 60)
    sheet.text("1", 60, 200).text("Penyediaan Gaji", 100, 200).text("Rp 3.199.000,00", 320, 200).text(fund, 450, 200)
    (table,) = tables(sheet)
    assert body(table) == [["1", "Penyediaan Gaji", "Rp 3.199.000,00", *([fund] if fund else [])]]


def test_a_numbered_sentence_that_ends_in_rupiah_is_no_list() -> None:
    sheet = Sheet()
    sheet.text("1. Pagu kegiatan ini sebesar Rp 3.199.000,00", 60, 200)
    assert tables(sheet) == []


def test_a_name_over_all_columns_wraps_between_its_lines_and_is_one_row() -> None:
    sheet = Sheet()
    written(sheet, HEAD, bold=True)
    for y in (96, 116, 148, 172, 206, 230):
        sheet.level(48, 440, y)
    long = "Sasaran 1 : Terwujudnya pasar dan taman kota yang tertata, bersih dan aman bagi warga"
    sheet.text(long, 50, 120, bold=True).text("desa", 50, 134, bold=True)
    written(sheet, ROWS[0], top=154)
    sheet.text(long.replace("1", "2"), 50, 178, bold=True).text("kota", 50, 192, bold=True)
    written(sheet, ROWS[1], top=212)
    (table,) = tables(sheet)
    assert body(table) == [
        [f"{long} desa"] * 3,
        list(ROWS[0]),
        [f"{long.replace('1', '2')} kota"] * 3,
        list(ROWS[1]),
    ]


def test_names_a_blank_behind_numbers_with_letters_stand_in_their_column() -> None:
    sheet, places = Sheet(), (70.0, 230.0, 400.0)
    written(sheet, HEAD, places=places, bold=True)
    for k, row in enumerate(ROWS):
        sheet.text(f"IKU {row[0]}.1 {row[1]}", 50, 124 + 24 * k).text(row[2], 400, 124 + 24 * k)
        sheet.level(48, 440, 116 + 24 * k)
    sheet.level(48, 440, 96).level(48, 440, 188)
    (table,) = tables(sheet)
    assert body(table) == [[f"IKU {n}.1", name, target] for n, name, target in ROWS]


def test_a_line_through_words_is_of_a_watermark_and_no_wall() -> None:
    sheet = Sheet()
    places = (50.0, 80.0, 320.0)
    written(sheet, ("No", "Program", "Anggaran"), places=(50.0, 150.0, 340.0), bold=True)
    rows = (("1", "Program Penataan Pasar Rakyat Kota", "Rp 5.000.000"), ("2", "Program Hutan", "Rp 6.000.000"))
    written(sheet, *rows, top=124, places=places)
    sheet.upright(225, 110, 165)
    (table,) = tables(sheet)
    assert body(table) == [list(row) for row in rows]

"""Rows and columns where lines are missing: half-ruled tables, level rules only, lists without any line."""

from __future__ import annotations

from drafts import plain
from table_pages import Sheet, body, header, tables, texts

from extractor.layout.tables import find_tables
from extractor.match.columns import read_columns
from extractor.records.indicators import indicators


def _frame(sheet: Sheet, xs: list[float], top: float, middle: float, bottom: float) -> None:
    for y in (top, middle, bottom):
        sheet.level(xs[0], xs[-1], y)
    for x in xs:
        sheet.upright(x, top, bottom)


def test_rows_without_lines_are_cut_by_their_numbers() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 300, 400], 100, 120, 220)
    for k, text in enumerate(("No", "Kegiatan", "Target")):
        sheet.text(text, (55, 95, 305)[k], 104)
    for k, (name, more, target) in enumerate(
        [
            ("Penanaman bakau", "di pantai utara", "40 ha"),
            ("Pelatihan pemandu", "", "2 kali"),
            ("Festival", "layang", "1"),
        ]
    ):
        y = 126 + 30 * k
        sheet.text(f"{k + 1}.", 55, y).text(name, 95, y).text(target, 305, y)
        if more:
            sheet.text(more, 95, y + 12)
    (table,) = tables(sheet)
    assert header(table) == ["No", "Kegiatan", "Target"]
    assert body(table) == [
        ["1.", "Penanaman bakau di pantai utara", "40 ha"],
        ["2.", "Pelatihan pemandu", "2 kali"],
        ["3.", "Festival layang", "1"],
    ]


def test_numbers_in_the_middle_of_wrapped_names_cut_at_the_widest_gap() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 400], 100, 120, 200)
    sheet.text("No", 55, 104).text("Program", 95, 104)
    for k in range(2):
        y = 124 + 36 * k
        sheet.text(f"Nama-{k} baris", 95, y).text("lanjutan", 95, y + 12).text(f"{k + 1}", 55, y + 6)
    (table,) = tables(sheet)
    assert body(table) == [["1", "Nama-0 baris lanjutan"], ["2", "Nama-1 baris lanjutan"]]


def test_amounts_beside_every_name_cut_rows() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 300, 420], 100, 120, 190)
    sheet.text("Program", 55, 104).text("Anggaran", 305, 104)
    for k, amount in enumerate(("1.250.000", "300.000.000")):
        sheet.text(f"Program ke-{k}", 55, 126 + 24 * k).text(amount, 305, 126 + 24 * k)
    (table,) = tables(sheet)
    assert body(table) == [["Program ke-0", "1.250.000"], ["Program ke-1", "300.000.000"]]


def test_several_indicators_and_targets_in_one_ruled_row_are_as_many_indicators_of_one_row() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 300, 400], 100, 120, 190)
    for k, text in enumerate(("No", "Indikator", "Target")):
        sheet.text(text, (55, 95, 305)[k], 104)
    sheet.text("1", 55, 126)
    for k in range(3):
        sheet.text(f"{k + 1}. indikator", 95, 126 + 20 * k).text(f"{90 + k}%", 305, 126 + 20 * k)
    (table,) = tables(sheet)
    drafts = [plain(d) for d in indicators(read_columns(table))]
    assert [(d["row"], d["number"], d["name"]) for d in drafts] == [("1", n, "indikator") for n in ("1", "2", "3")]
    assert [d["target"]["value"] for d in drafts] == [90, 91, 92]


def test_level_rules_alone_make_a_table_when_the_first_band_is_a_heading() -> None:
    sheet = Sheet()
    for y in (100, 120, 200):
        sheet.level(50, 500, y)
    for k, text in enumerate(("No", "Sasaran", "Target")):
        sheet.text(text, (55, 100, 420)[k], 104)
    for k in range(3):
        y = 126 + 22 * k
        sheet.text(f"{k + 1}", 55, y).text(f"Tertatanya pasar {k}", 100, y).text(f"{k} unit", 420, y)
    (table,) = tables(sheet)
    assert header(table) == ["No", "Sasaran", "Target"]
    assert body(table)[2] == ["3", "Tertatanya pasar 2", "2 unit"]


def test_a_list_in_columns_without_lines_is_a_table() -> None:
    sheet = Sheet()
    sheet.text("Program", 90, 100, bold=True).text("Anggaran", 330, 100, bold=True).text(
        "Keterangan", 430, 100, bold=True
    )
    for k, amount in enumerate(("250.000.000", "1.250.000.000")):
        y = 126 + 36 * k
        sheet.text(f"{k + 1}.", 60, y).text("Program Penataan Taman", 80, y).text("dan Hutan Kota", 80, y + 12)
        sheet.text("Rp.", 320, y).text(amount, 340, y).text("APBD", 440, y)
    (table,) = tables(sheet)
    assert header(table)[1:] == ["Program", "Anggaran", "Keterangan"]
    assert body(table)[1] == ["2.", "Program Penataan Taman dan Hutan Kota", "Rp. 1.250.000.000", "APBD"]


def test_a_list_under_one_heading_is_a_table_when_amounts_stand_in_a_column() -> None:
    sheet = Sheet().text("Kegiatan", 80, 100, bold=True)
    for k in range(3):
        y = 124 + 20 * k
        sheet.text(f"{k + 1}", 60, y).text("Pemeliharaan dermaga", 80, y).text(f"{k + 1}0.500.000", 400, y)
    (table,) = tables(sheet)
    assert header(table) == ["", "Kegiatan", ""]
    assert body(table)[0] == ["1", "Pemeliharaan dermaga", "10.500.000"]


def test_numbered_names_with_amounts_need_no_heading() -> None:
    sheet = Sheet().text("dengan rincian anggaran sebagai berikut :", 60, 80)
    for k in range(3):
        y = 124 + 20 * k
        sheet.text(f"{k + 1}.", 60, y).text("Program Pasar Rakyat", 80, y).text(f"{k + 1}0.500.000", 400, y)
    (table,) = tables(sheet)
    assert not any(header(table))
    assert [row[-1] for row in body(table)] == ["10.500.000", "20.500.000", "30.500.000"]


def test_signatures_side_by_side_are_no_table() -> None:
    sheet = Sheet().text("Pihak Kedua", 100, 600).text("Pihak Pertama", 400, 600)
    sheet.text("NAMA SATU", 100, 680).text("NAMA DUA", 400, 680)
    sheet.text("NIP. 198001012005011001", 100, 692).text("NIP. 198101012005011001", 400, 692)
    assert find_tables(sheet.page()) == ()


def test_numbers_of_an_unruled_column_fall_to_their_rows() -> None:
    sheet = Sheet()
    for x in (50, 90, 300, 400):
        sheet.upright(x, 100, 200)
    for y in (100, 120, 200):
        sheet.level(50, 400, y)
    for y in (147, 173):
        sheet.level(90, 400, y)
    for k, text in enumerate(("No", "Kegiatan", "Target")):
        sheet.text(text, (55, 95, 305)[k], 104)
    for k in range(3):
        y = 123 + 27 * k
        sheet.text(str(k + 1), 55, y).text(f"Kegiatan ke-{k}", 95, y).text(f"{k} kali", 305, y)
    (grid,) = find_tables(sheet.page())
    assert [row[0] for row in texts(grid)] == ["No", "1", "2", "3"]


def test_lines_that_a_scan_moved_stay_with_the_name_above_the_next_number() -> None:
    sheet = Sheet().text("Program", 90, 80, bold=True).text("Anggaran", 330, 80, bold=True)
    for k, top in enumerate((100.0, 131.0, 162.0)):
        sheet.text(f"{k + 1}.", 60, top).text("Program Penataan Taman", 80, top).text("20.000.000", 330, top)
        sheet.text("dan Hutan Kota", 80, top + 17)
    (table,) = tables(sheet)
    assert {row[1] for row in body(table)} == {"Program Penataan Taman dan Hutan Kota"}


def test_one_amount_in_a_ruled_row_is_said_of_all_its_lines() -> None:
    sheet = Sheet()
    xs = [50.0, 250.0, 350.0, 450.0, 550.0]
    for y in (100, 120, 156, 192):
        sheet.level(xs[0], xs[-1], y)
    for x in xs:
        sheet.upright(x, 100, 192)
    for k, text in enumerate(("Keluaran", "Target", "Pagu", "Tahun Depan")):
        sheet.text(text, xs[k] + 5, 104)
    for top, first, second, amount in ((124, "pohon", "bibit", "1.000.000"), (160, "pagar", "pintu", "2.000.000")):
        sheet.text(f"- Jumlah {first}", 55, top).text("10 batang", 255, top).text(amount, 355, top).text(
            "12 batang", 455, top
        )
        sheet.text(f"- Jumlah {second}", 55, top + 12).text("20 batang", 255, top + 12).text("22 batang", 455, top + 12)
    (table,) = tables(sheet)
    assert [[row[0], row[2]] for row in body(table)] == [
        ["- Jumlah pohon", "1.000.000"],
        ["- Jumlah bibit", "1.000.000"],
        ["- Jumlah pagar", "2.000.000"],
        ["- Jumlah pintu", "2.000.000"],
    ]


def test_bullets_with_as_many_values_beside_them_are_one_list() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 250, 480, 560], 100, 120, 220)
    for y in (220, 260):
        sheet.level(50, 560, y)
    for x, text in zip((55, 95, 255, 485), ("No", "Sasaran", "Indikator", "Target"), strict=True):
        sheet.text(text, x, 104)
    sheet.text("1", 55, 124).text("Jalan baik", 95, 124)
    for k, text in enumerate(("• Rasio lubang jalan", "per kilometer", "• Panjang jalan", "yang mantap")):
        sheet.text(text, 255, 124 + 16 * k)
    sheet.text("6,5", 485, 124).text("89 km", 485, 140)
    (table,) = tables(sheet)
    found = plain(indicators(read_columns(table)))
    assert [(i["name"], i["target"]["text"]) for i in found] == [
        ("Rasio lubang jalan per kilometer", "6,5"),
        ("Panjang jalan yang mantap", "89 km"),
    ]


def test_what_follows_a_list_under_a_lead_in_without_a_mark_is_a_row() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 250, 480, 560], 100, 120, 240)
    for x, text in zip((55, 95, 255, 485), ("No", "Sasaran", "Indikator", "Target"), strict=True):
        sheet.text(text, x, 104)
    sheet.text("1", 55, 124).text("Jalan baik", 95, 124)
    names = (
        "Persentase jalan mantap :",
        "- Jalan kota",
        "- Jalan desa",
        "Nilai kepuasan warga",
        "Jumlah aduan selesai",
    )
    for k, (name, target) in enumerate(zip(names, ("", "60%", "87%", "91", "92%"), strict=True)):
        sheet.text(name, 262 if name[0] == "-" else 255, 124 + 18 * k).text(target, 485, 124 + 18 * k)
    (table,) = tables(sheet)
    found = plain(indicators(read_columns(table)))
    assert [(i["name"], i["target"]["text"]) for i in found] == [
        ("Persentase jalan mantap Jalan kota", "60%"),
        ("Persentase jalan mantap Jalan desa", "87%"),
        ("Nilai kepuasan warga", "91"),
        ("Jumlah aduan selesai", "92%"),
    ]


def test_a_list_under_one_item_of_a_numbered_list_is_of_the_same_row() -> None:
    sheet = Sheet()
    _frame(sheet, [50, 90, 250, 480, 560], 100, 120, 240)
    sheet.level(50, 560, 200)
    for x, text in zip((55, 95, 255, 485), ("No", "Sasaran", "Indikator", "Target"), strict=True):
        sheet.text(text, x, 104)
    sheet.text("1", 55, 124).text("Jalan baik", 95, 124)
    names = ("1. Persentase jalan mantap", "2. Panjang jalan baru :", "- aspal", "- beton", "3. Jumlah jembatan")
    for k, (name, target) in enumerate(zip(names, ("78 %", "", "12 km", "4 km", "31 unit"), strict=True)):
        sheet.text(name, 255, 124 + 13 * k).text(target, 485, 124 + 13 * k)
    sheet.text("2", 55, 206).text("Air jernih", 95, 206).text("Jumlah sumur", 255, 206).text("5 unit", 485, 206)
    (table,) = tables(sheet)
    found = plain(indicators(read_columns(table)))
    assert [(i["number"], i["name"], i["target"]["text"]) for i in found] == [
        ("1", "Persentase jalan mantap", "78 %"),
        ("2", "Panjang jalan baru aspal", "12 km"),
        ("2", "Panjang jalan baru beton", "4 km"),
        ("3", "Jumlah jembatan", "31 unit"),
        (None, "Jumlah sumur", "5 unit"),
    ]


def test_texts_under_the_letter_of_a_group_are_none_of_its_row() -> None:
    sheet = Sheet()
    edges = (50.0, 80.0, 240.0, 380.0, 430.0, 500.0)
    heads = ("No", "Program / Kegiatan", "Indikator", "Target", "Anggaran")
    groups = (
        ("A", "Program Pangan", "1", "Penyediaan beras", "Luas gudang"),
        ("B", "Program Kebun", "1", "Penataan taman", "Luas taman"),
    )
    for text, x in zip(heads, edges, strict=False):
        sheet.text(text, x + 3, 103, bold=True)
    for y in (100, 118, 198, 278):
        sheet.level(50, 500, y)
    for x in edges:
        sheet.upright(x, 100, 278)
    for k, (letter, program, number, activity, name) in enumerate(groups):
        top = 121 + 80 * k
        sheet.text(letter, 53, top).text(program, 83, top).text("5.000.000", 433, top)
        top += 40
        sheet.text(number, 53, top).text(activity, 83, top).text(name, 243, top).text("7", 383, top)
        sheet.text("5.000.000", 433, top)
    (table,) = tables(sheet)
    assert body(table)[:2] == [
        ["A", "Program Pangan", "", "", "5.000.000"],
        ["1", "Penyediaan beras", "Luas gudang", "7", "5.000.000"],
    ]

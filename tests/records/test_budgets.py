"""Budget lines and totals out of lists of programmes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drafts import plain
from paper import lines
from sheet import sheet

from extractor.layout.blocks import Line, Table
from extractor.match.columns import read_columns
from extractor.read.words import Span, Word
from extractor.records.budget_lines import budget_lines, labelled_lines, numbered_lines, programme_lines, stated_total
from extractor.records.budgets import budgets, is_budget_table


def read(table: Table) -> tuple[list[dict[str, Any]], Any]:
    columns = read_columns(table)
    assert is_budget_table(columns)
    found = budgets(columns)
    return [plain(line) for line in found.lines], plain(found.total)


def brief(table: Table, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(line[k] for k in keys) for line in read(table)[0]]


def test_numbers_in_a_column_or_before_the_name() -> None:
    own = sheet(" | Program | Anggaran", "1. | Program Air | Rp 5.000.000", "2. | Program Jalan | Rp 6.000.000")
    lead = sheet("Program | Anggaran", "1 Program Air | 5,000,000", "2 Program Jalan | 6,000,000")
    expected = [("1", "program", "Program Air", 5_000_000), ("2", "program", "Program Jalan", 6_000_000)]
    assert brief(own, "number", "level", "name", "amount") == expected
    assert brief(lead, "number", "level", "name", "amount") == expected


def test_the_heading_gives_the_level_that_a_line_does_not() -> None:
    assert brief(sheet("Sub Kegiatan | Anggaran", "Gali sumur | 5.000.000"), "level") == [("sub_kegiatan",)]
    assert brief(sheet("Program/Kegiatan | Anggaran", "Gali sumur | 5.000.000"), "level") == [("kegiatan",)]


def test_activities_stand_under_the_programme_above_them() -> None:
    table = sheet(
        "No | Program | Anggaran (Rp) | Keterangan",
        "1. | Program Air | |",
        " | - Kegiatan Gali sumur\ndi desa | 5.000.000 | APBD",
        "2. | Program Jalan | 7.000.000 | APBN\n(Dekonsentrasi)",
        " | - Kegiatan Ratakan jalan | |",
    )
    assert brief(table, "number", "level", "program", "name", "funding", "amount") == [
        ("1", "program", None, "Program Air", None, None),
        (None, "kegiatan", "Program Air", "Kegiatan Gali sumur di desa", "APBD", 5_000_000),
        ("2", "program", None, "Program Jalan", "APBN (Dekonsentrasi)", 7_000_000),
        (None, "kegiatan", "Program Jalan", "Kegiatan Ratakan jalan", None, None),
    ]


def test_programme_and_activity_columns() -> None:
    table = sheet(
        "No | Program | Kegiatan | Anggaran",
        "1 | Program Air | Gali sumur | 5.000.000",
        "2 | ^ | Beli timba | 6.000.000",
    )
    assert brief(table, "level", "program", "name", "amount") == [
        ("program", None, "Program Air", None),
        ("kegiatan", "Program Air", "Gali sumur", 5_000_000),
        ("kegiatan", "Program Air", "Beli timba", 6_000_000),
    ]


def test_codes_are_told_from_names_and_give_the_level() -> None:
    table = sheet(
        "Program/Kegiatan/Sub Kegiatan | Anggaran",
        "7.01.02 Pelayanan Air | 5.000.000",
        "7.01.02.2.01 Gali sumur | 4.000.000",
        "7.01.02.2.01.0003 Beli timba | 1.000.000",
    )
    assert brief(table, "code", "level", "name") == [
        ("7.01.02", "program", "Pelayanan Air"),
        ("7.01.02.2.01", "kegiatan", "Gali sumur"),
        ("7.01.02.2.01.0003", "sub_kegiatan", "Beli timba"),
    ]


def test_the_sum_is_the_total_and_no_line() -> None:
    found, total = read(
        sheet("Program | Anggaran", "Program Air | 5.000.000", "Program Jalan | 6.000.000", "Jumlah | 11.000.000")
    )
    assert (len(found), total) == (2, 11_000_000)


def test_a_last_amount_without_a_name_is_the_total() -> None:
    found, total = read(
        sheet(" | Kegiatan | Anggaran", "1 | Gali sumur | 5.000.000", "2 | Beli timba | 6.000.000", " | | 11.000.000")
    )
    assert (len(found), total) == (2, 11_000_000)


def test_the_total_is_read_and_never_computed() -> None:
    assert read(sheet("Program | Anggaran", "Program Air | 5.000.000"))[1] is None
    assert read(sheet("Program | Anggaran", "Program Air | 5.000.000", "Jumlah | 9.000.000"))[1] == 9_000_000


def test_the_currency_may_have_a_column() -> None:
    table = sheet(
        "No | Program | Anggaran | Anggaran", "1 | Program Air | Rp | 5.000.000", "2 | Program Jalan | Rp | 6.000.000"
    )
    assert brief(table, "amount") == [(5_000_000,), (6_000_000,)]


def test_a_changed_agreement_has_the_later_amount() -> None:
    table = sheet("Program | Anggaran Sebelum | Anggaran Setelah Perubahan", "Program Air | 5.000.000 | 6.000.000")
    assert brief(table, "amount") == [(6_000_000,)]


def test_the_rest_of_a_name_belongs_to_it() -> None:
    table = sheet(
        "No | Kegiatan | Anggaran",
        "1 | Gali sumur dalam | 5.000.000",
        " | Desa Maju | ",
        "2 | Beli timba | 6.000.000",
        drawn=False,
    )
    assert brief(table, "name", "amount") == [("Gali sumur dalam Desa Maju", 5_000_000), ("Beli timba", 6_000_000)]


def test_an_amount_at_the_last_line_of_a_name_belongs_to_all_of_it() -> None:
    table = sheet(
        "No | Program | Anggaran | Keterangan",
        "1 | Program Gali Sumur | 5.000.000 | APBD",
        "2 | Program Timba dan Tali | | ",
        " | Panjang | 6.000.000 | APBN",
    )
    assert brief(table, "number", "name", "funding", "amount") == [
        ("1", "Program Gali Sumur", "APBD", 5_000_000),
        ("2", "Program Timba dan Tali Panjang", "APBN", 6_000_000),
    ]


def test_lines_with_amounts_under_numbers_are_lines_of_their_own() -> None:
    table = sheet(
        "No | Program/Kegiatan | Anggaran",
        "1 | Air Bersih | ",
        " | Gali sumur | 5.000.000",
        " | Beli timba | 6.000.000",
        "2 | Jalan | 7.000.000",
    )
    assert [name for (name,) in brief(table, "name")] == ["Air Bersih", "Gali sumur", "Beli timba", "Jalan"]


def test_a_list_in_plain_lines() -> None:
    text = """
Program                                   Anggaran          Keterangan
1. Program Air Bersih                     Rp. 5.000.000,-   APBD
2. Program Jalan Rata dan
   Jembatan                               Rp. 6.000.000,-   APBN
Jumlah                                    Rp. 11.000.000,-
"""
    found = budget_lines(lines(text))
    assert [(plain(b)["number"], plain(b)["name"], plain(b)["amount"], plain(b)["funding"]) for b in found.lines] == [
        ("1", "Program Air Bersih", 5_000_000, "APBD"),
        ("2", "Program Jalan Rata dan Jembatan", 6_000_000, "APBN"),
    ]
    assert plain(found.total) == 11_000_000


def test_a_total_in_a_line_of_its_own() -> None:
    assert plain(stated_total(lines("Jumlah Anggaran Tahun 2021 : Rp. 7.000.000,-"))) == 7_000_000
    assert plain(stated_total(lines("Anggaran Kelurahan Tahun 2021 : Rp. 7.000.000,-"))) == 7_000_000
    assert stated_total(lines("Jumlah penduduk 7.000.000 orang")) is None
    assert stated_total(lines("Anggaran Taman : Rp 7.000.000\nAnggaran Kebun : Rp 5.000.000")) is None


def test_programmes_and_amounts_in_labelled_lines() -> None:
    found = budget_lines(lines("Kegiatan : Gali sumur"))
    assert found.lines == []
    found = labelled_lines(
        lines("Kegiatan : Gali sumur dalam\n           di Desa Maju\nAnggaran : Rp 5.000.000\n\nNama : SITI RAHAYU")
    )
    assert [(plain(b)["level"], plain(b)["name"], plain(b)["amount"]) for b in found.lines] == [
        ("kegiatan", "Gali sumur dalam di Desa Maju", 5_000_000)
    ]


def test_a_line_that_names_its_level_and_ends_with_money() -> None:
    text = "Program Air Bersih Desa   :   Rp   5.000.000\n\nProgram ini besar sejak 2.000.000 tahun"
    found = labelled_lines(lines(text))
    assert [(plain(b)["level"], plain(b)["name"], plain(b)["amount"]) for b in found.lines] == [
        ("program", "Program Air Bersih Desa", 5_000_000)
    ]


def test_the_amount_of_a_program_after_the_label_of_all_of_them_and_in_words() -> None:
    text = "Alokasi anggaran : Program Air Bersih Desa Rp5.000.000,00 (Lima Juta Rupiah)"
    found = labelled_lines(lines(text))
    assert [(plain(b)["level"], plain(b)["name"], plain(b)["amount"]) for b in found.lines] == [
        ("program", "Program Air Bersih Desa", 5_000_000)
    ]


def test_a_column_filled_with_other_things_than_amounts_makes_no_list_of_budgets() -> None:
    files = sheet("No | Uraian Kegiatan | Jumlah", "1 | Laporan pembinaan | 3 boks", "2 | Berkas keuangan | 12 boks")
    assert not is_budget_table(read_columns(files))
    empty = sheet("No | Uraian Kegiatan | Jumlah", "1 | Laporan pembinaan | ", "2 | Berkas keuangan | -")
    assert is_budget_table(read_columns(empty))


def test_numbered_lines_with_amounts_are_a_list_without_a_heading() -> None:
    found = numbered_lines(
        lines("""
1.  Program Penataan Taman        Rp 5.000.000   (APBD)
2.  Program Pengelolaan Hutan     Rp 7.500.000   APBN
    Kota dan Pesisir
    Jumlah                        Rp 12.500.000
""")
    )
    assert [(b["number"], b["name"], b["amount"], b["funding"]) for b in map(plain, found.lines)] == [
        ("1", "Program Penataan Taman", 5_000_000, "APBD"),
        ("2", "Program Pengelolaan Hutan Kota dan Pesisir", 7_500_000, "APBN"),
    ]
    assert plain(found.total) == 12_500_000


def test_a_total_may_stand_under_its_word() -> None:
    found = numbered_lines(
        lines("""
1.  Program Penataan Taman        Rp. 5.000.000
2.  Program Pengelolaan Hutan     Rp. 7.500.000
                        JUMLAH    Rp.
                                  12.500.000
""")
    )
    assert [(b["number"], b["amount"]) for b in map(plain, found.lines)] == [("1", 5_000_000), ("2", 7_500_000)]
    assert plain(found.total) == 12_500_000


def test_one_numbered_line_with_an_amount_is_no_list() -> None:
    assert numbered_lines(lines("1.  Sewa gedung sebesar Rp 5.000.000")).lines == []


def test_a_number_in_the_middle_of_a_name_of_two_lines_is_its_own() -> None:
    found = numbered_lines(
        lines("""
1.  Program Penataan Taman        Rp 5.000.000
    Program Pengelolaan Hutan
2.                                Rp 7.500.000
    Kota dan Pesisir
3.  Program Pembibitan            Rp 1.000.000
""")
    )
    assert [(b["number"], b["name"]) for b in map(plain, found.lines)] == [
        ("1", "Program Penataan Taman"),
        ("2", "Program Pengelolaan Hutan Kota dan Pesisir"),
        ("3", "Program Pembibitan"),
    ]
    # a number over an amount without any name is no entry
    assert numbered_lines(lines("1.   Rp   5.000.000")).lines == []


def test_a_column_of_sums_gives_the_total_and_no_amount() -> None:
    table = sheet(
        "Program | Anggaran | Total Anggaran", "Program Taman | 5.000.000 | 12.500.000", "Program Hutan | 7.500.000 | ^"
    )
    found, total = read(table)
    assert [b["amount"] for b in found] == [5_000_000, 7_500_000]
    assert total == 12_500_000


def test_amounts_are_on_the_scale_of_their_heading() -> None:
    found, _ = read(sheet("Program | Anggaran (dalam ribuan)", "Program Taman | 5.000", "Program Hutan | 7.500,5"))
    assert [b["amount"] for b in found] == [5_000_000, 7_500_500]


def test_an_itemised_list_of_costs_has_lines_and_no_targets() -> None:
    table = sheet(
        "Kode | Kode | Uraian | Volume | Satuan | Harga | Jumlah",
        "5 | 1 | Belanja Barang | | | | 1.500.000",
        " | | Kertas | 3 | rim | 500.000 | 1.500.000",
    )
    assert brief(table, "code", "name", "level", "amount") == [
        ("5.1", "Belanja Barang", None, 1_500_000),
        (None, "Kertas", None, 1_500_000),
    ]


def test_programmes_with_amounts_among_the_text_of_a_report() -> None:
    found = programme_lines(
        lines(
            "Untuk mencapai target itu didukung anggaran sebagai berikut :\n"
            "1. Program Penataan Kota : Rp 1.214.330.000,-\n"
            "2. Program Kebersihan dan Pertamanan Kota serta\n"
            "Pemakaman : Rp 385.000.000,-\n"
            "Kegiatan itu menghabiskan biaya Rp 12.000.000 dan berjalan baik."
        )
    )
    assert [(b["name"], b["amount"]) for b in map(plain, found.lines)] == [
        ("Program Penataan Kota", 1214330000),
        ("Program Kebersihan dan Pertamanan Kota serta Pemakaman", 385000000),
    ]


def test_names_without_a_heading_beside_groups_are_the_lines() -> None:
    table = sheet(
        "No | Program | | Anggaran | Jumlah",
        "1 | Bidang Air | Sumur Dalam | 5.000.000 | 8.000.000",
        "^ | ^ | Timba Besar | 3.000.000 | ^",
        "2 | Bidang Jalan | Jalan Desa | 7.000.000 | 7.000.000",
    )
    lines, total = read(table)
    assert [(x["level"], x["name"], x["amount"]) for x in lines] == [
        ("program", "Sumur Dalam", 5_000_000),
        ("program", "Timba Besar", 3_000_000),
        ("program", "Jalan Desa", 7_000_000),
    ]
    assert total is None


def test_a_programme_over_unnamed_lines_has_the_sum_of_its_group() -> None:
    table = sheet(
        "Program | | Anggaran | Jumlah",
        "Program Air | Gali sumur | 5.000.000 | 8.000.000",
        "^ | Beli timba | 3.000.000 | ^",
    )
    assert brief(table, "name", "amount") == [
        ("Program Air", 8_000_000),
        ("Gali sumur", 5_000_000),
        ("Beli timba", 3_000_000),
    ]


def test_headings_one_stop_too_far_left_are_those_of_the_next_columns() -> None:
    table = sheet("Program | Anggaran", "1. | Program Air Rp 5.000.000", "2. | Program Jalan Rp 6.000.000")
    assert brief(table, "number", "level", "name", "amount") == [
        ("1", "program", "Program Air", 5_000_000),
        ("2", "program", "Program Jalan", 6_000_000),
    ]


def test_a_number_and_a_code_may_share_a_cell() -> None:
    table = sheet(
        "Kode | Program | Anggaran", "1. 5.03.01 | Program Taman | 5.000.000", "2. 5.03.02 | Program Air | 4.000.000"
    )
    assert brief(table, "number", "code", "name") == [
        ("1", "5.03.01", "Program Taman"),
        ("2", "5.03.02", "Program Air"),
    ]


def test_a_code_may_stand_between_the_number_and_the_name() -> None:
    table = sheet(
        "Program | Anggaran", "1. 5.04.02.2.01 Program Air | 5.000.000", "2) 5.04.03.2.02 - Jalan | 6.000.000"
    )
    assert brief(table, "number", "code", "name") == [
        ("1", "5.04.02.2.01", "Program Air"),
        ("2", "5.04.03.2.02", "Jalan"),
    ]


def test_a_column_of_what_amounts_are_for_needs_no_heading() -> None:
    table = sheet("No |  | Anggaran", "1 | Program Air Bersih | 5.000.000", " | TOTAL ANGARAN | 5.000.000")
    assert read(table)[1] == 5_000_000
    assert brief(table, "name") == [("Program Air Bersih",)]


def test_a_list_without_headings_that_ends_in_a_sum_is_one_of_amounts() -> None:
    rows = (
        "1. Penyediaan air bersih | Rp5.000.000,-",
        "2. Pembuatan jalan desa | Rp6.000.000,-",
        "Jumlah | 11.000.000",
    )
    lines, total = read(sheet(" | ", *rows))
    assert [line["amount"] for line in lines] == [5_000_000, 6_000_000]
    assert total == 11_000_000


def test_a_fund_may_follow_the_amount_in_its_cell() -> None:
    table = sheet("Program | Anggaran Ket", "Program Air | Rp 5.000.000 DAU", "Jumlah | Rp 5.000.000 Maju, 4 Mei 2031")
    assert brief(table, "amount", "funding") == [(5_000_000, "DAU")]
    assert read(table)[1] == 5_000_000


def test_a_print_that_merges_no_cells_says_a_programme_once() -> None:
    table = sheet(
        "No | Program | Kegiatan | Sub Kegiatan | Anggaran",
        "1 | Program Air | Sumur desa | Gali sumur | 5.000.000",
        "2 | Program Air | Sumur desa | Beli timba | 6.000.000",
    )
    assert brief(table, "number", "level", "name", "amount") == [
        (None, "program", "Program Air", None),
        (None, "kegiatan", "Sumur desa", None),
        ("1", "sub_kegiatan", "Gali sumur", 5_000_000),
        ("2", "sub_kegiatan", "Beli timba", 6_000_000),
    ]


def test_of_codes_before_several_columns_the_last_is_the_line_s() -> None:
    table = sheet(
        "Kode | Program | Kode | Kegiatan | Anggaran",
        "7.01.02 | Program Air | 7.01.02.2.01 | Gali sumur | 5.000.000",
        "^ | ^ | 7.01.02.2.02 | Beli timba | 6.000.000",
    )
    assert brief(table, "name", "code")[1:] == [("Gali sumur", "7.01.02.2.01"), ("Beli timba", "7.01.02.2.02")]


def test_how_far_the_work_has_come_hides_no_amounts() -> None:
    table = sheet(
        "No | Program/Kegiatan | Pagu | Target Fisik (%) | Realisasi (Rp)",
        "1 | Program Air | 5.000.000 | 100,00 | 4.000.000",
        "2 | Program Jalan | 6.000.000 | 90,00 | 3.000.000",
    )
    assert brief(table, "name", "amount", "actual") == [
        ("Program Air", 5_000_000, 4_000_000),
        ("Program Jalan", 6_000_000, 3_000_000),
    ]


def test_steps_of_a_number_before_a_name_tell_its_level() -> None:
    table = sheet(
        "Program | Anggaran", "1. Program Air | 5.000.000", "1.1 Sumur Warga | 3.000.000", "1.2 Pipa | 2.000.000"
    )
    assert brief(table, "number", "level", "name") == [
        ("1", "program", "Program Air"),
        ("1.1", "kegiatan", "Sumur Warga"),
        ("1.2", "kegiatan", "Pipa"),
    ]


def test_a_number_at_the_middle_of_a_lone_name_is_its_number() -> None:
    table = sheet("Kegiatan | Anggaran", "Perawatan taman kota\nserta kebun warga | 11.000.000")
    cell = table.rows[0][0]
    lines = [Line(tuple(moved(w, 30.0) for w in line.words)) for line in cell.lines]
    number = Line((replace(lines[0].words[0], text="1", box=(5.0, 106.0, 10.0, 116.0)),))
    made = replace(cell, lines=(lines[0], number, lines[1]))
    (line,) = budgets(read_columns(replace(table, rows=((made, table.rows[0][1]),)))).lines
    assert (plain(line["number"]), plain(line["name"])) == ("1", "Perawatan taman kota serta kebun warga")


def moved(word: Word, by: float) -> Word:
    return replace(word, box=(word.box[0] + by, word.box[1], word.box[2] + by, word.box[3]))


def test_a_lone_number_under_no_heading_is_that_of_its_line() -> None:
    assert brief(sheet(" | Kegiatan | Anggaran", "1 | Perawatan taman | 37,975,000"), "number", "name") == [
        ("1", "Perawatan taman")
    ]


def test_a_numbered_list_goes_on_over_a_page_and_its_funds_over_a_line() -> None:
    first = lines("""
1.  Program Penataan Taman        Rp 5.000.000   APBD
2.  Program Pengelolaan Hutan     Rp 7.500.000   DAK Non
    Kota dan Pesisir                             Fisik
""")
    second = lines(
        """
3.  Program Pembibitan ....       Rp 1.000.000   APBD
""",
        page=2,
    )
    found = numbered_lines((*first, *second))
    assert [(b["name"], b["amount"], b["funding"]) for b in map(plain, found.lines)] == [
        ("Program Penataan Taman", 5_000_000, "APBD"),
        ("Program Pengelolaan Hutan Kota dan Pesisir", 7_500_000, "DAK Non Fisik"),
        ("Program Pembibitan", 1_000_000, "APBD"),
    ]


def test_the_codes_of_ministries_are_codes() -> None:
    table = sheet(
        "No | Program | Anggaran", "1 | 025.01.WA Program Taman | 5.000.000", "2 | 025.04.DB Program Kebun | 6.000.000"
    )
    assert brief(table, "code", "name") == [("025.01.WA", "Program Taman"), ("025.04.DB", "Program Kebun")]


def test_numbers_and_letters_are_of_the_two_levels_that_the_heading_names() -> None:
    table = sheet(
        "Kegiatan dan Sub Kegiatan | Anggaran",
        "1. Jaga sumur | 9.000.000",
        "a. Gali sumur | 5.000.000",
        "b. Tutup sumur | 4.000.000",
        "2. Jaga kebun | 7.000.000",
    )
    assert brief(table, "level") == [("kegiatan",), ("sub_kegiatan",), ("sub_kegiatan",), ("kegiatan",)]
    assert brief(sheet("Kegiatan dan Sub Kegiatan | Anggaran", "1. Gali | 5.000.000"), "level") == [("sub_kegiatan",)]


def test_codes_under_the_names_of_levels_and_sums_of_kinds_of_spending_beside_other_years() -> None:
    table = sheet(
        "Program | Kegiatan | Uraian | T-1 | Belanja Operasi | Belanja Modal | Jumlah | T+1",
        "02 |  | Program Penyediaan Air | 1.000.000 | 2.000.000 | 3.000.000 | 5.000.000 | 6.000.000",
        "02 | 2.01 | Penyediaan sumur warga | 1.000.000 | 2.000.000 | 3.000.000 | 5.000.000 | 6.000.000",
    )
    words = sheet("Tahun n").header[0].words
    header = tuple(Span((*words, *h.words)) if 4 <= k < 7 else h for k, h in enumerate(table.header))
    assert brief(replace(table, header=header), "name", "amount") == [
        ("Program Penyediaan Air", 5000000),
        ("Penyediaan sumur warga", 5000000),
    ]


def test_a_programmes_amount_may_stand_merged_in_a_column_of_sums() -> None:
    table = sheet(
        "No | Program / Kegiatan | Anggaran (Rp) | Jumlah (Rp)",
        "1 | Program Air | | 15.000.000",
        " | Kegiatan Sumur | 10.000.000 | ^",
        " | Kegiatan Pipa | 5.000.000 | ^",
        "2 | Program Kebun | | 45.000.000",
        " | Kegiatan Benih | 45.000.000 | ^",
        "TOTAL | < | < | 60.000.000",
    )
    found, total = read(table)
    assert [(line["name"], line["amount"]) for line in found] == [
        ("Program Air", 15_000_000),
        ("Kegiatan Sumur", 10_000_000),
        ("Kegiatan Pipa", 5_000_000),
        ("Program Kebun", 45_000_000),
        ("Kegiatan Benih", 45_000_000),
    ]
    assert total == 60_000_000


def test_numbered_amounts_behind_indicators_need_no_heading() -> None:
    measured = read_columns(sheet("No | Sasaran | Indikator Kinerja | Target", "1 | Kota bersih | Jumlah taman | 4"))
    listed = sheet(" | | ", "1 | Penyediaan Gaji | Rp 3.199.000,00")
    funded = sheet(" | | | ", "1 | Penyediaan Gaji | Rp 3.199.000,00 | APBD")
    assert not is_budget_table(read_columns(listed))
    for table, fund in ((listed, None), (funded, "APBD")):
        columns = read_columns(table, behind=measured)
        (line,) = (plain(line) for line in budgets(columns).lines)
        assert (line["number"], line["name"], line["amount"], line["funding"]) == (
            "1",
            "Penyediaan Gaji",
            3199000,
            fund,
        )


def test_numbers_before_whole_codes_under_one_heading_are_no_part_of_them() -> None:
    table = sheet(
        "Kode | Kode | Program/Kegiatan | Pagu Anggaran",
        "1. | 5.03.02 | Program Pasar | 7.000.000",
        "1.1 | 5.03.02.2.01 | Penataan Pasar | 7.000.000",
    )
    one_heading = replace(table, header=(table.header[0], *table.header[:1], *table.header[2:]))
    assert brief(one_heading, "number", "code", "level") == [
        ("1", "5.03.02", "program"),
        ("1.1", "5.03.02.2.01", "kegiatan"),
    ]

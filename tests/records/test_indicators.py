"""Indicators out of tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Line, Table
from extractor.match.columns import read_columns
from extractor.records.above import Carry
from extractor.records.indicators import corrections, indicators, is_indicator_table, target_habit


def read(table: Table, **kwargs: Any) -> list[dict[str, Any]]:
    columns = read_columns(table)
    assert is_indicator_table(columns)
    return [plain(d) for d in indicators(columns, **kwargs)]


def brief(table: Table, *keys: str, **kwargs: Any) -> list[tuple[Any, ...]]:
    return [
        tuple(d["target"] and d["target"]["value"] if k == "value" else d[k] for k in keys)
        for d in read(table, **kwargs)
    ]


HEAD = "No | Sasaran | Indikator Kinerja | Target"


def test_merged_cells_are_said_of_every_row() -> None:
    table = sheet(HEAD, "1. | Sumur terjaga | Jumlah sumur | 4 buah", "^ | ^ | Persentase air jernih | 90 %")
    assert brief(table, "row", "objective", "name", "value") == [
        ("1", "Sumur terjaga", "Jumlah sumur", 4),
        ("1", "Sumur terjaga", "Persentase air jernih", 90),
    ]


def test_empty_cells_of_a_text_export_mean_the_same() -> None:
    table = sheet(HEAD, "1 | Sumur terjaga | Jumlah sumur | 4", " | | Persentase air | 90", drawn=False)
    assert brief(table, "row", "objective") == [("1", "Sumur terjaga")] * 2


def test_a_row_with_a_sasaran_of_its_own_and_no_number_has_none() -> None:
    table = sheet(HEAD, "1 | Sumur terjaga | Jumlah sumur | 4", " | Jalan rata | Panjang jalan | 9", drawn=False)
    assert brief(table, "row", "objective") == [("1", "Sumur terjaga"), (None, "Jalan rata")]


def test_the_number_in_the_first_cell_stands_for_a_missing_column() -> None:
    table = sheet("Sasaran | Indikator | Target", "1. Sumur terjaga | Jumlah sumur | 4")
    assert brief(table, "row", "objective") == [("1", "Sumur terjaga")]


def test_numbered_indicators_in_one_line_are_told_apart() -> None:
    table = sheet(
        HEAD, "1 | Sumur terjaga | 1. Jumlah sumur 2. Hasil uji 4. Mutu air 3. Luas | 3 B- 90 5 ha", drawn=False
    )
    assert brief(table, "number", "name", "value") == [
        ("1", "Jumlah sumur", 3),
        ("2", "Hasil uji", "B-"),
        ("4", "Mutu air", 90),
        ("3", "Luas", 5),
    ]


def test_figures_inside_a_name_begin_no_item() -> None:
    table = sheet(
        HEAD, "1 | Sumur terjaga | Jumlah sumur tahun 2. Tahap | 4", "2 | Air | 1. Nilai Pasal 3. ayat | 5", drawn=False
    )
    assert [n for (n,) in brief(table, "name")] == ["Jumlah sumur tahun 2. Tahap", "Nilai Pasal 3. ayat"]


def test_a_quantity_in_brackets_begins_no_item() -> None:
    table = sheet(HEAD, "1 | Sumur terjaga | 3. Pemeriksaan sumur di dusun (6 UPT) | 4", drawn=False)
    assert brief(table, "number", "name", "value") == [("3", "Pemeriksaan sumur di dusun (6 UPT)", 4)]


def test_targets_stand_beside_their_indicators() -> None:
    table = sheet(
        HEAD,
        "1 | Sumur terjaga | 1. Jumlah sumur\nyang terjaga\n2. Jumlah timba\nbaru\n3. Mutu | 4 buah\n_\n_\n7 buah\n",
    )
    assert brief(table, "number", "value") == [("1", 4), ("2", 7), ("3", None)]


def test_what_does_not_fit_is_not_dealt_out() -> None:
    table = sheet(HEAD, "1 | Sumur terjaga | 1. Jumlah sumur 2. Mutu air 3. Luas | 4 90", drawn=False)
    assert brief(table, "value") == [(None,), (None,), (None,)]


def test_one_target_half_way_down_is_said_of_all() -> None:
    table = sheet(HEAD, "1 | Sumur | a. Jumlah sumur\nb. Jumlah timba\nc. Jumlah tali | _\n12 bulan")
    assert brief(table, "number", "value") == [("a", 12), ("b", 12), ("c", 12)]


def test_unmarked_indicators_are_parted_where_targets_begin() -> None:
    table = sheet(HEAD, "1 | Sumur | Jumlah sumur\nyang bersih\nPersentase timba | 4 buah\n_\n90 %")
    assert brief(table, "name", "value") == [("Jumlah sumur yang bersih", 4), ("Persentase timba", 90)]


def test_bullets_under_a_first_indicator_are_indicators_where_each_has_a_target() -> None:
    table = sheet(
        HEAD, "1 | Sumur | Naiknya mutu air\n• Laporan sumur\nyang bersih\n• Denah timba | 90 %\n1 buah\n_\n1 buah"
    )
    assert brief(table, "name", "value") == [
        ("Naiknya mutu air", 90),
        ("Laporan sumur yang bersih", 1),
        ("Denah timba", 1),
    ]


def test_lines_that_end_early_before_a_word_of_indicators_are_indicators_that_share_a_target() -> None:
    table = sheet(HEAD, "1 | Sumur | Jumlah sumur\nLuas kebun bersama\nDesa Mekar | _\n12 buah")
    assert brief(table, "name", "value") == [("Jumlah sumur", 12), ("Luas kebun bersama Desa Mekar", 12)]


def test_a_target_over_two_lines_is_one() -> None:
    table = sheet(HEAD, "1 | Sumur | Jumlah sumur\nJawa Tengah | 4\nBuah")
    assert brief(table, "name", "value") == [("Jumlah sumur Jawa Tengah", 4)]


def test_a_row_cut_by_a_page_goes_on() -> None:
    table = sheet(
        "No | Sasaran | Indikator Kinerja | Penjelasan | Target",
        "1 | Terjaganya sumur | Jumlah sumur | Formulasi : Hitung sumur | 4",
        " | dan timba | yang bersih | |",
        " | | | Sumber Data : Buku sumur |",
        drawn=False,
    )
    (one,) = read(table)
    assert (one["objective"], one["name"]) == ("Terjaganya sumur dan timba", "Jumlah sumur yang bersih")
    assert (one["formula"], one["data_source"]) == ("Hitung sumur", "Buku sumur")


def test_each_indicator_has_its_own_explanation() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Penjelasan | Target",
        "1 | Sumur | 1. Jumlah A 2. Jumlah B | Formulasi : A Tipe Perhitungan : Komulatif Formulasi : B | 1 2",
        drawn=False,
    )
    assert brief(table, "name", "formula", "calculation_type") == [
        ("Jumlah A", "A", "kumulatif"),
        ("Jumlah B", "B", None),
    ]


def test_a_misspelt_type_is_a_correction() -> None:
    table = sheet("Indikator | Penjelasan | Target", "Jumlah A | Formulasi : A Tipe Perhitungan : Komulatif | 1")
    (one,) = corrections(indicators(read_columns(table)))
    assert isinstance(one, dict)
    assert (one["from"], one["to"]) == ("Komulatif", "Kumulatif")


def test_a_heading_across_the_table_names_the_programme_of_the_rows_after_it() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target",
        "Program Air Bersih | < | < | <",
        "1 | Sumur terjaga | Jumlah sumur | 4",
        "Program Jalan Rata | < | < | <",
        "1 | Jalan rata | Panjang jalan | 9 km",
    )
    assert brief(table, "program", "objective") == [
        ("Program Air Bersih", "Sumur terjaga"),
        ("Program Jalan Rata", "Jalan rata"),
    ]


def test_programme_and_activity_in_one_column() -> None:
    table = sheet(
        "No | Program dan Kegiatan | Indikator Program (Outcome) dan Kegiatan (Output) | Target | Rp | Lokasi",
        "A | Program Air Bersih | Outcome: Air tersedia | | |",
        "1 | Kegiatan: Gali sumur | Output: Jumlah sumur | 4 buah | 1.500.000 | Desa Maju",
    )
    first, second = read(table)
    assert (first["program"], first["activity"], first["name"], first["measure"]) == (
        "Program Air Bersih", None, "Air tersedia", "outcome",
    )  # fmt: skip
    assert (second["row"], second["program"], second["activity"], second["measure"]) == (
        "1", "Program Air Bersih", "Gali sumur", "output",
    )  # fmt: skip
    assert (second["budget"], second["location"]) == (1_500_000, "Desa Maju")


def test_further_columns_and_rows_are_further_targets() -> None:
    table = sheet("No | Indikator | Target 2022 | TW I | TW II", "1 | Jumlah sumur | 4 | 1 | 3")
    (one,) = read(table)
    assert (one["target"]["value"], one["target"]["period"]) == (4, "2022")
    assert [(t["period"], t["value"]) for t in one["further_targets"]] == [("TW I", 1), ("TW II", 3)]
    (two,) = read(sheet("Sasaran | Indikator | Target", "Sumur | Jumlah sumur | 4", "^ | ^ | 90 %"))
    assert two["target"]["value"] == 4
    assert [t["value"] for t in two["further_targets"]] == [90]


def test_unit_and_baseline_have_columns() -> None:
    table = sheet("No | Indikator | Satuan | Kondisi Awal | Target", "1 | Jumlah sumur | Buah | 2 | 4")
    (one,) = read(table)
    assert (one["unit"], one["baseline"]["value"], one["target"]["unit"]) == ("Buah", 2, None)


def test_a_table_that_goes_on_keeps_its_sasaran() -> None:
    carry = Carry()
    read(sheet(HEAD, "3 | Sumur terjaga | 1. Jumlah sumur | 4", drawn=False), carry=carry)
    later = sheet(HEAD, " | | 2. Jumlah timba | 5", drawn=False)
    assert brief(later, "row", "number", "objective", carry=carry) == [("3", "2", "Sumur terjaga")]


def test_headings_among_the_rows_are_found() -> None:
    table = sheet(" | | ", "Sasaran | Indikator Kinerja | Target", "Sumur | Jumlah sumur | 4")
    assert brief(table, "name", "value") == [("Jumlah sumur", 4)]


def test_targets_show_the_habit_and_amounts_do_not() -> None:
    table = sheet(
        "Indikator | Target | Anggaran", "Jumlah ikan | 15.000 ekor | 1,500,000", "Jumlah kolam | 2,5 | 3,000,000"
    )
    columns = read_columns(table)
    assert brief(table, "value", habit=target_habit([columns])) == [(15_000,), (2.5,)]


def test_numbers_of_two_steps_are_numbers() -> None:
    table = sheet(HEAD, "1 | Sumur | 1.1 Jumlah sumur | 4", " | | 1.2 Jumlah timba | 5", drawn=False)
    assert brief(table, "number", "name") == [("1.1", "Jumlah sumur"), ("1.2", "Jumlah timba")]


def test_a_cell_over_several_rows_is_dealt_out_once() -> None:
    table = sheet(
        "Sasaran | Indikator | Penjelasan | Target",
        "Sumur | Jumlah A | Formulasi : A\nFormulasi : B | 12 bulan",
        "^ | Jumlah B | ^ | ^",
    )
    assert brief(table, "name", "formula", "value") == [("Jumlah A", "A", 12), ("Jumlah B", "B", 12)]


def test_numbers_without_dots_go_on_from_row_to_row() -> None:
    table = sheet(HEAD, "1 | Sumur | 1 Jumlah sumur | 4", " | | 2 Jumlah timba | 5", "2 | Jalan | 3 Panjang jalan | 6")
    assert brief(table, "number", "name") == [("1", "Jumlah sumur"), ("2", "Jumlah timba"), ("3", "Panjang jalan")]
    single = sheet(HEAD, "1 | Sumur | 2 Pilar desa | 4")
    assert brief(single, "number", "name") == [(None, "2 Pilar desa")]


def test_a_unit_column_of_figures_holds_the_targets() -> None:
    table = sheet(" | Tupoksi | Satuan | Keterangan", "1. | Menggali sumur | 12 | -", "2. | Membeli timba | 4 | -")
    assert brief(table, "row", "name", "value", "notes") == [
        ("1", "Menggali sumur", 12, None),
        ("2", "Membeli timba", 4, None),
    ]


def test_sasaran_and_indicators_in_one_column() -> None:
    table = sheet(
        "No | Sasaran Program (Outcome)/Sasaran Kegiatan (Output)/Indikator | Target",
        "1 | Program Air Bersih | ",
        " | Sasaran: Sumur terjaga | ",
        " | 1.1 Jumlah sumur | 4 buah",
        " | 1.2 Mutu air | 90 %",
        "2 | Kegiatan Gali Sumur | ",
        " | 2.1 Jumlah galian | 3",
    )
    assert brief(table, "row", "number", "program", "activity", "objective", "name", "value") == [
        ("1", "1.1", "Program Air Bersih", None, "Sumur terjaga", "Jumlah sumur", 4),
        ("1", "1.2", "Program Air Bersih", None, "Sumur terjaga", "Mutu air", 90),
        ("2", "2.1", "Program Air Bersih", "Kegiatan Gali Sumur", None, "Jumlah galian", 3),
    ]


def test_a_column_that_shows_its_own_habit_is_read_by_it() -> None:
    table = sheet(
        "Indikator | Realisasi | Target",
        "Panen padi | 1.250,5 ton | 3,000 ton",
        "Panen jagung | 2.000,5 ton | 12,345,000 ton",
    )
    drafts = [plain(d) for d in indicators(read_columns(table))]
    assert [d["target"]["value"] for d in drafts] == [3_000, 12_345_000]
    assert [d["actual"]["value"] for d in drafts] == [1250.5, 2000.5]


def _later(table: Table, which: str = "further_targets") -> list[list[tuple[str | None, str]]]:
    return [[(t["period"], t["text"]) for t in d[which]] for d in read(table)]


def test_a_programme_between_an_indicator_and_its_targets_is_that_indicators() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target | Sasaran Program | Indikator Program | Program | Target",
        "1 | Kota hijau | Indeks kota hijau | 60 | Taman terawat | Luas taman terawat | Program Taman | 5",
        "2 | Kota bersih | Indeks kota bersih | 70 | Pasar tertata | Jumlah pasar tertata | Program Pasar | 3",
    )
    assert [(d["name"], d["objective"], d["program"]) for d in read(table)] == [
        ("Indeks kota hijau", "Kota hijau", None),
        ("Luas taman terawat", "Taman terawat", "Program Taman"),
        ("Indeks kota bersih", "Kota bersih", None),
        ("Jumlah pasar tertata", "Pasar tertata", "Program Pasar"),
    ]


def test_what_stands_right_of_an_indicator_and_its_targets_is_the_next_ones() -> None:
    table = sheet(
        "No | Indikator | Target | Program | Kegiatan | Output | Target",
        "1 | Indeks kota hijau | 60 | Program Taman | Penataan taman | Luas taman tertata | 5",
        "^ | ^ | ^ | ^ | Pemeliharaan taman | Luas taman terawat | 7",
    )
    assert [(d["name"], d["program"], d["activity"]) for d in read(table)] == [
        ("Indeks kota hijau", None, None),
        ("Luas taman tertata", "Program Taman", "Penataan taman"),
        ("Luas taman terawat", "Program Taman", "Pemeliharaan taman"),
    ]


def test_the_parts_of_the_year_may_stand_in_rows() -> None:
    table = sheet(
        "No | Indikator | Target Tahunan | Triwulan | Target | Realisasi | Capaian (%)",
        "1 | Jumlah sumur | 8 | Triwulan 1 : | 2 | 1 | 50",
        "^ | ^ | ^ | Triwulan 2 : | 4 | 4 | 100",
        "^ | ^ | ^ | Triwulan 3 : | 4 | 4 | 100",
        "^ | ^ | ^ | Kondisi Akhir | < | 7 | 87",
    )
    (draft,) = read(table)
    assert draft["target"]["value"] == 8
    assert _later(table) == [[("Triwulan 1", "2"), ("Triwulan 2", "4"), ("Triwulan 3", "4")]]
    assert _later(table, "further_actuals") == [[("Triwulan 1", "1"), ("Triwulan 2", "4"), ("Triwulan 3", "4")]]
    assert (draft["actual"]["value"], draft["achievement"]) == (7, 87)


def test_the_parts_of_the_year_may_stand_in_a_cell() -> None:
    table = sheet(HEAD, "1 | Sumur terjaga | Jumlah sumur | TW I : 2 buah\nTW II : 4 buah")
    assert _later(table) == [[("TW I", "2 buah"), ("TW II", "4 buah")]]
    assert read(table)[0]["target"] is None


def test_a_dash_of_a_list_is_no_sign() -> None:
    assert brief(sheet(HEAD, "1 | Sumur terjaga | Jumlah sumur | - 10 buah"), "value") == [(10,)]


def test_the_number_of_a_heading_over_rows_is_said_of_them() -> None:
    table = sheet(
        "No | Indikator | Satuan | Target | Realisasi",
        "1 | Sasaran : Sumur terjaga | < | < | <",
        " | Jumlah sumur | buah | 4 | 3",
        "2 | Sasaran : Jalan rata | < | < | <",
        " | Panjang jalan | km | 9 | 9",
    )
    assert brief(table, "row", "objective", "name") == [
        ("1", "Sumur terjaga", "Jumlah sumur"),
        ("2", "Jalan rata", "Panjang jalan"),
    ]


def test_a_formula_has_its_own_column_beside_a_definition() -> None:
    table = sheet(
        "Indikator | Definisi Operasional | Formula | Target",
        "Jumlah sumur | - | Banyaknya sumur yang dijaga | 4",
        "Air jernih | Air tanpa lumpur | Sampel jernih dibagi sampel | 90",
    )
    assert brief(table, "formula") == [("Banyaknya sumur yang dijaga",), ("Sampel jernih dibagi sampel",)]


def test_outputs_with_targets_of_their_own_are_measured() -> None:
    table = sheet(
        "Indikator | Target | Kegiatan | Output Kegiatan | Target",
        "Air jernih | 90 % | Menggali | Jumlah sumur | 4 buah",
    )
    assert brief(table, "name", "value", "measure") == [("Air jernih", 90, None), ("Jumlah sumur", 4, "output")]


def test_of_a_change_the_later_target_and_amount_hold() -> None:
    table = sheet(
        "Kegiatan | Indikator | Target Semula | Pagu Sebelum Perubahan | Target Menjadi | Pagu Setelah Perubahan",
        "Gali sumur | Jumlah sumur | 4 buah | 5.000.000 | 3 buah | 4.000.000",
    )
    (draft,) = read(table)
    assert (draft["target"]["value"], draft["budget"]) == (3, 4_000_000)


def test_the_amount_of_the_year_goes_before_those_of_its_quarters() -> None:
    table = sheet(
        "Sasaran | Indikator | Target | Anggaran TW I | Anggaran TW II | Total Anggaran",
        "Air | Jumlah sumur | 4 buah | 1.000.000 | 2.000.000 | 3.000.000",
    )
    assert [d["budget"] for d in read(table)] == [3_000_000]


def test_a_line_that_ends_early_ends_an_indicator() -> None:
    table = sheet(HEAD, "1 | Air | Jumlah sumur\nLuas sawah yang berair sepanjang tahun |")
    assert brief(table, "name") == [("Jumlah sumur",), ("Luas sawah yang berair sepanjang tahun",)]


def test_targets_behind_bullets_are_dealt_in_order() -> None:
    table = sheet(
        HEAD, "1 | Air | • Jumlah sumur yang\ndijaga warga\n• Luas sawah\n• Panjang parit | • 4 buah\n• 9 ha\n• 2 km"
    )
    assert brief(table, "value") == [(4,), (9,), (2,)]


def test_prose_in_a_cell_over_ruled_rows_holds_for_all_of_them() -> None:
    head = "No | Indikator | Target | Penanggung Jawab"
    rows = ("1 | Luas panen kopi | 5 ha | Bidang\nTanaman", "2 | Hasil panen kopi | 6 ton | ^")
    drafts = [plain(d) for d in indicators(read_columns(sheet(head, *rows)))]
    assert [d["owner"] for d in drafts] == ["Bidang Tanaman", "Bidang Tanaman"]


def test_a_list_of_more_or_fewer_places_than_indicators_is_said_of_each() -> None:
    head = "No | Indikator | Target | Lokasi"
    rows = ("1 | 1. Luas panen\n2. Hasil panen\n3. Harga panen | 1. 5\n2. 6\n3. 7 | - Desa Maju\n- Desa Jaya",)
    drafts = [plain(d) for d in indicators(read_columns(sheet(head, *rows)))]
    assert [d["location"] for d in drafts] == ["- Desa Maju - Desa Jaya"] * 3


def test_a_list_over_as_many_rows_is_one_a_row() -> None:
    table = sheet(
        "Sasaran | Indikator Kinerja | Formulasi | Satuan",
        "Air | • Jumlah sumur yang\ndijaga\n• Luas sawah | Sumur yang\ndihitung | buah",
        "^ | ^ | Sawah yang diukur | ha",
    )
    assert brief(table, "name", "formula", "unit") == [
        ("Jumlah sumur yang dijaga", "Sumur yang dihitung", "buah"),
        ("Luas sawah", "Sawah yang diukur", "ha"),
    ]


def test_what_the_year_after_is_to_reach_is_a_further_target() -> None:
    table = sheet("Kegiatan | Indikator | Target | Target | Pagu", "Gali | Jumlah sumur | 4 buah | 5 buah | 9.000.000")
    (over,) = sheet("Prakiraan Maju Tahun 2042").header
    head = table.header
    table = replace(table, header=(*head[:3], over + head[3], over + head[4]))
    (draft,) = read(table, year=2041)
    assert (draft["target"]["value"], draft["budget"]) == (4, None)
    assert [(t["value"], t["period"]) for t in draft["further_targets"]] == [(5, "2042")]


def test_the_code_before_a_name_over_rows_is_none_of_its_words() -> None:
    table = sheet(
        "Kode | Program / Kegiatan | Indikator | Target",
        "7.01.02 Program Air | < | < | <",
        "7.01.02.2.01 | Gali sumur | Jumlah sumur | 4 buah",
    )
    assert brief(table, "program", "activity") == [("Program Air", "Gali sumur")]


def test_numbers_without_dots_are_no_part_of_statements() -> None:
    table = sheet(
        "Tujuan | Sasaran | Indikator | Target",
        "1 Air bersih | 1.1 Sumur terjaga | 1.1.1 Jumlah sumur | 4",
        "^ | 1.2 Sungai jernih | 1.2.1 Luas sungai jernih | 9",
    )
    assert brief(table, "goal", "objective", "name") == [
        ("Air bersih", "Sumur terjaga", "Jumlah sumur"),
        ("Air bersih", "Sungai jernih", "Luas sungai jernih"),
    ]
    counted = sheet(
        "Sasaran | Indikator | Target", "1 Sumur terjaga | Jumlah sumur | 4", "2 Sungai jernih | Luas sungai | 9"
    )
    assert brief(counted, "objective") == [("Sumur terjaga",), ("Sungai jernih",)]
    said = sheet("Sasaran | Indikator | Target", "1 Data terpadu | Jumlah data | 4", "Desa maju | Jumlah desa | 9")
    assert brief(said, "objective") == [("1 Data terpadu",), ("Desa maju",)]


def test_figures_beside_units_are_the_targets_whatever_stands_over_them() -> None:
    table = sheet(
        "Sasaran | Indikator | Satuan | Rencana 2041", "Air | Jumlah sumur | buah | 4", "Air | Luas sawah | ha | 9"
    )
    assert brief(table, "value") == [(4,), (9,)]


def test_a_row_that_labels_what_it_names_heads_the_rows_after_it() -> None:
    table = sheet(
        "No | Indikator | Satuan | Target | Penanggung Jawab",
        "Sasaran | Taman terawat | < | < | <",
        "1 | Luas taman | ha | 7 | Bidang Taman",
    )
    assert brief(table, "objective", "name") == [("Taman terawat", "Luas taman")]


def test_of_the_rates_of_several_years_the_document_s_own_counts() -> None:
    head = "Indikator | Target 2040 | Realisasi 2040 | Capaian 2040 | Target 2041 | Realisasi 2041 | Capaian 2041"
    table = sheet(head, "Luas taman | 5 | 4 | 80 | 8 | 6 | 75")
    assert [d["achievement"] for d in read(table, year=2041)] == [75]
    assert [d["achievement"] for d in read(table, year=2039)] == [None]


def test_what_hinders_in_a_quarter_is_no_target_of_it() -> None:
    head = "Indikator | Target | Realisasi TW I | Kendala TW I | Realisasi TW II | Kendala TW II"
    table = sheet(head, "Luas taman | 8 | 4 | Hujan lama | 6 | Bibit kurang")
    (one,) = read(table)
    assert [t["value"] for t in one["further_actuals"]] == [4, 6]
    assert one["further_targets"] == []


def test_of_two_columns_of_indicators_the_merged_one_is_what_they_serve() -> None:
    table = sheet(
        "IKU | Indikator IKU | Target",
        "Taman kota terawat baik | Luas taman | 8 ha",
        "^ | Jumlah pohon | 9 batang",
    )
    assert brief(table, "objective", "name", "value") == [
        ("Taman kota terawat baik", "Luas taman", 8),
        ("Taman kota terawat baik", "Jumlah pohon", 9),
    ]


def test_the_code_of_a_sub_kegiatan_tells_it_under_a_programme_too() -> None:
    table = sheet(
        "Kode | Program / Kegiatan | Indikator | Target",
        "1.05.03 | PROGRAM PENANGANAN BANJIR | Luas genangan | 4 ha",
        "1.05.03.2.01.0002 | Pengerukan saluran | Panjang saluran | 9 km",
        drawn=False,
    )
    assert brief(table, "program", "activity", "sub_activity") == [
        ("PROGRAM PENANGANAN BANJIR", None, None),
        ("PROGRAM PENANGANAN BANJIR", None, "Pengerukan saluran"),
    ]


def test_of_the_amounts_of_several_years_the_documents_own_counts() -> None:
    table = sheet(
        "No | Indikator | Target Renstra 2043 | Pagu Renstra 2043 | Target Renja 2041 | Pagu Renja 2041",
        "1 | Jumlah sumur | 9 | 900.000.000 | 2 | 200.000.000",
        drawn=False,
    )
    assert brief(table, "value", "budget", year=2041) == [(2, 200000000)]


@pytest.mark.parametrize("numbers", [("2", "3"), ("", "")])
def test_of_lines_without_codes_the_bold_ones_are_kegiatan_over_sub_kegiatan(numbers: tuple[str, str]) -> None:
    table = sheet(
        "No | Program / Kegiatan / Sub Kegiatan | Indikator | Target",
        "1 | PROGRAM PENATAAN TAMAN | Luas taman | 4 ha",
        f"{numbers[0]} | Pembangunan Taman | Jumlah taman | 3 unit",
        f"{numbers[1]} | Penanaman Pohon | Jumlah pohon | 90 batang",
        drawn=False,
    )
    assert brief(table, "activity", "sub_activity")[2] == ("Penanaman Pohon", None)
    bold = table.rows[1][1]
    lines = tuple(replace(line, words=tuple(replace(w, bold=True) for w in line.words)) for line in bold.lines)
    changed = [tuple(replace(c, lines=lines) if c is bold else c for c in row) for row in table.rows]
    table = replace(table, rows=tuple(changed))
    assert brief(table, "activity", "sub_activity")[1:] == [
        ("Pembangunan Taman", None),
        ("Pembangunan Taman", "Penanaman Pohon"),
    ]


def test_the_code_of_a_statement_is_no_part_of_it() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target", "1 | [S 1.0] Meningkatnya mutu kebun | [IKU 1.1] Luas kebun | 5 ha"
    )
    made = read(table)
    assert [(d["objective"], d["number"]) for d in made] == [("Meningkatnya mutu kebun", "1.1")]


def test_owners_beside_a_list_are_dealt_by_entries_not_by_lines() -> None:
    head = "No | Indikator | Target | Penanggung Jawab"
    row = "1 | a. Luas panen kopi\nb. Hasil panen kopi | 5 ha\n6 ton | Seksi Tanaman\nSeksi\nPerkebunan"
    drafts = [plain(d) for d in indicators(read_columns(sheet(head, row)))]
    assert [d["owner"] for d in drafts] == ["Seksi Tanaman", "Seksi Perkebunan"]


def test_owners_of_another_count_than_the_indicators_hold_for_all() -> None:
    head = "No | Indikator | Target | Penanggung Jawab"
    row = "1 | a. Luas panen kopi\nb. Hasil panen kopi | 5 ha\n6 ton | Seksi Tanaman\nSeksi Kebun\nSeksi Taman"
    drafts = [plain(d) for d in indicators(read_columns(sheet(head, row)))]
    assert [d["owner"] for d in drafts] == ["Seksi Tanaman Seksi Kebun Seksi Taman"] * 2


def test_codes_are_no_part_of_what_stands_above_indicators() -> None:
    head = "No | Program/Kegiatan | Indikator | Target"
    for program, kegiatan in (("7.01.02", "7.01.02.2.01"), ("025.04.DB", "2135.QDB")):
        rows = (
            f"1 | {program} Program Air Bersih | Jumlah sumur | 5 buah",
            f"2 | {kegiatan} Gali Sumur | Panjang pipa | 9 m",
        )
        drafts = [plain(d) for d in indicators(read_columns(sheet(head, *rows)))]
        assert [(d["program"], d["activity"]) for d in drafts] == [
            ("Program Air Bersih", None),
            ("Program Air Bersih", "Gali Sumur"),
        ]


def test_the_office_that_groups_the_rows_is_not_who_answers_for_an_indicator() -> None:
    table = sheet(
        "No | OPD | Sasaran | Indikator | Target | Penanggung Jawab",
        "1 | Kantor Arsip | Arsip tertata | Jumlah arsip | 4 | Bidang Penataan",
        "2 | ^ | ^ | Jumlah rak | 5 | Bidang Umum",
    )
    assert brief(table, "owner") == [("Bidang Penataan",), ("Bidang Umum",)]
    alone = sheet("No | OPD | Indikator | Target", "1 | Kantor Arsip | Jumlah arsip | 4", "2 | ^ | Jumlah rak | 5")
    assert brief(alone, "owner") == [("Kantor Arsip",), ("Kantor Arsip",)]


def test_what_was_reached_this_year_is_no_state_before_it() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target | Capaian Tahun Sebelumnya | Capaian Tahun Ini | Capaian (%)",
        "1 | Arsip tertata | Jumlah arsip | 4 | 2 | 3 | 75",
    )
    (found,) = read(table)
    assert (found["baseline"]["value"], found["actual"]["value"], found["achievement"]) == (2, 3, 75)


def test_each_level_of_indicators_starts_from_its_own_state() -> None:
    head = "Tujuan | Indikator Tujuan | Kondisi Awal | 2041 | Sasaran | Indikator Sasaran | Kondisi Awal | 2041"
    table = sheet(head, "Air | Indeks air | 3 | 5 | Sumur terjaga | Jumlah sumur | 7 | 9")
    assert [(d["name"], d["baseline"]["value"]) for d in read(table)] == [("Indeks air", 3), ("Jumlah sumur", 7)]


def test_columns_of_amounts_that_agree_print_one_amount() -> None:
    head = "Kegiatan | Indikator Kinerja | Target | Pagu Indikatif | Pagu Pra-RKA"
    table = sheet(head, "Gali sumur | Jumlah sumur | 4 | 2.000.000 | 2.000.000", "Rawat | Luas | 5 | 700.000 | 900.000")
    assert [d["budget"] for d in read(table)] == [2000000, None]


def test_quarters_in_rows_of_a_web_page_leave_what_holds_of_all_empty() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target Kinerja | Tw | Realisasi",
        "1 | Air | Jumlah sumur | 8 buah | I | 2",
        " | | | | II | 4",
        " | | | | III | 7",
        "2 | Air | Luas sawah | 9 ha | I | 3",
        " | | | | II | 5",
        " | | | | III | 9",
    )
    assert brief(table, "name", "value") == [("Jumlah sumur", 8), ("Luas sawah", 9)]
    assert _later(table, "further_actuals") == [
        [("I", "2"), ("II", "4"), ("III", "7")],
        [("I", "3"), ("II", "5"), ("III", "9")],
    ]


def test_amounts_of_the_quarters_beside_a_target_are_no_targets() -> None:
    head = "Kegiatan | Indikator Kinerja | Target Capaian | TW I | TW II"
    rows = ("Gali sumur | Jumlah sumur | 4 buah | 1.200.000 | 2.500.000", "Rawat | Luas | 5 ha | 3.000.000 | 4.100.000")
    assert [d["further_targets"] for d in read(sheet(head, *rows))] == [[], []]


def test_of_two_statements_in_the_column_of_indicators_the_upper_is_the_tujuan() -> None:
    table = sheet(
        "Tujuan/Sasaran/Indikator | Satuan | Target",
        "Tanah yang subur | | ",
        "Kebun terawat | | ",
        "Luas kebun yang dipupuk | ha | 40",
        "Sumur terjaga | | ",
        "Jumlah sumur yang bersih | unit | 7",
    )
    found = [plain(d) for d in indicators(read_columns(table))]
    assert [(d["goal"], d["objective"], d["name"]) for d in found] == [
        ("Tanah yang subur", "Kebun terawat", "Luas kebun yang dipupuk"),
        ("Tanah yang subur", "Sumur terjaga", "Jumlah sumur yang bersih"),
    ]


def test_an_amount_torn_over_lines_is_one_for_all_the_indicators_beside_it() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target | Anggaran",
        "1 | Kebun terawat | 1. Luas kebun\n2. Hasil panen | 4 ha\n7 ton | 1.250.\n400.000",
    )
    found = [plain(d) for d in indicators(read_columns(table))]
    assert [(d["name"], d["budget"]) for d in found] == [("Luas kebun", 1_250_400_000), ("Hasil panen", 1_250_400_000)]


def test_a_numbered_sasaran_across_the_table_stands_over_its_indicators() -> None:
    table = sheet(
        "# | Sasaran | Indikator | Satuan | Target",
        "1 | [S 1.0] Terjaganya sumur desa | < | < | <",
        "1.1 | | Jumlah sumur | buah | 4",
        "2 | [S 2.0] Rapinya taman kota | < | < | <",
        "2.1 | | Luas taman | ha | 7",
    )
    assert brief(table, "objective", "name") == [
        ("Terjaganya sumur desa", "Jumlah sumur"),
        ("Rapinya taman kota", "Luas taman"),
    ]


def test_a_label_on_a_line_of_its_own_is_no_part_of_the_sasaran_under_it() -> None:
    table = sheet(
        "No | Indikator | Target",
        "SASARAN STRATEGIS 1\nTerjaganya sumur desa | < | <",
        "1.1 | Jumlah sumur | 4 buah",
        "SASARAN STRATEGIS 2\nRapinya taman kota | < | <",
        "2.1 | Luas taman | 7 ha",
    )
    assert brief(table, "objective", "name") == [
        ("Terjaganya sumur desa", "Jumlah sumur"),
        ("Rapinya taman kota", "Luas taman"),
    ]


def test_numbers_with_a_colon_begin_items_too() -> None:
    table = sheet(HEAD, "1 | Jalan rata | 1: Mutu jalan\n2: Mutu jembatan | 1: 80 %\n2: 70 %")
    assert brief(table, "number", "name", "value") == [("1", "Mutu jalan", 80), ("2", "Mutu jembatan", 70)]


def test_a_target_that_repeats_the_number_of_its_indicator_is_read_without_it() -> None:
    table = sheet(HEAD, "1 | Air bersih | 1. Jumlah contoh air | 1. 25 contoh")
    assert brief(table, "number", "value") == [("1", 25)]


def test_units_in_a_cell_over_several_rows_are_dealt_to_the_rows_they_stand_beside() -> None:
    head = "No | Sasaran | Indikator Kinerja | Satuan | Target"
    rows = ["1 | Baca | Jumlah koleksi | eksemplar\n_\nunit | 1.200", "^ | ^ | Jumlah pojok baca | ^ | 15"]
    table = sheet(head, rows[0].replace("\n_", ""), rows[1])
    level = table.rows[1][2].lines[0].words[0].box[1]
    cell = table.rows[0][3]
    second = cell.lines[1].words[0]
    moved = replace(second, box=(second.box[0], level, second.box[2], level + 10))
    unit = replace(cell, lines=(cell.lines[0], Line((moved,))))
    table = replace(table, rows=tuple((*row[:3], unit, row[4]) for row in table.rows))
    assert brief(table, "name", "unit") == [("Jumlah koleksi", "eksemplar"), ("Jumlah pojok baca", "unit")]


def test_the_label_of_a_measure_is_no_part_of_the_name_however_it_is_set_off() -> None:
    said = {
        "Keluaran (Output) : Jumlah sumur": "output",
        "Outcome Program - Jumlah sumur": "outcome",
        "Jumlah sumur (Output)": "output",
        "Indikator Hasil : Jumlah sumur": "outcome",
    }
    for text, measure in said.items():
        (one,) = read(sheet("No | Kegiatan | Indikator Kinerja | Target", f"1 | Gali sumur | {text} | 4"))
        assert (one["name"], one["measure"]) == ("Jumlah sumur", measure)
    for text in ("Hasil Pemeriksaan Air", "Jumlah sumur (unit)"):
        (one,) = read(sheet("No | Kegiatan | Indikator Kinerja | Target", f"1 | Gali sumur | {text} | 4"))
        assert (one["name"], one["measure"]) == (text, None)


def test_plain_lines_under_a_heading_of_several_levels_beside_a_column_of_a_lower_one_are_programs() -> None:
    heads = "No | Sasaran | Nama Program Kegiatan | Nama Sub Kegiatan | Indikator | Target"
    (one,) = read(sheet(heads, "1 | Air bersih | Pengembangan Air | Penggalian Sumur | Jumlah sumur | 4"))
    assert (one["program"], one["activity"], one["sub_activity"]) == ("Pengembangan Air", None, "Penggalian Sumur")
    (one,) = read(sheet(heads, "1 | Air bersih | Kegiatan Pengeboran | Penggalian Sumur | Jumlah sumur | 4"))
    assert (one["program"], one["activity"]) == (None, "Kegiatan Pengeboran")


def test_a_heading_of_three_levels_over_three_columns_names_them_in_its_order() -> None:
    over = "Program / Kegiatan / Sub Kegiatan"
    heads = f"No | {over} | {over} | {over} | Indikator | Target"
    (one,) = read(sheet(heads, "1 | Pengembangan Air | Pengeboran | Penggalian Sumur | Jumlah sumur | 4"))
    assert (one["program"], one["activity"], one["sub_activity"]) == (
        "Pengembangan Air", "Pengeboran", "Penggalian Sumur",
    )  # fmt: skip


def test_a_numbered_sasaran_beside_its_goal_numbers_the_row() -> None:
    table = sheet(
        "Tujuan | Sasaran | Indikator | Target",
        "Desa maju | 1. Sumur terjaga | Jumlah sumur | 4",
        "^ | 2. Jalan rata | Panjang jalan | 9",
    )
    assert brief(table, "row", "objective") == [("1", "Sumur terjaga"), ("2", "Jalan rata")]


def test_an_explanation_over_ruled_rows_whose_sentence_goes_on_beside_the_next_is_said_of_all() -> None:
    head = "No | Indikator | Penjelasan"
    said = "Dihitung dari panjang jalan baik\ndibagi panjang jalan"
    rows = (f"1 | Persentase jalan baik | {said}", "2 | Persentase jembatan baik | ^")
    drafts = [plain(d) for d in indicators(read_columns(sheet(head, *rows)))]
    assert [d["formula"] for d in drafts] == ["Dihitung dari panjang jalan baik dibagi panjang jalan"] * 2


@pytest.mark.parametrize(
    ("name", "target", "value"),
    [("1: Jumlah guru", "1: 80 %", 80), ("1. Rasio guru", "1: 32", "1:32")],
    ids=["numbers with colons", "a ratio"],
)
def test_a_target_repeats_its_indicators_number_in_the_same_way(name: str, target: str, value: object) -> None:
    table = sheet("No | Sasaran | Indikator Kinerja | Target", f"1 | Guru cukup | {name} | {target}")
    assert brief(table, "number", "value") == [("1", value)]


def test_an_index_has_no_thousands_where_its_column_prints_decimals_behind_a_dot() -> None:
    head = "No | Indikator Kinerja | Satuan | Target"
    rows = ("1 | Mutu sumur | nilai | 3.344", "2 | Jumlah pohon | batang | 1.250")
    assert brief(sheet(head, *rows), "value") == [(3344,), (1250,)]
    assert brief(sheet(head, *rows, "3 | Mutu taman | level | 2.71"), "value") == [(3.344,), (1250,), (2.71,)]
    assert brief(sheet(head, *rows, "3 | Mutu taman | level | 2,71"), "value") == [(3344,), (1250,), (2.71,)]

"""Indicators of the tables of plans."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Table
from extractor.match.columns import read_columns
from extractor.match.found import Found
from extractor.records.plan_table import Setting, plan_indicators, sides


def brief(table: Table, *keys: str, program: Found[Any] | None = None) -> list[tuple[Any, ...]]:
    drafts = [plain(d) for d in plan_indicators(read_columns(table), 0, Setting(year=2023), program=program)]
    return [tuple(d["target"] and d["target"]["text"] if k == "target" else d.get(k) for k in keys) for d in drafts]


def test_two_plans_side_by_side_are_read_one_after_the_other() -> None:
    table = sheet(
        "No | Program/Kegiatan | Indikator | Target | Rp | Program/Kegiatan | Indikator | Target | Rp",
        "1 | Program Kebun | Pohon tumbuh | 90% | 5.000.000 | Program Taman | Taman rapi | 80% | 4.000.000",
    )
    assert len(sides(read_columns(table))) == 2
    assert brief(table, "row", "program", "name", "target", "budget") == [
        ("1", "Program Kebun", "Pohon tumbuh", "90%", 5000000),
        ("1", "Program Taman", "Taman rapi", "80%", 4000000),
    ]


def test_outputs_and_outcomes_have_columns_of_their_own() -> None:
    table = sheet(
        "Program/Kegiatan | Keluaran (Output) Tolok Ukur | Target | Hasil Tolok Ukur | Target",
        "Kegiatan Menanam | Pohon jati | 12 batang | Kebun rindang | 70%",
    )
    assert brief(table, "measure", "name", "target") == [
        ("output", "Pohon jati", "12 batang"),
        ("outcome", "Kebun rindang", "70%"),
    ]


def test_the_amount_on_the_row_of_the_kegiatan_is_said_of_its_indicators() -> None:
    table = sheet(
        "Kode | Program/Kegiatan | Indikator Kinerja | Target | Pagu Indikatif",
        "1.02.01 | Program Kebun | | | 9.000.000",
        "1.02.01.2.01 | Menanam | | | 7.000.000",
        " | | Jumlah pohon | 12 batang | ",
        " | | Luas kebun | 3 ha | ",
    )
    assert brief(table, "program", "activity", "name", "budget") == [
        ("Program Kebun", "Menanam", "Jumlah pohon", 7000000),
        ("Program Kebun", "Menanam", "Luas kebun", 7000000),
    ]


def test_semicolons_part_indicators_and_their_targets() -> None:
    table = sheet("Sasaran | Indikator Kinerja | Target", "Kebun rindang | Jumlah pohon; Luas kebun | 12 batang; 3 ha")
    assert brief(table, "name", "target") == [("Jumlah pohon", "12 batang"), ("Luas kebun", "3 ha")]


def test_a_programme_over_the_table_is_said_of_its_rows() -> None:
    table = sheet("No | Sasaran | Indikator | Target", "1 | Kebun rindang | Jumlah pohon | 4")
    over: Found[Any] = Found("Program Kebun", table.header[0])
    assert brief(table, "program", "objective", program=over) == [("Program Kebun", "Kebun rindang")]


def test_a_programme_across_the_table_is_said_of_the_rows_under_it() -> None:
    table = sheet(
        "No | Sasaran | Indikator | Target",
        "Program Kebun | < | < | <",
        "1 | Kebun rindang | Jumlah pohon | 4",
        "Program Taman | < | < | <",
        "2 | Taman rapi | Luas taman | 5",
    )
    assert brief(table, "program", "name") == [("Program Kebun", "Jumlah pohon"), ("Program Taman", "Luas taman")]


def test_a_place_and_an_indicator_in_each_others_columns_change_places() -> None:
    table = sheet(
        "Kegiatan | Indikator Kinerja | Lokasi | Target | Pagu Indikatif",
        "Menanam | Kota Lama | Jumlah pohon yang ditanam | 12 | 7.000.000",
        "Merawat | Persentase pohon yang tidak sakit | Kota Lama | 90% | 2.000.000",
    )
    assert brief(table, "name", "location") == [
        ("Jumlah pohon yang ditanam", "Kota Lama"),
        ("Persentase pohon yang tidak sakit", "Kota Lama"),
    ]


YIELDS = "Nomor Kode | Nomor Kode | Nomor Kode | Program/Kegiatan | Lokasi | Anggaran (Rp.)"


def test_what_a_kegiatan_yields_stands_in_bulleted_lines() -> None:
    table = sheet(
        YIELDS,
        "1 | 29 | | Program Kebun | | 9,000,000",
        "1 | 29 | 01 | Menanam Pohon | Alun-alun | 7,000,000",
        " | | | - Kebun bertambah rindang | | ",
        "2 | 29 | 02 | Merawat Pohon\n- Pohon tidak sakit\n- Daun tidak gugur | Kota | 2,000,000",
    )
    assert brief(table, "program", "activity", "name", "location", "budget") == [
        ("Program Kebun", "Menanam Pohon", "Kebun bertambah rindang", "Alun-alun", 7000000),
        ("Program Kebun", "Merawat Pohon", "Pohon tidak sakit", "Kota", 2000000),
        ("Program Kebun", "Merawat Pohon", "Daun tidak gugur", "Kota", 2000000),
    ]


def test_a_kegiatan_of_another_programme_has_none() -> None:
    table = sheet(
        YIELDS,
        "1 | 29 | | Program Kebun | | 9,000,000",
        "1 | 30 | 01 | Menata Taman\n- Taman rapi | Kota | 7,000,000",
    )
    assert brief(table, "program", "activity") == [(None, "Menata Taman")]


def test_a_list_of_amounts_without_yields_has_no_indicators() -> None:
    table = sheet("No | Program/Kegiatan | Lokasi | Anggaran", "1 | Program Kebun | Kota | 9.000.000")
    assert brief(table, "name") == []
    # items with amounts of their own are kegiatan, not what one yields
    priced = sheet(
        "No | Program dan Kegiatan | Anggaran | Lokasi",
        "1 | Program Kebun | 9.000.000 | Kota",
        " | - Menanam Pohon | 7.000.000 | Kota",
        " | - Merawat Pohon | 2.000.000 | Kota",
    )
    assert brief(priced, "name") == []


def test_indicators_of_several_levels_stand_under_what_is_left_of_them() -> None:
    table = sheet(
        "Sasaran | Indikator | Target | Program | Indikator | Target | Anggaran",
        "Air bersih | Mutu air | 90 % | Program Sumur | Jumlah sumur | 4 | 1.000.000",
        "^ | ^ | ^ | Program Pipa | Panjang pipa | 9 km | 2.500.000",
    )
    assert brief(table, "objective", "program", "name", "budget") == [
        ("Air bersih", None, "Mutu air", None),
        ("Air bersih", "Program Sumur", "Jumlah sumur", 1_000_000),
        ("Air bersih", "Program Pipa", "Panjang pipa", 2_500_000),
    ]


def test_a_code_set_in_columns_tells_levels_and_counts_nothing() -> None:
    table = sheet(
        "Kode | Kode | Kode | Kode | Urusan/Program/Kegiatan | Indikator Kinerja | Target | Pagu Indikatif",
        "2 | | | | Urusan Wajib Bukan Pelayanan Dasar | < | < | <",
        "2 | 16 | | | Urusan Kebun | < | < | <",
        "2 | 16 | 02 | | Tanaman Keras | Kebun rindang | 70 % | 9.000.000",
        "2 | 16 | 02 | 01 | Menanam | Jumlah pohon | 12 batang | 7.000.000",
    )
    assert brief(table, "row", "objective", "program", "activity", "name") == [
        (None, None, "Tanaman Keras", None, "Kebun rindang"),
        (None, None, "Tanaman Keras", "Menanam", "Jumlah pohon"),
    ]


def test_a_row_of_a_form_over_the_heading_is_no_heading() -> None:
    table = sheet(
        "Bidang | < | Sekretariat | < | Tahun",
        "No | Tujuan & Sasaran | Program/Kegiatan | Indikator Kinerja | Target",
        "1 | Kebun rindang | | Luas kebun | 3 ha",
    )
    assert brief(table, "row", "name", "target") == [("1", "Luas kebun", "3 ha")]


def test_what_is_done_for_a_kegiatan_is_no_kegiatan() -> None:
    table = sheet(
        "Indikator | Target | Program | Kegiatan | Aktivitas | Anggaran",
        "Luas kebun | 3 ha | Program Kebun | Menanam | Rapat kebun | 5.000.000",
    )
    assert brief(table, "program", "activity", "budget") == [("Program Kebun", "Menanam", 5000000)]


def test_a_target_beside_the_kegiatan_is_none_of_its_sub_kegiatan_and_a_target_may_be_set_in_two_columns() -> None:
    heading = "Kegiatan | Target Kinerja | Sub Kegiatan | Target | Target"
    rows = ("Kebun | 3% | Menanam pohon | 12 | Bulan", "^ | ^ | Menyiram pohon | 40 | Kali")
    table = sheet(heading, *rows)
    shared = replace(table, header=(*table.header[:4], table.header[3]))
    assert brief(shared, "activity", "name", "target", "unit") == [
        ("Kebun", "Menanam pohon", "12", "Bulan"),
        ("Kebun", "Menyiram pohon", "40", "Kali"),
    ]


def test_a_column_of_stages_says_what_is_measured() -> None:
    table = sheet(
        "Indikator | Tolok Ukur | Target", "Masukan | Dana | Rp 5.000", "Keluaran | Pohon | 9", "Hasil | Rindang | 70%"
    )
    assert brief(table, "measure", "name", "target") == [
        (None, "Dana", "Rp 5.000"),
        ("output", "Pohon", "9"),
        ("outcome", "Rindang", "70%"),
    ]


def test_numbers_of_an_outline_tell_the_sub_kegiatan() -> None:
    table = sheet(
        "No | Program / Kegiatan / Sub Kegiatan | Indikator | Target",
        "I | Program Taman | Warga puas | 80 %",
        "1 | Perawatan taman | Taman terawat | 4 buah",
        "1.1 | Pemangkasan pohon | Pohon dipangkas | 90 batang",
        "2 | Hutan kota | Luas hutan | 7 ha",
    )
    assert brief(table, "activity", "sub_activity", "name") == [
        (None, None, "Warga puas"),
        ("Perawatan taman", None, "Taman terawat"),
        ("Perawatan taman", "Pemangkasan pohon", "Pohon dipangkas"),
        ("Hutan kota", None, "Luas hutan"),
    ]


def test_of_amounts_of_several_years_that_of_the_whole_period_is_the_budget() -> None:
    table = sheet(
        "Program | Indikator | 2031 Target | 2031 Rp | 2032 Target | 2032 Rp | Kondisi Kinerja Akhir Target | "
        "Kondisi Kinerja Akhir Rp",
        "Program Taman | Luas taman | 4 ha | 5.000.000 | 5 ha | 6.000.000 | 5 ha | 11.000.000",
    )
    assert brief(table, "name", "target", "budget") == [("Luas taman", "5 ha", 11_000_000)]


def test_an_amount_is_of_the_lowest_level_that_has_a_statement_of_its_own() -> None:
    table = sheet(
        "Sasaran | Indikator | Target | Kegiatan | Indikator | Target | Anggaran",
        "Air bersih | Mutu air | 90 % | Menggali sumur | Jumlah sumur | 4 | 1.000.000",
    )
    assert brief(table, "name", "budget") == [("Mutu air", None), ("Jumlah sumur", 1_000_000)]
    none_below = sheet(
        "Sasaran | Indikator | Target | Kegiatan | Indikator | Target | Anggaran",
        "Air bersih | Mutu air | 90 % | | | | 1.000.000",
        "Kota hijau | Luas taman | 5 ha | Menanam | Jumlah pohon | 4 | 2.000.000",
    )
    assert brief(none_below, "name", "budget") == [
        ("Mutu air", 1_000_000),
        ("Luas taman", None),
        ("Jumlah pohon", 2_000_000),
    ]


def test_of_both_states_of_a_change_with_indicators_of_their_own_the_later_holds() -> None:
    table = sheet(
        "Sebelum Perubahan Indikator | Sebelum Perubahan Target | Setelah Perubahan Indikator | "
        "Setelah Perubahan Target",
        "Jumlah sumur | 4 buah | Jumlah sumur bor | 7 buah",
    )
    assert brief(table, "name", "target") == [("Jumlah sumur bor", "7 buah")]


def test_a_list_of_indicators_stands_under_its_sasaran_in_one_column() -> None:
    table = sheet(
        "No | Sasaran / Indikator Kinerja | Satuan | Target",
        "1 | Terjaganya hutan dan\ntaman kota\na. Luas hutan | ha | 9",
    )
    assert brief(table, "objective", "name", "target") == [("Terjaganya hutan dan taman kota", "Luas hutan", "9")]


def test_statements_across_a_table_head_their_indicators_and_are_no_targets() -> None:
    table = sheet(
        "No | Sasaran / Indikator Kinerja | Satuan | Target",
        "Tujuan 1 : Lestarinya air | < | < | <",
        "Air jernih | < | < | <",
        "1 | Jumlah sumur | buah | 9",
        "2 | Luas sawah | ha | 8",
        "Taman rapi | < | < | <",
        "1 | Jumlah taman | buah | 7",
    )
    assert brief(table, "goal", "objective", "name", "target") == [
        ("Lestarinya air", "Air jernih", "Jumlah sumur", "9"),
        ("Lestarinya air", "Air jernih", "Luas sawah", "8"),
        ("Lestarinya air", "Taman rapi", "Jumlah taman", "7"),
    ]
    assert not any(plain(d)["further_targets"] for d in plan_indicators(read_columns(table), 0, Setting()))


def test_lists_under_accounts_say_what_money_is_spent_on() -> None:
    table = sheet(
        "Kode Rekening | Uraian | Jumlah (Rp)",
        "5.2.2 | Belanja Barang dan Jasa | 9.000.000",
        "_ | - Alat tulis kantor | 9.000.000",
    )
    assert brief(table, "name") == []


def test_the_date_of_an_amounts_heading_is_no_period_and_a_heading_prints_the_unit_of_its_targets() -> None:
    table = sheet("Indikator | Target (Km) | PAGU (19 APRIL 2045)", "Panjang jalan | 12,5 | 1.000.000.000")
    (found,) = (plain(d) for d in plan_indicators(read_columns(table), 0, Setting()))
    assert (found["target"]["value"], found["target"]["unit"], found["budget"]) == (12.5, "km", 1_000_000_000)
    assert found["further_targets"] == []


def test_programmes_stand_in_a_column_that_is_headed_by_affairs_alone() -> None:
    table = sheet(
        "Bidang Urusan Pemerintahan | Indikator | Target",
        "Urusan Kebun | | ",
        "Program Kebun | Pohon tumbuh | 90%",
        "Program Taman | Taman rapi | 80%",
    )
    assert brief(table, "program", "name") == [("Program Kebun", "Pohon tumbuh"), ("Program Taman", "Taman rapi")]


def test_the_only_year_of_the_targets_is_that_of_what_was_reached() -> None:
    table = sheet(
        "Indikator | Realisasi 2041 | Realisasi 2042 | Target 2043 | Realisasi 2043", "Pohon tumbuh | 70 | 75 | 80 | 82"
    )
    (draft,) = [plain(d) for d in plan_indicators(read_columns(table), 0, Setting())]
    assert (draft["target"]["text"], draft["actual"]["text"]) == ("80", "82")
    assert [a["period"] for a in draft["further_actuals"]] == ["2041", "2042"]


def test_the_code_of_an_indicator_is_no_part_of_its_name() -> None:
    table = sheet("Sasaran | Indikator | Target", "Kebun | IKU 1.1 Pohon tumbuh | 90%", " | [IKK-2] Taman rapi | 80%")
    assert brief(table, "number", "name") == [("1.1", "Pohon tumbuh"), ("2", "Taman rapi")]


def test_a_second_column_of_numbers_far_to_the_right_numbers_the_indicators() -> None:
    table = sheet(
        "No | Tujuan | Sasaran | No | Indikator | Target",
        "1 | Kota hijau | Taman luas | 1 | Luas taman | 5 ha",
        " | ^ | ^ | 2 | Jumlah pohon | 9",
    )
    assert brief(table, "number", "name") == [("1", "Luas taman"), ("2", "Jumlah pohon")]


def test_years_in_rows_are_targets_of_which_the_documents_own_is_the_target() -> None:
    table = sheet("Indikator | Target | Tahun", "Pohon | 20 | 2040", "^ | 22 | 2041", "^ | 25 | 2042")
    (found,) = (plain(d) for d in plan_indicators(read_columns(table), 0, Setting(year=2041)))
    assert found["target"]["text"] == "22"
    assert [(t["period"], t["text"]) for t in found["further_targets"]] == [("2040", "20"), ("2042", "25")]


def test_a_column_of_dashes_between_indicators_and_targets_names_none() -> None:
    table = sheet(
        "No | Indikator Sasaran | IKK PP No.6/2008 | Target Tahun 2040 | Target Tahun 2041",
        "1 | Maturitas | - | Level 3 | Level 4",
        "2 | Nilai SAKIP | - | A | AA",
    )
    drafts = [plain(d) for d in plan_indicators(read_columns(table), 0, Setting(year=2040))]
    assert [(d["name"], d["target"]["text"]) for d in drafts] == [("Maturitas", "Level 3"), ("Nilai SAKIP", "A")]


def test_steps_of_an_outline_have_one_set_of_targets_behind_them() -> None:
    table = sheet(
        "No | Kegiatan | Indikator | Rencana Aksi | Outcome/Output | Uraian Kegiatan | Indikator | Satuan | Target",
        "1 | Air jernih | Mutu air |  |  |  |  | Indeks | 5",
        "1.1 |  |  | Gali sumur | Jumlah sumur |  |  | Buah | 7",
        "1.1.1 |  |  |  |  | Survei lokasi | Jumlah lokasi | Titik | 9",
    )
    assert len(sides(read_columns(table))) == 1
    assert brief(table, "row", "name", "unit", "target") == [
        ("1", "Mutu air", "Indeks", "5"),
        ("1.1", "Jumlah sumur", "Buah", "7"),
        ("1.1.1", "Jumlah lokasi", "Titik", "9"),
    ]


def test_codes_without_the_segments_of_an_urusan_tell_levels_by_their_programme() -> None:
    table = sheet(
        "Kode | Program/Kegiatan/Sub Kegiatan | Indikator | Target | Pagu (Rp)",
        "02 | PROGRAM AIR |  |  | 9.000.000",
        "02.2.01 | Penyediaan sumur |  |  | 9.000.000",
        "02.2.01.0003 | Pembangunan sumur bor | Jumlah sumur | 4 buah | 9.000.000",
    )
    assert brief(table, "program", "activity", "sub_activity") == [
        ("PROGRAM AIR", "Penyediaan sumur", "Pembangunan sumur bor")
    ]


def test_a_programme_without_a_number_between_numbered_kegiatan_has_none() -> None:
    table = sheet(
        "No | Kode | Program/Kegiatan | Indikator | Target",
        "1 | 1.02.01.2.01 | Menanam | Jumlah pohon | 12 batang",
        " | 1.02.02 | Program Taman | Taman rapi | 80%",
        "2 | 1.02.02.2.01 | Menyiram | Luas taman | 3 ha",
    )
    assert brief(table, "row", "name") == [("1", "Jumlah pohon"), (None, "Taman rapi"), ("2", "Luas taman")]


def test_columns_of_ticks_and_of_standards_name_no_indicator_and_hold_no_target() -> None:
    table = sheet(
        "No | Indikator | IKU | SPM | Target | Realisasi",
        "1 | Persentase warga terlayani | V | - | 80 % | 79 %",
        "2 | Maturitas SPIP | - | Level 3 | Level 4 | Level 2",
        "3 | Jumlah sumur | V | V | 12 unit | 10 unit",
    )
    drafts = [plain(d) for d in plan_indicators(read_columns(table), 0, Setting(year=2040))]
    assert [(d["name"], d["target"]["text"], d["further_targets"]) for d in drafts] == [
        ("Persentase warga terlayani", "80 %", []),
        ("Maturitas SPIP", "Level 4", []),
        ("Jumlah sumur", "12 unit", []),
    ]


def test_of_amounts_beside_their_levels_outputs_have_that_of_the_lowest() -> None:
    table = sheet(
        "Program | Anggaran | Kegiatan | Anggaran | Output | Target",
        "Program Kebun | 9.000.000 | Menanam | 5.000.000 | Jumlah pohon | 12 batang",
        "^ | ^ | Merawat | 4.000.000 | Luas kebun | 3 ha",
    )
    assert brief(table, "activity", "name", "budget") == [
        ("Menanam", "Jumlah pohon", 5000000),
        ("Merawat", "Luas kebun", 4000000),
    ]


def test_a_target_of_the_year_before_says_so() -> None:
    table = sheet("Sasaran | Indikator | Target | Target Tahun Sebelumnya", "Kebun rindang | Jumlah pohon | 12 | 9")
    (draft,) = (plain(d) for d in plan_indicators(read_columns(table), 0, Setting(year=2031)))
    assert [(t["text"], t["period"]) for t in draft["further_targets"]] == [("9", "Tahun Sebelumnya")]

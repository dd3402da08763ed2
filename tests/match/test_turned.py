"""Tables that name what they hold down the side."""

from __future__ import annotations

from typing import Any

from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Table
from extractor.match.columns import read_columns
from extractor.records.indicators import indicators, is_indicator_table


def read(table: Table) -> list[dict[str, Any]]:
    columns = read_columns(table)
    assert is_indicator_table(columns)
    return [plain(d) for d in indicators(columns)]


def test_indicators_that_stand_side_by_side_are_one_a_column() -> None:
    table = sheet(
        "Indikator Kinerja | Jumlah sumur | Luas hutan",
        "Satuan | buah | ha",
        "Target | 4 | 9",
        "Sasaran | Alam terjaga | <",
        "Formulasi | Sumur yang dihitung | Hutan yang diukur",
    )
    assert [(d["name"], d["unit"], d["target"]["value"], d["objective"], d["formula"]) for d in read(table)] == [
        ("Jumlah sumur", "buah", 4, "Alam terjaga", "Sumur yang dihitung"),
        ("Luas hutan", "ha", 9, "Alam terjaga", "Hutan yang diukur"),
    ]


def test_cards_under_one_another_are_an_indicator_each() -> None:
    table = sheet(
        " | ",
        "1. Nama Indikator | : Jumlah sumur",
        "2. Target | : 4 buah",
        "3. Sumber Data | : Buku sumur",
        "1. Nama Indikator | : Luas hutan",
        "2. Target | : 9 ha",
        "3. Sumber Data | : Peta",
    )
    assert [(d["name"], d["target"]["text"], d["data_source"]) for d in read(table)] == [
        ("Jumlah sumur", "4 buah", "Buku sumur"),
        ("Luas hutan", "9 ha", "Peta"),
    ]


def test_a_statement_that_reads_like_a_heading_heads_no_column_beside_labels() -> None:
    table = sheet(
        "Sasaran | Kinerja anggaran",
        "Indikator | Persentase capaian anggaran",
        "Target | 90 %",
        "Sumber Data | Laporan",
    )
    (found,) = read(table)
    assert (found["objective"], found["name"]) == ("Kinerja anggaran", "Persentase capaian anggaran")


def test_a_colon_in_a_column_of_its_own_is_no_value() -> None:
    table = sheet(" | | ", "Indikator | : | Jumlah sumur", "Target | : | 4 buah", "Sumber Data | : | Buku sumur")
    assert [d["name"] for d in read(table)] == ["Jumlah sumur"]


def test_stages_under_one_another_stay_rows() -> None:
    table = sheet(
        "Indikator | Tolok Ukur | Target",
        "Masukan | Dana yang tersedia | 5 juta",
        "Keluaran | Jumlah sumur | 4 buah",
        "Hasil | Luas sawah berair | 9 ha",
    )
    assert [d["name"] for d in read(table)][1:] == ["Jumlah sumur", "Luas sawah berair"]


def test_stages_of_the_work_are_rows_and_no_labels_of_a_card() -> None:
    table = sheet(
        "Indikator | Tolok Ukur Kinerja | Target Kinerja",
        "Capaian Program | Warga puas | 80 %",
        "Masukan | Dana | Rp9.000.000",
        "Keluaran | Jumlah taman | 4 buah",
        "Hasil | Taman terawat | 90 %",
    )
    assert [one["name"] for one in read(table)] == ["Warga puas", "Dana", "Jumlah taman", "Taman terawat"]


def test_periods_over_the_values_of_one_label_are_a_target_each() -> None:
    table = sheet(
        " |  | ",
        "Indikator Kinerja | Jumlah sumur | <",
        "Satuan | buah | <",
        "Sumber Data | Buku sumur | <",
        "Target | 2041 | 2042",
        "^ | 7 | 9",
    )
    (draft,) = read(table)
    assert draft["target"] is None
    assert [(t["period"], t["text"]) for t in draft["further_targets"]] == [("2041", "7"), ("2042", "9")]

"""Labels of the stage that an indicator measures."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import plain
from sheet import sheet

from extractor.match.columns import read_columns
from extractor.records.indicators import indicators

HEAD = "No | Kegiatan | Indikator Kinerja | Target"


def read(*rows: str) -> list[tuple[Any, ...]]:
    drafts = [plain(d) for d in indicators(read_columns(sheet(HEAD, *rows)))]
    return [(d["measure"], d["name"]) for d in drafts]


@pytest.mark.parametrize(
    ("output", "outcome"),
    [
        ("Keluaran : {}", "Hasil : {}"),
        ("Keluaran {}", "Hasil {}"),
        ("Keluaran\n{}", "Hasil\n{}"),
        ("(Output) {}", "(Outcome) {}"),
        ("[OUTPUT] {}", "[OUTCOME] {}"),
        ("{} (Output)", "{} (Outcome)"),
        ("{}\n(Keluaran)", "{}\n(Hasil)"),
        ("{} - Keluaran", "{} - Hasil"),
        ("Output - {}", "Outcome - {}"),
        ("Out Put : {}", "Out Come : {}"),
        ("- Keluaran : {}", "- Hasil : {}"),
        ("Indikator Keluaran : {}", "Indikator Hasil : {}"),
        ("KELUARAN {}", "Capaian Program : {}"),
        ("Keluaran Sub Kegiatan : {}", "Hasil Program : {}"),
        ("Keluaran (Output) : {}", "Hasil (Outcome) : {}"),
        ("Output: {}", "{} - Hasil"),
    ],
)
def test_a_label_in_any_form_is_the_measure_and_no_part_of_the_name(output: str, outcome: str) -> None:
    rows = [
        f"1 | Latihan kader | {output.format('Jumlah kader')} | 40",
        f"^ | ^ | {outcome.format('Desa yang punya kader')} | 75 %",
    ]
    assert read(*rows) == [("output", "Jumlah kader"), ("outcome", "Desa yang punya kader")]


def test_a_stage_that_is_neither_has_no_measure() -> None:
    rows = ["1 | Latihan kader | Masukan : Jumlah dana | 9", "^ | ^ | Keluaran : Jumlah kader | 40"]
    assert read(*rows) == [(None, "Jumlah dana"), ("output", "Jumlah kader")]


def test_the_word_of_a_label_is_the_names_own_where_the_column_names_no_stages() -> None:
    rows = [
        "1 | Penilaian | Hasil Evaluasi Kinerja | 80",
        "2 | Panen | Hasil Panen Kelapa | 4",
        "3 | Uji | Mutu air | 9",
    ]
    assert read(*rows) == [(None, "Hasil Evaluasi Kinerja"), (None, "Hasil Panen Kelapa"), (None, "Mutu air")]


def test_labels_begin_the_indicators_of_one_cell() -> None:
    row = "1 | Latihan kader | Masukan\nJumlah dana\nKeluaran\nJumlah kader\nHasil\nMutu kader | _\n9\n_\n40\n_\n75"
    assert read(row) == [(None, "Jumlah dana"), ("output", "Jumlah kader"), ("outcome", "Mutu kader")]


def test_a_label_on_its_own_line_belongs_to_the_row_that_begins_under_it() -> None:
    rows = ["1 | Latihan kader | Keluaran\nJumlah kader\nHasil | 40", "^ | ^ | Mutu kader | 75"]
    assert read(*rows) == [("output", "Jumlah kader"), ("outcome", "Mutu kader")]


def test_a_stage_in_a_column_of_its_own_holds_of_the_rows_under_it() -> None:
    rows = ("Keluaran | Jumlah pohon | 12 batang", " | Jumlah bibit | 40 batang", "Hasil | Luas kebun | 3 ha")
    columns = read_columns(sheet("Indikator | Tolok Ukur Kinerja | Target Kinerja", *rows))
    assert [plain(d)["measure"] for d in indicators(columns)] == ["output", "output", "outcome"]


def test_labels_of_stages_in_one_cell_beside_rows_are_dealt_to_the_rows() -> None:
    columns = read_columns(
        sheet(
            "No | Kegiatan | Indikator | Satuan | Target | Realisasi",
            "1 | Menanam | Output: Jumlah pohon\n_\nOutcome: Luas kebun | batang | 12 | 11",
            "^ | ^ | ^ | ha | 3 | 2",
        )
    )
    drafts = [plain(d) for d in indicators(columns)]
    assert [(d["measure"], d["name"], d["unit"], d["target"]["value"], d["actual"]["value"]) for d in drafts] == [
        ("output", "Jumlah pohon", "batang", 12, 11),
        ("outcome", "Luas kebun", "ha", 3, 2),
    ]

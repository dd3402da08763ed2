"""Columns that no known heading names, by their cells and by what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet import sheet

from extractor.match.column_model import SURE, fitted, model_of, unsure
from extractor.match.column_signs import CLASSES, SIGNS
from extractor.match.columns import read_columns

ROWS = (
    "1. | Meningkatnya mutu jalan desa | Persentase jalan desa dalam kondisi baik | % | 75",
    "2. | Terwujudnya pasar yang tertib | Jumlah pasar yang tertata rapi | Pasar | 4",
    "3. | Meningkatnya layanan air bersih | Cakupan rumah tangga dengan air bersih | % | 88",
)
HEADS = ("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target")
MEANINGS = ["row", "objective", "name", "unit", "target"]


@pytest.mark.parametrize("masked", range(5))
@pytest.mark.parametrize("said", ["Wzbq", ""])
def test_a_column_is_told_without_its_heading(masked: int, said: str) -> None:
    heads = [said if k == masked else head for k, head in enumerate(HEADS)]
    assert [c.meaning for c in read_columns(sheet(" | ".join(heads), *ROWS)).columns] == MEANINGS


def test_two_columns_are_told_without_their_headings() -> None:
    heads = " | ".join(("No", "Ihwal", "Ukuran Bersama", "Satuan", "Target"))
    assert [c.meaning for c in read_columns(sheet(heads, *ROWS)).columns] == MEANINGS


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("No | Nama | Jabatan", ("1 | Arman Kusmawan | Kepala Seksi Umum", "2 | Dewi Rahmatika | Staf Keuangan")),
        ("No | Jenis Barang | Banyak", ("1 | Kertas kantor | 12", "2 | Tinta cetak | 40", "3 | Kursi rapat | 7")),
        ("No | Dusun | Penduduk | Luas", ("1 | Wanasari | 1.204 | 17,5", "2 | Sidomukti | 988 | 21,0")),
        ("No | Isu | Akar", ("1 | Kurangnya tenaga | Belum ada formasi", "2 | Rendahnya minat baca | Buku kurang")),
    ],
)
def test_tables_of_another_sort_are_not_taken_for_plans(heads: str, rows: tuple[str, ...]) -> None:
    found = {c.meaning for c in read_columns(sheet(heads, *rows)).columns}
    assert not found & {"name", "target", "objective", "budget", "unit"}


def test_what_stands_behind_a_code_tells_its_column() -> None:
    table = sheet(
        " | | Anggaran | Ket.",
        "1. | 5.03.01.2.01 Perencanaan dan Evaluasi Kinerja | Rp. 92.400.000 | APBD",
        "2. | 5.03.02.2.03 Mutasi dan Promosi Pegawai | Rp. 310.250.000 | APBD",
        "3. | 5.03.02.2.04 Penilaian Kinerja Pegawai | Rp. 78.000.000 | APBD",
    )
    assert [c.meaning for c in read_columns(table).columns][:3] == ["row", "line", "budget"]


def test_figures_beside_a_target_are_not_taken_for_another() -> None:
    table = sheet(
        "No | Indikator Kinerja | Target | Skor Mula",
        "1 | Persentase jalan baik | 75 | 30",
        "2 | Jumlah pasar tertata | 4 | 20",
        "3 | Cakupan air bersih | 88 | 50",
    )
    assert [c.meaning for c in read_columns(table).columns] == ["row", "name", "target", "other"]


def test_cells_of_a_column_that_the_rest_told_are_as_sure_as_that_is() -> None:
    table = read_columns(sheet(" | ".join((*HEADS[:4], "Wzbq")), *ROWS))
    told = list(unsure(table))
    assert [cell.text for cell, _ in told] == ["75", "4", "88"]
    assert all(SURE <= certainty < 1 for _, certainty in told)
    assert not list(unsure(read_columns(sheet(" | ".join(HEADS), *ROWS))))


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1), min_size=len(SIGNS), max_size=len(SIGNS)))
def test_shares_of_the_classes_come_to_one(signs: list[float]) -> None:
    likely = fitted().likely(signs, (0.0,) * len(CLASSES))
    assert list(likely) == list(CLASSES)
    assert sum(likely.values()) == pytest.approx(1)


def test_weights_that_do_not_fit_the_signs_are_refused() -> None:
    row = [0.0] * len(CLASSES)
    told = {"classes": list(CLASSES), "weights": dict.fromkeys(SIGNS, row), "like": 1.0}
    assert model_of(told).like == 1.0
    with pytest.raises(ValueError, match="another order"):
        model_of(told | {"weights": dict.fromkeys(SIGNS[1:], row)})
    with pytest.raises(ValueError, match="one number for each class"):
        model_of(told | {"weights": {sign: [float("nan"), *row[1:]] for sign in SIGNS}})


def test_one_row_tells_no_more_of_its_table_than_that_it_is_numbered() -> None:
    for said in ("Wzbq", ""):
        heads = (said, "Sasaran", "Indikator Kinerja", said, "Target")
        found = [c.meaning for c in read_columns(sheet(" | ".join(heads), ROWS[0])).columns]
        assert found[:3] + found[4:] == ["row", "objective", "name", "target"]
        assert found[3] in ("", "other")


def test_what_was_there_before_a_change_is_not_told_by_its_cells() -> None:
    heads = "Indikator | Sebelum Perubahan Tolok Ukur Kinerja | Setelah Perubahan Tolok Ukur Kinerja | Setelah Target"
    rows = [
        f"Keluaran | Jumlah {what} yang tertata | Jumlah {what} yang bersih | 5 unit" for what in ("pasar", "taman")
    ]
    assert [c.meaning for c in read_columns(sheet(heads, *rows)).columns].count("name") == 1


def test_quantities_of_a_word_and_a_figure_are_no_units() -> None:
    table = sheet(
        "No | Indikator Sasaran | Patokan Umum | Target Tahun 2031 | Target Tahun 2032",
        "1 | Kematangan Arsip | Level 3 | Level 3 | Level 4",
        "2 | Kecakapan Juru Arsip | Level 3 | Level 2 | Level 3",
        "3 | Nilai Arsip Dinas | - | A | A",
    )
    assert "unit" not in {c.meaning for c in read_columns(table).columns}


def test_figures_under_the_month_of_a_schedule_are_its_targets() -> None:
    heads = "No | Sub Kegiatan | Target | Satuan | Waktu Pelaksanaan April"
    table = sheet(
        heads, "1 | Gali sumur desa | 4 | sumur | 1", "2 | Beli timba kayu | 40 | buah | ", "3 | Cat pagar | 9 | m | 3"
    )
    assert read_columns(table).columns[-1].meaning == "target"
    marked = sheet(heads, "1 | Gali sumur desa | 4 | sumur | v", "2 | Beli timba kayu | 40 | buah | v")
    assert read_columns(marked).columns[-1].meaning == "schedule"

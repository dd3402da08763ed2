"""The kind of documents whose title names none: several signs are weighed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from segment_pages import line, page
from sheet import sheet

from extractor.knowledge import own_patterns
from extractor.layout.blocks import Block, Table
from extractor.segment.structure import kind_by_structure, likeliest, rival, scores

PLAIN = "Sasaran | Indikator Kinerja | Target"
QUARTERS = "Sasaran | Indikator | Satuan | Triwulan I | Triwulan II | Triwulan III | Triwulan IV"


def table(header: str) -> Table:
    return sheet(header, " | ".join("Jalan baik" if k < 2 else "5" for k in range(header.count("|") + 1)))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (QUARTERS, "rencana_aksi"),
        ("Sasaran | Indikator | 2031 | 2032 | 2033 | 2034 | 2035", "rencana_strategis"),
        ("Sasaran | Indikator | Target | Realisasi | Capaian (%)", "laporan_kinerja"),
        ("Indikator | Realisasi 2030 | Realisasi 2031 | Realisasi 2032 | Target 2033 | Capaian", "laporan_kinerja"),
        ("Program | Indikator | Lokasi | Target | Pagu Indikatif", "rencana_kinerja"),
        ("Program Uraian | Program Indikator | Kegiatan Uraian | Kegiatan Indikator", "cascading"),
        (PLAIN, "unknown"),
    ],
)
def test_columns_tell_the_kind(header: str, kind: str) -> None:
    assert kind_by_structure([table(header)], ()) == kind


@pytest.mark.parametrize(
    ("title", "header", "kind"),
    [
        ("TARGET DAN RENCANA AKSI", QUARTERS, "rencana_aksi"),
        ("LAPORAN PENGUKURAN KINERJA TAHUN 2031", "Sasaran | Indikator | Target | Realisasi", "laporan_kinerja"),
        ("DAFTAR SASARAN DAN TARGET TAHUN 2031", PLAIN, "unknown"),
    ],
)
def test_a_phrase_inside_a_heading_counts_beside_the_columns(title: str, header: str, kind: str) -> None:
    blocks: list[Block] = [line(title), table(header)]
    assert kind_by_structure(blocks, ()) == kind


def test_a_subject_names_no_kind() -> None:
    blocks: list[Block] = [line("TENTANG", top=50), line("PENYUSUNAN PERJANJIAN KINERJA", top=70), table(PLAIN)]
    assert kind_by_structure(blocks, ()) == "unknown"


def test_four_everyday_words_make_no_chart() -> None:
    wide = "Tujuan | Sasaran | Program | Kegiatan | Kebijakan"
    assert kind_by_structure([table(wide)], ()) == "unknown"


def test_steps_of_a_logic_model_tell_a_cascade_without_boxes() -> None:
    steps = ("Ultimate Outcome", "Intermediate Outcome")
    assert kind_of(table(PLAIN), lines=steps[:1]) == "unknown"
    assert kind_of(table(PLAIN), lines=steps) == "cascading"


def test_numbered_rows_with_targets_and_amounts_speak_against_a_cascade() -> None:
    header = "Indikator Kinerja | Target | Program | Anggaran | Kegiatan | Anggaran"
    assert kind_by_structure([table(header)], ()) == "cascading"
    assert kind_by_structure([table(f"No | {header}")], ()) == "unknown"


def test_of_equal_scores_the_kind_that_a_heading_names_goes_first() -> None:
    header = "Indikator Kinerja | Target | Program | Anggaran | Kegiatan | Anggaran | Output | Target"
    assert kind_by_structure([table(header)], ()) == "cascading"
    blocks: list[Block] = [line("DAFTAR RENCANA AKSI"), table(header)]
    assert kind_by_structure(blocks, ()) == "rencana_aksi"


def test_two_plans_side_by_side_are_no_cascade() -> None:
    half = "Program / Kegiatan | Lokasi | Indikator | Target | Anggaran"
    row = "Program Taman | Kota Maju | Luas taman | 5 ha | 1.000.000"
    assert kind_by_structure([sheet(f"{half} | {half}", f"{row} | {row}")], ()) == "rencana_kinerja"


def test_a_chapter_with_targets_of_five_years_is_a_strategic_plan() -> None:
    blocks: list[Block] = [
        line("RENCANA PROGRAM DAN KEGIATAN SERTA PENDANAAN"),
        table("Program | Indikator | 2031 | 2032 | 2033 | 2034 | 2035 | Pagu"),
    ]
    assert kind_by_structure(blocks, ()) == "rencana_strategis"


def kind_of(*tables: Table, lines: tuple[str, ...] = ()) -> str:
    layout = page(1, *lines) if lines else page(1, "teks")
    return kind_by_structure([*layout.flow, *tables], [layout])


def test_columns_that_hint_and_a_label_that_hints_make_a_kind_together() -> None:
    listed = sheet("Indikator | Rumus | Satuan", "Panjang jalan | Panjang yang dibangun | km")
    assert kind_of(listed) == "unknown"
    assert kind_of(listed, lines=("Indikator Kinerja Utama Dinas Jalan",)) == "indikator_kinerja_utama"


def test_a_sign_may_hold_on_wide_paper_alone(tmp_path: Path) -> None:
    signs = '[cascading]\nsigns = [{ labels = ["PETA KERJA"], count = 1, landscape = true, weight = 3 }]\n'
    (tmp_path / "kinds.toml").write_text(signs, encoding="utf-8")
    upright = page(1, "Peta Kerja Dinas Jalan")
    wide = replace(upright, page=replace(upright.page, width=upright.page.height + 200))
    with own_patterns(tmp_path):
        told = [kind_by_structure(layout.flow, [layout]) for layout in (upright, wide)]
    assert told == ["unknown", "cascading"]


def test_prices_speak_against_a_cascade() -> None:
    heading = "Indikator | Target | Indikator | Target | Indikator | Target"
    measures = sheet(heading, "Mutu | 1 | Jumlah | 2 | Luas | 3")
    assert kind_of(measures) == "cascading"
    costs = sheet("Kode | Uraian | Harga | Jumlah", "5.1 | Kertas | 500 | 1.500.000")
    assert kind_of(measures, costs) == "unknown"


def test_two_kinds_nearly_as_likely_are_told() -> None:
    layout = page(1, "Menimbang : bahwa perlu", "Mengingat : undang-undang", "Rencana Kerja", "Laporan Kinerja")
    found = scores(layout.flow, [layout])
    assert (likeliest(found), rival(found)) == ("peraturan", None)
    layout = page(1, "PIHAK KEDUA", "PIHAK KESATU", "SASARAN", "INDIKATOR", "Rencana Kerja")
    found = scores(layout.flow, [layout])
    assert {likeliest(found), rival(found)} == {"perjanjian_kinerja", "rencana_kinerja"}


def test_a_chapter_alone_is_of_the_kind_that_its_running_foot_names() -> None:
    chapter: list[Block] = [line("BAB II"), line("PERENCANAAN KINERJA", top=70)]
    sheet_of = page(1, "BAB II", "PERENCANAAN KINERJA")
    assert kind_by_structure(chapter, [sheet_of]) == "unknown"
    foot = replace(sheet_of, furniture=(line("LKjIP Dinas Contoh Tahun 2041 | 7", top=860),))
    assert kind_by_structure(chapter, [foot]) == "laporan_kinerja"


def test_the_longer_name_of_another_paper_is_no_label_of_a_plan() -> None:
    heads = "Tolok Ukur Kinerja | Target Kinerja"
    assert kind_by_structure([line("RENCANA KERJA DAN ANGGARAN"), table(heads)], ()) == "unknown"
    assert kind_by_structure([line("RENCANA KERJA DINAS JALAN"), table(heads)], ()) == "rencana_kinerja"

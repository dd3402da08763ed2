"""Kinds of documents without a title: several signs, each with a weight."""

from __future__ import annotations

from segment_pages import page
from sheet import sheet

from extractor.layout.blocks import Table
from extractor.segment.structure import kind_by_structure, likeliest, rival, scores

QUARTERS = "Indikator | Target TW I | Target TW II | Target TW III | Target TW IV"


def kind_of(*tables: Table, lines: tuple[str, ...] = ()) -> str:
    layout = page(1, *lines) if lines else page(1, "teks")
    return kind_by_structure([*layout.flow, *tables], [layout])


def test_columns_that_hint_and_a_label_that_hints_make_a_kind_together() -> None:
    table = sheet(QUARTERS, "Panjang jalan | 1 km | 2 km | 3 km | 4 km")
    assert kind_of(table) == "unknown"
    assert kind_of(table, lines=("Rencana Aksi Dinas Jalan",)) == "rencana_aksi"


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

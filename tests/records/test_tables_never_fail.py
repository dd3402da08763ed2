"""Any table can be read: nothing raises, every leaf that was read has a place."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sheet import sheet

from extractor.assemble import assemble
from extractor.match.columns import read_columns
from extractor.records.budgets import budgets, is_budget_table
from extractor.records.indicators import corrections, indicators, is_indicator_table, target_habit
from extractor.schema import PerjanjianKinerja

HEADINGS = st.sampled_from(
    (
        "No",
        "Sasaran",
        "Indikator Kinerja",
        "Target",
        "Penjelasan",
        "Program",
        "Kegiatan",
        "Program/Kegiatan",
        "Anggaran (Rp)",
        "Satuan",
        "Keterangan",
        "Target 2022",
        "TW I",
        "Kondisi Awal",
        "Lokasi",
        "Kode",
        "Sasaran/Indikator",
        "",
        "Bunga",
    )
)
PIECES = st.sampled_from(
    (
        "1.",
        "2",
        "1. Jumlah sumur 2. Mutu air",
        "Program Air",
        "Kegiatan: Gali",
        "4 buah",
        "90 %",
        "A-",
        "12,5",
        "1.500.000,50",
        "Rp 5.000.000,-",
        "Jumlah",
        "-",
        "",
        "^",
        "<",
        "dan timba",
        "Formulasi : A Tipe Perhitungan : Komulatif",
        "a. X\nb. Y",
        "Outcome: Air",
        "7.01.02.2.01 Nama",
        "80-90",
        "• satu • dua",
        "_\n2 Kali",
        "(",
        ":",
        "=",
        "1 Dokumen\n2 Dokumen",
        "1.1 Uji",
    )
)


@st.composite
def tables(draw: st.DrawFn) -> Any:
    width = draw(st.integers(1, 6))
    heads = draw(st.lists(HEADINGS, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(PIECES, min_size=width, max_size=width), max_size=5))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if (cell == "^" and r == 0) or (cell == "<" and c == 0):
                row[c] = "Sumur"
    return sheet(" | ".join(heads), *(" | ".join(row) for row in rows), drawn=draw(st.booleans()))


@settings(max_examples=120)
@given(tables())
def test_any_table_gives_a_valid_document(table: Any) -> None:
    columns = read_columns(table)
    drafts = indicators(columns, index=0, habit=target_habit([columns])) if is_indicator_table(columns) else []
    found = budgets(columns) if is_budget_table(columns) else None
    draft = {
        "kind": "perjanjian_kinerja",
        "indicators": drafts,
        "budgets": found.lines if found else [],
        "budget_total": found.total if found else None,
        "corrections": corrections(drafts),
    }
    document, entries = assemble(draft, PerjanjianKinerja, 0)
    assert len(document.indicators) == len(drafts)
    for k, indicator in enumerate(document.indicators):
        if indicator.name:
            assert f"/documents/0/indicators/{k}/name" in entries

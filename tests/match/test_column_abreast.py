"""Columns under one heading that names their levels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Table
from extractor.match.columns import read_columns
from extractor.records.indicators import indicators

HEAD = "No | Program/Kegiatan | Program/Kegiatan | Indikator Kinerja | Target"


def merged(*rows: str, head: str = HEAD) -> Table:
    """A table whose second heading reaches over the third column."""
    table = sheet(head, *rows)
    header = list(table.header)
    for k, span in enumerate(header):
        if k and span.text and span.text == header[k - 1].text:
            header[k] = header[k - 1]
    return replace(table, header=tuple(header))


def read(table: Table) -> list[tuple[Any, ...]]:
    drafts = [plain(d) for d in indicators(read_columns(table))]
    return [(d["program"], d["activity"], d["sub_activity"], d["name"]) for d in drafts]


def test_two_columns_under_one_heading_are_of_its_two_levels() -> None:
    table = merged(
        "1 | Penyediaan Air | Gali sumur desa | Jumlah sumur | 4",
        "2 | ^ | Uji mutu air | Jumlah uji | 9",
        "3 | Penataan Kebun | Tata kebun desa | Luas kebun | 2",
    )
    assert read(table) == [
        ("Penyediaan Air", "Gali sumur desa", None, "Jumlah sumur"),
        ("Penyediaan Air", "Uji mutu air", None, "Jumlah uji"),
        ("Penataan Kebun", "Tata kebun desa", None, "Luas kebun"),
    ]


def test_a_programme_with_an_indicator_of_its_own_has_no_kegiatan() -> None:
    table = merged(
        "1 | Penyediaan Air | | Cakupan air | 80",
        " | | Gali sumur desa | Jumlah sumur | 4",
        "2 | Penataan Kebun | | Mutu kebun | 70",
    )
    assert [row[:2] for row in read(table)] == [
        ("Penyediaan Air", None),
        ("Penyediaan Air", "Gali sumur desa"),
        ("Penataan Kebun", None),
    ]


def test_three_columns_are_of_three_levels() -> None:
    head = " | ".join(["No", *["Program/Kegiatan/Sub Kegiatan"] * 3, "Indikator", "Target"])
    table = merged("1 | Penyediaan Air | Sumur desa | Gali sumur baru | Jumlah sumur | 4", head=head)
    assert read(table) == [("Penyediaan Air", "Sumur desa", "Gali sumur baru", "Jumlah sumur")]


def test_a_column_of_marks_under_programmes_that_reach_over_it_holds_no_names() -> None:
    table = merged(
        "1 | Program Penyediaan Air | < | Cakupan air | 80",
        " | a. | Gali sumur desa | Jumlah sumur | 4",
        " | b. | Uji mutu air | Jumlah uji | 9",
    )
    assert [row[:2] for row in read(table)] == [
        ("Program Penyediaan Air", None),
        ("Program Penyediaan Air", "Gali sumur desa"),
        ("Program Penyediaan Air", "Uji mutu air"),
    ]


def test_numbers_before_the_names_are_no_level() -> None:
    table = merged("1 | 1. | Program Penyediaan Air | Cakupan air | 80", "2 | 1.1 | Gali sumur desa | Jumlah sumur | 4")
    assert [row[:2] for row in read(table)] == [
        ("Program Penyediaan Air", None),
        ("Program Penyediaan Air", "Gali sumur desa"),
    ]

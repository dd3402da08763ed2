"""Lead-ins over items, each an indicator with a target of its own."""

from __future__ import annotations

import pytest
from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Table
from extractor.match.columns import read_columns
from extractor.records.indicators import indicators

HEAD = "No | Indikator | Target"


def read(table: Table) -> list[tuple[str, str]]:
    return [(d["name"], d["target"]["text"]) for d in map(plain, indicators(read_columns(table)))]


@pytest.mark.parametrize(
    "rows",
    [
        ("1 | Jumlah produksi:\na. Daging ayam\nb. Telur ayam | _\n5 ton\n6 ton",),
        ("1 | Jumlah produksi: | ", " | a. Daging ayam | 5 ton", " | b. Telur ayam | 6 ton"),
    ],
    ids=["in one cell", "over rows"],
)
def test_items_are_named_by_their_lead_in_which_is_no_indicator(rows: tuple[str, ...]) -> None:
    assert read(sheet(HEAD, *rows)) == [
        ("Jumlah produksi Daging ayam", "5 ton"),
        ("Jumlah produksi Telur ayam", "6 ton"),
    ]


def test_a_row_without_a_mark_ends_the_lead_in_of_marked_items() -> None:
    table = sheet(HEAD, "1 | Jumlah produksi: | ", " | a. Daging ayam | 5 ton", "2 | Jumlah pasar tertata | 3")
    assert read(table) == [("Jumlah produksi Daging ayam", "5 ton"), ("Jumlah pasar tertata", "3")]


def test_a_colon_beside_a_target_of_its_own_leads_nothing_in() -> None:
    assert read(sheet(HEAD, "1 | Nilai pengawasan: | 81")) == [("Nilai pengawasan:", "81")]

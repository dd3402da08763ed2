"""Amounts in several columns: funds, stages of a budget, totals, what was spent."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import plain
from sheet import sheet

from extractor.layout.blocks import PageLayout
from extractor.match.columns import read_columns
from extractor.read.page import Page
from extractor.records.plan_table import Setting, plan_indicators
from extractor.records.tables import TableRecords, read_tables
from extractor.segment.component import Component


def records(header: str, *rows: str) -> TableRecords:
    table = sheet(header, *rows)
    layout = PageLayout(Page(1, 1200, 842, ()), (table,))
    return read_tables(Component("rencana_kinerja", (layout,), (table,), body=()))


def lines(found: TableRecords, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(plain(line)[k] for k in keys) for line in found.budgets]


@pytest.mark.parametrize("header", ["No | Program | APBD | APBN", "No | Program | Dana APBD (Rp) | Dana DAK (Rp)"])
def test_funds_without_a_total_and_without_a_shared_heading_are_added_up(header: str) -> None:
    rows = ("1 | Program Taman | 5.000.000 | 1.000.000", "2 | Program Air | 4.000.000 | -")
    found = records(header, *rows, " | JUMLAH | 9.000.000 | 1.000.000")
    assert lines(found, "amount") == [(6_000_000,), (4_000_000,)]
    assert plain(found.total) == 10_000_000


def test_funds_on_a_scale_are_short_figures() -> None:
    header = "Kegiatan | Indikator | Target | APBD (juta) | APBN (juta)"
    found = records(header, "Tanam | Luas taman | 5 ha | 1.200,5 | 75", "Siram | Luas sawah | 4 ha | - | 80")
    assert [plain(d)["budget"] for d in found.indicators] == [1_275_500_000, 80_000_000]


def test_of_funds_beside_indicators_the_sum_is_the_budget() -> None:
    found = records("Kegiatan | Indikator | Target | APBD | DAK", "Tanam | Luas taman | 5 ha | 5.000.000 | 1.000.000")
    assert [plain(d)["budget"] for d in found.indicators] == [6_000_000]


def test_the_last_of_several_columns_is_their_total_where_it_is_their_sum_whatever_its_heading_says() -> None:
    header = "Kegiatan | Indikator | Target | APBD | DAK | APBN"
    sums = ((5, 1, 6), (4, 2, 6), (3, 3, 6), (2, 7, 8))
    rows = [f"Tanam {k} | Luas taman {k} | {k} ha | {a}.000.000 | {b}.000.000 | {c}.000.000"
            for k, (a, b, c) in enumerate(sums, start=1)]  # fmt: skip
    assert [plain(d)["budget"] for d in records(header, *rows).indicators] == [
        6_000_000,
        6_000_000,
        6_000_000,
        8_000_000,
    ]
    # two agree by chance
    few = records(header, *rows[:2]).indicators
    assert [plain(d)["budget"] for d in few] == [12_000_000, 12_000_000]


def test_a_rate_beside_what_was_spent() -> None:
    found = records(
        "Program | Anggaran (Rp) | Realisasi (Rp) | Persentase (%)", "Program Taman | 5.000.000 | 1.000.000 | 20,00"
    )
    assert lines(found, "amount", "actual", "achievement") == [(5_000_000, 1_000_000, 20)]


def test_the_stages_of_a_budget_are_amounts_and_the_later_one_counts() -> None:
    found = records(
        "Program | Penetapan | Perubahan | Serapan | %", "Program Taman | 5.000.000 | 4.000.000 | 1.000.000 | 25,00%"
    )
    assert lines(found, "amount", "actual", "achievement") == [(4_000_000, 1_000_000, 25)]


def test_an_amount_printed_into_the_cell_of_its_source_of_funds() -> None:
    found = records(
        "Program | Anggaran | Sumber Dana",
        "Program Taman | Rp. | 5.000.000 APBD",
        "Program Air | | Rp. 4.000.000,00 DAK",
    )
    assert lines(found, "amount", "funding") == [(5_000_000, "APBD"), (4_000_000, "DAK")]


def test_sumber_beside_amounts_is_the_source_of_funds() -> None:
    assert lines(records("Program | Anggaran | Sumber", "Program Taman | 5.000.000 | APBD"), "funding") == [("APBD",)]


def test_a_list_that_goes_on_in_a_further_table_keeps_its_programme() -> None:
    head = "No | Program/Kegiatan | Anggaran"
    first = sheet(head, "1 | Program Taman | 9.000.000", "a | Penanaman Pohon | 4.000.000")
    rest = sheet(head, "b | Perawatan Taman | 5.000.000", "2 | Program Air | 1.000.000", " | Jumlah | 10.000.000")
    other = sheet(head, "c | Pemupukan Taman | 2.000.000")
    layout = PageLayout(Page(1, 1200, 842, ()), (first, rest, other))
    found = read_tables(Component("rencana_kinerja", (layout,), (first, rest, other), body=()))
    assert [plain(line)["program"] for line in found.budgets] == [None, "Program Taman", "Program Taman", None, None]


def test_a_programme_over_its_kegiatan_in_one_cell_are_two_lines() -> None:
    found = records("Program | Anggaran", "1. Program Taman\n- Kegiatan Tanam | _\n4.000.000")
    assert lines(found, "number", "level", "name", "amount") == [
        ("1", "program", "Program Taman", None),
        (None, "kegiatan", "Kegiatan Tanam", 4_000_000),
    ]


def test_amounts_in_brackets_are_taken_off_where_others_stand_without() -> None:
    rows = ("5.1.02 | Belanja Barang | 5.000.000", "5.2.03 | Belanja Meja | (Rp 2.000.000)", "5.2.04 | Sisa | -500.000")
    amounts = [amount for (amount,) in lines(records("Kode | Uraian | Jumlah (Rp)", *rows), "amount")]
    assert amounts == [5000000, -2000000, -500000]
    bracketed = tuple(row.replace("| 5.000.000", "| (5.000.000)") for row in rows[:2])
    assert lines(records("Kode | Uraian | Jumlah (Rp)", *bracketed), "amount") == [(5000000,), (2000000,)]


def test_lines_that_set_parts_of_a_budget_off_are_neither_lines_nor_the_total() -> None:
    rows = (
        "4 | PENDAPATAN DAERAH | -",
        " | Jumlah Pendapatan | Rp0",
        "5.1.02 | Belanja Barang | Rp5.000.000",
        " | Jumlah Belanja | Rp5.000.000",
        " | Total Surplus/(Defisit) | (Rp5.000.000)",
        " | Pembiayaan Neto | Rp0",
    )
    found = records("Kode | Uraian | Jumlah (Rp)", *rows)
    assert [name for (name,) in lines(found, "name")] == ["PENDAPATAN DAERAH", "Belanja Barang"]
    assert found.total is not None
    assert found.total.value == 5000000


def test_the_source_of_funds_goes_on_in_a_second_line_with_the_name() -> None:
    found = records(
        "No. | Program | Anggaran | Keterangan",
        "1. | Program Taman | Rp. 5.000.000 | Sumber dana",
        " | dan Jalur Hijau | | APBD Kabupaten",
    )
    assert lines(found, "name", "amount", "funding") == [
        ("Program Taman dan Jalur Hijau", 5_000_000, "Sumber dana APBD Kabupaten")
    ]


def test_of_funds_beside_indicators_and_their_total_the_total_is_the_budget() -> None:
    found = records(
        "Kegiatan | Indikator | Target | APBD Kab | APBD Prov | Total Dana",
        "Tanam | Luas taman | 5 ha | 5.000.000 | 1.000.000 | 6.000.000",
        "Rawat | Pohon | 9 | 2.000.000 | - | 2.000.000",
    )
    assert [plain(d)["budget"] for d in found.indicators] == [6_000_000, 2_000_000]


def test_of_amounts_of_several_years_the_documents_own_counts() -> None:
    table = sheet("Indikator | Target | Pagu (Rp. 000) 2034 | Pagu (Rp. 000) 2035", "Luas taman | 5 ha | 4.500 | 4.750")
    (found,) = plan_indicators(read_columns(table), 0, Setting(year=2034))
    assert plain(found)["budget"] == 4_500_000


def test_of_funds_beside_indicators_and_what_they_come_to_the_total_counts() -> None:
    for scale, factor in (("", 1), (" (Rp ribu)", 1_000)):
        head = f"Indikator | Target | APBD{scale} | APBN{scale} | Total{scale}"
        table = sheet(
            head, "Luas taman | 5 ha | 450.000 | 50.000 | 500.000", "Panjang pagar | 9 m | 125.500 | - | 125.500"
        )
        found = plan_indicators(read_columns(table), 0, Setting(year=2034))
        assert [plain(one)["budget"] for one in found] == [500_000 * factor, 125_500 * factor]

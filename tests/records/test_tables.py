"""Records out of all tables of a document, and what of them stands in no value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from drafts import plain
from paper import lines
from sheet import sheet

from extractor.layout.blocks import PageLayout, Table
from extractor.match.found import Found
from extractor.read.page import Page
from extractor.read.words import Word
from extractor.records.tables import TableRecords, read_tables
from extractor.records.unread import Unread, read_unread
from extractor.segment.component import Component, SignatureBlock

HEAD = "No | Program | Indikator | Target | Anggaran (Rp)"


def component(table: Table) -> Component:
    """A document of one table."""
    layout = PageLayout(Page(1, 1200, 842, ()), (table,))
    return Component("rencana_kinerja", (layout,), (table,), body=())


def records(table: Table) -> TableRecords:
    return read_tables(component(table))


def _words(value: Any) -> Iterator[Word]:
    if isinstance(value, Found):
        yield from value.span.words
        yield from _words(value.value)
    elif isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def unread(table: Table, *, but: str = "") -> Unread:
    """What is unread when all indicators are claimed but those whose name holds a text."""
    drafts = [d for d in records(table).indicators if not but or but not in plain(d)["name"]]
    return read_unread(component(table), _words(drafts))


def rows(*more: str) -> Table:
    return sheet(
        HEAD,
        "1 | Program Taman | Luas taman terawat | 5 ha | 5.000.000",
        "2 | Program Pasar | Jumlah pasar tertata | 3 unit | 7.500.000",
        *more,
    )


def test_the_amount_of_a_sum_row_is_the_total_and_no_indicator() -> None:
    found = records(rows(" | JUMLAH | | | 12.500.000"))
    assert plain(found.total) == 12_500_000
    assert [plain(d)["budget"] for d in found.indicators] == [5_000_000, 7_500_000]


def test_without_a_sum_row_there_is_no_total() -> None:
    assert records(rows()).total is None


def test_of_several_funds_the_total_is_kept() -> None:
    table = sheet(
        "Program | APBD | APBN | Jumlah Anggaran",
        "Program Taman | 5.000.000 | 1.000.000 | 6.000.000",
        "Program Pasar | 7.500.000 | 0 | 7.500.000",
        "JUMLAH | 12.500.000 | 1.000.000 | 13.500.000",
    )
    found = records(table)
    assert [plain(b)["amount"] for b in found.budgets] == [6_000_000, 7_500_000]
    assert plain(found.total) == 13_500_000


def test_what_the_lines_serve_stands_over_them_and_their_sums_are_none_of_the_whole() -> None:
    table = sheet(
        "No | Program | Pagu Anggaran | Realisasi | %",
        "Sasaran 1 | Meningkatnya mutu taman | < | < | <",
        "1 | Program Taman | 5.000.000 | 2.000.000 | 40",
        "Total : | < | 5.000.000 | 2.000.000 | 40",
        "Sasaran 2 | Meningkatnya mutu pasar | < | < | <",
        "1 | Program Pasar | 7.500.000 | 1.500.000 | 20",
        "Total : | < | 7.500.000 | 1.500.000 | 20",
    )
    found = records(table)
    assert [(b["name"], b["amount"]) for b in map(plain, found.budgets)] == [
        ("Program Taman", 5_000_000),
        ("Program Pasar", 7_500_000),
    ]
    assert found.total is None


def test_a_table_read_whole_is_unread_in_no_row() -> None:
    found = unread(rows(" | JUMLAH | | | 12.500.000"))
    assert found.tables == []
    assert found.claimed < found.words  # the sum row stands in no indicator, and is none


def test_a_row_that_gave_nothing_is_told() -> None:
    found = unread(rows(), but="pasar")
    assert [[span.text for span in spans] for spans in found.tables] == [
        ["2 Program Pasar Jumlah pasar tertata 3 unit 7.500.000"]
    ]
    assert found.claimed < unread(rows()).claimed


def test_the_rates_of_the_parts_of_a_year_beside_that_of_the_year_are_not_unread() -> None:
    table = sheet(
        "No | Indikator | Target Tahunan | Triwulan | Target | Realisasi | Capaian (%)",
        "1 | Jumlah sumur | 8 | Triwulan 1 : | 2 | 1 | 50",
        "^ | ^ | ^ | Triwulan 2 : | 4 | 4 | 100",
        "^ | ^ | ^ | Triwulan 3 : | 4 | 4 | 100",
        "^ | ^ | ^ | Kondisi Akhir | < | 7 | 87",
    )
    assert unread(table).tables == []


def test_a_heading_that_is_printed_again_over_a_page_without_rows_is_told_of_once_at_most() -> None:
    table = rows()
    empty = replace(table, rows=())
    layouts = tuple(PageLayout(Page(n, 1200, 842, ()), (t,)) for n, t in ((1, table), (2, empty)))
    claimed = list(_words(records(table).indicators))
    assert read_unread(Component("rencana_kinerja", layouts, (table, empty), body=()), claimed).tables == []
    alone = Component("rencana_kinerja", layouts[1:], (empty,), body=())
    assert len(read_unread(alone, ()).tables) == 1


def test_years_over_the_targets_of_a_chart_are_no_rows_that_were_not_read() -> None:
    def told(kind: str, text: str) -> int:
        said = lines(text)
        layout = PageLayout(Page(1, 1200, 842, tuple(w for line in said for w in line.words)), said)
        return len(read_unread(Component(kind, (layout,), said, body=said), ()).tables)

    years = "2031   2032   2033\n2031   2032   2033"
    assert told("cascading", years) == 0
    assert told("rencana_kinerja", years) == 1
    assert told("cascading", "12   15   18\n22   25   28") == 1


def test_a_heading_in_a_chart_is_read_where_a_line_right_after_it_stands_in_a_value() -> None:
    def told(kind: str, claimed: int) -> int:
        said = lines("Indikator Program     Satuan     Target\nKinerja\nPanjang jalan     km     12")
        layout = PageLayout(Page(1, 1200, 842, tuple(w for line in said for w in line.words)), said)
        return len(read_unread(Component(kind, (layout,), said, body=said), said[2].words[:claimed]).tables)

    assert told("cascading", 2) == 0
    assert told("cascading", 0) == 1
    assert told("rencana_kinerja", 2) == 1


def test_the_mean_of_the_rows_over_it_is_no_unread_row() -> None:
    assert unread(rows("Rata-rata Capaian Kinerja (%) | < | < | 92,5 | 85")).tables == []


def test_what_a_sheet_of_a_cascade_says_again_is_held_where_another_says_it() -> None:
    one, again = rows(), rows()
    pages = tuple(PageLayout(Page(n, 1200, 842, ()), (table,)) for n, table in ((1, one), (2, again)))
    sheets = Component("cascading", pages, (one, again), body=())
    first = [w for d in records(one).indicators for w in _words(d)]
    assert read_unread(sheets, first).tables == []
    assert len(read_unread(replace(sheets, kind="rencana_kinerja"), [replace(w, page=1) for w in first[:3]]).tables) > 0


def test_figures_of_a_table_of_another_kind_are_told_and_its_sums_are_not() -> None:
    table = sheet("Kecamatan | Penduduk", "Maju | 1.250.000", "Jaya | 2.500.000", "Jumlah | 3.750.000")
    found = read_unread(component(table), ())
    assert [span.text for span in found.figures] == ["1.250.000", "2.500.000"]
    assert found.tables == []


def test_a_target_that_is_printed_again_beside_a_merged_indicator_is_not_unread() -> None:
    table = sheet(
        "Kegiatan | Keluaran | Target | Hasil | Target",
        "Sosialisasi | Baliho | 8 buah | Warga tahu | 100%",
        "^ | Spanduk | 6 buah | ^ | 100%",
    )
    assert unread(table).tables == []
    assert unread(table, but="Spanduk").tables != []


def test_the_amount_of_a_programme_over_its_kegiatan_is_not_unread() -> None:
    found = unread(
        sheet(
            "No | Program | Indikator | Target | Anggaran (Rp)",
            "A | Program Taman | | | 9.000.000",
            "1 | Kegiatan Tanam | Luas tanam | 5 ha | 9.000.000",
        )
    )
    assert found.tables == []


def test_a_figure_that_a_value_holds_is_told_nowhere_else() -> None:
    table = sheet("Kecamatan | Penduduk", "Maju | 1.250.000", "Jaya | 2.500.000")
    found = read_unread(component(table), (), frozenset({"1250000"}))
    assert [span.text for span in found.figures] == ["2.500.000"]


def test_the_tariffs_that_a_regulation_sets_are_values_as_they_stand() -> None:
    headed = replace(component(sheet("Layanan | Tarif", "Periksa | 1.250.000")), kind="peraturan")
    assert read_unread(headed, ()).figures == []
    regulation = replace(component(sheet(" | ", "Periksa | 1.250.000")), kind="peraturan")
    signed = replace(regulation, signatures=(SignatureBlock(page=1, top=20.0),))
    assert read_unread(signed, ()).figures == []
    # without a heading, in the body, it is text that was taken for a table
    assert len(read_unread(regulation, ()).figures) == 1


def test_a_legend_of_labels_is_no_table_of_indicators() -> None:
    table = sheet("Sasaran | : | Indikator", "Mutu | : | Nilai satu", "Tata | : | Nilai dua")
    assert read_unread(component(table), ()).tables == []


def test_a_heading_whose_rows_were_lost_is_told() -> None:
    empty = sheet("Sasaran | Indikator Kinerja | Target")
    found = read_unread(component(empty), ())
    assert [[span.text for span in spans] for spans in found.tables] == [["Sasaran Indikator Kinerja Target"]]


def test_rows_whose_heading_was_lost_are_told() -> None:
    bare = sheet(" | | ", "Jumlah taman | 5 | 6", "Jumlah pasar | 7 | 8,5")
    assert len(read_unread(component(bare), ()).tables[0]) == 2
    # names with a number each are a list
    assert read_unread(component(sheet(" | ", "Siti Rahayu | 1", "Budi Contoh | 2")), ()).tables == []


def test_figures_in_the_sentences_of_a_cell_are_running_text() -> None:
    said = "Dukungan dari pihak lain sebesar Rp 250.000.000 pada tahun ini"
    assert read_unread(component(sheet("Peluang | Ancaman", f"{said} | Aturan berubah")), ()).figures == []


def test_numbered_programmes_in_columns_without_a_heading_are_budget_lines() -> None:
    rows = (
        "1. | Program Penataan\nTaman | Rp 5.000.000",
        "2. | Program Hutan | Rp 7.500.000",
        " | Jumlah | Rp 12.500.000",
    )
    paper = component(sheet(" | | ", *rows))
    agreement = replace(paper, kind="perjanjian_kinerja", body=paper.blocks)
    found = read_tables(agreement, loose=())
    assert [(b["name"], b["amount"]) for b in plain(found.budgets)] == [
        ("Program Penataan Taman", 5000000),
        ("Program Hutan", 7500000),
    ]
    assert plain(found.total) == 12500000


def test_rows_of_figures_among_the_lines_are_a_table_that_was_not_read() -> None:
    rows = lines("Luas taman     5     6     7     8\nJumlah pasar   1     2     3     4")
    page = replace(component(sheet("Nama | Jabatan", "Siti | Camat")), body=rows)
    (told,) = read_unread(page, ()).tables
    assert len(told) == 2
    assert read_unread(replace(page, kind="peraturan"), ()).tables == []
    assert read_unread(replace(page, body=rows[:1]), ()).tables == []


def test_the_total_of_the_last_list_is_the_wholes_where_it_sums_up_the_others() -> None:
    def listed(*amounts: str) -> Table:
        return sheet("Uraian | Anggaran", *amounts)

    parts = (
        listed("Kegiatan Pupuk | 2.000.000", "Jumlah Kegiatan | 2.000.000"),
        listed("Kegiatan Bibit | 3.000.000", "Jumlah Kegiatan | 3.000.000"),
    )
    last = listed("Kegiatan Air | 0", "Jumlah Total Anggaran | 5.000.000")
    whole = component(last)
    assert plain(read_tables(replace(whole, blocks=(*parts, last))).total) == 5_000_000
    assert read_tables(replace(whole, blocks=parts)).total is None


def test_a_number_and_dots_are_the_place_for_a_programme_in_a_form() -> None:
    form = sheet("Program | Anggaran", "1............ | Rp ...........")
    assert records(form).budgets == []


def test_what_each_row_of_a_cascade_repeats_is_not_unread() -> None:
    header = "Sasaran | Indikator Sasaran | Target | Program | Indikator Program | Target"
    first = "Sumur terjaga | Persentase air jernih | 80 % | Program Air | Jumlah sumur | 4 unit"
    second = "Sumur terjaga | Persentase air jernih | 80 % | Program Tanah | Luas kebun | 9 ha"
    table = sheet(header, first, second)
    other = {id(c): c for c in table.rows[1][:3]}
    held = [w for row in table.rows for c in row if id(c) not in other for w in c.span.words]
    assert read_unread(component(table), held).tables == []
    changed = sheet(header, first, second.replace("air jernih", "air deras"))
    other = {id(c): c for c in changed.rows[1][:3]}
    held = [w for row in changed.rows for c in row if id(c) not in other for w in c.span.words]
    assert read_unread(component(changed), held).tables != []


def test_what_words_mean_in_percent_is_no_figure_that_was_lost() -> None:
    for said, lost in (("Keterangan : Baik 75-90%; Cukup 60-75%", 0), ("Realisasi : Jalan 75%; Pasar 60%", 1)):
        (line,) = lines(said)
        found = read_unread(replace(component(rows()), blocks=(line,), body=(line,)), ())
        assert len(found.figures) == lost


def test_what_was_spent_beside_indicators_stands_in_lines_of_amounts() -> None:
    found = records(
        sheet(
            "No | Indikator | Target | Realisasi | % | Program | Pagu | Realisasi | %",
            "1 | Luas kebun | 8 | 4 | 50 | Program Kebun | 2.000.000 | 1.500.000 | 75",
            "2 | Jumlah taman | 5 | 5 | 100 | Program Taman | 4.000.000 | 1.000.000 | 25",
            "TOTAL | < | < | < | < | < | 6.000.000 | 2.500.000 | 41,67",
        )
    )
    keys = ("level", "name", "amount", "actual", "achievement")
    assert [tuple(plain(line)[k] for k in keys) for line in found.budgets] == [
        ("program", "Program Kebun", 2000000, 1500000, 75),
        ("program", "Program Taman", 4000000, 1000000, 25),
    ]
    assert [(plain(d)["name"], plain(d)["achievement"]) for d in found.indicators] == [
        ("Luas kebun", 50),
        ("Jumlah taman", 100),
    ]

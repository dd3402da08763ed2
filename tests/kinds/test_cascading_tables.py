"""Cascade tables: a column for each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from drafts import plain
from sheet import sheet

from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.kind import KIND
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.tables import read_grid, read_rows
from extractor.layout.blocks import PageLayout
from extractor.match.found import DraftValue, Found
from extractor.read.page import Page
from extractor.read.words import Span
from extractor.segment.component import Component


def told(*rows: str) -> list[tuple[str, list[str], str | None]]:
    """Title, indicators and parent of every node."""
    pieces = read_grid(sheet("Sasaran | Indikator Sasaran | Program | Indikator Program", *rows))
    assert pieces is not None
    return [
        (
            " ".join(line.text for line in p.title),
            [" ".join(line.text for line in g.lines) for g in p.groups],
            " ".join(line.text for line in p.under.title) if p.under else None,
        )
        for p in pieces
    ]


def test_what_every_row_repeats_is_one_node_with_one_indicator() -> None:
    merged = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "^ | ^ | Program Tanah | Luas kebun",
    )
    repeated = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Sumur terjaga | Air jernih | Program Tanah | Luas kebun",
    )
    assert repeated == merged
    assert [title for title, _, _ in repeated] == ["Sumur terjaga", "Program Air", "Program Tanah"]


def test_a_node_goes_on_under_its_parent_after_others() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Sumur terjaga | Air jernih | Program Tanah | Luas kebun",
        "Sumur terjaga | Air cukup | Program Air | Debit air",
    )
    assert nodes == [
        ("Sumur terjaga", ["Air jernih", "Air cukup"], None),
        ("Program Air", ["Jumlah sumur", "Debit air"], "Sumur terjaga"),
        ("Program Tanah", ["Luas kebun"], "Sumur terjaga"),
    ]


def outline(header: str, *rows: str) -> list[tuple[str | None, str, str | None]]:
    """Level, title and parent of every node."""
    pieces = read_grid(sheet(header, *rows))
    assert pieces is not None
    return [
        (p.level, " ".join(line.text for line in p.title), " ".join(line.text for line in p.under.title))
        if p.under
        else (p.level, " ".join(line.text for line in p.title), None)
        for p in pieces
    ]


def test_steps_under_one_heading_of_several_levels_are_an_outline() -> None:
    nodes = outline(
        "Sasaran / Program / Kegiatan | Sasaran / Program / Kegiatan | Sasaran / Program / Kegiatan | Indikator",
        "Sumur terjaga | < | < | Air jernih",
        "_ | Program Air | < | Jumlah sumur",
        "_ | _ | Penggalian sumur | Jumlah galian",
        "_ | Program Tanah | < | Luas kebun",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", None),
        ("program", "Program Air", "Sumur terjaga"),
        ("kegiatan", "Penggalian sumur", "Program Air"),
        ("program", "Program Tanah", "Sumur terjaga"),
    ]


def test_cells_that_begin_with_their_level_make_a_cascade_of_any_column() -> None:
    nodes = outline(
        "No | Uraian | Indikator | Target",
        "1 | Sasaran : Sumur terjaga | Air jernih | 80%",
        "2 | Program : Penyediaan air | Jumlah sumur | 4 unit",
        "3 | Kegiatan : Penggalian sumur | Jumlah galian | 6 unit",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", None),
        ("program", "Penyediaan air", "Sumur terjaga"),
        ("kegiatan", "Penggalian sumur", "Penyediaan air"),
    ]


def test_offices_in_columns_of_their_own_hold_the_statements_beside_them() -> None:
    nodes = outline(
        "Eselon II Jabatan | Eselon II Kinerja | Eselon III Jabatan | Eselon III Kinerja | Indikator",
        "Kepala Dinas | Sumur terjaga | Kepala Bidang Air | Sumur digali | Jumlah sumur",
        "^ | ^ | Kepala Bidang Tanah | Kebun diolah | Luas kebun",
    )
    assert nodes == [
        (None, "Kepala Dinas", None),
        (None, "Sumur terjaga", "Kepala Dinas"),
        (None, "Kepala Bidang Air", "Kepala Dinas"),
        (None, "Sumur digali", "Kepala Bidang Air"),
        (None, "Kepala Bidang Tanah", "Kepala Dinas"),
        (None, "Kebun diolah", "Kepala Bidang Tanah"),
    ]


def test_an_indicator_right_of_blank_levels_belongs_to_the_node_of_its_row() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Program | Indikator | Penanggung Jawab",
            "Sumur terjaga | _ | Air jernih | Bidang Air",
            "_ | Program Air | Jumlah sumur | Seksi Sumur",
        )
    )
    assert pieces is not None
    assert [[line.text for g in p.groups for line in (*g.lines, *g.holder)] for p in pieces] == [
        ["Air jernih", "Bidang Air"],
        ["Jumlah sumur", "Seksi Sumur"],
    ]


def test_numbers_before_each_level_are_those_of_its_nodes() -> None:
    pieces = read_grid(
        sheet(
            "No | Sasaran | Indikator | No | Program | Indikator",
            "1 | Sumur terjaga | Air jernih | 1.1 | Program Air | Jumlah sumur",
            "^ | ^ | ^ | 1.2 | Program Tanah | Luas kebun",
        )
    )
    assert pieces is not None
    assert [p.number.text for p in pieces] == ["1", "1.1", "1.2"]
    assert not any(g.row for p in pieces for g in p.groups)


def test_a_card_s_table_with_years_gives_targets_of_periods() -> None:
    nodes, groups = read_rows(
        sheet(
            "Indikator | Satuan | Target | <",
            "_ | _ | 2031 | 2032",
            "Jumlah sumur | unit | 4 | 5",
        )
    )
    assert not nodes
    (group,) = groups
    assert [(head.text, lines[0].text) for head, lines in group.targets] == [("2031", "4"), ("2032", "5")]


def test_a_card_s_table_of_statements_gives_nodes() -> None:
    nodes, groups = read_rows(sheet("Sasaran | Indikator | Target", "Sumur terjaga | Air jernih | 80%"))
    assert not groups
    assert [(p.level, p.title[0].text, p.groups[0].targets[0][1][0].text) for p in nodes] == [
        ("sasaran", "Sumur terjaga", "80%")
    ]


def targets(*rows: str) -> list[list[str]]:
    """The targets of each indicator, as their headings and texts."""
    pieces = read_grid(sheet(*rows))
    assert pieces is not None
    return [
        [f"{head.text}: {' '.join(line.text for line in lines)}" for head, lines in group.targets]
        for piece in pieces
        for group in piece.groups
    ]


def test_numbers_and_texts_under_one_heading_are_two_columns() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Sasaran | Indikator | Indikator | Program",
            "1 | Sumur terjaga | a. | Air jernih | Program Air",
            "^ | ^ | b. | Air cukup | Program Tanah",
        )
    )
    assert pieces is not None
    assert [(p.mark.text, p.title[0].text) for p in pieces] == [
        ("1", "Sumur terjaga"),
        ("", "Program Air"),
        ("", "Program Tanah"),
    ]
    assert [(g.number.text, g.lines[0].text) for g in pieces[0].groups] == [("a.", "Air jernih"), ("b.", "Air cukup")]


def test_bands_stand_over_the_rows_that_follow_them() -> None:
    nodes = outline(
        "Program | Indikator | Kegiatan",
        "Kepala Dinas | < | <",
        "Kepala Bidang Air | < | <",
        "Program Air | Jumlah sumur | Penggalian",
        "Kepala Bidang Tanah | < | <",
        "Program Tanah | Luas kebun | Pengolahan",
    )
    assert nodes == [
        (None, "Kepala Dinas", None),
        (None, "Kepala Bidang Air", "Kepala Dinas"),
        ("program", "Program Air", "Kepala Bidang Air"),
        ("kegiatan", "Penggalian", "Program Air"),
        (None, "Kepala Bidang Tanah", "Kepala Dinas"),
        ("program", "Program Tanah", "Kepala Bidang Tanah"),
        ("kegiatan", "Pengolahan", "Program Tanah"),
    ]


def test_a_band_says_its_indicator_in_the_row_under_it() -> None:
    pieces = read_grid(
        sheet(
            "Program | Indikator | Target",
            "SASARAN 1 : Sumur terjaga | < | <",
            "Indikator Sasaran | Air jernih | 80 %",
            "Program Air | Jumlah sumur | 4 unit",
        )
    )
    assert pieces is not None
    assert [(p.level, [g.lines[0].text for g in p.groups]) for p in pieces] == [
        ("sasaran", ["Air jernih"]),
        ("program", ["Jumlah sumur"]),
    ]
    assert pieces[0].groups[0].target[0].text == "80 %"


def test_an_owner_merged_over_several_indicators_answers_for_each_of_them() -> None:
    pieces = read_grid(
        sheet(
            "Program | Indikator | Target | Bidang",
            "Program Air | Jumlah sumur | 4 unit | Bidang Sumur",
            "^ | Debit air | 7 liter | ^",
            "Program Tanah | Luas kebun | 9 ha | Bidang Kebun",
        )
    )
    assert pieces is not None
    holders = [g.holder[0].text for p in pieces for g in p.groups]
    assert holders == ["Bidang Sumur", "Bidang Sumur", "Bidang Kebun"]


def test_headings_with_one_slip_of_the_pen_name_their_level() -> None:
    nodes = outline(
        "TUJAUN | INDKATOR | PORGRAM | INDIKATOR", "Sumur terjaga | Air jernih | Program Air | Jumlah sumur"
    )
    assert nodes == [("tujuan", "Sumur terjaga", None), ("program", "Program Air", "Sumur terjaga")]


def test_a_column_of_level_words_says_what_the_next_one_holds() -> None:
    nodes = outline(
        "Level | Uraian | Indikator | Target",
        "Sasaran | Sumur terjaga | Air jernih | 80 %",
        "Program | Pengelolaan air | Jumlah sumur | 4 unit",
        "Kegiatan | Penggalian | Jumlah galian | 6 unit",
        "Program | Pengelolaan tanah | Luas kebun | 9 ha",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", None),
        ("program", "Pengelolaan air", "Sumur terjaga"),
        ("kegiatan", "Penggalian", "Pengelolaan air"),
        ("program", "Pengelolaan tanah", "Sumur terjaga"),
    ]


def test_headings_at_the_left_are_those_of_columns_turned() -> None:
    pieces = read_grid(
        sheet(
            " | | ",
            "Sasaran | Sumur terjaga | <",
            "Indikator Sasaran | Air jernih | <",
            "Target | 80 % | <",
            "Program | Program Air | Program Tanah",
            "Indikator Program | Jumlah sumur | Luas kebun",
            "Target | 4 unit | 9 ha",
        )
    )
    assert pieces is not None
    assert [(p.level, p.title[0].text, p.groups[0].lines[0].text) for p in pieces] == [
        ("sasaran", "Sumur terjaga", "Air jernih"),
        ("program", "Program Air", "Jumlah sumur"),
        ("program", "Program Tanah", "Luas kebun"),
    ]


def test_the_year_of_a_single_target_is_no_period_beside_those_of_another_level() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Indikator | Target 2031 | Target 2032 | Program | Indikator | Target 2031",
            "Sumur terjaga | Air jernih | 70 | 80 | Program Air | Jumlah sumur | 4 unit",
        )
    )
    assert pieces is not None
    assert [p.groups[0].timed for p in pieces] == [True, False]


def test_a_cell_that_reaches_past_a_new_one_at_its_left_goes_on() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Indikator | Program | Indikator Program",
            "Air jernih | Debit air | Program Air | Jumlah sumur",
            "Tanah subur | Luas kebun | ^ | Jumlah galian",
        )
    )
    assert pieces is not None
    assert [(p.title[0].text, [g.lines[0].text for g in p.groups]) for p in pieces] == [
        ("Air jernih", ["Debit air"]),
        ("Program Air", ["Jumlah sumur", "Jumlah galian"]),
        ("Tanah subur", ["Luas kebun"]),
    ]


def test_offices_without_a_heading_stand_over_the_statements_beside_them() -> None:
    nodes = outline(
        " | Sasaran | Indikator | Seksi | Sasaran | Indikator",
        "Bidang Air | Air jernih | Debit air | Seksi Sumur | Sumur digali | Jumlah galian",
        "^ | ^ | ^ | Seksi Pompa | Pompa terawat | Jumlah pompa",
    )
    assert nodes == [
        (None, "Bidang Air", None),
        ("sasaran", "Air jernih", "Bidang Air"),
        (None, "Seksi Sumur", "Bidang Air"),
        ("sasaran", "Sumur digali", "Seksi Sumur"),
        (None, "Seksi Pompa", "Bidang Air"),
        ("sasaran", "Pompa terawat", "Seksi Pompa"),
    ]


def test_the_word_of_a_level_goes_before_the_number_of_an_outline() -> None:
    nodes = outline(
        "No | Jenjang | Uraian | Indikator",
        "1.1.1 | Sasaran | Air jernih | Debit air",
        "1.1.1.1.1 | Sub Kegiatan | Menggali sumur | Jumlah galian",
    )
    assert [level for level, _, _ in nodes] == ["sasaran", "sub_kegiatan"]


def test_headings_say_whether_indicators_are_of_the_outcome_or_the_output() -> None:
    pieces = read_grid(
        sheet(
            "Program | Indikator Outcome | Kegiatan | Indikator Output",
            "Penataan kota | Luas taman | Perawatan taman | Jumlah taman",
        )
    )
    assert pieces is not None
    made = [indicators(piece.groups[0], {}, brackets=False)[0] for piece in pieces]
    assert [said(one, "measure") for one in made] == ["outcome", "output"]


def said(record: DraftValue, field: str) -> DraftValue:
    """What a field of a drafted record says."""
    assert isinstance(record, Found)
    assert isinstance(record.value, Mapping)
    value = record.value[field]
    return value.value if isinstance(value, Found) else value


def stated(header: str, *rows: str) -> list[tuple[str | None, str, str, str | None]]:
    """Level, title, statement and parent of every node."""
    pieces = read_grid(sheet(header, *rows))
    assert pieces is not None
    return [
        (
            p.level,
            " ".join(line.text for line in p.title),
            " ".join(line.text for line in p.objective),
            " ".join(line.text for line in p.under.title) if p.under else None,
        )
        for p in pieces
    ]


@pytest.mark.parametrize(
    ("program", "activity"),
    [("Sasaran", "Sasaran"), ("Outcome", "Output"), ("Hasil", "Keluaran"), ("Sasaran Program", "Kinerja Kegiatan")],
)
def test_statements_right_of_names_are_no_nodes(program: str, activity: str) -> None:
    nodes = stated(
        f"Sasaran | Indikator | Program | {program} | Indikator | Kegiatan | {activity} | Indikator",
        "Sumur terjaga | Air jernih | Program Air | Air sampai | Debit air | Penggalian | Sumur digali | Luas galian",
        "^ | ^ | ^ | ^ | ^ | Pemipaan | Pipa terpasang | Panjang pipa",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", "", None),
        ("program", "Program Air", "Air sampai", "Sumur terjaga"),
        ("kegiatan", "Penggalian", "Sumur digali", "Program Air"),
        ("kegiatan", "Pemipaan", "Pipa terpasang", "Program Air"),
    ]


def test_statements_before_the_names_are_theirs_too() -> None:
    nodes = stated(
        "Sasaran | Indikator | Sasaran Program | Indikator | Program",
        "Sumur terjaga | Air jernih | Air sampai | Jumlah sumur | Program Air",
        "^ | ^ | Kebun subur | Luas kebun | Program Tanah",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", "", None),
        ("program", "Program Air", "Air sampai", "Sumur terjaga"),
        ("program", "Program Tanah", "Kebun subur", "Sumur terjaga"),
    ]


def test_statements_of_programs_that_no_column_names_are_nodes() -> None:
    nodes = stated(
        "Sasaran Strategis | Indikator | Sasaran Program | Indikator",
        "Sumur terjaga | Air jernih | Air sampai | Jumlah sumur",
    )
    assert nodes == [
        ("sasaran", "Sumur terjaga", "", None),
        ("program", "Air sampai", "", "Sumur terjaga"),
    ]


def test_a_level_right_of_a_deeper_one_is_a_level_where_the_table_runs_upwards() -> None:
    nodes = stated(
        "Kegiatan | Program | Sasaran",
        "Penggalian | Program Air | Sumur terjaga",
    )
    assert [level for level, _, _, _ in nodes] == ["kegiatan", "program", "sasaran"]


def test_rows_that_repeat_a_statement_need_not_set_it_alike() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Sumur terjaga. | Air jer-\nnih | Program Tanah | Luas kebun",
        "Sumur\nterjaga | Air jernih | Program Hutan | Luas hutan",
    )
    assert nodes == [
        ("Sumur terjaga", ["Air jernih"], None),
        ("Program Air", ["Jumlah sumur"], "Sumur terjaga"),
        ("Program Tanah", ["Luas kebun"], "Sumur terjaga"),
        ("Program Hutan", ["Luas hutan"], "Sumur terjaga"),
    ]


def test_rows_of_one_node_need_not_follow_each_other() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Kebun subur | Luas kebun | Program Tanah | Hasil panen",
        "Sumur terjaga | Air jernih | Program Pipa | Panjang pipa",
    )
    assert ("Sumur terjaga", ["Air jernih"], None) in nodes
    assert len(nodes) == 5


def test_a_sum_is_no_node() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "JUMLAH | _ | _ | 12",
    )
    assert [title for title, _, _ in nodes] == ["Sumur terjaga", "Program Air"]


def test_whatever_the_first_column_of_a_block_is_called_it_states() -> None:
    over = sheet("Final Outcome | Output", "a | b").header
    table = sheet(
        "Kondisi | Indikator | Kondisi | Indikator",
        "Sumur terjaga | Air jernih | Sumur digali | Jumlah sumur",
        "^ | ^ | Pipa terpasang | Panjang pipa",
    )
    heads = tuple(Span((*over[k // 2].words, *own.words)) for k, own in enumerate(table.header))
    pieces = read_grid(replace(table, header=heads))
    assert pieces is not None
    assert [(p.title[0].text, p.under.title[0].text if p.under else None) for p in pieces] == [
        ("Sumur terjaga", None),
        ("Sumur digali", "Sumur terjaga"),
        ("Pipa terpasang", "Sumur terjaga"),
    ]


def test_offices_behind_each_level_answer_for_it() -> None:
    pieces = read_grid(
        sheet(
            "Program | Indikator | Eselon III | Kegiatan | Indikator | Eselon IV",
            "Program Air | Jumlah sumur | Bidang Air | Penggalian | Jumlah galian | Seksi Sumur",
            "^ | ^ | ^ | Pemipaan | Panjang pipa | Seksi Pipa",
        )
    )
    assert pieces is not None
    assert [[line.text for g in p.groups for line in g.holder] for p in pieces] == [
        ["Bidang Air"],
        ["Seksi Sumur"],
        ["Seksi Pipa"],
    ]


def test_a_table_that_names_the_nodes_of_another_goes_on_with_them() -> None:
    first = sheet("Sasaran | Program | Indikator", "Sumur terjaga | Program Air | Jumlah sumur")
    second = sheet("Program | Kegiatan | Indikator", "Program Air | Penggalian | Jumlah galian")
    pieces = read_outline([first, second])
    assert [(" ".join(line.text for line in p.title), p.under.title[0].text if p.under else None) for p in pieces] == [
        ("Sumur terjaga", None),
        ("Program Air", "Sumur terjaga"),
        ("Penggalian", "Program Air"),
    ]


def test_nodes_listed_in_one_cell_have_the_indicators_listed_beside_them() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | 1. Program Air\n2. Program Tanah\ndan Kebun | 1. Jumlah sumur\n2. Luas kebun",
    )
    assert nodes == [
        ("Sumur terjaga", ["Air jernih"], None),
        ("Program Air", ["1. Jumlah sumur"], "Sumur terjaga"),
        ("Program Tanah dan Kebun", ["2. Luas kebun"], "Sumur terjaga"),
    ]


def test_a_list_of_indicators_beside_one_node_is_its_own() -> None:
    nodes = told("Sumur terjaga | Air jernih | Program Air | 1. Jumlah sumur\n2. Luas kebun")
    assert [title for title, _, _ in nodes] == ["Sumur terjaga", "Program Air"]


def test_indicators_in_the_cell_under_a_name_are_no_node() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Program | Kegiatan",
            "Sumur terjaga | Program Air | Penggalian",
            "- Persentase air jernih : 80% | - Jumlah sumur : 4 unit\n- Jumlah pipa : 9 unit | Indikator : Luas galian",
        )
    )
    assert pieces is not None
    assert [p.title[0].text for p in pieces] == ["Sumur terjaga", "Program Air", "Penggalian"]
    assert [sum(len(indicators(g, {}, False)) for g in p.groups) for p in pieces] == [1, 2, 1]


def test_sasaran_of_echelons_and_of_staff_are_levels_of_their_own() -> None:
    head = "Sasaran ESS II | Indikator ESS II | Sasaran ESS IV / JF | Indikator ESS IV"
    pieces = read_grid(
        sheet(f"{head} | Sasaran Pelaksana | Indikator Pelaksana", "Sumur | Air | Pompa | Debit | Pipa | Jumlah pipa")
    )
    assert pieces is not None
    titles = [" ".join(line.text for line in p.title) for p in pieces]
    assert titles == ["Sumur", "Pompa", "Pipa"]
    assert [p.level for p in pieces] == ["sasaran"] * 3
    assert [p.echelon.text if p.echelon else None for p in pieces][:2] == ["II", "IV"]


def test_offices_over_the_columns_step_down_through_the_levels() -> None:
    heads = ("Kepala Dinas", "Kepala Bidang", "Kepala Seksi")
    made = sheet(
        " | ".join(f"{head} Sasaran | Indikator" for head in heads),
        "Air jernih | Jumlah sumur | Sumur dalam | Jumlah galian | Galian rapi | Jumlah alat",
        "Tanah subur | Luas kebun | Kebun rapat | Jumlah pohon | Pohon tinggi | Jumlah bibit",
    )
    # the office stands over both columns of its group
    over = [made.header[k - k % 2].words[:2] for k in range(6)]
    header = tuple(head if k % 2 == 0 else Span((*over[k], *head.words)) for k, head in enumerate(made.header))
    pieces = read_grid(replace(made, header=header))
    assert pieces is not None
    named = {id(p): " ".join(line.text for line in p.title) for p in pieces}
    assert [(named[id(p)], named.get(id(p.under))) for p in pieces] == [
        ("Air jernih", None),
        ("Sumur dalam", "Air jernih"),
        ("Galian rapi", "Sumur dalam"),
        ("Tanah subur", None),
        ("Kebun rapat", "Tanah subur"),
        ("Pohon tinggi", "Kebun rapat"),
    ]


def test_a_column_of_levels_names_the_statements_beside_it() -> None:
    pieces = read_grid(
        sheet(
            "Level | Uraian Kinerja | Indikator Kinerja",
            "Tujuan | Kota bersih | Indeks kota",
            "Sasaran | Air jernih | Jumlah sumur",
            "Kegiatan | Penggalian sumur | Jumlah galian",
        )
    )
    assert pieces is not None
    assert [p.level for p in pieces] == ["tujuan", "sasaran", "kegiatan"]


def test_hasil_and_keluaran_right_of_names_hold_indicators_with_their_targets() -> None:
    pieces = read_grid(
        sheet(
            "Sasaran | Indikator | Program | Hasil | Kegiatan | Keluaran",
            "Air jernih | Debit air | Program Sumur | Warga terlayani (9 rw) | Gali sumur | Sumur baru (4 unit)",
            " | | | Air mengalir (3 km) | Uji air | Uji mutu (2 kali)",
        )
    )
    assert pieces is not None
    assert [(p.level, [g.heading.text for g in p.groups]) for p in pieces[1:]] == [
        ("program", ["Hasil", "Hasil"]),
        ("kegiatan", ["Keluaran"]),
        ("kegiatan", ["Keluaran"]),
    ]


def test_outcome_over_the_headings_of_a_level_says_it_of_its_indicators() -> None:
    pieces = read_grid(
        sheet(
            " | | | ",
            "IMPACT | < | OUTCOME | <",
            "Sasaran | Indikator | Program | Indikator",
            "Air jernih | Debit air | Program Sumur | Jumlah sumur",
        )
    )
    assert pieces is not None
    assert [g.heading.text for p in pieces for g in p.groups] == ["Indikator", "OUTCOME"]


def test_cells_with_their_labels_need_no_headings() -> None:
    pieces = read_grid(
        sheet(
            " | | | ",
            "Sasaran : Air jernih | Debit air (80%) | Program : Sumur desa | Sumur baru (4 unit)",
            "Sasaran : Tanah subur | Luas kebun (7 ha) | Program : Kebun desa | Kebun baru (2 unit)",
        )
    )
    assert pieces is not None
    assert [(p.level, p.title[0].text, p.groups[0].lines[0].text) for p in pieces[:2]] == [
        ("sasaran", "Air jernih", "Debit air (80%)"),
        ("program", "Sumur desa", "Sumur baru (4 unit)"),
    ]


def test_a_cascade_whose_tree_has_no_indicators_is_read_for_those_of_its_tables() -> None:
    table = sheet(
        "No | Indikator Kinerja | Target | Program | Anggaran | Kegiatan | Anggaran | Output Kegiatan | Target",
        "1 | Sasaran : Kebun rindang | < | < | < | < | < | < | <",
        " | Luas kebun | 3 ha | Program Kebun | 9.000.000 | Menanam | 5.000.000 | Jumlah pohon | 12 batang",
    )
    layout = PageLayout(Page(1, 1200, 842, ()), (table,))
    draft = plain(KIND.build(Component("cascading", (layout,), (table,), body=(table,))))
    assert [(d["name"], d["target"]["text"]) for d in draft["indicators"]] == [
        ("Luas kebun", "3 ha"),
        ("Jumlah pohon", "12 batang"),
    ]

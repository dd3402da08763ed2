"""Lead-ins over items, each an indicator with a target of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Cell, Line, Table
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


def test_a_list_ends_where_lines_stand_out_left_of_its_items() -> None:
    table = sheet(
        HEAD,
        "1 | Jumlah produksi:\n• Daging\n• Telur\nTingkat konsumsi ikan\nJumlah kolam | _\n5 ton\n6 ton\n7 kg\n8 unit",
    )
    (row,) = table.rows
    lines = [
        Line(tuple(replace(w, box=(w.box[0] + 4, w.box[1], w.box[2] + 4, w.box[3])) for w in line.words))
        if line.text.startswith("•")
        else line
        for line in row[1].lines
    ]
    set_in = replace(table, rows=((row[0], replace(row[1], lines=tuple(lines)), row[2]),))
    assert read(set_in) == [
        ("Jumlah produksi Daging", "5 ton"),
        ("Jumlah produksi Telur", "6 ton"),
        ("Tingkat konsumsi ikan", "7 kg"),
        ("Jumlah kolam", "8 unit"),
    ]


def test_items_in_the_lines_of_their_lead_in() -> None:
    assert read(sheet(HEAD, "1 | Jumlah produksi (ton): a. Daging b. Telur | 5\n7")) == [
        ("Jumlah produksi (ton) Daging", "5"),
        ("Jumlah produksi (ton) Telur", "7"),
    ]


def test_items_with_small_roman_numbers() -> None:
    table = sheet(
        HEAD, "1 | Jumlah rapat:\ni. paripurna\nii. komisi\niii. panitia\niv. khusus\nv. umum | _\n1\n2\n3\n4\n5"
    )
    assert [name for name, _ in read(table)] == [
        f"Jumlah rapat {kind}" for kind in ("paripurna", "komisi", "panitia", "khusus", "umum")
    ]


def test_a_row_without_a_mark_ends_the_lead_in_of_marked_items() -> None:
    table = sheet(HEAD, "1 | Jumlah produksi: | ", " | a. Daging ayam | 5 ton", "2 | Jumlah pasar tertata | 3")
    assert read(table) == [("Jumlah produksi Daging ayam", "5 ton"), ("Jumlah pasar tertata", "3")]


def test_a_colon_beside_a_target_of_its_own_leads_nothing_in() -> None:
    assert read(sheet(HEAD, "1 | Nilai pengawasan: | 81")) == [("Nilai pengawasan:", "81")]


@pytest.mark.parametrize(
    "rows",
    [
        ("1 | 1. Jumlah panen:\n- Kopi (ton)\n- Teh (ton)\n2. Persentase kebun | _\n50\n60\n30%",),
        (
            "1 | 1. Jumlah panen:\n- Kopi (ton) | _\n50",
            " | - Teh (ton) | 60",
            " | 2. Persentase kebun | 30%",
        ),
        ("1 | 1. Jumlah panen\n- Kopi (ton) | _\n50", " | - Teh (ton)\n2. Persentase kebun | 60\n30%"),
    ],
    ids=["in one cell", "over rows", "no colon"],
)
def test_a_numbered_item_leads_in_the_dashes_under_it_and_gives_them_its_number(rows: tuple[str, ...]) -> None:
    drafts = [plain(d) for d in indicators(read_columns(sheet(HEAD, *rows)))]
    assert [(d["number"], d["name"], d["target"]["text"]) for d in drafts] == [
        ("1", "Jumlah panen Kopi (ton)", "50"),
        ("1", "Jumlah panen Teh (ton)", "60"),
        ("2", "Persentase kebun", "30%"),
    ]


def test_a_number_of_several_steps_is_the_lead_ins_and_no_part_of_its_name() -> None:
    rows = sheet(HEAD, "1 | 1.1.2 Jumlah panen\n- Kopi (ton)\n- Teh (ton) | _\n50\n60")
    drafts = [plain(d) for d in indicators(read_columns(rows))]
    assert [(d["number"], d["name"], d["target"]["text"]) for d in drafts] == [
        ("1.1.2", "Jumlah panen Kopi (ton)", "50"),
        ("1.1.2", "Jumlah panen Teh (ton)", "60"),
    ]


def test_items_without_a_colon_over_them_are_led_in_where_there_is_a_target_each() -> None:
    table = sheet(HEAD, "1 | Jumlah desa yang menerapkan\n- tata\nkopi\n- tata\nteh | _\n_\n5\n_\n6")
    assert read(table) == [
        ("Jumlah desa yang menerapkan tata kopi", "5"),
        ("Jumlah desa yang menerapkan tata teh", "6"),
    ]


def test_lists_within_lists_bear_all_that_stands_over_them() -> None:
    table = sheet(HEAD, "1 | Jumlah ternak:\na. Besar:\n- Sapi\n- Kuda\nb. Kecil | _\n_\n4\n5\n6")
    assert [name for name, _ in read(table)] == [
        "Jumlah ternak Besar Sapi",
        "Jumlah ternak Besar Kuda",
        "Jumlah ternak Kecil",
    ]


def test_letters_in_one_line_after_a_colon_are_items() -> None:
    assert read(sheet(HEAD, "1 | Jumlah produksi: a. Daging b. Telur | 5 ton\n6 ton")) == [
        ("Jumlah produksi Daging", "5 ton"),
        ("Jumlah produksi Telur", "6 ton"),
    ]


def test_a_row_without_a_target_over_dashes_with_targets_leads_them_in() -> None:
    table = sheet(HEAD, "1 | Jumlah desa yang menerapkan | ", " | - tata kopi | 5", " | - tata teh | 6")
    assert read(table) == [
        ("Jumlah desa yang menerapkan tata kopi", "5"),
        ("Jumlah desa yang menerapkan tata teh", "6"),
    ]


def test_lists_inside_two_items_begin_anew() -> None:
    table = sheet(HEAD, "1 | 1. Jumlah panen:\na. Kopi\nb. Teh\n2. Jumlah ternak:\na. Sapi\nb. Kuda | _\n5\n6\n_\n7\n8")
    assert read(table) == [
        ("Jumlah panen Kopi", "5"),
        ("Jumlah panen Teh", "6"),
        ("Jumlah ternak Sapi", "7"),
        ("Jumlah ternak Kuda", "8"),
    ]


@pytest.mark.parametrize(
    ("names", "targets"),
    [
        ("1. Luas panen kopi\n2. Hasil panen kopi", "1. 20 ha\n2. 5 ton"),
        ("a. Luas panen kopi\nb. Hasil panen kopi", "a. 20 ha\nb. 5 ton"),
        ("- Luas panen\nkopi\n- Hasil panen kopi", "- 20 ha\n- 5 ton"),
    ],
    ids=["numbers", "letters", "dashes"],
)
def test_values_are_dealt_by_their_marks_which_are_no_part_of_them(names: str, targets: str) -> None:
    assert [target for _, target in read(sheet(HEAD, f"1 | {names} | {targets}"))] == ["20 ha", "5 ton"]


def test_values_that_wrap_are_counted_as_values_not_as_lines() -> None:
    table = sheet(HEAD, "1 | Jumlah relawan:\na. Desa\nb. Kota | _\n45\norang\n20\norang")
    assert [target for _, target in read(table)] == ["45 orang", "20 orang"]


def test_a_list_of_values_that_fits_no_item_is_kept_whole_on_each_without_a_value() -> None:
    drafts = [
        plain(d) for d in indicators(read_columns(sheet(HEAD, "1 | Panen:\na. Kopi\nb. Teh\nc. Padi | 5 ton\n6 ton")))
    ]
    assert [(d["target"]["text"], d["target"]["value"]) for d in drafts] == [("5 ton 6 ton", None)] * 3


def test_items_set_in_under_a_lead_in_without_a_colon_where_as_many_targets_stand_beside() -> None:
    table = sheet(HEAD, "1 | Produksi (ton)\nDaging\nTelur | _\n5\n7")
    (row,) = table.rows
    first, *others = row[1].lines
    lines = [
        Line(tuple(replace(w, box=(w.box[0] + 9, w.box[1], w.box[2] + 9, w.box[3])) for w in x.words)) for x in others
    ]
    set_in = replace(table, rows=((row[0], replace(row[1], lines=(first, *lines)), row[2]),))
    assert read(set_in) == [("Produksi (ton) Daging", "5"), ("Produksi (ton) Telur", "7")]


def test_centred_lines_lead_nothing_in() -> None:
    """A shorter line under a longer one begins right of it where texts are centred, and so does the next row's."""
    table = sheet(
        HEAD,
        "1 | Jumlah layanan penyediaan air minum\nPerkotaan Baru | 7",
        "2 | Jumlah warga yang dilayani\nPerdesaan | 9",
    )

    def centred(cell: Cell) -> Cell:
        middle = max(line.box[2] for line in cell.lines) / 2 + cell.box[0] / 2
        by = [middle - (line.box[0] + line.box[2]) / 2 for line in cell.lines]
        moved = [
            Line(tuple(replace(w, box=(w.box[0] + b, w.box[1], w.box[2] + b, w.box[3])) for w in line.words))
            for line, b in zip(cell.lines, by, strict=True)
        ]
        return replace(cell, lines=tuple(moved))

    whole = replace(table, rows=tuple((row[0], centred(row[1]), row[2]) for row in table.rows))
    assert read(whole) == [
        ("Jumlah layanan penyediaan air minum Perkotaan Baru", "7"),
        ("Jumlah warga yang dilayani Perdesaan", "9"),
    ]


def test_a_colon_alone_leads_nothing_in() -> None:
    drafts = indicators(read_columns(sheet("Kondisi Awal | Indikator Kinerja", "1. | :", "1. | 1.")))
    assert all(d["name"] is None or d["name"].span.text for d in drafts)


@pytest.mark.parametrize("targets", ["a. 5 ton b. 6 ton", "5 ton; 6 ton"])
def test_items_and_their_targets_may_stand_in_one_line(targets: str) -> None:
    assert read(sheet(HEAD, f"1 | Jumlah produksi: a. Daging ayam b. Telur ayam | {targets}")) == [
        ("Jumlah produksi Daging ayam", "5 ton"),
        ("Jumlah produksi Telur ayam", "6 ton"),
    ]


def test_the_words_between_the_items_of_a_sentence_are_no_part_of_them() -> None:
    assert read(sheet(HEAD, "1 | Jumlah produksi:\na. Daging ayam; dan\nb. Telur ayam | _\n5 ton\n6 ton")) == [
        ("Jumlah produksi Daging ayam", "5 ton"),
        ("Jumlah produksi Telur ayam", "6 ton"),
    ]


def test_targets_may_repeat_the_marks_of_a_list_within_a_list() -> None:
    names = "1. Jumlah peserta diklat\na) struktural\nb) fungsional\n2. Indeks mutu"
    assert read(sheet(HEAD, f"1 | {names} | 1.\na) 30 orang\nb) 55 orang\n2. 78,4")) == [
        ("Jumlah peserta diklat struktural", "30 orang"),
        ("Jumlah peserta diklat fungsional", "55 orang"),
        ("Indeks mutu", "78,4"),
    ]


def test_the_last_item_of_a_cell_may_lead_in_the_bullets_of_the_rows_under_it() -> None:
    rows = (
        "1 | 1.1 Persentase panen\n1.2 Jumlah desa yang menanam | 10",
        " | - kopi (desa) | 5",
        " | - teh (desa) | 6",
    )
    assert read(sheet(HEAD, *rows)) == [
        ("Persentase panen", "10"),
        ("Jumlah desa yang menanam kopi (desa)", "5"),
        ("Jumlah desa yang menanam teh (desa)", "6"),
    ]


def test_an_item_whose_bullet_a_scan_lost_is_one_where_its_target_tells_it() -> None:
    table = sheet(HEAD, "1 | Jumlah panen ternak\n- Daging (ton)\nx Telur (ton)\n- Susu (ton) | _\n5\n6\n7")
    cell = table.rows[0][1]
    lines = [Line(tuple(replace(w, method="ocr") for w in line.words if w.text != "x")) for line in cell.lines]
    table = replace(table, rows=((table.rows[0][0], replace(cell, lines=tuple(lines)), table.rows[0][2]),))
    assert read(table) == [
        ("Jumlah panen ternak Daging (ton)", "5"),
        ("Jumlah panen ternak Telur (ton)", "6"),
        ("Jumlah panen ternak Susu (ton)", "7"),
    ]

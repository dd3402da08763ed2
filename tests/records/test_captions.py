"""What stands over a table and holds for all its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import plain
from paper import component, lines
from sheet import sheet

from extractor.layout.blocks import Line
from extractor.records.captions import stated_over
from extractor.records.tables import read_tables
from extractor.segment.component import TitleBlock


@pytest.mark.parametrize("said", ["Sasaran 1 : Kota hijau", "Sasaran 1. Kota hijau", "SASARAN II. Kota hijau"])
def test_a_statement_is_labelled_by_a_colon_or_a_number(said: str) -> None:
    table = sheet("Indikator | Target", "Luas taman | 5 ha")
    over = [Line(tuple(replace(w, box=(w.box[0], 60.0, w.box[2], 70.0)) for w in line.words)) for line in lines(said)]
    ((field, value),) = stated_over(replace(component("x"), blocks=(*over, table)))[0]
    assert (field, value.value) == ("objective", "Kota hijau")


def test_the_caption_between_a_statement_and_its_table_is_no_part_of_it() -> None:
    table = sheet("Indikator | Target", "Luas taman | 5 ha")
    over = [
        Line(tuple(replace(w, box=(w.box[0], 30.0 + 14 * k, w.box[2], 40.0 + 14 * k)) for w in line.words))
        for k, line in enumerate(lines("Sasaran 1 : Kota hijau\nTabel 3.2 Capaian Sasaran 1"))
    ]
    whole = replace(component("x"), blocks=(*over, table))
    ((field, value),) = stated_over(whole)[0]
    assert (field, value.value) == ("objective", "Kota hijau")


def test_a_code_before_a_statement_and_the_next_label_are_no_part_of_it() -> None:
    table = sheet("Indikator | Target", "Luas taman | 5 ha")
    said = "Kegiatan : 7.01.02 Perawatan taman\nSumber Pendanaan : Dana Umum"
    over = [
        Line(tuple(replace(w, box=(w.box[0], 60.0 + 14 * k, w.box[2], 70.0 + 14 * k)) for w in line.words))
        for k, line in enumerate(lines(said))
    ]
    whole = replace(component("x"), blocks=(*over, table))
    ((field, value),) = stated_over(whole)[0]
    assert (field, value.value) == ("activity", "Perawatan taman")


@pytest.mark.parametrize("said", ["(dalam jutaan rupiah)", "Tabel 3.2 Anggaran (dlm juta Rp)", "disajikan dlm juta"])
def test_a_scale_over_a_table_holds_for_its_amounts(said: str) -> None:
    table = sheet("No | Indikator | Target | Anggaran", "1: | Luas taman | 5 ha | 2.390,79", "2: | Pohon | 9 | 187,5")
    over = Line(tuple(replace(w, box=(w.box[0], 80.0, w.box[2], 90.0)) for w in lines(said)[0].words))
    found = read_tables(replace(component("x"), blocks=(over, table)))
    assert [plain(d["budget"]) for d in found.indicators] == [2_390_790_000, 187_500_000]
    assert [plain(d["row"]) for d in found.indicators] == ["1", "2"]
    assert [plain(d["target"])["value"] for d in found.indicators] == [5, 9]


def test_a_form_names_its_kegiatan_once_over_the_sub_kegiatan() -> None:
    def over(text: str, top: float) -> tuple[Line, ...]:
        return tuple(
            Line(tuple(replace(w, box=(w.box[0], top + 14 * k, w.box[2], top + 14 * k + 10)) for w in line.words))
            for k, line in enumerate(lines(text))
        )

    first = sheet("Indikator | Target | Pagu", "Luas taman | 5 ha | 7.000.000")
    second = sheet("Indikator | Target", "Jumlah bibit | 90 batang")
    whole = replace(
        component("x"),
        blocks=(*over("Program : Kota hijau\nKegiatan : Taman", 70), first, *over("Sub Kegiatan : Bibit", 85), second),
    )
    made = read_tables(whole).indicators
    said = [tuple(plain(d[f]) for f in ("program", "activity", "sub_activity")) for d in made]
    assert said == [("Kota hijau", "Taman", None), ("Kota hijau", "Taman", "Bibit")]


@pytest.mark.parametrize(
    ("said", "kind", "reached"),
    [
        ("Tabel 3.4 Perbandingan Realisasi Kinerja", "unknown", True),
        ("Tabel 3.4 Capaian Lima Tahun", "laporan_kinerja", True),
        ("Perkembangan Taman", "laporan_kinerja", True),
        ("Perkembangan Taman", "unknown", False),
        ("Tabel 3.4 Target Kinerja", "laporan_kinerja", False),
    ],
)
def test_years_alone_are_those_of_what_was_reached_where_the_lines_over_them_or_a_report_say_so(
    said: str, kind: str, reached: bool
) -> None:
    table = sheet("Indikator | 2029 | 2030 | 2031", "Luas taman | 5 | 6 | 7", "Jumlah pohon | 8 | 9 | 10")
    over = Line(tuple(replace(w, box=(w.box[0], 80.0, w.box[2], 90.0)) for w in lines(said)[0].words))
    title = TitleBlock(lines("LAPORAN TAHUN 2031")[0].span, year=lines("2031")[0].span)
    made = read_tables(replace(component("x"), kind=kind, titles=(title,), blocks=(over, table))).indicators
    assert [plain(d["actual" if reached else "target"])["value"] for d in made] == [7, 10]
    assert [plain(d["target" if reached else "actual"]) for d in made] == [None, None]


def test_years_beside_targets_are_not_told_by_a_caption() -> None:
    table = sheet("Indikator | Target | 2030 | 2031", "Luas taman | 5 | 6 | 7", "Jumlah pohon | 8 | 9 | 10")
    over = Line(tuple(replace(w, box=(w.box[0], 80.0, w.box[2], 90.0)) for w in lines("Tabel 1 Capaian")[0].words))
    made = read_tables(replace(component("x"), blocks=(over, table))).indicators
    assert [plain(d["target"])["value"] for d in made] == [5, 8]


def test_sentences_under_a_statement_are_no_part_of_it() -> None:
    table = sheet("Indikator | Target", "Luas taman | 5 ha")
    said = "Sasaran 1 : Kota hijau\nPencapaian sasaran tersebut diukur dengan satu indikator"
    over = [
        Line(tuple(replace(w, box=(w.box[0], 60.0 + 12 * k, w.box[2], 70.0 + 12 * k)) for w in line.words))
        for k, line in enumerate(lines(said))
    ]
    ((field, value),) = stated_over(replace(component("x"), blocks=(*over, table)))[0]
    assert (field, value.value) == ("objective", "Kota hijau")


def test_the_year_over_target_and_result_is_that_of_a_chapter_without_a_title() -> None:
    head = "Indikator | Realisasi 2030 | Target 2031 | Realisasi 2031 | Target 2035"
    table = sheet(head, "Luas taman | 4 | 5 | 6 | 9", "Jumlah pohon | 7 | 8 | 9 | 12")
    made = [plain(d) for d in read_tables(replace(component("x"), blocks=(table,))).indicators]
    assert [(d["target"]["value"], d["actual"]["value"]) for d in made] == [(5, 6), (8, 9)]
    assert [[t["period"] for t in d["further_targets"]] for d in made] == [["2035"], ["2035"]]

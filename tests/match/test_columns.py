"""Columns by their headings."""

from __future__ import annotations

import pytest
from span_of import span_of

from extractor.match.column_labels import match_heading
from extractor.match.columns import match_columns
from extractor.read.words import Span


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("NO", "row"),
        ("No. Urut", "row"),
        ("SASARAN PROGRAM/KEGIATAN", "objective"),
        ("Sasaran Strategis", "objective"),
        ("Indikator Kinerja Kegiatan", "name"),
        ("INDIKATORKINERJA", "name"),
        ("INDIKATR KINERJA", "name"),
        ("SASARA N", "objective"),
        ("PRO GRAM/KEGIATAN", "line"),
        ("Penjelassan", "explanation"),
        ("Penjelasan Realisasi Sasaran", "notes"),
        ("Target %", "target"),
        ("Target Anggaran", "budget"),
        ("Anggaran (Rp)", "budget"),
        ("Sumber Dana", "funding"),
        ("Sumber Data", "data_source"),
        ("Program dan Kegiatan", "line"),
        ("Program / Kegiatan / Sub Kegiatan", "line"),
        ("Sub Kegiatan", "sub_activity"),
        ("Kondisi Awal", "baseline"),
        ("Tipe Penghitungan", "calculation"),
        ("Cara Mengukur", "formula"),
        ("Prakiraan Maju", "forward"),
        ("Realisasi Anggaran", "spent"),
        ("Realisasi", "actual"),
        ("% Capaian", "achievement"),
        ("Capaian (%)", "achievement"),
        ("Bunga", "other"),
        ("No. & Sasaran Kegiatan", "objective"),
        ("Aspek/Bidang Urusan/ Indikator Kinerja", "joint"),
    ],
)
def test_meanings(heading: str, meaning: str) -> None:
    assert match_heading(heading) == meaning


def test_what_stands_over_several_columns_counts_less_than_their_own_words() -> None:
    over = span_of("Target Kinerja dan Anggaran 2023")
    name = span_of("Indikator")
    target, money = span_of("Target"), span_of("Rp")
    columns = match_columns([name, Span(over.words + target.words), Span(over.words + money.words)])
    assert [c.meaning for c in columns] == ["name", "target", "budget"]


def test_quarters_are_periods_of_the_target_over_them() -> None:
    over = span_of("Target")
    headings = [span_of("Indikator"), *(Span(over.words + span_of(f"TW {n}").words) for n in ("I", "II"))]
    columns = match_columns(headings)
    assert [c.meaning for c in columns] == ["name", "target", "target"]
    assert [c.period.text for c in columns[1:] if c.period] == ["TW I", "TW II"]


def test_the_unit_in_a_heading() -> None:
    column = match_columns([span_of("Indikator"), span_of("Target (%)")])[1]
    assert column.unit is not None
    assert column.unit.text == "%"


def test_tasks_are_measured_where_there_are_no_indicators() -> None:
    columns = match_columns([span_of("No"), span_of("Uraian Tugas"), span_of("Target")])
    assert [c.meaning for c in columns] == ["row", "name", "target"]


def test_what_has_a_source_of_data_is_measured() -> None:
    columns = match_columns([span_of("No"), span_of("Uraian"), span_of("Dasar Pertimbangan"), span_of("Sumber Data")])
    assert [c.meaning for c in columns] == ["row", "name", "explanation", "data_source"]


def test_a_period_that_a_narrow_column_broke_is_joined() -> None:
    columns = match_columns([span_of(t) for t in ("Indikator", "Triwu lan I", "Februar i", "Septem-ber")])
    assert [c.period.text for c in columns[1:] if c.period] == ["Triwulan I", "Februari", "September"]


def test_what_was_reached_may_stand_under_years() -> None:
    columns = match_columns([span_of("Indikator"), span_of("Realisasi 2040"), span_of("Realisasi 2041")])
    assert [(c.meaning, c.period and c.period.text) for c in columns[1:]] == [("actual", "2040"), ("actual", "2041")]


def _heads(*texts: str) -> list[Span]:
    return [span_of(text) for text in texts]


def test_months_cut_short_are_periods_where_a_heading_says_nothing_else() -> None:
    columns = match_columns(_heads("Indikator", "Target Tahunan", "Jan", "Feb.", "Agt", "Nop", "Mar Raya"))
    periods = [c.period.text.strip() if c.period else None for c in columns]
    assert periods == [None, None, "Jan", "Feb.", "Agt", "Nop", None]
    assert [c.meaning for c in columns[2:6]] == ["target"] * 4


def test_years_alone_are_targets_where_there_are_several() -> None:
    several = match_columns(_heads("Sasaran", "Indikator", "2031", "2032", "2033"))
    assert [c.meaning for c in several[2:]] == ["target"] * 3
    assert match_columns(_heads("Sasaran", "Indikator", "2031"))[2].meaning == "other"


def test_the_nearest_storey_over_a_column_counts_and_uraian_is_what_stands_over_it() -> None:
    sasaran, target = span_of("Sasaran"), span_of("Target")
    headings = [
        Span(sasaran.words + span_of("Uraian").words),
        Span(sasaran.words + span_of("Indikator").words),
        *(Span(sasaran.words + target.words + span_of(f"TW {n}").words) for n in (1, 2)),
    ]
    assert [c.meaning for c in match_columns(headings)] == ["objective", "name", "target", "target"]


def test_uraian_before_what_is_stated_says_nothing_and_a_second_one_alone_is_none() -> None:
    over = span_of("Tujuan")
    heads = [Span(over.words + span_of(text).words) for text in ("Uraian Tujuan", "Indikator Tujuan", "Uraian")]
    assert [c.meaning for c in match_columns(heads)] == ["goal", "name", "other"]


def test_hasil_under_indikator_kinerja_is_an_indicator_of_outcomes() -> None:
    over = span_of("Indikator Kinerja")
    output, outcome = (Span(over.words + span_of(word).words) for word in ("Keluaran", "Hasil"))
    found = match_columns([output, outcome])
    assert [(c.meaning, c.measure) for c in found] == [("name", "output"), ("name", "outcome")]


def test_a_state_before_the_target_is_where_the_plan_sets_out_from() -> None:
    headings = ["Indikator", "Kondisi 2040", "Target 2041", "Realisasi 2041"]
    found = match_columns([span_of(h) for h in headings])
    assert [c.meaning for c in found] == ["name", "baseline", "target", "actual"]


def test_a_figure_in_a_label_is_no_misprint_of_another() -> None:
    assert match_heading("Capaian Tahun 2019") == "achievement"


@pytest.mark.parametrize(
    ("heads", "meanings"),
    [
        (("Indikator", "Baseline / Target Tahunan"), ["name", "target"]),
        (("#", "Indikator", "Target", "Target Tercapai"), ["row", "name", "target", "actual"]),
        (
            ("Indikator", "Realisasi", "% Realisasi", "Capaian Renstra"),
            ["name", "actual", "achievement", "achievement"],
        ),
        (("Indikator", "Realisasi", "Persentase Realisasi"), ["name", "actual", "achievement"]),
        (("No", "Uraian", "Satuan", "Besaran (Rp)"), ["row", "other", "unit", "budget"]),
        (("No", "Uraian", "Satuan", "Target"), ["row", "name", "unit", "target"]),
        (("Satuan Kerja", "Indikator", "Jenis Indikator", "Target"), ["owner", "name", "group", "target"]),
    ],
)
def test_meanings_beside_one_another(heads: tuple[str, ...], meanings: list[str]) -> None:
    assert [c.meaning for c in match_columns(_heads(*heads))] == meanings


def _under(over: str, *own: str) -> list[Span]:
    words = span_of(over).words
    return [Span(words + span_of(text).words) for text in own]


def test_kinerja_beside_anggaran_is_what_stands_over_both() -> None:
    headings = [span_of("Indikator"), *_under("Target", "Anggaran", "Kinerja"), *_under("Realisasi", "Dana", "Kinerja")]
    rates = _under("Persentase Capaian %", "Anggaran", "Kinerja")
    found = [c.meaning for c in match_columns([*headings, *rates])]
    assert found == ["name", "budget", "target", "spent", "actual", "other", "achievement"]


@pytest.mark.parametrize("year", ["Tahun I", "Tahun-2", "Tahun ke-3", "Thn 4"])
def test_years_counted_from_the_first_of_a_plan_are_its_years(year: str) -> None:
    target = match_columns([span_of("Indikator"), *_under(year, "Target", "Rp")])[1]
    assert target.period is not None
    assert (target.meaning, target.period.text, target.is_year, target.is_part) == ("target", year, True, False)


def test_a_sign_under_a_quarter_beside_what_was_reached_is_no_target() -> None:
    quarters = [h for n in ("I", "II") for h in _under(f"TW {n}", "Realisasi", "%")]
    found = match_columns([span_of("Indikator"), span_of("Target"), *quarters])
    assert [c.meaning for c in found] == ["name", "target", "actual", "other", "actual", "other"]


def test_years_beside_a_column_of_sasaran_and_indicators_are_targets() -> None:
    heads = ("Sasaran / Indikator Sasaran", "Satuan", "2041", "2042", "2043")
    assert [c.meaning for c in match_columns(_heads(*heads))] == ["joint", "unit", "target", "target", "target"]


def test_the_state_that_is_hoped_for_is_a_sasaran_and_no_result() -> None:
    heads = ("No", "Kondisi Yang Diharapkan", "Indikator Keberhasilan", "Target")
    assert [c.meaning for c in match_columns(_heads(*heads))] == ["row", "objective", "name", "target"]


def test_quantities_and_amounts_of_an_evaluation_are_what_stands_over_them() -> None:
    kinds = ("K", "Rp")
    headings = [
        span_of("Indikator Kinerja"),
        *_under("Target Kinerja dan Anggaran Renja 2041", *kinds),
        *_under("Realisasi Capaian Kinerja dan Anggaran Renja 2041", *kinds),
        *_under("Tingkat Capaian Kinerja dan Realisasi Anggaran (%)", *kinds),
    ]
    found = [c.meaning for c in match_columns(headings)]
    assert found == ["name", "target", "budget", "actual", "spent", "achievement", "other"]


def test_years_under_one_heading_of_results_are_results_each() -> None:
    headings = [
        span_of("Indikator"),
        *_under("Realisasi", "2039", "2040"),
        *_under("Tahun 2041", "Target", "Realisasi"),
    ]
    assert [c.meaning for c in match_columns(headings)] == ["name", "actual", "actual", "target", "actual"]


def test_a_heading_over_quantities_and_amounts_is_parted_by_what_stands_under_it() -> None:
    heads = [
        span_of("Indikator"),
        *_under("Target Kinerja dan Anggaran", "Kinerja", "Anggaran"),
        *_under("Realisasi Kinerja dan Anggaran", "K", "Rp"),
        *_under("Tingkat Capaian Kinerja dan Anggaran (%)", "K", "Rp"),
        *_under("Capaian Kinerja dan Pendanaan 2041", "Target", "Rp"),
    ]
    found = [c.meaning for c in match_columns(heads)]
    assert found == ["name", "target", "budget", "actual", "spent", "achievement", "other", "target", "budget"]


def test_what_is_summed_up_or_for_the_end_of_the_plan_stands_beside_the_year() -> None:
    heads = [
        span_of("Indikator"),
        *_under("Target Renstra pada Akhir Periode", "K", "Rp"),
        *_under("Realisasi s/d Tahun Lalu", "K", "Rp"),
        *_under("Target Tahun Berjalan", "K", "Rp"),
        *_under("Realisasi Tahun Berjalan", "K", "Rp"),
    ]
    found = match_columns(heads)
    assert [c.meaning for c in found[1:]] == [
        "target",
        "other",
        "other",
        "other",
        "target",
        "budget",
        "actual",
        "spent",
    ]
    assert [c.ahead for c in found if c.meaning == "target"] == [True, False]


def test_initials_of_target_and_realisasi_under_each_quarter() -> None:
    quarters = [h for n in ("I", "II") for h in _under(f"Triwulan {n}", "T", "R")]
    found = match_columns([span_of("Indikator"), span_of("Target 2041"), *quarters])
    assert [c.meaning for c in found] == ["name", "target", "target", "actual", "target", "actual"]


def test_a_quarters_number_between_two_storeys_is_the_period_of_both_its_columns() -> None:
    over = span_of("Target Kinerja dan Anggaran (dalam ribuan rupiah)").words
    quarters = [Span((*over, *h.words)) for n in ("I", "II") for h in _under(n, "K", "Rp")]
    found = match_columns([span_of("Indikator"), span_of("Target"), *quarters, span_of("Total Anggaran")])
    assert [c.meaning for c in found] == ["name", "target", "target", "budget", "target", "budget", "budget"]
    assert [c.period and c.period.text for c in found[2:]] == ["I", "I", "II", "II", None]
    assert not any(c.unit for c in found)


def test_uraian_under_indikator_is_the_indicator() -> None:
    found = match_columns([*_under("Indikator Kinerja", "Kelompok", "Uraian", "Satuan", "Target")])
    assert [c.meaning for c in found] == ["name", "name", "unit", "target"]


def test_a_number_alone_is_counted_by_the_word_over_it() -> None:
    found = match_columns([span_of("Indikator"), *_under("Target Tahun Ke-", "1", "2"), *_under("Realisasi", "3")])
    assert [c.period.text if c.period else None for c in found] == [None, "Tahun Ke- 1", "Tahun Ke- 2", None]
    assert found[1].is_year


def test_a_quarter_that_is_a_figure_stands_over_quantities_and_amounts() -> None:
    over = span_of("Realisasi pada Triwulan (Rp)").words
    words = {n: span_of(n).words for n in "12"}
    heads = [Span((*over, *words[n], *span_of(k).words)) for n in "12" for k in ("K", "Rp")]
    found = match_columns([span_of("Indikator"), *heads])
    assert [c.period.text for c in found[1:] if c.period] == ["Triwulan 1", "Triwulan 1", "Triwulan 2", "Triwulan 2"]


def test_a_statement_whose_indicators_stand_beside_it_by_its_own_name_is_a_sasaran() -> None:
    heads = "No|Kinerja Utama|Indikator Kinerja Utama|TW.I|Kinerja Es. III|Indikator Kinerja Es. III|TW.I"
    columns = match_columns([span_of(head) for head in heads.split("|")])
    assert [c.meaning for c in columns][4:6] == ["objective", "name"]

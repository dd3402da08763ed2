"""Targets: figures, grades, ranges, units."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_of import span_of

from extractor.match.found import Found
from extractor.match.numbers import habit_of, number
from extractor.match.target import match_target, split_targets


def read(text: str, **kwargs: Any) -> tuple[object, object, object]:
    found = match_target(span_of(text), **kwargs)
    assert found is not None

    def plain(value: object) -> object:
        return value.value if isinstance(value, Found) else value

    draft: Any = found.value
    return plain(draft["value"]), plain(draft["unit"]), draft["operator"]


@given(
    st.integers(min_value=0, max_value=999),
    st.sampled_from(["", "%", " %", " dokumen", " Kali", " orang (laki-laki)", "laporan"]),
)
def test_a_whole_number_is_read_back_with_its_unit(value: int, unit: str) -> None:
    expected = unit.split("(")[0].strip().lower() or None
    assert read(f"{value}{unit}") == (value, expected, "=")


@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=1, max_value=99))
def test_decimals_stand_after_a_comma(whole: int, part: int) -> None:
    assert read(f"{whole},{part:02} %") == (pytest.approx(whole + part / 100), "%", "=")


@given(st.integers(min_value=1_000_000, max_value=10**12), st.sampled_from(".,"))
def test_groups_of_three_are_thousands(value: int, sign: str) -> None:
    assert read(f"{value:,} ekor".replace(",", sign)) == (value, "ekor", "=")


@pytest.mark.parametrize("text", ["11,.34", "11,.34 %", "3..5 ha"])
def test_a_figure_with_two_signs_in_a_row_is_not_read_up_to_them(text: str) -> None:
    assert read(text)[0] is None


@pytest.mark.parametrize("grade", ["A", "A-", "BB", "WTP", "III", "Sangat Baik", "Hijau"])
def test_grades_are_values(grade: str) -> None:
    assert read(grade) == (grade, None, "=")
    assert read(f"({grade})") == (grade, None, "=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80-90", ([80, 90], None, "range")),
        ("80 s/d 90 %", ([80, 90], "%", "range")),
        ("≥ 80", (80, None, ">=")),
        ("minimal 3 dokumen", (3, "dokumen", ">=")),
        ("± 20 orang", (20, "orang", "=")),
        ("Maks. 5 hari", (5, "hari", "<=")),
        ("> 75", (75, None, ">")),
        ("80 ke atas", (80, None, ">=")),
        ("≥ BB", ("BB", None, ">=")),
    ],
)
def test_operators_and_ranges(text: str, expected: tuple[object, object, object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 dari 45 Kelompok Tani", (30, "kelompok tani", "=")),
        ("25 Kelompok (250 orang)", (25, "kelompok", "=")),
        ("500 ribu", (500_000, None, "=")),
        ("2,5 juta ekor", (2_500_000, "ekor", "=")),
        ("2.500 miliar rupiah", (2500, "miliar rupiah", "=")),
        ("7,5 Juta Rupiah", (7.5, "juta rupiah", "=")),
        ("Rp 7,5 juta", (7_500_000, "Rp", "=")),
        ("3 (tiga) dokumen", (3, "dokumen", "=")),
        ("Predikat BB (75)", ("BB", None, "=")),
        ("7 Saluran TV", (7, "saluran TV", "=")),
        ("12 OPD", (12, "OPD", "=")),
        ("Rp. 45.000/kg", (45_000, "Rp/kg", "=")),
        ("USD 1,250,000", (1_250_000, "USD", "=")),
        ("1laporan", (1, "laporan", "=")),
        ("97,125 %", (97.125, "%", "=")),
        (".95 %", (95, "%", "=")),
        ("6, 55 %", (6.55, "%", "=")),
        ("54, 12", (None, None, None)),
        ("• 95%", (95, "%", "=")),
        (">B = 9 OPD", (9, "OPD", "=")),
        ("Baik (80)", ("Baik", None, "=")),
        ("A (80-85)", ("A", None, "=")),
        ("Predikat A", ("A", None, "=")),
        ("10 (234 Temuan)", (10, None, "=")),
        (">B = 12 OPD", (12, "OPD", "=")),
        ("7 (120 Temuan)", (7, None, "=")),
    ],
)
def test_what_stands_around_the_figure(text: str, expected: tuple[object, object, object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["5 Hotel, 7 Spa", "4 Pelatihan, jumlah peserta 90 Orang", "1 Buku & 5 Laporan", "Terlaksana"]
)
def test_lists_and_mere_words_keep_their_text_only(text: str) -> None:
    assert read(text) == (None, None, None)


@pytest.mark.parametrize("text", ["", "-", "–", "n/a"])
def test_an_empty_cell_has_no_target(text: str) -> None:
    assert match_target(span_of(text)) is None


def test_the_heading_gives_a_unit_that_the_cell_leaves_out() -> None:
    assert read("85", unit=span_of("%")) == (85, "%", "=")
    assert read("85 orang", unit=span_of("%")) == (85, "orang", "=")


@pytest.mark.parametrize(
    ("text", "count", "pieces"),
    [
        ("5 B- 90 85", 4, ["5", "B-", "90", "85"]),
        ("3 Kali 9 Kali", 2, ["3 Kali", "9 Kali"]),
        ("100 % 80-90 BB", 3, ["100 %", "80-90", "BB"]),
    ],
)
def test_a_cell_of_several_targets_is_cut(text: str, count: int, pieces: list[str]) -> None:
    cut = split_targets(span_of(text), count)
    assert cut is not None
    assert [p.text for p in cut] == pieces


def test_what_a_rate_is_counted_by_begins_no_target() -> None:
    cut = split_targets(span_of("12 per 100.000 jiwa 68 %"), 2)
    assert [s.text for s in cut or ()] == ["12 per 100.000 jiwa", "68 %"]


@pytest.mark.parametrize(("text", "count"), [("3 Kali 9 Kali", 3), ("5 Hotel, 7 Spa", 2), ("sesuai 2 dan 3", 2)])
def test_a_cell_that_does_not_fit_is_not_cut(text: str, count: int) -> None:
    assert split_targets(span_of(text), count) is None


def test_three_digits_after_a_sign_follow_the_habit_of_the_document() -> None:
    assert number("15.000") == 15_000
    assert number("15,125") == 15.125
    assert number("15,000") == 15
    assert number("15,000", "comma") == 15_000
    assert number("15,000", "comma") == 15_000
    assert number("15.125", "comma") == 15.125
    assert number("15.125", "mixed") is None
    assert number("0,125", "comma") == 0.125


def test_an_index_beside_another_one_with_a_dot_may_have_three_decimals() -> None:
    assert habit_of(["2.53", "3.261"]) == "mixed"
    assert habit_of(["2.53", "3.260"]) is None
    assert habit_of(["2.53", "13.261"]) is None
    assert habit_of(["2.53", "1.251 Jiwa"]) is None


def test_unmistakable_figures_show_the_habit() -> None:
    assert habit_of(["1.500.000", "abc"]) == "dot"
    assert habit_of(["12,500,000.00"]) == "comma"
    assert habit_of(["47,5 %", "1,250,000"]) == "mixed"
    assert habit_of(["15.000", "3 dokumen"]) is None


def test_several_round_figures_show_that_a_comma_parts_thousands() -> None:
    assert habit_of(["3,000", "12,500", "1,250", "850"]) == "comma"
    assert habit_of(["68.25 Tahun", "1,250 Jiwa"]) == "comma"
    assert habit_of(["68.25 %", "1.250 Jiwa"]) is None
    assert habit_of(["111.53", "350.215", "96.0"]) is None
    assert habit_of(["3,125", "12,375", "1,251"]) is None
    assert habit_of(["3,000", "1.250"]) is None


def test_a_percent_sign_may_stand_before_its_figure() -> None:
    assert read("% 97") == (97, "%", "=")


def test_what_a_rate_is_counted_by_is_no_second_quantity() -> None:
    found = match_target(span_of("17,5 per 100.000 penduduk"))
    assert found is not None
    assert isinstance(found.value, dict)
    assert (found.value["value"], found.value["unit"].value) == (17.5, "per 100.000 penduduk")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp 1,5 M", (1_500_000_000, "Rp", "=")),
        ("3,5 ‰", (3.5, "‰", "=")),
        ("4,5/1.000 KH", (4.5, "/1.000 kh", "=")),
        ("40 kWh", (40, "kWh", "=")),
        ("8,5 Ton/Ha", (8.5, "ton/ha", "=")),
        ("68,50 / B", (68.5, None, "=")),
        ("Terakreditasi A", ("A", None, "=")),
        ("tidak lebih dari 5%", (5, "%", "<=")),
        ("paling lambat 3 hari", (3, "hari", "<=")),
        ("antara 70 dan 80", ([70, 80], None, "range")),
        ("70 s/d < 80", ([70, 80], None, "range")),
        ("3,25 dari skala 4", (3.25, None, "=")),
        ("IDR 5,000,000", (5_000_000, "IDR", "=")),
    ],
)
def test_further_ways_of_saying_a_quantity(text: str, expected: tuple[object, object, object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit", "operator"),
    [
        ("1:20", "1:20", None, "="),
        ("1 : 1.000", "1:1.000", None, "="),
        ("minimal 1:25", "1:25", None, ">="),
        ("1:20 orang", "1:20", "orang", "="),
    ],
)
def test_a_proportion_is_one_value(text: str, value: str, unit: str | None, operator: str) -> None:
    assert read(text) == (value, unit, operator)


def test_a_time_of_day_is_no_proportion() -> None:
    assert read("08:30")[0] is None


def test_proportions_are_told_apart() -> None:
    assert [p.text for p in split_targets(span_of("1:20 1 : 30"), 2) or ()] == ["1:20", "1 : 30"]

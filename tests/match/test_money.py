"""Amounts of rupiah: printed, then read back; and what is not read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_of import span_of

from extractor.match.money import amounts, match_amount, match_rupiah, scale_of, stated_scale
from extractor.sums import is_mean, is_total


def grouped(value: int, sign: str) -> str:
    return f"{value:,}".replace(",", sign)


WAYS = (
    lambda v: grouped(v, "."),
    lambda v: grouped(v, ","),
    lambda v: f"Rp {grouped(v, '.')}",
    lambda v: f"Rp. {grouped(v, '.')},-",
    lambda v: f"Rp{grouped(v, '.')}.-",
    lambda v: f"Rp. {grouped(v, ',')}.00",
    lambda v: f"{grouped(v, '.')},00",
    lambda v: f"({grouped(v, '.')})",
    lambda v: f"Rp. : {grouped(v, '.')}",
    lambda v: f"IDR {v}",
    lambda v: grouped(v, " "),
)


@given(st.integers(min_value=1_000, max_value=10**13), st.sampled_from(WAYS))
def test_an_amount_is_read_back_however_it_is_printed(value: int, way: object) -> None:
    found = match_amount(span_of(way(value)))  # type: ignore[operator]
    assert found is not None
    assert found.value == value
    assert isinstance(found.value, int)


@given(st.integers(min_value=1_000, max_value=10**11), st.integers(min_value=1, max_value=99), st.booleans())
def test_sen_are_read_as_decimals(rupiah: int, sen: int, english: bool) -> None:
    sign, point = (",", ".") if english else (".", ",")
    found = match_amount(span_of(f"{grouped(rupiah, sign)}{point}{sen:02}"))
    assert found is not None
    assert found.value == pytest.approx(rupiah + sen / 100)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 Milyar", 1_500_000_000),
        ("Rp 250 juta", 250_000_000),
        ("75 ribu", 75_000),
        ("2,25 triliun", 2_250_000_000_000),
    ],
)
def test_words_multiply(text: str, value: int) -> None:
    found = match_amount(span_of(text))
    assert found is not None
    assert found.value == value


def test_a_mistaken_separator_among_groups_of_three_does_no_harm() -> None:
    found = match_amount(span_of("12.345,678,000"))
    assert found is not None
    assert found.value == 12_345_678_000
    found = match_amount(span_of("Rp. 1.234.500,000,00"))
    assert found is not None
    assert found.value == 1_234_500_000


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "Rp. -",
        "APBD",
        "1.000.000 2.000.000",
        "1.000.000 s/d 2.000.000",
        "12.34.567.8",
        "5000000.000",
        "147.00000",
        "",
    ],
)
def test_what_can_be_read_two_ways_or_not_at_all_is_not_read(text: str) -> None:
    assert match_amount(span_of(text)) is None


def test_amounts_in_running_text_say_that_they_are_amounts() -> None:
    found = amounts(span_of("tahun 2021 sebesar Rp 5.000.000 untuk 12 kegiatan dan 1.250.000 lagi"))
    assert [f.value for f in found] == [5_000_000, 1_250_000]


@pytest.mark.parametrize(
    "text",
    ["Jumlah", "TOTAL", "Jumlah Anggaran", "J U M L A H", "Total Pagu Tahun 2021 :", "TOTAL (A + B)", "Jumlah 1 s/d 5"],
)
def test_sum_lines_are_known(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    ["Jumlah sumur yang digali", "Program Jumlah", "Totalitas Pelayanan", "Jumlah A", "Jumlah padi + jagung", ""],
)
def test_names_that_begin_like_a_sum_are_none(text: str) -> None:
    assert not is_total(text)


def test_sen_are_no_whole_rupiah() -> None:
    assert match_rupiah(span_of("1.250.000,50")) is None
    found = match_rupiah(span_of("1.250.000,00"))
    assert found is not None
    assert found.value == 1_250_000


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Anggaran (Rp)", 1),
        ("Pagu (ribuan rupiah)", 1_000),
        ("Anggaran (Rp 000)", 1_000),
        ("Pagu dlm juta", 1_000_000),
        ("Realisasi (dalam miliar rupiah)", 1_000_000_000),
        ("Kebutuhan (Rp. 000.000)", 1_000_000),
        ("Dana (Rp Miliar)", 1_000_000_000),
    ],
)
def test_a_heading_says_the_scale_of_its_amounts(heading: str, scale: int) -> None:
    assert scale_of(heading) == scale


@given(st.integers(1, 10**9), st.sampled_from([1, 1_000, 1_000_000]))
def test_an_amount_on_a_scale_is_that_many_rupiah(value: int, scale: int) -> None:
    found = match_amount(span_of(f"{value:,}".replace(",", ".")), scale)
    assert found is not None
    assert found.value == value * scale


@pytest.mark.parametrize(("text", "value"), [("2,39", 2_390_000_000), ("0,815", 815_000_000), ("3,205", 3_205_000_000)])
def test_billions_have_decimals(text: str, value: int) -> None:
    found = match_amount(span_of(text), 10**9)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp 1,5 M", 1_500_000_000),
        ("2 T", 2_000_000_000_000),
        ("125jt", 125_000_000),
        ("Rp 4.000.000 (empat juta rupiah)", 4_000_000),
    ],
)
def test_letters_and_glued_words_multiply_money_and_words_repeat_it(text: str, value: int) -> None:
    found = match_amount(span_of(text))
    assert found is not None
    assert found.value == value


def test_a_letter_after_a_bare_figure_in_a_text_is_a_unit() -> None:
    assert [a.value for a in amounts(span_of("jalan 5 M dan Rp 2 M"))] == [2_000_000_000]
    found = amounts(span_of("Rp 5.000.000 T.A. 2031, Rp 2.000.000 M. Contoh"))
    assert [a.value for a in found] == [5_000_000, 2_000_000]


def test_the_years_of_a_period_are_no_amounts() -> None:
    assert [a.value for a in amounts(span_of("Rencana 2031-2035 Rp 5.000.000"))] == [5_000_000]


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Pagu (000)", 1_000),
        ("Pagu (x 000.000) 2035", 1_000_000),
        ("Pagu (jt)", 1_000_000),
        ("Anggaran (Rp. 1.000,-)", 1_000),
        ("Pagu (Rp. 000) 2035", 1_000),
        ("Rp 1.000.000.000", 1),
        ("Jumlah Juru Tani", 1),
    ],
)
def test_a_heading_says_its_scale_by_noughts_and_short_words(heading: str, scale: int) -> None:
    assert scale_of(heading) == scale


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("(dalam jutaan rupiah)", 1_000_000),
        ("Satuan: Ribu Rupiah", 1_000),
        ("(Rp. 000)", 1_000),
        ("(Jutaan Rupiah)", 1_000_000),
        ("dalam 5 tahun sebanyak 2 juta", 1),
        ("dalam ribu ton", 1),
        ("juta orang", 1),
    ],
)
def test_a_line_over_a_table_says_the_scale_of_its_amounts(line: str, scale: int) -> None:
    assert stated_scale(line) == scale


@pytest.mark.parametrize(
    ("text", "mean"),
    [
        ("Rata-rata Capaian Kinerja (%)", True),
        ("Predikat Kinerja Dari Seluruh Program", True),
        ("Rata-rata lama sekolah", False),
        ("Predikat SAKIP", False),
    ],
)
def test_a_line_that_tells_a_mean_or_a_grade_of_all(text: str, *, mean: bool) -> None:
    assert is_mean(text) is mean

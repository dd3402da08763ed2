"""Dates as they are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_of import span_of

from extractor.knowledge import toml
from extractor.match.date import match_date, month_number

DATES = st.dates(min_value=date(1945, 8, 17), max_value=date(2060, 12, 31))
SPELLED = [(number, name) for number, names in enumerate(toml("months")["months"], 1) for name in names]


@given(
    DATES,
    st.integers(min_value=0, max_value=99),
    st.sampled_from(("{d} {m} {y}", "Maju, {d} {m} {y}", "{d}-{m}-{y}", "tanggal {d} {m}, {y}")),
)
def test_every_written_date_comes_back(day: date, pick: int, form: str) -> None:
    names = toml("months")["months"][day.month - 1]
    text = form.format(d=day.day, m=names[pick % len(names)], y=day.year)
    found = match_date(span_of(text))
    assert found is not None
    assert found.value == day.isoformat()


@given(DATES)
def test_numeric_dates_are_day_month_year(day: date) -> None:
    found = match_date(span_of(f"Maju, {day.day:02}/{day.month:02}/{day.year}"))
    assert found is not None
    assert found.value == day.isoformat()


@given(st.text(alphabet="0123456789 JanuariMe,./-", max_size=30))
def test_a_value_is_a_real_date(text: str) -> None:
    found = match_date(span_of(text))
    if found is not None:
        parts = [int(p) for p in found.value.split("-")]
        date(*[*parts, 1, 1][:3])


@pytest.mark.parametrize(("number", "name"), SPELLED)
def test_every_spelling_of_a_month(number: int, name: str) -> None:
    assert month_number(name) == number
    assert month_number(name.upper()) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 Agustus 20 19", "2019-08-12"),
        ("19 0ktober 2015", "2015-10-19"),
        ("Maju, Januai 2031", "2031-01"),
        ("Maju, 3 Okotber 2031", "2031-10-03"),
        ("31 Pebruari 2031", "2031-02"),
    ],
)
def test_misprints_and_days_that_do_not_exist(text: str, value: str) -> None:
    found = match_date(span_of(text))
    assert found is not None
    assert found.value == value


def test_a_year_alone_counts_only_where_it_may() -> None:
    assert match_date(span_of("Maju, 2031")) is None
    found = match_date(span_of("Maju, 2031"), year_only=True)
    assert found is not None
    assert found.value == "2031"


@pytest.mark.parametrize("text", ["Nomor 12 Tahun 2031", "Maju 2031", "Kelas 3 Unggulan 2031"])
def test_words_before_a_year_are_no_months(text: str) -> None:
    assert match_date(span_of(text)) is None

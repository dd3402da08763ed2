"""Employee numbers in every spelling."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_of import span_of

from extractor.match.nip import has_nip_label, match_nip

NIPS = st.builds(
    lambda birth, start, sex, serial: f"{birth:%Y%m%d}{start:%Y%m}{sex}{serial:03}",
    st.dates(min_value=date(1940, 1, 1), max_value=date(2009, 12, 31)),
    st.dates(min_value=date(1960, 1, 1), max_value=date(2031, 12, 31)),
    st.sampled_from("12"),
    st.integers(min_value=1, max_value=999),
)
LABELS = ("NIP. ", "NIP.", "NIP : ", "NIP ", "Nip. ", "N I P . ", "NIP. .", "")
SPELLINGS = (
    lambda n: n,
    lambda n: f"{n[:8]} {n[8:14]} {n[14]} {n[15:]}",
    lambda n: f"{n[:8]}.{n[8:14]}.{n[14]}.{n[15:]}",
    lambda n: f"{n[:8]} {n[8:]}",
    lambda n: f"{n[:4]} {n[4:6]} {n[6:8]} {n[8:12]} {n[12:14]} {n[14]} {n[15:]}",
)


@given(NIPS, st.sampled_from(LABELS), st.sampled_from(SPELLINGS))
def test_the_digits_are_found_however_the_number_is_printed(nip: str, label: str, spelling: object) -> None:
    found = match_nip(span_of(label + spelling(nip)))  # type: ignore[operator]
    assert found is not None
    assert found.value == nip
    assert "".join(c for c in found.span.text if c.isdigit()) == nip


@given(st.text(alphabet="0123456789 .-NIPRp:/", max_size=40))
def test_a_value_is_always_the_digits_of_its_span(text: str) -> None:
    found = match_nip(span_of(text))
    if found is not None:
        assert found.value == "".join(c for c in found.span.text if c.isdigit())


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("NIP. 131 234 567", "131234567"),
        ("NIPPPK. 199003152031212012", "199003152031212012"),
        ("NI PPPK 199003152031212012", "199003152031212012"),
        ("NIP. 19720315199803", "19720315199803"),
        ("NRP. 65010203", "65010203"),
        ("19850412 203101 1 O15", "19850412203101115"),
    ],
)
def test_old_and_malformed_numbers_keep_their_digits(text: str, digits: str) -> None:
    found = match_nip(span_of(text))
    assert found is not None
    assert found.value == digits


@pytest.mark.parametrize("text", ["NIP. -", "NIP.", "Rp 19.640.820.199", "Nomor 12 Tahun 2031", "NIK 3302011501900001"])
def test_other_figures_are_no_number(text: str) -> None:
    assert match_nip(span_of(text)) is None


def test_a_label_without_a_number_is_still_a_label() -> None:
    assert has_nip_label("NIP. -")
    assert not has_nip_label("NIPAH PANJANG")

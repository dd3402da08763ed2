"""Explanations of indicators: parts by their labels, several explanations in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from span_of import span_of

from extractor.match.explanation import match_calculation, match_explanations, misspelt_calculation, share
from extractor.match.found import Found


def parts(text: str, count: int | None = None) -> list[tuple[object, ...]]:
    found = match_explanations(span_of(text))
    if count is not None:
        shared = share(found, count)
        assert shared is not None
        found = shared
    return [tuple(v.value if isinstance(v, Found) else v for v in e.fields().values()) for e in found]


FULL = ("Jumlah sumur dibagi jumlah dusun X 100%", "non_kumulatif", "Buku sumur", None)


@given(
    st.sampled_from(["Formulasi", "Formula", "Cara Pengukuran", "Formulasi / Cara Pengukuran", "Rumus"]),
    st.sampled_from(["Tipe Perhitungan", "Tipe Penghitungan", "Tipe perhitungan"]),
    st.sampled_from([" : ", " = ", ": ", ":"]),
    st.booleans(),
)
def test_labels_in_their_many_forms(formula: str, kind: str, sign: str, lettered: bool) -> None:
    a, b, c = ("a. ", "b. ", "c. ") if lettered else ("", "", "")
    text = f"{a}{formula}{sign}{FULL[0]} {b}{kind}{sign}Non Kumulatif {c}Sumber Data{sign}{FULL[2]}"
    assert parts(text) == [FULL]


@pytest.mark.parametrize("nothing", ["-", ".", "- ."])
def test_a_dash_behind_a_label_says_nothing(nothing: str) -> None:
    assert parts(f"Formulasi : Jumlah sumur Sumber Data : {nothing}") == [("Jumlah sumur", None, None, None)]


def test_text_without_a_label_is_the_formula() -> None:
    assert parts("Jumlah sumur dibagi dusun") == [("Jumlah sumur dibagi dusun", None, None, None)]
    assert parts("Jumlah sumur Sumber Data : Buku sumur") == [("Jumlah sumur", None, "Buku sumur", None)]


def test_parts_come_in_any_order() -> None:
    assert parts("Sumber Data : Buku Formulasi : A dibagi B") == [("A dibagi B", None, "Buku", None)]


def test_misprinted_labels_are_known() -> None:
    assert parts("Formulsi : A Tipe Perhitugan : Komulatif Sumbr data : Buku") == [("A", "kumulatif", "Buku", None)]


def test_a_colon_inside_a_formula_is_no_label() -> None:
    assert parts("Formulasi = Sumur baik : seluruh sumur X 100 %") == [
        ("Sumur baik : seluruh sumur X 100 %", None, None, None)
    ]


def test_lists_inside_notes_stay_there() -> None:
    text = "Formulasi : A Keterangan : Sumur baik adalah : 1. Berair 2. Jernih a. siang b. malam"
    assert parts(text) == [("A", None, None, "Sumur baik adalah : 1. Berair 2. Jernih a. siang b. malam")]


def test_a_label_that_comes_again_begins_the_next_explanation() -> None:
    text = "a. Formulasi : A b. Sumber Data : Buku A Keterangan : ada Formulasi : B Sumber data : Buku B"
    assert parts(text, 2) == [("A", None, "Buku A", "ada"), ("B", None, "Buku B", None)]


def test_a_numbered_formula_serves_as_many_indicators() -> None:
    text = "Formulasi : 1. Jumlah A 2. Jumlah B Tipe Perhitungan : Kumulatif Sumber Data : 1. Buku A 2. Buku B "
    text += "Formulasi : C"
    assert parts(text, 3) == [
        ("Jumlah A", "kumulatif", "Buku A", None),
        ("Jumlah B", "kumulatif", "Buku B", None),
        ("C", None, None, None),
    ]


def test_explanations_that_do_not_fit_are_not_dealt_out() -> None:
    assert share(match_explanations(span_of("Formulasi : A Formulasi : B")), 3) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kumulatif", "kumulatif"),
        ("Komulatif", "kumulatif"),
        ("Non Komulatif", "non_kumulatif"),
        ("non-kumulatif", "non_kumulatif"),
        ("Nonkumulatif", "non_kumulatif"),
        ("Kumulatif Negatif", "kumulatif_negatif"),
    ],
)
def test_types_of_calculation(text: str, value: str) -> None:
    found = match_calculation(span_of(text))
    assert found is not None
    assert found.value == value


def test_other_words_are_no_type() -> None:
    assert match_calculation(span_of("Posisi akhir")) is None


def test_a_misspelt_type_is_told() -> None:
    assert [(a, b) for a, b, _ in misspelt_calculation(span_of("Non Komulatif"))] == [("Komulatif", "Kumulatif")]
    assert misspelt_calculation(span_of("Non Kumulatif")) == []

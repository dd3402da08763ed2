"""How words are made of roots and taken apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicon import Standing, lexicon
from extractor.morphology import LONGEST, Form, analyses, forms, made

ROOTS = [
    "sapu",
    "tulis",
    "kirim",
    "pakai",
    "baca",
    "daftar",
    "ganti",
    "olah",
    "layan",
    "rawat",
    "ajar",
    "kerja",
    "cek",
    "nilai",
    "proses",
]


@pytest.mark.parametrize(
    ("root", "prefix", "suffix", "form"),
    [
        ("sapu", "meN", "kan", "menyapukan"),
        ("tulis", "peN", "an", "penulisan"),
        ("kirim", "meN", "", "mengirim"),
        ("pakai", "peN", "an", "pemakaian"),
        ("proses", "meN", "", "memproses"),
        ("ganti", "peN", "an", "penggantian"),
        ("cek", "meN", "", "mengecek"),
        ("layan", "peN", "an", "pelayanan"),
        ("rawat", "ter", "", "terawat"),
        ("kerja", "ber", "", "bekerja"),
        ("ajar", "ber", "", "belajar"),
        ("sama", "diper", "kan", "dipersamakan"),
        ("didik", "kepeN", "an", "kependidikan"),
    ],
)
def test_affixes_change_the_sounds_of_the_root(root: str, prefix: str, suffix: str, form: str) -> None:
    assert made(root, Form(prefix, suffix)) == form


@given(st.sampled_from(ROOTS), st.sampled_from(forms()), st.sampled_from(["", "nya", "lah", "nyalah"]))
def test_what_is_made_of_a_root_is_taken_apart_into_it(root: str, form: Form, clitic: str) -> None:
    if form.suffix == "i" and root.endswith("i"):
        return
    assert (root, form, clitic) in set(analyses(made(root, form) + clitic, frozenset(ROOTS)))


def test_runs_of_letters_longer_than_any_word_are_not_taken_apart() -> None:
    assert not list(analyses("di" + "a" * LONGEST + "kan", {"a" * LONGEST}))


@pytest.mark.parametrize(
    "word",
    [
        "kecacingan", "perbibitan", "keterhubungan", "memproduktifkan", "pertanggungjawaban", "ketidaksesuaian",
        "perundang-undangan", "tolong-menolong", "prapembelajaran", "terehabilitasinya", "usahawan", "berisiko",
    ],
)  # fmt: skip
def test_forms_that_no_list_holds_are_words(word: str) -> None:
    assert lexicon().knows(word)


@pytest.mark.parametrize("word", ["pelaksaan", "petenakan", "pemantuan"])
def test_a_form_of_an_unlikely_root_is_doubtful(word: str) -> None:
    assert lexicon().standing(word) is Standing.DOUBTFUL


@pytest.mark.parametrize("word", ["banjarannyanya", "keamananan", "adminstrasi", "perlawananan"])
def test_what_no_affix_makes_is_no_word(word: str) -> None:
    assert not lexicon().knows(word)


def test_no_form_that_nobody_attests_is_offered() -> None:
    known = lexicon()
    assert known.lists("pungut")
    assert "dirungut" not in known.targets
    assert all(known.lists(word) for word in known.near("dirungut"))

"""Letters that the print of a page does not tell apart, and phrases that it prints more than once."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.read.ocr.muddled import muddled, unmuddled
from extractor.read.ocr.repeated import as_elsewhere
from extractor.read.ocr.words import PictureWord

SMEARED = ["kegiaten", "peraturen", "pembangunen", "kecametan", "penyusunen", "pelayenan", "kabupaten", "anggaran"]
E_FOR_A = {"e": {"a": 0.1}}


def line(text: str, sure: float = 0.8) -> list[PictureWord]:
    return [PictureWord(word, (10.0 * k, 0, 10.0 * k + 9, 12), sure) for k, word in enumerate(text.split())]


def texts(lines: list[list[PictureWord]]) -> list[str]:
    return [" ".join(word.text for word in words) for words in lines]


def test_a_page_whose_words_are_usual_with_another_letter_does_not_tell_the_two_apart() -> None:
    found = muddled(SMEARED)
    assert list(found) == ["e"]
    assert list(found["e"]) == ["a"]
    assert muddled([*SMEARED[4:], "kegiatan", "peraturan"]) == {}


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("den", "dan"),
        ("preserene", "prasarana"),
        ("Pernbangunen", "Pembangunan"),
        # a word by itself, and far more usual than what it might be
        ("sekretaris", "sekretaris"),
        # a name that nothing speaks against
        ("Wrembeko", "Wrembeko"),
        ("de", "de"),
    ],
)
def test_its_words_have_the_letters_that_make_the_likeliest(read: str, meant: str) -> None:
    assert unmuddled(read, Counter(), E_FOR_A) == meant


def test_a_name_that_it_prints_in_two_ways_is_the_one_of_which_the_other_may_be_a_smear() -> None:
    printed = Counter({"kromajeti": 3, "kromajati": 2})
    assert unmuddled("Kromajeti", printed, E_FOR_A) == "Kromajati"
    assert unmuddled("Kromajati", printed, E_FOR_A) == "Kromajati"


def test_a_smeared_word_is_the_one_between_the_same_neighbours_elsewhere() -> None:
    lines = [line("dan Fasifftes Perhubungan"), line("dan Fasilitas Perhubungan"), line("dan Fasilitas Kesehatan")]
    assert texts(as_elsewhere(lines))[0] == "dan Fasilitas Perhubungan"


def test_a_word_stays_where_it_is_sure_where_two_may_be_meant_and_where_none_is_like_it() -> None:
    lines = [line("dan Fasifftes Perhubungan", 0.95), line("dan Fasilitas Perhubungan")]
    assert as_elsewhere(lines) == lines
    lines = [line("dan Pelayenan Perhubungan"), line("dan Pelayanan Perhubungan"), line("dan Pelayaran Perhubungan")]
    assert as_elsewhere(lines) == lines
    lines = [line("dan Wrumbek Perhubungan"), line("dan Fasilitas Perhubungan")]
    assert as_elsewhere(lines) == lines

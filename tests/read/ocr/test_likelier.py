"""Doubtful letters of a word that is none."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.read.ocr.engine import Char
from extractor.read.ocr.likelier import likelier, surely_printed


def word(text: str, others: dict[int, tuple[str, float]]) -> list[Char]:
    """The characters of a word; ``others`` are what some of them might be, and how likely."""
    return [
        Char(c, 10.0 * k, 10.0 * k + 10, 0.6 if k in others else 0.99, *others.get(k, ("", 0.0)))
        for k, c in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("read", "others", "meant"),
    [
        ("peraturen,", {7: ("a", 0.35)}, "peraturan,"),
        ("kegiaten", {6: ("a", 0.3)}, "kegiatan"),
        ("Kecametan", {5: ("a", 0.3), 8: ("h", 0.2)}, "Kecamatan"),
        # the letter was hardly seen
        ("kegiaten", {6: ("a", 0.005)}, "kegiaten"),
        # hardly seen, but smeared print is read so
        ("kegiaten", {6: ("a", 0.02)}, "kegiatan"),
        # an m in two halves
        ("pernbangunen", {2: ("m", 0.3), 3: ("", 0.3), 10: ("a", 0.1)}, "pembangunan"),
        ("pernbangunen", {2: ("m", 0.3), 3: ("", 0.03), 10: ("a", 0.1)}, "pernbangunen"),
        # a word as it stands, whatever else it may be
        ("dasar", {1: ("e", 0.39)}, "dasar"),
        # neither spelling is a word
        ("Wrumbek", {6: ("h", 0.39)}, "Wrumbek"),
        # a figure is never put right by words
        ("2O2l", {1: ("0", 0.4)}, "2O2l"),
    ],
)
def test_a_word_that_is_none_has_the_letters_that_make_it_one(
    read: str, others: dict[int, tuple[str, float]], meant: str
) -> None:
    assert likelier(word(read, others), Counter()) == meant


def test_of_two_words_the_page_tells_which_it_prints() -> None:
    doubtful = word("Bandera", {1: ("e", 0.3), 4: ("a", 0.06)})
    assert likelier(doubtful, Counter()) == "Bandera"
    printed = surely_printed([word("Bandara", {}), word("Bandara.", {}), word("Bendera", {3: ("c", 0.3)})])
    assert printed == {"bandara": 2}
    assert likelier(doubtful, printed) == "Bandara"


def test_a_name_that_no_list_holds_is_known_where_the_page_prints_it_twice() -> None:
    doubtful = word("Wrambeko", {7: ("a", 0.3)})
    assert likelier(doubtful, Counter()) == "Wrambeko"
    assert likelier(doubtful, Counter({"wrambeka": 2})) == "Wrambeka"


def test_what_another_look_saw_in_the_place_may_be_the_letter() -> None:
    doubtful = word("prasarene", {6: ("s", 0.3), 8: ("c", 0.2)})
    assert likelier(doubtful, Counter()) == "prasarene"
    assert likelier(doubtful, Counter(), word("prasarana", {})) == "prasarana"
    assert likelier(doubtful, Counter(), word("prasaranas", {})) == "prasarene"

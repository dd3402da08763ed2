"""Doubtful letters of a word that is none, and which end of a page is up."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

import numpy as np
import pytest

from extractor.read.ocr.engine import Char, Engine, Reading
from extractor.read.ocr.likelier import likelier, surely_printed
from extractor.read.ocr.upright import upright


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
        ("kegiaten", {6: ("a", 0.02)}, "kegiaten"),
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


class Reader:
    """Finds numbers, a punched hole and lines; reads lines well that stand upright, the others where they do not."""

    def __init__(self, quads: list[Any]) -> None:
        self.quads = quads

    def find(self, _: Any) -> list[Any]:
        return self.quads

    def read(self, crops: list[Any]) -> list[Reading]:
        sure = {(True, True): 0.97, (True, False): 0.5, (False, True): 0.3, (False, False): 0.6}
        known = [sure[c.shape[1] > 4 * c.shape[0], bool(c[0, 0] < 128)] for c in crops]
        return [Reading((Char("a", 0, 1, share),)) for share in known]


def test_lines_of_text_tell_which_end_of_a_page_is_up_not_numbers_and_holes() -> None:
    picture = np.full((1000, 700), 255, np.uint8)
    boxes = [(60, 400, 110, 450), (150, 100, 170, 120), (150, 300, 170, 320)]
    boxes += [(200, y, 600, y + 20) for y in range(100, 900, 40)]
    quads = [np.array(((a, b), (c, b), (c, d), (a, d)), np.float32) for a, b, c, d in boxes]
    for a, b, c, d in boxes:
        # the beginning of every line is black, its end white
        picture[b : d + 1, a : (a + c) // 2] = 0
    reader = cast(Engine, Reader(quads))
    assert np.allclose(upright(reader, picture, 1.0).matrix[:2, :2], np.eye(2), atol=0.05)

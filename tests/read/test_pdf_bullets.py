"""Bullets that a program draws."""

from __future__ import annotations

from extractor.read.page import Shape
from extractor.read.pdf_bullets import drawn_bullets
from extractor.read.words import Word


def word(text: str, x: float, top: float) -> Word:
    return Word(text, 1, (x, top, x + 6 * len(text), top + 11))


def disc(x: float, top: float, side: float = 3.5) -> Shape:
    points = ((x, top), (x + side, top), (x + side, top + side), (x, top + side))
    return Shape(points, closed=True, curved=True, fill="#000000")


LIST = [word("Jumlah", 60, 100), word("sumur", 100, 100), word("Luas", 60, 120)]


def test_discs_before_lines_are_bullets() -> None:
    found = drawn_bullets(LIST, [disc(50, 104), disc(50, 124)], 1)
    assert [(w.text, w.box[1], w.box[3]) for w in found] == [("•", 100, 111), ("•", 120, 131)]


def test_a_single_dot_is_none() -> None:
    assert drawn_bullets(LIST, [disc(50, 104)], 1) == []


def test_dots_behind_words_off_the_middle_or_too_large_are_none() -> None:
    behind = [disc(132, 104), disc(86, 124)]
    low = [disc(50, 109), disc(50, 129)]
    large = [disc(45, 101, 9), disc(45, 121, 9)]
    assert drawn_bullets([*LIST, word("dan", 142, 100), word("hutan", 96, 120)], behind, 1) == []
    assert drawn_bullets(LIST, low, 1) == []
    assert drawn_bullets(LIST, large, 1) == []

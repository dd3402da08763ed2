"""Marks of lists, Roman numerals behind BAB, values that look like holes."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.read.ocr.compose import compose
from extractor.read.ocr.engine import Char
from extractor.read.ocr.marks import in_order
from extractor.read.ocr.raw import PixelLine, RawLine, RawPage
from extractor.read.ocr.words import PictureWord, line_words


def read(*marks: str, x: float = 60, step: float = 30) -> list[str]:
    lines = [
        [PictureWord(mark, (x, step * k, x + 15, step * k + 18), 0.99), PictureWord("kata", (100, 0, 140, 18), 0.99)]
        for k, mark in enumerate(marks)
    ]
    return [line[0].text for line in in_order(lines)]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (("j.", "k.", "1."), ["j.", "k.", "l."]),
        (("k)", "I)", "m)"), ["k)", "l)", "m)"]),
        (("a.", "b.", "C.", "d."), ["a.", "b.", "c.", "d."]),
        (("h.", "l.", "j."), ["h.", "i.", "j."]),
        (("(n)", "(0)", "(p)"), ["(n)", "(o)", "(p)"]),
        # what goes on with its neighbours is right as it stands
        (("k.", "1.", "2."), ["k.", "1.", "2."]),
        (("A.", "B.", "C."), ["A.", "B.", "C."]),
        # another kind of mark is another list
        (("b.", "C)", "3."), ["b.", "C)", "3."]),
    ],
)
def test_a_mark_is_the_one_of_its_likes_that_its_list_goes_on_with(seen: tuple[str, ...], meant: list[str]) -> None:
    assert read(*seen) == meant


@pytest.mark.parametrize(("sure", "meant"), [(0.8, ["6", "7", "8"]), (0.97, ["6", "1", "8"])])
def test_a_doubtful_running_number_is_the_one_that_is_missing(sure: float, meant: list[str]) -> None:
    lines = [
        [PictureWord(n, (60, 30.0 * k, 70, 30.0 * k + 18), sure if n == "1" else 0.99)] for k, n in enumerate("618")
    ]
    assert [line[0].text for line in in_order(lines)] == meant
    assert [line[0].text for line in in_order(lines[:2])] == ["6", "1"]


@pytest.mark.parametrize(
    ("over", "seen", "meant"),
    [
        ("TRIWULAN", ("1", "HI", "m", "IV"), ["I", "II", "III", "IV"]),
        ("TRIWULAN", ("5", "6", "7", "IV"), ["5", "6", "7", "IV"]),
        ("GOLONGAN", ("1", "HI", "m", "IV"), ["1", "HI", "m", "IV"]),
    ],
)
def test_worn_numerals_of_four_columns_are_those_of_quarters(
    over: str, seen: tuple[str, ...], meant: list[str]
) -> None:
    heads = [[PictureWord(text, (100.0 + 60 * k, 40, 115.0 + 60 * k, 58), 0.9)] for k, text in enumerate(seen)]
    shown = in_order(
        [[PictureWord("TARGET", (100, 5, 160, 23), 0.99), PictureWord(over, (170, 5, 260, 23), 0.99)], *heads]
    )
    assert [line[0].text for line in shown[1:]] == meant


@pytest.mark.parametrize(("number", "sure", "meant"), [("24", 0.8, "14"), ("24", 0.95, "24"), ("27", 0.8, "27")])
def test_a_doubtful_number_between_two_is_the_one_between_them_but_for_a_digit(
    number: str, sure: float, meant: str
) -> None:
    column = [
        [PictureWord(text, (60.0, 40.0 * k, 75.0, 40.0 * k + 18), sure if k == 1 else 0.99)]
        for k, text in enumerate(("13", number, "15"))
    ]
    assert [line[0].text for line in in_order(column)] == ["13", meant, "15"]


def test_marks_far_apart_or_beside_each_other_are_no_list() -> None:
    assert read("k.", "1.", step=300) == ["k.", "1."]
    beside = [[PictureWord(text, (x, 0, x + 15, 18), 0.99)] for text, x in (("k.", 60.0), ("1.", 300.0))]
    assert [line[0].text for line in in_order(beside)] == ["k.", "1."]


@pytest.mark.parametrize(
    ("read_as", "strokes", "meant"), [("I", 2, "II"), ("l", 3, "III"), ("I", 1, "I"), ("V", 2, "V")]
)
def test_strokes_behind_bab_are_counted(read_as: str, strokes: int, meant: str) -> None:
    chars = tuple(Char(c, 10.0 * k, 10.0 * k + 10, 0.99) for k, c in enumerate(f"BAB {read_as}"))
    gaps = ((32.0, 40.0), *((40.0 + 10 * k / strokes - 1, 40.0 + 10 * k / strokes + 1) for k in range(1, strokes)))
    words = line_words(RawLine((0, 0, 50, 20), 0, chars, gaps), Counter())
    assert [w.text for w in words] == ["BAB", meant]


def test_a_dash_over_the_rules_of_a_table_is_a_value_and_a_hole_beside_all_print_is_none() -> None:
    def line(text: str, x: float, top: float) -> RawLine:
        chars = tuple(Char(c, 10.0 * k, 10.0 * k + 10, 0.99) for k, c in enumerate(text))
        return RawLine((x, top, x + 10 * len(text), top + 20), x, chars)

    lines = (line("Persentase layanan", 100, 100), line("-", 500, 100), line("O", 760, 300))
    page = compose(RawPage(800, 600, 1.0, (800, 600), lines=lines, across=(PixelLine(90, 95, 560, 95),)), 1)
    assert [w.text for w in page.words] == ["Persentase", "layanan", "-"]

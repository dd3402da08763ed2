"""Bullets that a program draws, and marks of symbol types."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from drawn_pdf import A4, pages, words
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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


def test_the_dots_of_a_dotted_line_are_none() -> None:
    line = [disc(50, 90 + 2.5 * k, 2.4) for k in range(30)]
    assert drawn_bullets(LIST, line, 1) == []


def test_dots_behind_words_off_the_middle_or_too_large_are_none() -> None:
    behind = [disc(132, 104), disc(86, 124)]
    low = [disc(50, 109), disc(50, 129)]
    large = [disc(45, 101, 9), disc(45, 121, 9)]
    assert drawn_bullets([*LIST, word("dan", 142, 100), word("hutan", 96, 120)], behind, 1) == []
    assert drawn_bullets(LIST, low, 1) == []
    assert drawn_bullets(LIST, large, 1) == []


def test_a_single_dot_that_looks_as_those_of_a_list_is_one() -> None:
    alone = word("Panjang", 260, 100)
    found = drawn_bullets([*LIST, alone], [disc(50, 104), disc(50, 124), disc(250, 104)], 1)
    assert sorted(w.box[0] for w in found) == [50, 50, 250]
    assert len(drawn_bullets([*LIST, alone], [disc(50, 104), disc(50, 124), disc(244, 104)], 1)) == 2


@pytest.mark.parametrize(("ground", "count"), [("#35363b", 2), ("#ffffff", 0)])
def test_white_dots_are_bullets_on_a_coloured_ground(ground: str, count: int) -> None:
    card = Shape(((40, 90), (200, 90), (200, 150), (40, 150)), closed=True, curved=True, fill=ground)
    white = [replace(disc(50, top), fill="#ffffff") for top in (104, 124)]
    assert len(drawn_bullets(LIST, [card, *white], 1)) == count
    assert drawn_bullets(LIST, [*white, card], 1) == []


@pytest.mark.parametrize(("left", "printed"), [(60, ["➢", "Pasar"]), (200, ["Pasar"])])
def test_a_mark_outside_of_what_it_is_clipped_to_is_not_printed(left: float, printed: list[str]) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(90, 700, "Pasar")
    path = canvas.beginPath()
    path.rect(left, 600, 100, 200)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFont("Vera", 11)
    canvas.drawString(75, 700, "X")
    canvas.save()
    # the sign of a symbol type: its code is none of Unicode's
    (page,) = pages(out.getvalue().replace(b"<0058>", b"<F0D8>"))
    assert words(page) == printed

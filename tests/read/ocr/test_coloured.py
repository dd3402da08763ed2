"""Cards of a chart in a picture: boxes by hue, parted where their shades begin anew."""

from __future__ import annotations

import numpy as np

from extractor.read.ocr.coloured import coloured_boxes, outside
from extractor.read.ocr.raw import PixelLine, PixelShape

GREEN, RED = (40, 200, 90), (40, 40, 220)
LINE = 12.0


def drawn(*cards: tuple[int, int, tuple[int, int, int]]) -> np.ndarray:
    """A white picture with cards of 120 x 40 pixels whose colour grows darker downwards (blue, green, red)."""
    picture = np.full((400, 600, 3), 255, np.uint8)
    for x, y, colour in cards:
        for row in range(40):
            picture[y + row, x : x + 120] = [round(c * (1 - row / 80)) for c in colour]
    return picture


def texts(*cards: tuple[int, int, tuple[int, int, int]]) -> list[tuple[float, float, float, float]]:
    return [(x + 10.0, y + 14.0, x + 100.0, y + 26.0) for x, y, _ in cards]


CARDS = ((50, 40, GREEN), (50, 80, GREEN), (50, 120, GREEN), (300, 40, RED), (300, 80, RED), (420, 200, GREEN))


def test_cards_that_touch_are_parted_by_hue_and_by_their_shades() -> None:
    found = coloured_boxes(drawn(*CARDS), LINE, texts(*CARDS))
    assert sorted((round(b.x0 / 10), round(b.y0 / 10)) for b in found) == sorted(
        (round(x / 10), round(y / 10)) for x, y, _ in CARDS
    )
    assert len({b.fill for b in found}) == 2


def test_text_on_flat_grounds_known_already_makes_no_cards() -> None:
    page = PixelShape(((0, 0), (600, 0), (600, 400), (0, 400), (0, 0)), closed=True, fill="#c8ffc8")
    assert coloured_boxes(drawn(*CARDS), LINE, texts(*CARDS), [page]) == ()


def test_a_page_without_colour_has_no_cards() -> None:
    assert coloured_boxes(np.full((400, 600, 3), 255, np.uint8), LINE, texts(*CARDS)) == ()


def test_lines_that_shades_leave_in_a_card_are_no_rules() -> None:
    cards = coloured_boxes(drawn(*CARDS), LINE, texts(*CARDS))
    edge, rule = PixelLine(60, 80, 160, 80), PixelLine(20, 300, 500, 300)
    assert outside([edge, rule], cards) == [rule]


def test_bands_of_one_colour_into_which_shades_fall_are_no_flat_grounds() -> None:
    bands = [
        PixelShape(((x, y), (x + 120, y), (x + 120, y + 20), (x, y + 20), (x, y)), closed=True, fill=fill)
        for x, top, colour in CARDS
        for y, fill in ((top, "#5ac828" if colour is GREEN else "#dc2828"), (top + 20, "#3f8c1c"))
    ]
    assert len(coloured_boxes(drawn(*CARDS), LINE, texts(*CARDS), bands)) == len(CARDS)

"""A bullet that the network read past, in the box of its line."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from extractor.read.ocr.engine import Char, Reading
from extractor.read.ocr.unread import with_bullet


def crop(x: int = 12, y: int = 16, w: int = 8, h: int = 8) -> Any:
    picture = np.full((40, 300), 255, np.uint8)
    picture[y : y + h, x : x + w] = 20
    cv2.putText(picture, "Jumlah", (40, 28), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20,), 2)
    return picture


READING = Reading(
    (Char(" ", 22, 38, 0.6), *(Char(c, 40 + 14.0 * k, 54 + 14.0 * k, 0.99) for k, c in enumerate("Jumlah")))
)


def test_a_disc_before_the_first_letter_is_a_bullet() -> None:
    seen = with_bullet(crop(), READING)
    assert seen.text == "•Jumlah"
    assert (seen.chars[0].x0, seen.chars[0].x1) == (12, 20)


def test_the_side_of_its_box_hides_no_bullet() -> None:
    framed = crop()
    framed[:, 3:6] = 20
    framed[:2, 3:] = 20
    assert with_bullet(framed, READING).text == "•Jumlah"


@pytest.mark.parametrize(
    "picture",
    [
        crop(y=2),  # above the letters
        crop(y=32),  # a full stop of the line before
        crop(h=22, y=8, w=3),  # a stroke
        crop(w=3, h=3),  # a speck
        crop(x=0),  # at the crop's edge: part of something else
        np.minimum(crop(y=10), crop(y=24)),  # a colon
    ],
)
def test_what_is_no_bullet_is_left(picture: Any) -> None:
    assert with_bullet(picture, READING) == READING


def test_a_bullet_that_was_read_is_not_doubled() -> None:
    read = Reading((Char("•", 12, 20, 0.9), *READING.chars[1:]))
    assert with_bullet(crop(), read) == read

"""Upright lines that are hardly seen: between the words of two cells they part them, through a word they are none."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.read.ocr.crossed import without_crossed
from extractor.read.ocr.raw import PixelLine

BOX = (100.0, 100.0, 400.0, 140.0)


@pytest.mark.parametrize(
    ("white", "strength", "kept"),
    [((248, 252), 0.1, False), ((235, 265), 0.1, True), ((248, 252), 0.5, True), ((250, 250), 0.1, False)],
)
def test_a_weak_line_through_a_word_is_none(white: tuple[int, int], strength: float, kept: bool) -> None:
    grey = np.full((300, 600), 255, np.uint8)
    grey[112:130, 105:395] = 0
    grey[:, white[0] : white[1]] = 255
    line = PixelLine(250, 60, 250, 260, strength)
    assert without_crossed(grey, [line], [BOX]) == [line] * kept


def test_a_line_that_crosses_no_text_stays() -> None:
    line = PixelLine(450, 60, 450, 260, 0.1)
    assert without_crossed(np.full((300, 600), 255, np.uint8), [line], [BOX]) == [line]

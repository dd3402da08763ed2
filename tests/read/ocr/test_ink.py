"""How thick the strokes of print are."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.read.ocr.engine import Char
from extractor.read.ocr.picture import _ink


@pytest.mark.parametrize(("height", "width"), [(1, 5), (5, 1), (1, 1)])
def test_the_ink_of_a_speck_one_pixel_high_or_wide_has_no_outline(height: int, width: int) -> None:
    speck = np.zeros((height, width), np.uint8)
    assert _ink(speck, (Char("i", 0.0, float(width), 0.9),)) == [(height * width, 0)]


def test_the_outline_of_a_stroke_is_where_it_meets_the_paper() -> None:
    crop = np.full((6, 6), 255, np.uint8)
    crop[2:4, 2:4] = 0
    assert _ink(crop, (Char("i", 0.0, 6.0, 0.9),)) == [(4, 8)]

"""Stretches along a mask's rows and columns: the same as the library for pictures has them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.read.ocr.stretches import Stretches


@pytest.mark.parametrize("horizontal", [True, False])
@pytest.mark.parametrize("length", [1, 2, 7, 8, 30])
def test_opening_and_closing_along_a_mask_are_those_of_the_library(horizontal: bool, length: int) -> None:
    rng = np.random.default_rng(4)
    mask = cv2.dilate((rng.random((83, 61)) < 0.05).astype(np.uint8), np.ones((3, 5), np.uint8))
    stretch = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, stretch)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, stretch)
    assert np.array_equal(Stretches(mask, horizontal=horizontal).opened(length).mask(), opened)
    assert np.array_equal(Stretches(mask, horizontal=horizontal).closed(length).mask(), closed)

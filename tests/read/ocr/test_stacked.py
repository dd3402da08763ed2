"""Short lines of a narrow column that were found as one."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from extractor.read.ocr.stacked import lines_in

USUAL = 40.0


def test_figures_under_one_another_are_lines_of_their_own() -> None:
    page = np.full((200, 100), 255, np.uint8)
    for y, text in ((50, "95"), (80, "3"), (110, "98")):
        cv2.putText(page, text, (30, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    box = (20.0, 20.0, 80.0, 125.0)
    parts = lines_in(page, box, USUAL)
    assert [any(top < y - 4 < bottom for y in (50, 80, 110)) for _, top, _, bottom in parts] == [True] * 3
    assert all(upper[3] <= lower[1] for upper, lower in pairwise(parts))


def test_one_line_and_a_word_set_upright_stay_whole() -> None:
    page = np.full((200, 200), 255, np.uint8)
    cv2.putText(page, "95", (30, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 0, 3)
    assert lines_in(page, (20.0, 10.0, 100.0, 75.0), USUAL) == [(20.0, 10.0, 100.0, 75.0)]
    sideways = np.full((60, 200), 255, np.uint8)
    cv2.putText(sideways, "TARGET", (10, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    upright = np.ascontiguousarray(np.rot90(sideways))
    box = (8.0, 60.0, 52.0, 200.0)
    assert lines_in(upright, box, USUAL) == [box]

"""White cards on tinted pages and in pale frames, told from the cells of tables."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.read.ocr.pale_cards import pale_cards

PLACES = [(40, 40, 200, 120), (240, 40, 400, 120), (40, 180, 200, 260), (240, 180, 400, 260)]


def page(ground: int, frame: int | None, places: list[tuple[int, int, int, int]]) -> np.ndarray:
    picture = np.full((300, 440, 3), ground, np.uint8)
    for x0, top, x1, bottom in places:
        cv2.rectangle(picture, (x0, top), (x1, bottom), (255, 255, 255), cv2.FILLED)
        if frame is not None:
            cv2.rectangle(picture, (x0, top), (x1, bottom), (frame, frame, frame), 1)
        cv2.putText(picture, "Taman", (x0 + 20, top + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (30, 30, 30), 1)
    return picture


def found(picture: np.ndarray) -> int:
    return len(pale_cards(picture, 2.0))


def test_white_cards_on_a_tinted_page_are_found() -> None:
    assert found(page(238, None, PLACES)) == 4


def test_pale_frames_on_white_paper_are_found() -> None:
    assert found(page(255, 228, PLACES)) == 4


def test_frames_of_ink_are_left_to_the_ruling_lines() -> None:
    assert found(page(255, 0, PLACES)) == 0


def test_cells_that_share_their_walls_are_no_cards() -> None:
    assert (
        found(page(255, 228, [(40, 40, 200, 120), (200, 40, 360, 120), (40, 120, 200, 200), (200, 120, 360, 200)])) == 0
    )

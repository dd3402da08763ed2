"""Which end of a page is up."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from extractor.read.ocr.engine import Char, Engine, Reading
from extractor.read.ocr.upright import upright


class Reader:
    """Finds numbers, a punched hole and lines; reads lines well that stand upright, the others where they do not."""

    def __init__(self, quads: list[Any]) -> None:
        self.quads = quads

    def find(self, _: Any) -> list[Any]:
        return self.quads

    def read(self, crops: list[Any]) -> list[Reading]:
        sure = {(True, True): 0.97, (True, False): 0.5, (False, True): 0.3, (False, False): 0.6}
        known = [sure[c.shape[1] > 4 * c.shape[0], bool(c[0, 0] < 128)] for c in crops]
        return [Reading((Char("a", 0, 1, share),)) for share in known]


def test_lines_of_text_tell_which_end_of_a_page_is_up_not_numbers_and_holes() -> None:
    picture = np.full((1000, 700), 255, np.uint8)
    boxes = [(60, 400, 110, 450), (150, 100, 170, 120), (150, 300, 170, 320)]
    boxes += [(200, y, 600, y + 20) for y in range(100, 900, 40)]
    quads = [np.array(((a, b), (c, b), (c, d), (a, d)), np.float32) for a, b, c, d in boxes]
    for a, b, c, d in boxes:
        # the beginning of every line is black, its end white
        picture[b : d + 1, a : (a + c) // 2] = 0
    reader = cast(Engine, Reader(quads))
    assert np.allclose(upright(reader, picture, 1.0).matrix[:2, :2], np.eye(2), atol=0.05)

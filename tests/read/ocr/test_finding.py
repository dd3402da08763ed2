"""Lines of text are looked for once; again only where the first look could not show them."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from extractor.read.ocr.engine import Engine
from extractor.read.ocr.finding import found_lines
from extractor.read.ocr.raw import PixelShape
from extractor.read.ocr.upright import View, box_of


def _quad(x0: float, top: float, x1: float, bottom: float) -> Any:
    return np.array(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), np.float32)


def _ground(x0: float, top: float, x1: float, bottom: float) -> PixelShape:
    return PixelShape(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), closed=True, fill="#203060")


class Reader:
    """Finds the same line in every picture and remembers their sizes."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def find(self, picture: Any) -> list[Any]:
        self.asked.append(picture.shape)
        return [_quad(40, 40, 80, 52)]


def _found(view: View, dark: list[PixelShape]) -> tuple[list[tuple[float, ...]], list[tuple[int, ...]]]:
    reader = Reader()
    quads = found_lines(cast(Engine, reader), view, dark)
    return [tuple(round(v) for v in box_of(q)) for q in quads], reader.asked


LINES = (_quad(200, 100, 600, 140), _quad(200, 1000, 600, 1040))
PAGE = np.full((2339, 1654), 255, np.uint8)


def test_lines_found_in_the_look_that_set_the_page_upright_are_not_looked_for_again() -> None:
    lines, asked = _found(View(PAGE, np.eye(3), 40.0, LINES, 0.5), [])
    assert lines == [(200, 100, 600, 140), (200, 1000, 600, 1040)]
    assert asked == []


@pytest.mark.parametrize("view", [View(PAGE, np.eye(3), 40.0), View(PAGE, np.eye(3), 20.0, LINES, 0.5)])
def test_lines_are_looked_for_where_the_page_was_turned_or_its_print_is_smaller(view: View) -> None:
    _, asked = _found(view, [])
    assert asked
    assert asked[0][0] > 1024


def test_only_the_part_with_dark_grounds_is_looked_at_anew() -> None:
    lines, asked = _found(View(PAGE, np.eye(3), 40.0, LINES, 0.5), [_ground(180, 980, 640, 1060)])
    assert asked == [(128, 384)]
    # the line on the ground is that of the new look, the other one stays
    assert lines[0] == (200, 100, 600, 140)
    assert len(lines) == 2
    assert lines[1] != (200, 1000, 600, 1040)


def test_a_line_that_only_runs_over_a_small_dark_spot_stays() -> None:
    lines, _ = _found(View(PAGE, np.eye(3), 40.0, LINES, 0.5), [_ground(380, 1000, 440, 1040)])
    assert (200, 1000, 600, 1040) in lines


def test_a_line_longer_than_parts_of_a_picture_overlap_is_one() -> None:
    class Parted:
        def find(self, picture: Any) -> list[Any]:
            # the line runs from 200 to 2300 through a picture looked at in two parts, the other begins at 840
            begin = 0 if picture[0, 0] == 7 else 840
            return [_quad(max(0, 200 - begin), 300, min(1760, 2300 - begin), 330)]

    sheet = np.full((600, 2600), 255, np.uint8)
    sheet[0, 0] = 7
    found = found_lines(cast(Engine, Parted()), View(sheet, np.eye(3), 21.0), [])
    assert [tuple(round(v) for v in box_of(q)) for q in found] == [(200, 300, 2300, 330)]

"""A sheet that does not lie flat is made flat, and what stands on it keeps its place on paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from extractor.read.ocr.bend import bend, may_be_bent
from extractor.read.ocr.compose import frame
from extractor.read.ocr.raw import RawPage, from_json, to_json

SIZE = (1000, 800)


def table() -> Any:
    """A ruled sheet."""
    picture = np.full(SIZE[::-1], 255, np.uint8)
    for y in range(100, 701, 100):
        picture[y : y + 3, 60:940] = 0
    for x in (60, 300, 937):
        picture[100:701, x : x + 3] = 0
    return picture


def curled(picture: Any, most: float) -> Any:
    """The picture sunk in the middle by so many pixels."""
    x, y = np.meshgrid(np.arange(SIZE[0], dtype=np.float32), np.arange(SIZE[1], dtype=np.float32))
    return cv2.remap(picture, x, y - np.float32(most) * np.sin(np.pi * x / SIZE[0]), cv2.INTER_LINEAR, borderValue=255)


def unevenness(picture: Any) -> float:
    """By how many pixels the rules' darkest places differ between the middle and the left."""
    columns = [np.flatnonzero(picture[150:250, x] < 128).mean() for x in (100, 500, 900)]
    return float(np.ptp(columns))


def test_curled_rules_are_level_in_the_flattened_picture() -> None:
    bent = curled(table(), 20)
    found = bend(bent, [], 2.0)
    assert found is not None
    assert unevenness(bent) > 10
    assert unevenness(found.flattened(bent)) < 3


def test_a_flat_sheet_is_left_alone_and_so_is_one_without_rules() -> None:
    assert bend(table(), [], 2.0) is None
    assert bend(np.full(SIZE[::-1], 255, np.uint8), [], 2.0) is None


def line_of_text(x: float, y: float, slope: float) -> Any:
    return np.array([(x, y), (x + 300, y + 300 * slope), (x + 300, y + 300 * slope + 20), (x, y + 20)], np.float32)


def test_lines_of_text_that_lean_differently_are_asked_those_that_lean_alike_are_not() -> None:
    alike = [line_of_text(100, 40.0 * k, 0.01) for k in range(12)]
    differently = [line_of_text(100, 40.0 * k, -0.02 if k % 2 else 0.02) for k in range(12)]
    assert not may_be_bent(alike)
    assert may_be_bent(differently)


def test_what_was_flattened_lies_on_paper_where_it_was() -> None:
    found = bend(curled(table(), 20), [], 2.0)
    raw = RawPage(500, 400, 2.0, (1000, 800), bend=found)
    assert from_json(to_json(raw)) == raw
    # a rule that is level now: it lay deeper in the middle of the bent sheet than near its side
    tops = [frame(raw).paper((x, 202, x, 202))[1] for x in (80, 500)]
    assert tops[1] - tops[0] == pytest.approx((20 - 20 * np.sin(np.pi * 0.08)) / 2, abs=1.5)

"""Sheets as they lie under a scanner or a camera: aslant, in perspective, two pages on one, framed, pale rules."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.read.ocr.compose import compose, frame
from extractor.read.ocr.engine import Char
from extractor.read.ocr.finding import _parts
from extractor.read.ocr.fold import fold
from extractor.read.ocr.frames import without_frames
from extractor.read.ocr.pale import pale
from extractor.read.ocr.photo import flattened, sheet
from extractor.read.ocr.raw import Matrix, PixelLine, RawLine, RawPage, from_json, to_json
from extractor.read.words import Box


def paper(width: int = 600, height: int = 840) -> Any:
    """A white page with rows of strokes for print."""
    page = np.full((height, width, 3), 240, np.uint8)
    for y in range(100, height - 100, 40):
        for x in range(80, width - 100, 16):
            cv2.line(page, (x, y), (x + 8, y), (30, 30, 30), 3)
    return page


def photo(page: Any, corners: list[tuple[int, int]], *, shadow: bool) -> Any:
    """The page on a dark table, its corners at these places, one half of it in shadow."""
    ground = np.full((1000, 900, 3), 60, np.uint8)
    height, width = page.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    cv2.warpPerspective(page, matrix, (900, 1000), dst=ground, borderMode=cv2.BORDER_TRANSPARENT)
    if shadow:
        light = 0.55 + 0.45 / (1 + np.exp(-(np.linspace(-1, 1, 900)) * 6))
        ground = (ground * light[None, :, None]).astype(np.uint8)
    return ground


@pytest.mark.parametrize("shadow", [False, True])
def test_a_sheet_on_a_table_is_seen_from_above(shadow: bool) -> None:
    corners = [(120, 60), (790, 90), (850, 930), (60, 960)]
    found = sheet(photo(paper(), corners, shadow=shadow))
    assert found == pytest.approx(np.array(corners, np.float32), abs=9)


def test_a_scan_with_a_dark_edge_stays_as_it_is() -> None:
    scan = paper()
    scan[:, :30] = 15
    scan[-40:] = 20
    flat, matrix = flattened(scan)
    assert flat is scan
    assert (matrix == np.eye(3)).all()


def test_a_pale_and_a_broken_rule_are_found_with_their_strength_and_noise_is_none() -> None:
    noise = np.random.default_rng(5).normal(0, 5, (500, 700))
    grey = np.full((500, 700), 250.0)
    grey[100:103, 50:650] -= 45
    for x in range(50, 640, 90):
        grey[200:203, x : x + 60] -= 90
    picture = np.clip(grey + noise, 0, 255).astype(np.uint8)
    across, down = pale(picture, 2.0, [], [], [])
    assert sorted(round(line.y0) for line in across) == pytest.approx([101, 201], abs=3)
    assert all(0.1 < line.strength < 0.95 for line in across)
    assert down == []


def test_the_pale_tops_of_two_boxes_beside_each_other_are_two_rules_and_a_gap_in_a_table_is_bridged() -> None:
    grey = np.full((500, 700), 250, np.uint8)
    for x in (50, 370):
        grey[100:103, x : x + 290] = 190
    sides = [PixelLine(x, 101, x, 300) for x in (50, 340, 370, 660)]
    boxes, _ = pale(grey, 2.0, [], [], sides)
    assert [x for b in boxes for x in (b.x0, b.x1)] == pytest.approx([50, 340, 370, 660], abs=6)
    table, _ = pale(grey, 2.0, [], [], [side._replace(y0=20) for side in sides])
    assert [x for b in table for x in (b.x0, b.x1)] == pytest.approx([50, 660], abs=6)


def test_a_frame_around_the_page_is_no_rule_and_the_border_of_a_table_is_one() -> None:
    text: list[Box] = [(100, 100, 400, 120), (100, 300, 400, 320)]
    sides = [PixelLine(50, 40, 50, 600), PixelLine(450, 40, 450, 600)]
    ends = [PixelLine(50, 40, 450, 40), PixelLine(50, 600, 450, 600)]
    assert without_frames(ends, sides, text) == ([], [])
    inner = PixelLine(50, 200, 450, 200)
    across, down = without_frames([*ends, inner], sides, text)
    assert down == sides
    assert inner in across


def test_the_side_of_a_box_beside_all_text_is_a_rule() -> None:
    text: list[Box] = [(100, 100, 400, 120), (100, 300, 400, 320)]
    box = [PixelLine(90, 140, 450, 140), PixelLine(90, 260, 450, 260)]
    side = PixelLine(450, 150, 450, 260)
    assert without_frames(box, [side], text) == (box, [side])


@given(st.integers(1, 9000), st.integers(400, 2000))
def test_every_place_of_a_large_picture_counts_in_one_of_its_parts(length: int, side: int) -> None:
    parts = _parts(length, side, 200)
    for place in (0.0, length / 3, length / 2, length - 0.5):
        (start,) = [start for start, low, high in parts if low <= place < high]
        assert start <= place < start + side


def line(text: str, x0: float, top: float) -> RawLine:
    chars = tuple(Char(c, 10.0 * k, 10.0 * (k + 1), 0.99) for k, c in enumerate(text))
    return RawLine((x0, top, x0 + 10 * len(text), top + 20), x0, chars)


SIDES = [
    one
    for k in range(10)
    for one in (
        line("kiri dengan tulisan sampai ke tepi", 60, 40 + 50 * k),
        line("kanan juga begitu", 620, 40 + 50 * k),
    )
]


def test_two_pages_on_a_sheet_are_read_one_after_the_other_and_keep_their_places() -> None:
    size = (1000.0, 700.0)
    at = fold(size, [one.box for one in SIDES], [])
    assert at is not None
    page = compose(RawPage(1000, 700, 1.0, size, lines=tuple(SIDES)), 1)
    assert (page.width, page.height) == (pytest.approx(510, abs=20), 1400)
    left = [w for w in page.words if w.text == "kiri"]
    right = [w for w in page.words if w.text == "kanan"]
    assert max(w.box[3] for w in left) < 700 < min(w.box[1] for w in right)
    on_paper = right[0].paper
    assert on_paper is not None
    assert on_paper[0] == pytest.approx(620, abs=2)
    assert on_paper[3] < 100


def test_pages_of_running_text_may_stand_closer_than_columns_and_tables_may_not() -> None:
    size = (1000.0, 700.0)
    prose = [(130.0 if k % 3 else 60.0, 40.0 + 40 * k, 482.0, 60.0 + 40 * k) for k in range(12)]
    beside = [(518.0, 40.0 + 40 * k, 700.0 + 20 * k, 60.0 + 40 * k) for k in range(5)]
    columns = [(x, 40.0 + 40 * k, x + 150, 60.0 + 40 * k) for k in range(12) for x in (60.0, 332.0)]
    assert fold(size, [*prose, *beside], []) == pytest.approx(500, abs=9)
    assert fold(size, [*columns, *beside], []) is None
    assert fold(size, [*prose, *((x + 7 * k, top, x1, low) for k, (x, top, x1, low) in enumerate(beside))], []) is None


def test_a_table_over_the_middle_of_a_sheet_is_not_folded() -> None:
    boxes = [one.box for one in SIDES]
    assert fold((1000.0, 700.0), boxes, [PixelLine(60, 300, 900, 300)]) is None
    assert fold((700.0, 1000.0), boxes, []) is None


def test_two_pages_wider_than_high_are_told_by_a_table_on_each() -> None:
    size = (1000.0, 700.0)
    rows = [(x, 230.0 + 24 * k, x + 90, 244.0 + 24 * k) for x in (30.0, 350.0, 550.0, 860.0) for k in range(9)]
    rules = [PixelLine(x, y, x + 420, y) for x in (25.0, 545.0) for y in (225.0, 250.0, 300.0)]
    assert fold(size, rows, rules) == pytest.approx(500, abs=9)
    # the rules of one table are none of two pages
    assert fold(size, rows, rules[:3]) is None
    assert fold(size, rows, []) is None


def test_of_two_pages_one_may_be_nearly_empty_or_end_far_from_the_fold() -> None:
    left, right = SIDES[::2], SIDES[1::2]
    assert fold((1000.0, 700.0), [one.box for one in (*left, right[0])], []) is not None
    short = [line("kiri", 60, 40 + 50 * k).box for k in range(10)]
    at = fold((1000.0, 700.0), [*short, *(one.box for one in right)], [])
    assert at == pytest.approx(500, abs=15)


def test_signatures_side_by_side_on_a_sheet_of_their_own_are_no_two_pages() -> None:
    blocks = [line(text, x, 40 + 25 * k).box for k in range(9) for text, x in (("Pihak Kedua", 80), ("Camat", 700))]
    assert fold((1000.0, 700.0), blocks, []) is None


@given(st.floats(-20, 20), st.floats(-1e-4, 1e-4), st.floats(-1e-4, 1e-4))
def test_what_was_straightened_lies_on_paper_where_it_was(angle: float, g: float, h: float) -> None:
    turn = np.vstack([cv2.getRotationMatrix2D((300, 400), angle, 1.0), (g, h, 1)])
    rows = [tuple(float(v) for v in row) for row in turn]
    matrix: Matrix = (rows[0], rows[1], rows[2])  # type: ignore[assignment]
    raw = RawPage(600, 800, 1.0, (600, 800), matrix)
    x, y, w = turn @ (250.0, 350.0, 1.0)
    box = frame(raw).paper((x / w, y / w, x / w, y / w))
    assert box == pytest.approx((250, 350, 250, 350), abs=0.01)
    assert from_json(to_json(raw)) == raw

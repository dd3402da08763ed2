"""What machine and paper leave on a picture goes; pale rules and lone numerals of plain strokes are seen."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from extractor.read.ocr.dirt import without_show_through, without_streaks
from extractor.read.ocr.engine import Char
from extractor.read.ocr.light import evenly_lit
from extractor.read.ocr.missed import Loose, missed
from extractor.read.ocr.numerals import bars, with_numerals
from extractor.read.ocr.pale import pale
from extractor.read.ocr.raw import PixelShape, RawLine
from extractor.read.ocr.white import white_rules


def written(grey: int = 20) -> Any:
    picture = np.full((1000, 700), 255, np.uint8)
    for k in range(16):
        cv2.putText(picture, "baris tulisan cetak", (60, 60 + 56 * k), cv2.FONT_HERSHEY_SIMPLEX, 1, (grey,), 2)
    return picture


def test_a_streak_through_all_of_the_sheet_goes_and_a_rule_of_a_table_stays() -> None:
    plain = written()
    plain[300:700, 640:643] = 30
    streaked = plain.copy()
    streaked[:, 24:26] = 40
    assert np.array_equal(without_streaks(streaked), plain)


def test_the_rule_of_a_table_with_narrow_margins_is_no_streak() -> None:
    wide = written()
    wide[500:503, 25:675] = 0
    assert np.array_equal(without_streaks(wide.copy()), wide)


def test_a_streak_through_letters_leaves_them_legible() -> None:
    streaked = written()
    streaked[:, 101] = 0
    shown = without_streaks(streaked)
    assert float((np.abs(shown.astype(int) - written()) > 100).mean()) < 0.001


def test_print_that_shines_through_goes_and_faded_print_stays() -> None:
    behind = cv2.GaussianBlur(cv2.flip(written(170), 1), (0, 0), 2.5)
    front = written()
    front[500:] = 255
    both = np.minimum(front, np.roll(behind, 28, axis=0))
    shown = without_show_through(both)
    assert int((shown[600:] < 225).sum()) < 0.05 * int((behind[600:] < 225).sum())
    faded = np.minimum(front, np.roll(written(170), 28, axis=0))
    assert np.array_equal(without_show_through(faded.copy()), faded)


def test_a_pale_rule_close_above_a_line_of_text_is_seen() -> None:
    picture = np.full((400, 1600), 255, np.uint8)
    picture[160:162, 100:1500] = 185
    boxes = []
    for y in (110, 190):
        cv2.putText(picture, "meningkatnya layanan masyarakat di desa", (110, y), cv2.FONT_HERSHEY_SIMPLEX, 1, 20, 2)
        boxes.append((100.0, y - 32.0, 900.0, y + 14.0))
    across, _ = pale(picture, 200 / 72, boxes, [], [])
    assert [(round(line.y0, -1), line.x0 < 130, line.x1 > 1470) for line in across] == [(160, True, True)]


def strokes(count: int, *, flag: bool = False) -> Any:
    picture = np.full((40, 60), 255, np.uint8)
    for k in range(count):
        picture[8:30, 15 + 8 * k : 18 + 8 * k] = 0
        if flag:
            cv2.line(picture, (15 + 8 * k, 9), (11 + 8 * k, 13), 0, 2)
    return picture


@pytest.mark.parametrize("count", [1, 2, 3])
def test_bars_of_one_height_are_counted_and_figures_with_flags_are_none(count: int) -> None:
    assert bars(strokes(count)) == count
    assert bars(strokes(count, flag=True)) == 0


def test_a_bar_two_pixels_wide_may_be_ragged_by_one() -> None:
    picture = np.full((40, 40), 255, np.uint8)
    picture[10:27, 15:17] = picture[10:27, 21:23] = 0
    picture[14, 17] = picture[20, 20] = picture[21, 20] = 0
    assert bars(picture) == 2
    # a figure's flag is wider
    picture[10:13, 12:15] = 0
    assert bars(picture) == 0


@pytest.mark.parametrize("usual", [36, 38, 40, 43])
def test_strokes_that_stand_alone_are_seen_whatever_the_size_of_print(usual: int) -> None:
    page = np.full((300, 400), 255, np.uint8)
    for x in (50, 57, 64):
        page[100:117, x : x + 3] = 0
    boxes = missed(Loose(page, [(150.0, 40.0, 350.0, 40.0 + usual)]))
    assert [(x0 < 50, x1 > 67) for x0, _, x1, _ in boxes] == [(True, True)]


def test_a_bar_that_fills_its_box_may_be_a_character_and_a_blot_is_none() -> None:
    page = np.full((300, 400), 255, np.uint8)
    page[100:118, 50:53] = 0
    page[200:214, 50:62] = 0
    (bar,) = missed(Loose(page, [(150.0, 40.0, 350.0, 78.0)]))
    assert bar[0] < 50 < 53 < bar[2]
    assert bar[3] < 130


def test_a_bar_is_a_numeral_where_others_stand_in_its_column_or_row() -> None:
    page = np.full((200, 300), 255, np.uint8)
    page[10:50, 20:80], page[110:150, 20:80] = strokes(1), strokes(2)
    figure = RawLine((30.0, 12.0, 50.0, 46.0), 30.0, (Char("1", 2, 8, 0.9),))
    alone = [(32.0, 114.0, 56.0, 146.0)]
    assert ["".join(c.text for c in line.chars) for line in with_numerals(page, [figure], alone)] == ["I", "II"]
    assert with_numerals(page, [figure], []) == [figure]
    page = np.full((100, 400), 255, np.uint8)
    page[10:50, 20:80], page[10:50, 220:280] = strokes(1), strokes(2)
    beside = with_numerals(page, [figure], [(232.0, 14.0, 256.0, 46.0)])
    assert ["".join(c.text for c in line.chars) for line in beside] == ["I", "II"]


def test_a_shadow_over_paper_goes_and_a_ground_stays() -> None:
    sheet = np.full((600, 800, 3), 240, np.uint8)
    sheet[200:280, 300:500] = (150, 210, 170)
    assert evenly_lit(sheet) is sheet
    shade = np.linspace(0.5, 1.0, 800)[None, :, None]
    shown = evenly_lit((sheet * shade).astype(np.uint8))
    assert int(np.ptp(shown[50:150])) < 30
    assert float(shown[220:260, 320:480].min(axis=2).mean()) < 180


def test_white_rules_on_a_ground_part_its_cells_and_its_print_does_not() -> None:
    page = np.full((700, 1400, 3), 255, np.uint8)
    page[100:600, 100:1300] = 220
    page[300:303, 100:1300] = page[100:600, 500:503] = 255
    for y in (200, 400):
        cv2.putText(page, "meningkatnya layanan", (520, y), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    ground = PixelShape(((100, 100), (1300, 100), (1300, 600), (100, 600), (100, 100)), closed=True, fill="#dcdcdc")
    across, down = white_rules(page, [ground], 200 / 72)
    assert [round(line.y0, -1) for line in across] == [300]
    assert [round(line.x0, -1) for line in down] == [500]


def test_a_light_rim_along_print_on_a_ground_is_no_white_rule() -> None:
    page = np.full((700, 1400, 3), 255, np.uint8)
    page[100:600, 100:1300] = 220
    cv2.putText(page, "meningkatnya layanan", (520, 200), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    page[212:215, 515:880] = 255
    ground = PixelShape(((100, 100), (1300, 100), (1300, 600), (100, 600), (100, 100)), closed=True, fill="#dcdcdc")
    assert white_rules(page, [ground], 200 / 72)[0]
    assert white_rules(page, [ground], 200 / 72, [(515.0, 175.0, 880.0, 210.0)])[0] == []

"""Grounds, rounded outlines and slanting strokes of a scanned page, and the size of its print."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from extractor.read.ocr.colours import on_light_paper
from extractor.read.ocr.drawings import grounds, is_dark, without_grounds
from extractor.read.ocr.joints import joints
from extractor.read.ocr.raw import PixelLine, PixelShape, Print
from extractor.read.ocr.strokes import outlines, slanting
from extractor.read.ocr.typeset import dark_on_light, print_box, set_box


def page(height: int = 400, width: int = 300) -> Any:
    return np.full((height, width, 3), 250, np.uint8)


def noisy(picture: Any, spread: float = 2.0) -> Any:
    noise = np.random.default_rng(7).normal(0, spread, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def printed(picture: Any, x: int, y: int, colour: tuple[int, int, int]) -> None:
    for k in range(12):
        cv2.line(picture, (x + 6 * k, y), (x + 6 * k, y + 7), colour, 1)
        cv2.line(picture, (x + 6 * k, y), (x + 6 * k + 3, y), colour, 1)


def test_bands_of_a_zebra_are_grounds_whatever_the_light() -> None:
    picture = page()
    for y in (100, 160):
        picture[y : y + 30, 40:260] = 222
        printed(picture, 60, y + 10, (20, 20, 20))
    light = 1 - 0.2 * np.exp(-np.arange(300) / 15)
    shown = noisy((picture * light[None, :, None]).astype(np.uint8))
    found = grounds(shown)
    assert [s.points[0] for s in found] == [pytest.approx((40, y), abs=2) for y in (100, 160)]
    assert [s.points[2] for s in found] == [pytest.approx((260, y), abs=2) for y in (130, 190)]
    assert found[0].fill == found[1].fill


def test_print_of_the_next_row_that_touches_a_band_is_no_part_of_it() -> None:
    picture = page()
    picture[100:130, 40:260] = 222
    for x in range(60, 240, 12):
        cv2.rectangle(picture, (x, 128), (x + 5, 138), (90, 90, 90), -1)
    (band,) = [s for s in grounds(noisy(picture)) if s.points[2][0] - s.points[0][0] > 150]
    assert band.points[2][1] == pytest.approx(130, abs=2)


def test_print_of_the_next_card_that_blurs_into_a_ground_is_no_part_of_it() -> None:
    picture = page()
    picture[100:172, 40:112] = 175
    # between the walls of two cards that stand close there is no white left
    picture[100:172, 112:118] = 228
    for y in range(104, 166, 12):
        for x in range(118, 180, 11):
            cv2.rectangle(picture, (x, y), (x + 8, y + 4), (175, 175, 175), -1)
    (ground,) = grounds(noisy(picture))
    assert ground.points[2][0] <= 120


def test_white_print_stands_on_a_dark_ground_and_paper_is_none() -> None:
    picture = page()
    picture[100:120, 40:260] = (120, 70, 30)
    printed(picture, 60, 106, (250, 250, 250))
    printed(picture, 60, 206, (20, 20, 20))
    (ground,) = grounds(noisy(picture))
    assert ground.points[0] == pytest.approx((40, 100), abs=2)
    assert ground.fill is not None
    blue = int(ground.fill[5:], 16)
    assert blue == pytest.approx(120, abs=10)


def test_blurred_print_is_no_ground() -> None:
    picture = page()
    for y in (104, 112, 120, 128):
        cv2.putText(picture, "WMMWMBWMWM", (60, y + 6), cv2.FONT_HERSHEY_SIMPLEX, 0.32, (20, 20, 20), 2)
    picture[200:232, 60:180] = 110
    shown = grounds(noisy(cv2.GaussianBlur(picture, (0, 0), 0.8)))
    assert [s.points[0] for s in shown] == [pytest.approx((60, 200), abs=3)]


def test_a_frame_of_colour_is_no_ground() -> None:
    picture = page()
    cv2.rectangle(picture, (40, 100), (260, 300), (180, 120, 60), 14)
    assert grounds(noisy(picture)) == []


def rounded(grey: Any, x0: int, y0: int, x1: int, y1: int, r: int) -> None:
    for a, b in (((x0 + r, y0), (x1 - r, y0)), ((x0 + r, y1), (x1 - r, y1))):
        cv2.line(grey, a, b, 0, 3)
    for a, b in (((x0, y0 + r), (x0, y1 - r)), ((x1, y0 + r), (x1, y1 - r))):
        cv2.line(grey, a, b, 0, 3)
    for centre, start in (
        ((x0 + r, y0 + r), 180),
        ((x1 - r, y0 + r), 270),
        ((x1 - r, y1 - r), 0),
        ((x0 + r, y1 - r), 90),
    ):
        cv2.ellipse(grey, centre, (r, r), 0, start, start + 90, 0, 3)


def test_a_box_with_rounded_corners_is_an_outline_and_one_with_square_ones_is_ruled() -> None:
    grey = np.full((600, 800), 255, np.uint8)
    rounded(grey, 100, 100, 400, 220, 20)
    cv2.rectangle(grey, (450, 100), (750, 220), 0, 3)
    (box,) = outlines(grey, 200 / 72)
    assert box.points[0] == pytest.approx((100, 100), abs=4)
    assert box.curved


def test_a_slanting_stroke_leads_from_box_to_box_and_level_ones_are_rules() -> None:
    grey = np.full((600, 800), 255, np.uint8)
    cv2.line(grey, (100, 100), (300, 220), 0, 3)
    cv2.line(grey, (400, 100), (700, 100), 0, 3)
    (stroke,) = slanting(grey, 200 / 72, [], [PixelLine(400, 100, 700, 100)])
    ends = sorted(stroke.points)
    assert ends == [pytest.approx((100, 100), abs=4), pytest.approx((300, 220), abs=4)]


def letters(grey: Any, x: int, top: int, bottom: int, count: int) -> None:
    for k in range(count):
        cv2.rectangle(grey, (x + 14 * k, top), (x + 14 * k + 5, bottom - 1), 0, -1)


def test_print_is_measured_without_rules_specks_and_neighbouring_lines() -> None:
    crop = np.full((60, 200), 255, np.uint8)
    letters(crop, 40, 20, 41, 8)
    crop[50:53] = 0
    crop[0:6, 60:70] = 0
    crop[30, 5] = 0
    assert print_box(crop) == (40, 20, 144, 41, 20, 41)


def test_smeared_letters_are_measured_whole_though_no_white_is_left_between_them() -> None:
    crop = np.full((26, 200), 255, np.uint8)
    letters(crop, 4, 4, 22, 14)
    crop[9:18, 4:196] = 0
    assert print_box(crop) == pytest.approx((4, 4, 196, 22, 9, 18), abs=5)
    # a rule that runs under the letters is none of them
    letters(ruled := np.full((26, 200), 255, np.uint8), 4, 4, 18, 14)
    ruled[19:23] = 0
    assert print_box(ruled) == (4, 4, 192, 18, 4, 18)


def test_lines_of_one_type_have_one_size_whatever_their_letters() -> None:
    size, baseline, box = 30.0, 100.0, (0.0, 70.0, 200.0, 115.0)

    def ink(above: float, below: float) -> Print:
        core = 0.69 if below == 0 and above > 0.5 else 0.49
        return Print(0, baseline - above * size, 200, baseline + below * size, baseline - core * size, baseline)

    for text, above, below in (
        ("KAMI", 0.69, 0.0),
        ("saran", 0.49, 0.0),
        ("kinerja", 0.69, 0.21),
        ("ragam", 0.49, 0.21),
    ):
        measured = set_box(box, ink(above, below), text)
        assert measured == pytest.approx((baseline - 0.89 * size, baseline + 0.21 * size, size))


def test_capitals_that_fill_their_box_have_the_size_of_the_lines_beside_them() -> None:
    measured = set_box((0, 0, 400, 43.4), Print(0, 6, 400, 39, 6, 38), "DINAS PANGAN")
    assert measured is not None
    assert measured[2] == pytest.approx(47.8, abs=0.1)


def test_a_line_of_dashes_and_ink_of_another_line_are_not_measured() -> None:
    assert set_box((0, 0, 100, 40), Print(0, 18, 100, 22, 18, 22), "- -") is None
    # the box around a lone n is no higher than that
    lone = set_box((0, 0, 30, 30), Print(6, 6, 22, 24, 6, 24), "n")
    assert lone is not None
    assert lone[2] == pytest.approx(36.7, abs=0.2)
    assert set_box((0, 0, 100, 40), Print(0, 0, 100, 60, 0, 60), "KAMI") is None


def test_lines_set_so_tightly_that_they_touch_are_measured_by_their_core() -> None:
    size, baseline = 30.0, 100.0
    whole = Print(0, baseline - 0.69 * size - 9, 200, baseline + 0.21 * size + 4, baseline - 0.49 * size, baseline)
    assert set_box((0, 60, 200, 115), whole, "perencanaan yang") == pytest.approx((73.3, 106.3, 30), abs=0.1)


def test_white_print_on_a_dark_ground_is_turned() -> None:
    light = np.full((60, 200), 255, np.uint8)
    letters(light, 40, 20, 41, 8)
    dark = np.where(light < 128, 235, 70).astype(np.uint8)
    assert print_box(dark_on_light(dark)) == print_box(light)
    assert dark_on_light(light) is light


def test_a_ground_that_shades_off_is_one_ground_and_bold_print_is_none() -> None:
    picture = page()
    shade = np.linspace(120, 190, 60).astype(np.uint8)
    picture[100:160, 40:260] = shade[:, None, None]
    cv2.putText(picture, "TEBAL SEKALI", (40, 250), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 4)
    (ground,) = grounds(noisy(picture))
    assert ground.points[0] == pytest.approx((40, 100), abs=2)
    assert ground.points[2] == pytest.approx((260, 160), abs=2)


@pytest.mark.parametrize("ink", [(250, 250, 250), (10, 10, 10)])
def test_print_on_a_dark_ground_becomes_dark_on_white(ink: tuple[int, int, int]) -> None:
    scale = 200 / 72
    picture = np.full((300, 600, 3), 250, np.uint8)
    picture[100:200, 100:500] = (150, 90, 60)
    cv2.putText(picture, "kata", (200, 160), cv2.FONT_HERSHEY_SIMPLEX, 1.0, ink, 2)
    ground = PixelShape(((100, 100), (500, 100), (500, 200), (100, 200)), closed=True, fill="#3c5a96")
    assert is_dark(ground)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    shown = without_grounds(picture, grey, [ground], scale)
    assert np.median(shown[110:190, 110:490]) == 255
    assert (shown[130:165, 200:280] < 100).mean() > 0.1
    assert (shown[:90] == grey[:90]).all()


def test_a_card_that_the_edge_of_the_sheet_cuts_is_a_ground_beside_others_of_its_colour() -> None:
    picture = page()
    for x0, x1 in ((20, 100), (110, 190), (230, 300)):
        picture[100:200, x0:x1] = (160, 93, 14)
    cut = picture.copy()
    cut[100:200, :200] = 250
    assert [round(s.points[0][0]) for s in grounds(picture)] == [20, 110, 230]
    assert grounds(cut) == []


def test_short_pale_strokes_between_cards_join_them() -> None:
    grey = np.full((300, 300), 255, np.uint8)

    def ground(x0: int, y0: int, x1: int, y1: int) -> PixelShape:
        grey[y0:y1, x0:x1] = 120
        return PixelShape(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), True, fill="#787878")

    cards = [ground(100, 20, 200, 80), ground(20, 140, 120, 200), ground(180, 140, 280, 200)]
    grey[80:110, 150] = grey[110, 70:231] = grey[110:140, 70] = grey[110:140, 230] = 170
    grey[220:240, 150] = 170  # leads nowhere
    bus = PixelLine(70, 110, 230, 110)
    level, upright = joints(grey, 1.0, [bus], [], cards)
    assert level == []
    found = sorted((round(line.x0), round(line.y0), round(line.y1)) for line in upright)
    assert found == [(70, 110, 140), (150, 80, 110), (230, 110, 140)]
    _, outside = joints(grey, 1.0, [bus], [], cards, [(140.0, 84.0, 180.0, 106.0)])
    assert sorted(round(line.x0) for line in outside) == [70, 230]


def test_a_picture_on_dark_paper_is_turned_round_and_no_other() -> None:
    dark = np.full((64, 64, 3), 30, np.uint8)
    dark[30:34] = 240
    assert int(np.median(on_light_paper(dark))) == 225
    assert on_light_paper(page()).max() == 250


def test_a_stain_that_fades_on_all_sides_is_no_ground() -> None:
    drawn = np.full((400, 300), 250, np.uint8)
    drawn[120:280, 60:240] = 205
    stained = cv2.GaussianBlur(drawn, (0, 0), 15)
    assert len(grounds(np.dstack([drawn] * 3))) == 1
    assert grounds(np.dstack([stained] * 3)) == []


def test_a_figure_whose_stem_is_one_pixel_thin_is_measured_whole() -> None:
    crop = np.full((44, 40), 255, np.uint8)
    crop[12:16, 8:26] = 0
    for k in range(16, 34):
        crop[k, 24 - (k - 16) // 2] = 0
    ink = print_box(crop)
    assert ink is not None
    assert (ink.top, ink.bottom) == (12, 34)

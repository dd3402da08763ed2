"""What is whitened in a picture and what is left: stamps, pens, coloured print, bullets."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.read.ocr.colours import coloured, grey_of, one_plane
from extractor.read.ocr.missed import Loose, bullets, colons
from extractor.read.ocr.prepare import cleaned

BLUE = (190, 60, 40)


def sheet(colour: tuple[int, int, int] = (20, 20, 20)) -> Any:
    """A page of lines in one colour."""
    picture = np.full((1000, 700, 3), 245, np.uint8)
    for k in range(16):
        cv2.putText(picture, "baris tulisan cetak", (60, 60 + 56 * k), cv2.FONT_HERSHEY_SIMPLEX, 1, colour, 2)
    return picture


def ink(grey: Any) -> int:
    return int((grey < 150).sum())


def test_a_signature_goes_and_print_stays() -> None:
    plain, signed = sheet(), sheet()
    cv2.ellipse(signed, (450, 520), (90, 40), 20, 0, 330, BLUE, 4)
    assert abs(ink(cleaned(signed)) - ink(cleaned(plain))) < 0.02 * ink(cleaned(plain))


def test_print_in_colour_is_no_stamp() -> None:
    assert ink(cleaned(sheet(BLUE))) > 0.8 * ink(cleaned(sheet()))


def test_the_colour_that_a_camera_gives_to_black_print_is_no_ink() -> None:
    tinted = sheet((60, 40, 48))
    noise = np.random.default_rng(3).normal(0, 6, tinted.shape)
    tinted = np.clip(tinted + noise, 0, 255).astype(np.uint8)
    assert ink(cleaned(tinted)) > 0.9 * ink(cleaned(sheet()))


def test_print_on_a_coloured_ground_stays() -> None:
    heading = sheet()
    heading[620:700, 40:660] = (230, 190, 120)
    cv2.putText(heading, "KEPALA TABEL", (60, 675), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 2)
    assert ink(cleaned(heading)[630:690, 50:400]) > 500


def test_print_on_a_narrow_ground_over_a_bold_label_stays() -> None:
    def card(ground: tuple[int, int, int]) -> Any:
        page = sheet()
        page[600:760, 40:660] = 255
        page[602:636, 60:380] = ground
        cv2.rectangle(page, (59, 601), (381, 720), (20, 20, 20), 2)
        cv2.putText(page, "1.2. Program Pencatatan", (76, 628), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 2)
        cv2.line(page, (59, 637), (381, 637), (20, 20, 20), 2)
        cv2.putText(page, "INDIKATOR UTAMA", (110, 662), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (20, 20, 20), 5)
        return cv2.GaussianBlur(page, (0, 0), 0.8)

    on_ground, on_paper = (cleaned(card(c))[604:634, 66:376] for c in ((229, 197, 178), (255, 255, 255)))
    assert ink(on_ground) > 0.9 * ink(on_paper)


def test_light_print_on_a_dark_coloured_band_stays() -> None:
    page = sheet()
    page[600:640, 40:660] = (196, 114, 68)
    cv2.putText(page, "Program  Indikator Kinerja  Target", (50, 630), 2, 0.9, (255, 255, 255), 3)
    band = cleaned(page)[602:638, 42:658]
    assert ink(band) > 0.6 * ink(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)[602:638, 42:658])


def test_dense_print_on_a_coloured_card_stays_and_a_stamp_over_print_goes() -> None:
    card = sheet()
    card[100:400, 100:460] = (197, 188, 250)
    for k in range(18):
        cv2.putText(card, "cetakan kecil rapat di kartu", (104, 112 + 16 * k), 2, 0.6, (20, 20, 20), 2)
    card = cv2.GaussianBlur(card, (0, 0), 0.8)
    within = slice(100, 400), slice(100, 460)
    assert ink(cleaned(card)[within]) > 0.8 * ink(cv2.cvtColor(card, cv2.COLOR_BGR2GRAY)[within])
    stamped = sheet()
    for radius in (70, 82):
        cv2.circle(stamped, (400, 500), radius, (200, 70, 150), 3)
    for k in range(3):
        cv2.putText(stamped, "DINAS CONTOH", (335, 480 + 24 * k), 0, 0.6, (200, 70, 150), 2)
    assert ink(cleaned(stamped)) < 1.03 * ink(cleaned(sheet()))


def test_bullets_of_a_list_are_found_and_dots_in_lines_or_alone_are_not() -> None:
    lines = [(100.0, 100.0, 400.0, 140.0), (100.0, 160.0, 400.0, 200.0), (300.0, 220.0, 400.0, 260.0)]
    grey = np.full((300, 600), 255, np.uint8)
    grey[114:124, 60:70] = 0
    grey[174:184, 62:72] = 0
    grey[130:135, 200:205] = 0
    grey[240:250, 500:510] = 0
    grey[234:244, 270:280] = 0  # what is left of a colon
    assert bullets(Loose(grey, lines)) == [(60, 114, 70, 124), (62, 174, 72, 184)]


def test_bullets_in_the_boxes_of_a_chart_are_alike_before_their_lines() -> None:
    lines = [(100.0, 100.0, 300.0, 140.0), (400.0, 180.0, 600.0, 220.0), (100.0, 220.0, 300.0, 260.0)]
    grey = np.full((300, 700), 255, np.uint8)
    grey[114:124, 80:90] = 0
    grey[194:204, 380:390] = 0
    grey[250:258, 40:48] = 0  # dirt
    assert bullets(Loose(grey, lines)) == [(80, 114, 90, 124), (380, 194, 390, 204)]


def test_two_dots_over_one_another_are_a_colon() -> None:
    lines = [(100.0, 100.0, 400.0, 140.0), (450.0, 100.0, 600.0, 140.0)]
    grey = np.full((300, 700), 255, np.uint8)
    grey[110:117, 420:427] = 0
    grey[126:133, 420:427] = 0
    assert bullets(Loose(grey, lines)) == []
    assert colons(Loose(grey, lines)) == [(420, 110, 427, 133)]


def test_a_page_without_colour_is_worked_on_in_one_plane_and_gives_the_same() -> None:
    page = sheet()
    page[200:230, 40:560] = 205
    plane = one_plane(page)
    assert plane.ndim == 2
    assert np.array_equal(cleaned(plane), cleaned(page))
    assert np.array_equal(grey_of(plane), grey_of(page))
    assert np.array_equal(coloured(plane), page)
    page[300, 301] = (0, 0, 255)
    assert one_plane(page) is page


def test_print_that_is_pale_all_over_the_page_is_made_dark_and_paper_stays_white() -> None:
    pale = cleaned(sheet((165, 165, 165)))
    assert ink(pale) > 0.6 * ink(cleaned(sheet()))
    assert float(np.median(pale)) > 250


def test_print_of_usual_darkness_stays_as_it_is() -> None:
    some = sheet()
    cv2.putText(some, "pucat", (300, 980), cv2.FONT_HERSHEY_SIMPLEX, 1, (180, 180, 180), 2)
    assert cleaned(some)[930:990, 300:420].min() > 150


def test_coloured_print_of_a_photo_that_lies_half_in_shadow_is_no_stamp() -> None:
    lit = np.ones(1000)
    lit[420:] = 0.45
    shaded = (sheet(BLUE) * cv2.blur(lit[:, None], (1, 41))[..., None]).astype(np.uint8)
    assert ink(cleaned(shaded)) > 0.6 * ink(cleaned(sheet()))

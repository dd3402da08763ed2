"""Rules that a scan shows bent or in pieces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractor.read.ocr.broken import whole_rules
from extractor.read.ocr.curl import uncurled
from extractor.read.ocr.frames import without_frames
from extractor.read.ocr.raw import PixelLine
from extractor.read.ocr.rulings import rulings
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word


def level(y: float, *pieces: tuple[float, float]) -> list[Ruling]:
    return [Ruling(a, y, b, y) for a, b in pieces]


def upright(x: float, *pieces: tuple[float, float]) -> list[Ruling]:
    return [Ruling(x, a, x, b) for a, b in pieces]


def page(rulings: list[Ruling], words: tuple[Word, ...] = ()) -> Page:
    return Page(1, 842, 595, words=words, rulings=tuple(rulings), method="ocr")


def word(x0: float, top: float, x1: float, bottom: float) -> Word:
    return Word("kata", 1, (x0, top, x1, bottom), paper=(x0, top, x1, bottom))


def frame() -> list[Ruling]:
    return [
        *level(100, (50, 500)),
        *level(200, (50, 500)),
        *upright(50, (100, 200)),
        *upright(250, (100, 200)),
        *upright(500, (100, 200)),
    ]


def test_rules_that_sink_are_level_again_and_words_go_with_them() -> None:
    bent = [
        Ruling(x, y + sunk, x + 90, y + sunk)
        for y in (100, 200)
        for x, sunk in ((50, 0.0), (145, 1.5), (240, 3.0), (335, 4.5), (430, 6.0))
    ]
    shown = uncurled(page(bent, (word(60, 110, 90, 120), word(440, 116, 470, 126))))
    for k in (0, 5):
        assert [r.top for r in shown.rulings[k : k + 5]] == pytest.approx([shown.rulings[k].top] * 5, abs=0.6)
    left, right = shown.words
    assert left.box[1] == pytest.approx(right.box[1], abs=1.0)
    assert right.paper == (440, 116, 470, 126)


def test_a_page_with_straight_rules_is_left_alone() -> None:
    straight = page([*level(100, (50, 200), (205, 400), (405, 600)), *level(200, (50, 200), (205, 400), (405, 600))])
    assert uncurled(straight) is straight


def test_pieces_of_a_rule_are_joined_where_it_broke_off() -> None:
    shown = whole_rules(page([*frame(), *level(150, (50, 120), (180, 500))]))
    assert (50, 500) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 150]


def test_a_rule_goes_on_to_the_next_one_it_would_run_into() -> None:
    shown = whole_rules(page([*frame(), *level(150, (50, 480))]))
    assert (50, 500) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 150]


def test_where_two_rules_end_in_the_open_was_a_corner() -> None:
    rulings = [
        *level(100, (50, 500)),
        *level(160, (50, 500)),
        *level(190, (200, 300)),
        *upright(50, (100, 190)),
        *upright(500, (100, 160)),
        *upright(400, (160, 190)),
    ]
    shown = whole_rules(page(rulings))
    assert (50, 400) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 190]


def test_rules_that_spare_one_stretch_in_several_rows_leave_a_merged_cell_there_whatever_text_stands_close() -> None:
    sasaran = (word(116, 115, 300, 128), word(116, 129, 138, 142))
    rows = [r for y in (130, 151) for r in level(y, (50, 113), (312, 800))]
    shown = whole_rules(page([*level(109, (50, 800)), *rows, *level(172, (50, 800))], sasaran))
    assert {(r.x0, r.x1) for r in shown.rulings if r.horizontal and r.top in (130, 151)} == {(50, 113), (312, 800)}


def test_a_pale_rule_whose_ends_are_those_of_the_table_goes_on_behind_the_texts_of_its_rows() -> None:
    texts = tuple(word(x, top, x + 280, top + 12) for x in (110, 420) for top in (103, 118))
    pale = [Ruling(a, 116, b, 116, strength=0.5) for a, b in ((50, 106), (396, 412), (704, 800))]
    for ends, expected in (((50, 800), [(50, 800)]), ((50, 600), [])):
        shown = whole_rules(page([*level(100, ends), *pale, *level(132, ends)], texts))
        assert [(r.x0, r.x1) for r in shown.rulings if r.horizontal and r.top == 116 and r.x0 == 50] == expected


def test_merged_cells_stay_merged_for_their_rules_end_at_others() -> None:
    rulings = [*frame(), *upright(350, (100, 200)), *level(150, (50, 250), (350, 500))]
    shown = whole_rules(page(rulings))
    assert [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 150] == [(50, 250), (350, 500)]


def test_a_rule_goes_on_behind_text_that_hides_it_and_not_over_empty_paper() -> None:
    pieces = level(150, (50, 120), (240, 400))
    sides = [*upright(50, (100, 200)), *upright(120, (100, 200)), *upright(400, (100, 200))]
    text = tuple(word(x, 139, x + 30, 149) for x in (130, 165, 200))
    apart, behind = (whole_rules(page([*pieces, *sides], words)) for words in ((), text))
    assert [(r.x0, r.x1) for r in apart.rulings if r.top == r.bottom == 150] == [(50, 120), (240, 400)]
    assert [(r.x0, r.x1) for r in behind.rulings if r.top == r.bottom == 150] == [(50, 400)]


def test_a_box_that_lost_a_side_is_closed_where_its_other_sides_end() -> None:
    no_bottom = [*level(100, (50, 300)), *upright(50, (100, 200)), *upright(300, (100, 201))]
    no_left = [*level(500, (350, 550)), *level(600, (351, 550)), *upright(550, (500, 600))]
    within = (word(60, 120, 90, 130), word(400, 540, 440, 550))
    shown = whole_rules(page([*no_bottom, *no_left], within))
    assert (50, 300) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 200.5]
    assert (500, 600) in [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 350.5]


def test_boxes_one_under_another_get_their_side_back_where_the_uppermost_is_met_from_above() -> None:
    above = upright(50, (60, 100))
    stacked = [*level(100, (50, 300)), *level(200, (51, 300)), *level(300, (50, 300)), *upright(300, (100, 300))]
    within = (word(60, 120, 90, 130), word(60, 240, 90, 250))
    shown = whole_rules(page([*above, *stacked], within))
    sides = [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 and abs(r.x0 - 50) < 2]
    assert any(top <= 100 and bottom == 300 for top, bottom in sides)


def test_the_side_of_a_coloured_box_leads_to_no_corner_beyond_white_paper() -> None:
    corners = ((50.0, 100.0), (300.0, 100.0), (300.0, 160.0), (50.0, 160.0), (50.0, 100.0))
    box = Shape(corners, closed=True, fill="#ffc0cb")
    # a wall that was led on from its box to the next one under it
    lines = [*upright(50, (100, 300)), *level(240, (50, 300)), *level(300, (50, 300))]

    def left(words: tuple[Word, ...], *more: Ruling) -> set[tuple[float, float]]:
        shown = whole_rules(replace(page([*lines, *more], words), shapes=(box,)))
        return {(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 50}

    within = word(60, 260, 120, 270)
    assert left((within,)) == {(100, 160), (240, 300)}
    # a row of a table that is empty in the column of the ground
    row = (*level(160, (50, 500)), *upright(500, (100, 300)))
    assert left((within, word(400, 190, 460, 200)), *row) == {(100, 300)}


def test_a_box_with_a_snipped_corner_is_a_box() -> None:
    snipped = [*level(100, (50, 290)), *level(200, (50, 300)), *upright(50, (100, 200)), *upright(300, (110, 200))]
    shown = whole_rules(page(snipped, (word(60, 120, 90, 130),)))
    assert (50, 300) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 100]
    assert (100, 200) in [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 300]


def test_rules_that_end_unevenly_before_a_corner_or_at_others_make_none() -> None:
    uneven = [*level(100, (50, 290)), *level(200, (50, 300)), *upright(50, (100, 200)), *upright(300, (106, 200))]
    assert (50, 300) not in [(r.x0, r.x1) for r in whole_rules(page(uneven)).rulings if r.top == 100]
    beside = [*frame(), *upright(510, (110, 200)), *level(200, (510, 600)), *upright(600, (110, 200))]
    assert (50, 500) in [(r.x0, r.x1) for r in whole_rules(page(beside)).rulings if r.top == r.bottom == 100]


def test_a_side_that_ends_short_of_a_square_corner_is_led_there_and_the_side_of_another_box_is_not() -> None:
    sides = [*upright(50, (100, 191), (200, 300)), *upright(300, (100, 300))]
    shown = whole_rules(page([*level(100, (50, 300)), *level(200, (50, 300)), *level(300, (50, 300)), *sides]))
    assert (100, 200) in [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 50]
    boxes = [*level(100, (50, 300)), *level(190, (50, 300)), *level(200, (50, 300)), *level(300, (50, 300))]
    boxes += [*upright(50, (100, 190), (200, 300)), *upright(300, (100, 190), (200, 300))]
    assert sorted(map(str, whole_rules(page(boxes)).rulings)) == sorted(map(str, boxes))


def test_a_rule_between_columns_goes_on_where_lines_of_text_begin_at_it_and_not_through_a_merged_cell() -> None:
    rows = [*level(100, (50, 500)), *level(160, (50, 500)), *level(200, (50, 500))]
    lines = [*rows, *upright(50, (100, 200)), *upright(250, (100, 160)), *upright(500, (100, 200))]
    aligned = tuple(word(x, y, x + 60, y + 10) for x in (60, 252) for y in (165, 180))
    shown = whole_rules(page(lines, aligned))
    assert (100, 200) in [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 250]
    for words in ((), aligned[:3], (*aligned, word(230, 190, 270, 200))):
        merged = whole_rules(page(lines, words))
        assert (100, 160) in [(r.top, r.bottom) for r in merged.rulings if r.x0 == r.x1 == 250]


def test_a_rule_between_columns_is_not_led_over_the_white_before_another_table() -> None:
    rows = [*level(100, (50, 500)), *level(150, (50, 500)), *level(170, (50, 500)), *level(210, (50, 500))]
    lines = [
        *rows,
        *upright(50, (100, 150), (170, 210)),
        *upright(250, (100, 150)),
        *upright(500, (100, 150), (170, 210)),
    ]
    below = tuple(word(252, y, 312, y + 10) for y in (175, 190))
    shown = whole_rules(page(lines, below))
    assert (100, 150) in [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 250]


def test_connectors_with_nothing_between_them_are_no_box_that_lost_a_side() -> None:
    drops = [*level(100, (50, 300)), *upright(50, (100, 120)), *upright(300, (100, 120))]
    below = (word(30, 125, 70, 135), word(280, 125, 320, 135))
    assert len(whole_rules(page(drops, below)).rulings) == len(drops)


def test_text_across_a_rules_way_stops_it() -> None:
    rulings = [*frame(), *level(150, (50, 120), (180, 500))]
    shown = whole_rules(page(rulings, (word(130, 144, 170, 156),)))
    assert [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 150] == [(50, 120), (180, 500)]


def test_boxes_with_rounded_corners_are_not_joined() -> None:
    def box(x: float) -> list[Ruling]:
        return [
            *level(100, (x + 6, x + 94)),
            *level(150, (x + 6, x + 94)),
            *upright(x, (106, 144)),
            *upright(x + 100, (106, 144)),
        ]

    rulings = [*box(50), *box(200)]
    shown = whole_rules(page(rulings))
    assert sorted((r.x0, r.top, r.x1, r.bottom) for r in shown.rulings) == sorted(
        (r.x0, r.top, r.x1, r.bottom) for r in rulings
    )


def test_a_pale_rule_between_columns_goes_on_through_the_rows_where_text_hides_it() -> None:
    rows = [*level(100, (50, 500)), *level(150, (50, 500)), *level(200, (50, 500))]
    sides = [*upright(50, (100, 200)), *upright(500, (100, 200))]
    faint = Ruling(250, 100, 250, 150, strength=0.4)
    beside = page([*rows, *sides, faint], (word(252, 160, 300, 190),))
    assert Ruling(250, 100, 250, 200, strength=0.4) in whole_rules(beside).rulings
    assert faint in whole_rules(page([*rows, *sides, faint])).rulings
    across = page([*rows, *sides, faint], (word(200, 170, 300, 180),))
    assert faint in whole_rules(across).rulings
    drawn = Ruling(250, 100, 250, 150)
    assert drawn in whole_rules(page([*rows, *sides, drawn])).rulings


def test_a_short_pale_stretch_that_meets_no_rule_is_none() -> None:
    shade, heading = Ruling(60, 300, 120, 300, strength=0.3), Ruling(60, 320, 400, 320, strength=0.3)
    assert whole_rules(page([*frame(), shade, heading])).rulings == (*whole_rules(page([*frame(), heading])).rulings,)


def test_a_pale_upright_stretch_that_ends_in_the_open_is_a_streak_and_a_column_of_them_are_rules() -> None:
    rules = [*level(100, (50, 500)), *level(200, (50, 500))]
    streak = [replace(r, strength=0.4) for r in upright(250, (150, 300))]
    assert [r for r in whole_rules(page([*rules, *streak])).rulings if r.x0 == r.x1 == 250] == []
    columns = [replace(r, strength=0.4) for x in (150, 250) for r in upright(x, (110, 250))]
    assert [r.x0 for r in whole_rules(page([*rules, *columns])).rulings if r.x0 == r.x1] == [150, 250]


def test_the_sides_of_a_ruled_table_do_not_lead_on_to_one_of_level_rules_under_it() -> None:
    under = [*level(240, (50, 500)), *level(260, (50, 500))]
    shown = whole_rules(page([*frame(), *under]))
    assert {(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 50} == {(100, 200)}


def test_the_side_of_a_box_ends_with_its_ground_and_not_at_the_next_rule() -> None:
    corners = ((50.0, 120.0), (300.0, 120.0), (300.0, 200.0), (50.0, 200.0), (50.0, 120.0))
    sides = [*upright(50, (120, 200)), *upright(300, (120, 200)), *level(200, (50, 300))]
    lane = level(100, (20, 600))
    shown = whole_rules(replace(page([*sides, *lane]), shapes=(Shape(corners, closed=True, fill="#ffc0cb"),)))
    assert {(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 50} == {(120, 200)}


def test_a_rule_that_ends_at_the_corner_of_a_box_is_not_joined_with_that_of_the_next_box_behind_text() -> None:
    boxes = [*level(100, (50, 150), (250, 350)), *upright(50, (100, 160)), *upright(150, (100, 160))]
    hiding = tuple(word(x, 102, x + 30, 112) for x in (155, 190, 220))
    shown = whole_rules(page([*boxes, *upright(350, (100, 160))], hiding))
    assert (50, 150) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 100]


def test_a_rule_that_all_but_touches_another_ends_there() -> None:
    shown = whole_rules(page([*frame(), *level(150, (53, 500))]))
    assert (50, 500) in [(r.x0, r.x1) for r in shown.rulings if r.top == r.bottom == 150]


def test_a_table_does_not_reach_up_to_the_rule_under_a_letterhead_as_wide_as_it() -> None:
    shown = whole_rules(page([*level(40, (50, 500)), *frame()], (word(230, 65, 300, 77),)))
    assert [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1] == [(100, 200)] * 3


def test_a_rule_that_parts_a_card_ends_with_the_card() -> None:
    def ground(x0: float, x1: float) -> Shape:
        return Shape(((x0, 100), (x1, 100), (x1, 200), (x0, 200)), True, fill="#0e5da0")

    drawn = page([*level(150, (60, 240), (270, 440)), *upright(50, (100, 200)), *upright(450, (100, 200))])
    shown = whole_rules(replace(drawn, shapes=(ground(50, 250), ground(260, 450))))
    assert [(round(r.x0), round(r.x1)) for r in shown.rulings if r.horizontal] == [(50, 250), (260, 450)]


def test_a_rule_between_rows_that_are_set_tight_is_one_and_what_is_drawn_under_a_text_is_none() -> None:
    picture = np.full((300, 1800), 255, np.uint8)
    picture[150:153, 100:1700] = 0
    picture[80:83, 100:1700] = 0
    tight = [(120.0, 110.0, 1560.0, 156.0)]
    under = [(95.0, 50.0, 1705.0, 90.0)]
    across, _ = rulings(picture, 200 / 72, [*tight, *under])
    assert [round(line.y0, -1) for line in across] == [150]


def test_rules_that_letters_of_a_tight_row_join_are_found_and_strips_of_a_dark_ground_are_not() -> None:
    picture = np.full((400, 1800), 255, np.uint8)
    picture[100:103, 100:1700] = picture[148:151, 100:1700] = 0
    for x in range(110, 1600, 10):
        # letters that reach from rule to rule, close to one another
        picture[103:148, x : x + 4] = 0
        picture[120:126, x : x + 10] = 0
    dark = picture[250:320, 100:1700]
    dark[:] = 0
    dark[20:50:3, 200:1400:4] = 255
    across, _ = rulings(picture, 200 / 72, [(110.0, 101.0, 1605.0, 150.0)])
    assert [round(line.y0) for line in across if line.y0 < 200] == pytest.approx([101, 149], abs=2)
    assert not [line for line in across if 255 < line.y0 < 315]


def test_the_rule_between_two_tight_rows_stays_from_wall_to_wall_and_an_underline_does_not() -> None:
    picture = np.full((400, 900), 255, np.uint8)
    for x in (50, 850):
        picture[50:350, x : x + 3] = 0
    # gaps where the rim of a stamp was taken away
    picture[200:203, 50:853] = 0
    picture[200:203, 300:304] = picture[200:203, 600:604] = 255
    picture[300:303, 80:600] = 0
    text = [(60.0, 170.0, 845.0, 222.0), (60.0, 270.0, 640.0, 325.0)]
    across, _ = rulings(picture, 2.0, text)
    assert [round(line.y0) for line in across] == [202]


def test_the_last_rule_of_a_table_is_no_edge_of_the_sheet() -> None:
    text = [(60.0, y, 800.0, y + 20) for y in range(100, 300, 40)]
    under, edge = PixelLine(55, 300, 810, 300), PixelLine(0, 390, 900, 390)
    assert without_frames([under, edge], [], text)[0] == [under]


def _cards(*lefts: float) -> tuple[list[Ruling], tuple[Word, ...]]:
    """Cards of three level rules, 80 points wide, with text in both of their parts; their sides are not found."""
    rules = [r for left in lefts for y in (100.0, 115.0, 150.0) for r in level(y, (left, left + 80))]
    words = tuple(word(left + 10, top, left + 40, top + 9) for left in lefts for top in (103.0, 125.0))
    return rules, words


def test_cards_beside_one_another_have_the_sides_at_which_their_rules_end() -> None:
    rules, words = _cards(50, 140, 230)
    shown = whole_rules(page(rules, words))
    assert {(r.x0, r.x1) for r in shown.rulings if r.horizontal} == {(50, 130), (140, 220), (230, 310)}
    assert {r.x0 for r in shown.rulings if not r.horizontal} == {50, 130, 140, 220, 230, 310}


def test_connectors_that_make_some_rules_longer_make_no_wider_card() -> None:
    rules, words = _cards(50, 140)
    longer = [*level(130, (134, 220)), *level(165, (134, 220)), *level(150, (50, 130))]
    more = (word(150, 155, 180, 163), word(150, 120, 180, 128))
    shown = whole_rules(page([*rules, *longer], (*words, *more)))
    assert {(r.x0, r.x1) for r in shown.rulings if r.horizontal and r.top == 100} == {(50, 130), (140, 220)}
    assert {r.x0 for r in shown.rulings if not r.horizontal} == {50, 130, 140, 220}


def test_a_pale_rule_ends_with_the_card_and_one_in_pieces_reaches_from_side_to_side() -> None:
    rules, words = _cards(50, 140)
    pale = Ruling(50, 132, 175, 132, strength=0.5)
    more = tuple(word(left + 10, 138, left + 40, 147) for left in (50, 140))
    shown = whole_rules(page([*rules, pale, Ruling(190, 132, 220, 132, strength=0.5)], (*words, *more)))
    assert {(r.x0, r.x1) for r in shown.rulings if r.horizontal and r.top == 132} == {(50, 130), (140, 220)}


def test_rows_of_a_table_that_a_merged_cell_parts_are_no_cards() -> None:
    rules, words = _cards(50, 160)
    shown = whole_rules(page(rules, (*words, word(135, 110, 155, 119))))
    assert not [r for r in shown.rulings if not r.horizontal]


def test_the_bar_of_a_fraction_is_not_led_to_the_walls_of_its_cell() -> None:
    fraction = (word(90, 138, 200, 147), word(90, 153, 200, 162))
    bar = level(150, (70, 220))
    assert (70, 220) in [(r.x0, r.x1) for r in whole_rules(page([*frame(), *bar], fraction)).rulings if r.top == 150]
    # with nothing over and under it, it is what is left of a rule
    assert (50, 250) in [(r.x0, r.x1) for r in whole_rules(page([*frame(), *bar])).rulings if r.top == r.bottom == 150]


def test_a_pale_ground_in_a_part_of_a_box_ends_no_side_of_it() -> None:
    box = [*level(100, (50, 150)), *level(200, (50, 150)), *upright(50, (100, 200)), *upright(150, (100, 200))]
    ground = Shape(((50, 110), (100, 110), (100, 130), (50, 130), (50, 110)), True, fill="#f2f2f2")
    shown = whole_rules(replace(page(box, (word(60, 115, 90, 124),)), shapes=(ground,)))
    assert [(r.top, r.bottom) for r in shown.rulings if r.x0 == r.x1 == 50] == [(100, 200)]

"""Where the rows of a band part."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import split_band
from extractor.layout.tables.levels import band_of
from extractor.layout.tables.row_cuts import along, best_cuts, certainty, decode, fitted
from extractor.layout.tables.row_scores import WAYS, Scores
from extractor.training.rows import lessons_of, measured


def column(x: float, *placed: tuple[str, float]) -> list[Line]:
    """Lines of a column by their tops."""
    return [Line(tuple(words(text, x, top))) for text, top in placed]


NAMES = column(
    50, ("Jumlah pasar yang", 100), ("tertata rapi", 112), ("Luas hutan kota yang", 124), ("dirawat warga", 136)
)


@pytest.mark.parametrize("tops", [(100, 124), (106, 130), (112, 136)], ids=["top", "middle", "foot"])
def test_values_may_stand_at_the_top_in_the_middle_or_at_the_foot_of_their_texts(tops: tuple[float, float]) -> None:
    values = column(300, ("80%", tops[0]), ("12 ha", tops[1]))
    (height,) = best_cuts([NAMES, values], closed=False).heights
    assert 112 < height < 136
    assert all((line.box[1] + line.box[3]) / 2 < height for line in NAMES[:2])
    assert all((line.box[1] + line.box[3]) / 2 > height for line in NAMES[2:])


def test_a_heading_without_values_is_a_row_over_its_items() -> None:
    names = column(
        50, ("Program penataan kota dan", 100), ("desa", 112), ("- Penataan pasar", 127), ("- Penataan taman", 142)
    )
    values = column(300, ("80.500.000", 127), ("12.250.000", 142))
    assert len(best_cuts([names, values], closed=False).heights) == 2


def test_a_list_in_a_cell_beside_one_value_is_one_row() -> None:
    names = column(50, ("a. Jumlah pasar rakyat", 100), ("b. Jumlah taman kota", 112), ("c. Jumlah jalan", 124))
    assert best_cuts([names, column(300, ("80%", 100))], closed=True).heights == ()


def test_values_set_closer_than_the_texts_of_a_list_are_not_rows() -> None:
    names = column(
        50, ("a. Jumlah pasar yang", 100), ("tertata rapi", 112), ("b. Luas hutan kota yang", 124), ("dirawat", 136)
    )
    values = column(300, ("80", 100), ("12", 112))
    assert best_cuts([names, values], closed=True).heights == ()


def test_texts_whose_first_words_have_room_on_the_line_above_are_rows_without_white_between_them() -> None:
    names = column(
        50,
        ("Luas tanam", 100),
        ("Populasi ternak", 112),
        ("Persentase kasus penyakit", 124),
        ("pada hewan ternak", 136),
    )
    formulas = column(
        250,
        ("Jumlah luas tanam", 100),
        ("Jumlah ternak", 112),
        ("Jumlah kasus yang ditangani", 124),
        ("dibagi jumlah laporan", 136),
    )
    assert len(best_cuts([names, formulas], closed=False).heights) == 2


def test_items_of_a_list_beside_as_many_values_set_closer_are_one_row_between_no_lines_too() -> None:
    goal = column(30, ("Taman rapi di", 100), ("semua desa", 112))
    names = column(
        150,
        ("1. Persentase taman", 100),
        ("yang dirawat", 112),
        ("2. Jumlah pohon yang", 124),
        ("ditanam", 136),
        ("3. Luas hutan kota", 148),
        ("yang dirawat", 160),
    )
    units, values = (column(x, (a, 100), (b, 112), (c, 124)) for x, (a, b, c) in ((300, "%kh"), (350, "957")))
    assert best_cuts([goal, names, units, values], closed=False).heights == ()


def test_a_figure_that_the_edge_of_its_column_cuts_is_one_value() -> None:
    names = column(50, ("Penataan taman", 100), ("di kota", 112))
    assert best_cuts([names, column(300, ("7.000.00", 100), ("0", 112))], closed=False).heights == ()


def test_what_stands_under_a_mark_alone_on_its_line_is_its_text() -> None:
    goal = column(50, ("1.", 100), ("Meningkatnya mutu", 112), ("layanan", 124))
    names = column(200, ("Nilai layanan", 100), ("kota", 112))
    assert best_cuts([goal, names, column(350, ("80", 100))], closed=False).heights == ()


def test_a_name_that_begins_with_a_small_letter_goes_on_with_nothing() -> None:
    band = band_of([column(50, ("Laporan sensus", 100), ("eTaman", 112), ("pada kota", 124))], closed=False)
    assert band is not None
    assert band.columns[0].small == (False, False, True)


def test_forced_heights_between_texts_are_always_among_the_cuts() -> None:
    cuts = best_cuts([NAMES, column(300, ("80%", 100))], closed=True, forced=[90.0, 121.5, 122.0, 160.0])
    assert cuts.heights == (121.5,)


def test_a_text_in_the_middle_of_two_rows_is_told_as_merged() -> None:
    sasaran = column(50, ("Terjaganya hutan kota", 112))
    names = column(200, ("Luas hutan yang dirawat", 100), ("Jumlah taman yang dirawat", 124))
    cuts = best_cuts([sasaran, names, column(400, ("5 ha", 100), ("8 buah", 124))], closed=False)
    assert len(cuts.heights) == 1
    assert not any(1 in merged or 2 in merged for merged in cuts.merged)


def test_a_score_is_the_worth_of_the_features() -> None:
    weights = fitted()
    for taught in lessons_of(6, Random(9)):
        for way in WAYS:
            scores = Scores(taught.band, weights, way)
            heights = np.arange(len(taught.band.cuts))
            worth = scores.worth(heights[:-1], scores.lines.cells(heights[:-1], heights[1:]))
            for k, told in enumerate(worth.tolist()):
                features, _ = scores.features((k, k + 1))
                assert told == pytest.approx(sum(w * v for w, v in zip(weights, features, strict=True)))


def test_no_other_cuts_score_higher_than_the_best() -> None:
    band = band_of([NAMES, column(300, ("80%", 106), ("12 ha", 130))], closed=False)
    assert band is not None
    best = decode(band, fitted())
    for k in range(1, len(band.cuts) - 1):
        assert along(band, [0, k, len(band.cuts) - 1], fitted()).score <= best.score + 1e-9


def test_the_shipped_weights_cut_most_drawn_bands_as_drawn() -> None:
    scores = measured(lessons_of(60, Random(21)), fitted())
    assert scores["one row"] >= 0.95
    assert scores["several"] >= 0.85


def test_one_number_before_texts_of_several_rows_does_not_make_them_one() -> None:
    label = column(30, ("1", 100))
    names = column(60, ("Jumlah pasar tertata", 100), ("Luas hutan kota", 130))
    sources = column(300, ("Laporan dinas pasar", 100), ("Laporan dinas hutan", 130))
    assert len(best_cuts([label, names, sources], closed=True).heights) == 1


def test_rows_that_could_as_well_be_cut_otherwise_are_less_sure() -> None:
    parted = column(50, ("Jumlah pasar rakyat", 100), ("Luas hutan kota", 130))
    assert min(best_cuts([parted, column(300, ("80", 100), ("12", 130))], closed=False).sure) > 0.95
    # two items without white between them: a list in one cell, or two rows
    close = column(50, ("- Jumlah pasar rakyat", 100), ("- Luas hutan kota", 112))
    assert min(best_cuts([close, column(300, ("80", 100), ("12", 112))], closed=True).sure) < 0.95


def test_cuts_that_pass_another_line_of_a_merged_cell_give_the_same_rows_and_cast_no_doubt() -> None:
    goal = column(50, ("Meningkatnya mutu", 100), ("tata kelola pasar", 112), ("rakyat dan kios", 124), ("tani", 136))
    names = column(200, ("Jumlah pasar rakyat", 100), ("yang ditata ulang", 112), ("Luas kios tani", 140))
    values = column(350, ("80", 100), ("12", 140))
    assert min(best_cuts([goal, names, values], closed=True).sure) < 0.8
    assert min(split_band([goal, names, values], closed=True).sure) > 0.9


def test_a_list_beside_as_many_values_says_the_same_as_rows_of_them() -> None:
    label, goal = column(30, ("1", 100)), column(50, ("Meningkatnya pasar", 100))
    names = column(200, ("- Jumlah pasar rakyat", 100), ("- Luas kios tani", 114))
    values = column(350, ("6 unit", 100), ("90%", 114))
    assert min(best_cuts([label, goal, names, values], closed=True).sure) < 0.9
    assert min(split_band([label, goal, names, values], closed=True).sure) > 0.9


@given(st.floats(0, 3), st.floats(0, 3))
def test_what_is_better_by_more_is_surer(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0.5 < certainty(low) <= certainty(high) <= 1


def test_the_items_of_a_numbered_list_are_no_values() -> None:
    goal = column(50, ("Kota yang", 100), ("nyaman", 112))
    statement = column(200, ("Meningkatnya", 100), ("Hasil taman", 112), ("yang terawat", 124), ("dan rapi", 136))
    items = column(350, ("1. Luas taman", 100), ("2. Jumlah pohon", 116))
    assert best_cuts([goal, statement, items], closed=True).heights == ()

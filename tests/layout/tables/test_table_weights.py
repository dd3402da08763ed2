"""The shipped weights are whole and choose the drawn table; those of another make are refused."""

from __future__ import annotations

from dataclasses import asdict
from math import nan
from random import Random

import pytest
from table_pages import Sheet

from extractor.layout.tables.choice import features, fitted, is_full, rate, weights_of
from extractor.layout.tables.find import find_tables, proposed
from extractor.layout.tables.heading import cells_of, own_cells
from extractor.training.table_pages import drawn_table
from extractor.training.tables import read_drawn


@pytest.mark.parametrize("frame", ["grid", "groups", "heading", "zebra", "box", "columns", "none"])
def test_the_drawn_table_is_found_in_every_frame(frame: str) -> None:
    drawn = drawn_table(Random(2), frame)
    (grid,) = find_tables(drawn.page)
    texts = {c.text for row in cells_of(grid) for c in own_cells(row) if c.text}
    assert texts == set(drawn.cells)


def test_of_rival_readings_the_one_with_the_drawn_cells_is_chosen() -> None:
    chance = Random(11)
    rivals = [r for r in (read_drawn(drawn_table(chance, "columns")) for _ in range(48)) if r.pairs()]
    right = 0
    for read in rivals:
        rated = rate(read.candidates)
        assert not all(r.chosen for r in rated)
        right += max(g for g, r in zip(read.good, rated, strict=True) if r.chosen) == max(read.good)
    assert len(rivals) >= 3
    assert right >= 0.8 * len(rivals)


def test_a_rating_tells_the_score_of_every_candidate() -> None:
    candidates = proposed(drawn_table(Random(2), "columns").page, together=True)
    rated = rate(candidates)
    assert [r.candidate for r in rated] == candidates
    weights = asdict(fitted())
    for r in rated:
        assert r.score == pytest.approx(sum(weights[k] * v for k, v in asdict(r.features).items()))


@pytest.mark.parametrize("change", [{"words": nan}, {"words": "much"}, {"colour": 1.0}])
def test_weights_that_are_not_those_of_the_features_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="weights of tables"):
        weights_of(asdict(fitted()) | change)
    with pytest.raises(ValueError, match="missing"):
        weights_of({"headed": 1.0})


def test_a_grid_whose_columns_are_all_named_and_whose_cells_are_all_filled_is_full() -> None:
    heads = ["No", "Sasaran", "Indikator", "Target"]
    rows = [[str(n), "Taman tertata", f"Luas taman {n}", "9 ha"] for n in range(1, 5)]
    sheet = Sheet()
    sheet.table([heads, *rows], [40, 120, 120, 80])
    (grid,) = find_tables(sheet.page())
    assert is_full(grid)
    gaps = Sheet()
    gaps.table([heads, *([*row[:2], "", ""] for row in rows)], [40, 120, 120, 80])
    (grid,) = find_tables(gaps.page())
    assert not is_full(grid)


def test_a_line_that_falls_into_several_columns_weighs_as_much_as_lines_that_fall_in_two() -> None:
    def gaps(*lines: tuple[str, ...]) -> float:
        sheet = Sheet()
        for y in (40.0, 60.0, 110.0):
            sheet.level(40, 540, y)
        for x in (40.0, 440.0, 540.0):
            sheet.upright(x, 40, 110)
        sheet.text("Indikator", 45, 45).text("Target", 445, 45).text("9 ha", 445, 65)
        for k, texts in enumerate((*lines, ("rakyat",))):
            for n, text in enumerate(texts):
                sheet.text(text, 45 + 90 * n, 65 + 12 * k)
        return features(find_tables(sheet.page())[0], 1).wide_gaps

    assert 0 < gaps(("Pasar", "80"), ("kota", "desa")) == gaps(("Pasar", "80", "90"), ("kota",))


def test_lines_that_are_drawn_out_from_side_to_side_do_not_fall_apart() -> None:
    xs, ys = [40.0, 160.0, 280.0], [40.0, 60.0, 100.0]
    sheet = Sheet()
    for y in ys:
        sheet.level(xs[0], xs[-1], y)
    for x in xs:
        sheet.upright(x, ys[0], ys[-1])
    sheet.text("Indikator", 45, 45).text("Target", 165, 45)
    # `Luas      taman` / `kota` is justified: its last line is as it is typed
    sheet.text("Luas", 45, 65).text("taman", 130, 65).text("kota", 45, 77).text("9 ha", 165, 65)
    grid = find_tables(sheet.page())[0]
    assert features(grid, 1).wide_gaps == 0
    sheet.text("hutan", 130, 77)
    assert features(find_tables(sheet.page())[0], 1).wide_gaps > 0
    # values of columns reach from side to side, too, a word under the first of them
    sheet.words = [w for w in sheet.words if w.box[1] < 60 or w.text == "9"]
    sheet.text("Luas", 45, 65).text("ha", 90, 65).text("80", 140, 65).text("taman", 45, 77)
    assert features(find_tables(sheet.page())[0], 1).wide_gaps > 0


def test_a_column_that_numbers_the_rows_needs_no_heading_to_be_known() -> None:
    def named(*numbers: str) -> float:
        sheet = Sheet()
        rows = [[number, f"Luas taman {number}", "9 ha"] for number in numbers]
        sheet.table([["", "Indikator", "Target"], *rows], [40, 120, 80])
        return features(find_tables(sheet.page())[0], 1).named

    assert named("1.", "2.", "3.") == 1.0
    assert named("5.", "2.", "7.") == pytest.approx(2 / 3)

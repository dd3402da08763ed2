"""Thin filled rectangles: lines, or the strips of which a coloured cell is painted."""

from __future__ import annotations

from extractor.read.drawn import Drawn
from extractor.read.page import Shape

SIZE = (600.0, 800.0)


def drawn(*rectangles: tuple[float, float, float, float, str]) -> Drawn:
    out = Drawn()
    for a, b, c, d, colour in rectangles:
        out.add(Shape(((a, b), (c, b), (c, d), (a, d)), True, fill=colour), SIZE)
    out.finish()
    return out


def test_pale_strips_that_lie_flush_are_one_cell() -> None:
    got = drawn((50, 100, 200, 102.5, "#fce4d6"), (50, 102.5, 200, 105.5, "#fce4d6"))
    assert [s.box for s in got.shapes] == [(50, 100, 200, 105.5)]
    assert not got.rulings


def test_a_strip_along_a_cell_of_its_colour_is_a_part_of_it() -> None:
    got = drawn((50, 100, 200, 120, "#fce4d6"), (50, 120, 200, 122, "#fce4d6"))
    assert not got.rulings
    assert len(got.shapes) == 2


def test_thin_rectangles_apart_or_dark_are_lines() -> None:
    got = drawn((50, 100, 200, 101, "#fce4d6"), (50, 120, 200, 121, "#fce4d6"))
    assert [(r.top, r.horizontal) for r in got.rulings] == [(100.5, True), (120.5, True)]
    got = drawn((50, 100, 200, 102, "#000000"), (50, 102, 200, 104, "#000000"))
    assert got.rulings
    assert not got.shapes


def test_thick_dashes_of_a_line_are_no_shapes_beside_it() -> None:
    dashes = [(100 + 3.7 * k, 200.0, 102.2 + 3.7 * k, 201.6, "#404040") for k in range(40)]
    mark = (300.0, 300.0, 302.0, 302.0, "#404040")
    found = drawn(*dashes, mark)
    assert [(round(r.x0), round(r.top), round(r.x1)) for r in found.rulings if r.horizontal] == [(100, 201, 246)]
    assert [shape.box for shape in found.shapes] == [mark[:4]]

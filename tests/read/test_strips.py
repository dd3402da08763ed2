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


def test_the_dashes_around_a_corner_belong_to_both_sides_of_a_dashed_outline() -> None:
    out = Drawn()
    half, x, colour = 0.375, 100.0, "#1f4e79"

    def corner(y: float, down: float) -> None:
        """The piece around a corner at the left: one arm to the right, the other up or down."""
        far = y + 1.2 * down
        points = ((x - half, far), (x - half, y - half * down), (x + 1.2, y - half * down), (x + 1.2, y + half * down))
        points += ((x, y + half * down), (x, y), (x + half, y), (x + half, far))
        out.add(Shape(points, True, fill=colour), SIZE)

    for top in (100.0, 111.0, 122.0):  # three cells, the sides of each of four pieces
        corner(top, 1)
        corner(top + 11, -1)
        for y in (top + 3.2, top + 6.8):
            rect = ((x - half, y), (x + half, y), (x + half, y + 2.2), (x - half, y + 2.2))
            out.add(Shape(rect, True, fill=colour), SIZE)
    out.finish()
    assert [(r.x0, round(r.top, 1), round(r.bottom, 1)) for r in out.rulings if not r.horizontal] == [
        (100, 99.6, 133.4)
    ]
    assert not out.shapes

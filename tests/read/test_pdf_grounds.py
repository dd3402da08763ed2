"""Rules and grounds of PDF pages: what is seen as a line, and where two colours meet."""

from __future__ import annotations

import re

import pytest
from drawn_pdf import Draw, pages, pdf, text
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extractor.read.page import Ruling, Shape
from extractor.read.pdf_grounds import Grounds

Filled = tuple[float, float, float, float, str]


def filled(*rectangles: Filled) -> list[Shape]:
    """Filled rectangles (x0, top, x1, bottom, colour) in the order in which they are painted."""
    return [Shape(((a, b), (c, b), (c, d), (a, d)), True, fill=colour) for a, b, c, d, colour in rectangles]


def places(lines: list[Ruling]) -> set[tuple[float, float, float, float]]:
    return {(r.x0, r.top, r.x1, r.bottom) for r in lines}


GREY, BLUE, WHITE = "#d9d9d9", "#4472c4", "#ffffff"


def test_the_bands_of_a_zebra_have_edges() -> None:
    got = places(Grounds(filled((50, 100, 500, 120, BLUE), (50, 140, 500, 160, GREY))).edges())
    assert {(50, y, 500, y) for y in (100, 120, 140, 160)} <= got
    assert {(x, a, x, a + 20) for x in (50, 500) for a in (100, 140)} <= got
    assert len(got) == 8


def test_a_ground_painted_in_strips_is_one() -> None:
    strips = [(50.0, 100 + 12.0 * k, 500.0, 112.1 + 12 * k, GREY) for k in range(4)]
    assert sum(r.horizontal for r in Grounds(filled(*strips)).edges()) == 2


def test_what_is_painted_over_is_not_seen() -> None:
    assert Grounds(filled((50, 100, 500, 200, GREY), (40, 90, 510, 210, WHITE))).edges() == []
    hole = Grounds(filled((50, 100, 500, 200, GREY), (100, 120, 200, 140, WHITE))).edges()
    assert (100, 120, 200, 120) in places(hole)


def test_white_paper_and_too_many_grounds_have_no_edges() -> None:
    assert Grounds(filled((50, 100, 500, 200, WHITE))).edges() == []
    many = [(3.0 * k, 3.0 * k, 3.0 * k + 2.5, 3.0 * k + 2.5, GREY) for k in range(2000)]
    assert Grounds(filled(*many)).edges() == []


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(5, 40), st.integers(5, 40)).map(
            lambda r: (r[0], r[1], r[0] + r[2], r[1] + r[3], GREY if r[2] % 2 else BLUE)
        ),
        max_size=8,
    )
)
def test_two_colours_meet_at_every_edge(rectangles: list[tuple[int, int, int, int, str]]) -> None:
    def colour(x: float, y: float) -> str:
        seen = [c for a, b, c_, d, c in rectangles if a < x < c_ and b < y < d]
        return seen[-1] if seen else WHITE

    for edge in Grounds(filled(*rectangles)).edges():
        x, y = (edge.x0 + edge.x1) / 2 + 0.25, (edge.top + edge.bottom) / 2 + 0.25
        if edge.horizontal:
            assert colour(x, edge.top - 0.25) != colour(x, edge.top + 0.25)
        else:
            assert colour(edge.x0 - 0.25, y) != colour(edge.x0 + 0.25, y)


def table(*, ground: float, thin: bool) -> Draw:
    """White rules (strokes, or thin filled rectangles) over a ground of a shade of grey: 1 is white."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(ground)
        canvas.rect(50, 600, 400, 100, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.setStrokeGray(1)
        for x in (150, 300):
            if thin:
                canvas.rect(x, 560, 1, 140, stroke=0, fill=1)
            else:
                canvas.line(x, 560, x, 700)

    return draw


@pytest.mark.parametrize("thin", [True, False])
def test_white_rules_are_seen_on_colour_only(thin: bool) -> None:
    coloured, white = pages(pdf(table(ground=0.8, thin=thin), table(ground=1, thin=thin)))
    # they go on below the coloured ground, where nobody sees them
    assert [(round(r.x0), round(r.top), round(r.bottom)) for r in coloured.rulings if not r.horizontal] == [
        (150, 142, 282),
        (300, 142, 282),
    ]
    assert (50, 142, 450, 142) in {tuple(round(v) for v in (r.x0, r.top, r.x1, r.bottom)) for r in coloured.edges}
    assert not white.rulings
    assert not white.edges


def test_the_seen_end_of_a_long_white_line_is_a_rule() -> None:
    grounds = Grounds(filled((50, 100, 500, 120, GREY)))
    assert places(grounds.seen(Ruling(200, 90, 200, 400))) == {(200, 100, 200, 120)}
    assert places(grounds.seen(Ruling(200, 100, 200, 140))) == {(200, 100, 200, 140)}
    # along its lower side there is nothing white to be seen
    assert not grounds.seen(Ruling(50, 120, 500, 120))


def test_dots_and_dashes_in_a_row_are_a_rule() -> None:
    def draw(canvas: Canvas) -> None:
        for k in range(60):
            canvas.rect(50 + 1.5 * k, 700, 0.5, 0.5, stroke=0, fill=1)
            canvas.rect(50, 690 - 5 * k, 0.5, 3, stroke=0, fill=1)
        canvas.rect(300, 300, 2, 2, stroke=0, fill=1)

    (page,) = pages(pdf(draw))
    across, down = (
        max((r for r in page.rulings if r.horizontal is h), key=lambda r: r.x1 - r.x0 + r.bottom - r.top)
        for h in (True, False)
    )
    assert (across.x0, across.x1, across.top) == pytest.approx((50, 139, 141.75), abs=0.2)
    assert (down.top, down.bottom, down.x0) == pytest.approx((149, 447, 50.25), abs=0.2)
    assert not any(r.x0 > 290 for r in page.rulings)


def test_a_wall_of_short_strokes_is_a_rule_though_both_its_cells_draw_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.25)
        for k in range(40):
            y = 700 - 1.2 * k
            canvas.line(50, y, 50, y - 0.6)
            canvas.line(50, y - 0.4, 50, y - 1.0)
            canvas.line(50 + 1.2 * k, 700, 50.6 + 1.2 * k, 700)

    (page,) = pages(pdf(draw))
    across, down = (
        max((r for r in page.rulings if r.horizontal is h), key=lambda r: r.x1 - r.x0 + r.bottom - r.top)
        for h in (True, False)
    )
    assert (across.x0, across.x1) == pytest.approx((50, 97.4), abs=0.5)
    assert down.bottom - down.top == pytest.approx(47.8, abs=0.5)


def test_a_media_box_inherited_or_with_swapped_corners_is_the_page() -> None:
    data = pdf(text((700, 500, "kanan"), (72, 600, "kiri")), size=(842, 595))
    box = re.compile(rb"/MediaBox \[ 0 0 842 595 \]")
    assert box.search(data)
    inherited = box.sub(b"", data).replace(b"/Type /Pages", b"/Type /Pages /MediaBox [ 0 0 842 595 ]")
    swapped = box.sub(b"/MediaBox [ 842 595 0 0 ]", data)
    for changed in (inherited, swapped):
        (page,) = pages(changed)
        assert (page.width, page.height) == (842, 595)
        assert {w.text for w in page.words} == {"kanan", "kiri"}

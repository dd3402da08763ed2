"""Boxes that their ground tells: cards before others of their size, numbers before cells on one colour."""

from __future__ import annotations

from extractor.layout.charts import read_chart
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Box, Word


def shape(box: Box, fill: str | None, stroke: str | None = None, *, curved: bool = False) -> Shape:
    x0, top, x1, bottom = box
    points = ((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top))
    return Shape(points, True, curved, fill, stroke)


def word(text: str, x: float, y: float) -> Word:
    return Word(text, 1, (x, y, x + 4 * len(text), y + 7), size=7)


def said(page: Page) -> list[tuple[Box, str]]:
    return [(b.box, " ".join(line.text for line in b.lines)) for b in read_chart(page).boxes]


def test_a_card_and_the_one_of_its_size_behind_it_are_one_box_around_both() -> None:
    for curved in (True, False):
        back = shape((100, 100, 180, 140), "#4f81bd", "#ffffff", curved=curved)
        front = shape((110, 110, 190, 150), "#ffffff", "#4f81bd", curved=curved)
        page = Page(1, 600, 400, (word("Sumur", 115, 115), word("bersih", 115, 130)), shapes=(back, front))
        assert said(page) == [((100, 100, 190, 150), "Sumur bersih")]


def test_boxes_of_one_size_that_cover_less_than_half_of_each_other_stay_two() -> None:
    left, right = shape((100, 100, 180, 140), "#4f81bd"), shape((150, 110, 230, 150), "#ffffff", "#4f81bd")
    page = Page(1, 600, 400, (word("Sumur", 105, 115), word("Kebun", 190, 115)), shapes=(left, right))
    assert len(said(page)) == 2


def numbers_before_cells() -> Page:
    """Two columns of numbered cells of one colour: the cells have walls, the numbers before them have none."""
    words = [word("Seksi", 60, 45), word("Taman", 90, 45)]
    shapes = [shape((50, 40, 210, 60), "#99ff99", "#000000"), shape((50, 60, 370, 120), "#ccc0da")]
    rulings = []
    for x in (50, 210):
        for y, text in ((60, "Sumur"), (90, "Kebun")):
            words += [word("1.1.", x + 2, y + 4), word(text, x + 25, y + 4)]
            rulings += [Ruling(x + 20, at, x + 160, at) for at in (y, y + 30)]
            rulings += [Ruling(at, y, at, y + 30) for at in (x + 20, x + 160)]
    return Page(1, 600, 400, tuple(words), tuple(rulings), tuple(shapes))


def test_numbers_on_one_ground_are_boxes_as_high_as_the_cells_that_they_number() -> None:
    found = [box for box, text in said(numbers_before_cells()) if text == "1.1."]
    assert found == [(50, 60, 70, 90), (210, 60, 230, 90), (50, 90, 70, 120), (210, 90, 230, 120)]


def test_walls_of_several_cells_that_end_together_make_no_box_around_them() -> None:
    words, rulings = [], [Ruling(50, 60, 530, 60), Ruling(50, 40, 50, 60), Ruling(530, 40, 530, 60)]
    for x, rows in ((50, 3), (210, 2), (370, 3)):
        for y in (60, 90, 120)[:rows]:
            words += [word("1.1.", x + 3, y + 4), word("Sumur", x + 25, y + 4)]
            rulings += [Ruling(x + 20, at, x + 160, at) for at in (y, y + 30)]
        rulings += [Ruling(at, 60, at, 60 + 30 * rows) for at in (x + 20, x + 160)]
    ground = shape((50, 60, 530, 150), "#ccc0da")
    found = said(Page(1, 600, 400, tuple(words), tuple(rulings), (ground,)))
    assert ((210, 120, 390, 150), "1.1.") in found
    assert sorted(text for _, text in found) == ["1.1."] * 8 + ["Sumur"] * 8

"""Tables ruled over the boxes of a chart, without walls between their columns."""

from __future__ import annotations

from cascade_pages import GREEN, Box, box, chart, frame, tree, words

from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word


def table(top: float, heads: tuple[str, str], cells: tuple[str, str], caption: str = "") -> list[Word]:
    """A table of two columns at a height, under the name of its level."""
    said = list(words([caption], 200, top - 10)) if caption else []
    for x, head, cell in zip((40, 300), heads, cells, strict=True):
        said += [*words(head.split(" / "), x + 30, top + 4, bold=True), *words([cell], x, top + 28)]
    return said


def page(said: list[Word], tops: tuple[float, ...], *shapes: Shape, number: int = 1, child: str = "") -> Page:
    rules = tuple(Ruling(36, y, 520, y) for top in tops for y in (top, top + 24, top + 40))
    drawn = chart(box(220, 200, 200, 280, child or "PROGRAM 1 / Program Pasar"), number=number)
    own = tuple(Word(w.text, number, w.box, size=w.size, bold=w.bold) for w in (*said, *drawn.words))
    return Page(number, 700, 500, own, rules, (*drawn.shapes, *shapes))


GOALS = ("Tujuan Dinas", "Indikator Tujuan"), ("1. Pasar yang hidup", "Jumlah pedagang")
AIMS = ("Sasaran Dinas", "Indikator Sasaran"), ("1. Kios yang terisi", "Persentase kios terisi")
READ = [
    "tujuan: Pasar yang hidup",
    "* Jumlah pedagang",
    "  sasaran: Kios yang terisi",
    "  * Persentase kios terisi",
    "    program: Program Pasar",
]


def test_level_rules_of_a_table_join_no_topics_and_a_caption_is_no_row_of_the_table_over_it() -> None:
    said = table(40, *GOALS, caption="TUJUAN") + table(110, *AIMS, caption="SASARAN")
    assert tree(page(said, (40, 110))) == READ


def test_headings_that_wrap_on_one_ground_are_those_of_a_table() -> None:
    goals = ("Tujuan Dinas", "Indikator / Tujuan"), GOALS[1]
    grounds: list[Box] = [(36, 40, 280, 64), (280, 40, 520, 64)]
    shapes = [frame(ground, GREEN, None) for ground in grounds]
    said = table(40, *goals, caption="TUJUAN") + table(110, *AIMS, caption="SASARAN")
    assert tree(page([*said, *words(["Eselon II"], 540, 60)], (40, 110), *shapes)) == READ


def test_sheets_under_one_table_are_no_tiles_however_much_the_second_one_says() -> None:
    said = table(40, *GOALS) + table(110, *AIMS)
    more = "PROGRAM 2 / Program Kios / " + " / ".join(["dan kios lain yang ada di pasar pagi"] * 24)
    second = page(said, (40, 110), number=2, child=more)
    assert tree(page(said, (40, 110)), second)[:5] == READ
    assert tree(page(said, (40, 110)), second)[5].startswith("    program: Program Kios")

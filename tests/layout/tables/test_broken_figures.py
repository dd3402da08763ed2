"""Figures that a narrow column cuts."""

from __future__ import annotations

from extractor.layout.blocks import Line
from extractor.layout.tables.broken_figures import Field, cut_figures
from extractor.layout.tables.rows import cut_rows
from extractor.read.page import Grid, GridCell
from extractor.read.words import Word


def line(text: str, k: int) -> Line:
    return Line((Word(text, 1, (2, 12 * k, 2 + 5 * len(text), 12 * k + 10), size=10),))


def field(width: float, *lines: str) -> Field:
    return [line(text, k) for k, text in enumerate(lines)], width


def rests(*fields: Field, broken: bool = False) -> list[str]:
    found = cut_figures(fields, lambda: broken)
    return [n.text for lines, _ in fields for n in lines if id(n.words[0]) in found]


def test_a_sign_that_no_figure_ends_with_shows_that_figures_are_cut() -> None:
    assert rests(field(26, "5.149.", "600"), field(26, "80,0", "7")) == ["600", "7"]


def test_the_decimals_of_whole_figures_show_it() -> None:
    whole = (field(60, "84,94"), field(60, "88,31"))
    assert rests(field(26, "98,0", "0"), *whole) == ["0"]
    assert rests(field(26, "98,0", "0"), field(60, "84,9"), field(60, "88,3")) == []
    assert rests(field(26, "98,0", "0"), field(60, "84,9"), field(60, "88,31")) == []


def test_digits_that_are_thousands_together_alone_show_it() -> None:
    assert rests(field(26, "1.47", "0"), field(26, "71,8", "0")) == ["0", "0"]


def test_words_that_the_table_breaks_show_it_for_figures_with_a_sign() -> None:
    assert rests(field(26, "71,8", "0"), field(16, "12", "15"), broken=True) == ["0"]
    assert rests(field(26, "71,8", "0")) == []


def test_figures_with_room_beside_them_are_two() -> None:
    assert rests(field(60, "71,8", "0"), field(60, "1.47", "0"), broken=True) == []


def test_a_cut_figure_makes_no_row_of_its_own() -> None:
    texts = (("Nilai", "Layanan kota", 0), ("71,8", "0", 100), ("1.47", "0", 128))
    widths = (100, 28, 28)

    def lined(x: float, *lines: str) -> tuple[tuple[Word, ...], ...]:
        return tuple(
            (Word(t, 1, (x + 2, 12 * k, x + 2 + 5 * len(t), 12 * k + 10), size=10),) for k, t in enumerate(lines)
        )

    row = tuple(
        GridCell(lined(x, a, b), (x, 0, x + width, 24), 1, c)
        for c, ((a, b, x), width) in enumerate(zip(texts, widths, strict=True))
    )
    head = tuple(
        GridCell(lined(x, name), (x, -20, x + width, 0), 0, c)
        for c, (name, x, width) in enumerate((("Indikator", 0, 100), ("TW 1", 100, 28), ("TW 2", 128, 28)))
    )
    cut = cut_rows(Grid(1, (0, -20, 156, 24), (head, row), 1))
    assert len(cut.rows) == 2
    assert [[w.text for w in cell.lines[0]] for cell in cut.rows[1][1:]] == [["71,8", "0"], ["1.47", "0"]]

"""Tables wider than the paper."""

from __future__ import annotations

from collections.abc import Sequence

from table_pages import LETTER, Sheet, body, header, tables

TOPS = (100.0, 118.0, 136.0, 154.0, 196.0, 214.0, 244.0)
"""Tops of two rows of a heading and four rows under it, and the bottom."""
Cell = tuple[int, int, int, int, str]
"""First and last column, first and last row, text."""


def part(number: int, widths: Sequence[float], cells: Sequence[Cell], tops: Sequence[float] = TOPS) -> Sheet:
    """A page with the cells of a table; headings stand in the middle of theirs."""
    xs = [50 + sum(widths[:k]) for k in range(len(widths) + 1)]
    sheet = Sheet(number)
    for first, last, up, low, text in cells:
        x0, x1 = xs[first], xs[last + 1]
        sheet.box(x0, tops[up], x1, tops[low + 1])
        x = (x0 + x1 - LETTER * len(text)) / 2 if low < 2 else x0 + 3
        sheet.text(text, x, tops[up] + 4, bold=low < 2)
    return sheet


def rows(first: int, *columns: Sequence[str]) -> list[Cell]:
    return [(first + c, first + c, r + 2, r + 2, text) for c, own in enumerate(columns) for r, text in enumerate(own)]


NUMBERS, FIGURES = ("1", "2", "3", "4"), ("11", "12", "13", "14")
LEFT: list[Cell] = [
    (0, 0, 0, 1, "No"),
    (1, 1, 0, 1, "Indikator Kinerja"),
    (2, 3, 0, 0, ""),
    (2, 2, 1, 1, "TW I"),
    (3, 3, 1, 1, "TW II"),
    *rows(0, NUMBERS, ("Luas taman", "Jumlah pasar", "Panjang jalan", "Jumlah sumur"), FIGURES, FIGURES),
]
RIGHT: list[Cell] = [
    (0, 0, 0, 1, "No"),
    (1, 2, 0, 0, "Target"),
    (1, 1, 1, 1, "TW III"),
    (2, 2, 1, 1, "TW IV"),
    (3, 3, 0, 1, "Pelaksana"),
    *rows(0, NUMBERS, FIGURES, FIGURES, ("Dinas Taman",) * 4),
]


def test_the_right_columns_of_a_table_stand_on_the_next_page() -> None:
    (table,) = tables(part(1, (40, 160, 60, 60), LEFT), part(2, (40, 60, 60, 90), RIGHT))
    assert table.pages == (1, 2)
    assert header(table) == [
        "No",
        "Indikator Kinerja",
        *(f"Target TW {n}" for n in ("I", "II", "III", "IV")),
        "Pelaksana",
    ]
    assert body(table)[1] == ["2", "Jumlah pasar", "12", "12", "12", "12", "Dinas Taman"]


def test_rows_of_other_heights_are_another_table() -> None:
    other = tuple(y + 9 * (k > 3) for k, y in enumerate(TOPS))
    assert len(tables(part(1, (40, 160, 60, 60), LEFT), part(2, (40, 60, 60, 90), RIGHT, other))) == 2


def test_the_rows_of_one_page_may_reach_over_several_of_the_other() -> None:
    left = [
        *((c, c, 0, 1, text) for c, text in enumerate(("No", "Sasaran", "Indikator"))),
        *((c, c, 2, 3, text) for c, text in enumerate(("1", "Taman asri", "Luas taman"))),
        *((c, c, 4, 5, text) for c, text in enumerate(("2", "Pasar ramai", "Jumlah pasar"))),
    ]
    right = [
        *((c, c, 0, 1, text) for c, text in enumerate(("Program", "Pelaksana"))),
        *rows(0, ("Program Taman", "Program Hutan", "Program Pasar", "Program Kios"), ("Dinas Taman",) * 4),
    ]
    (table,) = tables(part(1, (40, 160, 120), left), part(2, (160, 90), right))
    assert header(table) == ["No", "Sasaran", "Indikator", "Program", "Pelaksana"]
    assert [row[1:4] for row in body(table)] == [
        ["Taman asri", "Luas taman", "Program Taman"],
        ["Taman asri", "Luas taman", "Program Hutan"],
        ["Pasar ramai", "Jumlah pasar", "Program Pasar"],
        ["Pasar ramai", "Jumlah pasar", "Program Kios"],
    ]

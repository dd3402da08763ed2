"""Which rows of a ruled grid hold several, and which a list."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sheet import sheet

from extractor.layout.blocks import Line
from extractor.layout.tables.bands import Rows
from extractor.layout.tables.row_meaning import Piece
from extractor.layout.tables.rows import cut_rows
from extractor.read.page import Grid, GridCell


def grid(*rows: str) -> Grid:
    """A grid with a heading of one row."""
    head = "No | Sasaran | Indikator | Target"
    made = tuple(
        tuple(GridCell(tuple(n.words for n in c.lines), c.box, c.row, c.column) for c in row)
        for row in sheet(head, head, *rows).rows
    )
    first, last = made[0][0].box, made[-1][-1].box
    return Grid(1, (first[0], first[1], last[2], last[3]), made, heading=1)


def cut_in_two(columns: Sequence[Sequence[Line]], *, closed: bool) -> Rows:  # noqa: ARG001
    """Every column of several lines cut after its first."""
    pieces = tuple(
        (Piece(tuple(own[:1]), 0, 0), Piece(tuple(own[1:]), 1, 1)) if len(own) > 1 else (Piece(tuple(own), 0, 1),)
        for own in columns
    )
    return Rows((columns[-1][0].box[3] + 1,), pieces, (1.0, 1.0))


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        ("1 | Mutu hasil panen | 1. Luas panen\nkopi desa\n2. Hasil panen | 1. 95%\n2. 250 ton", 1),
        ("1 | Mutu hasil panen | 1. Luas panen\nkopi desa\n2. Hasil panen | 95%\n250 ton", 1),
        ("1 | Mutu hasil panen | Jumlah panen:\na. Kopi rakyat\nb. Teh rakyat | 95%\n250 ton", 1),
        ("1 | Mutu hasil panen | 1) Luas\nkopi\n2)\nHasil\nkopi | 95%\n250 ton", 1),
        ("1 | Mutu hasil dari\nKebun Kopi Raya | 1. Luas panen\n2. Hasil panen | 95%\n250 ton", 1),
        ("1 | Mutu hasil panen | Luas panen desa\nHasil panen desa | 95%\n250 ton", 2),
    ],
    ids=["numbered", "counted", "led in", "a mark alone", "a statement that wraps", "no list"],
)
def test_a_list_under_one_statement_is_not_cut(row: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.layout.tables.rows.split_band", cut_in_two)
    assert len(cut_rows(grid(row)).rows) == 1 + rows


def test_a_list_is_not_cut_where_each_item_has_a_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.layout.tables.rows.split_band", cut_in_two)
    row = "Mutu hasil | 1. Luas panen\nkopi desa\n2. Hasil panen | hektare besar\nton beras basah | 95\n250"
    assert len(cut_rows(grid(row)).rows) == 2

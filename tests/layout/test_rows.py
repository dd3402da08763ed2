"""Which rows of a ruled grid hold several, and which a list."""

from __future__ import annotations

from sheet import sheet

from extractor.layout.tables.rows import cut_rows
from extractor.read.page import Grid, GridCell


def grid(*rows: str) -> Grid:
    """A grid with a heading of one row."""
    made: list[tuple[GridCell, ...]] = []
    for row in sheet("No | Sasaran | Indikator | Target", "No | Sasaran | Indikator | Target", *rows).rows:
        made.append(tuple(GridCell(tuple(n.words for n in c.lines), c.box, c.row, c.column) for c in row))
    first, last = made[0][0].box, made[-1][-1].box
    return Grid(1, (first[0], first[1], last[2], last[3]), tuple(made), heading=1)


def count(*rows: str) -> int:
    return len(cut_rows(grid(*rows, "2 | Terwujudnya tata kelola | Nilai pengawasan arsip | 81")).rows) - 2


def test_a_list_under_one_statement_is_one_row_however_its_items_wrap() -> None:
    assert count("1 | Meningkatnya panen | 1. Luas panen kopi\ndan teh\n2. Hasil panen kopi | 20 ha\n50 ton") == 1
    assert count("1 | Meningkatnya panen | Jumlah panen:\na. Kopi rakyat\nb. Teh\nrakyat | 20 ha\n50 ton") == 1
    assert count("1 | Meningkatnya panen | 1. Luas panen kopi\n2. Hasil\npanen kopi | 1. 20 ha\n2. 50 ton") == 1

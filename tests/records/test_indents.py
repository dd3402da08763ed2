"""Levels of lines that are set in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drafts import plain
from sheet import sheet

from extractor.layout.blocks import Cell, Line, Table
from extractor.match.columns import read_columns
from extractor.records.plan_table import Setting, plan_indicators

HEAD = "Program/Kegiatan/Sub Kegiatan | Indikator | Target"
LINES = (
    (0, "Terjaganya kebun | Luas kebun | 9 ha"),
    (1, "PROGRAM KEBUN | Kebun rindang | 80%"),
    (2, "Penanaman | Jumlah pohon | 12 batang"),
    (3, "Pembelian bibit | Jumlah bibit | 20 batang"),
    (3, "Pembuatan lubang | Jumlah lubang | 20 titik"),
    (2, "Penyiraman | Jumlah timba | 4 buah"),
    (0, "Terjaganya taman | Luas taman | 3 ha"),
    (1, "PROGRAM TAMAN | Taman rapi | 70%"),
)


def _shifted(cell: Cell, by: float) -> Cell:
    def line(one: Line) -> Line:
        return Line(tuple(replace(w, box=(w.box[0] + by, w.box[1], w.box[2] + by, w.box[3])) for w in one.words))

    return replace(cell, lines=tuple(map(line, cell.lines)))


def _levels(*edges: float) -> list[tuple[Any, ...]]:
    table: Table = sheet(HEAD, *(text for _, text in LINES))
    rows = tuple((_shifted(row[0], edges[k]), *row[1:]) for k, row in enumerate(table.rows))
    drafts = [plain(d) for d in plan_indicators(read_columns(replace(table, rows=rows)), 0, Setting(year=2023))]
    return [tuple(d.get(k) for k in ("objective", "program", "activity", "sub_activity")) for d in drafts]


def test_lines_set_in_tell_their_levels() -> None:
    found = _levels(*(step * 8.0 for step, _ in LINES))
    assert found[:2] == [("Terjaganya kebun", None, None, None), ("Terjaganya kebun", "PROGRAM KEBUN", None, None)]
    assert [row[2:] for row in found[2:6]] == [
        ("Penanaman", None),
        ("Penanaman", "Pembelian bibit"),
        ("Penanaman", "Pembuatan lubang"),
        ("Penyiraman", None),
    ]
    assert found[6:] == [("Terjaganya taman", None, None, None), ("Terjaganya taman", "PROGRAM TAMAN", None, None)]


def test_lines_set_in_the_middle_tell_none() -> None:
    found = _levels(30.0, 21.5, 40.0, 33.0, 28.0, 44.5, 36.5, 25.0)
    assert not any(sub for *_, sub in found)

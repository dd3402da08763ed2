"""The same content in many frames gives the same indicators."""

from __future__ import annotations

import pytest
from drafts import plain
from table_pages import PAD, PITCH, Sheet, body, header, tables

from extractor.match.columns import read_columns
from extractor.records.indicators import indicators

HEAD = ("No", "Sasaran Strategis", "Indikator Kinerja", "Target")
ROWS = (
    ("1", "Meningkatnya mutu layanan pasar", "Persentase pasar yang tertata rapi", "80%"),
    ("2", "Terjaganya hutan kota", "Luas hutan kota yang dirawat", "12 ha"),
    ("3", "Meningkatnya minat baca", "Jumlah pengunjung perpustakaan keliling", "1.500 orang"),
)
EDGES = (50.0, 80.0, 230.0, 430.0, 530.0)
FRAMES = ("grid", "box with uprights", "box", "rules", "header rule", "zebra", "none")


def written(sheet: Sheet, rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Writes rows in columns, the first of them bold; gives the heights between them."""
    heights = [100.0]
    for r, row in enumerate(rows):
        deepest = 1
        for c, text in enumerate(row):
            before = len(sheet.words)
            sheet.cell(text, EDGES[c], heights[-1], EDGES[c + 1], bold=r == 0)
            deepest = max(deepest, len({w.box[1] for w in sheet.words[before:]}))
        heights.append(heights[-1] + deepest * PITCH + 2 * PAD + 4)
    return heights


def framed(frame: str) -> Sheet:
    sheet = Sheet()
    heights = written(sheet, (HEAD, *ROWS))
    left, right, top, bottom = EDGES[0], EDGES[-1], heights[0], heights[-1]
    levels = {"grid": heights, "rules": heights, "header rule": [*heights[:2], bottom]}
    for y in levels.get(frame, []):
        sheet.level(left, right, y)
    if frame in ("grid", "box with uprights"):
        for x in EDGES:
            sheet.upright(x, top, bottom)
    if frame.startswith("box"):
        sheet.box(left, top, right, bottom)
    if frame == "zebra":
        for k in range(0, len(ROWS) + 1, 2):
            sheet.filled(left, heights[k], right, heights[k + 1])
    return sheet


@pytest.mark.parametrize("frame", FRAMES)
def test_the_same_content_in_any_frame_gives_the_same_indicators(frame: str) -> None:
    (table,) = tables(framed(frame))
    assert header(table) == list(HEAD)
    drafts = [plain(d) for d in indicators(read_columns(table))]
    assert [(d["row"], d["objective"], d["name"], d["target"]["text"]) for d in drafts] == list(ROWS)


def test_a_frame_round_the_heading_of_several_columns_is_no_table() -> None:
    sheet = Sheet().box(50, 100, 540, 140).level(50, 540, 120).upright(380, 100, 120)
    places = (60.0, 160.0, 270.0, 390.0, 450.0, 510.0)
    for text, x in zip(("Sasaran", "Indikator", "Satuan"), places, strict=False):
        sheet.text(text, x, 104, bold=True)
    sheet.text("Target Per Tahun", 410, 104, bold=True)
    for text, x in zip(("2041", "2042", "2043"), places[3:], strict=True):
        sheet.text(text, x, 124, bold=True)
    for k in range(3):
        for text, x in zip((f"Taman {k}", "Jumlah taman", "buah", "4", "5", "6"), places, strict=True):
            sheet.text(text, x, 146 + 24 * k)
        sheet.level(50, 540, 162 + 24 * k)
    (table,) = tables(sheet)
    assert len(table.header) == 6
    assert [row[3:] for row in body(table)] == [["4", "5", "6"]] * 3


def test_a_heading_of_storeys_whose_walls_a_dark_ground_has_swallowed_stands_over_the_columns_of_its_rows() -> None:
    edges = (50.0, 90.0, 250.0, 370.0, 430.0, 550.0)
    sheet = Sheet().text("Hasil Program", 370 - 32, 104)
    for text, x in (("No", 65), ("Kegiatan", 150), ("Tolok Ukur", 285), ("Target", 385), ("Pagu", 480)):
        sheet.text(text, x, 120)
    sheet.filled(50, 100, 550, 140, "#000000").box(50, 100, 550, 140)
    rows = [
        ("1", "Rawat sumur", "Jumlah sumur", "4", "Rp 1.500.000"),
        ("2", "Tata pasar", "Luas pasar", "9", "Rp 700.000"),
    ]
    for k, row in enumerate(rows):
        for text, x in zip(row, edges, strict=False):
            sheet.text(text, x + 3, 145 + 30 * k)
    for y in (170, 200):
        sheet.level(50, 550, y)
    for x in edges:
        sheet.upright(x, 140, 200)
    (table,) = tables(sheet)
    assert header(table) == ["No", "Kegiatan", "Hasil Program Tolok Ukur", "Hasil Program Target", "Pagu"]
    assert [[cell.text for cell in row] for row in table.rows] == [list(row) for row in rows]

"""Tables of real PDFs, drawn here: the way from the file to the table."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extractor.layout.flow import lay_out
from extractor.options import Options
from extractor.read.source import open_source

HEAD = [["No", "Sasaran", "Target", ""], ["", "", "Jumlah", "Satuan"], ["(1)", "(2)", "(3)", "(4)"]]


def _pdf(rows: list[list[str]], spans: list[tuple[str, tuple[int, int], tuple[int, int]]]) -> bytes:
    out = io.BytesIO()
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (2, 0), (3, 0)), ("SPAN", (0, 0), (0, 1))]
    table = Table(HEAD + rows, colWidths=[40, 220, 80, 80], repeatRows=3)
    table.setStyle(TableStyle([*style, ("SPAN", (1, 0), (1, 1)), *spans]))
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()


def test_a_long_table_with_a_merged_heading_is_read_over_its_pages() -> None:
    rows = [[str(n), f"Tertatanya taman {n}", str(10 * n), "unit"] for n in range(1, 91)]
    layouts = lay_out(open_source(_pdf(rows, []), Options()).pages)
    (table,) = [t for layout in layouts for t in layout.tables]
    assert [span.text for span in table.header] == ["No", "Sasaran", "Target Jumlah", "Target Satuan"]
    assert [[cell.text for cell in row] for row in table.rows] == rows
    assert table.pages == (1, 2, 3)


def test_merged_cells_of_a_pdf_cover_all_their_rows() -> None:
    rows = [["1", "Bersihnya pasar", "80", "%"], ["", "", "4", "kali"], ["2", "Terangnya jalan", "90", "%"]]
    pdf = _pdf(rows, [("SPAN", (0, 3), (0, 4)), ("SPAN", (1, 3), (1, 4))])
    (layout,) = lay_out(open_source(pdf, Options()).pages)
    (table,) = layout.tables
    assert table.grid_text() == [
        ["1", "Bersihnya pasar", "80", "%"],
        ["1", "Bersihnya pasar", "4", "kali"],
        ["2", "Terangnya jalan", "90", "%"],
    ]
    assert table.rows[0][1] is table.rows[1][1]
    assert table.rows[0][1].row_span == 2

"""Vertical lines that part the words of narrow cells."""

from __future__ import annotations

from drawn_pdf import pages, pdf
from reportlab.pdfgen.canvas import Canvas

from extractor.read.page import Ruling
from extractor.read.uprights import Uprights


def test_a_line_parts_what_stands_at_its_sides_at_its_height() -> None:
    walls = Uprights([Ruling(50, 10, 50, 30, 1), Ruling(20, 40, 80, 40, 1)])
    assert walls.part(49, 51, 20)
    assert walls.part(51, 49, 20)
    assert not walls.part(49, 51, 35)
    assert not walls.part(52, 60, 20)
    assert not Uprights([Ruling(20, 40, 80, 40, 1)])


def test_figures_of_narrow_cells_are_words_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        width = canvas.stringWidth("21.257", "Helvetica", 10)
        for k, text in enumerate(("21.257", "21.289")):
            canvas.drawString(100 + k * (width + 1), 500, text)
        canvas.line(100 + width + 0.5, 490, 100 + width + 0.5, 515)
        canvas.drawString(100, 300, "21.257")
        canvas.drawString(100 + width + 1, 300, "21.289")

    said = [w.text for w in pages(pdf(draw))[0].words]
    assert said == ["21.257", "21.289", "21.25721.289"]

"""What a PDF page sets and hides: lines that a page break cuts."""

from __future__ import annotations

from io import BytesIO

import pytest
from drawn_pdf import A4, pages, words
from reportlab.pdfgen.canvas import Canvas


@pytest.mark.parametrize(
    ("foot", "width", "printed"),
    [
        (49.0, 500.0, ["Pasar.", "Kota"]),  # all of the lower line is shown
        (56.0, 500.0, ["Pasar."]),  # more than half of it is hidden
        (56.0, 120.0, ["Pasar.", "Kota"]),  # by a cell that is too low
    ],
)
def test_a_line_that_a_page_break_cuts_stands_on_the_page_that_shows_most_of_it(
    foot: float, width: float, printed: list[str]
) -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    path = canvas.beginPath()
    path.rect(40, foot, width, 700)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 80, "Pasar.")
    canvas.drawString(60, 50, "Kota")
    canvas.save()
    (page,) = pages(out.getvalue())
    assert words(page) == printed

"""Draws small PDFs for tests: what stands on them is invented, where it stands is chosen."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from extractor.options import Options
from extractor.read.page import Page
from extractor.read.pdf import read_pdf

A4 = (595.0, 842.0)
Draw = Callable[[Canvas], None]


def pdf(*draws: Draw, size: tuple[float, float] = A4, password: str | None = None, rotate: int = 0) -> bytes:
    """A PDF of one page a drawing."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=password, invariant=1)  # type: ignore[arg-type]
    for draw in draws:
        canvas.setFont("Helvetica", 11)
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(*lines: tuple[float, float, str], font: str = "Helvetica", size: float = 11) -> Draw:
    """Draws texts at (x, distance from the top)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for x, top, line in lines:
            canvas.drawString(x, A4[1] - top, line)

    return draw


def pages(data: bytes, **options: object) -> list[Page]:
    """The pages as the reader gives them."""
    return list(read_pdf(data, "drawn.pdf", Options(**options))[1])  # type: ignore[arg-type]


def words(page: Page) -> list[str]:
    """The texts of the words."""
    return [w.text for w in page.words]

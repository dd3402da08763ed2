"""A page with a chart of two boxes, one under the other."""

from __future__ import annotations

from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word


def chart_page() -> Page:
    """A tujuan over a sasaran, a connector between them."""

    def word(text: str, x: float, y: float) -> Word:
        return Word(text, 1, (x, y, x + 5 * len(text), y + 8))

    words = (word("Tujuan:", 100, 20), word("Kota", 140, 20), word("Sasaran:", 100, 80), word("Taman", 145, 80))
    frames = tuple(
        Shape(((95, y), (205, y), (205, y + 20), (95, y + 20), (95, y)), True, stroke="#000000") for y in (15, 75)
    )
    return Page(1, 300, 200, words, (Ruling(150, 35, 150, 75),), frames)

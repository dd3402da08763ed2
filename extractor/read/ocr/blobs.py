"""Connected pieces of ink in a picture of ink and paper.

Separate because the outlines of pieces are found ten times as fast as pieces are labelled, and boxes are all that is
asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture


INK = 165
"""Brightness (0 to 255) below which a pixel is ink: pale print and thin lines, but not the grey of their edges."""
LETTER_INK = 150
"""The same for letters whose print is measured: their strokes are thicker, and less of their edges counts."""


def inked(grey: Picture, below: int) -> Picture:
    """1 where a grey picture is darker than this (0 to 255), 0 elsewhere."""
    import cv2

    ink: Picture = cv2.threshold(grey, below - 1, 1, cv2.THRESH_BINARY_INV)[1]
    return ink


def blobs(ink: Picture) -> list[tuple[int, int, int, int, int]]:
    """Left, top, width, height (pixels) of every piece, from the top on, and how much ink its box holds; what lies in
    another's hole is a piece of its own.
    """
    import cv2

    return [(x, y, w, h, cv2.countNonZero(ink[y : y + h, x : x + w])) for x, y, w, h in pieces(ink)]


def pieces(ink: Picture) -> list[tuple[int, int, int, int]]:
    """The same without the ink, where most pieces are passed over by their size."""
    import cv2

    outlines, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if nesting is None:
        return []
    outer = [outline for outline, (_, _, _, around) in zip(outlines, nesting[0].tolist(), strict=True) if around < 0]
    return [(x, y, w, h) for y, x, w, h in sorted((y, x, w, h) for x, y, w, h in map(cv2.boundingRect, outer))]

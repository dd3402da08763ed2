"""Connected pieces of ink in a picture of ink and paper.

Separate because the outlines of pieces are found ten times as fast as pieces are labelled, and boxes are all that is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture


def blobs(ink: Picture) -> Iterator[tuple[int, int, int, int, int]]:
    """Left, top, width, height (pixels) of every piece, and how much ink its box holds; what lies in another's hole is
    a piece of its own.
    """
    import cv2

    outlines, nesting = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if nesting is None:
        return
    for outline, (_, _, _, around) in zip(outlines, nesting[0], strict=True):
        if around < 0:
            x, y, w, h = cv2.boundingRect(outline)
            yield x, y, w, h, cv2.countNonZero(ink[y : y + h, x : x + w])

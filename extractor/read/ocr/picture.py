"""Reads the picture of one page: from pixels to a :class:`Page`.

Comes in: a rendered page and its scale. Goes out: words and ruling lines in points, upright and straight, every word
with its box on the page as it lies in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.engine import engine
from extractor.read.ocr.prepare import cleaned, skew, straightened, turned
from extractor.read.ocr.rulings import PixelLine, rulings
from extractor.read.ocr.words import PictureWord, picture_words
from extractor.read.page import Page, Ruling
from extractor.read.words import Box, Word, box_around

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture, Quad, RapidEngine

FIND_SIDE = 1600
"""Pixels of the longer side of the picture in which lines of text are looked for."""
_SAMPLE = 8
_SURE = 0.93
_INK = 150
_READABLE = 0.45
"""Below this certainty a reading is noise: stamps, signatures, pictures."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the straight picture lies on the page: pixels for a point, quarter turns taken, the straightening matrix."""

    scale: float
    quarter: int
    matrix: Any
    width: float
    height: float

    def paper(self, box: Box) -> Box:
        """A box of the straight picture (pixels) as a box on the page (points)."""
        import cv2
        import numpy as np

        corners = np.array([[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]], dtype=np.float64)
        if self.matrix is not None:
            back = cv2.invertAffineTransform(self.matrix)
            corners = corners @ back[:, :2].T + back[:, 2]
        points = [self._unturned(x / self.scale, y / self.scale) for x, y in corners]
        x0, top, x1, bottom = box_around((x, y, x, y) for x, y in points)
        return (max(0.0, x0), max(0.0, top), min(self.width, x1), min(self.height, bottom))

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 1:
            return self.width - y, x
        if self.quarter == 2:
            return self.width - x, self.height - y
        if self.quarter == 3:
            return y, self.height - x
        return x, y


def read_picture(picture: Picture, scale: float, number: int) -> Page:
    """The page that a colour picture shows; ``scale`` is pixels for a point, ``number`` the page's number."""
    reader = engine()
    height, width = (side / scale for side in picture.shape[:2])
    grey = cleaned(picture)
    quads = _find(reader, grey)
    if not quads:
        return Page(number, width, height, method="ocr")
    quarter = _quarter(reader, grey, quads)
    if quarter:
        grey = turned(grey, quarter)
        quads = _find(reader, grey)
    angle = skew(quads)
    matrix = None
    if angle:
        grey, matrix = straightened(grey, angle)
        quads = [_moved(quad, matrix) for quad in quads]
    across, down = rulings(grey, scale)
    boxes = [part for quad in quads for part in _cut_at(_box(quad), down)]
    words = _words(reader, grey, boxes)
    frame = Frame(scale, quarter, matrix, width, height)
    straight_width, straight_height = (width, height) if quarter % 2 == 0 else (height, width)
    return Page(
        number,
        straight_width,
        straight_height,
        words=tuple(_page_word(word, frame, number) for word in words),
        rulings=tuple(_ruling(line, scale) for line in (*across, *down)),
        method="ocr",
    )


def _find(reader: RapidEngine, grey: Picture) -> list[Quad]:
    """Lines of text, looked for in a picture of the size that suits the network."""
    import cv2
    import numpy as np

    longer = max(grey.shape[:2])
    factor = min(1.0, FIND_SIDE / longer)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    return [
        np.asarray(quad, dtype=np.float32) / factor for quad in reader.find(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))
    ]


def _quarter(reader: RapidEngine, grey: Picture, quads: list[Quad]) -> int:
    """How many right angles the page must be turned counter-clockwise to stand upright."""
    boxes = [_box(quad) for quad in quads]
    tall = sum(b[3] - b[1] for b in boxes if b[3] - b[1] > 1.5 * (b[2] - b[0]))
    wide = sum(b[2] - b[0] for b in boxes if b[2] - b[0] > 1.5 * (b[3] - b[1]))
    sideways = tall > wide
    longest = sorted(boxes, key=lambda b: -max(b[2] - b[0], b[3] - b[1]))[:_SAMPLE]
    crops = [_crop(grey, b) for b in longest]
    first, second = (1, 3) if sideways else (0, 2)
    upright = _certainty(reader, [turned(c, first) for c in crops] if first else crops)
    if upright >= _SURE:
        return first
    return second if _certainty(reader, [turned(c, second) for c in crops]) > upright + 0.05 else first


def _certainty(reader: RapidEngine, crops: list[Picture]) -> float:
    readings = reader.read(crops)
    return sum(r.confidence for r in readings) / max(1, len(readings))


def _words(reader: RapidEngine, grey: Picture, boxes: list[Box]) -> list[PictureWord]:
    found: list[PictureWord] = []
    crops = [_crop(grey, b) for b in boxes]
    for box, crop, reading in zip(boxes, crops, reader.read(crops), strict=True):
        if reading.confidence >= _READABLE:
            found.extend(picture_words(reading, max(0, int(box[0])), box[1], box[3], _gaps(crop)))
    return found


def _gaps(crop: Picture) -> list[tuple[float, float]]:
    """Stretches of a crop's width without ink, in pixels; the outermost rows are left out (neighbouring lines,
    rules).
    """
    import numpy as np

    height = crop.shape[0]
    ink = (crop[int(0.15 * height) : max(1, int(0.85 * height)), :, 0] < _INK).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], ink.astype(np.int8), [1]))))
    return [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def _crop(grey: Picture, box: Box) -> Picture:
    import cv2

    height, width = grey.shape[:2]
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    x1, y1 = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    return cv2.cvtColor(grey[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)], cv2.COLOR_GRAY2BGR)


def _moved(quad: Quad, matrix: Any) -> Quad:
    moved: Quad = quad @ matrix[:, :2].T + matrix[:, 2]
    return moved


def _box(quad: Quad) -> Box:
    return (float(quad[:, 0].min()), float(quad[:, 1].min()), float(quad[:, 0].max()), float(quad[:, 1].max()))


def _cut_at(box: Box, down: list[PixelLine]) -> list[Box]:
    """The box cut where a vertical ruling line crosses it: text of two cells is never one line."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    cuts = sorted(
        line[0]
        for line in down
        if x0 + 0.4 * height < line[0] < x1 - 0.4 * height and min(y1, line[3]) - max(y0, line[1]) > 0.6 * height
    )
    edges = [x0, *cuts, x1]
    pad = 2.0
    return [
        (a + (pad if k else 0), y0, b - (pad if k + 1 < len(cuts) + 1 else 0), y1)
        for k, (a, b) in enumerate(pairwise(edges))
        if b - a > 3 * pad
    ]


def _page_word(word: PictureWord, frame: Frame, number: int) -> Word:
    x0, y0, x1, y1 = (v / frame.scale for v in word.box)
    # the network's boxes stand wider than the print: a tenth of the height above and below is air
    air = 0.12 * (y1 - y0)
    box = (x0, y0 + air, x1, y1 - air)
    return Word(
        word.text,
        number,
        box,
        confidence=round(word.confidence, 4),
        method="ocr",
        size=0.9 * (box[3] - box[1]),
        paper=frame.paper(word.box),
    )


def _ruling(line: PixelLine, scale: float) -> Ruling:
    return Ruling(line[0] / scale, line[1] / scale, line[2] / scale, line[3] / scale)

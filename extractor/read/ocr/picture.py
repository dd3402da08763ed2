"""Reads the picture of one page: from pixels to what the engine saw.

Comes in: a rendered page and its scale. Goes out: a :class:`RawPage`, lines of text and ruling lines of the upright,
straight, cleaned picture. What they mean as words is :mod:`extractor.read.ocr.compose`'s matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.engine import Char, Reading, engine
from extractor.read.ocr.missed import bullets, missed
from extractor.read.ocr.networks import RuntimeChoice
from extractor.read.ocr.prepare import ENLARGED, cleaned, enlarged, skew, straightened, turned
from extractor.read.ocr.raw import PixelLine, RawLine, RawPage
from extractor.read.ocr.rulings import rulings
from extractor.read.ocr.second import read_again
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture, Quad

FIND_SIDE = 1600
"""Pixels of the longer side of the picture in which lines of text are looked for."""
_LARGEST_FIND_SIDE = 2400
"""What memory allows: the network holds dozens of pictures of this size."""
_SAMPLE = 6
_SURE = 0.93
_INK = 150
_UNDERLINED = 0.8
"""Share of ink in a row of pixels from which it is a line, not letters."""
_READABLE = 0.45
"""Below this certainty a reading is noise: stamps, signatures, pictures."""
_SMALL_PRINT = 19.0
"""Pixels of a line's height below which print is too small to be read well; the box of a line is about twice the
height of its x."""
_GOOD_PRINT = 32.0
_LARGEST_STEP = 2.0
_LONE = re.compile(r"\d{1,4}[.,%)]?|[A-Za-z][.)]|[IVX]{1,4}")
_BULLET = "•"
_BULLET_SURE = 0.9
_DOUBTFUL_CHAR = 0.9
_DOUBTFUL_LINE = 0.88


def read_picture(
    picture: Picture,
    scale: float,
    *,
    choice: RuntimeChoice = "auto",
    finer: Callable[[float], tuple[Picture, float]] | None = None,
) -> RawPage:
    """What a colour picture shows; ``scale`` is pixels for a point.

    ``finer`` gives the same page ``factor`` times as large, as far as that is allowed; it is asked where the print is
    small. ``choice`` says what runs the engine.
    """
    reader = engine(choice)
    height, width = (side / scale for side in picture.shape[:2])
    grey = cleaned(picture)
    quads = _find(reader, grey, FIND_SIDE)
    if not quads:
        return RawPage(width, height, scale)
    small = _print_height(quads)
    if finer is not None and small < _SMALL_PRINT:
        larger, larger_scale = finer(min(_LARGEST_STEP, _GOOD_PRINT / small))
        if larger_scale > 1.1 * scale:
            side = min(_LARGEST_FIND_SIDE, round(FIND_SIDE * larger_scale / scale))
            scale, grey = larger_scale, cleaned(larger)
            quads = _find(reader, grey, side) or quads
    quarter = _quarter(reader, grey, quads)
    if quarter:
        grey = turned(grey, quarter)
        quads = _find(reader, grey, FIND_SIDE)
    angle = skew(quads)
    matrix = None
    if angle:
        grey, matrix = straightened(grey, angle)
        quads = [_moved(quad, matrix) for quad in quads]
    across, down = rulings(grey, scale)
    boxes = [part for quad in quads for part in _cut_at(_box(quad), down)]
    lines = _lines(reader, grey, boxes)
    held = [line.box for line in lines]
    return RawPage(
        width,
        height,
        scale,
        quarter,
        None if matrix is None else (_row(matrix[0]), _row(matrix[1])),
        (*lines, *_overlooked(reader, grey, held), *_bullets(grey, held)),
        tuple(across),
        tuple(down),
    )


def _row(row: Any) -> tuple[float, float, float]:
    a, b, c = map(float, row)
    return (a, b, c)


def _print_height(quads: list[Quad]) -> float:
    """The usual height of a line in pixels, whichever way the page stands."""
    heights = sorted(min(b[2] - b[0], b[3] - b[1]) for b in map(_box, quads))
    return heights[len(heights) // 2]


def _find(reader: Engine, grey: Picture, side: int) -> list[Quad]:
    """Lines of text, looked for in a picture of the size that suits the network."""
    import cv2
    import numpy as np

    longer = max(grey.shape[:2])
    factor = min(1.0, side / longer)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else grey
    return [np.asarray(quad, dtype=np.float32) / factor for quad in reader.find(small)]


def _quarter(reader: Engine, grey: Picture, quads: list[Quad]) -> int:
    """How many right angles the page must be turned counter-clockwise to stand upright."""
    boxes = [_box(quad) for quad in quads]
    tall = sum(b[3] - b[1] for b in boxes if b[3] - b[1] > 1.5 * (b[2] - b[0]))
    wide = sum(b[2] - b[0] for b in boxes if b[2] - b[0] > 1.5 * (b[3] - b[1]))
    sideways = tall > wide
    # lines of middling length say enough and cost little
    longest = sorted(boxes, key=lambda b: -max(b[2] - b[0], b[3] - b[1]))
    crops = [_crop(grey, b) for b in longest[len(longest) // 4 :][:_SAMPLE]]
    first, second = (1, 3) if sideways else (0, 2)
    upright = _certainty(reader, [turned(c, first) for c in crops] if first else crops)
    if upright >= _SURE:
        return first
    return second if _certainty(reader, [turned(c, second) for c in crops]) > upright + 0.05 else first


def _certainty(reader: Engine, crops: list[Picture]) -> float:
    readings = reader.read(crops)
    return sum(r.confidence for r in readings) / max(1, len(readings))


def _lines(reader: Engine, grey: Picture, boxes: list[Box]) -> list[RawLine]:
    crops = [_crop(grey, b) for b in boxes]
    lines: list[RawLine] = []
    doubtful: list[int] = []
    for box, crop, reading in zip(boxes, crops, reader.read(crops), strict=True):
        if reading.confidence < _READABLE:
            continue
        if _doubtful(reading):
            doubtful.append(len(lines))
        left = max(0, int(box[0]))
        lines.append(RawLine(box, left, reading.chars, tuple(_gaps(crop)), tuple(_ink(crop, reading.chars))))
    # another reader, or another rendering of the same print: what is read alike twice is likely right
    renderings = [enlarged(grey, lines[k].box) for k in doubtful]
    crops = [crop for crop, _ in renderings]
    asked = read_again(crops)
    seconds = reader.read(crops) if None in asked else asked
    for k, (_, x0), second in zip(doubtful, renderings, seconds, strict=True):
        if second is None:
            continue
        shift = x0 - lines[k].left
        moved = (replace(c, x0=c.x0 / ENLARGED + shift, x1=c.x1 / ENLARGED + shift) for c in second.chars)
        lines[k] = replace(lines[k], second=tuple(moved))
    return lines


def _overlooked(reader: Engine, grey: Picture, boxes: list[Box]) -> list[RawLine]:
    """Figures and letters of lists that stand alone and in no line that was found, if they are read for sure."""
    lines = _lines(reader, grey, missed(grey, boxes))
    return [
        line
        for line in lines
        if _LONE.fullmatch("".join(c.text for c in line.chars)) and min(c.confidence for c in line.chars) > _SURE
    ]


def _bullets(grey: Picture, boxes: list[Box]) -> list[RawLine]:
    """Bullets as lines of one sign, as high as the line that they stand before."""
    lines = []
    for x0, y0, x1, y1 in bullets(grey, boxes):
        middle = (y0 + y1) / 2
        _, top, _, bottom = min((b for b in boxes if b[1] < middle < b[3] and b[0] > x1), key=lambda b: b[0])
        char = Char(_BULLET, 0.0, x1 - x0, _BULLET_SURE)
        lines.append(RawLine((x0, top, x1, bottom), x0, (char,)))
    return lines


def _doubtful(reading: Reading) -> bool:
    """Whether a line is worth a second reading: unsure as a whole, or in one of its figures."""
    if reading.confidence < _DOUBTFUL_LINE:
        return True
    return any(c.confidence < _DOUBTFUL_CHAR for c in reading.chars if not c.text.isspace()) and any(
        c.text.isdigit() or c.other.isdigit() for c in reading.chars
    )


def _ink(crop: Picture, chars: tuple[Char, ...]) -> list[tuple[int, int]]:
    """For every character its dark pixels and the length of its outline: their quotient is the stroke's thickness."""
    import numpy as np

    ink = (crop < _INK).astype(np.int32)
    outline = np.zeros(ink.shape[1], dtype=np.int64)
    outline += np.abs(np.diff(ink, axis=0)).sum(axis=0)
    outline[1:] += np.abs(np.diff(ink, axis=1)).sum(axis=0)
    dark, edge = (np.concatenate(([0], np.cumsum(a))) for a in (ink.sum(axis=0), outline))
    last = ink.shape[1]
    places = [(min(last, max(0, round(c.x0))), min(last, max(0, round(c.x1)))) for c in chars]
    return [(int(dark[b] - dark[a]), int(edge[b] - edge[a])) for a, b in places]


def _gaps(crop: Picture) -> list[tuple[float, float]]:
    """Stretches of a crop's width without ink, in pixels; the outermost rows are left out (neighbouring lines,
    rules).
    """
    import numpy as np

    height = crop.shape[0]
    rows = crop[int(0.15 * height) : max(1, int(0.85 * height))] < _INK
    # an underline joins all letters; where it runs, and a row beside it, is no part of them
    lined = np.convolve(rows.mean(axis=1) > _UNDERLINED, (1, 1, 1), mode="same") > 0
    ink = rows[~lined].any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], ink.astype(np.int8), [1]))))
    return [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def _crop(grey: Picture, box: Box) -> Picture:
    height, width = grey.shape[:2]
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    x1, y1 = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    return grey[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)]


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

"""Reads the picture of one page: from pixels to what the engine saw.

Comes in: a rendered page and its scale. Goes out: a :class:`RawPage`, lines of text and ruling lines of the upright,
straight, cleaned picture. What they mean as words is :mod:`extractor.read.ocr.compose`'s matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.alone import SURE_ALONE, better_alone
from extractor.read.ocr.blobs import LETTER_INK, inked
from extractor.read.ocr.closer import looked_again
from extractor.read.ocr.coloured import ColouredBox, coloured_boxes, is_coloured, outside
from extractor.read.ocr.colours import grey_of, on_light_paper, one_plane
from extractor.read.ocr.crossed import without_crossed
from extractor.read.ocr.drawings import grounds, is_dark, without_grounds
from extractor.read.ocr.engine import Char, engine
from extractor.read.ocr.finding import found_lines
from extractor.read.ocr.frames import without_frames
from extractor.read.ocr.joints import joints
from extractor.read.ocr.light import evenly_lit
from extractor.read.ocr.missed import Loose, bullets, colons, dashes, missed
from extractor.read.ocr.networks import RuntimeChoice
from extractor.read.ocr.numerals import with_numerals
from extractor.read.ocr.pale_cards import pale_cards
from extractor.read.ocr.raw import Matrix, PixelLine, PixelShape, RawLine, RawPage
from extractor.read.ocr.rulings import rulings
from extractor.read.ocr.stacked import lines_in
from extractor.read.ocr.strokes import outlines, slanting
from extractor.read.ocr.typeset import dark_on_light, print_box
from extractor.read.ocr.unread import BULLET, SIGN_SURE, with_bullet
from extractor.read.ocr.upright import View, box_of, upright
from extractor.read.ocr.white import white_rules
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture

_DARKEST, _STANDS_OUT = 2, 50
"""Percentile of a crop's brightness that its strokes have; levels above it that are still a stroke's soft edge."""
_PAPER = 215
"""Brightness from which a pixel is paper, be the print as pale as it may."""
_LINE_THICK = 0.15
"""Share of a crop's height that an underline is thick at the most."""
_UNDERLINED = 0.8
"""Share of ink in a row of pixels from which it is a line, not letters."""
_READABLE = 0.45
"""Below this certainty a reading is noise: stamps, signatures, pictures."""
_READABLE_LONE = 0.3
"""The same of numbers and letters of lists that stand alone: strokes without a word around them are hard to tell."""
_SMALL_PRINT = 19.0
"""Pixels of a line's height below which print is too small to be read well; the box of a line is about twice the
height of its x."""
_GOOD_PRINT, _LARGEST_STEP = 32.0, 2.0
"""The height to which such print is brought, and by how many times the picture is made larger for it at the most: that
of print of ten points at 200 dots an inch, and what memory allows.
"""
_LONE = re.compile(r"\d{1,4}[.,%)]?|[A-Za-z][.)]|[A-H]|[IVX]{1,4}|%")
"""What stands alone in a cell: figures, the letter or numeral of a row, a unit."""
_DASH, _COLON = "-", ":"


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
    picture = on_light_paper(one_plane(picture))
    height, width = (side / scale for side in picture.shape[:2])
    view = upright(reader, picture, scale)
    if finer is not None and 0 < view.line < _SMALL_PRINT:
        larger, larger_scale = finer(min(_LARGEST_STEP, _GOOD_PRINT / view.line))
        if larger_scale > 1.1 * scale:
            picture, scale = on_light_paper(one_plane(larger)), larger_scale
            view = upright(reader, picture, scale)
    small = _in_points(picture, scale, view)
    painted = tuple(_sized(shape, scale) for shape in grounds(small))
    dark = [shape for shape in painted if is_dark(shape)]
    straight = _straight(picture, view) if painted or is_coloured(small) else None
    if straight is not None and dark:
        view = replace(view, grey=without_grounds(straight, view.grey, dark, scale))
    grey = view.grey
    size = (float(grey.shape[1]), float(grey.shape[0]))
    quads = found_lines(reader, view, dark) if view.line else []
    if not quads:
        return RawPage(width, height, scale, size)
    found = [box_of(quad) for quad in quads]
    across, down = without_frames(*rulings(grey, scale, found), found)
    down = without_crossed(grey, down, found)
    usual = sorted(bottom - top for _, top, _, bottom in found)[len(found) // 2]
    boxes = [line for box in found for part in _cut_at(box, down) for line in lines_in(grey, part, usual)]
    lines = _lines(reader, grey, boxes, down)
    held = [line.box for line in lines]
    loose = Loose(grey, held)
    alone = missed(loose)
    overlooked = _overlooked(reader, grey, alone)
    unread = [box for box in alone if all(line.box != box for line in overlooked)]
    # what was found as a line and read as noise may be a numeral of plain strokes, close under the rule of its cell
    unread += [box for box in boxes if box not in held and not any(_meet(box, other) for other in alone)]
    shown = (*with_numerals(grey, (*lines, *overlooked), unread), *_signs(loose))
    cards: tuple[ColouredBox, ...] = ()
    if straight is not None:
        white = white_rules(straight, painted, scale, held)
        cards = coloured_boxes(straight, view.line, held, painted)
        strokes = joints(grey_of(straight), scale, across, down, painted, held)
        across, down = [*across, *strokes[0]], [*down, *strokes[1]]
        across, down = outside([*across, *white[0]], cards), outside([*down, *white[1]], cards)
    ruled = (*across, *down)
    shapes = tuple(c.shape for c in cards) or (*painted, *_drawn(picture, view, straight, scale, held, ruled))
    rules = (tuple(across), tuple(down))
    return RawPage(width, height, scale, size, _matrix(view.matrix), None, shown, *rules, shapes, view.bend)


def _drawn(
    picture: Picture,
    view: View,
    straight: Picture | None,
    scale: float,
    held: Sequence[Box],
    ruled: Sequence[PixelLine],
) -> tuple[PixelShape, ...]:
    """What is drawn beside grounds and ruling lines: rounded outlines, slanting strokes, white cards."""
    colour = straight if straight is not None else _straight(picture, view)
    return (*outlines(view.grey, scale), *slanting(view.grey, scale, held, ruled), *pale_cards(colour, scale))


def _in_points(picture: Picture, scale: float, view: View) -> Picture:
    """The page under even light, upright and straight as ``view`` has it, a pixel for a point."""
    import cv2
    import numpy as np

    # by half first, which costs next to nothing
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    small = cv2.resize(half, None, fx=2 / scale, fy=2 / scale, interpolation=cv2.INTER_AREA)
    smaller = np.diag((1 / scale, 1 / scale, 1.0))
    size = (round(view.grey.shape[1] / scale), round(view.grey.shape[0] / scale))
    matrix = smaller @ view.matrix @ np.linalg.inv(smaller)
    straight = cv2.warpPerspective(small, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return evenly_lit(straight if view.bend is None else view.bend.flattened(straight))


def _straight(picture: Picture, view: View) -> Picture:
    """The page in colour, upright and straight as ``view`` has it."""
    import cv2

    straight = picture
    if _matrix(view.matrix) is not None:
        height, width = view.grey.shape
        straight = cv2.warpPerspective(picture, view.matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return straight if view.bend is None else view.bend.flattened(straight)


def _sized(shape: PixelShape, scale: float) -> PixelShape:
    return shape._replace(points=tuple((x * scale, y * scale) for x, y in shape.points))


def _matrix(matrix: Any) -> Matrix | None:
    """The matrix in plain numbers, ``None`` for one that moves nothing."""
    (a, b, c), (d, e, f), (g, h, i) = ([float(v) for v in row] for row in matrix)
    plain = ((a, b, c), (d, e, f), (g, h, i))
    return None if plain == ((1, 0, 0), (0, 1, 0), (0, 0, 1)) else plain


def _lines(reader: Engine, grey: Picture, boxes: list[Box], down: list[PixelLine]) -> list[RawLine]:
    crops = [_crop(grey, b) for b in boxes]
    readings = better_alone(reader, grey, boxes, reader.read(crops), down)
    kept = [
        k
        for k, reading in enumerate(readings)
        if reading.confidence >= (_READABLE_LONE if _LONE.fullmatch(reading.text) else _READABLE)
    ]
    looks = looked_again(reader, grey, [boxes[k] for k in kept], [readings[k] for k in kept])
    lines: list[RawLine] = []
    for k, (reading, other) in zip(kept, looks, strict=True):
        box = boxes[k]
        left, top = max(0, int(box[0])), max(0, int(box[1]))
        shown = dark_on_light(crops[k])
        reading = with_bullet(shown, reading)
        ink = print_box(shown)
        band = shown if ink is None else shown[int(ink.top) : int(ink.bottom)]
        placed = None if ink is None else ink.moved(left, top)
        strokes = tuple(_ink(band, reading.chars))
        lines.append(RawLine(box, left, reading.chars, tuple(_gaps(shown)), strokes, other, placed))
    return lines


def _overlooked(reader: Engine, grey: Picture, alone: list[Box]) -> list[RawLine]:
    """Figures and letters of lists that stand alone and in no line that was found, if they are read for sure."""
    lines = _lines(reader, grey, alone, [])
    return [
        line
        for line in lines
        if _LONE.fullmatch("".join(c.text for c in line.chars)) and min(c.confidence for c in line.chars) > SURE_ALONE
    ]


def _meet(a: Box, b: Box) -> bool:
    """Whether two boxes share a place."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _signs(page: Loose) -> list[RawLine]:
    """Bullets, dashes and colons as lines of one sign, as high as the line that they stand beside."""
    lines = []
    signs = ((BULLET, bullets), (_DASH, dashes), (_COLON, colons))
    for sign, found in ((sign, find(page)) for sign, find in signs):
        for x0, y0, x1, y1 in found:
            middle = (y0 + y1) / 2
            beside = [b for b in page.boxes if b[1] < middle < b[3]]
            _, top, _, bottom = min(beside, key=lambda b: (b[0] < x1, abs(b[0] - x1)))
            char = Char(sign, 0.0, x1 - x0, SIGN_SURE)
            lines.append(RawLine((x0, top, x1, bottom), x0, (char,)))
    return lines


def _ink(crop: Picture, chars: tuple[Char, ...]) -> list[tuple[int, int]]:
    """For every character its dark pixels and the length of its outline: their quotient is the stroke's thickness."""
    import cv2
    import numpy as np

    def down(marks: Picture) -> Any:
        return cv2.reduce(marks, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0].astype(np.int64)

    def steps(one: Picture, other: Picture) -> Any:
        # (a speck is one pixel high or wide, and has no neighbours there)
        return down(cv2.absdiff(one, other)) if one.size else np.zeros(one.shape[1], np.int64)

    ink = inked(crop, LETTER_INK)
    outline = steps(ink[1:], ink[:-1])
    outline[1:] += steps(ink[:, 1:], ink[:, :-1])
    dark, edge = (np.concatenate(([0], np.cumsum(a))) for a in (down(ink), outline))
    last = ink.shape[1]
    places = [(min(last, max(0, round(c.x0))), min(last, max(0, round(c.x1)))) for c in chars]
    return [(int(dark[b] - dark[a]), int(edge[b] - edge[a])) for a, b in places]


def _gaps(crop: Picture) -> list[tuple[float, float]]:
    """Stretches of a crop's width without ink between its letters, in pixels; the outermost rows are left out
    (neighbouring lines, rules).
    """
    import numpy as np

    height = crop.shape[0]
    # the strokes of pale print are no ink by themselves: they stand out by less
    ink_from = min(max(LETTER_INK, _darkest(crop) + _STANDS_OUT), _PAPER)
    rows = crop[int(0.15 * height) : max(1, int(0.85 * height))] < np.uint8(ceil(ink_from))
    ink = rows[~_underline(rows.mean(axis=1) > _UNDERLINED)].any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], ink.astype(np.int8), [1]))))
    within = zip(edges[::2], edges[1::2], strict=False)
    # what is white before the first letter and behind the last one is no gap between two
    return [(float(a), float(b)) for a, b in within if a > 0 and b < crop.shape[1]]


def _darkest(crop: Picture) -> float:
    """The brightness below which the darkest ``_DARKEST`` hundredths of a crop's pixels are."""
    import numpy as np

    place = _DARKEST / 100 * (crop.size - 1)
    below = np.cumsum(np.bincount(crop.ravel(), minlength=256))
    first, second = (int(np.searchsorted(below, k, side="right")) for k in (int(place), ceil(place)))
    return first + (second - first) * (place - int(place))


def _underline(full: Any) -> Any:
    """Which rows of a crop hold an underline, which joins all letters, and a row beside it; ``full`` are those that are
    mostly ink. Smeared letters fill rows, too, but more of them than a line is thick.
    """
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    lined = np.zeros(len(full), dtype=bool)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end - begin <= max(2, _LINE_THICK * len(full)):
            lined[max(0, begin - 1) : end + 1] = True
    return lined


def _crop(grey: Picture, box: Box) -> Picture:
    height, width = grey.shape[:2]
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    x1, y1 = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    return grey[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)]


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

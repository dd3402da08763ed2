"""Sets a page's picture upright and straight before it is read.

Comes in: the picture in colour. Goes out: the cleaned page in grey as it would lie on a table under the eye, and the
matrix that leads there. Four things are undone, in this order: the perspective of a camera, where the sheet's own edges
show; quarter turns; small turns; the bends of a sheet that does not lie flat. One look at the page, a run of the
network in a picture as small as its letters allow, tells where lines run and how high print is; of a page that lies
nearly straight it tells the lines themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.bend import Bend, bend, may_be_bent
from extractor.read.ocr.blobs import LETTER_INK, inked, pieces
from extractor.read.ocr.photo import flattened
from extractor.read.ocr.prepare import cleaned
from extractor.read.words import Box, box_around

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture, Quad

_GLANCE, _CLOSER = 832, 1664
"""Pixels of the longer side of the picture of a part of a large sheet that is glanced at, and of a second look."""
FIND_SIDES = (1024, 1184, 1376, 1568, 1760)
"""Longer sides of a picture in which lines are looked for, few because the network is prepared anew for every size;
memory allows no more.
"""
_LETTER_TO_FIND = 6.0
"""Pixels of the usual letter's height in that picture: more costs time and finds no more."""
_LETTER = (6, 120)
"""Pixels of the height of pieces of ink that may be letters, or words run together (six times as wide)."""
_TELLING = 20
"""Pieces that tell how high letters are."""
_CARRIED = 2.0
"""Degrees of a turn back that the lines found before it stand: of a larger one, their boxes take in their neighbours.
"""
_SLANTED = 3.0
"""Degrees by which a line's box may lean against the others and still be set level with them: one of a stamp stays."""
_LEGIBLE = 0.6
"""Certainty of the lines that are read on trial below which they may be none, or lie on their side."""
_SHEET = 1300
"""Points of the longer side of a sheet (A3) that is glanced at as a whole: of a larger one, print could not be told."""
_SAMPLE = 2
"""Lines that are read on trial, twice as many where these leave it open which end is up."""
_UPRIGHT = 0.93
"""Mean certainty of these from which the page stands upright: upside down, pairs of lines of poor scans are read with
0.86 at the most and 0.63 in the middle, upright with 0.96 in the middle.
"""
_SAMPLE_SHAPE = 7.0
"""Length in heights of what is read of a line to tell which end is up."""
_LINES = 3
"""Lines from which the angle of the page is told."""
_MIN_SKEW, _MAX_SKEW = 0.1, 30.0
"""Degrees: what is not worth a new picture, and what cannot be told from a quarter turn any more."""
_ROOM = 3.0
"""Degrees from which the corners of a page turned back need a larger picture."""
_PROFILE = 560
"""Pixels of the longer side of the picture in which rows of print are parted: a line of print is some five high."""
_HALF_EMPTY = 0.6
"""Share of a sheet's longer side up to which its print fills a part of it only."""
_STEPS, _FINE_STEPS = [k / 10 for k in range(-6, 7)], (-0.05, 0.0, 0.05)
"""Degrees about the angle of the lines, and about the best of these, at which rows of print are tried to be parted
best.
"""


@dataclass(frozen=True, slots=True)
class View:
    """A page set upright: in grey, the matrix (3 x 3) from the pixels of its picture, the usual height of its lines
    (pixels), 0 for a page without text; the corners of its lines as far as they are found, and how much smaller the
    picture was in which they were, 0 where they must be looked for. ``bend`` is how the sheet was bent after the
    matrix, where it did not lie flat.
    """

    grey: Picture
    matrix: Any
    line: float
    quads: tuple[Quad, ...] = ()
    factor: float = 0.0
    bend: Bend | None = None


def upright(reader: Engine, picture: Picture, scale: float) -> View:
    """The picture cleaned, upright and straight; ``scale`` is its pixels for a point."""
    import numpy as np

    flat, matrix = flattened(picture)
    grey = cleaned(flat)
    whole = max(grey.shape) <= round(_SHEET * scale)
    side = _side(grey) if whole else _GLANCE
    quads = _glanced(reader, grey, scale, side)
    if not quads:
        return View(grey, matrix, 0.0)
    quarter, sure = _quarter(reader, grey, [box_of(q) for q in quads])
    if sure < _LEGIBLE and side < _CLOSER:
        # small print of a full sheet runs together at a glance: its rows look like lines across them
        closer = _glanced(reader, grey, scale, _CLOSER)
        other, surer = _quarter(reader, grey, [box_of(q) for q in closer])
        if surer > sure:
            quads, quarter, side = closer, other, _CLOSER
    heights = sorted(min(b[2] - b[0], b[3] - b[1]) for b in map(_level, quads))
    if quarter:
        turn = _turn(grey.shape, quarter)
        grey, matrix = np.ascontiguousarray(np.rot90(grey, quarter)), turn @ matrix
        quads = [np.roll(moved(q, turn), -quarter, axis=0) for q in quads]
    angle = _refined(_printed_part(grey, quads), skew(quads))
    factor = min(1.0, side / max(grey.shape)) if whole and not quarter and abs(angle) <= _CARRIED else 0.0
    if abs(angle) >= _MIN_SKEW:
        grey, turn = _straightened(grey, angle)
        matrix = turn @ matrix
        quads = [moved(quad, turn) for quad in quads]
    # small print decides: a heading's size does not help to read a table
    line = heights[len(heights) // 3]
    bent = bend(grey, quads, scale) if may_be_bent(quads) else None
    if bent is not None:
        return View(bent.flattened(grey), matrix, line, bend=bent)
    if abs(angle) >= _MIN_SKEW:
        quads = [_set_level(quad) for quad in quads]
    return View(grey, matrix, line, tuple(quads), factor) if factor else View(grey, matrix, line)


def box_of(quad: Quad) -> Box:
    """The level box around four corners."""
    return (float(quad[:, 0].min()), float(quad[:, 1].min()), float(quad[:, 0].max()), float(quad[:, 1].max()))


def quad_of(box: Box) -> Quad:
    """The corners of a level box, clockwise from the top left."""
    import numpy as np

    x0, top, x1, bottom = box
    return np.array(((x0, top), (x1, top), (x1, bottom), (x0, bottom)), dtype=np.float32)


def moved(quad: Quad, matrix: Any) -> Quad:
    """The corners after the matrix (3 x 3)."""
    import numpy as np

    points = np.concatenate([quad, np.ones((len(quad), 1))], axis=1) @ matrix.T
    placed: Quad = points[:, :2] / points[:, 2:]
    return placed


def skew(quads: Sequence[Quad]) -> float:
    """The angle in degrees by which lines of text are turned (clockwise positive), 0 where it cannot be told."""
    import numpy as np

    angles, weights = [], []
    for quad in quads:
        width = float(np.linalg.norm(quad[1] - quad[0]))
        height = float(np.linalg.norm(quad[3] - quad[0]))
        if width < 4 * height or width < 60:
            continue
        top = np.degrees(np.arctan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]))
        bottom = np.degrees(np.arctan2(quad[2][1] - quad[3][1], quad[2][0] - quad[3][0]))
        angles.append((top + bottom) / 2)
        weights.append(width)
    if len(angles) < _LINES:
        return 0.0
    order = np.argsort(angles)
    middle = np.searchsorted(np.cumsum(np.array(weights)[order]), sum(weights) / 2)
    angle = float(np.array(angles)[order][middle])
    return angle if abs(angle) < _MAX_SKEW else 0.0


def _printed_part(grey: Picture, quads: Sequence[Quad]) -> Picture:
    """The part of a picture in which lines stand: of a sheet that is half empty, all of it would show them too small,
    and the shadow of its fold would outweigh them.
    """
    boxes = [box_of(quad) for quad in quads]
    x0, top, x1, bottom = (int(v) for v in box_around(boxes))
    part = grey[max(0, top) : bottom + 1, max(0, x0) : x1 + 1]
    return part if part.size and max(part.shape) < _HALF_EMPTY * max(grey.shape) else grey


def _refined(grey: Picture, angle: float) -> float:
    """The angle near the given one at which rows of print and the white between them are parted best."""
    import cv2
    import numpy as np

    factor = min(1.0, _PROFILE / max(grey.shape))
    small = 255 - cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = small.shape

    def parted(turn: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle + turn, 1.0)
        turned = cv2.warpAffine(small, matrix, (width, height), flags=cv2.INTER_LINEAR)
        rows = cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).astype(np.int64)
        return float((np.diff(rows, axis=0) ** 2).sum())

    best = max(_STEPS, key=lambda turn: (parted(turn), -abs(turn)))
    return angle + best + max(_FINE_STEPS, key=lambda turn: (parted(best + turn), -abs(turn)))


def _glanced(reader: Engine, grey: Picture, scale: float, side: int) -> list[Quad]:
    """Lines of text, as far as a glance at a picture of this side tells; on a large sheet, of its fullest part."""
    import cv2
    import numpy as np

    x, y, part = _fullest(grey, round(_SHEET * scale))
    factor = min(1.0, side / max(part.shape))
    small = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else part
    return [np.asarray(quad, dtype=np.float32) / factor + np.array((x, y), np.float32) for quad in reader.find(small)]


def _side(grey: Picture) -> int:
    """The longer side of the picture in which lines are looked for, by the height of the page's letters."""
    import cv2

    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    least, most = (side // 2 for side in _LETTER)
    sizes = pieces(inked(half, LETTER_INK))
    heights = sorted(2 * h for _, _, w, h in sizes if least <= h <= most and 1 < w <= 6 * h)
    if len(heights) < _TELLING:
        return FIND_SIDES[0]
    wanted = round(_LETTER_TO_FIND / heights[len(heights) // 2] * max(grey.shape))
    return next((side for side in FIND_SIDES if side >= wanted), FIND_SIDES[-1])


def _set_level(quad: Quad) -> Quad:
    """The corners of a line's box as those of a level one, where it leans but little."""
    import numpy as np

    across, along = quad[1] - quad[0], quad[3] - quad[0]
    if abs(float(np.degrees(np.arctan2(across[1], across[0])))) > _SLANTED:
        return quad
    half = np.array((np.linalg.norm(across), np.linalg.norm(along))) / 2
    centre = quad.mean(axis=0)
    level: Quad = centre + half * np.array(((-1, -1), (1, -1), (1, 1), (-1, 1)))
    return level


def _fullest(grey: Picture, side: int) -> tuple[int, int, Picture]:
    """The part of a picture, no side longer than ``side``, with most ink in it, and where it begins."""
    import numpy as np

    height, width = grey.shape
    if max(height, width) <= side:
        return 0, 0, grey
    places = [
        (x, y)
        for y in range(0, max(1, height - side // 2), side // 2)
        for x in range(0, max(1, width - side // 2), side // 2)
    ]
    x, y = max(
        places, key=lambda p: np.count_nonzero(grey[p[1] : p[1] + side : 4, p[0] : p[0] + side : 4] < LETTER_INK)
    )
    return x, y, grey[y : y + side, x : x + side]


def _level(quad: Quad) -> Box:
    """The quad's own sides as a level box: a slanting line is not higher than a level one."""
    import numpy as np

    return (0, 0, float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0])))


def _quarter(reader: Engine, grey: Picture, boxes: list[Box]) -> tuple[int, float]:
    """How many right angles the page must be turned counter-clockwise to stand upright, and how surely its lines are
    read then (0 to 1).
    """
    import numpy as np

    tall = [b for b in boxes if b[3] - b[1] > 1.5 * (b[2] - b[0])]
    wide = [b for b in boxes if b[2] - b[0] > 1.5 * (b[3] - b[1])]
    lying = sum(b[3] - b[1] for b in tall) > sum(b[2] - b[0] for b in wide)
    first, second = (1, 3) if lying else (0, 2)
    crops = [
        grey[int(y0) : int(y1) + 1, int(x0) : int(x1) + 1]
        for x0, y0, x1, y1 in _telling(tall if lying else wide or boxes)
    ]

    def certainty(quarter: int, sample: list[Picture]) -> float:
        readings = reader.read([np.rot90(crop, quarter) for crop in sample])
        return sum(r.confidence for r in readings) / max(1, len(readings))

    sure = certainty(first, crops[:_SAMPLE])
    if sure >= _UPRIGHT:
        return first, sure
    sure, other = certainty(first, crops), certainty(second, crops)
    return (second, other) if other > sure + 0.05 else (first, sure)


def _telling(boxes: Sequence[Box]) -> list[Box]:
    """Pieces of some lines, as long as words are: a number, a hole or a speck looks the same with either end up."""
    lengths = [max(x1 - x0, y1 - y0) / max(1.0, min(x1 - x0, y1 - y0)) for x0, y0, x1, y1 in boxes]
    long = [box for box, length in zip(boxes, lengths, strict=True) if length >= _SAMPLE_SHAPE]
    most = 2 * _SAMPLE
    if len(long) >= most:
        # from all over the page: its head may be a crest, its foot a stamp
        chosen = long[:: len(long) // most][:most]
    else:
        chosen = [box for _, box in sorted(zip(lengths, boxes, strict=True), reverse=True)[:most]]
    cut = []
    for x0, y0, x1, y1 in chosen:
        most_long = _SAMPLE_SHAPE * min(x1 - x0, y1 - y0)
        cut.append((x0, y0, min(x1, x0 + most_long), min(y1, y0 + most_long)))
    return cut


def _turn(shape: tuple[int, ...], quarter: int) -> Any:
    """The matrix of ``quarter`` right angles counter-clockwise of a picture of this shape."""
    import numpy as np

    height, width = shape[:2]
    return np.array(
        {
            1: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
            2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
            3: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        }[quarter],
        dtype=float,
    )


def _straightened(grey: Picture, angle: float) -> tuple[Picture, Any]:
    """The picture turned back by ``angle`` degrees about its middle, and the matrix that does it."""
    import cv2
    import numpy as np

    height, width = grey.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    if abs(angle) > _ROOM:
        across, along = np.abs(matrix[:, :2]) @ (width, height)
        matrix[:, 2] += ((across - width) / 2, (along - height) / 2)
        width, height = round(across), round(along)
    straight = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return straight, np.vstack([matrix, (0, 0, 1)])

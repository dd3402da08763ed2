"""Finds ruling lines that are too pale, too thin or too broken to be ink: faded ones, grey ones, dotted ones.

Comes in: a clean, straight picture, where its text stands, and the lines that were found as ink. Goes out: further
lines, each with its strength. Separate because it looks at what is a little darker than the paper beside it, over a
stretch that no noise keeps up, and not at ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import blobs
from extractor.read.ocr.raw import PixelLine
from extractor.read.ocr.stretches import Stretches
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_SCALE = 1.5
"""Pixels for a point of the picture that is looked at."""
_SHORTEST = 40
"""Points of the shortest pale line: shorter ones are parts of crests and stamps."""
_EDGE = 0.012
"""A line that runs into the edge of the sheet (a share of its width away at most) is a fold or the sheet's own edge."""
_PIECE, _BREAK = 15, 24
"""Points of the shortest piece of a broken line, and of the longest break between two."""
_STRETCH = 8
"""Points over which brightness is evened out along a line: noise goes, a line stays."""
_INKED = 0.45
"""Share of its length that shows of a stretch: the boxes of a chart stand in line, with nothing between them."""
_BEYOND = 0.35
"""Share of a stretch by which a line that was evened out reaches beyond its ends."""
_THICK = 3.2
"""Points of the thickest line."""
_CONTRAST = 11
"""Levels of grey (of 255) by which a line is darker than the paper on both of its sides."""
_FULL = 110
"""The same of a line that is as good as ink."""
_INSET = 0.25
"""How far the box of a line of text stands away from the band that all letters fill, as a share of its height."""
_LETTER, _PAPER = 190, 0.4
"""Brightness below which a pixel of a text's box is a letter's; share of a stretch that must be free of them."""
_SHADOW, _APART = 7.0, 0.4
"""Points over and under a line within which letters may cast a shadow; share of its contrast that a line has where
there are none."""
_TELLING, _CLOSE = 0.1, 0.1
"""Share of a line's length without letters that tells; heights of a text within which it stands close."""
_FREE = 0.35
"""Share of a line's length that leads through no letters."""
_SAME, _REST = 2.0, (10.0, 12.0)
"""Points: how far beside a line another may run to be the same; the least that is new between two of its pieces, and
at its ends."""
_BESIDE = (1.2, 2.2)
"""Points: how far beside a line its surroundings begin and how deep they are."""
_STRONGEST = 0.95
"""Strength of the clearest pale line: less than that of a black one."""
_CROWDED = 0.4
"""Share of its own contrast that is found right beside a line from which it is part of print."""
_INKED_WALL = 0.95
"""Strength from which a wall was found as ink: it ends where it ends."""
_BESIDE_CORNER, _LOST, _HIDDEN = 4.0, 12.0, 80.0
"""Points by which the side of a box may lie beside its corner, and by which it ends short of it, also behind text."""

_ROUND = 9.0
"""Points by which the side of a box with rounded corners stands beyond the end of its top."""

Faint = tuple[PixelLine, tuple[tuple[float, float], ...]]
"""A line and the stretches of it that do not show."""


def pale(
    picture: Picture, scale: float, boxes: Sequence[Box], across: Sequence[PixelLine], down: Sequence[PixelLine]
) -> tuple[list[PixelLine], list[PixelLine]]:
    """The horizontal and vertical lines that are not among those found; ``scale`` is pixels for a point."""
    import cv2
    import numpy as np

    # half the size shows a pale line as well, and its noise less
    factor = min(1.0, _SCALE / scale)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    within = [tuple(v * factor for v in box) for box in boxes]

    def turned(line: PixelLine) -> PixelLine:
        return PixelLine(line.y0, line.x0, line.y1, line.x1, line.strength)

    def sized(line: PixelLine, by: float) -> PixelLine:
        return PixelLine(line.x0 * by, line.y0 * by, line.x1 * by, line.y1 * by, line.strength)

    inked = [sized(line, factor) for line in across], [sized(turned(line), factor) for line in down]
    level = _level(small, scale * factor, within, inked[0])
    # what is down is level in the picture laid on its side
    laid = np.ascontiguousarray(small.T)
    aside = [(y0, x0, y1, x1) for x0, y0, x1, y1 in within]
    upright = _level(laid, scale * factor, aside, inked[1])
    walls = [*inked[1], *_shown(upright)], [*inked[0], *_shown(level)]
    lines = _parted(level, walls[0], scale * factor), _parted(upright, walls[1], scale * factor)
    return [sized(line, 1 / factor) for line in lines[0]], [sized(turned(line), 1 / factor) for line in lines[1]]


def _shown(lines: Sequence[Faint]) -> list[PixelLine]:
    """What shows of the lines."""
    pieces = []
    for line, breaks in lines:
        ends = [line.x0, *(x for gap in breaks for x in gap), line.x1]
        pieces += [line._replace(x0=x0, x1=x1) for x0, x1 in zip(ends[::2], ends[1::2], strict=True) if x1 > x0]
    return pieces


def _parted(lines: Sequence[Faint], walls: Sequence[PixelLine], scale: float) -> list[PixelLine]:
    """The lines cut where they do not show between the corners of two boxes beside each other; ``walls`` is what shows
    of the lines of the other direction, laid on their side.
    """
    parted: list[PixelLine] = []
    for line, breaks in lines:
        at = line.x0
        for x0, x1 in breaks:
            reach, turn = _BESIDE_CORNER * scale, _ROUND * scale
            ends = [[w for w in walls if a <= w.y0 <= b] for a, b in ((x0 - reach, x0 + turn), (x1 - turn, x1 + reach))]
            if _are_corners(ends, line.y0, scale) or _are_corners([_mirrored(w) for w in ends], -line.y0, scale):
                parted.append(line._replace(x0=at, x1=x0))
                at = x1
        parted.append(line._replace(x0=at))
    return [line for line in parted if line.x1 - line.x0 > _REST[1] * scale]


def _are_corners(ends: Sequence[Sequence[PixelLine]], y: float, scale: float) -> bool:
    """Whether the sides of two boxes begin under the ends of a break in a level line and nothing ends over it; ``ends``
    are the walls at either end. Text that stands close hides much of a pale side: one of the two may begin far away.
    """
    over, lost = _BESIDE_CORNER * scale, _LOST * scale
    above = [w for walls in ends for w in walls if w.x0 < y - over]
    if any(w.x1 > y - (over if w.strength >= _INKED_WALL else lost) for w in above):
        return False
    near, far = sorted(min((w.x0 - y for w in walls if w.x1 > y + over), default=inf) for walls in ends)
    return near <= lost and far <= _HIDDEN * scale


def _mirrored(walls: Sequence[PixelLine]) -> list[PixelLine]:
    """The walls with their ends as the mirror shows them."""
    return [w._replace(x0=-w.x1, x1=-w.x0) for w in walls]


def _level(picture: Picture, scale: float, boxes: Sequence[Any], found: Sequence[PixelLine]) -> list[Faint]:
    import cv2
    import numpy as np

    letters = _letters(picture, boxes)
    smooth = _smooth(picture, round(_STRETCH * scale), letters)
    darker: Any = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((2 * round(_THICK * scale) + 1, 1), np.uint8))
    for x0, y0, x1, y1 in boxes:
        inset = _INSET * min(y1 - y0, x1 - x0)
        darker[max(0, int(y0 + inset)) : int(y1 - inset), max(0, int(x0)) : int(x1)] = 0
    # a line may sink by a pixel or two on its way
    pieces = cv2.dilate((darker > _CONTRAST).astype(np.uint8), np.ones((3, 1), np.uint8))
    stretches = Stretches(pieces, horizontal=True).opened(round(_PIECE * scale))
    pieces = stretches.mask()
    if not pieces.any():
        return []
    long = stretches.closed(round(_BREAK * scale)).opened(round(_SHORTEST * scale)).mask()
    beyond = _BEYOND * _STRETCH * scale
    off, deep = round(_BESIDE[0] * scale), round(_BESIDE[1] * scale)
    lines: list[Faint] = []
    for x, y, w, h, area in blobs(long):
        if area / w - 2 > _THICK * scale or h > max(4 * scale, 0.03 * w):
            continue
        margin = _EDGE * picture.shape[1]
        if x <= margin or x + w >= picture.shape[1] - margin:
            continue
        # evened out, it reaches beyond its ends
        line = PixelLine(x + beyond, y + h / 2, x + w - beyond, y + h / 2, 0.0)
        if _free(line, boxes) < _FREE:
            continue
        contrast = float(darker[y : y + h, x : x + w].max(axis=0).mean())
        apart = _seen_apart(picture, letters, (x, y, w, h), contrast, scale)
        # where letters stand all along it, only a line that keeps away from them is one
        if apart is False or (apart is None and _clear(line, boxes) < _FREE):
            continue
        sides = darker[max(0, y - off - deep) : max(0, y - off), x : x + w], darker[y + h + off :, x : x + w][:deep]
        if all(side.size == 0 or float(side.mean()) < _CROWDED * contrast for side in sides):
            strength = min(_STRONGEST, contrast / _FULL)
            inked: Any = pieces[y : y + h].any(axis=0)
            lines += [
                (line._replace(x0=x0, x1=x1, strength=strength), _breaks(inked, x0, x1, beyond))
                for x0, x1 in _new(line, found, scale)
                if float(inked[int(x0) : int(x1) + 1].mean()) > _INKED
            ]
    return lines


def _breaks(inked: Any, x0: float, x1: float, beyond: float) -> tuple[tuple[float, float], ...]:
    """Where a line from ``x0`` to ``x1`` does not show; evened out, its pieces reach ``beyond`` their ends."""
    import numpy as np

    shown = np.concatenate(([1], inked[int(x0) : int(x1) + 1].astype(np.int8), [1]))
    edges = np.flatnonzero(np.diff(shown)) + int(x0)
    return tuple((float(a) - beyond, float(b) + beyond) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _letters(picture: Picture, boxes: Sequence[Any]) -> Picture:
    """Where letters are, 1 of 0 and 1."""
    import numpy as np

    letters = np.zeros_like(picture)
    for x0, y0, x1, y1 in boxes:
        at = slice(max(0, int(y0)), int(y1) + 1), slice(max(0, int(x0)), int(x1) + 1)
        letters[at] = picture[at] < _LETTER
    return letters


def _smooth(picture: Picture, stretch: int, letters: Picture) -> Picture:
    """The picture evened out along its rows, without the letters: a pale rule close above a text is seen between what
    reaches up to it.
    """
    import cv2
    import numpy as np

    seen = 1 - cv2.dilate(letters, np.ones((3, 3), np.uint8)).astype(np.float32)
    share = cv2.blur(seen, (stretch, 1))
    even: Any = cv2.blur(np.multiply(picture, seen, out=seen), (stretch, 1))
    even /= np.maximum(share, _PAPER)
    even[share < _PAPER] = 255
    smooth: Picture = even.astype(np.uint8)
    return smooth


def _seen_apart(
    picture: Picture, letters: Picture, box: tuple[int, int, int, int], contrast: float, scale: float
) -> bool | None:
    """Whether a line goes on where no letters stand over or under it: some scanners leave a shadow under words.
    ``None`` where letters stand over or under nearly all of it.
    """
    import cv2
    import numpy as np

    x, y, w, h = box
    reach = round(_SHADOW * scale)
    near = letters[max(0, y - reach) : y + h + reach, x : x + w].max(axis=0)
    free = cv2.dilate(near[None], np.ones((1, 5), np.uint8))[0] == 0
    if int(free.sum()) < max(_STRETCH * scale, _TELLING * w):
        return None
    lit = [
        float(picture[max(0, top) : top + h, x : x + w].min(axis=0)[free].mean())
        for top in (y, y - h - 1, y + h + 1)
        if 0 <= top < picture.shape[0] - h
    ]
    return min(lit[1:], default=255.0) - lit[0] >= _APART * contrast


def _new(line: PixelLine, found: Sequence[PixelLine], scale: float) -> list[tuple[float, float]]:
    """The stretches of the line that lie on no line that was found already: the gaps of a broken one, say."""
    near = sorted((f.x0, f.x1) for f in found if abs(f.y0 - line.y0) < _SAME * scale)
    stretches = []
    at = line.x0
    for x0, x1 in (*near, (line.x1, line.x1)):
        end = min(x0, line.x1)
        outer = at == line.x0 or end == line.x1
        if end - at > _REST[outer] * scale:
            stretches.append((at, end))
        at = max(at, x1)
    return stretches


def _clear(line: PixelLine, boxes: Sequence[Box]) -> float:
    """The share of the line that leads through no text and close along none."""
    beside = sum(
        max(0.0, min(x1, line.x1) - max(x0, line.x0))
        for x0, y0, x1, y1 in boxes
        if y0 - _CLOSE * (y1 - y0) < line.y0 < y1 + _CLOSE * (y1 - y0)
    )
    return 1 - beside / (line.x1 - line.x0)


def _free(line: PixelLine, boxes: Sequence[Box]) -> float:
    """The share of the line that leads through the letters of no text."""
    through = sum(
        max(0.0, min(x1, line.x1) - max(x0, line.x0))
        for x0, y0, x1, y1 in boxes
        if y0 + _INSET * (y1 - y0) < line.y0 < y1 - _INSET * (y1 - y0)
    )
    return 1 - through / (line.x1 - line.x0)

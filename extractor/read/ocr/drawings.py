"""The coloured grounds that a scan shows: bands of a zebra, coloured headings, the boxes of a chart.

Comes in: the page's picture, upright and straight, in colour. Goes out: shapes in its pixels, as a born-digital page
has them. Separate from the ruling lines because grounds are looked for in the colours that cleaning takes away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extractor.read.ocr.colours import coloured, strongest, weakest
from extractor.read.ocr.raw import PixelShape
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_PAPER_SHARE = 85
"""Percentile of brightness along a row or column of the page that is its paper."""
_MEDIAN = 5
"""Points (odd): strokes of print are thinner than half of it."""
_TINT = 9
"""Levels (of 255) by which a ground differs from white paper in one colour at least."""
_HOLE = 15
"""Points: higher than a line of print."""
_ALIKE = 7
"""Levels by which two places of one ground differ at the most: uneven light, JPEG blocks."""
_MOST = 24
"""Grounds of more colours are a picture."""
_LEAST = (18, 9)
"""Points of the narrowest and lowest ground."""
_FULL = 0.86
"""Share of its box that a ground fills."""
_DENSE = 0.8
"""Share of a place of the least size that is no paper where a ground may be: its print is none either."""
_HALF, _NICKED = 0.5, (40, 16)
"""The same of one that is nicked by print at its sides; points of the smallest of these."""
_RESIDUE = 48
"""Levels by which what lies in a ground differs from it at the least, if it is no rest of print."""
_EVEN = 0.45
"""Share of a dark ground that has its colour, within half of that: letters, however dense, leave half of it."""
_LARGEST = 0.6
"""Share of the page over which a ground is the page's own colour."""
_MATES = 2
"""Grounds of one colour from which a further one may be cut by the sheet's edge."""
_STEP = 3
"""Levels by which two rows of points differ at the most where a ground shades off."""
_SMOOTH = 0.5
"""Share of a ground that shades off where neighbouring points hardly differ."""
_SHARE = 0.0004
"""Share of the page that has a colour which is one of a ground's."""
_ACROSS, _EDGE, _EDGES = 3, 5, 3
"""Points on either side of a ground's edge between which its colour changes, levels by which it does, and edges on
which it must."""
_DARK = 200
"""Brightness below which a ground is dark."""
_SIDE = 1.5
"""Points along the sides of a ground that are left as they are: its soft edge, a line around it."""
_CONTRAST, _PRINTED, _QUIET = 60.0, 99.0, 8
"""Levels by which print stands out from its ground at the least, percentile of what stands out that is print, and
levels of noise."""
_WINDOW = 21
"""Quarter pixels (odd) around a place whose middle colour is that of the ground: more than a line of print."""


def grounds(colour: Picture) -> list[PixelShape]:
    """The coloured grounds of a page whose picture has one pixel for a point, from the top left on."""
    import cv2
    import numpy as np

    white: Any = coloured(_whitened(cv2.medianBlur(colour, _MEDIAN)))
    tinted = (255 - weakest(white) >= _TINT).astype(np.uint8)
    if float(cv2.blur(255 * tinted, _LEAST).max()) < 255 * _DENSE:
        return []
    # the soft edges between a ground and its neighbour have colours of their own
    sharp = strongest(cv2.morphologyEx(white, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))) < 2 * _ALIKE

    def box(side: int) -> Any:
        return np.ones((side, side), np.uint8)

    left = tinted & sharp
    found: list[PixelShape] = []
    for _ in range(_MOST):
        tone = _commonest(white, left)
        if tone is None:
            break
        near = np.minimum(cv2.inRange(white, tone - _ALIKE, tone + _ALIKE), 1)
        left &= 1 - near
        # print that is left in a ground makes holes in it, the paper between two grounds is none
        closed = cv2.morphologyEx(cv2.morphologyEx(near, cv2.MORPH_OPEN, box(2)), cv2.MORPH_CLOSE, box(_HOLE))
        solid = cv2.morphologyEx((closed & tinted) | near, cv2.MORPH_OPEN, box(3))
        places = [p for p in _rectangles(solid, tinted) if not any(_same(p, s) for s in found)]
        whole = [p for p in places if not _cut(p, tinted)]
        # a card that the sheet's edge cuts looks as the others do; a dark edge of the sheet is alone
        places = places if len(whole) >= _MATES else whole
        found += [_rectangle(place, _colour(tone)) for place in places]
    if any(map(is_dark, found)):
        lit = coloured(_whitened(colour))
        found = [s for s in found if not is_dark(s) or _is_even(s, lit)]
    found = _unshaded(found, white)
    # what shades off fast has no colour of its own: it is one ground by its sides
    rest = tinted.copy()
    for shape in found:
        (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
        rest[int(top) : int(bottom), int(x0) : int(x1)] = 0
    for place in _rectangles(cv2.morphologyEx(rest, cv2.MORPH_OPEN, box(_LEAST[1])), tinted):
        x0, top, x1, bottom = (int(v) for v in place)
        part = white[top:bottom, x0:x1].reshape(-1, 3)
        # bold print is as dark, but rough
        if _cut(place, tinted) or float(sharp[top:bottom, x0:x1].mean()) < _SMOOTH:
            continue
        found.append(_rectangle(place, _colour(np.median(part, axis=0))))
    found = [s for s in found if not any(_rest_of_print(s, other) for other in found) and _has_edges(s, white)]
    return sorted(found, key=lambda s: (s.points[0][1], s.points[0][0]))


def _has_edges(shape: PixelShape, picture: Any) -> bool:
    """Whether colour changes from one side of the edges to the other, but for one of them at the most, on which a
    ground may fade away or touch another: stains and shadows of a sheet fade on all sides.
    """
    import numpy as np

    (x0, top), (x1, bottom) = ((int(x), int(y)) for x, y in (shape.points[0], shape.points[2]))
    sharp = 0
    for turned, (low, high), places in ((False, (x0, x1), (top, bottom)), (True, (top, bottom), (x0, x1))):
        lines = picture.transpose(1, 0, 2) if turned else picture
        for place, outwards in zip(places, (-1, 1), strict=True):
            rows = place + outwards * _ACROSS - (outwards > 0), place - outwards * _ACROSS - (outwards > 0)
            if min(rows) < 0 or max(rows) >= len(lines):
                # the sheet ends there
                sharp += 1
                continue
            outer, inner = (np.median(lines[row, low:high], axis=0) for row in rows)
            sharp += int(float(np.abs(outer - inner).max()) >= _EDGE)
    return sharp >= _EDGES


def _rest_of_print(shape: PixelShape, ground: PixelShape) -> bool:
    """Whether what looks like a ground lies in another one and is no more than a soft shade of it."""
    (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
    (left, above), (right, below) = ground.points[0], ground.points[2]
    within = left <= x0 + 1 and above <= top + 1 and x1 <= right + 1 and bottom <= below + 1
    if not within or _area(shape) > _FULL * _area(ground):
        return False
    return max(abs(a - b) for a, b in zip(_tone(str(shape.fill)), _tone(str(ground.fill)), strict=True)) < _RESIDUE


def _is_even(shape: PixelShape, picture: Any) -> bool:
    """Whether much of a ground has its colour: what blurred print looks like from afar is neither ink nor paper."""
    import numpy as np

    (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
    part = picture[int(top) + 1 : int(bottom) - 1, int(x0) + 1 : int(x1) - 1].astype(np.int16)
    off = np.abs(part - np.array(_tone(str(shape.fill)), np.int16)).max(axis=2)
    return float((off <= _RESIDUE // 2).mean()) >= _EVEN


def _unshaded(shapes: Sequence[PixelShape], picture: Any) -> list[PixelShape]:
    """The grounds, bands of one that shades off from top to bottom joined: no edge is seen between them."""
    joined: list[PixelShape] = []
    for shape in sorted(shapes, key=lambda s: (s.points[0][1], s.points[0][0])):
        (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
        for k, other in enumerate(joined):
            (left, above), (right, below) = other.points[0], other.points[2]
            flush = abs(left - x0) <= 2 and abs(right - x1) <= 2 and abs(top - below) <= _HOLE / 2
            if flush and _shades_off(picture, (x0, below, x1, top)):
                joined[k] = _rectangle((left, above, right, bottom), str(other.fill))
                break
        else:
            joined.append(shape)
    return joined


def _shades_off(picture: Any, border: Box) -> bool:
    """Whether colour changes little over the border of two bands: where the upper one ends and the lower one begins."""
    import numpy as np

    x0, below, x1, top = (int(v) for v in border)
    first, last = min(below, top) - 3, max(below, top) + 3
    rows = np.median(picture[max(0, first) : last, x0:x1], axis=1).astype(np.int16)
    return bool(np.abs(np.diff(rows, axis=0)).max() <= _STEP)


def _rectangles(solid: Any, tinted: Any) -> list[Box]:
    """The rectangles among the pieces of a mask; ``tinted`` is where no paper is."""
    import cv2
    import numpy as np

    places = []
    for ring in _rings(solid):
        place = _rectangle_of(ring, tinted)
        if place is not None:
            places.append(place)
            continue
        # the print of the next row that touches a ground is no part of it
        x, y, w, h = cv2.boundingRect(ring)
        if w < _LEAST[0] or h < _LEAST[1]:
            continue
        piece = cv2.drawContours(np.zeros((h, w), np.uint8), [ring], -1, 1, cv2.FILLED, offset=(-x, -y))
        piece = cv2.morphologyEx(piece, cv2.MORPH_OPEN, np.ones(_LEAST[::-1], np.uint8))
        rest = (_rectangle_of(np.add(part, (x, y)), tinted) for part in _rings(piece))
        places += [part for part in rest if part is not None and part[2] - part[0] >= _FULL * w]
    return places


def _rings(mask: Any) -> list[Any]:
    """The outlines of the pieces of a mask."""
    import cv2

    return list(cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0])


def _rectangle_of(ring: Any, tinted: Any) -> Box | None:
    """The box of an outline that fills it, ``None`` for another shape, or one that is no ground."""
    import cv2

    height, width = tinted.shape
    x, y, w, h = cv2.boundingRect(ring)
    if w < _LEAST[0] or h < _LEAST[1] or w * h > _LARGEST * width * height:
        return None
    # print in the ground belongs to it, paper does not: a frame is no ground
    paper = 1 - float(tinted[y : y + h, x : x + w].mean())
    # print that stands at a ground's side nicks it
    nicked = w >= _NICKED[0] and h >= _NICKED[1] and cv2.contourArea(ring) >= _HALF * w * h
    filled = cv2.contourArea(cv2.convexHull(ring) if nicked else ring)
    if filled < _FULL * (w - 1) * (h - 1) or paper >= 1 - _FULL:
        return None
    return _trimmed((x, y, w, h), ring, tinted[y : y + h, x : x + w])


def _trimmed(box: tuple[int, int, int, int], ring: Any, tinted: Any) -> Box:
    """The box of a ground without the rows that print of the next line, which touches it, adds above or below, and
    without the columns that print of the next card adds at its sides: there, paper is between the lines, while print
    of its own that nicks a ground stands in it.
    """
    import cv2
    import numpy as np

    x, y, w, h = box
    piece = cv2.drawContours(np.zeros((h, w), np.uint8), [ring], -1, 1, cv2.FILLED, offset=(-x, -y))
    full = np.flatnonzero(piece.mean(axis=1) >= _HALF)
    top, bottom = (int(full[0]), int(full[-1]) + 1) if len(full) else (0, h)
    inside = (piece.mean(axis=0) >= _HALF) | (tinted[top:bottom].mean(axis=0) >= _FULL)
    wide = np.flatnonzero(inside)
    left, right = (int(wide[0]), int(wide[-1]) + 1) if len(wide) else (0, w)
    return (float(x + left), float(y + top), float(x + right), float(y + bottom))


def _cut(place: Box, tinted: Any) -> bool:
    """Whether the edge of the sheet cuts a place."""
    height, width = tinted.shape
    return place[0] <= 1 or place[1] <= 1 or place[2] >= width - 1 or place[3] >= height - 1


def _same(place: Box, shape: PixelShape) -> bool:
    """Whether a place is that of a ground whose colour was found already: compression gives one ground two."""
    (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
    shared = max(0.0, min(x1, place[2]) - max(x0, place[0])) * max(0.0, min(bottom, place[3]) - max(top, place[1]))
    both = _area(shape) + (place[2] - place[0]) * (place[3] - place[1]) - shared
    return shared > _FULL * both


def _colour(tone: Any) -> str:
    """A colour (blue, green, red) as ``#rrggbb``."""
    blue, green, red = (int(v) for v in tone)
    return f"#{red:02x}{green:02x}{blue:02x}"


def is_dark(shape: PixelShape) -> bool:
    """Whether print on a ground is pale, or hard to tell from it: its paper must be made white to read it."""
    return shape.fill is not None and sum(_tone(shape.fill)) < 3 * _DARK


def _tone(fill: str) -> tuple[int, int, int]:
    """Blue, green and red (0 to 255)."""
    red, green, blue = (int(fill[k : k + 2], 16) for k in (1, 3, 5))
    return blue, green, red


def without_grounds(colour: Picture, grey: Picture, shapes: Sequence[PixelShape], scale: float) -> Picture:
    """The grey picture with the grounds (pixels, rectangles) white and what is printed on them dark, whatever its
    colour; ``colour`` is the same page in colour.
    """
    import cv2
    import numpy as np

    shown = grey.copy()
    inset = _SIDE * scale
    for shape in sorted(shapes, key=_area, reverse=True):
        (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
        place = slice(int(top + inset), int(bottom - inset)), slice(int(x0 + inset), int(x1 - inset))
        part = colour[place]
        if part.size == 0:
            continue
        away = strongest(cv2.absdiff(part, _ground_of(part))).astype(np.int16)
        most = max(_CONTRAST, float(np.percentile(away, _PRINTED)))
        shown[place] = np.clip(255 - (away - _QUIET) * (255 / (most - _QUIET)), 0, 255).astype(np.uint8)
    return shown


def _ground_of(part: Picture) -> Picture:
    """The colour of the ground at every place of a picture: what is left of it where print is taken away."""
    import cv2

    height, width = part.shape[:2]
    small = cv2.resize(part, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    plain = cv2.medianBlur(small, min(_WINDOW, max(3, min(small.shape[:2]) // 2 * 2 - 1)))
    ground: Picture = cv2.resize(plain, (width, height), interpolation=cv2.INTER_LINEAR)
    return ground


def _area(shape: PixelShape) -> float:
    (x0, top), (x1, bottom) = shape.points[0], shape.points[2]
    return (x1 - x0) * (bottom - top)


def _whitened(picture: Picture) -> Any:
    """The picture with white paper, whatever its light: paper is the brightest part of every row and column."""
    import cv2
    import numpy as np

    grey = strongest(picture)
    rows = np.percentile(grey, _PAPER_SHARE, axis=1).astype(np.float32)
    columns = np.percentile(grey, _PAPER_SHARE, axis=0).astype(np.float32)
    whole = float(np.percentile(grey, _PAPER_SHARE))
    # a ground from edge to edge is no dark paper: what differs much is none of light
    rows[np.abs(rows - whole) > _TINT] = whole
    columns[columns < whole - 4 * _TINT] = whole
    paper = np.outer(
        cv2.blur(rows[:, None], (1, 2 * _MEDIAN + 1)) / max(1.0, whole), cv2.blur(columns[None], (2 * _MEDIAN + 1, 1))
    )
    planes = cv2.split(picture)
    tones = [np.float32(np.percentile(plane, _PAPER_SHARE) / max(1.0, whole)) for plane in planes]
    lit = []
    for plane, tone in zip(planes, tones, strict=True):
        white = plane / np.maximum(1.0, paper * tone) * 255
        lit.append(np.minimum(white, 255, out=white).astype(np.uint8))
    return cv2.merge(lit)


def _commonest(picture: Picture, mask: Picture) -> Any:
    """The commonest colour under a mask, ``None`` where too little is left."""
    import numpy as np

    pixels = picture[mask > 0]
    if len(pixels) < _SHARE * mask.size:
        return None
    steps = (pixels // _ALIKE).astype(np.int32)
    keys = steps[:, 0] + 64 * steps[:, 1] + 4096 * steps[:, 2]
    best = np.bincount(keys).argmax()
    return np.median(pixels[keys == best], axis=0).astype(np.int16)


def _rectangle(box: Box, fill: str) -> PixelShape:
    x0, top, x1, bottom = box
    return PixelShape(((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)), closed=True, fill=fill)

"""Makes a page's picture fit for reading: light evened out, stamps, dark edges and dirt gone.

Comes in: the rendered page, in colour or grey. Goes out: a grey picture with dark text on white. Sizes are in pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import inked
from extractor.read.ocr.colours import grey_of, strongest, weakest
from extractor.read.ocr.dirt import without_show_through, without_streaks

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

ENLARGED = 2
"""How many times larger the rendering is that a second program reads: it is made for print of 300 dots an inch."""
_COLOURED = 22
"""Difference between the strongest and the weakest colour (0 to 255, paper being white) of stamps and pens."""
_PALE, _TINGED = 14, 12
"""The same of paler strokes not far (``_REACH`` pixels) from coloured ones, and of their soft edges."""
_REACH = 25
_NOISE = 4.0
"""How many times the usual colour of black print comes on top of these."""
_DARK = 115
"""Brightness up to which a pixel is print, even where a stamp lies over it."""
_DEEP = 0.42
"""Share of its brightness that a dark pixel's colour must be to be ink of a pen."""
_COLOURED_PRINT = 30
"""The same of the middle pixel of a page that is printed in colour."""
_BANDS, _COLOUR_BAND = 40, 0.25
"""Bands of a page, each about two lines of print high, and the share of coloured pixels in the dark ones of a band from
which it is printed in colour.
"""
_COLOUR_SPREAD, _COLOUR_PRINT = 0.7, 0.5
"""Share of the page's printed height over which coloured ink is spread, and of its printed bands that it fills, from
which it is the print itself, no stamp and no signature.
"""
_PRINT = 130
"""Brightness below which a pixel is surely print."""
_EDGE_DARK = 90
"""Brightness below which what touches the border of a picture may be the scanner's lid, no shadow on paper."""
_SOLID, _GROUND = 13, 3000
"""Pixels of the side of a square that a ground holds, wider than strokes of stamps, and of the area of a ground."""
_LETTER_GAP = 9
"""Pixels of strokes of light letters, and of the soft edges of dark ones, in the coloured ground they stand on."""
_MOSTLY, _COVERED = 0.5, 0.93
"""Shares of such a ground that are coloured, and coloured or print."""
_LIGHT_PRINT, _RECTANGLE = 0.62, 0.85
"""Share of a ground with white print that is coloured, and of its rectangle that it fills."""


_PRINTED, _LEAST_PRINTED = 217, 0.002
"""Brightness below which a pixel is none of even paper; share of such pixels from which the page is printed."""
_STROKES, _PRESSED = 10, 90
"""Percentile of their brightness that is the middle of strokes, and the brightness of these in ordinary print: a worn
ribbon, empty toner or a copy on grey paper leaves them paler all over the page.
"""


def cleaned(picture: Picture) -> Picture:
    """The picture in grey: coloured ink whitened, paper white, pale print made dark; edges, streaks, show-through
    dropped.
    """
    # what is dark is told against the paper around it: in a shadow all of it is dark
    grey = _evened(grey_of(picture))
    ink = _coloured_ink(picture, grey) if picture.ndim > 2 else None
    if ink is not None:
        grey[ink] = 255
    clean: Picture = _pressed(_without_edges(grey))
    return without_show_through(without_streaks(clean))


def _coloured_ink(picture: Picture, grey: Any) -> Any:
    """Where stamps and pens have coloured the paper, ``None`` for nowhere or where the print itself is coloured."""
    import cv2
    import numpy as np

    sample = picture[::8, ::8]
    if int((strongest(sample) - weakest(sample)).max()) < _TINGED:
        return None
    paper = np.percentile(picture[::8, ::8].reshape(-1, 3), 75, axis=0).clip(1)
    steps = np.clip(np.arange(256)[:, None] * (255 / paper), 0, 255).astype(np.uint8)
    white = cv2.LUT(picture, steps[None])
    bright = strongest(white)
    colour = bright - weakest(white)
    # a camera gives black print some colour, too: as much as its middle pixel has is none
    dark = inked(grey, _PRINT)
    print_colour = float(np.median(colour[dark > 0])) if dark.any() else 0.0
    if print_colour > _COLOURED_PRINT:
        return None
    noise = _NOISE * print_colour
    light = bright > _DARK
    ink: Any = ((colour >= _COLOURED + noise) & (light | (colour >= np.float32(_DEEP) * bright))).astype(np.uint8)
    if not ink.any():
        return None
    # a solid coloured area is a heading's ground, not a stamp: its text would go with it
    over = _printed_over(ink, dark, colour >= _TINGED + noise)
    solid = _areas(ink) | over[: ink.shape[0], : ink.shape[1]]
    solid = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    ink &= 1 - solid
    bands = [
        (cv2.countNonZero(band), cv2.countNonZero(band & over))
        for band, over in zip(np.array_split(dark, _BANDS), np.array_split(ink, _BANDS), strict=True)
    ]
    printed = [k for k, (total, _) in enumerate(bands) if total]
    tinted = [k for k in printed if bands[k][1] > _COLOUR_BAND * bands[k][0]]
    # a stamp fills the bands of its own place, coloured print is all over the page
    spread = tinted[-1] - tinted[0] > _COLOUR_SPREAD * (printed[-1] - printed[0]) if tinted else False
    if spread and len(tinted) > _COLOUR_PRINT * len(printed):
        return None
    whole = np.zeros(ink.shape, bool)
    x, y, w, h = cv2.boundingRect(ink)
    place = slice(max(0, y - _REACH), y + h + _REACH), slice(max(0, x - _REACH), x + w + _REACH)
    whole[place] = _with_pale_strokes(ink[place], solid[place], bright[place], colour[place], noise)
    return whole


def _with_pale_strokes(ink: Any, solid: Any, bright: Any, colour: Any, noise: float) -> Any:
    """The coloured ink with paler strokes of the same stamp or pen, which stand close to strong ones, and their soft
    edges; ``solid`` is where grounds are, ``bright`` and ``colour`` the strongest of the colours and how far they are
    apart, ``noise`` what of that is none.
    """
    import cv2
    import numpy as np

    light, open_paper = bright > _DARK, solid == 0
    near = cv2.dilate(ink, np.ones((_REACH, _REACH), np.uint8)) > 0
    pale = near & light & (colour >= _PALE + noise)
    ink[pale & open_paper] = 1
    near = cv2.dilate(ink, np.ones((7, 7), np.uint8)) > 0
    tinged = near & (colour >= _TINGED + noise) & light
    halo = (cv2.dilate(tinged.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & (bright > _PRINT)
    return (ink > 0) | ((tinged | halo) & open_paper)


def _areas(mask: Any) -> Any:
    """The solid areas of a mask, 1 of 0 and 1."""
    import cv2
    import numpy as np

    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_SOLID, _SOLID), np.uint8))
    x, y, w, h = cv2.boundingRect(opened)
    part = opened[y : y + h, x : x + w]
    if part.size:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
        large = (stats[:, cv2.CC_STAT_AREA] >= _GROUND).astype(np.uint8)
        large[0] = 0
        part[:] = large[labels]
    return opened


def _printed_over(ink: Any, dark: Any, tinged: Any) -> Any:
    """The coloured areas that print cuts into pieces, 1 of 0 and 1: with the print they are solid, and hardly any
    paper shows in them, as it does between the strokes of a stamp; or it is the light print of a rectangle.
    """
    import cv2
    import numpy as np

    # every second pixel tells as much of an area
    ink, dark, tinged = (np.ascontiguousarray(mask[::2, ::2], dtype=np.uint8) for mask in (ink, dark, tinged))
    # large letters cut an area to pieces, and print that stands close to it makes it larger than it is
    found = _grounds_in(ink | dark, ink, dark | tinged) | _grounds_in(ink, ink, dark | tinged)
    height, width = ink.shape
    return cv2.resize(found, (2 * width, 2 * height), interpolation=cv2.INTER_NEAREST)


def _grounds_in(mask: Any, ink: Any, covered: Any) -> Any:
    """The areas of a mask that are grounds: grounds of drawn scans are covered to 0.94 and more, and rectangles; stamps
    of real ones to 0.9 at the most, and none is a rectangle. All at half the size.
    """
    import cv2
    import numpy as np

    gap, solid = (np.ones((side // 2 | 1, side // 2 | 1), np.uint8) for side in (_LETTER_GAP, _SOLID))
    opened = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, gap), cv2.MORPH_OPEN, solid)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = np.zeros(count, np.uint8)
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        if 4 * area < _GROUND:
            continue
        place = slice(y, y + h), slice(x, x + w)
        within = labels[place] == k
        coloured, over = (np.count_nonzero(part[place] & within) for part in (ink, covered))
        if coloured >= _MOSTLY * area:
            light = coloured >= _LIGHT_PRINT * area and _is_rectangle(within)
            found[k] = light or over >= _COVERED * area
    areas: Any = found[labels] if found.any() else np.zeros_like(opened)
    return areas


def _is_rectangle(area: Any) -> bool:
    """Whether an area fills a rectangle, which may lie a little turned."""
    import cv2
    import numpy as np

    rows, columns = np.nonzero(area)
    _, (width, height), _ = cv2.minAreaRect(np.column_stack((columns, rows)).astype(np.float32))
    return len(rows) >= _RECTANGLE * (width + 1) * (height + 1)


def _evened(grey: Any) -> Any:
    """The paper made white: every pixel against the brightness of the paper around it."""
    import cv2
    import numpy as np

    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    # a large dark area is a picture or an edge, not badly lit paper
    return cv2.divide(grey, np.maximum(paper, 110), scale=255)


def _pressed(grey: Any) -> Any:
    """The picture with its print as dark as print usually is, where all of it is pale: what tells ink from paper goes
    by brightness. Paper stays white.
    """
    import cv2
    import numpy as np

    sample = grey[::2, ::2]
    printed = sample[sample < _PRINTED]
    if printed.size < _LEAST_PRINTED * sample.size:
        return grey
    strokes = float(np.percentile(printed, _STROKES))
    if strokes <= _PRESSED:
        return grey
    steps = 255 - (255 - np.arange(256)) * ((255 - _PRESSED) / (255 - strokes))
    return cv2.LUT(grey, np.clip(steps, 0, 255).astype(np.uint8))


def _without_edges(grey: Any) -> Any:
    """Dark areas that touch the border of the picture and are larger than print are the scanner's, not the page's."""
    import cv2
    import numpy as np

    height, width = grey.shape
    dark = inked(grey, _EDGE_DARK)
    if not any(strip.any() for strip in (dark[:3], dark[-3:], dark[:, :3], dark[:, -3:])):
        return grey
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    edges = np.zeros((height + 2, width + 2), np.uint8)
    for outline in cv2.findContours(thick, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        x, y, w, h = cv2.boundingRect(outline)
        border = x <= 2 or y <= 2 or x + w >= width - 2 or y + h >= height - 2
        if border and (w > width * 0.25 or h > height * 0.1):
            # what it is grown from, not what it runs around
            cv2.floodFill(thick, edges, outline[0][0].tolist(), 0, flags=8 | 1 << 8 | cv2.FLOODFILL_MASK_ONLY)
    if edges.any():
        grey[cv2.dilate(edges[1:-1, 1:-1], np.ones((13, 13), np.uint8)) > 0] = 255
    return grey


def enlarged(grey: Picture, box: tuple[float, float, float, float]) -> tuple[Picture, int]:
    """A second rendering of a box (pixels) for reading: with air about it, ``ENLARGED`` times as large, its
    strokes sharpened; and where it begins in the picture.
    """
    import cv2
    import numpy as np

    height, width = grey.shape[:2]
    air = 0.12 * (box[3] - box[1])
    x0, y0 = max(0, int(box[0] - air)), max(0, int(box[1] - air))
    x1, y1 = min(width, int(box[2] + air) + 1), min(height, int(box[3] + air) + 1)
    crop = grey[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)]
    large = cv2.resize(crop, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    sharp = cv2.addWeighted(large, 1.6, cv2.GaussianBlur(large, (0, 0), 2.0), -0.6, 0)
    return np.ascontiguousarray(sharp), x0

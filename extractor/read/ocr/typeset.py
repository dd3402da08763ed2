"""How a line of print is set: its type size, its baseline, where its ink begins and ends.

Comes in: the crop of a line and what was read in it. Goes out: the box that the same line has in a born-digital page,
from ascender to descender. Separate because the network's boxes stand wider than the print by a changing share, and
what lies in one row, in one column or in one type can only be told from boxes that are measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.read.ocr.blobs import LETTER_INK
from extractor.read.ocr.raw import Print
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_RULED = 0.85
"""Share of ink in two rows or columns of a crop's pixels from which they are a rule, no part of letters."""
_RULE, _MIDDLE = 0.2, (0.25, 0.75)
"""Share of a crop's height that a rule is thick in its middle, and where that is: rules of scans measured 0.06 to 0.19
there, rows of smeared bold letters that leave no white between them 0.23 to 0.46.
"""
_DARK_GROUND = 0.55
"""Share of ink in a crop from which it is the ground: print covers less, be it bold."""
_GROUND = 2
"""Percentile of what is the darkest and the lightest of a crop."""
_LEAST = 2
"""Pixels of ink in a row that is no speck."""
_LOW, _WORN = 0.25, 200
"""Share of a crop's height below which its print is a part of letters only, and the brightness below which the rest of
them may be.
"""
_DOT = 0.14
"""White between a letter and its dot or a comma, as a share of the crop's height."""
_TALL, _SMALL = 0.69, 0.49
"""Heights of capitals and figures, and of a small ``x``, as shares of the type size: the middle of the types in use."""
_DEEP, _COMMA = 0.21, 0.12
"""How far ``g`` and a comma reach under the baseline, as shares of the type size."""
_ASCENT, _DESCENT = 0.89, 0.21
"""What the box of a line holds above and under its baseline, as shares of the type size."""
_TALL_SIGNS = frozenset("bdfhklijt%()[]/?!&\\\"'")
_DEEP_SIGNS = frozenset("gjpqy()[]/")
_COMMAS = frozenset(",;")
_FLAT_SIGNS = frozenset("-–—•.…_=~:+*<>")
_SHARED = 0.4
"""Share of the ink of a usual row of letters from which a row is one of those that nearly all letters fill."""
_TELLING, _AGREES = 5, 1.18
"""Letters of a line whose core says how large they are; how much more the whole ink may say."""
_FIT = (0.45, 1.15)
"""Type sizes of lines that can be, as shares of the height of the network's box: of 7,300 lines of scans one in two
thousand measures more, and capitals alone, under which nothing reaches, up to that much.
"""


_SPECK = 0.12
"""Height and width of the smallest stroke, as a share of the print's height: a full stop is larger."""


def dark_on_light(crop: Picture) -> Picture:
    """The crop with dark print: white print on a dark ground is turned, and so spread that paper is white."""
    import numpy as np

    if float((crop < LETTER_INK).mean()) < _DARK_GROUND:
        return crop
    low, high = np.percentile(crop, (_GROUND, 100 - _GROUND))
    spread = (high - crop.astype(np.float32)) * (255 / max(1.0, high - low))
    turned: Picture = np.clip(spread, 0, 255).astype(np.uint8)
    return turned


def print_box(crop: Picture) -> Print | None:
    """The ink of a crop (its pixels) without rules and neighbouring lines; ``None`` where there is none."""

    height = crop.shape[0]
    ink, rows, runs, main = _inked(crop, LETTER_INK, _LEAST)
    if not runs or runs[main][1] - runs[main][0] < _LOW * height:
        # of a 7 or a 1 that compression has worn, the stem is pale, or one pixel thin
        ink, rows, runs, main = _inked(crop, _WORN, 1)
    if not runs:
        return None
    top, bottom = runs[main]
    for a, b in reversed(runs[:main]):
        # what runs into the crop's edge is a neighbour's
        if top - b > _DOT * height or a == 0:
            break
        top = a
    for a, b in runs[main + 1 :]:
        if a - bottom > _DOT * height or b == height:
            break
        bottom = b
    band = ink[top:bottom]
    columns = band.sum(axis=0)
    speck = (_SPECK * (bottom - top)) ** 2
    strokes = [(a, b) for a, b in _runs(columns > 0) if columns[a:b].sum() > speck]
    if not strokes:
        return None
    core = _core(rows[top:bottom])
    return Print(float(strokes[0][0]), float(top), float(strokes[-1][1]), float(bottom), top + core[0], top + core[1])


def _inked(crop: Picture, level: int, least: int) -> tuple[Any, Any, list[tuple[int, int]], int]:
    """What of a crop is darker than a level and no rule, how much of it every row holds, the runs of rows that hold so
    many pixels at the least, and which of them holds most.
    """
    import numpy as np

    ink = crop < level
    # a rule that tilts lies in two rows or columns of pixels
    upright = np.flatnonzero((ink[:, 1:] | ink[:, :-1]).mean(axis=0) > _RULED)
    full = (ink[1:] | ink[:-1]).mean(axis=1) > _RULED
    ink[:, upright] = ink[:, upright + 1] = False
    for first, last in _runs(np.concatenate((full, [False])) | np.concatenate(([False], full))):
        within = _MIDDLE[0] < (first + last) / 2 / len(ink) < _MIDDLE[1]
        if last - first <= _RULE * len(ink) or not within:
            ink[first:last] = False
    rows = ink.sum(axis=1)
    runs = _runs(rows >= least)
    return ink, rows, runs, max(range(len(runs)), key=lambda k: int(rows[runs[k][0] : runs[k][1]].sum()), default=0)


def _runs(mask: Any) -> list[tuple[int, int]]:
    """Where the runs of a mask begin and end."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _core(rows: Any) -> tuple[float, float]:
    """The first and last of the rows of ink that nearly all letters share."""
    import numpy as np

    usual = float(np.sort(rows)[len(rows) // 2 :].mean())
    full = np.flatnonzero(rows >= _SHARED * usual)
    return float(full[0]), float(full[-1] + 1)


def set_box(box: Box, ink: Print, text: str, known: float | None = None) -> tuple[float, float, float] | None:
    """Top and bottom of the line from ascender to descender, and its type size; all in the pixels of the boxes.

    ``box`` is the network's, ``ink`` that of the print, ``text`` what was read; ``known`` is the type size where it is
    known from other lines. ``None`` where the text has no letters to measure, or the measure makes no sense: ink of
    another line, a stamp over it.
    """
    signs = [c for c in text if not c.isspace() and c not in _FLAT_SIGNS]
    if not signs:
        return None
    above = _TALL if any(c.isupper() or c.isdigit() or c in _TALL_SIGNS for c in signs) else _SMALL
    below = _DEEP if _DEEP_SIGNS & set(signs) else _COMMA if _COMMAS & set(signs) else 0.0
    size = (ink.bottom - ink.top) / (above + below)
    baseline = ink.bottom - below * size
    if len(signs) >= _TELLING:
        # tightly set lines touch one another: the letters' own band tells their size then
        small = 2 * sum(c.islower() for c in signs) > len(signs)
        core = (ink.core_bottom - ink.core_top) / (_SMALL if small else _TALL)
        if size > _AGREES * core:
            size, baseline = core, ink.core_bottom
    # the box around a lone n or a is no higher than these
    most = _FIT[1] * (_TALL / _SMALL if above == _SMALL else 1.0)
    if not _FIT[0] * (box[3] - box[1]) < size < most * (box[3] - box[1]):
        return None
    size = known or size
    return baseline - _ASCENT * size, baseline + _DESCENT * size, size

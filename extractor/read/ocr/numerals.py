"""Reads Roman numerals of plain strokes that stand alone: `I`, `II`, `III` in a column of numbers.

Comes in: a clean, straight picture, the lines that were read, and boxes of print that lies in none of them. Goes out:
the lines with such numerals as they are printed. Separate because it counts strokes instead of reading: two bars
without a word around them look like nothing to the network that finds lines, and like `1` or `11` to the one that
reads. A single bar is a numeral only where one of two or three stands in the same column, or in the same row as the
heads of quarters do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import INK, blobs, inked
from extractor.read.ocr.engine import Char
from extractor.read.ocr.raw import RawLine
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_LOOKS = re.compile(r"[1Il|!]{1,4}")
"""What plain bars are read as."""
_SLENDER, _SOLID = 2.2, 0.75
"""Height of a bar in widths of its own; share of its box that is inked: a ``1`` has a flag, an ``l`` of a serif type a
foot. Of a bar two pixels wide, a single pixel beside it takes as much."""
_SPECK = 0.06
"""Ink of what is no stroke, as a share of the crop's."""
_LEVEL = 0.12
"""How far bars of one numeral may differ in top and bottom, as a share of their height."""
_CLOSE = 0.7
"""White between bars of one numeral, as a share of their height."""
_MOST = 3
"""Bars of a numeral, at the most: III."""
_COLUMN = 1.5
"""How far the middles of a column's numerals stand apart, in heights."""
_ROW = 0.35
"""How far the middles of a row's numerals stand apart, in heights."""
_SURE = 0.96
"""Certainty of a numeral that was counted in bars."""


def bars(crop: Picture) -> int:
    """The number of upright bars of one height that the crop holds, if it holds nothing else; else 0."""

    ink = inked(crop, INK)
    least = _SPECK * int(ink.sum())
    across = ink.shape[1]
    # a rule of the cell that the crop took along runs from side to side
    strokes = sorted(blob for blob in blobs(ink) if blob[4] > least and blob[2] < across)
    if not 0 < len(strokes) <= _MOST:
        return 0
    height = max(h for _, _, _, h, _ in strokes)
    tops, bottoms = [y for _, y, _, _, _ in strokes], [y + h for _, y, _, h, _ in strokes]
    if max(max(tops) - min(tops), max(bottoms) - min(bottoms)) > max(1.0, _LEVEL * height):
        return 0
    if any(h < _SLENDER * w or (area < _SOLID * w * h and _ragged(ink, (x, y, w, h))) for x, y, w, h, area in strokes):
        return 0
    apart = [b[0] - a[0] - a[2] for a, b in pairwise(strokes)]
    return len(strokes) if all(gap <= _CLOSE * height for gap in apart) else 0


def _ragged(ink: Picture, box: tuple[int, int, int, int]) -> bool:
    """Whether the rows of a stroke, but for its ends, differ by more than a pixel."""
    x, y, w, h = box
    rows = ink[y + 1 : y + h - 1, x : x + w].sum(axis=1)
    return int(rows.max()) - int(rows.min()) > 1


def with_numerals(grey: Picture, lines: Sequence[RawLine], alone: Sequence[Box]) -> list[RawLine]:
    """The lines with their numerals of plain bars; ``alone`` are boxes (pixels) of print in none of the lines."""
    counted: dict[int, int] = {}
    for k, line in enumerate(lines):
        if _LOOKS.fullmatch("".join(c.text for c in line.chars)):
            counted[k] = bars(_part(grey, line.box))
    missed = [(box, bars(_part(grey, box))) for box in alone]
    witnesses = [lines[k].box for k, count in counted.items() if count > 1]
    witnesses += [box for box, count in missed if count > 1]

    def is_numeral(box: Box, count: int) -> bool:
        return count > 1 or (count == 1 and any(_in_line(box, other) for other in witnesses))

    read = [
        replace(line, chars=_chars(line.box, line.left, counted[k]), second=None, ink=())
        if is_numeral(line.box, counted.get(k, 0))
        else line
        for k, line in enumerate(lines)
    ]
    return read + [RawLine(box, box[0], _chars(box, box[0], count)) for box, count in missed if is_numeral(box, count)]


def _part(grey: Picture, box: Box) -> Picture:
    x0, y0, x1, y1 = (max(0, int(v)) for v in box)
    return grey[y0 : y1 + 1, x0 : x1 + 1]


def _in_line(box: Box, other: Box) -> bool:
    """Whether two boxes stand in one column, or in one row."""
    height = other[3] - other[1]
    across, along = (abs(box[k] + box[k + 2] - other[k] - other[k + 2]) / 2 for k in (0, 1))
    return across < _COLUMN * height or along < _ROW * height


def _chars(box: Box, left: float, count: int) -> tuple[Char, ...]:
    step = (box[2] - box[0]) / count
    begin = box[0] - left
    return tuple(Char("I", begin + k * step, begin + (k + 1) * step, _SURE) for k in range(count))

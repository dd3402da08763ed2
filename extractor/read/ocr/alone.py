"""Reads anew what stands alone and was not read for sure: a numeral, a letter of a list, a figure of its own.

Comes in: a picture, the boxes of its lines, their readings. Goes out: the readings, some of them better. Separate
because it is about what a network trained on words cannot tell: a stroke or two without a word around them. They are
read together with their neighbour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.read.ocr.engine import Reading
from extractor.read.ocr.raw import PixelLine
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture

SURE_ALONE = 0.93
"""Certainty below which a short reading is asked again, and from which one that the network overlooked is taken by
itself: of four characters one wrong one is a different figure.
"""
_CHARACTERS, _WIDTH = 4, 2.5
"""Characters and width (in heights) of what is short enough to be asked again."""
_LEVEL, _NEAR = 0.6, 4.0
"""How much of their height neighbours share, and how far apart they stand, in heights."""
_CONTEXT = 7.0
"""How much of a neighbour is read again, in heights."""
_BETTER = 0.05
"""By how much the second reading must be surer to be taken."""


def better_alone(
    reader: Engine, grey: Picture, boxes: Sequence[Box], readings: Sequence[Reading], down: Sequence[PixelLine]
) -> list[Reading]:
    """The readings of the boxes; those of short, unsure ones are read in context, across no vertical ruling line."""
    asked: list[int] = []
    spans: list[Box] = []
    for k, (box, reading) in enumerate(zip(boxes, readings, strict=True)):
        if len(reading.text) <= _CHARACTERS and reading.confidence < SURE_ALONE and _short(box):
            span = _span(box, boxes, down)
            if span is not None:
                asked.append(k)
                spans.append(span)
    crops = [grey[int(s[1]) : int(s[3]) + 1, int(s[0]) : int(s[2]) + 1] for s in spans]
    better = list(readings)
    for k, span, reading in zip(asked, spans, reader.read(crops), strict=True):
        part = _part(reading, span, boxes[k])
        if part.confidence > readings[k].confidence + _BETTER:
            better[k] = part
    return better


def _short(box: Box) -> bool:
    return box[2] - box[0] < _WIDTH * (box[3] - box[1])


def _span(box: Box, boxes: Sequence[Box], down: Sequence[PixelLine]) -> Box | None:
    """The box together with the near end of its nearest neighbour on the line, the one before it rather."""
    x0, top, x1, bottom = box
    height = bottom - top
    beside = []
    for left, above, right, below in boxes:
        shared = min(bottom, below) - max(top, above)
        gap = max(x0 - right, left - x1)
        if shared < _LEVEL * min(height, below - above) or not -0.5 * height < gap < _NEAR * height:
            continue
        if (left, above, right, below) == box or any(_between(line, (x0, x1), (left, right), box) for line in down):
            continue
        beside.append((left > x0, gap, (left, above, right, below)))
    if not beside:
        return None
    after, _, (left, above, right, below) = min(beside)
    reach = _CONTEXT * height
    left, right = (left, min(right, left + reach)) if after else (max(left, right - reach), right)
    return (max(0.0, min(x0, left)), max(0.0, min(top, above)), max(x1, right), max(bottom, below))


def _between(line: PixelLine, own: tuple[float, float], other: tuple[float, float], box: Box) -> bool:
    """Whether a vertical line stands between two stretches at the height of the box."""
    low, high = sorted(((own[0] + own[1]) / 2, (other[0] + other[1]) / 2))
    return low < line.x0 < high and min(line.y1, box[3]) - max(line.y0, box[1]) > 0.5 * (box[3] - box[1])


def _part(reading: Reading, span: Box, box: Box) -> Reading:
    """What a reading of the span says of the box, placed in the box's own picture."""
    shift = span[0] - box[0]
    moved = (replace(c, x0=c.x0 + shift, x1=c.x1 + shift) for c in reading.chars)
    inside = [c for c in moved if 0 <= (c.x0 + c.x1) / 2 <= box[2] - box[0]]
    while inside and inside[0].text == " ":
        del inside[0]
    while inside and inside[-1].text == " ":
        del inside[-1]
    return Reading(tuple(inside))

"""Looks a second time at lines that were not read for sure.

Comes in: a picture, boxes of lines and what was read in them. Goes out: for every line the likelier of two readings,
and the other one beside it as a witness. Separate because the two looks must fail differently to be worth anything:
the second one leaves out the air around the line, in which rules, neighbours and dirt stand and which takes height from
the letters, and it softens the stairs and hairs of black and white scans, of which the network makes other letters.
Where Tesseract is installed, it is the witness: another program fails more differently still.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from extractor.lexicon import lexicon
from extractor.read.ocr.engine import Char, Reading
from extractor.read.ocr.prepare import ENLARGED, enlarged
from extractor.read.ocr.second import read_again
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Engine, Picture

_WORD = re.compile(r"[^\W\d_]{4,}")
"""Words long enough to tell whether the language has them."""
_DOUBTFUL_CHAR = 0.9
"""Certainty of a character below which its line is looked at again, if it holds a figure."""
_DOUBTFUL_LINE = 0.88
"""Certainty of a line below which it is looked at again, whatever it says."""
_AIR, _SIDES = 0.1, 0.05
"""What the second look leaves out above and below, left and right, as a share of the line's height: measured on small
print of offices' scanners, where it reads a tenth more of the words than the whole box; on clean print neither is
better.
"""
_SOFT = 0.7
"""Pixels by which it is softened: as wide as the stairs of a black and white scan of 300 dots an inch."""
_SURER = 0.01
"""By how much the second look must be surer to be the one that is taken."""
_SHORTER = 0.9
"""Share of the first reading's characters that it must hold: what drops the letters that are hard to tell is sure of
the others.
"""


class Looks(NamedTuple):
    """What is taken to stand in a line, and what another look saw there, both placed from the left of its box's crop;
    ``None`` where one look was enough.
    """

    reading: Reading
    other: tuple[Char, ...] | None


def looked_again(reader: Engine, grey: Picture, boxes: Sequence[Box], readings: Sequence[Reading]) -> list[Looks]:
    """The readings of the boxes (pixels), those in doubt after a second look. Of figures the first stays: a rule is no
    1 with air about it, and what the looks see differently is told to be in doubt.
    """
    looks = [Looks(reading, None) for reading in readings]
    asked = [k for k, reading in enumerate(readings) if is_doubtful(reading)]
    closer = [_close(grey, boxes[k]) for k in asked]
    renderings = [enlarged(grey, boxes[k]) for k in asked]
    witnesses = read_again([crop for crop, _ in renderings])
    seconds = reader.read([crop for crop, _ in closer])
    for k, (_, left), second, (_, start), witness in zip(asked, closer, seconds, renderings, witnesses, strict=True):
        zero = max(0, int(boxes[k][0]))
        again = Reading(_placed(second.chars, left - zero))
        first = readings[k]
        likelier = (
            again.confidence > first.confidence + _SURER
            and len(again.chars) >= _SHORTER * len(first.chars)
            and not any(c.text.isdigit() for c in (*first.chars, *again.chars))
            and _unknown(again) <= _unknown(first)
        )
        taken, other = (again, first) if likelier else (first, again)
        looks[k] = Looks(taken, other.chars if witness is None else _placed(witness.chars, start - zero, ENLARGED))
    return looks


def _unknown(reading: Reading) -> int:
    """How many words of a reading the language does not know: a surer letter that makes a word none is no better."""
    return sum(not lexicon().knows(word.casefold()) for word in _WORD.findall("".join(c.text for c in reading.chars)))


def is_doubtful(reading: Reading) -> bool:
    """Whether a line is worth a second look: unsure as a whole or in one of its figures. One letter told by guess is no
    reason: the same network tells it no better, and a long line is read otherwise for it.
    """
    if reading.confidence < _DOUBTFUL_LINE:
        return True
    return any(c.confidence < _DOUBTFUL_CHAR for c in reading.chars if not c.text.isspace()) and any(
        c.text.isdigit() or c.other.isdigit() for c in reading.chars
    )


def _close(grey: Picture, box: Box) -> tuple[Picture, int]:
    """The print of a line without the air about it, softened; and where it begins in the picture."""
    import cv2
    import numpy as np

    height, width = grey.shape[:2]
    air, side = (share * (box[3] - box[1]) for share in (_AIR, _SIDES))
    x0, y0 = max(0, int(box[0] + side)), max(0, int(box[1] + air))
    x1, y1 = min(width, int(box[2] - side) + 1), min(height, int(box[3] - air) + 1)
    crop = grey[y0 : max(y1, y0 + 4), x0 : max(x1, x0 + 4)]
    return np.ascontiguousarray(cv2.GaussianBlur(crop, (0, 0), _SOFT)), x0


def _placed(chars: Sequence[Char], shift: float, factor: float = 1.0) -> tuple[Char, ...]:
    """The characters of a crop that begins ``shift`` pixels to the right, and is so many times as large."""
    return tuple(replace(c, x0=c.x0 / factor + shift, x1=c.x1 / factor + shift) for c in chars)

"""Finds coloured boxes in a picture: the cards of a chart that was pasted as one image.

Comes in: the page's picture in colour, set upright, and the boxes of its lines of text. Goes out: boxes with their
colour, none where text does not stand in coloured boxes. Separate from ruling lines because a card of one colour has no
lines around it: hues tell one card from the next, and a jump of brightness where two of one hue touch.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.read.ocr.raw import PixelLine, PixelShape
from extractor.read.page import corners_box
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_LINE = 12.0
"""Pixels of a line's height in the picture in which boxes are looked for: boxes are no finer."""
_COLOURED = 38, 40
"""The least saturation and value (of 255) of a coloured pixel; paler ones are paper, darker ones print."""
_LEAST_SHARE = 0.04
"""Share of the picture that is coloured, at the least: a stamp or a logo makes no chart."""
_HUES = 12
"""Hues on a page at most, and how far (of 180) a hue's shades lie about it."""
_RARE = 0.002
"""Share of the picture of the rarest hue that fills boxes."""
_SOLID = 0.6
"""Share of its outline that a box fills; less is an arrow or a bracket."""
_WIDEST = 0.5
"""Share of the picture from which one coloured ground is paper."""
_JUMP = 18.0
_ACROSS = 15
"""What parts two boxes of one hue: from one row to the next it grows lighter by so much (of 765) in nearly all columns
(the percentile that must), as shades begin anew; under a row of print, the gaps between words do not.
"""
_INNER = 0.15
"""No border runs through a line of text but for so much of its height above and below."""
_HELD = 0.4
_FEWEST = 5
"""Share of the lines of text that stand in these boxes and on no ground of one colour, and the number of boxes, from
which the picture is a chart.
"""
_EDGE = 4.0
"""Pixels about a box in which its edge is found."""


class ColouredBox(NamedTuple):
    """A box in pixels of the straight picture and its colour, as ``#rrggbb``."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: str

    @property
    def shape(self) -> PixelShape:
        """The box as a shape with an outline, so that two of one colour that touch stay two."""
        corners = ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1), (self.x0, self.y0))
        return PixelShape(corners, closed=True, fill=self.fill, stroke=self.fill)


def outside(lines: Sequence[PixelLine], boxes: Sequence[ColouredBox]) -> list[PixelLine]:
    """The ruling lines outside of coloured boxes: their shades and edges leave lines that are none."""
    return [line for line in lines if not any(_meets(line, box) for box in boxes)]


def _meets(line: PixelLine, box: ColouredBox) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box.x0 - _EDGE <= x <= box.x1 + _EDGE and box.y0 - _EDGE <= y <= box.y1 + _EDGE


def is_coloured(picture: Picture) -> bool:
    """Is so much of a picture, however small, coloured that boxes may stand in it?"""
    import cv2

    return picture.ndim > 2 and bool(_coloured(cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)).mean() >= _LEAST_SHARE / 2)


def _coloured(hsv: Picture) -> Any:
    return (hsv[:, :, 1] > _COLOURED[0]) & (hsv[:, :, 2] > _COLOURED[1])


def coloured_boxes(
    picture: Picture, line: float, texts: Sequence[Box], grounds: Sequence[PixelShape] = ()
) -> tuple[ColouredBox, ...]:
    """The coloured boxes; ``line`` is the usual height of a line of text (pixels), ``texts`` are its lines, ``grounds``
    are those of one colour, which are known already.
    """
    import cv2

    if line <= 0 or not texts or picture.ndim == 2:
        return ()
    factor = min(1.0, _LINE / line)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    hsv = cv2.cvtColor(small, cv2.COLOR_BGR2HSV)
    coloured = _coloured(hsv)
    if coloured.mean() < _LEAST_SHARE:
        return ()
    found: list[ColouredBox] = []
    printed = [(x0 * factor, y0 * factor, x1 * factor, y1 * factor) for x0, y0, x1, y1 in texts]
    for hue in _hues(hsv[:, :, 0], coloured):
        fill = _hex(hue)
        for mask, box in _grounds(_of_hue(hsv[:, :, 0], hue) & coloured, line * factor):
            for x0, y0, x1, y1 in _parted(small, mask, box, line * factor, printed):
                found.append(ColouredBox(x0 / factor, y0 / factor, x1 / factor, y1 / factor, fill))
    found = _up_to_print(found, texts, line)
    flat = [ground for ground in map(_box_of, grounds) if not _is_shade(ground, found)]
    free = [text for text in texts if not any(_holds(box, text) for box in flat)]
    held = sum(any(_holds(box, text) for box in found) for text in free)
    return tuple(found) if len(found) >= _FEWEST and held >= _HELD * len(texts) else ()


def _box_of(ground: PixelShape) -> ColouredBox:
    return ColouredBox(*corners_box(ground.points), ground.fill or "#ffffff")


_ONE = 0.6
"""Share of what a ground and a box cover together that both cover, from which they are one."""


_COVERED = 0.5
"""Share of a band of shades that lies in boxes of its hue, at the least: a panel behind them is larger."""


def _is_shade(ground: ColouredBox, boxes: Sequence[ColouredBox]) -> bool:
    """Is a ground of one colour a band of the shades of boxes, or does it run over several of them? Boxes whose colour
    runs from light to dark fall to bands of one colour each, which reach over to the next box at arrows and shadows.
    """
    met = [(_shared(ground, box), box) for box in boxes if _is_alike(ground.fill, box.fill)]
    met = [(shared, box) for shared, box in met if shared > 0]
    if sum(shared for shared, _ in met) < _COVERED * _area(ground):
        return False
    return all(shared < _ONE * (_area(ground) + _area(box) - shared) for shared, box in met)


def _area(box: ColouredBox) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _shared(a: ColouredBox, b: ColouredBox) -> float:
    across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return across * down if across > 0 and down > 0 else 0.0


def _is_alike(one: str, other: str) -> bool:
    """Are two colours shades of one hue?"""
    a, b = _hue_of(one), _hue_of(other)
    return min((a - b) % 180, (b - a) % 180) <= _HUES // 2


def _holds(box: ColouredBox, text: Box) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _up_to_print(boxes: Sequence[ColouredBox], texts: Sequence[Box], line: float) -> list[ColouredBox]:
    """The boxes with the print right over them that stands in no box: shades may begin in white."""
    free = sorted((t for t in texts if not any(_holds(b, t) for b in boxes)), key=lambda t: -t[1])
    out = []
    for box in boxes:
        for x0, top, x1, bottom in free:
            over = box.y0 - line <= bottom <= box.y0 + line and top < box.y0
            if over and box.x0 - line / 2 <= x0 and x1 <= box.x1 + line / 2:
                box = box._replace(y0=top)
        out.append(box)
    return out


def _hues(hue: Picture, coloured: Any) -> list[int]:
    """The hues of the boxes, the commonest first."""
    import numpy as np

    counts = np.bincount(hue[coloured], minlength=180).astype(float)
    left = np.convolve(np.concatenate([counts[-3:], counts, counts[:3]]), np.ones(7), mode="valid")
    found: list[int] = []
    while len(found) < _HUES and left.max() > _RARE * hue.size:
        found.append(int(left.argmax()))
        left[[(found[-1] + d) % 180 for d in range(-_HUES, _HUES + 1)]] = 0
    return found


def _of_hue(hue: Picture, wanted: int) -> Any:
    import numpy as np

    near = np.array([min((h - wanted) % 180, (wanted - h) % 180) <= _HUES // 2 for h in range(180)])
    return near[hue]


def _grounds(mask: Any, line: float) -> list[tuple[Any, tuple[int, int, int, int]]]:
    """The solid parts of a mask, their print filled up, thin lines and arrows left out: each with its own box."""
    import cv2
    import numpy as np

    inked = mask.astype(np.uint8)
    outlines, _ = cv2.findContours(inked, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros_like(inked)
    cv2.drawContours(filled, [c for c in outlines if cv2.contourArea(c) > line * line], -1, 1, -1)
    side = round(1.1 * line) | 1
    solid = cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    out = []
    for k in range(1, count):
        x, y, width, height, size = (int(v) for v in stats[k])
        if width < 2.5 * line or height < line or not _SOLID * width * height <= size < _WIDEST * mask.size:
            continue
        out.append((labels[y : y + height, x : x + width] == k, (x, y, x + width, y + height)))
    return out


def _parted(
    picture: Picture, mask: Any, box: tuple[int, int, int, int], line: float, texts: Sequence[Box]
) -> list[tuple[int, int, int, int]]:
    """The boxes of one hue that stand one on the other in a ground, cut where brightness jumps."""
    import numpy as np

    x0, top, x1, bottom = box
    jumps = np.diff(picture[top:bottom, x0:x1].astype(np.int16), axis=0).sum(axis=2)
    print_in = [t for t in texts if t[0] < x1 and t[2] > x0 and t[1] < bottom and t[3] > top]
    cuts = [0]
    for row in range(len(jumps)):
        both = mask[row] & mask[row + 1]
        far = min(row + 1 - cuts[-1], bottom - top - row - 1) >= 0.8 * line
        inner = _INNER * line
        crossed = any(t[1] + inner < top + row + 1 < t[3] - inner for t in print_in)
        if far and not crossed and both.any() and np.percentile(jumps[row][both], _ACROSS) > _JUMP:
            cuts.append(row + 1)
    cuts.append(bottom - top)
    return [(x0, top + a, x1, top + b) for a, b in pairwise(cuts)]


def _hex(hue: int) -> str:
    """A hue as a colour: boxes of one hue count as of one look, however their shades run."""
    import cv2
    import numpy as np

    blue, green, red = (int(v) for v in cv2.cvtColor(np.array([[[hue, 160, 210]]], np.uint8), cv2.COLOR_HSV2BGR)[0, 0])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _hue_of(fill: str) -> int:
    """The hue (0 to 179) of a colour that is written as ``#rrggbb``."""
    red, green, blue = (int(fill[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return round(180 * colorsys.rgb_to_hsv(red, green, blue)[0]) % 180

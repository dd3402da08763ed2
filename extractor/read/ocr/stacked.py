"""Parts what the network found as one line into the short lines that stand under one another in it.

Comes in: the page in grey and a box of a line. Goes out: boxes, one a line. Separate because the network joins figures
of a narrow column that are set tightly (``95``, ``3``, ``98`` are the targets of three indicators) to one box, and
reads one line in it; the white between them tells, as it does to the eye.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.read.ocr.blobs import INK
from extractor.read.words import Box

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_HIGHER = 1.5
"""Times the usual line's height from which a box may hold several lines: it is never so high for one line's print."""
_WIDEST = 1.6
"""Width of such a box in heights of its own: wider ones are lines of large type, or lean."""
_FIGURE = (0.2, 0.95)
"""Height of a figure's print as a share of the usual box: more is a word set upright, less a dash or a rule."""
_WHITE = 0.1
"""White between two lines as a share of the usual box: letters of a word set upright stand closer together."""


def lines_in(grey: Picture, box: Box, usual: float) -> list[Box]:
    """The boxes of the lines in a box (pixels), itself where it holds one; ``usual`` is the height of most boxes."""
    import numpy as np

    x0, top, x1, bottom = box
    height = bottom - top
    if height < _HIGHER * usual or x1 - x0 > _WIDEST * height:
        return [box]
    crop = grey[max(0, int(top)) : int(bottom) + 1, max(0, int(x0)) : int(x1) + 1]
    inked = (crop < INK).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    figures = [(a, b) for a, b in runs if b - a >= _FIGURE[0] * usual]
    apart = [lower[0] - upper[1] for upper, lower in pairwise(figures)]
    if len(figures) < 2 or min(apart) < _WHITE * usual or max(b - a for a, b in figures) > _FIGURE[1] * usual:
        return [box]
    start = max(0, int(top))
    # as much air as there is, but no more than the network's own boxes have
    air = [min(min(apart) / 2, (usual - (b - a)) / 2) for a, b in figures]
    return [
        (x0, max(top, start + a - more), x1, min(bottom, start + b + more))
        for (a, b), more in zip(figures, air, strict=True)
    ]

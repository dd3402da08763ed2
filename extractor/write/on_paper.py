"""Where on paper a page's layout stands: pages are turned upright and brought to a common size before they are read.

Comes in: a page as it was read. Goes out: the way from its coordinates to those of the paper (points, origin top left).
Apart from the pictures because both draw what the layout found over what the provenance places on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from extractor.read.page import Page
from extractor.read.words import Box

_ENOUGH = 40
"""Words by whose places the way is told; one more tells nothing new."""


@dataclass(frozen=True)
class OnPaper:
    """The way from layout to paper: ``x' = ax + by + c`` for each of both coordinates."""

    across: tuple[float, float, float] = (1.0, 0.0, 0.0)
    down: tuple[float, float, float] = (0.0, 1.0, 0.0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it was read, in points of the paper."""
        (a, b, c), (d, e, f) = self.across, self.down
        return a * x + b * y + c, d * x + e * y + f

    def box(self, box: Box) -> Box:
        """The box on paper."""
        x0, top = self.point(box[0], box[1])
        x1, bottom = self.point(box[2], box[3])
        return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)

    @property
    def turned(self) -> int:
        """By how many degrees the paper's lines are turned clockwise: 0, 90, 180 or 270."""
        a, d = self.across[0], self.down[0]
        if abs(a) >= abs(d):
            return 0 if a >= 0 else 180
        return 90 if d > 0 else 270

    @property
    def scale(self) -> float:
        """How much larger the paper is."""
        return max(abs(self.across[0]), abs(self.down[0]))

    def size(self, page: Page) -> tuple[float, float]:
        """Width and height of the paper."""
        _, _, width, height = self.box((0.0, 0.0, page.width, page.height))
        return width, height


def on_paper(page: Page) -> OnPaper:
    """The way from a page's layout to its paper, by the words that know both places."""
    moved = [(w.box, w.paper) for w in page.words if w.paper is not None and all(map(isfinite, (*w.box, *w.paper)))]
    if len(moved) < 3:
        return OnPaper()
    import numpy as np

    pairs = moved[:: max(1, len(moved) // _ENOUGH)]
    here = np.array([[(b[0] + b[2]) / 2, (b[1] + b[3]) / 2, 1.0] for b, _ in pairs])
    there = np.array([[(p[0] + p[2]) / 2, (p[1] + p[3]) / 2] for _, p in pairs])
    found, _, rank, _ = np.linalg.lstsq(here, there, rcond=None)
    if rank < 3:  # words on one line do not tell both directions
        return OnPaper()
    (a, d), (b, e), (c, f) = ([float(v) for v in row] for row in found)
    return OnPaper((a, b, c), (d, e, f))

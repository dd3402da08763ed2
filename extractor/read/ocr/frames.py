"""Tells the edges of a sheet and frames around a whole page from rules.

Comes in: ruling lines and where text stands. Goes out: the lines without those that lie outside of all text and that no
other line runs into: ornamental frames, edges of paper, shadows of a book's back. The outer borders of a table that
fills the page stay, for its rows and columns end there, and so does the side of a box whose next side leads in among
the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.read.ocr.raw import PixelLine
from extractor.read.words import Box

_REACH = 0.01
"""How far from a line another may end that runs into it, as a share of the longer side of the text."""
_CORNER = 0.03
"""Share of a line's length at either end that is a corner: a frame's other sides meet it there."""
_UNDER = 1.5
"""Heights of a line of text within which a level line above or below all of the text is the table's last or first
rule: the edge of a sheet lies a margin away.
"""


def without_frames(
    across: Sequence[PixelLine], down: Sequence[PixelLine], boxes: Sequence[Box]
) -> tuple[list[PixelLine], list[PixelLine]]:
    """The horizontal and vertical lines that are rules; ``boxes`` are those of the lines of text."""
    if not boxes:
        return list(across), list(down)
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    reach = _REACH * max(right - left, bottom - top)
    heights = sorted(b[3] - b[1] for b in boxes)
    near = _UNDER * heights[len(heights) // 2]
    flat = [
        line
        for line in across
        if top - near < line.y0 < bottom + near
        or _entered((line.x0, line.x1), line.y0, [(d.x0, d.y0, d.y1) for d in down], reach, (left, right))
    ]
    upright = [
        line
        for line in down
        if left < line.x0 < right
        or _entered((line.y0, line.y1), line.x0, [(a.y0, a.x0, a.x1) for a in across], reach, (top, bottom))
    ]
    return flat, upright


def _entered(
    length: tuple[float, float],
    place: float,
    crossing: Sequence[tuple[float, float, float]],
    reach: float,
    within: tuple[float, float],
) -> bool:
    """Whether a line of the other direction (its place, begin and end) ends at or crosses the line between corners, or
    at a corner that lies ``within`` the text's extent.
    """
    corner = max(reach, _CORNER * (length[1] - length[0]))
    return any(
        begin - reach <= place <= end + reach
        and (
            length[0] + corner < at < length[1] - corner
            or (length[0] - reach <= at <= length[1] + reach and within[0] < at < within[1])
        )
        for at, begin, end in crossing
    )

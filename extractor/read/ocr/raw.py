"""What the engine saw on one page, before anybody makes words of it.

Comes in: readings of the lines of a prepared picture. Goes out: the same as JSON and back. Separate because reading
costs seconds a page and everything after it nothing: a cache holds this form, and words can be made anew from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.read.ocr.engine import Char
from extractor.read.words import Box

PixelLine = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` of a ruling line's middle."""
Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of text, or a cell's part of one. Sizes are pixels of the straight picture.

    ``left`` is where the crop begins that the places of characters and gaps count from. ``gaps`` are the stretches of
    the crop without ink. ``ink`` is, for every character, its dark area and the length of its outline. ``second`` is
    another reading of the same crop where the first was doubtful.
    """

    box: Box
    left: float
    chars: tuple[Char, ...]
    gaps: tuple[tuple[float, float], ...] = ()
    ink: tuple[tuple[int, int], ...] = ()
    second: tuple[Char, ...] | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """Lines and ruling lines of a page; ``scale`` is pixels for a point, ``quarter`` the right angles it was turned
    (counter-clockwise), ``matrix`` what straightened it. ``width`` and ``height`` are the page's, in points.
    """

    width: float
    height: float
    scale: float
    quarter: int = 0
    matrix: Matrix | None = None
    lines: tuple[RawLine, ...] = ()
    across: tuple[PixelLine, ...] = ()
    down: tuple[PixelLine, ...] = ()


def to_json(page: RawPage) -> dict[str, Any]:
    """The page as JSON; places are kept to a tenth of a pixel."""
    return {
        "page": [page.width, page.height, page.scale, page.quarter, page.matrix],
        "lines": [
            {
                "box": _rounded(line.box),
                "left": line.left,
                "chars": _chars(line.chars),
                "gaps": [_rounded(g) for g in line.gaps],
                "ink": line.ink,
                "second": None if line.second is None else _chars(line.second),
            }
            for line in page.lines
        ],
        "across": [_rounded(x) for x in page.across],
        "down": [_rounded(x) for x in page.down],
    }


def from_json(data: dict[str, Any]) -> RawPage:
    """The page that :func:`to_json` gave."""
    width, height, scale, quarter, matrix = data["page"]
    return RawPage(
        width,
        height,
        scale,
        quarter,
        (tuple(matrix[0]), tuple(matrix[1])) if matrix else None,
        tuple(
            RawLine(
                tuple(line["box"]),
                line["left"],
                tuple(Char(*c) for c in line["chars"]),
                tuple((a, b) for a, b in line["gaps"]),
                tuple((a, b) for a, b in line["ink"]),
                None if line["second"] is None else tuple(Char(*c) for c in line["second"]),
            )
            for line in data["lines"]
        ),
        tuple((a, b, c, d) for a, b, c, d in data["across"]),
        tuple((a, b, c, d) for a, b, c, d in data["down"]),
    )


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(v, 1) for v in values]


def _chars(chars: tuple[Char, ...]) -> list[list[Any]]:
    return [
        [c.text, round(c.x0, 1), round(c.x1, 1), round(c.confidence, 4), c.other, round(c.other_confidence, 4)]
        for c in chars
    ]

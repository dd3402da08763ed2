"""What the engine saw on one page, before anybody makes words of it.

Comes in: readings of the lines of a prepared picture. Goes out: the same as JSON and back. Separate because reading
costs seconds a page and everything after it nothing: a cache holds this form, and words can be made anew from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.read.ocr.bend import Bend
from extractor.read.ocr.engine import Char
from extractor.read.words import Box

Row = tuple[float, float, float]
Matrix = tuple[Row, Row, Row]


class PixelLine(NamedTuple):
    """A ruling line's middle, and how strong it is as evidence (0 to 1): a pale or broken line may be none."""

    x0: float
    y0: float
    x1: float
    y1: float
    strength: float = 1.0


class Print(NamedTuple):
    """The ink of a line: its box, and the top and bottom of its core, the band that all letters fill."""

    x0: float
    top: float
    x1: float
    bottom: float
    core_top: float
    core_bottom: float

    def moved(self, x: float, y: float) -> Print:
        """The same somewhere else."""
        return Print(self.x0 + x, self.top + y, self.x1 + x, self.bottom + y, self.core_top + y, self.core_bottom + y)


class PixelShape(NamedTuple):
    """A coloured ground, a rounded outline or a slanting stroke: its corners, and its colours as ``#rrggbb``."""

    points: tuple[tuple[float, float], ...]
    closed: bool
    curved: bool = False
    fill: str | None = None
    stroke: str | None = None


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of text, or a cell's part of one. Sizes are pixels of the straight picture.

    ``left`` is where the crop begins that the places of characters and gaps count from. ``gaps`` are the stretches of
    the crop without ink. ``ink`` is, for every character, its dark area and the length of its outline. ``second`` is
    another reading of the same crop where the first was doubtful. ``print`` is the ink without the network's margins,
    ``None`` where it was not measured.
    """

    box: Box
    left: float
    chars: tuple[Char, ...]
    gaps: tuple[tuple[float, float], ...] = ()
    ink: tuple[tuple[int, int], ...] = ()
    second: tuple[Char, ...] | None = None
    print: Print | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """Lines and ruling lines of a page; ``scale`` is pixels for a point. ``width`` and ``height`` are the page's, in
    points; ``size`` is that of the straight picture in pixels, and ``matrix`` leads there from the page's picture
    (``None``: the page lies straight). ``fold`` is where two pages that lie side by side meet (pixels), where
    that was asked. ``bend`` is how the sheet was bent after it was set straight, before it was made flat.
    """

    width: float
    height: float
    scale: float
    size: tuple[float, float]
    matrix: Matrix | None = None
    fold: float | None = None
    lines: tuple[RawLine, ...] = ()
    across: tuple[PixelLine, ...] = ()
    down: tuple[PixelLine, ...] = ()
    shapes: tuple[PixelShape, ...] = ()
    bend: Bend | None = None


def to_json(page: RawPage) -> dict[str, Any]:
    """The page as JSON; places are kept to a tenth of a pixel."""
    return {
        "page": [page.width, page.height, page.scale, page.size, page.matrix, page.fold],
        "lines": [
            {
                "box": _rounded(line.box),
                "left": line.left,
                "chars": _chars(line.chars),
                "gaps": [_rounded(g) for g in line.gaps],
                "ink": line.ink,
                "second": None if line.second is None else _chars(line.second),
                "print": None if line.print is None else _rounded(line.print),
            }
            for line in page.lines
        ],
        "across": [_ruling(x) for x in page.across],
        "down": [_ruling(x) for x in page.down],
        "shapes": [[[_rounded(p) for p in s.points], *s[1:]] for s in page.shapes],
        "bend": None if page.bend is None else [page.bend.width, page.bend.height, page.bend.across, page.bend.along],
    }


def from_json(data: dict[str, Any]) -> RawPage:
    """The page that :func:`to_json` gave."""
    width, height, scale, (across, along), matrix, fold = data["page"]
    return RawPage(
        width,
        height,
        scale,
        (across, along),
        (_row(matrix[0]), _row(matrix[1]), _row(matrix[2])) if matrix else None,
        fold,
        tuple(
            RawLine(
                tuple(line["box"]),
                line["left"],
                tuple(Char(*c) for c in line["chars"]),
                tuple((a, b) for a, b in line["gaps"]),
                tuple((a, b) for a, b in line["ink"]),
                None if line["second"] is None else tuple(Char(*c) for c in line["second"]),
                None if line["print"] is None else Print(*line["print"]),
            )
            for line in data["lines"]
        ),
        tuple(PixelLine(*line) for line in data["across"]),
        tuple(PixelLine(*line) for line in data["down"]),
        tuple(PixelShape(tuple((x, y) for x, y in points), *rest) for points, *rest in data["shapes"]),
        None if data["bend"] is None else _bend(*data["bend"]),
    )


def _bend(width: float, height: float, across: list[list[float]], along: list[list[float]]) -> Bend:
    return Bend(width, height, tuple(map(tuple, across)), tuple(map(tuple, along)))


def _row(values: list[float]) -> Row:
    a, b, c = values
    return (a, b, c)


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(v, 1) for v in values]


def _ruling(line: PixelLine) -> list[float]:
    return [*_rounded(line[:4]), round(line.strength, 2)]


def _chars(chars: tuple[Char, ...]) -> list[list[Any]]:
    return [
        [c.text, round(c.x0, 1), round(c.x1, 1), round(c.confidence, 4), c.other, round(c.other_confidence, 4)]
        for c in chars
    ]

"""Two pages that lie side by side on one sheet: where they meet, and the second set below the first.

Comes in: what was read on a sheet. Goes out: the same as one page twice as long, so that nothing is read across the
fold; places on paper are not touched by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.read.ocr.raw import PixelLine, PixelShape, RawPage
from extractor.read.words import Box

_SHAPE = (1.2, 1.75)
"""Width of an open book as a share of its height."""
_MIDDLE = 0.06
"""How far the fold may lie from the middle of the sheet, as a share of its width."""
_MARGINS = 0.045
"""The least width of the two inner margins together, as a share of the sheet: columns of a table stand closer. With
what follows, 303 of 321 pairs of drawn pages set side by side are told (169 where both pages had to be full, and this
was 0.07), and none of 207 single sheets is cut.
"""
_NARROW = 0.03
"""The same where one page holds running text and lines of the other begin at one margin: columns of a table are not so
wide, and printers leave 5 mm at either side of a sheet.
"""
_LINES, _REACH = 8, 0.45
"""Lines that one of the pages has at least, and the share of the sheet's height over which they stand: what stands in
two halves on a sheet of its own, signatures, is no full page.
"""
_ALIGNED = 0.005
"""Share of the sheet's width by which lines that begin at one margin differ: a sheet that lies askew by half a degree.
"""
_LONG, _PARAGRAPH = 0.3, 3
"""Length of a line of running text, as a share of the sheet's width, and how many of them do without that height.
"""


def fold(size: tuple[float, float], boxes: Sequence[Box], across: Sequence[PixelLine]) -> float | None:
    """Where two pages meet (pixels from the left), ``None`` for a single page."""
    width, height = size
    if not _SHAPE[0] < width / max(1.0, height) < _SHAPE[1]:
        return None
    middle = width / 2
    left = [b for b in boxes if (b[0] + b[2]) / 2 < middle]
    right = [b for b in boxes if (b[0] + b[2]) / 2 >= middle]
    if not left or not right:
        return None
    begin, end = max(b[2] for b in left), min(b[0] for b in right)
    air = (end - begin) / 4
    # lines may end far from the fold on one of the pages
    at = min(max(middle, begin + air), end - air)
    prose = any(
        _is_page(one, size) and _long(one, width) >= _PARAGRAPH and _in_line(other, width) >= _PARAGRAPH
        for one, other in ((left, right), (right, left))
    )
    if end - begin < (_NARROW if prose else _MARGINS) * width or abs(at - middle) > _MIDDLE * width:
        return None
    if any(line.x0 < at < line.x1 for line in across):
        return None
    if _is_page(left, size) or _is_page(right, size):
        return at
    # pages that are wider than high leave half of the sheet empty: each has a table of its own
    halves = ([r for r in across if r.x1 <= at], [r for r in across if r.x0 >= at])
    tables = all(sum(r.x1 - r.x0 > _LONG * width for r in rules) >= _PARAGRAPH for rules in halves)
    return at if tables and min(len(left), len(right)) >= _LINES else None


def _is_page(lines: Sequence[Box], size: tuple[float, float]) -> bool:
    """Whether lines are those of a page that is half a sheet of this size: they fill it, or run over its width."""
    width, height = size
    if len(lines) < _LINES:
        return False
    return _long(lines, width) >= _PARAGRAPH or max(b[3] for b in lines) - min(b[1] for b in lines) > _REACH * height


def _long(lines: Sequence[Box], width: float) -> int:
    """How many lines are as long as those of running text."""
    return sum(b[2] - b[0] > _LONG * width for b in lines)


def _in_line(lines: Sequence[Box], width: float) -> int:
    """How many lines begin where the outermost one does."""
    first = min(b[0] for b in lines)
    return sum(b[0] - first < _ALIGNED * width for b in lines)


def unfolded(raw: RawPage) -> RawPage:
    """The sheet with its right page set below the left one."""
    if raw.fold is None:
        return raw
    at = raw.fold
    width, height = raw.size

    def below(x0: float, y0: float, x1: float, y1: float) -> Box:
        return (x0 - at, y0 + height, x1 - at, y1 + height)

    def moved(line: PixelLine) -> PixelLine:
        return line if line.x0 < at else PixelLine(*below(*line[:4]), line.strength)

    def set_below(shape: PixelShape) -> PixelShape:
        if max(x for x, _ in shape.points) < at:
            return shape
        return shape._replace(points=tuple(below(x, y, x, y)[:2] for x, y in shape.points))

    return replace(
        raw,
        size=(max(at, width - at), 2 * height),
        lines=tuple(
            line
            if line.box[0] < at
            else replace(
                line,
                box=below(*line.box),
                left=line.left - at,
                print=None if line.print is None else line.print.moved(-at, height),
            )
            for line in raw.lines
        ),
        across=tuple(map(moved, raw.across)),
        down=tuple(map(moved, raw.down)),
        shapes=tuple(map(set_below, raw.shapes)),
    )


def refolded(raw: RawPage, box: Box) -> Box:
    """Where a box of the long page stands on the sheet; ``raw`` is the sheet."""
    height = raw.size[1]
    if raw.fold is None or box[1] < height:
        return box
    return (box[0] + raw.fold, box[1] - height, box[2] + raw.fold, box[3] - height)

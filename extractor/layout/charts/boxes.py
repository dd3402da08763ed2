"""Boxes of a chart page: ruled cells, filled and rounded shapes, boxes cut by the page's edge.

In comes a page, out come :class:`ChartBox` objects with their words in lines, and the lines that stand in no box. A
word belongs to the cell that the nearest strokes around it make, else to the smallest closed shape around it. Apart
from the connectors because these need to know the boxes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.charts.box import ChartBox, lines_in
from extractor.layout.charts.geometry import EDGE, area, inside
from extractor.layout.charts.grounds import (
    box_pictures,
    box_shapes,
    ground_under,
    grounds_of,
    on_ground,
    parted_by_walls,
)
from extractor.layout.charts.near import Near, squares_of
from extractor.layout.charts.nested import any_abreast, find_frames, halved, is_panel, merge_nested
from extractor.layout.charts.number_cells import number_cells, numbers_alone, torn
from extractor.layout.charts.strokes import Stroke, Walls, closed_ends, strokes_of
from extractor.layout.lines import lines_of
from extractor.read.page import Page
from extractor.read.words import Box, Word, box_around


def _cell(x: float, y: float, walls: Walls, page: Page) -> tuple[Box, frozenset[str]] | None:
    """The ruled cell around a point, with the sides that are missing."""
    left, above, right, below = walls.around(x, y)
    if left is None or right is None:
        return None
    x0, x1 = left.at, right.at
    slack = 3.0
    top = above.at if above is not None and above.low <= x0 + slack and above.high >= x1 - slack else None
    bottom = below.at if below is not None and below.low <= x0 + slack and below.high >= x1 - slack else None
    if top is None and bottom is None:
        return None
    cut = set()
    if top is None:
        # the sides end together above the word: the box was cut there
        top = max(left.low, right.low)
        if abs(left.low - right.low) > 4 or top > y or (above is not None and above.at > top + 2):
            return None
        cut.add("top")
    if bottom is None:
        bottom = min(left.high, right.high)
        if abs(left.high - right.high) > 4 or bottom < y or (below is not None and below.at < bottom - 2):
            return None
        cut.add("bottom")
    reach = slack
    if left.low > top + reach or right.low > top + reach or left.high < bottom - reach or right.high < bottom - reach:
        return None
    if x1 - x0 > 0.97 * page.width and bottom - top > 0.9 * page.height:
        return None
    return (x0, top, x1, bottom), frozenset(cut)


def _round(box: Box) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = box
    return round(x0 / 2), round(top / 2), round(x1 / 2), round(bottom / 2)


_SQUARE = 48.0
"""Points: few cells reach into one square of a net so fine."""
_Key = tuple[int, int, int, int]


def _ruled(
    page: Page, walls: Walls
) -> tuple[dict[_Key, tuple[Box, frozenset[str]]], dict[_Key, list[Word]], list[Word]]:
    """``(ruled cells, the words in each, words in none)``."""
    cells: dict[_Key, tuple[Box, frozenset[str]]] = {}
    held: dict[_Key, list[Word]] = {}
    loose: list[Word] = []
    rooms: dict[tuple[int, int], list[tuple[Box, list[Word]]]] = {}
    for word in page.words:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        # most words stand in a cell that was found around another word
        for (a, b, c, d), mates in rooms.get((int(x // _SQUARE), int(y // _SQUARE)), ()):
            if a < x < c and b < y < d:
                mates.append(word)
                break
        else:
            got = _cell(x, y, walls, page)
            if got is None:
                loose.append(word)
                continue
            key = _round(got[0])
            mates = held.setdefault(key, [])
            mates.append(word)
            if key not in cells:
                cells[key] = got
                room = walls.room(x, y)
                if room is not None:
                    for square in squares_of(room, _SQUARE):
                        rooms.setdefault(square, []).append((room, mates))
    for key in list(torn(cells)):
        loose += held.pop(key)
        del cells[key]
    return cells, held, loose


@dataclass
class Found:
    """What a page holds: boxes, panels around some of them, lines outside boxes, strokes."""

    boxes: list[ChartBox]
    panels: list[ChartBox]
    lines: list[Line]
    strokes: list[Stroke]


def find_boxes(page: Page) -> Found:
    """The boxes of a page and what stands around them."""
    strokes = strokes_of(page)
    every = Walls(strokes)
    walls = Walls(s for s in strokes if not s.horizontal or all(closed_ends(s, every)))
    grounds = box_shapes(page)
    shapes = grounds_of(parted_by_walls(grounds, every) if page.method == "ocr" else grounds, every)
    near = Near([(box, (box, colour)) for box, colour in shapes])
    painted = Near([(box, (box, None)) for box in box_pictures(page)])
    cells, held, loose = _ruled(page, walls)
    frames = find_frames([box for box, _ in cells.values()])
    frames_of_boxes: list[Box] = []
    for key, (box, _) in list(cells.items()):
        panel = is_panel(box, near.around(box), held[key])
        if panel and area(box) < 0.3 * page.width * page.height:
            frames_of_boxes.append(box)
        if panel or box in frames:
            loose += held.pop(key)
            del cells[key]
    boxes = [
        ChartBox(
            page.number,
            on_ground(box, near) if page.method == "ocr" else box,
            lines_in(held[key]),
            ground_under(box, near),
            cut,
            ruled=True,
        )
        for key, (box, cut) in cells.items()
    ]
    boxes, loose = _with_numbers(page, boxes, loose, number_cells([*loose, *numbers_alone(cells, held)], cells, near))
    shaped: dict[tuple[Box, str | None], list[Word]] = {}
    outside: list[Word] = []
    for word in loose:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        home = next(
            (s for at in (near, painted) for s in at.at(x, y) if s[0][0] <= x <= s[0][2] and s[0][1] <= y <= s[0][3]),
            None,
        )
        if home is None:
            outside.append(word)
        else:
            shaped.setdefault(home, []).append(word)
    for badge in _badges(shaped, outside):
        outside += shaped.pop(badge)
    for (box, fill), words in shaped.items():
        boxes.append(ChartBox(page.number, box, lines_in(words), fill))
    bands = _bands_across(boxes)
    outside += [w for b in bands for line in b.lines for w in line.words]
    boxes = merge_nested([b for b in boxes if b not in bands])
    boxes = [half for box in boxes for half in halved(box, near)]
    loose_lines = _under_bands(boxes, strokes, [part for line in lines_of(outside) for part in line.segments()])
    panels = [
        ChartBox(page.number, frame, [], members=tuple(b for b in boxes if _within(b.box, frame)))
        for frame in frames_of_boxes
    ]
    return Found(boxes, [p for p in panels if p.members], loose_lines, strokes)


def _with_numbers(
    page: Page, boxes: list[ChartBox], loose: list[Word], numbered: Sequence[tuple[Box, Word, str]]
) -> tuple[list[ChartBox], list[Word]]:
    """The boxes with those of numbers before cells, in place of the ones that held these alone; the words left over."""
    if not numbered:
        return boxes, loose
    taken = {id(word) for _, word, _ in numbered}
    kept = [b for b in boxes if not all(id(w) in taken for line in b.lines for w in line.words)]
    kept += [ChartBox(page.number, box, lines_in([word]), fill, ruled=True) for box, word, fill in numbered]
    return kept, [w for w in loose if id(w) not in taken]


_WHOLE = 0.95
"""A box of so much of a frame's area is the frame itself, with its heading."""


def _within(box: Box, frame: Box) -> bool:
    return inside(box, frame) and area(box) < _WHOLE * area(frame)


_ACROSS = 0.9
"""Share of the width (the height) of all boxes that a lane has at the least."""


_Shape = tuple[Box, str | None]
_TAG_HEIGHT = 2.0
"""Type sizes: a badge is no higher, for it stands on a line of text."""


def _badges(shaped: Mapping[_Shape, Sequence[Word]], outside: Sequence[Word]) -> list[_Shape]:
    """The grounds that are no boxes: badges on a line of text, which goes on right behind them in no box of its own."""
    near = Near([(w.box, w) for w in outside])
    found = []
    for (x0, top, x1, bottom), fill in shaped:
        words = shaped[(x0, top, x1, bottom), fill]
        size = max(w.size for w in words)
        if bottom - top > _TAG_HEIGHT * size:
            continue
        middle = (top + bottom) / 2
        behind = near.around((x1, top, x1 + size, bottom))
        if any(w.box[1] < middle < w.box[3] and -1 <= w.box[0] - x1 <= w.size for w in behind):
            found.append(((x0, top, x1, bottom), fill))
    return found


def _bands_across(boxes: Sequence[ChartBox]) -> list[ChartBox]:
    """Filled bands across the chart that hold a row of boxes and their own name: no boxes. One with a single box is
    told by the others, which end where it does.
    """
    near = Near([(b.box, b) for b in boxes])
    held: dict[ChartBox, list[Box]] = {}
    for b in boxes:
        within = [o.box for o in near.around(b.box) if o is not b and inside(o.box, b.box, 0.0)] if not b.ruled else []
        # what holds all others is the frame of the root, no band among bands
        if within and area(b.box) > 2 * max(map(area, within)) and len(within) < len(boxes) - 1:
            held[b] = within
    x0, top, x1, bottom = box_around(b.box for b in boxes if b not in held)

    def across(b: Box) -> bool:
        return b[2] - b[0] >= _ACROSS * (x1 - x0) or b[3] - b[1] >= _ACROSS * (bottom - top)

    bands = [b for b, within in held.items() if len(within) > 1 and any_abreast(within) and across(b.box)]
    ends = {(round(b.box[0] / 4), round(b.box[2] / 4)) for b in bands}
    return [b for b in held if b in bands or (round(b.box[0] / 4), round(b.box[2] / 4)) in ends]


def _under_bands(boxes: Sequence[ChartBox], strokes: Sequence[Stroke], loose: Sequence[Line]) -> list[Line]:
    """Gives lines that stand right under a coloured band, within its width, to the band; returns the others."""
    left = list(loose)
    bands = [b for b in boxes if not b.ruled and b.fill is not None and b.fill.lower() != "#ffffff"]
    headings = _headings(bands, strokes) if left else set()
    for band in bands:
        if band in headings:
            continue
        x0, _, x1, bottom = band.box
        under = [b.box[1] for b in boxes if b.box[1] >= bottom - 1 and b.box[0] < x1 and b.box[2] > x0]
        floor = min(under, default=1e9)
        for line in list(left):
            lx0, top, lx1, low = line.box
            height = low - top
            near = -_SUNK * height <= top - bottom <= _UNDER * height and low <= floor
            if near and lx0 >= x0 - 2 and lx1 <= x1 + 2:
                band.lines.append(line)
                left.remove(line)
                bottom = low
        band.box = (band.box[0], band.box[1], band.box[2], max(bottom, band.box[3]))
    return left


_SUNK, _UNDER = 0.7, 1.3
"""Heights of a line by which a ground may end in it, and by which a line may stand under a ground whose text it goes on
with: the next line, with its lead.
"""
_RULED = 60.0
"""A rule of a table runs no farther (points) under its headings than the first row is high."""


def _headings(bands: Sequence[ChartBox], strokes: Sequence[Stroke]) -> set[ChartBox]:
    """Bands wall to wall in one row, or one whose words stand apart in columns, with a level rule under them as wide as
    all: headings of a table, no cards.
    """
    rows: dict[tuple[int, int], list[ChartBox]] = {}
    for band in bands:
        rows.setdefault((round(band.box[1]), round(band.box[3])), []).append(band)
    found: set[ChartBox] = set()
    for row in rows.values():
        row.sort(key=lambda b: b.box[0])
        parted = len(row) > 1 or any(len(line.segments()) > 1 for line in row[0].lines)
        if not parted or any(abs(b.box[0] - a.box[2]) > EDGE for a, b in pairwise(row)):
            continue
        x0, _, x1, bottom = box_around(b.box for b in row)
        if any(
            s.horizontal and s.low <= x0 + EDGE and s.high >= x1 - EDGE and -EDGE <= s.at - bottom <= _RULED
            for s in strokes
        ):
            found.update(row)
    return found

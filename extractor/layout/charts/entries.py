"""Entries: a cell of text with the cells of its number and its quantities at its sides, as sheets rule them.

In come the cells of a chart, out come the same cells, those of one entry as one box (`1 | Persentase jalan mantap |
85 %`). Apart from the chart as a whole because it and the readers of its text both ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.layout.blocks import Line
from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.geometry import EDGE
from extractor.layout.charts.near import Near
from extractor.read.words import Word, box_around

_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])$")
_QUANTITY = re.compile(
    r"^(?:[<>≤≥=]+\s*)?(?:(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?:%|[A-Za-z/]+(?:\s[A-Za-z/]+){0,2})?"
    r"|\d+\.\d{1,2}\s*%?)$|^[A-D][+-]?$|^(?:A{2}|B{2}|C{2})$"
)
"""A figure with its unit, or a grade; `1.1 Pengawasan jalan` is a number with its text."""
_BEFORE_FIGURE = frozenset("<>≤≥=ABCD")
"""Signs and grades that a quantity may begin with instead of a digit."""
_COUNT = re.compile(r"^(\d{1,2})[.)]?$")
_STEPS = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_MOST_WORDS = 6
"""Words of a figure with its sign and unit at the most."""
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_AMOUNT = re.compile(r"^(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){2,}(?:,\d{2})?(?:,-)?$")
"""Rupiah: two groups of three digits behind the first at the least."""


def is_quantity(line: Line) -> bool:
    """Is a line a figure with its unit, or a grade, and nothing more?"""
    text = line.text
    # most lines are words: they are passed over at a glance
    if not (text[:1].isdigit() or text[:1] in _BEFORE_FIGURE):
        return False
    return _QUANTITY.match(text) is not None and not _YEAR.match(text)


def is_amount(line: Line) -> bool:
    """Is a line an amount of rupiah and nothing more?"""
    return _AMOUNT.match(line.text) is not None


@dataclass(frozen=True)
class Entry:
    """The cells of an entry: that of its text, those of its number and of its quantities."""

    text: ChartBox
    number: ChartBox | None
    values: tuple[ChartBox, ...]

    @property
    def cells(self) -> list[ChartBox]:
        return [*([self.number] if self.number else []), self.text, *self.values]


def whole(cell: ChartBox) -> Line:
    """All words of a cell as one line."""
    return cell.whole


def find_entries(boxes: Iterable[ChartBox]) -> tuple[list[ChartBox], dict[ChartBox, Entry]]:
    """``(boxes, entries by their box)``: the cells of each entry as one box that has the text's words."""
    cells = list(boxes)
    near = Near([(b.box, b) for b in cells])
    entries: dict[ChartBox, Entry] = {}
    taken: set[ChartBox] = set()
    for cell in cells:
        if len(_words(cell)) < 2 or _is_value(cell):
            continue
        values: list[ChartBox] = []
        while (right := _beside(values[-1] if values else cell, cell, near, 1)) is not None and _is_value(right):
            if right.box[2] - right.box[0] > cell.box[2] - cell.box[0]:
                break  # the name of a row over the columns of a sheet, whose cells are not its own
            if _numbers_next(right, values, near) or (not values and _begins_entry(right, cell, near)):
                break
            values.append(right)
        if not values:
            continue
        number = _beside(cell, cell, near, -1)
        if number is not None and not _NUMBER.match(whole(number).text):
            number = None
        entry = Entry(cell, number, tuple(values))
        box = box_around(c.box for c in entry.cells)
        entries[ChartBox(cell.page, box, cell.lines, cell.fill, cell.cut, cell.ruled)] = entry
        taken.update(entry.cells)
    kept = [b for b in cells if b not in taken]
    return sorted([*kept, *entries], key=lambda b: (b.box[1], b.box[0])), entries


def _numbers_next(cell: ChartBox, values: list[ChartBox], near: Near[ChartBox]) -> bool:
    """Is a figure the number of the text at its right, where the next block begins wall to wall? Such figures count up
    from one down their column, which is narrower than that of the quantities.
    """
    number = _COUNT.match(whole(cell).text)
    right = _beside(cell, cell, near, 1)
    if number is None or right is None or len(_words(right)) < 2 or _is_value(right):
        return False
    width = cell.box[2] - cell.box[0]
    if any(width >= v.box[2] - v.box[0] - EDGE for v in values):
        return False
    count, at = int(number[1]), cell
    while count > 1:
        above = _over(at, near)
        if above is None or whole(above).text.rstrip(".)") != str(count - 1):
            return False
        count, at = count - 1, above
    return True


def _begins_entry(cell: ChartBox, text: ChartBox, near: Near[ChartBox]) -> bool:
    """Is a figure of several steps at the right of a text the number of the next text (`1.1 | Jumlah sumur | 2.1 | Luas
    kebun`), as the text has one at its left?
    """
    left, right = _beside(text, text, near, -1), _beside(cell, cell, near, 1)
    steps = [_STEPS.fullmatch(whole(b).text) for b in (left, cell) if b is not None]
    return len(steps) == 2 and all(steps) and right is not None and len(_words(right)) > 1 and not _is_value(right)


def _over(cell: ChartBox, near: Near[ChartBox]) -> ChartBox | None:
    """The cell of the same column wall to wall over a cell."""
    x0, top, x1, _ = cell.box
    return next(
        (
            b
            for b in near.around((x0, top, x1, top), EDGE)
            if abs(b.box[0] - x0) <= EDGE and abs(b.box[2] - x1) <= EDGE and abs(b.box[3] - top) <= EDGE
        ),
        None,
    )


def _words(cell: ChartBox) -> list[Word]:
    return [w for line in cell.lines for w in line.words]


def _is_value(cell: ChartBox) -> bool:
    if sum(len(line.words) for line in cell.lines) > _MOST_WORDS:
        return False
    said = whole(cell)
    return is_quantity(said) or is_amount(said)


def _beside(at: ChartBox, row: ChartBox, near: Near[ChartBox], side: int) -> ChartBox | None:
    """The cell wall to wall at the right (1) or left (-1) of a cell, as high as its row."""
    x = at.box[2] if side > 0 else at.box[0]
    _, top, _, bottom = row.box
    return next(
        (
            b
            for b in near.around((x, top, x, bottom), EDGE)
            if abs((b.box[0] if side > 0 else b.box[2]) - x) <= EDGE
            and abs(b.box[1] - top) <= EDGE
            and abs(b.box[3] - bottom) <= EDGE
            and b is not at
        ),
        None,
    )

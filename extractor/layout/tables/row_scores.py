"""What speaks for the rows of a band: features of every row, and what they are worth.

Comes in: a band, weights. Goes out: scores and features of rows between two of its heights. A row is scored by what
stands in it, column by column: a value of its own, a text that begins like one and does not end in mid-sentence, white
no wider than that between lines, texts that stand on one level. A text that fits its row worse than a merged cell would
is taken for part of one. All rows that a band may have are scored at once, as arrays of rows by columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.layout.tables.levels import Band, Column

NAMES = (
    "row",
    "row_closed",
    "crossed",
    "white",
    "empty_text",
    "empty_value",
    "empty_label",
    "values",
    "listed",
    "labels",
    "small",
    "hanging",
    "full",
    "inner_white",
    "inner_mark",
    "inner_capital",
    "inner_opening",
    "inner_room",
    "off_text",
    "off_value",
    "merged",
    "unsaid",
    "middle",
    "mixed",
)
"""The features of a row. Their weights say what one of each is worth."""

Vector = tuple[float, ...]
"""Weights, or features, in the order of ``NAMES``."""
Way = tuple[str, str]
"""Where texts, and where values, stand in their rows: at the ``top``, in the ``middle``, at the ``bottom``."""
WAYS: tuple[Way, ...] = (("top", "top"), ("middle", "middle"), ("top", "middle"), ("top", "bottom"))

_LEVEL = 0.3
"""Type sizes by which texts on one level may differ in height."""
_FAR = 1.5
"""Type sizes over which a text that is off its level weighs no more."""
_ASIDE = ("value", "unit")
"""Columns that may be set otherwise than texts and the numbers of rows."""
_AT = {name: k for k, name in enumerate(NAMES)}
_EMPTY = {
    "text": _AT["empty_text"],
    "value": _AT["empty_value"],
    "unit": _AT["empty_value"],
    "label": _AT["empty_label"],
}
_OFF = {"text": _AT["off_text"], "value": _AT["off_value"], "unit": _AT["off_value"], "label": _AT["off_value"]}
DOUBTS = tuple(
    _AT[name]
    for name in ("off_text", "off_value", "merged", "empty_text", "empty_value", "empty_label", "values", "listed")
)
"""The features of cells that do not stand on the level of their row, or are not filled once."""
_MERGED, _VALUES, _LISTED, _LABELS, _UNSAID = (_AT[name] for name in ("merged", "values", "listed", "labels", "unsaid"))
_EDGE = (_AT["crossed"], _AT["white"])
"""Features of a height as the upper edge of a row."""

_INNER = tuple(_AT[name] for name in ("inner_white", "inner_mark", "inner_capital", "inner_opening", "inner_room"))
"""Features that the lines of a cell after its first one have."""
_MARKS = _INNER.index(_AT["inner_mark"])
_ENDS = (_AT["small"], _AT["full"], _AT["hanging"])
"""Features of a cell's first line, and of its last."""
_OWN = (*_INNER, *_ENDS)
_DECIMALS = 9
"""Decimals of a score. Beyond them two sums of the same parts differ by the order of adding, and rows that are worth
the same must be.
"""

_Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """The cells of rows, as arrays of rows by columns, the same for every way of setting them: whether a cell has any
    lines, its features, its level aside (by feature first), the height of its first line and of its last, and the most
    values, marked items, and numbers of rows, that a column has in each row.
    """

    filled: _Flags
    own: _Numbers
    tops: _Numbers
    bottoms: _Numbers
    values: _Numbers
    items: _Numbers
    labels: _Numbers

    def places(self, where: str) -> _Numbers:
        """The height of every cell's text: its top, its middle or its bottom."""
        return self.tops if where == "top" else self.bottoms if where == "bottom" else (self.tops + self.bottoms) / 2


@dataclass(frozen=True)
class _Rows:
    """Rows as one way of setting has them: their cells, by how many type sizes each is off its level, what each is
    worth by itself, which are part of merged cells, the repeated values of each row, those beside as many items of a
    list, its repeated numbers, and whether it has a text of its own.
    """

    cells: Cells
    off: _Numbers
    own: _Numbers
    merged: _Flags
    values: _Numbers
    listed: _Numbers
    labels: _Numbers
    said: _Flags


class Lines:
    """The lines of a band's columns as arrays of columns by lines, the same for every way of setting them."""

    def __init__(self, band: Band) -> None:
        columns = band.columns
        kinds = [c.kind for c in columns]
        most = max(len(c.tops) for c in columns)

        def filled(of: Callable[[Column], Sequence[float]], wanted: Callable[[str], bool] = bool) -> _Numbers:
            held = np.zeros((len(columns), most + 1))
            for k, column in enumerate(columns):
                if wanted(column.kind):
                    told = of(column)
                    held[k, : len(told)] = told
            return held

        def text(kind: str) -> bool:
            return kind == "text"

        self._above = np.array(band.above, dtype=np.intp)
        self.text = np.array([kind == "text" for kind in kinds])
        self.aside = np.array([kind in _ASIDE for kind in kinds])
        self._value = np.array([kind == "value" for kind in kinds])
        self._label = np.array([kind == "label" for kind in kinds])
        self.empty = np.array([_EMPTY[kind] for kind in kinds])
        self.off = np.array([_OFF[kind] for kind in kinds])
        self._tops, self._bottoms = filled(lambda c: c.tops), filled(lambda c: c.bottoms)
        self._counted = filled(lambda c: c.counted)
        self._small, self._hanging = filled(lambda c: c.small, text), filled(lambda c: c.hanging, text)
        self._full = filled(lambda c: c.full, text)
        for k, column in enumerate(columns):
            self._hanging[k, len(column.hanging) - 1 :] = 0.0  # the last line of the band ends there anyway
        self._small[:, 0] = self._full[:, 0] = 0.0
        self._marked = filled(lambda c: c.marked, text)
        inner = [
            filled(lambda c: c.excess),
            self._marked,
            filled(lambda c: c.capital, text),
            filled(lambda c: c.opening, text),
            filled(lambda c: c.room, text),
        ]
        self._sums = np.cumsum(np.pad(np.stack(inner), ((0, 0), (0, 0), (1, 0))), axis=2)
        self._column = np.arange(len(columns))

    def cells(self, starts: Places, ends: Places) -> Cells:
        """The cells of the rows between pairs of heights."""
        first, last, k = self._above[starts], self._above[ends], self._column
        filled = first < last
        inner = self._sums[:, k, last] - self._sums[:, k, np.minimum(first + 1, last)]
        ends_of = np.stack((self._small[k, first], self._full[k, first], self._hanging[k, last - 1]))
        own = np.concatenate((inner, ends_of)) * filled
        count = self._counted[k, last] - self._counted[k, first]
        values, labels = (np.max(count * which, axis=1) for which in (self._value, self._label))
        items = np.max((inner[_MARKS] + 1) * (self._marked[k, first] > 0) * filled, axis=1)
        return Cells(filled, own, self._tops[k, first], self._bottoms[k, last - 1], values, items, labels)


class Scores:
    """The scores of a band's rows, if its texts and values are set one way; no cell of the columns ``whole`` is taken
    for a merged one. ``lines`` are those of the band, where they are known.
    """

    def __init__(
        self, band: Band, weights: Vector, way: Way, whole: frozenset[int] = frozenset(), lines: Lines | None = None
    ) -> None:
        self.band, self.weights, self.way = band, weights, way
        self.lines = lines or Lines(band)
        self._weights = np.array(weights)
        self._whole = np.array([k in whole for k in range(len(band.columns))])
        edges = np.array((np.array(band.crossed) / len(band.columns), band.white))
        edges[:, 0] = 0.0  # nothing stands above a band
        self._edges = edges
        self._row = {
            _AT["row"]: 1.0,
            _AT["row_closed"]: float(band.closed),
            _AT["middle"]: float(way[0] == "middle"),
            _AT["mixed"]: float(way[0] != way[1]),
        }

    def worth(self, starts: Places, of: Cells) -> _Numbers:
        """What rows of these cells below these heights are worth: their features times the weights (not a number for a
        row without text).
        """
        weights, lines = self._weights, self.lines
        rows = self._rows(of)
        cells = np.where(rows.merged, weights[_MERGED], rows.own)
        worth = np.where(rows.cells.filled, cells, weights[lines.empty]).sum(axis=1)
        worth += sum(weights[k] * value for k, value in self._row.items())
        worth += weights[list(_EDGE)] @ self._edges[:, starts]
        worth += weights[_VALUES] * rows.values + weights[_LISTED] * rows.listed
        worth += weights[_LABELS] * rows.labels + weights[_UNSAID] * ~rows.said
        worth[~rows.cells.filled.any(axis=1)] = np.nan
        told: _Numbers = np.round(worth, _DECIMALS)
        return told

    def features(self, cuts: Sequence[int]) -> tuple[Vector, list[tuple[int, ...]]]:
        """The features of the rows between heights that follow one another, summed, and for every row the columns that
        are part of a merged cell there.
        """
        lines, total = self.lines, np.zeros(len(NAMES))
        heights = np.array(cuts, dtype=np.intp)
        rows = self._rows(lines.cells(heights[:-1], heights[1:]))
        live = np.flatnonzero(rows.cells.filled.any(axis=1))
        kept = rows.cells.filled & ~rows.merged
        for k, value in self._row.items():
            total[k] = value * len(live)
        total[list(_EDGE)] = self._edges[:, heights[:-1][live]].sum(axis=1)
        total[list(_OWN)] += (rows.cells.own * kept).sum(axis=(1, 2))
        np.add.at(total, lines.off, (rows.off * kept).sum(axis=0))
        np.add.at(total, lines.empty, (~rows.cells.filled[live]).sum(axis=0))
        total[_MERGED] = rows.merged.sum()
        total[_VALUES], total[_LISTED] = rows.values[live].sum(), rows.listed[live].sum()
        total[_LABELS] = rows.labels[live].sum()
        total[_UNSAID] = (~rows.said[live]).sum()
        return tuple(total.tolist()), [tuple(np.flatnonzero(row).tolist()) for row in rows.merged]

    def _rows(self, cells: Cells) -> _Rows:
        """Rows as they are if texts and values are set this way."""
        lines, weights = self.lines, self._weights
        off = self._off(cells)
        own = np.tensordot(weights[list(_OWN)], cells.own, 1) + weights[lines.off] * off
        texts = cells.filled & lines.text
        merged = texts & ~self._whole & (own < weights[_MERGED])
        # several values of a row say it once, in however many columns
        values, labels = np.maximum(cells.values - 1, 0), np.maximum(cells.labels - 1, 0)
        dealt = cells.values == cells.items
        said = (texts & ~merged).any(axis=1)
        return _Rows(cells, off, own, merged, values * ~dealt, values * dealt, labels, said)

    def _off(self, cells: Cells) -> _Numbers:
        """By how many type sizes every cell is off the level of its row; 0 for less than levels differ by."""
        lines = self.lines
        places = cells.places(self.way[0])
        if self.way[0] == self.way[1]:
            level = _median(places, cells.filled)[:, None]
        else:
            value_at = cells.places(self.way[1])
            text_level, value_level = self._levels(cells, places, value_at)
            places = np.where(lines.aside, value_at, places)
            level = np.where(lines.aside, value_level[:, None], text_level[:, None])
        off = np.abs(places - level) / self.band.size
        return np.where(cells.filled & (off > _LEVEL), np.minimum(off, _FAR), 0.0)

    def _levels(self, cells: Cells, text_at: _Numbers, value_at: _Numbers) -> tuple[_Numbers, _Numbers]:
        """The height on which the texts of every row stand, and that of its values, which are set otherwise: most cells
        keep to it, merged ones not.
        """
        filled, aside = cells.filled, self.lines.aside
        texts, values = filled & ~aside, filled & aside
        worded = texts.any(axis=1)
        level = _median(text_at, np.where(worded[:, None], texts, filled))
        at = _median(value_at, np.where(values.any(axis=1)[:, None], values, filled))
        # values stand in the middle, or at the foot, of one of the texts
        nearest = np.argmin(np.where(texts, np.abs(value_at - at[:, None]), np.inf), axis=1)
        return level, np.where(worded, value_at[np.arange(len(nearest)), nearest], at)


def set_so(weights: Vector, way: Way) -> float:
    """What it is worth that a row is set one way, whatever stands in it."""
    return weights[_AT["middle"]] * (way[0] == "middle") + weights[_AT["mixed"]] * (way[0] != way[1])


def _median(places: _Numbers, among: _Flags) -> _Numbers:
    """The middle one of some places of every row, of two the one that is higher on the page; 0 where there are none."""
    count = among.sum(axis=1)
    ordered = np.sort(np.where(among, places, np.inf), axis=1)
    middle = ordered[np.arange(len(count)), np.maximum(count - 1, 0) // 2]
    return np.where(count > 0, middle, 0.0)

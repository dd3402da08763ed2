"""What speaks for the rows of a band: features of every row, and what they are worth.

Comes in: a band, weights. Goes out: scores and features of rows between two of its heights. A row is scored by what
stands in it, column by column: a value of its own, a text that begins like one and does not end in mid-sentence, white
no wider than that between lines, texts that stand on one level. A text that fits its row worse than a merged cell would
is taken for part of one.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    "labels",
    "small",
    "hanging",
    "inner_white",
    "inner_mark",
    "inner_capital",
    "inner_opening",
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
    _AT[name] for name in ("off_text", "off_value", "merged", "empty_text", "empty_value", "empty_label", "values")
)
"""The features of cells that do not stand on the level of their row, or are not filled once."""
_MERGED, _VALUES, _LABELS, _UNSAID = (_AT[name] for name in ("merged", "values", "labels", "unsaid"))

Feature = tuple[int, float]
Place = tuple[int, int, int]
"""A cell: its column, its first line and the one after its last."""


class Scores:
    """The scores of a band's rows, if its texts and values are set one way; no cell of the columns ``whole`` is taken
    for a merged one. ``cells`` keeps what the cells of a band are worth from one way to the next.
    """

    def __init__(
        self,
        band: Band,
        weights: Vector,
        way: Way,
        whole: frozenset[int] = frozenset(),
        cells: dict[Place, tuple[list[Feature], float]] | None = None,
    ) -> None:
        self.band, self.weights, self.way, self.whole = band, weights, way, whole
        self._cells = cells if cells is not None else {}
        self._row: list[Feature] = [
            (_AT["row"], 1.0),
            (_AT["row_closed"], float(band.closed)),
            (_AT["middle"], float(way[0] == "middle")),
            (_AT["mixed"], float(way[0] != way[1])),
        ]
        self._bare = sum(weights[k] * value for k, value in self._row)
        self._edges = [sum(weights[k] * value for k, value in self._edge(a)) for a in range(len(band.cuts))]

    def score(self, a: int, b: int) -> float | None:
        """What the row between two heights is worth: its features times the weights, without listing them, for nearly
        all time goes here. ``None`` for a row without text.
        """
        weights, columns, size, way = self.weights, self.band.columns, self.band.size, self.way
        filled, worth = [], self._bare if not a else self._bare + self._edges[a]
        for k, (i, j) in enumerate(zip(self.band.above[a], self.band.above[b], strict=True)):
            if i == j:
                worth += weights[_EMPTY[columns[k].kind]]
            else:
                filled.append((k, i, j))
        if not filled:
            return None
        levels = self._levels(filled)
        merged, said, values, labels = weights[_MERGED], False, 0, 0
        for k, i, j in filled:
            column = columns[k]
            kind = column.kind
            aside = kind in _ASIDE
            off = abs(_place(column, i, j, way[aside]) - levels[aside]) / size
            own = self._cell(k, i, j)[1]
            if off > _LEVEL:
                own += weights[_OFF[kind]] * (off if off < _FAR else _FAR)
            if kind == "text":
                if own < merged and k not in self.whole:
                    worth += merged
                    continue
                said = True
            elif kind == "value":
                values = max(values, column.counted[j] - column.counted[i] - 1)
            elif kind == "label":
                labels = max(labels, column.counted[j] - column.counted[i] - 1)
            worth += own
        worth += weights[_VALUES] * values + weights[_LABELS] * labels
        return worth if said else worth + weights[_UNSAID]

    def features(self, a: int, b: int) -> tuple[list[Feature], list[int]] | None:
        """The features of the row between two heights, and the columns that are part of a merged cell there."""
        band, weights = self.band, self.weights
        spans = [(k, i, j) for k, (i, j) in enumerate(zip(band.above[a], band.above[b], strict=True))]
        filled = [span for span in spans if span[1] < span[2]]
        if not filled:
            return None
        told = list(self._row)
        if a:
            told += self._edge(a)
        levels = self._levels(filled)
        merged: list[int] = []
        said = False
        counted = {"value": 0, "label": 0}
        for k, i, j in spans:
            column = band.columns[k]
            kind = column.kind
            if i == j:
                told.append((_EMPTY[kind], 1.0))
                continue
            aside = kind in _ASIDE
            off = abs(_place(column, i, j, self.way[aside]) - levels[aside]) / band.size
            off = min(off, _FAR) if off > _LEVEL else 0.0
            own, worth = self._cell(k, i, j)
            if kind == "text":
                if k not in self.whole and worth + weights[_OFF[kind]] * off < weights[_MERGED]:
                    told.append((_MERGED, 1.0))
                    merged.append(k)
                    continue
                said = True
            elif kind in counted:
                # several values of a row say it once, in however many columns
                counted[kind] = max(counted[kind], column.counted[j] - column.counted[i] - 1)
            told += own
            told.append((_OFF[kind], off))
        told += [(_VALUES, float(counted["value"])), (_LABELS, float(counted["label"]))]
        if not said:
            told.append((_UNSAID, 1.0))
        return told, merged

    def _edge(self, a: int) -> list[Feature]:
        """The features of a height as the upper edge of a row."""
        return [(_AT["crossed"], self.band.crossed[a] / len(self.band.columns)), (_AT["white"], self.band.white[a])]

    def most_counted(self, a: int, b: int) -> int:
        """The most values that a column has between two heights."""
        spans = zip(self.band.columns, self.band.above[a], self.band.above[b], strict=True)
        return max((c.counted[j] - c.counted[i] for c, i, j in spans if c.kind == "value"), default=0)

    def _cell(self, k: int, i: int, j: int) -> tuple[list[Feature], float]:
        """The features of the lines ``i`` to ``j`` of a column as one cell, its level aside, and their worth."""
        known = self._cells.get((k, i, j))
        if known is None:
            own = _cell_features(self.band.columns[k], i, j)
            known = self._cells[k, i, j] = own, sum(self.weights[n] * value for n, value in own)
        return known

    def _levels(self, filled: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
        """The height on which the texts of a row stand, and that of its values: most cells keep to it, merged ones
        not.
        """
        text_at, value_at = self.way
        cells = [(self.band.columns[k], i, j) for k, i, j in filled]
        if text_at == value_at:
            level = _median([_place(*cell, text_at) for cell in cells])
            return level, level
        texts = [cell for cell in cells if cell[0].kind not in _ASIDE]
        values = [cell for cell in cells if cell[0].kind in _ASIDE]
        level = _median([_place(*cell, text_at) for cell in texts or cells])
        at = _median([_place(*cell, value_at) for cell in values or cells])
        # values stand in the middle, or at the foot, of one of the texts
        return level, min((_place(*cell, value_at) for cell in texts), key=lambda y: abs(y - at), default=at)


def _place(c: Column, i: int, j: int, where: str) -> float:
    """The height of a cell's text: its top, its middle or its bottom."""
    if where == "top":
        return c.tops[i]
    return c.bottoms[j - 1] if where == "bottom" else (c.tops[i] + c.bottoms[j - 1]) / 2


def _median(places: Sequence[float]) -> float:
    return sorted(places)[(len(places) - 1) // 2]


def _cell_features(c: Column, i: int, j: int) -> list[Feature]:
    own = [(_AT["inner_white"], sum(c.excess[i + 1 : j]))]
    if c.kind == "text":
        if i and c.small[i]:
            own.append((_AT["small"], 1.0))
        if j < len(c.hanging) and c.hanging[j - 1]:
            own.append((_AT["hanging"], 1.0))
        own.append((_AT["inner_mark"], float(sum(c.marked[i + 1 : j]))))
        own.append((_AT["inner_capital"], float(sum(c.capital[i + 1 : j]))))
        own.append((_AT["inner_opening"], float(sum(c.opening[i + 1 : j]))))
    return own


def vector(features: Sequence[Feature]) -> Vector:
    """Features, summed by name."""
    total = [0.0] * len(NAMES)
    for k, value in features:
        total[k] += value
    return tuple(total)

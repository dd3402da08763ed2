"""Cards that are little forms: in one frame rows of a label and what it names (`Sasaran | Meningkatnya ...`).

In come the cells of a card, out comes its piece, ``None`` where they are no such form. Applications that draw
trees of performance print their cards so. Apart from cards with a table in them because here every row has its own
label, and the frame tells which rows belong together.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.labels import Label, read_label
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox


def read_form(cells: Sequence[ChartBox]) -> Piece | None:
    """The piece that cells are as a form."""
    rows = _rows(cells)
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < 2 or any(len(row) > 2 for row in rows):
        return None
    if 2 * sum(_label(row[0]) is not None for row in pairs) <= len(pairs):
        return None
    lines: list[Line] = []
    beside: list[Line] = []
    levels = {label.level for row in pairs if (label := _label(row[0])) is not None and label.role == "level"}
    for row in rows:
        badge = len(row) == 1 and (label := _label(row[0])) is not None and label.level in levels
        kept = beside if badge or (len(row) == 2 and _label(row[0]) is None) else lines
        kept += [_whole(row[0]), *row[1].lines] if len(row) == 2 else row[0].lines
    read = read_pieces(lines, labels=[row[0].lines[0].words[0] for row in pairs if _label(row[0]) is not None])
    if len(read) != 1:
        return None
    read[0].aside += beside
    return read[0]


def is_form(block: Sequence[ChartBox]) -> bool:
    """Are cells that share walls a form without a frame: two columns, each row a label and what it names, the first of
    them a level?
    """
    rows = _rows(block) if len(block) >= 2 * _FEWEST else []
    if len(rows) < _FEWEST or any(len(row) != 2 for row in rows):
        return False
    (left, right), *_ = rows
    if any(not in_line(a.box, left.box) or not in_line(b.box, right.box) for a, b in rows):
        return False
    labels = [_label(a) for a, _ in rows]
    told = all(label is not None for label in labels) and all(read_label(_whole(b).span) is None for _, b in rows)
    return told and labels[0] is not None and labels[0].role == "level"


_FEWEST = 2
"""Rows of a form, at the least."""


def _rows(cells: Sequence[ChartBox]) -> list[list[ChartBox]]:
    rows: list[list[ChartBox]] = []
    for cell in sorted(cells, key=lambda b: (b.box[1], b.box[0])):
        if rows and cell.box[1] - rows[-1][0].box[1] <= EDGE:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda b: b.box[0]) for row in rows]


def _whole(cell: ChartBox) -> Line:
    return Line(tuple(w for line in cell.lines for w in line.words))


def _label(cell: ChartBox) -> Label | None:
    """The label that the cell is and nothing else."""
    label = read_label(_whole(cell).span)
    return None if label is None or label.rest else label

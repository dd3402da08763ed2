"""The cells of a block as rows as wide as their card: each indicator with its figures, each label with its text.

In come the cells of a block, out come boxes as a stack of a chart has them, with what was merged in each. Apart from
the measuring because what a figure belongs to and how the cells of a card lie over each other are two questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.measured import Block, Measured, find_measured
from extractor.layout.charts import EDGE, ChartBox, carries, whole
from extractor.read.words import Box, box_around


@dataclass
class Reading:
    """A block as rows as wide as their card: ``boxes`` with the words of their texts; ``entries`` are the measured ones
    of them, ``merged`` the cells that stand in each.
    """

    boxes: list[ChartBox] = field(default_factory=list)
    entries: dict[ChartBox, Measured] = field(default_factory=dict)
    merged: dict[ChartBox, list[ChartBox]] = field(default_factory=dict)
    left: list[ChartBox] = field(default_factory=list)
    """Figures and headings that measure nothing, and texts at the left of an indicator, which a table has."""
    labels: dict[ChartBox, ChartBox] = field(default_factory=dict)
    """The cells of labels, by the box of the text beside each."""


def read_block(cells: Sequence[ChartBox]) -> Reading:
    """The cells of a block as rows: each indicator with its figures, each label with the text beside it, one box."""
    block = Block(cells)
    reading = Reading()
    taken: set[ChartBox] = set()
    rows: dict[ChartBox, Measured] = {}
    for entry in find_measured(block):
        rows[entry.text] = entry
        taken.update(entry.cells)
    heads = {f.head for e in rows.values() for f in e.figures if f.head is not None and f.above} - taken
    over = _head_rows(block, heads, taken)
    for entry in rows.values():
        held = entry.cells
        x0, top, x1, _ = box_around(c.box for c in held)
        for row in over:
            frame = box_around(c.box for c in row)
            if row[0] not in taken and abs(frame[3] - top) <= EDGE and frame[0] < x1 - EDGE and frame[2] > x0 + EDGE:
                texts = [c for c in row if block.kind(c) in ("text", "short")]
                if not texts:
                    held = [*held, *row]
                    taken.update(row)
        _put(reading, held, entry.text, entry)
    for row in over:
        texts = [c for c in row if c not in taken and block.kind(c) in ("text", "short")]
        if row[0] not in taken and len(texts) == 1:
            _put(reading, row, texts[0])
            taken.update(row)
    frames = [b.box for b in reading.boxes]
    for cell in block.cells:
        if cell in taken:
            continue
        label = block.left(cell)
        if label is not None and label not in taken and _labels(label, cell, frames):
            _put(reading, [label, cell], cell)
            reading.labels[reading.boxes[-1]] = label
            taken.update((label, cell))
    for cell in block.cells:
        if cell not in taken:
            reading.boxes.append(cell)
            if block.kind(cell) not in ("text", "short"):
                reading.left.append(cell)
    lefts = (block.left(entry.cells[0]) for entry in rows.values())
    reading.left += [b for b in lefts if b is not None and b not in taken]
    reading.boxes.sort(key=lambda b: (b.box[1], b.box[0]))
    return reading


def _put(reading: Reading, held: Sequence[ChartBox], text: ChartBox, entry: Measured | None = None) -> None:
    box = ChartBox(text.page, box_around(c.box for c in held), text.lines, text.fill, text.cut, text.ruled)
    reading.boxes.append(box)
    reading.merged[box] = list(held)
    if entry is not None:
        reading.entries[box] = entry


def _head_rows(block: Block, heads: Iterable[ChartBox], taken: set[ChartBox]) -> list[list[ChartBox]]:
    """The rows in which headings stand, with what stands beside them and over them wall to wall."""
    out: list[list[ChartBox]] = []
    seen: set[ChartBox] = set(taken)
    for head in sorted(heads, key=lambda b: (b.box[1], b.box[0])):
        if head in seen:
            continue
        row = [head]
        seen.add(head)
        for b in row:
            x0, top, x1, bottom = b.box
            for c in block.near.around(b.box, EDGE):
                beside = min(abs(c.box[2] - x0), abs(c.box[0] - x1)) <= EDGE and c.box[1] < bottom - EDGE
                beside = beside and c.box[3] > top + EDGE and abs(c.box[3] - bottom) <= EDGE
                upper = carries(c.box, b.box)
                storey = upper and block.is_head(c) and block.roles[c] != "indicator"
                if c not in seen and (beside or storey):
                    seen.add(c)
                    row.append(c)
        out.append(row)
    return out


def _labels(label: ChartBox, cell: ChartBox, frames: Sequence[Box]) -> bool:
    """Is a cell the label of the one at its right, both together as wide as a row of the card?"""
    said = read_label(whole(label).span)
    if said is None or not said.alone or abs(label.box[1] - cell.box[1]) > EDGE:
        return False
    return any(abs(f[0] - label.box[0]) <= EDGE and abs(f[2] - cell.box[2]) <= EDGE for f in frames)

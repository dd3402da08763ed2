"""Cells under one head parted by the labels `Outcome` and `Output` that stand among them.

In come the cells under a head, out come parts of them, each with the label that says what its indicators are. Apart
from the reading of the cells because a label may stand at the left of its part, over it, or between two of them, and
none of these is a heading of a table's column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.labels import read_label
from extractor.layout.charts import EDGE, ChartBox, spans, whole
from extractor.match.column_labels import measure_of
from extractor.read.words import Span
from extractor.records.stages import stage_measure

Part = tuple[Span, list[ChartBox]]


def parts(cells: Sequence[ChartBox]) -> list[Part]:
    """``(label, cells)`` of each part, in reading order; all cells as one part without a label where none stands among
    them, or a single one over all.
    """
    labels = [b for b in cells if names_measure(b)]
    others = [b for b in cells if b not in labels]
    if not labels:
        return [(Span(), list(cells))]
    return _beside(labels, others) or _abreast(labels, others) or _stacked(labels, others) or [(Span(), list(cells))]


def names_measure(cell: ChartBox) -> bool:
    """Does a cell say `Outcome`, `Output`, `Indikator Kinerja (Outcome)`, and nothing more?"""
    return _measure_in(cell) is not None


def _measure_in(cell: ChartBox) -> Span | None:
    """The label of a measure that a cell is; a narrow one breaks it within the word (`Outco / me`)."""
    said = whole(cell).span
    label = read_label(said)
    if label is not None and not label.rest and measure_of(said.text) is not None:
        return said
    if not all(len(line.words) == 1 for line in cell.lines) or len(cell.lines) < 2:
        return None
    word = replace(said.words[0], text="".join(w.text for w in said))
    return Span((word,)) if stage_measure(word.text.strip(" :")) is not None else None


def _said(label: ChartBox) -> Span:
    return _measure_in(label) or Span()


def _beside(labels: Sequence[ChartBox], others: Sequence[ChartBox]) -> list[Part]:
    """The parts at the right of labels as high as they are; none where any label stands otherwise."""
    out: list[Part] = []
    for label in labels:
        _, top, x1, bottom = label.box
        own = [b for b in others if b.box[0] >= x1 - EDGE and top - EDGE <= b.box[1] and b.box[3] <= bottom + EDGE]
        touching = [b for b in own if b.box[0] <= x1 + EDGE]
        if not touching or any(heading_role(whole(b).span) in ("target", "unit") for b in own):
            return []
        out.append((_said(label), own))
    taken = {b for _, own in out for b in own}
    left = [b for b in others if b not in taken]
    return [(Span(), left), *out] if left else out


def _abreast(labels: Sequence[ChartBox], others: Sequence[ChartBox]) -> list[Part]:
    """The parts under labels side by side, each as wide as its part; none where a cell stands under none of them."""
    if len(labels) < 2 or any(abs(b.box[1] - labels[0].box[1]) > EDGE for b in labels):
        return []
    out: list[Part] = [
        (_said(label), [b for b in others if spans(label.box, b.box) and b.box[1] >= label.box[3] - EDGE])
        for label in sorted(labels, key=lambda b: b.box[0])
    ]
    return out if sum(len(own) for _, own in out) == len(others) else []


def _stacked(labels: Sequence[ChartBox], others: Sequence[ChartBox]) -> list[Part]:
    """The parts between labels one under the other; what stands over the first is a part without a label."""
    if len(labels) < 2 or any(abs(b.box[0] - labels[0].box[0]) > EDGE for b in labels):
        return []
    ordered = sorted(labels, key=lambda b: b.box[1])
    tops = [b.box[1] for b in ordered]
    out: list[Part] = [(Span(), []), *((_said(b), []) for b in ordered)]
    for b in others:
        out[sum(top <= b.box[1] + EDGE for top in tops)][1].append(b)
    return [part for part in out if part[1]]

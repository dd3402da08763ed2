"""A sheet of a cascade while it is read: its boxes, and the pieces that were read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extractor.kinds.cascade.labels import Label, read_label
from extractor.kinds.cascade.marks import Mark
from extractor.kinds.cascade.measured import Measured
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.piece import Piece
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, Chart, ChartBox
from extractor.read.words import Box, box_around


def _is_under(upper: Line, lower: Line) -> bool:
    """Does a line stand closely under the middle of another one?"""
    (x0, _, x1, bottom), height = upper.box, lower.box[3] - lower.box[1]
    centred = abs((x0 + x1) - (lower.box[0] + lower.box[2])) <= 2 * EDGE or abs(x0 - lower.box[0]) <= EDGE
    return centred and -0.3 * height <= lower.box[1] - bottom <= height


@dataclass
class Sheet:
    """What one page gave: its chart, and the pieces of each box from top to bottom."""

    chart: Chart
    pieces: dict[ChartBox, list[Piece]] = field(default_factory=dict)
    boxes: dict[int, list[ChartBox]] = field(default_factory=dict)
    order: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    stack: dict[ChartBox, int] = field(default_factory=dict)
    columns: list[list[Piece]] = field(default_factory=list)
    """The pieces of each stack of boxes, top to bottom."""
    card_of: dict[int, Piece] = field(default_factory=dict)
    """The node at the head of the card in whose table a node stands, by the latter."""
    headed: bool = False
    """Say labels over its columns what every box is? Then a level's word in a box is the first one of a name."""
    entries: dict[ChartBox, Measured] = field(default_factory=dict)
    """The boxes that are several cells: an indicator with its figures."""
    merged: dict[ChartBox, list[ChartBox]] = field(default_factory=dict)
    """The cells of the boxes that are several."""
    labels: dict[ChartBox, ChartBox] = field(default_factory=dict)
    """The cells of labels, by the box of the text beside each."""
    labelled: frozenset[str] = frozenset()
    """The levels whose word is a label on a line of its own, in narrow boxes, too."""
    longest: dict[int, float] = field(default_factory=dict)
    """The longest line (points) of the boxes of each width."""
    feet: list[tuple[Box, Piece]] = field(default_factory=list)
    """The cards with a table in them, as wide and as deep as they are."""
    held: dict[ChartBox, ChartBox] = field(default_factory=dict)
    """The boxes that stand in frames with words of their own, and the frames."""
    legend: dict[str, Label] = field(default_factory=dict)
    """Levels by the colour of their boxes."""

    @cached_property
    def lines(self) -> list[Line]:
        """The lines outside boxes; a label on two lines, the one under the middle of the other, is one."""
        out: list[Line] = []
        for line in sorted(self.chart.lines, key=lambda x: x.box[1]):
            upper = next((x for x in reversed(out) if _is_under(x, line)), None)
            joined = Line((*upper.words, *line.words)) if upper is not None else None
            label = read_label(joined.span) if joined is not None else None
            if upper is None or joined is None or label is None or not label.alone or read_label(line.span) is not None:
                out.append(line)
            else:
                out[next(i for i, x in enumerate(out) if x is upper)] = joined
        return out

    def put(self, box: ChartBox, piece: Piece) -> None:
        """Notes that a box holds (a part of) a piece; pieces keep the order in which they come."""
        held = self.pieces.setdefault(box, [])
        if piece not in held:
            held.append(piece)
        known = self.boxes.setdefault(id(piece), [])
        if not known:
            self.order.append(piece)
        known.append(box)

    def take(self, trial: Sheet) -> None:
        """Adds what was read on a trial sheet."""
        for box, held in trial.pieces.items():
            self.pieces.setdefault(box, held)
        self.boxes |= trial.boxes
        self.order += trial.order
        self.stack |= {box: number - len(self.columns) for box, number in trial.stack.items()}
        self.columns += trial.columns
        self.card_of |= trial.card_of
        self.feet += trial.feet

    def first(self, box: ChartBox, known: Mapping[int, Node]) -> Node | None:
        """The node that a connector to a box leads to."""
        held = self.pieces.get(box)
        return known[id(held[0])] if held else None

    def last(self, box: ChartBox, known: Mapping[int, Node]) -> Node | None:
        """The node that a connector from a box comes from: that of the whole card."""
        held = self.pieces.get(box)
        return known[id(self.card_of.get(id(held[-1]), held[-1]))] if held else None

    def card_over(self, x: float, y: float) -> Piece | None:
        """The node of the card at whose foot a point lies: a connector may leave where two of its cells meet."""
        return next((p for (x0, _, x1, foot), p in self.feet if x0 <= x <= x1 and abs(foot - y) <= EDGE), None)

    def place(self, piece: Piece) -> Box:
        """The box around all boxes of a piece (points)."""
        return box_around(b.box for b in self.boxes[id(piece)])

"""A node's text while it is read: its parts, and where the next line goes.

In come lines one at a time, each to the slot where the piece stands. A piece that the paper cut off can absorb the
lines that stand elsewhere (:meth:`Piece.absorb`). Apart from the builder of nodes because the outline form deals
displaced lines out before anything can be built; what the lines mean is :mod:`extractor.kinds.cascade.reader`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractor.kinds.cascade.labels import Label, Role
from extractor.kinds.cascade.offices import LONGEST_OFFICE, names_office
from extractor.layout.blocks import Line
from extractor.read.words import Span, join

Stage = Literal["lead", "title", "objective", "indicator", "explanation", "target", "budget", "unit", "holder"]
SLOTS: dict[Role | None, Stage] = {
    "objective": "objective",
    "explanation": "explanation",
    "target": "target",
    "budget": "budget",
    "unit": "unit",
    "holder": "holder",
}
"""Where in a piece belongs what a label of a role heads."""


@dataclass
class Group:
    """Indicators under one heading, with what explains them."""

    label: Label | None = None
    lines: list[Line] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    target: list[Line] = field(default_factory=list)
    unit: list[Line] = field(default_factory=list)
    beside: list[tuple[Line, Line]] = field(default_factory=list)
    """Lines of a name with the quantity that stands to their right."""
    targets: list[tuple[Span, list[Line]]] = field(default_factory=list)
    """Columns of targets with their headings (years)."""
    actuals: list[tuple[Span, list[Line]]] = field(default_factory=list)
    """Columns of results with their headings."""
    timed: bool = False
    """Stands in a table with columns of targets for several periods, though some of them may be empty."""
    parts: dict[str, list[Line]] = field(default_factory=dict)
    """Parts of the explanation that stand in columns of their own, by the field of the indicator."""
    holder: list[Line] = field(default_factory=list)
    """Who answers for the indicators, where a column names it."""
    budget: list[Line] = field(default_factory=list)
    """The amount in the indicator's row of a card's table."""
    row: Span = field(default_factory=Span)
    """The table's number for the row."""
    number: Span = field(default_factory=Span)
    """The indicator's own number, where it has a box of its own."""
    heading: Span = field(default_factory=Span)
    """What stands over the column of a table in which they stand."""
    folded: bool = False
    """Stands in a box of its own under the node."""
    others: list[Group] = field(default_factory=list)
    """The same group where other sheets repeat the node."""

    def every_line(self) -> list[Line]:
        """All that was read of the indicators, in no order."""
        held = [self.lines, self.explanation, self.target, self.unit, self.holder, *self.parts.values()]
        held += [lines for _, lines in (*self.targets, *self.actuals)]
        return [line for lines in held for line in lines] + [quantity for _, quantity in self.beside]

    def every_figure(self) -> list[Line]:
        """What was read as figures of the indicators and their units, in no order."""
        held = [self.target, self.unit, self.budget, *(lines for _, lines in (*self.targets, *self.actuals))]
        return [line for lines in (*held, *self.parts.values()) for line in lines] + [q for _, q in self.beside]

    @property
    def empty(self) -> bool:
        return not (self.lines or self.explanation or self.target or self.targets or self.unit)


_CLOSED = re.compile(r"[:=]\s*$")


@dataclass
class Piece:
    """A node's text. ``stage`` is where the last line went; ``slots`` are the headings met, in order."""

    level: str | None = None
    label: Label | None = None
    named: Label | None = None
    """The label beside the row or over the column where the node has none of its own."""
    echelon: Span = field(default_factory=Span)
    title: list[Line] = field(default_factory=list)
    objective: list[Line] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    budget: list[Line] = field(default_factory=list)
    holder: list[Line] = field(default_factory=list)
    """Who answers for the node and its indicators."""
    aside: list[Line] = field(default_factory=list)
    """What the card says beside, under labels that nothing is known of."""
    lead: list[Line] = field(default_factory=list)
    stage: Stage = "title"
    slots: list[Stage] = field(default_factory=list)
    joined: int = 0
    """How often lines from elsewhere were added."""
    column: int | None = None
    """The column of the grid in which the node stands."""
    under: Piece | None = None
    """The node above it, where a grid tells."""
    row: Span = field(default_factory=Span)
    mark: Span = field(default_factory=Span)
    """The number of the node in a cell of its own, where each level has a column for its numbers."""
    tabular: bool = False
    """Read from a table: its number is the number of its rows."""
    band: bool = False
    """A band of a table over the rows that follow it."""

    @property
    def number(self) -> Span:
        return self.label.number if self.label is not None and self.label.number else self.mark

    @property
    def blank(self) -> bool:
        """Nothing at all was read."""
        return self.label is None and not self.title and not self.objective and not self.groups and not self.lead

    def words(self) -> Span:
        """What names the node: its label, number and title; its statement where it has no name."""
        spans = [self.label.span] if self.label is not None else []
        spans += [line.span for line in (self.title or self.objective)]
        return join(spans)

    def every_line(self) -> list[Line]:
        """All that was read of the node, in no order."""
        own = [*self.title, *self.objective, *self.budget, *self.holder, *self.aside, *self.lead]
        return own + [line for g in self.groups for line in g.every_line()]

    def open_slot(self) -> Stage | None:
        """The slot whose heading stands there without anything under it."""
        if not self.title and self.label is not None and not self.objective and not self.groups:
            return "title"
        if self.stage == "objective" and not self.objective:
            return "objective"
        if self.stage == "indicator" and self.groups and not self.groups[-1].lines:
            return "indicator"
        if (
            self.stage == "explanation"
            and self.groups
            and (not self.groups[-1].explanation or _CLOSED.search(self.groups[-1].explanation[-1].text))
        ):
            return "explanation"
        if self.stage == "holder" and not self.holder:
            return "holder"
        return None

    def add(self, line: Line) -> None:
        """Adds a line where the piece stands."""
        if self.stage in ("indicator", "explanation", "target", "unit") and not self.groups:
            self.groups.append(Group())
        match self.stage:
            case "lead":
                self.lead.append(line)
            case "title":
                self.title.append(line)
            case "objective":
                self.objective.append(line)
            case "indicator":
                self.groups[-1].lines.append(line)
            case "explanation":
                self.groups[-1].explanation.append(line)
            case "target":
                self.groups[-1].target.append(line)
            case "unit":
                self.groups[-1].unit.append(line)
            case "budget":
                self.budget.append(line)
            case "holder":
                self.holder.append(line)

    def tagged(self) -> bool:
        """Nothing but one line was read, under no label."""
        bare = self.label is None and not self.objective and not self.groups and not self.lead
        return bare and len(self.title) == 1

    def heads_office(self) -> bool:
        """Nothing but the name of an office was read."""
        bare = self.label is None and not self.objective and not self.groups and not self.lead
        if not bare or not self.title or not names_office(self.title[0].span):
            return False
        named = join(line.span for line in self.title)
        return names_office(named) or len(named.words) > LONGEST_OFFICE

    def untold(self) -> bool:
        """Does nothing say of which level the node is, and does it name no office either?"""
        return (
            self.level is None
            and self.label is None
            and self.named is None
            and not any(names_office(line.span) for line in self.title[:1])
        )

    def last_line(self) -> Line | None:
        """The line before the one that comes, in the slot where the piece stands."""
        group = self.groups[-1] if self.groups else Group()
        held = {
            "lead": self.lead,
            "title": self.title,
            "objective": self.objective,
            "indicator": group.lines,
            "explanation": group.explanation,
            "target": group.target,
        }.get(self.stage)
        return held[-1] if held else None

    def enter(self, stage: Stage) -> None:
        """Goes on with another slot: what comes next belongs there."""
        self.stage = stage
        self.slots.append(stage)

    def absorb(self, more: Piece, lead: Stage) -> None:
        """Adds what was cut off this piece; ``lead`` is the slot that its first lines go on with."""
        for line in more.lead:
            self.stage = lead
            self.add(line)
        self.objective += more.objective
        for g in more.groups:
            if g.label is None and self.groups:
                own = self.groups[-1]
                own.lines += g.lines
                own.explanation += g.explanation
                own.target += g.target
                own.unit += g.unit
            elif self.groups and self.groups[-1].empty:
                self.groups[-1] = g
            else:
                self.groups.append(g)
        self.budget += more.budget
        self.holder += more.holder
        if more.slots:
            self.stage = more.stage
            self.slots += more.slots
        self.joined += 1

"""What a column of a cascade table holds, as a value: the plain type that the rooms of grids hand to each other."""

from __future__ import annotations

from dataclasses import field

from extractor.kinds.cascade.labels import Label, Role
from extractor.read.words import Span
from extractor.record import record


@record(frozen=True, slots=True)
class Column:
    """What a column holds."""

    role: Role | None
    label: Label | None
    level: str | None
    mixed: bool = False
    head: Span = field(default_factory=Span)
    echelon: Span = field(default_factory=Span)
    part: str | None = None
    """The part of an explanation that the column holds, or the results, as the indicator's field is called."""
    joins: int | None = None
    """The column with whose cells its own stand, steps of one outline under one heading."""
    over: Span = field(default_factory=Span)
    """The office that the heading over that of the column names (`Kepala Bidang` over `Sasaran | Indikator`)."""
    kind: Span = field(default_factory=Span)
    """The heading over that of the column that says which measure its indicators are of (`OUTCOME`)."""
    office: bool = False
    """Holds the offices whose statements stand in the column after it."""
    names: bool = False
    """Holds the levels of the statements in the column after it, a word a row."""
    counts: bool = False
    """Holds the numbers of the texts in the column after it, under the heading of that column."""
    measure: bool = False
    """Says of the indicator of each row whether it is one of the outcome or of the output."""

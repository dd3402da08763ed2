"""A column of a table and what it means.

Stands apart from how the meaning is found, because everybody who reads a table speaks of columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.layout.blocks import Cell
from extractor.match.money import scale_of
from extractor.read.words import Span

Measure = Literal["outcome", "output"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning, a key of ``patterns/columns.toml``, ``line`` for programmes and activities in one column,
    ``joint`` for sasaran and indicators in one column.

    ``other`` is a column whose heading is not known, ``""`` one without a heading. ``period`` and ``unit`` are the
    parts of the heading that print them; ``levels`` are the levels that a ``line`` or ``objective`` heading names.
    """

    meaning: str
    unit: Span | None = None
    period: Span | None = None
    measure: Measure | None = None
    levels: tuple[str, ...] = ()
    later: bool = False
    """It is what a change made of another column; ``before`` is what was there."""
    before: bool = False
    heading: Span | None = None
    """What is printed over the column."""
    over: str = ""
    """What is printed over it and over its neighbours."""
    ahead: bool = False
    """It is for the year after the one that is planned (prakiraan maju)."""
    stated: int = 1
    """What amounts are multiplied by where the heading says nothing of it: `(dalam jutaan rupiah)` over the table."""
    certainty: float = 1.0
    """How sure it is that it means this (0 to 1): less than 1 where the rest of the table told it, not its heading."""

    @property
    def own(self) -> str:
        """What is printed over this column alone."""
        text = self.heading.text if self.heading else ""
        return text[len(self.over) :].strip() if text.startswith(self.over) else text

    @property
    def is_part(self) -> bool:
        """Whether it is for a part of the year."""
        return self.period is not None and not self.is_year

    @property
    def is_year(self) -> bool:
        """Whether it is for a year: one with a date, or one counted from the plan's first (`Tahun II`, `Thn-3`)."""
        return self.period is not None and (
            self.period.text.isdigit() or self.period.text.casefold().startswith(("tahun", "thn"))
        )

    @property
    def scale(self) -> int:
        """What its amounts are multiplied by."""
        own = scale_of(self.heading.text) if self.heading else 1
        return own if own != 1 else self.stated


@dataclass(frozen=True)
class Columns:
    """The columns of a table and its rows; ``rows`` lacks those that turned out to be a heading."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def at(self, *meanings: str) -> list[int]:
        """The columns of these meanings, left to right."""
        return [k for k, c in enumerate(self.columns) if c.meaning in meanings]

    def has(self, *meanings: str) -> bool:
        """Whether one of the meanings is there."""
        return bool(self.at(*meanings))

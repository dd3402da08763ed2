"""The schemas of ``patterns/training/``: what documents for training and trials are made of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from extractor.knowledge.forms import Amount, File, Part, Word, Words

PairOf = Annotated[list[str], Field(min_length=2, max_length=2)]


class Spellings(Part):
    """Spellings of one sound."""

    pairs: list[PairOf]


class Before(Part):
    """Titles before names."""

    before: Words


class Names(File):
    """Invented names by tradition."""

    spellings: Spellings
    titles: Before
    tradition: list[dict[str, Any]]


class Noise(File):
    """Characters that are taken for each other."""

    confused: list[PairOf]


class Lists(File):
    """Lists of words by name."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)
    __pydantic_extra__: dict[str, Words]


class Passages(File):
    """Styles of passages and how often they are drawn."""

    passage: dict[Word, Amount]
    grammar: dict[Word, list[str]]


class Column(Part):
    """A column of a drawn table."""

    role: Word
    share: Amount
    headings: list[str]
    at: float | None = None


class Around(Part):
    """What stands around a drawn table."""

    units: Words
    prose: Words


class Tables(File):
    """Drawn tables, from which the weights of the choice among readings are fitted."""

    frames: dict[Word, Amount]
    prior: dict[Word, float]
    columns: list[Column]
    around: Around


class RowsColumn(Part):
    """A column of a drawn band of rows: how wide, how often it is there and how often merged."""

    role: Word
    share: float
    at: float
    merged: float


class Rows(File):
    """Drawn bands of rows, from which the weights of row cuts are fitted."""

    closed: float
    counts_closed: list[int]
    counts: list[int]
    stacked: float
    stacked_open: float
    broken: float
    grouped: float
    total: float
    figures: list[str]
    units: list[str]
    owners: Words
    begins: Words
    links: Words
    columns: list[RowsColumn]
    prior: dict[Word, float]


class Form(Part):
    """Columns of a drawn table of texts, and how often it is drawn."""

    weight: Amount
    columns: Word


class ColumnTables(File):
    """Drawn tables of texts, from which the model of columns is fitted."""

    forms: list[Form]
    classes: dict[Word, Word]
    texts: dict[Word, list[str]]
    lists: dict[Word, Words]


class Things(File):
    """What stands in passages."""

    once: Words
    labels: dict[Word, Word]
    heads: dict[Word, Word]
    grammar: dict[Word, list[str]]


TRAINING: dict[str, type[File]] = {
    "training/columns": ColumnTables,
    "training/names": Names,
    "training/noise": Noise,
    "training/offices": Lists,
    "training/passages": Passages,
    "training/rows": Rows,
    "training/tables": Tables,
    "training/things": Things,
    "training/works": Lists,
}

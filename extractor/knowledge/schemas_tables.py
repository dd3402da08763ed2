"""Schemas of the files of ``patterns/`` that tables are read by: their headings, their rows, lists without lines."""

from __future__ import annotations

from typing import ClassVar

from extractor.knowledge.forms import File, Listed, Part, Word, Words


class RowCuts(File):
    """Words by which texts of cells are told."""

    hanging: Words
    openings: Words


class Borderless(File):
    """Words that head the columns of lists without ruling lines."""

    names: Words
    amounts: Words
    others: Words
    stops: Words
    roles: Words


class Told(File):
    """Words of agreements that tell their indicators in sentences."""

    announces: Words
    before: Words


class Periods(Part):
    """Words that head a column of a part of the year, and months cut short."""

    parts: Words
    short_months: Words


class HeadingWords(Part):
    """Words that headings are made of."""

    further: Words
    common: Words
    telling: Words


class Changed(Part):
    """Words of a heading by which an amount or a target is that before or after a change."""

    words: Words
    before: Words


class Rate(Part):
    """Words that a heading of a rate consists of, and those by which a heading over several columns tells rates."""

    words: Words
    told: Words


class Reckoned(Part):
    """Words of a heading by which a quantity is reckoned over several years, or is for the end of the plan."""

    summed: Words
    end: Words


class ToldYears(Part):
    """Words over a table by which years are those of what was reached, or of what is planned."""

    reached: Words
    planned: Words


class Contents(Part):
    """Words by which the cells of a column tell what it is."""

    measures: Words
    units: Words
    ticks: Words
    offices: Words
    sources: Words


class Columns(File):
    """What the headings of columns mean, and what words they are made of."""

    WINS: ClassVar[str] = "The first label in a heading decides; of labels that begin at one place the longest."
    labels: dict[Word, Words]
    periods: Periods
    changed: Changed
    rate: Rate
    reckoned: Reckoned
    told_years: ToldYears
    stated: Listed
    shortened: Listed
    states: Listed
    bounded: Listed
    stages: Listed
    words: HeadingWords
    contents: Contents

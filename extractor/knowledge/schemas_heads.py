"""Schema of the words by which the heads of documents are read: letterheads, title blocks, units."""

from __future__ import annotations

from extractor.knowledge.forms import File, Part, Words


class LetterheadWords(Part):
    """What the lines of a letterhead begin with, and its labels."""

    governments: Words
    streets: Words
    grounds: Words
    inside: Words
    seats: Words
    address: Words
    post: Words
    phone: Words
    fax: Words
    email: Words
    web: Words


class TitleWords(Part):
    """What stands in a title block beside the title's phrase and the unit."""

    states: Words
    until: Words
    parts: Words
    levels: Words
    offices: Words
    within: Words


class UnitWords(Part):
    """Labels of forms, and marks over a title."""

    other_labels: Words
    labels: Words
    marks: Words


class Heads(File):
    """Words of the heads of documents."""

    letterhead: LetterheadWords
    title: TitleWords
    unit: UnitWords

"""Schemas of the files of ``patterns/`` that words are spelt by: affixes, confusions, known misprints."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from extractor.knowledge.forms import Cost, File, Part, Word, Words


class Affix(Part):
    """A prefix with the suffixes that go with it."""

    prefix: str
    suffixes: list[str]
    verbal: bool = False
    rare: bool = False


class Affixes(File):
    """The affixes of Indonesian and how they combine."""

    WINS: ClassVar[str] = "A word is known when one way of making it is; sure ways go before rare ones."
    pronouns: Words
    particles: Words
    loan: Words
    rare_loan: Words
    bound: Words
    compounds: Words
    form: list[Affix]


class Pair(Part):
    """Letters that are taken for each other."""

    letters: Annotated[Words, Field(min_length=2)]
    cost: Cost


class Run(Part):
    """Two runs of letters that are taken for each other."""

    runs: Annotated[list[str], Field(min_length=2, max_length=2)]
    cost: Cost


class Unheard(Part):
    """A letter that is not heard before others."""

    letter: Word
    before: Word
    cost: Cost


class Keyboard(Part):
    """Keys side by side."""

    rows: Words
    cost: Cost


class Confusions(File):
    """What slips cost when two spellings are compared; an ordinary edit costs 1."""

    WINS: ClassVar[str] = "The cheapest way from one spelling to the other."
    left_out: Cost
    doubled: Cost
    transposed: Cost
    moved: Cost
    skipped: Cost
    hyphen: Cost
    cut: Cost
    first: Cost
    last: Cost
    vowel: Cost
    other: Cost
    extra: Cost
    alike: Cost
    sounds_alike: Cost
    vowels: Word
    pair: list[Pair]
    keyboard: Keyboard
    run: list[Run]
    unheard: list[Unheard]


class Spelling(File):
    """Facts that canonical spelling needs beside the word lists."""

    before_names: Words
    pairs: Words
    function_words: Words
    before_passives: Words
    places: Words
    current: Words
    foreign_endings: Words
    latin: Words
    abbreviations: Words
    regional: Words
    species: Words


class Variant(Part):
    """A form with its misspellings."""

    canonical: Word
    forms: Words
    where: Word


class Variants(File):
    """Spellings that are met often and are no words of their own."""

    WINS: ClassVar[str] = "The last entry with a form: an organisation's own goes before the shipped one."
    variant: list[Variant]

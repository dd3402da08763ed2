"""The schema of every file of ``patterns/``: what keys it has and what stands there.

Comes in: the data of a file. Goes out: nothing, or an error that names the key. An unknown key is an error as well: a
misspelt one would be passed over in silence. ``docs/patterns.md`` is made from here.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, RootModel, ValidationError

from extractor.knowledge.forms import Amount, File, Listed, Names, Part, Regex, Said, Word, Words
from extractor.knowledge.schemas_heads import Heads
from extractor.knowledge.schemas_kinds import Cascading, Kinds, Plan, Regulation
from extractor.knowledge.schemas_tables import Borderless, Columns, RowCuts, Told
from extractor.knowledge.schemas_training import TRAINING
from extractor.knowledge.schemas_words import Affixes, Confusions, Spelling, Variants

Level = Literal["desa", "kelurahan", "kecamatan", "kabupaten", "kota", "provinsi"]
Operator = Literal["=", ">=", "<=", ">", "<"]


class Total(Part):
    """Words of a line that gives a sum."""

    first: Words
    further: Words
    balances: Words
    parts: Words


class Mean(Part):
    """Words of a line that gives the mean, or the grade, of the rows over it."""

    first: Words
    further: Words


class StatedScale(Part):
    """Words of a line over a table that says on which scale its amounts are, and words before these."""

    before: Words
    words: Words


class Amounts(File):
    """Amounts of money and their scales."""

    currency: Words
    multipliers: dict[Word, Amount]
    money_multipliers: dict[Word, Amount]
    total: Total
    mean: Mean
    scales: dict[Annotated[str, Field(pattern=r"^[0-9]+$")], Words]
    short_scales: dict[Annotated[str, Field(pattern=r"^[0-9]+$")], Words]
    stated: StatedScale
    funds: Listed


class Audit(File):
    """Facts that the audit needs."""

    rates: Words
    levels: list[Level]
    not_in_names: Words
    office_kinds: Words
    level_words: dict[Word, Level]


class Rule(Part):
    """A token pattern of spaCy's Matcher."""

    label: Literal["PERSON", "NIP", "POSITION", "ORG", "GPE", "LAW", "MONEY", "DATE"]
    pattern: list[dict[str, Any]]


class Entities(File):
    """Token patterns and word lists of named entities."""

    WINS: ClassVar[str] = "Of matches that overlap the longest; of equal ones the rule that stands earlier."
    abbreviations: Words
    certain_laws: Words
    words: dict[Word, Words]
    rules: list[Rule]
    places: Names


class ExplanationLabels(Part):
    """The labels of an explanation's parts."""

    formula: Words
    calculation_type: Words
    data_source: Words
    notes: Words
    other: Words


class Weak(Part):
    """Labels that are ordinary words as well."""

    labels: Words


class CalculationTypes(Part):
    """How the calculation types are spelled."""

    kumulatif: Words
    non_kumulatif: Words
    kumulatif_negatif: Words


class Spelled(Part):
    """A word as it is spelled."""

    word: Word


class Explanation(File):
    """The cell that explains an indicator."""

    WINS: ClassVar[str] = "The longest label that a line begins with."
    labels: ExplanationLabels
    weak: Weak
    calculation_types: CalculationTypes
    spelling: Spelled


class Furniture(File):
    """What stands on a page but is no text of the document, as regular expressions."""

    WINS: ClassVar[str] = "`never` goes before all others: such a line is text."
    stamps: Words
    stamp_offices: Words
    page_numbers: Words
    numbered_ends: list[Regex]
    page_number_digits: Annotated[int, Field(ge=1, le=9)]
    prints: list[Regex]
    print_signs: list[Regex]
    print_notes: list[Regex]
    signing: list[Regex]
    copies: list[Regex]
    never: list[Regex]


class Law(Part):
    """A type of laws."""

    name: Word
    spelled: Words
    keeps: bool = False


class Constitution(Part):
    """The constitution."""

    name: Word
    spelled: Words


class LawAcronyms(Part):
    """Acts of bodies that are named by an acronym."""

    acts: Words


class LawWords(Part):
    """Words of references."""

    state: Words
    number: Words
    year: Words
    about: Words
    gazettes: Words
    after_title: Words


class Laws(File):
    """Types of laws and the words of references."""

    WINS: ClassVar[str] = "The first type that fits; longer names stand before shorter ones."
    type: list[Law]
    acronyms: LawAcronyms
    constitution: Constitution
    words: LawWords


class Levels(File):
    """Words with which a line says of itself what it is."""

    WINS: ClassVar[str] = "The first level that fits."
    own: dict[Word, Words]
    measures: dict[Word, Words]
    before_measures: Words
    english: Words


class Ligatures(File):
    """Ligatures whose glyph a file maps to an odd character."""

    WINS: ClassVar[str] = "The ligature that makes the most known words of the file; else the usual one."
    ligatures: Words
    usual: dict[Word, Word]


class Messages(File):
    """What the program says, in both languages."""

    WINS: ClassVar[str] = "An organisation's own sentence takes the place of the shipped one."
    errors: dict[Word, Said]
    findings: dict[Word, Said]
    patterns: dict[Word, Said]
    words: dict[Word, Said]
    usage: dict[Word, Said]
    system: dict[Word, Said]


class Months(File):
    """Months as they are printed: the canonical name first."""

    months: Annotated[list[Words], Field(min_length=12)]


class Ocr(File):
    """What character recognition may read."""

    characters: Word
    short_words: Words
    numbered_words: Words
    levels: Words
    alike_marks: list[str]
    abbreviations: Words
    likenesses: dict[Word, Word]


class Roles(Part):
    """What the parties of an agreement are called."""

    first_party: Words
    second_party: Words


class Positions(File):
    """Office titles."""

    WINS: ClassVar[str] = "The longest title that a line begins with."
    heads: Words
    organisations: Words
    unfinished: Words
    on_behalf: Words
    by_order: Words
    acting: Words
    unit_heads: Words
    collegial: Words
    general_heads: Words
    levels: list[Words]
    heads_of_government: Annotated[int, Field(ge=0)]
    seats: list[Words]
    roles: Roles
    ranks: Names


class Room(RootModel[dict[Word, Said]]):
    """The texts of the reading room, in both languages."""

    WINS: ClassVar[str] = "An organisation's own text takes the place of the shipped one."


class Signatures(File):
    """Words around signatures."""

    acts: Words
    on_date: Word
    no_place: Words
    witness: Words
    does: Words
    stamps: Words
    stamp_lines: Words
    addressee: Words
    speaker: Words


class Ranges(Part):
    """Words between the ends of a range, and before them."""

    between: Words
    before: Words


class Grades(Part):
    """Grades in the place of figures."""

    letters: Words
    words: Words
    labels: Words


class Units(Part):
    """Facts of units."""

    acronyms: Words
    nothing: Words


class Targets(File):
    """What a target cell prints besides its figure."""

    WINS: ClassVar[str] = "The longest word or sign that the cell begins or ends with."
    operators: dict[Operator, Words]
    after: dict[Operator, Words]
    ranges: Ranges
    currencies: Listed
    of: Listed
    none: Listed
    grades: Grades
    units: Units


class Titles(File):
    """Titles of persons."""

    before: Words
    after: Words
    certain: Words


SCHEMAS: dict[str, type[File] | type[RootModel[Any]]] = {
    "affixes": Affixes,
    "amounts": Amounts,
    "audit": Audit,
    "borderless": Borderless,
    "told": Told,
    "cascading": Cascading,
    "columns": Columns,
    "confusions": Confusions,
    "entities": Entities,
    "explanation": Explanation,
    "furniture": Furniture,
    "heads": Heads,
    "kinds": Kinds,
    "laws": Laws,
    "levels": Levels,
    "ligatures": Ligatures,
    "messages": Messages,
    "months": Months,
    "ocr": Ocr,
    "plan": Plan,
    "positions": Positions,
    "regulation": Regulation,
    "row_cuts": RowCuts,
    "room": Room,
    "signatures": Signatures,
    "spelling": Spelling,
    "targets": Targets,
    "titles": Titles,
    "variants": Variants,
    **TRAINING,
}
"""TOML files by name."""
TABLES: dict[str, tuple[str, ...]] = {
    "nomenclature": ("code", "level", "name", "edition"),
    "cascading_nomenclature": ("kegiatan", "sub_kegiatan"),
    "regions": ("code", "name", "aka"),
}
"""Columns of the CSV files by name."""
WORDS = ("vocabulary",)
"""Lists of words, one a line."""


def validate(name: str, data: dict[str, Any]) -> None:
    """Whether the schema of ``patterns/NAME.toml`` allows the data. Raises ``ValueError`` that names file and key."""
    try:
        SCHEMAS[name].model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"patterns/{name}.toml, {where}: {first['msg']}") from error

"""The schemas of the files of ``patterns/`` by which single kinds of documents are told and read."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, model_validator

from extractor.knowledge.forms import File, Listed, Names, Part, Regex, Word, Words


class Sign(Part):
    """A sign of a kind beside its title."""

    labels: Words = Field(default_factory=list)
    count: Annotated[int, Field(ge=1)] = 1
    chart: bool = False
    columns: bool = False
    landscape: bool = False
    roles: Words = Field(default_factory=list)
    some: Words = Field(default_factory=list)
    without: Words = Field(default_factory=list)
    parts: Annotated[int, Field(ge=0)] = 0
    years: Annotated[int, Field(ge=0)] = 0
    weight: Annotated[float, Field(ge=-10, le=10)] = 3.0

    @model_validator(mode="after")
    def _asks(self) -> Sign:
        if bool(self.labels) == bool(self.roles):
            raise ValueError("a sign asks for labels or for roles")
        return self


class Announced(Part):
    """How a kind announces itself."""

    titles: Words
    confirm: Words = Field(default_factory=list)
    confirm_count: Annotated[int, Field(ge=0)] = 0
    together: Literal["always", "unit", "persons", "never"] = "never"
    swallows: bool = False
    capitals: bool = False
    named: bool = False
    boxed: bool = False
    signs: list[Sign] = Field(default_factory=list)


class Kinds(File):
    """How documents announce their kind: one table a kind, named as the kind."""

    WINS: ClassVar[str] = (
        "The longest title; without any, the kind whose signs weigh most. A table for a kind adds to the "
        "titles that the kind brings itself."
    )
    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)
    __pydantic_extra__: dict[str, Announced]

    misprint_letters: Annotated[int, Field(ge=1)]
    prefixes: Words
    no_title_starts: Words
    small_words: Words
    chapter_headings: Words
    report_headings: Words


class CascadeLevels(Part):
    """The names of the levels."""

    tujuan: Words
    sasaran: Words
    program: Words
    kegiatan: Words
    sub_kegiatan: Words


class ExplanationOrder(Part):
    """What the parts of an explanation have in them, in the order in which they are printed."""

    formula: Words
    calculation_type: Words
    data_source: Words
    notes: Words


class CascadeExplanation(Part):
    """The labels of an explanation and of its parts."""

    names: Words
    parts: Words
    order: ExplanationOrder


class CascadeOffice(Part):
    """The offices that hold boxes, by echelon."""

    head: Words
    division: Words
    section: Words
    staff: Words
    secretariat: Words


class Cascading(File):
    """Labels of performance cascades."""

    WINS: ClassVar[str] = "The longest label that a box, a cell or a line begins with."
    levels: CascadeLevels
    neutral: Names
    ranks: dict[Word, float]
    owner: Names
    objective: Names
    indicator: Names
    explanation: CascadeExplanation
    statement: Names
    target: Names
    budget: Names
    satuan: Names
    holder: Names
    office: CascadeOffice
    echelon: Names
    starters: Listed
    ordinals: Names


class Vision(Part):
    """Words that announce the vision, those of others' visions, and of whom and where an introduction tells them."""

    words: Words
    others: Words
    bodies: Words
    introductions: Words


class PlanList(Part):
    """Words that announce a list, and those of other lists."""

    words: Words
    other_lists: Words


class Missions(PlanList):
    """Words that announce the missions, and by which they are counted."""

    ordinals: Words


class Starts(Part):
    """Words that indicators begin with."""

    starts: Words


class Plan(File):
    """What plans are read by."""

    front_headings: Words
    contents_headings: Words
    captions: Words
    sources: Words
    laws: Words
    vision: Vision
    missions: Missions
    objectives: PlanList
    indicators: Starts


class Preamble(Part):
    """Words of the preamble."""

    considerations: Words
    legal_basis: Words
    others: Words
    decided: Words
    decision: Words
    orders: Regex
    repealing: Words
    consent: Words
    invocation: list[Regex]
    issuers: Words
    heads_of: list[Regex]
    acting: Words
    acts: dict[Word, Word]


class Body(Part):
    """Words of the body."""

    linking: Words
    joining: Words
    amendments: Words
    amended: Words
    void: Words
    defining: Words
    is_defined: Words
    short_form: Words


class Actions(Part):
    """What an amendment does."""

    insert: list[Regex]
    append: list[Regex]
    delete: list[Regex]
    replace: list[Regex]


class Elucidation(Part):
    """Headings of the elucidation."""

    general: Words
    by_article: Words
    ends: Words
    plain: list[Regex]


class Ending(Part):
    """Words of the end."""

    order: Words
    enacted: Words
    promulgated: Words
    dated: Words
    gazettes: Words
    attachment: Words
    initials: Words
    explanation: Words


class Regulation(File):
    """What the parts of a regulation are called."""

    WINS: ClassVar[str] = "The longest word or phrase; of actions the first that a sentence names."
    preamble: Preamble
    body: Body
    actions: Actions
    elucidation: Elucidation
    ending: Ending

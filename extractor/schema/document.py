"""The component documents of a file. One class a kind; a class of a kind adds what only that kind has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from extractor.schema.base import JsonPointer, Model
from extractor.schema.values import (
    Budget,
    Correction,
    Entity,
    Indicator,
    Letterhead,
    Nomenclature,
    ReducedDate,
    Signatory,
    Signed,
    Table,
)

PageRange = Annotated[list[int], Field(min_length=2, max_length=2)]


class Coverage(Model):
    """How much of what is printed stands in a value, a heading, a label or a text."""

    words: int = Field(ge=0)
    """Words of the document's pages, running heads, page numbers and stamps left out."""
    claimed: int = Field(ge=0)
    """Those of them that stand somewhere in the output."""


class Document(Model):
    """What every document has, whatever its kind."""

    kind: str = Field(examples=["perjanjian_kinerja"])
    """The document's kind: a note about it, never a gate; every field of this class is read for every kind."""
    coverage: Coverage | None = None
    """How much of its words the output holds."""
    pages: PageRange | None = Field(None, examples=[[1, 3]])
    """First and last page in the file, 1-based; null for text input."""
    title: str | None = Field(None, examples=["PERJANJIAN KINERJA TAHUN 2021"])
    """The title without its unit lines."""
    unit: str | None = Field(None, examples=["SEKRETARIS KECAMATAN MAJU"])
    """Whom or what the document is about."""
    year: int | None = Field(None, examples=[2021])
    """The (budget) year that the title states."""
    letterhead: Letterhead | None = None
    """The office's head of the page."""
    signed: Signed | None = None
    """Place and date of signature."""
    signatories: list[Signatory] = Field(default_factory=list)
    """Who signs, in reading order."""
    indicators: list[Indicator] = Field(default_factory=list)
    """Performance indicators."""
    budgets: list[Budget] = Field(default_factory=list)
    """Lists of programmes and activities with amounts."""
    budget_total: int | None = None
    """The total that the document states, in rupiah; never computed."""
    tables: list[Table] = Field(default_factory=list)
    """Every table as read."""
    entities: list[Entity] = Field(default_factory=list)
    """Named entities of the running text."""
    corrections: list[Correction] = Field(default_factory=list)
    """Changes of spelling."""


class UnknownDocument(Document):
    """A document of a kind that the program does not know."""

    kind: Literal["unknown"] = "unknown"


class PerjanjianKinerja(Document):
    """Performance agreement (PermenPANRB 53/2014; before it Penetapan Kinerja, PermenPANRB 29/2010)."""

    kind: Literal["perjanjian_kinerja"] = "perjanjian_kinerja"


class Node(Model):
    """A box of a cascade."""

    level: Literal["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"] | None = None
    """What the box is; null where the chart names only echelons."""
    echelon: str | None = Field(None, examples=["II"])
    """Echelon of the level or block in which the box stands."""
    number: str | None = None
    """Printed number."""
    title: str | None = None
    """Name; for tujuan and sasaran the statement."""
    objective: str | None = None
    """The statement under Sasaran Program / Kegiatan / Sub Kegiatan."""
    indicators: list[Indicator] = Field(default_factory=list)
    """Indicators in the box."""
    budget: int | None = Field(None, examples=[12450700000])
    """Rupiah printed in the box or beside it."""
    children: list[Node] = Field(default_factory=list)
    """The boxes under it."""
    joint_parents: list[JsonPointer] = Field(default_factory=list)
    """Further parents, where one connector joins several boxes above to this one."""
    nomenclature: Nomenclature | None = None
    """Official code and name of a programme or an activity, where the list has them."""


class Cascading(Document):
    """Chart of goals, programmes and activities (pohon kinerja, cascading)."""

    kind: Literal["cascading"] = "cascading"
    tree: list[Node] = Field(default_factory=list)
    """The chart; upper levels that several sheets share are merged."""


class Section(Model):
    """A headed part of a plan's text."""

    level: int = Field(ge=1)
    """Depth, 1 for chapters."""
    number: str | None = None
    """Printed number without its dot."""
    heading: str | None = None
    """Heading without its number."""
    text: str | None = None
    """Text up to the next heading."""


class PlanningDocument(Document):
    """What plans, reports and lists of an organisation have beside tables."""

    organization: str | None = None
    """The organisation that plans."""
    vision: str | None = None
    """Visi."""
    missions: list[str] = Field(default_factory=list)
    """Misi."""
    strategic_objectives: list[str] = Field(default_factory=list)
    """Sasaran strategis."""
    sections: list[Section] = Field(default_factory=list)
    """Headed parts in reading order."""


class RencanaKinerja(PlanningDocument):
    """Annual performance plan (Rencana Kinerja Tahunan, Renja)."""

    kind: Literal["rencana_kinerja"] = "rencana_kinerja"


class RencanaAksi(PlanningDocument):
    """Action plan of a performance agreement: targets by quarter or month."""

    kind: Literal["rencana_aksi"] = "rencana_aksi"


class IndikatorKinerjaUtama(PlanningDocument):
    """List of key performance indicators (PermenPAN 9/2007): name, formula, data source, owner."""

    kind: Literal["indikator_kinerja_utama"] = "indikator_kinerja_utama"


class RencanaStrategis(PlanningDocument):
    """Strategic plan of five years (Renstra)."""

    kind: Literal["rencana_strategis"] = "rencana_strategis"


class LaporanKinerja(PlanningDocument):
    """Performance report (LKjIP, PermenPANRB 53/2014; before it LAKIP)."""

    kind: Literal["laporan_kinerja"] = "laporan_kinerja"


class Reference(Model):
    """A reference to a law."""

    type: str | None = Field(None, examples=["Peraturan Menteri Dalam Negeri"])
    """Type of law, with the ministry, without the region."""
    number: str | None = Field(None, examples=["20"])
    """Number as printed; null for the constitution."""
    year: int | None = Field(None, examples=[2018])
    """Year."""
    about: str | None = None
    """What the law is about (tentang)."""


class Consideration(Model):
    """A ground of the regulation (Menimbang)."""

    label: str | None = None
    """Letter, null for a single unlettered ground."""
    text: str | None = None
    """Its text."""


class LegalBasis(Model):
    """A legal basis of the regulation (Mengingat)."""

    label: str | None = None
    """Number."""
    text: str | None = None
    """Its text."""
    references: list[Reference] = Field(default_factory=list)
    """The laws that it names."""


class Provision(Model):
    """A provision of a regulation's body (UU 12/2011, Lampiran II)."""

    level: Literal["bab", "bagian", "paragraf", "pasal", "ayat", "huruf", "angka"]
    """What the provision is."""
    number: str | None = Field(None, examples=["IV", "12A", "1", "a", "Kesatu"])
    """Number as printed, without brackets and dots."""
    heading: str | None = None
    """Heading of a bab, bagian or paragraf."""
    text: str | None = None
    """Its own text; what stands before its first child and after its last is joined by a newline."""
    children: list[Provision] = Field(default_factory=list)
    """Provisions under it."""


class Definition(Model):
    """A term that the regulation defines."""

    term: str | None = None
    """The term."""
    definition: str | None = None
    """What it means."""


class Enactment(Model):
    """Where, when and by whom a regulation was enacted or promulgated."""

    place: str | None = None
    """Place."""
    date: ReducedDate | None = None
    """ISO 8601 date."""
    signatory: int | None = None
    """Index into ``signatories``."""


class Gazette(Model):
    """The gazette that publishes the regulation (Lembaran / Berita Daerah)."""

    name: str | None = Field(None, examples=["Berita Daerah"])
    """Name of the gazette."""
    region: str | None = Field(None, examples=["Kabupaten Contoh"])
    """Region of the gazette."""
    year: int | None = None
    """Year."""
    number: str | None = None
    """Number."""
    text: str | None = None
    """As printed."""


class Attachment(Model):
    """An attachment (Lampiran)."""

    label: str | None = None
    """Lampiran with its number."""
    title: str | None = None
    """Its title."""
    pages: PageRange | None = None
    """First and last page."""


class CrossReference(Model):
    """A reference from one provision to another of the same regulation."""

    from_: JsonPointer = Field(alias="from", serialization_alias="from")
    """The provision that refers."""
    text: str
    """As printed."""
    to: JsonPointer | None = None
    """The provision that is referred to, null when there is none such."""

    model_config = Model.model_config | {"populate_by_name": True}


class ElucidatedArticle(Model):
    """What the elucidation says of an article."""

    number: str | None = Field(None, examples=["5"])
    """The article's number as printed."""
    text: str | None = None
    """What is said of it."""


class Elucidation(Model):
    """The elucidation (Penjelasan) of a regulation. It gives no provisions, definitions or cross references."""

    general: str | None = None
    """The general part (Umum)."""
    articles: list[ElucidatedArticle] = Field(default_factory=list)
    """Article by article (Pasal demi Pasal)."""


class Amendment(Model):
    """A change that an amending regulation makes in another one."""

    target: Reference | None = None
    """The regulation that is changed."""
    provision: str | None = Field(None, examples=["Pasal 5 ayat (2)"])
    """The provision that is changed, as printed."""
    action: Literal["replace", "insert", "delete", "append"]
    """What is done with it."""
    at: JsonPointer
    """The provision that says so."""


class Peraturan(Document):
    """A regulation (UU 12/2011)."""

    kind: Literal["peraturan"] = "peraturan"
    regulation_type: str | None = Field(None, examples=["Peraturan Bupati"])
    """Type of the regulation."""
    number: str | None = Field(None, examples=["110"])
    """Number."""
    about: str | None = None
    """What it is about (tentang)."""
    issuer: str | None = Field(None, examples=["BUPATI CONTOH"])
    """Who enacts it."""
    considerations: list[Consideration] = Field(default_factory=list)
    """Menimbang."""
    legal_basis: list[LegalBasis] = Field(default_factory=list)
    """Mengingat."""
    decision: str | None = None
    """The text after Menetapkan."""
    body: list[Provision] = Field(default_factory=list)
    """Batang tubuh."""
    closing: str | None = None
    """The order to publish."""
    definitions: list[Definition] = Field(default_factory=list)
    """Terms of the article that defines terms."""
    enacted: Enactment | None = None
    """Ditetapkan."""
    promulgated: Enactment | None = None
    """Diundangkan."""
    gazette: Gazette | None = None
    """Lembaran or Berita."""
    attachments: list[Attachment] = Field(default_factory=list)
    """Lampiran."""
    elucidation: Elucidation | None = None
    """Penjelasan; null where there is none."""
    changes: list[Amendment] = Field(default_factory=list)
    """What an amending regulation changes."""
    repeals: list[Reference] = Field(default_factory=list)
    """The laws that it declares void."""
    cross_references: list[CrossReference] = Field(default_factory=list)
    """References from provision to provision."""

"""The records that documents of every kind are made of: targets, indicators, budgets, signatories, tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from extractor.schema.base import JsonPointer, Model

CalculationType = Literal["kumulatif", "non_kumulatif", "kumulatif_negatif"]
Operator = Literal["=", ">=", "<=", ">", "<", "range"]
Role = Literal["first_party", "second_party", "issuer", "promulgator"]
TableRole = Literal["indicators", "budgets", "signatures", "other"]
EntityLabel = Literal["PERSON", "POSITION", "ORG", "GPE", "LAW", "DATE", "MONEY", "NIP"]
ReducedDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Letterhead(Model):
    """The office's head of the page (kop surat)."""

    government: str | None = Field(None, examples=["PEMERINTAH KABUPATEN CONTOH"])
    """The government's name as printed."""
    office: str | None = Field(None, examples=["KECAMATAN MAJU"])
    """The office's name as printed."""
    address: str | None = Field(None, examples=["Jln. Merdeka Nomor 1 Maju 53191"])
    """Street, place, post code."""
    phone: str | None = Field(None, examples=["(0281) 123456"])
    """Telephone number as printed."""
    email: str | None = Field(None, examples=["maju@contohkab.go.id"])
    """E-mail address as printed."""


class Signed(Model):
    """Where and when a document was signed."""

    place: str | None = Field(None, examples=["Maju"])
    """The place before the date."""
    date: ReducedDate | None = Field(None, examples=["2021-01", "2023-01-30"])
    """ISO 8601 date, with reduced precision where no day or month is printed."""
    text: str | None = Field(None, examples=["Maju, Januari 2021"])
    """Place and date as written."""


class Signatory(Model):
    """A person who signs the document."""

    name: str | None = Field(None, examples=["SITI RAHAYU"])
    """Name without academic titles."""
    full_name: str | None = Field(None, examples=["Dra. SITI RAHAYU, M.Si"])
    """Name as printed, canonical spacing."""
    titles: list[str] = Field(default_factory=list, examples=[["Dra.", "M.Si"]])
    """Academic titles, those before the name first."""
    position: str | None = Field(None, examples=["Camat Maju"])
    """The office that the person holds (jabatan)."""
    role: Role | None = None
    """The part the person plays in this document; in a performance agreement the subordinate is the first party."""
    rank: str | None = Field(None, examples=["Pembina Tk. I"])
    """Civil service rank (pangkat)."""
    nip: str | None = Field(None, examples=["197001011995032001"])
    """Employee number: 18 digits without spaces (Perka BKN 22/2007); a malformed one keeps its digits as printed."""
    on_behalf_of: str | None = Field(None, examples=["Kepala Dinas"])
    """The position after ``a.n.`` (atas nama)."""


class Target(Model):
    """A quantity that is to be reached."""

    text: str | None = Field(None, examples=["2 Kali"])
    """As printed."""
    value: int | float | str | list[int | float] | None = Field(None, examples=[2, 97.5, "A-", [80, 90]])
    """The number, a grade, ``[low, high]`` of a range, or null for a list of several quantities."""
    unit: str | None = Field(None, examples=["kali", "%"])
    """Unit printed with the target or in its column heading, lower case but for acronyms."""
    operator: Operator | None = Field(None, examples=["="])
    """How the value is meant."""
    period: str | None = Field(None, examples=["2022", "Triwulan I"])
    """The period that the quantity is for, where one is printed."""


class Indicator(Model):
    """A performance indicator with everything the document says of it."""

    table: int | None = None
    """Index into the document's ``tables``; null outside tables."""
    row: str | None = Field(None, examples=["1"])
    """The table's row number without its dot, repeated for merged rows."""
    number: str | None = Field(None, examples=["2"])
    """The number printed in the indicator's own cell."""
    goal: str | None = None
    """Tujuan."""
    objective: str | None = None
    """Sasaran."""
    program: str | None = None
    """Program."""
    activity: str | None = None
    """Kegiatan."""
    sub_activity: str | None = None
    """Sub kegiatan."""
    name: str | None = Field(None, examples=["Persentase layanan yang selesai tepat waktu"])
    """The indicator, without its number."""
    formula: str | None = None
    """What follows Formulasi / Cara Pengukuran."""
    calculation_type: CalculationType | None = None
    """Tipe Perhitungan."""
    data_source: str | None = None
    """What follows Sumber Data."""
    notes: str | None = None
    """What follows Keterangan."""
    measure: Literal["outcome", "output"] | None = None
    """Whether the table calls it an outcome or an output."""
    unit: str | None = Field(None, examples=["Dokumen"])
    """The Satuan column."""
    baseline: Target | None = None
    """Kondisi awal / capaian awal."""
    target: Target | None = None
    """The target."""
    further_targets: list[Target] = Field(default_factory=list)
    """More quantities or periods of the same indicator."""
    location: str | None = None
    """Lokasi."""
    owner: str | None = Field(None, examples=["Bidang Pelayanan"])
    """Penanggung jawab, pelaksana, as printed."""
    actual: Target | None = None
    """Realisasi."""
    further_actuals: list[Target] = Field(default_factory=list)
    """What was reached in further periods or former years, each with its period."""
    achievement: int | float | None = Field(None, examples=[98.5])
    """Capaian in percent, as printed."""
    budget: int | None = Field(None, examples=[12450700000])
    """Amount in the indicator's row, in rupiah."""


class Nomenclature(Model):
    """The official entry of a programme or an activity (Permendagri 90/2019 and its successors)."""

    code: str = Field(examples=["7.01.02.2.04"])
    """Official code; ``X.XX`` stands for the office's own urusan and bidang."""
    name: str
    """Official name."""
    score: float = Field(ge=0, le=100)
    """How like the printed name is to it, 0 to 100."""


class Budget(Model):
    """A line of a list of programmes or activities with their amounts."""

    number: str | None = None
    """The line's number without its dot."""
    level: Literal["program", "kegiatan", "sub_kegiatan"] | None = None
    """The line's own word, else what the heading of the list says."""
    program: str | None = None
    """Name of the programme line above a kegiatan in the same list."""
    activity: str | None = None
    """Name of the kegiatan line above a sub kegiatan in the same list."""
    name: str | None = None
    """Name of the programme or activity."""
    code: str | None = Field(None, examples=["7.01.01.2.01"])
    """Nomenclature code as printed."""
    funding: str | None = Field(None, examples=["APBD"])
    """Source of funds as printed."""
    amount: int | float | None = Field(None, examples=[2480150000])
    """Rupiah; an int when whole."""
    actual: int | float | None = None
    """Realisasi, in rupiah."""
    achievement: int | float | None = Field(None, examples=[98.5])
    """Capaian in percent, as printed."""
    nomenclature: Nomenclature | None = None
    """Official code and name, where the list has them."""


class Table(Model):
    """A table as read."""

    pages: list[int] | None = Field(None, examples=[[2, 3]])
    """First and last page (1-based); null for text input."""
    role: TableRole = "other"
    """What its columns hold."""
    header: list[str]
    """Column headings; those of several heading rows are joined from top to bottom."""
    rows: list[list[str]]
    """Cells as text, every row as long as the header."""


class Entity(Model):
    """A named entity of the running text, listed once."""

    label: EntityLabel
    """What it names."""
    text: str
    """As printed at its first place."""
    count: int = Field(ge=1)
    """How often it occurs."""
    code: str | None = Field(None, examples=["33", "33.02"])
    """For a GPE that is a province, regency or city: its code (Kepmendagri 300.2.2-2138/2025)."""
    name: str | None = Field(None, examples=["Jawa Tengah", "Kabupaten Banyumas"])
    """For a GPE that is a province, regency or city: its official name."""


class Correction(Model):
    """A change of spelling."""

    path: JsonPointer
    """The value that was changed."""
    from_: str = Field(alias="from", serialization_alias="from")
    """The shortest run of words that differs, as printed."""
    to: str
    """The same words as written in the value."""
    score: float = Field(ge=0, le=100)
    """How sure the change is, 0 to 100."""

    model_config = Model.model_config | {"populate_by_name": True}

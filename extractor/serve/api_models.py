"""What the API says and takes, beside the output contract itself."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model

from extractor.registry import kinds
from extractor.schema import Extraction, Finding
from extractor.serve.jobs import Job
from extractor.serve.problems import said
from extractor.serve.store import Correction, Review

_POINTER = "/documents/0/indicators/2/target"


def when(seconds: float | None) -> str | None:
    """A time as ISO 8601 in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def extraction_model() -> Any:
    """The contract's model with every kind of document, for the OpenAPI."""
    models: Any = reduce(or_, (k.model for k in kinds().values()))
    documents: Any = Annotated[models, Field(discriminator="kind")]
    listed: Any = list
    return create_model("ExtractionResult", __base__=Extraction, documents=(listed[documents], ...))


PageSize = Annotated[list[float], Field(min_length=2, max_length=2)]
"""Width and height of a page in points."""


class StoredResult(BaseModel):
    """A result of the archive: the output contract in the version that wrote it."""

    model_config = ConfigDict(extra="allow")

    schema_version: str = Field(examples=["1.1"])
    source: dict[str, JsonValue]
    documents: list[dict[str, JsonValue]]
    findings: list[dict[str, JsonValue]]


class JobView(BaseModel):
    """A file to read, and how far it is."""

    id: str = Field(examples=["5f2b6c0e9a7d4c1b8e3f0a6d2c4b8e10"])
    document: str = Field(description="The id of the file in the archive.", examples=["3fa85f64c1d27e09"])
    name: str = Field(examples=["perjanjian_kinerja.pdf"])
    state: Literal["queued", "running", "ok", "partial", "failed"]
    code: str | None = Field(description="Why it failed, by the program's name for it.", examples=[None])
    message: str | None = Field(description="The same as a sentence.", examples=[None])
    exit_code: int | None = Field(description="The exit code of the command line for it.", examples=[None])
    created: str = Field(examples=["2041-01-09T08:30:00+00:00"])
    started: str | None
    ended: str | None


class JobList(BaseModel):
    """Jobs, those that wait or run first."""

    jobs: list[JobView]
    counts: dict[str, int] = Field(description="How many jobs there are of each state.")


class FileRow(BaseModel):
    """A file of the archive, as the list shows it."""

    id: str
    key: str = Field(description="Its place under the folder, without .json.")
    name: str
    title: str | None
    unit: str | None
    kind: str | None
    year: int | None
    pages: int | None
    documents: int
    state: Literal["ok", "partial", "failed"]
    code: str | None
    message: str | None
    errors: int
    warnings: int
    notes: int
    doubts: int = Field(description="Values to look at.")
    changes: int = Field(description="Values that people changed.")
    conflicts: int = Field(description="Corrections that do not fit the present result.")
    review: Literal["approved", "sent_back", "open"] | None
    snippet: str | None = Field(None, description="Where the words stand, between the signs 2 and 3.")


class FileList(BaseModel):
    """A part of the archive."""

    total: int
    rows: list[FileRow]
    facets: dict[str, list[tuple[JsonValue, int]]] = Field(description="Choices that remain, each with its count.")


class Value(BaseModel):
    """A value with its place."""

    pointer: str = Field(examples=[_POINTER])
    value: JsonValue
    text: str = Field(description="What is printed there.")
    page: int | None
    bbox: list[float] | None
    lines: list[int] | None
    confidence: float
    method: str


class Drawn(BaseModel):
    """A place that a person drew."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(ge=1, le=20_000)
    bbox: Annotated[
        list[Annotated[float, Field(ge=-20_000, le=200_000, allow_inf_nan=False)]], Field(min_length=4, max_length=4)
    ]
    text: str = Field(max_length=20_000)


class ValueChange(BaseModel):
    """A change that a person makes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"op": "replace", "pointer": _POINTER, "before": None, "value": "2 Kali", "who": "Rina"},
        {"op": "confirm", "pointer": "/documents/0/title", "before": "PERJANJIAN KINERJA TAHUN 2041", "who": "Rina"},
    ]})  # fmt: skip

    op: Literal["replace", "confirm", "add", "remove"] = "replace"
    pointer: str = Field(max_length=500, pattern=r"^(/[^/]{1,80}){2,40}$", examples=[_POINTER])
    before: JsonValue = Field(None, description="The value that the person saw; another one now is a conflict (409).")
    value: JsonValue = Field(None, description="The new value, or its text as a person types it.")
    drawn: Drawn | None = None
    who: str | None = Field(None, max_length=100)


class CorrectionView(BaseModel):
    """A change that a person made."""

    id: int
    op: Literal["replace", "confirm", "add", "remove"]
    pointer: str
    printed: str | None
    before: JsonValue
    after: JsonValue
    drawn: dict[str, JsonValue] | None
    who: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


class ReviewEntry(BaseModel):
    """Something that a person said of a file."""

    id: int
    state: Literal["approved", "sent_back", "open"] | None
    note: str | None
    pointer: str | None
    who: str
    at: str


class ReviewChange(BaseModel):
    """What a person says of a file: a state, a note, or both."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [
        {"state": "approved", "version": 3, "who": "Rina"},
        {"state": "sent_back", "note": "Halaman 2 terpotong, mohon dipindai ulang.", "who": "Rina"},
    ]})  # fmt: skip

    state: Literal["approved", "sent_back", "open"] | None = None
    note: str | None = Field(None, max_length=4000)
    pointer: str | None = Field(None, max_length=500)
    version: int | None = Field(None, ge=0, le=2**53, description="The version that the person saw; needed to approve.")
    who: str | None = Field(None, max_length=100)


class Kept(BaseModel):
    """A change was kept."""

    id: int
    version: int


class ConflictView(BaseModel):
    """A correction that does not fit the present result."""

    correction: CorrectionView
    reason: Literal["gone", "changed", "invalid"]
    pointer: str | None
    found: JsonValue


class DocumentView(BaseModel):
    """A file with everything that a page about it shows."""

    id: str
    name: str
    key: str
    version: int
    row: FileRow | None
    result: dict[str, JsonValue] = Field(description="The contract's JSON with all corrections in it.")
    findings: list[Finding]
    doubtful: list[str]
    changes: list[CorrectionView]
    removed: list[str]
    conflicts: list[ConflictView]
    reviews: list[ReviewEntry]
    sizes: list[PageSize] | None = Field(description="Width and height of the pages in points.")
    lines: list[str] | None = Field(description="The lines of a text.")


class FieldHint(BaseModel):
    """How a value is edited."""

    type: Literal["text", "number", "choice", "target", "list", "record"]
    options: list[str]
    nullable: bool


class Words(BaseModel):
    """What stands in a box of a page."""

    text: str
    confidence: float
    method: str
    bbox: list[float]


class SpotView(BaseModel):
    """A value in a file."""

    id: str
    name: str
    title: str | None
    unit: str | None
    pointer: str
    value: JsonValue


class AcrossView(BaseModel):
    """A finding over several files."""

    code: Literal["nip-duplicate", "amount-conflict"]
    subject: str
    year: int | None
    spots: list[SpotView]


class Health(BaseModel):
    """Whether the room is well."""

    status: Literal["ok"]
    version: str
    waiting: int = Field(description="Documents that wait or are being read.")
    indexing: int = Field(description="Files that the index has still to take.")


def job_view(job: Job, document: str, lang: str) -> JobView:
    """A job for the API."""
    from extractor.serve.problems import exit_code_of

    code = exit_code_of(job.code) if job.code else None
    return JobView(
        id=job.id,
        document=document,
        name=job.name,
        state=job.state,
        code=job.code,
        message=said(job.code, job.message, lang),
        exit_code=int(code) if code is not None else None,
        created=when(job.created) or "",
        started=when(job.started),
        ended=when(job.ended),
    )


def correction_view(correction: Correction, pointer: str | None = None) -> CorrectionView:
    """A correction for the API, with the pointer that it has in the present result."""
    return CorrectionView(
        id=correction.id,
        op=correction.op,
        pointer=pointer or correction.pointer,
        printed=correction.printed,
        before=correction.before,
        after=correction.after,
        drawn=correction.drawn,
        who=correction.who,
        at=when(correction.at) or "",
        undone_by=correction.undone_by,
        undone_at=when(correction.undone_at),
    )


def review_view(review: Review) -> ReviewEntry:
    """A review for the API."""
    return ReviewEntry(
        id=review.id,
        state=review.state,
        note=review.note,
        pointer=review.pointer,
        who=review.who,
        at=when(review.at) or "",
    )

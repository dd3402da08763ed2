"""The whole output for one file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from extractor.schema.base import JsonPointer, Model
from extractor.schema.document import Document

SCHEMA_VERSION: Literal["1.1"] = "1.1"

FindingCode = Literal[
    "nip-format",
    "nip-date",
    "nip-duplicate",
    "nip-conflict",
    "budget-total-mismatch",
    "budget-rollup-mismatch",
    "year-mismatch",
    "unit-mismatch",
    "numbering",
    "target-conflict",
    "target-missing",
    "signatory-missing",
    "reference-dangling",
    "text-doubtful",
    "page-unreadable",
    "kind-unknown",
    "kind-doubtful",
    "table-unread",
    "content-unclaimed",
]
Severity = Literal["error", "warning", "info"]


class Source(Model):
    """The file that was read."""

    name: str
    """File name without folders, ``-`` for standard input."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Hash of the file's bytes."""
    media_type: str = Field(examples=["application/pdf", "text/plain"])
    """Media type, found by content."""
    pages: int | None = None
    """Number of pages; null for text."""
    text_source: Literal["embedded", "ocr", "mixed", "text"]
    """Where the words come from."""


class FindingPlace(Model):
    """Where on paper something stands that no value holds."""

    page: int | None = None
    """1-based; null for text input."""
    bbox: list[float] | None = Field(None, min_length=4, max_length=4)
    """``[x0, top, x1, bottom]`` in PDF points, origin top left; null for text input."""
    lines: list[int] | None = Field(None, min_length=2, max_length=2)
    """First and last line, 1-based, for text input."""
    text: str
    """What is printed there."""


class Finding(Model):
    """Something wrong or doubtful."""

    code: FindingCode
    """Stable code."""
    severity: Severity
    """How grave it is."""
    message: str
    """One sentence that a clerk understands."""
    paths: list[JsonPointer] = Field(default_factory=list)
    """The values concerned."""
    documents: list[int] = Field(default_factory=list)
    """Indexes of the documents concerned."""
    places: list[FindingPlace] = Field(default_factory=list)
    """Where on paper, for what has no value to point to."""


class Place(Model):
    """One place on paper."""

    page: int | None = None
    """1-based; null for text input."""
    bbox: Annotated[list[float], Field(min_length=4, max_length=4)] | None = None
    """``[x0, top, x1, bottom]`` in PDF points, origin top left; null for text input."""
    lines: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    """First and last line, 1-based, for text input."""
    text: str
    """What was printed, before any change."""
    confidence: float = Field(ge=0, le=1)
    """0 to 1."""
    method: str = Field(examples=["text-layer/nip"])
    """``text-layer``, ``ocr`` or ``text``, with the matcher's name after a slash."""


class Provenance(Place):
    """Where a value was read; ``more`` lists further places of the same value."""

    more: list[Place] = Field(default_factory=list)
    """Further places, over a page break for example."""


class Extraction(Model):
    """What the program says of one file."""

    schema_version: Literal["1.1"] = "1.1"
    """Version of this contract."""
    source: Source
    """The file."""
    documents: list[SerializeAsAny[Document]]
    """The component documents in reading order."""
    findings: list[Finding] = Field(default_factory=list)
    """What is wrong or doubtful."""
    provenance: dict[JsonPointer, Provenance] | None = Field(default_factory=dict)
    """JSON Pointer of a value -> where it was read; left out on request."""

"""A value together with the span it was read from: what every matcher returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractor.read.words import Span
from extractor.record import record

T = TypeVar("T", covariant=True)


@record(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was read.

    ``matcher`` is the matcher's name as it stands in provenance after the slash. ``value`` may be a draft (a mapping
    or a list) too: then the span is the place of the whole record, which its leaves inherit.
    """

    value: T
    span: Span
    matcher: str | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A pointer into the document that is being built, such as ``/body/3/children/0``; it becomes a whole-file
    pointer.
    """

    pointer: str


Draft = Mapping[str, "DraftValue"]
DraftValue = Found["DraftValue"] | Within | Draft | Sequence["DraftValue"] | str | int | float | None
"""What kinds build: records whose leaves are :class:`Found` values. A plain leaf is derived, not read (an index, an
enumeration): it has no provenance of its own and inherits its parent's."""


def prose(span: Span, matcher: str | None = None) -> Found[DraftValue] | None:
    """The span's text as a value, ``None`` for an empty span."""
    return Found(span.text, span, matcher) if span else None

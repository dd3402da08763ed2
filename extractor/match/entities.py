"""Named entities of running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.match.found import DraftValue
from extractor.read.words import Span


def count_entities(spans: Iterable[Span]) -> Iterator[DraftValue]:
    """Every entity of the spans once, with how often it occurs."""
    yield from ()

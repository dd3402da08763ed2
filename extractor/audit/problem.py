"""What a check reports, before it is put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.audit.view import View
from extractor.schema import FindingCode, Severity


@dataclass(frozen=True)
class Problem:
    """One fault: its code, how grave it is, the sentence (an id of ``patterns/messages.toml``) with its details, and
    the values and documents concerned.
    """

    code: FindingCode
    severity: Severity
    sentence: str
    paths: Sequence[str] = ()
    documents: Sequence[int] = ()
    details: dict[str, object] = field(default_factory=dict)


Check = Callable[[View], Iterator[Problem]]

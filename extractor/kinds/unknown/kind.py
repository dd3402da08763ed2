"""Documents of no known kind: what every document has, tables and their records included."""

from __future__ import annotations

from extractor.kinds.registry import Kind, register
from extractor.match.found import Draft
from extractor.records.common import common_fields
from extractor.records.indicators import corrections
from extractor.records.tables import read_tables
from extractor.schema import UnknownDocument
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a document whose kind is not known."""
    found = read_tables(component)
    return {
        **common_fields(component),
        "corrections": corrections(found.indicators),
        "indicators": found.indicators,
        "budgets": found.budgets,
        "budget_total": found.total,
    }


KIND = register(Kind("unknown", UnknownDocument, build))

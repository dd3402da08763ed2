"""Documents of no known kind: what every document has, tables and their records included."""

from __future__ import annotations

from extractor.kinds.unknown.checks import kind_unknown
from extractor.match.found import Draft
from extractor.records.common import common_fields
from extractor.records.tables import read_tables
from extractor.registry import Kind
from extractor.schema import UnknownDocument
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a document whose kind is not known."""
    found = read_tables(component, listed_in=component.body_lines)
    return {
        **common_fields(component),
        **found.fields(),
    }


KIND = Kind(
    name="unknown",
    model=UnknownDocument,
    build=build,
    label={"id": "Tidak dikenali", "en": "Not recognised"},
    checks=(kind_unknown,),
    signed=None,
)

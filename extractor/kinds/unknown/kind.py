"""Documents of no known kind (LKjIP, IKU, Renstra, DPA, SK): header, tables, signatories, entities."""

from __future__ import annotations

from extractor.kinds.registry import Kind, register
from extractor.match.found import Draft
from extractor.records.common import common_fields
from extractor.schema import UnknownDocument
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a document whose kind is not known."""
    return common_fields(component)


KIND = register(Kind("unknown", UnknownDocument, build))

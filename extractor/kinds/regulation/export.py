"""The tables that an export has of regulations: provisions, and the laws that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from extractor.registry import ExportTable, tree


def _references(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The laws that the legal bases name."""
    for k, basis in enumerate(document.get("legal_basis") or []):
        for j, reference in enumerate(basis["references"]):
            yield f"/legal_basis/{k}/references/{j}", reference


TABLES = (
    ExportTable("provisions", ("document", "parent", "level", "number", "heading", "text"), partial(tree, "body")),
    ExportTable("references", ("document", "type", "number", "year", "about"), _references, whole=frozenset({"year"})),
)

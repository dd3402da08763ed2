"""Writes an extraction as JSON text."""

from __future__ import annotations

import json

from extractor.schema import Extraction


def to_json(extraction: Extraction, indent: int | None = None) -> str:
    """The output as JSON, ending in a newline. Deterministic; ``provenance`` is left out when there is none."""
    data = extraction.model_dump(mode="json", by_alias=True)
    if extraction.provenance is None:
        del data["provenance"]
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"

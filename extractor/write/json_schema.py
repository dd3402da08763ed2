"""The JSON Schema of the output, generated from the models and the registered kinds."""

from __future__ import annotations

import json
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, create_model

from extractor.errors import UnknownKindError
from extractor.registry import kinds
from extractor.schema import Extraction

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str | None = None) -> str:
    """The schema as JSON text: of the whole output, or of one document kind. Raises ``UnknownKindError``."""
    known = kinds()
    if kind is None:
        models: Any = reduce(or_, (k.model for k in known.values()))
        documents: Any = Annotated[models, Field(discriminator="kind")]
        listed: Any = list
        whole = create_model(
            "Extraction",
            __base__=Extraction,
            documents=(listed[documents], ...),
        )
        schema = whole.model_json_schema(by_alias=True, mode="serialization")
    elif kind in known:
        schema = known[kind].model.model_json_schema(by_alias=True, mode="serialization")
    else:
        raise UnknownKindError(name=kind, known=", ".join(known))
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"

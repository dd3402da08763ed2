"""What all models of the output share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A part of the output: unknown keys are refused, so that a misspelt key is a fault and not a loss."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True, use_attribute_docstrings=True)


JsonPointer = Annotated[str, StringConstraints(pattern=r"^(/[^/]*)*$")]
"""A JSON Pointer (RFC 6901) into the whole output, such as ``/documents/0/title``."""

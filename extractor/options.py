"""What a caller can choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one extraction; every default is what most people want.

    ``type`` forces the source type (needed for standard input only when the content does not tell), ``pages`` are
    1-based page numbers to read (``None``: all), ``password`` opens an encrypted PDF, ``lang`` is the language of
    messages for people, ``canonical`` turns spelling on, ``provenance`` keeps the places of the values.
    """

    type: Literal["pdf", "txt"] | None = None
    pages: tuple[int, ...] | None = None
    password: str | None = None
    lang: Literal["id", "en"] = "id"
    canonical: bool = True
    provenance: bool = True

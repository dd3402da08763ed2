"""What the schemas of :mod:`extractor.knowledge.schemas` are made of: words, regular expressions, tables."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(str(error)) from None
    return text


Word = Annotated[str, Field(min_length=1)]
Words = list[Word]
Regex = Annotated[str, Field(min_length=1), AfterValidator(_compiles)]
Amount = Annotated[int, Field(ge=1)]
Cost = Annotated[float, Field(ge=0, le=2)]


class Part(BaseModel):
    """A table of a file of ``patterns/``: its keys and no others."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class File(Part):
    """A file of ``patterns/``. ``WINS`` says for people which of its entries holds where several fit."""

    WINS: ClassVar[str] = "Every entry holds; none excludes another."


class Names(Part):
    """A list of labels."""

    names: Words


class Listed(Part):
    """A list of words."""

    words: Words


class Said(Part):
    """A sentence in both languages; ``{name}`` and the like are filled in."""

    id: Word
    en: Word

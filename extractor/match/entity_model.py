"""The trained entity model: loaded once a process, when the first text needs it, and asked in batches.

Comes in: texts. Goes out: places with labels. Separate because it is the only room that loads the model
(``models/entities``, made by ``python -m extractor.training``), and because a caller can do without it
(:func:`asked`): everything else works then, by rules alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from extractor.errors import ModelMissingError
from extractor.match.entity_forms import Entities

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "entities"
_BATCH = 64
_NO_END = " \t\n,;:("
"""Marks that no entity ends with."""
_WITH_DIGITS = frozenset(("LAW", "MONEY", "DATE", "NIP"))
_wanted: ContextVar[bool] = ContextVar("entity_model_wanted", default=True)


@contextmanager
def asked(wanted: bool) -> Iterator[None]:
    """Whether the model may be asked within the block; outside of any it may."""
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def wanted() -> bool:
    """Whether the model may be asked here."""
    return _wanted.get()


@cache
def model() -> Language:
    """The model as a spaCy pipeline. Raises :class:`ModelMissingError` where the installation has none."""
    from spacy.util import load_model_from_path

    from extractor.match import entity_language  # noqa: F401 - registers the language that the model names

    with resources.as_file(resources.files("extractor.models").joinpath(NAME)) as folder:
        if not (folder / "config.cfg").is_file():
            raise ModelMissingError(name=str(folder))
        return load_model_from_path(folder)


def find(texts: Sequence[str]) -> list[Entities]:
    """The entities of each text: those of certain form first, then what the model finds beside them."""
    return [[e for e in _read(doc) if _possible(doc.text, e)] for doc in model().pipe(texts, batch_size=_BATCH)]


def _read(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for entity in doc.ents:
        text = entity.text.rstrip(_NO_END)
        if text:
            yield entity.start_char, entity.start_char + len(text), entity.label_


def _possible(text: str, entity: tuple[int, int, str]) -> bool:
    """Whether an entity can be one at all: a law has a number or a year, an amount, a date and a NIP have digits."""
    start, end, label = entity
    return label not in _WITH_DIGITS or any(c.isdigit() for c in text[start:end])

"""The trained entity model: loaded once a process, when the first text needs it, and asked in batches.

Comes in: texts. Goes out: places with labels. Separate because it is the only room that loads the model
(``models/entities``, made by ``python -m extractor.training``), and because a caller can do without it
(:func:`asked`): everything else works then, by rules alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from extractor import knowledge
from extractor.collector import collector_as_it_was
from extractor.errors import ModelMissingError
from extractor.lexicon import lexicon
from extractor.match.entity_forms import Entities

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractor.match.entity_decode import Decoder

NAME = "entities"
_BATCH = 128
"""Passages that the network reads at a time."""
_NO_END = " \t\n,;:("
"""Marks that no entity ends with."""
_NAMES = frozenset(("PERSON", "POSITION", "ORG", "GPE"))
_SENTENCE_END = re.compile(r"(?<=[a-z]{4})\.(?=\s+[A-Z]|$)")
_SMALL_WORD = re.compile(r"\s([a-z]{2,})$")
_WITH_DIGITS = frozenset(("LAW", "MONEY", "DATE", "NIP"))


@dataclass(frozen=True)
class _Asking:
    """Whether the model may be asked, and what was found so far: the same heading stands on many pages."""

    wanted: bool = True
    said: dict[str, Entities] = field(default_factory=dict)


_asking: ContextVar[_Asking | None] = ContextVar("entity_model_asking", default=None)


@contextmanager
def asked(wanted: bool) -> Iterator[None]:
    """Whether the model may be asked within the block; outside of any it may. What is found is kept
    for the block."""
    token = _asking.set(_Asking(wanted))
    try:
        yield
    finally:
        _asking.reset(token)


def wanted() -> bool:
    """Whether the model may be asked here."""
    asking = _asking.get()
    return asking is None or asking.wanted


@knowledge.kept
def model() -> Language:
    """The model as a spaCy pipeline. Raises :class:`ModelMissingError` where the installation has none."""
    from spacy.util import load_model_from_path

    from extractor.match import entity_language  # noqa: F401 - registers the language that the model names
    from extractor.match.entity_embed import embed_once

    with resources.as_file(resources.files("extractor.models").joinpath(NAME)) as folder:
        if not (folder / "config.cfg").is_file():
            raise ModelMissingError(name=str(folder))
        with collector_as_it_was():
            return embed_once(load_model_from_path(folder))


def said() -> dict[str, Entities]:
    """What was found in texts within the block of :func:`asked` so far; outside of any, an empty dictionary."""
    asking = _asking.get()
    return asking.said if asking else {}


def find(texts: Sequence[str]) -> list[Entities]:
    """The entities of each text: those of certain form first, then what the model finds beside them."""
    found: list[Entities] = []
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        docs = list(model().pipe(some, disable=["ner"]))
        for text, doc, places in zip(some, docs, _decoder().entities(docs), strict=True):
            found.append([e for e in _read(text, doc, places) if _possible(text, e)])
    return found


@knowledge.kept
def _decoder() -> Decoder:
    from extractor.match.entity_decode import Decoder

    return Decoder(model().get_pipe("ner"))


def _read(text: str, doc: Doc, places: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    for first, end, label in places:
        start, last = doc[first].idx, doc[end - 1]
        said = _ended(text[start : last.idx + len(last)], label)
        if said:
            yield start, start + len(said), label


def _ended(text: str, label: str) -> str:
    """An entity without marks at its end; a name in running text ends with its sentence and before a verb."""
    text = text.rstrip(_NO_END)
    if label not in _NAMES:
        return text
    sentence = _SENTENCE_END.search(text)
    text = text[: sentence.start()] if sentence else text
    while tail := _SMALL_WORD.search(text):
        if not lexicon().knows(tail[1]):
            break
        text = text[: tail.start()].rstrip(_NO_END)
    return text


def _possible(text: str, entity: tuple[int, int, str]) -> bool:
    """Whether an entity can be one at all: a law has a number or a year, an amount, a date and a NIP have digits; an
    office is more than the word for offices of its class.
    """
    start, end, label = entity
    if label == "ORG":
        return text[start:end].casefold() not in _class_words()
    return label not in _WITH_DIGITS or any(c.isdigit() for c in text[start:end])


@knowledge.kept
def _class_words() -> frozenset[str]:
    words = knowledge.toml("entities")["words"]
    return frozenset((*words["organisation"], *words["class_words"])) - frozenset(words["organisation_names"])

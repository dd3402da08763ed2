"""The language class of the entity model: its cutting of text and the features of a word.

Comes in: text. Goes out: spaCy documents whose tokens are :mod:`~extractor.match.pieces` with their class as tag.
Separate because spaCy finds the language of a model by a registered name, in training and in use; importing this
module registers it and imports spaCy, so only rooms that need the model import it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.attrs import NORM, PREFIX, SUFFIX
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from extractor.match.entity_forms import certain
from extractor.match.pieces import classes, pieces

_AFFIX = 3
"""Letters of the beginning and the end of a word that are features of their own."""


class PieceTokenizer:
    """spaCy's tokenizer interface over :func:`extractor.match.pieces.pieces`. Has no state to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document; joined, its tokens and their blanks give the text back."""
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        cut = pieces(text)
        for piece, tag in zip(cut, classes(cut), strict=True):
            if piece[0] == " " and words:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
                tags.append(tag)
        return Doc(self.vocab, words=words, spaces=spaces, tags=tags)

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing to save: the word lists are the program's."""

    def from_disk(self, _path: str | Path, **_: Any) -> PieceTokenizer:
        """Nothing to load."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> PieceTokenizer:
        """Nothing to load."""
        return self


@registry.tokenizers("arsip.pieces.v1")
def make_tokenizer() -> Callable[[Language], PieceTokenizer]:
    """What a model's ``config.cfg`` names as its tokenizer."""
    return lambda nlp: PieceTokenizer(nlp.vocab)


@Language.component("certain_forms")
def certain_forms(doc: Doc) -> Doc:
    """Entities of certain form (:mod:`extractor.match.entity_forms`), which the model then takes as given."""
    doc.set_ents(spans_of(doc, certain(doc.text)))
    return doc


def spans_of(doc: Doc, entities: Iterable[tuple[int, int, str]]) -> list[Span]:
    """Entities by character offsets as spans of tokens, without overlaps; one that no cut fits is widened."""
    spans = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in entities)
    return filter_spans(span for span in spans if span is not None)


def _norm(word: str) -> str:
    return "\n" if "\n" in word else word.casefold() if not word.isdigit() else "0" * min(len(word), 6)


class ArchiveDefaults(BaseDefaults):
    """Features of a word: its form in small letters with digits made alike, three letters at either end."""

    lex_attr_getters = {  # noqa: RUF012 - spaCy's own base class declares it so
        **LEX_ATTRS,
        NORM: _norm,
        PREFIX: lambda word: word[:_AFFIX].casefold(),
        SUFFIX: lambda word: word[-_AFFIX:].casefold(),
    }


@registry.languages("arsip")
class ArchiveLanguage(Language):
    """Indonesian of government documents, clean or as read from scans."""

    lang = "arsip"
    Defaults = ArchiveDefaults

"""Which texts of a document are worth the entity model's time.

Comes in: a passage. Goes out: whether it can hold a name that no form tells. Separate because it decides how fast a
page is: the model costs more than everything else that is done with a line of text, and most lines name nobody.
"""

from __future__ import annotations

from itertools import pairwise

from extractor import knowledge
from extractor.match.entity_forms import certain, gazettes
from extractor.match.pieces import classes, pieces

_FIRST_OF_NAME = frozenset(("post", "office", "acting"))
_SHORTEST_NAME = 4
"""Letters from which an unknown word can be a name rather than the remains of one."""
_NO_FIRST = frozenset(("sub", "pemerintahan"))
"""Words of offices that begin no name of one: `Sub Kegiatan`, `Pemerintahan Daerah`."""


def may_name(text: str) -> bool:
    """Whether a text can hold a name: a post or an office that goes on in capitals, a region, a place, an unknown word.

    A class word (``Bupati menetapkan``, ``Kepala Desa wajib``) and an abbreviation name nobody, and what is an entity
    by its form (:func:`~extractor.match.entity_forms.certain`) needs no model.
    """
    cut = pieces(_uncertain(text))
    told = [(piece, tag) for piece, tag in zip(cut, classes(cut), strict=True) if not piece.isspace()]
    numbered = any(tag == "number" for _, tag in told)
    capitals = text.isupper()
    for k, ((piece, tag), (after, after_tag)) in enumerate(pairwise([*told, ("", "")])):
        if not piece[0].isupper():
            continue
        if tag in ("place", "body"):
            return True
        if tag == "unknown" and len(piece) >= _SHORTEST_NAME and (capitals or not piece.isupper()):
            return True
        if tag == "law" and numbered:
            return True
        if tag == "before" and after == ".":
            return True
        if len(after) < 2 or not after[0].isupper():
            continue
        if tag == "region" and after_tag != "word":
            return True
        if tag in _FIRST_OF_NAME and piece.casefold() not in _NO_FIRST and not _class_word(told, k):
            return True
    return False


def _uncertain(text: str) -> str:
    """The text with blanks for its entities of certain form and the names of gazettes."""
    for start, end in [*((s, e) for s, e, _ in certain(text)), *gazettes(text)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _class_word(told: list[tuple[str, str]], k: int) -> bool:
    """Whether a post or office is one of a class, with nothing behind it that names which."""
    for size in _sizes():
        phrase = " ".join(piece for piece, _ in told[k : k + size]).casefold()
        if phrase in _phrases():
            behind = told[k + size][0] if k + size < len(told) else ""
            return not behind[:1].isupper()
    return False


@knowledge.kept
def _phrases() -> frozenset[str]:
    return frozenset(knowledge.toml("entities")["words"]["class_words"])


@knowledge.kept
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({phrase.count(" ") + 1 for phrase in _phrases()}, reverse=True))

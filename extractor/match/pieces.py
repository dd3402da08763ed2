"""Text cut into the pieces that the entity model sees, each with what the lists know of it.

Comes in: text as printed or as read from a scan. Goes out: pieces (words, numbers, single marks, gaps) that give the
text back when joined, and a class for each from the word lists. Separate because training data, training and use must
cut alike. Pieces are small where recognition glues words together (``tanggal23``, ``NIP.19``, ``dariDinas``), so that
an entity can begin there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor import knowledge
from extractor.lexicon import lexicon
from extractor.printed import YEAR, month_names

_PIECE = re.compile(
    r"\s+"
    r"|[^\W\d_]+(?:\d[^\W\d_]+)*"  # a digit within a word is a misread letter
    r"|\d+"
    r"|."
)
_HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
"""Where two words are glued together."""
_TYPE_WORDS = ("provinsi", "kabupaten", "kota", "administrasi")


def pieces(text: str) -> list[str]:
    """The text in pieces; joined they give it back."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if len(piece) > 6 and _HUMP.search(piece):
            found.extend(_HUMP.split(piece))
        else:
            found.append(piece)
    return found


@knowledge.kept
def _classes() -> dict[str, str]:
    """What the lists say of a word in small letters; the first list wins."""
    words = knowledge.toml("entities")["words"]
    titles = knowledge.toml("titles")
    lists: list[tuple[str, Sequence[str]]] = [
        ("law", words["law"]),
        ("number", words["number"]),
        ("region", words["region"]),
        ("office", words["organisation"]),
        ("post", [*words["position"], *(h.casefold() for h in knowledge.toml("positions")["heads"] if " " not in h)]),
        ("month", list(month_names())),
        ("rank", words["ranks"]),
        ("acting", words["acting"]),
        ("cue", words["cues"]),
        ("before", [t.casefold() for t in titles["before"]]),
        ("after", [t.casefold() for t in titles["after"]]),
        ("body", words["organisation_names"]),
    ]
    found: dict[str, str] = {}
    for name, held in lists:
        for word in held:
            found.setdefault(word.rstrip("."), name)
    return found


@knowledge.kept
def _places() -> dict[str, list[tuple[str, ...]]]:
    """Names of regions by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in knowledge.table("regions"):
        words = [w for w in row["name"].casefold().split() if w not in _TYPE_WORDS]
        if words:
            found.setdefault(words[0], []).append(tuple(words))
    return {first: sorted(names, key=len, reverse=True) for first, names in found.items()}


@knowledge.kept
def _known(piece: str) -> tuple[str, str, Sequence[tuple[str, ...]]]:
    """What the lists say of a piece by itself, the piece in small letters, and the names of regions it begins."""
    small = piece.casefold()
    return _class_of(piece), small, _places().get(small, ())


def _class_of(piece: str) -> str:
    if piece.isspace():
        return "line" if "\n" in piece else "gap"
    if piece.isdigit():
        return "year" if YEAR.fullmatch(piece) else f"digits{min(len(piece), 9)}"
    if not piece[0].isalpha():
        return "mark"
    small = piece.casefold()
    return _classes().get(small) or ("word" if lexicon().knows(small) else "unknown")


def classes(cut: Sequence[str]) -> list[str]:
    """The class of each piece: from a word list, else place, word, unknown, year, digits, mark, gap, line."""
    known = [_known(piece) for piece in cut]
    found = [tag for tag, _, _ in known]
    free = 0
    for at, (_, _, names) in enumerate(known):
        if not names or at < free:
            continue
        words = [k for k in range(at, min(at + 12, len(cut))) if not cut[k].isspace()]
        for name in names:
            if tuple(known[k][1] for k in words[: len(name)]) == name:
                for k in words[: len(name)]:
                    found[k] = "place"
                free = words[len(name) - 1] + 1
                break
    return found

"""Matches names of programmes and activities against the official nomenclature.

Comes in: documents. Each budget line and box of a chart gets the official code and name beside its own printed name,
which stays. The list is data (``patterns/nomenclature.csv``); an organisation adds the full one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import extract

from extractor.knowledge import kept, table
from extractor.schema import Budget, Cascading, Document, Node, Nomenclature, Provenance

_LIKENESS = 90.0
"""Likeness (0-100) of a printed name and one of the list from which it is that one: of the names shipped none is 90
alike another, at 85 every fifth is.
"""
_AHEAD = 2.0
"""By so much the best entry must lead the next one of another name; closer ones are a tie, and none is given."""
_NO_WORD = re.compile(r"\W+")
_LEVEL_WORD = re.compile(r"^(?:program|kegiatan|sub kegiatan)\s+")


def add_nomenclature(documents: Sequence[Document], provenance: dict[str, Provenance]) -> None:
    """Sets ``nomenclature`` on budget lines and boxes whose name the official list has, in place.

    Its place on paper is that of the name that it was found by.
    """
    for index, document in enumerate(documents):
        for at, record, name in _named(document, f"/documents/{index}"):
            record.nomenclature = official(name, record.level)
            read = "name" if isinstance(record, Budget) else "title"
            entry = provenance.get(f"{at}/{read}") or provenance.get(at)
            if record.nomenclature is not None and entry is not None:
                provenance[f"{at}/nomenclature"] = entry


def official(name: str, level: str | None) -> Nomenclature | None:
    """The official entry of a printed name, ``None`` where none or more than one is near.

    A line that is called a programme may be an activity in the official list (agreements call both by either word):
    entries of the same level come first, those of the others must agree better.
    """
    plain = _plain(name)
    hits = extract(plain, _names(), scorer=token_sort_ratio, score_cutoff=_LIKENESS, limit=4)
    rated = sorted(
        ((score - (0 if table("nomenclature")[i]["level"] == level else 3), i) for _, score, i in hits), reverse=True
    )
    if not rated or (
        len(rated) > 1 and rated[0][0] - rated[1][0] < _AHEAD and _name(rated[0][1]) != _name(rated[1][1])
    ):
        return None
    entry = table("nomenclature")[rated[0][1]]
    score = next(score for _, score, i in hits if i == rated[0][1])
    return Nomenclature(code=entry["code"], name=entry["name"], score=round(score, 1))


def _named(document: Document, at: str) -> Iterator[tuple[str, Budget | Node, str]]:
    for k, line in enumerate(document.budgets):
        if line.name:
            yield f"{at}/budgets/{k}", line, line.name
    if isinstance(document, Cascading):
        yield from _boxes(document.tree, f"{at}/tree")


def _boxes(nodes: Sequence[Node], at: str) -> Iterator[tuple[str, Node, str]]:
    for k, node in enumerate(nodes):
        if node.title and node.level in ("program", "kegiatan", "sub_kegiatan"):
            yield f"{at}/{k}", node, node.title
        yield from _boxes(node.children, f"{at}/{k}/children")


def _plain(text: str) -> str:
    return _LEVEL_WORD.sub("", _NO_WORD.sub(" ", text.casefold()).strip())


def _name(index: int) -> str:
    return _names()[index]


@kept
def _names() -> tuple[str, ...]:
    return tuple(_plain(entry["name"]) for entry in table("nomenclature"))

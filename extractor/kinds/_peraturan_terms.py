"""Definitions: the terms of the article that defines them.

Comes in: the tree. Goes out: records ``term``, ``definition`` (UU 12/2011, Lampiran II, nos. 96-109). Separate because
terms are read from provisions that stand already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.kinds._peraturan_tree import Node
from extractor.knowledge import toml
from extractor.match.found import Draft, Found
from extractor.read.words import Span, join

MATCHER = "definition"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    body = toml("regulation")["body"]

    def any_of(name: str) -> str:
        # a scan may have put a space into a word
        phrases = sorted(body[name], key=len, reverse=True)
        return "|".join(r"\s+".join(r"\s?".join(w) for w in phrase.split()) for phrase in phrases)

    return (
        re.compile(r"\b(?:" + any_of("defining") + r")\b\s*:?\s*", re.IGNORECASE),
        re.compile(r"(?:\s|,)(?:" + any_of("is_defined") + r")\s+", re.IGNORECASE),
        re.compile(r"\s*,?\s*(?:" + any_of("short_form") + r")\b", re.IGNORECASE),
    )


def _articles(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.level == "pasal":
            yield node
        yield from _articles(node.children)


def _split(span: Span) -> Draft | None:
    _, is_defined, short = _patterns()
    text = span.text
    m = is_defined.search(text)
    if m is None:
        return None
    cut = short.search(text, 0, m.start())
    term = span.cut(0, cut.start() if cut else m.start())
    term = term.cut(0, len(term.text.rstrip(" ,:")))
    definition = span.cut(m.end())
    if not term or not definition:
        return None
    return {
        "term": Found(term.text, term, MATCHER),
        "definition": Found(definition.text, definition, MATCHER),
    }


def _texts(node: Node) -> Span:
    """A definition's words, those of the list inside it too."""
    parts = [*(s for p in node.before for s in p)]
    for child in node.children:
        parts += [child.number, _texts(child)]
    return join([*parts, *(s for p in node.after for s in p)])


def definitions(nodes: Sequence[Node]) -> list[Draft]:
    """The terms of the first article that says what is meant by its terms."""
    for article in _articles(nodes):
        for owner in (article, *article.children):
            text = join(s for p in owner.before for s in p)
            opening = _patterns()[0].search(text.text)
            if opening is None:
                continue
            found = [d for child in owner.children if (d := _split(_texts(child)))]
            if not owner.children and (only := _split(text.cut(opening.end()))):
                found = [only]
            if found:
                return found
    return []

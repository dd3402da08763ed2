"""Definitions: the terms of the article that defines them.

Comes in: the tree. Goes out: records ``term``, ``definition`` (UU 12/2011, Lampiran II, nos. 96-109). Separate because
terms are read from provisions that stand already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.kinds.regulation.node import Node
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, Found
from extractor.read.words import Span, join

MATCHER = "definition"


def _phrase(words: str) -> str:
    # a scan may have put a space into a word
    return r"\s+".join(r"\s?".join(w) for w in words.split())


@kept
def _opening() -> re.Pattern[str]:
    phrases = "|".join(map(_phrase, toml("regulation")["body"]["defining"]))
    # "yang dimaksud dalam Undang-undang ini dengan": the law that speaks may stand between the words
    inside = r"yang\s+dimaksud(?:kan)?\s+(?:dalam|di\s+dalam)\s+[^.:;]{3,60}?\s+ini\s+dengan"
    return re.compile(r"\b(?:" + phrases + "|" + inside + r")\b\s*:?\s*", re.IGNORECASE)


@kept
def _is_defined() -> tuple[re.Pattern[str], ...]:
    words = toml("regulation")["body"]["is_defined"]
    return tuple(re.compile(r"(?:\s|,)" + _phrase(w) + r"\s+", re.IGNORECASE) for w in words)


@kept
def _short_form() -> re.Pattern[str]:
    phrases = sorted(toml("regulation")["body"]["short_form"], key=len, reverse=True)
    return re.compile(r"\s*,?\s*(?:" + "|".join(map(_phrase, phrases)) + r")\b", re.IGNORECASE)


def _articles(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.level == "pasal":
            yield node
        yield from _articles(node.children)


def _split(span: Span) -> Draft | None:
    text = span.text
    # "X yang merupakan Y adalah Z": the words are tried in their order in the data, the surest first
    m = next((m for word in _is_defined() if (m := word.search(text))), None)
    if m is None:
        return None
    cut = _short_form().search(text, 0, m.start())
    term = span.cut(0, cut.start() if cut else m.start())
    bare = term.text.strip(" ,:\"“”'‘’")
    at = term.text.find(bare)
    term = term.cut(at, at + len(bare))
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
            opening = _opening().search(text.text)
            if opening is None:
                continue
            found = [d for child in owner.children if (d := _split(_texts(child)))]
            if not owner.children and (only := _split(text.cut(opening.end()))):
                found = [only]
            if found:
                return found
    return []

"""The elucidation (Penjelasan): its general part and what it says article by article.

Comes in: the rows from the word PENJELASAN on. Goes out: a draft record (UU 12/2011, Lampiran II, nos. 176-191).
Separate because its ``Pasal 5`` is no article of the regulation but a heading over remarks on one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.kinds.regulation.labels import article_label
from extractor.kinds.regulation.rows import Row, spaced
from extractor.kinds.regulation.sentences import ended
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found
from extractor.read.words import Span, join

MATCHER = "elucidation"
_MARK = re.compile(r"^(?:I{1,2}|[AB]|[12])?(?=[A-Z]{4})")


@kept
def _heads(name: str) -> frozenset[str]:
    return frozenset(spaced(w) for w in toml("regulation")["elucidation"][name])


def _is(row: Row, name: str) -> bool:
    letters = spaced(row.text)
    return letters in _heads(name) or _MARK.sub("", letters) in _heads(name)


def _text(rows: Sequence[Row]) -> DraftValue:
    """The rows as paragraphs."""
    paragraphs: list[list[Span]] = []
    tail = ""
    for row in rows:
        if not paragraphs or (row.broken and ended(tail)):
            paragraphs.append([])
        paragraphs[-1].append(row.span)
        tail = row.text
    spans = [join(p) for p in paragraphs]
    return Found("\n".join(s.text for s in spans), join(spans), MATCHER) if spans else None


def elucidation(rows: Sequence[Row]) -> Draft | None:
    """General part and articles; ``None`` for no rows."""
    if not rows:
        return None
    last = next((i for i, r in enumerate(rows) if spaced(r.text).startswith(tuple(_heads("ends")))), len(rows))
    got = rows[:last]
    starts = [i for i, r in enumerate(got) if article_label(r.text) is not None]
    first = starts[0] if starts else len(got)
    parted = next((i for i in range(first) if _is(got[i], "by_article")), first)
    general = next((i for i in range(parted) if _is(got[i], "general")), None)
    articles: list[Draft] = []
    for start, end in pairwise([*starts, len(got)]):
        label = article_label(got[start].text)
        assert label is not None
        number = got[start].span.cut(*label.number)
        rest = [r for r in (got[start].after(label.end), *got[start + 1 : end]) if r.span]
        articles.append({"number": Found(label.value or number.text, number, MATCHER), "text": _text(rest)})
    return {"general": None if general is None else _text(got[general + 1 : parted]), "articles": articles}

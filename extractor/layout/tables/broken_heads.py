"""Words and years of headings that a narrow column breaks, made whole.

Comes in: a page. Goes out: the page, in which a word of a heading that stands broken over several lines (`Nomo` / `r`,
`N` / `O`, `TAHU` / `N`), or the years over a table (`202` / `1` beside `202` / `2`), is one word, on the level of the
headings beside it. Apart from ``broken_words``, which mends the cells of a table: here it is not yet known where one
stands, and what is left of a word looks like a row's letter, what is left of a year like a row's number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.knowledge import kept
from extractor.layout.tables.heading import heading_words, names_column
from extractor.printed import YEAR
from extractor.read.page import Page
from extractor.read.words import Word, box_around

_PARTS = 4
"""Lines over which a word may be broken in a column of a few letters' width."""
_STEP = (0.7, 2.4)
"""Type sizes from one line of a cell to the next, be it set with double space: closer ones lie over each other, wider
ones are of two cells.
"""
_ALONE = 0.42
"""Type sizes of white beside a word that stands alone in its column: twice a blank, less than the padding of two cells.
"""
_LEVEL = 0.3
"""Type sizes by which words on one level may differ in height."""
_YEARS = 2
"""Years beside each other that are broken alike, at the least, or whole ones beside one: `20` over `21` alone may be
two values.
"""
_BEGUN = re.compile(r"(?:19|20)\d?")

_Chain = tuple[Word, ...]


def with_whole_heads(page: Page) -> Page:
    """The page with the words and years of its headings whole."""
    if page.method == "text":
        return page
    starts = _starts()
    begun = [w for w in page.words if w.text.casefold() in starts]
    dated = [w for w in page.words if _BEGUN.fullmatch(w.text)]
    if not begun and not dated:
        return page
    chains = [*_words(begun, page.words), *_years(dated, page.words)]
    if not chains:
        return page
    rests = {id(word) for chain in chains for word in chain[1:]}
    whole = {id(chain[0]): chain for chain in chains}
    others = [w for w in page.words if id(w) not in rests and id(w) not in whole]
    made = {key: _whole(chain, others) for key, chain in whole.items()}
    return replace(page, words=tuple(made.get(id(w), w) for w in page.words if id(w) not in rests))


@kept
def _starts() -> Mapping[str, frozenset[str]]:
    """What a broken word of a heading may begin with, and the words that begin so."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in heading_words():
        for k in range(1, len(word)):
            found[word[:k]].add(word)
    return {start: frozenset(words) for start, words in found.items()}


@kept
def _further() -> frozenset[str]:
    """What may stand under the first part of a broken word."""
    words = heading_words()
    return frozenset(word[a:b] for word in words for a in range(1, len(word)) for b in range(a + 1, len(word) + 1))


def _words(begun: Iterable[Word], words: Sequence[Word]) -> Iterator[_Chain]:
    """The words of headings that are broken: their parts stand under one another, each alone in its column."""
    taken: set[int] = set()
    further = _further()
    parts = [w for w in words if w.text.casefold() in further]  # few of a page's words
    for first in begun:
        wanted = _starts()[first.text.casefold()]
        chain = max(_chains((first,), wanted, parts), key=len, default=())
        alone = all(_is_alone(word, words) for word in chain) and not _has_between(chain, words)
        if chain and alone and not any(id(word) in taken for word in chain):
            taken.update(map(id, chain))
            yield chain


def _chains(chain: _Chain, wanted: frozenset[str], parts: Sequence[Word]) -> Iterator[_Chain]:
    """The ways in which further parts under a chain end one of the ``wanted`` words."""
    said = _said(chain)
    for under in parts if len(chain) < _PARTS else ():
        if not _follows(chain[-1], under):
            continue
        joined = said + under.text
        if (joined[1:].islower() or joined.isupper()) and any(w.startswith(joined.casefold()) for w in wanted):
            longer = (*chain, under)
            if joined.casefold() in wanted and not all(part.text.casefold() in heading_words() for part in longer):
                yield longer  # (`Penanggung` / `jawab` are two words, whatever others write as one)
            yield from _chains(longer, wanted, parts)


def _years(begun: Sequence[Word], words: Sequence[Word]) -> Iterator[_Chain]:
    """Years that follow one another on one level, all broken alike, or whole but for some, without another figure
    beside them: a row of a table begins with its number, or holds one.
    """
    for level in _levels(begun):
        chains = [chain for first in level if (chain := _year(first, words)) is not None]
        if len(chains) < len(level):
            continue
        parts = {id(word) for chain in chains for word in chain}
        top, bottom = level[0].box[1], max(chain[-1].box[3] for chain in chains)
        beside = [w for w in words if w.text[0].isdigit() and id(w) not in parts and top <= _middle(w) <= bottom]
        if not all(YEAR.fullmatch(w.text) for w in beside) or len(level) + len(beside) < _YEARS + bool(beside):
            continue
        placed = sorted([*((w.box[0], w.text) for w in beside), *((c[0].box[0], _said(c)) for c in chains)])
        if all(int(b) == int(a) + 1 for (_, a), (_, b) in pairwise(placed)):
            yield from chains


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _said(chain: _Chain) -> str:
    return "".join(word.text for word in chain)


def _levels(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the height that they stand on, from the left."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box[1]):
        if not found or word.box[1] - found[-1][0].box[1] > _LEVEL * word.size:
            found.append([])
        found[-1].append(word)
    return [sorted(level, key=lambda w: w.box[0]) for level in found]


def _year(first: Word, words: Sequence[Word]) -> _Chain | None:
    """A year that begins with a word, the rest of which stands under it."""
    return next(
        (chain for w in words if YEAR.fullmatch((first.text + w.text)) and _follows(*(chain := (first, w)))), None
    )


def _follows(above: Word, under: Word) -> bool:
    """Whether a word stands right under another one, a line lower."""
    step = under.box[1] - above.box[1]
    low, high = (share * above.size for share in _STEP)
    return low <= step <= high and under.box[0] < above.box[2] and under.box[2] > above.box[0]


def _is_alone(word: Word, words: Sequence[Word]) -> bool:
    """Whether white stands at both sides of a word."""
    x0, top, x1, _ = word.box
    reach = _ALONE * word.size
    return not any(
        w is not word and abs(w.box[1] - top) <= _LEVEL * word.size and w.box[0] < x1 + reach and w.box[2] > x0 - reach
        for w in words
    )


def _has_between(chain: _Chain, words: Sequence[Word]) -> bool:
    """Whether a word stands between two parts of a chain: they are of different lines of a text."""
    return any(
        upper.box[3] <= _middle(w) <= lower.box[1] and w.box[0] < upper.box[2] and w.box[2] > upper.box[0]
        for upper, lower in pairwise(chain)
        for w in words
    )


def _whole(chain: _Chain, others: Sequence[Word]) -> Word:
    """The parts of a word as one, on the level of theirs, or between them, that most other words share: of the last one
    where its heading goes on under it (`TAHU` / `N` / `2041`). On paper it has the place of all of them.
    """
    first, last = chain[0], chain[-1]
    tops = [word.box[1] for word in chain]
    tops.append((tops[0] + tops[-1]) / 2)
    near = [w.box[1] for w in others if tops[0] - first.size < w.box[1] < last.box[3]]
    top = max(tops, key=lambda at: sum(abs(other - at) <= _LEVEL * first.size for other in near))
    if any((YEAR.fullmatch(w.text) or names_column(w.text)) and _follows(last, w) for w in others):
        top = last.box[1]
    left, right = min(word.box[0] for word in chain), max(word.box[2] for word in chain)
    return replace(
        first,
        text=_said(chain),
        box=(left, top, right, top + first.box[3] - first.box[1]),
        paper=box_around([word.paper or word.box for word in chain]),
    )

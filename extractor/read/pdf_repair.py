"""Words of a text layer made what is seen on paper: ligatures that the file names wrongly, titles that fell to pieces.

Comes in: the words of a page. Goes out: the same words, or fewer and longer ones. Separate from the making of words
because here the list of words has its say, which costs; pages of plain words are left alone at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.knowledge import kept, toml
from extractor.lexicon import lexicon
from extractor.read.words import Word, box_around

_ODD = re.compile("[Þßı\u0100-\u024f\u0370-\u03ff]")
"""Letters that no Indonesian word has, and few names; the accented ones of Western Europe are left out."""
_EDGES = re.compile(r"^\W+|\W+$")
_PIECES = 3
"""Pieces of a title that fell apart, at the least: two capitals side by side are an abbreviation and a word."""
_LETTERS = 8
"""Letters of a title in pieces, at the least."""
_LONGEST = 18
"""Letters of the longest word that pieces make: it bounds the search for the words that fill a title."""
_LEVEL = 0.3
"""Type sizes by which the feet of two pieces of one line differ, or by which one laps over the other, at the most."""
_NEAR = 4.0
"""Type sizes between two pieces of one title, at the most."""
_WORD = 4
"""Letters of a word that a piece is joined to, at the least; shorter ones are met by chance."""


def repaired(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a page in the order of the file, as they are seen on paper."""
    return tuple(_joined_titles(_with_ligatures(words)))


def _with_ligatures(words: Sequence[Word]) -> Sequence[Word]:
    odd: dict[str, list[str]] = {}
    for word in words:
        if not word.text.isascii():
            for sign in set(_ODD.findall(word.text)):
                odd.setdefault(sign, []).append(word.text)
    stands_for = {sign: found for sign, texts in odd.items() if (found := _ligature(sign, texts)) is not None}
    if not stands_for:
        return words
    table = str.maketrans(stands_for)
    return [w if w.text.isascii() else replace(w, text=w.text.translate(table)) for w in words]


def _ligature(sign: str, texts: Sequence[str]) -> str | None:
    """What a sign stands for in the words that hold it; ``None`` for itself, as in a foreign name."""
    if all(_known(text) for text in texts):
        return None
    known = {c: sum(_known(text.replace(sign, c)) for text in texts) for c in toml("ligatures")["ligatures"]}
    best: str = max(known, key=lambda c: (known[c], -len(c)))
    if 2 * known[best] > len(texts):
        return best
    usual: str | None = toml("ligatures")["usual"].get(sign)
    return usual


@kept
def _known(text: str) -> bool:
    return lexicon().lists(_EDGES.sub("", text).casefold())


def _joined_titles(words: Sequence[Word]) -> list[Word]:
    """Runs of pieces in capitals (``REN CAN A KERJ A``) as the words that they make."""
    out: list[Word] = []
    run: list[Word] = []
    for word in words:
        capitals = word.text.isupper() and word.text.isalpha()
        if run and not (capitals and _continues(run[-1], word)):
            out += _title(run)
            run = []
        (run if capitals else out).append(word)
    return out + _title(run)


def _continues(a: Word, b: Word) -> bool:
    level = abs(a.box[3] - b.box[3]) < _LEVEL * a.size and abs(a.size - b.size) < 0.5
    return level and -_LEVEL * a.size < b.box[0] - a.box[2] < _NEAR * a.size


def _title(run: list[Word]) -> list[Word]:
    """The words that a run of pieces makes; the pieces as they are where any of these would be no word."""
    texts = [word.text for word in run]
    if len(run) < _PIECES or sum(map(len, texts)) < _LETTERS or min(map(len, texts)) > 1:
        return run
    best = _parted(tuple(texts))
    if best is None or len(run) - (len(best) - 1) < 2:
        return run
    return [_whole(run[a:b]) for a, b in pairwise(best)]


def _parted(texts: tuple[str, ...]) -> list[int] | None:
    """Where the words begin, so that every one is known and they are as few as can be; ``None`` where none are."""
    ways: list[list[int] | None] = [[0]]
    for end in range(1, len(texts) + 1):
        best: list[int] | None = None
        for start in range(end - 1, -1, -1):
            text = "".join(texts[start:end])
            if len(text) > _LONGEST:
                break
            before = ways[start]
            if before is None or not _is_title_word(text, end - start):
                continue
            if best is None or len(before) + 1 < len(best):
                best = [*before, end]
        ways.append(best)
    return ways[-1]


def _is_title_word(text: str, pieces: int) -> bool:
    """Whether a piece may stand alone (a name, a short word), or several make a word that is known."""
    if pieces == 1 and len(text) >= _WORD:
        return True
    return (len(text) >= _WORD or (pieces == 1 and len(text) > 1)) and lexicon().lists(text.casefold())


def _whole(words: Sequence[Word]) -> Word:
    first = words[0]
    if len(words) == 1:
        return first
    text = "".join(w.text for w in words)
    return replace(first, text=text, box=box_around(w.box for w in words), bold=all(w.bold for w in words))

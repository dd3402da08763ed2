"""Puts a smeared word right by the same phrase where the page prints it legibly.

Comes in: the words of every line of a page. Goes out: the same, words that are none replaced by the word that stands
elsewhere between the same two neighbours. Separate because it looks at all lines at once: tables of plans repeat a
program's name in both their halves, and one indicator beside every activity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from extractor.lexicon import lexicon
from extractor.printed import cased_like
from extractor.read.ocr.likelier import MARKS
from extractor.read.ocr.words import PictureWord

_DOUBTFUL = 0.9
"""Certainty of a word below which it may be another: what is read for sure is a name that no list holds."""
_SHORTEST = 4
"""Letters of such a word, and of the neighbour that makes it a phrase: two words alone are met by chance."""
_ALIKE = 0.6
"""Likeness of the two (1 less the slips a letter): three letters of eight in smeared print."""
_MEANT = 0.8
"""The most that a word is sure which was put right."""
_END = ""
"""What stands beside the first and the last word of a line."""

Place = tuple[str, str]


def as_elsewhere(lines: Sequence[Sequence[PictureWord]]) -> list[list[PictureWord]]:
    """The words of the lines, each that is none as the page prints it between the same neighbours."""
    known: dict[Place, Counter[str]] = defaultdict(Counter)
    asked: list[tuple[int, int, Place]] = []
    for k, line in enumerate(lines):
        for i, (word, place) in enumerate(zip(line, _places(line), strict=True)):
            core = _core(word)
            if max(map(len, place)) < _SHORTEST or len(core) < _SHORTEST or not core.isalpha():
                continue
            if lexicon().knows(core):
                known[place][core] += 1
            elif word.confidence < _DOUBTFUL:
                asked.append((k, i, place))
    right = [list(line) for line in lines]
    for k, i, place in asked:
        word = right[k][i]
        alike = [other for other in known.get(place, ()) if OSA.normalized_similarity(other, _core(word)) >= _ALIKE]
        if len(alike) == 1:
            right[k][i] = _spelled(word, alike[0])
    return right


def _places(line: Sequence[PictureWord]) -> Iterator[Place]:
    """For every word of a line the words before and behind it."""
    cores = [_END, *map(_core, line), _END]
    yield from zip(cores, cores[2:], strict=False)


def _core(word: PictureWord) -> str:
    return word.text.strip(MARKS).casefold()


def _spelled(word: PictureWord, meant: str) -> PictureWord:
    """The word with these letters, as large as its own."""
    core = word.text.strip(MARKS)
    text = word.text.replace(core, cased_like(core, meant))
    return replace(word, text=text, confidence=min(_MEANT, word.confidence), printed=word.printed or word.text)

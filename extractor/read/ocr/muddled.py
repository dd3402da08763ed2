"""Learns from a page's own words which letters its print does not tell apart.

Comes in: the words of a page as they were read. Goes out: for a letter that was read, which letters may have been
printed, and how often one of these is read so; and words with these letters put right. Separate because it is a fact of
the sheet, not of a word: where a worn or smeared ``a`` looks like an ``e``, the network is sure of the ``e``, and
nothing that it says of the one letter tells the fault; that a page has many words with ``e`` that are none, and with
``a`` are usual ones, does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_lowercase

from extractor.lexicon import lexicon

Muddled = dict[str, dict[str, float]]
"""Letter that was read -> letters that may have been printed, with the share of them that is read so."""

_SHORTEST = 6
"""Letters of the shortest word that teaches: one letter away from a shorter spelling stand too many words."""
_USUAL = 3.0
"""Zipf frequency of a word that a spelling is put down to."""
_SPELLINGS = 5
"""Different spellings that must tell the same of two letters: of 300 pages of clean and worn scans 298 had three at
the most, by misprints and names, two pages of smeared small print 15 and 16.
"""
_LEAST = 0.02
"""Share of a letter's prints that must be read as the other."""
_LEAST_LETTERS, _LONG = 3, 5
"""Letters of the shortest word that is put right, and of one that need not be of the commonest."""
_MOST_WAYS = 512
"""Ways to spell a word that are weighed; nine letters in doubt."""
_EVERYWHERE = 6.0
"""Zipf frequency of short words that others may be meant for: `dan`, `yang`, `kota`."""
_NAME, _PRINTED_NAME, _STRANGE = 4.0, 3.5, 1.5
"""The frequency that a region's name counts for, a name that the page prints surely more than once, and a spelling that
nothing speaks for.
"""
_RUNS, _RUN = (("rn", "m"),), -1.0
"""Letters that smeared print makes of one, and how much rarer that is than the letter."""
_AGAIN = 0.5
"""What each further slip in a word counts: letters of one word are smeared together."""
_AHEAD = 0.3
"""Powers of ten by which one spelling must be ahead of the next: twice as likely."""


def muddled(words: Iterable[str]) -> Muddled:
    """The letters that the page's words (lower case, letters only) show to be taken for one another."""
    counts = Counter(words)
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for word, count in counts.items():
        if lexicon().knows(word):
            right.update({letter: n * count for letter, n in Counter(word).items()})
        elif len(word) >= _SHORTEST:
            pairs = set(_pairs(word))
            if len(pairs) == 1:
                told[pairs.pop()][word] += count
    found: Muddled = defaultdict(dict)
    for (read, meant), spellings in sorted(told.items()):
        times = spellings.total()
        share = times / (times + right[meant])
        if len(spellings) >= _SPELLINGS and share >= _LEAST:
            found[read][meant] = share
    return dict(found)


def unmuddled(word: str, printed: Counter[str], letters: Muddled) -> str:
    """The word as it was most likely printed on a page whose print does not tell ``letters`` apart; ``printed`` tells
    how often the page shows which words (lower case) without a doubt. Words of the language are no more safe than
    others: a smeared `dan` is read as `den`.
    """
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return word
    rated = sorted(((_usual(s, word, printed) + worth, s) for s, worth in _spellings(word, letters)), reverse=True)
    if len(rated) < 2 or rated[0][0] - rated[1][0] < _AHEAD:
        return word
    return rated[0][1]


def _spellings(word: str, letters: Muddled) -> Iterator[tuple[str, float]]:
    """What may have been printed for the word, and how much rarer that is read so, in powers of ten."""
    for text, worth in ((word, 0.0), *((word.replace(run, one), _RUN) for run, one in _RUNS if run in word)):
        choices = [
            [(c, 0.0), *((meant, math.log10(share)) for meant, share in letters.get(c, {}).items())] for c in text
        ]
        if math.prod(len(c) for c in choices) > _MOST_WAYS:
            continue
        for way in product(*choices):
            slips = sorted(slip for _, slip in way if slip)
            yield "".join(letter for letter, _ in way), worth + sum(slips[:1]) + _AGAIN * sum(slips[1:])


def _usual(spelling: str, read: str, printed: Counter[str]) -> float:
    """How usual a spelling is here, as a power of ten in a billion words. That the page shows what was ``read`` says
    nothing for it, unless it is a word.
    """
    low = spelling.casefold()
    usual = lexicon().zipf(low)
    if len(spelling) < _LONG and usual < _EVERYWHERE:
        usual = 0.0
    if usual == 0.0 and spelling.istitle() and low in lexicon().names:
        usual = _NAME
    if usual == 0.0 and spelling != read and printed[low] > 1:
        usual = _PRINTED_NAME
    return usual + math.log10(1 + printed[low]) if usual else _STRANGE


def _pairs(word: str) -> Iterator[tuple[str, str]]:
    """Every letter of the word and another one that makes it a usual word in its place."""
    zipf = lexicon().zipf
    for k, read in enumerate(word):
        for meant in ascii_lowercase:
            if meant != read and zipf(f"{word[:k]}{meant}{word[k + 1 :]}") >= _USUAL:
                yield read, meant

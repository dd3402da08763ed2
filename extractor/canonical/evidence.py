"""What the file itself says of its words: how often each is printed, and between which neighbours.

A spelling that is no word is best mended by the same phrase where the file prints it right. Separate from the lexicon
because it is made anew for every file.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extractor.lexicon import Lexicon, Standing, variants

TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ALIKE = 0.74
"""Likeness (1 less the slips per letter) from which a word of the file may be meant by another spelling."""
_AROUND = 2
"""Words on each side that make a place where others may stand."""
_REACH = 4
"""How many neighbours on each side are compared."""


class Token(NamedTuple):
    """A word of a text: where it stands and its lower-case form."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(m.start(), m.end(), m.group(), m.group().casefold()) for m in TOKEN.finditer(text)]


def forms(text: str) -> list[str]:
    """The lower-case forms of the words of a text, as :func:`tokens` gives them, without their places."""
    return [word.casefold() for word in TOKEN.findall(text)]


class Evidence:
    """Words of a file: counts, and where each of them stands."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        self._forms = {text: forms(text) for text in dict.fromkeys(texts)}
        self._texts = list(self._forms.values())
        self.counts = Counter(chain.from_iterable(self._texts))
        self._lexicon = lexicon
        self._alike: dict[str, tuple[str, ...]] = {}
        self._within: dict[tuple[str, ...], frozenset[str]] = {}

    @property
    def texts(self) -> Iterable[str]:
        """The texts, each once."""
        return self._forms.keys()

    def forms(self, text: str) -> list[str]:
        """The lower-case forms of the words of one of the texts."""
        return self._forms[text]

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where every word stands: text and place in it. Made when the first unknown word asks for it."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, low in enumerate(self._texts):
            for i, word in enumerate(low):
                places[word].append((n, i))
        return places

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = defaultdict(list)
        for word in self.counts:
            lengths[len(word)].append(word)
        return lengths

    def alike(self, word: str) -> tuple[str, ...]:
        """Other words of the file that are right and whose likeness to ``word`` is at least ``ALIKE``."""
        found = self._alike.get(word)
        if found is None:
            shortest, longest = math.ceil(ALIKE * len(word)), math.floor(len(word) / ALIKE)
            near = [w for length in range(shortest, longest + 1) for w in self._by_length.get(length, ())]
            hits = extract(word, near, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=None)
            found = tuple(w for w, _, _ in hits if w != word and self._is_right(w))
            self._alike[word] = found
        return found

    def _is_right(self, word: str) -> bool:
        """Whether it is a word and surely no misprint of its own: attested, or made rightly and printed twice."""
        if word in variants():
            return False
        if self._lexicon.lists(word):
            return True
        return self.counts[word] > 1 and self._lexicon.standing(word) is Standing.WORD

    def prints(self, a: str, b: str) -> bool:
        """Whether the file prints the two words one after the other."""
        return any(self._texts[n][i + 1 : i + 2] == [b] for n, i in self._places[a])

    def fills(self, words: list[str], at: int) -> int:
        """How many other words stand where ``words[at]`` does, between the same two words on both sides; 0 at the edge
        of a text. Where many do, the words around say nothing of the one within.
        """
        left, right = words[max(0, at - _AROUND) : at], words[at + 1 : at + 1 + _AROUND]
        if not left or not right:
            return 0
        around = (*left, "", *right)
        if around not in self._within:  # a phrase may come thousands of times
            found = set()
            for n, i in self._places[left[-1]]:
                text = self._texts[n]
                begin = i + 1 - len(left)
                if begin >= 0 and text[begin : i + 1] == left and text[i + 2 : i + 2 + len(right)] == right:
                    found.add(text[i + 1])
            self._within[around] = frozenset(found)
        return len(self._within[around] - {words[at]})

    def phrase_mates(self, words: list[str], at: int) -> dict[str, tuple[int, int]]:
        """Words :meth:`alike` ``words[at]`` that stand elsewhere between the same neighbours.

        For each: how many neighbours agree in a row to the left and to the right (at most four each).
        """
        found: dict[str, tuple[int, int]] = {}
        left, right = words[max(0, at - _REACH) : at][::-1], words[at + 1 : at + 1 + _REACH]
        for mate in self.alike(words[at]):
            agreeing = []
            for n, i in self._places[mate]:
                text = self._texts[n]
                agreeing.append(
                    (
                        _agree(left, text[max(0, i - _REACH) : i][::-1]),
                        _agree(right, text[i + 1 : i + 1 + _REACH]),
                    )
                )
            # of places that agree equally far the first one whose left neighbour agrees
            best = max(sorted(agreeing, key=lambda pair: pair[0] == 0), key=sum)
            if sum(best):
                found[mate] = best
        return found


def _agree(a: list[str], b: list[str]) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n

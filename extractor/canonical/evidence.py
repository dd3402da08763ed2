"""What the file itself says of its words: how often each is printed, and between which neighbours.

A spelling that is no word is best mended by the same phrase where the file prints it right. Separate from the lexicon
because it is made anew for every file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extractor.lexicon import Lexicon

TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 4
"""How many neighbours on each side are compared."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands and its lower-case form."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(m.start(), m.end(), m.group(), m.group().casefold()) for m in TOKEN.finditer(text)]


class Evidence:
    """Words of a file: counts, and the neighbours of every known word."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        self.counts: Counter[str] = Counter()
        self._texts: list[list[str]] = []
        for text in dict.fromkeys(texts):
            low = [t.low for t in tokens(text)]
            self._texts.append(low)
            self.counts.update(low)
        self._lexicon = lexicon

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where every word stands: text and place in it. Made when the first unknown word asks for it."""
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, low in enumerate(self._texts):
            for i, word in enumerate(low):
                places[word].append((n, i))
        return places

    def phrase_mates(self, words: list[str], at: int) -> dict[str, tuple[int, int]]:
        """Known words that stand elsewhere between the same neighbours as ``words[at]``.

        For each: how many neighbours agree in a row to the left and to the right (at most four each).
        """
        found: dict[str, tuple[int, int]] = {}
        for offset in (-1, 1):
            neighbour = at + offset
            if not 0 <= neighbour < len(words):
                continue
            for n, i in self._places.get(words[neighbour], ()):
                text, place = self._texts[n], i - offset
                if not 0 <= place < len(text) or text[place] == words[at] or not self._lexicon.knows(text[place]):
                    continue
                left = _agree(words[:at][::-1], text[:place][::-1])
                right = _agree(words[at + 1 :], text[place + 1 :])
                mate = text[place]
                if left + right > sum(found.get(mate, (0, 0))):
                    found[mate] = (left, right)
        return found


def _agree(a: list[str], b: list[str]) -> int:
    n = 0
    for x, y in zip(a[:_REACH], b[:_REACH], strict=False):
        if x != y:
            break
        n += 1
    return n

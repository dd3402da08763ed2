"""What is a word, and which words are near a spelling that is none.

Stands beside the rooms, because readers judge a text layer by it and canonical spelling corrects with it. The word
forms come from ``patterns/lexicon.txt.gz`` (made by :mod:`extractor.training.lexicon`) and
``patterns/vocabulary.txt``. Loaded once a process, when first asked.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extractor.knowledge import compressed_words, toml, words

_CLITIC = re.compile(r"(?:nya|lah|kah|pun|ku|mu)$")
# Regular forms that no list holds in full: the bare verb in -kan (``panjatkan``), passive in di- and unmelted meng-k.
_VERB = re.compile(r"(?:di|meng(?=k))?(?!pe[nmr])(\w{3,})(?:kan|i)")
_FAR = 9
"""From this length on a word may be two slips away."""


@dataclass(frozen=True)
class Lexicon:
    """Known word forms, the administrative words, and spellings that are current although they differ from KBBI."""

    forms: frozenset[str]
    vocabulary: frozenset[str]
    current: frozenset[str] = frozenset()
    _buckets: dict[tuple[str, int], list[str]] = field(default_factory=dict, repr=False, compare=False)

    def lists(self, word: str) -> bool:
        """Whether one of the lists holds the lower-case form as it stands."""
        return word in self.forms or word in self.vocabulary or word in self.current

    def knows(self, word: str) -> bool:
        """Whether the lower-case form is a word; compounds and reduplications when each part is one."""
        if self.lists(word):
            return True
        bare = _CLITIC.sub("", word)
        if bare != word and len(bare) > 2 and self.knows(bare):
            return True
        verb = _VERB.fullmatch(word)
        if verb and (verb[1] in self.forms or verb[1] in self.vocabulary):
            return True
        if "-" in word:
            return all(len(part) < 2 or self.knows(part) for part in word.split("-"))
        return False

    def of_the_field(self, word: str) -> bool:
        """Whether the word (without an enclitic) is one of the administrative vocabulary."""
        return word in self.vocabulary or _CLITIC.sub("", word) in self.vocabulary

    def near(self, word: str) -> tuple[str, ...]:
        """Words within one slip of the spelling, and within two for long ones that begin with the same letter."""
        return _near(self, word)

    def bucket(self, first: str, length: int) -> list[str]:
        """The words of one length with one first letter."""
        if not self._buckets:
            buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
            for w in self.forms | self.vocabulary:
                if len(w) >= _FAR - 2:
                    buckets[w[0], len(w)].append(w)
            self._buckets.update({k: sorted(v) for k, v in buckets.items()})
        return self._buckets.get((first, length), [])


@lru_cache(maxsize=20_000)
def _near(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    found = {w for w in _slips(word) if w in lexicon.forms or w in lexicon.vocabulary}
    if len(word) >= _FAR:
        for length in range(len(word) - 2, len(word) + 3):
            hits = extract(word, lexicon.bucket(word[0], length), scorer=OSA.distance, score_cutoff=2, limit=None)
            found.update(hit for hit, _, _ in hits)
    return tuple(sorted(found))


def _slips(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = string.ascii_lowercase
    slips = {a + b[1:] for a, b in cuts if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    slips |= {a + c + b for a, b in cuts for c in letters}
    slips.discard(word)
    return slips


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return Lexicon(
        compressed_words("lexicon"),
        words("vocabulary"),
        frozenset(toml("spelling")["current"] + toml("spelling")["abbreviations"]),
    )


@cache
def variants() -> dict[str, str]:
    """Known variant spelling -> canonical form, lower case."""
    return {form: entry["canonical"] for entry in toml("variants")["variant"] for form in entry["forms"]}

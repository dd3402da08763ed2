"""What is a word, how usual it is, and which words are near a spelling that is none.

Stands beside the rooms, because readers judge a text layer by it and canonical spelling corrects with it. The word
lists come from ``patterns/lexicon.txt.gz`` and ``patterns/frequencies.txt.gz`` (made by
:mod:`extractor.training.lexicon`), ``patterns/vocabulary.txt`` and ``patterns/regions.csv``; what no list holds is
taken apart by :mod:`extractor.morphology`. Loaded once a process, when first asked.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extractor.knowledge import compressed_groups, kept, table, toml, words
from extractor.morphology import LONGEST, VOWELS, Analysis, Form, analyses, compounds, made, without_clitic

_FAR = 8
"""From this length on a word may be two slips away."""
_USUAL = 3.0
"""Zipf frequency (powers of ten in a billion words) of a root that needs no other witness: once in a million words."""
_TELLING = 6
"""A root of so many letters is not met by chance."""
_SHORT, _EVERYDAY = 3, 4.0
"""Letters of a root that is met by chance, and the Zipf frequency from which such a root is believed all the same."""
_VERY_USUAL = 5.0
"""Zipf frequency that a short word with a particle (-lah, -kah, -pun) needs: names end so, too."""
_FIELD = 5.4
"""Zipf frequency that a word of the field has at least."""
_AT_HOME = 1.0
"""Powers of ten that a word of the field is more usual in documents than in common speech."""
_COMMON = 6.3
"""Zipf frequency of words that are everywhere at home."""
_REGULAR = 3.0
"""That of forms which only the dictionary has, of everyday roots."""
_RARE = 2.0
"""That of other words which only the dictionary has."""

_MADE = re.compile(r"(?:me|pe|ke|be|te|di|se)\w+|\w+(?:an|i|nya)|.{1,4}|.*-.*")
"""Words of the field that look made themselves, and short ones: no affix is looked for around them."""


class Standing(IntEnum):
    """How sure it is that a form is a word."""

    UNKNOWN = 0
    DOUBTFUL = 1
    """It can be made of a root, but by a rare root or in an unusual way."""
    WORD = 2


@dataclass(frozen=True)
class Lexicon:
    """The words by what they are; all lower case."""

    roots: frozenset[str]
    verbs: frozenset[str]
    """Those of the roots that make verbs."""
    forms: frozenset[str]
    """Derived forms of the dictionary."""
    regular: frozenset[str]
    """Those of the forms whose roots are everyday words."""
    names: frozenset[str]
    """Of regions, and what else people write that no dictionary has."""
    others: frozenset[str]
    """Words that are known and never offered: names, foreign ones, current spellings, abbreviations."""
    vocabulary: frozenset[str]
    """Words of the field."""
    frequencies: dict[str, float] = field(repr=False, compare=False)

    @cached_property
    def listed(self) -> frozenset[str]:
        """Every form that a list holds."""
        return self.roots | self.forms | self.others | self.vocabulary | self.frequencies.keys()

    @cached_property
    def bases(self) -> frozenset[str]:
        """What affixes are put on: roots, and the words of the field, which may be younger than the dictionary."""
        return self.roots | {word for word in self.vocabulary if not _MADE.fullmatch(word)}

    def lists(self, word: str) -> bool:
        """Whether one of the lists holds the lower-case form as it stands."""
        return word in self.listed

    def knows(self, word: str) -> bool:
        """Whether the lower-case form is a word, or can be made of one."""
        return word in self.listed or self.standing(word) > Standing.UNKNOWN

    def standing(self, word: str) -> Standing:
        """How sure it is that the lower-case form is a word; of parts joined by hyphens the least sure one decides."""
        return Standing.WORD if word in self.listed else _standing(self, word)

    def zipf(self, word: str) -> float:
        """How usual the word is: the power of ten that it occurs in a billion words; 0 for what nobody attests."""
        usual = self.frequencies.get(word, 0.0)
        if word in self.vocabulary:
            return max(usual, min(usual + _AT_HOME, _COMMON), _FIELD)
        if word in self.regular:
            return max(usual, _REGULAR)
        return max(usual, _RARE) if word in self.roots or word in self.forms else usual

    @cached_property
    def targets(self) -> dict[str, float]:
        """What a misprint may stand for, with its frequency: attested words, none that is only made."""
        usual = dict.fromkeys(self.roots | self.forms, _RARE)
        usual.update(dict.fromkeys(self.regular, _REGULAR))
        usual.update(self.frequencies)
        usual.update((word, self.zipf(word)) for word in self.vocabulary)
        barred = (self.others - self.vocabulary) | variants().keys()
        return {word: zipf for word, zipf in usual.items() if len(word) > 3 and word not in barred}

    def may_be_name(self, word: str) -> bool:
        """Whether the spelling is one slip away from a name."""
        return any(slip in self.names for slip in _slips(word))

    def near(self, word: str) -> tuple[str, ...]:
        """Words within one slip of the spelling, and within two for long ones that begin with the same letter."""
        return _near(self, word)

    def passives_near(self, word: str) -> Iterator[tuple[str, float]]:
        """Passives one slip from a spelling in di-, whose active verbs are attested, with the frequency of those."""
        for slip in _slips(word[2:]):
            for suffix in ("kan", "i"):
                root = slip.removesuffix(suffix)
                if root in self.verbs and root != slip:
                    active = made(root, Form("meN", suffix))
                    if active in self.targets:
                        yield f"di{slip}", self.targets[active]

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.targets):
            if len(word) >= _FAR - 2:
                buckets[word[0], len(word)].append(word)
        return buckets

    def bucket(self, first: str, length: int) -> list[str]:
        """The words of one length with one first letter."""
        return self._buckets.get((first, length), [])

    def __hash__(self) -> int:
        return id(self)


@kept(maxsize=50_000)
def _standing(lexicon: Lexicon, word: str) -> Standing:
    if len(word) > LONGEST:
        return Standing.UNKNOWN
    if "-" in word:
        parts = word.split("-")
        if _doubled(lexicon, parts):
            return Standing.WORD
        return min((lexicon.standing(part) for part in parts if len(part) > 1), default=Standing.WORD)
    best = Standing.UNKNOWN
    for found in analyses(word, lexicon.bases):
        if _is_sure(lexicon, found):
            return Standing.WORD
        if found.form.prefix or found.form.suffix or len(found.root) > _SHORT:
            best = Standing.DOUBTFUL
    for stem, clitic in without_clitic(word):
        if stem.startswith("ke") and stem.endswith("an") and stem[2:-2] in lexicon.forms:
            # ke-an is put around nouns that are made themselves: kepesertaan
            return Standing.WORD
        usual = _VERY_USUAL if clitic.endswith(_particles()) else _EVERYDAY
        if stem != word and stem in lexicon.listed and (len(stem) > _SHORT + 1 or lexicon.zipf(stem) >= usual):
            return Standing.WORD
        if any(True for _ in analyses(stem, compounds())):
            return Standing.WORD
        for bound in toml("affixes")["bound"]:
            if stem.startswith(bound) and len(stem) - len(bound) >= 4:
                rest = lexicon.standing(stem[len(bound) :])
                if rest is Standing.WORD and len(bound) > 3:
                    return rest
                best = max(best, min(rest, Standing.DOUBTFUL))
    return best


@kept
def _particles() -> tuple[str, ...]:
    return tuple(toml("affixes")["particles"])


def _is_sure(lexicon: Lexicon, found: Analysis) -> bool:
    root, form, _ = found
    if form.rare or (form.verbal and root not in lexicon.verbs):
        return False
    if found.clitic.endswith(_particles()) and len(root) <= _SHORT + 1 and lexicon.zipf(root) < _VERY_USUAL:
        return False  # `jimlah`: few short words bear a particle in what offices write
    if form.suffix in toml("affixes")["rare_loan"]:
        return False  # those that are words are attested
    if len(root) == _SHORT and (form.prefix or found.clitic) and sum(letter in VOWELS for letter in root) == 1:
        # a single syllable is met by chance unless it is an everyday word
        return lexicon.zipf(root) >= _EVERYDAY
    return lexicon.zipf(root) >= _USUAL or len(root) >= _TELLING


def _doubled(lexicon: Lexicon, parts: list[str]) -> bool:
    """Whether parts are one word said twice with an affix at an end: ``perundang-undangan``, ``tolong-menolong``."""
    if len(parts) != 2:
        return False
    a, b = parts
    shorter, longer = sorted(parts, key=len)
    if shorter in lexicon.listed and longer.endswith(shorter[1:]) and lexicon.knows(longer):
        return True
    return any(a.endswith(b[:k]) and b[:k] in lexicon.roots and lexicon.knows(a + b[k:]) for k in range(len(b), 2, -1))


@kept(maxsize=20_000)
def _near(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    if len(word) > LONGEST:
        return ()
    found = {w for w in _slips(word) if w in lexicon.targets}
    if len(word) >= _FAR:
        for length in range(len(word) - 2, len(word) + 3):
            hits = extract(word, lexicon.bucket(word[0], length), scorer=OSA.distance, score_cutoff=2, limit=None)
            found.update(hit for hit, _, _ in hits)
    return tuple(sorted(found))


def _slips(word: str) -> Iterator[str]:
    """Every spelling one slip away: a letter gone, changed, put in, or changed with the next or the one after."""
    letters = string.ascii_lowercase + "-"
    for i in range(len(word) + 1):
        a, b = word[:i], word[i:]
        for c in letters:
            yield a + c + b
            if b and c != b[0]:
                yield a + c + b[1:]
        if b:
            yield a + b[1:]
        if len(b) > 1 and b[0] != b[1]:
            yield a + b[1] + b[0] + b[2:]
        if len(b) > 2 and b[0] != b[2]:
            yield a + b[2] + b[1] + b[0] + b[3:]


@kept
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    groups = {name: frozenset(members) for name, members in compressed_groups("lexicon").items()}
    spelling = toml("spelling")
    regions = " ".join(f"{row['name']} {row['aka']}" for row in table("regions"))
    names = groups["name"] | frozenset(re.findall(r"[^\W\d_]+", regions.casefold()))
    frequencies = {word: float(band) for band, members in compressed_groups("frequencies").items() for word in members}
    # regions are named by words too: Aceh Barat, Kota Administrasi
    names -= groups["root"] | groups["verb"] | groups["form"] | groups["regular"] | frequencies.keys()
    return Lexicon(
        groups["root"] | groups["verb"],
        groups["verb"],
        groups["form"] | groups["regular"],
        groups["regular"],
        names,
        names
        | groups["foreign"]
        | groups["jargon"]
        | frozenset(
            word for name in ("current", "abbreviations", "latin", "regional", "species") for word in spelling[name]
        ),
        (words("vocabulary") | groups["field"]) - frozenset(spelling["current"]),
        frequencies,
    )


@kept
def variants() -> dict[str, str]:
    """Known variant spelling -> canonical form, lower case."""
    return {form: entry["canonical"] for entry in toml("variants")["variant"] for form in entry["forms"]}

"""The word that a spelling is most likely meant for, by itself.

How usual a word is, how easily the slip is made, and how likely the spelling is a word that no list holds are weighed
against each other in powers of ten (a noisy channel: Kernighan, Church and Gale 1990). Separate from spelling because
the weights are one subject, and are fitted together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from rapidfuzz.distance import OSA

from extractor.canonical.cost import distance, misread, mistaken
from extractor.canonical.evidence import Evidence, Token
from extractor.knowledge import toml
from extractor.lexicon import Lexicon, Standing
from extractor.morphology import analyses

_SHORTEST = 5
"""Letters of the shortest spelling that is weighed: one of four letters has twelve words a slip away, one of six has
five. Of shorter ones only swapped letters are mended.
"""
_SLIP = 2.4
"""Powers of ten that a slip of cost 1 is rarer than the word itself."""
_ONE, _TWO = 1.2, 0.5
"""Cost up to which it is one slip, and what two in one word cost more: they are rarer than their costs say."""
_ONE_OF_MANY = 0.9
"""The same of several letters that one slip takes: a syllable left out, a letter out of its place."""
_SEEN = 1.0
"""What it counts for a word that the file prints it."""
_LETTER = 0.25
"""A letter more: the longer a word, the fewer others look like it."""
_USUAL_LENGTH = 8
"""Letters of a usual word: each more or less counts for or against a correction (``_LETTER``)."""
_NEEDED = {Standing.UNKNOWN: 1.4, Standing.DOUBTFUL: 2.9, Standing.WORD: 3.7}
"""What a correction must be worth before a spelling that may be a word of its own is given up: one that can be made,
though nobody attests it, may still be a slip in a far more usual word (`tersusunya`, `perkantaran`).
"""
_ANOTHER = 1.8
"""What more of such a spelling that has one letter for another: roots differ in one, and offices' abbreviations."""
_NAME, _NAME_IN_TEXT = 0.8, 1.4
"""What more, where a capital says that it may be a name, and where the words beside it have small letters."""
_BARE = 0.6
"""What more of a short spelling without affixes: roots are many, and unlike one another in one letter."""
_STRANGER = 0.6
"""What more of such a spelling, where the word is none that documents use, nor this file."""
_FOREIGN = 1.2
"""What more, where the spelling looks like another language."""
_AHEAD, _AHEAD_SHORT = 1.0, 1.4
"""How much better the best word must be than the next, for short spellings too."""
_CUT = 0.6
"""Cost of a first letter that the edge of a cell hides: less than that of any letter left out by a slip."""
_EVERYWHERE = 6.0
"""Zipf frequency of words that are meant even where a name is as near."""
_DICTIONARY = 2.0
"""Zipf frequency of words that only the dictionary attests: too few to bear an enclitic."""
_EVERYDAY = 3.5
"""Zipf frequency of words that many texts have: a root or verb below it is met by chance."""
_USUAL_STEM = 4.2
"""Zipf frequency of words whose form with -nya is no slip: `utaranya`."""
_TELLING = 6
"""Letters of a root that is not met by chance."""
_INFLECTED = 0.5
"""Powers of ten that a form with an enclitic or of the passive is rarer than the word."""
_AFFIXED = re.compile(r"(?:me|pe|be|te|di|ke|se)\w{6,}|\w{4,}(?:an|nya|kan|asi|itas|isme)")
_TELLING_AFFIX = re.compile(r"(?:me|pe|be|te|di|ke|se)\w{6,}|\w{4,}(?:nya|kan|asi|itas|isme)|\w{6,}an")
"""The same, where names have it seldom: many short ones end in -an."""
_PREFIXES = ("me", "pe", "be", "te", "ke", "se")
_STRANGE = re.compile(r"[qx]|th|ph|ck|oo|ee|ght|sch|tz")
_DOUBLED = re.compile(r"([bcdfghjklmpqrstvwxyz])\1")
_ROMAN_TAIL = re.compile(r"([A-Z]{4,}?)[IVX]+")
_ENCLITIC = re.compile(r"(\w{4,}?)(n{0,2}ya|ny|na|nay|n?yaa|nyan|nyanya)")


class Capital(Enum):
    """What the capital of a word may be for."""

    OPENING = auto()
    """It begins a sentence: no name is told by it."""
    HEADING = auto()
    """The words beside it have capitals too."""
    NAME = auto()
    """It stands among small letters."""


def likely(token: Token, standing: Standing, evidence: Evidence, lexicon: Lexicon, capital: Capital) -> str | None:
    """The lower-case word that the spelling stands for; ``None`` where none is likely enough, or two are.

    ``capital`` is what a capital of the token may be for.
    """
    word = token.low
    if len(word) < _SHORTEST:
        return _swapped(token, standing, lexicon)
    roman = _ROMAN_TAIL.fullmatch(token.text)
    if not word.isascii() or (roman and lexicon.lists(roman[1].casefold())):
        return None
    rated = sorted(
        ((_worth(token, candidate, zipf, evidence), candidate) for candidate, zipf in _candidates(word, lexicon)),
        reverse=True,
    )
    if not rated:
        return None
    worth, best = rated[0]
    needed = _needed(token, best, standing, lexicon, capital)
    if not evidence.counts[best] and _is_stranger(best, lexicon) and (_is_bare(word) or _is_short_root(best, lexicon)):
        needed += _STRANGER
    if worth < needed:
        return None
    ahead = _AHEAD if len(word) >= _USUAL_LENGTH - 1 else _AHEAD_SHORT
    if len(rated) > 1 and worth - rated[1][0] < ahead:
        return None
    if (
        token.text.istitle()
        and capital is not Capital.OPENING
        and not _AFFIXED.fullmatch(word)
        and not evidence.counts[best]
    ):
        return best if lexicon.zipf(best) >= _EVERYWHERE or not lexicon.may_be_name(word) else None
    return best


def _is_bare(word: str) -> bool:
    """Whether a spelling is short and without affixes: there are many such words, and names."""
    return len(word) < _USUAL_LENGTH and _AFFIXED.fullmatch(word) is None


def _is_short_root(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is short and made with no affix, whatever it looks like: `kalian`, `paman`."""
    return len(word) < _USUAL_LENGTH and not _is_made(word, lexicon)


def _is_stranger(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is at home in common speech, not in documents: `kalian`, `bingung`."""
    return word not in lexicon.vocabulary and lexicon.zipf(word) < _EVERYWHERE


def _swapped(token: Token, standing: Standing, lexicon: Lexicon) -> str | None:
    """The everyday word of which a short spelling has two letters in the wrong order: `oelh`, `utnuk`."""
    word = token.low
    if standing > Standing.UNKNOWN or len(word) < _SHORTEST - 1 or not token.text.islower():
        return None
    others = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    usual = [other for other in others if lexicon.zipf(other) >= _EVERYWHERE]
    return usual[0] if len(usual) == 1 else None


def _candidates(word: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Attested words near the spelling with their frequency, and such words with the enclitic -nya."""
    if word.endswith("nya") and lexicon.zipf(word[:-3]) >= _USUAL_STEM:
        return
    near_by = (*lexicon.near(word), *(other for other in misread(word) if other in lexicon.targets))
    made = _roots(word, lexicon) if lexicon.standing(word) is Standing.WORD else set()
    if any(len(root) >= _TELLING and lexicon.zipf(root) >= _EVERYDAY for root in made):
        return  # a long root is not met by chance: `pengandangan`
    found = {near: lexicon.targets[near] for near in near_by}
    if word.startswith("di"):
        # the passive of a verb that is attested is as good as attested
        for verb in lexicon.near(word[2:]):
            if len(verb) > _SHORTEST and verb in lexicon.verbs and lexicon.targets[verb] >= _EVERYDAY:
                found.setdefault(f"di{verb}", lexicon.targets[verb] - _INFLECTED)
        for passive, zipf in lexicon.passives_near(word):
            found.setdefault(passive, zipf - _INFLECTED)
    enclitic = _ENCLITIC.fullmatch(word)
    if enclitic:
        stems = {enclitic[1], word[:-3]} if word.endswith("nya") else {enclitic[1]}
        for stem in stems:
            near = {stem} if stem in lexicon.targets else set(lexicon.near(stem)) if word.endswith("nya") else set()
            for other in near:
                if lexicon.targets[other] > _DICTIONARY:
                    found.setdefault(f"{other}nya", lexicon.targets[other] - _INFLECTED)
            if near == {stem}:
                # what follows the word is the rest of an enclitic, no slip
                found.pop(stem, None)
    found.pop(word, None)
    # a hyphen is put in on purpose: `cross-cutting`
    found.pop(word.replace("-", ""), None)
    # another affix on the same root makes another word
    unmeant = {other for other in found if made and not made.isdisjoint(_roots(other, lexicon))}
    for other in unmeant | {other for other in found if other_prefix(word, other)}:
        del found[other]
    for candidate, zipf in found.items():
        # a form with -nya is as usual as its word lets it be, whether or not it is attested itself
        stem = lexicon.targets.get(candidate[:-3], 0.0) if candidate.endswith("nya") else 0.0
        yield candidate, max(zipf, stem - _INFLECTED)


def other_prefix(word: str, other: str) -> bool:
    """Whether a first letter makes another prefix of it: `mengkoordinasian` is no slip in `pengkoordinasian`."""
    return word[1:] == other[1:] and word[:2] in _PREFIXES and other[:2] in _PREFIXES


def _is_made(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is made with an affix: few names look like a slip in such a one."""
    found = analyses(word, lexicon.bases)
    return word not in lexicon.roots and any(one.form.prefix or one.form.suffix or one.clitic for one in found)


def _roots(word: str, lexicon: Lexicon) -> set[str]:
    """The roots of which a form can be made."""
    return {found.root for found in analyses(word, lexicon.bases)}


def _worth(token: Token, candidate: str, zipf: float, evidence: Evidence) -> float:
    word = token.low
    # at the beginning of a value the first letter may lie behind the edge of the cell
    cut = token.start == 0 and candidate[1:] == word and token.text.islower()
    cost = _CUT if cut else distance(word, candidate)
    if cost > _ONE or (cost > _ONE_OF_MANY and OSA.distance(word, candidate) > 1):
        cost += _TWO
    length = min(max(len(word) - _USUAL_LENGTH, -4), 6)
    return zipf - _SLIP * cost + _SEEN * bool(evidence.counts[candidate]) + _LETTER * length


def _needed(token: Token, candidate: str, standing: Standing, lexicon: Lexicon, capital: Capital) -> float:
    """What a correction must be worth."""
    word = token.low
    made = _TELLING_AFFIX.fullmatch(word) and (token.text.isupper() or _is_made(candidate, lexicon))
    needed = _NEEDED[standing]
    if _is_bare(word):
        needed += _BARE
        if standing is Standing.UNKNOWN and len(word) < _USUAL_LENGTH - 1 and mistaken(word, candidate):
            needed += _ANOTHER
    if token.text[:1].isupper() and capital is not Capital.OPENING and not made:
        needed += _NAME if capital is Capital.HEADING else _NAME_IN_TEXT
    if word.endswith(tuple(toml("spelling")["foreign_endings"])) or _STRANGE.search(word):
        needed += _FOREIGN
    elif _DOUBLED.search(word):
        needed += _FOREIGN / 2
    return needed

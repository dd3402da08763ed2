"""How Indonesian words are made of roots: one table of affixes makes forms and takes them apart again.

Stands beside the rooms with the lexicon, which asks it for forms that no list holds. Affixes and their combinations are
data (``patterns/affixes.toml``); here are the sound changes, after Tata Bahasa Baku Bahasa Indonesia (4th edition).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from extractor.knowledge import kept, toml

VOWELS = "aeiou"
_ER = re.compile(r"[^aeiou]er[^aeiou]")
"""Beginning of a root before which ber- loses its r (``bekerja``)."""
_LOSE_R = ("ber", "keber", "per", "ter")
LONGEST = 36
"""Letters of the longest form that is taken apart: longer runs are none."""
_MELTS = {"p": "m", "t": "n", "s": "ny", "k": "ng"}
_KEEPS = {"": "lrwymn", "m": "bfvp", "n": "dcjzts", "ng": VOWELS + "ghkqx"}
"""What the nasal becomes before a first letter that stays. Of p, t, s and k only loans keep theirs (``mengkaji``)."""
_SYLLABLE = re.compile(r"[^aeiou]*[aeiou]+[^aeiou]*")
_SHORTEST = 3
"""Letters of the shortest root: two letters and an affix are met by chance everywhere."""


class Form(NamedTuple):
    """A prefix (N: the nasal) with one of its suffixes."""

    prefix: str
    suffix: str
    verbal: bool = False
    """Of roots that make verbs."""
    rare: bool = False
    """Of few roots."""


class Analysis(NamedTuple):
    """How a form is made: ``root`` with ``form``'s affixes, and what is written onto the whole."""

    root: str
    form: Form
    clitic: str


@kept
def forms() -> tuple[Form, ...]:
    """The combinations of affixes."""
    return tuple(
        Form(entry["prefix"], suffix, entry.get("verbal", False), entry.get("rare", False))
        for entry in toml("affixes")["form"]
        for suffix in entry["suffixes"]
    )


@kept
def _beginnings() -> tuple[tuple[Form, str], ...]:
    """The combinations of affixes, each with the letters that every word made so begins with."""
    return tuple((form, form.prefix[:-1] if form.prefix.endswith(("N", "er")) else form.prefix) for form in forms())


@kept
def _loans() -> tuple[Form, ...]:
    return tuple(Form("", suffix) for suffix in toml("affixes")["loan"])


def made(root: str, form: Form) -> str:
    """The form of a lower-case root with the affixes, sounds changed: ``made("sapu", meN-kan)`` is ``menyapukan``."""
    return _prefixed(form.prefix, root) + form.suffix


def _prefixed(prefix: str, root: str) -> str:
    if prefix.endswith("N"):
        return prefix[:-1] + _nasalised(root)
    if prefix.endswith("er"):
        if root[0] == "r":
            return prefix[:-1] + root
        if root == "ajar" and prefix in ("ber", "per", "member", "pember"):
            return prefix[:-1] + "l" + root
        if prefix in ("ber", "keber") and _ER.match(root):
            return prefix[:-1] + root
    return prefix + root


def _nasalised(root: str) -> str:
    if _SYLLABLE.fullmatch(root):
        return f"nge{root}"
    first = root[0]
    if first in _MELTS and root[1] in VOWELS:
        return _MELTS[first] + root[1:]
    return next((nasal + root for nasal, letters in _KEEPS.items() if first in letters), root)


def _unprefixed(prefix: str, word: str) -> Iterator[str]:
    """Every root that the word may be the prefix and."""
    nasal = prefix.endswith("N")
    head = prefix[:-1] if nasal else prefix
    if nasal:
        if word.startswith(head):
            yield from _denasalised(word[len(head) :])
        return
    if word.startswith(head):
        rest = word[len(head) :]
        if not (head.endswith("er") and rest.startswith("r")):
            yield rest
    if head.endswith("er"):
        short = head[:-1]
        if word.startswith(short):
            rest = word[len(short) :]
            if rest.startswith("r") or (head in _LOSE_R and _ER.match(rest)):
                yield rest
            elif rest.startswith("lajar"):
                yield rest[1:]


def _denasalised(rest: str) -> Iterator[str]:
    """The roots that a rest after me-, pe- may stand for."""
    for nasal, letters in _KEEPS.items():
        if rest.startswith(nasal) and rest[len(nasal) : len(nasal) + 1] in letters and len(rest) > len(nasal):
            yield rest[len(nasal) :]
    for first, nasal in _MELTS.items():
        if rest.startswith(nasal) and rest[len(nasal) : len(nasal) + 1] in VOWELS and len(rest) > len(nasal):
            yield first + rest[len(nasal) :]
    if rest.startswith("nge") and _SYLLABLE.fullmatch(rest[3:]):
        yield rest[3:]


@kept
def _clitics() -> tuple[str, ...]:
    pronouns, particles = toml("affixes")["pronouns"], toml("affixes")["particles"]
    return (*pronouns, *particles, *(a + b for a in pronouns for b in particles))


def without_clitic(word: str) -> Iterator[tuple[str, str]]:
    """The word with nothing taken off, then its stems before each enclitic that it ends with."""
    yield word, ""
    for clitic in _clitics():
        if word.endswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
            yield word[: -len(clitic)], clitic


def analyses(word: str, roots: Container[str]) -> Iterator[Analysis]:
    """The ways in which a lower-case word is made of one of the roots; nothing for words of more than ``LONGEST``."""
    if len(word) > LONGEST:
        return
    for stem, clitic in without_clitic(word):
        if clitic and stem in roots:
            yield Analysis(stem, Form("", ""), clitic)
        for form, beginning in _beginnings():
            if not (stem.startswith(beginning) and stem.endswith(form.suffix)):
                continue
            bare = stem[: len(stem) - len(form.suffix)]
            if form.suffix == "i" and bare[-1:] == "i":
                continue
            for root in _unprefixed(form.prefix, bare):
                if len(root) >= _SHORTEST and root in roots:
                    yield Analysis(root, form, clitic)
        for form in _loans():
            root = stem[: -len(form.suffix)]
            if len(root) > _SHORTEST and stem.endswith(form.suffix) and root in roots:
                yield Analysis(root, form, clitic)


@kept
def compounds() -> frozenset[str]:
    """Pairs of words as they stand between a prefix and a suffix."""
    return frozenset(pair.replace(" ", "") for pair in toml("affixes")["compounds"] if " " in pair)

"""Decides which words of a text are misprints and what they should be.

Precision before recall: a word is changed only when the printed form is no word and one correction is clearly ahead,
by the file's own evidence (the same phrase printed right elsewhere) or by the weighted distance to the words of the
lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from extractor.canonical.cost import distance
from extractor.canonical.evidence import ALIKE, Evidence, Token, forms, tokens
from extractor.knowledge import toml
from extractor.lexicon import Lexicon, variants

_AFFIXED = re.compile(r"(?:me|pe|be|te|di|ke|se)\w{6,}|\w{5,}(?:an|nya|kan|asi|itas)")
_PASSIVE = re.compile(r"\w{3,}(?:kan|i)")
_ROMAN_TAIL = re.compile(r"[A-Z]{4,}?[IVX]+")
_IN_A_PLACE = re.compile(r"di(\w{4,}(?<!k)an)")
"""``di`` written onto a noun in -an (``dikawasan``); passives end in -kan, in -i or bare."""
_MIN_ALONE = 6
_LONG = 10
_AHEAD = 0.4
"""How much better the best correction must be than the next."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to be replaced by ``to``; ``score`` is 0 to 100."""

    start: int
    end: int
    to: str
    score: float


def like(model: str, word: str) -> str:
    """The word in the capitals of the model."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def edits(text: str, evidence: Evidence, lexicon: Lexicon, protected: frozenset[str]) -> list[Edit]:
    """The corrections of a text, left to right, none overlapping.

    ``protected`` are lower-case words that are never touched (names of persons and places of this file).
    """
    low = forms(text)
    known = variants()
    # most words are words: they are passed over before anything is asked that costs time
    doubtful = [i for i, word in enumerate(low) if word == "di" or word in known or not lexicon.lists(word)]
    if not doubtful:
        return []
    found = tokens(text)
    out: list[Edit] = []
    skip = -1
    for i in doubtful:
        token = found[i]
        if i <= skip or low[i] in protected or _is_name(found, i, text):
            continue
        joined = _joined(found, i, text, evidence, lexicon)
        if joined is not None:
            out.append(joined)
            skip = i + 1
            continue
        word = low[i]
        if word in known:
            out.append(_edit(token, known[word], 1.0))
        elif not lexicon.knows(word):
            edit = _split(token, evidence, lexicon)
            if edit is None and not _abbreviation(token.text):
                edit = _by_phrase(token, low, i, evidence) or _by_distance(token, evidence, lexicon)
            if edit is not None:
                out.append(edit)
    return out


def _edit(token: Token, word: str, cost: float) -> Edit:
    score = round(max(0.0, 100 * (1 - cost / (2 * len(token.text)))), 1)
    return Edit(token.start, token.end, like(token.text, word), score)


def _abbreviation(word: str) -> bool:
    """PATEN and LKjIP are abbreviations; PENGGUNAAN in a heading is a word in capitals."""
    inner = sum(c.isupper() for c in word[1:])
    return inner > 0 and (not word.isupper() or len(word) <= 7)


def _is_name(found: list[Token], i: int, text: str) -> bool:
    """A capitalised word after Kecamatan or Desa names a place; part of an address or a number is no word."""
    token = found[i]
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    if any(c.isdigit() or c in "@_" for c in around) or re.match(r"\.\w", text[token.end : token.end + 2]):
        return True
    return i > 0 and token.text[:1].isupper() and found[i - 1].low in toml("spelling")["before_names"]


def _by_phrase(token: Token, low: list[str], i: int, evidence: Evidence) -> Edit | None:
    mates = evidence.phrase_mates(low, i)
    rated = []
    for mate, (left, right) in mates.items():
        both = min(left, right) >= 1
        ratio = OSA.normalized_similarity(token.low, mate)
        short = len(token.low) < _MIN_ALONE
        if (both and ratio >= (0.79 if short else ALIKE)) or (left + right >= 4 and ratio >= ALIKE and not short):
            rated.append((left + right, ratio, mate))
    if not rated:
        return None
    rated.sort(reverse=True)
    if len(rated) > 1 and rated[0][:2] == rated[1][:2]:
        return None
    return _edit(token, rated[0][2], distance(token.low, rated[0][2]))


def _by_distance(token: Token, evidence: Evidence, lexicon: Lexicon) -> Edit | None:
    word = token.low
    if len(word) < _MIN_ALONE or not word.isascii() or _ROMAN_TAIL.fullmatch(token.text):
        return None
    foreign = word.endswith(tuple(toml("spelling")["foreign_endings"]))
    if token.text[:1].isupper() and evidence.counts[word] > 2 and not _AFFIXED.fullmatch(word):
        return None
    rated = []
    for candidate in lexicon.near(word):
        seen = evidence.counts[candidate]
        trusted = seen or lexicon.of_the_field(candidate)
        if foreign and not lexicon.of_the_field(candidate):
            continue
        if not trusted and not (len(word) >= 8 and _AFFIXED.fullmatch(word)):
            continue
        cost = distance(word, candidate)
        if cost <= _limit(word, trusted=bool(trusted)):
            rated.append((cost - (0.5 if seen else 0.45 if trusted else 0.0), candidate, cost))
    if not rated:
        return None
    rated.sort()
    if len(rated) > 1 and rated[1][0] - rated[0][0] < _AHEAD:
        return None
    return _edit(token, rated[0][1], rated[0][2])


def _limit(word: str, *, trusted: bool) -> float:
    """How far a correction may be: long words bear two slips when the file or the field knows the right form."""
    if trusted and len(word) >= _LONG and _AFFIXED.fullmatch(word):
        return 2.0
    return min(2.0, 0.1 * len(word) + (0.4 if trusted else 0.2))


def _split(token: Token, evidence: Evidence, lexicon: Lexicon) -> Edit | None:
    """Two words written as one: ``KegiatanPerencanaan``, ``beberapakali``, ``dikawasan``."""
    word = token.low
    camel = re.fullmatch(r"([^\W\d_]+?[a-z])([A-Z][a-z]+)", token.text)
    if camel and lexicon.knows(camel[1].casefold()) and lexicon.knows(camel[2].casefold()):
        return Edit(token.start, token.end, f"{camel[1]} {camel[2]}", 95.0)
    place = _IN_A_PLACE.fullmatch(word)
    if place and lexicon.lists(place[1]):
        return Edit(token.start, token.end, like(token.text, f"di {place[1]}"), 90.0)
    pairs = [(word[:k], word[k:]) for k in range(3, len(word) - 2)]
    good = [
        (a, b)
        for a, b in pairs
        if f"{a} {b}" in toml("spelling")["pairs"]
        or (min(len(a), len(b)) >= 4 and all(evidence.counts[half] and lexicon.knows(half) for half in (a, b)))
    ]
    if len(good) != 1:
        return None
    a, b = good[0]
    return Edit(token.start, token.end, like(token.text, f"{a} {b}"), 90.0)


def _joined(found: list[Token], i: int, text: str, evidence: Evidence, lexicon: Lexicon) -> Edit | None:
    """One word written as two: ``di dokumentasikan`` (a passive verb), ``bim bingan``."""
    if i + 1 >= len(found) or text[found[i].end : found[i + 1].start] != " ":
        return None
    a, b = found[i], found[i + 1]
    whole = a.low + b.low
    passive = (
        a.low == "di" and b.text.islower() and _PASSIVE.fullmatch(b.low) and b.low not in toml("spelling")["places"]
    )
    if passive and not lexicon.knows(b.low) and lexicon.knows(whole):
        return Edit(a.start, b.end, like(a.text, whole), 95.0)
    if passive and evidence.counts[whole]:
        return Edit(a.start, b.end, like(a.text, whole), 95.0)
    if passive and b.low.endswith("kan") and lexicon.knows(whole):
        return Edit(a.start, b.end, like(a.text, whole), 90.0)
    strange = not lexicon.knows(a.low) and not lexicon.knows(b.low) and len(a.low) >= 2
    same_case = b.text.islower() or (a.text.isupper() and b.text.isupper())
    if strange and same_case and not _abbreviation(a.text) and len(whole) >= 7 and lexicon.knows(whole):
        return Edit(a.start, b.end, like(a.text, whole), 90.0)
    return None

"""Two words printed as one, and one printed as two.

A blank is lost or put in where it makes other words, so the words on both sides have to be ones that stand together in
this way: a preposition and a noun, a passive's prefix and its verb, two words that are often taken for one.
"""

from __future__ import annotations

import re

from extractor.canonical.edit import Edit
from extractor.canonical.evidence import Evidence, Token
from extractor.knowledge import kept, toml
from extractor.lexicon import Lexicon, Standing, variants
from extractor.morphology import analyses
from extractor.printed import cased_like

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_PLACE = re.compile(r"di(?P<noun>\w{4,}(?<!k)an)(?:nya)?")
"""A preposition written onto a noun in -an (``dikawasan``); passives end in -kan, in -i or bare."""
_USUAL = 3.0
"""Zipf frequency of a word that stands beside a function word."""
_COMMON = 4.2
"""That of each of two words that are taken for one."""
_EVERYDAY = 5.0
"""That of a whole of which one piece is a word too."""
_BILLION, _SPLIT = 9.0, 3.4
"""Powers of ten of the words that frequencies count, and by how many a word written as two is rarer than the word."""
_LIKELIER = 1.5
"""Powers of ten by which one word must be likelier than two that stand together by chance."""
_WHOLE, _PIECE = 7, 3
"""Letters of a whole, and of a piece of it that may be a word by chance."""
_LONG = 10
"""Letters of a word that three pieces do not make by chance."""
_SHORT_PAIR = 8
"""Letters of a pair that is not met by chance."""
_LONGEST_PAIR = 40
"""Letters of the longest run that is two words."""
_SUFFIXES = ("kan", "an", "nya")
"""Pieces that are no words of what offices write."""
UNSURE, _PARTED, _JOINED = 80.0, 90.0, 95.0
"""Scores. An unsure one stands back where one word is likely."""


def split(token: Token, evidence: Evidence, lexicon: Lexicon) -> Edit | None:
    """The words of a spelling that is two or more of them: ``KegiatanPerencanaan``, ``beberapakali``, ``dikawasan``."""
    parts = _CAMEL.split(token.text)
    if len(parts) > 1:
        if all(len(part) > 2 and _is_own(part.casefold(), lexicon) for part in parts):
            known = variants()
            whole = " ".join(cased_like(part, known.get(part.casefold(), part.casefold())) for part in parts)
            return Edit(token.start, token.end, whole, _JOINED)
        return None
    places = range(2, len(token.low) - 1) if len(token.low) <= _LONGEST_PAIR else ()
    cuts = [(k, score) for k in places if (score := _parts(token, k, evidence, lexicon))]
    if len(cuts) != 1:
        return None
    at, score = cuts[0]
    said_twice = token.low[:at] == token.low[at:]
    return Edit(token.start, token.end, f"{token.text[:at]}{'-' if said_twice else ' '}{token.text[at:]}", score)


def _is_own(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a word of the language, no name or foreign word."""
    return word not in lexicon.others and lexicon.standing(word) is Standing.WORD


def _parts(token: Token, k: int, evidence: Evidence, lexicon: Lexicon) -> float:
    """How sure it is that two words meet at the place, 0 to 100."""
    a, b = token.low[:k], token.low[k:]
    bare = a.removeprefix("ber")
    if f"{bare} {b}" in _pairs() or (k == 2 and f"{a} {b.removesuffix('nya')}" in _pairs()):
        return _PARTED
    place = _PLACE.fullmatch(token.low)
    if k == 2 and place:
        noun = lexicon.zipf(place["noun"]) >= _USUAL and lexicon.standing(token.low) < Standing.WORD
        return _PARTED if noun else 0.0
    if lexicon.standing(token.low) is not Standing.UNKNOWN:
        return 0.0
    for small, large in ((a, b), (b, a)):
        if small not in function_words() or not _is_own(large, lexicon):
            continue
        usual = _USUAL if len(large) > 4 else _EVERYDAY
        if len(large) >= 4 and len(token.low) > _SHORT_PAIR and lexicon.zipf(large) > usual:
            # `berdasarakan` is one slip from a word, no `berdasar akan`
            one = any(lexicon.targets[word] >= _COMMON for word in lexicon.near(token.low))
            return 0.0 if one else _PARTED
    if b == "di" and len(a) > 5 and _is_own(a, lexicon) and token.text.islower():
        return _PARTED
    if min(len(a), len(b)) < 4 or not (_is_own(a, lexicon) and _is_own(b, lexicon)):
        return 0.0
    # with one capital it may be a place: `Tanjungrasa`
    plain = token.text.islower() or token.text.isupper() or {a, b} <= lexicon.vocabulary
    if plain and evidence.counts[a] and evidence.counts[b] and evidence.prints(a, b):
        return _PARTED
    usual = min(lexicon.zipf(a), lexicon.zipf(b)) >= _COMMON and min(len(a), len(b)) > 4
    # a capital at the beginning may make a name of them (Sukamaju), and where all are capitals every word may be one
    told = token.text.islower() or (token.text.isupper() and {a, b} <= lexicon.vocabulary)
    return UNSURE if usual and told else 0.0


@kept
def _pairs() -> frozenset[str]:
    return frozenset(toml("spelling")["pairs"])


@kept
def glued() -> frozenset[str]:
    """Pairs of words that are often written as one, written so, with ber- too; without those that are current so."""
    written = frozenset(pair.replace(" ", "") for pair in _pairs())
    return (written | {f"ber{pair}" for pair in written}) - frozenset(toml("spelling")["current"])


@kept
def function_words() -> frozenset[str]:
    """Words that are printed onto the word before or after them."""
    return frozenset(toml("spelling")["function_words"])


def joined(found: list[Token], i: int, text: str, evidence: Evidence, lexicon: Lexicon) -> Edit | None:
    """One word written as two: ``di dokumentasikan`` (a passive verb), ``bim bingan`` (cut at the edge of a cell),
    ``peme- rintahan`` (cut at a line's end).
    """
    if i + 1 >= len(found):
        return None
    a, b = found[i], found[i + 1]
    whole = a.low + b.low
    between = text[a.end : b.start]
    if between == "- " and lexicon.standing(whole) is Standing.WORD and whole not in lexicon.others:
        return Edit(a.start, b.end, cased_like(a.text, whole), _JOINED)
    if between != " ":
        return None
    if a.low == "di":
        before = found[i - 1].low if i else ""
        if b.text.islower() and _is_passive(whole, b.low, before, evidence, lexicon):
            return Edit(a.start, b.end, cased_like(a.text, whole), _JOINED)
        return None
    small = b.text.islower() and (len(a.low) == 1 or not a.text.isupper())
    large = a.text.isupper() and b.text.isupper()
    if (small or large) and _are_halves(a.low, b.low, lexicon):
        return Edit(a.start, b.end, cased_like(a.text, whole), _PARTED)
    return None


def joined_of_three(found: list[Token], i: int, text: str, lexicon: Lexicon) -> Edit | None:
    """One word that a narrow cell prints as three: ``perta nggungjawab an``. A word is a piece too by chance, two are
    not (``ke masyarakata n``).
    """
    if i < 0 or i + 2 >= len(found):
        return None
    parts = found[i : i + 3]
    a, b, c = parts
    whole = a.low + b.low + c.low
    if text[a.end : b.start] != " " or text[b.end : c.start] != " " or not (b.text.islower() and c.text.islower()):
        return None
    strange = sum(len(part.low) == 1 or part.low in _SUFFIXES or not lexicon.lists(part.low) for part in parts)
    if len(whole) < _LONG or strange < 2 or not lexicon.lists(whole) or whole in lexicon.others:
        return None
    return Edit(a.start, c.end, cased_like(a.text, whole), _PARTED)


def _are_halves(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two pieces are no words and their whole is one."""
    whole = a + b
    if whole in lexicon.others:
        return False
    if _is_likelier(a, b, lexicon) or (b in _SUFFIXES and lexicon.lists(whole)):
        return True
    if b == "nya" and a.endswith(b):
        return False  # said twice: `dimilikinya nya`
    if b == "nya" and len(whole) >= _LONG and _is_own(a, lexicon) and lexicon.standing(whole) is Standing.WORD:
        return True  # no office writes it by itself
    strange = [part for part in (a, b) if not lexicon.lists(part) and lexicon.standing(part) < Standing.WORD]
    if not strange:
        return False
    if min(len(a), len(b)) <= _PIECE and len(whole) >= _WHOLE - 1 and lexicon.zipf(whole) >= _EVERYDAY:
        # a piece may happen to be a short word: then the whole is an everyday one
        return True
    if any(_is_own(part, lexicon) and len(part) > 1 for part in (a, b)):
        return False
    return len(whole) >= _WHOLE and lexicon.standing(whole) is Standing.WORD


def _is_likelier(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two pieces are an everyday word rather than two that stand together, of which one is rare:
    `masya rakat`.
    """
    met = lexicon.zipf(a) + lexicon.zipf(b) - _BILLION
    return len(a + b) >= _WHOLE and lexicon.zipf(a + b) >= max(_EVERYDAY, met + _SPLIT + _LIKELIER)


@kept
def heads(lexicon: Lexicon) -> frozenset[str]:
    """Words that begin an everyday word whose rest is a word as well."""
    everyday = (word for word, zipf in lexicon.targets.items() if zipf >= _EVERYDAY and len(word) >= _WHOLE)
    cuts = ((word[:k], word[k:]) for word in everyday for k in range(_PIECE, len(word) - _PIECE + 1))
    return frozenset(a for a, b in cuts if lexicon.lists(a) and lexicon.lists(b) and _is_likelier(a, b, lexicon))


def _is_passive(whole: str, verb: str, before: str, evidence: Evidence, lexicon: Lexicon) -> bool:
    """Whether ``di`` is a passive's prefix, no preposition: before a verb in -kan or -i, or a bare one that must be."""
    spelling = toml("spelling")
    if verb in spelling["places"] or f"di {verb}" in _pairs():
        return False
    if whole in lexicon.others:
        # `ditindaklanjuti` is a word of the field that no root makes
        return whole in lexicon.vocabulary and before in spelling["before_passives"]
    if lexicon.standing(whole) is Standing.UNKNOWN:
        return False
    made = [found for found in analyses(whole, lexicon.roots) if found.form.prefix in ("di", "diper", "diber", "dike")]
    verbal = any(found.root in lexicon.verbs for found in made)
    if verbal and evidence.counts[whole]:
        return True
    if verb.endswith("kan"):
        return verbal or lexicon.lists(whole)
    attested = whole in lexicon.frequencies or whole in lexicon.forms
    if verb.endswith("i") and verb not in lexicon.roots:
        return verbal and attested
    # of a verb that is more usual in the passive than by itself the preposition has no noun to stand before: `di susun`
    passive = lexicon.zipf(whole) >= max(_USUAL, lexicon.zipf(verb))
    return verbal and attested and (passive or before in spelling["before_passives"])

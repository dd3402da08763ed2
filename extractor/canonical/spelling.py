"""Decides which words of a text are misprints and what they should be.

Precision before recall: what can be a word is left as printed. A word is changed when it is known for a misprint
(``patterns/variants.toml``), when two words are printed as one or one as two (:mod:`extractor.canonical.parting`), when
the same phrase is printed right elsewhere in the file, or when one word is far more likely
(:mod:`extractor.canonical.likely`). Of a form that the file prints three times it says itself that it is meant: it is
never changed into one that the file does not print.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from extractor.canonical.cost import distance
from extractor.canonical.edit import Edit, mended
from extractor.canonical.evidence import ALIKE, Evidence, Token, tokens
from extractor.canonical.likely import Capital, likely, other_prefix
from extractor.canonical.parting import UNSURE, function_words, glued, heads, joined, joined_of_three, split
from extractor.knowledge import kept, toml
from extractor.lexicon import Lexicon, Standing, variants
from extractor.match.person import has_title

_MEANT = 3
"""A form that is printed so many times is meant."""
_MIN_ALONE = 6
"""Letters of a word from which one side of a phrase is enough."""
_TWO_SLIPS = 2.0
"""What a correction may cost, whatever stands around it."""
_LONG_REST = 8
"""Letters of what is no word by itself but the end of one; shorter ones (`poktan`, `gapoktan`) may be abbreviations."""
_MANY = 3
"""Words that take turns in one place: from then on what stands around them is a form, no phrase."""
_SHORT_WORD = 3
"""Letters of words that have no capital in a heading either."""
_NAME_WORDS = 6
"""Words on each side that may belong to a person's name and titles."""
_ACRONYM = 7
"""Capitals up to which a word of capitals may be an abbreviation."""


def edits(text: str, evidence: Evidence, lexicon: Lexicon, protected: frozenset[str]) -> list[Edit]:
    """The corrections of one of the texts of the evidence, left to right, none overlapping.

    ``protected`` are lower-case words that are never touched (names of persons and places of this file).
    """
    low = evidence.forms(text)
    known = variants()
    # most words are words: they are passed over before anything is asked that costs time
    plain = _plain(lexicon)
    doubtful = [i for i, word in enumerate(low) if word not in plain]
    if not doubtful:
        return []
    found = tokens(text)
    out: list[Edit] = []
    skip = -1
    for i in doubtful:
        token = found[i]
        if i <= skip or low[i] in protected or _is_name(found, i, text):
            continue
        starts = range(max(i - 2, skip + 1), i + 1)
        three = next(((k, e) for k in starts if (e := joined_of_three(found, k, text, lexicon)) is not None), None)
        if three is not None:
            skip = three[0] + 2
            out.append(three[1])
            continue
        # the first half may happen to be a word
        halves = (i - 1, i) if i > skip + 1 else (i,)
        whole = next((e for k in halves if (e := joined(found, k, text, evidence, lexicon)) is not None), None)
        if whole is not None:
            out.append(whole)
            skip = i if whole.end == token.end else i + 1
        elif low[i] in known:
            out.append(mended(token, known[low[i]]))
        elif low[i] != "di" and (edit := _of_word(found, low, i, text, evidence, lexicon)) is not None:
            out.append(edit)
    return out


@kept
def _plain(lexicon: Lexicon) -> frozenset[str]:
    """Words that are never asked about: the listed ones but those that are known for misprints or begin a word that is
    printed as two.
    """
    return lexicon.listed - variants().keys() - glued() - heads(lexicon) - {"di", "nya"}


def _of_word(
    found: list[Token], low: list[str], i: int, text: str, evidence: Evidence, lexicon: Lexicon
) -> Edit | None:
    """The correction of a word that no list holds."""
    token = found[i]
    parted = split(token, evidence, lexicon)
    if parted is not None and parted.score > UNSURE:
        return parted
    standing = lexicon.standing(token.low)
    if lexicon.lists(token.low) or _is_abbreviation(found, i):
        return None
    phrase = _by_phrase(token, low, i, evidence, lexicon) if standing < Standing.WORD else None
    word = phrase or likely(token, standing, evidence, lexicon, _capital(found, i, text))
    if word is None and parted is not None:
        return parted
    if word is None or (evidence.counts[token.low] >= _MEANT and not evidence.counts[word]):
        return None
    return mended(token, word)


def _capital(found: list[Token], i: int, text: str) -> Capital:
    """What the capital of a word may be for."""
    # one after a figure begins a unit
    if (i == 0 and len(found) > 1 and found[1].text.islower()) or text[: found[i].start].rstrip()[-1:].isdigit():
        return Capital.OPENING
    beside = [t for t in found[max(0, i - 1) : i] + found[i + 1 : i + 2] if t.low not in function_words()]
    small = any(t.text.islower() and len(t.text) > _SHORT_WORD for t in beside)
    return Capital.NAME if small else Capital.HEADING


def _is_abbreviation(found: list[Token], i: int) -> bool:
    """PATEN, LKjIP and DPA-PPKD are abbreviations; PENGGUNAAN is a word in capitals, TAHUNN among such ones too."""
    parts = found[i].text.split("-")
    if not any(c.isupper() for part in parts for c in part[1:]):
        return False
    if not found[i].text.isupper():
        return True
    around = [t.text for t in found[max(0, i - 1) : i] + found[i + 1 : i + 2]]
    shouted = bool(around) and all(t.isupper() and len(t) > 2 for t in around)
    return min(map(len, parts)) <= (_ACRONYM - 3 if shouted else _ACRONYM)


def _is_name(found: list[Token], i: int, text: str) -> bool:
    """A capitalised word after Kecamatan or Desa names a place, one among others with a title a person; part of an
    address or a number is no word, nor is what a hyphen parts from the word before or after it.
    """
    token = found[i]
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    if any(c.isdigit() or c in "@_" for c in around) or re.match(r"\.\w", text[token.end : token.end + 2]):
        return True
    if text[max(0, token.start - 2) : token.start] == "- " and i and found[i - 1].end == token.start - 2:
        return True
    if not token.text[:1].isupper():
        return False
    return (i > 0 and found[i - 1].low in toml("spelling")["before_names"]) or _is_person(found, i, text)


def _is_person(found: list[Token], i: int, text: str) -> bool:
    """Whether a word stands among capitalised words of which some are titles: `Dr. Budi Contoh, SH, MH`."""
    first = last = i
    while first and i - first < _NAME_WORDS and _goes_on(found, first - 1, text):
        first -= 1
    while last + 1 < len(found) and last - i < _NAME_WORDS and _goes_on(found, last, text):
        last += 1
    run = text[found[first].start : found[last].end]
    return first < last and not run.isupper() and has_title(run)


def _goes_on(found: list[Token], k: int, text: str) -> bool:
    """Whether the word at ``k`` and the next one are capitalised, with nothing but blanks, dots and commas between."""
    between = text[found[k].end : found[k + 1].start]
    return found[k].text[:1].isupper() and found[k + 1].text[:1].isupper() and not between.strip(" .,")


def _by_phrase(token: Token, low: list[str], i: int, evidence: Evidence, lexicon: Lexicon) -> str | None:
    """The word that stands elsewhere in the file in the same phrase; ``None`` where there is none or more than one, or
    where many words take turns in that phrase.
    """
    rated = []
    if evidence.fills(low, i) > _MANY:
        return None
    for mate, (left, right) in evidence.phrase_mates(low, i).items():
        both = min(left, right) >= 1
        # the first letters may lie behind the edge of the cell; else another first letter is another prefix:
        # mengoordinasikan is not pengoordinasian
        may_be_cut = i == 0 or len(token.low) >= _LONG_REST
        cut = may_be_cut and token.text.islower() and mate.endswith(token.low[1:]) and not other_prefix(token.low, mate)
        unlike = mate[0] != token.low[0] and mate[1:] != token.low
        if not cut and (unlike or distance(token.low, mate) > _TWO_SLIPS):
            continue
        if mate in lexicon.names and token.text[:1].isupper() and evidence.counts[mate] < _MEANT:
            continue  # two names may differ in a letter
        ratio = OSA.normalized_similarity(token.low, mate)
        short = len(token.low) < _MIN_ALONE
        if (both and ratio >= (0.79 if short else ALIKE)) or (left + right >= 4 and ratio >= ALIKE and not short):
            rated.append((left + right, ratio, mate))
    if not rated:
        return None
    rated.sort(reverse=True)
    if len(rated) > 1 and rated[0][:2] == rated[1][:2]:
        return None
    return rated[0][2]

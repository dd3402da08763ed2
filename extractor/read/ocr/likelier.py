"""Gives a word that is none the letters that the network held for nearly as likely, where they make it a word.

Comes in: the characters of a word with what each might be instead, the words that the page prints without a doubt, and
the letters that its print does not tell apart. Goes out: the word that they spell. Separate from the repair of signs
that look alike, because it knows of no likeness: what the network saw on this page is the evidence, and the words only
choose among what it saw.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from extractor.lexicon import lexicon
from extractor.read.ocr.doubt import certainty
from extractor.read.ocr.engine import Char
from extractor.read.ocr.muddled import Muddled

MARKS = ".,;:()\"'“”"
"""What stands at the ends of words and is no letter of theirs."""
_SHORTEST = 5
"""Letters of the shortest word: of fewer, too many are one letter apart."""
_TELLING = 3
"""Letters of the shortest word of which it is kept that the page prints it."""
_AS_LIKELY = 0.015
"""Likelihood of the other letter, as a share of the first one's, from which it may have been printed: of the wrong
letters that were looked at, in small smeared print, most were held for the right one by a few hundredths.
"""
_NONE_AS_LIKELY = 0.1
"""The same of no letter at all: the half of an ``m`` that was read as ``rn``."""
_MOST_DOUBTFUL = 8
"""Letters of which a word may be unsure: of more, those that are hardly in doubt stay."""
_USUAL = 3.0
"""Zipf frequency of what is taken: rarer words are as rare as names that no list holds."""
_NAME = 2.0
"""The same of a name that no list holds: a word must be likelier than that, letters and frequency together."""
_AHEAD = 1.0
"""Powers of ten by which one word must be likelier than the next, letters and frequency together."""
_PRINTED, _PRINTED_NAME = 1.0, 5.0
"""What it counts in powers of ten for a word that the page prints it elsewhere; the frequency of one that no list holds
but that is printed there twice: a place, a name.
"""
_PRINTED_OFTEN = 2
"""Times that a page prints surely what is a word there."""
_SURE = 0.95
"""Certainty of a word from which it is printed as read."""


def surely_printed(words: Iterable[Sequence[Char]]) -> Counter[str]:
    """How often a page prints each of the words (lower case) of which no letter is in doubt."""
    return Counter(
        core.casefold()
        for chars in words
        if len(core := "".join(c.text for c in chars).strip(MARKS)) >= _TELLING
        and core.isalpha()
        and certainty(chars) >= _SURE
    )


def cores(words: Iterable[Sequence[Char]]) -> Iterator[str]:
    """The words of a page (lower case) that are of letters alone, without the marks about them."""
    texts = ("".join(c.text for c in chars).strip(MARKS) for chars in words)
    return (text.casefold() for text in texts if text.isalpha())


def likelier(
    chars: Sequence[Char], printed: Counter[str], second: Sequence[Char] = (), muddled: Muddled | None = None
) -> str:
    """The text of the characters; of a word that is none, with its doubtful letters as they make the likeliest word.

    ``printed`` tells how often the page prints which words surely, ``second`` what another look saw in the place,
    ``muddled`` which letters the page's print does not tell apart.
    """
    text = "".join(c.text for c in chars)
    begin, end = len(text) - len(text.lstrip(MARKS)), len(text.rstrip(MARKS))
    core = text[begin:end]
    if len(core) < _SHORTEST or len(chars) != len(text) or not core.isalpha():
        return text
    seen = second if len(second) == len(chars) else [None] * len(chars)
    each = zip(chars[begin:end], seen[begin:end], strict=True)
    choices = _fewer([_choices(c, other, muddled or {}) for c, other in each])
    if all(len(c) == 1 for c in choices) or _is_word(core, printed):
        return text
    # a word that only affixes make may be a name that the page prints surely elsewhere
    made = lexicon().knows(core.casefold())
    rated: dict[str, float] = {}
    for letters in product(*choices):
        word = "".join(letter for letter, _ in letters)
        usual = _frequency(word.casefold(), printed) if len(word) >= _SHORTEST else 0.0
        if made and printed[word.casefold()] < _PRINTED_OFTEN:
            continue
        likely = usual + sum(worth for _, worth in letters)
        if usual >= _USUAL and likely >= _NAME:
            rated[word] = max(likely, rated.get(word, 0.0))
    best = sorted(rated, key=lambda word: (-rated[word], word))
    if not best or (len(best) > 1 and rated[best[0]] - rated[best[1]] < _AHEAD):
        return text
    return f"{text[:begin]}{best[0]}{text[end:]}"


def _fewer(choices: list[list[tuple[str, float]]]) -> list[list[tuple[str, float]]]:
    """The choices of no more letters than can be tried: those that are most in doubt."""
    doubtful = sorted(
        (k for k, c in enumerate(choices) if len(c) > 1), key=lambda k: -max(w for _, w in choices[k][1:])
    )
    tried = set(doubtful[:_MOST_DOUBTFUL])
    return [c if k in tried else c[:1] for k, c in enumerate(choices)]


def _is_word(core: str, printed: Counter[str]) -> bool:
    return printed[core.casefold()] >= _PRINTED_OFTEN or lexicon().lists(core.casefold())


def _frequency(word: str, printed: Counter[str]) -> float:
    """How usual the lower-case word is here, as a power of ten in a billion words; 0 for what nobody attests."""
    usual = lexicon().zipf(word)
    if usual >= _USUAL:
        return usual + _PRINTED * (printed[word] > 0)
    return _PRINTED_NAME if printed[word] > 1 else usual


def _choices(char: Char, second: Char | None, muddled: Muddled) -> list[tuple[str, float]]:
    """The letters that the character may be, with the power of ten by which each is less likely than the first."""
    held = {char.other: char.other_confidence}
    if second is not None and second.text != char.text:
        held[second.text] = max(second.confidence, held.get(second.text, 0.0))
    shares = {letter: min(1.0, sure / max(char.confidence, 1e-6)) for letter, sure in held.items()}
    for letter, share in ((char.text, 1.0), *shares.items()):
        for meant, part in muddled.get(letter, {}).items():
            if meant != char.text:
                shares[meant] = max(share * part, shares.get(meant, 0.0))
    found = [(char.text, 0.0)]
    for letter, share in shares.items():
        same_case = letter.isalpha() and letter.isupper() == char.text.isupper()
        if share >= (_AS_LIKELY if same_case else _NONE_AS_LIKELY) and (same_case or not letter):
            found.append((letter, math.log10(share)))
    return found

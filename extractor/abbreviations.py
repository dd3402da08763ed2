"""Words of headings as clerks shorten them where a column is narrow: ``Ssrn``, ``Tgt``, ``Prog.``, ``IK Sub Keg.``

In comes a word, out comes the word that it stands for, or the word itself. Apart from the labels because it is asked
of one word at a time, whatever label the word is part of. The words that are shortened are data:
``patterns/columns.toml``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.knowledge import kept, toml
from extractor.read.words import Span

_LEAST = 3
"""Letters of the shortest abbreviation."""
_SAVED = 2
"""Letters that an abbreviation saves at the least: `strategi` is a word beside `strategis`."""
_VOWELS = frozenset("aeiou")
_LETTERS = re.compile(r"([^\W\d_]+)\.?")


def heading_in_full(heading: Span) -> Span:
    """A heading with its words written out; the parts of a word that the edge of its cell cut are no abbreviations."""
    words = heading.words
    cut = [word.glued or (k + 1 < len(words) and words[k + 1].glued) for k, word in enumerate(words)]
    whole = [w.text if part else _LETTERS.sub(_whole, w.text) for w, part in zip(words, cut, strict=True)]
    if all(w.text == text for w, text in zip(words, whole, strict=True)):
        return heading  # most are written out
    return Span(w if w.text == text else replace(w, text=text) for w, text in zip(words, whole, strict=True))


def _whole(found: re.Match[str]) -> str:
    short = found.group(1).casefold()
    whole = written_out(short)
    return found.group() if whole == short else whole


@kept(maxsize=4096)
def written_out(word: str) -> str:
    """The word of headings that a word, in lower case and without its dot, cuts short; the word itself otherwise.

    An abbreviation is the beginning of the word (`prog`, `ind`), or its first letter and at least half of its
    consonants in their order without a vowel between (`ssrn`, `tgt`); one that may stand for two words stands for none.
    """
    if len(word) < _LEAST or not word.isalpha():
        return word
    words = toml("columns")["shortened"]["words"]
    if word in words:
        return word
    begun = [whole for whole in words if whole.startswith(word) and len(whole) >= len(word) + _SAVED]
    found = begun or [whole for whole in words if _is_skeleton(word, whole)]
    return found[0] if len(found) == 1 else word


def _is_skeleton(short: str, whole: str) -> bool:
    if short[0] != whole[0] or not _VOWELS.isdisjoint(short[1:]):
        return False
    consonants = [c for c in whole[1:] if c not in _VOWELS]
    rest = iter(consonants)
    return 2 * (len(short) - 1) >= len(consonants) and all(c in rest for c in short[1:])

"""From readings of lines to words with boxes.

Comes in: what the engine read in one line and where the line stands. Goes out: words in picture coordinates. Lost
blanks between two known words are put back only where the word list supports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.knowledge import toml
from extractor.lexicon import lexicon
from extractor.read.ocr.engine import Char
from extractor.read.ocr.raw import RawLine
from extractor.read.words import Box

_PERCENT = re.compile(r"(?<=\d)(?:Yo|%o|0/0|º/o|°/o|o/o|9%(?=%))$")
_LETTERS_DIGITS = re.compile(r"(?<=[A-Za-z]{3})(?=\d{4}\b)|(?<=\))(?=[0-9A-Za-z]{2})|(?<=[a-z]{2}[,;:])(?=[A-Za-z]{2})")
_WORD = re.compile(r"[a-z]{8,}")
_SHORTEST_HALF = 3
_SHORT_LINE = 6
_CLOSING = frozenset(').,;:%?!"”’]}')
_REACH = 2.0
"""Pixels by which the place of a gap may be missed."""


@dataclass(frozen=True, slots=True)
class PictureWord:
    """A word in the picture: text, box in pixels, certainty (0 to 1), and which characters of the line it is."""

    text: str
    box: Box
    confidence: float
    first: int = 0
    last: int | None = None


def line_words(line: RawLine) -> list[PictureWord]:
    """The words of a line that was read."""
    found: list[PictureWord] = []
    _, top, _, bottom = line.box
    for group in _groups(_with_blanks(line.chars, line.gaps)):
        chars = [c for _, c in group]
        text = _mended("".join(c.text for c in chars))
        # the certainty of a word is that of its least sure character, softened by the others
        lowest = min(c.confidence for c in chars)
        mean = sum(c.confidence for c in chars) / len(chars)
        box = (line.left + chars[0].x0, top, line.left + chars[-1].x1, bottom)
        found.append(PictureWord(text, box, min(1.0, 0.7 * lowest + 0.3 * mean), group[0][0], group[-1][0] + 1))
    return [part for word in found for part in _parted(word)]


def _with_blanks(chars: Sequence[Char], gaps: Sequence[tuple[float, float]]) -> list[tuple[int, Char]]:
    """The characters, numbered, with the blanks that the network missed, where a gap is as wide as the line's other
    blanks.
    """
    if len(chars) < _SHORT_LINE or not gaps:
        return list(enumerate(chars))
    borders = [(a.x1 + b.x0) / 2 for a, b in pairwise(chars)]
    between = [0.0] * len(borders)
    known: list[float] = []
    for start, end in gaps:
        # every gap lies between two letters: the pair whose border is nearest
        nearest = min(range(len(borders)), key=lambda k: abs(borders[k] - (start + end) / 2))
        if " " in (chars[nearest].text, chars[nearest + 1].text):
            known.append(end - start)
        elif start - _REACH <= borders[nearest] <= end + _REACH:
            between[nearest] = end - start
    letters = sorted(g for g in between if g > 0)
    usual = letters[len(letters) // 2] if letters else 0.0
    size = sum(c.x1 - c.x0 for c in chars) / len(chars)
    limit = max(1.9 * usual, 0.8 * min(known) if known else 0.0, 0.42 * size)
    out = [(0, chars[0])]
    for k, gap in enumerate(between):
        left, right = chars[k], chars[k + 1]
        # a 1 is narrow and stands in a wide cell; closing signs lean away from what they close
        needed = 1.7 * limit if left.text.isdigit() and right.text.isdigit() else limit
        alone = _alone(chars, k) or _alone(chars, k + 1)
        if gap > needed and right.text not in _CLOSING and not alone:
            out.append((k, Char(" ", left.x1, right.x0, 1.0)))
        out.append((k + 1, right))
    return out


def _alone(chars: Sequence[Char], k: int) -> bool:
    """Whether a blank beside the letter would leave it as a word of one letter at the end of a longer one."""
    left = k == 0 or chars[k - 1].text == " "
    right = k + 1 == len(chars) or chars[k + 1].text == " "
    return (left or right) and chars[k].text.isalpha() and chars[k].text.islower()


def _groups(chars: list[tuple[int, Char]]) -> Iterator[list[tuple[int, Char]]]:
    group: list[tuple[int, Char]] = []
    for place, char in chars:
        if char.text == " ":
            if group:
                yield group
            group = []
        else:
            group.append((place, char))
    if group:
        yield group


def _mended(text: str) -> str:
    """A per cent sign that was read as letters after a number."""
    return _PERCENT.sub("%", text)


def _parted(word: PictureWord) -> list[PictureWord]:
    """A word that is two known words without the blank between, or a word and a number."""
    cuts = [m.start() for m in _LETTERS_DIGITS.finditer(word.text)]
    # names in capitals fall into two words by chance (``Sukaraja``): only running lower-case text is cut by the list
    if not cuts and _WORD.fullmatch(word.text):
        at = _joint(word.text)
        cuts = [at] if at else []
    if not cuts:
        return [word]
    x0, top, x1, bottom = word.box
    step = (x1 - x0) / len(word.text)
    ends = [*cuts, len(word.text)]
    return [
        replace(word, text=word.text[a:b], box=(x0 + step * a, top, x0 + step * b, bottom))
        for a, b in zip([0, *cuts], ends, strict=True)
    ]


def _joint(word: str) -> int | None:
    """Where a word that is none falls into two that are, if there is only one such place."""
    if lexicon().knows(word):
        return None
    short = set(toml("ocr")["short_words"])
    places = [k for k in range(2, len(word) - 1) if _half(word[:k], short) and _half(word[k:], short)]
    return places[0] if len(places) == 1 else None


def _half(word: str, short: set[str]) -> bool:
    return word in short or (len(word) > _SHORTEST_HALF and lexicon().knows(word))

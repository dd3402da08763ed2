"""From readings of lines to words with boxes.

Comes in: what the engine read in one line and where the line stands. Goes out: words in picture coordinates. Lost
blanks between two known words are put back only where the word list supports it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.knowledge import toml
from extractor.lexicon import lexicon
from extractor.read.ocr.blanks import with_blanks
from extractor.read.ocr.doubt import at_its_place, weighed
from extractor.read.ocr.engine import Char
from extractor.read.ocr.figures import with_points
from extractor.read.ocr.likelier import MARKS, likelier
from extractor.read.ocr.muddled import Muddled, unmuddled
from extractor.read.ocr.raw import RawLine
from extractor.read.ocr.repair import mended
from extractor.read.words import Box

_LETTERS_DIGITS = re.compile(r"(?<=[A-Za-z]{3})(?=\d{4}\b)|(?<=\))(?=[0-9A-Za-z]{2})|(?<=[a-z]{2}[,;:])(?=[A-Za-z]{2})")
_WORD = re.compile(r"[a-z]{8,}")
_NUMBERED = re.compile(r"[IVX]{1,5}([A-Z]{5,})")
_STROKES, _MOST_STROKES = re.compile(r"[Iil|!]{1,3}"), 3
_NAMING = 5
"""Letters of the name of a numbered part behind which strokes are its numeral: of shorter names other words are made.
"""
_RUN_TOGETHER = {"n": "II", "m": "III"}
"""Letters that strokes standing close are read for."""
_ONE, _TOLD = ("1", "l", "|", "I"), 0.8
"""How a single stroke is read, and the certainty of what it is where its place tells it."""
_LONG, _WORDED = 8, 0.65
"""Letters of a long word, and the certainty of one that is read as a usual word: another one is hardly ever as near.
"""
_MEANT = 0.8
"""The most that a word is sure whose letters were put right by what the page's print does not tell apart."""
_SHORTEST_HALF = 3
"""Letters of a half from which any known word will do; shorter ones stand on a list."""
_USUAL = 3.0
"""Zipf frequency from which a word is one of every day."""
_STOPS = ".,;:()"
_SPECKS = ".,'`"
"""What dirt before the number of a part is read as (`Pasal .5`)."""
_FAR = 1.0
"""Widths of a character by which its ink may reach over the place that the network tells: an ``M`` is wide."""


@dataclass(frozen=True, slots=True)
class PictureWord:
    """A word in the picture: text, box in pixels, certainty (0 to 1).

    ``printed`` is what was read, where the text was repaired.
    """

    text: str
    box: Box
    confidence: float
    printed: str | None = None


def word_chars(line: RawLine) -> list[list[Char]]:
    """The characters of a line that was read, by words."""
    return [[c for _, c in group] for group in _groups(with_blanks(line.chars, line.gaps))]


def line_words(line: RawLine, printed: Counter[str], muddled: Muddled | None = None) -> list[PictureWord]:
    """The words of a line that was read; ``printed`` tells how often the page prints which words surely, ``muddled``
    which letters its print does not tell apart.
    """
    found: list[PictureWord] = []
    _, top, _, bottom = line.box
    groups = [part for chars in word_chars(line) for part in _without_numeral(chars)]
    for chars, (x0, x1) in zip(groups, _edges(line, groups), strict=True):
        read, sure = weighed(chars, line.second)
        text = mended(read)
        if text == "".join(c.text for c in chars):
            text = likelier(chars, printed, at_its_place(chars, line.second or ()), muddled)
        if muddled:
            text, sure = _unmuddled(text, sure, printed, muddled)
        if found and found[-1].text.casefold() in toml("ocr")["numbered_words"]:
            # letters number no article and no chapter: what looks like strokes is a Roman numeral
            text = _numeral(text.lstrip(_SPECKS) or text, sum(x0 <= a and b <= x1 for a, b in line.gaps) + 1)
        if sure < _WORDED and _is_long_word(text):
            sure = _WORDED
        if found and found[-1].text.casefold() in toml("ocr")["levels"] and text in _ONE:
            text, sure = "I", max(sure, _TOLD)
        box = (line.left + x0, top, line.left + x1, bottom)
        found.append(PictureWord(text, box, sure, None if text == read else read))
    parts = [part for k, word in enumerate(found) for part in _parted(word, found[k - 1] if k else None)]
    return with_points(parts)


def _without_numeral(chars: list[Char]) -> list[list[Char]]:
    """The characters of a word, apart from those of the numeral that is glued to the name of a numbered part: `PasalI`
    is no slip of `Pasal`.
    """
    text = "".join(c.text for c in chars)
    for name in toml("ocr")["numbered_words"]:
        glued = len(name) >= _NAMING and len(text) == len(chars) and text.casefold().startswith(name)
        if glued and _STROKES.fullmatch(text[len(name) :]):
            return [chars[: len(name)], chars[len(name) :]]
    return [chars]


def _unmuddled(text: str, sure: float, printed: Counter[str], letters: Muddled) -> tuple[str, float]:
    """The text as it was most likely printed where the page does not tell these letters apart, and how sure it is."""
    core = text.strip(MARKS)
    meant = unmuddled(core, printed, letters)
    return (text, sure) if meant == core else (text.replace(core, meant), min(sure, _MEANT))


def _is_long_word(text: str) -> bool:
    """Whether the text is a long word of the field and of every day, which no other one looks like."""
    core = text.strip(_STOPS).casefold()
    known = lexicon()
    return len(core) >= _LONG and core.isalpha() and known.zipf(core) >= _USUAL and core in known.vocabulary


def _numeral(text: str, strokes: int) -> str:
    """What is read behind the name of a numbered part, of so many ``strokes`` with white between them: strokes alone
    are a Roman numeral, and of two the network may give one.
    """
    if not _STROKES.fullmatch(text):
        return _RUN_TOGETHER.get(text, text)
    return "I" * max(len(text), min(strokes, _MOST_STROKES))


def _edges(line: RawLine, groups: list[list[Char]]) -> list[tuple[float, float]]:
    """Where the ink of every word begins and ends (pixels of the crop): the white between two words and the ink's own
    ends tell it; the network's places of characters do where nothing else does.
    """
    edges = [[chars[0].x0, chars[-1].x1] for chars in groups]
    for k, (left, right) in enumerate(pairwise(groups)):
        end, start = _centre(left[-1]), _centre(right[0])
        within = [g for g in line.gaps if end < (g[0] + g[1]) / 2 < start]
        if within:
            edges[k][1], edges[k + 1][0] = max(within, key=lambda g: g[1] - g[0])
    if edges and line.print is not None:
        begin, finish = line.print.x0 - line.left, line.print.x1 - line.left
        first, last = groups[0][0], groups[-1][-1]
        if first.x0 - _FAR * (first.x1 - first.x0) < begin < _centre(first):
            edges[0][0] = begin
        if _centre(last) < finish < last.x1 + _FAR * (last.x1 - last.x0):
            edges[-1][1] = finish
    return [(x0, max(x0 + 1, x1)) for x0, x1 in edges]


def _centre(char: Char) -> float:
    return (char.x0 + char.x1) / 2


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


def _glued(word: PictureWord, before: PictureWord | None) -> int | None:
    """Where behind the name of a numbered part (`BAB`) a word that is none begins with a Roman numeral and goes on with
    one that the language knows, in capitals: the heading of the part without the blank before it.
    """
    if before is None or before.text.casefold() not in toml("ocr")["numbered_words"]:
        return None
    glued = _NUMBERED.fullmatch(word.text)
    if glued is None or lexicon().knows(word.text.casefold()) or not lexicon().knows(glued[1].casefold()):
        return None
    return glued.start(1)


def _parted(word: PictureWord, before: PictureWord | None = None) -> list[PictureWord]:
    """A word that is two known words without the blank between, or a word and a number, or a numeral and a heading."""
    cuts = [m.start() for m in _LETTERS_DIGITS.finditer(word.text)]
    numeral = _glued(word, before)
    if numeral:
        cuts = [numeral]
    # names in capitals fall into two words by chance (``Sukaraja``): only running lower-case text is cut by the list
    if not cuts and _WORD.fullmatch(word.text):
        at = _joint(word.text)
        cuts = [at] if at else []
    if not cuts or word.printed is not None:
        return [word]
    x0, top, x1, bottom = word.box
    step = (x1 - x0) / len(word.text)
    ends = [*cuts, len(word.text)]
    return [
        replace(word, text=word.text[a:b], box=(x0 + step * a, top, x0 + step * b, bottom))
        for a, b in zip([0, *cuts], ends, strict=True)
    ]


def _joint(word: str) -> int | None:
    """Where a word that is none falls into a short word of every day and another word, if at one place only."""
    if lexicon().knows(word):
        return None
    short = set(toml("ocr")["short_words"])
    places = [
        k
        for k in range(2, len(word) - 1)
        if (word[:k] in short or word[k:] in short) and _half(word[:k], short) and _half(word[k:], short)
    ]
    return places[0] if len(places) == 1 else None


def _half(word: str, short: set[str]) -> bool:
    return word in short or (len(word) > _SHORTEST_HALF and lexicon().knows(word))

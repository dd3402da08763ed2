"""Puts back the blanks between words that the network missed.

Comes in: the characters of a line and the stretches of its crop without ink. Goes out: the characters, blanks among
them. Separate because the network reads letters well and blanks badly: it loses them between capitals and around
figures, and the picture says better where they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor.knowledge import toml
from extractor.lexicon import lexicon
from extractor.read.ocr.engine import Char

_SHORTEST_LINE, _SHORT_LINE = 4, 6
"""Characters of lines whose gaps say nothing, and say something only where words speak for it."""
_CLOSING = frozenset(').,;:%?!"”’]}')
_OPENING = frozenset("([{“‘")
_REACH = 2.0
"""Pixels by which the place of a gap may be missed."""
_WEAK = 1.9
"""A gap so many times as wide as the usual one between letters may be a blank, if words speak for it."""
_GAPING = 1.5
"""A gap so many times as wide as a blank is one whatever stands beside it."""
_ROMAN = re.compile(r"[IVX]{1,5}")
_FIGURES = re.compile(r"\d[\d.,]*")
_EDGES = '.,;:()"“”'
_SHORTEST_KNOWN, _TELLING_WORD = 3, 4
"""Letters of the shortest word that the list tells, and of one that tells by itself that a word ends or begins there.
"""


def with_blanks(chars: Sequence[Char], gaps: Sequence[tuple[float, float]]) -> list[tuple[int, Char]]:
    """The characters, numbered, with the blanks that the network missed.

    A blank stands where a gap is as wide as the line's other blanks, or clearly wider than those between letters with
    a word on either side that is one word with neither.
    """
    if len(chars) < _SHORTEST_LINE or not gaps:
        return list(enumerate(chars))
    between, known = _measured(chars, gaps)
    letters = sorted(g for g in between if g > 0)
    usual = letters[len(letters) // 2] if letters else 0.0
    size = sum(c.x1 - c.x0 for c in chars) / len(chars)
    limit = max(_WEAK * usual, 0.75 * known[len(known) // 2] if known else 0.0, 0.42 * size)
    out = [(0, chars[0])]
    for k, gap in enumerate(between):
        left, right = chars[k], chars[k + 1]
        # a 1 is narrow and stands in a wide cell; closing signs lean away from what they close
        needed = 1.7 * limit if right.text.isdigit() and _in_figure(chars, k) else limit
        clear = len(chars) >= _SHORT_LINE and gap > needed
        clear = clear and not (_alone(chars, k) or _alone(chars, k + 1)) and not _one_word(chars, k)
        clear = clear and (gap > _GAPING * limit or not _runs_on(chars, k))
        weak = gap > max(_WEAK * usual, 0.2 * size) and _words_part(chars, k)
        if (clear or weak) and right.text not in _CLOSING and left.text not in _OPENING:
            out.append((k, Char(" ", left.x1, right.x0, 1.0)))
        out.append((k + 1, right))
    return out


def _measured(chars: Sequence[Char], gaps: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """The width of the gap between every two characters (0 for none); the widths of the blanks read, rising."""
    borders = [(a.x1 + b.x0) / 2 for a, b in pairwise(chars)]
    between = [0.0] * len(borders)
    known: dict[int, float] = {}
    for start, end in gaps:
        # every gap lies between two letters: the pair whose border is nearest
        middle = (start + end) / 2
        after = min(bisect_left(borders, middle), len(borders) - 1)
        nearest = after - 1 if after and middle - borders[after - 1] <= borders[after] - middle else after
        if " " in (chars[nearest].text, chars[nearest + 1].text):
            blank = nearest if chars[nearest].text == " " else nearest + 1
            known[blank] = max(known.get(blank, 0.0), end - start)
        elif start - _REACH <= borders[nearest] <= end + _REACH:
            between[nearest] = end - start
    return between, sorted(known.values())


def _in_figure(chars: Sequence[Char], k: int) -> bool:
    """Whether a figure, or a figure and its point, ends at character ``k``."""
    return chars[k].text.isdigit() or (chars[k].text in ".," and k > 0 and chars[k - 1].text.isdigit())


def _alone(chars: Sequence[Char], k: int) -> bool:
    """Whether a blank beside the letter would leave it as a word of one letter at the end of a longer one."""
    left = k == 0 or chars[k - 1].text == " "
    right = k + 1 == len(chars) or chars[k + 1].text == " "
    return (left or right) and chars[k].text.isalpha() and chars[k].text.islower()


def _words_part(chars: Sequence[Char], k: int) -> bool:
    """Whether what stands before and after the border behind character ``k`` are two words and no single one."""
    left, right = _parts(chars, k)
    whole = left + right
    if _ROMAN.fullmatch(right) and left.casefold() in toml("ocr")["numbered_words"]:
        return True
    if not left or not right or _ROMAN.fullmatch(whole) or lexicon().knows(whole.casefold()):
        return False
    if _ROMAN.fullmatch(right) and left.isupper() and len(left) >= _SHORTEST_KNOWN:
        return lexicon().knows(left.casefold())
    return _stands(left, right) and _stands(right, left)


def _one_word(chars: Sequence[Char], k: int) -> bool:
    """Whether a known word stands over the border behind character ``k``, which a blank would cut into no words.

    A numeral in Roman letters is one: its strokes stand far apart.
    """
    left, right = _parts(chars, k)
    if _ROMAN.fullmatch(left + right):
        return True
    whole = (left + right).casefold()
    return (
        whole.isalpha()
        and not _ROMAN.fullmatch(right)
        and lexicon().knows(whole)
        and not (_stands(left, right) and _stands(right, left))
    )


def _runs_on(chars: Sequence[Char], k: int) -> bool:
    """Whether a small letter follows a letter at the border behind character ``k`` and neither side is a word of its
    own: worn letters fall to pieces, and the white in them is as wide as a blank.
    """
    if not (chars[k].text.isalpha() and chars[k + 1].text.islower()):
        return False
    short = toml("ocr")["short_words"]
    parts = [part.casefold() for part in _parts(chars, k)]
    return not any(p in short or (len(p) >= _TELLING_WORD and p.isalpha() and lexicon().knows(p)) for p in parts)


def _parts(chars: Sequence[Char], k: int) -> tuple[str, str]:
    """What stands before and after the border behind character ``k``, up to the next blank or change of kind."""
    start, end = k, k + 1
    while start > 0 and _together(chars[start - 1].text, chars[start].text):
        start -= 1
    while end + 1 < len(chars) and _together(chars[end].text, chars[end + 1].text):
        end += 1
    left = "".join(c.text for c in chars[start : k + 1]).strip(_EDGES)
    return left, "".join(c.text for c in chars[k + 1 : end + 1]).strip(_EDGES)


def _together(left: str, right: str) -> bool:
    """Whether two neighbours may belong to one word: no blank, no change from letters to figures."""
    return " " not in (left, right) and not (left.isalpha() and right.isdigit())


def _stands(part: str, other: str) -> bool:
    """Whether the part is a word of its own beside the other: known letters, or a number beside letters."""
    if _FIGURES.fullmatch(part):
        return other.isalpha()
    return part.isalpha() and len(part) >= _SHORTEST_KNOWN and lexicon().knows(part.casefold())

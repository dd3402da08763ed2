"""Words of a PDF page from its characters.

Comes in: the characters as columns and the page's placement. Goes out: words with boxes in points (origin top left, as
a person sees the page), type size and weight. Separate from reading the characters because deciding where a word ends
is a subject of its own: pdfium's own blanks are guesses, printed blanks may be narrower than a hair, letters may be
spaced. Gaps are measured against the type size and against the gaps of the same line.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.pdf_chars import LEVEL, Chars, Placement
from extractor.read.pdf_glyphs import Glyphs, read_glyphs
from extractor.read.pdf_spaced import RUN, WIDE, closed_up, one_word, several_words
from extractor.read.uprights import Uprights
from extractor.read.words import Word

_GAP = 0.155
"""Gap between two characters, in type sizes, from which they belong to two words although no blank is printed."""
_GUESSED = 0.13
"""The same where pdfium, which knows the width of the type's blank, guesses one too."""
_BLANK = 0.3
"""Width of a usual blank: a wider gap parts words whatever they are."""
_TIGHT = 0.05
"""A printed blank narrower than this (in type sizes) is none."""
_TRACKED = 0.1
"""Usual gap within words from which a line is letter-spaced."""
_CREVICE = 0.02
"""Signs of one word neither stand apart nor overlap by more than this (in type sizes) where a line stands between."""
_SHIFT = 0.45
"""Type sizes between the middles of two signs (across the line) from which they stand on two lines."""
_SHADOW = 0.25
"""Type sizes between a word and its double, printed twice as a shadow."""
_MANY = 24
"""Equal words from which they are looked up by their place."""
_FAR = 40.0
"""Type sizes over which two signs of one height are not set on one line: most of a page's width."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a page; ``hidden`` and ``white`` ones (invisible, or white) and slanting text stand apart."""

    words: tuple[Word, ...]
    hidden: tuple[Word, ...] = ()
    white: tuple[Word, ...] = ()
    aslant: tuple[str, ...] = ()


def read_words(chars: Chars, number: int, placement: Placement, turned: int, walls: Uprights) -> Text:
    """The words of page ``number`` in the order of the file; what lies outside the page is left out.

    ``walls`` are the vertical lines of the page, which part the words of narrow cells. ``turned`` is the direction of
    level text in the file (degrees counter-clockwise): the page's own rotation, usually.
    """
    glyphs = read_glyphs(chars, placement, turned)
    kinds: tuple[list[Word], list[Word], list[Word]] = ([], [], [])
    aslant: list[str] = []
    for start, end in _lines(glyphs, turned):
        style = glyphs.styles[start]
        if style.angle is None:
            aslant.append(_with_blanks(glyphs, start, end))
            continue
        into = kinds[1 if style.hidden else 2 if style.white else 0]
        if style.angle == turned:
            into.extend(_level(glyphs, start, end, number, walls))
        else:
            # a line printed up or down the page is one word with its blanks: nothing beside it parts it
            text = _composed(_with_blanks(glyphs, start, end))
            x0, x1 = min(glyphs.x0[start:end]), max(glyphs.x1[start:end])
            _, top, _, bottom = glyphs.box(start, end)
            bold = _is_bold(glyphs, start, end)
            into.append(Word(text, number, (x0, top, x1, bottom), size=style.size, bold=bold))
    plain, hidden, white = (tuple(once(words)) for words in kinds)
    return Text(plain, hidden, white, tuple(a for a in aslant if a))


def _lines(glyphs: Glyphs, turned: int) -> Iterator[tuple[int, int]]:
    """Runs of signs that go on in one direction on one baseline, in the order of the file: first, behind the last."""
    start = 0
    last_style, last_top, last_x1 = LEVEL, 0.0, 0.0
    for k, (style, top, x0, x1) in enumerate(zip(glyphs.styles, glyphs.top, glyphs.x0, glyphs.x1, strict=True)):
        # within a text object signs nearly always go on level
        if not (
            style is last_style
            and style.angle == turned
            and -0.1 < top - last_top < 0.1
            and -style.size <= x0 - last_x1 <= style.size
        ):
            if k and _ends(glyphs, k - 1, k, turned):
                yield start, k
                start = k
            last_style = style
        last_top, last_x1 = top, x1
    if start < len(glyphs.texts):
        yield start, len(glyphs.texts)


def _ends(glyphs: Glyphs, i: int, k: int, turned: int) -> bool:
    """Whether a line ends between two signs that follow each other."""
    before, style = glyphs.styles[i], glyphs.styles[k]
    if before is not style and (
        before.angle != style.angle or before.hidden != style.hidden or before.white != style.white
    ):
        return True
    if style.angle is None:
        return before is not style
    size = max(before.size, style.size)
    ax0, atop, ax1, abottom = glyphs.x0[i], glyphs.top[i], glyphs.x1[i], glyphs.bottom[i]
    bx0, btop, bx1, bbottom = glyphs.x0[k], glyphs.top[k], glyphs.x1[k], glyphs.bottom[k]
    aside = abs((ax0 + ax1) - (bx0 + bx1)) / 2
    below = abs((atop + abottom) - (btop + bbottom)) / 2
    if (style.angle - turned) % 180:
        return aside > _SHIFT * size or max(btop - abottom, atop - bbottom) > WIDE * size
    if style.angle != turned:
        return below > _SHIFT * size or max(bx0 - ax1, ax0 - bx1) > WIDE * size
    gap = bx0 - ax1
    if gap < -size or gap > _FAR * size:
        return True
    if below <= _SHIFT * size:
        return False
    return min(abottom, bbottom) - max(atop, btop) < 0.5 * min(abottom - atop, bbottom - btop)


def _level(glyphs: Glyphs, start: int, end: int, number: int, walls: Uprights) -> list[Word]:
    """The words of a line that reads from left to right."""
    if end - start == 1:
        return [_word(glyphs, start, end, number)]
    gaps = _gaps(glyphs, start, end)
    wide, guessed = _GAP, _GUESSED
    if len(gaps) >= RUN - 1 and max(gaps) > _TRACKED:
        tracking = _tracking(glyphs, start, gaps)
        if tracking > _TRACKED:
            wide = guessed = tracking + 0.16
        else:
            wide = max(wide, _loose(glyphs, start, gaps))
    cuts = [start, end]
    doubtful, roomless, walled = False, False, bool(walls)
    middle = (glyphs.top[start] + glyphs.bottom[start]) / 2
    for k, (gap, blank) in enumerate(zip(gaps, glyphs.blanks[start + 1 : end], strict=True), start + 1):
        if gap > wide or (blank and (_is_blank(glyphs, k, gap) if blank == 2 else gap > guessed)):
            cuts.insert(-1, k)
            doubtful = doubtful or _is_doubtful(glyphs, k, gap)
        elif walled and not -_CREVICE <= gap <= _CREVICE and walls.part(glyphs.x1[k - 1], glyphs.x0[k], middle):
            cuts.insert(-1, k)
        elif blank == 2:
            roomless = True
    if doubtful:
        cuts = _kept(glyphs, cuts, gaps)
    if roomless:
        cuts = _with_roomless(glyphs, cuts)
    words = [_word(glyphs, a, b, number) for a, b in pairwise(cuts)]
    if len(words) >= RUN and sum([len(word.text) == 1 for word in words]) >= RUN:
        return list(closed_up(words))
    return words


def _kept(glyphs: Glyphs, cuts: list[int], gaps: list[float]) -> list[int]:
    """The cuts of a line without those where no blank is printed, the gap is no wider than one, and a word is cut.

    Places of tiny type are rounded: gaps within its words may be as wide as blanks.
    """
    kept = cuts[:1]
    for k, after in pairwise(cuts[1:]):
        doubtful = _is_doubtful(glyphs, k, gaps[k - cuts[0] - 1])
        if not (doubtful and one_word("".join(glyphs.texts[kept[-1] : k]), "".join(glyphs.texts[k:after]))):
            kept.append(k)
    return [*kept, cuts[-1]]


def _with_roomless(glyphs: Glyphs, cuts: list[int]) -> list[int]:
    """The cuts of a line and those at printed blanks that take no room, where they part a run of letters into words."""
    blanks = glyphs.blanks
    further: list[int] = []
    for a, b in pairwise(cuts):
        tight = [k for k in range(a + 1, b) if blanks[k] == 2 and k not in glyphs.guesses]
        if tight and several_words(["".join(glyphs.texts[i:k]) for i, k in pairwise((a, *tight, b))]):
            further.extend(tight)
    return sorted([*cuts, *further]) if further else cuts


def _loose(glyphs: Glyphs, start: int, gaps: list[float]) -> float:
    """The widest gap within the words of a line whose letters stand apart unevenly, in type sizes: the file prints its
    blanks, all of them wider; 0 for other lines.
    """
    blanks = glyphs.blanks
    if len([gap for gap in gaps if gap > _GAP]) < RUN:
        return 0.0
    printed = [gap for k, gap in enumerate(gaps, start + 1) if blanks[k] == 2 and k not in glyphs.guesses]
    if not printed:
        return 0.0
    least = min(printed)
    inner = [gap for k, gap in enumerate(gaps, start + 1) if blanks[k] != 2 and _GAP < gap < least]
    return max(inner) if len(inner) >= RUN else 0.0


def _is_doubtful(glyphs: Glyphs, k: int, gap: float) -> bool:
    return gap <= _BLANK and (glyphs.blanks[k] != 2 or k in glyphs.guesses)


def _is_blank(glyphs: Glyphs, k: int, gap: float) -> bool:
    """Whether the blank that is printed before a sign takes room: old scanner software prints some that take none."""
    return gap > _TIGHT or gap < -0.3 or glyphs.x0[k] - glyphs.starts[k] > _TIGHT * max(glyphs.styles[k].unit, 1.0)


def _gaps(glyphs: Glyphs, start: int, end: int) -> list[float]:
    """The gaps between the signs of a line in type sizes (of the larger of two neighbours)."""
    sides = zip(glyphs.x1[start : end - 1], glyphs.x0[start + 1 : end], strict=True)
    style = glyphs.styles[start]
    if style is glyphs.styles[end - 1]:
        scale = 1 / max(style.unit, 1.0)
        return [(b - a) * scale for a, b in sides]
    units = [max(style.unit, 1.0) for style in glyphs.styles[start:end]]
    return [(b - a) / max(u, v) for (a, b), (u, v) in zip(sides, pairwise(units), strict=True)]


def _tracking(glyphs: Glyphs, start: int, gaps: list[float]) -> float:
    """The usual gap within the words of a letter-spaced line in type sizes; 0 for type set as usual."""
    blanks = glyphs.blanks
    signs = "".join(glyphs.texts[start : start + len(gaps) + 1])
    # within pieces there are none
    inner = [0.0] * (len(signs) - len(gaps) - 1)
    inner += sorted([gap for k, gap in enumerate(gaps, start + 1) if gap < WIDE and blanks[k] != 2])
    if len(inner) < RUN - 1:
        return 0.0
    middle = inner[len(inner) // 2]
    # figures in narrow columns stand apart as evenly as spaced letters
    if middle <= _TRACKED or inner[len(inner) // 4] <= 0.6 * middle:
        return 0.0
    return middle if sum(map(str.isalpha, signs)) >= 0.6 * len(signs) else 0.0


def _with_blanks(glyphs: Glyphs, start: int, end: int) -> str:
    """The text of a line in any direction, a blank where one is printed or where the next sign stands apart."""
    parts = [glyphs.texts[start]]
    for k in range(start + 1, end):
        i = k - 1
        across = max(glyphs.x0[k] - glyphs.x1[i], glyphs.x0[i] - glyphs.x1[k])
        along = max(glyphs.top[k] - glyphs.bottom[i], glyphs.top[i] - glyphs.bottom[k])
        if glyphs.blanks[k] == 2 or max(across, along) > _GAP * glyphs.styles[k].size:
            parts.append(" ")
        parts.append(glyphs.texts[k])
    return "".join(parts)


def _word(glyphs: Glyphs, start: int, end: int, number: int) -> Word:
    style = glyphs.styles[start]
    if end - start == 1:
        box = (glyphs.x0[start], glyphs.top[start], glyphs.x1[start], glyphs.bottom[start])
        return Word(glyphs.texts[start], number, box, size=style.size, bold=style.bold or start in glyphs.twice)
    size, bold = style.size, style.bold
    if glyphs.styles[end - 1] is not style:
        size = max([s.size for s in glyphs.styles[start:end]])
        bold = _is_bold(glyphs, start, end)
    elif glyphs.twice and not bold:
        bold = _is_bold(glyphs, start, end)
    text = "".join(glyphs.texts[start:end])
    return Word(_composed(text), number, glyphs.box(start, end), size=size, bold=bold)


def _is_bold(glyphs: Glyphs, start: int, end: int) -> bool:
    return all(glyphs.styles[k].bold or k in glyphs.twice for k in range(start, end))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def once(words: Iterable[Word]) -> Iterator[Word]:
    """Words printed over themselves (imitated bold type, shadows) once."""
    seen: dict[str, list[Word]] = {}
    crowds: dict[str, _Crowd] = {}
    for word in words:
        before = seen.get(word.text)
        if before is None:
            seen[word.text] = [word]
        elif len(before) < _MANY:
            if any(_printed_again(word, b) for b in before):
                continue
            before.append(word)
        else:
            crowd = crowds.get(word.text)
            if crowd is None:
                crowd = crowds[word.text] = _Crowd(before)
            if not crowd.takes(word):
                continue
        yield word


def _printed_again(word: Word, before: Word) -> bool:
    near = _SHADOW * word.size
    return abs(before.box[0] - word.box[0]) < near and abs(before.box[1] - word.box[1]) < near


class _Crowd:
    """Very many equal words, kept by squares of the page, so that each is compared to its neighbours only."""

    def __init__(self, words: list[Word]) -> None:
        self._squares: dict[tuple[int, int, int], list[Word]] = {}
        for word in words:
            self.takes(word)

    def takes(self, word: Word) -> bool:
        """Adds a word, unless it is printed over one that is there."""
        # squares as wide as the distance at most, so that few words that differ in place fit into one
        level = math.frexp(max(_SHADOW * word.size, 1e-3))[1]
        side = math.ldexp(1.0, level)
        across, down = math.floor(word.box[0] / side), math.floor(word.box[1] / side)
        for x in (across - 1, across, across + 1):
            for y in (down - 1, down, down + 1):
                if any(_printed_again(word, b) for b in self._squares.get((level, x, y), ())):
                    return False
        self._squares.setdefault((level, across, down), []).append(word)
        return True

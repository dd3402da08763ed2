"""Words of a PDF page from its characters.

Comes in: the characters as columns and the page's placement. Goes out: words with boxes in points (origin top left, as
a person sees the page), type size and weight. Separate from reading the characters because deciding where a word ends
is a subject of its own: pdfium's own blanks are guesses, printed blanks may be narrower than a hair, letters may be
spaced. Gaps are measured against the type size and against the gaps of the same line.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.read.pdf_chars import LEVEL, Chars, Columns, Placement, Style
from extractor.read.pdf_signs import printed_sign
from extractor.read.pdf_spaced import RUN, WIDE, closed_up, one_word
from extractor.read.words import Box, Word

_GAP = 0.155
"""Gap between two characters, in type sizes, from which they belong to two words although no blank is printed."""
_GUESSED = 0.13
"""The same where pdfium, which knows the width of the type's blank, guesses one too."""
_BLANK = 0.3
"""Width of a usual blank: a wider gap parts words whatever they are."""
_TIGHT = 0.05
"""A printed blank narrower than this (in type sizes) is none."""
_CLOSE = 0.08
"""Signs of one text object with no wider gaps are one piece, whatever the rest of the line is like."""
_LAPPED = 0.25
_TRACKED = 0.1
"""Usual gap within words from which a line is letter-spaced."""
_SHIFT = 0.45
_TWICE = 0.12
_SHADOW = 0.25
_MANY = 24
"""Equal words from which they are looked up by their place."""
_FAR = 40.0
_HYPHEN = 0.33
"""Width of a hyphen in type sizes."""
_PIECES = re.compile(r"[!-~]+|[\x02\x7f-\U0010ffff]")
"""Pieces of a page's text between blanks. What is no ASCII sign stands alone, so pdfium's mark of a hyphen (2)."""


@dataclass(slots=True)
class _Glyphs:
    """What is printed, in the order of the file and without blanks, as parallel lists (sides in page coordinates)."""

    texts: list[str] = field(default_factory=list)
    x0: list[float] = field(default_factory=list)
    top: list[float] = field(default_factory=list)
    x1: list[float] = field(default_factory=list)
    bottom: list[float] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    """What stands before the sign: 0 nothing, 1 a blank that pdfium guesses, 2 a printed blank."""
    starts: list[float] = field(default_factory=list)
    """Left side of the printed blank before the sign, else of the sign: boxes of sheared type overlap, these do not."""
    guesses: set[int] = field(default_factory=set)
    """Signs whose printed blank is a guess of pdfium after all."""
    twice: set[int] = field(default_factory=set)
    """Signs that are printed twice to look bold."""

    def add(self, text: str, box: Box, style: Style, blank: int, start: float) -> bool:
        """One more sign, or piece of signs that surely belong together.

        ``False`` where it is the last one printed again, a fraction of a point aside: imitated bold type.
        """
        x0, top, x1, bottom = box
        if self.texts and text == self.texts[-1]:
            near = _TWICE * style.size
            if abs(self.x0[-1] - x0) < min(near, 0.6 * (x1 - x0)) and abs(self.top[-1] - top) < near:
                self.twice.add(len(self.texts) - 1)
                return False
        self.texts.append(text)
        self.x0.append(x0)
        self.top.append(top)
        self.x1.append(x1)
        self.bottom.append(bottom)
        self.styles.append(style)
        self.blanks.append(blank)
        self.starts.append(start if blank == 2 else x0)
        return True

    def box(self, start: int, end: int) -> Box:
        """The box around the signs of a level run."""
        last = end - 1
        return (
            min(self.x0[start], self.x0[last]),
            min(self.top[start:end]),
            max(self.x1[start], self.x1[last]),
            max(self.bottom[start:end]),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a page; ``hidden`` and ``white`` ones (invisible, or white) and slanting text stand apart."""

    words: tuple[Word, ...]
    hidden: tuple[Word, ...] = ()
    white: tuple[Word, ...] = ()
    aslant: tuple[str, ...] = ()


def read_words(chars: Chars, number: int, placement: Placement, turned: int) -> Text:
    """The words of page ``number`` in the order of the file; what lies outside the page is left out.

    ``turned`` is the direction of level text in the file (degrees counter-clockwise): the page's own rotation, usually.
    """
    glyphs = _glyphs(chars, placement, turned)
    kinds: tuple[list[Word], list[Word], list[Word]] = ([], [], [])
    aslant: list[str] = []
    for start, end in _lines(glyphs, turned):
        style = glyphs.styles[start]
        if style.angle is None:
            aslant.append(_with_blanks(glyphs, start, end))
            continue
        into = kinds[1 if style.hidden else 2 if style.white else 0]
        if style.angle == turned:
            into.extend(_level(glyphs, start, end, number))
        else:
            # a line printed up or down the page is one word with its blanks: nothing beside it parts it
            text = _composed(_with_blanks(glyphs, start, end))
            x0, x1 = min(glyphs.x0[start:end]), max(glyphs.x1[start:end])
            _, top, _, bottom = glyphs.box(start, end)
            bold = _is_bold(glyphs, start, end)
            into.append(Word(text, number, (x0, top, x1, bottom), size=style.size, bold=bold))
    plain, hidden, white = (tuple(_once(words)) for words in kinds)
    return Text(plain, hidden, white, tuple(a for a in aslant if a))


def _glyphs(chars: Chars, placement: Placement, turned: int) -> _Glyphs:
    """What is printed on the page, each sign once, with the blanks before it.

    Signs of one text object that follow each other closely are taken as one piece. Boxes stay in numpy's columns but
    for those of the pieces: most characters stand within one, and nobody asks where.
    """
    width, height = placement.size
    sides = placement.columns(chars.boxes)
    owners, styles = chars.owners, chars.styles
    got = _Glyphs()
    blank, start, guess = 0, 0.0, False
    style = LEVEL
    at = 0
    spans = [found.span() for found in _PIECES.finditer(chars.text)]
    places = np.array(spans, np.intp).reshape(-1, 2)
    for (k, end), (x0, top, x1, bottom), (widest, tightest) in zip(
        spans, _boxes(sides, *places.T), _gaps_within(sides, places), strict=True
    ):
        for n, holder in enumerate(owners[at:k], at):
            # blanks that belong to no text object are guesses: the gap has its say
            if holder is None:
                blank = blank or 1
            else:
                start = start if blank == 2 else float(sides[0][n])
                guess = n in chars.guesses and (guess or blank != 2)
                blank, style = 2, styles[holder]
        if guess:
            got.guesses.add(len(got.texts))
            guess = False
        at = end
        holder = owners[k]
        if holder is not None:
            style = styles[holder]
        whole = end - k == 1 or (
            style.angle == turned
            and holder == owners[end - 1]
            and widest <= _CLOSE * style.unit
            and tightest >= -_LAPPED * style.unit
        )
        text = chars.text[k:end]
        if whole and holder is not None and "!" <= text[0] <= "~":
            if not (-1 <= (x0 + x1) / 2 <= width + 1 and -1 <= (top + bottom) / 2 <= height + 1):
                continue
            if got.add(text, (x0, top, x1, bottom), style, blank, start):
                blank = 0
            continue
        blank, start, style = _add_signs(got, chars, placement, (k, end), (blank, start, style))
    return got


def _add_signs(
    got: _Glyphs, chars: Chars, placement: Placement, part: tuple[int, int], state: tuple[int, float, Style]
) -> tuple[int, float, Style]:
    """Adds characters one by one; takes and gives the blank before the next one, where it starts, the last style."""
    blank, start, style = state
    width, height = placement.size
    first, end = part
    places = np.arange(end - first)
    sides = placement.columns(chars.boxes[first:end])
    for n, (x0, top, x1, bottom) in enumerate(_boxes(sides, places, places + 1), first):
        sign = printed_sign(chars.text[n], n in chars.hyphens)
        holder = chars.owners[n]
        if sign == " ":
            start = start if blank == 2 else x0
            blank = max(blank, 1 if holder is None else 2)
            continue
        if holder is None and sign:
            # a hyphen that pdfium took for the line break's own has lost its place
            if sign != "-" or not got.texts or style.angle != 0 or placement.turn:
                continue
            x0, top, bottom = got.x1[-1], got.top[-1], got.bottom[-1]
            x1 = x0 + _HYPHEN * style.unit
        elif holder is not None:
            style = chars.styles[holder]
        if not sign or not (-1 <= (x0 + x1) / 2 <= width + 1 and -1 <= (top + bottom) / 2 <= height + 1):
            continue
        if got.add(sign, (x0, top, x1, bottom), style, blank, start):
            blank = 0
    return blank, start, style


def _boxes(sides: Columns, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Iterator[Box]:
    """The boxes of level pieces: from the left of the first to the right of the last character."""
    x0, top, x1, bottom = sides
    return zip(x0[starts].tolist(), top[starts].tolist(), x1[ends - 1].tolist(), bottom[starts].tolist(), strict=True)


def _gaps_within(sides: Columns, places: NDArray[np.intp]) -> Iterable[tuple[float, float]]:
    """The widest and the tightest gap within each piece (of no meaning for single characters)."""
    if not len(places):
        return ()
    x0, _, x1, _ = sides
    gaps = np.append(x0[1:] - x1[:-1], 0.0)
    # from the first to the last character of each piece; what lies between two pieces is dropped
    bounds = (places - (0, 1)).ravel()
    widest, tightest = np.maximum.reduceat(gaps, bounds), np.minimum.reduceat(gaps, bounds)
    return zip(widest[::2].tolist(), tightest[::2].tolist(), strict=True)


def _lines(glyphs: _Glyphs, turned: int) -> Iterator[tuple[int, int]]:
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


def _ends(glyphs: _Glyphs, i: int, k: int, turned: int) -> bool:
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


def _level(glyphs: _Glyphs, start: int, end: int, number: int) -> list[Word]:
    """The words of a line that reads from left to right."""
    if end - start == 1:
        return [_word(glyphs, start, end, number)]
    gaps = _gaps(glyphs, start, end)
    wide, guessed = _GAP, _GUESSED
    if len(gaps) >= RUN - 1 and max(gaps) > _TRACKED:
        tracking = _tracking(glyphs, start, gaps)
        if tracking > _TRACKED:
            wide = guessed = tracking + 0.16
    cuts = [start, end]
    doubtful = False
    for k, (gap, blank) in enumerate(zip(gaps, glyphs.blanks[start + 1 : end], strict=True), start + 1):
        if gap > wide or (blank and (_is_blank(glyphs, k, gap) if blank == 2 else gap > guessed)):
            cuts.insert(-1, k)
            doubtful = doubtful or _is_doubtful(glyphs, k, gap)
    if doubtful:
        cuts = _kept(glyphs, cuts, gaps)
    words = [_word(glyphs, a, b, number) for a, b in pairwise(cuts)]
    if len(words) >= RUN and sum([len(word.text) == 1 for word in words]) >= RUN:
        return list(closed_up(words))
    return words


def _kept(glyphs: _Glyphs, cuts: list[int], gaps: list[float]) -> list[int]:
    """The cuts of a line without those where no blank is printed, the gap is no wider than one, and a word is cut.

    Places of tiny type are rounded: gaps within its words may be as wide as blanks.
    """
    kept = cuts[:1]
    for k, after in pairwise(cuts[1:]):
        doubtful = _is_doubtful(glyphs, k, gaps[k - cuts[0] - 1])
        if not (doubtful and one_word("".join(glyphs.texts[kept[-1] : k]), "".join(glyphs.texts[k:after]))):
            kept.append(k)
    return [*kept, cuts[-1]]


def _is_doubtful(glyphs: _Glyphs, k: int, gap: float) -> bool:
    return gap <= _BLANK and (glyphs.blanks[k] != 2 or k in glyphs.guesses)


def _is_blank(glyphs: _Glyphs, k: int, gap: float) -> bool:
    """Whether the blank that is printed before a sign takes room: old scanner software prints some that take none."""
    return gap > _TIGHT or gap < -0.3 or glyphs.x0[k] - glyphs.starts[k] > _TIGHT * max(glyphs.styles[k].unit, 1.0)


def _gaps(glyphs: _Glyphs, start: int, end: int) -> list[float]:
    """The gaps between the signs of a line in type sizes (of the larger of two neighbours)."""
    sides = zip(glyphs.x1[start : end - 1], glyphs.x0[start + 1 : end], strict=True)
    style = glyphs.styles[start]
    if style is glyphs.styles[end - 1]:
        scale = 1 / max(style.unit, 1.0)
        return [(b - a) * scale for a, b in sides]
    units = [max(style.unit, 1.0) for style in glyphs.styles[start:end]]
    return [(b - a) / max(u, v) for (a, b), (u, v) in zip(sides, pairwise(units), strict=True)]


def _tracking(glyphs: _Glyphs, start: int, gaps: list[float]) -> float:
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


def _with_blanks(glyphs: _Glyphs, start: int, end: int) -> str:
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


def _word(glyphs: _Glyphs, start: int, end: int, number: int) -> Word:
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


def _is_bold(glyphs: _Glyphs, start: int, end: int) -> bool:
    return all(glyphs.styles[k].bold or k in glyphs.twice for k in range(start, end))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _once(words: list[Word]) -> Iterator[Word]:
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

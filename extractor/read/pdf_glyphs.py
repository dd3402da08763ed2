"""What is printed on a PDF page, sign by sign, with the blanks before each.

Comes in: the characters as columns and the page's placement. Goes out: signs, and pieces of signs that surely belong
together, each once, as parallel lists. Separate from cutting words, which looks at gaps and at nothing of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from extractor.read.pdf_chars import LEVEL, Chars, Columns, Placement, Style
from extractor.read.pdf_signs import printed_sign
from extractor.read.words import Box

_CLOSE = 0.08
"""Signs of one text object with no wider gaps are one piece, whatever the rest of the line is like."""
_LAPPED = 0.25
"""Share of its line's unit by which signs of one piece may overlap, as slanted and closely set ones do."""
_TWICE = 0.12
"""Type sizes between a sign and its double, printed twice to look bold."""
_HYPHEN = 0.33
"""Width of a hyphen in type sizes."""
_PIECES = re.compile(r"[!-~]+|[\x02\x7f-\U0010ffff]")
"""Pieces of a page's text between blanks. What is no ASCII sign stands alone, so pdfium's mark of a hyphen (2)."""


@dataclass(slots=True)
class Glyphs:
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


def read_glyphs(chars: Chars, placement: Placement, turned: int) -> Glyphs:
    """What is printed on the page, each sign once, with the blanks before it.

    Signs of one text object that follow each other closely are taken as one piece. Boxes stay in numpy's columns but
    for those of the pieces: most characters stand within one, and nobody asks where.
    """
    width, height = placement.size
    sides = placement.columns(chars.boxes)
    owners, styles = chars.owners, chars.styles
    got = Glyphs()
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
        if holder in chars.spaced and end - k == 1:
            blank, start = 2, placement.point(*chars.spaced[holder])[0]
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
        boxes = zip(*(side[k:end].tolist() for side in sides), strict=True)
        blank, start, style = _add_signs(got, chars, placement, (k, boxes), (blank, start, style))
    return got


def _add_signs(
    got: Glyphs, chars: Chars, placement: Placement, part: tuple[int, Iterable[Box]], state: tuple[int, float, Style]
) -> tuple[int, float, Style]:
    """Adds characters one by one, given the first one's place and the boxes of all; takes and gives the blank before
    the next one, where it starts, the last style.
    """
    blank, start, style = state
    width, height = placement.size
    first, boxes = part
    for n, (x0, top, x1, bottom) in enumerate(boxes, first):
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
            if holder in chars.spaced and (n == first or chars.owners[n - 1] != holder):
                blank, start = 2, placement.point(*chars.spaced[holder])[0]
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

"""Words of a PDF page from its characters.

Comes in: the characters as columns and the page's placement. Goes out: words with boxes in points (origin top left, as
a person sees the page), type size and weight. Separate from reading the characters because deciding where a word ends
is a subject of its own: pdfium's own blanks are guesses, printed blanks may be narrower than a hair, letters may be
spaced. Gaps are measured against the type size and against the gaps of the same line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.read.pdf_chars import LEVEL, Chars, Placement, Style
from extractor.read.words import Box, Word, box_around

_GAP = 0.155
"""Gap between two characters, in type sizes, from which they belong to two words although no blank is printed."""
_GUESSED = 0.13
"""The same where pdfium, which knows the width of the type's blank, guesses one too."""
_TIGHT = 0.05
"""A printed blank narrower than this (in type sizes) is none."""
_WIDE = 1.2
"""No letter-spacing is wider than this."""
_TRACKED = 0.1
"""Usual gap within words from which a line is letter-spaced."""
_SHIFT = 0.45
_TWICE = 0.12
_SHADOW = 0.25
_RUN = 5
"""Single letters in a row that make a letter-spaced word."""
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "-"})
_BLANKS = frozenset((0xA0, 0x200B, 0xFEFF, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F))
_PLAIN = range(0x21, 0x7F)
# Signs of the Symbol and Wingdings types that have no Unicode value in the file: lists' bullets and comparisons.
_PRIVATE = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "□", 0xF0D8: "➢", 0xF076: "❖", 0xF0E0: "→",
    0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B8: "÷", 0xF0E5: "∑", 0xF02D: "-", 0xF02B: "+", 0xF03D: "=", 0xF03E: ">",
    0xF03C: "<", 0xF025: "%", 0xF028: "(", 0xF029: ")",
}  # fmt: skip


@dataclass(slots=True)
class _Char:
    text: str
    box: Box
    style: Style
    bold: bool
    blank: bool
    """A blank is printed before it."""
    guessed: bool
    """pdfium guesses a blank before it."""


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
    got = list(_chars(chars, placement))
    kinds: tuple[list[Word], list[Word], list[Word]] = ([], [], [])
    aslant: list[str] = []
    for line in _lines(got, turned):
        style = line[0].style
        if style.angle is None:
            aslant.append("".join((" " if c.blank else "") + c.text for c in line).strip())
            continue
        words = _level(line, number) if style.angle == turned else [_upright(line, number)]
        kinds[1 if style.hidden else 2 if style.white else 0].extend(words)
    plain, hidden, white = (tuple(_once(words)) for words in kinds)
    return Text(plain, hidden, white, tuple(a for a in aslant if a))


def _chars(chars: Chars, placement: Placement) -> Iterator[_Char]:
    """The characters that are printed on the page, each once, with the blanks before them."""
    width, height = placement.size
    boxes = placement.boxes(chars.lefts, chars.tops, chars.rights, chars.bottoms)
    blank = guessed = False
    last: _Char | None = None
    style = LEVEL
    owner: int | None = None
    for k, (code, holder, box) in enumerate(zip(chars.codes, chars.owners, boxes, strict=True)):
        if code in _PLAIN:
            text = chr(code)
        elif k in chars.hyphens:
            text = "-"
        elif code <= 0x20 or code in _BLANKS:
            # blanks that belong to no text object are guesses: the gap has its say
            if holder is None:
                guessed = True
            else:
                blank = True
            continue
        else:
            text = _sign(code)
            if not text:
                continue
        if holder is None and last is None:
            continue
        if holder is not None and holder != owner:
            owner, style = holder, chars.styles[holder]
        x0, top, x1, bottom = box
        if (x1 <= x0 or holder is None) and last is not None:
            # a hyphen that pdfium took for the line break's own has lost its place
            if text != "-" or last.style.angle:
                if holder is None:
                    continue
            else:
                at = last.box
                box = x0, top, x1, bottom = (at[2], at[1], at[2] + 0.33 * style.unit, at[3])
        if not (-1 <= (x0 + x1) / 2 <= width + 1 and -1 <= (top + bottom) / 2 <= height + 1):
            continue
        if last is not None and last.text == text:
            # imitated bold type prints each letter twice, a fraction of a point aside
            near = _TWICE * style.size
            if abs(last.box[0] - x0) < min(near, 0.6 * (x1 - x0)) and abs(last.box[1] - top) < near:
                last.bold = True
                continue
        last = _Char(text, box, style, style.bold, blank, guessed)
        blank = guessed = False
        yield last


def _sign(code: int) -> str:
    """The text of a code point, empty for what prints nothing."""
    if 0xE000 <= code <= 0xF8FF:
        return _PRIVATE.get(code, "•" if 0xF020 <= code <= 0xF0FF else "")
    text = chr(code)
    if code == 0xAD:
        return "-"
    return (
        "" if unicodedata.category(text) in ("Cc", "Cs", "Cn", "Cf") else text.translate(_LIGATURES).translate(_HYPHENS)
    )


def _lines(chars: list[_Char], turned: int) -> Iterator[list[_Char]]:
    """Runs of characters that go on in one direction on one baseline, in the order of the file."""
    run: list[_Char] = []
    for char in chars:
        if run and _ends(run[-1], char, turned):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _ends(a: _Char, b: _Char, turned: int) -> bool:
    """Whether a line ends between two characters."""
    style = b.style
    if a.style is not style and (
        a.style.angle != style.angle or a.style.hidden != style.hidden or a.style.white != style.white
    ):
        return True
    size = max(a.style.size, style.size)
    ax0, atop, ax1, abottom = a.box
    bx0, btop, bx1, bbottom = b.box
    if style.angle is None:
        return a.style is not style
    if style.angle != turned:
        sideways = abs((ax0 + ax1) - (bx0 + bx1)) / 2
        return sideways > _SHIFT * size or max(btop - abottom, atop - bbottom) > _WIDE * size
    gap = bx0 - ax1
    if gap < -size or gap > 40 * size:
        return True
    if abs((atop + abottom) - (btop + bbottom)) / 2 <= _SHIFT * size:
        return False
    return min(abottom, bbottom) - max(atop, btop) < 0.5 * min(abottom - atop, bbottom - btop)


def _level(line: list[_Char], number: int) -> list[Word]:
    """The words of a line that reads from left to right."""
    gaps: list[float] = [0.0]
    a = line[0]
    for b in line[1:]:
        gaps.append((b.box[0] - a.box[2]) / max(a.style.unit, b.style.unit, 1.0))
        a = b
    wide, guessed = _GAP, _GUESSED
    if len(line) >= _RUN and max(gaps) > _TRACKED:
        tracking = _tracking(line, gaps)
        if tracking > _TRACKED:
            wide = guessed = tracking + 0.16
    words: list[Word] = []
    group = [line[0]]
    for char, gap in zip(line[1:], gaps[1:], strict=True):
        if gap > (guessed if char.guessed else wide) or (char.blank and (gap > _TIGHT or gap < -0.3)):
            words.append(_word(group, number))
            group = []
        group.append(char)
    words.append(_word(group, number))
    return list(_closed_up(words)) if len(words) >= _RUN else words


def _tracking(line: list[_Char], gaps: list[float]) -> float:
    """The usual gap within the words of a letter-spaced line in type sizes; 0 for type set as usual."""
    inner = sorted(g for c, g in zip(line[1:], gaps[1:], strict=True) if not c.blank and g < _WIDE)
    if len(inner) < _RUN - 1:
        return 0.0
    middle = inner[len(inner) // 2]
    letters = sum(c.text.isalpha() for c in line)
    # figures in narrow columns stand apart as evenly as spaced letters
    even = inner[len(inner) // 4] > 0.6 * middle
    return middle if even and letters >= 0.6 * len(line) else 0.0


def _upright(line: list[_Char], number: int) -> Word:
    """A line printed up or down the page (or upside down) as one word with its blanks: nothing beside it parts it."""
    parts = [line[0].text]
    a = line[0]
    for b in line[1:]:
        gap = max(b.box[1] - a.box[3], a.box[1] - b.box[3])
        if (a.box[1] + a.box[3]) == (b.box[1] + b.box[3]):
            gap = max(b.box[0] - a.box[2], a.box[0] - b.box[2])
        if b.blank or gap > _GAP * b.style.size:
            parts.append(" ")
        parts.append(b.text)
        a = b
    word = _word(line, number)
    return Word(_composed("".join(parts)), number, word.box, size=word.size, bold=word.bold)


def _word(group: list[_Char], number: int) -> Word:
    if len(group) == 1:
        char = group[0]
        return Word(char.text, number, char.box, size=char.style.size, bold=char.bold)
    first, last = group[0].box, group[-1].box
    boxes = [c.box for c in group]
    box = (
        min(first[0], last[0]),
        min([b[1] for b in boxes]),
        max(first[2], last[2]),
        max([b[3] for b in boxes]),
    )
    text = "".join([c.text for c in group])
    style = group[0].style
    size, bold = style.size, group[0].bold
    for char in group:
        if char.style is not style:
            size = max(size, char.style.size)
        bold = bold and char.bold
    return Word(_composed(text), number, box, size=size, bold=bold)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _once(words: list[Word]) -> Iterator[Word]:
    """Words printed over themselves (imitated bold type, shadows) once."""
    seen: dict[str, list[Word]] = {}
    for word in words:
        near = _SHADOW * word.size
        x0, top = word.box[0], word.box[1]
        before = seen.setdefault(word.text, [])
        if any(abs(b.box[0] - x0) < near and abs(b.box[1] - top) < near for b in before):
            continue
        before.append(word)
        yield word


def _closed_up(words: list[Word]) -> Iterator[Word]:
    """Words typed with blanks between their letters (``P E R J A N J I A N``) made whole.

    They end where a gap is clearly wider than the others.
    """
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalnum() and (not run or _continues(run[-1], word)):
            run.append(word)
            continue
        yield from _spaced(run)
        run = [word] if len(word.text) == 1 and word.text.isalnum() else []
        if not run:
            yield word
    yield from _spaced(run)


def _continues(a: Word, b: Word) -> bool:
    cases = a.text.isupper() == b.text.isupper() or not (a.text.isalpha() and b.text.isalpha())
    return cases and b.box[0] - a.box[2] < 2 * _WIDE * a.size


def _spaced(run: list[Word]) -> Iterator[Word]:
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    letters = sum(w.text.isalpha() for w in run)
    if len(run) < _RUN or letters < max(4, 0.4 * len(run)) or usual > _WIDE * run[0].size:
        yield from run
        return
    group = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap > 1.6 * usual + 0.5:
            yield _whole(group)
            group = []
        group.append(word)
    yield _whole(group)


def _whole(group: list[Word]) -> Word:
    first = group[0]
    bold = all(w.bold for w in group)
    return Word(
        "".join(w.text for w in group), first.page, box_around(w.box for w in group), size=first.size, bold=bold
    )

"""Words of a PDF page from pdfium's characters.

Comes in: an open text page and the transformation to page coordinates. Goes out: words with boxes in points (origin top left, as a
person sees the page), type size and weight. Separate from the file handling because deciding where a word ends is a subject of
its own: pdfium's own blanks are guesses, so that gaps are measured against the type size, and letter-spaced headings are closed up.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from extractor.read.words import Box, Word

Transform = Callable[[float, float, float, float], Box]
"""Left, bottom, right, top in the file's coordinates to a box on the page as a person sees it."""

_GAP = 0.24
"""Gap between two characters, in type sizes, from which they belong to two words although no blank is printed."""
_TIGHT = 0.06
"""A printed or generated blank narrower than this (in type sizes) is none."""
_SHIFT = 0.45
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
_SOFT = "\u00ad\ufffe\u0002"
_HYPHENS = frozenset(("\u2010", "\u2011", *_SOFT))


@dataclass(slots=True)
class _Char:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    blank_before: bool
    across: bool
    """Printed upright; ``False`` for text turned by a right angle on the page."""


def read_words(text_page: Any, number: int, transform: Transform, width: float, height: float) -> tuple[Word, ...]:
    """The words of a page in the order of the file; what lies outside the page is left out."""
    handle = text_page.raw
    chars = list(_chars(handle, transform, width, height))
    words: list[Word] = []
    group: list[_Char] = []
    for char in chars:
        if group and _parts(group[-1], char):
            words.append(_word(group, number))
            group = []
        group.append(char)
    if group:
        words.append(_word(group, number))
    return tuple(_closed_up(words))


def _chars(handle: Any, transform: Transform, width: float, height: float) -> Iterator[_Char]:
    rect = raw.FS_RECTF()
    pointer = ctypes.byref(rect)
    blank = False
    last: _Char | None = None
    style = _Style(handle)
    for k in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, k)
        if (code <= 0x20 and code != 0x02) or code in (0xA0, 0x200B, 0xFEFF):
            blank = True
            continue
        text = chr(code)
        if text in _SOFT or unicodedata.category(text) in ("Cc", "Cs", "Cn"):
            # a hyphen that pdfium marks at a line's end stands for a printed one
            if code in (0x02, 0xFFFE) and raw.FPDFText_IsHyphen(handle, k) == 1:
                text = "-"
            else:
                continue
        if not raw.FPDFText_GetLooseCharBox(handle, k, pointer):
            continue
        x0, top, x1, bottom = transform(rect.left, rect.bottom, rect.right, rect.top)
        if x1 <= 0 or bottom <= 0 or x0 >= width or top >= height or x1 - x0 <= 0:
            continue
        size, bold, across = style.at(k)
        char = _Char(text.translate(_LIGATURES), x0, top, x1, bottom, size, bold, blank, across)
        # fake bold draws the same letter twice, a fraction of a point aside
        if last is not None and last.text == char.text and abs(last.x0 - x0) < 0.12 * size and abs(last.top - top) < 0.12 * size:
            last.bold = True
            continue
        blank = False
        last = char
        yield char


class _Style:
    """Type size, weight and direction, asked anew only where a new text object begins."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._object: Any = None
        self._value = (10.0, False, True)
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def at(self, k: int) -> tuple[float, bool, bool]:
        """Size in points, bold, upright of character ``k``."""
        owner = ctypes.cast(raw.FPDFText_GetTextObject(self._handle, k), ctypes.c_void_p).value
        if owner != self._object or owner is None:
            self._object = owner
            angle = raw.FPDFText_GetCharAngle(self._handle, k) % 3.141593
            across = angle < 0.6 or angle > 2.54
            self._value = (self._size(k), self._bold(k), across)
        return self._value

    def _size(self, k: int) -> float:
        matrix = raw.FS_MATRIX()
        size = float(raw.FPDFText_GetFontSize(self._handle, k))
        if raw.FPDFText_GetMatrix(self._handle, k, ctypes.byref(matrix)):
            scale = (matrix.b * matrix.b + matrix.d * matrix.d) ** 0.5
            size *= scale or 1.0
        return size if size > 0.5 else 1.0

    def _bold(self, k: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._handle, k) >= _BOLD_WEIGHT:
            return True
        length = raw.FPDFText_GetFontInfo(self._handle, k, self._name, 128, ctypes.byref(self._flags))
        return bool(length and _BOLD_NAME.search(self._name.raw[: max(0, length - 1)].decode("utf-8", "replace")))


def _parts(a: _Char, b: _Char) -> bool:
    """Whether a word ends between two characters."""
    size = max(a.size, b.size, 1.0)
    if a.across != b.across:
        return True
    if not a.across:
        return b.blank_before or abs(b.x0 - a.x0) > _SHIFT * size or min(abs(b.bottom - a.top), abs(b.top - a.bottom)) > _GAP * size
    middle = abs((a.top + a.bottom) - (b.top + b.bottom)) / 2
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    if middle > _SHIFT * size and overlap < 0.5 * min(a.bottom - a.top, b.bottom - b.top):
        return True
    gap = b.x0 - a.x1
    if gap < -size:
        return True
    if b.blank_before:
        return gap > _TIGHT * size or gap < -0.3 * size
    return gap > _GAP * size


def _word(group: list[_Char], number: int) -> Word:
    box = (min(c.x0 for c in group), min(c.top for c in group), max(c.x1 for c in group), max(c.bottom for c in group))
    size = max(c.size for c in group)
    text = unicodedata.normalize("NFC", "".join(c.text for c in group))
    text = "".join("-" if c in _HYPHENS else c for c in text)
    return Word(text, number, box, size=size, bold=all(c.bold for c in group))


def _closed_up(words: list[Word]) -> Iterator[Word]:
    """Letter-spaced words (``P E R J A N J I A N``) made whole.

    A run of single letters on one line is letter-spaced; its words end where a gap is clearly wider than the others.
    """
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha() and (not run or _continues(run[-1], word)):
            run.append(word)
            continue
        yield from _spaced(run)
        run = []
        if len(word.text) == 1 and word.text.isalpha():
            run.append(word)
        else:
            yield word
    yield from _spaced(run)


def _continues(a: Word, b: Word) -> bool:
    return abs(a.box[1] - b.box[1]) < 0.3 * a.size and 0 <= b.box[0] - a.box[2] < 2.2 * a.size


def _spaced(run: list[Word]) -> Iterator[Word]:
    if len(run) < 5:
        yield from run
        return
    gaps = [b.box[0] - a.box[2] for a, b in zip(run, run[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 2]
    group = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap > 1.6 * usual + 0.5:
            yield _whole(group)
            group = []
        group.append(word)
    yield _whole(group)


def _whole(group: list[Word]) -> Word:
    boxes = [w.box for w in group]
    box = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
    return Word("".join(w.text for w in group), group[0].page, box, size=group[0].size, bold=all(w.bold for w in group))

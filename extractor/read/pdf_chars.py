"""Characters of a PDF page with their places, as columns of numbers.

Comes in: an open text page. Goes out: :class:`Chars`, parallel lists, and one :class:`Style` for each text object;
and :class:`Placement`, which leads from the file's coordinates to the page's. Separate from the making of words
because this is the one place where every character costs calls into pdfium.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractor.read import pdf_calls as call
from extractor.read.page import Point
from extractor.read.pdf_clips import cut_off
from extractor.read.pdf_signs import with_cork_signs

_BOLD_WEIGHT = 600
"""Weight of a semi-bold cut (OpenType `wght`): plain ones have 400, medium ones 500."""
_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!n)", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
"""The flag ForceBold of a font descriptor (ISO 32000-1, table 123)."""
_FACE_NAME = re.compile(r"(?!font)[a-z]{4}", re.IGNORECASE)
"""A face's own name (`BookmanOldStyle`): it says whether the cut is bold. `CIDFont+F2` and `Fd58-Identity-H` do not."""
_TRACED = re.compile(r"Fd\d+")
"""What ClearScan calls the fonts that it makes of the letters of a scan."""
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_FILLED_AND_STROKED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_SLANT = 15.0
"""Degrees by which a baseline may lean and still be a level (or upright) one."""
_WHITE = 0xF0
"""Red, green and blue of white type are no less than this."""
_BLANK = re.compile(" ")
_HYPHEN = re.compile("[\x02\ufffe]")
_RUN_ENDS = re.compile(r"[^!-~]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffd]")
_ASKED = 50
"""Characters of a page whose mapping is asked of the library, evenly spread: each is a call."""
_MANY_UNNAMED = 0.1
"""Share of the characters asked: below it they are the bullets and signs of a symbol font."""
_PIECEMEAL = 0.3
"""Text objects for each character of a page that is printed sign by sign, or nearly so."""
_NOTHING = 1e-3
"""Points of what takes no room."""
_TEXT = 300
"""Signs of a page of text at the least; a cover with its office, address and seal has fewer."""
_MANY = 100
"""Characters from which the direction of a page's text is taken for the page's own."""


Columns = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
"""Left, top, right and bottom sides of many boxes on the page."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the visible part of a page lies in the file's coordinates, and how far it is turned (clockwise degrees).

    ``scale`` enlarges the page, or makes it smaller: a sheet that was plotted small is read at the size at which it
    was written.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int
    scale: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as a person sees the page."""
        width, height = (self.right - self.left) * self.scale, (self.top - self.bottom) * self.scale
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """From the file's coordinates to the page as a person sees it, origin top left."""
        s = self.scale
        if self.turn == 0:
            return (s, 0, 0, -s, -s * self.left, s * self.top)
        if self.turn == 90:
            return (0, s, s, 0, -s * self.bottom, -s * self.left)
        if self.turn == 180:
            return (-s, 0, 0, s, s * self.right, -s * self.bottom)
        return (0, -s, -s, 0, s * self.top, s * self.right)

    def point(self, x: float, y: float) -> Point:
        """A point of the file on the page as a person sees it."""
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e, b * x + d * y + f)

    def back(self, x: float, y: float) -> Point:
        """From the page as a person sees it to the file's coordinates: the way back of :meth:`point`."""
        x, y = x / self.scale, y / self.scale
        if self.turn == 0:
            return (x + self.left, self.top - y)
        if self.turn == 90:
            return (y + self.left, x + self.bottom)
        if self.turn == 180:
            return (self.right - x, y + self.bottom)
        return (self.right - y, self.top - x)

    def columns(self, boxes: NDArray[np.float64]) -> Columns:
        """The same for many boxes (left, top, right, bottom) at once: left, top, right and bottom sides on the page."""
        lefts, tops, rights, bottoms = boxes.T * self.scale
        left, bottom, right, top = (v * self.scale for v in (self.left, self.bottom, self.right, self.top))
        if self.turn == 0:
            return lefts - left, top - tops, rights - left, top - bottoms
        if self.turn == 90:
            return bottoms - bottom, lefts - left, tops - bottom, rights - left
        if self.turn == 180:
            return right - rights, bottoms - bottom, right - lefts, tops - bottom
        return top - tops, right - rights, top - bottoms, right - lefts


@dataclass(frozen=True, slots=True)
class Style:
    """What all characters of a text object share.

    ``size`` is the type's height in points, ``unit`` the lesser of its height and width (condensed type has narrow
    gaps). ``angle`` is the baseline's direction in the file, in degrees counter-clockwise: 0, 90, 180, 270 or ``None``
    (aslant).
    """

    size: float
    unit: float
    bold: bool
    angle: int | None
    hidden: bool
    white: bool


LEVEL = Style(10.0, 10.0, False, 0, False, False)


@dataclass(slots=True)
class Chars:
    """The characters of a page in the order of the file, blanks included."""

    text: str
    """One sign a character."""
    boxes: NDArray[np.float64]
    """Left, top, right and bottom of each in the file's coordinates."""
    owners: list[int | None]
    """The text object that each belongs to, ``None`` for the blanks that pdfium puts in."""
    styles: dict[int, Style]
    hyphens: frozenset[int]
    """Places where pdfium has taken a hyphen at a line's end for its own sign."""
    guesses: frozenset[int] = frozenset()
    """Places of the blanks that pdfium puts within a text object, where signs stand apart."""
    spaced: dict[int, Point] = field(default_factory=dict)
    """Where a blank is printed, in the file's coordinates, by the text object that follows it: blanks that are text
    objects of their own, which pdfium's text leaves out.
    """
    unnamed: int = 0
    """About how many characters have glyphs of which the file does not say what they print."""

    def direction(self) -> int | None:
        """The direction of nearly all text (degrees counter-clockwise in the file); ``None`` for little text."""
        angles = {style.angle for style in self.styles.values()}
        if len(angles) == 1:
            return angles.pop() if len(self.owners) - self.owners.count(None) >= _MANY else None
        counts: Counter[int | None] = Counter()
        for owner, signs in Counter(self.owners).items():
            if owner is not None:
                counts[self.styles[owner].angle] += signs
        total = sum(counts.values())
        best = max(counts, key=lambda a: counts[a], default=None)
        return best if total >= _MANY and counts[best] > 0.8 * total else None

    def odd_size(self, tiny: float, huge: float) -> float | None:
        """The type size (points) of which as many signs are smaller as are larger, if it is less than ``tiny`` or more
        than ``huge`` on a page of text (the few words of a cover are large in any file).
        """
        sizes = [style.size for style in self.styles.values()]
        if min(sizes, default=tiny) >= tiny and max(sizes, default=huge) <= huge:
            return None
        counts: Counter[float] = Counter()
        for owner, signs in Counter(self.owners).items():
            if owner is not None:
                counts[self.styles[owner].size] += signs
        total = sum(counts.values())
        half = total / 2
        for size in sorted(counts):
            half -= counts[size]
            if half <= 0:
                return size if 0 < size < tiny or (size > huge and total >= _TEXT) else None
        return None

    def scale(self, scale: float) -> None:
        """Scales the type: the boxes are scaled by a :class:`Placement`."""
        larger = {s: replace(s, size=s.size * scale, unit=s.unit * scale) for s in set(self.styles.values())}
        self.styles = {owner: larger[style] for owner, style in self.styles.items()}


_boxes = call.Boxes()
_matrix = call.Slots(ctypes.c_float, 6)
_bounds = call.Slots(ctypes.c_float, 4)


def read_chars(text_page: Any) -> Chars:
    """The characters of an open text page."""
    page = call.Handle(call.address(text_page.raw))
    count = max(0, raw.FPDFText_CountChars(text_page.raw))
    text = with_cork_signs(_text(page, count))
    boxes, missing = _boxes.read(page, count)
    owners, places = _owners(page, text)
    for k in (*missing, *cut_off(text, boxes, owners, text_page.page.get_bbox())):
        owners[k] = None
    hyphens = frozenset(m.start() for m in _HYPHEN.finditer(text) if call.char_is_hyphen(page, m.start()) == 1)
    blanks = (m.start() for m in _BLANK.finditer(text))
    guesses = frozenset(k for k in blanks if owners[k] is not None and call.char_is_generated(page, k) == 1)
    spaced = _spaced(text_page, owners) if len(places) > _PIECEMEAL * len(text) else {}
    return Chars(text, boxes, owners, _styles(page, places), hyphens, guesses, spaced, _unnamed(page, text, hyphens))


def _spaced(text_page: Any, owners: Sequence[int | None]) -> dict[int, Point]:
    """The blanks that are text objects of their own on a page that is printed sign by sign, by the object after each.

    Such an object takes no room, and none of the page's characters belongs to it.
    """
    page = call.Handle(call.address(text_page.page.raw))
    known = set(owners)
    found: dict[int, Point] = {}
    blank: Point | None = None
    for k in range(call.object_count(page)):
        item = call.object_at(page, k)
        if call.object_kind(item) != raw.FPDF_PAGEOBJ_TEXT or item.value is None:
            continue
        if item.value in known:
            if blank is not None:
                found[item.value] = blank
            blank = None
        elif call.object_bounds(item, *_bounds.at[:4]):
            left, bottom, right, top = _bounds.values[:4]
            blank = (left, bottom) if right - left < _NOTHING and top - bottom < _NOTHING else None
    return found


def _unnamed(page: call.Handle, text: str, hyphens: frozenset[int]) -> int:
    """How many characters pdfium cannot name: it gives a control character, or the bare number of the glyph.

    The latter is asked of some characters only, spread over the page: a font whose glyphs have no names has many.
    """
    control = sum(1 for m in _CONTROL.finditer(text) if m.start() not in hyphens)
    asked = [k for k in range(0, len(text), max(1, len(text) // _ASKED)) if text[k] > " "]
    wrong = sum(call.char_is_unnamed(page, k) == 1 for k in asked)
    return max(control, round(wrong / len(asked) * len(text)) if wrong > _MANY_UNNAMED * len(asked) else 0)


def _text(page: call.Handle, count: int) -> str:
    """The characters, at one go where pdfium's text has one unit a character."""
    units = np.empty(count + 1, np.uint16)
    if call.text_of_page(page, 0, count, call.Handle(units.ctypes.data)) == count + 1:
        text = units[:count].astype("<u2").tobytes().decode("utf-16-le", "replace")
        if len(text) == count and "\ufffd" not in text:
            return text
    return "".join([chr(call.char_code(page, k)) for k in range(count)])


def _owners(page: call.Handle, text: str) -> tuple[list[int | None], dict[int | None, int]]:
    """The text object of every character, and the place of a character of every text object.

    A text object's characters stand together, so that not every one need be asked: all signs but printed ASCII ones,
    of a run of these those at the ends where the signs around it differ, and the ones between where the ends differ.
    """
    get = call.char_owner
    owners: list[int | None] = []
    places: dict[int | None, int] = {}
    before: int | None = None
    start = 0

    def ask_each(first: int, end: int) -> None:
        for n in range(first, end):
            owners.append(get(page, n))
            places[owners[n]] = n

    for found in _RUN_ENDS.finditer(text):
        k = found.start()
        after = get(page, k)
        if start < k:
            holder = before if before is not None and before == after else get(page, start)
            if (holder is not None and holder == after) or holder == get(page, k - 1):
                owners += [holder] * (k - start)
                places[holder] = start
            else:
                ask_each(start, k)
        owners.append(after)
        places[after] = k
        before, start = after, k + 1
    ask_each(start, len(text))
    return owners, places


def _styles(page: call.Handle, places: dict[int | None, int]) -> dict[int, Style]:
    """The style of every text object, by the place of one of its characters; equal ones are one object."""
    fonts: dict[int, tuple[bool, bool]] = {}
    known: dict[object, Style] = {}
    styles: dict[int, Style] = {}
    for owner, k in places.items():
        if owner is None:
            continue
        item = call.Handle(owner)
        size = float(call.char_size(page, k))
        matrix = tuple(_matrix.values[:4]) if call.char_matrix(page, k, _matrix.at[0]) else None
        mode = call.text_mode(item)
        font = call.text_font(item) or 0
        white = min(call.components(call.fill_colour, item) or (0,)) >= _WHITE
        key = (size, matrix, mode, font, white)
        if key not in known:
            if font not in fonts:
                fonts[font] = _cut(call.Handle(font)) if font else (False, False)
            bold, traced = fonts[font]
            style = _style(size, matrix, mode, bold, white)
            known[key] = replace(style, hidden=True) if traced else style
        styles[owner] = known[key]
    return styles


def _style(size: float, matrix: tuple[float, ...] | None, mode: int, bold: bool, white: bool) -> Style:
    unit = size
    angle: int | None = 0
    if matrix is not None:
        a, b, c, d = matrix
        size, unit = size * math.hypot(c, d), size * math.hypot(a, b)
        angle = _direction(a, b)
    size = size if size > 0.5 else 1.0
    return Style(
        size,
        min(size, unit) or size,
        bold or mode == _FILLED_AND_STROKED,
        angle,
        mode in _INVISIBLE,
        white and mode != _FILLED_AND_STROKED,
    )


def _direction(a: float, b: float) -> int | None:
    if b == 0 and a > 0:
        return 0
    degrees = math.degrees(math.atan2(b, a)) % 360
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= _SLANT else None


def _cut(font: call.Handle) -> tuple[bool, bool]:
    """Whether a font is a bold cut, and whether scanner software traced it from a picture: what text it stands for was
    recognised, as what lies invisibly over a picture is.
    """
    name = _font_name(font)
    return _is_bold(font, name), _TRACED.fullmatch(name) is not None


def _font_name(font: call.Handle) -> str:
    length = call.font_name(font, None, ctypes.c_size_t(0))
    buffer = ctypes.create_string_buffer(max(1, length))
    call.font_name(font, buffer, ctypes.c_size_t(length))
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2].removesuffix("-Identity-H")


def _is_bold(font: call.Handle, name: str) -> bool:
    """Whether a font is a bold cut. A weight is reckoned from the width of its stems, which are as broad in the plain
    cut of some faces as in the bold one of others: it counts only where the font has no name of a face.
    """
    if call.font_flags(font) & _FORCE_BOLD or _BOLD_NAME.search(name):
        return True
    return not _FACE_NAME.search(name) and bool(call.font_weight(font) >= _BOLD_WEIGHT)

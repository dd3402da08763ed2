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
from dataclasses import dataclass, field
from itertools import repeat

import pypdfium2.raw as raw

from extractor.read import pdf_calls as call
from extractor.read.page import Point

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi(?!n)", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_FILLED_AND_STROKED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_SLANT = 15.0
"""Degrees by which a baseline may lean and still be a level (or upright) one."""
_WHITE = "f0"
_MANY = 100
"""Characters from which the direction of a page's text is taken for the page's own."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the visible part of a page lies in the file's coordinates, and how far it is turned (clockwise degrees)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as a person sees the page."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """From the file's coordinates to the page as a person sees it, origin top left."""
        if self.turn == 0:
            return (1, 0, 0, -1, -self.left, self.top)
        if self.turn == 90:
            return (0, 1, 1, 0, -self.bottom, -self.left)
        if self.turn == 180:
            return (-1, 0, 0, 1, self.right, -self.bottom)
        return (0, -1, -1, 0, self.top, self.right)

    def point(self, x: float, y: float) -> Point:
        """A point of the file on the page as a person sees it."""
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e, b * x + d * y + f)

    def back(self, x: float, y: float) -> Point:
        """From the page as a person sees it to the file's coordinates: the way back of :meth:`point`."""
        if self.turn == 0:
            return (x + self.left, self.top - y)
        if self.turn == 90:
            return (y + self.left, x + self.bottom)
        if self.turn == 180:
            return (self.right - x, y + self.bottom)
        return (self.right - y, self.top - x)

    def columns(self, chars: Chars) -> tuple[list[float], list[float], list[float], list[float]]:
        """The same for the boxes of all characters at once: left, top, right and bottom sides."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        if self.turn == 0:
            return (
                [x - left for x in chars.lefts],
                [top - y for y in chars.tops],
                [x - left for x in chars.rights],
                [top - y for y in chars.bottoms],
            )
        if self.turn == 90:
            return (
                [y - bottom for y in chars.bottoms],
                [x - left for x in chars.lefts],
                [y - bottom for y in chars.tops],
                [x - left for x in chars.rights],
            )
        if self.turn == 180:
            return (
                [right - x for x in chars.rights],
                [y - bottom for y in chars.bottoms],
                [right - x for x in chars.lefts],
                [y - bottom for y in chars.tops],
            )
        return (
            [top - y for y in chars.tops],
            [right - x for x in chars.rights],
            [top - y for y in chars.bottoms],
            [right - x for x in chars.lefts],
        )


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

    codes: list[int]
    owners: list[int | None]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    hyphens: frozenset[int]
    """Places where pdfium has taken a hyphen at a line's end for its own sign."""
    styles: dict[int, Style] = field(default_factory=dict)

    def direction(self) -> int | None:
        """The direction of nearly all text (degrees counter-clockwise in the file); ``None`` for little text."""
        counts: Counter[int | None] = Counter()
        for owner, signs in Counter(self.owners).items():
            if owner is not None:
                counts[self.styles[owner].angle] += signs
        total = sum(counts.values())
        best = max(counts, key=lambda a: counts[a], default=None)
        return best if total >= _MANY and counts[best] > 0.8 * total else None


def read_chars(text_page: object) -> Chars:
    """The characters of an open text page."""
    handle = call.address(text_page.raw)  # type: ignore[attr-defined]
    count = max(0, raw.FPDFText_CountChars(text_page.raw))  # type: ignore[attr-defined]
    codes = _codes(handle, count)
    boxes = call.Slots(ctypes.c_float, 4 * count)
    got = list(map(call.char_box, repeat(handle), range(count), range(boxes.at(0), boxes.at(4 * count), 16)))
    flat = boxes.values[:]
    owners = _owners(handle, codes)
    if not all(got):
        owners = [owner if ok else None for owner, ok in zip(owners, got, strict=True)]
    hyphens = frozenset(k for k, c in enumerate(codes) if c in (0x02, 0xFFFE) and call.char_is_hyphen(handle, k) == 1)
    chars = Chars(codes, owners, flat[0::4], flat[1::4], flat[2::4], flat[3::4], hyphens)
    fonts: dict[int, bool] = {}
    matrix = call.Slots(ctypes.c_float, 6)
    firsts = dict(zip(reversed(owners), range(count - 1, -1, -1), strict=True))
    for owner, k in firsts.items():
        if owner is not None:
            chars.styles[owner] = _style(handle, k, owner, fonts, matrix)
    return chars


def _codes(handle: int, count: int) -> list[int]:
    """The characters' code points, at one go where pdfium's text has one unit a character."""
    text = call.Slots(ctypes.c_ushort, count + 1)
    if call.text_of_page(handle, 0, count, text.at(0)) == count + 1:
        codes: list[int] = text.values[:count]
        if max(codes, default=0) < 0xD800 or not any(0xD800 <= code < 0xE000 for code in codes):
            return codes
    return list(map(call.char_code, repeat(handle), range(count)))


def _owners(handle: int, codes: list[int]) -> list[int | None]:
    """The text object of every character, ``None`` for the blanks that pdfium puts in.

    A text object's characters stand together, so that not every one need be asked: only those at the ends of a run
    without blanks, and the ones between where the ends differ.
    """
    get = call.char_owner
    owners: list[int | None] = [None] * len(codes)
    k, count = 0, len(codes)
    while k < count:
        if not 32 < codes[k] < 127:
            owners[k] = get(handle, k)
            k += 1
            continue
        end = k + 1
        while end < count and 32 < codes[end] < 127:
            end += 1
        first, last = get(handle, k), get(handle, end - 1)
        if first == last:
            owners[k:end] = [first] * (end - k)
        else:
            owners[k:end] = [get(handle, n) for n in range(k, end)]
        k = end
    return owners


def _style(handle: int, k: int, owner: int, fonts: dict[int, bool], matrix: call.Slots) -> Style:
    size = unit = float(call.char_size(handle, k))
    angle: int | None = 0
    if call.char_matrix(handle, k, matrix.at(0)):
        a, b, c, d = matrix.values[:4]
        size, unit = size * math.hypot(c, d), size * math.hypot(a, b)
        angle = _direction(a, b)
    size = size if size > 0.5 else 1.0
    mode = call.text_mode(owner)
    font = call.text_font(owner) or 0
    if font not in fonts:
        fonts[font] = _is_bold(font) if font else False
    fill = call.colour(call.fill_colour, owner)
    white = fill is not None and fill[1:3] >= _WHITE and fill[3:5] >= _WHITE and fill[5:7] >= _WHITE
    return Style(
        size,
        min(size, unit) or size,
        fonts[font] or mode == _FILLED_AND_STROKED,
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


def _is_bold(font: int) -> bool:
    if call.font_weight(font) >= _BOLD_WEIGHT or call.font_flags(font) & _FORCE_BOLD:
        return True
    length = call.font_name(font, None, 0)
    name = ctypes.create_string_buffer(max(1, length))
    call.font_name(font, ctypes.addressof(name), length)
    return bool(_BOLD_NAME.search(name.value.decode("utf-8", "replace")))

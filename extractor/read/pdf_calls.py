"""Lean bindings of the pdfium calls that are made once a character or once a path segment.

Comes in: nothing. Goes out: plain functions on handles, and the arrays that they write into. Separate because the
comfortable bindings wrap every handle in an object and let go of the interpreter lock at every call, which costs more
than such a small call itself.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

_INT, _UINT, _ADDRESS = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p


def address(pointer: Any) -> int:
    """The integer handle behind a pointer or a function of the comfortable bindings."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


class Handle(ctypes.c_void_p):
    """An address, ready to be passed on; as the result of a call it stays one (a plain pointer becomes a number)."""


def _bound(name: str, result: Any) -> Any:
    """A function of pdfium without declared arguments.

    To convert what is passed costs more than most of these calls do (0.33 against 0.21 µs for a character's box). So
    addresses must come as :class:`Handle`, made once for many calls; plain numbers are passed as C ints.
    """
    return ctypes.PYFUNCTYPE(result)(address(getattr(raw, name)))


text_of_page = _bound("FPDFText_GetText", _INT)
char_code = _bound("FPDFText_GetUnicode", _UINT)
char_owner = _bound("FPDFText_GetTextObject", _ADDRESS)
char_size = _bound("FPDFText_GetFontSize", ctypes.c_double)
char_matrix = _bound("FPDFText_GetMatrix", _INT)
char_is_generated = _bound("FPDFText_IsGenerated", _INT)
char_is_unnamed = _bound("FPDFText_HasUnicodeMapError", _INT)
char_is_hyphen = _bound("FPDFText_IsHyphen", _INT)
text_font = _bound("FPDFTextObj_GetFont", _ADDRESS)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT)
font_weight = _bound("FPDFFont_GetWeight", _INT)
font_flags = _bound("FPDFFont_GetFlags", _INT)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t)
object_count = _bound("FPDFPage_CountObjects", _INT)
object_at = _bound("FPDFPage_GetObject", Handle)
object_kind = _bound("FPDFPageObj_GetType", _INT)
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT)
form_count = _bound("FPDFFormObj_CountObjects", _INT)
form_object = _bound("FPDFFormObj_GetObject", Handle)
fill_colour = _bound("FPDFPageObj_GetFillColor", _INT)
stroke_colour = _bound("FPDFPageObj_GetStrokeColor", _INT)
stroke_width = _bound("FPDFPageObj_GetStrokeWidth", _INT)
draw_mode = _bound("FPDFPath_GetDrawMode", _INT)
segment_count = _bound("FPDFPath_CountSegments", _INT)
segment_at = _bound("FPDFPath_GetPathSegment", Handle)
segment_kind = _bound("FPDFPathSegment_GetType", _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT)
segment_closes = _bound("FPDFPathSegment_GetClose", _INT)
object_clip = _bound("FPDFPageObj_GetClipPath", Handle)
clip_count = _bound("FPDFClipPath_CountPaths", _INT)
clip_size = _bound("FPDFClipPath_CountPathSegments", _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", Handle)
_char_box = _bound("FPDFText_GetLooseCharBox", _INT)


class Boxes:
    """The boxes of a page's characters, written by pdfium into one array that is used for page after page."""

    def __init__(self) -> None:
        self._numbers: NDArray[np.float32] = np.empty((0, 4), np.float32)
        self._rows: list[Any] = []

    def read(self, text_page: Handle, count: int) -> tuple[NDArray[np.float64], list[int]]:
        """Left, top, right and bottom of each character in the file's coordinates, and which characters have none."""
        if count > len(self._rows):
            most = max(count, 2 * len(self._rows))
            self._numbers = np.empty((most, 4), np.float32)
            first, step = self._numbers.ctypes.data, self._numbers.strides[0]
            self._rows = [Handle(first + step * k) for k in range(most)]
        got = list(map(_char_box, repeat(text_page), range(count), self._rows))
        boxes = self._numbers[:count].astype(np.float64)
        missing = [] if all(got) else [k for k, ok in enumerate(got) if not ok]
        boxes[missing] = 0.0
        return boxes, missing


class Slots:
    """A few numbers that calls write into: ``at[k]`` leads to the k-th, ``values[k]`` is its value."""

    __slots__ = ("at", "values")

    def __init__(self, kind: Any, count: int) -> None:
        self.values = (kind * count)()
        first, step = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(Handle(first + step * k) for k in range(count))


_colour = Slots(ctypes.c_uint, 4)


def components(get: Any, item: Handle) -> tuple[int, int, int] | None:
    """Red, green and blue (0 to 255) of a page object, ``None`` where it has none (a pattern) or is transparent."""
    if not get(item, *_colour.at):
        return None
    r, g, b, a = _colour.values[:]
    return (r, g, b) if a else None


def has_colour(get: Any, item: Handle) -> bool:
    """Whether the file names the colour of a page object, though it may be transparent."""
    return bool(get(item, *_colour.at))


def colour(get: Any, item: Handle) -> str | None:
    """``#rrggbb`` of a page object, ``None`` as with :func:`components`."""
    found = components(get, item)
    return None if found is None else _hexadecimal(*found)


@lru_cache(maxsize=1000)
def _hexadecimal(r: int, g: int, b: int) -> str:
    return f"#{r:02x}{g:02x}{b:02x}"

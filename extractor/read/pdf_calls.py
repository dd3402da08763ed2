"""Lean bindings of the pdfium calls that are made once a character or once a path segment.

Comes in: nothing. Goes out: plain functions on integer handles. Separate because the comfortable bindings wrap every
handle in an object and let go of the interpreter lock at every call, which costs more than such a small call itself.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

_INT, _UINT, _FLOAT, _HANDLE = ctypes.c_int, ctypes.c_uint, ctypes.c_float, ctypes.c_void_p


def address(pointer: Any) -> int:
    """The integer handle behind a pointer or a function of the comfortable bindings."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _bound(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


text_of_page = _bound("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _HANDLE)
char_code = _bound("FPDFText_GetUnicode", _UINT, _HANDLE, _INT)
char_box = _bound("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
char_owner = _bound("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
char_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
char_matrix = _bound("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
char_is_hyphen = _bound("FPDFText_IsHyphen", _INT, _HANDLE, _INT)
text_font = _bound("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
font_weight = _bound("FPDFFont_GetWeight", _INT, _HANDLE)
font_flags = _bound("FPDFFont_GetFlags", _INT, _HANDLE)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _HANDLE, ctypes.c_size_t)
object_count = _bound("FPDFPage_CountObjects", _INT, _HANDLE)
object_at = _bound("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
object_kind = _bound("FPDFPageObj_GetType", _INT, _HANDLE)
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT, _HANDLE, _HANDLE)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
form_count = _bound("FPDFFormObj_CountObjects", _INT, _HANDLE)
form_object = _bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
fill_colour = _bound("FPDFPageObj_GetFillColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
stroke_colour = _bound("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
stroke_width = _bound("FPDFPageObj_GetStrokeWidth", _INT, _HANDLE, _HANDLE)
draw_mode = _bound("FPDFPath_GetDrawMode", _INT, _HANDLE, _HANDLE, _HANDLE)
segment_count = _bound("FPDFPath_CountSegments", _INT, _HANDLE)
segment_at = _bound("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, _INT)
segment_kind = _bound("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, _HANDLE, _HANDLE, _HANDLE)
segment_closes = _bound("FPDFPathSegment_GetClose", _INT, _HANDLE)


class Slots:
    """A few numbers that calls write into: ``at(k)`` is the address of the k-th, ``values[k]`` its value."""

    __slots__ = ("_base", "_step", "values")

    def __init__(self, kind: Any, count: int) -> None:
        self.values = (kind * count)()
        self._base = ctypes.addressof(self.values)
        self._step = ctypes.sizeof(kind)

    def at(self, k: int) -> int:
        return self._base + k * self._step


_colour = Slots(ctypes.c_uint, 4)
_colour_at = tuple(_colour.at(k) for k in range(4))


def colour(get: Any, item: int) -> str | None:
    """``#rrggbb`` of a page object, ``None`` where it has none (a pattern) or is fully transparent."""
    if not get(item, *_colour_at):
        return None
    r, g, b, a = _colour.values
    return f"#{r:02x}{g:02x}{b:02x}" if a else None

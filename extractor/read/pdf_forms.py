"""Takes out of a PDF the forms that contain themselves, or one another without end.

Comes in: the bytes of a file. Goes out: the same bytes, those forms renamed so that pdfium passes over them. pdfium
follows a form (XObject) that draws another one forty deep: two forms that draw each other twice fill any memory. No
program writes such a file by itself.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"obj\b")
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+(\d{1,8})\s+\d{1,5}\s+R")
_XOBJECTS = re.compile(rb"/XObject\s*(?:<<(.*?)>>|(\d{1,8})\s+\d{1,5}\s+R)", re.DOTALL)
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,8})\s+\d{1,5}\s+R")
_HEAD = 65_536
"""Bytes before and behind the mark of a form within which its dictionary lies."""
_CONTENT = 1 << 20
"""Bytes of a form's content that are looked at."""
_MOST_DRAWN = 200_000
"""Forms that one page may draw, counted with all that they draw in turn."""


@dataclass
class _Form:
    """A form of the file: where the mark stands that it is one, and how often it draws which others."""

    mark: int
    draws: dict[int, int] = field(default_factory=dict)


def without_endless_forms(data: bytes) -> bytes:
    """The bytes without forms that draw themselves, however far around, or more than can be drawn."""
    forms = _forms(data)
    endless = _endless(forms) if any(form.draws for form in forms.values()) else set()
    if not endless:
        return data
    mended = bytearray(data)
    for number in endless:
        mark = forms[number].mark
        # /Form becomes /Farm, a kind of object that nobody draws
        mended[mark - 3] = ord("a")
    return bytes(mended)


def _forms(data: bytes) -> dict[int, _Form]:
    found: dict[int, _Form] = {}
    objects = _Objects(data)
    for mark in _FORM.finditer(data):
        start = data.rfind(b"obj", max(0, mark.start() - _HEAD), mark.start())
        end = data.find(b"stream", mark.end(), mark.end() + _HEAD)
        number = _number_before(data, start)
        if end < 0 or number is None:
            continue
        form = found[number] = _Form(mark.end())
        head = data[start:end]
        names = _named(head, objects)
        if names:
            for drawn in _DRAWS.findall(_content(data, head, end)):
                if drawn in names:
                    form.draws[names[drawn]] = form.draws.get(names[drawn], 0) + 1
    return found


class _Objects:
    """The plain objects of a file by their numbers, looked for when first asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places: dict[int, int] | None = None

    def text(self, number: int) -> bytes:
        """What stands in an object; nothing where there is none."""
        if self._places is None:
            self._places = {}
            for found in _OBJECT.finditer(self._data):
                named = _number_before(self._data, found.start())
                if named is not None:
                    self._places[named] = found.end()
        start = self._places.get(number)
        if start is None:
            return b""
        return self._data[start : max(start, self._data.find(b"endobj", start, start + _HEAD))]


def _number_before(data: bytes, at: int) -> int | None:
    """The object's number that stands before the word ``obj`` at a place of the file."""
    parts = data[max(0, at - 16) : max(0, at)].split()
    return int(parts[-2]) if len(parts) >= 2 and parts[-1].isdigit() and parts[-2].isdigit() else None


def _named(head: bytes, objects: _Objects) -> dict[bytes, int]:
    """The objects that a form can draw, by their names; its resources may stand in an object of their own."""
    resources = _RESOURCES.search(head)
    if resources:
        head += objects.text(int(resources[1]))
    names: dict[bytes, int] = {}
    for inline, elsewhere in _XOBJECTS.findall(head):
        entries = objects.text(int(elsewhere)) if elsewhere else inline
        names.update((name, int(number)) for name, number in _NAMED.findall(entries))
    return names


def _content(data: bytes, head: bytes, at: int) -> bytes:
    """What a form draws, as far as it is written plainly or compressed in the usual way."""
    start = at + len(b"stream")
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    packed = data[start : start + _CONTENT]
    if b"/FlateDecode" not in head and b"/Fl " not in head:
        return packed[: max(0, packed.find(b"endstream"))]
    try:
        return zlib.decompressobj().decompress(packed, _CONTENT)
    except zlib.error:
        # what cannot be unpacked is not drawn either
        return b""


def _endless(forms: dict[int, _Form]) -> set[int]:
    """The forms that draw themselves, or too much; whatever draws these is left as it is, and draws less."""
    endless: set[int] = set()
    drawn: dict[int, int] = {}
    for first in forms:
        if first in drawn:
            continue
        path = [(first, iter(forms[first].draws))]
        under_way = {first}
        while path:
            number, rest = path[-1]
            child = next((c for c in rest if c in forms and c not in drawn), None)
            if child is None:
                path.pop()
                under_way.discard(number)
                total = 1 + sum(n * drawn.get(c, 0) for c, n in forms[number].draws.items() if c not in endless)
                if total > _MOST_DRAWN:
                    endless.add(number)
                drawn[number] = total
            elif child in under_way:
                endless.add(number)
            else:
                path.append((child, iter(forms[child].draws)))
                under_way.add(child)
    return endless

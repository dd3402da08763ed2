"""Mends the bytes of a damaged PDF so far that pdfium reads it whole.

Comes in: the bytes of a file. Goes out: bytes that pdfium opens better, or the same ones. pdfium finds the objects of a
file anew when its table of places (the cross-reference table) cannot be read, but believes a table that leads
elsewhere, a page count that lies, and wants the header among the first bytes.
"""

from __future__ import annotations

import re

from extractor.read.pdf_forms import without_endless_forms

HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
"""Bytes at the beginning of a file within which readers look for its header (PDF Reference 1.7, appendix H)."""
_START = re.compile(rb"startxref\s+(\d{1,12})")
_SECTION = re.compile(rb"\s*(\d{1,8})\s+(\d{1,7})\s*[\r\n]+")
_PREVIOUS = re.compile(rb"/Prev\s+(\d{1,12})")
_OBJECT = re.compile(rb"\s{0,2}(\d{1,8})\s+(\d{1,5})\s+obj\b")
_COUNT = re.compile(rb"(/Count\s+)(-?\d+)")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_ENTRY = 20
"""Bytes of an entry of a cross-reference table (ISO 32000-1, 7.5.4)."""
_UPDATES = 20
"""Tables of a file that was changed so often, newest first, are looked at."""
_TRAILER = 4096
"""Bytes of the longest trailer, and at the end of a file within which ``startxref`` stands."""


def looks_like_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF, be its header late or lost: some object and the end of one."""
    head = data[:_HEADER_WITHIN]
    return HEADER in head or (HEADER in data and b"endobj" in data) or (b" obj" in data[:65536] and b"endobj" in data)


def mended(data: bytes) -> bytes:
    """The bytes with a header at their beginning, without a table of places that leads elsewhere, and without forms
    that contain themselves.
    """
    at = data.find(HEADER, 0, _HEADER_WITHIN)
    if at < 0:
        late = data.find(HEADER)
        data = data[late:] if late > 0 else b"%PDF-1.7\n" + data
        at = 0
    data = without_endless_forms(data)
    return data if _places_hold(data, at) else without_places(data)


def without_places(data: bytes) -> bytes:
    """The bytes with their tables of places made unreadable, so that every object is looked for."""
    return data.replace(b"startxref", b"startnone")


def with_counted_pages(data: bytes) -> bytes:
    """The bytes without their page counts, so that the pages are counted one by one."""
    return _COUNT.sub(lambda m: m[1] + b"0".ljust(len(m[2])), data)


def plain_pages(data: bytes) -> int:
    """How many page objects stand uncompressed in the file: as many as pages, or none, in most files."""
    return sum(1 for _ in _PAGE.finditer(data))


def _places_hold(data: bytes, shift: int) -> bool:
    """Whether the entries of the tables of places lead to the objects that they name.

    ``True`` where there is no such table (a stream of places is checked by pdfium, by its own type).
    """
    starts = _START.findall(data, max(0, len(data) - _TRAILER))
    if not starts:
        return True
    at, seen = int(starts[-1]), set[int]()
    while at not in seen and len(seen) < _UPDATES:
        seen.add(at)
        table = at if data[at : at + 4] == b"xref" else at + shift
        if data[table : table + 4] != b"xref":
            return True
        end = _entries_end(data, table + 4, table - at)
        if end is None:
            return False
        before = _PREVIOUS.search(data, end, end + _TRAILER)
        if before is None:
            return True
        at = int(before[1])
    return True


def _entries_end(data: bytes, at: int, shift: int) -> int | None:
    """Where the entries of a table end; ``None`` where one leads elsewhere."""
    while found := _SECTION.match(data, at):
        first, count = int(found[1]), int(found[2])
        at = found.end()
        for k in range(count):
            entry = data[at : at + _ENTRY].split()
            if len(entry) < 3 or entry[2] not in (b"n", b"f") or not entry[0].isdigit():
                return None
            at += _ENTRY
            if entry[2] == b"n" and int(entry[0]):
                named = _OBJECT.match(data, int(entry[0]) + shift)
                if named is None or int(named[1]) != first + k:
                    return None
    return at

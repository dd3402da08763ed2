"""Bytes of a text export to lines: finds the encoding, refuses what is no text.

In: the bytes of the file. Out: its lines, as ``str.splitlines`` counts them (1-based, a form feed ends a line), each
with the character that ended it. Separate because nothing after it may think about bytes.
"""

from __future__ import annotations

import codecs
import re

from extractor.errors import EncodingError, UnsupportedInputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROL_SHARE = 0.01
"""Share of control characters (blanks and ends of lines and pages aside) from which bytes are no text."""
_NUL_SHARE = 0.7
"""UTF-16 of Latin text has a zero in every second byte; a binary file has fewer, or scattered ones."""


def _without_bom(data: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark, or ``None``: zeros stand on one side of every pair only."""
    sample = data[:65536]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd / half > _NUL_SHARE and even == 0:
        return "utf-16-le"
    if even / half > _NUL_SHARE and odd == 0:
        return "utf-16-be"
    return None


def _single_byte(data: bytes, name: str) -> str:
    """Text in an eight-bit encoding. Windows-1252 is what Indonesian offices' programs write besides UTF-8.

    Raises ``EncodingError`` where the bytes make no sense in it: undefined codes, or hardly any plain letters.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as e:
        raise EncodingError(name=name) from e
    foreign = sum(c > "\x7f" for c in text)
    letters = sum(c.isascii() and c.isalpha() for c in text)
    if foreign * 4 > letters:
        raise EncodingError(name=name)
    return text


def decode(data: bytes, name: str) -> str:
    """The text of the bytes.

    Tried in order: a byte order mark, UTF-8, UTF-16 without a mark, Windows-1252. Raises ``UnsupportedInputError`` for
    binary data and ``EncodingError`` for text whose encoding cannot be told.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as e:
                raise EncodingError(name=name) from e
            break
    else:
        wide = _without_bom(data) if b"\0" in data[:65536] else None
        try:
            text = data.decode(wide or "utf-8")
        except UnicodeDecodeError as e:
            if b"\0" in data or len(_CONTROLS.findall(data[:65536].decode("latin-1"))) > 8:
                raise UnsupportedInputError(name=name) from e
            text = _single_byte(data, name)
    if "\0" in text or len(_CONTROLS.findall(text)) > max(8, _CONTROL_SHARE * len(text)):
        raise UnsupportedInputError(name=name)
    return text


def lines_of(text: str) -> list[tuple[str, str]]:
    """The lines with what ended them: ``(content, ending)``, in the numbering of ``str.splitlines``."""
    out = []
    for whole in text.splitlines(keepends=True):
        content = whole.splitlines()[0] if whole else ""
        out.append((content, whole[len(content) :]))
    return out

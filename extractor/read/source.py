"""Opens a source: finds out by content what it is and gives its pages one at a time."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import (
    EmptyInputError,
    FileTooLargeError,
    NotFoundError,
    OfficeFileError,
    TooLargeError,
    UnsupportedInputError,
    WebPageError,
)
from extractor.files import utf8
from extractor.options import Options
from extractor.read.image import media_type
from extractor.read.page import Page
from extractor.read.pdf_mend import looks_like_pdf
from extractor.read.progress import counted

MEGABYTE = 1_000_000
"""Bytes, as the limits of the command line count them."""
_PIECE = 16 * MEGABYTE
_NOTHING = b" \t\r\n\f\v" + codecs.BOM_UTF8 + codecs.BOM_UTF16
"""Bytes of which a file holds nothing: blanks, and the mark that editors put before a text."""


@dataclass(frozen=True)
class SourceFile:
    """A file that was opened: what it is, and its pages, read lazily and once."""

    name: str
    sha256: str
    media_type: str
    page_count: int | None
    pages: Iterator[Page]


@dataclass(frozen=True)
class Held:
    """A file that lies in no folder of this machine: its name and its bytes."""

    name: str
    data: bytes


def load(source: str | Path | bytes | Held, most: int | None = None) -> tuple[str, bytes]:
    """Name and bytes of the source, ``most`` so many.

    Raises ``NotFoundError``, ``EmptyInputError`` and ``FileTooLargeError``.
    """
    if isinstance(source, Held):
        name, data = source.name, source.data
    elif isinstance(source, bytes):
        name, data = "-", source
    else:
        path = Path(source)
        try:
            name, data = utf8(path.name), _read(path, most)
        except OSError as e:
            raise NotFoundError(name=str(path), reason=e.strerror or str(e)) from e
    if most is not None and len(data) > most:
        raise FileTooLargeError(name=name, size=most // MEGABYTE)
    if not data.strip(_NOTHING):
        raise EmptyInputError(name=name)
    return name, data


def _read(path: Path, most: int | None) -> bytes:
    """The bytes of a file; of a device, which may have no end, and of a file that is larger, a little more than
    ``most``.
    """
    if most is None:
        return path.read_bytes()
    data = bytearray()
    with path.open("rb") as stream:
        while len(data) <= most and (piece := stream.read(_PIECE)):
            data += piece
    return bytes(data)


def _with_pictures_read(pages: Iterator[Page], data: bytes, options: Options) -> Iterator[Page]:
    """The pages, those without a usable text layer read as pictures (all of them with ``ocr="always"``)."""
    from extractor.read.judge import needs_reading
    from extractor.read.ocr.scan import read_scanned
    from extractor.read.ocr.witness import heard

    held = list(pages)
    wanted = [
        page.number for page in held if needs_reading(page) or (options.ocr == "always" and page.trouble != "damaged")
    ]
    scanned = read_scanned(
        data,
        wanted,
        password=options.password,
        jobs=options.jobs,
        cache=options.ocr_cache,
        choice=options.ocr_engine,
    )
    found = counted(scanned, len(wanted))
    layers = {page.number: page for page in held}
    read = {number: heard(page, layers[number]) for number, page in zip(wanted, found, strict=True)}
    yield from (read.get(page.number, page) for page in held)


_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""What files of word processors, spreadsheets and archives begin with."""
_PROGRAMS = (b"%!PS", b"\x7fELF", b"MZ\x90")
"""What programs begin with: for a printer, for a machine. The first is text, but none that anybody would read."""
_TEXTS = (".txt", ".md")


def _kind(data: bytes, name: str, options: Options) -> str:
    """``pdf``, ``image`` or ``txt``, by what the bytes are.

    Raises ``WebPageError``, ``OfficeFileError`` and ``UnsupportedInputError`` for what people take for documents.
    """
    if options.type is not None and options.type != "pdf":
        return options.type
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OFFICE):
        raise OfficeFileError(name=name)
    if data.startswith(_PROGRAMS):
        raise UnsupportedInputError(name=name)
    if _WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) and Path(name).suffix.casefold() not in _TEXTS:
        raise WebPageError(name=name)
    if media_type(data):
        return "image"
    return "pdf" if options.type == "pdf" or looks_like_pdf(data) else "txt"


def open_source(source: str | Path | bytes | Held, options: Options) -> SourceFile:
    """Opens a path or bytes (with a name, where they are ``Held``).

    Raises the errors of :mod:`extractor.errors` that concern input.
    """
    name, data = load(source, options.max_bytes)
    digest = hashlib.sha256(data).hexdigest()
    kind = _kind(data, name, options)
    if kind == "pdf":
        from extractor.read.pdf import read_pdf

        count, pages = read_pdf(data, name, options)
        if options.pages is None and count > options.max_pages:
            raise TooLargeError(name=name, pages=count, limit=options.max_pages)
        if options.ocr != "never":
            pages = _with_pictures_read(pages, data, options)
        return SourceFile(name, digest, "application/pdf", count, pages)
    if kind == "image":
        from extractor.read.image import read_image

        count, pages = read_image(data, name, options)
        if options.pages is None and count > options.max_pages:
            raise TooLargeError(name=name, pages=count, limit=options.max_pages)
        pages = counted(pages, len(options.pages or range(count)))
        return SourceFile(name, digest, media_type(data) or "application/octet-stream", count, pages)
    from extractor.read.text import read_text

    return SourceFile(name, digest, "text/plain", None, read_text(data, name, options))

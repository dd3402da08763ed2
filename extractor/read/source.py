"""Opens a source: finds out by content what it is and gives its pages one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import EmptyInputError, NotFoundError, TooLargeError
from extractor.options import Options
from extractor.read.image import media_type
from extractor.read.page import Page


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


def load(source: str | Path | bytes | Held) -> tuple[str, bytes]:
    """Name and bytes of the source. Raises ``NotFoundError`` and ``EmptyInputError``."""
    if isinstance(source, Held):
        name, data = source.name, source.data
    elif isinstance(source, bytes):
        name, data = "-", source
    else:
        path = Path(source)
        try:
            name, data = path.name, path.read_bytes()
        except OSError as e:
            raise NotFoundError(name=str(path), reason=e.strerror or str(e)) from e
    if not data.strip():
        raise EmptyInputError(name=name)
    return name, data


def _with_pictures_read(pages: Iterator[Page], data: bytes, options: Options) -> Iterator[Page]:
    """The pages, those without a usable text layer read as pictures (all of them with ``ocr="always"``)."""
    from extractor.read.judge import needs_reading
    from extractor.read.ocr.scan import read_scanned

    held = list(pages)
    wanted = [page.number for page in held if options.ocr == "always" or needs_reading(page)]
    found = read_scanned(
        data,
        wanted,
        password=options.password,
        jobs=options.jobs,
        cache=options.ocr_cache,
        choice=options.ocr_engine,
    )
    read = dict(zip(wanted, found, strict=True))
    yield from (read.get(page.number, page) for page in held)


def open_source(source: str | Path | bytes | Held, options: Options) -> SourceFile:
    """Opens a path or bytes (with a name, where they are ``Held``).

    Raises the errors of :mod:`extractor.errors` that concern input.
    """
    name, data = load(source)
    digest = hashlib.sha256(data).hexdigest()
    picture = media_type(data)
    kind = options.type or ("pdf" if b"%PDF-" in data[:1024] else "image" if picture else "txt")
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
        return SourceFile(name, digest, picture or "application/octet-stream", count, pages)
    from extractor.read.text import read_text

    return SourceFile(name, digest, "text/plain", None, read_text(data, name, options))

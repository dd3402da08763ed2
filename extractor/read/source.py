"""Opens a source: finds out by content what it is and gives its pages one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import EmptyInputError, NotFoundError
from extractor.options import Options
from extractor.read.page import Page


@dataclass(frozen=True)
class SourceFile:
    """A file that was opened: what it is, and its pages, read lazily and once."""

    name: str
    sha256: str
    media_type: str
    page_count: int | None
    pages: Iterator[Page]


def load(source: str | Path | bytes) -> tuple[str, bytes]:
    """Name and bytes of the source. Raises ``NotFoundError`` and ``EmptyInputError``."""
    if isinstance(source, bytes):
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


def open_source(source: str | Path | bytes, options: Options) -> SourceFile:
    """Opens a path or bytes.

    Raises the errors of :mod:`extractor.errors` that concern input.
    """
    name, data = load(source)
    digest = hashlib.sha256(data).hexdigest()
    kind = options.type or ("pdf" if b"%PDF-" in data[:1024] else "txt")
    if kind == "pdf":
        from extractor.read.pdf import read_pdf

        count, pages = read_pdf(data, name, options)
        return SourceFile(name, digest, "application/pdf", count, pages)
    from extractor.read.text import read_text

    return SourceFile(name, digest, "text/plain", None, read_text(data, name, options))

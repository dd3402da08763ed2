"""JSON Lines: every result of a run as one line of one file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.batch.places import join, presence, read
from extractor.errors import NotWritableError
from extractor.files import write_whole


def line_of(result: Path | str) -> bytes:
    """A result (a local path or an URL) as one line, ending in a newline."""
    data = json.loads(read(str(result)))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def append_line(file: Path, result: Path | str) -> None:
    """Adds a result at the end, so that a reader can follow a run.

    Raises :class:`extractor.errors.NotWritableError`.
    """
    line = line_of(result)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as stream:
            stream.write(line)
    except OSError as error:
        raise NotWritableError(name=str(file), reason=error.strerror or str(error)) from error


def write_lines(file: Path, out: Path | str, results: Iterable[str]) -> None:
    """Writes all results (relative to ``out``) anew in their order: the same file for the same results, however often
    a run was interrupted. Raises :class:`extractor.errors.NotWritableError`.
    """
    there = presence(out)
    data = b"".join(line_of(join(out, result)) for result in results if there(result))
    try:
        write_whole(file, data)
    except OSError as error:
        raise NotWritableError(name=str(file), reason=error.strerror or str(error)) from error

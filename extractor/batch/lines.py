"""JSON Lines: every result of a run as one line of one file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from extractor.batch.worker import write_whole


def line_of(result: Path) -> bytes:
    """A result as one line, ending in a newline."""
    data = json.loads(result.read_bytes())
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def append_line(file: Path, result: Path) -> None:
    """Adds a result at the end, so that a reader can follow a run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.write(line_of(result))


def write_lines(file: Path, results: Iterable[Path]) -> None:
    """Writes all results anew in their order: the same file for the same results, however often a run was
    interrupted.
    """
    write_whole(file, b"".join(line_of(result) for result in results if result.exists()))

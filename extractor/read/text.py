"""Reads text exports (.txt, .md): gives pages on an imagined grid, tab-separated rows as grids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.options import Options
from extractor.read.page import Grid, GridCell, Page
from extractor.read.words import Word

_STEP, _HEIGHT = 5.0, 12.0


def _words(text: str, line: int, x: float, top: float) -> tuple[Word, ...]:
    bold = "**" in text or "<b>" in text
    text = re.sub(r"<[^>]+>|\*\*|^#+ ", lambda m: " " * len(m.group()), text)
    return tuple(
        Word(m.group(), 1, (x + m.start() * _STEP, top, x + m.end() * _STEP, top + 10), line, method="text", bold=bold)
        for m in re.finditer(r"\S+", text)
    )


def read_text(data: bytes, name: str, options: Options) -> Iterator[Page]:
    """The pages of a text export."""
    lines = data.decode("utf-8").splitlines()
    words: list[Word] = []
    grids: list[Grid] = []
    rows: list[tuple[GridCell, ...]] = []

    def flush() -> None:
        if rows:
            width = max(len(r) for r in rows)
            full = [r + tuple(GridCell((), r[-1].box, r[0].row, c) for c in range(len(r), width)) for r in rows]
            grids.append(Grid(1, full[0][0].box, tuple(full)))
            rows.clear()

    for n, line in enumerate(lines, 1):
        top = n * _HEIGHT
        if "\t" in line:
            row = []
            for c, part in enumerate(line.split("\t")):
                pieces = [p for p in re.split(r"</p>|<br/?>|</li>", part) if p.strip()]
                got = tuple(w for p in pieces if (w := _words(p, n, c * 150, top)))
                row.append(GridCell(got, (c * 150, top, c * 150 + 150, top + 10), len(rows), c))
            rows.append(tuple(row))
            continue
        if line.strip():
            flush()
            words.extend(_words(line, n, 0, top))
    flush()
    yield Page(1, 600, (len(lines) + 1) * _HEIGHT, tuple(words), grids=tuple(grids), method="text")

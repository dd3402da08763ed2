"""Invented tables for the tests of kinds: rows of text become cells with places."""

from __future__ import annotations

from extractor.layout.blocks import Cell, Line, Table
from extractor.read.words import Span, Word

WIDTH, LEADING = 200.0, 12.0
ABOVE, LEFT = "^", "<"
"""A place that the cell above, or the one to the left, reaches over."""


def _lines(text: str, x: float, top: float, *, drawn: bool, number: int) -> tuple[Line, ...]:
    lines = []
    for k, part in enumerate(text.split("\n")):
        at, words = x, []
        for word in part.split():
            box = (at, top + LEADING * k, at + 5 * len(word), top + LEADING * k + 10)
            words.append(
                Word(
                    word,
                    1,
                    box if drawn else (at, top, box[2], top + 10),
                    None if drawn else number,
                    method="text-layer" if drawn else "text",
                )
            )
            at += 5 * (len(word) + 1)
        if words:
            lines.append(Line(tuple(words)))
    return tuple(lines)


def sheet(header: str, *rows: str, drawn: bool = True) -> Table:
    """A table; cells are parted by ``|``, lines in a cell by a line break, an empty line in a cell by ``_``."""
    width = len(header.split("|"))
    made: list[list[Cell]] = []
    said = [[t.strip() for t in row.split("|")] for row in rows]
    top = 100.0
    for r, row in enumerate(rows):
        texts = [t.strip() for t in row.split("|")]
        assert len(texts) == width, row
        depth = max(t.count("\n") + 1 for t in texts)
        cells: list[Cell] = []
        for c, text in enumerate(texts):
            if text == ABOVE:
                cells.append(made[r - 1][c])
            elif text == LEFT:
                cells.append(cells[c - 1])
            else:
                span = 1
                while c + span < width and texts[c + span] == LEFT:
                    span += 1
                body = "\n".join("" if t.strip() == "_" else t for t in text.split("\n"))
                box = (c * WIDTH, top, (c + span) * WIDTH, top + depth * LEADING)
                down = 1
                while r + down < len(rows) and said[r + down][c : c + 1] == [ABOVE]:
                    down += 1
                cells.append(Cell(_lines(body, c * WIDTH, top, drawn=drawn, number=r + 1), box, r, c, down, span))
        made.append(cells)
        top += depth * LEADING + 6
    heads = tuple(
        Span(w for line in _lines(h, c * WIDTH, 60, drawn=drawn, number=0) for w in line.words)
        for c, h in enumerate(header.split("|"))
    )
    return Table((1,), heads, tuple(tuple(row) for row in made), (0, 60, width * WIDTH, top), top)

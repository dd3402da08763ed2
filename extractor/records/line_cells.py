"""A cell that holds a programme and under it its kegiatan: `Program A` over `Kegiatan : B`, over `1. B`, over `B`.

Comes in: the cells of a column of programmes and kegiatan. Goes out: the parts of each, the programme first. Apart from
what rows say above their indicators, because a name that goes on in a second line looks much the same: how the writer
set the kegiatan apart (a word, a mark, type that is not bold, a line begun anew) has to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.blocks import Cell, Line
from extractor.match.levels import own_level
from extractor.printed import BULLETS
from extractor.read.words import Span
from extractor.records.cell_items import items, paragraphs, placed, tidy

_BULLET = re.compile(rf"[{BULLETS}]\s")
_UNDER = {"program": ("kegiatan", "sub_kegiatan"), "kegiatan": ("sub_kegiatan",)}
"""What may stand under a programme or a kegiatan in its cell."""


def line_parts(cell: Cell, whole: bool) -> list[Span]:
    """The programme of a cell and each kegiatan under it; the cell alone where it holds one thing.

    ``whole``: every cell of the column holds both (:func:`hold_both`), so that a weak sign is believed.
    """
    span, lines = cell.span, cell.lines
    level = own_level(span.text)
    for at in range(1, len(lines)):
        rest = Cell(lines[at:], cell.box, cell.row, cell.column)
        head = Cell(lines[:at], cell.box, cell.row, cell.column)
        if rest.text[:1].islower() and not _is_marked(rest):
            continue  # the rest of a name
        below = own_level(rest.text)
        if below in _UNDER.get(level or "", ()) and (whole or _is_labelled(rest) or _begins_anew(cell, at)):
            return [_cut(head), *line_parts(rest, whole=False)]
        if level == "program" and _is_marked(rest) and not _is_marked(cell):
            return [_cut(head), *(item.span for item in items(rest))]
        if whole and rest.text[:1].isupper() and _is_bold(head.lines, True) and _is_bold(rest.lines, False):
            return [_cut(head), _cut(rest)]
    parts = paragraphs(cell) if whole and level == "program" else []
    if len(parts) == 2 and not parts[1].span.text[:1].islower():
        return [part.span for part in parts]
    return [span]


def hold_both(cells: Sequence[Cell]) -> bool:
    """Whether every cell of a column holds a programme and, set apart from it in some way, what stands under it."""
    return len(cells) > 1 and all(len(line_parts(cell, whole=True)) > 1 for cell in cells)


def _is_bold(lines: Sequence[Line], bold: bool) -> bool:
    return bool(lines) and all(line.bold is bold for line in lines)


def _is_labelled(cell: Cell) -> bool:
    """Whether a colon stands behind the first words of a cell: `Kegiatan : ...`."""
    return any(":" in word.text for word in cell.span.words[:3])


def _begins_anew(cell: Cell, at: int) -> bool:
    """Whether the line above ends though the first word of the next would have fitted."""
    if not placed(cell):
        return False
    first = cell.lines[at].words[0]
    return any(part.span.words and part.span.words[0] is first for part in paragraphs(cell))


def _is_marked(cell: Cell) -> bool:
    """Whether a cell begins with the mark of a list."""
    first = items(cell)
    return bool(first) and (first[0].number is not None or _BULLET.match(cell.text) is not None)


def _cut(cell: Cell) -> Span:
    """The name that a part holds, without the stroke between it and the next."""
    name = tidy(cell.span)
    return tidy(name.cut(0, len(name.text.rstrip("/& "))))

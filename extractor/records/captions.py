"""What the lines directly over a table say that all its rows stand under: `Sasaran 2: ...`, `Program : ...`.

Comes in: a component. Goes out: for each table the fields and values of such lines, from the top down. Cards of web
applications and tables of one sasaran each are printed so, whatever kind of document they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Block, Line, Table
from extractor.match.column import Columns
from extractor.match.found import DraftValue, Found
from extractor.match.levels import LEVEL_FIELDS, own_level
from extractor.match.money import stated_scale
from extractor.read.words import Span
from extractor.records.indicator_parts import text_of
from extractor.records.levels import named, uncoded
from extractor.records.table_rows import HIERARCHY
from extractor.records.years import bare_years, reached_years
from extractor.segment.component import Component

_LINES = 6
"""Lines over a table that are looked at."""
_NEAR = 2.0
"""Line heights of white between a caption and what it stands over."""
_NEAR_LABEL = 4.0
"""The same for labels and what they say: forms leave a row blank between their parts."""
_FIT = 0.5
"""Type sizes of a blank and what a ragged edge leaves before a word that would have fitted."""
_BADGE = 0.9
"""Share of a caption's type below which a word behind it is a badge (`Aktif`), none of its words."""

_CAPTION = re.compile(r"\W*(?:Tabel|Table|Gambar|Grafik)\s+[\dIVX]", re.IGNORECASE)

_AMOUNTS = ("budget", "spent", "actual")
"""Columns that may hold amounts."""

_LABELLED = re.compile(r"[^\W\d_][\w /]{2,30}\s*:\s")

Stated = Sequence[tuple[str, Found[DraftValue]]]
"""Fields of indicators and what is said of them."""


def stated_over(component: Component) -> dict[int, Stated]:
    """What is said over each table, by the table's index; tables without such lines are left out."""
    blocks = component.blocks
    places = {id(block): k for k, block in enumerate(blocks) if isinstance(block, Table)}
    found: dict[int, Stated] = {}
    for index, table in enumerate(component.tables):
        place = places.get(id(table))
        stated = _stated(_lines_over(blocks, place, table)) if place is not None else []
        if stated:
            found[index] = stated
    return found


def as_said(component: Component, year: int | None) -> list[Columns]:
    """The columns of each table as the lines over it have them understood: with the scale that they state for all its
    amounts, and years that nothing else is printed with as those of what was reached (:func:`reached_years`). ``year``
    is the document's own.
    """
    blocks = component.blocks
    places = {id(block): k for k, block in enumerate(blocks) if isinstance(block, Table)}
    found: list[Columns] = []
    for table, columns in zip(component.tables, component.columns, strict=True):
        place = places.get(id(table))
        years = bare_years(columns)
        over = _lines_over(blocks, place, table) if place is not None and (years or columns.has(*_AMOUNTS)) else []
        said = [line.text for line in over] + [cell.text for cell in table.captions]
        if years:
            reported = year if component.kind == "laporan_kinerja" else None
            columns = reached_years(columns, years, said, reported)
        scale = next((s for text in reversed(said) if (s := stated_scale(text)) != 1), 1)
        if scale != 1:
            columns = replace(columns, columns=tuple(replace(c, stated=scale) for c in columns.columns))
        found.append(columns)
    return found


def _lines_over(blocks: Sequence[Block], place: int, table: Table) -> list[Line]:
    """The lines over a table, the nearest last, as far as they stand close to one another; labels and what they say
    (`Program : ...`, the head of a form) may be many, and go on from the page before.
    """
    over: list[Line] = []
    page, below = table.page, table.box[1]
    for block in reversed(blocks[:place]):
        labelled = isinstance(block, Line) and _LABELLED.match(block.text) is not None
        if not isinstance(block, Line) or (block.page != page and not labelled):
            break
        near = _NEAR_LABEL if labelled else _NEAR
        if block.page == page and below - block.box[3] > near * (block.box[3] - block.box[1]):
            break
        if not labelled and len(over) >= _LINES:
            break
        over.insert(0, block)
        page, below = block.page, block.box[1]
    return over


def _stated(lines: Sequence[Line]) -> Stated:
    """The labelled statements of lines, one that goes on in the next lines being whole."""
    found: list[tuple[str, Span]] = []
    going = True
    right = max((line.box[2] for line in lines), default=0.0)
    above: Line | None = None
    for line in lines:
        anew = above is not None and _begins_anew(above, line, right)
        going = going and not (anew and found and found[-1][1])
        above = line
        if _CAPTION.match(line.text):
            break  # `Tabel 3.2 ...` between them and the table says what it is, not what its rows stand under
        span = _without_badge(line)
        level = own_level(span.text)
        name = LEVEL_FIELDS.get(level or "", level or "")
        rest = named(span, level)
        if name in HIERARCHY and len(rest) < len(span):
            found.append((name, rest))
            going = True
        elif _LABELLED.match(span.text) and len(rest) == len(span):
            going = False  # another thing said of the table (`Sumber Pendanaan : ...`)
        elif going and found and (level is None or len(found[-1][1]) == 0):
            found[-1] = (found[-1][0], found[-1][1] + span)
    return [(name, text) for name, span in found if (text := text_of(uncoded(span))) is not None]


def _begins_anew(above: Line, line: Line, right: float) -> bool:
    """Whether a line is a paragraph of its own: its first word, a capital one, would have fitted in the line above, or
    that is in bold type and this is not.
    """
    first = line.words[0]
    room = right - above.box[2] - _FIT * line.size
    fits = first.box[2] - first.box[0] <= room and first.text[:1].isupper()
    return fits or (above.bold and not line.bold)


def _without_badge(line: Line) -> Span:
    """The words of a line without those in smaller type at its end."""
    words = list(line.words)
    while len(words) > 1 and words[-1].size < _BADGE * words[0].size:
        words.pop()
    return Span(words)

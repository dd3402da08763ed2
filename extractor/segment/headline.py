"""Finds the title of a document whose title names no kind that is known: `DAFTAR SASARAN DAN TARGET TAHUN 2041`.

Comes in: the blocks of a document without a title line. Goes out: the title line, or ``None``. Separate because here no
word tells: a line is the title for how it is set (capitals, centred over what follows, larger type) and for what stands
around it (the year in it or under it, the unit, the table that it heads).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.blocks import Block, Line, Table
from extractor.match.position import begins_position
from extractor.printed import letters
from extractor.segment.letterhead import is_letterhead_line
from extractor.segment.signature_marks import is_address
from extractor.segment.titles import UNKNOWN, TitleLine, in_capitals, inner_kind, looks_like_title, running
from extractor.segment.unit_lines import is_mark, names_unit

_HEAD = 12
"""Lines of the tallest head, letterhead and all."""
_ENOUGH = 3.5
"""Signs that make a title: a year and two of the rest."""
_CENTRED = 0.04
"""Share of the page's text width by which a centred line's middle may be off."""
_YEAR = re.compile(r"\b(?:TAHUN|THN\.?|T\.?A\.?|PERIODE)\s*(?:ANGGARAN\s*)?:?\s*(?:19|20)\d\d\b", re.IGNORECASE)
_CAPTION = re.compile(r"^\W*Tabel(?:\s+(?:[IVX]+|\d+)(?:[.-]\d+)*)?[\s.:]+", re.IGNORECASE)
_WORDS = 2
"""Words of a title, at the least: one alone is a heading or a badge."""
_GOES_ON = re.compile(r"(?:dan|serta|beserta|dalam rangka)\s", re.IGNORECASE)
"""How the second line of a title begins, never the first: `DAN PRAKIRAAN MAJU TAHUN 2042`."""


def find_headline(blocks: Sequence[Block]) -> TitleLine | None:
    """The line of the head that is most like a title; ``None`` where none is like one enough."""
    head = _head(blocks)
    best = max(range(len(head)), key=lambda i: (_signs(head, i, blocks), -i), default=None)
    if best is None or _signs(head, best, blocks) < _ENOUGH:
        return None
    line = _bare(head[best])
    return TitleLine(best, head[best], line.span, UNKNOWN, "", 0, _end(line))


def _bare(line: Line) -> Line:
    """The line without the mark of a caption: a table alone has no other title."""
    mark = _CAPTION.match(line.text)
    return Line(line.span.cut(mark.end()).words) if mark and mark.end() < len(line.text) else line


def _head(blocks: Sequence[Block]) -> list[Line]:
    """The lines of the first page before its first table and its first running text."""
    head: list[Line] = []
    for block in blocks[:_HEAD]:
        if isinstance(block, Table) or running(block) or (head and block.page != head[0].page):
            break
        head.append(block)
    return head


def _signs(head: Sequence[Line], index: int, blocks: Sequence[Block]) -> float:
    line = _bare(head[index])
    text = line.text
    if not looks_like_title(line) or len(line.words) < _WORDS or is_letterhead_line(line) or is_mark(line):
        return 0.0
    if names_unit(text) or begins_position(text) or is_address(text) or len(line.segments()) > 1 or ":" in text:
        return 0.0
    if not letters(_YEAR.sub("", text)):
        return 0.0  # the year under a title and its unit
    if index and _GOES_ON.match(text):
        return 0.0
    below = head[index + 1] if index + 1 < len(head) else None
    dated = [text, *(line.text for line in head[index + 1 : index + (3 if below and names_unit(below.text) else 2)])]
    first = next((i for i, b in enumerate(blocks) if b is head[index]), 0)
    rest = blocks[first + 1 : first + 4]
    return (
        1.0 * in_capitals(text)
        + 1.5 * any(map(_YEAR.search, dated))
        + 1.0 * centred(head[index], blocks)
        + 1.0 * (below is not None and names_unit(below.text))
        + 1.0 * any(isinstance(b, Table) for b in rest)
        + 1.5 * (inner_kind(letters(text)) is not None)
        + 0.5 * (line.bold or line.size > 1.1 * _usual(blocks))
    )


def centred(line: Line, blocks: Sequence[Block]) -> bool:
    """Whether a line stands in the middle of its page's text."""
    left = min(b.box[0] for b in blocks if b.page == line.page)
    right = max(b.box[2] for b in blocks if b.page == line.page)
    middle = (line.box[0] + line.box[2]) / 2
    return abs(middle - (left + right) / 2) <= _CENTRED * (right - left) and line.box[0] > left + 1


def _usual(blocks: Sequence[Block]) -> float:
    sizes = sorted(b.size for b in blocks if isinstance(b, Line))
    return sizes[len(sizes) // 2] if sizes else 1.0


def _end(line: Line) -> int:
    """Where the title's words end in its line: before the unit or the year that follow them."""
    words = list(re.finditer(r"\S+", line.text))
    unit = next((m.start() for m in words[_WORDS:] if names_unit(line.text[m.start() :])), len(line.text))
    year = _YEAR.search(line.text)
    return min(unit, year.start() if year else len(line.text))

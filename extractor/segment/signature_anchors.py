"""Tells which blocks of a page can hold an anchor of a signature: place and date, a role, a number.

Comes in: blocks. Goes out: the marks of their parts, found when asked for. Separate because the zones of signatures and
the strips beside a chart walk over the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.blocks import Block, Line, Table
from extractor.match.person import has_title
from extractor.segment.signature_marks import ANCHORS, NAME, ROLE, mark, parts_of
from extractor.segment.signature_tables import cell_lines

_HINT = re.compile(
    r"n\s?\.?\s?[i1l]\s?\.?\s?p\b|p.h?ak|19\d\d\W*$|20\d\d\W*$|,\s*(?:[._…]{3,}|t(?:anggal|gl)\b)|engeta|enyetuj|isetuj|isahk|"
    r"dengan\s+(?:yang\s+)?asli|etapkan\s+di\b|undangkan\s+di\b"
)
_HINT_AT_BEGINNING = re.compile(r"\W*(?:d\w+\s+di\b|di\w{6,}\W*$|yang\s+me)")
_HINT_NUMBER = re.compile(r"\d{8}")
"""What an anchor line has at least: a cheap test before the careful ones.

Every line of a file is asked, so the patterns are for small letters (minding no capitals is dear), and every branch of
the first begins with a letter or sign, which lets ``re`` skip what can begin none: 2 instead of 15 µs a line.
"""


def _hints(line: Line) -> bool:
    text = line.text.lower()
    return bool(_HINT.search(text) or _HINT_AT_BEGINNING.match(text) or _HINT_NUMBER.search(text))


_TOLD = re.compile(r"\b(?:disebut|sebagai|selaku)\W*$", re.IGNORECASE)
"""The end of a line whose sentence goes on with a role: `selanjutnya disebut` / `PIHAK PERTAMA`."""


class Marks:
    """The marks of the blocks' parts, found when asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._known: dict[int, list[str | None]] = {}
        self._hinted: dict[int, bool] = {}

    def of(self, index: int) -> list[str | None]:
        """One mark a part; ``[None]`` for a table."""
        known = self._known.get(index)
        if known is None:
            block = self.blocks[index]
            known = [None] if isinstance(block, Table) else [mark(part) for part in parts_of(block)]
            self._known[index] = known
        return known

    def parts(self, index: int) -> tuple[Line, ...]:
        """The parts of a line, none of a table."""
        block = self.blocks[index]
        return () if isinstance(block, Table) else parts_of(block)

    def hinted(self, index: int) -> list[Line]:
        """The lines of the block that may be anchors."""
        block = self.blocks[index]
        if isinstance(block, Table):
            return [line for line in cell_lines(block) if _hints(line)]
        if index not in self._hinted:
            self._hinted[index] = _hints(block)
        return [block] if self._hinted[index] else []

    def anchors(self, index: int) -> bool:
        """Whether the block holds nothing but signature lines, one of them an anchor."""
        if isinstance(self.blocks[index], Table) or not self.hinted(index):
            return False
        marks = self.of(index)
        return None not in marks and not ANCHORS.isdisjoint(marks) and not self._told(index)

    def _told(self, index: int) -> bool:
        """Whether the line before it is a sentence that calls somebody what the block says."""
        above = self.blocks[index - 1] if index else None
        return isinstance(above, Line) and set(self.of(index)) == {ROLE} and _TOLD.search(above.text) is not None

    def names(self, index: int) -> bool:
        """Whether the block is a line of nothing but names with titles."""
        block = self.blocks[index]
        return not isinstance(block, Table) and set(self.of(index)) == {NAME} and has_title(block.text)

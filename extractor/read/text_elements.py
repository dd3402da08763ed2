"""The elements of a text export: plain lines, rows of cells, gaps and page breaks.

What the scanner gives and the repairs change. Separate because every room of the text reader speaks in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.read.text_markup import Emphasis, Piece, pieces_of


def _said(pieces: Sequence[Piece]) -> str:
    return " ".join(token.text for piece in pieces for token in piece)


@dataclass(slots=True)
class RawCell:
    """A cell as exported; ``columns`` and ``rows`` are how far it stretches."""

    pieces: list[Piece] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The words, a blank between each two."""
        return _said(self.pieces)


@dataclass(slots=True)
class RawRow:
    """A row as exported, from source line ``line`` on."""

    line: int
    cells: list[RawCell]

    @property
    def filled(self) -> list[int]:
        """The columns that are not empty."""
        return [c for c, cell in enumerate(self.cells) if cell.pieces]


Source = Literal["tabs", "pipes", "html", "rebuilt", "columns"]
"""``rebuilt``: put together from lines; ``columns``: tabbed lines that stand side by side but are no table."""


@dataclass(slots=True)
class Rows:
    """A run of table rows; ``source`` is how the export marks them."""

    rows: list[RawRow]
    source: Source

    @property
    def width(self) -> int:
        return max((len(r.cells) for r in self.rows), default=0)


@dataclass(slots=True)
class Plain:
    """A source line outside tables.

    ``heading`` is its markdown heading level, 0 for none; ``indent`` the number of blanks before it.
    """

    line: int
    pieces: list[Piece]
    heading: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        """The words, a blank between each two."""
        return _said(self.pieces)


@dataclass(slots=True)
class Gap:
    """Blank lines."""

    line: int
    lines: int


@dataclass(slots=True)
class Break:
    """A page break that the export marks."""

    line: int


Element = Plain | Rows | Gap | Break

_ARROWS = frozenset("→←↑↓↔↕➔➜➝➞➤⇒⇐⇑⇓⟶⟵►▶◄◀▼▲↳↵➡⬅⬆⬇")


def drawn(piece: Piece) -> bool:
    """Nothing but arrows: a chart's connector that the export wrote as a sign."""
    return all(c in _ARROWS for t in piece for c in t.text)


def strip_bullet(piece: Piece) -> Piece:
    """A list item without the dash that an export sets before it."""
    if len(piece) > 1 and piece[0].text in {"-", "–"}:
        return piece[1:]
    return piece


def cell_of(text: str, line: int, column: int, emphasis: Emphasis) -> RawCell:
    """A cell's source to its pieces."""
    pieces = [p for p in pieces_of(text, line, column, emphasis) if not drawn(p)]
    if "<li" in text:
        pieces = [strip_bullet(p) for p in pieces]
    return RawCell(pieces)

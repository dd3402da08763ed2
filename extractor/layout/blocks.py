"""What layout gives: lines, tables and the flow of a page.

A :class:`Line` is everything that stands on one visual line outside tables, even where wide gaps part it into columns
(``segments`` gives the parts). A :class:`Table` is a whole table, over page breaks, with its heading found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.read.page import Page
from extractor.read.words import Box, Span, Word, box_around
from extractor.record import record

if TYPE_CHECKING:
    from extractor.layout.charts import Chart

_HAIR = 1e-9
"""What rounding may take from a length: no white that cuts a line is missed."""


@dataclass(slots=True, unsafe_hash=True, init=False)
class Line:
    """Words on one visual line, left to right.

    Never changed once made, though not frozen (see :mod:`extractor.record`): its span and box are kept.
    """

    words: tuple[Word, ...]
    span: Span = field(init=False, repr=False, compare=False)
    _box: Box | None = field(init=False, repr=False, compare=False)
    _size: float | None = field(init=False, repr=False, compare=False)
    _bold: bool | None = field(init=False, repr=False, compare=False)
    _white: float | None = field(init=False, repr=False, compare=False)

    def __init__(self, words: tuple[Word, ...]) -> None:
        # a page has some three hundred lines and parts of lines: a generated one takes half as long again
        self.words = words
        self.span = Span(words)
        self._box = self._size = self._bold = self._white = None

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def page(self) -> int:
        return self.words[0].page

    @property
    def box(self) -> Box:
        if self._box is None:
            self._box = box_around([w.box for w in self.words])
        return self._box

    @property
    def size(self) -> float:
        """The line's largest type size in points."""
        if self._size is None:
            self._size = max([w.size for w in self.words])
        return self._size

    @property
    def bold(self) -> bool:
        """All words that carry letters are bold."""
        if self._bold is None:
            # few words are bold: letters are looked for where some are
            heavy = [w.bold for w in self.words]
            self._bold = True in heavy and self._is_bold()
        return self._bold

    def _is_bold(self) -> bool:
        lettered = [w for w in self.words if any(map(str.isalpha, w.text))]
        return bool(lettered) and all(w.bold for w in lettered)

    def segments(self, gap: float = 2.0) -> tuple[Line, ...]:
        """The line cut where the space between two words is wider than ``gap`` times the type size."""
        words = self.words
        if self._white is None:
            self._white = _widest(words)
        if self._white < gap:  # most lines, whatever is asked
            return (self,)
        cuts = [
            k
            for k, (a, b) in enumerate(pairwise(words), 1)
            if b.box[0] - a.box[2] > gap * (a.size if a.size > b.size else b.size)
        ]
        if not cuts:
            return (self,)
        return tuple(Line(words[start:end]) for start, end in pairwise((0, *cuts, len(words))))


def _widest(words: Sequence[Word]) -> float:
    """The widest space between two words of a line in type sizes, a hair more than it is."""
    whites = [(b.box[0] - a.box[2]) / ((a.size if a.size > b.size else b.size) or _HAIR) for a, b in pairwise(words)]
    return max(whites, default=0.0) * (1 + _HAIR) + _HAIR


@record(frozen=True, slots=True)
class Cell:
    """A cell of a table: its lines, top to bottom. ``row`` and ``column`` are where it begins; ``certainty`` (0 to 1)
    says how sure it is that these lines are one cell. Its span is kept.
    """

    lines: tuple[Line, ...]
    box: Box
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    certainty: float = 1.0
    _span: Span | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def span(self) -> Span:
        span = self._span
        if span is None:
            lines = self.lines
            span = lines[0].span if len(lines) == 1 else Span([w for line in lines for w in line.words])
            self._span = span  # type: ignore[misc]  # frozen to the type checker: see extractor.record
        return span

    @property
    def text(self) -> str:
        return self.span.text

    def at(self, row: int, column: int, row_span: int, column_span: int) -> Cell:
        """The cell in another place of its table; itself where it stands there."""
        if (self.row, self.column, self.row_span, self.column_span) == (row, column, row_span, column_span):
            return self
        moved = Cell(self.lines, self.box, row, column, row_span, column_span, self.certainty)
        moved._span = self._span  # type: ignore[misc]
        return moved


@dataclass(frozen=True)
class Table:
    """A table, over page breaks, repeated headings and column-number rows dropped.

    ``header`` holds one span a column (several heading rows joined, empty where a column has none); it is all empty for
    a table without a heading. ``rows[r][c]`` is the cell that covers the place: a merged cell is the same object in
    every place it covers, ``row``/``column`` say where it begins. A row that was cut by a page break is one row again.
    """

    pages: tuple[int, ...]
    header: tuple[Span, ...]
    rows: tuple[tuple[Cell, ...], ...]
    box: Box
    """On the first page."""
    bottom: float
    """Where it ends on its last page."""
    captions: tuple[Cell, ...] = ()
    """Cells over the whole width over its heading: what it is a table of."""

    @property
    def page(self) -> int:
        return self.pages[0]

    def grid_text(self) -> list[list[str]]:
        """The rows as text: a merged cell's text is repeated downwards, not sideways."""
        return [
            ["" if cell.column < c and row[c - 1] is cell else cell.text for c, cell in enumerate(row)]
            for row in self.rows
        ]


Block = Line | Table


@dataclass(frozen=True)
class PageLayout:
    """A page in reading order. ``furniture`` are running heads, page numbers and paraph stamps, set apart. ``chart`` is
    the chart that the page was read as, ``None`` for a page of text and tables.

    A table over several pages stands in the flow of the page where it begins.
    """

    page: Page
    flow: tuple[Block, ...]
    furniture: tuple[Line, ...] = field(default=())
    chart: Chart | None = None

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(b for b in self.flow if isinstance(b, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.flow if isinstance(b, Table))

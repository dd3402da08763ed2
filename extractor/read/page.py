"""The intermediate form: what a reader gives, whatever the source was.

The text reader, the PDF reader and the OCR reader all give :class:`Page`. No room after them can tell which it was,
nor needs to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.read.words import Box, Method, Word
from extractor.record import record

Point = tuple[float, float]


def corners_box(points: Iterable[Point]) -> Box:
    """The smallest box around one point or more."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


@record(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line, in points; ``width`` is its thickness.

    ``strength`` (0 to 1) is how far it is evidence: 1 for a drawn line, less for one that a scan shows pale or broken.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 1.0
    strength: float = 1.0

    @property
    def horizontal(self) -> bool:
        return (self.x1 - self.x0) >= (self.bottom - self.top)


@record(frozen=True, slots=True)
class Shape:
    """A drawn path as it stands in the file: boxes, connectors, arrow heads, bands of colour.

    ``points`` are the path's corners in drawing order (curves are given by their end points), ``fill`` and ``stroke``
    the colours as ``#rrggbb`` or ``None`` where the path is not filled or not stroked.
    """

    points: tuple[Point, ...]
    closed: bool
    curved: bool = False
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    _box: Box | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def box(self) -> Box:
        if self._box is None:
            self._box = corners_box(self.points)  # type: ignore[misc]  # frozen to the type checker alone
        return self._box


@record(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its lines of words, top to bottom, and how far it stretches; ``certainty`` (0 to 1) says how
    sure it is that these words are one cell.
    """

    lines: tuple[tuple[Word, ...], ...]
    box: Box
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    certainty: float = 1.0

    def at(self, row: int, column: int, row_span: int, column_span: int) -> GridCell:
        """The cell in another place of its grid; itself where it stands there."""
        if (self.row, self.column, self.row_span, self.column_span) == (row, column, row_span, column_span):
            return self
        return GridCell(self.lines, self.box, row, column, row_span, column_span, self.certainty)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells in rows and columns on one page, before anybody asked what they mean. Two of the same cells are two.

    Every ``rows[r][c]`` is the cell that covers the place; a merged cell is the same object in every place it covers.
    All rows are equally long. ``heading`` is how many rows at the top name the columns, where the one who made the grid
    knows it.
    """

    page: int
    box: Box
    rows: tuple[tuple[GridCell, ...], ...]
    heading: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: words in the order of the source, lines, shapes and pictures.

    ``width`` and ``height`` are in points, after the page's own rotation. ``rulings`` are the lines that are seen,
    white ones on colour among them; ``edges`` (of no thickness) are the sides along which two grounds of different
    colour meet, whether a line is drawn there or not: bands of a zebra, coloured cells. ``grids`` are tables that the
    source itself marks (the tab-separated rows of a text export); their words do not stand in ``words`` again.
    ``trouble`` says why a page could not be read (it has no words then) and becomes a ``page-unreadable`` finding.
    ``hidden`` says that the text layer is invisible or lies behind a picture, as scanner software leaves it.
    ``set_out`` says that the words of a text export stand where its page had them; else their places are imagined.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[Box, ...] = ()
    grids: tuple[Grid, ...] = ()
    method: Method = "text-layer"
    trouble: str | None = None
    hidden: bool = False
    notes: tuple[str, ...] = field(default=())
    edges: tuple[Ruling, ...] = ()
    set_out: bool = False

"""Tables whose columns are kept apart by blanks, as programs write them that keep a page's layout in plain text.

In: elements with their marked tables. Out: the same with runs of aligned lines as rows. Separate because only here do
character columns count: a table is a run of lines under a heading of three cells or more whose words leave the same
gutters free. A line that crosses a gutter ends it. Where the rows cannot be told the lines stay lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from extractor.read.text_elements import Element, Gap, Plain, RawCell, RawRow, Rows
from extractor.read.text_markup import Piece, Token
from extractor.read.text_repair import is_amount

_GAP = 2
"""Blanks that part two cells of a line."""
_HEADING_LINES = 6
"""Elements within which the first row follows a heading."""
_LEAST = 3
"""Cells of a heading."""
_HEADING_WORDS = 5
_ITEM = re.compile(r"(?:\d{1,2}|[a-z])[.)] ?[^\W\d]")
_GRADE = re.compile(r"[A-Z]{1,3}[+-]?$")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?$")

Interval = tuple[int, int]


@dataclass(slots=True)
class _Aligned:
    """A line as cells: runs of words without a wide gap."""

    at: int
    line: int
    cells: list[Piece]

    @property
    def intervals(self) -> list[Interval]:
        return [_interval(c) for c in self.cells]


def _interval(piece: Piece) -> Interval:
    return piece[0].column, piece[-1].column + len(piece[-1].text)


def _cells(piece: Piece) -> list[Piece]:
    out: list[list[Token]] = []
    right = 0
    for t in piece:
        if out and t.column - right < _GAP:
            out[-1].append(t)
        else:
            out.append([t])
        right = t.column + len(t.text)
    return [tuple(c) for c in out]


def _aligned(element: Element, at: int) -> _Aligned | None:
    if not isinstance(element, Plain) or len(element.pieces) != 1 or element.heading:
        return None
    return _Aligned(at, element.line, _cells(element.pieces[0]))


def _is_heading(line: _Aligned) -> bool:
    """Three short cells or more, without figures, each beginning with a capital."""
    return len(line.cells) >= _LEAST and all(
        len(c) <= _HEADING_WORDS and c[0].text[:1].isupper() and not any(x.isdigit() for t in c for x in t.text)
        for c in line.cells
    )


def _widened(columns: list[Interval], line: _Aligned) -> list[Interval] | None:
    """The columns with the line's cells in them; ``None`` where a cell would join two columns or stand in none."""
    out = list(columns)
    for start, end in line.intervals:
        hit = [k for k, (a, b) in enumerate(out) if start < b + 1 and end > a - 1]
        if not hit:
            # between two columns: it belongs to the one on its left, whose texts begin there
            hit = [k for k, (_, b) in enumerate(out) if b <= start][-1:] or [0]
        if len(hit) > 1:
            return None
        k = hit[0]
        out[k] = (min(out[k][0], start), max(out[k][1], end))
    if any(a[1] > b[0] - 1 for a, b in pairwise(out)):
        return None
    return out


def _numbered_soon(elements: list[Element], at: int) -> bool:
    """Whether one of the next lines begins with a number: no other table is looked for, and prose is left at once."""
    following = (_aligned(e, at) for e in islice(elements, at, at + _HEADING_LINES))
    return any(x and len(x.cells) > 1 and all(_NUMBER.match(t.text) for t in x.cells[0]) for x in following)


def _region(elements: list[Element], at: int) -> tuple[list[_Aligned], list[Interval], int] | None:
    """The lines of the table whose heading is element ``at``, its columns, and the element after it."""
    head = _aligned(elements[at], at)
    if head is None or not _is_heading(head) or not _numbered_soon(elements, at + 1):
        return None
    lines, columns = [head], head.intervals
    end = at + 1
    i = at + 1
    while i < len(elements):
        e = elements[i]
        if isinstance(e, Gap) and e.lines == 1:
            i += 1
            continue
        line = _aligned(e, i)
        if line is None or (line.at > end and (len(line.cells) < _LEAST - 1 or _is_heading(line))):
            break
        wider = _widened(columns, line)
        if wider is None:
            break
        lines.append(line)
        columns = wider
        i += 1
        end = i
    return (lines, columns, end) if len(lines) > 1 else None


def _column(columns: list[Interval], piece: Piece) -> int:
    start, _ = _interval(piece)
    return max((k for k, (a, _) in enumerate(columns) if a <= start), default=0)


def _value(piece: Piece) -> bool:
    """A figure or a grade, as cells of targets and amounts hold."""
    text = _text(piece)
    return (any(c.isdigit() for c in text) and not _ITEM.match(text)) or _GRADE.match(text) is not None


def _begins(cells: list[tuple[int, Piece]], last: RawRow) -> bool:
    """Whether a line begins a row: a number in the first column, or an entry with a value where one stands already."""
    if cells[0][0] == 0:
        return all(_NUMBER.match(t.text) for t in cells[0][1])
    entry = cells[1:] if _shared(cells) else cells
    values = [k for k, c in entry[1:] if _value(c) and last.cells[k].pieces]
    fresh = all(_value(c) or c[0].text[:1].isupper() or _ITEM.match(_text(c)) for _, c in entry)
    return bool(values) and values[-1] >= last.filled[-1] - 1 and fresh


def _rows(lines: list[_Aligned], columns: list[Interval]) -> list[RawRow] | None:
    """The rows of the table.

    ``None`` where they cannot be told: the first line under the heading begins none (the numbers stand in the middle of
    their rows then), or a cell would hold two amounts.
    """
    rows: list[RawRow] = []
    owner: RawRow | None = None
    numbered = False
    for n, line in enumerate(lines):
        cells = [(_column(columns, c), c) for c in line.cells]
        begins = not rows or _begins(cells, rows[-1])
        if n and len(rows) == 1 and not begins and not _heading_goes_on(cells, columns):
            return None
        if begins:
            rows.append(RawRow(line.line, [RawCell() for _ in columns]))
        for k, piece in cells:
            row = owner if k == 1 and owner and _shared(cells) else rows[-1]
            row.cells[k].pieces.append(piece)
        owner = rows[-1] if begins and cells[0][0] == 0 and n else owner
        numbered = numbered or (n > 0 and begins and cells[0][0] == 0)
    doubled = any(sum(is_amount(_text(p)) for p in c.pieces) > 1 for r in rows for c in r.cells)
    return rows if numbered and len(rows) > 1 and not doubled else None


def _shared(cells: list[tuple[int, Piece]]) -> bool:
    """Whether the second column's text belongs to the number above: the line has none, but another text beside it."""
    (first, _), *others = cells
    return first == 1 and any(k == 2 and not _value(c) for k, c in others)


def _heading_goes_on(cells: list[tuple[int, Piece]], columns: list[Interval]) -> bool:
    """A second line of the heading: fewer cells, all short, none with a figure."""
    short = all(len(c) <= _HEADING_WORDS and not _value(c) for _, c in cells)
    return short and len(cells) < len(columns) and cells[0][0] > 0


def _text(piece: Piece) -> str:
    return " ".join(t.text for t in piece)


def aligned(elements: list[Element]) -> list[Element]:
    """The elements with tables of aligned lines as rows."""
    out: list[Element] = []
    i = 0
    while i < len(elements):
        found = _region(elements, i) if isinstance(elements[i], Plain) else None
        rows = _rows(found[0], found[1]) if found else None
        if found and rows:
            out.append(Rows(rows, "aligned"))
            i = found[2]
        else:
            out.append(elements[i])
            i += 1
    return out

"""Table rows that an export wrote as lines: number and name, amount, the rest of the name, each on a line of its own.

In: elements with their marked tables. Out: the same with such lines put together to rebuilt tables of three columns
(number, name, amount). Separate from the other repairs because here a table is found where the export marked none, so
the rules are strict: numbers run from 1, every number has exactly one amount, and a heading or a table stands beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.printed import AMOUNT
from extractor.read.text_elements import Element, Gap, Plain, RawCell, RawRow, Rows
from extractor.read.text_markup import Piece
from extractor.read.text_repair import is_amount

_NUMBER = re.compile(r"(\d{1,3})[.)]?$")
_HEADING_WORDS = 4
"""Words of a column's heading on a line of its own; more are the text of a cell."""
_TAIL_WORDS = 6
"""Words of what a cell goes on with on a line behind its amount; more begin another text."""
_NEAR = 2
"""Blank lines that may part the lines of one row."""
_LONGEST = 80
"""Lines of a table that was written as lines."""
_AMOUNT_AT_END = re.compile(rf"(?<=\s){AMOUNT}$")


@dataclass(slots=True)
class _Line:
    """A line of the window: its words, its class and whether a gap stands before it."""

    piece: Piece
    at: int
    kind: str
    apart: bool

    @property
    def text(self) -> str:
        return " ".join(t.text for t in self.piece)

    @property
    def number(self) -> int:
        found = _NUMBER.match(self.piece[0].text)
        return int(found.group(1)) if found and len(self.piece) > 1 else 0


@dataclass(slots=True)
class _Entry:
    """A row under construction."""

    number: Piece
    name: list[Piece]
    amount: Piece = ()


@dataclass(slots=True)
class _Found:
    """A rebuilt table: heading pieces, entries, and up to which element (exclusive) its lines go."""

    heads: list[Piece]
    entries: list[_Entry]
    start: int
    end: int
    lines: list[_Line] = field(default_factory=list)


def _kind(piece: Piece) -> str:
    text = " ".join(t.text for t in piece)
    if is_amount(text):
        return "a"
    if _NUMBER.match(piece[0].text) and len(piece) > 1 and any(c.isalpha() for c in text):
        return "n"
    plain = len(piece) <= _HEADING_WORDS and not any(c.isdigit() for c in text)
    if plain and text[0].isupper() and (text[-1].isalnum() or re.search(r"\(\w+\)$", text)):
        return "h"
    return "t"


def _kinds(elements: list[Element]) -> list[str]:
    """The class of every element that is a line: amount, numbered, heading or text; empty for all others."""
    return [
        _kind(e.pieces[0]) if isinstance(e, Plain) and len(e.pieces) == 1 and not e.heading else "" for e in elements
    ]


def _window(elements: list[Element], kinds: list[str], start: int) -> tuple[list[_Line], int]:
    """The lines from element ``start`` on up to a table, a break or a wide gap, and where that stands."""
    lines: list[_Line] = []
    apart = False
    i = start
    for i in range(start, len(elements)):
        e = elements[i]
        if isinstance(e, Gap) and e.lines <= _NEAR:
            apart = True
            continue
        if not isinstance(e, Plain) or not kinds[i]:
            return lines, i
        lines.append(_Line(e.pieces[0], i, kinds[i], apart))
        apart = False
        if len(lines) > _LONGEST:
            return lines, i
    return lines, i + 1


def _by_columns(lines: list[_Line]) -> _Found | None:
    """A column under the other: a heading with numbered names, then a heading with as many amounts."""
    kinds = "".join(x.kind for x in lines)
    m = re.match(r"h([nht]*?n[nht]*?)h(a+)", kinds)
    if m is None:
        return None
    middle, second, amounts = lines[1 : m.end(1)], lines[m.end(1)], lines[m.start(2) : m.end(2)]
    if not second.apart or amounts[0].apart:
        return None
    numbered = [x for x in middle if x.kind == "n"]
    if [x.number for x in numbered] != list(range(1, len(amounts) + 1)):
        return None
    if middle[0].kind != "n" and len(numbered) > 1:
        return None
    entries: list[_Entry] = []
    before: list[Piece] = []
    for x in middle:
        if x.kind == "n":
            entries.append(_Entry(x.piece[:1], [*before, x.piece[1:]]))
            before = []
        elif entries:
            entries[-1].name.append(x.piece)
        else:
            before.append(x.piece)
    for entry, amount in zip(entries, amounts, strict=True):
        entry.amount = amount.piece
    return _Found([(), lines[0].piece, second.piece], entries, lines[0].at, amounts[-1].at + 1)


def _own_amount(line: _Line) -> tuple[Piece, Piece] | None:
    """Name and amount of a line that holds both."""
    m = _AMOUNT_AT_END.search(line.text)
    if m is None:
        return None
    words = len(m.group().split())
    return (line.piece[1:-words], line.piece[-words:]) if len(line.piece) > words + 1 else None


def _by_rows(lines: list[_Line], following: Rows | None) -> _Found | None:
    """One row after the other, each number with its name and its amount."""
    entries: list[_Entry] = []
    i = 0
    while i < len(lines) and lines[i].kind == "n" and lines[i].number == len(entries) + 1:
        both = _own_amount(lines[i])
        if both:
            entries.append(_Entry(lines[i].piece[:1], [both[0]], both[1]))
            i += 1
            continue
        entry = _Entry(lines[i].piece[:1], [lines[i].piece[1:]])
        j = i + 1
        while j < len(lines) and j <= i + 3 and lines[j].kind in "ht":
            entry.name.append(lines[j].piece)
            j += 1
        if j >= len(lines) or lines[j].kind != "a":
            break
        entry.amount = lines[j].piece
        entries.append(entry)
        i = j + 1
        tail = i
        while tail < len(lines) and tail < i + 2 and lines[tail].kind in "ht":
            if len(lines[tail].piece) > _TAIL_WORDS:
                break
            tail += 1
        more = tail < len(lines) and lines[tail].number == len(entries) + 1
        table = tail == len(lines) and following is not None and _first_number(following) == len(entries) + 1
        if more or table:
            entry.name += [x.piece for x in lines[i:tail]]
            i = tail
    if not entries:
        return None
    return _Found([], entries, lines[0].at, lines[i - 1].at + 1)


def _starts(element: Element) -> bool:
    """A line that begins with the number 1."""
    return isinstance(element, Plain) and element.pieces[0][0].text.rstrip(".)") == "1"


def _first_number(rows: Rows) -> int:
    """The number that the table's first row begins with; 0 for none."""
    cells = rows.rows[0].cells
    found = _NUMBER.match(cells[0].text.split()[0]) if cells and cells[0].text else None
    return int(found.group(1)) if found and rows.width in (2, 3) else 0


def _heads(out: list[Element], apart: int) -> list[int]:
    """The places in ``out`` of up to three heading lines that stand right before the rows."""
    places: list[int] = []
    i = len(out) - 1
    while i >= 0 and len(places) < apart:
        e = out[i]
        if isinstance(e, Gap) and e.lines <= _NEAR:
            i -= 1
            continue
        if not isinstance(e, Plain) or len(e.pieces) != 1 or e.heading or _kind(e.pieces[0]) != "h":
            break
        places.append(i)
        i -= 1
    return places[::-1]


def _row(line: int, cells: list[list[Piece]]) -> RawRow:
    return RawRow(line, [RawCell([p for p in c if p]) for c in cells])


def _table(found: _Found) -> Rows:
    rows = []
    if any(found.heads):
        first = next(h for h in found.heads if h)
        rows.append(_row(first[0].line, [[h] for h in found.heads]))
    rows += [_row(e.number[0].line, [[e.number], e.name, [e.amount]]) for e in found.entries]
    return Rows(rows, "rebuilt")


def _three(rows: Rows) -> list[RawRow] | None:
    """The rows of a table that goes on after loose rows, in three columns; ``None`` where it cannot."""
    if rows.width == 3:
        return rows.rows
    if rows.width != 2:
        return None
    out = []
    for row in rows.rows:
        name, amount = row.cells[0], row.cells[1] if len(row.cells) > 1 else RawCell()
        first = name.pieces[0] if name.pieces else ()
        if first and _NUMBER.match(first[0].text) and len(first) > 1:
            out.append(_row(row.line, [[first[:1]], [first[1:], *name.pieces[1:]], list(amount.pieces)]))
        else:
            out.append(_row(row.line, [[], list(name.pieces), list(amount.pieces)]))
    return out


def _next_table(elements: list[Element], at: int) -> tuple[int, Rows] | None:
    for i in range(at, len(elements)):
        e = elements[i]
        if isinstance(e, Rows):
            return (i, e) if e.source != "columns" else None
        if not isinstance(e, Gap) or e.lines > _NEAR:
            return None
    return None


def _total(elements: list[Element], kinds: list[str], at: int) -> tuple[Piece, Piece, int] | None:
    """A closing line of text with an amount after the rows: ``(text, amount, end)``."""
    lines, _ = _window(elements, kinds, at)
    if lines and lines[0].kind in "ht" and len(lines[0].piece) <= _TAIL_WORDS:
        m = _AMOUNT_AT_END.search(lines[0].text)
        if m:
            words = len(m.group().split())
            return lines[0].piece[:-words], lines[0].piece[-words:], lines[0].at + 1
        if len(lines) > 1 and lines[1].kind == "a":
            return lines[0].piece, lines[1].piece, lines[1].at + 1
    return None


def rebuilt(elements: list[Element]) -> list[Element]:
    """The elements with loose rows as tables."""
    out: list[Element] = []
    kinds = _kinds(elements)
    i = 0
    while i < len(elements):
        e = elements[i]
        kind = kinds[i]
        found: _Found | None = None
        following: tuple[int, Rows] | None = None
        if kind == "h" and "n" in kinds[i + 1 : i + 6]:
            lines, _ = _window(elements, kinds, i)
            found = _by_columns(lines)
        elif kind == "n" and _starts(e):
            lines, stop = _window(elements, kinds, i)
            after = _next_table(elements, stop)
            found = _by_rows(lines, after[1] if after else None)
            if found is not None:
                following = _next_table(elements, found.end)
                if following and _first_number(following[1]) != len(found.entries) + 1:
                    following = None
                heads = _heads(out, 3)
                if not heads and following is None and len(found.entries) < 2:
                    found = None
                elif heads:
                    pieces = [e.pieces[0] for e in (out[h] for h in heads) if isinstance(e, Plain)]
                    blank: list[Piece] = [()]
                    found.heads = pieces if len(pieces) == 3 else blank + (pieces + blank)[:2]
                    del out[heads[0] :]
        if found is None:
            out.append(e)
            i += 1
            continue
        table = _table(found)
        i = found.end
        if following:
            more = _three(following[1])
            if more:
                table.rows += more
                i = following[0] + 1
        total = _total(elements, kinds, i)
        if total:
            table.rows.append(_row(total[0][0].line, [[], [total[0]], [total[1]]]))
            i = total[2]
        out.append(table)
    return out

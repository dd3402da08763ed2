"""Repairs of what an export tore apart: wrapped rows, rows written as lines, headings apart from their table.

In: the elements that the export marks. Out: elements whose tables are whole: one row a row, tabbed prose as lines,
rows that were written cell under cell as table rows again. All rules look at form: places of empty cells, running
numbers, amounts; no rule knows a word.
"""

from __future__ import annotations

import re
from itertools import islice

from extractor.printed import BULLETS
from extractor.read.text_elements import Break, Element, Gap, Plain, RawCell, RawRow, Rows
from extractor.read.text_markup import Piece, Token

_AMOUNT = re.compile(
    r"(?:Rp\.?\s*)?\d{1,3}(?:(?:\.\s?\d{3})+|(?:,\s?\d{3})+)(?:[.,]\d{2})?(?:[.,]?-)?|Rp\.?\s*\d[\d.,]*(?:[.,]?-)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d{1,3})[.)]?$")
_LABEL = re.compile(rf"(?:\(?(?:\d{{1,3}}|[a-zA-Z]{{1,2}}|[ivxIVX]{{1,5}})[.)]|[{BULLETS}o])$")
_ITEM = re.compile(rf"(?:\(?\d{{1,3}}[.)]|\(?[a-z][.)]|[{BULLETS}])(?:\s|$)")
_BROKEN_LINES = 4
"""At most so many lines without tabs may stand inside one row."""
_RAGGED = 4
"""Places of a table for each of its cells, at the most."""
_FEW_FIELDS = 10_000
"""A table has no more places than this or than so many for each of its cells: a few endless lines among short ones are
no table."""
_TAIL_WORDS = 3
"""Words of a line that goes on with the cell over it, where its first one alone says so."""
_LONG_NUMBER = re.compile(r"(?:\d[ .]?){15,}")


def is_amount(text: str) -> bool:
    """Nothing but an amount of money, in either style of grouping."""
    return bool(_AMOUNT.fullmatch(text.strip()))


def _lower(cell: RawCell) -> bool:
    return cell.text[:1].islower()


def _numbers(row: RawRow) -> bool:
    """A row of column numbers: ``1 2 3`` or ``(1) (2) (3)``."""
    texts = [row.cells[c].text.strip("(). ") for c in row.filled]
    return len(texts) > 1 and all(t.isdigit() and len(t) < 3 for t in texts) and texts[0] == "1"


def _continues(rows: list[RawRow], row: RawRow, begins: list[set[str]]) -> bool:
    """Whether ``row`` is the second line of the last of ``rows``: text under text, no number, no value of its own.

    ``begins`` are the first words that the entries of every column had so far: what begins like them is an entry.
    """
    last = rows[-1]
    if not row.filled or not last.filled or _numbers(last) or len(rows) < 2:
        # the second row of a table may be a second line of its heading, but the table's owner sees to headings
        return False
    if row.cells[0].pieces or last.filled[-1] in row.filled or not set(row.filled) <= set(last.filled):
        return False
    if any(is_amount(row.cells[c].text) for c in row.filled):
        return False
    if all(_lower(row.cells[c]) for c in row.filled):
        return True
    first = row.cells[row.filled[0]]
    if len(row.filled) > 1:
        return False
    if _ITEM.match(first.text) and row.filled[0] < last.filled[-1] - 1:
        return False
    if row.filled[0] == last.filled[0]:
        return False
    return first.text.split()[0].casefold() not in begins[row.filled[0]]


def _merge(into: RawRow, row: RawRow) -> None:
    for c in row.filled:
        into.cells[c].pieces += row.cells[c].pieces


def _wrapped(rows: Rows) -> None:
    """Rows whose cells go on on the next line become one row."""
    if any(c.rows > 1 or c.columns > 1 for r in rows.rows for c in r.cells):
        return
    out: list[RawRow] = []
    width = rows.width
    begins: list[set[str]] = [set() for _ in range(width)]
    for row in rows.rows:
        row.cells += [RawCell() for _ in range(width - len(row.cells))]
        if out and _continues(out, row, begins):
            _merge(out[-1], row)
            continue
        out.append(row)
        for c in row.filled:
            begins[c].add(row.cells[c].text.split()[0].casefold())
    rows.rows = out


def _broken(rows: list[RawRow], at: int, width: int) -> int:
    """How many of the rows from ``at`` on are one row that was broken inside cells; 1 where it was not."""
    total = len(rows[at].cells)
    for n, row in enumerate(rows[at + 1 : at + 1 + _BROKEN_LINES], 2):
        if total >= width or len(row.cells) >= width or not row.cells[0].pieces:
            return 1
        if _NUMBERED.match(row.cells[0].text):
            return 1
        total += len(row.cells) - 1
        if total == width and len(row.cells) > 1:
            return n
    return 1


def _text_cell(row: RawRow) -> RawCell:
    """The cell that a wrapped line most likely belongs to: the longest that is no number and no amount."""
    words = [row.cells[c] for c in row.filled if any(x.isalpha() for x in row.cells[c].text)]
    return max(words or row.cells, key=lambda c: len(c.text))


def _row_continues(row: RawRow, line: RawCell) -> bool:
    """Whether a line without tabs goes on with the row above; else it heads the rows below."""
    words = [c for c in row.filled if any(x.isalpha() for x in row.cells[c].text)]
    return _lower(line) or (len(words) == 1 and len(line.text.split()) <= _TAIL_WORDS)


def _rejoin(rows: Rows) -> None:
    """Rows that were broken inside a cell, and lines without tabs among the rows, come to the row they belong to."""
    width = rows.width
    if rows.source != "tabs" or all(len(r.cells) == width for r in rows.rows):
        return
    out: list[RawRow] = []
    at = 0
    while at < len(rows.rows):
        row = rows.rows[at]
        count = _broken(rows.rows, at, width)
        for other in rows.rows[at + 1 : at + count]:
            row.cells[-1].pieces += other.cells[0].pieces
            row.cells += other.cells[1:]
        at += count
        if len(row.cells) == 1 and out and count == 1 and _row_continues(out[-1], row.cells[0]):
            _text_cell(out[-1]).pieces += row.cells[0].pieces
        else:
            out.append(row)
    rows.rows = out


def _with_inner_lines(elements: list[Element]) -> list[Element]:
    """Lines without tabs that stand right between tabbed rows (no blank line) become rows of one cell among them."""
    out: list[Element] = []
    i = 0
    while i < len(elements):
        e = elements[i]
        if isinstance(e, Plain) and out and isinstance(out[-1], Rows) and out[-1].source == "tabs":
            j = i
            while j < len(elements) and j < i + _BROKEN_LINES and isinstance(elements[j], Plain):
                j += 1
            after = elements[j] if j < len(elements) else None
            if isinstance(after, Rows) and after.source == "tabs" and max(len(out[-1].rows[-1].cells), after.width) > 2:
                inner = [x for x in elements[i:j] if isinstance(x, Plain)]
                out[-1].rows += [RawRow(p.line, [RawCell(p.pieces)]) for p in inner] + after.rows
                i = j + 1
                continue
        out.append(e)
        i += 1
    return out


def _label_column(rows: Rows) -> bool:
    """Indented prose: a head and its colon (``Nama : ...``), or nothing but list labels in the first of two columns."""
    firsts = [r.cells[0].text for r in rows.rows if r.cells[0].pieces]
    seconds = [r.cells[1].text for r in rows.rows if len(r.cells) > 1 and r.cells[1].pieces]
    if not firsts or not seconds:
        return False
    if rows.width <= 5 and sum(s.startswith(":") for s in seconds) * 2 > len(seconds):
        return True
    if rows.width <= 3 and all(f.endswith(":") for f in firsts):
        return True
    return rows.width == 2 and all(_LABEL.match(f) for f in firsts)


def _signatures(rows: Rows) -> bool:
    """Two or three people signing side by side: one row of long numbers, or an empty row for the signatures."""
    if rows.width > 3:
        return False
    with_number = [r for r in rows.rows if any(_LONG_NUMBER.search(r.cells[c].text) for c in r.filled)]
    numbered = any(_NUMBERED.match(r.cells[0].text) for r in rows.rows if r.cells and r.cells[0].pieces)
    if numbered or any(is_amount(c.text) for r in rows.rows for c in r.cells):
        return False
    if len(with_number) == 1 and len(rows.rows) > 1:
        row = with_number[0]
        return sum(bool(_LONG_NUMBER.search(row.cells[c].text)) for c in row.filled) * 2 >= len(row.filled)
    inner = rows.rows[1:-1]
    return any(not r.filled for r in inner) and len(rows.rows) >= 3 and rows.source == "tabs"


def _drop_empty(rows: Rows) -> None:
    if any(c.columns > 1 or c.rows > 1 for r in rows.rows for c in r.cells):
        return
    used = sorted({c for r in rows.rows for c in r.filled})
    for r in rows.rows:
        r.cells = [r.cells[c] if c < len(r.cells) else RawCell() for c in used]


def _as_lines(rows: Rows) -> list[Element]:
    """The rows as lines, every row one line (its cells' first lines side by side by the source's own columns)."""
    out: list[Element] = []
    for row in rows.rows:
        pieces: list[Piece] = []
        flat = [c for c in row.cells if c.pieces]
        if not flat:
            out.append(Gap(row.line, 1))
            continue
        head: list[Token] = []
        for cell in flat[:-1]:
            head += [t for p in cell.pieces for t in p]
        first, *rest = flat[-1].pieces
        pieces = [(*head, *first), *rest]
        out.append(Plain(row.line, pieces))
    return out


def _table_or_lines(rows: Rows, before: Element | None, after: Element | None) -> list[Element]:
    """What a run of rows is: a table, prose with tabs, or columns side by side.

    ``before`` and ``after`` are the elements beside it, gaps left out: a table of the same width means that this one is
    a part of it, whatever its own rows look like.
    """
    _rejoin(rows)
    if rows.source != "html" and _signatures(rows):
        # empty rows keep their height there
        rows.source = "columns"
        _drop_empty(rows)
        return [rows]
    whole = rows.width
    widest = max((sum(c.columns for c in r.cells) for r in rows.rows), default=0)
    if widest * len(rows.rows) > max(_FEW_FIELDS, _RAGGED * sum(len(r.cells) for r in rows.rows)):
        return _as_lines(rows)
    rows.rows = [r for r in rows.rows if r.filled]
    if not rows.rows:
        return []
    part = isinstance(before, Rows) and before.source == rows.source and before.width == whole
    if not part:
        _drop_empty(rows)
        if rows.width == 1 and all(c.columns == 1 for r in rows.rows for c in r.cells):
            return _as_lines(rows)
        if rows.source == "tabs" and _label_column(rows):
            return _as_lines(rows)
        alone = len(rows.rows) == 1 and not (isinstance(after, Rows) and after.width == whole)
        if rows.source == "tabs" and alone and rows.width <= 3:
            row = rows.rows[0]
            if not any(is_amount(c.text) for c in row.cells):
                rows.source = "columns"
                return [rows]
    _wrapped(rows)
    return [rows]


def tables(elements: list[Element]) -> list[Element]:
    """The elements with every run of rows as what it is."""
    out: list[Element] = []
    last: Element | None = None
    elements = _with_inner_lines(elements)
    for i, e in enumerate(elements):
        if not isinstance(e, Rows):
            out.append(e)
            last = e if isinstance(e, Plain) else last
            continue
        after = next((x for x in islice(elements, i + 1, i + 4) if not isinstance(x, (Gap, Break))), None)
        made = _table_or_lines(e, last, after)
        out += made
        last = made[-1] if made else last
    return out

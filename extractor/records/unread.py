"""What of a document's print stands in no value: nothing is lost in silence.

Comes in: a component and the words that its values were read from. Goes out: how many of its words are claimed, the
rows of tables that gave nothing where they should have, figures that no value holds, headings of tables that were not
read as tables. What is told of it is for the audit of the file to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.tables.heading import is_telling, names_column
from extractor.match.column import Columns
from extractor.match.levels import own_level
from extractor.printed import YEAR
from extractor.read.words import Box, Span, Word
from extractor.records.budgets import is_budget_table
from extractor.records.claims import FIGURE, Claims
from extractor.records.indicators import is_indicator_table
from extractor.records.table_rows import Row, table_rows
from extractor.segment.component import Component, SignatureBlock
from extractor.segment.titles import running
from extractor.sums import is_balance, is_mean, is_total

_KEY = ("name", "target", "budget", "actual", "achievement", "baseline")
"""Meanings of columns whose cells must stand in a value."""
_KEY_TO = re.compile(r"\W*(?:Keterangan|Ket|Catatan|Kategori|Skala)\b[^:]{0,30}:", re.IGNORECASE)
_ONCE = ("budget", "achievement", "baseline")
"""Those of them of which an indicator has one value, however many columns print one."""
_NAMES = ("name", "program", "activity", "sub_activity", "line")
_IS_FIGURE = re.compile(r"(?:Rp\.?\s*)?\d[\d.,]*\s*%?")
_FIGURES, _TEXT = 2, 2
"""Figures, and words of a text, that a row without a heading holds to look like one of indicators or budgets: one
figure may be the row's number.
"""
_ROW_FIGURES = 3
"""Figures beside each other that make a line a row."""
_SAME_ROW = 60.0
"""Points by which the tops of signatures that stand side by side may differ."""
_SIGNED = 140.0
"""Points under a position within which a signature stands, at the most."""
_HEADS = 3
"""Columns that a line names to be the heading of a table: two may be words of a sentence set apart."""
_NEAR = 2.5
"""Type sizes of white under which a line under a table may be a row of it."""
_SLACK = 2.0
"""Points by which texts on one edge are apart at the most."""
_CUT_ROWS = 3
"""Lines in a table's columns under it that are more than a list or a signature beside one."""
_WRAPPED = 3
"""Lines after the first one of a heading among which its first row begins: headings wrap in narrow columns."""
_ABREAST = 40
"""Lines of the cards beside one that may stand between its heading and its first row, by their height on the page."""


@dataclass
class Unread:
    """What stands in no value; spans say where it is printed."""

    words: int = 0
    claimed: int = 0
    tables: list[list[Span]] = field(default_factory=list)
    """One list a table that looks like indicators or budgets: rows of it that gave nothing, or its heading."""
    figures: list[Span] = field(default_factory=list)
    """Figures outside running text, one a cell or line."""
    unsigned: list[Span] = field(default_factory=list)
    """Positions over dots, or an empty NIP, where a name is to be written."""
    blank: list[Span] = field(default_factory=list)
    """Positions of parties with nothing under them, beside one that signs."""


def read_unread(component: Component, claimed: Iterable[Word], figures: frozenset[str] = frozenset()) -> Unread:
    """What of a component stands in no value; ``figures`` are :func:`held_figures` of its document."""
    claimed = list(claimed)
    claims = Claims(claimed, figures)
    repeats = len(component.pages) > 1 or any(isinstance(block, Table) for block in component.blocks)
    if component.kind == "cascading" and repeats:
        # the levels that sheets or rows share are one: what is said again is held where another says it
        claims.said = "".join(w.text for w in claimed)
    found = Unread()
    taken = {id(b) for b in component.body}
    columns = iter(component.columns)
    headings: set[tuple[str, ...]] = set()
    for block in component.blocks:
        words = [w for span in _spans(block) for w in span.words]
        found.words += len(words)
        zone = isinstance(block, Line) and id(block) not in taken
        labels = {id(w) for head in block.header for w in head.words} if isinstance(block, Table) else set()
        found.claimed += len(words) if zone else sum([id(w) in labels or claims.hold(w) for w in words])
        if isinstance(block, Table):
            kept = component.kind == "peraturan" and (any(block.header) or _attached(component, block))
            named = next(columns)
            heading = tuple("".join(head.text.split()) for head in block.header)
            # a browser prints the heading once more over the page on which nothing of the table is left
            if block.rows or heading not in headings:
                _table(block, named, claims, found, kept=kept)
            headings.add(heading)
    _lines(component, claims, found)
    found.unsigned = list(_unsigned(component))
    found.blank = list(_blank(component))
    return found


def _unsigned(component: Component) -> Iterator[Span]:
    """Positions that nobody signs for in a dated document, or for a copy; undated ones, and those of the acts of a
    regulation, are forms.
    """
    # a date stands over one of two that sign side by side, or between them
    dates = {place.date.page for place in component.signed if place.date is not None}
    for block in component.signatures:
        dated = block.page in dates and component.kind != "peraturan"
        if (
            (block.unsigned or _is_bare(component, block))
            and block.position
            and (dated or (block.certifies and block.nip))
        ):
            yield block.position


def _is_bare(component: Component, block: SignatureBlock) -> bool:
    """Whether nothing is under a party's position in an agreement, no name, number or drawing, where another signs
    beside it.
    """
    if component.kind != "perjanjian_kinerja" or block.name or block.nip or block.rank or not block.position:
        return False
    if not all(w.method == "text-layer" and w.confidence >= 1 for w in block.position.words):
        return False
    box = block.position.box
    signed = [s for s in component.signatures if s.name and s.page == block.page]
    beside = [s for s in signed if s.name and abs(s.top - block.top) <= _SAME_ROW and not _over(s.name.box, box)]
    page = next((layout.page for layout in component.pages if layout.page.number == block.page), None)
    drawn = (*page.pictures, *(shape.box for shape in page.shapes)) if page is not None else ()
    under = any(box[3] < other[3] and other[1] < box[3] + _SIGNED and _over(other, box) for other in drawn)
    return len(beside) == len(signed) == 1 and not under


def _blank(component: Component) -> Iterator[Span]:
    """Positions of parties under which a text layer prints nothing, beside one under which it prints a name; of others
    than parties beside two.
    """
    named = [s for s in component.signatures if s.name]
    for block in component.signatures:
        if block.name or block.nip or not block.position:
            continue
        sure = all(w.method == "text-layer" and w.confidence >= 1 for w in block.position.words)
        beside = [s for s in named if s.page == block.page and abs(s.top - block.top) <= _SAME_ROW] if sure else []
        if block.role is None:
            # an office under that of which its holder is acting has the name of the same column
            over = [s for s in beside if s.name and _over(s.name.box, block.position.box)]
            beside = [] if over else beside[1:]
        if beside:
            yield block.position


def _over(a: Box, b: Box) -> bool:
    """Whether two boxes share a column."""
    return a[0] < b[2] and b[0] < a[2]


def _attached(component: Component, table: Table) -> bool:
    """Whether a table stands in the attachment of a regulation: after its signatures."""
    ends = [(s.page, s.top) for s in component.signatures]
    return component.kind == "peraturan" and bool(ends) and (table.pages[0], table.box[1]) > min(ends)


def _spans(block: Line | Table) -> Iterator[Span]:
    if isinstance(block, Line):
        yield block.span
        return
    yield from {tuple(id(w) for w in head.words): head for head in block.header if head}.values()
    yield from (cell.span for cell in _cells(block))


def _cells(table: Table) -> list[Cell]:
    return [c for c in {id(c): c for row in table.rows for c in row}.values() if c.lines]


def _table(table: Table, columns: Columns, claims: Claims, found: Unread, *, kept: bool) -> None:
    """Rows of a table that gave nothing where they should have, else figures of it that no value holds.

    ``kept``: a table of another kind is a value itself (a tariff that a regulation sets), an empty one a form. Labels
    with colons between them and what they mean are no table of indicators.
    """
    amounts = [cell for k in columns.at("budget") for row in columns.rows if (cell := row[k]).lines]
    listed = is_budget_table(columns) and any(c.isdigit() for cell in amounts for c in cell.text)
    if kept and (not is_indicator_table(columns) or not table.rows):
        return
    legend = any(c.own.strip() == ":" for c in columns.columns)
    if is_indicator_table(columns) and not table.rows:
        # the rows under this heading were taken for something else
        found.tables.append([Span(w for head in dict.fromkeys(table.header) for w in head.words)])
        return
    if bare := _bare_rows(table, claims):
        found.tables.append(bare)
        return
    if legend or not (is_indicator_table(columns) or listed):
        outside = (c for c in _cells(table) if not _is_prose(c) and not _sums(table, c))
        found.figures += [c.span for c in outside if claims.figure(c.span)]
        return
    said: dict[int, str] = {}
    lost = listed and not any(claims.touch(cell.span) for cell in amounts)
    # how far the work of a list of amounts has come is no value of its lines
    keys = [m for m in _KEY if not listed or lost or m != "target"]
    rows = [row for row in table_rows(columns) if _is_unread(columns, row, claims, said, keys, lost=lost)]
    if rows:
        found.tables.append([_row_span(row) for row in rows])


def _bare_rows(table: Table, claims: Claims) -> list[Span]:
    """The rows of a table without a heading that hold a text and figures beside it, where none of it stands in a value:
    its heading was not found. Empty for any other table.
    """
    cells = _cells(table)
    if any(table.header) or any(claims.touch(c.span) for c in cells):
        return []
    rows = [list({id(c): c for c in row if c.lines}.values()) for row in table.rows]
    told = [
        row
        for row in rows
        if sum(_IS_FIGURE.fullmatch(c.text) is not None for c in row) >= _FIGURES
        and any(len(c.text.split()) >= _TEXT for c in row)
    ]
    return [Span(w for c in row for w in c.span.words) for row in told] if len(told) > 1 else []


def _is_prose(cell: Cell) -> bool:
    """Whether a cell holds running text, whose figures tell and list nothing (strengths and weaknesses, remarks)."""
    return any(running(line) for line in cell.lines) or running(Line(cell.span.words))


def _sums(table: Table, cell: Cell) -> bool:
    """Whether a cell stands in a row of sums, which no record holds."""
    row = table.rows[cell.row]
    return any(_sums_up(c.text) for c in row if c.lines)


def _sums_up(text: str) -> bool:
    """Whether a cell heads a row that tells what others come to: a sum, a mean."""
    return is_total(text) or is_balance(text) or is_mean(text)


def _is_unread(
    columns: Columns, row: Row, claims: Claims, said: dict[int, str], keys: Sequence[str], *, lost: bool
) -> bool:
    """Whether a row gave nothing in its columns of these meanings where it should have; ``said`` is what the columns
    said above, row by row, ``lost`` that no amount of the table stands in a value.
    """
    filled = [k for k in range(len(row.cells)) if row.own(k) and row.fresh[k] and _says(row.text(k))]
    repeated = _repeated(columns, row, [k for k in filled if said.get(k) == row.text(k)])
    said.update((k, row.text(k)) for k in filled)
    if not filled or any(_sums_up(row.text(k)) for k in filled):
        return False
    names = [k for k in filled if columns.columns[k].meaning in _NAMES]
    if not names and len(filled) < 2:
        return False
    for meaning in keys:
        # what was there before a change is no value
        places = [k for k in filled if columns.columns[k].meaning == meaning and not columns.columns[k].before]
        unread = [k for k in places if k not in repeated and not claims.touch(row.cells[k].span)]
        if unread and meaning == "budget" and not lost and _heads(columns, row, names):
            continue  # the amount of a programme over its kegiatan: the indicators have theirs
        if unread and meaning == "achievement" and len(places) > 1 and all(columns.columns[k].is_year for k in places):
            continue  # rates of several years: an indicator has that of its own year, if any
        if unread and meaning == "achievement" and columns.has("period"):
            continue  # the rate of a part of the year: an indicator has that of the year
        if unread and meaning == "baseline" and not names:
            continue  # a further baseline of the indicator above, which has one
        # of several funds the total is kept; of several rates and states an indicator has one
        if unread and (meaning not in _ONCE or len(unread) == len(places)):
            return True
    return False


def _repeated(columns: Columns, row: Row, same: Sequence[int]) -> set[int]:
    """The columns of a row that say once more what they said above, of those whose words are the ``same``: the values
    of an indicator that goes on. Of several columns of indicators, the levels of a cascade, the left ones say in every
    row what stands over the right ones.
    """
    names = columns.at("name")
    found: set[int] = set()
    for k in same:
        left = [n for n in names if n < k]
        level = len(names) > 1 and (k in names or (bool(left) and left[-1] in found))
        if level or not _begins(columns, row, k):
            found.add(k)
    return found


def _begins(columns: Columns, row: Row, k: int) -> bool:
    """Whether an indicator of its own begins left of a column."""
    names = [n for n in columns.at("name") if n < k]
    return not names or (row.own(names[-1]) and row.fresh[names[-1]] and _says(row.text(names[-1])))


def _heads(columns: Columns, row: Row, names: Sequence[int]) -> bool:
    """Whether a row names a programme, or a kegiatan, over the indicators that stand in rows under it."""
    if any(columns.columns[k].meaning == "name" for k in names):
        return False
    return columns.has("name") or any(own_level(row.text(k)) == "program" for k in names)


def _says(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _row_span(row: Row) -> Span:
    cells = {id(c): c for k, c in enumerate(row.cells) if row.fresh[k]}.values()
    return Span(w for cell in cells for w in cell.span.words)


def _lines(component: Component, claims: Claims, found: Unread) -> None:
    """Headings, rows of figures and single figures among the lines outside tables and zones."""
    bare: list[Span] = []
    for at, block in enumerate(component.body):
        if not isinstance(block, Line) or running(block):
            continue
        parts = block.segments(0.8)
        # labels and what they mean, a legend (`Keterangan: Tujuan Sasaran Program`): no heading has a colon
        labels = parts[0].text.endswith(":") or any(p.text.startswith(":") for p in parts)
        named = 0 if labels else sum(names_column(p.text) for p in parts)
        charted = component.kind == "cascading" and (_are_years(parts) or claims.touch(block.span))
        if component.kind != "peraturan" and _is_row(parts) and not charted:
            # no value is read from such a line: what holds it is the text of a section (a chart has none)
            bare.append(block.span)
        labels = component.kind == "cascading" and (
            len({p.text for p in parts}) == 1 or _is_read(component, at, claims)
        )
        if named >= _HEADS and named == len(parts) and any(is_telling(p.text) for p in parts) and not labels:
            # a regulation prescribes forms: headings over nothing
            found.tables += [[block.span]] if component.kind != "peraturan" else []
        elif claims.figure(block.span) and not _in_paragraph(component.body, at, block) and not _is_key(block.text):
            found.figures.append(block.span)
    if len(bare) > 1:
        found.tables.append(bare)
    found.tables += [rows for rows in _cut_off(component, claims) if rows != bare]


def _cut_off(component: Component, claims: Claims) -> Iterator[list[Span]]:
    """The lines right under each headed table that stand in its columns, several beside each other, and in no value:
    the table was ended too soon.
    """
    edges: list[int] = []
    rows: list[Span] = []
    page, bottom = 0, 0.0
    for block in component.body:
        if isinstance(block, Line) and block.page < page:
            continue  # beside a table that goes on over the page
        if isinstance(block, Line) and edges and block.page == page and block.box[1] - bottom < _NEAR * block.size:
            begun = sum(any(abs(p.box[0] - edge) < _SLACK for edge in edges) for p in block.segments(0.8))
            if begun > 1 and not claims.touch(block.span):
                rows.append(block.span)
            bottom = block.box[3]
            continue
        if len(rows) >= _CUT_ROWS:
            yield rows
        rows, edges = [], []
        if isinstance(block, Table) and len(block.header) >= _HEADS and block.rows:
            edges, page, bottom = _lefts(block), block.pages[-1], block.bottom
    if len(rows) >= _CUT_ROWS:
        yield rows


def _lefts(table: Table) -> list[int]:
    """Where the lines in a table's cells begin, in whole points."""
    return sorted({round(line.box[0]) for cell in _cells(table) for line in cell.lines})


def _is_read(component: Component, at: int, claims: Claims) -> bool:
    """Whether one of the lines right after the heading of a table in a chart stands in a value: the chart's reader has
    read it.
    """
    heading = component.body[at]
    after = [b for b in component.body[at + 1 : at + 1 + _ABREAST] if isinstance(b, Line)]
    under = [b for b in after if b.page == heading.page and b.box[0] < heading.box[2] and b.box[2] > heading.box[0]]
    return any(claims.touch(b.span) for b in (*after[:_WRAPPED], *under[:_WRAPPED]))


def _is_key(text: str) -> bool:
    """Whether a line says what the words of a table mean in percent (`Keterangan: Baik 75-90%; Cukup 60-75%`)."""
    return _KEY_TO.match(text) is not None and all(m.group().endswith("%") for m in FIGURE.finditer(text))


def _is_row(parts: Sequence[Line]) -> bool:
    """Whether the parts of a line are a row of a table that was not read: mostly figures, or dashes for none."""
    figures = sum(_IS_FIGURE.fullmatch(p.text) is not None and not p.text.endswith(".") for p in parts)
    figures += sum(p.text in ("-", "–") for p in parts) if figures > 1 else 0
    return figures >= _ROW_FIGURES and 2 * figures > len(parts)


def _are_years(parts: Sequence[Line]) -> bool:
    """Are the parts of a line the years over a table's targets?"""
    return all(YEAR.fullmatch(p.text) for p in parts)


def _in_paragraph(body: Sequence[object], at: int, line: Line) -> bool:
    """Whether the line at a place of the body is one of running text: the one before or after it is, close by."""
    near = [b for b in (*body[max(0, at - 1) : at], *body[at + 1 : at + 2]) if isinstance(b, Line)]
    return any(running(b) and abs(b.box[1] - line.box[1]) < 3 * line.size for b in near)

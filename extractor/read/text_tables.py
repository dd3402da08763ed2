"""Rows of the tables that an export marks: tabs, markdown or drawn pipes, HTML.

In: source lines. Out: raw rows. Separate from the scanner, which only finds where a table begins.
"""

from __future__ import annotations

import re

from extractor.read.text_elements import RawCell, RawRow, Rows, cell_of, drawn, strip_bullet
from extractor.read.text_markup import Emphasis, Piece, Remnants, Stream, finish, shield

_DASHES = re.compile(r":?-+:?")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?[-=_–—]{2,}:?\s*$")
_DRAWN_RULE = re.compile(r"[-=+|: ]*")
_DRAWING = str.maketrans("│┃║─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╞╪╡", "|||---" + "+" * 21)
"""Lines that programs draw tables with."""
_WIDEST = 50
"""Columns that one cell may stretch over."""


def undrawn(text: str) -> str:
    """The line with drawn rules as the characters ``| - +``."""
    return text.translate(_DRAWING)


def is_pipe_rule(text: str) -> bool:
    """The line of dashes under the heading of a markdown table."""
    return "|" in text and "-" in text and all(_DASHES.fullmatch(c.strip()) for c in text.strip().strip("|").split("|"))


def is_drawn_rule(text: str) -> bool:
    """A rule of a drawn table: ``+-----+----+``."""
    bare = text.strip()
    return (
        bare.startswith("+")
        and bare.endswith("+")
        and bare.count("+") > 1
        and "--" in bare.replace("=", "-")
        and (_DRAWN_RULE.fullmatch(bare) is not None)
    )


def begins_pipes(text: str, following: str) -> bool:
    """Whether a table with pipes begins here."""
    if is_drawn_rule(text):
        return following.lstrip().startswith("|")
    if "|" not in text:
        return False
    if is_pipe_rule(following) or is_pipe_rule(text):
        return True
    bare = text.strip()
    return bare.startswith("|") and bare.endswith("|") and bare.count("|") >= 3


def pipe_rows(lines: list[str], first: int, emphasis: Emphasis) -> list[RawRow]:
    """The rows of a table with pipes that begins on source line ``first``.

    Where a rule stands after every row, the lines between two rules are one row.
    """
    groups: list[list[RawRow]] = [[]]
    rules = 0
    for n, text in enumerate(lines):
        if is_drawn_rule(text):
            rules += 1
            groups.append([])
        elif not is_pipe_rule(text):
            groups[-1].append(_pipe_row(text, first + n, emphasis))
    groups = [g for g in groups if g]
    if rules > 3 and len(groups) > 2:
        return [_one(g) for g in groups]
    return [r for g in groups for r in g]


def _one(rows: list[RawRow]) -> RawRow:
    """The lines of one row as one row."""
    head, *rest = rows
    for row in rest:
        head.cells += [RawCell() for _ in range(len(row.cells) - len(head.cells))]
        for cell, more in zip(head.cells, row.cells, strict=False):
            cell.pieces += more.pieces
    return head


class _HtmlTable(Remnants):
    """Collects the rows of an HTML table with their spans."""

    def __init__(self, first: int, column: int) -> None:
        super().__init__(first, column)
        self.rows: list[RawRow] = []
        self.outside: list[Piece] = []
        self.span = (1, 1)
        self.open = False

    def end_cell(self) -> None:
        pieces = [strip_bullet(p) for p in finish(self.stream) if not drawn(p)]
        self.stream = Stream()
        if self.open and self.rows:
            self.rows[-1].cells.append(RawCell(pieces, *self.span))
        else:
            self.outside += pieces
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"td", "th"}:
            self.end_cell()
            if not self.rows:
                self.rows.append(RawRow(self.place()[0], []))
            given = {k: int(v) for k, v in attrs if v and v.strip().isdecimal() and len(v) < 4}
            self.span = (min(_WIDEST, max(1, given.get("colspan", 1))), max(1, given.get("rowspan", 1)))
            self.open = True
            self.depth += tag == "th"
        elif tag == "tr":
            self.end_cell()
            self.rows.append(RawRow(self.place()[0], []))
        else:
            super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self.depth = max(0, self.depth - (tag == "th"))
            self.end_cell()
        else:
            super().handle_endtag(tag)


def html_table(source: str, line: int, column: int) -> tuple[list[Piece], Rows]:
    """What stands outside the cells of an HTML table, and its rows."""
    parser = _HtmlTable(line, column)
    parser.feed(shield(source))
    parser.close()
    parser.end_cell()
    return parser.outside, Rows([r for r in parser.rows if r.cells], "html")


def _is_rule(cells: list[str]) -> bool:
    """A row of dashes only, which exports set under a heading or after a table."""
    filled = [c for c in cells if c.strip()]
    return bool(filled) and all(_RULE_CELL.match(c) for c in filled)


def tab_row(text: str, line: int, emphasis: Emphasis) -> RawRow | None:
    """The cells of a tabbed line; ``None`` for a rule."""
    cells, at = [], 0
    parts = text.split("\t")
    if len(parts) > 1 and _is_rule(parts):
        return None
    for part in parts:
        cells.append(cell_of(part, line, at, emphasis))
        at += len(part) + 1
    return RawRow(line, cells)


def _pipe_row(text: str, line: int, emphasis: Emphasis) -> RawRow:
    start = len(text) - len(text.lstrip())
    body = text.rstrip()
    start += body.startswith("|", start)
    end = len(body) - (body.endswith("|") and not body.endswith("\\|") and len(body) > start)
    cells, at = [], start
    for m in [*_PIPE.finditer(body, start, end), None]:
        stop = m.start() if m else end
        cells.append(cell_of(body[at:stop].replace("\\|", " |"), line, at, emphasis))
        at = stop + 1
    return RawRow(line, cells)

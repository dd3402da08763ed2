"""Lines of a text export to its elements: plain lines, table rows, gaps and page breaks.

In: source lines. Out: :class:`Plain`, :class:`Rows` (tab-separated, markdown pipes or an HTML table), :class:`Gap` and
:class:`Break`, in source order. Separate from the repairs, because this only says what the export marks, not what its
tables should have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractor.read.text_markup import Emphasis, Piece, Remnants, Stream, finish, pieces_of, shield


@dataclass(slots=True)
class RawCell:
    """A cell as exported; ``columns`` and ``rows`` are how far it stretches."""

    pieces: list[Piece] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(t.text for p in self.pieces for t in p)


@dataclass(slots=True)
class RawRow:
    """A row as exported, from source line ``line`` on."""

    line: int
    cells: list[RawCell]

    @property
    def filled(self) -> list[int]:
        """The columns that are not empty."""
        return [c for c, cell in enumerate(self.cells) if cell.pieces]


Source = Literal["tabs", "pipes", "html", "rebuilt", "aligned", "columns"]
"""``rebuilt``: put together from lines; ``aligned``: kept apart by blanks; ``columns``: tabbed lines that stand side by
side but are no table."""


@dataclass(slots=True)
class Rows:
    """A run of table rows; ``source`` is how the export marks them."""

    rows: list[RawRow]
    source: Source

    @property
    def width(self) -> int:
        return max((len(r.cells) for r in self.rows), default=0)

    @property
    def line(self) -> int:
        return self.rows[0].line


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
        return " ".join(t.text for p in self.pieces for t in p)


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

_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"\s{0,3}>+[ \t](?=\S)")
_BULLET = re.compile(r"\s*[-*+][ \t]+(?=\S)")
_INLINE_BULLET = re.compile(r"\s[-*+]\s+[^\W\d_]")
_DASHES = re.compile(r":?-+:?")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?[-=_–—]{2,}:?\s*$")
_RULE = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|={3,}|(?:-\s){3,}|(?:\*\s){3,})\s*$")
_FENCE = re.compile(r"\s*```[\w-]*\s*$")
_PAGE_MARK = re.compile(
    r"\s*(?:\{\d+\}-{3,}"  # {3}--------
    r"|<!--\s*(?:page|halaman|hal)\b[^>]*-->"  # <!-- page 3 -->, <!-- PageBreak -->
    r"|<!--\s*page\s*(?:break|number|footer|header)\b[^>]*-->"
    r"|[-=*_#\[<(~\s]{2,}\s*(?:page|halaman|hal\.?)\s*:?\s*\d+(?:\s*(?:of|/|dari)\s*\d+)?\s*[-=*_#\]>)~\s]{2,}"
    r"|\\(?:newpage|pagebreak)\b)\s*$",
    re.IGNORECASE,
)
_LONGEST_MARK = 80
_TABLE = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
ARROWS = frozenset("→←↑↓↔↕➔➜➝➞➤⇒⇐⇑⇓⟶⟵►▶◄◀▼▲↳↵➡⬅⬆⬇")


def _page_mark(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= _LONGEST_MARK and bool(_PAGE_MARK.match(bare))


def _is_pipe_rule(text: str) -> bool:
    """The line of dashes under the heading of a markdown table."""
    return "|" in text and "-" in text and all(_DASHES.fullmatch(c.strip()) for c in text.strip().strip("|").split("|"))


def _drawn(piece: Piece) -> bool:
    """Nothing but arrows: a chart's connector that the export wrote as a sign."""
    return all(c in ARROWS for t in piece for c in t.text)


def _strip_bullet(piece: Piece) -> Piece:
    """A list item without the dash that an export sets before it."""
    if len(piece) > 1 and piece[0].text in {"-", "–"}:
        return piece[1:]
    return piece


def cell_of(text: str, line: int, column: int, emphasis: Emphasis) -> RawCell:
    """A cell's source to its pieces."""
    pieces = [p for p in pieces_of(text, line, column, emphasis) if not _drawn(p)]
    if "<li" in text:
        pieces = [_strip_bullet(p) for p in pieces]
    return RawCell(pieces)


class _HtmlTable(Remnants):
    """Collects the rows of an HTML table with their spans."""

    def __init__(self, first: int, column: int) -> None:
        super().__init__(first, column)
        self.rows: list[RawRow] = []
        self.outside: list[Piece] = []
        self.span = (1, 1)
        self.open = False

    def end_cell(self) -> None:
        pieces = [_strip_bullet(p) for p in finish(self.stream) if not _drawn(p)]
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
            self.span = (max(1, given.get("colspan", 1)), max(1, given.get("rowspan", 1)))
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


def _html_table(source: str, line: int, column: int) -> tuple[list[Piece], Rows]:
    parser = _HtmlTable(line, column)
    parser.feed(shield(source))
    parser.close()
    parser.end_cell()
    return parser.outside, Rows([r for r in parser.rows if r.cells], "html")


def _is_rule(cells: list[str]) -> bool:
    """A row of dashes only, which exports set under a heading or after a table."""
    filled = [c for c in cells if c.strip()]
    return bool(filled) and all(_RULE_CELL.match(c) for c in filled)


def _tab_row(text: str, line: int, emphasis: Emphasis) -> RawRow | None:
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


class _Scanner:
    """Goes over the source lines once."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self.texts = [t for t, _ in lines]
        self.endings = [e for _, e in lines]
        self.emphasis = Emphasis()
        self.at = 0

    def elements(self) -> Iterator[Element]:
        while self.at < len(self.texts):
            yield from self.step()

    def step(self) -> Iterator[Element]:
        text, line = self.texts[self.at], self.at + 1
        if not text.strip() or _FENCE.match(text):
            start = self.at
            broken = False
            while self.at < len(self.texts) and not self.texts[self.at].strip():
                broken = broken or "\f" in self.endings[self.at]
                self.at += 1
            if self.at == start:
                self.at += 1
            self.emphasis.end()
            yield Gap(line, self.at - start)
            if broken:
                yield Break(line)
            return
        if _page_mark(text):
            self.emphasis.end()
            self.at += 1
            yield Break(line)
            return
        if _RULE.match(text) and self.alone():
            self.emphasis.end()
            self.at += 1
            yield Break(line)
            return
        if _TABLE.search(text):
            yield from self.html()
            return
        if self.pipes():
            yield from self.pipe_table()
            return
        if "\t" in text.strip(" ") and not _RULE.match(text):
            yield from self.tab_rows()
            return
        self.at += 1
        yield from self.plain(text, line)
        if "\f" in self.endings[line - 1]:
            yield Break(line)

    def alone(self) -> bool:
        before = self.texts[self.at - 1].strip() if self.at else ""
        after = self.texts[self.at + 1].strip() if self.at + 1 < len(self.texts) else ""
        return not before and not after

    def plain(self, text: str, line: int, column: int = 0) -> Iterator[Element]:
        quote = _QUOTE.match(text)
        start = quote.end() if quote else 0
        heading = _HEADING.match(text[start:])
        level = len(heading.group(1)) if heading else 0
        indent = len(text) - len(text.lstrip())
        if heading:
            start += heading.end()
            bare = text.rstrip().rstrip("#")
            text = bare if bare.endswith((" ", "\t")) else text
        else:
            bullet = _BULLET.match(text[start:])
            if bullet and not _INLINE_BULLET.search(text, start + bullet.end()):
                start += bullet.end()
        pieces = pieces_of(text[start:], line, start + column, self.emphasis)
        if "<li" in text:
            pieces = [_strip_bullet(p) for p in pieces]
        pieces = [p for p in pieces if not _drawn(p)]
        if pieces:
            yield Plain(line, pieces, level, indent)

    def html(self) -> Iterator[Element]:
        text, line = self.texts[self.at], self.at + 1
        opening = _TABLE.search(text)
        if opening is None:
            return
        if opening.start() and text[: opening.start()].strip():
            yield from self.plain(text[: opening.start()], line)
        last = self.at
        start = opening.start()
        rest = ""
        depth = 0
        parts: list[str] = []
        while last < len(self.texts):
            piece = self.texts[last][start if last == self.at else 0 :]
            depth += len(_TABLE.findall(piece)) - len(_TABLE_END.findall(piece))
            if depth <= 0:
                end = [m.end() for m in _TABLE_END.finditer(piece)][-1]
                parts.append(piece[:end])
                rest = piece[end:]
                break
            parts.append(piece)
            last += 1
        offset = len(self.texts[last]) - len(rest) if last < len(self.texts) else 0
        outside, rows = _html_table("\n".join(parts), line, start)
        self.at = min(last + 1, len(self.texts))
        if outside:
            yield Plain(outside[0][0].line, outside)
        if rows.rows:
            yield rows
        if rest.strip():
            yield from self.plain(rest, self.at, offset)

    def pipes(self) -> bool:
        text = self.texts[self.at]
        if text.count("|") < 1:
            return False
        following = self.texts[self.at + 1] if self.at + 1 < len(self.texts) else ""
        if _is_pipe_rule(following):
            return True
        if _is_pipe_rule(text):
            return True
        bare = text.strip()
        return bare.startswith("|") and bare.endswith("|") and bare.count("|") >= 3

    def pipe_table(self) -> Iterator[Element]:
        rows: list[RawRow] = []
        while self.at < len(self.texts) and "|" in self.texts[self.at]:
            text = self.texts[self.at]
            if not _is_pipe_rule(text):
                rows.append(_pipe_row(text, self.at + 1, self.emphasis))
            self.at += 1
            if "\f" in self.endings[self.at - 1]:
                break
        self.emphasis.end()
        rows = [r for r in rows if r.filled]
        if rows:
            yield Rows(rows, "pipes")
        if "\f" in self.endings[self.at - 1]:
            yield Break(self.at)

    def tab_rows(self) -> Iterator[Element]:
        rows: list[RawRow] = []
        broken = False
        while self.at < len(self.texts) and "\t" in self.texts[self.at] and not broken:
            text = self.texts[self.at].rstrip(" ")
            if _TABLE.search(text):
                break
            row = _tab_row(text, self.at + 1, self.emphasis)
            if row is not None:
                rows.append(row)
            broken = "\f" in self.endings[self.at]
            self.at += 1
        if rows:
            yield Rows(rows, "tabs")
        if broken:
            yield Break(self.at)


def elements_of(lines: list[tuple[str, str]]) -> list[Element]:
    """The elements of a text export, in source order."""
    return list(_Scanner(lines).elements())

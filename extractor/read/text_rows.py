"""Lines of a text export to its elements: plain lines, table rows, gaps and page breaks, in source order.

In: source lines. Out: elements. Separate from the repairs, because this only says what the export marks, not what its
tables should have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.read.text_elements import Break, Element, Gap, Plain, RawRow, Rows, drawn, strip_bullet
from extractor.read.text_markup import Emphasis, pieces_of
from extractor.read.text_separated import separated, separated_row
from extractor.read.text_tables import begins_pipes, html_table, is_drawn_rule, pipe_rows, tab_row, undrawn

_HEADING = re.compile(r"\s{0,3}(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"\s{0,3}>+[ \t](?=\S)")
_BULLET = re.compile(r"\s*[-*+][ \t]+(?=\S)")
_INLINE_BULLET = re.compile(r"\s[-*+]\s+[^\W\d_]")
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
"""Characters of a mark between pages; a longer line that begins like one is text."""
_TABLE = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_CELL_TAG = re.compile(r"</?t(?:able|r|d|h|body|head)\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def _page_mark(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= _LONGEST_MARK and bool(_PAGE_MARK.match(bare))


class _Scanner:
    """Goes over the source lines once."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self.texts = [undrawn(t) for t, _ in lines]
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
            # parts sections as often as pages, or stands under a letterhead: room, but no page break of its own
            self.emphasis.end()
            self.at += 1
            yield Gap(line, 0)
            return
        if _TABLE.search(text):
            yield from self.html()
            return
        following = self.texts[self.at + 1] if self.at + 1 < len(self.texts) else ""
        if begins_pipes(text, following):
            yield from self.pipe_table()
            return
        if "\t" in text.strip(" ") and not _RULE.match(text):
            yield from self.tab_rows()
            return
        if (table := separated(self.texts, self.at)) is not None:
            yield self.separated_rows(*table)
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
            pieces = [strip_bullet(p) for p in pieces]
        pieces = [p for p in pieces if not drawn(p)]
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
        else:
            # never closed: it ends with its last cell
            ends = [n for n, piece in enumerate(parts) if _CELL_TAG.search(piece)]
            parts = parts[: ends[-1] + 1]
            last = self.at + len(parts) - 1
        offset = len(self.texts[last]) - len(rest) if last < len(self.texts) else 0
        outside, rows = html_table("\n".join(parts), line, start)
        self.at = min(last + 1, len(self.texts))
        if outside:
            yield Plain(outside[0][0].line, outside)
        if rows.rows:
            yield rows
        if rest.strip():
            yield from self.plain(rest, self.at, offset)

    def pipe_table(self) -> Iterator[Element]:
        start = self.at
        while self.at < len(self.texts) and ("|" in self.texts[self.at] or is_drawn_rule(self.texts[self.at])):
            self.at += 1
            if "\f" in self.endings[self.at - 1]:
                break
        self.emphasis.end()
        rows = [r for r in pipe_rows(self.texts[start : self.at], start + 1, self.emphasis) if r.filled]
        if rows:
            yield Rows(rows, "pipes")
        if "\f" in self.endings[self.at - 1]:
            yield Break(self.at)

    def separated_rows(self, count: int, pattern: re.Pattern[str]) -> Rows:
        self.emphasis.end()
        lines = range(self.at, self.at + count)
        self.at += count
        return Rows([separated_row(self.texts[n], n + 1, pattern, self.emphasis) for n in lines], "pipes")

    def tab_rows(self) -> Iterator[Element]:
        rows: list[RawRow] = []
        broken = False
        while self.at < len(self.texts) and "\t" in self.texts[self.at] and not broken:
            text = self.texts[self.at].rstrip(" ")
            if _TABLE.search(text):
                break
            row = tab_row(text, self.at + 1, self.emphasis)
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

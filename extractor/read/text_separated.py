"""Rows of tables whose cells one sign parts and nothing else marks: semicolons or commas as spreadsheets save them
(CSV), pipes without any around them.

In: source lines. Out: how many of them are one table, their rows. Separate from the tables that an export marks,
because here the count of the signs is all that tells a table from a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from extractor.read.text_elements import RawRow, cell_of
from extractor.read.text_markup import Emphasis

_LINES, _CELLS = 3, 3
"""Lines and cells of a table at the least: the heading and two rows, three columns."""
_HEADING = 6
"""Words of a heading at the most: what is longer is a sentence."""
_QUOTED = r'"(?:[^"]|"")*"'
_FIELDS = {
    sign: re.compile(rf"(?:^|{re.escape(sign)})(?P<cell>{_QUOTED}(?={re.escape(sign)}|$)|[^{re.escape(sign)}]*)")
    for sign in (";", ",")
}
_PIPES = re.compile(r"(?:^|(?<=\s)\|(?=\s|$))(?P<cell>(?:(?!\s\|(?:\s|$)).)*\s?)")
_SIGNS = {";": _FIELDS[";"], ",": _FIELDS[","], "|": _PIPES}

Spans = list[tuple[int, int]]


def separated(texts: Sequence[str], first: int) -> tuple[int, re.Pattern[str]] | None:
    """How many lines from ``first`` on are one table and what finds their cells; ``None`` where none begins."""
    head = texts[first].strip()
    for sign, pattern in _SIGNS.items():
        if head.count(sign) + 1 < _CELLS:
            continue
        cells = _cells(texts[first], pattern, sign)
        if len(cells) < _CELLS or not _is_heading([texts[first][a:b] for a, b in cells]):
            continue
        alike = partial(_holds, pattern=pattern, sign=sign, cells=len(cells))
        lines = list(takewhile(alike, texts[first:]))
        # (rows of nothing but signs are drawn, not filled)
        if sum(bool(line.strip(f"{sign} ")) for line in lines) >= _LINES:
            return len(lines), pattern
    return None


def separated_row(text: str, line: int, pattern: re.Pattern[str], emphasis: Emphasis) -> RawRow:
    """The cells of a line of such a table."""
    cells = []
    for start, end in _spans(text, pattern):
        quoted = text[start : start + 1] == '"' and end - start > 1
        body = text[start + 1 : end - 1].replace('""', '"') if quoted else text[start:end]
        cells.append(cell_of(body, line, start + quoted, emphasis))
    return RawRow(line, cells)


def _cells(text: str, pattern: re.Pattern[str], sign: str) -> Spans:
    """The cells of a line; none where a blank stands behind a sign that has none as a separator: a sentence's."""
    spans = _spans(text, pattern)
    if sign != "|" and any(text[a : a + 1] == " " for a, _ in spans[1:]):
        return []
    return spans


def _holds(text: str, *, pattern: re.Pattern[str], sign: str, cells: int) -> bool:
    return len(_cells(text, pattern, sign)) == cells


def _spans(text: str, pattern: re.Pattern[str]) -> Spans:
    return [m.span("cell") for m in pattern.finditer(text.rstrip())]


def _is_heading(cells: Sequence[str]) -> bool:
    """Whether cells may head columns: each has letters, few words and no end of a sentence."""
    bare = [cell.strip(' "') for cell in cells]
    return all(
        any(map(str.isalpha, cell)) and len(cell.split()) <= _HEADING and not cell.endswith((".", ";", ":"))
        for cell in bare
    )

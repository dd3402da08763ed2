"""Where the pages of a text export end.

In: mended elements. Out: the same with a :class:`Break` wherever a page ends. Form feeds and page marks of the export
are believed alone; without them a long run of blank lines is a page break, and so is the gap in the middle of a table.
"""

from __future__ import annotations

import re
from statistics import median_low

from extractor.read.text_elements import Break, Element, Gap, Plain, Rows

_LONG_NUMBER = re.compile(r"(?:\d[ .]?){15,}")
_LEAST = 3
"""Blank lines that make a page break where single blank lines part paragraphs."""
_NAME_WORDS = 8
"""Words of a name with its titles on a line of its own, at the most."""
_BLOCK_LINES = 4
"""Lines of a name, rank and NIP under a signature."""


def _paragraph(elements: list[Element], at: int) -> list[Plain]:
    out = []
    for e in elements[at:]:
        if not isinstance(e, Plain):
            break
        out.append(e)
    return out


def _signature(lines: list[Plain]) -> bool:
    """What may stand under the room for a signature: one short line, or a short block with a NIP's digits."""
    if not lines or any(p.heading for p in lines):
        return False
    if len(lines) == 1:
        return len(lines[0].text.split()) <= _NAME_WORDS
    short = lines[:_BLOCK_LINES]
    return any(_LONG_NUMBER.search(p.text) for p in short[1:])


def _shape(rows: Rows) -> list[str]:
    return [c.text.casefold() for c in rows.rows[0].cells]


def _headed(rows: Rows) -> bool:
    """The first row looks like a heading: every cell filled, short, and without a digit."""
    cells = [c.text for c in rows.rows[0].cells]
    return all(c and len(c) < 60 and not any(x.isdigit() for x in c) and c[0].isupper() for c in cells)


def _continues(head: Rows, before: Rows, after: Rows) -> bool:
    """A table that a page break cut: as many columns, and either the heading of its first part again or none."""
    if "columns" in (before.source, after.source) or before.width != after.width:
        return False
    return _shape(head) == _shape(after) or not _headed(after)


def _merged(elements: list[Element]) -> list[Element]:
    """The elements with neighbouring gaps as one."""
    out: list[Element] = []
    for e in elements:
        if isinstance(e, Gap) and out and isinstance(out[-1], Gap):
            out[-1] = Gap(out[-1].line, max(out[-1].lines, e.lines))
        else:
            out.append(e)
    return out


def with_breaks(elements: list[Element]) -> list[Element]:
    """The elements with all page breaks."""
    elements = _merged(elements)
    if any(isinstance(e, Break) for e in elements):
        return elements
    gaps = [e.lines for e in elements[1:-1] if isinstance(e, Gap)]
    usual = median_low(gaps) if gaps else 1
    limit = max(_LEAST, 2 * usual + 1)
    out: list[Element] = []
    head: Rows | None = None
    for i, e in enumerate(elements):
        out.append(e)
        if isinstance(e, Plain):
            head = None
        if not isinstance(e, Gap) or i == 0 or i + 1 >= len(elements):
            continue
        before, after = elements[i - 1], elements[i + 1]
        if isinstance(before, Rows) and isinstance(after, Rows):
            head = head or before
            cut = _continues(head, before, after)
            if cut or e.lines >= limit:
                out.append(Break(e.line))
            if not cut:
                head = None
        elif e.lines >= limit and not _signature(_paragraph(elements, i + 1)):
            out.append(Break(e.line))
    return out

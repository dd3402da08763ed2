"""Tells the kind of a document that has no title, by how it is built.

Comes in: blocks and the pages that they stand on. Goes out: a kind's name. Separate because it is the last resort: a
chart whose title is a picture, a chapter taken out of a plan, an attachment without its heading. What labels tell which
kind is data (``structure`` in ``kinds.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.layout.charts import is_chart
from extractor.segment.titles import UNKNOWN, announced, letters, phrase_length

_BEGINNING = 60
"""Characters of a line, box or cell in which a label may stand."""


def _starts(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> set[str]:
    """How the lines, boxes, columns, cells and running heads begin, as letters."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            texts.extend(s.text for s in block.segments())
        else:
            texts.extend(h.text for h in block.header)
            texts.extend(c.text for row in block.rows for c in row)
    texts.extend(line.text for page in pages for line in page.furniture)
    return {letters(t[:_BEGINNING]) for t in texts}


def _columns(table: Table, labels: Sequence[str]) -> int:
    """How many columns apart from each other have a heading that begins with one of the labels."""
    storeys = (table.header, *([cell.span for cell in row] for row in table.rows[:2]))
    counts = []
    for heads in storeys:
        named = [any(phrase_length(letters(h.text), label) is not None for label in labels) for h in heads]
        counts.append(sum(here and not before for here, before in zip(named, [False, *named], strict=False)))
    return max(counts)


def kind_by_structure(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> str:
    """The first kind whose labels are there, else ``unknown``."""
    starts = _starts(blocks, pages)
    landscape = any(p.page.width > p.page.height for p in pages if p.page.method != "text")
    for name, kind in announced().items():
        for rule in kind.structure:
            if rule.landscape and not landscape:
                continue
            if rule.chart and sum(is_chart(p.page) for p in pages) <= len(pages) / 2:
                continue
            labels = [letters(label) for label in rule.labels]
            if rule.columns:
                seen = max((_columns(b, labels) for b in blocks if not isinstance(b, Line)), default=0)
            else:
                seen = sum(any(phrase_length(s, label) is not None for s in starts) for label in labels)
            if seen >= rule.count:
                return name
    return UNKNOWN

"""Splits a file's pages into component documents and finds their zones.

Comes in: the layouts of all pages. Goes out: components in reading order. Which sheets belong together is the matter of
``grouping``; here the zones of every document are put together from those of its sheets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.layout.blocks import Line, PageLayout, Table
from extractor.layout.charts import Chart, in_box
from extractor.segment.component import Component, Letterhead, SignatureBlock, SignedPlace, TitleBlock
from extractor.segment.grouping import Group, group_sheets
from extractor.segment.headline import find_headline
from extractor.segment.letterhead import find_letterhead
from extractor.segment.sheets import Sheet, cut_sheets
from extractor.segment.structure import likeliest, rival, scores
from extractor.segment.titleblock import find_title_block
from extractor.segment.titles import UNKNOWN, title_line


def split(layouts: tuple[PageLayout, ...]) -> tuple[Component, ...]:
    """The component documents in reading order, with their zones; a file without any text is one unknown document."""
    groups = group_sheets(cut_sheets(layouts))
    if not groups:
        return (Component(UNKNOWN, layouts, ()),)
    # pages that were bound wrongly stand in reading order, not in that of their numbers
    numbers = [layout.number for layout in layouts]
    firsts = [min(numbers), *(_first_page(g) for g in groups[1:]), max(numbers) + 1]
    components = []
    for i, group in enumerate(groups):
        # a blank page belongs to what stands before it
        last = max(_last_page(group), firsts[i + 1] - 1)
        pages = tuple(p for p in layouts if firsts[i] <= p.number <= last)
        components.append(_component(group, pages))
    return tuple(components)


def _first_page(group: Group) -> int:
    return min((b.page for s in group.sheets for b in s.blocks), default=1)


def _last_page(group: Group) -> int:
    return max((b.pages[-1] if isinstance(b, Table) else b.page for s in group.sheets for b in s.blocks), default=1)


def _component(group: Group, pages: Sequence[PageLayout]) -> Component:
    blocks = [b for s in group.sheets for b in s.blocks]
    titled = [s for s in group.sheets if s.titles]
    found = [] if titled else scores(blocks, pages)
    kind = group.kind if titled else likeliest(found)
    own = [s for s in titled if s.kind == kind]
    titles: list[TitleBlock] = [replace(t, cover=s.is_cover or s.is_front) for s in own if (t := s.title_block)]
    if not titles and not titled and (over := _running_title(kind, pages)) is not None:
        titles = [over]
    if not titles and (headline := find_headline(blocks)):
        titles = [find_title_block(blocks, [headline])]
    letterhead, head_lines = _letterhead(own or group.sheets[:1], titles, pages)
    signed: list[SignedPlace] = []
    signatures: list[SignatureBlock] = []
    taken = {id(b) for t in titles for b in t.lines} | {id(b) for b in head_lines}
    # what stands on a cover or over a foreword says when the booklet was made: the agreement in it is signed elsewhere;
    # a regulation is signed before its attachments, which may name the chapters of a booklet
    booklet = bool(titles) and kind != "peraturan"
    for sheet in sorted(group.sheets, key=lambda s: s.is_cover or s.is_front) if booklet else group.sheets:
        signed.extend(sheet.signatures.signed)
        signatures.extend(sheet.signatures.blocks)
        taken |= sheet.signatures.taken
    return Component(
        kind=kind,
        rival=rival(found),
        pages=tuple(pages),
        blocks=tuple(blocks),
        titles=tuple(titles),
        letterhead=letterhead,
        signed=tuple(signed),
        signatures=tuple(signatures),
        parties=tuple(p for s in group.sheets for p in s.parties),
        body=tuple(b for b in blocks if id(b) not in taken),
    )


def _running_title(kind: str, pages: Sequence[PageLayout]) -> TitleBlock | None:
    """The title that every page repeats at its head, where none stands elsewhere: of the kind that the document is."""
    head = [line for p in pages[:1] for line in p.furniture if line.box[3] < _HEAD * p.page.height]
    found = (title_line(head, i) for i in range(len(head)))
    title = next((t for t in found if t is not None and t.kind == kind), None)
    return None if title is None else find_title_block(head, [title])


_HEAD = 0.2
"""Share of the page's height in which a running title stands."""


def _letterhead(
    sheets: Sequence[Sheet], titles: Sequence[TitleBlock], pages: Sequence[PageLayout]
) -> tuple[Letterhead | None, tuple[Line, ...]]:
    """The letterhead of the first sheet that has one: a cover has none, and what stands in a chart's boxes is none."""
    charts = {p.number: p.chart for p in pages if p.chart is not None}
    for sheet in sheets:
        blocks = takewhile(lambda b: isinstance(b, Table) or not _boxed(b, charts), sheet.blocks)
        found = find_letterhead(list(blocks), sheet.title_block or (titles[0] if titles else None))
        if found[0] is not None:
            return found
    return None, ()


def _boxed(line: Line, charts: Mapping[int, Chart]) -> bool:
    chart = charts.get(line.page)
    return chart is not None and in_box(chart, line)

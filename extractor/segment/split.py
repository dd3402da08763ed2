"""Splits a file's pages into component documents and finds their zones.

Comes in: the layouts of all pages. Goes out: components in reading order. What belongs together is said by the kind's
entry in ``kinds.toml``: nine agreements are nine documents, the sheets of a cascade are one, a report or a regulation
keeps the agreements that it quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from extractor import knowledge
from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.segment.component import Component, TitleBlock
from extractor.segment.letterhead import find_letterhead
from extractor.segment.sheets import Sheet, cut_sheets, running
from extractor.segment.signatures import Signatures, find_signatures, flatten_signature_tables
from extractor.segment.statement import find_parties
from extractor.segment.titleblock import find_title_block
from extractor.segment.titles import UNKNOWN, kind_titles, letters, phrase_length, policy

_SAME_UNIT = 85
"""Likeness (0-100) from which two unit lines name the same unit."""
_SHORT = 14
"""Lines of the longest cover."""


class Group:
    """Sheets that form one document, while it is being put together."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheets = [sheet]
        self.report = has_chapters(sheet.blocks)

    @property
    def kind(self) -> str:
        return next((s.kind for s in self.sheets if s.titles), UNKNOWN)

    def add(self, sheet: Sheet) -> None:
        """Takes a further sheet in."""
        self.sheets.append(sheet)
        self.report = self.report or has_chapters(sheet.blocks)


@cache
def _report_headings() -> frozenset[str]:
    return frozenset(letters(h) for h in knowledge.toml("kinds")["report_headings"])


def has_chapters(blocks: Sequence[Block]) -> bool:
    """Whether the blocks hold the heading of a report: foreword, contents, first chapter."""
    headings = _report_headings()
    return any(
        isinstance(b, Line) and len(b.words) <= 6 and (letters(b.text) in headings or letters(b.segments()[0].text) in headings)
        for b in blocks
    )


def _is_cover(sheet: Sheet) -> bool:
    lines = [b for b in sheet.blocks if isinstance(b, Line)]
    return (
        len(lines) <= _SHORT
        and not any(isinstance(b, Table) or running(b) for b in sheet.blocks)
        and not find_signatures(lines).blocks
    )


def _has_table(sheet: Sheet) -> bool:
    return any(isinstance(b, Table) for b in sheet.blocks)


def _persons(sheet: Sheet) -> set[str]:
    """Who signs a sheet: NIPs and names, folded."""
    found = find_signatures(sheet.blocks)
    return {letters(b.name.text) for b in found.blocks if b.name} | {
        "".join(c for c in b.nip.text if c.isdigit()) for b in found.blocks if b.nip
    }


def _same_persons(one: set[str], other: set[str]) -> bool:
    """Whether the same persons sign: all that the smaller set names are in the larger one, misprints allowed."""
    small, large = sorted((one, other), key=len)
    return all(any(fuzz.ratio(a, b) >= _SAME_UNIT for b in large) for a in small)


def _unit(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        if sheet.titles:
            block = find_title_block(sheet.blocks, sheet.titles)
            if block.unit:
                return letters(block.unit.text)
    return ""


def _belongs(group: Group, sheet: Sheet) -> bool:
    """Whether the sheet continues the document."""
    kind = group.kind
    if not any(s.titles for s in group.sheets):
        # what stands before the first title is its cover, or a document of its own when it is long
        return len(group.sheets[0].blocks) <= _SHORT
    if policy(kind).swallows:
        return sheet.kind != kind
    if sheet.kind != kind:
        return group.report
    rule = policy(kind).together
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "unit":
        one, other = _unit(group.sheets), _unit([sheet])
        return group.report or not one or not other or fuzz.partial_ratio(one, other) >= _SAME_UNIT
    return _same_agreement(group, sheet)


def _same_agreement(group: Group, sheet: Sheet) -> bool:
    """Whether a sheet with the title of an agreement belongs to the agreement before it: its attachment, or what
    follows a cover."""
    if all(_is_cover(s) for s in group.sheets) or (group.report and not any(_persons(s) for s in group.sheets)):
        return True
    if _is_cover(sheet):
        return False
    before: set[str] = set().union(*(_persons(s) for s in group.sheets))
    here = _persons(sheet)
    if before and here:
        return _same_persons(before, here)
    if not _has_table(group.sheets[-1]):
        return True  # a statement without its attachment yet
    one, other = _unit(group.sheets), _unit([sheet])
    return not before and (not one or not other or fuzz.ratio(one, other) >= _SAME_UNIT)


def _structure(blocks: Sequence[Block], layouts: Sequence[PageLayout]) -> str:
    """The kind of a document without a title, by the labels that begin its lines, boxes and columns."""
    starts: set[str] = set()
    for block in blocks:
        parts = (
            [s.text for s in block.segments()]
            if isinstance(block, Line)
            else [h.text for h in block.header] + [c.text for row in block.rows for c in row]
        )
        starts.update(letters(p)[:48] for p in parts)
    for layout in layouts:
        starts.update(letters(line.text)[:48] for line in layout.furniture)
    landscape = any(p.page.width > p.page.height for p in layouts) and layouts[0].page.method != "text"
    for kind in kind_titles():
        for rule in kind.structure:
            if rule.get("landscape") and not landscape:
                continue
            seen = sum(any(phrase_length(s, letters(label)) is not None for s in starts) for label in rule["labels"])
            if seen >= rule["count"]:
                return kind.name
    return UNKNOWN


def split(layouts: tuple[PageLayout, ...]) -> tuple[Component, ...]:
    """The component documents in reading order, with their zones."""
    groups: list[Group] = []
    for sheet in cut_sheets(layouts):
        if groups and _belongs(groups[-1], sheet):
            groups[-1].add(sheet)
        else:
            groups.append(Group(sheet))
    return tuple(_component(g, layouts) for g in groups) or (Component(UNKNOWN, layouts, ()),)


def _component(group: Group, layouts: Sequence[PageLayout]) -> Component:
    blocks = flatten_signature_tables([b for s in group.sheets for b in s.blocks])
    pages = {p for b in blocks for p in (b.pages if isinstance(b, Table) else (b.page,))}
    own = tuple(p for p in layouts if p.number in pages) or tuple(layouts[:1])
    titled = [s for s in group.sheets if s.titles]
    kind = group.kind if titled else _structure(blocks, own)
    titles: list[TitleBlock] = [
        replace(find_title_block(s.blocks, s.titles), cover=_is_cover(s)) for s in titled if s.kind == kind
    ]
    signatures: Signatures = find_signatures(blocks)
    head = group.sheets[0] if not titled else next(s for s in titled if s.kind == kind)
    letterhead, head_lines = find_letterhead(head.blocks, titles[0] if titles else None)
    taken = {id(b) for t in titles for b in t.lines} | {id(b) for b in head_lines} | signatures.taken
    return Component(
        kind=kind,
        pages=own,
        blocks=tuple(blocks),
        titles=tuple(titles),
        letterhead=letterhead,
        signed=signatures.signed,
        signatures=signatures.blocks,
        parties=find_parties(blocks),
        body=tuple(b for b in blocks if id(b) not in taken),
    )

"""Sections of a report: headings and the text under each.

Comes in: a component. Goes out: its flow without signatures and the main title, the outline of it, and the sections as
draft records. Separate from the outline because here it is decided what of a document is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.kinds.planning.outline import Heading, Outline, find_outline
from extractor.layout.blocks import Block, Line
from extractor.match.found import DraftValue, Found
from extractor.read.words import Span
from extractor.segment.component import Component
from extractor.segment.titles import in_capitals, running

MATCHER = "section"
_TRIM = re.compile(r"^[\s.:–-]+|[\s.:;,]+$")


@dataclass(frozen=True)
class Section:
    """A heading and the places of its text in the flow."""

    heading: Heading
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """A document's flow with its outline."""

    flow: tuple[Block, ...]
    outline: Outline
    sections: tuple[Section, ...]

    def heading_before(self, place: int) -> Heading | None:
        """The heading under which a place of the flow stands."""
        found = None
        for heading in self.outline.headings:
            if heading.first > place:
                break
            found = heading
        return found


def read_report(component: Component) -> Report:
    """The flow, outline and sections of a component."""
    sheets = [t for t in component.titles[1:] if not t.cover]
    wanted = {id(b) for b in component.body} | {id(line) for t in sheets for line in t.lines}
    flow = tuple(b for b in component.blocks if id(b) in wanted)
    outline = find_outline(flow, sheets)
    return Report(flow, outline, tuple(_sections(flow, outline, {id(line) for t in sheets for line in t.lines})))


def _sections(flow: Sequence[Block], outline: Outline, titles: set[int]) -> list[Section]:
    """``titles`` are the lines of further titles: headings of bound sheets, or running heads, but never text."""
    sections = []
    if not outline.headings:
        return []
    ends = [h.first for h in outline.headings[1:]] + [len(flow)]
    for heading, end in zip(outline.headings, ends, strict=True):
        places = [
            k
            for k in range(heading.last + 1, end)
            if isinstance(flow[k], Line) and k not in outline.skipped and id(flow[k]) not in titles
        ]
        if heading.level == 1 and heading.label is None:
            places = _without_unit(flow, places)
        sections.append(Section(heading, tuple(places)))
    return sections


def _without_unit(flow: Sequence[Block], places: list[int]) -> list[int]:
    """Without the name of the office that a foreword repeats under its heading."""
    for n, k in enumerate(places):
        line = flow[k]
        assert isinstance(line, Line)
        if running(line) or not in_capitals(line.text):
            return places[n:] if n <= 3 else places
    return places


def section_span(flow: Sequence[Block], section: Section) -> Span:
    """The text of a section."""
    return Span(w for k in section.lines if isinstance(line := flow[k], Line) for w in line.words)


def sections_draft(report: Report) -> list[DraftValue]:
    """The sections as records."""
    found: list[DraftValue] = []
    for section in report.sections:
        heading = section.heading
        text = section_span(report.flow, section)
        found.append(
            {
                "level": heading.level,
                "number": Found(heading.label, heading.number, MATCHER) if heading.label and heading.number else None,
                "heading": Found(_TRIM.sub("", heading.span.text), heading.span, MATCHER) if heading.span else None,
                "text": Found(text.text, text, MATCHER) if text else None,
            }
        )
    return found

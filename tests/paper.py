"""Invented pages for the tests of kinds: text with indents becomes lines with boxes."""

from __future__ import annotations

import re

from extractor.layout.blocks import Line, PageLayout
from extractor.read.page import Page
from extractor.read.words import Word
from extractor.segment.component import Component

STEP, LEADING = 6.0, 14.0


def words_of(text: str, page: int, number: int, *, drawn: bool) -> tuple[Word, ...]:
    """The words of a line of text; ``number`` is its place on the page, from 1."""
    top = 60.0 + LEADING * number
    return tuple(
        Word(
            m.group(),
            page,
            (60 + STEP * m.start(), top, 60 + STEP * m.end(), top + 11),
            line=None if drawn else number,
            method="text-layer" if drawn else "text",
        )
        for m in re.finditer(r"\S+", text)
    )


def lines(text: str, *, page: int = 1, drawn: bool = True) -> tuple[Line, ...]:
    """The lines of a page; an empty line leaves a gap."""
    got = (words_of(t, page, n, drawn=drawn) for n, t in enumerate(text.strip("\n").split("\n"), 1))
    return tuple(Line(w) for w in got if w)


def component(*pages: str, kind: str = "peraturan", drawn: bool = True) -> Component:
    """A component of these pages, without zones."""
    layouts = []
    for number, text in enumerate(pages, 1):
        flow = lines(text, page=number, drawn=drawn)
        words = tuple(w for line in flow for w in line.words)
        layouts.append(PageLayout(Page(number, 595, 842, words, method="text-layer" if drawn else "text"), flow))
    blocks = tuple(b for layout in layouts for b in layout.flow)
    return Component(kind, tuple(layouts), blocks, body=blocks)

"""A provision while its tree grows.

Comes in: rows, one after the other. Goes out: the node with its heading, paragraphs and children. Separate because
references, changes and definitions read trees that stand already and need nothing of how they grow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.kinds.regulation.labels import Level, Ordinal
from extractor.read.words import Span, join


@dataclass
class Node:
    """A provision as it grows. ``x`` is the label's left edge, ``text_x`` where its first text begins."""

    level: Level
    style: str
    ordinal: Ordinal
    number: Span
    x: float
    page: int
    value: str | None = None
    """The number where it was printed or read in doubtful letters; else it is what ``number`` says."""
    text_x: float | None = None
    heading: list[Span] = field(default_factory=list)
    before: list[list[Span]] = field(default_factory=list)
    after: list[list[Span]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    last: list[Span] = field(default_factory=list)
    """The paragraph that was written to last."""
    margin: float = 0.0
    """The left margin of its page."""
    inside: bool = False
    """Its label stands within a line, behind another label or a colon: its place says nothing of its siblings'."""

    def write(self, span: Span, new: bool) -> None:
        """Adds a row's text, as a new paragraph or to the one that stands open."""
        paragraphs = self.after if self.children else self.before
        if new or not paragraphs:
            self.last = []
            paragraphs.append(self.last)
        self.last.append(span)

    @property
    def label(self) -> str:
        """The number as text."""
        return self.value or self.number.text

    def paragraphs(self) -> list[Span]:
        """Its own paragraphs, those before its first child and those after the last."""
        return [join(p) for p in (*self.before, *self.after)]

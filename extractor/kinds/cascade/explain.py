"""What a chart was taken for: its cards, their levels, and why every card stands under its parent.

In come the pages of a cascade, out come the cards with their places on paper. Apart from the building of the document,
which keeps only the tree: this is for the eye that checks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.parents import Node
from extractor.read.page import Page
from extractor.read.words import Box, Word, box_around


@dataclass(frozen=True)
class Card:
    """A card on a page (1-based): the box around its words (points), its level, and why it stands where it does, under
    a card whose box on the page is ``parent``.
    """

    page: int
    box: Box
    level: str | None
    reason: str
    parent: Box | None = None

    @property
    def score(self) -> str:
        """The score of the parent, where it was weighed against others."""
        return self.reason.partition(" = ")[0] if " = " in self.reason else ""


def explain(pages: Sequence[Page]) -> list[Card]:
    """The cards of all charts on the pages, in reading order."""
    cards = []
    for node in read_charts(pages, frozenset()):
        above = _places(node.parent) if node.parent is not None else {}
        cards += [Card(page, box, node.level, node.reason, above.get(page)) for page, box in _places(node).items()]
    return cards


def _places(node: Node) -> dict[int, Box]:
    """The boxes around the words of a node, by their pages."""
    words = list(_words(node))
    return {
        page: box_around(w.paper or w.box for w in words if w.page == page) for page in sorted({w.page for w in words})
    }


def _words(node: Node) -> Iterator[Word]:
    piece = node.piece
    if piece.label is not None:
        yield from piece.label.span.words
    for line in (*piece.title, *piece.objective, *piece.budget, *piece.holder, *piece.aside):
        yield from line.words
    for group in piece.groups:
        for line in (*group.lines, *group.target, *group.explanation):
            yield from line.words

"""Circulars (Surat Edaran): numbered sections under the subject, where a regulation has a preamble and articles.

Comes in: rows of a document without articles and dicta. Goes out: where its text begins, and its sections as a tree
(Peraturan ANRI 5/2021, naskah dinas arahan). Separate because a section has a heading beside its number, as no item of
a regulation's list has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.regulation.labels import Label, list_labels
from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.preamble import is_decided, is_keyword
from extractor.kinds.regulation.rows import Row, spaced
from extractor.kinds.regulation.sentences import ended
from extractor.kinds.regulation.tree import Tree
from extractor.knowledge import kept, toml


def begins(rows: Sequence[Row]) -> int | None:
    """Index of the first row under the subject, where no preamble stands; ``None`` where the rows are no circular."""
    about = next((i for i, r in enumerate(rows) if spaced(r.text) == "TENTANG"), None)
    if about is None or any(is_decided(r) or is_keyword(r.text) for r in rows):
        return None
    under = (i for i in range(about + 2, len(rows)) if not rows[i].text.isupper() or list_labels(rows[i].text))
    return next(under, None)


@kept
def _closing() -> re.Pattern[str]:
    words = toml("regulation")["ending"]["closing_of_circulars"]
    return re.compile("|".join(r"\s*".join(w.split()) for w in words))


def closing_at(rows: Sequence[Row]) -> int:
    """Index of the row with which the circular takes its leave, the number of rows where it does not."""
    return next((i for i, r in enumerate(rows) if _closing().match(r.text)), len(rows))


class _Sections(Tree):
    """A tree whose outermost items have headings."""

    def _text(self, row: Row, after_label: bool = False) -> None:
        if not after_label and row.broken and self._headed(self.top):
            self._set_heading(self.top)
        super()._text(row, after_label)

    def _push(self, row: Row, label: Label) -> Node:
        if self._headed(self.top):
            self._set_heading(self.top)
        return super()._push(row, label)

    def _headed(self, node: Node) -> bool:
        """Whether an outermost item's text so far is its heading: one row that ends like no sentence."""
        outermost = len(self.stack) == 2 and not node.children and not node.heading
        return outermost and len(node.before) == 1 and len(node.before[0]) == 1 and not ended(self.tail)

    def _set_heading(self, node: Node) -> None:
        node.heading, node.before = node.before[0], []
        node.text_x = None
        self.tail = ""


def sections(rows: Sequence[Row]) -> list[Node]:
    """The numbered sections of a circular's text."""
    return _Sections(rows, articles=False).root.children

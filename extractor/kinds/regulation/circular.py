"""Circulars (Surat Edaran): numbered sections under the subject, where a regulation has a preamble and articles.

Comes in: rows of a document without articles and dicta. Goes out: where its text begins, and its sections as a tree
(Peraturan ANRI 5/2021, naskah dinas arahan). Separate because a section has a heading beside its number, as no item of
a regulation's list has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.regulation.labels import follows, list_labels
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

    def _list_items(self, i: int, row: Row) -> None:
        top = self.top
        if row.broken and self._headed(top) and not self._is_next(row, top):
            top.heading, top.before = top.before[0], []
            top.text_x = None
            self.tail = ""
        super()._list_items(i, row)

    def _is_next(self, row: Row, item: Node) -> bool:
        """Whether the row begins the item after this one."""
        return any(
            label.style == item.style and follows(item.ordinal, label.ordinal) for label in self.labels(row.text)
        )

    def _headed(self, node: Node) -> bool:
        """Whether an outermost item's text so far is its heading: one row that ends like no sentence."""
        outermost = len(self.stack) == 2 and not node.children and not node.heading
        return outermost and len(node.before) == 1 and len(node.before[0]) == 1 and not ended(self.tail)


def sections(rows: Sequence[Row]) -> list[Node]:
    """The numbered sections of a circular's text."""
    return _Sections(rows, articles=False).root.children

"""What the items of a list that stand already say of a row that may be the next one.

Comes in: nodes. Goes out: whether their lines hang, whether they are names, whether they end without a sign. Apart from
the tree, which asks, because these are the list's own ways and no order of labels.
"""

from __future__ import annotations

from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.sentences import ended

TOLERANCE = 9.0
"""How far siblings may stand apart, in points: a scan's skew over a page, a label's own width."""


def both_name(node: Node, rest: str) -> bool:
    """Whether an item and what may be the next one are names or titles, which end without a sign: the members of a
    council. A sentence begins in a small letter there.
    """
    own = node.paragraphs()
    return bool(own) and own[0].text[:1].isupper() and rest[:1].isupper()


def ends_bare(parent: Node, node: Node) -> bool:
    """Whether an item before this one of its list has ended without a sign."""
    before = [n for n in parent.children if n is not node and n.style == node.style]
    return any(not ended(own[-1].text) for n in before if (own := n.paragraphs()))


def hangs(node: Node) -> bool | None:
    """Whether the lines of an item hang beside its label; ``None`` where it has one line only."""
    lines = [line for paragraph in node.before for line in paragraph[1:] if line.page == node.page]
    return lines[0].box[0] > node.x + TOLERANCE / 2 if lines else None

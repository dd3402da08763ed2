"""Numbers without a dot before titles: `1 Meningkatnya mutu jalan` over `1.1 Program Jalan`.

In comes the planted tree, its titles lose the numbers that the tree proves. Apart from the reading of boxes because one
title alone does not tell (`5 Pilar Kesehatan`): its children or its siblings do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.cascade.parents import Node
from extractor.read.words import Span

_BARE = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-Z])")


def with_numbers(roots: Sequence[Node]) -> None:
    """Takes bare numbers off the titles of nodes whose children go on with them, or that count from one."""
    found = {node: m for node in roots if not node.number and (m := _BARE.match(node.title.text))}
    counted = [int(m["number"]) for m in found.values()]
    row = len(found) > 1 and counted == list(range(1, len(counted) + 1))
    for node, m in found.items():
        if row or any(child.number.text.startswith(f"{m['number']}.") for child in node.children if child.number):
            title = node.title
            node.number, node.title = title.of(m, "number"), Span(title.cut(m.end()).words)
    for node in roots:
        with_numbers(node.children)

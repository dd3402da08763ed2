"""Levels by look: boxes that are drawn alike and hang equally deep are of one level.

In come the nodes of a page whose words say their level, or not (`Program Pengawasan` beside `Pembinaan Arsip`), out go
levels for those that do not. Apart from labels because nothing is read here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from extractor.kinds.cascade.parents import Node

_TOLD = 0.5
"""Share of alike boxes that say their level, above which the others are of the same."""
_NAMES_ITSELF = ("program", "kegiatan", "sub_kegiatan")
"""Levels whose names begin with the level's own word, or leave it out."""


def level_by_look(nodes: Sequence[Node], look: Mapping[Node, Hashable], above: Mapping[Node, Sequence[Node]]) -> None:
    """Gives nodes without a level that of their likes; ``above`` are their parents by connectors."""
    alike: dict[tuple[Hashable, int], list[Node]] = {}
    for node in nodes:
        if node in above:
            alike.setdefault((look.get(node), depth_of(node, above)), []).append(node)
    for group in alike.values():
        told = [n for n in group if n.level is not None]
        levels = {n.level for n in told}
        if len(levels) != 1 or len(told) <= _TOLD * len(group):
            continue
        level = levels.pop()
        if level not in _NAMES_ITSELF:
            continue
        for node in group:
            if _is_open(node):
                node.piece.level = level


def _is_open(node: Node) -> bool:
    piece = node.piece
    named = piece.label is not None or piece.named is not None or piece.tabular
    return piece.level is None and not named and node.office is None and bool(node.title)


def depth_of(node: Node, above: Mapping[Node, Sequence[Node]]) -> int:
    """How many connectors stand over a node."""
    depth, seen = 0, {node}
    while above.get(node) and above[node][0] not in seen:
        node = above[node][0]
        seen.add(node)
        depth += 1
    return depth

"""Indicators in boxes of their own that no heading names: statement -> indicator -> next statement.

In come the nodes of a page with their parents by connectors and their looks, out go indicators in place of titles for
the boxes that hold nothing else. Apart from the reading of boxes because no box tells it alone: a tree of conditions
(`Tingkat pengangguran` over `Jumlah pencari kerja`) begins with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Mapping, Sequence

from extractor.kinds.cascade.labels import begins_indicator
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.piece import Group
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.read.words import Span

_FEWEST = 2
"""Boxes that begin as indicators do, at the least: a single one may be worded so by chance."""
_STATED = 0.8
"""Share of the other boxes that are told as statements (by a level, a label, an outcome), at the least."""


def measure_by_content(nodes: Sequence[Node], look: Mapping[Node, Hashable], above: Mapping[Node, list[Node]]) -> None:
    """Makes indicators of the boxes that begin so and hang on statements, in a chart whose other boxes are statements;
    those that look as they do, and as no statement does, are indicators, too, however they are worded.
    """
    bare = {n for n in nodes if _is_bare(n)}
    found = {n for n in bare if begins_indicator(n.title)}
    if len(found) < _FEWEST or not all(_hangs(n, found, above) for n in found):
        return
    others = [n for n in nodes if n not in found and not n.piece.tabular]
    looks = {look.get(n) for n in found} - {look.get(n) for n in others if n not in bare or _states(n)}
    alike = {n for n in bare if n not in found and not _states(n) and look.get(n) in looks}
    alike = {n for n in alike if _hangs(n, found | alike, above)}
    others = [n for n in others if n not in alike]
    told = sum(map(_states, others))
    if not (told and told >= _STATED * len(others)) and not _alternate(found, others, look, above):
        return
    for node in (*found, *alike):
        piece = node.piece
        group = piece.groups[0] if piece.groups else Group()
        group.lines = piece.title + group.lines
        group.number = node.number if len(group.lines) == len(piece.title) else Span()
        piece.groups = [group, *piece.groups[1:]]
        piece.title, node.title, node.number = [], Span(), Span()


def _is_bare(node: Node) -> bool:
    """Does a box hold one text and perhaps its target, or a list of such, under no label?"""
    piece = node.piece
    told = piece.level is not None or piece.label is not None or piece.named is not None or piece.tabular
    if told or not piece.title or piece.objective or node.office is not None:
        return False
    listed = begins_indicator(node.title) and all(g.label is None for g in piece.groups)
    return listed or not any(g.lines or g.explanation for g in piece.groups)


_ACTIVE = re.compile(r"me[a-z]{4,}(?:kan|i)\s", re.IGNORECASE)
"""An aim is stated as an active verb: `Meningkatkan`, `Mengurangi`."""


def _states(node: Node) -> bool:
    """Is a box told as a statement, by its level, a label or its words?"""
    piece = node.piece
    if piece.level is not None or piece.label is not None or piece.named is not None or node.office is not None:
        return True
    return bool(piece.title) and (states_outcome(node.title) or _ACTIVE.match(node.title.text) is not None)


def _alternate(
    found: Collection[Node], others: Sequence[Node], look: Mapping[Node, Hashable], above: Mapping[Node, list[Node]]
) -> bool:
    """Do the boxes worded as indicators look as no other does, and does one look come back two boxes further down: that
    of a statement over and under such a box, or that of such a box over and under a statement? (Levels are drawn each
    in its own look: none comes back.)
    """
    if not {look.get(n) for n in found}.isdisjoint(look.get(n) for n in others):
        return False
    for node, over in above.items():
        upper = above.get(over[0]) if over else None
        if upper and look.get(upper[0]) == look.get(node) != look.get(over[0]):
            measured = [n in found for n in (upper[0], over[0], node)]
            if measured in ([True, False, True], [False, True, False]):
                return True
    return False


def _hangs(node: Node, found: Collection[Node], above: Mapping[Node, list[Node]]) -> bool:
    """Does a box hang on a statement, or on another indicator that does?"""
    seen = {node}
    over = above.get(node, [])
    while over and over[0] in found and over[0] not in seen:
        seen.add(over[0])
        over = above.get(over[0], [])
    return bool(over) and over[0] not in seen

"""What the drawing of a sheet says of its nodes: which leads to which, and whether the chart runs down or to the right.

In come a sheet and its nodes, out come the parents of each by connectors, stacks and frames, nearest first. Apart from
the choice of a parent because lines are one evidence of it among several.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

from extractor.kinds.cascade.assign import heads, righted
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.marks import heads_columns
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.sheet import Sheet
from extractor.read.words import Box


def find_links(sheet: Sheet, known: dict[int, Node], nodes: Sequence[Node]) -> dict[Node, list[Node]]:
    """The parents of nodes by connectors, nearest first; nodes stacked wall to wall share those of the stack's head."""
    above: dict[Node, list[Node]] = {}
    for box, sources in sheet.chart.links.parents.items():
        child = sheet.first(box, known)
        if child is None:
            continue
        child = _holder(child, known)
        held = above.setdefault(child, [])
        for source in sources:
            parent = sheet.last(source, known)
            if parent is not None and child.office is not None:
                parent = _holder(parent, known)
            if parent is not None and parent is not child and parent not in held:
                held.append(parent)
    for child, parent in (*_from_cards(sheet, known), *_from_first(sheet, known, frozenset(above))):
        above.setdefault(child, []).append(parent)
    for box, frame in sheet.held.items():
        child, parent = sheet.first(box, known), sheet.first(frame, known)
        if child is not None and parent is not None and child is not parent:
            above.setdefault(child, [parent])
    above = righted({child: parents for child, parents in above.items() if parents})
    for column in sheet.columns:
        stacked = [known[id(p)] for p in column if not p.tabular]
        for i, node in enumerate(stacked[1:], 1):
            if node in above:
                continue
            upper = next((n for n in reversed(stacked[:i]) if heads(n, node)), None)
            if upper is not None:
                above[node] = [upper]
            elif stacked[0] in above:
                above[node] = list(above[stacked[0]])
            elif stacked[0].trunk is not None:
                node.trunk = stacked[0].trunk
    here = set(nodes)
    return {n: [p for p in parents if p in here] for n, parents in above.items() if n in here}


def unchained(
    above: dict[Node, list[Node]], place: dict[Node, Box], look: Mapping[Node, Hashable]
) -> dict[Node, list[Node]]:
    """The parents by connectors, those of boxes of one level that one line joins down their column: it runs on behind
    each of them, so that all stand under what stands over the first. (A box over another one of its level fans out, or
    stands over nothing of a higher level, or is painted otherwise: a step of its own.)
    """
    below: dict[Node, list[Node]] = {}
    for child, parents in above.items():
        for p in parents:
            below.setdefault(p, []).append(child)
    out: dict[Node, list[Node]] = {}
    for child in sorted(above, key=lambda n: place[n][1]):
        parents = above[child]
        upper = parents[0] if len(parents) == 1 else None
        alike = upper is not None and upper.rank == child.rank and look.get(upper) == look.get(child)
        if upper is not None and upper.rank is not None and alike and below[upper] == [child]:
            over = [p for p in out.get(upper, ()) if heads(p, child)]
            parents = over if over and in_line(place[upper], place[child]) else parents
        out[child] = parents
    return out


def _from_cards(sheet: Sheet, known: dict[int, Node]) -> Iterator[tuple[Node, Node]]:
    """Nodes with the node of the card at whose foot their connector begins, where two of its cells meet."""
    for net, boxes in sheet.chart.links.orphans:
        card = next((p for x, y in net.loose if (p := sheet.card_over(x, y)) is not None), None)
        for box in boxes if card is not None else ():
            child = sheet.first(box, known)
            if child is not None and card is not None and child is not known[id(card)]:
                yield _holder(child, known), known[id(card)]


def _from_first(sheet: Sheet, known: dict[int, Node], led: frozenset[Node]) -> Iterator[tuple[Node, Node]]:
    """Nodes down whose left sides a line runs, with the uppermost of them where it alone looks otherwise, or is alone
    among those (``led``) to which another line leads: the head of the others, not one of them.
    """
    for net, boxes in sheet.chart.links.orphans:
        on = list(dict.fromkeys(n for b in boxes if (n := sheet.first(b, known)) is not None))
        if net.loose or len(on) < 2 or any(t.side != "left" for t in net.terminals):
            continue
        first, *others = sorted(on, key=lambda n: sheet.place(n.piece)[1])
        looks = {sheet.boxes[id(n.piece)][0].fill for n in others}
        otherwise = len(looks) == 1 and sheet.boxes[id(first.piece)][0].fill not in looks
        if otherwise or (first in led and led.isdisjoint(others)):
            for node in others:
                yield node, first


def _holder(node: Node, known: dict[int, Node]) -> Node:
    """The office in whose card a statement stands: a connector that meets the card leads to the office."""
    office = known.get(id(node.piece.under))
    return node if office is None or node.piece.tabular else office


def runs_right(linked: dict[Node, list[Node]], place: dict[Node, Box], sheet: Sheet) -> bool:
    """Does the chart run to the right rather than down? By its connectors, else by the labels over its columns. (What
    stands both at the right of its parent and below it says neither.)
    """
    votes = 0
    for child, parents in linked.items():
        if not parents:
            continue
        if place[child][0] < place[parents[0]][2] - 2:
            votes -= 1
        elif place[child][1] < place[parents[0]][3]:
            votes += 1
    if votes == 0:
        return heads_columns(sheet.marks, list(place.values())) or _in_columns(place)
    return votes > 0


_COLUMN = 5.0
"""Left sides (points) that differ by less stand in one column."""


def _in_columns(place: dict[Node, Box]) -> bool:
    """Do the levels stand in columns, each at the right of the level over it, and its boxes under each other?"""
    levels: dict[float, list[Box]] = {}
    for node, box in place.items():
        if node.rank is not None:
            levels.setdefault(node.rank, []).append(box)
    columns = [levels[rank] for rank in sorted(levels)]
    if len(columns) < 2 or sum(map(len, columns)) < len(place) or all(len(c) < 2 for c in columns):
        return False
    upright = all(max(b[0] for b in c) - min(b[0] for b in c) <= _COLUMN for c in columns)
    return upright and all(max(b[2] for b in a) <= min(b[0] for b in c) for a, c in pairwise(columns))


def is_heading(node: Node, above: dict[Node, list[Node]], place: dict[Node, Box]) -> bool:
    """A band over several columns of a chart to the right, which nothing leads to or from: a heading."""
    if node.piece.label is not None or node.piece.groups or node in above or any(node in p for p in above.values()):
        return False
    x0, _, x1, bottom = place[node]
    under = [p for p in place.values() if p[1] >= bottom - 2 and x0 - 2 <= p[0] and p[2] <= x1 + 2]
    columns, last = 0, x0 - 2
    for left, _, right, _ in sorted(under, key=lambda p: p[2]):
        if left >= last:
            columns, last = columns + 1, right
    return columns >= 3

"""Charts of boxes become nodes: connectors, alignment and the labels beside rows place them.

In come the pages of a component, out come nodes whose parents are known wherever the paper shows them. The rest (boxes
of a sheet whose upper part stands on another page) is left to :mod:`extractor.kinds.cascade.parents`. Apart from the
reading of a sheet because a connector may lead to the middle of a stack, from one page to the next, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.kinds.cascade.assign import Choice, Evidence, assign, heads, may_lead_to, righted
from extractor.kinds.cascade.build import node_of
from extractor.kinds.cascade.halves import in_line
from extractor.kinds.cascade.legend import apply_legend
from extractor.kinds.cascade.looks import level_by_look
from extractor.kinds.cascade.marks import apply_marks, heads_columns
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.sheet_reader import read_sheet
from extractor.layout.blocks import Line, text_of
from extractor.layout.charts import Chart, read_tiles
from extractor.layout.charts.connectors import Network
from extractor.read.page import Page
from extractor.read.words import Box, Word

_PAGE_END = 4.0
"""Trunks that stand this near (points) to each other on two pages are one line."""


def read_charts(pages: Sequence[Page], taken: frozenset[Word]) -> list[Node]:
    """The nodes of all pages in reading order; ``taken`` are words that belong to titles and signatures."""
    nodes: list[Node] = []
    before: Sheet | None = None
    trunks: list[tuple[float, list[Node]]] = []
    known: dict[int, Node] = {}
    for chart in read_tiles(pages):
        sheet = read_sheet(_without(chart, taken), before)
        made, trunks = _place(sheet, trunks, known)
        nodes += made
        if sheet.chart.boxes:
            before = sheet
    return nodes


def _without(chart: Chart, taken: frozenset[Word]) -> Chart:
    """The chart without boxes and lines that are wholly titles or signatures. (The bar of the head of an office reads
    like a title too, but shares its walls with other boxes, or connectors lead from it.)
    """
    if not taken:
        return chart
    blocks = [g for g in chart.blocks if all(taken.issuperset(line.words) for b in g for line in b.lines)]
    linked = {t.box for network in chart.networks for t in network.terminals} if blocks else set()
    titles = {b for block in blocks if not linked.intersection(block) for b in block}
    return replace(
        chart,
        boxes=tuple(b for b in chart.boxes if b not in titles),
        lines=tuple(line for line in chart.lines if not taken.issuperset(line.words)),
    )


def _place(
    sheet: Sheet, trunks: list[tuple[float, list[Node]]], known: dict[int, Node]
) -> tuple[list[Node], list[tuple[float, list[Node]]]]:
    """Nodes of a page with their parents, and the trunks that lead off the page."""
    here = {id(p): node_of(p) for p in sheet.order}
    known |= here
    for piece in {id(p): p for pieces in sheet.pieces.values() for p in pieces if id(p) not in here}.values():
        _go_on(known[id(piece)])
    nodes = [known[id(p)] for p in sheet.order]
    for node in nodes:
        node.drawn = not node.piece.tabular
        node.sheet = sheet
    place = {node: sheet.place(node.piece) for node in nodes}
    linked = _linked(sheet, known, nodes)
    rightwards = _rightwards(linked, place, sheet)
    nodes = [n for n in nodes if not (rightwards and _heads_columns(n, linked, place))]
    groups = [
        (net, [n for b in boxes if (n := sheet.first(b, known)) is not None and n in nodes])
        for net, boxes in sheet.chart.links.orphans
    ]
    apply_marks(sheet.marks, nodes, place, linked, rightwards)
    look = {n: sheet.boxes[id(n.piece)][0].fill for n in nodes}
    apply_legend(sheet.legend, nodes, look)
    level_by_look(nodes, look, linked)
    linked = _unchained(linked, place)
    evidence = Evidence(
        place,
        linked,
        {n: sheet.stack[sheet.boxes[id(n.piece)][0]] for n in nodes if sheet.boxes[id(n.piece)][0] in sheet.stack},
        look,
        frozenset(n for _, members in groups for n in members),
        frozenset(n for box in sheet.held if (n := sheet.first(box, known)) is not None and linked.get(n)),
        rightwards,
    )
    _nest(nodes, known)
    chosen = assign(nodes, evidence)
    _adopt(nodes, place, chosen, linked, rightwards)
    nodes = _fold(nodes)
    _money(nodes, place)
    nodes = [n for n in nodes if n.title or n.piece.objective or n.children or any(not g.empty for g in n.piece.groups)]
    leading = _trunks(sheet, groups, trunks, nodes, known)
    ordered = sorted(
        nodes,
        key=lambda n: (
            n.parent is None and n.trunk is not None,
            place[n][0] if n.trunk is not None else 0.0,
            place[n][1],
            place[n][0],
        ),
    )
    return ordered, leading


def _linked(sheet: Sheet, known: dict[int, Node], nodes: Sequence[Node]) -> dict[Node, list[Node]]:
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
    for child, parent in (*_from_cards(sheet, known), *_from_first(sheet, known)):
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


def _unchained(above: dict[Node, list[Node]], place: dict[Node, Box]) -> dict[Node, list[Node]]:
    """The parents by connectors, those of boxes of one level that one line joins down their column: it runs on behind
    each of them, so that all stand under what stands over the first. (A box over another one of its level fans out, or
    stands over nothing of a higher level.)
    """
    below: dict[Node, list[Node]] = {}
    for child, parents in above.items():
        for p in parents:
            below.setdefault(p, []).append(child)
    out: dict[Node, list[Node]] = {}
    for child in sorted(above, key=lambda n: place[n][1]):
        parents = above[child]
        upper = parents[0] if len(parents) == 1 else None
        if upper is not None and upper.rank is not None and upper.rank == child.rank and below[upper] == [child]:
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


def _from_first(sheet: Sheet, known: dict[int, Node]) -> Iterator[tuple[Node, Node]]:
    """Nodes down whose left sides a line runs, with the uppermost of them where it alone looks otherwise: the head of
    the others, not one of them.
    """
    for net, boxes in sheet.chart.links.orphans:
        on = list(dict.fromkeys(n for b in boxes if (n := sheet.first(b, known)) is not None))
        if net.loose or len(on) < 2 or any(t.side != "left" for t in net.terminals):
            continue
        first, *others = sorted(on, key=lambda n: sheet.place(n.piece)[1])
        looks = {sheet.boxes[id(n.piece)][0].fill for n in others}
        if len(looks) == 1 and sheet.boxes[id(first.piece)][0].fill not in looks:
            for node in others:
                yield node, first


def _holder(node: Node, known: dict[int, Node]) -> Node:
    """The office in whose card a statement stands: a connector that meets the card leads to the office."""
    office = known.get(id(node.piece.under))
    return node if office is None or node.piece.tabular else office


def _nest(nodes: Sequence[Node], known: dict[int, Node]) -> None:
    """Hangs the nodes of tables where these have put them, one under the other where levels beside the rows say so."""
    over: dict[int, list[Node]] = {}
    for node in nodes:
        if node.piece.under is None:
            continue
        chain = over.setdefault(id(node.piece.under), [])
        while chain and not (heads(chain[-1], node) and (node.office is None or chain[-1].office is not None)):
            chain.pop()
        (chain[-1] if chain else known[id(node.piece.under)]).adopt(node)
        node.reason = "card"
        chain.append(node)


def _adopt(
    nodes: Sequence[Node],
    place: dict[Node, Box],
    chosen: dict[Node, Choice],
    linked: dict[Node, list[Node]],
    rightwards: bool,
) -> None:
    """Hangs every node under its parent, in reading order."""

    def key(n: Node) -> tuple[float, float]:
        return (place[n][1], place[n][0]) if rightwards else (place[n][0] // 8, place[n][1])

    for node in sorted(nodes, key=key):
        if node in chosen:
            parent = chosen[node].parent
            node.reason = str(chosen[node])
            parent.adopt(node)
            node.joint = [p for p in linked.get(node, ()) if p is not parent and may_lead_to(p, node)]
    for node in chosen:
        node.joint = [p for p in node.joint if not node.stands_under(p)]


def _go_on(node: Node) -> None:
    """A node that goes on from the page before has more of its title now."""
    fresh = node_of(node.piece)
    node.title = fresh.title
    node.number = fresh.number or node.number


def _rightwards(linked: dict[Node, list[Node]], place: dict[Node, Box], sheet: Sheet) -> bool:
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


def _heads_columns(node: Node, above: dict[Node, list[Node]], place: dict[Node, Box]) -> bool:
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


def _fold(nodes: list[Node]) -> list[Node]:
    """Boxes that hold only an indicator belong to the node above them; what hangs under them moves up."""
    out = []
    for node in nodes:
        piece = node.piece
        only = (
            not piece.title and not piece.objective and piece.level is None and any(not g.empty for g in piece.groups)
        )
        parent = node.parent
        while parent is not None and parent.folded is not None:
            parent = parent.folded
        if not only or parent is None:
            out.append(node)
            continue
        for g in piece.groups:
            g.folded = True
            if g.label is not None and g.label.number:
                g.number = g.label.number
        parent.piece.groups += piece.groups
        if node.parent is parent:
            parent.children.remove(node)
        for child in node.children:
            parent.adopt(child)
        node.children = []
        node.folded = parent
    for node in out:
        joint: list[Node] = []
        for other in node.joint:
            while other.folded is not None:
                other = other.folded
            if other is not node.parent and other not in joint:
                joint.append(other)
        node.joint = joint
    return out


def _money(nodes: list[Node], place: dict[Node, Box]) -> None:
    """A box with nothing but an amount belongs to the box next at its left, in whose row it stands."""
    amounts = [n for n in nodes if n.piece.title and _says_amount(n.piece.title)]
    for node in amounts:
        left = [n for n in nodes if n not in amounts and _is_beside(place[n], place[node])]
        if node.children or not left:
            continue
        host = max(left, key=lambda n: place[n][2])
        host.piece.budget += node.piece.title
        if node.parent is not None:
            node.parent.children.remove(node)
        nodes.remove(node)


_FIGURES = re.compile(r"(?:rp\.?\s*)?\d{1,3}(?:[.,]\d+){2,}(?:,-)?", re.IGNORECASE)
"""An amount, its groups of three figures miswritten or not."""


def _says_amount(lines: Sequence[Line]) -> bool:
    return _FIGURES.fullmatch(text_of(lines).text) is not None


def _is_beside(left: Box, right: Box) -> bool:
    """Does the middle of a box stand in the row of one at its left, not much farther away than it is wide?"""
    middle = (right[1] + right[3]) / 2
    return left[1] <= middle <= left[3] and -4 < right[0] - left[2] <= 1.5 * (right[2] - right[0])


def _trunks(
    sheet: Sheet,
    groups: Sequence[tuple[Network, list[Node]]],
    before: list[tuple[float, list[Node]]],
    nodes: Sequence[Node],
    known: dict[int, Node],
) -> list[tuple[float, list[Node]]]:
    """Gives boxes on one trunk a common mark; returns the trunks that lead on to the next page, by their place."""
    leading: list[tuple[float, list[Node]]] = []
    chart = sheet.chart
    for net, members in groups:
        members = [n for n in members if n in nodes and n.parent is None]
        if not members:
            continue
        tops = [x for x, y in net.loose if y <= net.box[1] + 3]
        mates = next((g for x, g in before if any(abs(x - t) <= _PAGE_END for t in tops)), None)
        if mates is not None:
            parent = next((n for n in mates if n.trunk is None), None)
            if parent is not None:
                for m in members:
                    parent.adopt(m)
            else:
                for m in members:
                    m.trunk = mates[0].trunk
        else:
            trunk = object()
            for m in members:
                m.trunk = trunk
        leading += [(x, members) for x, y in net.loose if y >= net.box[3] - 3 and y > 0.3 * chart.page.height]
        if not any(y >= net.box[3] - 3 for _, y in net.loose):
            # a trunk that ends at its last box's branch may still go on below it
            leading.append((net.box[0], members))
    for net in chart.networks:
        sources = {
            id(n): n
            for t in net.terminals
            if t.side in ("bottom", "right") and (n := sheet.last(t.box, known)) is not None
        }
        if len(sources) == 1 and not any(net is g for g, _ in groups):
            leading += [(x, list(sources.values())) for x, y in net.loose if y >= net.box[3] - 3]
    return leading

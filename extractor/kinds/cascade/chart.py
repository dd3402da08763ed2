"""Charts of boxes become nodes: connectors, alignment and the labels beside rows place them.

In come the pages of a component, out come nodes whose parents are known wherever the paper shows them. The rest (boxes
of a sheet whose upper part stands on another page) is left to :mod:`extractor.kinds.cascade.parents`. Apart from the
reading of a sheet because a connector may lead to the middle of a stack, from one page to the next, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.assign import Choice, Evidence, assign, heads, may_lead_to
from extractor.kinds.cascade.build import node_of
from extractor.kinds.cascade.legend import apply_legend
from extractor.kinds.cascade.links import find_links, is_heading, runs_right, unchained
from extractor.kinds.cascade.looks import level_by_look
from extractor.kinds.cascade.marks import apply_marks
from extractor.kinds.cascade.measure_boxes import measure_by_content
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.sheet import Sheet
from extractor.kinds.cascade.sheet_reader import read_sheet
from extractor.layout.blocks import Line
from extractor.layout.charts import Chart, read_tiles
from extractor.layout.charts.connectors import Network
from extractor.read.page import Page
from extractor.read.words import Box, Word, join

_PAGE_END = 4.0
"""Trunks that stand this near (points) to each other on two pages are one line."""
_COLUMN = 8
"""Points of left edges that count as one place in the reading order; at 3 no chart of 65 is read otherwise."""


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
    linked = find_links(sheet, known, nodes)
    rightwards = runs_right(linked, place, sheet)
    nodes = [n for n in nodes if not (rightwards and is_heading(n, linked, place))]
    groups = [
        (net, [n for b in boxes if (n := sheet.first(b, known)) is not None and n in nodes])
        for net, boxes in sheet.chart.links.orphans
    ]
    apply_marks(sheet.marks, nodes, place, linked, rightwards)
    look = {n: sheet.boxes[id(n.piece)][0].fill for n in nodes}
    apply_legend(sheet.legend, nodes, look)
    level_by_look(nodes, look, linked)
    measure_by_content(nodes, look, linked)
    linked = unchained(linked, place, look)
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
        return (place[n][1], place[n][0]) if rightwards else (place[n][0] // _COLUMN, place[n][1])

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


_FIGURES = re.compile(r"(?:rp\.?\s*)?(?!\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d$)\d{1,3}(?:[.,]\d+){2,}(?:,-)?", re.IGNORECASE)
"""An amount, its groups of three figures miswritten or not. (`01.02.2024` is a date.)"""


def _says_amount(lines: Sequence[Line]) -> bool:
    return _FIGURES.fullmatch(join(lines).text) is not None


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

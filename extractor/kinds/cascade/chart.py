"""Charts of boxes become nodes: connectors, alignment and the labels beside rows place them.

In come the pages of a component, out come nodes whose parents are known wherever the paper shows them. The rest (boxes
of a sheet whose upper part stands on another page) is left to :mod:`extractor.kinds.cascade.parents`. Apart from the
reading of a sheet because a connector may lead to the middle of a stack, from one page to the next, or nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.kinds.cascade.build import node_of
from extractor.kinds.cascade.marks import apply_marks
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.sheet import Sheet, read_sheet
from extractor.layout.charts import Chart, ChartBox, read_tiles
from extractor.layout.charts.connectors import Network
from extractor.layout.charts.tree import aligned_parent
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
    """The chart without boxes and lines that are wholly titles or signatures."""
    if not taken:
        return chart
    return replace(
        chart,
        boxes=tuple(b for b in chart.boxes if not all(taken.issuperset(line.words) for line in b.lines)),
        lines=tuple(line for line in chart.lines if not taken.issuperset(line.words)),
    )


def _place(
    sheet: Sheet, trunks: list[tuple[float, list[Node]]], known: dict[int, Node]
) -> tuple[list[Node], list[tuple[float, list[Node]]]]:
    """Nodes of a page with their parents, and the trunks that lead off the page."""
    chart = sheet.chart
    node_by_piece = known
    known |= {id(p): node_of(p) for p in sheet.order}
    for pieces in sheet.pieces.values():
        for piece in pieces:
            _go_on(known[id(piece)])
    nodes = [node_by_piece[id(p)] for p in sheet.order]
    place = {node: sheet.place(node.piece) for node in nodes}

    def top(box: ChartBox) -> Node | None:
        held = sheet.pieces.get(box)
        return node_by_piece[id(held[0])] if held else None

    def bottom(box: ChartBox) -> Node | None:
        held = sheet.pieces.get(box)
        return node_by_piece[id(held[-1])] if held else None

    above: dict[Node, list[Node]] = {}
    for box, sources in chart.links.parents.items():
        child = top(box)
        if child is None:
            continue
        held = above.setdefault(child, [])
        held += [n for s in sources if (n := bottom(s)) is not None and n is not child and n not in held]
    for node in nodes:
        if node.piece.under is not None:
            above[node] = [known[id(node.piece.under)]]
    above = {child: parents for child, parents in above.items() if parents}
    rightwards = _rightwards(above, place)
    groups = [(net, [n for b in boxes if (n := top(b)) is not None]) for net, boxes in chart.links.orphans]
    _inherit_in_stacks(sheet, node_by_piece, above)
    nodes = [n for n in nodes if not (rightwards and _heads_columns(n, nodes, above, place))]
    hanging = {n for _, members in groups for n in members}
    _align(sheet, [n for n in nodes if n.rank is None], above, hanging, rightwards, node_by_piece)
    apply_marks(sheet.marks, nodes, place, above, rightwards)
    _align(sheet, nodes, above, hanging, rightwards, node_by_piece)

    key = (lambda n: (place[n][1], place[n][0])) if rightwards else (lambda n: (place[n][0] // 8, place[n][1]))
    nodes.sort(key=lambda n: (place[n][1], place[n][0]))
    for child in sorted(above, key=key):
        parents = above[child]
        if child in nodes and not _circular(child, parents[0]):
            parents[0].adopt(child)
            child.joint = parents[1:]
    nodes = _fold(nodes)
    _money(nodes, place)
    nodes = [n for n in nodes if n.title or n.piece.objective or n.children or any(not g.empty for g in n.piece.groups)]
    leading = _trunks(chart, groups, trunks, nodes, bottom)
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


def _go_on(node: Node) -> None:
    """A node that goes on from the page before has more of its title now."""
    fresh = node_of(node.piece)
    node.title = fresh.title
    node.number = fresh.number or node.number


def _circular(child: Node, parent: Node) -> bool:
    seen: Node | None = parent
    while seen is not None:
        if seen is child:
            return True
        seen = seen.parent
    return False


def _rightwards(above: dict[Node, list[Node]], place: dict[Node, Box]) -> bool:
    """Do the connectors lead to the right rather than down?"""
    votes = sum(
        1 if place[child][0] >= place[parents[0]][2] - 2 and place[child][1] < place[parents[0]][3] else -1
        for child, parents in above.items()
    )
    return votes > 0


def _inherit_in_stacks(sheet: Sheet, node_by_piece: dict[int, Node], above: dict[Node, list[Node]]) -> None:
    """Nodes stacked wall to wall under one connector share its parent; a deeper level belongs under the one above."""
    for stack in sheet.chart.stacks:
        column: list[Node] = []
        for box in stack:
            for piece in sheet.pieces.get(box, ()):
                node = node_by_piece[id(piece)]
                if node in column or node.piece.tabular:
                    continue
                if column and node not in above:
                    upper = next(
                        (n for n in reversed(column) if None not in (n.rank, node.rank) and n.rank < node.rank),  # type: ignore[operator]
                        None,
                    )
                    if upper is not None:
                        above[node] = [upper]
                    elif column[0] in above:
                        above[node] = list(above[column[0]])
                    elif column[0].trunk is not None:
                        node.trunk = column[0].trunk
                column.append(node)


def _align(
    sheet: Sheet,
    nodes: Sequence[Node],
    above: dict[Node, list[Node]],
    held: set[Node],
    rightwards: bool,
    node_by_piece: dict[int, Node],
) -> None:
    """Parents by alignment for nodes that no connector reaches."""
    boxes = [b for b in sheet.chart.boxes if b in sheet.pieces]
    for node in nodes:
        if node in above or node.piece.tabular:
            continue
        first = sheet.boxes[id(node.piece)][0]
        mates = set(sheet.boxes[id(node.piece)])
        able = []
        for b in boxes:
            other = node_by_piece[id(sheet.pieces[b][-1])]
            if b in mates or other is node:
                continue
            if node.rank is not None and other.rank is not None:
                if other.rank >= node.rank:
                    continue
            elif node in held or node.rank is not None or (other.rank is not None and other.rank >= 2):
                continue
            able.append(b)
        if node.rank is not None:
            able = _deepest(able, first, rightwards, lambda b: node_by_piece[id(sheet.pieces[b][-1])].rank)
        parent = aligned_parent(first, able, rightwards, sheet.stack)
        if parent is None:
            continue
        found = node_by_piece[id(sheet.pieces[parent][-1])]
        if not _leads_to(found, node, above):
            above[node] = [found]


def _deepest(
    able: list[ChartBox], box: ChartBox, rightwards: bool, rank: Callable[[ChartBox], float | None]
) -> list[ChartBox]:
    """Of the boxes before a box, those of the level next above its own."""
    i, j = (0, 2) if rightwards else (1, 3)
    ranks = [r for b in able if (r := rank(b)) is not None and b.box[j] <= box.box[i] + 3]
    return [b for b in able if rank(b) == max(ranks)] if ranks else able


def _leads_to(start: Node, end: Node, above: dict[Node, list[Node]]) -> bool:
    seen: set[Node] = set()
    todo = [start]
    while todo:
        n = todo.pop()
        if n is end:
            return True
        if n not in seen:
            seen.add(n)
            todo += above.get(n, [])
    return False


def _heads_columns(node: Node, nodes: Sequence[Node], above: dict[Node, list[Node]], place: dict[Node, Box]) -> bool:
    """A band over several columns of a chart to the right, which nothing leads to or from: a heading."""
    if node.piece.label is not None or node.piece.groups or node in above or any(node in p for p in above.values()):
        return False
    x0, _, x1, bottom = place[node]
    under = {
        round(place[n][0] / 4)
        for n in nodes
        if place[n][1] >= bottom - 2 and x0 - 2 <= place[n][0] and place[n][2] <= x1 + 2
    }
    return len(under) >= 3


def _fold(nodes: list[Node]) -> list[Node]:
    """Boxes that hold only an indicator belong to the node above them; what hangs under them moves up."""
    out = []
    for node in nodes:
        piece = node.piece
        only = (
            not piece.title and not piece.objective and piece.level is None and any(not g.empty for g in piece.groups)
        )
        parent = node.parent
        if not only or parent is None:
            out.append(node)
            continue
        for g in piece.groups:
            g.folded = True
            if g.label is not None and g.label.number:
                g.number = g.label.number
        parent.piece.groups += piece.groups
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
    """A box with nothing but an amount belongs to the box whose right wall it touches."""
    for node in list(nodes):
        if node.children or not _is_amount(" ".join(line.text for line in node.piece.title)):
            continue
        x0, top, _, bottom = place[node]
        host = next(
            (
                n
                for n in nodes
                if n is not node
                and abs(place[n][2] - x0) < 4
                and abs(place[n][1] - top) < 4
                and abs(place[n][3] - bottom) < 4
            ),
            None,
        )
        if host is None:
            continue
        host.piece.budget += node.piece.title
        if node.parent is not None:
            node.parent.children.remove(node)
        nodes.remove(node)


def _is_amount(text: str) -> bool:
    kept = [c for c in text if not c.isspace()]
    return len(kept) >= 5 and sum(c.isdigit() for c in kept) >= 0.6 * len(kept)


def _trunks(
    chart: Chart,
    groups: Sequence[tuple[Network, list[Node]]],
    before: list[tuple[float, list[Node]]],
    nodes: Sequence[Node],
    bottom: Callable[[ChartBox], Node | None],
) -> list[tuple[float, list[Node]]]:
    """Gives boxes on one trunk a common mark; returns the trunks that lead on to the next page, by their place."""
    leading: list[tuple[float, list[Node]]] = []
    for net, members in groups:
        members = [n for n in members if n in nodes and n.parent is None]
        if not members:
            continue
        tops = [x for x, y in net.loose if y <= net.box[1] + 3]
        known = next((g for x, g in before if any(abs(x - t) <= _PAGE_END for t in tops)), None)
        if known is not None:
            parent = next((n for n in known if n.trunk is None), None)
            if parent is not None:
                for m in members:
                    parent.adopt(m)
            else:
                for m in members:
                    m.trunk = known[0].trunk
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
            id(n): n for t in net.terminals if t.side in ("bottom", "right") and (n := bottom(t.box)) is not None
        }
        if len(sources) == 1 and not any(net is g for g, _ in groups):
            leading += [(x, list(sources.values())) for x, y in net.loose if y >= net.box[3] - 3]
    return leading

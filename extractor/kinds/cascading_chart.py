"""Charts of boxes become nodes: stacks of cells are parted into pieces, connectors and labels place them.

In come the pages of a component, out come nodes whose parents are known wherever the paper shows them. The rest (boxes of
a sheet whose upper part stands on another page) is left to :mod:`extractor.kinds.cascading_parents`. Apart from the layout
of charts because what a box is called decides where one node ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascading_build import node_of
from extractor.kinds.cascading_labels import begins_explanation, begins_indicator, read_label
from extractor.kinds.cascading_marks import Mark, apply_marks, mark_of, mark_of_line
from extractor.kinds.cascading_parents import Node
from extractor.kinds.cascading_piece import Group, Piece, read_pieces
from extractor.kinds.cascading_tables import read_grid
from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import Chart, ChartBox, read_chart
from extractor.layout.charts.connectors import Network
from extractor.layout.charts.tree import aligned_parent
from extractor.read.page import Page
from extractor.read.words import Box, Span, Word, box_around

_PAGE_END = 4.0
"""Trunks that stand this near (points) to each other on two pages are one line."""


@dataclass
class _Sheet:
    """What one page gave: its chart, and the pieces of each box from top to bottom."""

    chart: Chart
    pieces: dict[ChartBox, list[Piece]] = field(default_factory=dict)
    boxes: dict[int, list[ChartBox]] = field(default_factory=dict)
    order: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    stack: dict[ChartBox, int] = field(default_factory=dict)

    def put(self, box: ChartBox, piece: Piece) -> None:
        held = self.pieces.setdefault(box, [])
        if piece not in held:
            held.append(piece)
        self.boxes.setdefault(id(piece), []).append(box)
        if not any(p is piece for p in self.order):
            self.order.append(piece)

    def place(self, piece: Piece) -> Box:
        return box_around(b.box for b in self.boxes[id(piece)])


def read_charts(pages: Sequence[Page], taken: frozenset[Word]) -> list[Node]:
    """The nodes of all pages in reading order; ``taken`` are words that belong to titles and signatures."""
    nodes: list[Node] = []
    before: _Sheet | None = None
    trunks: list[tuple[float, list[Node]]] = []
    known: dict[int, Node] = {}
    for page in pages:
        sheet = _read_sheet(_without(page, taken), before)
        made, trunks = _place(sheet, trunks, known)
        nodes += made
        if sheet.chart.boxes:
            before = sheet
    return nodes


def _without(page: Page, taken: frozenset[Word]) -> Page:
    from dataclasses import replace

    return replace(page, words=tuple(w for w in page.words if w not in taken)) if taken else page


def _read_sheet(page: Page, before: _Sheet | None) -> _Sheet:
    chart = read_chart(page)
    sheet = _Sheet(chart)
    used: set[ChartBox] = set()
    for block in chart.blocks:
        if len({round(b.box[0] / 4) for b in block}) > 1:
            used |= _grid(sheet, block)
    for i, stack in enumerate(chart.stacks):
        cells = [b for b in stack if b not in used]
        for b in cells:
            sheet.stack[b] = i
        if not cells:
            continue
        mark = mark_of(cells)
        if mark is not None:
            sheet.marks.append(mark)
            continue
        _part(sheet, cells, _continued(cells[0], before))
    _stated(sheet)
    return sheet


def _stated(sheet: _Sheet) -> None:
    """Loose lines: marks, and statements under a label that has no box (``VISI`` over its sentence)."""
    free: list[Line] = []
    for line in sheet.chart.lines:
        mark = mark_of_line(line)
        if mark is None:
            free.append(line)
        else:
            sheet.marks.append(mark)
    for mark in [m for m in sheet.marks if m.label is not None and m.label.role == "level"]:
        x0, top, x1, bottom = mark.box
        height = max(line.box[3] - line.box[1] for line in free) if free else 0.0
        said: list[Line] = []
        for line in free:
            wide = max(x0, line.box[0]) <= min(x1, line.box[2])
            centred = abs((line.box[0] + line.box[2]) / 2 - (x0 + x1) / 2) < 0.1 * sheet.chart.page.width
            if wide and centred and -1 <= line.box[1] - bottom <= 1.8 * height:
                said.append(line)
                bottom = line.box[3]
        if not said or _box_between(sheet.chart, said[0], mark.box):
            continue
        piece = Piece(level=mark.label.level if mark.label else None, label=mark.label, title=said)
        place = box_around((mark.box, *(line.box for line in said)))
        sheet.put(ChartBox(sheet.chart.page.number, place, said), piece)
        sheet.marks.remove(mark)
        free = [line for line in free if line not in said]


def _box_between(chart: Chart, line: Line, box: Box) -> bool:
    return any(
        b.box[1] >= box[3] - 2 and b.box[1] < line.box[1] and b.box[0] < line.box[2] and b.box[2] > line.box[0]
        for b in chart.boxes
    )


def _grid(sheet: _Sheet, block: Sequence[ChartBox]) -> set[ChartBox]:
    """Boxes that share walls in rows and columns: a cascade table inside the chart."""
    table, at = _as_table(block)
    pieces = read_grid(table) if table is not None else None
    if not pieces:
        return set()
    for piece in pieces:
        lines = {id(line) for line in piece.title}
        for g in piece.groups:
            lines |= {id(line) for part in (g.lines, g.explanation, g.target) for line in part}
        for box in block:
            if any(id(line) in lines for line in at[box]):
                sheet.put(box, piece)
        if id(piece) not in sheet.boxes:
            sheet.put(block[0], piece)
    return set(block)


def _as_table(block: Sequence[ChartBox]) -> tuple[Table | None, dict[ChartBox, tuple[Line, ...]]]:
    """The block as a table with merged cells; ``None`` where its cells do not fill rows."""
    xs = _edges(x for b in block for x in (b.box[0], b.box[2]))
    ys = _edges(y for b in block for y in (b.box[1], b.box[3]))
    columns, rows = len(xs) - 1, len(ys) - 1
    lines = {b: tuple(b.lines) for b in block}
    if columns < 2 or rows < 2 or columns * rows > 4000:
        return None, lines
    frame = box_around(b.box for b in block)
    grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    for b in block:
        c0, c1 = _index(xs, b.box[0]), _index(xs, b.box[2])
        r0, r1 = _index(ys, b.box[1]), _index(ys, b.box[3])
        cell = Cell(lines[b], b.box, r0, c0, max(1, r1 - r0), max(1, c1 - c0))
        for r in range(r0, r1):
            for c in range(c0, c1):
                grid[r][c] = cell
    full = tuple(tuple(cell or Cell((), frame, r, c) for c, cell in enumerate(row)) for r, row in enumerate(grid))
    header = tuple(cell.span if cell.column == c else Span() for c, cell in enumerate(full[0]))
    page = block[0].page
    return Table((page,), header, full[1:], frame, frame[3]), lines


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > 3:
            out.append(v)
    return out


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _continued(cell: ChartBox, before: _Sheet | None) -> Piece | None:
    """The piece of the page before that the page's edge cut where this cell goes on."""
    if before is None or "top" not in cell.cut:
        return None
    for box, pieces in before.pieces.items():
        if "bottom" in box.cut and abs(box.box[0] - cell.box[0]) < 5 and abs(box.box[2] - cell.box[2]) < 5:
            return pieces[-1]
    return None


def _part(sheet: _Sheet, cells: Sequence[ChartBox], current: Piece | None) -> None:
    """Parts a stack of cells into pieces."""
    previous: ChartBox | None = None
    cut_off = current
    for cell in cells:
        goes_on = current is not None and _goes_on(current, cell, previous)
        got = read_pieces(cell.lines, current if goes_on else None)
        for piece in got:
            if piece is not cut_off:
                sheet.put(cell, piece)
        if got == [cut_off]:
            sheet.pieces[cell] = got
        if got:
            current = got[-1]
        previous = cell


def _goes_on(piece: Piece, cell: ChartBox, previous: ChartBox | None) -> bool:
    """Does a cell go on with the node of the cell above it?"""
    if previous is None:
        return True
    first = cell.lines[0].span
    label = read_label(first)
    if label is not None:
        return label.role != "level" or label.level is not None
    if piece.open_slot() is not None or begins_explanation(first):
        return True
    listed = any(not g.empty for g in piece.groups)
    if begins_indicator(_after_number(first)):
        if listed:
            last = piece.groups[-1].lines
            return bool(last) and piece.stage == "indicator" and begins_indicator(_after_number(last[0].span))
        if piece.title:
            piece.enter("indicator")
            piece.groups.append(Group())
            return True
    if not listed and piece.title and previous.fill is not None and previous.fill != cell.fill and len(cell.lines) > 0:
        piece.enter("objective" if piece.level in ("program", "kegiatan", "sub_kegiatan") else "indicator")
        return True
    return False


def _after_number(span: Span) -> Span:
    from extractor.kinds.cascading_build import numbered

    number, rest = numbered(span)
    return rest if number else span


def _place(
    sheet: _Sheet, trunks: list[tuple[float, list[Node]]], known: dict[int, Node]
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
    above = {child: parents for child, parents in above.items() if parents}
    rightwards = _rightwards(above, place)
    groups = [(net, [n for b in boxes if (n := top(b)) is not None]) for net, boxes in chart.links.orphans]
    _inherit_in_stacks(sheet, nodes, node_by_piece, above)
    hanging = {n for _, members in groups for n in members}
    _align(sheet, [n for n in nodes if n.rank is None], above, hanging, rightwards, node_by_piece)
    apply_marks(sheet.marks, nodes, place, above, rightwards)
    nodes = [n for n in nodes if not (rightwards and _heads_columns(n, nodes, above, place))]
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


def _inherit_in_stacks(
    sheet: _Sheet, nodes: Sequence[Node], node_by_piece: dict[int, Node], above: dict[Node, list[Node]]
) -> None:
    """Nodes stacked wall to wall under one connector share its parent; a deeper level belongs under the one above it."""
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
    sheet: _Sheet,
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
        parent = aligned_parent(first, able, rightwards, sheet.stack)
        if parent is None:
            continue
        found = node_by_piece[id(sheet.pieces[parent][-1])]
        if not _leads_to(found, node, above):
            above[node] = [found]


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
    bottom,  # type: ignore[no-untyped-def]
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

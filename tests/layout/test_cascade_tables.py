"""Cascades drawn as one table with merged cells give the same tree as charts."""

from __future__ import annotations

import io
import random

from chart_drawings import LEVELS, Drawn, random_tree
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from extractor.kinds.cascade.build import nodes_of
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.parents import Node, fold, merge, plant
from extractor.layout.flow import lay_out
from extractor.options import Options
from extractor.read.pdf import read_pdf

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=7, leading=8.4)
BOLD = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=7, leading=8.4, alignment=1)


def rows_of(node: Drawn) -> int:
    return max(len(node.indicators), sum(map(rows_of, node.children)))


def table(root: Drawn) -> bytes:
    """Columns level, indicator, target for every level; what belongs to several rows is merged over them."""
    head = [Paragraph(h, BOLD) for level in LEVELS[:4] for h in (level, f"Indikator {level}", "Target")]
    cells: list[list[object]] = [[""] * len(head) for _ in range(rows_of(root))]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]

    def put(node: Drawn, row: int) -> None:
        last, c = row + rows_of(node), node.depth * 3
        cells[row][c] = Paragraph(node.title, PLAIN)
        style.append(("SPAN", (c, row + 1), (c, last)))
        for i, (name, target) in enumerate(zip(node.indicators, node.targets, strict=True)):
            cells[row + i][c + 1], cells[row + i][c + 2] = Paragraph(name, PLAIN), Paragraph(target, PLAIN)
        end = row + len(node.indicators)
        style.extend(("SPAN", (column, end), (column, last)) for column in (c + 1, c + 2))
        for child in node.children:
            put(child, row)
            row += rows_of(child)

    put(root, 0)
    drawn = Table([head, *cells], colWidths=[90, 80, 55] * 4)
    drawn.setStyle(TableStyle(style))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=(980, 1600), leftMargin=30, rightMargin=30, invariant=1).build([drawn])
    return buffer.getvalue()


def test_every_cell_is_a_node_under_the_one_to_its_left() -> None:
    for seed in range(6):
        root = random_tree(random.Random(seed), depth=4, leaves=9)
        _, pages = read_pdf(table(root), "table.pdf", Options())
        blocks = [b for layout in lay_out(pages) for b in layout.flow]
        got: dict[str, Node] = {}
        todo = merge(plant(nodes_of(read_outline(blocks))))
        while todo:
            node = todo.pop()
            got[fold(node.title.text)] = node
            todo += node.children
        for n in root.all():
            node = got[fold(n.title)]
            assert node.level == LEVELS[n.depth].casefold().replace(" ", "_")
            assert (node.parent and fold(node.parent.title.text)) == (n.parent and fold(n.parent.title))
            read = [i.value for g in node.piece.groups for i in indicators(g, {}, brackets=False)]  # type: ignore[union-attr]
            texts = [(r["name"].value, r["target"].value["text"].value) for r in read]  # type: ignore[index,call-overload,union-attr]
            assert texts == list(zip(n.indicators, n.targets, strict=True))

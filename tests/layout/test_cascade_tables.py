"""Cascades drawn as one table with merged cells give the same tree as charts."""

from __future__ import annotations

import io
import random

import pytest
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
ECHELONS = ("", "II", "III", "IV")
OFFICES = ("Kepala Dinas", "Eselon II", "Eselon III", "Eselon IV")
BOLD = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=7, leading=8.4, alignment=1)


def rows_of(node: Drawn) -> int:
    return max(len(node.indicators), sum(map(rows_of, node.children)))


def table(root: Drawn, *, merged: bool = True, offices: bool = False) -> bytes:
    """Columns level, indicator, target for every level; what belongs to several rows is merged over them (or printed in
    each of them, values in the middle), offices may head the columns of a level.
    """
    indicator = ["Indikator" if offices else f"Indikator {level}" for level in LEVELS[:4]]
    names = [h for level, named in zip(LEVELS, indicator, strict=False) for h in (level, named, "Target")]
    over = [[h for office in OFFICES for h in (office, "", "")]] if offices else []
    head = [[Paragraph(h, BOLD) for h in row] for row in (*over, names)]
    top = len(head)
    cells: list[list[object]] = [[""] * len(head[0]) for _ in range(rows_of(root))]
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if offices else "TOP"),
    ]
    if offices:
        style += [("SPAN", (c, 0), (c + 2, 0)) for c in (0, 3, 6, 9)]

    def fill(column: int, row: int, last: int, text: str) -> None:
        for k in range(row, row + 1 if merged else last):
            cells[k][column] = Paragraph(text, PLAIN)
        if merged:
            style.append(("SPAN", (column, row + top), (column, last + top - 1)))

    def put(node: Drawn, row: int) -> None:
        last, c = row + rows_of(node), node.depth * 3
        fill(c, row, last, node.title)
        count = len(node.indicators)
        for i, (name, target) in enumerate(zip(node.indicators, node.targets, strict=True)):
            end = last if i == count - 1 else row + i + 1
            fill(c + 1, row + i, end, name)
            fill(c + 2, row + i, end, target)
        for child in node.children:
            put(child, row)
            row += rows_of(child)

    put(root, 0)
    drawn = Table([*head, *cells], colWidths=[90, 80, 55] * 4)
    drawn.setStyle(TableStyle(style))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=(980, 1600), leftMargin=30, rightMargin=30, invariant=1).build([drawn])
    return buffer.getvalue()


def read(drawn: bytes) -> dict[str, Node]:
    """The nodes of the tree by their titles."""
    _, pages = read_pdf(drawn, "table.pdf", Options())
    blocks = [b for layout in lay_out(pages) for b in layout.flow]
    got: dict[str, Node] = {}
    todo = merge(plant(nodes_of(read_outline(blocks))))
    while todo:
        node = todo.pop()
        got[fold(node.title.text)] = node
        todo += node.children
    return got


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("offices", [True, False])
def test_every_cell_is_a_node_under_the_one_to_its_left(merged: bool, offices: bool) -> None:
    for seed in range(3):
        root = random_tree(random.Random(seed), depth=4, leaves=9)
        got = read(table(root, merged=merged, offices=offices))
        for n in root.all():
            node = got[fold(n.title)]
            assert node.level == LEVELS[n.depth].casefold().replace(" ", "_")
            assert node.piece.echelon.text == ("II" * offices, "III" * offices, "IV" * offices)[n.depth - 1] * (
                n.depth > 0
            )
            assert (node.parent and fold(node.parent.title.text)) == (n.parent and fold(n.parent.title))
            listed = [i.value for g in node.piece.groups for i in indicators(g, {}, brackets=False)]  # type: ignore[union-attr]
            texts = [(r["name"].value, r["target"].value["text"].value) for r in listed]  # type: ignore[index,call-overload,union-attr]
            assert texts == list(zip(n.indicators, n.targets, strict=True))


def test_statements_before_indicators_are_nodes_whatever_their_heading_says() -> None:
    rows = [
        ["Level 1", "Indikator", "Level 2", "Indikator"],
        ["Taman kota terawat baik", "Indeks taman", "Bibit pohon cukup tersedia", "Jumlah bibit"],
        ["", "", "Pohon tua segera diganti", "Jumlah pohon"],
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 1), (1, 2))]
    out = io.BytesIO()
    cells = [[Paragraph(text, PLAIN) for text in row] for row in rows]
    SimpleDocTemplate(out).build([Table(cells, colWidths=[110] * 4, style=TableStyle(style))])
    got = read(out.getvalue())
    top = got[fold("Taman kota terawat baik")]
    assert {fold(n.title.text) for n in top.children} == {"bibit pohon cukup tersedia", "pohon tua segera diganti"}

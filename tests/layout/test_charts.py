"""Charts of boxes: every drawn parent is found again, whatever program drew the page."""

from __future__ import annotations

import io
import random
import time

import pytest
from chart_drawings import LEVELS, STYLES, Drawn, random_tree, vertical
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.parents import Node, fold, merge, plant
from extractor.layout.charts import chart_of, read_chart
from extractor.layout.tables.find import read_page
from extractor.options import Options
from extractor.read.page import Page
from extractor.read.pdf import read_pdf

SEEDS = range(8)


def pages_of(data: bytes) -> list[Page]:
    _, pages = read_pdf(data, "drawing.pdf", Options())
    return list(pages)


def found(data: bytes) -> dict[str, tuple[str | None, Node]]:
    """Folded title -> (folded title of the parent, node)."""
    out: dict[str, tuple[str | None, Node]] = {}

    def walk(nodes: list[Node], parent: str | None) -> None:
        for n in nodes:
            out[fold(n.title.text)] = (parent, n)
            walk(n.children, fold(n.title.text))

    walk(merge(plant(read_charts(pages_of(data), frozenset()))), None)
    return out


def drawing(style: str, seed: int) -> tuple[Drawn, bytes]:
    rng = random.Random(seed)
    root = random_tree(rng, depth=rng.randint(3, 5), leaves=rng.choice([6, 9, 12]))
    return root, STYLES[style](rng, root)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_parents_are_those_that_were_drawn(style: str) -> None:
    right = total = 0
    for seed in SEEDS:
        root, data = drawing(style, seed)
        got = found(data)
        for n in root.all():
            total += 1
            parent = fold(n.parent.title) if n.parent else None
            right += fold(n.title) in got and got[fold(n.title)][0] == parent
    assert right / total >= 0.98


@pytest.mark.parametrize("style", sorted(set(STYLES) - {"stacked"}))
def test_levels_are_read_from_boxes_and_from_labels_beside_them(style: str) -> None:
    root, data = drawing(style, 2)
    got = found(data)
    for n in root.all():
        assert got[fold(n.title)][1].level == LEVELS[n.depth].casefold().replace(" ", "_")


def test_echelons_beside_rows_belong_to_the_boxes_of_the_row() -> None:
    root, data = drawing("stacked", 2)
    got = found(data)
    for n in root.all():
        node = got[fold(n.title)][1]
        assert node.level is None
        assert node.piece.echelon.text == ["I", "II", "III", "IV", "V"][n.depth]


@pytest.mark.parametrize("style", ["vertical", "stacked", "nested", "bands", "tiles"])
def test_indicators_stay_in_their_boxes(style: str) -> None:
    root, data = drawing(style, 5)
    got = found(data)
    for n in root.all():
        text = " ".join(line.text for g in got[fold(n.title)][1].piece.groups for line in g.lines)
        for name in n.indicators:
            assert name in text


@pytest.mark.parametrize("style", ["cards", "beside"])
def test_targets_belong_to_their_indicators(style: str) -> None:
    for seed in SEEDS:
        root, data = drawing(style, seed)
        got = found(data)
        for n in root.all():
            piece = got[fold(n.title)][1].piece
            read = [i for g in piece.groups for i in indicators(g, {}, brackets=False)]
            texts = [(r.value["name"].value, r.value["target"].value["text"].value) for r in read]  # type: ignore[union-attr,index,call-overload]
            assert texts == list(zip(n.indicators, n.targets, strict=True))


@pytest.mark.parametrize("style", sorted(set(STYLES) - {"unlinked"}))
def test_a_chart_page_is_known_as_one(style: str) -> None:
    _, data = drawing(style, 3)
    assert chart_of(pages_of(data)[0]) is not None


def test_hundreds_of_boxes_take_less_than_a_second() -> None:
    rng = random.Random(7)
    root = random_tree(rng, depth=5, most=8, leaves=120)
    for n in root.all():
        n.indicators = n.indicators[:1]
    page = pages_of(vertical(rng, root, width=8000))[0]
    began = time.process_time()
    chart = read_chart(page)
    assert time.process_time() - began < 1.0
    assert len(chart.boxes) == len(root.all()) > 150


def test_gradients_painted_into_clipping_paths_are_boxes_of_the_colour_that_is_seen() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300), invariant=1)
    for x, y, said in ((40, 200, "Program Taman Kota"), (40, 60, "Kegiatan Penanaman Pohon")):
        canvas.saveState()
        path = canvas.beginPath()
        path.roundRect(x, y, 160, 50, 6)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.linearGradient(x, y + 50, x, y, (Color(1, 0.8, 0.2), Color(1, 1, 1)))
        canvas.restoreState()
        canvas.drawString(x + 8, y + 20, said)
    canvas.line(120, 110, 120, 200)
    canvas.save()
    chart = read_chart(pages_of(buffer.getvalue())[0])
    upper, lower = sorted(chart.boxes, key=lambda b: b.box[1])
    assert chart.links.parents == {lower: [upper]}
    assert upper.fill == lower.fill
    assert upper.fill is not None
    red, green, blue = (int(upper.fill[k : k + 2], 16) for k in (1, 3, 5))
    assert red > 200 > green - 40 > blue


def test_bands_ruled_behind_a_chart_make_it_no_table() -> None:
    """A spreadsheet rules the bands behind the boxes: with their walls and the connectors they make one grid."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 400))

    def cell(x: float, y: float, width: float, height: float, text: str = "") -> None:
        canvas.rect(x, 400 - y - height, width, height)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(x + 4, 400 - y - 12, text)

    for k, level in enumerate(("Sasaran", "Program", "Kegiatan")):
        cell(20, 40 + 80 * k, 60, 80, level)
        cell(80, 40 + 80 * k, 480, 80)
    cell(260, 60, 120, 30, "Air jernih")
    for k, (name, part) in enumerate((("Program Sumur", "Penggalian"), ("Program Kolam", "Pengurasan"))):
        cell(140 + 240 * k, 140, 120, 30, name)
        cell(140 + 240 * k, 220, 120, 30, part)
        canvas.line(200 + 240 * k, 260, 200 + 240 * k, 290)
        canvas.line(200 + 240 * k, 180, 200 + 240 * k, 230)
    canvas.line(200, 290, 440, 290)
    canvas.line(320, 290, 320, 310)
    canvas.save()
    page = pages_of(buffer.getvalue())[0]
    assert read_page(page).chart is not None

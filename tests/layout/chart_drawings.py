"""Draws invented cascades as PDFs in the styles that Word, Excel and Visio leave, with the tree that was drawn."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FONT, BOLD = "Helvetica", "Helvetica-Bold"
_VERBS = ["Meningkatnya", "Terwujudnya", "Tersedianya", "Terlaksananya", "Terpenuhinya", "Terjaganya"]
_THINGS = ["pelayanan", "taman", "jembatan", "perpustakaan", "irigasi", "pasar", "dermaga", "posyandu", "embung",
           "arsip",            "kebun bibit", "lampu jalan", "sanggar", "museum", "bendungan", "terminal"]  # fmt: skip
_ENDS = [
    "yang tertib",
    "bagi warga",
    "di pesisir",
    "tepat waktu",
    "yang ramah",
    "secara merata",
    "di kota lama",
    "yang bersih",
]
_UNITS = ["%", "dokumen", "kali"]
LEVELS = ["Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan"]


@dataclass(eq=False)
class Drawn:
    """A node as it is drawn."""

    depth: int
    title: str
    number: int
    indicators: list[str]
    children: list[Drawn] = field(default_factory=list)
    parent: Drawn | None = None
    targets: list[str] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0

    def all(self) -> list[Drawn]:
        return [self] + [d for c in self.children for d in c.all()]


def random_tree(rng: random.Random, depth: int = 4, most: int = 3, leaves: int = 14) -> Drawn:
    """A tree whose titles are all different."""
    seen: set[str] = set()

    def title() -> str:
        while True:
            text = f"{rng.choice(_VERBS)} {rng.choice(_THINGS)} dan {rng.choice(_THINGS)} {rng.choice(_ENDS)}"
            if text not in seen:
                seen.add(text)
                return text

    def grow(level: int, number: int) -> Drawn:
        names = [
            f"{rng.choice(['Persentase', 'Jumlah', 'Indeks'])} {rng.choice(_THINGS)} {rng.choice(_ENDS)}"
            for _ in range(rng.randint(1, 2))
        ]
        names = list(dict.fromkeys(names))
        return Drawn(
            level, title(), number, names, targets=[f"{number * 7 + k} {_UNITS[k]}" for k in range(len(names))]
        )

    root = grow(0, 1)
    frontier = [root]
    for level in range(1, depth):
        following: list[Drawn] = []
        for node in frontier:
            room = leaves - len(following)
            for k in range(min(max(1, room), rng.randint(1, most))):
                child = grow(level, k + 1)
                child.parent = node
                node.children.append(child)
                following.append(child)
                if len(following) >= leaves:
                    break
        frontier = following
    return root


class Pen:
    """A canvas with the origin at the top left."""

    def __init__(self, width: float, height: float) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(width, height), invariant=1)
        self.width, self.height = width, height

    def line(self, *points: tuple[float, float], width: float = 0.8) -> None:
        self.canvas.setLineWidth(width)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def head(self, x: float, y: float, right: bool = False, size: float = 4) -> None:
        path = self.canvas.beginPath()
        corners = (
            [(x, y), (x - size, y - size / 2), (x - size, y + size / 2)]
            if right
            else [(x, y), (x - size / 2, y - size), (x + size / 2, y - size)]
        )
        path.moveTo(corners[0][0], self.height - corners[0][1])
        for cx, cy in corners[1:]:
            path.lineTo(cx, self.height - cy)
        path.close()
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str | None = None, stroke: bool = True, radius: float = 0
    ) -> None:
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.setLineWidth(0.8)
        if radius:
            self.canvas.roundRect(x, self.height - y - h, w, h, radius, stroke=int(stroke), fill=int(bool(fill)))
        else:
            self.canvas.rect(x, self.height - y - h, w, h, stroke=int(stroke), fill=int(bool(fill)))
        self.canvas.setFillGray(0)

    def text(self, x: float, y: float, text: str, size: float, bold: bool = False, centre: float | None = None) -> None:
        self.canvas.setFillGray(0)
        self.canvas.setFont(BOLD if bold else FONT, size)
        if centre is None:
            self.canvas.drawString(x, self.height - y, text)
        else:
            self.canvas.drawCentredString(centre, self.height - y, text)

    def page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def _lines(
    node: Drawn, width: float, size: float, label: str | None, heading: str = "Indikator Kinerja :"
) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = [(label, True)] if label else []
    out += [(t, True) for t in simpleSplit(node.title, BOLD, size, width - 6)]
    if heading:
        out.append((heading, True))
    for i, name in enumerate(node.indicators):
        bullet = f"{i + 1}. " if len(node.indicators) > 1 else ""
        out += [(t, False) for t in simpleSplit(bullet + name, FONT, size, width - 6)]
    return out


def _write(pen: Pen, node: Drawn, lines: list[tuple[str, bool]], size: float, centred: bool = False) -> None:
    y = node.y + size + 1.5
    for text, bold in lines:
        pen.text(node.x + 3, y, text, size, bold, node.x + node.w / 2 if centred else None)
        y += size * 1.2


def _down(
    root: Drawn, width: float, top: float, size: float, label: Callable[[Drawn], str | None], gap: float = 26
) -> float:
    """Places the nodes in rows, parents over the middle of their children. Gives the bottom of the last row."""
    leaves = [n for n in root.all() if not n.children]
    pitch = (width - 130) / len(leaves)
    w = min(pitch - 8, 150)
    for i, leaf in enumerate(leaves):
        leaf.x, leaf.w = 100 + i * pitch, w
    depth = max(n.depth for n in root.all())
    y = top
    for n in sorted(root.all(), key=lambda n: -n.depth):
        if n.children:
            middle = (n.children[0].x + n.children[-1].x + n.children[-1].w) / 2
            n.w = max(w, min(150, n.children[-1].x + n.children[-1].w - n.children[0].x))
            n.x = middle - n.w / 2
    for level in range(depth + 1):
        row = [n for n in root.all() if n.depth == level]
        for n in row:
            n.y = y
            n.h = len(_lines(n, n.w, size, label(n))) * size * 1.2 + 5
        y += max(n.h for n in row) + gap
    return y


def _bus(pen: Pen, node: Drawn, off: float = 0.0, head: bool = False) -> None:
    if not node.children:
        return
    x = node.x + node.w / 2
    bottom = node.y + node.h
    top = min(c.y for c in node.children)
    middle = (max(bottom, bottom) + top) / 2
    pen.line((x, bottom + off), (x, middle))
    xs = [c.x + c.w / 2 for c in node.children]
    if len(xs) > 1 or abs(xs[0] - x) > 1:
        pen.line((min([*xs, x]), middle), (max([*xs, x]), middle))
    for c in node.children:
        cx = c.x + c.w / 2
        tip = c.y - off - (4 if head else 0)
        pen.line((cx, middle), (cx, tip))
        if head:
            pen.head(cx, c.y - off)


def vertical(rng: random.Random, root: Drawn, width: float = 1190) -> bytes:
    """Ruled boxes in rows, levels printed in the boxes, connectors in three pieces that end a little off the boxes."""
    size = rng.choice([5.0, 6.0, 7.0])
    pen = Pen(width, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, width, 60, size, label)
    off = rng.choice([0.0, 1.5, 3.0])
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h)
        _write(pen, n, _lines(n, n.w, size, label(n)), size)
        _bus(pen, n, off)
    return pen.done()


def rounded(_: random.Random, root: Drawn) -> bytes:
    """Filled rounded shapes with shadows, one bent connector with an arrow head from parent to child each (Visio)."""
    size = 6.0
    pen = Pen(1684, 1190)
    label = lambda n: f"{LEVELS[n.depth]} {n.number} :"  # noqa: E731
    _down(root, 1684, 60, size, label, gap=34)
    for n in root.all():
        pen.rect(n.x + 2, n.y + 2, n.w, n.h, fill="#999999", stroke=False, radius=4)
        pen.rect(n.x, n.y, n.w, n.h, fill=["#ffeeaa", "#aaddff", "#ccffcc", "#ffddcc", "#eeeeee"][n.depth], radius=4)
        _write(pen, n, _lines(n, n.w, size, label(n)), size)
        x, bottom = n.x + n.w / 2, n.y + n.h
        for c in n.children:
            cx = c.x + c.w / 2
            middle = bottom + 12
            pen.line((x, bottom), (x, middle), (cx, middle), (cx, c.y - 4))
            pen.head(cx, c.y)
    return pen.done()


def stacked(_: random.Random, root: Drawn) -> bytes:
    """A coloured band with the statement over a white list of indicators; the last level's boxes are stacked wall
    to wall; echelons stand beside the rows (a spreadsheet).
    """
    size = 6.0
    pen = Pen(1400, 1000)
    depth = max(n.depth for n in root.all())
    carriers = [n for n in root.all() if n.depth == depth - 1]
    w = min(150.0, (1400 - 150) / len(carriers) - 12)
    for i, n in enumerate(carriers):
        n.x, n.w = 120 + i * (w + 12), w
    for n in sorted(root.all(), key=lambda n: -n.depth):
        if n.depth < depth - 1 and n.children:
            n.w = w
            n.x = (n.children[0].x + n.children[-1].x + n.children[-1].w) / 2 - w / 2
    parts: dict[Drawn, tuple[list[tuple[str, bool]], list[tuple[str, bool]]]] = {}
    for n in root.all():
        if n.depth == depth and n.parent:
            n.x, n.w = n.parent.x, n.parent.w
        band = [("Kinerja Utama", True)] + [(t, False) for t in simpleSplit(n.title, FONT, size, n.w - 6)]
        body: list[tuple[str, bool]] = [("Indikator Kinerja", True)]
        for name in n.indicators:
            body += [(t, False) for t in simpleSplit(name, FONT, size, n.w - 6)] + [("", False)]
        parts[n] = band, body
        n.h = (len(band) + len(body)) * size * 1.2 + 8
    y = 60.0
    for level in range(depth):
        row = [n for n in root.all() if n.depth == level]
        for n in row:
            n.y = y
        pen.text(30, y + max(n.h for n in row) / 2, f"ESELON {['I', 'II', 'III', 'IV', 'V'][level]}", 7, bold=True)
        y += max(n.h for n in row) + 22
    for n in carriers:
        at = y
        for c in n.children:
            c.y = at
            at += c.h
    pen.text(30, y + 20, f"ESELON {['I', 'II', 'III', 'IV', 'V'][depth]}", 7, bold=True)
    for n in root.all():
        band, body = parts[n]
        high = len(band) * size * 1.2 + 4
        pen.rect(n.x, n.y, n.w, high, fill="#ffd966", stroke=False)
        pen.rect(n.x, n.y, n.w, n.h)
        at = n.y + size + 1
        for text, bold in band:
            pen.text(0, at, text, size, bold, n.x + n.w / 2)
            at += size * 1.2
        at = n.y + high + size + 1
        for text, bold in body:
            pen.text(0, at, text, size, bold, n.x + n.w / 2)
            at += size * 1.2
        if n.depth < depth - 1:
            _bus(pen, n, head=True)
        elif n.children:
            x = n.x + n.w / 2
            pen.line((x, n.y + n.h), (x, n.children[0].y - 4))
            pen.head(x, n.children[0].y)
    return pen.done()


def rightwards(_: random.Random, root: Drawn) -> bytes:
    """A tree from left to right, the level over each column in a box of its own, red elbows with arrow heads."""
    size = 5.0
    pen = Pen(1190, 842)
    depth = max(n.depth for n in root.all())
    leaves = [n for n in root.all() if not n.children]
    pitch = (842 - 120) / len(leaves)
    column = (1190 - 40) / (depth + 1)
    for i, leaf in enumerate(leaves):
        leaf.y, leaf.h = 100 + i * pitch, pitch - 5
    for n in sorted(root.all(), key=lambda n: -n.depth):
        n.x, n.w = 20 + n.depth * column, column - 30
        if n.children:
            n.y = n.children[0].y
            n.h = n.children[-1].y + n.children[-1].h - n.y
    for level in range(depth + 1):
        x = 20 + level * column
        pen.rect(x, 60, column - 30, 14)
        pen.text(0, 70, LEVELS[level], 7, True, x + (column - 30) / 2)
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h, fill="#ddeeff")
        _write(pen, n, [(t, False) for t in simpleSplit(n.title, FONT, size, n.w - 6)], size)
        x = n.x + n.w
        for c in n.children:
            y = c.y + c.h / 2
            start = n.y + n.h / 2
            if len(n.children) > 1:
                pen.line((x, start), (x + 12, start), (x + 12, y), (c.x - 3, y))
            else:
                pen.line((x, y), (c.x - 3, y))
            pen.head(c.x, y, right=True, size=3)
    return pen.done()


def unlinked(_: random.Random, root: Drawn) -> bytes:
    """Boxes without any connector: parents stand over the span of their children; levels beside the rows."""
    size = 6.0
    pen = Pen(1190, 842)
    leaves = [n for n in root.all() if not n.children]
    pitch = (1190 - 140) / len(leaves)
    for i, leaf in enumerate(leaves):
        leaf.x, leaf.w = 120 + i * pitch, pitch - 6
    for n in sorted(root.all(), key=lambda n: -n.depth):
        if n.children:
            n.x = n.children[0].x
            n.w = n.children[-1].x + n.children[-1].w - n.x
    y = 60.0
    for level in range(max(n.depth for n in root.all()) + 1):
        row = [n for n in root.all() if n.depth == level]
        for n in row:
            n.y = y
            n.h = len(_lines(n, n.w, size, None, "Indikator :")) * size * 1.2 + 5
        pen.text(20, y + 12, LEVELS[level].upper(), 8, bold=True)
        y += max(n.h for n in row) + 14
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h, fill="#f2f2f2")
        _write(pen, n, _lines(n, n.w, size, None, "Indikator :"), size)
    return pen.done()


def tiles(_: random.Random, root: Drawn) -> bytes:
    """A chart on two sheets: a row of boxes is cut by the page's edge and goes on at the top of the next page."""
    size = 7.0
    width, height = 1190.0, 600.0
    pen = Pen(width, height)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, width, 60, size, label)
    depth = max(n.depth for n in root.all())
    row = [n for n in root.all() if n.depth == depth]
    edge = row[0].y + min(n.h for n in row) * 0.55
    resume = 40.0
    for page in (0, 1):
        for n in root.all():
            lines = _lines(n, n.w, size, label(n))
            cut = n.depth == depth
            if page == 0:
                if not cut:
                    pen.rect(n.x, n.y, n.w, n.h)
                    _bus(pen, n)
                else:
                    pen.line((n.x, edge), (n.x, n.y), (n.x + n.w, n.y), (n.x + n.w, edge))
            elif cut:
                low = resume + n.y + n.h - edge
                pen.line((n.x, resume), (n.x, low), (n.x + n.w, low), (n.x + n.w, resume))
            y = n.y + size + 1.5
            for text, bold in lines:
                first = y + 2 <= edge or not cut
                if first == (page == 0):
                    pen.text(n.x + 3, y if page == 0 else y - edge + resume + 4, text, size, bold)
                y += size * 1.2
        if page == 0:
            pen.page()
    return pen.done()


def nested(_: random.Random, root: Drawn) -> bytes:
    """A box in a box: the statement in a band with walls of its own inside the frame that also holds the indicators."""
    size = 6.0
    pen = Pen(1190, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 1190, 60, size, label, gap=30)
    for n in root.all():
        lines = _lines(n, n.w, size, label(n))
        high = next(i for i, (t, _) in enumerate(lines) if t.startswith("Indikator")) * size * 1.2 + 3
        pen.rect(n.x, n.y, n.w, n.h)
        pen.rect(n.x + 1.5, n.y + 1, n.w - 3, high, fill="#cfe2f3")
        _write(pen, n, lines, size)
        _bus(pen, n, head=True)
    return pen.done()


STYLES: dict[str, Callable[[random.Random, Drawn], bytes]] = {
    "vertical": vertical,
    "rounded": rounded,
    "stacked": stacked,
    "rightwards": rightwards,
    "unlinked": unlinked,
    "tiles": tiles,
    "nested": nested,
}


def hanging(_: random.Random, root: Drawn) -> bytes:
    """Leaves hang in a column under their parent, on a trunk down its left side with branches to their left walls."""
    size = 6.0
    pen = Pen(1684, 1190)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    depth = max(n.depth for n in root.all())
    carriers = [n for n in root.all() if n.depth == depth - 1] or [root]
    w = min(170.0, (1684 - 80) / len(carriers) - 24)
    for i, n in enumerate(carriers):
        n.x, n.w = 40 + i * (w + 24), w
    for n in sorted(root.all(), key=lambda n: -n.depth):
        if n.depth < depth - 1 and n.children:
            n.w = w
            n.x = (n.children[0].x + n.children[-1].x + n.children[-1].w) / 2 - w / 2
        elif n.depth == depth and n.parent:
            n.x, n.w = n.parent.x + 16, w - 16
    for n in root.all():
        n.h = len(_lines(n, n.w, size, label(n))) * size * 1.2 + 5
    y = 60.0
    for level in range(depth):
        row = [n for n in root.all() if n.depth == level]
        for n in row:
            n.y = y
        y += max(n.h for n in row) + 20
    for n in carriers:
        at = n.y + n.h + 12
        for c in n.children:
            c.y = at
            at += c.h + 8
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h, fill="#ffffff")
        _write(pen, n, _lines(n, n.w, size, label(n)), size)
        if n in carriers and n.children:
            last = n.children[-1]
            pen.line((n.x + 8, n.y + n.h), (n.x + 8, last.y + last.h / 2))
            for c in n.children:
                pen.line((n.x + 8, c.y + c.h / 2), (c.x, c.y + c.h / 2))
        else:
            _bus(pen, n)
    return pen.done()


def diagonal(rng: random.Random, root: Drawn) -> bytes:
    """Straight slanting lines from the middle of the parent's lower wall to the middle of the child's upper wall."""
    size = 6.0
    pen = Pen(1190, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 1190, 60, size, label, gap=40)
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h, fill="#fff2cc", radius=rng.choice([0, 3]))
        _write(pen, n, _lines(n, n.w, size, label(n)), size, centred=True)
        for c in n.children:
            pen.line((n.x + n.w / 2, n.y + n.h + 1), (c.x + c.w / 2, c.y - 1))
    return pen.done()


def touching(_: random.Random, root: Drawn) -> bytes:
    """Spreadsheet cells: brothers stand wall to wall, trunks are cell borders drawn as thin filled bars."""
    size = 5.0
    pen = Pen(1190, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 1190, 60, size, label)
    leaves = [n for n in root.all() if not n.children]
    pitch = (1190 - 130) / len(leaves)
    wide = pitch < 158
    for n in leaves:
        brothers = n.parent.children if n.parent else [n]
        if wide and all(not b.children for b in brothers):
            n.w = pitch if n is not brothers[-1] else pitch - 8
    for level in range(max(n.depth for n in root.all()) + 1):
        row = [n for n in root.all() if n.depth == level]
        high = max(len(_lines(n, n.w, size, label(n))) for n in row) * size * 1.2 + 5
        for n in row:
            n.h = high

    def bar(ax: float, ay: float, bx: float, by: float) -> None:
        pen.rect(
            min(ax, bx) - 0.4, min(ay, by) - 0.4, abs(ax - bx) + 0.8, abs(ay - by) + 0.8, fill="#000000", stroke=False
        )

    for n in root.all():
        for ax, ay, bx, by in (
            (n.x, n.y, n.x + n.w, n.y),
            (n.x, n.y + n.h, n.x + n.w, n.y + n.h),
            (n.x, n.y, n.x, n.y + n.h),
            (n.x + n.w, n.y, n.x + n.w, n.y + n.h),
        ):
            bar(ax, ay, bx, by)
        _write(pen, n, _lines(n, n.w, size, label(n)), size)
        if n.children:
            x, bottom = n.x + n.w / 2, n.y + n.h
            top = n.children[0].y
            middle = (bottom + top) / 2
            bar(x, bottom, x, middle)
            xs = [c.x + c.w / 2 for c in n.children]
            bar(min([*xs, x]), middle, max([*xs, x]), middle)
            for cx in xs:
                bar(cx, middle, cx, top)
    return pen.done()


def bands(_: random.Random, root: Drawn) -> bytes:
    """A coloured band with the statement, the indicators under it without any frame; lines join the bands."""
    size = 6.0
    pen = Pen(1190, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 1190, 60, size, label, gap=34)
    for n in root.all():
        lines = _lines(n, n.w, size, label(n))
        high = next(i for i, (t, _) in enumerate(lines) if t.startswith("Indikator")) * size * 1.2 + 4
        pen.rect(n.x, n.y, n.w, high, fill="#a9d08e", stroke=False)
        _write(pen, n, lines, size)
        _bus(pen, n, off=2.0)
    return pen.done()


STYLES |= {"hanging": hanging, "diagonal": diagonal, "touching": touching, "bands": bands}


def posters(_: random.Random, root: Drawn) -> bytes:
    """A chart as wide as two sheets, cut by the sheets' edges through boxes and lines."""
    size = 7.0
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    width, margin = 700.0, 20.0
    _down(root, 2 * (width - 2 * margin), 60, size, label)
    middle = width - 2 * margin
    pen = Pen(width, 842)

    def piece(ax: float, ay: float, bx: float, by: float, page: int) -> None:
        """A line on its page: what lies beyond the sheet's edge is cut off."""
        low, high = (0.0, middle) if page == 0 else (middle, 2 * middle)
        ax, bx = sorted((ax, bx)) if ay == by else (ax, bx)
        if ay == by:
            ax, bx = max(ax, low), min(bx, high)
            if ax >= bx:
                return
        elif not low <= ax <= high:
            return
        shift = margin - low
        pen.line((ax + shift, ay), (bx + shift, by))

    for page in (0, 1):
        for n in root.all():
            x1, low = n.x + n.w, n.y + n.h
            for a, b, c, d in ((n.x, n.y, x1, n.y), (n.x, low, x1, low), (n.x, n.y, n.x, low), (x1, n.y, x1, low)):
                piece(a, b, c, d, page)
            y = n.y + size + 1.5
            for text, bold in _lines(n, n.w, size, label(n)):
                x = n.x + 3
                for word in text.split():
                    wide = pen.canvas.stringWidth(word, BOLD if bold else FONT, size)
                    if (x + wide / 2 < middle) == (page == 0):
                        pen.text(x + margin - page * middle, y, word, size, bold)
                    x += wide + 0.28 * size
                y += size * 1.2
            if n.children:
                x, half = n.x + n.w / 2, (low + n.children[0].y) / 2
                piece(x, low, x, half, page)
                xs = [c.x + c.w / 2 for c in n.children]
                piece(min([*xs, x]), half, max([*xs, x]), half, page)
                for c, cx in zip(n.children, xs, strict=True):
                    piece(cx, half, cx, c.y, page)
        if page == 0:
            pen.page()
    return pen.done()


STYLES |= {"posters": posters}


def cards(_: random.Random, root: Drawn) -> bytes:
    """A table in every box: the statement over two columns, indicators with their targets under it (a spreadsheet)."""
    size = 6.0
    pen = Pen(1684, 1190)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 1684, 60, size, label)
    y = 60.0
    for level in range(max(n.depth for n in root.all()) + 1):
        row = [n for n in root.all() if n.depth == level]
        for n in row:
            n.y = y
            at = n.y
            head = [label(n), *simpleSplit(n.title, BOLD, size, n.w - 6)]
            rows: list[tuple[list[str], list[str], bool]] = [(["Indikator"], ["Target"], True)]
            split = 0.68 * n.w
            for name, target in zip(n.indicators, n.targets, strict=True):
                rows.append(
                    (simpleSplit(name, FONT, size, split - 6), simpleSplit(target, FONT, size, n.w - split - 6), False)
                )
            high = len(head) * size * 1.2 + 4
            pen.rect(n.x, at, n.w, high)
            for i, text in enumerate(head):
                pen.text(0, at + (i + 1) * size * 1.2, text, size, True, n.x + n.w / 2)
            at += high
            for left, right, bold in rows:
                high = max(len(left), len(right)) * size * 1.2 + 4
                pen.rect(n.x, at, split, high)
                pen.rect(n.x + split, at, n.w - split, high)
                for i, text in enumerate(left):
                    pen.text(n.x + 3, at + (i + 1) * size * 1.2, text, size, bold)
                for i, text in enumerate(right):
                    pen.text(n.x + split + 3, at + (i + 1) * size * 1.2, text, size, bold)
                at += high
            n.h = at - n.y
        y += max(n.h for n in row) + 24
    for n in root.all():
        _bus(pen, n)
    return pen.done()


def beside(_: random.Random, root: Drawn) -> bytes:
    """Targets at the right end of the indicators' lines, without any wall between them."""
    size = 5.0
    pen = Pen(2384, 842)
    label = lambda n: f"{LEVELS[n.depth]} {n.number}"  # noqa: E731
    _down(root, 2384, 60, size, label)
    for n in root.all():
        n.w = max(n.w, 150.0)
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h)
        _write(pen, n, _lines(n, n.w, size, label(n)), size)
        lines = _lines(n, n.w, size, label(n))
        for name, target in zip(n.indicators, n.targets, strict=True):
            k = next(i for i, (t, _b) in enumerate(lines) if t.endswith(name[:20]) or name[:20] in t)
            wide = pen.canvas.stringWidth(target, FONT, size)
            pen.text(n.x + n.w - wide - 3, n.y + size + 1.5 + k * size * 1.2, target, size)
        _bus(pen, n)
    return pen.done()


STYLES |= {"cards": cards, "beside": beside}


def turned(_: random.Random, root: Drawn) -> bytes:
    """A tree to the right whose first column and whose row labels are written from bottom to top."""
    size = 6.0
    pen = Pen(1400, 1000)
    depth = max(n.depth for n in root.all())
    leaves = [n for n in root.all() if not n.children]
    pitch = (1000 - 100) / len(leaves)
    column = (1400 - 80) / (depth + 1)
    for i, leaf in enumerate(leaves):
        leaf.y, leaf.h = 60 + i * pitch, pitch - 6
    for n in sorted(root.all(), key=lambda n: -n.depth):
        n.x, n.w = 30 + n.depth * column, column - 40
        if n.children:
            n.y = n.children[0].y
            n.h = n.children[-1].y + n.children[-1].h - n.y
    root.x, root.w = 60.0, 40.0
    for n in root.all():
        pen.rect(n.x, n.y, n.w, n.h, fill="#eeeeee")
        label = f"{LEVELS[n.depth]} {n.number}"
        if n is root:
            lines = [label, *simpleSplit(n.title, BOLD, size, n.h - 6)]
            for k, text in enumerate(lines):
                pen.canvas.saveState()
                pen.canvas.translate(n.x + 10 + k * size * 1.2, pen.height - n.y - n.h + 4)
                pen.canvas.rotate(90)
                pen.text(0, pen.height, text, size, True)
                pen.canvas.restoreState()
        else:
            _write(pen, n, [(label, True), *((t, False) for t in simpleSplit(n.title, FONT, size, n.w - 6))], size)
        for c in n.children:
            y = c.y + c.h / 2
            pen.line((n.x + n.w, y), (c.x - 3, y))
            pen.head(c.x, y, right=True, size=3)
    return pen.done()


STYLES |= {"turned": turned}

"""A cascade drawn as boxes and connectors; its text export is headed blocks one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from samples.people import YEAR

TITLE = f"CASCADING KINERJA TAHUN {YEAR}"
UNIT = "DINAS KEARSIPAN KABUPATEN MAJU JAYA"
WIDTH, HEIGHT = 1190.0, 842.0
_NAMES = {
    "tujuan": "Tujuan", "sasaran": "Sasaran", "program": "Program", "kegiatan": "Kegiatan",
    "sub_kegiatan": "Sub Kegiatan",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A box: what it says, and the boxes under it."""

    level: str
    number: str
    title: str
    indicator: str
    children: tuple[Box, ...] = field(default=())

    def truth(self) -> dict[str, object]:
        return {
            "level": self.level,
            "number": self.number,
            "title": self.title,
            "indicators": [{"name": self.indicator}],
            "children": [c.truth() for c in self.children],
        }

    @property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Lines of the box and whether they are bold."""
        name = _NAMES[self.level]
        return (
            (f"{name} {self.number}", True),
            (self.title, True),
            (f"Indikator {name}", True),
            (self.indicator, False),
        )


TREE = Box("tujuan", "1", "Mewujudkan arsip daerah yang lestari", "Indeks pengawasan kearsipan", (
    Box("sasaran", "1", "Meningkatnya ketertiban arsip", "Persentase perangkat daerah yang tertib arsip", (
        Box("program", "1", "Program Pengelolaan Arsip", "Persentase arsip yang dikelola sesuai kaidah", (
            Box("kegiatan", "1", "Pengelolaan Arsip Dinamis Daerah", "Jumlah arsip dinamis yang dikelola", (
                Box("sub_kegiatan", "1", "Penciptaan dan Penggunaan Arsip", "Jumlah naskah yang diregistrasi"),
                Box("sub_kegiatan", "2", "Pemeliharaan Arsip Aktif", "Jumlah berkas yang ditata"),
            )),
            Box("kegiatan", "2", "Pengelolaan Arsip Statis Daerah", "Jumlah arsip statis yang diakuisisi", (
                Box("sub_kegiatan", "1", "Akuisisi Arsip Statis", "Jumlah khazanah arsip baru"),
            )),
        )),
    )),
    Box("sasaran", "2", "Meningkatnya keselamatan arsip", "Persentase arsip vital yang terlindungi", (
        Box("program", "2", "Program Perlindungan Arsip", "Persentase arsip yang diselamatkan", (
            Box("kegiatan", "1", "Pemulihan Arsip Rusak", "Jumlah arsip yang direstorasi", (
                Box("sub_kegiatan", "1", "Restorasi Arsip Kertas", "Jumlah lembar yang direstorasi"),
            )),
        )),
    )),
))  # fmt: skip


def _leaves(box: Box) -> int:
    return sum(_leaves(c) for c in box.children) or 1


def paint(canvas: Canvas) -> None:
    """Draws the chart: boxes in ranks, right-angled connectors between them."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, TITLE)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 58, UNIT)
    share = (WIDTH - 80) / _leaves(TREE)

    def place(box: Box, left: float, rank: int) -> tuple[float, float, float]:
        """Draws a box with all under it; gives its middle, top and bottom (PDF points from below)."""
        width = share * _leaves(box)
        mid = left + width / 2
        wide = min(width - 30, 230)
        lines = [
            (part, bold)
            for text, bold in box.lines
            for part in simpleSplit(text, "Helvetica-Bold" if bold else "Helvetica", 9, wide - 12)
        ]
        top = HEIGHT - 85 - rank * 150
        bottom = top - 12 * len(lines) - 10
        canvas.setLineWidth(1)
        canvas.rect(mid - wide / 2, bottom, wide, top - bottom)
        for n, (text, bold) in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
            canvas.drawCentredString(mid, top - 13 - 12 * n, text)
        at = left
        below = []
        for child in box.children:
            below.append(place(child, at, rank + 1))
            at += share * _leaves(child)
        if below:
            half = bottom - (bottom - below[0][1]) / 2
            canvas.line(mid, bottom, mid, half)
            if len(below) > 1:
                canvas.line(below[0][0], half, below[-1][0], half)
            for x, y, _ in below:
                canvas.line(x, half, x, y)
        return mid, top, bottom

    place(TREE, 40, 0)


def export() -> bytes:
    """The chart as programs write it that read pictures: one block a box, in the order of the tree."""
    out = [f"## {TITLE}", f"## {UNIT}", ""]

    def block(box: Box) -> None:
        out.extend(f"**{text}**" if bold else text for text, bold in box.lines)
        out.append("")
        for child in box.children:
            block(child)

    block(TREE)
    return ("\n".join(out).rstrip("\n") + "\n").encode()


def truth() -> list[dict[str, object]]:
    """What the chart says."""
    return [{"kind": "cascading", "title": TITLE, "unit": UNIT, "year": YEAR, "tree": [TREE.truth()]}]

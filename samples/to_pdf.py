"""Blocks to a PDF with reportlab: the same bytes every time (``invariant``: no clock, no random id)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from samples.blocks import Block, Cell, CellLike, Centre, Fields, NewPage, Rows, Sample, Signatures, Signer, Text

_STEP = 22.0
_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, alignment=TA_JUSTIFY, spaceAfter=5)
_CENTRE = ParagraphStyle("centre", parent=_BODY, alignment=TA_CENTER, spaceAfter=0)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9.5, leading=11.5, alignment=0, spaceAfter=0)
_HEAD = ParagraphStyle("head", parent=_CELL, fontName="Times-Bold", alignment=TA_CENTER)
_LEFT = ParagraphStyle("left", parent=_BODY, alignment=0, spaceAfter=0)


def _paragraph(text: str, style: ParagraphStyle, bold: bool = False) -> Paragraph:
    got = escape(text)
    return Paragraph(f"<b>{got}</b>" if bold else got, style)


def _hanging(rows: Sequence[tuple[object, ...]], widths: list[float]) -> Table:
    plain = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return Table(rows, colWidths=widths, style=[*plain, *pads], hAlign="LEFT")


def _text(block: Text, width: float) -> Flowable:
    lead = block.indent * _STEP
    if not block.label and not block.key:
        style = ParagraphStyle("at", parent=_BODY, leftIndent=lead)
        return _paragraph(block.text, style, block.bold)
    parts: list[tuple[str, float]] = [(block.label, _STEP + 4)] if block.label else []
    if block.key:
        parts = [(block.key, 66), (":", 12), *parts]
    elif block.indent:
        parts = [("", lead), *parts]
    left = sum(w for _, w in parts)
    cells = (*(_paragraph(t, _LEFT) for t, _ in parts), _paragraph(block.text, _BODY))
    return _hanging([cells], [*(w for _, w in parts), width - left])


def _fields(block: Fields, width: float) -> Flowable:
    rows = [(_paragraph(a, _LEFT), _paragraph(":", _LEFT), _paragraph(b, _LEFT)) for a, b in block.pairs]
    return _hanging([(*r,) for r in rows], [70, 12, width - 82])


def _cell(cell: CellLike) -> list[Paragraph]:
    lines = (cell,) if isinstance(cell, str) else cell.lines
    return [_paragraph(line, _CELL) for line in lines if line]


def _table(block: Rows, width: float) -> Flowable:
    rows: list[list[list[Paragraph]]] = [[[_paragraph(h, _HEAD)] for h in block.header]]
    if block.numbers:
        rows.append([[_paragraph(str(i + 1), _HEAD)] for i in range(len(block.header))])
    first = len(rows)
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for r, row in enumerate(block.rows, first):
        rows.append([_cell(c) for c in row])
        for c, cell in enumerate(row):
            if isinstance(cell, Cell) and (cell.rows > 1 or cell.columns > 1):
                style.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
    share = width / sum(block.widths)
    return Table(rows, colWidths=[w * share for w in block.widths], style=style, repeatRows=first, spaceAfter=10)


def _signer(signer: Signer) -> list[Flowable]:
    return [
        *(_paragraph(line, _CENTRE) for line in signer.above),
        Spacer(1, 44),
        Paragraph(f"<b><u>{escape(signer.name)}</u></b>", _CENTRE),
        *(_paragraph(line, _CENTRE) for line in signer.below),
    ]


def _signatures(block: Signatures, width: float) -> Flowable:
    place = [_paragraph(line, _CENTRE) for line in block.place]
    room = [Spacer(1, _CENTRE.leading) for _ in place]
    left = [*(room if block.right else place), *_signer(block.left)] if block.left else []
    right = [*place, *_signer(block.right)] if block.right else []
    return KeepTogether([Spacer(1, 10), _hanging([(left, right)], [width / 2, width / 2])])


def _flow(block: Block, width: float) -> list[Flowable]:
    match block:
        case Centre(lines=lines, bold=bold, size=size, ruled=ruled):
            style = ParagraphStyle("title", parent=_CENTRE, fontSize=size, leading=size * 1.25)
            rule = [HRFlowable(width="100%", thickness=1.5, color=colors.black, spaceBefore=3)] if ruled else []
            first = ParagraphStyle("first", parent=style, spaceBefore=8)
            heads = [_paragraph(line, style if n else first, bold) for n, line in enumerate(lines)]
            return [*heads, *rule, Spacer(1, 8)]
        case Text():
            return [_text(block, width)]
        case Fields():
            return [_fields(block, width), Spacer(1, 6)]
        case Rows():
            return [_table(block, width)]
        case Signatures():
            return [_signatures(block, width)]
        case NewPage():
            return [PageBreak()]


def draw(sample: Sample) -> bytes:
    """The PDF of a sample made of blocks."""
    out = io.BytesIO()
    size = landscape(A4) if sample.landscape else A4
    document = SimpleDocTemplate(
        out, pagesize=size, leftMargin=64, rightMargin=64, topMargin=56, bottomMargin=60, invariant=1,
        title=sample.name, author="arsip-extractor", pageCompression=1,
    )  # fmt: skip

    def foot(canvas: Canvas, _: object) -> None:
        if sample.footer:
            canvas.setFont("Times-Roman", 9)
            number = canvas.getPageNumber()
            canvas.drawCentredString(size[0] / 2, 30, sample.footer.format(page=number))

    flow = [f for block in sample.blocks for f in _flow(block, document.width - 12)]
    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def drawn(paint: Callable[[Canvas], None], width: float, height: float, title: str) -> bytes:
    """A PDF that ``paint`` draws itself, for charts."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    paint(canvas)
    canvas.save()
    return out.getvalue()

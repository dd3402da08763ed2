"""What pdfium cannot open or cannot name is mended or read by the second parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reportlab
from drawn_pdf import A4, pages, pdf, text, words
from reportlab.pdfbase.ttfonts import TTFontFile
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import DamagedError, PortfolioError, XfaFormError
from extractor.options import Options
from extractor.read.page import Ruling
from extractor.read.pdf import read_pdf
from extractor.read.pdf_second import SecondParser

LINE = "Meningkatnya panen rumput laut"
DRAWN = pdf(text((72, 100, LINE)), text((72, 100, "Lembar kedua")))


def build(*objects: bytes) -> bytes:
    """A PDF of the objects, the first being its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def sheet(content: bytes, *fonts: bytes, kids: bytes = b"3 0 R") -> bytes:
    """One page with the font F1, which is the first of ``fonts``."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 1 >>" % kids,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(content),
        *fonts,
    )


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d[9:],
        lambda d: b"\x00\x01junk" * 400 + d,
        lambda d: re.sub(rb"startxref\s+\d+", b"startxref\n7", d),
        lambda d: re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) // 2), d),
        lambda d: d.replace(b"/Count 2", b"/Count 1"),
        lambda d: d.replace(b"/Count 2", b"/Count 0"),
        lambda d: d.replace(b"/Count 2", b"/Count 900000"),
        lambda d: d[: d.rindex(b"xref")] + d[d.rindex(b"trailer") :],
    ],
    ids=["no-header", "late-header", "no-table", "table-leads-elsewhere", "too-few", "none", "far-too-many", "cut"],
)
def test_a_damaged_file_is_read_whole(spoil: object) -> None:
    got = pages(spoil(DRAWN))  # type: ignore[operator]
    assert [words(p) for p in got] == [LINE.split(), ["Lembar", "kedua"]]


def test_pages_that_no_catalogue_leads_to_are_found() -> None:
    content = b"BT /F1 11 Tf 72 742 Td (Panen rumput laut) Tj ET 50 700 m 300 700 l S 0.8 g 100 300 80 40 re f"
    lost = sheet(content, HELVETICA, kids=b"9 0 R")
    without = sheet(content, HELVETICA).replace(b"/Catalog /Pages 2 0 R", b"/Catalog")
    for data in (lost, without):
        (page,) = pages(data)
        assert words(page) == ["Panen", "rumput", "laut"]
        assert page.trouble is None
        assert page.words[0].box == pytest.approx((72, 91, 104, 103), abs=3)
        (rule,) = page.rulings
        assert (rule.x0, rule.top, rule.x1) == pytest.approx((50, 142, 300))
        assert [s.fill for s in page.shapes] == ["#cccccc"]
        assert len(page.edges) == 4


def test_what_neither_parser_opens_is_damaged() -> None:
    with pytest.raises(DamagedError):
        read_pdf(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "x", Options())


def test_glyphs_named_by_their_parts_are_read() -> None:
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding << /Type /Encoding /Differences [1 /t_i /f_f] >> >>"
    )
    (page,) = pages(sheet(b"BT /F1 11 Tf 72 742 Td (Ser\x01fikat ta\x02sir) Tj ET", font))
    assert words(page) == ["Sertifikat", "taffsir"]


def test_glyphs_without_names_are_read_by_the_fonts_own_table() -> None:
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    glyphs = TTFontFile(str(path)).charToGlyph
    codes = b"".join(b"%04x" % glyphs[ord(c)] for c in LINE)
    info = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    data = sheet(
        b"BT /F1 11 Tf 72 742 Td <%s> Tj ET" % codes,
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Vera /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Vera /CIDToGIDMap /Identity /DW 600 %s"
        b" /FontDescriptor 7 0 R >>" % info,
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Vera /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900"
        b" /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontFile2 8 0 R >>",
        stream(path.read_bytes()),
    )
    (page,) = pages(data)
    assert words(page) == LINE.split()


def test_both_parsers_see_one_page_alike() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 700, "JUDUL")
        canvas.setFont("Helvetica", 11)
        canvas.setFillGray(1)
        canvas.drawString(72, 650, "putih")
        canvas.setFillGray(0)
        canvas.drawString(72, 600, LINE)
        canvas.rect(50, 400, 200, 100, stroke=1, fill=0)
        canvas.line(50, 450, 250, 450)

    data = pdf(draw)
    (first,) = pages(data)
    # its catalogue leads to no page
    (second,) = pages(re.sub(rb"/Pages \d+ 0 R", b"", data))
    assert SecondParser(data, None).count == 1
    assert words(second) == words(first) == ["JUDUL", *LINE.split()]
    for a, b in zip(first.words, second.words, strict=True):
        assert b.box == pytest.approx(a.box, abs=3)
        assert (b.size, b.bold) == (pytest.approx(a.size, abs=0.1), a.bold)
    assert [(round(r.x0), round(r.top), round(r.x1)) for r in second.rulings] == [
        (round(r.x0), round(r.top), round(r.x1)) for r in first.rulings
    ]
    assert (second.width, second.height) == A4


def test_a_dynamic_form_and_a_portfolio_are_told() -> None:
    please = b"BT /F1 11 Tf 72 742 Td (Please wait...) Tj ET"
    xfa = stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
    form = sheet(please, HELVETICA, xfa).replace(
        b"/Catalog /Pages 2 0 R", b"/Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /XFA 6 0 R /Fields [] >>"
    )
    with pytest.raises(XfaFormError):
        read_pdf(form, "x", Options())
    attached = b"<< /Type /Filespec /F (a.pdf) /EF << /F 7 0 R >> >>"
    case = sheet(please, HELVETICA, attached, stream(b"isi", b"/Type /EmbeddedFile"))
    names = b"/Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.pdf) 6 0 R] >> >>"
    with pytest.raises(PortfolioError):
        read_pdf(case.replace(b"/Catalog /Pages 2 0 R", names + b" /Collection << /View /D >>"), "x", Options())
    # a file with another attached to it is read
    assert words(pages(case.replace(b"/Catalog /Pages 2 0 R", names))[0]) == ["Please", "wait..."]


def form(content: bytes, resources: bytes) -> bytes:
    return stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>" % resources,
    )


def test_forms_that_contain_each_other_cost_nothing_but_themselves() -> None:
    first = b"BT /F1 11 Tf 72 742 Td (Panen rumput laut) Tj ET /A Do /C Do"
    data = sheet(
        first,
        HELVETICA,
        form(b"/B Do /B Do", b"/XObject << /B 7 0 R >>"),
        form(b"/A Do /A Do", b"/XObject << /A 6 0 R >>"),
        form(b"BT /F1 11 Tf 72 700 Td (Stempel) Tj ET", b""),
    ).replace(b"/Resources << /Font << /F1 5 0 R >> >> >>", b"/Resources << /Font << /F1 5 0 R >> /XObject 9 0 R >> >>")
    data = data.replace(b"xref\n0", b"9 0 obj\n<< /A 6 0 R /C 8 0 R >>\nendobj\nxref\n0", 1)
    assert words(pages(data)[0]) == ["Panen", "rumput", "laut", "Stempel"]


def test_forms_that_multiply_are_cut() -> None:
    levels = 30
    forms = [form(b"/N Do /N Do", b"/XObject << /N %d 0 R >>" % (7 + n)) for n in range(levels)]
    last = form(b"BT /F1 11 Tf 72 700 Td (Akhir) Tj ET", b"")
    data = sheet(b"BT /F1 11 Tf 72 742 Td (Awal) Tj ET /A Do", HELVETICA, *forms, last)
    data = data.replace(b"/F1 5 0 R >> >> >>", b"/F1 5 0 R >> /XObject << /A 6 0 R >> >> >>", 1)
    assert words(pages(data)[0]) == ["Awal"]


def test_forms_that_share_their_resources_are_drawn() -> None:
    shared = b"<< /Font << /F1 5 0 R >> /XObject << /A 6 0 R /B 7 0 R >> >>"
    one = stream(
        b"BT /F1 11 Tf 72 700 Td (Satu) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 8 0 R"
    )
    two = stream(b"/A Do BT /F1 11 Tf 72 650 Td (Dua) Tj ET", b"/Subtype /Form /BBox [0 0 595 842] /Resources 8 0 R")
    data = sheet(b"/B Do", HELVETICA, one, two, shared)
    data = data.replace(b"/Resources << /Font << /F1 5 0 R >> >> >>", b"/Resources 8 0 R >>", 1)
    assert words(pages(data)[0]) == ["Satu", "Dua"]


def in_forms(depth: int, content: bytes, rotate: int) -> bytes:
    """A page whose content lies in a form in a form, so many times."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>"
    inner = [b"/XObject << /F %d 0 R >>" % (7 + k) for k in range(depth - 1)] + [b""]
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents 4 0 R"
        b" /Resources << /XObject << /F 6 0 R >> /Font << /F1 5 0 R >> >> >>" % rotate,
        stream(b"/F Do"),
        HELVETICA,
        *(stream(b"/F Do" if more else content, form % more) for more in inner),
    )


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_table_in_forms_too_deep_for_pdfium_is_proposed_by_the_second_parser(rotate: int) -> None:
    rows = [(b"No", b"Indikator", b"Target"), (b"1", b"Panen garam", b"12 ton"), (b"2", b"Panen teri", b"9 ton")]
    columns = (72, 110, 300, 400)
    content = b"0.5 w " + b"".join(b"72 %d m 400 %d l S " % (y, y) for y in (700, 670, 640, 610))
    content += b"".join(b"%d 610 m %d 700 l S " % (x, x) for x in columns)
    for k, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=False):
            content += b"BT /F1 10 Tf %d %d Td (%s) Tj ET " % (x + 4, 680 - 30 * k, cell)
    whole = next(read_pdf(in_forms(3, content, rotate), "a.pdf", Options())[1])
    deep = next(read_pdf(in_forms(7, content, rotate), "a.pdf", Options())[1])
    assert len(whole.rulings) == 8
    assert [round_(r) for r in deep.rulings] == [round_(r) for r in whole.rulings]


def round_(ruling: Ruling) -> tuple[int, ...]:
    return tuple(round(v) for v in (ruling.x0, ruling.top, ruling.x1, ruling.bottom))

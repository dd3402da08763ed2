"""Reading PDFs with a text layer: files, pages, places."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from drawn_pdf import A4, pages, pdf, text, words
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extractor import extract
from extractor.errors import DamagedError, EncryptedError, PageRangeError
from extractor.options import Options
from extractor.read import pdf_calls as call
from extractor.read import pdf_chars
from extractor.read.pdf import read_pdf
from tests.hostile import inputs

LINE = text((72, 100, "Meningkatnya panen rumput laut"))


def test_words_stand_where_they_are_printed() -> None:
    (page,) = pages(pdf(LINE))
    word = page.words[0]
    assert word.text == "Meningkatnya"
    assert word.page == 1
    assert word.box[0] == pytest.approx(72, abs=0.5)
    assert word.box[1] < 100 < word.box[3] + 1
    assert word.size == pytest.approx(11, abs=0.1)
    assert (page.width, page.height) == pytest.approx(A4)


def test_type_is_measured_as_it_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(0.5, 0.5)
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(100, 1000, "Judul")

    (page,) = pages(pdf(draw))
    assert page.words[0].size == pytest.approx(12, abs=0.1)
    assert page.words[0].bold


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_is_read_as_a_person_sees_it(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        # the library takes the size as it is seen: the page in the file lies on its side
        width, height = A4 if turn == 180 else (A4[1], A4[0])
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 11)
        for k in range(8):
            canvas.drawString(60, 400 - 20 * k, f"baris ke {k} yang cukup panjang")

    # what is drawn is turned counter-clockwise, /Rotate turns the page back clockwise
    (page,) = pages(pdf(draw, rotate=turn))
    assert words(page)[:3] == ["baris", "ke", "0"]
    assert (page.width, page.height) == pytest.approx(A4)
    first, below = page.words[0], page.words[6]
    assert first.box[3] == pytest.approx(A4[1] - 400, abs=4)
    assert first.box[0] == pytest.approx(60, abs=0.5)
    assert below.box[1] - first.box[1] == pytest.approx(20, abs=0.5)
    assert first.box[2] - first.box[0] > first.box[3] - first.box[1]
    assert first.paper is None


def test_a_sheet_printed_sideways_is_turned_and_keeps_its_place_on_paper() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        for k in range(8):
            canvas.drawString(60, 400 - 20 * k, f"baris ke {k} yang cukup panjang")

    (page,) = pages(pdf(draw))
    assert (page.width, page.height) == pytest.approx((A4[1], A4[0]))
    assert words(page)[:3] == ["baris", "ke", "0"]
    assert page.notes == ("turned 90",)
    paper = page.words[0].paper
    assert paper is not None
    assert paper[3] - paper[1] > paper[2] - paper[0]
    assert paper[3] == pytest.approx(A4[1] - 60, abs=0.5)


def test_a_sheet_plotted_tiny_is_read_at_the_usual_size_and_keeps_its_place_on_paper() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 1.5)
        canvas.drawString(60, 742, "Meningkatnya panen")
        canvas.setLineWidth(0.1)
        canvas.line(60, 740, 120, 740)

    (page,) = pages(pdf(draw))
    assert (page.width, page.height) == pytest.approx((6 * A4[0], 6 * A4[1]))
    assert words(page) == ["Meningkatnya", "panen"]
    word = page.words[0]
    assert word.size == pytest.approx(9)
    assert word.box[0] == pytest.approx(360, abs=1)
    assert word.paper is not None
    assert word.paper[0] == pytest.approx(60, abs=0.2)
    assert word.paper[3] == pytest.approx(100, abs=0.6)
    assert (page.rulings[0].x0, page.rulings[0].x1, page.rulings[0].top) == pytest.approx((360, 720, 612))


def test_a_sheet_shrunk_to_half_is_read_at_the_usual_size_and_small_type_of_a_table_stands() -> None:
    def shrunk(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4.5)
        canvas.drawString(60, 742, "Meningkatnya panen")

    def small(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(60, 742, "Meningkatnya panen")

    half, table = pages(pdf(shrunk, small))
    assert (half.width, half.words[0].size) == pytest.approx((2 * A4[0], 9))
    assert (table.width, table.words[0].size) == pytest.approx((A4[0], 6))


def test_a_poster_is_read_at_the_usual_size_and_a_large_title_or_a_cover_makes_none() -> None:
    def poster(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 27)
        for k in range(20):
            canvas.drawString(90, 700 - 30 * k, "Meningkatnya panen")

    def cover(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 27)
        canvas.drawString(90, 700, "RENCANA KERJA")

    def titled(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 27)
        canvas.drawString(90, 700, "PANEN")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(90, 650, "Meningkatnya panen padi")

    large, usual, front = pages(pdf(poster, titled, cover))
    assert (large.width, large.words[0].size) == pytest.approx((A4[0] / 3, 9))
    assert large.words[0].paper is not None
    assert large.words[0].paper[0] == pytest.approx(90, abs=0.2)
    assert usual.width == front.width == pytest.approx(A4[0])


def test_a_crop_box_moves_the_origin_and_hides_what_lies_outside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 500, 700))
        canvas.drawString(60, 650, "terlihat")
        canvas.drawString(60, 750, "terpotong")

    (page,) = pages(pdf(draw))
    assert words(page) == ["terlihat"]
    assert page.words[0].box[0] == pytest.approx(10, abs=0.5)
    assert page.words[0].box[3] == pytest.approx(52, abs=4)


def test_only_the_pages_asked_for_are_read() -> None:
    data = pdf(*(text((72, 100, f"lembar {k}")) for k in range(1, 5)))
    count, got = read_pdf(data, "x", Options(pages=(2, 4)))
    assert count == 4
    assert [(p.number, p.words[1].text) for p in got] == [(2, "2"), (4, "4")]


@pytest.mark.parametrize("asked", [(2,), (0,), (7, 1)])
def test_a_page_that_does_not_exist_is_an_error(asked: tuple[int, ...]) -> None:
    with pytest.raises(PageRangeError):
        read_pdf(pdf(LINE), "x", Options(pages=asked))


def test_an_encrypted_file_needs_its_password() -> None:
    data = pdf(LINE, password="kerang")
    with pytest.raises(EncryptedError):
        read_pdf(data, "x", Options())
    with pytest.raises(EncryptedError):
        read_pdf(data, "x", Options(password="salah"))
    assert words(pages(data, password="kerang")[0])[0] == "Meningkatnya"


def test_what_is_no_pdf_inside_is_damaged() -> None:
    with pytest.raises(DamagedError):
        read_pdf(b"%PDF-1.7\nnothing here\n", "x", Options())


def test_one_bad_page_costs_that_page() -> None:
    data = pdf(LINE, LINE, LINE)
    # the second of the three pages is an object that the file does not have
    broken = re.sub(rb"(/Kids \[ \d+ 0 R) \d+ 0 R", rb"\1 99 0 R", data)
    got = pages(broken)
    assert [p.trouble for p in got] == [None, "damaged", None]
    assert words(got[2])[0] == "Meningkatnya"


def test_pictures_without_text_are_a_page_without_text() -> None:
    def draw(canvas: Canvas) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (20, 30), 180)), 0, 0, *A4)

    scan, blank = pages(pdf(draw, text()))
    assert scan.trouble == "no-text"
    assert len(scan.pictures) == 1
    assert scan.pictures[0] == pytest.approx((0, 0, *A4), abs=0.5)
    assert blank.trouble is None
    assert not blank.words


def test_a_picture_behind_visible_text_is_decoration_and_one_over_it_hides_it() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def picture(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (20, 30), 230)), 0, 0, *A4)

    def decorated(canvas: Canvas) -> None:
        picture(canvas)
        LINE(canvas)

    def covered(canvas: Canvas) -> None:
        LINE(canvas)
        picture(canvas)

    front, behind = pages(pdf(decorated, covered))
    assert not front.hidden
    assert behind.hidden


def test_a_stamp_pasted_as_a_picture_of_the_whole_page_hides_nothing() -> None:
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    stamp = Image.new("RGBA", (300, 420), (255, 255, 255, 0))
    ImageDraw.Draw(stamp).ellipse((150, 250, 230, 330), outline=(40, 40, 200, 255), width=6)

    def stamped(canvas: Canvas) -> None:
        LINE(canvas)
        canvas.drawImage(ImageReader(stamp), 0, 0, *A4, mask="auto")

    def pale(canvas: Canvas) -> None:
        LINE(canvas)
        canvas.setFillAlpha(0.2)
        canvas.drawImage(ImageReader(Image.new("L", (20, 30), 230)), 0, 0, *A4)

    for page in pages(pdf(stamped, pale)):
        assert not page.hidden
        assert len(page.pictures) == 1


def test_white_type_is_read_where_its_ground_is_darker() -> None:
    from reportlab.lib.colors import blue, red

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 500, "hitam")
        canvas.setFillGray(1)
        canvas.rect(50, 600, 300, 100, stroke=1, fill=1)
        canvas.drawString(60, 650, "tersembunyi")
        canvas.drawString(60, 300, "kosong")
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, 400, 300, 60)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.linearGradient(50, 400, 350, 460, (red, blue))
        canvas.restoreState()
        canvas.drawString(60, 420, "gradasi")
        canvas.setFillGray(0.4)
        canvas.rect(50, 200, 300, 60, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(60, 220, "pita")

    for page in pages(pdf(draw)):
        assert sorted(words(page)) == ["gradasi", "hitam", "pita"]


def test_a_ground_that_the_file_calls_white_shows_the_colour_under_white_type() -> None:
    """A path that is filled with a gradient as its pattern: the file names no colour for it."""
    pattern = b"<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [50 0 350 0] "
    pattern += b"/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0.5 0.1 0.7] /C1 [0.4 0.1 0.6] >> >> >>"
    drawn = b"/Pattern cs /P1 scn 50 400 300 60 re f 1 g 50 300 300 60 re f "
    drawn += b"BT /F1 11 Tf 60 420 Td (gradasi) Tj ET 0 g BT /F1 11 Tf 60 320 Td (putih) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Pattern << /P1 5 0 R >> "
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn),
        pattern,
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (k, part) for k, part in enumerate(parts, 1))
    (page,) = pages(body + b"trailer << /Root 1 0 R /Size 6 >>")
    assert sorted(words(page)) == ["gradasi", "putih"]
    gradient, white = (s.fill for s in page.shapes if s.fill)
    assert white == "#ffffff"
    assert gradient not in (None, "#ffffff")


@pytest.mark.parametrize(("face", "hidden"), [(b"ABCDEF+Fd1234-Identity-H", True), (b"ABCDEF+BookOldFace", False)])
def test_text_in_fonts_that_scanner_software_traced_is_a_hidden_layer(face: bytes, hidden: bool) -> None:
    drawn = b"BT /F1 11 Tf 60 420 Td (Peraturan Bupati) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /" + face + b" >> >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (k, part) for k, part in enumerate(parts, 1))
    (page,) = pages(body + b"trailer << /Root 1 0 R /Size 5 >>")
    assert page.hidden is hidden
    assert sorted(words(page)) == ["Bupati", "Peraturan"]


def test_rules_boxes_and_shapes() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(50, 700, 300, 700)
        canvas.line(299.5, 700, 400, 700)
        canvas.rect(50, 600, 200, 1, stroke=0, fill=1)
        canvas.rect(100, 300, 80, 40, stroke=1, fill=0)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.circle(300, 300, 20, stroke=0, fill=1)
        canvas.line(10, 10, 60, 80)

    (page,) = pages(pdf(draw))
    rules = [(round(r.x0), round(r.top), round(r.x1), round(r.bottom)) for r in page.rulings]
    assert (50, 142, 400, 142) in rules
    assert any(r.horizontal and r.width == pytest.approx(1, abs=0.1) and round(r.x1) == 250 for r in page.rulings)
    assert sum(100 <= r.x0 <= r.x1 <= 180 for r in page.rulings) == 4
    circle = next(s for s in page.shapes if s.curved)
    assert circle.fill == "#ff0000"
    assert circle.stroke is None
    assert any(not s.closed and len(s.points) == 2 for s in page.shapes)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.floats(20, 400), st.text(alphabet="abdegiklmnoprstu", min_size=1, max_size=12)),
        min_size=1,
        max_size=12,
    )
)
def test_every_word_is_read_once_and_lies_on_the_page(placed: list[tuple[float, str]]) -> None:
    lines = [(x, 40 + 30 * k, word) for k, (x, word) in enumerate(placed)]
    (page,) = pages(pdf(text(*lines)))
    assert sorted(words(page)) == sorted(word for _, _, word in lines)
    for word in page.words:
        assert 0 <= word.box[0] < word.box[2] <= page.width
        assert 0 <= word.box[1] < word.box[3] <= page.height


@pytest.mark.parametrize("ocr", ["auto", "never", "always"])
def test_a_page_whose_only_picture_is_broken_is_no_blank_page(ocr: Literal["auto", "never", "always"]) -> None:
    head = b"<</Type/XObject/Subtype/Image/Width 400/Height 500/ColorSpace/DeviceGray/BitsPerComponent 8"
    picture = head + b"/Filter/DCTDecode/Length 7>>stream\ngarbage\nendstream"
    data = inputs.page(inputs.stream(b"q 595 0 0 842 0 0 cm /I Do Q"), picture, resources=b"/XObject<</I 6 0 R>>")
    found = extract(data, Options(ocr=ocr, lang="en")).findings
    assert [f.message for f in found if f.code == "page-unreadable"] == ["Page 1 is damaged and cannot be read."]


@pytest.mark.parametrize(
    ("name", "weight", "bold"),
    [("KebunRaya", 610, False), ("KebunRaya-Bold", 400, True), ("CIDFont+F2", 700, True), ("CIDFont+F1", 400, False)],
)
def test_the_weight_of_a_font_counts_only_where_its_name_says_nothing(
    monkeypatch: pytest.MonkeyPatch, name: str, weight: int, bold: bool
) -> None:
    def font_name(_font: object, buffer: Any, size: Any) -> int:
        said = name.encode() + b"\0"
        if buffer is not None:
            buffer.raw = said[: size.value]
        return len(said)

    monkeypatch.setattr(call, "font_name", font_name)
    monkeypatch.setattr(call, "font_weight", lambda _font: weight)
    monkeypatch.setattr(call, "font_flags", lambda _font: 0)
    assert pdf_chars._cut(call.Handle(1))[0] is bold

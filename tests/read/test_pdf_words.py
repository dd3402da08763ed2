"""Where words of a PDF begin and end."""

from __future__ import annotations

import pytest
from drawn_pdf import A4, pages, pdf, text, words
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SENTENCE = ["Persentase", "nelayan", "yang", "dilatih", "di", "pesisir"]


def placed(gap: float, parts: list[str] = SENTENCE, letters: float = 0.0) -> bytes:
    """Words without blanks between them, ``gap`` type sizes apart, letters ``letters`` type sizes apart."""

    def draw(canvas: Canvas) -> None:
        x = 72.0
        for word in parts:
            for letter in word:
                canvas.drawString(x, 700, letter)
                x += stringWidth(letter, "Helvetica", 11) + 11 * letters
            x += 11 * gap

    return pdf(draw)


@pytest.mark.parametrize("gap", [0.18, 0.25, 0.6, 3.0])
def test_words_set_without_blanks_end_at_gaps(gap: float) -> None:
    assert words(pages(placed(gap))[0]) == SENTENCE


@pytest.mark.parametrize("letters", [0.12, 0.2, 0.4])
def test_letter_spaced_words_are_whole(letters: float) -> None:
    assert words(pages(placed(0.4, letters=letters))[0]) == SENTENCE


def test_letters_typed_with_blanks_are_words() -> None:
    (page,) = pages(pdf(text((72, 100, "P E R J A N J I A N   K I N E R J A"), (72, 130, "T A H U N   2 0 3 1"))))
    assert words(page) == ["PERJANJIAN", "KINERJA", "TAHUN", "2031"]
    assert words(pages(pdf(text((72, 100, "J u m l a h"))))[0]) == ["Jumlah"]


def test_ticks_in_the_columns_of_a_schedule_are_no_word() -> None:
    (page,) = pages(pdf(text((72, 100, "X X X X X X X X"))))
    assert [w.text for w in page.words] == ["X"] * 8


def test_figures_in_narrow_columns_stay_apart() -> None:
    columns = [(72 + 14 * k, 100, str(k + 1)) for k in range(6)]
    assert words(pages(pdf(text(*columns)))[0]) == ["1", "2", "3", "4", "5", "6"]


def test_blanks_of_every_kind_part_words() -> None:
    (page,) = pages(pdf(text((72, 100, "kolam\u00a0ikan dan tambak"))))
    assert words(page) == ["kolam", "ikan", "dan", "tambak"]


def test_blanks_of_sheared_type_part_words_though_the_boxes_overlap() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText()
        line.setFont("Helvetica", 7)
        line.setTextTransform(1, 0, 0.33, 1, 72, 700)
        line.textOut("Nilai Organisasi efektif dan Efisien")
        canvas.drawText(line)

    assert words(pages(pdf(draw))[0]) == ["Nilai", "Organisasi", "efektif", "dan", "Efisien"]


@pytest.mark.parametrize("gap", [140, 200, 250])
@pytest.mark.parametrize("size", [3.7, 11])
def test_a_gap_within_a_word_of_a_line_with_blanks_parts_no_word(gap: int, size: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        line = canvas.beginText(72, 700)
        line.setFont("Helvetica", size)
        line._code.append(f"[(Jumlah Bay) {-gap} (i y) {-gap} (ang lahir di) {-gap} (desa)] TJ")
        canvas.drawText(line)

    assert words(pages(pdf(draw))[0]) == ["Jumlah", "Bayi", "yang", "lahir", "di", "desa"]


def test_letters_printed_twice_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for letter in "ANGGARAN":
            canvas.drawString(x, 700, letter)
            canvas.drawString(x + 0.3, 700, letter)
            x += stringWidth(letter, "Helvetica", 11)

    assert words(pages(pdf(draw))[0]) == ["ANGGARAN"]


def test_outlined_type_is_bold() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        line.setTextRenderMode(2)
        line.textLine("tebal")
        canvas.drawText(line)

    assert pages(pdf(draw))[0].words[0].bold


def test_a_word_printed_over_itself_is_one_word() -> None:
    (page,) = pages(pdf(text((72, 100, "Lampiran"), (72.4, 100.2, "Lampiran"), (72, 120, "Lampiran"))))
    assert words(page) == ["Lampiran", "Lampiran"]


def test_invisible_and_white_words_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "terlihat oleh pembaca")
        hidden = canvas.beginText(72, 650)
        hidden.setTextRenderMode(3)
        hidden.textLine("tersembunyi")
        hidden.setTextRenderMode(0)
        canvas.drawText(hidden)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "putih")

    assert words(pages(pdf(draw))[0]) == ["terlihat", "oleh", "pembaca"]


def test_white_words_on_a_dark_band_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.3, 0.2)
        canvas.rect(60, 590, 300, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "Indikator")

    assert words(pages(pdf(draw))[0]) == ["Indikator"]


def test_text_printed_up_the_page_is_one_word_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "mendatar")
        canvas.translate(40, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Sasaran Strategis")

    (page,) = pages(pdf(draw))
    assert words(page) == ["mendatar", "Sasaran Strategis"]
    x0, top, x1, bottom = page.words[1].box
    assert bottom - top > 5 * (x1 - x0)
    assert bottom == pytest.approx(A4[1] - 200, abs=0.5)


def test_a_watermark_is_a_note_and_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "naskah")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "CONTOH SAJA")

    (page,) = pages(pdf(draw))
    assert words(page) == ["naskah"]
    assert page.notes == ("aslant: CONTOH SAJA",)


def test_a_hyphen_at_a_lines_end_stays() -> None:
    (page,) = pages(pdf(text((72, 100, "penataan perundang-"), (72, 114, "undangan daerah"))))
    assert words(page) == ["penataan", "perundang-", "undangan", "daerah"]


@settings(max_examples=25)
@given(
    st.lists(st.text(alphabet="abdegiklmnoprstu", min_size=2, max_size=9), min_size=3, max_size=7),
    st.floats(0.18, 1.0),
    st.floats(-0.02, 0.03),
)
def test_any_even_setting_gives_the_words_back(parts: list[str], gap: float, letters: float) -> None:
    assert words(pages(placed(gap, parts, letters))[0]) == parts


def test_many_equal_words_are_each_compared_to_their_neighbours_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.read import pdf_words
    from extractor.read.words import Word

    places = [(float(x), float(y)) for y in range(0, 800, 8) for x in range(0, 600, 6)]
    equal = [Word("0", 1, (x, y, x + 5, y + 8), size=8) for x, y in places]
    again = [Word("0", 1, (x + 0.4, y, x + 5.4, y + 8), size=8) for x, y in places]
    compared = 0
    plain = pdf_words._printed_again

    def counted(word: Word, before: Word) -> bool:
        nonlocal compared
        compared += 1
        return plain(word, before)

    monkeypatch.setattr(pdf_words, "_printed_again", counted)
    assert list(pdf_words.once(equal + again)) == equal
    assert compared < 20 * len(places)


def test_a_blank_drawn_by_itself_ends_a_word_however_near_the_next_one_stands() -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for letter in " ".join(SENTENCE):
            canvas.drawString(x, 700, letter)
            x += 1.1 if letter == " " else stringWidth(letter, "Helvetica", 11)

    assert words(pages(pdf(draw))[0]) == SENTENCE


@pytest.mark.parametrize(("apart", "blanks"), [(1.6, 0.0), (0.0, -2.58)])
def test_printed_blanks_part_words_whose_letters_stand_apart_and_where_they_take_no_room(
    apart: float, blanks: float
) -> None:
    said = "Bayi yang lahir hidup dan berat badan rendah"

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        line.setFont("Helvetica-Oblique", 9)
        line.setCharSpace(apart)
        line.setWordSpace(blanks)
        line.textOut(said)
        canvas.drawText(line)

    assert words(pages(pdf(draw))[0]) == said.split()


def test_printed_blanks_without_room_part_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        line.setFont("Helvetica", 10)
        line.setWordSpace(-2.75)
        line.textOut("peme rintahan")
        canvas.drawText(line)

    assert words(pages(pdf(draw))[0]) == ["pemerintahan"]

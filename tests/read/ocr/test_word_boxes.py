"""From readings to words: blanks, second readings, repairs of figures, boxes and strokes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.assemble import assemble
from extractor.match.found import Found
from extractor.read.ocr.blanks import with_blanks
from extractor.read.ocr.compose import compose, settled
from extractor.read.ocr.doubt import weighed
from extractor.read.ocr.engine import Char
from extractor.read.ocr.figures import unlike_the_others
from extractor.read.ocr.missed import Loose, dashes, missed
from extractor.read.ocr.raw import PixelLine, PixelShape, Print, RawLine, RawPage
from extractor.read.ocr.repair import mended
from extractor.read.ocr.scan import noted
from extractor.read.ocr.words import PictureWord, line_words
from extractor.read.page import Page
from extractor.read.words import Span, Word
from extractor.schema import UnknownDocument


def chars(text: str, sure: float = 0.99, width: float = 10.0) -> tuple[Char, ...]:
    return tuple(Char(c, width * i, width * (i + 1), sure) for i, c in enumerate(text))


def line(text: str, gaps: Sequence[tuple[float, float]] = (), sure: float = 0.99, top: float = 0) -> RawLine:
    return RawLine((0, top, 10.0 * len(text), top + 20), 0, chars(text, sure), tuple(gaps))


def between(text: str, wide: dict[int, float], usual: float = 2.0) -> list[tuple[float, float]]:
    """Gaps between all letters: ``wide[k]`` pixels behind letter ``k``, else the usual ones."""
    return [(10.0 * k - wide.get(k, usual) / 2, 10.0 * k + wide.get(k, usual) / 2) for k in range(1, len(text))]


def read(text: str, wide: dict[int, float]) -> str:
    return "".join(c.text for _, c in with_blanks(chars(text), between(text, wide)))


def test_a_gap_between_two_words_in_capitals_is_a_blank() -> None:
    assert read("KINERJATAHUN", {7: 4.5}) == "KINERJA TAHUN"


def test_a_gap_in_a_word_is_none() -> None:
    assert read("Terlaksananya", {1: 5.0}) == "Terlaksananya"


def test_the_white_in_a_worn_letter_parts_no_word_and_that_beside_a_short_one_does() -> None:
    assert read("dan pembengunan", {9: 5.0}) == "dan pembengunan"
    assert read("dan Dxkumgen", {5: 5.0}) == "dan Dxkumgen"
    assert read("pembengunandan", {11: 5.0}) == "pembengunan dan"
    assert read("dan pembengunan", {9: 9.0}) == "dan pembe ngunan"


def test_a_chapters_number_stands_apart() -> None:
    assert read("KETENTUANII", {9: 5.0}) == "KETENTUAN II"


def test_the_strokes_of_a_numeral_stay_together_and_it_stands_apart_in_a_short_line() -> None:
    assert read("BAB II", {3: 9.0, 5: 6.0}) == "BAB II"
    assert read("BABI", {3: 5.0}) == "BAB I"
    assert read("SEKSI", {4: 5.0}) == "SEKSI"


def test_a_narrow_figure_in_a_number_takes_no_blank() -> None:
    assert read("7.264.000", {2: 5.5}) == "7.264.000"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1OO%", "100%"),
        ("85Yo", "85%"),
        ("Rp.1.2S0.OOO,-", "Rp.1.250.000,-"),
        ("2O21", "2021"),
        ("l9820304", "19820304"),
        ("198203042OO9012003", "198203042009012003"),
    ],
)
def test_a_letter_in_a_figure_is_a_digit_where_the_figure_is_valid_then(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("lklim", "Iklim"),
        ("PeIayanan", "Pelayanan"),
        ("DipI.", "Dipl."),
        ("JI.", "Jl."),
        ("lV", "IV"),
        ("SAKlP", "SAKIP"),
    ],
)
def test_i_and_l_stand_where_a_word_has_them(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize("text", ["Ilmu", "Islam", "lain", "II", "Ali", "SILPA", "All", "l.", "Xlqi", "(TOI)"])
def test_words_with_i_and_l_that_are_none_otherwise_stay(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "text", ["S1", "B5", "Slot", "OOO", "I", "19829904O", "l9829904", "A-", "B8.I", "Lt.2O", "SOSIAL"]
)
def test_nothing_else_is_repaired(text: str) -> None:
    assert mended(text) == text


@given(st.text(max_size=20))
def test_what_is_repaired_stays_repaired(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@pytest.mark.parametrize(("read", "meant"), [(".tentang", "tentang"), (".5", ".5"), ("..dst", "..dst")])
def test_a_speck_before_a_word_is_no_sign_of_it(read: str, meant: str) -> None:
    assert mended(read) == meant


@given(st.text(alphabet="ABCEFHJKLMNPRTUVWXYabcdefhjkmnprtuvwxyz.,%", max_size=20).filter(lambda t: t[:1] not in ".,"))
def test_text_without_figures_is_never_repaired(text: str) -> None:
    assert mended(text) == text


def test_a_repair_keeps_what_was_printed_and_is_told() -> None:
    (word,) = compose(RawPage(595, 842, 1.0, (595, 842), lines=(line("10.41O.000"),)), 1).words
    assert (word.text, word.printed) == ("10.410.000", "10.41O.000")
    draft = {"kind": "unknown", "title": Found(word.text, Span((word,)), "title")}
    document, entries = assemble(draft, UnknownDocument, 0)
    (correction,) = document.corrections
    assert (correction.from_, correction.to) == ("10.41O.000", "10.410.000")
    assert entries["/documents/0/title"].text == "10.41O.000"


def test_a_part_of_a_repaired_word_keeps_its_part_of_the_print() -> None:
    word = Word("Rp2021", 1, (0, 0, 60, 10), printed="Rp2O21")
    assert word.cut(2, 6).printed == "2O21"
    assert word.cut(0, 2).printed is None


def test_two_readings_that_agree_are_surer() -> None:
    assert weighed(chars("12", 0.8), chars("12", 0.9)) == ("12", pytest.approx(0.9))


def test_two_readings_of_a_figure_that_differ_are_doubtful() -> None:
    text, sure = weighed(chars("13", 0.8), chars("18", 0.8))
    assert text == "13"
    assert sure < 0.6
    assert weighed(chars("13", 0.6), chars("18", 0.95))[0] == "18"


def test_a_figure_whose_comma_may_be_a_point_is_doubtful_even_if_read_alike_twice() -> None:
    mark = Char(".", 20, 30, 0.7, ",", 0.28)
    figure = (*chars("77"), mark, *(Char("771"[k], 30 + 10 * k, 40 + 10 * k, 0.99) for k in range(3)))
    text, sure = weighed(figure, figure)
    assert (text, sure < 0.6) == ("77.771", True)


def test_readings_that_differ_in_the_decimal_mark_are_the_same_quantity() -> None:
    read = tuple(Char(c, 10.0 * k, 10.0 * k + 10, 0.7 if c in ".," else 0.99) for k, c in enumerate("98,94"))
    for second, doubted in (("98.94", False), ("98,04", True), ("9894", True)):
        other = chars(second)
        if len(second) < len(read):
            other = (*other[:2], *(Char(c.text, c.x0 + 10, c.x1 + 10, c.confidence) for c in other[2:]))
        assert (weighed(read, other)[1] < 0.6) == doubted
    thousands = tuple(Char(c, 10.0 * k, 10.0 * k + 10, 0.7 if c in ".," else 0.99) for k, c in enumerate("3,000"))
    assert weighed(thousands, chars("3.000"))[1] < 0.6


def test_either_mark_before_two_digits_is_the_decimal_one() -> None:
    mark = Char(".", 20, 30, 0.7, ",", 0.28)
    figure = (*chars("77"), mark, *(Char("71"[k], 30 + 10 * k, 40 + 10 * k, 0.99) for k in range(2)))
    text, sure = weighed(figure, figure)
    assert (text, sure >= 0.6) == ("77.71", True)


def test_boxes_reach_into_no_neighbour_and_over_no_ruling_line() -> None:
    upper, lower = line("kesatu", top=100), line("kedua", top=116)
    upper, lower = settled((upper, lower), [PixelLine(0, 103, 200, 103)])
    assert upper.box[1] == 103
    assert upper.box[3] == lower.box[1] == 118


def test_a_numeral_that_runs_into_the_heading_of_its_part_is_parted_from_it() -> None:
    def read(text: str) -> list[str]:
        return [w.text for w in line_words(line(text), Counter())]

    assert read("BAB IIKETENTUAN UMUM") == ["BAB", "II", "KETENTUAN", "UMUM"]
    # a name that begins like a numeral is none, and neither is one behind another word
    assert read("BAB VIVIAN") == ["BAB", "VIVIAN"]
    assert read("KOTA IKETENTUAN") == ["KOTA", "IKETENTUAN"]


def test_lines_measured_with_the_ink_of_one_another_are_parted_between_their_middles() -> None:
    upper, lower = line("Bidang", top=100), line("Kebudayaan", top=103)
    upper, lower = settled((upper, lower), [], (108, 120))
    assert upper.box[3] == lower.box[1] == 114
    # words of one line stay side by side
    beside = settled((line("Bidang", top=100), line("Bidang", top=103)), [], (110, 113))
    assert [b.box[1] for b in beside] == [100, 103]


def test_strokes_of_letters_are_no_ruling_line_and_an_underline_is_one() -> None:
    across = (PixelLine(5, 110, 90, 110), PixelLine(0, 119, 100, 119))
    raw = RawPage(595, 842, 1.0, (595, 842), lines=(line("masyarakat", top=100),), across=across)
    assert [r.top for r in compose(raw, 1).rulings] == [119]


def test_a_stem_over_an_underline_is_no_wall_and_a_wall_beside_a_text_is_one() -> None:
    read = replace(line("KEPUTUSAN", top=100), print=Print(2, 103, 88, 115, 103, 115))
    down = (PixelLine(4, 101, 4, 119), PixelLine(95, 101, 95, 119), PixelLine(40, 80, 40, 140))
    raw = RawPage(595, 842, 1.0, (595, 842), lines=(read,), down=down)
    assert [r.x0 for r in compose(raw, 1).rulings] == [40, 95]


def test_thick_strokes_are_bold() -> None:
    thin, thick = line("biasa saja di sini"), line("tebal", top=40)
    thin = replace(thin, ink=((40, 40),) * 18)
    thick = replace(thick, ink=((80, 50),) * 5)
    words = compose(RawPage(595, 842, 1.0, (595, 842), lines=(thin, thick)), 1).words
    assert [w.bold for w in words] == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Pasal i", "I"),
        ("BAB ll", "II"),
        ("Lampiran |", "I"),
        ("huruf i", "i"),
        ("Tk. 1", "I"),
        ("TW l", "I"),
        ("Pasal .5", "5"),
        ("Pasall", "I"),
        ("PasalII", "II"),
        ("Lampiranku", "Lampiranku"),
    ],
)
def test_strokes_behind_a_numbered_part_are_a_roman_numeral(read: str, meant: str) -> None:
    assert line_words(line(read), Counter())[-1].text == meant


def test_the_pale_lettering_of_a_stamp_is_left_out() -> None:
    printed = [replace(line("kalimat yang tercetak", top=30 * k), ink=((40, 30),) * 21) for k in range(3)]
    stamp = replace(line("CAMAT", top=200), ink=((1, 2),) * 5)
    words = compose(RawPage(595, 842, 1.0, (595, 842), lines=(*printed, stamp)), 1).words
    assert "CAMAT" not in {w.text for w in words}


def test_holes_in_the_margin_are_no_letters_and_signs_in_a_column_are_read() -> None:
    def at(text: str, x: float, top: float) -> RawLine:
        return replace(line(text, top=top), box=(x, top, x + 10.0 * len(text), top + 20), left=x)

    printed = (at("kalimat yang tercetak", 100, 30), at("Ket", 500, 30), at("-", 510, 60))
    lines = (*printed, at("O", 20, 60), at("-", 24, 90))
    words = compose(RawPage(595, 842, 1.0, (595, 842), lines=lines), 1).words
    assert [w.text for w in words] == ["kalimat", "yang", "tercetak", "Ket", "-"]


def test_a_lone_figure_is_found_and_dirt_is_not() -> None:
    grey = np.full((200, 400), 255, np.uint8)
    cv2.putText(grey, "7", (50, 116), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 0, 2)
    grey[150:152, 300:302] = 0
    (box,) = missed(Loose(grey, [(200, 20, 380, 50)]))
    assert box[0] < 55 < box[2]


def test_a_dash_that_stands_alone_is_found_and_parts_of_rules_are_not() -> None:
    lines = [(100.0, 100.0, 300.0, 140.0), (100.0, 160.0, 300.0, 200.0)]
    grey = np.full((300, 600), 255, np.uint8)
    grey[121:124, 420:432] = 0
    grey[150:153, 420:432] = 0  # between the lines
    grey[181:184, 420:432] = 0
    grey[181:184, 436:448] = 0  # one of a row of dots
    assert dashes(Loose(grey, lines)) == [(420, 121, 432, 124)]


def test_words_carry_the_certainty_of_their_least_sure_letter() -> None:
    (word,) = line_words(RawLine((0, 0, 30, 20), 0, (*chars("12"), Char("3", 20, 30, 0.4))), Counter())
    assert word.confidence < 0.62


def test_a_long_word_of_every_day_is_not_in_doubt_and_a_name_is() -> None:
    def sure(text: str) -> float:
        return line_words(line(text, sure=0.4), Counter())[0].confidence

    assert sure("Meningkatnya") >= 0.6
    assert sure("pelayanan,") >= 0.6
    for text in ("Pangandarin", "Suwandiyo", "target", "19830707"):
        assert sure(text) < 0.6


def test_a_page_that_was_made_smaller_says_so() -> None:
    assert noted(Page(1, 5000, 7000), 100 / 72).notes == ("scaled 100",)
    assert noted(Page(1, 595, 842), 200 / 72).notes == ()


def test_an_amount_without_points_is_doubtful_where_the_others_of_its_page_have_them() -> None:
    def page(*amounts: str) -> list[float]:
        lines = unlike_the_others([[PictureWord(text, (0, 0, 90, 12), 0.99)] for text in amounts])
        return [words[0].confidence for words in lines]

    assert page("1.250.000", "4000000", "12.500.000", "300.000.000", "2041", "6201001") == [0.99, 0.55, *[0.99] * 4]
    assert page("1.250.000", "4000000", "5000000") == [0.99] * 3


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("250 000.000", "250.000.000"),
        ("Rp 5 000 000.000", "Rp 5.000.000.000"),
        ("24.142.450000", "24.142.450.000"),
        ("800000.000.000", "800.000.000.000"),
        ("5000 000.000", "5.000.000.000"),
        ("800:000.000.000", "800.000.000.000"),
    ],
)
def test_an_amount_whose_points_are_lost_is_put_together_and_doubtful(read: str, meant: str) -> None:
    words = line_words(line(read), Counter())
    assert " ".join(w.text for w in words) == meant
    assert words[-1].confidence < 0.9
    assert words[-1].printed == read.removeprefix("Rp ")


@pytest.mark.parametrize("text", ["199311 1 001", "1 001", "0218 250 250", "5.2.1.01", "2.500 unit", "1.250.000"])
def test_other_figures_stay_apart(text: str) -> None:
    assert " ".join(w.text for w in line_words(line(text), Counter())) == text


def test_the_shade_of_print_is_no_ground_and_the_ground_of_a_word_is_one() -> None:
    def ground(x0: float, top: float, x1: float, bottom: float) -> PixelShape:
        corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top))
        return PixelShape(corners, closed=True, fill="#e0e0e0")

    shapes = (ground(30, 102, 70, 118), ground(0, 195, 300, 225))
    lines = (line("sebuah kata tebal", top=100), line("sebuah kepala", top=200))
    page = compose(RawPage(400, 400, 1.0, (400.0, 400.0), lines=lines, shapes=shapes), 1)
    assert [shape.box for shape in page.shapes] == [(0, 195, 300, 225)]


def test_the_look_that_makes_a_word_of_the_language_wins_over_one_that_makes_none() -> None:
    text, sure = weighed(chars("Pembira", 0.84), chars("Pembina", 0.8))
    assert text == "Pembina"
    assert sure <= 0.8
    assert weighed(chars("Pembina", 0.84), chars("Pembira", 0.9))[0] == "Pembina"
    assert weighed(chars("SULASTRL", 0.84), chars("SULASTRI", 0.8))[0] == "SULASTRL"

"""Spans: text, cutting by offsets, hyphenated line ends."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.read.words import Span, Word, box_around


def lines(*texts: str) -> Span:
    return Span(
        Word(t, 1, (20.0 * i, 20.0 * n, 20.0 * i + 18, 20.0 * n + 10))
        for n, text in enumerate(texts)
        for i, t in enumerate(text.split())
    )


def test_text_joins_words_with_single_blanks() -> None:
    assert lines("satu dua", "tiga").text == "satu dua tiga"


def test_a_word_broken_at_the_line_end_is_mended() -> None:
    assert lines("urusan pemerin-", "tahan daerah").text == "urusan pemerintahan daerah"


def test_reduplication_keeps_its_hyphen_at_the_line_end() -> None:
    assert lines("undang-", "undangan baru").text == "undang-undangan baru"
    assert lines("perundang-", "undangan").text == "perundang-undangan"


def test_a_dash_after_a_figure_is_no_hyphen() -> None:
    assert lines("2020-", "Seterusnya").text == "2020- Seterusnya"


def test_abbreviations_and_names_keep_their_hyphen_and_headings_do_not() -> None:
    assert lines("temuan BPK-", "RI tahun").text == "temuan BPK-RI tahun"
    assert lines("Undang-", "Undang").text == "Undang-Undang"
    assert lines("PENYELENG-", "GARAAN").text == "PENYELENGGARAAN"


def test_a_match_leads_back_to_its_words_and_box() -> None:
    span = lines("NIP.197001011995032001 lain")
    m = re.search(r"\d{18}", span.text)
    assert m is not None
    found = span.of(m)
    assert found.text == "197001011995032001"
    assert found.box[0] > span.box[0]


def test_split_gives_the_pieces_between() -> None:
    assert [s.text for s in lines("a ; b c ; d").split(re.compile(";"))] == ["a", "b c", "d"]


def test_box_around_nothing_is_empty() -> None:
    assert box_around([]) == (0.0, 0.0, 0.0, 0.0)


tokens = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=12)


@given(tokens, st.data())
def test_any_cut_has_the_text_between_the_offsets(parts: list[str], data: st.DataObject) -> None:
    span = Span(Word(t, 1, (10.0 * i, 0, 10.0 * i + 9, 10)) for i, t in enumerate(parts))
    start = data.draw(st.integers(0, len(span.text)))
    end = data.draw(st.integers(start, len(span.text)))
    assert span.cut(start, end).text == span.text[start:end].strip()


def test_an_amount_that_a_narrow_cell_tears_apart_is_whole_again() -> None:
    assert lines("Rp 1.280.450.00", "0").text == "Rp 1.280.450.000"
    assert lines("12,345,6", "78 APBD").text == "12,345,678 APBD"
    assert lines("Rp 1.280.", "450.000").text == "Rp 1.280.450.000"
    assert lines("1.280", ".450.000 APBD").text == "1.280.450.000 APBD"


def test_two_figures_over_each_other_stay_two() -> None:
    assert lines("82.50", "3").text == "82.50 3"
    assert lines("1.280.450.000", "12").text == "1.280.450.000 12"
    assert lines("1.", "450.000").text == "1. 450.000"
    assert lines("1.280.000", "450.000").text == "1.280.000 450.000"


def test_the_prefix_for_electronic_keeps_its_hyphen() -> None:
    assert lines("surat e-", "mail kantor").text == "surat e-mail kantor"


def test_a_doubled_word_broken_within_its_first_half_is_mended() -> None:
    assert lines("tentang po-", "kok-pokok kebun").text == "tentang pokok-pokok kebun"

"""Lines, columns and furniture of pages: what is text, in which order, and what is set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.layout.blocks import PageLayout
from extractor.layout.flow import lay_out
from extractor.layout.lines import lines_of
from extractor.read.page import Page, Ruling
from extractor.read.words import Method, Word

Placed = tuple[float, float, str]


def line(x: float, top: float, text: str, page: int = 1, size: float = 10.0, bold: bool = False) -> list[Word]:
    """Words of one printed line, letters half as wide as high."""
    words = []
    for part in text.split():
        end = x + 0.5 * size * len(part)
        words.append(Word(part, page, (x, top, end, top + size), size=size, bold=bold))
        x = end + 0.3 * size
    return words


def page(number: int, *lines: Placed | tuple[float, float, str, float, bool]) -> Page:
    """A page of printed lines: x, top, text, perhaps size and bold."""
    words = [w for x, top, text, *style in lines for w in line(x, top, text, number, *style)]  # type: ignore[arg-type]
    return Page(number, 595, 842, tuple(words))


def texts(layout: PageLayout) -> list[str]:
    return [b.text for b in layout.lines]


def apart(layout: PageLayout) -> list[str]:
    return [b.text for b in layout.furniture]


PROSE = "nelayan menjemur ikan teri di halaman rumah"
BODY: Sequence[Placed] = [(70, 120 + 16 * k, f"{PROSE} pada hari {'abcdefghijklmnop'[k]}") for k in range(12)]


def test_words_of_a_row_are_one_line_from_left_to_right() -> None:
    words = line(300, 100, "kanan sekali") + line(70, 101, "kiri dahulu")
    (got,) = lines_of(words)
    assert got.text == "kiri dahulu kanan sekali"
    assert [part.text for part in got.segments()] == ["kiri dahulu", "kanan sekali"]


def test_tilted_baselines_stay_lines() -> None:
    words = [w for k in range(8) for w in line(70 + 55 * k, 100 + 0.8 * k, "ikan")]
    words += [w for k in range(8) for w in line(70 + 55 * k, 116 + 0.8 * k, "teri")]
    assert [got.text for got in lines_of(words)] == [" ".join(["ikan"] * 8), " ".join(["teri"] * 8)]


def test_a_raised_figure_belongs_to_its_line() -> None:
    words = line(70, 100, "luas 20 m") + line(110, 98, "2", size=6)
    assert len(lines_of(words)) == 1


def test_a_label_set_half_a_line_low_leads_its_text() -> None:
    words = line(100, 100, PROSE) + line(70, 106, "3.") + line(100, 116, PROSE)
    assert [got.text for got in lines_of(words)] == [f"3. {PROSE}", PROSE]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [(60.0, 100 + 14.0 * k, f"kiri {k} tentang garam dan udang rebon") for k in range(10)]
    right = [(310.0, 103 + 14.0 * k, f"kanan {k} tentang kapal dan jaring apung") for k in range(10)]
    head, foot = (
        (60.0, 80.0, "satu kalimat pembuka yang panjang melintasi seluruh lebar halaman kertas ini"),
        (
            60.0,
            260.0,
            "satu kalimat penutup yang panjang melintasi seluruh lebar halaman kertas ini",
        ),
    )
    (layout,) = lay_out([page(1, head, *(p for pair in zip(left, right, strict=True) for p in pair), foot)])
    assert texts(layout) == [head[2], *(t for _, _, t in left), *(t for _, _, t in right), foot[2]]


def test_articles_of_a_law_in_two_columns_are_read_one_after_the_other() -> None:
    full = "garam dan udang rebon dijemur di halaman"
    left: list[Placed] = [(60, 100 + 14 * k, f"kiri {k} {full}" if k % 3 else f"Pasal {k} huruf a") for k in range(30)]
    right: list[Placed] = [(320, 102 + 14 * k, f"kanan {k} {full}" if k % 3 else f"({k}) dan garam") for k in range(30)]
    (layout,) = lay_out([page(1, *(p for pair in zip(left, right, strict=True) for p in pair))])
    assert texts(layout) == [*(t for _, _, t in left), *(t for _, _, t in right)]


def test_signature_blocks_side_by_side_stay_rows() -> None:
    rows = [
        (70.0, "Pihak Kedua", 350.0, "Pihak Pertama"),
        (70.0, "Kepala Dinas", 350.0, "Kepala Bidang"),
        (70.0, "RATU LAUT", 350.0, "RAJA DARAT"),
        (70.0, "Pembina", 350.0, "Penata"),
    ]
    lines = [p for k, (x, a, y, b) in enumerate(rows) for p in ((x, 500 + 16.0 * k, a), (y, 500 + 16.0 * k, b))]
    (layout,) = lay_out([page(1, *BODY, *lines)])
    assert texts(layout)[-4:] == [f"{a} {b}" for _, a, _, b in rows]


def test_labels_with_values_stay_rows() -> None:
    rows = [(70.0, f"Butir {k}", 200.0, f": {PROSE} yang ke {k}") for k in range(12)]
    lines = [p for k, (x, a, y, b) in enumerate(rows) for p in ((x, 100 + 16.0 * k, a), (y, 100 + 16.0 * k, b))]
    (layout,) = lay_out([page(1, *lines)])
    assert texts(layout) == [f"{a} {b}" for _, a, _, b in rows]


def test_page_numbers_of_all_forms_are_set_apart() -> None:
    forms = ["- 2 -", "3", "Halaman 4 dari 9", "iv"]
    layouts = lay_out(page(k, *BODY, (290.0, 800.0, form)) for k, form in enumerate(forms, 1))
    assert [apart(layout) for layout in layouts] == [[form] for form in forms]
    assert all(len(texts(layout)) == len(BODY) for layout in layouts)


def test_running_heads_and_feet_are_set_apart() -> None:
    pages = [
        page(k, (70.0, 30.0, "Rencana Kerja Dinas Garam"), *BODY, (70.0, 810.0, f"Dinas Garam 2031 {k}"))
        for k in range(1, 7)
    ]
    for k, layout in enumerate(lay_out(pages), 1):
        assert apart(layout) == ["Rencana Kerja Dinas Garam", f"Dinas Garam 2031 {k}"]


def test_a_letterhead_on_every_sheet_of_a_bundle_stays() -> None:
    head = [
        (180.0, 30.0, "PEMERINTAH KABUPATEN TELUK GARAM", 13.0, True),
        (220.0, 46.0, "DINAS KELAUTAN", 15.0, True),
        (190.0, 64.0, "Jalan Dermaga Nomor 5 Teluk Garam", 9.0, False),
    ]
    for layout in lay_out(page(k, *head, *BODY) for k in range(1, 10)):
        assert not apart(layout)
        assert texts(layout)[0] == "PEMERINTAH KABUPATEN TELUK GARAM"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ([None, 2, 4, 3, 5], [1, 2, 4, 3, 5]),
        ([None, 5, 4, 3, 2], [1, 5, 4, 3, 2]),
        ([None, 3, 2], [1, 3, 2]),
        ([2, 1, 3, None], [2, 1, 3, 4]),
        # papers of a bundle, a gap, a number twice, too few to tell
        ([1, 2, 1, 2, 3], [1, 2, 3, 4, 5]),
        ([None, 2, 3, None, 2, 3], [1, 2, 3, 4, 5, 6]),
        ([7, 9, 6, 5], [1, 2, 3, 4]),
        ([1, 3, 2, 2], [1, 2, 3, 4]),
        ([2, 1], [1, 2]),
    ],
)
def test_pages_bound_out_of_order_are_read_by_their_printed_numbers(printed: list[int | None], read: list[int]) -> None:
    numbers = [[] if n is None else [(290.0, 800.0, f"- {n} -")] for n in printed]
    own = [(60.0, 700.0, f"Lembar {'abcdefgh'[k]} dari naskah ini") for k in range(len(printed))]
    layouts = lay_out(page(k, *BODY, own[k - 1], *number) for k, number in enumerate(numbers, 1))
    assert [layout.number for layout in layouts] == read


LONG = "Setiap kantor menyimpan arsip yang dibuat dan diterimanya menurut daftar yang disusun setiap tahun oleh kepala"


def test_a_sheet_that_was_bound_twice_is_read_once() -> None:
    """The second one says nothing more; one with another text is a page of its own."""

    def sheet(k: int, number: int | None, word: str) -> Page:
        mark = [] if number is None else [(290.0, 800.0, f"- {number} -")]
        return page(k, (60.0, 100.0, LONG), (60.0, 120.0, LONG), (60.0, 140.0, f"{LONG} {word}"), *mark)

    again = [sheet(1, None, "satu"), sheet(2, 3, "tiga"), sheet(3, 2, "dua"), sheet(4, 3, "tiga")]
    layouts = lay_out(again)
    assert [layout.number for layout in layouts] == [1, 3, 2, 4]
    assert [bool(layout.flow) for layout in layouts] == [True, True, True, False]
    other = lay_out([*again[:3], sheet(4, 3, "lain")])
    assert [(layout.number, bool(layout.flow)) for layout in other] == [(1, True), (2, True), (3, True), (4, True)]


def test_initials_stamps_are_set_apart() -> None:
    stamp = [(400.0, 700.0, "PARAF KOORDINASI"), (400.0, 714.0, "KABAG HUKUM")]
    (layout,) = lay_out([page(1, *BODY, *stamp)])
    assert apart(layout) == ["PARAF KOORDINASI", "KABAG HUKUM"]


def test_initials_written_at_the_foot_outside_the_print_are_set_apart() -> None:
    def foot(x: float, size: float, method: Method = "ocr") -> list[str]:
        rows = [(60.0, 100.0 + 40 * k, PROSE) for k in range(17)]
        drawn = page(1, *rows, (x, 760, "Pa", size, False))
        return apart(lay_out([replace(drawn, words=tuple(replace(w, method=method) for w in drawn.words))])[0])

    assert foot(320, 22) == ["Pa"]
    assert foot(60, 22) == foot(320, 10) == foot(320, 22, "text-layer") == []


def test_items_of_a_list_that_name_a_stamps_words_are_text() -> None:
    items = [
        "a. koordinasi dan sinkronisasi;",
        "b. koordinator;",
        "c. Hierarki;",
        "Koordinasi;",
        "e. Paraf;",
        "Paraf koordinasi;",
    ]
    (layout,) = lay_out([page(1, *BODY, *((90.0, 400 + 16.0 * k, item) for k, item in enumerate(items)))])
    assert not apart(layout)
    assert texts(layout)[-6:] == items


def test_what_programs_print_in_the_margins_is_set_apart_on_a_single_page() -> None:
    printed = [
        (40.0, 20.0, "9/21/31, 10:04 AM"),
        (40.0, 812.0, "https://cetak.contoh.go.id/laporan/7 1/2"),
    ]
    notes = [
        (40.0, 20.0, "Dicetak pada 3 Maret 2031"),
        (40.0, 790.0, "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat"),
        (40.0, 802.0, "elektronik terbitan Balai Sertifikasi Elektronik"),
        (40.0, 814.0, "Arsip asli berada pada penerbit"),
    ]
    path = [(40.0, 812.0, "D:\\Surat Keluar\\2031\\keputusan garam.docx")]
    for lines in (printed, notes, path):
        (layout,) = lay_out([page(1, *BODY, *lines)])
        assert set(apart(layout)) == {text for _, _, text in lines}
        assert len(texts(layout)) == len(BODY)


def test_what_programs_print_stands_first_and_last_however_wide_the_margins_are() -> None:
    printed = [(70.0, 115.0, "9/21/31, 10:04 AM"), (70.0, 718.0, "https://cetak.contoh.go.id/laporan/7")]
    body = [(70.0, 160 + 16.0 * k, f"{PROSE} pada hari {'abcdefghijklmnop'[k]}") for k in range(12)]
    (layout,) = lay_out([page(1, *printed, *body)])
    assert apart(layout) == [text for _, _, text in printed]
    (layout,) = lay_out([page(1, (70.0, 90.0, PROSE), *printed, *body, (70.0, 740.0, PROSE))])
    assert not apart(layout)


def test_a_date_or_an_address_in_the_text_is_no_print_of_a_program() -> None:
    lines = [(70.0, 400.0, "3/12/2031"), (70.0, 420.0, "www.contoh.go.id"), (70.0, 80.0, "31/12/2031")]
    (layout,) = lay_out([page(1, *BODY, *lines)])
    assert not apart(layout)


def test_a_running_head_may_stand_on_two_pages_deep_and_in_large_type() -> None:
    small = [(70.0, 150 + 9.0 * k, f"garam {'abcdefghijkl'[k]}", 6.0, False) for k in range(12)]
    head = (60.0, 40.0, "Rencana Garam Teluk", 11.0, False)
    foot = (60.0, 740.0, "Dinas Garam", 10.0, False)
    for layout in lay_out(page(k, head, *small, foot) for k in (1, 2, 3)):
        assert apart(layout) == [head[2], foot[2]]
    for layout in lay_out(page(k, head, *small) for k in (1, 2)):
        assert apart(layout) == [head[2]]


def test_a_running_head_that_a_wider_page_breaks_otherwise_is_one() -> None:
    narrow = [(60.0, 30.0, "Rencana Garam Teluk Biru dan"), (60.0, 44.0, "Pulau Kecil Tahun 2031")]
    wide = [(60.0, 30.0, "Rencana Garam Teluk Biru dan Pulau"), (60.0, 44.0, "Kecil Tahun 2031")]
    pages = [page(k, *head, *BODY) for k, head in enumerate((narrow, narrow, narrow, wide), 1)]
    assert all(len(apart(layout)) == 2 for layout in lay_out(pages))
    pages = [page(k, *head, *BODY) for k, head in enumerate((wide, narrow, narrow, narrow), 1)]
    assert [len(apart(layout)) for layout in lay_out(pages)] == [0, 2, 2, 2]


def test_a_running_head_of_a_single_page_is_told_by_its_number_or_its_small_type() -> None:
    numbered = (60.0, 20.0, "Renja Dinas Garam 2031"), (500.0, 20.0, "1")
    small = (60.0, 20.0, "Rencana Garam Teluk 2031", 7.0, False)
    (layout,) = lay_out([page(1, *numbered, *BODY)])
    assert apart(layout) == ["Renja Dinas Garam 2031 1"]
    (layout,) = lay_out([page(1, small, *BODY)])
    assert apart(layout) == [small[2]]
    for stays in ("RENCANA GARAM", "Lampiran 1", "Unit : Dinas Garam"):
        (layout,) = lay_out([page(1, (60.0, 20.0, stays, 7.0, False), *BODY)])
        assert not apart(layout)


def test_heads_of_articles_and_titles_of_a_bundle_stay() -> None:
    for top in ("Pasal {}", "PERJANJIAN GARAM TAHUN 203{}", "BAB {}"):
        layouts = lay_out(page(k, (255.0, 40.0, top.format(k)), *BODY) for k in range(1, 6))
        assert [texts(layout)[0] for layout in layouts] == [top.format(k) for k in range(1, 6)]


def test_the_name_of_an_office_at_the_foot_is_a_running_foot_and_a_part_of_a_law_is_none() -> None:
    for foot, stays in (("Bagian Garam Kota Teluk", False), ("Bagian Kesatu", True), ("Bagian II", True)):
        for layout in lay_out(page(k, *BODY, (255.0, 790.0, foot, 7.0, False)) for k in range(1, 6)):
            assert (foot in texts(layout)) == stays


def test_a_short_letterhead_in_plain_capitals_stays() -> None:
    head = [(60.0, 30.0, "PEMERINTAH KOTA TELUK GARAM"), (60.0, 44.0, "DINAS KELAUTAN")]
    for layout in lay_out(page(k, *head, *BODY) for k in range(1, 6)):
        assert not apart(layout)
    alone = [page(k, head[0], *BODY) for k in range(1, 6)]
    assert all(apart(layout) == [head[0][2]] for layout in lay_out(alone))


def test_a_foot_that_names_the_attachment_is_set_apart_and_an_article_at_the_foot_is_not() -> None:
    for foot, kept in (("Lampiran Keputusan Kepala Dinas", False), ("Pasal 5", True)):
        number = [] if kept else [(520.0, 810.0, "7", 8.0, False)]
        layouts = lay_out(page(k, *BODY, (70.0, 810.0, foot, 8.0, False), *number) for k in range(1, 4))
        assert all(any(foot in text for text in texts(layout)) is kept for layout in layouts)


def test_the_government_over_an_office_in_larger_type_stays() -> None:
    head = [(213.0, 30.0, "PEMERINTAH KOTA TELUK GARAM", 9.0, False), (205.0, 41.0, "DINAS KELAUTAN", 14.0, True)]
    for layout in lay_out(page(k, *head, *BODY) for k in range(1, 4)):
        assert texts(layout)[:2] == ["PEMERINTAH KOTA TELUK GARAM", "DINAS KELAUTAN"]


def test_what_a_form_says_at_the_head_of_every_page_is_said_once() -> None:
    head = (60.0, 40.0, "Unit Kerja : Dinas Garam")
    layouts = lay_out(page(k, head, *BODY) for k in range(1, 4))
    assert [apart(layout) for layout in layouts] == [[], [head[2]], [head[2]]]


def test_catchwords_are_set_apart_and_unfinished_lines_are_not() -> None:
    first = page(1, *BODY, (420.0, 700.0, "Pasal 4 . . ."))
    second = page(2, (290.0, 40.0, "- 2 -"), (280.0, 120.0, "Pasal 4"), *((x, y + 40, t) for x, y, t in BODY))
    other = page(3, *BODY, (420.0, 700.0, "Teluk Garam, . . ."))
    layouts = lay_out([first, second, other, page(4, *BODY)])
    assert [apart(layout) for layout in layouts] == [["Pasal 4 . . ."], ["- 2 -"], [], []]


def test_the_register_of_a_law_at_the_foot_does_not_hide_the_catchword() -> None:
    first = page(1, *BODY, (420.0, 700.0, "Pasal 4 . . ."), (60.0, 800.0, "SK No 014711 A"))
    second = page(2, (290.0, 40.0, "- 2 -"), (280.0, 120.0, "Pasal 4"), *((x, y + 40, t) for x, y, t in BODY))
    assert sorted(apart(lay_out([first, second])[0])) == ["Pasal 4 . . .", "SK No 014711 A"]


def test_the_head_of_a_gazette_is_set_apart_on_left_and_right_pages() -> None:
    second = page(2, (60.0, 80.0, "2041, No.35"), (290.0, 80.0, "-2-"), *BODY)
    third = page(3, (290.0, 80.0, "-3-"), (450.0, 80.0, "2041, No.35"), *BODY)
    assert [apart(layout) for layout in lay_out([page(1, *BODY), second, third])] == [
        [],
        ["2041, No.35 -2-"],
        ["-3- 2041, No.35"],
    ]


def test_the_mark_of_a_copy_is_set_apart() -> None:
    (layout,) = lay_out([page(1, (480.0, 40.0, "S A L I N A N"), *BODY)])
    assert apart(layout) == ["S A L I N A N"]
    (layout,) = lay_out([page(1, *BODY, (70.0, 400.0, "Salinan"))])
    assert not apart(layout)


@pytest.mark.parametrize(
    "form",
    ["3", "- 3 -", "~ 3 ~", "[3]", "3 | Page", "Hal. 3", "Halaman 3 dari 9", "3/9", "iii", "- iii -", "II-3", "| 3"],
)
def test_page_numbers_have_many_forms(form: str) -> None:
    (layout,) = lay_out([page(1, *BODY, (290.0, 800.0, form))])
    assert apart(layout) == [form]


@pytest.mark.parametrize("text", ["2031", "3.", "a)", "III", "Rp 3"])
def test_years_and_labels_are_no_page_numbers(text: str) -> None:
    (layout,) = lay_out([page(1, *BODY, (290.0, 800.0, text))])
    assert not apart(layout)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(20, 500), st.integers(20, 800), st.sampled_from(["ikan", "teri", "garam", "1.", "2031"])),
        max_size=40,
    )
)
def test_every_word_stands_in_exactly_one_line(placed: list[tuple[int, int, str]]) -> None:
    words = [w for x, top, text in placed for w in line(x, top, text)]
    got = [w for found in lines_of(words) for w in found.words]
    assert sorted(map(id, got)) == sorted(map(id, words))


def test_the_margin_of_a_running_head_is_that_of_the_paper_whichever_way_it_is_printed() -> None:
    across = []
    for number, text in ((1, "Luas taman kota bertambah"), (2, "Jumlah pasar rakyat tetap")):
        placed = (*line(60, 58, "Rencana Kota Majusari", number, size=7), *line(60, 200, text, number))
        across.append(Page(number, 842.0, 595.0, tuple(placed)))
    for layout in lay_out(across):
        assert apart(layout) == ["Rencana Kota Majusari"]


def test_numbers_that_count_up_with_the_pages_may_stand_close_to_the_text() -> None:
    high = [(x, top - 24, text) for x, top, text, *_ in BODY]
    close = [[(500.0, 84.0, str(n + 3)), *high] for n in range(3)]
    for layout in lay_out(page(k, *rest) for k, rest in enumerate(close, 1)):
        assert apart(layout) == [str(layout.number + 2)]
    (alone,) = lay_out([page(1, *close[0])])
    assert apart(alone) == []


def test_a_number_between_dashes_is_set_apart_though_nothing_but_a_table_stands_on_its_page() -> None:
    rows = [(x, 130 + 20 * k, text) for k in range(3) for x, text in ((72, f"pasar {k}"), (302, "5 unit"))]
    ruled = [Ruling(70, y, 500, y) for y in (126, 146, 166, 186)] + [Ruling(x, 126, x, 186) for x in (70, 300, 500)]
    (one,) = lay_out([replace(page(1, (270, 112, "- 2 -"), *rows), rulings=tuple(ruled))])
    assert apart(one) == ["- 2 -"]
    assert len(one.tables) == 1


def test_what_stands_under_an_emblem_over_the_pages_number_is_no_text() -> None:
    head = [(270.0, 80.0, "PRESIDEN"), (240.0, 95.0, "REPUBLIK NUSA")]
    first = page(1, *head, *((x, top + 40, text) for x, top, text, *_ in BODY))
    second = page(2, *head, (285.0, 112.0, "- 2 -"), *((x, top + 40, text) for x, top, text, *_ in BODY))
    one, two = lay_out([first, second])
    assert apart(two) == ["PRESIDEN", "REPUBLIK NUSA", "- 2 -"]
    assert texts(one)[:2] == ["PRESIDEN", "REPUBLIK NUSA"]


def test_a_foot_that_ends_with_its_page_number_is_set_apart() -> None:
    lines = [(70.0, 100.0 + 14 * k, f"Uraian ke {k} tentang pelayanan dan sarana") for k in range(20)]
    (layout,) = lay_out([page(1, *lines, (280.0, 792.0, "LAKIP Dinas Contoh Tahun 2041 1 | P a g e"))])
    assert apart(layout) == ["LAKIP Dinas Contoh Tahun 2041 1 | P a g e"]


def test_a_foot_that_a_scan_misreads_here_and_there_is_set_apart() -> None:
    feet = ["Dinas Garam Kota Contoh III - 1", "Dinas Garam Kota Cantoh I- 2", "Dinas Garam Kota Contoh II - 3"]
    pages = [replace(page(k, *BODY, (70.0, 800.0, foot)), method="ocr") for k, foot in enumerate(feet, 1)]
    for foot, layout in zip(feet, lay_out(pages), strict=True):
        assert apart(layout) == [foot]


def test_a_title_over_a_table_and_a_number_at_the_foot_is_no_emblem() -> None:
    lines = [(200.0, 75.0, "RENCANA KINERJA TAHUNAN"), (200.0, 90.0, "DINAS CONTOH"), (280.0, 790.0, "- 1 -")]
    (layout,) = lay_out([page(1, *lines)])
    assert texts(layout)[:2] == ["RENCANA KINERJA TAHUNAN", "DINAS CONTOH"]


def test_a_running_head_alone_over_a_table_is_set_apart() -> None:
    body = [(70.0, 100.0 + 14 * k, f"Uraian ke {k} tentang pelayanan dan sarana") for k in range(9)]
    head = (70.0, 30.0, "Renja Dinas Contoh Tahun 2041")
    layouts = lay_out([page(1, head, *body), page(2, head, *body), page(3, head, *body), page(4, head)])
    assert [apart(layout) for layout in layouts] == [["Renja Dinas Contoh Tahun 2041"]] * 4


def test_an_address_that_a_program_printed_within_a_table_is_set_apart() -> None:
    rulings = [Ruling(x, 700, x, 835) for x in (40, 80, 500)] + [Ruling(40, y, 500, y) for y in (700, 730, 835)]
    heads = [(45.0, 710.0, "No"), (90.0, 710.0, "Tujuan"), (45.0, 740.0, "1"), (90.0, 740.0, "Garam bersih")]
    address = (90.0, 815.0, "https://cetak.contoh.go.id/laporan/7")
    (layout,) = lay_out([replace(page(1, *heads, address), rulings=tuple(rulings))])
    (table,) = layout.tables
    assert [cell.text for cell in table.rows[-1]] == ["1", "Garam bersih"]
    assert apart(layout) == [address[2]]


def test_a_small_running_head_close_over_a_title_in_the_middle_is_set_apart() -> None:
    head = (60.0, 60.0, "Renja Dinas Pasar Tahun 2041", 8.0, False)
    title = (222.5, 71.0, "RENCANA KERJA TAHUN 2041", 12.0, True)
    (layout,) = lay_out([page(1, head, title, *BODY)])
    assert apart(layout) == [head[2]]


def test_lines_of_a_foot_over_its_number_are_set_apart_where_pages_repeat_them() -> None:
    pages = [page(k, *BODY, (60.0, 755.0, "Rencana Kerja 2041"), (300.0, 770.0, str(k))) for k in (1, 2)]
    assert all(apart(layout) == ["Rencana Kerja 2041", str(k)] for k, layout in enumerate(lay_out(pages), 1))

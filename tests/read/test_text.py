"""Text exports: what every form of line, row and table becomes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import EncodingError, PageRangeError, TableTooLargeError, UnsupportedInputError
from extractor.layout.tables import find_tables
from extractor.options import Options
from extractor.read.page import Grid, Page
from extractor.read.text import read_text
from extractor.read.words import Word


def pages(text: str | bytes, **options: object) -> list[Page]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_text(data, "x.txt", Options(**options)))  # type: ignore[arg-type]


def lines(page: Page) -> list[str]:
    rows: dict[float, list[str]] = {}
    for w in page.words:
        rows.setdefault(w.box[1], []).append(w.text)
    return [" ".join(v) for _, v in sorted(rows.items())]


def cells(grid: Grid) -> list[list[str]]:
    return [["/".join(" ".join(w.text for w in line) for line in c.lines) for c in row] for row in grid.rows]


def tables(text: str) -> list[list[list[str]]]:
    return [cells(g) for p in pages(text) for g in p.grids]


def all_words(got: list[Page]) -> list[Word]:
    out = [w for p in got for w in p.words]
    for p in got:
        for g in p.grids:
            seen = {id(c): c for row in g.rows for c in row}
            out += [w for c in seen.values() for line in c.lines for w in line]
    return out


class TestLines:
    def test_a_line_is_one_line_and_knows_its_number(self) -> None:
        page = pages("\n\nPERJANJIAN KINERJA\n\nTahun 2031\n")[0]
        assert lines(page) == ["PERJANJIAN KINERJA", "Tahun 2031"]
        assert [w.line for w in page.words] == [3, 3, 5, 5]

    def test_indentation_stands_to_the_right(self) -> None:
        page = pages("a. satu\n   1. dua\n")[0]
        assert page.words[2].box[0] > page.words[0].box[0]

    def test_a_gap_in_a_line_is_a_gap_on_the_grid(self) -> None:
        page = pages("PIHAK KEDUA,                         PIHAK PERTAMA,\n")[0]
        assert page.words[2].box[0] - page.words[1].box[2] > 20

    def test_a_long_line_keeps_to_the_page(self) -> None:
        page = pages("kata " * 500)[0]
        assert max(w.box[2] for w in page.words) <= page.width

    @pytest.mark.parametrize("mark", ["**{}**", "<b>{}</b>", "## {}", "<strong>{}</strong>", "### {} ###"])
    def test_marked_lines_are_bold_without_their_marks(self, mark: str) -> None:
        page = pages("biasa\n\n" + mark.format("Kegiatan 1") + "\n\nbiasa\n")[0]
        assert lines(page) == ["biasa", "Kegiatan 1", "biasa"]
        assert [w.bold for w in page.words] == [False, True, True, False]

    def test_bold_goes_on_over_the_lines_of_a_paragraph_only(self) -> None:
        page = pages("**DINAS MAJU\nKOTA JAYA**\n\n**tidak tutup\n\nbiasa\n")[0]
        assert [w.bold for w in page.words] == [True, True, True, True, True, True, False]

    def test_a_lone_star_multiplies(self) -> None:
        assert lines(pages("(0,2 * P1) + (0,8 * P2)\n")[0]) == ["(0,2 * P1) + (0,8 * P2)"]

    def test_bullets_of_the_export_are_no_words(self) -> None:
        assert lines(pages("- a. bahwa desa\n* b. bahwa kota\n")[0]) == ["a. bahwa desa", "b. bahwa kota"]

    def test_a_dash_between_items_of_one_line_stays_and_so_does_the_first(self) -> None:
        assert lines(pages("- Jumlah tamu - Jumlah kamar\n")[0]) == ["- Jumlah tamu - Jumlah kamar"]

    def test_paragraphs_of_html_are_lines_of_their_own_on_one_source_line(self) -> None:
        page = pages("x\n<p>Jumlah desa</p> <p><b>Penjelasan</b></p> <p>a. Formulasi</p>\n")[0]
        assert lines(page) == ["x", "Jumlah desa", "Penjelasan", "a. Formulasi"]
        assert {w.line for w in page.words[1:]} == {2}
        assert [w.text for w in page.words if w.bold] == ["Penjelasan"]

    def test_entities_are_characters(self) -> None:
        assert lines(pages("R&amp;D &lt;5% A&nbsp;B R&D &foo; < 3 a<b\n")[0]) == ["R&D <5% A B R&D &foo; < 3 a<b"]

    def test_what_is_no_known_tag_stays(self) -> None:
        assert lines(pages("nilai <sangat baik> dan <x>\n")[0]) == ["nilai <sangat baik> dan <x>"]

    def test_formulas_lose_their_latex(self) -> None:
        text = r"$$NK \text{ Akhir} = \{(0,3 * P1)\} \times 2$$" + "\n\ntarget $\\geq 80\\%$ dari US$ 5\n"
        assert lines(pages(text)[0]) == ["NK Akhir = {(0,3 * P1)} × 2", "target ≥ 80% dari US$ 5"]

    def test_links_and_pictures(self) -> None:
        assert lines(pages("![logo](a.png) Surel [a@b.id](mailto:a@b.id) [1] x\n")[0]) == ["Surel a@b.id [1] x"]

    def test_italics(self) -> None:
        text = "*output* dan _outcome_ di berkas_kerja_2 ____ a_b_c\n"
        assert lines(pages(text)[0]) == ["output dan outcome di berkas_kerja_2 ____ a_b_c"]

    def test_marks_of_page_readers(self) -> None:
        text = "<span id='p1'></span>Kota <sup>1</sup> <math>\\geq 3\\%</math> <math>x</math><!-- image -->\n"
        assert lines(pages(text)[0]) == ["Kota 1 ≥ 3% x"]

    def test_escaped_markdown(self) -> None:
        assert lines(pages("1\\. Visi \\*\n")[0]) == ["1. Visi *"]

    def test_drawn_arrows_are_no_words(self) -> None:
        assert lines(pages("→\nKegiatan 1 → 2\n")[0]) == ["Kegiatan 1 → 2"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        assert [w.line for w in pages(end.join(["a", "", "b", "c"]))[0].words] == [1, 3, 4]


class TestRows:
    def test_tab_separated_rows_are_a_grid(self) -> None:
        assert tables("No\tSasaran\tTarget\n1\tTertibnya arsip\t80%\n") == [
            [["No", "Sasaran", "Target"], ["1", "Tertibnya arsip", "80%"]]
        ]

    def test_words_of_a_grid_stand_inside_their_cells(self) -> None:
        grid = pages("No\tSasaran\tTarget\n1\t" + "kata " * 90 + "\t80%\n")[0].grids[0]
        for row in grid.rows:
            for c in row:
                for w in (w for line in c.lines for w in line):
                    assert c.box[0] <= w.box[0] < w.box[2] <= c.box[2]
                    assert c.box[1] <= w.box[1] < w.box[3] <= c.box[3]

    def test_paragraphs_and_list_items_are_lines_of_the_cell(self) -> None:
        text = "A\tB\n<p>1. satu</p> <p>2. dua</p>\t<ul style='x'> <li>- Formulasi = a</li> <li>- Sumber</li> </ul>\n"
        assert tables(text)[0][1] == ["1. satu/2. dua", "Formulasi = a/Sumber"]

    def test_items_of_an_ordered_list_that_ran_together(self) -> None:
        text = 'A\tB\nx\t<ol style="y">1. Rapat kerja2. Anggota datang3. Biaya 60.5 persen</ol>\n'
        assert tables(text)[0][1][1] == "1. Rapat kerja/2. Anggota datang/3. Biaya 60.5 persen"

    def test_a_pipe_table(self) -> None:
        text = "| No | Program | Anggaran |\n|---:|:-------|---|\n"
        text += "| 1 | Program **A** | Rp 5.000.000 |\n| | Jumlah<br>semua | 5 |\n"
        assert tables(text) == [
            [["No", "Program", "Anggaran"], ["1", "Program A", "Rp 5.000.000"], ["", "Jumlah/semua", "5"]]
        ]

    @pytest.mark.parametrize("rule", ["+----+----------+-----+", "├────┼──────────┼─────┤"])
    def test_a_drawn_table_of_rows_with_several_lines(self, rule: str) -> None:
        bar = "|" if rule[0] == "+" else "│"
        rows = [("No", "Sasaran", "%"), ("1", "Tertibnya", "5"), ("", "arsip", ""), ("2", "Rapi", "6")]
        drawn = [bar + bar.join(f" {c:<8} " for c in r) + bar for r in rows]
        text = "\n".join(["# Judul", rule, drawn[0], rule, drawn[1], drawn[2], rule, drawn[3], rule]) + "\n"
        assert tables(text) == [[["No", "Sasaran", "%"], ["1", "Tertibnya/arsip", "5"], ["2", "Rapi", "6"]]]

    def test_a_table_with_rules_around_heading_and_body(self) -> None:
        text = "# Judul\n+----+---+\n| No | A |\n+----+---+\n| 1  | x |\n| 2  | y |\n+----+---+\n"
        assert tables(text) == [[["No", "A"], ["1", "x"], ["2", "y"]]]

    @pytest.mark.parametrize("text", ["\t".join("abc" * 2000), "<table><tr>" + "<td colspan=999>a</td>" * 3000])
    def test_a_row_of_thousands_of_cells_is_a_line(self, text: str) -> None:
        got = pages(text + "\n" + "1\t2\t3\n" * 50)
        assert max((len(r) for p in got for g in p.grids for r in g.rows), default=0) <= 100

    def test_a_pipe_in_prose_makes_no_table(self) -> None:
        assert tables("Laki-laki | Perempuan\n\nx\n") == []

    def test_an_html_table_with_spans(self) -> None:
        text = (
            "<table>\n<tr><th rowspan='2'>No</th><th colspan=\"2\">Kinerja</th></tr>\n"
            "<tr><th>Indikator</th><th>Target</th></tr>\n<tr><td>1</td><td>Jumlah arsip</td>\n"
            "<td>7</td></tr>\n</table>\n"
        )
        grid = pages(text)[0].grids[0]
        assert cells(grid) == [
            ["No", "Kinerja", "Kinerja"], ["No", "Indikator", "Target"], ["1", "Jumlah arsip", "7"]
        ]  # fmt: skip
        assert grid.rows[0][0] is grid.rows[1][0]
        assert (grid.rows[0][1].column_span, grid.rows[0][0].row_span) == (2, 2)
        assert [line[0].line for c in grid.rows[2] for line in c.lines] == [4, 4, 5]

    def test_an_html_table_that_is_never_closed_ends_with_its_last_cell(self) -> None:
        got = pages("<table><tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n\nsesudah\nlagi\n")
        assert [cells(g) for g in got[0].grids] == [[["a", "b"], ["c", "d"]]]
        assert lines(got[0]) == ["sesudah", "lagi"]

    def test_the_second_line_of_a_wrapped_cell_joins_its_row(self) -> None:
        text = "2\tPengelolaan Taman\t171,250,000\n3\tPerawatan Rak\t305,640,500\n\tdan Lemari\t\n4\tLain\t1,000\n"
        assert tables(text)[0][1:] == [["3", "Perawatan Rak/dan Lemari", "305,640,500"], ["4", "Lain", "1,000"]]

    def test_a_row_with_its_own_value_is_a_row(self) -> None:
        text = "No\tSasaran\tIndikator\tTarget\n1\tTertib\tJumlah A\t5\n\t\tJumlah B\t7\n"
        assert tables(text)[0][2] == ["", "", "Jumlah B", "7"]

    def test_a_new_numbered_item_without_a_target_is_a_row(self) -> None:
        text = "No\tSasaran\tIndikator\tPenjelasan\tTarget\n1\tTertib\t1. Jumlah A\tx\t5\n\t\t2. Jumlah B\ty\t\n"
        assert len(tables(text)[0]) == 3

    def test_a_line_between_rows_goes_on_with_the_name(self) -> None:
        text = "No\tKegiatan\tAnggaran\n1\tPengelolaan Gudang Arsip\t2,417,305\nDaerah\n2\tUmum\t171,000\n"
        assert tables(text)[0][1] == ["1", "Pengelolaan Gudang Arsip/Daerah", "2,417,305"]

    def test_a_row_broken_inside_a_cell(self) -> None:
        text = "No\tSasaran\tTarget\n1\tMeningkatnya\nmutu arsip\t80%\n2\tTertib\t90%\n"
        assert tables(text)[0][1:] == [["1", "Meningkatnya/mutu arsip", "80%"], ["2", "Tertib", "90%"]]

    def test_a_rule_of_dashes_is_no_row(self) -> None:
        assert tables("A\tB\n1\t2\n---\t-----\n") == [[["A", "B"], ["1", "2"]]]

    def test_one_column_is_lines(self) -> None:
        page = pages("\t<b>Sub Kegiatan 3</b>\n→\tJumlah arsip\n")[0]
        assert page.grids == ()
        assert lines(page) == ["Sub Kegiatan 3", "Jumlah arsip"]

    @pytest.mark.parametrize(
        "text",
        [
            "Nama\t: Budi\nJabatan\t: Camat\n",
            "a.\tbahwa desa\nb.\tbahwa kota\n",
            "Menimbang\t:\ta. bahwa desa\n\t\tb. x\n",
            "Mengingat\t:\t1.\tUndang-Undang\n\t\t2.\tPeraturan\n",
        ],
    )
    def test_tabbed_prose_is_lines(self, text: str) -> None:
        page = pages(text)[0]
        assert page.grids == ()
        assert lines(page) == [" ".join(x.split()) for x in text.splitlines()]

    def test_people_signing_side_by_side_are_columns_of_words(self) -> None:
        text = "Pihak Kedua\tPihak Pertama\n\t\nBudi\tAni\nNIP. 19700101 199903 1 001\tNIP. 19800101 200903 2 002\n"
        page = pages(text)[0]
        assert page.grids == ()
        by_text = {w.text: w.box for w in page.words}
        assert by_text["Ani"][1] == by_text["Budi"][1]
        assert by_text["Ani"][0] - by_text["Budi"][2] > 20


class TestLooseRows:
    def test_a_row_on_three_lines_before_its_table(self) -> None:
        text = "Kegiatan\n\n1 Nama Kegiatan Bagian\n\n2,417,305,118\n\nSambungan\n\n2\tKegiatan Dua\t1,500,000\n"
        assert tables(text) == [
            [
                ["", "Kegiatan", ""],
                ["1", "Nama Kegiatan Bagian/Sambungan", "2,417,305,118"],
                ["2", "Kegiatan Dua", "1,500,000"],
            ]
        ]

    def test_a_column_under_the_other(self) -> None:
        text = "Kegiatan\nPenataan Ruang\n1 dan Gudang\n\nAnggaran\n9,315,750\n\nCamat Jaya\n"
        page = pages(text)[0]
        assert [cells(g) for g in page.grids] == [
            [["", "Kegiatan", "Anggaran"], ["1", "Penataan Ruang/dan Gudang", "9,315,750"]]
        ]
        assert lines(page) == ["Camat Jaya"]

    def test_columns_of_several_rows(self) -> None:
        text = "Program\n1. Program Arsip\n2. Program Buku\ndan Naskah\n\nAnggaran\nRp 5.000.000\nRp 7.500.000,00\n"
        assert tables(text)[0][1:] == [
            ["1.", "Program Arsip", "Rp 5.000.000"],
            ["2.", "Program Buku/dan Naskah", "Rp 7.500.000,00"],
        ]

    def test_amounts_behind_a_space(self) -> None:
        text = "Program\n1 Program Arsip Rp 5.000.000\n2 Program Buku 7.500.000\nJumlah 12.500.000\n"
        assert tables(text)[0][1:] == [
            ["1", "Program Arsip", "Rp 5.000.000"], ["2", "Program Buku", "7.500.000"], ["", "Jumlah", "12.500.000"]
        ]  # fmt: skip

    def test_a_numbered_list_is_no_table(self) -> None:
        assert tables("Dasar hukum\n\n1. Undang-Undang Nomor 6 Tahun 2014;\n\n2. Peraturan Nomor 1.\n") == []

    def test_number_and_name_in_one_cell_are_a_row(self) -> None:
        assert tables("Program\tAnggaran\n1 Program Arsip\t3,413,905\n")[0][1] == ["1 Program Arsip", "3,413,905"]


class TestPages:
    def test_form_feeds_alone_break_where_there_are_any(self) -> None:
        got = pages("a\n\n\n\nb\n\fc\n\f\nd\n")
        assert [lines(p) for p in got] == [["a", "b"], ["c"], ["d"]]

    def test_a_long_run_of_blank_lines_breaks(self) -> None:
        got = pages("satu\n\ndua\n\n\n\nPEMERINTAH KOTA JAYA\nDINAS ARSIP\n")
        assert [p.number for p in got] == [1, 2]

    @pytest.mark.parametrize("name", ["BUDI SANTOSO", "BUDI SANTOSO, S.H.\nPembina\nNIP. 19700101 199903 1 001"])
    def test_room_for_a_signature_does_not(self, name: str) -> None:
        assert len(pages(f"Camat Jaya,\n\n\n\n{name}\n\nlain\n")) == 1

    def test_a_page_mark_breaks(self) -> None:
        assert [lines(p) for p in pages("a\n\n{1}--------------\n\nb\n\n<!-- page 3 -->\n\nc\n")] == [
            ["a"],
            ["b"],
            ["c"],
        ]

    def test_a_cut_table_is_on_two_pages(self) -> None:
        head = "No\tSasaran\tTarget\n"
        got = pages(f"{head}1\tA\t5\n\n{head}2\tB\t6\n\n3\tC\t7\n")
        assert [cells(p.grids[0])[-1][0] for p in got] == ["1", "2", "3"]

    def test_a_rule_is_no_page_break_but_a_table_goes_on_over_it(self) -> None:
        assert len(pages("PEMERINTAH KOTA JAYA\n\n---\n\nPERJANJIAN KINERJA\n")) == 1
        head = "No\tSasaran\tTarget\n"
        got = pages(f"{head}1\tA\t5\n\n---\n\n{head}2\tB\t6\n")
        assert [cells(p.grids[0])[-1][0] for p in got] == ["1", "2"]

    def test_another_table_is_on_the_same_page(self) -> None:
        assert len(pages("No\tSasaran\tTarget\n1\tA\t5\n\nNo\tProgram\tAnggaran\n1\tB\t6,000\n")) == 1

    def test_chosen_pages(self) -> None:
        assert [p.number for p in pages("a\fb\fc", pages=(3, 1))] == [1, 3]

    @pytest.mark.parametrize("wrong", [(0,), (4,), (1, 9)])
    def test_pages_that_are_not_there(self, wrong: tuple[int, ...]) -> None:
        with pytest.raises(PageRangeError):
            pages("a\fb\fc", pages=wrong)


class TestEncodings:
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
    def test_known_encodings(self, codec: str) -> None:
        text = "Perjanjian “Kinerja” – Tahun 2031 sebagai dasar penilaian"
        assert lines(pages(text.encode(codec))[0]) == [text]

    def test_binary_is_not_text(self) -> None:
        with pytest.raises(UnsupportedInputError):
            pages(b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 4)

    @pytest.mark.parametrize("data", [b"teks\x00\x00\x00lain", b"a\x00\x01\x02bcd\x00"])
    def test_nul_bytes_are_not_text(self, data: bytes) -> None:
        with pytest.raises(UnsupportedInputError):
            pages(data)

    def test_an_encoding_that_cannot_be_told(self) -> None:
        with pytest.raises(EncodingError):
            pages("дело о бюджете".encode("koi8-r"))

    def test_a_broken_byte_order_mark(self) -> None:
        with pytest.raises(EncodingError):
            pages(b"\xff\xfea")


PLAIN = st.text("abcXYZ019 .,:;()/%\t\n\n\u00e9\u2013", max_size=300)


class TestProperties:
    @given(PLAIN)
    @settings(max_examples=300)
    def test_every_word_comes_once_with_its_line(self, text: str) -> None:
        # (dashes alone behind a tab are a rule of a table)
        lines = enumerate(text.splitlines(), 1)
        want = Counter((w, n) for n, line in lines for w in line.split() if w.strip("\u2013"))
        assert Counter((w.text, w.line) for w in all_words(pages(text)) if w.text.strip("\u2013")) == want

    @given(st.text(max_size=300))
    @settings(max_examples=200)
    def test_no_text_is_too_odd(self, text: str) -> None:
        try:
            got = pages(text)
        except (UnsupportedInputError, EncodingError):
            return
        count = len(text.splitlines())
        assert all(w.line is not None and 1 <= w.line <= max(1, count) for w in all_words(got))

    @given(st.text("<>/bptrdlio &;#*|$\\{}[]!-_`=\t\n1a.", max_size=200))
    @settings(max_examples=400)
    def test_no_markup_is_too_odd(self, text: str) -> None:
        assert all(w.text for w in all_words(pages("x" + text)))

    @given(st.binary(max_size=400))
    @settings(max_examples=200)
    def test_any_bytes_are_text_or_a_typed_error(self, data: bytes) -> None:
        try:
            pages(data)
        except (UnsupportedInputError, EncodingError):
            return

    @given(PLAIN)
    @settings(max_examples=200)
    def test_geometry_is_sound(self, text: str) -> None:
        for page in pages(text):
            for w in all_words([page]):
                assert w.box[0] < w.box[2]
                assert w.box[1] < w.box[3]
                assert w.box[3] <= page.height
                assert w.page == page.number
            for g in page.grids:
                assert len({len(r) for r in g.rows}) == 1
            assert re.fullmatch(r"\d+", str(page.number))


class TestTypedPages:
    TABLE = (
        "No   Sasaran               Indikator Kinerja       Target    Anggaran\n"
        "     Strategis\n"
        " 1        2                        3                 4          5\n"
        " 1   Meningkatnya mutu     Jumlah arsip yang       12 Berkas   Rp 5.000.000\n"
        "     arsip daerah          ditata\n"
        "     dan desa              Persentase arsip        80 %        Rp 1.500.000\n"
        "                           yang dirawat\n"
        "\n"
        " 2   Tertibnya kantor      Nilai tata usaha        BB          Rp 2.000.000\n"
    )
    FRAME = "+----------+----------+----------+"

    def test_blanks_are_places_on_the_page(self) -> None:
        (page,) = pages(self.TABLE)
        at = {w.text: w.box for w in page.words}
        assert page.set_out
        assert at["Strategis"][0] == at["Sasaran"][0] == at["Tertibnya"][0]
        assert at["Strategis"][1] > at["Sasaran"][3]

    def test_typed_lines_are_rulings_and_no_words(self) -> None:
        rows = [("No", "Sasaran", "%"), ("1", "Tertibnya", "5"), ("", "arsip", "")]
        body = ["|" + "|".join(f" {c:<8} " for c in r) + "|" for r in rows]
        (page,) = pages("\n".join([self.FRAME, body[0], self.FRAME, *body[1:], self.FRAME]) + "\n")
        assert [w.text for w in page.words] == ["No", "Sasaran", "%", "1", "Tertibnya", "5", "arsip"]
        assert sum(r.horizontal for r in page.rulings) == 3

    def test_columns_kept_apart_by_blanks_are_a_table(self) -> None:
        (page,) = pages(self.TABLE)
        (grid,) = find_tables(page)
        assert cells(grid)[-3:] == [
            ["1", "Meningkatnya mutu/arsip daerah/dan desa", "Jumlah arsip yang/ditata", "12 Berkas", "Rp 5.000.000"],
            [
                "1",
                "Meningkatnya mutu/arsip daerah/dan desa",
                "Persentase arsip/yang dirawat",
                "80 %",
                "Rp 1.500.000",
            ],
            ["2", "Tertibnya kantor", "Nilai tata usaha", "BB", "Rp 2.000.000"],
        ]

    @pytest.mark.parametrize("more", ["# Judul", "| a | b |\n|---|---|", "1\tSatu\t2\n2\tDua\t3"])
    def test_marked_up_text_has_no_places(self, more: str) -> None:
        assert not any(p.set_out for p in pages(self.TABLE + "\n" + more + "\n"))

    def test_a_form_feed_ends_a_page(self) -> None:
        one, two = pages(self.TABLE + "\f" + self.TABLE)
        assert len(one.words) == len(two.words)
        assert two.words[0].line == 11

    # (without commas: three rows of them are values that commas separate, whose signs are no words)
    @given(st.lists(st.text("ab1 .:", min_size=1, max_size=30), max_size=12))
    @settings(max_examples=200)
    def test_no_word_is_lost(self, rows: list[str]) -> None:
        text = self.TABLE + "\n".join(rows)
        want = Counter((w, n) for n, line in enumerate(text.splitlines(), 1) for w in line.split())
        assert Counter((w.text, w.line) for w in all_words(pages(text))) == want


class TestLargeTables:
    @pytest.mark.parametrize("mark", ["|", "\t"])
    def test_a_table_may_have_very_many_columns(self, mark: str) -> None:
        rows = [mark.join(f"s{r}k{c}" for c in range(150)) for r in range(3)]
        text = "\n".join(f"|{row}|" if mark == "|" else row for row in rows)
        (grid,) = tables(text)
        assert [len(row) for row in grid] == [150] * 3

    def test_an_endless_line_among_short_ones_makes_no_table_of_its_width(self) -> None:
        (page,) = pages("\n".join(["a\tb"] * 2000 + ["\t".join(["x"] * 5000)]))
        assert not page.grids
        assert len(page.words) == 9000

    def test_more_cells_than_can_be_read_are_told(self) -> None:
        row = "\t".join(["1"] * 1000)
        with pytest.raises(TableTooLargeError):
            pages("\n".join([row] * 201))


@pytest.mark.parametrize(
    "text",
    [
        'No;Nama Pasar;Target\n1;"Pasar ""Baru"" Utama";1.250\n;Pasar Lama;\n',
        'No,Nama Pasar,Target\n1,"Pasar ""Baru"" Utama",1.250\n,Pasar Lama,\n',
        'No | Nama Pasar | Target\n1 | Pasar "Baru" Utama | 1.250\n | Pasar Lama | \n',
    ],
)
def test_a_sign_between_cells_makes_a_table_where_every_line_has_as_many(text: str) -> None:
    rows = [["No", "Nama Pasar", "Target"], ["1", 'Pasar "Baru" Utama', "1.250"], ["", "Pasar Lama", ""]]
    assert tables(f"DAFTAR PASAR\n\n{text}\nPenutup.\n") == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "Pasar, taman, jalan\nKebun, hutan, sawah\nSungai, danau, laut\n",
        "a. satu; dua; tiga;\nb. empat; lima; enam;\nc. tujuh; delapan; sembilan.\n",
        "Nama;Umur;Kota\nBudi;9;Maju\n",
    ],
)
def test_sentences_with_as_many_signs_are_no_table(text: str) -> None:
    assert tables(text) == []

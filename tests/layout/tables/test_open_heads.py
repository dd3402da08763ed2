"""Headings of tables without upright lines."""

from __future__ import annotations

import pytest
from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.open_heads import find_heads
from extractor.layout.tables.open_names import Head, without_torn
from extractor.read.words import Word


def line(top: float, *placed: tuple[str, float], bold: bool = True) -> Line:
    return Line(tuple(w for text, x in placed for w in words(text, x, top, bold=bold)))


def only(lines: list[Line], seps: tuple[Separator, ...] = ()) -> Head:
    ((_, _, head),) = find_heads(lines, seps)
    return head


def named(head: Head) -> list[str]:
    return [" ".join(p.text for p in c.parts) for c in head.columns]


def super_headings(head: Head) -> list[tuple[str, int, int]]:
    return [(" ".join(p.text for p in own), first, last) for own, first, last in head.over]


QUARTERS = (370, 400, 430, 460)
BODY = line(140, ("Jumlah pasar", 100), ("5", 310), ("6", 390), bold=False)


def test_a_line_under_a_super_heading_says_which_columns_it_spans() -> None:
    lines = [
        line(100, ("Indikator Kinerja", 100), ("Target", 335)),
        line(118, ("2041", 300), ("2042", 380)),
        BODY,
    ]
    head = only(lines, (Separator(114, ((290, 420),)), Separator(132, ((90, 420),))))
    assert named(head) == ["Indikator Kinerja", "2041", "2042"]
    assert super_headings(head) == [("Target", 1, 2)]


def test_without_a_line_a_super_heading_stands_in_the_middle_of_its_columns() -> None:
    lines = [line(100, ("Indikator Kinerja", 100), ("Target", 335)), line(112, ("2041", 300), ("2042", 380)), BODY]
    head = only(lines)
    assert named(head) == ["Indikator Kinerja", "2041", "2042"]
    assert super_headings(head) == [("Target", 1, 2)]


@pytest.mark.parametrize(
    "period", ["s.d. Triwulan III", "s/d TW III", "Triwulan III Tahun 2041", "sampai dengan Semester I"]
)
def test_the_end_of_a_period_that_is_counted_up_is_one_over_its_columns(period: str) -> None:
    lines = [
        line(100, (period, 330)),
        line(112, ("Indikator Kinerja", 100), ("Satuan", 210), ("Target", 300), ("Realisasi", 420)),
        BODY,
    ]
    head = only(lines)
    assert named(head) == ["Indikator Kinerja", "Satuan", "Target", "Realisasi"]
    assert super_headings(head) == [(period, 2, 3)]


@pytest.mark.parametrize(
    "seps", [(), (Separator(111, ((45, 520),)), Separator(128, ((45, 520),)))], ids=["bare", "rule"]
)
def test_texts_over_groups_of_columns_are_super_headings_whatever_they_say(seps: tuple[Separator, ...]) -> None:
    lines = [
        line(100, ("Es. II", 120), ("Es. III", 370)),
        line(113, ("Uraian", 60), ("Indikator", 180), ("Uraian", 310), ("Indikator", 430)),
        line(132, ("Pasar tertata", 50), ("Jumlah pasar", 170), ("Kios rapi", 300), ("Luas kios", 420), bold=False),
    ]
    head = only(lines, seps)
    assert named(head) == ["Uraian", "Indikator", "Uraian", "Indikator"]
    assert super_headings(head) == [("Es. II", 0, 1), ("Es. III", 2, 3)]


def test_brackets_beside_a_heading_belong_to_it() -> None:
    lines = [line(100, ("Program", 100), ("Anggaran", 300), ("(Rp)", 352)), line(120, ("Pasar", 100), ("5.000", 300))]
    assert named(only(lines)) == ["Program", "Anggaran (Rp)"]


def test_prose_over_a_heading_is_no_part_of_it() -> None:
    prose = line(88, ("sasaran dan indikator kinerja yang hendak dicapai selama tahun anggaran", 50), bold=False)
    lines = [prose, line(100, ("Indikator Kinerja", 100), ("Target", 300), bold=False), BODY]
    head = only(lines)
    assert head.lines == lines[1:2]
    assert named(head) == ["Indikator Kinerja", "Target"]


def test_a_line_under_a_whole_storey_gives_each_super_heading_the_columns_around_its_middle() -> None:
    names = [(text, 60 + 60 * k) for k, text in enumerate(["Uraian", "Indikator", "Target"] * 3)]
    storeys = [
        line(100, ("Sasaran", 112), ("Program", 304), ("Kegiatan", 470)),
        line(109, ("No", 20)),
        line(118, *names),
        line(140, ("1", 20), *((text, x) for (_, x), text in zip(names, "abcdefghi", strict=True)), bold=False),
    ]
    head = only(storeys, (Separator(114, ((50, 600),)), Separator(132, ((10, 600),))))
    assert named(head) == ["No", *(text for text, _ in names)]
    assert sorted(super_headings(head), key=lambda s: s[1]) == [
        ("Sasaran", 1, 3),
        ("Program", 4, 6),
        ("Kegiatan", 7, 9),
    ]


def typed(top: float, *placed: tuple[str, float]) -> Line:
    """A line in a typewriter's face: letters and blanks of six points in type of ten."""
    made = []
    for text, x in placed:
        for part in text.split():
            made.append(Word(part, 1, (x, top, x + 6 * len(part), top + 10), size=10))
            x += 6 * (len(part) + 1)
    return Line(tuple(made))


def test_a_blank_of_a_typewriter_parts_no_heading() -> None:
    lines = [
        typed(100, ("No", 50), ("Sasaran Strategis", 90), ("Indikator Kinerja", 230), ("Target", 380)),
        typed(124, ("1", 50), ("Pasar tertata", 90), ("Jumlah pasar", 230), ("5", 380)),
    ]
    assert named(only(lines)) == ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]


def test_a_blank_that_a_scan_shows_a_little_wider_than_another_parts_no_heading() -> None:
    def scanned(top: float, *words: tuple[str, float]) -> Line:
        return Line(tuple(Word(t, 1, (x, top, x + 5 * len(t), top + 10), size=10, method="ocr") for t, x in words))

    lines = [
        scanned(100, ("No", 50), ("Indikator", 100), ("Kinerja", 149), ("Utama", 188.4), ("Target", 300)),
        scanned(124, ("1", 50), ("Jumlah", 100), ("pasar", 134), ("5", 300)),
    ]
    assert named(only(lines)) == ["No", "Indikator Kinerja Utama", "Target"]


def test_a_row_that_names_a_programme_is_no_storey_of_the_heading() -> None:
    lines = [
        line(100, ("No", 50), ("Program / Kegiatan", 90), ("Indikator Kinerja", 230), ("Target", 380)),
        line(124, ("1", 50), ("Program Penunjang Urusan Pemerintahan Daerah", 90)),
        line(148, ("1.1", 50), ("Pasar tertata", 90), ("Jumlah pasar", 230), ("5", 380), bold=False),
    ]
    head = only(lines, (Separator(118, ((40, 420),)), Separator(140, ((40, 420),))))
    assert named(head) == ["No", "Program / Kegiatan", "Indikator Kinerja", "Target"]


@pytest.mark.parametrize("row", [("kegiatan sesuai jadwal", "Keuangan"), ("Capaian kinerja", "14", "Rp")])
def test_the_line_of_a_row_that_could_name_columns_heads_no_table(row: tuple[str, ...]) -> None:
    assert find_heads([line(100, *zip(row, (100, 330, 400), strict=False))], ()) == []


def test_one_word_over_a_heading_is_a_broken_heading_and_several_are_a_caption() -> None:
    rest = [
        line(112, ("Sasaran", 120), ("Indikator", 220), ("Target", 330)),
        line(140, ("1", 52), ("Air", 120), ("9", 330)),
    ]
    assert named(only([line(103, ("NOMO", 50)), *rest]))[0] == "NOMO"
    assert named(only([line(102, ("Jumlah Anggaran", 20)), *rest]))[0] == "Sasaran"


def test_the_year_that_ends_a_title_close_over_a_heading_is_no_part_of_it() -> None:
    rest = [
        line(126, ("Sasaran", 50), ("Indikator", 180), ("Target", 330)),
        line(140, ("Air", 50), ("Luas taman", 180), ("9", 330)),
    ]
    assert super_headings(only([line(100, ("Badan Taman Kota", 170)), line(113, ("Tahun 2041", 185)), *rest])) == []


def test_all_that_stands_over_the_numbers_of_columns_is_heading_however_far_apart() -> None:
    lines = [
        line(100, ("Sasaran", 50), ("Indikator Kinerja", 150), ("Pagu", 420), bold=False),
        line(124, ("Program", 215), ("Kegiatan", 335), ("(Rp. 000)", 410), bold=False),
        line(150, ("Tolok Ukur", 170), ("Target", 255), ("Tolok Ukur", 300), ("Target", 375), bold=False),
        line(180, *((str(k + 1), x) for k, x in enumerate((65, 190, 265, 320, 385, 430))), bold=False),
        line(204, ("Air", 50), ("Sumur", 170), ("5", 265), ("Pipa", 300), ("7", 385), ("9.000", 420), bold=False),
    ]
    head = only(lines)
    assert named(head) == ["Sasaran", "Tolok Ukur", "Target", "Tolok Ukur", "Target", "Pagu (Rp. 000)"]
    assert ("Program", 1, 2) in super_headings(head)
    assert ("Kegiatan", 3, 4) in super_headings(head)


def test_a_wide_blank_within_a_name_parts_no_column_where_the_rows_have_none() -> None:
    head = only(
        [line(100, ("Program", 50), ("Indikator (Outcome)", 200), ("dan Kegiatan (Output)", 299), ("Target", 430))]
    )
    rows = [
        line(120 + 12 * k, ("Pasar", 50), ("Jumlah pasar yang tertata dan bersih", 200), bold=False) for k in range(3)
    ]
    assert named(without_torn(head, rows, ())) == ["Program", "Indikator (Outcome) dan Kegiatan (Output)", "Target"]


def test_numbers_under_the_last_columns_only_end_the_names_there() -> None:
    lines = [
        line(
            100,
            ("No", 50),
            ("Sasaran", 80),
            ("Indikator Kinerja", 170),
            ("Satuan", 300),
            *(("TW", x) for x in QUARTERS),
        ),
        line(109, *((str(k + 1), x + 2) for k, x in enumerate(QUARTERS))),
        line(
            126,
            ("1.", 50),
            ("Taman rapi", 80),
            ("Luas taman", 170),
            ("ha", 300),
            *(("9", x) for x in QUARTERS),
            bold=False,
        ),
    ]
    assert named(only(lines))[-4:] == ["TW 1", "TW 2", "TW 3", "TW 4"]


def test_the_last_line_of_a_cell_over_further_names_belongs_to_the_heading_whatever_it_says() -> None:
    first = (("No", 50), ("Program", 90), ("Keadaan Awal", 180), ("Lokasi", 430))
    lines = [line(100, *first, bold=False), line(112, ("Perencanaan", 180), bold=False)]
    lines += [line(124, ("Target", 300), ("Rp", 370), bold=False)]
    lines.append(line(136, ("1", 50), ("Penataan kios", 90), ("12 kios", 300), ("75.000.000", 370), bold=False))
    assert named(only(lines)) == ["No", "Program", "Keadaan Awal Perencanaan", "Target", "Rp", "Lokasi"]


def test_a_text_over_a_row_of_plain_words_is_no_line_of_the_heading() -> None:
    lines = [line(100, ("No", 50), ("Program", 90), ("Lokasi", 430), bold=False)]
    lines += [
        line(112, ("Perencanaan", 90), bold=False),
        line(124, ("Penataan kios", 90), ("Sukamaju", 430), bold=False),
    ]
    assert named(only(lines)) == ["No", "Program", "Lokasi"]


def test_a_row_in_the_columns_of_those_above_heads_no_table_whatever_it_says() -> None:
    head = line(100, ("No", 50), ("Sasaran", 90), ("Indikator", 200), ("Rumus", 360), ("Sumber Data", 500))
    row = line(
        130, ("1", 50), ("Kota bersih", 90), ("Jumlah taman", 200), ("Hitungan warga", 360), ("Dinas", 500), bold=False
    )
    other = line(175, ("Capaian serapan", 200), ("Realisasi anggaran", 360), bold=False)
    assert len(find_heads([head, row, other], ())) == 1

"""Words that the edge of a cell cut without a hyphen."""

from __future__ import annotations

from sheet import sheet

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.broken_words import whole_words
from extractor.read.words import Word


def read(*rows: str) -> list[str]:
    return [row[0].text for row in whole_words(sheet("Indikator", *rows).rows)]


def test_where_lines_are_cut_anywhere_every_break_is_asked() -> None:
    rows = ("Nilai akuntabi\nlitas kinerja", "Jumlah kelompok pe\nnerima bantuan so\nsial", "Luas panen yang\ntercatat")
    assert read(*rows) == [
        "Nilai akuntabilitas kinerja",
        "Jumlah kelompok penerima bantuan sosial",
        "Luas panen yang tercatat",
    ]


def test_a_word_behind_a_slash_is_whole_and_a_long_current_spelling_too() -> None:
    rows = (
        "Sarana kabupaten/kot\na",
        "Luas panen akuntabi\nlitas",
        "Saran yang ditindaklanj\nuti",
        "Jumlah pe\nnerima",
    )
    assert read(*rows)[::2] == ["Sarana kabupaten/kota", "Saran yang ditindaklanjuti"]


def test_in_other_tables_words_stay_apart_but_for_a_letter_or_two() -> None:
    assert read("Jumlah layana\nn", "Luas panen padi\nladang", "Targe\nt") == [
        "Jumlah layanan",
        "Luas panen padi ladang",
        "Target",
    ]
    assert read("Luas panen akuntabi\nlitas", "Hasil panen padi\nladang", "Harga panen kopi\nrakyat") == [
        "Luas panen akuntabi litas",
        "Hasil panen padi ladang",
        "Harga panen kopi rakyat",
    ]


def cell_of(width: float, *lines: str) -> Cell:
    """A cell with lines of figures five points a letter."""
    made = [Line((Word(t, 1, (2, 12 * k, 2 + 5 * len(t), 12 * k + 10), size=10),)) for k, t in enumerate(lines)]
    return Cell(tuple(made), (0, 0, width, 12 * len(lines)), 0, 0)


def figures(*rows: tuple[float, tuple[str, ...]]) -> list[str]:
    return [row[0].text for row in whole_words([(cell_of(width, *lines),) for width, lines in rows])]


def test_figures_that_a_narrow_column_cut_are_whole() -> None:
    assert figures((26, ("1.1.", "1")), (26, ("80,0", "7")), (26, ("5.149.", "600"))) == ["1.1.1", "80,07", "5.149.600"]
    assert figures((21, ("204", "1"))) == ["2041"]


def test_figures_one_under_another_are_two() -> None:
    assert figures((26, ("80,0", "7"))) == ["80,0 7"]
    assert figures((60, ("1.1.", "1")), (60, ("80,0", "7"))) == ["1.1. 1", "80,0 7"]


def test_the_point_of_a_number_may_stand_under_it() -> None:
    first = Line((Word("12", 1, (2, 0, 12, 10), size=10), Word("Luas", 1, (20, 0, 40, 10), size=10)))
    second = Line((Word(".", 1, (2, 12, 4, 22), size=10), Word("taman", 1, (20, 12, 45, 22), size=10)))
    ((cell,),) = whole_words([(Cell((first, second), (0, 0, 60, 24), 0, 0),)])
    assert cell.text == "12. Luas taman"


def test_a_word_too_wide_for_its_column_is_whole_whatever_its_parts() -> None:
    assert figures((28, ("189", "Doku", "men")), (21, ("Lapo", "ran"))) == ["189 Dokumen", "Laporan"]
    assert figures((21, ("Kelo", "mpo", "k"))) == ["Kelompok"]


def test_two_words_one_under_another_stay_two() -> None:
    assert figures((60, ("Doku", "men")), (28, ("Jumlah", "orang"))) == ["Doku men", "Jumlah orang"]


def test_a_compound_cut_behind_its_stroke_is_whole() -> None:
    assert read("59,31 Kg/kapita/tah\nun", "Desa/kelurahan\nmaju") == ["59,31 Kg/kapita/tahun", "Desa/kelurahan maju"]

"""Words that the edge of a cell cut without a hyphen."""

from __future__ import annotations

from sheet import sheet

from extractor.layout.tables.broken_words import whole_words


def read(*rows: str) -> list[str]:
    return [row[0].text for row in whole_words(sheet("Indikator", *rows).rows)]


def test_where_lines_are_cut_anywhere_every_break_is_asked() -> None:
    rows = ("Nilai akuntabi\nlitas kinerja", "Jumlah kelompok pe\nnerima bantuan so\nsial", "Luas panen yang\ntercatat")
    assert read(*rows) == [
        "Nilai akuntabilitas kinerja",
        "Jumlah kelompok penerima bantuan sosial",
        "Luas panen yang tercatat",
    ]


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

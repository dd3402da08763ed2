"""Rows within tall cells that blank lines set apart and that do not stand level."""

from __future__ import annotations

from table_pages import Sheet, body, tables


def framed(bottom: float) -> Sheet:
    """A frame with upright lines, a heading and one tall cell a column."""
    sheet = Sheet()
    for x in (50, 200, 350, 430):
        sheet.upright(x, 100, bottom)
    for y in (100, 120, bottom):
        sheet.level(50, 430, y)
    for text, x in (("Sub Kegiatan", 55), ("Indikator", 205), ("Target", 355)):
        sheet.text(text, x, 104, bold=True)
    return sheet


def test_what_is_left_of_a_row_of_the_page_before_has_no_paragraph_beside_it() -> None:
    sheet = framed(420)
    names = {
        0: "kecamatan",
        3: "Perawatan taman",
        4: "dan hutan kota",
        5: "serta jalur",
        6: "hijau di tepi",
        7: "jalan",
    }
    names |= {9: "Pelatihan petugas", 10: "taman dan hutan", 11: "kota", 14: "Lomba taman", 15: "antarwarga"}
    told = {1: "Jumlah taman", 2: "yang dirawat", 3: "dan hutan", 4: "kota", 7: "Jumlah petugas", 8: "yang mengikuti"}
    told |= {9: "pelatihan", 10: "di kota", 11: "dan kecamatan", 13: "warga mengikuti", 14: "lomba", 15: "taman"}
    for lines, x in ((names, 55), (told, 205), ({3: "4", 9: "9", 14: "7"}, 355)):
        for k, text in lines.items():
            sheet.text(text, x, 124 + 12 * k)
    (table,) = tables(sheet)
    assert body(table) == [
        ["kecamatan", "", ""],
        [
            "Perawatan taman dan hutan kota serta jalur hijau di tepi jalan",
            "Jumlah taman yang dirawat dan hutan kota",
            "4",
        ],
        [
            "Pelatihan petugas taman dan hutan kota",
            "Jumlah petugas yang mengikuti pelatihan di kota dan kecamatan",
            "9",
        ],
        ["Lomba taman antarwarga", "warga mengikuti lomba taman", "7"],
    ]


def test_paragraphs_go_together_by_their_count_where_they_are_not_level() -> None:
    sheet = framed(300)
    sheet.level(50, 430, 220)
    names = (
        "Perawatan taman",
        "dan hutan kota",
        "",
        "Pelatihan petugas",
        "taman dan hutan",
        "di kecamatan",
        "",
        "Lomba",
    )
    told = ("Jumlah taman", "", "Jumlah petugas", "yang dilatih", "", "Jumlah peserta", "lomba taman", "kota")
    for lines, x in ((names, 55), (told, 205)):
        for k, text in enumerate(lines):
            sheet.text(text, x, 122 + 12 * k)
    for k, text in ((0, "4"), (2, "9"), (5, "7")):
        sheet.text(text, 355, 122 + 12 * k)
    sheet.text("Penanaman pohon", 55, 224).text("Jumlah pohon", 205, 224).text("80", 355, 224)
    (table,) = tables(sheet)
    assert body(table)[:3] == [
        ["Perawatan taman dan hutan kota", "Jumlah taman", "4"],
        ["Pelatihan petugas taman dan hutan di kecamatan", "Jumlah petugas yang dilatih", "9"],
        ["Lomba", "Jumlah peserta lomba taman kota", "7"],
    ]

"""Rows within tall cells that blank lines set apart and that do not stand level."""

from __future__ import annotations

from table_pages import Sheet, body, tables


def test_paragraphs_go_together_by_their_count_where_they_are_not_level() -> None:
    sheet = Sheet()
    for x in (50, 200, 350, 430):
        sheet.upright(x, 100, 300)
    for y in (100, 120, 220, 300):
        sheet.level(50, 430, y)
    for text, x in (("Sub Kegiatan", 55), ("Indikator", 205), ("Target", 355)):
        sheet.text(text, x, 104, bold=True)
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

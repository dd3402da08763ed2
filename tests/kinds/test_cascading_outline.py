"""Cascades written out as text: what stands under which heading, what was cut off and stands elsewhere, who is
under whom.
"""

from __future__ import annotations

from extractor.kinds.cascade.build import node_of
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.parents import Node, merge, plant
from extractor.layout.blocks import Line
from extractor.read.words import Word


def lines(text: str) -> list[Line]:
    """The lines of a text, blank lines as gaps; ``**`` at a line's ends makes it bold."""
    out = []
    for n, line in enumerate(text.strip("\n").splitlines(), 1):
        bold = line.startswith("**")
        at, words = 0.0, []
        for part in line.strip("* ").split():
            words.append(Word(part, 1, (at, n * 12.0, at + 5 * len(part), n * 12.0 + 10), n, method="text", bold=bold))
            at += 5 * len(part) + 5
        if words:
            out.append(Line(tuple(words)))
    return out


def tree(text: str) -> list[Node]:
    return merge(plant([node_of(p) for p in read_outline(lines(text))]))


def titles(nodes: list[Node]) -> list[object]:
    return [
        (n.number.text, n.title.text, titles(n.children)) if n.children else (n.number.text, n.title.text)
        for n in nodes
    ]


PARTS = """
**Program 1**
**Program Penataan Taman**
**Sasaran Program**
Tertatanya taman
**Indikator Kinerja Program**
Jumlah taman yang ditata
**Penjelasan**
Formulasi : taman tertata dibagi taman
"""


def test_parts_of_a_block_go_to_their_headings() -> None:
    (piece,) = read_outline(lines(PARTS))
    assert piece.level == "program"
    assert [line.text for line in piece.title] == ["Program Penataan Taman"]
    assert [line.text for line in piece.objective] == ["Tertatanya taman"]
    assert [line.text for line in piece.groups[0].lines] == ["Jumlah taman yang ditata"]
    assert [line.text for line in piece.groups[0].explanation] == ["Formulasi : taman tertata dibagi taman"]


def test_level_word_at_the_head_of_a_name_is_no_label() -> None:
    (piece,) = read_outline(lines("**Kegiatan 4**\nKegiatan Bersama Warga\n"))
    assert [line.text for line in piece.title] == ["Kegiatan Bersama Warga"]


def test_brothers_written_row_by_row_go_to_successive_parents() -> None:
    text = """
Program 1
Program Air

Kegiatan 1
Sumur

Kegiatan 2
Pipa

Sub Kegiatan 1
Gali

Sub Kegiatan 2
Timba

Sub Kegiatan 1
Sambung
"""
    (program,) = tree(text)
    assert titles([program]) == [
        ("1", "Program Air", [
            ("1", "Sumur", [("1", "Gali"), ("2", "Timba")]),
            ("2", "Pipa", [("1", "Sambung")]),
        ])
    ]  # fmt: skip


def test_tails_of_explanations_go_to_the_boxes_that_lack_them_in_order() -> None:
    block = "Kegiatan {n}\nKerja {n}\nIndikator Kinerja Kegiatan\nJumlah kerja {n}\nPenjelasan\nJumlah kerja\n\n"
    tail = "b. Tipe Penghitungan : Kumulatif\nc. Sumber Data : Buku {n}\n\n"
    text = "".join(block.format(n=n) for n in (1, 2, 3)) + "".join(tail.format(n=n) for n in (1, 2, 3))
    pieces = read_outline(lines(text))
    assert [p.groups[0].explanation[-1].text for p in pieces] == [f"c. Sumber Data : Buku {n}" for n in (1, 2, 3)]


def test_the_statement_of_a_program_under_a_sasaran_is_a_node_of_its_own() -> None:
    read = read_outline(
        lines(
            """
Tujuan: Terwujudnya kota hijau
Sasaran: Meningkatnya luas taman
Sasaran Program: Tertatanya taman kota
Sasaran Kegiatan: Terawatnya pohon peneduh
"""
        )
    )
    assert [(p.level, [line.text for line in p.title or p.objective]) for p in read] == [
        ("tujuan", ["Terwujudnya kota hijau"]),
        ("sasaran", ["Meningkatnya luas taman"]),
        ("program", ["Tertatanya taman kota"]),
        ("kegiatan", ["Terawatnya pohon peneduh"]),
    ]


def test_a_statement_that_no_node_above_waits_for_is_a_node_of_its_own() -> None:
    read = read_outline(
        lines(
            """
Sasaran: Meningkatnya luas taman

Sasaran Program: Tertatanya taman kota

Sasaran Kegiatan: Terawatnya pohon peneduh
"""
        )
    )
    assert [(p.level, [line.text for line in p.title or p.objective]) for p in read] == [
        ("sasaran", ["Meningkatnya luas taman"]),
        ("program", ["Tertatanya taman kota"]),
        ("kegiatan", ["Terawatnya pohon peneduh"]),
    ]


def test_headings_of_a_row_get_their_contents_afterwards() -> None:
    text = """
Sub Kegiatan 1

Sub Kegiatan 2

Gali sumur
Sasaran Sub Kegiatan
Tergalinya sumur

Timba air
Sasaran Sub Kegiatan
Tertimbanya air
"""
    pieces = read_outline(lines(text))
    assert [[line.text for line in p.title] for p in pieces] == [["Gali sumur"], ["Timba air"]]
    assert [[line.text for line in p.objective] for p in pieces] == [["Tergalinya sumur"], ["Tertimbanya air"]]


def test_text_cut_from_under_its_heading_goes_there() -> None:
    text = """
Sub Kegiatan 1
Gali sumur
Sasaran Sub Kegiatan

Sub Kegiatan 2
Timba air
Sasaran Sub Kegiatan
Tertimbanya air
Indikator Kinerja Sub Kegiatan

Jumlah timba

Penjelasan

a. Formulasi = timba per hari
"""
    pieces = read_outline(lines(text))
    assert pieces[0].objective == []
    assert [line.text for line in pieces[1].groups[0].lines] == ["Jumlah timba"]
    assert [line.text for line in pieces[1].groups[0].explanation] == ["a. Formulasi = timba per hari"]


def test_shared_upper_levels_of_sheets_are_merged() -> None:
    sheet = "Eselon II\n\nTujuan 1 : Kota bersih\n\nProgram {n}\nProgram {name}\n\n"
    roots = tree(sheet.format(n=1, name="Sampah") + sheet.format(n=2, name="Taman"))
    assert titles(roots) == [("1", "Kota bersih", [("1", "Program Sampah"), ("2", "Program Taman")])]
    assert {n.piece.echelon.text for n in (roots[0], *roots[0].children)} == {"II"}


def test_nomenclature_places_a_sub_kegiatan_that_numbers_leave_open() -> None:
    text = """
Program 1
Program Penunjang

Kegiatan 1
Administrasi Keuangan Perangkat Daerah

Kegiatan 2
Administrasi Umum Perangkat Daerah

Sub Kegiatan 1
Penyediaan Gaji dan Tunjangan ASN

Sub Kegiatan 1
Penyediaan Bahan Logistik Kantor

Sub Kegiatan 3
Fasilitasi Kunjungan Tamu
"""
    (program,) = tree(text)
    assert [len(k.children) for k in program.children] == [1, 2]


def test_numbered_statements_under_one_heading_are_brothers() -> None:
    text = """
SASARAN
1. Tertatanya taman
Indikator Kinerja : Persentase taman tertata
2. Bersihnya sungai
Indikator Kinerja : Persentase sungai bersih
"""
    assert titles(tree(text)) == [("1", "Tertatanya taman"), ("2", "Bersihnya sungai")]


def test_names_that_begin_with_their_level_head_a_node() -> None:
    text = """
Sasaran 1 : Tertatanya taman

1. Program Taman Kota
Indikator Program : Jumlah taman
1.1 Kegiatan Penanaman
Indikator Kegiatan : Jumlah pohon
1.1.1 Sub Kegiatan Pembibitan
Indikator Sub Kegiatan : Jumlah bibit
"""
    assert titles(tree(text)) == [
        ("1", "Tertatanya taman", [
            ("1", "Program Taman Kota", [
                ("1.1", "Kegiatan Penanaman", [("1.1.1", "Sub Kegiatan Pembibitan")]),
            ]),
        ])
    ]  # fmt: skip


def test_an_office_over_a_statement_is_no_node_of_its_own() -> None:
    (node,) = tree("Kepala Bidang Taman\nSasaran : Tertatanya taman\nIndikator : Jumlah taman\n")
    assert (node.level, node.title.text) == ("sasaran", "Tertatanya taman")


def test_plain_indicators_under_a_bold_statement_need_no_heading() -> None:
    (piece,) = read_outline(lines("**Program 1**\n**Taman kota terawat**\nPersentase taman terawat"))
    assert [line.text for line in piece.title] == ["Taman kota terawat"]
    assert [line.text for line in piece.groups[0].lines] == ["Persentase taman terawat"]

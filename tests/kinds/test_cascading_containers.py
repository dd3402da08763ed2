"""Cards in frames, tags and icons on cards, text without boxes on a chart of boxes, columns under labels."""

from __future__ import annotations

from dataclasses import replace

from cascade_pages import BLUE, GREEN, GREY, box, chart, frame, tree, words

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.labels import read_label
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Span


def line(x0: float, y0: float, x1: float, y1: float) -> Shape:
    return Shape(((x0, y0), (x1, y1)), False, stroke="#333333")


def test_rows_with_indicators_of_their_own_in_a_container_are_nodes_under_its_head() -> None:
    page = chart(
        box(100, 40, 180, 20, "Program : Penataan Taman", BLUE),
        box(100, 60, 180, 30, "Penanaman Pohon Peneduh / (Jumlah pohon : 40 Batang)"),
        box(100, 90, 180, 30, "Pemeliharaan Bangku / (Jumlah bangku : 12 Unit)"),
    )
    assert tree(page) == [
        "program: Penataan Taman",
        "  Penanaman Pohon Peneduh",
        "  * Jumlah pohon = 40 Batang",
        "  Pemeliharaan Bangku",
        "  * Jumlah bangku = 12 Unit",
    ]


def test_cards_in_the_frame_of_a_node_hang_under_it() -> None:
    page = chart(
        box(100, 40, 200, 130, "Program / Penataan Taman", GREY),
        box(110, 70, 180, 36, "Penanaman Pohon / • Jumlah pohon : 40 Batang", GREEN),
        box(110, 118, 180, 36, "Pemeliharaan Bangku / • Jumlah bangku : 12 Unit", GREEN),
        box(100, 200, 200, 60, "Program / Penerangan Jalan", GREY),
        box(400, 40, 200, 60, "Program / Pengelolaan Sampah", GREY),
    )
    assert tree(page) == [
        "program: Penataan Taman",
        "  Penanaman Pohon",
        "  * Jumlah pohon = 40 Batang",
        "  Pemeliharaan Bangku",
        "  * Jumlah bangku = 12 Unit",
        "program: Pengelolaan Sampah",
        "program: Penerangan Jalan",
    ]


def test_a_frame_around_a_part_of_the_chart_is_no_node_and_no_end_of_connectors() -> None:
    boxes = (
        box(20, 100, 100, 30, "Sasaran : Kota hijau", BLUE),
        box(180, 60, 100, 30, "Program : Taman", GREEN),
        box(330, 60, 100, 30, "Kegiatan : Pohon", GREEN),
        box(330, 110, 100, 30, "Kegiatan : Bangku", GREEN),
    )
    around = frame((165, 30, 450, 160))
    name = list(words(["Bidang Pertamanan"], 260, 36))
    links = [line(120, 115, 180, 75), line(280, 75, 330, 75), line(280, 75, 330, 125)]
    said = tuple(w for _, held in boxes for w in held) + tuple(name)
    page = Page(1, 700, 500, said, (), (around, *(shape for shape, _ in boxes), *links))
    assert tree(page) == [
        "sasaran: Kota hijau",
        "  program: Taman",
        "    kegiatan: Pohon",
        "    kegiatan: Bangku",
    ]


def test_codes_on_a_card_are_tags_and_no_nodes() -> None:
    page = chart(
        box(100, 40, 220, 60, "Sasaran (Outcome) : / Kota hijau / Indikator Sasaran (Outcome) : / Luas taman", BLUE),
        (frame((262, 44, 278, 54), GREY, None), list(words(["RA"], 264, 46))),
        (frame((282, 44, 304, 54), GREY, None), list(words(["RRA"], 284, 46))),
        box(400, 40, 160, 60, "RA RRA / Sasaran : / Kota bersih / Indikator : / Berat sampah", BLUE),
    )
    assert tree(page) == ["sasaran: Kota hijau", "* Luas taman", "sasaran: Kota bersih", "* Berat sampah"]


def test_an_icon_read_as_a_letter_or_a_nought_hides_no_label() -> None:
    def label(text: str) -> tuple[str, str | None] | None:
        found = read_label(Span(words([text], 0, 0)))
        return None if found is None else (found.role, found.level)

    assert label("0 Sasaran Program (Intermediate Outcome):") == ("objective", "program")
    assert label("O Nama Kegiatan: Penanaman") == ("level", "kegiatan")
    assert label("8 Indikator Kegiatan:") == ("indicator", "kegiatan")
    assert label("O Taman kota") is None


def test_under_labels_over_columns_every_box_says_one_thing() -> None:
    heads = (
        box(20, 20, 60, 16, "Tujuan"),
        box(160, 20, 60, 16, "Indikator"),
        box(300, 20, 60, 16, "Program"),
    )
    page = chart(
        *heads,
        *(
            box(20, y, 110, 18, text, BLUE)
            for y, text in ((50, "Kota hijau"), (110, "Kota bersih"), (170, "Kota aman"))
        ),
        *(
            box(160, y, 110, 18, text, GREEN)
            for y, text in ((50, "Luas taman"), (68, "Jumlah pohon"), (110, "Berat sampah"), (170, "Jumlah pos jaga"))
        ),
        *(
            box(300, y, 110, 18, text, GREY)
            for y, text in ((50, "Program / taman"), (110, "Program / sampah"), (170, "Program / pos"))
        ),
    )
    assert tree(page) == [
        "tujuan: Kota hijau",
        "* Luas taman",
        "* Jumlah pohon",
        "  program: Program taman",
        "tujuan: Kota bersih",
        "* Berat sampah",
        "  program: Program sampah",
        "tujuan: Kota aman",
        "* Jumlah pos jaga",
        "  program: Program pos",
    ]


def test_a_rule_in_a_card_that_runs_on_to_the_next_card_parts_the_card_alone() -> None:
    left, right = frame((100, 40, 220, 100), BLUE, None), frame((230, 40, 350, 100), BLUE, None)
    said = (
        *words(["Sasaran Program : kota hijau", "Indikator : Luas taman"], 104, 44),
        *words(["Nama Program : Taman"], 104, 80),
        *words(["Sasaran Program : kota bersih", "Indikator : Berat sampah"], 234, 44),
        *words(["Nama Program : Sampah"], 234, 80),
    )
    rules = (
        Ruling(100, 40, 100, 100),
        Ruling(230, 40, 230, 100),
        Ruling(350, 40, 350, 100),
        Ruling(100, 40, 220, 40),
        Ruling(230, 40, 350, 40),
        Ruling(100, 70, 350, 70),
    )
    assert tree(Page(1, 700, 500, said, rules, (left, right))) == [
        "program: Taman",
        "* Luas taman",
        "program: Sampah",
        "* Berat sampah",
    ]


def test_a_labelled_statement_under_a_name_is_its_own_and_no_card_in_it() -> None:
    page = chart(
        box(100, 40, 140, 20, "Sub Kegiatan : Penanaman", BLUE),
        box(100, 60, 140, 50, "Sasaran Sub / Kegiatan / Tertanamnya pohon / Indikator : Jumlah pohon"),
        box(300, 40, 140, 20, "Sub Kegiatan : Perawatan", BLUE),
        box(300, 60, 140, 50, "Sasaran Sub / Kegiatan / Terawatnya pohon / Indikator : Luas taman"),
    )
    nodes = read_charts([page], frozenset())
    assert [(n.title.text, [part.text for part in n.piece.objective]) for n in nodes] == [
        ("Penanaman", ["Tertanamnya pohon"]),
        ("Perawatan", ["Terawatnya pohon"]),
    ]


def test_a_frame_around_all_others_is_the_root_and_no_band() -> None:
    page = chart(
        box(20, 40, 600, 200, "Sasaran : Kota hijau / • Luas taman kota (40 Hektare)", GREY),
        box(30, 80, 280, 150, "Program : Taman", GREEN),
        box(330, 80, 280, 150, "Program : Sampah", GREEN),
        box(40, 120, 200, 60, "Kegiatan : Penanaman", BLUE),
    )
    assert tree(page) == [
        "sasaran: Kota hijau",
        "* Luas taman kota = 40 Hektare",
        "  program: Taman",
        "    kegiatan: Penanaman",
        "  program: Sampah",
    ]


def test_a_little_table_from_wall_to_wall_of_a_card_is_its_list_of_indicators() -> None:
    rulings = [Ruling(100, y, 280, y) for y in (70, 86, 102, 118)]
    rulings += [Ruling(x, 70, x, 118) for x in (100, 220, 280)]
    cells = (("Indikator", "Target"), ("Luas taman", "4 Hektare"), ("Jumlah pohon", "90 Batang"))
    said = [
        w
        for k, row in enumerate(cells)
        for x, text in zip((104, 224), row, strict=True)
        for w in words([text], x, 74 + 16 * k)
    ]
    card = box(100, 40, 180, 78, "Program : Penataan Taman", GREY)
    page = chart(
        card, box(100, 160, 180, 30, "Kegiatan : Penanaman", BLUE), rulings=(*rulings, Ruling(190, 118, 190, 160))
    )
    page = replace(page, words=page.words + tuple(said))
    assert tree(page) == [
        "program: Penataan Taman",
        "* Luas taman = 4 Hektare",
        "* Jumlah pohon = 90 Batang",
        "  kegiatan: Penanaman",
    ]

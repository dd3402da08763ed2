"""Charts read to nodes, one difficulty each: cards in several boxes, levels beside rows, parents by weight."""

from __future__ import annotations

from cascade_pages import BLUE, GREEN, GREY, PINK, box, chart, frame, told, tree, words
from hypothesis import given
from hypothesis import strategies as st

from extractor.kinds.cascade.assign import Evidence, assign
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.parents import Node, plant
from extractor.kinds.cascade.piece import Group, Piece
from extractor.layout.blocks import Line
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Span, Word


def test_halves_side_by_side_are_one_card() -> None:
    page = chart(
        box(20, 100, 80, 40, "Sasaran 1 : / Jalan yang mantap", GREEN),
        box(104, 100, 90, 40, "- Panjang jalan", "#ffffff"),
        box(260, 60, 80, 40, "Program : / Jalan kota", BLUE),
        box(344, 60, 90, 40, "- Luas jalan", "#ffffff"),
        rulings=(Ruling(194, 120, 225, 120), Ruling(225, 80, 225, 120), Ruling(225, 80, 260, 80)),
    )
    assert tree(page) == [
        "sasaran: Jalan yang mantap",
        "* Panjang jalan",
        "  program: Jalan kota",
        "  * Luas jalan",
    ]


def test_every_cell_under_an_office_is_an_indicator_until_the_next_office() -> None:
    page = chart(
        box(50, 50, 200, 15, "KEPALA BIDANG JALAN", GREEN),
        box(50, 65, 200, 20, "1.1. Merawat jalan (98 %)", BLUE),
        box(50, 85, 200, 20, "2,1 Jembatan yang dibangun (2 unit)", PINK),
        box(50, 140, 200, 15, "KEPALA SEKSI JEMBATAN", GREEN),
        box(50, 155, 200, 20, "1.2. Membuat laporan (5 dokumen)", BLUE),
    )
    assert tree(page) == [
        "KEPALA BIDANG JALAN",
        "* Merawat jalan = 98 %",
        "* Jembatan yang dibangun = 2 unit",
        "  KEPALA SEKSI JEMBATAN",
        "  * Membuat laporan = 5 dokumen",
    ]


def test_a_label_broken_over_lines_is_a_label_and_its_word_repeated_is_the_name() -> None:
    page = chart(
        box(50, 50, 60, 60, "Sasaran / Renstra / Jalan mantap", BLUE),
        box(50, 160, 60, 80, "Program / Program Jalan / Indikator / Program : / Luas jalan", BLUE),
        rulings=(Ruling(80, 110, 80, 160),),
    )
    assert tree(page) == ["sasaran: Jalan mantap", "  program: Program Jalan", "  * Luas jalan"]


def test_many_cards_with_tables_stand_in_one_block() -> None:
    def card(x: float, y: float, width: float, title: str, name: str, aim: str) -> list[tuple[Shape, list[Word]]]:
        part = width * 0.7
        return [
            box(x, y, width, 15, title, GREEN),
            box(x, y + 15, part, 15, "Indikator", "#ffffff"),
            box(x + part, y + 15, width - part, 15, "Target", "#ffffff"),
            box(x, y + 30, part, 15, name, "#ffffff"),
            box(x + part, y + 30, width - part, 15, aim, "#ffffff"),
        ]

    page = chart(
        *card(50, 50, 400, "1. Jalan mantap", "Panjang jalan", "5 km"),
        *card(50, 95, 200, "1.1. Jalan kota", "Luas jalan", "2 km"),
        *card(250, 95, 200, "1.2. Jalan desa", "Umur jalan", "9 tahun"),
    )
    assert tree(page) == [
        "Jalan mantap",
        "* Panjang jalan = 5 km",
        "  Jalan kota",
        "  * Luas jalan = 2 km",
        "  Jalan desa",
        "  * Umur jalan = 9 tahun",
    ]


def test_a_shadow_takes_no_words_from_its_box() -> None:
    place = (50.0, 50.0, 150.0, 90.0)
    shadow = frame((53, 53, 153, 93), GREY, None)
    held = list(words(["Sasaran : Jalan", "Indikator : Luas"], 54, 54))
    page = chart((shadow, []), (frame(place, "#ffffff"), held), box(50, 150, 100, 40, "Program : Kota", BLUE))
    assert tree(page)[:2] == ["sasaran: Jalan", "* Luas"]


def test_sheets_that_say_the_same_at_the_same_places_are_no_tiles() -> None:
    rules = (Ruling(20, 60, 600, 60), Ruling(20, 90, 600, 90))

    def sheet(number: int, name: str) -> Page:
        said = [*words(["Cascading Dinas Jalan Kota Contoh Tahun 2031"], 40, 20), *words([name], 40, 70)]
        return chart(
            (frame((40, 200, 140, 240)), [*said, *words([f"Program : {name}"], 44, 204)]), rulings=rules, number=number
        )

    assert [line for line in tree(sheet(1, "Satu"), sheet(2, "Dua")) if "program" in line] == [
        "program: Satu",
        "program: Dua",
    ]


@given(
    st.lists(st.sampled_from([None, "sasaran", "program", "kegiatan"]), min_size=2, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.booleans(),
)
def test_parents_hold_the_ranks_and_make_no_ring(
    levels: list[str | None], links: list[tuple[int, int]], rightwards: bool
) -> None:
    nodes = [Node(Piece(level=level), Span(), Span()) for level in levels]
    place = {n: (30.0 * k, 40.0 * (k % 3), 30.0 * k + 25, 40.0 * (k % 3) + 30) for k, n in enumerate(nodes)}
    linked: dict[Node, list[Node]] = {}
    for a, b in links:
        if a != b and a < len(nodes) and b < len(nodes):
            linked.setdefault(nodes[a], []).append(nodes[b])
    chosen = assign(nodes, Evidence(place, linked, rightwards=rightwards))
    for node in chosen:
        above = chosen[node].parent
        assert node.rank is None or above.rank is None or above.rank <= node.rank
        seen = {node}
        while above in chosen:
            assert above not in seen
            seen.add(above)
            above = chosen[above].parent


def test_a_target_stands_behind_a_colon_or_an_equals_sign() -> None:
    for said, aim in (
        ("Luas jalan : 85,4 %", "85,4 %"),
        ("Nilai jalan = BB", "BB"),
        ("Umur jalan (9 tahun)", "9 tahun"),
    ):
        found = indicators(Group(lines=[Line(tuple(words([said], 10, 10)))]), {}, True)
        assert told(found[0])[1] == aim


def test_a_form_in_a_frame_is_one_card() -> None:
    def form(y: float, badge: str, name: str, measured: str) -> list[tuple[Shape, list[Word]]]:
        rows = ((badge, name), ("Indikator", measured), ("Target/Satuan", "12 unit"), ("Warna", "merah"))
        cells = [box(54, y + 4, 142, 14, badge, BLUE)]
        for k, (label, value) in enumerate(rows):
            cells += [
                box(54, y + 20 + 15 * k, 52, 15, label, PINK),
                box(106, y + 20 + 15 * k, 90, 15, value, "#ffffff"),
            ]
        return [*cells, box(50, y, 150, 84, "", "#ffffff")]

    page = chart(
        *form(40, "Sasaran", "Jalan mantap", "Panjang jalan"),
        *form(160, "Program", "Program Jalan", "Luas jalan"),
        rulings=(Ruling(125, 124, 125, 160),),
    )
    assert tree(page) == [
        "sasaran: Jalan mantap",
        "* Panjang jalan = 12 unit",
        "  program: Program Jalan",
        "  * Luas jalan = 12 unit",
    ]


def test_a_box_on_no_connector_belongs_to_the_one_that_it_touches() -> None:
    page = chart(
        box(20, 40, 100, 30, "Jalan mantap", GREEN),
        box(120, 40, 100, 30, "1. Panjang jalan / 2. Umur jalan", "#ffffff"),
        box(60, 80, 100, 30, "Jalan kota", BLUE),
        box(160, 80, 100, 30, "1. Rusaknya jalan", "#ffffff"),
        rulings=(Ruling(40, 70, 40, 95), Ruling(40, 95, 60, 95)),
    )
    assert tree(page) == ["Jalan mantap", "* Panjang jalan", "* Umur jalan", "  Jalan kota", "  * Rusaknya jalan"]


def test_a_map_grows_to_both_sides_of_its_root_by_the_levels() -> None:
    page = chart(
        box(250, 100, 100, 30, "Tujuan : / Kota maju", GREEN),
        box(450, 100, 100, 30, "Sasaran : / Jalan mantap", BLUE),
        box(50, 100, 100, 30, "Sasaran : / Pasar ramai", BLUE),
        rulings=(Ruling(350, 115, 450, 115), Ruling(150, 115, 250, 115)),
    )
    assert tree(page) == ["tujuan: Kota maju", "  sasaran: Pasar ramai", "  sasaran: Jalan mantap"]


def test_boxes_drawn_alike_and_equally_deep_share_the_level_that_most_of_them_say() -> None:
    trunk = (Ruling(300, 70, 300, 100), Ruling(100, 100, 500, 100))
    page = chart(
        box(250, 40, 100, 30, "Kota maju", GREEN),
        box(50, 140, 100, 30, "Program Jalan", BLUE),
        box(250, 140, 100, 30, "Program Taman", BLUE),
        box(450, 140, 100, 30, "Pembinaan Pasar", BLUE),
        rulings=(*trunk, *(Ruling(x, 100, x, 140) for x in (100, 300, 500))),
    )
    assert tree(page) == [
        "Kota maju",
        "  program: Program Jalan",
        "  program: Program Taman",
        "  program: Pembinaan Pasar",
    ]


def test_a_level_word_that_stands_alone_for_want_of_room_is_the_first_of_a_name() -> None:
    page = chart(
        box(50, 40, 60, 40, "Program / Perpustakaan / Keliling", BLUE),
        box(50, 140, 200, 40, "Kegiatan / Pembinaan perpustakaan keliling", PINK),
        rulings=(Ruling(80, 80, 80, 140),),
    )
    assert tree(page) == ["program: Program Perpustakaan Keliling", "  kegiatan: Pembinaan perpustakaan keliling"]


def test_a_line_that_arrives_over_an_indicator_and_its_target_leads_to_the_card() -> None:
    page = chart(
        box(40, 40, 100, 20, "Program Air", BLUE),
        box(40, 60, 70, 20, "Jumlah sumur"),
        box(110, 60, 30, 20, "4 unit"),
        box(200, 40, 100, 20, "Kegiatan Gali", BLUE),
        box(200, 60, 70, 20, "Jumlah galian"),
        box(270, 60, 30, 20, "2 titik"),
        rulings=(Ruling(140, 60, 200, 60),),
    )
    assert tree(page) == [
        "program: Program Air",
        "* Jumlah sumur = 4 unit",
        "  kegiatan: Kegiatan Gali",
        "  * Jumlah galian = 2 titik",
    ]


def test_a_trunk_down_the_left_sides_leads_from_the_box_that_another_line_reaches() -> None:
    names = ("Program Air", "Menggali", "Sumur dangkal", "Sumur dalam")
    places = ((100.0, 40.0), (100.0, 100.0), (100.0, 160.0), (100.0, 220.0))
    trunk = (Ruling(80, 115, 80, 235), *(Ruling(80, y, 100, y) for y in (115, 175, 235)))
    page = chart(
        *(box(x, y, 120, 30, name) for (x, y), name in zip(places, names, strict=True)),
        rulings=(Ruling(160, 70, 160, 100), *trunk),
    )
    roots = plant(read_charts((page,), frozenset()))
    assert [(n.title.text, [c.title.text for c in n.children]) for n in roots[0].children] == [
        ("Menggali", ["Sumur dangkal", "Sumur dalam"])
    ]


def test_steps_of_one_level_in_colours_of_their_own_hang_on_each_other() -> None:
    names = ("Tujuan / Kota yang sehat", "Sasaran / Warga yang sehat", "Sasaran / Ibu yang sehat")
    links = (Ruling(160, 80, 160, 100), Ruling(160, 140, 160, 160))

    def stacked(*fills: str) -> list[str]:
        boxes = (box(100, 40 + 60 * k, 120, 40, name, fills[k]) for k, name in enumerate(names))
        return tree(chart(*boxes, rulings=links))

    head = ["tujuan: Kota yang sehat", "  sasaran: Warga yang sehat"]
    assert stacked(GREEN, BLUE, PINK) == [*head, "    sasaran: Ibu yang sehat"]
    assert stacked(GREEN, BLUE, BLUE) == [*head, "  sasaran: Ibu yang sehat"]


def test_the_tujuan_of_an_office_under_a_sasaran_of_its_region_turns_no_chart_round() -> None:
    names = (
        "Tujuan / Kota yang sehat",
        "Sasaran / Warga yang sehat",
        "Tujuan / Layanan yang baik",
        "Sasaran / Ibu sehat",
    )
    page = chart(
        *(box(100, 40 + 60 * k, 120, 40, name) for k, name in enumerate(names)),
        rulings=tuple(Ruling(160, 80 + 60 * k, 160, 100 + 60 * k) for k in range(3)),
    )
    assert tree(page) == [
        "tujuan: Kota yang sehat",
        "  sasaran: Warga yang sehat",
        "    tujuan: Layanan yang baik",
        "      sasaran: Ibu sehat",
    ]

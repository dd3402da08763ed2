"""Charts of other programs: badges, legends, offices, topics without boxes, fish bones, lists in one box."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cascade_pages import BLUE, GREEN, GREY, PINK, box, chart, frame, told, tree, words

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.parents import merge, plant
from extractor.kinds.cascade.piece import Group
from extractor.layout.blocks import Line
from extractor.layout.charts import read_chart
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Span, Word


def said(text: str) -> Span:
    return Span([Word(w, 1, (10 * i, 10, 10 * i + 9, 18)) for i, w in enumerate(text.split())])


def slant(x0: float, y0: float, x1: float, y1: float) -> Shape:
    return Shape(((x0, y0), (x1, y1)), closed=False, stroke="#000000")


def test_a_badge_with_a_target_belongs_to_the_card_that_wears_it() -> None:
    page = chart(
        box(100, 40, 120, 50, "Program / Penataan taman / Indikator : / Luas taman"),
        box(140, 88, 40, 14, "12 Hektare", PINK),
        box(100, 140, 120, 50, "Kegiatan / Penanaman pohon / Indikator : / Jumlah pohon"),
        rulings=(Ruling(160, 102, 160, 140),),
    )
    assert tree(page) == [
        "program: Penataan taman",
        "* Luas taman = 12 Hektare",
        "  kegiatan: Penanaman pohon",
        "* Jumlah pohon".rjust(16),
    ]


def test_a_numbered_statement_of_few_words_is_no_badge() -> None:
    page = chart(
        box(100, 40, 200, 40, "1. Terjaganya taman / Indikator : / Luas taman"),
        box(100, 80, 100, 30, "1.1. Tertanamnya pohon"),
        box(200, 80, 100, 30, "1.2. Terawatnya pohon"),
    )
    assert [line.strip() for line in tree(page) if "Luas" not in line] == [
        "Terjaganya taman",
        "Tertanamnya pohon",
        "Terawatnya pohon",
    ]


def test_a_legend_tells_levels_by_colour() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat", GREEN),
        box(100, 100, 120, 30, "Penyuluhan gizi", BLUE),
        rulings=(Ruling(160, 70, 160, 100),),
    )
    key = [*words(["Sasaran"], 42, 402), *words(["Program"], 42, 417)]
    page = replace(
        page,
        words=page.words + tuple(key),
        shapes=(*page.shapes, frame((20, 400, 36, 409), GREEN), frame((20, 415, 36, 424), BLUE)),
    )
    assert tree(page) == ["sasaran: Warga yang sehat", "  program: Penyuluhan gizi"]


def test_a_legend_in_a_frame_is_no_box_of_the_chart() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat", GREEN),
        box(100, 100, 120, 30, "Penyuluhan gizi", BLUE),
        box(100, 160, 120, 30, "Kelas ibu hamil", PINK),
        rulings=(Ruling(160, 70, 160, 100), Ruling(160, 130, 160, 160)),
    )
    names, fills = ("Sasaran", "Program", "Kegiatan"), (GREEN, BLUE, PINK)
    key = [*words(["Keterangan:"], 20, 6), *(w for k, name in enumerate(names) for w in words([name], 112 + 90 * k, 6))]
    patches = [frame((92 + 90 * k, 5, 108 + 90 * k, 14), fill) for k, fill in enumerate(fills)]
    around = frame((10, 2, 400, 18), "#f8fafc")
    page = replace(page, words=page.words + tuple(key), shapes=(around, *page.shapes, *patches))
    assert tree(page) == [
        "sasaran: Warga yang sehat",
        "  program: Penyuluhan gizi",
        "    kegiatan: Kelas ibu hamil",
    ]


def test_what_a_colour_of_a_legend_stands_for_beside_the_levels_is_no_mark_of_a_row() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat", "#aa5500"),
        box(100, 100, 120, 30, "Penyuluhan gizi", PINK),
        rulings=(Ruling(160, 70, 160, 100),),
    )
    names, fills = ("Sasaran", "Program", "Kegiatan", "Indikator Kinerja"), (GREEN, BLUE, PINK, GREY)
    key = [w for k, name in enumerate(names) for w in words([name], 112 + 90 * k, 6)]
    patches = [frame((92 + 90 * k, 5, 108 + 90 * k, 14), fill) for k, fill in enumerate(fills)]
    page = replace(page, words=page.words + tuple(key), shapes=(*page.shapes, *patches))
    assert tree(page) == ["Warga yang sehat", "  kegiatan: Penyuluhan gizi"]


def test_white_is_a_colour_of_a_legend_with_a_patch_of_the_size_of_the_others() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat", GREEN),
        box(100, 100, 120, 30, "Penyuluhan gizi", BLUE),
        box(100, 160, 120, 30, "Kelas ibu hamil", None),
        rulings=(Ruling(160, 70, 160, 100), Ruling(160, 130, 160, 160)),
    )
    names = ("Sasaran", "Program", "Sub Kegiatan")
    key = [w for k, name in enumerate(names) for w in words([name], 242, 42 + 15 * k)]
    patches = [frame((220, 40 + 15 * k, 236, 49 + 15 * k), fill) for k, fill in enumerate((GREEN, BLUE, "#ffffff"))]
    page = replace(page, words=page.words + tuple(key), shapes=(*page.shapes, *patches))
    assert tree(page) == [
        "sasaran: Warga yang sehat",
        "  program: Penyuluhan gizi",
        "    sub_kegiatan: Kelas ibu hamil",
    ]


def test_the_names_of_a_legend_whose_colours_are_not_seen_are_no_marks_of_rows() -> None:
    page = chart(
        box(100, 40, 120, 30, "Warga yang sehat"),
        box(100, 100, 120, 30, "Penyuluhan gizi"),
        rulings=(Ruling(160, 70, 160, 100),),
    )
    key = [w for k, name in enumerate(("Sasaran", "Program", "Kegiatan")) for w in words([name], 242, 46 + 12 * k)]
    assert tree(replace(page, words=page.words + tuple(key))) == ["Warga yang sehat", "  Penyuluhan gizi"]


def test_under_an_office_a_statement_of_a_look_of_its_own_is_a_node_with_the_indicators_under_it() -> None:
    page = chart(
        box(100, 40, 160, 16, "KEPALA BIDANG TAMAN", GREY),
        box(100, 56, 160, 16, "Terjaganya taman kota", BLUE),
        box(100, 72, 160, 16, "Luas taman : 4 Hektare", "#ffffff"),
        box(140, 120, 160, 16, "KASI POHON", GREY),
        box(140, 136, 160, 16, "Tertanamnya pohon", BLUE),
        box(140, 152, 160, 16, "Jumlah pohon : 90 Batang", "#ffffff"),
        rulings=(Ruling(110, 88, 110, 144), Ruling(110, 144, 140, 144)),
    )
    assert tree(page) == [
        "KEPALA BIDANG TAMAN",
        "  Terjaganya taman kota",
        "  * Luas taman = 4 Hektare",
        "  KASI POHON",
        "    Tertanamnya pohon",
        "    * Jumlah pohon = 90 Batang",
    ]


def test_text_at_the_ends_of_lines_is_a_topic_without_a_box() -> None:
    topics = [
        *words(["Sasaran : Warga sehat"], 20, 100),
        *words(["Program : Penyuluhan gizi"], 240, 60),
        *words(["Program : Kebun warga"], 240, 140),
    ]
    lines = (slant(112, 103, 236, 63), slant(112, 105, 236, 143))
    page = Page(1, 700, 500, tuple(topics), (), (*lines, slant(500, 400, 520, 420)))
    assert tree(page) == ["sasaran: Warga sehat", "  program: Penyuluhan gizi", "  program: Kebun warga"]


def test_rules_between_paragraphs_make_no_topics() -> None:
    text = tuple(w for y in (60, 120, 180) for w in words(["Dinas melayani warga", "setiap hari kerja"], 20, y))
    rules = (*tuple(Ruling(20, y, 400, y) for y in (100, 160)), Ruling(10, 40, 10, 300))
    assert read_chart(Page(1, 700, 500, text, rules)).boxes == ()


def test_the_bones_of_a_fish_hang_on_the_bone_that_they_end_on() -> None:
    page = chart(
        box(560, 190, 120, 40, "Sasaran : / Warga sehat"),
        box(200, 60, 110, 30, "Program : / Gizi warga"),
        box(100, 130, 110, 30, "Kegiatan : / Dapur umum"),
        box(380, 60, 110, 30, "Program : / Air bersih"),
    )
    spine, rib, other = slant(40, 210, 560, 210), slant(255, 90, 315, 210), slant(435, 90, 495, 210)
    page = replace(page, shapes=(*page.shapes, spine, rib, other, slant(210, 145, 283, 146)))
    assert tree(page) == [
        "sasaran: Warga sehat",
        "  program: Gizi warga",
        "    kegiatan: Dapur umum",
        "  program: Air bersih",
    ]


def test_pictures_are_boxes_of_words_that_nothing_else_holds() -> None:
    said_in = tuple(words(["Program", "Gizi warga"], 104, 44)) + tuple(words(["Kegiatan", "Dapur umum"], 104, 124))
    painted = ((100.0, 40.0, 220.0, 70.0), (100.0, 120.0, 220.0, 150.0), (159.5, 70.0, 160.5, 120.0))
    assert tree(Page(1, 700, 500, said_in, pictures=painted)) == ["program: Gizi warga", "  kegiatan: Dapur umum"]


def test_the_nodes_of_one_level_may_be_listed_in_one_box() -> None:
    page = chart(
        box(100, 40, 150, 30, "Program / Gizi warga"),
        box(100, 100, 150, 50, "KEGIATAN / 1. Dapur umum / 2. Kebun sekolah / dan desa"),
        rulings=(Ruling(175, 70, 175, 100),),
    )
    assert tree(page) == ["program: Gizi warga", "  kegiatan: Dapur umum", "  kegiatan: Kebun sekolah dan desa"]


def test_the_name_of_a_programme_may_stand_under_its_statement() -> None:
    card = "Sasaran Program (Intermediate Outcome): / Warga sehat / Nama Program: / PROGRAM GIZI"
    page = chart(box(100, 40, 200, 60, card), box(100, 140, 200, 30, "Kegiatan : / Dapur umum"))
    nodes = tree(page)
    assert nodes[0] == "program: PROGRAM GIZI"


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("Luas taman; target 12,5 Hektare", "Luas taman", "12,5 Hektare"),
        ("Luas taman (target: 12 Hektare)", "Luas taman", "12 Hektare"),
        ("(Luas taman : 12 Hektare)", "Luas taman", "12 Hektare"),
        ("Persentase dinas yang mencapai target 100 %", "Persentase dinas yang mencapai target 100 %", None),
        ("Jumlah rumah per 10.000 warga : 3 Unit", "Jumlah rumah per 10.000 warga", "3 Unit"),
    ],
)
def test_targets_at_the_end_of_an_indicator(text: str, name: str, target: str | None) -> None:
    group = Group(lines=[Line(said(text).words)])
    assert [told(i) for i in indicators(group, {}, True)] == [(name, target)]


def test_the_figure_behind_the_word_target_is_its_quantity() -> None:
    label = read_label(said("Target 12 Dokumen"))
    assert label is not None
    assert (label.role, label.number.text, label.rest.text) == ("target", "", "12 Dokumen")


def test_where_branches_are_drawn_in_colours_a_box_hangs_on_one_of_its_own_colour() -> None:
    page = chart(
        box(20, 40, 90, 30, "Tujuan : / Warga sehat", GREEN),
        box(20, 140, 90, 30, "Tujuan : / Kota hijau", BLUE),
        box(150, 40, 90, 30, "Sasaran : / Gizi baik", GREEN),
        box(150, 140, 90, 30, "Sasaran : / Taman luas", BLUE),
        box(280, 40, 90, 30, "Program : / Dapur umum", GREEN),
        box(280, 96, 90, 30, "Program : / Kebun desa", BLUE),
        box(280, 140, 90, 30, "Program : / Hutan kota", BLUE),
        rulings=(Ruling(110, 55, 150, 55), Ruling(110, 155, 150, 155), Ruling(240, 55, 280, 55)),
    )
    assert tree(page) == [
        "tujuan: Warga sehat",
        "  sasaran: Gizi baik",
        "    program: Dapur umum",
        "tujuan: Kota hijau",
        "  sasaran: Taman luas",
        "    program: Kebun desa",
        "    program: Hutan kota",
    ]


def test_a_cell_with_an_amount_and_nothing_else_is_the_budget_of_the_node() -> None:
    page = chart(
        box(20, 40, 90, 30, "Program : / Dapur umum"),
        box(150, 40, 110, 30, "Kegiatan 1 : / Kebun desa", GREEN),
        box(260, 40, 60, 30, "800.000.000", PINK),
        rulings=(Ruling(110, 55, 150, 55),),
    )
    roots = merge(plant(read_charts([page], frozenset())))
    (kegiatan,) = roots[0].children
    assert [line.text for line in kegiatan.piece.budget] == ["800.000.000"]
    assert not kegiatan.piece.objective


def test_an_arrow_without_its_head_arrives_where_the_others_do() -> None:
    page = chart(
        box(20, 100, 90, 30, "Program : / Dapur umum"),
        box(200, 40, 90, 30, "Kegiatan 1 : / Kebun desa"),
        box(200, 100, 90, 30, "Kegiatan 2 : / Pasar desa"),
        box(200, 160, 90, 30, "Kegiatan 3 : / Lumbung desa"),
        rulings=(
            Ruling(110, 115, 200, 115),
            Ruling(150, 55, 150, 175),
            Ruling(150, 55, 194, 55),
            Ruling(150, 175, 194, 175),
        ),
    )
    heads = tuple(
        Shape(((194, y - 3), (200, y), (194, y + 3), (194, y - 3)), closed=True, fill="#000000") for y in (55, 175)
    )
    assert tree(replace(page, shapes=page.shapes + heads)) == [
        "program: Dapur umum",
        "  kegiatan: Kebun desa",
        "  kegiatan: Pasar desa",
        "  kegiatan: Lumbung desa",
    ]


def test_a_label_on_a_line_of_its_own_is_one_in_narrow_boxes_where_a_name_repeats_it() -> None:
    page = chart(
        box(50, 40, 90, 40, "Program / Program Penataan / Taman", BLUE),
        box(50, 140, 60, 40, "Kegiatan / Pemeliharaan / Pohon", BLUE),
        rulings=(Ruling(80, 80, 80, 140),),
    )
    assert tree(page) == ["program: Program Penataan Taman", "  kegiatan: Pemeliharaan Pohon"]

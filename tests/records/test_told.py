"""Indicators outside tables: labelled lines, numbered sentences, captions over tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from drafts import plain
from paper import component, lines
from sheet import sheet

from extractor.layout.blocks import Line
from extractor.match.column import Columns
from extractor.match.found import Found
from extractor.records.budget_lines import numbered_lines
from extractor.records.captions import stated_over
from extractor.records.common import signatories
from extractor.records.indicators import indicators
from extractor.records.label_lines import labelled_cards
from extractor.records.prose_lists import told_indicators
from extractor.records.unread import read_unread
from extractor.segment.component import SignatureBlock, SignedPlace


def read(columns: Columns | None) -> list[dict[str, Any]]:
    assert columns is not None
    return [plain(d) for d in indicators(columns)]


def test_cards_of_labelled_lines_are_an_indicator_each() -> None:
    found = read(
        labelled_cards(
            lines("""
Sasaran Strategis 1 : Air jernih
Nama Indikator      : Jumlah sumur yang
                      dijaga
Target : 4 buah          Satuan : buah
Nama Indikator      : Luas sawah berair
Target 2041 : 9 ha       Satuan : ha
""")
        )
    )
    assert [(d["objective"], d["name"], d["target"]["value"], d["unit"]) for d in found] == [
        ("Air jernih", "Jumlah sumur yang dijaga", 4, "buah"),
        ("Air jernih", "Luas sawah berair", 9, "ha"),
    ]


def test_labels_on_one_edge_with_what_they_label_on_another_are_cards_without_colons() -> None:
    found = read(
        labelled_cards(
            lines("""
Sasaran Strategis      Air jernih
Indikator Kinerja      Jumlah sumur yang dijaga
Formulasi              Sumur yang dijaga dalam
                       satu tahun
Sumber Data            Laporan tahunan
Sasaran Strategis      Taman rapi
Indikator Kinerja      Nilai penilaian taman
Formulasi              Hasil penilaian
Sumber Data            Laporan tim
""")
        )
    )
    assert [(d["objective"], d["name"], d["formula"], d["data_source"]) for d in found] == [
        ("Air jernih", "Jumlah sumur yang dijaga", "Sumur yang dijaga dalam satu tahun", "Laporan tahunan"),
        ("Taman rapi", "Nilai penilaian taman", "Hasil penilaian", "Laporan tim"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        ("1. Jumlah sumur yang", "   dijaga, dengan target 4 buah", "2. Luas sawah : 9 ha"),
        ("- Jumlah sumur yang", "  dijaga (4 buah)", "- Luas sawah (9 ha)"),
        ("1) Jumlah sumur yang", "   dijaga", "   Target : 4 buah", "2) Luas sawah", "   Target 2041 : 9 ha"),
        ("Jumlah sumur yang", "dijaga = 4 buah", "Luas sawah sebesar 9 ha"),
    ],
)
def test_the_items_of_a_list_under_a_label_are_an_indicator_each(listed: tuple[str, ...]) -> None:
    text = "\n".join(("Sasaran 1.1. Air jernih", "Indikator Kinerja :", *listed, "Sasaran 1.2 : Taman rapi"))
    found = read(labelled_cards(lines(text)))
    assert [(d["objective"], d["name"], d["target"]["text"]) for d in found] == [
        ("Air jernih", "Jumlah sumur yang dijaga", "4 buah"),
        ("Air jernih", "Luas sawah", "9 ha"),
    ]
    assert [d["number"] for d in found] == (["1", "2"] if listed[0][0] == "1" else [None, None])


def test_what_an_item_of_a_list_measures_may_begin_like_a_label() -> None:
    text = "Sasaran 1 : Air jernih\nIndikator Kinerja :\n1. Jumlah sumur : 4 buah\n2. Capaian sawah berair : 90 %"
    found = read(labelled_cards(lines(text)))
    assert [(d["name"], d["target"]["value"]) for d in found] == [("Jumlah sumur", 4), ("Capaian sawah berair", 90)]


def test_a_paragraph_under_a_label_without_a_quantity_is_no_indicator() -> None:
    text = "Sasaran 1 : Air jernih\nIndikator Kinerja :\nYang diukur ialah mutu air\ndi semua sumur."
    assert labelled_cards(lines(text)) is None


@pytest.mark.parametrize(("left", "told"), [(4, 4), (2, 0)])
def test_lines_in_the_columns_of_a_table_under_it_that_stand_in_no_value_are_told(left: int, told: int) -> None:
    whole = sheet("Sasaran | Indikator | Target", *(f"Air {k} | Jumlah sumur {k} | {k} buah" for k in range(5)))
    cut = replace(whole, rows=whole.rows[:1], box=(*whole.box[:3], whole.rows[0][0].box[3]))
    under = tuple(Line(tuple(w for cell in row for w in cell.span.words)) for row in whole.rows[1 : 1 + left])
    paper = component("x")
    read = replace(paper, kind="perjanjian_kinerja", blocks=(cut, *under), body=(cut, *under))
    values = [w for cell in cut.rows[0] for w in cell.span.words]
    assert [len(spans) for spans in read_unread(read, values).tables] == ([told] if told else [])
    assert not read_unread(read, [*values, *(w for line in under for w in line.words)]).tables


def test_labels_of_persons_make_no_indicator() -> None:
    assert labelled_cards(lines("Nama : Budi Karya\nJabatan : Kepala Sasaran\nUnit Kerja : Dinas Air")) is None


def test_sentences_name_statement_indicator_and_target() -> None:
    found = read(
        told_indicators(
            lines("""
1. Meningkatnya air jernih, dengan indikator kinerja:
   a. Jumlah sumur yang dijaga sebanyak 4 buah;
   b. Persentase air jernih sebesar 90%.
2. Hutan hijau, yang diukur dengan:
   a. Luas hutan sebesar 9 ha.
""")
        )
    )
    assert [(d["row"], d["number"], d["objective"], d["name"], d["target"]["text"]) for d in found] == [
        ("1", "a", "Meningkatnya air jernih", "Jumlah sumur yang dijaga", "4 buah"),
        ("1", "b", "Meningkatnya air jernih", "Persentase air jernih", "90%"),
        ("2", "a", "Hutan hijau", "Luas hutan", "9 ha"),
    ]


def test_sentences_without_an_announcement_tell_nothing() -> None:
    assert told_indicators(lines("1. Pajak sebesar 10% dibayar\n2. Denda sebesar 2% sebulan")) is None


def test_amounts_of_sentences_may_stand_in_their_last_line() -> None:
    found = numbered_lines(
        lines("""
1. Program Air sebesar Rp
   5.000.000,00
2. Program Hutan sebesar Rp 6.000.000,00
""")
    )
    assert [(plain(x)["name"], plain(x)["amount"]) for x in found.lines] == [
        ("Program Air", 5_000_000),
        ("Program Hutan", 6_000_000),
    ]


def test_what_stands_over_a_table_is_said_of_it() -> None:
    paper = component("Sasaran II : Air jernih")
    table = sheet("Indikator | Target", "Jumlah sumur | 4 buah")
    both = (*paper.blocks, table)
    stated = stated_over(type(paper)(paper.kind, paper.pages, both))
    assert [(name, plain(value)) for name, value in stated[0]] == [("objective", "Air jernih")]


@pytest.mark.parametrize(
    "over", ["Sasaran 1 “Air jernih”", "Sasaran Strategis 1: “Air jernih”.", 'Sasaran II "Air jernih"']
)
def test_a_statement_over_a_table_may_stand_in_quotation_marks(over: str) -> None:
    paper = component(over)
    both = (*paper.blocks, sheet("Indikator | Target", "Jumlah sumur | 4 buah"))
    stated = stated_over(replace(paper, blocks=both))
    assert [(name, plain(value)) for name, value in stated[0]] == [("objective", "Air jernih")]


def test_a_caption_says_what_the_lines_of_a_list_are() -> None:
    found = numbered_lines(
        lines("""
Anggaran Sub Kegiatan Tahun 2041 :
1. Gali sumur      5.000.000
2. Beli timba      6.000.000
""")
    )
    assert [plain(x)["level"] for x in found.lines] == ["sub_kegiatan"] * 2


def test_an_office_beside_the_date_of_another_that_nobody_signs_for_is_told() -> None:
    place, office = (line.span for line in lines("Majusari, 2 Mei 2031\nKepala Dinas Air"))
    block = SignatureBlock(position=office, unsigned=True, page=place.page or 1)
    read = component("Kepala Dinas Air", kind="perjanjian_kinerja")
    for date, told in ((place, ["Kepala Dinas Air"]), (None, [])):
        signed = replace(read, signatures=(block,), signed=(SignedPlace(place, date=date),))
        assert [span.text for span in read_unread(signed, ()).unsigned] == told


def test_a_position_that_a_further_page_prints_otherwise_has_both_places() -> None:
    block = [
        SignatureBlock(name=name.span, position=office.span, page=number)
        for number, pair in enumerate(("Kepala Dinas Air\nBudi Utomo", "Kepala Dinas Air Kota Maju\nBudi Utomo"), 1)
        for office, name in [lines(pair, page=number)]
    ]
    (signer,) = signatories(replace(component("Kepala Dinas Air"), signatures=tuple(block)))
    assert isinstance(signer, dict)
    position = signer["position"]
    assert isinstance(position, Found)
    assert (position.value, position.span.text) == ("Kepala Dinas Air", "Kepala Dinas Air Kepala Dinas Air Kota Maju")


def test_a_party_beside_another_that_signs_has_nothing_under_its_position_or_a_drawing() -> None:
    head, place, office, name = lines("Bupati Maju\n\nMaju, 2 Mei 2031\nKepala Dinas Air\nBudi Utomo")
    apart = Line(tuple(replace(w, box=(w.box[0] + 300, *w.box[1:2], w.box[2] + 300, w.box[3])) for w in office.words))
    right = Line(tuple(replace(w, box=(w.box[0] + 300, *w.box[1:2], w.box[2] + 300, w.box[3])) for w in name.words))
    blocks = (
        SignatureBlock(position=head.span, top=head.box[1]),
        SignatureBlock(name=right.span, position=apart.span, top=head.box[1]),
    )
    read = component("Bupati Maju", kind="perjanjian_kinerja")
    (layout,) = read.pages
    x0, _, x1, bottom = head.span.box
    for pictures, told in (((), ["Bupati Maju"]), (((x0, bottom + 9, x1, bottom + 60),), [])):
        page = replace(layout, page=replace(layout.page, pictures=pictures))
        signed = (SignedPlace(place.span, date=place.span),)
        shown = replace(read, pages=(page,), signatures=blocks, signed=signed)
        assert [span.text for span in read_unread(shown, ()).unsigned] == told


@pytest.mark.parametrize(("figures", "told"), [("7 - - 7", True), ("- - - 7", False)])
def test_rows_whose_figures_are_dashes_but_for_some_are_told_where_no_heading_was_read(
    figures: str, told: bool
) -> None:
    rows = tuple(
        Line(tuple(w for cell in row for w in cell.span.words))
        for row in sheet(
            "a | b | c | d | e", *(f"Jumlah sumur {k} | {' | '.join(figures.split())}" for k in range(3))
        ).rows
    )
    read = replace(component("x"), kind="rencana_aksi", blocks=rows, body=rows)
    assert bool(read_unread(read, ()).tables) is told

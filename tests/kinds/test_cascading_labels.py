"""Labels of cascades: what labels, what only looks like it, and what misprints still are."""

from __future__ import annotations

import pytest
from cascade_pages import words

from extractor.kinds.cascade.cell_lists import read_list
from extractor.kinds.cascade.column_roles import column_role
from extractor.kinds.cascade.labels import read_echelon, read_label
from extractor.kinds.cascade.offices import names_office
from extractor.layout.blocks import Line
from extractor.read.words import Span, Word


def span(text: str, bold: int = 0) -> Span:
    """The words of a text, the first ``bold`` of them bold."""
    return Span(Word(w, 1, (30.0 * i, 0, 30.0 * i + 20, 10), bold=i < bold) for i, w in enumerate(text.split()))


@pytest.mark.parametrize(
    ("text", "role", "level", "number", "rest"),
    [
        ("Program 2", "level", "program", "2", ""),
        ("Sub Kegiatan 1", "level", "sub_kegiatan", "1", ""),
        ("SUBKEGIATAN 1.2 : Pembibitan", "level", "sub_kegiatan", "1.2", "Pembibitan"),
        ("Sasaran Strategis 3 Tertatanya taman", "level", "sasaran", "3", "Tertatanya taman"),
        ("Tujuan SKPD", "level", "tujuan", "", ""),
        ("MISI KEDUA : Kota hijau", "level", None, "KEDUA", "Kota hijau"),
        ("Sasaran Program", "objective", "program", "", ""),
        ("Indikator Kinerja Sub Kegiatan 3", "indicator", "sub_kegiatan", "3", ""),
        ("Indikator Kinerja Utama (IKU) : Indeks taman", "indicator", None, "", "Indeks taman"),
        ("Penjelasan a. Formulasi = taman", "explanation", None, "", "a. Formulasi = taman"),
        ("Target : 80 %", "target", None, "", "80 %"),
        ("Sacaran :", "level", "sasaran", "", ""),
        ("Tuj ean:", "level", "tujuan", "", ""),
        ("A. Tujuan : Kota hijau", "level", "tujuan", "", "Kota hijau"),
    ],
)
def test_labels_with_their_numbers_and_what_follows(
    text: str, role: str, level: str | None, number: str, rest: str
) -> None:
    label = read_label(span(text))
    assert label is not None
    assert (label.role, label.level, label.number.text, label.rest.text) == (role, level, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Program Penunjang Urusan",
        "Kegiatan warga",
        "Indikator Kepuasan Warga",
        "Sasaran yang tertata",
        "Tujuannya jelas",
    ],
)
def test_words_of_a_name_are_no_label(text: str) -> None:
    assert read_label(span(text)) is None


def test_a_bold_word_before_plain_ones_labels() -> None:
    label = read_label(span("Indikator Kepuasan Warga", bold=1))
    assert label is not None
    assert label.rest.text == "Kepuasan Warga"


@pytest.mark.parametrize(
    ("text", "role"), [("lndikator Kineja", "indicator"), ("Sasaran Proqram", "objective"), ("Sub Kegialan 1", "level")]
)
def test_misprinted_labels_are_labels(text: str, role: str) -> None:
    label = read_label(span(text))
    assert label is not None
    assert label.role == role


@pytest.mark.parametrize(("text", "numeral"), [("Eselon II", "II"), ("ESSELON III :", "III"), ("Es. IV", "IV")])
def test_echelons(text: str, numeral: str) -> None:
    got = read_echelon(span(text))
    assert got is not None
    assert (got[0].text, got[1].text) == (numeral, "")


@pytest.mark.parametrize(
    ("head", "role", "level", "mixed"),
    [
        ("No", "number", None, False),
        ("Tujuan Strategis", "level", "tujuan", False),
        ("Indikator Kinerja Sasaran", "indicator", "sasaran", False),
        ("Program/Kegiatan/Sub Kegiatan", "level", None, True),
        ("Target 2023", "target", None, False),
        ("Pagu Anggaran (Rp)", "budget", None, False),
        ("Sasaran Kegiatan", "objective", "kegiatan", False),
    ],
)
def test_headings_of_columns(head: str, role: str, level: str | None, mixed: bool) -> None:
    assert column_role(span(head))[:3] == (role, level, mixed)


def test_offices() -> None:
    assert names_office(span("KEPALA BIDANG TAMAN"))
    assert not names_office(span("Meningkatnya kepala bidang"))


def _hung(number: str, *texts: str) -> list[Line]:
    """Lines of a cell with a number far at their left."""
    first = Word(number, 1, (0.0, 0.0, 4.0, 7.0), size=7)
    lines = [
        tuple(Word(t, 1, (40 + 30 * k, 9.0 * n, 68 + 30 * k, 9.0 * n + 7), size=7) for k, t in enumerate(text.split()))
        for n, text in enumerate(texts)
    ]
    return [Line((first, *lines[0])), *map(Line, lines[1:])]


def test_a_number_that_hangs_before_all_lines_is_that_of_the_indicator() -> None:
    (group,) = read_list(_hung("1", "Sumur yang", "tergali"), None)
    assert group.number.text == "1"
    assert [line.text for line in group.lines] == ["Sumur yang", "tergali"]


def test_a_word_in_small_letters_within_a_sentence_is_no_label() -> None:
    lines = [Line(tuple(words([text], 10, 9 * k))) for k, text in enumerate(("Uji mutu setahun", "anggaran : 12 kali"))]
    (group,) = read_list(lines, None)
    assert [line.text for line in group.lines] == ["Uji mutu setahun", "anggaran : 12 kali"]


def test_a_letter_that_a_name_begins_with_is_no_number_of_the_label_before_it() -> None:
    label = read_label(span("IK V/C jalan utama", bold=1))
    assert label is not None
    assert (label.role, label.number.text, label.rest.text) == ("indicator", "", "V/C jalan utama")

"""Sections of plans: what is a heading, and what of the text belongs to it."""

from __future__ import annotations

from dataclasses import replace

from paper import component
from sheet import sheet

from extractor.kinds.planning.headings import headlike
from extractor.kinds.planning.sections import read_report, section_span
from extractor.layout.blocks import Line, PageLayout
from extractor.segment.component import Component

PROSE = "Kebun kota dirawat oleh warga dan oleh petugas yang datang setiap pagi"
MORE = "Pupuk yang dipakai dibuat sendiri dari daun yang gugur di halaman kantor"


def sections(*pages: str, drawn: bool = True, bold: str = "") -> list[tuple[int, str | None, str, str]]:
    """(level, number, heading, text) of every section; lines that begin with ``bold`` are bold without it."""
    made = component(*pages, kind="rencana_kinerja", drawn=drawn)
    if bold:
        made = _bold(made, bold)
    report = read_report(made)
    return [
        (s.heading.level, s.heading.label, s.heading.span.text, section_span(report.flow, s).text)
        for s in report.sections
    ]


def test_a_sentence_of_a_law_is_no_heading_as_its_name_is() -> None:
    assert headlike("Peraturan Daerah Kabupaten Maju")
    assert not headlike("Peraturan ini mulai berlaku pada tanggal diundangkan")


def _bold(made: Component, mark: str) -> Component:
    layouts = []
    for layout in made.pages:
        flow = []
        for line in layout.lines:
            if line.words[0].text == mark:
                flow.append(Line(tuple(replace(w, bold=True) for w in line.words[1:])))
            else:
                flow.append(line)
        layouts.append(PageLayout(layout.page, tuple(flow)))
    blocks = tuple(b for layout in layouts for b in layout.flow)
    return replace(made, pages=tuple(layouts), blocks=blocks, body=blocks)


def heads(*pages: str, **kwargs: object) -> list[tuple[int, str | None, str]]:
    return [s[:3] for s in sections(*pages, **kwargs)]  # type: ignore[arg-type]


def test_chapters_letters_and_numbers_nest() -> None:
    text = f"BAB I\n\nPENDAHULUAN\n\nA. Latar Belakang\n\n{PROSE}\n\n1. Kebun Lama\n\n{MORE}\n\nB. Maksud\n\n{PROSE}"
    assert heads(text, drawn=False) == [
        (1, "I", "PENDAHULUAN"),
        (2, "A", "Latar Belakang"),
        (3, "1", "Kebun Lama"),
        (2, "B", "Maksud"),
    ]


def test_decimal_numbers_count_their_parts() -> None:
    text = f"BAB II\nKEBUN\n\n2.1. Tanah\n\n{PROSE}\n\n2.1.1 Pupuk\n\n{MORE}\n\n2.2. Air\n\n{PROSE}"
    assert [h[:2] for h in heads(text, drawn=False)] == [(1, "II"), (2, "2.1"), (3, "2.1.1"), (2, "2.2")]


def test_a_number_may_stand_on_a_line_of_its_own() -> None:
    text = f"BAB I\n\nKEBUN\n\n1.\n\nVisi Kebun\n\n{PROSE}\n\n2.\n\nMisi Kebun\n\n{MORE}"
    assert heads(text, drawn=False)[1:] == [(2, "1", "Visi Kebun"), (2, "2", "Misi Kebun")]


def test_items_of_a_list_are_text() -> None:
    text = f"BAB I\n\nKEBUN\n\n{PROSE} :\n\n1.\n\nTanah, yang gembur\n\n2.\n\nBenih, yang baik dan tidak tua"
    got = sections(text, drawn=False)
    assert len(got) == 1
    assert got[0][3].endswith("Benih, yang baik dan tidak tua")


def test_numbers_right_after_each_other_are_a_list() -> None:
    text = f"BAB I\n\nKEBUN\n\n{PROSE}\n\n1. Menanam Pohon\n\n2. Merawat Taman\n\n3. Membuat Pupuk\n\n{MORE}"
    assert heads(text, drawn=False) == [(1, "I", "KEBUN")]


def test_what_a_sentence_announces_is_text() -> None:
    text = f"BAB I\n\nKEBUN\n\n{PROSE} sebagai berikut :\n\nJenis Tanaman Kebun Kota\n\n{MORE}"
    got = sections(text, drawn=False)
    assert [s[2] for s in got] == ["KEBUN"]
    assert "Jenis Tanaman Kebun Kota" in got[0][3]


def test_headings_without_a_number() -> None:
    text = f"KATA PENGANTAR\n\nDINAS KEBUN\n\n{PROSE}\n\nBAB I\n\nKEBUN\n\nRencana Lima Tahun\n\n{MORE}"
    assert sections(text, drawn=False) == [
        (1, None, "KATA PENGANTAR", PROSE),
        (1, "I", "KEBUN", ""),
        (2, None, "Rencana Lima Tahun", MORE),
    ]


def test_lists_of_contents_are_no_sections() -> None:
    contents = "DAFTAR ISI\n\nKATA PENGANTAR ........ i\nBAB I PENDAHULUAN ........ 1\n1.1 Latar Belakang ........ 1"
    text = f"BAB I\nPENDAHULUAN\n\n1.1 Latar Belakang\n\n{PROSE}"
    assert heads(contents, text) == [(1, "I", "PENDAHULUAN"), (2, "1.1", "Latar Belakang")]


def test_a_plan_of_the_chapters_within_a_chapter_is_text() -> None:
    first = (
        f"# BAB I\n# PENDAHULUAN\n\n# 1.1 Sistematika\n\n{PROSE}\n{MORE}\n{PROSE}\n"
        "# BAB I PENDAHULUAN\n  1.1 SISTEMATIKA\n# BAB II KEBUN\n  2.1 TANAH"
    )
    second = f"# BAB II\n# KEBUN\n\n# 2.1 Tanah\n\n{PROSE}\n{MORE}\n{PROSE}"
    assert [h[1] for h in heads(first, second, bold="#")] == ["I", "1.1", "II", "2.1"]


def test_a_chapter_without_text_of_its_own_is_one() -> None:
    text = f"BAB I\nPENDAHULUAN\n\n{PROSE}\n{MORE}\n\nBAB II\nKEBIJAKAN\n\nA. Visi\n\n{PROSE}"
    assert [h[1] for h in heads(text, drawn=False)] == ["I", "II", "A"]


def test_bold_words_at_the_end_of_a_paragraph_are_no_heading() -> None:
    text = f"# BAB I\n# KEBUN\n\n{PROSE}\n{MORE}\n# TAMAN SARI\n\n# Tanah Kebun\n{PROSE}"
    assert [h[2] for h in heads(text, bold="#")] == ["KEBUN", "Tanah Kebun"]


def test_laws_in_a_list_are_no_headings() -> None:
    text = f"BAB I\n\nKEBUN\n\n{PROSE}\n\n1. Undang-Undang Nomor 9 Tahun 2004 Tentang Kebun\n\n{MORE}"
    assert heads(text, drawn=False) == [(1, "I", "KEBUN")]


def test_a_document_without_headings_has_no_sections() -> None:
    assert sections(PROSE, drawn=False) == []


def test_lines_over_the_middle_of_a_table_are_its_title_and_no_headings() -> None:
    text = f"# BAB I\n# KEBUN\n\n{PROSE}\n{MORE}\n\n            # Luas Kebun Kota\n          # Kabupaten Muara Maju\n"
    made = _bold(component(text, kind="laporan_kinerja"), "#")
    title = [b for b in made.blocks if isinstance(b, Line)][-2:]
    box = title[0].box
    table = sheet("Kebun | Luas", "Utara | 5 ha")
    middle = (box[0] + box[2]) / 2
    table = replace(table, box=(middle - 200, box[3] + 30, middle + 200, box[3] + 60))
    blocks = (*made.blocks, table)
    report = read_report(replace(made, blocks=blocks, body=blocks))
    assert [s.heading.span.text for s in report.sections] == ["KEBUN"]

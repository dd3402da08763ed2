"""Which lines announce a document."""

from __future__ import annotations

from segment_pages import centred, line

from extractor.segment.titles import title_line


def test_the_heading_of_a_chapter_is_no_title() -> None:
    heading = line(centred("RENCANA KINERJA"), top=80)
    assert title_line([line(centred("KANTOR CONTOH"), top=60), heading], 1) is not None
    assert title_line([line(centred("BAB III"), top=60), heading], 1) is None


def test_the_first_line_of_a_paragraph_is_no_title() -> None:
    words = "Perjanjian Kinerja Dinas Contoh Kabupaten Maju Jaya Tahun 2041"
    opening = line((80.0, words), top=80)
    after = line("disusun sebagai komitmen antara atasan dan bawahan guna mewujudkannya", top=93)
    assert title_line([opening, after], 0) is None
    assert title_line([opening, line(centred("Kantor Contoh"), top=93)], 0) is not None


def test_the_number_of_a_chapter_may_stand_close() -> None:
    heading = line(centred("RENCANA KINERJA"), top=80)
    assert title_line([line(centred("BABI"), top=60), heading], 1) is None
    assert title_line([line(centred("BABAT"), top=60), heading], 1) is not None


def test_the_rest_of_a_section_s_heading_is_no_title() -> None:
    heading = line((80.0, "3.1.2. PERBANDINGAN TUJUAN KANTOR CONTOH DALAM"), top=60)
    rest = line((115.0, "RENCANA STRATEGIS TAHUN 2041-2045"), top=75)
    assert title_line([heading, rest], 1) is None
    assert title_line([line((80.0, "KANTOR CONTOH"), top=60), rest], 1) is not None


def test_a_period_in_small_letters_leaves_a_title_a_title() -> None:
    assert title_line([line(centred("Rencana Strategis Kantor Contoh Periode 2041 s/d 2045"), top=60)], 0) is not None


def test_an_instruction_of_a_head_of_government_is_a_regulation_and_a_letter_s_is_none() -> None:
    below = [line(centred(t), top=80 + 14 * k) for k, t in enumerate(("NOMOR 4 TAHUN 2041", "TENTANG", "ARSIP"))]
    dicta = line("KESATU : Menjaga arsip.", top=180)
    for act, kind in (("INSTRUKSI BUPATI MAJU", "peraturan"), ("INSTRUKSI", "unknown")):
        found = title_line([line(centred(act), top=60), *below, dicta], 0)
        assert found is not None
        assert found.kind == kind

"""Which words of a title block are title, unit and year."""

from __future__ import annotations

import pytest
from segment_pages import TARGETS, centred, line, page

from extractor.layout.blocks import Line, PageLayout
from extractor.read.words import Word
from extractor.segment.component import TitleBlock
from extractor.segment.split import split
from extractor.segment.unit_lines import unit_apart, unit_labelled


def block(*rows: object) -> TitleBlock:
    got: PageLayout = page(1, *([centred(r)] if isinstance(r, str) else r for r in rows), TARGETS)
    return split((got,))[0].titles[0]


def test_the_unit_behind_a_label_goes_on_under_its_beginning() -> None:
    first = line((50, "Organisasi : 1.02.01 -"), (165, "DINAS PENATAAN TAMAN"), top=50)
    for x, named in ((115, "DINAS PENATAAN TAMAN DAN KEBUN"), (50, "DINAS PENATAAN TAMAN")):
        found = unit_labelled([first, line((x, "DAN KEBUN"), top=64)], 1)
        assert found is not None
        assert found.text == named


def told(*rows: object) -> tuple[str, str | None, str | None]:
    got = block(*rows)
    return got.title.text, got.unit.text if got.unit else None, got.year.text if got.year else None


@pytest.mark.parametrize(
    ("rows", "title", "unit", "year"),
    [
        (
            [
                "LAPORAN KINERJA INSTANSI",
                [(240, "Unit :"), (290, "Dinas Contoh")],
                [(240, "Mode :"), (290, "OPD")],
                [(240, "Tahun :"), (290, "2031")],
            ],
            "LAPORAN KINERJA INSTANSI",
            "Dinas Contoh",
            "2031",
        ),
        (
            ["RENSTRA PERANGKAT DAERAH", "Perangkat Daerah: Dinas Contoh - Periode 2031 - 2035"],
            "RENSTRA PERANGKAT DAERAH",
            "Dinas Contoh",
            None,
        ),
        (
            ["RENCANA KERJA TAHUNAN", "Satuan Kerja: Dinas Contoh - Tahun 2031"],
            "RENCANA KERJA TAHUNAN Tahun 2031",
            "Dinas Contoh",
            "2031",
        ),
        (
            ["RENCANA KERJA TAHUNAN", "DINAS CONTOH", "TAHUN ANGGARAN 2031 TRIWULAN III"],
            "RENCANA KERJA TAHUNAN TAHUN ANGGARAN 2031 TRIWULAN III",
            "DINAS CONTOH",
            "2031",
        ),
        (
            ["EVALUASI TERHADAP HASIL RENJA SKPD", "DINAS CONTOH", "TAHUN 2031"],
            "EVALUASI TERHADAP HASIL RENJA SKPD TAHUN 2031",
            "DINAS CONTOH",
            "2031",
        ),
        (
            ["LAPORAN KINERJA", "DINAS CONTOH", "KEADAAN SAMPAI DENGAN BULAN MEI TAHUN 2031"],
            "LAPORAN KINERJA KEADAAN SAMPAI DENGAN BULAN MEI TAHUN 2031",
            "DINAS CONTOH",
            "2031",
        ),
        (
            ["RENCANA KERJA SKPD", "DINAS CONTOH", "TAHUN 2031 DAN PRAKIRAAN MAJU TAHUN 2032", "KABUPATEN MAJU"],
            "RENCANA KERJA SKPD TAHUN 2031 DAN PRAKIRAAN MAJU TAHUN 2032",
            "DINAS CONTOH KABUPATEN MAJU",
            "2031",
        ),
        (
            ["Evaluasi Terhadap Hasil Renja Perangkat Daerah", "Renja Perangkat Daerah Dinas Contoh", "Tahun 2031"],
            "Evaluasi Terhadap Hasil Renja Perangkat Daerah Renja Perangkat Daerah Dinas Contoh Tahun 2031",
            "Dinas Contoh",
            "2031",
        ),
        (
            ["RENCANA KERJA TAHUNAN", "DINAS CONTOH", "TRIWULAN III", "TAHUN 2031"],
            "RENCANA KERJA TAHUNAN TRIWULAN III TAHUN 2031",
            "DINAS CONTOH",
            "2031",
        ),
        (
            ["RENCANA KERJA TAHUN 2031", "DINAS CONTOH KABUPATEN MAJU (PERUBAHAN)"],
            "RENCANA KERJA TAHUN 2031",
            "DINAS CONTOH KABUPATEN MAJU",
            "2031",
        ),
        (
            ["RENCANA KERJA TAHUN 2031 DINAS CONTOH KABUPATEN MAJU"],
            "RENCANA KERJA TAHUN 2031 DINAS CONTOH KABUPATEN MAJU",
            "DINAS CONTOH KABUPATEN MAJU",
            "2031",
        ),
        (
            ["RENCANA STRATEGIS DINAS CONTOH", "KABUPATEN MAJU TAHUN 2031-2035"],
            "RENCANA STRATEGIS DINAS CONTOH KABUPATEN MAJU TAHUN 2031-2035",
            "DINAS CONTOH KABUPATEN MAJU",
            None,
        ),
        (
            ["RENCANA KERJA DINAS CONTOH TAHUN 2031 (PERUBAHAN)"],
            "RENCANA KERJA DINAS CONTOH TAHUN 2031 (PERUBAHAN)",
            "DINAS CONTOH",
            "2031",
        ),
        (
            ["PERJANJIAN KINERJA TAHUN 2031", "KECAMATAN MAJU"],
            "PERJANJIAN KINERJA TAHUN 2031",
            "KECAMATAN MAJU",
            "2031",
        ),
        (
            ["RENCANA PROGRAM DAN KEGIATAN DINAS ARSIP KABUPATEN", "MAJU TAHUN 2031 DAN PRAKIRAAN MAJU TAHUN 2032"],
            "RENCANA PROGRAM DAN KEGIATAN DINAS ARSIP KABUPATEN MAJU TAHUN 2031 DAN PRAKIRAAN MAJU TAHUN 2032",
            "DINAS ARSIP KABUPATEN MAJU",
            "2031",
        ),
        (
            ["RENCANA KERJA DINAS PENATAAN ARSIP", "PELAYANAN BUKU KABUPATEN MAJU", "2031"],
            "RENCANA KERJA DINAS PENATAAN ARSIP PELAYANAN BUKU KABUPATEN MAJU 2031",
            "DINAS PENATAAN ARSIP PELAYANAN BUKU KABUPATEN MAJU",
            "2031",
        ),
        (
            ["RENCANA STRATEGIS DINAS ARSIP TAHUN 2031-2035"],
            "RENCANA STRATEGIS DINAS ARSIP TAHUN 2031-2035",
            "DINAS ARSIP",
            None,
        ),
        (
            ["RENCANA PROGRAM DAN KEGIATAN DINAS ARSIP TAHUN 2031", "DAN PRAKIRAAN MAJU TAHUN 2032", "KABUPATEN MAJU"],
            "RENCANA PROGRAM DAN KEGIATAN DINAS ARSIP TAHUN 2031 DAN PRAKIRAAN MAJU TAHUN 2032",
            "DINAS ARSIP KABUPATEN MAJU",
            "2031",
        ),
        (
            ["RENCANA KINERJA TAHUNAN", "TINGKAT PERANGKAT DAERAH", "DINAS ARSIP", "TAHUN 2031"],
            "RENCANA KINERJA TAHUNAN TINGKAT PERANGKAT DAERAH TAHUN 2031",
            "DINAS ARSIP",
            "2031",
        ),
        (
            ["CASCADING KECAMATAN MAJU TAHUN 2031"],
            "CASCADING KECAMATAN MAJU TAHUN 2031",
            "KECAMATAN MAJU",
            "2031",
        ),
        (
            ["RENCANA KERJA TAHUNAN", "KOMISI CONTOH", "KABUPATEN MAJU", "TAHUN 2031", "KOMISI CONTOH"],
            "RENCANA KERJA TAHUNAN TAHUN 2031",
            "KOMISI CONTOH KABUPATEN MAJU",
            "2031",
        ),
        (
            ["Lampiran II", "Rencana Kinerja Tahunan", "Inspektorat Provinsi Contoh Tahun 2031"],
            "Rencana Kinerja Tahunan Tahun 2031",
            "Inspektorat Provinsi Contoh",
            "2031",
        ),
        (
            ["POHON KINERJA", "DINAS JALAN", "TAHUN 2031", "KABUPATEN MAJU"],
            "POHON KINERJA TAHUN 2031",
            "DINAS JALAN KABUPATEN MAJU",
            "2031",
        ),
        (["DINAS JALAN", "POHON KINERJA TAHUN 2031"], "POHON KINERJA TAHUN 2031", "DINAS JALAN", "2031"),
        (["RENCANA KERJA DAN PENDANAAN TAHUN 2031"], "RENCANA KERJA DAN PENDANAAN TAHUN 2031", None, "2031"),
        (["POHON KINERJA TAHUN 2029 - 2033"], "POHON KINERJA TAHUN 2029 - 2033", None, None),
        (
            ["PERJANJIAN KINERJA", "TAHUN ANGGARAN 2031", "BADAN CONTOH"],
            "PERJANJIAN KINERJA TAHUN ANGGARAN 2031",
            "BADAN CONTOH",
            "2031",
        ),
        (
            ["LAMPIRAN PERJANJIAN KINERJA", "NOMOR : 050/17/BC/2031", "BADAN CONTOH", "TAHUN 2031"],
            "LAMPIRAN PERJANJIAN KINERJA TAHUN 2031",
            "BADAN CONTOH",
            "2031",
        ),
        (
            ["PERNYATAAN PERJANJIAN KINERJA", "BADAN CONTOH", "PERJANJIAN KINERJA TAHUN 2031"],
            "PERJANJIAN KINERJA TAHUN 2031",
            "BADAN CONTOH",
            "2031",
        ),
    ],
)
def test_title_unit_and_year_in_every_order(rows: list[str], title: str, unit: str | None, year: str | None) -> None:
    assert told(*rows) == (title, unit, year)


def test_prose_and_headings_under_the_title_are_no_unit() -> None:
    prose = "Dalam rangka mewujudkan pemerintahan yang baik kami yang bertanda tangan di bawah ini:"
    assert told("PERJANJIAN KINERJA TAHUN 2031", [prose])[1] is None
    assert told("CASCADING KECAMATAN MAJU TAHUN 2031", "ESELON II")[1] == "KECAMATAN MAJU"


def test_a_motto_in_quotation_marks_is_no_unit() -> None:
    assert told("RENCANA KERJA TAHUN 2031", "KECAMATAN MAJU", "“MAJU YANG TERTIB DAN NYAMAN”")[1] == "KECAMATAN MAJU"


def test_a_chapter_with_its_name_is_no_unit() -> None:
    assert told("LAPORAN KINERJA TAHUN 2031", "DINAS KEBUN", "BAB III AKUNTABILITAS KINERJA")[1] == "DINAS KEBUN"


def test_the_name_of_a_chapter_between_office_and_year_is_no_unit() -> None:
    rows = ("LAPORAN KINERJA INSTANSI PEMERINTAH", "DINAS CONTOH", "AKUNTABILITAS KINERJA", "TAHUN 2031")
    assert told(*rows) == ("LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2031", "DINAS CONTOH", "2031")


def test_the_first_box_of_a_cascade_is_no_line_of_its_unit() -> None:
    assert told("CASCADING", "DINAS JALAN", "KABUPATEN MAJU", "KEPALA DINAS JALAN")[1] == "DINAS JALAN KABUPATEN MAJU"


def test_a_regulations_title_goes_down_to_its_number() -> None:
    got = page(
        1,
        [centred("PERATURAN WALI KOTA")],
        [centred("CONTOH RAYA")],
        [centred("NOMOR 3 TAHUN 2031")],
        [centred("TENTANG")],
        [centred("TARIF AIR TAHUN 2032")],
        "Menimbang : bahwa perlu;",
        "Mengingat : Undang-Undang;",
    )
    title = split((got,))[0].titles[0]
    assert title.title.text == "PERATURAN WALI KOTA CONTOH RAYA NOMOR 3 TAHUN 2031"
    assert title.unit is None
    assert title.year is not None
    assert title.year.text == "2031"


def test_a_title_that_shares_its_line_with_a_logo_text() -> None:
    got = page(
        1, [(50, "RENCANA KERJA"), (400, "Pemerintah Maju")], [(50, "TAHUN 2031")], [(50, "DINAS JALAN")], TARGETS
    )
    title = split((got,))[0].titles[0]
    assert (title.title.text, title.unit and title.unit.text) == ("RENCANA KERJA TAHUN 2031", "DINAS JALAN")


@pytest.mark.parametrize(
    ("rows", "title", "unit", "year"),
    [
        (
            ["RENCANA KINERJA", "TAHUNAN", "DINAS JALAN", "TAHUN 2031"],
            "RENCANA KINERJA TAHUNAN TAHUN 2031",
            "DINAS JALAN",
            "2031",
        ),
        (["PERJANJIAN", "KINERJA TAHUN 2031", "DINAS JALAN"], "PERJANJIAN KINERJA TAHUN 2031", "DINAS JALAN", "2031"),
        (
            ["PERJANJIAN KINERJA TAHUN 2031 DINAS JALAN"],
            "PERJANJIAN KINERJA TAHUN 2031 DINAS JALAN",
            "DINAS JALAN",
            "2031",
        ),
    ],
)
def test_titles_over_two_lines_and_units_behind_the_year(rows: list[str], title: str, unit: str, year: str) -> None:
    assert told(*rows) == (title, unit, year)


@pytest.mark.parametrize(
    ("rows", "unit", "year"),
    [
        (["CASCADING KINERJA DINAS SOSIAL KOTA", "BATAM TAHUN 2031"], "DINAS SOSIAL KOTA BATAM", "2031"),
        (["CASCADING KINERJA DINAS SOSIAL KABUPATEN ACEH", "TENGGARA"], "DINAS SOSIAL KABUPATEN ACEH TENGGARA", None),
        (["CASCADING KINERJA DINAS PEMUDA DAN", "OLAHRAGA", "TAHUN 2031"], "DINAS PEMUDA DAN OLAHRAGA", "2031"),
        (
            ["CASCADING KINERJA DINAS PEMUDA OLAHRAGA", "PARIWISATA TAHUN 2031"],
            "DINAS PEMUDA OLAHRAGA PARIWISATA",
            "2031",
        ),
        (["CASCADING KINERJA DINAS SOSIAL KOTA BATAM", "PENJELASAN KEGIATAN"], "DINAS SOSIAL KOTA BATAM", None),
    ],
)
def test_an_office_on_the_titles_line_goes_on_in_the_next(rows: list[str], unit: str, year: str | None) -> None:
    assert told(*rows)[1:] == (unit, year)


def test_a_unit_a_word_behind_the_phrase() -> None:
    assert told("CASCADING KINERJA DINAS SOSIAL KABUPATEN MAJU", "TAHUN 2031")[1] == "DINAS SOSIAL KABUPATEN MAJU"
    assert told("CASCADING INDIKATOR BADAN ARSIP TAHUN 2031")[1] == "BADAN ARSIP"
    assert told("CASCADING DAERAH (CD) PERUBAHAN TAMBAHAN BADAN ARSIP TAHUN 2031")[1] == "BADAN ARSIP"


def test_a_form_names_its_office_behind_a_label_and_its_number_beside_the_title() -> None:
    got = block(
        [(150, "DOKUMEN PELAKSANAAN ANGGARAN")],
        [(150, "SATUAN KERJA PERANGKAT DAERAH"), (500, "FORMULIR")],
        [(170, "TAHUN ANGGARAN 2031")],
        [(40, "Urusan"), (140, ": 1.02 - TAMAN")],
        [(40, "Organisasi"), (140, ": 1.02.01 - DINAS TAMAN DAN HUTAN")],
    )
    assert got.title.text == "DOKUMEN PELAKSANAAN ANGGARAN TAHUN ANGGARAN 2031"
    assert got.unit is not None
    assert got.unit.text == "DINAS TAMAN DAN HUTAN"


def test_what_stands_at_the_foot_of_a_cover_or_over_its_title_is_no_unit() -> None:
    rows = ("DOKUMEN", "RENCANA KINERJA TAHUNAN", "TAHUN 2041", None, "DINAS CONTOH", "MAJU JAYA, JANUARI 2041")
    assert told(*rows) == ("RENCANA KINERJA TAHUNAN TAHUN 2041", "DINAS CONTOH", "2041")


def test_an_office_of_one_word_far_under_the_title_has_its_region_with_it() -> None:
    rows = ("RENCANA KERJA", "TAHUN 2041", 12, "INSPEKTORAT", "KABUPATEN", "MAJU JAYA")
    assert told(*rows)[1] == "INSPEKTORAT KABUPATEN MAJU JAYA"


def test_who_signs_a_letter_is_not_its_unit() -> None:
    signed = ["Maju, 6 Januari 2031", "Camat Maju", "BUDI CONTOH, S.IP"]
    got = page(1, [centred("SURAT PENGANTAR")], "Kepada Yth. Bupati", 2, *([(350, text)] for text in signed))
    assert split((got,))[0].titles[0].unit is None


def test_the_second_line_of_a_title_is_none_by_itself() -> None:
    rows = ("URAIAN PROGRAM DAN SASARAN TAHUN 2031", "DAN PRAKIRAAN MAJU TAHUN 2032", "KABUPATEN MAJU")
    assert told(*rows) == (" ".join(rows[:2]), "KABUPATEN MAJU", "2031")


def test_a_regions_name_that_is_cut_goes_on_with_the_unit_under_a_title() -> None:
    assert told("Pohon Kinerja", "Dinas Penanggulangan Bencana Daerah Kabupaten Hulu", "Sungai Tengah") == (
        "Pohon Kinerja",
        "Dinas Penanggulangan Bencana Daerah Kabupaten Hulu Sungai Tengah",
        None,
    )


def test_the_echelons_over_a_charts_columns_are_no_unit() -> None:
    assert told("POHON KINERJA", "DINAS CONTOH", "ES. III")[1] == "DINAS CONTOH"


@pytest.mark.parametrize(("others", "unit"), [(2, "DINAS CONTOH"), (30, None)])
def test_an_office_far_under_a_title_is_that_of_a_cover_which_says_little_else(others: int, unit: str | None) -> None:
    said = [Line((Word(f"Kotak{k}", 1, (100, 300 + 12 * k, 150, 308 + 12 * k), size=8),)) for k in range(others)]
    office = Line(
        tuple(Word(w, 1, (100 + 60 * i, 280, 150 + 60 * i, 290), size=10) for i, w in enumerate(("DINAS", "CONTOH")))
    )
    found = unit_apart([office, *said])
    assert (" ".join(line.text for line in found[:1]) or None) == unit

"""Which documents a file holds, and of which kind."""

from __future__ import annotations

from segment_pages import TARGETS, centred, page

from extractor.layout.blocks import PageLayout
from extractor.segment.component import Component
from extractor.segment.split import split

PROSE = "Dalam rangka mewujudkan pemerintahan yang baik dan terbuka, kami berjanji akan mencapai target tersebut."


def documents(*pages: PageLayout) -> list[tuple[str, int, int]]:
    """Kind, first and last page of every document."""
    return [(c.kind, c.pages[0].number, c.pages[-1].number) for c in split(pages)]


def only(*pages: PageLayout) -> Component:
    """The only document of the pages."""
    (component,) = split(pages)
    return component


def attachment(number: int, unit: str, signer: str, nip: str) -> PageLayout:
    return page(
        number,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        [centred(unit)],
        None,
        TARGETS,
        [(350, "Maju, 4 Januari 2031")],
        [(60, "Camat Maju"), (350, "Kasi Pelayanan")],
        4,
        [(60, "Drs. BUDI CONTOH"), (350, signer)],
        [(60, "NIP. 19700101 199503 1 001"), (350, f"NIP. {nip}")],
    )


def statement(number: int, name: str, office: str, superior: str = "BUDI CONTOH") -> PageLayout:
    return page(
        number,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        None,
        PROSE,
        f"Nama : {name}",
        f"Jabatan : {office}",
        "Selanjutnya disebut PIHAK KESATU",
        f"Nama : {superior}",
        "Jabatan : CAMAT MAJU",
        "Selanjutnya disebut PIHAK KEDUA",
        [(350, "Maju, 4 Januari 2031")],
        [(60, "PIHAK KEDUA,"), (350, "PIHAK KESATU,")],
        4,
        [(60, superior), (350, name)],
    )


def test_a_bundle_of_agreements_is_as_many_documents() -> None:
    got = documents(
        attachment(1, "KASI PELAYANAN KECAMATAN MAJU", "SITI RAHAYU, S.Sos", "19800101 200501 2 001"),
        attachment(2, "KASI PEMERINTAHAN KECAMATAN MAJU", "AGUS SALEH", "19810101 200501 1 002"),
        attachment(3, "KASI PEMERINTAHAN KECAMATAN MAJU", "DEWI LESTARI", "19820101 200501 2 003"),
    )
    assert got == [("perjanjian_kinerja", n, n) for n in (1, 2, 3)]


def test_a_statement_and_its_attachment_are_one_document() -> None:
    got = documents(
        statement(1, "SITI RAHAYU", "KASI PELAYANAN"),
        attachment(2, "KECAMATAN MAJU", "SITI RAHAYU", "19800101 200501 2 001"),
        statement(3, "AGUS SALEH", "KASI PEMERINTAHAN"),
        attachment(4, "KECAMATAN MAJU", "AGUS SALEH", "19810101 200501 1 002"),
    )
    assert got == [("perjanjian_kinerja", 1, 2), ("perjanjian_kinerja", 3, 4)]


def test_a_further_attachment_that_both_sign_again_belongs_whatever_stands_over_it() -> None:
    nip = "19800202 200604 1 002"
    first = attachment(2, "KEPALA SEKSI PELAYANAN", "ANI CONTOH", nip)
    second = attachment(3, "RINCIAN DANA TAMAN", "ANI CONTOH", nip)
    assert len(documents(statement(1, "ANI CONTOH", "KEPALA SEKSI PELAYANAN"), first, second)) == 1


def test_attachments_of_offices_that_differ_by_one_word_are_two_documents() -> None:
    signers = ("SITI RAHAYU", "19800101 200501 2 001")
    got = documents(
        attachment(1, "DINAS JALAN KEPALA SEKSI PROMOSI", *signers),
        attachment(2, "DINAS JALAN KEPALA SEKSI SARANA PROMOSI", *signers),
    )
    assert len(got) == 2


def test_a_cover_belongs_to_what_follows() -> None:
    cover = page(
        1, 15, [centred("PERNYATAAN PERJANJIAN KINERJA")], [centred("KECAMATAN MAJU")], [centred("TAHUN 2031")]
    )
    got = split((cover, statement(2, "SITI RAHAYU", "KASI PELAYANAN")))
    assert [(c.kind, len(c.pages)) for c in got] == [("perjanjian_kinerja", 2)]
    assert [t.cover for t in got[0].titles] == [True, False]


def test_sheets_of_a_cascade_are_one_document() -> None:
    sheets = [page(n, [centred("CASCADING KECAMATAN MAJU TAHUN 2031")], TARGETS) for n in (1, 2, 3)]
    assert documents(*sheets) == [("cascading", 1, 3)]


def test_a_plan_keeps_its_cover_its_chapters_and_its_tables() -> None:
    got = documents(
        page(1, 20, [centred("RENCANA KERJA TAHUNAN")], [centred("KANTOR CONTOH")], [centred("TAHUN 2031")]),
        page(2, [centred("KATA PENGANTAR")], PROSE, "Perjanjian Kinerja Tahun 2031 merupakan dasar rencana ini,"),
        page(3, [centred("RENCANA KINERJA TAHUNAN (RKT)")], [centred("TAHUN 2031")], TARGETS),
        page(4, [centred("PERJANJIAN KINERJA TAHUN 2031")], TARGETS),
    )
    assert got == [("rencana_kinerja", 1, 4)]


def test_a_regulation_keeps_the_agreements_it_shows() -> None:
    got = documents(
        page(
            1,
            [centred("BUPATI CONTOH")],
            [centred("PERATURAN BUPATI CONTOH")],
            [centred("NOMOR 3 TAHUN 2031")],
            [centred("TENTANG")],
            [centred("PETUNJUK PERJANJIAN KINERJA")],
            "Menimbang : a. bahwa perlu diatur;",
            "Mengingat : 1. Undang-Undang Nomor 9 Tahun 2030 tentang Contoh;",
            [centred("MEMUTUSKAN:")],
        ),
        page(2, [centred("PERNYATAAN PERJANJIAN KINERJA")], PROSE, TARGETS),
        page(3, [centred("PERJANJIAN KINERJA TAHUN 20XX")], TARGETS),
    )
    assert got == [("peraturan", 1, 3)]


def test_what_a_decree_lays_down_announces_nothing() -> None:
    subject = [(140, "INDIKATOR KINERJA UTAMA DINAS JALAN")], [(140, "KABUPATEN CONTOH TAHUN 2031.")]
    head = page(
        1,
        [centred("KEPUTUSAN BUPATI CONTOH")],
        [centred("NOMOR 3 TAHUN 2031")],
        [centred("TENTANG")],
        [centred("INDIKATOR KINERJA UTAMA")],
        "Menimbang : bahwa perlu diatur;",
        "Mengingat : Undang-Undang Nomor 9 Tahun 2030 tentang Contoh;",
    )
    got = documents(
        head,
        page(
            2, [centred("MEMUTUSKAN:")], "Menetapkan : KEPUTUSAN BUPATI CONTOH TENTANG", *subject, "KESATU : Berlaku."
        ),
    )
    assert got == [("peraturan", 1, 2)]
    first = page(2, [centred("MEMUTUSKAN:")], "Menetapkan : KEPUTUSAN BUPATI CONTOH TENTANG")
    assert documents(head, first, page(3, *subject, "KESATU : Berlaku.")) == [("peraturan", 1, 3)]


def test_a_mention_of_a_regulation_is_no_title() -> None:
    got = documents(page(1, [centred("PERATURAN BUPATI CONTOH NOMOR 3 TAHUN 2031")], PROSE, TARGETS))
    assert got == [("unknown", 1, 1)]


def test_a_report_is_one_with_the_titles_in_it() -> None:
    got = documents(
        page(
            1, 15, [centred("LAPORAN KINERJA INSTANSI PEMERINTAH")], [centred("DINAS JALAN")], [centred("TAHUN 2031")]
        ),
        page(2, [centred("DAFTAR ISI")], "PERJANJIAN KINERJA ............ 4"),
        page(3, [centred("PERJANJIAN KINERJA TAHUN 2031")], TARGETS),
    )
    assert got == [("laporan_kinerja", 1, 3)]


def test_misprints_and_letter_spacing_do_not_hide_a_title() -> None:
    for title in (
        "PERJANJIAN KINEJRA TAHUN 2031",
        "P E R J A N J I A N  K I N E R J A",
        "PERJANJIAN KINERJATAHUN 2031",
    ):
        assert documents(page(1, [centred(title)], TARGETS)) == [("perjanjian_kinerja", 1, 1)]


def test_words_before_the_phrase_do_not_hide_a_title() -> None:
    for title in ("BAGAN CASCADING KINERJA TAHUN 2031", "MATRIKS POHON KINERJA DINAS JALAN", "LAMPIRAN II CASCADING"):
        assert documents(page(1, [centred(title)], TARGETS)) == [("cascading", 1, 1)]


def test_captions_items_and_entries_of_contents_are_no_titles() -> None:
    for text in (
        "Tabel 2.1 Perjanjian Kinerja",
        "A. PERJANJIAN KINERJA",
        "2.3 PERJANJIAN KINERJA",
        "PERJANJIAN KINERJA ....... 7",
    ):
        assert documents(page(1, [centred(text)], TARGETS)) == [("unknown", 1, 1)]


def test_a_running_head_over_a_title_does_not_decide() -> None:
    got = only(
        page(1, "LKIP TAHUN 2031", None, [centred("Lampiran 2")], [centred("Perjanjian Kinerja Tahun 2031")], TARGETS)
    )
    assert got.kind == "perjanjian_kinerja"


def test_a_chart_without_title_is_known_by_its_echelons() -> None:
    got = only(page(1, [(50, "ESELON II"), (200, "Kinerja Utama")], [(50, "ESELON III"), (200, "Kinerja Utama")]))
    assert got.kind == "cascading"


def test_blank_pages_belong_to_what_stands_before_them() -> None:
    one = ("KASI PELAYANAN", "SITI RAHAYU", "19800101 200501 2 001")
    got = documents(
        attachment(1, *one), page(2), attachment(3, "KASI UMUM", "AGUS SALEH", "19810101 200501 1 002"), page(4)
    )
    assert got == [("perjanjian_kinerja", 1, 2), ("perjanjian_kinerja", 3, 4)]


def test_a_file_without_text_is_one_unknown_document() -> None:
    assert documents(page(1), page(2)) == [("unknown", 1, 2)]


def test_nothing_of_the_flow_is_lost_or_doubled() -> None:
    pages = (statement(1, "SITI RAHAYU", "KASI PELAYANAN"), attachment(2, "KECAMATAN MAJU", "SITI RAHAYU", "1"))
    got = split(pages)
    assert [b for c in got for b in c.blocks] == [b for p in pages for b in p.flow]


def test_a_form_of_a_decree_in_an_attachment_is_an_example() -> None:
    def head(title: str, number: str) -> list[object]:
        middle = [[centred(t)] for t in (title, number, "TENTANG", "JALAN DESA")]
        return [
            *middle,
            "Menimbang : a. bahwa perlu diatur;",
            "Mengingat : 1. Undang-Undang;",
            [centred("MEMUTUSKAN:")],
        ]

    first = page(1, *head("PERATURAN BUPATI CONTOH", "NOMOR 3 TAHUN 2031"))
    form = page(2, *head("KEPUTUSAN CAMAT ........", "NOMOR ......... TAHUN ......"))
    assert documents(first, form) == [("peraturan", 1, 2)]
    second = page(2, *head("PERATURAN BUPATI CONTOH", "NOMOR 4 TAHUN 2031"))
    assert documents(first, second) == [("peraturan", 1, 1), ("peraturan", 2, 2)]


def test_the_heading_of_a_column_begins_no_document() -> None:
    first = attachment(1, "KASI PELAYANAN", "SITI RAHAYU", "19800101 200501 2 001")
    assert documents(first, page(2, [centred("INDIKATOR KINERJA UTAMA")], "Panjang jalan")) == [
        ("perjanjian_kinerja", 1, 2)
    ]
    report = page(2, [centred("INDIKATOR KINERJA UTAMA")], [centred("DINAS JALAN")], TARGETS)
    assert documents(first, report) == [("perjanjian_kinerja", 1, 1), ("indikator_kinerja_utama", 2, 2)]


def test_a_pact_behind_an_agreement_is_a_document_of_its_own() -> None:
    pact = page(2, [centred("PAKTA INTEGRITAS")], None, "Saya, SITI RAHAYU, Kasi Pelayanan, menyatakan hal berikut:")
    assert documents(attachment(1, "KASI PELAYANAN", "SITI RAHAYU", "19800101 200501 2 001"), pact) == [
        ("perjanjian_kinerja", 1, 1),
        ("unknown", 2, 2),
    ]


def test_the_subject_of_a_circular_is_no_title() -> None:
    circular = page(
        1,
        [centred("SURAT EDARAN")],
        [centred("NOMOR 3 TAHUN 2031")],
        [centred("TENTANG")],
        [centred("PENYUSUNAN DAN PELAPORAN")],
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        None,
        PROSE,
    )
    assert documents(circular) == [("unknown", 1, 1)]
    assert only(circular).titles[0].title.text.startswith("SURAT EDARAN")


def test_the_title_of_no_known_kind_is_found_by_how_it_is_set() -> None:
    unknown = only(
        page(1, [centred("MATRIKS SASARAN DAN TARGET TAHUN 2031")], [centred("DINAS JALAN KABUPATEN MAJU")], TARGETS)
    )
    (title,) = unknown.titles
    assert (title.title.text, title.unit and title.unit.text) == (
        "MATRIKS SASARAN DAN TARGET TAHUN 2031",
        "DINAS JALAN KABUPATEN MAJU",
    )


def test_a_short_table_without_a_head_has_no_title() -> None:
    assert only(page(1, "Panjang jalan yang baik di kota", TARGETS)).titles == ()


def test_the_year_under_a_unit_is_no_title() -> None:
    one = only(
        page(
            1,
            [centred("DAFTAR PEKERJAAN DAN PENDANAAN")],
            [centred("DINAS PERTAMANAN KOTA MAJU")],
            [centred("TAHUN 2031-2035")],
            None,
            TARGETS,
        )
    )
    assert one.titles[0].title.text.startswith("DAFTAR PEKERJAAN DAN PENDANAAN")


def test_a_title_in_small_letters_in_the_middle_at_the_head_begins_a_document() -> None:
    rest = [None, "Visi", None, PROSE, PROSE, None, TARGETS]
    document = only(page(1, [centred("Rencana Strategis KECAMATAN MAJU")], [centred("2031-2035")], *rest))
    assert document.kind == "rencana_strategis"
    assert [block.title.text for block in document.titles] == ["Rencana Strategis KECAMATAN MAJU 2031-2035"]


def test_a_form_that_says_again_whose_agreement_it_is_belongs_to_the_statement() -> None:
    form = page(
        2,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        [centred("KECAMATAN MAJU")],
        None,
        [(50, "Nama"), (150, ": SITI RAHAYU")],
        [(50, "Jabatan"), (150, ": KASI PELAYANAN")],
        TARGETS,
        [(350, "Maju, 4 Januari 2031")],
        [(60, "Camat Maju"), (350, "Kasi Pelayanan")],
        4,
        [(60, "BUDI CONTOH"), (350, "SITI RAHAYU")],
    )
    component = only(statement(1, "SITI RAHAYU", "KASI PELAYANAN"), form)
    assert len(component.pages) == 2
    assert "KASI PELAYANAN" in [p.position.text for p in component.parties if p.position]


def test_a_page_that_holds_but_a_table_of_signatures() -> None:
    first = page(1, [centred("PERJANJIAN KINERJA TAHUN 2031")], [centred("KECAMATAN MAJU")], None, TARGETS)
    left, right = "CAMAT MAJU", "Maju, 4 Januari 2031"
    signed = page(2, ([left, right], ["", "KASI PELAYANAN"], ["BUDI CONTOH", "SITI RAHAYU, S.Sos"]))
    got = only(first, signed)
    assert [b.name.text for b in got.signatures if b.name] == ["BUDI CONTOH", "SITI RAHAYU, S.Sos"]

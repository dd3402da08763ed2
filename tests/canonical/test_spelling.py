"""Which words are respelled, and above all which are not."""

from __future__ import annotations

import pytest

from extractor.canonical.apply import canonicalise
from extractor.canonical.cost import distance
from extractor.canonical.evidence import Evidence
from extractor.canonical.spelling import edits
from extractor.lexicon import lexicon
from extractor.schema import Budget, Indicator, PerjanjianKinerja, Signatory


def respell(text: str, *others: str, protected: frozenset[str] = frozenset()) -> str:
    known = lexicon()
    for e in reversed(edits(text, Evidence([text, *others], known), known, protected)):
        text = text[: e.start] + e.to + text[e.end :]
    return text


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("Prosentase layanan", "Persentase layanan"),
        ("PRESENTASE LAYANAN", "PERSENTASE LAYANAN"),
        ("Non Komulatif", "Non Kumulatif"),
        ("Adminitrasi Umum", "Administrasi Umum"),
        ("Jumlah kegiaatan", "Jumlah kegiatan"),
        ("terselenggaraya rapat", "terselenggaranya rapat"),
        ("hasil yang di laksanakan", "hasil yang dilaksanakan"),
        ("budidaya diperairan umum", "budidaya di perairan umum"),
        ("rapat dikantor desa", "rapat di kantor desa"),
        ("telah beberapakali diubah", "telah beberapa kali diubah"),
        ("Dukungan KegiatanPerencanaan", "Dukungan Kegiatan Perencanaan"),
        ("sosialisasi dan bim bingan teknis", "sosialisasi dan bimbingan teknis"),
        ("cakupan layana n dasar", "cakupan layanan dasar"),
        ("organisasi ke masyarakata n desa", "organisasi kemasyarakatan desa"),
        ("berkas perta nggungjawab an dana", "berkas pertanggungjawaban dana"),
        ("beserta dokumentasi nya", "beserta dokumentasinya"),
        ("dibagi jumla h anak", "dibagi jumlah anak"),
        ("Bidang P encatatan Sipil", "Bidang Pencatatan Sipil"),
        ("kulaitas pelaksaan pengelolaaan", "kualitas pelaksanaan pengelolaan"),
        ("JENIS KEAMANANAN PANGAN", "JENIS KEAMANAN PANGAN"),
        ("asas Keamananan", "asas Keamanan"),
        ("sarana adrninistrasi umum", "sarana administrasi umum"),
        ("rencana sesuaidengan ketentuan", "rencana sesuai dengan ketentuan"),
        ("Undang-UndangNomor 5", "Undang-Undang Nomor 5"),
        ("PelayananPublik dan Prosentase", "Pelayanan Publik dan Persentase"),
        ("peraturan perundangundangan", "peraturan perundang-undangan"),
        ("gedung yang di rehabilitasi", "gedung yang direhabilitasi"),
        ("pelabuhan embarkasidi kota", "pelabuhan embarkasi di kota"),
        ("tingkat e-Goverment", "tingkat e-Government"),
        ("usaha produktip dan preventip", "usaha produktif dan preventif"),
        ("Tersusunya dokumen tehnis", "Tersusunnya dokumen teknis"),
        ("administrasi perkantaran", "administrasi perkantoran"),
        ("keterangan 4 Triwuln", "keterangan 4 Triwulan"),
        ("Jumlah masya rakat dan peserta pela tihan", "Jumlah masyarakat dan peserta pelatihan"),
        ("aduan yang di tindaklanjuti", "aduan yang ditindaklanjuti"),
        ("BIDANG POS DAN TEKOMUNIKASI", "BIDANG POS DAN TELEKOMUNIKASI"),
        ("diterbitkan oelh kepala kantor", "diterbitkan oleh kepala kantor"),
        ("layanan administrasi dilingkungannya", "layanan administrasi di lingkungannya"),
        ("mampu dibidangnya", "mampu di bidangnya"),
        ("pekerja yang ditempat kan", "pekerja yang ditempatkan"),
        ("barang yang dipasrakan", "barang yang dipasarkan"),
        ("dibagi secara proposional", "dibagi secara proporsional"),
        ("rencana yang meningkatakan mutu", "rencana yang meningkatkan mutu"),
        ("dokumen di susun dan di atur", "dokumen disusun dan diatur"),
        ("kwalitas managemen dan kordinator", "kualitas manajemen dan koordinator"),
        ("pertumbuhan ekomoni", "pertumbuhan ekonomi"),
        ("bertanggungjawab atas hasil", "bertanggung jawab atas hasil"),
        ("rnanajernen yang denganbaik", "manajemen yang dengan baik"),
    ],
)
def test_misprints_are_mended_in_their_own_capitals(printed: str, canonical: str) -> None:
    assert respell(printed) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "Kecamatan Sukamajuu Kabupaten Makmurjaya",
        "pelayanan PATEN, RKA, DPA, LKjIP, APBDes dan Linmas",
        "monev dan rakor Trantibum",
        "surat ke kantor@majujaya.go.id",
        "Efektifitas, Ketentraman, analisa, obyek, survey",
        "good governance dan clean government",
        "di lokasi, di provinsi, di kabupaten",
        "Peraturan Nomor 12A/2020",
        "undang-undang dan sama-sama",
        "wartawan, usahawan dan wirausaha yang dipersamakan",
        "retribusi yang dipungut dan dipertimbangkan kependidikan",
        "sapi pasundan, domba garut dan kecacingan",
        "Kota Banjarbaru, Kabupaten Katingan dan Minahasa",
        "bentuk optikal, pengentrian dan keterhubungan kedepannya",
        "belanja akrual, sanitarian dan kepesertaan Perusda",
        "DPA-PPKD dan RKA-PPKD",
        "di antara, di dalam dan di bidang",
        "WhatsApp, YouTube dan SiRUP",
        "rancangan untuk diharmonisasi dan Bagian A anggaran",
        "rumah di tengah, di sisi dan di bali",
        "perberasan, penyetoran dan perbantuan yang dimandatkan",
        "pengandangan ternak",
        "kebermanfaatan dan ketermanfaatan pada hal lain",
        "menanam selada, kailan dan pakcoy",
        "SENTRA BATIK TRUSMI DAN PAOMAN",
        "WARGA DUSUN CIPTAGELAR",
        "mutu Sapuran dan Paringin bagi warga",
        "barang di terminal dan di rumah",
    ],
)
def test_names_abbreviations_and_current_forms_stay(text: str) -> None:
    assert respell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "anggaran yang dikelola Dr. Melur Krisen, SH, MH",
        "mengatur kalurahan, gampong, dan sapi limousin",
        "kendala pada pelaksannannya di lapangan",
        "analisis cross-cutting antar dinas",
        "Dimilikinya nya laporan aset",
    ],
    ids=["a person with titles", "units and breeds of regions", "two words as near", "a hyphen", "an enclitic twice"],
)
def test_what_may_be_meant_otherwise_stays(text: str) -> None:
    assert respell(text) == text


def test_halves_that_a_hyphen_parts_are_one_word_or_stay() -> None:
    assert respell("unsur penyelenggara peme- rintahan daerah") == "unsur penyelenggara pemerintahan daerah"
    assert respell("unsur abcd- rintahan daerah") == "unsur abcd- rintahan daerah"


def test_the_same_phrase_printed_right_elsewhere_decides() -> None:
    right = "Pengadaan dan pengelolaan logistik kantor"
    assert respell("Pengadaan dan pengolaan logistik kantor", right) == right


def test_a_short_word_needs_the_phrase_on_both_sides() -> None:
    assert respell("rencana yang elah ditetapkan") == "rencana yang elah ditetapkan"
    assert respell("rencana yang elah ditetapkan", "hal yang telah ditetapkan") == "rencana yang telah ditetapkan"


def test_a_form_that_is_printed_three_times_is_changed_only_into_one_that_is_printed() -> None:
    lines = ["cara kegiaatan baru", "hal kegiaatan lama", "isi kegiaatan kini"]
    assert respell(lines[0], *lines[1:]) == lines[0]
    assert respell(lines[0], *lines[1:], "kegiatan") == "cara kegiatan baru"


def test_a_letter_behind_the_edge_is_put_back_at_the_beginning_of_a_value() -> None:
    assert respell("ebagaimana dimaksud") == "sebagaimana dimaksud"
    assert respell("nronisasi data dan arsip desa", "Sinkronisasi data dan arsip desa").startswith("sinkronisasi")


def test_a_very_long_run_of_letters_costs_little() -> None:
    assert respell("x" + "ab" * 50_000) == "x" + "ab" * 50_000


def test_a_position_is_mended_and_the_name_beside_it_is_not() -> None:
    signatory = Signatory(full_name="ADMINSTRASI", position="Kepala Dinas Petenakan")
    document = PerjanjianKinerja(signatories=[signatory])
    canonicalise([document], {})
    assert signatory.position == "Kepala Dinas Peternakan"
    assert signatory.full_name == "ADMINSTRASI"


def test_corrections_name_the_value_and_the_run_of_words() -> None:
    document = PerjanjianKinerja(budgets=[Budget(name="Adminitrasi Umum")], indicators=[Indicator(name="Baik")])
    canonicalise([document], {})
    assert document.budgets[0].name == "Administrasi Umum"
    (change,) = document.corrections
    assert (change.path, change.from_, change.to) == ("/documents/0/budgets/0/name", "Adminitrasi", "Administrasi")
    assert 0 <= change.score <= 100


def test_names_of_signatories_are_never_respelled() -> None:
    document = PerjanjianKinerja(
        signatories=[Signatory(name="PROSENTASE", full_name="PROSENTASE")],
        indicators=[Indicator(name="Laporan Prosentase kepada kepala")],
    )
    canonicalise([document], {})
    assert document.corrections == []


@pytest.mark.parametrize(
    "law",
    [
        "sesuai Peraturan Daerah Nomor 5 Tahun 2010 tentang Adminitrasi Propinsi (Lembaran Daerah)",
        "hal tentang Perubahan Peraturan Daerah Nomor 5 Tahun 2010 tentang Adminitrasi Propinsi, yang diubah",
        "Peraturan Menteri Dalam Negeri tentang Adminitrasi Propinsi",
    ],
)
def test_titles_of_laws_are_quoted_as_printed(law: str) -> None:
    document = PerjanjianKinerja(indicators=[Indicator(notes=law)])
    canonicalise([document], {})
    assert document.indicators[0].notes == law


def test_a_verb_is_no_slip_in_the_noun_of_the_same_phrase() -> None:
    phrase = "bahan perumusan, {}, pelaksanaan pemantauan"
    printed = phrase.format("mengkoordinasian")
    assert respell(printed, phrase.format("pengkoordinasian")) == printed


def test_likely_slips_cost_less_than_others() -> None:
    assert distance("komulatif", "kumulatif") < 1
    assert distance("pelaksanana", "pelaksanaan") < distance("pelaksana", "pelaksanaan")
    assert distance("pelaksaan", "pelaksanaan") < distance("pelaksaan", "pelaksana")
    assert distance("adrninistrasi", "administrasi") < 0.5
    assert distance("sama", "sama") == 0


def test_a_place_where_many_words_take_turns_is_no_phrase() -> None:
    others = [f"mengatur hal {word} menurut kebutuhan" for word in ("pengairan", "pertanian", "kehumasan", "perikanan")]
    assert respell("mengatur hal pengawsan menurut kebutuhan", *others) == "mengatur hal pengawasan menurut kebutuhan"
    assert (
        respell("mengatur hal poktan menurut kebutuhan", "mengatur hal gapoktan menurut kebutuhan").count("poktan") == 1
    )


@pytest.mark.parametrize(
    "right",
    [
        "rumoh adat",
        "data sikda desa",
        "masa bulin kedua",
        "SEMESTERII DAN PROGRAMII",
        "MAP MERK BAMBI",
        "perumusan dan mengkoordinasian",
        "membantu penyusunannya",
    ],
)
def test_a_short_spelling_with_another_letter_and_a_roman_number_written_on_are_left(right: str) -> None:
    assert respell(right) == right


@pytest.mark.parametrize("right", ["arah utaranya kampung", "dukuh Tembalang yang lama"])
def test_names_and_usual_words_with_an_enclitic_are_left(right: str) -> None:
    assert respell(right) == right


def test_a_word_said_twice_without_its_hyphen_gets_it() -> None:
    assert respell("pada tahuntahun pertama") == "pada tahun-tahun pertama"


def test_a_short_word_before_a_particle_is_no_proof_of_a_word() -> None:
    assert respell("Jimlah seoklah dasar") == "Jumlah sekolah dasar"
    assert respell("apalah artinya") == "apalah artinya"


def test_a_spelling_is_given_one_word_in_all_of_a_file() -> None:
    names = ["Landasan Bandera Maju", "Menara Bandera Maju", "Menara Bandara Maju", "Landasan Bandara Maju"]
    document = PerjanjianKinerja(indicators=[Indicator(name=name) for name in [*names, "Pagar Bandera Jaya"]])
    canonicalise([document], {})
    assert {c.to for c in document.corrections} <= {"Bandara"}

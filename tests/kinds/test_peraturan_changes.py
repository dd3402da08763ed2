"""What amendments change, what is declared void, and the elucidation."""

from __future__ import annotations

from typing import Any

from paper import component

from extractor.assemble import assemble
from extractor.kinds.regulation.kind import KIND, build


def read(page: str) -> dict[str, Any]:
    document, _ = assemble(build(component(page)), KIND.model, 0)
    return document.model_dump(by_alias=True)


AMENDMENT = """
                                Pasal I
Beberapa ketentuan dalam Peraturan Bupati Maju Nomor 7 Tahun 2029 tentang
Gudang, diubah sebagai berikut:
1. Ketentuan Pasal 5 ayat (2) diubah sehingga berbunyi sebagai berikut:
                                Pasal 5
   (2) Gudang buka pagi.
2. Di antara Pasal 6 dan Pasal 7 disisipkan 1 (satu) pasal, yakni Pasal 6A
   sehingga berbunyi sebagai berikut:
                                Pasal 6A
   Gudang dijaga.
3. Ketentuan Pasal 8 ditambahkan 1 (satu) ayat, yakni ayat (3), sehingga
   berbunyi sebagai berikut:
                                Pasal 8
   (3) Gudang dibersihkan.
4. Pasal 9 dihapus.

                                Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""


def test_an_amendment_says_what_it_does_with_what() -> None:
    changes = read(AMENDMENT)["changes"]
    assert [(c["provision"], c["action"]) for c in changes] == [
        ("Pasal 5 ayat (2)", "replace"),
        ("Pasal 6A", "insert"),
        ("Pasal 8 ayat (3)", "append"),
        ("Pasal 9", "delete"),
    ]
    assert {(c["target"]["type"], c["target"]["number"]) for c in changes} == {("Peraturan Bupati", "7")}
    assert changes[3]["at"] == "/documents/0/body/0/children/3"


def test_laws_that_are_declared_void_are_repealed_others_are_not() -> None:
    page = """
                                Pasal 1
Gudang dijaga menurut Undang-Undang Nomor 3 Tahun 2030 tentang Arsip.
                                Pasal 2
Peraturan Bupati Maju Nomor 7 Tahun 2029 tentang Gudang dicabut dan dinyatakan tidak berlaku.
"""
    document = read(page)
    assert [(r["type"], r["number"]) for r in document["repeals"]] == [("Peraturan Bupati", "7")]
    assert document["changes"] == []
    assert document["elucidation"] is None


def test_the_elucidation_has_a_general_part_and_articles() -> None:
    page = """
                                Pasal 1
Peraturan ini mulai berlaku. Agar setiap orang mengetahuinya, memerintahkan
pengundangan Peraturan ini.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031

                               PENJELASAN
                                  ATAS
                         PERATURAN DAERAH MAJU

I. UMUM
Gudang perlu dijaga.

II. PASAL DEMI PASAL
                                Pasal 1
Cukup jelas.
                                Pasal 2
Ayat (1)
Yang dimaksud dengan Pasal 1 ialah pasal pertama.
TAMBAHAN LEMBARAN DAERAH KABUPATEN MAJU NOMOR 3
"""
    document = read(page)
    assert document["body"][0]["text"] == "Peraturan ini mulai berlaku."
    assert document["closing"] == "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan ini."
    found = document["elucidation"]
    assert found["general"] == "Gudang perlu dijaga."
    assert [a["number"] for a in found["articles"]] == ["1", "2"]
    assert found["articles"][0]["text"] == "Cukup jelas."
    assert document["cross_references"] == []
    assert len(document["body"]) == 1


def test_numbered_paragraphs_of_old_laws_are_ayat() -> None:
    page = """
                                Pasal 1
1. Gudang buka.
2. Gudang dalam ayat (1) dijaga.
                                Pasal 2
Gudang terdiri atas:
1. lantai; dan
2. atap.
"""
    first, second = read(page)["body"]
    assert [c["level"] for c in first["children"]] == ["ayat", "ayat"]
    assert [c["level"] for c in second["children"]] == ["angka", "angka"]


def test_each_clause_of_an_instruction_does_its_own() -> None:
    page = """
                                Pasal I
Beberapa ketentuan dalam Peraturan Bupati Maju Nomor 7 Tahun 2029 tentang
Gudang, diubah sebagai berikut:
1. Ketentuan Pasal 1 angka 5 diubah dan angka 9 dihapus, sehingga berbunyi
   sebagai berikut:
                                Pasal 1
   Gudang adalah ruang.
2. Ketentuan ayat (2) Pasal 25 dihapus dan ditambahkan 1 (satu) ayat, yakni
   ayat (4), sehingga berbunyi sebagai berikut:
                                Pasal 25
   (4) Gudang dikunci.
3. Ketentuan Lampiran II diubah.
                                Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""
    assert [(c["provision"], c["action"]) for c in read(page)["changes"]] == [
        ("Pasal 1 angka 5", "replace"),
        ("Pasal 1 angka 9", "delete"),
        ("Pasal 25 ayat (2)", "delete"),
        ("Pasal 25 ayat (4)", "append"),
        ("Lampiran II", "replace"),
    ]


def test_what_declares_a_list_void_may_stand_under_it() -> None:
    pages = (
        """
                                Pasal 1
Pada saat Peraturan ini mulai berlaku:
1. Peraturan Bupati Maju Nomor 7 Tahun 2029 tentang Gudang;
2. Peraturan Bupati Maju Nomor 8 Tahun 2029 tentang Arsip, sepanjang
""",
        """
   menyangkut arsip desa;
dinyatakan tidak berlaku.
                                Pasal 2
Peraturan ini mulai berlaku pada tanggal diundangkan.
""",
    )
    document, _ = assemble(build(component(*pages)), KIND.model, 0)
    read_all = document.model_dump(by_alias=True)
    assert [r["number"] for r in read_all["repeals"]] == ["7", "8"]
    assert read_all["body"][0]["children"][1]["text"].endswith("arsip desa;")


def test_one_article_changed_in_parts_gives_a_change_a_part() -> None:
    page = """
                                Pasal I
Beberapa ketentuan dalam Peraturan Bupati Maju Nomor 7 Tahun 2029 tentang
Gudang, diubah sebagai berikut:
1. Ketentuan Pasal 4 diubah sebagai berikut:
   a. ayat (1) huruf b diubah;
   b. di antara ayat (2) dan ayat (3) disisipkan 1 (satu) ayat, yakni
      ayat (2a); dan
   c. ayat (4) dihapus,
   sehingga Pasal 4 berbunyi sebagai berikut:
                                Pasal 4
   (1) Gudang dijaga.
                                Pasal II
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""
    assert [(c["provision"], c["action"], c["at"][-10:]) for c in read(page)["changes"]] == [
        ("Pasal 4 ayat (1) huruf b", "replace", "children/0"),
        ("Pasal 4 ayat (2a)", "insert", "children/1"),
        ("Pasal 4 ayat (4)", "delete", "children/2"),
    ]

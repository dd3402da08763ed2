"""Cross references between provisions."""

from __future__ import annotations

import pytest
from paper import lines

from extractor.kinds.regulation.references import cross_references
from extractor.kinds.regulation.rows import rows
from extractor.kinds.regulation.tree import grow
from extractor.match.found import Found, Within

BODY = """
                                 BAB I
                                 UMUM

                                Pasal 1
Arsip disimpan oleh:
a. kantor;
b. gudang:
   1. utara; dan
   2. selatan; dan
c. rumah.

                                Pasal 2
(1) Kantor buka.
(2) Gudang buka:
    a. pagi; dan
    b. siang.
(3) {text}
"""


def found(text: str, attachments: tuple[str, ...] = (), body: str = BODY) -> list[tuple[object, str | None]]:
    tree = grow(rows(lines(body.format(text=text))))
    out = []
    for record in cross_references(tree, attachments):
        printed, to = record["text"], record["to"]
        assert isinstance(printed, Found)
        out.append((printed.value, to.pointer if isinstance(to, Within) else None))
    return out


ARTICLE_1, ARTICLE_2 = "/body/0/children/0", "/body/0/children/1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lihat Pasal 1 huruf b angka 2.", [("Pasal 1 huruf b angka 2", f"{ARTICLE_1}/children/1/children/1")]),
        (
            "Sebagaimana dimaksud pada ayat (1) dan ayat (2) huruf a atau huruf b.",
            [
                ("ayat (1)", f"{ARTICLE_2}/children/0"),
                ("ayat (2) huruf a", f"{ARTICLE_2}/children/1/children/0"),
                ("huruf b", f"{ARTICLE_2}/children/1/children/1"),
            ],
        ),
        (
            "Dalam Pasal 1 huruf a sampai dengan huruf c.",
            [
                ("Pasal 1 huruf a", f"{ARTICLE_1}/children/0"),
                ("huruf c", f"{ARTICLE_1}/children/2"),
            ],
        ),
        (
            "Pada ayat (1), (2), dan (3).",
            [
                ("ayat (1)", f"{ARTICLE_2}/children/0"),
                ("(2)", f"{ARTICLE_2}/children/1"),
                ("(3)", f"{ARTICLE_2}/children/2"),
            ],
        ),
        (
            "Pada a yat ( 1) dan ay at (2).",
            [("a yat ( 1)", f"{ARTICLE_2}/children/0"), ("ay at (2)", f"{ARTICLE_2}/children/1")],
        ),
        ("Dalam Pasal 9 ayat (1).", [("Pasal 9 ayat (1)", None)]),
        ("Pada huruf a ayat (2).", [("huruf a ayat (2)", f"{ARTICLE_2}/children/1/children/0")]),
        ("Lihat Pasal 1 (satu) huruf c.", [("Pasal 1 (satu) huruf c", f"{ARTICLE_1}/children/2")]),
        ("Dalam Pasal 1 Peraturan Bupati ini.", [("Pasal 1", ARTICLE_1)]),
        ("Dalam Bab I berlaku.", [("Bab I", "/body/0")]),
    ],
)
def test_a_reference_points_to_what_it_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Menurut Pasal 1 ayat (2) Undang-Undang Nomor 3 Tahun 2030.",
        "Menurut Pasal 1, Pasal 2 dan Pasal 3 Peraturan Pemerintah Nomor 3 Tahun 2030 tentang Arsip.",
        "Menurut ketentuan peraturan perundang-undangan.",
        "Undang-Undang Nomor 3 Tahun 2030 (Lembaran Negara Tahun 2030 Nomor 2), Pasal 2 ayat (3) berlaku.",
    ],
)
def test_articles_of_other_laws_are_no_cross_references(text: str) -> None:
    assert found(text) == []


def test_attachments_are_known_by_their_number() -> None:
    labels = ("LAMPIRAN I", "LAMPIRAN II")
    assert found("Tercantum dalam Lampiran II.", labels) == [("Lampiran II", "/attachments/1")]
    assert found("Tercantum dalam Lampiran III.", labels) == [("Lampiran III", None)]
    assert found("Tercantum dalam lampiran.", ("LAMPIRAN",)) == [("lampiran", "/attachments/0")]


def test_an_amendment_names_the_articles_of_the_amended_law() -> None:
    body = """
                                Pasal I
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 7 ayat (1) diubah sehingga berbunyi sebagai berikut:
                                Pasal 7
   (1) Kantor buka.
   (2) Jam buka pada ayat (1) dan Pasal 3 ditulis.
2. Pasal 9 dihapus.

                                Pasal II
{text}
"""
    quoted = "/body/0/children/0/children/0/children"
    assert found("Berlaku menurut Pasal I.", body=body) == [("ayat (1)", f"{quoted}/0"), ("Pasal I", "/body/0")]


def test_a_dictum_is_referred_to_by_its_word() -> None:
    tree = grow(
        rows(lines("KESATU : Membentuk tim.\nKEDUA : Tim dalam Diktum KESATU dan diktum KETIGA bekerja.\n")),
    )
    records = [(r["text"], r["to"]) for r in cross_references(tree, ())]
    assert [(t.value, to.pointer if isinstance(to, Within) else None) for t, to in records if isinstance(t, Found)] == [
        ("Diktum KESATU", "/body/0"),
        ("diktum KETIGA", None),
    ]


def test_the_last_of_a_list_has_the_article_of_the_first() -> None:
    body = """
                                Pasal 1
(1) Gudang dijaga.
(2) Gudang dikunci.
(3) Gudang dibersihkan.
                                Pasal 2
Ketentuan dalam Pasal 1 ayat (1), ayat (2), dan ayat (3) berlaku bagi arsip.
"""
    records = cross_references(grow(rows(lines(body))), ())
    assert [r["to"] for r in records] == [Within(f"/body/0/children/{k}") for k in range(3)]

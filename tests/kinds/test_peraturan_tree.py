"""The tree of provisions."""

from __future__ import annotations

import string
import textwrap
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import lines

from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.rows import rows
from extractor.kinds.regulation.tree import grow

Plain = tuple[str, str, str, str, list[Any]]


def plain(nodes: Sequence[Node]) -> list[Plain]:
    return [
        (
            n.level,
            n.label,
            " ".join(h.text for h in n.heading),
            "\n".join(p.text for p in n.paragraphs()),
            plain(n.children),
        )
        for n in nodes
    ]


def parse(text: str, *, drawn: bool = True) -> list[Plain]:
    return plain(grow(rows(lines(text, drawn=drawn))))


def outline(nodes: Sequence[Plain], depth: int = 0) -> str:
    out = ""
    for level, number, heading, _, children in nodes:
        out += "  " * depth + f"{level} {number}" + (f" {heading}" if heading else "") + "\n"
        out += outline(children, depth + 1)
    return out


BODY = """
                             BAB I
                        KETENTUAN UMUM

                           Bagian Kesatu
                              Umum

                            Paragraf 1
                            Pengertian
                             dan Batas

                            Pasal 1
Arsip disimpan oleh:
a. kantor pusat, yang terdiri atas:
   1. ruang baca; dan
   2. ruang simpan, dengan lemari:
      a) baja; dan
      b) kayu, bertingkat:
         1) dua; atau
         2) tiga.
b. kantor cabang.

                            Pasal 2
(1) Setiap kantor membuat daftar
    arsip setiap tahun.
(2) Daftar sebagaimana dimaksud pada ayat
    (1) memuat:
    a. nama arsip;
    b. nomor arsip.

                            BAB II
                            PENUTUP

                            Pasal 3
Peraturan ini mulai berlaku.
"""


def test_every_level_stands_under_the_one_above_it() -> None:
    assert outline(parse(BODY)) == textwrap.dedent(
        """\
        bab I KETENTUAN UMUM
          bagian Kesatu Umum
            paragraf 1 Pengertian dan Batas
              pasal 1
                huruf a
                  angka 1
                  angka 2
                    huruf a
                    huruf b
                      angka 1
                      angka 2
                huruf b
              pasal 2
                ayat 1
                ayat 2
                  huruf a
                  huruf b
        bab II PENUTUP
          pasal 3
        """
    )


def test_a_text_export_gives_the_same_tree_as_a_drawn_page() -> None:
    assert parse(BODY, drawn=False) == parse(BODY)


def test_a_label_in_running_text_opens_nothing() -> None:
    ((_, _, _, text, children),) = parse(
        """
                            Pasal 1
Hal yang diatur dalam huruf a dan huruf
b. tetap berlaku sebagaimana dimaksud dalam
Pasal 2 serta ayat
(1) dan ketentuan dalam
Pasal 2
"""
    )
    assert children == []
    assert text.endswith("ketentuan dalam Pasal 2")


def test_a_wrapped_line_that_begins_with_the_next_letter_stays_in_its_sentence() -> None:
    ((*_, children),) = parse(
        """
                            Pasal 1
Kantor menyimpan:
a. arsip yang dimaksud dalam huruf
   b, huruf c, atau huruf
   b. dan seterusnya;
b. buku.
"""
    )
    assert [(c[1], c[3]) for c in children] == [
        ("a", "arsip yang dimaksud dalam huruf b, huruf c, atau huruf b. dan seterusnya;"),
        ("b", "buku."),
    ]


def test_inserted_numbers_stand_as_printed() -> None:
    got = parse(
        """
                            Pasal 12
Kantor tutup.

                            Pasal 12A
(1) Kantor buka.
(1a) Kantor buka lagi.
(2) Kantor tutup.
"""
    )
    assert outline(got) == "pasal 12\npasal 12A\n  ayat 1\n  ayat 1a\n  ayat 2\n"


def test_text_after_the_last_child_belongs_to_the_article() -> None:
    ((_, _, _, text, children),) = parse(
        """
                            Pasal 1
Kantor menyimpan:
    a. arsip;
    b. buku yang tebal dan lama sekali yang tidak dapat dibaca lagi oleh
       siapa pun.
Semua yang disimpan dicatat dalam daftar.
"""
    )
    assert text == "Kantor menyimpan:\nSemua yang disimpan dicatat dalam daftar."
    assert len(children) == 2


def test_a_missing_label_does_not_swallow_the_rest_of_the_list() -> None:
    ((*_, children),) = parse(
        """
                            Pasal 1
Kantor menyimpan:
a. arsip;
b. buku;
d. peta.
"""
    )
    assert [c[1] for c in children] == ["a", "b", "d"]


def test_amendments_quote_provisions() -> None:
    got = parse(
        """
                            Pasal I
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 7 diubah sehingga berbunyi sebagai berikut:
                            Pasal 7
    (1) Kantor mencatat:
        1. arsip; dan
        2. buku.
    (2) Catatan disimpan.
2. Di antara BAB III dan BAB IV disisipkan 1 (satu) bab, yakni BAB IIIA sehingga berbunyi sebagai berikut:
                            BAB IIIA
                            LAIN-LAIN
                            Pasal 20A
    Kantor tutup:
    1. pagi;
    2. siang.
3. Pasal 9 dihapus.

                            Pasal II
Peraturan ini mulai berlaku.
"""
    )
    assert outline(got) == textwrap.dedent(
        """\
        pasal I
          angka 1
            pasal 7
              ayat 1
                angka 1
                angka 2
              ayat 2
          angka 2
            bab IIIA LAIN-LAIN
              pasal 20A
                angka 1
                angka 2
          angka 3
        pasal II
        """
    )


def test_a_list_of_chapters_is_no_chapter() -> None:
    got = parse(
        """
                            Pasal 1
Rencana disusun sebagai berikut:
BAB I PENDAHULUAN
BAB II ISI
BAB III PENUTUP

                            Pasal 2
Rencana berlaku.
"""
    )
    assert outline(got) == "pasal 1\npasal 2\n"


def test_a_decree_has_dicta() -> None:
    got = parse("KESATU : Membentuk tim.\nKEDUA : Tim bertugas:\n        a. mencatat; dan\n        b. melapor.\n")
    assert outline(got) == "pasal KESATU\npasal KEDUA\n  huruf a\n  huruf b\n"


# ---- a random tree, printed, is read back ---------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["arsip", "kantor", "daftar", "catatan", "petugas", "lemari"]), min_size=1, max_size=18
)
STYLES = (("huruf", "{}."), ("angka", "{}."), ("huruf", "{})"), ("angka", "{})"))


def sentence(words: list[str], end: str) -> str:
    return (" ".join(words)).capitalize() + end


def number(level: str, i: int) -> str:
    return string.ascii_lowercase[i] if level == "huruf" else str(i + 1)


@st.composite
def items(draw: st.DrawFn, depth: int) -> list[Plain]:
    level, _ = STYLES[depth]
    count = draw(st.integers(2, 4))
    out: list[Plain] = []
    for i in range(count):
        children = draw(items(depth + 1)) if depth < 3 and draw(st.integers(0, 3)) == 0 else []
        end = ":" if children else (";" if i < count - 1 else ".")
        out.append((level, number(level, i), "", sentence(draw(WORDS), end), children))
    return out


@st.composite
def articles(draw: st.DrawFn) -> list[Plain]:
    out: list[Plain] = []
    for i in range(draw(st.integers(1, 4))):
        shape = draw(st.integers(0, 2))
        if shape == 0:
            out.append(("pasal", str(i + 1), "", sentence(draw(WORDS), "."), []))
        elif shape == 1:
            out.append(("pasal", str(i + 1), "", sentence(draw(WORDS), ":"), draw(items(0))))
        else:
            paragraphs: list[Plain] = []
            for k in range(draw(st.integers(2, 3))):
                children = draw(items(0)) if draw(st.booleans()) else []
                paragraphs.append(("ayat", str(k + 1), "", sentence(draw(WORDS), ":" if children else "."), children))
            out.append(("pasal", str(i + 1), "", "", paragraphs))
    return out


def printed(nodes: Sequence[Plain], indent: int = 0, depth: int = 0) -> list[str]:
    out: list[str] = []
    for level, num, _, text, children in nodes:
        if level == "pasal":
            out += ["", " " * 30 + f"Pasal {num}"]
            out += textwrap.wrap(text, 64)
            out += printed(children, 0, 0)
            continue
        label = f"({num})" if level == "ayat" else STYLES[depth][1].format(num)
        hang = " " * (indent + 4)
        out += textwrap.wrap(text, 64, initial_indent=" " * indent + label.ljust(4), subsequent_indent=hang)
        out += printed(children, indent + 4, depth if level == "ayat" else depth + 1)
    return out


@pytest.mark.parametrize("drawn", [True, False])
def test_a_printed_tree_reads_back_to_itself(drawn: bool) -> None:
    @settings(max_examples=120)
    @given(articles())
    def check(tree: list[Plain]) -> None:
        assert parse("\n".join(printed(tree)), drawn=drawn) == tree

    check()


@pytest.mark.parametrize("drawn", [True, False])
def test_labels_that_were_misread_are_known_by_their_place(drawn: bool) -> None:
    ((*_, children),) = parse(
        """
                            Pasal 1
(l) Kantor menyimpan:
    1. arsip;
    2, buku;
    3. peta;
    4. meja;
    5. kursi;
    6. rak;
    7. map;
    8. tinta;
    9. kertas;
    1 0. peta:
       l) kota;
       2) desa;
(2) Kantor tutup.
""",
        drawn=drawn,
    )
    assert outline(children) == (
        "ayat 1\n" + "".join(f"  angka {n}\n" for n in range(1, 11)) + "    angka 1\n    angka 2\nayat 2\n"
    )


def test_an_article_and_its_first_paragraph_may_share_a_line() -> None:
    got = parse("Pasal 1 (1) Kantor buka.\n(2) Kantor tutup.\nPasal 2\nPeraturan berlaku.\n", drawn=False)
    assert outline(got) == "pasal 1\n  ayat 1\n  ayat 2\npasal 2\n"


def test_amendments_without_numbers_stand_in_the_article_itself() -> None:
    ((*_, text, children), _) = parse(
        """
                            Pasal I
Beberapa ketentuan diubah sebagai berikut:
Ketentuan Pasal 7 diubah sehingga berbunyi sebagai berikut:
                            Pasal 7
Kantor buka.
Ketentuan Pasal 9 ayat (1) diubah sehingga berbunyi sebagai berikut:
                            Pasal 9
(1) Gudang buka.

                            Pasal II
Peraturan ini mulai berlaku.
"""
    )
    assert outline(children) == "pasal 7\npasal 9\n  ayat 1\n"
    assert text.endswith("Ketentuan Pasal 9 ayat (1) diubah sehingga berbunyi sebagai berikut:")


def test_items_may_end_with_a_comma_or_with_nothing() -> None:
    got = parse(
        """
                            Pasal 1
Kantor menyimpan
    a. arsip,
    b. buku
    c. peta dan daftar yang disebut dalam
       Pasal 2,
       Pasal 3

                            Pasal 2
Kantor tutup.
"""
    )
    assert outline(got) == "pasal 1\n  huruf a\n  huruf b\n  huruf c\npasal 2\n"


@pytest.mark.parametrize("printed", ["Pasal l", "Pasal I", "Pasal 1"])
def test_the_first_article_is_known_by_the_next(printed: str) -> None:
    plain_one = parse(f"                    {printed}\nKantor buka.\n                    Pasal 2\nKantor tutup.\n")
    assert outline(plain_one) == "pasal 1\npasal 2\n"
    amending = parse(
        f"""
                            {printed}
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:
                            Pasal 2
   Kantor buka.
                            Pasal II
Peraturan ini mulai berlaku.
"""
    )
    assert outline(amending) == "pasal I\n  angka 1\n    pasal 2\npasal II\n"


def test_an_article_alone_on_its_line_opens_even_where_a_number_is_missing() -> None:
    text = "Pasal 1\n\nNaskah dinas ditata.\n\nPasal 3\n\nNaskah dinas dikirim menurut Pasal 1.\n\nPasal 4\n\nSelesai."
    assert [number for _, number, _, _, _ in parse(text, drawn=False)] == ["1", "3", "4"]


def test_a_wrapped_line_at_the_edge_of_the_labels_goes_on_after_a_comma() -> None:
    got = parse(
        """
Pasal 6
(1) Kantor arsip mempunyai tugas menata semua arsip yang ada pada
kantor daerah.
(2) Untuk melaksanakan tugas sebagaimana dimaksud pada ayat (1),
diselenggarakan fungsi:
   a. penataan; dan
   b. pelaporan.
"""
    )
    (article,) = got
    assert [text for _, _, _, text, _ in article[4]] == [
        "Kantor arsip mempunyai tugas menata semua arsip yang ada pada kantor daerah.",
        "Untuk melaksanakan tugas sebagaimana dimaksud pada ayat (1), diselenggarakan fungsi:",
    ]
    assert [number for _, number, _, _, _ in article[4][1][4]] == ["a", "b"]


def test_a_chapters_number_in_letters_that_look_alike_is_read() -> None:
    got = parse(BODY.replace("BAB II", "BAB Il"))
    assert [(level, number) for level, number, _, _, _ in got] == [("bab", "I"), ("bab", "II")]


def test_a_typewriter_breaks_words_with_a_blank_before_the_hyphen() -> None:
    text = """
                                Pasal 1
Arsip yang ditetap -
kan oleh kepala kantor disimpan di gudang.
"""
    assert parse(text)[0][3] == "Arsip yang ditetapkan oleh kepala kantor disimpan di gudang."


def test_a_point_under_its_number_in_a_narrow_column() -> None:
    got = rows(lines("Mengingat : 2 Peraturan Bupati Maju Nomor 3\n            . Tahun 2031 tentang Arsip;"))
    assert [row.text for row in got] == ["Mengingat : 2. Peraturan Bupati Maju Nomor 3", "Tahun 2031 tentang Arsip;"]


def test_items_end_with_a_comma_on_a_page_without_a_full_line() -> None:
    full = "x" * 68
    first = f"{'Pasal 1'.center(68)}\n{full}\n{full}\n{'Pasal 2'.center(68)}\n"
    last = "Kantor menyimpan:\na. arsip daerah dan pusat,\nb. buku,\nc. peta.\n"
    got = plain(grow(rows([*lines(first), *lines(last, page=2)])))
    assert [child[1] for child in got[1][-1]] == ["a", "b", "c"]


def test_a_row_at_the_label_s_edge_goes_on_with_an_item_whose_lines_do_not_hang() -> None:
    ((*_, children),) = parse(
        f"""
                            Pasal 1
Kantor menyimpan:
a. arsip yang{" penting" * 6}
dan buku yang disebut dalam huruf a, huruf c,
b. dan huruf berikutnya{" lagi" * 8}.
"""
    )
    assert [child[1] for child in children] == ["a"]


@pytest.mark.parametrize(
    ("first", "others"),
    [
        # names end without a sign
        ("Ketua Dewan Arsip dan Perpustakaan Daerah", "Ketua Dewan Arsip dan Perpustakaan Daerah"),
        # an item of the list that ended without one
        ("menjaga arsip", "menata arsip dan buku di semua kantor daerah"),
    ],
)
def test_items_need_no_sign_between_them_where_they_are_names_or_one_has_none(first: str, others: str) -> None:
    (article,) = parse(
        f"""
                            Pasal 1
Susunan dan tugas:
a. {first}
b. {others}
c. {others}
"""
    )
    assert [child[1] for child in article[-1]] == ["a", "b", "c"]


@pytest.mark.parametrize("left", ["", "   "])
def test_the_first_of_a_list_may_stand_behind_a_colon_wherever_the_others_stand(left: str) -> None:
    (article,) = parse(
        f"""
                            Pasal 1
Susunan dewan:
a. Ketua     : Kepala Kantor
b. Anggota   : 1. Kepala Bidang Arsip
{left}2. Kepala Bidang Buku
{left}3. Kepala Bidang Peta
c. Sekretaris: Kepala Seksi
"""
    )
    assert outline([article]) == "pasal 1\n  huruf a\n  huruf b\n    angka 1\n    angka 2\n    angka 3\n  huruf c\n"


def test_what_a_colon_announces_is_the_item_s_own_at_whatever_edge_it_stands() -> None:
    (article,) = parse(
        """
                            Pasal 1
(1) Susunan dewan terdiri atas orang-orang yang cakap dan rajin bekerja:
a. Ketua:
Kepala Kantor
merangkap anggota
b. Wakil Ketua:
Kepala Bidang
(2) Dewan bekerja tiap hari.
"""
    )
    assert outline([article]) == "pasal 1\n  ayat 1\n    huruf a\n    huruf b\n  ayat 2\n"
    assert article[-1][0][-1][0][3] == "Ketua:\nKepala Kantor merangkap anggota"


def test_a_part_s_word_may_be_letter_spaced() -> None:
    text = "\n".join(line.center(68) for line in ("B A B  I", "UMUM", "Pasal 1")) + "\nKantor menyimpan arsip.\n"
    again = "\n".join(line.center(68) for line in ("B A B II", "PENUTUP", "P a s a l 2")) + "\nMulai berlaku.\n"
    assert outline(parse(text + again)) == "bab I UMUM\n  pasal 1\nbab II PENUTUP\n  pasal 2\n"

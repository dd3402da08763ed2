"""Makes hostile files: each a small program's worth of bytes that once took hours, gigabytes or the whole process.

Goes out: name -> bytes, made when asked for. Used by the tests of this folder and by ``benchmarks/hostile.py``.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

Maker = Callable[[], bytes]

_REGULATION = (
    "PERATURAN BUPATI MAJU\n\nNOMOR 3 TAHUN 2041\n\nTENTANG\n\nTATA NASKAH\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\n"
    "BUPATI MAJU,\n\nMenimbang :\n{considerations}\n\n"
    "Mengingat : Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan;\n\n"
    "MEMUTUSKAN:\n\nMenetapkan : PERATURAN BUPATI TENTANG TATA NASKAH.\n\nPasal 1\n\n{body}\n"
)
_AGREEMENT = (
    "PERJANJIAN KINERJA TAHUN 2041\nSEKSI {n}\n\nNO\tSASARAN\tINDIKATOR KINERJA\tTARGET\n"
    "1\tMeningkatnya pelayanan {n}\tPersentase layanan {n}\t{target}\n\nNO\tPROGRAM\tANGGARAN\n"
    "1\tProgram Pengelolaan Arsip\t{n}.000.000\n\tJumlah\t{n}.000.000\n"
)


def regulation(considerations: str = "bahwa naskah perlu ditata;", body: str = "Cukup jelas.") -> bytes:
    """A regulation as a text export."""
    return _REGULATION.format(considerations=considerations, body=body).encode()


def agreement(n: int = 1, target: str = "90%") -> bytes:
    """An agreement as a text export."""
    return _AGREEMENT.format(n=n, target=target).encode()


def pdf(*objects: bytes) -> bytes:
    """A PDF of numbered objects (the first is the catalogue, the second the page tree) with a table of their places."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)


def stream(data: bytes, head: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<<%b/Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (head, len(packed), packed)


def page(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page: its content is object 4, its font 5, and more objects follow from 6 on."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    body = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % resources
    )
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, body, content, font, *more)


def equal_words(count: int) -> bytes:
    """A page with the same word in the same place again and again."""
    return page(stream(b"BT /F 9 Tf 72 700 Td " + b"(Arsip) Tj " * count + b"ET"))


def equal_words_apart(count: int) -> bytes:
    """A page with the same word in many places."""
    rows = b"".join(b"1 0 0 1 %d %d Tm (Arsip) Tj " % (20 + 7 * (k % 80), 20 + (k // 80) % 800) for k in range(count))
    return page(stream(b"BT /F 5 Tf " + rows + b"ET"))


def forms_in_each_other() -> bytes:
    """Two form objects, each of which draws the other twice."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</A 6 0 R/B 7 0 R>>>>"
    both = stream(b"/A Do /B Do /A Do /B Do", head)
    return page(stream(b"/A Do"), both, both, resources=b"/XObject<</A 6 0 R/B 7 0 R>>")


def content_of(size: int) -> bytes:
    """A page whose content is so many bytes of blanks, a thousandth of that in the file."""
    return page(stream(b" " * size))


def packed_twice(size: int) -> bytes:
    """A page whose content is so many blanks, packed, and packed again: a millionth of that in the file."""
    data = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return page(b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(data), data))


def count_lies() -> bytes:
    """A page tree that says it has a million pages and has one."""
    return equal_words(3).replace(b"/Count 1>>", b"/Count 1000000>>")


def pages_in_circles() -> bytes:
    """A page tree whose node is its own child."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>")


def references_in_circles() -> bytes:
    """Objects that are nothing but a reference to the next one, the last to the first."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"4 0 R", b"2 0 R")


def wide_table(rows: int, columns: int, sign: str = "\t") -> bytes:
    """A table as a text export."""
    edge = sign if sign == "|" else ""
    head = sign.join(f"Kolom {c}" for c in range(columns))
    mark = f"{edge}{sign.join(['---'] * columns)}{edge}\n" if edge else ""
    lines = (sign.join(f"{r}-{c}" for c in range(columns)) for r in range(rows))
    return f"{edge}{head}{edge}\n{mark}".encode() + "\n".join(f"{edge}{line}{edge}" for line in lines).encode()


LONG = {
    "word": "a" * 20_000,
    "digits": "7" * 20_000,
    "dots": "." * 20_000,
    "dashes": "-" * 20_000,
    "blanks": "x" + " " * 20_000 + "x",
    "commas": "a, " * 7_000,
    "brackets": "(" * 20_000,
    "letters": "A " * 10_000,
    "titles": "Dr. " * 5_000,
    "numbers": "1. " * 7_000,
    "amounts": "Rp1.000.000," * 1_700,
    "percents": "90 % " * 4_000,
    "dates": "1 Januari 2041 " * 1_400,
    "articles": "Pasal 1 ayat (1) huruf a " * 800,
    "laws": "Undang-Undang Nomor 1 Tahun 2041 tentang " * 500,
    "regions": "Kabupaten Maju Jaya Provinsi " * 700,
    "colons": "a : " * 5_000,
    "capitals": "KEPALA DINAS " * 1_500,
    "pipes": "| " * 10_000,
    "quotes": '"' * 20_000,
    "phones": "Telp. (0999) 555 Fax. " * 900,
    "hyphens": "anak-" * 4_000,
}
"""Lines of 20 kB, each of what some pattern looks for."""

FILES: dict[str, Maker] = {
    "word-of-10000-letters.txt": lambda: regulation(body="(1) " + "kinerja" + "a" * 10_000 + " adalah kinerja."),
    "considerations-20000.txt": lambda: regulation(
        "\n".join(f"{k}. bahwa hal {k} perlu diatur;" for k in range(20_000))
    ),
    "item-marks-700.txt": lambda: regulation(body="a) " * 700),
    "nested-items.txt": lambda: regulation(body="\n".join(f"{' ' * k}a) hal" for k in range(3_000))),
    "target-of-4300-digits.txt": lambda: agreement(target="9" * 4_400),
    "amount-of-4300-digits.txt": lambda: agreement().replace(b"1.000.000", b"9" * 4_400),
    "agreements-1000.txt": lambda: b"\f".join(agreement(n) for n in range(1, 1_001)),
    "table-10000x200.txt": lambda: wide_table(10_000, 200),
    "pipes-150-columns.txt": lambda: wide_table(30, 150, "|"),
    "text-of-200-megabytes.txt": lambda: b"Arsip daerah tertata dengan baik.\n" * 6_000_000,
    "lines-200000.txt": lambda: b"Arsip\n" * 200_000,
    "one-line-5-megabytes.txt": lambda: b"arsip daerah " * 400_000,
    "form-feeds.txt": lambda: b"\f" * 200_000 + b"arsip",
    "markup.txt": lambda: b"<table><tr><td>" * 20_000,
    "equal-words-40000.pdf": lambda: equal_words(40_000),
    "equal-words-apart-40000.pdf": lambda: equal_words_apart(40_000),
    "forms-in-each-other.pdf": forms_in_each_other,
    "content-of-1-gigabyte.pdf": lambda: content_of(1_000_000_000),
    "content-packed-twice.pdf": lambda: packed_twice(800_000_000),
    "count-lies.pdf": count_lies,
    "pages-in-circles.pdf": pages_in_circles,
    "references-in-circles.pdf": references_in_circles,
    "nested-arrays.pdf": lambda: page(stream(b"[" * 500_000)),
    "many-paths.pdf": lambda: page(stream(b"0 0 m 100 100 l S\n" * 300_000)),
    "many-rectangles.pdf": lambda: page(
        stream(b"".join(b"%d %d 4 4 re S\n" % (k % 500, k // 500) for k in range(60_000)))
    ),
}


def repeated(row: str, head: str = "", edge: str = "") -> Callable[[int], bytes]:
    """Makes a text of so many rows, each with its number (``{k}``), under a heading."""
    return lambda n: (head + "".join(row.format(k=k, next=k + 1) for k in range(n)) + edge).encode()


REPEATED: dict[str, Callable[[int], bytes]] = {
    "targets": repeated("1{k:04}\tPersentase layanan {k}\t90%\n", "NO\tINDIKATOR KINERJA\tTARGET\n"),
    "pipe-targets": repeated(
        "| 1{k:04} | Persentase layanan {k} | 90% |\n", "| NO | INDIKATOR KINERJA | TARGET |\n|---|---|---|\n"
    ),
    "budget": repeated("{k}\tProgram Arsip {k}\tRp{k}.000\n", "NO\tPROGRAM\tANGGARAN\n"),
    "pipe-budget": repeated(
        "| {k} | Program Arsip {k} | Rp{k}.000 |\n", "| NO | PROGRAM | ANGGARAN |\n|---|---|---|\n"
    ),
    "cells-in-a-row": repeated("{k}\t", "NO\tINDIKATOR KINERJA\tTARGET\n", "\n"),
    "pipes-in-a-row": repeated("{k} |", "| NO | INDIKATOR KINERJA | TARGET |\n|---|---|---|\n| ", "\n"),
    "signers": repeated(
        "Kepala Dinas {k}\n\n\nBUDI SANTOSO {k}\nNIP. 19800101 200001 1 {k:03}\n\n", "PERJANJIAN KINERJA TAHUN 2041\n"
    ),
    "nips": repeated("NIP. 19800101200001{k:04}\n"),
    "pasal": repeated("Pasal {next}\n\n(1) Arsip Pasal {k} ayat (2).\n\n", regulation().decode()),
}
"""Texts that repeat what a document has once or a few times, by how often."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few or many places changed, cut out, or doubled."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        if not out:
            break
        place = chance.randrange(len(out))
        action = chance.randrange(3)
        if action == 0:
            out[place] = chance.randrange(256)
        elif action == 1:
            del out[place : place + chance.randrange(1, 40)]
        else:
            out[place:place] = out[place : place + chance.randrange(1, 40)]
    return bytes(out)

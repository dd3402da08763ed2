"""Acts of several issuers, elucidations with joint headings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from paper import component

from extractor.assemble import assemble
from extractor.kinds.regulation.kind import KIND, build
from extractor.segment.component import Component, SignatureBlock


def read(source: Component) -> dict[str, Any]:
    document, _ = assemble(build(source), KIND.model, 0)
    return document.model_dump(by_alias=True)


def test_who_issue_an_act_together_are_all_its_issuers() -> None:
    source = component(
        """
                           KEPUTUSAN BERSAMA
                     MENTERI ARSIP DAN MENTERI BUKU
                          NOMOR 3 TAHUN 2031
                                TENTANG
                              PENATAAN

                    MENTERI ARSIP DAN MENTERI BUKU,

Menimbang  : bahwa arsip perlu ditata;
                              MEMUTUSKAN:
KESATU     : Arsip ditata.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031
MENTERI ARSIP,                     MENTERI BUKU,
BUDI KARANGAN                      SITI INVENTA
"""
    )
    names = next(line for line in source.lines if line.text.startswith("BUDI")).segments()
    offices = next(line for line in source.lines if line.text.startswith("MENTERI ARSIP,")).segments()
    both = tuple(SignatureBlock(name=n.span, position=o.span) for n, o in zip(names, offices, strict=True))
    assert [s["role"] for s in read(replace(source, signatures=both))["signatories"]] == ["issuer", "issuer"]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Pasal 3 dan Pasal 4", ["3", "4"]),
        ("Pasal 3, Pasal 4 dan Pasal 7", ["3", "4", "7"]),
        ("Pasal 3 s/d Pasal 6", ["3", "4", "5", "6"]),
        ("Pasal 3 sampai dengan 5", ["3", "4", "5"]),
        ("Pasal 3 s.d. Pasal 4A", ["3", "4A"]),
        ("Pasal 3 Cukup jelas.", ["3"]),
    ],
)
def test_a_heading_of_the_elucidation_may_stand_over_several_articles(heading: str, numbers: list[str]) -> None:
    beside = heading.endswith("jelas.")
    page = f"""
                                Pasal 1
Peraturan ini mulai berlaku.
                                   Ditetapkan di Kota Maju
                                   pada tanggal 5 Mei 2031
                               PENJELASAN
                                  ATAS
                         PERATURAN DAERAH MAJU
I. UMUM
   Arsip perlu dijaga menurut
   Pasal 3 dan Pasal 4.
II. PASAL DEMI PASAL
   Pasal 2
   Angka 1
   Ketentuan ini melengkapi
   Pasal 3 dan
   Pasal 9 dan seterusnya.
   {heading}
   {"" if beside else "Cukup jelas."}
"""
    told = read(component(page))["elucidation"]
    assert told["general"] == "Arsip perlu dijaga menurut Pasal 3 dan Pasal 4."
    assert [a["number"] for a in told["articles"]] == ["2", *numbers]
    assert {a["text"] for a in told["articles"][1:]} == {"Cukup jelas."}

"""The fields of every kind: signatories merged over the sheets, titles of the right sheet, roles."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.assemble import assemble
from extractor.layout.blocks import Line, PageLayout
from extractor.match.columns import read_columns
from extractor.records.common import common_fields, table_role
from extractor.records.signers import agreement_roles, same_name
from extractor.schema import UnknownDocument
from extractor.segment.split import split

sys.path.append(str(Path(__file__).parents[1] / "segment"))

from segment_pages import TARGETS, centred, page
from sheet import sheet

LEFT, RIGHT = 60, 350


def fields(*pages: PageLayout) -> dict[str, Any]:
    (component,) = split(pages)
    draft = common_fields(component, roles=agreement_roles)
    document, _ = assemble({**draft, "kind": "unknown"}, UnknownDocument, 0)
    return document.model_dump()


def statement() -> PageLayout:
    return page(
        1,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        "Dalam rangka mewujudkan pemerintahan yang baik, kami yang bertanda tangan di bawah ini:",
        "Nama : Dra. SITI M. RAHAYU, M. Si",
        "Jabatan : Kepala Dinas Jalan Kabupaten Contoh",
        "Selanjutnya disebut PIHAK KESATU",
        "Nama : BUDI CONTOH",
        "Jabatan : Bupati Contoh",
        "Selanjutnya disebut PIHAK KEDUA",
        [(300, "Maju,"), (420, "2031")],
        [(LEFT, "PIHAK KEDUA,"), (RIGHT, "PIHAK KESATU,")],
        4,
        [(LEFT, "BUDI CONTOH"), (RIGHT, "Dra. SITI M. RAHAYU, M. Si")],
        [(RIGHT, "Pembina Tk. I")],
    )


def attachment() -> PageLayout:
    return page(
        2,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        [centred("DINAS JALAN KABUPATEN CONTOH")],
        TARGETS,
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "BUPATI CONTOH,"), (RIGHT, "KEPALA DINAS JALAN,")],
        4,
        [(LEFT, "BUDI CONTOH"), (RIGHT, "Dra. SITI MURNI RAHAYU, M.Si")],
        [(RIGHT, "NIP. 19700101 199503 2 001")],
    )


def test_a_person_of_statement_and_attachment_is_one_signatory() -> None:
    got = fields(statement(), attachment())
    assert [(s["name"], s["position"], s["role"], s["rank"], s["nip"]) for s in got["signatories"]] == [
        ("BUDI CONTOH", "Bupati Contoh", "second_party", None, None),
        ("SITI M. RAHAYU", "Kepala Dinas Jalan Kabupaten Contoh", "first_party", "Pembina Tk. I", "197001011995032001"),
    ]
    assert got["signatories"][1]["titles"] == ["Dra.", "M.Si"]


def test_unit_of_the_attachment_where_the_statement_has_none() -> None:
    got = fields(statement(), attachment())
    assert (got["title"], got["unit"], got["year"]) == (
        "PERJANJIAN KINERJA TAHUN 2031",
        "DINAS JALAN KABUPATEN CONTOH",
        2031,
    )


def test_place_and_date_of_the_first_signature() -> None:
    assert fields(statement(), attachment())["signed"] == {"place": "Maju", "date": "2031", "text": "Maju, 2031"}


def test_an_agreements_own_title_goes_before_its_covers() -> None:
    cover = page(1, 10, [centred("PERNYATAAN PERJANJIAN KINERJA")], [centred("BADAN CONTOH")], [centred("TAHUN 2031")])
    own = page(2, *[[centred(t)] for t in ("PERJANJIAN KINERJA TAHUN 2031", "KEPALA DINAS JALAN")], TARGETS)
    got = fields(cover, own)
    assert (got["title"], got["unit"]) == ("PERJANJIAN KINERJA TAHUN 2031", "KEPALA DINAS JALAN")


@pytest.mark.parametrize(
    ("left", "right", "roles"),
    [
        ("CAMAT MAJU", "KEPALA SEKSI UMUM", ["second_party", "first_party"]),
        ("KEPALA SEKSI UMUM", "CAMAT MAJU", ["first_party", "second_party"]),
        ("PENGELOLA DATA", "PENGELOLA ARSIP", ["second_party", "first_party"]),
        ("KETUA KPU KOTA MAJU", "KETUA KPU PROVINSI MAJU", ["first_party", "second_party"]),
        ("KETUA PENGADILAN NEGERI", "KETUA PENGADILAN TINGGI", ["first_party", "second_party"]),
    ],
)
def test_the_higher_office_is_the_second_party(left: str, right: str, roles: list[str]) -> None:
    got = fields(
        page(
            1,
            [centred("PERJANJIAN KINERJA TAHUN 2031")],
            TARGETS,
            [(RIGHT, "Maju, 4 Januari 2031")],
            [(LEFT, left), (RIGHT, right)],
            4,
            [(LEFT, "Drs. BUDI CONTOH"), (RIGHT, "SITI RAHAYU, SE")],
        )
    )
    assert [s["role"] for s in got["signatories"]] == roles


def test_a_head_of_government_alone_is_the_superior() -> None:
    got = fields(
        page(
            1,
            [centred("PERJANJIAN KINERJA TAHUN 2031")],
            TARGETS,
            "Maju, Januari 2031",
            "BUPATI CONTOH",
            4,
            "BUDI CONTOH",
        )
    )
    assert [(s["name"], s["role"]) for s in got["signatories"]] == [("BUDI CONTOH", "second_party")]


def test_a_role_with_nobody_under_it_is_no_signatory() -> None:
    got = fields(
        page(
            1,
            [centred("PERJANJIAN KINERJA TAHUN 2031")],
            TARGETS,
            [(LEFT, "PIHAK KEDUA"), (RIGHT, "PIHAK KESATU")],
            4,
            [(LEFT, "Drs. BUDI CONTOH")],
            [(LEFT, "NIP. 19700101 199503 1 001")],
        )
    )
    assert [(s["name"], s["role"], s["position"]) for s in got["signatories"]] == [
        ("BUDI CONTOH", "second_party", None)
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SITI M. RAHAYU", "SITI MURNI RAHAYU", True),
        ("SITI RAHAYU", "SITI RAHAJU", True),
        ("BUDI CONTOH", "SITI RAHAYU", False),
        ("BUDI", "BUDI CONTOH", False),
        ("AGUS SALEH", "AGUS SALIM", False),
    ],
)
def test_when_two_names_are_one_person(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_number_and_rank_that_only_the_statement_prints() -> None:
    got = fields(
        page(
            1,
            [centred("PERJANJIAN KINERJA TAHUN 2031")],
            "Nama : BUDI CONTOH, S.T.",
            "NIP : 19700101 199503 1 001",
            "Pangkat/Gol. Ruang : Penata Tk. I (III/d)",
            "Jabatan : Kepala Seksi Jalan",
            "Selanjutnya disebut PIHAK PERTAMA",
            "Nama : SITI RAHAYU",
            "NIP : -",
            "Jabatan : Camat Maju",
            "Selanjutnya disebut PIHAK KEDUA",
            [(LEFT, "PIHAK KEDUA"), (RIGHT, "PIHAK PERTAMA")],
            4,
            [(LEFT, "SITI RAHAYU"), (RIGHT, "BUDI CONTOH, S.T.")],
        )
    )
    assert [(s["name"], s["nip"], s["rank"]) for s in got["signatories"]] == [
        ("SITI RAHAYU", None, None),
        ("BUDI CONTOH", "197001011995031001", "Penata Tk. I"),
    ]


def test_two_namesakes_who_sign_side_by_side_are_two_persons() -> None:
    got = fields(
        page(
            1,
            [centred("PERJANJIAN KINERJA TAHUN 2031")],
            TARGETS,
            [(RIGHT, "Maju, 4 Januari 2031")],
            [(LEFT, "Kepala Dinas Jalan"), (RIGHT, "Kepala Bidang Jalan")],
            4,
            [(LEFT, "SITI RAHAYU, M.Si"), (RIGHT, "SITI RAHAYU, S.Sos")],
            [(LEFT, "NIP. 197001011995031001"), (RIGHT, "NIP. 198001012005012001")],
        )
    )
    assert [(s["name"], s["nip"]) for s in got["signatories"]] == [
        ("SITI RAHAYU", "197001011995031001"),
        ("SITI RAHAYU", "198001012005012001"),
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Sasaran | Indikator | Target", "indicators"),
        ("No | Program | Anggaran", "budgets"),
        ("No | Nama | Tanda Tangan", "signatures"),
        ("No | Media", "other"),
    ],
)
def test_a_table_says_what_its_columns_hold(heading: str, role: str) -> None:
    row = " | ".join("5.000.000" if "Anggaran" in head else "x" for head in heading.split("|"))
    table = sheet(heading, row)
    assert table_role(read_columns(table), table) == role


def test_who_certifies_a_copy_of_an_agreement_has_no_role() -> None:
    sheet_of = page(
        1,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        [centred("DINAS JALAN KABUPATEN CONTOH")],
        TARGETS,
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "BUPATI CONTOH,"), (RIGHT, "KEPALA DINAS JALAN,")],
        3,
        [(LEFT, "BUDI CONTOH"), (RIGHT, "SITI RAHAYU, S.T.")],
        [(RIGHT, "NIP. 19800101 200501 2 001")],
        2,
        [(LEFT, "Salinan sesuai dengan aslinya")],
        [(LEFT, "KEPALA BAGIAN HUKUM")],
        3,
        [(LEFT, "ANI CONTOH, S.H.")],
        [(LEFT, "NIP. 19810101 200501 2 001")],
    )
    roles = {s["name"]: s["role"] for s in fields(sheet_of)["signatories"]}
    assert roles == {"BUDI CONTOH": "second_party", "SITI RAHAYU": "first_party", "ANI CONTOH": None}


def further(*pages: PageLayout) -> dict[str, list[str]]:
    """What further places of year, unit and date print."""
    (component,) = split(pages)
    _, found = assemble({**common_fields(component, roles=agreement_roles), "kind": "unknown"}, UnknownDocument, 0)
    entries = {key: found.get(f"/documents/0/{key}") for key in ("year", "unit", "signed/date")}
    return {key: [place.text for place in entry.more] for key, entry in entries.items() if entry and entry.more}


@pytest.mark.parametrize(
    ("title", "unit", "when", "wanted"),
    [
        ("2031", "JALAN", "2031", {}),
        ("2030", "JALAN", "2031", {"year": ["2030"]}),
        ("2031", "PASAR", "2031", {"unit": ["DINAS PASAR KABUPATEN CONTOH"]}),
        ("2031", "JALAN", "2029", {"signed/date": ["4 Januari 2029"]}),
    ],
    ids=["the same", "year", "unit", "date"],
)
def test_what_an_attachment_says_otherwise_is_a_further_place(
    title: str, unit: str, when: str, wanted: dict[str, list[str]]
) -> None:
    names = [(LEFT, "BUDI CONTOH"), (RIGHT, "Dra. SITI MURNI RAHAYU, M.Si")]
    first = page(
        1,
        [centred("PERJANJIAN KINERJA TAHUN 2031")],
        [centred("DINAS JALAN KABUPATEN CONTOH")],
        "Nama : Dra. SITI MURNI RAHAYU, M.Si",
        "Jabatan : Kepala Dinas Jalan Kabupaten Contoh",
        "Selanjutnya disebut PIHAK KESATU",
        [(RIGHT, "Maju, 4 Januari 2031")],
        [(LEFT, "BUPATI CONTOH,"), (RIGHT, "KEPALA DINAS JALAN,")],
        4,
        names,
    )
    second = page(
        2,
        [centred("LAMPIRAN PERJANJIAN KINERJA TAHUN " + title)],
        [centred(f"DINAS {unit} KABUPATEN CONTOH")],
        TARGETS,
        [(RIGHT, f"Maju, 4 Januari {when}")],
        [(LEFT, "BUPATI CONTOH,"), (RIGHT, "KEPALA DINAS JALAN,")],
        4,
        names,
    )
    assert further(first, second) == wanted


def _twice(first: tuple[str, str], second: tuple[str, str], method: str = "ocr") -> dict[str, Any]:
    """A person who signs two pages, by the name and the number on each of them."""
    pages = [
        page(
            n,
            "Demikian untuk dilaksanakan.",
            [(RIGHT, "Maju, 4 Januari 2031")],
            [(RIGHT, "KEPALA DINAS JALAN,")],
            4,
            [(RIGHT, name)],
            [(RIGHT, f"NIP. {nip}")],
            method=method,
        )
        for n, (name, nip) in enumerate((first, second), 1)
    ]
    hardly = "SITI RAHAIV, S.Sos"
    pages = [
        replace(
            p,
            flow=tuple(
                Line(
                    tuple(
                        replace(w, confidence=0.5 if isinstance(b, Line) and b.text == hardly else 1.0) for w in b.words
                    )
                )
                if isinstance(b, Line)
                else b
                for b in p.flow
            ),
        )
        for p in pages
    ]
    (component,) = split(pages)
    draft = common_fields(component, roles=agreement_roles)
    document, entries = assemble({**draft, "kind": "unknown"}, UnknownDocument, 0)
    (signer,) = document.signatories
    return {"name": signer.name, "nip": signer.nip, "sure": entries["/documents/0/signatories/0/nip"].confidence}


def test_of_a_name_that_one_page_hardly_shows_the_other_pages_reading_counts() -> None:
    number = "19800101 200501 2 001"
    assert _twice(("SITI RAHAIV, S.Sos", number), ("SITI RAHAYU, S.Sos", number))["name"] == "SITI RAHAYU"
    assert _twice(("SITI RAHAYU, S.Sos", number), ("SITI RAHAIV, S.Sos", number))["name"] == "SITI RAHAYU"


def test_a_number_that_two_pictures_show_otherwise_is_doubtful() -> None:
    read = _twice(("SITI RAHAYU, S.Sos", "19800101 200501 2 001"), ("SITI RAHAYU, S.Sos", "19800107 200501 2 001"))
    assert read["nip"] == "198001012005012001"
    assert read["sure"] < 0.6
    same = _twice(("SITI RAHAYU, S.Sos", "19800101 200501 2 001"), ("SITI RAHAYU, S.Sos", "19800101 200501 2 001"))
    assert same["sure"] == 1.0

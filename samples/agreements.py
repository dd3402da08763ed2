"""Performance agreements: a bundle of two that differ in form, and one with faults for the audit to find."""

from __future__ import annotations

from samples.blocks import Block, Cell, Centre, Fields, NewPage, Rows, Sample, Signatures, Signer, Text
from samples.people import DIVISION_HEAD, GOVERNMENT, HEAD, REGENT, SECTION_HEAD, YEAR, Person

OFFICE = "DINAS KEARSIPAN"
ADDRESS = "Jalan Melati Raya Nomor 12, Majusari 99123"
PHONE, EMAIL = "(0999) 555123", "arsip@majujaya.example"
LETTERHEAD = Centre((GOVERNMENT, OFFICE, ADDRESS, f"Telepon {PHONE} Surel: {EMAIL}"), bold=True, size=11, ruled=True)
TITLE = f"PERJANJIAN KINERJA TAHUN {YEAR}"


def _letterhead() -> dict[str, object]:
    return {"government": GOVERNMENT, "office": OFFICE, "address": ADDRESS, "phone": PHONE, "email": EMAIL}


def _target(text: str, value: object, unit: str | None = None, operator: str = "=") -> dict[str, object]:
    return {"text": text, "value": value, "unit": unit, "operator": operator}


def _indicator(
    row: str, objective: str, name: str, target: dict[str, object] | None, **more: object
) -> dict[str, object]:
    empty = {"number": None, "formula": None, "calculation_type": None, "data_source": None, "unit": None}
    return {"row": row, "objective": objective, "name": name, "target": target, **empty, **more}


def _budget(number: str, level: str, name: str, amount: int, funding: str | None = None) -> dict[str, object]:
    return {"number": number, "level": level, "name": name, "amount": amount, "funding": funding}


def _statement(title: tuple[str, ...], first: Person, second: Person, date: str, first_is_left: bool) -> list[Block]:
    """The sheet on which the two parties promise, worded unlike the ministry's model."""
    one = Signer(("PIHAK PERTAMA,",), first.full_name, first.below)
    two = Signer(("PIHAK KEDUA,",), second.full_name, second.below)
    left, right = (one, two) if first_is_left else (two, one)
    return [
        LETTERHEAD,
        Centre(title),
        Text("Guna mewujudkan pemerintahan yang berorientasi pada hasil, kami yang namanya tercantum berikut ini:"),
        Fields((("Nama", first.full_name), ("Jabatan", first.position))),
        Text("untuk selanjutnya disebut PIHAK PERTAMA;"),
        Fields((("Nama", second.full_name), ("Jabatan", second.position))),
        Text("selaku atasan langsung PIHAK PERTAMA, untuk selanjutnya disebut PIHAK KEDUA."),
        Text(
            "PIHAK PERTAMA menyanggupi pencapaian target kinerja sebagaimana terlampir dan bertanggung jawab atas "
            "berhasil atau tidaknya pencapaian tersebut."
        ),
        Text("PIHAK KEDUA melakukan pembinaan serta menilai capaian kinerja tersebut secara berkala."),
        Signatures(right, left, (date,)),
        NewPage(),
    ]


def _head_office() -> tuple[list[Block], dict[str, object]]:
    first = "Meningkatnya mutu tata kelola arsip daerah"
    second = "Meningkatnya pemanfaatan arsip oleh masyarakat"
    third = "Meningkatnya akuntabilitas kinerja dinas"
    rows = Rows(
        ("No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Satuan"),
        (
            (Cell(("1",), rows=2), Cell((first,), rows=2), "Indeks pengawasan kearsipan", "82,5", "Nilai"),
            ("", "", "Persentase arsip statis yang dialihmediakan", "60", "Persen"),
            ("2", second, "Tingkat pemanfaatan arsip", "68 - 72", "Nilai"),
            ("3", third, "Predikat akuntabilitas kinerja dinas", "BB", "Predikat"),
        ),
        (7, 33, 34, 12, 14),
        numbers=True,
    )
    programs = (
        ("Program Penunjang Urusan Pemerintahan Daerah", 6_482_150_000, "APBD"),
        ("Program Pengelolaan Arsip", 1_275_500_000, "APBD"),
        ("Program Perlindungan dan Penyelamatan Arsip", 2_090_350_000, "DAK"),
    )
    total = sum(p[1] for p in programs)

    def amount(value: int) -> str:
        return f"Rp{value:,}".replace(",", ".")

    budget = Rows(
        ("No", "Program", "Anggaran", "Sumber Dana"),
        (
            *((f"{n}.", name, amount(value), funding) for n, (name, value, funding) in enumerate(programs, 1)),
            ("", "Jumlah", amount(total), ""),
        ),
        (6, 52, 24, 18),
    )
    date = f"Majusari, 6 Januari {YEAR}"
    title = (TITLE, "DINAS KEARSIPAN KABUPATEN MAJU JAYA")
    signature = Signatures(
        Signer((HEAD.position,), HEAD.full_name, HEAD.below), Signer((REGENT.position,), REGENT.full_name), (date,)
    )
    blocks = [
        *_statement(title, HEAD, REGENT, date, first_is_left=False),
        Centre((f"LAMPIRAN PERJANJIAN KINERJA TAHUN {YEAR}", "DINAS KEARSIPAN KABUPATEN MAJU JAYA")),
        rows,
        budget,
        signature,
    ]
    truth = {
        "kind": "perjanjian_kinerja",
        "title": TITLE,
        "unit": "DINAS KEARSIPAN KABUPATEN MAJU JAYA",
        "year": YEAR,
        "letterhead": _letterhead(),
        "signed": {"place": "Majusari", "date": f"{YEAR}-01-06", "text": date},
        "signatories": [REGENT.signatory("second_party"), HEAD.signatory("first_party")],
        "indicators": [
            _indicator("1", first, "Indeks pengawasan kearsipan", _target("82,5", 82.5), unit="Nilai"),
            _indicator("1", first, "Persentase arsip statis yang dialihmediakan", _target("60", 60), unit="Persen"),
            _indicator(
                "2", second, "Tingkat pemanfaatan arsip", _target("68 - 72", [68, 72], None, "range"), unit="Nilai"
            ),
            _indicator("3", third, "Predikat akuntabilitas kinerja dinas", _target("BB", "BB"), unit="Predikat"),
        ],
        "budgets": [_budget(str(n), "program", *p) for n, p in enumerate(programs, 1)],
        "budget_total": total,
    }
    return blocks, truth


def _division() -> tuple[list[Block], dict[str, object]]:
    first = "Terkelolanya arsip dinamis perangkat daerah"
    second = "Terselamatkannya arsip bernilai guna kesejarahan"
    names = (
        "Jumlah perangkat daerah yang dibina kearsipannya",
        "Persentase berkas arsip aktif yang tertata",
        "Jumlah lembar arsip kertas yang direstorasi",
    )
    formulas = (
        "Banyaknya perangkat daerah yang menerima pembinaan dalam satu tahun",
        "Berkas tertata dibagi seluruh berkas aktif dikali 100%",
        "Lembar arsip yang selesai direstorasi",
    )
    sources = ("Berita acara pembinaan", "Daftar berkas unit kearsipan", "Buku kendali ruang restorasi")

    def explanation(n: int, kind: str) -> str:
        return f"Formulasi : {formulas[n]} Tipe Perhitungan : {kind} Sumber Data : {sources[n]}"

    rows = Rows(
        ("No", "Sasaran Kegiatan", "Indikator Kinerja", "Penjelasan", "Target"),
        (
            (
                "1",
                first,
                Cell((f"1. {names[0]}", f"2. {names[1]}")),
                Cell((explanation(0, "Kumulatif"), explanation(1, "Non Kumulatif"))),
                Cell(("24 Perangkat Daerah", "90 %")),
            ),
            ("2", second, names[2], explanation(2, "Kumulatif"), ">= 1500 Lembar"),
        ),
        (7, 19, 26, 33, 15),
    )
    activities = (
        ("Pengelolaan Arsip Dinamis Daerah", 875_250_000),
        ("Pengelolaan Arsip Statis Daerah", 400_250_000),
    )
    total = sum(a[1] for a in activities)
    budget = Rows(
        ("No", "Kegiatan", "Anggaran (Rp)"),
        (
            *((str(n), name, f"{value:,}") for n, (name, value) in enumerate(activities, 1)),
            ("", "Jumlah Anggaran", f"{total:,}"),
        ),
        (6, 64, 30),
    )
    date = f"Majusari, 8 Januari {YEAR}"
    unit = "KEPALA BIDANG PENGELOLAAN ARSIP"
    blocks = [
        *_statement((TITLE, unit), DIVISION_HEAD, HEAD, date, first_is_left=True),
        Centre((f"LAMPIRAN PERJANJIAN KINERJA TAHUN {YEAR}", unit)),
        rows,
        budget,
        Signatures(
            Signer((HEAD.position,), HEAD.full_name, HEAD.below),
            Signer((DIVISION_HEAD.position,), DIVISION_HEAD.full_name, DIVISION_HEAD.below),
            (date,),
        ),
    ]
    common = {"row": "1", "objective": first}
    truth = {
        "kind": "perjanjian_kinerja",
        "title": TITLE,
        "unit": unit,
        "year": YEAR,
        "letterhead": _letterhead(),
        "signed": {"place": "Majusari", "date": f"{YEAR}-01-08", "text": date},
        "signatories": [DIVISION_HEAD.signatory("first_party"), HEAD.signatory("second_party")],
        "indicators": [
            {
                **common, "number": "1", "name": names[0], "formula": formulas[0], "calculation_type": "kumulatif",
                "data_source": sources[0], "target": _target("24 Perangkat Daerah", 24, "perangkat daerah"),
            },
            {
                **common, "number": "2", "name": names[1], "formula": formulas[1], "calculation_type": "non_kumulatif",
                "data_source": sources[1], "target": _target("90 %", 90, "%"),
            },
            {
                "row": "2", "objective": second, "number": None, "name": names[2], "formula": formulas[2],
                "calculation_type": "kumulatif", "data_source": sources[2],
                "target": _target(">= 1500 Lembar", 1500, "lembar", ">="),
            },
        ],
        "budgets": [_budget(str(n), "kegiatan", *a) for n, a in enumerate(activities, 1)],
        "budget_total": total,
    }  # fmt: skip
    return blocks, truth


def bundle() -> Sample:
    """Two agreements in one file, of one office: head and division head."""
    one, first = _head_office()
    two, second = _division()
    return Sample("perjanjian_kinerja", [first, second], (*one, NewPage(), *two))


def faulty() -> Sample:
    """One agreement with faults: a NIP one digit short, a wrong total, a wrong year, a number left out, no target."""
    objective = "Terlaksananya alih media arsip"
    unit = "KEPALA SEKSI ALIH MEDIA"
    rows = Rows(
        ("No", "Sasaran", "Indikator Kinerja", "Target"),
        (
            ("1", objective, "Jumlah arsip foto yang dialihmediakan", "350 Foto"),
            ("2", "Terawatnya alat alih media", "Persentase pemindai yang berfungsi", ""),
            ("4", "Tersedianya salinan digital", "Jumlah salinan digital yang disimpan", "700 Berkas"),
        ),
        (6, 36, 40, 18),
    )
    budget = Rows(
        ("No", "Sub Kegiatan", "Anggaran"),
        (
            ("1", "Alih Media Arsip Foto", "Rp 120.500.000"),
            ("2", "Penyimpanan Salinan Digital", "Rp 79.500.000"),
            ("", "Jumlah", "Rp 210.000.000"),
        ),
        (6, 64, 30),
    )
    date = f"Majusari, 9 Januari {YEAR - 2}"
    blocks = [
        *_statement((TITLE, unit), SECTION_HEAD, DIVISION_HEAD, date, first_is_left=False),
        Centre((f"LAMPIRAN PERJANJIAN KINERJA TAHUN {YEAR}", unit)),
        rows,
        budget,
    ]
    truth = {
        "kind": "perjanjian_kinerja",
        "title": TITLE,
        "unit": unit,
        "year": YEAR,
        "signed": {"place": "Majusari", "date": f"{YEAR - 2}-01-09", "text": date},
        "signatories": [DIVISION_HEAD.signatory("second_party"), SECTION_HEAD.signatory("first_party")],
        "indicators": [
            _indicator("1", objective, "Jumlah arsip foto yang dialihmediakan", _target("350 Foto", 350, "foto")),
            _indicator("2", "Terawatnya alat alih media", "Persentase pemindai yang berfungsi", None),
            _indicator(
                "4", "Tersedianya salinan digital", "Jumlah salinan digital yang disimpan",
                _target("700 Berkas", 700, "berkas"),
            ),
        ],
        "budgets": [
            _budget("1", "sub_kegiatan", "Alih Media Arsip Foto", 120_500_000),
            _budget("2", "sub_kegiatan", "Penyimpanan Salinan Digital", 79_500_000),
        ],
        "budget_total": 210_000_000,
    }  # fmt: skip
    faults = ("nip-format", "budget-total-mismatch", "year-mismatch", "numbering", "target-missing")
    return Sample("perjanjian_kinerja_keliru", [truth], tuple(blocks), faults)

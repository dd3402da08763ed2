"""Four short documents around one table each: IKU list, action plan, strategic plan and performance report."""

from __future__ import annotations

from samples.blocks import Centre, Rows, Sample, Signatures, Signer, Text
from samples.people import PLANNER, YEAR

OFFICE = "BADAN RISET KABUPATEN MAJU JAYA"
NAMES = (
    ("Meningkatnya kebijakan daerah yang berbasis riset", "Persentase kebijakan yang didukung kajian"),
    ("Meningkatnya kerja sama riset", "Jumlah perjanjian kerja sama riset"),
    ("Meningkatnya inovasi daerah", "Indeks inovasi daerah"),
)
"""Sasaran and indicator."""
UNITS = ("Persen", "Dokumen", "Indeks")


def _target(text: str, period: str | None = None) -> dict[str, object]:
    number = float(text.replace(",", ".")) if "," in text else int(text)
    return {"text": text, "value": number, "unit": None, "operator": "=", "period": period}


def _sample(
    name: str, title: str, header: tuple[str, ...], cells: tuple[tuple[str, ...], ...], widths: tuple[float, ...],
    said: tuple[dict[str, object], ...], year: int | None = YEAR,
) -> Sample:  # fmt: skip
    """A title over a table, signed; ``cells`` follow number, sasaran and indicator, ``said`` is what they mean."""
    date = f"Majusari, 20 Februari {YEAR}"
    rows = tuple((str(n), *own, *more) for n, (own, more) in enumerate(zip(NAMES, cells, strict=True), 1))
    heading = ("No", "Sasaran Strategis", "Indikator Kinerja", *header)
    blocks = (
        Centre((title, OFFICE)),
        Text(f"Sasaran, indikator, dan target {OFFICE.title()} disajikan pada tabel berikut."),
        Rows(heading, rows, (6, 24, 24, *widths)),
        Signatures(Signer((PLANNER.position,), PLANNER.full_name, PLANNER.below), place=(date,)),
    )
    truth: dict[str, object] = {
        "kind": name,
        "title": title,
        "unit": OFFICE,
        "year": year,
        "signed": {"place": "Majusari", "date": f"{YEAR}-02-20", "text": date},
        "signatories": [PLANNER.signatory(None)],
        "indicators": [
            {"row": str(n), "objective": objective, "name": indicator, **more}
            for n, ((objective, indicator), more) in enumerate(zip(NAMES, said, strict=True), 1)
        ],
    }
    return Sample(name, [truth], blocks)


def key_indicators() -> Sample:
    """The list of key performance indicators: each with its formula and the source of its data, none with a target."""
    formulas = ("Kebijakan dengan kajian dibagi seluruh kebijakan", "Banyaknya perjanjian", "Hasil penilaian")
    sources = ("Bidang Kajian", "Sekretariat", "Bidang Inovasi")
    return _sample(
        "indikator_kinerja_utama",
        "INDIKATOR KINERJA UTAMA",
        ("Satuan", "Formulasi", "Sumber Data"),
        tuple(zip(UNITS, formulas, sources, strict=True)),
        (14, 24, 16),
        tuple(
            {"unit": unit, "formula": formula, "data_source": source, "target": None}
            for unit, formula, source in zip(UNITS, formulas, sources, strict=True)
        ),
        year=None,
    )


def action_plan() -> Sample:
    """The action plan: the target of the year, then those of its quarters."""
    quarters = ("TW I", "TW II", "TW III", "TW IV")
    cells = (("75", "20", "40", "60", "75"), ("5", "1", "2", "4", "5"), ("61,25", "60", "60,5", "61", "61,25"))
    return _sample(
        "rencana_aksi",
        f"RENCANA AKSI PERJANJIAN KINERJA TAHUN {YEAR}",
        ("Target", *quarters),
        cells,
        (12, 10, 10, 10, 10),
        tuple(
            {
                "target": _target(year),
                "further_targets": [_target(t, q) for t, q in zip(parts, quarters, strict=True)],
            }
            for year, *parts in cells
        ),
    )


def strategic_plan() -> Sample:
    """The strategic plan: a target for each of its five years, so it has no year of its own."""
    years = tuple(str(YEAR + n) for n in range(5))
    cells = (("70", "75", "80", "85", "90"), ("4", "5", "6", "7", "8"), ("60", "61,25", "62", "63,5", "65"))
    return _sample(
        "rencana_strategis",
        f"RENCANA STRATEGIS TAHUN {YEAR}-{YEAR + 4}",
        tuple(f"Target {y}" for y in years),
        cells,
        (12, 12, 12, 12, 12),
        tuple(
            {"target": None, "further_targets": [_target(t, y) for t, y in zip(row, years, strict=True)]}
            for row in cells
        ),
        year=None,
    )


def report() -> Sample:
    """The performance report: what was reached of each target, and the rate."""
    cells = (("75", "60", "80"), ("5", "6", "120"), ("61,25", "61,25", "100"))
    return _sample(
        "laporan_kinerja",
        f"LAPORAN KINERJA TAHUN {YEAR}",
        ("Target", "Realisasi", "Capaian (%)"),
        cells,
        (12, 14, 14),
        tuple(
            {"target": _target(target), "actual": _target(actual), "achievement": float(rate)}
            for target, actual, rate in cells
        ),
    )

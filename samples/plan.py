"""An annual performance plan: preface, chapters with vision and missions, a table that goes on over a page."""

from __future__ import annotations

from samples.blocks import Block, Centre, NewPage, Rows, Sample, Signatures, Signer, Text
from samples.people import PLANNER, YEAR

ORGANIZATION = "BADAN RISET KABUPATEN MAJU JAYA"
VISION = "Maju Jaya yang tumbuh karena pengetahuan"
MISSIONS = (
    "Memperluas pemanfaatan hasil riset dalam kebijakan daerah",
    "Memperkuat kerja sama riset dengan perguruan tinggi",
    "Menumbuhkan inovasi masyarakat",
)
OBJECTIVES = (
    "Meningkatnya kebijakan daerah yang berbasis riset",
    "Meningkatnya jumlah kerja sama riset",
    "Meningkatnya inovasi daerah yang diterapkan",
)
PLAN = (
    (0, "Persentase kebijakan strategis yang didukung kajian", "Persen", "75", "Program Riset Daerah", 1_450_000_000),
    (0, "Jumlah naskah kebijakan yang disusun", "Naskah", "12", "Program Riset Daerah", 620_500_000),
    (0, "Jumlah peneliti yang ditingkatkan kompetensinya", "Orang", "30", "Program Riset Daerah", 310_000_000),
    (1, "Jumlah perjanjian kerja sama riset", "Dokumen", "5", "Program Kemitraan Riset", 145_250_000),
    (1, "Persentase perjanjian yang ditindaklanjuti", "Persen", "90", "Program Kemitraan Riset", 98_000_000),
    (2, "Indeks inovasi daerah", "Indeks", "61,25", "Program Pengembangan Inovasi", 875_000_000),
    (
        2,
        "Jumlah inovasi yang diterapkan perangkat daerah",
        "Inovasi",
        "18",
        "Program Pengembangan Inovasi",
        402_750_000,
    ),
    (2, "Jumlah peserta lomba inovasi masyarakat", "Peserta", "240", "Program Pengembangan Inovasi", 188_000_000),
)
"""Objective, name, unit, target, programme, budget."""
SECTIONS = (
    (1, None, "KATA PENGANTAR", (
        "Rencana Kinerja Tahunan ini disusun sebagai pedoman kerja seluruh bidang pada Badan Riset.",
        "Semoga dokumen ini bermanfaat bagi semua pihak.",
    )),
    (1, "I", "PENDAHULUAN", ()),
    (2, "A", "Latar Belakang", (
        "Badan Riset dibentuk agar keputusan pemerintah daerah bertumpu pada data dan kajian yang dapat diuji.",
        "Selama lima tahun terakhir permintaan kajian dari perangkat daerah terus bertambah, sementara jumlah peneliti "
        "tetap. Keadaan itu menuntut rencana kerja yang terarah, agar tenaga dan anggaran yang terbatas dipakai untuk "
        "kajian yang paling dibutuhkan oleh pengambil keputusan.",
        "Oleh karena itu setiap kegiatan dalam rencana ini dikaitkan dengan sasaran strategis, dan setiap sasaran "
        "diukur dengan indikator yang datanya tersedia setiap tahun.",
    )),
    (2, "B", "Maksud dan Tujuan", (
        "Rencana ini memuat sasaran, indikator, dan target yang hendak dicapai dalam satu tahun anggaran.",
    )),
    (1, "II", "ARAH KEBIJAKAN", (
        "Arah kebijakan Badan Riset disusun dengan memperhatikan rencana pembangunan daerah, hasil penilaian tahun "
        "sebelumnya, serta masukan dari perangkat daerah dan perguruan tinggi yang menjadi mitra kerja. Rumusan visi "
        "dan misi di bawah ini menjadi pegangan seluruh pegawai dalam melaksanakan tugas.",
    )),
    (2, "A", "Visi", ()),
    (2, "B", "Misi", ()),
    (1, "III", "RENCANA KINERJA", (
        "Sasaran strategis, indikator, dan target kinerja disajikan pada tabel berikut.",
    )),
)  # fmt: skip


def _amount(value: int) -> str:
    return f"{value:,}".replace(",", ".") + ",00"


def sample() -> Sample:
    """The plan as blocks and as truth."""
    title = f"RENCANA KINERJA TAHUNAN TAHUN {YEAR}"
    date = f"Majusari, 20 Februari {YEAR}"
    blocks: list[Block] = [Centre((title, ORGANIZATION), size=15), NewPage()]
    for level, number, heading, texts in SECTIONS:
        if level == 1 and number is None:
            blocks.append(Centre((heading,)))
        elif level == 1:
            blocks.append(Centre((f"BAB {number}", heading)))
        else:
            blocks.append(Text(f"{number}. {heading}", bold=True))
        blocks += [Text(t) for t in texts]
        if heading == "KATA PENGANTAR":
            signer = Signer((PLANNER.position,), PLANNER.full_name, PLANNER.below)
            blocks += [Signatures(signer, place=(date,)), NewPage()]
        if heading == "Visi":
            blocks += [Text("Visi yang hendak diwujudkan adalah:"), Text(f'"{VISION}"')]
        if heading == "Misi":
            blocks += [Text("Untuk mewujudkan visi tersebut ditetapkan misi sebagai berikut:")]
            blocks += [Text(m, f"{n}.", 1) for n, m in enumerate(MISSIONS, 1)]
    rows: list[tuple[str, ...]] = []
    last = -1
    for objective, name, unit, target, program, budget in PLAN:
        first = objective != last
        rows.append(
            (
                str(objective + 1) if first else "",
                OBJECTIVES[objective] if first else "",
                name, unit, target, program, _amount(budget),
            )
        )  # fmt: skip
        last = objective
    header = ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Program", "Anggaran (Rp)")
    blocks.append(Rows(header, tuple(rows), (6, 19, 22, 13, 11, 17, 19), numbers=True, breaks=(3, 5)))
    truth: dict[str, object] = {
        "kind": "rencana_kinerja",
        "title": title,
        "unit": ORGANIZATION,
        "year": YEAR,
        "organization": ORGANIZATION,
        "vision": VISION,
        "missions": list(MISSIONS),
        "strategic_objectives": list(OBJECTIVES),
        "signed": {"place": "Majusari", "date": f"{YEAR}-02-20", "text": date},
        "signatories": [{**PLANNER.signatory(None)}],
        "indicators": [
            {
                "row": str(objective + 1), "number": None, "objective": OBJECTIVES[objective], "name": name,
                "unit": unit, "program": program, "budget": budget,
                "target": {
                    "text": target, "value": float(target.replace(",", ".")), "unit": None, "operator": "="
                },
            }
            for objective, name, unit, target, program, budget in PLAN
        ],
        "sections": [{"level": lv, "number": n, "heading": h} for lv, n, h, _ in SECTIONS],
    }  # fmt: skip
    return Sample("rencana_kinerja", [truth], tuple(blocks), footer="{page}")

"""A regulation of an invented regent: provisions down to angka, definitions, cross references, an attachment."""

from __future__ import annotations

from dataclasses import dataclass, field

from samples.blocks import Block, Centre, NewPage, Rows, Sample, Signatures, Signer, Text
from samples.people import REGENT, SECRETARY, YEAR

NUMBER = "17"
ABOUT = "TATA KELOLA ARSIP DINAMIS"


@dataclass(frozen=True)
class Rule:
    """A provision: what the contract says of it."""

    level: str
    number: str
    text: str | None = None
    heading: str | None = None
    children: tuple[Rule, ...] = field(default=())

    def truth(self) -> dict[str, object]:
        return {
            "level": self.level,
            "number": self.number,
            "heading": self.heading,
            "text": self.text,
            "children": [c.truth() for c in self.children],
        }


DEFINITIONS = (
    ("Daerah", "Kabupaten Maju Jaya"),
    ("Arsip Dinamis", "arsip yang digunakan secara langsung dalam kegiatan dan disimpan selama jangka waktu tertentu"),
    ("Pencipta Arsip", "perangkat daerah yang mempunyai kemandirian dalam mengelola arsip kegiatannya sendiri"),
    ("Unit Kearsipan", "satuan kerja pada Pencipta Arsip yang mempunyai tugas dalam penyelenggaraan kearsipan"),
)


def _definition(number: int, term: str, meaning: str) -> Rule:
    return Rule("angka", str(number), f"{term} adalah {meaning}.")


_FILING = (
    "Pemberkasan sebagaimana dimaksud pada ayat (1) huruf a dilaksanakan paling sedikit 1 (satu) kali dalam 6 (enam) "
    "bulan."
)
_FORM = (
    "Format daftar arsip inaktif tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Peraturan "
    "Bupati ini."
)
_USE = (
    "Penggunaan Arsip Dinamis untuk tujuan sebagaimana dimaksud dalam Pasal 2 huruf c dilaksanakan dengan persetujuan "
    "pimpinan Pencipta Arsip."
)

BODY = (
    Rule("bab", "I", heading="KETENTUAN UMUM", children=(
        Rule("pasal", "1", "Dalam Peraturan Bupati ini yang dimaksud dengan:", children=tuple(
            _definition(n, *d) for n, d in enumerate(DEFINITIONS, 1)
        )),
        Rule("pasal", "2", "Pengelolaan Arsip Dinamis bertujuan untuk:", children=(
            Rule("huruf", "a", "menjamin ketersediaan arsip yang autentik dan terpercaya;"),
            Rule("huruf", "b", "melindungi kepentingan Daerah; dan"),
            Rule("huruf", "c", "meningkatkan mutu pelayanan kepada masyarakat."),
        )),
    )),
    Rule("bab", "II", heading="PENGELOLAAN ARSIP DINAMIS", children=(
        Rule("bagian", "Kesatu", heading="Penciptaan", children=(
            Rule("pasal", "3", children=(
                Rule("ayat", "1", "Setiap Pencipta Arsip membuat dan menerima arsip berdasarkan tata naskah dinas."),
                Rule("ayat", "2", "Arsip sebagaimana dimaksud pada ayat (1) diregistrasi oleh Unit Kearsipan."),
            )),
        )),
        Rule("bagian", "Kedua", heading="Penggunaan dan Pemeliharaan", children=(
            Rule("pasal", "4", children=(
                Rule("ayat", "1", "Pemeliharaan Arsip Dinamis meliputi:", children=(
                    Rule("huruf", "a", "pemberkasan arsip aktif;"),
                    Rule("huruf", "b", "penataan arsip inaktif, yang terdiri atas:", children=(
                        Rule("angka", "1", "pengaturan fisik arsip;"),
                        Rule("angka", "2", "pengolahan informasi arsip; dan"),
                        Rule("angka", "3", "penyusunan daftar arsip inaktif;"),
                    )),
                    Rule("huruf", "c", "alih media arsip."),
                )),
                Rule("ayat", "2", _FILING),
                Rule("ayat", "3", _FORM),
            )),
            Rule("pasal", "5", _USE),
        )),
    )),
    Rule("bab", "III", heading="KETENTUAN PENUTUP", children=(
        Rule("pasal", "6", "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan."),
    )),
)  # fmt: skip

CONSIDERATIONS = (
    "bahwa arsip merupakan rekaman kegiatan pemerintahan yang harus dikelola secara tertib;",
    "bahwa pengelolaan arsip pada perangkat daerah belum seragam sehingga perlu diatur;",
    "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Peraturan Bupati "
    "tentang Tata Kelola Arsip Dinamis;",
)
_STATE = "(Lembaran Negara Republik Indonesia Tahun {} Nomor {}, Tambahan Lembaran Negara Republik Indonesia Nomor {});"
BASIS = (
    ("Undang-Undang", "43", 2009, "Kearsipan", _STATE.format(2009, 152, 5071)),
    ("Undang-Undang", "23", 2014, "Pemerintahan Daerah", _STATE.format(2014, 244, 5587)),
    (
        "Peraturan Pemerintah", "28", 2012, "Pelaksanaan Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
        _STATE.format(2012, 53, 5286),
    ),
    (
        "Peraturan Daerah", "4", 2039, "Penyelenggaraan Kearsipan",
        "(Lembaran Daerah Kabupaten Maju Jaya Tahun 2039 Nomor 4).",
    ),
)  # fmt: skip
CROSS_REFERENCES = (
    ("pasal 3/ayat 2", "ayat (1)", "pasal 3/ayat 1"),
    ("pasal 4/ayat 2", "ayat (1) huruf a", "pasal 4/ayat 1/huruf a"),
    ("pasal 5", "Pasal 2 huruf c", "pasal 2/huruf c"),
)
"""From, text, to: paths of provisions from their pasal on."""
CLOSING = (
    "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Bupati ini dengan penempatannya dalam "
    "Berita Daerah Kabupaten Maju Jaya."
)
DATE = f"{YEAR}-03-14"


def _basis(n: int) -> str:
    kind, number, year, about, rest = BASIS[n]
    where = " Kabupaten Maju Jaya" if kind == "Peraturan Daerah" else ""
    return f"{kind}{where} Nomor {number} Tahun {year} tentang {about} {rest}"


def _preamble(key: str, items: list[tuple[str, str]]) -> list[Block]:
    return [Text(t, label, 4 if n else 0, key="" if n else key) for n, (label, t) in enumerate(items)]


def _blocks(rule: Rule, depth: int = 0) -> list[Block]:
    inner = [b for c in rule.children for b in _blocks(c, depth + (rule.level in {"ayat", "huruf", "angka"}))]
    match rule.level:
        case "bab":
            head: list[Block] = [Centre((f"BAB {rule.number}", rule.heading or ""), bold=False)]
        case "bagian":
            head = [Centre((f"Bagian {rule.number}", rule.heading or ""), bold=False, size=11)]
        case "pasal":
            head = [Centre((f"Pasal {rule.number}",), bold=False, size=11)]
            head += [Text(rule.text)] if rule.text else []
        case "ayat":
            head = [Text(rule.text or "", f"({rule.number})")]
        case _:
            head = [Text(rule.text or "", f"{rule.number}.", depth)]
    return [*head, *inner]


def sample() -> Sample:
    """The regulation as blocks and as truth."""
    title = ("PERATURAN BUPATI MAJU JAYA", f"NOMOR {NUMBER} TAHUN {YEAR}", "TENTANG", ABOUT)
    attachment_title = "FORMAT DAFTAR ARSIP INAKTIF"
    decision = "PERATURAN BUPATI TENTANG TATA KELOLA ARSIP DINAMIS."
    gazette = f"BERITA DAERAH KABUPATEN MAJU JAYA TAHUN {YEAR} NOMOR {NUMBER}"
    blocks: list[Block] = [
        Centre(("BUPATI MAJU JAYA", "PROVINSI NUSA SEJAHTERA")),
        Centre(title),
        Centre(("DENGAN RAHMAT TUHAN YANG MAHA ESA",), bold=False),
        Centre(("BUPATI MAJU JAYA,",), bold=False),
    ]
    blocks += _preamble("Menimbang", [(f"{'abc'[n]}.", text) for n, text in enumerate(CONSIDERATIONS)])
    blocks += _preamble("Mengingat", [(f"{n + 1}.", _basis(n)) for n in range(len(BASIS))])
    blocks += [
        Centre(("MEMUTUSKAN:",), bold=False),
        Text(decision, key="Menetapkan"),
        *(b for rule in BODY for b in _blocks(rule)),
        Text(CLOSING),
        Signatures(
            Signer(("BUPATI MAJU JAYA,",), REGENT.name),
            place=("Ditetapkan di Majusari", f"pada tanggal 14 Maret {YEAR}"),
        ),
        Signatures(
            left=Signer(("SEKRETARIS DAERAH KABUPATEN MAJU JAYA,",), SECRETARY.name),
            place=("Diundangkan di Majusari", f"pada tanggal 14 Maret {YEAR}"),
        ),
        Text(gazette),
        NewPage(),
        Centre(("LAMPIRAN", "PERATURAN BUPATI MAJU JAYA", f"NOMOR {NUMBER} TAHUN {YEAR}", "TENTANG", ABOUT), False, 10),
        Centre((attachment_title,)),
        Rows(
            ("No", "Kode Klasifikasi", "Uraian Informasi Arsip", "Kurun Waktu", "Jumlah"),
            (
                ("1", "000.5.1", "Laporan pembinaan kearsipan", "2035 - 2037", "3 boks"),
                ("2", "900.1.2", "Berkas pertanggungjawaban keuangan", "2036", "12 boks"),
            ),
            (6, 20, 40, 20, 14),
        ),
    ]
    regent = {"name": REGENT.name, "full_name": REGENT.name, "titles": [], "position": "BUPATI MAJU JAYA"}
    secretary = {"name": SECRETARY.name, "full_name": SECRETARY.name, "titles": [], "position": SECRETARY.position}
    none = {"rank": None, "nip": None}
    truth: dict[str, object] = {
        "kind": "peraturan",
        "title": f"PERATURAN BUPATI MAJU JAYA NOMOR {NUMBER} TAHUN {YEAR}",
        "year": YEAR,
        "regulation_type": "Peraturan Bupati",
        "number": NUMBER,
        "about": ABOUT,
        "issuer": "BUPATI MAJU JAYA",
        "considerations": [{"label": "abc"[n], "text": t} for n, t in enumerate(CONSIDERATIONS)],
        "legal_basis": [
            {
                "label": str(n + 1),
                "text": _basis(n),
                "references": [{"type": b[0], "number": b[1], "year": b[2], "about": b[3]}],
            }
            for n, b in enumerate(BASIS)
        ],
        "decision": decision,
        "body": [rule.truth() for rule in BODY],
        "closing": CLOSING,
        "definitions": [{"term": t, "definition": f"{d}."} for t, d in DEFINITIONS],
        "signatories": [{**regent, **none, "role": "issuer"}, {**secretary, **none, "role": "promulgator"}],
        "enacted": {"place": "Majusari", "date": DATE, "signatory": 0},
        "promulgated": {"place": "Majusari", "date": DATE, "signatory": 1},
        "gazette": {
            "name": "BERITA DAERAH", "region": "KABUPATEN MAJU JAYA", "year": YEAR, "number": NUMBER, "text": gazette
        },
        "attachments": [{"label": "LAMPIRAN", "title": attachment_title}],
    }  # fmt: skip
    return Sample("peraturan", [truth], tuple(blocks), footer="- {page} -")

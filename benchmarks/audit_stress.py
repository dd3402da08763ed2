"""How good are audit and spelling? Correct invented documents, faults injected at known places, recall and false
alarms.

``python -m benchmarks.audit_stress [--documents 200] [--seed 1]``

Makes bundles of performance agreements and regulations as text exports, from invented people and places. Every second
document
gets one fault (or misprints with the slips of keyboards and character recognition), the others stay clean. Prints for
every finding
code how many of the injected faults were found and how many findings stand where nothing was injected, and for
spelling how many of the changes were right.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.options import Options
from extractor.pipeline import extract
from extractor.schema import Extraction

FIRST = ["BUDI", "SITI", "AGUS", "DEWI", "JOKO", "RATNA", "HENDRA", "LESTARI", "BAYU", "WULAN"]
LAST = ["SANTOSO", "RAHAYU", "PRATAMA", "KUSUMA", "WIBOWO", "ANGGRAENI", "NUGROHO", "PERMATA", "SAPUTRA", "UTAMI"]
PLACES = ["Sukamaju", "Margaluhur", "Tirtasari", "Karangwangi", "Wonoharjo", "Giripurna"]
OBJECTIVES = (
    "Meningkatnya kualitas pelayanan masyarakat",
    "Meningkatnya tertib administrasi pemerintahan desa",
    "Terwujudnya lingkungan yang aman dan tertib",
    "Meningkatnya peran lembaga kemasyarakatan desa",
)
INDICATORS = (
    "Persentase pengaduan masyarakat yang ditindaklanjuti tepat waktu",
    "Persentase desa yang menyampaikan laporan keuangan tepat waktu",
    "Persentase lembaga kemasyarakatan desa yang aktif",
    "Persentase dokumen perencanaan yang disusun sesuai ketentuan",
    "Jumlah kegiatan pembinaan ketertiban umum yang dilaksanakan",
)
PHRASES = (
    "Persentase peningkatan kapasitas aparatur pemerintah kelurahan",
    "Jumlah kelompok tani yang menerima bantuan benih unggul",
    "Cakupan pelayanan kesehatan ibu hamil dan balita",
    "Indeks kepuasan masyarakat terhadap pelayanan perizinan",
    "Persentase jalan kabupaten dalam kondisi mantap",
    "Tingkat partisipasi angkatan kerja perempuan",
    "Jumlah koperasi yang menyelenggarakan rapat anggota tahunan",
    "Persentase arsip dinamis yang dikelola secara baku",
    "Nilai evaluasi akuntabilitas kinerja perangkat daerah",
    "Jumlah wisatawan yang berkunjung ke objek wisata",
    "Persentase sampah yang terangkut ke tempat pembuangan akhir",
    "Rasio elektrifikasi rumah tangga di wilayah terpencil",
    "Persentase penyelesaian tindak lanjut hasil pemeriksaan",
    "Jumlah populasi ternak yang divaksinasi setiap tahun",
    "Luas lahan sawah yang terlayani jaringan irigasi teknis",
    "Persentase sekolah dasar yang memenuhi standar nasional pendidikan",
    "Jumlah produksi perikanan budidaya air tawar",
    "Terwujudnya penataan kelembagaan dan ketatalaksanaan daerah",
    "Persentase kendaraan angkutan umum yang laik jalan",
    "Jumlah penyandang disabilitas yang memperoleh rehabilitasi sosial",
    "Meningkatnya kesadaran hukum dan ketenteraman lingkungan",
    "Persentase penduduk yang memiliki kartu identitas elektronik",
    "Jumlah rancangan peraturan yang diharmonisasikan",
    "Persentase barang milik daerah yang diinventarisasi",
    "Terlaksananya pengawasan internal secara berkala",
    "Jumlah pustakawan yang mengikuti pelatihan",
    "Persentase ketersediaan informasi pembangunan melalui media elektronik",
    "Cakupan penanggulangan bencana dan kesiapsiagaan masyarakat",
    "Jumlah usaha mikro yang memperoleh pendampingan pemasaran",
    "Kontribusi pendapatan asli daerah terhadap belanja",
)
"""What else offices measure: the words that are misprinted."""
PROGRAMS = (
    "Program Pemberdayaan Masyarakat Desa dan Kelurahan",
    "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    "Program Pembinaan dan Pengawasan Pemerintahan Desa",
)
SPELLING = "spelling"
SHORTEST = 6
"""Letters of the shortest word that is misprinted."""


@dataclass
class Agreement:
    """An agreement as plain facts; every field can be spoilt."""

    year: int
    place: str
    head: str
    head_nip: str
    officer: str
    officer_nip: str
    post: str
    rows: list[list[str]]
    budgets: list[tuple[str, int]]
    total: int
    letterhead_place: str = ""
    signed_year: int = 0
    signers: int = 2

    def text(self) -> str:
        """The agreement as a text export."""
        table = "\n".join("\t".join(row) for row in self.rows)
        money = "\n".join(f"{n}\t{name}\t{amount:,}" for n, (name, amount) in enumerate(self.budgets, 1))
        names = f"{self.head}\nNIP. {self.head_nip}\n\n{self.officer}\nNIP. {self.officer_nip}\n"
        if self.signers == 1:
            names = f"{self.head}\nNIP. {self.head_nip}\n"
        heads = f"Camat {self.place}\n\n{self.post}\n\n" if self.signers == 2 else f"Camat {self.place}\n\n"
        return (
            f"PEMERINTAH KABUPATEN MAJU JAYA\nKECAMATAN {(self.letterhead_place or self.place).upper()}\n\n"
            f"Jalan Merdeka Nomor 1 {self.place}\n\nPERJANJIAN KINERJA TAHUN {self.year}\n"
            f"{self.post.upper()} KECAMATAN {self.place.upper()}\n\n"
            f"NO\tSASARAN\tINDIKATOR KINERJA\tTARGET\n1\t2\t3\t4\n{table}\n\n"
            f"\tProgram\tAnggaran\n{money}\n\tJumlah\t{self.total:,}\n\n"
            f"{self.place}, 5 Januari {self.signed_year or self.year}\n\n{heads}{names}"
        )


@dataclass
class Case:
    """A file with what was spoilt in it."""

    text: str
    faults: Counter[str] = field(default_factory=Counter)
    misprints: dict[str, str] = field(default_factory=dict)
    pages: int = 2


def nip(chance: random.Random, *, year: int = 2024) -> str:
    """A sound NIP of an invented person."""
    born = chance.randint(1966, 1998)
    joined = chance.randint(born + 19, min(born + 35, year - 1))
    return (
        f"{born}{chance.randint(1, 12):02}{chance.randint(1, 28):02} {joined}{chance.randint(1, 12):02} "
        f"{chance.randint(1, 2)} {chance.randint(1, 20):03}"
    )


def agreements(chance: random.Random) -> list[Agreement]:
    """Two agreements of one office, under one head, that agree in everything."""
    place, year = chance.choice(PLACES), chance.randint(2019, 2024)
    people = chance.sample([f"{a} {b}" for a in FIRST for b in LAST], 3)
    head_nip = nip(chance, year=year)
    targets = {name: f"{chance.randint(60, 100)}%" for name in INDICATORS[:4]} | {INDICATORS[4]: "12 Kali"}
    made = []
    for k in range(2):
        rows = []
        for n, name in enumerate(chance.sample(INDICATORS, 3), 1):
            rows.append([str(n), chance.choice(OBJECTIVES), name, targets[name]])
        budgets = [(name, chance.randint(10, 900) * 125_000) for name in chance.sample(PROGRAMS, 2)]
        post = ("Sekretaris", "Kasi Pemerintahan")[k]
        made.append(
            Agreement(
                year,
                place,
                people[0],
                head_nip,
                people[k + 1],
                nip(chance, year=year),
                post,
                rows,
                budgets,
                sum(a for _, a in budgets),
            )
        )
    return made


Spoiler = Callable[[list[Agreement], random.Random], None]


def _total(a: list[Agreement], chance: random.Random) -> None:
    a[0].total += chance.choice((1000, 125_000, 9_000_000))


def _nip_format(a: list[Agreement], chance: random.Random) -> None:
    digits = a[1].officer_nip
    place = chance.choice([k for k, c in enumerate(digits) if c.isdigit()])
    a[1].officer_nip = digits[:place] + digits[place + 1 :]


def _nip_date(a: list[Agreement], _: random.Random) -> None:
    a[1].officer_nip = a[1].officer_nip[:4] + "13" + a[1].officer_nip[6:]


def _nip_duplicate(a: list[Agreement], _: random.Random) -> None:
    a[1].officer_nip = a[0].officer_nip


def _nip_conflict(a: list[Agreement], chance: random.Random) -> None:
    a[1].head_nip = nip(chance, year=a[1].year)


def _year(a: list[Agreement], chance: random.Random) -> None:
    a[0].signed_year = a[0].year + chance.choice((1, 2))


def _head_unit(a: list[Agreement], chance: random.Random) -> None:
    a[1].letterhead_place = chance.choice([p for p in PLACES if p != a[1].place])


def _left_over(a: list[Agreement], chance: random.Random) -> None:
    other = chance.choice([p for p in PLACES if p != a[0].place])
    a[0].rows[0][2] += f" di Kecamatan {other}"


def _numbering(a: list[Agreement], chance: random.Random) -> None:
    a[0].rows[2][0] = chance.choice(("5", "4"))


def _conflict(a: list[Agreement], _: random.Random) -> None:
    name = INDICATORS[0]
    a[0].rows[0][2:] = [name, "75%"]
    a[1].rows[0][2:] = [name, "90%"]
    for agreement in a:
        for row in agreement.rows[1:]:
            if row[2] == name:
                row[2:] = [INDICATORS[4] + " secara rutin", "12 Kali"]


def _missing_target(a: list[Agreement], _: random.Random) -> None:
    a[1].rows[1][3] = ""


def _missing_signatory(a: list[Agreement], _: random.Random) -> None:
    a[1].signers = 1


AGREEMENT_FAULTS: dict[str, Spoiler] = {
    "budget-total-mismatch": _total,
    "nip-format": _nip_format,
    "nip-date": _nip_date,
    "nip-duplicate": _nip_duplicate,
    "nip-conflict": _nip_conflict,
    "year-mismatch": _year,
    "unit-mismatch": _head_unit,
    "unit-mismatch/text": _left_over,
    "numbering": _numbering,
    "target-conflict": _conflict,
    "target-missing": _missing_target,
    "signatory-missing": _missing_signatory,
}


def regulation(chance: random.Random, fault: str | None) -> Case:
    """A small regulation, clean or with one fault."""
    year, number = chance.randint(2015, 2024), chance.randint(1, 120)
    place = chance.choice(PLACES)
    reference = "Pasal 9" if fault == "reference-dangling" else "Pasal 2"
    second = "3" if fault == "numbering" else "2"
    enacted = year - 1 if fault == "year-mismatch" else year
    cited = reference if second == "2" else "Pasal 1"
    text = (
        f"BUPATI MAJU JAYA\n\nPERATURAN BUPATI MAJU JAYA\n\nNOMOR {number} TAHUN {year}\n\n"
        "TENTANG\n\nTATA NASKAH DINAS\n\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\nBUPATI MAJU JAYA,\n\n"
        "Menimbang : bahwa untuk tertib administrasi perlu menetapkan Peraturan Bupati tentang Tata Naskah Dinas;\n\n"
        "Mengingat : 1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;\n\nMEMUTUSKAN:\n\n"
        "Menetapkan : PERATURAN BUPATI TENTANG TATA NASKAH DINAS.\n\nPasal 1\n\n"
        "Dalam Peraturan Bupati ini yang dimaksud dengan Naskah Dinas adalah informasi tertulis.\n\n"
        f"Pasal {second}\n\n(1) Naskah Dinas disusun oleh perangkat daerah.\n\n"
        "(2) Penyusunan sebagaimana dimaksud pada ayat (1) dilakukan tepat waktu.\n\n"
        f"Pasal {int(second) + 1}\n\nPelaksanaan ketentuan sebagaimana dimaksud dalam {cited} diawasi oleh "
        f"Sekretaris Daerah.\n\nPasal {int(second) + 2}\n\n"
        "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.\n\n"
        f"Ditetapkan di {place}\npada tanggal 5 Maret {enacted}\nBUPATI MAJU JAYA,\n\nGATOT WIRABUMI\n\n"
        f"Diundangkan di {place}\npada tanggal 5 Maret {enacted}\nSEKRETARIS DAERAH,\n\nLARASATI PURNAWAN\n\n"
        f"BERITA DAERAH KABUPATEN MAJU JAYA TAHUN {enacted} NOMOR {number}\n"
    )
    return Case(text, Counter([fault] if fault else []), pages=3)


KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
READ_FOR = (
    ("m", "rn"), ("rn", "m"), ("l", "i"), ("i", "l"), ("e", "c"), ("c", "e"), ("n", "h"), ("h", "n"), ("d", "cl"),
    ("u", "n"), ("n", "u"), ("o", "e"), ("g", "q"), ("t", "f"), ("b", "h"), ("a", "o"), ("ri", "n"), ("i", "j"),
    ("li", "h"), ("s", "a"),
)  # fmt: skip
"""What character recognition takes for one another on poor scans."""


def _beside(letter: str, chance: random.Random) -> str:
    """A key that lies beside the letter's."""
    keys = [row[k + step] for row in KEYBOARD for k, c in enumerate(row) for step in (-1, 1)
            if c == letter and 0 <= k + step < len(row)]  # fmt: skip
    return chance.choice(keys) if keys else letter


def _place(word: str, chance: random.Random) -> int:
    return chance.randrange(1, len(word) - 1)


def _left_out(word: str, chance: random.Random) -> str:
    k = _place(word, chance)
    return word[:k] + word[k + 1 :]


def _twice(word: str, chance: random.Random) -> str:
    k = _place(word, chance)
    return word[:k] + word[k] + word[k:]


def _exchanged(word: str, chance: random.Random) -> str:
    k = _place(word, chance)
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def _missed(word: str, chance: random.Random) -> str:
    k = _place(word, chance)
    return word[:k] + _beside(word[k], chance) + word[k + 1 :]


def _both_keys(word: str, chance: random.Random) -> str:
    k = _place(word, chance)
    return word[:k] + _beside(word[k], chance) + word[k:]


def _misread(word: str, chance: random.Random) -> str:
    seen, read = chance.choice([pair for pair in READ_FOR if pair[0] in word[1:]] or [("", "")])
    at = chance.choice([k for k in range(1, len(word)) if seen and word.startswith(seen, k)] or [0])
    return word[:at] + read + word[at + len(seen) :] if at else word


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (
    _left_out, _twice, _exchanged, _missed, _both_keys, _misread, _misread, _misread,
)  # fmt: skip


def misprinted(chance: random.Random) -> Case:
    """Agreements with a few long words misprinted."""
    made = agreements(chance)
    case = Case("")
    phrases = iter(chance.sample(PHRASES, len(PHRASES)))  # one indicator of two agreements would have two targets
    for agreement in made:
        for row, phrase in zip(agreement.rows, phrases, strict=False):
            words = phrase.split()
            row[2] = phrase
            places = [k for k, w in enumerate(words) if len(w) >= SHORTEST and w.isalpha()]
            k = chance.choice(places)
            wrong = chance.choice(SLIPS)(words[k], chance)
            if wrong != words[k]:
                case.misprints[wrong] = words[k]
                words[k] = wrong
                row[2] = " ".join(words)
    case.text = "\n\n\n\n".join(a.text() for a in made)
    return case


def cases(count: int, seed: int) -> list[Case]:
    """The documents of a run, half of them clean."""
    chance = random.Random(seed)
    made = []
    kinds = [*AGREEMENT_FAULTS, SPELLING, "regulation"]
    for k in range(count):
        if k % 2:
            clean = agreements(chance)
            text = "\n\n\n\n".join(a.text() for a in clean)
            made.append(Case(text) if k % 6 else regulation(chance, None))
            continue
        kind = kinds[(k // 2) % len(kinds)]
        if kind == SPELLING:
            made.append(misprinted(chance))
        elif kind == "regulation":
            made.append(regulation(chance, chance.choice(("reference-dangling", "numbering", "year-mismatch"))))
        else:
            spoilt = agreements(chance)
            AGREEMENT_FAULTS[kind](spoilt, chance)
            made.append(Case("\n\n\n\n".join(a.text() for a in spoilt), Counter([kind.partition("/")[0]])))
    # misprints are many kinds of slips in many words: a few dozen of them would say more of chance than of spelling
    return made + [misprinted(chance) for _ in range(count // 2)]


@dataclass
class Tally:
    """Counts over a run."""

    injected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    clean_pages: int = 0
    right: int = 0
    wrong: int = 0
    misprints: int = 0
    mended: int = 0

    def add(self, case: Case, got: Extraction) -> None:
        """Adds one document's findings and corrections."""
        codes: Counter[str] = Counter(f.code for f in got.findings if f.severity != "info")
        for code in set(codes) | set(case.faults):
            hit = min(codes[code], case.faults[code])
            self.injected[code] += case.faults[code]
            self.found[code] += hit
            self.false[code] += codes[code] - hit
        if not case.faults:
            self.clean_pages += case.pages
        for document in got.documents:
            for change in document.corrections:
                if case.misprints.get(change.from_) == change.to:
                    self.right += 1
                else:
                    self.wrong += 1
        mended = {c.from_ for d in got.documents for c in d.corrections}
        self.misprints += len(case.misprints)
        self.mended += sum(m in mended for m in case.misprints)

    def report(self) -> str:
        """The table that is printed."""
        lines = [f"{'code':24} {'injected':>9} {'found':>6} {'recall':>7} {'false':>6}"]
        for code in sorted(self.injected):
            recall = self.found[code] / self.injected[code] if self.injected[code] else 1.0
            lines.append(f"{code:24} {self.injected[code]:9} {self.found[code]:6} {recall:7.3f} {self.false[code]:6}")
        injected, found = sum(self.injected.values()), sum(self.found.values())
        alarms = sum(self.false.values())
        lines.append(f"{'all':24} {injected:9} {found:6} {found / max(1, injected):7.3f} {alarms:6}")
        lines.append(f"false alarms per 100 clean pages: {100 * alarms / max(1, self.clean_pages):.2f}")
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.mended / max(1, self.misprints)
        lines.append(
            f"corrections: precision {precision:.3f} ({self.wrong} wrong), recall {recall:.3f} of {self.misprints}"
        )
        return "\n".join(lines)


def main() -> None:
    """Runs the stress and prints its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = Tally()
    for case in cases(arguments.documents, arguments.seed):
        tally.add(case, extract(case.text.encode(), Options(lang="en")))
    print(tally.report())


if __name__ == "__main__":
    main()

"""Invented people and offices. The years lie ahead, so that no NIP (it holds the month of appointment) is anyone's."""

from __future__ import annotations

from dataclasses import dataclass

GOVERNMENT = "PEMERINTAH KABUPATEN MAJU JAYA"
YEAR = 2041


@dataclass(frozen=True)
class Person:
    """A person as printed, and the parts of that."""

    name: str
    full_name: str
    titles: tuple[str, ...]
    position: str
    rank: str | None = None
    nip: str | None = None
    printed_nip: str | None = None

    def signatory(self, role: str | None, position: str | None = None) -> dict[str, object]:
        """The entry of the output contract."""
        return {
            "name": self.name,
            "full_name": self.full_name,
            "titles": list(self.titles),
            "position": position or self.position,
            "role": role,
            "rank": self.rank,
            "nip": self.nip,
        }

    @property
    def below(self) -> tuple[str, ...]:
        """The lines under the name."""
        nip = self.printed_nip or self.nip
        return (*((self.rank,) if self.rank else ()), *((f"NIP. {nip}",) if nip else ()))


REGENT = Person("GATOT WIRABUMI", "H. GATOT WIRABUMI, S.E.", ("H.", "S.E."), "Bupati Maju Jaya")
SECRETARY = Person(
    "LARASATI PURNAWAN", "Dr. LARASATI PURNAWAN, M.Si.", ("Dr.", "M.Si."), "SEKRETARIS DAERAH KABUPATEN MAJU JAYA"
)
HEAD = Person(
    "RAHAYU KUSUMANINGRUM",
    "Dra. RAHAYU KUSUMANINGRUM, M.A.P.",
    ("Dra.", "M.A.P."),
    "Kepala Dinas Kearsipan Kabupaten Maju Jaya",
    "Pembina Utama Muda",
    "199806152027032004",
    "19980615 202703 2 004",
)
DIVISION_HEAD = Person(
    "BAGAS SETYADARMA",
    "BAGAS SETYADARMA, S.Sos., M.M.",
    ("S.Sos.", "M.M."),
    "Kepala Bidang Pengelolaan Arsip",
    "Pembina",
    "200311242029011007",
    "20031124 202901 1 007",
)
SECTION_HEAD = Person(
    "NUR AISYAH WIDYATMOKO",
    "NUR AISYAH WIDYATMOKO, S.IP.",
    ("S.IP.",),
    "Kepala Seksi Alih Media",
    "Penata",
    "20060508203003203",  # one digit short: the seeded fault
    "20060508 203003 203",
)
PLANNER = Person(
    "DIMAS ARYASENA",
    "Ir. DIMAS ARYASENA, M.T.",
    ("Ir.", "M.T."),
    "Kepala Badan Riset Kabupaten Maju Jaya",
    "Pembina Tingkat I",
    "200002292026051002",
    "200002292026051002",
)

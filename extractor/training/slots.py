"""What must be reckoned in invented passages: regions that belong together, names, numbers, NIPs.

Comes in: a source of chance. Goes out: texts, or pieces with labels (:data:`SLOTS`, by the name that the grammar calls
them). Separate from the grammar (:mod:`extractor.training.passages`), which puts things together and reckons nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from extractor import knowledge

Piece = tuple[str, str | None]
"""A piece of text and its label, or None."""
_ABBREVIATED = frozenset(("R", "A", "M", "KRT", "KRA", "RM", "Rd", "Moh", "Abd", "Dt", "T", "AA", "IB", "Muh"))
_INITIALS = "ABDEFHIJKLMNPRSTWY"
_SHORTENED = 0.06
"""Share of the regions whose type word is shortened."""
_UNKNOWN = 0.07
"""Share of the passages whose region is on no list: names are misspelt, and regions are parted anew."""
_TITLES = 110
"""So many titles of ``titles.toml`` are common."""


@cache
def data(name: str) -> dict[str, Any]:
    """The word lists of ``patterns/training/NAME.toml``."""
    return knowledge.toml(f"training/{name}")


@cache
def _regencies() -> tuple[tuple[str, str, str], ...]:
    """Type word, bare name and bare name of the province of every regency and city."""
    rows = knowledge.table("regions")
    provinces = {r["code"]: r["name"] for r in rows if r["type"] == "provinsi"}
    return tuple(
        (r["type"].capitalize(), _bare(r["name"]), provinces[r["code"][:2]]) for r in rows if r["type"] != "provinsi"
    )


def _bare(name: str) -> str:
    for kind in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "):
        name = name.removeprefix(kind)
    return name


class Slots:
    """One passage's chance and its home: a regency or city, or the province above it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.kind, self.name, self.province = chance.choice(_regencies())
        self.provincial = chance.random() < 0.25
        if chance.random() < _UNKNOWN:
            self.name, self.province = self.village_name(), self.village_name()

    def _some(self, share: float) -> bool:
        return self.chance.random() < share

    # -- places

    def home(self) -> str:
        """The region of the document, with its type: `Kabupaten Maju`, `Prov. Maju`."""
        if self.provincial:
            return self.home_province()
        kind = self.kind
        if kind == "Kabupaten" and self._some(_SHORTENED):
            kind = self.chance.choice(("Kab.", "Kab"))
        return f"{kind} {self.name}"

    def home_name(self) -> str:
        """Its name alone."""
        return self.province if self.provincial and self._some(0.5) else self.name

    def home_province(self) -> str:
        """The province in which it lies, or that it is."""
        if self._some(_SHORTENED):
            return f"Prov. {self.province}"
        return f"{'Propinsi' if self._some(0.25) else 'Provinsi'} {self.province}"

    def regent_word(self) -> str:
        """What its head is called."""
        if self.provincial:
            return "Gubernur"
        return "Bupati" if self.kind == "Kabupaten" else self.chance.choice(("Wali Kota", "Walikota", "Walikota"))

    def regent(self) -> str:
        """Its head: `Bupati Maju`."""
        return f"{self.regent_word()} {self.province if self.provincial else self.name}"

    def government_short(self) -> str:
        """Its government as people say it: `Pemkab Maju`."""
        if self.provincial:
            return f"Pemprov {self.province}"
        return f"{'Pemkab' if self.kind == 'Kabupaten' else 'Pemkot'} {self.name}"

    def other_region(self) -> str:
        """Another region."""
        kind, name, province = self.chance.choice(_regencies())
        return f"Provinsi {province}" if self._some(0.3) else f"{kind} {name}"

    def place_name(self) -> str:
        """A place where something is signed."""
        _, name, province = self.chance.choice(_regencies())
        if self._some(0.3):
            return str(self.chance.choice(data("offices")["cities"]))
        return province if self._some(0.35) else name

    def village_name(self) -> str:
        """The name of a village, or of a region that is on no list."""
        head = self.chance.choice(data("offices")["village_heads"])
        tail = self.chance.choice(data("offices")["village_tails"])
        if self._some(0.3):
            return f"{head} {tail.capitalize()}"
        return str(head + (tail if tail[0].islower() else f" {tail}"))

    def site_name(self) -> str:
        """The name as an address on the web has it."""
        return self.name.casefold().replace(" ", "")

    # -- persons

    def name_text(self) -> str:
        """A person's name without titles, of one of the traditions."""
        traditions = data("names")["tradition"]
        tradition = self.chance.choices(traditions, [t["weight"] for t in traditions])[0]
        used: set[str] = set()
        words: list[str] = []
        for part in self.chance.choice(tradition["forms"]).split():
            word = self._part_of_name(part, tradition, used)
            used.add(word)
            words.append(self._spelled_anew(word))
        return " ".join(words)

    def _part_of_name(self, part: str, tradition: dict[str, Any], used: set[str]) -> str:
        if part in ("i", "i+i"):
            letters = self.chance.sample(_INITIALS, part.count("i"))
            return ".".join(letters) + ("" if part == "i" and self._some(0.25) else ".")
        if isinstance(tradition.get(part), list):
            return str(self.chance.choice([w for w in tradition[part] if w not in used] or tradition[part]))
        return f"{part}." if part in _ABBREVIATED and self._some(0.7) else part

    def _spelled_anew(self, word: str) -> str:
        if len(word) < 5 or not self._some(0.25):
            return word
        old, new = self.chance.choice(data("names")["spellings"]["pairs"])
        at = word.find(old, 1)
        return word if at < 0 else word[:at] + new + word[at + len(old) :]

    def given_name(self) -> str:
        """The first word of one."""
        return self.name_text().split()[0]

    def person(self) -> list[Piece]:
        """A name with titles around it, or without."""
        pieces: list[Piece] = []
        if self._some(0.55):
            pieces.append(
                (self.chance.choice(data("names")["titles"]["before"]) + ("" if self._some(0.2) else " "), None)
            )
        pieces.append((self.name_text(), "PERSON"))
        if self._some(0.7):
            common = knowledge.toml("titles")["after"][:_TITLES]
            after = [self._dotted(t) for t in self.chance.sample(common, self.chance.choice((1, 1, 1, 2, 2, 3)))]
            comma = self.chance.choice((", ", ", ", ", ", ",", " ", " , "))
            between = self.chance.choice((", ", ", ", ",", " ", "., "))
            pieces.append((comma + between.join(after) + self.chance.choice(("", "", ".")), None))
        return pieces

    def _dotted(self, title: str) -> str:
        """`SSos` as it is, or as `S.Sos`."""
        if self._some(0.4) or len(title) > 8:
            return title
        return title[0] + "".join(f".{b}" if b.isupper() and a.isalpha() else b for a, b in pairwise(title))

    # -- numbers

    def number(self, low: int, high: int) -> str:
        """A number of the range, its ends included, in figures."""
        return str(self.chance.randint(low, high))

    def law_year(self) -> str:
        """The year of a law."""
        return self.number(self.chance.choice((1950, 1999, 2010)), 2026)

    def month(self) -> str:
        """A month, in one of its spellings."""
        return str(self.chance.choice(knowledge.toml("months")["months"])[0])

    def figure(self) -> str:
        """An amount in rupiah of seven digits or more, set in either style."""
        amount = self.chance.randint(1, self.chance.choice((999, 99_999, 9_999_999)))
        amount = 1_000_000 + amount * self.chance.choice((1, 500, 1000, 1000))
        return f"{amount:,}" if self._some(0.3) else f"{amount:,}".replace(",", ".")

    def nip(self) -> str:
        """A NIP of 18 digits (birth, appointment, sex, serial) in one of the forms in which it is printed."""
        year = self.chance.randint(1955, 2000)
        born = f"{year}{self.chance.randint(1, 12):02}{self.chance.randint(1, 28):02}"
        since = f"{year + self.chance.randint(19, 33)}{self.chance.randint(1, 12):02}"
        sex, serial = self.number(1, 2), f"{self.chance.randint(1, 40):03}"
        return self.chance.choice(
            (
                f"{born} {since} {sex} {serial}",
                f"{born} {since} {sex} {serial}",
                f"{born}{since}{sex}{serial}",
                f"{born} {since} {sex}{serial}",
                f"{born}{since} {sex} {serial}",
                f"{born}.{since}.{sex}.{serial}",
            )
        )


def acronym(name: str, chance: Random) -> str:
    """The acronym of an office's name; of two words, with a letter that they do not give."""
    letters = "".join(word[0] for word in name.replace(",", "").split() if word[0].isupper())
    return letters if len(letters) > 2 else letters + chance.choice("DKPT")


SLOTS: dict[str, Callable[[Slots], str | list[Piece]]] = {
    "home": Slots.home,
    "home_name": Slots.home_name,
    "home_province": Slots.home_province,
    "home_province_name": lambda s: s.province,
    "regent": Slots.regent,
    "regent_word": Slots.regent_word,
    "government_short": Slots.government_short,
    "other_region": Slots.other_region,
    "place_name": Slots.place_name,
    "village_name": Slots.village_name,
    "site_name": Slots.site_name,
    "person": Slots.person,
    "PERSON": Slots.name_text,
    "name_raw": Slots.name_text,
    "given_name": Slots.given_name,
    "law_year": Slots.law_year,
    "recent_year": lambda s: s.number(1999, 2030),
    "month": Slots.month,
    "day": lambda s: s.number(1, 31),
    "figure": Slots.figure,
    "nip": Slots.nip,
    "d": lambda s: s.number(1, 9),
    "n": lambda s: s.number(1, 150),
    "n2": lambda s: s.number(10, 99),
    "n3": lambda s: s.number(100, 999),
    "n4": lambda s: s.number(1000, 9999),
    "n5": lambda s: s.number(10_000, 99_999),
    "n6": lambda s: s.number(100_000, 999_999),
    "n12": lambda s: f"{s.chance.randint(1, 12):02}",
}
"""Makers of things by the name that the grammar calls them."""

"""Names of provinces, regencies and cities, told by their official codes.

Comes in: a place's name as printed (``KAB. BANYUMAS``, ``Prov. Jawa Timur``). Goes out: the region with its Kepmendagri
code and canonical name, or nothing. Separate because a name is looked up here, not found in running text: whoever has
found a place asks, and the list (``regions.csv``) is all that is known. A wrong code is worse than none: a name that
two regions share gives none without its type word, and no region's name is taken for a misprint of another's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, cast

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractor import knowledge

RegionType = Literal["provinsi", "kabupaten", "kota"]

_LETTERS_PER_EDIT = 6
"""A name with its type word may have one letter wrong in so many."""
_LETTERS_PER_EDIT_ALONE = 16
"""A name alone may be a village's or a district's: Lembang is one letter from Rembang, Sulabesi Barat from Sulawesi
Barat. Of this many letters hardly one is so near to a region's."""
_LETTERS_ALONE = 8
"""Letters from which a name alone may be misread at all: Bangil is a town, and no misreading of Bangli."""
_AHEAD = 2
"""Edits by which the nearest name must lie before the next one: `BADUNC` may be Badung or Bandung."""
_MISREAD = 2
"""Letters of a long type word that may be misread: `KABUPATEM`, `PROVLNSL`."""
_REMEMBERED = 4096
"""Texts whose region is remembered: a file names few, many times."""
_TYPES: dict[str, RegionType] = {
    "kabupaten": "kabupaten",
    "kab": "kabupaten",
    "kotamadya": "kota",
    "kodya": "kota",
    "kota": "kota",
    "provinsi": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "prop": "provinsi",
}
_LONG = tuple(word for word in _TYPES if len(word) >= 8)
# a word written out may be glued to the name, an abbreviation not (Kabanjahe is a town), nor is Kotabatu Kota Batu
_TYPE_WORD = re.compile(
    r"[\W_]*(?:(kabupaten|kotamadya|kota(?![^\W_]{1,4}$)|provinsi|propinsi)|(kab|kodya|prov|prop)\b)[\W_]*"
)
_OF_TYPE = re.compile(r"(?:administrasi|adm\b|(?:daerah\s*tingkat|dati)\s*i{1,2}\b)[\W_]*")
_NO_LETTER = re.compile(r"[\W_]+")
_AS_LETTERS = str.maketrans("0456891|!", "oasgbgiii")
"""Digits and strokes that stand in names are misread letters."""
_ALIKE = str.maketrans("lc", "ie")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city (Kepmendagri 300.2.2-2138/2025)."""

    code: str
    """Kepmendagri code: `33`, `33.02`."""
    name: str
    """Official name, a regency's or city's with its type word: `Jawa Tengah`, `Kabupaten Banyumas`."""
    type: RegionType
    """Provinsi, kabupaten or kota."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Regions by the letters of their names: of one type by every name, and of all types (``None``) by the names that
    stand alone; and both by the shapes of the letters.
    """

    letters: dict[RegionType | None, dict[str, frozenset[Region]]]
    shapes: dict[RegionType | None, dict[str, frozenset[Region]]]


def _letters(text: str) -> str:
    """The letters and digits of a name in small letters: `Toli-Toli`, `Toli Toli` and `TOLITOLI` are one name."""
    return _NO_LETTER.sub("", text)


def _shape(letters: str) -> str:
    """What letters look like: those that are read for one another are one."""
    return letters.replace("rn", "m").replace("vv", "w").translate(_ALIKE)


def _split(text: str) -> tuple[RegionType | None, str]:
    """The type that a name begins with, and the name without it; text in small letters."""
    if match := _TYPE_WORD.match(text):
        rest = text[match.end() :]
        return _TYPES[match[1] or match[2]], _OF_TYPE.sub("", rest, count=1) if _OF_TYPE.match(rest) else rest
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    for word in _LONG if rest else ():
        if abs(len(first) - len(word)) <= _MISREAD and Levenshtein.distance(first, word) <= _MISREAD:
            return _TYPES[word], rest
    return None, text


@knowledge.kept
def _names() -> _Names:
    letters: dict[RegionType | None, dict[str, frozenset[Region]]] = defaultdict(dict)
    shapes: dict[RegionType | None, dict[str, frozenset[Region]]] = defaultdict(dict)
    for row in knowledge.table("regions"):
        region = Region(row["code"], row["name"], cast(RegionType, row["type"]))
        for name in (row["name"], *filter(None, (row.get("aka") or "").split(";"))):
            kind, rest = _split(name.casefold())
            own = name == row["name"] or kind is None
            key = _letters(rest)
            for group in (region.type, None) if own else (region.type,):
                for known, form in ((letters[group], key), (shapes[group], _shape(key))):
                    known[form] = known.get(form, frozenset()) | {region}
    return _Names(dict(letters), dict(shapes))


def region(text: str, within: str | None = None) -> Region | None:
    """The province, regency or city that a text names and nothing else; ``None`` if it is none or may be several.

    A name alone that a province shares with a regency or city (`Jambi`) is the province's; one that a regency and a
    city share (`Kediri`) is neither's. ``within`` is the code of a province, or of a region in it: where it is given,
    only regions of that province come into question.
    """
    return _region(text.casefold(), within[:2] if within else None)


@knowledge.kept(maxsize=_REMEMBERED)
def _region(text: str, province: str | None) -> Region | None:
    text = text.translate(_AS_LETTERS)
    held = _exact(text)
    if held is None:
        held = _near(text)
    left = [r for r in held if province is None or r.code[:2] == province]
    return left[0] if len(left) == 1 else None


def _exact(text: str) -> Collection[Region] | None:
    """The regions that bear the name: none for a name that only regions of another type bear, ``None`` if unknown."""
    names = _names()
    whole, alone = _letters(text), names.letters[None]
    if whole in alone:  # before the type word is looked for: Kotabaru and Kotawaringin Barat begin with one
        provinces = [r for r in alone[whole] if _letters(r.name.casefold()) == whole]
        return provinces or alone[whole]
    kind, rest = _split(text)
    if kind is None:
        return None
    name = _letters(rest)
    return names.letters[kind].get(name, () if name in alone else None)


def _near(text: str) -> Collection[Region]:
    """The regions whose name looks like the text, or is a few letters from it while no other name is about as near."""
    kind, rest = _split(text)
    known = _names().shapes[kind]
    name = _shape(_letters(rest))
    if kind is None and len(name) < _LETTERS_ALONE:
        return ()
    if name in known:
        return known[name]
    allowed = len(name) // (_LETTERS_PER_EDIT if kind else _LETTERS_PER_EDIT_ALONE)
    if not allowed:
        return ()
    near = process.extract(
        name, known.keys(), scorer=Levenshtein.distance, score_cutoff=allowed + _AHEAD - 1, limit=None
    )
    if not near or near[0][1] > allowed:
        return ()
    nearest, distance, _ = near[0]
    alone = all(known[other] == known[nearest] for other, d, _ in near if d < distance + _AHEAD)
    return known[nearest] if alone else ()

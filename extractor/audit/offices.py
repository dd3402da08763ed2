"""Checks of offices: letterhead, title, signatures and running text name different regions (left over from a
template).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio, token_set_ratio

from extractor.audit.problem import Problem
from extractor.audit.view import View
from extractor.knowledge import kept, toml
from extractor.printed import any_of
from extractor.schema import Cascading, Document, Indicator, Node, RencanaKinerja

_ALIKE = 85
"""Likeness (0-100) from which two spellings are one name: one wrong letter of seven."""
_OTHER_OFFICE = 50
"""Likeness (0-100) of two offices' names below which they are two."""
_ABBREVIATED = 7
"""Letters up to which a name may be an abbreviation: `Dinas PUPR` is the one for public works."""


def unit_mismatch(view: View) -> Iterator[Problem]:
    """Another region of the document's own kind (kecamatan, kabupaten) is named where the document's own should be."""
    for i, document in enumerate(view.documents):
        heads = list(_with_other_places(view, _heads(document, f"/documents/{i}")))
        own = _region_of(heads)
        reported: set[str] = set()
        for path, text in heads:
            for level, name in regions(text):
                mine = own.get(level)
                if mine and not _same(mine, name, whole=True) and name.casefold() not in reported:
                    reported.add(name.casefold())
                    details: dict[str, object] = {"level": level.capitalize(), "other": name, "own": mine}
                    yield Problem("unit-mismatch", "warning", "unit-head", [path], [i], details)
        lowest = next((level for level in toml("audit")["levels"] if level in own), None)
        if lowest is None:
            continue
        strangers: dict[str, list[str]] = defaultdict(list)
        for path, text in _with_other_places(view, _running(document, f"/documents/{i}")):
            for level, name in regions(text):
                if level == lowest and not _same(own[lowest], name, whole=False):
                    known = next((n for n in strangers if ratio(n.casefold(), name.casefold()) >= _ALIKE), name)
                    strangers[known].append(path)
        for name, paths in strangers.items():
            if name.casefold() not in reported:
                details = {"level": lowest.capitalize(), "other": name, "own": own[lowest]}
                yield Problem("unit-mismatch", "warning", "unit-text", list(dict.fromkeys(paths)), [i], details)


def office_mismatch(view: View) -> Iterator[Problem]:
    """The letterhead and the title, or the titles of two sheets, name offices of one kind and different names (`Dinas
    Sosial`, `Dinas Kesehatan`): one is left over from a template.
    """
    for i, document in enumerate(view.documents):
        named: list[tuple[str, str, str]] = []
        for path, text in _with_other_places(view, _heads(document, f"/documents/{i}")):
            found = _office_pattern().finditer(text) if "/signatories/" not in path else ()
            named.extend((path, m["kind"].casefold(), m["name"]) for m in found if len(m["name"]) > _ABBREVIATED)
        for path, kind, name in named[1:]:
            own = next((n for _, k, n in named if k == kind), name)
            if token_set_ratio(own.casefold(), name.casefold()) < _OTHER_OFFICE:
                details: dict[str, object] = {"level": kind.capitalize(), "other": name, "own": own}
                yield Problem("unit-mismatch", "warning", "unit-head", [path], [i], details)
                break


@kept
def _office_pattern() -> re.Pattern[str]:
    """An office with its name, up to the region or the office that it is of, or that is of it."""
    kinds = "|".join(toml("audit")["office_kinds"])
    stops = "|".join((*toml("audit")["levels"], *map(re.escape, toml("audit")["level_words"])))
    return re.compile(
        rf"\b(?P<kind>{kinds})\s+(?!(?:{stops})\b)(?P<name>[^,;:\d]+?)(?=\s+(?:{stops}|{kinds}|UPTD?)\b|\s*$|[,;:\d])",
        re.IGNORECASE,
    )


def _with_other_places(view: View, texts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The texts, and what other places of the same value print differently (a box repeated on several sheets, the unit
    of an attachment).
    """
    for path, text in texts:
        yield path, text
        entry = view.provenance.get(path)
        for place in entry.more if entry is not None else ():
            if place.text != text:
                yield path, place.text


def regions(text: str) -> Iterator[tuple[str, str]]:
    """Level and name of the regions that a text names after ``Kecamatan``, ``Kabupaten`` and the like."""
    for m in _region_pattern().finditer(text):
        level = toml("audit")["level_words"][m["level"].casefold().rstrip(".")]
        name = " ".join(_name_words(m["name"]))
        if name:
            yield level, name


@kept
def _region_pattern() -> re.Pattern[str]:
    alternatives = any_of(toml("audit")["level_words"], " ")
    return re.compile(rf"\b(?P<level>(?i:{alternatives}))\.?\s+(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){{0,3}})")


@kept
def _not_in_names() -> frozenset[str]:
    return frozenset((*toml("audit")["not_in_names"], *toml("audit")["level_words"], *toml("audit")["rates"], "jumlah"))


def _name_words(text: str) -> list[str]:
    """The words of a name, up to the first that belongs to no name (``TAHUN``, ``Provinsi``)."""
    stops = _not_in_names()
    words: list[str] = []
    for word in text.split():
        if word.casefold() in stops or word.casefold().endswith("nya"):
            break  # an indicator begins: `Kecamatan Meningkatnya ...` are two cells
        words.append(word)
    return words


def _same(own: str, other: str, *, whole: bool) -> bool:
    """Whether two names of regions are one but for slips; ``whole``: a name cut short is another one."""
    a, b = own.casefold(), other.casefold()
    if a.startswith(f"{b} "):
        return not whole
    return ratio(a, b) >= _ALIKE or b.startswith(f"{a} ")


def _heads(document: Document, at: str) -> Iterator[tuple[str, str]]:
    """The places that name the document's own office, the most telling first."""
    if document.letterhead is not None:
        for part in ("government", "office"):
            text = getattr(document.letterhead, part)
            if text:
                yield f"{at}/letterhead/{part}", text
    if isinstance(document, RencanaKinerja) and document.organization:
        yield f"{at}/organization", document.organization
    if document.unit:
        yield f"{at}/unit", document.unit
    for j, signatory in enumerate(document.signatories):
        if signatory.position and signatory.role in (None, "first_party"):
            yield f"{at}/signatories/{j}/position", signatory.position


def _region_of(heads: list[tuple[str, str]]) -> dict[str, str]:
    own: dict[str, str] = {}
    for _, text in heads:
        for level, name in regions(text):
            own.setdefault(level, name)
    return own


def _running(document: Document, at: str) -> Iterator[tuple[str, str]]:
    """The texts of indicators and boxes. Prose of plans and regulations names other regions rightly."""
    fields = ("objective", "name", "formula", "data_source", "notes")
    if isinstance(document, Cascading):
        yield from _node_texts(document.tree, f"{at}/tree", fields)
        return
    for j, indicator in enumerate(document.indicators):
        yield from _texts(indicator, f"{at}/indicators/{j}", fields)


def _node_texts(nodes: list[Node], at: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for k, node in enumerate(nodes):
        here = f"{at}/{k}"
        for name in ("title", "objective"):
            text = getattr(node, name)
            if text:
                yield f"{here}/{name}", text
        for j, indicator in enumerate(node.indicators):
            yield from _texts(indicator, f"{here}/indicators/{j}", fields[1:])
        yield from _node_texts(node.children, f"{here}/children", fields)


def _texts(indicator: Indicator, at: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in fields:
        text = getattr(indicator, name)
        if text:
            yield f"{at}/{name}", text

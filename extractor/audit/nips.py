"""Checks of employee numbers (NIP), after Perka BKN 22/2007: birth date, month of appointment, sex, serial number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extractor.audit.problem import Problem
from extractor.audit.view import SURE_PLACE, View, plain, same_person
from extractor.match.nip import is_other_number

_LENGTH, _OLD_LENGTH = 18, 9
"""Digits of a NIP (birth, appointment, sex, sequence; BKN 22/2007), and of the older one it took the place of."""
_FIRST_CONTRACT = 21
"""Digits 13 and 14 of an employee on contract (PPPK) count contracts from 21 on, where others have a month."""
_YOUNGEST, _OLDEST = 15, 60
"""Years of age at the appointment that a NIP may say. The law lets nobody in below 18; the room at both ends leaves
what is odd, and tells what cannot be.
"""
_PARTIES = ("first_party", "second_party")
"""Roles of an agreement: two persons, whatever their names."""
_CLEAR = 0.9
"""Confidence of a name in a picture over which nothing lies."""


def nip_format(view: View) -> Iterator[Problem]:
    """A NIP that has neither 18 digits nor the 9 of the numbers before 2007."""
    for i, at, person in view.signatories():
        printed = view.provenance.get(f"{at}/nip")
        if printed is not None and is_other_number(printed.text):
            continue
        if person.nip and not (person.nip.isdigit() and len(person.nip) in (_LENGTH, _OLD_LENGTH)):
            digits = sum(c.isdigit() for c in person.nip)
            problem = _format(f"{at}/nip", i, person.nip, digits)
            yield replace(problem, severity="info") if _stamped(view, at) else problem
            continue
        # on the other sheet the same number may be printed with a digit too many
        entry = view.provenance.get(f"{at}/nip")
        for place in entry.more if entry is not None else ():
            other = "".join(c for c in place.text if c.isdigit())
            if other and len(other) not in (_LENGTH, _OLD_LENGTH) and not (person.nip or "").startswith(other):
                problem = _format(f"{at}/nip", i, other, len(other))
                yield replace(problem, severity="info") if place.confidence < SURE_PLACE else problem
                break


def _stamped(view: View, at: str) -> bool:
    """Whether a picture shows the name over a number badly: what lies over it (a stamp) may hide digits as well."""
    name = view.provenance.get(f"{at}/name")
    return name is not None and name.method.startswith("ocr") and name.confidence < _CLEAR


def _format(path: str, document: int, nip: str, digits: int) -> Problem:
    return Problem("nip-format", "error", "nip-format", [path], [document], {"nip": nip, "digits": digits})


def nip_date(view: View) -> Iterator[Problem]:
    """A NIP whose dates cannot be, or do not fit one another or the document."""
    for i, at, person in view.signatories():
        nip = person.nip or ""
        if len(nip) != _LENGTH or not nip.isdigit():
            continue
        fault = _dates(nip, view.documents[i].year)
        if fault:
            yield Problem("nip-date", "error", f"nip-date-{fault}", [f"{at}/nip"], [i], {"nip": nip})


def _dates(nip: str, document_year: int | None) -> str | None:
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return "birth"
    year, month = int(nip[8:12]), int(nip[12:14])
    if not 1 <= month <= 12 and month < _FIRST_CONTRACT:
        return "appointment"
    if not _YOUNGEST <= year - born.year <= _OLDEST:
        return "age"
    if document_year is not None and year > document_year:
        return "later"
    return None if nip[14] in "12" else "sex"


def nip_duplicate(view: View) -> Iterator[Problem]:
    """One NIP under two names. A short and a full form of one name are one, but for those of the two parties of one
    agreement.
    """
    by_nip: dict[str, list[tuple[int, str, str]]] = {}
    parties: dict[tuple[str, int], dict[str, str]] = {}
    offices: dict[tuple[str, int], set[str]] = {}
    for i, at, person in view.signatories():
        if person.nip and person.name:
            by_nip.setdefault(person.nip, []).append((i, at, person.name))
            if person.role in _PARTIES and person.position:
                offices.setdefault((person.nip, i), set()).add(plain(person.position))
                parties.setdefault((person.nip, i), {})[person.role] = person.name
    for nip, holders in by_nip.items():
        names = _distinct([name for _, _, name in holders])
        twice = (list(p.values()) for at, p in parties.items() if at[0] == nip and min(len(p), len(offices[at])) > 1)
        both = next(twice, [])
        names = both if len(names) == 1 and len(set(both)) > 1 else names
        if len(names) > 1:
            yield Problem(
                "nip-duplicate",
                "error",
                "nip-duplicate",
                [f"{at}/nip" for _, at, _ in holders],
                sorted({i for i, _, _ in holders}),
                {"nip": nip, "names": ", ".join(names)},
            )


def nip_conflict(view: View) -> Iterator[Problem]:
    """One name with two NIPs, in two documents or on two sheets of one."""
    for i, at, person in view.signatories():
        other = _on_another_sheet(view, at, person.nip)
        if other is not None and person.name:
            details: dict[str, object] = {"name": person.name, "nips": f"{person.nip}, {other}"}
            yield Problem("nip-conflict", "error", "nip-conflict", [f"{at}/nip"], [i], details)
    people: list[tuple[str, dict[str, list[tuple[int, str]]]]] = []
    for i, at, person in view.signatories():
        if not person.nip or not person.name or len(person.nip) != _LENGTH or " " not in person.name.strip():
            continue
        for name, numbers in people:
            if name.casefold() == person.name.casefold():
                numbers.setdefault(person.nip, []).append((i, at))
                break
        else:
            people.append((person.name, {person.nip: [(i, at)]}))
    for name, numbers in people:
        if len(numbers) > 1 and not _namesakes(view, numbers):
            places = [place for group in numbers.values() for place in group]
            yield Problem(
                "nip-conflict",
                "error",
                "nip-conflict",
                [f"{at}/nip" for _, at in places],
                sorted({i for i, _ in places}),
                {"name": name, "nips": ", ".join(numbers)},
            )


def _on_another_sheet(view: View, at: str, nip: str | None) -> str | None:
    """Another whole number that a text layer prints for the same person; what a picture shows may be misread."""
    entry = view.provenance.get(f"{at}/nip")
    if entry is None or nip is None or len(nip) != _LENGTH or not entry.method.startswith("text"):
        return None
    numbers = ("".join(c for c in place.text if c.isdigit()) for place in entry.more)
    return next((other for other in numbers if len(other) == _LENGTH and other != nip), None)


def _namesakes(view: View, numbers: dict[str, list[tuple[int, str]]]) -> bool:
    """Whether two persons of one name, each with a number and titles of his own, sign one document."""
    holders = {at: person for _, at, person in view.signatories()}
    titled = {(i, frozenset(holders[at].titles)) for places in numbers.values() for i, at in places}
    documents = [i for i, _ in titled]
    return len(documents) > len(set(documents))


def _distinct(names: list[str]) -> list[str]:
    distinct: list[str] = []
    for name in names:
        if not any(same_person(name, other) for other in distinct):
            distinct.append(name)
    return distinct

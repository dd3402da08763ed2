"""Merges what a document says of each person who signs: statement, statement's signature, attachment's signature.

Comes in: a component's parties and signature blocks. Goes out: one :class:`Signer` a person, in the order of the
signatures. Separate because it is a question of its own whether two printed names are one person, and which of two
signatories without a printed role is the subordinate. No module of a kind: it registers none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from extractor import knowledge
from extractor.match.found import Found
from extractor.match.nip import LENGTHS, digits, match_nip
from extractor.match.person import Person, match_person
from extractor.match.position import role_of
from extractor.printed import letters
from extractor.read.words import Span
from extractor.segment.component import Component, Party, SignatureBlock

_SAME_NAME = 88
"""Likeness (0-100) from which two names are one, misprints allowed."""
_SAME_ACT = 80
"""Likeness (0-100) of the words of two acts from which they are one: a misprint of eleven letters, no other act."""
_SAME_OFFICE = 80
"""Likeness (0-100) of the words of two positions from which they name one office: the titles around it differ."""
_UNSURE = 0.8
"""Certainty below which what was recognised on one page gives way to what was read without doubt on a further one: a
stamp or a signature lies over the one, seldom over both.
"""
_UNLIKE = 0.5
"""Certainty of a number that two pages show otherwise: one of them was misread."""
_BESIDE = 30.0
"""Points by which the tops of two signatures that stand side by side may differ."""


@dataclass(frozen=True)
class Signer:
    """One person who signs; ``person`` is ``None`` where no name is printed."""

    person: Person | None
    position: Span | None = None
    role: str | None = None
    rank: Span | None = None
    nip: Found[str] | None = None
    on_behalf_of: Span | None = None
    printed: Span | None = None
    """The words that say the role, where any do."""
    certifies: bool = False
    """Who certifies a copy."""
    again: Span | None = None
    """The position as a further page prints it otherwise."""


def no_roles(signers: Sequence[Signer], component: Component) -> Sequence[str | None]:  # noqa: ARG001
    """No role where none is printed."""
    return [None] * len(signers)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one person's: alike, or one short for the other (`M.` for `MUNAJAT`)."""
    left, right = re.findall(r"[A-Z]+", one.upper()), re.findall(r"[A-Z]+", other.upper())
    if not left or not right:
        return False
    if fuzz.ratio("".join(left), "".join(right)) >= _SAME_NAME:
        return True
    short, long = sorted((left, right), key=lambda w: (len(w), sum(map(len, w))))
    if len(short) < 2:
        return False
    at = 0
    for word in short:
        while at < len(long) and not (long[at].startswith(word) or word.startswith(long[at])):
            at += 1
        if at == len(long):
            return False
        at += 1
    # whole words of the name within a line that has more (a stamp's letters), or names that begin alike
    return all(len(w) > 3 and w in long for w in short) or bool(short[0][0] == long[0][0])


def merge_signers(component: Component) -> list[Signer]:
    """The persons who sign, each once; a position or role with no name under it stays a signer without person."""
    parties = [p for p in component.parties if p.name]
    signers: list[Signer] = []
    last: list[SignatureBlock] = []
    for block in component.signatures:
        signer = _of_block(block)
        alike = [i for i, s in enumerate(signers) if _same(s, signer) and not _two_sign(last[i], block)]
        at = next((i for i in alike if _one_number(signers[i], signer)), _of_office(signers, alike, signer))
        if at is None:
            signers.append(signer)
            last.append(block)
        else:
            signers[at] = _merge(signers[at], signer)
            last[at] = replace(block, signed=last[at].signed or block.signed)
    for number, party in enumerate(parties):
        _introduce(signers, party, number, both=len(parties) > 1)
    return signers


def _two_sign(one: SignatureBlock, other: SignatureBlock) -> bool:
    """Whether two persons sign, whatever their names: their signatures stand beside each other, or each under an act of
    its own (`Ditetapkan`, `Diundangkan`).
    """
    if one.page == other.page and abs(one.top - other.top) < _BESIDE:
        return True
    acts = [letters(s.signed.act.text) for s in (one, other) if s.signed is not None and s.signed.act]
    return len(acts) == 2 and fuzz.ratio(*acts) < _SAME_ACT


def _of_office(signers: Sequence[Signer], alike: Sequence[int], signer: Signer) -> int | None:
    """Of the signers that are one with another by their names, the one who signs for the same office."""
    position = signer.position.text.upper() if signer.position else ""
    offices = [s.position.text.upper() if (s := signers[i]).position else "" for i in alike]
    return max(zip(alike, offices, strict=True), key=lambda a: fuzz.ratio(a[1], position))[0] if alike else None


def _one_number(one: Signer, other: Signer) -> bool:
    return one.nip is not None and other.nip is not None and one.nip.value == other.nip.value


def _of_block(block: SignatureBlock) -> Signer:
    return Signer(
        match_person(block.name) if block.name else None,
        block.position,
        role_of(block.role.text) if block.role else None,
        block.rank,
        _number(block.nip) if block.nip else None,
        block.on_behalf_of,
        block.role,
        block.certifies,
    )


def _number(span: Span) -> Found[str]:
    """The number of an NIP line, whose label is cut off already: a malformed one keeps its digits as printed."""
    return match_nip(span) or Found(digits(span.text), span, "nip")


def _same(one: Signer, other: Signer) -> bool:
    if one.person and other.person:
        alike = same_name(one.person.name.value, other.person.name.value)
        if one.nip and other.nip and one.nip.value == other.nip.value:
            return alike or fuzz.partial_ratio(one.person.name.value, other.person.name.value) >= _SAME_NAME
        return alike and not _namesakes(one, other)
    if one.nip and other.nip:
        return one.nip.value == other.nip.value
    return one.role is not None and one.role == other.role


def _namesakes(one: Signer, other: Signer) -> bool:
    """Whether two persons of one name, or of which one's name begins like the other's, sign for different offices."""
    assert one.person is not None
    assert other.person is not None
    if not one.position or not other.position:
        return False
    if fuzz.token_set_ratio(one.position.text.upper(), other.position.text.upper()) >= _SAME_OFFICE:
        return False
    titles = [{t.value.upper().replace(".", "") for t in s.person.titles} for s in (one, other) if s.person]
    unlike = bool(titles[0]) and bool(titles[1]) and not titles[0] & titles[1]
    numbers = one.nip is not None and other.nip is not None and one.nip.value != other.nip.value
    return unlike and (numbers or letters(one.person.name.value) != letters(other.person.name.value))


def _merge(first: Signer, further: Signer) -> Signer:
    return Signer(
        _surer_person(first.person, further.person),
        _surer(first.position, further.position),
        first.role or further.role,
        first.rank or further.rank,
        _well_formed(first.nip, further.nip),
        first.on_behalf_of or further.on_behalf_of,
        first.printed if first.role else further.printed,
        first.certifies and further.certifies,
        first.again or _otherwise(first.position, further.position) or further.again,
    )


def _surer_person(first: Person | None, further: Person | None) -> Person | None:
    """The person as the further page names it where the first one's name was hardly read."""
    if not first or not further:
        return first or further
    return further if _surer(first.name.span, further.name.span) is further.name.span else first


def _surer(first: Span | None, further: Span | None) -> Span | None:
    """The first text, or the further one where the first was hardly recognised and that one was."""
    if not first or not further:
        return first or further
    return further if first.confidence < _UNSURE <= further.confidence else first


def _otherwise(first: Span | None, further: Span | None) -> Span | None:
    """A position on a further page, where it is not the first one's words."""
    if not first or not further or first.page == further.page:
        return None
    return None if letters(first.text) == letters(further.text) else further


def _well_formed(first: Found[str] | None, further: Found[str] | None) -> Found[str] | None:
    """The first number, unless only the further one has as many digits as an NIP has. Where the two differ, the place
    of the other one is told as well; what was recognised in pictures is doubtful then.
    """
    if not first or not further:
        return first or further
    if len(first.value) not in LENGTHS and len(further.value) in LENGTHS:
        first, further = further, first
    if first.value == further.value or first.span.page == further.span.page:
        return first
    both = first.span + further.span
    if any(w.method == "ocr" for w in both):
        both = Span(replace(w, confidence=min(w.confidence, _UNLIKE)) for w in both)
    return Found(first.value, both, first.matcher)


def _introduce(signers: list[Signer], party: Party, number: int, *, both: bool) -> None:
    """Adds what the statement says of a person: name and position from there, the rest from the signature. Where two
    are introduced and none is called a party, the first one is the first party."""
    assert party.name is not None
    person = match_person(party.name)
    if person is None:
        return
    by_order = ("first_party", "second_party")[number] if both and number < 2 else None
    role = role_of(party.role.text) if party.role else by_order
    at = next(
        (i for i, s in enumerate(signers) if s.person and same_name(s.person.name.value, person.name.value)), None
    )
    if at is None:
        at = next((i for i, s in enumerate(signers) if s.person is None and role and s.role == role), None)
    if at is None:
        signers.append(Signer(person, party.position, role, printed=party.role))
        at = len(signers) - 1
    known = signers[at]
    signers[at] = replace(
        known,
        person=person,
        position=party.position or known.position,
        again=known.again or _otherwise(party.position, known.position),
        role=role or known.role,
        printed=party.role or known.printed,
        # printed on the statement only
        rank=known.rank or party.rank,
        nip=known.nip or (match_nip(party.nip) if party.nip else None),
    )


def _level(position: str) -> int | None:
    """How high an office stands: the smaller, the higher (``levels`` of ``positions.toml``)."""
    return _place(position, "levels")


def _place(position: str, scale: Literal["levels", "seats"]) -> int | None:
    """Where the first words of a scale of ``positions.toml`` stand that a position says."""
    plain = re.sub(r"[^A-Z ]", "", position.upper())
    for place, words in enumerate(knowledge.toml("positions")[scale]):
        if any(re.search(rf"\b{w}\b", plain) for w in words):
            return place
    return None


def agreement_roles(signers: Sequence[Signer], component: Component) -> Sequence[str | None]:
    """Roles in an agreement that prints none: the superior is the second party (PermenPANRB 53/2014, Lampiran I).

    The higher office is the superior's, of two as high the one of the wider seat; where neither tells, the one whom the
    title names is the subordinate, else the one who signs at the right.
    """
    roles: list[str | None] = [s.role for s in signers]
    if all(roles):
        return roles
    if any(s.certifies for s in signers):
        parties = iter(agreement_roles([s for s in signers if not s.certifies], component))
        return [None if s.certifies else next(parties) for s in signers]
    levels = [_level(s.position.text) if s.position else None for s in signers]
    if len(signers) == 1:
        head = levels[0] is not None and levels[0] <= knowledge.toml("positions")["heads_of_government"]
        return ["second_party" if head else None] if not roles[0] else roles
    if len(signers) != 2:
        return roles
    if roles[0] or roles[1]:
        other = {"first_party": "second_party", "second_party": "first_party"}
        return [roles[0] or other[str(roles[1])], roles[1] or other[str(roles[0])]]
    seats = [_place(s.position.text, "seats") if s.position else None for s in signers]
    for higher, lower in (levels, seats):
        if higher is not None and lower is not None and higher != lower:
            return ["second_party", "first_party"] if higher < lower else ["first_party", "second_party"]
    unit = next((t.unit.text for t in component.titles if t.unit), "")
    alike = [
        fuzz.token_set_ratio(s.position.text.upper(), unit.upper()) if s.position and unit else 0.0 for s in signers
    ]
    if max(alike) >= _SAME_OFFICE and abs(alike[0] - alike[1]) > 10:
        return ["first_party", "second_party"] if alike[0] > alike[1] else ["second_party", "first_party"]
    return ["second_party", "first_party"]

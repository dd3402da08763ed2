"""Reads signature blocks: place and date, roles, positions, names, ranks, NIPs.

Comes in: the blocks of a sheet or a document. Goes out: one :class:`SignatureBlock` a signature in reading order (left
before right), and the places and dates. Separate because signatures stand in one to three columns, which geometry
decides, or one after the other as a text export prints them: then positions come first and names are paired in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Block, Line
from extractor.match.nip import match_nip
from extractor.match.position import begins_position, is_by_order, is_office, on_behalf, only_on_behalf
from extractor.printed import letters
from extractor.read.words import Span, join
from extractor.segment.component import SignatureBlock, SignedPlace
from extractor.segment.signature_columns import columns_of
from extractor.segment.signature_labels import BEHALF, BEHALF_GO, NAME_GO, OTHER, POSITION_GO, label
from extractor.segment.signature_marks import (
    DATE,
    DOTS,
    NAME,
    NIP,
    PLACE,
    POSITION,
    RANK,
    ROLE,
    STAMP,
    WITNESS,
    goes_on,
)
from extractor.segment.signature_zones import find_zones
from extractor.segment.signed import match_act, match_place, match_place_date, with_date

_COPY = re.compile(r"\b(?:sesuai|sama)\s+dengan\s+(?:yang\s+)?asli|\bsesuai\s+asli", re.IGNORECASE)
_OVER_NAME = (ROLE, BEHALF, BEHALF_GO, POSITION, POSITION_GO)
"""Labels of the lines over a name that are one signature's."""
_UNDER = 0.8
"""Type sizes between a name and the office right under it at the most."""
_SAME_ROW = 60.0
"""Points by which the tops of signatures that stand side by side may differ."""


@dataclass(frozen=True)
class Signatures:
    """What was found: blocks, places with dates, and the ids of the lines that they take."""

    blocks: tuple[SignatureBlock, ...] = ()
    signed: tuple[SignedPlace, ...] = ()
    taken: frozenset[int] = frozenset()


@dataclass
class _Open:
    """A signature while it is being put together."""

    order: tuple[int, float, float]
    role: Span | None = None
    positions: list[Span] = field(default_factory=list)
    behalf: list[Span] = field(default_factory=list)
    name: Span | None = None
    rank: Span | None = None
    nip: Span | None = None
    signed: SignedPlace | None = None
    lines: list[Line] = field(default_factory=list)
    certifies: bool = False
    unsigned: bool = False
    """Dots, or an empty NIP, stand where its name is to be written."""
    last: list[Span] = field(default_factory=list)
    """The list that its last line went to, where the next one may go on: ``positions`` or ``behalf``."""

    @property
    def bottom(self) -> float:
        """Where its last line stands."""
        return self.lines[-1].box[1] if self.lines else self.order[1]


class _Column:
    """The signatures of one column while they are put together. Positions without a name wait; names go to the waiting
    positions in order, as a text export prints them: positions first."""

    def __init__(self, signed: list[SignedPlace], used: set[int]) -> None:
        self.found: list[_Open] = []
        self.signed = signed
        self.used = used
        self._place: SignedPlace | None = None
        self._named: _Open | None = None
        self._certifies = False
        """What stands over the next office says that a copy is like its original."""

    def take(self, part: Line, kind: str, before: str | None) -> None:
        """Adds the part, whose label is ``kind``, where it belongs."""
        if kind in (PLACE, DATE):
            self._dated(part, kind)
        elif kind in (WITNESS, OTHER):
            self._named = None
            self._certifies = kind == WITNESS and _COPY.search(part.text) is not None
        elif kind in (ROLE, BEHALF, POSITION):
            self._titled(part, kind, before)
        elif kind in (POSITION_GO, BEHALF_GO):
            opened = self.found[-1]
            opened.last.append(part.span)
            opened.lines.append(part)
        elif kind == STAMP and DOTS.search(part.text):
            self._left_open()
        elif kind == NAME:
            self._name(part)
        elif kind == NAME_GO and self._named is not None and self._named.name is not None:
            self._named.lines.append(part)
            if not _repeats(part, self._named.name):
                self._named.name = Span(self._named.name.words + part.words)
        elif kind in (RANK, NIP):
            self._number(part, kind)

    def _waiting(self) -> _Open | None:
        return next((o for o in self.found if o.name is None and o.nip is None), None)

    def _new(self, part: Line) -> _Open:
        opened = _Open((part.page, part.box[1], part.box[0]), signed=self._place, certifies=self._certifies)
        self._place, self._certifies = None, False
        self.found.append(opened)
        return opened

    def _dated(self, part: Line, kind: str) -> None:
        if kind == PLACE:
            self._place = match_act(part) or match_place_date(part) or match_place(part)
            if self._place:
                self.signed.append(self._place)
            self._named = None
        elif self.signed and self._place is self.signed[-1] and (dated := with_date(self.signed[-1], part)):
            self.signed[-1] = self._place = dated
        else:
            return
        self.used.update(map(id, part.words))

    def _titled(self, part: Line, kind: str, before: str | None) -> None:
        if kind == POSITION and before in (NAME, NAME_GO) and self._holds(part):
            return
        last = self.found[-1] if self.found and before in _OVER_NAME and self.found[-1].name is None else None
        self._named = None
        if kind == ROLE:
            opened = last if last is not None and last.role is None else self._new(part)
            opened.role = part.span
        elif kind == BEHALF:
            by_order = is_by_order(part.text)
            over = last is not None and bool(last.positions) and before in (POSITION, POSITION_GO)
            if by_order and over and last is not None and last.behalf:
                last.positions.clear()  # a.n. BUPATI / SEKRETARIS DAERAH / u.b. / ASISTEN: the last one signs
            opened = last if last is not None and (by_order or not over) else self._new(part)
            opened.last = opened.positions if opened.behalf else opened.behalf
            opened.last.append(on_behalf(part.span)[1])  # a.n. / u.b.
        else:
            if last is not None and last.positions:
                over = before in (POSITION, POSITION_GO) and is_office(last.positions[0].text)
                under = before in (POSITION, POSITION_GO) and not over and is_office(part.text)
                if over:
                    last.positions.clear()  # the office over the office holder: KEMENTERIAN X / Kepala Biro Hukum
                # under: the office goes on with whose it is, KEPALA BIRO HUKUM / SEKRETARIAT DAERAH
                last = last if over or under or before in (BEHALF, BEHALF_GO) else None
            opened = last or self._new(part)
            opened.last = opened.positions
            opened.positions.append(part.span)
        opened.lines.append(part)

    def _holds(self, part: Line) -> bool:
        """Whether a position stands right under a name that has none: who signs, and as what."""
        named = self._named
        if named is None or named.positions or named.behalf or named.role or named.rank or named.nip:
            return False
        above = named.lines[-1]
        if above.page != part.page or part.box[1] - above.box[3] > _UNDER * part.size:
            return False
        named.positions.append(part.span)
        named.lines.append(part)
        return True

    def _name(self, part: Line) -> None:
        if self._named is not None and self._named.name is not None and _repeats(part, self._named.name):
            self._named.lines.append(part)  # printed again under the seal of an electronic signature
            return
        self._named = self._waiting() or self._new(part)
        self._named.name = part.span
        self._named.lines.append(part)

    def _left_open(self) -> None:
        """Nobody has signed for the office that waits for a name."""
        waiting = self._waiting()
        if waiting is not None and waiting.positions:
            waiting.unsigned = True

    def _number(self, part: Line, kind: str) -> None:
        target = self._named or self._waiting()
        if target is None:
            return
        said = target.rank if kind == RANK else target.nip
        if said is not None:
            if _digits(said) and _digits(said) == _digits(part.span):
                target.lines.append(part)  # once in the seal of an electronic signature, once under the name
            return
        if kind == RANK:
            target.rank = part.span
        else:
            number = match_nip(part.span)
            target.nip = number.span if number else None
            if number is None and target.name is None:
                self._left_open()
        target.lines.append(part)


def _read_column(parts: Sequence[Line], signed: list[SignedPlace], used: set[int]) -> list[_Open]:
    """The signatures of one column."""
    column = _Column(signed, used)
    before: str | None = None
    parts = _whole(parts)
    for part, kind in zip(parts, label(parts), strict=True):
        column.take(part, kind, before)
        if kind != STAMP or before != ROLE:  # under the role a seal says how is signed, then as what
            before = kind
    return column.found


def _whole(parts: Sequence[Line]) -> list[Line]:
    """The parts of a column, an `u.b.` on a line of its own put before the office under it, a broken NIP joined, and an
    office that is broken within a word."""
    made: list[Line] = []
    for part in parts:
        if made and (only_on_behalf(made[-1].text) or goes_on(made[-1], part)):
            made[-1] = Line(made[-1].words + part.words)
        else:
            made.append(part)
    return made


def _digits(span: Span) -> str:
    return "".join(filter(str.isdigit, span.text))


def _repeats(part: Line, name: Span) -> bool:
    """Whether the line prints the name, or its first or second line, again."""
    whole, again = letters(name.text), letters(part.text)
    return whole.startswith(again) or whole.endswith(again)


def find_signatures(blocks: Sequence[Block]) -> Signatures:
    """All signatures of the blocks, in reading order."""
    opened: list[_Open] = []
    signed: list[SignedPlace] = []
    taken: set[int] = set()
    for zone in find_zones(blocks):
        used: set[int] = set()
        rows: list[_Open] = []
        for column in columns_of(zone):
            rows.extend(_read_column(column, signed, used))
        rows = _telling(rows)
        opened.extend(sorted(rows, key=lambda o: (o.order[0], _band(rows, o), o.order[2])))
        used.update(id(w) for o in rows for line in o.lines for w in line.words)
        taken.update(id(line) for line in zone if any(id(w) in used for w in line.words))
    return Signatures(tuple(_block(o) for o in opened), tuple(signed), frozenset(taken))


def _telling(rows: Sequence[_Open]) -> list[_Open]:
    """The rows without positions that stand by themselves: only over or beside a signature a position is signed."""
    bottom = max((o.bottom for o in rows if o.name or o.nip), default=None)
    return [
        o
        for o in rows
        if o.name
        or o.nip
        or o.role
        or o.unsigned
        or (bottom is not None and o.order[1] < bottom and o.positions and begins_position(o.positions[0].text))
    ]


def _band(rows: Sequence[_Open], one: _Open) -> int:
    """Which row of signatures one belongs to: those whose tops are near each other stand side by side."""
    tops = sorted(o.order[1] for o in rows)
    band, last = 0, tops[0]
    for top in tops:
        if top - last > _SAME_ROW:
            band += 1
        last = top
        if top == one.order[1]:
            break
    return band


def _join(spans: Iterable[Span]) -> Span | None:
    return join(spans) or None


def _unnamed(opened: _Open) -> bool:
    """Whether an office has a number under it and no name: in a scan the name may be under the stamp."""
    return bool(opened.positions) and all(w.confidence >= 1 for line in opened.lines for w in line.words)


def _block(opened: _Open) -> SignatureBlock:
    return SignatureBlock(
        name=opened.name,
        position=_join(opened.positions),
        role=opened.role,
        rank=opened.rank,
        nip=opened.nip,
        on_behalf_of=_join(opened.behalf),
        signed=opened.signed,
        unsigned=opened.name is None and (opened.unsigned if opened.nip is None else _unnamed(opened)),
        certifies=opened.certifies,
        page=opened.order[0],
        top=opened.order[1],
    )

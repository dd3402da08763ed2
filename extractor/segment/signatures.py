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
from extractor.match.person import has_title
from extractor.match.position import begins_position, names_office, near_rank, on_behalf
from extractor.read.words import Span
from extractor.segment.component import SignatureBlock, SignedPlace
from extractor.segment.named import says
from extractor.segment.signature_columns import columns_of
from extractor.segment.signature_marks import DATE, NAME, NIP, PLACE, POSITION, RANK, ROLE, STAMP, WITNESS, mark
from extractor.segment.signature_zones import FAR, find_zones
from extractor.segment.signed import match_act, match_place_date, with_date
from extractor.segment.titles import letters

_SPACE = 1.0
"""Line heights of free space from which a name may follow a position."""
_LOOSE = 2.0
"""Line heights between the lines of one position that is set wide."""
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

    @property
    def bottom(self) -> float:
        """Where its last line stands."""
        return self.lines[-1].box[1] if self.lines else self.order[1]


def _is_name(part: Line, kind: str, gap: float, before: str | None, after: str | None, column: Sequence[Line]) -> bool:
    """Whether a part that is marked as name or position is a name, by what stands around it."""
    if has_title(part.text):
        return True
    if begins_position(part.text):
        return False
    if after in (NIP, RANK) and kind == NAME:
        return True
    if kind == NAME and before in (POSITION, ROLE) and gap >= _SPACE:
        return True  # under the space that is left for the signature
    if said := says(column, part):
        return said == "PERSON"
    if before in (POSITION, ROLE) and gap < _SPACE and after not in (NIP, RANK):
        return kind == NAME and before == ROLE and not names_office(part.text) and gap > 0.6
    return kind == NAME or (after in (NIP, RANK) and gap >= _SPACE)


def _read_column(parts: Sequence[Line], signed: list[SignedPlace], used: set[int]) -> list[_Open]:
    """The signatures of one column. Positions without a name wait; names go to the waiting positions in order."""
    found: list[_Open] = []
    place: SignedPlace | None = None
    before: str | None = None
    bottom = parts[0].box[1]
    kinds = [mark(p) for p in parts]
    named: _Open | None = None

    def waiting() -> _Open | None:
        return next((o for o in found if o.name is None and o.nip is None), None)

    def new(part: Line) -> _Open:
        nonlocal place
        opened = _Open((part.page, part.box[1], part.box[0]), signed=place)
        place = None
        found.append(opened)
        return opened

    for i, part in enumerate(parts):
        kind = kinds[i] or NAME
        height = max(1.0, part.box[3] - part.box[1])
        gap = (part.box[1] - bottom) / height if not i or part.page == parts[i - 1].page else FAR
        after = next((k for k in kinds[i + 1 :] if k != STAMP), None)
        bottom = part.box[3]
        if kind == STAMP:
            before = STAMP
            continue
        if kind == PLACE:
            place = match_act(part) or match_place_date(part)
            if place:
                signed.append(place)
                used.update(map(id, part.words))
            named = None
        elif kind == DATE:
            if signed and place is signed[-1] and (dated := with_date(signed[-1], part)):
                signed[-1] = place = dated
                used.update(map(id, part.words))
        elif kind == WITNESS:
            named = None
        elif kind == ROLE:
            opened = new(part)
            opened.role = part.span
            opened.lines.append(part)
            named = None
        elif kind == RANK:
            target = named or waiting()
            if target and target.rank is None:
                target.rank = part.span
                target.lines.append(part)
        elif kind == NIP:
            target = named or waiting()
            number = match_nip(part.span)
            if target and target.nip is None:
                target.nip = number.span if number else None
                target.lines.append(part)
        elif before == NAME and named is not None and named.name is not None and _belongs_to_name(part, named, gap):
            named.lines.append(part)
            if named.name.text.rstrip().endswith(","):
                named.name = Span(named.name.words + part.words)
        elif _is_name(part, kind, gap, before, after, parts):
            if named is not None and named.name is not None and _repeats(part, named.name):
                named.lines.append(part)  # printed again under the seal of an electronic signature
                continue
            stamped = named if _is_stamp(named, part) else None
            target = waiting() or stamped or (new(part) if has_title(part.text) or after in (NIP, RANK) else None)
            if target is None:
                continue  # a stamp over the signature, a heading of what follows
            named = target
            named.name = part.span
            named.lines.append(part)
            kind = NAME
        else:
            if named is not None and not begins_position(part.text):
                if any(k == NIP or has_title(p.text) for k, p in zip(kinds[i:], parts[i:], strict=True)):
                    continue  # a stamp between the position and the name
                break
            opened = _position_of(part, found, gap, before) or new(part)
            _add_position(opened, part)
            named = None
            kind = POSITION
        before = kind
    return found


def _is_stamp(named: _Open | None, part: Line) -> bool:
    """Whether what was taken for a name is a stamp's word: a name with titles follows before any number."""
    if named is None or named.name is None or named.nip is not None or named.rank is not None:
        return False
    return has_title(part.text) and not has_title(named.name.text)


def _repeats(part: Line, name: Span) -> bool:
    """Whether the line prints the name, or its first or second line, again."""
    whole, again = letters(name.text), letters(part.text)
    return whole.startswith(again) or whole.endswith(again)


def _belongs_to_name(part: Line, named: _Open, gap: float) -> bool:
    """Whether the line under a name is its second line of titles, or a rank that was misread: no further name."""
    assert named.name is not None
    if named.nip is not None or gap >= _SPACE or _repeats(part, named.name):
        return False
    if named.name.text.rstrip().endswith(","):
        return not begins_position(part.text)
    return not has_title(part.text) and near_rank(part.text)


def _position_of(part: Line, found: list[_Open], gap: float, before: str | None) -> _Open | None:
    """The waiting signature whose position the line continues or is; ``None`` where it begins a new one."""
    last = found[-1] if found and found[-1].name is None else None
    if last is None or before not in (POSITION, ROLE):
        return None
    if on_behalf(part.span)[0]:
        return last if not last.positions else None
    if last.positions and begins_position(part.text) and not begins_position(last.positions[0].text) and gap < _LOOSE:
        last.positions.clear()  # the office over the office holder: KEMENTERIAN X / Kepala Biro Hukum
        return last
    if gap >= _SPACE and (last.positions or (last.behalf and not begins_position(part.text))):
        return None
    if last.positions and begins_position(part.text) and not _continues(last.positions[-1]):
        return None
    return last


def _add_position(opened: _Open, part: Line) -> None:
    opened.lines.append(part)
    is_behalf, rest = on_behalf(part.span)
    if is_behalf and not opened.behalf:
        opened.behalf.append(rest)
    elif is_behalf:
        opened.positions.append(rest)  # a.n. BUPATI / u.b. ASISTEN
    elif opened.behalf and not opened.positions and not begins_position(part.text):
        opened.behalf.append(part.span)
    else:
        opened.positions.append(part.span)


def _continues(position: Span) -> bool:
    """Whether a position line cannot be complete."""
    return bool(re.search(r"(?:\b(?:dan|di|pada|atau|untuk|selaku)|[/&-])\s*$", position.text, re.IGNORECASE))


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
    return Span(w for s in spans for w in s.words) or None


def _block(opened: _Open) -> SignatureBlock:
    return SignatureBlock(
        name=opened.name,
        position=_join(opened.positions),
        role=opened.role,
        rank=opened.rank,
        nip=opened.nip,
        on_behalf_of=_join(opened.behalf),
        signed=opened.signed,
        page=opened.order[0],
        top=opened.order[1],
    )

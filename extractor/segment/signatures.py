"""Finds signature blocks: place and date, roles, positions, names, ranks, NIPs.

Comes in: the blocks of a sheet or a document. Goes out: one :class:`SignatureBlock` a signature in reading order (left
before right), and the places and dates. Separate because signatures stand in one to three columns, which geometry
decides, or one after the other as a text export prints them: then positions come first and names are paired in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Block, Cell, Line, Table
from extractor.match.nip import has_nip_label, match_nip
from extractor.match.person import has_title
from extractor.match.position import begins_position, is_rank, names_office, on_behalf, role_of
from extractor.read.words import Span
from extractor.segment.component import SignatureBlock, SignedPlace
from extractor.segment.signed import ON_DATE, match_act, match_place_date, with_date
from extractor.segment.titles import letters

PLACE, DATE, ROLE, POSITION, NAME, RANK, NIP, STAMP, WITNESS = "place date role position name rank nip stamp witness".split()
_ANCHORS = {PLACE, ROLE, NIP, WITNESS}
_STAMP = re.compile(
    r"^\W*(?:ditanda\s*tangani\s+secara|(?:secara\s+)?elektronik(?:\s+oleh)?\b|oleh\s*:?\s*$|t\.?\s?t\.?\s?d\b\.?\W*$|cap\b|\(?\s*(?:tanda\s*tangan|cap dan ttd|meterai|materai)|salinan\s+sesuai)",
    re.IGNORECASE,
)
_WITNESS = re.compile(r"^\W*(?:mengetahui|menyetujui|mengesahkan|disetujui|disahkan|diketahui|yang membuat|hormat kami|dibuat oleh|telah diteliti)\b", re.I)
_NAME_WORD = re.compile(r"^\W*(?:[A-Z][\w.'’`-]*|[a-z]{1,3}\.?|bin|binti)\W*$")
_LEADERS = re.compile(r"[._…]{4,}")
_FAR = 11.0
"""Line heights of the widest space for a signature."""
_SPACE = 1.0
"""Line heights of free space from which a name may follow a position."""
_MOST_WORDS = 14


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


def mark(line: Line) -> str | None:
    """What a line (or a part of one) can be in a signature block; ``None`` for anything else."""
    text = line.text
    if not any(c.isalnum() for c in text):
        return STAMP
    if match_act(line) or match_place_date(line):
        return PLACE
    if len(line.words) > _MOST_WORDS:
        return None
    if ON_DATE.match(text):
        return DATE
    if role_of(text):
        return ROLE
    if has_nip_label(text) or _bare_nip(line.span):
        return NIP
    if is_rank(text):
        return RANK
    if _STAMP.match(text):
        return STAMP
    if _WITNESS.match(text):
        return WITNESS
    if re.search(r"\d{3,}|[:;]\s*$|=", text) or re.match(r"^\W*\d", text):
        return None
    if begins_position(text):
        return POSITION
    if has_title(text):
        return NAME
    words = text.split()
    if all(_NAME_WORD.match(w) or not any(c.isalpha() for c in w) for w in words) or text.isupper():
        return POSITION if names_office(text) else NAME
    return POSITION if names_office(text) and words[0][:1].isupper() and len(words) <= 9 else None


def _bare_nip(span: Span) -> bool:
    found = match_nip(span)
    return found is not None and len(found.span.text) >= len(span.text.strip(" .:,")) - 6


def _parts(line: Line) -> tuple[Line, ...]:
    """The line's parts, one a column."""
    return line.segments(2.0)


def _zones(blocks: Sequence[Block]) -> list[list[Line]]:
    """Runs of neighbouring lines that hold nothing but signature lines, with an anchor among them."""
    zones: list[list[Line]] = []
    run: list[tuple[Line, set[str]]] = []

    def close() -> None:
        while run and not run[0][1] & (_ANCHORS | {POSITION}):
            run.pop(0)
        if any(marks & _ANCHORS for _, marks in run):
            zones.append([line for line, _ in _trimmed(run)])
        run.clear()

    for block in blocks:
        if isinstance(block, Table):
            close()
            continue
        marks = [mark(part) for part in _parts(block)]
        if None in marks:
            close()
            continue
        if run:
            last = run[-1][0]
            height = max(1.0, last.box[3] - last.box[1])
            if last.page != block.page or block.box[1] - last.box[3] > height * _FAR:
                close()
        run.append((block, {m for m in marks if m}))
    close()
    return zones


def _trimmed(run: list[tuple[Line, set[str]]]) -> list[tuple[Line, set[str]]]:
    """The run without lines at its end that follow the last anchor or name from afar (headings of what comes next)."""
    anchor = next(i for i, (_, marks) in enumerate(run) if marks & _ANCHORS)
    first = anchor
    while first > 0 and run[first - 1][1] <= {POSITION, ROLE, WITNESS, NAME, RANK, STAMP, DATE}:
        first -= 1
    if run[anchor][1] & {PLACE, ROLE, WITNESS}:
        # over a place and date only the other column's position can stand
        while first < anchor and not run[first][1] <= {POSITION, ROLE, WITNESS}:
            first += 1
    return run[first:]


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The zone's parts by column, left to right; one column where nothing stands side by side."""
    parts = [part for line in lines for part in _parts(line)]
    split = [_parts(line) for line in lines if len(_parts(line)) > 1]
    gaps: list[tuple[float, float]] = []
    for row in split:
        gaps.extend((a.box[2], b.box[0]) for a, b in zip(row, row[1:], strict=False))
    edges = sorted(_free(parts, gaps))
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for part in parts:
        centre = (part.box[0] + part.box[2]) / 2
        columns[sum(centre > edge for edge in edges)].append(part)
    return [sorted(c, key=lambda p: (p.page, p.box[1])) for c in columns if c]


def _free(parts: Sequence[Line], gaps: Sequence[tuple[float, float]]) -> list[float]:
    """The x places that part the columns: in the gaps of side-by-side lines, where the fewest parts are cut; where
    nothing stands side by side, free space between parts that do not overlap."""
    if not gaps:
        intervals = sorted((p.box[0], p.box[2]) for p in parts)
        edges, reach = [], intervals[0][1] if intervals else 0.0
        for x0, x1 in intervals[1:]:
            if x0 > reach + 10:
                edges.append((x0 + reach) / 2)
            reach = max(reach, x1)
        return edges
    merged: list[list[tuple[float, float]]] = []
    for gap in sorted(gaps):
        if merged and gap[0] < min(g[1] for g in merged[-1]):
            merged[-1].append(gap)
        else:
            merged.append([gap])
    edges = []
    for group in merged:
        left, right = max(g[0] for g in group), min(g[1] for g in group)
        places = [left + (right - left) * k / 8 for k in range(1, 8)] if right > left else [sum(group[0]) / 2]
        edges.append(min(places, key=lambda x: (sum(p.box[0] < x < p.box[2] for p in parts), abs(x - (left + right) / 2))))
    return edges


def _is_name(part: Line, kind: str, gap: float, before: str | None, after: str | None) -> bool:
    """Whether a part that is marked as name or position is a name, by what stands around it."""
    if has_title(part.text):
        return True
    if begins_position(part.text):
        return False
    if after in (NIP, RANK) and kind == NAME:
        return True
    if before in (POSITION, ROLE) and gap < _SPACE and after not in (NIP, RANK):
        return kind == NAME and before == ROLE and not names_office(part.text) and gap > 0.6
    return kind == NAME or (after in (NIP, RANK) and gap >= _SPACE)


def _read_column(parts: Sequence[Line], columns: int, signed: list[SignedPlace]) -> list[_Open]:
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
        gap = (part.box[1] - bottom) / height
        after = next((k for k in kinds[i + 1 :] if k != STAMP), None)
        bottom = part.box[3]
        if kind == STAMP:
            continue
        if kind == PLACE:
            place = match_act(part) or match_place_date(part)
            if place:
                signed.append(place)
            named = None
        elif kind == DATE:
            if signed and place is signed[-1] and (dated := with_date(signed[-1], part)):
                signed[-1] = place = dated
        elif kind == WITNESS:
            named = None
        elif kind == ROLE:
            new(part).role = part.span
            named = None
        elif kind == RANK:
            target = named or waiting()
            if target and target.rank is None:
                target.rank = part.span
        elif kind == NIP:
            target = named or waiting()
            number = match_nip(part.span)
            if target and target.nip is None and number:
                target.nip = number.span
        elif _is_name(part, kind, gap, before, after):
            if named is not None and named.name is not None and letters(named.name.text) == letters(part.text):
                continue
            named = waiting() or new(part)
            named.name = part.span
            kind = NAME
        else:
            _take_position(part, found, gap, before, new)
            named = None
            kind = POSITION
        before = kind
    return found


def _take_position(part: Line, found: list[_Open], gap: float, before: str | None, new: object) -> None:
    last = found[-1] if found and found[-1].name is None else None
    is_behalf, rest = on_behalf(part.span)
    if is_behalf:
        if last is None or last.positions or (last.behalf and before != POSITION):
            assert callable(new)
            last = new(part)
        if last.behalf:
            last.positions.append(rest)  # a.n. BUPATI / u.b. ASISTEN
        else:
            last.behalf.append(rest)
        return
    begins = begins_position(part.text)
    if last is not None and before in (POSITION, ROLE) and (gap < _SPACE or not last.positions):
        if last.behalf and not last.positions and not begins:
            last.behalf.append(part.span)
            return
        if not last.positions or not begins or _continues(last.positions[-1]):
            last.positions.append(part.span)
            return
    assert callable(new)
    new(part).positions.append(part.span)


def _continues(position: Span) -> bool:
    """Whether a position line cannot be complete."""
    return bool(re.search(r"(?:\b(?:dan|di|pada|atau|untuk|selaku)|[/&-])\s*$", position.text, re.IGNORECASE))


def find_signatures(blocks: Sequence[Block]) -> Signatures:
    """All signatures of the blocks, in reading order."""
    opened: list[_Open] = []
    signed: list[SignedPlace] = []
    taken: set[int] = set()
    for zone in _zones(blocks):
        columns = _columns(zone)
        rows: list[_Open] = []
        for column in columns:
            rows.extend(_read_column(column, len(columns), signed))
        opened.extend(sorted(rows, key=lambda o: (o.order[0], _band(rows, o), o.order[2])))
        taken.update(id(line) for line in zone)
    return Signatures(tuple(_block(o) for o in opened), tuple(signed), frozenset(taken))


def _band(rows: Sequence[_Open], one: _Open) -> int:
    """Which row of signatures one belongs to: those whose tops are near each other stand side by side."""
    tops = sorted(o.order[1] for o in rows)
    band, last = 0, tops[0]
    for top in tops:
        if top - last > 60:
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


def flatten_signature_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where tables that hold nothing but signatures are lines again (borderless grids, tabs)."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and _holds_signatures(block):
            out.extend(_table_lines(block))
        else:
            out.append(block)
    return out


def _cells(table: Table) -> list[Cell]:
    seen: dict[int, Cell] = {}
    for row in table.rows:
        for cell in row:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def _holds_signatures(table: Table) -> bool:
    if len(table.rows) > 14 or len(table.header) > 4:
        return False
    lines = [line for cell in _cells(table) for line in cell.lines]
    lines += [Line(h.words) for h in table.header if h]
    marks = [mark(line) for line in lines]
    return bool(marks) and None not in marks and any(m in (NIP, ROLE, PLACE) for m in marks)


def _table_lines(table: Table) -> list[Line]:
    """The table's words on visual lines, top to bottom; a header's words come first."""
    lines = [Line(h.words) for h in table.header if h]
    lines += [line for cell in _cells(table) for line in cell.lines]
    lines.sort(key=lambda x: (x.page, x.box[1], x.box[0]))
    out: list[list[Line]] = []
    for line in lines:
        if out and out[-1][0].page == line.page and line.box[1] < out[-1][0].box[3] - 2:
            out[-1].append(line)
        else:
            out.append([line])
    return [Line(tuple(w for part in sorted(row, key=lambda x: x.box[0]) for w in part.words)) for row in out]

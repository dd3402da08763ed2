"""Finds signature blocks: place and date, roles, positions, names, ranks, NIPs.

Comes in: the blocks of a sheet or a document. Goes out: one :class:`SignatureBlock` a signature in reading order (left
before right), and the places and dates. Separate because signatures stand in one to three columns, which geometry
decides, or one after the other as a text export prints them: then positions come first and names are paired in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.layout.blocks import Block, Cell, Line, Table
from extractor.match.nip import LABEL, has_nip_label, match_nip
from extractor.match.person import begins_with_title, has_title
from extractor.match.position import begins_position, is_rank, names_office, near_rank, on_behalf, role_of
from extractor.read.words import Span
from extractor.segment.component import SignatureBlock, SignedPlace
from extractor.segment.signed import is_on_date, match_act, match_place_date, with_date
from extractor.segment.titles import letters

PLACE, DATE, ROLE, POSITION, NAME = "place", "date", "role", "position", "name"
RANK, NIP, STAMP, WITNESS = "rank", "nip", "stamp", "witness"
_ANCHORS = frozenset((PLACE, ROLE, NIP, WITNESS))
_OVER_NIP = frozenset((POSITION, ROLE, WITNESS, NAME, RANK, STAMP, DATE))
_STAMP = re.compile(
    r"^\W*(?:ditanda\s*tangani\s+secara|(?:secara\s+)?elektronik(?:\s+oleh)?\b|oleh\s*:?\s*$|t\.?\s?t\.?\s?d\b\.?\W*$|cap\b|"
    r"\(?\s*(?:tanda\s*tangan|cap dan ttd|meterai|materai))",
    re.IGNORECASE,
)
_WITNESS = re.compile(
    r"^\W*(?:mengetahui|menyetujui|mengesahkan|disetujui|disahkan|diketahui|yang membuat|hormat kami|dibuat oleh|"
    r"telah diteliti|"
    r"(?:foto\s*(?:copy|kopi)|salinan|turunan)?\s*(?:sesuai|sama)\s+dengan\s+(?:yang\s+)?asli(?:nya)?)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^\W*(?:[A-Z][\w.'’`-]*|[a-z]{1,3}\.?|bin|binti)\W*$")
_DATE_REST = re.compile(r"^[\s\d._…]*[A-Za-z]{0,9}[\s._…]*(?:19|20)\d\d\W*$")
_HINT = re.compile(
    r"\bN\s?\.?\s?[I1l]\s?\.?\s?P\b|\d{8}|P.H?AK|[Pp]ihak|(?:19|20)\d\d\W*$|^\W*D\w+\s+di\b|^\W*Di\w{6,}\W*$|,\s*[._…]{3,}|engeta|enyetuj|isetuj|isahk|dengan\s+(?:yang\s+)?asli",
    re.IGNORECASE,
)
"""What an anchor line has at least: a cheap test before the careful ones."""
_NO_SIGNATURE = re.compile(r"\d{3,}|[:;=]|^\W*\d|^\s*[-–•·*>]|^\s*[a-z][.)]\s|\.\.\.|[a-z]{3}\.$")
_FAR = 11.0
"""Line heights of the widest space for a signature."""
_SPACE = 1.0
"""Line heights of free space from which a name may follow a position."""
_EDGE = 60.0
"""Points from the edge between two columns within which a name may run over it."""
_OVERLAP = 2.0
"""Line heights by which a line may stand higher than the one before it (two columns set apart)."""
_LOOSE = 2.0
"""Line heights between the lines of one position that is set wide."""
_MOST_WORDS = 14
_MOST_ABOVE = 14
"""Lines of the tallest signature block above its NIP."""
_OVER_PLACE = 3.0
"""Line heights between a position and the place and date that stand lower in the other column."""


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


def mark(line: Line) -> str | None:
    """What a line (or a part of one) can be in a signature block; ``None`` for anything else."""
    text = line.text
    if not any(c.isalnum() for c in text):
        return STAMP
    if match_act(line) or match_place_date(line):
        return PLACE
    if len(line.words) > _MOST_WORDS:
        return None
    if is_on_date(text):
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
    if _NO_SIGNATURE.search(text):
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
    parts = list(line.segments(2.0))
    for i in range(len(parts) - 1, 0, -1):
        # the day and month are left to handwriting: `Bandung,              2016`
        if parts[i - 1].text.endswith(",") and _DATE_REST.match(parts[i].text) and not role_of(parts[i - 1].text):
            parts[i - 1 : i + 1] = [Line(parts[i - 1].words + parts[i].words)]
    return tuple(piece for part in parts for piece in _before_nip(part))


def _before_nip(part: Line) -> tuple[Line, ...]:
    """A part in two where an NIP follows a name or a rank on the same line."""
    label = LABEL.search(part.text, 3)
    if label is None or not match_nip(part.span.cut(label.start())):
        return (part,)
    name = part.span.cut(0, label.start())
    return (Line(name.words), Line(part.span.cut(label.start()).words)) if len(name.text) > 2 else (part,)


class _Marks:
    """The marks of the blocks' parts, found when asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._known: dict[int, list[str | None]] = {}

    def of(self, index: int) -> list[str | None]:
        """One mark a part; ``[None]`` for a table."""
        known = self._known.get(index)
        if known is None:
            block = self.blocks[index]
            known = [None] if isinstance(block, Table) else [mark(part) for part in _parts(block)]
            self._known[index] = known
        return known

    def anchors(self, index: int) -> bool:
        """Whether the block holds nothing but signature lines, one of them an anchor."""
        block = self.blocks[index]
        if isinstance(block, Table) or not _HINT.search(block.text):
            return False
        marks = self.of(index)
        return None not in marks and not _ANCHORS.isdisjoint(marks)


def _near(above: Block, below: Block, heights: float) -> bool:
    if isinstance(above, Table) or isinstance(below, Table) or above.page != below.page:
        return False
    height = max(1.0, above.box[3] - above.box[1])
    return -height * _OVERLAP <= below.box[1] - above.box[3] <= heights * height


def _over_page(above: Block, below: Line, kinds: Sequence[str | None]) -> bool:
    """Whether the names of a signature stand on the page after its positions."""
    if isinstance(above, Table) or below.page != above.page + 1:
        return False
    return set(kinds) <= {NAME, RANK, NIP, STAMP} and not {NAME, NIP}.isdisjoint(kinds)


def _begins_block(line: Line) -> bool:
    """Whether a signature block can begin with the line."""
    return any(begins_position(p.text) or role_of(p.text) or _WITNESS.match(p.text) for p in _parts(line))


def _zones(blocks: Sequence[Block]) -> list[list[Line]]:
    """Runs of neighbouring lines that hold nothing but signature lines, grown from an anchor line up and down."""
    zones: list[list[Line]] = []
    marks = _Marks(blocks)
    free = 0
    taken: set[int] = set()
    for index in range(len(blocks)):
        if index in taken or not marks.anchors(index):
            continue
        below = _below(blocks, index, marks)
        first = _above(blocks, index, marks, free)
        members = [*range(first, index), index, *(i for i in below if i not in taken)]
        zones.append([_line(blocks[i]) for i in members])
        taken.update(members)
        free = members[-1] + 1
    return zones


def _below(blocks: Sequence[Block], index: int, marks: _Marks) -> list[int]:
    """The lines under an anchor that belong to its zone. What stands in another column and does not begin a signature
    (a box of a chart beside the signature) is passed over."""
    found: list[int] = []
    last = index
    left, right = blocks[index].box[0], blocks[index].box[2]
    for i in range(index + 1, len(blocks)):
        block = blocks[i]
        if isinstance(block, Table):
            break
        kinds = marks.of(i)
        over = _over_page(blocks[last], block, kinds)
        if not over and not _near(blocks[last], block, _FAR):
            break
        beside = not over and (block.box[0] > right or block.box[2] < left)
        if beside and (None in kinds or not (_begins_block(block) or _ANCHORS.intersection(kinds))):
            continue
        if None in kinds:
            break
        found.append(i)
        last = i
        left, right = min(left, block.box[0]), max(right, block.box[2])
    return found


def _above(blocks: Sequence[Block], index: int, marks: _Marks, free: int) -> int:
    """The index of the first line of the zone. Over place, date or role only the position of the other column can
    stand; over an NIP the whole block."""
    above = {POSITION, ROLE, WITNESS} if {PLACE, ROLE, WITNESS} & set(marks.of(index)) else _OVER_NIP
    heights = _FAR if above is _OVER_NIP else _OVER_PLACE
    first = index
    while first > free and index - first < _MOST_ABOVE:
        if not set(marks.of(first - 1)) <= above or not _near(blocks[first - 1], blocks[first], heights):
            break
        first -= 1
    while first < index and not _begins_block(_line(blocks[first])):
        first += 1
    if first == index and above is _OVER_NIP:
        # a name (and a rank) over its NIP, without a position
        if first > free and set(marks.of(first - 1)) == {RANK}:
            first -= 1
        first = first - 1 if first > free and set(marks.of(first - 1)) == {NAME} else index
    return first


def _strips(blocks: Sequence[Block], taken: set[int]) -> list[list[Line]]:
    """Signatures that stand beside something else, as at the foot of a chart, or that a table's grid reached over: the
    parts under a place and date that stand in its column."""
    heads: list[Line] = []
    for index, block in enumerate(blocks):
        if index in taken:
            continue
        lines = _cell_lines(block) if isinstance(block, Table) else [block]
        hinted = [part for line in lines if _HINT.search(line.text) for part in _parts(line)]
        if isinstance(block, Table) or len(hinted) > 1:
            heads.extend(p for p in hinted if match_place_date(p) or match_act(p))
    if not heads:
        return []
    parts: list[Line] = []
    for index, block in enumerate(blocks):
        if index not in taken:
            lines = _cell_lines(block) if isinstance(block, Table) else [block]
            parts.extend(part for line in lines for part in _parts(line))
    parts.sort(key=lambda p: (p.page, p.box[1], p.box[0]))
    strips = [_strip(parts, head) for head in heads]
    return [s for s in strips if any(mark(p) == NIP or has_title(p.text) for p in s[1:])]


def _strip(parts: Sequence[Line], head: Line) -> list[Line]:
    strip = [head]
    left, right = head.box[0], head.box[2]
    for part in parts:
        last = strip[-1]
        if part.page != head.page or part.box[1] < last.box[3] - 2:
            continue
        if part.box[1] - last.box[3] > _FAR * max(1.0, last.box[3] - last.box[1]):
            break
        if part.box[0] < right and part.box[2] > left and mark(part) is not None:
            strip.append(part)
            left, right = min(left, part.box[0]), max(right, part.box[2])
    return strip


def _line(block: Block) -> Line:
    assert isinstance(block, Line)
    return block


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The zone's parts by column, left to right; one column where nothing stands side by side."""
    parts = [part for line in lines for part in _parts(line)]
    split = [_parts(line) for line in lines if len(_parts(line)) > 1]
    gaps: list[tuple[float, float]] = []
    for row in split:
        gaps.extend((a.box[2], b.box[0]) for a, b in pairwise(row) if b.box[0] - a.box[2] > a.size)
    edges = sorted(_free(parts, gaps))
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for part in (piece for p in parts for piece in _at_edges(p, edges)):
        centre = (part.box[0] + part.box[2]) / 2
        columns[sum(centre > edge for edge in edges)].append(part)
    return [sorted(c, key=lambda p: (p.page, p.box[1])) for c in columns if c]


def _at_edges(part: Line, edges: Sequence[float]) -> list[Line]:
    """The part in pieces where it runs over the edge of a column: two long names that nearly touch."""
    pieces = [part]
    for edge in edges:
        last = pieces[-1]
        if not last.box[0] < edge < last.box[2] or len(last.words) < 4:
            continue
        near = [
            (abs((a.box[2] + b.box[0]) / 2 - edge), i)
            for i, (a, b) in enumerate(pairwise(last.words), 1)
            if b.box[0] - a.box[2] > 0.7 * last.size or _two_names(last, i)
        ]
        if near and min(near)[0] < _EDGE:
            at = min(near)[1]
            pieces[-1:] = [Line(last.words[:at]), Line(last.words[at:])]
    return pieces


def _two_names(line: Line, at: int) -> bool:
    """Whether names with titles stand on both sides of a word's beginning."""
    left, right = Span(line.words[:at]).text, Span(line.words[at:]).text
    return begins_with_title(right) and has_title(left)


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
        edges.append(
            min(places, key=lambda x: (sum(p.box[0] < x < p.box[2] for p in parts), abs(x - (left + right) / 2)))
        )
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
        gap = (part.box[1] - bottom) / height if not i or part.page == parts[i - 1].page else _FAR
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
        elif _is_name(part, kind, gap, before, after):
            if named is not None and named.name is not None and letters(part.text) in letters(named.name.text):
                named.lines.append(part)  # printed again under the seal of an electronic signature
                continue
            named = waiting() or (new(part) if has_title(part.text) or after in (NIP, RANK) else None)
            if named is None:
                break  # a heading of what follows
            named.name = part.span
            named.lines.append(part)
            kind = NAME
        else:
            if named is not None and not begins_position(part.text):
                break
            opened = _position_of(part, found, gap, before) or new(part)
            _add_position(opened, part)
            named = None
            kind = POSITION
        before = kind
    return found


def _belongs_to_name(part: Line, named: _Open, gap: float) -> bool:
    """Whether the line under a name is its second line of titles, or a rank that was misread: no further name."""
    assert named.name is not None
    if named.nip is not None or gap >= _SPACE or letters(part.text) in letters(named.name.text):
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
    zones = _zones(blocks)
    places = {id(b): i for i, b in enumerate(blocks)}
    zones.extend(_strips(blocks, {places[id(line)] for zone in zones for line in zone}))
    for zone in zones:
        used: set[int] = set()
        rows: list[_Open] = []
        for column in _columns(zone):
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
        if isinstance(block, Table) and _holds_signatures(block, out[-1] if out else None):
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


def _holds_signatures(table: Table, before: Block | None) -> bool:
    """Whether the table is no table: all its lines belong to signatures, and it or the line before it has an anchor."""
    if len(table.rows) > 14 or len(table.header) > 4:
        return False
    marks = [mark(line) for line in _cell_lines(table)]
    if not marks or None in marks:
        return False
    return not _ANCHORS.isdisjoint(marks) or (isinstance(before, Line) and mark(before) in _ANCHORS)


def _cell_lines(table: Table) -> list[Line]:
    """The lines of the heading and of all cells."""
    return [Line(h.words) for h in table.header if h] + [line for cell in _cells(table) for line in cell.lines]


def _table_lines(table: Table) -> list[Line]:
    """The table's words on visual lines, top to bottom; a header's words come first."""
    lines = _cell_lines(table)
    lines.sort(key=lambda x: (x.page, x.box[1], x.box[0]))
    out: list[list[Line]] = []
    for line in lines:
        if out and out[-1][0].page == line.page and line.box[1] < out[-1][0].box[3] - 2:
            out[-1].append(line)
        else:
            out.append([line])
    return [Line(tuple(w for part in sorted(row, key=lambda x: x.box[0]) for w in part.words)) for row in out]

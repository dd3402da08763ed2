"""Finds the zones of a page that hold signatures.

Comes in: blocks. Goes out: runs of lines that hold nothing but signature lines. Separate from reading them: a zone is
grown from an anchor line (place and date, role, NIP) up and down, past boxes of a chart that stand beside it, over a
page break, out of grids that reached over it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from extractor.layout.blocks import Block, Line, Table
from extractor.match.nip import has_nip_label
from extractor.match.person import has_title
from extractor.match.position import begins_position, role_of
from extractor.segment.signature_marks import (
    ANCHORS,
    DATE,
    NAME,
    NIP,
    PLACE,
    POSITION,
    RANK,
    ROLE,
    STAMP,
    WITNESS,
    ends_nip,
    is_address,
    is_witness,
    mark,
    parts_of,
)
from extractor.segment.signature_tables import cell_lines
from extractor.segment.signed import match_act, match_place, match_place_date
from extractor.segment.titles import running

FAR = 11.0
"""Line heights of the widest space for a signature."""
_OVER_NIP = frozenset((POSITION, ROLE, WITNESS, NAME, RANK, STAMP, DATE))
_HINT = re.compile(
    r"n\s?\.?\s?[i1l]\s?\.?\s?p\b|p.h?ak|19\d\d\W*$|20\d\d\W*$|,\s*[._…]{3,}|engeta|enyetuj|isetuj|isahk|"
    r"dengan\s+(?:yang\s+)?asli|etapkan\s+di\b|undangkan\s+di\b"
)
_HINT_AT_BEGINNING = re.compile(r"\W*(?:d\w+\s+di\b|di\w{6,}\W*$)")
_HINT_NUMBER = re.compile(r"\d{8}")
"""What an anchor line has at least: a cheap test before the careful ones.

Every line of a file is asked, so the patterns are for small letters (minding no capitals is dear), and every branch of
the first begins with a letter or sign, which lets ``re`` skip what can begin none: 2 instead of 15 µs a line.
"""
_SIGNING_SPACE, _NAME_WORDS = 1.5, 5
"""Line heights left for a signature over a name that nothing else tells, and words of such a name."""
_STAMPS = 4
"""Lines that signing software prints between an office and its name, and one more."""
_OVER_TITLED = frozenset((POSITION, ROLE, STAMP, WITNESS))
_SCRIBBLE_WORDS = 4
_WORD = re.compile(r"[^\W\d_]{4}|[A-Z]\.|[A-Z]{3}")
"""What a scribble does not have: a word, an initial, a short name in capitals."""
_OVERLAP = 2.0
"""Line heights by which a line may stand higher than the one before it (two columns set apart)."""
_MOST_ABOVE = 14
"""Lines of the tallest signature block above its NIP."""
_OVER_PLACE = 3.0
"""Line heights between a position and the place and date that stand lower in the other column."""

_LAP = 2.0
"""Points that a line may reach into the next one."""


def _hints(line: Line) -> bool:
    text = line.text.lower()
    return bool(_HINT.search(text) or _HINT_AT_BEGINNING.match(text) or _HINT_NUMBER.search(text))


class _Marks:
    """The marks of the blocks' parts, found when asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._known: dict[int, list[str | None]] = {}
        self._hinted: dict[int, bool] = {}

    def of(self, index: int) -> list[str | None]:
        """One mark a part; ``[None]`` for a table."""
        known = self._known.get(index)
        if known is None:
            block = self.blocks[index]
            known = [None] if isinstance(block, Table) else [mark(part) for part in parts_of(block)]
            self._known[index] = known
        return known

    def parts(self, index: int) -> tuple[Line, ...]:
        """The parts of a line, none of a table."""
        block = self.blocks[index]
        return () if isinstance(block, Table) else parts_of(block)

    def hinted(self, index: int) -> list[Line]:
        """The lines of the block that may be anchors."""
        block = self.blocks[index]
        if isinstance(block, Table):
            return [line for line in cell_lines(block) if _hints(line)]
        if index not in self._hinted:
            self._hinted[index] = _hints(block)
        return [block] if self._hinted[index] else []

    def anchors(self, index: int) -> bool:
        """Whether the block holds nothing but signature lines, one of them an anchor."""
        if isinstance(self.blocks[index], Table) or not self.hinted(index):
            return False
        marks = self.of(index)
        return None not in marks and not ANCHORS.isdisjoint(marks)

    def names(self, index: int) -> bool:
        """Whether the block is a line of nothing but names with titles."""
        block = self.blocks[index]
        return not isinstance(block, Table) and set(self.of(index)) == {NAME} and has_title(block.text)


def _near(above: Block, below: Block, heights: float) -> bool:
    if isinstance(above, Table) or isinstance(below, Table) or above.page != below.page:
        return False
    height = max(1.0, above.box[3] - above.box[1])
    return -height * _OVERLAP <= below.box[1] - above.box[3] <= heights * height


def _over_page(above: Block, below: Line, kinds: Sequence[str | None], *, dated: bool) -> bool:
    """Whether the names of a signature stand on the page after its positions, or its positions on the page after place
    and date (``dated``)."""
    if isinstance(above, Table) or below.page != above.page + 1:
        return False
    return set(kinds) <= {NAME, RANK, NIP, STAMP, *((POSITION,) if dated else ())}


def _begins_block(line: Line) -> bool:
    """Whether a signature block can begin with the line."""
    return any(begins_position(p.text) or role_of(p.text) or is_witness(p.text) for p in parts_of(line))


def find_zones(blocks: Sequence[Block]) -> list[list[Line]]:
    """Runs of neighbouring lines that hold nothing but signature lines, grown from an anchor line up and down."""
    zones: list[list[Line]] = []
    marks = _Marks(blocks)
    free = 0
    taken: set[int] = set()
    bare: set[int] = set()
    for index in range(len(blocks)):
        if index in taken or index in bare or not marks.anchors(index):
            continue
        below = _below(blocks, index, marks)
        first = _above(blocks, index, marks, free)
        members = [*range(first, index), index, *(i for i in below if i not in taken)]
        if set().union(*(marks.of(i) for i in members)) <= {NIP, RANK}:
            # its name stands further up, beside something else; numbers right under it have none either
            bare.update(takewhile(below.__contains__, range(index + 1, len(blocks))))
            continue
        zones.append([below.get(i) or _line(blocks[i]) for i in members])
        taken.update(members)
        free = members[-1] + 1
    for index in range(len(blocks)):
        if index not in taken and (marks.names(index) or _signs_off(blocks, index, marks)):
            members = _over_name(blocks, index, marks, taken)
            zones.extend([[_line(blocks[i]) for i in members]] if members else [])
            taken.update(members)
    zones.extend(_strips(blocks, taken, marks))
    return sorted(zones, key=lambda zone: (zone[0].page, zone[0].box[1]))


def _signs_off(blocks: Sequence[Block], index: int, marks: _Marks) -> bool:
    """Whether a line is a name without titles that ends a letter: under the space for a signature, an office over it,
    nothing near below it but whom copies go to."""
    block, above = blocks[index], blocks[index - 1] if index else None
    if isinstance(block, Table) or not isinstance(above, Line) or set(marks.of(index)) != {NAME}:
        return False
    over = index - 1
    while over > 0 and index - over < _STAMPS and set(marks.of(over)) == {STAMP}:
        over -= 1
    office = any(isinstance(b, Line) and begins_position(b.text) for b in blocks[max(0, over - 1) : over + 1])
    if not 2 <= len(block.words) <= _NAME_WORDS or not office or above.page != block.page:
        return False
    space = block.box[1] - above.box[3] >= _SIGNING_SPACE * max(1.0, block.box[3] - block.box[1])
    if not space and set(marks.of(index - 1)) != {STAMP}:
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(below, Table):
        return below.page != block.page  # what stands over a table is its heading
    return below is None or is_address(below.text) or not _near(block, below, FAR)


def _over_name(blocks: Sequence[Block], index: int, marks: _Marks, taken: set[int]) -> list[int]:
    """A signature that nothing but its name's titles tells, without place, date or number: the lines from its office
    down; none where no office stands over the name."""
    first = index
    while first and first - 1 not in taken and index - first < _MOST_ABOVE:
        known = set(marks.of(first - 1)) <= _OVER_TITLED or _ends_office(blocks, first - 1, marks)
        if not known or not _near(blocks[first - 1], blocks[first], FAR):
            break
        first -= 1
    while first < index and not _begins_block(_line(blocks[first])):
        first += 1
    return list(range(first, index + 1)) if first < index else []


def _ends_office(blocks: Sequence[Block], index: int, marks: _Marks) -> bool:
    """Whether a line that looks like a name is the second one of the office over it."""
    if index == 0 or set(marks.of(index)) != {NAME} or marks.names(index):
        return False
    return set(marks.of(index - 1)) == {POSITION} and _near(blocks[index - 1], blocks[index], 1.0)


def _below(blocks: Sequence[Block], index: int, marks: _Marks) -> dict[int, Line]:
    """The lines under an anchor that belong to its zone, by their indexes. What stands in another column and does not
    begin a signature (a box of a chart beside the signature, whom a copy goes to) is passed over."""
    found: dict[int, Line] = {}
    last = index
    left, right = blocks[index].box[0], blocks[index].box[2]
    for i in range(index + 1, len(blocks)):
        block = blocks[i]
        if isinstance(block, Table):
            if block.page == blocks[last].page and (block.box[0] > right or block.box[2] < left):
                continue  # initials of those who drafted the paper, beside the signature
            break
        if _scribble(block) and _near(blocks[last], block, FAR):
            continue
        if any(ends_nip(part, block) for part in marks.parts(last)):
            found[i] = block
            last = i
            continue
        kinds = marks.of(i)
        over = _over_page(blocks[last], block, kinds, dated=set(marks.of(last)) <= {PLACE, DATE})
        if not over and not _near(blocks[last], block, FAR):
            break
        beside = not over and (block.box[0] > right or block.box[2] < left)
        if beside and (None in kinds or not (_begins_block(block) or ANCHORS.intersection(kinds))):
            continue
        own = _own_part(marks.parts(i), kinds, left, right) if None in kinds else block
        if own is None:
            break
        found[i] = own
        last = i
        left, right = min(left, own.box[0]), max(right, own.box[2])
    return found


def _own_part(parts: Sequence[Line], kinds: Sequence[str | None], left: float, right: float) -> Line | None:
    """The parts of a line that stand in a signature's column, where all others stand beside it."""
    inside = [part.box[0] < right and part.box[2] > left for part in parts]
    if not any(inside) or any(kind is None and within for kind, within in zip(kinds, inside, strict=True)):
        return None
    return Line(tuple(w for part, within in zip(parts, inside, strict=True) if within for w in part.words))


def _scribble(line: Line) -> bool:
    """Whether a recognised line is what handwriting leaves: signs and letters that make no word."""
    if len(line.words) > _SCRIBBLE_WORDS or all(w.confidence >= 1 for w in line.words):
        return False
    return _WORD.search(line.text) is None and mark(line) in (None, NAME)


def _above(blocks: Sequence[Block], index: int, marks: _Marks, free: int) -> int:
    """The index of the first line of the zone. Over place, date or role only the position of the other column can
    stand; over an NIP the whole block."""
    above = {POSITION, ROLE, WITNESS} if {PLACE, ROLE, WITNESS} & set(marks.of(index)) else _OVER_NIP
    heights = FAR if above is _OVER_NIP else _OVER_PLACE
    first = index
    while first > free and index - first < _MOST_ABOVE:
        if not set(marks.of(first - 1)) <= above or not _near(blocks[first - 1], blocks[first], heights):
            break
        first -= 1
    while first < index and not _begins_block(_line(blocks[first])):
        first += 1
    over = first - 1
    if over >= free and _is_place(marks.parts(over)) and _near(blocks[over], blocks[first], _OVER_PLACE):
        first = over
    if first == index and above is _OVER_NIP:
        # a name (and a rank) over its NIP, without a position
        if first > free and set(marks.of(first - 1)) == {RANK}:
            first -= 1
        first = first - 1 if first > free and set(marks.of(first - 1)) == {NAME} else index
    return first


def _is_place(parts: Sequence[Line]) -> bool:
    """Whether a line holds nothing but a place without its date: `Maju,`."""
    return len(parts) == 1 and match_place(parts[0]) is not None and not begins_position(parts[0].text)


def _strips(blocks: Sequence[Block], taken: set[int], marks: _Marks) -> list[list[Line]]:
    """Signatures that stand beside something else, as at the foot of a chart, or that a table's grid reached over: the
    parts under a place and date that stand in its column."""
    heads: list[Line] = []
    for index, block in enumerate(blocks):
        if index in taken:
            continue
        hinted = [part for line in marks.hinted(index) for part in parts_of(line)]
        if isinstance(block, Table) or len(hinted) > 1:
            heads.extend(p for p in hinted if match_place_date(p) or match_act(p))
    numbers = [part for i in range(len(blocks)) if i not in taken for part in _numbers(i, marks)]
    if not heads and not numbers:
        return []
    free = (block for index, block in enumerate(blocks) if index not in taken)
    lines = (line for block in free for line in (cell_lines(block) if isinstance(block, Table) else [block]))
    parts = _Parts(part for line in lines for part in parts_of(line))
    strips = [_strip(parts, head) for head in heads]
    signed = [s for s in strips if any(mark(p) == NIP or has_title(p.text) for p in s[1:]) or _enacts(s)]
    alone = [head for head in heads if all(s[0] is not head for s in signed)]
    held = {id(w) for strip in signed for part in strip for w in part.words}
    signed += [strip for n in numbers if id(n.words[0]) not in held and (strip := _over_number(parts, n))]
    return signed + [[head] for head in alone if _dates_letter(head, blocks) or _in_foot(head, blocks, taken)]


def _numbers(index: int, marks: _Marks) -> list[Line]:
    """The parts of a line that are labelled numbers of persons (in a table they are its rows')."""
    block = marks.blocks[index]
    if isinstance(block, Table) or not marks.hinted(index):
        return []
    return [part for part in parts_of(block) if has_nip_label(part.text) and mark(part) == NIP]


class _Parts:
    """Parts of lines, to be walked down or up a page from any of them."""

    def __init__(self, parts: Iterable[Line]) -> None:
        self._down = sorted(parts, key=lambda p: (p.page, p.box[1], p.box[0]))
        self._up = sorted(self._down, key=lambda p: (-p.page, -p.box[3]))
        self._tops = [(p.page, p.box[1]) for p in self._down]
        self._bottoms = [(-p.page, -p.box[3]) for p in self._up]

    def under(self, line: Line) -> Iterator[Line]:
        """The parts of the page that begin under a line, from the top."""
        for k in range(bisect_left(self._tops, (line.page, line.box[3] - _LAP)), len(self._down)):
            if self._down[k].page != line.page:
                return
            yield self._down[k]

    def over(self, line: Line) -> Iterator[Line]:
        """The parts of the page that end over a line, from the bottom."""
        for k in range(bisect_left(self._bottoms, (-line.page, -line.box[1] - _LAP)), len(self._up)):
            if self._up[k].page != line.page:
                return
            yield self._up[k]


def _over_number(parts: _Parts, number: Line) -> list[Line]:
    """A signature without place and date beside something else (in a chart): what stands over its number in its column,
    up to an office; nothing where there is no office or no name with titles."""
    strip = [number]
    left, right = number.box[0], number.box[2]
    for part in parts.over(number):
        last = strip[0]
        if part is number or part.box[3] > last.box[1] + _LAP:
            continue
        if last.box[1] - part.box[3] > FAR * max(1.0, last.box[3] - last.box[1]):
            break
        if not (part.box[0] < right and part.box[2] > left):
            continue
        if mark(part) not in _OVER_NIP:
            break
        strip.insert(0, part)
        left, right = min(left, part.box[0]), max(right, part.box[2])
        if begins_position(part.text):
            return strip if any(has_title(p.text) for p in strip[1:]) else []
    return []


def _enacts(strip: Sequence[Line]) -> bool:
    """Whether an office and a name stand under an act, `Ditetapkan di Maju`: a regent signs without a number."""
    marks = [mark(part) for part in strip[1:]]
    office = next((k for k, part in enumerate(strip[1:]) if begins_position(part.text)), None)
    return match_act(strip[0]) is not None and office is not None and NAME in marks[office:]


def _dates_letter(head: Line, blocks: Sequence[Block]) -> bool:
    """Whether a place and date stands at the end of a letter's first lines: `Nomor : 3/X     Maju, 5 Mei 2031`."""
    found = match_place_date(head)
    own = next((b for b in blocks if isinstance(b, Line) and b.words[-1] is head.words[-1]), None)
    return found is not None and found.date is not None and own is not None and len(parts_of(own)) > 1


def _in_foot(head: Line, blocks: Sequence[Block], taken: set[int]) -> bool:
    """Whether a place and date is the last row of a table over a signature that the table's grid did not reach."""
    for index, block in enumerate(blocks):
        if isinstance(block, Table) and block.rows:
            foot = [line for cell in block.rows[-1] for line in cell.lines]
            if any(head.words[0] in line.words for line in foot):
                return index + 1 in taken
    return False


def _strip(parts: _Parts, head: Line) -> list[Line]:
    strip = [head]
    left, right = head.box[0], head.box[2]
    for part in parts.under(head):
        last = strip[-1]
        if part.box[1] < last.box[3] - _LAP:
            continue
        if part.box[1] - last.box[3] > FAR * max(1.0, last.box[3] - last.box[1]):
            break
        if is_address(part.text) or running(part):
            break
        if part.box[0] < right and part.box[2] > left and mark(part) is not None:
            strip.append(part)
            left, right = min(left, part.box[0]), max(right, part.box[2])
    return strip


def _line(block: Block) -> Line:
    assert isinstance(block, Line)
    return block

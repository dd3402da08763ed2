"""Finds the zones of a page that hold signatures.

Comes in: blocks. Goes out: runs of lines that hold nothing but signature lines. Separate from reading them: a zone is
grown from an anchor line (place and date, role, NIP) up and down, past boxes of a chart that stand beside it, over a
page break, out of grids that reached over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.layout.blocks import Block, Line, Table
from extractor.match.person import has_title, only_titles
from extractor.match.position import begins_position, role_of
from extractor.segment.signature_anchors import Marks
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
    ends_word,
    goes_on,
    is_address,
    is_witness,
    mark,
    parts_of,
)
from extractor.segment.signature_strips import FAR, OVER_NIP, find_strips
from extractor.segment.signed import match_place

_SIGNING_SPACE, _NAME_WORDS = 1.5, 5
"""Line heights left for a signature over a name that nothing else tells, and words of such a name."""
_STAMPS = 4
"""Lines that signing software prints between an office and its name, and one more."""
_OVER_TITLED = frozenset((POSITION, ROLE, STAMP, WITNESS))
_SCRIBBLE_WORDS = 4
"""Words that are read out of a signature's strokes, at the most."""
_HARDLY, _LARGER = 0.6, 1.3
"""Certainty below which a word may be handwriting, and how many times larger than the print around it it is then."""
_WORD = re.compile(r"[^\W\d_]{4}|[A-Z]\.|[A-Z]{3}")
"""What a scribble does not have: a word, an initial, a short name in capitals."""
_OVERLAP = 2.0
"""Line heights by which a line may stand higher than the one before it (two columns set apart)."""
_MOST_ABOVE = 14
"""Lines of the tallest signature block above its NIP."""
_OVER_PLACE = 3.0
"""Line heights between a position and the place and date that stand lower in the other column."""


def _near(above: Block, below: Block, heights: float) -> bool:
    if isinstance(above, Table) or isinstance(below, Table) or above.page != below.page:
        return False
    height = max(1.0, above.box[3] - above.box[1])
    return -height * _OVERLAP <= below.box[1] - above.box[3] <= heights * height


def _over_page(
    above: Block, below: Line, kinds: Sequence[str | None], within: tuple[float, float], *, dated: bool
) -> bool:
    """Whether the names of a signature stand on the page after its positions, or its positions on the page after place
    and date (``dated``). A name without titles stands in the middle of its column (``within``); a heading does not.
    """
    if isinstance(above, Table) or below.page != above.page + 1:
        return False
    left, right = within
    beside = not left <= (below.box[0] + below.box[2]) / 2 <= right
    if set(kinds) == {NAME} and beside and not has_title(below.text):
        return False
    return set(kinds) <= {NAME, RANK, NIP, STAMP, *((POSITION,) if dated else ())}


def _begins_block(line: Line) -> bool:
    """Whether a signature block can begin with the line."""
    return any(begins_position(p.text) or role_of(p.text) or is_witness(p.text) for p in parts_of(line))


def find_zones(blocks: Sequence[Block]) -> list[list[Line]]:
    """Runs of neighbouring lines that hold nothing but signature lines, grown from an anchor line up and down."""
    zones: list[list[Line]] = []
    marks = Marks(blocks)
    free = 0
    taken: set[int] = set()
    bare: set[int] = set()
    officeless: list[tuple[list[int], list[Line]]] = []
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
        zone = [below.get(i) or _line(blocks[i]) for i in members]
        if set().union(*(marks.of(i) for i in members)) <= {NAME, NIP, RANK}:
            officeless.append((members, zone))
        else:
            zones.append(zone)
        taken.update(members)
        free = members[-1] + 1
    for index in range(len(blocks)):
        if index not in taken and (marks.names(index) or _signs_off(blocks, index, marks)):
            members = _over_name(blocks, index, marks, taken)
            if members and _titles_under(blocks, index):
                members.append(index + 1)
            zones.extend([[_line(blocks[i]) for i in members]] if members else [])
            taken.update(members)
    # the office over a name may stand beside something else: whom copies go to
    strips = find_strips(blocks, taken.difference(*(members for members, _ in officeless)), marks)
    held = {id(w) for strip in strips for part in strip for w in part.words}
    zones.extend(strips)
    zones.extend(zone for _, zone in officeless if not any(id(w) in held for line in zone for w in line.words))
    return sorted(zones, key=lambda zone: (zone[0].page, zone[0].box[1]))


def _signs_off(blocks: Sequence[Block], index: int, marks: Marks) -> bool:
    """Whether a line is a name without titles that ends a letter: under the space for a signature, an office over it,
    nothing near below it but whom copies go to."""
    block, above = blocks[index], blocks[index - 1] if index else None
    if isinstance(block, Table) or not isinstance(above, Line) or set(marks.of(index)) != {NAME}:
        return False
    over = index - 1
    while over > 0 and index - over < _STAMPS and set(marks.of(over)) == {STAMP}:
        over -= 1
    office = any(isinstance(b, Line) and begins_position(b.text) for b in blocks[max(0, over - 1) : over + 1])
    stamped = set(marks.of(index - 1)) == {STAMP}
    least = 1 if stamped else 2
    if not least <= len(block.words) <= _NAME_WORDS or not office or above.page != block.page:
        return False
    space = block.box[1] - above.box[3] >= _SIGNING_SPACE * max(1.0, block.box[3] - block.box[1])
    if not space and not stamped:
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(below, Table):
        return below.page != block.page  # what stands over a table is its heading
    return below is None or is_address(below.text) or not _near(block, below, FAR)


def _over_name(blocks: Sequence[Block], index: int, marks: Marks, taken: set[int]) -> list[int]:
    """A signature that nothing but its name's titles tells, without place, date or number: the lines from its office
    down; none where no office stands over the name."""
    first = index
    while first and first - 1 not in taken and index - first < _MOST_ABOVE:
        known = set(marks.of(first - 1)) <= _OVER_TITLED or _ends_office(blocks, first - 1, marks)
        known = known or _ends_word(blocks, first - 1)
        if not known or not _near(blocks[first - 1], blocks[first], FAR):
            break
        first -= 1
    while first < index and not _begins_block(_line(blocks[first])):
        first += 1
    return list(range(first, index + 1)) if first < index else []


def _titles_under(blocks: Sequence[Block], index: int) -> bool:
    """Whether a name's titles go on in the line under it: `Dra. SITI CONTOH,` over `M.Si`."""
    name, below = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(name, Line) or not isinstance(below, Line) or not name.text.rstrip().endswith(","):
        return False
    return only_titles(below.text) and _near(name, below, 1.0)


def _ends_office(blocks: Sequence[Block], index: int, marks: Marks) -> bool:
    """Whether a line that looks like a name is the second one of the office over it."""
    if index == 0 or set(marks.of(index)) != {NAME} or marks.names(index):
        return False
    return set(marks.of(index - 1)) == {POSITION} and _near(blocks[index - 1], blocks[index], 1.0)


def _ends_word(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line begins with the rest of a word of the office over it."""
    above, block = blocks[index - 1] if index else None, blocks[index]
    return isinstance(above, Line) and isinstance(block, Line) and ends_word(above, block)


def _below(blocks: Sequence[Block], index: int, marks: Marks) -> dict[int, Line]:
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
        if _scribble(block, _line(blocks[index]).size) and _near(blocks[last], block, FAR):
            continue
        if any(goes_on(part, block) for part in marks.parts(last)):
            found[i] = block
            last = i
            continue
        kinds = marks.of(i)
        over = _over_page(blocks[last], block, kinds, (left, right), dated=set(marks.of(last)) <= {PLACE, DATE})
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


def _scribble(line: Line, size: float) -> bool:
    """Whether a recognised line is what handwriting leaves: signs and letters that make no word, or one word that was
    hardly read and is larger than print of ``size`` (points).
    """
    if len(line.words) > _SCRIBBLE_WORDS or all(w.confidence >= 1 for w in line.words):
        return False
    if len(line.words) == 1 and line.words[0].confidence < _HARDLY and line.size > _LARGER * size:
        return mark(line) in (None, NAME)
    return _WORD.search(line.text) is None and mark(line) in (None, NAME)


def _above(blocks: Sequence[Block], index: int, marks: Marks, free: int) -> int:
    """The index of the first line of the zone. Over place, date or role only the position of the other column can
    stand; over an NIP the whole block."""
    above = {POSITION, ROLE, WITNESS} if {PLACE, ROLE, WITNESS} & set(marks.of(index)) else OVER_NIP
    heights = FAR if above is OVER_NIP else _OVER_PLACE
    first = index
    while first > free and index - first < _MOST_ABOVE:
        known = set(marks.of(first - 1)) <= above or _ends_word(blocks, first - 1)
        if not known or not _near(blocks[first - 1], blocks[first], heights):
            break
        first -= 1
    while first < index and not _begins_block(_line(blocks[first])):
        first += 1
    over = first - 1
    if over >= free and _is_place(marks.parts(over)) and _near(blocks[over], blocks[first], _OVER_PLACE):
        first = over
    if first == index and above is OVER_NIP:
        # a name (and a rank) over its NIP, without a position
        if first > free and set(marks.of(first - 1)) == {RANK}:
            first -= 1
        first = first - 1 if first > free and set(marks.of(first - 1)) == {NAME} else index
    return first


def _is_place(parts: Sequence[Line]) -> bool:
    """Whether a line holds nothing but a place without its date: `Maju,`."""
    return len(parts) == 1 and match_place(parts[0]) is not None and not begins_position(parts[0].text)


def _line(block: Block) -> Line:
    assert isinstance(block, Line)
    return block

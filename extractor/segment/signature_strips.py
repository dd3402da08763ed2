"""Finds signatures that stand beside something else: in the foot of a chart, beside a letter's head, in a table's grid.

Comes in: blocks, and which of them stand in zones already. Goes out: runs of lines. Separate from
:mod:`~extractor.segment.signature_zones` because a strip is grown in its column, past what stands beside it, where a
zone takes whole lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extractor.layout.blocks import Block, Line, Table
from extractor.match.nip import has_nip_label
from extractor.match.person import has_title
from extractor.match.position import begins_position
from extractor.segment.signature_anchors import Marks
from extractor.segment.signature_marks import (
    DATE,
    NAME,
    NIP,
    POSITION,
    RANK,
    ROLE,
    STAMP,
    WITNESS,
    is_address,
    mark,
    parts_of,
)
from extractor.segment.signature_tables import cell_lines
from extractor.segment.signed import match_act, match_place_date
from extractor.segment.titles import running

FAR = 11.0
"""Line heights of the widest space for a signature."""
OVER_NIP = frozenset((POSITION, ROLE, WITNESS, NAME, RANK, STAMP, DATE))
_LAP = 2.0
"""Points that a line may reach into the next one."""


def find_strips(blocks: Sequence[Block], taken: set[int], marks: Marks) -> list[list[Line]]:
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


def _numbers(index: int, marks: Marks) -> list[Line]:
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
    """A signature beside something else (in a chart, lines of which stand between its own): what stands over its number
    in its column, up to an office and the place over it; nothing where there is no office or no name with titles."""
    strip = [number]
    left, right = number.box[0], number.box[2]
    office = False
    for part in parts.over(number):
        last = strip[0]
        if part is number or part.box[3] > last.box[1] + _LAP:
            continue
        if last.box[1] - part.box[3] > FAR * max(1.0, last.box[3] - last.box[1]):
            break
        if not (part.box[0] < right and part.box[2] > left):
            continue
        if office or mark(part) not in OVER_NIP:
            return [part, *strip] if office and match_place_date(part) else strip if office else []
        strip.insert(0, part)
        left, right = min(left, part.box[0]), max(right, part.box[2])
        if begins_position(part.text):
            office = True
            if not any(has_title(p.text) for p in strip[1:]):
                return []
    return strip if office else []


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
